"""Recognising a workbook: which partnership, sub-group, period, definition and issue its stamps name."""

from __future__ import annotations

import re

from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place, Stamp
from shpdocs.words.workbook import WorkbookContent

_STAMP = re.compile(r"(.+?) \| (\S+) \| (\S+) \| definition ([0-9a-f]+) \| issue (\d+)")


def read_stamp(text: str) -> Stamp | None:
    """Return the stamp that a line of text is, or None."""
    found = _STAMP.fullmatch(text.strip())
    return Stamp(found[1], found[3], found[2], found[4], int(found[5])) if found else None


def recognise(content: WorkbookContent) -> Stamp | Problem:
    """Return the one stamp that the visible lines and the document property agree on, or what is wrong."""
    texts = [content.stamp_property] + [
        cell.value for sheet in content.sheets for cell in sheet.cells.values() if isinstance(cell.value, str) and " | " in cell.value
    ]
    stamps = {stamp for stamp in map(read_stamp, texts) if stamp}
    place = Place(content.file)
    if not stamps:
        return Problem("foreign-workbook", place)
    if len(stamps) > 1:
        return Problem("stamps-disagree", place, entered="; ".join(sorted(map(str, stamps))))
    return stamps.pop()
