"""Schema faults as data, and the schemas that are shipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import FORMATS, file_faults, read_schema, schema_faults

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["figure"],
    "additionalProperties": False,
    "properties": {
        "figure": {"type": "integer", "minimum": 0, "maximum": 10},
        "day": {"type": "string", "format": "date"},
        "choice": {"enum": ["a", "b"]},
        "text": {"type": "string", "maxLength": 3, "minLength": 1},
        "rows": {"type": "array", "minItems": 2},
    },
}
FAULTS: dict[str, tuple[Any, tuple[tuple[tuple[str | int, ...], str], ...]]] = {
    "nothing wrong": ({"figure": 0, "day": "2024-09-24", "choice": "a"}, ()),
    "a key missing": ({}, (((), "required"),)),
    "a key too many": ({"figure": 1, "made-up": 1}, (((), "additionalProperties"),)),
    "another type": ({"figure": "1"}, ((("figure",), "type"),)),
    "a number with decimals": ({"figure": 1.5}, ((("figure",), "type"),)),
    "too small": ({"figure": -1}, ((("figure",), "minimum"),)),
    "too large": ({"figure": 11}, ((("figure",), "maximum"),)),
    "no date": ({"figure": 1, "day": "24/09/2024"}, ((("day",), "format"),)),
    "no such day": ({"figure": 1, "day": "2024-02-30"}, ((("day",), "format"),)),
    "no choice": ({"figure": 1, "choice": "c"}, ((("choice",), "enum"),)),
    "too long": ({"figure": 1, "text": "abcd"}, ((("text",), "maxLength"),)),
    "too few rows": ({"figure": 1, "rows": []}, ((("rows",), "minItems"),)),
    "two at once, in order": ({"text": "abcd", "figure": 11}, ((("figure",), "maximum"), (("text",), "maxLength"))),
}


@pytest.mark.parametrize(("value", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_every_fault_comes_with_its_path_and_keyword(value: Any, expected: tuple[tuple[tuple[str, ...], str], ...]) -> None:
    assert tuple((fault.path, fault.keyword) for fault in schema_faults(SCHEMA, value)) == expected


def test_a_fault_carries_the_limit_and_the_value() -> None:
    (fault,) = schema_faults(SCHEMA, {"figure": 11})
    assert (fault.limit, fault.value) == (10, 11)
    (fault,) = schema_faults(SCHEMA, {})
    assert fault.limit == "figure"


def test_every_shipped_schema_is_a_schema() -> None:
    paths = sorted(shipped("schemas").rglob("*.schema.json"))
    assert {"definition", "return", "prevent"} <= {path.name.removesuffix(".schema.json") for path in paths}
    for path in paths:
        Draft202012Validator.check_schema(read_schema(path))


def _formats(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from [schema["format"]] if isinstance(schema.get("format"), str) else []
        for part in schema.values():
            yield from _formats(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _formats(part)


def test_every_format_of_the_shipped_schemas_is_one_that_is_really_checked() -> None:
    formats = {name for path in shipped("schemas").rglob("*.schema.json") for name in _formats(read_schema(path))}
    assert formats == set(FORMATS.checkers) == {"date"}
    assert not FORMATS.conforms("2024-02-30", "date")


def test_what_is_too_many_in_an_object_that_builds_on_another_is_named() -> None:
    shared = {"properties": {"label": {}}, "required": ["label"]}
    schema = {"$defs": {"shared": shared}, "$ref": "#/$defs/shared", "properties": {"sheet": {}}, "unevaluatedProperties": False}
    (fault,) = schema_faults(schema, {"label": 1, "sheet": 1, "made-up": 1, "other": 1})
    assert (fault.keyword, fault.limit) == ("unevaluatedProperties", ["made-up", "other"])


def test_each_key_that_is_missing_is_a_fault_in_the_order_of_the_schema() -> None:
    faults = schema_faults({"required": ["figure", "day", "choice"]}, {"day": 1})
    assert [(fault.keyword, fault.limit) for fault in faults] == [("required", "figure"), ("required", "choice")]


def test_a_text_that_ends_with_a_line_break_does_not_match_a_pattern_without_one() -> None:
    assert [fault.keyword for fault in schema_faults({"pattern": "^[a-z]+$"}, "prevent\n")] == ["pattern"]
    assert [fault.keyword for fault in schema_faults({"propertyNames": {"pattern": "^[a-z]+$"}}, {"prevent\n": 1})] == ["pattern"]
    assert schema_faults({"pattern": "^[a-z]+$"}, "prevent") == ()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), True], ids=repr)
def test_what_json_does_not_have_as_a_number_is_none(value: Any) -> None:
    assert [fault.keyword for fault in schema_faults({"type": "number"}, value)] == ["type"]


def test_a_whole_number_of_any_length_is_a_number() -> None:
    assert schema_faults({"type": "number"}, 10**400) == ()
    assert [fault.keyword for fault in schema_faults({"type": "number", "maximum": 100}, 10**400)] == ["maximum"]


def test_a_schema_in_a_file_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    path = shipped("schemas") / "settings.schema.json"
    file_faults(path, {})
    monkeypatch.setattr("shpdocs.definitions.validator.read_schema", lambda _: pytest.fail("read again"))
    assert [fault.limit for fault in file_faults(path, {})] == ["partnership", "council"]
