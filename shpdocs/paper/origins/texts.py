"""The texts of a document in order: every string that it prints, and every value that a chart draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.document import Block, Chart, Contents, Document, PageBreak, Paragraph, Table, Text
from shpdocs.model.origin import Span

OF_DOCUMENT = -1  # `block` of what stands in no block: the title of the file, footer lines, the mark
_NONE = -1


class PrintedText(Struct, frozen=True):
    """A text that a document prints: which it is (`name` as of `Span`), and where it stands.

    `number` counts the document's texts from 0, those that are '' left out. `block` is the place of its block among the document's;
    `row`, `column` and `part` (which of the cell's texts) are set within a table's cell. `spans` are the pieces that come from somewhere:
    none in a document as it is kept. Of a value that is drawn and not written `text` is the value as the chart's file has it.
    """

    number: int
    text: str
    name: str = ""
    block: int = OF_DOCUMENT
    row: int = _NONE
    column: int = _NONE
    part: int = _NONE
    spans: tuple[Span, ...] = ()


def texts(document: Document) -> Iterator[PrintedText]:
    """Yield every text of a document: its title, those of its blocks, the footer's lines, the mark."""
    for number, text in enumerate(text for text in _all(document) if text.text):
        yield replace(text, number=number)


def _all(document: Document) -> Iterator[PrintedText]:
    yield from _of(document.origins, [("title", document.title)])
    for place, block in enumerate(document.blocks):
        yield from (replace(text, block=place) for text in _of_block(block))
    footer = [(f"footer/{number}", line) for number, line in enumerate(document.footer)]
    yield from _of(document.origins, [*footer, ("mark", document.mark)])


def _of_block(block: Block) -> Iterator[PrintedText]:
    if isinstance(block, Table):
        yield from _of_table(block)
    elif isinstance(block, Chart):
        yield from _of(block.origins, _of_chart(block))
    elif isinstance(block, Contents):
        yield from _of(block.origins, [("title", block.title)])
    elif not isinstance(block, PageBreak):
        label = block.label if isinstance(block, Paragraph) else ""
        yield from _of(block.origins, [("label", label), ("", block.text)])


def _of_table(table: Table) -> Iterator[PrintedText]:
    header = [(f"header/{number}", text) for number, text in enumerate(table.header)]
    yield from _of(table.origins, [("title", table.title), ("description", table.description), *header])
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            yield from (replace(text, row=row, column=column) for text in _of_cell(cell))


def _of_cell(cell: tuple[Text, ...]) -> Iterator[PrintedText]:
    for part, block in enumerate(cell):
        yield from (replace(text, part=part) for text in _of_block(block))


def _of_chart(chart: Chart) -> Iterator[tuple[str, str]]:
    yield from (("title", chart.title), ("description", chart.description))
    yield from ((f"category/{number}", text) for number, text in enumerate(chart.categories))
    yield from (("unit", chart.unit), ("bar", chart.bars.name))
    yield from ((f"bar/{number}", text) for number, text in enumerate(chart.bars.drawn))
    for number, line in enumerate(chart.lines):
        yield f"line/{number}", line.name
        yield from ((f"line/{number}/{place}", text) for place, text in enumerate(line.drawn))


def _of(origins: tuple[Span, ...], named: Iterable[tuple[str, str]]) -> Iterator[PrintedText]:
    """Texts by name, each with its spans among these."""
    for name, text in named:
        yield PrintedText(_NONE, text, name, spans=tuple(span for span in origins if span.text == name))
