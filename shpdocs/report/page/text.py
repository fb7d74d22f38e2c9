"""Text that came from a workbook, made safe for a page: it stays text, and stays within its place."""

from __future__ import annotations

from html import escape

LONGEST = 300  # characters of one text that are shown
# controls, and the marks that turn the direction of what follows: shown as a sign that something stood there
_SHOWN = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_SHOWN |= dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\u2028\u2029"), " ")


def plain(text: str, longest: int = LONGEST) -> str:
    """A text of ours or of anybody, escaped, on one line and no longer than that."""
    short = text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"
    return escape(short.translate(_SHOWN))


def entered(text: str, longest: int = LONGEST) -> str:
    """A text that may hold what somebody typed: escaped, and kept apart from the direction of what is around it."""
    return f"<bdi>{plain(text, longest)}</bdi>"
