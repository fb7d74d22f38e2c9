"""Text of an appendix that no reader sees: hidden, in the colour of what lies behind it, tiny, pressed together. By place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.colours import UNKNOWN, six_digits
from shpdocs.ooxml.drawing_colours import SHAPES, shape_fill, shape_letters
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_letters import BLACKED_OUT, FAINT, HIDDEN, Letters, Under, paragraph_fill
from shpdocs.ooxml.word_paragraphs import place_of
from shpdocs.ooxml.word_styles import Position, number, points, table_flags, table_parts
from shpdocs.ooxml.xml import Element, each, find, is_on, local, tag, value

_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN, _BOX = (tag(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "r", "txbxContent"))
_EQUATION = tag("m:r")
_DRAWN = {"drawing", "pict", "object", "AlternateContent"}
_SAYING = {"t", "sym", "noBreakHyphen", "footnoteReference", "endnoteReference"}
_FILLED = SHAPES | {"pic"}
_AS_LARGE = 0.9  # of a shape, that what lies behind it covers
_MEND = "Choose it (Home › Select › Select Text with Similar Formatting). Delete it, or give it a colour and size that can be read."
_SHOW_NUMBERS = "Choose Home › Multilevel List › Define New Multilevel List, and take the words out, or show them."
_SHOW_HIDDEN = "Choose Home › ¶ to see it. Delete it, or choose it and take Hidden off in Home › Font."
_ON_REQUEST = "Or have it left out, or shown in letters that can be read: --appendix-hidden drop, or show."
_TYPE_OVER = (
    "Its words are still there for whoever copies them. Delete them and type [redacted] in their place, or give letters that may be read a"
    " colour of their own (Home › Font Colour)."
)
_MENDS = {HIDDEN: f"{_SHOW_HIDDEN} {_ON_REQUEST}", FAINT: f"{_MEND} {_ON_REQUEST}", BLACKED_OUT: _TYPE_OVER}


def unseen_text(file: WordFile, kind: str, root: Element) -> Iterator[Refusal]:
    """Why text of a part of this kind ('header') may not come in: the first of each sort that no reader sees."""
    first: dict[str, Element] = {}
    for why, run in unseen_runs(file, root):
        first.setdefault(why, run)
    for why, run in first.items():
        yield Refusal(f"It has {why}", place_of(run, kind), _MENDS.get(why, _MEND))


def unseen_runs(file: WordFile, root: Element) -> list[tuple[str, Element]]:
    """Every piece of text of a part that no reader sees (w:r, m:r), in order, and why."""
    reader = _Reader(file)
    reader.read(root, Under(fill=reader.page))
    return reader.unseen


class _Reader:
    """Reads a part; `unseen` is each run that no reader sees, and why."""

    def __init__(self, file: WordFile) -> None:
        self._styles, self._theme = file.styles, file.theme
        self._letters = Letters(file.styles, file.theme)
        self._looks: dict[str, tuple[str, str]] = {}  # the style and the shading of a paragraph that has a style alone
        self.unseen: list[tuple[str, Element]] = []
        is_shown = is_on(find(file.settings, "w:displayBackgroundShape"))
        self.page = "FFFFFF"
        self.screen = six_digits(value(find(file.root, "w:background"), "w:color")) if is_shown else ""

    def read(self, container: Element, under: Under) -> None:
        """Read what stands in something, over what lies under it."""
        for child in container:
            name = child.tag
            if name == _PARAGRAPH:
                self._read_paragraph(child, under)
            elif name == _TABLE:
                self._read_table(child, under)
            elif len(child):
                self.read(child, under)

    def _read_paragraph(self, paragraph: Element, under: Under) -> None:
        properties = find(paragraph, "w:pPr")
        named = value(find(properties, "w:pStyle"))
        is_plain = properties is None or (len(properties) == 1 and bool(named))
        if is_plain and named in self._looks:
            style, shade = self._looks[named]
        else:
            style = self._styles.usual(named)
            shade = paragraph_fill(self._theme, self._styles.whole_look(style, "pPr", properties), "")
            if is_plain:
                self._looks[named] = style, shade
        self._read_inline(paragraph, style, replace(under, fill=shade) if shade else under)

    def _read_inline(self, container: Element, style: str, under: Under) -> None:
        for child in container:
            name = child.tag
            if name in (_RUN, _EQUATION):
                self._read_run(child, style, under)
            elif name in (_PARAGRAPH, _TABLE):
                self.read([child], under)
            elif len(child):
                self._read_inline(child, style, under)

    def _read_run(self, run: Element, style: str, under: Under) -> None:
        says, direct = False, None
        for child in run:
            name = local(child)
            if name == "rPr":
                direct = child if child.tag == tag("w:rPr") else direct
            elif name in _SAYING:
                says = says or name != "t" or bool((child.text or "").strip())
            elif name in _DRAWN:
                self._read_drawn(child, under)
            elif name == "ruby":
                self._read_inline(child, style, under)
        if says:
            self._judge(run, style, direct, under)

    def _judge(self, run: Element, style: str, direct: Element | None, under: Under) -> None:
        why = self._letters.unseen(style, under, direct)
        if not why and self.screen and under.fill == self.page:
            look = self._styles.run_look(style, direct)
            if self._theme.colour_of(look.get("color")):  # Word chooses a colour that is seen
                why = self._letters.unseen(style, replace(under, fill=self.screen), direct)
        if why:
            self.unseen.append((why, run))

    def _read_table(self, table: Element, under: Under) -> None:
        properties = find(table, "w:tblPr")
        style = self._styles.usual(value(find(properties, "w:tblStyle")), "table")
        flags = table_flags(find(properties, "w:tblLook"))
        whole = self._theme.shading(find(properties, "w:shd")) or under.fill
        rows = list(_within(table, _ROW))
        for at, row in enumerate(rows, 1):
            cells = list(_within(row, _CELL))
            for place, cell in enumerate(cells, 1):
                parts = tuple(table_parts(flags, Position(at, len(rows)), Position(place, len(cells))))
                self.read(cell, self._under_cell(cell, style, parts, whole))

    def _under_cell(self, cell: Element, style: str, parts: tuple[str, ...], whole: str) -> Under:
        direct = find(cell, "w:tcPr/w:shd")
        shade = direct if direct is not None else self._styles.table_look(style, "tcPr", parts).get("shd")
        return Under(self._theme.shading(shade) or whole, style, parts)

    def _read_drawn(self, drawn: Element, under: Under) -> None:
        """Read the text boxes in what is drawn, each over its own shape."""
        for box in each(drawn, "w:txbxContent"):
            if next(box.iterancestors(_BOX, drawn.tag), drawn) is drawn or box.getparent() is None:
                self.read(box, self._under_box(box, drawn))

    def _under_box(self, box: Element, drawn: Element) -> Under:
        """What lies under a text box: its shape's fill; of one without, what is filled in the same drawing, or the page."""
        shape = next((outer for outer in box.iterancestors() if local(outer) in SHAPES), None)
        if shape is None:
            return Under(fill=UNKNOWN)
        return Under(fill=self._fill(shape) or self._behind(shape, drawn), letters=shape_letters(shape, self._theme))

    def _behind(self, shape: Element, drawn: Element) -> str:
        """What lies behind a shape without a fill: one of the same drawing that is as large, or the page."""
        branch = next((outer for outer in shape.iterancestors() if local(outer) in ("Choice", "Fallback")), drawn)
        for other in branch.iter("*"):
            if other is not shape and local(other) in _FILLED and _is_as_large(other, shape):
                fill = self._fill(other)
                if fill and fill != self.page:
                    return fill
        return self.page

    def _fill(self, shape: Element) -> str:
        return UNKNOWN if local(shape) == "pic" else shape_fill(shape, self._theme)


def _is_as_large(other: Element, shape: Element) -> bool:
    """Whether one shape of a drawing can lie behind all of another."""
    return all(length >= own * _AS_LARGE for length, own in zip(_extent(other), _extent(shape), strict=True))


def _extent(shape: Element) -> tuple[float, float]:
    """Width and height of a shape, in whatever unit its drawing has."""
    size = next(each(shape, "a:ext"), None)
    if size is not None:
        return number(size.get("cx", "")), number(size.get("cy", ""))
    said = dict(re.findall(r"(?:^|;)\s*(width|height)\s*:\s*([^;]*)", shape.get("style", "")))
    return points(said.get("width", ""), 1), points(said.get("height", ""), 1)


def _within(container: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, out of whatever they are wrapped up in."""
    for child in container:
        if child.tag == name:
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml", "AlternateContent", "Choice", "Fallback"):
            yield from _within(child, name)


def unseen_numbers(file: WordFile) -> Iterator[Refusal]:
    """Words of lists' numbers ('Annex %1') that no reader sees."""
    letters = Letters(file.styles, file.theme)
    root = file.related("numbering")
    for level in each(root, "w:lvl") if root is not None else ():
        words = re.sub(r"%\d", "", value(find(level, "w:lvlText")))
        look = file.styles.whole_look(file.styles.usual(value(find(level, "w:pStyle"))), "rPr", find(level, "w:rPr"))
        why = letters.unseen_look(look, Under()) if any(letter.isalnum() for letter in words) else ""
        if why:
            yield Refusal(f"A list's numbers have {why}", "a list", _SHOW_NUMBERS)
