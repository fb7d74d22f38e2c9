"""Conditional formats are judged by what they cover, in time that grows as the rules and the cells do, not as their product."""

from __future__ import annotations

import pytest

from shpdocs.accessibility.workbook_rules.colours import colours_can_be_read
from shpdocs.model.workbook_facts import Cell, CellRange, ConditionalFormat, Look, SheetFacts, WorkbookFacts
from tests.support.work import calls_in

RED, PALE, WRAPPED = ("FF0000",), ("FFFF99",), Look(wraps=True)


def _sheet(rows: int, formats: tuple[ConditionalFormat, ...], looks: tuple[Look, ...] = (Look(), WRAPPED)) -> WorkbookFacts:
    """A sheet of eight columns of texts, whose rows take turns with these looks."""
    cells = {
        (row, column): Cell(f"made up {row}", looks[row % len(looks)]) for row in range(1, rows + 1) for column in range(1, 9)
    }  # fmt: skip
    return WorkbookFacts("made-up.xlsx", (SheetFacts("Made up", cells, conditional_formats=formats),))


def _work(rows: int, formats: tuple[ConditionalFormat, ...]) -> int:
    return calls_in(lambda: list(colours_can_be_read(_sheet(rows, formats))))


def _all(count: int, rows: int) -> tuple[ConditionalFormat, ...]:
    """Rules that all cover the whole sheet."""
    return tuple(
        ConditionalFormat((CellRange(1, 1, rows, 8),), fills=PALE, text_colour=f"0000{number % 100:02d}") for number in range(count)
    )


def _bands(count: int, rows: int) -> tuple[ConditionalFormat, ...]:
    """Rules that cover a piece of the sheet each."""
    step = rows // count
    return tuple(ConditionalFormat((CellRange(number * step + 1, 1, (number + 1) * step, 8),), fills=PALE) for number in range(count))


def _pieces(count: int, rows: int) -> tuple[ConditionalFormat, ...]:
    """One rule in as many pieces, as copying and pasting leaves it."""
    return (ConditionalFormat(tuple(band.ranges[0] for band in _bands(count, rows)), fills=PALE),)


@pytest.mark.parametrize("formats", [_all, _bands, _pieces])
def test_twice_the_rules_and_twice_the_cells_are_twice_the_work(formats: object) -> None:
    assert callable(formats)
    plain = _work(400, ())
    once, twice = _work(400, formats(100, 400)) - plain, _work(800, formats(200, 800)) - _work(800, ())
    assert twice < 2.5 * once


def test_each_look_under_a_rule_is_judged_at_its_first_cell() -> None:
    light = Look(text_colour="FFFFCC", fills=("000000",))
    formats = (ConditionalFormat((CellRange(2, 2, 9, 8),), fills=PALE),)
    told = [(breach.cell, breach.what) for breach in colours_can_be_read(_sheet(9, formats, (Look(), light)))]
    assert [cell for cell, what in told if "conditional" in what] == ["B3"]


def test_a_rule_on_blank_cells_is_told_at_the_first_that_nothing_explains() -> None:
    cells = {(1, 1): Cell("made up"), (2, 1): Cell("made up"), (2, 2): Cell(), (3, 1): Cell(5, formula="=1"), (3, 2): Cell()}
    for ranges, cell in (((CellRange(2, 2, 3, 2),), "B2"), ((CellRange(3, 2, 3, 2),), ""), ((CellRange(1, 2, 1, 2),), "B1")):
        sheet = SheetFacts("Made up", cells, conditional_formats=(ConditionalFormat(ranges, fills=RED, text_colour="000000"),))
        told = [breach.cell for breach in colours_can_be_read(WorkbookFacts("made-up.xlsx", (sheet,))) if "blank" in breach.what]
        assert told == ([cell] if cell else [])
