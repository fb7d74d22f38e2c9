"""What tests share: partnership folders made from the shipped definitions, and the demo run once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shpdocs.commands.demo import demo
from shpdocs.commands.init import init
from tests.support.small import small


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that needs a real client is slow: starting one takes seconds."""
    for item in items:
        if item.get_closest_marker("real_client"):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder, made once: read it, never write into it."""
    root = tmp_path_factory.mktemp("made") / "demo"
    demo(root)
    return root


@pytest.fixture
def demo_folder(made_demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may change."""
    return Path(shutil.copytree(made_demo, tmp_path / "demo"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new partnership folder with the shipped definitions."""
    return init(tmp_path / "partnership")


__all__ = ["small"]  # fixtures made elsewhere
