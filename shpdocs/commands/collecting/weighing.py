"""Weighing one received file: judging it, and its return as it would stand in force. Any process can do it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.judge import judge
from shpdocs.definitions.definition_files import Year
from shpdocs.model.collection import Judgement
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill, issued_with
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, Stamp
from shpdocs.model.settings import Settings
from shpdocs.store.records import return_bytes


class Came(Struct, frozen=True):
    """A file that came: its name, its SHA-256, and its bytes; None if the disk will not give them."""

    name: str
    sha256: str
    content: bytes | None


class Weighed(Struct, frozen=True):
    """A judged file, and its return as JSON: b'' if it holds none, or if it was staged (`has_return` tells)."""

    judged: Judgement
    content: bytes
    has_return: bool

    @property
    def sha256(self) -> str:
        """The file's hash."""
        return self.judged.sha256

    @property
    def is_valid(self) -> bool:
        """Whether the file holds a return, and nothing in it is blocking."""
        return self.has_return and not any(problem.severity == "blocking" for problem in self.judged.problems)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that hold the return until somebody accepts it."""
        return tuple(problem for problem in self.judged.problems if problem.severity == "warning")


class Scales(Struct, frozen=True):
    """What every file of a period is weighed with: plain values, so that any executor can carry them.

    `sent` gives the event of every workbook sent out, by sub-group and issue number.
    """

    settings: Settings
    year: Year
    period: Period
    sent: Mapping[tuple[str, int], Event]

    def weigh(self, came: Came) -> Weighed:
        """Judge a file."""
        if came.content is None:
            return refused(came, "unreadable-file")
        settings = self.settings
        years = partial(_only, self.year)
        judged = judge(came.content, came.name, settings.partnership, years, self.period, self._carried, settings.limits)
        content = return_bytes(judged.return_) if judged.return_ else b""
        return Weighed(replace(judged, return_=None), content, bool(content))

    def _carried(self, stamp: Stamp) -> Prefill:
        return issued_with(self.sent.get((stamp.sub_group, stamp.issue)))


def refused(came: Came, code: str) -> Weighed:
    """A file of which nothing more can be told than that."""
    return Weighed(Judgement(came.name, came.sha256, None, (Problem(code, Place(came.name)),), None), b"", False)


def _only(year: Year, name: str) -> Year | None:
    return year if name == year.name else None
