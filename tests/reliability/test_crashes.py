"""Fault runs: whatever cuts a run short, what is in force is whole, old or new, and the next run goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

import shpdocs.store.folder
from tests.reliability.crashes import Figures, run, runs
from tests.reliability.crashes.steps import KILLED, Plan
from tests.reliability.crashes.steps import run as run_alone

pytestmark = pytest.mark.slow

SEED = 20_242
KINDS = 31


@pytest.fixture(scope="module")
def figures() -> Figures:
    return run(kills=8, seed=SEED, each=16, rounds=1)


def test_no_run_that_was_cut_short_hindered_or_crossed_does_any_harm(figures: Figures) -> None:
    assert figures.notes == []
    assert figures.harmed == 0


def test_every_kind_of_run_was_made_and_kills_did_cut_runs_short(figures: Figures) -> None:
    assert len(figures.counts) == KINDS
    killed = [count for name, count in figures.counts.items() if "killed before" in name]
    assert [count.cut_short for count in killed] == [count.runs for count in killed]


def test_nothing_is_left_lying_about(figures: Figures) -> None:
    assert figures.leftovers == 0


def test_the_steps_on_the_disk_are_found_and_the_last_one_killed_leaves_nothing_undone_but_itself(tmp_path: Path) -> None:
    world = runs.collecting(tmp_path)
    assert world.steps > 50
    ended = run_alone(list(world.words), world.before, Plan("kill", world.steps))
    assert ended.code == KILLED


def _straight(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(content)


def test_a_store_that_writes_straight_into_its_files_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = runs.collecting(tmp_path)
    monkeypatch.setattr(shpdocs.store.folder, "write_atomically", _straight)
    harmed = (runs.at_step(world, tmp_path / "run", "kill", number).faults for number in range(1, world.steps))  # until one is found
    assert any(harmed)
