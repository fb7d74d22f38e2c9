from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.figures.expected import expected
from shpdocs.model.definition import COMMENTARY, REVISION, Asked, Baseline, Definition, Measure, Part, Target
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.workbook.layout import (
    COMPARISON_COLUMNS,
    NEW_ROW,
    NOT_ASKED,
    NOT_PRINTED,
    REFERENCE,
    STATE,
    Grid,
    Layout,
    Row,
    Slot,
    lay_out,
)
from tests.support.made import definition, field, measure, named_table, open_table

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


def _layout(quarter: str = "Q3", made_definition: Definition = FULL) -> Layout:
    return lay_out(made_definition, Period("2024-25", quarter))


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
    rows = [row.key for grid in layout.grids for row in grid.rows if grid.key != "activity"]
    assert len(set(rows)) == len(rows)
    for grid in layout.grids:
        assert len({column.key for column in grid.all_columns}) == len(grid.all_columns)
        assert len({column.label for column in grid.all_columns}) == len(grid.all_columns)
        assert all(len(row.cells) == len(grid.columns) for row in grid.rows)


def test_sheets_stand_in_the_order_of_the_definition() -> None:
    assert [grid.sheet for grid in _layout().grids] == ["Update", "About you", "Measures", "Activity", "Rates", "Risks", "Start"]


def test_a_definition_without_measures_has_no_measure_sheets() -> None:
    assert [grid.key for grid in _layout(made_definition=definition(fields=(field("update"),))).grids] == ["fields-update", "sign-off"]


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
    assert "base" not in _cells("measures/robbery", _layout(made_definition=alone))


def test_the_figure_is_required_and_earlier_ones_are_not() -> None:
    asked = {slot.pointer: slot.asked for _, _, _, slot in _layout("Q2").slots()}
    assert asked["/measures/robbery/figure/value"].required is True
    assert asked["/measures/robbery/earlier/Q1/value"].required is False
    assert asked["/measures/robbery/figure/value"].no_figure is True


def test_progress_is_told_on_the_activity_sheet_and_has_no_figure() -> None:
    layout = _layout()
    assert "measures/programme" not in {row.key for row in _grid("measures", layout).rows}
    progress = _cells("measures/programme", layout)["progress"]
    assert isinstance(progress, Slot)
    assert (progress.pointer, progress.asked.required) == ("/measures/programme/progress", True)


def test_a_measure_that_is_no_progress_is_not_asked_for_progress() -> None:
    row = _row("measures/robbery", _grid("activity", _layout()))
    assert row.cells[1] == NOT_ASKED


def test_a_shared_activity_is_asked_once() -> None:
    keys = [row.key for row in _grid("activity", _layout()).rows]
    assert "measures/disposals" not in keys
    assert "measures/robbery" in keys


def test_progress_whose_activity_is_shared_is_still_asked() -> None:
    made_definition = definition(measures=(measure("a", "progress"), measure("b", "progress", activity_with="a")))
    cells = _cells("measures/b", _layout(made_definition=made_definition))
    assert isinstance(cells["progress"], Slot)
    assert cells["activity"] == NOT_ASKED


def test_a_named_table_has_its_rows_and_an_open_one_spare_rows() -> None:
    layout = _layout()
    named, spare = _grid("tables-rates", layout), _grid("tables-risks", layout)
    assert [row.cells[0] for row in named.rows] == ["Opiate", "Alcohol"]
    assert [row.key for row in spare.rows] == ["tables/risks/0", "tables/risks/1", "tables/risks/2"]
    assert (named.open_table, spare.open_table) == (None, FULL.tables[1])


def test_guidance_falls_back_on_what_the_kind_wants_and_says_what_may_be_blank() -> None:
    layout = _layout()
    required, optional = _cells("fields/update", layout)["guidance"], _cells("fields/size", layout)["guidance"]
    assert (bool(required), required == optional) == (True, False)
    assert optional == "You may leave this blank."


def test_every_grid_begins_with_a_state_and_only_named_rows_have_a_reference() -> None:
    for grid in _layout().grids:
        first, *others = grid.all_columns
        assert first == STATE
        assert (REFERENCE in others) is (grid.open_table is None)
        assert [column for column in others if column != REFERENCE] == list(grid.columns)


def test_a_figure_has_a_commentary_of_its_own_that_may_be_long() -> None:
    asked = {slot.pointer: slot.asked for _, _, _, slot in _layout("Q1").slots()}
    for base in ("/measures/robbery", "/measures/disposals/parts/pwit"):
        assert asked[f"{base}/figure/commentary"] == COMMENTARY == Asked("narrative", required=False, longest=5_000)
    assert [pointer for pointer in asked if pointer.endswith("/note")] == []


@pytest.mark.parametrize(("quarter", "expected"), [("Q1", []), ("Q2", ["revision"]), ("Q4", ["revision"])])
def test_why_an_earlier_quarter_changed_is_asked_once_there_is_one(quarter: str, expected: list[str]) -> None:
    layout = _layout(quarter)
    assert [column.key for column in _grid("measures", layout).columns if column.key == "revision"] == expected
    asked = {slot.pointer: slot.asked for _, _, _, slot in layout.slots() if slot.pointer.endswith("/revision")}
    assert set(asked.values()) == ({REVISION} if expected else set())
    assert REVISION == Asked("text", required=False, longest=300)


def test_a_sign_off_stands_on_the_start_sheet_and_nothing_of_it_is_required() -> None:
    grid = _layout().grids[-1]
    slots = [cell for row in grid.rows for cell in row.cells if isinstance(cell, Slot)]
    assert (grid.key, grid.sheet) == ("sign-off", "Start")
    assert [(slot.pointer, slot.asked.kind, slot.asked.required) for slot in slots] == [
        ("/sign-off/name", "text", False),
        ("/sign-off/role", "text", False),
        ("/sign-off/date", "date", False),
    ]


PROFILED = definition(
    measures=(
        measure("robbery", target=Target(100), profile={"Q2": 40, "Q4": 100}, better="higher", quarters="sum"),
        measure("sessions"),
    )
)


SHARE = "(even share of the target, indicative)"


def _expected_by(made_definition: Definition, quarter: str) -> tuple[object, ...]:
    """The heading of what is expected by now, and what stands under it; None for each if there is no such column."""
    layout = _layout(quarter, made_definition)
    grid = _grid("measures", layout)
    labels = {column.key: column.label for column in grid.columns}
    return labels.get("profile"), *(_cells(row.key, layout).get("profile") for row in grid.rows)


@pytest.mark.parametrize(
    ("quarter", "expected"), [("Q1", f"25 {SHARE}"), ("Q2", "40"), ("Q3", f"75 {SHARE}"), ("Q4", "100")], ids=["Q1", "Q2", "Q3", "Q4"]
)
def test_what_is_expected_by_now_is_the_profile_or_else_an_even_share_marked_as_indicative(quarter: str, expected: str) -> None:
    assert _expected_by(PROFILED, quarter) == (f"Expected by {quarter}", expected, "None set")


def test_a_target_that_is_held_against_as_it_stands_says_so_beside_one_that_is_shared_out() -> None:
    level = measure("confidence", "percentage", target=Target(60), better="higher", quarters="level")
    crimes = measure("crimes", target=Target(reduce_by=5), baseline=Baseline(8800), quarters="sum")
    hours = measure("hours", "number", target=Target(reduce_by=5), baseline=Baseline(1319), quarters="sum")
    watched = measure("watched", target=Target(60), better="monitor", quarters="sum")
    made_definition = definition(measures=(level, crimes, hours, watched))
    assert _expected_by(made_definition, "Q2") == ("Expected by Q2", "As target", f"4,180 {SHARE}", f"626.5 {SHARE}", "None set")


@pytest.mark.parametrize(
    "made_measure",
    [
        measure("a", "percentage", target=Target(60), better="higher", quarters="level"),
        measure("a", target=Target(60), quarters="sum", asked_in=("Q2",)),
        measure("a", target=Target(60), better="monitor", quarters="sum"),
        measure("a", quarters="sum"),
    ],
    ids=["a level", "the whole target", "only watched", "no target"],
)
def test_where_nothing_but_the_target_is_expected_by_now_there_is_no_column_for_it(made_measure: Measure) -> None:
    assert _expected_by(definition(measures=(made_measure,)), "Q2") == (None, None)


def test_a_figure_for_the_year_so_far_says_so_beside_what_it_counts() -> None:
    so_far = measure("so-far", target=Target(100), quarters="to-date")
    made_definition = definition(measures=(so_far, measure("alone", quarters="sum")))
    counts = [
        str(_cells(row.key, _layout("Q2", made_definition))["counts"]) for row in _grid("measures", _layout("Q2", made_definition)).rows
    ]
    assert ["year so far" in text for text in counts] == [True, False]
    assert _expected_by(made_definition, "Q2") == ("Expected by Q2", f"50 {SHARE}", "None set")


def test_what_a_part_is_expected_to_be_is_its_own() -> None:
    parts = (Part("pwit", "PWIT", baseline=Baseline(40)), Part("vap", "VAP", target=Target(8)), Part("oth", "OTH"))
    made_definition = definition(measures=(measure("disposals", target=Target(reduce_by=5), parts=parts, quarters="sum"),))
    assert _expected_by(made_definition, "Q2") == ("Expected by Q2", f"19 {SHARE}", f"4 {SHARE}", "None set")


@pytest.mark.parametrize(("better", "target", "baseline"), [("lower", Target(reduce_by=5), 33), ("higher", Target(increase_by=5), 42)])
def test_a_count_that_just_keeps_to_what_is_expected_by_now_is_not_off_target(better: str, target: Target, baseline: float) -> None:
    """33 less 5 per cent are 31.35: by the second quarter 15.675, so that 16 are too many already and 15 are just enough."""
    made_measure = measure("robbery", target=target, baseline=Baseline(baseline), better=better, quarters="sum")
    shown = float(str(_expected_by(definition(measures=(made_measure,)), "Q2")[1]).split()[0])
    held = expected(made_measure, None, "Q2")
    assert held is not None
    assert (held.low is None or shown >= held.low) and (held.high is None or shown <= held.high)
    assert (held.low is None or shown - 1 < held.low) and (held.high is None or shown + 1 > held.high)


@pytest.mark.parametrize(
    ("made_measure", "expected", "said"),
    [
        (measure("a"), [], "No baselines and no targets are set for this year."),
        (measure("a", baseline=Baseline(5)), ["baseline"], "No targets are set for this year."),
        (measure("a", target=Target(5)), ["target"], "No baselines are set for this year."),
        (measure("a", baseline=Baseline(5), target=Target(5)), ["baseline", "target"], ""),
        (measure("a", parts=PARTS), ["baseline", "target"], ""),
    ],
    ids=["neither", "a baseline", "a target", "both", "those of a part"],
)
def test_baselines_and_targets_have_columns_if_any_measure_asked_has_one(made_measure: Measure, expected: list[str], said: str) -> None:
    bare = measure("bare")
    grid = _grid("measures", _layout("Q1", definition(measures=(bare, replace(made_measure, quarters="")))))
    assert [column.key for column in grid.columns if column.key in ("baseline", "target")] == expected
    assert grid.guidance.endswith(said)
    assert ("are set for this year" in grid.guidance) is bool(said)
    later = definition(measures=(bare, replace(made_measure, quarters="", asked_in=("Q4",))))
    assert [column.key for column in _grid("measures", _layout("Q1", later)).columns if column.key in COMPARISON_COLUMNS] == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target(reduce_by=5), "5% below the baseline"),
        (Target(increase_by=2.5), "2.5% above the baseline"),
        (Target(444, reduce_by=5), "444"),
        (Target(low=1, high=5), "1 to 5"),
        (None, "None set"),
    ],
)
def test_a_target_that_is_a_change_is_not_to_be_taken_for_a_level(target: Target | None, expected: str) -> None:
    made_definition = definition(measures=(measure("robbery", target=target), measure("theft", target=Target(5))))
    assert _cells("measures/robbery", _layout("Q1", made_definition))["target"] == expected


def test_what_a_figure_counts_is_told_line_by_line() -> None:
    made_measure = replace(
        measure("robbery", publish=False), counts="Made-up crimes.", source="Made-up records", guidance="Leave out the rest."
    )
    layout = lay_out(definition(measures=(made_measure,)), Period("2024-25", "Q1"), Prefill(ranges={"/measures/robbery": (5, 9)}))
    assert str(_cells("measures/robbery", layout)["counts"]).split("\n") == [
        "Made-up crimes.",
        "Source: Made-up records.",
        "Leave out the rest.",
        "Last year's quarters: 5 to 9.",
        NOT_PRINTED,
    ]


def test_every_sheet_has_a_line_that_says_what_it_is_for() -> None:
    risks = replace(open_table("risks", field("risk")), guidance="The five made-up risks.")
    made_definition = replace(FULL, tables=(FULL.tables[0], risks))
    assert {grid.key: grid.summary for grid in _layout("Q3", made_definition).grids} == {
        "fields-update": "Made-up update; Made-up size.",
        "fields-about-you": "Made-up lead.",
        "measures": "The quarter's figures: 6 in all, each with its commentary.",
        "activity": "What was done this year for each objective.",
        "tables-rates": "Made-up rates",
        "tables-risks": "The five made-up risks.",
        "sign-off": "",
    }


def test_what_many_questions_ask_is_cut_in_the_line_of_their_sheet() -> None:
    many = definition(fields=tuple(field(f"question-{number}") for number in range(40)))
    summary = _layout(made_definition=many).grids[0].summary
    assert len(summary) < 400
    assert summary.startswith("Made-up question-0; Made-up question-1")


def test_last_years_quarters_are_told_beside_what_a_figure_counts() -> None:
    ranges = {"/measures/robbery": (88.0, 120.5), "/measures/disposals/parts/vap": (3.0, 9.0)}
    layout = lay_out(FULL, Period("2024-25", "Q1"), Prefill(ranges=ranges))
    told = {row: str(_cells(f"measures/{row}", layout)["counts"]) for row in ("robbery", "disposals/parts/vap", "disposals/parts/pwit")}
    assert told["robbery"].endswith("Last year's quarters: 88 to 120.5.")
    assert told["disposals/parts/vap"].endswith("Last year's quarters: 3 to 9.")
    assert "Last year" not in told["disposals/parts/pwit"]


def test_a_layout_without_anything_carried_has_no_column_for_it() -> None:
    assert [column.key for grid in _layout().grids for column in grid.columns if column.label == "Carried or new"] == []


def test_activity_says_which_text_was_carried_and_which_is_new() -> None:
    prefill = Prefill({"/measures/robbery/activity": "Made up."}, {"/measures/robbery/activity": "2024-25-Q2"})
    layout = lay_out(FULL, Period("2024-25", "Q3"), prefill)
    grid = _grid("activity", layout)
    at = [column.key for column in grid.columns].index("carried")
    said = {row.key: row.cells[at] for row in grid.rows}
    assert said.pop("measures/robbery") == "Carried from Q2 2024/25"
    assert set(said.values()) == {NEW_ROW}


def test_carried_rows_of_an_open_table_come_first_with_spare_rows_after_them() -> None:
    risks = open_table("risks", field("risk"), field("owner"), carry=True)
    origins = {f"/tables/risks/{number}": "2023-24-Q4" for number in range(4)}
    layout = lay_out(definition(tables=(risks,)), Period("2024-25", "Q1"), Prefill(origins=origins))
    grid = _grid("tables-risks", layout)
    assert [(row.key, row.cells[0]) for row in grid.rows] == [
        *((f"tables/risks/{number}", "Carried from Q4 2023/24") for number in range(4)),
        *((f"tables/risks/{number}", NEW_ROW) for number in range(4, 9)),
    ]
    assert "do not delete" in grid.guidance


def test_few_carried_rows_leave_as_many_spare_rows_as_the_table_has() -> None:
    risks = replace(open_table("risks", field("risk"), carry=True), spare=10)
    layout = lay_out(definition(tables=(risks,)), Period("2024-25", "Q2"), Prefill(origins={"/tables/risks/0": "2024-25-Q1"}))
    assert len(_grid("tables-risks", layout).rows) == 10


def test_carried_rows_of_a_named_table_are_told_after_their_names() -> None:
    prefill = Prefill(origins={"/tables/rates/opiate": "2024-25-Q2"})
    layout = lay_out(FULL, Period("2024-25", "Q3"), prefill)
    assert [row.cells[:2] for row in _grid("tables-rates", layout).rows] == [
        ("Opiate", "Carried from Q2 2024/25"),
        ("Alcohol", NEW_ROW),
    ]


def test_carried_rows_of_a_named_table_add_no_row() -> None:
    origins = {f"/tables/rates/{row}": "2024-25-Q2" for row in ("opiate", "alcohol")}
    layout = lay_out(FULL, Period("2024-25", "Q3"), Prefill(origins=origins))
    assert [row.key for row in _grid("tables-rates", layout).rows] == ["tables/rates/opiate", "tables/rates/alcohol"]


def test_what_is_carried_moves_no_pointer() -> None:
    origins = {"/tables/risks/0": "2024-25-Q2", "/measures/robbery/activity": "2024-25-Q2"}
    carried = lay_out(FULL, Period("2024-25", "Q3"), Prefill(origins=origins))
    assert set(_pointers(_layout("Q3"))) <= set(_pointers(carried))
