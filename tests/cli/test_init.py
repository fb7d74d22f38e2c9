"""`shpdocs init`: the quarter to begin with is proposed by the day, asked on a terminal, and stands in the new folder's settings."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import shpdocs.cli.init
from shpdocs.cli.app import app
from shpdocs.definitions.shipped import shipped, shipped_years
from shpdocs.model.period import parse_period


def _run(*arguments: str | Path, typed: str = "") -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)


def _settings(folder: Path) -> str:
    return (folder / "shpdocs.toml").read_text(encoding="utf-8")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits there, on 30 November 2026."""
    monkeypatch.setattr(shpdocs.cli.init, "is_terminal", lambda: True)
    monkeypatch.setattr(shpdocs.cli.init, "today", lambda: date(2026, 11, 30))


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("typed", "period"), [("\n", "2026-27-Q2"), ("2026-27-Q3\n", "2026-27-Q3"), (" 2024-25-Q2 \n", "2024-25-Q2")])
def test_on_a_terminal_the_last_quarter_that_has_ended_is_proposed(tmp_path: Path, typed: str, period: str) -> None:
    result = _run("init", tmp_path / "new", typed=typed)
    assert (result.exit_code, "[2026-27-Q2]" in result.stderr) == (0, True)
    assert tomllib.loads(_settings(tmp_path / "new"))["period"] == period
    assert f"shpdocs issue {period} --folder" in result.stdout


@pytest.mark.usefixtures("terminal")
def test_who_breaks_off_where_the_quarter_is_asked_gets_no_folder(tmp_path: Path) -> None:
    result = _run("init", tmp_path / "new")
    assert (result.exit_code, "Interrupted" in result.stderr, (tmp_path / "new").exists()) == (130, True, False)


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        ((), ("No quarter is named", "--period 20")),
        (("--period", "2026/27 Q2"), ("'2026/27 Q2' is not a period", "Did you mean 2026-27-Q2?")),
        (("--period", "2031-32-Q1"), ("2031-32", "there are: 2017-18, 2024-25, 2026-27")),
    ],
)
def test_without_a_terminal_or_a_sound_period_nothing_is_made(tmp_path: Path, options: tuple[str, ...], parts: tuple[str, ...]) -> None:
    result = _run("init", tmp_path / "new", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [part for part in parts if part not in result.stderr] == []
    assert not (tmp_path / "new").exists()


def test_the_period_is_all_that_is_changed_in_the_settings(tmp_path: Path) -> None:
    assert _run("init", tmp_path / "new", "--period", "2026-27-Q3").exit_code == 0
    example = shipped("shpdocs.toml").read_text(encoding="utf-8")
    assert _settings(tmp_path / "new") == example.replace(f'period = "{tomllib.loads(example)["period"]}"', 'period = "2026-27-Q3"')


def test_the_workbooks_of_every_shipped_year_are_issued_right_after(tmp_path: Path) -> None:
    for year in shipped_years():
        assert _run("init", tmp_path / year, "--period", f"{year}-Q2").exit_code == 0
        assert _run("issue", f"{year}-Q2", "--folder", tmp_path / year).exit_code == 0
        assert len(list((tmp_path / year / "output" / str(parse_period(f"{year}-Q2")) / "issued").glob("*.xlsx"))) == 5
