from __future__ import annotations

from dataclasses import replace

from shpdocs.rules.layout import lay_out
from shpdocs.rules.prefill import prefill
from shpdocs.words.definition import Part
from shpdocs.words.period import Period
from shpdocs.words.returns import Json, Return
from tests.made import UNTOUCHED, a_return, definition, field, figure, measure, open_table

OF = definition(
    measures=(
        measure("robbery"),
        measure("programme", "progress"),
        measure("confidence", "percentage"),
        measure("disposals", parts=(Part("earlier", "PWIT"),)),
    ),
    tables=(open_table("earlier", field("risk")),),
)
LAYOUT = lay_out(OF, Period("2024-25", "Q3"))
Q1, Q2 = "/measures/robbery/earlier/Q1/value", "/measures/robbery/earlier/Q2/value"


def _return(this: Json, **earlier: Json) -> Return:
    return a_return({"measures": {"robbery": {"figure": this, "earlier": earlier}}, "tables": {"earlier": [{"risk": "Made-up"}]}})


def test_without_earlier_returns_nothing_is_filled_in() -> None:
    assert prefill(LAYOUT, {}) == {}


def test_each_earlier_quarter_is_filled_in_from_its_own_return() -> None:
    assert prefill(LAYOUT, {"Q1": _return(figure(126)), "Q2": _return(figure(104))}) == {Q1: 126, Q2: 104}


def test_a_later_return_revises_an_earlier_quarter() -> None:
    assert prefill(LAYOUT, {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(130))}) == {Q1: 130, Q2: 104}


def test_a_blank_in_a_later_return_revises_nothing() -> None:
    assert prefill(LAYOUT, {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure())}) == {Q1: 126, Q2: 104}


def test_a_later_return_speaks_for_a_quarter_that_sent_none() -> None:
    assert prefill(LAYOUT, {"Q2": _return(figure(104), Q1=figure(130))}) == {Q1: 130, Q2: 104}


def test_a_reason_for_no_figure_is_filled_in_as_words_and_may_revise() -> None:
    returns = {"Q1": _return(figure(reason="not-yet-available")), "Q2": _return(figure(0), Q1=figure(reason="suppressed"))}
    assert prefill(LAYOUT, returns) == {Q1: "Suppressed", Q2: 0}


def test_a_quarter_not_before_this_one_is_not_filled_in() -> None:
    of = lay_out(OF, Period("2024-25", "Q2"))
    assert prefill(of, {"Q1": _return(figure(126)), "Q2": _return(figure(104)), "Q3": _return(figure(90), Q1=figure(127))}) == {Q1: 127}


def _told(activity: str | None, progress: str | None = None) -> Return:
    answers = {"robbery": {"figure": figure(note="Made up"), "activity": activity}, "programme": {"progress": progress, "activity": None}}
    return a_return({"fields": {"activity": "Made-up field"}, "measures": answers})


ACTIVITY, PROGRESS = "/measures/robbery/activity", "/measures/programme/progress"


def test_activity_and_progress_are_carried_on_from_the_last_return() -> None:
    returns = {"Q1": _told("First.", "Begun."), "Q2": _told("First.\n- second", "Half done.")}
    assert prefill(LAYOUT, returns) == {ACTIVITY: "First.\n- second", PROGRESS: "Half done."}


def test_activity_left_blank_in_the_last_return_is_carried_on_from_the_one_before() -> None:
    assert prefill(LAYOUT, {"Q1": _told("First.", "Begun."), "Q2": _told(None)}) == {ACTIVITY: "First.", PROGRESS: "Begun."}


def test_activity_is_carried_on_over_a_quarter_that_sent_no_return() -> None:
    assert prefill(LAYOUT, {"Q1": _told("First.")}) == {ACTIVITY: "First."}


def test_a_field_and_a_table_of_the_same_name_are_not_carried_on() -> None:
    of = definition(fields=(field("activity"),), tables=(open_table("progress", field("activity")),))
    row: dict[str, Json] = {"fields": {"activity": "Made up"}, "tables": {"progress": [{"activity": "Made up"}]}}
    assert prefill(lay_out(of, Period("2024-25", "Q3")), {"Q1": a_return(row)}) == {}


def test_a_later_figure_that_nobody_touched_gives_way_to_its_own_quarters_return() -> None:
    untouched = replace(_return(figure(104), Q1=figure(126)), sources={Q1: UNTOUCHED})
    assert prefill(LAYOUT, {"Q1": _return(figure(130)), "Q2": untouched}) == {Q1: 130, Q2: 104}


def test_a_part_of_a_compound_measure_is_filled_in_whatever_its_key() -> None:
    parts = {"earlier": {"figure": figure(5), "earlier": {}}}
    answers = {"measures": {"disposals": {"parts": parts}}, "tables": {"earlier": []}}
    assert prefill(LAYOUT, {"Q1": a_return(answers)}) == {"/measures/disposals/parts/earlier/earlier/Q1/value": 5}
