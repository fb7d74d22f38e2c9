"""The texts of a document in order: every string that it prints, and every value that a chart draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from shpdocs.model.document import Block, Chart, Contents, Document, Heading, Notice, PageBreak, Paragraph, Table, Text
from shpdocs.model.origin import Span

OF_DOCUMENT = -1  # `block` of what stands in no block: the title of the file, footer lines, the mark
_NONE = -1
_Place = tuple[int, int, int, int]  # block, row, column and part, as of `PrintedText`
_NOWHERE: _Place = (OF_DOCUMENT, _NONE, _NONE, _NONE)
_NamedTexts = tuple[_Place, tuple[Span, ...], Iterable[tuple[str, str]]]  # texts of a place by name, and the spans of them all


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
    number = 0
    for place, origins, named in _named_texts(document):
        for name, text in named:
            if text:
                yield PrintedText(number, text, name, *place, tuple(span for span in origins if span.text == name))
                number += 1


def _named_texts(document: Document) -> Iterator[_NamedTexts]:
    yield _NOWHERE, document.origins, [("title", document.title)]
    for place, block in enumerate(document.blocks):
        yield from _of_block(block, place)
    footer = [(f"footer/{number}", line) for number, line in enumerate(document.footer)]
    yield _NOWHERE, document.origins, [*footer, ("mark", document.mark)]


def _of_block(block: Block, number: int) -> Iterator[_NamedTexts]:
    place = (number, _NONE, _NONE, _NONE)
    if isinstance(block, Table):
        yield from _of_table(block, number)
    elif isinstance(block, Chart):
        yield place, block.origins, _of_chart(block)
    elif isinstance(block, Contents):
        yield place, block.origins, [("title", block.title)]
    elif not isinstance(block, PageBreak):
        yield place, block.origins, _of_text(block)


def _of_table(table: Table, number: int) -> Iterator[_NamedTexts]:
    header = [(f"header/{column}", text) for column, text in enumerate(table.header)]
    about = [("title", table.title), ("description", table.description), *header]
    yield (number, _NONE, _NONE, _NONE), table.origins, about
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells):
            for part, block in enumerate(cell):
                yield (number, row, column, part), block.origins, _of_text(block)


def _of_text(block: Heading | Notice | Text) -> list[tuple[str, str]]:
    label = block.label if isinstance(block, Paragraph) else ""
    return [("label", label), ("", block.text)]


def _of_chart(chart: Chart) -> Iterator[tuple[str, str]]:
    yield from (("title", chart.title), ("description", chart.description))
    yield from ((f"category/{number}", text) for number, text in enumerate(chart.categories))
    yield from (("unit", chart.unit), ("bar", chart.bars.name))
    yield from ((f"bar/{number}", text) for number, text in enumerate(chart.bars.drawn))
    for number, line in enumerate(chart.lines):
        yield f"line/{number}", line.name
        yield from ((f"line/{number}/{place}", text) for place, text in enumerate(line.drawn))
