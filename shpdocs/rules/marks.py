"""The marks of a query workbook, taken out before a return is read: what is left is the lead's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from shpdocs.rules.kinds import wanted
from shpdocs.rules.layout import Layout
from shpdocs.rules.values import alike, tidy
from shpdocs.words.problem import CATALOGUE
from shpdocs.words.returns import RawCell
from shpdocs.words.workbook import MUST, ODD, QUERY_HEADINGS, WorkbookContent

_HEADING = re.compile(r"Query(?: \d+)?: (.+)", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{[a-z-]+\}")
_CUT = "…"  # how a text ends that was too long to be quoted whole
_LONG = 500  # characters of a text that may have been cut
_WHAT, _NEEDED = (QUERY_HEADINGS.index(heading) + 1 for heading in ("What is wrong", "What is needed"))
_ENTERED = QUERY_HEADINGS.index("What was entered") + 1
_LISTED = range(1, len(QUERY_HEADINGS) + 1)
_WANTED = "{wanted}"  # what is needed where an answer is missing

_Messages = list[tuple[str, str]]
Cells = Mapping[tuple[int, int], RawCell]


def without_marks(layout: Layout, content: WorkbookContent) -> WorkbookContent:
    """Return the workbook without what a query workbook was issued with beside the answers.

    These are the Queries sheet, the headings that begin with 'Query', and under them every text that a problem of the
    catalogue may have; what a lead wrote into such a cell, or added to its words, stays and is told as not read.
    """
    if not any(_may_be_ours(cell.value) for sheet in content.sheets for cell in sheet.cells.values()):
        return content
    sheets = []
    messages = _messages(layout)
    for sheet in content.sheets:
        marks = {*_on_list(sheet.cells, messages), *_beside_answers(sheet.cells, messages)}
        left = {at: cell for at, cell in sheet.cells.items() if at not in marks} if marks else sheet.cells
        if left or not marks:
            sheets.append(replace(sheet, cells=left))
    return replace(content, sheets=tuple(sheets))


def _may_be_ours(value: object) -> bool:
    """Whether a cell may be a heading of a query workbook; most workbooks have none."""
    return isinstance(value, str) and (value.startswith("Query") or value == QUERY_HEADINGS[0])


def _messages(layout: Layout) -> _Messages:
    """What is wrong and what is needed in every problem's words, with placeholders; what an answer must be is known."""
    hints = dict.fromkeys(wanted(slot.asked) for _, _, _, slot in layout.slots())
    return [(of.what, needed) for of in CATALOGUE.values() for needed in (hints if of.needed == _WANTED else (of.needed,))]


def _on_list(cells: Cells, messages: _Messages) -> Iterator[tuple[int, int]]:
    """The cells of a list of queries that are as issued: its head, and its rows as far as they are numbered."""
    heading = next((row for (row, column), cell in cells.items() if column == 1 and cell.value == QUERY_HEADINGS[0]), 0)
    if not heading or any(_text(cells, heading, column) != text for column, text in enumerate(QUERY_HEADINGS, 1)):
        return
    yield from ((row, column) for row, column in cells if row <= heading and (column == 1 or row == heading))
    row = heading + 1
    while isinstance(cells[row, 1].value if (row, 1) in cells else None, int | float):
        yield from ((row, column) for column in _as_listed({column: _text(cells, row, column) for column in _LISTED}, messages))
        row += 1


def _as_listed(texts: Mapping[int, str], messages: _Messages) -> Iterator[int]:
    """The columns of a row of the list whose texts read as they may have been issued."""
    what, needed, entered = texts[_WHAT], texts[_NEEDED], texts[_ENTERED]
    of = [message for message in messages if _fits(what, message[0])]
    for column in texts:
        if column == _ENTERED:
            is_ours = entered == "Nothing" or (entered.startswith("“") and entered.endswith("”"))
        elif column == _WHAT:
            is_ours = _is_cut(what) or bool(of)
        elif column == _NEEDED:
            is_ours = _is_cut(needed) or any(_fits(needed, message[1]) for message in of or messages)
        else:
            is_ours = True
        if is_ours:
            yield column


def _beside_answers(cells: Cells, messages: _Messages) -> Iterator[tuple[int, int]]:
    """The headings of the columns in which something is asked, and what is asked under them."""
    headings: dict[int, int] = {}
    for (row, column), cell in cells.items():
        asks = _HEADING.fullmatch(cell.value) if isinstance(cell.value, str) and cell.value.startswith("Query") else None
        if asks and alike(_text(cells, row, column - 1)).startswith(alike(asks[1])):
            headings[column] = row
            yield row, column
    for (row, column), cell in cells.items() if headings else ():
        if (
            row > headings.get(column, row)
            and isinstance(cell.value, str)
            and all(_is_mark(line, messages) for line in cell.value.strip().split("\n"))
        ):
            yield row, column


def _is_mark(line: str, messages: _Messages) -> bool:
    mark, _, text = tidy(line).partition(" ")
    return mark in (MUST, ODD) and (_is_cut(text) or any(_fits(text, f"{what} {needed}") for what, needed in messages))


def _is_cut(text: str) -> bool:
    return _CUT in text and len(text) > _LONG


def _fits(text: str, message: str) -> bool:
    """Whether a text is a message of the catalogue with its placeholders filled in."""
    first, *pieces = _PLACEHOLDER.split(message)
    plain = tidy(text)
    if not plain.startswith(first):
        return False
    if not pieces:
        return plain == first
    at = len(first)
    for piece in pieces[:-1]:
        at = plain.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return plain.endswith(pieces[-1]) and len(plain) - len(pieces[-1]) >= at


def _text(cells: Cells, row: int, column: int) -> str:
    cell = cells.get((row, column))
    return cell.value if cell and isinstance(cell.value, str) else ""
