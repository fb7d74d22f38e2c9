"""Whose eyes: what stands under output/ is for its owner alone, or for those of a shared folder's group, whatever the umask."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import exempt
from shpdocs.commands.evidence import evidence
from shpdocs.commands.init import init
from shpdocs.commands.schemas import schemas
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.store.disk import open_to_append, write_atomically
from tests.support.few import keep_only
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, UPDATE, WRONG, issued, returned

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has permissions of another sort")


POST = "../../post"  # a folder beside output/: what the officer puts there is not ours


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def _rights(root: Path) -> dict[str, set[int]]:
    """The permissions of what stands within a folder and of itself: those of folders, and those of files."""
    paths = [root, *root.rglob("*")]
    return {
        "folders": {stat.S_IMODE(path.lstat().st_mode) for path in paths if path.is_dir()},
        "files": {stat.S_IMODE(path.lstat().st_mode) for path in paths if not path.is_dir()},
    }


def _quarter(root: Path) -> Iterator[str]:
    """An officer's quarter, as small as can be, command by command: the name of each that was run."""
    keep_only(init(root), "2024-25", "prevent")
    yield "init"
    issued(root)
    yield "issue"
    collect(root, PERIOD, [returned(root, "wrong.xlsx", WRONG, at=POST)])
    yield "collect, with a query"
    collect(root, PERIOD, [returned(root, "right.xlsx", {UPDATE: "A made-up secret"}, at=POST)])
    yield "collect, in force"
    collect(root, PERIOD, [returned(root, "again.xlsx", {COLLISIONS: 48}, at=POST)])
    yield "collect, replaced"
    exempt(root, PERIOD, f"{SUB_GROUP}/update", paragraphs=(7,), by="A made-up officer", because="Made up")
    yield "exempt"
    assemble(root, PERIOD, appendices={"Made-up report": demo_file(EXAMPLE_APPENDIX)}, separate=True)
    yield "assemble"
    evidence(root, PERIOD)
    yield "evidence"


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
def test_nobody_but_the_owner_may_see_what_is_kept_after_any_command(mask: int, tmp_path: Path) -> None:
    root = tmp_path / "partnership"
    with _umask(mask):
        for command in _quarter(root):
            rights = _rights(root / "output")
            assert (command, rights["folders"], rights["files"] - {0o600}) == (command, {0o700}, set())
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_in_a_shared_folder_the_group_may_read_and_write_what_is_kept_and_others_nothing(tmp_path: Path) -> None:
    root = tmp_path / "partnership"
    with _umask(0o077):
        keep_only(init(root), "2024-25", "prevent")
        with (root / "shpdocs.toml").open("a", encoding="utf-8") as settings:
            settings.write("[folder]\nshared = true\n")
        issued(root)
        collect(root, PERIOD, [returned(root, "wrong.xlsx", WRONG, at=POST)])
        assemble(root, PERIOD)
    assert _rights(root / "output") == {"folders": {0o2770}, "files": {0o660}}


def test_the_next_run_puts_right_the_folders_that_an_older_program_made_for_everybody(tmp_path: Path) -> None:
    root = keep_only(init(tmp_path / "partnership"), "2024-25", "prevent")
    issued(root)
    folders = [path for path in (root / "output", *(root / "output").rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o755)
    collect(root, PERIOD)
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


def test_no_file_of_ours_is_for_a_moment_open_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    usual = os.open

    def noted(path: Any, flags: int, mode: int = 0o777, **options: Any) -> int:
        if flags & os.O_CREAT:
            opened.append(mode)
        return usual(path, flags, mode, **options)

    monkeypatch.setattr(os, "open", noted)
    with _umask(0):
        write_atomically(tmp_path / "new" / "made up.json", b"made up")
        open_to_append(tmp_path / "new" / "made up.jsonl").close()
    assert opened == [0o600, 0o600]


def test_what_holds_no_return_has_the_usual_rights(tmp_path: Path) -> None:
    root = init(tmp_path / "partnership")
    (root / "schemas" / "2024-25" / "prevent.schema.json").unlink()
    with _umask(0o022):
        schemas(root)
    assert stat.S_IMODE((root / "schemas" / "2024-25" / "prevent.schema.json").stat().st_mode) == 0o644
