"""The colours that a chart leaves to the program: said, as LibreOffice takes them from the paper's theme and not from the chart's own.

Charts of Word 2007 and 2010 name no colour of a series or a point: the first has the first accent of the theme, and so on.
"""

from __future__ import annotations

from shpdocs.ooxml.branches import whole_number
from shpdocs.ooxml.xml import Element, each, element, find, local, value

_OF_POINTS = ("pieChart", "pie3DChart", "ofPieChart", "doughnutChart")
_FILLED = (*_OF_POINTS, "barChart", "bar3DChart", "areaChart", "area3DChart", "line3DChart", "bubbleChart")
_DRAWN = ("lineChart", "scatterChart", "radarChart")
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_BEFORE_LOOK = {"ser": ("idx", "order", "tx"), "dPt": ("idx", "invertIfNegative", "marker", "bubble3D", "explosion")}
_BEFORE_POINTS = ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "marker", "explosion", "dPt")
_ACCENTS = 6  # where there are more series or points, programs make shades of them, each in its own way
_NUMBERS_OF_ACCENTS = [str(number) for number in range(_ACCENTS)]
_USUAL_STYLES = ("2", "102")  # of 48, the only one that takes the accents in their order; as newer programs write it too


def say_colours(chart: Element) -> None:
    """Give every series or point of a chart that leaves its colour open the accent of the theme that it has."""
    groups = list(each(chart, *(f"c:{name}" for name in (*_FILLED, *_DRAWN))))
    every = [series for group in groups for series in each(group, "c:ser")]
    is_usual = all(value(style, "val") in _USUAL_STYLES for style in chart.iter("{*}style"))
    for group in groups if is_usual and len(every) <= _ACCENTS else ():
        varies = value(find(group, "c:varyColors"), "val") in ("1", "true") and (len(every) == 1 or local(group) in _OF_POINTS)
        for series in each(group, "c:ser"):
            if varies:
                _say_of_points(series, is_drawn=local(group) in _DRAWN)
            else:
                _say(series, is_drawn=local(group) in _DRAWN)


def _say_of_points(series: Element, is_drawn: bool) -> None:
    """Say the colour of each point, unless the series has one for all or more than there are accents."""
    counted = next((value(count, "val") for values in each(series, "c:val", "c:yVal") for count in each(values, "c:ptCount")), "")
    count = whole_number(counted)
    if is_drawn or count > _ACCENTS or _has_fill(find(series, "c:spPr")):
        return
    points = {value(find(point, "c:idx"), "val"): point for point in each(series, "c:dPt")}
    missing = (str(number) for number in range(count) if str(number) not in points)
    points |= {number: element("c:dPt", None, element("c:idx", {"val": number})) for number in missing}
    place = next((at for at, child in enumerate(series) if local(child) not in _BEFORE_POINTS), len(series))
    series[place:place] = [points[number] for number in sorted(points, key=lambda number: (len(number), number))]
    for point in each(series, "c:dPt"):
        _say(point, is_drawn=False)


def _say(painted: Element, is_drawn: bool) -> None:
    """Give a series or a point its accent: as its fill, or as that of its line."""
    number = value(find(painted, "c:idx"), "val")
    if number not in _NUMBERS_OF_ACCENTS:
        return
    look = _made(painted, "c:spPr", _BEFORE_LOOK[local(painted)])
    filled = _made(look, "a:ln", ("xfrm", "custGeom", "prstGeom", *_FILLS)) if is_drawn else look
    if not _has_fill(filled):
        colour = element("a:solidFill", None, element("a:schemeClr", {"val": f"accent{int(number) + 1}"}))
        filled.insert(0 if is_drawn else sum(local(child) in ("xfrm", "custGeom", "prstGeom") for child in filled), colour)


def _made(parent: Element, name: str, before: tuple[str, ...]) -> Element:
    """A child, made behind those of the names before it if it is missing."""
    child = find(parent, name)
    if child is None:
        child = element(name)
        parent.insert(next((at for at, other in enumerate(parent) if local(other) not in before), len(parent)), child)
    return child


def _has_fill(look: Element | None) -> bool:
    return any(local(child) in _FILLS for child in (look if look is not None else ()))
