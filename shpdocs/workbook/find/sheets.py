"""Finding the sheet of each grid: by its names, its title, or what stands on it; and other sheets that may be it too."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from shpdocs.model.workbook import SUPPORT_SHEETS, SheetContent, WorkbookContent
from shpdocs.workbook.find.columns import defined_name, heading_row_of, reference_in
from shpdocs.workbook.find.sheet_rows import Lines, lines_of, plain
from shpdocs.workbook.layout import Grid, Layout

_PERIOD = re.compile(r"Quarter [1-4] of \d{4}/\d\d \([A-Z][a-z]+ to [A-Z][a-z]+\)")


class SheetOf(Struct, frozen=True):
    """The sheet of a grid, and the other sheets that hold the same table."""

    lines: Lines
    copies: tuple[Lines, ...] = ()


def sheets_of(layout: Layout, content: WorkbookContent) -> dict[str, SheetOf]:
    """Return the sheet of each grid by the grid's key; a grid is left out if its sheet is not there or might be two's.

    Two grids may share references (Measures and Activity), so what counts first are the grid's own headings.
    """
    by_title = {sheet.title: sheet for sheet in content.sheets}
    claims = {grid.key: _claimed(grid, content, by_title) for grid in layout.grids}
    taken = {title for titles in claims.values() for title in titles}
    extra = [title for title in by_title if title not in taken and title not in SUPPORT_SHEETS]
    lines = {title: lines_of(by_title[title], content.file) for title in (*taken, *extra)}
    found: dict[str, SheetOf] = {}
    for grid in layout.grids:
        titles = claims[grid.key]
        if len(titles) != 1 or extra:
            titles = _with_likely(grid, titles, extra if titles else list(lines), lines, content, layout)
        if titles:
            found[grid.key] = SheetOf(lines[titles[0]], tuple(lines[title] for title in titles[1:]))
    return _without_doubt(layout, claims, found)


def _claimed(grid: Grid, content: WorkbookContent, by_title: Mapping[str, SheetContent]) -> list[str]:
    """The sheets that the names of its columns stand on, most of them first, and the one of its title."""
    named: dict[str, int] = {}
    for column in grid.all_columns:
        title = content.names.get(defined_name(grid, column), ("", (0, 0)))[0]
        if title in by_title:
            named[title] = named.get(title, 0) + 1
    titles = sorted(named, key=lambda title: -named[title])[:1]
    return [*titles, *([grid.sheet] if grid.sheet in by_title and grid.sheet not in titles else [])]


def _with_likely(
    grid: Grid, claimed: list[str], extra: list[str], lines: Mapping[str, Lines], content: WorkbookContent, layout: Layout
) -> list[str]:
    """The sheets that a grid may stand on, the likeliest first, and after it only those that hold the whole table."""
    holds = {title: _holds(grid, lines[title]) for title in (*claimed, *extra)}
    first = next((title for title in claimed if title in _named_sheets(grid, content) or holds[title]), "")
    whole = [title for title, how in holds.items() if how == 2 and not is_of_another_period(lines[title], layout)]
    weak = [title for title, how in holds.items() if how == 1]
    likely = [*([first] if first else []), *whole]
    return list(dict.fromkeys([*likely, *claimed])) or weak[:1]


def _named_sheets(grid: Grid, content: WorkbookContent) -> set[str]:
    return {content.names.get(defined_name(grid, column), ("", (0, 0)))[0] for column in grid.all_columns}


def _holds(grid: Grid, lines: Lines) -> int:
    """Whether a sheet holds a grid's table: 2 if all its headings of answers and half of its rows, 1 if some of both, or 0."""
    row = heading_row_of(grid, lines)
    there = set(lines.texts(row).values()) if row else set()
    own = {plain(column.label) for column in grid.columns if column.is_answer}
    if grid.open_table:
        return 2 if own <= there else 0
    keys = {of.key for of in grid.rows}
    labels = {plain(cell) for of in grid.rows for cell in of.cells[:1] if isinstance(cell, str)}
    rows = [number for number in lines.below(row) if _is_row(lines, number, keys, labels)]
    if own <= there and 2 * len(rows) >= len(grid.rows):
        return 2
    return 1 if own & there and rows else 0


def _is_row(lines: Lines, number: int, keys: set[str], labels: set[str]) -> bool:
    texts = [cell.value for cell in lines.rows[number].values() if isinstance(cell.value, str)]
    return any(reference_in(text) in keys or plain(text) in labels for text in texts)


def _without_doubt(layout: Layout, claims: Mapping[str, list[str]], found: dict[str, SheetOf]) -> dict[str, SheetOf]:
    """Leave out open tables that were found by their headings alone where another table of the same headings was found too."""
    at = {key: of.lines.sheet.title for key, of in found.items()}
    own = {grid.key: {plain(column.label) for column in grid.columns if column.is_answer} for grid in layout.grids}
    doubtful = [grid for grid in layout.grids if grid.key in at and grid.open_table and at[grid.key] not in claims[grid.key]]
    for grid in doubtful:
        rivals = [key for key, title in at.items() if key != grid.key and title == at[grid.key] and own[grid.key] <= own[key]]
        if rivals and not _says(found[grid.key].lines, grid.title):
            found = {key: of for key, of in found.items() if key != grid.key}
    return found


def _says(lines: Lines, title: str) -> bool:
    """Whether a sheet's first line is that title."""
    return plain(title) in lines.texts(min(lines.rows, default=0)).values()


def is_of_another_period(lines: Lines, layout: Layout) -> bool:
    """Whether a sheet's head says that it was issued for another period."""
    return bool(period_in_head(lines)) and period_in_head(lines) != layout.period.words


def period_in_head(lines: Lines) -> str:
    """The period that the first lines of a sheet name, as people say it; '' if they name none."""
    for row in sorted(lines.rows)[:6]:
        for cell in lines.rows[row].values():
            if isinstance(cell.value, str) and " · " in cell.value:
                found = _PERIOD.search(cell.value)
                if found:
                    return found[0]
    return ""
