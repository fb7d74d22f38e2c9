"""The marks of a query workbook, taken out before a return is read: what is left is the lead's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import guard_of, wanted
from shpdocs.answers.values import comparable, tidy
from shpdocs.model.cells import NO_CELL, cell_at
from shpdocs.model.problem import CATALOGUE
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import (
    CUT,
    IN_FILE,
    LONGEST_QUERY,
    MUST,
    NO_ENTRY,
    ODD,
    QUERIES_ABOUT,
    QUERIES_MORE,
    QUERIES_TITLE,
    QUERY_HEADINGS,
    QUERY_TO_DO,
    SUPPORT_SHEETS,
    WHOLE_FILE,
    WHOLE_SHEET,
    WorkbookContent,
)
from shpdocs.workbook.layout import Layout

_HEADING = re.compile(r"Query(?: \d+)?: (.+)", re.DOTALL)
_PLACEHOLDER = re.compile(r"\{[a-z-]+\}")
_LONG = 500  # characters: a text that was cut is nearly as long as one may be
_SHEET_TITLE = re.compile(r"[^\[\]:*?/\\]{1,31}")
_TO_DO, _SHEET, _CELL, _ENTERED, _WHAT, _NEEDED = range(2, 8)  # columns of the list, counted from 1
_LABEL, _FILE = "{label}", "{file}"
_HOW = "{how}"  # what is needed of a file that is no workbook: there is no query workbook on it
_REMARKS = ("comment", "text box")
_FILE_NAME = re.compile(r".{1,250}\.\w{3,4}\b")

Cells = Mapping[tuple[int, int], RawCell]


class _Words(Struct, frozen=True):
    """What a query workbook may say: what is wrong and what is needed in every problem's words, with placeholders.

    `names` are how the labels in them may begin, `sheets` the titles that were issued, `identity` how the line begins
    that says whose return it is.
    """

    messages: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    sheets: frozenset[str]
    identity: str

    def reads(self, text: str, message: str) -> bool:
        """Whether a text is a message of the catalogue with its placeholders filled in, cut if it was too long."""
        return (_fits(text, message) and _ends_as(text, message)) or self.is_cut(text, message)

    def is_cut(self, text: str, message: str) -> bool:
        """Whether a text is the beginning of a message that was too long: that of another label would be another's words."""
        if not (_LONG < len(text) <= LONGEST_QUERY and text.endswith(CUT)):
            return False
        begun = tidy(text.removesuffix(CUT))
        if message.startswith(_LABEL) and not begun.startswith(self.names):
            return False
        if message.startswith(_FILE) and not _FILE_NAME.match(begun):
            return False
        pieces = [match.end() for match in _PLACEHOLDER.finditer(message) if message[: match.end()] not in (_LABEL, _FILE)]
        return any(_fits(begun, message[:end]) for end in pieces) or (not pieces and message.startswith(begun))

    def is_mark(self, line: str) -> bool:
        """Whether a line is what is wrong and what is needed, either of them cut if it was too long."""
        mark, _, text = tidy(line).partition(" ")
        if mark not in (MUST, ODD):
            return False
        cuts = [found.end() for found in re.finditer(re.escape(CUT), text)] if len(text) > _LONG else []
        return any(
            (_fits(text, f"{what} {needed}") and _ends_as(text, needed))
            or any(self.is_cut(text[:cut], what) and self.reads(text[cut:].strip(), needed) for cut in cuts)
            or (text.endswith(CUT) and self._ends_cut(text, what, needed))
            for what, needed in self.messages
        )

    def _ends_cut(self, text: str, what: str, needed: str) -> bool:
        """Whether what is wrong is told whole, and only what is needed was cut."""
        return any(self.is_cut(text[at.end() :], needed) and _fits(text[: at.start()], what) for at in re.finditer(" ", text))


def without_marks(layout: Layout, content: WorkbookContent) -> WorkbookContent:
    """Return the workbook without what a query workbook was issued with beside the answers.

    These are the Queries sheet, the headings that begin with 'Query', and under them every text that a problem of the
    catalogue may have; what a lead wrote into such a cell, or added to its words, stays and is told as not read.
    """
    if not any(_may_be_ours(cell.value) for sheet in content.sheets for cell in sheet.cells.values()):
        return content
    sheets = []
    words = _words(layout)
    for sheet in content.sheets:
        marks = {*_on_list(sheet.cells, words), *_beside_answers(sheet.cells, words)}
        left = {at: cell for at, cell in sheet.cells.items() if at not in marks} if marks else sheet.cells
        if left or not marks:
            sheets.append(replace(sheet, cells=left))
    return replace(content, sheets=tuple(sheets))


def _may_be_ours(value: object) -> bool:
    """Whether a cell may be a heading of a query workbook; most workbooks have none."""
    return isinstance(value, str) and (value.startswith("Query") or value == QUERY_HEADINGS[0])


def _words(layout: Layout) -> _Words:
    """What the query workbook on a return of this layout may say; what an answer must be is known, and so are its choices."""
    asked = dict.fromkeys(slot.asked for _, _, _, slot in layout.slots())
    known = {
        "{wanted}": dict.fromkeys(wanted(answer) for answer in asked),
        "{choices}": dict.fromkeys(", ".join(guard_of(answer).choices) for answer in asked),
        "{kind}": _REMARKS,
    }
    catalogue = [message for message in CATALOGUE.values() if message.needed != _HOW]
    messages = tuple((message.what, needed) for message in catalogue for needed in _filled(message.needed, known))
    definition = layout.definition
    names = {tidy(slot.label) for _, _, _, slot in layout.slots()} | {tidy(measure.name) for measure in definition.measures}
    names |= {tidy(table.title) for table in definition.tables} | {grid.sheet for grid in layout.grids}
    sheets = frozenset({*SUPPORT_SHEETS, *(grid.sheet for grid in layout.grids)})
    return _Words(messages, tuple(names), sheets, comparable(f"{definition.title} · {layout.period.words} · "))


def _filled(needed: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """What is needed, with everything that may be filled in where that is known."""
    texts = [needed]
    for placeholder, entries in known.items():
        if placeholder in needed:
            texts = [text.replace(placeholder, entry) for text in texts for entry in entries]
    return texts


def _on_list(cells: Cells, words: _Words) -> Iterator[tuple[int, int]]:
    """The cells of a list of queries that are as issued: its head, and its rows as far as they are numbered."""
    heading = next((row for (row, column), cell in cells.items() if column == 1 and cell.value == QUERY_HEADINGS[0]), 0)
    if not heading or any(_text(cells, heading, column) != text for column, text in enumerate(QUERY_HEADINGS, 1)):
        return
    yield from ((heading, column) for column, _ in enumerate(QUERY_HEADINGS, 1))
    yield from ((row, 1) for row in range(1, heading) if _is_head(_text(cells, row, 1), words))
    row = heading + 1
    while isinstance(cells[row, 1].value if (row, 1) in cells else None, int | float):
        yield row, 1
        texts = {column: _text(cells, row, column) for column in (_TO_DO, _SHEET, _CELL, _ENTERED, _WHAT, _NEEDED)}
        yield from ((row, column) for column in texts if _is_as_listed(column, texts, words))
        row += 1


def _is_head(text: str, words: _Words) -> bool:
    """Whether a line is one of those over the list: its title, whose it is, what to do."""
    lines = (*QUERIES_ABOUT, QUERIES_MORE)
    return text == QUERIES_TITLE or comparable(text).startswith(words.identity) or any(_fits(text, line) for line in lines)


def _is_as_listed(column: int, texts: Mapping[int, str], words: _Words) -> bool:
    """Whether a text in a row of the list reads as it may have been issued.

    Of a place in the file that came, the sheet may be one of the lead's own, whose title is not known here.
    """
    text = texts[column]
    is_elsewhere = texts[_CELL].endswith(IN_FILE) or texts[_CELL] == WHOLE_SHEET
    if column == _TO_DO:
        return text in QUERY_TO_DO.values()
    if column == _SHEET:
        return text in words.sheets or text == WHOLE_FILE[0] or (is_elsewhere and bool(_SHEET_TITLE.fullmatch(text)))
    if column == _CELL:
        return cell_at(text.removesuffix(IN_FILE)) != NO_CELL or text in (WHOLE_SHEET, WHOLE_FILE[1])
    if column == _ENTERED:
        return text == NO_ENTRY or (text.startswith("“") and text.endswith("”"))
    messages = [message for message in words.messages if words.reads(texts[_WHAT], message[0])]
    return bool(messages) if column == _WHAT else any(words.reads(text, needed) for _, needed in messages or words.messages)


def _beside_answers(cells: Cells, words: _Words) -> Iterator[tuple[int, int]]:
    """The headings of the columns in which something is asked, and what is asked under them."""
    headings: dict[int, int] = {}
    for (row, column), cell in cells.items():
        asks = _HEADING.fullmatch(cell.value) if isinstance(cell.value, str) and cell.value.startswith("Query") else None
        if asks and comparable(_text(cells, row, column - 1)).startswith(comparable(asks[1])):
            headings[column] = row
            yield row, column
    for (row, column), cell in cells.items() if headings else ():
        if (
            row > headings.get(column, row)
            and isinstance(cell.value, str)
            and all(words.is_mark(line) for line in cell.value.strip().split("\n"))
        ):
            yield row, column


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


def _ends_as(text: str, message: str) -> bool:
    """Whether what a message's last placeholder stands for is no further sentence: that was added."""
    *_, last = _PLACEHOLDER.split(message)
    before = _PLACEHOLDER.split(message)[-2] if last == "." and _PLACEHOLDER.search(message) else ""
    return not before.strip() or ". " not in text.rpartition(before)[2]


def _text(cells: Cells, row: int, column: int) -> str:
    cell = cells.get((row, column))
    return cell.value if cell and isinstance(cell.value, str) else ""
