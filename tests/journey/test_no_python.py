"""A fifth sub-group and a new measure take no Python: their files alone carry them through to the paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shpdocs import assemble, issue
from shpdocs.commands.demo import entries
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.shipped import published
from shpdocs.model.period import parse_period
from shpdocs.model.problem import Problem
from shpdocs.store.folder import open_folder
from shpdocs.workbook.fill import fill_workbook
from shpdocs.workbook.find import issued_places
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.read import read_workbook
from tests.support.accepted import collect
from tests.support.published import read_paper

PERIOD = "2017-18-Q3"

NEW_SUB_GROUP = """
title = "Made-up Road Safety Group"
order = 60

[fields.update]
label = "Update"
kind = "narrative"
sheet = "Update"

[measures.collisions]
name = "Collisions"
objective = "Made-up: reduce collisions by 2% per annum"
theme = "violence"
unit = "count"
counts = "Made-up collisions"
quarters = "sum"
better = "lower"
baseline = { value = 50, year = "2016-17" }
target = { value = 49, reduce-by = 2 }
"""

NEW_MEASURE = """
[measures.visits]
name = "Visits"
objective = "Made-up: more school visits"
theme = "asb-and-confidence"
unit = "count"
counts = "Made-up visits"
quarters = "sum"
better = "higher"
"""

ANSWERS: dict[str, dict[str, Any]] = {
    "road-safety": {
        "fields": {"update": "A made-up update.\n1. First\n2. Second"},
        "measures": {"collisions": {"Q1": 12, "Q2": 11, "figure": 13, "activity": "Made-up activity."}},
    },
    "prevent": {"measures": {"visits": {"Q1": 3, "figure": 5, "activity": "Made-up visits."}}},
}


def answers_of(sub_group: str) -> dict[str, Any]:
    """The published answers of a sub-group, if it has any, and our own."""
    raw = published(PERIOD, sub_group)
    own = ANSWERS.get(sub_group, {})
    return {group: raw.get(group, {}) | own.get(group, {}) for group in ("fields", "measures", "tables")}


def fill_in_all(folder: Path) -> None:
    year = read_year(open_folder(folder), parse_period(PERIOD).year)
    for one in issue(folder, PERIOD):
        definition = year.definition(one.sub_group)
        assert definition
        content = read_workbook(one.path.read_bytes(), one.path.name)
        assert not isinstance(content, Problem)
        places = issued_places(lay_out(definition, parse_period(PERIOD)), content)
        typed = {(places[pointer].sheet, places[pointer].cell): value for pointer, value in entries(answers_of(one.sub_group))}
        inbox = folder / "output" / PERIOD / "inbox"
        (inbox / one.path.name).write_bytes(fill_workbook(one.path.read_bytes(), typed))


def test_a_fifth_sub_group_and_a_new_measure_reach_the_paper_without_python(folder: Path) -> None:
    templates = folder / "workbook_templates" / "2017-18"
    (templates / "road-safety.toml").write_text(NEW_SUB_GROUP, encoding="utf-8")
    with (templates / "prevent.toml").open("a", encoding="utf-8") as stream:
        stream.write(NEW_MEASURE)
    fill_in_all(folder)
    assert set(collect(folder, PERIOD).in_force) == {
        "partnership", "prevent", "drugs-and-alcohol", "serious-violence", "domestic-abuse", "road-safety",
    }  # fmt: skip
    made = assemble(folder, PERIOD)
    assert made.missing == () and made.not_printed == ()
    paper = read_paper(made.path)
    of_theme_2 = paper.index(("heading", "PRIORITY THEME 2 – REDUCE VIOLENCE"))
    of_theme_3 = paper.index(("heading", "PRIORITY THEME 3 – REDUCE ANTI-SOCIAL BEHAVIOUR AND RAISE CONFIDENCE"))
    collisions = ("row", "Made-up: reduce collisions by 2% per annum", "49", "50", "12", "11", "13", "Made-up activity.")
    visits = ("row", "Made-up: more school visits", "None set", "No baseline", "3", "No entry", "5", "Made-up visits.")
    assert of_theme_2 < paper.index(collisions) < of_theme_3 < paper.index(visits)
    updates = paper.index(("heading", "Made-up Road Safety Group"))
    assert paper[updates + 1 : updates + 4] == [("paragraph", "A made-up update."), ("item", "1.", "First"), ("item", "2.", "Second")]
