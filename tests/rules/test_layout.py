from __future__ import annotations

import pytest

from shpdocs.rules.layout import NOT_ASKED, Grid, Layout, Row, Slot, lay_out
from shpdocs.words.definition import Baseline, Definition, Part, Target
from shpdocs.words.period import Period
from tests.made import definition, field, measure, named_table, open_table

PARTS = (Part("pwit", "PWIT", baseline=Baseline(33), target=Target(31)), Part("vap", "VAP"))
FULL = definition(
    fields=(field("update", "narrative"), field("lead", sheet="About you"), field("size", "count", required=False)),
    measures=(
        measure("robbery", baseline=Baseline(467), target=Target(444)),
        measure("disposals", parts=PARTS, activity_with="robbery"),
        measure("confidence", "percentage"),
        measure("strategy", "status"),
        measure("programme", "progress", target=Target(60)),
        measure("yearly", asked_in=("Q1", "Q3")),
    ),
    tables=(
        named_table("rates", {"opiate": "Opiate", "alcohol": "Alcohol"}, field("local", "percentage")),
        open_table("risks", field("risk"), field("owner")),
    ),
)


def _layout(quarter: str = "Q3", of: Definition = FULL) -> Layout:
    return lay_out(of, Period("2024-25", quarter))


def _grid(key: str, layout: Layout) -> Grid:
    return next(grid for grid in layout.grids if grid.key == key)


def _row(key: str, grid: Grid) -> Row:
    return next(row for row in grid.rows if row.key == key)


def _cells(row: str, layout: Layout) -> dict[str, str | Slot]:
    grid = next(grid for grid in layout.grids if any(found.key == row for found in grid.rows))
    return dict(zip((column.key for column in grid.columns), _row(row, grid).cells, strict=True))


def _pointers(layout: Layout) -> list[str]:
    return [slot.pointer for _, _, _, slot in layout.slots()]


@pytest.mark.parametrize("quarter", ["Q1", "Q2", "Q3", "Q4"])
def test_every_key_stands_once(quarter: str) -> None:
    layout = _layout(quarter)
    pointers = _pointers(layout)
    assert len(set(pointers)) == len(pointers)
    assert len({grid.key for grid in layout.grids}) == len(layout.grids)
    rows = [row.key for grid in layout.grids for row in grid.rows if grid.key != "commentary"]
    assert len(set(rows)) == len(rows)
    for grid in layout.grids:
        assert len({column.key for column in grid.columns}) == len(grid.columns)
        assert len({column.label for column in grid.columns}) == len(grid.columns)
        assert all(len(row.cells) == len(grid.columns) for row in grid.rows)


def test_sheets_stand_in_the_order_of_the_definition() -> None:
    assert [grid.sheet for grid in _layout().grids] == ["Update", "About you", "Measures", "Commentary", "Rates", "Risks"]


def test_a_definition_without_measures_has_no_measure_sheets() -> None:
    assert [grid.key for grid in _layout(of=definition(fields=(field("update"),))).grids] == ["fields-update"]


@pytest.mark.parametrize(("quarter", "expected"), [("Q1", []), ("Q2", ["Q1"]), ("Q4", ["Q1", "Q2", "Q3"])])
def test_every_earlier_quarter_has_a_column(quarter: str, expected: list[str]) -> None:
    columns = [column.key for column in _grid("measures", _layout(quarter)).columns]
    assert [key for key in columns if key.startswith("Q")] == expected


def test_a_quarter_in_which_a_measure_is_not_asked_says_so() -> None:
    cells = _cells("measures/yearly", _layout("Q3"))
    assert cells["Q2"] == NOT_ASKED
    assert isinstance(cells["Q1"], Slot)


@pytest.mark.parametrize(("quarter", "asked"), [("Q1", True), ("Q2", False), ("Q3", True), ("Q4", False)])
def test_a_measure_not_asked_in_a_quarter_has_no_row(quarter: str, asked: bool) -> None:
    assert ("measures/yearly" in {row.key for row in _grid("measures", _layout(quarter)).rows}) is asked


def test_a_compound_measure_has_a_row_for_each_part() -> None:
    layout = _layout()
    pwit, vap = _cells("measures/disposals/parts/pwit", layout), _cells("measures/disposals/parts/vap", layout)
    assert (pwit["baseline"], pwit["target"], vap["baseline"], vap["target"]) == ("33", "31", "None set", "None set")
    assert isinstance(pwit["figure"], Slot)
    assert pwit["figure"].pointer == "/measures/disposals/parts/pwit/figure/value"
    assert pwit["figure"].reason_pointer == "/measures/disposals/parts/pwit/figure/reason"


def test_only_a_percentage_is_asked_its_base() -> None:
    layout = _layout()
    assert _cells("measures/robbery", layout)["base"] == NOT_ASKED
    assert isinstance(_cells("measures/confidence", layout)["base"], Slot)
    alone = definition(measures=(measure("robbery"),))
    assert "base" not in _cells("measures/robbery", _layout(of=alone))


def test_the_figure_is_required_and_earlier_ones_are_not() -> None:
    asked = {slot.pointer: slot.asked for _, _, _, slot in _layout("Q2").slots()}
    assert asked["/measures/robbery/figure/value"].required is True
    assert asked["/measures/robbery/earlier/Q1/value"].required is False
    assert asked["/measures/robbery/figure/value"].no_figure is True


def test_progress_is_told_in_the_commentary_and_has_no_figure() -> None:
    layout = _layout()
    assert "measures/programme" not in {row.key for row in _grid("measures", layout).rows}
    progress = _cells("measures/programme", layout)["progress"]
    assert isinstance(progress, Slot)
    assert (progress.pointer, progress.asked.required) == ("/measures/programme/progress", True)


def test_a_measure_that_is_no_progress_is_not_asked_for_progress() -> None:
    row = _row("measures/robbery", _grid("commentary", _layout()))
    assert row.cells[1] == NOT_ASKED


def test_a_shared_activity_is_asked_once() -> None:
    keys = [row.key for row in _grid("commentary", _layout()).rows]
    assert "measures/disposals" not in keys
    assert "measures/robbery" in keys


def test_progress_whose_activity_is_shared_is_still_asked() -> None:
    of = definition(measures=(measure("a", "progress"), measure("b", "progress", activity_with="a")))
    cells = _cells("measures/b", _layout(of=of))
    assert isinstance(cells["progress"], Slot)
    assert cells["activity"] == NOT_ASKED


def test_a_named_table_has_its_rows_and_an_open_one_spare_rows() -> None:
    layout = _layout()
    named, spare = _grid("tables-rates", layout), _grid("tables-risks", layout)
    assert [row.cells[0] for row in named.rows] == ["Opiate", "Alcohol"]
    assert [row.key for row in spare.rows] == ["tables/risks/1", "tables/risks/2", "tables/risks/3"]
    assert (named.open_table, spare.open_table) == (None, FULL.tables[1])


def test_guidance_falls_back_on_what_the_kind_wants_and_says_what_may_be_blank() -> None:
    layout = _layout()
    required, optional = _cells("fields/update", layout)["guidance"], _cells("fields/size", layout)["guidance"]
    assert (bool(required), required == optional) == (True, False)
    assert optional == "You may leave this blank."
