from __future__ import annotations

from msgspec.structs import replace

from shpdocs.disclosure.grounds import as_decision, grounds_in_definitions, grounds_in_profile, joined, source_of, without
from shpdocs.model.definition import Exemption
from shpdocs.model.ledger import Event, Ground
from shpdocs.model.origin import Rule, Stated
from shpdocs.model.profile import AnswerName, Content, SectionPlan
from tests.support.made import answer_name, definition, field, material, measure, open_table

WHY = Exemption((1, 2), "Made up: it would tell who somebody is.")
OTHER = Exemption((7,), "Made up: it would tell what is planned.")
CASES = open_table("cases", field("case"), replace(field("owner"), exempt=OTHER))
DEFINITION = definition(
    fields=(replace(field("update", "narrative"), exempt=WHY), field("open")),
    measures=(replace(measure("orders"), exempt=WHY), measure("talks")),
    tables=(CASES,),
)


def test_a_definition_exempts_fields_measures_tables_and_columns() -> None:
    table = definition(sub_group="other", tables=(replace(CASES, exempt=WHY),))
    by_definition = grounds_in_definitions((DEFINITION, table))
    assert {answer: [(ground.file, ground.paragraphs) for ground in grounds] for answer, grounds in by_definition.items()} == {
        "made-up/update": [(f"{DEFINITION.year}/made-up.toml", (1, 2))],
        "made-up/orders": [(f"{DEFINITION.year}/made-up.toml", (1, 2))],
        "made-up/cases/owner": [(f"{DEFINITION.year}/made-up.toml", (7,))],
        "other/cases": [(f"{DEFINITION.year}/other.toml", (1, 2))],
        "other/cases/owner": [(f"{DEFINITION.year}/other.toml", (7,))],
    }


def test_an_exempt_section_of_a_profile_exempts_every_answer_that_it_names() -> None:
    other = definition(sub_group="other", tables=DEFINITION.tables)
    update = SectionPlan("text", "UPDATE", content=(Content(run_in=(answer_name("made-up/update"),)),), exempt=WHY)
    every = SectionPlan("table", "EVERY", table=AnswerName("*", "cases"), exempt=OTHER)
    open_section = SectionPlan("text", "OPEN", content=(Content(run_in=(answer_name("made-up/open"),)),))
    profile = replace(material((DEFINITION,), {}, update, every, open_section).profile, year="2024-25")
    assert grounds_in_profile("paper-short.toml", profile, (DEFINITION, other)) == {
        "made-up/update": (Ground("2024-25/paper-short.toml", (1, 2), WHY.reason),),
        "made-up/cases": (Ground("2024-25/paper-short.toml", (7,), OTHER.reason),),
        "other/cases": (Ground("2024-25/paper-short.toml", (7,), OTHER.reason),),
    }


def test_a_ground_is_lifted_as_it_was_and_not_once_it_is_worded_anew() -> None:
    one, other = Ground("2024-25/a.toml", (1,), "Made up."), Ground("2024-25/b.toml", (7,), "Made up too.")
    both = joined({"a/x": (one,)}, {"a/x": (one, other), "a/y": (other,)})
    assert both == {"a/x": (one, other), "a/y": (other,)}
    assert without(both, {"a/x": (one,), "a/y": (other,)}) == {"a/x": (other,)}
    assert without({"a/x": (replace(one, reason="Made up anew."),)}, {"a/x": (one,)}) == {"a/x": (replace(one, reason="Made up anew."),)}


def test_of_several_grounds_all_paragraphs_count_and_each_reason_once() -> None:
    one, other = Ground("2024-25/a.toml", (1, 2), "Made up"), Ground("2024-25/b.toml", (7,), "Made up too.")
    decision = as_decision(
        (one, other, replace(one, file="2024-25/c.toml")), (Event("exempted", "", "", "", because="So.", paragraphs=(2,)),)
    )
    assert (decision.paragraphs, decision.because) == ((1, 2, 7), "Made up. Made up too. So.")
    assert as_decision((one,)).because == "Made up"


def test_a_ground_is_found_where_it_stands_today_and_else_told_of_the_paper_that_it_was_made_for() -> None:
    update = SectionPlan(
        "text",
        "UPDATE",
        content=(Content(run_in=(answer_name("made-up/open"),)),),
        exempt=OTHER,
        file="workbook_templates/2024-25/paper.toml",
        key="sections.4",
    )
    profile = material((DEFINITION,), {}, update).profile
    found = [
        source_of(answer, ground, (DEFINITION,), (profile,))
        for answer, ground in (
            ("made-up/update", Ground("2024-25/made-up.toml", WHY.paragraphs, WHY.reason)),
            ("made-up/cases/owner", Ground("2024-25/made-up.toml", OTHER.paragraphs, OTHER.reason)),
            ("made-up/open", Ground("2024-25/paper.toml", OTHER.paragraphs, OTHER.reason)),
            ("made-up/update", Ground("2024-25/made-up.toml", WHY.paragraphs, "Made up: worded otherwise then.")),
        )
    ]
    assert found == [
        Stated(DEFINITION.file, "fields.update.exempt"),
        Stated(DEFINITION.file, "tables.cases.columns.owner.exempt"),
        Stated("workbook_templates/2024-25/paper.toml", "sections.4.exempt"),
        Rule("2024-25/made-up.toml exempted it when an earlier paper was made"),
    ]
