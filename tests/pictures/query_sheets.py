"""What a query workbook looks like: the sheet Queries and the sheet Measures of one about a made-up, half-filled return."""

from __future__ import annotations

import tempfile
from pathlib import Path

from shpdocs.verbs.collect import collect
from tests.pictures.drawing import page_picture, pages_by_sheet, printed, without_margins, workbook_png
from tests.pictures.made_up_returns import NOW, make_returns

_SHEETS = {"queries": "Queries", "measures": "Measures"}
_DOTS = 77  # to the inch: an A4 page on its side is 900 pixels across


def draw_queries(folder: Path) -> None:
    """Draw the first page of each sheet into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        returns = make_returns(Path(temporary))
        half = next(one.path for one in returns if (one.sub_group, one.state) == ("serious-violence", "half-filled"))
        (query,) = collect(Path(temporary) / "partnership", NOW, [half]).told.queries
        (pdf,) = printed([query], Path(temporary) / "libreoffice")
        pages = pages_by_sheet(pdf, query)
        for name, sheet in _SHEETS.items():
            picture = without_margins(page_picture(pdf, pages[sheet][0], _DOTS))
            (folder / f"{name}.png").write_bytes(workbook_png(picture))
