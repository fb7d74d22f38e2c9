"""Kept origins in the words of an officer."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.origin import PER_CENT, Unit
from shpdocs.model.printed_paper import KeptCell, KeptOrigin, Kind
from shpdocs.paper.origins.words import ROLES, as_held, cell_words, origin_words
from tests.support.made_origins import CELL, ORIGINS


@pytest.mark.parametrize(
    ("number", "printed", "words"),
    [
        (2, "", "91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2)"),
        (2, "91", "91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2)"),
        (6, "", "expected by the end of Quarter 2: 86.5 = half of the target 173 (pro rata, indicative)"),
        (
            6,
            "87",
            "87 (expected by the end of Quarter 2) = half of the target 173 (pro rata, indicative); held as 86.5",
        ),
        (7, "5.2% above", "5.2% above (against what is expected) = (91 − 86.5) ÷ 86.5; held as 5.2023…%"),
        (7, "", "5.2023…% against what is expected = (91 − 86.5) ÷ 86.5"),
        (9, "Red", "“Red” (rating) = 91 (by the end of Q2) held against 86.5 (expected by the end of Q2), with a tolerance of 5%"),
        (3, "173", "target: 173, stated in workbook_templates/2024-25/prevent.toml, measures.robbery.target.value"),
        (0, "47", "Quarter 1: 47, answer prevent/measures/robbery/figure of 2024-25-Q1"),
    ],
)
def test_a_number_reads_as_an_officer_would_explain_it(number: int, printed: str, words: str) -> None:
    assert origin_words(ORIGINS, number, printed) == words


@pytest.mark.parametrize(
    ("how", "words", "value", "inputs", "line"),
    [
        ("less", "against what is expected", "9/2", ("91", "173/2"), "4.5 against what is expected = 91 − 86.5"),
        ("less", "change", "8", ("5", "-3"), "change: 8 = 5 − (−3)"),
        ("pace", "left for each quarter", "41", ("82", "2"), "41 left for each quarter = 82 ÷ 2 (second)"),
        ("projection", "projection for the year", "182", ("91", "2", "4"), "projection for the year: 182 = 91 ÷ 2 (second) × 4 (third)"),
        ("changed-by", "target", "125305/100", ("1319", "-5"), "target: 1253.05 = 1319 (first) less 5"),
        ("changed-by", "target", "110", ("100", "10"), "target: 110 = 100 (first) plus 10"),
        ("per-cent-change", "change", "-200", ("5", "-5"), "change: −200 = (5 − (−5)) ÷ 5"),
        ("share", "expected", "60", ("90", "2", "3"), "expected: 60 = two thirds of the first 90 (pro rata, indicative)"),
        ("share", "expected", "25", ("100", "1", "4"), "expected: 25 = a quarter of the first 100 (pro rata, indicative)"),
        ("share", "expected", "36", ("90", "2", "5"), "expected: 36 = 2 of 5 parts of the first 90 (pro rata, indicative)"),
        ("count", "on track", "3", ("9", "8", "7"), "3 on track = first; second; third, counted"),
        ("rounded", "Quarter 1", "10", ("12",), "Quarter 1: 10 = 12, rounded as small numbers are"),
    ],
)
def test_every_arithmetic_has_its_words(how: Kind, words: str, value: str, inputs: tuple[str, ...], line: str) -> None:
    names = ("first", "second", "third")
    stated = [KeptOrigin("stated", name, value, file="a.toml", key=name) for name, value in zip(names, inputs, strict=False)]
    origin = KeptOrigin(how, words, value, inputs=tuple(range(len(inputs))))
    assert origin_words([*stated, origin], len(stated)) == line


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("", Unit(), ""),
        ("91", Unit(), "91"),
        ("-9/2", Unit("£"), "−£4.5"),
        ("1/3", PER_CENT, "0.3333…%"),
        ("-1/3", Unit(), "−0.3333…"),
        ("1/8", Unit(after=" per 10000"), "0.125 per 10000"),
    ],
)
def test_a_number_is_shown_as_it_was_held(value: str, unit: Unit, shown: str) -> None:
    assert as_held(KeptOrigin("stated", "target", value, unit)) == shown


@pytest.mark.parametrize(
    ("origin", "printed", "words"),
    [
        (KeptOrigin("calendar", "period of the paper", period="2024-25-Q2"), "Quarter 2", "by the calendar, for 2024-25-Q2"),
        (KeptOrigin("rule", "number of an appendix", key="as they print"), "Appendix 1", "by a rule of shpdocs: as they print"),
        (
            KeptOrigin("decided", "no return needed", key="waived", answer="prevent", at="2024-11-04T10:00:00Z"),
            "Prevent",
            "decided on 4 November 2024: waived prevent",
        ),
        (KeptOrigin("suppressed", "Quarter 2", inputs=(0,)), "suppressed", "suppressed for publication"),
        (KeptOrigin("withheld", "answer", inputs=(0,)), "Not for publication", "kept back from publication"),
        (KeptOrigin("made-of", "description", inputs=(0,)), "A chart of 4", "made of what follows"),
    ],
)
def test_what_was_not_worked_out_says_where_it_comes_from(origin: KeptOrigin, printed: str, words: str) -> None:
    assert origin_words([origin], 0, printed) == f"“{printed}”: {origin.words}, {words}"


def test_a_figure_that_is_printed_otherwise_says_how_it_was_held() -> None:
    origin = KeptOrigin("returned", "Quarter 1", "6/5", answer="prevent/measures/rate/figure", period="2024-25-Q1")
    assert origin_words([origin], 0, "1") == "1: Quarter 1, held as 1.2, answer prevent/measures/rate/figure of 2024-25-Q1"


def test_a_long_text_is_cut_and_an_end_says_so() -> None:
    words = origin_words([KeptOrigin("rule", "words")], 0, "word " * 100)
    assert words.endswith("…”: words, by a rule of shpdocs")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (CELL, "prevent.xlsx!Measures!C12: 47 (read as number, 2024-25-Q1, file abababababab)"),
        (
            KeptCell("2024-25-Q1", "/x", "repeats", "a.xlsx", "ab" * 32, "S", "B2", 0.35, "0%", "percent-cell"),
            "a.xlsx!S!B2: 0.35 shown as 0% (read as percent-cell, 2024-25-Q1, file abababababab); " + ROLES["repeats"],
        ),
        (
            KeptCell("2024-25-Q1", "/x", "counts", "a.xlsx", "ab" * 32, "S", "B2", is_kept_back=True),
            "a.xlsx!S!B2: kept back, so not in this record (2024-25-Q1, file abababababab)",
        ),
        (KeptCell("2024-25-Q1", "/x", "counts", "a.xlsx", "ab" * 32, "S", "B2"), "a.xlsx!S!B2: blank (2024-25-Q1, file abababababab)"),
        (
            KeptCell("2024-25-Q1", "/x", "counts", "a.xlsx", "ab" * 32, "S", "B2", raw=True, rule="yes-no-boolean"),
            "a.xlsx!S!B2: TRUE (read as yes-no-boolean, 2024-25-Q1, file abababababab)",
        ),
    ],
)
def test_a_cell_says_where_it_stands_what_was_typed_and_what_it_did(cell: KeptCell, words: str) -> None:
    assert cell_words(cell) == words


def test_a_cell_that_a_later_return_says_again_says_so() -> None:
    again = replace(CELL, period="2024-25-Q2", role="repeats")
    assert cell_words(CELL, (CELL, again)).endswith(
        "; another value here alone would change only its mark, as a later return says it again"
    )


def test_the_difference_of_two_percentages_is_in_points() -> None:
    figures = [KeptOrigin("stated", "figure", value, PER_CENT, file="a.toml", key="figure") for value in ("63", "62")]
    change = KeptOrigin("less", "change on Quarter 1", "1", PER_CENT, (0, 1))
    in_points = KeptOrigin("less", "change on Quarter 1", "1", Unit(after=" points"), (0, 1))
    assert origin_words([*figures, in_points], 2, "up 1 point") == origin_words([*figures, change], 2, "up 1 point")
    assert origin_words([*figures, change], 2, "up 1 point") == "up 1 point (change on Quarter 1) = 63% − 62%"


def test_a_name_that_ends_in_a_year_is_parted_from_its_number() -> None:
    numbers = [
        KeptOrigin("stated", words, value, file="a.toml", key="a")
        for words, value in (("baseline of 2016/17", "33"), ("part", "1"), ("all", "4"))
    ]
    share = KeptOrigin("share", "even share of the baseline", "33/4", inputs=(0, 1, 2))
    words = "even share of the baseline: 8.25 = a quarter of the baseline of 2016/17, 33 (pro rata, indicative)"
    assert origin_words([*numbers, share], 3) == words


def test_a_rating_says_which_way_is_better_and_one_without_numbers_what_it_rests_on() -> None:
    better = KeptOrigin("stated", "lower is better", file="a.toml", key="measures.robbery.better")
    rating = KeptOrigin("rating", "rating", inputs=(2, 6, 10, 8))
    words = "“Red” (rating) = 91 (by the end of Q2) held against 86.5 (expected by the end of Q2), lower is better, with a tolerance of 5%"
    assert origin_words([*ORIGINS, better, rating], 11, "Red") == words
    unrated = KeptOrigin("rating", "rating", inputs=(10,))
    assert origin_words([*ORIGINS, better, unrated], 11, "Not rated") == "“Not rated”: rating, which rests on what follows"


def test_a_rounded_figure_does_not_tell_the_number_that_is_kept_back() -> None:
    returned = KeptOrigin("returned", "Quarter 1", answer="prevent/measures/robbery/figure", period="2024-25-Q1")
    rounded = KeptOrigin("rounded", "Quarter 1", "10", inputs=(0,))
    assert origin_words([returned, rounded], 1, "10") == "Quarter 1: 10 = what was returned, rounded as small numbers are"


def test_a_count_names_what_was_counted_up_to_twenty() -> None:
    judged = [KeptOrigin("rating", f"rating of Measure {number}") for number in range(22)]
    few = KeptOrigin("count", "figures on track", "2", inputs=(0, 1))
    assert origin_words([*judged, few], 22) == "figures on track: 2 = Measure 0; Measure 1, counted"
    many = KeptOrigin("count", "figures on track", "22", inputs=tuple(range(22)))
    assert origin_words([*judged, many], 22).endswith("; Measure 19; and 2 more, counted")


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        (KeptOrigin("returned", "answer", answer="prevent/update", period="2024-25-Q1"), "answer, prevent/update of 2024-25-Q1"),
        (
            KeptOrigin("decided", "printed as 110", key="edition", answer="edition 1 of 2024-25-Q1"),
            "printed as 110, decided: edition 1 of 2024-25-Q1",
        ),
    ],
)
def test_what_it_is_called_is_not_said_twice(origin: KeptOrigin, words: str) -> None:
    assert origin_words([origin], 0) == words
