"""The example, the signatures and the types of docs/library.md against the code."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import shpdocs
from shpdocs.model import errors
from tests.support import ROOT

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
CODE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
TYPES = re.findall(r"^### (\w+)\n\n`(shpdocs\.[\w.]+)`(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)


def function_in(source: str, name: str) -> ast.FunctionDef:
    """The function of that name in Python source."""
    return next(node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef) and node.name == name)


def test_the_example_of_the_page_runs_in_a_demo_folder_and_prints_what_the_page_says(demo_folder: Path) -> None:
    example = next(code for code in CODE if "__main__" in code)
    (printed,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    (demo_folder / "example.py").write_text(example, encoding="utf-8")

    run = subprocess.run([sys.executable, "example.py"], cwd=demo_folder, capture_output=True, text=True, check=False)

    assert (run.stdout, run.stderr) == (printed, "")


def test_every_function_of_the_library_stands_in_the_page_with_its_signature() -> None:
    functions = [name for name in shpdocs.__all__ if name != "__version__"]
    stubs = {name: code for code in CODE for name in re.findall(r"^def (\w+)", code) if name in shpdocs.__all__}

    assert sorted(stubs) == sorted(functions)
    for name, stub in stubs.items():
        shown, real = function_in(stub, name), function_in(inspect.getsource(import_module(getattr(shpdocs, name).__module__)), name)
        assert ast.unparse(shown.args) == ast.unparse(real.args)
        assert shown.returns is not None
        assert real.returns is not None
        assert ast.unparse(shown.returns) == ast.unparse(real.returns)


@pytest.mark.parametrize(("title", "path", "text"), TYPES)
def test_every_field_of_a_result_stands_in_the_page_with_its_type(title: str, path: str, text: str) -> None:
    module, name = path.rsplit(".", 1)
    shown = [(field, type.replace("\\|", "|")) for field, type in re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", text, re.MULTILINE)]

    assert title == name
    assert shown == list(getattr(import_module(module), name).__annotations__.items())


def test_every_error_stands_in_the_page() -> None:
    table = PAGE.split("## Errors")[1]
    real = [name for name, found in vars(errors).items() if isinstance(found, type) and issubclass(found, errors.ShpdocsError)]

    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == real
