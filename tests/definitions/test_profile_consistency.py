from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.definitions.profile_consistency import answers_named, profile_faults, tables_named
from shpdocs.model.definition import Exemption
from shpdocs.model.profile import AnswerName, Content, Line, SectionPlan, Theme
from tests.support.made import answer_name, definition, field, measure, open_table, profile

PREVENT = definition(
    sub_group="prevent",
    title="Made-up Prevent",
    fields=(field("update", "narrative"),),
    measures=(measure("a"),),
    tables=(open_table("funding", field("source"), field("amount", "money")),),
)
OTHER = definition(sub_group="violence", title="Made-up Violence", tables=(open_table("funding", field("source")),))
BOTH = (PREVENT, OTHER)
UPDATE, FUNDING = answer_name("prevent/update"), answer_name("prevent/funding")
EVERY = AnswerName("*", "funding")

EXEMPT = Exemption((1,), "Made up: it would tell who somebody is.")
GOOD_PLANS: dict[str, SectionPlan] = {
    "lines": SectionPlan("lines", lines=(Line("Update", UPDATE),)),
    "text": SectionPlan("text", content=(Content(run_in=(UPDATE,)), Content(list_of=FUNDING), Content(rows_of=FUNDING))),
    "sentence": SectionPlan("text", content=(Content(run_in=(FUNDING,), sentence="{source}: {amount}"),)),
    "table": SectionPlan("table", table=FUNDING, columns=("amount", "source")),
    "a list of appendices": SectionPlan("text", content=(Content(appendices=True), Content(run_in=(UPDATE,), appendices=True))),
    "an exempt table": SectionPlan("table", table=FUNDING, exempt=EXEMPT),
    "every table of a name": SectionPlan("table", table=EVERY, columns=("source",)),
    "no table of that name anywhere": SectionPlan("table", table=AnswerName("*", "nowhere")),
}


@pytest.mark.parametrize("plan", GOOD_PLANS.values(), ids=GOOD_PLANS)
def test_a_profile_that_meets_its_definitions_has_no_fault(plan: SectionPlan) -> None:
    assert profile_faults(profile(plan, footer=("{committee} - {prevent/update}",)), BOTH) == {}


BAD_PLANS: dict[str, tuple[SectionPlan, list[str]]] = {
    "line of no sub-group": (SectionPlan("lines", lines=(Line("x", answer_name("prevnt/update")),)), ["sections.1.lines"]),
    "line of no field": (SectionPlan("lines", lines=(Line("x", answer_name("prevent/updat")),)), ["sections.1.lines"]),
    "line of a table": (SectionPlan("lines", lines=(Line("x", FUNDING),)), ["sections.1.lines"]),
    "text of no field": (SectionPlan("text", content=(Content(run_in=(answer_name("prevent/other"),)),)), ["sections.1.content.from"]),
    "table run in without a sentence": (SectionPlan("text", content=(Content(run_in=(FUNDING,)),)), ["sections.1.content"]),
    "sentence with no such column": (
        SectionPlan("text", content=(Content(run_in=(FUNDING,), sentence="{source} {sum}"),)),
        ["sections.1.content.sentence"],
    ),
    "list of a field": (SectionPlan("text", content=(Content(list_of=UPDATE),)), ["sections.1.content"]),
    "rows of every sub-group": (SectionPlan("text", content=(Content(rows_of=EVERY),)), ["sections.1.content"]),
    "table that is none": (SectionPlan("table", table=UPDATE), ["sections.1.from"]),
    "no such column": (SectionPlan("table", table=FUNDING, columns=("source", "sum")), ["sections.1.columns"]),
    "no such column if any": (
        SectionPlan("table", table=FUNDING, columns=("source",), columns_if_any=("sum",)),
        ["sections.1.columns-if-any"],
    ),
    "columns if any beside all": (SectionPlan("table", table=FUNDING, columns_if_any=("source",)), ["sections.1.columns-if-any"]),
    "exempt measures": (SectionPlan("measures", exempt=EXEMPT), ["sections.1.exempt"]),
    "an exempt group": (SectionPlan("group", exempt=EXEMPT), ["sections.1.exempt"]),
    "an appendix without a heading": (SectionPlan("updates", is_appendix=True), ["sections.1.appendix"]),
    "an appendix numbered by hand": (SectionPlan("updates", "APPENDIX 2 - Made up", is_appendix=True), ["sections.1.heading"]),
    "a heading of an appendix that is none": (SectionPlan("updates", "Appendix B: made up"), ["sections.1.heading"]),
    "a list of appendices beside two fields": (
        SectionPlan("text", content=(Content(run_in=(UPDATE, UPDATE), appendices=True),)),
        ["sections.1.content"],
    ),
    "a list of appendices beside a table": (
        SectionPlan("text", content=(Content(run_in=(FUNDING,), sentence="{source}", appendices=True),)),
        ["sections.1.content"],
    ),
    "an exempt list of appendices": (SectionPlan("lines", lines=(Line("Papers", appendices=True),), exempt=EXEMPT), ["sections.1.exempt"]),
}


@pytest.mark.parametrize(("plan", "keys"), BAD_PLANS.values(), ids=BAD_PLANS)
def test_each_name_the_profile_gets_wrong_is_told_at_its_section(plan: SectionPlan, keys: list[str]) -> None:
    faults_by_file = profile_faults(profile(plan), BOTH)
    assert {file: [key for key, _ in faults] for file, faults in faults_by_file.items()} == {"paper.toml": keys}


def test_two_appendices_of_one_heading_are_told_at_the_second() -> None:
    first, other = (SectionPlan("updates", name, is_appendix=True) for name in ("Made-up plan", "MADE-UP PLAN"))
    assert profile_faults(profile(first, replace(other, heading="Made-up map")), BOTH) == {}
    assert [key for key, _ in profile_faults(profile(first, other), BOTH)["paper.toml"]] == ["sections.2.heading"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Appendix 1 – Made-up plan", 'appendices are numbered in the order of what is there: write heading = "Made-up plan"'),
        ("APPENDIX A: Made-up plan", 'appendices are numbered in the order of what is there: write heading = "Made-up plan"'),
        ("Appendix 3", 'appendices are numbered in the order of what is there: write heading = "its title"'),
    ],
)
def test_a_heading_with_a_number_by_hand_is_told_with_what_to_write(heading: str, expected: str) -> None:
    faults = profile_faults(profile(SectionPlan("updates", heading, is_appendix=True)), BOTH)
    assert faults == {"paper.toml": (("sections.1.heading", expected),)}


@pytest.mark.parametrize("words", ["Appendix {number}", "{title}", "Appendix {number} – {title} {committee}"])
def test_the_heading_of_appendices_takes_number_and_title_and_no_others(words: str) -> None:
    given = replace(profile(), words=replace(profile().words, appendix=words))
    assert [key for key, _ in profile_faults(given, BOTH)["paper.toml"]] == ["words.appendix"]


def test_faults_of_a_profile_with_a_name_are_told_under_its_file() -> None:
    (plan, keys) = BAD_PLANS["table that is none"]
    faults_by_file = profile_faults(profile(plan), BOTH, "paper-short.toml")
    assert {file: [key for key, _ in faults] for file, faults in faults_by_file.items()} == {"paper-short.toml": keys}


def test_a_profile_without_background_papers_is_told() -> None:
    assert [key for key, _ in profile_faults(replace(profile(), sections=()), BOTH)["paper.toml"]] == ["sections"]


@pytest.mark.parametrize(("heading", "expected"), [("Background papers", True), ("BACKGROUND PAPERS", True), ("PAPERS", False)])
def test_background_papers_are_known_by_their_heading_in_any_case(heading: str, expected: bool) -> None:
    renamed = replace(profile(), sections=(SectionPlan("text", heading),))
    assert (profile_faults(renamed, BOTH) == {}) is expected


@pytest.mark.parametrize("line", ["{nobody/update}", "{prevent}", "{prevent/funding}", "{prevent/update/x}", "{}"])
def test_a_footer_that_points_nowhere_is_a_fault(line: str) -> None:
    assert [key for key, _ in profile_faults(profile(footer=(line,)), BOTH)["paper.toml"]] == ["footer"]


def test_a_measure_of_an_unknown_theme_is_told_in_its_definition() -> None:
    faults_by_file = profile_faults(profile(themes=(Theme("safe", "Made-up"),)), BOTH)
    assert {file: [key for key, _ in faults] for file, faults in faults_by_file.items()} == {"prevent.toml": ["measures.a.theme"]}


def test_a_measure_without_a_theme_is_no_fault() -> None:
    without = replace(PREVENT, measures=(measure("a", theme=""),))
    assert profile_faults(profile(themes=()), (without, OTHER)) == {}


@pytest.mark.parametrize(
    ("name", "expected"), [(FUNDING, ["prevent"]), (EVERY, ["prevent", "violence"]), (UPDATE, []), (answer_name("none/funding"), [])]
)
def test_a_profile_names_one_table_or_those_of_every_sub_group(name: AnswerName, expected: list[str]) -> None:
    assert [owner.sub_group for owner, _ in tables_named(name, BOTH)] == expected


def test_what_the_profile_prints_is_known() -> None:
    names = [answer_name(f"a/{key}") for key in ("line", "table", "run-in", "list", "rows")]
    line, table, run_in, listed, rows = names
    contents = (Content(run_in=(run_in,)), Content(list_of=listed), Content(rows_of=rows))
    plans = (SectionPlan("lines", lines=(Line("x", line),)), SectionPlan("table", table=table), SectionPlan("text", content=contents))
    assert answers_named(profile(*plans)) == set(names)
