"""Files of a period that somebody or something spoiled, over whole commands: what was received and sent, returns in force, drafts.

Each sort is spoiled, deleted, repeated, put back from an older copy, exchanged for another, or something else stands in its place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shpdocs.commands.accept import accept
from shpdocs.commands.collect import Collected
from shpdocs.commands.collect import collect as take
from shpdocs.model.errors import ShpdocsError
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, UNSIGNED, collisions, period_folder, returned

BY = {"by": "A made-up officer", "because": "Made up"}
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


def _received(folder: Path) -> Path:
    (kept,) = period_folder(folder).received.folder.glob("*.xlsx")
    return kept


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
    with pytest.raises(ShpdocsError):
        accept(small, PERIOD, SUB_GROUP, **BY)
    assert collisions(small) is None


def test_another_workbook_in_the_place_of_a_held_one_cannot_be_accepted(small: Path) -> None:
    take(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    other = returned(small, "other.xlsx", UNSIGNED | {COLLISIONS: 99}, at="elsewhere")
    shutil.copy(other, _received(small))
    with pytest.raises(ShpdocsError):
        accept(small, PERIOD, SUB_GROUP, **BY)
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
