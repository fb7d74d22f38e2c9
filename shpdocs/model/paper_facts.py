"""A paper (.docx) that is to be audited, as plain facts. Colours are six hexadecimal digits, sizes and lengths points."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct


class TextLook(Struct, frozen=True):
    """How a run of text looks, once every style is worked out. `fill` is what lies under it, '' if nobody can say."""

    text_colour: str = "000000"
    fill: str = "FFFFFF"
    size: float = 12
    font: str = "Arial"
    language: str = "en-GB"
    bold: bool = False
    capitals: bool = False
    has_serifs: bool = False
    is_hidden: bool = False


class TextRun(Struct, frozen=True):
    """A run of text of one look. Tabs are '\\t', new lines '\\n'. `link` is where it leads, None if it is no link."""

    text: str
    look: TextLook = TextLook()
    link: str | None = None


class PaperPlace(Struct, frozen=True):
    """Where something stands. `part` is 'body', 'header', 'footer', 'footnote', 'endnote' or 'text box'.

    `under` is the heading over it; `paragraph` counts from 1 below that heading, or within its table's cell; `table` counts
    through the part, 0 for none, `row` and `column` within it.
    """

    part: str = "body"
    under: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0


class PaperParagraph(Struct, frozen=True, dict=True):
    """A paragraph. `level` is that of a heading, 0 for none; `align` 'left', 'right', 'center' or 'both' (justified).

    `has_other_content` if it holds something that is no text: a picture, a break of the page, the end of a section or of what
    ends with a table, where Word needs a paragraph; `is_floating` if it stands in a frame.
    """

    place: PaperPlace = PaperPlace()
    runs: tuple[TextRun, ...] = ()
    style: str = "Normal"
    level: int = 0
    is_list: bool = False
    align: str = "left"
    is_between_tables: bool = False
    has_other_content: bool = False
    is_floating: bool = False

    @cached_property
    def text(self) -> str:
        """All its text."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def words(self) -> str:
        """Its text on one line, '' if nothing can be read."""
        return " ".join(self.text.split())


class PaperCell(Struct, frozen=True, dict=True):
    """A cell. `span` is how many columns it takes; `is_covered` if it is joined with the cell above.

    `shade` is the fill that it was given itself, '' for none; `width` is 0 if the file does not say.
    """

    place: PaperPlace
    paragraphs: tuple[PaperParagraph, ...] = ()
    span: int = 1
    is_merged: bool = False
    is_covered: bool = False
    shade: str = ""
    width: float = 0
    has_other_content: bool = False

    @cached_property
    def words(self) -> str:
        """Its text on one line."""
        return " ".join(paragraph.words for paragraph in self.paragraphs if paragraph.words)


class PaperRow(Struct, frozen=True):
    """A row. `is_heading` if it is marked as one of the table's headings; `can_split` if a page may end within it.

    `skips_columns` if it has no cell in the first columns or the last.
    """

    cells: tuple[PaperCell, ...]
    is_heading: bool = False
    can_split: bool = True
    skips_columns: bool = False


class PaperTable(Struct, frozen=True):
    """A table. The two styles are there if its look sets the first row, or the first column, apart as headings."""

    place: PaperPlace
    rows: tuple[PaperRow, ...]
    title: str = ""
    description: str = ""
    has_header_row_style: bool = False
    has_first_column_style: bool = False
    is_nested: bool = False
    is_floating: bool = False


class PaperDrawing(Struct, frozen=True):
    """What is drawn: 'picture', 'chart', 'diagram', 'text box', 'shape', 'embedded object' or 'foreign text' (kept as a file)."""

    place: PaperPlace
    kind: str
    alt_text: str = ""
    is_decorative: bool = False
    is_floating: bool = False


class PaperFacts(Struct, frozen=True, dict=True):
    """A paper. `paragraphs` holds all of them in reading order, those in tables too; `page_height` is that of the text.

    `created` and `modified` are as in the file ('2018-02-13T00:00:00Z'); `comment_count` counts its comments, `tracked_changes` what
    is marked as changed; `default_language` is that of text without a language of its own.
    """

    file: str
    paragraphs: tuple[PaperParagraph, ...] = ()
    tables: tuple[PaperTable, ...] = ()
    drawings: tuple[PaperDrawing, ...] = ()
    title: str = ""
    author: str = ""
    language: str = ""
    comment: str = ""
    created: str = ""
    modified: str = ""
    default_language: str = ""
    page_height: float = 700
    comment_count: int = 0
    tracked_changes: int = 0
    has_macros: bool = False
    is_strict: bool = False

    @cached_property
    def looks(self) -> frozenset[TextLook]:
        """The looks that its texts have: few, however long it is."""
        return frozenset(run.look for paragraph in self.paragraphs for run in paragraph.runs)
