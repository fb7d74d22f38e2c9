"""Column widths: wide where the text is long, never narrower than a column's longest word."""

from __future__ import annotations

from shpdocs.words.document import Table, Text

_EM = 4.233  # mm: 12 pt
_CHARACTER = 2.2  # mm, an average letter of running text
_LINE = 5.2  # mm
_PADDING = 4.4  # mm, both sides of a cell
_BOLD = 1.08  # times as wide
_STEP = 3.0  # mm given away at a time
_ROWS_WEIGHED = 24  # the longest rows decide; more would cost time and change nothing
_ROWS_READ = 1_000  # whose words are measured
_TALLEST_WORD = 38.0  # mm; a longer word may break
_PROSE = 60  # characters: a column with a longer text than this is never a sliver
_PROSE_LEAST = 34.0  # mm


class _Letters(dict[str, float]):
    """The width of each letter in mm at 12 pt, in a type like Arial; worked out once."""

    def __missing__(self, letter: str) -> float:
        share = 0.3 if letter in "fijlrtI.,;:'|!()[]-/ " else 0.9 if letter in "mwMW%@&—" else 0.7 if letter.isupper() else 0.56
        self[letter] = width = _EM * share
        return width


_LETTERS = _Letters()


def column_widths(table: Table, total: float) -> tuple[float, ...]:
    """Return the widths of a table's columns in mm, `total` in all, so that the table is as short as can be.

    What is left when no column can save a line is shared among all. Where even the longest words do not fit side by side,
    all give way alike.
    """
    words = [_longest_word(table, column) for column in range(_columns(table))]
    widths = [max(word, least) for word, least in zip(words, _prose_least(table, len(words)), strict=True)]
    if sum(widths) > total:
        widths = words
    if sum(widths) >= total:
        return tuple(width * total / sum(widths) for width in widths)
    rows = _lengths(table)
    while sum(widths) + _STEP <= total:
        best = _column_to_widen(rows, widths)
        if best is None:
            break
        widths[best] += _STEP
    spare = (total - sum(widths)) / len(widths)
    return tuple(width + spare for width in widths)


def row_height(row: tuple[tuple[Text, ...], ...], widths: tuple[float, ...]) -> float:
    """Return about how tall a row will be, in mm."""
    tallest = 0
    for cell, width in zip(row, widths, strict=True):
        room = max(width - _PADDING, 1)
        lines = 0
        for block in cell:
            lines += 1 + int(len(block.text) * _CHARACTER / room)
        tallest = max(tallest, lines)
    return _LINE * tallest


def _columns(table: Table) -> int:
    return len(table.header or table.rows[0]) if table.header or table.rows else 1


def _lengths(table: Table) -> list[list[float]]:
    """How wide each cell of the rows that weigh most is on one line, in mm; every block counts half a line more for its end."""
    rows = [[sum(len(block.text) + 12 for block in cell) * _CHARACTER for cell in row] for row in table.rows]
    rows.sort(key=max, reverse=True)
    header = [[len(text) * _CHARACTER * _BOLD for text in table.header]] if table.header else []
    return header + rows[:_ROWS_WEIGHED]


def _longest_word(table: Table, column: int) -> float:
    """The width of a column that holds its longest word, in mm."""
    words = {word for row in table.rows[:_ROWS_READ] for block in row[column] for word in block.text.split()}
    widest = max((_word(word) for word in words), default=1.0)
    if table.header:
        widest = max([widest, *(_word(word) * _BOLD for word in table.header[column].split())])
    return min(widest, _TALLEST_WORD) + _PADDING


def _prose_least(table: Table, columns: int) -> list[float]:
    """For each column the width of a readable line if it holds prose, else nothing."""
    rows = table.rows[:_ROWS_READ]
    return [_PROSE_LEAST if any(len(block.text) > _PROSE for row in rows for block in row[column]) else 0.0 for column in range(columns)]


def _word(word: str) -> float:
    """A word's width in mm."""
    return sum(map(_LETTERS.__getitem__, word))


def _column_to_widen(rows: list[list[float]], widths: list[float]) -> int | None:
    """The column that makes the table shortest if it is one step wider, the first of those alike; None if none does."""
    rooms = [width - _PADDING for width in widths]
    saved = [0.0] * len(widths)
    for row in rows:
        tallest, second, at = 1.0, 1.0, -1
        for column, (length, room) in enumerate(zip(row, rooms, strict=True)):
            height = length / room
            if height > tallest:
                tallest, second, at = height, tallest, column
            elif height > second:
                second = height
        if at >= 0:
            saved[at] += tallest - max(second, row[at] / (rooms[at] + _STEP))
    best = max(range(len(saved)), key=saved.__getitem__)
    return best if saved[best] > 0 else None
