"""Every page of the third paper, of a paper with something exempt, and of a draft: what a clerk and the committee see."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from shpdocs.commands.assemble import assemble
from shpdocs.commands.decide import exempt, publish
from shpdocs.commands.demo import EXAMPLE, demo
from tests.pictures.drawing import page_picture, paper_png, printed

_DOTS = 46
_MADE_UP = "Made up for a picture: it may identify people, and nothing is gained for the public by that."


def draw_papers(folder: Path) -> None:
    """Draw the pages into `folder`, in place of those there."""
    for old in folder.glob("*.png"):
        old.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "demo"
        third = demo(root)[0].assembled[1].path
        period = EXAMPLE[0]
        who = "a made-up officer"
        publish(root, period, "serious-violence/youth-disposals", by=who, because=_MADE_UP, withdraw=True)
        exempt(root, period, "prevent/hate-crime-programme", paragraphs=(1, 2), by=who, because=_MADE_UP)
        made = assemble(root, period, profile=EXAMPLE[1])
        assert made.exempt
        pdfs = printed([third, made.path, made.exempt], Path(temporary) / "libreoffice")
        for name, pdf, pages in zip(("third-paper", "draft", "part-2"), pdfs, (None, 3, 2), strict=True):
            for number in range(1, min(_count(pdf), pages or 1000) + 1):
                (folder / f"{name}-{number:02d}.png").write_bytes(paper_png(page_picture(pdf, number, _DOTS)))


def _count(pdf: Path) -> int:
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    found = re.search(r"^Pages:\s+(\d+)", told, re.MULTILINE)
    return int(found[1]) if found else 0
