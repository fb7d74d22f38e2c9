"""Problems grouped for people: sheet by sheet, the same one once with all its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from shpdocs.model.cells import cell_at
from shpdocs.model.problem import Problem


class ProblemGroup(Struct, frozen=True):
    """A problem, and the cells at which it stands in the same words; no cells if it is of the sheet or the file."""

    problem: Problem
    cells: tuple[str, ...]


def problems_by_sheet(problems: Iterable[Problem]) -> Iterator[tuple[str, tuple[ProblemGroup, ...]]]:
    """Yield each sheet's title ('' for the file as a whole) with its problems, in the order in which they come."""
    for sheet, sheet_problems in groupby(problems, key=lambda problem: problem.place.sheet):
        by_words: dict[tuple[str, str, str], list[Problem]] = {}
        for problem in sheet_problems:
            by_words.setdefault((problem.severity, problem.what, problem.needed), []).append(problem)
        yield sheet, tuple(_group(same) for same in by_words.values())


def _group(same: list[Problem]) -> ProblemGroup:
    return ProblemGroup(same[0], tuple(problem.place.cell for problem in same if problem.place.cell))


def cell_spans(cells: Iterable[str]) -> str:
    """Return cells in words, column by column, those that stand one under the other as a span: 'F4 to F9, G12'."""
    runs: list[tuple[str, str]] = []
    for cell in sorted(cells, key=_by_column):
        if runs and _is_next(runs[-1][1], cell):
            runs[-1] = (runs[-1][0], cell)
        else:
            runs.append((cell, cell))
    return ", ".join(first if first == last else f"{first} to {last}" for first, last in runs)


def _by_column(cell: str) -> tuple[int, int]:
    row, column = cell_at(cell)
    return column, row


def _is_next(above: str, cell: str) -> bool:
    """Whether a cell stands right under the other."""
    row, column = cell_at(above)
    return row > 0 and cell_at(cell) == (row + 1, column)
