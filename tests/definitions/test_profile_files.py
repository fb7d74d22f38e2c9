"""A year's profiles: which there are, and what is wrong in one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.profile_files import read_profile
from shpdocs.model.errors import DefinitionError, FolderError
from shpdocs.store.folder import open_folder
from tests.support.definition_files import YEAR, edit_file, read_with_profile


def test_a_year_without_a_profile_is_named(folder: Path) -> None:
    (folder / "workbook_templates" / YEAR / "paper.toml").unlink()
    with pytest.raises(FolderError) as caught:
        read_with_profile(folder)
    assert "paper.toml" in caught.value.what
    assert YEAR in caught.value.what


@pytest.mark.parametrize("year", ["2017-18", "2024-25"])
def test_a_profile_without_background_papers_is_refused(year: str, folder: Path) -> None:
    path = folder / "workbook_templates" / year / "paper.toml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r'(?i)heading = "background papers"', 'heading = "Made up"', text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_with_profile(folder, year)
    assert caught.value.file == f"workbook_templates/{year}/paper.toml"
    ((key, remedy),) = caught.value.faults
    assert key == "sections"
    assert "BACKGROUND PAPERS" in remedy
    assert "1972" in remedy


def _named(folder: Path, name: str) -> Path:
    """A profile beside the usual one of the year, the same but for its title."""
    templates = folder / "workbook_templates" / YEAR
    path = templates / f"paper-{name}.toml"
    text = (templates / "paper.toml").read_text(encoding="utf-8")
    path.write_text(re.sub(r'(?m)^title = ".*"$', 'title = "MADE-UP SHORT PAPER"', text, count=1), encoding="utf-8")
    return path


def test_a_year_may_have_profiles_with_names_beside_the_usual_one(folder: Path) -> None:
    _named(folder, "short")
    root = open_folder(folder)
    year = read_year(root, YEAR)
    assert root.profiles(YEAR) == ("", "short")
    assert read_profile(root, year, "short").title == "MADE-UP SHORT PAPER"
    assert read_profile(root, year).title != "MADE-UP SHORT PAPER"


def test_a_profile_is_no_sub_group(folder: Path) -> None:
    _named(folder, "short")
    assert [name for name in open_folder(folder).sub_groups(YEAR) if name.startswith("paper")] == []


@pytest.mark.parametrize(("name", "hint"), [("shot", "Did you mean short?"), ("nothing-like-it", "copy one of them to paper-nothing")])
def test_a_profile_that_is_not_there_names_those_that_are(name: str, hint: str, folder: Path) -> None:
    _named(folder, "short")
    with pytest.raises(FolderError) as caught:
        read_profile(open_folder(folder), read_year(open_folder(folder), YEAR), name)
    assert f"paper-{name}.toml" in caught.value.what
    assert "paper.toml, paper-short.toml" in caught.value.what
    assert hint in caught.value.remedy


def test_a_fault_in_a_named_profile_names_its_file(folder: Path) -> None:
    edit_file(_named(folder, "short"), '"partnership/headlines"', '"partnership/headline"')
    root = open_folder(folder)
    with pytest.raises(DefinitionError) as caught:
        read_profile(root, read_year(root, YEAR), "short")
    assert caught.value.file == f"workbook_templates/{YEAR}/paper-short.toml"
    read_with_profile(folder)  # the usual one is not touched by it


def test_every_profile_that_ships_meets_its_definitions(folder: Path) -> None:
    root = open_folder(folder)
    profiles = {(year, name) for year in root.years() for name in root.profiles(year) if read_profile(root, read_year(root, year), name)}
    assert profiles == {("2017-18", ""), ("2017-18", "select-committee"), ("2024-25", "")}
