"""What a period's folder holds, free of times and leftovers; and whether it is whole after a run was cut short."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from shpdocs.model.errors import RecordError
from shpdocs.model.period import parse_period
from shpdocs.store.disk import sha256
from shpdocs.store.edition_faults import check_edition, check_records
from shpdocs.store.editions import Editions
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.ledger_file import HEAD, LEDGER, TORN, Ledger
from tests.reliability.crashes.material import SUB_GROUPS
from tests.support.small import PERIOD

State = dict[str, str]
_TIME = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?|\d+ [A-Z][a-z]+ 20\d\d, \d\d:\d\d UTC")
_TEXTS = (".html", ".eml")
_PASSING = (".lock", ".writing-", HEAD, TORN)
_OF_THE_TIME = ("at", "before", "return-sha256", "ledger", "fingerprint")  # times, and hashes of what holds times
_OF_AN_EDITION = {"edition": ("sha256",), "withdrawn": ("sha256",)}  # by event: the hash of the record, which holds its time


def period_folder(root: Path) -> Path:
    """The period's folder."""
    return root / "output" / PERIOD


def state(root: Path) -> State:
    """Every file of the period but the inbox, by its path, as a hash; times and the order of the ledger do not count.

    Nor does what a crash cut short and where the ledger ends: that is looked at by `harm`.
    """
    found = {}
    for path in sorted(period_folder(root).rglob("*")):
        name = path.relative_to(period_folder(root)).as_posix()
        if path.is_file() and not name.startswith("inbox/") and not path.name.startswith(_PASSING):
            found[name] = sha256(_timeless(path))
    return found


def _timeless(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name == LEDGER:
        events = [json.loads(line) for line in content.split(b"\n")[:-1]]
        return b"\n".join(sorted(_plain(event) for event in events if event["event"] != "torn"))
    if path.parent.name == "returns" or path.name == "edition.json":
        return _plain(json.loads(content))
    if path.name == "draft.json":
        return _plain(json.loads(content)["draft"])
    return _TIME.sub(b"(time)", content) if path.suffix in _TEXTS else content


def _plain(raw: dict[str, object]) -> bytes:
    passing = (*_OF_THE_TIME, *_OF_AN_EDITION.get(str(raw.get("event")), ()))
    return json.dumps({key: value for key, value in raw.items() if key not in passing}).encode()


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
        _papers_harmed(root, before, after),
        _editions_harmed(root, before, after),
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
    """The ledger has only grown, and neither its chain nor its head gives a false alarm."""
    if not _ledger(root).startswith(_ledger(before)):
        yield "the ledger lost what it said"
    for fault in Ledger(period_folder(root), "the ledger").faults():
        yield f"{fault.place}: {fault.what}"


def _ledger(root: Path) -> bytes:
    path = period_folder(root) / LEDGER
    return path.read_bytes() if path.is_file() else b""


def is_torn(root: Path) -> bool:
    """Whether the ledger's last line is not whole."""
    return not _ledger(root).endswith(b"\n")


def _papers_harmed(root: Path, before: Path, after: Path) -> Iterator[str]:
    """Every paper is, byte for byte, the one before the run or the one after it."""
    for path in (period_folder(root) / "papers").rglob("*.docx"):
        name = path.relative_to(root)
        if path.read_bytes() not in [(folder / name).read_bytes() for folder in (before, after) if (folder / name).is_file()]:
            yield f"{name.as_posix()} is neither the old nor the new one"


def _editions_harmed(root: Path, before: Path, after: Path) -> Iterator[str]:
    """Every edition is whole: its public files are those before the run or after it, and nothing is wrong with it or its record."""
    parts = {folder: _published(folder) for folder in (root, before, after)}
    for name, files in parts[root].items():
        if files not in (parts[before].get(name), parts[after].get(name)):
            yield f"published/{name} is neither the old nor the new edition"
    for name in parts[before].keys() - parts[root].keys():
        if name in parts[after]:
            yield f"published/{name} is gone"
    editions = Editions(PeriodFolder(period_folder(root), parse_period(PERIOD)))
    try:
        check_records(editions)
        for edition in editions.all():
            check_edition(editions, edition.profile, edition.number)
    except RecordError as error:
        yield str(error)


def _published(root: Path) -> dict[str, dict[str, bytes]]:
    """The files of each edition that is public, by its folder."""
    folders = (path for path in (period_folder(root) / "published").glob("*/*") if path.is_dir())
    return {
        path.relative_to(period_folder(root) / "published").as_posix(): {
            file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()
        }
        for path in folders
    }


def not_issued(root: Path) -> list[str]:
    """What is not as it must be once every workbook is issued: each is there, as it was sent and as the ledger names it."""
    faults = []
    for name in SUB_GROUPS:
        issued = [event for event in Ledger(period_folder(root), "the ledger").events() if event.sub_group == name]
        if len(issued) != 1:
            faults.append(f"{name} was issued {len(issued)} times")
        for event in issued:
            for path in (period_folder(root) / "issued" / event.file, period_folder(root) / "sent" / f"{event.sha256}.xlsx"):
                is_it = path.is_file() and sha256(path.read_bytes()) == event.sha256
                faults += [] if is_it else [f"{path.name} is not what was issued"]
    return faults


def _inbox_harmed(root: Path, before: Path) -> Iterator[str]:
    own, there = ({path.name: path.read_bytes() for path in (period_folder(folder) / "inbox").glob("*")} for folder in (before, root))
    if own != there:
        yield "the inbox was changed"
