"""Which of several valid files for the same return counts: the one that came last, never a guess between two."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from shpdocs.model.returns import Json


class Candidate(Struct, frozen=True):
    """A valid return from one file: its SHA-256, issue number, a digest of its answers, and when it was last received.

    `received` counts the runs; all files of one run have the same.
    """

    file: str
    sha256: str
    received: int
    issue: int
    answers: str


class Decision(Struct, frozen=True):
    """The candidate that counts, or those between which nobody but a person can choose."""

    counts: Candidate | None = None
    tied: tuple[Candidate, ...] = ()


def decide(candidates: tuple[Candidate, ...]) -> Decision:
    """Return the latest candidate. Of those that came together the latest issue counts: it was sent out after the others.

    Several of the same issue that came together are tied unless all their answers are the same.
    """
    if not candidates:
        return Decision()
    latest = max((candidate.received, candidate.issue) for candidate in candidates)
    newest = sorted(
        (candidate for candidate in candidates if (candidate.received, candidate.issue) == latest), key=lambda candidate: candidate.file
    )
    if any(candidate.answers != newest[0].answers for candidate in newest):
        return Decision(tied=tuple(newest))
    return Decision(newest[0])


def differing(first: Json, second: Json, pointer: str = "") -> Iterator[str]:
    """Yield the JSON pointer of every answer in which two returns differ, in the first's order."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in dict.fromkeys((*first, *second)):
            yield from differing(first.get(key), second.get(key), f"{pointer}/{key}")
    elif isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        for number, (item, other) in enumerate(zip(first, second, strict=True)):
            yield from differing(item, other, f"{pointer}/{number}")
    elif first != second:
        yield pointer
