"""What papers printed held against the returns: which answers stand otherwise, and how figures are marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from shpdocs.figures.printed import EarlierPaper, Mark, Otherwise, marks, otherwise
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.ledger import Event
from shpdocs.model.origin import Decided, Statement
from shpdocs.model.returns import Json, Return
from tests.support.made import a_return, figure

VICTIMS, RISKS = "made-up/measures/victims", "made-up/tables/risks"
Q1, Q2 = "2024-25-Q1", "2024-25-Q2"
MADE_AT = "2024-07-15T09:00:00Z"
ACCEPTED = {(VICTIMS, Q1): Event("accepted", "2024-08-01T09:00:00Z", "", "", because="A made-up reason.")}


def _figures(period: str, now: Json, **earlier: Json) -> Return:
    return a_return({"fields": {}, "measures": {"victims": {"figure": now, "earlier": earlier}}, "tables": {}}, period=period)


def _printed(value: Json, period: str = Q1, answer: str = VICTIMS, **more: Any) -> PrintedAnswer:
    return PrintedAnswer(answer, period, "printed", "Made-up victims", value, str(value), **more)


def _paper(*printed: PrintedAnswer, period: str = Q1, profile: str = "") -> EarlierPaper:
    return EarlierPaper(period, profile, "edition", 1, printed, at=MADE_AT)


def _otherwise(paper: EarlierPaper, *returns: Return) -> list[Otherwise]:
    return list(otherwise(paper, {"made-up": {return_.stamp.period: return_ for return_ in returns}}))


def _marks(period: str, paper: EarlierPaper, *returns: Return, accepted: Mapping[tuple[str, str], Event] = ACCEPTED) -> dict[str, Mark]:
    found = marks(period, [paper], {"made-up": {return_.stamp.period: return_ for return_ in returns}}, accepted)
    return {answer: mark for (answer, _), mark in found.items()}


def test_a_figure_stands_as_printed_or_otherwise() -> None:
    assert _otherwise(_paper(_printed(140)), _figures(Q1, figure(140))) == []
    assert _otherwise(_paper(_printed(140)), _figures(Q1, figure(148))) == [Otherwise(_printed(140), 148)]
    assert _otherwise(_paper(_printed(140)), _figures(Q1, figure(None, "not-applicable"))) == [Otherwise(_printed(140), "not-applicable")]


@pytest.mark.parametrize("state", ["suppressed", "withheld"])
def test_what_was_not_printed_is_not_told(state: Any) -> None:
    kept_back = PrintedAnswer(VICTIMS, Q1, state, "Made-up victims")
    assert _otherwise(_paper(kept_back), _figures(Q1, figure(148))) == []


def test_of_a_quarter_without_a_return_nothing_is_known() -> None:
    assert _otherwise(_paper(_printed(140)), _figures(Q2, figure(1))) == []


def test_a_paper_knows_the_returns_to_its_own_quarter() -> None:
    returns = (_figures(Q1, figure(140)), _figures(Q2, figure(1), Q1=figure(148)))
    assert _otherwise(_paper(_printed(140)), *returns) == []
    later = _paper(_printed(140), period=Q2)
    assert _otherwise(later, *returns) == [Otherwise(_printed(140), 148)]


def _rows(*rows: dict[str, Json]) -> Return:
    return a_return({"fields": {}, "measures": {}, "tables": {"risks": list(rows)}}, period=Q1)


def _cells(number: int, **cells: Json) -> list[PrintedAnswer]:
    return [_printed(value, answer=f"{RISKS}/{number}/{key}") for key, value in cells.items()]


def test_rows_that_were_moved_stand_as_printed_and_of_one_that_changed_its_cells_are_told() -> None:
    paper = _paper(*_cells(0, risk="Fire", owner="A"), *_cells(1, risk="Flood", owner="B"))
    assert _otherwise(paper, _rows({"risk": "New", "owner": "C"}, {"risk": "Flood", "owner": "B"}, {"risk": "Fire", "owner": "A"})) == []
    (changed,) = _otherwise(paper, _rows({"risk": "Fire", "owner": "Z"}, {"risk": "Flood", "owner": "B"}))
    assert (changed.printed.answer, changed.now) == (f"{RISKS}/0/owner", "Z")
    (gone,) = _otherwise(paper, _rows({"risk": "Flood", "owner": "B"}))
    assert (gone.printed.answer, gone.now) == (f"{RISKS}/0/risk", None)


def test_a_text_that_only_lost_a_space_stands_as_printed() -> None:
    text = a_return({"fields": {"update": "A made-up  update."}, "measures": {}, "tables": {}}, period=Q1)
    assert _otherwise(_paper(_printed("A made-up update. ", answer="made-up/fields/update")), text) == []


def test_a_figure_printed_otherwise_before_is_corrected_with_its_reason() -> None:
    found = _marks(Q2, _paper(_printed(140)), _figures(Q1, figure(148)), _figures(Q2, figure(1)))
    origins = (
        Statement("printed as 140", Decided("edition", f"edition 1 of {Q1}", MADE_AT)),
        Statement("let in otherwise than it was printed", Decided("accepted", VICTIMS, "2024-08-01T09:00:00Z")),
    )
    assert found == {VICTIMS: Mark("corrected", "A made-up reason.", "140", f"edition 1 of {Q1}", origins)}


@pytest.mark.parametrize(
    ("printed", "returns"),
    [
        (_printed(140, is_provisional=True), (_figures(Q1, figure(148)),)),
        (_printed(140), (_figures(Q1, figure(140)), _figures(Q2, figure(1), Q1=figure(148)))),
    ],
    ids=["provisional before", "said by the lead in a later workbook"],
)
def test_a_figure_changed_in_the_ordinary_course_is_revised(printed: PrintedAnswer, returns: tuple[Return, ...]) -> None:
    assert [mark.kind for mark in _marks(Q2, _paper(printed), *returns).values()] == ["revised"]


@pytest.mark.parametrize("awaited", [None, "not-yet-available"])
def test_a_figure_that_was_awaited_is_neither(awaited: Json) -> None:
    assert _marks(Q2, _paper(_printed(awaited)), _figures(Q1, figure(148))) == {}


def test_one_paper_that_printed_it_as_it_should_have_stood_makes_it_corrected() -> None:
    papers = [_paper(_printed(140)), _paper(_printed(141, is_provisional=True), profile="short")]
    for order in (papers, papers[::-1]):
        (mark,) = marks(Q2, order, {"made-up": {Q1: _figures(Q1, figure(148))}}, ACCEPTED).values()
        assert (mark.kind, mark.before) == ("corrected", "140")
