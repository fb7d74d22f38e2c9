"""The command line: exit codes, help, JSON on stdout, errors on stderr, no traceback and no absolute path in any message."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

import shpdocs.commands.check
import shpdocs.commands.status
from shpdocs import __version__
from shpdocs.cli.app import NAMES, app
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.errors import ShpdocsError
from tests.support.leads import At, rezipped, tree, type_into
from tests.support.ledgers import drop_return
from tests.support.small import PERIOD as SMALL_PERIOD
from tests.support.small import SUB_GROUP, UNSIGNED, WRONG, returned

PERIOD = "2017-18-Q3"
DECIDED = ("--by", "A made-up officer", "--because", "A made-up reason")
ROBBERY = At("Measures", "measures/robbery", "Q1")


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _filled(folder: Path, sub_group: str = "serious-violence", period: str = PERIOD) -> Path:
    return folder / "output" / period / "inbox" / f"{period} {sub_group}.xlsx"


def _assert_told(result: Result, code: int, *parts: str) -> None:
    """The exit code; an error on stderr only, with its parts, without traceback or absolute path."""
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith("shpdocs: ")
    for part in parts:
        assert part in result.stderr
    _assert_clean(result)


def _assert_clean(result: Result) -> None:
    assert "Traceback" not in result.output
    assert not re.search(r"(?<![\w.])/(tmp|home|root|work|private|var)/", result.output)


@pytest.mark.parametrize("command", NAMES)
def test_every_command_has_help_with_its_folder_option(command: str) -> None:
    result = _run(command, "--help")
    assert result.exit_code == 0
    assert "--folder" in result.stdout
    assert result.stderr == ""


def test_the_help_names_every_command() -> None:
    result = _run("--help")
    assert result.exit_code == 0
    assert [name for name in NAMES if name not in result.stdout] == []


@pytest.mark.parametrize("columns", ["78", "80", "100"])
def test_the_help_gives_each_command_one_whole_line(columns: str) -> None:
    result = CliRunner().invoke(app, ["--help"], env={"COLUMNS": columns}, terminal_width=int(columns))
    _, _, commands = result.stdout.partition("Commands:\n")
    assert [line.split()[0] for line in commands.splitlines()] == list(NAMES)
    assert [line for line in commands.splitlines() if not line.endswith(".") or "..." in line or "…" in line] == []


def test_the_version_is_printed() -> None:
    result = _run("--version")
    assert (result.exit_code, result.stdout.strip()) == (0, f"shpdocs {__version__}")


@pytest.mark.parametrize(
    "arguments", [["made-up"], ["issue"], ["check"], ["assemble", "a", "b"], ["status", "--made-up"], ["issue", "a", "b"]]
)
def test_a_command_typed_wrong_is_a_usage_error(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage:" in result.stderr
    _assert_clean(result)


def test_the_officers_quarter_runs_from_init_to_paper(tmp_path: Path, made_demo: Path) -> None:
    folder = tmp_path / "made-up"
    assert _run("init", folder, "--period", PERIOD).exit_code == 0
    assert _run("issue", PERIOD, "--folder", folder).exit_code == 0
    for path in (made_demo / "output" / PERIOD / "inbox").iterdir():
        shutil.copyfile(path, folder / "output" / PERIOD / "inbox" / path.name)
    collected = _run("collect", PERIOD, "--folder", folder)
    assert (collected.exit_code, collected.stdout.count("waits for a decision")) == (1, 5)
    for path in (folder / "workbook_templates" / PERIOD[:7]).glob("[!p]*.toml"):
        assert _run("accept", path.stem, PERIOD, *DECIDED, "--folder", folder).exit_code == 0
    for name in ("partnership", "prevent"):
        assert _run("accept", name, PERIOD, *DECIDED, "--folder", folder).exit_code == 0
    again = _run("collect", PERIOD, "--folder", folder)
    assert (again.exit_code, f"shpdocs assemble {PERIOD}" in again.stdout) == (0, True)
    draft = _run("assemble", PERIOD, "--folder", folder)
    assert (draft.exit_code, "to be decided" in draft.stdout) == (0, True)
    _assert_told(_run("assemble", PERIOD, "--final", "--folder", folder), 3, "cannot be final yet", "shpdocs publish")
    for sub_group in ("partnership", "domestic-abuse", "drugs-and-alcohol", "serious-violence"):
        assert _run("publish", sub_group, PERIOD, *DECIDED, "--folder", folder).exit_code == 0
    assembled = _run("assemble", PERIOD, "--final", "--folder", folder)
    assert assembled.exit_code == 0
    assert f"output/{PERIOD}/published/paper/1/{PERIOD} Safer Hillingdon Partnership.docx   edition 1" in assembled.stdout
    status = _run("status", PERIOD, "--folder", folder)
    assert status.exit_code == 0
    assert status.stdout.count("in force") == 5


def test_init_names_the_next_step_with_the_folder_as_it_must_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inner").mkdir()
    for options, folder in ((["made-up"], "made-up"), (["made-up", "--folder", "inner"], "inner/made-up")):
        result = _run("init", *options, "--period", "2026-27-Q2")
        assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "made-up is ready.")
        assert result.stdout.splitlines()[-1].strip() == f"shpdocs issue 2026-27-Q2 --folder {folder}"
        _assert_clean(result)
        assert _run("issue", "2026-27-Q2", "--folder", folder).exit_code == 0
        _assert_told(_run("init", *options, "--period", "2026-27-Q2"), 3, "'made-up'", "new folder")


def test_a_folder_named_like_the_period_does_not_confuse_collect(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(demo_folder)
    (demo_folder / PERIOD).mkdir()
    (demo_folder / PERIOD / "made up.txt").write_text("made up", encoding="utf-8")
    result = _run("collect", PERIOD)
    assert (result.exit_code, result.stdout.count("in force already")) == (0, 5)
    assert "made up.txt" not in result.stdout


def test_collect_says_whose_return_is_not_in_force(demo_folder: Path) -> None:
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    (demo_folder / "output" / PERIOD / "inbox" / f"{PERIOD} prevent.xlsx").unlink()
    assert "Not in force: prevent.\n" in _run("collect", PERIOD, "--folder", demo_folder).stdout


def _correct(folder: Path) -> None:
    """Let a corrected return come into force."""
    type_into(_filled(folder), {ROBBERY: 127}, folder / "post" / "newer.xlsx")
    assert _run("collect", PERIOD, folder / "post" / "newer.xlsx", "--folder", folder).exit_code == 1
    assert _run("accept", "serious-violence", PERIOD, *DECIDED, "--folder", folder).exit_code == 0


def test_assemble_says_what_it_replaced_and_what_it_could_not_use(demo_folder: Path) -> None:
    _run("assemble", PERIOD, "--folder", demo_folder)
    _correct(demo_folder)
    assert "(replaces the one assembled before)" in _run("assemble", PERIOD, "--folder", demo_folder).stdout
    path = demo_folder / "workbook_templates" / "2017-18" / "drugs-and-alcohol.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('kind = "percentage"', 'kind = "money"'), encoding="utf-8")
    result = _run("assemble", PERIOD, "--folder", demo_folder)
    assert result.exit_code == 0
    assert (
        f"Not used, as it no longer fits its definition; collect it again: Combatting Drugs and Alcohol Partnership ({PERIOD}).\n"
        in result.stdout
    )
    assert "DRAFT: no return from Combatting Drugs and Alcohol Partnership." in result.stdout


@pytest.mark.parametrize("entered", ["\x1b[31mred", "\x1b]0;title\x07", "a\rb", "a\x9bb", "a\u202eb"])
def test_control_characters_in_an_entry_are_shown_harmlessly(entered: str, made_demo: Path, tmp_path: Path) -> None:
    escaped = "".join(f"_x{ord(letter):04X}_" if ord(letter) < 32 else letter for letter in f"made up {entered}")
    type_into(_filled(made_demo), {ROBBERY: "MADE UP HERE"}, tmp_path / "plain.xlsx")
    content = rezipped((tmp_path / "plain.xlsx").read_bytes(), lambda _, part: part.replace(b"MADE UP HERE", escaped.encode()))
    (tmp_path / "made up.xlsx").write_bytes(content)
    result = _run("check", tmp_path / "made up.xlsx", "--folder", made_demo)
    assert result.exit_code == 1
    assert "made up " in result.stdout
    assert [letter for letter in result.stdout if not letter.isprintable() and letter != "\n"] == []


def test_the_demo_says_what_it_made(tmp_path: Path) -> None:
    result = _run("demo", "made-up", "--folder", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.count("5 workbooks") == 2
    _assert_clean(result)
    _assert_told(_run("demo", "made-up", "--folder", tmp_path), 3, "'made-up'")


def test_the_schemas_are_written_or_unchanged(folder: Path) -> None:
    (folder / "schemas" / "2024-25" / "prevent.schema.json").unlink()
    result = _run("schemas", "--folder", folder)
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if line.endswith(" written")] == ["schemas/2024-25/prevent.schema.json  written"]
    assert result.stdout.count("unchanged") == len(result.stdout.splitlines()) - 1


def test_a_second_issue_and_a_second_paper_say_that_nothing_changed(demo_folder: Path) -> None:
    assert _run("issue", PERIOD, "--folder", demo_folder).stdout.count("as issued before") == 5
    _run("assemble", PERIOD, "--folder", demo_folder)
    assert "(unchanged)" in _run("assemble", PERIOD, "--folder", demo_folder).stdout
    assert "edition 1 stands" in _run("assemble", PERIOD, "--final", "--folder", demo_folder).stdout


def test_an_edition_that_differs_is_refused_with_every_change_and_what_publishes_the_next(demo_folder: Path) -> None:
    _correct(demo_folder)
    _assert_told(
        _run("assemble", PERIOD, "--final", "--folder", demo_folder),
        3,
        f"Edition 1 of {PERIOD} was published, and the paper differs from it now:",
        "Robbery, Quarter 1: 126 → 127",
        f"shpdocs assemble {PERIOD} --final --by NAME --because TEXT",
    )
    published = _run("assemble", PERIOD, "--final", *DECIDED, "--folder", demo_folder)
    assert (published.exit_code, "edition 2" in published.stdout, "126 → 127" in published.stdout) == (0, True, True)


def test_a_draft_takes_no_decision(demo_folder: Path) -> None:
    _assert_told(_run("assemble", PERIOD, *DECIDED, "--folder", demo_folder), 2, "--final")


def test_a_paper_with_returns_missing_says_draft_and_whose(demo_folder: Path) -> None:
    drop_return(demo_folder / "output" / PERIOD, "prevent")
    result = _run("assemble", PERIOD, "--folder", demo_folder)
    assert result.exit_code == 0
    assert "DRAFT" in result.stdout
    assert "Prevent Partnership" in result.stdout


def test_an_edited_paper_is_named_as_kept(demo_folder: Path) -> None:
    name = f"{PERIOD} Safer Hillingdon Partnership DRAFT.docx"
    _run("assemble", PERIOD, "--folder", demo_folder)
    (demo_folder / "output" / PERIOD / "papers" / name).write_bytes(b"a made-up edit")
    result = _run("assemble", PERIOD, "--folder", demo_folder)
    assert result.exit_code == 0
    assert f"{name} was edited" in result.stdout


def test_checking_sound_files_ends_with_0_and_warnings_are_told(made_demo: Path) -> None:
    result = _run("check", made_demo / "output" / PERIOD / "inbox", "--folder", made_demo)
    assert result.exit_code == 0
    assert "1 warning" in result.stdout
    _assert_clean(result)


def test_checking_a_file_with_problems_ends_with_1_and_tells_the_cell(made_demo: Path, tmp_path: Path) -> None:
    names = type_into(_filled(made_demo), {ROBBERY: "a made-up lot"}, tmp_path / "made up.xlsx")
    result = _run("check", tmp_path / "made up.xlsx", "--folder", made_demo)
    assert result.exit_code == 1
    assert result.stderr == ""
    assert "made up.xlsx" in result.stdout
    assert names[ROBBERY] in result.stdout
    assert "a made-up lot" in result.stdout
    _assert_clean(result)


def test_collecting_a_file_with_problems_ends_with_1(demo_folder: Path) -> None:
    type_into(_filled(demo_folder), {ROBBERY: -1}, demo_folder / "post" / "made up.xlsx")
    result = _run("collect", PERIOD, demo_folder / "post" / "made up.xlsx", "--folder", demo_folder)
    assert result.exit_code == 1
    assert "not accepted" in result.stdout
    _assert_clean(result)
    assert "made up.xlsx" in _run("status", PERIOD, "--folder", demo_folder).stdout


def test_a_damaged_file_does_not_stop_the_others(demo_folder: Path) -> None:
    (demo_folder / "output" / PERIOD / "inbox" / "damaged.xlsx").write_bytes(b"PK\x03\x04 made up")
    result = _run("collect", PERIOD, "--folder", demo_folder)
    assert result.exit_code == 1
    assert result.stdout.count("in force already") == 5
    assert "damaged.xlsx: not accepted" in result.stdout


def _as_json(result: Result) -> Any:
    printed = json.loads(result.stdout)
    jsonschema.validate(printed, read_schema(shipped("schemas") / "problem-list.schema.json"))
    assert result.stderr == ""
    return printed


def test_check_prints_one_json_object_valid_against_its_schema(made_demo: Path, tmp_path: Path) -> None:
    names = type_into(_filled(made_demo), {ROBBERY: 1.5}, tmp_path / "made up.xlsx")
    result = _run("check", tmp_path / "made up.xlsx", "--json", "--folder", made_demo)
    assert result.exit_code == 1
    (file,) = _as_json(result)["files"]
    assert (file["file"], file["outcome"], file["sub-group"], file["period"]) == ("made up.xlsx", "checked", "serious-violence", PERIOD)
    blocking = [problem for problem in file["problems"] if problem["severity"] == "blocking"]
    assert [(one["code"], one["sheet"], one["cell"], one["entered"]) for one in blocking] == [
        ("not-a-whole-number", "Measures", names[ROBBERY], "1.5")
    ]


def test_collect_prints_one_json_object_valid_against_its_schema(demo_folder: Path) -> None:
    inbox = demo_folder / "output" / PERIOD / "inbox"
    (inbox / "damaged.xlsx").write_bytes(b"PK\x03\x04 made up")
    (inbox / "~$made up.xlsx").write_bytes(b"made up")
    result = _run("collect", PERIOD, "--json", "--folder", demo_folder)
    assert result.exit_code == 1
    assert sorted(file["outcome"] for file in _as_json(result)["files"]) == ["refused", "skipped", *["unchanged"] * 5]


def test_an_empty_inbox_as_json_is_an_empty_list(folder: Path) -> None:
    result = _run("collect", PERIOD, "--json", "--folder", folder)
    assert (result.exit_code, _as_json(result)) == (0, {"files": [], "printed-otherwise": [], "schemas": []})


def test_an_error_with_json_leaves_stdout_empty(tmp_path: Path) -> None:
    _assert_told(_run("collect", PERIOD, "--json", "--folder", tmp_path / "nowhere"), 3, "'nowhere'")


def test_collect_takes_the_period_of_the_settings_if_none_is_named(folder: Path) -> None:
    result = _run("collect", "--folder", folder)
    assert result.exit_code == 0
    assert "output/2024-25-Q2/inbox" in result.stdout


def test_collect_takes_files_without_a_period(demo_folder: Path) -> None:
    result = _run("collect", _filled(demo_folder, period="2024-25-Q2"), "--folder", demo_folder)
    assert result.exit_code == 0
    assert "In force for 2024-25-Q2" in result.stdout


def test_a_period_named_nowhere_is_a_usage_error(folder: Path) -> None:
    path = folder / "shpdocs.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('period = "2024-25-Q2"\n', ""), encoding="utf-8")
    for command in ("status", "collect"):
        _assert_told(_run(command, "--folder", folder), 2, "2024-25-Q2", "shpdocs.toml")


@pytest.mark.parametrize("command", ["issue", "collect", "status", "assemble"])
@pytest.mark.parametrize(
    ("period", "near"),
    [("2024-25-q2", "2024-25-Q2"), ("2024/25 Q2", "2024-25-Q2"), ("2024-26-Q2", "2024-25-Q2"), ("2025-24-Q2", "2025-26-Q2")],
)
def test_a_period_typed_wrong_is_told_the_nearest_right_one(command: str, period: str, near: str, folder: Path) -> None:
    before = tree(folder)
    _assert_told(_run(command, period, "--folder", folder), 2, f"'{period}'", f"Did you mean {near}?")
    assert tree(folder) == before


@pytest.mark.parametrize("command", ["issue", "collect", "status", "assemble"])
def test_a_year_without_definitions_could_not_run_and_names_those_there_are(command: str, folder: Path) -> None:
    before = tree(folder)
    _assert_told(_run(command, "2030-31-Q2", "--folder", folder), 3, "2030-31", "2017-18, 2024-25, 2026-27")
    assert tree(folder) == before


@pytest.mark.parametrize("arguments", [["issue", PERIOD], ["collect", PERIOD], ["status", PERIOD], ["assemble", PERIOD], ["schemas"]])
def test_a_folder_that_is_missing_or_no_partnership_folder_could_not_run(arguments: list[str], tmp_path: Path) -> None:
    _assert_told(_run(*arguments, "--folder", tmp_path / "nowhere"), 3, "'nowhere'", "shpdocs init")
    (tmp_path / "made-up").mkdir()
    _assert_told(_run(*arguments, "--folder", tmp_path / "made-up"), 3, "'made-up'", "shpdocs.toml", "shpdocs init")
    assert list((tmp_path / "made-up").iterdir()) == []


@pytest.mark.parametrize("command", ["check", "collect"])
def test_an_unknown_file_is_told_the_nearest(command: str, demo_folder: Path) -> None:
    wrong = _filled(demo_folder).with_name(f"{PERIOD} serious-violense.xlsx")
    period = [PERIOD] if command == "collect" else []
    _assert_told(_run(command, *period, wrong, "--folder", demo_folder), 2, f"'{wrong.name}'", f"{PERIOD} serious-violence.xlsx?")


def test_a_definition_at_fault_could_not_run_and_names_file_key_and_remedy(folder: Path) -> None:
    path = folder / "workbook_templates" / "2024-25" / "prevent.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("order = 30", "ordr = 30"), encoding="utf-8")
    result = _run("issue", "2024-25-Q1", "--folder", folder)
    _assert_told(result, 3, "workbook_templates/2024-25/prevent.toml", "ordr", "Did you mean order?")


def test_settings_at_fault_could_not_run(folder: Path) -> None:
    (folder / "shpdocs.toml").write_text("partnership = \n", encoding="utf-8")
    _assert_told(_run("issue", "2024-25-Q1", "--folder", folder), 3, "shpdocs.toml", "line 1")


def test_a_damaged_return_in_force_could_not_run_and_names_it(demo_folder: Path) -> None:
    (demo_folder / "output" / PERIOD / "returns" / "prevent.json").write_text("made up", encoding="utf-8")
    _assert_told(_run("assemble", PERIOD, "--folder", demo_folder), 3, "prevent.json", f"shpdocs collect {PERIOD}")


def test_a_file_where_a_folder_is_needed_could_not_run(folder: Path) -> None:
    period = folder / "output" / PERIOD
    period.mkdir(parents=True)
    (period / "issued").write_text("made up", encoding="utf-8")
    _assert_told(_run("issue", PERIOD, "--folder", folder), 3, "'issued'", "file where a folder is needed")


def test_a_folder_in_the_papers_place_could_not_run(folder: Path) -> None:
    (folder / "output" / PERIOD / "papers" / f"{PERIOD} Safer Hillingdon Partnership DRAFT.docx").mkdir(parents=True)
    _assert_told(_run("assemble", PERIOD, "--folder", folder), 3)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "read-only"),
        (errno.EROFS, "cannot be written"),
        (errno.ENOSPC, "disk is full"),
        (errno.EIO, "could not be written or read"),
    ],
)
def test_a_disk_that_refuses_could_not_run_and_says_what_to_do(
    number: int, words: str, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(demo_folder)

    def refuse(path: Path, target: Path) -> Path:
        raise OSError(number, os.strerror(number), str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    (demo_folder / "output" / PERIOD / "issued" / f"{PERIOD} prevent.xlsx").unlink()
    result = _run("issue", PERIOD, "--folder", demo_folder)
    _assert_told(result, 3, words)
    del before[f"output/{PERIOD}/issued/{PERIOD} prevent.xlsx"]
    assert tree(demo_folder) == before


def test_a_file_open_in_another_program_is_named(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Access is denied", str(path), None, str(target))

    drop_return(demo_folder / "output" / PERIOD, "prevent")
    monkeypatch.setattr(Path, "replace", refuse)
    _assert_told(
        _run("assemble", PERIOD, "--folder", demo_folder), 3, f"'{PERIOD} Safer Hillingdon Partnership DRAFT.docx'", "open in another"
    )


def test_an_interrupted_run_ends_with_130(made_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shpdocs.commands.status, "status", interrupt)
    _assert_told(_run("status", PERIOD, "--folder", made_demo), 130, "Interrupted")


def test_a_fault_of_our_own_is_told_without_a_traceback_unless_asked_for(made_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(shpdocs.commands.status, "status", fail)
    monkeypatch.delenv("SHPDOCS_TRACEBACK", raising=False)
    _assert_told(_run("status", PERIOD, "--folder", made_demo), 3, "ZeroDivisionError", "SHPDOCS_TRACEBACK=1")
    monkeypatch.setenv("SHPDOCS_TRACEBACK", "1")
    assert isinstance(_run("status", PERIOD, "--folder", made_demo).exception, ZeroDivisionError)


def test_what_lies_behind_an_error_is_printed_where_it_is_asked_for(made_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ShpdocsError("Made up.", "Nothing to do.") from ZeroDivisionError()

    monkeypatch.setattr(shpdocs.commands.status, "status", fail)
    monkeypatch.setenv("SHPDOCS_TRACEBACK", "1")
    result = _run("status", PERIOD, "--folder", made_demo)
    assert result.exit_code == 3
    assert "ZeroDivisionError" in result.stderr


def _process(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "shpdocs", *map(str, arguments)]
    root = str(Path(shpdocs.__file__).resolve().parent.parent)
    known = os.environ | {"PYTHONPATH": root, "PYTHONWARNINGS": "error"} | environment
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False, env=known)


def test_as_a_program_it_works_in_the_current_folder(made_demo: Path) -> None:
    done = _process("status", PERIOD, cwd=made_demo)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("in force") == 5


def test_as_a_program_its_exit_codes_are_the_same(made_demo: Path, tmp_path: Path) -> None:
    (tmp_path / "damaged.xlsx").write_bytes(b"made up")
    assert _process("check", tmp_path / "damaged.xlsx", cwd=made_demo).returncode == 1
    assert _process("status", "2024-26-Q1", cwd=made_demo).returncode == 2
    assert _process("status", PERIOD, cwd=tmp_path).returncode == 3


def test_as_a_program_in_a_folder_that_is_none_it_names_no_path(tmp_path: Path) -> None:
    done = _process("status", PERIOD, cwd=tmp_path)
    assert done.stdout == ""
    assert "shpdocs.toml" in done.stderr
    assert str(tmp_path) not in done.stderr


def test_as_a_program_json_can_be_piped_on(made_demo: Path) -> None:
    done = _process("check", "output/2017-18-Q3/inbox", "--json", cwd=made_demo)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["files"]) == 5


def test_a_terminal_that_knows_only_ascii_is_no_reason_to_fail(made_demo: Path, tmp_path: Path) -> None:
    type_into(_filled(made_demo), {ROBBERY: "“a made-up lot” – é"}, tmp_path / "made up.xlsx")
    done = _process("check", tmp_path / "made up.xlsx", cwd=made_demo, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert "a made-up lot" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["status", "--help"], ["check", "--help"]])
def test_help_loads_no_library_for_workbooks_papers_or_schemas(arguments: list[str], tmp_path: Path) -> None:
    heavy = ["openpyxl", "docx", "jsonschema", "xlsxwriter", "lxml", "pydantic", "filelock"]
    code = (
        "import sys\nfrom shpdocs.cli.app import app\n"
        f"try:\n    app({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == "[]"


def test_a_file_that_may_not_be_read_is_named_without_its_path(made_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(made_demo / "made-up.xlsx"))

    monkeypatch.setattr(shpdocs.commands.check, "check", refuse)
    _assert_told(_run("check", _filled(made_demo), "--folder", made_demo), 3, "'made-up.xlsx'")


def test_accept_puts_a_held_return_in_force_and_history_reads_it_back(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    held = _run("collect", SMALL_PERIOD, "--folder", small)
    assert held.exit_code == 1
    assert "unsigned.xlsx: waits for a decision, 1 warning" in held.stdout
    assert f"shpdocs accept {SUB_GROUP} {SMALL_PERIOD} --by NAME --because TEXT" in held.stdout
    accepted = _run("accept", SUB_GROUP, SMALL_PERIOD, *DECIDED, "--folder", small)
    assert (accepted.exit_code, accepted.stdout.startswith("unsigned.xlsx: now in force for road-safety")) == (0, True)
    history = _run("history", SMALL_PERIOD, "--sub-group", SUB_GROUP, "--folder", small)
    assert "accepted for road-safety by A made-up officer, because: A made-up reason" in history.stdout
    assert "issued to prevent" not in history.stdout
    again = _run("collect", SMALL_PERIOD, "--folder", small)
    assert "in force already, 1 warning, accepted by A made-up officer: A made-up reason" in again.stdout
    assert again.exit_code == 0


def test_accept_without_a_reason_or_with_problems_is_a_usage_error(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    _run("collect", SMALL_PERIOD, "--folder", small)
    nobody = _run("accept", SUB_GROUP, SMALL_PERIOD, "--folder", small)
    assert (nobody.exit_code, "--by NAME --because TEXT" in nobody.stderr) == (2, True)
    blocking = _run("accept", SUB_GROUP, SMALL_PERIOD, "--by", "A made-up officer", "--because", "Made up", "--folder", small)
    assert (blocking.exit_code, "must be put right" in blocking.stderr) == (2, True)


def test_history_as_json_keeps_to_its_schema(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    _run("collect", SMALL_PERIOD, "--folder", small)
    _run("accept", SUB_GROUP, SMALL_PERIOD, "--by", "A made-up officer", "--because", "Made up", "--folder", small)
    printed = json.loads(_run("history", SMALL_PERIOD, "--json", "--folder", small).stdout)
    jsonschema.validate(printed, read_schema(shipped("schemas") / "history.schema.json"))
    assert [event["event"] for event in printed["events"] if event["sub-group"] == SUB_GROUP] == [
        "issued", "held", "queried", "drafted", "accepted", "in-force",
    ]  # fmt: skip


def test_check_says_whose_return_a_file_is_and_that_it_lies_in_another_inbox(small: Path) -> None:
    path = returned(small, "clean.xlsx", {})
    plain = _run("check", path, "--folder", small)
    assert (plain.exit_code, plain.stdout) == (0, f"clean.xlsx: road-safety {SMALL_PERIOD}, no problems\n")
    elsewhere = small / "output" / "2024-25-Q3" / "inbox" / "clean.xlsx"
    elsewhere.parent.mkdir(parents=True)
    elsewhere.write_bytes(path.read_bytes())
    strayed = _run("check", elsewhere, "--folder", small)
    assert "lies in the inbox of 2024-25-Q3" in strayed.stdout


def test_an_empty_folder_is_told_as_such(small: Path) -> None:
    empty = small / "empty"
    empty.mkdir()
    assert _run("check", empty, "--folder", small).stdout == "There is no file in the folders named.\n"
    assert _run("collect", SMALL_PERIOD, empty, "--folder", small).stdout.startswith("There is no file in the folders named.\n")


def test_a_draft_with_nothing_missing_says_how_to_make_it_final(demo_folder: Path) -> None:
    told = _run("assemble", PERIOD, "--folder", demo_folder).stdout
    assert f"shpdocs assemble {PERIOD} --final" in told
    assert "--final" not in _run("assemble", PERIOD, "--final", "--folder", demo_folder).stdout


def test_an_appendix_named_wrong_is_a_usage_error(demo_folder: Path) -> None:
    for named in ("FILE.docx", "=FILE.docx", "Title="):
        _assert_told(_run("assemble", PERIOD, "--appendix", named, "--folder", demo_folder), 2, named, "--appendix")
    missing = _run("assemble", PERIOD, "--appendix", "Made up=there is none.docx", "--folder", demo_folder)
    _assert_told(missing, 2, "there is none.docx")


def test_a_profile_that_is_not_there_is_told_with_those_that_are(demo_folder: Path) -> None:
    _assert_told(_run("assemble", PERIOD, "--profile", "made-up", "--folder", demo_folder), 3, "made-up", "select-committee")
