"""Decisions about the paper: returns waived, small numbers published, answers exempt, and each taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from shpdocs import collect, exempt, publish, waive
from shpdocs.commands import decide
from shpdocs.commands.decide import Decided, Waiting
from shpdocs.commands.issue import issue
from shpdocs.commands.returns_in_force import returns_in_force
from shpdocs.commands.status import status
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Field, Measure, Table
from shpdocs.model.disclosure import Decisions
from shpdocs.model.errors import UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from shpdocs.store.ledger import ledger_state
from tests.support.accepted import collect as collect_and_accept
from tests.support.leads import At, type_into
from tests.support.ledgers import change_return, drop_events, drop_return, no_longer_fitting

PERIOD = "2017-18-Q3"
WHO: dict[str, Any] = {"by": " A made-up officer ", "because": "A made-up reason "}
BY, BECAUSE = "A made-up officer", "A made-up reason"
ABOUT_PAPERS = ("waived", "published", "exempted", "withdrawn")
ONE, OTHER = "1" * 64, "2" * 64
COULD_BE = {"prevent/update": ONE, "prevent/hate-crime-programme": OTHER, "domestic-abuse/dv-orders": ONE}


def ledger(folder: Path) -> tuple[Event, ...]:
    return open_folder(folder).period(parse_period(PERIOD)).events()


def decisions(folder: Path) -> Decisions:
    return ledger_state(ledger(folder)).decisions


def gone(folder: Path, sub_group: str = "prevent") -> None:
    """Take a return out of force, as if it had never come."""
    drop_return(folder / "output" / PERIOD, sub_group)


@pytest.fixture
def demo_folder(demo_folder: Path) -> Path:
    """The demo's folder without what the demo itself decided about its papers."""
    drop_events(demo_folder / "output" / PERIOD, *ABOUT_PAPERS)
    return demo_folder


@pytest.fixture
def could_be(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What can be decided, made up: a test may change it."""
    found = dict(COULD_BE)
    monkeypatch.setattr(decide, "_decidable", lambda _: {answer: Waiting(digest) for answer, digest in found.items()})
    return found


def assert_refused(error: pytest.ExceptionInfo[UsageError], *parts: str) -> None:
    assert [part for part in parts if part not in str(error.value)] == []


# waiving


def test_a_return_that_has_not_come_is_waived_with_who_and_why(demo_folder: Path) -> None:
    gone(demo_folder)
    decided = waive(demo_folder, PERIOD, "prevent", **WHO, at="2031-01-02T09:00:00.000000+00:00")
    assert decided == Decided("waived", ("prevent",), "recorded", BY, BECAUSE)
    event = ledger(demo_folder)[-1]
    assert (event.event, event.at, event.sub_group, event.answers) == (
        "waived",
        "2031-01-02T09:00:00.000000+00:00",
        "prevent",
        {"prevent": ""},
    )
    assert (event.by, event.because) == (BY, BECAUSE)
    assert decisions(demo_folder).waived == {"prevent": event}
    assert status(demo_folder, PERIOD, today="2018-01-20").waived == ("prevent",)


def test_a_return_in_force_cannot_be_waived(demo_folder: Path) -> None:
    before = ledger(demo_folder)
    with pytest.raises(UsageError) as error:
        waive(demo_folder, PERIOD, "prevent", **WHO)
    assert_refused(error, "in force", "prevent.xlsx")
    assert ledger(demo_folder) == before


def test_a_return_that_no_longer_fits_its_definition_can_be_waived_since_the_paper_lacks_it(demo_folder: Path) -> None:
    change_return(demo_folder / "output" / PERIOD, "prevent", no_longer_fitting)
    assert waive(demo_folder, PERIOD, "prevent", **WHO).outcome == "recorded"


def test_a_waiver_names_the_file_that_waits_and_the_one_that_has_problems(folder: Path) -> None:
    issue(folder, PERIOD)
    assert (waive(folder, PERIOD, "prevent", **WHO).waits, waive(folder, PERIOD, "prevent", **WHO).refused) == ("", "")
    issued = folder / "output" / PERIOD / "issued" / f"{PERIOD} serious-violence.xlsx"
    type_into(issued, {At("Measures", "measures/robbery", "Q1"): "made up"}, folder / "wrong.xlsx")
    collect(folder, PERIOD, [folder / "wrong.xlsx"])
    decided = waive(folder, PERIOD, "serious-violence", **WHO)
    assert (decided.outcome, decided.waits, decided.refused) == ("recorded", "", "wrong.xlsx")
    held = Event("held", "2031-01-01", "held.xlsx", "3" * 64, "serious-violence", 1, problems=1)
    open_folder(folder).period(parse_period(PERIOD)).record(held)
    decided = waive(folder, PERIOD, "serious-violence", **WHO)
    assert (decided.outcome, decided.waits, decided.refused) == ("unchanged", "held.xlsx", "")


def test_the_same_waiver_again_is_recorded_once_and_another_reason_anew(demo_folder: Path) -> None:
    gone(demo_folder)
    waive(demo_folder, PERIOD, "prevent", **WHO)
    before = ledger(demo_folder)
    assert waive(demo_folder, PERIOD, "prevent", **WHO).outcome == "unchanged"
    assert ledger(demo_folder) == before
    assert waive(demo_folder, PERIOD, "prevent", by=BY, because="Another made-up reason").outcome == "recorded"
    assert decisions(demo_folder).waived["prevent"].because == "Another made-up reason"


def test_a_waiver_taken_back_stands_no_more_and_who_and_why_are_kept(demo_folder: Path) -> None:
    gone(demo_folder)
    waive(demo_folder, PERIOD, "prevent", **WHO)
    decided = waive(demo_folder, PERIOD, "prevent", by="Another made-up officer", because="It will come", withdraw=True)
    assert (decided.outcome, decided.answers) == ("withdrawn", ("prevent",))
    event = ledger(demo_folder)[-1]
    assert (event.event, event.what, event.by, event.because) == ("withdrawn", "waived", "Another made-up officer", "It will come")
    assert decisions(demo_folder).waived == {}
    assert status(demo_folder, PERIOD, today="2018-01-20").waived == ()


def test_a_return_that_comes_into_force_after_its_waiver_is_waived_no_more_in_status(demo_folder: Path) -> None:
    gone(demo_folder)
    waive(demo_folder, PERIOD, "prevent", **WHO)
    collect_and_accept(demo_folder, PERIOD)
    assert status(demo_folder, PERIOD, today="2018-01-20").waived == ()


# what every decision needs


@pytest.mark.parametrize(("by", "because"), [("", "A made-up reason"), ("A made-up officer", ""), (" ", "\t"), ("", "")])
@pytest.mark.parametrize("withdraw", [False, True])
def test_no_decision_is_taken_or_taken_back_without_who_and_why(demo_folder: Path, by: str, because: str, withdraw: bool) -> None:
    before = ledger(demo_folder)
    refused: tuple[Callable[[], Decided], ...] = (
        lambda: waive(demo_folder, PERIOD, "prevent", by=by, because=because, withdraw=withdraw),
        lambda: publish(demo_folder, PERIOD, "prevent", by=by, because=because, withdraw=withdraw),
        lambda: exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=(1,), by=by, because=because, withdraw=withdraw),
    )
    for one in refused:
        with pytest.raises(UsageError) as error:
            one()
        assert_refused(error, "--by NAME --because TEXT")
    assert ledger(demo_folder) == before


def test_a_sub_group_that_is_none_is_named_with_the_nearest(demo_folder: Path) -> None:
    refused: tuple[Callable[[], Decided], ...] = (
        lambda: waive(demo_folder, PERIOD, "prevemt", **WHO),
        lambda: publish(demo_folder, PERIOD, "prevemt", **WHO),
        lambda: exempt(demo_folder, PERIOD, "prevemt/update", paragraphs=(1,), **WHO),
    )
    for one in refused:
        with pytest.raises(UsageError) as error:
            one()
        assert_refused(error, "'prevemt'", "Did you mean prevent?")


def test_what_was_never_decided_cannot_be_taken_back_and_what_stands_is_named(demo_folder: Path, could_be: Mapping[str, str]) -> None:
    assert could_be
    publish(demo_folder, PERIOD, "prevent/update", **WHO)
    refused: tuple[Callable[[], Decided], ...] = (
        lambda: waive(demo_folder, PERIOD, "prevent", **WHO, withdraw=True),
        lambda: publish(demo_folder, PERIOD, "prevent/hate-crime-programme", **WHO, withdraw=True),
        lambda: publish(demo_folder, PERIOD, "domestic-abuse", **WHO, withdraw=True),
        lambda: exempt(demo_folder, PERIOD, "prevent/update", **WHO, withdraw=True),
    )
    for one in refused:
        with pytest.raises(UsageError) as error:
            one()
        assert_refused(error, "Nothing that was")
    with pytest.raises(UsageError) as error:
        publish(demo_folder, PERIOD, "prevent/hate-crime-programme", **WHO, withdraw=True)
    assert_refused(error, "There stands: prevent/update.")


# publishing small numbers


def test_an_answers_small_numbers_may_be_published_as_they_stand_now(demo_folder: Path, could_be: Mapping[str, str]) -> None:
    decided = publish(demo_folder, PERIOD, "prevent/update", **WHO)
    assert decided == Decided("published", ("prevent/update",), "recorded", BY, BECAUSE)
    event = ledger(demo_folder)[-1]
    assert (event.event, event.sub_group, event.answers) == ("published", "prevent", {"prevent/update": could_be["prevent/update"]})
    assert decisions(demo_folder).published == {"prevent/update": {ONE: event}}


def test_a_sub_group_alone_is_all_of_it_that_waits_and_nothing_else(demo_folder: Path, could_be: Mapping[str, str]) -> None:
    publish(demo_folder, PERIOD, "prevent/update", by=BY, because="The first made-up reason")
    decided = publish(demo_folder, PERIOD, "prevent", **WHO)
    assert (decided.answers, decided.outcome) == (("prevent/hate-crime-programme",), "recorded")
    published = decisions(demo_folder).published
    assert {answer: next(iter(events.values())).because for answer, events in published.items()} == {
        "prevent/update": "The first made-up reason",
        "prevent/hate-crime-programme": BECAUSE,
    }
    assert set(published["prevent/hate-crime-programme"]) == {could_be["prevent/hate-crime-programme"]}
    again = publish(demo_folder, PERIOD, "prevent", **WHO)
    assert (again.outcome, again.answers) == ("unchanged", ("prevent/update", "prevent/hate-crime-programme"))


def test_the_same_decision_again_is_recorded_once(demo_folder: Path, could_be: Mapping[str, str]) -> None:
    assert could_be
    publish(demo_folder, PERIOD, "prevent/update", **WHO)
    before = ledger(demo_folder)
    assert publish(demo_folder, PERIOD, "prevent/update", **WHO).outcome == "unchanged"
    assert ledger(demo_folder) == before


def test_an_answer_that_changed_since_is_decided_anew(demo_folder: Path, could_be: dict[str, str]) -> None:
    publish(demo_folder, PERIOD, "prevent/update", **WHO)
    could_be["prevent/update"] = OTHER
    assert publish(demo_folder, PERIOD, "prevent", **WHO).answers == ("prevent/update", "prevent/hate-crime-programme")
    assert set(decisions(demo_folder).published["prevent/update"]) == {ONE, OTHER}


@pytest.mark.parametrize("answer", ["prevent/updates", "serious-violence", "domestic-abuse/update"])
def test_where_nothing_can_be_decided_what_can_is_named(demo_folder: Path, could_be: Mapping[str, str], answer: str) -> None:
    with pytest.raises(UsageError) as error:
        publish(demo_folder, PERIOD, answer, **WHO)
    assert_refused(error, answer, *could_be)


@pytest.mark.parametrize(
    ("answer", "left"),
    [("prevent", {"domestic-abuse/dv-orders"}), ("prevent/hate-crime-programme", {"prevent/update", "domestic-abuse/dv-orders"})],
)
def test_publication_is_taken_back_of_one_answer_or_of_a_whole_sub_group(
    demo_folder: Path, could_be: Mapping[str, str], answer: str, left: set[str]
) -> None:
    assert could_be
    publish(demo_folder, PERIOD, "prevent", **WHO)
    publish(demo_folder, PERIOD, "domestic-abuse", **WHO)
    assert publish(demo_folder, PERIOD, answer, **WHO, withdraw=True).outcome == "withdrawn"
    assert set(decisions(demo_folder).published) == left


def test_what_a_real_return_leaves_to_decide_is_decided_and_then_published(demo_folder: Path) -> None:
    root, period = open_folder(demo_folder), parse_period(PERIOD)
    year, small = read_year(root, period.year), read_settings(root).small_numbers
    known = returns_in_force(root, period, year.definitions, with_last_year=True).known

    def waits() -> set[str]:
        disclosed = disclose(year.definitions, known, period, small, decisions(demo_folder))
        return {answer for answer in disclosed.decidable if answer[:9] == "domestic-"}

    before = waits()
    assert before
    decided = publish(demo_folder, PERIOD, "domestic-abuse", **WHO)
    assert (decided.outcome, set(decided.answers)) == ("recorded", before)
    assert waits() == set()
    disclosed = disclose(year.definitions, known, period, small, decisions(demo_folder))
    assert set(decided.answers) <= set(disclosed.overridden)
    publish(demo_folder, PERIOD, decided.answers[0], **WHO, withdraw=True)
    assert waits() == {decided.answers[0]}


# exempting


def test_an_answer_is_exempt_under_paragraphs_and_for_a_reason(demo_folder: Path) -> None:
    decided = exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=(7, 1, 7), **WHO)
    assert decided == Decided("exempted", ("prevent/hate-crime-programme",), "recorded", BY, BECAUSE)
    event = ledger(demo_folder)[-1]
    assert (event.event, event.sub_group, event.answers, event.paragraphs) == (
        "exempted",
        "prevent",
        {"prevent/hate-crime-programme": ""},
        (1, 7),
    )
    assert decisions(demo_folder).exempted == {"prevent/hate-crime-programme": event}


@pytest.mark.parametrize("paragraphs", [(), (0,), (8,), (10,), (-1,), (1, 10)])
def test_only_the_paragraphs_of_today_from_1_to_7_exempt_anything(demo_folder: Path, paragraphs: tuple[int, ...]) -> None:
    before = ledger(demo_folder)
    with pytest.raises(UsageError) as error:
        exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=paragraphs, **WHO)
    assert_refused(error, "1 to 7")
    assert ledger(demo_folder) == before


def test_every_field_measure_and_table_of_the_year_may_be_exempt(demo_folder: Path) -> None:
    for definition in read_year(open_folder(demo_folder), "2024-25").definitions:
        asked: tuple[Field | Measure | Table, ...] = (*definition.fields[:1], *definition.measures[:1], *definition.tables[:1])
        for one in asked:
            answer = f"{definition.sub_group}/{one.key}"
            assert exempt(demo_folder, "2024-25-Q2", answer, paragraphs=(1,), **WHO).answers == (answer,)


@pytest.mark.parametrize("answer", ["prevent", "prevent/", "prevent/made-up", "prevent/hate-crime-programme/figure"])
def test_what_is_no_answer_cannot_be_exempt_and_those_that_are_are_named(demo_folder: Path, answer: str) -> None:
    with pytest.raises(UsageError) as error:
        exempt(demo_folder, PERIOD, answer, paragraphs=(1,), **WHO)
    assert_refused(error, f"'{answer}'", "prevent/hate-crime-programme")


def test_other_paragraphs_are_another_decision_and_the_same_are_not(demo_folder: Path) -> None:
    exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=(1,), **WHO)
    assert exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=(1, 1), **WHO).outcome == "unchanged"
    assert exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=(2,), **WHO).outcome == "recorded"
    assert decisions(demo_folder).exempted["prevent/hate-crime-programme"].paragraphs == (2,)


def test_an_exemption_taken_back_stands_no_more(demo_folder: Path) -> None:
    exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", paragraphs=(1,), **WHO)
    assert exempt(demo_folder, PERIOD, "prevent/hate-crime-programme", **WHO, withdraw=True).outcome == "withdrawn"
    assert decisions(demo_folder).exempted == {}
    assert ledger(demo_folder)[-1].what == "exempted"


# what is known


def test_what_is_known_holds_last_years_returns_with_last_years_definitions(demo_folder: Path) -> None:
    root = open_folder(demo_folder)
    now, before = demo_folder / "output" / "2018-19-Q1", parse_period("2017-18-Q3")
    templates = demo_folder / "workbook_templates"
    (templates / "2018-19").mkdir()
    for path in (templates / "2017-18").iterdir():
        (templates / "2018-19" / path.name).write_bytes(path.read_bytes())
    assert not now.exists()
    period = parse_period("2018-19-Q1")
    year = read_year(root, period.year)
    found = returns_in_force(root, period, year.definitions, with_last_year=True)
    known = found.known
    assert (dict(known.returns), set(known.last_year)) == ({}, set(root.sub_groups("2017-18")))
    assert known.last_year["prevent"] == {"Q3": root.period(before).read_return("prevent")}
    assert {(one.sub_group, one.year) for one in found.last_year_definitions} == {(one, "2017-18") for one in root.sub_groups("2017-18")}
    assert returns_in_force(root, period, year.definitions).known.last_year == {}
