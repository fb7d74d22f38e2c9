"""Working through many things on any executor, or on processes started afresh: what one of them dies of costs only itself."""

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

_AHEAD = 64  # keeps many workers busy, and no more than that in memory at once
_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
_work: list[Callable[[Any], Any]] = []  # in a process of the pool: what it does with every thing


def ahead(executor: Executor, work: Callable[[_Thing], _Result], things: Iterable[_Thing]) -> Iterator[_Result]:
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


def in_processes(
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
                for result in ahead(pool, _do, remaining):
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
    _work.append(work)


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one: if it was killed, the pool would wait for things for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        signal.raise_signal(signal.SIGTERM)


def _do(thing: Any) -> Any:
    return _work[-1](thing)
