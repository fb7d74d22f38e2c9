"""The definitions, profiles and schemas that travel with the program, and the published papers of the demo."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

from msgspec import convert

from shpdocs.model.people_words import PeopleWords

_PACKAGE = Path(__file__).resolve().parent.parent
EXAMPLE_APPENDIX = "example-appendix.docx"


def shipped(name: str) -> Path:
    """Return the path of a shipped file or folder: in an installed wheel inside the package, in a clone beside it."""
    inside = _PACKAGE / "shipped" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def shipped_years() -> tuple[str, ...]:
    """Return the financial years that have shipped definitions, in order."""
    return tuple(sorted(path.name for path in shipped("workbook_templates").glob("20[0-9][0-9]-[0-9][0-9]")))


def copy_shipped(root: Path, period: str = "") -> None:
    """Copy settings, definitions, profiles and schemas into an empty folder; its settings name the period, if one is given."""
    for name in ("workbook_templates", "schemas"):
        copytree(shipped(name), root / name, ignore=ignore_patterns(".*", "__pycache__"))
    settings = shipped("shpdocs.toml").read_text(encoding="utf-8")
    named = re.sub(r'^period = ".*"$', f'period = "{period}"', settings, count=1, flags=re.MULTILINE) if period else settings
    (root / "shpdocs.toml").write_text(named, encoding="utf-8", newline="")


def published(period: str, sub_group: str) -> dict[str, Any]:
    """Return the published answers of a sub-group for a period, as a lead types them."""
    path = _PACKAGE / "demo" / period / f"{sub_group}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def demo_file(name: str) -> Path:
    """Return the path of a file of the demo."""
    return _PACKAGE / "demo" / name


@cache
def people_words() -> PeopleWords:
    """Return the words by which a number in a text is known to count people, or not to."""
    path = Path(__file__).with_name("people_words.toml")
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), PeopleWords)
