"""A small partnership whose officer is about to collect: returns in force, newer ones in the inbox, and what else may lie there.

All of it is made up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from shpdocs.commands.collect import collect
from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from tests.support.definition_files import PROFILE_WORDS
from tests.support.leads import type_into
from tests.support.small import CLEAN, COLLISIONS, DEFINITION, PERIOD, UNSIGNED, WRONG

SUB_GROUPS = ("first-time", "held-back", "in-time", "refused", "renewed", "silent")
BEFORE = ("in-time", "refused", "renewed")  # whose returns are in force already
HELD = "held-back"
NOT_RETURNED = ("silent",)
_PROFILE = """
title = "MADE-UP PAPER"
committee = "Made-up Committee"
author = "Made-up Partnership"

{words}
[[sections]]
kind = "text"
heading = "BACKGROUND PAPERS"
content = [{ from = ["first-time/update"] }]
""".replace("{words}", PROFILE_WORDS)


def make(root: Path) -> Path:
    """Make the folder: three returns are in force, and the inbox holds what came since."""
    make_new(root)
    issued = {one.sub_group: one.path for one in issue(root, PERIOD)}
    inbox = root / "output" / PERIOD / "inbox"
    for name in BEFORE:
        type_into(issued[name], CLEAN, inbox / f"{PERIOD} {name}.xlsx")
    collect(root, PERIOD)
    type_into(issued["renewed"], CLEAN | {COLLISIONS: 48}, inbox / f"{PERIOD} renewed.xlsx")
    type_into(issued["refused"], CLEAN | WRONG, inbox / f"{PERIOD} refused.xlsx")
    type_into(issued["first-time"], CLEAN, inbox / f"{PERIOD} first-time.xlsx")
    type_into(issued[HELD], CLEAN | UNSIGNED, inbox / f"{PERIOD} {HELD}.xlsx")
    (inbox / f"~${PERIOD} renewed.xlsx").write_bytes(b"made up")
    (inbox / "notes.txt").write_bytes(b"Made-up notes.")
    (inbox / "cut short.xlsx").write_bytes((inbox / f"{PERIOD} renewed.xlsx").read_bytes()[:5_000])
    return root


def make_new(root: Path) -> Path:
    """Make the folder with its definitions: nothing is issued yet."""
    init(root)
    templates = root / "workbook_templates"
    shutil.rmtree(templates / "2017-18")
    for path in (templates / "2024-25").glob("*.toml"):
        path.unlink()
    (templates / "2024-25" / "paper.toml").write_text(_PROFILE, encoding="utf-8")
    for number, name in enumerate(SUB_GROUPS):
        text = DEFINITION.replace("Made-up Road Safety Group", f"Made-up {name}").replace("order = 60", f"order = {number + 1}")
        (templates / "2024-25" / f"{name}.toml").write_text(text, encoding="utf-8")
    return root


def copy(source: Path, target: Path) -> Path:
    """A fresh copy of the folder."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target
