"""How letters of a Word file look once every style is worked out, and whether a reader can see them."""

from __future__ import annotations

from msgspec import Struct

from shpdocs.ooxml.colours import UNKNOWN, stands_out
from shpdocs.ooxml.drawing_colours import fill_of
from shpdocs.ooxml.theme import HIGHLIGHTS, Theme, automatic_colour
from shpdocs.ooxml.word_styles import Look, Styles, number, points
from shpdocs.ooxml.xml import Element, find, is_on, serialise, value

HIDDEN = "hidden text"
FAINT = "text in the colour of what lies behind it"
BLACKED_OUT = "text that is blacked out"
SMALLEST = 4.0  # points: nobody reads smaller print on paper; the small print of reports is 6 points and more
_USUAL_SIZE = 10.0  # what Word takes where a file says nothing
_NARROWEST = 10  # percent of a letter's usual width
_CONDENSED = 0.4  # of the size: letters that lie on top of each other
_FARTHEST = 100  # points above or below the line
_RAISED = ("emboss", "imprint")  # effects that draw the edge of a letter in another colour; an outline is drawn in its own


class Under(Struct, frozen=True):
    """What lies under a text: a fill ('?' if nobody can say), the table's style and the parts of it that a cell belongs to, and the
    colour of letters that say none (of a shape), '' for Word's own choice."""

    fill: str = "FFFFFF"
    style: str = ""
    parts: tuple[str, ...] = ()
    letters: str = ""


class Letters:
    """The letters of a file, judged once for each look: files have few, however long they are."""

    def __init__(self, styles: Styles, theme: Theme) -> None:
        self.styles, self.theme = styles, theme
        self._judged: dict[tuple[str, Under, bytes], str] = {}

    def unseen(self, style: str, under: Under, direct: Element | None) -> str:
        """Why a reader does not see letters with these properties in a paragraph of this style; '' if they are seen."""
        key = (style, under, b"" if direct is None else serialise(direct))
        if key not in self._judged:
            table = self.styles.table_look(under.style, "rPr", under.parts) if under.style else None
            self._judged[key] = self.unseen_look(self.styles.run_look(style, direct, table), under)
        return self._judged[key]

    def unseen_look(self, look: Look, under: Under) -> str:
        """Why a reader does not see letters of this look."""
        if is_on(look.get("vanish")):
            return HIDDEN
        said = "szCs" if is_on(look.get("rtl")) or is_on(look.get("cs")) else "sz"
        size = points(value(look[said]), 2) if said in look else _USUAL_SIZE
        if size < SMALLEST:
            return f"text smaller than {SMALLEST:g} points"
        if "fitText" in look and points(value(look["fitText"]), 20) < size:
            return "text that is pressed together"
        if number(value(look.get("w")), 100) < _NARROWEST or -points(value(look.get("spacing")), 20) >= size * _CONDENSED:
            return "text that is pressed together"
        if abs(points(value(look.get("position")), 2)) > _FARTHEST:
            return "text far above or below its line"
        if self._is_blacked_out(look, under):
            return BLACKED_OUT
        return "" if self._is_seen(look, under) else FAINT

    def _is_blacked_out(self, look: Look, under: Under) -> bool:
        """Whether letters without a colour of their own stand on a black of their own: somebody meant that nobody reads them.

        Some programs turn such letters white, and a copy of them is always read.
        """
        own = HIGHLIGHTS.get(value(look.get("highlight")), "") or self.theme.shading(look.get("shd"))
        has_colour = bool(self.theme.colour_of(look.get("color")) or under.letters or look.get("textFill") is not None)
        return bool(own) and own != UNKNOWN and not has_colour and not stands_out("000000", own)

    def _is_seen(self, look: Look, under: Under) -> bool:
        """Whether the letters stand out from what lies behind them."""
        fill = HIGHLIGHTS.get(value(look.get("highlight")), "") or self.theme.shading(look.get("shd")) or under.fill
        if any(is_on(look.get(name)) for name in _RAISED):
            return True
        colours = [self.theme.colour_of(look.get("color")) or under.letters or (automatic_colour(fill) if fill != UNKNOWN else UNKNOWN)]
        effect = fill_of(look.get("textFill"), self.theme)
        if effect is not None:
            colours.append(effect)
        outline = look.get("textOutline")
        edge = fill_of(outline, self.theme) or ""
        if edge and stands_out(edge, fill):
            return True
        return all(stands_out(colour, fill) for colour in colours)


def paragraph_fill(theme: Theme, look: Look, under: str) -> str:
    """What lies under the letters of a paragraph: its shading, or what lies under it."""
    return theme.shading(look.get("shd")) or under


def is_transparent(picture: Element) -> bool:
    """Whether a picture (a:blip) is seen through altogether."""
    change = find(picture, "a:alphaModFix")
    return change is not None and number(change.get("amt", "100000"), 100_000) < 5_000
