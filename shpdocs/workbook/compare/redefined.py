"""What changed in the definition since a workbook was sent: the copy of that workbook against today's layout."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from shpdocs.answers.values import tidy
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, Stamp
from shpdocs.model.workbook import RESERVED_HEADINGS, SheetContent
from shpdocs.workbook.compare.labels import is_same_text, labels
from shpdocs.workbook.compare.sent import SentWorkbook, sent_workbook
from shpdocs.workbook.find import FoundAnswers, defined_name
from shpdocs.workbook.layout import REFERENCE

_MOST = 5  # changes told; the rest is counted
_LONGEST = 60  # characters of a text in a change
_LACKS = ("sheet-missing", "column-missing", "optional-column-missing", "row-missing")


def older_definition(file: str, sent: SentWorkbook) -> Problem:
    """Return the notice that a workbook was sent by another definition, with what was asked or told otherwise then."""
    texts = (
        *(f"{_quoted(text)} is no longer asked" for text in _no_longer(sent)),
        *(f"{_quoted(label)} was not asked then" for label in (lack.label for lack in _lacks(sent.places))),
        *_worded_otherwise(sent),
    )
    changes = list(dict.fromkeys(texts))
    shown = "; ".join(changes[:_MOST]) or "in nothing that stands on its sheets"
    more = len(changes) - _MOST
    return Problem("older-definition", Place(file), details={"changes": f"{shown}; and {more} more" if more > 0 else shown})


def _quoted(text: str) -> str:
    return f"'{shorten(tidy(text), _LONGEST, placeholder=' …')}'"


def _lacks(places: FoundAnswers) -> list[Problem]:
    return [problem for problem in places.problems if problem.code in _LACKS]


def _worded_otherwise(sent: SentWorkbook) -> Iterator[str]:
    laid_out = sent_workbook(sent.layout, None)
    today = labels(sent.layout, laid_out.content, laid_out.places)
    for key, cell in labels(sent.layout, sent.content, sent.places).items():
        if key in today and key[-1] != REFERENCE.key and not is_same_text(cell, today[key]):
            yield f"{_quoted(cell.entered)} is now {_quoted(today[key].entered)}"


def _no_longer(sent: SentWorkbook) -> Iterator[str]:
    """What today's layout does not have: columns, by the names on their headings, with their sheets, and rows, by their references."""
    known = {defined_name(grid, column) for grid in sent.layout.grids for column in grid.all_columns}
    names = {name: place for name, place in sent.content.names.items() if name.startswith("at_")}
    titles = {title for name, (title, _) in names.items() if name in known}
    for sheet in sent.content.sheets:
        dropped = sorted(at for name, (title, at) in names.items() if title == sheet.title and name not in known)
        if dropped and sheet.title not in titles:
            yield sheet.title
            continue
        headings = [sheet.cells[at].entered for at in dropped if at in sheet.cells]
        yield from (heading for heading in headings if heading not in RESERVED_HEADINGS)
        yield from _dropped_rows(sheet, sent)


def _dropped_rows(sheet: SheetContent, sent: SentWorkbook) -> Iterator[str]:
    """The rows with a reference that today's layout does not have, each by its first label."""
    for grid in sent.layout.grids:
        columns = sent.places.columns[grid.key] if sent.places.sheets.get(grid.key) == sheet.title else {}
        first = min((columns[column.key] for column in grid.columns if column.key in columns), default=0)
        keys = {row.key for row in grid.rows}
        for (row, column), cell in sorted(sheet.cells.items()):
            if column == columns.get(REFERENCE.key) and row > sent.places.heading_rows[grid.key] and cell.value not in keys:
                yield sheet.cells[row, first].entered if (row, first) in sheet.cells else cell.entered


def not_asked_then(places: FoundAnswers, stamp: Stamp, sent: SentWorkbook) -> list[Problem]:
    """Return what was found, with what was lacking already when the workbook was sent told as not asked then: once, wherever it lacks.

    What may stay blank is not missed; the notice of the older definition names it.
    """
    required = {(places.sheets.get(grid.key), row.key) for grid, row, _, slot in sent.layout.slots() if slot.asked.required}
    lacked = {(lack.code, lack.label, lack.entered) for lack in _lacks(sent.places)}
    lacks = [lack for lack in _lacks(places) if (lack.code, lack.label, lack.entered) in lacked]
    once = {
        lack.label: lack
        for lack in lacks
        if lack.code != "optional-column-missing" and (lack.code != "row-missing" or (lack.place.sheet, lack.entered) in required)
    }
    details = {"issue": str(stamp.issue)}
    return [
        *(problem for problem in places.problems if problem not in lacks),
        *(Problem("not-asked-then", lack.place, lack.entered, label=label, details=details) for label, lack in once.items()),
    ]
