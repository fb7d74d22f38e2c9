"""Making a partnership folder from the shipped definitions."""

from __future__ import annotations

from pathlib import Path

from shpdocs.definitions.shipped import copy_shipped
from shpdocs.model.errors import FolderError
from shpdocs.store.disk import make_folder_for


def init(folder: str | Path) -> Path:
    """Make a new partnership folder and return it.

    Raises:
        FolderError: the folder exists and is not empty.
    """
    root = Path(folder)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FolderError(f"'{root.name}' exists already and is not empty.", "Name a new folder.")
    root.parent.mkdir(parents=True, exist_ok=True)
    make_folder_for(root, is_shared=False)
    copy_shipped(root)
    make_folder_for(root / "output", is_shared=False)
    return root
