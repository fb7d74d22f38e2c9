"""The disk: one place makes and opens files; what is no file is never waited for; a file that is held is asked for again."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import shpdocs.store.disk
from shpdocs.store.disk import (
    HeldOpenError,
    NoFileError,
    TooLargeError,
    UnreadableError,
    append,
    leads_out,
    open_to_append,
    put_in_place,
    read_file,
    read_if_there,
    write_atomically,
)
from tests.support import ROOT
from tests.support.house import Sources, sources_in

MAKES = re.compile(
    r"\.mkdir\(|\.touch\(|\.write_(?:bytes|text)\(|\.symlink_to\(|\.hardlink_to\(|(?<![\w.])open\(|\.open\(\"|os\.open\(|os\.(?:replace|rename)\(|"
    r"\.rename\(|tempfile|copytree|copyfile|shutil\.(?:copy|move)"
)
READS = re.compile(r"\.read_(?:bytes|text)\(")
# What is none of the disk's: files that ship with the program, the folder that `init` is asked for, and what stands in a working folder.
ELSEWHERE = {
    "store.disk": (MAKES, READS),
    "definitions.shipped": (MAKES, READS),
    "definitions.validator": (READS,),
    "ooxml.vocabulary": (READS,),
    "paper.word.charts": (READS,),
    "paper.word.empty_paper": (READS,),
    "commands.init": (MAKES,),
    "paper.pdf.libreoffice": (MAKES, READS),
    "cli.edge": (MAKES,),
}


def _breaches(sources: Sources) -> list[str]:
    lines = []
    for module, text in sources.items():
        for rule in (MAKES, READS):
            if rule not in ELSEWHERE.get(module, ()):
                lines += [f"{module}: {match[0]}" for match in rule.finditer(text)]
    return lines


def test_one_place_makes_and_opens_files() -> None:
    assert _breaches(sources_in(ROOT / "shpdocs")) == []


@pytest.mark.parametrize("line", ["path.mkdir()", "path.write_bytes(content)", "with open(path) as stream:", "path.read_bytes()"])
def test_a_module_that_opens_files_itself_breaks_the_rule(line: str) -> None:
    assert len(_breaches({"commands.made_up": line})) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_is_no_file_is_an_error_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "device", "folder"):
        with pytest.raises(NoFileError):
            read_file(tmp_path / name)
    with pytest.raises(OSError):
        open_to_append(tmp_path / "pipe")


def test_a_link_is_followed_but_for_a_file_that_the_program_keeps(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"made up")
    (tmp_path / "link").symlink_to("file")
    assert read_file(tmp_path / "link") == b"made up"
    with pytest.raises(UnreadableError):
        read_file(tmp_path / "link", is_ours=True)
    with pytest.raises(OSError):
        open_to_append(tmp_path / "link")


def test_no_more_of_a_file_is_read_than_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1234")
    assert read_file(tmp_path / "file", 4) == b"1234"
    with pytest.raises(TooLargeError):
        read_file(tmp_path / "file", 3)


def test_what_is_not_there_is_none_and_a_link_to_nothing_an_error(tmp_path: Path) -> None:
    assert read_if_there(tmp_path / "gone") is None
    assert read_if_there(tmp_path / "no folder" / "gone") is None
    (tmp_path / "link").symlink_to("gone")
    with pytest.raises(UnreadableError):
        read_if_there(tmp_path / "link")


@pytest.mark.parametrize("link", ["../outside", "/etc", "within/../../outside"])
def test_a_link_that_leads_out_is_known(link: str, tmp_path: Path) -> None:
    (tmp_path / "folder" / "within").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "folder" / "link").symlink_to(link)
    assert leads_out(tmp_path / "folder" / "link", tmp_path / "folder")
    assert not leads_out(tmp_path / "folder" / "within", tmp_path / "folder")


@pytest.mark.parametrize("refusals", [0, 1, 2, 3])
def test_a_file_that_is_held_is_asked_for_again_a_few_times(refusals: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, left = Path.replace, [refusals]

    def refused_at_first(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] >= 0:
            raise PermissionError(13, "made up")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refused_at_first)
    monkeypatch.setattr(shpdocs.store.disk, "PAUSES", (0, 0))
    (tmp_path / "new").write_bytes(b"made up")
    if refusals == 3:
        with pytest.raises(HeldOpenError, match="'file' stands as it was: it is open in another program"):
            put_in_place(tmp_path / "new", tmp_path / "file")
        assert (tmp_path / "new").read_bytes() == b"made up"
    else:
        assert put_in_place(tmp_path / "new", tmp_path / "file").read_bytes() == b"made up"


@pytest.mark.parametrize("write", [append, write_atomically])
def test_a_full_disk_is_told_with_the_file_that_does_not_fit(
    write: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "made up")  # as the system says it of what is open already: without a name

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="made up") as told:
        write(tmp_path / "kept.json", b"made up")
    assert (told.value.errno, told.value.filename) == (errno.ENOSPC, str(tmp_path / "kept.json"))
