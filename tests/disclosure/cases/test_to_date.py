"""Figures to date: what came between two papers, of the whole, of its parts and of what is left. All of it is made up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from tests.support.leads import At
from tests.support.made_breakdowns import at_length, small_numbers
from tests.support.made_secrets import YEAR, figure, measure, partnership, quarter_done, text_of
from tests.support.reckoning import MISSING, Reader, Rule, printed

QUARTERS = ("Q1", "Q2", "Q3")
Figures = Mapping[str, tuple[int, ...]]  # by measure, quarter by quarter


def part_of(whole: str, rule: str = "") -> str:
    return f'part-of = "{whole}"\n{rule}'


def year_of_papers(root: Path, figures: Figures) -> list[Path]:
    """The papers of the first three quarters, made as each quarter's return came in."""
    papers = []
    for at, quarter in enumerate(QUARTERS):
        quarter_done(root, quarter, {figure(key, quarter): values[at] for key, values in figures.items()})
        papers.append(assemble(root, f"{YEAR}-{quarter}", final=True).path)
    return papers


def reader_of(papers: list[Path], figures: Figures, rules: Mapping[str, Rule] | None = None) -> Reader:
    """Somebody who read every figure in every paper, and knows what came between two quarters."""
    reader = Reader()
    for paper, until in zip(papers, QUARTERS, strict=True):
        for key, values in figures.items():
            for quarter, value in zip(QUARTERS[: QUARTERS.index(until) + 1], values, strict=False):
                rule = (rules or {}).get(key, reader.rule)
                reader.sees(f"{key} {quarter}", printed(paper, f"Made-up objective of {key}", quarter), value, rule)
    return reader


def grows(reader: Reader, key: str, rule: Rule | None = None) -> None:
    """Know what came in each quarter, and in two of them together."""
    for first, second in (("Q1", "Q2"), ("Q2", "Q3"), ("Q1", "Q3")):
        reader.adds(f"{key} {second}", f"{key} {first}", f"{key} between {first} and {second}", rule=rule)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ((30, 38, 50), (20, 26, 32)),
        at_length((30, 45, 53), (20, 28, 33)),
        at_length((30, 31, 33), (20, 20, 20)),
        at_length((40, 48, 56), (10, 17, 24)),
        at_length((60, 70, 80), (20, 23, 28)),
        at_length((12, 22, 34), (6, 16, 26)),
    ],
)
def test_what_is_left_of_a_whole_to_date_tells_nothing_by_its_growth(whole: tuple[int, ...], part: tuple[int, ...], tmp_path: Path) -> None:
    """Row 2: of 30 and 38 a part was 20 and 26, so that the rest grew by 2."""
    figures = {"whole": whole, "part": part}
    root = partnership(tmp_path / "made-up", measure("whole", "to-date") + measure("part", "to-date", more=part_of("whole")))
    reader = reader_of(year_of_papers(root, figures), figures)
    for quarter in QUARTERS:
        reader.adds(f"whole {quarter}", f"part {quarter}", f"rest {quarter}")
    for key in ("whole", "part", "rest"):
        grows(reader, key)
    assert reader.lacks() == {}


@pytest.mark.parametrize("threshold", [5, at_length(3), at_length(8)])
def test_nor_does_that_of_a_whole_with_two_parts(threshold: int, tmp_path: Path) -> None:
    figures = {"whole": (90, 120, 130), "first": (30, 40, 45), "second": (40, 58, 60)}
    rule = small_numbers(threshold)
    asked = measure("whole", "to-date", more=rule)
    asked += "".join(measure(key, "to-date", more=part_of("whole", rule)) for key in ("first", "second"))
    papers = year_of_papers(partnership(tmp_path / "made-up", asked), figures)
    reader = reader_of(papers, figures, dict.fromkeys(figures, Rule(threshold)))
    for quarter in QUARTERS:
        for key in ("first", "second"):
            reader.adds(f"whole {quarter}", f"{key} {quarter}", f"rest of {key} {quarter}", rule=Rule(threshold))
    for key in ("whole", "first", "second", "rest of first", "rest of second"):
        grows(reader, key, Rule(threshold))
    assert reader.lacks() == {}


def base(paper: Path) -> str:
    """The number of people that a paper says a percentage is of."""
    said = re.search(r"Per cent of ([0-9,]+)\.", text_of(paper))
    return said.group(1) if said else MISSING


@pytest.mark.parametrize(
    "counts_and_bases",
    [
        ((10, 20), (12, 22), (30, 60)),
        at_length(((10, 20), (20, 40), (23, 43))),
        at_length(((30, 60), (38, 68), (45, 90))),
        at_length(((50, 100), (60, 112), (80, 150))),
    ],
)
def test_two_percentages_to_date_do_not_tell_who_came_between(counts_and_bases: tuple[tuple[int, int], ...], tmp_path: Path) -> None:
    """Row 3: 50% of 20, then 54.5% of 22: two people came, and both are among the per cent."""
    root = partnership(tmp_path / "made-up", measure("share", "to-date", "percentage"))
    reader = Reader()
    for quarter, (count, whole) in zip(QUARTERS, counts_and_bases, strict=True):
        shown = round(100 * count / whole, 1)
        quarter_done(root, quarter, {figure("share", quarter): shown, At("Measures", "measures/share", "If per cent"): whole})
        paper = assemble(root, f"{YEAR}-{quarter}", final=True).path
        text, shown_base = printed(paper, "Made-up objective of share", quarter), base(paper)
        reader.sees(f"base {quarter}", shown_base, whole)
        reader.sees_share(f"count {quarter}", text if shown_base != MISSING else MISSING, whole, count)
        reader.adds(f"base {quarter}", f"count {quarter}", f"rest {quarter}")
    for key in ("base", "count", "rest"):
        grows(reader, key)
    assert reader.lacks() == {}
