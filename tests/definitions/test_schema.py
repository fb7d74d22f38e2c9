from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema.validators import Draft202012Validator

from shpdocs.definitions.schema import schema_of
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.definition import Definition, Part
from shpdocs.model.returns import Json, set_answer
from tests.support.made import definition, field, figure, measure, named_table, open_table

DEFINITION = definition(
    fields=(field("update", "narrative"), field("lead", required=False), field("band", "choice", False, choices=("Not met", "Met"))),
    measures=(
        measure("robbery"),
        measure("confidence", "percentage"),
        measure("strategy", "status"),
        measure("disposals", parts=(Part("pwit", "PWIT"), Part("vap", "VAP")), activity_with="robbery"),
        measure("programme", "progress"),
        measure("yearly", asked_in=("Q2", "Q4")),
    ),
    tables=(
        open_table("risks", field("risk"), field("owner", required=False), fewest=1),
        named_table("rates", {"opiate": "Opiate", "alcohol": "Alcohol"}, field("local", "percentage")),
    ),
)
MORE = {"data_as_at": None, "provisional": None, "commentary": None}


def _answers() -> dict[str, Json]:
    return {
        "fields": {"update": "A made-up update.", "lead": None, "band": "Met"},
        "measures": {
            "robbery": {
                "figure": figure(104, data_as_at="2024-09-30", provisional=True, commentary="A made-up comment.", revision="Recounted."),
                "earlier": {"Q1": figure(126)},
                "activity": "Made-up patrols.",
            },
            "confidence": {"figure": figure(63, base=1200, **MORE), "earlier": {"Q1": figure()}, "activity": None},
            "strategy": {"figure": figure(reason="not-applicable", **MORE), "earlier": {}, "activity": None},
            "disposals": {
                "parts": {
                    "pwit": {"figure": figure(0, **MORE), "earlier": {"Q1": figure(reason="suppressed")}},
                    "vap": {"figure": figure(21, **MORE), "earlier": {}},
                }
            },
            "programme": {"progress": "Made-up progress.", "activity": None},
        },
        "tables": {"risks": [{"risk": "A made-up risk", "owner": None}], "rates": {"opiate": {"local": 6.6}, "alcohol": {"local": 0}}},
        "sign-off": {"name": "A. Made-up", "role": None, "date": "2024-10-04"},
    }


def test_the_schema_is_valid_2020_12() -> None:
    schema = schema_of(DEFINITION)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_a_full_set_of_answers_is_accepted() -> None:
    assert schema_faults(schema_of(DEFINITION), _answers()) == ()


def test_a_measure_asked_in_some_quarters_may_be_there_or_not() -> None:
    answers = _answers()
    answers["measures"]["yearly"] = {"figure": figure(5, **MORE), "earlier": {}, "activity": None}
    assert schema_faults(schema_of(DEFINITION), answers) == ()


@pytest.mark.parametrize(
    "definition_of_one_sort",
    [definition(), definition(fields=(field("a"),)), definition(measures=(measure("a"),))],
    ids=["none", "fields", "measures"],
)
def test_a_definition_of_one_sort_has_a_valid_schema(definition_of_one_sort: Definition) -> None:
    Draft202012Validator.check_schema(schema_of(definition_of_one_sort))


ROBBERY = "/measures/robbery/figure"
# pointer of what is changed, its new value, pointer and keyword of the fault
FAULTS: dict[str, tuple[str, Json, str, str]] = {
    "required field blank": ("/fields/update", None, "/fields/update", "type"),
    "field of another type": ("/fields/update", 5, "/fields/update", "type"),
    "field empty": ("/fields/update", "", "/fields/update", "minLength"),
    "no choice": ("/fields/band", "Nearly", "/fields/band", "enum"),
    "unknown field": ("/fields/other", "x", "/fields", "additionalProperties"),
    "unknown measure": ("/measures/other", {}, "/measures", "additionalProperties"),
    "unknown group": ("/more", {}, "", "additionalProperties"),
    "figure with decimals": (f"{ROBBERY}/value", 4.5, f"{ROBBERY}/value", "type"),
    "figure negative": (f"{ROBBERY}/value", -1, f"{ROBBERY}/value", "minimum"),
    "figure blank without reason": (f"{ROBBERY}/value", None, f"{ROBBERY}/reason", "type"),
    "figure and reason": (f"{ROBBERY}/reason", "suppressed", f"{ROBBERY}/reason", "type"),
    "date that is none": (f"{ROBBERY}/data-as-at", "2024-02-31", f"{ROBBERY}/data-as-at", "format"),
    "commentary too long": (f"{ROBBERY}/commentary", "x" * 5001, f"{ROBBERY}/commentary", "maxLength"),
    "revision too long": (f"{ROBBERY}/revision", "x" * 301, f"{ROBBERY}/revision", "maxLength"),
    "note, as it was called": (f"{ROBBERY}/note", "x", ROBBERY, "additionalProperties"),
    "sign-off on no day": ("/sign-off/date", "2024-02-31", "/sign-off/date", "format"),
    "sign-off by a number": ("/sign-off/name", 5, "/sign-off/name", "type"),
    "unknown sign-off": ("/sign-off/stamp", "x", "/sign-off", "additionalProperties"),
    "provisional in words": (f"{ROBBERY}/provisional", "Yes", f"{ROBBERY}/provisional", "type"),
    "base where none is asked": (f"{ROBBERY}/base", 10, ROBBERY, "additionalProperties"),
    "percentage too large": ("/measures/confidence/figure/value", 101, "/measures/confidence/figure/value", "maximum"),
    "earlier figure and reason": ("/measures/robbery/earlier/Q1/reason", "suppressed", "/measures/robbery/earlier/Q1/reason", "type"),
    "earlier fourth quarter": ("/measures/robbery/earlier/Q4", figure(1), "/measures/robbery/earlier", "additionalProperties"),
    "status too long": ("/measures/strategy/figure", figure("x" * 301, **MORE), "/measures/strategy/figure/value", "maxLength"),
    "part blank": ("/measures/disposals/parts/vap/figure/value", None, "/measures/disposals/parts/vap/figure/reason", "type"),
    "activity of its own where it is shared": ("/measures/disposals/activity", "x", "/measures/disposals", "additionalProperties"),
    "progress blank": ("/measures/programme/progress", None, "/measures/programme/progress", "type"),
    "too few rows": ("/tables/risks", [], "/tables/risks", "minItems"),
    "row half filled": ("/tables/risks", [{"risk": None, "owner": "x"}], "/tables/risks/0/risk", "type"),
    "cell of a named row blank": ("/tables/rates/alcohol/local", None, "/tables/rates/alcohol/local", "type"),
    "unknown row": ("/tables/rates/heroin", {"local": 1}, "/tables/rates", "additionalProperties"),
}  # fmt: skip


@pytest.mark.parametrize(("changed", "value", "path", "keyword"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_refused_at_its_path(changed: str, value: Json, path: str, keyword: str) -> None:
    answers = _answers()
    set_answer(answers, changed, value)
    faults = schema_faults(schema_of(DEFINITION), answers)
    assert [("".join(f"/{step}" for step in fault.path), fault.keyword) for fault in faults] == [(path, keyword)]


def _pointers(answers: Json, base: str = "") -> list[str]:
    if not isinstance(answers, dict):
        return []
    return [pointer for key, value in answers.items() for pointer in (f"{base}/{key}", *_pointers(value, f"{base}/{key}"))]


EARLIER = {"/measures/robbery/earlier/Q1", "/measures/confidence/earlier/Q1", "/measures/disposals/parts/pwit/earlier/Q1"}
OPTIONAL = {*EARLIER, "/measures/robbery/figure/revision"}  # neither is asked in a year's first quarter


@pytest.mark.parametrize("pointer", [pointer for pointer in _pointers(_answers()) if pointer not in OPTIONAL])
def test_every_key_must_be_present(pointer: str) -> None:
    answers = copy.deepcopy(_answers())
    holder: Any = answers
    *steps, last = pointer.split("/")[1:]
    for step in steps:
        holder = holder[step]
    del holder[last]
    faults = schema_faults(schema_of(DEFINITION), answers)
    assert (tuple(steps), "required") in [(fault.path, fault.keyword) for fault in faults]


def test_the_schema_names_its_definition() -> None:
    schema = schema_of(DEFINITION)
    assert (schema["x-definition"], schema["$id"]) == (DEFINITION.digest, "urn:shpdocs:answers:2024-25:made-up")
