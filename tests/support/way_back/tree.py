"""A tree of origins as the tests see it, whether it comes of a document in memory or of what was kept of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from shpdocs.model.origin import Calendar, Decided, Number, Origin, Returned, Rule, Stated, Worked


@dataclass(frozen=True)
class Used:
    """An answer of a return that an origin rests on: the period of the return, the JSON pointer, and what it did.

    Of what was kept the cell too: the SHA-256 of its file, its sheet, its name, and what stands in it.
    """

    period: str
    pointer: str
    role: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    raw: Any = None
    is_kept_back: bool = False


@dataclass(frozen=True)
class Answer:
    """An answer that a return gives: '/measures/robbery/figure/value', '/fields/update', '/tables/risks/0/owner'."""

    sub_group: str
    period: str
    pointer: str

    def is_at(self, used: Used) -> bool:
        """Whether it stands at what is used, or under it."""
        return used.period == self.period and f"{self.pointer}/".startswith(f"{used.pointer}/")


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

    def paths_to(self, answer: Answer) -> Iterator[tuple[Node, ...]]:
        """Every way from the node down to one that rests on the answer."""
        if self.answer.partition("/")[0] == answer.sub_group and any(answer.is_at(used) for used in self.uses):
            yield (self,)
        for below in self.inputs:
            yield from ((self, *path) for path in below.paths_to(answer))


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


def nodes_of(origins: Sequence[Mapping[str, Any]]) -> list[Node]:
    """The trees of kept origins, as plain JSON has them: each by its number."""
    nodes: list[Node] = []
    for kept in origins:
        value = Fraction(kept["value"]) if kept.get("value") else None
        uses = tuple(
            Used(
                cell["period"], cell["pointer"], cell["role"], cell["file"], cell["sheet"], cell["cell"], cell.get("raw"),
                cell.get("is-kept-back", False),
            )
            for cell in kept.get("cells", ())
        )  # fmt: skip
        inputs = tuple(nodes[number] for number in kept.get("inputs", ()))
        told = {name: kept.get(name, "") for name in ("answer", "period", "file", "key", "at")}
        nodes.append(Node(kept["kind"], kept["words"], value, inputs, uses=uses, **told))
    return nodes
