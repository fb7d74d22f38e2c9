"""What a figure is expected to be by the end of a quarter.

Targets and baselines are those of the published paper of February 2018 (17 measures); what they come to by a quarter was
worked out by hand from them. Keys and names are made up.
"""

from __future__ import annotations

import pytest

from shpdocs.figures.arithmetic import exact
from shpdocs.figures.expected import Expected, expected
from shpdocs.model.definition import Baseline, Measure, Part, Target
from shpdocs.model.period import QUARTERS
from tests.support.made import measure
from tests.support.plain_numbers import exact_target

UP_TO = {quarter: QUARTERS[: number + 1] for number, quarter in enumerate(QUARTERS)}


def _sum(target: Target | None, better: str = "lower", baseline: Baseline | None = None) -> Measure:
    return measure("a", target=target, better=better, baseline=baseline, quarters="sum")


def _level(target: Target | None, better: str = "higher", unit: str = "percentage", baseline: Baseline | None = None) -> Measure:
    return measure("a", unit, target=target, better=better, baseline=baseline, quarters="level")


@pytest.mark.parametrize(
    ("target", "half"),
    [(1664, 832), (724, 362), (2337, 1168.5), (444, 222), (99, 49.5), (8821, 4410.5), (7568, 3784)],
    ids=["homes burgled", "other burglary", "violence", "robbery", "knife crime", "police ASB", "council ASB"],
)
def test_half_of_the_years_target_is_expected_by_the_second_quarter(target: float, half: float) -> None:
    assert expected(_sum(Target(target)), None, "Q2") == Expected(None, half, ("Q1", "Q2"), is_pro_rata=True)


def test_a_target_worked_out_from_its_baseline_is_not_rounded() -> None:
    """1319 repeat victims less 5 per cent are 1253.05: 626.5 by the second quarter, 939.8 by the third."""
    victims = _sum(Target(reduce_by=5), baseline=Baseline(1319))
    by_quarter = {quarter: expected(victims, None, quarter) for quarter in QUARTERS}
    assert {quarter: bounds and bounds.high for quarter, bounds in by_quarter.items()} == {
        "Q1": pytest.approx(313.2625),
        "Q2": pytest.approx(626.525),
        "Q3": pytest.approx(939.7875),
        "Q4": pytest.approx(1253.05),
    }


def test_three_quarters_of_a_parts_own_target_are_expected_by_the_third_quarter() -> None:
    """33 and 134 less 5 per cent are 31.35 and 127.3: 23.5 and 95.5 by the third quarter."""
    parts = (Part("pwit", "PWIT", baseline=Baseline(33)), Part("vap", "VAP", baseline=Baseline(134)))
    subject = measure("disposals", target=Target(reduce_by=5), parts=parts, quarters="sum")
    assert [expected(subject, part, "Q4") for part in parts] == [
        Expected(None, 31.35, QUARTERS),
        Expected(None, 127.3, QUARTERS),
    ]
    found = [expected(subject, part, "Q3") for part in parts]
    assert [one and one.high for one in found] == [pytest.approx(23.5125), pytest.approx(95.475)]


def test_a_part_has_its_own_target_before_that_of_the_measure() -> None:
    part = Part("pwit", "PWIT", baseline=Baseline(33), target=Target(31))
    subject = measure("disposals", target=Target(reduce_by=5), parts=(part,), quarters="sum")
    assert expected(subject, part, "Q4") == Expected(None, 31, QUARTERS)


@pytest.mark.parametrize(
    ("target", "better"),
    [(Target(100), "lower"), (Target(100), "higher"), (Target(100, reduce_by=5), "lower"), (Target(low=1, high=2), "band")],
)
def test_a_level_aimed_at_by_all_parts_together_says_nothing_of_one(target: Target, better: str) -> None:
    """Nor does an even share of it: nobody said that the parts are alike."""
    parts = (Part("pwit", "PWIT", baseline=Baseline(33)), Part("vap", "VAP", target=Target(7, low=3, high=7)))
    subject = measure("disposals", target=target, better=better, parts=parts, quarters="sum")
    own = {"lower": (None, 7), "higher": (7, None), "band": (3, 7)}[better]
    assert expected(subject, parts[0], "Q4") is None
    assert expected(subject, parts[1], "Q4") == Expected(*own, QUARTERS)
    assert expected(subject, None, "Q4") is not None


@pytest.mark.parametrize("quarter", QUARTERS)
@pytest.mark.parametrize(("target", "unit"), [(60, "percentage"), (25, "rate"), (19, "percentage"), (75, "percentage")])
def test_a_level_is_held_against_the_whole_target_as_it_stands(target: float, unit: str, quarter: str) -> None:
    """Confidence, MARAC cases per 10,000, MARAC repeats and community cases: the latest is compared, nothing is added up."""
    assert expected(_level(Target(target), unit=unit), None, quarter) == Expected(target, None, (quarter,))


@pytest.mark.parametrize("quarter", QUARTERS)
def test_an_increase_on_the_baseline_is_a_share_of_it_and_no_points(quarter: str) -> None:
    """57 per cent up by 5 per cent are 59.85 per cent, not 62."""
    confidence = _level(Target(increase_by=5), baseline=Baseline(57))
    assert expected(confidence, None, quarter) == Expected(59.85, None, (quarter,))


@pytest.mark.parametrize(("quarters", "quarter"), [("sum", "Q4"), ("level", "Q4"), ("level", "Q1"), ("", "Q2")])
def test_what_is_not_a_share_of_the_target_is_not_called_one(quarters: str, quarter: str) -> None:
    bounds = expected(measure("a", target=Target(100), quarters=quarters), None, quarter)
    assert bounds is not None
    assert (bounds.high, bounds.is_pro_rata) == (100, False)


@pytest.mark.parametrize(("quarter", "share"), [("Q1", 25), ("Q2", 50), ("Q3", 75), ("Q4", 100)])
def test_a_sum_has_an_even_share_of_the_years_target(quarter: str, share: float) -> None:
    assert expected(_sum(Target(100), "higher"), None, quarter) == Expected(share, None, UP_TO[quarter], quarter != "Q4")


def test_shares_are_even_over_the_quarters_in_which_a_measure_is_asked() -> None:
    subject = measure("a", target=Target(100), quarters="sum", asked_in=("Q2", "Q4"))
    assert expected(subject, None, "Q2") == Expected(None, 50, ("Q2",), is_pro_rata=True)
    assert expected(subject, None, "Q4") == Expected(None, 100, ("Q2", "Q4"))


@pytest.mark.parametrize("asked_in", [("Q2",), ("Q1", "Q2")])
def test_the_whole_target_is_no_share_of_it_in_whatever_quarter_it_is_due(asked_in: tuple[str, ...]) -> None:
    subject = measure("a", target=Target(100), quarters="sum", asked_in=asked_in)
    assert expected(subject, None, "Q2") == Expected(None, 100, asked_in, is_pro_rata=False)


PROFILE = {"Q1": 400.0, "Q2": 810.0, "Q4": 1664.0}


def test_a_profile_comes_before_an_even_share() -> None:
    """810 by the second quarter, as agreed, where half the target would be 832."""
    subject = measure("a", target=Target(1664), profile=PROFILE, quarters="sum")
    assert expected(subject, None, "Q2") == Expected(None, 810, ("Q1", "Q2"))
    assert expected(subject, None, "Q4") == Expected(None, 1664, QUARTERS)


def test_a_quarter_without_a_profile_has_an_even_share() -> None:
    subject = measure("a", target=Target(1664), profile=PROFILE, quarters="sum")
    assert expected(subject, None, "Q3") == Expected(None, 1248, ("Q1", "Q2", "Q3"), is_pro_rata=True)


def test_the_profile_of_a_level_is_that_of_its_own_quarter() -> None:
    subject = measure("a", "rate", target=Target(25), profile={"Q1": 20.0, "Q4": 25.0}, better="higher", quarters="level")
    assert expected(subject, None, "Q1") == Expected(20, None, ("Q1",))
    assert expected(subject, None, "Q2") == Expected(25, None, ("Q2",))


def test_a_band_has_both_bounds_and_a_sum_a_share_of_both() -> None:
    band = Target(low=28, high=40)
    assert expected(_level(band, "band"), None, "Q1") == Expected(28, 40, ("Q1",))
    assert expected(_sum(band, "band"), None, "Q2") == Expected(14, 20, ("Q1", "Q2"), is_pro_rata=True)


@pytest.mark.parametrize("quarters", ["level", "sum"])
def test_a_band_has_two_bounds_of_which_a_profile_is_neither(quarters: str) -> None:
    band = measure("a", "percentage", target=Target(low=28, high=40), profile={"Q4": 33.0}, better="band", quarters=quarters)
    found = expected(band, None, "Q4")
    assert found is not None
    assert (found.low, found.high) == (28, 40)
    assert expected(measure("a", profile={"Q4": 33.0}, better="band", quarters=quarters), None, "Q4") is None


def test_zero_is_a_target() -> None:
    assert expected(_sum(Target(0)), None, "Q2") == Expected(None, 0, ("Q1", "Q2"), is_pro_rata=True)


def _to_date(target: Target, better: str = "lower", profile: dict[str, float] | None = None) -> Measure:
    return measure("a", target=target, better=better, profile=profile, quarters="to-date")


@pytest.mark.parametrize(("quarter", "share"), [("Q1", 25), ("Q2", 50), ("Q3", 75), ("Q4", 100)])
@pytest.mark.parametrize("better", ["lower", "higher"])
def test_the_year_so_far_is_held_against_an_even_share_and_not_added_up(quarter: str, share: float, better: str) -> None:
    low, high = (None, share) if better == "lower" else (share, None)
    assert expected(_to_date(Target(100), better), None, quarter) == Expected(low, high, (quarter,), is_pro_rata=quarter != "Q4")


def test_the_year_so_far_of_a_band_has_a_share_of_both_bounds() -> None:
    assert expected(_to_date(Target(low=28, high=40), "band"), None, "Q2") == Expected(14, 20, ("Q2",), is_pro_rata=True)


def test_the_year_so_far_is_held_against_its_profile_as_it_stands() -> None:
    subject = _to_date(Target(1664), profile=PROFILE)
    assert expected(subject, None, "Q2") == Expected(None, 810, ("Q2",))
    assert expected(subject, None, "Q3") == Expected(None, 1248, ("Q3",), is_pro_rata=True)


def test_the_year_so_far_has_a_share_for_each_quarter_in_which_it_is_asked() -> None:
    subject = measure("a", target=Target(100), quarters="to-date", asked_in=("Q2", "Q4"))
    assert expected(subject, None, "Q2") == Expected(None, 50, ("Q2",), is_pro_rata=True)
    assert expected(subject, None, "Q4") == Expected(None, 100, ("Q4",))


NOTHING: dict[str, Measure] = {
    "no target": _sum(None),
    "a target in words": _sum(Target(words="June 2017")),
    "a change on no baseline": _sum(Target(reduce_by=5)),
    "a change on a baseline in words": _sum(Target(reduce_by=5), baseline=Baseline(words="Held in 2016/17")),
    "a change on a baseline that is none": _sum(Target(reduce_by=5), baseline=Baseline(none="no-baseline")),
    "only watched": _sum(Target(100), "monitor"),
    "no direction": _sum(Target(100), ""),
    "a figure for a band": _level(Target(40), "band"),
    "a band for a direction": _level(Target(low=28, high=40), "higher"),
    "a milestone": measure("a", "status", target=Target(month="2017-06"), better="higher"),
    "an account of progress": measure("a", "progress", target=Target(15), better="higher"),
}


@pytest.mark.parametrize("subject", NOTHING.values(), ids=NOTHING)
def test_nothing_is_expected_without_a_direction_and_a_target_in_figures(subject: Measure) -> None:
    assert [expected(subject, None, quarter) for quarter in QUARTERS] == [None] * 4


@pytest.mark.parametrize(
    ("target", "baseline", "value"),
    [
        (Target(444, reduce_by=5), Baseline(467), 444),
        (Target(reduce_by=1), Baseline(1681), 1664.19),
        (Target(reduce_by=1), Baseline(731), 723.69),
        (Target(reduce_by=5), Baseline(2460), 2337),
        (Target(reduce_by=5), Baseline(467), 443.65),
        (Target(reduce_by=5), Baseline(104), 98.8),
        (Target(reduce_by=5), Baseline(0), 0),
        (Target(increase_by=5), Baseline(57), 59.85),
    ],
)
def test_a_target_is_as_stated_or_worked_out_from_the_baseline(target: Target, baseline: Baseline, value: float) -> None:
    assert exact_target(target, baseline) == exact(value)


NO_VALUE = [(Target(reduce_by=5), None), (Target(), Baseline(5)), (Target(low=1, high=2), Baseline(5))]


@pytest.mark.parametrize(("target", "baseline"), NO_VALUE)
def test_a_target_that_is_no_figure_has_no_value(target: Target, baseline: Baseline | None) -> None:
    assert exact_target(target, baseline) is None
