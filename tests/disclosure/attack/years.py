"""A made-up year: what comes back and what goes out, in order, and the same taken through whole commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from shpdocs import assemble, sent, withdraw
from tests.disclosure.attack.definition_texts import YEAR, write_partnership
from tests.disclosure.attack.made_up import QUARTERS, Cell, Family, Numbers, Rule, made_atoms, made_family, numbers_of, shares_in
from tests.disclosure.attack.returned import BECAUSE, BY, ComesIn, by_workbook

AllAtoms = Mapping[str, Mapping[tuple[str, ...], int]]


@dataclass(frozen=True)
class Step:
    """Something that happens: 'return', 'publish', 'send draft' or 'withdraw', in a quarter, under a profile.

    Of a return, `true` are the counts as they were and `typed` what the lead typed.
    """

    do: str
    quarter: str
    profile: str = ""
    true: Mapping[Cell, float] = field(default_factory=dict)
    typed: Mapping[Cell, float] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeYear:
    """A year with its rule, its families, what the short profile prints, and its steps."""

    seed: int
    rule: Rule
    families: tuple[Family, ...]
    short: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class OutPaper:
    """A paper that others have: its file, its quarter, and by quarter the return that was in force when it was made.

    `said` is what the command said of small numbers that papers before had narrowed down: answer and period of each.
    """

    path: Path
    quarter: str
    returns: Mapping[str, Step]
    said: tuple[tuple[str, str], ...] = ()


def made_year(seed: int, most_quarters: int = 4, most_families: int = 5) -> MadeYear:
    """A year of any shape; the same seed, with the same bounds, gives the same year."""
    random = Random(seed)
    threshold = random.choice((3, 5, 5, 5, 5, 8))
    rule = Rule(
        threshold,
        random.choice((0, 0, 0, 0, 5 if threshold >= 5 else 3)),
        random.choice(("show", "show", "suppress")),
        random.choice((0, 0, 0, 4)),
    )
    families = tuple(made_family(random, name, rule) for name in "abcdefgh"[: random.randint(1, most_families)])
    quarters = QUARTERS[: random.randint(1, most_quarters)]
    short = random.choice(("tables", "measures", "one table"))
    return MadeYear(seed, rule, families, short, tuple(_steps(random, families, quarters)))


def _steps(random: Random, families: tuple[Family, ...], quarters: tuple[str, ...]) -> Iterator[Step]:
    before: AllAtoms = {}
    chance = random.random
    by_quarter: dict[str, AllAtoms] = {}
    for quarter in quarters:
        now = {family.name: _carried(family, made_atoms(random, family), before.get(family.name, {})) for family in families}
        yield _returned(families, quarter, now)
        yield from _published(random, quarter)
        if chance() < 0.4:
            now = {family.name: corrected(random, family, now[family.name]) for family in families}
            yield _returned(families, quarter, now)
            yield Step("publish", quarter)
        by_quarter[quarter] = before = now
    if len(quarters) > 1 and chance() < 0.3:
        quarter = random.choice(quarters[:-1])
        late = {family.name: moved(random, family, by_quarter[quarter][family.name]) for family in families}
        yield _returned(families, quarter, late)
        yield Step("publish", quarter)


def _published(random: Random, quarter: str) -> Iterator[Step]:
    way = random.random()
    if way < 0.15:
        yield Step("send draft", quarter)
    elif way < 0.25:
        yield Step("publish", quarter)
        yield Step("withdraw", quarter)
    else:
        yield Step("publish", quarter)
    if random.random() < 0.25:
        yield Step("publish", quarter, "short")


def _carried(family: Family, atoms: Mapping[tuple[str, ...], int], before: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """What is told of a quarter: of a measure to date the quarters before are in it."""
    if family.quarters != "to-date":
        return dict(atoms)
    return {key: value + before.get(key, 0) for key, value in atoms.items()}


def corrected(random: Random, family: Family, atoms: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """The same with something put right: people who were left out, or were in the wrong row."""
    first = next((table for table in family.tables if table.leaves and not table.shares_only), None)
    if first is None or random.random() < 0.5:
        return moved(random, family, atoms)
    more = random.choice((1, 3, 5))
    changed = dict(atoms)
    changed["whole",] += more
    for table in family.tables:
        if table.adds_up or table is first:
            changed[table.key, *random.choice(table.leaves)] += more
    return changed


def moved(random: Random, family: Family, atoms: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """The same with some people moved from one row to another of a table."""
    changed = dict(atoms)
    if family.tables and family.quarters != "to-date":
        table = random.choice(family.tables)
        _, column = random.choice(table.leaves)
        rows = [row for row, of_column in table.leaves if of_column == column and row != table.total]
        source, target = random.sample(rows, 2)
        people = min(changed[table.key, source, column], random.choice((1, 2, 3, 6)))
        changed[table.key, source, column] -= people
        changed[table.key, target, column] += people
    return changed


def _returned(families: tuple[Family, ...], quarter: str, atoms: AllAtoms) -> Step:
    true, typed = Numbers(), Numbers()
    for family in families:
        of_family, typed_of_family = numbers_of(family, quarter, atoms[family.name])
        true |= of_family
        typed |= typed_of_family
    return Step("return", quarter, true=true, typed=typed)


def in_another_world(year: MadeYear, numbers: Callable[[str, int, Cell], float | None]) -> MadeYear:
    """The same year with other numbers: what a cell of the quarter's so manieth return came to, or None for what it was."""
    steps, returns = [], dict.fromkeys(QUARTERS, 0)
    for step in year.steps:
        if step.do == "return":
            other = {cell: numbers(step.quarter, returns[step.quarter], cell) for cell in step.true}
            true = {cell: step.true[cell] if value is None else value for cell, value in other.items()}
            typed = {cell: true.get(cell, value) for cell, value in step.typed.items()}
            returns[step.quarter] += 1
            for family in year.families:
                typed |= shares_in(family, step.quarter, true)
            step = replace(step, true=true, typed=typed)
        steps.append(step)
    return replace(year, steps=tuple(steps))


def through_commands(year: MadeYear, root: Path, comes_in: ComesIn = by_workbook) -> list[OutPaper]:
    """Take a year through the commands; give the papers that are out at its end."""
    write_partnership(root, year.families, year.rule, year.short)
    in_force: dict[str, Step] = {}
    out: list[OutPaper] = []
    for number, step in enumerate(year.steps):
        period = f"{YEAR}-{step.quarter}"
        if step.do == "return":
            before, in_force[step.quarter] = in_force.get(step.quarter), step
            if before is None or before.typed != step.typed:
                comes_in(root, step.quarter, {quarter: of_quarter.typed for quarter, of_quarter in in_force.items()}, str(number))
        elif step.do == "withdraw":
            withdraw(root, period, by=BY, because=BECAUSE)
            out.pop()
        else:
            out += _out(root, step, period, in_force)
    return out


def _out(root: Path, step: Step, period: str, in_force: Mapping[str, Step]) -> Iterator[OutPaper]:
    draft = step.do == "send draft"
    made = assemble(root, period, final=not draft, profile=step.profile, by="" if draft else BY, because="" if draft else BECAUSE)
    if draft:
        sent(root, period, by=BY, because=BECAUSE, draft=True)
    if made.outcome != "stands":
        returns = {quarter: of for quarter, of in in_force.items() if quarter <= step.quarter}
        yield OutPaper(made.path, step.quarter, returns, tuple((exposed.answer, exposed.period) for exposed in made.exposed))
