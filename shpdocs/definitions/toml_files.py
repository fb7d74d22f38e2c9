"""A TOML file written by hand: read, and judged by its JSON Schema. What is wrong in it is reported by key and place, with a remedy."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from msgspec import Struct

from shpdocs.definitions.schema import Fault
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import file_faults, read_schema
from shpdocs.model.errors import DefinitionError, KeyFault, Remedy, did_you_mean
from shpdocs.model.settings import MB
from shpdocs.store.disk import NoFileError, TooLargeError, UnreadableError, read_file

_NO_TEXT = ("", "save it as UTF-8 text")
_NO_TOML = ("", "is not TOML; a text needs quotes, a heading [brackets], and no key stands twice")
_CARRY_BY_COLUMN = (
    "is said of a column; take it out here, and put 'carry = true' under each column that holds a name, an owner or a description, "
    "as in [tables.risks.columns.owner]"
)
_KINDS = {
    "string": "a text in quotes",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list in [brackets]",
    "object": "a table of keys",
}
_MOST = MB  # bytes; a definition has some 10,000
_MOST_DOTS = 500  # in a line
_DEEPEST = 100  # brackets within each other; a profile has five
_LONGEST = 80  # characters of a value that are shown
_TOO_DEEP = ("", "is nested too deeply; a definition, profile or settings need no more than some five [brackets] within each other")


class TomlContent(Struct, frozen=True):
    """What a TOML file holds, without what its schema does not allow, and what is wrong in it."""

    sound: dict[str, Any]
    faults: tuple[Remedy, ...] = ()


def toml_bytes(file: str, path: Path) -> bytes:
    """Return what stands in a TOML file, whose name for messages is `file`; raises DefinitionError if it cannot be read, or is no file."""
    try:
        return read_file(path, _MOST)
    except NoFileError:
        remedy = "is a folder, a pipe or a device; put the file itself there"
    except TooLargeError:
        remedy = f"is larger than {_MOST // MB} MB, as no such file is; put back the one that was there"
    except UnreadableError:
        remedy = "cannot be read; check that you may, that it is not open in another program, and that it is no link to what is gone"
    raise DefinitionError(file, (KeyFault("", remedy),))


def read_toml(content: bytes, schema_name: str) -> TomlContent:
    """Return what a TOML file holds, judged by the schema of that name."""
    raw = _read(content)
    return TomlContent({}, (raw,)) if isinstance(raw, tuple) else judged_toml(raw, schema_name)


def judged_toml(raw: dict[str, Any], schema_name: str) -> TomlContent:
    """Return what stood in TOML files, judged by the schema of that name; what is wrong is taken out of it."""
    path = shipped("schemas") / schema_name
    try:
        faults = file_faults(path, raw)
        schema = read_schema(path) if faults else {}
        remedies = tuple(dict.fromkeys(_remedy(fault, schema) for fault in faults))
    except ValueError:  # a number of thousands of digits
        return TomlContent({}, (_NO_TOML,))
    except RecursionError:
        return TomlContent({}, (_TOO_DEEP,))
    for fault in faults:
        if fault.path:
            _take_out(raw, fault.path)
    return TomlContent(raw, remedies)


def parsed_toml(file: str, content: bytes) -> dict[str, Any]:
    """Return what a TOML file holds, judged by nothing. Raises DefinitionError if it is none, with `file` for its name."""
    raw = _read(content)
    if isinstance(raw, tuple):
        raise definition_error(file, content, (raw,))
    return raw


def _read(content: bytes) -> dict[str, Any] | Remedy:
    """What a TOML file holds, or why it is none."""
    text = _text(content)
    if text is None:
        return _NO_TEXT
    try:
        return _parsed(text)
    except ValueError:
        return _NO_TOML
    except RecursionError:
        return _TOO_DEEP


def valid_toml(file: str, content: bytes, schema_name: str) -> dict[str, Any]:
    """Return what a TOML file holds, valid by the schema of that name. Raises DefinitionError, with `file` for its name."""
    toml = read_toml(content, schema_name)
    if toml.faults:
        raise definition_error(file, content, toml.faults)
    return toml.sound


def definition_error(file: str, content: bytes, faults: tuple[Remedy, ...]) -> DefinitionError:
    """Return the error about a file that has these faults, each with its line and column."""
    from shpdocs.definitions.toml_places import NOWHERE, error_place, key_places  # late: with tomlkit; most files have no fault

    text = _text(content) or ""
    is_read = faults[0] not in (_NO_TOML, _TOO_DEEP)
    keys = tuple(key for key, _ in faults)
    places = key_places(text, keys) if is_read else (error_place(text) if faults[0] == _NO_TOML else NOWHERE,)
    return DefinitionError(file, tuple(KeyFault(key, remedy, *place) for (key, remedy), place in zip(faults, places, strict=True)))


def _parsed(text: str) -> dict[str, Any]:
    """What a TOML text holds; raises ValueError if it is none, RecursionError if it is nested too deeply."""
    if any(line.count(".") > _MOST_DOTS for line in text.splitlines()):  # tomllib takes time by the square of a key's names
        raise RecursionError
    raw = tomllib.loads(text)
    layer: list[Any] = [raw]
    for _ in range(_DEEPEST):
        inner = (item.values() if isinstance(item, dict) else item for item in layer if isinstance(item, dict | list))
        layer = [item for items in inner for item in items]
    if layer:
        raise RecursionError
    return raw


def _text(content: bytes) -> str | None:
    """A file's text, None if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")  # Notepad may begin a file with a byte order mark
    except UnicodeDecodeError:
        return None


def _take_out(table: dict[str, Any], path: tuple[str | int, ...]) -> None:
    """Take out what stands at a path, or the list that holds it; it may be out already."""
    step, rest = str(path[0]), path[1:]
    inner = table.get(step)
    if rest and isinstance(inner, dict):
        _take_out(inner, rest)
    else:
        table.pop(step, None)


def _remedy(fault: Fault, schema: dict[str, Any]) -> Remedy:
    """Return the key at fault and what to do, from the keyword and the schema's own descriptions."""
    key = ".".join(str(step + 1) if isinstance(step, int) else step for step in fault.path)  # the members of a list as people count
    if isinstance(fault.value, date | datetime | time):  # TOML has them, but no key of ours takes one
        return key, "is a date; put it in quotes"
    if fault.keyword == "required":
        return key, f"add the key '{fault.limit}'"
    if fault.keyword in ("additionalProperties", "unevaluatedProperties"):
        unknown = fault.limit[0]
        if unknown == "carry" and fault.path[:1] == ("tables",):
            return f"{key}.carry", _CARRY_BY_COLUMN
        return f"{key}.{unknown}".strip("."), f"is not a key here; take it out or correct it.{did_you_mean(unknown, _known_keys(schema))}"
    if fault.keyword == "enum":
        options = [str(option) for option in fault.limit]
        return key, f"use one of: {', '.join(options)}.{did_you_mean(str(fault.value), tuple(options))}"
    if fault.keyword == "type":
        return key, f"must be {_KINDS[fault.rule['type']]}, not {_shown(fault.value)}"
    return key, f"{_shown(fault.value)} does not fit: {fault.rule.get('description', 'see docs/definitions.md')}"


def _shown(value: Any) -> str:
    """A value in words, at most their beginning."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)[:_LONGEST]


def _known_keys(schema: Any) -> tuple[str, ...]:
    """Every key that some object of the schema may have."""
    if isinstance(schema, list):
        return tuple(key for part in schema for key in _known_keys(part))
    if not isinstance(schema, dict):
        return ()
    own = tuple(schema.get("properties", {})) if isinstance(schema.get("properties"), dict) else ()
    return own + tuple(key for part in schema.values() for key in _known_keys(part))
