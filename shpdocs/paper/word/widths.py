"""Column widths: wide where the text is long, never narrower than a column's longest word."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from shpdocs.model.document import Table, Text

_EM = 4.233  # mm: 12 pt
_CHARACTER = 2.2  # mm, an average letter of running text
_LINE = 5.2  # mm
_PADDING = 4.4  # mm, both sides of a cell
_BOLD = 1.1  # times as wide
_STEP = 3.0  # mm given away at a time
_SPACE = 1.18  # mm
_TOLERANCE = 1e-6  # mm: sums of the same widths in another order differ by less
_MOST_LINES = 4  # lines of a short text that are considered
_ROWS_CONSIDERED = 24  # the longest rows decide; more would cost time and change nothing
_ROWS_READ = 1_000  # whose words are measured
_TALLEST_WORD = 38.0  # mm; a longer word may break
_PROSE = 60  # characters: a column with a longer text than this is never a sliver
_PROSE_LEAST = 36.0  # mm
_SHORT, _TINY = 20, 8  # characters: a text no longer than this takes two lines at most, or one, as far as there is room
_SHARES = (  # of the type's size, with a little to spare
    (0.57, "abdeghnopqu0123456789L–£?_$"),
    (0.51, "ckvxyzsJ"),
    (0.23, "ijl'’‘|"),
    (0.29, "ft.,;:!/[]I "),
    (0.34, "r()-"),
    (0.68, "ABEKPSVXY&"),
    (0.74, "CDHNRUw"),
    (0.63, "FTZ+=<>"),
    (0.8, "GOQ"),
    (0.85, "mM"),
    (0.96, "W%@"),
    (1.02, "—"),
)


def column_widths(table: Table, total: float) -> tuple[float, ...]:
    """Return the widths of a table's columns in mm, `total` in all, so that the table is as short as can be.

    What is left when no column can save a line is shared among all. Where even the longest words do not fit side by side,
    all are narrowed in the same proportion.
    """
    headings = table.header or ("",) * (len(table.rows[0]) if table.rows else 1)
    columns = [[block.text for row in table.rows[:_ROWS_READ] for block in row[number]] for number in range(len(headings))]
    words = [_longest_word_width(heading, texts) for heading, texts in zip(headings, columns, strict=True)]
    if sum(words) >= total:
        return tuple(width * total / sum(words) for width in words)
    prose = [_PROSE_LEAST if any(len(text) > _PROSE for text in texts) else 0.0 for texts in columns]
    if table.header and not any(prose):
        return _short_text_widths(table, words, total)
    short = [max(map(_short_text_width, set(texts)), default=0.0) for texts in columns]
    choices = (list(map(max, *least)) for least in ((words, prose, short), (words, prose)))
    widths = next((choice for choice in choices if sum(choice) <= total), words)
    rows = _cell_lengths(table)
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


def _cell_lengths(table: Table) -> list[list[float]]:
    """How wide each cell of the longest rows is on one line, in mm; every block counts half a line more for its end."""
    rows = [[sum(len(block.text) + 12 for block in cell) * _CHARACTER for cell in row] for row in table.rows]
    rows.sort(key=max, reverse=True)
    header = [[len(text) * _CHARACTER * _BOLD for text in table.header]] if table.header else []
    return header + rows[:_ROWS_CONSIDERED]


def _longest_word_width(heading: str, texts: list[str]) -> float:
    """The width of a column that holds its longest word, in mm."""
    words = {word for text in texts for word in text.split()}
    widest = max((_word_width(word) for word in words), default=1.0)
    widest = max([widest, *(_word_width(word) * _BOLD for word in heading.split())])
    return min(widest, _TALLEST_WORD) + _PADDING


def _short_text_width(text: str) -> float:
    """The width at which a short text ('0 PWIT and 18 VAP') takes two lines at most, a tiny one ('See Q1') one; 0 for any other."""
    if " " not in text or len(text) > _SHORT:
        return 0.0
    return _narrowest_width(_word_widths(text), 1 if len(text) <= _TINY else 2) + _PADDING


def _short_text_widths(table: Table, least: list[float], total: float) -> tuple[float, ...]:
    """Widths for a table without prose: every text on one line, then narrower where that costs fewest lines for what it saves."""
    rows = [[[(_word_widths(block.text), 1.0) for block in cell] for cell in row] for row in _longest_rows(table)]
    rows.append([[(_word_widths(text), _BOLD)] for text in table.header])
    columns = [_candidate_widths([row[number] for row in rows], least[number]) for number in range(len(least))]
    while sum(column[0][0] for column in columns) > total:
        min((column for column in columns if len(column) > 1), key=lambda column: _cost(columns, column)).pop(0)
    spare = (total - sum(column[0][0] for column in columns)) / len(columns)
    return tuple(column[0][0] + spare for column in columns)


_MeasuredText = tuple[tuple[float, ...], float]  # the widths of a text's words in mm, and how much wider its type is
_Candidate = tuple[float, list[int]]  # a possible width of a column, and the lines that each row's cell takes at it


def _cost(columns: list[list[_Candidate]], narrowed: list[_Candidate]) -> float:
    """The lines that the table grows by for every mm that the next narrower width of a column saves."""
    now, after = ([column[step if column is narrowed else 0][1] for column in columns] for step in (0, 1))
    lines: int = sum(map(max, zip(*after, strict=True))) - sum(map(max, zip(*now, strict=True)))
    return lines / (narrowed[0][0] - narrowed[1][0])


def _candidate_widths(cells: list[list[_MeasuredText]], least: float) -> list[_Candidate]:
    """The widths at which a cell of the column comes to take a line more, from the widest down to the least."""
    texts = {text for cell in cells for text in cell}
    needed = {_narrowest_width(words, lines) * scale + _PADDING for words, scale in texts for lines in range(1, _MOST_LINES + 1)}
    widths = sorted({max(width, least) for width in needed} | {least}, reverse=True)
    candidates: list[_Candidate] = []
    for width in widths:
        room = width - _PADDING + _TOLERANCE
        lines = [sum(_line_count(words, room / scale) for words, scale in cell) for cell in cells]
        if candidates and candidates[-1][1] == lines:
            candidates[-1] = (width, lines)
        else:
            candidates.append((width, lines))
    return candidates


def _longest_rows(table: Table) -> tuple[tuple[tuple[Text, ...], ...], ...]:
    if len(table.rows) <= _ROWS_CONSIDERED:
        return table.rows
    rows = sorted(table.rows[:_ROWS_READ], key=lambda row: max(sum(len(block.text) for block in cell) for cell in row), reverse=True)
    return tuple(rows[:_ROWS_CONSIDERED])


def _word_widths(text: str) -> tuple[float, ...]:
    return tuple(map(_word_width, text.split()))


def _narrowest_width(words: tuple[float, ...], lines: int) -> float:
    """The least width at which the words take so many lines: of all runs of words, the least that is enough."""
    if lines == 1 or not words:
        return sum(words) + _SPACE * max(len(words) - 1, 0)
    runs = sorted(
        {sum(words[start:end]) + _SPACE * (end - start - 1) for start in range(len(words)) for end in range(start + 1, len(words) + 1)}
    )
    return runs[bisect_left(runs, True, key=lambda run: _line_count(words, run + _TOLERANCE) <= lines)]


def _line_count(words: tuple[float, ...], room: float) -> int:
    """How many lines the words take, each line as full as can be; at least one."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + _SPACE + word > room:
            lines, used = lines + 1, word
        else:
            used += word + (_SPACE if used else 0.0)
    return lines


def _word_width(word: str) -> float:
    """A word's width in mm."""
    return sum(map(_letter_width, word))


@cache
def _letter_width(letter: str) -> float:
    """The width of a letter in mm at 12 pt, in Arial or a type like it."""
    shares = (share for share, letters in _SHARES if letter in letters)
    return _EM * next(shares, 0.75 if letter.isupper() else 0.6)


def _column_to_widen(rows: list[list[float]], widths: list[float]) -> int | None:
    """The column that makes the table shortest if it is one step wider, the first of several; None if none does."""
    rooms = [width - _PADDING for width in widths]
    saved = [0.0] * len(widths)
    for row in rows:
        tallest, second, tallest_column = 1.0, 1.0, -1
        for column, (length, room) in enumerate(zip(row, rooms, strict=True)):
            height = length / room
            if height > tallest:
                tallest, second, tallest_column = height, tallest, column
            elif height > second:
                second = height
        if tallest_column >= 0:
            saved[tallest_column] += tallest - max(second, row[tallest_column] / (rooms[tallest_column] + _STEP))
    best = max(range(len(saved)), key=saved.__getitem__)
    return best if saved[best] > 0 else None
