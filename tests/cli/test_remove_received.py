"""The command remove-received: what it prints, its exit codes, and what history says of it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
from typer.testing import CliRunner, Result

from shpdocs.cli.app import app
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema

PERIOD, NAME = "2017-18-Q3", "made up.xlsx"
WHO = ("--by", "A made-up officer", "--because", "Made up: sent by mistake")


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--folder", str(folder)])


def test_it_says_what_is_gone_and_history_keeps_who_and_why(demo_folder: Path) -> None:
    inbox = demo_folder / "output" / PERIOD / "inbox"
    (inbox / NAME).write_bytes(b"Made up: personal data")
    run(demo_folder, "collect", PERIOD)
    removed = run(demo_folder, "remove-received", NAME, PERIOD, *WHO)
    assert (removed.exit_code, removed.stderr) == (0, "")
    lines = removed.stdout.splitlines()
    assert lines[0].startswith(f"{NAME} (")
    assert lines[0].endswith("removed by A made-up officer. If it comes again, it is passed over.")
    assert f"  gone: output/{PERIOD}/inbox/{NAME}" in lines
    assert "already removed" in run(demo_folder, "remove-received", NAME, PERIOD, *WHO).stdout
    history = run(demo_folder, "history", PERIOD).stdout
    who = "by A made-up officer, because: Made up: sent by mistake"
    assert [line.partition(f"{NAME}  ")[2] for line in history.splitlines() if "received in error" in line] == [
        f"received in error: removed {who}",
        f"received in error: removed wholly {who}",
    ]
    events = json.loads(run(demo_folder, "history", PERIOD, "--json").stdout)
    jsonschema.validate(events, read_schema(shipped("schemas") / "history.schema.json"))
    assert [event["what"] for event in events["events"] if event["event"] == "removed"] == [None, "done"]


def test_what_cannot_be_removed_is_a_usage_error(demo_folder: Path) -> None:
    for arguments in ((NAME, PERIOD, *WHO), (f"{PERIOD} prevent.xlsx", PERIOD, *WHO), (f"{PERIOD} prevent.xlsx", PERIOD)):
        result = run(demo_folder, "remove-received", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
