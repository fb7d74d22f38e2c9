"""What check and collect print of each file."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import to_builtins

from shpdocs.answers.values import counted
from shpdocs.model.collection import Outcome, PrintedChanges, Replacement, SchemaState, SubGroupStatus
from shpdocs.model.problem.message import printable
from shpdocs.report.printed import printed_change_json
from shpdocs.report.screen import as_json, problem_json, problem_lines, replacement_json, replacement_lines

_WORDS = {
    "checked": "",
    "in-force": "now in force",
    "unchanged": "in force already",
    "superseded": "a later return came in",
    "duplicate": "taken once",
    "held": "waits for a decision",
    "refused": "not accepted",
    "skipped": "passed over",
}
_NEW = ("in-force", "held", "refused")
_PAST = ("unchanged", "duplicate", "superseded")
_LEGEND = {
    "blocking": "! must be put right.",
    "warning": "? looks odd: the lead answers it, or somebody accepts it.",
    "notice": "i is for your information.",
}


def print_json(
    outcomes: tuple[Outcome, ...],
    statuses: tuple[SubGroupStatus, ...] = (),
    printed: PrintedChanges | None = None,
    schemas: tuple[SchemaState, ...] | None = None,
) -> None:
    """Print the problem list as one JSON object, valid against schemas/problem-list.schema.json.

    `statuses` say what a newer return changes against the one before it, `printed` what papers printed otherwise than it stands now,
    `schemas` which of the folder's other programs should not use.
    """
    files = [
        {
            "file": file.file,
            "sha256": file.sha256 or None,
            "sub-group": file.sub_group or None,
            "period": file.period or None,
            "outcome": file.outcome,
            "verdict": {"ready": file.verdict.is_ready, "to-do": file.verdict.to_do, "odd": file.verdict.odd} if file.verdict else None,
            "replaces": replacement_json(_replaces(file, statuses)),
            "problems": [problem_json(problem) for problem in file.problems],
        }
        for file in outcomes
    ]
    otherwise = {} if printed is None else {"printed-otherwise": [printed_change_json(change) for change in printed.changes]}
    states = {} if schemas is None else {"schemas": to_builtins(schemas)}
    print(as_json({"files": files} | otherwise | states))


def _replaces(file: Outcome, statuses: tuple[SubGroupStatus, ...]) -> Replacement | None:
    """What a file changes that came in just now, or would; None of one that changes nothing, or that no other came before."""
    about = (status for status in statuses if status.sha256 == file.sha256 and file.outcome in _NEW)
    return next((status.replaces for status in about), None)


def print_outcomes(outcomes: tuple[Outcome, ...], statuses: tuple[SubGroupStatus, ...] = (), most: int | None = None) -> None:
    """Print every file with what became of it, its problems by sheet and cell, and what it changes: at most so many lines of each.

    `statuses` say by whom and why the warnings of the return in force were accepted, and what a newer return changes. Of a file that
    changes nothing only the notices are shown again.
    """
    accepted = {status.sub_group: status.accepted for status in statuses}
    shown: set[str] = set()
    for file in outcomes:
        decision = accepted.get(file.sub_group, "") if file.outcome in ("in-force", "unchanged") else ""
        print(f"{printable(file.file)}: {', '.join(_about(file))}{f', accepted by {printable(decision)}' if decision else ''}")
        problems = tuple(problem for problem in file.problems if file.outcome not in _PAST or problem.severity == "notice")
        shown |= {problem.severity for problem in problems}
        replaces = _replaces(file, statuses)
        _print_lines(problem_lines(problems), most)
        _print_lines(replacement_lines(replaces, file.outcome == "in-force") if replaces else iter(()), most)
    legend = [_LEGEND[severity] for severity in _LEGEND if severity in shown]
    if legend:
        print("  ".join(legend))


def _print_lines(lines: Iterator[str], most: int | None) -> None:
    every = list(lines)
    for line in every[:most]:
        print(line)
    if most and len(every) > most:
        print(f"    … {len(every) - most} more lines: they stand on the page.")


def _about(file: Outcome) -> list[str]:
    """What became of a file, whose return it is if that is not plain, and how many problems it has."""
    counts = {severity: sum(problem.severity == severity for problem in file.problems) for severity in ("blocking", "warning")}
    problems = [counted(counts[severity], word) for severity, word in (("blocking", "problem"), ("warning", "warning")) if counts[severity]]
    nothing = [] if file.outcome in ("skipped", "superseded", "duplicate") else ["no problems"]
    whose = [f"{file.sub_group} {file.period}"] if file.sub_group and file.outcome == "checked" else []
    return [*whose, *([_WORDS[file.outcome]] if _WORDS[file.outcome] else []), *(problems or nothing)]
