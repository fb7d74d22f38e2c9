"""What workbooks say is printed is what papers print: every answer holds words of its own, which are looked for in the paper's blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from msgspec import json

from shpdocs.answers.dates import show_date
from shpdocs.answers.kinds import kind_of
from shpdocs.definitions.definition_files import read_profile, read_year
from shpdocs.disclosure.printed import items_by_answer, printed_in_public
from shpdocs.model.definition import Asked, Definition, Measure
from shpdocs.model.document import without_origins
from shpdocs.model.period import Period
from shpdocs.model.profile import Profile, SectionPlan
from shpdocs.model.returns import Json, set_answer
from shpdocs.paper.sections.compose import SECTIONS, compose
from shpdocs.paper.sections.material import Material
from shpdocs.store.folder import open_folder
from tests.support import ROOT
from tests.support.made import a_return, profile

PROFILES = [("2017-18", ""), ("2017-18", "select-committee"), ("2024-25", ""), ("2026-27", "")]
QUARTER = "Q4"


class Words:
    """Words for every item of which a paper's text tells whether it prints them, by sub-group and item."""

    def __init__(self) -> None:
        self.by_item: dict[tuple[str, str], str] = {}

    def text(self, sub_group: str, item: str) -> str:
        return self.by_item.setdefault((sub_group, item), f"kanarievogel{len(self.by_item)}x")

    def number(self, sub_group: str, item: str) -> int:
        number = 70_000_001 + 13 * len(self.by_item)
        self.by_item[sub_group, item] = str(number)
        return number

    def day(self, sub_group: str, item: str) -> str:
        number = len(self.by_item)
        day = f"{1990 + number // 216}-{1 + number // 18 % 12:02d}-{10 + number % 18:02d}"
        self.by_item[sub_group, item] = show_date(day)
        return day


def _filled(definition: Definition, words: Words) -> dict[str, Json]:
    """A return of the year's last quarter in which whatever can be told by its words holds some."""
    name = definition.sub_group
    answers: dict[str, Json] = {"fields": {}, "measures": {}, "tables": {}, "sign-off": {}}
    for field in definition.fields:
        answers["fields"][field.key] = _answer(field.asked, name, f"/fields/{field.key}", words)
    for table in definition.tables:
        row = {column.key: _answer(column.asked, name, f"/tables/{table.key}/{column.key}", words) for column in table.columns}
        answers["tables"][table.key] = [row] if table.is_open else {key: row for key, _ in table.rows}
    for measure in definition.measures_asked(QUARTER):
        for pointer, answer in _of_measure(measure, name, words):
            set_answer(answers, pointer, answer)
    return answers


def _answer(asked: Asked, sub_group: str, item: str, words: Words) -> Json:
    return words.text(sub_group, item) if kind_of(asked).words else None


def _of_measure(measure: Measure, name: str, words: Words) -> Iterator[tuple[str, Json]]:
    base = f"/measures/{measure.key}"
    if not measure.activity_with:
        yield f"{base}/activity", words.text(name, f"{base}/activity")
    if measure.unit == "progress":
        yield f"{base}/progress", words.text(name, f"{base}/progress")
        return
    is_count = measure.unit == "count"
    value: Json = words.number(name, f"{base}/figure") if is_count else "Made up" if measure.unit == "status" else 50
    figure = {
        "value": value,
        "reason": None,
        "base": 70_000_000 + len(words.by_item) if measure.unit == "percentage" else None,
        "data-as-at": words.day(name, f"{base}/data-as-at"),
        "provisional": None,
        "commentary": words.text(name, f"{base}/commentary"),
        "revision": words.text(name, f"{base}/revision"),
    }
    if measure.unit == "percentage":
        words.by_item[name, f"{base}/base"] = f"Per cent of {figure['base']}."
    for number, series in enumerate(measure.series):
        yield f"{series.pointer}/figure", dict.fromkeys(figure) if number else figure


def _as_told(printed_profile: Profile, definitions: tuple[Definition, ...]) -> Mapping[str, tuple[bool, bool]]:
    """By sub-group and item: whether workbooks say that a profile prints it, and whether its paper does."""
    words = Words()
    returns = {each.sub_group: a_return(_filled(each, words), each.sub_group) for each in definitions}
    document = compose(Material(printed_profile, Period(definitions[0].year, QUARTER), definitions, returns)).document
    paper = re.sub(r"(?<=\d),(?=\d)", "", json.encode(without_origins(document)).decode())
    said = printed_in_public((printed_profile,), definitions)
    return {f"{name}{item}": (item in said[name], text in paper) for (name, item), text in words.by_item.items()}


@pytest.mark.parametrize(("year", "name"), PROFILES)
def test_of_the_shipped_profiles_just_what_is_said_to_be_printed_is(year: str, name: str) -> None:
    root = open_folder(ROOT)
    definitions = read_year(root, year).definitions
    told = _as_told(read_profile(root, read_year(root, year), name), definitions)
    assert len(told) > 70
    listed = "partnership/fields/papers"  # printed as typed only where it names the papers that are there
    assert {item: says for item, says in told.items() if says[0] != says[1] and item != listed} == {}


@pytest.mark.parametrize("kind", sorted(set(SECTIONS) - {"lines", "cover", "text", "table", "charts"}))
def test_of_a_section_alone_just_what_is_said_to_be_printed_is(kind: str) -> None:
    root = open_folder(ROOT)
    year = read_year(root, "2024-25")
    themes = read_profile(root, year).themes
    alone = profile(SectionPlan(kind, "MADE UP", target_heading="Target", baseline_heading="Baseline"), themes=themes)
    one = Profile("2024-25", alone.title, alone.committee, alone.words, alone.sections[:1], themes=themes)
    told = _as_told(one, year.definitions)
    off = {item: says for item, says in told.items() if says[0] != says[1]}
    # headlines name only some of the figures: all may be
    assert {item: says for item, says in off.items() if not (kind == "headlines" and item.endswith("/figure") and says[0])} == {}


def test_a_kind_of_section_that_is_not_known_counts_as_printing_everything() -> None:
    definitions = read_year(open_folder(ROOT), "2024-25").definitions
    everything = printed_in_public((Profile("2024-25", "M", "M", profile().words, (SectionPlan("made-up"),)),), definitions)
    for definition in definitions:
        assert everything[definition.sub_group] == {item for items in items_by_answer(definition).values() for item in items}
