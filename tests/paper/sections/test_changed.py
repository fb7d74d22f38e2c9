"""What changed since the quarter before. Every figure here is made up."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.document import Block, Paragraph, Table
from shpdocs.model.period import Period
from shpdocs.model.profile import SectionPlan
from shpdocs.model.returns import SUPPRESSED, Return
from shpdocs.paper.sections.changed import changed
from shpdocs.paper.sections.material import Material
from tests.support.made import a_return, figure, measure
from tests.support.made_dashboard import ROBBERY, figures, material_of, one_measure, tables_in
from tests.support.origins import in_words, origins_of

PLAN = SectionPlan("changed", "WHAT CHANGED")


def _rows(given: Material) -> list[dict[str, str]]:
    tables = tables_in(changed(PLAN, given))
    return [{name: cell[0].text for name, cell in zip(table.header, row, strict=True)} for table in tables for row in table.rows]


def _said(given: Material) -> list[str]:
    return [block.text for block in changed(PLAN, given) if isinstance(block, Paragraph)]


def test_a_figure_that_moved_has_a_row_with_both_quarters() -> None:
    given = one_measure(ROBBERY, figure(104), figure(126))
    assert _rows(given) == [{"Measure": "Robbery", "Quarter 1": "126", "Quarter 2": "104", "Change": "Down 17.5%"}]
    assert _said(given) == ["Changes: in per cent of the figure before."]


def test_percentages_change_by_points() -> None:
    given = one_measure(measure("level", "percentage", quarters="level", better="higher"), figure(62), figure(61.5))
    assert _rows(given)[0]["Change"] == "Up 0.5 points"
    assert _said(given) == ["Changes: in per cent of the figure before; of percentages in points."]


def test_what_did_not_change_is_named_with_its_figure() -> None:
    given = one_measure(ROBBERY, figure(104), figure(104))
    assert _said(given) == ["No figure that can be compared is another than in the quarter before.", "Unchanged: Robbery (104)."]


def test_every_measure_that_was_asked_is_told() -> None:
    measures = tuple(measure(key, name=key.title(), quarters="sum") for key in ("moved", "same", "awaited", "blank", "small", "new"))
    to_date = measure("grown", name="Grown", quarters="to-date")
    answers = {
        "moved": figures(figure(5), figure(0)),
        "same": figures(figure(8), figure(8)),
        "awaited": figures(figure(reason="not-yet-available"), figure(40)),
        "blank": figures(figure(), figure(7)),
        "small": figures(figure(reason=SUPPRESSED), figure(31)),
        "new": figures(figure(9), figure()),
        "grown": figures(figure(30), figure(12)),
    }
    given = material_of((*measures, to_date), answers)
    assert _rows(given) == [{"Measure": "Moved", "Quarter 1": "0", "Quarter 2": "5", "Change": "Up 5 from 0"}]
    said = " ".join(_said(given))
    assert "Unchanged: Same (8)." in said
    assert "can but grow: Grown (Quarter 1: 12, Quarter 2: 30)." in said
    assert "Awaited (Quarter 1: 40, Quarter 2: Not yet)" in said
    assert "Blank (Quarter 1: 7, Quarter 2: No entry)" in said
    assert "Small (Quarter 1: 31, Quarter 2: [c])" in said
    assert "New (Quarter 1: No entry, Quarter 2: 9)" in said
    assert _refs(changed(PLAN, given)) == {f"made-up/measures/{key}/figure" for key in answers}


def _refs(blocks: tuple[Block, ...]) -> set[str]:
    cells = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    texts = [*(text for cell in cells for text in cell), *(block for block in blocks if isinstance(block, Paragraph))]
    return {ref for text in texts for ref in text.refs}


def test_a_measure_that_was_not_asked_the_quarter_before_has_only_its_own_figure() -> None:
    given = one_measure(replace(ROBBERY, asked_in=("Q2", "Q4")), figure(104))
    assert _said(given)[1:] == ["Not compared, as a quarter has no figure: Robbery (Quarter 2: 104)."]


def test_what_is_not_asked_in_the_period_is_not_told() -> None:
    assert changed(PLAN, one_measure(replace(ROBBERY, asked_in=("Q1", "Q3")), figure(), figure(104))) == ()


def test_without_a_figure_in_either_quarter_there_is_nothing() -> None:
    assert changed(PLAN, one_measure(ROBBERY, figure(), figure())) == ()


def test_the_first_quarter_is_held_against_the_last_of_the_year_before() -> None:
    last: dict[str, Return] = {"Q4": a_return({"measures": {"robbery": figures(figure(80))}}, period="2023-24-Q4")}
    given = replace(one_measure(ROBBERY, figure(104)), period=Period("2024-25", "Q1"), last_year={"made-up": last})
    assert _rows(given) == [{"Measure": "Robbery", "Quarter 4 of last year": "80", "Quarter 1": "104", "Change": "Up 30%"}]


def test_each_figure_is_traced_to_its_own_quarter() -> None:
    (table,) = (block for block in changed(PLAN, one_measure(ROBBERY, figure(104), figure(126))) if isinstance(block, Table))
    origins = [[in_words(origin) for text in cell for origin in origins_of(text)] for cell in table.rows[0]]
    q1, q2 = ("126 made-up/measures/robbery/figure 2024-25-Q1", "104 made-up/measures/robbery/figure 2024-25-Q2")
    assert origins == [["measures.robbery.name"], [q1], [q2], [f"-17.4603174603 = per-cent-change({q2}, {q1})"]]
