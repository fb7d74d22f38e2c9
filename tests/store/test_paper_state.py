"""What a ledger says of a paper: its editions, which stands, what was sent, and its appendices."""

from __future__ import annotations

from shpdocs.model.ledger import Event, EventName
from shpdocs.store.ledger import ledger_state
from shpdocs.store.paper_state import PaperState


def happened(event: EventName, edition: int = 0, what: str = "", title: str = "", profile: str = "") -> Event:
    return Event(event, "2031-01-01", "", "", what=what, edition=edition, title=title, profile=profile)


def paper(*events: Event, profile: str = "") -> PaperState:
    return ledger_state(events).papers[profile]


def test_the_last_edition_that_was_not_withdrawn_stands_and_no_number_is_given_twice() -> None:
    events = [happened("edition", 1), happened("edition", 2), happened("withdrawn", 2, "edition")]
    assert [(paper(*events[:upto]).standing, paper(*events[:upto]).next_number) for upto in (1, 2, 3)] == [(1, 2), (2, 3), (1, 3)]


def test_no_edition_stands_if_the_only_one_was_withdrawn() -> None:
    assert paper(happened("edition", 1), happened("withdrawn", 1, "edition")).standing == 0


def test_what_was_sent_is_an_edition_or_a_draft() -> None:
    state = paper(happened("paper-sent"), happened("edition", 1), happened("paper-sent", 1))
    assert (len(state.drafts_sent), list(state.sent)) == (1, [1])


def test_papers_of_two_profiles_are_two_papers() -> None:
    state = ledger_state([happened("edition", 1), happened("edition", 1, profile="short"), happened("edition", 2, profile="short")])
    assert {profile: paper_state.standing for profile, paper_state in state.papers.items()} == {"": 1, "short": 2}


def test_files_made_later_are_told_by_their_edition() -> None:
    state = paper(happened("edition", 1), happened("edition-file", 1), happened("edition-file", 1))
    assert {number: len(files) for number, files in state.files.items()} == {1: 2}


def test_an_appendix_keeps_its_place_when_its_file_is_another_and_leaves_when_left_out() -> None:
    given = [happened("appendix", title="B", what="given"), happened("appendix", title="A", what="apart")]
    again = [*given, happened("appendix", title="b", what="given")]
    assert list(paper(*again).appendices) == ["b", "a"]
    assert list(paper(*again, happened("appendix", title="a", what="left-out")).appendices) == ["b"]
