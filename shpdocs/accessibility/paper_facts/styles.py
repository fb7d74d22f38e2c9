"""What a Word file's styles come to for those who read it: the look of its letters and paragraphs, and what lies under a table's cells."""

from __future__ import annotations

import re

from msgspec import Struct

from shpdocs.model.paper_facts import TextLook
from shpdocs.ooxml.theme import HIGHLIGHTS, Theme, automatic_colour
from shpdocs.ooxml.word_styles import Look, Position, Styles, outline_level, points, table_flags, table_parts
from shpdocs.ooxml.xml import Element, find, is_on, serialise, value

_SERIFS = (
    r"(?<!sans )(?<!sans-)serif|times|georgia|cambria|garamond|palatino|bookman|book antiqua|century|baskerville|bodoni|didot|constantia|"
    r"courier|caslon|minion|roman|rockwell|sitka text|perpetua|goudy"
)
_NO_SERIFS = (
    "arial", "helvetica", "calibri", "aptos", "verdana", "tahoma", "segoe ui", "trebuchet", "gill sans", "open sans", "noto sans",
    "source sans", "liberation sans", "dejavu sans", "carlito", "roboto", "lato", "century gothic", "franklin gothic", "corbel",
    "candara", "public sans", "inter",
)  # fmt: skip
_NO_SIZE, _NO_FONT = 10.0, "Times New Roman"  # what Word takes where a file says nothing
_ALIGNED = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both"}


class ParagraphLook(Struct, frozen=True):
    """A paragraph's style (its id, and the name that people see) and what comes of it and of what the paragraph says itself."""

    style: str
    name: str
    level: int
    is_list: bool
    align: str
    shade: str
    is_floating: bool


class Under(Struct, frozen=True):
    """What lies under a text: the parts of a table's style that its cell belongs to, and a fill, '' where nobody can say.

    `letters` is the colour in which a shape's style writes.
    """

    style: str = ""
    parts: tuple[str, ...] = ()
    fill: str = "FFFFFF"
    letters: str = ""


class Looks:
    """The looks of a file, worked out once each: files have few, however long they are."""

    def __init__(self, styles: Styles, theme: Theme, fonts: Element | None) -> None:
        self.styles, self.theme = styles, theme
        self._families = {value(font, "w:name"): value(find(font, "w:family")) for font in (fonts if fonts is not None else ())}
        self._paragraphs: dict[bytes, ParagraphLook] = {}
        self._letters: dict[tuple[str, Under, bytes], TextLook] = {}

    @property
    def default_language(self) -> str:
        """The language of text that has no other."""
        return value(self.styles.whole_look(self.styles.default("paragraph"), "rPr").get("lang"))

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """How a paragraph looks that has these properties (w:pPr)."""
        key = _key(properties)
        if key not in self._paragraphs:
            style = self.styles.usual(value(find(properties, "w:pStyle")))
            self._paragraphs[key] = self._paragraph(style, self.styles.whole_look(style, "pPr", properties), properties)
        return self._paragraphs[key]

    def _paragraph(self, style: str, look: Look, properties: Element | None) -> ParagraphLook:
        direct_level = find(properties, "w:outlineLvl")
        align = value(look.get("jc"), missing="left")
        return ParagraphLook(
            style=style,
            name=self.styles.name(style) or style or "Normal",
            level=self.styles.heading_level(style) if direct_level is None else outline_level(direct_level),
            is_list=value(find(look.get("numPr"), "w:numId"), missing="0") != "0",
            align=_ALIGNED.get(align, align),
            shade=self.theme.shading(look.get("shd")),
            is_floating="framePr" in look,
        )

    def letters(self, style: str, under: Under, properties: Element | None) -> TextLook:
        """How text looks: in a paragraph of this style, over what lies under it, with properties of its own (w:rPr)."""
        key = (style, under, _key(properties))
        if key not in self._letters:
            self._letters[key] = self._text_look(style, under, properties)
        return self._letters[key]

    def _text_look(self, style: str, under: Under, properties: Element | None) -> TextLook:
        look = self.styles.run_look(style, properties, self.styles.table_look(under.style, "rPr", under.parts))
        fill = HIGHLIGHTS.get(value(look.get("highlight")), "") or self.theme.shading(look.get("shd")) or under.fill
        fonts = look.get("rFonts")
        font = self.theme.font(value(fonts, "w:asciiTheme")) or value(fonts, "w:ascii") or _NO_FONT
        return TextLook(
            text_colour=self.theme.colour_of(look.get("color")) or ("" if "color" in look else under.letters) or automatic_colour(fill),
            fill=fill,
            size=points(value(look["sz"]), 2) if "sz" in look else _NO_SIZE,
            font=font,
            language=value(look.get("lang")),
            bold=is_on(look.get("b")),
            capitals=is_on(look.get("caps")),
            has_serifs=self._has_serifs(font),
            is_hidden=is_on(look.get("vanish")),
        )

    def _has_serifs(self, font: str) -> bool:
        """By its name; the file's own list of fonts is asked for one that is not known, as programs may write anything there."""
        if font.lower().startswith(_NO_SERIFS):
            return False
        return bool(re.search(_SERIFS, font, re.IGNORECASE)) or self._families.get(font) == "roman"


def _key(properties: Element | None) -> bytes:
    """What is the same of properties that say the same."""
    return serialise(properties) if properties is not None else b""


class TableLook:
    """A table's style and which of its parts are asked for. `flags` are Word's own: 'firstRow', 'noHBand' …"""

    def __init__(self, looks: Looks, properties: Look, below: Under) -> None:
        self._looks, self._below = looks, below
        self._style = looks.styles.usual(value(properties.get("tblStyle")), "table")
        self.flags = table_flags(properties.get("tblLook"))
        self._under: dict[tuple[tuple[str, ...], str | None], Under] = {}

    def under(self, row: Position, column: Position, shade: str | None) -> Under:
        """What lies under a cell's text; `shade` is its own fill, None if it has none. Cells alike are worked out once."""
        parts = tuple(table_parts(self.flags, row, column))
        if (parts, shade) not in self._under:
            look = self._looks.styles.table_look(self._style, "tcPr", parts)
            fill = self._looks.theme.shading(look.get("shd")) if shade is None else shade
            self._under[parts, shade] = Under(self._style, parts, fill or self._below.fill, self._below.letters)
        return self._under[parts, shade]
