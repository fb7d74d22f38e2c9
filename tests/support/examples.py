"""How many examples a test by chance tries: few in the quick run, many in the slow one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy


def few_and_many(few: int, many: int) -> pytest.MarkDecorator:
    """The test twice, with `examples` to try: few, and many in the slow run."""
    return pytest.mark.parametrize("examples", [few, pytest.param(many, marks=pytest.mark.slow)])


def hold(claim: Callable[..., None], examples: int, *strategies: SearchStrategy[Any], like: settings) -> None:
    """Check that a claim holds of that many examples, drawn and shrunk as `like` says."""
    settings(like, max_examples=examples)(given(*strategies)(claim))()
