"""The look of a table in a Word file: what its style lays under each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shpdocs.accessibility.paper_facts.names import value
from shpdocs.accessibility.paper_facts.styles import Styles, Under

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Of = tuple[int, int]  # which one, and of how many
_FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}


class TableLook:
    """A table's style and which of its parts are asked for. `flags` are Word's own: 'firstRow', 'noHBand' …"""

    def __init__(self, styles: Styles, style: str, look: Element | None, page: str) -> None:
        self._style, self._page = style, page
        self._parts = styles.table_parts(style)
        self.flags = _flags(look)
        self._found: dict[Any, Under] = {}

    def under(self, row: Of, column: Of, shade: str | None) -> Under:
        """What lies under a cell's text; `shade` is its own fill, None if it has none. Cells alike are worked out once."""
        key = (row[0] == 1, row[0] == row[1], row[0] % 2, column[0] == 1, column[0] == column[1], column[0] % 2, shade)
        found = self._found.get(key)
        if found is None:
            kinds = [kind for kind in self._kinds(row, column) if kind in self._parts]
            fills = [self._parts[kind][1] for kind in kinds]
            fill = shade if shade is not None else next((one for one in reversed(fills) if one is not None), None)
            found = self._found[key] = Under((self._style, *kinds), fill or self._page)
        return found

    def _kinds(self, row: Of, column: Of) -> list[str]:
        """The parts of the style that a cell belongs to, the one that counts most last."""
        flags, kinds = self.flags, ["whole"]
        if not flags["noVBand"]:
            kinds.append("band1Vert" if (column[0] - flags["firstColumn"]) % 2 else "band2Vert")
        if not flags["noHBand"]:
            kinds.append("band1Horz" if (row[0] - flags["firstRow"]) % 2 else "band2Horz")
        edges = (
            ("lastCol", flags["lastColumn"] and column[0] == column[1]), ("firstCol", flags["firstColumn"] and column[0] == 1),
            ("lastRow", flags["lastRow"] and row[0] == row[1]), ("firstRow", flags["firstRow"] and row[0] == 1),
        )  # fmt: skip
        return kinds + [kind for kind, counts in edges if counts]


def _flags(look: Element | None) -> dict[str, bool]:
    """What a table's style is asked to set apart; older files say it in the bits of one number."""
    if look is None:
        return dict.fromkeys(_FLAGS, False)
    bits = int(value(look) or "0", 16)
    return {name: value(look, name, "1" if bits & bit else "0") in ("1", "true", "on") for name, bit in _FLAGS.items()}
