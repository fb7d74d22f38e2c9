"""The third paper: the figures of 2017/18 in the select-committee layout, beside the published paper of the same returns."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.commands.returns_in_force import returns_in_force
from shpdocs.definitions.definition_files import read_profile, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.document import Chart, Contents, Heading, ListItem, PageBreak, Paragraph, Table, without_origins
from shpdocs.model.period import parse_period
from shpdocs.paper.sections.compose import Composed, compose, parts_of
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.missing import not_printed
from shpdocs.store.folder import open_folder

PERIOD = parse_period("2017-18-Q3")


@cache
def _material(folder: Path, profile: str) -> Material:
    root = open_folder(folder)
    year = read_year(root, PERIOD.year)
    returns = returns_in_force(root, PERIOD, year.definitions)
    layout = read_profile(root, year, profile)
    return Material(layout, PERIOD, year.definitions, returns.returns, returns.earlier, settings=read_settings(root))


@pytest.fixture
def third(made_demo: Path) -> Composed:
    composed = compose(_material(made_demo, "select-committee"))
    return replace(composed, document=without_origins(composed.document))


def _headings(composed: Composed) -> list[Heading]:
    return [block for block in composed.document.blocks if isinstance(block, Heading)]


def _measure_rows(composed: Composed) -> list[list[str]]:
    """The rows of the tables of measures by theme, cell by cell, from the second column on."""
    tables = [block for block in composed.document.blocks if isinstance(block, Table) and block.header[-1:] == ("Activity",)]
    return [[" ".join(block.text for block in cell) for cell in row] for table in tables for row in table.rows]


def test_it_has_the_sections_of_the_layout_in_order(third: Composed) -> None:
    assert [heading.text for heading in _headings(third) if heading.level < 4] == [
        "EXTERNAL SERVICES SCRUTINY COMMITTEE - SAFER HILLINGDON PARTNERSHIP PERFORMANCE MONITORING",
        "HEADLINES",
        "RECOMMENDATION:",
        "SUPPORTING INFORMATION",
        "BACKGROUND PAPERS",
        "Appendix 1 – Safer Hillingdon Partnership Plan 2017/18",
        "Position at a glance",
        "Charts",
        "Priority theme 1 – Reduce burglary",
        "Priority theme 2 – Reduce violence",
        "Priority theme 3 – Reduce anti-social behaviour and raise confidence",
        "Priority theme 4 – Prevent and tackle domestic abuse / violence against women and girls",
        "Notes on the figures",
    ]
    levels = [heading.level for heading in _headings(third)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_its_cover_is_followed_by_the_list_of_contents(third: Composed) -> None:
    assert [type(block) for block in third.document.blocks[:3]] == [Heading, Table, Contents]


def test_the_dashboard_lies_on_its_side(third: Composed) -> None:
    turn, _, dashboard = third.document.blocks[third.starts[0] :][:3]
    assert (turn, dashboard) == (PageBreak("landscape"), Heading("Position at a glance", 3))


def test_it_has_the_measures_and_value_cells_of_the_published_paper(made_demo: Path, third: Composed) -> None:
    published = compose(_material(made_demo, ""))
    words = {"Data not yet available": "Not yet available", "N/A": "Not applicable"}
    assert len(_measure_rows(third)) == 17
    assert _measure_rows(third) == [[words.get(cell, cell) for cell in row] for row in _measure_rows(published)]


def test_a_chart_stands_over_its_numbers_for_each_series_of_three_quarters(third: Composed) -> None:
    blocks = third.document.blocks
    charts = [at for at, block in enumerate(blocks) if isinstance(block, Chart)]
    assert len(charts) == 3
    assert all(isinstance(blocks[at + 1], Table) for at in charts)


def test_the_headlines_tell_the_worst_first_and_what_is_missing(third: Composed) -> None:
    blocks = list(third.document.blocks)
    start = blocks.index(Heading("HEADLINES", 2))
    texts = [
        block.text for block in blocks[start + 1 : blocks.index(Heading("RECOMMENDATION:", 2))] if isinstance(block, Paragraph | ListItem)
    ]
    assert texts[2] == "MARAC repeat cases (red): 13% in Quarter 2, 6 points below the target of 19%."
    assert texts[3].startswith("Knife crime with injury (red): 64 by the end of Quarter 2, 29.3% above the 49.5 expected by then")
    assert texts[-1].startswith("10 figures for Quarter 3 are not yet available: Residential burglary; ")


def test_nothing_returned_is_left_out_of_it_but_the_list_of_appendices_that_it_makes_itself(made_demo: Path, third: Composed) -> None:
    assert not_printed(third.document, _material(made_demo, "select-committee")) == ("partnership/papers",)


def test_it_says_that_it_is_an_example_and_names_no_meeting(third: Composed) -> None:
    cover = third.document.blocks[1]
    assert isinstance(cover, Table)
    lines = {row[0][0].label: row[1][0].text for row in cover.rows if isinstance(row[0][0], Paragraph)}
    assert "example" in lines["About this paper"]
    assert "not before a committee" in lines["About this paper"]
    assert "example" in third.document.footer[0]


def test_report_and_appendix_can_stand_apart(third: Composed) -> None:
    (_, report), (name, appendix) = parts_of(third.document, third.starts)
    assert name == appendix.title == "Appendix 1 – Safer Hillingdon Partnership Plan 2017/18"
    assert report.blocks + appendix.blocks[:1] == third.document.blocks[: third.starts[0] + 1]
    levels = [block.level for block in appendix.blocks if isinstance(block, Heading)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_dashboard_says_a_thing_once_so_that_it_keeps_to_a_page(third: Composed) -> None:
    """Thirteen rows at 12 point: all but one on a single line of a page on its side."""
    table = next(block for block in third.document.blocks if isinstance(block, Table) and block.header[:2] == ("Priority", "Measure"))
    longest = [max(len(" ".join(block.text for block in row[column])) for row in table.rows) for column in range(len(table.header))]
    assert len(table.rows) == 13
    assert dict(zip(table.header, longest, strict=True)) == {
        "Priority": 15,
        "Measure": 32,
        "Baseline": 4,
        "Target": 7,
        "Latest quarter": 9,
        "Year to date": 5,
        "Expected by now, pro rata (indicative)": 12,
        "Position": 14,
        "Rating": 5,
    }
