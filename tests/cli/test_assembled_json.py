"""`assemble --json` keeps to its schema, and lists every place at which a paper differs from the draft or edition before it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from tests.support.accepted import collect, publish_all
from tests.support.leads import At, type_into

PERIOD = "2017-18-Q3"
NAME = f"{PERIOD} Safer Hillingdon Partnership"
SCHEMA = read_schema(shipped("schemas") / "assembled.schema.json")
ROBBERY = At("Measures", "measures/robbery", "Q1")


def assembled(folder: Path, *options: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["assemble", PERIOD, *options, "--json", "--folder", str(folder)])
    assert (result.exit_code, result.stderr) == (0, "")
    printed: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(printed, SCHEMA)
    return printed


def test_an_edition_that_stands_is_compared_with_nothing(demo_folder: Path) -> None:
    printed = assembled(demo_folder, "--final")
    assert (printed["paper"], printed["outcome"], printed["edition"], printed["since"]) == (PERIOD, "stands", 1, None)
    assert printed["file"] == f"output/{PERIOD}/published/paper/1/{NAME}.docx"
    assert (printed["words"], printed["changes"]) == ("", [])


def test_every_change_of_a_draft_and_of_an_edition_is_listed(demo_folder: Path) -> None:
    inbox = demo_folder / "output" / PERIOD / "inbox"
    type_into(inbox / f"{PERIOD} serious-violence.xlsx", {ROBBERY: 136}, demo_folder / "post" / "corrected.xlsx")
    collect(demo_folder, PERIOD, [demo_folder / "post" / "corrected.xlsx"])
    publish_all(demo_folder, PERIOD, "serious-violence")
    draft = assembled(demo_folder)
    assert (draft["outcome"], draft["edition"], draft["since"]["edition"]) == ("assembled", None, 1)
    assert draft["words"].startswith("one figure changed")
    changed = [(change["before"], change["now"], change["part-ii"], change["answers"]) for change in draft["changes"]]
    assert ("126", "136", False, ["serious-violence/measures/robbery/figure"]) in changed
    edition = assembled(demo_folder, "--final", "--by", "A made-up officer", "--because", "Made up for a test.")
    assert (edition["outcome"], edition["edition"], edition["changes"]) == ("published", 2, draft["changes"])


def test_a_paper_of_another_profile_is_named_with_it(demo_folder: Path) -> None:
    printed = assembled(demo_folder, "--profile", "select-committee")
    assert printed["paper"] == f"{PERIOD}/select-committee"
