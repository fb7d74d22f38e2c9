"""A file that is no TOML, or holds what none may: the error names the line or the key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shpdocs.definitions.definition_files import read_settings, read_year
from shpdocs.model.errors import DefinitionError
from shpdocs.store.folder import open_folder
from tests.support.definition_files import YEAR, edit_file, error_in


def test_a_line_that_is_not_toml_is_named(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index("order = 30")
    lines[at] = "order = thirty"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [key for key, _ in error_in(folder).faults] == [f"line {at + 1}"]


def test_a_text_never_closed_is_named_where_it_begins(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    edit_file(path, 'title = "Prevent Partnership"', 'title = "Prevent Partnership')
    at = path.read_text(encoding="utf-8").splitlines().index('title = "Prevent Partnership')
    assert [key for key, _ in error_in(folder).faults] == [f"line {at + 1}"]


def test_a_key_that_stands_twice_is_named_by_its_line(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    edit_file(path, "order = 30\n", "order = 30\norder = 31\n")
    at = path.read_text(encoding="utf-8").splitlines().index("order = 31")
    error = error_in(folder)
    assert [key for key, _ in error.faults] == [f"line {at + 1}"]
    assert "twice" in error.faults[0][1]


def test_a_file_that_is_not_utf_8_is_named_with_its_remedy(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    path.write_bytes('title = "Café"'.encode("latin-1"))
    error = error_in(folder)
    assert error.file == f"workbook_templates/{YEAR}/prevent.toml"
    assert "UTF-8" in error.remedy


def test_a_definition_saved_with_a_byte_order_mark_can_be_read(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_year(open_folder(folder), YEAR).definitions) == 5


@pytest.mark.parametrize("value", ["2024-09-01", "2024-09-01T12:00:00Z", "2024-09-01T12:00:00", "12:00:00"])
def test_a_date_of_toml_is_an_error_that_names_its_key(value: str, folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "serious-violence.toml"
    edit_file(path, 'name = "Robbery"', f"name = {value}")
    error = error_in(folder)
    assert error.file == f"workbook_templates/{YEAR}/serious-violence.toml"
    assert error.faults == (("measures.robbery.name", "is a date; put it in quotes"),)


def test_a_date_of_toml_in_a_list_or_in_the_profile_names_its_key(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "paper.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^footer = \[", "footer = [2024-09-01, ", text, count=1), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    error = error_in(folder)
    assert (error.file, error.faults) == (f"workbook_templates/{YEAR}/paper.toml", (("footer.0", "is a date; put it in quotes"),))


@pytest.mark.parametrize("key", ["period", "contact"])
def test_a_date_of_toml_in_the_settings_is_an_error_that_names_its_key(key: str, folder: Path) -> None:
    path = folder / "shpdocs.toml"
    path.write_text(re.sub(rf"(?m)^{key} = .*$", f"{key} = 2024-09-01", path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert (caught.value.file, caught.value.faults) == ("shpdocs.toml", ((key, "is a date; put it in quotes"),))
