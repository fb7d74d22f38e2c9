"""Every sheet of every return workbook of Q2 2024/25, blank, half-filled and complete; of the long Checklist one page."""

from __future__ import annotations

import tempfile
from pathlib import Path

from shpdocs.model.workbook import sheet_key
from tests.pictures.drawing import page_picture, pages_by_sheet, printed, stacked, without_margins, workbook_png
from tests.pictures.made_up_returns import make_returns

_LONG, _LONG_IN = "Checklist", "half-filled"  # drawn in this state only, and of its pages the first
_DOTS, _DOTS_UPRIGHT = 77, 92  # to the inch: an A4 page on its side is 900 pixels across; Start stands upright


def draw_workbooks(folder: Path) -> None:
    """Draw a picture of each sheet into `folder`, its pages one under the other; one that is the same in two states once."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as temporary:
        returns = make_returns(Path(temporary))
        drawn: set[bytes] = set()
        for made, pdf in zip(returns, printed([made.path for made in returns], Path(temporary) / "libreoffice"), strict=True):
            for number, (sheet, pages) in enumerate(pages_by_sheet(pdf, made.path).items(), 1):
                if sheet == _LONG and made.state != _LONG_IN:
                    continue
                dots = _DOTS_UPRIGHT if sheet == "Start" else _DOTS
                picture = stacked([without_margins(page_picture(pdf, page, dots)) for page in (pages[:1] if sheet == _LONG else pages)])
                content = workbook_png(picture)
                if content not in drawn:
                    (folder / f"{made.sub_group}-{made.state}-{number:02d}-{sheet_key(sheet)}.png").write_bytes(content)
                drawn.add(content)
