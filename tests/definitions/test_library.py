"""The library of measures and the definitions that ship: each measure stands once, with all that says where its figure comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from shpdocs.answers.kinds import KINDS
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.library_files import LibraryFiles, check_library_file
from shpdocs.model.definition import Measure
from shpdocs.store.folder import open_folder
from tests.support.stated import REPOSITORY

FOLDER = open_folder(REPOSITORY)
# What a body must do, or does because it must: more of it is not better, nor less.
DUTY = re.compile(
    r"(?i)\breviews? (commissioned|held|published|completed)\b|\bcase reviews?\b|\b(board|panel) meetings?\b|\bmeetings? (held|of the)\b"
)
TO_CONFIRM = re.compile(r"(?i)\bconfirm (the|this|its|your) (definition|source|meaning)|\bcheck (the|this) definition\b")
QUOTED = re.compile(r"[\"“]([^\"”]{20,})[\"”]")
YEARS = re.compile(r"(?<![-–])\b(20\d\d)\b")  # the end of a range is no date: the Strategy 2026-2029 is of 2026


@cache
def asked() -> tuple[tuple[str, str, Measure], ...]:
    """Every measure that a shipped definition asks: its year, where it is asked ('2024-25 prevent/staff-trained'), and itself."""
    definitions = [definition for year in FOLDER.years() for definition in read_year(FOLDER, year).definitions]
    return tuple(
        (definition.year, f"{definition.year} {definition.sub_group}/{measure.key}", measure)
        for definition in definitions
        for measure in definition.measures
    )


def lacking(rule: Callable[[str, Measure], object]) -> list[str]:
    """Where a measure is asked that does not keep a rule, which is given the year and the measure."""
    return [place for year, place, measure in asked() if not rule(year, measure)]


@pytest.mark.parametrize("path", sorted(FOLDER.library.glob("*.toml")), ids=lambda path: path.stem)
def test_a_file_of_the_library_is_sound(path: Path) -> None:
    check_library_file(path)


def test_every_measure_of_a_shipped_definition_stands_in_the_library() -> None:
    assert lacking(lambda _, measure: measure.taken) == []


def test_every_measure_of_the_library_is_asked() -> None:
    library = LibraryFiles(FOLDER.library).library()

    assert library.keys() - {measure.taken.key for _, _, measure in asked() if measure.taken} == set()


def test_the_families_of_the_library_are_named_as_sub_groups() -> None:
    families = {path.stem for path in FOLDER.library.glob("*.toml")}

    assert families <= {sub_group for year in FOLDER.years() for sub_group in FOLDER.sub_groups(year)}


def test_no_two_measures_of_the_library_that_are_of_one_unit_have_the_same_name() -> None:
    library = LibraryFiles(FOLDER.library).library()
    names = Counter((str(measure.raw["name"]).casefold(), measure.raw["unit"]) for measure in library.values())

    assert [name for name, number in names.items() if number > 1] == []


def test_no_return_takes_a_measure_twice() -> None:
    taken = Counter((place.partition("/")[0], measure.taken.key) for _, place, measure in asked() if measure.taken)

    assert [name for name, number in taken.items() if number > 1] == []


@pytest.mark.parametrize("key", ["source", "counts", "better", "published", "from_guidance", "since"])
def test_every_measure_says_what_it_counts_where_it_comes_from_and_since_when(key: str) -> None:
    assert lacking(lambda _, measure: getattr(measure, key)) == []


def test_every_figure_says_what_a_quarter_of_it_is() -> None:
    assert lacking(lambda _, measure: measure.quarters or not measure.is_figure) == []


def test_no_measure_is_asked_before_the_year_since_which_it_is() -> None:
    assert lacking(lambda year, measure: measure.since <= year) == []


def test_a_percentage_or_rate_says_of_what() -> None:
    def has_base(_: str, measure: Measure) -> bool:
        is_share = measure.is_figure and KINDS[measure.unit].is_quotient
        return not is_share or bool(measure.base or (measure.numerator and measure.denominator))

    assert lacking(has_base) == []


def test_what_is_a_duty_to_do_has_no_direction() -> None:
    def is_free(_: str, measure: Measure) -> bool:
        return not (measure.is_figure and DUTY.search(f"{measure.objective}. {measure.counts}")) or measure.better == "monitor"

    assert lacking(is_free) == []


def test_no_guidance_asks_to_confirm_a_definition_or_quotes_what_has_no_link() -> None:
    def is_settled(_: str, measure: Measure) -> bool:
        return not TO_CONFIRM.search(measure.guidance) and bool(measure.link or not QUOTED.search(measure.guidance))

    assert lacking(is_settled) == []


def test_nothing_said_of_a_measure_is_dated_later_than_its_year() -> None:
    def is_in_time(year: str, measure: Measure) -> bool:
        said = (measure.guidance, measure.counts, measure.base, measure.source, measure.published, measure.from_guidance)
        return all(int(named) <= int(year[:4]) + 1 for text in said for named in YEARS.findall(text))

    assert lacking(is_in_time) == []


@pytest.mark.parametrize(
    ("text", "is_duty"),
    [
        ("Domestic homicide reviews commissioned", True),
        ("Applications for ASB case reviews", True),
        ("Management board meetings that partners attended", True),
        ("Robbery", False),
        ("Prevent training sessions held", False),
    ],
)
def test_a_duty_is_known_by_its_words(text: str, is_duty: bool) -> None:
    assert bool(DUTY.search(text)) == is_duty
