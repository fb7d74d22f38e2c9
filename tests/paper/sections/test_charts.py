"""Charts: which measures have one, what it shows and says. Every figure here is made up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.figures.arithmetic import rounded
from shpdocs.model.definition import Baseline, Measure, Part, Target
from shpdocs.model.document import Block, Chart, ChartLine, Heading, Table, block_without_origins
from shpdocs.model.origin import Number
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.profile import SectionPlan
from shpdocs.model.returns import Json
from shpdocs.paper.sections import charts as section
from shpdocs.paper.sections.material import Material
from tests.support.made import a_return, definition, figure, material, measure
from tests.support.origins import drawn_values, from_nowhere, in_words, origins_of

PLAN = SectionPlan("charts", "CHARTS", 2)
ROBBERY = measure("robbery", name="Robbery", target=Target(444), baseline=Baseline(467, year="2023-24"), quarters="sum")


def _answers(*figures: Json) -> Json:
    """The answers of the last of these quarters, with those before it."""
    return {"figure": figures[-1], "earlier": dict(zip(QUARTERS, figures[:-1], strict=False)), "activity": None}


def _material(a_measure: Measure, answers: Json, quarter: str = "Q3") -> Material:
    definitions = (definition(measures=(a_measure,)),)
    returns = {"made-up": a_return({"measures": {a_measure.key: answers}}, period=f"2024-25-{quarter}")}
    return replace(material(definitions, {}), returns=returns, period=Period("2024-25", quarter))


def _with_figures(a_measure: Measure, *values: float | None) -> Material:
    """The measure with these figures from the first quarter on; None is not yet available."""
    figures = [figure(value) if value is not None else figure(reason="not-yet-available") for value in values]
    return _material(a_measure, _answers(*figures), QUARTERS[len(values) - 1])


def charts(plan: SectionPlan, given: Material) -> tuple[Block, ...]:
    """The blocks, without where their texts come from."""
    return tuple(map(block_without_origins, section.charts(plan, given)))


def _chart(given: Material) -> Chart:
    (chart,) = [block for block in charts(PLAN, given) if isinstance(block, Chart)]
    return chart


def _table(given: Material) -> list[list[str]]:
    (table,) = [block for block in charts(PLAN, given) if isinstance(block, Table)]
    return [list(table.header), *([" | ".join(block.text for block in cell) for cell in row] for row in table.rows)]


def test_a_sum_is_shown_beside_an_even_share_of_target_and_baseline() -> None:
    assert _chart(_with_figures(ROBBERY, 126, 104, 150)) == Chart(
        "",
        "Robbery rose from 126 in Quarter 1 to 150 in Quarter 3, with 104 in Quarter 2. "
        "In Quarter 3: target (even share, indicative) 111 and baseline 2023/24 (even share) 116.8.",
        ("Quarter 1", "Quarter 2", "Quarter 3"),
        ChartLine("Robbery", (126, 104, 150)),
        (
            ChartLine("Target (even share, indicative)", (111, 111, 111)),
            ChartLine("Baseline 2023/24 (even share)", (116.75, 116.75, 116.75)),
        ),
        "Number",
    )


def test_heading_chart_and_numbers_stand_in_this_order() -> None:
    blocks = charts(PLAN, _with_figures(ROBBERY, 126, 104, 150))
    assert [type(block) for block in blocks] == [Heading, Chart, Table]
    assert blocks[0] == Heading("Robbery by quarter, 2024/25", 3)


def test_the_numbers_stand_beside_the_chart() -> None:
    assert _table(_with_figures(ROBBERY, 126, 104, 150)) == [
        ["Number", "Quarter 1", "Quarter 2", "Quarter 3"],
        ["Robbery", "126", "104", "150"],
        ["Target (even share, indicative)", "111", "111", "111"],
        ["Baseline 2023/24 (even share)", "116.8", "116.8", "116.8"],
    ]


@pytest.mark.parametrize("values", [(1,), (1, 2), (1, 2, None), (None, 1, 2), (None, None, 1, 2)])
def test_fewer_than_three_figures_are_no_series(values: tuple[float | None, ...]) -> None:
    assert charts(PLAN, _with_figures(ROBBERY, *values)) == ()


def test_a_quarter_that_lacks_within_the_series_is_a_gap_and_one_at_its_end_is_left_out() -> None:
    gap = _with_figures(ROBBERY, 126, None, 104, 150)
    assert _chart(gap).bars.values == (126, None, 104, 150)
    assert _table(gap)[1] == ["Robbery", "126", "Not yet", "104", "150"]
    assert _chart(_with_figures(ROBBERY, 126, 104, 150, None)).categories == ("Quarter 1", "Quarter 2", "Quarter 3")


@pytest.mark.parametrize("at", range(4))
def test_a_measure_with_a_suppressed_figure_has_no_chart(at: int) -> None:
    figures = [figure(reason="suppressed") if number == at else figure(number) for number in range(4)]
    assert charts(PLAN, _material(ROBBERY, _answers(*figures), "Q4")) == ()


def test_a_suppressed_part_leaves_the_other_parts_without_a_chart() -> None:
    a_measure = measure("disposals", quarters="sum", parts=(Part("x", "X"), Part("y", "Y")))
    whole = [figure(number) for number in (5, 6, 7)]
    open_, hidden = (
        {"parts": {"x": _answers(*whole), "y": _answers(figure(7), second, figure(7))}}
        for second in (figure(7), figure(reason="suppressed"))
    )
    assert [block.text for block in charts(PLAN, _material(a_measure, open_)) if isinstance(block, Heading)] == [
        "Made-up disposals: X by quarter, 2024/25",
        "Made-up disposals: Y by quarter, 2024/25",
    ]
    assert charts(PLAN, _material(a_measure, hidden)) == ()


def test_a_measure_not_to_be_published_has_no_chart() -> None:
    assert charts(PLAN, _with_figures(replace(ROBBERY, publish=False), 126, 104, 150)) == ()


def test_a_level_is_shown_beside_the_target_and_baseline_as_they_stand() -> None:
    a_measure = measure("a", "percentage", name="Confidence", quarters="level", better="higher", target=Target(60), baseline=Baseline(57))
    chart = _chart(_with_figures(a_measure, 62, 63, 61.5))
    assert chart.lines == (ChartLine("Target", (60, 60, 60)), ChartLine("Baseline", (57, 57, 57)))
    assert chart.unit == "%"
    assert chart.description == (
        "Confidence fell from 62% in Quarter 1 to 61.5% in Quarter 3, with 63% in Quarter 2. In Quarter 3: target 60% and baseline 57%."
    )


def test_a_band_has_a_line_for_each_end() -> None:
    a_measure = measure("a", "rate", quarters="rolling", better="band", target=Target(low=0, high=40))
    assert [(line.name, line.values) for line in _chart(_with_figures(a_measure, 30, 31, 32)).lines] == [
        ("Target, lower end", (0, 0, 0)),
        ("Target, upper end", (40, 40, 40)),
    ]
    assert _chart(_with_figures(a_measure, 30, 31, 32)).unit == "Rate per 10,000"


def test_of_an_agreed_profile_the_line_is_what_each_quarter_adds() -> None:
    a_measure = replace(ROBBERY, profile=(("Q1", 100.0), ("Q2", 180.0), ("Q3", 300.0), ("Q4", 444.0)), baseline=None)
    assert _chart(_with_figures(a_measure, 126, 104, 150)).lines == (ChartLine("Target (agreed profile)", (100, 80, 120)),)


def test_a_profile_for_some_quarters_is_called_what_it_is() -> None:
    a_measure = replace(ROBBERY, profile=(("Q2", 200.0),), baseline=None)
    assert _chart(_with_figures(a_measure, 126, 104, 150)).lines == (ChartLine("Target (agreed profile and even share)", (111, 89, 133)),)


def test_the_year_so_far_is_shown_beside_the_share_of_the_year_so_far() -> None:
    a_measure = measure("a", name="Orders", quarters="to-date", target=Target(100), baseline=Baseline(80))
    chart = _chart(_with_figures(a_measure, 20, 40, 70))
    assert chart.lines == (
        ChartLine("Target (even share, indicative)", (25, 50, 75)),
        ChartLine("Baseline (even share)", (20, 40, 60)),
    )
    assert charts(PLAN, _with_figures(a_measure, 20, 40, 70))[0] == Heading("Orders, year so far by quarter, 2024/25", 3)
    assert chart.description.startswith("Orders, year so far rose from 20 in Quarter 1 to 70 in Quarter 3")


def test_without_target_and_baseline_there_are_no_lines() -> None:
    chart = _chart(_with_figures(measure("a", quarters="sum", better="monitor"), 5, 6, 5))
    assert (chart.lines, chart.description) == ((), "Made-up a was 5 in Quarter 1 and again in Quarter 3, with 6 in Quarter 2.")


def test_a_target_of_nought_is_a_line() -> None:
    a_measure = measure("a", quarters="sum", target=Target(0), baseline=Baseline(0))
    assert [line.values for line in _chart(_with_figures(a_measure, 1, 2, 3)).lines] == [(0, 0, 0), (0, 0, 0)]


def test_shares_are_of_the_quarters_in_which_a_measure_is_asked() -> None:
    a_measure = measure("a", quarters="sum", target=Target(90), asked_in=("Q1", "Q2", "Q4"))
    answers = {"figure": figure(4), "earlier": {"Q1": figure(1), "Q2": figure(2)}, "activity": None}
    chart = _chart(_material(a_measure, answers, "Q4"))
    assert (chart.categories, chart.lines[0].values) == (("Quarter 1", "Quarter 2", "Quarter 4"), (30, 30, 30))


def test_money_is_drawn_in_pounds() -> None:
    a_measure = measure("a", "money", quarters="sum", target=Target(4000))
    figures = [figure({"amount": amount, "words": f"£{amount}"}) for amount in (1000, 2000, 1500)]
    chart = _chart(_material(a_measure, _answers(*figures)))
    assert (chart.unit, chart.bars.values) == ("£", (1000, 2000, 1500))
    assert _table(_material(a_measure, _answers(*figures)))[1] == ["Made-up a", "£1000", "£2000", "£1500"]
    assert chart.description.startswith("Made-up a rose from £1000 in Quarter 1 to £1500 in Quarter 3")


def _origins(given: Material) -> dict[str, list[str]]:
    """The origins of what a chart draws and says, by text."""
    (chart,) = [block for block in section.charts(PLAN, given) if isinstance(block, Chart)]
    names = ("bar", "unit", *(f"line/{number}" for number in range(len(chart.lines))), *drawn_values(chart))
    return {name: [in_words(origin) for origin in origins_of(chart, name)] for name in names}


EVERY_KIND = (
    ROBBERY,
    replace(ROBBERY, profile=(("Q2", 200.0),)),
    measure("a", "percentage", quarters="level", better="higher", target=Target(60), baseline=Baseline(57, year="2016-17")),
    measure("a", "rate", quarters="rolling", better="band", target=Target(low=10, high=40)),
    measure("a", quarters="to-date", target=Target(reduce_by=5), baseline=Baseline(1319), asked_in=("Q1", "Q2", "Q3")),
)


@pytest.mark.parametrize("a_measure", EVERY_KIND, ids=["sum", "profile", "level", "band", "to date"])
def test_every_number_that_is_drawn_or_told_comes_from_somewhere(a_measure: Measure) -> None:
    assert from_nowhere(section.charts(PLAN, _with_figures(a_measure, 126, 104, 150))) == []


@pytest.mark.parametrize("a_measure", EVERY_KIND, ids=["sum", "profile", "level", "band", "to date"])
def test_what_is_drawn_is_what_its_origin_comes_to(a_measure: Measure) -> None:
    (chart,) = [block for block in section.charts(PLAN, _with_figures(a_measure, 126, 104, 150)) if isinstance(block, Chart)]
    for name, value in drawn_values(chart).items():
        (origin,) = origins_of(chart, name)
        assert isinstance(origin, Number)
        assert value == rounded(origin.value, 2)


def test_a_share_is_traced_to_target_and_baseline_and_to_the_quarters_asked() -> None:
    origins = _origins(_with_figures(ROBBERY, 126, 104, 150))
    assert origins["bar"] == ["measures.robbery.name"]
    assert origins["unit"] == ["measures.robbery.unit"]
    assert origins["bar/1"] == ["104 made-up/measures/robbery/figure 2024-25-Q2"]
    assert origins["line/0/2"] == ["111 = share(444 measures.robbery.target.value, 1 rule, 4 rule)"]
    assert origins["line/1"] == ["measures.robbery.baseline.year"]
    assert origins["line/1/0"] == ["116.75 = share(467 measures.robbery.baseline.value, 1 rule, 4 rule)"]


def test_beside_an_agreed_profile_a_quarter_is_traced_to_what_it_adds() -> None:
    origins = _origins(_with_figures(replace(ROBBERY, profile=(("Q2", 200.0),)), 126, 104, 150))
    share, profiled = "111 = share(444 measures.robbery.target.value, 1 rule, 4 rule)", "200 measures.robbery.profile.Q2"
    so_far = "333 = share(444 measures.robbery.target.value, 3 rule, 4 rule)"
    assert [origins[f"line/0/{number}"] for number in range(3)] == [
        [share],
        [f"89 = less({profiled}, {share})"],
        [f"133 = less({so_far}, {profiled})"],
    ]


def test_a_parts_numbers_are_traced_to_the_part() -> None:
    parts = (Part("x", "X", baseline=Baseline(80, year="2016-17")), Part("y", "Y"))
    a_measure = measure("orders", quarters="sum", target=Target(reduce_by=5), parts=parts)
    whole = [figure(number) for number in (5, 6, 7)]
    given = _material(a_measure, {"parts": {"x": _answers(*whole), "y": _answers(figure(1), figure(), figure())}})
    origins = _origins(given)
    assert origins["bar"] == ["measures.orders.name", "measures.orders.parts.x.label"]
    assert origins["line/1"] == ["measures.orders.parts.x.baseline.year"]
    assert origins["line/0/0"] == [
        "19 = share(76 = changed-by(80 measures.orders.parts.x.baseline.value, -5 measures.orders.target.reduce-by), 1 rule, 4 rule)"
    ]
