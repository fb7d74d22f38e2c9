"""What check and collect print of each file."""

from __future__ import annotations

from shpdocs.doors.printing import as_json, counted, problem_json, problem_lines
from shpdocs.verbs.outcome import FileOutcome

_WORDS = {
    "checked": "",
    "in-force": "now in force",
    "unchanged": "in force already",
    "superseded": "a later return came in",
    "refused": "not accepted",
    "skipped": "passed over: not a return",
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


def print_outcomes(outcomes: tuple[FileOutcome, ...]) -> None:
    """Print every file with what became of it, and its problems by sheet and cell."""
    for one in outcomes:
        blocking = sum(problem.severity == "blocking" for problem in one.problems)
        warnings = len(one.problems) - blocking
        found = [counted(blocking, "problem")] * bool(blocking) + [counted(warnings, "warning")] * bool(warnings)
        nothing = [] if one.outcome in ("skipped", "superseded") else ["no problems"]
        about = [_WORDS[one.outcome]] * bool(_WORDS[one.outcome]) + (found or nothing)
        print(f"{one.file}: {', '.join(about)}")
        for line in problem_lines(one.problems):
            print(line)
    if any(one.problems for one in outcomes):
        print("! must be put right before the return can be accepted.  ? looks odd; printed as it stands.")
