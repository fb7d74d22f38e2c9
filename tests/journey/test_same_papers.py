"""The same returns make the same papers, byte for byte, whatever machine, place, time zone and language a run has.

Every sort of paper is made: final, exempt, apart, with an appendix and charts, in a council's house style.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shpdocs.commands.decide import exempt
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.paper.word.house_style import write_starter
from shpdocs.store.folder import HOUSE_STYLE, TEMPLATES
from tests.support.editions import unpublished
from tests.support.leads import tree

PERIOD = "2017-18-Q3"
RUN = """
import sys
from shpdocs import assemble
for final in (False, True):
    appendices = {"Example of another body's report": sys.argv[3]}
    assemble(sys.argv[1], sys.argv[2], final=final, profile="select-committee", separate=True, appendices=appendices)
"""
ELSEWHERE = {
    "other orders of sets": {"PYTHONHASHSEED": "4711"},
    "a time zone of another day": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    "another language": {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "2"},
    "no language": {"LC_ALL": "C", "PYTHONHASHSEED": "3"},
}


def papers_of(folder: Path, **environment: str) -> dict[str, bytes]:
    """What a process of its own makes anew in a folder: every file of the papers and the report on the merge."""
    period_folder = folder / "output" / PERIOD
    shutil.rmtree(period_folder / "papers", ignore_errors=True)
    unpublished(folder, PERIOD)
    command = [sys.executable, "-c", RUN, str(folder), PERIOD, str(demo_file(EXAMPLE_APPENDIX))]
    run = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | environment, cwd=folder)
    assert run.returncode == 0, run.stderr
    private = {f"private {name}": content for name, content in tree(period_folder / "editions").items() if not name.endswith(".json")}
    report = {"merge-report.json": (period_folder / "merge-report.json").read_bytes()}
    return tree(period_folder / "papers") | tree(period_folder / "published") | private | report


@pytest.fixture(scope="module")
def prepared(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(made_demo, tmp_path_factory.mktemp("prepared") / "demo"))
    (root / TEMPLATES / HOUSE_STYLE).write_bytes(write_starter())
    exempt(root, PERIOD, "domestic-abuse/repeat-victims", paragraphs=(7,), by="A made-up officer", because="Made up for a test.")
    return root


@pytest.fixture(scope="module")
def expected(prepared: Path) -> dict[str, bytes]:
    return papers_of(prepared, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param(more, id=name, marks=pytest.mark.slow if name in ("another language", "no language") else ())
        for name, more in ELSEWHERE.items()
    ],
)
def test_another_run_elsewhere_makes_the_same_bytes(
    environment: dict[str, str], prepared: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    elsewhere = Path(shutil.copytree(prepared, tmp_path / "a folder with another name, für alle"))
    made = papers_of(elsewhere, **environment)
    assert [name for name in sorted(expected | made) if made.get(name) != expected.get(name)] == []
    assert len(expected) == 14  # draft and edition: each with its exempt paper, its report and two appendices; the report on the merge; and
    # what the edition was made of: the house style, and the appendix as it was received, there and with all that were given


def test_the_comparison_would_see_a_difference(prepared: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    other = Path(shutil.copytree(prepared, tmp_path / "other"))
    settings = other / "shpdocs.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\ntolerance = 10\n", encoding="utf-8")
    made = papers_of(other)
    assert {name for name in expected if made[name] != expected[name]} >= {name for name in expected if name.endswith("committee.docx")}
