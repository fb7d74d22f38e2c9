"""Where the texts of a paper as it was printed stand, and the way back of each piece: what a reader takes for one text is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from shpdocs.model.document import Block, Chart, Contents, Document, Heading, Notice, Table
from shpdocs.model.printed_paper import KeptSpan, TracedDocument
from shpdocs.paper.changes.outline import BEGINNING
from shpdocs.paper.changes.place import column_words
from shpdocs.paper.changes.texts import on_one_line
from shpdocs.paper.origins.texts import OF_DOCUMENT, PrintedText, texts
from shpdocs.paper.origins.words import shortened

_OF_DOCUMENT = {"title": "title of the file", "mark": "mark at the head of every page"}
_OF_TABLE = {"title": "title of the table", "description": "alternative text of the table"}
_OF_CHART = {"title": "title", "description": "alternative text", "unit": "unit", "bar": "name of the columns"}


class Place(Struct, frozen=True):
    """Where a text stands: the headings over it from the highest down ('PRIORITY THEME 2', 'Youth violence'; 'Under the title' before the
    first; none of what is on every page), and what it is there: a row and column ('Repeat victims, Quarter 2'), a chart's alternative
    text; '' of a paragraph."""

    headings: tuple[str, ...]
    detail: str = ""

    @property
    def words(self) -> str:
        """It in one line: 'PRIORITY THEME 2 > Youth violence: Repeat victims, Quarter 2'."""
        return ": ".join(part for part in (" > ".join(self.headings), self.detail) if part)


class PrintedLine(Struct, frozen=True):
    """A text as a reader sees it: where it stands, what it says, and its pieces that come from somewhere, by characters of it.

    A paragraph's label and its text are one line. `numbers` are those of its texts.
    """

    place: Place
    text: str
    spans: tuple[KeptSpan, ...]
    numbers: tuple[int, ...]


def printed_lines(traced: TracedDocument) -> Iterator[PrintedLine]:
    """Yield every text of a paper as it was printed, in its order."""
    spans: dict[int, list[KeptSpan]] = {}
    for span in traced.spans:
        spans.setdefault(span.text, []).append(span)
    places = _Places(traced.document)
    for _, pieces in groupby(texts(traced.document), _line_key):
        yield _line(places, tuple(pieces), spans)


def _line_key(text: PrintedText) -> tuple[int, ...]:
    """What is equal of the texts of one line: the label and the text of a paragraph."""
    where = (text.block, text.row, text.column, text.part)
    return where if text.name in ("", "label") else (text.number,)


def _line(places: _Places, pieces: tuple[PrintedText, ...], spans: Mapping[int, list[KeptSpan]]) -> PrintedLine:
    moved: list[KeptSpan] = []
    words = ""
    for piece in pieces:
        start = len(words)
        moved += (KeptSpan(span.text, start + span.start, start + span.end, span.origin) for span in spans.get(piece.number, ()))
        words += piece.text
    return PrintedLine(places.place(pieces[-1]), words, tuple(moved), tuple(piece.number for piece in pieces))


class _Places:
    """The places of a document's texts, asked for in their order."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._above: list[Heading] = []
        self._label_columns: dict[int, int] = {}

    def place(self, text: PrintedText) -> Place:
        """The place of a text."""
        if text.block == OF_DOCUMENT:
            return Place((), "footer" if text.name.startswith("footer/") else _OF_DOCUMENT[text.name])
        block = self._blocks[text.block]
        if isinstance(block, Heading):
            while self._above and self._above[-1].level >= block.level:
                self._above.pop()
        headings = tuple(heading.text for heading in self._above if heading.level > 1)
        place = Place(headings or (() if isinstance(block, Heading) else (BEGINNING,)), self._detail(block, text))
        if isinstance(block, Heading):
            self._above.append(block)
        return place

    def _detail(self, block: Block, text: PrintedText) -> str:
        match block:
            case Heading():
                return "heading" if block.level > 1 else "title line"
            case Notice():
                return "notice"
            case Contents():
                return "heading of the contents"
            case Chart():
                return _in_chart(block, text.name)
            case Table():
                return self._in_table(block, text)
            case _:
                return ""

    def _in_table(self, table: Table, text: PrintedText) -> str:
        kind, _, number = text.name.partition("/")
        if kind == "header":
            return f"heading of column {int(number) + 1}"
        if kind in _OF_TABLE:
            return _OF_TABLE[kind]
        if text.block not in self._label_columns:
            self._label_columns[text.block] = _label_column(table)
        label_column = self._label_columns[text.block]
        row = table.rows[text.row]
        label = shortened(on_one_line(row[label_column])) if text.column != label_column and label_column < len(row) else ""
        header = column_words(table.header[text.column]) if text.column < len(table.header) else ""
        return ", ".join(part for part in (label or f"row {text.row + 1}", header) if part)


def _label_column(table: Table) -> int:
    """The first column with as many different texts as any: that by which rows are told apart."""
    columns = range(max((len(row) for row in table.rows), default=1))
    return max(columns, key=lambda column: len({on_one_line(row[column]) for row in table.rows if column < len(row)}))


def _in_chart(chart: Chart, name: str) -> str:
    kind, _, number = name.partition("/")
    line, _, value = number.partition("/")
    chart_words = f"chart of {chart.bars.name}"
    if kind == "category":
        return f"{chart_words}, name of a column"
    if kind == "bar" and number:
        return f"{chart_words}, {column_words(chart.categories[int(number)])}"
    if kind == "line":
        of_line = chart.lines[int(line)].name
        return f"{chart_words}, {of_line}, {column_words(chart.categories[int(value)])}" if value else f"{chart_words}, name of a line"
    return f"{chart_words}, {_OF_CHART[kind]}"
