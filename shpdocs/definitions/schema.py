"""The JSON Schema (2020-12) of a return's answers, generated from its definition; and how a value breaks a schema, as data.

Every property has a title and a description. What else another program should know of it stands in `schema_documents`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from shpdocs.answers.kinds import Schema, kind_of
from shpdocs.definitions.wording import WORKBOOK_WORDS, figure_asked, show_baseline, show_target
from shpdocs.model.definition import ACTIVITY, COMMENTARY, PROGRESS, REVISION, SIGN_OFF, Asked, Definition, Field, Measure, Part, Table
from shpdocs.model.period import QUARTERS, months_of, slashed


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
        "fields": _object({field.key: _column(field) for field in definition.fields}, "Fields", "What is asked once, by its key."),
        "measures": _measures(definition),
        "tables": _object(
            {table.key: _table(table) for table in definition.tables}, "Tables", "What is asked in rows, by the table's key."
        ),
        "sign-off": _object(_named(SIGN_OFF), "Sign-off", "Who answers for the return."),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": answers_id(definition.year, definition.sub_group),
        "title": f"Answers of {definition.title}, {slashed(definition.year)}",
        "description": (
            "What a return of this sub-group holds under 'answers'. Every key is present; null is a blank. "
            "'figure' is the figure of the return's own quarter, 'earlier' those of the quarters before it."
        ),
        "x-definition": definition.digest,
        **_object(groups),
    }


def answers_id(year: str, sub_group: str) -> str:
    """The `$id` of the schema of a sub-group's answers in a financial year."""
    return f"urn:shpdocs:answers:{year}:{sub_group}"


def _object(properties: Schema, title: str = "", description: str = "", required: list[str] | None = None) -> Schema:
    words: Schema = {"title": title, "description": description} if title else {}
    return words | {
        "type": "object",
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
        "properties": properties,
    }


def _named(fields: tuple[Field, ...]) -> Schema:
    return {field.key: _column(field) for field in fields}


def _column(field: Field) -> Schema:
    return _asked(field.asked, field.label, field.guidance)


def _asked(asked: Asked, title: str, description: str = "") -> Schema:
    """The schema of one answer; null is allowed where no answer is required. What the kind says of it follows what is said of it here."""
    schema = kind_of(asked).schema(asked)
    words = {"title": title, "description": _sentences(description, schema["description"])}
    return {**words, **(schema if asked.required else _or_null(schema)), **words}


def _sentences(*pieces: str) -> str:
    return " ".join(piece if piece.endswith((".", "?", "!")) else f"{piece}." for piece in pieces if piece)


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
    return _object(
        {measure.key: _measure(measure) for measure in definition.measures},
        "Measures",
        "What is followed through the year, by its key; one that is not asked in every quarter is there in those in which it is.",
        always,
    )


def _measure(measure: Measure) -> Schema:
    activity = {} if measure.activity_with else {"activity": _asked(ACTIVITY, "Activity this year", "What was done this year.")}
    words = (measure.name, _description(measure))
    if measure.unit == "progress":
        progress = _asked(PROGRESS, "Progress this year", "How it goes, quarter by quarter.")
        return _object({"progress": progress} | activity, *words)
    if measure.parts:
        parts = {part.key: _object(_quarters(measure), part.label, _part_words(part, measure)) for part in measure.parts}
        return _object({"parts": _object(parts, "Parts", "The counts that it is made of, by their keys.")} | activity, *words)
    return _object(_quarters(measure) | activity, *words)


def _part_words(part: Part, measure: Measure) -> str:
    return _sentences(f"Counts: {part.counts}" if part.counts else f"'{part.label}' of '{measure.name}'")


def _description(measure: Measure) -> str:
    return _sentences(
        measure.objective,
        f"Counts: {measure.counts}",
        f"Source: {measure.source}" if measure.source else "",
        f"Baseline: {show_baseline(measure, WORKBOOK_WORDS)}" if show_baseline(measure, WORKBOOK_WORDS) else "",
        f"Target: {show_target(measure.target, measure)}" if measure.target else "",
        f"Better: {measure.better}",
        f"Quarters: {measure.quarters}" if measure.quarters else "",
    )


def _quarters(measure: Measure) -> Schema:
    asked = figure_asked(measure, required=True)
    value = {"title": "Value"} | kind_of(asked).schema(asked)
    earlier = {
        quarter: _figure(value, {}, (quarter, f"The figure of {months_of(quarter)}, as it stood when the return was made."), required=False)
        for quarter in QUARTERS[:-1]
        if quarter in measure.asked_in
    }
    return {
        "figure": _figure(value, _beside(measure), ("Figure of the quarter", "The figure of the return's own quarter."), required=True),
        "earlier": _object(earlier, "Earlier quarters", "The figures of the quarters before it in the same year.", []),
    }


def _beside(measure: Measure) -> Schema:
    """What is asked of a quarter's figure beside its value."""
    of_how_many = _asked(Asked("count", required=False), "Of how many", "How many there are of which the value is so many per cent.")
    return ({"base": of_how_many} if measure.unit == "percentage" else {}) | {
        "data-as-at": _asked(Asked("date", required=False), "Data as at", "The day on which the figure was taken from its source."),
        "provisional": _asked(Asked("yes-no", required=False), "Provisional", "Whether the figure may change yet."),
        "commentary": _asked(COMMENTARY, "Commentary", "What the lead says of the figure."),
        "revision": _asked(REVISION, "Why an earlier quarter changed", "Why a figure under 'earlier' is not the one returned before."),
    }


def _figure(value: Schema, beside: Schema, words: tuple[str, str], required: bool) -> Schema:
    """A value or a reason for none, never both; neither only where it is not required."""
    parts = {"value": _or_null(value), "reason": _asked(Asked("reason", required=False), "Reason for no figure"), **beside}
    schema = _object(parts, *words, [key for key in parts if key != "revision"])  # not asked in a year's first quarter
    blank = {"properties": {"value": {"type": "null"}}}
    schema |= {"if": blank, "else": {"properties": {"reason": {"type": "null"}}}}
    if required:
        schema["then"] = {"properties": {"reason": {"type": "string"}}}
    return schema


def _table(table: Table) -> Schema:
    row = _named(table.columns)
    if table.rows:
        words = (table.title, _sentences(table.guidance, "One object for each named row, by its key"))
        rows = {key: _object(row, label, f"The row '{label}', by column.") for key, label in table.rows}
        return _object(rows, *words)
    words = (table.title, _sentences(table.guidance, "One object for each row, in the order of the workbook"))
    items = _object(row, "Row", "A row, by column.")
    return {"title": words[0], "description": words[1], "type": "array", "minItems": table.fewest, "items": items}
