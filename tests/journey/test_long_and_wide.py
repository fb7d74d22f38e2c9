"""A long and wide return: 60 measures, narratives of 500 words, 200 milestones carried forward. All of it is made up."""

from __future__ import annotations

import re
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from shpdocs.model.definition import Asked, Baseline, Definition, Field, Measure, Table, Target
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.returns import Json, Return
from shpdocs.workbook.layout import Layout, lay_out
from shpdocs.workbook.prefill import make_prefill
from shpdocs.workbook.write import write_workbook
from tests.journey.test_oracle import SETTINGS, STAMP
from tests.support.clients import needs_libreoffice, soffice_convert
from tests.support.made import a_return

MEASURES, MILESTONES, WORDS = 60, 200, 500
PERIOD = Period("2024-25", "Q4")
EXCELS_TALLEST = 409.5  # points
_SENTENCE = "Made up for a test of length and of nothing else so that nobody takes it for an account of work done"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def narrative(name: str) -> str:
    """500 made-up words, the last of them its own."""
    words = _SENTENCE.split(" ")
    return " ".join(words[number % len(words)] for number in range(WORDS - 1)) + f" END{name.replace('-', '').upper()}"


def measure(number: int) -> Measure:
    return Measure(
        key=f"measure-{number}",
        name=f"Made-up measure {number}",
        objective=f"Reduce the made-up thing number {number} by five per cent in each of the next three years",
        unit=("count", "percentage", "rate")[number % 3],
        counts="Made-up things that the made-up service recorded in the quarter, each counted once.",
        better="lower",
        per=10_000,
        source="Made-up records",
        quarters="sum" if number % 3 == 0 else "level",
        baseline=Baseline(value=120, year="2023-24"),
        target=Target(value=100, reduce_by=5),
        profile=tuple(zip(QUARTERS, (25.0, 50.0, 75.0, 100.0), strict=True)) if number % 2 else (),
    )


def definition() -> Definition:
    columns = (
        Field("milestone", "Milestone", Asked("months"), carry=True),
        Field("activity", "Activity", Asked("narrative"), carry=True),
        Field("status", "Status", Asked("choice", choices=("On track", "Delayed", "Completed"))),
    )
    return Definition(
        "made-up", "2024-25", "Made-up sub-group", 1, STAMP.definition,
        fields=tuple(Field(f"story-{number}", f"Made-up story {number}", Asked("narrative"), sheet="Update") for number in range(3)),
        measures=tuple(measure(number) for number in range(MEASURES)),
        tables=(Table("plan", "Made-up plan", "Plan", columns, closed_column="status", closed=("Completed",)),),
    )  # fmt: skip


def answers(quarter: str) -> dict[str, Json]:
    figure = {"value": 7, "reason": None}
    rows = [
        {"milestone": {"words": f"Milestone {number}"}, "activity": f"Made-up activity number {number}. " * 6, "status": "On track"}
        for number in range(MILESTONES)
    ]
    measures = {
        one.key: {"figure": figure, "earlier": {}, "activity": narrative(one.key) if quarter == "Q3" else None}
        for one in definition().measures
    }
    return {"fields": {}, "measures": measures, "tables": {"plan": rows}}


@cache
def issued() -> tuple[Layout, bytes]:
    """The workbook of the fourth quarter, issued with what three earlier returns say."""
    earlier: dict[str, Return] = {quarter: a_return(answers(quarter), period=f"2024-25-{quarter}") for quarter in QUARTERS[:3]}
    prefill = make_prefill(definition(), PERIOD, earlier)
    layout = lay_out(definition(), PERIOD, prefill)
    return layout, write_workbook(layout, SETTINGS, STAMP, prefill)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.xlsx"
    path.write_bytes(issued()[1])
    return path


def heights(path: Path, sheet: str) -> dict[int, float]:
    """The height of every row that has one, in points, by the row's number."""
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(sheet) + 1
    with zipfile.ZipFile(path) as package:
        rows = ElementTree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml")).iter(f"{_MAIN}row")
        return {int(row.attrib["r"]): float(row.attrib["ht"]) for row in rows if "ht" in row.attrib}


def test_every_milestone_and_every_text_is_there(workbook: Path) -> None:
    content = openpyxl.load_workbook(workbook)
    texts = {cell.value for sheet in content for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {narrative(one.key) for one in definition().measures} <= texts
    assert sum(text == "Carried from Q3 2024/25" for row in content["Plan"].iter_rows(values_only=True) for text in row) == MILESTONES


def test_no_row_is_taller_than_excel_allows(workbook: Path) -> None:
    for sheet in openpyxl.load_workbook(workbook, read_only=True).sheetnames:
        assert max(heights(workbook, sheet).values()) <= EXCELS_TALLEST


@pytest.mark.real_client
@needs_libreoffice
@pytest.mark.parametrize("sheet", ["Measures", "Activity", "Plan", "Check", "Checklist", "Update", "Start"])
def test_rows_are_issued_tall_enough_for_their_texts(workbook: Path, sheet: str, saved_again: Path) -> None:
    """LibreOffice works out the height each row needs: none was issued lower, so no text is cut in Excel."""
    ours, needed = heights(workbook, sheet), heights(saved_again, sheet)
    too_low = {row: (ours[row], needed[row]) for row in ours if row in needed and ours[row] < min(needed[row], EXCELS_TALLEST) - 2}
    assert too_low == {}


@pytest.fixture(scope="module")
def saved_again(workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return soffice_convert(workbook, "xlsx:Calc MS Excel 2007 XML", tmp_path_factory.mktemp("again"))


@pytest.mark.real_client
@needs_libreoffice
def test_it_prints_on_a4_with_its_headings_on_every_page(workbook: Path, tmp_path: Path) -> None:
    pdf = soffice_convert(workbook, "pdf", tmp_path)
    pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    assert "A4" in told
    assert all(f"ENDMEASURE{number}" in "".join(pages) for number in range(MEASURES))
    plan = [page for page in pages if "Made-up activity number" in page]
    assert len(plan) > 1
    assert all(re.search(r"Carried or new\s+Milestone\s+Activity\s+Status", page) for page in plan)
