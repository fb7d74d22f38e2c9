"""The house: the order of the rooms, libraries, purity, late imports, names, start-up. What docs/architecture.md says of them.

Each rule is shown to fail on a planted breach: a guard that cannot fail guards nothing.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import ROOT, house

SOURCES = house.sources_in(ROOT / "shpdocs")
MOST_LATE_IMPORTS = 10
LONG_FUNCTION = "def long():\n" + "    pass\n" * 50
Rule = Callable[[house.Sources], list[str]]


@pytest.mark.parametrize(
    "rule",
    [house.rooms_broken, house.libraries_misplaced, house.impurities, house.cycles, house.tricks, house.too_long, house.bad_names],
    ids=lambda rule: rule.__name__,
)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    assert rule(SOURCES) == []


@pytest.mark.parametrize(
    ("rule", "module", "planted", "breach"),
    [
        (house.rooms_broken, "model.period", "from shpdocs.answers.kinds import KINDS", "model.period imports answers.kinds"),
        (house.rooms_broken, "paper.sections.compose", "import shpdocs.report.mail", "paper.sections.compose imports report.mail"),
        (house.rooms_broken, "misplaced", "x = 1", "misplaced stands in no room"),
        (house.libraries_misplaced, "report.mail", "import docx", "report.mail imports docx"),
        (house.libraries_misplaced, "report.mail", "from docx.shared import Pt", "report.mail imports docx"),
        (house.libraries_misplaced, "checks.shares", "import openpyxl", "checks.shares imports openpyxl"),
        (house.libraries_misplaced, "disclosure.choice", "import highspy", "disclosure.choice imports highspy"),
        (house.libraries_misplaced, "cli.issue", "def issue():\n    import unheard_of", "cli.issue imports unheard_of"),
        (house.impurities, "figures.performance", "from pathlib import Path", "figures.performance imports pathlib"),
        (house.impurities, "figures.performance", "x = open('file')", "figures.performance calls open"),
        (house.impurities, "disclosure", "from datetime import date\nx = date.today()", "disclosure calls date.today"),
        (house.impurities, "paper.sections.compose", "import os", "paper.sections.compose imports os"),
        (
            house.cycles,
            "model.cells",
            "import shpdocs.model.returns\nimport shpdocs.model.problem",
            "model.cells -> model.problem -> model.cells",
        ),
        (house.tricks, "store.disk", "import gc\ngc.freeze()", "store.disk: gc."),
        (house.tricks, "model.cells", "x.__dict__.update(a=1)", "model.cells: .__dict__"),
        (house.tricks, "model.cells", "x = object.__new__(str)", "model.cells: object.__new__"),
        (house.too_long, "model.cells", LONG_FUNCTION, "model.cells.long"),
        (house.too_long, "model.cells", "x = 1\n" * 321, "model.cells"),
        (house.bad_names, "model.cells", "def show(of):\n    pass", "model.cells, line 1: of"),
        (house.bad_names, "model.cells", "x = [of for of in ()]", "model.cells, line 1: of"),
        (house.bad_names, "model.helpers", "", "model.helpers is a grab bag"),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_a_planted_breach_is_told(rule: Rule, module: str, planted: str, breach: str) -> None:
    assert breach in rule({**SOURCES, module: planted})


def test_late_imports_are_few_and_stand_in_the_architecture_page() -> None:
    late = house.late_imports(SOURCES)
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([\w.]+)` \| `([\w.]+)` \|", page.partition("## Late imports")[2].partition("\n## ")[0], re.MULTILINE)
    assert late == sorted(listed)
    assert len(late) <= MOST_LATE_IMPORTS


def test_a_planted_late_import_is_told() -> None:
    planted = {
        **SOURCES,
        "figures.days": "def f():\n    from fractions import Fraction\n",
        "cli.issue": "def f():\n    import shpdocs.store\n",
    }
    assert set(house.late_imports(planted)) - set(house.late_imports(SOURCES)) == {("figures.days", "fractions")}


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--help"], set()),
        (["status", "2017-18-Q3"], {"jsonschema"}),
        (["schemas"], {"jsonschema"}),
        (["issue", "2017-18-Q3"], {"jsonschema", "xlsxwriter"}),
        (["check", "output/2017-18-Q3/issued"], {"jsonschema"}),
        (["assemble", "2017-18-Q3"], {"jsonschema", "docx", "lxml"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_uses(demo_folder: Path, words: list[str], allowed: set[str]) -> None:
    heavy = {"openpyxl", "docx", "lxml", "jsonschema", "xlsxwriter", "pydantic", "rich", "highspy", "numpy", "pandas"}
    script = f"import sys\nfrom shpdocs.cli.app import app\ntry:\n app({words!r})\nexcept SystemExit:\n pass\n"
    script += "sys.stderr.write(' '.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", script], cwd=demo_folder, capture_output=True, text=True, check=True)
    assert heavy & set(run.stderr.split()) <= allowed


def test_no_file_names_a_registry_or_a_path_of_a_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name]
    if not names:
        pytest.skip("not a git checkout")
    forbidden = re.compile(
        r"pypi\.org|pythonhosted|registry\.npmjs|--index-url|--extra-index-url|/home/[a-z]+/|/root/|/work/main|C:\\\\Users"
    )
    wrong = []
    for name in names:
        path = ROOT / name
        if path.suffix in (".png", ".docx") or not path.is_file() or path == Path(__file__).resolve():
            continue
        found = forbidden.search(path.read_text(encoding="utf-8"))
        if found:
            wrong.append(f"{name}: {found[0]}")
    assert wrong == []


def test_the_top_level_holds_only_what_belongs_there() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split("\n")
    top = {name.split("/")[0] for name in listed if name}
    if not top:
        pytest.skip("not a git checkout")
    assert top <= {
        "shpdocs", "schemas", "workbook_templates", "output", "tests", "pyproject.toml", "README.md", ".ci", "docs",
        "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore", "shpdocs.toml",
    }  # fmt: skip
