"""A figure that was printed and changes: held, told wherever it stands, let in with a reason, and marked in every later paper.

Three quarters of a made-up group; late corrections of what was published, replaced returns, figures revised in the ordinary course.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.accept import accept
from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import Collected, collect
from shpdocs.commands.issue import issue
from shpdocs.commands.published import sent
from shpdocs.commands.status import status
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.leads import At, row_of, type_into
from tests.support.made_secrets import SIGNED, SUB_GROUP, WHO, YEAR, figure, measure, partnership, text_of
from tests.support.publishing import drafted, published

Q1, Q2, Q3 = (f"{YEAR}-Q{number}" for number in (1, 2, 3))
WHY = "One district was counted twice."
UPDATE = At("Update", "fields/update", "Your answer")


def _return(root: Path, period: str, typed: dict[At, Any], name: str = "returned.xlsx") -> Collected:
    """Issue the quarter's workbook, fill it in, and collect it."""
    issue(root, period)
    folder = open_folder(root).period(parse_period(period))
    source = max(folder.issued.glob("*.xlsx"), key=lambda path: path.stat().st_mtime_ns)
    type_into(source, SIGNED | typed, root / "post" / name)
    return collect(root, period, [root / "post" / name])


def _codes(collected: Collected) -> list[str]:
    return [problem.code for file in collected.files for problem in file.problems if problem.severity == "warning"]


def _correct(root: Path, typed: dict[At, Any], period: str = Q1) -> None:
    """A newer return of a quarter, let in with a reason."""
    _return(root, period, typed, "corrected.xlsx")
    accept(root, period, SUB_GROUP, by="A. Officer", because=WHY)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Q1 (140 raids) in force and published, Q2 issued. Read it, never write into it."""
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", measure("raids"))
    assert _return(root, Q1, {figure("raids", "Q1"): 140}).in_force
    published(root, Q1)
    issue(root, Q2)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def test_a_return_that_changes_a_printed_figure_waits_for_a_decision(root: Path) -> None:
    collected = _return(root, Q1, {figure("raids", "Q1"): 148}, "corrected.xlsx")
    (file,) = collected.files
    (problem,) = file.problems
    assert (file.outcome, problem.code, problem.entered) == ("held", "printed-figure-changed", "148")
    assert problem.place.sheet == "Measures"
    assert "140 was printed in edition 1 of 2024-25-Q1; it is now 148." in problem.what
    assert collected.report.printed.changes == ()  # 140 is in force still


def test_a_return_that_changes_nothing_that_was_printed_comes_into_force(root: Path) -> None:
    assert _codes(_return(root, Q1, {figure("raids", "Q1"): 140, UPDATE: "A made-up update. "}, "again.xlsx")) == []


def test_a_correction_is_told_with_every_paper_in_which_the_figure_stands_and_with_what_to_do(root: Path) -> None:
    _correct(root, {figure("raids", "Q1"): 148})
    for printed in (status(root, Q1).printed, collect(root, Q1).report.printed):
        (change,) = printed.changes
        assert (change.before, change.now, change.papers, change.is_out) == ("140", "148", ("edition 1 of 2024-25-Q1",), True)
        assert [command for _, command in printed.to_do] == [
            f"shpdocs issue {Q2}",
            f"shpdocs assemble {Q1} --final --by NAME --because TEXT",
        ]
    page = (root / "output" / Q1 / "collection.html").read_text(encoding="utf-8")
    assert "Printed otherwise than it stands now" in page


def test_a_workbook_issued_with_the_old_figure_is_told_until_it_is_issued_again_though_the_correction_is_published(root: Path) -> None:
    _correct(root, {figure("raids", "Q1"): 148})
    assemble(root, Q1, final=True, by="A. Officer", because=WHY)
    for period in (Q1, Q2):
        assert [command for _, command in status(root, period).printed.to_do] == [f"shpdocs issue {Q2}"]
    collect(root, Q2)
    assert "Workbooks to issue again" in (root / "output" / Q2 / "collection.html").read_text(encoding="utf-8")
    issue(root, Q2)
    assert status(root, Q2).printed.to_do == ()


def test_a_first_return_that_comes_after_the_next_workbook_is_a_reason_to_issue_that_again(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("raids"))
    issue(root, Q2)
    assert status(root, Q2).printed.to_do == ()
    assert _return(root, Q1, {figure("raids", "Q1"): 140}).in_force
    assert [command for _, command in status(root, Q2).printed.to_do] == [f"shpdocs issue {Q2}"]


def test_the_next_workbook_says_that_a_printed_figure_was_corrected(root: Path) -> None:
    _correct(root, {figure("raids", "Q1"): 148})
    (again,) = issue(root, Q2)
    texts = [str(cell.value) for row in openpyxl.load_workbook(again.path)["Start"].iter_rows() for cell in row if cell.value]
    assert again.issue == 2
    assert any("140 was printed in edition 1 of 2024-25-Q1; it was corrected to 148" in text and WHY in text for text in texts)
    assert [command for _, command in status(root, Q1).printed.to_do] == [f"shpdocs assemble {Q1} --final --by NAME --because TEXT"]


def test_later_papers_print_corrected_with_the_reason(root: Path) -> None:
    _return(root, Q2, {figure("raids", "Q2"): 130})
    _correct(root, {figure("raids", "Q1"): 148})
    paper = drafted(root, Q2)
    assert row_of(paper, "Made-up objective of raids")[1:3] == ["148 (corrected)", "130"]
    assert f"Why corrected (Quarter 1): {WHY}" in text_of(paper)
    published(root, Q2)
    _return(root, Q3, {figure("raids", "Q3"): 120})
    assert row_of(drafted(root, Q3), "Made-up objective of raids")[1:4] == ["148 (corrected)", "130", "120"]


@pytest.mark.parametrize("now", [143, 144], ids=["as it was", "another one that rounds the same"])
def test_a_figure_that_is_printed_rounded_is_corrected_only_if_it_reads_otherwise(now: int, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("raids", more="small-numbers = { round-to = 10 }"))
    assert _return(root, Q1, {figure("raids", "Q1"): 143}).in_force
    published(root, Q1)
    again = _return(root, Q1, {figure("raids", "Q1"): now}, "again.xlsx")
    assert again.in_force
    assert _codes(again) == []
    assert again.report.printed.changes == status(root, Q1).printed.changes == ()
    assert _return(root, Q2, {figure("raids", "Q2"): 152}).in_force
    assert row_of(drafted(root, Q2), "Made-up objective of raids")[1:3] == ["140", "150"]


def test_a_figure_that_the_lead_revises_in_a_later_workbook_is_revised_not_corrected(root: Path) -> None:
    revised = {figure("raids", "Q1"): 148, figure("raids", "Q2"): 130, At("Measures", "measures/raids", "If an earlier"): "Late."}
    assert _codes(_return(root, Q2, revised)) == []
    assert row_of(drafted(root, Q2), "Made-up objective of raids")[1] == "148 (revised)"
    assert status(root, Q1).printed.changes == ()  # the paper of the first quarter is as it was known then


def test_a_correction_that_a_later_return_says_otherwise_is_told_with_what_papers_go_on_printing(root: Path) -> None:
    revised = {figure("raids", "Q1"): 148, figure("raids", "Q2"): 130, At("Measures", "measures/raids", "If an earlier"): "Late."}
    _return(root, Q2, revised)
    _correct(root, {figure("raids", "Q1"): 150})
    told = dict(status(root, Q1).printed.to_do)
    words = "Made-up raids, Quarter 1: the return of 2024-25-Q2 says 148, and papers from then on print that."
    assert [command for step, command in told.items() if step.startswith(words)] == [f"shpdocs issue {Q2}"]
    _correct(root, {figure("raids", "Q1"): 148})
    assert not any("papers from then on" in step for step, _ in status(root, Q1).printed.to_do)


def test_a_reason_with_a_small_number_of_people_is_refused_for_it_is_printed(root: Path) -> None:
    _return(root, Q1, {figure("raids", "Q1"): 148}, "corrected.xlsx")
    with pytest.raises(UsageError, match="prints this reason") as told:
        accept(root, Q1, SUB_GROUP, by="A. Officer", because="We had left out 3 children.")
    assert "3 children" in str(told.value)
    accept(root, Q1, SUB_GROUP, by="A. Officer", because=WHY)


def test_a_text_that_was_printed_and_changes_waits_too(root: Path) -> None:
    collected = _return(root, Q1, {figure("raids", "Q1"): 140, UPDATE: "Another update."}, "corrected.xlsx")
    assert _codes(collected) == ["printed-answer-changed"]
    accept(root, Q1, SUB_GROUP, **WHO)
    assert [(change.before, change.now) for change in status(root, Q1).printed.changes] == [("A made-up update.", "Another update.")]


def test_a_decision_covers_no_later_change_of_the_same_figure(root: Path) -> None:
    """140 is corrected to 148, that to 150, and the file that said 148 comes again."""
    _correct(root, {figure("raids", "Q1"): 148})
    assert _codes(_return(root, Q1, {figure("raids", "Q1"): 150}, "other.xlsx")) == ["printed-figure-changed"]
    accept(root, Q1, SUB_GROUP, **WHO)
    for _ in range(2):
        (file,) = collect(root, Q1, [root / "post" / "corrected.xlsx"]).files
        assert file.outcome == "held"


def test_a_figure_that_goes_back_to_what_was_printed_comes_into_force(root: Path) -> None:
    _correct(root, {figure("raids", "Q1"): 148})
    assert _codes(_return(root, Q1, {figure("raids", "Q1"): 140}, "back.xlsx")) == []
    assert status(root, Q1).printed.changes == ()


def test_what_only_a_draft_printed_is_told_and_holds_nothing(root: Path) -> None:
    _return(root, Q2, {figure("raids", "Q2"): 130})
    drafted(root, Q2)
    collected = _return(root, Q2, {figure("raids", "Q2"): 131}, "newer.xlsx")
    assert _codes(collected) == []
    (change,) = collected.report.printed.changes
    assert (change.before, change.now, change.papers, change.is_out) == ("130", "131", ("the last draft of 2024-25-Q2",), False)
    assert [command for _, command in collected.report.printed.to_do] == [f"shpdocs assemble {Q2}"]


def test_a_paper_published_while_a_return_waits_is_told_before_the_return_is_accepted(root: Path) -> None:
    _return(root, Q2, {figure("raids", "Q2"): 130})
    unsigned = {figure("raids", "Q2"): 131, At("Start", "sign-off/name", "Your answer"): None}
    assert _codes(_return(root, Q2, unsigned, "newer.xlsx")) == ["not-signed-off"]
    published(root, Q2)
    with pytest.raises(UsageError, match="was printed since it came") as told:
        accept(root, Q2, SUB_GROUP, **WHO)
    assert "130 was printed in edition 1 of 2024-25-Q2; it is now 131." in str(told.value)
    assert sorted(_codes(collect(root, Q2, [root / "post" / "newer.xlsx"]))) == ["not-signed-off", "printed-figure-changed"]
    accept(root, Q2, SUB_GROUP, **WHO)


def test_what_a_draft_printed_that_was_sent_holds_too(root: Path) -> None:
    _return(root, Q2, {figure("raids", "Q2"): 130})
    drafted(root, Q2)
    sent(root, Q2, draft=True, **WHO)
    collected = _return(root, Q2, {figure("raids", "Q2"): 131}, "newer.xlsx")
    (problem,) = (problem for file in collected.files for problem in file.problems)
    assert "130 was printed in the draft of 2024-25-Q2 that was sent; it is now 131." in problem.what


def test_a_draft_that_was_sent_marks_nothing_in_another_paper_of_its_quarter_so_that_this_stands(root: Path) -> None:
    templates = root / "workbook_templates" / YEAR
    shutil.copy(templates / "paper.toml", templates / "paper-short.toml")
    _return(root, Q2, {figure("raids", "Q2"): 130})
    drafted(root, Q2)
    sent(root, Q2, draft=True, **WHO)
    _correct(root, {figure("raids", "Q2"): 131}, Q2)
    short = assemble(root, Q2, profile="short", final=True)
    assert row_of(short.path, "Made-up objective of raids")[1:3] == ["140", "131"]
    published(root, Q2)
    assert assemble(root, Q2, profile="short", final=True).outcome == "stands"


def test_every_paper_that_printed_the_figure_is_named_those_of_later_quarters_too(root: Path) -> None:
    _return(root, Q2, {figure("raids", "Q2"): 130})
    published(root, Q2)
    _correct(root, {figure("raids", "Q1"): 148})
    for period in (Q1, Q2):
        (change,) = status(root, period).printed.changes
        assert change.papers == (("edition 1 of 2024-25-Q1", "edition 1 of 2024-25-Q2") if period == Q1 else ("edition 1 of 2024-25-Q2",))


def test_what_was_printed_as_provisional_holds_nothing_and_is_revised(root: Path) -> None:
    provisional = {figure("raids", "Q2"): 130, At("Measures", "measures/raids", "Provisional"): "Yes"}
    _return(root, Q2, provisional)
    published(root, Q2)
    assert _codes(_return(root, Q2, {figure("raids", "Q2"): 131}, "newer.xlsx")) == []
    (change,) = status(root, Q2).printed.changes
    assert (change.before, change.now) == ("130", "131")
    _return(root, Q3, {figure("raids", "Q3"): 120})
    assert row_of(drafted(root, Q3), "Made-up objective of raids")[1:4] == ["140", "131 (revised)", "120"]


@pytest.mark.parametrize(
    "harm", [lambda record: record.unlink(), lambda record: record.write_bytes(record.read_bytes()[:100])], ids=["gone", "cut short"]
)
def test_a_spoiled_record_of_an_edition_stops_the_collection_and_is_named(harm: Any, root: Path) -> None:
    harm(root / "output" / Q1 / "editions" / "paper" / "1" / "edition.json")
    for command in (lambda: _return(root, Q1, {figure("raids", "Q1"): 148}, "corrected.xlsx"), lambda: status(root, Q1)):
        with pytest.raises(RecordError) as told:
            command()
        assert f"output/{Q1}/editions/paper/1/edition.json" in {fault.file for fault in told.value.faults}


def test_collect_says_it_to_programs_too(root: Path) -> None:
    _correct(root, {figure("raids", "Q1"): 148})
    output = CliRunner().invoke(app, ["collect", Q1, "--folder", str(root), "--json"]).stdout
    assert json.loads(output)["printed-otherwise"] == [
        {"name": "Made-up raids, Quarter 1", "before": "140", "now": "148", "papers": ["edition 1 of 2024-25-Q1"], "is-out": True}
    ]


def test_the_screen_says_what_is_printed_otherwise_and_what_to_do(root: Path) -> None:
    _correct(root, {figure("raids", "Q1"): 148})
    for command in ("status", "collect"):
        lines = CliRunner().invoke(app, [command, Q1, "--folder", str(root)]).output.splitlines()
        at = lines.index("Printed otherwise than it stands now:")
        assert lines[at + 1] == "  Made-up raids, Quarter 1: 140 in edition 1 of 2024-25-Q1; now 148"
        assert f"    shpdocs issue {Q2}" in lines[at:]


def test_a_text_that_is_printed_otherwise_is_quoted_on_the_screen(root: Path) -> None:
    _correct(root, {figure("raids", "Q1"): 140, UPDATE: "Another made-up update."})
    lines = CliRunner().invoke(app, ["status", Q1, "--folder", str(root)]).output.splitlines()
    assert any(line.endswith(" in edition 1 of 2024-25-Q1; now “Another made-up update.”") and ": “" in line for line in lines)


def test_a_draft_that_differs_from_the_edition_names_the_command_that_publishes_another(root: Path) -> None:
    command = f"The paper to publish: shpdocs assemble {Q1} --final"
    assert f"{command}\n" in CliRunner().invoke(app, ["assemble", Q1, "--folder", str(root)]).output
    _correct(root, {figure("raids", "Q1"): 148})
    for _ in range(2):  # whatever the last draft said
        assert f"{command} --by NAME --because TEXT\n" in CliRunner().invoke(app, ["assemble", Q1, "--folder", str(root)]).output
