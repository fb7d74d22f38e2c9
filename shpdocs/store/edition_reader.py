"""The editions of a period's papers, and drafts, as they are read: each only if it is the one that the ledger holds by its hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shpdocs.model.edition import Edition, assemble_command, paper_folder, paper_words
from shpdocs.model.errors import RecordError, RecordFault, UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.returns import Return
from shpdocs.model.settings import MB
from shpdocs.store.chain import USE_NEWER
from shpdocs.store.disk import UnreadableError, read_if_there, sha256
from shpdocs.store.edition_places import DRAFT, RECORD, SENT_DRAFT, EditionPlaces, places_of, return_file
from shpdocs.store.edition_records import NewerFormatError, draft_from, edition_from
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.kept_files import CONDITION_WORDS
from shpdocs.store.paper_state import PRIVATE, PaperState
from shpdocs.store.records import return_from

_LARGEST = 500 * MB  # bytes of a record
_UNREADABLE = "it is no record that this shpdocs can read."


class EditionReader:
    """What is kept of a period's papers: editions, drafts, appendices. A paper is named by its profile, '' for the year's usual one."""

    def __init__(self, period_folder: PeriodFolder) -> None:
        self._folder = period_folder
        self.period = str(period_folder.period)
        self.folders = (period_folder.published, period_folder.board, period_folder.editions)
        self.appendices = period_folder.appendices.folder

    def places(self, profile: str) -> EditionPlaces:
        """The folders of a paper; where its editions stand for its readers, the ledger says."""
        return places_of(self._folder.root, profile, is_for_board=self.paper(profile).is_for_board)

    def _records(self, profile: str) -> EditionPlaces:
        """The folders of a paper, for those of its records alone: the ledger is not asked."""
        return places_of(self._folder.root, profile)

    def shown(self, path: Path) -> str:
        """A path as people know it: from the partnership folder."""
        return self._folder.shown(path)

    def papers(self) -> dict[str, PaperState]:
        """What the ledger says of each paper, by profile.

        Raises:
            RecordError: the ledger is not as it was written. So do all the others.
        """
        return self._folder.state().papers

    def paper(self, profile: str) -> PaperState:
        """What the ledger says of one paper."""
        return self.papers().get(profile, PaperState())

    def published(self, profile: str, number: int) -> Path:
        """The folder of an edition's public files."""
        return self.places(profile).public(number)

    def read(self, profile: str, number: int) -> Edition:
        """The record of an edition.

        Raises:
            UsageError: there is no such edition.
            RecordError: the record is gone, or is not the one that was written.
        """
        event = self._event(profile, number)
        return self._read_record(profile, str(number), event.sha256)

    def standing(self, profile: str) -> Edition | None:
        """The last edition of a paper that was not withdrawn, None if there is none; raises RecordError as `read`."""
        number = self.paper(profile).standing
        return self.read(profile, number) if number else None

    def all(self) -> Iterator[Edition]:
        """Yield every edition of every paper that was not withdrawn, in order; raises RecordError as `read`."""
        for profile, paper in sorted(self.papers().items()):
            yield from (record for _, record in self._standing(profile, paper))

    def all_out(self) -> Iterator[tuple[str, Edition]]:
        """Yield the record of every paper that others have, with the name of its folder: each edition that was not withdrawn, each draft
        that was sent; raises RecordError as `read`."""
        for profile, paper in sorted(self.papers().items()):
            yield from self._standing(profile, paper)
            for number, sent in enumerate(paper.drafts_sent, start=1):
                yield f"{SENT_DRAFT}{number}", self._read_record(profile, f"{SENT_DRAFT}{number}", sent.about)

    def _standing(self, profile: str, paper: PaperState) -> Iterator[tuple[str, Edition]]:
        for number in sorted(paper.editions.keys() - paper.withdrawn.keys()):
            yield str(number), self._read_record(profile, str(number), paper.editions[number].sha256)

    def record_fault(self, profile: str, name: str) -> tuple[RecordFault, ...]:
        """What is wrong with the record of an edition, by its number, or of a draft that was sent, by its folder; nothing else is read."""
        try:
            self._record_bytes(profile, name, self._recorded(profile, name))
        except RecordError as error:
            return error.faults
        return ()

    def read_sent_draft(self, profile: str, name: str) -> Edition:
        """The record of a draft that was sent, by its folder ('sent-draft-1'); raises RecordError as `read`."""
        return self._read_record(profile, name, self._recorded(profile, name))

    def _recorded(self, profile: str, name: str) -> str:
        """The SHA-256 that the ledger says a record has."""
        paper = self.paper(profile)
        number = int(name.removeprefix(SENT_DRAFT))
        return paper.drafts_sent[number - 1].about if name.startswith(SENT_DRAFT) else paper.editions[number].sha256

    def sent_drafts(self, profile: str) -> tuple[Edition, ...]:
        """The records of the drafts of a paper that were sent to the committee, in order; raises RecordError as `read`."""
        numbers = range(1, len(self.paper(profile).drafts_sent) + 1)
        return tuple(self.read_sent_draft(profile, f"{SENT_DRAFT}{number}") for number in numbers)

    def path(self, profile: str, number: int, name: str, *, is_private: bool = False) -> Path:
        """Where a file of an edition stands: a public one, or one of its private record."""
        places = self.places(profile)
        return (places.record(str(number)) if is_private else places.public(number)) / name

    def content(self, profile: str, number: int, name: str, *, is_private: bool = False) -> bytes:
        """The bytes of a file of an edition.

        Raises:
            UsageError: there is no such edition.
            RecordError: it is gone, or is not as it was when it was recorded; or the edition's record is not.
        """
        file = self._files(profile, number, is_private).get(name)
        if is_private:
            return self._private_content(profile, str(number), name, file)
        path = self.path(profile, number, name)
        return self._as_recorded(path, self._content(path), file)

    def kept_return(self, profile: str, record: str, key: str, file: str) -> Return:
        """A return that a paper was made from, by period and sub-group ('2024-25-Q2/prevent'), as it is kept with its record.

        `record` is the name of the record's folder, `file` the SHA-256 that it says the return has; raises RecordError as `content`.
        """
        name = return_file(key)
        try:
            return return_from(self._private_content(profile, record, name, file))[0]
        except (ValueError, RecursionError):
            raise RecordError(self._fault(self._records(profile).record(record) / name, _UNREADABLE)) from None

    def _private_content(self, profile: str, record: str, name: str, file: str | None) -> bytes:
        """The bytes of a file of a private record, by the name of its folder, if they have that hash; raises RecordError otherwise."""
        folder = self._records(profile).record(record)
        return self._as_recorded(folder / name, self._content_or_staged(profile, record, name), file)

    def _as_recorded(self, path: Path, content: bytes | None, file: str | None) -> bytes:
        """The bytes of a file of a record, if they have that hash; raises RecordError otherwise."""
        if content is None or sha256(content) != file:
            raise RecordError(self._fault(path, "it is gone." if content is None else "it is not the file that was recorded."))
        return content

    def public_files(self, profile: str, number: int) -> dict[str, str]:
        """The SHA-256 of every public file of an edition, by path, those made later too; raises RecordError as `read`."""
        return self._files(profile, number, False)

    def private_files(self, profile: str, number: int) -> dict[str, str]:
        """The SHA-256 of every file of an edition's private record, by path, those made later too; raises RecordError as `read`."""
        return self._files(profile, number, True)

    def _files(self, profile: str, number: int, is_private: bool) -> dict[str, str]:
        edition = self.read(profile, number)
        later = (event for event in self.paper(profile).files.get(number, ()) if (event.what == PRIVATE) is is_private)
        return {**(edition.private if is_private else edition.public), **{event.file: event.sha256 for event in later}}

    def profiles_there(self) -> tuple[str, ...]:
        """The profiles of the papers that have a folder of records, be it of a draft alone; the ledger is not asked."""
        names = sorted(path.parent.name for path in self.folders[-1].glob(f"{paper_folder('')}*/{DRAFT}"))
        return tuple(name.removeprefix(paper_folder("")).removeprefix("-") for name in names)

    def draft(self, profile: str) -> Edition | None:
        """The record of the last draft of a paper; None if there is none, or if it is spoiled (`draft_fault`)."""
        try:
            content = read_if_there(self._draft(profile), _LARGEST, is_ours=True)
            return draft_from(content) if content is not None else None
        except (UnreadableError, ValueError, RecursionError):
            return None

    def draft_fault(self, profile: str) -> RecordFault | None:
        """What is wrong with the record of the last draft; None if nothing is, or none is there. Nothing depends on it but what is told."""
        path = self._draft(profile)
        if not (path.exists() or path.is_symlink()) or self.draft(profile):
            return None
        remedy = "Nothing to do: the next draft writes it anew. What changed since the draft that it was of is not told."
        return RecordFault(self.shown(path), 0, "it is not as it was written, and cannot be read.", remedy)

    def appendix(self, given: Event) -> bytes:
        """The bytes of an appendix, by the event of its giving.

        Raises:
            RecordError: it is gone, or is not as it was given.
        """
        kept = self._folder.appendices
        content = kept.read(given.sha256)
        if content is None:
            condition = kept.condition(given.sha256)
            what = f"{CONDITION_WORDS[condition]} It is the appendix '{given.title}', which was '{given.file}'."
            command = f'{assemble_command(self.period, given.profile)} --appendix "{given.title}=FILE.docx"'
            remedy = f"Give it again: {command}, or bring it back from a copy."
            raise RecordError(RecordFault(self.shown(kept.place(given.sha256)), 0, what, remedy))
        return content

    def _draft(self, profile: str) -> Path:
        return self._records(profile).record(DRAFT)

    def _event(self, profile: str, number: int) -> Event:
        editions = self.paper(profile).editions
        if number not in editions:
            words = paper_words(self.period, profile)
            publish = f"Publish one with: {assemble_command(self.period, profile)} --final"
            known = f"There is edition {', '.join(map(str, editions))}." if editions else publish
            raise UsageError(f"{words} has no edition {number}.", known)
        return editions[number]

    def _content(self, path: Path) -> bytes | None:
        try:
            return read_if_there(path, _LARGEST, is_ours=True)
        except UnreadableError:
            raise RecordError(self._fault(path, "it is no file, or the disk will not give it.")) from None

    def _read_record(self, profile: str, name: str, file: str) -> Edition:
        place, content = self._records(profile).record(name) / RECORD, self._record_bytes(profile, name, file)
        try:
            return edition_from(content)
        except NewerFormatError:
            raise RecordError(RecordFault(self.shown(place), 0, "it was written by a newer shpdocs.", USE_NEWER)) from None
        except (ValueError, RecursionError):
            raise RecordError(self._fault(place, _UNREADABLE)) from None

    def _record_bytes(self, profile: str, name: str, file: str) -> bytes:
        """The bytes of a record, if they have that hash."""
        place, content = self._records(profile).record(name) / RECORD, self._content_or_staged(profile, name, RECORD)
        if content is None:
            raise RecordError(self._fault(place, "it is gone, and the ledger says that it was written."))
        if sha256(content) != file:
            raise RecordError(self._fault(place, "it is not the record that was written."))
        return content

    def _content_or_staged(self, profile: str, record: str, name: str) -> bytes | None:
        """The bytes of a file of a private record; one that is recorded and still staged, as after a crash, is as good."""
        places = self._records(profile)
        place = places.record(record) / name
        paths = (place, places.staged_record(record) / name, place)  # the last again: it may have been moved there meanwhile
        return next((there for there in map(self._content, paths) if there is not None), None)

    def _fault(self, path: Path, what: str) -> RecordFault:
        remedy = f"It may wait to be synced. Else bring the whole folder {self.shown(path.parent)} back from a copy."
        return RecordFault(self.shown(path), 0, what, remedy)
