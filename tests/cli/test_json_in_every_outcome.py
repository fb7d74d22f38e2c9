"""`--json` of check, collect and history keeps to its schema whatever became of a file, and whatever happened in a period."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, UNSIGNED, WRONG, returned

LIST = read_schema(shipped("schemas") / "problem-list.schema.json")
HISTORY = read_schema(shipped("schemas") / "history.schema.json")
OUTCOMES = LIST["properties"]["files"]["items"]["properties"]["outcome"]["enum"]
EVENTS = HISTORY["properties"]["events"]["items"]["properties"]["event"]["enum"]

AT = "2031-01-02T09:00:00.000000+00:00"

OF_PAPERS = (
    Event("edition", AT, "edition.json", "1" * 64, profile="short", edition=2, by="A made-up officer", because="A made-up reason"),
    Event("edition", AT, "edition.json", "1" * 64, edition=1),
    Event("edition-file", AT, "Made-up.pdf", "2" * 64, edition=1),
    Event("paper-sent", AT, "", "", edition=1, by="A made-up officer", because="For the agenda"),
    Event("paper-sent", AT, "Made-up DRAFT.docx", "3" * 64, profile="short", by="A made-up officer", because="For comment"),
    Event("withdrawn", AT, "", "", what="edition", profile="short", edition=2, by="A made-up officer", because="Too soon"),
    Event("appendix", AT, "Made-up.docx", "4" * 64, title="Police report", what="given"),
    Event("appendix", AT, "", "", title="Police report", what="apart"),
    Event("appendix", AT, "", "", title="Police report", what="left-out", by="A made-up officer", because="Not ready"),
)
WORDS_OF_PAPERS = (
    "edition 2 (short) published by A made-up officer, because: A made-up reason",
    "edition 1 published",
    "made of edition 1, and put beside it",
    "edition 1 sent to the committee by A made-up officer, because: For the agenda",
    "draft (short) sent to the committee by A made-up officer, because: For comment",
    "edition 2 (short) withdrawn by A made-up officer, because: Too soon",
    "appendix 'Police report' given to the paper",
    "appendix 'Police report' published apart from the paper",
    "appendix 'Police report' left out of the paper by A made-up officer, because: Not ready",
)


def _run(*words: object) -> tuple[int, Any]:
    """The exit code, and what was printed, which is one JSON object and nothing else."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.stderr == ""
    return result.exit_code, json.loads(result.stdout)


def _files(*words: object) -> tuple[int, dict[str, Any]]:
    code, printed = _run(*words, "--json")
    jsonschema.validate(printed, LIST)
    return code, {file["file"]: file for file in printed["files"]}


def _quarter(small: Path) -> list[tuple[int, dict[str, Any]]]:
    """A quarter in which every outcome comes about, each run as its exit code and its files by name."""
    inbox = small / "output" / PERIOD / "inbox"
    runs = []
    first = returned(small, "unsigned.xlsx", UNSIGNED)
    (inbox / "~$unsigned.xlsx").write_bytes(b"made up")
    (inbox / "damaged.xlsx").write_bytes(b"PK\3\4 made up")
    (inbox / "a list.csv").write_bytes(b"1,2")
    runs.append(_files("collect", PERIOD, "--folder", small))
    returned(small, "wrong.xlsx", WRONG)
    (inbox / "placeholder.xlsx.icloud").write_bytes(b"made up")
    runs.append(_files("collect", PERIOD, "--folder", small))
    clean = returned(small, "clean.xlsx", {}, at="post")
    runs.append(_files("collect", PERIOD, clean, "--folder", small))
    (clean.parent / "clean (1).xlsx").write_bytes(clean.read_bytes())
    runs.append(_files("collect", PERIOD, clean.parent, "--folder", small))
    runs.append(_files("collect", PERIOD, "--folder", small))
    returned(small, "clean.xlsx", {COLLISIONS: 48})
    returned(small, "clean-DESKTOP.xlsx", {COLLISIONS: 49})
    runs.append(_files("collect", PERIOD, "--folder", small))
    runs.append(_files("check", inbox, clean, first, "--folder", small))
    return runs


def test_every_outcome_is_printed_by_the_schema_with_the_exit_code_that_goes_with_it(small: Path) -> None:
    runs = _quarter(small)
    seen = {file["outcome"] for _, files in runs for file in files.values()}
    assert seen == set(OUTCOMES)
    assert [code for code, _ in runs] == [1, 1, 0, 0, 1, 1, 1]
    for code, files in runs:
        refused = [file for file in files.values() if file["outcome"] == "refused"]
        assert all(any(problem["severity"] == "blocking" for problem in file["problems"]) for file in refused)
        assert code == 1 or not refused


def test_what_is_skipped_says_why_and_what_is_no_workbook_of_ours_names_nobody(small: Path) -> None:
    (_, first), (_, second), *_ = _quarter(small)
    assert [problem["code"] for problem in first["~$unsigned.xlsx"]["problems"]] == ["lock-file"]
    assert [problem["code"] for problem in second["placeholder.xlsx.icloud"]["problems"]] == ["cloud-placeholder"]
    assert [first["damaged.xlsx"][key] for key in ("sub-group", "period", "verdict")] == [None, None, None]
    assert (first["unsigned.xlsx"]["sub-group"], first["unsigned.xlsx"]["outcome"]) == (SUB_GROUP, "held")
    assert [problem["severity"] for problem in first["unsigned.xlsx"]["problems"]] == ["warning"]


def test_a_history_in_which_everything_happened_keeps_to_its_schema(small: Path) -> None:
    assert _quarter(small)
    returned(small, "late.xlsx", UNSIGNED | {COLLISIONS: 50}, at="late")
    _files("collect", PERIOD, small / "output" / PERIOD / "late", "--folder", small)
    accepted = CliRunner().invoke(
        app, ["accept", SUB_GROUP, PERIOD, "--by", "A made-up officer", "--because", "Made up", "--folder", str(small)]
    )
    assert accepted.exit_code == 0, accepted.stderr
    who = ["--by", "A made-up officer", "--because", "Made up for a test", "--folder", str(small)]
    key = next(iter(read_year(open_folder(small), PERIOD[:7]).definition(SUB_GROUP).measures)).key  # type: ignore[union-attr]
    decisions = (
        ["waive", "prevent", PERIOD],
        ["exempt", f"{SUB_GROUP}/{key}", PERIOD, "--paragraph", "1"],
        ["waive", "prevent", PERIOD, "--withdraw"],
    )
    for words in decisions:
        assert CliRunner().invoke(app, [*words, *who]).exit_code == 0
    assert CliRunner().invoke(app, ["assemble", PERIOD, "--folder", str(small)]).exit_code == 0
    code, printed = _run("history", PERIOD, "--json", "--folder", small)
    jsonschema.validate(printed, HISTORY)
    assert code == 0
    elsewhere = {"published", "withheld", "removed", "torn"}  # test_decide.py, test_remove_received.py, test_spoiled_ledger.py
    of_papers = {event.event for event in OF_PAPERS} - {"withdrawn"}
    assert {event["event"] for event in printed["events"]} == set(EVENTS) - elsewhere - of_papers
    times = [event["at"] for event in printed["events"]]
    assert times == sorted(times)
    decided = next(event for event in printed["events"] if event["event"] == "accepted")
    assert (decided["by"], decided["because"], decided["sub-group"], decided["file"]) == (
        "A made-up officer",
        "Made up",
        SUB_GROUP,
        "late.xlsx",
    )


def test_the_history_of_a_period_in_which_nothing_happened_is_empty(folder: Path) -> None:
    code, printed = _run("history", PERIOD, "--json", "--folder", folder)
    jsonschema.validate(printed, HISTORY)
    assert (code, printed) == (0, {"period": PERIOD, "events": []})


def test_what_became_of_papers_is_told_in_words_and_as_json(folder: Path) -> None:
    period = open_folder(folder).period(parse_period(PERIOD))
    with period.locked():
        period.record(*OF_PAPERS)
    code, printed = _run("history", PERIOD, "--json", "--folder", folder)
    assert code == 0
    assert [fault.message for fault in jsonschema.Draft202012Validator(HISTORY).iter_errors(printed)] == []
    assert [event["edition"] for event in printed["events"]] == [2, 1, 1, 1, 0, 2, None, None, None]
    lines = CliRunner().invoke(app, ["history", PERIOD, "--folder", str(folder)]).stdout.splitlines()
    assert [line.rpartition("  ")[2] for line in lines[:-1]] == list(WORDS_OF_PAPERS)
