"""Tracing: every text of a paper leads back to what it was made of, as the paper was printed, whatever came since."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
from typer.testing import CliRunner

from shpdocs import assemble, collect, exempt, sent, waive, withdraw
from shpdocs.cli.app import app
from shpdocs.commands.trace import Traced, trace
from shpdocs.commands.tracing.by_file import paper_of_file
from shpdocs.commands.tracing.elsewhere import _as_typed
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.errors import RecordError, ShpdocsError, UsageError
from shpdocs.model.printed_paper import KeptCell
from shpdocs.model.settings import WordLimits
from shpdocs.store.folder import open_folder
from tests.support.clients import soffice_convert
from tests.support.editions import edition_paper
from tests.support.leads import tree
from tests.support.small import COLLISIONS, issued, returned

PERIOD, PROFILE = "2017-18-Q3", "select-committee"
SMALL = "2024-25-Q2"
POSITION = "8.9% below"  # Residential burglary, Position
WHO: dict[str, Any] = {"by": "A made-up officer", "because": "Made up"}


def shown(folder: Path, *words: str) -> tuple[int, str, str]:
    """What the command ends with, and what it prints."""
    ended = CliRunner().invoke(app, ["trace", *words, "--folder", str(folder)])
    return ended.exit_code, ended.stdout, ended.stderr


def cells(traced: Traced) -> dict[str, KeptCell]:
    """The cells of all origins by the answer that they are of."""
    return {f"{origin.answer.partition('/')[0]}{cell.pointer}": cell for origin in traced.origins for cell in origin.cells}


def edited(paper: Path, target: Path, edit: Callable[[docx.document.Document], object]) -> Path:
    """A copy of a paper that somebody edited."""
    document = docx.Document(str(paper))
    edit(document)
    document.save(str(target))
    return target


def without(document: docx.document.Document, words: str) -> None:
    """Take the first paragraph with these words out of a paper."""
    paragraph = next(each for each in document.paragraphs if words in each.text)
    paragraph._p.getparent().remove(paragraph._p)


# what was printed


def test_a_number_that_was_worked_out_leads_to_its_arithmetic_its_cells_and_the_definition(made_demo: Path) -> None:
    traced = trace(made_demo, PERIOD, POSITION, profile=PROFILE)
    (text,) = traced.texts
    assert text.place and text.place.words.endswith("Position at a glance: Residential burglary, Position")
    (piece,) = text.pieces
    origin = traced.origins[piece.origin]
    assert (origin.kind, origin.value) == ("per-cent-change", "-925/104")
    received = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (made_demo / "output" / PERIOD / "received").glob("*.xlsx")}
    assert {(cell.sheet, cell.cell, cell.raw) for cell in cells(traced).values()} >= {("Measures", "H6", 329), ("Measures", "I6", 429)}
    assert {cell.file for cell in cells(traced).values()} <= received
    stated = {(origin.file, origin.key) for origin in traced.origins if origin.kind == "stated"}
    assert ("workbook_templates/2017-18/partnership.toml", "measures.residential-burglary.target.value") in stated
    assert all(at < number for number, each in enumerate(traced.origins) for at in each.inputs)


def test_a_figure_and_a_narrative_lead_to_their_cells(made_demo: Path) -> None:
    figure = cells(trace(made_demo, PERIOD, "4 pwit  AND 10 vap"))
    parts = "serious-violence/measures/youth-disposals/parts"
    assert {figure[f"{parts}/{part}/figure/value"].raw for part in ("pwit", "vap")} == {4, 10}
    assert 13 in [cell.raw for cell in cells(trace(made_demo, PERIOD, "13% in Quarter 2", profile=PROFILE)).values()]
    ((answer, cell),) = cells(trace(made_demo, PERIOD, "Two police operations")).items()
    assert answer == "serious-violence/measures/violence-with-injury/activity"
    assert str(cell.raw).startswith("Two police operations")


def test_what_the_calendar_or_the_definition_says_names_it(made_demo: Path) -> None:
    (text, *_) = trace(made_demo, PERIOD, "PRIORITY THEME 2", profile="").texts
    assert text.place and text.place.detail == "heading"


def test_a_paper_that_was_published_is_traced_by_what_it_was_made_of_whatever_came_since(folder: Path) -> None:
    issued(folder)
    collect(folder, SMALL, [returned(folder, "first.xlsx", {}, at="post")])
    assemble(folder, SMALL)
    collect(folder, SMALL, [returned(folder, "second.xlsx", {COLLISIONS: 1622}, at="post")])
    assert cells(trace(folder, SMALL, "47", place="Collisions"))["road-safety/measures/collisions/figure/value"].raw == 47
    with pytest.raises(UsageError):
        trace(folder, SMALL, "1622")
    assemble(folder, SMALL)
    assert {cell.raw for cell in cells(trace(folder, SMALL, "1622", draft=True)).values()} >= {1622}
    with pytest.raises(UsageError):
        trace(folder, SMALL, "622")


# which paper


def test_without_a_name_the_last_edition_is_meant_else_the_last_draft_else_assemble_is_named(folder: Path) -> None:
    issued(folder)
    with pytest.raises(UsageError, match=f"shpdocs assemble {SMALL}"):
        trace(folder, SMALL, "47")
    collect(folder, SMALL, [returned(folder, "first.xlsx", {}, at="post")])
    with pytest.raises(UsageError, match=f"shpdocs assemble {SMALL}"):
        trace(folder, SMALL, "47")
    assemble(folder, SMALL)
    assert trace(folder, SMALL, "47").paper.kind == "draft"


def test_an_edition_is_named_by_its_number_and_a_draft_as_one(demo_folder: Path) -> None:
    assemble(demo_folder, PERIOD)
    named = [trace(demo_folder, PERIOD, "Two police operations", **which).paper for which in ({}, {"edition": 1}, {"draft": True})]
    assert [(paper.kind, paper.number) for paper in named] == [("edition", 1), ("edition", 1), ("draft", 0)]
    withdraw(demo_folder, PERIOD, **WHO)
    assert trace(demo_folder, PERIOD, "Two police operations").paper.kind == "draft"
    assert trace(demo_folder, PERIOD, "Two police operations", edition=1).paper.is_withdrawn


@pytest.mark.parametrize(
    ("which", "what"),
    [
        ({"edition": 2}, "no edition 2"),
        ({"edition": 1, "draft": True}, "two papers"),
        ({"edition": 0}, "no edition 0"),
        ({"draft": True}, f"shpdocs assemble {PERIOD}"),
        ({"paper": "x.docx", "draft": True}, "says itself"),
        ({"paper": "x.docx", "profile": PROFILE}, "says itself"),
    ],
)
def test_a_paper_that_is_not_there_is_a_usage_error(which: dict[str, object], what: str, made_demo: Path) -> None:
    with pytest.raises(UsageError, match=what):
        trace(made_demo, PERIOD, "Two police operations", **which)  # type: ignore[arg-type]


def test_a_profile_that_is_not_there_is_told_with_those_that_are(made_demo: Path) -> None:
    with pytest.raises(ShpdocsError, match=PROFILE):
        trace(made_demo, PERIOD, "x", profile="selct-committee")


# nowhere, and in many places


@pytest.mark.parametrize("words", ["", " ", "words that stand in no paper, made up"])
def test_words_that_stand_nowhere_are_a_usage_error(words: str, made_demo: Path) -> None:
    with pytest.raises(UsageError):
        trace(made_demo, PERIOD, words)


def test_words_that_stand_in_another_paper_alone_lead_there(made_demo: Path) -> None:
    with pytest.raises(UsageError) as caught:
        trace(made_demo, PERIOD, POSITION)
    command = f'shpdocs trace "{POSITION}" {PERIOD} --profile {PROFILE} --edition 1'
    assert (caught.value.remedy.splitlines()[0], command in caught.value.remedy) == ("It stands in:", True)
    with pytest.raises(UsageError, match=f"{PERIOD} --profile {PROFILE} --edition 1"):
        trace(made_demo, "2024-25-Q2", POSITION)


def test_words_that_stand_in_many_places_are_told_with_their_places_and_how_to_ask_of_one(made_demo: Path) -> None:
    code, out, _ = shown(made_demo, "the", PERIOD)
    assert code == 0
    assert "'the' stands in " in out
    assert "--place" in out
    assert ".xlsx!" not in out
    place = "Residential burglary, Position"
    code, out, _ = shown(made_demo, "below", PERIOD, "--profile", PROFILE, "--place", place)
    assert (code, f": {place}\n" in out, "(758 − 832) ÷ 832" in out) == (0, True, True)


def test_a_place_at_which_the_words_do_not_stand_is_told_with_those_where_they_do(made_demo: Path) -> None:
    with pytest.raises(UsageError, match="Residential burglary, Position"):
        trace(made_demo, PERIOD, POSITION, profile=PROFILE, place="Robbery")


def test_a_text_that_stands_in_several_places_and_comes_from_the_same_is_told_once(made_demo: Path) -> None:
    _, out, _ = shown(made_demo, "429", PERIOD, "--profile", PROFILE)
    assert out.count("I6: 429") < len(trace(made_demo, PERIOD, "429", profile=PROFILE).texts)


@pytest.mark.parametrize(("words", "typed"), [("BENCE  Road", '"BENCE Road"'), ('the "Plan"', "WORDS"), ("$5", "WORDS"), ("-R", "WORDS")])
def test_the_command_that_is_told_can_be_copied_as_it_stands(words: str, typed: str) -> None:
    assert _as_typed(words) == typed


@pytest.mark.parametrize(("typed", "words"), [("-5.2%", "−5.2%"), ("-£1,000", "−£1,000"), ("-.5", "−.5")])
def test_a_negative_number_is_no_option(typed: str, words: str, made_demo: Path) -> None:
    code, _, error = shown(made_demo, typed, SMALL)
    assert (code, f"holds '{words}'" in error) == (2, True)
    assert "No such option" in shown(made_demo, "--drift", SMALL)[2]


# a file that somebody names


def test_a_file_that_was_published_is_known_whatever_it_is_called_and_wherever_it_lies(made_demo: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(edition_paper(made_demo, PERIOD, PROFILE), tmp_path / "as the clerk calls it.docx"))
    traced = trace(made_demo, "", POSITION, paper=copy)
    assert (traced.paper.period, traced.paper.profile, traced.paper.number) == (PERIOD, PROFILE, 1)
    assert (traced.file, [text.state for text in traced.texts]) == ("as the clerk calls it.docx", ["printed"])


def test_a_file_of_another_period_than_the_one_named_is_told(made_demo: Path) -> None:
    with pytest.raises(UsageError, match=f"is of {PERIOD}/{PROFILE}"):
        trace(made_demo, "2024-25-Q2", POSITION, paper=edition_paper(made_demo, PERIOD, PROFILE))


def test_a_text_that_somebody_edited_is_told_with_what_was_printed_there(made_demo: Path, tmp_path: Path) -> None:
    def edit(document: docx.document.Document) -> None:
        cell = next(cell for table in document.tables for row in table.rows for cell in row.cells if cell.text == POSITION)
        cell.paragraphs[0].runs[0].text = "7.7% below"
        document.add_paragraph("Somebody wrote 7.7% into it.")

    paper = edited(edition_paper(made_demo, PERIOD, PROFILE), tmp_path / "edited.docx", edit)
    changed, added = trace(made_demo, "", "7.7%", paper=paper).texts
    assert (changed.text, changed.state, changed.in_file) == (POSITION, "edited", "7.7% below")
    assert changed.pieces
    assert (added.state, added.in_file, added.place) == ("added", "Somebody wrote 7.7% into it.", None)
    (printed,) = trace(made_demo, "", POSITION, paper=paper).texts
    assert (printed.state, printed.in_file) == ("edited", "7.7% below")
    assert {text.state for text in trace(made_demo, "", "Robbery", paper=paper).texts} == {"printed"}
    code, out, _ = shown(made_demo, "7.7%", "--paper", str(paper))
    assert (code, "It was edited. The file says: “7.7% below”" in out, f"“{POSITION}”" in out) == (0, True, True)


def test_a_text_that_somebody_took_out_is_told_as_gone(made_demo: Path, tmp_path: Path) -> None:
    words = "13% in Quarter 2"
    paper = edited(edition_paper(made_demo, PERIOD, PROFILE), tmp_path / "cut.docx", lambda document: without(document, words))
    (text,) = trace(made_demo, "", words, paper=paper).texts
    assert (text.state, text.in_file) == ("gone", "")


@pytest.mark.real_client
def test_a_paper_that_another_program_saved_is_known_by_what_it_says(made_demo: Path, tmp_path: Path) -> None:
    saved = soffice_convert(edition_paper(made_demo, PERIOD, PROFILE), "docx", tmp_path)
    traced = trace(made_demo, "", POSITION, paper=saved)
    assert (traced.paper.profile, [text.state for text in traced.texts]) == (PROFILE, ["printed"])
    assert traced.origins == trace(made_demo, PERIOD, POSITION, profile=PROFILE).origins
    file = paper_of_file(open_folder(made_demo), saved, WordLimits())
    assert file.held.others == ()  # nothing of it is taken for somebody's own words


def test_a_draft_that_was_sent_is_known_by_its_file_and_what_was_typed_into_it_is_told(demo_folder: Path) -> None:
    path = assemble(demo_folder, PERIOD, profile=PROFILE).path
    edited(path, path, lambda document: document.paragraphs[-1].insert_paragraph_before("Typed in by hand: 4,711."))
    sent(demo_folder, f"{PERIOD}/{PROFILE}", draft=True, **WHO)
    traced = trace(demo_folder, "", "4711", paper=path)
    assert (traced.paper.kind, traced.paper.number) == ("sent-draft", 1)
    assert [(text.state, text.in_file) for text in traced.texts] == [("added", "Typed in by hand: 4,711.")]
    assert [text.state for text in trace(demo_folder, "", POSITION, paper=path).texts] == ["printed"]


def _pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n")


def _another_paper(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Minutes of another meeting: 429.")
    document.save(str(path))


@pytest.mark.parametrize(
    ("make", "error", "what"),
    [
        (_pdf, UsageError, "is a PDF"),
        (_another_paper, UsageError, "is no paper of this folder"),
        (lambda path: None, UsageError, "There is no file"),
        (lambda path: path.write_bytes(b""), ShpdocsError, "empty"),
        (lambda path: path.write_bytes(b"made up"), ShpdocsError, "is no Word document"),
        (lambda path: path.write_bytes(b"PK\x03\x04made up"), ShpdocsError, "(damaged|no Word document)"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" * 600), ShpdocsError, "older Word document"),
        (lambda path: path.mkdir(), OSError, "a file"),
    ],
    ids=["a PDF", "another paper", "nothing", "empty", "text", "damaged", "old", "a folder"],
)
def test_a_file_that_is_no_paper_of_ours_is_told_as_what_it_is(
    make: Callable[[Path], object], error: type[Exception], what: str, made_demo: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a file.docx"
    make(path)
    with pytest.raises(error, match=what):
        trace(made_demo, "", "429", paper=path)
    code, out, err = shown(made_demo, "429", "--paper", str(path))
    assert (code, out) == (2 if error is UsageError else 3, "")
    assert "inside shpdocs" not in err
    assert str(tmp_path) not in err


# appendices of other bodies


def test_words_of_an_appendix_of_another_body_name_it_and_its_file(made_demo: Path) -> None:
    traced = trace(made_demo, PERIOD, "A plain grey square", profile=PROFILE)
    (match,) = traced.appendices
    assert (traced.texts, match.appendix.file, match.appendix.heading) == (
        (),
        "example-appendix.docx",
        "Appendix 2 – Example of another body's report",
    )
    assert "plain grey square" in match.text
    code, out, _ = shown(made_demo, "A plain grey square", PERIOD, "--profile", PROFILE)
    assert (code, "example-appendix.docx" in out, "of another body" in out) == (0, True, True)


def test_the_file_of_an_appendix_is_known_as_one(made_demo: Path, tmp_path: Path) -> None:
    (kept,) = (made_demo / "output" / PERIOD / "editions" / "appendices").glob("*.docx")
    path = Path(shutil.copy(kept, tmp_path / "theirs.docx"))
    with pytest.raises(UsageError, match="another body"):
        trace(made_demo, "", "grey", paper=path)


def test_what_stands_in_an_appendix_is_none_of_the_texts_that_were_added_to_a_file(made_demo: Path, tmp_path: Path) -> None:
    paper = edited(edition_paper(made_demo, PERIOD, PROFILE), tmp_path / "saved again.docx", lambda document: None)
    traced = trace(made_demo, "", "A plain grey square", paper=paper)
    assert (traced.texts, len(traced.appendices)) == ((), 1)


@pytest.mark.parametrize("is_draft_last", [True, False])
def test_a_file_that_was_edited_is_of_the_paper_that_says_as_much_and_no_more(
    is_draft_last: bool, demo_folder: Path, tmp_path: Path
) -> None:
    """A draft beside an edition says the same, and that it is a draft."""
    if is_draft_last:
        drawn = assemble(demo_folder, SMALL)
        published = edition_paper(demo_folder, SMALL)
    else:
        withdraw(demo_folder, SMALL, **WHO)
        drawn = assemble(demo_folder, SMALL)
        published = assemble(demo_folder, SMALL, final=True, **WHO).path
    for path, kind in ((published, "edition"), (drawn.path, "draft")):
        paper = edited(path, tmp_path / "saved again.docx", lambda document: document.add_paragraph("Typed in."))
        assert trace(demo_folder, "", "£280k", paper=paper).paper.kind == kind


# Part II


def test_of_a_file_as_it_was_made_only_its_own_part_is_traced(folder: Path) -> None:
    issued(folder)
    collect(folder, SMALL, [returned(folder, "first.xlsx", {}, at="post")])
    exempt(folder, SMALL, "road-safety/update", paragraphs=(7,), **WHO)
    for sub_group in ("partnership", "domestic-abuse", "prevent", "drugs-and-alcohol", "serious-violence"):
        waive(folder, SMALL, sub_group, **WHO)
    for is_final in (False, True):
        made = assemble(folder, SMALL, final=is_final, **(WHO if is_final else {}))
        assert made.exempt
        assert {text.is_exempt for text in trace(folder, "", "a", paper=made.path).texts} == {False}
        assert {text.is_exempt for text in trace(folder, "", "a", paper=made.exempt).texts} == {True}


def test_what_is_not_for_publication_is_traced_in_part_ii_and_its_file_is_known(folder: Path, tmp_path: Path) -> None:
    issued(folder)
    collect(folder, SMALL, [returned(folder, "first.xlsx", {}, at="post")])
    exempt(folder, SMALL, "road-safety/update", paragraphs=(7,), **WHO)
    made = assemble(folder, SMALL)
    assert made.exempt
    (text,) = trace(folder, SMALL, "A made-up update").texts
    assert text.is_exempt
    for paper in (made.exempt, edited(made.exempt, tmp_path / "saved again.docx", lambda document: None)):
        traced = trace(folder, "", "A made-up update", paper=paper)
        assert [(text.is_exempt, text.state) for text in traced.texts] == [(True, "printed")]
        assert [cell.raw for cell in cells(traced).values()] == ["A made-up update"]
    public = edited(made.path, tmp_path / "public.docx", lambda document: None)
    with pytest.raises(UsageError, match=f"{SMALL} --draft"):
        trace(folder, "", "A made-up update", paper=public)
    _, out, _ = shown(folder, "A made-up update", SMALL)
    assert "(Part II)" in out


# spoiled records


@pytest.mark.parametrize("name", ["printed.json", "edition.json"])
@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"{}"), lambda path: path.unlink()], ids=["spoiled", "gone"])
def test_a_record_that_is_spoiled_or_gone_is_told_with_what_to_do(harm: Callable[[Path], object], name: str, demo_folder: Path) -> None:
    harm(demo_folder / "output" / PERIOD / "editions" / "paper" / "1" / name)
    with pytest.raises(RecordError, match=name):
        trace(demo_folder, PERIOD, "Two police operations")
    code, out, err = shown(demo_folder, "Two police operations", PERIOD)
    assert (code, out, name in err, "copy" in err) == (3, "", True, True)
    assert trace(demo_folder, PERIOD, POSITION, profile=PROFILE).texts  # the other paper is none the worse


# the command


def test_the_command_says_that_it_is_private_and_shows_the_way_back(demo_folder: Path) -> None:
    before = tree(demo_folder)
    code, out, _ = shown(demo_folder, POSITION, PERIOD, "--profile", PROFILE)
    assert (code, tree(demo_folder)) == (0, before)
    first, second, *lines = out.splitlines()
    assert first.startswith(f"{PERIOD}/{PROFILE}, edition 1, published on ")
    assert second.startswith("Private: for the officer.")
    assert any("8.9% below (against what is expected) = (758 − 832) ÷ 832" in line for line in lines)
    assert any(f"{PERIOD} partnership.xlsx!Measures!H6: 329" in line for line in lines)
    assert any("partnership.toml, measures.residential-burglary.target.value" in line for line in lines)


@pytest.mark.parametrize("words", [[POSITION], ["A plain grey square"], ["the"]])
def test_json_is_one_object_of_its_schema(words: list[str], made_demo: Path) -> None:
    code, out, _ = shown(made_demo, *words, PERIOD, "--profile", PROFILE, "--json")
    traced = json.loads(out)
    jsonschema.Draft202012Validator(read_schema(shipped("schemas") / "trace.schema.json")).validate(traced)
    assert (code, traced["paper"]["profile"]) == (0, PROFILE)
    assert all(piece["origin"] < len(traced["origins"]) for text in traced["texts"] for piece in text["pieces"])
