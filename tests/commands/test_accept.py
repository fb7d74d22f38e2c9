"""Deciding: what warnings hold back waits until the lead answers or somebody accepts it; what is blocking is never accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.accept import accept
from shpdocs.commands.collect import Collected, collect
from shpdocs.commands.history import history
from shpdocs.commands.status import status
from shpdocs.model.errors import UsageError
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, UNSIGNED, WRONG, collisions, period_folder, returned

BY, BECAUSE = "A made-up officer", "A made-up reason"


def _outcomes(collected: Collected) -> dict[str, str]:
    return {one.file: one.outcome for one in collected.files}


def _standing(collected: Collected) -> str:
    return next(one.state for one in collected.report.statuses if one.sub_group == SUB_GROUP)


def test_a_return_without_a_warning_comes_into_force(small: Path) -> None:
    returned(small, "clean.xlsx", {})
    collected = collect(small, PERIOD)
    assert _outcomes(collected) == {"clean.xlsx": "in-force"}
    assert collected.files[0].problems == ()
    assert collisions(small) == 47


def test_a_return_with_a_warning_waits_for_a_decision(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collected = collect(small, PERIOD)
    assert _outcomes(collected) == {"unsigned.xlsx": "held"}
    assert _standing(collected) == "held"
    assert collisions(small) is None
    assert [one.state for one in status(small, PERIOD).sub_groups if one.sub_group == SUB_GROUP] == ["waits"]


def test_accepting_puts_it_in_force_and_records_who_and_why(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    accepted = accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    assert [problem.code for problem in accepted.warnings] == ["not-signed-off"]
    assert collisions(small) == 47
    event = next(event for event in history(small, PERIOD).events if event.event == "accepted")
    assert (event.by, event.because, event.sub_group, event.file) == (BY, BECAUSE, SUB_GROUP, "unsigned.xlsx")
    assert len(event.warnings) == 1 and event.warnings[0].startswith("not-signed-off Start!")
    assert [one.accepted for one in accepted.report.statuses if one.sub_group == SUB_GROUP] == [f"{BY}: {BECAUSE}"]


def test_what_was_accepted_stays_in_force_when_it_is_collected_again(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    assert _outcomes(collect(small, PERIOD)) == {"unsigned.xlsx": "unchanged"}
    assert collisions(small) == 47


def test_a_decision_covers_that_file_only(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    later = returned(small, "later.xlsx", UNSIGNED | {COLLISIONS: 48}, at="post")
    assert _outcomes(collect(small, PERIOD, [later])) == {"later.xlsx": "held"}
    assert collisions(small) == 47


def test_what_is_blocking_cannot_be_accepted(small: Path) -> None:
    returned(small, "wrong.xlsx", WRONG)
    assert _outcomes(collect(small, PERIOD)) == {"wrong.xlsx": "refused"}
    with pytest.raises(UsageError, match=r"1 of its problems must be put right"):
        accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    assert collisions(small) is None


def test_a_return_that_waits_can_be_accepted_though_a_wrong_one_came_after_it(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    collect(small, PERIOD, [returned(small, "wrong.xlsx", WRONG, at="post")])
    assert accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE).file == "unsigned.xlsx"
    assert collisions(small) == 47


def test_a_file_that_has_been_overtaken_no_longer_waits(small: Path) -> None:
    collect(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    collect(small, PERIOD, [returned(small, "clean.xlsx", {COLLISIONS: 48}, at="post")])
    with pytest.raises(UsageError, match=r"clean\.xlsx is in force"):
        accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    assert collisions(small) == 48


@pytest.mark.parametrize(("by", "because"), [("", BECAUSE), (BY, ""), (" ", BECAUSE), (BY, "\n")])
def test_a_decision_needs_who_and_why(by: str, because: str, small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    before = period_folder(small).events()
    with pytest.raises(UsageError, match="who and why"):
        accept(small, PERIOD, SUB_GROUP, by=by, because=because)
    assert period_folder(small).events() == before


def test_a_sub_group_that_is_not_there_is_told_the_nearest(small: Path) -> None:
    with pytest.raises(UsageError, match="Did you mean road-safety"):
        accept(small, PERIOD, "road-safty", by=BY, because=BECAUSE)


def test_nothing_to_accept_is_told_as_such(small: Path) -> None:
    with pytest.raises(UsageError, match="No return of road-safety has come"):
        accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)


def test_a_return_of_an_earlier_issue_than_the_one_in_force_waits_for_a_decision(small: Path) -> None:
    first = returned(small, "first.xlsx", WRONG, at="post")
    queries = collect(small, PERIOD, [first]).report.queries
    collect(small, PERIOD, [returned(small, "answer.xlsx", {COLLISIONS: 48}, workbook=queries[0], at="post")])
    assert collisions(small) == 48
    issued = small / "output" / PERIOD / "issued" / f"{PERIOD} {SUB_GROUP}.xlsx"
    late = returned(small, "late.xlsx", {COLLISIONS: 49}, at="post")
    assert late.is_file() and issued.is_file()
    collected = collect(small, PERIOD, [late])
    assert _outcomes(collected) == {"late.xlsx": "held"}
    assert [problem.code for problem in collected.files[0].problems] == ["older-issue"]
    accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    assert collisions(small) == 49
