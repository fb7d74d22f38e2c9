from __future__ import annotations

import pytest

from shpdocs.definitions.wording import figure_asked, show_baseline, show_figure, show_target, unit_words
from shpdocs.model.definition import Asked, Baseline, Part, Target
from shpdocs.model.returns import Json
from tests.support.made import WORDS, figure, measure


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("count", "Number"), ("number", "Number"), ("percentage", "Per cent (0 to 100)"), ("rate", "Rate per 10,000"), ("money", "Pounds"),
        ("status", "Status, in words"), ("progress", "Progress, in words"),
    ],
)  # fmt: skip
def test_every_unit_has_its_words(unit: str, expected: str) -> None:
    assert unit_words(measure("a", unit)) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("count", Asked("count", no_figure=True)),
        ("rate", Asked("rate", per=10_000, no_figure=True)),
        ("status", Asked("text", longest=300, no_figure=True)),
    ],
)
def test_a_quarters_figure_is_asked_in_the_measures_unit(unit: str, expected: Asked) -> None:
    assert figure_asked(measure("a", unit), required=True) == expected


@pytest.mark.parametrize(
    ("unit", "baseline", "expected"),
    [
        ("count", Baseline(1681), "1681"), ("count", Baseline(0), "0"), ("percentage", Baseline(57), "57%"),
        ("rate", Baseline(18), "18 per 10000"), ("money", Baseline(280_000), "£280000"), ("count", None, ""),
        ("status", Baseline(words="Held in 2016/17"), "Held in 2016/17"),
        ("count", Baseline(none="no-baseline"), "No baseline"), ("count", Baseline(none="not-applicable"), "Not applicable"),
    ],
)  # fmt: skip
def test_a_baseline_is_shown_with_its_unit_or_why_there_is_none(unit: str, baseline: Baseline | None, expected: str) -> None:
    assert show_baseline(measure("a", unit, baseline=baseline), WORDS) == expected


@pytest.mark.parametrize(
    ("baselines", "expected"),
    [
        ((Baseline(33), Baseline(134)), "33 PWIT and 134 VAP"),
        ((Baseline(33), None), "33 PWIT"),
        ((None, None), ""),
        ((Baseline(0), Baseline(none="no-baseline")), "0 PWIT and No baseline VAP"),
    ],
)
def test_the_baseline_of_a_compound_measure_joins_its_parts(baselines: tuple[Baseline | None, ...], expected: str) -> None:
    parts = tuple(Part(label.lower(), label, baseline=baseline) for label, baseline in zip(("PWIT", "VAP"), baselines, strict=True))
    assert show_baseline(measure("a", parts=parts), WORDS) == expected


def test_a_compound_measures_own_baseline_comes_first() -> None:
    parts = (Part("x", "X", baseline=Baseline(1)), Part("y", "Y", baseline=Baseline(2)))
    assert show_baseline(measure("a", parts=parts, baseline=Baseline(3)), WORDS) == "3"


@pytest.mark.parametrize(
    ("unit", "target", "expected"),
    [
        ("count", Target(444, reduce_by=5), "444"), ("count", Target(0), "0"), ("count", Target(reduce_by=5), "5%"),
        ("count", Target(increase_by=2.5), "2.5%"), ("percentage", Target(60), "60%"), ("progress", Target(60), "60%"),
        ("rate", Target(25), "25 per 10000"), ("percentage", Target(low=28, high=40), "28% to 40%"),
        ("count", Target(low=0, high=5), "0 to 5"),
        ("status", Target(month="2017-06", words="Jun-17"), "Jun-17"), ("status", Target(month="2017-06"), "2017-06"), ("count", None, ""),
    ],
)  # fmt: skip
def test_a_target_is_shown_as_it_was_set(unit: str, target: Target | None, expected: str) -> None:
    assert show_target(target, measure("a", unit)) == expected


@pytest.mark.parametrize(
    ("unit", "answer", "expected"),
    [
        ("count", None, ""), ("count", figure(), ""), ("count", figure(0), "0"), ("count", figure(1664), "1664"),
        ("percentage", figure(45), "45%"), ("rate", figure(18.4), "18.4"), ("money", figure({"amount": 1, "words": "£1"}), "£1"),
        ("status", figure("Completed"), "Completed"), ("count", figure(reason="not-yet-available"), "Not yet"),
        ("count", figure(reason="suppressed"), "[c]"), ("status", figure(reason="not-applicable"), "Not applicable"),
    ],
)  # fmt: skip
def test_blank_zero_and_each_reason_are_shown_differently(unit: str, answer: Json, expected: str) -> None:
    assert show_figure(measure("a", unit), answer, WORDS) == expected
