"""A tree of origins as the tests see it, whether it comes of a document in memory or of what was kept of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from shpdocs.model.origin import Calendar, Decided, Number, Origin, Returned, Rule, Stated, Worked


@dataclass(frozen=True)
class Used:
    """An answer of a return that an origin rests on: the period of the return, the JSON pointer, and what it did."""

    period: str
    pointer: str
    role: str


@dataclass(frozen=True)
class Node:
    """An origin with what it was made of. `kind` is that of what is kept: 'returned', 'stated', 'sum', …; `value` None for words."""

    kind: str
    words: str
    value: Fraction | None = None
    inputs: tuple[Node, ...] = ()
    answer: str = ""
    period: str = ""
    uses: tuple[Used, ...] = ()
    file: str = ""
    key: str = ""
    at: str = ""

    def walk(self) -> Iterator[Node]:
        """The node and all below it, each as often as it stands there."""
        yield self
        for below in self.inputs:
            yield from below.walk()

    def paths_to(self, cell: tuple[str, Used]) -> Iterator[tuple[Node, ...]]:
        """Every way from the node down to one that rests on the cell: a sub-group with one of its uses."""
        if self.answer.partition("/")[0] == cell[0] and cell[1] in self.uses:
            yield (self,)
        for below in self.inputs:
            yield from ((self, *path) for path in below.paths_to(cell))


def node_of(origin: Origin) -> Node:
    """The tree of an origin in memory."""
    value = origin.value if isinstance(origin, Number) else None
    match origin.source:
        case Returned(answer, period, uses):
            used = tuple(Used(use.period, use.pointer, use.role) for use in uses)
            return Node("returned", origin.words, value, (), answer, period, used)
        case Stated(file, key):
            return Node("stated", origin.words, value, file=file, key=key)
        case Calendar(period):
            return Node("calendar", origin.words, value, period=period)
        case Rule(words):
            return Node("rule", f"{origin.words}: {words}", value)
        case Decided(event, about, at):
            return Node("decided", origin.words, value, answer=about, key=event, at=at)
        case Worked(how, inputs):
            return Node(how, origin.words, value, tuple(map(node_of, inputs)))
