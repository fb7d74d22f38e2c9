"""Tables of a file of an older Word stand where they did: there the text of the first cell begins at the margin, in newer ones its edge."""

from __future__ import annotations

from shpdocs.ooxml.word_order import properties, set_in_order
from shpdocs.ooxml.word_styles import Styles, number
from shpdocs.ooxml.xml import Element, each, element, find, tag, value

_NEWER = 15  # the mode of Word 2013 and later; a file that names none is older
_USUAL_MARGIN = 108.0  # twips, of a cell where nobody says any


def is_older(settings: Element | None) -> bool:
    """Whether a file is laid out as Word before 2013 did."""
    said = (
        value(setting, "w:val")
        for setting in (each(settings, "w:compatSetting") if settings is not None else ())
        if value(setting, "w:name") == "compatibilityMode"
    )
    return number(next(said, "")) < _NEWER


def keep_tables_in_place(root: Element, styles: Styles) -> None:
    """Let tables of a part that is laid out as older programs did stand where they did in newer ones: out by their cells' margin."""
    for table in each(root, "w:tbl"):
        is_within = next(table.iterancestors(tag("w:tbl")), None) is not None
        said = properties(table, "w:tblPr")
        if is_within or any(find(said, f"w:{name}") is not None for name in ("tblpPr", "bidiVisual")):
            continue
        style = styles.look(styles.usual(value(find(said, "w:tblStyle")), "table"), "tblPr")
        placed = find(said, "w:jc")
        if value(placed if placed is not None else style.get("jc"), missing="left") not in ("left", "start"):
            continue
        own = find(said, "w:tblInd")
        indent = own if own is not None else style.get("tblInd")
        if value(indent, "w:type", "dxa") == "dxa":
            at = number(value(indent, "w:w")) - _left_margin(find(said, "w:tblCellMar"), style.get("tblCellMar"))
            set_in_order(said, element("w:tblInd", {"w:w": str(round(at)), "w:type": "dxa"}))


def _left_margin(*margins: Element | None) -> float:
    """The left margin of a table's cells in twips, by the first that says any."""
    for said in margins:
        side = find(said, "w:left") if find(said, "w:left") is not None else find(said, "w:start")
        if side is not None:
            return number(value(side, "w:w"))
    return _USUAL_MARGIN
