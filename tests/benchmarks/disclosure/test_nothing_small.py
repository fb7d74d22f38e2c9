"""Where no number of people is small, nothing is withheld and no solver is loaded. Every number is made up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from random import Random

import pytest

from tests.benchmarks.disclosure.made_up import SHAPES, MadeUp, years_without_small_numbers
from tests.support import ROOT

YEARS = 40
SOLVERS = {"highspy", "numpy", "scipy"}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_withheld_where_no_number_is_small(shape: Callable[[Random, int], MadeUp]) -> None:
    for made in years_without_small_numbers(shape, YEARS):
        assert made.numbers.small == ()
        assert made.withheld() == frozenset()


def test_no_solver_is_loaded_where_no_number_is_small() -> None:
    script = "import sys\nfrom tests.benchmarks.disclosure.made_up import *\n"
    script += "for shape in SHAPES:\n    for made in years_without_small_numbers(shape, 5):\n        made.withheld()\n"
    script += "print(*sys.modules)"
    assert not SOLVERS & _loaded(script)


def test_no_solver_is_loaded_where_nothing_ties_the_small_number() -> None:
    script = "import sys\nfrom tests.benchmarks.disclosure.made_up import *\n"
    script += "assert alone(5).withheld()\nprint(*sys.modules)"
    assert not SOLVERS & _loaded(script)


def _loaded(script: str) -> set[str]:
    """The modules that are loaded when a script has run in a fresh Python."""
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.split())
