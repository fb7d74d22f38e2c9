"""Measures that definitions take from the library: what they come to, and where a fault stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.verify import verify
from shpdocs.definitions.definition_files import read_definition, read_year
from shpdocs.definitions.library import LibraryMeasure, expanded
from shpdocs.model.definition import Measure, Taken
from shpdocs.model.errors import DefinitionError
from shpdocs.model.origin import Stated, Statement
from shpdocs.paper.sections.definition_words import measure_words, part_words, stated_of_measure
from shpdocs.store.folder import open_folder
from tests.support.definition_files import edit_file
from tests.support.stated import REPOSITORY, stated_value

YEAR = "2030-31"
FAMILY = "workbook_templates/measures/made-up.toml"
MADE_UP = f"workbook_templates/{YEAR}/made-up.toml"
LIBRARY = """
[calls]
name = "Calls"
objective = "Calls taken"
unit = "count"
counts = "Made-up calls taken in the quarter."
source = "Made-up register"
quarters = "sum"
better = "lower"
published = "Made-up, every quarter"
since = "2030-31"

[visits]
name = "Visits"
objective = "Visits made"
unit = "count"
counts = "Made-up visits in the quarter, by who made them."
source = "Made-up register"
quarters = "sum"
better = "higher"

[visits.parts.wardens]
label = "wardens"
counts = "Visits by wardens."

[visits.parts.others]
label = "others"
"""
DEFINITION = """
title = "Made-up group"
order = 1

[measures.calls]
from = "calls"
objective = "Fewer calls"

[measures.calls.target]
value = 12

[measures.visits]
from = "visits"

[measures.visits.parts.wardens]
baseline = { value = 7, year = "2029-30" }
"""


@pytest.fixture
def made(folder: Path) -> Path:
    """A partnership folder with a library of two made-up measures, and a definition that takes both."""
    (folder / MADE_UP).parent.mkdir()
    (folder / FAMILY).write_text(LIBRARY, encoding="utf-8")
    (folder / MADE_UP).write_text(DEFINITION, encoding="utf-8")
    return folder


def measures_in(folder: Path) -> dict[str, Measure]:
    (definition,) = read_year(open_folder(folder), YEAR).definitions
    return {measure.key: measure for measure in definition.measures}


def fault_in(folder: Path) -> tuple[str, list[str], str]:
    """The file at fault, the keys at fault in it, and the first remedy."""
    with pytest.raises(DefinitionError) as caught:
        measures_in(folder)
    assert str(folder) not in str(caught.value)
    return caught.value.file, [fault.key for fault in caught.value.faults], caught.value.faults[0].remedy


def test_a_measure_taken_from_the_library_is_as_if_it_were_written_out(made: Path) -> None:
    taken = read_definition(made / MADE_UP, YEAR)
    written = LIBRARY.replace("[", "[measures.").replace("Calls taken", "Fewer calls")
    written = written.replace('label = "wardens"\n', 'label = "wardens"\nbaseline = { value = 7, year = "2029-30" }\n')
    top = 'title = "Made-up group"\norder = 1\n'
    (made / MADE_UP).write_text(f"{top}{written}\n[measures.calls.target]\nvalue = 12\n", encoding="utf-8")
    whole = read_definition(made / MADE_UP, YEAR)

    assert [without_place(measure) for measure in taken.measures] == [without_place(measure) for measure in whole.measures]


def without_place(measure: Measure) -> dict[str, Any]:
    return {name: getattr(measure, name) for name in measure.__struct_fields__ if name != "taken"}


def test_every_value_of_a_measure_is_traced_to_the_file_that_states_it(made: Path) -> None:
    definition = read_definition(made / MADE_UP, YEAR)
    calls, visits = definition.measures
    phrases = [measure_words(definition, calls, key) for key in ("name", "objective", "counts", "source")]
    phrases += [part_words(definition, visits, part) for part in visits.parts]
    phrases += [part_words(definition, visits, visits.parts[0], "counts")]
    origins = [piece.origin for said in phrases for piece in said.pieces]
    places = [origin.source for origin in origins if isinstance(origin, Statement) and isinstance(origin.source, Stated)]

    assert [stated_value(place, made) for place in places] == [said.text for said in phrases]
    assert stated_of_measure(definition, calls, "unit", "unit").source == Stated(FAMILY, "calls.unit")
    assert visits.place(MADE_UP, "parts.wardens.baseline.value") == (MADE_UP, "measures.visits.parts.wardens.baseline.value")
    assert calls.place(MADE_UP, "objective") == (MADE_UP, "measures.calls.objective")


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "key", "remedy"),
    [
        (FAMILY, '"lower"', '"lover"', FAMILY, "calls.better", "Did you mean lower?"),
        (FAMILY, "source", "sorce", FAMILY, "calls.sorce", "Did you mean source?"),
        (FAMILY, 'label = "others"', "label = 5", FAMILY, "visits.parts.others.label", "a text in quotes"),
        (FAMILY, "[calls]\n", "[calls]\npart-of = 7\n", FAMILY, "calls.part-of", "a text in quotes"),
        (MADE_UP, "value = 12", "value = 12.5", MADE_UP, "measures.calls.target.value", "whole number"),
        (MADE_UP, 'from = "calls"', 'from = "clals"', MADE_UP, "measures.calls.from", "Did you mean calls?"),
        (MADE_UP, 'from = "calls"', "from = 5", MADE_UP, "measures.calls.from", "a text in quotes"),
        (MADE_UP, "objective", "objectife", MADE_UP, "measures.calls.objectife", "Did you mean objective?"),
    ],
)
def test_a_fault_is_told_in_the_file_where_it_stands(made: Path, file: str, old: str, new: str, where: str, key: str, remedy: str) -> None:
    edit_file(made / file, old, new)
    told, keys, words = fault_in(made)

    assert (told, keys) == (where, [key])
    assert remedy in words


def test_a_contradiction_between_the_two_is_told_where_the_value_stands(made: Path) -> None:
    edit_file(made / FAMILY, "[visits]\n", '[visits]\npart-of = "calls"\n')

    assert fault_in(made)[:2] == (FAMILY, ["visits.part-of"])


def test_a_fault_of_the_library_has_its_line(made: Path) -> None:
    edit_file(made / FAMILY, '"lower"', '"lover"')
    with pytest.raises(DefinitionError) as caught:
        measures_in(made)

    assert caught.value.faults[0].line == LIBRARY.split("\n").index('better = "lower"') + 1


def test_a_folder_without_a_library_says_what_to_take(made: Path) -> None:
    for path in (made / "workbook_templates/measures").iterdir():
        path.unlink()

    assert fault_in(made)[:2] == (MADE_UP, ["measures.calls.from", "measures.visits.from"])


def test_a_measure_that_stands_twice_in_the_library_is_told(made: Path) -> None:
    (made / FAMILY).with_name("others.toml").write_text('[calls]\nname = "Calls again"\n', encoding="utf-8")

    assert fault_in(made)[:2] == ("workbook_templates/measures/others.toml", ["calls"])


def test_a_library_that_is_no_toml_is_told_only_by_what_takes_from_it(made: Path) -> None:
    (made / FAMILY).write_text("[calls\n", encoding="utf-8")
    (made / MADE_UP).with_name("own.toml").write_text(
        'title = "Own"\norder = 2\n[fields.update]\nlabel = "Update"\nkind = "narrative"\nsheet = "Update"\n', encoding="utf-8"
    )

    assert read_definition((made / MADE_UP).with_name("own.toml"), YEAR).title == "Own"
    assert fault_in(made)[0] == FAMILY


@pytest.mark.parametrize("change", ["order", "more"])
def test_what_no_lead_is_told_of_does_not_change_the_digest(made: Path, change: str) -> None:
    before = read_definition(made / MADE_UP, YEAR).digest
    if change == "order":
        edit_file(made / FAMILY, 'name = "Calls"\nobjective = "Calls taken"\n', 'objective = "Calls taken"\nname = "Calls"\n')
    else:
        more = 'base = "All"\nlink = "https://example.org/x"\nfrom-guidance = "Made-up guidance"\nsince = "2029-30"\n'
        edit_file(made / FAMILY, 'published = "Made-up, every quarter"\nsince = "2030-31"\n', more)

    assert read_definition(made / MADE_UP, YEAR).digest == before


def test_a_question_changed_in_the_library_changes_the_digest(made: Path) -> None:
    before = read_definition(made / MADE_UP, YEAR).digest
    edit_file(made / FAMILY, "Made-up calls taken", "Made-up calls answered")

    assert read_definition(made / MADE_UP, YEAR).digest != before


def test_verify_reads_what_no_definition_takes_too_and_tells_each_fault_once(made: Path) -> None:
    edit_file(made / FAMILY, '"lower"', '"lover"')
    with (made / FAMILY).open("a", encoding="utf-8") as file:
        file.write('\n[unused]\nname = "Unused"\n')
    places = [fault.place for fault in verify(made).faults if fault.file == FAMILY]

    assert places == [f"{FAMILY}, line 9", *[f"{FAMILY}, line {LIBRARY.count(chr(10)) + 2}"] * 5]  # five keys that it lacks


# Relations hold where both measures are asked, under the keys by which the definition asks them.

COUNT = {"name": "x", "unit": "count"}
RELATED = {
    "all": LibraryMeasure(FAMILY, {**COUNT, "total-of": ["men", "women"]}),
    "men": LibraryMeasure(FAMILY, COUNT),
    "women": LibraryMeasure(FAMILY, COUNT),
    "young": LibraryMeasure(FAMILY, {**COUNT, "part-of": "men"}),
    "share": LibraryMeasure(FAMILY, {"unit": "percentage", "numerator": "men", "denominator": "all"}),
    "rate": LibraryMeasure(FAMILY, {"unit": "rate", "denominator": 309300}),
}


@pytest.mark.parametrize(
    ("asked", "relations"),
    [
        ({"a": "all", "m": "men", "w": "women"}, {"a": {"total-of": ["m", "w"]}}),
        ({"a": "all", "m": "men"}, {"m": {"part-of": "a"}}),
        ({"a": "all"}, {}),
        ({"y": "young", "m": "men"}, {"y": {"part-of": "m"}}),
        ({"y": "young"}, {}),
        ({"s": "share", "a": "all"}, {"s": {"denominator": "a"}}),
        ({"s": "share", "m": "men", "r": "rate"}, {"s": {"numerator": "m"}, "r": {"denominator": 309300}}),
    ],
)
def test_a_relation_of_the_library_holds_where_both_are_asked(asked: dict[str, str], relations: dict[str, dict[str, Any]]) -> None:
    raw = {"measures": {key: {"from": name} for key, name in asked.items()}}
    whole = expanded(raw, lambda: RELATED).raw["measures"]
    kept = {key: {name: measure[name] for name in measure if name in RELATION_KEYS} for key, measure in whole.items()}

    assert {key: related for key, related in kept.items() if related} == relations


RELATION_KEYS = ("part-of", "total-of", "numerator", "denominator")


def test_what_is_taken_is_known_by_the_keys_that_the_definition_does_not_replace() -> None:
    raw = {"measures": {"c": {"from": "men", "unit": "number"}}}

    assert expanded(raw, lambda: RELATED).taken == {"c": Taken(FAMILY, "men", ("name",))}


# The library's schema


def test_the_schema_of_the_library_says_of_each_key_what_that_of_definitions_says() -> None:
    definition, library = (
        json.loads((REPOSITORY / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")) for name in ("definition", "measures")
    )
    whole, taken = definition["$defs"]["measure"], library["$defs"]["measure"]
    wording = {"in the library": "in the same definition", "as in [youth": "as in [measures.youth"}

    for key, value in taken["properties"].items():
        text = json.dumps(value)
        for new, old in wording.items():
            text = text.replace(new, old)
        assert json.loads(text) == whole["properties"][key], key
    own = {"from", "theme", "baseline", "target", "profile", "activity-with", "tolerance", "exempt"}
    assert whole["properties"].keys() - taken["properties"].keys() == own
    assert taken["allOf"] == whole["allOf"]
    assert {name: part for name, part in library["$defs"].items() if name not in ("measure", "part")} == {
        name: definition["$defs"][name] for name in library["$defs"] if name not in ("measure", "part")
    }
