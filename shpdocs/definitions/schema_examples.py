"""Made-up examples of what a schema of ours accepts: one with every answer given, one with as little as may be."""

from __future__ import annotations

from math import ceil, floor
from typing import Any, Literal

from shpdocs.answers.kinds import Schema
from shpdocs.model.returns import REASONS, Json

Filling = Literal["full", "sparse"]
FULL: Filling = "full"
SPARSE: Filling = "sparse"
_TEXT = "Made up."
_NUMBER = 12


def example_of(schema: Schema, year: str, filling: Filling) -> Json:
    """Return a made-up value of a schema that `schema_of` gives; its days lie in the financial year."""
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    if filling == SPARSE and "null" in types:
        return None
    if "object" in types:
        return _object(schema, year, filling)
    if "array" in types:
        return [example_of(schema["items"], year, filling) for _ in range(max(schema["minItems"], filling == FULL))]
    if "enum" in schema:
        return schema["enum"][0]
    if "boolean" in types:
        return True
    if "integer" in types or "number" in types:
        return _number(schema, "integer" in types)
    return _text(schema, year)


def _object(schema: Schema, year: str, filling: Filling) -> dict[str, Json]:
    """Every property, or those that must be there; of a figure the value, or the reason for none."""
    names = schema["properties"] if filling == FULL else schema["required"]
    answers = {name: example_of(schema["properties"][name], year, filling) for name in names}
    if "if" in schema:
        answers["reason"] = None if filling == FULL else REASONS[0] if "then" in schema else None
    return answers


def _number(schema: Schema, is_whole: bool) -> Any:
    """The usual number, or the one nearest to it within the bounds."""
    most = min(schema.get("maximum", _NUMBER), _NUMBER)
    number = max(schema.get("minimum", most), most)
    least_whole, most_whole = ceil(number), floor(number)
    if not is_whole:
        return number
    return least_whole if number == schema.get("minimum") else most_whole


def _text(schema: Schema, year: str) -> str:
    """A text; a day or a month of the second quarter where one is asked."""
    if schema.get("format") == "date":
        return f"{year[:4]}-09-30"
    return f"{year[:4]}-09" if "pattern" in schema else _TEXT[: schema.get("maxLength")]
