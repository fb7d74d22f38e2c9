"""How a text and its look are written in any part: escapes, lengths, fonts."""

from __future__ import annotations

import re

from shpdocs.workbook.read.package import OversizedError

LONGEST_TEXT = 100_000  # characters; Excel takes 32,767
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_RAISED = ("superscript", "subscript")
FALSE = ("0", "false")


def bounded(text: str) -> str:
    """Return the text, if it is no longer than any cell's can be by far: what reads it must not take for ever."""
    if len(text) > LONGEST_TEXT:
        raise OversizedError(f"a cell with {len(text):,} characters", f"{LONGEST_TEXT:,}")
    return text


def unescape(text: str) -> str:
    """Undo the _x000D_ by which workbooks write characters that XML cannot hold."""
    return _ESCAPED.sub(_escaped, text) if "_x" in text else text


def _escaped(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # half a character stays as it is written


def look_of(tag: str, attributes: dict[str, str]) -> str:
    """What an element of a font makes of its text, of what may change how it is read: 'struck', 'raised' or ''."""
    if tag == "strike":
        return "" if attributes.get("val") in FALSE else "struck"
    return "raised" if tag == "vertAlign" and attributes.get("val") in _RAISED else ""
