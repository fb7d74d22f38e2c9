"""Pages of the demo's workbooks and papers, which the README shows."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from shpdocs.commands.demo import demo
from tests.pictures.drawing import page_picture, paper_png, printed, workbook_png

_INBOX = "output/{0}/inbox/{0} {1}.xlsx"
_PAPER = "output/2017-18-Q3/published/paper-select-committee/1/2017-18-Q3 Safer Hillingdon Partnership select-committee.docx"


@dataclass(frozen=True)
class Picture:
    """One page of one file: its page from 1, the part of its height that is shown, from the top, and its dots to the inch."""

    name: str
    file: str
    page: int
    height: float = 1.0
    dots: int = 92


DRAWN = (
    Picture("workbook-measures", _INBOX.format("2017-18-Q3", "serious-violence"), 2, 0.62, 103),
    Picture(
        "paper-dashboard",
        _PAPER,
        3,
        0.86,
        80,
    ),
)


def draw_demo_pages(folder: Path) -> None:
    """Draw every picture into `folder`."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "demo"
        demo(root)
        pdfs = printed([root / picture.file for picture in DRAWN], Path(temporary) / "libreoffice")
        for picture, pdf in zip(DRAWN, pdfs, strict=True):
            page = page_picture(pdf, picture.page, picture.dots)
            shown = page.crop((0, 0, page.width, round(page.height * picture.height)))
            (folder / f"{picture.name}.png").write_bytes(paper_png(shown) if picture.file.endswith(".docx") else workbook_png(shown))
