"""Results for the screen: as text for people and as JSON for programs. Words only; nothing is printed here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from shpdocs.answers.values import counted, tidy
from shpdocs.model.collection import Change, Replacement
from shpdocs.model.problem import Problem, Severity
from shpdocs.model.problem.message import printable
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


def replacement_lines(replacement: Replacement, is_in_force: bool) -> Iterator[str]:
    """Yield what a newer return of the quarter changes against the one before it, or would change while that one stays in force."""
    file, stands = printable(replacement.file), "which it replaces" if is_in_force else "which stays in force"
    if replacement.changes is None:
        yield f"  What it says otherwise than {file}, {stands}, cannot be told: see shpdocs verify."
    elif not replacement.changes:
        yield f"  It says the same as {file}, {stands}."
    else:
        verb = "changed" if is_in_force else "would change"
        yield f"  {counted(len(replacement.changes), 'answer')} {verb} against {file}, {stands}:"
        for sheet, changes in groupby(replacement.changes, key=lambda change: change.sheet):
            yield f"    {printable(sheet)}"
            for change in changes:
                before, now = (printable(tidy(text)) or "no answer" for text in (change.before, change.now))
                difference = f" ({printable(change.difference)})" if change.difference else ""
                yield f"      {printable(tidy(change.label))}: {before} → {now}{difference}"


def replacement_json(replacement: Replacement | None) -> dict[str, Any] | None:
    """Return the same as schemas/problem-list.schema.json has it."""
    if replacement is None:
        return None
    changes = None if replacement.changes is None else [_change_json(change) for change in replacement.changes]
    return {"file": replacement.file, "changes": changes}


def _change_json(change: Change) -> dict[str, str]:
    return {
        "sheet": change.sheet,
        "label": change.label,
        "before": change.before,
        "now": change.now,
        "difference": change.difference,
    }


def names_in_line(names: Sequence[str], most: int = 10) -> str:
    """Return names in a line, the first so many."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def as_json(value: Any) -> str:
    """Return one JSON object as text, in ASCII so that any terminal and pipe carries it."""
    return json.dumps(value, indent=2)
