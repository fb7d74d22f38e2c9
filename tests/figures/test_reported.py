"""What the returns of a year say of a quarter's figure."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from shpdocs.figures.reported import ReportedFigure, reported_figure
from shpdocs.model.origin import Returned
from shpdocs.model.returns import Json, Return
from tests.support.made import a_return, figure

BASE = "/measures/robbery"
Q1 = f"{BASE}/earlier/Q1/value"
AWAITED, SUPPRESSED = figure(reason="not-yet-available"), figure(reason="suppressed")


def _return(this: Json, untouched: tuple[str, ...] = (), **earlier: Json) -> Return:
    """A return of one measure; the cells of `untouched` (pointers) hold what the workbook was issued with."""
    return a_return({"measures": {"robbery": {"figure": this, "earlier": earlier}}}, untouched=untouched)


def _reported(quarter: str, returns: Mapping[str, Return], base: str = BASE) -> ReportedFigure | None:
    """What the returns say, without where they say it."""
    known = reported_figure(quarter, base, returns)
    return known and ReportedFigure(known.figure, known.is_revised)


def test_a_quarters_own_return_counts() -> None:
    assert _reported("Q2", {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(130))}) == ReportedFigure(figure(104))


def test_a_later_figure_that_nobody_touched_says_nothing() -> None:
    """The first quarter's return was corrected after the second's workbook had been issued."""
    returns = {"Q1": _return(figure(130)), "Q2": _return(figure(104), (Q1,), Q1=figure(126))}
    assert _reported("Q1", returns) == ReportedFigure(figure(130))


def test_a_later_reason_that_nobody_touched_says_nothing() -> None:
    returns = {"Q1": _return(figure(130)), "Q2": _return(figure(104), (f"{BASE}/earlier/Q1/reason",), Q1=SUPPRESSED)}
    assert _reported("Q1", returns) == ReportedFigure(figure(130))


def test_a_later_figure_that_was_changed_revises() -> None:
    assert _reported("Q1", {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(130))}) == ReportedFigure(figure(130), True)


def test_a_later_figure_that_is_the_same_revises_nothing() -> None:
    assert _reported("Q1", {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(126))}) == ReportedFigure(figure(126))


def test_the_last_of_several_revisions_counts() -> None:
    returns = {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(130)), "Q3": _return(figure(90), Q1=figure(131))}
    assert _reported("Q1", returns) == ReportedFigure(figure(131), True)


def test_a_figure_taken_back_and_given_again_is_a_revision() -> None:
    returns = {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=AWAITED), "Q3": _return(figure(90), Q1=figure(5))}
    assert _reported("Q1", returns) == ReportedFigure(figure(5), True)


def test_a_revision_stays_when_the_next_workbook_carries_it_on_untouched() -> None:
    returns = {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(130)), "Q3": _return(figure(90), (Q1,), Q1=figure(130))}
    assert _reported("Q1", returns) == ReportedFigure(figure(130), True)


def test_a_later_figure_that_was_cleared_leaves_the_figure() -> None:
    assert _reported("Q1", {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure())}) == ReportedFigure(figure(126))


def test_zero_is_a_figure_and_revises() -> None:
    assert _reported("Q1", {"Q1": _return(figure(126)), "Q2": _return(figure(104), Q1=figure(0))}) == ReportedFigure(figure(0), True)


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        (figure(126), SUPPRESSED, ReportedFigure(SUPPRESSED, True)),
        (SUPPRESSED, figure(126), ReportedFigure(figure(126), True)),
        (SUPPRESSED, SUPPRESSED, ReportedFigure(SUPPRESSED)),
        (AWAITED, figure(126), ReportedFigure(figure(126))),
        (AWAITED, SUPPRESSED, ReportedFigure(SUPPRESSED)),
        (AWAITED, AWAITED, ReportedFigure(AWAITED)),
    ],
    ids=["withdrawn", "given after all", "suppressed still", "awaited and come", "awaited and suppressed", "awaited still"],
)
def test_a_reason_counts_as_a_figure_does_and_what_was_awaited_is_no_revision(first: Json, later: Json, expected: ReportedFigure) -> None:
    assert _reported("Q1", {"Q1": _return(first), "Q2": _return(figure(104), Q1=later)}) == expected


def test_the_figure_of_a_part_is_found_in_its_part() -> None:
    def compound(this: Json, **earlier: Json) -> Return:
        return a_return({"measures": {"robbery": {"parts": {"pwit": {"figure": this, "earlier": earlier}}}}})

    returns = {"Q1": compound(figure(5)), "Q2": compound(figure(6), Q1=figure(7))}
    assert _reported("Q1", returns, f"{BASE}/parts/pwit") == ReportedFigure(figure(7), True)
    assert _reported("Q2", returns, f"{BASE}/parts/pwit") == ReportedFigure(figure(6))
    assert _reported("Q1", returns, f"{BASE}/parts/vap") is None


def test_a_quarter_without_its_own_return_is_told_by_a_later_one_and_is_no_revision() -> None:
    assert _reported("Q1", {"Q2": _return(figure(104), Q1=figure(130))}) == ReportedFigure(figure(130))


def test_a_quarter_told_by_two_later_returns_differently_is_revised() -> None:
    returns = {"Q2": _return(figure(104), Q1=figure(130)), "Q3": _return(figure(90), Q1=figure(131))}
    assert _reported("Q1", returns) == ReportedFigure(figure(131), True)


@pytest.mark.parametrize(
    "returns",
    [{}, {"Q1": _return(figure(126))}, {"Q2": _return(figure())}, {"Q3": _return(figure(90), Q1=figure(126))}],
    ids=["no return", "an earlier one only", "blank", "a later one that was not asked"],
)
def test_a_quarter_of_which_nothing_is_said_is_not_known(returns: dict[str, Return]) -> None:
    assert _reported("Q2", returns) is None


def _uses(known: ReportedFigure | None) -> list[tuple[str, str, str]]:
    assert known is not None
    return [(use.period, use.pointer.removeprefix(BASE), use.role) for use in known.source.uses]


def test_a_figure_names_the_answers_that_say_it_and_none_that_stands_beside_it() -> None:
    q1 = _return(figure(126, commentary="Made up.", base=400))
    assert _uses(reported_figure("Q1", BASE, {"Q1": q1})) == [("2024-25-Q2", "/figure/value", "counts")]
    assert _uses(reported_figure("Q1", BASE, {"Q1": _return(AWAITED)})) == [("2024-25-Q2", "/figure/reason", "counts")]
    assert _uses(reported_figure("Q1", BASE, {"Q1": _return(SUPPRESSED)})) == [("2024-25-Q2", "/figure", "counts")]


def test_a_figure_names_every_answer_that_says_something_of_it_whatever_came_of_it() -> None:
    untouched = (f"{BASE}/earlier/Q1/value",)
    returns = {"Q1": _return(figure(126)), "Q2": _return(figure(1), Q1=figure(130)), "Q3": _return(figure(1), untouched, Q1=figure(130))}
    assert [(pointer, role) for _, pointer, role in _uses(reported_figure("Q1", BASE, returns))] == [
        ("/figure/value", "replaced"),
        ("/earlier/Q1/value", "revises"),
        ("/earlier/Q1/value", "untouched"),
    ]


def test_that_a_figure_is_provisional_is_said_by_an_answer_of_its_own() -> None:
    known = reported_figure("Q1", BASE, {"Q1": _return(figure(126, provisional=True))})
    assert known is not None
    origin = known.mark_origin("provisional")
    assert isinstance(origin.source, Returned)
    assert [use.pointer for use in origin.source.uses] == [f"{BASE}/figure/provisional"]
