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
) -> Iterator[_Result]:
    """Yield what `work` makes of each thing, in order, while the things are worked on: neither is gathered first.

    Without an executor, many things are shared among `workers` processes of our own. `count` is how many things there
    are; `progress` is called with how many are done and how many there are, first with none done; not at all without
    things.
    """
    tell = progress if progress and count else _tell_nobody
    tell(0, count)
    if executor is not None:
        results = _ahead(executor.submit, work, things)
    elif workers > 1 and count >= _WORTH_PROCESSES:
        results = _in_processes(work, things, workers)
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


def _in_processes(work: Callable[[_Thing], _Result], things: Iterable[_Thing], workers: int) -> Iterator[_Result]:
    """Share the things among processes that are told once what to do, not with every thing."""
    with _processes(work, workers) as pool:
        yield from _ahead(partial(_undisturbed, pool.submit), _do, things)


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
