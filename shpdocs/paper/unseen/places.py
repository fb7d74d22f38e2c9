"""What of an appendix stands where no reader sees it: off the page, in rows, lines, cells and boxes without height or width. By place."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.pictures import dots_of
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_letters import SMALLEST
from shpdocs.ooxml.word_paragraphs import place_of, style_of, text_of
from shpdocs.ooxml.word_styles import Styles, number, points
from shpdocs.ooxml.xml import Element, each, find, tag, value
from shpdocs.paper.unseen.drawings import OFF, SMALL, drawing_faults, needed_height
from shpdocs.paper.unseen.pages import Page

_TWIP = 20  # to the point
_MARGIN = 144.0  # points that something may stick out of the text to the left: more than any margin that is usual
_MOST_LETTERS = 10_000  # hundredths of a letter that a paragraph may be indented by
_LINE = 3  # dots: fewer than a letter needs
_LEAST = 3.0  # points of width or height that a text or a picture needs to be seen
_SPLIT = "Choose the merged cell, then Layout › Split Cells, delete the text, and merge the cells again."
_MEND = "Choose Layout › Selection Pane, or turn on Home › ¶, to find it. Delete it, or give it a size and a place on the page."


def unseen_places(file: WordFile, kind: str, part: str, page: Page) -> Iterator[Refusal]:
    """Why something in a part of this kind ('header') may not come in: the first of each sort."""
    root, reasons = file.tree(part), dict[str, Element]()
    for what, element in _misplaced(root, file.styles, page, lambda picture: _is_line(file, part, picture)):
        reasons.setdefault(what, element)
    for what, element in reasons.items():
        yield Refusal(what, place_of(element, kind), _SPLIT if "merged" in what else _MEND)


def _is_line(file: WordFile, part: str, picture: Element) -> bool:
    """Whether a picture is a line or a dot itself: what keeps rows apart on pages of the web, and holds nothing to be read."""
    relation = file.relations(part).get(value(picture, "r:embed"))
    is_there = relation is not None and relation.kind == "image" and file.has_target(relation)
    size = dots_of(file.package.read(relation.target)) if relation is not None and is_there else None
    return size is not None and min(size) <= _LINE


def _misplaced(root: Element, styles: Styles, page: Page, is_line: Callable[[Element], bool]) -> Iterator[tuple[str, Element]]:
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
    yield from drawing_faults(root, page, is_line)


def _paragraph_fault(styles: Styles, style: str, properties: Element | None, page: Page) -> str:
    look = styles.whole_look(style, "pPr", properties)
    spacing, indent, frame = look.get("spacing"), look.get("ind"), look.get("framePr")
    if value(spacing, "w:lineRule") == "exact" and points(value(spacing, "w:line"), _TWIP) < SMALLEST:
        return SMALL
    left, right = (_said(indent, *names) for names in (("w:left", "w:start"), ("w:right", "w:end")))
    first = points(value(indent, "w:firstLine"), _TWIP) - points(value(indent, "w:hanging"), _TWIP)
    in_letters = [number(value(indent, f"w:{name}Chars")) for name in ("left", "start", "right", "end", "firstLine", "hanging")]
    is_left = min(left, left + first) < -_MARGIN
    is_right = max(left + max(right, 0), left + first) > page.width
    if is_left or is_right or max(map(abs, in_letters)) > _MOST_LETTERS:
        return OFF
    if frame is not None:
        return _frame_fault(frame, page)
    return ""


def _frame_fault(frame: Element, page: Page) -> str:
    x, y = (points(value(frame, f"w:{side}"), _TWIP) for side in ("x", "y"))
    if not (-_MARGIN <= x <= page.width and -_MARGIN <= y <= page.height):
        return OFF
    width, height = (points(value(frame, f"w:{side}"), _TWIP) for side in ("w", "h"))  # a width of 0 is as wide as the text
    is_low = value(frame, "w:hRule") == "exact" and bool(value(frame, "w:h")) and 0 <= height < _LEAST
    return SMALL if is_low or 0 < width < _LEAST else ""


def _said(indent: Element | None, *names: str) -> float:
    return next((points(value(indent, name), _TWIP) for name in names if value(indent, name)), 0.0)


def _table_faults(table: Element, page: Page) -> Iterator[tuple[str, Element]]:
    properties = find(table, "w:tblPr")
    place, indent = find(properties, "w:tblpPr"), find(properties, "w:tblInd")
    x, y = (points(value(place, f"w:tblp{side}"), _TWIP) for side in "XY")
    start = points(value(indent, "w:w"), _TWIP) if value(indent, "w:type", "dxa") == "dxa" else 0.0
    if min(x, y, start) < -_MARGIN or max(x, start) > page.width or y > page.height:
        yield f"A table {OFF}", table
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
        merged = [find(cell, f"w:tcPr/w:{name}") for name in ("vMerge", "hMerge")]
        if any(said is not None and value(said, missing="continue") == "continue" for said in merged):
            yield "A merged cell of a table keeps text that is not shown", cell
        widths = [length for length in (width, sum(grid) if grid else None) if length is not None]
        if widths and max(widths) < _LEAST and (is_fixed or grid):
            yield f"A cell of a table {SMALL}", cell
        if height is not None and needed_height(texts, max(widths, default=0)) > 2 * height:
            yield "A row of a table is too low for its text", cell
