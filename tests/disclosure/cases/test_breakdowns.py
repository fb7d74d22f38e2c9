"""Tables that break a measure down: their rows come to its figure, whether anything says so or not. All of it is made up.

Each test fills in one workbook with many measures that have nothing to do with each other, and takes the part of the reader of its paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from tests.support.leads import At
from tests.support.made_breakdowns import NUMBER, TOTAL, at_length, broken_down, in_rows, label, rows_table, small_numbers
from tests.support.made_secrets import YEAR, figure, measure, partnership, quarter_done
from tests.support.reckoning import MISSING, Reader, Rule, printed

Q1 = f"{YEAR}-Q1"


@dataclass(frozen=True)
class Broken:
    """A measure that a table breaks down: its figure is what the rows come to, and the `rest` that the rows leave out."""

    key: str
    rows: tuple[int, ...]
    threshold: int = 5
    rest: int = 0
    has_total: bool = False

    @property
    def figure(self) -> int:
        return sum(self.rows) + self.rest

    def asked(self, said: str) -> str:
        return broken_down(self.key, len(self.rows), said, small_numbers(self.threshold), has_total=self.has_total)

    def typed(self, quarter: str = "Q1") -> dict[At, float]:
        total = sum(self.rows) if self.has_total else None
        return {figure(self.key, quarter): self.figure} | in_rows(self.key, self.rows, total)

    def read(self, paper: Path, quarter: str = "Q1") -> Reader:
        """Somebody who reads the paper: the figure, the rows and their total, and knows what adds up."""
        reader = Reader(Rule(self.threshold), most=2 * self.figure + 20)
        reader.sees("figure", shown_figure(paper, self.key, quarter), self.figure)
        names = [f"row {at + 1}" for at in range(len(self.rows))]
        for at, name in enumerate(names):
            reader.sees(name, printed(paper, label(self.key, at), NUMBER), self.rows[at])
        if self.has_total:
            reader.sees(TOTAL, printed(paper, label(self.key, TOTAL), NUMBER), sum(self.rows))
            reader.adds(TOTAL, *names)
        reader.adds("figure", *names, *(("rest",) if self.rest else ()))
        return reader


def shown_figure(paper: Path, key: str, quarter: str = "Q1") -> str:
    """What a paper prints as the figure of a measure."""
    return printed(paper, f"Made-up objective of {key}", quarter)


def shown_rows(paper: Path, broken: Broken) -> list[str]:
    return [printed(paper, label(broken.key, at), NUMBER) for at in range(len(broken.rows))]


def made_paper(root: Path, broken: Sequence[Broken], said: str = "") -> Path:
    """The paper of one quarter in which all of these were returned."""
    partnership(root, "".join(each.asked(said) for each in broken))
    quarter_done(root, "Q1", {at: value for each in broken for at, value in each.typed().items()})
    return assemble(root, Q1).path


def told(paper: Path, broken: Sequence[Broken]) -> dict[str, dict[str, list[int]]]:
    """What can be told of small numbers, by measure: of which, and what each may still be."""
    lacking = {each.key: each.read(paper).lacks() for each in broken}
    return {key: names for key, names in lacking.items() if names}


def variants(*rows: tuple[int, ...], threshold: int = 5, rest: int = 0, has_total: bool = False) -> list[Broken]:
    """Each of these rows as a measure, with every row first once."""
    orders = [(*numbers[at:], *numbers[:at]) for numbers in rows for at in range(len(numbers))]
    return [Broken(f"m{at}", order, threshold, rest, has_total) for at, order in enumerate(orders)]


@pytest.mark.parametrize("said", ["", 'rows-are = "all"'])
@pytest.mark.parametrize(
    "broken",
    [
        variants((3, 9, 20), (1, 5, 30)),
        at_length(variants((2, 12, 40), (6, 8, 9), threshold=8)),
        at_length(variants((1, 3, 20), (2, 7, 4), threshold=3)),
    ],
    ids=["3, 9, 20", "threshold of 8", "threshold of 3"],
)
def test_no_row_is_told_by_the_figure_of_its_measure_and_the_other_rows(broken: list[Broken], said: str, tmp_path: Path) -> None:
    """Row 1 of the cases: 32 was printed beside 9 and 20, and so the missing one was 3."""
    assert told(made_paper(tmp_path / "made-up", broken, said), broken) == {}


@pytest.mark.parametrize(
    "broken",
    [
        [Broken(f"m{at}", rows, has_total=True) for at, rows in enumerate([(4, 4), (1, 7), (3, 2), (2, 2, 2), (4, 1, 3), (1, 20, 2)])],
        at_length([Broken(f"m{at}", rows, 8, has_total=True) for at, rows in enumerate([(7, 7), (3, 9), (5, 5, 1), (4, 4, 20)])]),
    ],
    ids=["threshold of 5", "threshold of 8"],
)
def test_no_row_is_told_where_table_and_measure_have_the_same_total(broken: list[Broken], tmp_path: Path) -> None:
    """Row 1b: rows and total were missing, the measure stood beside them: 4 and 4 are in 8."""
    assert told(made_paper(tmp_path / "made-up", broken), broken) == {}


@pytest.mark.parametrize("rest", [2, at_length(1), at_length(4), at_length(9)])
def test_nor_is_what_the_rows_leave_out(rest: int, tmp_path: Path) -> None:
    broken = variants((8, 20), (6, 9), (3, 9, 20), rest=rest)
    assert told(made_paper(tmp_path / "made-up", broken), broken) == {}


OPEN = """
[tables.m-rows]
title = "Made-up rows of m"
sheet = "Rows of m"
after = "m"
{said}

[tables.m-rows.columns.name]
label = "Row"
kind = "text"

[tables.m-rows.columns.number]
label = "Number"
kind = "count"
people = true
"""


@pytest.mark.parametrize("said", ["", at_length('rows-are = "all"')])
@pytest.mark.parametrize("rows", [(3, 9, 20), at_length((9, 20, 1)), at_length((4, 4))])
def test_no_row_that_the_lead_adds_is_told(rows: tuple[int, ...], said: str, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("m") + OPEN.format(said=said))
    typed: dict[At, object] = {figure("m", "Q1"): sum(rows)}
    for at, row in enumerate(rows):
        typed |= {At("Rows of m", f"tables/m-rows/{at}", "Row"): label("m", at), At("Rows of m", f"tables/m-rows/{at}", NUMBER): row}
    quarter_done(root, "Q1", typed)
    paper, reader = assemble(root, Q1).path, Reader()
    reader.sees("figure", shown_figure(paper, "m"), sum(rows))
    for at, row in enumerate(rows):
        reader.sees(f"row {at}", printed(paper, label("m", at), NUMBER), row)
    reader.adds("figure", *(f"row {at}" for at in range(len(rows))))
    assert reader.lacks() == {}


def test_rows_that_are_only_some_hide_nothing_beside_the_small_ones(tmp_path: Path) -> None:
    broken = variants((3, 9, 20), (2, 30))
    paper = made_paper(tmp_path / "made-up", broken, 'rows-are = "some"')
    for each in broken:
        assert shown_figure(paper, each.key) == str(each.figure)
        assert shown_rows(paper, each) == [MISSING if row < 5 else str(row) for row in each.rows]


@pytest.mark.parametrize("has_total", [True, at_length(False)])
def test_the_marks_do_not_tell_one_missing_number_from_the_other(has_total: bool, tmp_path: Path) -> None:
    """Row 8: 8 and 14 of 28 were printed; the other two come to 6, one of them is not small, and so the small one is 1."""
    broken = [*variants((1, 8, 14, 5), has_total=has_total), Broken("n0", (2, 5, 30), has_total=has_total)]
    assert told(made_paper(tmp_path / "made-up", broken), broken) == {}


@pytest.mark.parametrize("small_at", [0, at_length(2)])
def test_what_goes_with_a_small_number_is_the_same_whatever_the_numbers_are(small_at: int, tmp_path: Path) -> None:
    """Row 9: the smallest of the others went with a small number. Of 7, 7 and 4 in 18 the 7 could be told, and so the 4."""
    others = [(9, 9), (10, 30), (30, 10), (12, 18), (50, 10)]
    numbers = [(small, pair) for pair in others for small in (1, 2, 4)] + [(4, (7, 7))]
    rows = [[*pair[:small_at], small, *pair[small_at:]] for small, pair in numbers]
    broken = [Broken(f"m{at}", tuple(row), has_total=True) for at, row in enumerate(rows)]
    paper = made_paper(tmp_path / "made-up", broken)
    missing = {tuple(text == MISSING for text in shown_rows(paper, each)) for each in broken}
    assert len(missing) == 1


@pytest.mark.parametrize("said", ["", 'rows-are = "all"'])
@pytest.mark.parametrize("counts", [(1, 10, 14), at_length((4, 46, 50)), at_length((3, 22))])
def test_shares_of_a_printed_figure_are_counts_as_well(counts: tuple[int, ...], said: str, tmp_path: Path) -> None:
    """Row 4: of 25 people, shares of 4%, 40% and 56% were printed: one, ten and fourteen."""
    whole = sum(counts)
    shares = [round(100 * count / whole, 1) for count in counts]
    root = partnership(tmp_path / "made-up", measure("m") + rows_table("m", len(counts), f'after = "m"\n{said}', "percentage"))
    quarter_done(root, "Q1", {figure("m", "Q1"): whole} | in_rows("m", shares))
    paper = assemble(root, Q1).path
    reader, of_whole = Reader(), shown_figure(paper, "m")
    reader.sees("figure", of_whole, whole)
    for at, count in enumerate(counts):
        text = printed(paper, label("m", at), NUMBER)
        reader.sees_share(f"row {at}", text if of_whole != MISSING else MISSING, whole, count)
    reader.adds("figure", *(f"row {at}" for at in range(len(counts))))
    assert reader.lacks() == {}


def test_nor_do_small_rows_together_come_to_a_small_number(tmp_path: Path) -> None:
    """Two or three small rows together are people too: whatever small number they could come to, they still can."""
    broken = variants((1, 2, 20), (1, 1, 30), (2, 2, 9, 40), has_total=True)
    paper = made_paper(tmp_path / "made-up", broken)
    lacking: dict[tuple[int, ...], list[int]] = {}
    for each in broken:
        reader, small = each.read(paper), [f"row {at + 1}" for at, row in enumerate(each.rows) if row < each.threshold]
        reader.adds("small rows together", *small)
        asked = frozenset(range(len(small), each.threshold))
        left = reader.left("small rows together", asked)
        lacking |= {each.rows: sorted(left)} if left != asked else {}
    assert lacking == {}
