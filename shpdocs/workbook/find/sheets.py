"""Finding the sheet of each grid: by its names, its title, or what stands on it; and other sheets that may be it too.

The support sheets, which ask nothing but the sign-off, are known by their titles, or renamed by what stands on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping

from shpdocs.answers.values import comparable
from shpdocs.model.workbook import (
    CHECK,
    CHECK_ABOUT,
    CHECKLIST,
    CHECKLIST_ABOUT,
    LISTS,
    LISTS_ABOUT,
    QUERIES,
    STAMP_NAME,
    SUPPORT_SHEETS,
    SheetContent,
    WorkbookContent,
)
from shpdocs.workbook.find.columns import defined_name, find_heading_row, normalised_reference
from shpdocs.workbook.find.indexed_sheet import IndexedSheet, indexed
from shpdocs.workbook.layout import Grid, Layout

_PERIOD = re.compile(r"Quarter [1-4] of \d{4}/\d\d \([A-Z][a-z]+ to [A-Z][a-z]+\)")
_NOTHING, _PART, _WHOLE = range(3)  # how much of a table a sheet holds
_ABOUT = {CHECK: CHECK_ABOUT, CHECKLIST: CHECKLIST_ABOUT, LISTS: LISTS_ABOUT}  # how the line begins that says what a sheet is for
FoundSheets = dict[str, tuple[IndexedSheet, ...]]


def find_sheets(layout: Layout, content: WorkbookContent) -> FoundSheets:
    """Return by each grid's key its sheet, and after it others that hold the same table.

    A grid is left out if its sheet is not there or might be two's. Two grids may share references (Measures and Activity), so
    what counts first are the grid's own headings.
    """
    by_title = {sheet.title: sheet for sheet in content.sheets}
    claims = {grid.key: _claimed(grid, content, by_title) for grid in layout.grids}
    taken = {title for titles in claims.values() for title in titles}
    extra = [title for title in by_title if title not in taken and title not in (*SUPPORT_SHEETS, QUERIES)]
    sheets = {title: indexed(by_title[title], content.file) for title in (*taken, *extra)}
    found: FoundSheets = {}
    for grid in layout.grids:
        titles = claims[grid.key]
        if len(titles) != 1 or extra:
            titles = _with_likely(grid, titles, extra if titles else list(sheets), sheets, content, layout)
        if titles:
            found[grid.key] = tuple(sheets[title] for title in titles)
    return _without_doubt(layout, claims, found)


def _claimed(grid: Grid, content: WorkbookContent, by_title: Mapping[str, SheetContent]) -> list[str]:
    """The sheet that most names of its columns stand on, and the one of its title."""
    named = Counter(title for title in _named_sheets(grid, content) if title in by_title)
    titles = [title for title, _ in named.most_common(1)]
    return [*titles, *([grid.sheet] if grid.sheet in by_title and grid.sheet not in titles else [])]


def _named_sheets(grid: Grid, content: WorkbookContent) -> list[str]:
    """For each name of its columns that is still there the sheet that it stands on."""
    names = (defined_name(grid, column) for column in grid.all_columns)
    return [content.names[name][0] for name in names if name in content.names]


def _with_likely(
    grid: Grid, claimed: list[str], extra: list[str], sheets: Mapping[str, IndexedSheet], content: WorkbookContent, layout: Layout
) -> list[str]:
    """The sheets that a grid may stand on, the likeliest first, and after it only those that hold the whole table."""
    matches = {title: _match(grid, sheets[title]) for title in (*claimed, *extra)}
    first = next((title for title in claimed if title in _named_sheets(grid, content) or matches[title]), "")
    whole = [title for title, match in matches.items() if match == _WHOLE and not is_of_another_period(sheets[title], layout)]
    weak = [title for title, match in matches.items() if match == _PART]
    likely = [*([first] if first else []), *whole]
    return list(dict.fromkeys([*likely, *claimed])) or weak[:1]


def _match(grid: Grid, sheet: IndexedSheet) -> int:
    """How much of a grid's table a sheet holds: _WHOLE if all its headings of answers and half of its rows, _PART if some of both."""
    row = find_heading_row(grid, sheet)
    headings = set(sheet.texts(row).values()) if row else set()
    wanted = {comparable(column.label) for column in grid.columns if column.is_answer}
    if grid.open_table:
        return _WHOLE if wanted <= headings else _NOTHING
    keys = {grid_row.key for grid_row in grid.rows}
    labels = {comparable(grid_row.name) for grid_row in grid.rows}
    rows = [number for number in sheet.below(row) if _is_row(sheet, number, keys, labels)]
    if wanted <= headings and 2 * len(rows) >= len(grid.rows):
        return _WHOLE
    return _PART if wanted & headings and rows else _NOTHING


def _is_row(sheet: IndexedSheet, number: int, keys: set[str], labels: set[str]) -> bool:
    texts = [cell.value for cell in sheet.rows[number].values() if isinstance(cell.value, str)]
    return any(normalised_reference(text) in keys or comparable(text) in labels for text in texts)


def _without_doubt(layout: Layout, claims: Mapping[str, list[str]], found: FoundSheets) -> FoundSheets:
    """Leave out open tables that were found by their headings alone where another table of the same headings was found too."""
    titles = {key: sheets[0].title for key, sheets in found.items()}
    headings = {grid.key: {comparable(column.label) for column in grid.columns if column.is_answer} for grid in layout.grids}
    doubtful = [grid for grid in layout.grids if grid.key in titles and grid.open_table and titles[grid.key] not in claims[grid.key]]
    for grid in doubtful:
        own = titles[grid.key]
        rivals = [key for key, title in titles.items() if key != grid.key and title == own and headings[grid.key] <= headings[key]]
        if rivals and not _is_titled(found[grid.key][0], grid.title):
            found = {key: sheets for key, sheets in found.items() if key != grid.key}
    return found


def _is_titled(sheet: IndexedSheet, title: str) -> bool:
    """Whether a sheet's first line is that title."""
    return comparable(title) in sheet.texts(min(sheet.rows, default=0)).values()


def is_of_another_period(sheet: IndexedSheet, layout: Layout) -> bool:
    """Whether a sheet's head says that it was issued for another period."""
    return bool(period_in_head(sheet)) and period_in_head(sheet) != layout.period.words


def period_in_head(sheet: IndexedSheet) -> str:
    """The period that the first lines of a sheet name, as people say it; '' if they name none."""
    periods = (_PERIOD.search(text) for text in sheet.head if " · " in text)
    return next((period[0] for period in periods if period), "")


def find_support_sheets(layout: Layout, content: WorkbookContent, asking: Collection[str]) -> dict[str, str]:
    """Return the name that each support sheet was issued with, by its title now; one that was deleted is left out.

    `asking` are the titles of the sheets that hold what is asked, which are none of these.
    """
    found = {sheet.title: sheet.title for sheet in content.sheets if sheet.title in SUPPORT_SHEETS}
    others = [sheet for sheet in content.sheets if sheet.title not in found and sheet.title not in asking]
    renamed: dict[str, str] = {}
    for sheet in others if len(found) < len(SUPPORT_SHEETS) else ():
        name = _issued_name(indexed(sheet, content.file), layout, content)
        if name and name not in found:
            renamed.setdefault(name, sheet.title)
    return found | {title: name for name, title in renamed.items()}


def _issued_name(sheet: IndexedSheet, layout: Layout, content: WorkbookContent) -> str:
    """The support sheet that a sheet is by its stamp or its first lines, or ''."""
    if content.names.get(STAMP_NAME, ("",))[0] == sheet.title:
        return "Start"
    first = sheet.head[0].strip() if sheet.head else ""
    if first.startswith(f"{layout.definition.title}: {layout.period.words}"):
        return "Start"
    return first if first in _ABOUT and any(text.startswith(_ABOUT[first]) for text in sheet.head) else ""
