"""The settings: every fault with its key, and what a first look takes of a file that has some."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shpdocs.definitions import settings
from shpdocs.definitions.settings import read_settings, sound_settings
from shpdocs.definitions.toml_files import TomlContent, read_toml
from shpdocs.model.errors import DefinitionError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.definition_files import edit_file

LAST_LINE = "days-to-return = 28\n"
SETTINGS = {
    "no partnership": ('partnership = "Safer Hillingdon Partnership"\n', "", "", "'partnership'"),
    "an unknown setting": ("council =", 'concil = "x"\ncouncil =', "concil", "Did you mean council?"),
    "a period of another form": ('"2024-25-Q2"', '"Q2 2024"', "period", "Q2 2024"),
    "a stroke in the name": ('"Safer Hillingdon Partnership"', '"Safer | Hillingdon"', "partnership", "Safer | Hillingdon"),
    "a number for a council": ('"London Borough of Hillingdon"', "7", "council", "a text in quotes"),
    "a day that is none": (
        LAST_LINE,
        f'{LAST_LINE}deadlines = {{ "2024-25-Q2" = "2024-11-31" }}',
        "deadlines.2024-25-Q2",
        "year-month-day",
    ),
    "a day before the quarter has ended": (
        LAST_LINE,
        f'{LAST_LINE}deadlines = {{ "2024-25-Q2" = "2024-09-29" }}',
        "deadlines.2024-25-Q2",
        "lies before the quarter has ended; give a later day",
    ),
    "an address that is none": (
        LAST_LINE,
        f'{LAST_LINE}addresses = {{ prevent = "somebody at example.org" }}',
        "addresses.prevent",
        "One e-mail address",
    ),
    "two addresses in one": (
        LAST_LINE,
        f'{LAST_LINE}addresses = {{ prevent = "one@example.org, two@example.org" }}',
        "addresses.prevent",
        "One e-mail address",
    ),
    "an address with a line break": (
        LAST_LINE,
        f'{LAST_LINE}addresses = {{ prevent = "one@example.org\\nBcc: two@example.org" }}',
        "addresses.prevent",
        "One e-mail address",
    ),
    **{
        f"an address that is {what}": (
            LAST_LINE,
            f"{LAST_LINE}addresses = {{ prevent = '{address}' }}",
            "addresses.prevent",
            "One e-mail address",
        )
        for what, address in (
            ("a name and an address", "Made up <a@example.org>"),
            ("a group", "made up: a@example.org;"),
            ("two, parted by a semicolon", "a@example.org;b@example.org"),
            ("an address with a remark", "a(made up)@example.org"),
            ("quoted", '"a b"@example.org'),
            ("an encoded word", "=?utf-8?q?a?=@example.org"),
            ("without a domain", "a@example"),
        )
    },
    "a word that counts people by one list and none by the other": (
        LAST_LINE,
        f'{LAST_LINE}[small-numbers.words]\nfor-people = ["mentee", "PYO"]\nfor-others = ["plan", "pyo"]\n',
        "small-numbers.words.for-others.2",
        "pyo stands in 'for-people' too; take it out of one of the two lists",
    ),
    "a word that is a sentence": (
        LAST_LINE,
        f'{LAST_LINE}[small-numbers.words]\nfor-people = ["people whom we met, say"]\n',
        "small-numbers.words.for-people.1",
        'a noun in the singular, one to three words, such as "mentee"',
    ),
    "a list of words that there is not": (
        LAST_LINE,
        f'{LAST_LINE}[small-numbers.words]\nfor-poeple = ["mentee"]\n',
        "small-numbers.words.for-poeple",
        "Did you mean for-people?",
    ),
    "a day of a period that is none": (
        LAST_LINE,
        f'{LAST_LINE}deadlines = {{ "2024-26-Q2" = "2024-10-18" }}',
        "deadlines.2024-26-Q2",
        "2024-25-Q2",
    ),
}


def test_addresses_are_read_by_sub_group_and_none_ships(folder: Path) -> None:
    assert read_settings(open_folder(folder)).addresses == {}
    path = folder / "shpdocs.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[addresses]\nprevent = "first.o\'last+x@mail.example.org"\n', encoding="utf-8")
    assert read_settings(open_folder(folder)).addresses == {"prevent": "first.o'last+x@mail.example.org"}


@pytest.mark.parametrize(("old", "new", "key", "remedy"), SETTINGS.values(), ids=SETTINGS.keys())
def test_a_fault_in_the_settings_names_file_key_and_remedy(old: str, new: str, key: str, remedy: str, folder: Path) -> None:
    edit_file(folder / "shpdocs.toml", old, new)
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert caught.value.file == "shpdocs.toml"
    assert [fault.key for fault in caught.value.faults] == [key]
    assert remedy in caught.value.faults[0].remedy


def test_every_day_that_lies_too_early_is_told_at_once_and_the_quarters_last_day_is_not(folder: Path) -> None:
    days = {"2024-25-Q1": "2024-06-29", "2024-25-Q2": "2024-09-30", "2024-25-Q3": "2024-10-18", "2024-25-Q4": "2025-04-28"}
    path = folder / "shpdocs.toml"
    lines = "\n".join(f'{period} = "{day}"' for period, day in days.items())
    path.write_text(f"{path.read_text(encoding='utf-8')}\n[deadlines]\n{lines}\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        read_settings(open_folder(folder))
    assert [fault.key for fault in caught.value.faults] == ["deadlines.2024-25-Q1", "deadlines.2024-25-Q3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('period = "2024-25-Q2"', "2024-25-Q2"),
        ('period = "2024-25-Q2"\ncontact = 5\nunknown = { a = 1 }', "2024-25-Q2"),
        ("", ""),
        ("not toml", ""),
        ("period = 5", ""),
        ("period = 2024-09-01", ""),
    ],
)
def test_the_current_period_is_read_even_if_the_rest_is_wrong(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "shpdocs.toml").write_text(text, encoding="utf-8")
    assert sound_settings(open_folder(tmp_path)).period == expected


def test_a_first_look_takes_each_day_that_is_one(folder: Path) -> None:
    more = 'deadlines = { "2024-25-Q1" = "soon", "2024-25-Q2" = "2024-10-18" }\naddresses = { prevent = "nobody" }\n'
    edit_file(folder / "shpdocs.toml", LAST_LINE, LAST_LINE + more)
    sound = sound_settings(open_folder(folder))
    assert sound.deadline(parse_period("2024-25-Q1")) == date(2024, 7, 28)
    assert sound.deadline(parse_period("2024-25-Q2")) == date(2024, 10, 18)
    assert (sound.addresses, sound.council) == ({}, "London Borough of Hillingdon")


def test_a_file_of_settings_that_is_no_text_is_read_as_if_nothing_were_set(folder: Path) -> None:
    (folder / "shpdocs.toml").write_bytes(b"\xff\xfe")
    assert sound_settings(open_folder(folder)).days_to_return is None


def test_settings_are_judged_once_however_often_they_are_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[bytes] = []

    def read(content: bytes, schema_name: str) -> TomlContent:
        judged.append(content)
        return read_toml(content, schema_name)

    monkeypatch.setattr(settings, "read_toml", read)
    edit_file(folder / "shpdocs.toml", LAST_LINE, "days-to-return = 29\n")
    assert sound_settings(open_folder(folder)) == read_settings(open_folder(folder))
    assert len(judged) == 1
