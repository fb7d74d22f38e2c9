"""The door to Word: a document of blocks becomes a paper (.docx). Same document, same bytes.

The parts of an empty paper stand in paper/ as XML that can be read; a mark such as <?paper body?> says where each piece
goes. The pieces are written as strings: no library is loaded, and tables cost the same a row however many there are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

from shpdocs.rules.widths import column_widths, row_height
from shpdocs.words.document import Block, Document, Heading, ListItem, Notice, PageTurn, Paragraph, Table, Text

_PARTS = Path(__file__).parent / "paper"
_FOOTER_RELATION = "rId4"  # in paper/word/_rels/document.xml.rels
_LISTS = {"1.": 1, "1)": 2, "a.": 3, "a)": 4}  # abstractNumId in paper/word/numbering.xml
_BULLETS = 1  # numId there
_TWIPS = 1440 / 25.4  # a millimetre
_MARGIN = {"portrait": 25.0, "landscape": 15.0}  # mm, left and right
_PAGE = {"portrait": (210.0, 297.0), "landscape": (297.0, 210.0)}  # mm, A4
_TALL_ROW, _TALL_FIRST_ROW = 90.0, 120.0  # mm: a taller row may break across pages; the first not in a sliver under its heading
_SHORT_TABLE = 60.0  # mm: a table that short stays on one page
_MARK = re.compile(r"<\?paper (\w+)\?>")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass
class _Pen:
    """Where the writing stands: the page's orientation, and the lists begun so far (their abstract list and start)."""

    orientation: str = "portrait"
    new_page: bool = False
    lists: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text_width(self) -> float:
        """Width of the text on this page, in mm."""
        return _PAGE[self.orientation][0] - 2 * _MARGIN[self.orientation]


def write_paper(document: Document, created: date) -> bytes:
    """Return the paper (.docx). `created` is the date in its properties: never the clock's, always the period's."""
    pen = _Pen()
    pieces = {
        "body": "".join(_body(document.blocks, pen)) + _section(pen.orientation),
        "lists": _lists(pen),
        "footer": _footer(document),
        "title": _clean(document.title),
        "author": _clean(document.author),
        "created": f"{created.isoformat()}T00:00:00Z",
    }
    return _package(pieces)


def _package(pieces: dict[str, str]) -> bytes:
    """Pack the parts in a fixed order and with one date, so that the time of day has no part in the bytes."""
    packed = BytesIO()
    names = sorted((path.relative_to(_PARTS).as_posix() for path in _PARTS.rglob("*") if path.is_file()), key=_part_order)
    with zipfile.ZipFile(packed, "w") as package:
        for name in names:
            part = _MARK.sub(lambda found: pieces[found[1]], (_PARTS / name).read_text(encoding="utf-8"))
            package.writestr(zipfile.ZipInfo(name, _ZIP_DATE), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _part_order(name: str) -> tuple[bool, str]:
    """The list of content types comes first, as programs expect; then by name."""
    return (name != "[Content_Types].xml", name)


def _body(blocks: tuple[Block, ...], pen: _Pen) -> Iterator[str]:
    """Every block as XML. A turn of the page ends a section: its mark goes into the last paragraph before it."""
    turns = [at for at, block in enumerate(blocks) if isinstance(block, PageTurn)]
    for at, block in enumerate(blocks):
        if isinstance(block, PageTurn):
            pen.new_page = block.orientation == pen.orientation
            pen.orientation = block.orientation
            continue
        ends = at + 1 in turns and getattr(blocks[at + 1], "orientation", "") != pen.orientation
        after_table = isinstance(block, Table) and (at + 1 == len(blocks) or ends or isinstance(blocks[at + 1], Table))
        yield _block(block, pen, _section(pen.orientation) if ends and not after_table else "")
        if after_table:
            yield _paragraph("AfterTable", "", _section(pen.orientation) if ends else "")
        pen.new_page = False


def _block(block: Block, pen: _Pen, section: str) -> str:
    match block:
        case Heading(text, level):
            return _paragraph(f"Heading{level}", _run(text), section, pen.new_page)
        case Paragraph() | ListItem():
            return _text(block, pen, "Normal", section)
        case Notice(text):
            return _paragraph("Notice", _run(text), section)
        case Table():
            return _table(block, pen)
        case _:
            return ""


def _text(block: Text, pen: _Pen, style: str, section: str = "") -> str:
    if isinstance(block, ListItem):
        numbering = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{_list(block, pen)}"/></w:numPr>'
        return _paragraph("ListItem" if style == "Normal" else style, _run(block.text), section, properties=numbering)
    lead = _run(block.lead, bold=True) if block.lead else ""
    return _paragraph(style, lead + (_run(block.text) if block.text else ""), section)


def _list(item: ListItem, pen: _Pen) -> int:
    """The number of the item's list; bullets share one, any other list that starts is begun at its own number."""
    if item.numbering == "-":
        return _BULLETS
    if item.starts or not pen.lists:
        pen.lists.append((_LISTS[item.numbering], item.number))
    return _BULLETS + len(pen.lists)


def _paragraph(style: str, runs: str, section: str = "", new_page: bool = False, properties: str = "") -> str:
    named = "" if style == "Normal" else f'<w:pStyle w:val="{style}"/>'
    breaks = "<w:pageBreakBefore/>" if new_page else ""
    inner = named + breaks + properties + section
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"


def _run(text: str, bold: bool = False) -> str:
    clean = _clean(text)
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{clean}</w:t></w:r>'


def _clean(text: str) -> str:
    """Text as XML holds it, in an element or an attribute; a character that XML cannot hold becomes a replacement mark."""
    return _NOT_XML.sub("\ufffd", text).translate(_MARKUP)


def _section(orientation: str) -> str:
    width, height = (round(side * _TWIPS) for side in _PAGE[orientation])
    side = round(_MARGIN[orientation] * _TWIPS)
    turned = ' w:orient="landscape"' if orientation == "landscape" else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{_FOOTER_RELATION}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="1134" w:right="{side}" w:bottom="1134" w:left="{side}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )


def _table(table: Table, pen: _Pen) -> str:
    measured = column_widths(table, pen.text_width) if table.header else (pen.text_width * 0.32, pen.text_width * 0.68)
    widths = [round(width * _TWIPS) for width in measured]
    look = 'w:firstRow="1" w:firstColumn="0"' if table.header else 'w:firstRow="0" w:firstColumn="1"'
    properties = (
        f'<w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0620" if table.header else "0680"}" {look} w:lastRow="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_clean(table.title)}"/><w:tblDescription w:val="{_clean(table.description)}"/>'
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    header = _header_row(table.header, widths) if table.header else ""
    heights = [row_height(row, measured) for row in table.rows]
    together = sum(heights) < _SHORT_TABLE
    rows = "".join(
        _row(row, widths, pen, can_split=height > (_TALL_FIRST_ROW if at == 1 else _TALL_ROW), with_next=together and at < len(heights))
        for at, (row, height) in enumerate(zip(table.rows, heights, strict=True), 1)
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>"


def _header_row(texts: tuple[str, ...], widths: list[int]) -> str:
    cells = "".join(_cell(_paragraph("TableHeading", _run(text)), width) for text, width in zip(texts, widths, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: tuple[tuple[Text, ...], ...], widths: list[int], pen: _Pen, can_split: bool, with_next: bool) -> str:
    whole = "" if can_split else "<w:trPr><w:cantSplit/></w:trPr>"
    style = "TableTextKept" if with_next else "TableText"
    cells = (_cell("".join(_text(block, pen, style) for block in cell), width) for cell, width in zip(row, widths, strict=True))
    return f"<w:tr>{whole}{''.join(cells)}</w:tr>"


def _cell(content: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _lists(pen: _Pen) -> str:
    """A list of its own for each that begins, so that its numbers are the ones typed."""
    return "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (abstract, start) in enumerate(pen.lists, _BULLETS + 1)
    )


def _footer(document: Document) -> str:
    lines = [_paragraph("Footer" if at else "FooterFirst", _run(line)) for at, line in enumerate(document.footer)]
    if document.page_numbers:
        lines.append(_paragraph("Footer", _run("Page ") + _field("PAGE") + _run(" of ") + _field("NUMPAGES")))
    return "".join(lines) or _paragraph("Footer", "")


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
