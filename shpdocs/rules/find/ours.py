"""Our own sheets, which ask nothing but the sign-off: known by their titles, or renamed by what stands on them."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.rules.find.lines import Lines, lines_of
from shpdocs.rules.layout import Layout
from shpdocs.words.workbook import OUR_SHEETS, STAMP_NAME, WorkbookContent

ABOUT = {"Check": "This sheet fills itself in", "Checklist": "Everything that is checked", "Lists": "The choices of the dropdowns"}
"""How a line begins that says what one of our sheets is for."""
_HEAD = 6  # lines of a sheet in which that stands


def ours_of(layout: Layout, content: WorkbookContent, asking: Mapping[str, str]) -> dict[str, str]:
    """Return the name that each sheet of ours was issued with, by its title now; one that was deleted is left out.

    `asking` gives the title of the sheet each grid was found on, by the grid's key.
    """
    found = {sheet.title: sheet.title for sheet in content.sheets if sheet.title in OUR_SHEETS}
    taken = {title for key, title in asking.items() if key != "sign-off"}
    others = [sheet for sheet in content.sheets if sheet.title not in found and sheet.title not in taken]
    renamed: dict[str, str] = {}
    for sheet in others if len(found) < len(OUR_SHEETS) else ():
        name = _name_of(lines_of(sheet, content.file), layout, content, asking)
        if name and name not in found:
            renamed.setdefault(name, sheet.title)
    return found | {title: name for name, title in renamed.items()}


def _name_of(lines: Lines, layout: Layout, content: WorkbookContent, asking: Mapping[str, str]) -> str:
    """The name of ours that a sheet's mark or its first lines say, or ''."""
    title = lines.sheet.title
    if title in (content.names.get(STAMP_NAME, ("",))[0], asking.get("sign-off")):
        return "Start"
    head = [cell.value for row in sorted(lines.rows)[:_HEAD] for cell in lines.rows[row].values() if isinstance(cell.value, str)]
    first = head[0].strip() if head else ""
    if first.startswith(f"{layout.definition.title}: {layout.period.words}"):
        return "Start"
    return first if first in ABOUT and any(text.startswith(ABOUT[first]) for text in head) else ""
