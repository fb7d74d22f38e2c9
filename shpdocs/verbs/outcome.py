"""What became of a file that was checked or collected."""

from __future__ import annotations

from dataclasses import dataclass

from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place
from shpdocs.words.workbook import Verdict


@dataclass(frozen=True)
class FileOutcome:
    """One file: `outcome` is a word of schemas/problem-list.schema.json; hash, sub-group and period '' if unknown.

    `verdict` is what its Check sheet should say; None if it is no workbook that was issued.
    """

    file: str
    outcome: str
    sha256: str = ""
    sub_group: str = ""
    period: str = ""
    problems: tuple[Problem, ...] = ()
    verdict: Verdict | None = None


def unreadable(file: str, outcome: str) -> FileOutcome:
    """The outcome of a file that the disk will not give."""
    return FileOutcome(file, outcome, problems=(Problem("unreadable-file", Place(file)),))


def has_blocking(files: tuple[FileOutcome, ...]) -> bool:
    """Whether any file has a blocking problem."""
    return any(problem.severity == "blocking" for file in files for problem in file.problems)
