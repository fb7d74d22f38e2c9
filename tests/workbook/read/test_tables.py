"""What tables say of themselves: Total Rows, filters that choose rows, and what a pivot table or a query fills."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.filters import AutoFilter, FilterColumn, Filters
from openpyxl.worksheet.table import Table

from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.workbook.read import read_workbook
from tests.reliability.packages import packed, parts_of
from tests.support.leads import saved

TABLE = "xl/tables/table1.xml"


def _read(change: tuple[bytes, bytes] = (b"", b""), parts: dict[str, bytes] | None = None) -> SheetContent:
    """A sheet with a table in A1:B4, with this change to the part of the table and these parts beside."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Name", "Figure"), ("one", 164), ("two", 7), ("Total", "=SUBTOTAL(109,B2:B3)")):
        book.active.append(row)
    book.active.add_table(Table(displayName="Made_up", ref="A1:B4"))
    held = parts_of(saved(book))
    held[TABLE] = held[TABLE].replace(*change)
    content = read_workbook(packed(held | (parts or {})), "made-up.xlsx")
    assert isinstance(content, WorkbookContent)
    return content.sheets[0]


def test_an_ordinary_table_says_nothing() -> None:
    sheet = _read()
    assert (sheet.totals, sheet.filtered, {cell.not_typed for cell in sheet.cells.values()}) == (frozenset(), (), {""})


def test_the_total_row_of_a_table_is_known() -> None:
    assert _read((b" ref=", b' totalsRowCount="1" ref=')).totals == {4}


@pytest.mark.parametrize(("by", "words"), [("queryTable", "a query of other data"), ("xml", "XML data")])
def test_what_a_query_fills_was_not_typed_and_its_headings_are_no_answer(by: str, words: str) -> None:
    cells = _read((b" ref=", b' tableType="%s" ref=' % by.encode())).cells
    assert {at: cell.not_typed for at, cell in cells.items() if not cell.formula} == {
        (1, 1): "", (1, 2): "", (2, 1): words, (2, 2): words, (3, 1): words, (3, 2): words, (4, 1): words
    }  # fmt: skip


def test_what_a_pivot_table_fills_was_not_typed() -> None:
    pivot = b'<pivotTableDefinition name="Made up"><location ref="B2:B3"/></pivotTableDefinition>'
    listed = (
        b'<Relationships><Relationship Id="t" Type="made-up/table" Target="../tables/table1.xml"/>'
        b'<Relationship Id="p" Type="made-up/pivotTable" Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    )
    sheet = _read(parts={"xl/pivotTables/pivotTable1.xml": pivot, "xl/worksheets/_rels/sheet1.xml.rels": listed})
    assert {at for at, cell in sheet.cells.items() if cell.not_typed == "a pivot table"} == {(2, 2), (3, 2)}


FILTERS = [(FilterColumn(colId=0, filters=Filters(filter=["one"])), ((1, 1, 4, 2),)), (FilterColumn(colId=0, hiddenButton=True), ())]


@pytest.mark.parametrize(("column", "spans"), FILTERS)
@pytest.mark.parametrize("of", ["sheet", "table"])
def test_a_filter_that_chooses_rows_is_known_wherever_it_is_kept(of: str, column: FilterColumn, spans: object) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    table = Table(displayName="Made_up", ref="A1:B4")
    table._initialise_columns()
    for row in (("Name", "Figure"), ("one", 164), ("two", 7), ("three", 8)):
        book.active.append(row)
    chosen = AutoFilter(ref="A1:B4", filterColumn=[column])
    if of == "table":
        table.autoFilter = chosen
        book.active.add_table(table)
    else:
        book.active.auto_filter = chosen
    content = read_workbook(saved(book), "made-up.xlsx")
    assert isinstance(content, WorkbookContent)
    assert content.sheets[0].filtered == spans


def test_a_table_that_cannot_be_read_says_nothing_and_the_cells_are_read() -> None:
    sheet = _read((b" ref=", b' totalsRowCount="1" <'))
    assert (sheet.totals, sheet.cells[2, 2].value) == (frozenset(), 164)
