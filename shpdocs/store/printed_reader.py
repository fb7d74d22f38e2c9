"""Editions and drafts as they were printed, with the way back of what they print: each only if it is as it was kept."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from shpdocs.model.edition import Edition, assemble_command, paper_words
from shpdocs.model.errors import RecordError, RecordFault, UsageError
from shpdocs.model.printed_paper import PrintedPaper
from shpdocs.store.chain import USE_NEWER
from shpdocs.store.edition_places import DRAFT_PRINTED, PRINTED, SENT_DRAFT
from shpdocs.store.edition_reader import EditionReader
from shpdocs.store.edition_records import NewerFormatError
from shpdocs.store.printed_papers import WITHOUT_ORIGINS, printed_from

_NO_WAY_BACK = "was made by an older shpdocs, which did not keep where its numbers come from."


class PrintedReader(EditionReader):
    """What papers printed, and where it comes from."""

    def printed(self, profile: str, number: int) -> PrintedPaper:
        """An edition as it was printed, with the way back of what it prints.

        Raises:
            UsageError: there is no such edition, or it was published without the way back.
            RecordError: it is gone, or is not as it was kept; or the edition's record is not.
        """
        paper = self.as_printed(profile, number)
        if paper.format == WITHOUT_ORIGINS:
            words, make = paper_words(self.period, profile), assemble_command(self.period, profile)
            raise UsageError(
                f"Edition {number} of {words} {_NO_WAY_BACK}", f"Make a draft of the paper as it is now, and ask of that: {make}"
            )
        return paper

    def as_printed(self, profile: str, number: int) -> PrintedPaper:
        """An edition as it was printed; one of an older shpdocs is without the way back. Raises as `printed`, but for that."""
        content = self.content(profile, number, PRINTED, is_private=True)
        return self._printed(self.path(profile, number, PRINTED, is_private=True), content)

    def printed_draft(self, profile: str) -> PrintedPaper:
        """The last draft as it was printed, with the way back of what it prints.

        Raises:
            UsageError: there is no draft, or it was made without the way back.
            RecordError: it is gone, or is not as it was kept; or the draft's record is not.
        """
        words, make = paper_words(self.period, profile), assemble_command(self.period, profile)
        draft, fault = self.draft(profile), self.draft_fault(profile)
        if fault:
            raise RecordError(replace(fault, remedy=f"Make the draft again: {make}"))
        if draft is None:
            raise UsageError(f"There is no draft of {words}.", f"Make one: {make}")
        content = self.draft_printed(draft)
        if content is None:
            raise UsageError(f"The last draft of {words} {_NO_WAY_BACK}", f"Make it again: {make}")
        return self._printed(self.places(profile).record(DRAFT_PRINTED), content)

    def draft_printed(self, draft: Edition) -> bytes | None:
        """The file of the last draft as it was printed, by its record; None if it was made without the way back.

        Raises:
            RecordError: it is gone, or is not as it was kept.
        """
        file = draft.private.get(DRAFT_PRINTED)
        if file is None:
            return None
        path = self.places(draft.profile).record(DRAFT_PRINTED)
        try:
            return self._as_recorded(path, self._content(path), file)
        except RecordError as error:
            make = assemble_command(self.period, draft.profile)
            raise RecordError(replace(error.faults[0], remedy=f"Make the draft again: {make}")) from None

    def draft_printed_fault(self, profile: str) -> RecordFault | None:
        """What is wrong with what is kept of the last draft as it was printed; None if nothing is, or its record says nothing of it."""
        draft = self.draft(profile)
        try:
            if draft:
                self.draft_printed(draft)
        except RecordError as error:
            return error.faults[0]
        return None

    def printed_sent_draft(self, profile: str, number: int) -> PrintedPaper:
        """A draft that was sent, counted from 1, as it was printed, with the way back of what it prints: without what was typed into it.

        Raises:
            UsageError: there is no such draft, or it was made without the way back.
            RecordError: it is gone, or is not as it was kept; or the draft's record is not.
        """
        words, sent = paper_words(self.period, profile), len(self.paper(profile).drafts_sent)
        if not 1 <= number <= sent:
            there = f"There is draft {', '.join(map(str, range(1, sent + 1)))}." if sent else "Ask of the last draft, or of an edition."
            raise UsageError(f"There is no draft {number} of {words} that was sent.", there)
        name = f"{SENT_DRAFT}{number}"
        file = self.read_sent_draft(profile, name).private.get(PRINTED)
        if file is None:
            raise UsageError(f"Draft {number} of {words} that was sent {_NO_WAY_BACK}", "Ask of the last draft, or of an edition.")
        return self._printed(self.places(profile).record(name) / PRINTED, self._private_content(profile, name, PRINTED, file))

    def _printed(self, path: Path, content: bytes) -> PrintedPaper:
        try:
            return printed_from(content)
        except NewerFormatError:
            raise RecordError(RecordFault(self.shown(path), 0, "it was written by a newer shpdocs.", USE_NEWER)) from None
        except (ValueError, RecursionError):
            raise RecordError(self._fault(path, "it is no record that this shpdocs can read.")) from None
