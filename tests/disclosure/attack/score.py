"""A made-up year under attack: what readers of all its papers can work out of the small numbers of people, beside the truth."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.disclosure.attack.asked import Asked, read_asked
from tests.disclosure.attack.definition_texts import SUB_GROUP, YEAR
from tests.disclosure.attack.equations import Held, Mark, counts_people, held_by_reader, rule_of, versions_of
from tests.disclosure.attack.made_up import Cell
from tests.disclosure.attack.reading import Seen, Shown, read_paper
from tests.disclosure.attack.solver import Attack, is_exact, possible_values
from tests.disclosure.attack.system import Sought, System, Unknown
from tests.disclosure.attack.years import MadeYear, OutPaper, Step, made_year, through_commands


@dataclass(frozen=True)
class Score:
    """What came of an attack: how many small numbers there were, and the names of those found exactly or left too few values.

    `withheld` counts the numbers that papers withheld, `printed` those that they printed, `solved` the programmes solved.
    """

    small: int = 0
    exact: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    withheld: int = 0
    printed: int = 0
    solved: int = 0
    papers: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.small + other.small,
            self.exact + other.exact,
            self.short + other.short,
            self.withheld + other.withheld,
            self.printed + other.printed,
            self.solved + other.solved,
            self.papers + other.papers,
        )


@dataclass
class OutYear:
    """A year's papers in a reader's hands, with the truth: for scoring, and for what the strictest reader is told."""

    asked: Asked
    held: list[Held]
    true: dict[Unknown, float] = field(default_factory=dict)
    versions: dict[tuple[str, int], dict[Cell, int]] = field(default_factory=dict)
    papers: list[OutPaper] = field(default_factory=list)

    def system(self, knows_marks: bool) -> System:
        """What a reader holds who knows, or does not, which marks stand for small numbers."""
        mark: Callable[[Unknown], Mark] | None = self._mark if knows_marks else None
        papers = [Held(paper.seen, paper.quarters, paper.version, paper.adds_up, mark) for paper in self.held]
        return held_by_reader(self.asked, papers)

    def nothing_shown(self, knows_marks: bool) -> System:
        """What the same reader would hold if every number were withheld but the zeros, which the rule shows: no choice can leave more."""
        mark: Callable[[Unknown], Mark] | None = self._mark if knows_marks else None
        papers = []
        for paper in self.held:
            withheld = {cell: Shown(0) if self._shows_zero(cell, shown) else Shown(None) for cell, shown in paper.seen.cells.items()}
            papers.append(Held(Seen(paper.seen.quarter, withheld, {}), paper.quarters, paper.version, paper.adds_up, mark))
        return held_by_reader(self.asked, papers)

    def _shows_zero(self, cell: Cell, shown: Shown) -> bool:
        return counts_people(self.asked, cell) and shown.number == 0 and rule_of(self.asked, cell).zero == "show"

    def _mark(self, unknown: Unknown) -> Mark:
        rule, value = rule_of(self.asked, unknown.cell), self.true[unknown]
        if (0 if rule.zero == "suppress" else 1) <= value < rule.threshold:
            return "small"
        return "large" if value else "zero"


def out_year(year: MadeYear, root: Path) -> OutYear:
    """The papers of a year that went through the commands."""
    papers = through_commands(year, root)
    asked = read_asked(root / "workbook_templates" / YEAR / f"{SUB_GROUP}.toml", root / "shpdocs.toml")
    returns: dict[str, list[Step]] = {}
    for step in year.steps:
        if step.do == "return":
            returns.setdefault(step.quarter, []).append(step)
    versions = versions_of({quarter: [step.true for step in steps] for quarter, steps in returns.items()})
    result = OutYear(asked, [], versions=versions, papers=papers)
    for (quarter, number), of_cells in versions.items():
        step = returns[quarter][number]
        result.true |= {Unknown(cell, version): step.true[cell] for cell, version in of_cells.items()}
    result.held = [_held(asked, paper, year, returns, versions) for paper in papers]
    return result


def _held(
    asked: Asked, paper: OutPaper, year: MadeYear, returns: Mapping[str, list[Step]], versions: Mapping[tuple[str, int], dict[Cell, int]]
) -> Held:
    of_quarter = {
        quarter: versions[quarter, next(n for n, known in enumerate(returns[quarter]) if known is step)]
        for quarter, step in paper.returns.items()
    }
    adding = {table.key: family.name for family in year.families for table in family.tables}

    def adds_up(key: str, quarter: str) -> bool:
        table, true = asked.tables[key], paper.returns[quarter].true
        if table.get("sums-to") or table.get("rows-are") == "all":
            return True
        column = table.get("total-column") or ("above" if "share" in table["columns"] else next(iter(table["columns"])))
        rows = [row for row in table["rows"] if row != table.get("total")]
        return sum(true[Cell(key, quarter, column, row)] for row in rows) == true[Cell(adding[key], quarter, "figure")]

    seen = read_paper(paper.path, paper.quarter, asked)
    return Held(seen, tuple(sorted(of_quarter)), lambda cell: of_quarter[cell.quarter][cell], adds_up)


@dataclass(frozen=True)
class Attacked:
    """What an attack came to: the sought numbers that are small, those found exactly, those left with too few values."""

    small: tuple[Sought, ...]
    exact: tuple[Sought, ...]
    short: tuple[Sought, ...]
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
    short = tuple(sought for sought in fewer if possible[sought] < best[sought])
    exact = tuple(sought for sought in short if is_exact(attack, sought, int(sought.value(true)), list[Mapping[Unknown, int]](worlds)))
    return Attacked(targets, exact, short, attack.solved)


def score(out: OutYear, knows_marks: bool, name: str = "") -> Score:
    """Attack a year's papers as one reader."""
    result = attacked(out.system(knows_marks), out.true, out.nothing_shown(knows_marks))
    shown = [number for paper in out.held for number in paper.seen.cells.values()]
    withheld = sum(number.number is None for number in shown)
    return Score(
        len(result.small),
        tuple(f"{name}: {sought.label}" for sought in result.exact),
        tuple(f"{name}: {sought.label}" for sought in result.short),
        withheld,
        len(shown) - withheld,
        result.solved,
        len(out.held),
    )


def attack_year(seed: int, most_quarters: int = 4) -> dict[str, Score]:
    """Make up a year, publish it, and attack it as the reader who does not know the marks and as the one who does."""
    year = made_year(seed, most_quarters)
    with tempfile.TemporaryDirectory() as folder:
        out = out_year(year, Path(folder) / "made-up")
    return {reader: score(out, reader == "marks", f"year {seed}") for reader in ("plain", "marks")}
