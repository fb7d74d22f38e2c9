"""The README against the project: its two first commands, its links, and what the shipped definitions claim."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from shpdocs.definitions.definition_files import read_year
from shpdocs.store.folder import open_folder
from tests.project.test_reference import anchors_of
from tests.support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
INSTALL = "python3 -m venv .venv && .venv/bin/python -m pip install --quiet -c .ci/lock.txt "
QUICK, SLOW = '.venv/bin/pytest -n auto -m "not slow"', ".venv/bin/pytest -n auto -m slow -rs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_first_command_installs_what_the_program_needs_with_the_lock_and_runs_the_demo() -> None:
    assert CODE[0] == f"{INSTALL}. && .venv/bin/shpdocs demo output/demo\n"


def test_the_second_command_installs_the_test_tools_with_the_lock_and_runs_all_but_the_slow_tests() -> None:
    assert CODE[1] == f"{INSTALL}-e '.[test]' && {QUICK}\n"


def test_what_must_hold_before_a_change_lands_runs_the_same_tests_then_the_slow_ones_on_the_same_lock() -> None:
    lines = [line.strip() for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()]
    assert [line for line in lines if line.startswith(".venv/bin/pytest")] == [QUICK, f'{SLOW} | tee "$report"']
    assert any("-m pip install" in line and "-c .ci/lock.txt -e '.[test]'" in line for line in lines)
    assert "if grep -q '^SKIPPED' \"$report\"; then" in lines


@pytest.mark.slow
def test_every_test_that_needs_a_real_client_is_slow() -> None:
    """So that the quick run starts none, and the slow run, in which none may be skipped, all of them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    quick = subprocess.run([*command, "-m", "real_client and not slow"], cwd=ROOT, capture_output=True, text=True, check=False)
    slow = subprocess.run([*command, "-m", "real_client and slow"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (quick.returncode, slow.returncode) == (pytest.ExitCode.NO_TESTS_COLLECTED, pytest.ExitCode.OK)


def test_the_lock_pins_every_package_that_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[\[<>=!~; ]", one)[0].lower().replace("_", "-") for one in wanted}
    lines = (ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines if "==" in line and not line.startswith("#")}
    assert names <= pinned


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_points_to_a_file_and_its_anchor_to_a_heading(page: Path) -> None:
    lost = []
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", page.read_text(encoding="utf-8")):
        aim = page.parent / target if target else page
        if not aim.exists() or (anchor and anchor not in anchors_of(aim)):
            lost.append(f"{target}#{anchor}")
    assert lost == []


def test_no_measure_of_the_shipped_2024_25_definitions_has_a_target_or_a_baseline() -> None:
    """No published paper prints any: a target or figure that nobody agreed must not ship."""
    measures = [measure for definition in read_year(open_folder(ROOT), "2024-25").definitions for measure in definition.measures]
    assert len(measures) > 20
    assert [measure.key for measure in measures if measure.target or measure.baseline] == []
    assert [part.key for measure in measures for part in measure.parts if part.target or part.baseline] == []


def test_contributing_says_where_each_step_of_the_flow_stands() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = {path.name for path in (ROOT / "shpdocs").iterdir() if (path / "__init__.py").is_file()}
    named = set(re.findall(r"`(shpdocs/[\w/]+)`", page))
    assert {name.split("/")[1] for name in named} == rooms
    assert [name for name in named if not (ROOT / name).is_dir()] == []
    assert "`.ci/run`" in page
