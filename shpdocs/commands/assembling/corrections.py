"""Corrections of a paper: the notes that an edition prints because an earlier one was sent, and what their reasons must not say."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.commands.assembling.inputs import PaperInputs
from shpdocs.disclosure.reasons import kept_back_numbers, repeated_numbers
from shpdocs.model.edition import CorrectionNote, PaperChange
from shpdocs.model.errors import UsageError
from shpdocs.store.editions import Editions


def notes_so_far(editions: Editions, profile: str) -> tuple[CorrectionNote, ...]:
    """A note of every edition that stands or stood after one that was sent to the committee, also if that was recorded later.

    Raises:
        RecordError: the record of an edition is not as it was written.
    """
    state = editions.paper(profile)
    first = min(state.sent, default=max(state.editions, default=0))
    later = (editions.read(profile, number) for number in sorted(state.editions.keys() - state.withdrawn.keys()) if number > first)
    return tuple(_note(edition.at, edition.because, edition.changes) for edition in later)


def next_notes(
    inputs: PaperInputs, editions: Editions, profile: str, at: str, because: str, changes: tuple[PaperChange, ...]
) -> tuple[CorrectionNote, ...]:
    """The notes of the edition after the one that stands: if an edition was sent to the committee, those so far and one more.

    Raises:
        UsageError: the reason holds a small number of people, or one that the paper keeps back.
        RecordError: the record of an edition is not as it was written.
    """
    check_correction(inputs, because)  # whether sent or not: an edition that is recorded as sent later has its reason printed
    if not editions.paper(profile).sent:
        return ()
    return (*notes_so_far(editions, profile), _note(at, because, changes))


def _note(at: str, because: str, changes: tuple[PaperChange, ...]) -> CorrectionNote:
    return CorrectionNote(at[:10], " ".join(because.split()), changes)


def check_correction(inputs: PaperInputs, because: str) -> None:
    """Make sure that the public may read why a paper was corrected.

    Raises:
        UsageError: the reason holds a small number of people, or one that the paper keeps back.
    """
    repeated = _repeated(inputs, because)
    if repeated:
        what = f"The corrected paper prints this reason, and it seems to hold a number that must not be published: “{repeated[0]}”."
        raise UsageError(what, "Say it without the number.")


def public_notes(inputs: PaperInputs, notes: tuple[CorrectionNote, ...]) -> tuple[CorrectionNote, ...]:
    """The notes without the reasons that repeat what is suppressed or withheld by now."""
    return tuple(replace(note, because="") if _repeated(inputs, note.because) else note for note in notes)


def _repeated(inputs: PaperInputs, because: str) -> tuple[str, ...]:
    kept_back = kept_back_numbers(inputs.in_force.known, inputs.disclosed.public) | inputs.disclosed.kept_back_before
    return repeated_numbers(because, inputs.settings.small_numbers, kept_back)
