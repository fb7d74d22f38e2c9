"""Editions after editions of a made-up paper: what was sent, what differs since, what a corrected one says of itself.

Whole commands: a return is published, sent and corrected, more than once; a draft says what changed since the one before.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from shpdocs import accept, assemble, collect, exempt, issue, sent, status, withdraw
from shpdocs.commands.assemble import Assembled
from shpdocs.commands.assembling.publishing import ChangedEditionError
from shpdocs.model.errors import UsageError
from shpdocs.model.paper_status import PaperStatus
from shpdocs.model.period import parse_period
from shpdocs.report.papers import difference_lines, paper_lines, since_lines
from shpdocs.store.folder import open_folder
from tests.support.leads import At, tree, type_into
from tests.support.made_secrets import BECAUSE, BY, SIGNED, SUB_GROUP, WHO, YEAR, figure, measure, partnership

PERIOD = f"{YEAR}-Q1"
RAIDS, VICTIMS = figure("raids", "Q1"), figure("victims", "Q1")
UPDATE = At("Update", "fields/update", "Your answer")
FIRST: dict[At, Any] = {RAIDS: 140, VICTIMS: 60}
SENT_AT = "2024-11-04T09:00:00.000000+00:00"
CORRECTED: dict[str, Any] = {"by": BY, "because": "One district was counted twice.", "at": "2024-11-20T09:00:00.000000+00:00"}


def returned(root: Path, typed: dict[At, Any], name: str) -> None:
    """Fill in the quarter's workbook, collect it, and accept what waits."""
    source = next(open_folder(root).period(parse_period(PERIOD)).issued.glob("*.xlsx"))
    type_into(source, SIGNED | FIRST | typed, root / "post" / name)
    (file,) = collect(root, PERIOD, [root / "post" / name]).files
    if file.outcome == "held":
        accept(root, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    else:
        assert file.outcome == "in-force", file.problems


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter in force, and its paper published. Read it, never write into it."""
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", measure("raids") + measure("victims"))
    issue(root, PERIOD)
    returned(root, {}, "first.xlsx")
    assemble(root, PERIOD, final=True, at="2024-11-01T09:00:00.000000+00:00")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def of_paper(root: Path) -> PaperStatus:
    (paper,) = status(root, PERIOD).papers
    return paper


def texts(paper: Assembled | Path) -> list[str]:
    """What stands in a paper, paragraph by paragraph."""
    return [paragraph.text for paragraph in docx.Document(str(paper.path if isinstance(paper, Assembled) else paper)).paragraphs]


def notes(paper: Assembled | Path) -> list[str]:
    return [text for text in texts(paper) if text.startswith("Corrected on")]


def since(made: Assembled) -> list[str]:
    return list(since_lines(made.record, made.since, made.changes))


def corrected(root: Path, typed: dict[At, Any], name: str, **decision: str) -> Assembled:
    """Let a corrected return come into force, and publish what it changes."""
    returned(root, typed, name)
    return assemble(root, PERIOD, final=True, **{**CORRECTED, **decision})


# what was sent


def test_an_edition_that_was_not_sent_is_followed_by_one_without_a_note(root: Path) -> None:
    made = corrected(root, {RAIDS: 148}, "second.xlsx")
    assert (made.edition, notes(made)) == (2, [])


def test_an_edition_after_one_that_was_sent_says_when_why_and_what_was_corrected(root: Path) -> None:
    sent(root, PERIOD, **WHO, at=SENT_AT)
    first = root / "output" / PERIOD / "published" / "paper" / "1"
    before = tree(first)
    made = corrected(root, {RAIDS: 148}, "second.xlsx")
    (note,) = notes(made)
    assert note.startswith("Corrected on 20 November 2024: One district was counted twice. Changed: ")
    assert note.endswith("Changed: Other measures: Made-up raids, Quarter 1 (was 140, now 148).")
    assert texts(made)[:2] == ["MADE-UP PAPER", note]
    assert tree(first) == before


def test_a_note_stays_in_every_later_edition(root: Path) -> None:
    sent(root, PERIOD, **WHO)
    first = corrected(root, {RAIDS: 148}, "second.xlsx")
    second = corrected(root, {RAIDS: 150}, "third.xlsx", because="The archive was searched again.", at="2024-12-02T09:00:00+00:00")
    assert notes(second)[0] == notes(first)[0]
    assert notes(second)[1].startswith("Corrected on 2 December 2024: The archive was searched again.")


def test_that_an_edition_was_sent_may_be_recorded_after_the_next_one_which_is_told_as_a_correction_then(root: Path) -> None:
    second = corrected(root, {RAIDS: 148}, "second.xlsx")
    recorded = sent(root, PERIOD, **WHO, edition=1)
    assert (notes(second), recorded.without_note) == ([], (2,))
    third = corrected(root, {RAIDS: 150}, "third.xlsx", because="The archive was searched again.", at="2024-12-02T09:00:00+00:00")
    first_note, second_note = notes(third)
    assert first_note.startswith("Corrected on 20 November 2024: One district was counted twice.")
    assert "(was 140, now 148)" in first_note and "(was 148, now 150)" in second_note
    assert sent(root, PERIOD, **WHO, edition=3).without_note == ()


def test_an_edition_published_without_a_note_may_be_withdrawn_and_published_with_it(root: Path) -> None:
    corrected(root, {RAIDS: 148}, "second.xlsx")
    sent(root, PERIOD, **WHO, edition=1)
    withdraw(root, PERIOD, **WHO)
    made = assemble(root, PERIOD, final=True, **CORRECTED)
    assert (made.edition, ["(was 140, now 148)" in note for note in notes(made)]) == (3, [True])


def test_a_note_is_no_difference(root: Path) -> None:
    sent(root, PERIOD, **WHO)
    corrected(root, {RAIDS: 148}, "second.xlsx")
    assert assemble(root, PERIOD, final=True).outcome == "stands"


def test_a_note_is_in_the_single_file_of_the_report_and_in_a_draft_too(root: Path) -> None:
    sent(root, PERIOD, **WHO)
    made = corrected(root, {RAIDS: 148}, "second.xlsx")
    again = assemble(root, PERIOD, final=True, separate=True)
    report = next(path for path in again.files if path.name == "Report.docx")
    assert notes(report) == notes(made) == notes(assemble(root, PERIOD))


def test_an_edition_after_one_withdrawn_has_the_next_number(root: Path) -> None:
    withdraw(root, PERIOD, **WHO)
    made = assemble(root, PERIOD, final=True)
    assert (made.outcome, made.edition, notes(made)) == ("published", 2, [])


@pytest.mark.parametrize(
    "because", ["Two victims were counted twice.", "There were 3 arrests more.", "It was 61 victims, and 2 of 60 suspects."]
)
def test_a_reason_with_a_small_number_is_refused_and_nothing_is_written(because: str, root: Path) -> None:
    sent(root, PERIOD, **WHO)
    returned(root, {RAIDS: 148}, "second.xlsx")
    before = tree(root)
    with pytest.raises(UsageError) as error:
        assemble(root, PERIOD, final=True, by=BY, because=because)
    assert "without the number" in str(error.value)
    assert tree(root) == before


def test_no_note_repeats_what_is_suppressed_by_now(root: Path) -> None:
    sent(root, PERIOD, **WHO)
    made = corrected(root, {RAIDS: 3}, "second.xlsx")
    assert "140" not in " ".join(texts(made))
    again = assemble(root, PERIOD, final=True, separate=True)
    assert all("140" not in " ".join(texts(path)) for path in again.files if path.suffix == ".docx")


def test_no_note_repeats_what_is_exempt_by_now_nor_a_reason_that_does(root: Path) -> None:
    sent(root, PERIOD, **WHO)
    first = corrected(root, {RAIDS: 148}, "second.xlsx", because="There were 148 raids, not 140.")
    assert "148" in notes(first)[0]
    exempt(root, PERIOD, f"{SUB_GROUP}/raids", paragraphs=(7,), by=BY, because="It would tell where they are.")
    second = assemble(root, PERIOD, final=True, by=BY, because="It is exempt.", at="2024-12-02T09:00:00+00:00")
    assert len(notes(second)) == 2
    assert [number for number in ("140", "148") if number in " ".join(texts(second))] == []


# what differs now


def test_status_tells_the_edition_and_that_nothing_differs(root: Path) -> None:
    paper = of_paper(root)
    assert (paper.paper, paper.since, paper.changes, paper.unknown) == (PERIOD, "edition 1", (), "")
    assert next(iter(paper_lines(paper))) == f"Paper {PERIOD}: edition 1 of 1 November 2024, not sent to the committee yet"


@pytest.mark.parametrize(
    ("spoil", "what"), [(Path.unlink, "it is gone."), (lambda path: path.write_bytes(b"made up"), "it is not the file")]
)
def test_status_tells_that_a_file_of_the_edition_is_not_as_published(spoil: Callable[[Path], object], what: str, root: Path) -> None:
    (public,) = (root / "output" / PERIOD / "published" / "paper" / "1").iterdir()
    spoil(public)
    (fault,) = of_paper(root).faults
    assert fault.file.endswith(public.name)
    assert fault.what.startswith(what)
    assert next(difference_lines(of_paper(root))).startswith(f"{fault.file}: {what}")


def test_status_tells_what_differs_and_what_to_type(root: Path) -> None:
    sent(root, PERIOD, **WHO, at=SENT_AT)
    returned(root, {RAIDS: 148}, "second.xlsx")
    paper = of_paper(root)
    told = list(paper_lines(paper))
    assert told[0] == f"Paper {PERIOD}: edition 1 of 1 November 2024, sent to the committee on 4 November 2024"
    assert told[1].startswith("  Since edition 1: one figure changed, in ")
    assert any("140 → 148" in line for line in told)
    assert told[-1] == f"  To publish a correction: shpdocs assemble {PERIOD} --final --by NAME --because TEXT"
    with pytest.raises(ChangedEditionError) as error:
        assemble(root, PERIOD, final=True)
    assert error.value.changes == paper.changes


def test_a_return_that_says_the_same_is_no_difference_though_the_ledger_changed(root: Path) -> None:
    returned(root, {}, "again.xlsx")
    assert of_paper(root).changes == ()


def test_a_corrected_edition_is_what_status_tells_then(root: Path) -> None:
    sent(root, PERIOD, **WHO)
    corrected(root, {RAIDS: 148}, "second.xlsx")
    paper = of_paper(root)
    assert ([edition.state for edition in paper.editions], paper.changes) == (["replaced", "stands"], ())


def test_what_cannot_be_compared_is_told_and_status_goes_on(root: Path) -> None:
    profile = root / "workbook_templates" / YEAR / "paper.toml"
    profile.write_text(profile.read_text(encoding="utf-8") + "\nmade up", encoding="utf-8")
    paper = of_paper(root)
    assert (paper.changes, "paper.toml" in paper.unknown) == ((), True)


def test_a_draft_that_was_sent_counts_until_there_is_an_edition(root: Path) -> None:
    withdraw(root, PERIOD, **WHO)
    assemble(root, PERIOD)
    sent(root, PERIOD, **WHO, draft=True, at=SENT_AT)
    assert (of_paper(root).since, of_paper(root).changes) == ("the draft sent on 4 November 2024", ())
    returned(root, {RAIDS: 148}, "second.xlsx")
    paper = of_paper(root)
    assert any((change.before, change.now) == ("140", "148") for change in paper.changes)
    assert paper.command == f"shpdocs assemble {PERIOD} --final"


def test_the_page_tells_of_papers_as_soon_as_one_is_published_sent_or_withdrawn(root: Path) -> None:
    page = root / "output" / PERIOD / "collection.html"
    assert f"{PERIOD}, edition 1" in page.read_text(encoding="utf-8")
    withdraw(root, PERIOD, by=BY, because="Made-up haste")
    assert "Made-up haste" in page.read_text(encoding="utf-8")


# drafts


def test_a_draft_says_what_changed_since_the_one_before(root: Path) -> None:
    withdraw(root, PERIOD, **WHO)
    assemble(root, PERIOD, at="2024-11-03T09:00:00.000000+00:00")
    returned(root, {RAIDS: 148, UPDATE: "Another update."}, "second.xlsx")
    told = since(assemble(root, PERIOD))
    assert told[0].startswith("Since your draft of 3 November 2024, 09:00 UTC: one figure changed, in ")
    assert any("140 → 148" in line for line in told)
    assert any("A made-up update. → Another update." in line for line in told)


def test_a_draft_in_which_nothing_changed_says_so(root: Path) -> None:
    withdraw(root, PERIOD, **WHO)
    assemble(root, PERIOD, at="2024-11-03T09:00:00.000000+00:00")
    assert since(assemble(root, PERIOD)) == ["Nothing changed since your draft of 3 November 2024, 09:00 UTC."]


def test_a_draft_after_an_edition_is_compared_with_that(root: Path) -> None:
    returned(root, {RAIDS: 148}, "second.xlsx")
    assert since(assemble(root, PERIOD))[0].startswith("Since edition 1: one figure changed, in ")


def test_the_first_draft_has_nothing_to_be_compared_with(root: Path) -> None:
    withdraw(root, PERIOD, **WHO)
    draft = root / "output" / PERIOD / "editions" / "paper" / "draft.json"
    draft.unlink(missing_ok=True)
    assert since(assemble(root, PERIOD)) == []


def test_a_draft_whose_record_before_is_spoiled_is_compared_with_nothing(root: Path) -> None:
    withdraw(root, PERIOD, **WHO)
    assemble(root, PERIOD)
    (root / "output" / PERIOD / "editions" / "paper" / "draft.json").write_bytes(b"{")
    assert since(assemble(root, PERIOD)) == []


def test_a_reason_is_read_for_small_numbers_before_any_edition_is_sent_since_it_may_be_printed_later(root: Path) -> None:
    returned(root, {RAIDS: 148}, "second.xlsx")
    with pytest.raises(UsageError, match="must not be published"):
        assemble(root, PERIOD, final=True, **CORRECTED | {"because": "We had left out 3 victims."})
    assert not (root / "output" / PERIOD / "published" / "paper" / "2").exists()
