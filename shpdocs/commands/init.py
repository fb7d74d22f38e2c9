"""Making a partnership folder from the shipped definitions."""

from __future__ import annotations

from pathlib import Path

from shpdocs.definitions.shipped import copy_shipped, shipped_years
from shpdocs.model.errors import FolderError, UsageError
from shpdocs.model.period import Period, parse_period
from shpdocs.store.disk import make_folder_for


def init(folder: str | Path, period: str = "") -> Path:
    """Make a new partnership folder and return it.

    `period` is the quarter that it begins with ('2026-27-Q2'); '' keeps the example of the shipped settings.

    Raises:
        UsageError: the period is none, or no definitions ship for its year.
        FolderError: the folder exists and is not empty.
    """
    if period:
        _check_year(parse_period(period))
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FolderError(f"'{root.name}' exists already and is not empty.", "Name a new folder.")
    root.parent.mkdir(parents=True, exist_ok=True)
    make_folder_for(root, is_shared=False)
    copy_shipped(root, period)
    make_folder_for(root / "output", is_shared=False)
    return root


def _check_year(period: Period) -> None:
    years = shipped_years()
    if period.year not in years:
        what = f"No definitions ship for {period.year}, the year of {period} (there are: {', '.join(years)})."
        raise UsageError(
            what, "Begin with a quarter of one of these years; docs/definitions.md says how a new year is added to the folder."
        )
