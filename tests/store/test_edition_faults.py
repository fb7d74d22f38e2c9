"""What is wrong with editions: whatever is changed, gone or there too is told, at its file, with what to do; and nothing else is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.errors import RecordError
from shpdocs.store.edition_faults import all_faults, check_edition, check_records, record_faults
from shpdocs.store.editions import Editions
from shpdocs.store.folder import PeriodFolder
from tests.support.editions import EVENT, PAPER, PERIOD, PRIVATE, PUBLIC, edition, period_folder, publish_all

OUT = f"output/{PERIOD}"
RECORD = f"{OUT}/editions/paper-first/1"
PUBLISHED = f"{OUT}/published/paper-first/1"
SENT = f"{OUT}/editions/paper-first/sent-draft-1"
WITHDRAWN = f"{OUT}/editions/paper-second/1/withdrawn"


@pytest.fixture
def folder(tmp_path: Path) -> PeriodFolder:
    folder = period_folder(tmp_path)
    publish_all(folder)
    return folder


def _told(folder: PeriodFolder) -> set[str]:
    return {fault.file for fault in all_faults(Editions(folder))}


def test_of_what_is_as_it_was_published_nothing_is_told(folder: PeriodFolder) -> None:
    assert _told(folder) == set()
    check_records(Editions(folder))
    check_edition(Editions(folder), "first", 1)
    check_edition(Editions(folder), "second", 1)


def _edit(path: Path) -> None:
    path.write_bytes(b"edited")


def _link(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    other = path.with_name(".DS_Store")
    other.write_bytes(content)
    path.symlink_to(other)


FILES = {
    "the record": f"{RECORD}/edition.json",
    "Part II": f"{RECORD}/PART II.docx",
    "a return": f"{RECORD}/returns/{PERIOD}/prevent.json",
    "the paper": f"{PUBLISHED}/{PAPER}",
    "a single file": f"{PUBLISHED}/2024-25-Q2 Made-up Partnership/Report.docx",
    "a PDF made later": f"{PUBLISHED}/paper.pdf",
    "a withdrawn paper": f"{WITHDRAWN}/{PAPER}",
    "the record of a withdrawn edition": f"{OUT}/editions/paper-second/1/edition.json",
    "a draft that was sent": f"{SENT}/paper DRAFT.docx",
    "its record": f"{SENT}/edition.json",
}


@pytest.mark.parametrize("name", FILES.values(), ids=FILES)
@pytest.mark.parametrize("harm", [_edit, Path.unlink, _link])
def test_a_file_that_is_changed_gone_or_a_link_is_told_at_its_place_and_no_other(
    harm: Callable[[Path], None], name: str, folder: PeriodFolder, tmp_path: Path
) -> None:
    harm(tmp_path / name)
    (fault,) = all_faults(Editions(folder))
    assert fault.file == name
    assert "back" in fault.remedy
    records = [fault.file for fault in record_faults(Editions(folder))]
    assert records == ([name] if name.endswith("edition.json") else [])


STRAYS = {
    "a file in published/": (f"{OUT}/published/index.html", "nobody recorded it"),
    "a file beside editions": (f"{OUT}/published/paper-first/notes.txt", "nobody recorded it"),
    "a copy of the paper": (f"{PUBLISHED}/2024-25-Q2 Made-up Partnership (1).docx", f"a copy of {PAPER}"),
    "a file deep in an edition": (f"{PUBLISHED}/2024-25-Q2 Made-up Partnership/mine.docx", "nobody recorded it"),
    "a conflict copy of a record": (f"{RECORD}/edition-LAPTOP.json", "a copy of edition.json"),
    "a copy of a draft's record": (f"{OUT}/editions/paper-first/draft (1).json", "a copy of draft.json"),
    "a secret among what is public": (f"{PUBLISHED}/PART II.docx", "nobody recorded it"),
    "a file beside the papers' records": (f"{OUT}/editions/notes.txt", "nobody recorded it"),
    "a file with a draft that was sent": (f"{SENT}/paper DRAFT (2).docx", "a copy of paper DRAFT.docx"),
    "a file with a withdrawn paper": (f"{WITHDRAWN}/mine.docx", "nobody recorded it"),
}


@pytest.mark.parametrize(("name", "what"), STRAYS.values(), ids=STRAYS)
def test_what_lies_beside_editions_is_told_and_stops_nothing(name: str, what: str, folder: PeriodFolder, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"made up")
    (fault,) = all_faults(Editions(folder))
    assert fault.file == name
    assert what in fault.what
    assert "move it out of the folder" in fault.remedy
    check_records(Editions(folder))


def test_a_copy_of_a_whole_edition_is_told(folder: PeriodFolder, tmp_path: Path) -> None:
    for name in (f"{PUBLISHED} (1)", f"{RECORD}-LAPTOP", f"{OUT}/editions/paper copy"):
        (tmp_path / name).mkdir()
    assert _told(folder) == {f"{PUBLISHED} (1)", f"{RECORD}-LAPTOP", f"{OUT}/editions/paper copy"}


@pytest.mark.parametrize(
    "name", [f"{OUT}/published/paper-first/2", f"{OUT}/editions/paper-first/2", f"{OUT}/editions/paper-first/sent-draft-2"]
)
def test_an_edition_of_which_the_ledger_knows_nothing_stops_what_depends_on_it(name: str, folder: PeriodFolder, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(RecordError, match="the ledger knows nothing of it") as caught:
        check_records(Editions(folder))
    assert [fault.file for fault in caught.value.faults] == [name]
    assert _told(folder) == {name}
    assert "it is an older copy" in caught.value.faults[0].remedy


def test_what_other_programs_leave_in_every_folder_is_no_fault(folder: PeriodFolder, tmp_path: Path) -> None:
    for where in (
        f"{OUT}/published",
        f"{OUT}/published/paper-first",
        PUBLISHED,
        f"{OUT}/editions",
        f"{OUT}/editions/paper-first",
        RECORD,
        SENT,
    ):
        for name in ("Thumbs.db", ".DS_Store", "._made-up.docx", f"~${PAPER[2:]}", f".~lock.{PAPER}#"):
            (tmp_path / where / name).write_bytes(b"made up")
    assert _told(folder) == set()


def test_an_edition_whose_folder_is_gone_is_told_by_its_record_or_its_files(folder: PeriodFolder, tmp_path: Path) -> None:
    os.rename(tmp_path / PUBLISHED, tmp_path / "elsewhere")
    assert _told(folder) == {f"{PUBLISHED}/{name}" for name in (*PUBLIC, "paper.pdf")}
    os.rename(tmp_path / RECORD, tmp_path / "elsewhere too")
    assert _told(folder) == {f"{RECORD}/edition.json"}


def test_of_one_edition_only_its_own_files_are_looked_at(folder: PeriodFolder, tmp_path: Path) -> None:
    editions = Editions(folder)
    with folder.locked():
        editions.publish(edition(2, "first"), PUBLIC, PRIVATE, EVENT)
    _edit(tmp_path / PUBLISHED / PAPER)
    check_edition(editions, "first", 2)
    with pytest.raises(RecordError, match="it is not the file that was kept"):
        check_edition(editions, "first", 1)


def test_an_edition_that_is_recorded_and_not_yet_in_its_place_is_no_fault(folder: PeriodFolder, tmp_path: Path) -> None:
    """As a run that was killed leaves it, or as it is while another run works."""
    staging = tmp_path / f"{OUT}/editions/paper-first/.writing-1"
    staging.mkdir()
    os.rename(tmp_path / PUBLISHED, staging / "public")
    os.rename(tmp_path / RECORD, staging / "private")
    (staging / "public" / "paper.pdf").unlink()
    assert _told(folder) == set()
    assert Editions(folder).read("first", 1).number == 1


def test_a_withdrawn_edition_that_still_stands_in_published_is_told(folder: PeriodFolder, tmp_path: Path) -> None:
    os.rename(tmp_path / WITHDRAWN, tmp_path / f"{OUT}/published/paper-second/1")
    (fault,) = all_faults(Editions(folder))
    assert (fault.file, fault.what) == (f"{OUT}/published/paper-second/1", "it was withdrawn, and still stands here.")
    with folder.locked():
        pass
    assert _told(folder) == set()


def test_a_ledger_that_is_an_older_copy_is_told_by_the_editions(folder: PeriodFolder, tmp_path: Path) -> None:
    before = [(tmp_path / OUT / name, (tmp_path / OUT / name).read_bytes()) for name in ("ledger.jsonl", "ledger.head")]
    with folder.locked():
        Editions(folder).publish(edition(2, "first"), PUBLIC, PRIVATE, replace(EVENT, because="made up"))
    for path, content in before:
        path.write_bytes(content)
    with pytest.raises(RecordError, match="editions/paper-first/2: the ledger knows nothing of it"):
        check_records(Editions(period_folder(tmp_path)))


def test_a_link_in_the_place_of_an_edition_is_told(folder: PeriodFolder, tmp_path: Path) -> None:
    os.rename(tmp_path / PUBLISHED, tmp_path / OUT / "elsewhere")
    (tmp_path / PUBLISHED).symlink_to(tmp_path / OUT / "elsewhere", target_is_directory=True)
    assert _told(folder) == {PUBLISHED}
