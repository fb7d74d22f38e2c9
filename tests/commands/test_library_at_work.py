"""Other programs: the functions of the library do a quarter by themselves, however the work is shared out."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import shpdocs
import shpdocs.commands.parallel
from shpdocs.model.errors import UsageError
from tests.support.leads import tree
from tests.support.ledgers import keep_events
from tests.support.small import PERIOD, SUB_GROUP, UNSIGNED, returned

DEMO_PERIOD = "2017-18-Q3"


def test_a_held_return_is_accepted_and_its_history_read_back(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collected = shpdocs.collect(small, PERIOD)
    assert [(one.outcome, [problem.code for problem in one.problems]) for one in collected.files] == [("held", ["not-signed-off"])]
    assert SUB_GROUP in collected.missing
    with pytest.raises(UsageError):
        shpdocs.accept(small, PERIOD, SUB_GROUP, by="", because="Made up")
    accepted = shpdocs.accept(small, PERIOD, SUB_GROUP, by="A made-up officer", because="Made up")
    assert (accepted.sub_group, accepted.file) == (SUB_GROUP, "unsigned.xlsx")
    assert SUB_GROUP in shpdocs.collect(small, PERIOD).in_force
    told = [event for event in shpdocs.history(small, PERIOD, SUB_GROUP).events if event.event == "accepted"]
    assert [(event.by, event.because, event.file) for event in told] == [("A made-up officer", "Made up", "unsigned.xlsx")]
    assert next(one.state for one in shpdocs.status(small, PERIOD).sub_groups if one.sub_group == SUB_GROUP) == "in force"


def _note(seen: list[tuple[int, int]], done: int, count: int) -> None:
    seen.append((done, count))


def test_however_the_work_is_shared_out_the_same_is_written(demo_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shpdocs.commands.parallel, "_WORTH_PROCESSES", 2)
    for name in ("received", "returns"):
        shutil.rmtree(demo_folder / "output" / DEMO_PERIOD / name)
    keep_events(demo_folder / "output" / DEMO_PERIOD, "issued")
    at = "2018-01-15T09:00:00+00:00"
    written, steps = [], []
    with ThreadPoolExecutor(2) as threads:
        ways: dict[str, dict[str, Any]] = {"alone": {}, "processes": {"workers": 2}, "threads": {"executor": threads}}
        for name, way in ways.items():
            folder = Path(shutil.copytree(demo_folder, tmp_path / name))
            seen: list[tuple[int, int]] = []
            shpdocs.collect(folder, DEMO_PERIOD, at=at, progress=partial(_note, seen), **way)
            written.append({key: content for key, content in tree(folder).items() if not key.startswith("output/2024")})
            steps.append(seen)
    assert written[0] == written[1] == written[2]
    assert steps[0] == steps[1] == steps[2]
    assert steps[0][:6] == [(done, 5) for done in range(6)]
