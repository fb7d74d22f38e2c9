"""What a period's folder holds, free of times and leftovers; and whether it is whole after a run was cut short."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from shpdocs.store.disk import sha256
from tests.support.small import PERIOD

State = dict[str, str]
_TIME = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?|\d+ [A-Z][a-z]+ 20\d\d, \d\d:\d\d UTC")
_TEXTS = (".json", ".jsonl", ".html", ".eml")
_PASSING = (".lock", ".writing-")


def period_folder(root: Path) -> Path:
    """The period's folder."""
    return root / "output" / PERIOD


def state(root: Path) -> State:
    """Every file of the period but the inbox, by its path, as a hash; times and the order of the ledger do not count."""
    found = {}
    for path in sorted(period_folder(root).rglob("*")):
        name = path.relative_to(period_folder(root)).as_posix()
        if path.is_file() and not name.startswith("inbox/") and not path.name.startswith(_PASSING):
            found[name] = sha256(_timeless(path))
    return found


def _timeless(path: Path) -> bytes:
    content = path.read_bytes()
    if path.suffix not in _TEXTS:
        return content
    plain = _TIME.sub(b"(time)", content)
    return b"\n".join(sorted(line for line in plain.split(b"\n") if line.endswith(b"}"))) if path.suffix == ".jsonl" else plain


def in_force(root: Path) -> dict[str, object]:
    """What is in force, by sub-group: the answers, and the hash of the file they came in; not the name it had.

    Raises:
        ValueError: a return is not whole.
    """
    found: dict[str, object] = {}
    for path in (period_folder(root) / "returns").glob("*.json"):
        raw = json.loads(path.read_bytes())
        found[path.stem] = (raw["answers"], raw["received"]["sha256"])
    return found


def leftovers(root: Path) -> int:
    """How many files of runs that were cut short lie about."""
    return sum(path.name.startswith(".writing-") for path in period_folder(root).rglob("*"))


def differences(found: State, wanted: State) -> list[str]:
    """The names of files that are there in one state only, or differ."""
    return sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))


def harm(root: Path, before: Path, after: Path) -> list[str]:
    """Everything that is not whole in a folder in which a run was cut short; `after` is where it ends undisturbed."""
    found = (
        _returns_harmed(root, before, after),
        _received_harmed(root, before),
        _ledger_harmed(root, before),
        _inbox_harmed(root, before),
    )
    return [fault for faults in found for fault in faults]


def _returns_harmed(root: Path, before: Path, after: Path) -> Iterator[str]:
    """Every return in force is, byte for byte, the one before the run or the one after it."""
    names = {path.name for folder in (root, before, after) for path in (period_folder(folder) / "returns").glob("*.json")}
    for name in sorted(names):
        at = {folder: period_folder(folder) / "returns" / name for folder in (root, before, after)}
        known = [_timeless(at[folder]) if at[folder].is_file() else None for folder in (before, after)]
        if (_timeless(at[root]) if at[root].is_file() else None) not in known:
            yield f"returns/{name} is neither the old nor the new one"


def _received_harmed(root: Path, before: Path) -> Iterator[str]:
    """Every received file holds what its name says, and none is gone."""
    for path in (period_folder(root) / "received").glob("*"):
        if path.is_file() and not path.name.startswith(_PASSING) and sha256(path.read_bytes()) != path.stem:
            yield f"received/{path.name} is not what its name says"
    for path in (period_folder(before) / "received").glob("*"):
        if path.is_file() and not (period_folder(root) / "received" / path.name).is_file():
            yield f"received/{path.name} is gone"


def _ledger_harmed(root: Path, before: Path) -> Iterator[str]:
    """The ledger has only grown, and each of its lines but perhaps the last is whole."""
    old, new = ((period_folder(folder) / "ledger.jsonl").read_bytes() for folder in (before, root))
    if not new.startswith(old):
        yield "the ledger lost what it said"
    for line in new[len(old) :].split(b"\n")[:-1]:
        try:
            json.loads(line)
        except ValueError:
            yield f"a line of the ledger is torn: {line[:40]!r}"


def torn_lines(root: Path) -> int:
    """How many lines of the ledger are not whole."""
    lines = [line for line in (period_folder(root) / "ledger.jsonl").read_bytes().split(b"\n") if line]
    return sum(not line.endswith(b"}") for line in lines)


def _inbox_harmed(root: Path, before: Path) -> Iterator[str]:
    own, there = ({path.name: path.read_bytes() for path in (period_folder(folder) / "inbox").glob("*")} for folder in (before, root))
    if own != there:
        yield "the inbox was changed"
