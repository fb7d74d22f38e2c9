"""A newer return of the same quarter is told field by field against the one that it replaces, or would replace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.collect import collect
from shpdocs.commands.remove_received import remove_received
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.collection import Change, Replacement
from shpdocs.report.answer_changes import UNREAD
from tests.support.leads import At
from tests.support.small import COLLISIONS, COLLISIONS_Q1, PERIOD, SUB_GROUP, UNSIGNED, UPDATE, period_folder, returned

NEW_FIGURE = Change("Collisions: Q2 figure", "47", "48", "+1, +2.1%", "Measures")
NEW_UPDATE = Change("Update", "A made-up update", "Another made-up update", "", "Update")
COMMENTARY = At("Measures", "measures/collisions", "Commentary")


def _sent(folder: Path, name: str, typed: dict[At, Any]) -> Path:
    return returned(folder, name, typed, at="post")


def _first(folder: Path) -> None:
    collect(folder, PERIOD, [_sent(folder, "first.xlsx", {})])


def _replaces(folder: Path, path: Path) -> tuple[str, Replacement | None]:
    """What became of a file, and what it changes or would."""
    collected = collect(folder, PERIOD, [path])
    (outcome,) = (file.outcome for file in collected.files)
    return outcome, next(status.replaces for status in collected.report.statuses if status.sub_group == SUB_GROUP)


def _lines(folder: Path, *words: str) -> list[str]:
    return CliRunner().invoke(app, ["collect", PERIOD, *words, "--folder", str(folder)]).output.splitlines()


def _page(folder: Path) -> str:
    return (folder / "output" / PERIOD / "collection.html").read_text(encoding="utf-8")


def test_the_first_return_of_a_quarter_replaces_none(small: Path) -> None:
    assert _replaces(small, _sent(small, "first.xlsx", {})) == ("in-force", None)
    assert "newer return" not in _page(small)


def test_a_newer_return_says_field_by_field_what_it_changed(small: Path) -> None:
    _first(small)
    newer = _sent(small, "newer.xlsx", {COLLISIONS: 48, UPDATE: "Another made-up update", COMMENTARY: "Counted again."})
    outcome, replaces = _replaces(small, newer)
    assert (outcome, replaces) == (
        "in-force",
        Replacement(
            "first.xlsx",
            (NEW_UPDATE, NEW_FIGURE, Change("Collisions: commentary", "", "Counted again.", "text added", "Measures")),
        ),
    )


def test_the_screen_says_it_once_and_the_page_as_long_as_it_stands(small: Path) -> None:
    _first(small)
    newer = _sent(small, "newer.xlsx", {COLLISIONS: 48})
    lines = _lines(small, str(newer))
    assert lines[:4] == [
        "newer.xlsx: now in force, no problems",
        "  1 answer changed against first.xlsx, which it replaces:",
        "    Measures",
        "      Collisions: Q2 figure: 47 → 48 (+1, +2.1%)",
    ]
    assert not any("47 → 48" in line for line in _lines(small, str(newer)))
    assert "What the newer return changed" in _page(small)
    assert "first.xlsx" in _page(small)


def test_json_gives_every_answer_that_differs(small: Path) -> None:
    _first(small)
    newer = _sent(small, "newer.xlsx", {COLLISIONS: 48})
    printed = CliRunner().invoke(app, ["collect", PERIOD, str(newer), "--json", "--folder", str(small)]).stdout
    found = json.loads(printed)
    jsonschema.validate(found, read_schema(shipped("schemas") / "problem-list.schema.json"))
    change = {"sheet": "Measures", "label": "Collisions: Q2 figure", "before": "47", "now": "48", "difference": "+1, +2.1%"}
    assert found["files"][0]["replaces"] == {"file": "first.xlsx", "changes": [change]}
    again = json.loads(CliRunner().invoke(app, ["collect", PERIOD, str(newer), "--json", "--folder", str(small)]).stdout)
    assert again["files"][0]["replaces"] is None


def test_one_that_waits_says_what_it_would_change_and_accepting_it_says_what_it_did(small: Path) -> None:
    _first(small)
    newer = _sent(small, "newer.xlsx", UNSIGNED | {COLLISIONS: 48})
    lines = _lines(small, str(newer))
    assert "  4 answers would change against first.xlsx, which stays in force:" in lines
    assert "      Collisions: Q2 figure: 47 → 48 (+1, +2.1%)" in lines
    assert "      Sign-off: name: A made-up name → no answer" in lines
    assert "What the newer return would change" in _page(small)
    words = ["accept", SUB_GROUP, PERIOD, "--by", "A made-up officer", "--because", "Made up", "--folder", str(small)]
    assert "  4 answers changed against first.xlsx, which it replaces:" in CliRunner().invoke(app, words).output


def test_one_that_is_refused_says_what_it_would_change_and_what_could_not_be_read_as_typed(small: Path) -> None:
    _first(small)
    newer = _sent(small, "newer.xlsx", {COLLISIONS: "about 47", UPDATE: "Another made-up update"})
    outcome, replaces = _replaces(small, newer)
    unread = Change("Collisions: Q2 figure", "47", "about 47", UNREAD, "Measures")
    assert (outcome, replaces) == ("refused", Replacement("first.xlsx", (NEW_UPDATE, unread)))


def test_a_revised_earlier_quarter_is_among_what_changed(small: Path) -> None:
    _first(small)
    _, replaces = _replaces(small, _sent(small, "newer.xlsx", {COLLISIONS_Q1: 51}))
    assert replaces is not None
    assert replaces.changes is not None
    assert [(change.label, change.before, change.now) for change in replaces.changes] == [("Collisions: Q1", "52", "51")]


def test_one_that_says_the_same_is_told_to_say_the_same(small: Path) -> None:
    _first(small)
    newer = returned(small, "newer.xlsx", {COMMENTARY: " "}, at="post")
    assert "  It says the same as first.xlsx, which it replaces." in _lines(small, str(newer))
    assert "It says the same as" in _page(small)


def test_each_return_is_held_against_the_one_right_before_it_and_an_older_one_sent_again_too(small: Path) -> None:
    _first(small)
    _replaces(small, _sent(small, "second.xlsx", {COLLISIONS: 48}))
    third, last = _sent(small, "third.xlsx", {COLLISIONS: 50}), _sent(small, "first.xlsx", {})
    for path, before, figures in ((third, "second.xlsx", ("48", "50")), (last, "third.xlsx", ("50", "47"))):
        _, replaces = _replaces(small, path)
        assert replaces is not None
        assert replaces.changes is not None
        assert (replaces.file, [(change.before, change.now) for change in replaces.changes]) == (before, [figures])


@pytest.mark.parametrize("damage", ["gone", "spoiled", "edited"])
def test_without_the_return_that_was_replaced_its_file_is_read_again(small: Path, damage: str) -> None:
    _first(small)
    newer = _sent(small, "newer.xlsx", {COLLISIONS: 48})
    collect(small, PERIOD, [newer])
    (kept,) = (period_folder(small).returns.folder / "replaced").iterdir()
    if damage == "gone":
        kept.unlink()
    else:
        kept.write_bytes(b"made up" if damage == "spoiled" else kept.read_bytes().replace(b"47", b"99"))
    assert _replaces(small, newer) == ("unchanged", Replacement("first.xlsx", (NEW_FIGURE,)))


def test_without_the_file_either_it_is_told_that_nobody_can_tell(small: Path) -> None:
    _first(small)
    newer = _sent(small, "newer.xlsx", UNSIGNED | {COLLISIONS: 48})
    period_folder(small).returns.path(SUB_GROUP).write_text("made up", encoding="utf-8")
    received = next(path for path in period_folder(small).received.folder.iterdir() if path.suffix == ".xlsx")
    received.unlink()
    lines = _lines(small, str(newer))
    assert "  What it says otherwise than first.xlsx, which stays in force, cannot be told: see shpdocs verify." in lines
    assert "cannot be told" in _page(small)


def test_what_was_removed_as_received_in_error_is_told_no_more(small: Path) -> None:
    _first(small)
    first = period_folder(small).state().in_force[SUB_GROUP].sha256
    collect(small, PERIOD, [_sent(small, "newer.xlsx", {COLLISIONS: 48})])
    remove_received(small, PERIOD, first, by="A made-up officer", because="Made up")
    (status,) = (each for each in collect(small, PERIOD).report.statuses if each.sub_group == SUB_GROUP)
    assert status.replaces is None
    assert "47" not in _page(small)


def test_what_the_page_quotes_of_a_newer_return_stays_text(small: Path) -> None:
    _first(small)
    collect(small, PERIOD, [_sent(small, "newer.xlsx", {UPDATE: "<script>alert(1)</script>"})])
    assert "<script>" not in _page(small)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in _page(small)
