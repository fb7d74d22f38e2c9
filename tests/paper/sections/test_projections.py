"""The dashboard's second table. Every figure here is made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Baseline, Target
from shpdocs.model.document import Paragraph, Table
from shpdocs.model.period import Period
from shpdocs.model.returns import Return
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.material import Material
from tests.support.made import a_return, figure, measure
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


def test_the_second_table_tells_the_rest_of_the_year() -> None:
    assert cells_of(one_measure(ROBBERY, figure(104), figure(126)), table=1) == {
        "Measure": "Robbery",
        "Projection for the year": "460",
        "Against target": "16 above",
        "Against baseline": "1.5% below",
        "Left to the target": "214",
        "Left for each quarter": "107",
        "Each quarter so far": "115",
        "On the quarter before": "Down 17.5%",
    }


def test_what_has_no_projection_stands_under_those_that_have_one() -> None:
    level = measure("level", "percentage", quarters="level", target=Target(60), better="higher", baseline=Baseline(57))
    given = material_of((ROBBERY, level), {"robbery": figures(figure(1), figure(2)), "level": figures(figure(63), figure(62))})
    (_, table) = tables_in(dashboard(PLAN, given))
    assert [row[0][0].text for row in table.rows] == ["Robbery"]
    paragraph = next(block for block in dashboard(PLAN, given) if isinstance(block, Paragraph) and block.text.startswith("Without"))
    assert paragraph.text == "Without a projection: Made-up level, 6 points above the baseline and up 1 point on Quarter 1."
    assert paragraph.refs == ("made-up/measures/level/figure",)


def test_changes_of_percentages_are_told_in_points() -> None:
    level = measure("level", "percentage", quarters="level", better="higher", baseline=Baseline(57))
    cells = cells_of(one_measure(level, figure(61.5), figure(62)), table=1)
    assert (cells["Against baseline"], cells["On the quarter before"]) == ("4.5 points above", "Down 0.5 points")
    assert "of percentages in points" in notes_of(one_measure(level, figure(61.5), figure(62)))


def test_a_rise_from_nought_has_no_per_cent() -> None:
    assert cells_of(one_measure(ROBBERY, figure(5), figure(0)), table=1)["On the quarter before"] == "Up 5 from 0"


def test_the_same_quarter_of_last_year_is_told_where_it_is_known() -> None:
    last: dict[str, Return] = {"Q2": a_return({"measures": {"robbery": figures(figure(80))}}, period="2023-24-Q2")}
    given = replace(one_measure(ROBBERY, figure(104), figure(126)), last_year={"made-up": last})
    assert cells_of(given, table=1)["On the same quarter last year"] == "Up 30%"


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
    given = replace(one_measure(a_measure, figure(value)), period=Period("2024-25", "Q1"))
    cells = cells_of(given, table=1)
    assert (cells["Left to the target"], cells["Left for each quarter"], cells["Against target"]) == (
        left,
        each,
        on_target,
    )


def _cells(given: Material, table: int = 1, row: int = 0) -> dict[str, list[str]]:
    """The origins of a row's cells, by column."""
    printed = [block for block in dashboard(PLAN, given) if isinstance(block, Table)][table]
    cells = zip(printed.header, printed.rows[row], strict=True)
    return {name: [in_words(origin) for text in cell for origin in origins_of(text)] for name, cell in cells}


def test_what_is_worked_out_is_traced_to_the_figures_and_the_definition() -> None:
    q1, q2 = ("126 made-up/measures/robbery/figure 2024-25-Q1", "104 made-up/measures/robbery/figure 2024-25-Q2")
    target, baseline = "444 measures.robbery.target.value", "467 measures.robbery.baseline.value"
    so_far = f"230 = sum({q1}, {q2})"
    projection = f"460 = projection({so_far}, 2 rule, 4 rule)"
    left = f"214 = less({target}, {so_far})"
    assert _cells(one_measure(ROBBERY, figure(104), figure(126))) == {
        "Measure": ["measures.robbery.name"],
        "Projection for the year": [projection],
        "Against target": [f"16 = less({projection}, {target})"],
        "Against baseline": [f"-1.49892933619 = per-cent-change({projection}, {baseline})"],
        "Left to the target": [left],
        "Left for each quarter": [f"107 = pace({left}, 2 rule)"],
        "Each quarter so far": [f"115 = pace({so_far}, 2 rule)"],
        "On the quarter before": [f"-17.4603174603 = per-cent-change({q2}, {q1})"],
    }


def test_what_is_beyond_the_target_is_traced_as_it_is_printed() -> None:
    (beyond,) = _cells(one_measure(ROBBERY, figure(444), figure(56)))["Left to the target"]
    assert beyond.startswith("56 = less(500 = sum(")


def test_every_number_comes_from_somewhere() -> None:
    level = measure("level", "percentage", quarters="level", target=Target(60), better="higher", baseline=Baseline(57))
    nought = replace(ROBBERY, key="nought", name="Nought")
    answers = {
        "robbery": figures(figure(104), figure(126)),
        "level": figures(figure(63), figure(62)),
        "nought": figures(figure(5), figure(0)),
    }
    last: dict[str, Return] = {quarter: a_return({"measures": answers}, period=f"2023-24-{quarter}") for quarter in ("Q2", "Q4")}
    given = replace(material_of((ROBBERY, level, nought), answers), last_year={"made-up": last})
    assert from_nowhere(dashboard(PLAN, given)) == []
    assert from_nowhere(dashboard(PLAN, replace(given, period=Period("2024-25", "Q1")))) == []
