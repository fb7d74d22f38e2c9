"""What was proved of suppressed numbers, kept for the next paper: whole, or as good as none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from shpdocs.model.disclosure import Proof
from shpdocs.store.edition_places import PROOFS
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.proofs import keep_proofs, read_proofs
from tests.support.editions import period_folder

KEY = ("2024-25", "Q2", "made-up", "/tables/ages/under/people")
MADE_UP = {"ab" * 32: Proof((KEY,), (), (("one", (*KEY, "=3")),)), "cd" * 32: Proof()}


@pytest.fixture
def folder(tmp_path: Path) -> PeriodFolder:
    made = period_folder(tmp_path)
    made.editions.mkdir(parents=True)
    return made


def test_proofs_are_kept_and_replaced(folder: PeriodFolder) -> None:
    assert read_proofs(folder) == {}
    keep_proofs(folder, MADE_UP)
    assert read_proofs(folder) == MADE_UP
    keep_proofs(folder, {"cd" * 32: Proof()})
    assert read_proofs(folder) == {"cd" * 32: Proof()}


def test_where_nothing_was_proved_no_file_is_written(folder: PeriodFolder) -> None:
    keep_proofs(folder, {})
    assert list(folder.editions.iterdir()) == []


@pytest.mark.parametrize(
    "spoiled",
    [
        lambda content: content[:-9],
        lambda content: content.replace(b"under", b"young"),
        lambda content: content.replace(b'"format":1', b'"format":2'),
        lambda _: b"[" * 100_000,
    ],
)
def test_proofs_that_are_spoiled_are_as_good_as_none(spoiled: Callable[[bytes], bytes], folder: PeriodFolder) -> None:
    keep_proofs(folder, MADE_UP)
    path = folder.editions / PROOFS
    path.write_bytes(spoiled(path.read_bytes()))
    assert read_proofs(folder) == {}
    keep_proofs(folder, MADE_UP)
    assert read_proofs(folder) == MADE_UP


def test_what_is_no_file_is_as_good_as_none(folder: PeriodFolder) -> None:
    (folder.editions / PROOFS).mkdir()
    assert read_proofs(folder) == {}
    keep_proofs(folder, MADE_UP)
