"""The editions of a period's papers: published once and never changed, each with its private record, which the ledger holds by its hash.

Besides: the record of the last draft, drafts that were sent, and the appendices given. Whatever changes is changed while the period is
held (`PeriodFolder.locked`); what is read may be read by others meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from shpdocs.answers.dates import show_date
from shpdocs.model.edition import DRAFT_NUMBER, Edition, assemble_command, paper_words
from shpdocs.model.errors import RecordError, RecordFault, UsageError
from shpdocs.model.ledger import Event
from shpdocs.store.disk import sha256, write_atomically
from shpdocs.store.edition_places import DRAFT_PRINTED, PRINTED, RECORD, SENT_DRAFT, hashes, places_of, return_file, settle, stage
from shpdocs.store.edition_records import draft_bytes, edition_bytes
from shpdocs.store.paper_state import PRIVATE
from shpdocs.store.printed_reader import PrintedReader


class Editions(PrintedReader):
    """The editions, drafts and appendices of a period's papers, as they are read and added to. Nothing of an edition is ever changed."""

    def publish(self, edition: Edition, public: Mapping[str, bytes], private: Mapping[str, bytes], event: Event) -> Path:
        """Publish the next edition of a paper, while the period is held; return the folder of its public files.

        `public` and `private` are the files, by path from either folder. Record and event get hashes and number from here: an event
        needs its name, time, who and why. Whenever a run is cut short, there is the whole edition afterwards, or none of it.

        Raises:
            RecordError: something that nobody recorded stands in its place.
            ValueError: a path leads elsewhere, the number is not the next one, or what was for the board would be public.
            OSError, FolderError: the disk will not take it; after the event was recorded, the next who holds the period finishes it.
        """
        profile, number = edition.profile, edition.number
        if number != self.paper(profile).next_number:
            raise ValueError(f"edition {number} is not the next one")
        paper = self.paper(profile)
        if paper.is_out and paper.is_for_board is not edition.is_for_board:
            raise ValueError("a paper does not change its readers")
        places = places_of(self._folder.root, profile, is_for_board=edition.is_for_board)
        self._check_free(places.public(number), places.record(str(number)))
        record = edition_bytes(replace(edition, public=hashes(public), private=hashes(private)))
        stage(places.staged_public(number), public)
        stage(places.staged_record(str(number)), {**private, RECORD: record})
        of_edition = replace(event, event="edition", file=RECORD, sha256=sha256(record), profile=profile, edition=number)
        self._record(replace(of_edition, what=edition.audience))
        return places.public(number)

    def add(self, profile: str, number: int, name: str, content: bytes, event: Event, *, is_private: bool = False) -> Path:
        """Put a file that was made of an edition later beside it, or into its private record, while the period is held; return its path.

        One that is there stays. One that is gone is put back if it is the same, and a PDF, of which no two are alike, may be made again.

        Raises:
            UsageError: there is no such edition, or it was withdrawn.
            RecordError: another file stands there; or one that is gone would become another one.
        """
        self._check_not_withdrawn(profile, number)
        known = self._files(profile, number, is_private)
        path = self.path(profile, number, name, is_private=is_private)
        file, there = hashes({name: content})[name], self._content(path)
        if there is not None and sha256(there) == known.get(name):
            return path
        if there is not None or (known.get(name, file) != file and path.suffix != ".pdf"):
            what = "it is not the file that was published." if there is not None else "it is gone, and cannot be made again as it was."
            raise RecordError(RecordFault(self.shown(path), 0, what, "Bring it back from a copy."))
        if known.get(name) == file:
            write_atomically(path, content)
            return path
        stage(self.places(profile).staged_later(number), {name: content})
        later = replace(event, event="edition-file", file=name, sha256=file, what=PRIVATE if is_private else "")
        self._record(replace(later, profile=profile, edition=number))
        return path

    def withdraw(self, profile: str, number: int, event: Event) -> Path:
        """Withdraw an edition that was not sent, while the period is held: its public files go to its private record; return where.

        Raises:
            UsageError: there is no such edition, it was withdrawn before, or it was sent.
            RecordError: as `read`.
        """
        self._check_not_withdrawn(profile, number)
        sent = self.paper(profile).sent.get(number)
        if sent:
            paper, day = paper_words(self.period, profile), show_date(sent.at[:10])
            what = f"Edition {number} of {paper} went to the committee on {day}, and cannot be withdrawn any more."
            command = f"{assemble_command(self.period, profile)} --final --by NAME --because TEXT"
            raise UsageError(what, f"Publish a correction: {command}")
        file = self._event(profile, number).sha256
        self.read(profile, number)
        self._record(
            replace(event, event="withdrawn", what="edition", file=RECORD, sha256=file, profile=profile, edition=number),
        )
        return self.places(profile).withdrawn(number)

    def write_draft(self, draft: Edition, printed: bytes) -> Path:
        """Write the record of a draft in place of that of the last, and beside it the draft as it was `printed`; return where.

        The record holds the hash of the other, which is written first: if a run is cut short in between, that is seen, and told.
        """
        path = self._draft(draft.profile)
        draft = replace(draft, number=DRAFT_NUMBER, private={DRAFT_PRINTED: sha256(printed)})
        for place, content in ((path.with_name(DRAFT_PRINTED), printed), (path, draft_bytes(draft))):
            self._write_if_other(place, content)
        return path

    def keep_sent_draft(self, draft: Edition, name: str, content: bytes, event: Event, returns: Mapping[str, bytes]) -> Path:
        """Keep the last draft, which was sent to the committee, as the .docx of that name, with its record; return its folder.

        `returns` are those that it was made from, by period and sub-group ('2024-25-Q2/prevent'). The event gets the hashes from here:
        `sha256` that of the .docx, `about` that of the record.

        Raises:
            UsageError: the draft is for the board alone and what is out of the paper is public, or the other way round.
            RecordError: something that nobody recorded stands in its place, or what was kept of the draft as it was printed is spoiled.
        """
        profile, printed = draft.profile, self.draft_printed(draft)
        paper = self.paper(profile)
        if paper.is_out and paper.is_for_board is not draft.is_for_board:
            what = f"The last draft of {paper_words(self.period, profile)} was made for other readers than the papers that are out."
            raise UsageError(what, f"Make it again: {assemble_command(self.period, profile)}")
        folder = f"{SENT_DRAFT}{len(self.paper(profile).drafts_sent) + 1}"
        places = self.places(profile)
        self._check_free(places.record(folder))
        files = {name: content, **{return_file(key): return_ for key, return_ in returns.items()}}
        if printed is not None:
            files[PRINTED] = printed
        record = edition_bytes(replace(draft, number=DRAFT_NUMBER, public={}, private=hashes(files)))
        stage(places.staged_record(folder), {**files, RECORD: record})
        about = replace(event, event="paper-sent", file=name, sha256=sha256(content), about=sha256(record), what=draft.audience)
        self._record(replace(about, profile=profile, edition=DRAFT_NUMBER))
        return places.record(folder)

    def keep_appendix(self, content: bytes) -> str:
        """Keep an appendix as it was given, before an event says so; return its SHA-256."""
        self._folder.appendices.keep_bytes(content)
        return sha256(content)

    def _record(self, event: Event) -> None:
        self._folder.record(event)
        settle(self._folder.root, self.papers())

    def _write_if_other(self, path: Path, content: bytes) -> None:
        with suppress(RecordError):
            if self._content(path) == content:
                return
        write_atomically(path, content)

    def _check_not_withdrawn(self, profile: str, number: int) -> None:
        self._event(profile, number)
        withdrawn = self.paper(profile).withdrawn.get(number)
        if withdrawn:
            words = paper_words(self.period, profile)
            what = f"Edition {number} of {words} was withdrawn on {show_date(withdrawn.at[:10])}: {withdrawn.because}"
            raise UsageError(what, "Nothing is changed in it any more.")

    def _check_free(self, *paths: Path) -> None:
        """Make sure that nothing stands where an edition is to stand."""
        taken = [self.shown(path) for path in paths if path.exists() or path.is_symlink()]
        if taken:
            remedy = "Find out how it came here (is the ledger an older copy?), bring the ledger back or move this away, then run it again."
            raise RecordError(*(RecordFault(name, 0, "the ledger knows nothing of it.", remedy) for name in taken))
