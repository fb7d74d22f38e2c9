"""Where a key stands in a TOML file, and where a file stops being TOML. tomlkit says it, which is loaded only if something is wrong."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import tomlkit
from tomlkit.container import Container
from tomlkit.exceptions import ParseError, TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item, Table

Place = tuple[int, int]  # line and column, counted from 1
NOWHERE: Place = (0, 0)  # where nobody can say
_LONGEST = 300_000  # characters: of a longer text, which tomlkit would read for seconds, no column is said
_MOST_LINES = 500  # of a statement
_MARK = "\0"  # no TOML file holds it


def error_place(text: str) -> Place:
    """Return where a text stops being TOML."""
    if len(text) <= _LONGEST:
        try:
            tomlkit.parse(text)
        except ParseError as error:
            if error.__cause__ is None:
                return error.line, error.col + 1
        except (TOMLKitError, RecursionError):
            pass
    return _bad_line(text.splitlines()), 1  # a key stands twice: tomlkit says no place, or that of what follows it


def _bad_line(lines: list[str]) -> int:
    """The line at which the first statement begins that is not TOML, or not after what stands before it."""
    starts = list(_statements(lines))
    bad = bisect_left(starts, True, key=lambda start: not _is_toml(lines[:start]))
    return starts[bad - 1] + 1


def _statements(lines: list[str]) -> Iterator[int]:
    """Where each statement begins, counted from 0, up to the first that is none by itself."""
    start = 0
    while start < len(lines):
        yield start
        ends = range(start + 1, min(start + _MOST_LINES, len(lines)) + 1)
        start = next((end for end in ends if _is_toml(lines[start:end])), len(lines))


def _is_toml(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return False
    return True


def key_places(text: str, keys: Iterable[str]) -> tuple[Place, ...]:
    """Return where each of these keys ('measures.robbery.unit', 'sections.2.kind' of the second) stands in a text that is TOML.

    A table stands where its heading does. Of a key that is not there, or in a list without keys, it is the place of what holds it.
    """
    if len(text) > _LONGEST:
        return tuple(NOWHERE for _ in keys)
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
        for number, inner in enumerate(item, 1):
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
