"""The page of evidence of a paper: of what was kept with it, written where only officers see it. Everything here is made up."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import exempt, waive
from shpdocs.commands.evidence import WrittenEvidence, evidence
from shpdocs.commands.issue import issue
from shpdocs.commands.published import withdraw
from shpdocs.commands.remove_received import remove_received
from shpdocs.commands.verify import verify
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.errors import RecordError, ShpdocsError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.model.printed_paper import KeptOrigin
from shpdocs.paper.origins.texts import texts
from shpdocs.paper.origins.words import cell_place
from shpdocs.store.editions import Editions
from shpdocs.store.folder import open_folder
from tests.support.leads import At
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, UPDATE, returned
from tests.support.way_back.made_year import PERIOD as LARGE_YEAR

FOLDER = Path("output") / PERIOD / "evidence"
WHO: dict[str, Any] = {"by": "A. Officer", "because": "Made up: it was looked at."}
DEMO, PROFILE = "2017-18-Q3", "select-committee"


def _text(written: WrittenEvidence) -> str:
    return written.path.read_text(encoding="utf-8")


def _collected(root: Path, name: str = "first.xlsx", **typed: object) -> Path:
    """A return that is in force."""
    answers: dict[At, object] = {COLLISIONS: 47, UPDATE: "A made-up update"}
    answers |= {UPDATE: typed["update"]} if "update" in typed else {}
    answers |= {COLLISIONS: typed["figure"]} if "figure" in typed else {}
    file = returned(root, name, answers)
    collect(root, PERIOD)
    return file


@pytest.fixture
def published(small: Path) -> Path:
    """A partnership that published its paper; the other sub-group's return is waived."""
    _collected(small)
    _waive_the_others(small)
    assemble(small, PERIOD, final=True)
    return small


def _waive_the_others(root: Path) -> None:
    waive(root, PERIOD, "prevent", **WHO)


def test_the_page_of_the_edition_that_stands_names_cells_file_and_who_signed_off(published: Path) -> None:
    written = evidence(published, PERIOD)
    assert (written.period, written.profile, written.edition, written.outcome) == (PERIOD, "", 1, "written")
    assert written.path == published / FOLDER / "paper, edition 1.html"
    assert 0 < written.pieces
    assert 0 < written.texts
    page = _text(written)
    for words in ("first.xlsx!Measures!", "read as ", "A made-up name", "A made-up role", "Paper made without the return", WHO["by"]):
        assert words in page


def test_a_second_run_writes_the_same_bytes(published: Path) -> None:
    first = evidence(published, PERIOD)
    content = first.path.read_bytes()
    second = evidence(published, PERIOD, edition=1)
    assert (second.outcome, second.path, second.path.read_bytes()) == ("unchanged", first.path, content)


def test_the_page_of_an_edition_is_of_what_it_printed_whatever_came_since(published: Path) -> None:
    before = _text(evidence(published, PERIOD))
    _collected(published, "second.xlsx", figure=99, update="Something else")
    assert _text(evidence(published, PERIOD)) == before
    assert "second.xlsx" not in before


@pytest.mark.skipif(os.name != "posix", reason="Windows has permissions of another sort")
def test_the_page_is_for_the_officers_alone_and_nothing_of_it_is_published(published: Path) -> None:
    written = evidence(published, PERIOD)
    assert stat.S_IMODE(written.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(written.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in (published / "output" / PERIOD / "published").rglob("*.html")] == []


def test_the_folder_is_sound_with_it(published: Path) -> None:
    evidence(published, PERIOD)
    assert verify(published).faults == ()
    assert [note for note in verify(published).notes if "evidence" in note.file] == []


def test_a_draft_has_a_page_of_its_own(small: Path) -> None:
    _collected(small)
    assemble(small, PERIOD)
    written = evidence(small, PERIOD)
    assert (written.edition, written.path.name) == (0, "paper, draft.html")
    assert "first.xlsx!Measures!" in _text(written)
    assert "A made-up name" in _text(written)


def test_the_draft_is_of_the_returns_that_it_was_made_from(small: Path) -> None:
    _collected(small)
    assemble(small, PERIOD)
    before = _text(evidence(small, PERIOD))
    _collected(small, "second.xlsx", figure=48)
    assert _text(evidence(small, PERIOD, draft=True)) == before
    assert "A made-up name" in before


def test_an_edition_comes_before_a_draft_unless_the_draft_is_asked_for(published: Path) -> None:
    assemble(published, PERIOD)
    assert evidence(published, PERIOD).edition == 1
    assert evidence(published, PERIOD, draft=True).edition == 0
    assert sorted(path.name for path in (published / FOLDER).iterdir()) == ["paper, draft.html", "paper, edition 1.html"]


def test_an_edition_that_was_withdrawn_has_its_page_which_says_so(published: Path) -> None:
    withdraw(published, PERIOD, by="B. Officer", because="Made up: too early.")
    page = _text(evidence(published, PERIOD, edition=1))
    assert "It was withdrawn since." in page
    assert "B. Officer" in page


def test_part_ii_is_on_the_page_and_not_in_its_public_part(small: Path) -> None:
    _collected(small, update="kanarievogel lives there")
    _waive_the_others(small)
    exempt(small, PERIOD, f"{SUB_GROUP}/update", paragraphs=(2,), **WHO)
    assemble(small, PERIOD, final=True)
    public, _, part_ii = _text(evidence(small, PERIOD)).partition('<h2 id="part-ii">')
    assert "kanarievogel" not in public
    assert "kanarievogel" in part_ii
    assert "paragraph 2" in public  # the decision


def test_a_suppressed_figure_is_nowhere_on_the_page(small: Path) -> None:
    definition = small / "workbook_templates" / "2024-25" / f"{SUB_GROUP}.toml"
    people = definition.read_text(encoding="utf-8").replace('counts = "Made-up collisions"', 'counts = "Made-up victims"\npeople = true')
    definition.write_text(people, encoding="utf-8")
    issue(small, PERIOD)
    _collected(small, figure=3, update="kept back")
    _waive_the_others(small)
    assemble(small, PERIOD, final=True)
    page = _text(evidence(small, PERIOD))
    assert "first.xlsx!Measures!" in page
    assert "kept back, so not in this record" in page
    assert ": 3 (read as" not in page


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({}, UsageError, "shpdocs assemble"),
        ({"draft": True}, UsageError, "shpdocs assemble"),
        ({"edition": 1}, UsageError, "shpdocs assemble"),
        ({"edition": 1, "draft": True}, UsageError, "--edition NUMBER, or --draft"),
        ({"profile": "nobody"}, ShpdocsError, "nobody"),
    ],
)
def test_what_is_not_there_is_told_with_what_to_do(options: dict[str, object], error: type[ShpdocsError], words: str, small: Path) -> None:
    with pytest.raises(error) as told:
        evidence(small, PERIOD, **options)  # type: ignore[arg-type]
    assert words in f"{told.value.what} {told.value.remedy}"
    assert not (small / FOLDER).exists() or not list((small / FOLDER).iterdir())


def test_an_edition_that_is_not_there_is_told_with_those_that_are(published: Path) -> None:
    with pytest.raises(UsageError) as told:
        evidence(published, PERIOD, edition=7)
    assert "There is edition 1." in told.value.remedy


@pytest.mark.parametrize("name", ["printed.json", "edition.json", f"returns/{PERIOD}/{SUB_GROUP}.json"])
def test_of_a_spoiled_record_no_page_is_made(name: str, published: Path) -> None:
    path = published / "output" / PERIOD / "editions" / "paper" / "1" / name
    path.write_bytes(path.read_bytes().replace(b"47", b"48"))
    with pytest.raises(RecordError):
        evidence(published, PERIOD)
    assert list((published / FOLDER).glob("*.html")) == []


def test_what_is_removed_because_it_was_received_in_error_leaves_no_page(small: Path) -> None:
    _collected(small, "wrong.xlsx", update="kanarievogel")
    assemble(small, PERIOD)
    page = evidence(small, PERIOD).path
    (small / "output" / PERIOD / "inbox" / "wrong.xlsx").unlink()
    _collected(small, "right.xlsx", update="A better update")
    removed = remove_received(small, PERIOD, "wrong.xlsx", **WHO)
    assert page in removed.gone
    assert not page.exists()


def test_the_command_says_where_the_page_stands_and_that_it_is_private(published: Path) -> None:
    told = CliRunner().invoke(app, ["evidence", PERIOD, "--folder", str(published)])
    assert told.exit_code == 0
    assert f"{FOLDER.as_posix()}/paper, edition 1.html" in told.stdout
    assert "private" in told.stdout


def test_the_json_keeps_to_its_schema(published: Path) -> None:
    schema = read_schema(shipped("schemas") / "evidence.schema.json")
    for outcome in ("written", "unchanged"):
        told = json.loads(CliRunner().invoke(app, ["evidence", PERIOD, "--folder", str(published), "--json"]).stdout)
        jsonschema.validate(told, schema)
        assert (told["outcome"], told["edition"], told["profile"]) == (outcome, 1, None)


@pytest.mark.parametrize(("words", "code"), [(["--edition", "9"], 2), (["--draft", "--edition", "1"], 2), (["--profile", "x"], 3)])
def test_the_exit_codes_are_those_of_other_commands(words: list[str], code: int, published: Path) -> None:
    assert CliRunner().invoke(app, ["evidence", PERIOD, "--folder", str(published), *words]).exit_code == code


@pytest.mark.parametrize(("period", "profile"), [(DEMO, ""), (DEMO, PROFILE), ("2024-25-Q2", "")])
def test_everything_that_a_paper_of_the_demo_came_from_stands_on_its_page_once(period: str, profile: str, demo_folder: Path) -> None:
    _check_whole(demo_folder, period, profile)


def test_so_does_everything_that_the_paper_of_a_large_year_came_from(made_year: Path, tmp_path: Path) -> None:
    _check_whole(Path(shutil.copytree(made_year, tmp_path / "year")), LARGE_YEAR, "")


def _check_whole(root: Path, period: str, profile: str) -> None:
    """Every origin of the record has its tree, each once, with all of its cells; every text that is printed stands there."""
    written = evidence(root, period, profile=profile)
    printed = Editions(open_folder(root).period(parse_period(period))).printed(profile, written.edition)
    page = _text(written)
    shown = " ".join(unescape(re.sub("<[^>]+>", "", page)).split())
    for prefix, document in (("p", printed.public), ("x", printed.exempt)):
        if document is None:
            continue
        used = _with_inputs(document.origins, {span.origin for span in document.spans})
        assert Counter(re.findall(rf'id="{prefix}o(\d+)"', page)) == Counter(map(str, used))
        places = {cell_place(cell) for number in used for cell in document.origins[number].cells}
        assert {place for place in places if " ".join(place.split()) not in shown} == set()
        assert [text.text for text in texts(document.document) if " ".join(text.text.split()) not in shown] == []


def _with_inputs(origins: tuple[KeptOrigin, ...], used: set[int]) -> set[int]:
    """The numbers of these origins and of all that they were made of: each stands after its inputs."""
    for number in range(len(origins) - 1, -1, -1):
        if number in used:
            used |= set(origins[number].inputs)
    return used
