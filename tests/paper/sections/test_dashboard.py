"""The dashboard: one row a measure, and how it stands in words. Every figure here is made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Baseline, Exemption, Measure, Part, Target
from shpdocs.model.disclosure import Disclosed, Known, Withheld
from shpdocs.model.document import Block, Heading, Paragraph, Table
from shpdocs.model.period import Period
from shpdocs.model.profile import SectionPlan, Theme
from shpdocs.model.returns import Json, Return
from shpdocs.model.settings import Settings
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.projections import TITLE
from shpdocs.paper.sections.reported_measures import reported_measures
from tests.support.made import a_return, definition, figure, material, measure

PLAN = SectionPlan("dashboard", "DASHBOARD", 2)
ROBBERY = measure("robbery", name="Robbery", target=Target(444), baseline=Baseline(467), quarters="sum")


def _answers(q2: Json, q1: Json = None) -> Json:
    return {"figure": q2, "earlier": {"Q1": q1 or figure()}, "activity": None}


def _material(measures: tuple[Measure, ...], answers: dict[str, Json], themes: tuple[Theme, ...] | None = None) -> Material:
    given = {"made-up": {"measures": answers}}
    return (
        material((definition(measures=measures),), given)
        if themes is None
        else material((definition(measures=measures),), given, themes=themes)
    )


def _given(a_measure: Measure, q2: Json, q1: Json = None) -> Material:
    return _material((a_measure,), {a_measure.key: _answers(q2, q1)})


def _tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def _cells(given: Material, row: int = 0, table: int = 0) -> dict[str, str]:
    """The texts of a row by column, the blocks of a cell joined by ' | '."""
    printed = _tables(dashboard(PLAN, given))[table]
    return {name: " | ".join(block.text for block in cell) for name, cell in zip(printed.header, printed.rows[row], strict=True)}


def _notes(given: Material) -> str:
    return " ".join(block.text for block in dashboard(PLAN, given) if isinstance(block, Paragraph))


def test_a_row_tells_how_the_measure_stands() -> None:
    assert _cells(_given(ROBBERY, figure(104), figure(126))) == {
        "Priority": "MADE-UP SAFETY",
        "Measure": "Robbery",
        "Baseline": "467",
        "Target": "444",
        "Latest quarter": "104 (Q2)",
        "Year to date": "230",
        "Expected by now, pro rata (indicative)": "222",
        "Position": "3.6% above",
        "Rating": "Amber",
    }


def test_the_second_table_tells_the_rest_of_the_year() -> None:
    assert _cells(_given(ROBBERY, figure(104), figure(126)), table=1) == {
        "Measure": "Robbery",
        "Projection for the year": "460",
        "Against target": "16 above",
        "Against baseline": "1.5% below",
        "Left to the target": "214",
        "Left for each quarter": "107",
        "Each quarter so far": "115",
        "On the quarter before": "Down 17.5%",
    }


def test_text_and_a_heading_stand_between_the_tables() -> None:
    blocks = dashboard(PLAN, _given(ROBBERY, figure(104), figure(126)))
    assert [type(block) for block in blocks] == [Table, Paragraph, Paragraph, Heading, Table, Paragraph]
    assert blocks[3] == Heading(TITLE, 3)


def test_the_figures_name_their_answers() -> None:
    (first, _) = _tables(dashboard(PLAN, _given(ROBBERY, figure(104), figure(126))))
    assert [cell[0].refs for cell in first.rows[0]][4:6] == [("made-up/measures/robbery/figure",)] * 2


@pytest.mark.parametrize(
    ("value", "words", "colour"),
    [
        (222, "Green", "green"),
        (233, "Amber", "amber"),
        (234, "Red", "red"),
        (0, "Green", "green"),
    ],
)
def test_a_rating_is_a_word_and_a_colour(value: int, words: str, colour: str) -> None:
    (first, _) = _tables(dashboard(PLAN, _given(ROBBERY, figure(value), figure(0))))
    assert first.rows[0][-1] == (Paragraph(words, rating=colour),)  # type: ignore[arg-type]


def test_the_tolerance_is_that_of_the_settings() -> None:
    given = replace(_given(ROBBERY, figure(130), figure(104)), settings=Settings("Made-up Partnership", "Made-up Council", tolerance=7.5))
    assert _cells(given)["Rating"] == "Amber"
    assert "Amber: off by no more than 7.5% of what is expected." in _notes(given)


def test_a_measure_may_have_a_tolerance_of_its_own() -> None:
    wide = replace(ROBBERY, key="wide", name="Robbery at night", tolerance=20)
    given = _material((ROBBERY, wide), {key: _answers(figure(134), figure(104)) for key in ("robbery", "wide")})
    assert [_cells(given, row)["Rating"] for row in (0, 1)] == ["Red", "Amber"]
    assert "Amber: off by no more than 5% of what is expected; 20% for Robbery at night." in _notes(given)


def test_without_ratings_nothing_is_said_of_them() -> None:
    given = _given(ROBBERY, figure(104), figure(126))
    off = replace(given, settings=Settings("Made-up Partnership", "Made-up Council", ratings=False))
    assert "Rating" not in _cells(off)
    assert not any(
        block.rating
        for table in _tables(dashboard(PLAN, off))
        for row in table.rows
        for cell in row
        for block in cell
        if isinstance(block, Paragraph)
    )
    assert "atings" not in _notes(off)
    assert "Ratings" in _notes(given)
    assert _cells(off)["Position"] == "3.6% above"


@pytest.mark.parametrize(
    ("a_measure", "words"),
    [
        (measure("a", better="monitor", quarters="sum", target=Target(5)), "Not rated: monitored only"),
        (measure("a", better="", quarters="sum", target=Target(5)), "Not rated: no direction agreed"),
        (measure("a", quarters="sum"), "Not rated: no target"),
    ],
)
def test_what_is_not_rated_says_why_in_grey(a_measure: Measure, words: str) -> None:
    first = _tables(dashboard(PLAN, _given(a_measure, figure(1), figure(2))))[0]
    assert first.rows[0][-1] == (Paragraph(words, rating="grey"),)


def test_what_nobody_was_asked_has_no_column() -> None:
    given = _given(measure("a", "percentage", quarters="level"), figure(1), figure(2))
    assert list(_cells(given)) == ["Priority", "Measure", "Latest quarter", "Rating"]
    assert list(_cells(given, table=1)) == ["Measure", "On the quarter before"]


def test_no_cell_is_ever_empty() -> None:
    parts = (Part("x", "X", baseline=Baseline(9)), Part("y", "Y"))
    measures = (
        ROBBERY,
        measure("level", "percentage", quarters="level", target=Target(60), better="higher"),
        measure("band", "rate", quarters="rolling", target=Target(low=5, high=9), better="band"),
        measure("monitor", quarters="sum", better="monitor"),
        measure("parts", quarters="sum", target=Target(reduce_by=5), parts=parts),
        measure("blank", quarters="sum", target=Target(5), baseline=Baseline(none="no-baseline")),
        measure("hidden", quarters="sum", target=Target(5)),
        measure("nought", quarters="sum", target=Target(0), baseline=Baseline(0)),
        measure("later", quarters="sum", target=Target(9), asked_in=("Q1",)),
    )
    answers = {each.key: _answers(figure(5), figure(5)) for each in measures}
    answers["blank"] = _answers(figure())
    answers["hidden"] = _answers(figure(reason="suppressed"), figure(5))
    answers["parts"] = {"parts": {"x": _answers(figure(5), figure(5)), "y": _answers(figure(reason="not-yet-available"))}}
    for table in _tables(dashboard(PLAN, _material(measures, answers))):
        assert all(block.text.strip() for row in table.rows for cell in row for block in cell)
        assert all(cell for row in table.rows for cell in row)
        assert {len(row) for row in table.rows} == {len(table.header)}


@pytest.mark.parametrize(
    ("q1", "q2", "so_far", "position", "rating"),
    [
        (figure(reason="suppressed"), figure(5), "[c]", "[c]", "Not rated: held back"),
        (figure(5), figure(reason="suppressed"), "[c]", "[c]", "Not rated: held back"),
        (figure(), figure(5), "No entry", "No entry", "Not rated: no figure"),
        (figure(reason="not-yet-available"), figure(5), "Not yet", "Not yet", "Not rated: not yet available"),
        (figure(reason="not-applicable"), figure(5), "Not applicable", "Not applicable", "Not rated: not applicable"),
    ],
)
def test_a_quarter_that_lacks_is_told_in_place_of_a_position(q1: Json, q2: Json, so_far: str, position: str, rating: str) -> None:
    given = _material((ROBBERY, replace(ROBBERY, key="other")), {"robbery": _answers(q2, q1), "other": _answers(figure(1), figure(2))})
    cells = _cells(given)
    assert [cells["Year to date"], cells["Position"], cells["Rating"]] == [so_far, position, rating]


@pytest.mark.parametrize("q1_is_suppressed", [True, False])
def test_nothing_made_of_a_suppressed_figure_is_printed(q1_is_suppressed: bool) -> None:
    hidden, known = figure(reason="suppressed"), figure(104)
    given = _given(ROBBERY, *((known, hidden) if q1_is_suppressed else (hidden, known)))
    other = replace(ROBBERY, key="other", name="Other")
    both = _material(
        (ROBBERY, other), {"robbery": given.returns["made-up"].answers["measures"]["robbery"], "other": _answers(figure(1), figure(2))}
    )
    (first, projections) = _tables(dashboard(PLAN, both))
    assert [row[1][0].text for row in first.rows] == ["Robbery", "Other"]
    assert [row[0][0].text for row in projections.rows] == ["Other"]


def test_an_awaited_quarter_leaves_the_position_of_the_quarter_before_and_says_so() -> None:
    cells = _cells(_given(ROBBERY, figure(reason="not-yet-available"), figure(126)))
    assert (cells["Latest quarter"], cells["Year to date"], cells["Rating"]) == ("126 (Q1)", "126", "Red")
    assert cells["Expected by now, pro rata (indicative)"] == "111"
    assert _notes(_given(ROBBERY, figure(reason="not-yet-available"), figure(126))).startswith("Quarter 2: not yet.")
    assert "Quarter 2" not in _notes(_given(ROBBERY, figure(1), figure(126)))


def _three(*awaited: str) -> Material:
    """Three measures, of which these await their second quarter."""
    measures = tuple(replace(ROBBERY, key=key, name=key.upper()) for key in "abc")
    answers = {key: _answers(figure(reason="not-yet-available") if key in awaited else figure(1), figure(2)) for key in "abc"}
    return _material(measures, answers)


def test_the_measures_that_await_a_quarter_are_named_once_or_those_that_do_not_where_they_are_fewer() -> None:
    assert _notes(_three("b")).startswith("Quarter 2: not yet for B.")
    assert _notes(_three("a", "b")).startswith("Quarter 2: not yet except for C.")
    assert _notes(_three("a", "b", "c")).startswith("Quarter 2: not yet.")


def test_what_is_said_of_awaited_figures_names_the_answers() -> None:
    paragraph = next(block for block in dashboard(PLAN, _three("b")) if isinstance(block, Paragraph))
    assert paragraph.refs == ("made-up/measures/b/figure",)


def test_a_missing_return_leaves_the_position_of_the_quarter_before() -> None:
    earlier = {"Q1": a_return({"measures": {"robbery": _answers(figure(126))}}, period="2024-25-Q1")}
    given = material((definition(measures=(ROBBERY,)),), {}, earlier=earlier)
    assert _cells(given)["Latest quarter"] == "126 (Q1)"
    assert _notes(given).startswith("Quarter 2: no return.")


def test_a_figure_that_was_revised_counts_as_revised() -> None:
    earlier = {"Q1": a_return({"measures": {"robbery": _answers(figure(126))}}, period="2024-25-Q1")}
    answers: dict[str, dict[str, Json]] = {"made-up": {"measures": {"robbery": _answers(figure(104), figure(130))}}}
    given = material((definition(measures=(ROBBERY,)),), answers, earlier=earlier)
    assert _cells(given)["Year to date"] == "234"


def test_a_provisional_figure_says_so() -> None:
    assert _cells(_given(ROBBERY, figure(104, provisional=True), figure(126)))["Latest quarter"] == "104 (Q2, provisional)"


CONFIDENCE = measure("a", "percentage", quarters="level", target=Target(60), better="higher")
REPEATS = measure("a", "percentage", quarters="level", target=Target(low=28, high=40), better="band")
CASES = measure("a", "rate", quarters="rolling", target=Target(25), better="higher")


def _level(target: float, profile: dict[str, float] | None = None) -> Measure:
    return measure("a", quarters="level", target=Target(target), profile=profile)


@pytest.mark.parametrize(
    ("a_measure", "q2", "target", "expected", "position"),
    [
        (CONFIDENCE, 63, "60%", "60%", "3 points above"),
        (CONFIDENCE, 60, "60%", "60%", "As expected"),
        (REPEATS, 33, "28% to 40%", "28% to 40%", "Within the band"),
        (REPEATS, 21, "28% to 40%", "28% to 40%", "7 points below"),
        (CASES, 23, "25 per 10000", "25 per 10000", "8% below"),
        (_level(0), 3, "0", "0", "3 above"),
        (_level(0), 0, "0", "0", "As expected"),
        (_level(100_000), 100_001, "100000", "100000", "Less than 0.1% above"),
        (_level(100, {"Q2": 80}), 40, "100", "80", "50% below"),
    ],
    ids=["level", "as expected", "in band", "under band", "rate", "over nought", "nought", "hardly", "profile"],
)
def test_a_level_is_told_with_its_unit_and_not_added_up(a_measure: Measure, q2: float, target: str, expected: str, position: str) -> None:
    cells = _cells(_given(a_measure, figure(q2), figure(1)))
    (expected_by_now,) = [
        cell for name, cell in cells.items() if name in ("Expected by now, the target", "Expected by now, agreed profile")
    ]
    assert (cells["Target"], expected_by_now, cells["Position"]) == (target, expected, position)
    assert "Year to date" not in cells


def test_beside_sums_a_level_has_no_year_to_date() -> None:
    level = measure("level", "percentage", quarters="level", target=Target(60), better="higher")
    given = _material((ROBBERY, level), {"robbery": _answers(figure(1), figure(2)), "level": _answers(figure(63), figure(62))})
    assert _cells(given, row=1)["Year to date"] == "Level"
    assert _cells(given, row=1)["Expected by now, pro rata (indicative)"] == "60% (target)"
    assert "Level: where things stand" in _notes(given)


def test_what_has_no_projection_stands_under_those_that_have_one() -> None:
    level = measure("level", "percentage", quarters="level", target=Target(60), better="higher", baseline=Baseline(57))
    given = _material((ROBBERY, level), {"robbery": _answers(figure(1), figure(2)), "level": _answers(figure(63), figure(62))})
    (_, table) = _tables(dashboard(PLAN, given))
    assert [row[0][0].text for row in table.rows] == ["Robbery"]
    paragraph = next(block for block in dashboard(PLAN, given) if isinstance(block, Paragraph) and block.text.startswith("Without"))
    assert paragraph.text == "Without a projection: Made-up level, 6 points above the baseline and up 1 point on Quarter 1."
    assert paragraph.refs == ("made-up/measures/level/figure",)


def test_changes_of_percentages_are_told_in_points() -> None:
    level = measure("level", "percentage", quarters="level", better="higher", baseline=Baseline(57))
    cells = _cells(_given(level, figure(61.5), figure(62)), table=1)
    assert (cells["Against baseline"], cells["On the quarter before"]) == ("4.5 points above", "Down 0.5 points")
    assert "of percentages in points" in _notes(_given(level, figure(61.5), figure(62)))


def test_a_rise_from_nought_has_no_per_cent() -> None:
    assert _cells(_given(ROBBERY, figure(5), figure(0)), table=1)["On the quarter before"] == "Up 5 from 0"


def test_a_rate_whose_name_says_what_it_is_per_is_a_bare_number() -> None:
    a_measure = measure("a", "rate", name="Cases per 10,000", quarters="rolling", target=Target(25), baseline=Baseline(18), better="higher")
    cells = _cells(_given(a_measure, figure(23), figure(21)))
    assert (cells["Baseline"], cells["Target"], cells["Latest quarter"]) == ("18", "25", "23 (Q2)")


def test_a_change_aimed_at_is_told_with_what_it_comes_to() -> None:
    a_measure = measure("a", quarters="sum", target=Target(reduce_by=5), baseline=Baseline(1319))
    assert _cells(_given(a_measure, figure(277), figure(359)))["Target"] == "1253.05"


def test_each_part_of_a_compound_measure_has_a_row_of_its_own() -> None:
    parts = (Part("pwit", "PWIT", baseline=Baseline(33)), Part("vap", "VAP", baseline=Baseline(134)))
    a_measure = measure("disposals", name="Disposals", target=Target(reduce_by=5), parts=parts, quarters="sum")
    answers = {"pwit": _answers(figure(5), figure(0)), "vap": _answers(figure(21), figure(18))}
    given = _material((a_measure,), {"disposals": {"parts": answers, "activity": None}})
    rows = [_cells(given, row) for row in (0, 1)]
    assert [(row["Measure"], row["Baseline"], row["Target"], row["Year to date"]) for row in rows] == [
        ("Disposals: PWIT", "33", "31.35", "5"),
        ("Disposals: VAP", "134", "127.3", "39"),
    ]


def test_a_part_takes_the_place_of_all_where_the_name_lists_them() -> None:
    parts = (Part("pwit", "PWIT"), Part("vap", "VAP"))
    a_measure = measure("disposals", name="Disposals for PWIT and VAP", parts=parts, quarters="sum")
    given = _material((a_measure,), {"disposals": {"parts": {key: _answers(figure(5), figure(0)) for key in ("pwit", "vap")}}})
    assert [reported.name for reported in reported_measures(given)] == ["Disposals for PWIT", "Disposals for VAP"]


def test_a_priority_may_have_a_short_name() -> None:
    themes = (Theme("safety", "PRIORITY THEME 1 – MADE-UP SAFETY", short="Safe"),)
    given = _material((ROBBERY,), {"robbery": _answers(figure(1), figure(2))}, themes)
    assert _cells(given)["Priority"] == "Safe"


def test_rows_stand_by_priority_in_the_profiles_order() -> None:
    measures = (measure("b", theme="other", quarters="sum"), measure("c", theme="", quarters="sum"), measure("a", quarters="sum"))
    themes = (Theme("safety", "PRIORITY THEME 1 – MADE-UP SAFETY"), Theme("other", "OTHER"))
    (first, *_) = _tables(dashboard(PLAN, _material(measures, {key: _answers(figure(1), figure(1)) for key in "abc"}, themes)))
    assert [(row[0][0].text, row[1][0].text) for row in first.rows] == [
        ("MADE-UP SAFETY", "Made-up a"),
        ("OTHER", "Made-up b"),
        ("Other measures", "Made-up c"),
    ]


@pytest.mark.parametrize(
    "a_measure",
    [
        measure("secret", quarters="sum", publish=False),
        measure("later", quarters="sum", asked_in=("Q3",)),
        measure("milestone", "status"),
        measure("account", "progress"),
    ],
)
def test_what_is_no_published_figure_asked_so_far_has_no_row(a_measure: Measure) -> None:
    answers = {"robbery": _answers(figure(1), figure(2)), a_measure.key: _answers(figure(987), figure(987))}
    assert [reported.measure.key for reported in reported_measures(_material((a_measure, ROBBERY), answers))] == ["robbery"]
    assert "987" not in repr(dashboard(PLAN, _material((a_measure, ROBBERY), answers)))


@pytest.mark.parametrize("answer", [figure(), figure(reason="not-yet-available"), figure(reason="suppressed")])
def test_without_a_single_figure_there_is_no_dashboard(answer: Json) -> None:
    assert dashboard(PLAN, _given(ROBBERY, answer)) == ()


def test_the_same_quarter_of_last_year_is_told_where_it_is_known() -> None:
    last: dict[str, Return] = {"Q2": a_return({"measures": {"robbery": _answers(figure(80))}}, period="2023-24-Q2")}
    given = replace(_given(ROBBERY, figure(104), figure(126)), last_year={"made-up": last})
    assert _cells(given, table=1)["On the same quarter last year"] == "Up 30%"


@pytest.mark.parametrize(
    ("better", "value", "left", "each", "on_target"),
    [
        ("lower", 500, "None: 56 beyond", "None", "1556 above"),
        ("higher", 500, "None: 56 beyond", "None", "1556 above"),
        ("lower", 444, "0", "0", "1332 above"),
    ],
)
def test_a_target_that_is_passed_leaves_nothing(better: str, value: int, left: str, each: str, on_target: str) -> None:
    a_measure = replace(ROBBERY, better=better)
    given = replace(_given(a_measure, figure(value)), period=Period("2024-25", "Q1"))
    cells = _cells(given, table=1)
    assert (cells["Left to the target"], cells["Left for each quarter"], cells["Against target"]) == (
        left,
        each,
        on_target,
    )


def test_only_what_was_used_is_explained() -> None:
    level = _given(measure("a", quarters="level", target=Target(5)), figure(3), figure(3))
    profiled = _given(replace(ROBBERY, profile=(("Q2", 200.0),)), figure(3), figure(3))
    watched = _given(measure("a", quarters="sum", better="monitor"), figure(3), figure(3))
    assert ("Pro rata" in _notes(level), "moving period" in _notes(level), "Agreed profile" in _notes(level)) == (
        False,
        True,
        False,
    )
    assert ("Pro rata" in _notes(profiled), "moving period" in _notes(profiled), "Agreed profile" in _notes(profiled)) == (
        False,
        False,
        True,
    )
    assert "Ratings" not in _notes(watched)
    assert "indicative" in _notes(watched)
    assert "Projection" not in _notes(level)


@pytest.mark.parametrize("is_withheld", [True, False])
def test_a_measure_withheld_from_the_paper_has_no_row(is_withheld: bool) -> None:
    """Not even its target and baseline, which stand in the definition, are told."""
    exemption = Exemption((1,), "Made up: it would name a person.")
    withheld = (Withheld("made-up/robbery", "Robbery", exemption),) if is_withheld else ()
    other = replace(ROBBERY, key="other", name="Other")
    given = _material((ROBBERY, other), {"robbery": _answers(figure(104), figure(126)), "other": _answers(figure(1), figure(2))})
    public = replace(given, disclosed=Disclosed(Known(), Known(), withheld))
    assert [reported.name for reported in reported_measures(public)] == ["Robbery", "Other"][is_withheld:]
    assert ("Robbery" in repr(dashboard(PLAN, public))) is not is_withheld
