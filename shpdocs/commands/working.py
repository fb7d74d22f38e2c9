"""Working through many things: one after the other, on any executor, or on processes of our own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Progress = Callable[[int, int], None]
_AHEAD = 64  # keeps many workers busy, and no more than that in memory at once
_WORTH_PROCESSES = 60  # things: for fewer, starting processes takes longer than they save

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")
_learnt: list[Callable[[Any], Any]] = []  # what a process of ours was told to do with every thing


def each(
    work: Callable[[_Thing], _Result],
    things: Iterable[_Thing],
    count: int,
    executor: Executor | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    lost: Callable[[_Thing], _Result] | None = None,
) -> Iterator[_Result]:
    """Yield what `work` makes of each thing, in order, while the things are worked on: neither is gathered first.

    Without an executor, many things are shared among `workers` processes of our own. `count` is how many things there
    are; `progress` is called with how many are done and how many there are, first with none done; not at all without
    things. `lost` gives the result for a thing that a process of ours died of.
    """
    tell = progress if progress and count else _tell_nobody
    tell(0, count)
    if executor is not None:
        results = _ahead(executor.submit, work, things)
    elif workers > 1 and count >= _WORTH_PROCESSES:
        results = _in_processes(work, things, workers, lost)
    else:
        results = map(work, things)
    for done, result in enumerate(results, 1):
        tell(done, count)
        yield result


def _tell_nobody(_done: int, _of: int) -> None:
    pass


def _ahead(submit: Callable[..., Future[_Result]], work: Callable[[_Thing], _Result], things: Iterable[_Thing]) -> Iterator[_Result]:
    """As executor.map, which however takes everything on at once and keeps every result until it is asked for."""
    begun: deque[Future[_Result]] = deque()
    try:
        for thing in things:
            begun.append(submit(work, thing))
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
    """Share the things among processes that are told once what to do, not with every thing.

    If one dies, all that is under way is done again, each thing by a process of its own: what it died of is found so.
    """
    from concurrent.futures.process import BrokenProcessPool

    begun: deque[_Thing] = deque()  # in the order of the results that are still to come
    left = _noted(things, begun)
    while True:
        try:
            with _processes(work, workers) as pool:
                for result in _ahead(partial(_undisturbed, pool.submit), _do, left):
                    begun.popleft()
                    yield result
            return
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
    from concurrent.futures.process import BrokenProcessPool

    try:
        with _processes(work, 1) as pool:
            result: _Result = _undisturbed(pool.submit, _do, thing).result()
            return result
    except BrokenProcessPool:
        return lost(thing)


def _undisturbed(submit: Callable[..., Future[_Result]], *call: Any) -> Future[_Result]:
    """Submit while Ctrl-C is held back: a process that begins never gets one, and none is cut off half begun."""
    import signal
    import sys

    if sys.platform == "win32":
        return submit(*call)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return submit(*call)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _processes(work: Callable[[Any], Any], workers: int) -> Iterator[Executor]:
    """Processes started afresh: a fork would share the folder's lock, and hold it if this process were killed."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_learn, initargs=(work,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _learn(work: Callable[[Any], Any]) -> None:
    """Begin as a process of ours: leave Ctrl-C to the one that started us, and end when it does, however it ends."""
    import os
    import signal
    from multiprocessing import parent_process
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        Thread(target=follow, daemon=True).start()
    _learnt.append(work)


def _do(thing: Any) -> Any:
    return _learnt[-1](thing)
