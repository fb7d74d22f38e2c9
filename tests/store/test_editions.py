"""Editions: published whole or not at all, never changed, and read only if they are as they were written."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.edition import Edition
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.store.disk import UNFINISHED, sha256
from shpdocs.store.edition_places import DRAFT_PRINTED
from shpdocs.store.edition_records import EDITION_FORMAT, draft_bytes
from shpdocs.store.editions import Editions
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.printed_papers import printed_bytes
from tests.support.editions import (
    AS_PRINTED,
    DAY,
    EVENT,
    PAPER,
    PAPER_AS_PRINTED,
    PERIOD,
    PRIVATE,
    PUBLIC,
    edition,
    period_folder,
    publish_all,
    sent_draft,
)


@pytest.fixture
def folder(tmp_path: Path) -> PeriodFolder:
    return period_folder(tmp_path)


@pytest.fixture
def editions(folder: PeriodFolder) -> Editions:
    return Editions(folder)


def _publish(folder: PeriodFolder, number: int = 1, profile: str = "", **fields: object) -> Path:
    with folder.locked():
        return Editions(folder).publish(edition(number, profile, **fields), PUBLIC, PRIVATE, EVENT)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _remedy(error: RecordError) -> str:
    return " ".join(fault.remedy for fault in error.faults)


def test_an_edition_is_published_with_its_private_record_and_read_back_as_it_was(folder: PeriodFolder, editions: Editions) -> None:
    path = _publish(folder)
    assert path == folder.published / "paper" / "1"
    assert _files(path) == PUBLIC
    record = folder.editions / "paper" / "1"
    assert _files(record).keys() == {*PRIVATE, "edition.json"}
    hashes = {"public": {name: sha256(PUBLIC[name]) for name in PUBLIC}, "private": {name: sha256(PRIVATE[name]) for name in PRIVATE}}
    assert editions.read("", 1) == editions.standing("") == replace(edition(), **hashes)
    event = folder.events()[-1]
    assert (event.event, event.file, event.edition) == ("edition", "edition.json", 1)
    assert event.sha256 == sha256((record / "edition.json").read_bytes())
    assert (event.by, event.because, event.at) == (EVENT.by, EVENT.because, DAY)


def test_editions_of_two_papers_of_a_period_stand_apart(folder: PeriodFolder, editions: Editions) -> None:
    for number, profile in ((1, ""), (1, "short"), (2, "short")):
        _publish(folder, number, profile)
    assert [(each.profile, each.number) for each in editions.all()] == [("", 1), ("short", 1), ("short", 2)]
    assert (folder.published / "paper-short" / "2" / PAPER).is_file()
    standing = editions.standing("short")
    assert standing and standing.number == 2
    assert editions.standing("long") is None


def test_the_same_edition_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _publish(period_folder(tmp_path / name))
    records = [_files(tmp_path / name / "output" / PERIOD / "editions") for name in ("a", "b")]
    assert records[0] == records[1]


@pytest.mark.parametrize("number", [0, 2])
def test_only_the_next_number_is_published(number: int, folder: PeriodFolder) -> None:
    with pytest.raises(ValueError, match="not the next"):
        _publish(folder, number)
    assert not folder.published.exists()


@pytest.mark.parametrize("name", ["../x.docx", "/x.docx", "", ".", "a/../../x", "a\\b", "edition.json", "withdrawn/x", f"{UNFINISHED}1"])
def test_a_file_that_would_stand_elsewhere_is_not_published(name: str, folder: PeriodFolder) -> None:
    with pytest.raises(ValueError, match="names no file"), folder.locked():
        Editions(folder).publish(edition(), {name: b"made up"}, {}, EVENT)
    with pytest.raises(ValueError, match="one name"), folder.locked():
        Editions(folder).publish(edition(), {"A.docx": b"made up", "a.docx": b"too"}, {}, EVENT)
    assert folder.state().papers == {}


def test_what_stands_in_the_place_of_the_next_edition_is_not_replaced(folder: PeriodFolder) -> None:
    mine = folder.published / "paper" / "1" / "mine.docx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(RecordError, match="published/paper/1: the ledger knows nothing of it"):
        _publish(folder)
    assert _files(folder.published) == {"paper/1/mine.docx": b"mine"}


def test_an_edition_that_is_not_there_is_told_with_those_there_are(folder: PeriodFolder, editions: Editions) -> None:
    with pytest.raises(UsageError, match=r"2024-25-Q2/short has no edition 1\. Publish one with"):
        editions.read("short", 1)
    _publish(folder)
    with pytest.raises(UsageError, match=r"2024-25-Q2 has no edition 2\. There is edition 1\."):
        editions.read("", 2)


def _edited(record: Path) -> None:
    record.write_bytes(record.read_bytes().replace(b"140", b"104"))


def _half(record: Path) -> None:
    record.write_bytes(record.read_bytes()[:500])


def _folder_in_its_place(record: Path) -> None:
    record.unlink()
    record.mkdir()


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (_edited, "it is not the record that was written"),
        (_half, "it is not the record that was written"),
        (Path.unlink, "it is gone"),
        (_folder_in_its_place, "it is no file, or the disk will not give it"),
    ],
)
def test_a_record_that_is_not_as_it_was_written_is_not_read(
    spoil: Callable[[Path], None], what: str, folder: PeriodFolder, editions: Editions
) -> None:
    _publish(folder)
    spoil(folder.editions / "paper" / "1" / "edition.json")
    with pytest.raises(RecordError, match=what) as caught:
        editions.standing("")
    assert caught.value.faults[0].file == f"output/{PERIOD}/editions/paper/1/edition.json"
    assert f"bring the whole folder output/{PERIOD}/editions/paper/1 back" in _remedy(caught.value)


def _record_of(folder: PeriodFolder, content: bytes) -> None:
    """Put these bytes where the record of edition 1 stands, and say so in the ledger, as another shpdocs may have written both."""
    path = folder.editions / "paper" / "1" / "edition.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    with folder.locked():
        folder.record(replace(EVENT, file="edition.json", sha256=sha256(content), edition=1))


def test_a_record_of_a_newer_shpdocs_is_told_as_such(folder: PeriodFolder, editions: Editions) -> None:
    with folder.locked():
        pass
    _record_of(folder, b'{"format": %d, "new": 1}' % (EDITION_FORMAT + 1))
    with pytest.raises(RecordError, match="newer shpdocs") as caught:
        editions.read("", 1)
    assert "newer one" in _remedy(caught.value)


def test_a_draft_is_remembered_until_the_next(folder: PeriodFolder, editions: Editions) -> None:
    assert editions.draft("") is None
    for word in ("first", "second"):
        with folder.locked():
            editions.write_draft(edition(0, fingerprint=word), AS_PRINTED)
    draft = editions.draft("")
    assert draft == edition(0, fingerprint="second", private={DRAFT_PRINTED: sha256(AS_PRINTED)})
    assert draft.is_draft
    assert editions.printed_draft("") == PAPER_AS_PRINTED
    assert editions.draft("short") is None
    assert editions.draft_fault("") is None


@pytest.mark.parametrize("spoil", [_edited, _half, _folder_in_its_place, lambda path: path.write_bytes(b"")])
def test_the_record_of_a_draft_that_is_spoiled_is_none_and_that_is_told(
    spoil: Callable[[Path], None], folder: PeriodFolder, editions: Editions
) -> None:
    with folder.locked():
        spoil(editions.write_draft(edition(0), AS_PRINTED))
    assert editions.draft("") is None
    fault = editions.draft_fault("")
    assert fault and fault.file == f"output/{PERIOD}/editions/paper/draft.json"
    assert "the next draft writes it anew" in fault.remedy


def test_a_spoiled_record_of_a_draft_stops_no_edition(folder: PeriodFolder, editions: Editions) -> None:
    with folder.locked():
        _half(editions.write_draft(edition(0), AS_PRINTED))
    _publish(folder)
    with folder.locked():
        editions.write_draft(edition(0), AS_PRINTED)
    assert editions.draft("") == edition(0, private={DRAFT_PRINTED: sha256(AS_PRINTED)})


@pytest.mark.parametrize("spoil", [_edited, Path.unlink, _folder_in_its_place, lambda path: path.write_bytes(b"")])
def test_a_draft_as_it_was_printed_that_is_spoiled_is_told_and_the_next_draft_writes_it_anew(
    spoil: Callable[[Path], None], folder: PeriodFolder, editions: Editions
) -> None:
    with folder.locked():
        printed = editions.write_draft(edition(0), AS_PRINTED).with_name(DRAFT_PRINTED)
    spoil(printed)
    fault = editions.draft_printed_fault("")
    assert fault and fault.file == f"output/{PERIOD}/editions/paper/{DRAFT_PRINTED}"
    with pytest.raises(RecordError, match=f"{DRAFT_PRINTED}.*Make the draft again: shpdocs assemble {PERIOD}"):
        editions.printed_draft("")
    with folder.locked(), pytest.raises(RecordError, match=DRAFT_PRINTED):
        sent_draft(editions, "", b"made-up draft")
    assert editions.paper("").drafts_sent == []
    if printed.is_dir():
        printed.rmdir()
    with folder.locked():
        editions.write_draft(edition(0), AS_PRINTED)
    assert (editions.draft_printed_fault(""), editions.printed_draft("")) == (None, PAPER_AS_PRINTED)


def test_a_draft_of_an_older_shpdocs_can_be_sent_and_has_no_way_back(folder: PeriodFolder, editions: Editions) -> None:
    with folder.locked():
        editions.write_draft(edition(0), AS_PRINTED).write_bytes(draft_bytes(edition(0)))
        with pytest.raises(UsageError, match=f"The last draft of {PERIOD} was made by an older shpdocs.*Make it again"):
            editions.printed_draft("")
        sent_draft(editions, "", b"made-up draft")
    with pytest.raises(UsageError, match=f"Draft 1 of {PERIOD} that was sent was made by an older shpdocs"):
        editions.printed_sent_draft("", 1)


def test_a_draft_that_is_not_there_is_told(editions: Editions) -> None:
    with pytest.raises(UsageError, match=f"There is no draft of {PERIOD}/short. Make one: shpdocs assemble {PERIOD} --profile short"):
        editions.printed_draft("short")
    with pytest.raises(UsageError, match=f"There is no draft 1 of {PERIOD} that was sent"):
        editions.printed_sent_draft("", 1)


def test_a_draft_that_was_sent_is_kept_as_it_was_printed_whatever_the_next_draft_prints(folder: PeriodFolder, editions: Editions) -> None:
    with folder.locked():
        editions.write_draft(edition(0), AS_PRINTED)
        path = sent_draft(editions, "", b"made-up draft")
        editions.write_draft(edition(0, fingerprint="second"), printed_bytes(replace(PAPER_AS_PRINTED, starts=(1,))))
    assert editions.printed_sent_draft("", 1) == PAPER_AS_PRINTED
    assert editions.printed_draft("").starts == (1,)
    with pytest.raises(UsageError, match=r"There is no draft 2 .* There is draft 1"):
        editions.printed_sent_draft("", 2)
    _edited(path / "printed.json")
    with pytest.raises(RecordError, match=r"sent-draft-1/printed\.json: it is not the file that was recorded"):
        editions.printed_sent_draft("", 1)


def test_a_draft_that_was_sent_is_kept_with_its_record(folder: PeriodFolder, editions: Editions) -> None:
    for number, content in ((1, b"first draft"), (2, b"second draft")):
        with folder.locked():
            returns = {f"{PERIOD}/prevent": b"{}"}
            path = editions.keep_sent_draft(edition(0), "paper DRAFT.docx", content, replace(EVENT, event="paper-sent"), returns)
        assert path == folder.editions / "paper" / f"sent-draft-{number}"
        assert _files(path)["paper DRAFT.docx"] == content
    sent = editions.sent_drafts("")
    assert [draft.private for draft in sent] == [
        {"paper DRAFT.docx": sha256(b"first draft"), f"returns/{PERIOD}/prevent.json": sha256(b"{}")},
        {"paper DRAFT.docx": sha256(b"second draft"), f"returns/{PERIOD}/prevent.json": sha256(b"{}")},
    ]
    assert [event.sha256 for event in editions.paper("").drafts_sent] == [sha256(b"first draft"), sha256(b"second draft")]
    _edited(path / "edition.json")
    with pytest.raises(RecordError, match=r"sent-draft-2/edition\.json: it is not the record"):
        editions.sent_drafts("")


def test_a_file_made_of_an_edition_later_stands_beside_it_and_is_recorded(folder: PeriodFolder, editions: Editions) -> None:
    path = _publish(folder)
    before = editions.read("", 1)
    with folder.locked():
        assert editions.add("", 1, "paper.pdf", b"made-up PDF", EVENT) == path / "paper.pdf"
        editions.add("", 1, "apart/one.docx", b"made up", EVENT)
        count = len(folder.events())
        editions.add("", 1, "paper.pdf", b"another PDF", EVENT)
        editions.add("", 1, PAPER, PUBLIC[PAPER], EVENT)
        assert len(folder.events()) == count
    assert _files(path) == {**PUBLIC, "paper.pdf": b"made-up PDF", "apart/one.docx": b"made up"}
    assert editions.read("", 1) == before
    assert editions.public_files("", 1)["paper.pdf"] == sha256(b"made-up PDF")
    assert not list(folder.editions.rglob(f"{UNFINISHED}*"))


def test_a_public_file_that_is_gone_is_put_back_as_it_was_and_a_pdf_may_be_made_again(folder: PeriodFolder, editions: Editions) -> None:
    path = _publish(folder)
    with folder.locked():
        editions.add("", 1, "paper.pdf", b"made-up PDF", EVENT)
        (path / PAPER).unlink()
        (path / "paper.pdf").unlink()
        with pytest.raises(RecordError, match=f"{PAPER}: it is gone, and cannot be made again as it was"):
            editions.add("", 1, PAPER, b"another paper", EVENT)
        editions.add("", 1, PAPER, PUBLIC[PAPER], EVENT)
        editions.add("", 1, "paper.pdf", b"another PDF", EVENT)
    assert _files(path) == {**PUBLIC, "paper.pdf": b"another PDF"}
    assert editions.public_files("", 1)["paper.pdf"] == sha256(b"another PDF")


def test_a_public_file_that_somebody_edited_is_not_replaced(folder: PeriodFolder, editions: Editions) -> None:
    path = _publish(folder)
    (path / PAPER).write_bytes(b"edited")
    with folder.locked(), pytest.raises(RecordError, match="it is not the file that was published"):
        editions.add("", 1, PAPER, PUBLIC[PAPER], EVENT)
    assert (path / PAPER).read_bytes() == b"edited"


def test_an_edition_that_is_withdrawn_leaves_published_and_stays_in_its_record(folder: PeriodFolder, editions: Editions) -> None:
    _publish(folder)
    with folder.locked():
        path = editions.withdraw("", 1, replace(EVENT, because="The wrong month stood on it."))
    assert path == folder.editions / "paper" / "1" / "withdrawn"
    assert _files(path) == PUBLIC
    assert not (folder.published / "paper" / "1").exists()
    assert editions.standing("") is None
    assert list(editions.all()) == []
    assert editions.read("", 1).number == 1
    with folder.locked(), pytest.raises(UsageError, match="was withdrawn on 4 November 2024: The wrong month"):
        editions.withdraw("", 1, EVENT)
    with folder.locked(), pytest.raises(UsageError, match="was withdrawn"):
        editions.add("", 1, "paper.pdf", b"made up", EVENT)
    _publish(folder, 2)
    standing = editions.standing("")
    assert standing and standing.number == 2


def test_an_edition_that_was_sent_cannot_be_withdrawn(folder: PeriodFolder, editions: Editions) -> None:
    path = _publish(folder)
    with folder.locked():
        folder.record(replace(EVENT, event="paper-sent", edition=1))
        with pytest.raises(UsageError, match=r"went to the committee on 4 November 2024.*Publish a correction"):
            editions.withdraw("", 1, EVENT)
    assert _files(path) == PUBLIC


def test_an_appendix_is_kept_by_its_hash_and_given_only_as_it_was(folder: PeriodFolder, editions: Editions) -> None:
    with folder.locked():
        file = editions.keep_appendix(b"made-up appendix")
        given = replace(EVENT, event="appendix", what="given", title="MPS report", file="mps.docx", sha256=file)
        folder.record(given)
    assert editions.appendix(given) == b"made-up appendix"
    assert editions.paper("").appendices["mps report"] == given
    folder.appendices.place(file).write_bytes(b"edited")
    with pytest.raises(RecordError, match=r"the appendix 'MPS report', which was 'mps\.docx'") as caught:
        editions.appendix(given)
    assert re.search(r'--appendix "MPS report=FILE.docx"', _remedy(caught.value))


def test_a_record_keeps_what_is_of_a_file_name_that_is_no_unicode(folder: PeriodFolder, editions: Editions) -> None:
    with folder.locked():
        odd = replace(edition().appendices[0], file="mps\udcff.docx")
        editions.publish(edition(appendices=(odd,)), PUBLIC, PRIVATE, EVENT)
    assert editions.read("", 1).appendices[0].file == "mps?.docx"


def test_an_edition_that_could_not_be_read_back_is_not_published(folder: PeriodFolder) -> None:
    lost: Edition = edition(printed=(replace(edition().printed[0], value=float("nan")),))
    with folder.locked(), pytest.raises(ValueError):
        Editions(folder).publish(lost, PUBLIC, PRIVATE, EVENT)
    assert not folder.published.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize(("is_shared", "of_folders", "of_files"), [(False, 0o700, 0o600), (True, 0o2770, 0o660)])
def test_all_of_it_is_for_its_owners_eyes_or_for_the_group_that_shares_the_folder(
    is_shared: bool, of_folders: int, of_files: int, folder: PeriodFolder
) -> None:
    publish_all(folder, is_shared=is_shared)
    paths = [path for where in (folder.published, folder.editions) for path in where.rglob("*")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {of_folders}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()} == {of_files}
