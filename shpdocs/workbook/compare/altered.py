"""What was changed against the workbook that was issued: labels, checks on entries, protection, what is shown, and the definition since."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from msgspec import Struct

from shpdocs.answers.kinds import guard_of
from shpdocs.answers.values import comparable, tidy
from shpdocs.model.cells import cell_at, cell_name, column_letters
from shpdocs.model.definition import Asked
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import RESERVED_HEADINGS, SheetContent, Span, WorkbookContent
from shpdocs.workbook.find import FoundAnswers, is_same_label
from shpdocs.workbook.layout import NOT_ASKED, REFERENCE, Column, Grid, Layout

_NOTHING = "(nothing)"
_MOST = 5  # changes told; the rest is counted
_LONGEST = 60  # characters of a text in a change
_LACKS = ("sheet-missing", "column-missing", "optional-column-missing", "row-missing")
_ROWS = ("fields/", "measures/", "tables/")  # how references begin


class Label(Struct, frozen=True):
    """A text of ours on a sheet: what it was issued as (by today's definition), and the cell as it came."""

    issued: str
    cell: RawCell
    column: Column
    is_heading: bool

    @property
    def is_as_issued(self) -> bool:
        """Whether it still says the same; how a program stores a number or a space does not matter."""
        return self.cell.value == self.issued or is_same_label(self.cell.entered, self.issued)


def labels(layout: Layout, content: WorkbookContent, found: FoundAnswers) -> Iterator[Label]:
    """Every heading that was found, and every label of a named row that was found, in the order of the layout."""
    by_title = {sheet.title: sheet for sheet in content.sheets}
    for grid in layout.grids:
        title = found.sheets.get(grid.key)
        if title in by_title:
            yield from _headings(grid, by_title[title], found, content.file)
            yield from _row_labels(grid, by_title[title], found, content.file)


def _headings(grid: Grid, sheet: SheetContent, found: FoundAnswers, file: str) -> Iterator[Label]:
    columns, row = found.columns.get(grid.key, {}), found.heading_rows[grid.key]
    for column in grid.all_columns:
        if column.key in columns:
            yield Label(column.label, _cell(sheet, row, columns[column.key], file), column, is_heading=True)


def _row_labels(grid: Grid, sheet: SheetContent, found: FoundAnswers, file: str) -> Iterator[Label]:
    columns, rows = found.columns.get(grid.key, {}), found.rows.get(grid.key, {})
    own = [(at, column, columns[column.key]) for at, column in enumerate(grid.columns) if column.key in columns and not column.is_answer]
    for row in grid.rows if rows else ():
        if row.key in rows:
            for at, column, number in own:
                issued = row.cells[at]
                if isinstance(issued, str) and issued and issued != NOT_ASKED:
                    yield Label(issued, _cell(sheet, rows[row.key][0], number, file), column, is_heading=False)


def _cell(sheet: SheetContent, row: int, column: int, file: str) -> RawCell:
    return sheet.cells.get((row, column)) or RawCell(Place(file, sheet.title, cell_name(row, column)))


def altered(layout: Layout, content: WorkbookContent, found: FoundAnswers, has_other_words: bool = False) -> tuple[Problem, ...]:
    """Return what was changed against the workbook as it was issued.

    `has_other_words`: another definition was in force or another shpdocs made it, so that its labels are not today's and
    are not compared.
    """
    changed = () if has_other_words else (label for label in labels(layout, content, found) if not label.is_as_issued)
    return (
        *(Problem("label-changed", label.cell.place, _shown(label.cell), details={"first": tidy(label.issued)}) for label in changed),
        *_guards_gone(content, found),
        *_protection_gone(content, found),
        *_hidden(content, found),
        *_merged_over(content, found),
    )


def _shown(cell: RawCell) -> str:
    return _NOTHING if cell.is_blank else tidy(cell.entered)


def _is_guarded(asked: Asked) -> bool:
    """Whether the cell is issued with a check on what may be entered, not with a hint alone."""
    return bool(guard_of(asked).test)


def _guards_gone(content: WorkbookContent, found: FoundAnswers) -> Iterator[Problem]:
    """One notice a sheet with how many cells lost their check; one in all if no sheet has any left."""
    asked: dict[str, dict[int, list[int]]] = {}
    for slot, cell in found.cells.values():
        if _is_guarded(slot.asked):
            row, column = cell_at(cell.place.cell)
            asked.setdefault(cell.place.sheet, {}).setdefault(column, []).append(row)
    guarded = {sheet.title: sheet.guarded for sheet in content.sheets}
    if asked and not any(guarded.values()):
        every = sum(len(rows) for columns in asked.values() for rows in columns.values())
        yield Problem("guards-gone", Place(content.file), details={"count": _count(every)})
        return
    for title, columns in asked.items():
        lost = [(row, column) for column, rows in columns.items() for row in _outside(rows, column, guarded[title])]
        if lost:
            yield Problem("guards-gone", Place(content.file, title, cell_name(*min(lost))), details={"count": _count(len(lost))})


def _outside(rows: list[int], column: int, guarded: tuple[Span, ...]) -> list[int]:
    """The rows of a column that no check covers."""
    spans = [(top, bottom) for top, left, bottom, right in guarded if left <= column <= right]
    return [row for row in rows if not any(top <= row <= bottom for top, bottom in spans)]


def _count(number: int) -> str:
    return f"{number} answer cell{'' if number == 1 else 's'}"


def _protection_gone(content: WorkbookContent, found: FoundAnswers) -> Iterator[Problem]:
    """One notice a workbook: every sheet is issued protected."""
    ours = [sheet for sheet in content.sheets if sheet.title in found.support_sheets or sheet.title in found.sheets.values()]
    bare = [sheet.title for sheet in ours if not sheet.is_protected]
    if bare:
        where = "every sheet" if len(bare) == len(ours) > 1 else _listed("the sheet", bare)
        yield Problem("protection-gone", Place(content.file), details={"first": where})


def _listed(kind: str, names: list[str]) -> str:
    *others, last = names
    return f"{kind}s {', '.join(others)} and {last}" if others else f"{kind} {last}"


def _hidden(content: WorkbookContent, found: FoundAnswers) -> Iterator[Problem]:
    """Hidden sheets, rows and columns in which answers stand: one notice for each kind on each sheet."""
    for sheet in content.sheets:
        if sheet.is_hidden or sheet.hidden_rows or sheet.hidden_columns:
            at = [cell_at(cell.place.cell) for _, cell in found.cells.values() if cell.place.sheet == sheet.title and not cell.is_blank]
            rows, columns = sorted({row for row, _ in at} & sheet.hidden_rows), sorted({column for _, column in at} & sheet.hidden_columns)
            told = [(f"The sheet {sheet.title}", "")] if sheet.is_hidden and at else []
            if not told and rows:
                told.append((_listed("Row", [str(row) for row in rows]), cell_name(rows[0], 1)))
            if not sheet.is_hidden and columns:
                told.append((_listed("Column", [column_letters(column) for column in columns]), cell_name(1, columns[0])))
            for entered, cell in told:
                yield Problem("hidden-answers", Place(content.file, sheet.title, cell), entered)


def _merged_over(content: WorkbookContent, found: FoundAnswers) -> Iterator[Problem]:
    """Answers under a merged cell, which shows what stands in its first cell: nobody has seen them there.

    Where both say the same nothing is wrong: what a person sees is what is read.
    """
    for sheet in content.sheets:
        if sheet.merged:
            answers = {cell_at(cell.place.cell): (slot, cell) for slot, cell in found.cells.values() if cell.place.sheet == sheet.title}
            for at, first in _covered(sheet, {at for at, (_, cell) in answers.items() if not cell.is_blank}):
                slot, cell = answers[at]
                shown = sheet.cells.get(first)
                if shown is None or tidy(shown.entered) != tidy(cell.entered):
                    details = {"first": _shown(shown) if shown else _NOTHING}
                    yield Problem("merged-over", cell.place, cell.entered, slot.pointer, slot.label, details)


def _covered(sheet: SheetContent, answers: set[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Each answer's cell that a merged range covers, with the first cell of the range, which is shown in its place."""
    left = set(answers)
    for top, first, bottom, last in sheet.merged:
        if (bottom - top + 1) * (last - first + 1) <= len(left):
            under = left.intersection((row, column) for row in range(top, bottom + 1) for column in range(first, last + 1))
        else:
            under = {(row, column) for row, column in left if top <= row <= bottom and first <= column <= last}
        under.discard((top, first))
        left -= under
        yield from ((at, (top, first)) for at in sorted(under))


def older_definition(layout: Layout, content: WorkbookContent, found: FoundAnswers) -> Problem:
    """Return the notice that a workbook was issued by another definition, with what was asked or told otherwise then."""
    told = [
        *(f"{_quoted(text)} is no longer asked" for text in _no_longer(layout, content, found)),
        *(f"{_quoted(label)} was not asked then" for label in dict.fromkeys(p.label for p in found.problems if p.code in _LACKS)),
        *_told_otherwise(layout, content, found),
    ]
    changes = list(dict.fromkeys(told))
    shown = "; ".join(changes[:_MOST]) or "in nothing that stands on its sheets"
    more = len(changes) - _MOST
    return Problem("older-definition", Place(content.file), details={"changes": f"{shown}; and {more} more" if more > 0 else shown})


def _quoted(text: str) -> str:
    return f"'{shorten(tidy(text), _LONGEST, placeholder=' …')}'"


def _told_otherwise(layout: Layout, content: WorkbookContent, found: FoundAnswers) -> Iterator[str]:
    for label in labels(layout, content, found):
        if not label.is_as_issued and label.column.key != REFERENCE.key:
            yield f"{_quoted(label.cell.entered)} is now {_quoted(label.issued)}"


def _no_longer(layout: Layout, content: WorkbookContent, found: FoundAnswers) -> Iterator[str]:
    """Rows, columns and sheets of the workbook that today's layout does not have."""
    grids = {found.sheets[grid.key]: grid for grid in layout.grids if grid.key in found.sheets}
    known = {*found.support_sheets, *found.copies, *(title for titles in found.withheld.values() for title in titles)}
    for sheet in content.sheets:
        if sheet.title in grids:
            grid = grids[sheet.title]
            yield from _columns_gone(grid, sheet, found)
            yield from _rows_gone(grid, sheet, found)
        elif sheet.title not in known and _is_issued(sheet):
            yield sheet.title


def _is_issued(sheet: SheetContent) -> bool:
    """Whether a sheet has headings that only our sheets have."""
    ours = {comparable(text) for text in RESERVED_HEADINGS}
    return sum(1 for cell in sheet.cells.values() if isinstance(cell.value, str) and comparable(cell.value) in ours) > 0


def _columns_gone(grid: Grid, sheet: SheetContent, found: FoundAnswers) -> Iterator[str]:
    known = set(found.columns[grid.key].values())
    ours = {comparable(text) for text in RESERVED_HEADINGS}
    row = found.heading_rows[grid.key]
    headings = {column: cell for (at, column), cell in sheet.cells.items() if at == row and not cell.is_blank}
    last = max(known, default=0)
    while last + 1 in headings:  # the table's last columns; what a lead wrote apart from them is no heading
        last += 1
    for column, cell in sorted(headings.items()):
        if column <= last and column not in known and comparable(cell.entered) not in ours:
            yield cell.entered


def _rows_gone(grid: Grid, sheet: SheetContent, found: FoundAnswers) -> Iterator[str]:
    """The rows with a reference of another definition, by their first label."""
    columns = found.columns[grid.key]
    reference = columns.get(REFERENCE.key)
    own = {number for numbers in found.rows.get(grid.key, {}).values() for number in numbers}
    for (row, column), cell in sorted(sheet.cells.items()):
        if column == reference and row not in own and isinstance(cell.value, str) and cell.value.strip().startswith(_ROWS):
            name = min((at for key, at in columns.items() if not key.startswith("_") or key == "_row"), default=0)
            label = sheet.cells.get((row, name))
            yield label.entered if label and label.entered != NOT_ASKED else cell.value
