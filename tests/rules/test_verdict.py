"""The verdict on a workbook over its cells as they came, as they were read, and as they were issued. All of it is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from shpdocs.rules.carried import Carried
from shpdocs.rules.checklist import checklist, verdict
from shpdocs.rules.conditions import CellError
from shpdocs.rules.find import Found
from shpdocs.rules.layout import Layout, lay_out
from shpdocs.rules.verdict import cells_as_issued, cells_as_read, cells_as_they_came, odd_answers
from shpdocs.words.definition import Target
from shpdocs.words.period import Period
from shpdocs.words.returns import RawCell
from shpdocs.words.workbook import Verdict
from tests.made import FILE, PERIOD, Entered, definition, field, measure, named_table, open_table, read

OF = definition(
    fields=(field("update", "narrative"), field("day", "date", required=False), field("cost", "money", required=False)),
    measures=(measure("robbery", target=Target(444), quarters="sum"), measure("confidence", "percentage")),
    tables=(open_table("risks", field("risk"), field("owner")), named_table("rates", {"one": "First"}, field("local", "percentage"))),
)
LAYOUT = lay_out(OF, PERIOD)
FIGURE, Q1 = "/measures/robbery/figure/value", "/measures/robbery/earlier/Q1/value"
SHARE, BASE = "/measures/confidence/figure/value", "/measures/confidence/figure/base"
SIGNED: dict[str, Entered] = {"/sign-off/name": "A. Made-up", "/sign-off/role": "Chair", "/sign-off/date": date(2024, 10, 4)}
FULL: dict[str, Entered] = SIGNED | {
    "/fields/update": "Made up.",
    Q1: 100,
    FIGURE: 104,
    SHARE: 62,
    BASE: 800,
    "/tables/rates/one/local": 6.6,
}


def _came(layout: Layout, typed: Mapping[str, Entered], carried: Carried | None = None) -> Verdict:
    found, _ = read(layout, typed)
    return verdict(checklist(layout, carried or Carried()), cells_as_they_came(layout, found))


def _told(typed: Mapping[str, Entered], carried: Carried | None = None, layout: Layout = LAYOUT) -> list[tuple[str, str, str]]:
    """Code, answer and cell of every answer that looks odd as it was read."""
    found, given = read(layout, typed)
    problems = odd_answers(checklist(layout, carried or Carried()), cells_as_read(layout, found, given.answers), found)
    return [(problem.code, problem.answer, problem.place.cell) for problem in problems]


def test_a_workbook_as_issued_lacks_what_is_required_and_a_full_one_is_ready() -> None:
    assert verdict(checklist(LAYOUT, Carried()), cells_as_issued(LAYOUT, Carried())) == Verdict(4, 3)
    assert _came(LAYOUT, {}) == Verdict(4, 3)
    assert _came(LAYOUT, FULL) == Verdict(0, 0)


@pytest.mark.parametrize("lacking", ["/fields/update", FIGURE, SHARE, "/tables/rates/one/local"])
def test_each_lack_counts_for_itself(lacking: str) -> None:
    assert _came(LAYOUT, {pointer: value for pointer, value in FULL.items() if pointer != lacking}) == Verdict(1, 0)


def test_what_is_carried_counts_as_issued() -> None:
    rows = {"/tables/risks/0/risk": "Made-up risk", "/tables/risks/1/risk": "Another", "/tables/risks/1/owner": "A"}
    carried = Carried({Q1: 126, **rows}, {"/tables/risks/0": "2024-25-Q1", "/tables/risks/1": "2024-25-Q1"})
    layout = lay_out(OF, PERIOD, carried)
    cells = cells_as_issued(layout, carried)
    assert (cells.value(Q1), cells.value(FIGURE)) == (126, None)
    assert cells.rows["risks"][:3] == (
        {"risk": "Made-up risk", "owner": None},
        {"risk": "Another", "owner": "A"},
        {"risk": None, "owner": None},
    )
    assert verdict(checklist(layout, carried), cells) == Verdict(5, 3)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(1900, 3, 1), 61),
        (date(2024, 9, 30), 45_565),
        (datetime(2024, 9, 30), 45_565),
        (datetime(2024, 9, 30, 18), 45_565.75),
        (time(12), 0.5),
        (time(0, 0, 1), 1 / 86_400),
    ],
    ids=str,
)
def test_days_and_times_are_the_numbers_that_a_spreadsheet_counts_them_as(value: Entered, expected: float) -> None:
    found, _ = read(LAYOUT, {"/fields/day": value})
    assert cells_as_they_came(LAYOUT, found).value("/fields/day") == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("value", ["Made up", "  ", 0, 1.5, True, False])
def test_any_other_value_is_as_it_came(value: Entered) -> None:
    found, _ = read(LAYOUT, {"/fields/update": value})
    assert cells_as_they_came(LAYOUT, found).value("/fields/update") == value


def _with(pointer: str, cell: RawCell, typed: Mapping[str, Entered]) -> Found:
    """What was found, with another cell at one answer."""
    found, _ = read(LAYOUT, typed)
    slot, given = found.cells[pointer]
    return replace(found, cells={**found.cells, pointer: (slot, replace(cell, place=given.place))})


def test_an_error_is_no_value_and_settles_nothing() -> None:
    found = _with(FIGURE, RawCell(read(LAYOUT)[0].cells[FIGURE][1].place, "#N/A", is_error=True), FULL)
    cells = cells_as_they_came(LAYOUT, found)
    with pytest.raises(CellError):
        cells.value(FIGURE)
    assert verdict(checklist(LAYOUT, Carried()), cells) == Verdict(0, 0)


def test_a_formula_counts_as_what_it_shows() -> None:
    found = _with(FIGURE, RawCell(read(LAYOUT)[0].cells[FIGURE][1].place, 9000, formula="=8999+1"), FULL)
    assert verdict(checklist(LAYOUT, Carried()), cells_as_they_came(LAYOUT, found)) == Verdict(0, 1)


def test_rows_of_an_open_table_are_those_that_hold_anything() -> None:
    found, _ = read(LAYOUT, {"/tables/risks/0/risk": "First", "/tables/risks/2/owner": "Second"})
    assert cells_as_they_came(LAYOUT, found).rows == {"risks": ({"risk": "First", "owner": None}, {"risk": None, "owner": "Second"})}


def test_named_rows_are_cells_of_their_own_and_no_rows() -> None:
    cells = cells_as_they_came(LAYOUT, read(LAYOUT, FULL)[0])
    assert (cells.value("/tables/rates/one/local"), set(cells.rows)) == (6.6, {"risks"})


@pytest.mark.parametrize(
    ("typed", "came", "was_read"),
    [
        ({FIGURE: "1,664"}, Verdict(0, 1), ["off-target"]),
        ({FIGURE: " 104 "}, Verdict(0, 1), []),
        ({FIGURE: "about 100"}, Verdict(0, 1), []),
        ({SHARE: "62%"}, Verdict(0, 1), []),
        ({SHARE: "Not applicable"}, Verdict(0, 0), []),
        ({Q1: "1,900"}, Verdict(0, 0), ["off-target"]),
    ],
    ids=["a number as text", "a number among spaces", "words", "per cent as text", "a reason in words", "an earlier number as text"],
)
def test_a_number_typed_as_text_is_judged_by_check_as_text_and_by_collect_as_the_number(
    typed: dict[str, Entered], came: Verdict, was_read: list[str]
) -> None:
    assert _came(LAYOUT, FULL | typed) == came
    assert [code for code, _, _ in _told(FULL | typed)] == was_read


def test_an_answer_that_is_no_single_value_is_judged_as_it_was_typed() -> None:
    found, given = read(LAYOUT, FULL | {"/fields/cost": "£280k"})
    assert cells_as_read(LAYOUT, found, given.answers).value("/fields/cost") == "£280k"


def test_what_looks_odd_is_told_at_its_cell() -> None:
    odd = {pointer: value for pointer, value in FULL.items() if pointer != BASE} | {FIGURE: 9000}
    assert _told(odd) == [
        ("off-target", "/measures/robbery/figure/commentary", "M4"),
        ("percentage-without-base", BASE, "J5"),
    ]


def test_every_problem_has_its_file_sheet_and_label() -> None:
    found, given = read(LAYOUT, FULL | {FIGURE: 9000})
    (problem,) = odd_answers(checklist(LAYOUT, Carried()), cells_as_read(LAYOUT, found, given.answers), found)
    assert (problem.place.file, problem.place.sheet, problem.label, problem.entered) == (FILE, "Measures", "Made-up robbery", "")
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("lacking", "cell"),
    [(("name",), "C4"), (("role",), "C5"), (("date",), "C6"), (("role", "date"), "C5"), (("name", "role", "date"), "C4")],
)
def test_a_sign_off_is_told_once_at_its_first_blank(lacking: tuple[str, ...], cell: str) -> None:
    typed = {pointer: value for pointer, value in FULL.items() if pointer not in {f"/sign-off/{key}" for key in lacking}}
    assert _told(typed) == [("not-signed-off", f"/sign-off/{lacking[0]}", cell)]


def test_a_sign_off_whose_sheet_is_gone_is_told_of_the_whole_file() -> None:
    found, given = read(LAYOUT, FULL)
    cells = {pointer: cell for pointer, cell in found.cells.items() if not pointer.startswith("/sign-off")}
    lost = replace(found, cells=cells)
    (problem,) = odd_answers(checklist(LAYOUT, Carried()), cells_as_read(LAYOUT, lost, given.answers | {"sign-off": {}}), lost)
    assert (problem.code, problem.place.sheet, problem.place.cell) == ("not-signed-off", "", "")


def test_what_must_be_done_and_what_reading_tells_itself_is_not_told_again() -> None:
    """A missing answer, and text in place of a number, are problems of the cell."""
    typed = SIGNED | {FIGURE: "about 100", SHARE: 0.45, BASE: 9}
    assert _told(typed) == []
    assert _came(LAYOUT, typed) == Verdict(2, 2)


def test_a_change_of_an_earlier_quarter_is_told_at_the_column_that_asks_why() -> None:
    carried = Carried({Q1: 100})
    assert _told(FULL, carried) == []
    assert _told(FULL | {Q1: 90}, carried) == [("revised-without-reason", "/measures/robbery/figure/revision", "N4")]
    assert _told(FULL | {Q1: 90, "/measures/robbery/figure/revision": "Recounted."}, carried) == []


def test_a_figure_outside_last_years_range_is_told_at_the_figure() -> None:
    carried = Carried(ranges={"/measures/robbery": (105, 130)})
    layout = lay_out(OF, Period("2024-25", "Q2"), carried)
    assert _told(FULL, carried, layout) == [("outside-last-year", FIGURE, "H4")]
