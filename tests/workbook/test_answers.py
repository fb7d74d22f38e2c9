from __future__ import annotations

import re
from datetime import datetime

import pytest
from msgspec.structs import replace

from shpdocs.definitions.schema import Fault, schema_of
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.definition import Asked, Definition, Field, Part
from shpdocs.model.period import Period
from shpdocs.model.prefill import Typed
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Place, RawCell, Source, answer_at
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.answers import read_answers, schema_problems, source_of, with_file
from shpdocs.workbook.find import FoundAnswers, find_answers
from shpdocs.workbook.layout import Layout, lay_out
from tests.support.made import FILE, HASH, PERIOD, Entered, cell, definition, field, measure, named_table, open_table, read, sheet, workbook

OF = definition(
    fields=(
        field("update", "narrative"),
        field("reason", required=False),
        field("band", "choice", choices=("Not met", "Met"), required=False),
        field("due", "months", required=False),
    ),
    measures=(
        measure("robbery"),
        measure("disposals", parts=(Part("pwit", "PWIT"), Part("vap", "VAP")), activity_with="robbery"),
        measure("programme", "progress"),
        measure("yearly", asked_in=("Q4",)),
    ),
    tables=(
        open_table("risks", field("risk"), field("owner"), fewest=1),
        named_table("rates", {"opiate": "Opiate"}, field("local", "percentage")),
    ),
)
LAYOUT = lay_out(OF, PERIOD)
FULL: dict[str, Entered] = {
    "/fields/update": "A made-up update.",
    "/measures/robbery/earlier/Q1/value": 126,
    "/measures/robbery/figure/value": 104,
    "/measures/disposals/parts/pwit/figure/value": 0,
    "/measures/disposals/parts/vap/figure/value": "N/A",
    "/measures/programme/progress": "Made-up progress.",
    "/tables/risks/1/risk": "Made-up risk",
    "/tables/risks/1/owner": "Made-up owner",
    "/tables/rates/opiate/local": "6.6%",
}
FIGURE = "/measures/robbery/figure/value"
REASON = "/measures/robbery/figure/reason"


def _problems(typed: dict[str, Entered], made_definition: Definition = OF, period: Period = PERIOD) -> list[tuple[str, str, str]]:
    """Code, answer and cell of every problem in a workbook with these entries."""
    layout = lay_out(made_definition, period)
    return _judged(layout, workbook(layout, typed))


def _judged(layout: Layout, content: WorkbookContent) -> list[tuple[str, str, str]]:
    found = find_answers(layout, content)
    given = read_answers(layout, found, HASH)
    known = (*found.problems, *given.problems)
    faults = schema_faults(schema_of(layout.definition), given.answers)
    problems = (*known, *schema_problems(faults, layout, found, known))
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return [(problem.code, problem.answer, problem.place.cell) for problem in problems]


def test_a_full_return_has_no_problem() -> None:
    assert _problems(FULL) == []


def test_every_key_is_present_and_a_blank_is_null() -> None:
    _, given = read(LAYOUT)
    blank = {"value": None, "reason": None}
    more = {"data-as-at": None, "provisional": None, "commentary": None, "revision": None}
    assert given.answers == {
        "fields": {"update": None, "reason": None, "band": None, "due": None},
        "measures": {
            "robbery": {"figure": blank | more, "earlier": {"Q1": blank}, "activity": None},
            "disposals": {
                "parts": {
                    "pwit": {"figure": blank | more, "earlier": {"Q1": blank}},
                    "vap": {"figure": blank | more, "earlier": {"Q1": blank}},
                }
            },
            "programme": {"progress": None, "activity": None},
        },
        "tables": {"risks": [], "rates": {"opiate": {"local": None}}},
        "sign-off": {"name": None, "role": None, "date": None},
    }
    assert (given.sources, given.problems) == ({}, ())


def test_in_the_first_quarter_earlier_is_present_and_empty() -> None:
    _, given = read(lay_out(OF, Period("2024-25", "Q1")))
    assert answer_at(given.answers, "/measures/robbery/earlier") == {}


def test_why_an_earlier_quarter_changed_is_no_key_of_the_first_quarter() -> None:
    _, first = read(lay_out(OF, Period("2024-25", "Q1")))
    _, second = read(LAYOUT)
    keys = [set(answer_at(given.answers, "/measures/robbery/figure")) for given in (first, second)]
    assert (keys[1] - keys[0], keys[0] - keys[1]) == ({"revision"}, set())


def test_answers_stand_at_their_keys() -> None:
    _, given = read(LAYOUT, FULL)
    pointers = {
        "/fields/update": "A made-up update.",
        FIGURE: 104,
        "/measures/robbery/earlier/Q1/value": 126,
        "/measures/disposals/parts/pwit/figure/value": 0,
        "/measures/disposals/parts/vap/figure/value": None,
        "/measures/disposals/parts/vap/figure/reason": "not-applicable",
        "/measures/programme/progress": "Made-up progress.",
        "/tables/risks": [{"risk": "Made-up risk", "owner": "Made-up owner"}],
        "/tables/rates/opiate/local": 6.6,
    }
    assert {pointer: answer_at(given.answers, pointer) for pointer in pointers} == pointers


def test_every_answer_has_its_source_and_a_blank_has_none() -> None:
    _, given = read(LAYOUT, FULL)
    assert given.sources["/tables/rates/opiate/local"] == Source(HASH, "Rates", "C4", "6.6%", "General", "percentage-text")
    assert given.sources["/measures/disposals/parts/vap/figure/reason"].raw == "N/A"
    assert len(given.sources) == len(FULL)
    assert "/fields/band" not in given.sources


EARLIER = "/measures/robbery/earlier/Q1"


@pytest.mark.parametrize(
    ("issued", "entered", "source", "expected"),
    [
        (126, 126, "value", True),
        (126, 126.0, "value", True),
        (126, 130, "value", False),
        ("Suppressed", "Suppressed", "reason", True),
        ("Suppressed", "tbc", "reason", False),
        (None, 126, "value", False),
    ],
    ids=["untouched", "stored with decimals", "changed", "reason untouched", "reason changed", "issued blank"],
)
def test_a_source_says_whether_the_cell_holds_what_it_was_issued_with(
    issued: Typed | None, entered: Entered, source: str, expected: bool
) -> None:
    prefilled = {} if issued is None else {f"{EARLIER}/value": issued}
    found, _ = read(LAYOUT, FULL | {f"{EARLIER}/value": entered})
    sources = read_answers(LAYOUT, found, HASH, prefilled).sources
    assert sources[f"{EARLIER}/{source}"].prefilled is expected
    assert [pointer for pointer, source in sources.items() if source.prefilled and not pointer.startswith(EARLIER)] == []


def test_the_source_of_a_date_is_text() -> None:
    assert source_of(cell(datetime(2024, 12, 31), "dd/mm/yyyy"), "date", HASH, prefilled=False).raw == "2024-12-31T00:00:00"


def test_rows_of_an_open_table_are_told_whole_with_gaps_closed() -> None:
    _, given = read(LAYOUT, {"/tables/risks/0/risk": "First", "/tables/risks/2/owner": "Second"})
    assert given.answers["tables"]["risks"] == [{"risk": "First", "owner": None}, {"risk": None, "owner": "Second"}]


# what changes in the full return (None: blanked), the problem's code, its answer and its cell
ONE_FAULT: dict[str, tuple[dict[str, Entered | None], tuple[str, str, str]]] = {
    "missing": ({"/fields/update": None}, ("missing", "/fields/update", "C4")),
    "missing progress": ({"/measures/programme/progress": None}, ("missing", "/measures/programme/progress", "C5")),
    "no figure": ({FIGURE: None}, ("missing-figure", FIGURE, "F4")),
    "no figure of a part": (
        {"/measures/disposals/parts/pwit/figure/value": None},
        ("missing-figure", "/measures/disposals/parts/pwit/figure/value", "F5"),
    ),
    "figure and reason": ({REASON: "Suppressed"}, ("figure-and-reason", FIGURE, "G4")),
    "words and another reason": ({FIGURE: "N/A", REASON: "Suppressed"}, ("figure-and-reason", REASON, "G4")),
    "figure unreadable": ({FIGURE: "about 100"}, ("not-a-whole-number", FIGURE, "F4")),
    "figure a dash": ({FIGURE: "-"}, ("ambiguous-none", FIGURE, "F4")),
    "figure negative": ({FIGURE: -1}, ("too-small", FIGURE, "F4")),
    "reason unreadable": ({FIGURE: None, REASON: "forgot"}, ("not-a-choice", REASON, "G4")),
    "earlier unreadable": (
        {"/measures/robbery/earlier/Q1/value": "many"},
        ("not-a-whole-number", "/measures/robbery/earlier/Q1/value", "E4"),
    ),
    "choice unknown": ({"/fields/band": "Nearly"}, ("not-a-choice", "/fields/band", "C6")),
    "required cell unreadable": ({"/tables/rates/opiate/local": "most"}, ("not-a-number", "/tables/rates/opiate/local", "C4")),
    "required cell blank": ({"/tables/rates/opiate/local": None}, ("missing", "/tables/rates/opiate/local", "C4")),
    "open row half filled": ({"/tables/risks/1/owner": None}, ("missing", "/tables/risks/0/owner", "C5")),
    "too few rows": ({"/tables/risks/1/risk": None, "/tables/risks/1/owner": None}, ("too-few-rows", "/tables/risks", "A3")),
}


@pytest.mark.parametrize(("change", "expected"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_each_fault_is_told_once_at_its_cell(change: dict[str, Entered | None], expected: tuple[str, str, str]) -> None:
    typed = {pointer: value for pointer, value in (FULL | change).items() if value is not None}
    assert _problems(typed) == [expected]


def test_the_same_reason_twice_is_no_problem() -> None:
    assert _problems(FULL | {FIGURE: "N/A", REASON: "Not applicable"}) == []


def test_a_reason_alone_is_an_answer() -> None:
    typed = {pointer: value for pointer, value in FULL.items() if pointer != FIGURE} | {REASON: "Not yet available"}
    assert _problems(typed) == []


@pytest.mark.parametrize("key", ["reason", "value", "figure", "earlier"])
def test_a_field_of_any_key_is_told_at_its_own_cell(key: str) -> None:
    assert _problems({}, definition(fields=(field(key),))) == [("missing", f"/fields/{key}", "C4")]


def test_a_field_and_a_reason_that_cannot_be_read_are_two_problems() -> None:
    made_definition = definition(fields=(field("reason", "count"), field("value", "count")))
    assert [code for code, _, _ in _problems({"/fields/reason": "x"}, made_definition)] == ["not-a-whole-number", "missing"]


def test_what_stands_on_a_missing_sheet_is_not_told_answer_by_answer() -> None:
    content = workbook(LAYOUT, FULL)
    kept = tuple(tab for tab in content.sheets if tab.title not in ("Measures", "Risks"))
    codes = [code for code, _, _ in _judged(LAYOUT, replace(content, sheets=kept, names={}))]
    assert codes == ["sheet-missing", "sheet-missing"]


def test_a_missing_row_is_told_once() -> None:
    content = workbook(LAYOUT, FULL)
    cells = {at: given.value for at, given in content.sheets[0].cells.items() if given.value is not None}
    cells |= {(4, 2): "lost", (4, 5): "lost"}
    changed = replace(content, sheets=(sheet("Update", cells), *content.sheets[1:]))
    assert [code for code, _, _ in _judged(LAYOUT, changed)] == ["row-missing"]


def test_a_missing_column_of_an_open_table_is_told_once() -> None:
    content = replace(workbook(LAYOUT, FULL), names={})
    sheets = []
    for tab in content.sheets:
        cells = {at: given.value for at, given in tab.cells.items() if given.value is not None}
        sheets.append(sheet(tab.title, cells | {(3, 3): "Something else"}) if tab.title == "Risks" else tab)
    assert [code for code, _, _ in _judged(LAYOUT, replace(content, sheets=tuple(sheets)))] == ["column-missing"]


FAULTS = {
    "enum": Fault(("fields", "band"), "enum", "Nearly", ["Not met", "Met"]),
    "minimum": Fault(("measures", "robbery", "figure", "value"), "minimum", -1, 0),
    "maximum": Fault(("tables", "rates", "opiate", "local"), "maximum", 101, 100),
    "maxLength": Fault(("fields", "update"), "maxLength", "x" * 11, 10),
    "minItems": Fault(("tables", "risks"), "minItems", [], 1),
    "pattern": Fault(("fields", "due", "start"), "pattern", "x", "^y$"),
    "pattern of another kind": Fault(("fields", "update"), "pattern", "x", "^y$"),
    "format": Fault(("measures", "robbery", "figure", "data-as-at"), "format", "x", "date"),
    "type": Fault(("fields", "update"), "type", 5, ["string"]),
    "a keyword to come": Fault(("fields", "update"), "multipleOf", 5, 2),
    "nowhere": Fault(("fields", "unknown"), "type", None),
}
CODES = [
    "not-a-choice", "too-small", "too-large", "too-long", "too-few-rows",
    "not-months", "not-allowed", "not-a-date", "not-allowed", "not-allowed", "missing",
]  # fmt: skip


@pytest.mark.parametrize(("fault", "code"), list(zip(FAULTS.values(), CODES, strict=True)), ids=FAULTS)
def test_a_schema_fault_becomes_a_problem_with_its_message_filled(fault: Fault, code: str) -> None:
    found, _ = read(LAYOUT, FULL)
    (problem,) = schema_problems((fault,), LAYOUT, found, ())
    message = CATALOGUE[code]
    placeholders = set(re.findall(r"\{([a-z-]+)\}", message.what + message.needed)) - {"label", "entered", "file"}
    assert problem.code == code
    assert placeholders <= set(problem.details)


def test_the_same_fault_twice_is_one_problem() -> None:
    found, _ = read(LAYOUT, FULL)
    fault = Fault(("fields", "update"), "type", None)
    assert len(schema_problems((fault, fault), LAYOUT, found, ())) == 1


def test_a_problem_without_a_place_is_given_the_file() -> None:
    problems = (Problem("missing", Place("")), Problem("missing", Place(FILE, "Update", "B4")))
    assert [problem.place for problem in with_file(problems, FILE)] == [Place(FILE), Place(FILE, "Update", "B4")]


def _with_formula(formula: str, more: dict[str, Entered] | None = None) -> FoundAnswers:
    """The full workbook with a formula in the figure, stored with a result that is not right."""
    found, _ = read(LAYOUT, FULL | (more or {}))
    slot, given = found.cells[FIGURE]
    return replace(found, cells={**found.cells, FIGURE: (slot, RawCell(given.place, None, formula=formula, cached="99"))})


def test_a_formula_is_a_question_whatever_it_shows() -> None:
    given = read_answers(LAYOUT, _with_formula("=A1+4"), HASH)
    (problem,) = given.problems
    assert (problem.code, problem.entered, problem.details) == ("formula", "=A1+4", {"cached": " (showing 99)"})
    assert "99" in problem.what
    assert (answer_at(given.answers, FIGURE), FIGURE in given.sources) == (None, False)


def test_a_sum_is_an_answer_with_a_notice_that_shows_it_and_its_source_keeps_it() -> None:
    given = read_answers(LAYOUT, _with_formula("=100+4"), HASH)
    (problem,) = given.problems
    assert (problem.code, problem.severity, problem.entered, problem.answer) == ("formula-computed", "notice", "=100+4", FIGURE)
    assert (problem.details, problem.place.cell) == ({"first": "104"}, "F4")
    assert (answer_at(given.answers, FIGURE), given.sources[FIGURE].raw, given.sources[FIGURE].rule) == (104, "=100+4", "arithmetic")


def test_a_notice_at_an_answer_hides_nothing_that_is_wrong_with_it() -> None:
    found = _with_formula("=100+4", {REASON: "Suppressed"})
    given = read_answers(LAYOUT, found, HASH)
    faults = schema_faults(schema_of(OF), given.answers)
    assert [problem.code for problem in given.problems] == ["formula-computed"]
    assert [problem.code for problem in schema_problems(faults, LAYOUT, found, given.problems)] == ["figure-and-reason"]


def test_no_is_an_answer_and_zero_is_an_answer() -> None:
    made_definition = definition(
        fields=(Field("done", "Done", Asked("yes-no"), sheet="Update"), Field("size", "Size", Asked("count"), sheet="Update"))
    )
    _, given = read(lay_out(made_definition, PERIOD), {"/fields/done": "No", "/fields/size": 0})
    assert given.answers["fields"] == {"done": False, "size": 0}
