"""What tests share: partnership folders made from the shipped definitions, and the demo run once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.demo import demo
from shpdocs.commands.init import init
from shpdocs.definitions import toml_files
from shpdocs.definitions.schema import Fault
from shpdocs.definitions.validator import file_faults
from tests.support.few import keep_only
from tests.support.small import issued
from tests.support.way_back.made_year import make_year


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that needs a real client is slow: starting one takes seconds."""
    for item in items:
        if item.get_closest_marker("real_client"):
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def schema_faults_remembered() -> Iterator[None]:
    """Thousands of tests read the same definitions, and the same content has the same faults: they are looked for once."""
    known: dict[tuple[Path, str], tuple[Fault, ...]] = {}

    def remembered(path: Path, value: Any) -> tuple[Fault, ...]:
        key = (path, repr(value))
        if key not in known:
            known[key] = file_faults(path, value)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toml_files, "file_faults", remembered)
        yield


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder, made once: read it, never write into it."""
    root = tmp_path_factory.mktemp("made") / "demo"
    demo(root)
    return root


@pytest.fixture(scope="session")
def made_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a large made-up year, made once: read it, never write into it."""
    return make_year(tmp_path_factory.mktemp("year") / "partnership")


@pytest.fixture
def demo_folder(made_demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo's folder that a test may change."""
    return Path(shutil.copytree(made_demo, tmp_path / "demo"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new partnership folder with the shipped definitions."""
    return init(tmp_path / "partnership")


@pytest.fixture(scope="session")
def made_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sub-groups with their workbooks issued, one of them small: read it, never write into it."""
    root = keep_only(init(tmp_path_factory.mktemp("small") / "partnership"), "2024-25", "prevent")
    issued(root)
    return root


@pytest.fixture
def small(made_small: Path, tmp_path: Path) -> Path:
    """A copy of the small partnership that a test may change."""
    return Path(shutil.copytree(made_small, tmp_path / "partnership"))
