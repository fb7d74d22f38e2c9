"""What is kept with a paper: as it was printed, with the way back of what it prints, for as long as it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import json

from shpdocs.commands.assemble import assemble
from shpdocs.commands.assembling.edition_record import printed_paper
from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.commands.assembling.papers import paper_now
from shpdocs.commands.published import sent
from shpdocs.commands.verify import verify
from shpdocs.model.document import Document, Heading, PageBreak, Table
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.model.printed_paper import KeptOrigin, PrintedPaper, TracedDocument
from shpdocs.paper.origins.texts import texts
from shpdocs.store.edition_places import PRINTED
from shpdocs.store.editions import Editions
from shpdocs.store.folder import open_folder
from shpdocs.store.printed_papers import PRINTED_FORMAT, WITHOUT_ORIGINS, printed_bytes, printed_from
from tests.support.editions import EVENT, PRIVATE, PUBLIC, edition, period_folder

PERIOD = "2017-18-Q3"


def editions(root: Path) -> Editions:
    return Editions(open_folder(root).period(parse_period(PERIOD)))


def pieces(paper: PrintedPaper) -> dict[str, KeptOrigin]:
    """Every piece of the public paper that comes from somewhere."""
    reads = [text.text for text in texts(paper.public.document)]
    return {reads[span.text][span.start : span.end]: paper.public.origins[span.origin] for span in paper.public.spans}


def test_an_edition_is_kept_as_it_was_printed_with_the_cells_that_its_numbers_come_from(made_demo: Path) -> None:
    paper = editions(made_demo).printed("select-committee", 1)
    assert paper.format == PRINTED_FORMAT
    figures = [origin for origin in paper.public.origins if origin.kind == "returned" and origin.value]
    assert figures
    assert all(cell.file_name.endswith(".xlsx") and cell.raw is not None for origin in figures for cell in origin.cells)
    assert all(max(origin.inputs, default=-1) < number for number, origin in enumerate(paper.public.origins))


def test_of_a_number_worked_out_the_way_back_leads_to_its_inputs(made_demo: Path) -> None:
    paper = editions(made_demo).printed("select-committee", 1)
    worked_out = [origin for origin in pieces(paper).values() if origin.kind == "sum"]
    assert worked_out
    assert all(paper.public.origins[number].kind == "returned" for origin in worked_out for number in origin.inputs)


def test_an_edition_of_an_older_shpdocs_has_no_way_back_and_can_still_be_printed_in_single_files() -> None:
    document = Document("Made up", "Jo Example", (Heading("Made up", 1), Heading("Appendix 1", 2)))
    before = json.encode({"document": document, "starts": [1]})
    assert printed_from(before) == PrintedPaper(WITHOUT_ORIGINS, TracedDocument(document), (1,))


def test_of_an_edition_of_an_older_shpdocs_people_are_told_what_to_do(tmp_path: Path) -> None:
    folder = period_folder(tmp_path)
    older = json.encode({"document": edition().document, "starts": []})
    with folder.locked():
        Editions(folder).publish(edition(), PUBLIC, {**PRIVATE, PRINTED: older}, EVENT)
    with pytest.raises(UsageError, match=r"Edition 1 of 2024-25-Q2 was made by an older shpdocs.*shpdocs assemble 2024-25-Q2"):
        Editions(folder).printed("", 1)
    assert Editions(folder).as_printed("", 1).public.document == edition().document


@pytest.mark.parametrize(
    ("content", "what"), [(b'{"format": 99}', "newer shpdocs"), (b"{", "no record that this shpdocs can read"), (b"[]", "no record")]
)
def test_what_cannot_be_read_is_told_at_its_file(content: bytes, what: str, tmp_path: Path) -> None:
    folder = period_folder(tmp_path)
    with folder.locked():
        Editions(folder).publish(edition(), PUBLIC, {**PRIVATE, PRINTED: content}, EVENT)
    with pytest.raises(RecordError, match=f"editions/paper/1/printed.json.*{what}"):
        Editions(folder).printed("", 1)


def test_a_paper_is_read_back_as_it_was_kept(made_demo: Path) -> None:
    paper = editions(made_demo).printed("", 1)
    assert printed_from(printed_bytes(paper)) == paper


@pytest.mark.parametrize("profile", ["", "select-committee"])
def test_no_piece_of_a_paper_loses_its_way_back_where_it_is_kept(profile: str, made_demo: Path) -> None:
    paper = paper_now(read_paper_inputs(made_demo, parse_period(PERIOD), profile), profile, is_final=True)
    kept, lengths = printed_paper(paper).public, {text.number: len(text.text) for text in texts(paper.composed.document)}
    assert len(kept.spans) == _spans_in(paper.composed.document)
    assert all(0 <= span.start <= span.end <= lengths[span.text] for span in kept.spans)


def _spans_in(document: Document) -> int:
    blocks = [block for block in document.blocks if not isinstance(block, PageBreak)]
    cells = [text for block in blocks if isinstance(block, Table) for row in block.rows for cell in row for text in cell]
    return len(document.origins) + sum(len(block.origins) for block in [*blocks, *cells])


def test_a_draft_that_nothing_changed_in_keeps_what_is_kept_of_it_byte_for_byte(demo_folder: Path) -> None:
    drafts = demo_folder / "output" / PERIOD / "editions" / "paper"
    kept = []
    for _ in range(2):
        assemble(demo_folder, PERIOD)
        kept.append([(drafts / name).read_bytes() for name in ("draft.json", "draft-printed.json")])
    assert kept[0] == kept[1]
    assert editions(demo_folder).printed_draft("").public.document.mark.startswith("DRAFT")


def test_a_draft_that_went_to_the_committee_is_kept_as_it_was_printed(demo_folder: Path) -> None:
    assemble(demo_folder, PERIOD)
    sent(demo_folder, PERIOD, draft=True, by="A made-up officer", because="Made up for a test.")
    assert editions(demo_folder).printed_sent_draft("", 1) == editions(demo_folder).printed_draft("")
    assert verify(demo_folder, PERIOD).faults == ()
