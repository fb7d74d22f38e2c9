"""Every text of a document and its numbers, by a walk of the tests' own: what the spans of a paper must cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shpdocs.model.document import Block, Chart, Contents, Document, Heading, PageBreak, Table
from shpdocs.model.origin import Origin, Span

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class PrintedText:
    """A text of a document: where it stands, in words, and the spans that say where its pieces come from.

    A value that a chart draws has no text but itself, and a span without length. `row` is what a table's row begins with.
    """

    where: str
    text: str
    spans: tuple[Span, ...]
    is_drawn: bool = False
    row: str = ""

    @property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Where its numbers begin and end; a drawn value is one as a whole."""
        return ((0, 0),) if self.is_drawn else tuple(match.span() for match in NUMBER.finditer(self.text))

    def origins_of(self, start: int, end: int) -> list[Origin]:
        """The origins of what stands there."""
        return [span.origin for span in self.spans if span.start <= start and end <= span.end]


@dataclass(frozen=True)
class Lost:
    """A number whose way back is lost, and where it is printed."""

    where: str
    text: str
    number: str

    def __str__(self) -> str:
        return f"{self.where}: {self.number!r} of {self.text!r}"


def printed_texts(document: Document) -> Iterator[PrintedText]:
    """Every text that the document prints, in its order."""
    yield from _named("title", {"title": document.title}, document.origins)
    yield from _named(
        "footer", {f"footer/{at}": line for at, line in enumerate(document.footer)} | {"mark": document.mark}, document.origins
    )
    under = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            under = block.text
        yield from _texts_of(block, under)


def lost_numbers(document: Document) -> list[Lost]:
    """The numbers that come from nowhere."""
    return [
        Lost(printed.where, printed.text, printed.text[start:end] or printed.text)
        for printed in printed_texts(document)
        for start, end in printed.numbers
        if not printed.origins_of(start, end)
    ]


def _texts_of(block: Block, under: str) -> Iterator[PrintedText]:
    if isinstance(block, PageBreak):
        return
    where = f"{type(block).__name__.lower()} under {under!r}"
    if isinstance(block, Table):
        yield from _table(block, f"table {block.title!r}")
    elif isinstance(block, Chart):
        yield from _chart(block, f"chart under {under!r}")
    elif isinstance(block, Contents):
        yield from _named(where, {"title": block.title}, block.origins)
    else:
        yield from _named(where, {"": block.text, "label": getattr(block, "label", "")}, block.origins)


def _table(block: Table, where: str) -> Iterator[PrintedText]:
    header = {f"header/{at}": text for at, text in enumerate(block.header)}
    yield from _named(where, {"title": block.title, "description": block.description, **header}, block.origins)
    for row, cells in enumerate(block.rows):
        for column, cell in enumerate(cells):
            heading = block.header[column] if block.header else str(column)
            for text in cell:
                texts = {"": text.text, "label": getattr(text, "label", "")}
                yield from _named(f"{where}, row {row}, {heading!r}", texts, text.origins, f"{heading}: {cells[0][0].text}")


def _chart(block: Chart, where: str) -> Iterator[PrintedText]:
    texts = {"title": block.title, "description": block.description, "unit": block.unit, "bar": block.bars.name}
    texts |= {f"category/{at}": text for at, text in enumerate(block.categories)}
    texts |= {f"line/{at}": line.name for at, line in enumerate(block.lines)}
    yield from _named(where, texts, block.origins)
    drawn = {f"bar/{at}": value for at, value in enumerate(block.bars.values)}
    drawn |= {f"line/{at}/{number}": value for at, line in enumerate(block.lines) for number, value in enumerate(line.values)}
    for name, value in drawn.items():
        if value is not None:
            spans = tuple(span for span in block.origins if span.text == name)
            yield PrintedText(f"{where}, {name}", repr(value), spans, is_drawn=True)


def _named(where: str, texts: dict[str, str], spans: tuple[Span, ...], row: str = "") -> Iterator[PrintedText]:
    for name, text in texts.items():
        if text:
            yield PrintedText(f"{where}, {name}" if name else where, text, tuple(span for span in spans if span.text == name), row=row)
