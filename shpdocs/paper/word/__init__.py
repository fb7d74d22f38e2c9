"""The door to Word: a document of blocks becomes a paper (.docx). Same document, same bytes.

The parts of an empty paper stand in paper/word/base/ as XML that can be read; a mark such as <?paper body?> says where each piece
goes. The pieces are written as strings: no library is loaded, and tables cost the same a row however many there are.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from shpdocs.model.document import Document
from shpdocs.paper.word.blocks import body
from shpdocs.paper.word.pages import RunningPart, running_parts, section
from shpdocs.paper.word.pen import Pen
from shpdocs.paper.word.text import clean, list_numbers

if TYPE_CHECKING:
    from shpdocs.model.house_style import HouseStyle

PAPER_PARTS = Path(__file__).parent / "base"
_MARK = re.compile(r"<\?paper (\w+)\?>")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CONTENT = "application/vnd.openxmlformats-officedocument."


def write_paper(document: Document, created: date, house: HouseStyle | None = None) -> bytes:
    """Return the paper (.docx), in a council's house style if one is given, else in ours.

    `created` is the date in its properties: never the clock's, always the period's.
    """
    pen = Pen(document, house)
    blocks = "".join(body(document.blocks, pen))  # before what it asks for: lists, charts
    return write_body(pen, blocks + section(pen), created)


def write_body(pen: Pen, written: str, created: date) -> bytes:
    """Return a paper (.docx) from a body that the pen has written, its last section included."""
    document, house = pen.document, pen.house
    runnings = running_parts(pen)
    pieces = {
        "body": written,
        "lists": list_numbers(pen),
        "title": clean(document.title),
        "author": clean(document.author),
        "created": f"{created.isoformat()}T00:00:00Z",
        "relations": "".join(_relation(one.relation, one.place, f"{one.name}.xml") for one in runnings)
        + "".join(_relation(f"rIdChart{number}", "chart", f"charts/chart{number}.xml") for number in range(1, len(pen.charts) + 1)),
        "types": _types(runnings, len(pen.charts), house),
    }
    parts: dict[str, str | bytes] = {name: _MARK.sub(lambda found: pieces[found[1]], text) for name, text in _empty_paper(house).items()}
    for one in runnings:
        parts |= one.parts
    parts |= {f"word/charts/chart{number}.xml": chart for number, chart in enumerate(pen.charts, 1)}
    parts |= {f"word/{name}": image for name, image in (house.images if house else ())}
    return _package(parts)


def _empty_paper(house: HouseStyle | None) -> dict[str, str]:
    """The parts of an empty paper by name; a house style's own in place of ours."""
    names = (path for path in PAPER_PARTS.rglob("*") if path.is_file())
    parts = {path.relative_to(PAPER_PARTS).as_posix(): path.read_text(encoding="utf-8") for path in names}
    if house:
        own = {"styles.xml": house.styles, "theme/theme1.xml": house.theme, "fontTable.xml": house.fonts}
        parts |= {f"word/{name}": text for name, text in own.items() if text}
    return parts


def _package(parts: dict[str, str | bytes]) -> bytes:
    """Pack the parts in a fixed order and with one date, so that the time of day has no part in the bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in sorted(parts, key=_part_order):
            package.writestr(zipfile.ZipInfo(name, _ZIP_DATE), parts[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _part_order(name: str) -> tuple[bool, str]:
    """The list of content types comes first, as programs expect; then by name."""
    return (name != "[Content_Types].xml", name)


def _relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="{_OFFICE}{kind}" Target="{target}"/>'


def _types(runnings: tuple[RunningPart, ...], charts: int, house: HouseStyle | None) -> str:
    """The content types of the parts that only some papers have; those by extension stand before those by name."""
    extensions = sorted({name.rpartition(".")[2] for name, _ in house.images}) if house else []
    media = {"jpg": "jpeg", "emf": "x-emf", "wmf": "x-wmf", "tif": "tiff"}
    defaults = [f'<Default Extension="{one}" ContentType="image/{media.get(one, one)}"/>' for one in extensions]
    named = [(f"/word/{one.name}.xml", f"wordprocessingml.{one.place}+xml") for one in runnings]
    named += [(f"/word/charts/chart{number}.xml", "drawingml.chart+xml") for number in range(1, charts + 1)]
    return "".join(defaults) + "".join(f'<Override PartName="{name}" ContentType="{_CONTENT}{kind}"/>' for name, kind in named)
