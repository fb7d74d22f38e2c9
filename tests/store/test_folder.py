"""The partnership folder: atomic writes, files kept by their hash, returns read back, names for Windows."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest
from msgspec.structs import replace

from shpdocs.model.collection import Judgement
from shpdocs.model.errors import FolderError, RecordError
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, Return, Source, Stamp
from shpdocs.model.workbook import Verdict
from shpdocs.store.disk import UNFINISHED, UnreadableError, sha256, write_atomically
from shpdocs.store.folder import PeriodFolder, open_folder
from shpdocs.store.records import JUDGEMENT_FORMAT, return_bytes, return_from

PERIOD = parse_period("2024-25-Q2")
RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}


IN_FORCE = Event("in-force", "2031-01-01T00:00:00+00:00", "made up.xlsx", "ab" * 32)


def _period(tmp_path: Path) -> PeriodFolder:
    return PeriodFolder(tmp_path / "output" / str(PERIOD), PERIOD)


def _put_in_force(period_folder: PeriodFolder, return_: Return) -> None:
    """Record a return as in force and write it, as a collection does."""
    content, sub_group = return_bytes(return_, period_folder.returns.head()), return_.stamp.sub_group
    with period_folder.locked():
        period_folder.record(replace(IN_FORCE, file=return_.file_name, sub_group=sub_group, return_sha256=sha256(content)))
        period_folder.returns.write(sub_group, content)


def _made_up_return() -> Return:
    stamp = Stamp("Made-up Partnership", "prevent", str(PERIOD), "0123abcdef45", 2)
    answers = {
        "fields": {"update": "Made up: “quoted”, 5 < 6 & more\nsecond line"},
        "measures": {},
        "tables": {"funding": [{"amount": None}]},
    }
    sources = {"/fields/update": Source("ab" * 32, "Update", "B5", "Made up", "@", "narrative")}
    return Return(stamp, "ab" * 32, "made up.xlsx", answers, sources)


def test_a_file_is_written_whole_in_a_folder_that_is_made_for_it(tmp_path: Path) -> None:
    write_atomically(tmp_path / "new" / "file.txt", b"made up")
    assert (tmp_path / "new" / "file.txt").read_bytes() == b"made up"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["file.txt"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_crash_in_the_middle_of_a_write_leaves_the_old_file(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    monkeypatch.setattr(Path, "replace", fail) if step == "replace" else None
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["file.txt"]


def test_an_interrupted_write_leaves_nothing_beside_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(b"old")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("file.txt", b"old")]


def _came(folder: Path, name: str = "made up.xlsx") -> Path:
    path = folder / name
    path.write_bytes(b"made up")
    return path


def test_the_same_bytes_kept_twice_are_one_file_named_by_their_hash(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    assert period_folder.received.keep(_came(tmp_path))[0].stem == sha256(b"made up")
    before = (period_folder.root / "received" / f"{sha256(b'made up')}.xlsx").stat().st_mtime_ns
    assert period_folder.received.keep(_came(tmp_path, "under another name.XLSX"))[0].stem == sha256(b"made up")
    kept = list((period_folder.root / "received").iterdir())
    assert [path.name for path in kept] == [f"{sha256(b'made up')}.xlsx"]
    assert kept[0].stat().st_mtime_ns == before


def test_a_kept_file_cut_short_by_a_crash_is_kept_again_whole(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    name = period_folder.received.keep(_came(tmp_path))[0].stem
    path = period_folder.root / "received" / f"{name}.xlsx"
    path.write_bytes(b"made")
    period_folder.received.keep(_came(tmp_path))
    assert path.read_bytes() == b"made up"


FIRST = Event("received", "2031-01-01T00:00:00+00:00", "made-up é.xlsx", "ab" * 32)
THIRD = Event("refused", "2031-01-03T00:00:00+00:00", "c.xlsx", "cd" * 32, "prevent", problems=3)


def test_a_file_with_an_odd_ending_is_kept_under_a_plain_one(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    name = period_folder.received.keep(_came(tmp_path, "made up." + "x" * 200))[0].stem
    assert (period_folder.root / "received" / f"{name}.file").read_bytes() == b"made up"


def test_a_return_written_is_read_back_the_same(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    assert period_folder.read_return("prevent") is None
    _put_in_force(period_folder, _made_up_return())
    assert period_folder.read_return("prevent") == _made_up_return()


def test_the_returns_of_the_demo_are_read_back_the_same(made_demo: Path, tmp_path: Path) -> None:
    period_folder = open_folder(made_demo).period(PERIOD)
    for sub_group in open_folder(made_demo).sub_groups("2024-25"):
        found = period_folder.read_return(sub_group)
        assert found is not None
        _put_in_force(_period(tmp_path), found)
        assert _period(tmp_path).read_return(sub_group) == found


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "{}", '"made up"', '{"received": 5}'])
def test_a_damaged_return_in_force_is_named_with_its_period_and_remedy(content: str, tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    _put_in_force(period_folder, _made_up_return())
    period_folder.returns.path("prevent").write_text(content, encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        period_folder.read_return("prevent")
    assert "prevent.json" in caught.value.what
    assert "2024-25-Q2" in caught.value.what
    assert "shpdocs collect 2024-25-Q2" in caught.value.remedy


@pytest.mark.parametrize("part", ["answers", "sources", "received", "issue"])
def test_a_return_in_force_that_lacks_a_part_is_damaged(part: str, tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    _put_in_force(period_folder, _made_up_return())
    path = period_folder.returns.path("prevent")
    raw = json.loads(path.read_text(encoding="utf-8"))
    del raw[part]
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(RecordError, match=re.escape("prevent.json")):
        period_folder.read_return("prevent")


@pytest.mark.parametrize("raw", [{"answers": []}, {"answers": "made up"}, {"sources": []}, {"sources": None}])
def test_a_return_in_force_whose_parts_are_of_another_kind_is_damaged(raw: dict[str, object], tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    _put_in_force(period_folder, _made_up_return())
    path = period_folder.returns.path("prevent")
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | raw), encoding="utf-8")
    with pytest.raises(RecordError, match=re.escape("prevent.json")):
        period_folder.read_return("prevent")


def test_a_period_held_by_one_run_is_waited_for_by_the_next(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)

    def second_run() -> None:
        with period_folder.locked():
            period_folder.record(THIRD)

    with ThreadPoolExecutor(1) as threads:
        with period_folder.locked():
            waiting = threads.submit(second_run)
            sleep(0.2)
            period_folder.record(FIRST)
        waiting.result(timeout=30)
    assert period_folder.events() == (FIRST, THIRD)


def test_a_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FolderError) as caught:
        open_folder(tmp_path / "nowhere")
    assert "'nowhere'" in caught.value.what
    assert "shpdocs init" in caught.value.remedy


def test_a_folder_without_settings_is_no_partnership_folder(tmp_path: Path) -> None:
    with pytest.raises(FolderError) as caught:
        open_folder(tmp_path)
    assert "shpdocs.toml" in caught.value.what
    assert "--folder" in caught.value.remedy


def test_windows_accepts_every_name_and_path_the_demo_writes(made_demo: Path) -> None:
    written = [path.relative_to(made_demo) for path in made_demo.rglob("*")]
    assert len(written) > 50
    wrong = [
        str(path)
        for path in written
        if re.search(r'[<>:"\\|?*\x00-\x1f]', path.name)
        or path.name.split(".")[0].lower() in RESERVED
        or path.name.endswith((".", " "))
        or path.name.startswith(" ")
        or len(str(path)) >= 200
    ]
    assert wrong == []


def test_no_two_names_of_the_demo_differ_in_capitals_only(made_demo: Path) -> None:
    written = [str(path.relative_to(made_demo)) for path in made_demo.rglob("*")]
    assert len({name.lower() for name in written}) == len(written)


def test_nothing_half_written_is_left_by_the_demo(made_demo: Path) -> None:
    assert [path.name for path in made_demo.rglob(".writing-*")] == []


def test_a_return_that_is_replaced_is_kept(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    first = _made_up_return()
    _put_in_force(period_folder, first)
    _put_in_force(period_folder, replace(first, answers=first.answers | {"fields": {"update": "A made-up second"}}))
    kept = [path.read_bytes() for path in (period_folder.root / "returns" / "replaced").iterdir()]
    assert [return_from(content)[0] for content in kept] == [first]


def _judgement() -> Judgement:
    return_ = _made_up_return()
    problems = (Problem("not-read", Place("made up.xlsx", "Update", "B9"), "a remark", details={"made-up": "detail"}),)
    return Judgement("made up.xlsx", return_.file, return_.stamp, problems, return_, Verdict(1, 2), "digest")


def test_a_judgement_is_read_back_with_its_grounds_and_is_none_of_the_received_files(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    assert period_folder.read_judgement("ab" * 32) is None
    period_folder.keep_judgement(_judgement(), "grounds")
    assert period_folder.read_judgement("ab" * 32) == (_judgement(), "grounds")
    assert period_folder.received.read("ab" * 32) is None


def _at_every_byte(content: bytes) -> Iterator[bytes]:
    for place in range(len(content)):
        yield content[:place]
        yield content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_a_judgement_that_is_spoiled_at_whatever_byte_is_none(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    period_folder.keep_judgement(_judgement(), "grounds")
    (path,) = (period_folder.received.folder / "judgements").iterdir()
    for spoiled in _at_every_byte(path.read_bytes()):
        path.write_bytes(spoiled)
        assert period_folder.read_judgement("ab" * 32) is None


@pytest.mark.parametrize("content", [b"", b"null", b"[" * 100_000, b'{"format":2}', b"\xff"])
def test_a_judgement_that_is_none_or_of_another_format_is_none(content: bytes, tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    period_folder.keep_judgement(_judgement(), "grounds")
    (path,) = (period_folder.received.folder / "judgements").iterdir()
    path.write_bytes(content)
    assert period_folder.read_judgement("ab" * 32) is None


def test_a_judgement_of_a_later_format_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    period_folder = _period(tmp_path)
    with monkeypatch.context() as later:
        later.setattr("shpdocs.store.records.JUDGEMENT_FORMAT", JUDGEMENT_FORMAT + 1)
        period_folder.keep_judgement(_judgement(), "grounds")
        assert period_folder.read_judgement("ab" * 32) == (_judgement(), "grounds")
    assert period_folder.read_judgement("ab" * 32) is None


@pytest.mark.parametrize("odd", [float("nan"), float("inf"), (1, 2), "\ud800"])
def test_a_judgement_that_could_not_be_read_back_as_it_is_is_not_kept(odd: object, tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    return_ = replace(_made_up_return(), answers={"fields": {"update": odd}, "measures": {}, "tables": {}})
    period_folder.keep_judgement(replace(_judgement(), return_=return_), "grounds")
    assert period_folder.read_judgement("ab" * 32) is None


def test_a_disk_that_takes_no_judgement_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "made up")

    period_folder = _period(tmp_path)
    monkeypatch.setattr(Path, "replace", full)
    period_folder.keep_judgement(_judgement(), "grounds")
    assert period_folder.read_judgement("ab" * 32) is None


def test_a_file_as_received_is_given_back_by_its_hash(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    kept = period_folder.received.keep(_came(tmp_path))[0]
    assert period_folder.received.read(kept.stem) == b"made up"
    assert period_folder.received.read("0" * 64) is None


def test_a_file_the_disk_will_not_give_is_not_kept_and_a_full_disk_is_another_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    period_folder = _period(tmp_path)
    with pytest.raises(UnreadableError):
        period_folder.received.keep(tmp_path / "not there.xlsx")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "made up")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="made up"):
        period_folder.received.keep(_came(tmp_path))
    assert list((period_folder.root / "received").iterdir()) == []


def test_a_file_that_changes_while_it_is_copied_is_kept_under_the_hash_of_what_was_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    period_folder, came = _period(tmp_path), _came(tmp_path)
    monkeypatch.setattr("shpdocs.store.kept_files.digest_and_size", lambda _: ("0" * 64, 5))
    kept = period_folder.received.keep(came)[0]
    assert (kept.stem, kept.read_bytes()) == (sha256(b"made up"), b"made up")


def test_what_a_killed_run_left_half_written_is_taken_away_by_the_next(tmp_path: Path) -> None:
    period_folder = _period(tmp_path)
    left = [period_folder.root / folder / f"{UNFINISHED}made-up" for folder in ("received", "returns", "queries")]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"made up")
    with period_folder.locked():
        assert [path.exists() for path in left] == [False] * 3
