"""Thresholds that differ, numbers that are rounded, and zeros: no rule of one number weakens that of another. All of it is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from tests.support.leads import At
from tests.support.made_breakdowns import NUMBER, TOTAL, at_length, broken_down, in_rows, label, rows_table, small_numbers
from tests.support.made_secrets import YEAR, figure, measure, partnership, quarter_done
from tests.support.reckoning import MISSING, Reader, Rule, printed

Q1 = f"{YEAR}-Q1"
SHARE = """
[tables.{key}-rows.columns.share]
label = "Share"
kind = "percentage"
"""


def shown(paper: Path, key: str) -> str:
    return printed(paper, f"Made-up objective of {key}", "Q1")


@pytest.mark.parametrize(("of_whole", "of_part"), [(10, 5), at_length(8, 3)])
def test_what_is_left_of_a_whole_is_small_by_the_rule_of_the_whole(of_whole: int, of_part: int, tmp_path: Path) -> None:
    """Row 10: 23 of 30 were printed by the part's threshold of 5; the 7 that are left are small under the whole's, of 10."""
    numbers = {"a": (30, 23), "b": (30, 21), "c": (60, 53), "d": (20, 13), "e": (40, 20)}
    whole_rule, part_rule = small_numbers(of_whole), small_numbers(of_part)
    asked = [
        measure(f"{key}-whole", more=whole_rule) + measure(f"{key}-part", more=f'part-of = "{key}-whole"\n{part_rule}') for key in numbers
    ]
    root = partnership(tmp_path / "made-up", "".join(asked))
    typed = {
        figure(f"{key}-{name}", "Q1"): value for key, pair in numbers.items() for name, value in zip(("whole", "part"), pair, strict=True)
    }
    quarter_done(root, "Q1", typed)
    paper = assemble(root, Q1).path
    lacking: dict[str, dict[str, list[int]]] = {}
    for key, (whole, part) in numbers.items():
        reader = Reader(Rule(of_whole))
        reader.sees("whole", shown(paper, f"{key}-whole"), whole)
        reader.sees("part", shown(paper, f"{key}-part"), part)
        reader.adds("whole", "part", "rest")
        lacking |= {key: reader.lacks()} if reader.lacks() else {}
    assert lacking == {}
    assert [shown(paper, f"e-{name}") for name in ("whole", "part")] == ["40", "20"]


@pytest.mark.parametrize(("of_whole", "of_part"), [(10, 5), at_length(8, 3)])
def test_a_part_that_is_small_by_the_rule_of_the_whole_is_missing(of_whole: int, of_part: int, tmp_path: Path) -> None:
    asked = measure("whole", more=small_numbers(of_whole)) + measure("part", more=f'part-of = "whole"\n{small_numbers(of_part)}')
    root = partnership(tmp_path / "made-up", asked)
    quarter_done(root, "Q1", {figure("whole", "Q1"): 40, figure("part", "Q1"): 7})
    paper = assemble(root, Q1).path
    assert (shown(paper, "whole"), shown(paper, "part")) == ("40", MISSING)


def _shares(numbers: tuple[int, ...], whole: int) -> list[float]:
    return [round(100 * number / whole, 1) for number in numbers]


@pytest.mark.parametrize("rows", [(12, 22, 20), at_length((13, 18, 41)), at_length((9, 11, 12, 13))])
def test_exact_shares_do_not_stand_beside_rounded_numbers(rows: tuple[int, ...], tmp_path: Path) -> None:
    """Row 7: 10, 20, 20 and 55 were printed with 22.2%, 40.7% and 37%: only 12, 22 and 20 of 54 have those shares."""
    rule, whole = Rule(8, 5), sum(rows)
    asked = broken_down("m", len(rows), rule=small_numbers(rule.threshold, rule.round_to), has_total=True) + SHARE.format(key="m")
    shares = {
        At("Rows of m", f"tables/m-rows/{row}", "Share"): share
        for row, share in zip([*(f"r{at}" for at in range(len(rows))), TOTAL], [*_shares(rows, whole), 100], strict=True)
    }
    root = partnership(tmp_path / "made-up", asked)
    quarter_done(root, "Q1", {figure("m", "Q1"): whole} | in_rows("m", rows, whole) | shares)
    paper = assemble(root, Q1).path
    printed_whole = int(printed(paper, label("m", TOTAL), NUMBER))
    assert printed_whole == rule.rounds(whole)
    for at, row in enumerate(rows):
        number, share = (printed(paper, label("m", at), heading) for heading in (NUMBER, "Share"))
        assert number == str(rule.rounds(row))
        assert share in (MISSING, f"{100 * rule.rounds(row) / printed_whole:.0f}%")


@pytest.mark.parametrize("rows", [(12, 22, 20), at_length((13, 18, 41))])
def test_nor_do_shares_of_a_table_of_shares_alone(rows: tuple[int, ...], tmp_path: Path) -> None:
    rule, whole = Rule(8, 5), sum(rows)
    asked = measure("m", more=small_numbers(8, 5)) + rows_table("m", len(rows), 'after = "m"\nrows-are = "all"', "percentage")
    root = partnership(tmp_path / "made-up", asked)
    quarter_done(root, "Q1", {figure("m", "Q1"): whole} | in_rows("m", _shares(rows, whole)))
    paper = assemble(root, Q1).path
    for at, row in enumerate(rows):
        assert printed(paper, label("m", at), NUMBER) in (MISSING, f"{100 * rule.rounds(row) / rule.rounds(whole):.0f}%")


@pytest.mark.parametrize(("threshold", "round_to"), [(5, 10), at_length(5, 5), at_length(8, 5), at_length(3, 10)])
def test_what_is_rounded_is_small_by_what_it_is_and_not_by_what_is_printed(threshold: int, round_to: int, tmp_path: Path) -> None:
    """A number that rounds to nothing, or to more than the threshold, is small all the same; and its fellows tell nothing of it."""
    rule = Rule(threshold, round_to)
    lacking: dict[str, dict[str, list[int]]] = {}
    numbers = {f"m{at}": (threshold - 1, 12, 20 + at) for at in range(2)} | {f"n{at}": (1, 3 * threshold, 14 + at) for at in range(2)}
    asked = [broken_down(key, 3, rule=small_numbers(threshold, round_to), has_total=True) for key in numbers]
    root = partnership(tmp_path / "made-up", "".join(asked))
    typed: dict[At, float] = {figure(key, "Q1"): sum(rows) for key, rows in numbers.items()}
    for key, rows in numbers.items():
        typed |= in_rows(key, rows, sum(rows))
    quarter_done(root, "Q1", typed)
    paper = assemble(root, Q1).path
    for key, rows in numbers.items():
        reader, names = Reader(rule, most=100), [f"row {at}" for at in range(3)]
        for at, name in enumerate(names):
            reader.sees(name, printed(paper, label(key, at), NUMBER), rows[at])
        reader.sees(TOTAL, printed(paper, label(key, TOTAL), NUMBER), sum(rows))
        reader.sees(TOTAL, shown(paper, key), sum(rows))
        reader.adds(TOTAL, *names)
        lacking |= {key: reader.lacks()} if reader.lacks() else {}
    assert lacking == {}
