"""Editions: a final paper is published once and never changes; what differs afterwards is told, and published only with who and why."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.assemble import Assembled, assemble
from shpdocs.commands.assembling.publishing import ChangedEditionError
from shpdocs.commands.decide import exempt
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.model.edition import Edition
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.paper.pdf import PdfError, libreoffice
from shpdocs.paper.word.house_style import write_starter
from shpdocs.store.editions import Editions
from shpdocs.store.folder import HOUSE_STYLE, TEMPLATES, open_folder
from tests.support.accepted import collect, publish_all
from tests.support.clients import needs_libreoffice
from tests.support.definition_files import list_made
from tests.support.editions import unpublished
from tests.support.leads import At, rezipped, tree, type_into
from tests.support.ledgers import drop_return

PERIOD = "2017-18-Q3"
NAME = f"{PERIOD} Safer Hillingdon Partnership"
OUT = f"output/{PERIOD}"
ROBBERY = At("Measures", "measures/robbery", "Q1")
BY, BECAUSE = "A made-up officer", "Made up for a test."
WHO: dict[str, Any] = {"by": BY, "because": BECAUSE}
WITH_EXAMPLE: dict[str, Any] = {"appendices": {"Example": demo_file(EXAMPLE_APPENDIX)}}


def record(folder: Path, number: int, profile: str = "") -> Edition:
    """The record of an edition."""
    return Editions(open_folder(folder).period(parse_period(PERIOD))).read(profile, number)


def correct(folder: Path, value: int = 127) -> None:
    """Let a corrected return come into force."""
    source = folder / OUT / "inbox" / f"{PERIOD} serious-violence.xlsx"
    newer = folder / "post" / f"newer {value}.xlsx"
    type_into(source, {ROBBERY: value}, newer)
    assert [file.outcome for file in collect(folder, PERIOD, [newer]).files] == ["in-force"]
    publish_all(folder, PERIOD, "serious-violence")


def told(made: Assembled) -> list[tuple[str, str]]:
    return [(change.before, change.now) for change in made.changes]


def test_a_final_paper_is_published_as_edition_1_and_only_what_is_public_stands_in_published(demo_folder: Path) -> None:
    root = list_made(unpublished(demo_folder, PERIOD))
    exempt(root, PERIOD, "serious-violence/violence-with-injury", paragraphs=(7,), by=BY, because=BECAUSE)
    made = assemble(root, PERIOD, final=True, separate=True, **WITH_EXAMPLE)
    assert (made.outcome, made.edition) == ("published", 1)
    assert made.path == root / OUT / "published" / "paper" / "1" / f"{NAME}.docx"
    assert sorted(tree(root / OUT / "published" / "paper" / "1")) == [
        f"{NAME}.docx",
        "single files/APPENDIX 1 - Safer Hillingdon Partnership Plan 2017 18.docx",
        "single files/APPENDIX 2 - Example.docx",
        "single files/Report.docx",
    ]
    assert made.exempt == root / OUT / "editions" / "paper" / "1" / f"{NAME} PART II.docx"
    private = tree(root / OUT / "editions" / "paper" / "1")
    assert {f"{NAME} PART II.docx", "edition.json", "merge-report.json", "appendices/APPENDIX 2 - Example.docx"} <= private.keys()
    assert sum(name.startswith(f"returns/{PERIOD}/") for name in private) == 5


def test_the_record_says_what_an_edition_was_made_of_and_what_it_printed(demo_folder: Path) -> None:
    assemble(list_made(unpublished(demo_folder, PERIOD)), PERIOD, final=True, at="2018-02-01T09:00:00+00:00", **WITH_EXAMPLE)
    edition = record(demo_folder, 1)
    assert (edition.period, edition.profile, edition.number, edition.at) == (PERIOD, "", 1, "2018-02-01T09:00:00+00:00")
    assert sorted(edition.returns) == sorted(
        f"{PERIOD}/{name}" for name in ("partnership", "prevent", "drugs-and-alcohol", "serious-violence", "domestic-abuse")
    )
    assert [(appendix.title, appendix.heading) for appendix in edition.appendices] == [("Example", "APPENDIX 2 - Example")]
    assert {event.event for event in edition.decisions} >= {"published", "accepted"}
    assert edition.document.mark == ""
    printed = [answer for answer in edition.printed if answer.answer == "serious-violence/measures/robbery"]
    assert ("2017-18-Q1", "126") in [(answer.period, answer.shown) for answer in printed]


def test_again_with_nothing_different_the_edition_stands_and_nothing_is_written(demo_folder: Path) -> None:
    before = tree(demo_folder)
    made = assemble(demo_folder, PERIOD, final=True)
    assert (made.outcome, made.edition, made.changes) == ("stands", 1, ())
    assert tree(demo_folder) == before


def test_the_look_and_the_day_are_no_difference(demo_folder: Path) -> None:
    house = rezipped(write_starter(), lambda _, part: part.replace(b'"DD6B10"', b'"005A9C"'))
    (demo_folder / TEMPLATES / HOUSE_STYLE).write_bytes(house)
    made = assemble(demo_folder, PERIOD, final=True, at="2031-01-01T00:00:00+00:00")
    assert made.outcome == "stands"


def test_a_difference_is_refused_with_every_change_and_nothing_is_written(demo_folder: Path) -> None:
    correct(demo_folder)
    before = tree(demo_folder)
    with pytest.raises(ChangedEditionError) as caught:
        assemble(demo_folder, PERIOD, final=True)
    assert ("126", "127") in [(change.before, change.now) for change in caught.value.changes]
    assert all(change.what == "text" and not change.is_exempt for change in caught.value.changes)
    assert "126 → 127" in str(caught.value) and "--by NAME --because TEXT" in str(caught.value)
    assert tree(demo_folder) == before


def test_with_who_and_why_the_next_edition_is_published_and_the_first_stays_byte_for_byte(demo_folder: Path) -> None:
    first = tree(demo_folder / OUT / "published") | {"record": (demo_folder / OUT / "editions/paper/1/edition.json").read_bytes()}
    correct(demo_folder)
    made = assemble(demo_folder, PERIOD, final=True, **WHO)
    assert (made.outcome, made.edition, made.path.parent.name) == ("published", 2, "2")
    assert ("126", "127") in told(made)
    now = tree(demo_folder / OUT / "published") | {"record": (demo_folder / OUT / "editions/paper/1/edition.json").read_bytes()}
    assert {name: now[name] for name in first} == first
    edition = record(demo_folder, 2)
    assert (edition.by, edition.because, edition.changes) == (BY, BECAUSE, made.changes)
    assert assemble(demo_folder, PERIOD, final=True).outcome == "stands"


def test_an_edition_after_an_edition_is_compared_with_the_last_alone(demo_folder: Path) -> None:
    for number, value in ((2, 127), (3, 128)):
        correct(demo_folder, value)
        assert assemble(demo_folder, PERIOD, final=True, **WHO).edition == number
    correct(demo_folder, 126)  # as in the first edition
    with pytest.raises(ChangedEditionError) as caught:
        assemble(demo_folder, PERIOD, final=True)
    assert ("128", "126") in [(change.before, change.now) for change in caught.value.changes]


@pytest.mark.parametrize("who", [{"by": BY}, {"because": BECAUSE}, {"by": " ", "because": "–"}])
def test_who_without_why_is_no_decision(who: dict[str, Any], demo_folder: Path) -> None:
    correct(demo_folder)
    before = tree(demo_folder)
    with pytest.raises(UsageError, match="who and why"):
        assemble(demo_folder, PERIOD, final=True, **who)
    assert tree(demo_folder) == before


def test_who_and_why_are_not_taken_of_a_draft(demo_folder: Path) -> None:
    with pytest.raises(UsageError, match="--final"):
        assemble(demo_folder, PERIOD, **WHO)


def test_an_appendix_more_less_or_other_is_a_difference(demo_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ChangedEditionError) as caught:
        assemble(list_made(demo_folder), PERIOD, final=True, **WITH_EXAMPLE)
    appendices = [change for change in caught.value.changes if change.what == "appendix"]
    assert [(change.where, change.before) for change in appendices] == [("APPENDIX 2 - Example", "")]
    assemble(demo_folder, PERIOD, final=True, **WHO, **WITH_EXAMPLE)
    assert assemble(demo_folder, PERIOD, final=True, **WITH_EXAMPLE).outcome == "stands"
    other = tmp_path / "other.docx"
    other.write_bytes(rezipped(demo_file(EXAMPLE_APPENDIX).read_bytes(), lambda _, part: part))
    with pytest.raises(ChangedEditionError) as caught:
        assemble(demo_folder, PERIOD, final=True, appendices={"Example": other})
    assert [change.what for change in caught.value.changes] == ["appendix"]


def test_what_becomes_exempt_after_it_was_published_is_a_difference_of_marking(demo_folder: Path) -> None:
    exempt(demo_folder, PERIOD, "serious-violence/violence-with-injury", paragraphs=(7,), by=BY, because=BECAUSE)
    with pytest.raises(ChangedEditionError) as caught:
        assemble(demo_folder, PERIOD, final=True)
    assert any(change.is_exempt for change in caught.value.changes)
    made = assemble(demo_folder, PERIOD, final=True, **WHO)
    assert made.exempt is not None and made.exempt.parent == demo_folder / OUT / "editions" / "paper" / "2"


def test_single_files_made_later_are_those_of_the_edition(demo_folder: Path) -> None:
    root = list_made(unpublished(demo_folder, PERIOD))
    at_once = assemble(root, PERIOD, final=True, separate=True, **WITH_EXAMPLE)
    expected = {path.name: path.read_bytes() for path in at_once.files}
    unpublished(root, PERIOD)
    assemble(root, PERIOD, final=True, **WITH_EXAMPLE)
    (root / TEMPLATES / HOUSE_STYLE).write_bytes(write_starter())  # the edition keeps its own look
    later = assemble(root, PERIOD, final=True, separate=True, **WITH_EXAMPLE)
    assert (later.outcome, {path.name: path.read_bytes() for path in later.files}) == ("stands", expected)
    before = tree(root)
    again = assemble(root, PERIOD, final=True, separate=True, **WITH_EXAMPLE)
    assert (again.outcome, sorted(again.files)) == ("stands", sorted(later.files))
    assert tree(root) == before


@pytest.mark.real_client
@needs_libreoffice
def test_a_pdf_of_an_edition_is_made_later_and_put_beside_it(demo_folder: Path) -> None:
    exempt(demo_folder, PERIOD, "serious-violence/violence-with-injury", paragraphs=(7,), by=BY, because=BECAUSE)
    made = assemble(demo_folder, PERIOD, final=True, **WHO)
    paper = made.path.read_bytes()
    later = assemble(demo_folder, PERIOD, final=True, pdf=True)
    assert (later.outcome, later.edition) == ("stands", 2)
    assert made.exempt is not None
    assert set(later.files) == {made.path.with_suffix(".pdf"), made.exempt.with_suffix(".pdf")}
    assert all(path.read_bytes().startswith(b"%PDF-") for path in later.files)
    before = tree(demo_folder)
    assert set(assemble(demo_folder, PERIOD, final=True, pdf=True).files) == set(later.files)
    assert (tree(demo_folder), made.path.read_bytes()) == (before, paper)


def test_without_libreoffice_the_edition_is_published_all_the_same(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    root = unpublished(demo_folder, PERIOD)
    with pytest.raises(PdfError):
        assemble(root, PERIOD, final=True, pdf=True)
    assert sorted(tree(root / OUT / "published" / "paper")) == [f"1/{NAME}.docx"]
    assert assemble(root, PERIOD, final=True).outcome == "stands"


def test_drafts_stand_in_papers_and_final_papers_never(demo_folder: Path) -> None:
    made = assemble(demo_folder, PERIOD)
    assert (made.outcome, made.edition, made.path) == ("assembled", 0, demo_folder / OUT / "papers" / f"{NAME} DRAFT.docx")
    assert assemble(demo_folder, PERIOD, final=True).outcome == "stands"
    assert sorted(tree(demo_folder / OUT / "papers")) == [f"{NAME} DRAFT.docx"]


def test_a_draft_says_what_changed_since_the_edition_and_then_since_the_last_draft(demo_folder: Path) -> None:
    correct(demo_folder)
    first = assemble(demo_folder, PERIOD)
    assert first.since is not None and first.since.number == 1
    assert ("126", "127") in told(first)
    correct(demo_folder, 128)
    second = assemble(demo_folder, PERIOD)
    assert second.since is not None and second.since.is_draft
    assert ("127", "128") in told(second)
    assert told(assemble(demo_folder, PERIOD)) == []


def test_a_return_that_a_draft_lacks_is_no_reason_to_tell_of_the_words_that_say_so(demo_folder: Path) -> None:
    assemble(demo_folder, PERIOD)
    drop_return(demo_folder / OUT, "prevent")
    made = assemble(demo_folder, PERIOD)
    assert made.changes
    assert not any("DRAFT" in change.before + change.now for change in made.changes)


def test_a_published_paper_that_is_gone_is_put_back_as_it_was(demo_folder: Path) -> None:
    (demo_folder / TEMPLATES / HOUSE_STYLE).write_bytes(write_starter())
    made = assemble(list_made(unpublished(demo_folder, PERIOD)), PERIOD, final=True, **WITH_EXAMPLE)
    before = tree(demo_folder)
    (demo_folder / TEMPLATES / HOUSE_STYLE).unlink()
    made.path.unlink()
    assert assemble(demo_folder, PERIOD, final=True, **WITH_EXAMPLE).outcome == "stands"
    assert {**tree(demo_folder), f"{TEMPLATES}/{HOUSE_STYLE}": before[f"{TEMPLATES}/{HOUSE_STYLE}"]} == before


def test_a_published_paper_that_somebody_edited_stops_it_and_is_named(demo_folder: Path) -> None:
    made = assemble(demo_folder, PERIOD, final=True)
    made.path.write_bytes(b"a made-up edit")
    with pytest.raises(RecordError, match=re.escape(f"{OUT}/published/paper/1/{NAME}.docx")):
        assemble(demo_folder, PERIOD, final=True)
    assert made.path.read_bytes() == b"a made-up edit"
