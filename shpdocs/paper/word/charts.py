"""Charts as parts of the paper, drawn by Word itself: sharp, restyled with the document's theme, nothing embedded.

A chart holds the values that it shows and nothing else: there is no workbook behind it. Lines differ by dashes and marks, so
that nobody needs colour to know which is which.
"""

from __future__ import annotations

from shpdocs.model.document import Chart, ChartLine
from shpdocs.paper.word.builder import PaperBuilder, escape, paragraph, run

_EMU = 36_000  # a millimetre
_WIDEST, _HEIGHT = 170.0, 74.0  # mm; two, each with a heading and a small table, stand on a page
_MOST_LABELS = 12  # columns; the figures of more would touch
_LABEL_HEIGHT = 0.12  # of the tallest value: what a figure over a column takes
_MOST_DECIMALS = 2
_FONT_SIZE = 1200  # hundredths of a point: no text of a paper is smaller
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_COLUMN_FILL = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
_LINES = (
    ("accent2", "dash", "diamond"),
    ("accent3", "sysDot", "square"),
    ("accent4", "lgDashDot", "triangle"),
    ("accent6", "solid", "circle"),
)
_RULE_FILL = '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="85000"/></a:schemeClr></a:solidFill>'
_CATEGORY_AXIS, _VALUE_AXIS = 101, 102


def chart_block(chart: Chart, builder: PaperBuilder, section: str, page_break: str, keep: str) -> str:
    """The chart's title as text, and under it the chart, whose alternative text is its description."""
    builder.charts.append(_chart_part(chart))
    number = len(builder.charts)
    size = f'cx="{round(min(builder.page.text_width, _WIDEST) * _EMU)}" cy="{round(_HEIGHT * _EMU)}"'
    drawing = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Chart {number}" descr="{escape(chart.description)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart xmlns:c="{_DRAWING}/chart" r:id="rIdChart{number}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    title = paragraph("Caption", run(chart.title), properties=page_break) if chart.title else ""
    return title + paragraph("Chart", drawing, section, keep + ("" if title else page_break))


def _chart_part(chart: Chart) -> str:
    number_format = _number_format(chart)
    lines = "".join(_line(chart, line, number, number_format) for number, line in enumerate(chart.lines, 1))
    axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    line_chart = f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{lines}<c:marker val="1"/>{axes}</c:lineChart>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{_columns(chart, number_format)}'
        f'<c:gapWidth val="90"/>{axes}</c:barChart>{line_chart if lines else ""}{_axes(chart)}</c:plotArea>'
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text_properties()}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text_properties()}</c:chartSpace>"
    )


def _columns(chart: Chart, number_format: str) -> str:
    labels = ""
    if _has_room_for_labels(chart):
        labels = (
            f'<c:dLbls><c:numFmt formatCode="{escape(number_format)}" sourceLinked="0"/>{_text_properties()}<c:dLblPos val="outEnd"/>'
            '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
            '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        )
    look = f"<c:spPr>{_COLUMN_FILL}</c:spPr>"
    values = _values(chart, chart.bars, 0, number_format)
    return f'<c:ser>{_series_name(chart.bars, 0)}{look}<c:invertIfNegative val="0"/>{labels}{values}</c:ser>'


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


def _line(chart: Chart, line: ChartLine, number: int, number_format: str) -> str:
    colour, dash, symbol = _LINES[(number - 1) % len(_LINES)]
    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    look = f'<c:spPr><a:ln w="28575" cap="flat">{fill}<a:prstDash val="{dash}"/><a:round/></a:ln></c:spPr>'
    rim = '<a:ln w="9525"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln>'  # so that it is seen on a column
    marker = f'<c:marker><c:symbol val="{symbol}"/><c:size val="9"/><c:spPr>{fill}{rim}</c:spPr></c:marker>'
    return f'<c:ser>{_series_name(line, number)}{look}{marker}{_values(chart, line, number, number_format)}<c:smooth val="0"/></c:ser>'


def _series_name(line: ChartLine, number: int) -> str:
    cell = f"Data!${chr(ord('B') + number)}$1"
    name = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(line.name)}</c:v></c:pt></c:strCache>'
    return f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{cell}</c:f>{name}</c:strRef></c:tx>'


def _values(chart: Chart, line: ChartLine, number: int, number_format: str) -> str:
    """Categories and values as programs keep them beside a reference; what it refers to is nowhere, and need not be."""
    count = len(chart.categories)
    column = chr(ord("B") + number)
    names = "".join(f'<c:pt idx="{index}"><c:v>{escape(name)}</c:v></c:pt>' for index, name in enumerate(chart.categories))
    points = "".join(f'<c:pt idx="{index}"><c:v>{value:.12g}</c:v></c:pt>' for index, value in enumerate(line.values) if value is not None)
    return (
        f'<c:cat><c:strRef><c:f>Data!$A$2:$A${count + 1}</c:f><c:strCache><c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Data!${column}$2:${column}${count + 1}</c:f>"
        f"<c:numCache><c:formatCode>{escape(number_format)}</c:formatCode>"
        f'<c:ptCount val="{count}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def _axes(chart: Chart) -> str:
    """Quarters along the foot, values up the side; columns begin at nought, as their lengths are compared."""
    known = [value for line in (chart.bars, *chart.lines) for value in line.values if value is not None]
    least = '<c:min val="0"/>' if not known or min(known) >= 0 else ""
    unit = "" if _is_sign(chart.unit) else chart.unit
    number_format = _axis_format(chart, known)
    rule = f"<c:spPr><a:ln>{_RULE_FILL}</a:ln></c:spPr>"
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{rule}{_text_properties()}<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{least}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/><c:majorGridlines>{rule}</c:majorGridlines>{_axis_title(unit)}'
        f'<c:numFmt formatCode="{escape(number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text_properties()}<c:crossAx val="{_CATEGORY_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _axis_title(text: str) -> str:
    if not text:
        return ""
    words = f"<a:p><a:pPr>{_run_properties('defRPr')}</a:pPr><a:r>{_run_properties('rPr')}<a:t>{escape(text)}</a:t></a:r></a:p>"
    rich = f'<c:tx><c:rich><a:bodyPr rot="-5400000" vert="horz"/>{words}</c:rich></c:tx>'
    return f'<c:title>{rich}<c:overlay val="0"/></c:title>'


def _text_properties() -> str:
    """The font of the chart: the theme's, in the colour of its text."""
    return f'<c:txPr><a:bodyPr/><a:p><a:pPr>{_run_properties("defRPr")}</a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'


def _run_properties(tag: str) -> str:
    language = ' lang="en-GB"' if tag == "rPr" else ""
    fill = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/>'
    return f'<a:{tag}{language} sz="{_FONT_SIZE}" b="0">{fill}</a:{tag}>'


def _number_format(chart: Chart) -> str:
    """How the columns' figures are written: as many decimals as the one with most, with the sign of pounds or per cent."""
    decimals = max((_decimals(value) for value in chart.bars.values if value is not None), default=0)
    return _with_sign("#,##0" + ("." + "0" * decimals if decimals else ""), chart.unit)


def _axis_format(chart: Chart, known: list[float]) -> str:
    """An axis that runs to ten or more has whole steps; another shows what its steps need."""
    return _with_sign("#,##0" if max(map(abs, known), default=0) >= 10 else "General", chart.unit)


def _with_sign(number_format: str, unit: str) -> str:
    return {"£": f'"£"{number_format}', "%": f'{number_format}"%"'}.get(unit, number_format)


def _is_sign(unit: str) -> bool:
    return unit in ("£", "%")


def _decimals(value: float) -> int:
    return len(f"{round(value, _MOST_DECIMALS):.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
