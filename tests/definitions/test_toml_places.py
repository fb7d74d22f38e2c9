"""Where a key stands in a TOML file: held against random documents that are written with the place of every key noted."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shpdocs.definitions.toml_places import NOWHERE, Place, error_place, key_places
from tests.support import ROOT

NAMES = st.sampled_from(["a", "b", "robbery", "2024-25", "é ü", "x_1", "[", "="])
SPACES = st.sampled_from(["", " ", "  ", "\t"])
BREAKS = st.sampled_from(["\n", "\n\n", " # = [a]\n", "\n# b = 1\n\n"])
VALUES = st.sampled_from(
    ["1", "true", "0.5", '"one # two = [3]"', "'C:\\x'", '"""\nfirst\n  a = 1\n"""', "'''one\n\n[a]\n'''", '"\\u00e9 \\"q\\""']
)


class Writer:
    """A document that is written piece by piece, with the offset of every key."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw, self.text, self.offsets = draw, "", dict[str, list[int]]()

    def named(self, name: str) -> str:
        return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else f'"{name}"'

    def names(self) -> list[str]:
        names: list[str] = self.draw(st.lists(NAMES, unique=True, max_size=2))
        return names

    def note(self, key: str) -> None:
        self.offsets[key] = [len(self.text)]

    def pair(self, key: str, name: str, depth: int) -> None:
        """A key and its value; a key with dots may be said to stand anywhere within it."""
        key, starts = f"{key}{name}", [len(self.text)]
        self.offsets[key] = starts
        self.text += self.named(name)
        for inner in self.draw(st.sampled_from([(), (), (), ("d",), ("d", "é ü")])):
            self.text += f"{self.draw(SPACES)}.{self.draw(SPACES)}"
            key = f"{key}.{inner}"
            starts.append(len(self.text))
            self.offsets[key] = starts
            self.text += self.named(inner)
        self.text += f"{self.draw(SPACES)}={self.draw(SPACES)}"
        self.value(key, depth)

    def value(self, key: str, depth: int) -> None:
        kind = self.draw(st.sampled_from(["plain", "plain", "list", "table"])) if depth else "plain"
        if kind == "plain":
            self.text += self.draw(VALUES)
        elif kind == "list":
            self.text += "["
            for number in range(self.draw(st.integers(0, 3))):
                self.text += (
                    self.draw(st.sampled_from(["", "\n  ", " # ] a = 1\n"]))
                    if not number
                    else self.draw(st.sampled_from([",", ", ", ",\n # x = 1\n  "]))
                )
                self.value(f"{key}.{number + 1}", depth - 1)
            self.text += self.draw(st.sampled_from(["]", "\n]", " ]"]))
        else:
            self.text += "{"
            for number, name in enumerate(self.names()):
                self.text += ", " if number else self.draw(SPACES)
                self.pair(f"{key}.", name, depth - 1)
            self.text += "}"

    def pairs(self, within: str, taken: set[str]) -> None:
        for name in self.names():
            if name not in taken:
                taken.add(name)
                self.text += self.draw(SPACES)
                self.pair(within, name, 2)
                self.text += self.draw(BREAKS)

    def heading(self, opening: str, key: str, closing: str) -> None:
        self.text += self.draw(SPACES)
        self.note(key)
        parts = [part for part in key.split(".") if not part.isdigit()]
        self.text += f"{opening}{'.'.join(self.named(part) for part in parts)}{closing}{self.draw(BREAKS)}"

    def tables(self, within: str, taken: set[str], depth: int) -> None:
        for name in self.names():
            if name in taken:
                continue
            taken.add(name)
            key = f"{within}{name}"
            if self.draw(st.booleans()):
                for number in range(1, self.draw(st.integers(1, 3)) + 1):
                    self.heading("[[", f"{key}.{number}", "]]")
                    inner = set[str]()
                    self.pairs(f"{key}.{number}.", inner)
                    if depth:
                        self.tables(f"{key}.{number}.", inner, depth - 1)
                self.offsets[key] = self.offsets[f"{key}.1"]
                continue
            inner, start = set[str](), len(self.offsets)
            if self.draw(st.booleans()) or not depth:
                self.heading("[", key, "]")
                self.pairs(f"{key}.", inner)
            if depth:
                self.tables(f"{key}.", inner, depth - 1)
            if key not in self.offsets and len(self.offsets) > start:  # a table without a heading of its own begins with the first in it
                self.offsets[key] = min(offset for inner_key, offset in self.offsets.items() if inner_key.startswith(f"{key}."))


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> tuple[str, dict[str, list[Place]]]:
    """A text, and from where to where each key in it may be said to stand."""
    writer = Writer(draw)
    writer.text = draw(st.sampled_from(["", "# made up\n", "\n\n"]))
    taken = set[str]()
    writer.pairs("", taken)
    writer.tables("", taken, 2)
    return writer.text, {key: [_place(writer.text, offset) for offset in offsets] for key, offsets in writer.offsets.items()}


def _place(text: str, offset: int) -> Place:
    return text[:offset].count("\n") + 1, offset - text[:offset].rfind("\n")


@given(document=documents(), breaks=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=25, deadline=None)
def test_every_key_of_a_document_is_found_where_it_was_written(document: tuple[str, dict[str, list[Place]]], breaks: str) -> None:
    text, places = document
    tomllib.loads(text)
    assume(tomlkit.parse(text).as_string() == text)  # there are headings and spaces that it writes otherwise, and then says no place
    found = zip(places, key_places(text.replace("\n", breaks), places), strict=True)
    assert [(key, place, places[key]) for key, place in found if not places[key][0] <= place <= places[key][-1]] == []


@pytest.mark.parametrize("file", sorted((ROOT / "workbook_templates").rglob("*.toml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_key_of_a_definition_or_a_profile_is_found_in_a_line_that_names_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    keys = [key for key in _keys(tomllib.loads(text)) if not key.rpartition(".")[2].isdigit()]
    for key, (line, column) in zip(keys, key_places(text, keys), strict=True):
        assert key.rpartition(".")[2] in lines[line - 1][column - 1 :]


def _keys(value: Any, within: str = "") -> list[str]:
    entries = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    return [key for name, inner in entries for key in (f"{within}{name}", *_keys(inner, f"{within}{name}."))]


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("measures.robbery.unit", (4, 3)),
        ("measures.robbery.no-such", (3, 1)),
        ("measures", (3, 1)),
        ("footer.2", (1, 1)),
        ("sections.1.lines.2.from", (7, 22)),
        ("sections.2", (8, 1)),
        ("no-such", NOWHERE),
        ("", NOWHERE),
    ],
)
def test_of_a_key_that_is_not_there_it_is_the_place_of_what_holds_it(key: str, place: Place) -> None:
    text = 'footer = [\n  "x", 5]\n[measures.robbery]\n  unit = "count"\n[[sections]]\n'
    text += "lines = [\n {from = 1}, {a = 2, from = 3}]\n[[sections]]\n"
    assert key_places(text, [key]) == (place,)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\nb = thirty\n", (2, 6)),
        ('a = 1\r\n  b = "x\n', (2, 9)),
        ("a = 1\na = 2\nb = 3\n", (2, 1)),
        ("a = 1\n" + "b = " + "[" * 5000, (2, None)),
    ],
)
def test_a_text_that_is_no_toml_is_told_where_it_stops_being_one(text: str, place: tuple[int, int | None]) -> None:
    line, column = error_place(text)
    assert line == place[0]
    assert place[1] in (column, None)


def test_of_a_text_that_cannot_be_read_nothing_has_a_place() -> None:
    assert key_places("a = " + "[" * 5000, ["a", "b"]) == (NOWHERE, NOWHERE)
