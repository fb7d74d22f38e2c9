"""The cases that disclosure does not hold yet, each by its test."""

from __future__ import annotations

from pathlib import Path

import pytest

NOT_HELD_YET = frozenset((Path(__file__).parent / "not_held_yet.txt").read_text(encoding="utf-8").splitlines())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A case that is not held yet must fail: once it is held, its line goes."""
    for item in items:
        if item.nodeid.rpartition("/")[2] in NOT_HELD_YET:
            item.add_marker(pytest.mark.xfail(strict=True, reason="disclosure does not hold it yet"))
