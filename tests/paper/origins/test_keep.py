"""What is kept with a document: each origin once, inputs first, and each cell with what stood in it, as far as the reader may know."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from shpdocs.model.disclosure import Known
from shpdocs.model.document import Document, Paragraph, without_origins
from shpdocs.model.origin import PER_CENT, PLAIN, Calendar, Decided, Number, Origin, Returned, Rule, Source, Stated, Statement, Use, Worked
from shpdocs.model.phrase import from_origin, paragraph
from shpdocs.model.printed_paper import KeptCell, KeptOrigin, KeptSpan
from shpdocs.model.returns import Json, Return
from shpdocs.model.returns import Source as CellSource
from shpdocs.paper.origins.cells import Cells
from shpdocs.paper.origins.keep import keep
from tests.support.made import FILE, HASH, a_return

FIGURE = "/measures/robbery/figure"
REF = "made-up/measures/robbery/figure"
QUARTERS = ("2024-25-Q1", "2024-25-Q2")
NOTHING = Cells(Known())


def _number(words: str, value: int, source: Source) -> Number:
    return Number(words, Fraction(value), source)


def _printed(*texts: tuple[str, Origin]) -> Document:
    return Document("", "", tuple(paragraph(from_origin(*text)) for text in texts))


TARGET = _number("target", 173, Stated("workbook_templates/2024-25/made-up.toml", "measures.robbery.target.value"))
HALF = Number("half", Fraction(173, 2), Worked("share", (TARGET, TARGET)))


def test_an_origin_is_kept_once_and_after_what_it_was_worked_out_from() -> None:
    twice = Number("half", Fraction(173, 2), Worked("share", (TARGET, TARGET)))
    traced = keep(_printed(("86.5", HALF), ("173", TARGET), ("86.5", twice)), NOTHING)
    assert traced.origins == (
        KeptOrigin("stated", "target", "173", file="workbook_templates/2024-25/made-up.toml", key="measures.robbery.target.value"),
        KeptOrigin("share", "half", "173/2", inputs=(0, 0)),
    )
    assert traced.spans == (KeptSpan(0, 0, 4, 1), KeptSpan(1, 0, 3, 0), KeptSpan(2, 0, 4, 1))


def test_the_document_is_kept_as_it_is_printed_without_origins() -> None:
    document = _printed(("86.5", HALF))
    assert keep(document, NOTHING).document == without_origins(document) == Document("", "", (Paragraph("86.5"),))


@pytest.mark.parametrize(
    ("origin", "kept"),
    [
        (_number("year", 2024, Calendar("2024-25")), KeptOrigin("calendar", "year", "2024", period="2024-25")),
        (Statement("rule", Rule("counts of 20 or more")), KeptOrigin("rule", "rule", key="counts of 20 or more")),
        (
            Statement("decision", Decided("waived", "prevent", "2024-11-04")),
            KeptOrigin("decided", "decision", answer="prevent", key="waived", at="2024-11-04"),
        ),
        (Number("share", Fraction(5), Stated("shpdocs.toml", "tolerance"), PER_CENT), None),
    ],
)
def test_each_kind_of_source_is_kept_with_what_it_says(origin: Origin, kept: KeptOrigin | None) -> None:
    expected = kept or KeptOrigin("stated", "share", "5", PER_CENT, file="shpdocs.toml", key="tolerance")
    assert keep(_printed(("5", origin)), NOTHING).origins == (expected,)
    assert expected.unit == (PLAIN if kept else PER_CENT)


def _return(period: str, value: Json, raw: str | int = 47, *, commentary: Json = "Made up") -> Return:
    answers = {"fields": {}, "measures": {"robbery": {"figure": {"value": value, "commentary": commentary}}}, "tables": {}}
    sources = {
        f"{FIGURE}/value": CellSource(HASH, "Measures", "C4", raw, "0", "number"),
        f"{FIGURE}/commentary": CellSource(HASH, "Measures", "D4", "Made up", "@", "text", prefilled=True),
        "/measures/robbery-2/figure/value": CellSource(HASH, "Measures", "C5", 3, "0", "number"),
    }
    return replace(a_return(answers, period=period), sources=sources)


def _known(q1: Return, q2: Return) -> Known:
    return Known({"made-up": q2}, {"made-up": {"Q1": q1}})


CAME = _known(_return(QUARTERS[0], 47), _return(QUARTERS[1], 12, "12 "))
SUM = Returned(REF, QUARTERS[0], (Use(QUARTERS[0], FIGURE, "replaced"), Use(QUARTERS[1], FIGURE, "revises")))


def _cell(quarter: int, cell: str, **fields: object) -> KeptCell:
    pointer, role = f"{FIGURE}/{'value' if cell == 'C4' else 'commentary'}", ("replaced", "revises")[quarter]
    return KeptCell(QUARTERS[quarter], pointer, role, FILE, HASH, "Measures", cell, **fields)  # type: ignore[arg-type]


def test_every_cell_of_an_answer_is_kept_in_the_order_of_its_uses_and_no_other() -> None:
    said = {"raw": "Made up", "number_format": "@", "rule": "text", "prefilled": True}
    assert Cells(CAME, CAME).behind(SUM) == (
        _cell(0, "C4", raw=47, number_format="0", rule="number"),
        _cell(0, "D4", **said),
        _cell(1, "C4", raw="12 ", number_format="0", rule="number"),
        _cell(1, "D4", **said),
    )


@pytest.mark.parametrize("told", [None, 10], ids=["suppressed", "rounded"])
def test_a_cell_that_the_reader_is_told_otherwise_has_nothing_of_what_stood_in_it(told: Json) -> None:
    public = _known(_return(QUARTERS[0], 47), _return(QUARTERS[1], told, commentary=None))
    cells = Cells(CAME, public).behind(SUM)
    assert cells[0].raw == 47
    assert cells[2:] == (_cell(1, "C4", is_kept_back=True), _cell(1, "D4", prefilled=True, is_kept_back=True))


def test_a_cell_of_a_return_of_which_the_reader_is_told_nothing_is_kept_back() -> None:
    assert all(cell.is_kept_back and cell.raw is None for cell in Cells(CAME, Known()).behind(SUM))


def test_part_ii_is_told_what_is_public_and_what_is_exempt() -> None:
    public = _known(_return(QUARTERS[0], 47), _return(QUARTERS[1], None))
    exempt = _known(_return(QUARTERS[0], None), _return(QUARTERS[1], 12))
    assert [cell.raw for cell in Cells(CAME, public, exempt).behind(SUM) if cell.cell == "C4"] == [47, "12 "]


def test_an_answer_of_a_return_that_is_not_there_has_no_cells() -> None:
    assert Cells(CAME, CAME).behind(Returned(REF, "2023-24-Q1", (Use("2023-24-Q1", FIGURE),))) == ()


def test_a_number_that_is_told_rounded_is_kept_as_worked_out_from_what_was_returned_and_that_without_its_value() -> None:
    told = Cells(CAME, _known(_return(QUARTERS[0], 47), _return(QUARTERS[1], 10)))
    returned, rounded = keep(_printed(("10", _number("Quarter 1", 10, SUM))), told).origins
    assert (returned.kind, returned.value, [cell.raw for cell in returned.cells if cell.cell == "C4"]) == ("returned", "", [47, None])
    assert rounded == KeptOrigin("rounded", "Quarter 1", "10", inputs=(0,))


def test_words_about_a_rounded_number_are_not_rounded() -> None:
    told = Cells(CAME, _known(_return(QUARTERS[0], 47), _return(QUARTERS[1], 10)))
    assert [origin.kind for origin in keep(_printed(("revised", Statement("revised", SUM))), told).origins] == ["returned"]


def test_a_percentage_that_is_told_rounded_leads_to_what_it_is_a_share_of_too() -> None:
    came, told = _percentage(37, 401), _percentage(38, 400)
    share = _number("Quarter 2", 38, Returned(REF, QUARTERS[1], (Use(QUARTERS[1], f"{FIGURE}/value"),)))
    returned, _ = keep(_printed(("38%", share)), Cells(came, told)).origins
    assert [(cell.cell, cell.raw) for cell in returned.cells] == [("C4", None), ("E4", None)]


def _percentage(value: int, base: int) -> Known:
    answers = {"fields": {}, "measures": {"robbery": {"figure": {"value": value, "base": base}}}, "tables": {}}
    cells = {"value": "C4", "base": "E4"}
    sources = {f"{FIGURE}/{name}": CellSource(HASH, "Measures", cell, 1, "0", "number") for name, cell in cells.items()}
    return Known({"made-up": replace(a_return(answers), sources=sources)})


def test_what_is_suppressed_is_not_rounded() -> None:
    told = Cells(CAME, _known(_return(QUARTERS[0], 47), _return(QUARTERS[1], None)))
    suppressed = Statement("Quarter 1", Worked("suppressed", (Statement("Quarter 1", SUM),)))
    assert [origin.kind for origin in keep(_printed(("suppressed", suppressed)), told).origins] == ["returned", "suppressed"]
