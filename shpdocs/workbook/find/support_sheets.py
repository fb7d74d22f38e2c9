"""The support sheets, which ask nothing but the sign-off: known by their titles, or renamed by what stands on them."""

from __future__ import annotations

from collections.abc import Collection

from shpdocs.model.workbook import (
    CHECK,
    CHECK_ABOUT,
    CHECKLIST,
    CHECKLIST_ABOUT,
    LISTS,
    LISTS_ABOUT,
    STAMP_NAME,
    SUPPORT_SHEETS,
    WorkbookContent,
)
from shpdocs.workbook.find.indexed_sheet import IndexedSheet, indexed
from shpdocs.workbook.layout import Layout

_ABOUT = {CHECK: CHECK_ABOUT, CHECKLIST: CHECKLIST_ABOUT, LISTS: LISTS_ABOUT}  # how the line begins that says what a sheet is for
_HEAD = 6  # lines of a sheet in which that stands


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
    head = [cell.value for row in sorted(sheet.rows)[:_HEAD] for cell in sheet.rows[row].values() if isinstance(cell.value, str)]
    first = head[0].strip() if head else ""
    if first.startswith(f"{layout.definition.title}: {layout.period.words}"):
        return "Start"
    return first if first in _ABOUT and any(text.startswith(_ABOUT[first]) for text in head) else ""
