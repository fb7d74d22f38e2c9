"""The verdict on a workbook over its cells as they came, as they were read, and as they were issued. All of it is made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shpdocs.answers.kinds import Schema
from shpdocs.checks import check_answers
from shpdocs.definitions.schema import schema_of
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.definition import Asked, Definition, Field, Target
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import Verdict
from shpdocs.workbook.answers import read_answers, schema_problems
from shpdocs.workbook.checklist import Item, checklist, open_items, verdict
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import Layout, lay_out
from shpdocs.workbook.prefill import prefilled_cells
from shpdocs.workbook.spreadsheet import CellError
from shpdocs.workbook.verdict import cells_as_issued, cells_as_read, cells_as_received, odd_answers
from tests.support.examples import few_and_many, hold
from tests.support.made import FILE, HASH, PERIOD, Entered, definition, field, measure, named_table, open_table, read

OF = definition(
    fields=(
        field("update", "narrative"),
        field("day", "date", required=False),
        field("cost", "money", required=False),
        field("when", "months", required=False),
    ),
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


def _came(layout: Layout, typed: Mapping[str, Entered], prefill: Prefill | None = None) -> Verdict:
    found, _ = read(layout, typed)
    return verdict(checklist(layout, prefill or Prefill()), cells_as_received(layout, found))


def _told(typed: Mapping[str, Entered], prefill: Prefill | None = None, layout: Layout = LAYOUT) -> list[tuple[str, str, str]]:
    """Code, answer and cell of every answer that looks odd as it was read."""
    found, given = read(layout, typed)
    problems = odd_answers(checklist(layout, prefill or Prefill()), cells_as_read(layout, found, given.answers), found)
    return [(problem.code, problem.answer, problem.place.cell) for problem in problems]


def test_a_workbook_as_issued_lacks_what_is_required_and_a_full_one_is_ready() -> None:
    assert verdict(checklist(LAYOUT, Prefill()), cells_as_issued(LAYOUT, {})) == Verdict(7, 0)
    assert _came(LAYOUT, {}) == Verdict(7, 0)
    assert _came(LAYOUT, FULL) == Verdict(0, 0)


@pytest.mark.parametrize("lacking", ["/fields/update", FIGURE, SHARE, "/tables/rates/one/local"])
def test_each_lack_counts_for_itself(lacking: str) -> None:
    assert _came(LAYOUT, {pointer: value for pointer, value in FULL.items() if pointer != lacking}) == Verdict(1, 0)


def test_what_is_carried_counts_as_issued() -> None:
    rows = {"/tables/risks/0/risk": "Made-up risk", "/tables/risks/1/risk": "Another", "/tables/risks/1/owner": "A"}
    prefill = Prefill({Q1: 126, **rows}, {"/tables/risks/0": "2024-25-Q1", "/tables/risks/1": "2024-25-Q1"})
    layout = lay_out(OF, PERIOD, prefill)
    cells = cells_as_issued(layout, prefilled_cells(layout, prefill))
    assert (cells.value(Q1), cells.value(FIGURE)) == (126, None)
    assert cells.rows["risks"][:3] == (
        {"risk": "Made-up risk", "owner": None},
        {"risk": "Another", "owner": "A"},
        {"risk": None, "owner": None},
    )
    assert verdict(checklist(layout, prefill), cells) == Verdict(8, 1)  # nobody has touched the rows


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
    assert cells_as_received(LAYOUT, found).value("/fields/day") == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("value", ["Made up", "  ", 0, 1.5, True, False])
def test_any_other_value_is_as_it_came(value: Entered) -> None:
    found, _ = read(LAYOUT, {"/fields/update": value})
    assert cells_as_received(LAYOUT, found).value("/fields/update") == value


def _with(pointer: str, cell: RawCell, typed: Mapping[str, Entered]) -> FoundAnswers:
    """What was found, with another cell at one answer."""
    found, _ = read(LAYOUT, typed)
    slot, given = found.cells[pointer]
    return replace(found, cells={**found.cells, pointer: (slot, replace(cell, place=given.place))})


@pytest.mark.parametrize(
    "error",
    [RawCell(Place(FILE), "#N/A", is_error=True), RawCell(Place(FILE), None, formula="=#N/A")],
    ids=["as Excel saves it", "as LibreOffice saves it"],
)
def test_an_error_is_no_value_and_no_answer(error: RawCell) -> None:
    cells = cells_as_received(LAYOUT, _with(FIGURE, error, FULL))
    with pytest.raises(CellError):
        cells.value(FIGURE)
    items = checklist(LAYOUT, Prefill())
    assert [item.code for item in open_items(items, cells)] == ["not-allowed"]
    assert verdict(items, cells) == Verdict(1, 0)


def test_what_a_formula_comes_to_is_not_known_and_it_is_no_number() -> None:
    found = _with(FIGURE, RawCell(Place(FILE), None, formula="=81000000^0.5", cached="9000"), FULL)
    told = open_items(checklist(LAYOUT, Prefill()), cells_as_received(LAYOUT, found))
    assert [item.state for item in told] == ["? Q2 figure: typed as text, not as a number."]


def test_a_sum_of_plain_numbers_is_the_number_it_comes_to() -> None:
    found = _with(FIGURE, RawCell(Place(FILE), None, formula="=8999+1", cached="1"), FULL)
    assert cells_as_received(LAYOUT, found).value(FIGURE) == 9000
    given = read_answers(LAYOUT, found, HASH)
    assert cells_as_read(LAYOUT, found, given.answers).value(FIGURE) == 9000


@pytest.mark.parametrize(("formula", "expected"), [("=TRUE()", True), ("=true()", True), ("=FALSE()", False)])
def test_a_logical_value_that_a_program_saved_as_a_formula_is_one(formula: str, expected: bool) -> None:
    found = _with(FIGURE, RawCell(Place(FILE), None, formula=formula), FULL)
    assert cells_as_received(LAYOUT, found).value(FIGURE) is expected


def test_rows_of_an_open_table_are_those_that_hold_anything() -> None:
    found, _ = read(LAYOUT, {"/tables/risks/0/risk": "First", "/tables/risks/2/owner": "Second"})
    assert cells_as_received(LAYOUT, found).rows == {"risks": ({"risk": "First", "owner": None}, {"risk": None, "owner": "Second"})}


def test_named_rows_are_cells_of_their_own_and_no_rows() -> None:
    cells = cells_as_received(LAYOUT, read(LAYOUT, FULL)[0])
    assert (cells.value("/tables/rates/one/local"), set(cells.rows)) == (6.6, {"risks"})


@pytest.mark.parametrize(
    ("typed", "came", "was_read"),
    [
        ({FIGURE: "1,664"}, Verdict(0, 1), ["off-target"]),
        ({FIGURE: " 104 "}, Verdict(0, 1), []),
        ({FIGURE: "about 100"}, Verdict(1, 0), []),
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


def test_money_is_judged_as_its_amount_and_any_other_answer_of_several_values_as_it_was_typed() -> None:
    found, given = read(LAYOUT, FULL | {"/fields/cost": "£280k", "/fields/when": "Oct/Nov 2024"})
    cells = cells_as_read(LAYOUT, found, given.answers)
    assert (cells.value("/fields/cost"), cells.value("/fields/when")) == (280_000, "Oct/Nov 2024")


def test_what_looks_odd_is_told_at_its_cell() -> None:
    odd = {pointer: value for pointer, value in FULL.items() if pointer != BASE} | {FIGURE: 9000}
    assert _told(odd) == [
        ("off-target", "/measures/robbery/figure/commentary", "M4"),
        ("percentage-without-base", BASE, "J5"),
    ]


def test_every_problem_has_its_file_sheet_and_label() -> None:
    found, given = read(LAYOUT, FULL | {FIGURE: 9000})
    (problem,) = odd_answers(checklist(LAYOUT, Prefill()), cells_as_read(LAYOUT, found, given.answers), found)
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
    (problem,) = odd_answers(checklist(LAYOUT, Prefill()), cells_as_read(LAYOUT, lost, given.answers | {"sign-off": {}}), lost)
    assert (problem.code, problem.place.sheet, problem.place.cell) == ("not-signed-off", "", "")


def test_a_sign_off_whose_sheet_was_deleted_is_told_as_the_sheet_that_is_missing() -> None:
    found, given = read(LAYOUT, FULL)
    cells = {pointer: cell for pointer, cell in found.cells.items() if not pointer.startswith("/sign-off")}
    lost = replace(found, cells=cells, support_sheets={})
    (problem,) = odd_answers(checklist(LAYOUT, Prefill()), cells_as_read(LAYOUT, lost, given.answers | {"sign-off": {}}), lost)
    assert (problem.code, problem.severity, problem.answer) == ("start-missing", "warning", "/sign-off/name")


def test_a_sign_off_that_was_not_read_is_told_as_that_alone() -> None:
    found, given = read(LAYOUT, FULL)
    cells = {pointer: cell for pointer, cell in found.cells.items() if not pointer.startswith("/sign-off")}
    lost = replace(found, cells=cells, withheld={"sign-off": ("Start",)})
    assert odd_answers(checklist(LAYOUT, Prefill()), cells_as_read(LAYOUT, lost, given.answers | {"sign-off": {}}), lost) == ()


def test_what_must_be_done_and_what_reading_tells_itself_is_not_told_again() -> None:
    """A missing answer, text in place of a number and a share of one in place of per cent are problems of the cell."""
    typed = SIGNED | {FIGURE: "about 100", SHARE: 0.45, BASE: 9}
    assert _told(typed) == []
    assert _came(LAYOUT, typed) == Verdict(4, 0)


def test_a_change_of_an_earlier_quarter_is_told_at_the_column_that_asks_why() -> None:
    prefill = Prefill({Q1: 100})
    assert _told(FULL, prefill) == []
    assert _told(FULL | {Q1: 90}, prefill) == [("revised-without-reason", "/measures/robbery/figure/revision", "N4")]
    assert _told(FULL | {Q1: 90, "/measures/robbery/figure/revision": "Recounted."}, prefill) == []


def test_a_figure_outside_last_years_range_is_told_at_the_figure() -> None:
    prefill = Prefill(ranges={"/measures/robbery": (105, 130)})
    layout = lay_out(OF, Period("2024-25", "Q2"), prefill)
    assert _told(FULL, prefill, layout) == [("outside-last-year", FIGURE, "H4")]


# A workbook that says it is ready has nothing that blocks, but for what is listed here

NUMBERS = ("count", "number", "percentage", "rate")
GOOD: dict[str, Entered] = {
    "text": "Made up",
    "narrative": "Made up.",
    "count": 5,
    "number": 5.5,
    "percentage": 45,
    "rate": 4.5,
    "money": "£280k",
    "date": datetime(2024, 10, 3),
    "months": "Sept 2024",
    "choice": "Met",
    "yes-no": "Yes",
    "status": "Made up",
}
UNITS = (*NUMBERS, "money", "status")
LARGE = 1e16
MANY = tuple(f"Made-up {number}" for number in range(31))
ERROR = RawCell(Place(FILE), "#N/A", is_error=True)
TYPED: tuple[Entered | None, ...] = (
    None, "  ", 0, 5, 5.5, -1, 101, 0.45, LARGE, True, False, date(2024, 10, 3), datetime(2024, 10, 3, 12), time(12),
    "5", "1,664", "5.5", "-5", "+5", "tbc", "5-", "1.000", "1,66", "5;6", "45%", "150%", "0.45", "1" * 30, "£280k", "-£5", "£", "5 pounds",
    "25 per 1,000", "25 per 10,000", "25 per 7", "x", "Made up", "soon", "-", "?", "*", "none", "nil", "n/a", "N/A",
    "Not applicable", "Suppressed", "<5", "fewer than 5", "03/04/2024", "31/12/1850", "31/02/2024", "3 Oct 2024", "Sept 2024",
    "Oct/Nov 2024", "Oct/Nov 24", "October", "Met", "met.", "Nearly", "Not\u00a0met", "Yes", "maybe", "x" * 21, "x" * 301, "x" * 20_001,
)  # fmt: skip
ENTRIES = (
    *(RawCell(Place(FILE), value) for value in TYPED),
    *(RawCell(Place(FILE), value, number_format) for value, number_format in ((0.45, "0%"), (45, "0%"), (5, "£#,##0"))),
    *(RawCell(Place(FILE), 5, formula=formula) for formula in ("=100+4", "=4^0.5", "=SUM(A1:A2)", "=TRUE()")),
    ERROR,
)


def _column(kind: str, required: bool) -> Field:
    longest = {"text": 20, "narrative": 50}.get(kind)
    choices = ("Not met", "Met") if kind == "choice" else ()
    return Field("x", "Made-up x", Asked(kind, required, choices, longest=longest, per=1000 if kind == "rate" else None), sheet="Update")


def _places() -> Iterator[tuple[str, Definition, dict[str, Entered]]]:
    """Every kind wherever it may be asked: a name, a definition, and what is typed so that the workbook is ready."""
    for kind, good in GOOD.items():
        for required in (True, False) if kind != "status" else ():
            column, told = _column(kind, required), f"{'required' if required else 'optional'} {kind}"
            yield told, definition(fields=(column,)), {"/fields/x": good}
            yield f"{told} in a named row", definition(tables=(named_table("t", {"one": "One"}, column),)), {"/tables/t/one/x": good}
            row: dict[str, Entered] = {"/tables/t/0/a": "Made up", "/tables/t/0/x": good}
            yield f"{told} in an open table", definition(tables=(open_table("t", field("a"), column),)), row
    for unit in UNITS:
        made_definition = definition(measures=(measure("m", unit),))
        yield f"{unit} of the quarter", made_definition, {"/measures/m/figure/value": GOOD[unit]}
        yield f"reason for no {unit}", made_definition, {"/measures/m/figure/reason": "Suppressed"}
    many = Field("x", "Made-up x", Asked("choice", choices=MANY), sheet="Update")
    yield f"choice of {len(MANY)}", definition(fields=(many,)), {"/fields/x": MANY[0]}
    yield "progress", definition(measures=(measure("m", "progress"),)), {"/measures/m/progress": "Made up."}


PLACES = {name: (made_definition, typed) for name, made_definition, typed in _places()}


@dataclass(frozen=True)
class Told:
    """A problem that blocks: the answer it stands at, the kind and choices asked there, what stands there, and the problem's code."""

    pointer: str
    kind: str
    choices: tuple[str, ...]
    cell: RawCell
    code: str

    @property
    def number(self) -> bool:
        """Whether a number stands there, or a day or time, which are numbers to a formula."""
        return isinstance(self.cell.value, int | float | date | time) and not isinstance(self.cell.value, bool) and not self.cell.formula

    @property
    def digits(self) -> bool:
        """Whether a text with a digit stands there."""
        return isinstance(self.cell.value, str) and any(letter in "0123456789" for letter in self.cell.value)

    @property
    def logical(self) -> bool:
        """Whether TRUE or FALSE stands there."""
        return isinstance(self.cell.value, bool) or self.cell.formula == "=TRUE()"

    @property
    def letters(self) -> bool:
        """Whether a text with letters stands there, or with a sign for less."""
        text = str(self.cell.value)
        return isinstance(self.cell.value, str) and (text.upper() != text.lower() or "<" in text)


Rule = Callable[[Told], bool]
NOT_ITS_KIND = (
    "not-a-number", "not-a-whole-number", "not-money", "not-a-date", "not-months", "ambiguous-rate", "ambiguous-percentage",
    "other-currency", "number-and-sign",
)  # fmt: skip
# What no formula can tell, or none that means the same in every program and language; and a place and an entry for each
CANNOT_BE_TOLD: dict[str, tuple[Rule, str, str, RawCell]] = {
    "a formula, of which a formula sees only what it comes to": (
        lambda told: told.code == "formula", "required count", "/fields/x", RawCell(Place(FILE), 104, formula="=10816^0.5"),
    ),
    "a text too long, since programs count letters differently": (
        lambda told: told.code == "too-long", "required text", "/fields/x", RawCell(Place(FILE), "x" * 21),
    ),
    "a day or time in place of a number, which its number format alone tells": (
        lambda told: told.code in NOT_ITS_KIND and told.number and isinstance(told.cell.value, date | time),
        "required count", "/fields/x", RawCell(Place(FILE), date(2024, 10, 3)),
    ),
    "a number in place of a date or month, which its number format alone tells": (
        lambda told: told.code in NOT_ITS_KIND and told.number and told.kind in ("date", "months"),
        "required date", "/fields/x", RawCell(Place(FILE), 45_569),
    ),
    "a percentage or sum of money in place of a number, which its number format alone tells": (
        lambda told: told.code in NOT_ITS_KIND and told.number and told.cell.number_format != "General",
        "required percentage", "/fields/x", RawCell(Place(FILE), 45, "0%"),
    ),
    "a number that its number format alone shows otherwise than it would be read": (
        lambda told: told.code == "shown-otherwise", "required text", "/fields/x", RawCell(Place(FILE), 5, "£#,##0"),
    ),
    "a date or months that have a digit and are none": (
        lambda told: told.kind in ("date", "months") and told.digits, "required date", "/fields/x", RawCell(Place(FILE), "31/02/2024"),
    ),
    "a sum of money or a rate in words that has a digit and is none": (
        lambda told: told.kind in ("money", "rate") and told.digits and told.letters and told.code in NOT_ITS_KIND,
        "required money", "/fields/x", RawCell(Place(FILE), "5 pounds"),
    ),
    "a number as text with signs or separators that no rule reads": (
        lambda told: told.kind in (*NUMBERS, "money") and told.digits and not told.letters and told.code in NOT_ITS_KIND,
        "required number", "/fields/x", RawCell(Place(FILE), "1.000"),
    ),
    "a number as text that is out of bounds, since programs read such texts differently": (
        lambda told: told.kind in (*NUMBERS, "money") and told.digits and told.code in ("too-small", "too-large"),
        "required count", "/fields/x", RawCell(Place(FILE), "-5"),
    ),
}  # fmt: skip
# What a formula could tell and the checklist leaves to reading
NOT_WATCHED: dict[str, tuple[Rule, str, str, RawCell]] = {
    "not watched: an error in a text that may be left out": (
        lambda told: told.code == "error-cell" and told.kind in ("text", "narrative"), "optional text", "/fields/x", ERROR,
    ),
    "not watched: the kind of an answer in an open table, of which only errors and lacks are": (
        lambda told: told.pointer.startswith("/tables/t/0/") and told.code != "error-cell",
        "required count in an open table", "/tables/t/0/x", RawCell(Place(FILE), "x"),
    ),
    "not watched: a figure as text, or another reason in words, beside a reason": (
        lambda told: told.code == "figure-and-reason" and isinstance(told.cell.value, str),
        "reason for no count", "/measures/m/figure/value", RawCell(Place(FILE), "5"),
    ),
    "not watched: a logical value for a date, for which LibreOffice would take a date": (
        lambda told: told.kind == "date" and told.logical, "required date", "/fields/x", RawCell(Place(FILE), True),
    ),
    "not watched: a number larger than a spreadsheet keeps": (
        lambda told: told.number and told.code == "too-large" and told.cell.value == LARGE, "required count", "/fields/x",
        RawCell(Place(FILE), LARGE),
    ),
    "not watched: money below nothing": (
        lambda told: told.number and told.kind == "money" and told.code == "too-small", "required money", "/fields/x",
        RawCell(Place(FILE), -1),
    ),
    "not watched: a small number hidden in a rate or a sum of money, in which there may be words": (
        lambda told: told.kind in ("money", "rate") and told.digits and told.code == "hidden-number",
        "money of the quarter", "/measures/m/figure/value", RawCell(Place(FILE), "<5"),
    ),
    "not watched: none or a dash for a status": (
        lambda told: told.pointer.endswith("/value") and told.kind == "text" and told.code == "ambiguous-none",
        "status of the quarter", "/measures/m/figure/value", RawCell(Place(FILE), "none"),
    ),
    "not watched: a choice of more than a formula can name": (
        lambda told: told.choices == MANY and told.code == "not-a-choice", f"choice of {len(MANY)}", "/fields/x",
        RawCell(Place(FILE), "Nearly"),
    ),
}  # fmt: skip
LISTED = CANNOT_BE_TOLD | NOT_WATCHED
# What was found to block workbooks that said they were ready, and is told since; a place and an entry for each
TOLD: dict[str, tuple[str, str, RawCell]] = {
    "an error in an optional number": ("optional count", "/fields/x", ERROR),
    "an error in an optional date of a named row": ("optional date in a named row", "/tables/t/one/x", ERROR),
    "an error in a figure beside a reason for none": ("reason for no count", "/measures/m/figure/value", ERROR),
    "an error in an open table": ("optional text in an open table", "/tables/t/0/x", ERROR),
    "another reason than those listed": ("reason for no count", "/measures/m/figure/reason", RawCell(Place(FILE), "Other")),
    "words for a base": ("percentage of the quarter", "/measures/m/figure/base", RawCell(Place(FILE), "many")),
    "words for the day of the data": ("count of the quarter", "/measures/m/figure/data-as-at", RawCell(Place(FILE), "soon")),
    "maybe provisional": ("count of the quarter", "/measures/m/figure/provisional", RawCell(Place(FILE), "maybe")),
    "an error beside a figure": ("count of the quarter", "/measures/m/figure/provisional", ERROR),
    "words in an earlier quarter": ("count of the quarter", "/measures/m/earlier/Q1/value", RawCell(Place(FILE), "many")),
    "an error in an earlier quarter": ("count of the quarter", "/measures/m/earlier/Q1/value", ERROR),
    "a logical value for a number": ("required count", "/fields/x", RawCell(Place(FILE), True)),
    "a logical value for a choice": ("required choice", "/fields/x", RawCell(Place(FILE), False)),
    "a logical value for a sum of money": ("money of the quarter", "/measures/m/figure/value", RawCell(Place(FILE), True)),
    "a number in place of a choice": ("required choice", "/fields/x", RawCell(Place(FILE), 5)),
    "a number in place of yes or no": ("optional yes-no", "/fields/x", RawCell(Place(FILE), 1)),
    "a share of one that is no quarter's figure": ("required percentage", "/fields/x", RawCell(Place(FILE), 0.45)),
    "words for a sum of money": ("money of the quarter", "/measures/m/figure/value", RawCell(Place(FILE), "plenty")),
    "words for a rate": ("rate of the quarter", "/measures/m/figure/value", RawCell(Place(FILE), "soon")),
    "signs without a digit for a number": ("required count", "/fields/x", RawCell(Place(FILE), "?")),
}
# What the workbook asks for though reading would not: what no formula can see is right all the same
ASKED_TOO_MUCH: dict[str, tuple[Callable[[str, RawCell], bool], str, str, RawCell]] = {
    "a share of one that its number format alone shows as per cent": (
        lambda kind, cell: kind == "percentage" and cell.number_format == "0%", "required percentage", "/fields/x",
        RawCell(Place(FILE), 0.45, "0%"),
    ),
    "a choice with no-break spaces in it": (
        lambda kind, cell: kind == "choice" and "\u00a0" in str(cell.value), "required choice", "/fields/x",
        RawCell(Place(FILE), "Not\u00a0met"),
    ),
    "a choice with a full stop": (
        lambda kind, cell: kind == "choice" and cell.value == "met.", "required choice", "/fields/x", RawCell(Place(FILE), "met."),
    ),
    "the same reason twice where a figure may be in words": (
        lambda kind, cell: kind in ("money", "text") and cell.value in ("*", "Suppressed"), "reason for no money",
        "/measures/m/figure/value", RawCell(Place(FILE), "Suppressed"),
    ),
}  # fmt: skip


@cache
def _place(name: str) -> tuple[Layout, tuple[Item, ...], Schema, FoundAnswers]:
    """A place's layout, its checklist, its schema, and its workbook filled in and signed."""
    made_definition, typed = PLACES[name]
    layout = lay_out(made_definition, PERIOD)
    return layout, checklist(layout, Prefill()), schema_of(made_definition), read(layout, typed | SIGNED)[0]


def _stated(name: str, entries: Mapping[str, RawCell]) -> tuple[Verdict, tuple[Told, ...]]:
    """What the workbook says of itself with these entries in place of others, and everything that blocks it."""
    layout, items, schema, filled = _place(name)
    put = {pointer: (filled.cells[pointer][0], replace(cell, place=filled.cells[pointer][1].place)) for pointer, cell in entries.items()}
    found = replace(filled, cells={**filled.cells, **put})
    given = read_answers(layout, found, HASH)
    known = (*found.problems, *given.problems)
    problems: tuple[Problem, ...] = (
        *known,
        *schema_problems(schema_faults(schema, given.answers), layout, found, known),
        *check_answers(layout.definition, PERIOD, given.answers, found),
    )
    blocking = (problem for problem in problems if problem.severity == "blocking")
    told = (Told(problem.answer, *_asked_at(found, problem.answer), problem.code) for problem in blocking)
    return verdict(items, cells_as_received(layout, found)), tuple(told)


def _asked_at(found: FoundAnswers, pointer: str) -> tuple[str, tuple[str, ...], RawCell]:
    slot, cell = found.cells[pointer]
    return slot.asked.kind, slot.asked.choices, cell


def _why(told: Told) -> str:
    """The first name in the list that a problem goes by; '' if it is not listed."""
    return next((name for name, (rule, *_) in LISTED.items() if rule(told)), "")


def _answers(name: str) -> list[str]:
    return [pointer for pointer in _place(name)[3].cells if not pointer.startswith("/sign-off/")]


@cache
def _stated_of_each(name: str) -> tuple[tuple[str, RawCell, Verdict, tuple[Told, ...]], ...]:
    """The same of every entry in turn in place of every answer."""
    pairs = ((pointer, entry) for pointer in _answers(name) for entry in ENTRIES)
    return tuple((pointer, entry, *_stated(name, {pointer: entry})) for pointer, entry in pairs)


@pytest.mark.parametrize("name", PLACES)
def test_a_workbook_that_says_it_is_ready_has_nothing_that_blocks_but_for_a_written_list(name: str) -> None:
    assert (_stated(name, {})[0].is_ready, _stated(name, {})[1]) == (True, ())
    untold = [
        (pointer, told.code, entry.entered[:30])
        for pointer, entry, said, blocking in _stated_of_each(name)
        for told in blocking
        if said.is_ready and not _why(told)
    ]
    assert untold == []


def _has_nothing_that_blocks_if_ready(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(PLACES)))
    entries = data.draw(st.dictionaries(st.sampled_from(_answers(name)), st.sampled_from(ENTRIES), min_size=1, max_size=4))
    said, blocking = _stated(name, entries)
    assert not said.is_ready or [told for told in blocking if not _why(told)] == []


@few_and_many(100, 600)
def test_a_workbook_with_several_entries_that_says_it_is_ready_has_nothing_that_blocks_but_for_that_list(examples: int) -> None:
    hold(
        _has_nothing_that_blocks_if_ready,
        examples,
        st.data(),
        like=settings(deadline=None, derandomize=True),
    )


@pytest.mark.parametrize("listed", LISTED)
def test_what_is_on_that_list_blocks_though_the_workbook_says_that_it_is_ready(listed: str) -> None:
    _, name, pointer, entry = LISTED[listed]
    said, blocking = _stated(name, {pointer: entry})
    assert (said.is_ready, [_why(told) for told in blocking]) == (True, [listed])


@pytest.mark.parametrize(("name", "pointer", "entry"), TOLD.values(), ids=TOLD)
def test_what_a_formula_can_tell_blocks_and_keeps_a_workbook_from_saying_that_it_is_ready(name: str, pointer: str, entry: RawCell) -> None:
    said, blocking = _stated(name, {pointer: entry})
    assert (said.to_do, len(blocking)) == (1, 1)


def _too_much(kind: str, entry: RawCell) -> str:
    return next((name for name, (rule, *_) in ASKED_TOO_MUCH.items() if rule(kind, entry)), "")


@pytest.mark.parametrize("name", PLACES)
def test_a_workbook_asks_for_nothing_that_reading_would_not_but_for_a_written_list(name: str) -> None:
    found = _place(name)[3]
    asked = [
        (pointer, entry.entered[:30])
        for pointer, entry, said, blocking in _stated_of_each(name)
        if not said.is_ready and not blocking and not _too_much(found.cells[pointer][0].asked.kind, entry)
    ]
    assert asked == []


@pytest.mark.parametrize("listed", ASKED_TOO_MUCH)
def test_what_is_on_that_list_is_asked_for_and_does_not_block(listed: str) -> None:
    _, name, pointer, entry = ASKED_TOO_MUCH[listed]
    said, blocking = _stated(name, {pointer: entry})
    assert (said.to_do, blocking) == (1, ())
    assert _too_much(_place(name)[3].cells[pointer][0].asked.kind, entry) == listed


def _ages(a: Entered, b: Entered, every: Entered) -> Verdict:
    """The verdict on a table of people, of which any number may be left blank or given as suppressed."""
    number = replace(field("n", "count", required=False), people=True, asked=Asked("count", required=False, suppressible=True))
    table = replace(named_table("ages", {"a": "A", "b": "B", "all": "All"}, number), total="all")
    typed = {f"/tables/ages/{row}/n": value for row, value in (("a", a), ("b", b), ("all", every)) if value is not None}
    return _came(lay_out(definition(tables=(table,)), PERIOD), SIGNED | typed)


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ((None, 9, 12), Verdict(0, 1)),
        ((3, None, 12), Verdict(0, 1)),
        ((None, 9, 9), Verdict(0, 0)),
        ((None, None, 12), Verdict(0, 0)),
        ((None, 9, None), Verdict(0, 0)),
        (("Suppressed", 9, 12), Verdict(0, 0)),
        (("[c]", None, 12), Verdict(0, 0)),
        (("few", 9, 12), Verdict(1, 0)),
        ((3, 9, 12), Verdict(0, 0)),
    ],
)
def test_a_blank_that_a_total_and_the_others_tell_looks_odd_while_the_lead_types(
    entered: tuple[Entered, Entered, Entered], expected: Verdict
) -> None:
    assert _ages(*entered) == expected
