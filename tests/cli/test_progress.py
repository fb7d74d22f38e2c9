"""Many workbooks: a bar on the terminal while they are worked on, and a list that stays short."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from shpdocs.cli.edge import MANY
from tests.benchmarks.growth import PERIOD, made_up
from tests.support.leads import At
from tests.support.made_secrets import YEAR, figure, measure, partnership, quarter_done

QUARTER = f"{YEAR}-Q1"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a made-up terminal needs a Unix")


@dataclass(frozen=True)
class _Shown:
    stdout: str
    terminal: str


def _on_terminal(folder: Path, *words: str) -> _Shown:
    """Run a command whose stderr is a terminal, and return what it prints and what the terminal gets."""
    terminal, stderr = os.openpty()
    environment = {**os.environ, "TERM": "xterm"}
    command = [sys.executable, "-m", "shpdocs", *words]
    with TemporaryFile() as printed:  # not a pipe: nobody reads it until the terminal is closed
        with subprocess.Popen(command, cwd=folder, stdout=printed, stderr=stderr, env=environment):
            os.close(stderr)
            shown = b"".join(_until_closed(terminal))
        os.close(terminal)
        printed.seek(0)
        return _Shown(printed.read().decode(), shown.decode())


def _until_closed(terminal: int) -> Iterator[bytes]:
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so when nobody writes to it any more
            return
        if not part:
            return
        yield part


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A partnership with as many sub-groups as count as many: copy it before anything is issued."""
    return made_up(tmp_path_factory.mktemp("many") / "partnership", MANY)


@pytest.fixture
def many_folder(many: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(many, tmp_path / "many"))


@pytest.fixture(scope="module")
def many_issued(many: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, _Shown]:
    """The same with its workbooks issued, and what was shown meanwhile: copy it before anything is written into it."""
    folder = Path(shutil.copytree(many, tmp_path_factory.mktemp("issued") / "many"))
    return folder, _on_terminal(folder, "issue", PERIOD)


@pytest.fixture
def issued_folder(many_issued: tuple[Path, _Shown], tmp_path: Path) -> Path:
    return Path(shutil.copytree(many_issued[0], tmp_path / "issued"))


def test_a_terminal_gets_a_bar_while_many_workbooks_are_made(many_issued: tuple[Path, _Shown]) -> None:
    _, shown = many_issued
    assert "Making workbooks" in shown.terminal
    assert "100%" in shown.terminal
    assert "Making workbooks" not in shown.stdout


def test_a_terminal_gets_no_bar_for_a_few(folder: Path) -> None:
    assert _on_terminal(folder, "issue", PERIOD).terminal == ""


def test_a_terminal_gets_no_bar_when_nothing_is_to_be_made(issued_folder: Path) -> None:
    assert _on_terminal(issued_folder, "issue", PERIOD).terminal == ""


def test_a_file_gets_no_bar(many_folder: Path) -> None:
    run = subprocess.run([sys.executable, "-m", "shpdocs", "issue", PERIOD], cwd=many_folder, capture_output=True, text=True, check=True)
    assert run.stderr == ""


def test_collect_shows_a_bar_too_but_not_with_json(issued_folder: Path) -> None:
    period_folder = issued_folder / "output" / PERIOD
    for path in (period_folder / "issued").iterdir():
        shutil.copy(path, period_folder / "inbox" / path.name)
    plain = _on_terminal(issued_folder, "collect", PERIOD, "--json")
    assert plain.terminal == ""
    assert json.loads(plain.stdout)
    shutil.rmtree(period_folder / "received" / "judgements")  # else nothing is checked again
    shown = _on_terminal(issued_folder, "collect", PERIOD)
    assert "Checking workbooks" in shown.terminal
    assert "100%" in shown.terminal


def test_many_workbooks_are_told_in_one_line_with_their_folder(many_issued: tuple[Path, _Shown]) -> None:
    lines = many_issued[1].stdout.splitlines()
    assert len(lines) == 2
    assert str(MANY) in lines[0]
    assert f"output/{PERIOD}/issued" in lines[0]


def test_of_many_workbooks_only_the_new_ones_are_named(issued_folder: Path) -> None:
    (issued_folder / "output" / PERIOD / "issued" / f"{PERIOD} prevent.xlsx").unlink()
    lines = _on_terminal(issued_folder, "issue", PERIOD).stdout.splitlines()
    assert len(lines) == 3
    assert f"output/{PERIOD}/issued/{PERIOD} prevent.xlsx" in lines[0]
    assert f"{MANY - 1} as issued before" in lines[1]


def _with_small_numbers(at: Path, rows: int) -> Path:
    """A partnership whose first quarter has three small numbers in each row of a table, and is not assembled yet."""
    columns = "".join(COLUMN.format(key=key) for key in ("women", "men", "others"))
    named = ", ".join(f'row-{number} = "Row {number}"' for number in range(rows))
    root = partnership(at, measure("arrests") + TABLE.replace("{rows}", named).replace("{columns}", columns))
    numbers = {At("Wards", f"tables/wards/row-{row}", f"Made-up {key}"): 2 for row in range(rows) for key in ("women", "men", "others")}
    totals = {At("Wards", f"tables/wards/row-{row}", "All"): 6 for row in range(rows)}
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 900} | numbers | totals)
    return root


TABLE = """
[tables.wards]
title = "Made-up wards"
sheet = "Wards"
row-heading = "Ward"
rows = {{rows}}
total-column = "all"
{columns}
[tables.wards.columns.all]
label = "All"
kind = "count"
people = true
"""
COLUMN = """
[tables.wards.columns.{key}]
label = "Made-up {key}"
kind = "count"
people = true
"""


@pytest.mark.parametrize(("rows", "is_shown"), [(20, False), (21, True)])
def test_assemble_shows_a_bar_beyond_sixty_small_numbers_but_not_with_json(rows: int, is_shown: bool, tmp_path: Path) -> None:
    root = _with_small_numbers(tmp_path / "partnership", rows)
    plain = _on_terminal(root, "assemble", QUARTER, "--json")
    assert plain.terminal == ""
    assert json.loads(plain.stdout)["paper"] == QUARTER
    shown = _on_terminal(root, "assemble", QUARTER)
    assert ("Testing small numbers" in shown.terminal) == ("100%" in shown.terminal) == is_shown
    assert "Testing" not in shown.stdout
