"""Writing a paper: a document of blocks becomes a Word file (.docx). Same document, same bytes.

The parts of an empty paper stand in paper/word/base/ as readable XML; a processing instruction such as <?paper body?> says where each
piece goes. The pieces are written as strings: no library is loaded, and tables cost the same a row however many there are.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

from shpdocs.model.document import Document
from shpdocs.model.house_style import HouseStyle
from shpdocs.paper.word.blocks import write_blocks
from shpdocs.paper.word.builder import PaperBuilder, escape, list_elements
from shpdocs.paper.word.sections import HeaderFooterPart, header_footer_parts, section_properties

PAPER_PARTS = Path(__file__).parent / "base"
_PLACEHOLDER = re.compile(r"<\?paper (\w+)\?>")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIP_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument."


def write_paper(document: Document, created: date, house: HouseStyle | None = None) -> bytes:
    """Return the paper (.docx), in a council's house style if one is given, else in ours.

    `created` is the date in its properties: never the clock's, always the period's.
    """
    builder = PaperBuilder(document, house)
    blocks = "".join(write_blocks(document.blocks, builder))  # before the parts that it needs: lists, charts
    return write_package(builder, blocks + section_properties(builder), created)


def write_package(builder: PaperBuilder, body: str, created: date) -> bytes:
    """Return a paper (.docx) from a body that was written with the builder, its last section included."""
    document, house = builder.document, builder.house
    headers_footers = header_footer_parts(builder)
    chart_numbers = range(1, len(builder.charts) + 1)
    pieces = {
        "body": body,
        "lists": list_elements(builder),
        "title": escape(document.title),
        "author": escape(document.author),
        "created": f"{created.isoformat()}T00:00:00Z",
        "relations": "".join(_relationship(part.relationship_id, part.place, f"{part.name}.xml") for part in headers_footers)
        + "".join(_relationship(f"rIdChart{number}", "chart", f"charts/chart{number}.xml") for number in chart_numbers),
        "types": _content_types(headers_footers, chart_numbers, house),
    }
    parts: dict[str, str | bytes] = {
        name: _PLACEHOLDER.sub(lambda placeholder: pieces[placeholder[1]], text) for name, text in _empty_paper(house).items()
    }
    for part in headers_footers:
        parts |= part.parts
    parts |= {f"word/charts/chart{number}.xml": chart for number, chart in enumerate(builder.charts, 1)}
    parts |= {f"word/{name}": image for name, image in (house.images if house else ())}
    return _zip(parts)


def _empty_paper(house: HouseStyle | None) -> dict[str, str]:
    """The parts of an empty paper by name; a house style's own in place of ours."""
    paths = (path for path in PAPER_PARTS.rglob("*") if path.is_file())
    parts = {path.relative_to(PAPER_PARTS).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    if house:
        own = {"styles.xml": house.styles, "theme/theme1.xml": house.theme, "fontTable.xml": house.fonts}
        parts |= {f"word/{name}": text for name, text in own.items() if text}
    return parts


def _zip(parts: dict[str, str | bytes]) -> bytes:
    """Pack the parts in a fixed order and with one date, so that the time of day has no part in the bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in sorted(parts, key=_part_order):
            package.writestr(zipfile.ZipInfo(name, _ZIP_DATE), parts[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _part_order(name: str) -> tuple[bool, str]:
    """The list of content types comes first, as programs expect; then by name."""
    return (name != "[Content_Types].xml", name)


def _relationship(id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id}" Type="{_RELATIONSHIP_TYPE}{kind}" Target="{target}"/>'


def _content_types(headers_footers: tuple[HeaderFooterPart, ...], chart_numbers: range, house: HouseStyle | None) -> str:
    """The content types of the parts that only some papers have; those by extension stand before those by name."""
    extensions = sorted({name.rpartition(".")[2] for name, _ in house.images}) if house else []
    media = {"jpg": "jpeg", "emf": "x-emf", "wmf": "x-wmf", "tif": "tiff"}
    defaults = [f'<Default Extension="{extension}" ContentType="image/{media.get(extension, extension)}"/>' for extension in extensions]
    named = [(f"/word/{part.name}.xml", f"wordprocessingml.{part.place}+xml") for part in headers_footers]
    named += [(f"/word/charts/chart{number}.xml", "drawingml.chart+xml") for number in chart_numbers]
    return "".join(defaults) + "".join(f'<Override PartName="{name}" ContentType="{_CONTENT_TYPE}{kind}"/>' for name, kind in named)
