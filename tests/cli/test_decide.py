"""The commands waive, publish and exempt: what they print, their exit codes, and history with what they recorded."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from shpdocs.cli.app import app
from shpdocs.commands import decide
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from tests.support.definition_files import edit_file
from tests.support.ledgers import drop_return

PERIOD = "2017-18-Q3"
WHO = ("--by", "A made-up officer", "--because", "A made-up reason")
ANSWER = "prevent/hate-crime-programme"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--folder", str(folder)])


def fine(folder: Path, *arguments: str) -> str:
    result = run(folder, *arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.fixture
def decided(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which one decision of each sort was taken, and one taken back."""
    monkeypatch.setattr(decide, "_decidable", lambda _: {ANSWER: decide.Waiting("1" * 64)})
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    fine(demo_folder, "waive", "prevent", PERIOD, *WHO)
    fine(demo_folder, "publish", ANSWER, PERIOD, *WHO)
    fine(demo_folder, "exempt", ANSWER, PERIOD, "--paragraph", "2", "--paragraph", "1", *WHO)
    fine(demo_folder, "publish", ANSWER, PERIOD, "--withdraw", *WHO)
    return demo_folder


def test_waiving_says_what_follows_and_status_shows_it(demo_folder: Path) -> None:
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    told = fine(demo_folder, "waive", "prevent", PERIOD, *WHO)
    assert told == f"prevent: return waived by A made-up officer; the paper of {PERIOD} may be final without it.\n"
    assert "already waived" in fine(demo_folder, "waive", "prevent", PERIOD, *WHO)
    assert "the paper may be final without it (waived)" in fine(demo_folder, "status", PERIOD)
    assert "withdrawn" in fine(demo_folder, "waive", "prevent", PERIOD, "--withdraw", *WHO)
    assert "(waived)" not in fine(demo_folder, "status", PERIOD)


def test_exempting_names_the_paragraphs(demo_folder: Path) -> None:
    told = fine(demo_folder, "exempt", ANSWER, PERIOD, "--paragraph", "2", "--paragraph", "1", *WHO)
    assert "paragraphs 1, 2 of Part 1 of Schedule 12A" in told
    assert "exempt no longer" in fine(demo_folder, "exempt", ANSWER, PERIOD, "--withdraw", *WHO)


def test_what_a_definition_exempts_is_taken_back_with_who_and_why_and_history_says_so(demo_folder: Path) -> None:
    definition = demo_folder / "workbook_templates" / "2017-18" / "prevent.toml"
    key = ANSWER.partition("/")[2]
    heading = next(line for line in definition.read_text(encoding="utf-8").splitlines() if line.endswith(f".{key}]"))
    edit_file(definition, heading, f'{heading}\nexempt = {{ paragraphs = [7], reason = "Made up for a test." }}')
    fine(demo_folder, "assemble", PERIOD)
    taken_back = fine(demo_folder, "exempt", ANSWER, PERIOD, "--withdraw", *WHO)
    assert taken_back == (
        f"{ANSWER}: exempt no longer, by A made-up officer, whatever 2017-18/prevent.toml says; the public paper of {PERIOD} prints it.\n"
    )
    lines = [line.partition("  ")[2] for line in fine(demo_folder, "history", PERIOD, "--sub-group", "prevent").splitlines()]
    assert f"2017-18-Q3 Safer Hillingdon Partnership DRAFT.docx  withheld by 2017-18/prevent.toml: {ANSWER}" in lines
    why = f"{ANSWER}, by A made-up officer, because: A made-up reason"
    assert f"prevent  no longer exempted, whatever 2017-18/prevent.toml says: {why}" in lines
    events = json.loads(fine(demo_folder, "history", PERIOD, "--json"))
    jsonschema.validate(events, read_schema(shipped("schemas") / "history.schema.json"))
    ground = {"file": "2017-18/prevent.toml", "paragraphs": [7], "reason": "Made up for a test."}
    assert [event["event"] for event in events["events"] if event["grounds"] == {ANSWER: [ground]}] == ["withheld", "withdrawn"]


def test_publishing_names_each_answer(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "_decidable", lambda _: {ANSWER: decide.Waiting("1" * 64), "prevent/update": decide.Waiting("2" * 64)})
    told = fine(demo_folder, "publish", "prevent", PERIOD, *WHO).splitlines()
    assert told == [f"{one}: small numbers may be published, by A made-up officer." for one in (ANSWER, "prevent/update")]
    assert "may be published already" in fine(demo_folder, "publish", "prevent", PERIOD, *WHO)
    assert "may no longer be published" in fine(demo_folder, "publish", "prevent/update", PERIOD, "--withdraw", *WHO)


@pytest.mark.parametrize(
    "arguments",
    [
        ("waive", "prevent", PERIOD),
        ("waive", "prevent", PERIOD, *WHO),  # it is in force
        ("waive", "no-such", PERIOD, *WHO),
        ("publish", "prevent/no-such", PERIOD, *WHO),
        ("publish", ANSWER, PERIOD),
        ("exempt", ANSWER, PERIOD, *WHO),
        ("exempt", ANSWER, PERIOD, "--paragraph", "10", *WHO),
        ("exempt", ANSWER, PERIOD, "--paragraph", "one", *WHO),
        ("exempt", "prevent/no-such", PERIOD, "--paragraph", "1", *WHO),
        ("exempt", ANSWER, PERIOD, "--withdraw", *WHO),
    ],
    ids=" ".join,
)
def test_a_decision_that_cannot_be_taken_is_a_usage_error_and_records_nothing(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr(decide, "_decidable", lambda _: {ANSWER: decide.Waiting("1" * 64)})
    ledger = demo_folder / "output" / PERIOD / "ledger.jsonl"
    before = ledger.read_bytes()
    result = run(demo_folder, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert ledger.read_bytes() == before


def test_history_reads_every_decision_back_with_who_and_why(decided: Path) -> None:
    lines = fine(decided, "history", PERIOD).splitlines()[-5:-1]
    why = "by A made-up officer, because: A made-up reason"
    assert [line.partition("  prevent  ")[2] for line in lines] == [
        f"return of prevent waived {why}",
        f"small numbers may be published: {ANSWER}, {why}",
        f"exempt under paragraphs 1, 2 of Schedule 12A: {ANSWER}, {why}",
        f"no longer published: {ANSWER}, {why}",
    ]
    assert fine(decided, "history", PERIOD, "--sub-group", "prevent").splitlines()[-5:-1] == lines


def test_history_as_json_is_valid_and_holds_what_was_decided(decided: Path) -> None:
    found = json.loads(fine(decided, "history", PERIOD, "--json"))
    jsonschema.validate(found, read_schema(shipped("schemas") / "history.schema.json"))
    shown = [{key: one[key] for key in ("event", "sha256", "answers", "paragraphs", "what")} for one in found["events"][-4:]]
    assert shown == [
        {"event": "waived", "sha256": None, "answers": {"prevent": ""}, "paragraphs": [], "what": None},
        {"event": "published", "sha256": None, "answers": {ANSWER: "1" * 64}, "paragraphs": [], "what": None},
        {"event": "exempted", "sha256": None, "answers": {ANSWER: ""}, "paragraphs": [1, 2], "what": None},
        {"event": "withdrawn", "sha256": None, "answers": {ANSWER: ""}, "paragraphs": [], "what": "published"},
    ]


def test_status_names_the_meeting_and_warns_once_the_last_day_is_past(demo_folder: Path) -> None:
    path = demo_folder / "shpdocs.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[meetings]\n"{PERIOD}" = "2018-02-13"\n', encoding="utf-8")
    told = fine(demo_folder, "status", PERIOD)
    assert "The committee meets on Tuesday 13 February 2018; the last day to publish is Monday 5 February 2018" in told
    assert "Warning: The last day to publish is past (section 100B(4) of the Local Government Act 1972: five clear days)." in told
