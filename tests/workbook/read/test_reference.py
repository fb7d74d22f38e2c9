"""Our reader of workbooks against openpyxl, the reference: the same cells, formats, formulas and names, cell by cell."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.read import read_workbook
from tests.journey.test_oracle import filled_workbook, saved_by_libreoffice
from tests.support import reference_reader
from tests.support.clients import needs_libreoffice
from tests.support.examples import few_and_many, hold
from tests.support.made_up import Filled, cases

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
Plain = tuple[object, str, str, bool]


def plain(cell: RawCell) -> Plain:
    return (cell.value, cell.number_format, cell.formula, cell.is_error)


def assert_same_reading(content: bytes) -> None:
    ours, theirs = read_workbook(content, "made-up.xlsx"), reference_reader.read_workbook(content, "made-up.xlsx")
    assert isinstance(ours, WorkbookContent)
    assert [sheet.title for sheet in ours.sheets] == [sheet.title for sheet in theirs.sheets]
    for mine, reference in zip(ours.sheets, theirs.sheets, strict=True):
        assert {at: plain(cell) for at, cell in mine.cells.items()} == {at: plain(cell) for at, cell in reference.cells.items()}
    assert (ours.names, ours.stamp_property) == (theirs.names, theirs.stamp_property)


def test_every_workbook_of_the_demo_is_read_as_openpyxl_reads_it(made_demo: Path) -> None:
    for path in sorted(made_demo.glob("output/*/issued/*.xlsx")) + sorted(made_demo.glob("output/*/inbox/*.xlsx")):
        assert_same_reading(path.read_bytes())


def _is_read_as_openpyxl_reads_it(case: Filled) -> None:
    assert_same_reading(filled_workbook(case))


@few_and_many(10, 40)
def test_random_workbooks_are_read_as_openpyxl_reads_them(examples: int) -> None:
    hold(_is_read_as_openpyxl_reads_it, examples, cases(), like=SLOW)


@pytest.mark.real_client
@needs_libreoffice
@settings(SLOW, max_examples=1, phases=[Phase.generate])
@given(st.lists(cases(), min_size=12, max_size=12))
def test_what_libreoffice_saved_is_read_as_openpyxl_reads_it(batch: list[Filled]) -> None:
    with TemporaryDirectory() as folder:
        for path in saved_by_libreoffice(batch, Path(folder)):
            assert_same_reading(path.read_bytes())
