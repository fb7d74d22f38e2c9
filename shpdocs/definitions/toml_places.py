"""Where a key stands in a TOML file, and where a file stops being TOML. tomlkit says it, which is loaded only if something is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import suppress

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import ParseError, TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item, Table

Place = tuple[int, int]  # line and column, counted from 1
NOWHERE: Place = (0, 0)  # where nobody can say
_MARK = "\0"  # no TOML file holds it


def error_place(text: str) -> Place:
    """Return where a text stops being TOML."""
    try:
        tomlkit.parse(text)
    except ParseError as error:
        if error.__cause__ is None:
            return error.line, error.col + 1
    except (TOMLKitError, RecursionError):
        pass
    return _bad_line(text), 1  # a key stands twice: tomlkit says no place, or that of what follows it


def _bad_line(text: str) -> int:
    """The line at which the first statement that is not TOML begins."""
    lines = text.splitlines()
    for good in range(len(lines) - 1, 0, -1):
        with suppress(ValueError, RecursionError):
            tomllib.loads("\n".join(lines[:good]))
            return good + 1
    return 1


def key_places(text: str, keys: Iterable[str]) -> tuple[Place, ...]:
    """Return where each of these keys ('measures.robbery.unit', 'sections.2.kind') stands in a text that is TOML.

    A table stands where its heading does. Of a key that is not there, or in a list without keys, it is the place of what holds it.
    """
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, RecursionError):
        return tuple(NOWHERE for _ in keys)
    items = tuple(_items(document, ""))
    return tuple(_key_place(document, text, items, key) for key in keys)


def _items(container: Container, within: str) -> Iterator[tuple[str, Item]]:
    """Every item of a container under its key, in the order of the text."""
    for key, item in container.body:
        if key is not None:
            yield f"{within}{key.key}", item
            yield from _inner_items(item, f"{within}{key.key}")


def _inner_items(item: Item, key: str) -> Iterator[tuple[str, Item]]:
    if isinstance(item, Table | InlineTable):
        yield from _items(item.value, f"{key}.")
    elif isinstance(item, AoT | Array):
        for number, inner in enumerate(item):
            yield f"{key}.{number}", inner
            yield from _inner_items(inner, f"{key}.{number}")


def _key_place(document: Container, text: str, items: tuple[tuple[str, Item], ...], key: str) -> Place:
    while key:
        inside = (item for name, item in items if f"{name}.".startswith(f"{key}."))
        place = next((place for item in inside if (place := _place(document, text, item))), None)
        if place:
            return place
        key = key.rpartition(".")[0]
    return NOWHERE


def _place(document: Container, text: str, item: Item) -> Place | None:
    """Where an item begins: a mark set before it comes out there when the document is written.

    None if it has no words of its own, as a table that only its inner tables name, or if tomlkit writes what is before it otherwise.
    """
    indent = item.trivia.indent
    item.trivia.indent += _MARK
    before, mark, _ = document.as_string().partition(_MARK)
    item.trivia.indent = indent
    return (before.count("\n") + 1, len(before) - before.rfind("\n")) if mark and text.startswith(before) else None
