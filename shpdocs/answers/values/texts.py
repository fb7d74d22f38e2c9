"""Words: choices, yes or no, lines of text and narratives are read; a narrative's lines become paragraphs and real lists."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from shpdocs.answers.values.basics import comparable, is_percent_format, json_number, show_number, stored_decimal
from shpdocs.answers.values.dates import show_date
from shpdocs.model.document import ListItem, Paragraph, Text
from shpdocs.model.returns import RawCell, Reading

CONSTANTS = {"=TRUE()": True, "=FALSE()": False}  # what LibreOffice makes of a stored TRUE or FALSE when it saves
_BULLET = re.compile(r"(\s*)[-*•–]\s+(.+)")
_NUMBER = re.compile(r"(\s*)(\d{1,2})([.)])\s+(.+)")
_LETTER = re.compile(r"(\s*)([a-z])([.)])\s+(.+)")


def read_choice(cell: RawCell, choices: tuple[str, ...]) -> Reading:
    """One of the choices, in any case, with any spaces, quotes and dashes, and with or without a full stop."""
    for key in (comparable, _without_stop):
        matches = [choice for choice in choices if key(choice) == key(_as_text(cell))]
        if len(matches) == 1:
            return Reading("choice", matches[0])
    return Reading("choice", problem="not-a-choice", details={"choices": ", ".join(choices)})


def _as_text(cell: RawCell) -> str:
    number = stored_decimal(cell.value) if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) else None
    return str(cell.value) if number is None else show_number(json_number(number))


def _without_stop(text: str) -> str:
    return comparable(text).rstrip(". ")


def read_yes_no(cell: RawCell) -> Reading:
    """Yes or no, in words or as a tick-box value."""
    if isinstance(cell.value, bool):
        return Reading("yes-no-boolean", cell.value)
    words = _without_stop(str(cell.value))
    if words in ("yes", "y", "true"):
        return Reading("yes-no", True)
    if words in ("no", "n", "false"):
        return Reading("yes-no", False)
    return Reading("yes-no", problem="not-a-choice", details={"choices": "Yes, No"})


def read_text(cell: RawCell) -> Reading:
    """One line of text; numbers and dates that a program made of it are written out again."""
    value = cell.value
    if isinstance(value, str):
        return Reading("text", " ".join(value.replace("_x000D_", "").split()))
    if (isinstance(value, datetime) and value.time() == time()) or type(value) is date:
        return Reading("text-date", show_date(value.isoformat()[:10]))
    number = stored_decimal(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
    if number is not None:
        percent = is_percent_format(cell.number_format)
        return Reading("text-number", show_number(json_number(number * (100 if percent else 1))) + ("%" if percent else ""))
    return Reading("text-other", cell.entered)


def read_narrative(cell: RawCell) -> Reading:
    """Paragraphs and lists, one a line; only line ends and blank first and last lines are tidied."""
    if not isinstance(cell.value, str):
        return read_text(cell)
    lines = re.split(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x85", cell.value.replace("_x000D_", ""))
    return Reading("narrative", "\n".join(line.rstrip() for line in lines).strip("\n"))


def blocks_of(text: str, refs: tuple[str, ...] = ()) -> tuple[Text, ...]:
    """Return the paragraphs and list items of a narrative, one a line; blank lines only separate.

    '1. ', '1) ', 'a. ', 'a) ' and '- ' at the start of a line begin an item. A bullet right under a numbered or
    lettered item belongs to it.
    """
    blocks: list[Text] = []
    for line in text.split("\n"):
        if line.strip():
            blocks.append(_block(line, blocks, refs))
    return tuple(blocks)


def _block(line: str, before: list[Text], refs: tuple[str, ...]) -> Text:
    if bullet := _BULLET.fullmatch(line):
        return _bullet(bullet[2], before, refs)
    for pattern in (_NUMBER, _LETTER):
        if match := pattern.fullmatch(line):
            number = int(match[2]) if match[2].isdigit() else ord(match[2]) - 96
            numbering = ("1" if match[2].isdigit() else "a") + match[3]
            return ListItem(match[4].strip(), numbering, number, 0, not _continues(before, numbering, number), refs)
    return Paragraph(line.strip(), refs=refs)


def _bullet(text: str, before: list[Text], refs: tuple[str, ...]) -> ListItem:
    last = before[-1] if before else None
    under = isinstance(last, ListItem) and (last.numbering != "-" or last.level == 1)
    is_first = not (isinstance(last, ListItem) and last.numbering == "-")
    return ListItem(text.strip(), "-", 1, 1 if under else 0, is_first, refs)


def _continues(before: list[Text], numbering: str, number: int) -> bool:
    """Whether the item is the next of the list before it, past bullets that stand under its last item."""
    for block in reversed(before):
        if isinstance(block, ListItem) and block.level == 1:
            continue
        return isinstance(block, ListItem) and block.numbering == numbering and block.number + 1 == number
    return False
