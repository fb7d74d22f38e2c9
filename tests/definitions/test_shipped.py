"""What travels with the program."""

from __future__ import annotations

import pytest

from shpdocs.definitions.definition_files import read_profile, read_year
from shpdocs.definitions.shipped import published
from shpdocs.store.folder import open_folder
from tests.support.stated import REPOSITORY, stated_value

PROFILES = [("2017-18", ""), ("2017-18", "select-committee"), ("2024-25", ""), ("2026-27", "")]


@pytest.mark.parametrize("period", ["2017-18-Q3", "2024-25-Q2"])
@pytest.mark.parametrize("sub_group", ["partnership", "domestic-abuse", "prevent", "drugs-and-alcohol", "serious-violence"])
def test_the_published_answers_travel_with_the_program(period: str, sub_group: str) -> None:
    assert published(period, sub_group)
    assert published(period, "made-up") == {}


@pytest.mark.parametrize(("year", "name"), PROFILES)
def test_a_profile_knows_where_its_file_states_each_heading_label_and_words(year: str, name: str) -> None:
    folder = open_folder(REPOSITORY)
    profile = read_profile(folder, read_year(folder, year), name)
    said = [(plan.heading, plan.stated("heading")) for plan in profile.sections if plan.heading]
    for plan in profile.sections:
        said += [(line.label, plan.stated(f"{line.key}.label")) for line in plan.lines]
        said += [(line.words, plan.stated(f"{line.key}.words")) for line in plan.lines if line.words]
    assert [stated_value(stated) for _, stated in said] == [text for text, _ in said]
    assert {stated.file for _, stated in said} == {profile.file}


@pytest.mark.parametrize(
    ("year", "relations"),
    [
        ("2017-18", {}),
        (
            "2024-25",
            {
                "drugs-and-alcohol/domes": "some of what sustained-progress counts",
                "serious-violence/sharp-object-admissions-under-25": "part of sharp-object-admissions",
            },
        ),
        (
            "2026-27",
            {
                "drugs-and-alcohol/dip-discharged-successfully": "part of dip-discharged",
                "drugs-and-alcohol/dip-engaged": "part of dip-referred",
                "drugs-and-alcohol/dip-retained": "part of dip-engaged",
                "drugs-and-alcohol/domes": "some of what sustained-progress counts",
                "drugs-and-alcohol/treatment": "all of what adults-in-treatment counts",
                "partnership/iom-charged": "part of iom-cohort",
                "serious-violence/homicide-under-25": "part of homicide",
                "serious-violence/knife-enabled-violence-under-25": "part of knife-enabled-violence",
                "serious-violence/personal-robbery-under-25": "part of robbery",
                "serious-violence/sharp-object-admissions-under-25": "part of sharp-object-admissions",
                "serious-violence/violence-with-injury-under-25": "part of violence-with-injury",
            },
        ),
    ],
)
def test_the_definitions_declare_the_relations_that_their_counts_bear_out(year: str, relations: dict[str, str]) -> None:
    definitions = read_year(open_folder(REPOSITORY), year).definitions
    parts = {
        f"{definition.sub_group}/{measure.key}": f"part of {measure.part_of}"
        for definition in definitions
        for measure in definition.measures
        if measure.part_of
    }
    rows = {
        f"{definition.sub_group}/{table.key}": f"{table.rows_are} of what {table.after} counts"
        for definition in definitions
        for table in definition.tables
        if table.rows_are
    }

    assert parts | rows == relations
