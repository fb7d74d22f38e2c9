"""Where an answer or a cell is printed or used in a paper."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.document import Document, Heading, Paragraph, Table
from shpdocs.model.printed_paper import KeptCell, KeptOrigin, KeptSpan, TracedDocument
from shpdocs.paper.origins.uses import Meant, uses
from tests.support.made_origins import CELL, ORIGINS, Q1

CELLS = (Paragraph("47"), Paragraph("91"), Paragraph("5.2% above"), Paragraph("173"))
TABLE = Table(
    "Position", "", ("Measure", "Q1", "To date", "Position", "Target"), ((tuple((cell,) for cell in (Paragraph("Robbery"), *CELLS))),)
)
DOCUMENT = Document("Paper", "", (Heading("Dashboard", 2), TABLE))
# 0 title, 1 heading, 2 title of the table, 3 to 7 header, 8 to 12 the row
SPANS = (KeptSpan(9, 0, 2, 0), KeptSpan(10, 0, 2, 2), KeptSpan(11, 0, 10, 7), KeptSpan(12, 0, 3, 3))
TRACED = TracedDocument(DOCUMENT, (replace(Q1, cells=(CELL,)), *ORIGINS[1:]), SPANS)


def _with_cell(cell: KeptCell) -> Meant:
    return lambda origin: tuple(each for each in origin.cells if each.cell == cell.cell) or None


def _of_first_quarter(origin: KeptOrigin) -> tuple[KeptCell, ...] | None:
    return () if origin.period == "2024-25-Q1" else None


def test_a_cell_leads_to_what_prints_it_and_to_what_was_worked_out_with_it() -> None:
    places = list(uses(TRACED, _with_cell(CELL)))
    assert [(place.text, place.how, place.role) for place in places] == [
        ("47", "printed", ""),
        ("91", "used", ""),
        ("5.2% above", "used", ""),
    ]
    assert [place.place.words for place in places] == [
        "Dashboard: Robbery, Quarter 1",
        "Dashboard: Robbery, To date",
        "Dashboard: Robbery, Position",
    ]
    assert places[1].words == "91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2)"
    assert list(uses(TRACED, _of_first_quarter)) == places


def test_what_stands_in_no_tree_leads_nowhere() -> None:
    assert list(uses(TRACED, lambda _: None)) == []


def test_an_answer_that_counts_for_nothing_is_silent_and_says_why() -> None:
    replaced = replace(CELL, role="replaced", cell="D12")
    origins = (replace(Q1, cells=(replaced, replace(CELL, role="revises"))), *ORIGINS[1:])
    silent, *_ = uses(replace(TRACED, origins=origins), _with_cell(replaced))
    assert (silent.how, silent.role[:20]) == ("silent", "counts no more: anot")
    counts, *_ = uses(replace(TRACED, origins=origins), _with_cell(CELL))
    assert counts.how == "printed"


def test_words_in_the_place_of_an_answer_keep_it_back() -> None:
    origins = (*TRACED.origins, KeptOrigin("suppressed", "Quarter 1", inputs=(0,)))
    traced = replace(TRACED, origins=origins, spans=(KeptSpan(9, 0, 2, len(origins) - 1),))
    (place,) = uses(traced, _with_cell(CELL), is_exempt=True)
    assert (place.how, place.is_exempt) == ("kept-back", True)
