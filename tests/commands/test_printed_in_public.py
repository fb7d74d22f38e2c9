"""The workbook says what is printed in public, and what it said is not printed is printed later only after a recorded decision.

Everything is made up. Answers hold canaries, which are looked for in every byte of every file to publish.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.assemble import assemble
from shpdocs.commands.assembling.final import NotFinalError
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import exempt, publish
from shpdocs.commands.history import history
from shpdocs.commands.issue import issue
from shpdocs.model.errors import DefinitionError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.definition_files import edit_file
from tests.support.leads import At, heading_row_of, type_into
from tests.support.made_secrets import (
    SIGNED,
    SUB_GROUP,
    WHO,
    YEAR,
    canaries_in,
    figure,
    measure,
    partnership,
    publishable,
    quarter_done,
    text_of,
)

Q1, Q2 = f"{YEAR}-Q1", f"{YEAR}-Q2"
ASKED = """
[fields.code]
label = "Made-up code"
kind = "text"
sheet = "Update"

[tables.cases]
title = "Made-up cases"
sheet = "Cases"

[tables.cases.columns.case]
label = "Case"
kind = "text"

[tables.cases.columns.owner]
label = "Owner"
kind = "text"
""" + measure("raids").replace("people = true", "people = false")
CODE = f'\n[[sections]]\nkind = "lines"\nlines = [{{ label = "Code", from = "{SUB_GROUP}/code" }}]\n'
CASES = f'\n[[sections]]\nkind = "table"\nheading = "CASES"\nfrom = "{SUB_GROUP}/cases"\n'
CASE = f'{CASES}columns = ["case"]\n'
MEASURES = '\n[[sections]]\nkind = "measures"\ntarget-heading = "Target"\nbaseline-heading = "Baseline"\n'
EVERYTHING: dict[At, Any] = {
    At("Update", "fields/code", "Your answer"): "codekanarievogel",
    At("Cases", "tables/cases/0", "Case"): "casekanarievogel",
    At("Cases", "tables/cases/0", "Owner"): "ownerkanarievogel",
    figure("raids", "Q1"): 7713191,
    At("Measures", "measures/raids", "Commentary"): "commentkanarievogel",
    At("Activity", "measures/raids", "Activity this year"): "activitykanarievogel",
}
DASHBOARD = '\n[[sections]]\nkind = "dashboard"\n'
MANY = ("patrols", "visits", "arrests")
OF_RAIDS = {"7713191", "commentkanarievogel", "activitykanarievogel"}
CANARIES = {str(value) for value in EVERYTHING.values()}


def run(root: Path, *words: str) -> str:
    """What a command says on the screen."""
    return CliRunner().invoke(app, [*words, "--folder", str(root)]).output


def profile_of(root: Path, name: str = "") -> Path:
    return root / "workbook_templates" / YEAR / (f"paper-{name}.toml" if name else "paper.toml")


def prints(root: Path, *sections: str, name: str = "") -> None:
    """Let a profile print these sections and the background papers, and nothing else."""
    text = profile_of(root).read_text(encoding="utf-8").partition("[[sections]]")[0]
    papers = f'\n[[sections]]\nkind = "text"\nheading = "BACKGROUND PAPERS"\ncontent = [{{ from = ["{SUB_GROUP}/papers"] }}]\n'
    profile_of(root, name).write_text(text + "".join(sections) + papers, encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A return in force whose workbook said that the code, the cases' owner and the measure are not printed: never write into it."""
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", ASKED)
    prints(root, CASE)
    quarter_done(root, "Q1", EVERYTHING)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def above_headings(workbook: Path, sheet: str) -> list[str]:
    """The lines that stand above a sheet's headings, under its title."""
    found = openpyxl.load_workbook(workbook)[sheet]
    return [str(found.cell(row, 1).value) for row in range(2, heading_row_of(found)) if found.cell(row, 1).value]


def issued(root: Path, period: str = Q1) -> Path:
    return sorted(open_folder(root).period(parse_period(period)).issued.iterdir())[-1]


# What the workbook says


def test_each_sheet_says_once_above_its_headings_what_is_printed_in_public_and_what_is_not(root: Path) -> None:
    said = {sheet: [line for line in above_headings(issued(root), sheet) if "printed" in line.lower()] for sheet in ("Update", "Cases")}
    assert said == {
        "Update": ["Printed in the public paper: Made-up background papers. Not printed: Made-up update; Made-up code."],
        "Cases": ["Printed in the public paper: Case. Not printed: Owner."],
    }
    assert above_headings(issued(root), "Measures")[-1] == "Nothing on this sheet is printed in the public paper."
    start = [[cell.value for cell in row] for row in openpyxl.load_workbook(issued(root))["Start"].iter_rows()]
    (fact,) = [row[1] for row in start if row[0] == "Public paper"]
    assert fact == "Above its headings each sheet says which answers the public paper prints, and which not. The sign-off is not printed."


def test_all_profiles_of_the_year_count_and_sections_that_are_exempt_do_not(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED)
    prints(root)
    prints(root, MEASURES, CASES, name="short")
    mark = 'exempt = { paragraphs = [7], reason = "Made up: it would tell what is planned." }\n'
    prints(root, f"{CODE}{mark}", name="third")
    issue(root, Q1)
    assert above_headings(issued(root), "Cases")[-1] == "Everything on this sheet is printed in the public paper."
    assert above_headings(issued(root), "Measures")[-1] == "Everything on this sheet is printed in the public paper."
    assert "Made-up code" in above_headings(issued(root), "Update")[-1].partition("Not printed: ")[2]


def test_what_is_exempt_or_never_published_is_said_not_to_be_printed(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED + measure("patrols"))
    definition = root / "workbook_templates" / YEAR / f"{SUB_GROUP}.toml"
    edit_file(definition, 'name = "Made-up patrols"', 'name = "Made-up patrols"\npublish = false')
    prints(root, MEASURES, CASES, CODE)
    exempt(root, Q1, f"{SUB_GROUP}/cases/owner", paragraphs=(7,), **WHO)
    issue(root, Q1)
    assert above_headings(issued(root), "Cases")[-1] == "Printed in the public paper: Case. Not printed: Owner."
    assert above_headings(issued(root), "Measures")[-1].endswith("Not printed: all of “Made-up objective of patrols”.")


def test_a_profile_that_prints_otherwise_makes_another_issue_and_the_same_again_makes_none(root: Path) -> None:
    (same,) = issue(root, Q1)
    assert (same.issue, same.outcome) == (1, "unchanged")
    prints(root, CASES)
    (again,) = issue(root, Q1)
    assert (again.issue, again.outcome) == (2, "issued")
    assert above_headings(again.path, "Cases")[-1] == "Everything on this sheet is printed in the public paper."


def test_a_profile_that_cannot_be_read_issues_nothing_and_is_named(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED)
    profile_of(root, "short").write_text("made up [", encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        issue(root, Q1)
    assert "paper-short.toml" in str(error.value)
    assert not open_folder(root).period(parse_period(Q1)).issued.is_dir()


# What is printed later


def test_as_issued_everything_promised_is_kept_and_nothing_waits(root: Path) -> None:
    made = assemble(root, Q1, final=True)
    assert (made.held_back, {canary for _, canary in canaries_in([made.path], CANARIES)}) == ((), {"casekanarievogel"})


WAYS = {
    "a column": ((CASES,), f"{SUB_GROUP}/cases/owner", {"ownerkanarievogel"}),
    "a field": ((CASE, CODE), f"{SUB_GROUP}/code", {"codekanarievogel"}),
    "a measure": ((CASE, MEASURES), f"{SUB_GROUP}/raids", OF_RAIDS),
    "a figure in headlines": ((CASE, '\n[[sections]]\nkind = "headlines"\n'), f"{SUB_GROUP}/raids", set()),
    "a dashboard": ((CASE, DASHBOARD), f"{SUB_GROUP}/raids", {"7713191"}),
}


@pytest.mark.parametrize("profile", ["", "short"])
@pytest.mark.parametrize("way", WAYS)
def test_what_was_said_not_to_be_printed_is_held_back_until_somebody_decides(root: Path, way: str, profile: str) -> None:
    sections, answer, canaries = WAYS[way]
    prints(root, *sections, name=profile)
    draft = assemble(root, Q1, profile=profile, separate=True)
    assert [held.answer for held in draft.held_back] == [answer]
    assert canaries_in(publishable(root, "Q1"), CANARIES) == canaries_in(publishable(root, "Q1"), {"casekanarievogel"})
    assert "Held back" in text_of(draft.path)
    with pytest.raises(NotFinalError) as error:
        assemble(root, Q1, profile=profile, final=True)
    assert f"shpdocs publish {answer} {Q1} --by NAME --because TEXT" in error.value.remedy
    decided = publish(root, Q1, answer, **WHO)
    assert (decided.outcome, decided.answers, decided.held_back) == ("recorded", (answer,), (answer,))
    final = assemble(root, Q1, profile=profile, final=True)
    assert final.held_back == ()
    assert {canary for _, canary in canaries_in([final.path], CANARIES)} == canaries | {"casekanarievogel"}
    assert "Held back" not in text_of(final.path)
    assert publish(root, Q1, answer, **WHO).outcome == "unchanged"


def test_a_decision_is_recorded_as_what_it_is_and_can_be_taken_back(root: Path) -> None:
    prints(root, CASES)
    publish(root, Q1, f"{SUB_GROUP}/cases/owner", **WHO)
    event = history(root, Q1).events[-1]
    assert (event.event, event.what, tuple(event.answers), event.by) == ("published", "printed", (f"{SUB_GROUP}/cases/owner",), WHO["by"])
    publish(root, Q1, f"{SUB_GROUP}/cases/owner", withdraw=True, **WHO)
    assert [held.answer for held in assemble(root, Q1).held_back] == [f"{SUB_GROUP}/cases/owner"]


def test_a_sub_group_alone_decides_about_all_of_it_that_waits(root: Path) -> None:
    prints(root, CASES, CODE, MEASURES)
    assert set(publish(root, Q1, SUB_GROUP, **WHO).answers) == {f"{SUB_GROUP}/{key}" for key in ("cases/owner", "code", "raids")}
    assert assemble(root, Q1, final=True).held_back == ()


def test_many_answers_of_a_sub_group_are_told_and_decided_about_together(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED + "".join(measure(key) for key in MANY))
    prints(root, CASE, DASHBOARD)
    commentaries = {At("Measures", f"measures/{key}", "Commentary"): f"Made up: {key}." for key in (*MANY, "raids")}
    figures = {figure(key, "Q1"): 4321 for key in MANY[:-1]} | {figure(MANY[-1], "Q1"): 3}
    quarter_done(root, "Q1", EVERYTHING | figures | commentaries)
    prints(root, CASE, DASHBOARD, MEASURES)
    told = run(root, "assemble", Q1)
    (line,) = [line for line in told.splitlines() if line.startswith("Held back:")]
    assert all(f"{key}/commentary" in line for key in (*MANY, "raids"))
    together = f"shpdocs publish {SUB_GROUP} {Q1} --not-printed --by NAME --because TEXT"
    assert together in told
    refused = run(root, "assemble", Q1, "--final")
    assert (refused.count(" would be printed, and their workbook said that they are not."), refused.count(together)) == (1, 1)
    decided = publish(root, Q1, SUB_GROUP, not_printed=True, **WHO)
    assert decided.held_back == decided.answers
    made = assemble(root, Q1, final=True)
    assert [(suppressed.answer, suppressed.why) for suppressed in made.suppressed] == [(f"{SUB_GROUP}/{MANY[-1]}", "small")]


def test_who_lets_a_sub_group_be_printed_says_so_apart_from_its_small_numbers(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED + measure("patrols"))
    prints(root, CASE, DASHBOARD)
    quarter_done(root, "Q1", EVERYTHING | {figure("patrols", "Q1"): 3})
    prints(root, CODE, DASHBOARD)
    with pytest.raises(UsageError) as error:
        publish(root, Q1, SUB_GROUP, **WHO)
    assert f"{SUB_GROUP}/patrols" in error.value.what
    assert f"shpdocs publish {SUB_GROUP} {Q1} --not-printed --by NAME --because TEXT" in error.value.remedy
    decided = run(root, "publish", SUB_GROUP, Q1, "--not-printed", "--by", "the officer", "--because", "Agreed.")
    assert decided == f"{SUB_GROUP}/code: what its workbook said is not printed may be published, by the officer.\n"
    made = assemble(root, Q1, final=True)
    assert (made.held_back, [suppressed.answer for suppressed in made.suppressed]) == ((), [f"{SUB_GROUP}/patrols"])


def test_a_decision_holds_for_what_stood_there_and_for_what_was_printed_of_it(root: Path) -> None:
    prints(root, DASHBOARD)
    publish(root, Q1, f"{SUB_GROUP}/raids", **WHO)
    assert assemble(root, Q1).held_back == ()
    prints(root, MEASURES)  # now the commentary and the activity too
    assert [held.answer for held in assemble(root, Q1).held_back] == [f"{SUB_GROUP}/raids"]
    publish(root, Q1, f"{SUB_GROUP}/raids", **WHO)
    assert assemble(root, Q1).held_back == ()
    quarter_done(root, "Q1", EVERYTHING | {figure("raids", "Q1"): 7713192}, "again.xlsx")
    assert [held.answer for held in assemble(root, Q1).held_back] == [f"{SUB_GROUP}/raids"]


def test_nothing_that_is_not_held_back_can_be_decided_about(root: Path) -> None:
    with pytest.raises(UsageError, match="nothing to decide"):
        publish(root, Q1, f"{SUB_GROUP}/cases/owner", **WHO)
    prints(root, CASES)
    with pytest.raises(UsageError) as error:
        publish(root, Q1, f"{SUB_GROUP}/cases/case", **WHO)
    assert f"{SUB_GROUP}/cases/owner" in error.value.remedy


def test_small_numbers_are_another_decision_than_printing_at_all(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED)
    prints(root)
    quarter_done(root, "Q1", EVERYTHING | {At("Update", "fields/code", "Your answer"): "3 victims"})
    prints(root, CODE)
    publish(root, Q1, f"{SUB_GROUP}/code", **WHO)
    made = assemble(root, Q1)
    assert (made.held_back, [flagged.answer for flagged in made.flagged]) == ((), [f"{SUB_GROUP}/code"])
    decided = publish(root, Q1, f"{SUB_GROUP}/code", **WHO)
    assert (decided.outcome, decided.held_back) == ("recorded", ())
    assert "3 victims" in text_of(assemble(root, Q1, final=True).path)
    publish(root, Q1, f"{SUB_GROUP}/code", withdraw=True, **WHO)
    assert [held.answer for held in assemble(root, Q1).held_back] == [f"{SUB_GROUP}/code"]


def test_a_workbook_issued_again_tells_the_lead_and_what_comes_back_in_it_may_be_printed(root: Path) -> None:
    prints(root, CASES)
    (again,) = issue(root, Q1)
    assert assemble(root, Q1).held_back  # the return in force came in the first
    type_into(again.path, SIGNED | EVERYTHING, open_folder(root).period(parse_period(Q1)).inbox / "again.xlsx")
    collect(root, Q1)
    made = assemble(root, Q1, final=True)
    assert {canary for _, canary in canaries_in([made.path], CANARIES)} == {"casekanarievogel", "ownerkanarievogel"}


def test_a_query_workbook_says_what_is_printed_by_then_and_counts_as_issued(root: Path) -> None:
    prints(root, CASES)
    period_folder = open_folder(root).period(parse_period(Q1))
    type_into(issued(root), SIGNED | EVERYTHING | {figure("raids", "Q1"): "about 12"}, period_folder.inbox / "wrong.xlsx")
    collect(root, Q1)
    (query,) = period_folder.queries.glob("*.xlsx")
    assert above_headings(query, "Cases")[-1] == "Everything on this sheet is printed in the public paper."
    assert assemble(root, Q1).held_back
    type_into(query, {figure("raids", "Q1"): 7713191}, period_folder.inbox / "put right.xlsx")
    assert collect(root, Q1).in_force
    assert assemble(root, Q1).held_back == ()


def test_an_exemption_taken_back_is_a_recorded_decision(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED)
    prints(root, CODE)
    exempt(root, Q1, f"{SUB_GROUP}/code", paragraphs=(7,), **WHO)
    quarter_done(root, "Q1", EVERYTHING)
    assert assemble(root, Q1).held_back == ()
    exempt(root, Q1, f"{SUB_GROUP}/code", withdraw=True, **WHO)
    made = assemble(root, Q1, final=True)
    assert canaries_in([made.path], {"codekanarievogel"})


def test_an_exemption_that_its_definition_says_no_longer_is_no_decision(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", ASKED)
    prints(root, CODE)
    definition = root / "workbook_templates" / YEAR / f"{SUB_GROUP}.toml"
    mark = '\nexempt = { paragraphs = [7], reason = "Made up: it would tell what is planned." }'
    edit_file(definition, 'label = "Made-up code"', f'label = "Made-up code"{mark}')
    quarter_done(root, "Q1", EVERYTHING)
    edit_file(definition, mark, "")
    made = assemble(root, Q1)
    assert [held.answer for held in made.held_back] == [f"{SUB_GROUP}/code"]
    assert canaries_in([made.path], {"codekanarievogel"}) == set()
    assert made.exempt is None


def test_an_earlier_quarters_figure_goes_by_the_last_workbook_that_holds_it(root: Path) -> None:
    prints(root, CASE, MEASURES)
    issue(root, Q2)
    held = assemble(root, Q2).held_back
    assert [each.answer for each in held] == [f"{SUB_GROUP}/raids"]  # no return of this quarter: the first quarter's said no
    quarter_done(root, "Q2", {figure("raids", "Q2"): 7713200, At("Update", "fields/code", "Your answer"): "Made up"})
    made = assemble(root, Q2)
    assert made.held_back == ()
    assert {canary for _, canary in canaries_in([made.path], {"7713191", "7713200"})} == {"7713191", "7713200"}


def test_last_years_figures_are_not_compared_with_if_their_workbooks_said_that_they_are_not_printed(root: Path) -> None:
    templates = root / "workbook_templates"
    next_year = "2025-26"
    if (templates / next_year).exists():
        shutil.rmtree(templates / next_year)
    shutil.copytree(templates / YEAR, templates / next_year)
    headlines = '\n[[sections]]\nkind = "headlines"\n\n[[sections]]\nkind = "dashboard"\n'
    papers = templates / next_year / "paper.toml"
    papers.write_text(papers.read_text(encoding="utf-8").replace("\n[[sections]]", f"{headlines}\n[[sections]]", 1), encoding="utf-8")
    quarter_done(root, "Q1", {figure("raids", "Q1"): 8713191, At("Update", "fields/code", "Your answer"): "Made up"}, year=next_year)
    made = assemble(root, f"{next_year}-Q1")
    assert [held.answer for held in made.held_back] == [f"{SUB_GROUP}/raids/last-year"]
    assert "Up 13%" not in text_of(made.path)
    publish(root, f"{next_year}-Q1", f"{SUB_GROUP}/raids/last-year", **WHO)
    assert "Up 13%" in text_of(assemble(root, f"{next_year}-Q1", final=True).path)
