"""The door to the JSON Schema validator: every fault of a value as data, never the validator's own words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from shpdocs.model.fault import Fault


def schema_faults(schema: dict[str, Any], value: Any) -> tuple[Fault, ...]:
    """Return every way in which `value` breaks the schema, `format` included, in the order of their paths."""
    return _faults(jsonschema_rs.Draft202012Validator(schema, validate_formats=True), value)


def file_faults(path: Path, value: Any) -> tuple[Fault, ...]:
    """Return every way in which `value` breaks the schema in a file, which is read once."""
    return _faults(_of_file(path), value)


@cache
def _of_file(path: Path) -> Any:
    return jsonschema_rs.Draft202012Validator(read_schema(path), validate_formats=True)


def _faults(validator: Any, value: Any) -> tuple[Fault, ...]:
    faults = [_fault(error) for error in validator.iter_errors(value)]
    return tuple(sorted(faults, key=lambda fault: ([str(step) for step in fault.path], fault.keyword)))


def _fault(error: Any) -> Fault:
    kind = error.kind
    keyword = next((str(step) for step in reversed(error.schema_path) if isinstance(step, str)), "")
    limit = next((getattr(kind, name) for name in ("limit", "options", "property", "unexpected", "types") if hasattr(kind, name)), None)
    return Fault(tuple(error.instance_path), keyword, error.instance, limit, tuple(error.schema_path))


def read_schema(path: Path) -> dict[str, Any]:
    """Return a schema file's content."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
