"""What is drawn over the cells of a sheet: where each thing stands, and the elements that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from shpdocs.model.cells import NO_CELL
from shpdocs.ooxml.branches import local_name, whole_number
from shpdocs.ooxml.package import Package
from shpdocs.workbook.read.places import LAST_COLUMN, LAST_ROW

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def read_drawing(package: Package, part: str) -> Iterator[tuple[tuple[int, int], tuple[Element, ...]]]:
    """Each thing on a drawing: the row and column of the cell that it begins at, NO_CELL if it keeps to none; its elements in order.

    Raises:
        PackageError: the part is broken.
    """
    for _, anchor in package.branches(part):
        if local_name(anchor.tag) in _ANCHORS:
            yield corner_of(anchor), tuple(shown(anchor))


def corner_of(anchor: Element) -> tuple[int, int]:
    """The row and column of the cell that a thing begins at; NO_CELL if it keeps to none."""
    counted = {local_name(number.tag): number for start in anchor if local_name(start.tag) == "from" for number in start}
    if "row" not in counted or "col" not in counted:
        return NO_CELL
    row, column = (whole_number((counted[name].text or "").strip()) for name in ("row", "col"))
    return min(max(row, 0), LAST_ROW - 1) + 1, min(max(column, 0), LAST_COLUMN - 1) + 1


def shown(element: Element) -> Iterator[Element]:
    """An element and all within it, but for what only older programs show in place of the thing itself."""
    waiting = [element]
    while waiting:
        current = waiting.pop()
        if local_name(current.tag) != "Fallback":
            yield current
            waiting += reversed(current)
