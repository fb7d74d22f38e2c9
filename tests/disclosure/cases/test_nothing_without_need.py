"""Tables and figures in which nothing is small lose nothing, however they belong together. All of it is made up, by a fixed seed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from shpdocs.commands.assemble import assemble
from tests.support.leads import At
from tests.support.made_breakdowns import at_length, broken_down, in_rows, small_numbers
from tests.support.made_secrets import YEAR, figure, measure, partnership, quarter_done, text_of
from tests.support.reckoning import MISSING

QUARTERS = ("Q1", "Q2", "Q3")
SAID = ("", 'rows-are = "all"', 'rows-are = "some"')


@dataclass
class Large:
    """A measure of which nothing is small: what comes in each quarter, in each row and in what is left of it is the threshold or more."""

    key: str
    kind: str
    threshold: int
    quarters: str
    rows: tuple[int, ...]
    said: str = ""
    has_total: bool = False

    @property
    def asked(self) -> str:
        rule = small_numbers(self.threshold)
        if self.kind == "part":
            part = measure(f"{self.key}-part", self.quarters, more=f'part-of = "{self.key}"\n{rule}')
            return measure(self.key, self.quarters, more=rule) + part
        if self.kind == "sum":
            parts = "".join(measure(f"{self.key}-{at}", self.quarters, more=rule) for at in range(len(self.rows)))
            names = ", ".join(f'"{self.key}-{at}"' for at in range(len(self.rows)))
            return parts + measure(self.key, self.quarters, more=f"total-of = [{names}]\n{rule}")
        return broken_down(self.key, len(self.rows), self.said, rule, self.quarters, has_total=self.has_total)

    def typed(self, random: Random, quarter: str) -> dict[At, float]:
        """What is returned of a quarter; what is to date grows by the threshold or more in every row."""
        more = tuple(random.choice((0, *range(self.threshold, 40))) for _ in self.rows)
        self.rows = tuple(row + new for row, new in zip(self.rows, more, strict=True)) if self.quarters == "to-date" else more
        numbers: dict[At, float] = {figure(self.key, quarter): sum(self.rows)}
        if self.kind == "part":
            return numbers | {figure(f"{self.key}-part", quarter): self.rows[0]}
        if self.kind == "sum":
            return numbers | {figure(f"{self.key}-{at}", quarter): row for at, row in enumerate(self.rows)}
        return numbers | in_rows(self.key, self.rows, sum(self.rows) if self.has_total else None)


def large(random: Random, at: int) -> Large:
    kind = random.choice(("rows", "rows", "part", "sum"))
    rows = (0,) * (2 if kind == "part" else random.randrange(2, 5))
    quarters = random.choice(("sum", "to-date", "level"))
    return Large(f"m{at}", kind, random.choice((3, 5, 8)), quarters, rows, random.choice(SAID), random.random() < 0.5)


@pytest.mark.parametrize("seed", [1, at_length(2), at_length(3)])
def test_where_nothing_is_small_nothing_is_suppressed_in_any_paper_of_a_year(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    measures = [large(random, at) for at in range(14)]
    root = partnership(tmp_path / "made-up", "".join(each.asked for each in measures))
    for quarter in QUARTERS:
        quarter_done(root, quarter, {at: value for each in measures for at, value in each.typed(random, quarter).items()})
        made = assemble(root, f"{YEAR}-{quarter}", final=True)
        assert made.suppressed == ()
        assert MISSING not in text_of(made.path)
