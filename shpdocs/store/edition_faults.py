"""What is wrong with editions, drafts that were sent and their records: changed, gone, or there though the ledger knows nothing of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from shpdocs.model.edition import assemble_command, paper_folder
from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.store.disk import UNFINISHED
from shpdocs.store.edition_places import DRAFT, DRAFT_PRINTED, PROOFS, RECORD, SENT_DRAFT, WITHDRAWN
from shpdocs.store.editions import Editions
from shpdocs.store.kept_files import KeptFiles
from shpdocs.store.sync_copies import copies_beside, is_of_the_system

_NUMBERED = re.compile(rf"({SENT_DRAFT})?[1-9][0-9]*")
_OPEN = ("~$", ".~lock.")  # how the name of the mark begins that Word and LibreOffice leave beside a file that is open
_WORDS = {"gone": "it is gone.", "unreadable": "the disk will not give it."}
_OLDER = (
    "If the ledger was put back, it is an older copy: bring ledger.jsonl and ledger.head back together, as they were last. Else find out "
    "how this came here, and move it out of the folder."
)
_MOVE = "What was published never changes: find out how this came here, and move it out of the folder."
_KEEP = "Bring it back from a copy: it is the record of what was published."
_CUT_SHORT = "A run was cut short: the next command that changes the period moves it to its record, such as collect."


def check_records(editions: Editions) -> None:
    """Make sure that every record of an edition, and of a draft that was sent, is as it was written.

    Raises:
        RecordError: one is not; or there is an edition of which the ledger knows nothing: the ledger is an older copy.
    """
    _raise(record_faults(editions))


def check_edition(editions: Editions, profile: str, number: int) -> None:
    """Make sure that everything of an edition is as it was published: its record, and every public and private file.

    Raises:
        RecordError: something is changed, gone, or there too.
    """
    _raise(edition_faults(editions, profile, number))


def _raise(faults: Iterator[RecordFault]) -> None:
    found = tuple(dict.fromkeys(faults))
    if found:
        raise RecordError(*found)


def record_faults(editions: Editions) -> Iterator[RecordFault]:
    """Yield the records that are not as they were written, and the editions of which the ledger knows nothing. Only records are read."""
    yield from _unknown(editions, _in_papers(editions))
    for profile, name in _records(editions):
        yield from editions.record_fault(profile, name)


def all_faults(editions: Editions) -> Iterator[RecordFault]:
    """Yield everything that is wrong with the editions of a period, file by file, and with what lies beside them."""
    there = [*_in_papers(editions), *_beside_papers(editions)]
    yield from _unknown(editions, there)
    known = _known(editions)
    yield from (_stray(editions, path, known) for path in there if path not in known and not _NUMBERED.fullmatch(path.name))
    for profile, paper in editions.papers().items():
        for number in paper.editions:
            yield from edition_faults(editions, profile, number)
        for number in range(1, len(paper.drafts_sent) + 1):
            yield from _sent_draft_faults(editions, profile, f"{SENT_DRAFT}{number}")


def _unknown(editions: Editions, there: list[Path]) -> Iterator[RecordFault]:
    """Yield the numbered folders among what was there before the ledger was asked, which may grow meanwhile, and knows nothing of them."""
    numbered = [path for path in there if _NUMBERED.fullmatch(path.name)]
    known = _known(editions) if numbered else set()
    yield from (RecordFault(editions.shown(path), 0, "the ledger knows nothing of it.", _OLDER) for path in numbered if path not in known)


def edition_faults(editions: Editions, profile: str, number: int) -> Iterator[RecordFault]:
    """Yield what is wrong with an edition: its record, every public and private file, and whatever lies among them."""
    try:
        public, private = editions.public_files(profile, number), editions.private_files(profile, number)
    except RecordError as error:
        yield from error.faults
        return
    places, is_withdrawn = editions.places(profile), number in editions.paper(profile).withdrawn
    command = f"{assemble_command(editions.period, profile)} --final"
    again = f"Bring it back from a copy; if it is gone, {command} puts it back where it comes out the same."
    where = places.withdrawn(number) if is_withdrawn else places.public(number)
    if is_withdrawn and not where.exists() and places.public(number).exists():
        yield RecordFault(editions.shown(places.public(number)), 0, "it was withdrawn, and still stands here.", _CUT_SHORT)
        where = places.public(number)
    if where.exists() or not places.staged_public(number).exists():  # else a run was cut short, and the next one puts it there
        yield from _faults_of_files(editions, where, public, again)
    if places.record(str(number)).exists():
        yield from _faults_of_files(editions, places.record(str(number)), private, _KEEP, (RECORD, WITHDRAWN))


def _sent_draft_faults(editions: Editions, profile: str, name: str) -> Iterator[RecordFault]:
    try:
        draft = editions.read_sent_draft(profile, name)
    except RecordError as error:
        yield from error.faults
        return
    if editions.places(profile).record(name).exists():
        yield from _faults_of_files(editions, editions.places(profile).record(name), draft.private, _KEEP, (RECORD,))


def _faults_of_files(
    editions: Editions, folder: Path, files: Mapping[str, str], remedy: str, ours: tuple[str, ...] = ()
) -> Iterator[RecordFault]:
    """Yield what is wrong with the files of a folder, of which these are known by their hash; `ours` are other names in it."""
    kept, known = KeptFiles(folder), {folder / name for name in files}
    if folder.is_symlink():
        yield RecordFault(
            editions.shown(folder), 0, "it is a link.", "Put the folder itself in its place: what is published must stay here."
        )
    for name, file in sorted(files.items()):
        condition = kept.condition_at(folder / name, file)
        if condition != "kept":
            what = _WORDS.get(
                condition, "it is not the file that was kept: its bytes are others, or it is a folder, a link or something else."
            )
            yield RecordFault(editions.shown(folder / name), 0, what, remedy)
    for path in _files(folder):
        if path not in known and path.relative_to(folder).parts[0] not in ours:
            yield _stray(editions, path, known | {folder / name for name in ours})


def _stray(editions: Editions, path: Path, known: set[Path]) -> RecordFault:
    records = (record for record in sorted(known) if record.parent == path.parent and path.name in copies_beside(record))
    record = next(records, None)
    what = f"it seems to be a copy of {record.name} that a sync program, or somebody, left beside it." if record else "nobody recorded it."
    return RecordFault(editions.shown(path), 0, what, _MOVE)


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder, and links to folders, in order; but for what other programs leave in every folder."""
    for where, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(where, name).is_symlink()]
        yield from (Path(where, name) for name in sorted([*names, *links]) if not _is_passed_over(name))


def _is_passed_over(name: str) -> bool:
    return is_of_the_system(name) or name.startswith((UNFINISHED, *_OPEN))


def _in_papers(editions: Editions) -> list[Path]:
    """What stands in the folders of papers, public ones and those of records; none is read."""
    return [path for folder in editions.folders for paper in _inside(folder) if _is_paper(paper) for path in _inside(paper)]


def _beside_papers(editions: Editions) -> list[Path]:
    """What stands in the folders of all papers and is none of a paper, nor the appendices."""
    appendices = editions.appendices
    return [path for folder in editions.folders for path in _inside(folder) if path != appendices and not _is_paper(path)]


def _is_paper(path: Path) -> bool:
    is_named_so = path.name == paper_folder("") or path.name.startswith(f"{paper_folder('')}-")
    return is_named_so and path.is_dir() and not path.is_symlink()


def _inside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not _is_passed_over(path.name)) if folder.is_dir() else []


def _known(editions: Editions) -> set[Path]:
    """Every folder of an edition, or of a draft that was sent, that the ledger knows of, and what is kept of drafts."""
    known = {path / name for folder in editions.folders[-1:] for path in _inside(folder) for name in (DRAFT, DRAFT_PRINTED)}
    known |= {folder / PROOFS for folder in editions.folders[-1:]}
    known |= {editions.places(profile).record(name) for profile, name in _records(editions)}
    return known | {editions.places(profile).public(number) for profile, paper in editions.papers().items() for number in paper.editions}


def _records(editions: Editions) -> Iterator[tuple[str, str]]:
    """Yield the records of which the ledger knows: a paper's profile, and the name of the folder."""
    for profile, paper in editions.papers().items():
        yield from ((profile, str(number)) for number in paper.editions)
        yield from ((profile, f"{SENT_DRAFT}{number}") for number in range(1, len(paper.drafts_sent) + 1))
