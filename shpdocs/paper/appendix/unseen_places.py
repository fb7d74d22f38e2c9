"""What of an appendix stands where no reader sees it: off the page, in rows, lines, cells and boxes without height or width. By place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_letters import SMALLEST, is_transparent
from shpdocs.ooxml.word_styles import Styles, number, points
from shpdocs.ooxml.xml import Element, each, find, local, tag, value
from shpdocs.paper.appendix.paragraphs import style_of, text_of
from shpdocs.paper.appendix.places import place_of

_TWIP, _EMU = 20, 12_700  # to the point
_MARGIN = 144.0  # points that something may stick out of the text to the left: more than any margin that is usual
_MOST_LETTERS = 10_000  # hundredths of a letter that a paragraph may be indented by
_LEAST = 3.0  # points of width or height that a text or a picture needs to be seen
_LETTER = 0.4  # of the size: the width of a narrow letter, so that lines are never counted too many
_MEND = "Choose Layout › Selection Pane, or turn on Home › ¶, to find it. Delete it, or give it a size and a place on the page."
_OFF = "stands off the page"
_SMALL = "has no height or width to be seen in"


class Page(Struct, frozen=True):
    """The largest page of a file in points: what is farther out than that is on none."""

    width: float
    height: float


def unseen_places(file: WordFile, kind: str, root: Element, page: Page) -> Iterator[Refusal]:
    """Why something in a part of this kind ('header') may not come in: the first of each sort."""
    reasons: dict[str, Element] = {}
    for what, element in _misplaced(root, file.styles, page):
        reasons.setdefault(what, element)
    for what, element in reasons.items():
        yield Refusal(what, place_of(element, kind), _MEND)


def largest_page(root: Element) -> Page:
    """The largest width and height of a file's pages; that of A4 where it says none."""
    sizes = list(each(root, "w:pgSz"))
    width, height = ([points(value(size, f"w:{side}"), _TWIP) for size in sizes] for side in "wh")
    return Page(max(width, default=595.0), max(height, default=842.0))


def _misplaced(root: Element, styles: Styles, page: Page) -> Iterator[tuple[str, Element]]:
    looks: dict[str, bool] = {}
    for paragraph in each(root, "w:p"):
        properties = find(paragraph, "w:pPr")
        style = style_of(paragraph)
        is_plain = properties is None or (len(properties) == 1 and bool(style))
        if is_plain and looks.get(style) is False:
            continue
        why = _paragraph_fault(styles, styles.usual(style), properties, page)
        if is_plain:
            looks[style] = bool(why)
        if why and text_of(paragraph).strip():
            yield f"A paragraph {why}", paragraph
    for table in each(root, "w:tbl"):
        yield from _table_faults(table, page)
    for drawing in each(root, "wp:anchor", "wp:inline"):
        why = _drawing_fault(drawing, page)
        if why:
            yield f"A drawing {why}", drawing
    for shape in root.iter("{urn:schemas-microsoft-com:vml}*"):
        why = _shape_fault(shape, page)
        if why:
            yield f"A drawing {why}", shape


def _paragraph_fault(styles: Styles, style: str, properties: Element | None, page: Page) -> str:
    look = styles.whole_look(style, "pPr", properties)
    spacing, indent, frame = look.get("spacing"), look.get("ind"), look.get("framePr")
    if value(spacing, "w:lineRule") == "exact" and points(value(spacing, "w:line"), _TWIP) < SMALLEST:
        return _SMALL
    left, right = (_said(indent, *names) for names in (("w:left", "w:start"), ("w:right", "w:end")))
    first = points(value(indent, "w:firstLine"), _TWIP) - points(value(indent, "w:hanging"), _TWIP)
    in_letters = [number(value(indent, f"w:{name}Chars")) for name in ("left", "start", "right", "end", "firstLine", "hanging")]
    is_left = min(left, left + first) < -_MARGIN
    is_right = max(left + max(right, 0), left + first) > page.width
    if is_left or is_right or max(map(abs, in_letters)) > _MOST_LETTERS:
        return _OFF
    if frame is not None:
        return _frame_fault(frame, page)
    return ""


def _frame_fault(frame: Element, page: Page) -> str:
    x, y = (points(value(frame, f"w:{side}"), _TWIP) for side in ("x", "y"))
    if not (-_MARGIN <= x <= page.width and -_MARGIN <= y <= page.height):
        return _OFF
    is_exact = value(frame, "w:hRule") == "exact"
    sizes = [points(value(frame, f"w:{side}"), _TWIP) for side in ("w", "h") if value(frame, f"w:{side}") and (side == "w" or is_exact)]
    return _SMALL if any(0 <= size < _LEAST for size in sizes) else ""


def _said(indent: Element | None, *names: str) -> float:
    return next((points(value(indent, name), _TWIP) for name in names if value(indent, name)), 0.0)


def _table_faults(table: Element, page: Page) -> Iterator[tuple[str, Element]]:
    properties = find(table, "w:tblPr")
    place, indent = find(properties, "w:tblpPr"), find(properties, "w:tblInd")
    x, y = (points(value(place, f"w:tblp{side}"), _TWIP) for side in "XY")
    start = points(value(indent, "w:w"), _TWIP) if value(indent, "w:type", "dxa") == "dxa" else 0.0
    if min(x, y, start) < -_MARGIN or max(x, start) > page.width or y > page.height:
        yield f"A table {_OFF}", table
    columns = [points(value(column, "w:w"), _TWIP) for column in table.findall(f"{tag('w:tblGrid')}/{tag('w:gridCol')}")]
    is_fixed = value(find(properties, "w:tblLayout"), "w:type") == "fixed"
    for row in table.iter(tag("w:tr")):
        if next(row.iterancestors(tag("w:tbl"))) is table:
            yield from _row_faults(row, columns, is_fixed)


def _row_faults(row: Element, columns: list[float], is_fixed: bool) -> Iterator[tuple[str, Element]]:
    said = find(row, "w:trPr/w:trHeight")
    height = points(value(said), _TWIP) if value(said, "w:hRule") == "exact" else None
    at = int(number(value(find(row, "w:trPr/w:gridBefore"))))
    for cell in row.iter(tag("w:tc")):
        if next(cell.iterancestors(tag("w:tr"))) is not row:
            continue
        span = max(1, int(number(value(find(cell, "w:tcPr/w:gridSpan")), 1)))
        grid, own = columns[at : at + span], find(cell, "w:tcPr/w:tcW")
        at += span
        width = points(value(own, "w:w"), _TWIP) if value(own, "w:type", "dxa") == "dxa" and value(own, "w:w") else None
        texts = [text_of(paragraph).strip() for paragraph in each(cell, "w:p")]
        if not any(texts):
            continue
        widths = [length for length in (width, sum(grid) if grid else None) if length is not None]
        if widths and max(widths) < _LEAST and (is_fixed or grid):
            yield f"A cell of a table {_SMALL}", cell
        if height is not None and _needed(texts, max(widths, default=0)) > 2 * height:
            yield "A row of a table is too low for its text", cell


def _needed(texts: list[str], width: float) -> float:
    """The height in points that texts need at the least, in the smallest letters that can be read."""
    letters = max(1.0, width / (SMALLEST * _LETTER)) if width >= _LEAST else 1e9
    return sum(SMALLEST * -(-len(text) // letters) for text in texts)


def _drawing_fault(drawing: Element, page: Page) -> str:
    """Why a drawing of Word's is not seen; a line may have no height."""
    extent = find(drawing, "wp:extent")
    width, height = (number(extent.get(side, "")) / _EMU if extent is not None else _LEAST for side in ("cx", "cy"))
    shows = next((element for element in drawing.iter("*") if local(element) in ("blip", "txbxContent", "chart")), None)
    if shows is None:
        return ""
    if min(width, height) < _LEAST:
        return _SMALL
    if local(shows) == "blip" and is_transparent(shows):
        return "can be seen through altogether"
    for side, size, most in (("H", width, page.width), ("V", height, page.height)):
        offset = find(drawing, f"wp:position{side}/wp:posOffset")
        place = number(offset.text or "") / _EMU if offset is not None else 0.0
        if place + size < -_MARGIN or place > most:
            return _OFF
    return ""


def _shape_fault(shape: Element, page: Page) -> str:
    """Why an older drawing (VML) is not seen; within a group lengths have no unit."""
    said = {name.strip().lower(): text.strip() for name, _, text in (part.partition(":") for part in shape.get("style", "").split(";"))}
    if said.get("visibility") == "hidden" or said.get("display") == "none":
        return "is hidden"
    if not said or next(shape.iterancestors("{urn:schemas-microsoft-com:vml}group"), None) is not None:
        return ""
    if next((element for element in shape.iter("*") if local(element) in ("imagedata", "txbxContent", "textpath")), None) is None:
        return ""
    if any(name in said and _length(said[name]) < _LEAST and "mso-width-percent" not in said for name in ("width", "height")):
        return _SMALL
    for names, size, most in ((("left", "margin-left"), "width", page.width), (("top", "margin-top"), "height", page.height)):
        place = sum(_length(said[name]) for name in names if name in said)
        if place + _length(said.get(size, "")) < -_MARGIN or place > most:
            return _OFF
    return ""


def _length(text: str) -> float:
    """A length of an older drawing in points; a plain number counts pixels."""
    return points(text, 1) if re.search("[a-z]$", text) else number(text) * 0.75
