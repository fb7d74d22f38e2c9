"""Tables as XML of Word, a row at a time."""

from __future__ import annotations

from shpdocs.model.document import Paragraph, Table, Text
from shpdocs.paper.word.pen import TWIPS, Pen
from shpdocs.paper.word.text import clean, paragraph, run, text_block
from shpdocs.paper.word.widths import column_widths, row_height

_TALL_ROW, _TALL_FIRST_ROW = 90.0, 120.0  # mm: a taller row may break across pages; the first not in a sliver under its heading
_SHORT_TABLE = 60.0  # mm: a table that short stays on one page
RATING_FILLS = {"green": "C6EFCE", "amber": "FFEB9C", "red": "FFC7CE", "grey": "E7E6E6"}  # under the ink of their styles
KEPT = "<w:keepNext/>"


def table_block(table: Table, pen: Pen) -> str:
    """A table, with its alternative text, header row and widths in twips."""
    width = pen.sheet.text_width
    measured = column_widths(table, width) if table.header else (width * 0.32, width * 0.68)
    widths = [round(width * TWIPS) for width in measured]
    look = 'w:firstRow="1" w:firstColumn="0"' if table.header else 'w:firstRow="0" w:firstColumn="1"'
    properties = (
        f'<w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0620" if table.header else "0680"}" {look} w:lastRow="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{clean(table.title)}"/><w:tblDescription w:val="{clean(table.description)}"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    begins = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>' for width in widths]
    header = _header_row(table.header, begins) if table.header else ""
    heights = [row_height(row, measured) for row in table.rows]
    together = sum(heights) < _SHORT_TABLE
    rows = "".join(
        _row(row, begins, pen, can_split=height > (_TALL_FIRST_ROW if at == 1 else _TALL_ROW), with_next=together and at < len(heights))
        for at, (row, height) in enumerate(zip(table.rows, heights, strict=True), 1)
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"


def _header_row(texts: tuple[str, ...], begins: list[str]) -> str:
    cells = "".join(f"{begin}</w:tcPr>{paragraph('TableHeading', run(text))}</w:tc>" for text, begin in zip(texts, begins, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: tuple[tuple[Text, ...], ...], begins: list[str], pen: Pen, can_split: bool, with_next: bool) -> str:
    whole = "" if can_split else "<w:trPr><w:cantSplit/></w:trPr>"
    style = "TableTextKept" if with_next else "TableText"
    cells = []
    for cell, begin in zip(row, begins, strict=True):
        rating = next((block.rating for block in cell if isinstance(block, Paragraph) and block.rating), "")
        if rating:
            cells.append(_rated(cell, begin, pen, rating, with_next))
        else:
            cells.append(f"{begin}</w:tcPr>{''.join([text_block(block, pen, style) for block in cell])}</w:tc>")
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


def _rated(cell: tuple[Text, ...], begin: str, pen: Pen, rating: str, with_next: bool) -> str:
    """A cell in the colour of its rating, whose ink stands in a style: the fill of a cell cannot."""
    style, kept = f"Rating{rating.capitalize()}", KEPT if with_next else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{RATING_FILLS[rating]}"/>'
    return f"{begin}{shading}</w:tcPr>{''.join(text_block(block, pen, style, before=kept) for block in cell)}</w:tc>"
