"""Pages: their size and margins, and what runs along their head and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from shpdocs.model.document import Document
from shpdocs.paper.word.pen import TWIPS, Pen
from shpdocs.paper.word.text import clean, field, paragraph, run

if TYPE_CHECKING:
    from shpdocs.model.house_style import HeaderFooter, HouseStyle

Place = Literal["header", "footer"]
Pages = Literal["default", "first"]

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OUTSIDE = ' TargetMode="External"'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class RunningPart:
    """A header or footer part: `name` without folder and ending, and the parts that make it, by name."""

    def __init__(self, place: Place, pages: Pages, inside: str, carried: HeaderFooter | None) -> None:
        self.place, self.pages = place, pages
        self.name = f"{place}{2 if pages == 'first' else 1}"
        self.relation = f"rId{place.capitalize()}{'First' if pages == 'first' else ''}"
        root = "hdr" if place == "header" else "ftr"
        self.parts: dict[str, str | bytes] = {
            f"word/{self.name}.xml": f'{_HEAD}<w:{root} xmlns:w="{_WORD}">{inside}</w:{root}>',
        }
        if carried and carried.relations:
            self.parts[f"word/_rels/{self.name}.xml.rels"] = _relations(carried)


def section(pen: Pen) -> str:
    """The mark that ends a section: its page, and what runs along it. Only the first may have a first page of its own."""
    pen.sections += 1
    sheet = pen.sheet
    is_titled = pen.sections == 1 and pen.house is not None and pen.house.has_first
    references = "".join(
        f'<w:{place}Reference w:type="{pages}" r:id="rId{place.capitalize()}{"First" if pages == "first" else ""}"/>'
        for place, pages in _places(pen.document, pen.house)
        if pages == "default" or is_titled
    )
    turned = ' w:orient="landscape"' if sheet.orientation == "landscape" else ""
    sides = (("top", sheet.top), ("right", sheet.right), ("bottom", sheet.bottom), ("left", sheet.left))
    margins = " ".join(f'w:{side}="{round(mm * TWIPS)}"' for side, mm in (*sides, ("header", sheet.header), ("footer", sheet.footer)))
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{round(sheet.width * TWIPS)}" w:h="{round(sheet.height * TWIPS)}"{turned}/>'
        f'<w:pgMar {margins} w:gutter="0"/>{"<w:titlePg/>" if is_titled else ""}</w:sectPr>'
    )


def running_parts(pen: Pen) -> tuple[RunningPart, ...]:
    """Every header and footer of the paper: first the house's own, then ours. The mark is the first line of every page."""
    house = pen.house
    carried = {(one.place, one.pages): one for one in house.headers_footers} if house else {}
    found = []
    for place, pages in _places(pen.document, house):
        theirs = carried.get((place, pages))
        content = theirs.content if theirs else ""
        if place == "header":
            inside = (paragraph("PageMark", run(pen.document.mark)) if pen.document.mark else "") + content
        else:
            inside = content + _footer_lines(pen.document)
        if not inside.endswith("</w:p>"):
            inside += paragraph(place.capitalize(), "")
        found.append(RunningPart(place, pages, inside, theirs))
    return tuple(found)


def _places(document: Document, house: HouseStyle | None) -> tuple[tuple[Place, Pages], ...]:
    """The headers and footers that the paper has; there is a footer on every page, and a header where anything stands there."""
    carried = {(one.place, one.pages) for one in house.headers_footers} if house else set()
    pages: tuple[Pages, ...] = ("default", "first") if house and house.has_first else ("default",)
    headers: list[tuple[Place, Pages]] = [("header", one) for one in pages if document.mark or ("header", one) in carried]
    return (*headers, *(("footer", one) for one in pages))


def _footer_lines(document: Document) -> str:
    lines = [paragraph("Footer" if at else "FooterFirst", run(line)) for at, line in enumerate(document.footer)]
    if document.page_numbers:
        lines.append(paragraph("Footer", run("Page ") + field("PAGE") + (run(" of ") + field("NUMPAGES") if document.page_total else "")))
    return "".join(lines)


def _relations(carried: HeaderFooter) -> str:
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{clean(target)}"{_OUTSIDE if is_outside else ""}/>'
        for identity, kind, target, is_outside in carried.relations
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'
