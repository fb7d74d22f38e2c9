"""The door to the screen: results as text for people and as JSON for programs. Words only; nothing is printed here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from shpdocs.words.problem import Problem


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield the problems by sheet; the same one at several cells is told once, with all its cells."""
    for sheet, of_sheet in groupby(problems, key=lambda problem: problem.place.sheet):
        if sheet:
            yield f"  {sheet}"
        told: dict[tuple[str, str, str], list[str]] = {}
        for problem in of_sheet:
            told.setdefault((problem.severity, problem.what, problem.needed), []).append(problem.place.cell)
        for (severity, what, needed), cells in told.items():
            mark = "!" if severity == "blocking" else "?"
            where = ", ".join(cell for cell in cells if cell)
            yield f"    {mark} {where + ': ' if where else ''}{what}"
            yield f"      {needed}"


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


def as_json(value: Any) -> str:
    """Return one JSON object as text, in ASCII so that any terminal and pipe carries it."""
    return json.dumps(value, indent=2)


def counted(number: int, one: str, many: str = "") -> str:
    """Return '1 problem', '2 problems'."""
    return f"{number} {one if number == 1 else many or one + 's'}"
