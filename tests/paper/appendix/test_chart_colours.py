"""Numbers in a chart that are none say nothing of its colours, and stop nothing; how charts look is tried in test_look.py."""

from __future__ import annotations

import pytest
from lxml import etree

from shpdocs.ooxml.vocabulary import PREFIXES
from shpdocs.ooxml.xml import each, parse
from shpdocs.paper.appendix.chart_colours import say_colours


def pie(count: str, index: str = "0") -> str:
    series = f'<c:ser><c:idx val="{index}"/><c:val><c:numRef><c:numCache><c:ptCount val="{count}"/></c:numCache></c:numRef></c:val></c:ser>'
    return f'<c:chart xmlns:c="{PREFIXES["c"]}"><c:pieChart><c:varyColors val="1"/>{series}</c:pieChart></c:chart>'


@pytest.mark.parametrize(("count", "points"), [("3", 3), ("7", 0), ("²", 0), ("9" * 5000, 0), ("-1", 0), ("", 0)])
def test_each_point_of_a_pie_has_its_accent_if_there_are_as_many(count: str, points: int) -> None:
    chart = parse(pie(count).encode())
    say_colours(chart)
    assert len(list(each(chart, "a:schemeClr"))) == points


@pytest.mark.parametrize("index", ["²", "9" * 5000, "6", "-1", ""])
def test_a_series_of_no_number_keeps_its_look(index: str) -> None:
    chart = parse(pie("3", index).replace('<c:varyColors val="1"/>', "").encode())
    before = etree.tostring(chart)
    say_colours(chart)
    assert etree.tostring(chart) == before
