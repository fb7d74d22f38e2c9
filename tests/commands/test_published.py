"""What becomes of a published paper: an edition or a draft goes to the committee, an edition that did not is withdrawn."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from shpdocs import sent, withdraw
from shpdocs.commands.published import Sent, Withdrawn
from shpdocs.model.errors import FolderError, RecordError, UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.store.disk import sha256
from shpdocs.store.editions import Editions
from shpdocs.store.folder import open_folder
from tests.support.editions import DRAFT, PERIOD, edition, made_draft, made_edition

BY, BECAUSE = "A made-up officer", "For the agenda of 11 November"
WHO: dict[str, Any] = {"by": f" {BY} ", "because": f"{BECAUSE} ", "at": "2024-11-04T09:00:00.000000+00:00"}
DAY = "2024-11-04T09:00:00.000000+00:00"


def editions(folder: Path) -> Editions:
    return Editions(open_folder(folder).period(parse_period(PERIOD)))


def events(folder: Path) -> tuple[Event, ...]:
    return open_folder(folder).period(parse_period(PERIOD)).events()


# sent


def test_the_edition_that_stands_is_sent_with_who_and_why(folder: Path) -> None:
    made_edition(folder)
    recorded = sent(folder, PERIOD, **WHO)
    assert recorded == Sent(PERIOD, 1, "2024-25-Q2 Made-up Partnership.docx", "recorded", BY, BECAUSE, DAY)
    event = events(folder)[-1]
    assert (event.event, event.edition, event.by, event.because, event.sha256) == (
        "paper-sent",
        1,
        BY,
        BECAUSE,
        sha256(b"made-up paper"),
    )


def test_what_was_sent_is_recorded_once(folder: Path) -> None:
    made_edition(folder)
    first = sent(folder, PERIOD, **WHO)
    before = events(folder)
    again = sent(folder, PERIOD, by="Another officer", because="Again")
    assert (again.outcome, again.by, again.because, again.at) == ("unchanged", first.by, first.because, first.at)
    assert events(folder) == before


def test_an_earlier_edition_is_sent_by_its_number(folder: Path) -> None:
    made_edition(folder)
    made_edition(folder, 2)
    assert sent(folder, PERIOD, **WHO, edition=1).edition == 1
    assert sent(folder, PERIOD, **WHO).edition == 2
    assert sorted(editions(folder).paper("").sent) == [1, 2]


def test_a_paper_of_another_profile_is_named_behind_its_period(folder: Path) -> None:
    made_edition(folder, 1, "short")  # of a profile that was deleted since
    assert sent(folder, f"{PERIOD}/short", **WHO).paper == f"{PERIOD}/short"
    assert events(folder)[-1].profile == "short"


@pytest.mark.parametrize(
    ("paper", "options", "part"),
    [
        (PERIOD, {}, "shpdocs assemble 2024-25-Q2 --final"),
        (PERIOD, {"edition": 3}, "no edition 3"),
        (PERIOD, {"edition": 0}, "no edition 0"),
        (PERIOD, {"edition": 1, "draft": True}, "Name one"),
        (PERIOD, {"draft": True}, "shpdocs assemble 2024-25-Q2"),
        (f"{PERIOD}/", {}, "names no profile"),
        ("made up", {}, "is not a period"),
    ],
)
def test_what_is_not_there_cannot_be_sent(paper: str, options: dict[str, Any], part: str, folder: Path) -> None:
    with pytest.raises(UsageError) as error:
        sent(folder, paper, **WHO, **options)
    assert part in str(error.value)
    assert events(folder) == ()


def test_a_profile_that_is_none_is_told_the_nearest(demo_folder: Path) -> None:
    for command in (sent, withdraw):
        with pytest.raises((UsageError, FolderError)) as error:
            command(demo_folder, "2017-18-Q3/select-comittee", **WHO)
        assert "select-committee" in str(error.value)


@pytest.mark.parametrize("who", [{"by": "", "because": "x"}, {"by": "x", "because": " – "}])
def test_nobody_sends_and_withdraws_without_who_and_why(who: dict[str, Any], folder: Path) -> None:
    made_edition(folder)
    for command in (sent, withdraw):
        with pytest.raises(UsageError):
            command(folder, PERIOD, **who)
    assert [event.event for event in events(folder)] == ["edition"]


def test_an_edition_whose_record_is_not_as_it_was_written_is_not_sent(folder: Path) -> None:
    made_edition(folder)
    record = folder / "output" / PERIOD / "editions" / "paper" / "1" / "edition.json"
    record.write_bytes(record.read_bytes() + b" ")
    for command in (sent, withdraw):
        with pytest.raises(RecordError) as error:
            command(folder, PERIOD, **WHO)
        assert "editions/paper/1/edition.json" in str(error.value)


def test_an_edition_of_which_a_public_file_was_changed_is_not_sent(folder: Path) -> None:
    paper = made_edition(folder) / "2024-25-Q2 Made-up Partnership.docx"
    paper.write_bytes(b"edited")
    with pytest.raises(RecordError) as error:
        sent(folder, PERIOD, **WHO)
    assert paper.name in str(error.value)
    assert [event.event for event in events(folder)] == ["edition"]


# drafts


def test_a_draft_is_kept_as_it_was_sent(folder: Path) -> None:
    path = made_draft(folder)
    recorded = sent(folder, PERIOD, **WHO, draft=True)
    assert recorded == Sent(PERIOD, 0, DRAFT, "recorded", BY, BECAUSE, DAY)
    path.write_bytes(b"another one")
    (kept,) = editions(folder).sent_drafts("")
    assert kept.document == edition().document
    assert (folder / "output" / PERIOD / "editions" / "paper" / "sent-draft-1" / DRAFT).read_bytes() == b"made-up draft"


def test_the_same_draft_is_recorded_once_and_another_one_again(folder: Path) -> None:
    made_draft(folder)
    assert [sent(folder, PERIOD, **WHO, draft=True).outcome for _ in range(2)] == ["recorded", "unchanged"]
    made_draft(folder, b"another draft")
    assert sent(folder, PERIOD, **WHO, draft=True).outcome == "recorded"
    assert len(editions(folder).sent_drafts("")) == 2


def test_a_draft_that_was_edited_is_kept_as_edited_and_told(folder: Path) -> None:
    made_draft(folder).write_bytes(b"edited by the officer")
    assert sent(folder, PERIOD, **WHO, draft=True).is_edited
    kept = folder / "output" / PERIOD / "editions" / "paper" / "sent-draft-1" / DRAFT
    assert kept.read_bytes() == b"edited by the officer"


def test_a_draft_that_is_gone_is_not_sent(folder: Path) -> None:
    made_draft(folder).unlink()
    with pytest.raises(UsageError) as error:
        sent(folder, PERIOD, **WHO, draft=True)
    assert DRAFT in str(error.value)
    assert events(folder) == ()


def test_a_draft_whose_record_is_spoiled_is_not_sent(folder: Path) -> None:
    made_draft(folder)
    (folder / "output" / PERIOD / "editions" / "paper" / "draft.json").write_bytes(b"{")
    with pytest.raises(RecordError) as error:
        sent(folder, PERIOD, **WHO, draft=True)
    assert "draft.json" in str(error.value)
    assert f"shpdocs assemble {PERIOD}" in str(error.value)


# withdrawing


def test_an_edition_that_was_not_sent_is_withdrawn_with_who_and_why(folder: Path) -> None:
    public = made_edition(folder)
    withdrawn = withdraw(folder, PERIOD, **WHO)
    assert (withdrawn.paper, withdrawn.edition, withdrawn.standing, withdrawn.by, withdrawn.because) == (PERIOD, 1, 0, BY, BECAUSE)
    assert not public.exists()
    assert (withdrawn.path / "2024-25-Q2 Made-up Partnership.docx").read_bytes() == b"made-up paper"
    assert editions(folder).standing("") is None


def test_the_edition_before_it_stands_again(folder: Path) -> None:
    made_edition(folder)
    made_edition(folder, 2)
    assert isinstance(withdraw(folder, PERIOD, **WHO), Withdrawn)
    assert sent(folder, PERIOD, **WHO).edition == 1


def test_an_edition_that_was_sent_is_not_withdrawn(folder: Path) -> None:
    public = made_edition(folder)
    sent(folder, PERIOD, **WHO)
    with pytest.raises(UsageError) as error:
        withdraw(folder, PERIOD, **WHO)
    assert "--by" in str(error.value) and "4 November 2024" in str(error.value)
    assert public.exists()


def test_what_is_withdrawn_is_not_withdrawn_again_nor_sent(folder: Path) -> None:
    made_edition(folder)
    withdraw(folder, PERIOD, **WHO)
    numbered = partial(sent, edition=1)
    for command in (withdraw, sent, numbered):
        with pytest.raises(UsageError) as error:
            command(folder, PERIOD, **WHO)
        assert "withdrawn" in str(error.value)
