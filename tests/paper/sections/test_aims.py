"""Baselines, targets and profiles as papers print them, each piece with the file and key that states it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.wording import show_baseline, show_profile, show_target
from shpdocs.model.definition import Baseline, Definition, Measure, Part, Target
from shpdocs.model.origin import Number, Origin, Stated
from shpdocs.model.phrase import Phrase
from shpdocs.paper.sections.aims import baseline_words, own_baseline_words, profile_words, target_words
from shpdocs.store.folder import open_folder
from tests.support.made import WORDS, definition, material, measure
from tests.support.origins import in_words
from tests.support.stated import REPOSITORY, stated_value

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
SHIPPED = [
    (definition, measure)
    for year in ("2017-18", "2024-25", "2026-27")
    for definition in read_year(open_folder(REPOSITORY), year).definitions
    for measure in definition.measures
]


def _pieces(words: Phrase) -> list[tuple[str, str]]:
    return [(piece.text, in_words(piece.origin)) for piece in words.pieces if piece.origin]


def _baseline(a_measure: Measure) -> Phrase:
    given = definition(measures=(a_measure,))
    return baseline_words(material((given,), {}), given, a_measure)


def _target(a_measure: Measure, part: Part | None = None) -> Phrase:
    given = definition(measures=(a_measure,))
    return target_words(material((given,), {}), given, a_measure, part)


@pytest.mark.parametrize(("given", "a_measure"), SHIPPED, ids=[f"{given.file}: {each.key}" for given, each in SHIPPED])
def test_what_is_said_of_a_shipped_measure_stands_in_its_file_under_its_key(given: Definition, a_measure: Measure) -> None:
    paper = material((given,), {})
    words = [baseline_words(paper, given, a_measure), target_words(paper, given, a_measure)]
    words += [profile_words(given, a_measure, quarter) for quarter in QUARTERS]
    assert [each.text for each in words[:2]] == [show_baseline(a_measure, WORDS), show_target(a_measure.target, a_measure)]
    assert [each.text for each in words[2:]] == [show_profile(a_measure, quarter) for quarter in QUARTERS]
    for origin in [piece.origin for each in words for piece in each.pieces if piece.origin]:
        if isinstance(origin.source, Stated):
            assert _is_stated(origin, stated_value(origin.source))


def _is_stated(origin: Origin, value: object) -> bool:
    return not isinstance(origin, Number) or abs(origin.value) == Fraction(str(value))


def test_a_band_has_an_origin_for_each_end() -> None:
    a_measure = measure("a", "percentage", better="band", target=Target(low=28, high=40))
    assert _pieces(_target(a_measure)) == [("28%", "28 measures.a.target.low"), ("40%", "40 measures.a.target.high")]


@pytest.mark.parametrize(
    ("target", "text", "origin"),
    [
        (Target(444), "444", "444 measures.a.target.value"),
        (Target(reduce_by=5), "5%", "-5 measures.a.target.reduce-by"),
        (Target(increase_by=2.5), "2.5%", "2.5 measures.a.target.increase-by"),
        (Target(month="2017-12", words="December 2017"), "December 2017", "measures.a.target.words"),
        (Target(month="2017-12"), "2017-12", "measures.a.target.month"),
    ],
)
def test_a_target_has_the_key_that_states_it(target: Target, text: str, origin: str) -> None:
    assert _pieces(_target(measure("a", target=target))) == [(text, origin)]


def test_the_baselines_of_parts_are_joined_each_with_its_key() -> None:
    parts = (Part("x", "X", baseline=Baseline(33), target=Target(30)), Part("y", "Y", baseline=Baseline(words="about 130")), Part("z", "Z"))
    a_measure = measure("a", parts=parts)
    assert _baseline(a_measure).text == "33 X and about 130 Y"
    assert _pieces(_baseline(a_measure)) == [
        ("33", "33 measures.a.parts.x.baseline.value"),
        ("X", "measures.a.parts.x.label"),
        ("about 130", "measures.a.parts.y.baseline.words"),
        ("Y", "measures.a.parts.y.label"),
    ]
    assert _pieces(_target(a_measure, parts[0])) == [("30", "30 measures.a.parts.x.target.value")]


def test_words_for_no_baseline_are_traced_to_the_definition_and_the_profile() -> None:
    assert _pieces(_baseline(measure("a", baseline=Baseline(none="no-baseline")))) == [
        ("No baseline", "= made-of(measures.a.baseline.none, words.no-baseline)")
    ]


def test_a_baseline_of_a_part_alone_reads_as_a_number_of_the_measure_shown() -> None:
    part = Part("x", "X", baseline=Baseline(33))
    a_measure = measure("a", "rate", parts=(part,))
    given = definition(measures=(a_measure,))
    words = own_baseline_words(material((given,), {}), given, a_measure, part, measure("a", "number"))
    assert _pieces(words) == [("33", "33 measures.a.parts.x.baseline.value")]
