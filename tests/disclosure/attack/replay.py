"""A reader who has the program: which other worlds would have given the very same papers? Each is taken through the commands again."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random

from tests.disclosure.attack.held import OutYear
from tests.disclosure.attack.made_up import Cell
from tests.disclosure.attack.returned import RefusedError
from tests.disclosure.attack.solver import Attack
from tests.disclosure.attack.system import Sought, System, Unknown, Values
from tests.disclosure.attack.years import MadeYear, OutPaper, in_another_world, through_commands

World = Mapping[Unknown, int]
WAYS = 4  # of weighing how near a world is


@dataclass
class Replay:
    """A year that came out, and the worlds in which its papers are the same; the folder is for those that are tried.

    Papers are told from others by every word they show. `tried` counts the worlds that were taken through the commands, each with the
    workbooks that its leads would fill in, so that none is one that nobody could have sent.
    """

    year: MadeYear
    out: OutYear
    folder: Path
    tried: int = 0
    alike: list[World] = field(default_factory=list)

    def keeps(self, sought: Sought, value: int) -> bool:
        """Whether the sought number has this value in a world that gives the very same papers: then nobody can rule it out.

        The worlds that are tried are as near to the true one as may be: such in which everything that is tested is as small or as large
        as it is; such in which what is withheld is; and any. Of each kind the nearest, and others that are near.
        """
        if any(sought.value(world) == value for world in self.alike) or sought.value(self.out.true) == value:
            return True
        tried: list[World] = []
        for weights in (None, *map(Random, range(WAYS))):
            for attack in self._readers:
                attack.weigh(weights)
                found = attack.world(sought, value, value)
                world = {unknown: number for unknown, number in found.items() if unknown in self.out.true} if found else {}
                if world and world not in tried:
                    tried.append(world)
                    if self._gives_the_same(world):
                        return True
        return False

    def _gives_the_same(self, world: World) -> bool:
        """Whether the papers of a world are the same, with the corrections that reached no paper or without: no reader knows of them."""
        if any(self._papers_of(world, is_corrected) == self._papers for is_corrected in (True, False)):
            self.alike.append(world)
            return True
        return False

    @cached_property
    def _papers(self) -> list[str]:
        return texts_of(through_commands(self.year, self.folder / "as-it-was"))

    def _papers_of(self, world: World, is_corrected: bool) -> list[str]:
        """The papers of a world; none if it is one that no lead could have sent."""

        def number(quarter: str, of_return: int, cell: Cell) -> float | None:
            return self._in(world, Unknown(cell, self.out.versions[quarter, of_return][cell]), is_corrected)

        self.tried += 1
        try:
            return texts_of(through_commands(in_another_world(self.year, number), self.folder / f"world-{self.tried}"))
        except RefusedError:
            return []

    def _in(self, world: World, unknown: Unknown, is_corrected: bool) -> float | None:
        """What a number comes to in a world. A correction that reached no paper changes the same, if it `is_corrected`, or nothing."""
        seen = next((other for other in _down_from(unknown) if other in world), None)
        if seen is None:
            return None
        changed = self.out.true[unknown] - self.out.true[seen] if is_corrected else 0
        return max(0, world[seen] + changed)

    @cached_property
    def _readers(self) -> tuple[Attack, ...]:
        """Three who hold ever less, each of whom seeks worlds near to the true one."""
        systems: list[tuple[System, Mapping[Unknown, float]]] = [_patterned(self.out)]
        systems += [(self.out.system(knows_marks=knows_marks), {}) for knows_marks in (True, False)]
        attacks = []
        for system, more in systems:
            attack = Attack(system)
            attack.stay_near({unknown: {**self.out.true, **more}[unknown] for unknown in system.unknowns})
            attacks.append(attack)
        return tuple(attacks)


def _down_from(unknown: Unknown) -> Iterator[Unknown]:
    """The number as it stood, and as it stood before each correction."""
    return (Unknown(unknown.cell, version) for version in range(unknown.version, -1, -1))


def _patterned(out: OutYear) -> tuple[System, dict[Unknown, float]]:
    """All that the reader holds, and of every number that is tested whether it is small, 0 or neither: so also of rests and growths.

    Also what each of these comes to.
    """
    system, true = out.system(knows_marks=True), dict[Unknown, float]()
    for number, sought in enumerate(list(system.sought.values())):
        unknown = Unknown(Cell("tested", str(number), "number"), 0)
        true[unknown] = sought.value(out.true)
        if true[unknown] >= 0:
            system.know(unknown, _pattern(sought, true[unknown]))
            system.line({**dict(sought.form), unknown: -1.0}, 0, 0)
    return system, true


def _pattern(sought: Sought, true: float) -> Values:
    """What the sought number may be in a world in which it is tested with the same outcome."""
    if sought.low <= true <= sought.high:
        return Values(sought.low, sought.high)
    return Values(0, 0) if true == 0 else Values(sought.high + 1)


def texts_of(papers: list[OutPaper]) -> list[str]:
    """All that papers show: the body of each Word file, as it is written."""
    texts = []
    for paper in papers:
        with zipfile.ZipFile(paper.path) as package:
            texts.append(package.read("word/document.xml").decode())
    return texts
