"""Files of a period that somebody or something spoiled, over whole commands: what was received and sent, returns in force, drafts.

Each sort is spoiled, deleted, repeated, put back from an older copy, exchanged for another, or something else stands in its place.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from shpdocs.commands.accept import accept
from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import Collected
from shpdocs.commands.collect import collect as take
from shpdocs.commands.decide import exempt
from shpdocs.commands.issue import issue
from shpdocs.commands.status import status
from shpdocs.commands.trace import trace
from shpdocs.commands.verify import verify
from shpdocs.model.errors import RecordError
from shpdocs.model.period import parse_period
from shpdocs.store.drafts import head_of_draft
from tests.support.definition_files import PROFILE_WORDS
from tests.support.small import COLLISIONS, DEFINITION, PERIOD, SUB_GROUP, UNSIGNED, collisions, period_folder, returned

Harm = Callable[[Path], object]


def _other_byte(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def _fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    """A link to the very same bytes: what it leads to may be exchanged at any time."""
    elsewhere = path.rename(path.parents[2] / f"elsewhere {path.name}")
    path.symlink_to(elsewhere)


SPOILT: dict[str, Harm] = {
    "deleted": Path.unlink,
    "one byte flipped": _other_byte,
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "empty": lambda path: path.write_bytes(b""),
    "a pipe": _fifo,
    "a folder": _folder,
    "a link": _link,
}
each_harm = pytest.mark.parametrize("harm", SPOILT.values(), ids=SPOILT)


def _received(folder: Path, name: str = "") -> Path:
    """The copy that was kept of the file received, or of the one of that name."""
    received = {event.file: event.sha256 for event in period_folder(folder).events() if event.event == "received"}
    return period_folder(folder).received.place(received[name] if name else next(iter(received.values())))


def _one(collected: Collected) -> tuple[str, list[str]]:
    (outcome,) = collected.files
    return outcome.outcome, [problem.code for problem in outcome.problems]


@each_harm
def test_a_received_file_that_is_spoiled_is_kept_again_from_the_inbox_and_what_stood_there_is_named(harm: Harm, small: Path) -> None:
    returned(small, "clean.xlsx", {})
    take(small, PERIOD)
    kept = _received(small)
    content = kept.read_bytes()
    harm(kept)
    is_gone = not kept.is_symlink() and not kept.exists()
    assert _one(take(small, PERIOD)) == ("unchanged", [] if is_gone else ["kept-copy-spoiled"])
    assert kept.is_file()
    assert not kept.is_symlink()
    assert kept.read_bytes() == content
    assert len(list((kept.parent / "spoiled").glob("*"))) == (0 if is_gone else 1)
    assert _one(take(small, PERIOD)) == ("unchanged", [])


@each_harm
def test_a_held_file_that_is_spoiled_cannot_be_accepted(harm: Harm, small: Path) -> None:
    take(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    harm(_received(small))
    with pytest.raises(RecordError):
        accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="Made up")
    assert collisions(small) is None


def test_another_workbook_in_the_place_of_a_held_one_cannot_be_accepted(small: Path) -> None:
    take(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    other = returned(small, "other.xlsx", UNSIGNED | {COLLISIONS: 99}, at="elsewhere")
    shutil.copy(other, _received(small))
    with pytest.raises(RecordError):
        accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="Made up")
    assert collisions(small) is None


@each_harm
def test_of_a_received_file_of_which_no_good_copy_is_left_nothing_is_said_and_the_others_are_collected(harm: Harm, small: Path) -> None:
    take(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    harm(_received(small))
    (small / "output" / PERIOD / "inbox" / "notes.txt").write_bytes(b"Made up.")
    collected = take(small, PERIOD)
    assert [outcome.file for outcome in collected.files] == ["notes.txt"]
    status = next(status for status in collected.report.statuses if status.sub_group == SUB_GROUP)
    assert (status.state, [problem.code for problem in status.problems if problem.severity == "blocking"]) == ("held", ["received-gone"])


@each_harm
def test_a_return_that_cannot_be_compared_with_what_was_sent_waits_for_a_decision(harm: Harm, small: Path) -> None:
    returned(small, "clean.xlsx", {})
    for copy in (small / "output" / PERIOD / "sent").glob("*.xlsx"):
        harm(copy)
    outcome, codes = _one(take(small, PERIOD))
    assert (outcome, codes.count("sent-copy-gone")) == ("held", 1)


RETURN = f"output/{PERIOD}/returns/{SUB_GROUP}.json"
_PROFILE = """
title = "MADE-UP PAPER"
committee = "Made-up Committee"
author = "Made-up Partnership"

{words}
[[sections]]
kind = "text"
heading = "UPDATE"
content = [{ from = ["road-safety/update"] }]

[[sections]]
kind = "text"
heading = "BACKGROUND PAPERS"
content = [{ from = ["prevent/update"] }]
""".replace("{words}", PROFILE_WORDS)


@pytest.fixture
def in_force(small: Path) -> Path:
    """The small partnership with a return in force, the second of two, and a paper of one section that prints it."""
    templates = small / "workbook_templates" / "2024-25"
    (templates / "paper.toml").write_text(_PROFILE, encoding="utf-8")
    (templates / "prevent.toml").write_text(DEFINITION.replace("Road Safety Group", "Prevent Group"), encoding="utf-8")
    take(small, PERIOD, [returned(small, "first.xlsx", {COLLISIONS: 46}, at="post")])
    take(small, PERIOD, [returned(small, "second.xlsx", {}, at="post")])
    return small


def _edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"value": 47', b'"value": 11'))


def _older(path: Path) -> None:
    (replaced,) = (path.parent / "replaced").iterdir()
    path.write_bytes(replaced.read_bytes())


def _with(key: str, value: object) -> Harm:
    return lambda path: path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {key: value}), encoding="utf-8")


SPOILT_RETURNS: dict[str, Harm] = SPOILT | {
    "a figure edited": _edited,
    "an older one": _older,
    "a mark before it": lambda path: path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes()),
    "twice": lambda path: path.write_bytes(path.read_bytes() * 2),
    "nested deeply": lambda path: path.write_bytes(b"[" * 100_000),
    "answers typed wrongly": _with("answers", 5),
    "a newer format": _with("format", 2),
    "another sub-group's": _with("sub-group", "prevent"),
}


@pytest.mark.parametrize("harm", SPOILT_RETURNS.values(), ids=SPOILT_RETURNS)
def test_nothing_is_made_of_a_return_that_is_not_the_one_in_force_until_collecting_mends_it(harm: Harm, in_force: Path) -> None:
    path = in_force / RETURN
    content = path.read_bytes()
    harm(path)
    commands: tuple[Callable[[], object], ...] = (
        lambda: assemble(in_force, PERIOD),
        lambda: assemble(in_force, PERIOD, final=True),
        lambda: status(in_force, PERIOD),
        lambda: issue(in_force, "2024-25-Q3"),
    )
    for command in commands:
        with pytest.raises(RecordError) as caught:
            command()
        assert [fault.file for fault in caught.value.faults] == [RETURN]
        assert f"shpdocs collect {PERIOD}" in caught.value.remedy
    assert not list((in_force / "output" / PERIOD).glob("papers/*"))
    assert [fault.file for fault in verify(in_force).faults] == [RETURN]
    collected = take(in_force, PERIOD)
    assert ([fault.file for fault in collected.mended], collected.faults) == ([RETURN], ())
    assert path.read_bytes() == content
    assert verify(in_force).faults == ()
    assert take(in_force, PERIOD).mended == ()


def test_what_stood_in_the_place_of_a_return_in_force_is_kept(in_force: Path) -> None:
    path = in_force / RETURN
    _edited(path)
    edited = path.read_bytes()
    take(in_force, PERIOD)
    assert edited in [kept.read_bytes() for kept in (path.parent / "replaced").iterdir()]


def test_a_return_of_which_the_ledger_knows_nothing_is_set_aside(in_force: Path) -> None:
    stranger = in_force / "output" / PERIOD / "returns" / "prevent.json"
    _with("sub-group", "prevent")(Path(shutil.copy(in_force / RETURN, stranger)))
    with pytest.raises(RecordError) as caught:
        assemble(in_force, PERIOD)
    assert [fault.file for fault in caught.value.faults] == [f"output/{PERIOD}/returns/prevent.json"]
    assert len(take(in_force, PERIOD).mended) == 1
    assert not stranger.exists()
    assert len(list((stranger.parent / "replaced").glob("prevent.*"))) == 1
    assemble(in_force, PERIOD)


def test_a_return_that_cannot_be_mended_is_told_and_the_others_are_collected(in_force: Path) -> None:
    _edited(in_force / RETURN)
    _received(in_force, "second.xlsx").unlink()
    collected = take(in_force, PERIOD)
    assert {fault.file.split("/")[2] for fault in collected.faults} == {"returns", "received"}
    assert collected.mended == ()
    with pytest.raises(RecordError):
        assemble(in_force, PERIOD)
    again = take(in_force, PERIOD, [in_force / "output" / PERIOD / "post" / "second.xlsx"])
    assert ([fault.file for fault in again.mended], again.faults) == ([RETURN], ())
    assemble(in_force, PERIOD)


@each_harm
def test_nothing_is_printed_of_a_return_whose_file_is_not_kept_as_it_came(harm: Harm, in_force: Path) -> None:
    kept = _received(in_force, "second.xlsx")
    harm(kept)
    for final in (False, True):
        with pytest.raises(RecordError) as caught:
            assemble(in_force, PERIOD, final=final)
        assert [fault.file for fault in caught.value.faults] == [f"output/{PERIOD}/received/{kept.name}"]


def _records(folder: Path) -> dict[str, bytes]:
    return {name: (folder / "output" / PERIOD / name).read_bytes() for name in ("ledger.jsonl", "ledger.head")}


def _put_back(folder: Path, records: dict[str, bytes]) -> None:
    for name, content in records.items():
        (folder / "output" / PERIOD / name).write_bytes(content)


def _stopped(folder: Path) -> None:
    """Everything that changes the period, or makes something of its returns, stops."""
    commands: tuple[Callable[[], object], ...] = (
        lambda: assemble(folder, PERIOD),
        lambda: take(folder, PERIOD),
        lambda: exempt(folder, PERIOD, f"{SUB_GROUP}/update", paragraphs=(1,), by="A made-up officer", because="Made up"),
        lambda: issue(folder, PERIOD),
        lambda: trace(folder, PERIOD, "made-up"),
    )
    for command in commands:
        with pytest.raises(RecordError) as caught:
            command()
        assert {fault.file for fault in caught.value.faults} == {f"output/{PERIOD}/ledger.jsonl"}
    assert f"output/{PERIOD}/ledger.jsonl" in {fault.file for fault in verify(folder).faults}


def test_an_older_copy_of_ledger_and_head_is_told_by_a_return_that_was_made_since(small: Path) -> None:
    before = _records(small)
    take(small, PERIOD, [returned(small, "clean.xlsx", {}, at="post")])
    _put_back(small, before)
    _stopped(small)


def test_an_older_copy_without_a_decision_is_told_by_a_draft_though_somebody_edited_it(in_force: Path) -> None:
    before = _records(in_force)
    exempt(in_force, PERIOD, f"{SUB_GROUP}/update", paragraphs=(1,), by="A made-up officer", because="Made up")
    draft = assemble(in_force, PERIOD).path
    edited = docx.Document(str(draft))
    edited.add_paragraph("A made-up remark.")
    edited.save(str(draft))
    _put_back(in_force, before)
    _stopped(in_force)


def test_a_draft_of_another_period_that_somebody_put_among_the_papers_stops_nothing(in_force: Path) -> None:
    draft = assemble(in_force, PERIOD).path
    other = in_force / "output" / "2024-25-Q1" / "papers" / draft.name
    other.parent.mkdir(parents=True)
    shutil.copy(draft, other)
    assert verify(in_force).faults == ()


def test_a_draft_says_how_far_the_ledger_went_and_the_same_returns_give_the_same_draft(in_force: Path) -> None:
    first = assemble(in_force, PERIOD)
    head = period_folder(in_force).ledger_file.head(("assembled",))
    assert head_of_draft(first.path, parse_period(PERIOD)) == head
    assert head.lines == len(period_folder(in_force).events()) - 1
    assert assemble(in_force, PERIOD).outcome == "unchanged"


@pytest.mark.parametrize(
    ("record", "copy"),
    [
        (RETURN, f"output/{PERIOD}/returns/road-safety-LAPTOP.json"),
        (RETURN, f"output/{PERIOD}/returns/road-safety (1).json"),
        ("shpdocs.toml", "shpdocs-LAPTOP.toml"),
        ("workbook_templates/2024-25/prevent.toml", "workbook_templates/2024-25/prevent (A's conflicted copy 2024-11-02).toml"),
        ("workbook_templates/measures/prevent.toml", "workbook_templates/measures/prevent-LAPTOP.toml"),
        ("workbook_templates/2024-25/paper.toml", "workbook_templates/2024-25/paper.sync-conflict-20241102-101010-ABCDEFG.toml"),
    ],
)
def test_nothing_is_published_while_a_copy_lies_beside_a_record(record: str, copy: str, in_force: Path) -> None:
    shutil.copy(in_force / record, in_force / copy)
    for final in (False, True):
        with pytest.raises(RecordError) as caught:
            assemble(in_force, PERIOD, final=final)
        assert [fault.file for fault in caught.value.faults] == [copy]
    assert copy in [fault.file for fault in verify(in_force).faults]
    (in_force / copy).unlink()
    assemble(in_force, PERIOD)
    assert verify(in_force).faults == ()
