"""Schemas as documents: every property has words, the examples keep to them, and what begins with x- says what may be published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema.validators import Draft202012Validator
from msgspec.structs import replace

from shpdocs.answers.kinds import Schema
from shpdocs.definitions.consistency import definition_faults
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.return_schema import return_document
from shpdocs.definitions.schema_documents import answers_document
from shpdocs.definitions.schema_marks import MAKER, marked, marks_of
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema, schema_faults
from shpdocs.model.definition import Definition, Exemption, Part, SmallNumbers
from shpdocs.model.period import QUARTERS
from shpdocs.store.folder import open_folder
from tests.support.made import definition, field, measure, named_table, open_table
from tests.support.made_up import definitions

DEFAULT = SmallNumbers(threshold=5, upper_protection=2)
SHIPPED = open_folder(shipped("workbook_templates").parent)
YEARS = SHIPPED.years()
SOME = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def shipped_definitions() -> list[Definition]:
    return [each for year in YEARS for each in read_year(SHIPPED, year).definitions]


BY_HAND = sorted(shipped("schemas").glob("*.schema.json"))
_CONDITIONS = ("if", "then", "else", "not")  # what is said there of a property is no description of it


def declared(schema: Any, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every property that a schema written by hand declares, wherever it stands in it."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            named = schema["properties"].items()
            yield from ((f"{path}/{name}", inner) for name, inner in named if name not in QUARTERS)  # they say all with their name
        for key, inner in schema.items():
            if key not in _CONDITIONS:
                yield from declared(inner, f"{path}/{key}")
    elif isinstance(schema, list):
        for number, inner in enumerate(schema):
            yield from declared(inner, f"{path}/{number}")


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.name)
def test_every_schema_that_travels_with_the_program_has_words_at_each_property(path: Path) -> None:
    schema = read_schema(path)
    assert schema["$id"] == f"urn:shpdocs:{path.name.removesuffix('.schema.json')}"
    assert schema["title"]
    assert schema["description"]
    lacking = [at for at, inner in declared(schema) if "$ref" not in inner and not (inner.get("title") and inner.get("description"))]
    assert lacking == []


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every property of a schema with its path, and what a row or a pattern of names holds."""
    if not isinstance(schema, dict):
        return
    for name, inner in {**schema.get("properties", {}), **schema.get("patternProperties", {})}.items():
        yield f"{path}/{name}", inner
        yield from properties(inner, f"{path}/{name}")
    if "items" in schema:
        yield f"{path}/*", schema["items"]
        yield from properties(schema["items"], f"{path}/*")


def without_words(schema: Schema) -> list[str]:
    return [path for path, inner in properties(schema) if not all(str(inner.get(word, "")).strip() for word in ("title", "description"))]


@pytest.mark.parametrize("each", shipped_definitions(), ids=lambda each: f"{each.year}-{each.sub_group}")
def test_of_every_shipped_definition_each_property_has_words_and_the_examples_are_valid(each: Definition) -> None:
    document = answers_document(each, DEFAULT)
    Draft202012Validator.check_schema(document)
    assert without_words(document) == []
    assert [schema_faults(document, example) for example in document["examples"]] == [(), ()]
    assert document["$id"] == f"urn:shpdocs:answers:{each.year}:{each.sub_group}"


@SOME
@given(definitions().filter(lambda each: not definition_faults(each)))
def test_so_has_any_definition(each: Definition) -> None:
    document = answers_document(each, DEFAULT)
    assert without_words(document) == []
    assert [schema_faults(document, example) for example in document["examples"]] == [(), ()]


@pytest.mark.parametrize(("least", "most"), [(None, 5), (20, None), (14.5, 15.5), (-7, -3), (2.25, 2.75)])
@pytest.mark.parametrize("kind", ["number", "count"])
def test_an_example_keeps_within_bounds(kind: str, least: float | None, most: float | None) -> None:
    bounded = field("bounded", kind)
    if kind == "count" and (least, most) in ((-7, -3), (2.25, 2.75)):
        pytest.skip("no whole number of things lies there")
    each = definition(fields=(replace(bounded, asked=replace(bounded.asked, minimum=least, maximum=most)),))
    document = answers_document(each, DEFAULT)
    assert [schema_faults(document, example) for example in document["examples"]] == [(), ()]


SECRET = Exemption((1, 2), "A made-up reason.")
STRICT = SmallNumbers(threshold=10)
ANNOTATED = definition(
    fields=(field("update", "narrative"), replace(field("held", "count"), exempt=SECRET), replace(field("staff", "count"), people=True)),
    measures=(
        measure("victims"),
        replace(measure("repeat"), people=True, part_of="all-victims"),
        replace(measure("all-victims"), people=True, small_numbers=STRICT),
        replace(measure("share", "percentage"), numerator="repeat", denominator="all-victims"),
        replace(measure("per-head", "rate"), denominator=120_000, source="A made-up register"),
        replace(
            measure("told", "percentage"), base="Made-up people", published="Yearly", link="https://example.org/", from_guidance="A paper"
        ),
        measure("internal", publish=False),
        replace(measure("told-apart"), exempt=SECRET),
    ),
    tables=(
        open_table("risks", field("risk"), replace(field("owner"), exempt=SECRET)),
        named_table("by-age", {"young": "Young", "old": "Old"}, replace(field("number", "count"), people=True), after="repeat"),
        named_table("inside", {"a": "A", "b": "B"}, field("number", "count"), after="internal"),
    ),
)


def annotation(path: str) -> dict[str, Any]:
    found = dict(properties(answers_document(ANNOTATED, DEFAULT)))[path]
    return {name: value for name, value in found.items() if name.startswith("x-")}


def small(threshold: int, upper: int = 2) -> dict[str, Any]:
    return {"threshold": threshold, "round-to": 0, "zero": "show", "upper-protection": upper}


@pytest.mark.parametrize(
    ("path", "said"),
    {
        "/fields/update": {"x-publish": True, "x-people": False},
        "/fields/held": {"x-unit": "count", "x-publish": False, "x-exempt": [1, 2], "x-people": False},
        "/fields/staff": {"x-unit": "count", "x-publish": True, "x-people": True, "x-small-numbers": small(5)},
        "/measures/victims": {"x-unit": "count", "x-publish": True, "x-people": False},
        "/measures/repeat": {"x-people": True, "x-small-numbers": small(10)},  # what it is a part of is stricter
        "/measures/share": {"x-unit": "percentage", "x-base": {"numerator": "repeat", "denominator": "all-victims"}},
        "/measures/per-head": {"x-unit": "rate", "x-per": 10_000, "x-base": {"denominator": 120_000}, "x-source": "A made-up register"},
        "/measures/told": {"x-base": {"words": "Made-up people"}, "x-published": "Yearly", "x-link": "https://example.org/"},
        "/measures/internal": {"x-publish": False},
        "/measures/told-apart": {"x-publish": False, "x-exempt": [1, 2]},
        "/tables/risks/*/risk": {"x-publish": True, "x-people": False},
        "/tables/risks/*/owner": {"x-publish": False, "x-exempt": [1, 2]},
        "/tables/by-age": {"x-publish": True, "x-people": True, "x-small-numbers": small(10)},
        "/tables/by-age/old/number": {"x-people": True, "x-small-numbers": small(10)},
        "/tables/inside": {"x-publish": False},  # it goes with the measure that it breaks down
        "/sign-off": {"x-publish": False},
    }.items(),
)
def test_what_a_program_must_know_stands_at_what_it_is_about(path: str, said: dict[str, Any]) -> None:
    given_there = annotation(path)
    assert {name: given_there.get(name) for name in said} == said


def test_a_small_number_is_said_only_where_people_are_counted() -> None:
    document = answers_document(ANNOTATED, DEFAULT)
    assert [path for path, inner in properties(document) if ("x-small-numbers" in inner) != inner.get("x-people", False)] == []


def test_parts_of_a_measure_have_words() -> None:
    each = definition(measures=(measure("disposals", parts=(Part("pwit", "PWIT", "Made-up disposals"), Part("vap", "VAP"))),))
    parts = answers_document(each, DEFAULT)["properties"]["measures"]["properties"]["disposals"]["properties"]["parts"]["properties"]
    assert [parts[key]["description"] for key in parts] == ["Counts: Made-up disposals.", "'VAP' of 'Made-up disposals'."]


def test_the_schema_of_a_stored_return_has_words_too() -> None:
    document = return_document({"2024-25": ("made-up", "other")})
    Draft202012Validator.check_schema(document)
    assert without_words(document) == []
    assert [schema_faults(document, example) for example in document["examples"]] == [()]


def test_the_marks_say_who_made_a_schema_of_what_and_whether_it_is_whole() -> None:
    content = marked(answers_document(ANNOTATED, DEFAULT), "of-this")
    marks = marks_of(content)
    assert marks is not None
    assert (marks.maker, marks.grounds, marks.is_whole) == (MAKER, "of-this", True)
    assert marks_of(b"{}") is None


@pytest.mark.parametrize("where", range(20))
def test_a_change_of_any_byte_is_known(where: int) -> None:
    content = marked(answers_document(ANNOTATED, DEFAULT), "of-this")
    at = where * (len(content) - 1) // 19
    changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    marks = marks_of(changed)
    assert marks is None or not marks.is_whole
