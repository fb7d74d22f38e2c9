from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from shpdocs.paper import bank_holidays as door
from shpdocs.paper.bank_holidays import KEPT, bank_holidays

# As published for England and Wales at the time
OF_2020 = ("2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31", "2020-12-25", "2020-12-28")
OF_2022 = (
    "2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19",
    "2022-12-26", "2022-12-27",
)  # fmt: skip
OF_2023 = ("2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26")
OF_2024 = ("2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25", "2024-12-26")


def working(days: frozenset[date]) -> tuple[str, ...]:
    """Those that are no Saturday or Sunday: the library names these too, beside their substitute days."""
    return tuple(sorted(day.isoformat() for day in days if day.weekday() < 5))


def refuse(_: list[str]) -> dict[str, list[str]]:
    raise AssertionError


@pytest.mark.parametrize(("year", "days"), [(2020, OF_2020), (2022, OF_2022), (2023, OF_2023), (2024, OF_2024)])
def test_the_days_are_englands_with_substitutes_and_those_of_one_occasion(tmp_path: Path, year: int, days: tuple[str, ...]) -> None:
    assert working(bank_holidays(tmp_path, (year,))) == days


def test_of_several_years_there_are_the_days_of_each_and_of_no_other(tmp_path: Path) -> None:
    assert working(bank_holidays(tmp_path, (2023, 2022))) == OF_2022 + OF_2023


def test_what_is_kept_is_used_again_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bank_holidays(tmp_path, (2023, 2024))
    monkeypatch.setattr(door, "_computed", refuse)
    assert bank_holidays(tmp_path, (2023, 2024)) == first
    assert working(bank_holidays(tmp_path, (2024,))) == OF_2024


def test_another_year_is_added_to_what_is_kept_and_the_file_is_the_same_whichever_came_first(tmp_path: Path) -> None:
    bank_holidays(tmp_path / "one", (2023,))
    bank_holidays(tmp_path / "one", (2024,))
    bank_holidays(tmp_path / "other", (2024, 2023))
    assert (tmp_path / "one" / KEPT).read_bytes() == (tmp_path / "other" / KEPT).read_bytes()


def test_of_another_version_of_the_library_nothing_is_believed(tmp_path: Path) -> None:
    bank_holidays(tmp_path, (2024,))
    kept = json.loads((tmp_path / KEPT).read_text())
    (tmp_path / KEPT).write_text(json.dumps(kept | {"library": "made up", "days": {"2024": ["2024-07-01"]}}))
    assert working(bank_holidays(tmp_path, (2024,))) == OF_2024
    assert json.loads((tmp_path / KEPT).read_text()) == kept


@pytest.mark.parametrize(
    "damaged",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"library": 1}', b'{"days": {}}']
    + [
        b'{"library": "%s", "days": ' + days + b"}"
        for days in (b"[]", b'{"2024": []}', b'{"2024": ["no day"]}', b'{"2024": ["2023-01-02"]}')
    ],
)
def test_a_damaged_file_is_computed_again(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / KEPT).write_bytes(damaged.replace(b"%s", door._version().encode()))
    assert working(bank_holidays(tmp_path, (2024,))) == OF_2024
    assert working(bank_holidays(tmp_path, (2024,))) == OF_2024


def test_where_nothing_may_be_written_the_answer_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file, where the folder should be")
    assert working(bank_holidays(tmp_path / "output", (2024,))) == OF_2024


def test_without_a_version_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_version", lambda: "")
    assert working(bank_holidays(tmp_path, (2024,))) == OF_2024
    assert list(tmp_path.iterdir()) == []


def test_a_year_far_ahead_is_computed_by_todays_law(tmp_path: Path) -> None:
    assert {"2060-12-27", "2060-04-16", "2060-04-19"} <= set(working(bank_holidays(tmp_path, (2060,))))


def test_the_library_is_not_loaded_while_its_answer_is_kept(tmp_path: Path) -> None:
    bank_holidays(tmp_path, (2024,))
    script = "import sys; from pathlib import Path; from shpdocs.paper.bank_holidays import bank_holidays\n"
    script += f"bank_holidays(Path({str(tmp_path)!r}), (2024,)); print('holidays' in sys.modules, 'importlib.metadata' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ)
    assert run.stdout.split() == ["False", "False"]
