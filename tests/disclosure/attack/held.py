"""A made-up year's papers in a reader's hands, beside the truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.disclosure.attack.asked import Asked, read_asked
from tests.disclosure.attack.definition_texts import SUB_GROUP, YEAR
from tests.disclosure.attack.equations import Held, Mark, counts_people, held_by_reader, rule_of, versions_of
from tests.disclosure.attack.made_up import Cell
from tests.disclosure.attack.reading import Seen, Shown, read_paper
from tests.disclosure.attack.returned import ComesIn, by_workbook
from tests.disclosure.attack.solver import Attack
from tests.disclosure.attack.system import Sought, System, Unknown
from tests.disclosure.attack.years import MadeYear, OutPaper, Step, through_commands


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
        return self._held(self.held, knows_marks)

    def nothing_shown(self, knows_marks: bool) -> System:
        """What the same reader would hold if every number were withheld but the zeros, which the rule shows: no choice can leave more."""
        return self._held([self._withheld(paper) for paper in self.held], knows_marks)

    def is_said(self, sought: Sought, value: int, knows_marks: bool) -> bool:
        """Whether a value that is ruled out was so by papers before, whatever the one withheld that did it, and whether that was said."""
        for number, paper in enumerate(self.held):
            before = self.held[:number]
            if not self._is_possible(sought, value, [*before, paper], knows_marks):
                return not self._is_possible(sought, value, [*before, self._withheld(paper)], knows_marks) and self._says(number, sought)
        return False

    def _held(self, papers: list[Held], knows_marks: bool) -> System:
        mark: Callable[[Unknown], Mark] | None = self._mark if knows_marks else None
        return held_by_reader(self.asked, [replace(paper, mark=mark) for paper in papers])

    def _withheld(self, paper: Held) -> Held:
        """A paper of which nothing is shown but the zeros."""
        cells = {cell: Shown(0) if self._shows_zero(cell, shown) else Shown(None) for cell, shown in paper.seen.cells.items()}
        return replace(paper, seen=Seen(paper.seen.quarter, cells, {}))

    def _is_possible(self, sought: Sought, value: int, papers: list[Held], knows_marks: bool) -> bool:
        """Whether who holds these papers, and what is tied by them, can think this value of the sought number possible."""
        system = self._held(papers, knows_marks)
        system.seek(sought.name, dict(sought.form), sought.low, sought.high, sought.reach)
        return Attack(system).world(sought, value, value) is not None

    def _says(self, number: int, sought: Sought) -> bool:
        """Whether of a number that the sought one is made of the command said that it was narrowed down before."""
        cells = [unknown.cell for unknown, _ in sought.form]
        answers = {(f"{SUB_GROUP}/{_pointer(cell)}", f"{YEAR}-{cell.quarter}") for cell in cells}
        return any((answer, period) in answers for answer, period in self.papers[number].said)

    def _shows_zero(self, cell: Cell, shown: Shown) -> bool:
        return counts_people(self.asked, cell) and shown.number == 0 and rule_of(self.asked, cell).zero == "show"

    def _mark(self, unknown: Unknown) -> Mark:
        rule, value = rule_of(self.asked, unknown.cell), self.true[unknown]
        if (0 if rule.zero == "suppress" else 1) <= value < rule.threshold:
            return "small"
        return "large" if value else "zero"


def _pointer(cell: Cell) -> str:
    return f"tables/{cell.owner}/{cell.row}/{cell.column}" if cell.row else f"measures/{cell.owner}"


def out_year(year: MadeYear, root: Path, comes_in: ComesIn = by_workbook) -> OutYear:
    """The papers of a year that went through the commands."""
    papers = through_commands(year, root, comes_in)
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
