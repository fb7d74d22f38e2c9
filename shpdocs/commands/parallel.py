"""Working through many things: one after the other, on any executor, or on processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from typing import TypeVar

from msgspec import Struct

from shpdocs.model.collection import Progress

_WORTH_PROCESSES = 60  # things: for fewer, starting processes takes longer than they save

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


class Parallel(Struct, frozen=True):
    """How many things are worked on: on an executor; else, if they are many, shared among so many processes.

    `progress` is called with how many are done and how many there are, first with none done; not at all without things.
    """

    executor: Executor | None = None
    progress: Progress | None = None
    workers: int = 1

    def map(
        self,
        work: Callable[[_Thing], _Result],
        things: Iterable[_Thing],
        count: int,
        lost: Callable[[_Thing], _Result] | None = None,
    ) -> Iterator[_Result]:
        """Yield what `work` makes of each of `count` things, in order, while they are worked on: neither is gathered first.

        `lost` gives the result for a thing that a process died of.
        """
        results: Iterator[_Result] = map(work, things)
        if self.executor is not None or (self.workers > 1 and count >= _WORTH_PROCESSES):
            from shpdocs.commands.processes import ahead, in_processes  # late: most collections are small

            results = ahead(self.executor, work, things) if self.executor is not None else in_processes(work, things, self.workers, lost)
        if self.progress and count:
            self.progress(0, count)
        for done, result in enumerate(results, 1):
            if self.progress:
                self.progress(done, count)
            yield result
