"""A story of a Word file (its body, a header, its notes): paragraphs and tables in order, wherever they are wrapped up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from shpdocs.accessibility.paper_facts.package import MC, W, is_on, number, points, value
from shpdocs.accessibility.paper_facts.paragraph import Fields, ParagraphReader, drawings, shown_choice, texts_within
from shpdocs.accessibility.paper_facts.styles import ParagraphLook, Position, Styles, TableLook, Under, joined
from shpdocs.model.paper_facts import PaperCell, PaperDrawing, PaperParagraph, PaperPlace, PaperRow, PaperTable

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
        self._place = PaperPlace()
        self._tables = 0
        self.paragraphs: list[PaperParagraph] = []
        self.tables: list[PaperTable] = []
        self.drawings: list[PaperDrawing] = []
        self.tracked_changes = 0
        self.heights: list[float] = []

    def read(self, part: str, root: Element, links: dict[str, tuple[str, str]]) -> None:
        """Read a part that stands in this place of the paper, with the addresses of its links."""
        self._links, self._fields = links, Fields()
        self._place, self._tables = PaperPlace(part), 0
        self._read_blocks(root, self._place, self._page)

    def _unwrapped(self, container: Element) -> Iterator[Element]:
        """Paragraphs, tables, sections and foreign texts of a container, out of whatever they are wrapped up in."""
        for child in container:
            tag = child.tag
            if tag in (_P, _TBL, _SECTION) or tag == W + "altChunk":
                yield child
            elif tag in _WRAPPERS:
                yield from self._unwrapped(child)
            elif tag == MC + "AlternateContent":
                chosen = shown_choice(child)
                yield from self._unwrapped(chosen) if chosen is not None else ()

    def _read_blocks(self, container: Element, place: PaperPlace, under: Under) -> list[PaperParagraph]:
        """Read blocks and return the paragraphs among them; in the body, headings and paragraphs are counted on the way."""
        blocks = list(self._unwrapped(container))
        paragraphs: list[PaperParagraph] = []
        for at, block in enumerate(blocks):
            if block.tag == _P:
                after_table = at > 0 and blocks[at - 1].tag == _TBL
                follows = blocks[at + 1].tag if after_table and at + 1 < len(blocks) else ""
                ends = after_table and follows in ("", _SECTION)
                paragraphs.append(self._read_paragraph(block, place, under, len(paragraphs) + 1, follows == _TBL, ends))
            elif block.tag == _TBL:
                self._read_table(block, place)
            elif block.tag == _SECTION:
                self._read_section(block)
            else:
                self.drawings.append(PaperDrawing(self._place_below(place, len(paragraphs)), "foreign text"))
        return paragraphs

    def _place_below(self, place: PaperPlace, number: int) -> PaperPlace:
        """The place of a paragraph: below its heading, or in its cell."""
        if place.table or place.part != "body":
            return PaperPlace(place.part, self._place.under, number, place.table, place.row, place.column)
        return self._place

    def _read_paragraph(
        self, element: Element, place: PaperPlace, under: Under, number: int, is_between_tables: bool, ends: bool
    ) -> PaperParagraph:
        properties = element.find(_PPR)
        style = self._styles.paragraph_style(value(properties.find(W + "pStyle")) if properties is not None else "")
        look = self._styles.paragraph_look(style)
        look = joined(self._styles.own_look(properties), look) if properties is not None else look
        reader = ParagraphReader(self._styles, self._fields, self._links, style, Under(under.key, look.shade) if look.shade else under)
        reader.read(element)
        self.tracked_changes += reader.tracked_changes
        self._count(look, reader, place)
        here = self._place_below(place, number)
        section = properties.find(_SECTION) if properties is not None else None
        if section is not None:
            self._read_section(section)
        paragraph = PaperParagraph(
            place=here,
            runs=tuple(reader.runs),
            style=self._styles.name(style),
            level=look.level or 0,
            is_list=bool(look.is_list),
            align=look.align or "left",
            is_between_tables=is_between_tables,
            has_other_content=ends or section is not None or reader.has_break or bool(reader.drawn),
            is_floating=bool(look.is_floating),
        )
        self.paragraphs.append(paragraph)
        for drawing in reader.drawn:
            self._read_drawing(drawing, here)
        return paragraph

    def _count(self, look: ParagraphLook, reader: ParagraphReader, place: PaperPlace) -> None:
        """Count a paragraph of the body: a heading begins anew, any other stands one further below it."""
        if place.table or place.part != "body":
            return
        words = " ".join("".join(run.text for run in reader.runs).split()) if look.level else ""
        self._place = PaperPlace("body", words) if words else replace(self._place, paragraph=self._place.paragraph + 1)

    def _read_drawing(self, element: Element, here: PaperPlace) -> None:
        self.drawings += drawings(element, here)
        for text in texts_within(element):
            self._read_blocks(text, replace(here, part="text box", paragraph=0, table=0), Under((), ""))

    def _read_section(self, element: Element) -> None:
        size, margins = (element.find(W + name) for name in ("pgSz", "pgMar"))
        height = points(value(size, "h"), _TWIP) - sum(abs(points(value(margins, side), _TWIP)) for side in ("top", "bottom"))
        if height > _LEAST_HEIGHT:
            self.heights.append(height)

    def _read_table(self, element: Element, place: PaperPlace) -> None:
        named = _by_name(element.find(W + "tblPr"))
        style = self._styles.table_style(value(named.get("tblStyle")))
        look = TableLook(self._styles, style, named.get("tblLook"), self._page.fill)
        if not place.table:
            self._tables += 1
        here = replace(self._place_below(place, 0), table=self._tables, row=place.row, column=place.column)
        rows = list(_within(element, _TR))
        before = len(self.tables)  # a table stands before those within it
        read_rows = [self._read_row(row, here, look, Position(at, len(rows))) for at, row in enumerate(rows, 1)]
        table = PaperTable(
            place=here,
            rows=tuple(read_rows),
            title=value(named.get("tblCaption")).strip(),
            description=value(named.get("tblDescription")).strip(),
            has_header_row_style=look.flags["firstRow"],
            has_first_column_style=look.flags["firstColumn"],
            is_nested=place.table > 0,
            is_floating="tblpPr" in named,
        )
        self.tables.insert(before, table)

    def _read_row(self, element: Element, place: PaperPlace, look: TableLook, row: Position) -> PaperRow:
        named = _by_name(element.find(W + "trPr"))
        if "ins" in named or "del" in named:
            self.tracked_changes += 1
        cells = list(_within(element, _TC))
        read_cells = [self._read_cell(cell, place, look, row, Position(at, len(cells))) for at, cell in enumerate(cells, 1)]
        skips_columns = any(name in named and number(value(named[name])) > 0 for name in ("gridBefore", "gridAfter"))
        is_heading, is_whole = (name in named and is_on(named[name]) for name in ("tblHeader", "cantSplit"))
        return PaperRow(tuple(read_cells), is_heading, not is_whole, skips_columns)

    def _read_cell(self, element: Element, place: PaperPlace, look: TableLook, row: Position, column: Position) -> PaperCell:
        named = _by_name(element.find(W + "tcPr"))
        here = PaperPlace(place.part, place.under, 0, place.table, row.number, column.number)
        shade = self._styles.theme.shade(named["shd"]) if "shd" in named else None
        under = look.under(row, column, shade)
        tables, drawn = len(self.tables), len(self.drawings)
        paragraphs = tuple(self._read_blocks(element, here, under))
        merges = [value(named[name]) for name in ("vMerge", "hMerge") if name in named]
        return PaperCell(
            place=here,
            paragraphs=paragraphs,
            span=int(number(value(named["gridSpan"]), 1)) if "gridSpan" in named else 1,
            is_merged=bool(merges),
            is_covered=bool(merges) and "restart" not in merges,
            shade=shade or "",
            width=_width(*named["tcW"].attrib.items()) if "tcW" in named else 0,
            has_other_content=len(self.tables) > tables or len(self.drawings) > drawn,
        )


def _by_name(properties: Element | None) -> dict[str, Element]:
    """The elements of w:tblPr, w:trPr or w:tcPr by their names."""
    return {element.tag.removeprefix(W): element for element in properties} if properties is not None else {}


def _within(container: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, out of what they are wrapped up in."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, wanted)


@lru_cache(maxsize=1024)
def _width(*attributes: tuple[str, str]) -> float:
    """A cell's width in points from the attributes of w:tcW; 0 if it is no length."""
    values = dict(attributes)
    return points(values.get(W + "w", ""), _TWIP) if values.get(W + "type", "dxa") == "dxa" else 0
