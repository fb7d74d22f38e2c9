"""Definitions and profiles on disk: read, spoilt, and the error that follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.definitions.definition_files import Year, read_profile, read_year
from shpdocs.model.errors import DefinitionError
from shpdocs.store.folder import open_folder

YEAR = "2024-25"
# What every profile must say.
PROFILE_WORDS = """[words]
not-yet-available = "Not yet available"
not-applicable = "Not applicable"
suppressed = "Suppressed"
no-baseline = "No baseline"
no-entry = "No entry"
none = "None."
no-return = "No return received"
"""


def read_with_profile(folder: Path, year: str = YEAR) -> Year:
    """The year's definitions, read with its profile."""
    definitions = read_year(open_folder(folder), year)
    read_profile(open_folder(folder), definitions)
    return definitions


def error_in(folder: Path) -> DefinitionError:
    with pytest.raises(DefinitionError) as caught:
        read_with_profile(folder)
    return caught.value


def edit_file(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def list_made(folder: Path) -> Path:
    """The folder, where the paper of 2017/18 lists its appendices itself, whatever the return says of them."""
    listing = "appendices = true"
    edit_file(folder / "workbook_templates" / "2017-18" / "paper.toml", f'from = ["partnership/papers"], {listing}', listing)
    return folder
