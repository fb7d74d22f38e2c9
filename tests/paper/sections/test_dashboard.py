"""The dashboard: one row a measure, and how it stands in words. Every figure here is made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.figures.printed import Mark
from shpdocs.model.definition import Baseline, Measure, Part, Target
from shpdocs.model.document import Heading, Paragraph, Table
from shpdocs.model.origin import Decided, Statement
from shpdocs.model.profile import Theme
from shpdocs.model.returns import Json
from shpdocs.model.settings import Settings
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.projections import TITLE
from tests.support.made import a_return, definition, figure, material, measure
from tests.support.made_dashboard import (
    PLAN,
    ROBBERY,
    cells_of,
    figures,
    material_of,
    notes_of,
    one_measure,
    tables_in,
)
from tests.support.origins import from_nowhere, in_words, origins_of


def test_a_row_tells_how_the_measure_stands() -> None:
    assert cells_of(one_measure(ROBBERY, figure(104), figure(126))) == {
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


def test_text_and_a_heading_stand_between_the_tables() -> None:
    blocks = dashboard(PLAN, one_measure(ROBBERY, figure(104), figure(126)))
    assert [type(block) for block in blocks] == [Table, Paragraph, Paragraph, Heading, Table, Paragraph]
    assert blocks[3] == Heading(TITLE, 3)


def test_the_figures_name_their_answers() -> None:
    (first, _) = tables_in(dashboard(PLAN, one_measure(ROBBERY, figure(104), figure(126))))
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
    (first, _) = tables_in(dashboard(PLAN, one_measure(ROBBERY, figure(value), figure(0))))
    assert first.rows[0][-1] == (Paragraph(words, rating=colour),)  # type: ignore[arg-type]


def test_the_tolerance_is_that_of_the_settings() -> None:
    given = replace(
        one_measure(ROBBERY, figure(130), figure(104)), settings=Settings("Made-up Partnership", "Made-up Council", tolerance=7.5)
    )
    assert cells_of(given)["Rating"] == "Amber"
    assert "Amber: off by no more than 7.5% of what is expected." in notes_of(given)


def test_a_measure_may_have_a_tolerance_of_its_own() -> None:
    wide = replace(ROBBERY, key="wide", name="Robbery at night", tolerance=20)
    given = material_of((ROBBERY, wide), {key: figures(figure(134), figure(104)) for key in ("robbery", "wide")})
    assert [cells_of(given, row)["Rating"] for row in (0, 1)] == ["Red", "Amber"]
    assert "Amber: off by no more than 5% of what is expected; 20% for Robbery at night." in notes_of(given)


def test_without_ratings_nothing_is_said_of_them() -> None:
    given = one_measure(ROBBERY, figure(104), figure(126))
    off = replace(given, settings=Settings("Made-up Partnership", "Made-up Council", ratings=False))
    assert "Rating" not in cells_of(off)
    assert not any(
        block.rating
        for table in tables_in(dashboard(PLAN, off))
        for row in table.rows
        for cell in row
        for block in cell
        if isinstance(block, Paragraph)
    )
    assert "atings" not in notes_of(off)
    assert "Ratings" in notes_of(given)
    assert cells_of(off)["Position"] == "3.6% above"


@pytest.mark.parametrize(
    ("a_measure", "words"),
    [
        (measure("a", better="monitor", quarters="sum", target=Target(5)), "Not rated: monitored only"),
        (measure("a", better="", quarters="sum", target=Target(5)), "Not rated: no direction agreed"),
        (measure("a", quarters="sum"), "Not rated: no target"),
    ],
)
def test_what_is_not_rated_says_why_in_grey(a_measure: Measure, words: str) -> None:
    first = tables_in(dashboard(PLAN, one_measure(a_measure, figure(1), figure(2))))[0]
    assert first.rows[0][-1] == (Paragraph(words, rating="grey"),)


def test_what_nobody_was_asked_has_no_column() -> None:
    given = one_measure(measure("a", "percentage", quarters="level"), figure(1), figure(2))
    assert list(cells_of(given)) == ["Priority", "Measure", "Latest quarter", "Rating"]
    assert list(cells_of(given, table=1)) == ["Measure", "On the quarter before"]


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
    answers = {each.key: figures(figure(5), figure(5)) for each in measures}
    answers["blank"] = figures(figure())
    answers["hidden"] = figures(figure(reason="suppressed"), figure(5))
    answers["parts"] = {"parts": {"x": figures(figure(5), figure(5)), "y": figures(figure(reason="not-yet-available"))}}
    for table in tables_in(dashboard(PLAN, material_of(measures, answers))):
        assert all(block.text.strip() for row in table.rows for cell in row for block in cell)
        assert all(cell for row in table.rows for cell in row)
        assert {len(row) for row in table.rows} == {len(table.header)}


@pytest.mark.parametrize(
    ("q1", "q2", "so_far", "position", "rating"),
    [
        (figure(reason="suppressed"), figure(5), "[c]", "[c]", "Not rated: figure not published"),
        (figure(5), figure(reason="suppressed"), "[c]", "[c]", "Not rated: figure not published"),
        (figure(), figure(5), "No entry", "No entry", "Not rated: no figure"),
        (figure(reason="not-yet-available"), figure(5), "Not yet", "Not yet", "Not rated: not yet available"),
        (figure(reason="not-applicable"), figure(5), "Not applicable", "Not applicable", "Not rated: not applicable"),
    ],
)
def test_a_quarter_that_lacks_is_told_in_place_of_a_position(q1: Json, q2: Json, so_far: str, position: str, rating: str) -> None:
    given = material_of((ROBBERY, replace(ROBBERY, key="other")), {"robbery": figures(q2, q1), "other": figures(figure(1), figure(2))})
    cells = cells_of(given)
    assert [cells["Year to date"], cells["Position"], cells["Rating"]] == [so_far, position, rating]


@pytest.mark.parametrize("q1_is_suppressed", [True, False])
def test_nothing_made_of_a_suppressed_figure_is_printed(q1_is_suppressed: bool) -> None:
    hidden, known = figure(reason="suppressed"), figure(104)
    given = one_measure(ROBBERY, *((known, hidden) if q1_is_suppressed else (hidden, known)))
    other = replace(ROBBERY, key="other", name="Other")
    both = material_of(
        (ROBBERY, other),
        {"robbery": given.returns["made-up"].answers["measures"]["robbery"], "other": figures(figure(1), figure(2))},
    )
    (first, projections) = tables_in(dashboard(PLAN, both))
    assert [row[1][0].text for row in first.rows] == ["Robbery", "Other"]
    assert [row[0][0].text for row in projections.rows] == ["Other"]


def test_an_awaited_quarter_leaves_the_position_of_the_quarter_before_and_says_so() -> None:
    cells = cells_of(one_measure(ROBBERY, figure(reason="not-yet-available"), figure(126)))
    assert (cells["Latest quarter"], cells["Year to date"], cells["Rating"]) == ("126 (Q1)", "126", "Red")
    assert cells["Expected by now, pro rata (indicative)"] == "111"
    assert notes_of(one_measure(ROBBERY, figure(reason="not-yet-available"), figure(126))).startswith("Quarter 2: not yet.")
    assert "Quarter 2" not in notes_of(one_measure(ROBBERY, figure(1), figure(126)))


def _three(*awaited: str) -> Material:
    """Three measures, of which these await their second quarter."""
    measures = tuple(replace(ROBBERY, key=key, name=key.upper()) for key in "abc")
    answers = {key: figures(figure(reason="not-yet-available") if key in awaited else figure(1), figure(2)) for key in "abc"}
    return material_of(measures, answers)


def test_the_measures_that_await_a_quarter_are_named_once_or_those_that_do_not_where_they_are_fewer() -> None:
    assert notes_of(_three("b")).startswith("Quarter 2: not yet for B.")
    assert notes_of(_three("a", "b")).startswith("Quarter 2: not yet except for C.")
    assert notes_of(_three("a", "b", "c")).startswith("Quarter 2: not yet.")


def test_what_is_said_of_awaited_figures_names_the_answers() -> None:
    paragraph = next(block for block in dashboard(PLAN, _three("b")) if isinstance(block, Paragraph))
    assert paragraph.refs == ("made-up/measures/b/figure",)


def test_a_blank_is_traced_to_where_the_figure_would_stand() -> None:
    given = material_of((ROBBERY, replace(ROBBERY, key="other")), {"robbery": figures(figure()), "other": figures(figure(1), figure(2))})
    cells = zip(cells_of(given).items(), _origins(given).values(), strict=True)
    said = {name: origins for (name, text), origins in cells if "No entry" in text}
    assert said["Latest quarter"] == ["= made-of(made-up/measures/robbery/figure 2024-25-Q2, words.no-entry)", "calendar"]
    assert said["Year to date"] == ["= made-of(rule, words.no-entry)"]  # the return of the first quarter is not there


def test_what_is_said_of_several_measures_at_once_is_traced_to_each_of_them() -> None:
    paragraph = next(block for block in dashboard(PLAN, _three("a", "b")) if isinstance(block, Paragraph))
    answers = [f"made-up/measures/{key}/figure 2024-25-Q2" for key in "ab"]
    assert [in_words(origin) for origin in origins_of(paragraph)] == [
        "calendar",
        f"= made-of({', '.join(answers)})",
        "measures.c.name",
    ]


def test_a_missing_return_leaves_the_position_of_the_quarter_before() -> None:
    earlier = {"Q1": a_return({"measures": {"robbery": figures(figure(126))}}, period="2024-25-Q1")}
    given = material((definition(measures=(ROBBERY,)),), {}, earlier=earlier)
    assert cells_of(given)["Latest quarter"] == "126 (Q1)"
    assert notes_of(given).startswith("Quarter 2: no return.")


def test_a_figure_that_was_revised_counts_as_revised() -> None:
    earlier = {"Q1": a_return({"measures": {"robbery": figures(figure(126))}}, period="2024-25-Q1")}
    answers: dict[str, dict[str, Json]] = {"made-up": {"measures": {"robbery": figures(figure(104), figure(130))}}}
    given = material((definition(measures=(ROBBERY,)),), answers, earlier=earlier)
    assert cells_of(given)["Year to date"] == "234"


def test_a_provisional_figure_says_so() -> None:
    assert cells_of(one_measure(ROBBERY, figure(104, provisional=True), figure(126)))["Latest quarter"] == "104 (Q2, provisional)"


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
    cells = cells_of(one_measure(a_measure, figure(q2), figure(1)))
    (expected_by_now,) = [
        cell for name, cell in cells.items() if name in ("Expected by now, the target", "Expected by now, agreed profile")
    ]
    assert (cells["Target"], expected_by_now, cells["Position"]) == (target, expected, position)
    assert "Year to date" not in cells


def test_beside_sums_a_level_has_no_year_to_date() -> None:
    level = measure("level", "percentage", quarters="level", target=Target(60), better="higher")
    given = material_of((ROBBERY, level), {"robbery": figures(figure(1), figure(2)), "level": figures(figure(63), figure(62))})
    assert cells_of(given, row=1)["Year to date"] == "Level"
    assert cells_of(given, row=1)["Expected by now, pro rata (indicative)"] == "60% (target)"
    assert "Level: where things stand" in notes_of(given)


def test_a_rate_whose_name_says_what_it_is_per_is_a_bare_number() -> None:
    a_measure = measure("a", "rate", name="Cases per 10,000", quarters="rolling", target=Target(25), baseline=Baseline(18), better="higher")
    cells = cells_of(one_measure(a_measure, figure(23), figure(21)))
    assert (cells["Baseline"], cells["Target"], cells["Latest quarter"]) == ("18", "25", "23 (Q2)")


def test_a_change_aimed_at_is_told_with_what_it_comes_to() -> None:
    a_measure = measure("a", quarters="sum", target=Target(reduce_by=5), baseline=Baseline(1319))
    assert cells_of(one_measure(a_measure, figure(277), figure(359)))["Target"] == "1253.05"


def test_each_part_of_a_compound_measure_has_a_row_of_its_own() -> None:
    parts = (Part("pwit", "PWIT", baseline=Baseline(33)), Part("vap", "VAP", baseline=Baseline(134)))
    a_measure = measure("disposals", name="Disposals", target=Target(reduce_by=5), parts=parts, quarters="sum")
    answers = {"pwit": figures(figure(5), figure(0)), "vap": figures(figure(21), figure(18))}
    given = material_of((a_measure,), {"disposals": {"parts": answers, "activity": None}})
    rows = [cells_of(given, row) for row in (0, 1)]
    assert [(row["Measure"], row["Baseline"], row["Target"], row["Year to date"]) for row in rows] == [
        ("Disposals: PWIT", "33", "31.35", "5"),
        ("Disposals: VAP", "134", "127.3", "39"),
    ]


def test_a_priority_may_have_a_short_name() -> None:
    themes = (Theme("safety", "PRIORITY THEME 1 – MADE-UP SAFETY", short="Safe"),)
    given = material_of((ROBBERY,), {"robbery": figures(figure(1), figure(2))}, themes)
    assert cells_of(given)["Priority"] == "Safe"


def test_rows_stand_by_priority_in_the_profiles_order() -> None:
    measures = (measure("b", theme="other", quarters="sum"), measure("c", theme="", quarters="sum"), measure("a", quarters="sum"))
    themes = (Theme("safety", "PRIORITY THEME 1 – MADE-UP SAFETY"), Theme("other", "OTHER"))
    (first, *_) = tables_in(dashboard(PLAN, material_of(measures, {key: figures(figure(1), figure(1)) for key in "abc"}, themes)))
    assert [(row[0][0].text, row[1][0].text) for row in first.rows] == [
        ("MADE-UP SAFETY", "Made-up a"),
        ("OTHER", "Made-up b"),
        ("Other measures", "Made-up c"),
    ]


@pytest.mark.parametrize("answer", [figure(), figure(reason="not-yet-available"), figure(reason="suppressed")])
def test_without_a_single_figure_there_is_no_dashboard(answer: Json) -> None:
    assert dashboard(PLAN, one_measure(ROBBERY, answer)) == ()


def test_only_what_was_used_is_explained() -> None:
    level = one_measure(measure("a", quarters="level", target=Target(5)), figure(3), figure(3))
    profiled = one_measure(replace(ROBBERY, profile=(("Q2", 200.0),)), figure(3), figure(3))
    watched = one_measure(measure("a", quarters="sum", better="monitor"), figure(3), figure(3))
    explained = ("Pro rata", "moving period", "Agreed profile")
    assert [text in notes_of(level) for text in explained] == [False, True, False]
    assert [text in notes_of(profiled) for text in explained] == [False, False, True]
    assert "Ratings" not in notes_of(watched)
    assert "indicative" in notes_of(watched)
    assert "Projection" not in notes_of(level)


def _origins(given: Material, row: int = 0) -> dict[str, list[str]]:
    """The origins of a row's cells, by column."""
    printed = next(block for block in dashboard(PLAN, given) if isinstance(block, Table))
    cells = zip(printed.header, printed.rows[row], strict=True)
    return {name: [in_words(origin) for text in cell for origin in origins_of(text)] for name, cell in cells}


Q1, Q2 = "126 made-up/measures/robbery/figure 2024-25-Q1", "104 made-up/measures/robbery/figure 2024-25-Q2"
SO_FAR = f"230 = sum({Q1}, {Q2})"
EXPECTED = "222 = share(444 measures.robbery.target.value, 2 rule, 4 rule)"


def test_every_cell_of_a_row_is_traced() -> None:
    assert _origins(one_measure(ROBBERY, figure(104), figure(126))) == {
        "Priority": ["themes.1.heading"],
        "Measure": ["measures.robbery.name"],
        "Baseline": ["467 measures.robbery.baseline.value"],
        "Target": ["444 measures.robbery.target.value"],
        "Latest quarter": [Q2, "calendar"],
        "Year to date": [SO_FAR],
        "Expected by now, pro rata (indicative)": [EXPECTED],
        "Position": [f"3.6036036036 = per-cent-change({SO_FAR}, {EXPECTED})"],
        "Rating": [f"= rating({SO_FAR}, {EXPECTED}, measures.robbery.better, 5 rule)"],
    }


def test_which_quarter_is_the_latest_is_traced_to_the_figures_that_are_awaited() -> None:
    origins = _origins(one_measure(ROBBERY, figure(reason="not-yet-available"), figure(126)))
    assert origins["Latest quarter"] == [Q1, "= made-of(calendar, made-up/measures/robbery/figure 2024-25-Q2)"]


def test_a_tolerance_is_traced_to_what_states_it() -> None:
    given = one_measure(ROBBERY, figure(104), figure(126))
    settings = replace(given, settings=Settings("Made-up Partnership", "Made-up Council", tolerance=7.5))
    assert _origins(settings)["Rating"][0].endswith(", 7.5 tolerance)")
    own = one_measure(replace(ROBBERY, tolerance=20), figure(104), figure(126))
    assert _origins(own)["Rating"][0].endswith(", 20 measures.robbery.tolerance)")


def test_within_a_band_the_position_is_traced_to_the_figure_and_both_ends() -> None:
    origins = _origins(one_measure(REPEATS, figure(33), figure(1)))
    figure_of, low, high = "33 made-up/measures/a/figure 2024-25-Q2", "28 measures.a.target.low", "40 measures.a.target.high"
    assert origins["Target"] == [low, high]
    assert origins["Position"] == [f"= rating({figure_of}, {low}, {high})"]


def test_why_there_is_no_rating_is_traced() -> None:
    hidden = _origins(one_measure(ROBBERY, figure(reason="suppressed"), figure(126)))
    suppressed = "= suppressed(made-up/measures/robbery/figure 2024-25-Q2)"
    assert (hidden["Latest quarter"], hidden["Rating"]) == ([suppressed, "calendar"], [f"= rating({suppressed})"])
    assert _origins(one_measure(replace(ROBBERY, better="monitor"), figure(1), figure(2)))["Rating"] == ["measures.robbery.better"]
    assert _origins(one_measure(replace(ROBBERY, target=None), figure(1), figure(2)))["Rating"] == ["rule"]


def test_a_mark_is_traced_to_the_answers_and_to_the_paper_that_printed_otherwise() -> None:
    provisional = _origins(one_measure(ROBBERY, figure(104, provisional=True), figure(126)))
    assert provisional["Latest quarter"] == [Q2, "calendar", "made-up/measures/robbery/figure 2024-25-Q2"]
    printed = Statement("printed as 99", Decided("edition", "edition 1 of 2024-25-Q2/short", "2024-11-01T09:00:00Z"))
    marked = {("made-up/measures/robbery", "2024-25-Q2"): Mark("corrected", before="99", origins=(printed,))}
    corrected = replace(one_measure(ROBBERY, figure(104), figure(126)), marks=marked)
    assert cells_of(corrected)["Latest quarter"] == "104 (Q2, corrected)"
    assert _origins(corrected)["Latest quarter"][-1] == "= made-of(made-up/measures/robbery/figure 2024-25-Q2, decided)"


@pytest.mark.parametrize("a_measure", [CONFIDENCE, REPEATS, CASES, _level(100, {"Q2": 80}), ROBBERY], ids=lambda a_measure: a_measure.unit)
def test_no_number_comes_from_nowhere(a_measure: Measure) -> None:
    for q2 in (figure(33), figure(33, provisional=True), figure(reason="not-yet-available"), figure()):
        assert from_nowhere(dashboard(PLAN, one_measure(a_measure, q2, figure(20)))) == []
