"""What was changed against the workbook that was sent: labels, checks on entries, protection, what is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shpdocs.answers.kinds import guard_of
from shpdocs.answers.values import counted, tidy
from shpdocs.model.cells import cell_at, cell_name, column_letters, within
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import SheetContent, Span, WorkbookContent
from shpdocs.workbook.compare.coloured import coloured
from shpdocs.workbook.compare.labels import is_same_text, labels
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.find import Answers, At, FoundAnswers

_MOST_LISTED = 20  # rows, columns or sheets; the rest is counted
_MOST_NAMED = 5  # answers that stay blank under a merged cell


def altered(content: WorkbookContent, places: FoundAnswers, sent: SentWorkbook) -> tuple[Problem, ...]:
    """Return what was changed against the workbook that was sent."""
    before, now = labels(sent.layout, sent.content, sent.places), labels(sent.layout, content, places)
    changed = [(cell, before[key]) for key, cell in now.items() if key in before and not is_same_text(cell, before[key])]
    answers: dict[str, Answers] = {sheet.title: {} for sheet in content.sheets}
    for slot, cell in places.cells.values():
        answers[cell.place.sheet][cell_at(cell.place.cell)] = (slot, cell)
    return (
        *(Problem("label-changed", cell.place, _shown(cell), details={"first": tidy(was.entered)}) for cell, was in changed),
        *_guards_gone(content, answers),
        *_protection_gone(content, places),
        *(problem for sheet in content.sheets for problem in _hidden(sheet, content.file, answers[sheet.title])),
        *(problem for sheet in content.sheets for problem in _merged_over(sheet, answers[sheet.title])),
        *coloured(content, answers, sent),
    )


def _shown(cell: RawCell | None) -> str:
    return "(nothing)" if cell is None or cell.is_blank else tidy(cell.entered)


def _guards_gone(content: WorkbookContent, answers: Mapping[str, Answers]) -> Iterator[Problem]:
    """One notice a sheet with how many cells lost their check; one in all if no sheet has any left."""
    guarded = {title: [at for at, (slot, _) in cells.items() if guard_of(slot.asked).test] for title, cells in answers.items()}
    is_any_left = any(sheet.guarded for sheet in content.sheets)
    lost = {sheet.title: _outside(guarded[sheet.title], sheet.guarded) for sheet in content.sheets}
    if not is_any_left:
        lost = {"": [at for cells in lost.values() for at in cells]}
    for title, cells in lost.items():
        if cells:
            count = counted(len(cells), "answer cell")
            yield Problem("guards-gone", Place(content.file, title, cell_name(*min(cells)) if title else ""), details={"count": count})


def _outside(cells: list[At], guarded: tuple[Span, ...]) -> list[At]:
    """The cells that no check covers."""
    spans = {number: [span for span in guarded if span[1] <= number <= span[3]] for number in {column for _, column in cells}}
    return [(row, column) for row, column in cells if not any(top <= row <= bottom for top, _, bottom, _ in spans[column])]


def _protection_gone(content: WorkbookContent, places: FoundAnswers) -> Iterator[Problem]:
    """One notice a workbook: every sheet is issued protected."""
    issued = [sheet for sheet in content.sheets if sheet.title in places.support_sheets or sheet.title in places.sheets.values()]
    bare = [sheet.title for sheet in issued if not sheet.is_protected]
    if bare:
        where = "every sheet" if len(bare) == len(issued) > 1 else _listed("the sheet", bare)
        yield Problem("protection-gone", Place(content.file), details={"first": where})


def _listed(kind: str, names: list[str]) -> str:
    more = len(names) - _MOST_LISTED
    *others, last = [*names[:_MOST_LISTED], f"{more} more"] if more > 1 else names
    return f"{kind}s {', '.join(others)} and {last}" if others else f"{kind} {last}"


def _hidden(sheet: SheetContent, file: str, answers: Answers) -> Iterator[Problem]:
    """Where answers stand hidden: the sheet, or rows and columns of it in one notice each."""
    filled = [at for at, (_, cell) in answers.items() if not cell.is_blank]
    not_shown = {row for row, _ in answers} & sheet.hidden_rows
    by_filter = {row for row in not_shown if any(top < row <= bottom for top, _, bottom, _ in sheet.filtered)}
    rows = sorted({row for row, _ in filled} & not_shown - by_filter)
    columns = sorted({column for _, column in filled} & sheet.hidden_columns)
    hidden = []
    if sheet.is_hidden and filled:
        hidden.append(("hidden-answers", f"The sheet {sheet.title}", ""))
    elif rows:
        hidden.append(("hidden-answers", _listed("Row", [str(row) for row in rows]), cell_name(rows[0], 1)))
    if columns and not sheet.is_hidden:
        hidden.append(("hidden-answers", _listed("Column", [column_letters(column) for column in columns]), cell_name(1, columns[0])))
    left_out = sorted(by_filter)  # blank answers too: nobody was asked for them
    if left_out:
        hidden.append(("filter-hides", _listed("Row", [str(row) for row in left_out]), cell_name(left_out[0], 1)))
    yield from (Problem(code, Place(file, sheet.title, cell), what) for code, what, cell in hidden)


def _laid_over(span: Span, answers: Answers, lowest: int) -> Iterator[Problem]:
    """An answer that a merge lays over blank ones below it: a person sees it stand for all of them. Across a row it only has more room."""
    top, first, bottom, _ = span
    shown = answers.get((top, first))
    if shown is None or shown[1].is_blank:
        return
    below = (answers.get((row, first)) for row in range(top + 1, min(bottom, lowest) + 1))
    others = [answer[0].label for answer in below if answer and answer[1].is_blank]
    if others:
        slot, cell = shown
        details = {"count": str(len(others) + 1), "first": "; ".join(others[:_MOST_NAMED]) + (" …" if len(others) > _MOST_NAMED else "")}
        yield Problem("merged-answers", cell.place, tidy(cell.entered), slot.pointer, slot.label, details)


def _merged_over(sheet: SheetContent, answers: Answers) -> Iterator[Problem]:
    """Answers under a merged cell, which shows what stands in its first cell: nobody has seen them there.

    Where both say the same nothing is wrong: what a person sees is what is read.
    """
    left = {at for at, (_, cell) in answers.items() if not cell.is_blank}
    lowest = max((row for row, _ in answers), default=0)
    for span in sheet.merged:
        under = set(within(span, left)) - {span[:2]}
        left -= under
        yield from _laid_over(span, answers, lowest)
        shown = _shown(sheet.cells.get(span[:2]))
        for slot, cell in (answers[at] for at in sorted(under)):
            if shown != tidy(cell.entered):
                yield Problem("merged-over", cell.place, cell.entered, slot.pointer, slot.label, {"first": shown})
