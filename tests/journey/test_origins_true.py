"""What was kept of papers as they were printed is true: every number comes to what is said, worked out anew by code of the tests' own.

Numbers that were worked out come of their inputs, those that are stated stand in a file at a key, those that were returned in a cell that
openpyxl reads in the file as it was received. What is printed is the number, rounded.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from tests.support.way_back.evaluator import Files, faults
from tests.support.way_back.kept import kept_documents
from tests.support.way_back.printed_numbers import is_printed_as
from tests.support.way_back.tree import Node, Used


def _faults(root: Path) -> list[str]:
    files = Files(root)
    return [f"{kept.name}: {fault}" for kept in kept_documents(root) for node in kept.nodes for fault in faults(node, files)]


def test_every_origin_of_the_demos_papers_is_true(made_demo: Path) -> None:
    assert _faults(made_demo) == []
    assert {node.kind for kept in kept_documents(made_demo) for node in kept.nodes} >= {"returned", "stated", "sum", "share", "projection"}


@pytest.mark.slow
def test_every_origin_of_a_large_years_papers_is_true(made_year: Path) -> None:
    assert _faults(made_year) == []
    kinds = {node.kind for kept in kept_documents(made_year) for node in kept.nodes}
    assert kinds >= {
        "returned",
        "stated",
        "calendar",
        "rule",
        "sum",
        "less",
        "share",
        "pace",
        "projection",
        "changed-by",
        "per-cent-change",
    }


@pytest.mark.parametrize(
    ("node", "fault"),
    [
        (Node("sum", "to date", Fraction(5), (Node("rule", "", Fraction(2)), Node("rule", "", Fraction(4)))), "is 6, not 5"),
        (Node("share", "expected", Fraction(5), tuple(Node("rule", "", Fraction(one)) for one in (20, 2, 4))), "is 10, not 5"),
        (Node("less", "left", Fraction(1), (Node("rule", "", Fraction(2)), Node("rating", ""))), "of what is no number"),
        (Node("count", "figures", Fraction(3), (Node("rule", ""),)), "no count of 1"),
        (Node("stated", "target", Fraction(1), file="shpdocs.toml", key="made.up"), "has no made.up"),
        (Node("stated", "days", Fraction(29), file="shpdocs.toml", key="days-to-return"), "says 28"),
        (Node("returned", "Quarter 1", Fraction(1)), "nothing is named"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.kind,
)
def test_an_untrue_origin_is_told(made_demo: Path, node: Node, fault: str) -> None:
    (told,) = faults(node, Files(made_demo))
    assert fault in told


def test_a_cell_that_holds_something_else_is_told(made_demo: Path) -> None:
    files = Files(made_demo)
    node = next(
        node for kept in kept_documents(made_demo) for node in kept.nodes if node.kind == "returned" and node.value and len(node.uses) == 1
    )
    assert faults(node, files) == []
    (used,) = node.uses
    for planted in (Used(**{**vars(used), "raw": 123456}), Used(**{**vars(used), "cell": "A1"})):
        assert faults(Node(**{**vars(node), "uses": (planted,)}), files)
    assert faults(Node(**{**vars(node), "value": node.value + 1 if node.value else None}), files)


@pytest.mark.parametrize(
    ("text", "value", "is_so"),
    [
        ("86.5", Fraction(173, 2), True), ("86", Fraction(173, 2), False), ("£1,200.50", Fraction(2401, 2), True),
        ("5.2% above", Fraction(26, 5), True),
        ("5.2% above", Fraction(-26, 5), False), ("Down 5.2%", Fraction(-26, 5), True), ("less than 0.1% above", Fraction(1, 50), True),
        ("less than 0.1%", Fraction(1, 5), False), ("As expected", Fraction(), True), ("No change", Fraction(1), False),
        ("rose", Fraction(3), True),
        ("7.84", Fraction(1567, 200), True), ("7.84", Fraction(1569, 200), False),
    ],
)  # fmt: skip
def test_what_is_printed_is_the_number_rounded(text: str, value: Fraction, is_so: bool) -> None:
    assert is_printed_as(text, value) == is_so
