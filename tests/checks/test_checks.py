"""What the checks of sense find, and what they let pass.

Targets and baselines are those of the published paper of February 2018, and so are the texts that say so. All else is made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from shpdocs.checks import CHECKS, Case, check_answers, strongest
from shpdocs.checks.shares import Share, wrong_shares
from shpdocs.model.definition import Baseline, Definition, Measure, Part, Target
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Json, Place
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import lay_out
from tests.support.made import Entered, definition, field, figure, measure, open_table, read
from tests.support.work import calls_in

Q3 = Period("2017-18", "Q3")
BASE = "/measures/a"
FIGURE = f"{BASE}/figure/value"
PARTS = (Part("pwit", "PWIT", baseline=Baseline(33, year="2016-17")), Part("vap", "VAP", baseline=Baseline(134, year="2016-17")))


def _count(objective: str = "", value: float | None = None, baseline: Baseline | None = None, target: Target | None = None) -> Measure:
    return measure("a", objective=objective, baseline=baseline, target=target or (Target(value) if value is not None else None))


def _odd(
    subject: Measure, answers: Json = None, period: Period = Q3, prefill: Prefill | None = None
) -> list[tuple[str, str, dict[str, str]]]:
    case = Case(subject, {"measures": {"a": answers}}, period, prefill or Prefill())
    return [(oddity.code, oddity.answer, oddity.details) for check in CHECKS for oddity in check(case)]


def _codes(subject: Measure, answers: Json = None, period: Period = Q3, prefill: Prefill | None = None) -> list[tuple[str, str]]:
    return [(code, answer.removeprefix(BASE)) for code, answer, _ in _odd(subject, answers, period, prefill)]


# The baseline's year


@pytest.mark.parametrize(
    "objective",
    [
        "Reduce by 5% (15/16 baseline figures)",
        "Reduce by 5% against the 2015/16 baseline",
        "Reduce by 5% against the 2015-16 baseline",
        "Reduce by 5% against the baseline of 2015/16",
        "Reduce by 5% (baseline figures for 15/16)",
        "Reduce by 5% (baseline year 2015/2016)",
    ],
)
def test_the_objective_names_another_baseline_year(objective: str) -> None:
    subject = _count(objective, baseline=Baseline(33, year="2016-17"))
    assert _odd(subject) == [("baseline-year-differs", FIGURE, {"first": "2015/16", "second": "2016/17"})]


def test_the_year_of_a_parts_baseline_counts_too() -> None:
    subject = measure("a", objective="Reduce by 5% on the 2015/16 baseline", parts=PARTS)
    assert _codes(subject) == [("baseline-year-differs", "/parts/pwit/figure/value")]


@pytest.mark.parametrize(
    ("objective", "baseline"),
    [
        ("On the 16/17 baseline", Baseline(33, year="2016-17")),
        ("On the 2016/17 baseline", Baseline(33, year="2016-17")),
        ("On the baseline of 2016/2017", Baseline(33, year="2016-17")),
        ("On the 15/16 baseline", Baseline(33)),
        ("On the 15/16 baseline", None),
        ("In 15/16 there were few", Baseline(33, year="2016-17")),
        ("Agree a baseline by 31/12/2017", Baseline(33, year="2016-17")),
    ],
)
def test_the_same_year_or_none_is_not_odd(objective: str, baseline: Baseline | None) -> None:
    assert _odd(_count(objective, baseline=baseline)) == []


# The target


@pytest.mark.parametrize(
    ("target", "baseline", "change"),
    [
        (Target(400, reduce_by=5), 467, "-5"),
        (Target(443, reduce_by=5), 467, "-5"),
        (Target(444.2, reduce_by=5), 467, "-5"),
        (Target(440, increase_by=5), 467, "+5"),
        (Target(62, increase_by=5), 57, "+5"),
        (Target(1.2, reduce_by=5), 1.2, "-5"),
    ],
    ids=["far", "cut, not rounded", "over half", "downwards", "points for per cent", "a small rate that stays"],
)
def test_a_target_that_is_not_its_baseline_changed(target: Target, baseline: float, change: str) -> None:
    found = _odd(_count(baseline=Baseline(baseline), target=target))
    assert [(code, answer, details["limit"]) for code, answer, details in found] == [("target-not-worked-out", FIGURE, change)]


PUBLISHED = [(1664, 1681, 1), (724, 731, 1), (2337, 2460, 5), (444, 467, 5), (99, 104, 5), (8821, 9285, 5), (7568, 7966, 5)]


@pytest.mark.parametrize(("target", "baseline", "less"), PUBLISHED)
def test_the_seven_published_targets_are_worked_out(target: int, baseline: int, less: int) -> None:
    assert _odd(_count(baseline=Baseline(baseline), target=Target(target, reduce_by=less))) == []


@pytest.mark.parametrize(("target", "baseline", "less"), PUBLISHED)
@pytest.mark.parametrize("slip", [-2, 2])
def test_each_of_them_would_be_found_two_off(target: int, baseline: int, less: int, slip: int) -> None:
    subject = _count(baseline=Baseline(baseline), target=Target(target + slip, reduce_by=less))
    assert _codes(subject) == [("target-not-worked-out", "/figure/value")]


def test_the_published_increase_is_worked_out() -> None:
    assert _odd(_count(baseline=Baseline(57), target=Target(60, increase_by=5))) == []


@pytest.mark.parametrize("target", [2.5, 3])
@pytest.mark.parametrize("baseline", [2.5])
def test_a_half_may_be_rounded_either_way(target: float, baseline: float) -> None:
    """2.5 less 0 would be no change; 5 less 50 per cent are 2.5, which may be written as 2.5, 2 or 3."""
    assert _odd(_count(baseline=Baseline(baseline * 2), target=Target(target, reduce_by=50))) == []


def test_the_target_of_a_part_is_held_against_its_own_baseline() -> None:
    parts = (
        Part("pwit", "PWIT", baseline=Baseline(33), target=Target(31, reduce_by=5)),
        Part("vap", "VAP", baseline=Baseline(134), target=Target(172, reduce_by=5)),
    )
    assert _codes(measure("a", parts=parts)) == [("target-not-worked-out", "/parts/vap/figure/value")]


@pytest.mark.parametrize(("target", "expected"), [(159, []), (195, [("target-not-worked-out", "/parts/pwit/figure/value")])])
def test_the_target_of_a_compound_measure_is_held_against_what_its_parts_come_to(target: int, expected: list[tuple[str, str]]) -> None:
    """33 and 134 are 167; less 5 per cent they are 158.65."""
    assert _codes(measure("a", parts=PARTS, target=Target(target, reduce_by=5))) == expected


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


# Results against targets


def test_a_result_whose_opposite_would_fit_better() -> None:
    subject = measure("a", "progress", target=Target(15))
    assert _odd(subject, {"progress": "96% of 25 people were not arrested again"}) == [
        ("result-against-target", f"{BASE}/progress", {"first": "15%", "second": "96%"})
    ]


def test_the_figure_of_a_percentage_is_held_against_its_target_in_the_same_way() -> None:
    subject = measure("a", "percentage", target=Target(15), quarters="level")
    assert _odd(subject, {"figure": figure(96)}) == [("result-against-target", FIGURE, {"first": "15%", "second": "96%"})]
    assert _odd(subject, {"figure": figure(20)}) == []
    assert _odd(subject, {"figure": figure(reason="not-yet-available")}) == []
    assert _odd(measure("a", "count", target=Target(15)), {"figure": figure(96)}) == []


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


# Milestones


def test_a_milestone_that_has_passed_and_is_not_completed() -> None:
    subject = measure("a", "status", target=Target(month="2017-06", words="Jun-17"))
    assert _odd(subject, {"figure": figure("Submitted for approval")}) == [
        ("milestone-passed", FIGURE, {"first": "Jun-17", "second": "'Submitted for approval'"})
    ]


@pytest.mark.parametrize("status", ["Not yet completed", "To be held in May", "Partly completed"])
def test_a_milestone_said_not_to_be_completed_is_not_taken_for_completed(status: str) -> None:
    subject = measure("a", "status", target=Target(month="2017-06"))
    assert _odd(subject, {"figure": figure(status)}) == [("milestone-passed", FIGURE, {"first": "2017-06", "second": f"'{status}'"})]


def test_a_milestone_due_by_the_end_of_the_quarter_has_passed() -> None:
    subject = measure("a", "status", target=Target(month="2017-12"))
    assert _codes(subject, {"figure": figure("Draft in progress")}) == [("milestone-passed", "/figure/value")]


@pytest.mark.parametrize(("reason", "count"), [("not-yet-available", 1), ("not-applicable", 0), ("suppressed", 0)])
def test_a_milestone_of_which_nothing_is_known_yet_is_not_completed(reason: str, count: int) -> None:
    subject = measure("a", "status", target=Target(month="2017-06"))
    assert len(_odd(subject, {"figure": figure(reason=reason)})) == count


@pytest.mark.parametrize(
    ("month", "status"),
    [
        ("2017-06", "Completed"), ("2017-06", "Strategy published in July."), ("2017-06", None), ("2018-01", "Draft in progress"),
        ("2018-03", "Draft in progress"), ("", "Draft in progress"),
    ],
)  # fmt: skip
def test_a_milestone_completed_or_not_yet_due_is_not_odd(month: str, status: str | None) -> None:
    subject = measure("a", "status", target=Target(month=month))
    assert _odd(subject, {"figure": figure(status)}) == []


def _plan(required: bool = False, closed: dict[str, tuple[str, ...]] | None = None, *choices: str) -> Definition:
    """A definition with a made-up plan: months, what is done by then, and how it stands."""
    status = field("status", "choice", required, choices=choices or ("On track", "Not completed", "Completed", "Dropped"))
    return definition(tables=(open_table("plan", field("by", "months"), field("what"), status, closed=closed),))


def _passed(made_up: Definition, *rows: tuple[str, str | None]) -> list[tuple[str, str, str]]:
    """Code, answer and cell of what is told in the second quarter of a plan with these months and statuses."""
    typed: dict[str, Entered] = {}
    for number, (months, status) in enumerate(rows):
        row = {"by": months, "what": "Made up", "status": status}
        typed |= {f"/tables/plan/{number}/{key}": entry for key, entry in row.items() if entry is not None}
    found, given = read(lay_out(made_up, Q2), typed)
    problems = check_answers(made_up, Q2, given.answers, found)
    assert all(problem.label and "{" not in problem.what + problem.needed for problem in problems)
    return [(problem.code, problem.answer.removeprefix("/tables/plan/"), problem.place.cell) for problem in problems]


@pytest.mark.parametrize(
    ("months", "status", "is_told"),
    [
        ("June 2024", "On track", True), ("Sept 2024", "On track", True), ("July to Sept 2024", "Not completed", True),
        ("Oct 2024", "On track", False), ("Sept/Oct 2024", "On track", False), ("June 2024", "Completed", False),
        ("June 2024", "Dropped", True),
    ],
)  # fmt: skip
def test_a_row_of_a_plan_whose_months_are_over_says_that_it_is_completed(months: str, status: str, is_told: bool) -> None:
    assert _passed(_plan(), (months, status)) == ([("milestone-passed", "0/status", "D4")] if is_told else [])


def test_an_answer_that_closes_a_row_counts_as_completed() -> None:
    assert _passed(_plan(closed={"status": ("Dropped",)}), ("June 2024", "Dropped"), ("June 2024", "Completed")) == []


def test_a_blank_status_is_told_at_the_months_where_another_row_has_one_and_not_where_it_is_missing_anyway() -> None:
    assert _passed(_plan(), ("June 2024", None), ("May 2024", None)) == []
    assert _passed(_plan(), ("June 2024", None), ("Dec 2024", "On track")) == [("milestone-passed", "0/by", "B4")]
    assert _passed(_plan(required=True), ("June 2024", None), ("Dec 2024", "On track")) == []


def test_a_table_without_months_or_without_a_status_that_means_completion_is_not_checked() -> None:
    assert _passed(_plan(False, None, "High", "Low"), ("June 2024", "High")) == []
    made_up = definition(tables=(open_table("plan", field("what"), field("status", "choice", choices=("On track", "Completed"))),))
    assert _passed(made_up, ("June 2024", "On track")) == []


# Changes told in texts

MARAC = measure("a", "rate", name="MARAC cases per 10,000", baseline=Baseline(18), quarters="level")
BURGLARY = measure("a", name="Burglary", baseline=Baseline(400), quarters="sum")
KNIVES = measure("a", name="Knife crime with injury", baseline=Baseline(104), quarters="sum")
CONFIDENCE = measure("a", "percentage", name="Confidence", baseline=Baseline(50), quarters="level")


def _told(subject: Measure, activity: str | None, *figures: float, **more: Json) -> list[tuple[str, str]]:
    """What is odd of a text beside the figures of the quarters so far, the last that of the period's own quarter."""
    *earlier, now = figures or (None,)
    period = Period("2017-18", f"Q{len(earlier) + 1}")
    by_quarter = {f"Q{number}": figure(value) for number, value in enumerate(earlier, 1)}
    return _codes(subject, {"figure": figure(now, base=None, commentary=None) | more, "earlier": by_quarter, "activity": activity}, period)


def test_a_change_that_the_figures_do_not_give() -> None:
    earlier = {"Q1": figure(21), "Q2": figure(23)}
    text = "a) Referral rates and volume per 10,000 has increased by 50%, more closely matching recommended levels."
    assert _odd(MARAC, {"figure": figure(reason="not-yet-available"), "earlier": earlier, "activity": text}) == [
        ("change-not-borne-out", f"{BASE}/activity", {"first": "'increased by 50%'", "second": "27.8% on the baseline"})
    ]


ODD = [("change-not-borne-out", "/activity")]


@pytest.mark.parametrize(
    ("subject", "text", "figures"),
    [
        (MARAC, "The rate per 10,000 increased by 50 per cent.", (21, 23)),
        (MARAC, "MARAC cases were reduced by 10%.", (9,)),
        (BURGLARY, "Burglary has fallen by 40% this year.", (90, 90)),
        (BURGLARY, "Patrols were held. Burglary fell by 5%.", (120, 90)),
        (BURGLARY, "Burglary offences are down by 50%", (90, 80)),
        (CONFIDENCE, "Confidence rose by 40%.", (52, 55)),
    ],
)
def test_a_change_is_held_against_the_baseline_and_against_the_quarters_before(
    subject: Measure, text: str, figures: tuple[float, ...]
) -> None:
    assert _told(subject, text, *figures) == ODD


@pytest.mark.parametrize(
    ("subject", "text", "figures"),
    [
        (MARAC, "The rate per 10,000 increased by 50%", (27,)),
        (MARAC, "MARAC cases have fallen by 50.5%", (9,)),
        (BURGLARY, "Burglary has fallen by 10% this year.", (90, 90)),
        (BURGLARY, "Burglary fell by 25%.", (120, 90)),
        (BURGLARY, "Burglary fell by 50%.", (160, 120, 80)),
        (BURGLARY, "Burglary fell by 20%.", (120, 80)),
        (CONFIDENCE, "Confidence rose by 5%.", (52, 55)),
        (CONFIDENCE, "Confidence rose by 3%.", (52, 55)),
    ],
    ids=[
        "on the baseline", "within a point", "the sum on its share of the baseline", "on the quarter before", "on the first quarter",
        "a quarter on a quarter of the baseline", "in points", "in points on the quarter before",
    ],
)  # fmt: skip
def test_a_change_that_one_of_them_gives_is_borne_out(subject: Measure, text: str, figures: tuple[float, ...]) -> None:
    assert _told(subject, text, *figures) == []


@pytest.mark.parametrize(
    "text",
    [
        "Use of closure orders increased by 50%.",
        "Arrests for burglary increased by 50%.",
        "Burglary arrests increased by 50%.",
        "It increased by 50%.",
        "Burglary increased by 50% compared with the summer.",
        "Since April burglary has risen by 50%.",
        "Burglary fell by 50% in two months.",
        "We expected that burglary increased by 50%.",
        "Burglary will rise by 50%.",
        "Met-trace on track to achieve 85% coverage.",
        None,
    ],
)
def test_what_a_text_says_of_something_else_is_not_held_against_the_figures(text: str | None) -> None:
    assert _told(BURGLARY, text, 100, 104) == []


@pytest.mark.parametrize(
    ("subject", "answers"),
    [
        (measure("a", name="Burglary"), {"figure": figure(23)}),
        (measure("a", name="Burglary", baseline=Baseline(0)), {"figure": figure(23)}),
        (measure("a", name="Burglary", baseline=Baseline(18)), {"figure": figure()}),
        (measure("a", "status", name="Burglary", baseline=Baseline(18)), {"figure": figure("x")}),
        (measure("a", "money", name="Burglary", baseline=Baseline(18)), {"figure": figure({"amount": 23, "words": "£23"})}),
        (measure("a", name="Burglary", parts=PARTS), {"parts": {"pwit": {"figure": figure(5)}}}),
    ],
    ids=["no baseline", "baseline zero", "no figure", "status", "money", "parts"],
)
def test_a_change_that_cannot_be_worked_out_is_not_odd(subject: Measure, answers: Json) -> None:
    assert _odd(subject, answers | {"activity": "Burglary increased by 50%"}) == []


def test_a_commentary_is_read_for_changes_too() -> None:
    said = {"commentary": "Burglary has risen by 50%."}
    assert _told(BURGLARY, None, 100, 104, **said) == [("change-not-borne-out", "/figure/commentary")]


SCEPTRE = (
    "Two police operations - Sceptre and Steele - put in place. A renewed focus on stop and search (in one month up by 87% which "
    "resulted in a quoted 41% reduction in knife crime) Violence and Vulnerability meeting chaired by YOS."
)


def test_a_reduction_told_in_passing_is_odd_if_the_figures_rose() -> None:
    assert _told(KNIVES, SCEPTRE, 33, 31) == ODD


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (SCEPTRE, (20, 20)),
        ("A 41% reduction in knife crime victims.", (33, 31)),
        ("A 41% reduction in knife crime compared with last summer.", (33, 31)),
        ("A 41% reduction in violence.", (33, 31)),
        ("A 41% increase in knife crime", (33, 31)),
    ],
    ids=["the figures fell", "of something else", "on something else", "of another measure", "the same way"],
)
def test_a_change_told_in_passing_that_the_figures_do_not_contradict_is_not_odd(text: str, figures: tuple[float, ...]) -> None:
    assert _told(KNIVES, text, *figures) == []


def test_activity_told_with_another_measure_is_read_for_this_one() -> None:
    subject = measure("a", name="Knife crime with injury", baseline=Baseline(104), quarters="sum", activity_with="violence")
    answers = {"measures": {"a": {"figure": figure(33)}, "violence": {"activity": SCEPTRE}}}
    case = Case(subject, answers, Period("2017-18", "Q1"))
    found = [(oddity.code, oddity.answer) for check in CHECKS for oddity in check(case)]
    assert found == [("change-not-borne-out", "/measures/violence/activity")]


# Percentages and what they are of

SHARE = measure("a", "percentage", quarters="level")


@pytest.mark.parametrize(
    ("percent", "base"),
    [(52, 38), (51, 38), (52.5, 38), (52.64, 38), (1, 3), (99.9, 25), (33.4, 3), (50, 0), (0, 0)],
)
def test_a_percentage_that_no_whole_number_of_its_base_gives(percent: float, base: int) -> None:
    assert _codes(SHARE, {"figure": figure(percent, base=base)}) == [("percentage-not-of-base", "/figure/value")]


@pytest.mark.parametrize(
    ("percent", "base"),
    [
        (55, 38), (37, 38), (74, 38), (50, 38), (53, 38), (52.6, 38), (52.63, 38), (52.63157894736842, 38), (33.33333333333333, 3),
        (100, 13), (96, 25), (0, 7), (12, 8), (13, 8), (12.5, 8), (2, 40), (3, 40), (47, 100), (47, 2500), (47.4, 1000), (50, None),
    ],
)  # fmt: skip
def test_a_percentage_that_some_whole_number_of_its_base_gives(percent: float, base: int | None) -> None:
    """To the digits it is written with; halves (12.5 as 12 or 13) may go either way."""
    assert _codes(SHARE, {"figure": figure(percent, base=base)}) == []


def test_what_would_be_right_is_said() -> None:
    ((_, _, details),) = _odd(SHARE, {"figure": figure(52, base=38)})
    assert details == {"first": "52%", "second": "38", "instead": "19 of 38 is 50%, 20 of 38 is 53%"}


def test_every_percentage_that_some_part_of_a_number_gives_is_possible_and_no_other_is() -> None:
    for whole in range(1, 60):
        for digits in (0, 1, 2):
            unit = 10**digits
            right = {
                rounded
                for part in range(whole + 1)
                for exact in (100 * part * unit / whole,)
                for rounded in (int(exact // 1), int(exact // 1) + 1)
                if abs(rounded * whole - 100 * part * unit) * 2 <= whole
            }
            for stated in range(0, 100 * unit + 1, max(unit // 4, 1)):
                percent = str(stated) if not digits else f"{stated // unit}.{stated % unit:0{digits}d}"
                assert Share(percent, whole).is_possible is (stated in right), (percent, whole)


HATE_CRIME = """Pre-questionnaire data from the first session as follows:
- 55% of students identified as having an understanding of hate crime;
- 37% reported feeling either 'very confident' or 'extremely confident' to report hate crime;
- 74% of students identified as having an understanding of extremism; and
- 52% reported feeling either 'very confident' or 'extremely confident' to report concerns about extremism.
Post-questionnaires will be completed to determine impact of entire programme, which will run over 18 months."""
SESSIONS = """2. Planning meetings have now been held with six local secondary schools.
3. The first session was attended by 38 students from four schools. Pre-questionnaires asked students a number of questions, \
including their understanding of hate crime, their likelihood to report it, and their understanding of extremism.
4. Schools inter faith workshop was held for years 7-11. Seven local secondary schools were represented and 42 students took part."""


def test_a_percentage_among_others_that_is_not_of_the_number_they_are_of() -> None:
    assert wrong_shares(HATE_CRIME, SESSIONS) == (Share("52", 38),)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (HATE_CRIME.replace("52%", "53%"), SESSIONS),
        (HATE_CRIME.replace("52%", "50%"), SESSIONS),
        (HATE_CRIME, SESSIONS.replace("38 students", "38 pupils").replace("42 students", "42 pupils")),
        (HATE_CRIME, ""),
        (HATE_CRIME.replace("of students", "of them"), SESSIONS),
        (HATE_CRIME.replace("37%", "38%"), SESSIONS),
        (HATE_CRIME.replace("37%", "38%"), SESSIONS.replace("38 students", "many students")),
        (HATE_CRIME.replace("52%", "about 52%"), SESSIONS),
        (HATE_CRIME.replace("- 52% reported", "- the target of 52% reported"), SESSIONS),
        (HATE_CRIME.replace("74%", "37%"), SESSIONS),
        (HATE_CRIME, SESSIONS + "\n5. The survey reached 100 students."),
        (HATE_CRIME, "38 students came. 42 students came."),
    ],
    ids=[
        "another that is", "a second that is", "others are counted", "nothing is counted", "of nobody in particular",
        "more than one is not", "all are of the other number", "a rough one", "an aim", "too few to tell", "a number that gives all",
        "two numbers, neither the likelier",
    ],
)  # fmt: skip
def test_where_it_is_not_plain_what_a_percentage_is_of_nothing_is_said(text: str, beside: str) -> None:
    assert wrong_shares(text, beside) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of those asked, 52% of 38 students were confident.", Share("52", 38)),
        ("52% of the 38 students were confident.", Share("52", 38)),
        ("52 per cent of all 38 were confident", Share("52", 38)),
        ("52% (of 38)", Share("52", 38)),
        ("52% out of 38.", Share("52", 38)),
        ("70% (60 clients out of 93)", Share("70", 93, 60)),
        ("70% (60 of the 93 clients)", Share("70", 93, 60)),
        ("81% (17/93)", Share("81", 93, 17)),
        ("60 of 93 clients (70%) stayed", Share("70", 93, 60)),
        ("60/93 (70%)", Share("70", 93, 60)),
        ("12.5% of 9,999 homes and 12.50% of 25 homes", Share("12.50", 25)),
    ],
)
def test_a_percentage_whose_number_stands_beside_it(text: str, expected: Share) -> None:
    assert wrong_shares(text) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "Total number of service users that 'retained in treatment' = 70% (65 clients out of 93) (Data Source: NTDMS)",
        "Total number of services users 'successfully discharged' (i.e. treatment completed) = 18% (17/93)",
        "From a randomly selected cohort of 25 clients who fully engaged with DIP, 96% had not been arrested",
        "Up to 24 th Jan 2018, 13 cases have been closed, with all 13 clients (100%) re-assessed with a lower vulnerability score",
        "96% of 25 clients; 53% of 38; 65 of 93 clients (70%)",
        "About 52% of 38 students", "At least 52% of 38 students", "More than 52% of 38 students", "up to 52% of 38",
        "We aim at 52% of 38 students.", "52% of 38 students will be asked.", "The target is 52% of 38.",
        "Reduce by 5% of 2016/17 figures", "52% of 16 to 18 year olds", "52% of 18 year olds", "52% of 16-18s", "52% of 18-year-olds",
        "52% of 40 hours", "7% of 3 million", "52% of 38%", "52% of 3.5 posts", "On 24/10 (52%)", "In 2017/18 (52%)", "of 38", "",
        "Up 5% (65 of 93 clients), an increase of 5% (65 of 93); it rose by 5% (65 of 93)", "By 12/2017 (55%)", "On 03/04 (55%)",
        "52% of 2 bedroom flats", "50% of 1:1 sessions", "55% of 1st years", "55% of those asked", "Mobile 07700 900000 52%", "15% off",
    ],
)  # fmt: skip
def test_a_percentage_that_is_right_rough_or_of_nothing_counted_is_not_odd(text: str) -> None:
    assert wrong_shares(text) == ()


@pytest.mark.parametrize(
    "text", ["5%" * 10_000, "9" * 20_000 + "% of 38", "5% of students " * 1_300, "about " * 3_300 + "5% of 3", "x" * 20_000 + "%"]
)
def test_a_long_text_is_read_in_no_time(text: str) -> None:
    subject = measure("a", name="Students", baseline=Baseline(5))
    answers = {"figure": figure(5), "activity": text, "progress": text}
    assert calls_in(lambda: [wrong_shares(text, text), _odd(subject, answers)]) < 10 * len(text)


# The year so far

TO_DATE = measure("a", quarters="to-date")


def _so_far(
    *figures: float | None, subject: Measure = TO_DATE, prefill: Mapping[str, int] | None = None, **more: Json
) -> list[tuple[str, str]]:
    *earlier, now = figures
    period = Period("2017-18", f"Q{len(figures)}")
    by_quarter = {f"Q{number}": figure(value) for number, value in enumerate(earlier, 1)}
    known = {f"{BASE}/earlier/{quarter}/value": value for quarter, value in (prefill or {}).items()}
    return _codes(subject, {"figure": figure(now) | more, "earlier": by_quarter}, period, Prefill(known))


def test_a_figure_for_the_year_so_far_falls() -> None:
    earlier = {"Q1": figure(100), "Q2": figure(210)}
    assert _odd(TO_DATE, {"figure": figure(190), "earlier": earlier}) == [("cumulative-falls", FIGURE, {"first": "210", "second": "190"})]


def test_a_figure_for_the_year_so_far_falls_below_the_last_one_known() -> None:
    assert _so_far(100, None, 90) == [("cumulative-falls", "/figure/value")]


def test_an_earlier_quarter_that_falls_is_told_at_its_own_cell_unless_the_workbook_was_issued_with_it() -> None:
    assert _so_far(100, 90, 120) == [("cumulative-falls", "/earlier/Q2/value")]
    assert _so_far(100, 90, 120, prefill={"Q1": 100, "Q2": 90}) == []
    assert _so_far(100, 90, 80, prefill={"Q1": 100, "Q2": 90}) == [("cumulative-falls", "/figure/value")]


def test_pounds_for_the_year_so_far_are_compared_too() -> None:
    spent = measure("a", "money", quarters="to-date")
    earlier = {"Q1": figure({"amount": 100_000, "words": "£100k"})}
    answers = {"figure": figure({"amount": 95_000, "words": "£95k"}), "earlier": earlier}
    assert _odd(spent, answers, Period("2017-18", "Q2")) == [("cumulative-falls", FIGURE, {"first": "£100000", "second": "£95000"})]


@pytest.mark.parametrize("figures", [(100,), (100, 100), (100, 210, 300), (None, 90), (100, None), (0, 0, 0, 1)])
def test_a_figure_for_the_year_so_far_that_grows_or_stays_is_not_odd(figures: tuple[float | None, ...]) -> None:
    assert _so_far(*figures) == []


def test_a_commentary_says_why_the_year_so_far_fell() -> None:
    assert _so_far(100, 90, commentary="Ten were counted twice, made up.") == []


@pytest.mark.parametrize("quarters", ["sum", "level", "rolling"])
def test_what_is_not_the_year_so_far_may_fall(quarters: str) -> None:
    assert _so_far(100, 90, subject=measure("a", quarters=quarters)) == []


# History

LAST_YEAR = Prefill(ranges={BASE: (300.0, 450.0)})


@pytest.mark.parametrize(
    ("earlier", "now"),
    [((329, 429), 3290), ((329, 429), 33), ((329, 429), 0), ((21, 23), 210), ((2.1, 2.3), 21), ((1, 3), 14), ((62, 63), 6.3)],
)
def test_a_slipped_digit_is_far_from_the_quarters_before(earlier: tuple[float, ...], now: float) -> None:
    assert _so_far(*earlier, now, subject=measure("a", "number", quarters="sum")) == [("far-from-history", "/figure/value")]


def test_what_it_was_before_is_said() -> None:
    earlier = {"Q1": figure(329), "Q2": figure(429)}
    assert _odd(measure("a", quarters="sum"), {"figure": figure(3290), "earlier": earlier}) == [
        ("far-from-history", FIGURE, {"first": "329", "second": "429"})
    ]


@pytest.mark.parametrize(
    "figures",
    [
        (0, 1, 3, 7), (7, 3, 1, 0), (0, 0, 0, 9), (3, 1, 10), (18, 21, 10), (0, 5, 4), (359, 277, 373), (648, 578, 300), (648, 578, 1900),
        (9, 8, 1), (329, 3290), (3290,), (None, None, 3290), (329, None, 3290),
    ],
)  # fmt: skip
def test_small_numbers_and_what_has_little_history_are_never_far(figures: tuple[float | None, ...]) -> None:
    assert _so_far(*figures, subject=measure("a", quarters="sum")) == []


@pytest.mark.parametrize(("now", "count"), [(3290, 1), (33, 1), (1350, 0), (1351, 1), (100, 0), (99, 1)])
def test_last_years_range_is_history(now: int, count: int) -> None:
    found = _codes(measure("a", quarters="sum"), {"figure": figure(now)}, Period("2017-18", "Q1"), LAST_YEAR)
    assert found == [("far-from-history", "/figure/value")] * count


def test_this_years_quarters_count_beside_last_years() -> None:
    answers = {"figure": figure(3290), "earlier": {"Q1": figure(1200)}}
    assert _codes(measure("a", quarters="sum"), answers, Period("2017-18", "Q2"), LAST_YEAR) == []


def test_a_commentary_says_why_a_figure_is_far_from_those_before() -> None:
    assert _so_far(329, 429, 3290, subject=measure("a", quarters="sum"), commentary="Counted otherwise, made up.") == []


def test_each_part_has_its_own_history() -> None:
    parts = {
        "pwit": {"figure": figure(400), "earlier": {"Q1": figure(30), "Q2": figure(35)}},
        "vap": {"figure": figure(400), "earlier": {"Q1": figure(300), "Q2": figure(350)}},
    }
    assert _codes(measure("a", parts=PARTS), {"parts": parts}) == [("far-from-history", "/parts/pwit/figure/value")]


@pytest.mark.parametrize(("figures", "count"), [((100, 210, 3150), 1), ((100, 210, 315), 0), ((100, 210, 300, 4000), 1), ((100, 2100), 0)])
def test_of_the_year_so_far_it_is_the_growth_that_is_compared(figures: tuple[float, ...], count: int) -> None:
    assert _so_far(*figures) == [("far-from-history", "/figure/value")] * count


def test_the_year_so_far_has_no_range_of_last_year() -> None:
    found = _codes(TO_DATE, {"figure": figure(30)}, Period("2017-18", "Q1"), LAST_YEAR)
    assert found == []


def test_of_two_warnings_at_one_answer_the_stronger_is_told() -> None:
    far, outside = (
        Problem(code, Place("made-up.xlsx", "Measures", "H4"), answer=FIGURE) for code in ("far-from-history", "outside-last-year")
    )
    other = Problem("outside-last-year", Place("made-up.xlsx", "Measures", "H5"), answer="/measures/b/figure/value")
    assert strongest([outside, far, other]) == [far, other]
    assert strongest([outside, other]) == [outside, other]


# Dates

Q2 = Period("2024-25", "Q2")  # July to September 2024


@pytest.mark.parametrize(
    ("quarters", "day", "count"),
    [
        ("sum", "2024-07-01", 0),
        ("sum", "2024-09-30", 0), ("sum", "2024-10-14", 0), ("sum", "2024-12-31", 0), ("sum", "2025-01-01", 1),
        ("sum", "2024-06-30", 1), ("sum", "2023-10-04", 1), ("sum", "2025-10-04", 1), ("level", "2024-06-30", 1),
        ("level", "2024-10-04", 0),
        ("to-date", "2024-04-01", 0), ("to-date", "2024-03-31", 1),
        ("rolling", "2024-06-30", 0), ("rolling", "2023-09-30", 0), ("rolling", "2023-06-29", 1), ("rolling", "2025-01-01", 1),
        ("sum", None, 0),
    ],
)  # fmt: skip
def test_the_date_of_the_data_lies_in_the_quarter_or_soon_after(quarters: str, day: str | None, count: int) -> None:
    found = _codes(measure("a", quarters=quarters), {"figure": figure(5) | {"data-as-at": day}}, Q2)
    assert found == [("date-outside-period", "/figure/data-as-at")] * count


@pytest.mark.parametrize(
    ("asked_in", "day", "count"), [(("Q2",), "2024-04-01", 0), (("Q2",), "2024-03-31", 1), (("Q1", "Q2"), "2024-06-30", 1)]
)
def test_a_figure_covers_all_since_it_was_asked_before(asked_in: tuple[str, ...], day: str, count: int) -> None:
    subject = measure("a", quarters="sum", asked_in=asked_in)
    assert len(_codes(subject, {"figure": figure(5) | {"data-as-at": day}}, Q2)) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2024, 6, 30), 1),
        (date(2024, 7, 1), 0),
        (date(2024, 10, 4), 0),
        (date(2025, 10, 1), 0),
        (date(2025, 10, 2), 1),
        (date(2023, 10, 4), 1),
    ],
)
def test_a_return_signed_off_in_another_year_is_told_at_the_sign_off(day: date, count: int) -> None:
    made_up = definition(measures=(measure("a"),))
    found, given = read(lay_out(made_up, Q2), {"/sign-off/date": day})
    problems = check_answers(made_up, Q2, given.answers, found)
    assert [(problem.code, problem.answer) for problem in problems] == [("date-outside-period", "/sign-off/date")] * count
    assert all(problem.place.cell and "{" not in problem.what + problem.needed for problem in problems)


# All of them


def test_every_check_finds_warnings_only() -> None:
    codes = (
        "baseline-year-differs", "target-not-worked-out", "result-against-target", "milestone-passed", "change-not-borne-out",
        "percentage-not-of-base", "cumulative-falls", "far-from-history", "date-outside-period",
    )  # fmt: skip
    assert [check.__name__.replace("_", "-") for check in CHECKS] == list(codes)
    assert {CATALOGUE[code].severity for code in codes} == {"warning"}


def test_an_oddity_stands_at_the_cell_of_its_answer() -> None:
    made_up = definition(measures=(measure("strategy", "status", target=Target(month="2017-07", words="Jul-17")),))
    period = Period("2017-18", "Q1")
    late = Period("2017-18", "Q2")
    found, given = read(lay_out(made_up, late), {"/measures/strategy/figure/value": "Draft made"})
    (problem,) = check_answers(made_up, late, given.answers, found)
    assert (problem.code, problem.place.cell, problem.entered) == ("milestone-passed", "G4", "Draft made")
    assert (problem.answer, problem.label) == ("/measures/strategy/figure/value", "Made-up strategy")
    assert "{" not in problem.what + problem.needed
    assert check_answers(made_up, period, given.answers, found) == ()


def test_every_text_is_read_for_percentages_that_are_not_of_what_they_are_said_to_be() -> None:
    made_up = definition(
        fields=(field("update", "narrative"), field("title", "text")),
        measures=(measure("a"), measure("b", "progress")),
        tables=(open_table("risks", field("risk", "narrative")),),
    )
    wrong = "52% of 38 students"
    texts = ("/fields/update", "/measures/a/activity", "/measures/a/figure/commentary", "/measures/b/progress", "/tables/risks/0/risk")
    found, given = read(lay_out(made_up, Q2), dict.fromkeys((*texts, "/fields/title"), wrong))
    problems = check_answers(made_up, Q2, given.answers, found)
    assert sorted((problem.code, problem.answer) for problem in problems) == [("percentage-not-of-base", text) for text in sorted(texts)]
    assert all(problem.place.cell and problem.label and "{" not in problem.what + problem.needed for problem in problems)


def test_several_wrong_percentages_of_a_text_are_told_together() -> None:
    made_up = definition(fields=(field("update", "narrative"),))
    found, given = read(lay_out(made_up, Q2), {"/fields/update": "52% of 38 students; 70% (60 of 93 clients)."})
    (problem,) = check_answers(made_up, Q2, given.answers, found)
    assert problem.details["first"] == "52%, 70%"
    assert problem.details["second"] == "38, 60 of 93"


def test_a_measure_not_asked_in_the_quarter_is_not_checked() -> None:
    made_up = definition(measures=(measure("a", asked_in=("Q4",), baseline=Baseline(467), target=Target(400, reduce_by=5)),))
    nothing: Json = {"measures": {}}
    assert check_answers(made_up, Q3, nothing, FoundAnswers({}, (), {}, {})) == ()
    assert [problem.code for problem in check_answers(made_up, Period("2017-18", "Q4"), nothing, FoundAnswers({}, (), {}, {}))] == [
        "target-not-worked-out"
    ]


EVERY: dict[str, tuple[Measure, Json]] = {
    "baseline-year-differs": (_count("15/16 baseline", baseline=Baseline(1, year="2016-17")), {}),
    "target-not-worked-out": (_count(baseline=Baseline(467), target=Target(400, reduce_by=5)), {}),
    "result-against-target": (measure("a", "progress", target=Target(15)), {"progress": "96%"}),
    "milestone-passed": (measure("a", "status", target=Target(month="2017-06")), {"figure": figure("Draft")}),
    "change-not-borne-out": (BURGLARY, {"figure": figure(104), "activity": "Burglary increased by 50%"}),
    "percentage-not-of-base": (SHARE, {"figure": figure(52, base=38)}),
    "cumulative-falls": (TO_DATE, {"figure": figure(9), "earlier": {"Q1": figure(10)}}),
    "far-from-history": (BURGLARY, {"figure": figure(3290), "earlier": {"Q1": figure(329), "Q2": figure(429)}}),
    "date-outside-period": (measure("a"), {"figure": figure(5) | {"data-as-at": "2016-12-31"}}),
}


@pytest.mark.parametrize(("code", "case"), EVERY.items(), ids=EVERY)
def test_every_oddity_fills_its_message(code: str, case: tuple[Measure, Json]) -> None:
    oddities = [oddity for check in CHECKS for oddity in check(Case(case[0], {"measures": {"a": case[1]}}, Q3))]
    assert [oddity.code for oddity in oddities] == [code]
    for oddity in oddities:
        problem = Problem(code, Place("made-up.xlsx", "Measures", "H4"), oddity.entered, label="Made up", details=oddity.details)
        assert "{" not in problem.what + problem.needed


def test_an_oddity_of_progress_stands_at_the_progress() -> None:
    subject = measure("a", "progress", objective="On the 15/16 baseline", baseline=Baseline(1, year="2016-17"))
    assert _codes(subject) == [("baseline-year-differs", "/progress")]
