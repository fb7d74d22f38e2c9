"""A value counts only if it was typed there: what a neighbour's formula fills, and what a cell shows of a picture or of linked data."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from shpdocs.answers.kinds import KINDS
from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from shpdocs.model.problem import Problem
from shpdocs.model.returns import RawCell
from shpdocs.model.settings import Limits
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.read import read_workbook
from tests.support.work import calls_in
from tests.workbook.read.test_looks import SHEET, _with, _workbook

FORMULAS = {  # in B2, over B2:B5
    "a dynamic array that spills": ('t="array" ref="B2:B5"', "_xlfn._xlws.SORT(D1:D4)", ' cm="1"'),
    "an array formula in braces": ('t="array" ref="B2:B5" aca="0"', "[1]Cases!$B$2:$B$5", ""),
    "an array formula of numbers": ('t="array" ref="B2:B5"', "{34;35;36;37}", ""),
    "an array formula over two columns": ('t="array" ref="A2:B5"', "D1:E4", ""),
    "an array formula with a whole column": ('t="array" ref="B:B"', "D:D", ""),
    "an array formula in absolute words": ('t="array" ref="$B$2:$B$5"', "D1:D4", ""),
    "a data table": ('t="dataTable" ref="B2:B5" dt2D="0" dtr="0" r1="A1"', "", ""),
    "a data table of two inputs": ('t="dataTable" ref="B2:C5" dt2D="1" dtr="1" r1="A1" r2="A2"', "", ""),
    "a shared formula": ('t="shared" ref="B2:B5" si="0"', "D1*2", ""),
}
RICH = {
    "a picture": b'<c r="B2" t="e" vm="1"><v>#VALUE!</v></c>',
    "a picture with a style": b'<c r="B2" s="0" t="e" vm="3"><v>#VALUE!</v></c>',
    "a share or a place": b'<c r="B2" t="str" vm="1"><v>Made-up borough</v></c>',
    "a number of linked data": b'<c r="B2" vm="1"><v>34</v></c>',
    "nothing but the link": b'<c r="B2" vm="1"/>',
    "a spill whose formula was lost": b'<c r="B2" cm="1"><v>34</v></c>',
}


def _read(rows: bytes, most_cells: int = 1000) -> WorkbookContent | Problem:
    change = lambda part: re.sub(rb"<sheetData>.*</sheetData>", lambda _: b"<sheetData>" + rows + b"</sheetData>", part, flags=re.DOTALL)  # noqa: E731
    return read_workbook(_with(_workbook(), SHEET, change), "made-up.xlsx", Limits(most_cells=most_cells))


def _cells(rows: bytes) -> Mapping[tuple[int, int], RawCell]:
    content = _read(rows)
    assert isinstance(content, WorkbookContent)
    return content.sheets[0].cells


def _column(head: str, formula: str, marks: str = "") -> bytes:
    first = f'<row r="2"><c r="B2"{marks}><f {head}>{formula}</f><v>34</v></c></row>'
    return (first + "".join(f'<row r="{row}"><c r="B{row}"><v>{32 + row}</v></c></row>' for row in (3, 4, 5, 60))).encode()


@pytest.mark.parametrize(("head", "formula", "marks"), FORMULAS.values(), ids=FORMULAS)
def test_every_value_that_a_neighbours_formula_fills_is_a_question(head: str, formula: str, marks: str) -> None:
    cells = _cells(_column(head, formula, marks))
    for row in (3, 4, 5):
        assert [read_answer(cells[row, 2], Asked(kind)).problem for kind in KINDS] == ["not-typed"] * len(KINDS)
        assert cells[row, 2].not_typed.endswith(" in B2")
    assert read_answer(cells[2, 2], Asked("count")).problem == "formula"


def test_what_stands_beside_the_range_of_a_formula_was_typed() -> None:
    cells = _cells(_column('t="array" ref="B2:B5"', "D1:D4"))
    assert (cells[60, 2].not_typed, read_answer(cells[60, 2], Asked("count")).answer) == ("", 92)


def test_a_formula_for_its_own_cell_fills_no_other() -> None:
    cells = _cells(_column('t="array" ref="B2"', "120+37"))
    assert [cells[row, 2].not_typed for row in (2, 3, 4)] == ["", "", ""]
    assert read_answer(cells[2, 2], Asked("count")).answer == 157


def test_a_range_that_is_none_fills_nothing() -> None:
    for reference in ("", "nonsense", "ZZZZ1:B5", "B2:B5 D4"):
        assert _cells(_column(f't="array" ref="{reference}"', "D1"))[3, 2].not_typed == ""


def test_a_formula_of_its_own_within_the_range_stays_a_formula() -> None:
    rows = _column('t="shared" ref="B2:B5" si="0"', "D1*2").replace(b'<c r="B3"><v>', b'<c r="B3"><f t="shared" si="0"/><v>')
    assert read_answer(_cells(rows)[3, 2], Asked("count")).problem == "formula"


@pytest.mark.parametrize("xml", RICH.values(), ids=RICH)
def test_a_picture_in_a_cell_and_linked_data_are_a_question(xml: bytes) -> None:
    cell = _cells(b'<row r="2">' + xml + b"</row>")[2, 2]
    assert not cell.is_blank
    assert [read_answer(cell, Asked(kind)).problem for kind in KINDS] == ["not-typed"] * len(KINDS)


def test_marks_that_say_nothing_are_passed_over() -> None:
    assert _cells(b'<row r="2"><c r="B2" vm="0" cm="0"><v>34</v></c></row>')[2, 2].not_typed == ""


def test_many_wide_ranges_are_refused_before_they_take_long() -> None:
    def rows(count: int) -> bytes:
        formulas = "".join(f'<c r="B{row}"><f t="array" ref="A1:XFD{1000 + row}">D1</f><v>1</v></c>' for row in range(1, count + 1))
        return f'<row r="1">{formulas}</row>'.encode()

    assert isinstance(_read(rows(10), 10), Problem)
    assert isinstance(_read(rows(30), 1000), WorkbookContent)
    assert calls_in(_read, rows(300), 300) < 200_000
