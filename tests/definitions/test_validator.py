"""Schema faults as data, the schemas that are shipped, the published answers."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from shpdocs.definitions.shipped import published, shipped
from shpdocs.definitions.validator import read_schema, schema_faults

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
    assert len(paths) == 17  # seven that are written by hand, and five sub-groups in two years
    for path in paths:
        jsonschema.Draft202012Validator.check_schema(read_schema(path))


@pytest.mark.parametrize("period", ["2017-18-Q3", "2024-25-Q2"])
@pytest.mark.parametrize("sub_group", ["partnership", "domestic-abuse", "prevent", "drugs-and-alcohol", "serious-violence"])
def test_the_published_answers_travel_with_the_program(period: str, sub_group: str) -> None:
    assert published(period, sub_group)
    assert published(period, "made-up") == {}
