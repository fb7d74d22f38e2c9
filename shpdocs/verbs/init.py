"""Making a partnership folder from the shipped definitions."""

from __future__ import annotations

import shutil
from pathlib import Path

from shpdocs.doors.shipped import shipped
from shpdocs.words.errors import FolderError


def init(folder: str | Path) -> Path:
    """Make a new partnership folder and return it.

    Raises:
        FolderError: the folder exists and is not empty.
    """
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FolderError(f"'{root.name}' exists already and is not empty.", "Name a new folder.")
    root.mkdir(parents=True, exist_ok=True)
    for name in ("workbook_templates", "schemas"):
        shutil.copytree(shipped(name), root / name, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    (root / "output").mkdir()
    shutil.copyfile(shipped("shpdocs.toml"), root / "shpdocs.toml")
    return root
