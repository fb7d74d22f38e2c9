"""The paper as blocks: what a section says, free of Word. `refs` name the answers a text was made of, `origins` say of each piece of its
texts where it comes from; what is written in Word, or kept in a record, has none (`without_origins`)."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.origin import Span

NUMBERINGS = ("1.", "1)", "a.", "a)", "-")


Rating = Literal["green", "amber", "red", "grey"]


class Heading(Struct, frozen=True, tag=True, omit_defaults=True):
    """A heading of level 1 (the title line) to 4."""

    text: str
    level: int
    origins: tuple[Span, ...] = ()


class Paragraph(Struct, frozen=True, tag=True, omit_defaults=True):
    """A paragraph; `label` is printed before the text, in bold. `rating` colours the table cell that it stands in."""

    text: str
    label: str = ""
    refs: tuple[str, ...] = ()
    rating: Rating | Literal[""] = ""
    origins: tuple[Span, ...] = ()


class ListItem(Struct, frozen=True, tag=True, omit_defaults=True):
    """An item of a list: its numbering (one of NUMBERINGS), its number counted from 1, and its level from 0.

    `starts` is set on the first item of a list and on any item that does not follow the one before it.
    """

    text: str
    numbering: str
    number: int = 1
    level: int = 0
    starts: bool = False
    refs: tuple[str, ...] = ()
    origins: tuple[Span, ...] = ()

    @property
    def mark(self) -> str:
        """What is printed before it, as it would be typed: '-', '2.', 'b)'."""
        if self.numbering == "-":
            return "-"
        is_letter = self.numbering[0] == "a" and self.number <= 26
        return f"{chr(96 + self.number) if is_letter else self.number}{self.numbering[1:]}"


class Notice(Struct, frozen=True, tag=True, omit_defaults=True):
    """A notice that stands out, such as that the paper is a draft."""

    text: str
    origins: tuple[Span, ...] = ()


class Table(Struct, frozen=True, tag=True, omit_defaults=True):
    """A table: header row (empty for a table of labels and answers) and rows of cells, each one or more blocks.

    `title` and `description` are its alternative text.
    """

    title: str
    description: str
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Paragraph | ListItem, ...], ...], ...]
    origins: tuple[Span, ...] = ()


class Contents(Struct, frozen=True, tag=True, omit_defaults=True):
    """The list of contents: the headings of levels 2 to `deepest` that follow it, each a link. `title` is printed over it."""

    title: str = "Contents"
    deepest: int = 3
    origins: tuple[Span, ...] = ()


class ChartLine(Struct, frozen=True, omit_defaults=True):
    """A line of a chart, such as the target: a name and a value for every category (None: none there)."""

    name: str
    values: tuple[float | None, ...]

    @property
    def drawn(self) -> tuple[str, ...]:
        """Its values as a chart's file has them; '' where there is none."""
        return tuple("" if value is None else f"{value:.12g}" for value in self.values)


class Chart(Struct, frozen=True, tag=True, omit_defaults=True):
    """A chart of a series over its categories (quarters), as columns, with lines such as target and baseline.

    `title` is printed over it, `description` is its alternative text: what the chart shows, in a sentence. `bars` has a value
    for every category, None where there is none. Nothing is in the file but these values.
    """

    title: str
    description: str
    categories: tuple[str, ...]
    bars: ChartLine
    lines: tuple[ChartLine, ...] = ()
    unit: str = ""
    origins: tuple[Span, ...] = ()


class PageBreak(Struct, frozen=True, tag=True, omit_defaults=True):
    """What follows begins on a new page, upright or on its side."""

    orientation: Literal["portrait", "landscape"]


Text = Paragraph | ListItem
Block = Heading | Paragraph | ListItem | Notice | Table | Chart | Contents | PageBreak


class Document(Struct, frozen=True, omit_defaults=True):
    """A whole paper: its title, author, blocks in order and the lines of its footer.

    `mark` is printed at the head of every page, such as that it is a draft or not for publication; '' for none. `page_total`
    says whether page numbers say of how many: not where pages follow that are numbered anew.
    """

    title: str
    author: str
    blocks: tuple[Block, ...]
    footer: tuple[str, ...] = ()
    page_numbers: bool = True
    mark: str = ""
    page_total: bool = True
    origins: tuple[Span, ...] = ()


def without_origins(document: Document) -> Document:
    """The document as it is written and kept: what its texts read, without where they come from."""
    return replace(document, blocks=tuple(map(block_without_origins, document.blocks)), origins=())


def block_without_origins(block: Block) -> Block:
    """The block as it is written and kept."""
    if isinstance(block, PageBreak):
        return block
    if isinstance(block, Table):
        rows = tuple(tuple(tuple(replace(text, origins=()) for text in cell) for cell in row) for row in block.rows)
        return replace(block, rows=rows, origins=())
    return replace(block, origins=())
