"""Runs of a command in a process of its own, in which the n-th step on the disk is the last, fails, or finds the disk full.

A step is everything that changes the disk: opening a file to write, writing, flushing it to the disk, renaming, deleting,
making a folder. Killing before every one of them covers every state that the disk can be left in.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from shpdocs.model.errors import ShpdocsError

Harm = Literal["", "kill", "full", "full for good", "read-only for good", "denied"]
KILLED, FAILED = 137, 99
STUCK = -1
_LONGEST = 120  # seconds for one run
_ERRORS = {
    "full": errno.ENOSPC,
    "full for good": errno.ENOSPC,
    "read-only for good": errno.EROFS,
    "denied": errno.EACCES,
}
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink")


@dataclass(frozen=True)
class Plan:
    """What happens at which step on the disk (from 1; 0 for none), and which file cannot be read."""

    harm: Harm = ""
    at: int = 0
    unreadable: str = ""


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, what it said on stderr, and how many steps on the disk it took."""

    code: int
    said: str
    steps: int

    @property
    def is_in_words(self) -> bool:
        """Whether it ended as a command may: by its exit code, without a traceback and without a fault of its own."""
        return self.code in (0, 1, 3) and "Traceback" not in self.said and "inside shpdocs" not in self.said


def run(words: list[str], root: Path, plan: Plan = Plan(), limit: Callable[[], None] | None = None) -> Ended:
    """Run a command on a partnership folder in a process of its own; `limit` is called in it first."""

    def command() -> None:
        from shpdocs.cli.app import app

        app([*words, "--folder", str(root)])

    return do(command, root, plan, limit)


def do(work: Callable[[], None], root: Path, plan: Plan = Plan(), limit: Callable[[], None] | None = None) -> Ended:
    """Do some work on a folder in a process of its own, which ends with 0, or FAILED if it raises; `limit` is called in it first."""
    said, saying = os.pipe()  # no files: the disk may be full
    counted, counting = os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_command(work, root, plan, limit, saying, counting)
    os.close(saying)
    os.close(counting)
    code = _code_of(child)
    with open(said, "rb") as words_said, open(counted, "rb") as steps:
        return Ended(code, words_said.read().decode(errors="replace"), int(steps.read() or b"0"))


def _code_of(child: int) -> int:
    """The exit code of a process; one that does not end is ended."""
    until = time.monotonic() + _LONGEST
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return STUCK


def _be_the_command(work: Callable[[], None], root: Path, plan: Plan, limit: Callable[[], None] | None, saying: int, counting: int) -> None:
    """In the child: do the work, and end."""
    code = FAILED
    try:
        os.dup2(saying, 2)
        sys.stderr, sys.stdout = os.fdopen(2, "w", closefd=False), open(os.devnull, "w")  # noqa: SIM115
        if limit:
            limit()
        steps = _Steps(str(root), plan)
        steps.watch()
        try:
            work()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except (OSError, ValueError, ShpdocsError) as error:
            sys.stderr.write(f"{type(error).__name__}: {error}")
        steps.is_on = False
        os.write(counting, str(steps.taken).encode())
        sys.stderr.flush()
    finally:
        os._exit(code)


class _Steps:
    """Counts the steps on the disk under a folder, and does the planned harm at one of them."""

    def __init__(self, root: str, plan: Plan) -> None:
        self.root, self.plan, self.taken, self.is_on = root, plan, 0, True

    def watch(self) -> None:
        """Begin: opening, renaming and the like are told by Python's own audit; writing and flushing are wrapped."""
        real_open, real_fsync = io.open, os.fsync

        def opened(file: Any, mode: str = "r", *args: Any, **named: Any) -> Any:
            stream = real_open(file, mode, *args, **named)
            is_ours = isinstance(file, str | os.PathLike) and os.fspath(file).startswith(self.root)
            return _Written(stream, self) if is_ours and set(mode) & set("wax+") else stream

        def flushed(fd: Any) -> None:
            self.step()
            real_fsync(fd)

        sys.addaudithook(self._heard)
        io.open = builtins.open = opened
        os.fsync = flushed

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.is_on or (event != "open" and event not in _CHANGES):
            return
        path = os.fspath(args[0]) if isinstance(args[0], str | os.PathLike) else ""
        if not path.startswith(self.root):
            return
        if event != "open" or args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            self.step(path)
        elif self.plan.unreadable and path.endswith(self.plan.unreadable):
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)

    def step(self, path: str = "", before: Callable[[], None] | None = None) -> None:
        """One more step; `before` is done before it fails: the part of a write that still found its way."""
        if not self.is_on:
            return
        self.taken += 1
        is_now = self.taken == self.plan.at or (self.plan.harm.endswith("for good") and 0 < self.plan.at <= self.taken)
        if not is_now or not self.plan.harm:
            return
        if before:
            before()
        if self.plan.harm == "kill":
            os._exit(KILLED)
        number = _ERRORS[self.plan.harm]
        raise OSError(number, os.strerror(number), path)


class _Written:
    """A file open for writing, of which a write may stop half-way."""

    def __init__(self, stream: Any, steps: _Steps) -> None:
        self._stream, self._steps = stream, steps

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def write(self, content: Any) -> Any:
        def half() -> None:
            self._stream.write(content[: len(content) // 2])
            self._stream.flush()

        self._steps.step(str(self._stream.name), half)
        return self._stream.write(content)
