"""The blocks of a paper as Word's XML, one after another; tables a row at a time."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.document import Block, Chart, Contents, Heading, ListItem, Notice, PageBreak, Paragraph, Table, Text
from shpdocs.paper.word.builder import TWIPS, PaperBuilder, escape, paragraph, run, text_block
from shpdocs.paper.word.charts import chart_block
from shpdocs.paper.word.sections import section_properties
from shpdocs.paper.word.widths import column_widths, row_height

_TALL_ROW, _TALL_FIRST_ROW = 90.0, 120.0  # mm: a taller row may break across pages; the first not in a sliver under its heading
_SHORT_TABLE = 60.0  # mm: a table that short stays on one page
_LABEL_COLUMN, _VALUE_COLUMN = 0.32, 0.68  # shares of the width in a table without a header row
RATING_FILLS = {"green": "C6EFCE", "amber": "FFEB9C", "red": "FFC7CE", "grey": "E7E6E6"}  # under the text colour of their styles
KEEP_WITH_NEXT = "<w:keepNext/>"
_PAGE_BREAK_BEFORE = "<w:pageBreakBefore/>"


def table_block(table: Table, builder: PaperBuilder) -> str:
    """A table, with its alternative text, header row and widths in twips."""
    total = builder.page.text_width
    widths_in_mm = column_widths(table, total) if table.header else (total * _LABEL_COLUMN, total * _VALUE_COLUMN)
    widths = [round(width * TWIPS) for width in widths_in_mm]
    look = 'w:firstRow="1" w:firstColumn="0"' if table.header else 'w:firstRow="0" w:firstColumn="1"'
    properties = (
        f'<w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0620" if table.header else "0680"}" {look} w:lastRow="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(table.title)}"/><w:tblDescription w:val="{escape(table.description)}"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cell_starts = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in widths]
    header = _header_row(table.header, cell_starts) if table.header else ""
    heights = [row_height(row, widths_in_mm) for row in table.rows]
    is_short = sum(heights) < _SHORT_TABLE
    rows = []
    for number, (row, height) in enumerate(zip(table.rows, heights, strict=True), 1):
        can_split = height > (_TALL_FIRST_ROW if number == 1 else _TALL_ROW)
        rows.append(_row(row, cell_starts, builder, can_split, with_next=is_short and number < len(heights)))
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"


def _header_row(texts: tuple[str, ...], cell_starts: list[str]) -> str:
    cells = "".join(
        f"{start}</w:tcPr>{paragraph('TableHeading', run(text))}</w:tc>" for text, start in zip(texts, cell_starts, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: tuple[tuple[Text, ...], ...], cell_starts: list[str], builder: PaperBuilder, can_split: bool, with_next: bool) -> str:
    properties = "" if can_split else "<w:trPr><w:cantSplit/></w:trPr>"
    style = "TableTextKept" if with_next else "TableText"
    cells = []
    for cell, start in zip(row, cell_starts, strict=True):
        rating = next((block.rating for block in cell if isinstance(block, Paragraph) and block.rating), "")
        if rating:
            cells.append(_rating_cell(cell, start, builder, rating, with_next))
        else:
            cells.append(f"{start}</w:tcPr>{''.join([text_block(block, builder, style) for block in cell])}</w:tc>")
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _rating_cell(cell: tuple[Text, ...], start: str, builder: PaperBuilder, rating: str, with_next: bool) -> str:
    """A cell in the colour of its rating, whose text colour stands in a style: the fill of a cell cannot."""
    style, keep = f"Rating{rating.capitalize()}", KEEP_WITH_NEXT if with_next else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{RATING_FILLS[rating]}"/>'
    return f"{start}{shading}</w:tcPr>{''.join(text_block(block, builder, style, properties=keep) for block in cell)}</w:tc>"


def write_blocks(blocks: tuple[Block, ...], builder: PaperBuilder) -> Iterator[str]:
    """Every block as XML. A break that turns the page ends a section: its properties go into the last paragraph before it."""
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            builder.next_starts_page = block.orientation == builder.page.orientation and index > 0
            builder.set_orientation(block.orientation)
            continue
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        ends_section = isinstance(following, PageBreak) and following.orientation != builder.page.orientation
        if builder.next_starts_page and isinstance(block, Table):
            yield paragraph("AfterTable", "", properties=_PAGE_BREAK_BEFORE)
            builder.next_starts_page = False
        needs_paragraph = isinstance(block, Table) and (following is None or ends_section or isinstance(following, Table))
        yield _block(block, index, builder, section_properties(builder) if ends_section and not needs_paragraph else "")
        if needs_paragraph:
            yield paragraph("AfterTable", "", section_properties(builder) if ends_section else "")
        builder.next_starts_page = False


def _block(block: Block, index: int, builder: PaperBuilder, section: str) -> str:
    """A block; `section` is the properties of a section that ends with it, which go into its last paragraph."""
    page_break = _PAGE_BREAK_BEFORE if builder.next_starts_page else ""
    match block:
        case Heading(text, level):
            return paragraph(f"Heading{level}", _bookmarked(run(text), index, builder), section, page_break)
        case Paragraph() | ListItem():
            is_under_table = isinstance(block, Paragraph) and index > 0 and isinstance(builder.document.blocks[index - 1], Table)
            style = "TextAfterTable" if is_under_table else "Normal"
            return text_block(block, builder, style, section, _keep(block, index, builder) + page_break)
        case Notice(text):
            return paragraph("Notice", run(text), section, page_break)
        case Table():
            return table_block(block, builder)
        case Contents():
            return _contents(block, index, builder, section, page_break)
        case Chart():
            return chart_block(block, builder, section, page_break, _keep(block, index, builder))
        case _:
            return ""


def _keep(block: Block, index: int, builder: PaperBuilder) -> str:
    """Words that lead to a list, and a chart over its numbers, stay on the page of what follows."""
    following = builder.document.blocks[index + 1] if index + 1 < len(builder.document.blocks) else None
    match (block, following):
        case (Paragraph(), ListItem()) | (Chart(), Table()):
            return KEEP_WITH_NEXT
        case _:
            return ""


def _bookmarked(runs: str, index: int, builder: PaperBuilder) -> str:
    """A heading's text within the bookmark that the contents link to."""
    number = builder.bookmarks.get(index)
    if number is None:
        return runs
    return f'<w:bookmarkStart w:id="{number}" w:name="{_bookmark(number)}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def _bookmark(number: int) -> str:
    """The name of a heading's bookmark, as Word itself names those of a list of contents."""
    return f"_Toc{number:09d}"


def _contents(block: Contents, index: int, builder: PaperBuilder, section: str, page_break: str) -> str:
    """The list of contents as a field that is filled in already: right when the paper is opened, and Word can update it.

    It holds no page numbers: committees' packs are numbered anew.
    """
    linked = [(builder.document.blocks[place], number) for place, number in builder.bookmarks.items() if place > index]
    entries = [(heading, number) for heading, number in linked if isinstance(heading, Heading) and heading.level <= block.deepest]
    if not entries:
        return paragraph("AfterTable", "", section, page_break) if section else ""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "2-{block.deepest}" \\n \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines = [paragraph("TOCHeading", run(block.title), properties=page_break)] if block.title else []
    for line, (heading, number) in enumerate(entries, 1):
        is_last = line == len(entries)
        link = (
            f'<w:hyperlink w:anchor="{_bookmark(number)}" w:history="1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(heading.text)}</w:t></w:r></w:hyperlink>'
        )
        runs = (begin if line == 1 else "") + link + (end if is_last else "")
        lines.append(paragraph(f"TOC{heading.level}", runs, section if is_last else ""))
    return "".join(lines)
