"""What a Word file's styles come to: the look of text of document, table, paragraph and character, and what lies under a table's cells."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from msgspec import Struct

from shpdocs.accessibility.paper_facts.colours import Theme, automatic_colour, highlight
from shpdocs.accessibility.paper_facts.package import W, is_on, points, value
from shpdocs.model.paper_facts import TextLook

Props = dict[str, Any]
_TOGGLES = {W + "b": "bold", W + "caps": "capitals", W + "vanish": "hidden"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_SERIFS = (
    r"(?<!sans )(?<!sans-)serif|times|georgia|cambria|garamond|palatino|bookman|book antiqua|century|baskerville|bodoni|didot|constantia|"
    r"courier|caslon|minion|roman|rockwell|sitka text|perpetua|goudy"
)
_NO_SERIFS = (
    "arial", "helvetica", "calibri", "aptos", "verdana", "tahoma", "segoe ui", "trebuchet", "gill sans", "open sans", "noto sans",
    "source sans", "liberation sans", "dejavu sans", "carlito", "roboto", "lato", "century gothic", "franklin gothic", "corbel",
    "candara", "public sans", "inter",
)  # fmt: skip
_FAMILIES = {"roman": True, "swiss": False}
_NO_SIZE, _NO_FONT = 10.0, "Times New Roman"  # what Word takes where a file says nothing
_FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}


class ParagraphLook(Struct, frozen=True):
    """What a style, or a paragraph itself, says of paragraphs; None where it says nothing."""

    level: int | None = None
    is_list: bool | None = None
    align: str | None = None
    shade: str | None = None
    is_floating: bool | None = None


class Under(Struct, frozen=True):
    """What a table lays under a cell's text: properties of its letters and a fill, None if it says nothing."""

    key: tuple[str, ...] = ()
    fill: str = "FFFFFF"


class Styles:
    """A file's styles, theme and fonts."""

    def __init__(self, styles: Element | None, theme: Theme, fonts: Element | None) -> None:
        self.theme = theme
        self._styles: dict[str, Element] = {}
        self._names: dict[str, str] = {}
        self._default: dict[str, str] = {}
        self._chains: dict[str, Props] = {}
        self._looks: dict[str, ParagraphLook] = {}
        self._tables: dict[str, dict[str, tuple[Props, str | None]]] = {}
        self._letters: dict[Any, TextLook] = {}
        self._document: Props = {}
        self._families = {value(font, "name"): value(font.find(W + "family")) for font in (fonts if fonts is not None else ())}
        for one in styles if styles is not None else ():
            if one.tag == W + "style":
                self._add(one)
            elif one.tag == W + "docDefaults":
                self._document = self.run_props(one.find(f"{W}rPrDefault/{W}rPr"))

    def _add(self, style: Element) -> None:
        name = value(style, "styleId")
        self._styles[name] = style
        self._names[name] = value(style.find(W + "name"), missing=name)
        if value(style, "default") in ("1", "true", "on"):
            self._default[value(style, "type")] = name

    @property
    def default_language(self) -> str:
        """The language of text that has no other."""
        return str({**self._document, **self._chain(self._default.get("paragraph", ""))}.get("language", ""))

    def paragraph_style(self, style: str) -> str:
        """The style that a paragraph has: the one named if there is such a one, else the file's usual one."""
        return style if style in self._styles else self._default.get("paragraph", "")

    def table_style(self, style: str) -> str:
        """The style that a table has, by the same rule."""
        return style if style in self._styles else self._default.get("table", "")

    def name(self, style: str) -> str:
        """What people call a style."""
        return self._names.get(style, "Normal")

    def run_props(self, element: Element | None) -> Props:
        """What w:rPr says, and no more."""
        props: Props = {}
        for one in element if element is not None else ():
            tag = one.tag
            if tag in _TOGGLES:
                props[_TOGGLES[tag]] = is_on(one)
            elif tag == W + "color":
                props["text_colour"] = self.theme.text_colour(one)
            elif tag == W + "sz":
                props["size"] = points(value(one), 2)
            elif tag == W + "rFonts":
                font = self.theme.fonts.get(value(one, "asciiTheme")[:5], "") or value(one, "ascii")
                props.update({"font": font} if font else {})
            elif tag == W + "lang":
                props.update({"language": value(one)} if value(one) else {})
            elif tag == W + "shd":
                props["fill"] = self.theme.shade(one)
            elif tag == W + "highlight":
                props["pen"] = highlight(value(one))
        return props

    def _chain(self, style: str) -> Props:
        """What a style says of letters, with the styles that it is based on."""
        if style not in self._chains:
            props: Props = {}
            for one in self._line(style):
                props.update(self.run_props(one.find(W + "rPr")))
            self._chains[style] = props
        return self._chains[style]

    def _line(self, style: str) -> list[Element]:
        """A style and those that it is based on, the farthest first."""
        line: list[Element] = []
        while style in self._styles and self._styles[style] not in line:
            line.append(self._styles[style])
            style = value(line[-1].find(W + "basedOn"))
        return line[::-1]

    def paragraph_look(self, style: str) -> ParagraphLook:
        """What a paragraph style says of paragraphs, with the styles that it is based on."""
        if style not in self._looks:
            look = ParagraphLook()
            for one in self._line(style):
                look = joined(self.own_look(one.find(W + "pPr")), look)
            named = _HEADING.fullmatch(self.name(style))
            if look.level is None and named:
                look = joined(ParagraphLook(level=int(named[1])), look)
            self._looks[style] = look
        return self._looks[style]

    def own_look(self, element: Element | None) -> ParagraphLook:
        """What w:pPr says, and no more."""
        said: Props = {}
        for one in element if element is not None else ():
            tag = one.tag
            if tag == W + "outlineLvl":
                level = value(one)
                said["level"] = int(level) + 1 if level in "012345678" and level else 0
            elif tag == W + "numPr":
                listed = one.find(W + "numId")
                said.update({} if listed is None else {"is_list": value(listed) != "0"})
            elif tag == W + "jc":
                said["align"] = _ALIGNED.get(value(one), value(one))
            elif tag == W + "shd":
                said["shade"] = self.theme.shade(one)
            elif tag == W + "framePr":
                said["is_floating"] = True
        return ParagraphLook(**said) if said else _SAYS_NOTHING

    def table_parts(self, style: str) -> dict[str, tuple[Props, str | None]]:
        """What a table style says of each of its parts ('whole', 'firstRow' …): of letters, and the fill of cells."""
        if style not in self._tables:
            parts: dict[str, tuple[Props, str | None]] = {}
            for one in self._line(style):
                for kind, element in (("whole", one), *((value(part, "type"), part) for part in one.findall(W + "tblStylePr"))):
                    before, fill = parts.get(kind, ({}, None))
                    shade = element.find(f"{W}tcPr/{W}shd")
                    fill = fill if shade is None else self.theme.shade(shade)
                    parts[kind] = ({**before, **self.run_props(element.find(W + "rPr"))}, fill)
            self._tables[style] = parts
        return self._tables[style]

    def letters(self, paragraph: str, under: Under, own: Element | None) -> TextLook:
        """How text looks: in a paragraph of this style, over what lies under it, with properties of its own (w:rPr)."""
        direct = tuple([(one.tag, *one.attrib.items()) for one in own]) if own is not None else ()
        key = (paragraph, under, direct)
        found = self._letters.get(key)
        if found is None:
            found = self._letters[key] = self._worked_out(paragraph, under, own)
        return found

    def _worked_out(self, paragraph: str, under: Under, own: Element | None) -> TextLook:
        table: Props = {}
        for part in under.key[1:]:
            table.update(self.table_parts(under.key[0]).get(part, ({}, None))[0])
        character = self._chain(value(own.find(W + "rStyle"))) if own is not None else {}
        direct = self.run_props(own)
        layers = (table, self._chain(paragraph), character)
        props = {**self._document, **layers[0], **layers[1], **layers[2], **direct}
        for toggle in ("bold", "capitals"):  # a second style that switches it on switches it off again
            if toggle not in direct and any(toggle in layer for layer in layers):
                props[toggle] = sum(bool(layer.get(toggle)) for layer in layers) % 2 == 1
        fill = props.get("pen") or props.get("fill") or under.fill
        text_colour = props.get("text_colour", "auto")
        font = props.get("font", _NO_FONT)
        return TextLook(
            text_colour=automatic_colour(fill) if text_colour == "auto" else text_colour,
            fill=fill,
            size=props.get("size", _NO_SIZE),
            font=font,
            language=props.get("language", ""),
            bold=props.get("bold", False),
            capitals=props.get("capitals", False),
            has_serifs=self._has_serifs(font),
            is_hidden=props.get("hidden", False),
        )

    def _has_serifs(self, font: str) -> bool:
        """By its name; the file's own list of fonts is asked for one that is not known, as programs may write anything there."""
        if font.lower().startswith(_NO_SERIFS):
            return False
        return bool(re.search(_SERIFS, font, re.IGNORECASE)) or _FAMILIES.get(self._families.get(font, ""), False)


_SAYS_NOTHING = ParagraphLook()
_ALIGNED = {"start": "left", "end": "right", "distribute": "both", "thaiDistribute": "both"}


def joined(own: ParagraphLook, other: ParagraphLook) -> ParagraphLook:
    """What is said, and what another says where nothing is."""
    if own is _SAYS_NOTHING:
        return other
    return ParagraphLook(
        own.level if own.level is not None else other.level,
        own.is_list if own.is_list is not None else other.is_list,
        own.align if own.align is not None else other.align,
        own.shade if own.shade is not None else other.shade,
        own.is_floating if own.is_floating is not None else other.is_floating,
    )


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
