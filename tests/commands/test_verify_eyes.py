"""`shpdocs verify` says who else can read what is kept: on POSIX by permissions, on Windows by the access list that a program gives."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.verify import verify
from shpdocs.commands.verifying.eyes import windows_readers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a first line that names its program")
ME, ADMINISTRATORS, EVERYONE, COLLEAGUE = "S-1-5-21-1-1-1-1001", "S-1-5-32-544", "S-1-1-0", "S-1-5-21-1-1-1-1002"
COLLEAGUES_NAME = "COUNCIL\\A made-up colleague"
FULL, READ, WRITE_ONLY, GENERIC_READ = 2032127, 1179785, 278, -2147483648


def _rule(sid: str, rights: int, name: str = "", denies: int = 0) -> dict[str, Any]:
    return {"sid": sid, "name": name, "rights": rights, "denies": denies}


def _program(folder: Path, *lines: str) -> str:
    """A stand-in for PowerShell."""
    path = folder / "stand-in"
    path.write_text("\n".join([f"#!{sys.executable}", *lines]), encoding="utf-8")
    path.chmod(0o700)
    return str(path)


def _told(folder: Path, *rules: dict[str, Any]) -> list[str]:
    answer = json.dumps({"me": ME, "rules": list(rules)})
    program = _program(folder, "import os, sys", "assert os.path.isdir(os.environ['SHPDOCS_FOLDER'])", f"sys.stdout.write({answer!r})")
    return [fault.what for fault in windows_readers(folder, program)]


def test_what_others_can_read_is_listed_with_what_to_do_and_what_lies_in_a_closed_folder_is_not(small: Path) -> None:
    assert verify(small).notes == ()
    (small / "output").chmod(0o755)
    (small / "output" / "2024-25-Q2" / "issued").chmod(0o755)  # in a folder that is closed
    (note,) = verify(small).notes
    assert (note.file, "0755" in note.what, "chmod go= 'output'" in note.remedy) == ("output", True, True)
    (small / "output" / "2024-25-Q2").chmod(0o711)
    assert [note.file for note in verify(small).notes] == ["output", "output/2024-25-Q2", "output/2024-25-Q2/issued"]
    assert verify(small).faults == ()


def test_in_a_shared_folder_the_group_may_and_others_may_not(small: Path) -> None:
    with (small / "shpdocs.toml").open("a", encoding="utf-8") as settings:
        settings.write("[folder]\nshared = true\n")
    (small / "output").chmod(0o2770)
    assert verify(small).notes == ()
    (small / "output").chmod(0o2775)
    assert [note.file for note in verify(small).notes] == ["output"]


def test_on_windows_those_who_can_read_are_named_but_for_whoever_asks_and_administrators(tmp_path: Path) -> None:
    rules = (
        _rule(ME, FULL),
        _rule(ADMINISTRATORS, FULL),
        _rule(EVERYONE, READ),
        _rule(COLLEAGUE, GENERIC_READ, "COUNCIL\\A made-up colleague"),
    )
    assert _told(tmp_path, *rules) == [f"besides you, these can read it: everyone, {COLLEAGUES_NAME}."]


def test_on_windows_a_right_to_write_and_a_rule_that_denies_let_nobody_read(tmp_path: Path) -> None:
    assert _told(tmp_path, _rule(ME, FULL), _rule(COLLEAGUE, WRITE_ONLY, "made up"), _rule(EVERYONE, READ, denies=1)) == []


def test_an_account_without_a_name_is_told_by_its_number(tmp_path: Path) -> None:
    assert _told(tmp_path, _rule(COLLEAGUE, READ)) == [f"besides you, these can read it: {COLLEAGUE}."]


NO_ANSWERS = {"nothing": "", "words": "print('Zugriff verweigert')", "a failure": "raise SystemExit(1)", "brackets": "print('[' * 100_000)"}


@pytest.mark.parametrize("line", NO_ANSWERS.values(), ids=NO_ANSWERS.keys())
def test_whatever_else_the_program_says_is_told_as_not_found_out(line: str, tmp_path: Path) -> None:
    (fault,) = windows_readers(tmp_path, _program(tmp_path, line))
    assert fault.what == "who can read it could not be found out."
    (fault,) = windows_readers(tmp_path, str(tmp_path / "gone"))
    assert fault.what == "who can read it could not be found out."
    assert stat.S_IMODE(os.stat(tmp_path).st_mode) == 0o700
