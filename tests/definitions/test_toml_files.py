"""A file that is no TOML, or holds what none may: the error names the line or the key."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.settings import read_settings, sound_settings
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.toml_places import error_place
from shpdocs.definitions.validator import file_faults
from shpdocs.model.errors import DefinitionError
from shpdocs.store.folder import open_folder
from tests.support.definition_files import YEAR, edit_file, error_in


def test_a_line_that_is_not_toml_is_named(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index("order = 30")
    lines[at] = "order = thirty"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [(fault.key, fault.line) for fault in error_in(folder).faults] == [("", at + 1)]


def test_a_text_never_closed_is_named_where_it_begins(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    edit_file(path, 'title = "Prevent Partnership"', 'title = "Prevent Partnership')
    at = path.read_text(encoding="utf-8").splitlines().index('title = "Prevent Partnership')
    assert [(fault.key, fault.line) for fault in error_in(folder).faults] == [("", at + 1)]


def test_a_key_that_stands_twice_is_named_by_its_line(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "prevent.toml"
    edit_file(path, "order = 30\n", "order = 30\norder = 31\n")
    at = path.read_text(encoding="utf-8").splitlines().index("order = 31")
    error = error_in(folder)
    assert [(fault.key, fault.line) for fault in error.faults] == [("", at + 1)]
    assert "twice" in error.faults[0].remedy


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
    edit_file(path, 'from = "robbery"', f'from = "robbery"\nname = {value}')
    error = error_in(folder)
    assert error.file == f"workbook_templates/{YEAR}/serious-violence.toml"
    assert [(fault.key, fault.remedy) for fault in error.faults] == [("measures.robbery.name", "is a date; put it in quotes")]


def test_a_date_of_toml_in_a_list_or_in_the_profile_names_its_key(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "paper.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^footer = \[", "footer = [2024-09-01, ", text, count=1), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != text
    error = error_in(folder)
    assert error.file == f"workbook_templates/{YEAR}/paper.toml"
    assert [(fault.key, fault.remedy) for fault in error.faults] == [("footer.1", "is a date; put it in quotes")]


@pytest.mark.parametrize("key", ["period", "contact"])
def test_a_date_of_toml_in_the_settings_is_an_error_that_names_its_key(key: str, folder: Path) -> None:
    path = folder / "shpdocs.toml"
    path.write_text(re.sub(rf"(?m)^{key} = .*$", f"{key} = 2024-09-01", path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert caught.value.file == "shpdocs.toml"
    assert [(fault.key, fault.remedy) for fault in caught.value.faults] == [(key, "is a date; put it in quotes")]


@pytest.mark.parametrize("file", ["shpdocs.toml", f"workbook_templates/{YEAR}/prevent.toml", f"workbook_templates/{YEAR}/paper.toml"])
def test_a_date_in_place_of_any_value_names_its_key_alone(file: str, folder: Path) -> None:
    """The schemas give every value a type: so a date, which JSON does not have, is a fault wherever it stands."""
    schema = {"shpdocs.toml": "settings", "prevent.toml": "definition", "paper.toml": "profile"}[file.rpartition("/")[2]]
    content = tomllib.loads((folder / file).read_text(encoding="utf-8"))
    leaves = [(holder, step, key) for holder, step, key in _leaves(content, "")]
    assert len(leaves) > 5
    for holder, step, key in leaves:
        before, holder[step] = holder[step], date(2024, 9, 1)
        faults = file_faults(shipped("schemas") / f"{schema}.schema.json", content)
        holder[step] = before
        assert key in [".".join(str(part) for part in fault.path) for fault in faults if isinstance(fault.value, date)]


def _leaves(value: Any, within: str) -> Iterator[tuple[Any, Any, str]]:
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, dict | list):
            yield from _leaves(inner, f"{within}{step}.")
        else:
            yield value, step, f"{within}{step}"


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 5_000,
        "a = " + "[" * 5_000 + "]" * 5_000,
        "a = " + "{b = " * 5_000 + "1" + "}" * 5_000,
        "contact = " + "[" * 600 + "]" * 600,
    ],
    ids=["never closed", "lists", "tables", "where a text is asked"],
)
def test_brackets_by_the_thousand_are_a_fault_of_the_file(text: str, folder: Path) -> None:
    path = folder / "shpdocs.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert caught.value.faults[0].key in ("", "contact", "a")
    assert sound_settings(open_folder(folder)).period == ""


@pytest.mark.parametrize("text", ["# " + "a" * 1_000_000, "x = 1\n" * 200_000], ids=["a remark", "lines"])
def test_a_file_of_a_megabyte_is_no_definition(text: str, folder: Path) -> None:
    (folder / "shpdocs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert "larger than 1 MB" in caught.value.faults[0].remedy


@pytest.mark.parametrize(
    "text", ["x" + ".a" * 150 + " = 1", "[x" + ".a" * 150 + "]", "x = " + "{a = " * 150 + "1" + "}" * 150], ids=["key", "heading", "table"]
)
def test_a_table_a_hundred_and_fifty_deep_is_a_fault_of_the_file(text: str, folder: Path) -> None:
    (folder / "shpdocs.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert "nested too deeply" in caught.value.faults[0].remedy


def test_the_line_that_is_at_fault_is_looked_for_in_few_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"key{number} = {number}" for number in range(3_000)]
    lines[2_000] = "key7 = 1"
    read = tomllib.loads
    lengths: list[int] = []

    def counted(text: str) -> dict[str, Any]:
        lengths.append(len(text))
        return read(text)

    monkeypatch.setattr(tomllib, "loads", counted)
    text = "\n".join(lines)
    assert error_place(text) == (2_001, 1)
    assert sum(lengths) < 20 * len(text)


def test_names_by_the_thousand_in_one_key_are_a_fault_of_the_file(folder: Path) -> None:
    path = folder / "shpdocs.toml"
    path.write_text("contact" + ".a" * 1_500 + " = 1", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert "nested too deeply" in caught.value.faults[0].remedy


def test_a_number_of_thousands_of_digits_is_a_fault_of_the_file(folder: Path) -> None:
    path = folder / "shpdocs.toml"
    path.write_text(f"days-to-return = {'9' * 5_000}", encoding="utf-8")
    with pytest.raises(DefinitionError):
        read_settings(open_folder(folder))


def test_a_fault_says_its_line_and_column(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "serious-violence.toml"
    edit_file(path, 'from = "robbery"', 'from = "robbery"\n  "name" = 5')
    at = path.read_text(encoding="utf-8").splitlines().index('  "name" = 5')
    (fault,) = error_in(folder).faults
    assert (fault.key, fault.line, fault.column) == ("measures.robbery.name", at + 1, 3)
    assert f"\n  line {at + 1}, column 3, measures.robbery.name: must be a text in quotes, not 5" in str(error_in(folder))


def test_a_key_that_does_not_fit_is_named_itself_with_its_line(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "serious-violence.toml"
    edit_file(path, "[measures.robbery]", "[measures.Robbery]")
    at = path.read_text(encoding="utf-8").splitlines().index("[measures.Robbery]")
    (fault,) = error_in(folder).faults
    assert (fault.key, fault.line) == ("measures.Robbery", at + 1)
    assert "Lower-case words" in fault.remedy


def test_a_day_of_no_period_does_not_take_the_other_days_away(folder: Path) -> None:
    path = folder / "shpdocs.toml"
    days = '\n[deadlines]\n"2024-25-Q2" = "2024-10-18"\n"2024-25-Q7" = "2024-10-18"\n'
    path.write_text(path.read_text(encoding="utf-8") + days, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [(fault.key, fault.line) for fault in caught.value.faults] == [("deadlines.2024-25-Q7", len(lines))]
    assert sound_settings(open_folder(folder)).deadlines == {"2024-25-Q2": "2024-10-18"}


def test_of_a_value_of_the_wrong_kind_only_the_beginning_is_shown_and_what_is_wanted_in_plain_words(folder: Path) -> None:
    path = folder / "shpdocs.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nmeetings = {'[' * 90}{']' * 90}\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    (fault,) = caught.value.faults
    assert fault.remedy.startswith("must be a table of keys, not [[")
    assert len(fault.remedy) < 150


def test_a_contradiction_says_its_line_and_column(folder: Path) -> None:
    path = folder / "workbook_templates" / YEAR / "serious-violence.toml"
    edit_file(path, "[measures.robbery]", '[measures.robbery]\nactivity-with = "no-such"')
    at = path.read_text(encoding="utf-8").splitlines().index('activity-with = "no-such"')
    assert [(fault.line, fault.column) for fault in error_in(folder).faults] == [(at + 1, 1)]


def test_a_file_without_a_fault_needs_no_tomlkit(folder: Path) -> None:
    script = "import sys; from shpdocs.definitions.settings import read_settings; from shpdocs.store.folder import open_folder; "
    script += f"read_settings(open_folder(__import__('pathlib').Path({str(folder)!r}))); print('tomlkit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "False"
