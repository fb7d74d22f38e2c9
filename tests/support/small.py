"""A partnership with one small made-up sub-group more, whose return can be filled in without a single warning."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from shpdocs.commands.issue import issue
from shpdocs.model.period import parse_period
from shpdocs.model.returns import answer_at
from shpdocs.store.folder import PeriodFolder, open_folder
from tests.support.leads import At, type_into

PERIOD = "2024-25-Q2"
SUB_GROUP = "road-safety"
DEFINITION = """
title = "Made-up Road Safety Group"
order = 60

[fields.update]
label = "Update"
kind = "text"
sheet = "Update"

[measures.collisions]
name = "Collisions"
objective = "Made-up: reduce collisions"
unit = "count"
counts = "Made-up collisions"
quarters = "sum"
better = "lower"
"""
UPDATE = At("Update", "fields/update", "Your answer")
COLLISIONS = At("Measures", "measures/collisions", "Q2")
COLLISIONS_Q1 = At("Measures", "measures/collisions", "Q1")
NAME, ROLE, DAY = (At("Start", f"sign-off/{key}", "Your answer") for key in ("name", "role", "date"))
CLEAN: dict[At, Any] = {
    UPDATE: "A made-up update",
    COLLISIONS_Q1: 52,
    COLLISIONS: 47,
    NAME: "A made-up name",
    ROLE: "A made-up role",
    DAY: date(2024, 10, 4),
}
UNSIGNED: dict[At, Any] = {NAME: None, ROLE: None, DAY: None}  # one warning: not-signed-off
WRONG: dict[At, Any] = {COLLISIONS: "about 47"}  # one blocking problem


def issued(folder: Path) -> Path:
    """Add the sub-group to a partnership folder and issue its workbook."""
    (folder / "workbook_templates" / "2024-25" / f"{SUB_GROUP}.toml").write_text(DEFINITION, encoding="utf-8")
    return next(one.path for one in issue(folder, PERIOD) if one.sub_group == SUB_GROUP)


def returned(folder: Path, name: str, typed: dict[At, Any], *, workbook: Path | None = None, at: str = "inbox") -> Path:
    """The workbook issued last, filled in without a warning but for what is typed, put into a folder of the period."""
    period_folder = folder / "output" / PERIOD
    source = workbook or sorted((period_folder / "issued").glob(f"{PERIOD} {SUB_GROUP}*.xlsx"))[-1]
    target = period_folder / at / name
    type_into(source, (CLEAN if workbook is None else {}) | typed, target)
    return target


def period_folder(folder: Path) -> PeriodFolder:
    """What belongs to the period."""
    return open_folder(folder).period(parse_period(PERIOD))


def collisions(folder: Path) -> Any:
    """The figure in the return in force, None if there is none."""
    found = period_folder(folder).read_return(SUB_GROUP)
    return answer_at(found.answers, "/measures/collisions/figure/value") if found else None
