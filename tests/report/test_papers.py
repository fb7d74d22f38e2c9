"""Papers in words: editions, what the committee has, what differs, and what to do about it."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.edition import PaperChange
from shpdocs.model.paper_status import EditionStatus, PaperStatus
from shpdocs.report.papers import paper_lines

FIRST = EditionStatus(1, "2024-11-04T09:00:00.000000+00:00", "stands")
SENT = replace(FIRST, sent="2024-11-05T09:00:00.000000+00:00")
COMMAND = "shpdocs assemble 2024-25-Q2 --final --by NAME --because TEXT"
SAME = PaperStatus("2024-25-Q2", (FIRST,), since="edition 1", command=COMMAND)
CHANGE = PaperChange("Made-up safety: Victims, Quarter 2", "140", "148")
CHANGED = replace(SAME, changes=(CHANGE,), words="one figure changed")


def lines(status: PaperStatus) -> list[str]:
    return list(paper_lines(status))


def test_an_edition_that_nothing_differs_from_is_told_as_that() -> None:
    assert lines(SAME) == [
        "Paper 2024-25-Q2: edition 1 of 4 November 2024, not sent to the committee yet",
        "  Nothing differs from edition 1.",
    ]


def test_what_differs_is_counted_listed_and_told_how_to_publish() -> None:
    assert lines(CHANGED)[1:] == [
        "  Since edition 1: one figure changed:",
        "    Made-up safety: Victims, Quarter 2: 140 → 148",
        f"  To publish it as it is now: {COMMAND}",
    ]


def test_what_differs_from_an_edition_that_was_sent_is_a_correction() -> None:
    told = lines(replace(CHANGED, editions=(SENT,)))
    assert told[0] == "Paper 2024-25-Q2: edition 1 of 4 November 2024, sent to the committee on 5 November 2024"
    assert told[-1] == f"  To publish a correction: {COMMAND}"


def test_of_many_changes_the_first_are_listed_and_the_others_counted() -> None:
    told = lines(replace(CHANGED, changes=(CHANGE,) * 20))
    assert (len(told), told[-2]) == (16, "    … and 8 more")


def test_earlier_editions_withdrawn_ones_and_drafts_that_were_sent_are_told_the_last_first() -> None:
    second = EditionStatus(2, "2024-11-10T09:00:00.000000+00:00", "stands")
    withdrawn = replace(second, number=3, state="withdrawn", withdrawn="2024-11-12T09:00:00.000000+00:00", because="Too soon")
    status = replace(
        SAME, editions=(replace(SENT, state="replaced"), second, withdrawn), drafts_sent=("2024-11-01T09:00",), since="edition 2"
    )
    assert lines(status) == [
        "Paper 2024-25-Q2: edition 2 of 10 November 2024, not sent to the committee yet",
        "  Nothing differs from edition 2.",
        "  edition 3 of 10 November 2024, withdrawn on 12 November 2024: Too soon",
        "  edition 1 of 4 November 2024, sent to the committee on 5 November 2024",
        "  a draft was sent to the committee on 1 November 2024",
    ]


def test_a_paper_of_which_only_a_draft_was_sent_is_compared_with_that() -> None:
    status = PaperStatus("2024-25-Q2/short", (), ("2024-11-01T09:00",), "the draft sent on 1 November 2024", command=COMMAND)
    assert lines(status)[:2] == ["Paper 2024-25-Q2/short: no edition stands", "  Nothing differs from the draft sent on 1 November 2024."]


def test_what_cannot_be_compared_is_told_with_what_to_do() -> None:
    status = replace(SAME, unknown="2024-25/paper.toml cannot be used: line 1.")
    assert lines(status)[1] == "  Whether anything differs from edition 1 now cannot be told. 2024-25/paper.toml cannot be used: line 1."
