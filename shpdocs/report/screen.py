"""Results for the screen: as text for people and as JSON for programs. Words only; nothing is printed here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shpdocs.model.problem import Problem, Severity
from shpdocs.report.problem_groups import cell_spans, problems_by_sheet

MARKS: dict[Severity, str] = {"blocking": "!", "warning": "?", "notice": "i"}


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the problems by sheet; the same one at several cells is given once, with all its cells."""
    for sheet, groups in problems_by_sheet(problems):
        if sheet:
            yield f"  {sheet}"
        for group in groups:
            problem, where = group.problem, cell_spans(group.cells)
            yield f"    {MARKS[problem.severity]} {where + ': ' if where else ''}{problem.what}"
            if problem.severity != "notice":
                yield f"      {problem.needed}"


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as schemas/problem-list.schema.json has it."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "sheet": problem.place.sheet,
        "cell": problem.place.cell,
        "entered": problem.entered,
        "what": problem.what,
        "needed": problem.needed,
        "answer": problem.answer,
    }


def names_in_line(names: Sequence[str], most: int = 10) -> str:
    """Return names in a line, the first so many."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def as_json(value: Any) -> str:
    """Return one JSON object as text, in ASCII so that any terminal and pipe carries it."""
    return json.dumps(value, indent=2)


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return '1 problem', '2 problems'."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
