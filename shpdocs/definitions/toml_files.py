"""A TOML file written by hand: read, and judged by its JSON Schema. What is wrong in it is reported by key, with a remedy."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from shpdocs.definitions.schema import Fault
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import file_faults, read_schema
from shpdocs.model.errors import DefinitionError, did_you_mean


def read_valid_toml(path: Path, name: str, schema_name: str) -> dict[str, Any]:
    """Return a TOML file's content, valid by the schema of that name. Raises DefinitionError, with `name` for the file."""
    content = _read_toml(path.read_bytes(), name)
    schema_path = shipped("schemas") / schema_name
    faults = file_faults(schema_path, content)
    if faults:
        schema = read_schema(schema_path)
        raise DefinitionError(name, tuple(dict.fromkeys(_remedy(fault, schema) for fault in faults)))
    return content


def _read_toml(content: bytes, name: str) -> dict[str, Any]:
    try:
        text = content.decode("utf-8-sig")  # Notepad may begin a file with a byte order mark
    except UnicodeDecodeError:
        raise DefinitionError(name, (("", "save it as UTF-8 text"),)) from None
    text = text.replace("\r\n", "\n")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        key = f"line {_bad_line(text)}"
        raise DefinitionError(name, ((key, "is not TOML; a text needs quotes, a heading [brackets], and no key stands twice"),)) from None
    dates = _date_keys(raw, "")
    if dates:
        raise DefinitionError(name, tuple((key, "is a date; put it in quotes") for key in dates))
    return raw


def _date_keys(value: Any, key: str) -> list[str]:
    """The keys whose value is a date or time: TOML has them, but no key of ours takes one."""
    if isinstance(value, dict):
        return [inner for part, item in value.items() for inner in _date_keys(item, f"{key}.{part}")]
    if isinstance(value, list):
        return [inner for number, item in enumerate(value) for inner in _date_keys(item, f"{key}.{number}")]
    return [key.lstrip(".")] if isinstance(value, date | datetime | time) else []


def _bad_line(text: str) -> int:
    """The line at which the first statement that is not TOML begins, counted from 1."""
    lines = text.splitlines()
    for good in range(len(lines) - 1, 0, -1):
        try:
            tomllib.loads("\n".join(lines[:good]))
        except tomllib.TOMLDecodeError:
            continue
        return good + 1
    return 1


def _remedy(fault: Fault, schema: dict[str, Any]) -> tuple[str, str]:
    """Return the key at fault and what to do, from the keyword and the schema's own descriptions."""
    key = ".".join(str(step) for step in fault.path)
    if fault.keyword == "required":
        return key, f"add the key '{fault.limit}'"
    if fault.keyword in ("additionalProperties", "unevaluatedProperties"):
        unknown = fault.limit[0]
        return f"{key}.{unknown}".strip("."), f"is not a key here; take it out or correct it.{did_you_mean(unknown, _known_keys(schema))}"
    if fault.keyword == "enum":
        options = [str(option) for option in fault.limit]
        return key, f"use one of: {', '.join(options)}.{did_you_mean(str(fault.value), tuple(options))}"
    if fault.keyword == "type":
        return key, f"must be {_with_article(fault.rule['type'])}, not {json.dumps(fault.value, sort_keys=True)}"
    described = fault.rule.get("description", "see docs/definitions.md")
    return key, f"{json.dumps(fault.value, ensure_ascii=False, sort_keys=True)[:80]} does not fit: {described}"


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _known_keys(schema: Any) -> tuple[str, ...]:
    """Every key that some object of the schema may have."""
    if isinstance(schema, list):
        return tuple(key for part in schema for key in _known_keys(part))
    if not isinstance(schema, dict):
        return ()
    own = tuple(schema.get("properties", {})) if isinstance(schema.get("properties"), dict) else ()
    return own + tuple(key for part in schema.values() for key in _known_keys(part))
