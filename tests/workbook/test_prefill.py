from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Asked, Definition, Field, Measure, Part, Table
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.returns import Json, Return, answer_at
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.prefill import YearReturns, make_prefill
from tests.support.made import UNTOUCHED, a_return, definition, field, figure, measure, named_table, open_table

OF = definition(
    measures=(
        measure("robbery"),
        measure("programme", "progress"),
        measure("confidence", "percentage"),
        measure("disposals", parts=(Part("earlier", "PWIT"),)),
    ),
    tables=(open_table("earlier", field("risk")),),
)
Q3 = Period("2024-25", "Q3")
Q1, Q2 = "/measures/robbery/earlier/Q1/value", "/measures/robbery/earlier/Q2/value"


def _cells(earlier: Mapping[str, Return], made_definition: Definition = OF, period: Period = Q3) -> Mapping[str, Typed]:
    """What cells are issued with."""
    return make_prefill(made_definition, period, earlier).cells


def _return(this: Json, **earlier: Json) -> Return:
    return a_return({"measures": {"robbery": {"figure": this, "earlier": earlier}}, "tables": {"earlier": [{"risk": "Made-up"}]}})


def test_without_earlier_returns_nothing_is_filled_in() -> None:
    assert make_prefill(OF, Q3, {}) == Prefill()


def test_each_earlier_quarter_is_filled_in_from_its_own_return() -> None:
    assert _cells({"Q1": _return(figure(126)), "Q2": _return(figure(104))}) == {Q1: 126, Q2: 104}


def test_a_later_return_revises_an_earlier_quarter() -> None:
    assert _cells({"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(130))}) == {Q1: 130, Q2: 104}


def test_a_blank_in_a_later_return_revises_nothing() -> None:
    assert _cells({"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure())}) == {Q1: 126, Q2: 104}


def test_a_later_return_speaks_for_a_quarter_that_sent_none() -> None:
    assert _cells({"Q2": _return(figure(104), Q1=figure(130))}) == {Q1: 130, Q2: 104}


def test_a_reason_for_no_figure_is_filled_in_as_words_and_may_revise() -> None:
    returns = {"Q1": _return(figure(reason="not-yet-available")), "Q2": _return(figure(0), Q1=figure(reason="suppressed"))}
    assert _cells(returns) == {Q1: "Suppressed", Q2: 0}


def test_a_quarter_not_before_this_one_is_not_filled_in() -> None:
    returns = {"Q1": _return(figure(126)), "Q2": _return(figure(104)), "Q3": _return(figure(90), Q1=figure(127))}
    assert _cells(returns, period=Period("2024-25", "Q2")) == {Q1: 127}


def _told(activity: str | None, progress: str | None = None) -> Return:
    robbery = {"figure": figure(commentary="Made up"), "activity": activity}
    answers = {"robbery": robbery, "programme": {"progress": progress, "activity": None}}
    return a_return({"fields": {"activity": "Made-up field"}, "measures": answers})


ACTIVITY, PROGRESS = "/measures/robbery/activity", "/measures/programme/progress"


def test_activity_and_progress_are_carried_on_from_the_last_return() -> None:
    returns = {"Q1": _told("First.", "Begun."), "Q2": _told("First.\n- second", "Half done.")}
    assert _cells(returns) == {ACTIVITY: "First.\n- second", PROGRESS: "Half done."}


def test_activity_left_blank_in_the_last_return_is_carried_on_from_the_one_before() -> None:
    assert _cells({"Q1": _told("First.", "Begun."), "Q2": _told(None)}) == {ACTIVITY: "First.", PROGRESS: "Begun."}


def test_activity_is_carried_on_over_a_quarter_that_sent_no_return() -> None:
    assert _cells({"Q1": _told("First.")}) == {ACTIVITY: "First."}


def test_a_field_and_a_table_of_the_same_name_are_not_carried_on() -> None:
    made_definition = definition(fields=(field("activity"),), tables=(open_table("progress", field("activity")),))
    row: dict[str, Json] = {"fields": {"activity": "Made up"}, "tables": {"progress": [{"activity": "Made up"}]}}
    assert make_prefill(made_definition, Q3, {"Q1": a_return(row)}) == Prefill()


def test_a_later_figure_that_nobody_touched_gives_way_to_its_own_quarters_return() -> None:
    untouched = replace(_return(figure(104), Q1=figure(126)), sources={Q1: UNTOUCHED})
    assert _cells({"Q1": _return(figure(130)), "Q2": untouched}) == {Q1: 130, Q2: 104}


def test_a_part_of_a_compound_measure_is_filled_in_whatever_its_key() -> None:
    parts = {"earlier": {"figure": figure(5), "earlier": {}}}
    answers = {"measures": {"disposals": {"parts": parts}}, "tables": {"earlier": []}}
    assert _cells({"Q1": a_return(answers)}) == {"/measures/disposals/parts/earlier/earlier/Q1/value": 5}


def test_a_text_carried_on_tells_the_quarter_it_comes_from_and_a_figure_does_not() -> None:
    returns = {"Q1": _told("First.", "Begun."), "Q2": _told("Second.")}
    prefill = make_prefill(OF, Q3, returns)
    assert prefill.origins == {ACTIVITY: "2024-25-Q2", PROGRESS: "2024-25-Q1"}
    assert make_prefill(OF, Q3, {"Q1": _return(figure(126))}).origins == {}


RISK, OWNER, STATE = field("risk"), field("owner", required=False), field("state", "choice", choices=("Open", "Closed", "Withdrawn"))
RISKS = open_table("risks", RISK, OWNER, STATE, carry=True, closed={"state": ("Closed", "withdrawn")})
BENCHMARKS = named_table("benchmarks", {"one": "First", "two": "Second"}, field("assessment"), field("evidence"), carry=True)
CARRYING = definition(tables=(RISKS, BENCHMARKS))
LAST_YEAR = definition(tables=(RISKS, BENCHMARKS), year="2023-24")


def _row(risk: str, owner: str | None = None, state: str = "Open") -> dict[str, Json]:
    return {"risk": risk, "owner": owner, "state": state}


def _rows(*rows: dict[str, Json], period: str = "2024-25-Q1", **named: Json) -> Return:
    return a_return({"measures": {}, "tables": {"risks": list(rows), "benchmarks": named}}, period=period)


def _carried(earlier: Mapping[str, Return], made_definition: Definition = CARRYING, last_year: YearReturns | None = None) -> Prefill:
    return make_prefill(made_definition, Q3, earlier, last_year)


def test_rows_are_carried_in_their_order_with_the_period_each_comes_from() -> None:
    prefill = _carried({"Q2": _rows(_row("First", "A. Made-up"), _row("Second"))})
    assert prefill.cells == {
        "/tables/risks/0/risk": "First",
        "/tables/risks/0/owner": "A. Made-up",
        "/tables/risks/1/risk": "Second",
    }
    assert prefill.origins == dict.fromkeys(("/tables/risks", "/tables/risks/0", "/tables/risks/1"), "2024-25-Q2")


def test_what_belongs_to_the_quarter_is_not_carried_but_shown_beside_as_a_paper_prints_it() -> None:
    table = open_table("grants", field("name"), field("taken", "count"), field("amount", "money"), field("met", "yes-no"), carry=True)
    grants = replace(table, columns=tuple(replace(column, carry=column.key == "name") for column in table.columns))
    row = {"name": "Fund", "taken": 1_310, "amount": {"amount": 280_000, "words": "£280k"}, "met": True}
    blank = {"name": "Other", "taken": 0, "amount": None, "met": None}
    told = a_return({"measures": {}, "tables": {"grants": [row, blank]}}, period="2024-25-Q2")
    prefill = make_prefill(definition(tables=(grants,)), Q3, {"Q2": told})
    assert prefill.cells == {"/tables/grants/0/name": "Fund", "/tables/grants/1/name": "Other"}
    assert prefill.before == {
        "/tables/grants/0/taken": "1310",
        "/tables/grants/0/amount": "£280k",
        "/tables/grants/0/met": "Yes",
        "/tables/grants/1/taken": "0",
    }


def test_a_row_that_says_nothing_in_a_carried_column_is_not_carried() -> None:
    nameless = {"risk": None, "owner": None, "state": "Open"}
    assert _carried({"Q2": _rows(nameless)}) == Prefill()


def test_rows_come_from_the_last_return_alone() -> None:
    prefill = _carried({"Q1": _rows(_row("First"), _row("Second")), "Q2": _rows(_row("Third"))})
    assert prefill.cells == {"/tables/risks/0/risk": "Third"}
    assert prefill.before == {"/tables/risks/0/state": "Open"}


def test_a_last_return_without_rows_carries_none_and_not_those_of_the_one_before() -> None:
    assert _carried({"Q1": _rows(_row("First")), "Q2": _rows()}) == Prefill()


@pytest.mark.parametrize("closed", ["Closed", "Withdrawn"])
def test_a_closed_row_is_left_out_and_those_after_it_move_up(closed: str) -> None:
    prefill = _carried({"Q2": _rows(_row("First"), _row("Second", state=closed), _row("Third"))})
    assert [prefill.cells[f"/tables/risks/{number}/risk"] for number in range(2)] == ["First", "Third"]
    assert set(prefill.origins) == {"/tables/risks", "/tables/risks/0", "/tables/risks/1"}


def test_when_every_row_is_closed_nothing_is_carried() -> None:
    assert _carried({"Q2": _rows(_row("First", state="Closed"))}) == Prefill()


def test_a_row_that_does_not_say_whether_it_is_closed_is_carried() -> None:
    row = _row("First") | {"state": None}
    assert _carried({"Q2": _rows(row)}).cells == {"/tables/risks/0/risk": "First"}


def test_a_table_that_does_not_carry_is_issued_blank() -> None:
    blank = tuple(replace(column, carry=False) for column in RISKS.columns)
    made_definition = definition(tables=(replace(RISKS, columns=blank, closed_column=""),))
    assert _carried({"Q2": _rows(_row("First"))}, made_definition) == Prefill()


def test_named_rows_are_carried_each_into_its_own() -> None:
    row: dict[str, Json] = {"assessment": "Met", "evidence": None}
    prefill = _carried({"Q2": _rows(two=row, one={"assessment": None, "evidence": None})})
    assert prefill == Prefill({"/tables/benchmarks/two/assessment": "Met"}, {"/tables/benchmarks/two": "2024-25-Q2"})


def test_a_named_row_that_is_no_longer_asked_is_not_carried() -> None:
    row: dict[str, Json] = {"assessment": "Met", "evidence": "Made up"}
    made_definition = definition(tables=(replace(BENCHMARKS, rows=(("one", "First"),)),))
    assert _carried({"Q2": _rows(one=row, two=row)}, made_definition).origins == {"/tables/benchmarks/one": "2024-25-Q2"}


def test_the_first_quarter_takes_its_rows_from_last_years_last_return() -> None:
    before = YearReturns(LAST_YEAR, {"Q3": _rows(_row("Old")), "Q4": _rows(_row("New"), one={"assessment": "Met", "evidence": None})})
    prefill = make_prefill(CARRYING, Period("2024-25", "Q1"), {}, before)
    assert prefill.origins == dict.fromkeys(("/tables/risks", "/tables/risks/0", "/tables/benchmarks/one"), "2023-24-Q4")
    assert prefill.cells["/tables/risks/0/risk"] == "New"


def test_last_years_rows_stand_in_while_no_return_of_this_year_is_in_force() -> None:
    before = YearReturns(LAST_YEAR, {"Q2": _rows(_row("Old"))})
    assert _carried({}, last_year=before).origins == dict.fromkeys(("/tables/risks", "/tables/risks/0"), "2023-24-Q2")
    assert _carried({"Q1": _rows()}, last_year=before).origins == {}


def test_last_years_activity_and_figures_are_not_carried_on() -> None:
    before = YearReturns(replace(OF, year="2023-24"), {"Q4": _told("First.", "Begun."), "Q3": _return(figure(7))})
    assert make_prefill(OF, Q3, {}, before) == Prefill()


def _table(*tables: Table) -> Definition:
    return definition(tables=tables, year="2023-24")


def _choice(*choices: str) -> Field:
    return field("x", "choice", choices=choices)


AS_BEFORE: dict[str, Typed] = {"risk": "First", "owner": "A"}
CHANGED: dict[str, tuple[Definition, dict[str, Typed]]] = {
    "the table is new": (_table(), {}),
    "the table had named rows": (_table(replace(RISKS, rows=(("one", "First"),), row_heading="Row")), {}),
    "a column is new": (_table(replace(RISKS, columns=(RISK, STATE))), {"risk": "First"}),
    "a column was of another kind that can still be read": (
        _table(replace(RISKS, columns=(field("risk", "narrative"), OWNER, STATE))),
        AS_BEFORE,
    ),
    "a column is of a kind that reads something else": (
        _table(replace(RISKS, columns=(RISK, OWNER, field("state")))),
        AS_BEFORE,
    ),
    "the columns stood in another order": (_table(replace(RISKS, columns=(STATE, OWNER, RISK))), AS_BEFORE),
    "a column more was asked": (_table(replace(RISKS, columns=(*RISKS.columns, field("more")))), AS_BEFORE),
}


@pytest.mark.parametrize(("then", "expected"), CHANGED.values(), ids=CHANGED)
def test_what_last_years_definition_asked_otherwise_is_not_carried(then: Definition, expected: dict[str, Typed]) -> None:
    before = YearReturns(then, {"Q4": _rows(_row("First", "A") | {"more": "Made up"}, one=None)})
    prefill = make_prefill(definition(tables=(RISKS,)), Period("2024-25", "Q1"), {}, before)
    assert prefill.cells == {f"/tables/risks/0/{key}": value for key, value in expected.items()}
    assert set(prefill.origins) == ({"/tables/risks", "/tables/risks/0"} if expected else set())
    assert prefill.before == ({"/tables/risks/0/state": "Open"} if expected else {})


MONEY: Json = {"amount": 280_000, "words": "£280k"}
RETYPED: dict[str, tuple[Field, Json, Field, Typed | None]] = {
    "a number into a text": (field("x", "count"), 5, field("x"), None),
    "money into a text": (field("x", "money"), MONEY, field("x"), None),
    "a choice that is still one": (_choice("Open", "Closed"), "Open", _choice("open", "Shut"), "Open"),
    "a choice that is none any more": (_choice("Open", "Closed"), "Closed", _choice("Open", "Shut"), None),
    "a choice into a text": (_choice("Open", "Closed"), "Closed", field("x"), "Closed"),
    "yes into a choice": (field("x", "yes-no"), True, _choice("Yes", "No"), "Yes"),
    "no into yes or no": (field("x", "yes-no"), False, field("x", "yes-no"), "No"),
    "a text into a date": (field("x"), "soon", field("x", "date"), None),
    "a date into a text": (field("x", "date"), "2024-12-31", field("x"), "2024-12-31"),
    "a text too long by now": (field("x"), "x" * 11, Field("x", "Made-up x", Asked("text", longest=10)), None),
}


@pytest.mark.parametrize(("then", "answer", "now", "expected"), RETYPED.values(), ids=RETYPED)
def test_an_answer_is_carried_if_todays_column_can_read_it(then: Field, answer: Json, now: Field, expected: Typed | None) -> None:
    before = YearReturns(_table(open_table("risks", then, RISK, carry=True)), {"Q4": _rows({"x": answer, "risk": "First"})})
    made_definition = definition(tables=(open_table("risks", now, RISK, carry=True),))
    prefill = make_prefill(made_definition, Period("2024-25", "Q1"), {}, before)
    assert prefill.cells == {"/tables/risks/0/risk": "First"} | ({} if expected is None else {"/tables/risks/0/x": expected})


def test_a_row_of_which_nothing_can_be_read_any_more_leaves_no_gap() -> None:
    then = _table(open_table("risks", field("risk"), carry=True))
    made_definition = definition(tables=(open_table("risks", replace(_choice("Five", "Seven"), key="risk"), carry=True),))
    rows = [{"risk": text} for text in ("Five", "Made up", "Seven")]
    prefill = make_prefill(made_definition, Period("2024-25", "Q1"), {}, YearReturns(then, {"Q4": _rows(*rows)}))
    assert prefill.cells == {"/tables/risks/0/risk": "Five", "/tables/risks/1/risk": "Seven"}
    assert set(prefill.origins) == {"/tables/risks/0", "/tables/risks/1"}


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (("Closed",), ("Closed", "Withdrawn"), ["First"]),
        (("Closed", "Withdrawn"), ("Closed",), ["First"]),
        (("Closed",), ("Withdrawn",), ["First"]),
        ((), ("Closed",), ["First", "Third"]),
        (("Closed",), (), ["First", "Third"]),
        (("Closed",), ("Closed",), ["First", "Third"]),
    ],
)
def test_a_row_that_either_definition_calls_closed_is_not_carried(then: tuple[str, ...], now: tuple[str, ...], expected: list[str]) -> None:
    rows = [_row("First"), _row("Second", state="Closed"), _row("Third", state="Withdrawn")]
    before = YearReturns(_table(replace(RISKS, closed=then)), {"Q4": _rows(*rows)})
    prefill = make_prefill(definition(tables=(replace(RISKS, closed=now),)), Period("2024-25", "Q1"), {}, before)
    assert [value for pointer, value in prefill.cells.items() if pointer.endswith("/risk")] == expected
    assert set(prefill.origins) == {"/tables/risks", *(f"/tables/risks/{number}" for number in range(len(expected)))}


def test_a_row_closed_in_a_column_that_is_asked_no_more_is_not_carried() -> None:
    before = YearReturns(_table(RISKS), {"Q4": _rows(_row("First", state="Closed"), _row("Second"))})
    made_definition = definition(tables=(open_table("risks", RISK, carry=True),))
    assert make_prefill(made_definition, Period("2024-25", "Q1"), {}, before).cells == {"/tables/risks/0/risk": "Second"}


def test_answers_are_carried_as_a_lead_would_type_them() -> None:
    kinds = {"money": {"amount": 280_000, "words": "£280k"}, "yes-no": True, "date": "2024-12-31", "count": 5, "percentage": 6.6}
    months = {"words": "Sept 2024", "start": "2024-09", "end": "2024-09"}
    made_definition = definition(tables=(open_table("funding", *(field(kind, kind) for kind in (*kinds, "months")), carry=True),))
    of_last = a_return({"measures": {}, "tables": {"funding": [kinds | {"months": months}]}})
    prefill = make_prefill(made_definition, Q3, {"Q2": of_last})
    typed, shown = {"yes-no": "Yes", "date": "2024-12-31", "months": "Sept 2024"}, {"money": "£280k", "count": "5", "percentage": "6.6%"}
    assert prefill.cells == {f"/tables/funding/0/{key}": value for key, value in typed.items()}
    assert prefill.before == {f"/tables/funding/0/{key}": value for key, value in shown.items()}


def test_what_is_carried_stands_in_cells_of_the_layout_made_with_it() -> None:
    rows = [_row(f"Risk {number}", "Made up") for number in range(8)]
    prefill = _carried({"Q2": _rows(*rows, one={"assessment": "Met", "evidence": "Made up"})})
    pointers = {slot.pointer for _, _, _, slot in lay_out(CARRYING, Q3, prefill).slots()}
    assert set(prefill.cells) <= pointers


def _figures(*values: Json, base: str = "/measures/robbery") -> dict[str, Return]:
    """Returns of a year with these figures, quarter after quarter."""

    def nested(value: Json) -> dict[str, Json]:
        found: Json = {"figure": figure(value) if value is not None else figure(reason="suppressed"), "earlier": {}}
        for step in reversed(base.split("/")[1:]):
            found = {step: found}
        return dict(found)

    return {quarter: a_return(nested(value)) for quarter, value in zip(QUARTERS, values, strict=False)}


def _ranges(now: Measure, then: Measure, returns: Mapping[str, Return], quarter: str = "Q1") -> Mapping[str, tuple[float, float]]:
    before = YearReturns(definition(measures=(then,), year="2023-24"), returns)
    return make_prefill(definition(measures=(now,)), Period("2024-25", quarter), {}, before).ranges


ROBBERY = measure("robbery")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((126, 104, 130, 97), (97, 130)),
        ((126, 104), (104, 126)),
        ((126, None, 126, None), (126, 126)),
        ((0, 5), (0, 5)),
        ((126,), None),
        ((126, None, None), None),
        ((None, None), None),
    ],
    ids=["four quarters", "two quarters", "no figure in some", "zero", "one quarter", "one figure", "none"],
)
def test_last_years_range_is_that_of_at_least_two_figures(figures: tuple[Json, ...], expected: tuple[float, float] | None) -> None:
    assert _ranges(ROBBERY, ROBBERY, _figures(*figures)) == ({"/measures/robbery": expected} if expected else {})


def test_last_years_range_counts_a_quarter_as_it_was_last_told() -> None:
    returns = {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(90))}
    assert _ranges(ROBBERY, ROBBERY, returns) == {"/measures/robbery": (90, 104)}


def test_a_measure_of_another_unit_or_none_last_year_has_no_range() -> None:
    assert _ranges(ROBBERY, measure("robbery", "percentage"), _figures(5, 6)) == {}
    assert _ranges(ROBBERY, measure("other"), _figures(5, 6)) == {}


def test_a_measure_whose_quarters_meant_something_else_last_year_has_no_range_nor_has_the_year_so_far() -> None:
    sums, so_far = measure("robbery", quarters="sum"), measure("robbery", quarters="to-date")
    assert _ranges(sums, sums, _figures(5, 6)) == {"/measures/robbery": (5, 6)}
    assert [_ranges(now, then, _figures(5, 6)) for now, then in ((sums, so_far), (so_far, sums), (so_far, so_far))] == [{}, {}, {}]


@pytest.mark.parametrize("unit", ["money", "status", "progress"])
def test_money_and_words_have_no_range(unit: str) -> None:
    made_measure = measure("robbery", unit)
    assert _ranges(made_measure, made_measure, _figures("Made up", "Made-up too")) == {}


def test_a_part_has_a_range_of_its_own() -> None:
    made_measure = measure("disposals", parts=(Part("pwit", "PWIT"), Part("vap", "VAP")))
    returns = _figures(5, 21, base="/measures/disposals/parts/vap")
    assert _ranges(made_measure, made_measure, returns) == {"/measures/disposals/parts/vap": (5, 21)}


def test_a_measure_not_asked_this_quarter_has_no_range() -> None:
    made_measure = measure("robbery", asked_in=("Q2", "Q4"))
    assert [_ranges(made_measure, made_measure, _figures(5, 21), quarter) for quarter in ("Q1", "Q2")] == [
        {},
        {"/measures/robbery": (5, 21)},
    ]


def test_the_returns_are_left_as_they_are() -> None:
    return_ = _rows(_row("First", state="Closed"), _row("Second"))
    _carried({"Q2": return_})
    assert answer_at(return_.answers, "/tables/risks/0/risk") == "First"
