"""What became of a file that was checked or collected."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place
from shpdocs.model.workbook import Verdict


class FileOutcome(Struct, frozen=True):
    """One file: `outcome` is a word of schemas/problem-list.schema.json; hash, sub-group and period '', issue 0 if unknown.

    `verdict` is what its Check sheet should say; None if it is no workbook that was issued.
    """

    file: str
    outcome: str
    sha256: str = ""
    sub_group: str = ""
    period: str = ""
    problems: tuple[Problem, ...] = ()
    verdict: Verdict | None = None
    issue: int = 0

    def with_notices(self, notices: tuple[Problem, ...]) -> FileOutcome:
        """The outcome with more to know of the file."""
        return replace(self, problems=in_order((*notices, *self.problems))) if notices else self


def unreadable(file: str, outcome: str) -> FileOutcome:
    """The outcome of a file that the disk will not give."""
    return FileOutcome(file, outcome, problems=(Problem("unreadable-file", Place(file)),))


def needs_an_answer(files: tuple[FileOutcome, ...]) -> bool:
    """Whether somebody has to do something: a file was refused, is held or not here yet, or was checked and is blocked."""
    return any(
        file.outcome in ("refused", "held")
        or (file.outcome == "skipped" and any(problem.severity == "warning" for problem in file.problems))
        or (file.outcome == "checked" and any(problem.severity == "blocking" for problem in file.problems))
        for file in files
    )
