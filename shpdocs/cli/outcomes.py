"""What check and collect print of each file."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.model.collection import Outcome
from shpdocs.model.problem.message import printable
from shpdocs.report.screen import as_json, counted, problem_json, problem_lines

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
_PAST = ("unchanged", "duplicate", "superseded")
_LEGEND = {
    "blocking": "! must be put right.",
    "warning": "? looks odd: the lead answers it, or somebody accepts it.",
    "notice": "i is for your information.",
}


def print_json(outcomes: tuple[Outcome, ...]) -> None:
    """Print the problem list as one JSON object, valid against schemas/problem-list.schema.json."""
    files = [
        {
            "file": file.file,
            "sha256": file.sha256 or None,
            "sub-group": file.sub_group or None,
            "period": file.period or None,
            "outcome": file.outcome,
            "verdict": {"ready": file.verdict.is_ready, "to-do": file.verdict.to_do, "odd": file.verdict.odd} if file.verdict else None,
            "problems": [problem_json(problem) for problem in file.problems],
        }
        for file in outcomes
    ]
    print(as_json({"files": files}))


def print_outcomes(outcomes: tuple[Outcome, ...], accepted: Mapping[str, str] | None = None, most: int | None = None) -> None:
    """Print every file with what became of it, and its problems by sheet and cell: at most so many lines a file.

    `accepted` says by whom and why the warnings of the return in force were accepted, by sub-group. Of a file that
    changes nothing only the notices are shown again.
    """
    shown: set[str] = set()
    for file in outcomes:
        decision = (accepted or {}).get(file.sub_group, "") if file.outcome in ("in-force", "unchanged") else ""
        print(f"{printable(file.file)}: {', '.join(_about(file))}{f', accepted by {printable(decision)}' if decision else ''}")
        problems = tuple(problem for problem in file.problems if file.outcome not in _PAST or problem.severity == "notice")
        shown |= {problem.severity for problem in problems}
        lines = list(problem_lines(problems))
        for line in lines[:most]:
            print(line)
        if most and len(lines) > most:
            print(f"    … {len(lines) - most} more lines: they stand on the page.")
    legend = [_LEGEND[severity] for severity in _LEGEND if severity in shown]
    if legend:
        print("  ".join(legend))


def _about(file: Outcome) -> list[str]:
    """What became of a file, whose return it is if that is not plain, and how many problems it has."""
    counts = {severity: sum(problem.severity == severity for problem in file.problems) for severity in ("blocking", "warning")}
    problems = [counted(counts[severity], word) for severity, word in (("blocking", "problem"), ("warning", "warning")) if counts[severity]]
    nothing = [] if file.outcome in ("skipped", "superseded", "duplicate") else ["no problems"]
    whose = [f"{file.sub_group} {file.period}"] if file.sub_group and file.outcome == "checked" else []
    return [*whose, *([_WORDS[file.outcome]] if _WORDS[file.outcome] else []), *(problems or nothing)]
