"""What was changed against the workbook that was sent: labels, checks on entries, protection, what is shown."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.kinds import guard_of
from shpdocs.answers.values import tidy
from shpdocs.model.cells import cell_at, cell_name, column_letters
from shpdocs.model.definition import Asked
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import SheetContent, Span, WorkbookContent
from shpdocs.workbook.compare.labels import is_same_text, labels
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.find import FoundAnswers

_NOTHING = "(nothing)"


def altered(content: WorkbookContent, found: FoundAnswers, sent: SentWorkbook) -> tuple[Problem, ...]:
    """Return what was changed against the workbook that was sent."""
    were = labels(sent.layout, sent.content, sent.found)
    now = labels(sent.layout, content, found)
    changed = [(cell, were[key]) for key, cell in now.items() if key in were and not is_same_text(cell, were[key])]
    return (
        *(Problem("label-changed", cell.place, _shown(cell), details={"first": tidy(was.entered)}) for cell, was in changed),
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
