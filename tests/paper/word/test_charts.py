"""Charts as written: parts of the paper that Word draws, read back as raw XML and drawn by LibreOffice. All figures are made up."""

from __future__ import annotations

import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest

from shpdocs.model.document import Block, Chart, ChartLine, Document, Heading, PageBreak, Paragraph, Table
from shpdocs.paper.word import write_paper
from tests.support.clients import needs_libreoffice, soffice_convert
from tests.support.paper_integrity import integrity_faults
from tests.support.validators import faults_of
from tests.support.word_files import DAY

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
BARS = ChartLine("Made-up thefts", (512, 467.5, 373, None))
TARGET, BASELINE = ChartLine("Target", (450,) * 4), ChartLine("Baseline", (480,) * 4)
CHART = Chart("Made-up thefts by quarter", "Made-up thefts fell & were < 450.", QUARTERS, BARS, (TARGET, BASELINE), "Offences")


def _paper(*blocks: Block) -> bytes:
    return write_paper(Document("A made-up title", "Made-up Partnership", blocks), DAY)


def _part(content: bytes, name: str) -> Any:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read(name))


def _chart(chart: Chart) -> Any:
    return _part(_paper(chart), "word/charts/chart1.xml")


def _series(xml: Any, kind: str) -> list[tuple[str, dict[int, str]]]:
    """The name and values by place of each series of the bar or line chart."""
    return [
        (element.findtext(f"{C}tx//{C}v"), {int(point.get("idx")): point.findtext(f"{C}v") for point in element.findall(f"{C}val//{C}pt")})
        for element in xml.findall(f".//{C}{kind}/{C}ser")
    ]


def test_a_chart_holds_the_columns_and_lines_it_was_given_and_leaves_out_what_is_not_there() -> None:
    xml = _chart(CHART)
    assert _series(xml, "barChart") == [("Made-up thefts", {0: "512", 1: "467.5", 2: "373"})]
    constant = [dict.fromkeys(range(4), text) for text in ("450", "480")]
    assert _series(xml, "lineChart") == [("Target", constant[0]), ("Baseline", constant[1])]
    assert [point.findtext(f"{C}v") for point in xml.find(f".//{C}cat").iter(f"{C}pt")] == list(QUARTERS)


def test_nothing_is_embedded_and_a_chart_refers_to_no_other_part() -> None:
    content = _paper(CHART)
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = package.namelist()
    assert [name for name in names if "embeddings" in name or "charts/_rels" in name or name.endswith((".xlsx", ".bin"))] == []
    assert list(_chart(CHART).iter(f"{C}externalData")) == []


def test_a_chart_is_coloured_by_the_theme_alone() -> None:
    xml = _chart(CHART)
    assert list(xml.iter(f"{A}srgbClr")) == []
    assert {element.get("val") for element in xml.iter(f"{A}schemeClr")} == {"accent1", "accent2", "accent3", "bg1", "tx1"}
    assert {element.get("typeface") for element in xml.iter(f"{A}latin")} == {"+mn-lt"}


def test_lines_are_told_apart_without_colour() -> None:
    xml = _chart(CHART)
    looks = [
        (element.find(f"{C}spPr//{A}prstDash").get("val"), element.find(f"{C}marker/{C}symbol").get("val"))
        for element in xml.findall(f".//{C}lineChart/{C}ser")
    ]
    assert len(set(looks)) == len({dash for dash, _ in looks}) == len({mark for _, mark in looks}) == 2
    assert "solid" not in {dash for dash, _ in looks}


def test_the_alternative_text_is_the_description_and_there_is_no_title_beside_it() -> None:
    (properties,) = _part(_paper(CHART), "word/document.xml").iter(f"{WP}docPr")
    assert (properties.get("descr"), properties.get("title")) == (CHART.description, None)


def test_a_charts_title_stands_over_it_as_text() -> None:
    document: Any = docx.Document(BytesIO(_paper(CHART)))
    assert [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs] == [("Caption", CHART.title), ("Chart", "")]
    assert document.paragraphs[0].paragraph_format.keep_with_next or document.paragraphs[0].style.paragraph_format.keep_with_next
    assert _chart(CHART).find(f".//{C}autoTitleDeleted").get("val") == "1"


def test_every_chart_has_a_number_and_a_part_of_its_own() -> None:
    content = _paper(*(CHART for _ in range(6)))
    drawings = [drawing.get("id") for drawing in _part(content, "word/document.xml").iter(f"{WP}docPr")]
    assert drawings == ["1", "2", "3", "4", "5", "6"]
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert [name for name in package.namelist() if "charts/" in name] == [f"word/charts/chart{number}.xml" for number in range(1, 7)]


def test_axes_have_positive_numbers_and_the_language_is_british() -> None:
    xml = _chart(CHART)
    assert all(int(element.get("val")) > 0 for element in xml.iter(f"{C}axId"))
    assert xml.find(f"{C}lang").get("val") == "en-GB"
    assert xml.find(f"{C}roundedCorners").get("val") == "0"


def test_columns_begin_at_nought_unless_something_is_below_it() -> None:
    below = Chart("Made up", "Made up.", QUARTERS, ChartLine("Made up", (-5, 3, 2, 1)))
    assert _chart(CHART).find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0"
    assert _chart(below).find(f".//{C}valAx/{C}scaling/{C}min") is None


@pytest.mark.parametrize(
    ("values", "unit", "form", "axis", "title"),
    [
        ((1, 20, 300), "Offences", "#,##0", "#,##0", "Offences"),
        ((1.5, 20, 300), "", "#,##0.0", "#,##0", None),
        ((1.25, 2.5, 3), "Per cent", "#,##0.00", "General", "Per cent"),
        ((61.5, 62, 63), "%", '#,##0.0"%"', '#,##0"%"', None),
        ((1, 2, 3000), "£", '"£"#,##0', '"£"#,##0', None),
    ],
)
def test_figures_have_their_decimals_and_the_axis_its_unit(
    values: tuple[float, ...], unit: str, form: str, axis: str, title: str | None
) -> None:
    xml = _chart(Chart("Made up", "Made up.", QUARTERS[:3], ChartLine("Made up", values), (), unit))
    assert xml.find(f".//{C}dLbls/{C}numFmt").get("formatCode") == form
    assert xml.find(f".//{C}valAx/{C}numFmt").get("formatCode") == axis
    assert xml.findtext(f".//{C}valAx/{C}title//{A}t") == title


def test_a_targets_decimals_are_not_the_columns() -> None:
    chart = Chart("Made up", "Made up.", QUARTERS[:3], ChartLine("Made up", (10, 20, 30)), (ChartLine("Target", (64.25,) * 3),))
    assert _chart(chart).find(f".//{C}dLbls/{C}numFmt").get("formatCode") == "#,##0"


def test_columns_are_labelled_where_no_line_is_near_their_tops() -> None:
    alone = Chart("Made up", "Made up.", QUARTERS, BARS)
    far = Chart("Made up", "Made up.", QUARTERS, BARS, (ChartLine("Target", (1000,) * 4),))
    crowded = Chart("Made up", "Made up.", tuple(map(str, range(13))), ChartLine("Made up", tuple(range(13))))
    assert [_chart(chart).find(f".//{C}dLbls") is not None for chart in (alone, far, CHART, crowded)] == [True, True, False, False]


def test_markup_in_a_chart_is_text() -> None:
    chart = Chart("<t>&", '"d" & <', ("<Q1>", "&", "Q3"), ChartLine("a & <b>", (1, 2, 3)), (ChartLine('"q"', (1, 2, 3)),), "<u>")
    xml = _chart(chart)
    assert _series(xml, "barChart")[0][0] == "a & <b>"
    assert [point.findtext(f"{C}v") for point in xml.find(f".//{C}cat").iter(f"{C}pt")] == ["<Q1>", "&", "Q3"]


def test_a_section_may_end_with_a_chart_and_a_page_begin_with_one() -> None:
    document: Any = docx.Document(
        BytesIO(_paper(Paragraph("made up"), PageBreak("landscape"), CHART, PageBreak("portrait"), PageBreak("portrait"), CHART))
    )
    assert [section.orientation for section in document.sections] == [0, 1, 0]


def test_no_validator_finds_a_fault_in_a_chart(tmp_path: Path) -> None:
    path = tmp_path / "charts.docx"
    path.write_bytes(
        _paper(Heading("Made up", 1), CHART, Chart("b", "b.", QUARTERS[:3], ChartLine("b", (1, 2, 3))), PageBreak("landscape"), CHART)
    )
    assert [*faults_of(path), *integrity_faults(path.read_bytes())] == []


def test_two_writes_of_charts_give_the_same_bytes() -> None:
    assert _paper(CHART, CHART) == _paper(CHART, CHART)


@pytest.mark.real_client
@needs_libreoffice
def test_libreoffice_draws_columns_lines_and_legend(tmp_path: Path) -> None:
    source = tmp_path / "charts.docx"
    source.write_bytes(_paper(CHART))
    pdf = soffice_convert(source, "pdf", tmp_path)
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert all(word in text for word in (CHART.title, *QUARTERS, "Made-up thefts", "Target", "Baseline", "Offences", "600"))


@pytest.mark.parametrize(
    ("under", "is_kept"), [(Table("Made-up", "Made-up.", ("A",), (((Paragraph("a"),),),)), True), (Paragraph("a"), None)]
)
def test_a_chart_stays_on_the_page_of_the_numbers_under_it(under: Block, is_kept: bool | None) -> None:
    paragraphs = docx.Document(BytesIO(_paper(CHART, under))).paragraphs
    assert [
        paragraph.paragraph_format.keep_with_next for paragraph in paragraphs if paragraph.style and paragraph.style.name == "Chart"
    ] == [is_kept]
