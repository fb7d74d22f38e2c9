"""Values that nobody typed into their cell: what a formula of another cell fills, a picture, a linked type of data."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from shpdocs.model.cells import cell_count, within
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import Span
from shpdocs.ooxml.bounds import too_many
from shpdocs.workbook.read.places import span_of

RICH_VALUE = "a picture in the cell, or a linked type of data"
LOST_FORMULA = "a formula that is not in the file"
_NONE = (None, "", "0")
_FORMULAS = {"array": "an array formula", "dataTable": "a data table", "shared": "a formula that is filled over several cells"}
_TIMES = 4  # that a cell may stand in ranges, on average: in none or one where programs write them
Cells = dict[tuple[int, int], RawCell]


@dataclass
class FilledRanges:
    """The ranges of a sheet that one formula fills, each by the cell that has it. A formula for its own cell alone has none."""

    names: dict[Span, str] = field(default_factory=dict)

    def add(self, formula: Element, name: str, most: int) -> None:
        """Add the range that a formula says it fills.

        Raises:
            PackageError: there are more than `most`.
        """
        span = span_of(formula.get("ref", ""))
        kind = _FORMULAS.get(formula.get("t", ""))
        if span is None or kind is None or span[:2] == span[2:]:
            return
        self.names.setdefault(span, f"{kind} in {name}")
        if len(self.names) > most:
            raise too_many(most, "ranges of formulas")

    def mark(self, cells: Cells, most: int) -> None:
        """Mark each cell without a formula of its own whose value the formula of another put there.

        Raises:
            PackageError: more cells than `most` would have to be looked at.
        """
        looked_at = 0
        for span, name in self.names.items():
            looked_at += min(cell_count(span), len(cells))
            if looked_at > _TIMES * most:
                raise too_many(_TIMES * most, "cells in ranges of formulas")
            for place in within(span, cells):
                if not cells[place].formula and not cells[place].not_typed:
                    cells[place] = replace(cells[place], not_typed=name)


def not_typed(element: Element, has_formula: bool) -> str:
    """How the value of a cell came there if its own marks say that nobody typed it; '' if they say nothing."""
    if element.get("vm") not in _NONE:
        return RICH_VALUE
    return LOST_FORMULA if element.get("cm") not in _NONE and not has_formula else ""
