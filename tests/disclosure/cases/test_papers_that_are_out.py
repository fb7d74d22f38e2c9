"""What was ever published: editions, corrections, other profiles and drafts that were sent. All of it is made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.published import sent, withdraw
from tests.support.leads import At
from tests.support.made_breakdowns import NUMBER, TOTAL, at_length, broken_down, in_rows, label
from tests.support.made_secrets import BY, WHO, YEAR, figure, measure, partnership, quarter_done
from tests.support.reckoning import MISSING, Reader, printed

Q1, Q2 = f"{YEAR}-Q1", f"{YEAR}-Q2"
SHORT = "short"
Rows = Mapping[str, tuple[int, ...]]  # by measure, the rows of its table
BEFORE: Rows = {
    "a": (3, 9, 20),
    "b": (9, 3, 20),
    "c": (20, 2, 12),
    "d": (8, 9, 20),
    "e": (8, 9, 20),
    "f": (1, 8, 30),
    "g": (2, 3, 30),
    "h": (4, 4),
}
NOW: Rows = {
    "a": (6, 9, 20),
    "b": (9, 6, 20),
    "c": (20, 12, 12),
    "d": (3, 9, 20),
    "e": (8, 2, 20),
    "f": (1, 13, 30),
    "g": (7, 3, 30),
    "h": (8, 4),
}
AFTERWARDS: Rows = {
    "a": (6, 12, 20),
    "b": (3, 9, 20),
    "c": (20, 12, 2),
    "d": (8, 9, 20),
    "e": (8, 9, 3),
    "f": (6, 13, 30),
    "g": (7, 8, 30),
    "h": (8, 9),
}
Papers = Iterable[tuple[Path, Rows]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A partnership with a measure for each, broken down into rows, and with two profiles that print the same."""
    root = partnership(tmp_path / "made-up", "".join(broken_down(key, len(rows), has_total=True) for key, rows in BEFORE.items()))
    templates = root / "workbook_templates" / YEAR
    (templates / f"paper-{SHORT}.toml").write_bytes((templates / "paper.toml").read_bytes())
    returned(root, BEFORE)
    return root


def returned(root: Path, returned_rows: Rows, name: str = "returned.xlsx") -> None:
    """Let a return of the first quarter come into force, as somebody decided."""
    typed: dict[At, float] = {figure(key, "Q1"): sum(rows) for key, rows in returned_rows.items()}
    for key, rows in returned_rows.items():
        typed |= in_rows(key, rows, sum(rows))
    quarter_done(root, "Q1", typed, name)


def edition(root: Path, profile: str = "", period: str = Q1) -> Path:
    """Publish the paper as it is now."""
    return assemble(root, period, profile=profile, final=True, by=BY, because="A district was counted again.").path


def told(papers: Papers) -> dict[str, dict[str, list[int]]]:
    """What somebody tells of small numbers who has these papers: by measure, of which, and what each may still be."""
    papers = tuple(papers)
    lacking = {key: _reads(key, [(paper, rows[key]) for paper, rows in papers]).lacks() for key in BEFORE}
    return {key: names for key, names in lacking.items() if names}


def _reads(key: str, papers: Iterable[tuple[Path, tuple[int, ...]]]) -> Reader:
    """Somebody who takes a number that nobody corrected for the same in all papers."""
    reader, standing = Reader(most=90), dict[str, tuple[str, int]]()
    for number, (paper, rows) in enumerate(papers, 1):
        for name, value in {**{f"row {at + 1}": row for at, row in enumerate(rows)}, TOTAL: sum(rows)}.items():
            if name not in standing or standing[name][1] != value:
                standing[name] = (f"{name} since paper {number}", value)
        *names, whole = (since for since, _ in standing.values())
        for at, name in enumerate(names):
            reader.sees(name, printed(paper, label(key, at), NUMBER), rows[at])
        reader.sees(whole, printed(paper, label(key, TOTAL), NUMBER), sum(rows))
        reader.sees(whole, printed(paper, f"Made-up objective of {key}", "Q1"), sum(rows))
        reader.adds(whole, *names)
    return reader


def with_missing(paper: Path, rows_of: Rows) -> set[str]:
    """The measures of which a row is missing."""
    return {key for key, rows in rows_of.items() if MISSING in [printed(paper, label(key, at), NUMBER) for at in range(len(rows))]}


def with_small(rows_of: Rows) -> set[str]:
    return {key for key, rows in rows_of.items() if min(rows) < 5}


def test_a_correction_does_not_tell_what_the_edition_before_hid_nor_does_one_of_that(root: Path) -> None:
    """Row 5: 3 and 9 were missing, then 6 and 9 printed. If the 9 stood, it was 3. And what the first printed is known for good.

    In the third edition some numbers are again what they were in the first, and nobody is told so.
    """
    papers = [(edition(root), BEFORE)]
    for rows in (NOW, AFTERWARDS):
        returned(root, rows, f"corrected {len(papers)}.xlsx")
        papers.append((edition(root), rows))
        assert told(papers) == {}


def test_an_edition_that_was_withdrawn_counts_for_nothing(root: Path) -> None:
    edition(root)
    withdraw(root, Q1, **WHO)
    returned(root, NOW, "corrected.xlsx")
    second = edition(root)
    assert told([(second, NOW)]) == {}
    assert with_missing(second, NOW) == with_small(NOW)


def test_a_draft_that_was_not_sent_counts_for_nothing(root: Path) -> None:
    assemble(root, Q1)
    returned(root, NOW, "corrected.xlsx")
    assert with_missing(edition(root), NOW) == with_small(NOW)


def test_a_draft_that_was_sent_counts_as_an_edition_does(root: Path) -> None:
    draft = assemble(root, Q1).path
    sent(root, Q1, draft=True, **WHO)
    kept = root.parent / "sent.docx"
    kept.write_bytes(draft.read_bytes())
    returned(root, NOW, "corrected.xlsx")
    assert told([(kept, BEFORE), (edition(root), NOW)]) == {}


@pytest.mark.parametrize(("first", "second"), [("", SHORT), at_length(SHORT, "")], ids=["the usual one first", "the other first"])
def test_an_edition_of_another_profile_counts(first: str, second: str, root: Path) -> None:
    earlier = edition(root, first)
    returned(root, NOW, "corrected.xlsx")
    assert told([(earlier, BEFORE), (edition(root, second), NOW)]) == {}


def test_a_table_whose_paper_comes_after_one_of_the_next_quarter_is_told_by_neither(tmp_path: Path) -> None:
    """8 of the first quarter, printed by the paper of the second, would leave 1 to 3 to a row beside one that is not small."""
    rows_of: Rows = {"a": (3, 5), "b": (2, 6), "c": (20, 1, 6), "d": (9, 8), "e": (4, 30)}
    asked = "".join(broken_down(key, len(rows), has_total=True) for key, rows in rows_of.items())
    root = partnership(tmp_path / "made-up", asked)
    returned(root, rows_of)
    next_quarter: dict[At, float] = {figure(key, "Q2"): 20 * len(rows) for key, rows in rows_of.items()}
    for key, rows in rows_of.items():
        next_quarter |= in_rows(key, [20] * len(rows), 20 * len(rows))
    quarter_done(root, "Q2", next_quarter, "next.xlsx")
    later = edition(root, period=Q2)
    late = edition(root)
    for key, rows in rows_of.items():
        reader = _reads(key, [(late, rows)])
        reader.sees(f"{TOTAL} since paper 1", printed(later, f"Made-up objective of {key}", "Q1"), sum(rows))
        assert reader.lacks() == {}, key
    assert printed(later, "Made-up objective of d", "Q1") == "17"  # nothing without need


# A correction after the edition of a later quarter

PARTS = ("left", "right")
Returned = Sequence[tuple[int, int]]  # by quarter, the two parts


def summed(at: Path) -> Path:
    """A partnership with a measure that is the sum of two others."""
    parts = "".join(measure(key) for key in PARTS)
    return partnership(at, parts + measure("whole", more='total-of = ["left", "right"]'))


def figures_of(quarter: str, parts: tuple[int, int]) -> dict[str, int]:
    return {f"{key} {quarter}": value for key, value in zip((*PARTS, "whole"), (*parts, sum(parts)), strict=True)}


def sum_returned(root: Path, quarter: str, parts: tuple[int, int], name: str = "returned.xlsx") -> None:
    typed = {figure(key, quarter): value for key, value in zip((*PARTS, "whole"), (*parts, sum(parts)), strict=True)}
    quarter_done(root, quarter, typed, name)


def reads_figures(papers: Iterable[tuple[Path, dict[str, tuple[int, int]]]]) -> Reader:
    """Somebody who reads every figure of all quarters that a paper prints."""
    reader = Reader(most=90)
    for paper, quarters in papers:
        for quarter, parts in quarters.items():
            names = {key: f"{key} {quarter} of {value}" for key, value in zip((*PARTS, "whole"), (*parts, sum(parts)), strict=True)}
            for (key, name), value in zip(names.items(), (*parts, sum(parts)), strict=True):
                reader.sees(name, printed(paper, f"Made-up objective of {key}", quarter), value)
            reader.adds(names["whole"], *(names[key] for key in PARTS))
    return reader


@pytest.mark.parametrize(
    ("before", "now"), [((3, 9), (6, 9)), at_length((20, 3), (20, 8)), at_length((7, 9), (7, 3)), at_length((4, 4), (4, 9))]
)
def test_a_correction_after_the_next_quarter_s_edition_tells_nothing_that_either_hid(
    before: tuple[int, int], now: tuple[int, int], tmp_path: Path
) -> None:
    root = summed(tmp_path / "made-up")
    later = (11, 12)
    sum_returned(root, "Q1", before)
    papers: list[tuple[Path, dict[str, tuple[int, int]]]] = [(edition(root), {"Q1": before})]
    sum_returned(root, "Q2", later)
    papers.append((edition(root, period=Q2), {"Q1": before, "Q2": later}))
    sum_returned(root, "Q1", now, "corrected.xlsx")
    papers.append((edition(root), {"Q1": now}))
    papers.append((edition(root, period=Q2), {"Q1": now, "Q2": later}))
    assert reads_figures(papers).lacks() == {}
