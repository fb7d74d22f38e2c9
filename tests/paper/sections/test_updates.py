from __future__ import annotations

from shpdocs.definitions.profile_consistency import answers_named
from shpdocs.model.document import Heading, Paragraph
from shpdocs.model.profile import Content, Line, SectionPlan
from shpdocs.paper.sections.updates import updates
from tests.support.made import answer_name, definition, field, material, profile

UPDATES = SectionPlan("updates", level=2)
FIRST = definition(sub_group="first", title="Made-up First", fields=(field("update", "narrative"), field("name")))
SECOND = definition(sub_group="second", title="Made-up Second", fields=(field("news", "narrative"), field("plans", "narrative")))


def test_narratives_that_nothing_else_prints_stand_under_their_sub_group() -> None:
    answers = {"first": {"fields": {"update": "One."}}, "second": {"fields": {"news": "Two.", "plans": "Three."}}}
    assert updates(UPDATES, material((FIRST, SECOND), answers, UPDATES)) == (
        Heading("Made-up First", 3),
        Paragraph("One.", refs=("first/fields/update",)),
        Heading("Made-up Second", 3),
        Paragraph("Two.", refs=("second/fields/news",)),
        Paragraph("Three.", refs=("second/fields/plans",)),
    )


def test_a_narrative_printed_elsewhere_is_not_printed_again() -> None:
    other = SectionPlan("text", content=(Content(run_in=(answer_name("second/news"), answer_name("first/update"))),))
    answers = {"first": {"fields": {"update": "One."}}, "second": {"fields": {"news": "Two.", "plans": "Three."}}}
    found = updates(UPDATES, material((FIRST, SECOND), answers, other, UPDATES))
    assert found == (Heading("Made-up Second", 3), Paragraph("Three.", refs=("second/fields/plans",)))


def test_a_sub_group_without_an_update_has_no_heading() -> None:
    answers = {"first": {"fields": {"update": None}}, "second": {"fields": {"news": None, "plans": None}}}
    assert updates(UPDATES, material((FIRST, SECOND), answers, UPDATES)) == ()


def test_a_missing_return_is_told_under_its_sub_group() -> None:
    found = updates(UPDATES, material((FIRST, SECOND), {"second": {"fields": {"news": None, "plans": None}}}, UPDATES))
    assert found == (Heading("Made-up First", 3), Paragraph("[No return: Made-up First]"))


def test_what_the_profile_prints_is_known() -> None:
    names = [answer_name(f"a/{key}") for key in ("line", "table", "run-in", "list", "rows")]
    line, table, run_in, listed, rows = names
    contents = (Content(run_in=(run_in,)), Content(list_of=listed), Content(rows_of=rows))
    plans = (SectionPlan("lines", lines=(Line("x", line),)), SectionPlan("table", table=table), SectionPlan("text", content=contents))
    assert answers_named(profile(*plans)) == set(names)
