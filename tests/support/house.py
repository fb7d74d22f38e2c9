"""The house rules as functions: each takes the sources of a package, by module name, and returns its breaches as lines.

Given texts instead of files, a test can plant a breach and see it told.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

Sources = Mapping[str, str]  # the text of every module by its name within the package: 'paper.word.blocks', 'cli'

# In the order of the flow. A module imports from its own room and from rooms before it, never from one after it.
ROOMS = (
    "model", "ooxml", "answers", "store", "definitions", "figures", "disclosure", "workbook", "checks", "accessibility", "paper",
    "report", "commands", "cli",
)  # fmt: skip

# Which modules may import a library from outside. A library that is not named here may be imported nowhere.
LIBRARIES = {
    "PIL": ("ooxml.picture_cuts",),
    "docx": ("paper.word",),
    "filelock": ("store",),
    "highspy": ("disclosure.solver",),
    "holidays": ("paper.publication",),
    "jsonschema": ("definitions.validator",),
    "lxml": ("ooxml", "paper.appendix"),
    "msgspec": ROOMS,
    "tomlkit": ("definitions.toml_places",),
    "openpyxl": ("accessibility.workbook_facts", "workbook.fill"),
    "typer": ("cli",),
    "xlsxwriter": ("workbook.write",),
}

# What may touch files, the clock, the environment or other processes; all the rest is pure.
TOUCHES_THE_WORLD = (
    "ooxml", "store", "definitions.definition_files", "definitions.library_files", "definitions.shipped",
    "definitions.settings", "definitions.toml_files", "definitions.validator",
    "workbook.write", "workbook.fill", "accessibility.workbook_facts", "paper.word",
    "paper.appendix", "paper.pdf", "commands", "cli",
)  # fmt: skip
IMPURE = {
    "asyncio", "concurrent", "ctypes", "glob", "http", "importlib", "io", "locale", "logging", "multiprocessing", "os", "pathlib",
    "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time",
    "urllib.request", "uuid", "zipfile",
}  # fmt: skip
IMPURE_CALLS = re.compile(r"^(open|print|input|exec|eval|__import__)$|\.(now|today|utcnow)$")
TRICKS = re.compile(
    r"\bgc\.|\bsys\.modules\b|\bsys\.path\b|object\.__(?:new|setattr)__|\.__dict__\b|\.__code__\b|os\._exit\b|\bregister_namespace\b"
)
GRAB_BAGS = {"util", "utils", "helper", "helpers", "common", "core", "manager", "misc", "base", "tools"}
LONGEST_FUNCTION, LONGEST_MODULE = 50, 320  # lines


@cache
def _parsed(text: str) -> ast.Module:
    """The syntax tree of a text, made once: every rule looks at most texts, and a planted breach changes but one."""
    return ast.parse(text)


def sources_in(package: Path) -> dict[str, str]:
    """The text of every module of a package; a folder's own module has the folder's name, the package's own is ''."""
    sources = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        sources[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return sources


def room_of(module: str) -> str:
    """The room of a module: the first part of its name."""
    return module.partition(".")[0]


def rooms_broken(sources: Sources) -> list[str]:
    """Modules outside every room, and imports from a room that comes after the module's own."""
    height = {room: number for number, room in enumerate(ROOMS)}
    lines = []
    for module, text in _inside(sources):
        if room_of(module) not in height:
            lines.append(f"{module} stands in no room")
            continue
        after = (target for target in _ours(text, sources) if height.get(room_of(target), len(ROOMS)) > height[room_of(module)])
        lines += [f"{module} imports {target}" for target in after]
    return lines


def libraries_misplaced(sources: Sources) -> list[str]:
    """Imports of a library by a module that may not."""
    lines = []
    for module, text in _inside(sources):
        for name in sorted({imported.partition(".")[0] for imported in _imported(_parsed(text))}):
            is_library = name != "shpdocs" and name not in sys.stdlib_module_names
            if is_library and not _is_within(module, LIBRARIES.get(name, ())):
                lines.append(f"{module} imports {name}")
    return lines


def impurities(sources: Sources) -> list[str]:
    """Imports and calls by which a pure module would touch files, the clock, the environment or processes."""
    lines = []
    for module, text in _inside(sources):
        if _is_within(module, TOUCHES_THE_WORLD):
            continue
        tree = _parsed(text)
        lines += [f"{module} imports {name}" for name in sorted(_imported(tree)) if {name, name.partition(".")[0]} & IMPURE]
        calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        lines += [f"{module} calls {call}" for call in calls if IMPURE_CALLS.search(call)]
    return lines


def late_imports(sources: Sources) -> list[tuple[str, str]]:
    """Imports inside functions outside of cli/ and the package's own lazy names: the module and what it imports, each once."""
    late = set()
    for module, text in sources.items():
        if room_of(module) == "cli" or not module:
            continue
        for function in _functions(_parsed(text)):
            late |= {(module, imported) for imported in _statements(function)}
    return sorted(late)


def cycles(sources: Sources) -> list[str]:
    """Modules that import each other, in whatever way round: each way round from its first name in the alphabet."""
    graph = {module: set(_ours(text, sources)) - {module} for module, text in sources.items() if module}
    state: dict[str, str] = {}
    lines: list[str] = []

    def visit(module: str, trail: tuple[str, ...]) -> None:
        state[module] = "open"
        for target in sorted(graph.get(module, ())):
            if state.get(target) == "open":
                lines.append(_round(trail[trail.index(target) :]))
            elif target not in state:
                visit(target, (*trail, target))
        state[module] = "done"

    for module in graph:
        if module not in state:
            visit(module, (module,))
    return lines


def _round(modules: tuple[str, ...]) -> str:
    first = modules.index(min(modules))
    return " -> ".join((*modules[first:], *modules[:first], modules[first]))


def tricks(sources: Sources) -> list[str]:
    """Writing into frozen values, games with the collector or the modules, and the like."""
    return [f"{module}: {match[0]}" for module, text in _inside(sources) for match in TRICKS.finditer(text)]


def too_long(sources: Sources) -> list[str]:
    """Modules and functions too long to see whole."""
    lines = []
    for module, text in _inside(sources):
        if len(text.splitlines()) > LONGEST_MODULE:
            lines.append(module)
        functions = _functions(_parsed(text))
        lines += [f"{module}.{node.name}" for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    return lines


def bad_names(sources: Sources) -> list[str]:
    """Grab-bag modules, and variables, parameters and fields called 'of', which name nothing."""
    lines = []
    for module, text in _inside(sources):
        lines += [f"{module} is a grab bag" for part in module.split(".") if part in GRAB_BAGS]
        for node in ast.walk(_parsed(text)):
            if "of" in (getattr(node, "arg", None), getattr(node, "attr", None), getattr(node, "id", None)):
                lines.append(f"{module}, line {getattr(node, 'lineno', 0)}: of")
    return lines


def _inside(sources: Sources) -> Iterator[tuple[str, str]]:
    return ((module, text) for module, text in sources.items() if module and module != "__main__")


def _is_within(module: str, places: tuple[str, ...]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def _functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _statements(tree: ast.AST) -> Iterator[str]:
    """What every import statement imports: 'openpyxl', 'shpdocs.paper.appendix'."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _imported(tree: ast.AST) -> set[str]:
    """Every name that may be a module: of 'from a import b' both 'a' and 'a.b'."""
    names = set(_statements(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def _ours(text: str, sources: Sources) -> list[str]:
    """The modules of the package that a module imports, wherever in it; a package itself only where nothing of it is a module."""
    targets = []
    for node in ast.walk(_parsed(text)):
        if isinstance(node, ast.Import):
            targets += [alias.name.removeprefix("shpdocs.") for alias in node.names if alias.name.startswith("shpdocs.")]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("shpdocs."):
            package = (node.module or "").removeprefix("shpdocs.")
            names = [f"{package}.{alias.name}" for alias in node.names]
            targets += [name if name in sources else package for name in names]
    return targets
