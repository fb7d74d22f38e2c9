"""Ctrl-C, or a kill, while many workbooks are collected on several processes: all is whole, nothing runs on, the next run goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from shpdocs.definitions.definition_files import read_year
from shpdocs.store.folder import open_folder
from tests.benchmarks.collecting import children, restamped
from tests.support.leads import type_into
from tests.support.small import CLEAN, DEFINITION, PERIOD, period_folder

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at the processes of a Linux machine")
MANY = 80  # more than are worth a process of their own
PATIENCE = 60  # seconds
NAMES = tuple(f"made-up-{number:03}" for number in range(MANY))


@pytest.fixture(scope="module")
def inbox_full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership whose many made-up sub-groups have all sent their workbooks back, without a warning."""
    root = init(tmp_path_factory.mktemp("many") / "partnership")
    for name in NAMES:
        (root / "workbook_templates" / PERIOD[:7] / f"{name}.toml").write_text(DEFINITION, encoding="utf-8")
    model = next(one.path for one in issue(root, PERIOD) if one.sub_group == NAMES[0])
    inbox = period_folder(root).inbox
    type_into(model, CLEAN, inbox / f"{PERIOD} {NAMES[0]}.xlsx")
    content = (inbox / f"{PERIOD} {NAMES[0]}.xlsx").read_bytes()
    for definition in read_year(open_folder(root), PERIOD[:7]).definitions:
        if definition.sub_group in NAMES:
            stamp = f"| {PERIOD} | {definition.sub_group} | definition {definition.digest} | issue 1"
            (inbox / f"{PERIOD} {definition.sub_group}.xlsx").write_bytes(restamped(content, stamp))
    return root


@pytest.fixture(autouse=True)
def ctrl_c_counts() -> Iterator[None]:
    """What a shell runs in the background ignores Ctrl-C, and so does whatever that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def _collect(folder: Path) -> subprocess.Popen[str]:
    """The command, begun in a process group of its own, as a terminal does it."""
    command = [sys.executable, "-m", "shpdocs", "collect", PERIOD]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )


def _until(has_come: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    for _ in range(PATIENCE * 1000):
        if has_come():
            return
        assert process.poll() is None, "the command ended before it could be interrupted"
        time.sleep(0.001)
    pytest.fail("what was waited for did not come")


def _is_running_on(group: int) -> bool:
    """Whether a process of the group is still there after a moment: the last one ends when it hears that all others did."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    return True


def _count(folder: Path, pattern: str) -> int:
    return len(list(folder.glob(f"output/{PERIOD}/{pattern}")))


def _is_taking_in(folder: Path, _: int) -> bool:
    return _count(folder, "received/*") >= 5


def _has_workers(_: Path, process: int) -> bool:
    return len(children(process)) >= 2


def _is_judging(folder: Path, _: int) -> bool:
    return _count(folder, "received/judgements/*.json") >= 5


def _is_deciding(folder: Path, _: int) -> bool:
    return _count(folder, "returns/*.json") >= 5


def _check_whole(folder: Path) -> None:
    """What is there can be read, and nothing half written is."""
    for event in period_folder(folder).ledger.read_text(encoding="utf-8").splitlines():
        json.loads(event)
    for path in period_folder(folder).root.glob("returns/*.json"):
        assert period_folder(folder).read_return(path.stem) is not None
    assert list(folder.rglob(".writing-*")) == []


@pytest.mark.parametrize(
    ("moment", "of_all"),
    [
        (_is_judging, True),
        *(
            pytest.param(*one, marks=pytest.mark.slow)
            for one in ((_is_taking_in, True), (_has_workers, True), (_has_workers, False), (_is_deciding, True))
        ),
    ],
)
def test_ctrl_c_leaves_everything_whole_and_the_next_run_goes_on(
    inbox_full: Path, tmp_path: Path, moment: Callable[[Path, int], bool], of_all: bool
) -> None:
    folder = Path(shutil.copytree(inbox_full, tmp_path / "partnership"))
    process = _collect(folder)
    _until(lambda: moment(folder, process.pid), process)
    os.killpg(process.pid, signal.SIGINT) if of_all else process.send_signal(signal.SIGINT)
    printed, told = process.communicate(timeout=PATIENCE)
    assert (process.returncode, printed) == (130, "")
    assert told.splitlines() == ["shpdocs: Interrupted. What was done before is whole."]
    assert not _is_running_on(process.pid)
    _check_whole(folder)
    again = _collect(folder)
    printed, told = again.communicate(timeout=PATIENCE)
    assert told == ""
    assert sorted(path.stem for path in period_folder(folder).root.glob("returns/*.json")) == list(NAMES)
    events = [event.event for event in period_folder(folder).events()]
    assert (events.count("received"), events.count("in-force")) == (MANY, MANY)
    assert not _is_running_on(again.pid)
    _check_whole(folder)


def test_a_command_that_is_killed_leaves_no_process_behind(inbox_full: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(inbox_full, tmp_path / "partnership"))
    process = _collect(folder)
    _until(lambda: _is_judging(folder, process.pid), process)
    process.kill()
    process.communicate(timeout=PATIENCE)  # ends when every process that may still print has ended
    assert not _is_running_on(process.pid)
