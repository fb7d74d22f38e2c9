"""A partnership with one made-up sub-group whose counts of people must not be worked out, and its whole quarter as commands do it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from shpdocs.commands.accept import accept
from shpdocs.commands.collect import collect
from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.definition_files import PROFILE_WORDS
from tests.support.leads import At, type_into

SUB_GROUP = "young-people"
BY, BECAUSE = "A made-up officer", "Made up for a test."
WHO: dict[str, Any] = {"by": BY, "because": BECAUSE}
YEAR = "2024-25"
SIGNED: dict[At, Any] = {
    At("Update", "fields/update", "Your answer"): "A made-up update.",
    At("Start", "sign-off/name", "Your answer"): "A made-up name",
    At("Start", "sign-off/role", "Your answer"): "A made-up role",
    At("Start", "sign-off/date", "Your answer"): date(2024, 10, 4),
}
DEFINITION = """
title = "Made-up Young People Group"
order = 10

[fields.update]
label = "Made-up update"
kind = "narrative"
sheet = "Update"

[fields.papers]
label = "Made-up background papers"
kind = "text"
required = false
sheet = "Update"
{more}
"""
MEASURE = """
[measures.{key}]
name = "Made-up {key}"
objective = "Made-up objective of {key}"
unit = "{unit}"
counts = "Made-up {key} of young people"
people = true
better = "lower"
quarters = "{quarters}"
{more}
"""
PROFILE = """
title = "MADE-UP PAPER"
committee = "Made-up Committee"
author = "Made-up Partnership"
footer = ["{committee}"]
{top}
{words}
[[sections]]
kind = "contents"
heading = "CONTENTS"

[[sections]]
kind = "headlines"
heading = "HEADLINES"

[[sections]]
kind = "updates"
heading = "UPDATES"

{sections}

[[sections]]
kind = "text"
heading = "BACKGROUND PAPERS"
content = [{ from = ["young-people/papers"] }]

[[sections]]
kind = "group"
heading = "Made-up plan"
appendix = true
page = "landscape"

[[sections]]
kind = "dashboard"
level = 3
heading = "Position"

[[sections]]
kind = "charts"
level = 3
heading = "Charts"
when-empty = "omit"

[[sections]]
kind = "measures"
level = 3
target-heading = "Target"
baseline-heading = "Baseline"

[[sections]]
kind = "notes"
level = 3
heading = "Notes"
when-empty = "omit"
""".replace("{words}", PROFILE_WORDS)


def measure(key: str, quarters: str = "sum", unit: str = "count", more: str = "") -> str:
    """A made-up measure of people, as a definition has it."""
    return MEASURE.format(key=key, unit=unit, quarters=quarters, more=more)


def partnership(at: Path, more: str, sections: str = "", top: str = "") -> Path:
    """A folder whose one sub-group is asked what `more` says, with a profile of every section that prints figures."""
    root = init(at)
    templates = root / "workbook_templates" / YEAR
    for path in templates.iterdir():
        path.unlink()
    (templates / f"{SUB_GROUP}.toml").write_text(DEFINITION.replace("{more}", more), encoding="utf-8")
    profile = PROFILE.replace("{sections}", sections).replace("{top}", top)
    (templates / "paper.toml").write_text(profile, encoding="utf-8")
    return root


def figure(key: str, quarter: str) -> At:
    """The cell of a measure's figure, as it is headed in a workbook."""
    return At("Measures", f"measures/{key}", quarter)


def quarter_done(
    root: Path,
    quarter: str,
    typed: Mapping[At, Any],
    name: str = "returned.xlsx",
    touch: Callable[[Path], object] = Path.stat,
    year: str = "",
) -> None:
    """Issue a quarter's workbook, fill it in, collect it, and accept it if it waits; `touch` does more to the file."""
    period = f"{year or YEAR}-{quarter}"
    period_folder = open_folder(root).period(parse_period(period))
    if not period_folder.issued.is_dir():
        issue(root, period)
    source = sorted(period_folder.issued.glob(f"{period} {SUB_GROUP}*.xlsx"))[-1]
    type_into(source, SIGNED | dict(typed), period_folder.inbox / name)
    touch(period_folder.inbox / name)
    found = collect(root, period)
    if any(file.outcome == "held" for file in found.files):
        accept(root, period, SUB_GROUP, **WHO)


def text_of(path: Path) -> str:
    """Everything readable in every part of a Word file, one line a paragraph; texts in attributes too."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    told = [" ".join(re.findall(r'(?:descr|title)="([^"]*)"', part)) for part in parts]
    plain = [re.sub(r"<[^>]+>", "", re.sub(r"</(?:w|a):p>|</c:v>", "\n", part)) for part in parts]
    return "\n".join([*plain, *told])


def publishable(root: Path, quarter: str, year: str = "") -> list[Path]:
    """Every file that a clerk finds among a quarter's drafts and editions, those marked as not for publication apart."""
    folder = open_folder(root).period(parse_period(f"{year or YEAR}-{quarter}"))
    files = (path for papers in (folder.papers, folder.published) for path in papers.rglob("*") if path.is_file())
    return sorted(path for path in files if "not for publication" not in path.parts)


def bytes_of(path: Path) -> Iterator[bytes]:
    """Every byte of a file: its name, and of a package every part, its name and its entry, whatever packages stand in it."""
    yield str(path.name).encode()
    contents = [path.read_bytes()]
    while contents:
        content = contents.pop()
        yield content
        if content[:2] == b"PK":
            with zipfile.ZipFile(BytesIO(content)) as package:
                for info in package.infolist():
                    yield info.comment + info.extra + info.filename.encode()
                    contents.append(package.read(info))


def canaries_in(paths: list[Path], canaries: set[str]) -> set[tuple[str, str]]:
    """The names of files, each with a canary that any byte of it holds; numbers with or without commas."""
    wanted = {text: {text.encode(), f"{int(text):,}".encode() if text.isdigit() else text.encode()} for text in canaries}
    held = {path.name: b"\0".join(bytes_of(path)) for path in paths}
    return {(name, text) for name, content in held.items() for text, forms in wanted.items() if any(form in content for form in forms)}
