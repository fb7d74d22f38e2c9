"""Collecting: what is known of a file on its way, and the collection as it is reported to people.

A file is judged, and something becomes of it; then where every sub-group stands, what is wrong, what changed since last quarter.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.paper_status import PaperStatus
from shpdocs.model.period import Period
from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place, Return, Stamp
from shpdocs.model.workbook import Verdict

State = Literal["in-force", "held", "refused", "missing"]
SchemaFault = Literal["missing", "edited", "stale", "left over", "differs"]

Progress = Callable[[int, int], None]  # how many files are done, or small numbers shown to be safe, of how many; first with none


class SchemaState(Struct, frozen=True):
    """A schema of the folder that is not as it should be: its name, from schemas/ ('' of all of them), and how it stands.

    It is 'missing', 'edited', 'stale' (what it was made of changed), 'left over' (of no definition); or, of one that travels with the
    program, it 'differs'.
    """

    name: str
    state: SchemaFault


class ReceivedFile(Struct, frozen=True):
    """A file that came and is kept: its name, its SHA-256, and its name among the received files.

    `notices` are what should be known of its coming.
    """

    name: str
    sha256: str
    kept: str
    notices: tuple[Problem, ...] = ()


class Judgement(Struct, frozen=True):
    """What a file is: its name and hash, its stamp if it has one, its problems in order, and the return if it can be used.

    `answers` is a digest of the return's answers, '' if the file holds none: it stands here even where the return itself was
    left with the judgement that is kept. `verdict` is what the Check sheet should say; None if it is no workbook of ours.
    """

    file: str
    sha256: str
    stamp: Stamp | None = None
    problems: tuple[Problem, ...] = ()
    return_: Return | None = None
    verdict: Verdict | None = None
    answers: str = ""

    @property
    def sub_group(self) -> str:
        """Whose return the file is by its stamp; '' without one."""
        return self.stamp.sub_group if self.stamp else ""

    @property
    def issue(self) -> int:
        """The workbook's issue number; 0 if it is not known."""
        return self.stamp.issue if self.stamp else 0

    @property
    def is_valid(self) -> bool:
        """Whether the file holds a return, and nothing in it is blocking."""
        return bool(self.answers) and not any(problem.severity == "blocking" for problem in self.problems)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that hold the return until somebody accepts it."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    def with_problems(self, *problems: Problem) -> Judgement:
        """The judgement with more that is wrong, or is to be known."""
        return replace(self, problems=in_order((*problems, *self.problems))) if problems else self

    def outcome(self, outcome: str) -> Outcome:
        """What became of the file."""
        period = self.stamp.period if self.stamp else ""
        return Outcome(self.file, outcome, self.sha256, self.sub_group, period, self.problems, self.verdict, self.issue)


class Outcome(Struct, frozen=True):
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

    def with_notices(self, notices: tuple[Problem, ...]) -> Outcome:
        """The outcome with more to know of the file."""
        return replace(self, problems=in_order((*notices, *self.problems))) if notices else self


def file_fault(file: str, code: str, sha256: str = "") -> Judgement:
    """The judgement on a file of which nothing more can be said than that."""
    return Judgement(file, sha256, problems=(Problem(code, Place(file)),))


def needs_an_answer(files: tuple[Outcome, ...]) -> bool:
    """Whether somebody has to do something: a file was refused, is held or not here yet, or was checked and is blocked."""
    return any(
        file.outcome in ("refused", "held")
        or (file.outcome == "skipped" and any(problem.severity == "warning" for problem in file.problems))
        or (file.outcome == "checked" and any(problem.severity == "blocking" for problem in file.problems))
        for file in files
    )


class Change(Struct, frozen=True):
    """An answer that differs from the quarter before, in words: 'Robbery: Q2 figure', '126', '104'.

    `before` and `now` are '' where there is no answer. `difference` says by how much ('-22, -17.5%') or what happened
    ('text changed', 'row added'), '' if the two say it all; `sheet` is the sheet on which the answer stands.
    """

    label: str
    before: str
    now: str
    difference: str = ""
    sheet: str = ""


class Replacement(Struct, frozen=True):
    """What a newer return of the same quarter says otherwise than the one that it replaced, or would replace.

    `file` is that one's name. `changes` are () where both say the same, and None where the one before is no longer there to compare with.
    """

    file: str
    changes: tuple[Change, ...] | None = ()


class PrintedChange(Struct, frozen=True):
    """An answer that papers printed otherwise than it stands now: 'Repeat victims, Quarter 1', '140', '148', 'edition 1 of 2024-25-Q1'.

    `is_out` says that others have one of these papers; the last draft of a paper nobody else has. `is_figure` tells a figure from words.
    """

    name: str
    before: str
    now: str
    papers: tuple[str, ...]
    is_out: bool
    is_figure: bool = True


class PrintedChanges(Struct, frozen=True):
    """What papers printed otherwise than it stands now, and what is to be done about it: words, and the command to type."""

    changes: tuple[PrintedChange, ...] = ()
    to_do: tuple[tuple[str, str], ...] = ()


class SubGroupStatus(Struct, frozen=True):
    """Where one sub-group stands.

    `state`: its return is in force, held for a decision, refused, or missing. `file` is the file that this is about, `sha256` its
    hash and `received` when it came (ISO 8601), '' for all if none did; `earlier_file` the file of an earlier return that stays in
    force meanwhile. `changes` are those since the quarter before, `replaces` those of a newer return of the quarter. `wrong_file` is,
    of a missing return, a file that came in its place: of another period, or of another partnership. `accepted` says by whom and
    why a return with warnings was accepted. `query` and `draft` are the query workbook and the e-mail draft, as paths from the
    period's folder.
    """

    sub_group: str
    title: str
    state: State
    file: str = ""
    received: str = ""
    earlier_file: str = ""
    accepted: str = ""
    problems: tuple[Problem, ...] = ()
    changes: tuple[Change, ...] = ()
    query: str = ""
    draft: str = ""
    wrong_file: str = ""
    sha256: str = ""
    replaces: Replacement | None = None


class OtherFile(Struct, frozen=True):
    """A file that is nobody's return for the period: what became of it in words, and its problems."""

    file: str
    outcome: str
    problems: tuple[Problem, ...] = ()


class Collection(Struct, frozen=True):
    """Where a period stands after a collection."""

    period: Period
    partnership: str
    council: str
    marking: str
    contact: str
    deadline: date | None
    statuses: tuple[SubGroupStatus, ...]
    other_files: tuple[OtherFile, ...] = ()
    printed: PrintedChanges = PrintedChanges()
    papers: tuple[PaperStatus, ...] = ()


class Attachment(Struct, frozen=True):
    """A file that goes with a draft: its name and its bytes."""

    name: str
    content: bytes


class Draft(Struct, frozen=True):
    """An e-mail that the officer may send: address ('' if none is set), subject, plain text, and a workbook."""

    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
