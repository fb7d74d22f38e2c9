"""Which items a layout's checklist has, what they say, and when they stand. All definitions and answers are made up."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from shpdocs.model.definition import Asked, Baseline, Definition, Field, Measure, Part, Target
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import CATALOGUE
from shpdocs.model.workbook import MUST, ODD, Verdict
from shpdocs.workbook.checklist import Item, checklist, open_items, verdict
from shpdocs.workbook.conditions import Cells
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.spreadsheet import ERROR
from tests.support.made import definition, field, measure, named_table, open_table

BASE = "/measures/robbery"
FIGURE, REASON, COMMENTARY, REVISION = (f"{BASE}/figure/{key}" for key in ("value", "reason", "commentary", "revision"))
ACTIVITY = f"{BASE}/activity"
Q1, Q2 = f"{BASE}/earlier/Q1/value", f"{BASE}/earlier/Q2/value"
A_DATE = "enter a date as day/month/year, for example 31/12/2024."
LOGICAL = (True, False)
BESIDE = ("not-allowed", "! Beside the figure, something cannot be read: check each entry.", REASON)
SIGN_OFF = [
    *(("not-signed-off", MUST, "Fill in.", f"/sign-off/{key}") for key in ("name", "role", "date")),
    ("not-allowed", MUST, f"Your answer: {A_DATE}", "/sign-off/date"),
]


def _items(made_definition: Definition, quarter: str = "Q2", prefill: Prefill | None = None) -> tuple[Item, ...]:
    """The items of a workbook, but for those of the sign-off, which every workbook has."""
    known = prefill or Prefill()
    items = checklist(lay_out(made_definition, Period(made_definition.year, quarter), known), known)
    assert [(item.code, item.mark, item.text, item.pointer) for item in items[-4:]] == SIGN_OFF
    return items[:-4]


def _told(items: tuple[Item, ...]) -> list[tuple[str, str, str]]:
    return [(item.code, item.state, item.pointer) for item in items]


def _of(*measures: Measure) -> Definition:
    return definition(measures=measures)


def _standing(items: tuple[Item, ...], values: Mapping[str, object]) -> list[str]:
    return [item.code for item in open_items(items, Cells(values, {}))]


def _one(code: str, items: tuple[Item, ...]) -> Item:
    (found,) = [item for item in items if item.code == code]
    return found


def test_a_field_is_needed_if_it_is_required_and_what_stands_there_must_be_one_of_its_kind() -> None:
    made_definition = definition(
        fields=(
            field("update", "narrative"),
            field("aside", required=False),
            field("size", "count"),
            field("share", "percentage", required=False),
            field("level", "number"),
            field("cost", "money"),
            field("band", "choice", choices=("Low", "High")),
            field("day", "date", required=False),
            field("when", "months"),
            field("done", "yes-no", required=False),
        )
    )
    months = "enter a month or a range of months with the year, for example Sept 2024 or Oct/Nov 2024."
    assert _told(_items(made_definition)) == [
        ("missing", "! Answer needed.", "/fields/update"),
        ("missing", "! Answer needed.", "/fields/size"),
        ("not-allowed", "! Your answer: enter a whole number, 0 or more.", "/fields/size"),
        ("not-allowed", "! Your answer: enter the number of per cent (45 for 45%), from 0 to 100.", "/fields/share"),
        ("missing", "! Answer needed.", "/fields/level"),
        ("not-allowed", "! Your answer: enter a number.", "/fields/level"),
        ("missing", "! Answer needed.", "/fields/cost"),
        ("not-allowed", "! Your answer: enter pounds, for example 280000 or £280k.", "/fields/cost"),
        ("missing", "! Answer needed.", "/fields/band"),
        ("not-allowed", "! Your answer: choose from the list.", "/fields/band"),
        ("not-allowed", f"! Your answer: {A_DATE}", "/fields/day"),
        ("missing", "! Answer needed.", "/fields/when"),
        ("not-allowed", f"! Your answer: {months}", "/fields/when"),
        ("not-allowed", "! Your answer: choose Yes or No.", "/fields/done"),
    ]


@pytest.mark.parametrize(
    ("asked", "allowed", "broken"),
    [
        (Asked("count", required=False), [0, 5, 1e9, "5", "1,664", None, "  "], [-1, 0.5, 5.5, "x", "<5", "about 5", "?", "tbc", *LOGICAL]),
        (Asked("count", required=False, minimum=2, maximum=9), [2, 9], [1, 10, 2.5]),
        (Asked("number", required=False), [-1e9, 0.5, "-3.5", None], ["x", "5 or so", "-", *LOGICAL]),
        (Asked("number", required=False, minimum=-5), [-5, 0.5, 1e9], [-5.1, "many"]),
        (Asked("percentage", required=False), [0, 1, 45, 100, "45%"], [-0.1, 100.1, 0.45, "half", "<5", "%", *LOGICAL]),
        (Asked("rate", required=False, per=1000), [0, 4.5, "4.5", "4.5 per 1,000"], [-0.1, "low", "-", *LOGICAL]),
        (Asked("date", required=False), [45_569, "3 Oct 2024", "2024-10-03", None, " "], ["soon", "-", "October"]),
        (Asked("months", required=False), [45_536, "Sept 2024", "Oct/Nov 2024", None], ["October", "tbc", *LOGICAL]),
        (Asked("money", required=False), [280_000, "£280k", "12,345.67", None], ["plenty", "£", *LOGICAL]),
        (
            Asked("choice", required=False, choices=("Not met", "Met")),
            ["Met", "not MET", " Met ", "Not  met", None],
            ["Nearly", "Met.", "5", 5, 0, *LOGICAL],
        ),
        (Asked("yes-no", required=False), ["Yes", "no", "Y", "N", "true", "FALSE", True, False, None], ["maybe", "1", "x", 1, 0]),
    ],
    ids=[
        "count", "count from 2 to 9", "number", "number from -5", "percentage", "rate", "date", "months", "money", "choice", "yes-no",
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_of_its_kind_is_not_allowed(asked: Asked, allowed: list[object], broken: list[object]) -> None:
    (item,) = _items(definition(fields=(Field("size", "Size", asked, sheet="Update"),)))
    assert (item.code, item.mark, item.label) == ("not-allowed", MUST, "Size")
    assert item.when.holds(Cells({"/fields/size": ERROR}, {})) is True
    assert [value for value in allowed if item.when.holds(Cells({"/fields/size": value}, {}))] == []
    assert [value for value in broken if not item.when.holds(Cells({"/fields/size": value}, {}))] == []


def test_a_logical_value_for_a_date_is_not_watched() -> None:
    """LibreOffice would take a date for one."""
    (item,) = _items(definition(fields=(field("day", "date", required=False),)))
    assert [item.when.holds(Cells({"/fields/day": value}, {})) for value in LOGICAL] == [False, False]


def test_an_error_in_a_required_answer_is_told_once_and_one_in_an_optional_answer_is_told_too() -> None:
    made_definition = definition(
        fields=(field("size", "count"), field("more", "count", required=False)),
        tables=(named_table("rates", {"one": "First"}, field("local", "percentage"), field("day", "date", required=False)),),
    )
    pointers = ("/fields/size", "/fields/more", "/tables/rates/one/local", "/tables/rates/one/day")
    found = open_items(_items(made_definition), Cells(dict.fromkeys(pointers, ERROR), {}))
    assert [(item.code, item.mark, item.pointer) for item in found] == [
        ("missing", MUST, "/fields/size"),
        ("not-allowed", MUST, "/fields/more"),
        ("missing", MUST, "/tables/rates/one/local"),
        ("not-allowed", MUST, "/tables/rates/one/day"),
    ]


@pytest.mark.parametrize("kind", ["text", "narrative"])
def test_what_may_be_anything_is_not_watched(kind: str) -> None:
    assert _items(definition(fields=(field("aside", kind, required=False),))) == ()


@pytest.mark.parametrize(("choices", "expected"), [(30, ["not-allowed"]), (31, [])])
def test_a_choice_of_too_many_for_a_formula_is_not_watched(choices: int, expected: list[str]) -> None:
    made_field = field("band", "choice", required=False, choices=tuple(f"Made-up band {number}" for number in range(choices)))
    assert [item.code for item in _items(definition(fields=(made_field,)))] == expected


def test_an_error_is_no_answer() -> None:
    items = _items(definition(fields=(field("update", "narrative"), field("size", "count")), measures=(measure("robbery"),)))
    values: dict[str, object] = {"/fields/update": ERROR, "/fields/size": ERROR, FIGURE: ERROR}
    assert [(item.code, item.pointer) for item in open_items(items, Cells(values, {}))] == [
        ("missing", "/fields/update"),
        ("missing", "/fields/size"),
        ("not-allowed", FIGURE),
    ]


def test_some_items_stand_for_an_answer_that_must_be_there() -> None:
    needed = {item.code: item.is_required for item in (*EVERY, *checklist(lay_out(definition(), Period("2024-25", "Q1")), Prefill()))}
    assert [code for code, is_needed in needed.items() if is_needed] == ["missing", "missing-figure", "too-few-rows"]


def test_a_count_is_needed_or_a_reason_and_never_both() -> None:
    assert _told(_items(_of(measure("robbery")))) == [
        ("missing-figure", "! Q2 figure needed, or why there is none.", FIGURE),
        ("figure-and-reason", "! Both a figure and a reason for none: keep one.", REASON),
        ("not-allowed", "! Q2 figure: enter a whole number, 0 or more. If there is none, choose why.", FIGURE),
        ("", "? Q2 figure: typed as text, not as a number.", FIGURE),
        BESIDE,
    ]


@pytest.mark.parametrize("quarter", ["Q1", "Q3", "Q4"])
def test_a_state_names_the_quarter_that_is_asked(quarter: str) -> None:
    texts = [item.text for item in _items(_of(measure("robbery")), quarter) if item.pointer == FIGURE]
    assert [text.startswith(f"{quarter} figure") for text in texts] == [True] * 3


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["missing-figure"]),
        ({FIGURE: "  "}, ["missing-figure"]),
        ({FIGURE: 0}, []),
        ({FIGURE: 104}, []),
        ({REASON: "Suppressed"}, []),
        ({FIGURE: 104, REASON: "Suppressed"}, ["figure-and-reason"]),
        ({FIGURE: "N/A", REASON: "Suppressed"}, []),
        ({FIGURE: -1}, ["not-allowed"]),
        ({FIGURE: 1.5}, ["not-allowed"]),
        ({FIGURE: "about 100"}, ["not-allowed"]),
        ({FIGURE: "<5"}, ["not-allowed"]),
        ({FIGURE: "?"}, ["not-allowed"]),
        ({FIGURE: "1,664"}, [""]),
        ({FIGURE: "not Applicable "}, []),
        ({FIGURE: "tbc"}, []),
        ({FIGURE: True}, ["not-allowed"]),
        ({FIGURE: ERROR}, ["not-allowed"]),
    ],
    ids=[
        "nothing", "spaces", "zero", "a figure", "a reason", "both", "the reason twice", "below nothing", "decimals",
        "words", "a small number hidden", "a sign", "a number as text",
        "a reason in words", "another word for a reason", "a tick", "an error",
    ],
)  # fmt: skip
def test_what_stands_for_a_count(values: Mapping[str, object], expected: list[str]) -> None:
    assert _standing(_items(_of(measure("robbery"))), values) == expected


def test_a_percentage_is_asked_of_how_many_and_a_share_of_one_is_not_allowed() -> None:
    items = _items(_of(measure("robbery", "percentage")))
    base = f"{BASE}/figure/base"
    per_cent = "! Q2 figure: enter the number of per cent (45 for 45%), from 0 to 100. If there is none, choose why."
    assert _told(items)[2:] == [
        ("not-allowed", per_cent, FIGURE),
        ("", "? Q2 figure: typed as text, not as a number.", FIGURE),
        BESIDE,
        ("percentage-without-base", "? Per cent of how many?", base),
    ]
    cases = ({FIGURE: 45}, {FIGURE: 45, base: 200}, {FIGURE: 0.45, base: 9}, {FIGURE: 1, base: 9}, {FIGURE: "x"}, {REASON: "Suppressed"})
    assert [_standing(items, values) for values in cases] == [
        ["percentage-without-base"],
        [],
        ["not-allowed"],
        [],
        ["not-allowed"],
        [],
    ]


def test_a_rate_may_be_given_in_words() -> None:
    items = _items(_of(measure("robbery", "rate")))
    assert [item.code for item in items] == ["missing-figure", "figure-and-reason", "not-allowed", "not-allowed"]
    told = [_standing(items, {FIGURE: figure}) for figure in (25, "25 per 10,000", "25", "tbc", "low", "?", True)]
    assert told == [[], [], [], [], ["not-allowed"], ["not-allowed"], ["not-allowed"]]


def test_a_status_is_words_and_counts_as_a_figure() -> None:
    items = _items(_of(measure("robbery", "status", target=Target(month="2024-06"))))
    assert [item.code for item in items] == ["missing-figure", "figure-and-reason", "not-allowed"]
    assert _told(items)[2] == BESIDE
    assert _standing(items, {FIGURE: "On track", REASON: "Not applicable"}) == ["figure-and-reason"]
    assert _standing(items, {FIGURE: "On track"}) == []


def test_money_is_read_in_words_too_if_they_have_a_digit_or_say_why_there_is_none() -> None:
    items = _items(_of(measure("robbery", "money")))
    assert _told(items)[2:] == [("not-allowed", "! Q2 figure: enter pounds, for example 280000 or £280k.", FIGURE), BESIDE]
    told = [_standing(items, {FIGURE: figure}) for figure in ("£280k", 280_000, "tbc", "plenty", "£", False)]
    assert told == [[], [], [], ["not-allowed"], ["not-allowed"], ["not-allowed"]]


BESIDE_IT: dict[str, tuple[list[object], list[object]]] = {
    REASON: ([None, "Suppressed", "suppressed ", "tbc"], ["Other", "5", 5, True, ERROR]),
    f"{BASE}/figure/base": ([None, 200, "1,664"], ["many", "?", -1, 1.5, True, ERROR]),
    f"{BASE}/figure/data-as-at": ([None, 45_569, "3 Oct 2024"], ["soon", ERROR]),
    f"{BASE}/figure/provisional": ([None, "Yes", "n", True], ["maybe", 1, ERROR]),
    Q1: ([None, 45, "45%", "Suppressed", "tbc"], ["half", "?", 0.45, 101, -1, True, ERROR]),
    Q2: ([None, 45, "45%", "Suppressed", "tbc"], ["half", "?", 0.45, 101, -1, True, ERROR]),
}


@pytest.mark.parametrize(("pointer", "allowed", "broken"), [(pointer, *values) for pointer, values in BESIDE_IT.items()], ids=BESIDE_IT)
def test_whatever_stands_beside_a_figure_must_be_of_its_kind(pointer: str, allowed: list[object], broken: list[object]) -> None:
    (item,) = [item for item in _items(_of(measure("robbery", "percentage")), "Q3") if (item.code, item.state, item.pointer) == BESIDE]
    assert (item.mark, item.label, item.is_required) == (MUST, "Made-up robbery", False)
    figure: dict[str, object] = {} if pointer == REASON else {FIGURE: 45}
    assert [value for value in allowed if item.when.holds(Cells(figure | {pointer: value}, {}))] == []
    assert [value for value in broken if not item.when.holds(Cells(figure | {pointer: value}, {}))] == []


def test_every_entry_beside_a_figure_is_watched_but_for_texts() -> None:
    layout = lay_out(_of(measure("robbery", "percentage")), Period("2024-25", "Q3"))
    pointers = {slot.pointer for grid, _, _, slot in layout.slots() if grid.key == "measures"}
    assert pointers - {FIGURE, COMMENTARY, REVISION} == set(BESIDE_IT)


def test_entries_beside_a_figure_are_told_once_however_many_cannot_be_read_and_the_figure_itself_is_not_among_them() -> None:
    items = _items(_of(measure("robbery", "percentage")), "Q3")
    require_value: dict[str, object] = {FIGURE: 45, f"{BASE}/figure/base": 200}
    assert _standing(items, require_value | {Q1: "half", Q2: ERROR, f"{BASE}/figure/provisional": 1}) == ["not-allowed"]
    beside = next(item for item in items if item.text == BESIDE[1][2:])
    assert [beside.when.holds(Cells({FIGURE: value}, {})) for value in ("half", -1, True, ERROR)] == [False] * 4
    assert [beside.when.holds(Cells({key: ERROR}, {})) for key in (COMMENTARY, REVISION)] == [False] * 2


def test_each_part_is_told_of_what_stands_beside_its_own_figure() -> None:
    made_definition = _of(measure("robbery", parts=(Part("pwit", "PWIT"), Part("vap", "VAP"))))
    figures: dict[str, object] = {f"{BASE}/parts/{part}/figure/value": 1 for part in ("pwit", "vap")}
    found = open_items(_items(made_definition), Cells(figures | {f"{BASE}/parts/vap/earlier/Q1/value": "many"}, {}))
    assert [(item.state, item.pointer, item.label) for item in found] == [
        (BESIDE[1], f"{BASE}/parts/vap/figure/reason", "Made-up robbery, VAP")
    ]


def test_every_part_of_a_compound_measure_is_watched_for_itself() -> None:
    made_measure = measure("robbery", parts=(Part("pwit", "PWIT", target=Target(31)), Part("vap", "VAP")), quarters="sum")
    items = _items(_of(made_measure))
    assert [(item.code, item.label) for item in items if item.code in ("missing-figure", "off-target")] == [
        ("missing-figure", "Made-up robbery, PWIT"),
        ("off-target", "Made-up robbery, PWIT"),
        ("missing-figure", "Made-up robbery, VAP"),
    ]
    figures = {f"{BASE}/parts/{part}/figure/value": 1 for part in ("pwit", "vap")}
    assert _standing(items, figures) == []
    assert _standing(items, {f"{BASE}/parts/pwit/figure/value": 1}) == ["missing-figure"]


def test_progress_is_needed_and_activity_is_not() -> None:
    items = _items(_of(measure("robbery", "progress", target=Target(60)), measure("theft", activity_with="robbery")))
    progress = [told for told in _told(items) if not told[2].startswith("/measures/theft")]
    assert progress == [("missing", "! Progress this year, to Q2: answer needed.", f"{BASE}/progress")]


def test_a_measure_that_is_not_asked_is_not_watched() -> None:
    made_definition = _of(measure("robbery", asked_in=("Q4",)))
    assert (_items(made_definition, "Q3"), len(_items(made_definition, "Q4"))) == ((), 5)


def test_every_cell_of_a_named_row_is_watched_for_itself() -> None:
    columns = (field("local", "percentage"), field("note", required=False))
    items = _items(definition(tables=(named_table("rates", {"one": "First", "two": "Second"}, *columns),)))
    per_cent = "! Made-up local: enter the number of per cent (45 for 45%), from 0 to 100."
    assert _told(items) == [
        found
        for row in ("one", "two")
        for found in (
            ("missing", "! Made-up local: answer needed.", f"/tables/rates/{row}/local"),
            ("not-allowed", per_cent, f"/tables/rates/{row}/local"),
        )
    ]
    assert [item.columns for item in items] == [()] * 4


def _risks(fewest: int = 0) -> tuple[Item, ...]:
    columns = (field("risk"), field("owner", required=False), field("impact", "count"))
    return _items(definition(tables=(open_table("risks", *columns, fewest=fewest),)))


def test_an_open_table_is_watched_as_a_whole_at_its_first_row() -> None:
    items = _risks(fewest=2)
    assert _told(items) == [
        ("error-cell", "! An error stands in the table.", "/tables/risks/0/risk"),
        ("too-few-rows", "! At least 2 rows needed.", "/tables/risks/0/risk"),
        ("missing", "! Made-up risk: answer needed.", "/tables/risks/0/risk"),
        ("missing", "! Made-up impact: answer needed.", "/tables/risks/0/impact"),
    ]
    assert [item.columns for item in items] == [(), (), ("risk", "owner", "impact"), ("risk", "owner", "impact")]
    assert [item.label for item in items] == [
        "Made-up risks",
        "Made-up risks",
        "Made-up risks: Made-up risk",
        "Made-up risks: Made-up impact",
    ]


def test_an_error_anywhere_in_an_open_table_is_told() -> None:
    items = _risks(fewest=1)

    def told(*rows: Mapping[str, object]) -> list[str]:
        return [item.code for item in open_items(items, Cells({}, {"risks": rows}))]

    whole: Mapping[str, object] = {"risk": "x", "owner": None, "impact": 5}
    assert told(whole) == []
    assert told(whole, {"risk": "y", "owner": ERROR, "impact": 5}) == ["error-cell"]
    assert told({"risk": ERROR, "owner": None, "impact": None}) == ["error-cell"]


@pytest.mark.parametrize(("fewest", "expected"), [(0, []), (1, ["At least 1 row needed."]), (3, ["At least 3 rows needed."])])
def test_rows_are_needed_only_if_the_definition_says_so(fewest: int, expected: list[str]) -> None:
    assert [item.text for item in _risks(fewest) if item.code == "too-few-rows"] == expected


def test_a_heading_that_is_a_sentence_is_cut_in_a_state() -> None:
    long = Field("why", f"{'Made-up words ' * 6}end", Asked("text"))
    for made_table in (open_table("risks", long), named_table("rates", {"one": "First"}, long)):
        item = _one("missing", _items(definition(tables=(made_table,))))
        assert item.text == f"{long.label[:59].rstrip()}…: answer needed."
        assert long.label in item.label


def test_a_heading_that_is_a_sentence_is_cut_where_its_answer_is_not_allowed() -> None:
    long = Field("why", f"{'Made-up words ' * 6}end", Asked("count", required=False))
    (item,) = _items(definition(tables=(named_table("rates", {"one": "First"}, long),)))
    assert item.text == f"{long.label[:59].rstrip()}…: enter a whole number, 0 or more."


def test_a_table_in_which_nothing_is_required_is_watched_for_errors_alone() -> None:
    assert [item.code for item in _items(definition(tables=(open_table("risks", field("risk", required=False)),)))] == ["error-cell"]
    assert _items(definition(tables=(named_table("rates", {"one": "First"}, field("risk", required=False)),))) == ()


def test_every_row_that_is_used_must_have_what_is_required() -> None:
    items = _risks()

    def lacking(*rows: Mapping[str, object]) -> list[str]:
        return [item.pointer for item in open_items(items, Cells({}, {"risks": rows}))]

    assert lacking() == []
    assert lacking({"risk": "x", "owner": None, "impact": 5}, {"risk": None, "owner": None, "impact": None}) == []
    assert lacking({"risk": "x", "owner": None, "impact": 5}, {"risk": None, "owner": "A", "impact": None}) == [
        "/tables/risks/0/risk",
        "/tables/risks/0/impact",
    ]


def test_the_sign_off_must_be_filled_in_and_is_told_as_a_warning() -> None:
    """A lead is to sign off before sending; a return that nobody signed is used all the same."""
    items = checklist(lay_out(definition(), Period("2024-25", "Q1")), Prefill())
    signed: dict[str, object] = {"/sign-off/name": "A. Made-up", "/sign-off/role": "Chair", "/sign-off/date": 45_569}
    assert verdict(items, Cells({}, {})) == Verdict(3, 0)
    assert verdict(items, Cells(signed | {"/sign-off/role": " "}, {})) == Verdict(1, 0)
    assert verdict(items, Cells(signed | {"/sign-off/name": ERROR}, {})) == Verdict(1, 0)
    assert verdict(items, Cells(signed | {"/sign-off/date": "today"}, {})) == Verdict(1, 0)
    assert verdict(items, Cells(signed, {})) == Verdict(0, 0)
    assert (CATALOGUE["not-signed-off"].severity, [item.is_required for item in items]) == ("warning", [False] * 4)


ISSUED = Prefill({Q1: 126, Q2: "Suppressed"})


@pytest.mark.parametrize(
    ("prefill", "expected"),
    [
        (Prefill(), []),
        (Prefill({Q1: 126}), ["! An earlier"]),
        (Prefill({Q1: "Not yet available"}), []),
        (Prefill({Q1: "Not yet available", Q2: 104}), ["! An earlier"]),
        (Prefill({"/measures/other/earlier/Q1/value": 5}), []),
    ],
    ids=["nothing accepted", "a figure", "awaited", "a figure and one awaited", "another measure's"],
)
def test_a_change_is_watched_where_a_figure_was_accepted(prefill: Prefill, expected: list[str]) -> None:
    items = _items(_of(measure("robbery")), "Q3", prefill)
    found = [item for item in items if item.code == "revised-without-reason"]
    assert [(item.state, item.pointer) for item in found] == [("? An earlier quarter changed: say why.", REVISION)] * len(expected)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({Q1: 126, Q2: "Suppressed"}, False),
        ({Q1: 126.0, Q2: "suppressed"}, False),
        ({Q1: 127, Q2: "Suppressed"}, True),
        ({Q1: 126, Q2: 5}, True),
        ({Q1: 127, Q2: "Suppressed", REVISION: "Recounted."}, False),
        ({Q1: 127, Q2: "Suppressed", REVISION: "  "}, True),
        ({Q1: None, Q2: "Suppressed"}, False),
        ({Q1: 127, Q2: ERROR}, False),
    ],
    ids=["untouched", "typed anew", "changed", "a reason given up", "with a reason", "with spaces", "cleared", "an error"],
)
def test_a_change_of_an_earlier_quarter_asks_why(values: Mapping[str, object], expected: bool) -> None:
    item = _one("revised-without-reason", _items(_of(measure("robbery")), "Q3", ISSUED))
    assert item.when.holds(Cells(values, {})) is expected


def _off(made_measure: Measure, values: Mapping[str, object], quarter: str = "Q2", prefill: Prefill | None = None) -> bool:
    """Whether the measure is called off target."""
    return _one("off-target", _items(_of(made_measure), quarter, prefill)).when.holds(Cells(values, {}))


def test_off_target_is_told_at_the_commentary() -> None:
    item = _one("off-target", _items(_of(measure("robbery", target=Target(444), quarters="sum"))))
    assert (item.state, item.pointer) == ("? Off target: say why in the commentary.", COMMENTARY)


@pytest.mark.parametrize(
    ("target", "first", "second", "expected"),
    [
        (1664, 329, 429, False),
        (724, 131, 108, False),
        (2337, 648, 578, True),
        (444, 126, 104, True),
        (99, 33, 31, True),
        (8821, 2230, 2446, True),
        (7568, 1828, 1827, False),
        (460, 126, 104, False),
    ],
    ids=["homes burgled", "other burglary", "violence", "robbery", "knife crime", "police ASB", "council ASB", "on the bound"],
)
def test_the_published_figures_are_held_against_half_of_the_years_target(target: float, first: int, second: int, expected: bool) -> None:
    made_measure = measure("robbery", target=Target(target), quarters="sum")
    assert _off(made_measure, {Q1: first, FIGURE: second}) is expected


@pytest.mark.parametrize("first", [None, "Not applicable", "126", True], ids=["blank", "a reason", "as text", "a tick"])
def test_a_sum_with_a_quarter_missing_is_off_target_as_soon_as_the_numbers_there_exceed_the_bound(first: object) -> None:
    made_measure = measure("robbery", target=Target(444), quarters="sum")
    assert [_off(made_measure, {Q1: first, FIGURE: figure}) for figure in (222, 223, 9000)] == [False, True, True]


def test_a_sum_that_is_to_be_reached_says_nothing_while_a_quarter_is_missing() -> None:
    made_measure = measure("robbery", target=Target(444), quarters="sum", better="higher")
    assert [_off(made_measure, {Q1: first, FIGURE: 5}) for first in (None, "Not applicable", "126", ERROR)] == [False] * 4
    assert _off(made_measure, {Q1: 5, FIGURE: 5}) is True


def test_a_sum_without_the_figure_of_the_quarter_or_with_an_error_is_not_off_target() -> None:
    made_measure = measure("robbery", target=Target(444), quarters="sum")
    assert [_off(made_measure, {Q1: 9000, FIGURE: figure}) for figure in (None, "9000", True, ERROR)] == [False] * 4
    assert _off(made_measure, {Q1: ERROR, FIGURE: 9000}) is False


def test_off_target_in_the_first_quarter_looks_at_its_own_figure() -> None:
    made_measure = measure("robbery", target=Target(444), quarters="sum")
    assert [_off(made_measure, {FIGURE: figure}, "Q1") for figure in (111, 112)] == [False, True]


def test_a_profile_is_what_a_sum_is_held_against() -> None:
    made_measure = measure("robbery", target=Target(1664), profile={"Q2": 810, "Q4": 1664}, quarters="sum")
    assert [_off(made_measure, {Q1: 400, FIGURE: figure}) for figure in (410, 411)] == [False, True]
    assert [_off(made_measure, {Q1: 400, Q2: 411, FIGURE: figure}, "Q3") for figure in (437, 438)] == [False, True]


@pytest.mark.parametrize(
    ("better", "target", "expected"),
    [
        ("lower", Target(400), [False, False, True, True]),
        ("higher", Target(400), [True, False, False, False]),
        ("band", Target(low=400, high=404), [True, False, True, True]),
        ("monitor", Target(400), []),
    ],
)
def test_the_year_so_far_is_held_against_its_share_alone_whatever_is_better(better: str, target: Target, expected: list[bool]) -> None:
    """By the second quarter 200 of 400; the first quarter's 126 are in the second's figure already."""
    made_measure = measure("robbery", target=target, better=better, quarters="to-date")
    watched = [item for item in _items(_of(made_measure)) if item.code == "off-target"]
    assert [item.when.holds(Cells({Q1: 126, FIGURE: figure}, {})) for item in watched for figure in (199, 200, 203, 5000)] == expected


def test_the_year_so_far_is_off_target_whatever_stands_under_the_quarters_before() -> None:
    made_measure = measure("robbery", target=Target(400), better="higher", quarters="to-date")
    assert [_off(made_measure, {Q1: first, FIGURE: 5}) for first in (None, "Not applicable", ERROR, 126)] == [True] * 4


def test_a_level_is_held_against_its_target_as_it_stands() -> None:
    made_measure = measure("robbery", "rate", target=Target(25), baseline=Baseline(18), better="higher", quarters="level")
    assert [_off(made_measure, {Q1: 21, FIGURE: figure}) for figure in (23, 25, 26)] == [True, False, False]


def test_a_figure_of_a_band_is_off_target_on_either_side() -> None:
    made_measure = measure("robbery", "percentage", target=Target(low=28, high=40), better="band", quarters="level")
    assert [_off(made_measure, {FIGURE: figure}) for figure in (27.9, 28, 40, 40.1)] == [True, False, False, True]


def test_a_part_is_held_against_its_own_share() -> None:
    """33 and 134 less 5 per cent: 9 and 49 by the third quarter are well on target, 24 is not."""
    parts = (Part("pwit", "PWIT", baseline=Baseline(33)), Part("vap", "VAP", baseline=Baseline(134)))
    made_definition = _of(measure("robbery", target=Target(reduce_by=5), parts=parts, quarters="sum"))
    items = [item for item in _items(made_definition, "Q3") if item.code == "off-target"]

    def off(pwit: int, vap: int) -> list[bool]:
        values: dict[str, object] = {}
        for part, figure in (("pwit", pwit), ("vap", vap)):
            base = f"{BASE}/parts/{part}"
            values |= {f"{base}/earlier/Q1/value": 0, f"{base}/earlier/Q2/value": 0, f"{base}/figure/value": figure}
        return [item.when.holds(Cells(values, {})) for item in items]

    assert [off(9, 49), off(24, 95), off(23, 96)] == [[False, False], [True, False], [False, True]]


@pytest.mark.parametrize(
    "made_measure", [measure("robbery"), measure("robbery", target=Target(444), better="monitor")], ids=["no target", "watched"]
)
def test_what_has_no_target_or_no_direction_is_never_off_it(made_measure: Measure) -> None:
    assert [item for item in _items(_of(made_measure)) if item.code == "off-target"] == []


OFF: dict[str, object] = {Q1: 126, FIGURE: 9000}
ROBBERY = measure("robbery", target=Target(444), quarters="sum")
WITH_ACTIVITY = Prefill({Q1: 126, ACTIVITY: "Patrols, made up."}, {ACTIVITY: "2024-25-Q1"})


@pytest.mark.parametrize(
    ("more", "prefill", "expected"),
    [
        ({}, Prefill(), True),
        ({COMMENTARY: "Made up."}, Prefill(), False),
        ({COMMENTARY: " \n"}, Prefill(), True),
        ({ACTIVITY: "Patrols, made up."}, Prefill(), False),
        ({ACTIVITY: "Patrols, made up."}, WITH_ACTIVITY, True),
        ({ACTIVITY: "Patrols and talks, made up."}, WITH_ACTIVITY, False),
        ({ACTIVITY: "Patrols, made up.", COMMENTARY: "Made up."}, WITH_ACTIVITY, False),
        ({ACTIVITY: None}, WITH_ACTIVITY, True),
    ],
    ids=[
        "nothing said", "a commentary", "a blank commentary", "activity", "activity carried and untouched",
        "activity brought up to date", "activity untouched and a commentary", "activity cleared",
    ],
)  # fmt: skip
def test_a_commentary_or_new_activity_says_why_a_figure_is_off_target(more: dict[str, object], prefill: Prefill, expected: bool) -> None:
    assert _off(ROBBERY, OFF | more, prefill=prefill) is expected


def _notes(items: tuple[Item, ...], values: Mapping[str, object]) -> list[tuple[str, str]]:
    """State and answer of the items that stand and that reading tells otherwise or not at all."""
    return [(item.state, item.pointer) for item in open_items(items, Cells(values, {})) if not item.code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patrols, made up.", True),
        ("Patrols, now done.", False),
        ("Patrols, other ok.", False),
        ("Patrols and talks, made up.", False),
        ("", False),
        (None, False),
    ],
)
def test_activity_that_stands_as_it_was_carried_looks_odd(text: str | None, expected: bool) -> None:
    items = _items(_of(measure("robbery")), prefill=WITH_ACTIVITY)
    told = [("? As carried: bring it up to date.", ACTIVITY)] if expected else []
    assert _notes(items, {FIGURE: 5, Q1: 126, ACTIVITY: text}) == told


def test_progress_that_stands_as_it_was_carried_looks_odd_too() -> None:
    progress = f"{BASE}/progress"
    items = _items(_of(measure("robbery", "progress")), prefill=Prefill({progress: "Begun."}, {progress: "2024-25-Q1"}))
    assert _notes(items, {progress: "Begun."}) == [("? As carried: bring it up to date.", progress)]
    assert _notes(items, {progress: "Half done."}) == []


def test_a_row_that_was_carried_and_a_text_that_is_new_are_not_to_be_brought_up_to_date() -> None:
    made_definition = definition(measures=(measure("robbery"),), tables=(open_table("risks", field("risk"), carry=True),))
    known = Prefill({"/tables/risks/0/risk": "Made up"}, {"/tables/risks/0": "2024-25-Q1"})
    values: dict[str, object] = {FIGURE: 5, ACTIVITY: "Made up.", "/tables/risks/0/risk": "Made up"}
    assert _notes(_items(made_definition, prefill=known), values) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({Q1: 126, Q2: "Suppressed"}, []),
        ({Q1: None, Q2: "Suppressed"}, ["Q1"]),
        ({Q1: " ", Q2: None}, ["Q1", "Q2"]),
        ({Q1: 127, Q2: 0}, []),
        ({Q1: ERROR, Q2: None}, ["Q2"]),
    ],
    ids=["untouched", "one cleared", "both cleared", "both changed", "an error"],
)
def test_an_earlier_quarter_that_was_cleared_is_told_at_its_cell(values: Mapping[str, object], expected: list[str]) -> None:
    items = _items(_of(measure("robbery")), "Q3", ISSUED)
    told = [(f"? {quarter} was cleared: put it back.", f"{BASE}/earlier/{quarter}/value") for quarter in expected]
    assert _notes(items, {FIGURE: 5} | dict(values)) == told


def test_an_earlier_quarter_that_was_issued_blank_is_not_cleared() -> None:
    assert _notes(_items(_of(measure("robbery")), "Q3", Prefill({Q2: 5})), {FIGURE: 5, Q2: 5}) == []


def test_activity_told_with_another_measure_says_why_too() -> None:
    made_definition = _of(measure("patrols"), measure("robbery", target=Target(444), quarters="sum", activity_with="patrols"))
    item = _one("off-target", _items(made_definition))
    assert item.when.holds(Cells(OFF, {})) is True
    assert item.when.holds(Cells(OFF | {"/measures/patrols/activity": "Made up."}, {})) is False


RANGE = Prefill(ranges={BASE: (97.0, 130.0)})


def test_last_years_range_is_watched_where_there_is_one() -> None:
    item = _one("outside-last-year", _items(_of(measure("robbery")), prefill=RANGE))
    assert (item.state, item.pointer) == ("? Outside last year's range: check, or say why in the commentary.", FIGURE)
    assert [item for item in _items(_of(measure("robbery"))) if item.code == "outside-last-year"] == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({FIGURE: 96}, True),
        ({FIGURE: 97}, False),
        ({FIGURE: 130}, False),
        ({FIGURE: 131}, True),
        ({FIGURE: 0}, True),
        ({FIGURE: 131, COMMENTARY: "Made up."}, False),
        ({FIGURE: 131, ACTIVITY: "Made up."}, True),
        ({FIGURE: "131"}, False),
        ({REASON: "Suppressed"}, False),
    ],
)
def test_a_figure_outside_last_years_range_looks_odd_unless_a_commentary_says_why(values: Mapping[str, object], expected: bool) -> None:
    item = _one("outside-last-year", _items(_of(measure("robbery")), prefill=RANGE))
    assert item.when.holds(Cells(values, {})) is expected


EVERYTHING = definition(
    fields=(field("update", "narrative"), field("size", "count")),
    measures=(
        ROBBERY,
        measure("confidence", "percentage", target=Target(60), better="higher"),
        measure("disposals", parts=(Part("pwit", "PWIT", target=Target(31)), Part("vap", "VAP")), activity_with="robbery"),
        measure("strategy", "status", target=Target(month="2024-06")),
        measure("programme", "progress"),
    ),
    tables=(named_table("rates", {"one": "First"}, field("local", "percentage")), open_table("risks", field("risk"), fewest=1)),
)
KNOWN = Prefill(ISSUED.cells, {}, RANGE.ranges)
EVERY = checklist(lay_out(EVERYTHING, Period("2024-25", "Q3"), KNOWN), KNOWN)


def test_every_item_is_told_as_a_problem_of_the_catalogue_of_the_same_weight() -> None:
    """But for the sign-off, which a lead must fill in and without which a return is used all the same."""
    weights = {item.code: {"!": "blocking", "?": "warning"}[item.mark] for item in EVERY if item.code}
    assert weights.pop("not-signed-off") == "blocking"
    assert weights == {code: CATALOGUE[code].severity for code in weights}
    assert {item.mark for item in EVERY} == {MUST, ODD}


def test_every_item_stands_at_an_answer_of_its_row() -> None:
    pointers = {slot.pointer: (grid.key, row.key) for grid, row, _, slot in lay_out(EVERYTHING, Period("2024-25", "Q3")).slots()}
    assert [pointers[item.pointer] for item in EVERY] == [(item.grid.key, item.row.key) for item in EVERY]


def test_no_two_items_of_a_row_say_the_same_at_the_same_answer() -> None:
    told = [(item.grid.key, item.row.key, item.pointer, item.state) for item in EVERY]
    assert len(set(told)) == len(told)


def test_an_item_says_the_same_for_every_row_of_a_column() -> None:
    """So that a state names what is wanted, and a colour can be found by it."""
    texts: dict[tuple[str, str], set[str]] = {}
    for item in EVERY:
        if item.grid.key == "measures" and item.code not in ("", "not-allowed"):
            texts.setdefault((item.code, item.pointer.rpartition("/")[2]), set()).add(item.text)
    assert {key: len(found) for key, found in texts.items()} == dict.fromkeys(texts, 1)


def test_items_stand_in_the_order_of_the_sheets() -> None:
    order = [grid.key for grid in lay_out(EVERYTHING, Period("2024-25", "Q3")).grids]
    found = [order.index(item.grid.key) for item in EVERY]
    assert found == sorted(found)


def test_a_verdict_counts_what_must_be_done_and_what_looks_odd() -> None:
    items = _items(_of(ROBBERY, measure("confidence", "percentage")), prefill=RANGE)
    values: dict[str, object] = {FIGURE: 9000, Q1: 126}
    assert verdict(items, Cells({}, {})) == Verdict(2, 0)
    assert verdict(items, Cells(values, {})) == Verdict(1, 2)
    done: dict[str, object] = {COMMENTARY: "Made up.", "/measures/confidence/figure/value": 62, "/measures/confidence/figure/base": 800}
    assert verdict(items, Cells(values | done, {})) == Verdict(0, 0)
