"""A baseline or target that a public paper withholds: words stand in its place, and nothing worked out of it is printed."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.disclosure.statements import without_statements
from shpdocs.model.definition import Baseline, Definition, Measure, Part, Target
from shpdocs.model.disclosure import WithheldStatement
from shpdocs.model.document import Block
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.aims import baseline_words, target_words
from shpdocs.paper.sections.charts import charts
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.headlines import headlines
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.measures import measures
from shpdocs.paper.sections.notes import notes
from tests.support.made import WORDS, definition, figure, material, measure
from tests.support.made_dashboard import PLAN, cells_of, figures
from tests.support.origins import in_words

BASELINE: WithheldStatement = ("made-up", "referred", "baseline")
TARGET: WithheldStatement = ("made-up", "referred", "target")
REFERRED = replace(
    measure("referred", quarters="sum", baseline=Baseline(6371, year="2023-24"), target=Target(5983), profile={"Q2": 2917, "Q4": 5983}),
    people=True,
)
COMPOUND = measure(
    "referred",
    quarters="sum",
    target=Target(reduce_by=5),
    parts=(Part("x", "X", baseline=Baseline(6371)), Part("y", "Y", baseline=Baseline(7412))),
)
SECTIONS = (measures, dashboard, headlines, charts, notes)


def _public(of: Measure, *withheld: WithheldStatement) -> tuple[Definition, ...]:
    return without_statements((definition(measures=(of,)),), frozenset(withheld))


def _material(of: Measure, *withheld: WithheldStatement) -> Material:
    return material(_public(of, *withheld), {"made-up": {"measures": {"referred": figures(figure(1500), figure(1400))}}})


def _text(given: Material) -> str:
    blocks: list[Block] = [block for section in SECTIONS for block in section(PLAN, given)]
    return repr(blocks)


def test_a_withheld_baseline_is_printed_as_suppressed_and_nothing_is_compared_with_it() -> None:
    row = cells_of(_material(REFERRED, BASELINE))

    assert (row["Baseline"], row["Target"]) == (WORDS.suppressed, "5983")
    assert "6371" in _text(_material(REFERRED))
    assert not [number for number in ("6371", "6,371") if number in _text(_material(REFERRED, BASELINE))]


def test_a_withheld_target_takes_with_it_its_profile_and_what_is_expected() -> None:
    row = cells_of(_material(REFERRED, TARGET))

    assert (row["Baseline"], row["Target"]) == ("6371", WORDS.suppressed)
    assert row["Rating"] == "Not rated: no target"
    assert not [number for number in ("5,983", "2,917", "5983", "2917") if number in _text(_material(REFERRED, TARGET))]


def test_a_target_that_was_worked_out_of_a_withheld_baseline_goes_with_it() -> None:
    changed = replace(REFERRED, target=Target(6052.45, reduce_by=5), profile=())

    assert cells_of(_material(changed, BASELINE))["Target"] == WORDS.suppressed
    assert "6052" in _text(_material(changed))
    assert not [number for number in ("6052", "6,052") if number in _text(_material(changed, BASELINE))]


def test_a_change_that_is_aimed_at_still_stands_without_what_it_comes_to() -> None:
    changed = replace(REFERRED, target=Target(reduce_by=5), profile=())

    assert cells_of(_material(changed, BASELINE))["Target"] == "5%"
    assert cells_of(_material(changed, TARGET))["Target"] == WORDS.suppressed


def test_all_parts_of_a_compound_measure_go_with_it() -> None:
    given, (public,) = _material(COMPOUND, BASELINE, TARGET), _public(COMPOUND, BASELINE, TARGET)
    asked = public.measures[0]

    assert baseline_words(given, public, asked).text == f"{WORDS.suppressed} X and {WORDS.suppressed} Y"
    assert [target_words(given, public, asked, part).text for part in asked.parts] == [WORDS.suppressed] * 2


def test_where_nothing_is_stated_nothing_is_said_to_be_suppressed() -> None:
    bare = replace(REFERRED, baseline=Baseline(none="no-baseline"), target=None, profile=())

    assert _public(bare, BASELINE, TARGET) == (definition(measures=(bare,)),)
    assert _public(REFERRED) == (definition(measures=(REFERRED,)),)
    assert _public(REFERRED, ("other", "referred", "baseline")) == (definition(measures=(REFERRED,)),)


def test_what_stands_in_its_place_comes_from_where_it_is_stated_and_tells_no_number() -> None:
    given, (public,) = _material(REFERRED, BASELINE), _public(REFERRED, BASELINE)
    words = baseline_words(given, public, public.measures[0])

    assert [in_words(piece.origin) for piece in words.pieces if piece.origin] == ["= suppressed(measures.referred.baseline)"]


def test_the_notes_say_what_the_words_mean() -> None:
    blocks = repr(notes(SectionPlan("notes"), _material(REFERRED, TARGET)))

    assert "because it or another could identify people" in blocks
    assert "because it or another could identify people" not in repr(notes(SectionPlan("notes"), _material(REFERRED)))
