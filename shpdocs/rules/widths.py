"""Column widths: wide where the text is long, never narrower than a column's longest word."""

from __future__ import annotations

from shpdocs.words.document import Table

_CHARACTER = 2.35  # mm, an average letter of Arial 12 pt
_PADDING = 4.0  # mm, both sides of a cell
_STEP = 2.0  # mm given away at a time
_ROWS_WEIGHED = 40  # the longest rows decide; more would cost time and change nothing
_LONGEST_WORD = 16  # letters; a longer word may break


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


def _lengths(table: Table) -> list[list[int]]:
    """Characters in each cell of the rows that weigh most; every block counts half a line more for its end."""
    rows = [[sum(len(block.text) + 12 for block in cell) for cell in row] for row in table.rows]
    rows.sort(key=max, reverse=True)
    header = [[len(text) for text in table.header]] if table.header else []
    return (header + rows[:_ROWS_WEIGHED]) or [[1]]


def _least(table: Table, column: int) -> float:
    texts = [block.text for row in table.rows[:1000] for block in row[column]]
    if table.header:
        texts.append(table.header[column])
    words = [len(word) for text in texts for word in text.split()]
    return min(max(words, default=1), _LONGEST_WORD) * _CHARACTER + _PADDING


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
