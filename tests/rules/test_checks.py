from __future__ import annotations

import pytest

from shpdocs.rules.checks import CHECKS, Case, Oddity, check_answers
from shpdocs.rules.find import Found
from shpdocs.rules.layout import lay_out
from shpdocs.words.definition import Baseline, Measure, Part, Target
from shpdocs.words.period import Period
from shpdocs.words.problem import CATALOGUE, Problem
from shpdocs.words.returns import Json
from tests.made import definition, figure, measure, read

Q3 = Period("2017-18", "Q3")
PARTS = (Part("pwit", "PWIT", baseline=Baseline(33, year="2016-17")), Part("vap", "VAP", baseline=Baseline(134, year="2016-17")))


def _count(objective: str = "", value: float | None = None, baseline: Baseline | None = None, target: Target | None = None) -> Measure:
    return measure("a", objective=objective, baseline=baseline, target=target or (Target(value) if value is not None else None))


def _odd(of: Measure, answers: Json = None, period: Period = Q3) -> list[tuple[str, str, dict[str, str]]]:
    case = Case(of, answers, period)
    return [(oddity.code, oddity.answer, oddity.details) for check in CHECKS for oddity in check(case)]


def test_the_objective_names_another_baseline_year() -> None:
    of = _count("Reduce by 5% (15/16 baseline figures)", baseline=Baseline(33, year="2016-17"))
    assert _odd(of) == [("baseline-year-differs", "/figure/value", {"first": "2015/16", "second": "2016/17"})]


def test_the_year_of_a_parts_baseline_counts_too() -> None:
    of = measure("a", objective="Reduce by 5% on the 2015/16 baseline", parts=PARTS)
    assert _odd(of) == [("baseline-year-differs", "/parts/pwit/figure/value", {"first": "2015/16", "second": "2016/17"})]


@pytest.mark.parametrize(
    ("objective", "baseline"),
    [
        ("On the 16/17 baseline", Baseline(33, year="2016-17")),
        ("On the 2016/17 baseline", Baseline(33, year="2016-17")),
        ("On the 15/16 baseline", Baseline(33)),
        ("On the 15/16 baseline", None),
        ("In 15/16 there were few", Baseline(33, year="2016-17")),
    ],
)
def test_the_same_year_or_none_is_not_odd(objective: str, baseline: Baseline | None) -> None:
    assert _odd(_count(objective, baseline=baseline)) == []


@pytest.mark.parametrize(
    ("target", "baseline", "change"),
    [
        (Target(400, reduce_by=5), 467, "-5"),
        (Target(443, reduce_by=5), 467, "-5"),
        (Target(444.2, reduce_by=5), 467, "-5"),
        (Target(440, increase_by=5), 467, "+5"),
        (Target(62, increase_by=5), 57, "+5"),
    ],
    ids=["far", "cut, not rounded", "over half", "downwards", "points for per cent"],
)
def test_a_target_that_is_not_its_baseline_changed(target: Target, baseline: float, change: str) -> None:
    found = _odd(_count(baseline=Baseline(baseline), target=target))
    assert [(code, answer, details["limit"]) for code, answer, details in found] == [("target-not-worked-out", "/figure/value", change)]


@pytest.mark.parametrize(
    ("target", "baseline"),
    [(1664, 1681), (724, 731)],
)
def test_the_published_targets_of_one_per_cent_are_worked_out(target: int, baseline: int) -> None:
    assert _odd(_count(baseline=Baseline(baseline), target=Target(target, reduce_by=1))) == []


@pytest.mark.parametrize(("target", "baseline"), [(2337, 2460), (444, 467), (99, 104), (8821, 9285), (7568, 7966)])
def test_the_published_targets_of_five_per_cent_are_worked_out(target: int, baseline: int) -> None:
    assert _odd(_count(baseline=Baseline(baseline), target=Target(target, reduce_by=5))) == []


@pytest.mark.parametrize(
    ("target", "baseline"),
    [
        (Target(400), Baseline(467)),
        (Target(reduce_by=5), Baseline(467)),
        (Target(400, reduce_by=5), None),
        (Target(400, reduce_by=5), Baseline(none="no-baseline")),
    ],
)
def test_a_target_without_a_sum_is_not_checked(target: Target, baseline: Baseline | None) -> None:
    assert _odd(_count(baseline=baseline, target=target)) == []


def test_a_result_whose_opposite_would_fit_better() -> None:
    of = measure("a", "progress", target=Target(15))
    assert _odd(of, {"progress": "96% of 25 people were not arrested again"}) == [
        ("result-against-target", "/progress", {"first": "15%", "second": "96%"})
    ]


@pytest.mark.parametrize(
    ("target", "progress"),
    [
        (Target(60), "55%, 37%, 74% and 52%"),
        (Target(15), "20% so far"),
        (Target(75), "100%"),
        (Target(15), "nothing yet"),
        (None, "96%"),
        (Target(15), None),
    ],
)
def test_a_result_near_the_target_is_not_odd(target: Target | None, progress: str | None) -> None:
    assert _odd(measure("a", "progress", target=target), {"progress": progress}) == []


def test_a_milestone_that_has_passed_and_is_not_completed() -> None:
    of = measure("a", "status", target=Target(month="2017-06", words="Jun-17"))
    assert _odd(of, {"figure": figure("Submitted for approval")}) == [("milestone-passed", "/figure/value", {"first": "Jun-17"})]


@pytest.mark.parametrize("status", ["Not yet completed", "To be held in May", "Partly completed"])
def test_a_milestone_said_not_to_be_completed_is_not_taken_for_completed(status: str) -> None:
    of = measure("a", "status", target=Target(month="2017-06"))
    assert _odd(of, {"figure": figure(status)}) == [("milestone-passed", "/figure/value", {"first": "2017-06"})]


@pytest.mark.parametrize(
    ("month", "status"),
    [
        ("2017-06", "Completed"), ("2017-06", "Strategy published in July."), ("2017-06", None), ("2017-12", "Draft in progress"),
        ("2018-03", "Draft in progress"), ("", "Draft in progress"),
    ],
)  # fmt: skip
def test_a_milestone_completed_or_not_yet_due_is_not_odd(month: str, status: str | None) -> None:
    of = measure("a", "status", target=Target(month=month))
    assert _odd(of, {"figure": figure(status)}) == []


BASE = Baseline(18, year="2016-17")


@pytest.mark.parametrize(
    ("this", "earlier", "activity", "first", "second"),
    [
        (figure(23), {}, "Referrals increased by 50% this year.", "'increased by 50%'", "27.8% on the baseline"),
        (
            figure(reason="not-yet-available"),
            {"Q1": figure(21), "Q2": figure(23)},
            "have risen by 50 %",
            "'risen by 50 %'",
            "27.8% on the baseline",
        ),
        (figure(9), {}, "It was reduced by 10%", "'reduced by 10%'", "-50% on the baseline"),
    ],
    ids=["this quarter", "latest known quarter", "fallen"],
)
def test_a_change_that_the_figures_do_not_give(this: Json, earlier: Json, activity: str, first: str, second: str) -> None:
    answers = {"figure": this, "earlier": earlier, "activity": activity}
    assert _odd(_count(baseline=BASE), answers) == [("change-not-borne-out", "/activity", {"first": first, "second": second})]


@pytest.mark.parametrize(
    ("of", "answers"),
    [
        (_count(baseline=BASE), {"figure": figure(27), "activity": "increased by 50%"}),
        (_count(baseline=BASE), {"figure": figure(9), "activity": "fallen by 50.5%"}),
        (_count(baseline=BASE), {"figure": figure(23), "activity": "will rise by 50%"}),
        (_count(baseline=BASE), {"figure": figure(), "activity": "increased by 50%"}),
        (_count(baseline=BASE), {"figure": figure(23), "activity": None}),
        (_count(), {"figure": figure(23), "activity": "increased by 50%"}),
        (_count(baseline=Baseline(0)), {"figure": figure(23), "activity": "increased by 50%"}),
        (measure("a", "status", baseline=BASE), {"figure": figure("x"), "activity": "increased by 50%"}),
        (measure("a", "money", baseline=BASE), {"figure": figure({"amount": 23, "words": "£23"}), "activity": "increased by 50%"}),
    ],
    ids=["right", "within a point", "no claim", "no figure", "no activity", "no baseline", "baseline zero", "status", "money"],
)
def test_a_change_borne_out_or_not_known_is_not_odd(of: Measure, answers: Json) -> None:
    assert _odd(of, answers) == []


def test_every_check_finds_warnings_only() -> None:
    codes = ("baseline-year-differs", "target-not-worked-out", "result-against-target", "milestone-passed", "change-not-borne-out")
    assert [check.__name__.replace("_", "-") for check in CHECKS] == list(codes)
    assert {CATALOGUE[code].severity for code in codes} == {"warning"}


def test_an_oddity_stands_at_the_cell_of_its_answer() -> None:
    of = definition(measures=(measure("strategy", "status", target=Target(month="2017-06", words="Jun-17")),))
    period = Period("2017-18", "Q1")
    late = Period("2017-18", "Q2")
    found, given = read(lay_out(of, late), {"/measures/strategy/figure/value": "Draft made"})
    (problem,) = check_answers(of, late, given.answers, found)
    assert (problem.code, problem.place.cell, problem.entered) == ("milestone-passed", "G4", "Draft made")
    assert (problem.answer, problem.label) == ("/measures/strategy/figure/value", "Made-up strategy")
    assert "{" not in problem.what + problem.needed
    assert check_answers(of, period, given.answers, found) == ()


def test_a_measure_not_asked_in_the_quarter_is_not_checked() -> None:
    of = definition(measures=(measure("a", asked_in=("Q4",), baseline=Baseline(467), target=Target(400, reduce_by=5)),))
    nothing: Json = {"measures": {}}
    assert check_answers(of, Q3, nothing, Found({}, (), {}, {})) == ()
    assert [problem.code for problem in check_answers(of, Period("2017-18", "Q4"), nothing, Found({}, (), {}, {}))] == [
        "target-not-worked-out"
    ]


@pytest.mark.parametrize(
    "oddity",
    [
        oddity
        for check, case in (
            (CHECKS[0], Case(_count("15/16 baseline", baseline=Baseline(1, year="2016-17")), {}, Q3)),
            (CHECKS[1], Case(_count(baseline=Baseline(467), target=Target(400, reduce_by=5)), {}, Q3)),
            (CHECKS[2], Case(measure("a", "progress", target=Target(15)), {"progress": "96%"}, Q3)),
            (CHECKS[3], Case(measure("a", "status", target=Target(month="2017-06")), {"figure": figure("Draft")}, Q3)),
            (CHECKS[4], Case(_count(baseline=BASE), {"figure": figure(23), "activity": "increased by 50%"}, Q3)),
        )
        for oddity in check(case)
    ],
    ids=lambda oddity: oddity.code,
)
def test_every_oddity_fills_its_message(oddity: Oddity) -> None:
    of = definition(measures=(measure("a"),))
    found, _ = read(lay_out(of, Q3))
    slot, cell = found.cells["/measures/a/figure/value"]
    problem = Problem(oddity.code, cell.place, oddity.entered, label=slot.label, details=oddity.details)
    assert "{" not in problem.what + problem.needed


def test_an_oddity_of_progress_stands_at_the_progress() -> None:
    of = measure("a", "progress", objective="On the 15/16 baseline", baseline=Baseline(1, year="2016-17"))
    assert [answer for _, answer, _ in _odd(of)] == ["/progress"]
