"""What was typed where no answer is read: told with its place, so that nothing a lead wrote is lost unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from shpdocs.answers.values import comparable
from shpdocs.model.cells import cell_name
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import PAGE_LINE, PROMPT, REFUSAL, STAMPED, SheetContent, WorkbookContent
from shpdocs.workbook.compare.beside import kept_problems, link_problems, page_line_problems
from shpdocs.workbook.compare.labels import is_same_text
from shpdocs.workbook.compare.sent import SentWorkbook, SheetPair, pairs
from shpdocs.workbook.find import FoundAnswers

_TABLE_TITLE = re.compile(r"Table \d+(-\d+)?")  # what Numbers writes over each table that it exports
_MOST = 20  # cells told one by one a sheet; of a whole table that was pasted, the rest is told in one


def not_read(content: WorkbookContent, places: FoundAnswers, sent: SentWorkbook, changes: Iterable[Problem]) -> list[Problem]:
    """Return a warning for every cell that is neither an answer nor what was sent there, and one for every comment and text box.

    `changes` are problems told already, whose cells are not told again.
    """
    known = (*(cell.place for _, cell in places.cells.values()), *(problem.place for problem in changes))
    read = {(place.sheet, place.cell) for place in known} | places.copied_cells
    problems: list[Problem] = [*kept_problems(content, sent), *page_line_problems(content, sent), *link_problems(content, places, sent)]
    withheld = {title for titles in places.withheld.values() for title in titles}
    for sheet in content.sheets:
        if sheet.title not in withheld and not _is_of_an_export(sheet):
            sent_as = pairs(sheet, places, sent)
            in_totals = list(_total_rows(sheet, read))
            problems += (problem for problem, _ in in_totals)
            accounted = read.union(*(cells for _, cells in in_totals)) if in_totals else read
            problems += _cells_not_read(sheet, sent_as, accounted, places, sent)
            problems += _remarks_not_read(sheet, sent, content.file)
    return problems


def _cells_not_read(
    sheet: SheetContent, sent_as: tuple[SheetPair, ...], read: set[tuple[str, str]], places: FoundAnswers, sent: SentWorkbook
) -> list[Problem]:
    is_flat = not any(cell.formula for cell in sheet.cells.values())
    is_unknown = not sent.is_kept and sheet.title in places.support_sheets  # the layout says nothing of it: one question for all of it
    most = 0 if is_unknown else _MOST
    tables_named = [at for at, cell in sheet.cells.items() if at[0] == 1 and _TABLE_TITLE.fullmatch(cell.entered)]
    strays = [
        (at, cell)
        for at, cell in sheet.cells.items()
        if (sheet.title, cell.place.cell) not in read
        and not cell.is_blank
        and at not in tables_named
        and not (is_unknown and cell.formula)
        and not any(_is_ours(at, cell, pair, sent, is_flat) for pair in sent_as)
    ]
    strays.sort()
    problems = [_problem(at, cell, places) for at, cell in strays[:most]]
    if len(strays) > most:
        problems.append(Problem("more-not-read", strays[most][1].place, details={"count": str(len(strays) - most)}))
    return problems


def _total_rows(sheet: SheetContent, read: set[tuple[str, str]]) -> Iterator[tuple[Problem, set[tuple[str, str]]]]:
    """One notice of each Total Row, with its cells that hold its name and its sums: what else stands there is told as any cell."""
    rows: dict[int, list[RawCell]] = {}
    for (number, _), cell in sorted(sheet.cells.items()) if sheet.totals else ():
        if number in sheet.totals and not cell.is_blank:
            rows.setdefault(number, []).append(cell)
    for row in rows.values():
        if any((sheet.title, cell.place.cell) in read for cell in row):
            continue  # whatever its table says, answers stand there
        sums = [cell for place, cell in enumerate(row) if cell.formula or place == 0]
        if any(cell.formula for cell in row):
            shown = ", ".join(cell.cached if cell.formula and cell.cached else cell.entered for cell in sums)
            yield Problem("total-row", sums[0].place, shown), {(sheet.title, cell.place.cell) for cell in sums}


def _is_of_an_export(sheet: SheetContent) -> bool:
    """Whether it is the summary that Numbers puts before the sheets that it exports."""
    return sheet.title.startswith("Export Summary") and any("exported from Numbers" in cell.entered for cell in sheet.cells.values())


def _problem(at: tuple[int, int], cell: RawCell, places: FoundAnswers) -> Problem:
    """What is told of a cell that is not read; with the answer's cell, if it stands beside one in a column between the table's own."""
    row, column = at
    beside = replace(cell.place, cell=cell_name(row, column - 1)) if column > 1 else cell.place
    for key, title in places.sheets.items():
        numbers = places.columns[key].values() if title == cell.place.sheet else ()
        is_between = column not in numbers and min(numbers, default=0) < column < max(numbers, default=0)
        if is_between and any(answer.place == beside for _, answer in places.cells.values()):
            return Problem("typed-beside", cell.place, cell.entered, details={"first": beside.cell})
    return Problem("not-read", cell.place, cell.entered)


def _remarks_not_read(sheet: SheetContent, sent: SentWorkbook, file: str) -> list[Problem]:
    """Who wrote a comment, and where exactly it stands, may differ between programs: what was sent is known by what it says.

    What checks on entries say goes with a cell that is copied to another sheet. If the copy of what was sent is gone, nobody knows
    what ours said.
    """
    passed_over = (PAGE_LINE, STAMPED) if sent.is_kept else (PAGE_LINE, STAMPED, PROMPT, REFUSAL)
    return [
        Problem("remark-not-read", Place(file, sheet.title, remark.cell), remark.text, details={"kind": remark.kind})
        for remark in sheet.remarks
        if remark.kind not in passed_over and remark.text.strip() and comparable(remark.text) not in sent.remarks
    ]


def _is_ours(at: tuple[int, int], cell: RawCell, pair: SheetPair, sent: SentWorkbook, is_flat: bool) -> bool:
    """Whether a cell holds what was sent there: the same text, a formula still, or what the formula may have shown."""
    there = pair.words.get(at)
    if there and (cell.formula, cell.value) == (there.formula, there.value):
        return True  # nothing moved: so it is of nearly every cell
    for counterpart in pair.counterparts(*at):
        if not counterpart.formula:
            if is_same_text(cell, counterpart):
                return True
        elif cell.formula or pair.shown(at[1]).may_be(cell, sent.watched, is_flat):
            return True
    return False
