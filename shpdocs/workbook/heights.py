"""Row heights in a workbook: room for every text, a little on the generous side, so that nothing is cut."""

from __future__ import annotations

from collections.abc import Iterable

_LINE, _MARGIN, _TALLEST = 19, 6, 540  # pixels: a line of Arial 11; Excel's tallest row is 409.5 points
_LETTERS = 1.2  # average letters to a column's unit of width, the digit 0


def row_pixels(texts: Iterable[tuple[str, float]], least: int = 1) -> int:
    """Return a row's height in pixels for texts in columns of these widths (in characters); at least so many lines."""
    lines = max((sum(_lines(line, width) for line in text.split("\n")) for text, width in texts), default=1)
    return min(max(lines, least) * _LINE + _MARGIN, _TALLEST)


def _lines(text: str, width: float) -> int:
    """The lines that a paragraph takes when its words are wrapped."""
    room = width * _LETTERS
    lines, used = 1, 0
    for word in text.split(" "):
        used += len(word) + 1
        if used - 1 > room:
            lines += 1 if used > len(word) + 1 else 0
            lines += int(len(word) // room)
            used = len(word) + 1
    return lines
