"""What was proved of a paper's suppressed numbers is kept for the next: it is not proved again, and nothing depends on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.decide import publish
from shpdocs.commands.remove_received import remove_received
from shpdocs.commands.verify import verify
from shpdocs.disclosure.choice import Choice, choose
from shpdocs.model.errors import UsageError
from shpdocs.store.edition_places import PROOFS
from tests.support.leads import At
from tests.support.made_secrets import SUB_GROUP, WHO, YEAR, figure, measure, partnership, publishable, quarter_done

Q1 = f"{YEAR}-Q1"
AGES = """
[tables.ages]
title = "Made-up ages"
sheet = "Ages"
after = "arrests"
row-heading = "Age"
total = "all"
rows = { under = "Under 18", young = "18 to 24", rest = "25 and over", all = "All" }

[tables.ages.columns.number]
label = "Number"
kind = "count"
people = true
"""


def _typed(*ages: int) -> dict[At, Any]:
    rows = {"under": ages[0], "young": ages[1], "rest": ages[2], "all": sum(ages)}
    return {At("Ages", f"tables/ages/{row}", "Number"): number for row, number in rows.items()} | {figure("arrests", "Q1"): sum(ages)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter with a small number in a table, of which a draft is made."""
    root = partnership(tmp_path_factory.mktemp("made") / "partnership", measure("arrests") + AGES)
    quarter_done(root, "Q1", _typed(3, 9, 20))
    assemble(root, Q1)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(made, tmp_path / "partnership"))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often the solver is asked, each time that something is disclosed."""
    made: list[int] = []

    def noted(*given: Any) -> Choice:
        choice = choose(*given)
        made.append(choice.calls)
        return choice

    monkeypatch.setattr("shpdocs.disclosure.disclose.choose", noted)
    return made


def _kept(root: Path) -> Path:
    return root / "output" / Q1 / "editions" / PROOFS


def _papers(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in publishable(root, "Q1")}


def test_nothing_is_proved_again_for_the_same_numbers_whatever_is_made_of_them(root: Path, calls: list[int]) -> None:
    drafts = _papers(root)
    assemble(root, Q1)
    assert _papers(root) == drafts
    with pytest.raises(UsageError, match="nothing to decide"):
        publish(root, Q1, f"{SUB_GROUP}/arrests-made-up", **WHO)
    assemble(root, Q1, final=True)
    assert calls == [0, 0, 0]
    assert verify(root).faults == ()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-5]), lambda path: path.write_bytes(b"")])
def test_without_what_was_proved_it_is_proved_again_and_the_paper_is_the_same(
    spoil: Callable[[Path], object], root: Path, calls: list[int]
) -> None:
    before, drafts = _kept(root).read_bytes(), _papers(root)
    spoil(_kept(root))
    assemble(root, Q1)
    assert calls[0] > 0
    assert (_kept(root).read_bytes(), _papers(root)) == (before, drafts)


def test_another_number_is_proved_anew(root: Path, calls: list[int]) -> None:
    before = _kept(root).read_bytes()
    quarter_done(root, "Q1", _typed(3, 9, 21), "again.xlsx")
    assemble(root, Q1)
    assert calls[0] > 0
    assert _kept(root).read_bytes() != before


def test_what_was_proved_goes_with_what_was_received_in_error(root: Path) -> None:
    quarter_done(root, "Q1", _typed(3, 9, 21), "again.xlsx")
    assert _kept(root) in remove_received(root, Q1, "returned.xlsx", **WHO).gone
    assert not _kept(root).exists()


def test_progress_is_told_to_whoever_assembles(root: Path) -> None:
    told: list[tuple[int, int]] = []
    assemble(root, Q1, progress=lambda done, every: told.append((done, every)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 0
