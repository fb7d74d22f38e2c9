"""What openpyxl leaves out of a sheet, read from its parts: results of formulas, headers and footers as they are, what floats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from shpdocs.model.cells import cell_at
from shpdocs.model.workbook_facts import CellRange, DrawnObject
from shpdocs.ooxml.branches import local_name
from shpdocs.ooxml.package import Package
from shpdocs.workbook.read.drawings import read_drawing, shown
from shpdocs.workbook.read.parts import Tab
from shpdocs.workbook.read.places import TRUE, place_of, row_number, span_of
from shpdocs.workbook.read.remarks import read_comments
from shpdocs.workbook.read.sheet import HEADERS_AND_FOOTERS

_DRAWN = {"picture": "background", "oleObject": "embedded object", "control": "control"}


@dataclass
class SheetPart:
    """A sheet's part. `results` are of formulas, by place; `covered` counts the cells of merged and linked ranges."""

    tab: Tab
    results: dict[tuple[int, int], str | float | bool] = field(default_factory=dict)
    headers_and_footers: list[str] = field(default_factory=list)
    drawn: list[DrawnObject] = field(default_factory=list)
    covered: int = 0
    row: int = 0  # the number of the last


def read_sheet_part(package: Package, tab: Tab) -> SheetPart:
    """Return what the part of a sheet says, and its drawings and comments.

    Raises:
        PackageError: a part is broken.
    """
    sheet = SheetPart(tab)
    for parent, element in package.branches(tab.part, 2):
        name = local_name(element.tag)
        if name == "row":
            _add_results(sheet, element)
        elif name in ("mergeCell", "hyperlink"):
            sheet.covered += cell_range(element.get("ref", "A1")).cell_count
        elif name in HEADERS_AND_FOOTERS and (element.text or "").strip():
            sheet.headers_and_footers.append(element.text or "")
        elif local_name(parent.tag) != "sheetData":
            kinds = (_DRAWN.get(local_name(within.tag)) for within in shown(element))
            sheet.drawn += [DrawnObject(kind) for kind in kinds if kind]
    for relation in package.relations(tab.part):
        if relation.kind == "drawing":
            sheet.drawn += _drawn(package, relation.target)
        elif relation.kind == "comments":
            sheet.drawn += [DrawnObject("comment", *cell_at(name)) for name in read_comments(package, relation.target)]
    return sheet


def cell_range(reference: str) -> CellRange:
    """The range that 'B2:D9' or 'B2' names; whole rows and columns reach as far as a sheet does."""
    return CellRange(*(span_of(reference) or (1, 1, 1, 1)))


def _add_results(sheet: SheetPart, row: Element) -> None:
    sheet.row, column = row_number(row.get("r") or str(sheet.row + 1)), 0
    for cell in row:
        name = cell.get("r")
        place = place_of(name) if name else (sheet.row, column + 1)
        column = place[1]
        texts = {local_name(child.tag): child.text or "" for child in cell}
        if "f" in texts and "v" in texts:
            sheet.results[place] = _result(cell.get("t", "n"), texts["v"])


def _result(kind: str, text: str) -> str | float | bool:
    if kind in ("str", "e") or not text:  # a formula that gives no text may be kept as a number without digits
        return text
    if kind == "b":
        return text in TRUE
    try:
        return float(text)
    except ValueError:
        return text  # a text that is not said to be one


def _drawn(package: Package, part: str) -> Iterator[DrawnObject]:
    """Everything on a sheet's drawing, by the cell of its top left corner."""
    for place, elements in read_drawing(package, part):
        yield DrawnObject(_kind(elements), *place, has_alt_text=any(map(_has_alt_text, elements)))


def _has_alt_text(element: Element) -> bool:
    if local_name(element.tag) == "decorative":
        return element.get("val", "1") in TRUE
    return local_name(element.tag) == "cNvPr" and bool((element.get("descr", "") + element.get("title", "")).strip())


def _kind(elements: tuple[Element, ...]) -> str:
    """What a thing is that is made of these elements."""
    names = {local_name(element.tag) for element in elements}
    graphics = [element.get("uri", "").lower() for element in elements if local_name(element.tag) == "graphicData"]
    if any("chart" in uri for uri in graphics):
        return "chart"
    if any("slicer" in uri or "timeline" in uri for uri in graphics):
        return "control"
    if graphics:
        return "diagram"
    return "picture" if "pic" in names else "text box" if any(map(_is_text, elements)) else "shape"


def _is_text(element: Element) -> bool:
    """Whether it says that a shape is a text box, or is a text in one."""
    name = local_name(element.tag)
    return (name == "cNvSpPr" and element.get("txBox") in TRUE) or (name == "t" and bool((element.text or "").strip()))
