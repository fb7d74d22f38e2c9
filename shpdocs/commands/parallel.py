"""Working through many things: one after the other, on any executor, or on processes."""

from __future__ import annotations

import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

Progress = Callable[[int, int], None]
_AHEAD = 64  # keeps many workers busy, and no more than that in memory at once
_WORTH_PROCESSES = 60  # things: for fewer, starting processes takes longer than they save

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
_told: list[Callable[[Any], Any]] = []  # in a process of the pool: what it does with every thing


def parallel_map(
    work: Callable[[_Thing], _Result],
    things: Iterable[_Thing],
    count: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    lost: Callable[[_Thing], _Result] | None = None,
) -> Iterator[_Result]:
    """Yield what `work` makes of each thing, in order, while the things are worked on: neither is gathered first.

    Without an executor, many things are shared among `workers` processes. `count` is how many things there are; `progress` is
    called with how many are done and how many there are, first with none done; not at all without things. `lost` gives the
    result for a thing that a process died of.
    """
    if executor is not None:
        results = _ahead(executor, work, things)
    elif workers > 1 and count >= _WORTH_PROCESSES:
        results = _in_processes(work, things, workers, lost)
    else:
        results = map(work, things)
    if progress and count:
        progress(0, count)
    for done, result in enumerate(results, 1):
        if progress:
            progress(done, count)
        yield result


def _ahead(executor: Executor, work: Callable[[_Thing], _Result], things: Iterable[_Thing]) -> Iterator[_Result]:
    """As executor.map, which however takes everything on at once and keeps every result until it is asked for."""
    begun: deque[Future[_Result]] = deque()
    try:
        for thing in things:
            with _interrupted_later():
                begun.append(executor.submit(work, thing))
            if len(begun) >= _AHEAD:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
    finally:
        for future in begun:
            future.cancel()


def _in_processes(
    work: Callable[[_Thing], _Result], things: Iterable[_Thing], workers: int, lost: Callable[[_Thing], _Result] | None
) -> Iterator[_Result]:
    """Share the things among processes that get the work to do once, not with every thing.

    If one dies, all that is under way is done again, each thing by a process of its own: what it died of is found so.
    """
    begun: deque[_Thing] = deque()  # in the order of the results that are still to come
    remaining = _noted(things, begun)
    is_broken = True
    while is_broken:
        try:
            with _processes(work, workers) as pool:
                for result in _ahead(pool, _do, remaining):
                    begun.popleft()
                    yield result
            is_broken = False
        except BrokenProcessPool:
            if lost is None:
                raise
            while begun:
                yield _alone(work, begun[0], lost)
                begun.popleft()


def _noted(things: Iterable[_Thing], begun: deque[_Thing]) -> Iterator[_Thing]:
    for thing in things:
        begun.append(thing)
        yield thing


def _alone(work: Callable[[_Thing], _Result], thing: _Thing, lost: Callable[[_Thing], _Result]) -> _Result:
    """What a process of its own makes of a thing, or what is said of one that it died of."""
    try:
        with _processes(work, 1) as pool:
            with _interrupted_later():
                result: Future[_Result] = pool.submit(_do, thing)
            return result.result()
    except BrokenProcessPool:
        return lost(thing)


def _processes(work: Callable[[Any], Any], workers: int) -> ProcessPoolExecutor:
    """Processes started afresh: a fork would share the folder's lock, and hold it if this process were killed."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(work,))


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Hold Ctrl-C back while a process may start: else that one is cut off half begun, and says so on the terminal."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(work: Callable[[Any], Any]) -> None:
    """Begin as a process of the pool: Ctrl-C is left to the one that started it, and when that one ends, this one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _told.append(work)


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one: if it was killed, the pool would wait for things for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _do(thing: Any) -> Any:
    return _told[-1](thing)
