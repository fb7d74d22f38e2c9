"""What holds of the demo's papers holds of every paper: exempt, apart, with an appendix, in a house style, with all sections filled."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import page
import pytest

from shpdocs.commands.audit import audit
from shpdocs.model.ledger import HEAD_PROPERTY
from shpdocs.paper.pdf import write_pdf
from tests.journey.test_read_back import read_by_all
from tests.pictures.made_up_lead import answers_of
from tests.support.clients import needs_libreoffice
from tests.support.every_paper import EveryPaper, make_every_paper, restyled
from tests.support.paper_integrity import integrity_faults
from tests.support.validators import faults_of

pytestmark = pytest.mark.slow

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> EveryPaper:
    return make_every_paper(tmp_path_factory.mktemp("every"))


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def cells(path: Path) -> str:
    """Everything in a paper's tables, white space levelled."""
    told = [cell.text for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells]
    return " ".join(" ".join(told).split())


def test_every_sort_of_paper_was_made(every: EveryPaper) -> None:
    names = [path.name for path in every.files]
    assert [sum(mark in name for name in names) for mark in ("DRAFT", "PART II", "Report.docx", "ppendix ")] == [2, 2, 2, 3]
    assert [made.house_style is not None and made.merged[0].lost == () for made in (every.full, every.third)] == [True, True]


def test_no_validator_finds_a_fault_in_any(every: EveryPaper) -> None:
    for path in every.files:
        assert (path, faults_of(path), integrity_faults(path.read_bytes())) == (path, [], ())


def test_every_one_keeps_all_rules_of_accessibility(every: EveryPaper) -> None:
    audited = audit(every.files)
    found = [(one.file, finding) for one in audited for result in one.results for finding in result.findings if not finding.is_choice]
    assert (len(audited), found) == (len(every.files), [])
    assert {one.count("met") for one in audited} == {16}


def test_every_list_of_contents_says_what_the_headings_say_and_opens_without_a_question(every: EveryPaper) -> None:
    with_contents = [path for path in every.files if '"TOC2"' in part(path, "word/document.xml")]
    assert len(with_contents) >= 3  # the third paper, its draft, and its report apart
    for path in with_contents:
        assert "updateFields" not in part(path, "word/settings.xml")
        body = ElementTree.fromstring(part(path, "word/document.xml"))
        entries, headings = [], []
        for paragraph in body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name, text = "" if style is None else style.get(f"{W}val", ""), "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
            if name in ("TOC2", "TOC3"):
                entries.append((name[-1], text))
            elif re.fullmatch("Heading[23]", name) and entries:  # the appendix brings styles of its own, which stand for these
                headings.append((name[-1], text))
        assert [one for one in headings if one not in entries] == []
        assert [one for one in entries if one not in headings and "Example" not in one[1]] == []


def test_the_properties_of_every_one_name_our_title_author_and_language_and_no_program(every: EveryPaper) -> None:
    for path in every.files:
        with zipfile.ZipFile(path) as package:
            own = [name for name in package.namelist() if name.startswith(("docProps/app", "docProps/custom"))]
            if "DRAFT" in f"{path.parent.name}/{path.name}" and own:  # a draft says how far the ledger went, and nothing else
                assert own == ["docProps/custom.xml"]
                assert re.findall(rb' name="([^"]*)"', package.read(own[0])) == [HEAD_PROPERTY.encode()]
            else:
                assert own == []
        told = docx.Document(str(path)).core_properties
        assert (bool(told.title), told.author, told.last_modified_by, told.language) == (
            True,
            "Safer Hillingdon Partnership",
            "Safer Hillingdon Partnership",
            "en-GB",
        )
        assert (told.comments, told.keywords, told.category, told.subject) == ("", "", "", "")


@pytest.mark.real_client
@needs_libreoffice
def test_three_readers_tell_the_same_of_those_that_are_made_otherwise(every: EveryPaper, tmp_path: Path) -> None:
    for made in (every.full, every.third):
        assert made.exempt
        for number, path in enumerate((made.exempt, *made.files[:2])):
            told = read_by_all(path, tmp_path / f"{made.path.stem} {number}")
            assert told["LibreOffice"] == told["mammoth"] == told["pandoc"]


@pytest.mark.real_client
@needs_libreoffice
def test_the_tagged_pdf_of_every_sort_passes(every: EveryPaper, tmp_path: Path) -> None:
    for made in (every.full, every.third):
        assert made.exempt
        for number, path in enumerate((made.path, made.exempt)):
            write_pdf(path, tmp_path / f"{number}.pdf")
            report = page.validate_pdf(tmp_path / f"{number}.pdf", profile=page.ValidationProfile.PDF_UA_1)
            assert (path, [(failure.rule_id, failure.message) for failure in report.failures]) == (path, [])


def test_the_risk_register_the_funding_and_the_benchmarks_are_printed_row_by_row(every: EveryPaper) -> None:
    paper = cells(every.full.path)
    told = {sub_group: answers_of(sub_group)["tables"] for sub_group in ("partnership", "domestic-abuse", "prevent", "drugs-and-alcohol")}
    wanted = [(told["partnership"]["risks"], "risk"), (told["partnership"]["benchmarking"], "benchmark")]
    wanted += [(told[name]["funding"], "purpose") for name in ("domestic-abuse", "prevent", "drugs-and-alcohol")]
    texts = [" ".join(str(row[key]).split()) for rows, key in wanted for row in rows]
    assert len(texts) >= 10
    assert [text for text in texts if text not in paper] == []


def test_a_milestone_is_printed_with_its_status(every: EveryPaper) -> None:
    rows = answers_of("partnership")["tables"]["development-plan"]
    printed = next(table for table in docx.Document(str(every.full.path)).tables if table.rows[0].cells[0].text == "Milestone")
    assert [cell.text for cell in printed.rows[0].cells] == ["Milestone", "Activity", "Status"]
    told = [(row.cells[0].text, row.cells[2].text) for row in printed.rows[1:]]
    assert told == [(row["milestone"], row["status"]) for row in rows if row["status"] != "Completed"]  # that was in the paper before
    assert len({status for _, status in told}) == 3


def test_the_notes_tell_what_a_figure_counts_the_date_of_its_data_and_what_is_provisional_or_revised(every: EveryPaper) -> None:
    notes = docx.Document(str(every.full.path)).tables
    rows = next([[cell.text for cell in row.cells] for row in table.rows] for table in notes if table.rows[0].cells[-1].text == "Remarks")
    assert rows[0] == ["Measure", "What it counts", "Source", "Data as at", "Remarks"]
    assert [row for row in rows if not all(row)] == []
    remarks = " ".join(row[-1] for row in rows)
    assert "Provisional: Quarter 1, Quarter 2." in remarks
    assert "Made-up example: two records came in late." in remarks
    assert "7 October 2024" in {row[3] for row in rows}


def test_a_figure_that_is_exempt_takes_its_chart_with_it(every: EveryPaper) -> None:
    draft = every.third_draft.path

    def charts(path: Path) -> list[str]:
        with zipfile.ZipFile(path) as package:
            return [package.read(name).decode("utf-8") for name in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name)]

    assert [">359<" in chart for chart in charts(draft)].count(True) == 1  # repeat victims of the first quarter, before it was exempt
    assert len(charts(every.third.path)) == len(charts(draft)) - 1
    for path in (every.third.path, *every.third.files):
        with zipfile.ZipFile(path) as package:
            assert [name for name in package.namelist() if re.search(rb"\b359\b", package.read(name))] == []


def test_a_chart_in_a_house_style_has_the_colours_of_that_style(every: EveryPaper) -> None:
    """Every colour of a chart is one of the theme, and the theme is that of the council's file."""
    theme = re.compile(r"<a:clrScheme.*?</a:clrScheme>", re.DOTALL)
    with zipfile.ZipFile(every.third.path) as package, zipfile.ZipFile(BytesIO(restyled())) as house:
        chart = package.read("word/charts/chart1.xml").decode("utf-8")
        ours, theirs = (theme.findall(one.read("word/theme/theme1.xml").decode("utf-8")) for one in (package, house))
    assert "schemeClr" in chart and "srgbClr" not in chart
    assert "005A9C" in theirs[0]
    assert re.findall('val="([0-9A-F]{6})"', ours[0]) == re.findall('val="([0-9A-F]{6})"', theirs[0])
