"""Every sort of line in the ledger, spoiled in every way: whatever reads it stops, names it, publishes nothing and deletes nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from typer.testing import CliRunner, Result

from shpdocs.cli.app import app
from shpdocs.commands.accept import accept
from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import exempt, waive
from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Event, EventName
from shpdocs.model.period import parse_period
from shpdocs.store.folder import PeriodFolder, open_folder
from tests.support.editions import publish_all
from tests.support.few import keep_only
from tests.support.leads import tree
from tests.support.small import PERIOD, SUB_GROUP, UNSIGNED, WRONG, issued, period_folder, returned

BY, WHY = "A made-up officer", "Made up"
WHO = ("--by", BY, "--because", WHY)
UPDATE = f"{SUB_GROUP}/update"
SHOWN = f"output/{PERIOD}/ledger.jsonl"
RECORDS = ("ledger.jsonl", "ledger.head", "ledger.torn")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A period with a line of every sort in its ledger, and a final paper with a Part II."""
    root = keep_only(init(tmp_path_factory.mktemp("recorded") / "partnership"), "2024-25", "prevent")
    issued(root)
    returned(root, "unsigned.xlsx", UNSIGNED)
    collect(root, PERIOD)
    accept(root, PERIOD, SUB_GROUP, by=BY, because=WHY)
    returned(root, "wrong.xlsx", WRONG)
    collect(root, PERIOD)
    waive(root, PERIOD, "prevent", by=BY, because=WHY)
    exempt(root, PERIOD, f"{SUB_GROUP}/collisions", paragraphs=(1,), by=BY, because=WHY)
    exempt(root, PERIOD, f"{SUB_GROUP}/collisions", withdraw=True, by=BY, because=WHY)
    exempt(root, PERIOD, UPDATE, paragraphs=(1,), by=BY, because=WHY)
    publish_all(period_folder(root))
    others = set(get_args(EventName)) - {event.event for event in period_folder(root).events()} - {"torn"}
    with period_folder(root).locked():
        period_folder(root).record(*(Event(name, "2031-01-01", "", "", "prevent", by="Made up") for name in sorted(others)))
    with period_folder(root).ledger.open("ab") as stream:
        stream.write(b"made up: cut short by a crash")
    assert assemble(root, PERIOD, final=True).exempt
    assert {event.event for event in period_folder(root).events()} == set(get_args(EventName))
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder that a test may spoil."""
    return Path(shutil.copytree(made, tmp_path / "partnership"))


@pytest.fixture
def unspoiled(made: Path) -> Iterator[PeriodFolder]:
    """That period itself, its ledger put back after the test."""
    folder = period_folder(made)
    before = {name: (folder.root / name).read_bytes() for name in RECORDS}
    yield folder
    for name, content in before.items():
        (folder.root / name).write_bytes(content)


Lines = list[bytes]
Spoiling = Callable[[Lines, int], Lines]


def _changed(change: Callable[[bytes], bytes]) -> Spoiling:
    return lambda lines, at: [change(line) if number == at else line for number, line in enumerate(lines)]


def _at(old: bytes, new: bytes) -> Spoiling:
    return _changed(lambda line: line.replace(old, new, 1))


SPOILINGS: dict[str, Spoiling] = {
    "its first letter another": _changed(lambda line: b"#" + line[1:]),
    "its last letter another": _changed(lambda line: line[:-2] + b"#\n"),
    "its time another": _at(b'"at": "20', b'"at": "19'),
    "its event another": _changed(lambda line: line.replace(b'"event": "', b'"event": "x', 1)),
    "a blank more": _at(b'"at": ', b'"at":  '),
    "cut in the middle": _changed(lambda line: line[: len(line) // 2] + b"\n"),
    "run together with the next": _changed(lambda line: line[:-1]),
    "deleted": lambda lines, at: [*lines[:at], *lines[at + 1 :]],
    "emptied": _changed(lambda _: b"\n"),
    "twice": lambda lines, at: [*lines[: at + 1], *lines[at:]],
    "moved to the end": lambda lines, at: [*lines[:at], *lines[at + 1 :], lines[at]],
    "moved to the start": lambda lines, at: [lines[at], *lines[:at], *lines[at + 1 :]],
    "the last one there is": lambda lines, at: lines[: at + 1],
    "the first one there is": lambda lines, at: lines[at:],
    "null": _changed(lambda _: b"null\n"),
    "in a list": _changed(lambda line: b"[" + line[:-1] + b"]\n"),
    "an event alone": _changed(lambda _: b'{"event": "waived"}\n'),
    "deeply nested": _changed(lambda _: b'{"format": 1, "before": "", "at": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"),
    "a number for a text": _at(b'"file": "', b'"file": 5, "x": "'),
    "half a letter": _at(b'"file": "', b'"file": "\\ud83d'),
    "no UTF-8": _at(b'"file": "', b'"file": "\xff'),
    "NUL bytes": _changed(lambda line: b"\0" * (len(line) - 1) + b"\n"),
    "a byte order mark": _changed(lambda line: b"\xef\xbb\xbf" + line),
    "a carriage return": _changed(lambda line: line[:-1] + b"\r\n"),
    "without its format": _at(b'"format": 1, ', b""),
    "of a newer format": _at(b'"format": 1', b'"format": 2'),
}


@pytest.mark.parametrize("spoil", SPOILINGS.values(), ids=SPOILINGS)
def test_whatever_line_is_spoiled_in_whatever_way_nothing_is_published_and_nothing_deleted(
    spoil: Spoiling, unspoiled: PeriodFolder, made: Path
) -> None:
    lines = unspoiled.ledger.read_bytes().splitlines(keepends=True)
    sorts = {event.event: number for number, event in enumerate(unspoiled.events())}
    quiet = []
    for name, number in sorts.items():
        spoiled = spoil(lines, number)
        if spoiled == lines:  # the last line moved to the end is no change, nor the first to the start
            continue
        unspoiled.ledger.write_bytes(b"".join(spoiled))
        before = tree(made)
        try:
            assemble(made, PERIOD, final=True)
            quiet.append(name)
        except RecordError as error:
            assert error.faults[0].file == SHOWN
            assert error.faults[0].line in range(number + 3)
            assert "ledger.head" in error.remedy or "version" in error.remedy
        assert tree(made) == before
    assert quiet == []


COMMANDS: dict[str, tuple[str, ...]] = {
    "issue": ("issue", PERIOD),
    "collect": ("collect", PERIOD),
    "accept": ("accept", SUB_GROUP, PERIOD, *WHO),
    "waive": ("waive", SUB_GROUP, PERIOD, *WHO),
    "publish": ("publish", UPDATE, PERIOD, *WHO),
    "exempt": ("exempt", UPDATE, PERIOD, "--paragraph", "1", *WHO),
    "withdraw": ("exempt", UPDATE, PERIOD, "--withdraw", *WHO),
    "assemble": ("assemble", PERIOD),
    "assemble --final": ("assemble", PERIOD, "--final"),
    "assemble --separate": ("assemble", PERIOD, "--separate"),
    "status": ("status", PERIOD),
    "history": ("history", PERIOD),
    "trace": ("trace", "Collisions", PERIOD),
    "check": ("check", f"output/{PERIOD}/inbox/unsigned.xlsx"),
}


def _run(root: Path, name: str) -> Result:
    words = [str(root / word) if word.startswith("output/") else word for word in COMMANDS[name]]
    return CliRunner().invoke(app, [*words, "--folder", str(root)])


def _assert_stopped(root: Path, name: str, place: str) -> None:
    before = tree(root)
    ended = _run(root, name)
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert place in ended.stderr
    assert str(root) not in ended.stderr
    assert "inside shpdocs" not in ended.stderr
    assert tree(root) == before


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_reads_the_ledger_stops_and_writes_nothing(name: str, root: Path) -> None:
    ledger = period_folder(root).ledger
    ledger.write_bytes(ledger.read_bytes().replace(b'{"format": 1', b'#"format": 1', 1))
    _assert_stopped(root, name, f"shpdocs: {SHOWN}, line 1: it is not as shpdocs wrote it, and cannot be read. Put both")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("copy", ["ledger-LAPTOP.jsonl", "ledger (1).head"])
def test_a_copy_that_a_sync_program_left_beside_the_ledger_stops_every_command(copy: str, name: str, root: Path) -> None:
    shutil.copy(period_folder(root).ledger, period_folder(root).root / copy)
    _assert_stopped(root, name, f"output/{PERIOD}/{copy}: it seems to be a copy")


def _without_line_ends(folder: Path) -> None:
    ledger = folder / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b"\n", b""))


def _without_both(folder: Path) -> None:
    (folder / "ledger.jsonl").unlink()
    (folder / "ledger.head").unlink()


OTHER = "2031-32-Q1"


def _of_another_period(folder: Path) -> None:
    with PeriodFolder(folder.parent / OTHER, parse_period(OTHER)).locked():
        PeriodFolder(folder.parent / OTHER, parse_period(OTHER)).record(Event("received", "2031-01-01", "made up", "ab"))
    shutil.copy(folder.parent / OTHER / "ledger.jsonl", folder / "ledger.jsonl")
    shutil.rmtree(folder.parent / OTHER)


def _replace(name: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    def replaced(folder: Path) -> None:
        (folder / name).unlink()
        make(folder / name)

    return replaced


def _link(path: Path) -> None:
    path.symlink_to(path.parent / "collection.html")


WHOLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "the ledger gone": (lambda folder: (folder / "ledger.jsonl").unlink(), "ledger.jsonl: it is gone"),
    "the head gone": (lambda folder: (folder / "ledger.head").unlink(), "ledger.head: it is gone"),
    "both gone": (_without_both, "ledger.jsonl: it is gone, and so is ledger.head"),
    "the ledger empty": (lambda folder: (folder / "ledger.jsonl").write_bytes(b""), "ledger.jsonl: it ends after line 0"),
    "the head empty": (lambda folder: (folder / "ledger.head").write_bytes(b""), "ledger.head: it is not as shpdocs wrote it"),
    "the head nested": (lambda folder: (folder / "ledger.head").write_bytes(b"[" * 9_000), "ledger.head: it is not as shpdocs wrote it"),
    "the head huge": (lambda folder: os.truncate(folder / "ledger.head", 200_000_000), "ledger.head: it is not as shpdocs wrote it"),
    "the head newer": (lambda folder: (folder / "ledger.head").write_bytes(b'{"format": 2}'), "ledger.head: it was written by a newer"),
    "no line ends": (_without_line_ends, "ledger.jsonl: it ends after line 0"),
    "a line of 200 MB": (lambda folder: os.truncate(folder / "ledger.jsonl", 200_000_000), ": it is longer than any line"),
    "of another period": (_of_another_period, f"ledger.jsonl, line 1: it begins the ledger of {OTHER}"),
    "the ledger a folder": (_replace("ledger.jsonl", os.mkdir), "ledger.jsonl: it is no file"),
    "the ledger a FIFO": (_replace("ledger.jsonl", os.mkfifo), "ledger.jsonl: it is no file"),
    "the ledger a link": (_replace("ledger.jsonl", _link), "ledger.jsonl: it is no file"),
    "the head a folder": (_replace("ledger.head", os.mkdir), "ledger.head: it is no file"),
    "the head a FIFO": (_replace("ledger.head", os.mkfifo), "ledger.head: it is no file"),
    "what was torn a FIFO": (_replace("ledger.torn", os.mkfifo), "ledger.torn: it is no file"),
}


@pytest.mark.parametrize(("spoil", "words"), WHOLE.values(), ids=WHOLE)
def test_a_ledger_or_head_that_is_gone_or_no_file_or_anothers_stops_what_publishes_and_what_reads(
    spoil: Callable[[Path], object], words: str, root: Path
) -> None:
    spoil(period_folder(root).root)
    for name in ("assemble --final", "collect", "exempt", "status"):
        ended = _run(root, name)
        assert (ended.exit_code, words in ended.stderr, "inside shpdocs" in ended.stderr) == (3, True, False)


def test_an_older_copy_of_the_ledger_without_its_head_stops_and_told_is_that_lines_are_missing(root: Path) -> None:
    ledger = period_folder(root).ledger
    lines = ledger.read_bytes().splitlines(keepends=True)
    for number in range(1, len(lines)):
        ledger.write_bytes(b"".join(lines[:number]))
        with pytest.raises(RecordError) as caught:
            assemble(root, PERIOD, final=True)
        assert caught.value.what.startswith(f"{SHOWN}: it ends after line {number}, and ledger.head says that it has {len(lines)}")


def test_a_spoiled_ledger_of_an_earlier_quarter_stops_the_paper_that_its_decisions_reach(root: Path) -> None:
    issue(root, "2024-25-Q1")
    earlier = open_folder(root).period(parse_period("2024-25-Q1")).ledger
    earlier.write_bytes(earlier.read_bytes()[1:])
    before = tree(root)
    with pytest.raises(RecordError) as caught:
        assemble(root, PERIOD, final=True)
    assert caught.value.faults[0].place == "output/2024-25-Q1/ledger.jsonl, line 1"
    assert tree(root) == before


def test_what_a_crash_cut_short_is_moved_aside_and_recorded_by_the_next_decision_and_history_tells_it(root: Path) -> None:
    with period_folder(root).ledger.open("ab") as stream:
        stream.write(b'{"format": 1, "before": "')
    assert _run(root, "status").exit_code == 0
    assert _run(root, "withdraw").exit_code == 0
    last, decision = period_folder(root).events()[-2:]
    assert (last.event, last.size, decision.event) == ("torn", 25, "withdrawn")
    assert (period_folder(root).root / "ledger.torn").read_bytes().endswith(b'{"format": 1, "before": "')
    assert "25 bytes" in _run(root, "history").stdout


def test_what_a_crash_cut_short_changes_no_paper(root: Path) -> None:
    draft = assemble(root, PERIOD).path.read_bytes()
    with period_folder(root).ledger.open("ab") as stream:
        stream.write(b"made up")
    again = assemble(root, PERIOD)
    assert (again.outcome, again.path.read_bytes()) == ("unchanged", draft)
    assert period_folder(root).events()[-1].event == "torn"
