"""An appendix looks in the paper as it does in its own file: colours and fonts of its theme, borders, styles, pages."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest

from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.theme import read_theme
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.xml import Element, each, find, local, parse, tag, value
from shpdocs.paper.appendix.chart_colours import say_colours
from tests.paper.appendix.test_merging import joined
from tests.support.made_word import LANDSCAPE, PORTRAIT, STYLES, THEME, Source, paragraph, run, table
from tests.support.word_files import edit_part, open_word

BORDER = '<w:pgBorders w:offsetFrom="page"><w:top w:val="single" w:sz="12" w:space="24" w:color="{}" w:themeColor="accent1"/></w:pgBorders>'
SHAPE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="500000" cy="500000"/><wp:docPr id="1" name="s" descr="Made up"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{said}</wps:spPr>'
    '<wps:style><a:lnRef idx="2"><a:schemeClr val="accent2"/></a:lnRef><a:fillRef idx="{fill}"><a:schemeClr val="accent1"/></a:fillRef>'
    '<a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></wps:style>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def opened(content: bytes) -> WordFile:
    return open_word_file(content, OUR_BOUNDS)


def merged_file(source: Source) -> WordFile:
    return opened(joined(source.write()).content)


def last_section(content: bytes) -> Element:
    return list(each(opened(content).root, "w:sectPr"))[-1]


def saying(file: WordFile, words: str) -> Element:
    """The paragraph that says these words."""
    return next(text for text in each(file.root, "w:t") if text.text == words).getparent().getparent()


@pytest.mark.parametrize(("written", "shown"), [("0A5A2A", "0A5A2A"), ("0B5B2B", "0B5B2B"), ("auto", "0A5A2A"), ("4472C4", "0A5A2A")])
def test_a_border_of_pages_in_a_colour_of_the_theme_comes_in_in_that_colour(written: str, shown: str) -> None:
    source = Source(body=[paragraph("Made up")], last_section=PORTRAIT + BORDER.format(written))
    border = find(last_section(joined(source.write()).content), "w:pgBorders/w:top")
    assert (value(border, "w:color"), value(border, "w:themeColor")) == (shown, "")


def test_a_border_drawn_with_pictures_of_the_format_comes_in() -> None:
    border = '<w:pgBorders><w:top w:val="apples" w:sz="12" w:space="24" w:color="auto"/></w:pgBorders>'
    content = joined(Source(body=[paragraph("Made up")], last_section=PORTRAIT + border).write()).content
    assert value(find(last_section(content), "w:pgBorders/w:top")) == "apples"


def test_an_appendix_whose_last_section_says_nothing_is_followed_by_another() -> None:
    source = Source(body=[paragraph("First, made up")])
    bare = edit_part(source.write(), "word/document.xml", (f"<w:sectPr>{PORTRAIT}</w:sectPr></w:body>", "</w:body>"))
    merged = joined(bare, Source(body=[paragraph("Second, made up")], last_section=LANDSCAPE).write(), bare)
    assert [report.lost for report in merged.reports] == [(), (), ()]
    pages = [section.page_width and section.page_width.twips for section in open_word(merged.content).sections]
    assert pages[-3:] == [None, 16838, None]


@pytest.mark.parametrize("name", ["Normal", "normal", "NORMAL"])
def test_a_style_that_is_called_normal_is_that_of_plain_paragraphs_though_it_does_not_say_so(name: str) -> None:
    styles = STYLES.replace(
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        f'<w:style w:type="paragraph" w:styleId="Standard"><w:name w:val="{name}"/><w:rPr><w:sz w:val="31"/></w:rPr></w:style>',
    ).replace('basedOn w:val="Normal"', 'basedOn w:val="Standard"')
    file = merged_file(Source(body=[paragraph("Made up")], styles=styles))
    style = value(find(saying(file, "Made up"), "w:pPr/w:pStyle"))
    assert value(file.styles.look(style, "rPr")["sz"]) == "31"


OPEN = THEME.replace(
    '<a:ea typeface=""/>', '<a:ea typeface=""/><a:font script="Jpan" typeface="MS Mincho"/><a:font script="Arab" typeface="Arial"/>'
)


@pytest.mark.parametrize(
    ("said", "languages", "attribute", "font"),
    [
        ('w:asciiTheme="majorBidi"', "", "ascii", "Times New Roman"),
        ('w:hAnsiTheme="minorEastAsia"', "", "hAnsi", "Times New Roman"),
        ('w:asciiTheme="majorBidi"', 'w:bidi="ar-SA"', "ascii", "Arial"),
        ('w:cstheme="minorBidi"', 'w:bidi="fa-IR"', "cs", "Arial"),
        ('w:eastAsiaTheme="minorEastAsia"', 'w:eastAsia="ja-JP"', "eastAsia", "MS Mincho"),
        ('w:eastAsiaTheme="minorEastAsia"', 'w:eastAsia="ko-KR"', "eastAsia", "Times New Roman"),
        ('w:asciiTheme="majorBidi" w:ascii="Georgia"', "", "ascii", "Georgia"),
        ('w:asciiTheme="majorHAnsi" w:ascii="Arial"', "", "ascii", "Georgia"),
    ],
)
def test_a_font_that_the_theme_leaves_open_is_that_of_the_language_or_words_own(
    said: str, languages: str, attribute: str, font: str
) -> None:
    settings = Source().settings + (f'<w:themeFontLang w:val="en-GB" {languages}/>' if languages else "")
    source = Source(body=[f"<w:p>{run('Made up', f'<w:rFonts {said}/>')}</w:p>"], theme=OPEN, settings=settings)
    fonts = next(each(saying(merged_file(source), "Made up"), "w:rFonts"))
    assert [(name, text) for name, text in fonts.attrib.items() if "heme" in name] == []
    assert value(fonts, f"w:{attribute}") == font


def test_a_shape_keeps_the_line_and_the_fill_that_its_style_has_in_its_own_theme() -> None:
    theme = THEME.replace('<a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>', '<a:ln w="77000"><a:solidFill><a:schemeClr val="phClr"><a:shade val="50000"/></a:schemeClr></a:solidFill><a:prstDash val="dash"/></a:ln>')  # fmt: skip
    said = '<a:noFill/><a:ln w="9000"/>'
    source = Source(body=[f"<w:p>{SHAPE.format(said='', fill=1)}{SHAPE.format(said=said, fill=1)}</w:p>"], theme=theme)
    file = merged_file(source)
    first, second = (shape for shape in file.root.iter("{*}spPr"))
    assert [value(find(shape, "a:ln"), "w") for shape in (first, second)] == ["77000", "9000"]
    assert [value(find(first, f"a:{name}/a:srgbClr"), "val") for name in ("solidFill", "ln/a:solidFill")] == ["0A5A2A", "7A1F1F"]
    assert value(find(first, "a:ln/a:solidFill/a:srgbClr/a:shade"), "val") == "50000"
    assert [value(find(shape, "a:ln/a:prstDash"), "val") for shape in (first, second)] == ["dash", "dash"]
    assert find(second, "a:noFill") is not None
    assert find(second, "a:solidFill") is None


def test_a_colour_of_the_theme_in_an_older_drawing_is_only_the_colour() -> None:
    shape = '<w:r><w:pict><v:rect style="width:50pt;height:50pt" alt="Made up" fillcolor="#0a5a2a [3204]" strokecolor="red [1604]"/></w:pict></w:r>'
    rectangle = next(each(merged_file(Source(body=[f"<w:p>{shape}</w:p>"])).root, "v:rect"))
    assert (rectangle.get("fillcolor"), rectangle.get("strokecolor")) == ("#0a5a2a", "red")


def chart_themes(content: bytes) -> dict[str, str]:
    """The first accent of the theme that each chart of a file has of its own, by the chart's part."""
    file = opened(content)
    charts = [relation.target for relation in file.relations(file.main).values() if relation.kind == "chart"]
    return {chart: read_theme(file.related("themeOverride", source=chart)).colour("accent1") for chart in charts}


def test_a_font_with_those_to_take_instead_stays_as_it_is_named() -> None:
    names = "Made-up Sans;Arial; DejaVu Sans"
    said = f'<w:rFonts w:ascii="{names}" w:hAnsi="{names}"/>'
    source = Source(body=[f"<w:p>{run('Made up', said)}</w:p>"])
    fonts = next(each(saying(merged_file(source), "Made up"), "w:rFonts"))
    assert [value(fonts, f"w:{attribute}") for attribute in ("ascii", "hAnsi")] == [names, names]


def test_a_charts_automatic_colours_and_fonts_are_those_of_its_own_file() -> None:
    source = Source()
    source.body.append(f"<w:p>{source.chart('Made up')}</w:p>")
    other = Source(theme=THEME.replace("0A5A2A", "123456"))
    other.body.append(f"<w:p>{other.chart('Made up')}</w:p>")
    content = joined(source.write(), other.write()).content
    assert list(chart_themes(content).values()) == ["0A5A2A", "123456"]
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert len({name for name in package.namelist() if "themeoverride" in name.lower() and name.endswith(".xml")}) == 2
    for chart in chart_themes(content):
        root = opened(content).tree(chart)
        assert value(find(root, "c:clrMapOvr"), "tx1") == "dk1"
        assert value(find(root, "c:txPr/a:p/a:pPr/a:defRPr/a:latin"), "typeface") == "Verdana"
        assert list(each(root, "a:schemeClr")) == []


CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '{style}<c:chart><c:plotArea><c:{kind}><c:varyColors val="{varies}"/>{series}</c:{kind}></c:plotArea></c:chart></c:chartSpace>'
)
SERIES = '<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{look}<c:val><c:numRef><c:numCache><c:ptCount val="{points}"/></c:numCache></c:numRef></c:val></c:ser>'


def open_chart(kind: str, series: int = 1, points: int = 3, look: str = "", *, varies: bool = False, style: str = "") -> Element:
    """A chart that leaves its colours open, but for what the look of each series says; then as it comes in."""
    each_series = "".join(SERIES.format(number=number, points=points, look=look) for number in range(series))
    chart = parse(CHART.format(kind=kind, varies=int(varies), series=each_series, style=style).encode())
    say_colours(chart)
    return chart


@pytest.mark.parametrize(
    ("kind", "series", "varies", "place"),
    [
        ("barChart", 3, False, "c:ser/c:spPr/a:solidFill"),
        ("areaChart", 3, True, "c:ser/c:spPr/a:solidFill"),
        ("lineChart", 3, False, "c:ser/c:spPr/a:ln/a:solidFill"),
        ("scatterChart", 3, False, "c:ser/c:spPr/a:ln/a:solidFill"),
        ("pieChart", 1, True, "c:ser/c:dPt/c:spPr/a:solidFill"),
        ("bar3DChart", 1, True, "c:ser/c:dPt/c:spPr/a:solidFill"),
    ],
)
def test_colours_that_a_chart_leaves_open_are_the_accents_in_their_order(kind: str, series: int, varies: bool, place: str) -> None:
    chart = open_chart(kind, series, varies=varies)
    filled = [fill for group in each(chart, f"c:{kind}") for fill in group.findall("/".join(map(tag, place.split("/"))))]
    assert [value(find(fill, "a:schemeClr"), "val") for fill in filled] == ["accent1", "accent2", "accent3"]
    assert [local(child) for child in next(each(chart, "c:ser"))][:3] == ["idx", "order", "dPt" if "dPt" in place else "spPr"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("barChart", {"look": "<c:spPr><a:gradFill/></c:spPr>"}),
        ("barChart", {"look": "<c:spPr><a:noFill/><a:ln/></c:spPr>"}),
        ("lineChart", {"look": "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"}),
        ("pieChart", {"look": "<c:spPr><a:pattFill/></c:spPr>", "varies": True}),
        ("barChart", {"style": '<c:style val="3"/>'}),
        ("barChart", {"series": 7}),
        ("pieChart", {"points": 7, "varies": True}),
        ("surfaceChart", {}),
    ],
)
def test_what_a_chart_says_of_its_colours_stays(kind: str, said: dict[str, Any]) -> None:
    assert list(each(open_chart(kind, **said), "a:solidFill")) == []


def test_a_point_that_says_how_it_looks_keeps_that_and_its_place() -> None:
    point = '<c:explosion val="5"/><c:dPt><c:idx val="1"/><c:spPr><a:solidFill><a:srgbClr val="123456"/></a:solidFill></c:spPr></c:dPt><c:dLbls/>'
    chart = open_chart("pieChart", look=point, varies=True)
    points = {
        value(find(point, "c:idx"), "val"): next(each(point, "a:srgbClr", "a:schemeClr")).get("val") for point in each(chart, "c:dPt")
    }
    assert list(points.items()) == [("0", "accent1"), ("1", "123456"), ("2", "accent3")]
    assert [local(child) for child in next(each(chart, "c:ser"))] == ["idx", "order", "explosion", "dPt", "dPt", "dPt", "dLbls", "val"]


def test_a_chart_with_a_theme_of_its_own_keeps_that_one() -> None:
    source = Source()
    source.body.append(f"<w:p>{source.chart('Made up')}</w:p>")
    override = THEME.replace("a:theme xmlns", "a:themeOverride xmlns").replace(' name="Made up"><a:themeElements>', ">", 1).replace("</a:themeElements></a:theme>", "</a:themeOverride>").replace("7A1F1F", "ABCDEF")  # fmt: skip
    source.parts["theme/themeOverride1.xml"] = (override.encode(), "themeOverride")
    source.relate("themeOverride", "../theme/themeOverride1.xml", "charts/chart1")
    content = joined(source.write()).content
    (chart,) = chart_themes(content)
    file = opened(content)
    assert read_theme(file.related("themeOverride", source=chart)).colour("accent2") == "ABCDEF"
    assert next(each(file.tree(chart), "a:srgbClr")).get("val") == "ABCDEF"


NUMBERED = '<w:lnNumType w:countBy="1" w:restart="newPage"/>'


def unnumbered(file: WordFile) -> set[str]:
    """What the paragraphs say whose lines are not numbered, wherever they stand."""
    roots = [file.tree(part) for _, part in file.text_parts]
    paragraphs = [suppressed.getparent().getparent() for root in roots for suppressed in each(root, "w:suppressLineNumbers")]
    return {"".join(text.text or "" for text in each(paragraph, "w:t")) for paragraph in paragraphs}


def test_lines_are_numbered_in_the_sections_that_say_so_and_nowhere_else() -> None:
    source = Source()
    header = source.margin("header", paragraph("A made-up header", "Header"))
    source.body += [paragraph("Without numbers", inside=source.note("footnotes", "A made-up note"))]
    source.section(header + PORTRAIT)
    source.body += [paragraph("With numbers")]
    source.last_section = PORTRAIT + NUMBERED
    suppressed = unnumbered(merged_file(source))
    assert {"Text of the paper.", "Without numbers", "A made-up header", " A made-up note", "Appendix 1 – Made-up report", ""} <= suppressed
    assert "With numbers" not in suppressed


@pytest.mark.parametrize(("said", "size"), [('<w:sz w:val="22"/>', "22"), ("", "20")])
def test_numbers_of_lines_look_as_in_their_own_file_and_begin_anew(said: str, size: str) -> None:
    style = '<w:style w:type="character" w:styleId="Lines"><w:name w:val="line number"/><w:rPr><w:color w:val="7A1F1F"/></w:rPr></w:style>'
    continued = NUMBERED.replace("newPage", "continuous")
    source = Source(body=[paragraph("Findings", "Heading1")], styles=STYLES.replace('<w:sz w:val="22"/>', said, 1) + style)
    source.section(PORTRAIT + continued)
    source.body += [paragraph("Made up")]
    source.last_section = PORTRAIT + continued
    file = merged_file(source)
    look = file.styles.look(file.styles.id_of("line number"), "rPr")
    assert (value(look["color"]), value(look["sz"])) == ("7A1F1F", size)
    assert [value(numbers, "w:restart") for numbers in each(file.root, "w:lnNumType")] == ["newSection", "continuous"]
    assert {"Findings", "Appendix 1 – Made-up report"} <= unnumbered(file)  # in the list of contents


def test_nothing_is_said_of_numbers_of_lines_where_no_appendix_has_any() -> None:
    assert unnumbered(merged_file(Source(body=[paragraph("Made up")]))) == set()


def test_marks_of_notes_stay_raised_where_programs_know_that_by_a_styles_name() -> None:
    source = Source()
    source.body.append(paragraph("Made up", inside=source.note("footnotes", "Made up") + source.note("endnotes", "Made up")))
    file = merged_file(source)
    raised = [value(mark) for _, part in file.text_parts for mark in each(file.tree(part), "w:vertAlign")]
    assert raised == ["superscript"] * 4
    assert value(file.styles.look(file.styles.id_of("footnote reference"), "rPr")["vertAlign"]) == "superscript"


RESET = '<w:framePr w:w="0" w:hRule="auto" w:h="0" w:hSpace="0" w:wrap="auto" w:vAnchor="margin" w:hAnchor="text" w:xAlign="left" w:yAlign="inline"/>'


@pytest.mark.parametrize(("frame", "kept"), [(RESET, 0), ('<w:framePr w:wrap="auto" w:yAlign="inline"/>', 0), ('<w:framePr w:w="4000" w:hSpace="180" w:wrap="around"/>', 1)])  # fmt: skip
def test_a_heading_whose_style_says_that_there_is_no_frame_stands_in_none(frame: str, kept: int) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/><w:basedOn w:val="Heading3"/><w:pPr>{frame}</w:pPr></w:style>'
    file = merged_file(Source(body=[paragraph("Made up", "Plain")], styles=STYLES + style))
    assert len(list(each(file.root, "w:framePr"))) == kept


def test_a_chart_whose_names_are_not_counted_and_a_section_with_what_other_programs_say_come_in() -> None:
    source = Source()
    source.body.append(f"<w:p>{source.chart('Made up')}</w:p>")
    chart, type = source.parts["charts/chart1.xml"]
    assert b'<c:ptCount val="3"/>' in chart
    source.parts["charts/chart1.xml"] = (chart.replace(b'<c:ptCount val="3"/>', b""), type)
    foreign = PORTRAIT.replace("<w:pgSz", '<w:pgSz xmlns:pt="http://example.org/made-up" pt:Unid="12"')
    source.last_section = foreign
    report = joined(source.write()).reports[0]
    assert {carried.what for carried in report.carried} >= {"charts", "sections"}


MODE = '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="{}"/></w:compat>'


@pytest.mark.parametrize(
    ("settings", "said", "indent"),
    [
        (MODE.format(15), "", ""), (MODE.format(14), "", "-100"), ("", "", "-100"), (MODE.format(12), '<w:tblInd w:w="300" w:type="dxa"/>', "200"),
        (MODE.format(14), '<w:tblCellMar><w:left w:w="70" w:type="dxa"/></w:tblCellMar>', "-70"), (MODE.format(14), '<w:jc w:val="center"/>', ""),
    ],
)  # fmt: skip
def test_a_table_of_an_older_word_stands_where_it_did(settings: str, said: str, indent: str) -> None:
    inner = table([["Within"]])
    outer = table([["Made up"]]).replace("<w:tblLook", f"{said}<w:tblLook").replace("</w:tc>", f"{inner}<w:p/></w:tc>")
    source = Source(body=[outer, paragraph("")], settings=settings)
    tables = list(each(merged_file(source).root, "w:tbl"))[-2:]
    assert [value(find(each_table, "w:tblPr/w:tblInd"), "w:w") for each_table in tables] == [indent, ""]
