"""Which numbers are suppressed, so that no small number of people can be worked out: chosen, and then proved by an attack."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from types import MappingProxyType

from msgspec import Struct

from shpdocs.disclosure.cells import Cell, Key
from shpdocs.disclosure.counts import Name
from shpdocs.disclosure.groups import Group, groups_of
from shpdocs.disclosure.numbers import Numbers
from shpdocs.model.collection import Progress
from shpdocs.model.disclosure import Left, Proof
from shpdocs.model.version import __version__

RULES = 13  # raised whenever another choice, or another proof, is made of the same counts
NOTHING_PROVED: Mapping[str, Proof] = MappingProxyType({})


class Choice(Struct, frozen=True):
    """The keys of cells that are hidden: all of them, and those hidden because it could not be shown that less would do.

    `exposed` are small numbers of which papers that are out rule values out, whatever is hidden now, each with what is left. `calls` of the
    solver were made; `proofs` are what they showed, and what was known before and holds still.
    """

    hidden: frozenset[Key]
    wholesale: frozenset[Key] = frozenset()
    exposed: tuple[tuple[Left, Name], ...] = ()
    calls: int = 0
    proofs: Mapping[str, Proof] = {}


def choose(numbers: Numbers, progress: Progress | None = None, known: Mapping[str, Proof] = NOTHING_PROVED) -> Choice:
    """Return which cells of a paper are hidden: those that are small or in no public paper, and those that would give one away.

    What a paper that is out suppressed stays hidden, unless somebody decided to print it, or another paper did.

    What was proved before (`known`, by the digest of all that it rests on) is not proved again.
    """
    before = numbers.suppressed - numbers.printed  # to print it now would only tell what was hidden then
    hidden = {key for key, cell in numbers.cells.items() if _is_hidden(cell) or (key in before and not cell.is_decided)}
    proofs, used, calls = list[Proof](), dict[str, Proof](), 0
    groups = tuple(group for group in groups_of(numbers) if group.protected)
    every, done = sum(len(group.protected) for group in groups), 0
    for group in groups:
        _tell(progress, done, every)
        given = hidden & group.cells.keys()
        digest = digest_of_group(group, given)
        if digest in known and given <= set(known[digest].hidden) <= group.cells.keys():
            used[digest] = known[digest]
            proofs.append(known[digest])
        elif group.is_free(given):
            proofs.append(Proof(tuple(sorted(given))))
        else:
            from shpdocs.disclosure.suppression import Suppression  # loads HiGHS and NumPy

            suppression = Suppression(group, given)
            for number, _ in enumerate(suppression.until_safe(), start=1):
                _tell(progress, done + number, every)
            proofs.append(suppression.proof)
            calls += suppression.attack.calls
            if suppression.attack.calls:
                used[digest] = suppression.proof
        done += len(group.protected)
    _tell(progress, done, every)
    hidden |= {key for proof in proofs for key in proof.hidden}
    wholesale = frozenset(key for proof in proofs for key in proof.wholesale)
    return Choice(frozenset(hidden), wholesale, tuple(exposed for proof in proofs for exposed in proof.exposed), calls, used)


def _is_hidden(cell: Cell) -> bool:
    """Whether a cell is hidden whatever others are."""
    return cell.is_small or cell.is_excluded


def _tell(progress: Progress | None, done: int, every: int) -> None:
    if progress and every:
        progress(done, every)


def digest_of_group(group: Group, hidden: Collection[Key]) -> str:
    """The SHA-256 of all that a choice among tied counts rests on: the counts, what is known of them, what is hidden, and the rules."""
    grounds = repr((__version__, RULES, group, sorted(hidden)))
    return hashlib.sha256(grounds.encode("utf-8", "surrogatepass")).hexdigest()
