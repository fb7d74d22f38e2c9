"""The house style: the starter that a council changes, and what its file lacks."""

from __future__ import annotations

import os
import re
from pathlib import Path

from shpdocs.definitions.settings import sound_settings
from shpdocs.model.errors import FolderError, UsageError
from shpdocs.model.house_style import HouseStyle
from shpdocs.paper.word.house_style import HOUSE_STYLE, house_style_bytes, read_house_style, write_starter
from shpdocs.store.disk import leads_out, write_atomically
from shpdocs.store.folder import TEMPLATES, open_folder

_SEPARATOR = re.compile(r"[/\\]")
_PLAIN_NAME = re.compile(r'[^<>:"|?*~ ][^<>:"|?*]*')
_DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *(f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")}


def house_style(folder: str | Path, file: str | Path = "") -> Path:
    """Write the starter to workbook_templates/house-style.docx, or to `file` within the folder; return where it stands.

    Raises:
        UsageError: there is such a file already, its name is not that of a Word file, or it leads out of the folder.
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
        UsageError: the name of `file` is not that of a Word file, or leads out of the folder.
        FolderError: there is no partnership folder or no such file, or the file cannot be used.
    """
    path = _path(folder, file)
    if not os.path.lexists(path):
        raise FolderError(f"There is no house style '{path.name}' in this folder.", "Make one with: shpdocs house-style")
    limits = sound_settings(open_folder(Path(folder))).limits.word
    return read_house_style(house_style_bytes(path, limits), path.name, limits)


def _path(folder: str | Path, file: str | Path) -> Path:
    """Where a file within the folder stands: whatever the computer, no name leads out of the folder or to a device."""
    root = open_folder(Path(folder)).root
    names = _SEPARATOR.split(str(file)) if str(file) not in ("", ".") else [TEMPLATES, HOUSE_STYLE]
    shown = "".join(letter if letter.isprintable() else "?" for letter in str(file))
    if not all(_is_plain(name) for name in names) or leads_out(root.joinpath(*names), root):
        raise UsageError(f"'{shown}' is no file within this folder.", "Name one such as made-up.docx or workbook_templates/made-up.docx.")
    path = root.joinpath(*names)
    if path.suffix.lower() != ".docx":
        raise UsageError(f"'{path.name}' is no name of a Word file.", "Name one that ends in .docx.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder '{path.parent.name}' for '{path.name}'.", "Name a file in a folder that is there.")
    return path


def _is_plain(name: str) -> bool:
    """Whether a name is that of a file or folder on every computer: none that leads up, of a drive, stream or device."""
    is_device = name.partition(".")[0].rstrip().upper() in _DEVICES
    return bool(_PLAIN_NAME.fullmatch(name)) and name.isprintable() and not is_device and not name.endswith((".", " "))
