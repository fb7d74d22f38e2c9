"""What a query workbook looks like: the sheet Queries and the sheet Measures of one about a made-up, half-filled return."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from shpdocs.commands.collect import collect
from tests.pictures.drawing import page_picture, pages_by_sheet, printed, without_margins, workbook_png
from tests.pictures.made_up_returns import NOW, make_returns


@dataclass(frozen=True)
class Shown:
    """The top of a sheet's first page: the part of its height that is shown, and its dots to the inch."""

    sheet: str
    height: float
    dots: int


_SHOWN = {"queries": Shown("Queries", 1.0, 92), "measures": Shown("Measures", 0.46, 140)}


def draw_queries(folder: Path) -> None:
    """Draw the top of each sheet into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        returns = make_returns(Path(temporary))
        half = next(one.path for one in returns if (one.sub_group, one.state) == ("serious-violence", "half-filled"))
        (query,) = collect(Path(temporary) / "partnership", NOW, [half]).report.queries
        (pdf,) = printed([query], Path(temporary) / "libreoffice")
        pages = pages_by_sheet(pdf, query)
        for name, shown in _SHOWN.items():
            picture = without_margins(page_picture(pdf, pages[shown.sheet][0], shown.dots))
            top = picture.crop((0, 0, picture.width, round(picture.height * shown.height)))
            (folder / f"{name}.png").write_bytes(workbook_png(top))
