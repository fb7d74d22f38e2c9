"""What is asked for of an appendix, over whole commands: remembered with its file, told everywhere, taken back, and never widened."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shpdocs.cli.app import app
from shpdocs.commands.assemble import assemble
from shpdocs.commands.audit import audit
from shpdocs.commands.verify import verify
from shpdocs.model.appendix import AppendixRefusedError, RequestFor
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.made_word import Source, paragraph, run
from tests.support.word_files import texts

PERIOD, PROFILE = "2017-18-Q3", "select-committee"  # whose cover makes its list of appendices itself
ACCEPTED = RequestFor("changes-accepted")
ADDED = '<w:ins w:id="1" w:author="Jo Madeup">' + run("added") + "</w:ins>"


def run_in_folder(root: Path, arguments: list[str]) -> Result:
    return CliRunner().invoke(app, [*arguments, "--folder", str(root)])


def _file(path: Path, words: str = "Made up", change: str = ADDED) -> Path:
    path.write_bytes(Source(body=[paragraph(words), f"<w:p>{change}</w:p>"]).write())
    return path


def _requests(root: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The appendices besides the demo's own, and what is asked for of each."""
    state = open_folder(root).period(parse_period(PERIOD)).state()
    return [(event.title, event.requests) for event in state.papers[PROFILE].appendices.values() if not event.title.startswith("Example")]


def test_without_a_request_it_is_refused_and_nothing_is_remembered(demo_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(AppendixRefusedError, match="--appendix-changes accept"):
        assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": _file(tmp_path / "r.docx")})
    assert _requests(demo_folder) == []


def test_a_request_is_remembered_with_the_file_by_drafts_to_come(demo_folder: Path, tmp_path: Path) -> None:
    assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": _file(tmp_path / "r.docx")}, appendix_requests=[ACCEPTED])
    again = assemble(demo_folder, PERIOD, profile=PROFILE)
    assert [report.requested for report in again.merged] == [(), ("1 tracked change accepted: 1 added, 0 taken out",)]
    assert "added" in texts(again.path)
    assert again.record is not None
    assert [appendix.requests for appendix in again.record.appendices] == [(), ("changes-accepted",)]
    assert verify(demo_folder).faults == ()


def test_the_same_file_given_again_keeps_its_request_and_another_is_judged_anew(demo_folder: Path, tmp_path: Path) -> None:
    file = _file(tmp_path / "r.docx")
    assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": file}, appendix_requests=[ACCEPTED])
    assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"REPORT": file})
    assert _requests(demo_folder) == [("REPORT", ("changes-accepted",))]
    with pytest.raises(AppendixRefusedError):
        assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": _file(tmp_path / "r.docx", "Made up anew")})


def test_several_appendices_may_differ(demo_folder: Path, tmp_path: Path) -> None:
    files = {"One": _file(tmp_path / "1.docx"), "Two": _file(tmp_path / "2.docx", "Two")}
    with pytest.raises(AppendixRefusedError) as caught:
        assemble(demo_folder, PERIOD, profile=PROFILE, appendices=files, appendix_requests=[RequestFor("changes-accepted", "one")])
    assert [file for file, _ in caught.value.refused] == ["2.docx"]


def test_a_request_without_a_title_is_for_those_given_now_and_not_for_those_before(demo_folder: Path, tmp_path: Path) -> None:
    assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Plain": _file(tmp_path / "p.docx", change="")})
    assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": _file(tmp_path / "r.docx")}, appendix_requests=[ACCEPTED])
    assert _requests(demo_folder) == [("Plain", ()), ("Report", ("changes-accepted",))]


def test_a_request_is_taken_back_by_title_and_the_appendix_is_refused_again(demo_folder: Path, tmp_path: Path) -> None:
    assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": _file(tmp_path / "r.docx")}, appendix_requests=[ACCEPTED])
    with pytest.raises(AppendixRefusedError):
        assemble(demo_folder, PERIOD, profile=PROFILE, appendix_requests=[RequestFor("changes-accepted", "Report", is_taken_back=True)])
    assert _requests(demo_folder) == [("Report", ("changes-accepted",))]  # nothing of a run that is refused


def test_a_request_that_the_ledger_spells_otherwise_stops_the_paper(demo_folder: Path, tmp_path: Path) -> None:
    assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": _file(tmp_path / "r.docx")}, appendix_requests=[ACCEPTED])
    ledger = demo_folder / "output" / PERIOD / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"changes-accepted", b"changes-acceptex"))
    with pytest.raises(RecordError):
        assemble(demo_folder, PERIOD, profile=PROFILE)


def test_a_request_for_what_is_not_there_is_a_fault(demo_folder: Path) -> None:
    with pytest.raises(UsageError, match="No appendix 'Nobody'"):
        assemble(demo_folder, PERIOD, profile=PROFILE, appendix_requests=[RequestFor("changes-accepted", "Nobody")])
    with pytest.raises(UsageError, match="the paper has none"):
        assemble(demo_folder, "2024-25-Q2", appendix_requests=[ACCEPTED])


def test_it_is_told_on_the_screen_in_json_in_the_merge_report_and_in_the_history(demo_folder: Path, tmp_path: Path) -> None:
    given = ["assemble", PERIOD, "--profile", PROFILE, "--appendix", f"Report={_file(tmp_path / 'r.docx')}", "--appendix-changes", "accept"]
    words = "1 tracked change accepted: 1 added, 0 taken out"
    assert f"on request: {words}" in run_in_folder(demo_folder, given).output
    told = json.loads(run_in_folder(demo_folder, ["assemble", PERIOD, "--profile", PROFILE, "--json"]).stdout)
    assert told["appendices"][-1]["requested"] == [words]
    report = json.loads((demo_folder / "output" / PERIOD / "merge-report.json").read_text())
    assert report["appendices"][-1]["requested"] == [words]
    assert "(asked for: tracked changes accepted)" in run_in_folder(demo_folder, ["history", PERIOD]).output


def test_what_comes_in_is_audited_and_nothing_that_stays_behind(demo_folder: Path, tmp_path: Path) -> None:
    made = Source(body=[paragraph("Made up"), f"<w:p>{ADDED}</w:p>"])
    made.body.append(paragraph("", inside=made.image(40, "")))
    path = tmp_path / "r.docx"
    path.write_bytes(made.write())
    assert {"W10", "W16"} <= {result.code for result in audit([path])[0].results if result.verdict == "broken"}
    assembled = assemble(demo_folder, PERIOD, profile=PROFILE, appendices={"Report": path}, appendix_requests=[ACCEPTED])
    told = {result.code for result in assembled.audits[-1].results if result.verdict == "broken"}
    assert (assembled.audits[-1].file, "W10" in told, told & {"W1", "W16"}) == ("r.docx", True, set())


def test_a_request_that_changes_no_page_is_told_as_a_change_and_the_file_not_as_unchanged(demo_folder: Path, tmp_path: Path) -> None:
    given = ["assemble", PERIOD, "--profile", PROFILE, "--appendix", f"Report={_file(tmp_path / 'r.docx', change='')}"]
    run_in_folder(demo_folder, given)
    assert "(unchanged)" in run_in_folder(demo_folder, given).output
    said = run_in_folder(demo_folder, [*given, "--appendix-comments", "drop"]).output
    assert "(the same file as before)" in said
    assert "(asked for: comments left out)" in said
    assert "on request: nothing to do about comments" in said
    assert "(unchanged)" not in said


@pytest.mark.parametrize("asked", ["yes", "Report=yes", "=accept", ""])
def test_a_word_that_is_no_request_is_a_fault_of_usage(demo_folder: Path, asked: str) -> None:
    result = run_in_folder(demo_folder, ["assemble", PERIOD, "--profile", PROFILE, "--appendix-changes", asked])
    assert result.exit_code == 2
    assert "--appendix-changes accept" in result.output


def test_of_two_requests_about_the_same_the_last_holds(demo_folder: Path, tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
    file = _file(tmp_path / "r.docx", change=run("Seen ") + hidden)
    given = ["assemble", PERIOD, "--profile", PROFILE, "--appendix", f"Report={file}"]
    assert "6 letters left out" in run_in_folder(demo_folder, [*given, "--appendix-hidden", "drop"]).output
    assert _requests(demo_folder) == [("Report", ("hidden-dropped",))]
    shown = run_in_folder(demo_folder, ["assemble", PERIOD, "--profile", PROFILE, "--appendix-hidden", "Report=show"])
    assert "6 letters that can be read now" in " ".join(shown.output.split())
    assert _requests(demo_folder) == [("Report", ("hidden-shown",))]
    refused = run_in_folder(demo_folder, ["assemble", PERIOD, "--profile", PROFILE, "--appendix-hidden", "Report=refuse"])
    assert refused.exit_code == 3
    assert "--appendix-hidden drop" in " ".join(refused.output.split())
