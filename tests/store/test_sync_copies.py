"""Copies that sync programs leave beside a record are known by their names, and the files of other records are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.store.sync_copies import copies_beside

COPIES = (
    "prevent-LAPTOP.json",
    "prevent-DESKTOP-4AB2C9.json",
    "prevent-Made-up-MacBook-Pro.json",
    "prevent (A. Officer's conflicted copy 2031-01-01).json",
    "prevent (conflicted copy 2031-01-01 120000).json",
    "prevent (Case Conflict).json",
    "prevent (in Konflikt stehende Kopie von A 2031-01-01).json",
    "prevent (SFConflict made.up@example.org 2031-01-01-11-30-28).json",
    "prevent.sync-conflict-20310101-120000-ABCDEFG.json",
    "prevent_conflict-20310101-120000.json",
    "prevent_LAPTOP_Jan-01-1200-2031_Conflict.json",
    "prevent [Conflict].json",
    "prevent.Conflict.json",
    "prevent (1).json",
    "prevent(1).json",
    "prevent 2.json",
    "prevent copy.json",
    "prevent - Copy.json",
    "prevent - Copy (2).json",
    "prevent~1.json",
    "Copy of prevent.json",
    "Kopie von prevent.json",
    "PREVENT (1).JSON",
    "Prevent.json",
)
OTHERS = ("prevent-partnership.json", "preventive.json", "drugs.json", "not-prevent.json", "prevent", "prevent.txt", ".prevent.json.swp")


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_known_by_its_name_whatever_program_made_it(name: str, tmp_path: Path) -> None:
    for each in ("prevent.json", name, *OTHERS):
        (tmp_path / each).write_bytes(b"")
    assert copies_beside(tmp_path / "prevent.json") == (name,)


def test_beside_files_whose_names_are_all_known_whatever_begins_like_one_is_a_copy(tmp_path: Path) -> None:
    known = ("ledger.jsonl", "ledger.head", "ledger.torn")
    odd = (
        "ledger",
        "ledger-laptop.jsonl",
        "ledger.head (1)",
        "ledger.jsonl.bak",
        "ledger2.jsonl",
        "Ledger (1).head",
        "Copy of ledger.jsonl",
    )
    for name in (*known, *odd, "collection.html", "merge-report.json", ".lock", ".writing-1-ab"):
        (tmp_path / name).write_bytes(b"")
    assert set(copies_beside(tmp_path / "ledger.jsonl", known)) == set(odd)


def test_a_record_in_other_letters_is_no_copy_where_it_is_the_record_itself(tmp_path: Path) -> None:
    (tmp_path / "SHPDOCS.toml").write_bytes(b"")
    assert copies_beside(tmp_path / "shpdocs.toml") == ()


def test_where_no_folder_is_there_are_no_copies(tmp_path: Path) -> None:
    assert copies_beside(tmp_path / "made-up" / "shpdocs.toml") == ()
