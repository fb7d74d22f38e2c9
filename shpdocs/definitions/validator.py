"""The JSON Schema validator: every fault of a value as data, never the validator's own words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, TypeChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from shpdocs.definitions.schema import Fault, schema_of
from shpdocs.model.definition import Definition

FORMATS = FormatChecker(formats=("date",))  # those that our schemas use, all of them checked by jsonschema itself


def schema_faults(schema: dict[str, Any], value: Any) -> tuple[Fault, ...]:
    """Return every way in which `value` breaks the schema, `format` included, in the order of their paths."""
    return _faults(_validator(schema), value)


def answer_faults(definition: Definition, answers: Any) -> tuple[Fault, ...]:
    """Return every way in which the answers of a return break the schema of its definition."""
    return _faults(_definition_validator(definition), answers)


def file_faults(path: Path, value: Any) -> tuple[Fault, ...]:
    """Return every way in which `value` breaks the schema in a file, which is read once."""
    return _faults(_file_validator(path), value)


def read_schema(path: Path) -> dict[str, Any]:
    """Return a schema file's content."""
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@lru_cache(maxsize=64)
def _definition_validator(definition: Definition) -> Validator:
    return _validator(schema_of(definition))


@cache
def _file_validator(path: Path) -> Validator:
    return _validator(read_schema(path))


def _validator(schema: dict[str, Any]) -> Validator:
    validator: Validator = _Validator(schema, format_checker=FORMATS)
    return validator


def _pattern(validator: Validator, pattern: str, value: Any, _: dict[str, Any]) -> Iterator[ValidationError]:
    """A pattern as JSON Schema means it: `$` is the very end of a text, where Python's also stands before a last line break."""
    if validator.is_type(value, "string") and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError("does not match the pattern")


def _required(validator: Validator, keys: list[str], value: Any, _: dict[str, Any]) -> Iterator[ValidationError]:
    """One error for all the keys that are missing: jsonschema gives each its own, and only the text says which."""
    if validator.is_type(value, "object") and not value.keys() >= set(keys):
        yield ValidationError("lacks keys")


def _is_number(_: TypeChecker, value: Any) -> bool:
    """Whether a value is a number of JSON: TOML has some that are none, or have no end."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (isinstance(value, float) and math.isfinite(value))


_Validator = extend(
    Draft202012Validator,
    {"pattern": _pattern, "required": _required},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number),
)


def _faults(validator: Validator, value: Any) -> tuple[Fault, ...]:
    faults = [fault for error in validator.iter_errors(value) for fault in _faults_of(error, validator.schema, value)]
    return tuple(sorted(faults, key=lambda fault: ([str(step) for step in fault.path], fault.keyword)))


def _faults_of(error: ValidationError, schema: dict[str, Any], value: Any) -> Iterator[Fault]:
    """The faults that an error stands for: one, or one for each key that is missing."""
    path = tuple(error.absolute_path)
    for step in path:
        value = value[step]  # not the error's own, which of a key that is not allowed is the key
    if "propertyNames" in error.absolute_schema_path:
        path, value = (*path, error.instance), error.instance
    for limit in _limits(error, schema):
        yield Fault(path, str(error.validator), value, limit, tuple(error.absolute_schema_path), error.schema)


def _limits(error: ValidationError, schema: dict[str, Any]) -> list[Any]:
    """What the broken keyword asks: a number, the choices, the types; each key that is missing; the keys that are too many."""
    if error.validator == "required":
        return [key for key in error.validator_value if key not in error.instance]
    if error.validator in ("additionalProperties", "unevaluatedProperties"):
        return [[key for key in error.instance if key not in _allowed(schema, error.schema)]]
    if error.validator == "type":
        return [[error.validator_value] if isinstance(error.validator_value, str) else error.validator_value]
    return [error.validator_value]


def _allowed(schema: dict[str, Any], part: dict[str, Any]) -> set[str]:
    """The keys of an object that a part of the schema names, itself or in what it refers to."""
    referred = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
    return {*part.get("properties", {}), *referred.get("properties", {})}
