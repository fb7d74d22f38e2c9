"""Looks of cells, from openpyxl's styles: colours of theme and palette resolved to what is seen."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from shpdocs.model.cells import column_number
from shpdocs.model.workbook_facts import CellRange, ConditionalFormat, Look
from shpdocs.ooxml.colours import NUMBERED, tinted
from shpdocs.ooxml.theme import Theme

_OFFICE = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080",
)  # fmt: skip
_BLACK, _WHITE = "000000", "FFFFFF"
_ABSENT = "00000000"  # how openpyxl fills in a colour that a format leaves out
_WRAPPING = ("justify", "distributed")
_IN_ROW = re.compile(r"(?<![A-Za-z0-9_!'])\$([A-Z]{1,3})\d+")  # $A5: that column, in the row that is judged


class Colours:
    """The colours of one workbook: those of its theme, Office's if it has none, and those of its palette."""

    def __init__(self, theme: Theme, palette: tuple[str, ...]) -> None:
        self._theme = theme if theme.colours else Theme(dict(zip(NUMBERED, _OFFICE, strict=True)))
        self._palette = palette

    def seen(self, colour: Any, automatic: str) -> str:
        """The colour as six hexadecimal digits; `automatic` where the file leaves the choice to the program."""
        if colour is None:
            return automatic
        digits = ""
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            digits = colour.rgb[-6:]
        elif colour.type == "theme":
            digits = self._theme.numbered(colour.theme)
        elif colour.type == "indexed" and 0 <= colour.indexed < len(self._palette):
            digits = self._palette[colour.indexed][-6:]
        return tinted((digits or automatic).upper(), float(colour.tint or 0))

    def accent(self, number: int) -> str:
        """An accent colour of the theme, counted from 1; 0 is its dark colour."""
        return self._theme.colour(f"accent{number}" if number else "dk1") or _BLACK

    def fills(self, fill: Any) -> tuple[str, ...]:
        """The colours of a cell's fill: one if it is plain, more for a pattern or a gradient, none without a fill."""
        if fill is None:
            return ()
        stops = getattr(fill, "stop", None)
        if stops is not None:
            return tuple(self.seen(stop.color, _WHITE) for stop in stops)
        if fill.fill_type in (None, "none"):
            return ()
        front = self.seen(fill.fgColor, _BLACK)
        return (front,) if fill.fill_type == "solid" else (front, self.seen(fill.bgColor, _WHITE))

    def changed_fill(self, fill: Any) -> tuple[str, ...]:
        """The colour that a conditional format fills with: a plain fill there is kept as the background of a pattern."""
        for colour in (getattr(fill, "bgColor", None), getattr(fill, "fgColor", None)):
            if colour is not None and not (colour.type == "rgb" and colour.rgb == _ABSENT):
                return (self.seen(colour, _WHITE),)
        return ()


def cell_look(styled: Any, colours: Colours) -> Look:
    """The look of an openpyxl cell, row or column."""
    font, alignment = styled.font, styled.alignment
    across = alignment.horizontal or "general"
    return Look(
        text_colour=colours.seen(font.color, _BLACK),
        fills=colours.fills(styled.fill),
        size=float(font.sz or 11),
        bold=bool(font.b),
        is_superscript=font.vertAlign == "superscript",
        wraps=bool(alignment.wrap_text) or across in _WRAPPING or alignment.vertical in _WRAPPING,
        shrinks=bool(alignment.shrink_to_fit),
        align=across,
        number_format=styled.number_format or "General",
        is_locked=bool(styled.protection.locked),
    )


def conditional_format(rule: Any, ranges: tuple[CellRange, ...], colours: Colours) -> ConditionalFormat:
    """What a conditional format does."""
    if rule.colorScale is not None:
        return ConditionalFormat(ranges, fills=tuple(colours.seen(colour, _WHITE) for colour in rule.colorScale.color), is_scale=True)
    if rule.dataBar is not None:
        return ConditionalFormat(ranges, shows_values=rule.dataBar.showValue is not False, is_scale=True)
    if rule.iconSet is not None:
        return ConditionalFormat(ranges, shows_values=rule.iconSet.showValue is not False, is_scale=True)
    if rule.dxf is None:
        return ConditionalFormat(ranges)
    font = rule.dxf.font
    return ConditionalFormat(
        ranges,
        text_colour="" if font is None or font.color is None else colours.seen(font.color, _BLACK),
        fills=colours.changed_fill(rule.dxf.fill) if rule.dxf.fill is not None else (),
        bold=None if font is None or font.b is None else bool(font.b),
        reads=frozenset(column_number(letters) for formula in rule.formula for letters in _IN_ROW.findall(str(formula))),
    )


def heading_look(style: str, look: Look, colours: Colours) -> Look:
    """The look of a table's heading, whose own colours count before those of Excel's built-in table styles.

    Resolved are the styles whose headings are light on a colour: Light 8 to 14 and Medium 1 to 14. In all others that
    Excel offers by default, dark text stands on white or on a light tint.
    """
    name, number = style.removeprefix("TableStyle").rstrip("0123456789"), style[len(style.rstrip("0123456789")) :]
    coloured = {"Light": range(8, 15), "Medium": range(1, 15)}.get(name, range(0))
    if not number or int(number) not in coloured or look.fills:
        return look
    text_colour = _WHITE if look.text_colour == _BLACK else look.text_colour  # black is what a cell has that was given no colour
    return replace(look, text_colour=text_colour, fills=(colours.accent((int(number) - 1) % 7),), bold=True)
