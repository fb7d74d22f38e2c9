"""Working through many things: one after the other, or on any executor, a few ahead of what is used."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Progress = Callable[[int, int], None]
_AHEAD = 64  # keeps many workers busy, and no more than that in memory at once

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


def each(
    work: Callable[[_Thing], _Result], things: Sequence[_Thing], executor: Executor | None, progress: Progress | None
) -> Iterator[_Result]:
    """Yield what `work` makes of each thing, in order, while the things are worked on: results are not gathered first.

    `progress` is called with how many are done and how many there are, first with none done; not at all without things.
    """
    tell = progress if progress and things else _tell_nobody
    tell(0, len(things))
    results = map(work, things) if executor is None else _ahead(work, things, executor)
    for done, result in enumerate(results, 1):
        tell(done, len(things))
        yield result


def _tell_nobody(_done: int, _of: int) -> None:
    pass


def _ahead(work: Callable[[_Thing], _Result], things: Sequence[_Thing], executor: Executor) -> Iterator[_Result]:
    """As executor.map, which however takes everything on at once and keeps every result until it is asked for."""
    begun: deque[Future[_Result]] = deque()
    try:
        for thing in things:
            begun.append(executor.submit(work, thing))
            if len(begun) >= _AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        for future in begun:
            future.cancel()
