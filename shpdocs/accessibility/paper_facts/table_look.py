"""The look of a table in a Word file: what its style lays under each cell."""

from __future__ import annotations

from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from shpdocs.accessibility.paper_facts.names import value
from shpdocs.accessibility.paper_facts.styles import Styles, Under

_FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}


class Position(NamedTuple):
    """A row of a table or a cell of a row: its number, from 1, and how many there are."""

    number: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether none follows."""
        return self.number == self.total


class TableLook:
    """A table's style and which of its parts are asked for. `flags` are Word's own: 'firstRow', 'noHBand' …"""

    def __init__(self, styles: Styles, style: str, look: Element | None, page: str) -> None:
        self._style, self._page = style, page
        self._parts = styles.table_parts(style)
        self.flags = _flags(look)
        self._worked_out: dict[Any, Under] = {}

    def under(self, row: Position, column: Position, shade: str | None) -> Under:
        """What lies under a cell's text; `shade` is its own fill, None if it has none. Cells alike are worked out once."""
        key = (row.number == 1, row.is_last, row.number % 2, column.number == 1, column.is_last, column.number % 2, shade)
        if key not in self._worked_out:
            kinds = [kind for kind in self._kinds(row, column) if kind in self._parts]
            fills = [shade, *(self._parts[kind][1] for kind in reversed(kinds))]
            fill = next((fill for fill in fills if fill is not None), None)
            self._worked_out[key] = Under((self._style, *kinds), fill or self._page)
        return self._worked_out[key]

    def _kinds(self, row: Position, column: Position) -> list[str]:
        """The parts of the style that a cell belongs to, the one that counts most last."""
        flags, kinds = self.flags, ["whole"]
        if not flags["noVBand"]:
            kinds.append("band1Vert" if (column.number - flags["firstColumn"]) % 2 else "band2Vert")
        if not flags["noHBand"]:
            kinds.append("band1Horz" if (row.number - flags["firstRow"]) % 2 else "band2Horz")
        edges = (
            ("lastCol", flags["lastColumn"] and column.is_last), ("firstCol", flags["firstColumn"] and column.number == 1),
            ("lastRow", flags["lastRow"] and row.is_last), ("firstRow", flags["firstRow"] and row.number == 1),
        )  # fmt: skip
        return kinds + [kind for kind, counts in edges if counts]


def _flags(look: Element | None) -> dict[str, bool]:
    """What a table's style is asked to set apart; older files say it in the bits of one number."""
    if look is None:
        return dict.fromkeys(_FLAGS, False)
    bits = int(value(look) or "0", 16)
    return {name: value(look, name, "1" if bits & bit else "0") in ("1", "true", "on") for name, bit in _FLAGS.items()}
