"""What was printed and stands otherwise now, in words."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.values import number_in, tidy
from shpdocs.definitions.wording import WORKBOOK_WORDS, show_figure
from shpdocs.disclosure.cells import rounded
from shpdocs.figures.printed import Otherwise, is_figure, pointer_of
from shpdocs.model.collection import PrintedChange, PrintedChanges
from shpdocs.model.definition import Definition, Measure, SmallNumbers
from shpdocs.model.returns import REASON_WORDS, Json

NOTHING = "nothing"
PRINTED_OTHERWISE, TO_ISSUE_AGAIN = "Printed otherwise than it stands now", "Workbooks to issue again"
_LONGEST = 160  # characters of a text


def show_now(found: Otherwise, definition: Definition | None) -> str:
    """What the returns say now of an answer that was printed otherwise; 'nothing' if they say nothing any more."""
    if found.now is None:
        return NOTHING
    measure = _measure(found, definition)
    if measure is None:
        return _plain(found.now)
    is_reason = isinstance(found.now, str) and found.now in REASON_WORDS
    figure = {"value": None, "reason": found.now} if is_reason else {"value": found.now, "reason": None}
    return show_figure(measure, figure, WORKBOOK_WORDS)


def reads_as_printed(found: Otherwise, definition: Definition | None, default: SmallNumbers) -> bool:
    """Whether a paper would print the count of people that the returns give now as it was printed: rounded to the same.

    `default` is the rule for small numbers of a measure that has none of its own.
    """
    number, measure = number_in(found.now), _measure(found, definition)
    if number is None or measure is None or not measure.people or measure.unit != "count":
        return False
    count = rounded(number, measure.small_numbers or default)
    return show_figure(measure, {"value": count, "reason": None}, WORKBOOK_WORDS) == found.printed.shown


def _measure(found: Otherwise, definition: Definition | None) -> Measure | None:
    """The measure whose figure was printed; None if it is none, or the definition does not know it any more."""
    if definition is None or not is_figure(found.printed):
        return None
    key = pointer_of(found.printed).split("/")[2]
    return next((measure for measure in definition.measures if measure.key == key), None)


def printed_lines(printed: PrintedChanges) -> Iterator[str]:
    """Yield for the screen what papers printed otherwise than it stands now, and what to do about it."""
    if printed.to_do:
        yield f"{PRINTED_OTHERWISE if printed.changes else TO_ISSUE_AGAIN}:"
    for change in printed.changes:
        before, now = (text if change.is_figure or text == NOTHING else f"“{text}”" for text in (change.before, change.now))
        yield f"  {change.name}: {before} in {listed_papers(change)}; now {now}"
    for words, command in printed.to_do:
        yield f"  {words}"
        yield f"    {command}"


def printed_change_json(change: PrintedChange) -> dict[str, object]:
    """Return what was printed otherwise as schemas/problem-list.schema.json has it."""
    papers = list(change.papers)
    return {"name": change.name, "before": change.before, "now": change.now, "papers": papers, "is-out": change.is_out}


def listed_papers(change: PrintedChange) -> str:
    """The papers that printed it, in a line."""
    return ", ".join(change.papers)


def shortened(text: str) -> str:
    """A text on one line, its beginning if it is long."""
    line = tidy(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rstrip()} …"


def _plain(answer: Json) -> str:
    """An answer without its definition: the words that were typed, a date or number as it is held."""
    if isinstance(answer, dict):
        return str(answer.get("words") or answer.get("amount") or NOTHING)
    if isinstance(answer, bool):
        return "Yes" if answer else "No"
    return shortened(REASON_WORDS.get(answer, answer) if isinstance(answer, str) else str(answer))
