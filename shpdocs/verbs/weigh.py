"""Weighing one received file: judging it, and its return as it would stand in force. Any process can do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from shpdocs.doors.definition_files import Year
from shpdocs.doors.stored import return_bytes
from shpdocs.rules.carried import Carried
from shpdocs.verbs.judge import Judged, judge
from shpdocs.words.period import Period
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Stamp
from shpdocs.words.settings import Settings

Issued = Mapping[tuple[str, int], Carried]


@dataclass(frozen=True)
class Scales:
    """What every file of a period is weighed with: plain values, so that any executor can carry them.

    `issued` gives what each workbook was issued with, by sub-group and issue number.
    """

    settings: Settings
    year: Year
    period: Period
    issued: Issued

    def weigh(self, file: tuple[str, bytes]) -> Weighed:
        """Judge a file, given as its name and its bytes."""
        judged = judge(
            file[1], file[0], self.settings.partnership, partial(_only, self.year), self.period, self.carried, self.settings.limits
        )
        return Weighed(replace(judged, of=None), return_bytes(judged.of) if judged.of else b"")

    def carried(self, stamp: Stamp) -> Carried:
        """What the workbook with that stamp was issued with."""
        return self.issued.get((stamp.sub_group, stamp.issue), Carried())


@dataclass(frozen=True)
class Weighed:
    """A judged file, and its return as JSON; b'' if it holds none."""

    judged: Judged
    content: bytes

    @property
    def sha256(self) -> str:
        """The file's hash."""
        return self.judged.sha256

    @property
    def is_valid(self) -> bool:
        """Whether the file holds a return, and nothing in it is blocking."""
        return bool(self.content) and not any(problem.severity == "blocking" for problem in self.judged.problems)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that hold the return until somebody accepts it."""
        return tuple(problem for problem in self.judged.problems if problem.severity == "warning")


def _only(year: Year, name: str) -> Year | None:
    return year if name == year.name else None
