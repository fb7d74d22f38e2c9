"""What changed between two made-up returns, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from shpdocs.model.collection import Change
from shpdocs.model.definition import Definition, Part
from shpdocs.model.period import Period
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Json, Place, Return
from shpdocs.report.answer_changes import UNREAD
from shpdocs.report.changes import changes, changes_by_newer
from tests.support.made import PERIOD, a_return, definition, field, figure, measure, named_table, open_table

Q1 = "2024-25-Q1"
MILESTONES = open_table(
    "milestones",
    field("milestone"),
    field("due"),
    field("status", "choice", choices=("Open", "Done")),
    field("activity", "narrative", required=False),
    carry=True,
    closed={"status": ("Done",)},
)


def _measured(unit: str, before: Json, now: Json, **earlier: Json) -> tuple[Change, ...]:
    asked = definition(measures=(measure("robbery", unit),))
    return changes(asked, PERIOD, _figures(now, "2024-25-Q2", **earlier), _figures(before, Q1))


def _figures(this: Json, period: str, untouched: tuple[str, ...] = (), **earlier: Json) -> Return:
    return a_return({"measures": {"robbery": {"figure": this, "earlier": earlier}}}, period=period, untouched=untouched)


def _fields(kind: str, before: Json, now: Json, choices: tuple[str, ...] = ()) -> tuple[Change, ...]:
    asked = definition(fields=(field("made-up", kind, choices=choices),))
    returns = [a_return({"fields": {"made-up": answer}}, period=period) for answer, period in ((now, "2024-25-Q2"), (before, Q1))]
    return changes(asked, PERIOD, *returns)


def _rows(before: list[Any], now: list[Any], asked: Definition | None = None) -> tuple[Change, ...]:
    keys = ("milestone", "due", "status", "activity")
    tables = [[dict(zip(keys, (*row, None, None, None), strict=False)) for row in rows] for rows in (now, before)]
    returns = [a_return({"tables": {"milestones": rows}}, period=period) for rows, period in zip(tables, ("2024-25-Q2", Q1), strict=True)]
    return changes(asked or definition(tables=(MILESTONES,)), PERIOD, *returns)


@pytest.mark.parametrize(
    ("unit", "before", "now", "shown", "difference"),
    [
        ("count", 126, 104, ("126", "104"), "-22, -17.5%"),
        ("count", 100, 112, ("100", "112"), "+12, +12%"),
        ("count", 0, 3, ("0", "3"), "+3"),
        ("count", 3, 0, ("3", "0"), "-3, -100%"),
        ("count", 100_000, 100_001, ("100000", "100001"), "+1"),
        ("number", 0.1, 0.3, ("0.1", "0.3"), "+0.2, +200%"),
        ("number", -2, -3, ("-2", "-3"), "-1, -50%"),
        ("rate", 8, 9, ("8", "9"), "+1, +12.5%"),
        ("percentage", 45, 48, ("45%", "48%"), "+3 percentage points"),
        ("percentage", 45.5, 44.5, ("45.5%", "44.5%"), "-1 percentage point"),
        (
            "money",
            {"amount": 1000, "words": "£1k"},
            {"amount": 1500, "words": "£1,500"},
            ("£1k", "£1,500"),
            "+£500, +50%",
        ),
        ("status", "Begun", "Finished", ("Begun", "Finished"), ""),
    ],
)
def test_a_figure_is_held_against_the_quarter_before(unit: str, before: Json, now: Json, shown: tuple[str, str], difference: str) -> None:
    expected = Change("Made-up robbery: Q2 figure", *shown, difference, "Measures")
    assert _measured(unit, figure(before), figure(now)) == (expected,)


def test_a_figure_that_is_the_same_is_no_change() -> None:
    assert _measured("count", figure(126), figure(126)) == ()


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        (figure(126), figure(reason="suppressed"), ("126", "Suppressed")),
        (figure(reason="not-yet-available"), figure(5), ("Not yet available", "5")),
        (figure(126), figure(), ("126", "")),
        (None, figure(5), ("", "5")),
    ],
)
def test_reasons_and_blanks_are_told_apart(before: Json, now: Json, shown: tuple[str, str]) -> None:
    assert [(change.before, change.now, change.difference) for change in _measured("count", before, now)] == [(*shown, "")]


def test_a_reason_that_stays_is_no_change() -> None:
    assert _measured("count", figure(reason="suppressed"), figure(reason="suppressed")) == ()


def test_a_revised_quarter_is_told_and_the_figure_held_against_it() -> None:
    differences = _measured("count", figure(126), figure(104), Q1=figure(130))
    assert [(change.label, change.before, change.now, change.difference) for change in differences] == [
        ("Made-up robbery: Q1", "126", "130", "+4, +3.2%"),
        ("Made-up robbery: Q2 figure", "130", "104", "-26, -20%"),
    ]


def test_a_carried_figure_that_nobody_touched_is_no_revision() -> None:
    """The first quarter's return was corrected to 130 after the second's workbook had been issued with 126."""
    asked = definition(measures=(measure("robbery"),))
    now = _figures(figure(104), "2024-25-Q2", ("/measures/robbery/earlier/Q1/value",), Q1=figure(126))
    differences = changes(asked, PERIOD, now, _figures(figure(130), Q1))
    assert [(change.label, change.before, change.now) for change in differences] == [("Made-up robbery: Q2 figure", "130", "104")]


def test_what_the_quarter_before_said_of_earlier_ones_is_held_against() -> None:
    asked = definition(measures=(measure("robbery"),))
    now = _figures(figure(90), "2024-25-Q3", Q1=figure(131), Q2=figure(104))
    differences = changes(asked, Period("2024-25", "Q3"), now, _figures(figure(104), "2024-25-Q2", Q1=figure(130)))
    assert [(change.label, change.before, change.now) for change in differences] == [
        ("Made-up robbery: Q1", "130", "131"),
        ("Made-up robbery: Q3 figure", "104", "90"),
    ]


def test_each_part_of_a_compound_measure_is_compared() -> None:
    asked = definition(measures=(measure("weapons", parts=(Part("pwit", "PWIT"), Part("vap", "VAP"))),))
    returns = [
        a_return({"measures": {"weapons": {"parts": {"pwit": {"figure": figure(number)}, "vap": {"figure": figure(2)}}}}}, period=period)
        for number, period in ((5, "2024-25-Q2"), (4, Q1))
    ]
    assert [change.label for change in changes(asked, PERIOD, *returns)] == ["Made-up weapons, PWIT: Q2 figure"]


def test_a_measure_that_was_not_asked_then_is_left_out() -> None:
    asked = definition(measures=(measure("robbery"), measure("burglary", asked_in=("Q2",))))
    now = a_return({"measures": {"robbery": {"figure": figure(1)}, "burglary": {"figure": figure(2)}}})
    assert changes(asked, PERIOD, now, _figures(figure(1), Q1)) == ()


def test_commentary_and_the_day_of_the_data_are_each_quarters_own() -> None:
    then, now = (figure(3, commentary=text, data_as_at=day) for text, day in (("One", "2024-06-30"), ("Two", "2024-09-30")))
    assert _measured("count", then, now) == ()


@pytest.mark.parametrize("before", ["made-up words", {"amount": 1, "words": "£1"}, True, []])
def test_what_was_asked_as_another_kind_is_left_out(before: Json) -> None:
    assert _measured("count", figure(before), figure(3)) == ()
    assert _fields("count", before, 3) == ()


@pytest.mark.parametrize(
    ("kind", "before", "now", "shown"),
    [
        ("text", "One", "Two", ("One", "Two")),
        ("text", None, "Two", ("", "Two")),
        ("choice", "Open", None, ("Open", "")),
        ("date", "2024-09-30", "2024-10-01", ("30 September 2024", "1 October 2024")),
        ("yes-no", True, False, ("Yes", "No")),
        (
            "months",
            {"words": "Sept 2024", "start": "2024-09", "end": "2024-09"},
            {"words": "Oct 2024", "start": "2024-10", "end": "2024-10"},
            ("Sept 2024", "Oct 2024"),
        ),
    ],
)
def test_a_field_is_told_as_the_paper_prints_it(kind: str, before: Json, now: Json, shown: tuple[str, str]) -> None:
    assert _fields(kind, before, now, ("Open",)) == (Change("Made-up made-up", *shown, "", "Update"),)


@pytest.mark.parametrize(
    ("before", "now", "happened"), [("Begun.", "Finished.", "text changed"), (None, "New.", "text added"), ("Old.", None, "text gone")]
)
def test_of_a_text_is_said_what_happened(before: Json, now: Json, happened: str) -> None:
    assert [change.difference for change in _fields("narrative", before, now)] == [happened]


def test_a_text_in_other_spaces_is_no_change() -> None:
    assert _fields("narrative", "One  line\nand another", "One line\n\nand another ") == ()


def test_of_a_long_text_the_part_that_differs_is_shown() -> None:
    same = "Made-up words. " * 100
    (change,) = _fields("narrative", f"{same}Two sessions were held. {same}", f"{same}Three sessions were held. {same}")
    assert change.before.startswith("… ")
    assert "Two sessions" in change.before
    assert "Three sessions" in change.now
    assert max(len(change.before), len(change.now)) <= 170


def test_activity_and_progress_are_compared() -> None:
    asked = definition(measures=(measure("plan", "progress"),))
    returns = [
        a_return({"measures": {"plan": {"progress": text, "activity": "Same."}}}, period=period)
        for text, period in (("Half done.", "2024-25-Q2"), ("Begun.", Q1))
    ]
    assert [(change.label, change.sheet) for change in changes(asked, PERIOD, *returns)] == [("Made-up plan: progress", "Activity")]


def test_cells_of_named_rows_are_compared_and_new_rows_left_out() -> None:
    asked = definition(tables=(named_table("drugs", {"opiates": "Opiates", "other": "Other"}, field("clients", "count")),))
    now = a_return({"tables": {"drugs": {"opiates": {"clients": 12}, "other": {"clients": 3}}}})
    before = a_return({"tables": {"drugs": {"opiates": {"clients": 10}}}}, period=Q1)
    expected = Change("Made-up drugs, Opiates: Made-up clients", "10", "12", "+2, +20%", "Drugs")
    assert changes(asked, PERIOD, now, before) == (expected,)


def test_rows_added_and_gone_are_told() -> None:
    differences = _rows([("Old sweep", "May"), ("Kept", "June")], [("Kept", "June"), ("New sweep", "July")])
    assert [(change.label, change.before, change.now, change.difference) for change in differences] == [
        ("Made-up milestones, row 2", "", "New sweep", "row added"),
        ("Made-up milestones", "Old sweep", "", "row gone"),
    ]


def test_a_row_brought_up_to_date_is_the_same_row() -> None:
    differences = _rows([("Sweep", "May", "Open", "Begun.")], [("Another", "June"), ("Sweep", "July", "Open", "Half done.")])
    assert [(change.label, change.before, change.now) for change in differences] == [
        ("Made-up milestones, row 1", "", "Another"),
        ("Made-up milestones, row 2 (Sweep): Made-up due", "May", "July"),
        ("Made-up milestones, row 2 (Sweep): Made-up activity", "Begun.", "Half done."),
    ]


def test_a_row_whose_first_words_were_corrected_is_the_same_row() -> None:
    differences = _rows([("Swep", "May", "Open", "Begun.")], [("Sweep", "May", "Open", "Begun.")])
    assert [(change.before, change.now) for change in differences] == [("Swep", "Sweep")]


def test_rows_in_another_order_are_no_change() -> None:
    rows = [("One", "May", "Open"), ("Two", "May", "Open"), ("Three", "June", "Open")]
    assert _rows(rows, rows[::-1]) == ()


def test_rows_that_begin_alike_are_matched_by_the_rest() -> None:
    differences = _rows([("Sweep", "May"), ("Sweep", "June")], [("Sweep", "June", "Open"), ("Sweep", "May", "Open")])
    assert [change.now for change in differences] == ["Open", "Open"]


def test_a_row_that_was_closed_is_not_missed() -> None:
    assert _rows([("Sweep", "May", "Done")], []) == ()


def test_thousands_of_new_rows_are_told_at_once() -> None:
    before, now = ([(f"{word} {number}", "May") for number in range(1000)] for word in ("Old", "New"))
    assert len(_rows(list(before), list(now))) == 2000


def test_a_table_whose_rows_were_named_then_is_left_out() -> None:
    now = a_return({"tables": {"milestones": [{"milestone": "Sweep"}]}})
    before = a_return({"tables": {"milestones": {"sweep": {"milestone": "Sweep"}}}}, period=Q1)
    assert changes(definition(tables=(MILESTONES,)), PERIOD, now, before) == ()


def test_a_column_that_is_new_is_left_out() -> None:
    now = a_return({"tables": {"milestones": [{"milestone": "Sweep", "due": "May"}]}})
    before = a_return({"tables": {"milestones": [{"milestone": "Sweep"}]}}, period=Q1)
    assert changes(definition(tables=(MILESTONES,)), PERIOD, now, before) == ()


def test_sheets_come_in_the_workbooks_order() -> None:
    asked = definition(fields=(field("update"),), measures=(measure("robbery"),), tables=(MILESTONES,))
    now, before = (
        {
            "fields": {"update": text},
            "measures": {"robbery": {"figure": figure(number), "activity": text}},
            "tables": {"milestones": [{"milestone": text}]},
        }
        for text, number in (("New", 2), ("Old", 1))
    )
    differences = changes(asked, PERIOD, a_return(now), a_return(before, period=Q1))
    assert list(dict.fromkeys(change.sheet for change in differences)) == ["Update", "Measures", "Activity", "Milestones"]


@pytest.mark.parametrize("period", ["2023-24-Q1", "2023-24-Q4", "2024-25-Q2", "2024-25-Q3"])
def test_only_an_earlier_quarter_of_the_same_year_is_compared(period: str) -> None:
    asked = definition(fields=(field("update"),))
    assert changes(asked, PERIOD, a_return({"fields": {"update": "New"}}), a_return({"fields": {"update": "Old"}}, period=period)) == ()


def test_without_a_return_before_nothing_changed() -> None:
    assert changes(definition(fields=(field("update"),)), PERIOD, a_return({"fields": {"update": "New"}}), None) == ()


def test_the_sign_off_is_no_change() -> None:
    now, before = ({"fields": {}, "sign-off": {"name": name}} for name in ("A Made-Up Name", "Another Made-Up Name"))
    assert changes(definition(), PERIOD, a_return(now), a_return(before, period=Q1)) == ()


def _newer(asked: Definition, before: dict[str, Json], now: dict[str, Json], *problems: Problem) -> list[tuple[str, str, str, str]]:
    found = changes_by_newer(asked, PERIOD, a_return(now), a_return(before), problems)
    return [(change.label, change.before, change.now, change.difference) for change in found]


def test_a_newer_return_is_compared_cell_by_cell_with_what_belongs_to_its_quarter_alone() -> None:
    asked = definition(measures=(measure("robbery"),), fields=(field("update", "narrative"),))
    before: dict[str, Json] = {
        "fields": {"update": "One."},
        "measures": {"robbery": {"figure": figure(5, commentary="A", provisional=True)}},
    }
    now: dict[str, Json] = {"fields": {"update": "Two."}, "measures": {"robbery": {"figure": figure(None, "not-yet-available")}}}
    assert _newer(asked, before, now | {"sign-off": {"name": "B"}}) == [
        ("Made-up update", "One.", "Two.", "text changed"),
        ("Made-up robbery: Q2 figure", "5", "Not yet available", ""),
        ("Made-up robbery: provisional", "Yes", "", ""),
        ("Made-up robbery: commentary", "A", "", "text gone"),
        ("Sign-off: name", "", "B", ""),
    ]
    assert _newer(asked, before, before) == []


def test_rows_of_a_newer_return_are_told_also_where_they_were_closed() -> None:
    keys = ("milestone", "due", "status", "activity")
    before, now = ([dict(zip(keys, row, strict=True)) for row in rows] for rows in _CLOSED_ROWS)
    assert _newer(definition(tables=(MILESTONES,)), {"tables": {"milestones": before}}, {"tables": {"milestones": now}}) == [
        ("Made-up milestones, row 1 (Plan): Made-up due", "May", "June", ""),
        ("Made-up milestones, row 2", "", "New", "row added"),
        ("Made-up milestones", "Old", "", "row gone"),
    ]


_CLOSED_ROWS = (
    [("Plan", "May", "Open", None), ("Old", "April", "Done", None)],
    [("Plan", "June", "Open", None), ("New", "July", "Open", None)],
)


@pytest.mark.parametrize("pointer", ["/measures/robbery/figure/value", "/measures/robbery/figure"])
def test_what_could_not_be_read_is_told_as_typed(pointer: str) -> None:
    asked = definition(measures=(measure("robbery"),), fields=(field("date", "date"),))
    before: dict[str, Json] = {"fields": {"date": "2024-09-24"}, "measures": {"robbery": {"figure": figure(5)}}}
    now: dict[str, Json] = {"fields": {"date": None}, "measures": {"robbery": {"figure": figure(None)}}}
    problems = (
        Problem("not-a-number", Place("made-up.xlsx"), "about 5", pointer),
        Problem("not-a-date", Place("made-up.xlsx"), "soon", "/fields/date"),
    )
    assert _newer(asked, before, now, *problems) == [
        ("Made-up date", "24 September 2024", "soon", UNREAD),
        ("Made-up robbery: Q2 figure", "5", "about 5", UNREAD),
    ]


def test_what_could_not_be_read_in_a_rows_cell_is_told_as_typed() -> None:
    keys = ("milestone", "due", "status", "activity")
    before, now = ([dict(zip(keys, row, strict=True))] for row in (("Plan", "May", "Open", None), ("Plan", "May", None, None)))
    problem = Problem("not-a-choice", Place("made-up.xlsx"), "Perhaps", "/tables/milestones/0/status")
    assert _newer(definition(tables=(MILESTONES,)), {"tables": {"milestones": before}}, {"tables": {"milestones": now}}, problem) == [
        ("Made-up milestones, row 1 (Plan): Made-up status", "Open", "Perhaps", UNREAD)
    ]
