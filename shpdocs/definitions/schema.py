"""The JSON Schema (2020-12) of a return's answers, generated from its definition; and how a value breaks a schema, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from shpdocs.answers.kinds import Schema, kind_of
from shpdocs.definitions.wording import WORKBOOK_WORDS, figure_asked, show_baseline, show_target
from shpdocs.model.definition import ACTIVITY, COMMENTARY, PROGRESS, REVISION, SIGN_OFF, Asked, Definition, Field, Measure, Table
from shpdocs.model.period import QUARTERS, slashed
from shpdocs.model.returns import REASONS


class Fault(Struct, frozen=True):
    """One way in which a value breaks a JSON Schema: where (`path`), by which keyword, and the keyword's limit.

    A key that does not fit is at fault itself: `path` ends with it, and it is the `value`. `within` is the path of the keyword in
    the schema, `rule` the part of the schema that holds the keyword.
    """

    path: tuple[str | int, ...]
    keyword: str
    value: Any
    limit: Any = None
    within: tuple[str | int, ...] = ()
    rule: Mapping[str, Any] = field(default_factory=dict)


def schema_of(definition: Definition) -> Schema:
    """Return the schema that `answers` in a return of this definition is valid against, in any quarter."""
    groups = {
        "fields": _object({field.key: _asked(field.asked, field.label, field.guidance) for field in definition.fields}, "Fields"),
        "measures": _measures(definition),
        "tables": _object({table.key: _table(table) for table in definition.tables}, "Tables"),
        "sign-off": _object({field.key: _asked(field.asked, field.label) for field in SIGN_OFF}, "Who answers for the return"),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:shpdocs:answers:{definition.year}:{definition.sub_group}",
        "title": f"Answers of {definition.title}, {slashed(definition.year)}",
        "description": (
            "What a return of this sub-group holds under 'answers'. Every key is present; null is a blank. "
            "'figure' is the figure of the return's own quarter, 'earlier' those of the quarters before it."
        ),
        "x-definition": definition.digest,
        **_object(groups),
        "$defs": {"reason": {"description": "Why there is no figure.", "enum": list(REASONS)}},
    }


def _object(properties: Schema, title: str = "", required: list[str] | None = None) -> Schema:
    words: Schema = {"title": title} if title else {}
    return words | {
        "type": "object",
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
        "properties": properties,
    }


def _asked(asked: Asked, title: str, description: str = "") -> Schema:
    """The schema of one answer; null is allowed where no answer is required."""
    words = {"title": title} | ({"description": description} if description else {})
    schema = kind_of(asked).schema(asked)
    if asked.required:
        return words | schema
    return words | _or_null(schema)


def _or_null(schema: Schema) -> Schema:
    """The schema, or null. Kept flat, so that an error stays at the answer and not under an anyOf."""
    nullable = dict(schema)
    nullable["type"] = [*([schema["type"]] if isinstance(schema["type"], str) else schema["type"]), "null"]
    if "enum" in schema:
        nullable["enum"] = [*schema["enum"], None]
    return nullable


def _measures(definition: Definition) -> Schema:
    """Measures asked in all quarters are required; one asked in some is present in those only."""
    always = [measure.key for measure in definition.measures if measure.asked_in == QUARTERS]
    return _object({measure.key: _measure(measure) for measure in definition.measures}, "Measures", always)


def _measure(measure: Measure) -> Schema:
    activity = {} if measure.activity_with else {"activity": _asked(ACTIVITY, "Activity this year")}
    words = {"title": measure.name, "description": _description(measure), "x-better": measure.better, "x-people": measure.people}
    words |= {"x-quarters": measure.quarters} if measure.quarters else {}
    if measure.unit == "progress":
        return words | _object({"progress": _asked(PROGRESS, "Progress this year")} | activity)
    if measure.parts:
        parts = {part.key: {"title": part.label} | _object(_quarters(measure)) for part in measure.parts}
        return words | _object({"parts": _object(parts)} | activity)
    return words | _object(_quarters(measure) | activity)


def _description(measure: Measure) -> str:
    pieces = [
        measure.objective,
        f"Counts: {measure.counts}",
        f"Source: {measure.source}" if measure.source else "",
        f"Baseline: {show_baseline(measure, WORKBOOK_WORDS)}" if show_baseline(measure, WORKBOOK_WORDS) else "",
        f"Target: {show_target(measure.target, measure)}" if measure.target else "",
        f"Better: {measure.better}",
        f"Quarters: {measure.quarters}" if measure.quarters else "",
    ]
    return " ".join(piece if piece.endswith(".") else f"{piece}." for piece in pieces if piece)


def _quarters(measure: Measure) -> Schema:
    asked = figure_asked(measure, required=True)
    value = kind_of(asked).schema(asked)
    extra: Schema = {
        "data-as-at": _asked(Asked("date", required=False), "Data as at"),
        "provisional": _asked(Asked("yes-no", required=False), "Provisional"),
        "commentary": _asked(COMMENTARY, "Commentary"),
        "revision": _asked(REVISION, "Why an earlier quarter changed"),
    }
    if measure.unit == "percentage":
        extra = {"base": _asked(Asked("count", required=False), "Of how many")} | extra
    earlier = {quarter: _figure(value, {}, quarter, required=False) for quarter in QUARTERS[:-1] if quarter in measure.asked_in}
    return {
        "figure": _figure(value, extra, "Figure of the quarter", required=True),
        "earlier": _object(earlier, "Earlier quarters", required=[]),
    }


def _figure(value: Schema, extra: Schema, title: str, required: bool) -> Schema:
    """A value or a reason for none, never both; neither only where it is not required."""
    parts = {"value": _or_null(value), "reason": {"type": ["string", "null"], "enum": [*REASONS, None]}, **extra}
    schema = _object(parts, title, [key for key in parts if key != "revision"])  # not asked in a year's first quarter
    blank = {"properties": {"value": {"type": "null"}}}
    schema |= {"if": blank, "else": {"properties": {"reason": {"type": "null"}}}}
    if required:
        schema["then"] = {"properties": {"reason": {"type": "string"}}}
    return schema


def _table(table: Table) -> Schema:
    words = {"title": table.title} | ({"description": table.guidance} if table.guidance else {})
    row = {column.key: _column(column) for column in table.columns}
    if table.rows:
        return words | _object({key: {"title": label} | _object(row) for key, label in table.rows})
    return words | {"type": "array", "minItems": table.fewest, "items": _object(row)}


def _column(column: Field) -> Schema:
    return _asked(column.asked, column.label, column.guidance)
