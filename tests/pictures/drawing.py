"""Drawing: files through LibreOffice to printed pages, and pages to small pictures."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
from PIL import Image, ImageChops, ImageColor

from tests.support.clients import soffice_convert_all

# British, and every formula worked out anew when a workbook is opened: openpyxl drops the values
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_GAP = 6  # pixels of white around what is printed
# white to black, the fills and inks of a workbook: 16, so that two pixels take a byte
_WORKBOOK = (
    "#FFFFFF", "#D4D4D4", "#A6A6A6", "#7A7A7A", "#404040", "#000000", "#1F3864", "#8794AD",
    "#7A4B00", "#FFF4CF", "#FFFDF4", "#E8F0FA", "#FCE1D8", "#FFE699", "#8A1C00", "#1E5B2C",
)  # fmt: skip


def printed(files: list[Path], folder: Path) -> list[Path]:
    """Each file as the PDF that LibreOffice prints of it after working out every formula."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    return soffice_convert_all(files, "pdf", folder)


def pages_by_sheet(pdf: Path, workbook: Path) -> dict[str, list[int]]:
    """The numbers (from 1) of each sheet's pages in a printed workbook: the sheet's title, in A1, begins its first page."""
    titles = [(sheet.title, _bare(str(sheet["A1"].value))) for sheet in openpyxl.load_workbook(workbook)]
    texts = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
    found: dict[str, list[int]] = {title: [] for title, _ in titles}
    at = 0
    for number, text in enumerate(texts, 1):
        if number > 1 and at + 1 < len(titles) and _bare(text).startswith(titles[at + 1][1]):
            at += 1
        found[titles[at][0]].append(number)
    return found


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def page_picture(pdf: Path, number: int, dots: int) -> Image.Image:
    """A page, so many dots to the inch."""
    page = ["-f", str(number), "-l", str(number), "-r", str(dots)]
    drawn = subprocess.run(["pdftoppm", *page, str(pdf)], capture_output=True, check=True)
    return Image.open(BytesIO(drawn.stdout)).convert("RGB")


def without_margins(picture: Image.Image) -> Image.Image:
    """The printed part of a page, with a little white around it."""
    box = ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox() or (0, 0, *picture.size)
    return picture.crop((box[0] - _GAP, box[1] - _GAP, box[2] + _GAP, box[3] + _GAP))


def stacked(pictures: list[Image.Image]) -> Image.Image:
    """The pages one under the other, with a grey line between them."""
    whole = Image.new("RGB", (max(one.width for one in pictures), sum(one.height + 1 for one in pictures) - 1), "white")
    top = 0
    for number, one in enumerate(pictures):
        if number:
            whole.paste("#A6A6A6", (0, top - 1, whole.width, top))
        whole.paste(one, (0, top))
        top += one.height + 1
    return whole


def workbook_png(picture: Image.Image) -> bytes:
    """The picture as a small PNG in the colours of a workbook."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in _WORKBOOK for part in ImageColor.getrgb(colour)])
    return _png(picture.quantize(palette=palette, dither=Image.Dither.NONE))


def paper_png(picture: Image.Image) -> bytes:
    """The picture as a small PNG in the 32 colours that fit it best."""
    return _png(picture.quantize(32, dither=Image.Dither.NONE))


def _png(picture: Image.Image) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
