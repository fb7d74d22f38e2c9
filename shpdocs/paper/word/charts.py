"""Charts as parts of the paper, drawn by Word itself: sharp, restyled with the document's theme, nothing embedded.

How a chart looks stands in chart.xml. It holds the values that it shows and nothing else: there is no workbook behind it. Lines
differ by dashes and marks, so that nobody needs colour to know which is which.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path

from shpdocs.model.document import Chart, ChartLine
from shpdocs.ooxml.xml import NAMESPACES, Element, each, element, parse, serialise, tag
from shpdocs.paper.word.builder import PaperBuilder
from shpdocs.paper.word.text import paragraph, plain, run

_EMU = 36_000  # a millimetre
_WIDEST, _HEIGHT = 170.0, 74.0  # mm; two, each with a heading and a small table, stand on a page
_MOST_LABELS = 12  # columns; the figures of more would touch
_LABEL_HEIGHT = 0.12  # of the tallest value: what a figure over a column takes
_MOST_DECIMALS = 2
_SIGNED = {"£": '"£"{}', "%": '{}"%"'}  # formats with a unit that is a sign


def write_chart(chart: Chart, builder: PaperBuilder, keep: tuple[str, ...]) -> None:
    """Write the chart's title as text, and under it the chart, whose alternative text is its description."""
    number, relation = builder.add_chart_part(chart_part(chart))
    size = {"cx": str(round(min(builder.text_width, _WIDEST) * _EMU)), "cy": str(round(_HEIGHT * _EMU))}
    inline = element(
        "wp:inline",
        dict.fromkeys(("distT", "distB", "distL", "distR"), "0"),
        element("wp:extent", size),
        element("wp:docPr", {"id": str(number), "name": f"Chart {number}", "descr": plain(chart.description)}),
        element("wp:cNvGraphicFramePr"),
        element("a:graphic", None, element("a:graphicData", {"uri": NAMESPACES["c"]}, element("c:chart", {"r:id": relation}))),
    )
    if chart.title:
        builder.add(paragraph("Caption", run(chart.title), switches=builder.page_break))
    drawing = element("w:r", None, element("w:drawing", None, inline))
    builder.add(paragraph("Chart", drawing, switches=(*keep, *builder.page_break)))


@cache
def _blank_chart() -> Element:
    """The chart without words and values, with a line of every look; it is copied for every chart."""
    return parse((Path(__file__).parent / "chart.xml").read_bytes())


def chart_part(chart: Chart) -> bytes:
    """The part of a chart."""
    root = deepcopy(_blank_chart())
    number_format = _number_format(chart)
    columns = _first(_first(root, "c:barChart"), "c:ser")
    _fill_series(columns, chart, chart.bars, 0, number_format)
    labels = _first(columns, "c:dLbls")
    _first(labels, "c:numFmt").set("formatCode", number_format)
    if not _has_room_for_labels(chart):
        columns.remove(labels)
    _fill_lines(_first(root, "c:lineChart"), chart, number_format)
    _fill_axis(_first(root, "c:valAx"), chart)
    return serialise(root)


def _first(place: Element, name: str) -> Element:
    return next(each(place, name))


def _fill_lines(lines: Element, chart: Chart, number_format: str) -> None:
    """Put a line for each of the chart's in place of the blank ones, each in the look of its turn."""
    looks = lines.findall(tag("c:ser"))
    series = [deepcopy(looks[number % len(looks)]) for number in range(len(chart.lines))]
    for number, (place, line) in enumerate(zip(series, chart.lines, strict=True), 1):
        _fill_series(place, chart, line, number, number_format)
    first = lines.index(looks[0])
    lines[first : first + len(looks)] = series
    if not series:
        lines.getparent().remove(lines)


def _fill_series(series: Element, chart: Chart, line: ChartLine, number: int, number_format: str) -> None:
    """Put in a name, categories and values as programs keep them beside a reference; what it refers to is nowhere, and need not be."""
    last, column = len(chart.categories) + 1, chr(ord("B") + number)
    for name in ("c:idx", "c:order"):
        _first(series, name).set("val", str(number))
    cells = (f"${column}$1", f"$A$2:$A${last}", f"${column}$2:${column}${last}")
    for reference, cell in zip(each(series, "c:f"), cells, strict=True):
        reference.text = f"Data!{cell}"
    names, categories = each(series, "c:strCache")
    _first(names, "c:v").text = plain(line.name)
    _fill_points(categories, chart.categories)
    values = _first(series, "c:numCache")
    values.append(element("c:formatCode", None, number_format))
    _fill_points(values, line.drawn)


def _fill_points(cache: Element, texts: tuple[str, ...]) -> None:
    cache.append(element("c:ptCount", {"val": str(len(texts))}))
    for index, text in enumerate(texts):
        if text:
            cache.append(element("c:pt", {"idx": str(index)}, element("c:v", None, plain(text))))


def _has_room_for_labels(chart: Chart) -> bool:
    """Whether the figure over each column stands clear of the others and of every line; else the table has to say it."""
    known = [abs(value) for line in (chart.bars, *chart.lines) for value in line.values if value is not None]
    height = _LABEL_HEIGHT * max(known, default=0)
    near = [
        (bar, value)
        for line in chart.lines
        for bar, value in zip(chart.bars.values, line.values, strict=True)
        if bar is not None and value is not None and -height / 3 <= value - bar <= height
    ]
    return len(chart.categories) <= _MOST_LABELS and not near


def _fill_axis(axis: Element, chart: Chart) -> None:
    """Values run up the side; columns begin at nought, as their lengths are compared."""
    known = [value for line in (chart.bars, *chart.lines) for value in line.values if value is not None]
    if known and min(known) < 0:
        _first(axis, "c:scaling").remove(_first(axis, "c:min"))
    steps = "#,##0" if max(map(abs, known), default=0) >= 10 else "General"  # up to ten, what its steps need
    _first(axis, "c:numFmt").set("formatCode", _SIGNED.get(chart.unit, "{}").format(steps))
    title = _first(axis, "c:title")
    _first(title, "a:t").text = plain(chart.unit)
    if not chart.unit or chart.unit in _SIGNED:
        axis.remove(title)


def _number_format(chart: Chart) -> str:
    """How the columns' figures are written: as many decimals as the one with most, with the sign of pounds or per cent."""
    shown = (f"{value:.{_MOST_DECIMALS}f}".rstrip("0") for value in chart.bars.values if value is not None)
    decimals = max((len(text.partition(".")[2]) for text in shown), default=0)
    return _SIGNED.get(chart.unit, "{}").format("#,##0" + ("." + "0" * decimals if decimals else ""))
