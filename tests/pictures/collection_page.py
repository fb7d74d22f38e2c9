"""The page of a made-up collection in Chromium: on a wide screen, and on a narrow one in dark colours."""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from shpdocs.report.page import page
from tests.pictures.drawing import paper_png
from tests.support.browser import chromium
from tests.support.made_collection import COLLECTION

_SHOWN = {"desktop": (1100, 1500, "light"), "narrow": (320, 1700, "dark")}  # CSS pixels across and down, and colours


def draw_collection(folder: Path) -> None:
    """Draw the top of the page, as each screen shows it, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "collection.html"
        path.write_bytes(page(COLLECTION))
        with chromium(Path(temporary)) as browser:
            for name, (width, height, scheme) in _SHOWN.items():
                browser.show(width, height, scheme=scheme)
                browser.open(path)
                picture = Image.open(BytesIO(browser.picture())).convert("RGB").crop((0, 0, width, height))
                (folder / f"{name}.png").write_bytes(paper_png(picture))
