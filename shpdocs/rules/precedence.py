"""Which of several valid files for the same return counts: the one that came last, never a guess between two."""

from __future__ import annotations

from dataclasses import dataclass

from shpdocs.words.returns import Return


@dataclass(frozen=True)
class Candidate:
    """A valid return from one file, and when that file was last received (ISO 8601; one time for a whole run)."""

    file: str
    received: str
    of: Return


@dataclass(frozen=True)
class Decision:
    """The candidate that counts, or those between which nobody but a person can choose."""

    counts: Candidate | None = None
    tied: tuple[Candidate, ...] = ()


def decide(candidates: tuple[Candidate, ...]) -> Decision:
    """Return the latest candidate. Several that came together are tied unless all their answers are the same."""
    if not candidates:
        return Decision()
    latest = max(candidate.received for candidate in candidates)
    newest = sorted((candidate for candidate in candidates if candidate.received == latest), key=lambda candidate: candidate.file)
    if any(candidate.of.answers != newest[0].of.answers for candidate in newest):
        return Decision(tied=tuple(newest))
    return Decision(newest[0])
