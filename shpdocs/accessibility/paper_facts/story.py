"""A story of a Word file (its body, a header, its notes): paragraphs and tables in order, wherever they are wrapped up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from shpdocs.accessibility.paper_facts.drawn import drawings, shown, texts_within
from shpdocs.accessibility.paper_facts.line import Fields, Line
from shpdocs.accessibility.paper_facts.names import MC, W, is_on, number, points, value
from shpdocs.accessibility.paper_facts.styles import ParagraphLook, Styles, Under, joined
from shpdocs.accessibility.paper_facts.table_look import Of, TableLook
from shpdocs.model.paper_facts import PaperCell, PaperDrawing, PaperParagraph, PaperRow, PaperTable, Spot

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_P, _TBL, _TR, _TC, _PPR, _SECTION = W + "p", W + "tbl", W + "tr", W + "tc", W + "pPr", W + "sectPr"
_WRAPPERS = {W + "sdt", W + "sdtContent", W + "customXml", W + "ins", W + "moveTo", W + "moveFrom", W + "del"}
_TWIP = 20  # to the point
_LEAST_HEIGHT = 100  # points; a section that says less says nothing


class Story:
    """What is found in a story while it is read; `heights` are those of the text on its pages, in points."""

    def __init__(self, styles: Styles, page: str) -> None:
        self._styles, self._page = styles, Under((), page)
        self._fields = Fields()
        self._links: dict[str, tuple[str, str]] = {}
        self._spot = Spot()
        self._tables = 0
        self.paragraphs: list[PaperParagraph] = []
        self.tables: list[PaperTable] = []
        self.drawings: list[PaperDrawing] = []
        self.changes = 0
        self.heights: list[float] = []

    def read(self, part: str, root: Element, links: dict[str, tuple[str, str]]) -> None:
        """Read a part that stands in this place of the paper, with the addresses of its links."""
        self._links, self._fields = links, Fields()
        self._spot, self._tables = Spot(part), 0
        self._blocks(root, self._spot, self._page)

    def _flat(self, container: Element) -> Iterator[Element]:
        """Paragraphs, tables, sections and foreign texts of a container, out of whatever they are wrapped up in."""
        for one in container:
            tag = one.tag
            if tag in (_P, _TBL, _SECTION) or tag == W + "altChunk":
                yield one
            elif tag in _WRAPPERS:
                yield from self._flat(one)
            elif tag == MC + "AlternateContent":
                chosen = shown(one)
                yield from self._flat(chosen) if chosen is not None else ()

    def _blocks(self, container: Element, spot: Spot, under: Under) -> list[PaperParagraph]:
        """Read blocks and return the paragraphs among them; in the body, headings and paragraphs are counted on the way."""
        blocks = list(self._flat(container))
        found: list[PaperParagraph] = []
        for at, one in enumerate(blocks):
            if one.tag == _P:
                after_table = at > 0 and blocks[at - 1].tag == _TBL
                follows = blocks[at + 1].tag if after_table and at + 1 < len(blocks) else ""
                ends = after_table and follows in ("", _SECTION)
                found.append(self._paragraph(one, spot, under, len(found) + 1, follows == _TBL, ends))
            elif one.tag == _TBL:
                self._table(one, spot)
            elif one.tag == _SECTION:
                self._section(one)
            else:
                self.drawings.append(PaperDrawing(self._here(spot, len(found)), "foreign text"))
        return found

    def _here(self, spot: Spot, number: int) -> Spot:
        """The place of a paragraph: below its heading, or in its cell."""
        if spot.table or spot.part != "body":
            return Spot(spot.part, self._spot.under, number, spot.table, spot.row, spot.column)
        return self._spot

    def _paragraph(self, element: Element, spot: Spot, under: Under, number: int, keeps_apart: bool, ends: bool) -> PaperParagraph:
        own = element.find(_PPR)
        style = self._styles.paragraph_style(value(own.find(W + "pStyle")) if own is not None else "")
        look = self._styles.paragraph_look(style)
        look = joined(self._styles.own_look(own), look) if own is not None else look
        line = Line(self._styles, self._fields, self._links, style, Under(under.key, look.shade) if look.shade else under)
        line.read(element)
        self._count(look, line, spot)
        here = self._here(spot, number)
        self.changes += line.changes
        ends_section = own is not None and own.find(_SECTION) is not None
        if own is not None and ends_section:
            self._section(own.find(_SECTION))
        has_more = ends or ends_section or line.has_break or bool(line.drawn)
        level, is_list = look.level or 0, bool(look.is_list)
        made = PaperParagraph(
            here, tuple(line.stretches), self._styles.name(style), level, is_list, look.align or "left", keeps_apart, has_more,
            bool(look.floats),
        )  # fmt: skip
        self.paragraphs.append(made)
        for one in line.drawn:
            self._drawn(one, here)
        return made

    def _count(self, look: ParagraphLook, line: Line, spot: Spot) -> None:
        if spot.table or spot.part != "body":
            return
        words = " ".join("".join(one.text for one in line.stretches).split()) if look.level else ""
        self._spot = Spot("body", words) if words else replace(self._spot, paragraph=self._spot.paragraph + 1)

    def _drawn(self, element: Element, here: Spot) -> None:
        self.drawings += drawings(element, here)
        for text in texts_within(element):
            self._blocks(text, replace(here, part="text box", paragraph=0, table=0), Under((), ""))

    def _section(self, element: Element | None) -> None:
        size, margins = (element.find(W + name) if element is not None else None for name in ("pgSz", "pgMar"))
        height = points(value(size, "h"), _TWIP) - sum(abs(points(value(margins, side), _TWIP)) for side in ("top", "bottom"))
        if height > _LEAST_HEIGHT:
            self.heights.append(height)

    def _table(self, element: Element, spot: Spot) -> None:
        properties = element.find(W + "tblPr")
        named = {one.tag.removeprefix(W): one for one in properties} if properties is not None else {}
        style = self._styles.table_style(value(named.get("tblStyle")))
        look = TableLook(self._styles, style, named.get("tblLook"), self._page.fill)
        if not spot.table:
            self._tables += 1
        here = replace(self._here(spot, 0), table=self._tables, row=spot.row, column=spot.column)
        rows = list(_within(element, _TR))
        place = len(self.tables)
        made = [self._row(one, here, look, (at, len(rows))) for at, one in enumerate(rows, 1)]
        self.tables.insert(
            place,
            PaperTable(
                here, tuple(made), value(named.get("tblCaption")).strip(), value(named.get("tblDescription")).strip(),
                look.flags["firstRow"], look.flags["firstColumn"], spot.table > 0, "tblpPr" in named,
            ),
        )  # fmt: skip

    def _row(self, element: Element, spot: Spot, look: TableLook, row: Of) -> PaperRow:
        properties = element.find(W + "trPr")
        named = {one.tag.removeprefix(W): one for one in properties} if properties is not None else {}
        self.changes += "ins" in named or "del" in named
        cells = list(_within(element, _TC))
        made = tuple([self._cell(one, spot, look, row, (n, len(cells))) for n, one in enumerate(cells, 1)])
        leaves_out = any(name in named and number(value(named[name])) > 0 for name in ("gridBefore", "gridAfter"))
        heads, whole = (name in named and is_on(named[name]) for name in ("tblHeader", "cantSplit"))
        return PaperRow(made, heads, not whole, leaves_out)

    def _cell(self, element: Element, spot: Spot, look: TableLook, row: Of, column: Of) -> PaperCell:
        properties = element.find(W + "tcPr")
        named = {one.tag.removeprefix(W): one for one in properties} if properties is not None else {}
        here = Spot(spot.part, spot.under, 0, spot.table, row[0], column[0])
        shade = self._styles.theme.shade(named["shd"]) if "shd" in named else None
        under = look.under(row, column, shade)
        tables, drawn = len(self.tables), len(self.drawings)
        paragraphs = tuple(self._blocks(element, here, under))
        joined_down = [value(named[name]) for name in ("vMerge", "hMerge") if name in named]
        return PaperCell(
            here, paragraphs, int(number(value(named["gridSpan"]), 1)) if "gridSpan" in named else 1, bool(joined_down),
            bool(joined_down) and "restart" not in joined_down, shade or "",
            _width(*named["tcW"].attrib.items()) if "tcW" in named else 0,
            len(self.tables) > tables or len(self.drawings) > drawn,
        )  # fmt: skip


def _within(container: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, out of what they are wrapped up in."""
    for one in container:
        if one.tag == wanted:
            yield one
        elif one.tag in _WRAPPERS:
            yield from _within(one, wanted)


@lru_cache(maxsize=1024)
def _width(*said: tuple[str, str]) -> float:
    """A cell's width in points from what w:tcW says; 0 if it is no length."""
    given = dict(said)
    return points(given.get(W + "w", ""), _TWIP) if given.get(W + "type", "dxa") == "dxa" else 0
