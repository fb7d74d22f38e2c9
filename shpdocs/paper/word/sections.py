"""Sections of a paper: page size and margins, and the parts of its headers and footers."""

from __future__ import annotations

from typing import Literal

from shpdocs.model.document import Document
from shpdocs.model.house_style import HeaderFooter, HouseStyle
from shpdocs.paper.word.builder import TWIPS, PaperBuilder, escape, field, paragraph, run

Place = Literal["header", "footer"]
Pages = Literal["default", "first"]

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EXTERNAL = ' TargetMode="External"'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


class HeaderFooterPart:
    """A header or footer: `name` of its part without folder and ending, its relationship's id, and its parts by name.

    `own` is what a council's house style has there.
    """

    def __init__(self, place: Place, pages: Pages, content: str, own: HeaderFooter | None) -> None:
        self.place, self.pages = place, pages
        self.name = f"{place}{2 if pages == 'first' else 1}"
        self.relationship_id = _relationship_id(place, pages)
        root = "hdr" if place == "header" else "ftr"
        self.parts: dict[str, str | bytes] = {
            f"word/{self.name}.xml": f'{_DECLARATION}<w:{root} xmlns:w="{_WORD}">{content}</w:{root}>',
        }
        if own and own.relations:
            self.parts[f"word/_rels/{self.name}.xml.rels"] = _relationships(own)


def section_properties(builder: PaperBuilder) -> str:
    """The element that ends a section: its page, headers and footers. Only the first may have a first page of its own."""
    builder.section_count += 1
    page = builder.page
    has_first_page = builder.section_count == 1 and builder.house is not None and builder.house.has_first
    references = "".join(
        f'<w:{place}Reference w:type="{pages}" r:id="{_relationship_id(place, pages)}"/>'
        for place, pages in _places(builder.document, builder.house)
        if pages == "default" or has_first_page
    )
    orientation = ' w:orient="landscape"' if page.orientation == "landscape" else ""
    sides = (("top", page.top), ("right", page.right), ("bottom", page.bottom), ("left", page.left))
    margins = " ".join(f'w:{side}="{round(mm * TWIPS)}"' for side, mm in (*sides, ("header", page.header), ("footer", page.footer)))
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{round(page.width * TWIPS)}" w:h="{round(page.height * TWIPS)}"{orientation}/>'
        f'<w:pgMar {margins} w:gutter="0"/>{"<w:titlePg/>" if has_first_page else ""}</w:sectPr>'
    )


def header_footer_parts(builder: PaperBuilder) -> tuple[HeaderFooterPart, ...]:
    """Every header and footer of the paper: first the house's own, then ours. The mark is the first line of every page."""
    document, house = builder.document, builder.house
    own = {(part.place, part.pages): part for part in house.headers_footers} if house else {}
    parts = []
    for place, pages in _places(document, house):
        from_house = own.get((place, pages))
        content = from_house.content if from_house else ""
        if place == "header":
            content = (paragraph("PageMark", run(document.mark)) if document.mark else "") + content
        else:
            content += _footer_lines(document)
        if not content.endswith("</w:p>"):
            content += paragraph(place.capitalize(), "")
        parts.append(HeaderFooterPart(place, pages, content, from_house))
    return tuple(parts)


def _places(document: Document, house: HouseStyle | None) -> tuple[tuple[Place, Pages], ...]:
    """The headers and footers that the paper has; there is a footer on every page, and a header where anything stands there."""
    own = {(part.place, part.pages) for part in house.headers_footers} if house else set()
    kinds: tuple[Pages, ...] = ("default", "first") if house and house.has_first else ("default",)
    headers: list[tuple[Place, Pages]] = [("header", pages) for pages in kinds if document.mark or ("header", pages) in own]
    return (*headers, *(("footer", pages) for pages in kinds))


def _relationship_id(place: Place, pages: Pages) -> str:
    return f"rId{place.capitalize()}{'First' if pages == 'first' else ''}"


def _footer_lines(document: Document) -> str:
    lines = [paragraph("FooterFirst" if number == 0 else "Footer", run(line)) for number, line in enumerate(document.footer)]
    if document.page_numbers:
        lines.append(paragraph("Footer", run("Page ") + field("PAGE") + (run(" of ") + field("NUMPAGES") if document.page_total else "")))
    return "".join(lines)


def _relationships(own: HeaderFooter) -> str:
    elements = "".join(
        f'<Relationship Id="{id}" Type="{type}" Target="{escape(target)}"{_EXTERNAL if is_external else ""}/>'
        for id, type, target, is_external in own.relations
    )
    return f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{elements}</Relationships>'
