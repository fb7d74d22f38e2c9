"""The house: floors, doors, names. What docs/architecture.md says of them is held here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "shpdocs"

# From the ground up. A module imports only from lines above its own: never sideways, never upwards.
FLOORS = (
    # words
    ("words.frozen",),
    (
        "words.errors",
        "words.file_kinds",
        "words.definition",
        "words.document",
        "words.returns",
        "words.ledger",
        "words.fault",
        "words.version",
        "words.cells",
        "words.house",
    ),
    (
        "words.audited",
        "words.audited_paper",
        "words.audited_workbook",
        "words.merged",
        "words.period",
        "words.problem",
        "words.workbook",
        "words.profile",
        "words.disclosed",
    ),
    ("words.settings", "words.collection"),
    # rules
    ("rules.quoted",),
    ("rules.audit", "rules.values", "rules.narrative", "rules.widths", "rules.heights", "rules.precedence"),
    ("rules.ledger_state", "rules.carried", "rules.rows", "rules.days", "rules.told"),
    ("rules.publication",),
    ("rules.publication",),
    ("rules.kinds", "rules.recognise", "rules.consistency", "rules.paper_consistency"),
    ("rules.figures", "rules.conditions", "rules.expected", "rules.disclosure"),
    ("rules.layout", "rules.performance"),
    ("rules.find", "rules.marks", "rules.schema", "rules.prefill", "rules.checklist", "rules.changes", "rules.letters"),
    ("rules.checks", "rules.revised", "rules.unread", "rules.verdict", "rules.altered"),
    ("rules.answers", "rules.redefined", "rules.queries"),
    # sections
    ("sections.material",),
    ("sections.plain", "sections.tables", "sections.updates", "sections.unprinted", "sections.performances", "sections.missing"),
    ("sections.measures", "sections.standing"),
    ("sections.ahead",),
    ("sections.dashboard", "sections.notes", "sections.withheld"),
    ("sections.charts", "sections.headlines"),
    ("sections.compose",),
    # doors
    ("doors.shipped", "doors.disk", "doors.stored", "doors.validator", "doors.printing", "doors.pdf_mender"),
    ("doors.store", "doors.checked_files"),
    ("doors.page_writer", "doors.mail_writer", "doors.bank_holidays", "doors.pdf_writer", "doors.meeting_files"),
    ("doors.definition_files", "doors.word_writer", "doors.workbook_reader", "doors.workbook_filler", "doors.workbook_writer"),
    ("doors.word_facts", "doors.word_merge", "doors.workbook_facts", "doors.profile_files", "doors.house_style"),
    # verbs
    ("verbs.clock", "verbs.files", "verbs.house_style", "verbs.init", "verbs.outcome", "verbs.schemas", "verbs.working"),
    ("verbs.audit", "verbs.in_force", "verbs.judge", "verbs.history", "verbs.publication"),
    ("verbs.assembling",),
    ("verbs.trace",),
    ("verbs.collecting", "verbs.issue", "verbs.assemble", "verbs.check", "verbs.status", "verbs.decide"),
    ("verbs.collect", "verbs.accept"),
    ("verbs.demo",),
    # edge
    ("cli.edge", "cli.outcomes"),
    (
        "cli.accept",
        "cli.trace",
        "cli.audit",
        "cli.waive",
        "cli.publish",
        "cli.exempt",
        "cli.history",
        "cli.house_style",
        "cli.init",
        "cli.issue",
        "cli.check",
        "cli.collect",
        "cli.status",
        "cli.assemble",
        "cli.schemas",
        "cli.demo",
    ),
    ("cli.app",),
)

# Each outer library stands behind these doors and nowhere else.
DOORS = {
    "openpyxl": ("doors.workbook_facts", "doors.workbook_filler"),
    "xlsxwriter": ("doors.workbook_writer",),
    "docx": (),
    "lxml": ("doors.word_merge", "doors.word_facts", "doors.house_style"),
    "jsonschema_rs": ("doors.validator",),
    "filelock": ("doors.store",),
    "holidays": ("doors.bank_holidays",),
    "typer": ("cli",),
}
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
    """The modules that a file imports, wherever in the file: 'shpdocs.words.period', 'openpyxl'."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(name: str) -> str:
    """The module or folder of FLOORS that a module belongs to: one grown into a folder counts as one room."""
    known = [room for floor in FLOORS for room in floor]
    return next((room for room in known if name == room or name.startswith(f"{room}.")), name)


def test_every_module_has_a_floor() -> None:
    known = {room for floor in FLOORS for room in floor}
    assert {room(name) for name in modules() if "." in name} == known


def test_no_module_imports_sideways_or_upwards() -> None:
    height = {name: number for number, floor in enumerate(FLOORS) for name in floor}
    wrong = []
    for name, path in modules().items():
        for imported in imports(path):
            target = room(imported.removeprefix("shpdocs."))
            of_ours = imported.startswith("shpdocs.") and target in height and target != room(name)
            if of_ours and "." in name and height[target] >= height[room(name)]:
                wrong.append(f"{name} imports {target}")
    assert sorted(set(wrong)) == []


def test_each_outer_library_stands_behind_its_doors() -> None:
    wrong = []
    for name, path in modules().items():
        for imported in imports(path):
            doors = DOORS.get(imported.split(".")[0])
            if doors and not any(name == door or name.startswith(f"{door}.") for door in doors):
                wrong.append(f"{name} imports {imported}")
    assert wrong == []


def test_words_rules_and_sections_are_pure() -> None:
    allowed = sys.stdlib_module_names - IMPURE | {"shpdocs"}
    wrong = [
        f"{name} imports {imported}"
        for name, path in modules().items()
        if name.startswith(("words", "rules", "sections"))
        for imported in imports(path)
        if imported.split(".")[0] not in allowed
    ]
    assert wrong == []


def test_no_clock_in_rules_and_sections() -> None:
    clock = re.compile(r"\b(now|today|utcnow|time)\(\)")
    wrong = []
    for name, path in modules().items():
        if name.startswith(("words", "rules", "sections")):
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
        (["schemas"], {"jsonschema_rs"}),
        (["issue", "2017-18-Q3"], {"jsonschema_rs", "xlsxwriter"}),
        (["check", "output/2017-18-Q3/issued"], {"jsonschema_rs"}),
        (["assemble", "2017-18-Q3"], {"jsonschema_rs"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_uses(demo_folder: Path, words: list[str], allowed: set[str]) -> None:
    heavy = {"openpyxl", "docx", "lxml", "jsonschema_rs", "xlsxwriter", "pydantic", "rich", "numpy", "pandas", "jsonschema"}
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
