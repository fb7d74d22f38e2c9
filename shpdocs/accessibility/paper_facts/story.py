"""A story of a Word file (its body, a header, its notes): paragraphs and tables in order, wherever they are wrapped up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from shpdocs.accessibility.paper_facts.paragraph import Fields, ParagraphReader, drawings, texts_within
from shpdocs.accessibility.paper_facts.shapes import under_box
from shpdocs.accessibility.paper_facts.styles import Looks, ParagraphLook, TableLook, Under
from shpdocs.model.paper_facts import PaperCell, PaperDrawing, PaperParagraph, PaperPlace, PaperRow, PaperTable
from shpdocs.ooxml.alternatives import shown_content
from shpdocs.ooxml.word_styles import Position, number, points, together
from shpdocs.ooxml.xml import Element, find, is_on, tag, value

_PARAGRAPH, _TABLE, _ROW, _CELL, _SECTION = (tag(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "sectPr"))
_BLOCKS = {_PARAGRAPH, _TABLE, _SECTION, tag("w:altChunk")}
_WRAPPERS = {tag(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "moveFrom", "del")}
_TWIP = 20  # to the point
_LEAST_HEIGHT = 100  # points; a section that says less says nothing


class Story:
    """What is found in a story while it is read; `heights` are those of the text on its pages, in points."""

    def __init__(self, looks: Looks, page: str) -> None:
        self._looks, self._page = looks, Under(fill=page)
        self._fields = Fields()
        self._links: dict[str, str] = {}
        self._place = PaperPlace()
        self._tables = 0
        self.paragraphs: list[PaperParagraph] = []
        self.tables: list[PaperTable] = []
        self.drawings: list[PaperDrawing] = []
        self.tracked_changes = 0
        self.heights: list[float] = []

    def read(self, part: str, root: Element, links: dict[str, str]) -> None:
        """Read a part that stands in this place of the paper, with the addresses of its links."""
        self._links, self._fields = links, Fields()
        self._place, self._tables = PaperPlace(part), 0
        self._read_blocks(root, self._place, self._page)

    def _read_blocks(self, container: Element, place: PaperPlace, under: Under) -> list[PaperParagraph]:
        """Read blocks and return the paragraphs among them; in the body, headings and paragraphs are counted on the way."""
        blocks = list(_unwrapped(container, _BLOCKS))
        names = ["", *(block.tag for block in blocks), ""]
        paragraphs: list[PaperParagraph] = []
        for before, block, after in zip(names, blocks, names[2:], strict=False):
            if block.tag == _PARAGRAPH:
                follows = after if before == _TABLE else _PARAGRAPH
                paragraphs.append(self._read_paragraph(block, place, under, len(paragraphs) + 1, follows))
            elif block.tag == _TABLE:
                self._read_table(block, place, under)
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

    def _read_paragraph(self, element: Element, place: PaperPlace, under: Under, number: int, follows: str) -> PaperParagraph:
        """Read a paragraph; `follows` is the name of what stands after it if a table stands before it."""
        properties = find(element, "w:pPr")
        look = self._looks.paragraph(properties)
        reader = ParagraphReader(
            self._looks, self._fields, self._links, look.style, replace(under, fill=look.shade) if look.shade else under
        )
        reader.read(element)
        self.tracked_changes += reader.tracked_changes
        self._count(look, reader, place)
        here = self._place_below(place, number)
        section = find(properties, "w:sectPr")
        if section is not None:
            self._read_section(section)
        paragraph = PaperParagraph(
            place=here,
            runs=tuple(reader.runs),
            style=look.name,
            level=look.level,
            is_list=look.is_list,
            align=look.align,
            is_between_tables=follows == _TABLE,
            has_other_content=follows in ("", _SECTION) or section is not None or reader.has_break or bool(reader.drawn),
            is_floating=look.is_floating,
        )
        self.paragraphs.append(paragraph)
        for drawing in reader.drawn:
            self.drawings += drawings(drawing, here)
            for text in texts_within(drawing):
                self._read_blocks(
                    text, replace(here, part="text box", paragraph=0, table=0), under_box(text, drawing, under, self._looks.theme)
                )
        return paragraph

    def _count(self, look: ParagraphLook, reader: ParagraphReader, place: PaperPlace) -> None:
        """Count a paragraph of the body: a heading begins anew, any other stands one further below it."""
        if place.table or place.part != "body":
            return
        words = " ".join("".join(run.text for run in reader.runs).split()) if look.level else ""
        self._place = PaperPlace("body", words) if words else replace(self._place, paragraph=self._place.paragraph + 1)

    def _read_section(self, section: Element) -> None:
        margins = (value(find(section, "w:pgMar"), f"w:{side}") for side in ("top", "bottom"))
        height = points(value(find(section, "w:pgSz"), "w:h"), _TWIP) - sum(abs(points(margin, _TWIP)) for margin in margins)
        if height > _LEAST_HEIGHT:
            self.heights.append(height)

    def _read_table(self, element: Element, place: PaperPlace, below: Under) -> None:
        """Read a table; `below` is what lies under it: a page, a cell of another table, a shape."""
        properties = together(find(element, "w:tblPr"))
        look = TableLook(self._looks, properties, below)
        if not place.table:
            self._tables += 1
        here = replace(self._place_below(place, 0), table=self._tables, row=place.row, column=place.column)
        rows = list(_unwrapped(element, {_ROW}))
        before = len(self.tables)  # a table stands before those within it
        read_rows = [self._read_row(row, here, look, Position(at, len(rows))) for at, row in enumerate(rows, 1)]
        table = PaperTable(
            place=here,
            rows=tuple(read_rows),
            title=value(properties.get("tblCaption")).strip(),
            description=value(properties.get("tblDescription")).strip(),
            has_header_row_style=look.flags["firstRow"],
            has_first_column_style=look.flags["firstColumn"],
            is_nested=place.table > 0,
            is_floating="tblpPr" in properties,
        )
        self.tables.insert(before, table)

    def _read_row(self, element: Element, place: PaperPlace, look: TableLook, row: Position) -> PaperRow:
        properties = together(find(element, "w:trPr"))
        self.tracked_changes += "ins" in properties or "del" in properties
        cells = list(_unwrapped(element, {_CELL}))
        return PaperRow(
            cells=tuple([self._read_cell(cell, place, look, row, Position(at, len(cells))) for at, cell in enumerate(cells, 1)]),
            is_heading=is_on(properties.get("tblHeader")),
            can_split=not is_on(properties.get("cantSplit")),
            skips_columns=any(number(value(properties.get(name))) > 0 for name in ("gridBefore", "gridAfter")),
        )

    def _read_cell(self, element: Element, place: PaperPlace, look: TableLook, row: Position, column: Position) -> PaperCell:
        properties = together(find(element, "w:tcPr"))
        here = PaperPlace(place.part, place.under, 0, place.table, row.number, column.number)
        shade = self._looks.theme.shading(properties["shd"]) if "shd" in properties else None
        width = properties.get("tcW")
        tables, drawn = len(self.tables), len(self.drawings)
        paragraphs = self._read_blocks(element, here, look.under(row, column, shade))
        merges = [value(properties[name]) for name in ("vMerge", "hMerge") if name in properties]
        return PaperCell(
            place=here,
            paragraphs=tuple(paragraphs),
            span=int(number(value(properties.get("gridSpan")), 1)),
            is_merged=bool(merges),
            is_covered=bool(merges) and "restart" not in merges,
            shade=shade or "",
            width=points(value(width, "w:w"), _TWIP) if value(width, "w:type", "dxa") == "dxa" else 0,
            has_other_content=len(self.tables) > tables or len(self.drawings) > drawn,
        )


def _unwrapped(container: Iterable[Element], wanted: set[str]) -> Iterator[Element]:
    """What is wanted of a container (blocks, a table's rows, a row's cells), out of whatever it is wrapped up in."""
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _unwrapped(child, wanted)
        elif child.tag == tag("mc:AlternateContent"):
            yield from _unwrapped(shown_content(child), wanted)
