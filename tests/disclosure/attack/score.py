"""A made-up year under attack: what readers of all its papers can work out of the small numbers of people, beside the truth."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.disclosure.attack.held import OutYear, out_year
from tests.disclosure.attack.replay import Replay
from tests.disclosure.attack.returned import ComesIn, by_workbook
from tests.disclosure.attack.solver import Attack, is_exact, possible_values
from tests.disclosure.attack.system import Sought, System, Unknown
from tests.disclosure.attack.years import made_year


@dataclass(frozen=True)
class Score:
    """What came of an attack: how many small numbers there were, and the names of those found exactly or left too few values.

    `kept` are numbers of which a reader who is told which are small would rule values out, that yet are those of another world in which
    the papers are the same: nobody is told so. `said` are numbers that papers before had narrowed down, whatever the paper withheld that
    did it, and of which the command said so to who made it. `withheld` counts the numbers that papers withheld, `printed` those that they
    printed, `solved` the programmes solved.
    """

    small: int = 0
    exact: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    withheld: int = 0
    printed: int = 0
    solved: int = 0
    papers: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.small + other.small,
            self.exact + other.exact,
            self.short + other.short,
            self.kept + other.kept,
            self.said + other.said,
            self.withheld + other.withheld,
            self.printed + other.printed,
            self.solved + other.solved,
            self.papers + other.papers,
        )


@dataclass(frozen=True)
class Attacked:
    """What an attack came to: the sought numbers that are small, those found exactly, and of those left with too few values what is
    ruled out although it could be left."""

    small: tuple[Sought, ...]
    exact: tuple[Sought, ...]
    short: Mapping[Sought, frozenset[int]]
    solved: int


def attacked(system: System, true: Mapping[Unknown, float], most: System) -> Attacked:
    """Attack all that one reader holds. `most` is what he would hold if nothing were shown: it says how many values can be left."""
    wrong = system.contradictions(true)
    assert not wrong, wrong
    targets = tuple(sought for sought in system.sought.values() if sought.is_small(true))
    attack, worlds = Attack(system), [{unknown: int(true[unknown]) for unknown in system.unknowns}]
    possible = possible_values(attack, targets, list[Mapping[Unknown, int]](worlds))
    fewer = [sought for sought in targets if len(possible[sought]) <= sought.reach - sought.low]
    for sought in fewer:
        most.seek(sought.name, dict(sought.form), sought.low, sought.high, sought.reach)
    best = possible_values(Attack(most), fewer, [])
    short = {sought: frozenset(best[sought] - possible[sought]) for sought in fewer if best[sought] - possible[sought]}
    exact = tuple(sought for sought in short if is_exact(attack, sought, int(sought.value(true)), list[Mapping[Unknown, int]](worlds)))
    return Attacked(targets, exact, short, attack.solved)


def score(out: OutYear, knows_marks: bool, replay: Replay) -> Score:
    """Attack a year's papers as one reader. What one who is told the marks rules out is tried in a world of its own."""
    result = attacked(out.system(knows_marks), out.true, out.nothing_shown(knows_marks))
    kept = {sought for sought, lost in result.short.items() if knows_marks and all(replay.keeps(sought, value) for value in lost)}
    said = {
        sought
        for sought, lost in result.short.items()
        if sought not in kept and all(out.is_said(sought, value, knows_marks) for value in lost)
    }
    shown = [number for paper in out.held for number in paper.seen.cells.values()]
    withheld = sum(number.number is None for number in shown)
    name = f"year {replay.year.seed}"
    return Score(
        len(result.small),
        tuple(f"{name}: {sought.label}" for sought in result.exact if sought not in kept | said),
        tuple(f"{name}: {sought.label}" for sought in result.short if sought not in kept | said),
        tuple(f"{name}: {sought.label}" for sought in kept),
        tuple(f"{name}: {sought.label}" for sought in said),
        withheld,
        len(shown) - withheld,
        result.solved,
        len(out.held),
    )


def attack_year(seed: int, comes_in: ComesIn = by_workbook) -> dict[str, Score]:
    """Make up a year, publish it, and attack it as the reader who does not know the marks and as the one who does."""
    year = made_year(seed)
    with tempfile.TemporaryDirectory() as folder:
        out = out_year(year, Path(folder) / "made-up", comes_in)
        replay = Replay(year, out, Path(folder))
        return {reader: score(out, reader == "marks", replay) for reader in ("plain", "marks")}
