"""Verifying: every fault of a folder is listed, whatever lies there, and nothing is changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.assemble import assemble
from shpdocs.commands.verify import verify
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.errors import UsageError
from tests.support.leads import tree

PERIOD = "2017-18-Q3"
OUT = f"output/{PERIOD}"
TEMPLATES = "workbook_templates"


def _files(folder: Path) -> list[str]:
    return [fault.place for fault in verify(folder).faults]


def _pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def test_the_demo_is_without_fault_and_with_a_draft_too(demo_folder: Path) -> None:
    assemble(demo_folder, PERIOD)
    before = tree(demo_folder)
    verified = verify(demo_folder)
    assert (verified.periods, verified.faults, verified.notes) == ((PERIOD, "2024-25-Q2"), (), ())
    assert tree(demo_folder) == before


def _first(folder: Path, pattern: str) -> Path:
    return sorted((folder / OUT).glob(pattern))[0]


# what is done, by what is to be told of it
FAULTS: dict[str, Callable[[Path], object]] = {
    "shpdocs.toml": lambda root: (root / "shpdocs.toml").write_text("partnership = 5", encoding="utf-8"),
    "workbook_templates/2024-25/prevent.toml": lambda root: _pipe(root / "workbook_templates" / "2024-25" / "prevent.toml"),
    "workbook_templates/2024-25/risks.toml": lambda root: (root / "workbook_templates" / "2024-25" / "risks.toml").mkdir(),
    f"{TEMPLATES}/2017-18/paper.toml": lambda root: (root / TEMPLATES / "2017-18" / "paper.toml").write_text("title", encoding="utf-8"),
    f"{OUT}/ledger.head": lambda root: (root / OUT / "ledger.head").write_text("{}", encoding="utf-8"),
    f"{OUT}/received/notes.txt": lambda root: (root / OUT / "received" / "notes.txt").write_text("made up", encoding="utf-8"),
    f"{OUT}/sent/pipe": lambda root: _pipe(root / OUT / "sent" / "pipe"),
    f"{OUT}/returns/notes.txt": lambda root: (root / OUT / "returns" / "notes.txt").write_text("made up", encoding="utf-8"),
    f"{OUT}/returns/prevent.json": lambda root: (root / OUT / "returns" / "prevent.json").write_bytes(b"[" * 100_000),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_listed_at_its_file_and_no_other(name: str, demo_folder: Path) -> None:
    FAULTS[name](demo_folder)
    assert {fault.file for fault in verify(demo_folder).faults} == {name}


def test_all_faults_at_once_are_listed_and_none_hides_another(demo_folder: Path) -> None:
    for harm in FAULTS.values():
        harm(demo_folder)
    (demo_folder / OUT / "ledger.head").unlink()
    kept = _first(demo_folder, "received/*.xlsx")
    kept.write_bytes(b"made up")
    told = {fault.file for fault in verify(demo_folder).faults}
    profile = "workbook_templates/2017-18/paper.toml"  # which needs the definitions of its year, and those are sound
    assert told >= {*FAULTS, f"{OUT}/received/{kept.name}"} - {f"{OUT}/returns/prevent.json"}
    assert profile in told


def test_what_an_operating_system_leaves_in_every_folder_is_no_fault(demo_folder: Path) -> None:
    for folder in ("received", "sent", "returns"):
        for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "._made-up.xlsx"):
            (demo_folder / OUT / folder / name).write_bytes(b"made up")
    assert verify(demo_folder).faults == ()


def test_a_file_recorded_that_is_gone_is_told_with_the_name_it_had(demo_folder: Path) -> None:
    for folder in ("received", "sent"):
        _first(demo_folder, f"{folder}/*.xlsx").unlink()
    faults = verify(demo_folder, PERIOD).faults
    assert [fault.file.split("/")[2] for fault in faults] == ["received", "sent"]
    assert all(PERIOD in fault.what and "it is gone" in fault.what for fault in faults)


def test_what_the_next_run_mends_is_a_note_and_no_fault(demo_folder: Path) -> None:
    with (demo_folder / OUT / "ledger.jsonl").open("ab") as ledger:
        ledger.write(b'{"format": 1, "bef')
    (demo_folder / OUT / "queries" / ".writing-1-made-up").write_bytes(b"made up")
    judgement = _first(demo_folder, "received/judgements/*.json")
    judgement.write_bytes(b"made up")
    verified = verify(demo_folder)
    assert verified.faults == ()
    assert {note.file for note in verified.notes} == {
        f"{OUT}/ledger.jsonl",
        f"{OUT}/queries/.writing-1-made-up",
        f"{OUT}/received/judgements/{judgement.name}",
    }


def test_a_period_alone_is_looked_at_alone_and_one_of_which_nothing_is_kept_is_an_error(demo_folder: Path) -> None:
    _first(demo_folder, "received/*.xlsx").unlink()
    assert verify(demo_folder, "2024-25-Q2").faults == ()
    assert len(verify(demo_folder, PERIOD).faults) == 1
    with pytest.raises(UsageError):
        verify(demo_folder, "2031-32-Q1")


def test_the_command_lists_faults_and_ends_with_1_and_its_json_keeps_to_its_schema(demo_folder: Path) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["verify", *words, "--folder", str(demo_folder)])
        return result.exit_code, result.stdout

    assert run() == (0, f"Checked: settings and definitions, {PERIOD}, 2024-25-Q2. No fault.\n")
    kept = _first(demo_folder, "received/*.xlsx")
    kept.write_bytes(b"made up")
    code, said = run(PERIOD)
    assert (code, said.count("\n! "), said.splitlines()[0].startswith(f"! {OUT}/received/{kept.name}: ")) == (1, 0, True)
    assert said.endswith(f"Checked: settings and definitions, {PERIOD}. 1 fault.\n")
    code, printed = run("--json")
    raw = json.loads(printed)
    jsonschema.validate(raw, read_schema(shipped("schemas") / "verify.schema.json"))
    assert (code, raw["periods"], len(raw["faults"]), raw["notes"]) == (1, [PERIOD, "2024-25-Q2"], 1, [])
