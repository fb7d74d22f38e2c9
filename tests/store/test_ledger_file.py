"""The ledger's file and its head: what is recorded is given back, and whatever is not as it was written is told by file and line."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Event, Head
from shpdocs.store.disk import sha256
from shpdocs.store.ledger_file import HEAD, LEDGER, TORN, Ledger
from shpdocs.store.records import event_from, head_bytes, head_from

FIRST = Event("received", "2031-01-01T00:00:00+00:00", "made-up é.xlsx", "ab" * 32)
SECOND = Event("issued", "2031-01-02T00:00:00+00:00", "b.xlsx", "cd" * 32, "prevent", 2, "ef", "12" * 32)
THIRD = Event("refused", "2031-01-03T00:00:00+00:00", "c.xlsx", "cd" * 32, "prevent", problems=3)
ALL = (FIRST, SECOND, THIRD)
SHOWN = "output/2031-32-Q1"


def _ledger(folder: Path) -> Ledger:
    return Ledger(folder, SHOWN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A period's folder whose ledger has three lines."""
    _ledger(tmp_path).record(*ALL)
    return tmp_path


def _lines(folder: Path) -> list[bytes]:
    return (folder / LEDGER).read_bytes().splitlines(keepends=True)


def _write(folder: Path, lines: list[bytes]) -> None:
    (folder / LEDGER).write_bytes(b"".join(lines))


def _places(folder: Path) -> list[str]:
    return [fault.place for fault in _ledger(folder).faults()]


def test_the_ledger_gives_back_what_was_recorded_in_order(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path / "2031-32-Q1")
    assert (ledger.events(), ledger.head(), ledger.faults()) == ((), Head(), ())
    for event in ALL:
        ledger.record(event)
    assert ledger.events() == _ledger(tmp_path / "2031-32-Q1").events() == ALL
    assert len(ledger.path.read_bytes().splitlines()) == 3


@pytest.mark.parametrize("saved", [(b"\n", b"\r\n", b""), (b"\n", b"\n", BOM_UTF8), (b"\n", b"\r\n", BOM_UTF8)], ids=repr)
def test_a_ledger_that_an_editor_saved_is_told_once_and_as_that(folder: Path, saved: tuple[bytes, bytes, bytes]) -> None:
    old, new, start = saved
    (folder / LEDGER).write_bytes(start + (folder / LEDGER).read_bytes().replace(old, new))
    (fault,) = _ledger(folder).faults()
    assert (fault.place, "text editor" in fault.what) == (f"{SHOWN}/{LEDGER}, line 1", True)


def test_reading_makes_no_folder_and_recording_nothing_writes_nothing(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path / "2031-32-Q1")
    ledger.record()
    assert ledger.events() == ()
    assert list(tmp_path.iterdir()) == []


def test_each_line_holds_the_hash_of_the_line_before_and_the_head_that_of_the_last(folder: Path) -> None:
    lines = [line[:-1] for line in _lines(folder)]
    before = [folder.name, sha256(lines[0]), sha256(lines[1])]
    assert [f'"before": "{digest}"'.encode() in line for line, digest in zip(lines, before, strict=True)] == [True] * 3
    assert head_from((folder / HEAD).read_bytes()) == _ledger(folder).head() == Head(3, sha256(lines[2]))


def test_the_head_is_there_before_the_first_line_is(tmp_path: Path) -> None:
    _ledger(tmp_path).mend()
    assert [path.name for path in tmp_path.iterdir()] == [HEAD]
    assert head_from((tmp_path / HEAD).read_bytes()) == Head()


def test_how_far_the_ledger_goes_but_for_papers_does_not_change_with_them(folder: Path) -> None:
    ledger = _ledger(folder)
    before = ledger.head()
    ledger.record(Event("assembled", "2031-01-04", "paper.docx", "ef" * 32))
    assert (ledger.head(("assembled",)), ledger.head().lines) == (before, 4)
    assert _ledger(folder).head(("received", "issued", "refused", "assembled")) == Head()


@pytest.mark.parametrize("name", ["made\u2028up\x85.xlsx", "made\x00up.xlsx", "\r\n.xlsx"])
def test_an_event_with_odd_letters_in_its_words_stays_one_event(name: str, tmp_path: Path) -> None:
    event = replace(FIRST, file=name)
    _ledger(tmp_path).record(event, THIRD)
    assert _ledger(tmp_path).events() == (event, THIRD)


def test_an_event_of_a_file_whose_name_is_no_unicode_is_recorded_all_the_same(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path)
    ledger.record(replace(FIRST, file="\udcff\udcfe.xlsx"))
    assert ledger.events() == _ledger(tmp_path).events() == (replace(FIRST, file="??.xlsx"),)


def test_what_another_run_recorded_meanwhile_is_read_and_chained_to(folder: Path) -> None:
    ledger, other = _ledger(folder), _ledger(folder)
    assert ledger.events() == other.events() == ALL
    other.record(FIRST)
    ledger.record(THIRD)
    other.record(SECOND)
    assert ledger.events() == other.events() == _ledger(folder).events() == (*ALL, FIRST, THIRD, SECOND)


def test_only_what_is_new_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger, read = _ledger(folder), []
    assert ledger.events() == ALL

    def noted(line: bytes) -> tuple[Event, str]:
        read.append(line)
        return event_from(line)

    monkeypatch.setattr("shpdocs.store.chain.event_from", noted)
    assert ledger.events() == ALL
    assert read == []
    _ledger(folder).record(FIRST)
    read.clear()
    assert ledger.events() == (*ALL, FIRST)
    assert len(read) == 1


@pytest.mark.parametrize("tail", [b'{"format": 1, "bef', b"\0" * 40, '{"event": "é'.encode()[:-1], b"\r", None], ids=repr)
def test_a_last_line_that_does_not_end_is_none_yet_and_is_moved_aside_and_recorded_before_anything_is_added(
    tail: bytes | None, folder: Path
) -> None:
    tail = _lines(folder)[1][:-1] if tail is None else tail  # a line but for its end
    with (folder / LEDGER).open("ab") as stream:
        stream.write(tail)
    before = (folder / LEDGER).read_bytes()
    assert (_ledger(folder).events(), _ledger(folder).faults()) == (ALL, ())
    assert (folder / LEDGER).read_bytes() == before
    _ledger(folder).record(THIRD)
    events = _ledger(folder).events()
    assert (events[:3], events[4:]) == (ALL, (THIRD,))
    assert (events[3].event, events[3].file, events[3].sha256, events[3].size) == ("torn", TORN, sha256(tail), len(tail))
    assert (folder / TORN).read_bytes() == tail


def test_torn_lines_are_kept_one_behind_the_other_and_each_is_recorded_once(folder: Path) -> None:
    for tail in (b"made", b"up", b"made"):
        with (folder / LEDGER).open("ab") as stream:
            stream.write(tail)
        _ledger(folder).mend()
        _ledger(folder).mend()
    torn = [event for event in _ledger(folder).events() if event.event == "torn"]
    assert [event.size for event in torn] == [4, 2, 4]
    assert (folder / TORN).read_bytes() == b"madeupmade"


@pytest.mark.parametrize(("kept", "left"), [(b"", b"made up"), (b"ma", b"made up"), (b"made up", b"made up"), (b"made up", b"")])
def test_moving_a_torn_line_aside_can_be_cut_short_anywhere(kept: bytes, left: bytes, folder: Path) -> None:
    with (folder / LEDGER).open("ab") as stream:
        stream.write(left)
    (folder / TORN).write_bytes(kept)
    _ledger(folder).mend()
    events = _ledger(folder).events()
    assert [(event.event, event.size, event.sha256) for event in events[3:]] == [("torn", 7, sha256(b"made up"))]
    assert (folder / TORN).read_bytes() == b"made up"


def test_a_ledger_longer_than_its_head_after_a_crash_is_no_fault_and_the_head_is_brought_up(folder: Path) -> None:
    whole = (folder / HEAD).read_bytes()
    for lines in range(3):
        (folder / HEAD).write_bytes(head_bytes(Head(lines, _hash(folder, lines))))
        assert (_ledger(folder).events(), _ledger(folder).faults()) == (ALL, ())
        _ledger(folder).mend()
        assert (folder / HEAD).read_bytes() == whole


def _hash(folder: Path, number: int) -> str:
    return sha256(_lines(folder)[number - 1][:-1]) if number else ""


def _with(number: int, change: Callable[[bytes], bytes]) -> Callable[[list[bytes]], list[bytes]]:
    return lambda lines: [change(line) if at == number else line for at, line in enumerate(lines, start=1)]


SPOILED: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "first letter of line 1": (_with(1, lambda line: b"#" + line[1:]), "ledger.jsonl, line 1"),
    "first letter of line 2": (_with(2, lambda line: b"#" + line[1:]), "ledger.jsonl, line 2"),
    "first letter of line 3": (_with(3, lambda line: b"#" + line[1:]), "ledger.jsonl, line 3"),
    "a word of line 1": (_with(1, lambda line: line.replace(b"made-up", b"another")), "ledger.jsonl, line 2"),
    "a word of line 2": (_with(2, lambda line: line.replace(b"prevent", b"another")), "ledger.jsonl, line 3"),
    "a word of line 3": (_with(3, lambda line: line.replace(b"prevent", b"another")), "ledger.jsonl, line 3"),
    "line 1 deleted": (lambda lines: lines[1:], "ledger.jsonl, line 1"),
    "line 2 deleted": (lambda lines: [lines[0], lines[2]], "ledger.jsonl, line 2"),
    "line 3 deleted": (lambda lines: lines[:2], "ledger.jsonl"),
    "all lines deleted": (lambda _: [], "ledger.jsonl"),
    "line 2 twice": (lambda lines: [*lines[:2], *lines[1:]], "ledger.jsonl, line 3"),
    "lines in another order": (lambda lines: [lines[1], lines[0], lines[2]], "ledger.jsonl, line 1"),
    "an empty line": (lambda lines: [lines[0], b"\n", *lines[1:]], "ledger.jsonl, line 2"),
    "a byte order mark": (lambda lines: [b"\xef\xbb\xbf" + lines[0], *lines[1:]], "ledger.jsonl, line 1"),
    "carriage returns": (lambda lines: [line.replace(b"\n", b"\r\n") for line in lines], "ledger.jsonl, line 1"),
    "no line ends": (lambda lines: [line.rstrip(b"\n") for line in lines], "ledger.jsonl"),
    "UTF-16": (lambda lines: [b"".join(lines).decode().encode("utf-16")], "ledger.jsonl, line 1"),
    "NUL bytes for all": (lambda lines: [b"\0" * len(b"".join(lines))], "ledger.jsonl"),
    "deeply nested": (_with(2, lambda _: b"[" * 100_000 + b"\n"), "ledger.jsonl, line 2"),
}


@pytest.mark.parametrize(("spoil", "place"), SPOILED.values(), ids=SPOILED)
def test_a_change_of_the_lines_is_a_fault_at_its_place_and_nothing_is_added_then(
    spoil: Callable[[list[bytes]], list[bytes]], place: str, folder: Path
) -> None:
    _write(folder, spoil(_lines(folder)))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert _places(folder)[0] == f"{SHOWN}/{place}"
    ledger = _ledger(folder)
    for reading in (ledger.events, ledger.head, ledger.mend, lambda: ledger.record(FIRST)):
        with pytest.raises(RecordError) as caught:
            reading()
        assert f"{SHOWN}/{place}" in f"{caught.value.what}{caught.value.remedy}"
        assert "ledger.head" in caught.value.remedy
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_every_fault_is_told_each_once(folder: Path) -> None:
    lines = _lines(folder)
    _write(folder, [b"#" + lines[0][1:], lines[1], b"\n", b"{}x\n", lines[2]])
    assert _places(folder) == [f"{SHOWN}/{LEDGER}, line {number}" for number in (1, 3, 4)]
    _write(folder, [b"\n"] * 1_000)
    assert len(_places(folder)) == 20


def test_a_change_is_seen_in_a_ledger_that_was_read_before(folder: Path) -> None:
    ledger = _ledger(folder)
    assert ledger.events() == ALL
    _write(folder, _lines(folder)[:2])
    with pytest.raises(RecordError):
        ledger.events()


def test_an_older_copy_that_comes_with_its_head_while_the_ledger_is_at_work_is_a_fault(folder: Path) -> None:
    older = {path.name: path.read_bytes() for path in folder.iterdir()}
    ledger = _ledger(folder)
    ledger.record(FIRST)
    assert len(ledger.events()) == 4
    for name, content in older.items():
        (folder / name).write_bytes(content)
    assert "at work" in ledger.faults()[0].what
    for name in older:
        (folder / name).unlink()
    assert "at work" in ledger.faults()[0].what


def test_whoever_looks_in_the_middle_of_a_change_looks_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, looks = (folder / LEDGER).read_bytes(), []
    _write(folder, _lines(folder)[1:])

    def looked(record: Path, _: object) -> tuple[str, ...]:
        looks.append(record)
        if len(looks) == 2:
            (folder / LEDGER).write_bytes(whole)
        return ()

    monkeypatch.setattr("shpdocs.store.ledger_file.copies_beside", looked)
    assert _ledger(folder).events() == ALL
    assert len(looks) == 2


def test_an_older_copy_is_a_fault_unless_its_head_came_back_with_it(folder: Path) -> None:
    older = {path.name: path.read_bytes() for path in folder.iterdir()}
    held = _ledger(folder).head()
    _ledger(folder).record(FIRST, SECOND)
    newer = _ledger(folder).head()
    (folder / LEDGER).write_bytes(older[LEDGER])
    assert _places(folder) == [f"{SHOWN}/{LEDGER}"]
    (folder / HEAD).write_bytes(older[HEAD])
    assert _places(folder) == []  # what holds the newer head says it
    ledger = _ledger(folder)
    assert ledger.faults_of_head(held, "a draft") == ()
    assert [fault.place for fault in ledger.faults_of_head(newer, "a draft")] == [f"{SHOWN}/{LEDGER}, line 3"]
    assert "a draft" in ledger.faults_of_head(newer, "a draft")[0].what
    assert ledger.faults_of_head(Head(), "a draft") == ()


@pytest.mark.parametrize("content", [None, b"", b"{", b"null", b"[" * 100_000, b'{"format": 9, "lines": 3, "sha256": ""}', b"\0" * 99])
def test_a_head_that_is_gone_or_garbled_is_a_fault(content: bytes | None, folder: Path) -> None:
    (folder / HEAD).unlink() if content is None else (folder / HEAD).write_bytes(content)
    assert _places(folder) == [f"{SHOWN}/{HEAD}"]


def test_a_ledger_that_is_gone_is_a_fault_with_and_without_its_head(folder: Path) -> None:
    (folder / LEDGER).unlink()
    assert _places(folder) == [f"{SHOWN}/{LEDGER}"]
    (folder / HEAD).unlink()
    assert _places(folder) == []
    for name in (f"sent/{'a' * 64}.xlsx", f"received/{'b' * 64}.docx", "returns/prevent.json"):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(b"made up")
        assert _places(folder) == [f"{SHOWN}/{LEDGER}"]
        (folder / name).unlink()


def test_a_ledger_of_an_older_or_newer_shpdocs_is_told_as_such(folder: Path) -> None:
    lines = _lines(folder)
    _write(folder, [line.replace(b'"format": 1', b'"format": 2') for line in lines])
    (fault,) = _ledger(folder).faults()
    assert "newer shpdocs" in fault.what
    _write(folder, [line.replace(b'"format": 1, ', b"") for line in lines])
    (folder / HEAD).unlink()
    (fault,) = _ledger(folder).faults()
    assert "older shpdocs" in fault.what


@pytest.mark.parametrize("name", [LEDGER, HEAD, TORN])
@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "FIFO"])
def test_what_is_no_file_in_the_place_of_one_is_a_fault_and_nothing_waits_for_it(
    name: str, make: Callable[[Path], None], folder: Path
) -> None:
    (folder / name).unlink(missing_ok=True)
    make(folder / name)
    assert _places(folder) == [f"{SHOWN}/{name}"]


def test_a_file_that_the_disk_does_not_give_is_a_fault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = os.open

    def denied(path: str, *how: int) -> int:
        if Path(path).name == LEDGER:
            raise PermissionError(13, "made up", path)
        return plain(path, *how)

    monkeypatch.setattr(os, "open", denied)
    (fault,) = _ledger(folder).faults()
    assert (fault.place, "may read" in fault.remedy) == (f"{SHOWN}/{LEDGER}", True)


def test_a_line_longer_than_any_is_a_fault_and_is_not_read_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shpdocs.store.chain.LONGEST_LINE", 1_000)
    with (folder / LEDGER).open("ab") as stream:
        stream.write(b"x" * 1_001)
    assert _places(folder) == [f"{SHOWN}/{LEDGER}, line 4"]


def test_a_copy_beside_the_ledger_is_a_fault(folder: Path) -> None:
    (folder / "ledger-LAPTOP.jsonl").write_bytes(b"")
    assert _places(folder) == [f"{SHOWN}/ledger-LAPTOP.jsonl"]


def test_no_full_disk_leaves_a_ledger_that_cannot_be_added_to(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = _ledger(folder)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            ledger.record(FIRST)
    ledger.record(SECOND)
    assert ledger.events() == _ledger(folder).events() == (*ALL, FIRST, SECOND)  # the line was there; only its safety was not sure
