"""Tables as Word's XML, a row at a time."""

from __future__ import annotations

from shpdocs.model.document import Paragraph, Table, Text
from shpdocs.paper.word.builder import TWIPS, PaperBuilder
from shpdocs.paper.word.text import escape, paragraph, run, text_block
from shpdocs.paper.word.widths import column_widths, row_height

_TALL_ROW, _TALL_FIRST_ROW = 90.0, 120.0  # mm: a taller row may break across pages; the first not in a sliver under its heading
_SHORT_TABLE = 60.0  # mm: a table that short stays on one page
_LABEL_COLUMN, _VALUE_COLUMN = 0.32, 0.68  # shares of the width in a table without a header row
RATING_FILLS = {"green": "C6EFCE", "amber": "FFEB9C", "red": "FFC7CE", "grey": "E7E6E6"}  # under the text colour of their styles
KEEP_WITH_NEXT = "<w:keepNext/>"


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
