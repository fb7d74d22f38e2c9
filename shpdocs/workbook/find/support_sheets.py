"""Our own sheets, which ask nothing but the sign-off: known by their titles, or renamed by what stands on them."""

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
from shpdocs.workbook.find.sheet_rows import Lines, lines_of
from shpdocs.workbook.layout import Layout

_ABOUT = {CHECK: CHECK_ABOUT, CHECKLIST: CHECKLIST_ABOUT, LISTS: LISTS_ABOUT}  # how the line begins that says what a sheet is for
_HEAD = 6  # lines of a sheet in which that stands


def find_support_sheets(layout: Layout, content: WorkbookContent, asking: Collection[str]) -> dict[str, str]:
    """Return the name that each sheet of ours was issued with, by its title now; one that was deleted is left out.

    `asking` are the titles of the sheets that hold what is asked, which are none of these.
    """
    found = {sheet.title: sheet.title for sheet in content.sheets if sheet.title in SUPPORT_SHEETS}
    others = [sheet for sheet in content.sheets if sheet.title not in found and sheet.title not in asking]
    renamed: dict[str, str] = {}
    for sheet in others if len(found) < len(SUPPORT_SHEETS) else ():
        name = _issued_name(lines_of(sheet, content.file), layout, content)
        if name and name not in found:
            renamed.setdefault(name, sheet.title)
    return found | {title: name for name, title in renamed.items()}


def _issued_name(lines: Lines, layout: Layout, content: WorkbookContent) -> str:
    """The name of ours that a sheet's mark or its first lines say, or ''."""
    if content.names.get(STAMP_NAME, ("",))[0] == lines.sheet.title:
        return "Start"
    head = [cell.value for row in sorted(lines.rows)[:_HEAD] for cell in lines.rows[row].values() if isinstance(cell.value, str)]
    first = head[0].strip() if head else ""
    if first.startswith(f"{layout.definition.title}: {layout.period.words}"):
        return "Start"
    return first if first in _ABOUT and any(text.startswith(_ABOUT[first]) for text in head) else ""
