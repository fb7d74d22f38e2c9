"""Column widths: wide where the text is long, never narrower than a column's longest word."""

from __future__ import annotations

from shpdocs.words.document import Table, Text

_EM = 4.233  # mm: 12 pt
_NARROW, _WIDE = "fijlrtI.,;:'|!()[]-/ ", "mwMW%@&—"
_WIDTHS = {"narrow": 0.3, "wide": 0.9, "capital": 0.7, "other": 0.56}  # of an em, Arial
_CHARACTER = 2.2  # mm, an average letter of running text
_LINE = 5.2  # mm
_PADDING = 4.4  # mm, both sides of a cell
_STEP = 3.0  # mm given away at a time
_ROWS_WEIGHED = 40  # the longest rows decide; more would cost time and change nothing
_TALLEST_WORD = 38.0  # mm; a longer word may break
_PROSE = 60  # characters: a column with a longer text than this is never a sliver
_PROSE_LEAST = 34.0  # mm


def column_widths(table: Table, total: float) -> tuple[float, ...]:
    """Return the widths of a table's columns in mm, `total` in all, so that the table is as short as can be."""
    lengths = _lengths(table)
    widths = [_least(table, column) for column in range(len(lengths[0]))]
    if sum(widths) >= total:
        return tuple(width * total / sum(widths) for width in widths)
    while sum(widths) + _STEP <= total:
        best = max(range(len(widths)), key=lambda column: (_saving(lengths, widths, column), -column))
        widths[best] += _STEP
    widths[-1] += total - sum(widths)
    return tuple(widths)


def row_height(row: tuple[tuple[Text, ...], ...], widths: tuple[float, ...]) -> float:
    """Return about how tall a row will be, in mm."""
    return max(_LINE * sum(_lines(block.text, width) for block in cell) for cell, width in zip(row, widths, strict=True))


def _lines(text: str, width: float) -> int:
    return 1 + int(len(text) * _CHARACTER / max(width - _PADDING, 1))


def _lengths(table: Table) -> list[list[int]]:
    """Characters in each cell of the rows that weigh most; every block counts half a line more for its end."""
    rows = [[sum(len(block.text) + 12 for block in cell) for cell in row] for row in table.rows]
    rows.sort(key=max, reverse=True)
    header = [[len(text) for text in table.header]] if table.header else []
    return (header + rows[:_ROWS_WEIGHED]) or [[1]]


def _least(table: Table, column: int) -> float:
    """The width of the column's longest word, or of a readable line if the column holds prose."""
    texts = [block.text for row in table.rows[:1000] for block in row[column]]
    bold = [table.header[column]] if table.header else []
    words = [_word(word) for text in texts for word in text.split()] + [_word(word) * 1.08 for text in bold for word in text.split()]
    least = min(max(words, default=1), _TALLEST_WORD) + _PADDING
    return max(least, _PROSE_LEAST) if any(len(text) > _PROSE for text in texts) else least


def _word(word: str) -> float:
    """A word's width in mm."""
    kinds = ("narrow" if c in _NARROW else "wide" if c in _WIDE else "capital" if c.isupper() else "other" for c in word)
    return _EM * sum(_WIDTHS[kind] for kind in kinds)


def _saving(lengths: list[list[int]], widths: list[float], column: int) -> float:
    """How much shorter the table becomes if this column is one step wider."""
    saved = 0.0
    for row in lengths:
        heights = [length / (width - _PADDING) for length, width in zip(row, widths, strict=True)]
        before = max(heights)
        if heights[column] == before:
            heights[column] = row[column] / (widths[column] + _STEP - _PADDING)
            saved += before - max(heights)
    return saved
