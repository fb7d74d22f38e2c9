"""Made-up definitions that are rich in relations, and what their leads count: true numbers, and what of them is typed.

Everything follows from a seed. A family is a measure with what belongs to it: tables that break it down, a part, a total, shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
POPULATION = 4_000  # of a made-up estate: what the rates are counted against


class Cell(NamedTuple):
    """A number that is asked, or that stands behind one: the figure or base of a measure, a cell of a table.

    `column` of a measure is 'figure', 'base' or 'above' (the count that a percentage stands for); that of a table's hidden count
    behind a share is 'above'.
    """

    owner: str
    quarter: str
    column: str
    row: str = ""


Numbers = dict[Cell, float]


@dataclass(frozen=True)
class Rule:
    """What is small: below `threshold`, 0 too if `zero` is 'suppress'; `upper` is how far above it values must be left."""

    threshold: int = 5
    round_to: int = 0
    zero: str = "show"
    upper: int = 0


@dataclass(frozen=True)
class MadeTable:
    """A table: keys of its rows (the total last, if it has one) and of its columns, and how it belongs to its measure."""

    key: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    total: str = ""
    total_column: str = ""
    link: str = "after"  # 'after', 'sums-to', 'all' or 'some'
    shares_only: bool = False
    adds_up: bool = True

    @property
    def leaves(self) -> tuple[tuple[str, str], ...]:
        """Row and column of each cell that is no total."""
        return tuple((row, column) for row in self.rows if row != self.total for column in self.columns if column != self.total_column)


@dataclass(frozen=True)
class Family:
    """A measure and what belongs to it. Its name begins every key: 'a', 'a-part', 'a-one'."""

    name: str
    quarters: str
    rule: Rule
    part_rule: Rule
    tables: tuple[MadeTable, ...] = ()
    has_part: bool = False
    has_total: bool = False
    has_share: bool = False
    has_declared_share: bool = False
    has_rate: bool = False
    other_is_kept: bool = False


Atoms = Mapping[tuple[str, ...], int]


def made_family(random: Random, name: str, rule: Rule) -> Family:
    """A family of any shape."""
    chance = random.random
    tables = tuple(_made_table(random, f"{name}-{number}", number == "one") for number in ("one", "two")[: random.choice((0, 1, 1, 1, 2))])
    stricter = replace(rule, threshold=rule.threshold + 5) if chance() < 0.1 and not rule.round_to else rule
    has_part = chance() < (0.4 if tables else 0.8)
    return Family(
        name,
        random.choice(("sum", "to-date", "level")),
        stricter,
        rule,
        tables,
        has_part=has_part,
        has_total=chance() < 0.25,
        has_share=chance() < 0.25,
        has_declared_share=has_part and chance() < 0.3,
        has_rate=chance() < 0.15,
        other_is_kept=chance() < 0.3,
    )


def _made_table(random: Random, key: str, may_be_wide: bool) -> MadeTable:
    chance = random.random
    rows = tuple(f"r{number}" for number in range(random.choice((2, 3, 3, 4, 5))))
    if may_be_wide and chance() < 0.15:
        return MadeTable(key, rows, ("share",), shares_only=True, link=random.choice(("after", "all")))
    wide = may_be_wide and chance() < 0.35
    columns = ("men", "women", "everyone") if wide else ("people",)
    total = "all" if chance() < 0.5 else ""
    link = random.choice(("after", "after", "sums-to", "all", "some"))
    adds_up = link != "some" and (link != "after" or chance() < 0.6)
    return MadeTable(key, (*rows, *([total] if total else [])), columns, total, "everyone" if wide else "", link, adds_up=adds_up)


def counted(random: Random, threshold: int) -> int:
    """How many people somebody counts: often few."""
    kind = random.random()
    if kind < 0.38:
        return random.randrange(1, threshold)
    if kind < 0.48:
        return 0
    return random.randint(threshold, 15) if kind < 0.82 else random.randint(16, 40)


def shared_out(random: Random, whole: int, among: int) -> list[int]:
    """A whole in so many pieces, none below 0, some of them small."""
    pieces = []
    for left in range(among - 1, 0, -1):
        piece = min(whole, random.choice((0, 1, 2, 3, 4, whole // (left + 1), random.randint(0, whole))))
        pieces.append(piece)
        whole -= piece
    pieces.append(whole)
    random.shuffle(pieces)
    return pieces


def made_atoms(random: Random, family: Family) -> dict[tuple[str, ...], int]:
    """What came in a quarter: the numbers from which all others of the family follow."""
    threshold = family.rule.threshold
    atoms: dict[tuple[str, ...], int] = {}
    first = next((table for table in family.tables[:1] if not table.shares_only), None)
    if first:
        atoms |= {(first.key, *leaf): counted(random, threshold) for leaf in first.leaves}
    inside = sum(atoms.values())
    atoms["rest",] = 0 if first and first.adds_up else counted(random, threshold) if first else random.choice((0, 3, 8, 21, 34))
    whole = atoms["whole",] = inside + atoms["rest",]
    for table in family.tables:
        if table is not first:
            held_out = 0 if table.adds_up else min(whole, counted(random, threshold))
            pieces = shared_out(random, whole - held_out, len(table.leaves))
            atoms |= {(table.key, *leaf): piece for leaf, piece in zip(table.leaves, pieces, strict=True)}
    near = random.choice((whole - counted(random, threshold), counted(random, threshold), random.randint(0, whole)))
    atoms["part",] = max(0, min(whole, near))
    atoms["other",] = counted(random, threshold)
    base = atoms["base",] = random.randint(4, 40)
    atoms["above",] = max(0, min(base, random.choice((base - counted(random, threshold), random.randint(0, base)))))
    return atoms


def numbers_of(family: Family, quarter: str, atoms: Atoms) -> tuple[Numbers, Numbers]:
    """The true counts of a quarter, those behind shares too, and what is typed."""
    true = _measures_of(family, quarter, atoms)
    for table in family.tables:
        true |= _cells_of(table, quarter, atoms)
    return true, {cell: value for cell, value in true.items() if cell.column != "above"} | shares_in(family, quarter, true)


def _measures_of(family: Family, quarter: str, atoms: Atoms) -> Numbers:
    name, true = family.name, Numbers()
    true[Cell(name, quarter, "figure")] = atoms["whole",]
    if family.has_part:
        true[Cell(f"{name}-part", quarter, "figure")] = atoms["part",]
    if family.has_total:
        true[Cell(f"{name}-other", quarter, "figure")] = atoms["other",]
        true[Cell(f"{name}-total", quarter, "figure")] = atoms["whole",] + atoms["other",]
    if family.has_share:
        true[Cell(f"{name}-share", quarter, "base")] = atoms["base",]
        true[Cell(f"{name}-share", quarter, "above")] = atoms["above",]
    return true


def shares_in(family: Family, quarter: str, true: Mapping[Cell, float]) -> Numbers:
    """The percentages and rates that follow from the true counts, as a lead types them: to one decimal."""
    name, typed = family.name, Numbers()
    whole = true[Cell(name, quarter, "figure")]
    if family.has_share:
        share = Cell(f"{name}-share", quarter, "figure")
        typed[share] = _percentage(true[share._replace(column="above")], true[share._replace(column="base")])
    if family.has_declared_share:
        typed[Cell(f"{name}-of", quarter, "figure")] = _percentage(true[Cell(f"{name}-part", quarter, "figure")], whole)
    if family.has_rate:
        typed[Cell(f"{name}-rate", quarter, "figure")] = round(1_000 * whole / POPULATION, 1)
    for table in family.tables:
        if table.shares_only:
            counts = {cell: value for cell, value in true.items() if cell.owner == table.key}
            typed |= {cell._replace(column="share"): _percentage(value, whole) for cell, value in counts.items()}
    return typed


def _percentage(above: float, base: float) -> float:
    return round(100 * above / base, 1) if base else 0.0


def _cells_of(table: MadeTable, quarter: str, atoms: Atoms) -> Numbers:
    columns = ("above",) if table.shares_only else table.columns
    cells = {
        Cell(table.key, quarter, "above" if table.shares_only else column, row): float(atoms[table.key, row, column])
        for row, column in table.leaves
    }
    if table.total_column:
        for row in table.rows:
            if row != table.total:
                cells[Cell(table.key, quarter, table.total_column, row)] = sum(
                    value for cell, value in cells.items() if cell.row == row and cell.column != table.total_column
                )
    if table.total:
        for column in columns:
            cells[Cell(table.key, quarter, column, table.total)] = sum(value for cell, value in cells.items() if cell.column == column)
    return cells
