"""The house style: the starter that a council changes, and what its file lacks."""

from __future__ import annotations

import os
from pathlib import Path

from shpdocs.definitions.settings import sound_settings
from shpdocs.model.errors import FolderError, UsageError
from shpdocs.model.house_style import HouseStyle
from shpdocs.paper.word.house_style import HOUSE_STYLE, house_style_bytes, read_house_style, write_starter
from shpdocs.store.disk import write_atomically
from shpdocs.store.folder import TEMPLATES, open_folder


def house_style(folder: str | Path, file: str | Path = "") -> Path:
    """Write the starter to workbook_templates/house-style.docx, or to `file` within the folder; return where it stands.

    Raises:
        UsageError: there is such a file already, or its name is not that of a Word file.
        FolderError: there is no partnership folder.
    """
    path = _path(folder, file)
    if os.path.lexists(path):
        raise UsageError(
            f"'{path.name}' exists already, and is never overwritten.", "Name another file, or see what it lacks with --check."
        )
    write_atomically(path, write_starter(), is_private=False)
    return path


def check_house_style(folder: str | Path, file: str | Path = "") -> HouseStyle:
    """Return the house style of the folder, or of `file` within it: what it lacks, and what in it not all people can read.

    Raises:
        FolderError: there is no partnership folder or no such file, or the file cannot be used.
    """
    path = _path(folder, file)
    if not os.path.lexists(path):
        raise FolderError(f"There is no house style '{path.name}' in this folder.", "Make one with: shpdocs house-style")
    limits = sound_settings(open_folder(Path(folder))).limits.word
    return read_house_style(house_style_bytes(path, limits), path.name, limits)


def _path(folder: str | Path, file: str | Path) -> Path:
    root = open_folder(Path(folder)).root
    path = root / file if str(file) not in ("", ".") else root / TEMPLATES / HOUSE_STYLE
    if path.suffix.lower() != ".docx":
        raise UsageError(f"'{path.name}' is no name of a Word file.", "Name one that ends in .docx.")
    return path
