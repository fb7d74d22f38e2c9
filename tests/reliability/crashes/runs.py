"""Every way in which a run is cut short, hindered or crossed by another one, and what it came to."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.reliability.crashes import material
from tests.reliability.crashes.state import State, differences, harm, in_force, is_torn, leftovers, not_issued, period_folder, state
from tests.reliability.crashes.steps import Ended, Harm, Plan, run
from tests.support import ROOT
from tests.support.small import PERIOD

COLLECT = ["collect", PERIOD]
ACCEPT = ["accept", material.HELD, PERIOD, "--by", "A made-up officer", "--because", "Made up"]
ISSUE = ["issue", PERIOD]
EXEMPT = ["exempt", "first-time/update", PERIOD, "--paragraph", "1", "--by", "A made-up officer", "--because", "Made up"]
ASSEMBLE = ["assemble", PERIOD]
PUBLISH = ["assemble", PERIOD, "--final"]
CORRECT = [*PUBLISH, "--by", "A made-up officer", "--because", "Made up"]
WITHDRAW = ["withdraw", PERIOD, "--by", "A made-up officer", "--because", "Made up"]
STEPPED: tuple[Harm, ...] = ("kill", "full", "full for good", "read-only for good", "denied")
SIZES = (0, 60, 400, 1_500, 4_000, 9_000, 15_000, 25_000, 40_000)  # bytes that a file may have
_PATIENCE = 120  # seconds


@dataclass(frozen=True)
class World:
    """A command on a folder: the folder before it, and undisturbed after it; which is run next, and where that may end.

    Of where a number is given out to what a cut-short run left, `ends` is empty, and `not_issued` says what must be.
    """

    words: Sequence[str]
    before: Path
    after: Path
    ends: tuple[State, ...]
    steps: int
    seconds: float = 0.5
    again: Sequence[str] = tuple(COLLECT)


@dataclass
class Result:
    """What one run came to: everything that was not as it must be, in words."""

    faults: list[str] = field(default_factory=list)
    leftovers: int = 0
    was_cut_short: bool = False


def collecting(folder: Path) -> World:
    """The folder whose officer is about to collect, under `folder`."""
    before = material.make(folder / "before")
    after = material.copy(before, folder / "after")
    ended = run(COLLECT, after)
    assert ended.is_in_words, ended
    return World(COLLECT, before, after, (state(after),), ended.steps, _seconds(COLLECT, before, folder))


def accepting(collected: World, folder: Path) -> World:
    """The same folder after that, whose officer is about to accept the return that is held back."""
    before = material.copy(collected.after, folder / "before")
    after = material.copy(before, folder / "after")
    ended = run(ACCEPT, after)
    assert ended.code == 0, ended
    return World(ACCEPT, before, after, _ends(before, after, folder), ended.steps, _seconds(ACCEPT, before, folder))


def _ends(before: Path, after: Path, folder: Path) -> tuple[State, ...]:
    """Where the next collection ends: as if the decision had not been made, or had."""
    ends = []
    for source in (before, after):
        again = material.copy(source, folder / "again")
        assert run(COLLECT, again).is_in_words
        ends.append(state(again))
    return tuple(ends)


def issuing(folder: Path) -> World:
    """A folder with its definitions alone, whose officer is about to issue: the ledger's first lines ever."""
    before = material.make_new(folder / "before")
    after = material.copy(before, folder / "after")
    ended = run(ISSUE, after)
    assert (ended.code, not_issued(after)) == (0, []), ended
    return World(ISSUE, before, after, (), ended.steps, again=ISSUE)


def exempting(accepted: World, folder: Path) -> World:
    """The folder after `accept`, whose officer is about to decide that an answer is exempt."""
    before = material.copy(accepted.after, folder / "before")
    after = material.copy(before, folder / "after")
    ended = run(EXEMPT, after)
    assert ended.code == 0, ended
    return World(EXEMPT, before, after, _ends(before, after, folder), ended.steps)


def assembling(exempted: World, folder: Path) -> World:
    """The same folder after that, whose officer is about to assemble a draft and its Part II."""
    before = material.copy(exempted.after, folder / "before")
    after = material.copy(before, folder / "after")
    ended = run(ASSEMBLE, after)
    assert ended.code == 0, ended
    return World(ASSEMBLE, before, after, (state(after),), ended.steps, again=ASSEMBLE)


def publishing(exempted: World, folder: Path) -> World:
    """The folder after `exempt`, nothing missing in it any more, whose officer is about to publish the paper with its Part II."""
    before = material.copy(exempted.after, folder / "before")
    for name in material.NOT_RETURNED:
        assert run(["waive", name, PERIOD, "--by", "A made-up officer", "--because", "Made up"], before).code == 0
    return _publishing_again(PUBLISH, before, folder)


def correcting(published: World, folder: Path) -> World:
    """The same folder after that, whose edition went to the committee, and whose officer is about to publish a corrected one."""
    before = material.copy(published.after, folder / "before")
    assert run(["sent", PERIOD, "--by", "A made-up officer", "--because", "Made up"], before).code == 0
    assert run([*EXEMPT, "--withdraw"], before).code == 0
    return _publishing_again(CORRECT, before, folder)


def withdrawing(published: World, folder: Path) -> World:
    """The folder after the first edition, whose officer is about to withdraw it."""
    before = material.copy(published.after, folder / "before")
    after = material.copy(before, folder / "after")
    ended = run(WITHDRAW, after)
    assert ended.code == 0, ended
    return World(WITHDRAW, before, after, _ends(before, after, folder), ended.steps)


def _publishing_again(words: Sequence[str], before: Path, folder: Path) -> World:
    """A command that publishes, and says that its edition stands if it is run again."""
    after = material.copy(before, folder / "after")
    ended = run(list(words), after)
    assert ended.code == 0, ended
    return World(words, before, after, (state(after),), ended.steps, again=words)


def _seconds(words: Sequence[str], before: Path, folder: Path) -> float:
    """How long the command takes as a process, start to end."""
    times = []
    for _ in range(3):
        root = material.copy(before, folder / "timed")
        begun = time.perf_counter()
        _start(words, root).communicate(timeout=_PATIENCE)
        times.append(time.perf_counter() - begun)
    return sorted(times)[1]


def _start(words: Sequence[str], root: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "shpdocs", *words, "--folder", str(root)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def at_step(world: World, root: Path, kind: Harm, number: int) -> Result:
    """The run is killed before the n-th step on the disk, or that step fails, or all from there on do."""
    material.copy(world.before, root)
    ended = run(list(world.words), root, Plan(kind, number))
    result = _after(world, root)
    result.was_cut_short = ended.code not in (0, 1)
    return result if kind == "kill" else _with(result, _words_of(ended))


def at_a_moment(world: World, root: Path, share: float) -> Result:
    """The process is killed when that share of its usual time has passed."""
    material.copy(world.before, root)
    process = _start(world.words, root)
    time.sleep(world.seconds * share)
    was_alive = process.poll() is None
    if was_alive:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
    process.communicate(timeout=_PATIENCE)
    result = _after(world, root)
    result.was_cut_short = was_alive
    return result


def within_a_size(world: World, root: Path, size: int) -> Result:
    """The system refuses to let any file grow beyond a size, as a full disk does."""
    material.copy(world.before, root)
    ended = run(list(world.words), root, limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
    return _with(_after(world, root), _words_of(ended))


def at_once(world: World, root: Path, many: int) -> Result:
    """Several runs on one folder at the same time: all end, and it is as if there had been one."""
    material.copy(world.before, root)
    processes = [_start(world.words, root) for _ in range(many)]
    ends = [(process.communicate(timeout=_PATIENCE)[1].decode(), process.returncode) for process in processes]
    faults = [fault for said, code in ends for fault in _words_of(Ended(code, said, 0))]
    faults += [f"{many} at once ended otherwise: {name}" for name in differences(state(root), world.ends[0])]
    faults += ["a line of the ledger is torn"] if is_torn(root) else []
    return _with(_after(world, root), faults)


def one_unreadable(world: World, root: Path, name: str) -> Result:
    """The disk does not give one file: the others are collected."""
    material.copy(world.before, root)
    ended = run(list(world.words), root, Plan(unreadable=name))
    old, new, now = in_force(world.before), in_force(world.after), in_force(root)
    wanted = {one: (old.get(one) if one in name else new.get(one)) for one in new}
    faults = [f"{one} is not as it must be" for one in wanted if now.get(one) != wanted[one]]
    return _with(_after(world, root), [*faults, *_words_of(ended)])


def lock_left(world: World, root: Path, content: bytes) -> Result:
    """A lock file that a dead process left does not stop the next one."""
    material.copy(world.before, root)
    (period_folder(root) / ".lock").write_bytes(content)
    ended = run(list(world.words), root)
    faults = [f"the lock left over: {name}" for name in differences(state(root), world.ends[0])]
    return _with(_after(world, root), [*faults, *_words_of(ended)])


def while_syncing(world: World, root: Path, seed: int) -> Result:
    """Files come, go, change their names and arrive in pieces while the folder is collected three times over."""
    material.copy(world.before, root)
    rng, inbox = Random(seed), period_folder(root) / "inbox"
    whole = {path.name: path.read_bytes() for path in inbox.iterdir()}
    faults: list[str] = []
    for _ in range(3):
        process = _start(world.words, root)
        while process.poll() is None:
            with suppress(OSError):
                _sync(rng, inbox, whole)
            time.sleep(0.001)
        faults += _words_of(Ended(process.returncode, process.communicate()[1].decode(), 0))
        faults += _not_whole(world, root)
    shutil.rmtree(inbox)
    inbox.mkdir()
    for name, content in whole.items():
        (inbox / name).write_bytes(content)
    ended = run(COLLECT, root)
    faults += [*_words_of(ended), *_not_whole(world, root)]
    faults += ["after the syncing, what is in force differs"] if in_force(root) != in_force(world.after) else []
    faults += ["a line of the ledger is torn"] if is_torn(root) else []
    return Result(faults)


def _sync(rng: Random, inbox: Path, whole: dict[str, bytes]) -> None:
    """One thing that a program does that keeps a folder in step with another one."""
    name, content = rng.choice(sorted(whole.items()))
    other = inbox / f"{Path(name).stem} ({rng.randint(1, 3)}).xlsx"
    match rng.randrange(6):
        case 0:
            (inbox / name).unlink(missing_ok=True)
        case 1:
            (inbox / name).write_bytes(content[: rng.randrange(len(content))])
        case 2:
            (inbox / name).write_bytes(content)
        case 3:
            other.write_bytes(content)
        case 4:
            other.rename(inbox / name)
        case _:
            (inbox / f"~${name}").write_bytes(b"made up")


def _not_whole(world: World, root: Path) -> list[str]:
    """What is in force is what was before or what is after, and every received file is what its name says."""
    try:
        now = in_force(root)
    except ValueError:
        return ["a return in force is not whole"]
    known = [in_force(world.before), in_force(world.after)]
    faults = [
        f"{name} is neither the old nor the new one" for name, return_ in now.items() if return_ not in [each.get(name) for each in known]
    ]
    faults += [f"{name} is gone" for name in known[0].keys() - now.keys()]
    return faults + [fault for fault in harm(root, world.before, world.after) if fault.startswith(("received/", "the ledger", "a line"))]


def _after(world: World, root: Path) -> Result:
    """What a run left behind is whole, and the next one ends where it must."""
    faults = harm(root, world.before, world.after)
    again = run(list(world.again), root)
    faults += [*_words_of(again), *harm(root, world.before, world.after)]
    faults += ["a line of the ledger is still torn after the next run"] if is_torn(root) else []
    now = state(root)
    off = min((differences(now, end) for end in world.ends), key=len) if world.ends else not_issued(root)
    faults += [f"the next run does not end where an undisturbed one does: {', '.join(off)}"] if off else []
    return Result(faults, leftovers(root))


def _words_of(ended: Ended) -> list[str]:
    return [] if ended.is_in_words else [f"ended with {ended.code}: {ended.said[-300:]}"]


def _with(result: Result, faults: Sequence[str]) -> Result:
    result.faults += faults
    return result
