"""The inputs of shared/cases, built from a completed workbook of the demo, and what is right for each.

The builder there knows the rows of the workbook as it was on its day. Where rows have moved since, what it writes is moved with them.
"""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl

from tests.support import ROOT
from tests.support.leads import heading_row_of

CASES = ROOT.parent / "shared" / "cases"
ARE_HERE = (CASES / "build.py").exists()
_MOVED = ("Measures", "Risk register")  # sheets whose tables have a heading of their own above them
_REFERENCE = re.compile(r"\b([A-Z])(\d+)\b")
_ANCHOR = re.compile(r"(<xdr:row[^>]*>)(\d+)")


def expected() -> dict[str, dict[str, Any]]:
    """What is right for each input, by its folder and file."""
    read: dict[str, dict[str, Any]] = json.loads((CASES / "expected.json").read_text(encoding="utf-8"))
    return read


class Built:
    """Every input, built from the bytes of a completed workbook."""

    def __init__(self, workbook: bytes) -> None:
        self._builder = runpy.run_path(str(CASES / "build.py"))
        self.moved = _first_row(workbook) - _rows_then()
        _move(self._builder["Book"], self.shifted)
        self.base: bytes = self._builder["base"](workbook).pack()

    def content(self, name: str) -> bytes:
        """The bytes of an input by its folder and file."""
        slug, _, file = name.partition("/")
        kind = "WORKBOOKS" if file.endswith(".xlsx") else "DOCUMENTS"
        make = self._builder[kind][slug]
        made = make(self._builder["Book"](self.base)) if kind == "WORKBOOKS" else make()
        one = made[file.rpartition(".")[0]]
        return one if isinstance(one, bytes) else one.pack()

    def told(self, place: str) -> tuple[str, str]:
        """Where a problem is expected today: sheet and cell."""
        sheet, _, cell = place.partition("!")
        return sheet, self.shifted(sheet, cell)

    def shifted(self, sheet: str, references: str) -> str:
        """Names of cells of a sheet as they are today."""
        if sheet not in _MOVED:
            return references
        return _REFERENCE.sub(lambda one: f"{one[1]}{int(one[2]) + self.moved}", references)


def _rows_then() -> int:
    """The first row of the measures, as the builder has it."""
    found = re.search(r"for at, figure, of in \(\((\d+),", (CASES / "build.py").read_text(encoding="utf-8"))
    assert found is not None
    return int(found[1])


def _first_row(workbook: bytes) -> int:
    """The first row of the measures today."""
    return heading_row_of(openpyxl.load_workbook(BytesIO(workbook))["Measures"]) + 1


def _move(book: Any, shifted: Callable[[str, str], str]) -> None:
    """Let the builder's workbook write where rows stand today."""
    cell, before, style_of = book.cell, book.before, book.style_of

    def moved_cell(self: Any, title: str, ref: str, inside: str, attributes: str = "", style: str | None = None) -> None:
        cell(self, title, shifted(title, ref), _moved_places(title, inside, shifted), attributes, style)

    def moved_before(self: Any, title: str, mark: str, xml: str) -> None:
        before(self, title, mark, _moved_places(title, xml, shifted))

    book.cell, book.before = moved_cell, moved_before
    book.style_of = lambda self, title, ref: style_of(self, title, shifted(title, ref))


def _moved_places(title: str, xml: str, shifted: Callable[[str, str], str]) -> str:
    """XML with the places that it names, and the anchors of what is drawn, where they are today."""
    by = int(shifted(title, "A1")[1:]) - 1
    xml = re.sub(r'(\bref=")([^"]*)', lambda one: one[1] + shifted(title, one[2]), xml)
    return _ANCHOR.sub(lambda one: f"{one[1]}{int(one[2]) + by}", xml)
