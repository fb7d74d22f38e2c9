"""The installed wheel does everything the clone does: definitions and schemas travel in it."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a clean environment into which the wheel was installed, in the versions of the lock."""
    home = tmp_path_factory.mktemp("clean") / "environment"
    venv.create(home, with_pip=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "-c", str(ROOT / ".ci" / "lock.txt"), str(wheel)]
    subprocess.run(command, check=True, capture_output=True)
    return python


def run(python: Path, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, "-I", "-m", "shpdocs", *words], cwd=cwd, capture_output=True, text=True, check=False)


def test_the_wheel_carries_definitions_schemas_and_published_answers(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("workbook_templates", "schemas"):
        shipped = {f"shpdocs/shipped/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / folder).rglob("*.*") if path.is_file()}
        assert shipped <= names
    assert {"shpdocs/shipped/shpdocs.toml", "shpdocs/py.typed", "shpdocs/paper/word/base/word/styles.xml"} <= names
    assert not [name for name in names if name.startswith(("tests", "docs", "output"))]


def test_the_demo_runs_from_the_installed_wheel(installed: Path, made_demo: Path, tmp_path: Path) -> None:
    done = run(installed, "demo", "try-it", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    papers = sorted(path.relative_to(tmp_path / "try-it") for path in (tmp_path / "try-it").glob("output/*/published/*/1/*.docx"))
    assert papers == sorted(path.relative_to(made_demo) for path in made_demo.glob("output/*/published/*/1/*.docx"))
    for paper in papers:
        assert (tmp_path / "try-it" / paper).read_bytes() == (made_demo / paper).read_bytes()


def test_the_lock_pins_all_that_is_installed_with_the_wheel(installed: Path) -> None:
    """What a dependency brings too, such as NumPy: a version that nobody tried would be news on somebody's machine."""
    listed = [str(installed), "-m", "pip", "list", "--format=json", "--disable-pip-version-check"]
    packages = json.loads(subprocess.run(listed, capture_output=True, text=True, check=True).stdout)
    lines = (ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8").lower().replace("_", "-").splitlines()
    names = {package["name"].lower().replace("_", "-"): package["version"] for package in packages}
    brought_by_python = {"pip", "setuptools", "shpdocs"}
    assert {"highspy", "numpy"} <= names.keys()
    assert [name for name in sorted(names.keys() - brought_by_python) if f"{name}=={names[name]}" not in lines] == []


def test_the_library_imports_from_the_environment_and_not_from_the_clone(installed: Path, tmp_path: Path) -> None:
    script = "import shpdocs; print(shpdocs.__file__, shpdocs.issue.__name__, shpdocs.collect.__name__, shpdocs.assemble.__name__)"
    done = subprocess.run([installed, "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    path, *names = done.stdout.split()
    assert Path(path).is_relative_to(installed.parent.parent)
    assert names == ["issue", "collect", "assemble"]
