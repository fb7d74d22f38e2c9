"""The house: floors, doors, names. What docs/architecture.md says of them is held here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

PACKAGE = ROOT / "shpdocs"

# In the order of the flow. A module imports from its own room and from rooms above it in this list, never from one below.
ROOMS = (
    "model", "ooxml", "answers", "store", "definitions", "figures", "disclosure", "workbook", "checks", "accessibility", "paper",
    "report", "commands", "cli",
)  # fmt: skip

# Each outer library is imported by these modules and nowhere else.
DOORS = {
    "openpyxl": ("accessibility.workbook_facts", "workbook.fill"),
    "xlsxwriter": ("workbook.write",),
    "docx": ("nowhere",),
    "lxml": ("paper.appendix", "accessibility.paper_facts", "paper.word.house_style"),
    "jsonschema": ("definitions.validator",),
    "filelock": ("store.folder",),
    "holidays": ("paper.bank_holidays",),
    "typer": ("cli",),
}
PURE = ("model", "answers", "figures", "disclosure", "checks", "paper.sections", "workbook", "definitions.wording", "definitions.schema")
READERS_AND_WRITERS = ("workbook.read", "workbook.write", "workbook.fill")
IMPURE = {"os", "pathlib", "io", "sys", "tempfile", "shutil", "random", "locale", "subprocess", "socket", "logging", "time"}


def modules() -> dict[str, Path]:
    """Every module of the package by its name within it; a package's own module has the package's name."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if name and name != "__main__":
            found[name] = path
    return found


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in the file: 'shpdocs.model.period', 'openpyxl'."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_module_stands_in_a_room() -> None:
    assert {name.split(".")[0] for name in modules() if "." in name} <= set(ROOMS)


def test_no_module_imports_from_a_room_below_its_own() -> None:
    height = {room: number for number, room in enumerate(ROOMS)}
    wrong = []
    for name, path in modules().items():
        for imported in imports(path):
            target = imported.removeprefix("shpdocs.").split(".")[0]
            if imported.startswith("shpdocs.") and target in height and height[target] > height[name.split(".")[0]]:
                wrong.append(f"{name} imports {imported}")
    assert sorted(wrong) == []


def test_each_outer_library_stands_behind_its_doors() -> None:
    wrong = []
    for name, path in modules().items():
        for imported in imports(path):
            doors = DOORS.get(imported.split(".")[0])
            if doors and not any(name == door or name.startswith(f"{door}.") for door in doors):
                wrong.append(f"{name} imports {imported}")
    assert wrong == []


def test_rules_and_sections_are_pure() -> None:
    allowed = sys.stdlib_module_names - IMPURE | {"shpdocs", "msgspec"}
    wrong = [
        f"{name} imports {imported}"
        for name, path in modules().items()
        if name.startswith(PURE) and not name.startswith(READERS_AND_WRITERS)
        for imported in imports(path)
        if imported.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_no_clock_in_rules_and_sections() -> None:
    clock = re.compile(r"\b(now|today|utcnow|time)\(\)")
    wrong = []
    for name, path in modules().items():
        if name.startswith(PURE) and not name.startswith(READERS_AND_WRITERS):
            calls = clock.findall(path.read_text(encoding="utf-8").replace("time() == time()", "").replace(".time()", ""))
            wrong += [f"{name}: {call}" for call in calls if call != "time"]
    assert wrong == []


def test_no_module_is_a_grab_bag_and_none_is_long() -> None:
    names = {"utils", "util", "helpers", "common", "core", "manager", "misc"}
    assert [name for name in modules() if names & set(name.split("."))] == []
    assert [name for name, path in modules().items() if len(path.read_text(encoding="utf-8").splitlines()) > 320] == []


def test_functions_are_short_enough_to_see_whole() -> None:
    long = []
    for name, path in modules().items():
        functions = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)]
        long += [f"{name}.{node.name}" for node in functions if (node.end_lineno or 0) - node.lineno >= 50]
    assert long == []


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--help"], set()),
        (["status", "2017-18-Q3"], set()),
        (["schemas"], {"jsonschema"}),
        (["issue", "2017-18-Q3"], {"jsonschema", "xlsxwriter"}),
        (["check", "output/2017-18-Q3/issued"], {"jsonschema"}),
        (["assemble", "2017-18-Q3"], {"jsonschema"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_uses(demo_folder: Path, words: list[str], allowed: set[str]) -> None:
    heavy = {"openpyxl", "docx", "lxml", "jsonschema", "xlsxwriter", "pydantic", "rich", "numpy", "pandas"}
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
