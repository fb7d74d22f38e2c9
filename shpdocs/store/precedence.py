"""Which of several valid files for the same return counts: the one that came last, never a guess between two."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.collection import Judgement
from shpdocs.model.returns import Json
from shpdocs.store.ledger import LedgerState


def latest(files: tuple[Judgement, ...], state: LedgerState) -> tuple[Judgement, ...]:
    """Return the file that counts; several if nobody but a person can choose between them, in the order of their names.

    Of those that came together the latest issue counts: it was sent out after the others. Several of the same issue that came
    together are tied unless all their answers are the same.
    """
    when = max((state.received_run(file.sha256), file.issue) for file in files)
    newest = tuple(file for file in files if (state.received_run(file.sha256), file.issue) == when)
    newest = tuple(sorted(newest, key=lambda file: file.file))
    return newest if len({file.answers for file in newest}) > 1 else newest[:1]


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
