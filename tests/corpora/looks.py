"""What became of one real file, and what a folder of them comes to."""

from __future__ import annotations

import json
import re
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import FrameType

LONGEST = 180  # seconds by the clock; a file that takes longer is let go
SLOW = 5.0  # seconds of a processor
_NUMBERS = re.compile(r"\d[\d,.]*")
_COUNTED = re.compile(r"\b(?:n )?((?:tracked )?change|comment)s?\b")
_NAMES = re.compile(r"“[^”]*”|'[^']*'|\"[^\"]*\"")


@dataclass(frozen=True)
class Look:
    """One file: what became of it, why it was refused, what was lost without a word, what broke in us, how long it took.

    `outcome` is 'carried', 'carried on request' (and `reasons` say for what it is refused without), 'read', 'refused', 'told' (not
    whole, and we say so), 'broken' or 'too slow'. `seconds` are those of each step of ours, by its name; what the comparison takes does
    not count.
    """

    file: str
    outcome: str
    reasons: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()


class TooSlowError(BaseException):
    """A file took longer than it may. Nothing that takes every fault for the file's may take this one."""


class Stopwatch:
    """How long each step took a processor: what else a machine does at the time says nothing of the file."""

    def __init__(self) -> None:
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure a block."""
        begun = time.process_time()
        try:
            yield
        finally:
            self.seconds.append((name, time.process_time() - begun))


def kind_of(reason: str) -> str:
    """A reason without what is one file's own: its numbers and the names in it."""
    return _COUNTED.sub(r"\1s", _NUMBERS.sub("n", _NAMES.sub("…", reason)))


def broken_by(error: BaseException) -> str:
    """What broke, and in which line of ours it did."""
    ours = [line for line in traceback.extract_tb(error.__traceback__) if "/shpdocs/" in line.filename]
    last = ours[-1] if ours else traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Let a block go on for so long; then it is broken off.

    Raises:
        TooSlowError: it took longer.
    """

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def looked_at(path: Path, look: Callable[[bytes, str, Stopwatch], Look], longest: float = LONGEST) -> Look:
    """What a look at a file tells; whatever it raises is told of it, and nothing stops the next file."""
    watch = Stopwatch()
    try:
        with at_most(longest):
            result = look(path.read_bytes(), path.name, watch)
    except TooSlowError:
        result = Look(path.name, "too slow")
    except Exception as error:  # noqa: BLE001 - this is what the run is for
        result = Look(path.name, "broken", broken=(broken_by(error),))
    return replace(result, seconds=tuple(watch.seconds))


@dataclass(frozen=True)
class Sum:
    """What many looks come to."""

    looks: tuple[Look, ...]

    @property
    def outcomes(self) -> Counter[str]:
        """How many files came to what."""
        return Counter(look.outcome for look in self.looks)

    @property
    def reasons(self) -> Counter[str]:
        """How many files were refused for each kind of reason; a file may have several."""
        refused = [look for look in self.looks if look.outcome == "refused"]
        return Counter(reason for look in refused for reason in {kind_of(reason) for reason in look.reasons})

    @property
    def slow(self) -> tuple[tuple[str, str, float], ...]:
        """The slow ones, the slowest first: file, step, seconds."""
        steps = [(look.file, step, seconds) for look in self.looks for step, seconds in look.seconds if seconds > SLOW]
        return tuple(sorted(steps, key=lambda one: -one[2]))

    @property
    def seconds(self) -> float:
        """How long all steps of ours took."""
        return sum(seconds for look in self.looks for _, seconds in look.seconds)

    @property
    def lossy(self) -> tuple[Look, ...]:
        """Those of which something was lost without a word."""
        return tuple(look for look in self.looks if look.losses)

    @property
    def broken(self) -> tuple[Look, ...]:
        """Those at which something of ours broke."""
        return tuple(look for look in self.looks if look.broken)

    @property
    def is_clean(self) -> bool:
        """Whether nothing broke, nothing was too slow and nothing was lost without a word."""
        return not (self.broken or self.lossy or self.outcomes["too slow"])


# --- kept, so that a long run can go on where it was broken off -----------------------------------------------------------


def keep(look: Look, kept: Path) -> None:
    """Write a look down behind those that are kept."""
    with kept.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(look)) + "\n")


def kept_looks(kept: Path | None) -> dict[str, Look]:
    """The looks that are kept, by file; none without a place where they are."""
    lines = kept.read_text(encoding="utf-8").splitlines() if kept is not None and kept.exists() else []
    return {look.file: look for look in map(_look, lines)}


def _look(line: str) -> Look:
    read = json.loads(line)
    parts = {name: tuple(read[name]) for name in ("reasons", "losses", "broken")}
    return Look(read["file"], read["outcome"], **parts, seconds=tuple((step, seconds) for step, seconds in read["seconds"]))
