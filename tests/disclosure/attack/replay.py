"""A reader who has the program: which other worlds would have given the very same papers? Each is taken through the commands again."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.disclosure.attack.made_up import Cell
from tests.disclosure.attack.score import OutYear, attacked, out_year
from tests.disclosure.attack.solver import Attack
from tests.disclosure.attack.system import Sought, System, Unknown, Values
from tests.disclosure.attack.years import MadeYear, OutPaper, RefusedError, in_another_world, through_commands

World = Mapping[Unknown, int]


def replayed(year: MadeYear, most: int) -> tuple[int, list[str]]:
    """How many small values were tried in a world of their own, and those for which no world gave the same papers.

    A year's papers are told from others by every word they show. At most so many worlds are taken through the commands.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = out_year(year, Path(folder) / "as-it-was")
        told = texts_of(out.papers)
        alike, patterned = out.system(knows_marks=True), _patterned(out)
        attack, with_pattern = Attack(alike), Attack(patterned)
        with_pattern.stay_near({unknown: out.true.get(unknown, 0) for unknown in patterned.unknowns})
        small = attacked(alike, out.true, out.nothing_shown(knows_marks=True)).small
        seen: list[World] = [{unknown: int(out.true[unknown]) for unknown in alike.unknowns}]
        tried, wrong = 0, []
        for sought in small:
            for value in range(sought.low, sought.high + 1):
                if tried >= most or any(sought.value(world) == value for world in seen) or attack.world(sought, value, value) is None:
                    continue
                tried += 1
                world = with_pattern.world(sought, value, value) or attack.world(sought, value, value)
                assert world is not None
                try:
                    papers = _papers_of(year, out, world, Path(folder) / str(tried))
                except RefusedError:  # a correction that reached no paper no longer fits what it corrects
                    continue
                if papers == told:
                    seen.append(world)
                else:
                    wrong.append(f"year {year.seed}: {sought.label} = {value}, not {sought.value(out.true):.0f}")
    return tried, wrong


def _patterned(out: OutYear) -> System:
    """All that the reader holds, and of every number that is tested whether it is small, 0 or neither: so also of rests and growths."""
    system = out.system(knows_marks=True)
    for number, sought in enumerate(list(system.sought.values())):
        unknown = Unknown(Cell("tested", str(number), "number"), 0)
        system.know(unknown, _pattern(sought, sought.value(out.true)))
        system.line({**dict(sought.form), unknown: -1.0}, 0, 0)
    return system


def _pattern(sought: Sought, true: float) -> Values:
    """What the sought number may be in a world in which it is tested with the same outcome."""
    if sought.low <= true <= sought.high:
        return Values(sought.low, sought.high)
    return Values(0, 0) if true == 0 else Values(sought.high + 1)


def _papers_of(year: MadeYear, out: OutYear, world: World, root: Path) -> list[str]:
    def number(quarter: str, of_return: int, cell: Cell) -> float | None:
        return world.get(Unknown(cell, out.versions[quarter, of_return][cell]))

    return texts_of(through_commands(in_another_world(year, number), root))


def texts_of(papers: list[OutPaper]) -> list[str]:
    """All that papers show: the body of each Word file, as it is written."""
    texts = []
    for paper in papers:
        with zipfile.ZipFile(paper.path) as package:
            texts.append(package.read("word/document.xml").decode())
    return texts
