"""The pictures of docs/pictures/: pages of the demo's workbooks and papers, as LibreOffice shows them.

`python -m tests.pictures` draws them anew; it needs LibreOffice and poppler.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from shpdocs.verbs.demo import demo
from tests.clients import soffice_convert

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
_INBOX, _ISSUED, _PAPERS = "output/{0}/inbox/{0} {1}.xlsx", "output/{0}/issued/{0} {1}.xlsx", "output/{0}/papers/{0} {1}.docx"


@dataclass(frozen=True)
class Picture:
    """One page of one file: its page from 1, and the part of its height that is shown, from the top."""

    name: str
    file: str
    page: int
    height: float = 1.0
    dots: int = 100


DRAWN = (
    Picture("workbook-start", _ISSUED.format("2024-25-Q2", "serious-violence"), 1, 0.5),
    Picture("workbook-measures", _INBOX.format("2017-18-Q3", "serious-violence"), 2, 0.62, 120),
    Picture("workbook-commentary", _INBOX.format("2017-18-Q3", "domestic-abuse"), 3, 0.9),
    Picture("paper-2018", _PAPERS.format("2017-18-Q3", "Safer Hillingdon Partnership"), 2, 1.0, 80),
    Picture("paper-2024", _PAPERS.format("2024-25-Q2", "Safer Hillingdon Partnership"), 1, 1.0, 70),
)


def draw(folder: Path) -> None:
    """Draw every picture into `folder`."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "demo"
        demo(root)
        for number, picture in enumerate(DRAWN):
            pdf = soffice_convert(root / picture.file, "pdf", Path(temporary) / str(number))
            page = ["-f", str(picture.page), "-l", str(picture.page), "-singlefile", "-r", str(picture.dots)]
            size = subprocess.run(
                ["pdfinfo", "-f", str(picture.page), "-l", str(picture.page), str(pdf)], capture_output=True, text=True, check=True
            )
            width, height = (float(size.stdout.split("size:")[1].split()[at]) * picture.dots / 72 for at in (0, 2))
            crop = ["-x", "0", "-y", "0", "-W", str(round(width)), "-H", str(round(height * picture.height))]
            subprocess.run(["pdftoppm", "-png", *page, *crop, str(pdf), str(folder / picture.name)], check=True)


if __name__ == "__main__":
    draw(PICTURES)
