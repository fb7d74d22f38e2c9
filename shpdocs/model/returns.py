"""Returns: the cells a lead filled in, how each was read, and the answers they became."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from msgspec import Struct, field

from shpdocs.model.invisible import is_unseen

Json = Any  # an answer as JSON has it: None, bool, int, float, str, list or dict of these

SUPPRESSED = "suppressed"  # a reason for no figure; in place of a count of people, the answer itself
REASONS = ("not-yet-available", "not-applicable", SUPPRESSED)
REASON_WORDS = {
    "not-yet-available": "Not yet available",
    "not-applicable": "Not applicable",
    SUPPRESSED: "Suppressed",
}


class Place(Struct, frozen=True, order=True):
    """Where something stands: a file's name, a sheet and a cell ('B24'); sheet and cell may be empty."""

    file: str
    sheet: str = ""
    cell: str = ""


class RawCell(Struct, frozen=True):
    """A cell as it came: its value as stored, its number format, and its formula or error if it is one.

    `cached` is the result that a program stored with the formula, as text: shown in a message, never trusted. `struck` and
    `raised` say that some of what is seen is struck through, or stands above or below the line, `raised_reads_otherwise` that
    this would be read as something else on the line: 45 and the sign of note 1 as 451. `is_unclear` says that the file
    contradicts itself there, or that no program could read it; the value is then what stands there, as text. `not_typed` says
    in words where the value comes from if nobody typed it there: 'an array formula in F6'. `is_unseen` says that some of it is
    written in the colour of its ground.
    """

    place: Place
    value: str | int | float | bool | date | datetime | time | None = None
    number_format: str = "General"
    formula: str = ""
    is_error: bool = False
    cached: str = ""
    struck: bool = False
    raised: bool = False
    is_unclear: bool = False
    not_typed: str = ""
    raised_reads_otherwise: bool = False
    is_unseen: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing was entered; spaces and characters that cannot be seen count as nothing."""
        if self.formula or self.not_typed or not isinstance(self.value, str | None):
            return False
        return all(map(is_unseen, self.value or ""))

    @property
    def entered(self) -> str:
        """What was entered, as text for a message."""
        if self.formula:
            return self.formula
        if isinstance(self.value, datetime) and self.value.time() == time():
            return f"{self.value:%d/%m/%Y}"
        if isinstance(self.value, bool):
            return str(self.value).upper()
        return "" if self.value is None else str(self.value)


class Reading(Struct, frozen=True):
    """What a rule made of a cell: an answer, a stated reason for no figure, or a problem's code.

    `rule` names the rule in `answers.values`; `details` are what the problem's message needs. `notice` is the code of
    what should be known of an answer that could be read.
    """

    rule: str
    answer: Json = None
    reason: str = ""
    problem: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


class Source(Struct, frozen=True, rename="kebab"):
    """Where an answer came from and how it was read. `file` is the received file's SHA-256, in hexadecimal.

    `prefilled` is set if the cell still holds just what the workbook was issued with.
    """

    file: str
    sheet: str
    cell: str
    raw: str | int | float | bool | None
    number_format: str
    rule: str
    prefilled: bool = False


class Stamp(Struct, frozen=True):
    """Which workbook this is, as written on it when it was issued. `definition` is the definition's digest."""

    partnership: str
    sub_group: str
    period: str
    definition: str
    issue: int

    def __str__(self) -> str:
        return f"{self.partnership} | {self.period} | {self.sub_group} | definition {self.definition} | issue {self.issue}"


class Return(Struct, frozen=True):
    """A sub-group's answers for a period, with the source of each by JSON pointer. `file` is the received file's SHA-256."""

    stamp: Stamp
    file: str
    file_name: str
    answers: dict[str, Json]
    sources: Mapping[str, Source]


def answer_at(answers: Json, pointer: str) -> Json:
    """Return the answer at a JSON pointer such as '/measures/robbery/figure/value', or None."""
    value = answers
    for step in pointer.split("/")[1:]:
        if isinstance(value, list):
            value = value[int(step)] if step.isdigit() and int(step) < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            return None
    return value


def set_answer(answers: dict[str, Json], pointer: str, answer: Json) -> None:
    """Set the answer at a JSON pointer, making the objects on the way."""
    steps = pointer.split("/")[1:]
    part = answers
    for step in steps[:-1]:
        part = part.setdefault(step, {})
    part[steps[-1]] = answer
