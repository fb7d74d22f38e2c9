"""Where the editions of a paper stand, and how they come there: all or nothing, whenever a run is cut short.

What is new is written in a staging folder within the private ones, so that nothing of it is in published/ before it is recorded. Once
the ledger holds its hash it is moved to its place; a run that was cut short in between is finished by the next that holds the period.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from shutil import rmtree

from msgspec import Struct

from shpdocs.model.edition import paper_folder
from shpdocs.model.errors import FolderError
from shpdocs.store.disk import (
    UNFINISHED,
    HeldOpenError,
    UnreadableError,
    digest_and_size,
    make_folder,
    put_in_place,
    remove,
    sha256,
    write_atomically,
)
from shpdocs.store.paper_state import PRIVATE, PaperState

RECORD, DRAFT, WITHDRAWN, SENT_DRAFT = "edition.json", "draft.json", "withdrawn", "sent-draft-"
PRINTED, DRAFT_PRINTED = "printed.json", "draft-printed.json"  # a paper as it was printed: in a record's folder, and beside a draft's
PROOFS = "proofs.json"  # beside the papers' folders: what the last paper's choice of suppressed numbers rests on
_PUBLIC, _PRIVATE = "public", "private"  # what is staged, by where it will stand


class EditionPlaces(Struct, frozen=True):
    """The folders of one paper: `published` holds, by number, what its readers get, `records` the private record of the same."""

    published: Path
    records: Path

    def public(self, number: int) -> Path:
        """The folder of an edition's public files."""
        return self.published / str(number)

    def record(self, name: str) -> Path:
        """The folder of a private record: of an edition, by its number, or of a draft that was sent."""
        return self.records / name

    def withdrawn(self, number: int) -> Path:
        """The folder of the public files of an edition that was withdrawn."""
        return self.record(str(number)) / WITHDRAWN

    def staged_public(self, number: int) -> Path:
        """Where the public files of an edition are made."""
        return self.staging(str(number)) / _PUBLIC

    def staged_record(self, name: str) -> Path:
        """Where a private record is made."""
        return self.staging(name) / _PRIVATE

    def staged_later(self, number: int) -> Path:
        """Where a file is made of an edition that is published already."""
        return self.staging(f"{number}-files")

    def staging(self, name: str) -> Path:
        """The folder in which a record, and what is public with it, is made."""
        return self.records / f"{UNFINISHED}{name}"


def places_of(root: Path, profile: str, *, is_for_board: bool = False) -> EditionPlaces:
    """The folders of a paper in that of its period: nothing of a paper that is for the board stands in published/."""
    name = paper_folder(profile)
    return EditionPlaces(root / ("board" if is_for_board else "published") / name, root / "editions" / name)


def return_file(key: str) -> str:
    """Where a return is kept in the private record of a paper that was made from it, by period and sub-group ('2024-25-Q2/prevent')."""
    return f"returns/{key}.json"


def stage(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by path, into a folder of staging; the folder is made even for none."""
    make_folder(folder)
    for name, content in files.items():
        write_atomically(folder / name, content)


def hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of each of these files, by path.

    Raises:
        ValueError: a path leads out of its folder, is one of ours, or names the file of another on a disk that tells no capitals apart.
    """
    if len({name.casefold() for name in files}) != len(files):
        raise ValueError("two files of one name")
    for name in files:
        parts = PurePosixPath(name).parts
        is_ours = parts[:1] in ((RECORD,), (WITHDRAWN,)) or any(part.startswith(UNFINISHED) for part in parts)
        if not parts or name != "/".join(parts) or "\\" in name or ".." in parts or name.startswith("/") or is_ours:
            raise ValueError(f"'{name}' names no file of an edition")
    return {name: sha256(content) for name, content in files.items()}


def settle(root: Path, papers: Mapping[str, PaperState]) -> None:
    """Put what the ledger holds and is staged in its place, take what is withdrawn out of published/, and clear the rest of staging.

    Raises:
        FolderError: another program holds a file of it.
    """
    for profile, paper in papers.items():
        places = places_of(root, profile, is_for_board=paper.is_for_board)
        for number in paper.editions:
            _settle_edition(places, number, paper)
        for number in range(1, len(paper.drafts_sent) + 1):
            _move(places.staged_record(f"{SENT_DRAFT}{number}"), places.record(f"{SENT_DRAFT}{number}"))
    _clear(root, papers)


def _settle_edition(places: EditionPlaces, number: int, paper: PaperState) -> None:
    _move(places.staged_record(str(number)), places.record(str(number)))
    _move(places.staged_public(number), places.public(number))
    for event in paper.files.get(number, ()):
        folder = places.record(str(number)) if event.what == PRIVATE else places.public(number)
        _move(places.staged_later(number) / event.file, folder / event.file, event.sha256)
    if number in paper.withdrawn:
        _move(places.public(number), places.withdrawn(number))


def _move(staged: Path, place: Path, file: str = "") -> None:
    """Move what is staged to its place, unless something stands there; a file only if it has this hash, and the place's folder is there.

    Nothing that stands in a place is replaced: what is wrong with it is told when it is read.
    """
    if os.path.lexists(place) or not os.path.lexists(staged) or (file and _digest(staged) != file):
        return
    try:
        make_folder(place.parent)
        put_in_place(staged, place)
    except HeldOpenError:
        what = (
            f"'{place.parent.name}/{place.name}' is recorded, and cannot yet be put in its place: a file of it is open in another program."
        )
        raise FolderError(what, "Close it there, then run the command again: it is finished then.") from None


def _digest(path: Path) -> str:
    try:
        return digest_and_size(path)[0]
    except UnreadableError:
        return ""


def _clear(root: Path, papers: Mapping[str, PaperState]) -> None:
    """Remove what is staged, but for what is recorded and could not be put in its place."""
    waiting = {path for profile, paper in papers.items() for path in _waiting(places_of(root, profile), paper)}
    for path in (root / "editions").glob(f"*/{UNFINISHED}*"):
        if path not in waiting:
            rmtree(path) if path.is_dir() and not path.is_symlink() else remove(path)


def _waiting(places: EditionPlaces, paper: PaperState) -> Iterator[Path]:
    names = [*map(str, paper.editions), *(f"{SENT_DRAFT}{number}" for number in range(1, len(paper.drafts_sent) + 1))]
    yield from (places.staging(name) for name in names if not os.path.lexists(places.record(name)))
