"""The validator against jsonschema as it comes: the same answers break the same rules at the same places."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from shpdocs.definitions.validator import schema_faults

PERIODS = {"2017-18-Q3": "2017-18", "2024-25-Q2": "2024-25"}


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for at, inner in enumerate(value) for leaf in leaves(inner, (*path, at))]
    return [path]


def spoilt(answers: Any, path: tuple[str | int, ...], value: Any) -> Any:
    changed = copy.deepcopy(answers)
    parent = changed
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = value
    return changed


def our_faults(schema: dict[str, Any], answers: Any) -> set[tuple[tuple[str | int, ...], str]]:
    return {(fault.path, fault.keyword) for fault in schema_faults(schema, answers)}


def plain_faults(schema: dict[str, Any], answers: Any) -> set[tuple[tuple[str | int, ...], str]]:
    errors = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(answers)
    return {(tuple(error.absolute_path), str(error.validator)) for error in errors}


@pytest.mark.parametrize(
    ("period", "year"),
    [pytest.param(period, year, marks=pytest.mark.slow if year == "2024-25" else ()) for period, year in PERIODS.items()],
)
@pytest.mark.parametrize("value", [None, -1, 1.5, "", "made up", [], {}, True], ids=repr)
def test_every_answer_spoilt_breaks_the_same_rules_for_both(made_demo: Path, period: str, year: str, value: Any) -> None:
    for path in sorted((made_demo / "output" / period / "returns").glob("*.json")):
        answers = json.loads(path.read_text(encoding="utf-8"))["answers"]
        schema = json.loads((made_demo / "schemas" / year / f"{path.stem}.schema.json").read_text(encoding="utf-8"))
        assert our_faults(schema, answers) == plain_faults(schema, answers) == set()
        places = leaves(answers)
        assert places
        for place in places[:: max(len(places) // 25, 1)]:
            changed = spoilt(answers, place, value)
            assert our_faults(schema, changed) == plain_faults(schema, changed), place
