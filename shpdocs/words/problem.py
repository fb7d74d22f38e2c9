"""Problems: what is wrong in a return, each a value with a code and a place; and the one catalogue of messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from shpdocs.words.returns import Place

Severity = Literal["blocking", "warning", "notice"]
_RANK = {"blocking": 0, "warning": 1, "notice": 2}
_PLACEHOLDER = re.compile(r"\{([a-z-]+)\}")


@dataclass(frozen=True)
class Message:
    """How a problem is told: what stands there, and what is needed. {…} are the problem's details.

    Something blocking must be put right; a warning holds a return back until the lead answers it or somebody accepts it;
    a notice is for information.
    """

    severity: Severity
    what: str
    needed: str


@dataclass(frozen=True)
class Problem:
    """Something wrong in a return. `code` is a key of CATALOGUE; `answer` the JSON pointer of the answer, if any."""

    code: str
    place: Place
    entered: str = ""
    answer: str = ""
    label: str = ""
    details: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        """'blocking', 'warning' or 'notice', as the catalogue has it."""
        return CATALOGUE[self.code].severity

    @property
    def key(self) -> str:
        """What makes this problem this one among those of a file, as a line: 'not-signed-off Start!C31 /sign-off/name'."""
        return f"{self.code} {self.place.sheet}!{self.place.cell} {self.answer}"

    @property
    def what(self) -> str:
        """What stands there, in words."""
        return self._words(CATALOGUE[self.code].what)

    @property
    def needed(self) -> str:
        """What is needed, in words."""
        return self._words(CATALOGUE[self.code].needed)

    def _words(self, text: str) -> str:
        shown = self.entered if len(self.entered) <= 60 else self.entered[:57] + "…"
        known = {"entered": shown, "label": self.label, "file": self.place.file, **self.details}
        known = {name: "".join(c if c.isprintable() else "\ufffd" for c in value) for name, value in known.items()}
        return _PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)  # once: an entry may hold braces too


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems sorted by file, sheet and cell; at the same cell blocking ones, warnings, notices."""
    return tuple(sorted(problems, key=_position))


def _position(problem: Problem) -> tuple[str, str, int, str, int, str]:
    letters = problem.place.cell.rstrip("0123456789")
    row = int(problem.place.cell[len(letters) :] or 0)
    column = letters.rjust(3)
    return (problem.place.file, problem.place.sheet, row, column, _RANK[problem.severity], problem.code)


def _blocking(what: str, needed: str) -> Message:
    return Message("blocking", what, needed)


def _warning(what: str, needed: str) -> Message:
    return Message("warning", what, needed)


def _notice(what: str, needed: str) -> Message:
    return Message("notice", what, needed)


CATALOGUE: dict[str, Message] = {
    # The file as a whole
    "unreadable-file": _blocking(
        "{file} cannot be read from the disk.",
        "Close it in other programs, check that it has arrived whole, and collect again.",
    ),
    "empty-file": _blocking(
        "{file} is empty: it has not arrived whole.",
        "Wait until the drive has synced it, or ask for it again.",
    ),
    "not-a-workbook": _blocking(
        "{file} is {kind}, not an Excel workbook (.xlsx).",
        "{how}",
    ),
    "protected-file": _blocking(
        "{file} is {kind}, so it cannot be opened.",
        "{how}",
    ),
    "damaged-file": _blocking(
        "{file} is damaged and cannot be opened.",
        "Send the workbook again; if it opens for you, save a fresh copy first.",
    ),
    "oversized-file": _blocking(
        "{file} is larger than any return can be: {entered}, and the limit is {limit}.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
    "foreign-workbook": _blocking(
        "{file} is not a workbook that was issued: it has no reference on its Start sheet.",
        "Fill in the workbook that was issued for this period and send that.",
    ),
    "wrong-partnership": _blocking(
        "{file} was issued by another partnership ({entered}).",
        "Send the workbook issued by {partnership}.",
    ),
    "wrong-period": _blocking(
        "{file} is for {entered}, not for {period}.",
        "Send the workbook issued for {period}, or collect {entered}.",
    ),
    "unknown-period": _blocking(
        "{file} is for {entered}, a year that has no definitions here.",
        "Add workbook_templates/{year}, or send the workbook of another period.",
    ),
    "unknown-sub-group": _blocking(
        "{file} is for the sub-group '{entered}', which has no definition for that year.{nearest}",
        "Use a workbook issued here, or add the definition.",
    ),
    "stamps-disagree": _blocking(
        "{file} says different things about what it is: {first}.",
        "A sheet may have been copied over from another workbook. Copy the answers into the workbook that was issued and send that.",
    ),
    "two-candidates": _blocking(
        "{file} and {entered} came together for the same return, with different answers: {differences}.",
        "Nothing says which is meant. Ask the lead; then collect the right one by name, or take the other out of the inbox.",
    ),
    "older-issue": _warning(
        "{file} is issue {entered} of the workbook; the return in force came in issue {first}.",
        "If it is meant all the same, accept it; if not, leave it.",
    ),
    "older-definition": _notice(
        "{file} was issued before its definition changed: {changes}.",
        "What could be read was read; issue the workbook again if something is missing.",
    ),
    "identical-file": _notice(
        "{file} is identical to {entered}, which came on {first}.",
        "Nothing to do; if a newer one was meant, ask for it.",
    ),
    "same-answers": _notice(
        "{file} holds the same answers as {entered}.",
        "Nothing to do.",
    ),
    "lock-file": _notice(
        "{file} is the mark that somebody has the workbook open, not the workbook.",
        "Nothing to do; make sure that the open workbook was saved before it was sent.",
    ),
    "temporary-file": _notice(
        "{file} is a temporary file of a program, not a workbook.",
        "Nothing to do.",
    ),
    "cloud-placeholder": _warning(
        "{file} is only a placeholder: its content is still in the cloud.",
        "Open it once, or choose 'Always keep on this device', and collect again.",
    ),
    "named-otherwise": _notice(
        "{file} has the name of another return ({first}), and holds the one of {second}.",
        "It was taken for what it holds; make sure that this is the file that was meant.",
    ),
    "other-inbox": _warning(
        "{file} lies in the inbox of {first}, and is for {second}.",
        "Move it to output/{second}/inbox.",
    ),
    "not-asked-then": _blocking(
        "{label}: was not asked yet when this workbook was issued (issue {issue}).",
        "Fill in the workbook that was issued last.",
    ),
    "sheet-missing": _blocking(
        "The sheet '{label}' is not in the workbook.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
    "column-missing": _blocking(
        "The column '{label}' cannot be found on this sheet.",
        "Put its heading back as it was issued.",
    ),
    "optional-column-missing": _warning(
        "The column '{label}' cannot be found on this sheet; nothing in it was read.",
        "If anything was entered there, put its heading back as it was issued.",
    ),
    "column-moved": _blocking(
        "The column '{label}' stands elsewhere on this sheet than it was issued, and its mark has stayed behind.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
    "row-missing": _blocking(
        "The row '{label}' cannot be found on this sheet.",
        "Put its reference ({entered}) back in the Reference column.",
    ),
    "row-twice": _blocking(
        "The row '{label}' stands on this sheet twice, with different answers.",
        "Delete the row that is wrong; each reference ({entered}) may stand there once.",
    ),
    "row-moved": _blocking(
        "The row '{label}' stands beside the reference of another row ({entered}): they may have been sorted apart.",
        "Put its own reference ({first}) back beside it, and check that every answer of the row belongs to it.",
    ),
    "column-twice": _blocking(
        "The column '{label}' stands on this sheet twice, with different answers.",
        "Delete the one that is wrong; each heading may stand there once.",
    ),
    "sheet-twice": _blocking(
        "The sheets '{first}' and '{entered}' hold the same table, with different answers.",
        "Keep the one that is right, and delete the other.",
    ),
    "sheet-otherwise": _blocking(
        "The sheet '{label}' says that it is of {entered}, not of {first}: it may have been copied from another workbook.",
        "Copy the answers into the workbook that was issued and send that.",
    ),
    # What was changed against the workbook that was issued
    "label-changed": _warning(
        "The text '{first}' was changed to '{entered}'.",
        "The paper prints it as issued. If it should change, ask the officer; if not, put it back.",
    ),
    "guards-gone": _notice(
        "{count} lost the check on what may be entered: pasted over, or saved by another program.",
        "Nothing to do: every answer was checked again.",
    ),
    "protection-gone": _notice(
        "The protection of {first} was taken off.",
        "Nothing to do: everything was compared with what was issued.",
    ),
    "hidden-answers": _notice(
        "Hidden, and yet with answers: {entered}.",
        "They were read like all others; show what is hidden if they should be looked at.",
    ),
    "references-gone": _notice(
        "{count} lost the reference, and could be found by the labels.",
        "Nothing to do, unless labels were changed too.",
    ),
    # One answer
    "missing": _blocking("{label}: there is no answer.", "{wanted}"),
    "missing-figure": _blocking(
        "{label}: there is no figure.",
        "Enter the figure, or choose in '{reason-label}' why there is none.",
    ),
    "figure-and-reason": _blocking(
        "{label}: there is both a figure and a reason for having none.",
        "Keep one: clear the figure or the reason.",
    ),
    "formula": _blocking(
        "{label}: the cell holds a formula, {entered}{cached}.",
        "Type the result itself.",
    ),
    "formula-computed": _notice(
        "{label}: the cell holds the sum {entered}; it was worked out as {first}.",
        "Nothing to do if that is right.",
    ),
    "fraction-or-date": _blocking(
        "{label}: '{entered}' may be a fraction, or what the program made of a date such as {first}.",
        "Type a number with a decimal point, or the date with its month as a word.",
    ),
    "error-cell": _blocking(
        "{label}: the cell shows an error, {entered}.",
        "Type the answer itself.",
    ),
    "not-a-number": _blocking(
        "{label}: '{entered}' is not a number.",
        "Enter digits only, for example 1664.",
    ),
    "not-a-whole-number": _blocking(
        "{label}: '{entered}' is not a whole number.",
        "Enter a count without decimals, for example 45.",
    ),
    "too-small": _blocking(
        "{label}: {entered} is too small.",
        "Enter {limit} or more.",
    ),
    "too-large": _blocking(
        "{label}: {entered} is too large.",
        "Enter {limit} or less.",
    ),
    "ambiguous-percentage": _blocking(
        "{label}: '{entered}' could mean two percentages, {first} or {second}.",
        "Enter the number of per cent, from 0 to 100: 45 for 45%.",
    ),
    "ambiguous-none": _blocking(
        "{label}: '{entered}' could mean zero or no figure.",
        "Enter 0 for zero, or say 'Not yet available', 'Not applicable' or 'Suppressed'.",
    ),
    "ambiguous-rate": _blocking(
        "{label}: '{entered}' is a rate per another number.",
        "Enter the rate per {limit}, as a plain number.",
    ),
    "not-money": _blocking(
        "{label}: '{entered}' is not an amount of money.",
        "Enter pounds, for example 280000 or £280k.",
    ),
    "not-a-date": _blocking(
        "{label}: '{entered}' is not a date.",
        "Enter day, month and year, for example 31/12/2024.",
    ),
    "ambiguous-date": _blocking(
        "{label}: '{entered}' could be {first} or {second}.",
        "Write the month as a word, for example {first}.",
    ),
    "unlikely-date": _blocking(
        "{label}: {first} is too far from today to be meant.",
        "Enter a date from 1990 to 2100, as in 31 December 2024.",
    ),
    "not-months": _blocking(
        "{label}: '{entered}' is not a month or a range of months with its year.",
        "Enter for example Sept 2024 or Oct/Nov 2024.",
    ),
    "not-a-choice": _blocking(
        "{label}: '{entered}' is not one of the choices.",
        "Choose one of: {choices}.",
    ),
    "too-long": _blocking(
        "{label}: the text has {length} characters.",
        "Shorten it to {limit} characters or fewer.",
    ),
    "too-few-rows": _blocking(
        "{label}: there are too few rows.",
        "Fill in at least {limit}.",
    ),
    "not-allowed": _blocking(
        "{label}: '{entered}' is not allowed here.",
        "Enter what the guidance beside the answer asks for.",
    ),
    "not-read": _warning(
        "'{entered}' stands where no answer is read.",
        "If it matters, write it into an answer or a commentary; it will not be in the paper.",
    ),
    "more-not-read": _warning(
        "From here on, {count} more cells of this sheet stand where no answer is read.",
        "If they matter, write them into answers or commentaries; they will not be in the paper.",
    ),
    "remark-not-read": _warning(
        "A {kind} says '{entered}'.",
        "If it matters, write it into an answer or a commentary; it will not be in the paper.",
    ),
    "earlier-revised": _notice(
        "{label}: {first} was accepted before; it is now {entered}.",
        "The paper marks it as revised; if it was not meant, put {first} back.",
    ),
    "earlier-deleted": _warning(
        "{label}: {first} was accepted before; the cell is now blank.",
        "The accepted figure stays. To take it back, enter the right figure or 'Not applicable'.",
    ),
    "revised-without-reason": _warning(
        "{label}: an earlier quarter was changed, and nothing says why.",
        "Say why in the column 'If an earlier quarter changed, why'.",
    ),
    "carried-row-gone": _warning(
        "{label}: the row '{entered}' was carried from an earlier return and is no longer there.",
        "If it is closed, keep the row and say so in it; if it was deleted by mistake, put it back.",
    ),
    "hidden-number": _blocking(
        "{label}: '{entered}' hides a small number.",
        "Enter the figure, or choose 'Suppressed' in 'If no figure, why'.",
    ),
    "could-not-judge": _blocking(
        "{file} could not be checked, because of a fault in shpdocs.",
        "The file is kept. Please report it with what SHPDOCS_TRACEBACK=1 prints.",
    ),
    # What looks odd, reported and never mended
    "not-signed-off": _warning(
        "{label} is blank.",
        "On the sheet Start, fill in name, role and date of whoever answers for the return.",
    ),
    "date-outside-period": _warning(
        "{label}: {first} lies outside the time in which it would be expected ({second}).",
        "Check day, month and year. If the date is right, leave it and tell the officer.",
    ),
    "percentage-not-of-base": _warning(
        "{label}: {first} does not go with {second}: {limit}.",
        "Check the percentage and the number it is of; the paper prints both as they stand.",
    ),
    "cumulative-falls": _warning(
        "{label}: the year so far was {first}, and is now {second}.",
        "A figure for the year so far does not fall: check it, or say in the commentary what was corrected.",
    ),
    "far-from-history": _warning(
        "{label}: {entered} is far outside what it was before ({first} to {second}).",
        "Check it; if it is right, say in the commentary what changed.",
    ),
    "off-target": _warning(
        "{label}: is off target, and nothing says why.",
        "Say in the commentary why, and what is being done.",
    ),
    "percentage-without-base": _warning(
        "{label}: there is a percentage and not of how many.",
        "Give the number that the percentage is of.",
    ),
    "outside-last-year": _warning(
        "{label}: the figure is outside the range of last year's quarters.",
        "Check it; if it is right, say in the commentary what changed.",
    ),
    "baseline-year-differs": _warning(
        "{label}: the objective speaks of {first} figures, the baseline is of {second}.",
        "Ask which is meant; the paper prints both as they stand.",
    ),
    "target-not-worked-out": _warning(
        "{label}: the target {first} is not the baseline {second} changed by {limit}%.",
        "Check target and baseline; the paper prints both as they stand.",
    ),
    "result-against-target": _warning(
        "{label}: the target is {first}, the text reports {second}: they may not measure the same thing.",
        "Check the wording of the objective; the paper prints both as they stand.",
    ),
    "milestone-passed": _warning(
        "{label}: due {first}, not completed: '{entered}'.",
        "Say in the activity what is left and by when.",
    ),
    "change-not-borne-out": _warning(
        "{label}: the text says {first}, the figures give {second}.",
        "Check the text; the paper prints both as they stand.",
    ),
}
