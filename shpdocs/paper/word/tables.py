"""Tables of a paper, a row at a time."""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache

from shpdocs.model.document import Paragraph, Table, Text
from shpdocs.ooxml.xml import Element, element, tag
from shpdocs.paper.word.builder import PaperBuilder
from shpdocs.paper.word.text import KEEP_WITH_NEXT, paragraph, plain, put_text, run
from shpdocs.paper.word.widths import column_widths, row_height

_TWIPS = 1440 / 25.4  # a millimetre
_TALL_ROW, _TALL_FIRST_ROW = 90.0, 120.0  # mm: a taller row may break across pages; the first not in a sliver under its heading
_SHORT_TABLE = 60.0  # mm: a table that short stays on one page
_LABEL_COLUMN, _VALUE_COLUMN = 0.32, 0.68  # shares of the width in a table without a header row
_STYLE, _KEPT_STYLE = "TableText", "TableTextKept"
RATING_FILLS = {"green": "C6EFCE", "amber": "FFEB9C", "red": "FFC7CE", "grey": "E7E6E6"}  # under the text colour of their styles
_TEXT = tag("w:t")


def write_table(table: Table, builder: PaperBuilder) -> None:
    """Write a table, with its alternative text, header row and widths."""
    total = builder.text_width
    widths_in_mm = column_widths(table, total) if table.header else (total * _LABEL_COLUMN, total * _VALUE_COLUMN)
    widths = tuple(str(round(width * _TWIPS)) for width in widths_in_mm)
    grid = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": width}) for width in widths))
    written = builder.add(element("w:tbl", None, _properties(table, widths), grid))
    if table.header:
        cells = (_cell(width, paragraph("TableHeading", run(text))) for text, width in zip(table.header, widths, strict=True))
        written.append(element("w:tr", None, element("w:trPr", None, element("w:cantSplit"), element("w:tblHeader")), *cells))
    heights = [row_height(row, widths_in_mm) for row in table.rows]
    is_short = sum(heights) < _SHORT_TABLE
    for number, (row, height) in enumerate(zip(table.rows, heights, strict=True), 1):
        can_split = height > (_TALL_FIRST_ROW if number == 1 else _TALL_ROW)
        style = _KEPT_STYLE if is_short and number < len(heights) else _STYLE
        written.append(_row(row, deepcopy(_blank_row(widths, style, can_split)), style, builder))


def _properties(table: Table, widths: tuple[str, ...]) -> Element:
    shown, first = ("0620", "w:firstRow") if table.header else ("0680", "w:firstColumn")
    parts = ("w:firstRow", "w:lastRow", "w:firstColumn", "w:lastColumn")
    look = {"w:val": shown} | {part: "1" if part == first else "0" for part in parts} | {"w:noHBand": "1", "w:noVBand": "1"}
    return element(
        "w:tblPr",
        None,
        element("w:tblStyle", {"w:val": "PaperTable"}),
        element("w:tblW", {"w:w": str(sum(map(int, widths))), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblLook", look),
        element("w:tblCaption", {"w:val": plain(table.title)}),
        element("w:tblDescription", {"w:val": plain(table.description)}),
    )


def _cell(width: str, *content: Element) -> Element:
    return element("w:tc", None, element("w:tcPr", None, element("w:tcW", {"w:w": width, "w:type": "dxa"})), *content)


@lru_cache(maxsize=32)
def _blank_row(widths: tuple[str, ...], style: str, can_split: bool) -> Element:
    """A row without words. It is copied for every row: that takes a tenth of the time of making its elements anew."""
    properties = () if can_split else (element("w:trPr", None, element("w:cantSplit")),)
    return element("w:tr", None, *properties, *(_cell(width, paragraph(style, run(""))) for width in widths))


def _row(cells: tuple[tuple[Text, ...], ...], row: Element, style: str, builder: PaperBuilder) -> Element:
    """Put what cells say into a blank row: mostly a single plain text each."""
    for place, blocks in zip(list(row.iter(_TEXT)), cells, strict=True):
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and not blocks[0].label and not blocks[0].rating:
            put_text(place, blocks[0].text)
        elif blocks:
            _fill(place.getparent().getparent().getparent(), blocks, style, builder)
    return row


def _fill(cell: Element, blocks: tuple[Text, ...], style: str, builder: PaperBuilder) -> None:
    """Put several texts, or a list or a rating, into a cell; a rating's fill is the cell's, its text colour that of a style."""
    rating = next((block.rating for block in blocks if isinstance(block, Paragraph) and block.rating), "")
    switches: tuple[str, ...] = ()
    if rating:
        cell[0].append(element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": RATING_FILLS[rating]}))
        switches = (KEEP_WITH_NEXT,) if style == _KEPT_STYLE else ()
        style = f"Rating{rating.capitalize()}"
    cell[1:] = [builder.text(block, style, switches) for block in blocks]
