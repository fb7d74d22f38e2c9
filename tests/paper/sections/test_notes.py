from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Exemption, Measure, Part, Target
from shpdocs.model.disclosure import Disclosed, Known, Withheld
from shpdocs.model.document import Block, Heading, ListItem, Paragraph, Table
from shpdocs.model.profile import SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.notes import notes
from tests.support.made import a_return, definition, figure, material, measure

PLAN = SectionPlan("notes", level=3)


def _given(measures: tuple[Measure, ...], answers: Mapping[str, Json], q1: Json = None) -> Material:
    earlier = {"Q1": a_return({"measures": {"a": {"figure": q1, "earlier": {}, "activity": None}}}, period="2024-25-Q1")} if q1 else {}
    return material((definition(measures=measures),), {"made-up": {"measures": dict(answers)}}, earlier=earlier)


def _answers(this: Json, earlier: Json = None) -> Json:
    return {"figure": this, "earlier": {"Q1": earlier or figure(1)}, "activity": None}


def _rows(blocks: tuple[Block, ...]) -> list[list[str]]:
    table = blocks[0]
    assert isinstance(table, Table)
    return [[" | ".join(block.text for block in cell) for cell in row] for row in table.rows]


def _key(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text.partition(":")[0] for block in blocks if isinstance(block, ListItem)]


def test_a_row_says_what_is_counted_its_source_and_the_date_of_its_data() -> None:
    a_measure = replace(measure("a"), counts="Made-up offences.", source="Made-up police")
    blocks = notes(PLAN, _given((a_measure,), {"a": _answers(figure(5, data_as_at="2024-09-30"))}))
    assert _rows(blocks) == [["Made-up a", "Made-up offences.", "Made-up police", "30 September 2024"]]
    assert len(blocks) == 1  # no words in place of figures, no key


def test_what_is_not_stated_says_so() -> None:
    with_source = replace(measure("b"), source="Made-up police")
    answers = {"a": _answers(figure(5)), "b": _answers(figure(5, data_as_at="2024-09-30"))}
    assert _rows(notes(PLAN, _given((measure("a"), with_source), answers)))[0][2:4] == ["Not stated", "Not stated"]


def test_a_column_that_nobody_uses_is_left_out_and_what_is_not_stated_is_said_once() -> None:
    table, *below = notes(PLAN, _given((measure("a"), measure("b")), {key: _answers(figure(5)) for key in "ab"}))
    assert isinstance(table, Table)
    assert table.header == ("Measure", "What it counts")
    assert [block.text for block in below if isinstance(block, Paragraph)] == [
        "No source is stated for any of the figures.",
        "The returns state no date up to which their data go.",
    ]


def test_a_row_names_the_answers_it_was_made_of() -> None:
    table = notes(PLAN, _given((measure("a"),), {"a": _answers(figure(5, data_as_at="2024-09-30"))}))[0]
    assert isinstance(table, Table)
    assert [block.refs for cell in table.rows[0] for block in cell] == [
        ("made-up/measures/a/figure", "made-up/measures/a/figure"),
        (),
        ("made-up/measures/a/figure/data-as-at",),
    ]


def test_provisional_and_revised_figures_are_told_with_why() -> None:
    this = figure(5, provisional=True, revision="Recounted, made up.")
    blocks = notes(PLAN, _given((measure("a"),), {"a": _answers(this, figure(9))}, q1=figure(7)))
    assert _rows(blocks)[0][2] == "Provisional: Quarter 2. | Revised: Quarter 1. | Why revised: Recounted, made up."
    assert _key(blocks) == ["Provisional", "Revised"]


def test_the_parts_of_a_compound_measure_are_told_apart_where_they_differ() -> None:
    a_measure = measure("a", parts=(Part("x", "X", "Some of them."), Part("y", "Y")))

    def rows(first: str, second: str) -> list[list[str]]:
        days = {"x": first, "y": second}
        parts = {key: {"figure": figure(5, data_as_at=day, provisional=key == "x"), "earlier": {}} for key, day in days.items()}
        return _rows(notes(PLAN, _given((a_measure,), {"a": {"parts": parts, "activity": None}})))

    assert rows("2024-09-30", "2024-08-31")[0][1:] == [
        "Made-up things. X: Some of them.",
        "X: 30 September 2024; Y: 31 August 2024",
        "Provisional: Quarter 2 (X).",
    ]
    assert rows("2024-09-30", "2024-09-30")[0][2] == "30 September 2024"


def test_an_account_of_progress_has_a_row_too() -> None:
    a_measure = measure("a", "progress")
    blocks = notes(PLAN, _given((a_measure,), {"a": {"progress": "Half done, made up.", "activity": None}}))
    assert [row[0] for row in _rows(blocks)] == ["Made-up a"]


@pytest.mark.parametrize("this", [figure(), figure(reason="not-yet-available")])
def test_a_measure_without_a_figure_has_no_row(this: Json) -> None:
    assert notes(PLAN, _given((measure("a"),), {"a": {"figure": this, "earlier": {"Q1": figure()}, "activity": None}})) == ()


def test_the_word_for_a_suppressed_figure_is_explained_where_no_figure_is_printed() -> None:
    this = {"figure": figure(reason="suppressed"), "earlier": {"Q1": figure()}, "activity": None}
    blocks = notes(PLAN, _given((measure("a"),), {"a": this}))
    assert isinstance(blocks[0], Heading)
    assert "[c]" in _key(blocks)


def test_without_a_return_there_are_no_notes() -> None:
    assert notes(PLAN, material((definition(measures=(measure("a"),)),), {})) == ()


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (figure(3), []),
        (figure(reason="not-yet-available"), ["Not yet"]),
        (figure(reason="not-applicable"), ["Not applicable"]),
        (figure(reason="suppressed"), ["[c]"]),
        (figure(), ["No entry"]),
    ],
)
def test_the_key_holds_only_the_words_that_are_used_as_the_profile_has_them(other: Json, expected: list[str]) -> None:
    blocks = notes(PLAN, _given((measure("a"), measure("b")), {"a": _answers(figure(5)), "b": _answers(other)}))
    assert _key(blocks) == expected
    assert [block for block in blocks if isinstance(block, Heading)] == [Heading("Words and marks", 4)] * bool(expected)


@pytest.mark.parametrize(("kind", "expected"), [("dashboard", ["Pro rata"]), ("measures", [])])
def test_pro_rata_is_in_the_key_where_a_section_prints_it(kind: str, expected: list[str]) -> None:
    a_measure = measure("a", target=Target(100), quarters="sum")
    given = _given((a_measure,), {"a": _answers(figure(5))})
    assert _key(notes(PLAN, replace(given, profile=replace(given.profile, sections=(SectionPlan(kind),))))) == expected


def test_a_quarter_in_which_a_measure_is_not_asked_is_in_the_key() -> None:
    a_measure = measure("b", asked_in=("Q2",))
    assert _key(notes(PLAN, _given((measure("a"), a_measure), {"a": _answers(figure(5)), "b": _answers(figure(5))}))) == ["Not applicable"]


def test_a_missing_return_is_in_the_key() -> None:
    given = _given((measure("a"),), {"a": _answers(figure(5))})
    late = definition(sub_group="late", measures=(measure("b"), measure("c", "progress")))
    assert _key(notes(PLAN, replace(given, definitions=(*given.definitions, late)))) == ["No return"]


def test_a_withheld_measure_has_no_row_but_its_words_are_in_the_key() -> None:
    given = _given((measure("a"), measure("b")), {"a": _answers(figure(5)), "b": _answers(figure(987))})
    items = (Withheld("made-up/b", "Made-up b", Exemption((1,), "Made up")),)
    blocks = notes(PLAN, replace(given, disclosed=Disclosed(Known(), Known(), withheld=items)))
    assert [row[0] for row in _rows(blocks)] == ["Made-up a"]
    assert _key(blocks) == ["Not for publication"]


def test_a_measure_that_is_never_published_has_no_row() -> None:
    given = _given((measure("a"), measure("b", publish=False)), {"a": _answers(figure(5)), "b": _answers(figure(987))})
    assert [row[0] for row in _rows(notes(PLAN, given))] == ["Made-up a"]
