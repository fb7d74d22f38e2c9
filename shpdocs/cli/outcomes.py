"""What check and collect print of each file."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.commands.outcome import FileOutcome
from shpdocs.report.screen import as_json, counted, printable, problem_json, problem_lines

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


def print_json(outcomes: tuple[FileOutcome, ...]) -> None:
    """Print the problem list as one JSON object, valid against schemas/problem-list.schema.json."""
    files = [
        {
            "file": one.file,
            "sha256": one.sha256 or None,
            "sub-group": one.sub_group or None,
            "period": one.period or None,
            "outcome": one.outcome,
            "verdict": {"ready": one.verdict.is_ready, "to-do": one.verdict.to_do, "odd": one.verdict.odd} if one.verdict else None,
            "problems": [problem_json(problem) for problem in one.problems],
        }
        for one in outcomes
    ]
    print(as_json({"files": files}))


def print_outcomes(outcomes: tuple[FileOutcome, ...], accepted: Mapping[str, str] | None = None, most: int | None = None) -> None:
    """Print every file with what became of it, and its problems by sheet and cell: at most so many lines a file.

    `accepted` says by whom and why the warnings of the return in force were accepted, by sub-group. Of a file that
    changes nothing only the notices are told again.
    """
    shown: set[str] = set()
    for one in outcomes:
        decision = (accepted or {}).get(one.sub_group, "") if one.outcome in ("in-force", "unchanged") else ""
        print(f"{printable(one.file)}: {', '.join(_about(one))}{f', accepted by {printable(decision)}' if decision else ''}")
        told = tuple(problem for problem in one.problems if one.outcome not in _PAST or problem.severity == "notice")
        shown |= {problem.severity for problem in told}
        lines = list(problem_lines(told))
        for line in lines[:most]:
            print(line)
        if most and len(lines) > most:
            print(f"    … {len(lines) - most} more lines: they stand on the page.")
    legend = [_LEGEND[severity] for severity in _LEGEND if severity in shown]
    if legend:
        print("  ".join(legend))


def _about(one: FileOutcome) -> list[str]:
    """What became of a file, whose return it is if that is not plain, and how many problems it has."""
    counts = {severity: sum(problem.severity == severity for problem in one.problems) for severity in ("blocking", "warning")}
    found = [counted(counts[severity], word) for severity, word in (("blocking", "problem"), ("warning", "warning")) if counts[severity]]
    nothing = [] if one.outcome in ("skipped", "superseded", "duplicate") else ["no problems"]
    whose = [f"{one.sub_group} {one.period}"] if one.sub_group and one.outcome == "checked" else []
    return [*whose, *([_WORDS[one.outcome]] if _WORDS[one.outcome] else []), *(found or nothing)]
