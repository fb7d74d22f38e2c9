"""What the returns of 2026-27 ask: what guidance and local practice call for, and nothing that nobody published."""

from __future__ import annotations

import re

import pytest

from shpdocs.definitions.definition_files import read_year
from shpdocs.model.definition import Definition, Measure
from shpdocs.store.folder import open_folder
from tests.support.stated import REPOSITORY

ASKED: dict[str, Definition] = {one.sub_group: one for one in read_year(open_folder(REPOSITORY), "2026-27").definitions}


def measures(sub_group: str) -> dict[str, Measure]:
    return {measure.key: measure for measure in ASKED[sub_group].measures}


def test_all_ten_youth_justice_indicators_are_asked_in_their_units() -> None:
    numbered = {
        int(match[1]): measure.unit
        for measure in measures("serious-violence").values()
        if (match := re.fullmatch(r"Youth justice KPI (\d+): .+", measure.name))
    }

    assert numbered == {**dict.fromkeys(range(1, 11), "percentage"), 6: "count", 9: "count"}


def test_what_hillingdons_definition_has_of_under_25s_is_asked_beside_all_ages() -> None:
    splits = {key: measure.part_of for key, measure in measures("serious-violence").items() if key.endswith("-under-25")}

    assert splits == {
        "sharp-object-admissions-under-25": "sharp-object-admissions",
        "knife-enabled-violence-under-25": "knife-enabled-violence",
        "homicide-under-25": "homicide",
        "violence-with-injury-under-25": "violence-with-injury",
        "personal-robbery-under-25": "robbery",
        "sexual-offences-under-25": "",  # all ages are in the return of the Domestic Abuse Steering Executive
    }


def test_the_cohort_of_the_drug_intervention_programme_is_asked_as_counts_with_their_bases() -> None:
    cohort = {
        key: (measure.unit, measure.people, measure.part_of) for key, measure in measures("drugs-and-alcohol").items() if "dip" in key
    }

    assert cohort == {
        "dip-referred": ("count", True, ""),
        "dip-engaged": ("count", True, "dip-referred"),
        "dip-retained": ("count", True, "dip-engaged"),
        "dip-discharged": ("count", True, ""),
        "dip-discharged-successfully": ("count", True, "dip-discharged"),
    }


def test_referrals_and_channel_are_for_the_board_only() -> None:
    of_people = {key for key, measure in measures("prevent").items() if measure.people}

    assert of_people == {"prevent-referrals", "discussed-at-channel", "adopted-by-channel"}
    assert not any(measures("prevent")[key].publish for key in of_people)


@pytest.mark.parametrize("sub_group", sorted(ASKED.keys() - {"partnership"}))
def test_grants_are_asked_with_what_was_spent_and_what_it_paid_for(sub_group: str) -> None:
    funding = next(table for table in ASKED[sub_group].tables if table.key == "funding")

    assert [column.key for column in funding.columns] == ["funder", "amount", "period", "purpose", "spent", "outputs"]


@pytest.mark.parametrize("sub_group", sorted(ASKED))
def test_no_target_and_no_baseline_is_made_up(sub_group: str) -> None:
    assert [key for key, measure in measures(sub_group).items() if measure.target or measure.baseline] == []
