"""The JSON Schema of a sub-group's answers as a document for other programs: with what they must know to read and not to publish.

It is the schema by which answers are judged (`schema`), annotated: what an answer is in, what it is of, whether a public paper may
hold it, and which of its numbers are small. An annotation holds for all that stands within what it stands at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import to_builtins

from shpdocs.answers.kinds import Schema, kind_of
from shpdocs.definitions.schema import schema_of
from shpdocs.definitions.schema_examples import FULL, SPARSE, example_of
from shpdocs.definitions.small_numbers import measures_behind, rule_of, table_rule
from shpdocs.model.definition import Definition, Exemption, Field, Measure, SmallNumbers, Table

_ABOUT = (
    "What begins with x- is for programs, and holds for all that stands within. x-unit: what a number is in; x-per, of a rate: per how "
    "many. x-base: what a percentage or rate is of. x-people: whether numbers count people. x-small-numbers: which of them are too small "
    "to publish. x-publish: false where a public paper never holds it. x-exempt: under which paragraphs of Part 1 of Schedule 12A to the "
    "Local Government Act 1972. A decision about one period may withhold more. The examples are made up."
)


def answers_document(definition: Definition, default: SmallNumbers) -> Schema:
    """Return the schema of the definition's answers, annotated, with examples. `default` is the settings' rule for small numbers."""
    schema = schema_of(definition)
    groups = schema["properties"]
    _annotate(groups["fields"], {field.key: _of_field(field, default) for field in definition.fields})
    _annotate(groups["measures"], {measure.key: _of_measure(definition, measure, default) for measure in definition.measures})
    for table in definition.tables:
        _annotate_table(groups["tables"]["properties"][table.key], definition, table, default)
    groups["sign-off"]["x-publish"] = False
    examples = [example_of(schema, definition.year, filling) for filling in (FULL, SPARSE)]
    return schema | {"description": f"{schema['description']} {_ABOUT}", "examples": examples}


def _annotate(group: Schema, annotations: Mapping[str, Schema]) -> None:
    for key, annotation in annotations.items():
        group["properties"][key] |= annotation


def _annotate_table(schema: Schema, definition: Definition, table: Table, default: SmallNumbers) -> None:
    """Annotate a table, and the columns in each of its rows."""
    behind = measures_behind(definition, table)
    rule = table_rule(definition, table, default)
    is_of_people = any(column.people for column in table.columns) or any(measure.people for measure in behind)
    exempt = table.exempt or next((measure.exempt for measure in behind if measure.exempt), None)
    schema |= _publication(all(measure.publish for measure in behind), exempt) | _people(is_of_people, rule)
    rows = schema["properties"].values() if table.rows else [schema["items"]]
    for row in rows:
        _annotate(row, {column.key: _of_field(column, rule) for column in table.columns})


def _of_field(field: Field, rule: SmallNumbers) -> Schema:
    unit = {"x-unit": field.asked.kind} if kind_of(field.asked).is_number else {}
    return unit | _per(field.asked.per) | _publication(True, field.exempt) | _people(field.people, rule)


def _of_measure(definition: Definition, measure: Measure, default: SmallNumbers) -> Schema:
    return {
        "x-unit": measure.unit,
        **_per(measure.per),
        **_base(measure),
        "x-better": measure.better,
        **({"x-quarters": measure.quarters} if measure.quarters else {}),
        "x-asked": list(measure.asked_in),
        **_publication(measure.publish, measure.exempt),
        **_people(measure.people, rule_of(definition, measure, default)),
        **_provenance(measure),
    }


def _per(per: int | None) -> Schema:
    return {"x-per": per} if per else {}


def _base(measure: Measure) -> Schema:
    """What a percentage or rate is of: other measures by their keys, a known number, or words."""
    base = {"words": measure.base, "numerator": measure.numerator, "denominator": measure.denominator}
    said = {name: value for name, value in base.items() if value != ""}
    return {"x-base": said} if said else {}


def _provenance(measure: Measure) -> Schema:
    said = {
        "x-source": measure.source,
        "x-published": measure.published,
        "x-link": measure.link,
        "x-from-guidance": measure.from_guidance,
        "x-since": measure.since,
    }
    return {name: value for name, value in said.items() if value}


def _publication(publish: bool, exempt: Exemption | None) -> Schema:
    """Whether a public paper may hold it by its definition, and if not by which law, where the definition says so."""
    return {"x-publish": publish and exempt is None} | ({"x-exempt": list(exempt.paragraphs)} if exempt else {})


def _people(people: bool, rule: SmallNumbers) -> Schema:
    """Whether it counts people, and which of its numbers are then too small to publish."""
    if not people:
        return {"x-people": False}
    kept: dict[str, Any] = to_builtins(rule)
    kept.pop("words")
    return {"x-people": True, "x-small-numbers": kept}
