from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Baseline, Definition, Measure, Part, Target
from shpdocs.model.document import Block, Heading, ListItem, Paragraph, Table
from shpdocs.model.profile import SectionPlan, Theme
from shpdocs.model.returns import Json, Return
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.measures import NONE_SET, measures
from tests.support.made import a_return, definition, field, figure, material, measure, named_table, plain

PLAN = SectionPlan("measures", level=3, target_heading="Made-up target", baseline_heading="Made-up baseline")
PARTS = (Part("pwit", "PWIT"), Part("vap", "VAP"))


def _material(measures: tuple[Measure, ...], answers: Mapping[str, Json] | None, themes: tuple[Theme, ...] | None = None) -> Material:
    a_definition = definition(measures=measures)
    given = {} if answers is None else {"made-up": {"measures": dict(answers)}}
    return material((a_definition,), given) if themes is None else material((a_definition,), given, themes=themes)


def _tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in plain(blocks) if isinstance(block, Table)]


def _texts(given: Material, plan: SectionPlan = PLAN) -> list[list[str]]:
    """The texts of the only table's cells, the blocks of a cell joined by ' | '."""
    (table,) = _tables(measures(plan, given))
    return [[" | ".join(block.text for block in cell) for cell in row] for row in table.rows]


def _answers(this: Json, earlier: Json = None, activity: str | None = None) -> Json:
    return {"figure": this, "earlier": {"Q1": earlier or figure()}, "activity": activity}


def test_a_row_has_objective_target_baseline_quarters_and_activity() -> None:
    a_measure = measure("robbery", baseline=Baseline(467), target=Target(444, reduce_by=5))
    given = _material((a_measure,), {"robbery": _answers(figure(104), figure(126), "Made-up patrols.")})
    (table,) = _tables(measures(PLAN, given))
    assert table.header == ("Objective", "Made-up target", "Made-up baseline", "Q1", "Q2", "Activity")
    assert _texts(given) == [["Objective of robbery", "444", "467", "126", "104", "Made-up patrols."]]
    assert [cell[0].refs for cell in table.rows[0]][3:] == [
        ("made-up/measures/robbery/figure",),
        ("made-up/measures/robbery/figure",),
        ("made-up/measures/robbery/activity",),
    ]


def test_what_is_not_set_or_not_entered_says_so() -> None:
    other = measure("other", baseline=Baseline(467), target=Target(444))
    given = _material((measure("robbery"), other), {"robbery": _answers(figure()), "other": _answers(figure(104))})
    assert _texts(given)[0] == ["Objective of robbery", NONE_SET, "No baseline", "No entry", "No entry", "No entry"]


@pytest.mark.parametrize(
    ("baseline", "target", "columns"),
    [
        (None, None, ()),
        (None, Target(444), ("Made-up target",)),
        (Baseline(467), None, ("Made-up baseline",)),
        (Baseline(none="no-baseline"), None, ("Made-up baseline",)),
        (Baseline(467), Target(444), ("Made-up target", "Made-up baseline")),
    ],
)
def test_targets_and_baselines_have_a_column_only_if_a_measure_has_one(
    baseline: Baseline | None, target: Target | None, columns: tuple[str, ...]
) -> None:
    a_measure = measure("a", baseline=baseline, target=target)
    (table,) = _tables(measures(PLAN, _material((a_measure,), {"a": _answers(figure(1))})))
    assert table.header == ("Objective", *columns, "Q1", "Q2", "Activity")
    assert [len(row) for row in table.rows] == [len(table.header)]


def test_what_a_figure_counts_and_its_source_stand_under_the_objective_where_wanted() -> None:
    a_measure = replace(measure("a", parts=(Part("x", "X", "Some of them."), Part("y", "Y"))), source="Made-up returns.")
    (table,) = _tables(measures(replace(PLAN, with_counts=True), _material((a_measure,), None)))
    assert table.rows[0][0] == (Paragraph("Objective of a"), Paragraph("Made-up things. Source: Made-up returns. X: Some of them."))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (figure(0), "0"),
        (figure(reason="not-yet-available"), "Not yet"),
        (figure(reason="not-applicable"), "Not applicable"),
        (figure(reason="suppressed"), "[c]"),
        (figure(), "No entry"),
        (figure(5, provisional=True), "5 (provisional)"),
        (figure(5, provisional=False), "5"),
    ],
)
def test_zero_blank_and_each_reason_are_printed_differently(answer: Json, expected: str) -> None:
    assert _texts(_material((measure("a"),), {"a": _answers(answer)}))[0][2] == expected


def test_a_quarter_in_which_a_measure_is_not_asked_is_not_applicable() -> None:
    given = _material((measure("a", asked_in=("Q2",)),), {"a": {"figure": figure(5), "earlier": {}, "activity": None}})
    assert _texts(given)[0][1:3] == ["Not applicable", "5"]


def test_a_measure_not_asked_in_the_quarter_is_not_printed() -> None:
    assert measures(PLAN, _material((measure("a", asked_in=("Q4",)),), {})) == ()


def test_a_measure_not_to_be_published_is_nowhere() -> None:
    given = _material((measure("open"), measure("secret", publish=False)), {"open": _answers(figure(1)), "secret": _answers(figure(987))})
    blocks = measures(PLAN, given)
    assert "987" not in repr(blocks)
    assert "secret" not in repr(blocks)
    assert len(_tables(blocks)[0].rows) == 1


def _compound(pwit: Json, vap: Json) -> Material:
    parts = {"pwit": {"figure": pwit, "earlier": {}}, "vap": {"figure": vap, "earlier": {}}}
    return _material((measure("disposals", parts=PARTS),), {"disposals": {"parts": parts, "activity": None}})


@pytest.mark.parametrize(
    ("pwit", "vap", "expected"),
    [
        (figure(5), figure(21), "5 PWIT and 21 VAP"),
        (figure(0), figure(18), "0 PWIT and 18 VAP"),
        (figure(5), figure(reason="suppressed"), "5 PWIT and [c] VAP"),
        (figure(reason="not-yet-available"), figure(reason="not-yet-available"), "Not yet"),
        (figure(reason="not-yet-available"), figure(reason="suppressed"), "Not yet and [c]"),
        (figure(), figure(), "No entry"),
        (figure(5, provisional=True), figure(21), "5 PWIT and 21 VAP (provisional)"),
    ],
)
def test_a_compound_figure_joins_its_parts(pwit: Json, vap: Json, expected: str) -> None:
    assert _texts(_compound(pwit, vap))[0][2] == expected


def test_a_compound_figure_names_both_answers() -> None:
    (table,) = _tables(measures(PLAN, _compound(figure(5), figure(21))))
    base = "made-up/measures/disposals/parts"
    assert table.rows[0][2][0].refs == (f"{base}/pwit/figure", f"{base}/vap/figure")


def test_progress_is_told_once_under_the_quarter_of_the_paper_or_as_a_published_paper_had_it() -> None:
    given = _material((measure("a", "progress"),), {"a": {"progress": "Half done.\n- one", "activity": "Made-up talks."}})
    (row,) = _texts(given)
    assert row[1:] == ["See Q2", "Half done. | one", "Made-up talks."]
    (row,) = _texts(given, replace(PLAN, progress_under="first-quarter"))
    assert row[1:] == ["Half done. | one", "See Q1", "Made-up talks."]


def test_progress_left_blank_says_so() -> None:
    assert _texts(_material((measure("a", "progress"),), {"a": {"progress": None, "activity": None}}))[0][1:] == [
        "See Q2",
        "No entry",
        "No entry",
    ]


def test_a_shared_activity_is_told_once_and_pointed_to() -> None:
    given = _material(
        (measure("a"), measure("b", activity_with="a"), measure("c", activity_with="a"), measure("d"), measure("e", activity_with="a")),
        {
            "a": _answers(figure(1), activity="Shared."),
            **{key: _answers(figure(1), activity="Own." if key == "d" else None) for key in "bcde"},
        },
    )
    assert [row[3] for row in _texts(given)] == ["Shared.", "See row above", "See row above", "Own.", "See Made-up a"]


def test_a_shared_activity_told_in_another_theme_is_named() -> None:
    themes = (Theme("safety", "SAFETY"), Theme("other", "OTHER"))
    answers = {"a": _answers(figure(1), activity="Shared."), "b": _answers(figure(1))}
    given = _material((measure("a"), measure("b", activity_with="a", theme="other")), answers, themes)
    assert _tables(measures(PLAN, given))[1].rows[0][3] == (Paragraph("See Made-up a"),)


def test_the_commentary_and_the_date_of_the_data_stand_under_the_activity() -> None:
    this = figure(5, commentary="A made-up comment", data_as_at="2024-09-30")
    (table,) = _tables(measures(PLAN, _material((measure("a"),), {"a": _answers(this, activity="Made-up talks.\n1. one")})))
    ref = "made-up/measures/a"
    assert table.rows[0][3] == (
        Paragraph("Made-up talks.", refs=(f"{ref}/activity",)),
        ListItem("one", "1.", starts=True, refs=(f"{ref}/activity",)),
        Paragraph("Commentary: A made-up comment", refs=(f"{ref}/figure/commentary",)),
        Paragraph("Data as at 30 September 2024.", refs=(f"{ref}/figure/data-as-at",)),
    )


def test_the_commentary_of_a_part_names_the_part() -> None:
    assert _texts(_compound(figure(5, commentary="Made up"), figure(21)))[0][3] == "Commentary: PWIT: Made up"


def test_a_commentary_of_several_lines_keeps_its_paragraphs_and_lists() -> None:
    (table,) = _tables(measures(PLAN, _material((measure("a"),), {"a": _answers(figure(5, commentary="Why:\n- one\nSo.\nEnd."))})))
    refs = ("made-up/measures/a/figure/commentary",)
    assert table.rows[0][3] == (
        Paragraph("Commentary: Why:", refs=refs),
        ListItem("one", "-", starts=True, refs=refs),
        Paragraph("So.", refs=refs),
        Paragraph("End.", refs=refs),
    )


def test_a_commentary_that_begins_with_a_list_stands_under_its_label() -> None:
    (table,) = _tables(measures(PLAN, _material((measure("a"),), {"a": _answers(figure(5, commentary="- one\n- two"))})))
    refs = ("made-up/measures/a/figure/commentary",)
    assert table.rows[0][3] == (
        Paragraph("Commentary:", refs=refs),
        ListItem("one", "-", starts=True, refs=refs),
        ListItem("two", "-", refs=refs),
    )


def test_why_an_earlier_quarter_was_revised_is_told_after_the_commentary() -> None:
    this = figure(104, commentary="Made up", revision="Recounted, made up.")
    assert _texts(_year(_answers(this, figure(130)), figure(126)))[0][3] == "Commentary: Made up | Why revised: Recounted, made up."
    assert _texts(_compound(figure(5, revision="Made up"), figure(21)))[0][3] == "PWIT: Why revised: Made up"


def test_a_missing_return_is_told_in_every_quarter_and_once_as_activity() -> None:
    given = _material((measure("a", target=Target(5), baseline=Baseline(7)), measure("b", "progress")), None)
    missing = "[No return: Made-up Sub-Group]"
    assert _texts(given) == [
        ["Objective of a", "5", "7", "No return", "No return", missing],
        ["Objective of b", NONE_SET, "No baseline", "No return", "No return", missing],
    ]


def _year(this: Json, q1: Json, *, untouched: bool = False) -> Material:
    """The second quarter's material (this: its return, None if it has sent none) beside the return of the first."""
    earlier = {"Q1": a_return({"measures": {"a": {"figure": q1, "earlier": {}, "activity": None}}}, period="2024-25-Q1")}
    given = material((definition(measures=(measure("a"),)),), {}, earlier=earlier)
    if this is None:
        return given
    pointers = ("/measures/a/earlier/Q1/value",) if untouched else ()
    returns: dict[str, Return] = {"made-up": a_return({"measures": {"a": this}}, untouched=pointers)}
    return replace(given, returns=returns)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (_year(_answers(figure(104)), figure(126)), "126"),
        (_year(_answers(figure(104), figure(126)), figure(126)), "126"),
        (_year(_answers(figure(104), figure(130)), figure(126)), "130 (revised)"),
        (_year(_answers(figure(104), figure(126)), figure(130), untouched=True), "130"),
        (_year(_answers(figure(104), figure(130)), figure(reason="not-yet-available")), "130"),
        (_year(_answers(figure(104), figure(reason="suppressed")), figure(126)), "[c] (revised)"),
        (_year(_answers(figure(104)), figure(126, provisional=True)), "126 (provisional)"),
        (_year(_answers(figure(104), figure(130, provisional=True)), figure(126)), "130 (provisional, revised)"),
        (_year(None, figure(126)), "126"),
    ],
    ids=["cleared", "same", "changed", "untouched", "awaited", "withdrawn", "provisional", "provisional, changed", "no return now"],
)
def test_an_earlier_quarter_is_what_its_return_said_unless_it_was_revised(given: Material, expected: str) -> None:
    assert _texts(given)[0][1] == expected


def test_a_compound_figure_is_revised_if_one_of_its_parts_is() -> None:
    def parts(pwit: Json, vap: Json, **earlier: Json) -> Json:
        figures = {"pwit": {"figure": pwit, "earlier": earlier}, "vap": {"figure": vap, "earlier": {}}}
        return {"measures": {"a": {"parts": figures, "activity": None}}}

    a_definition = definition(measures=(measure("a", parts=PARTS),))
    earlier = {"Q1": a_return(parts(figure(5), figure(21)), period="2024-25-Q1")}
    given = material((a_definition,), {"made-up": parts(figure(4), figure(18), Q1=figure(6))}, earlier=earlier)
    assert _texts(given)[0][1:3] == ["6 PWIT and 21 VAP (revised)", "4 PWIT and 18 VAP"]


THEMES = (Theme("safety", "SAFETY", "Made-up first"), Theme("empty", "EMPTY"), Theme("other", "OTHER"))


def test_themes_stand_in_the_profiles_order_and_empty_ones_are_left_out() -> None:
    of_themes = (measure("b", theme="other"), measure("c", theme=""), measure("a"))
    blocks = measures(PLAN, _material(of_themes, {key: _answers(figure(1)) for key in "abc"}, THEMES))
    assert [(block.text, block.level) for block in blocks if isinstance(block, Heading)] == [
        ("SAFETY", 3),
        ("OTHER", 3),
        ("Other measures", 3),
    ]
    assert _tables(blocks)[0].header[0] == "Made-up first"


def test_under_a_heading_of_the_section_themes_stand_a_level_lower() -> None:
    blocks = measures(SectionPlan("measures", "FIGURES", 2), _material((measure("a"),), {"a": _answers(figure(1))}))
    assert plain(blocks)[0] == Heading("MADE-UP SAFETY", 3)


@pytest.mark.parametrize(
    ("answers", "printed"),
    [
        (_answers(figure()), False),
        (_answers(figure(reason="not-yet-available")), False),
        (_answers(figure(reason="suppressed")), True),
        (_answers(figure(0)), True),
        (_answers(figure(), figure(5)), True),
        (_answers(figure(), activity="Made-up talks."), True),
    ],
    ids=["blank", "a reason only", "suppressed", "zero", "earlier", "activity"],
)
def test_a_theme_with_nothing_to_print_may_be_left_out(answers: Json, printed: bool) -> None:
    plan = SectionPlan("measures", omit_when_empty=True)
    assert bool(measures(plan, _material((measure("a"),), {"a": answers}))) is printed


def _with_breakdown(answers: Json) -> tuple[Definition, Material]:
    a_definition = definition(measures=(measure("a"),), tables=(named_table("rates", {"x": "X"}, field("local", "percentage"), after="a"),))
    return a_definition, material((a_definition,), {} if answers is None else {"made-up": answers})


def test_a_breakdown_stands_after_its_measures_table_under_its_title() -> None:
    _, given = _with_breakdown({"measures": {"a": _answers(figure(1))}, "tables": {"rates": {"x": {"local": 5}}}})
    blocks = measures(PLAN, given)
    assert [block.text if isinstance(block, Heading) else type(block) for block in blocks] == [
        "MADE-UP SAFETY",
        Table,
        "Made-up rates",
        Table,
    ]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [3, 4]


def test_an_empty_breakdown_has_no_title() -> None:
    _, given = _with_breakdown({"measures": {"a": _answers(figure(1))}, "tables": {"rates": {"x": {"local": None}}}})
    assert len(measures(PLAN, given)) == 2


def test_a_breakdown_not_received_is_not_told_again() -> None:
    _, given = _with_breakdown(None)
    assert len(measures(PLAN, given)) == 2


def test_a_theme_is_printed_if_only_an_earlier_quarters_own_return_gives_a_figure() -> None:
    """This quarter's workbook was issued before the earlier return came in, and gives a reason for its own figure."""
    given = _year(_answers(figure(reason="not-yet-available")), figure(126))
    assert measures(replace(PLAN, omit_when_empty=True), given) != ()


def test_a_return_that_waits_for_a_decision_is_not_called_missing() -> None:
    given = replace(_material((measure("a"), measure("b", "progress")), None), held=("made-up",))
    waits = "Return waits for a decision"
    assert [row[1:] for row in _texts(given)] == [[waits, waits, f"[{waits}: Made-up Sub-Group]"]] * 2
