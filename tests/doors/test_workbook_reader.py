"""Reading what came back: files that are no workbook, packages that are broken, and cells as they were left."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from shpdocs.doors.workbook_reader import LARGEST_UNPACKED, read_workbook
from shpdocs.words.problem import Problem
from shpdocs.words.workbook import SheetContent, WorkbookContent
from tests.leads import saved


def _workbook(**cells: object) -> bytes:
    workbook = openpyxl.Workbook()
    for name, value in cells.items():
        workbook.active[name] = value
    return saved(workbook)


def _changed(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one member changed."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, change(source.read(name)) if name == member else source.read(name))
    return stream.getvalue()


def _zip_of(name: str, content: bytes = b"made up") -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(name, content)
    return stream.getvalue()


def _declared(content: bytes, size: int) -> bytes:
    """The package whose directory says that every member unpacks to `size` bytes."""
    marked = bytearray(content)
    for found in re.finditer(b"PK\x01\x02", content):
        struct.pack_into("<I", marked, found.start() + 24, size)
    return bytes(marked)


SHEET = "xl/worksheets/sheet1.xml"
FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not-a-workbook"),
    "text": (b"a made-up text", "not-a-workbook"),
    "a web page called .xlsx": (b"<html><table></table></html>", "not-a-workbook"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "protected-file"),
    "a zip without a workbook": (_zip_of("made-up.txt"), "not-a-workbook"),
    "a Word file": (_zip_of("word/document.xml"), "not-a-workbook"),
    "the beginning of a zip": (b"PK\x03\x04 made up", "damaged-file"),
    "half a package": (_workbook(A1=1)[:2000], "damaged-file"),
    "a package without its last byte": (_workbook(A1=1)[:-30], "damaged-file"),
    "a directory that promises far too much": (_declared(_workbook(A1=1), LARGEST_UNPACKED), "oversized-file"),
    "a sheet that is no XML": (_changed(_workbook(A1=1), SHEET, lambda _: b"<worksheet><sheetData>"), "damaged-file"),
    "a sheet with nothing in it": (_changed(_workbook(A1=1), SHEET, lambda _: b""), "damaged-file"),
    "a book that is no XML": (_changed(_workbook(A1=1), "xl/workbook.xml", lambda _: b"made up"), "damaged-file"),
    "styles that are no XML": (_changed(_workbook(A1=1), "xl/styles.xml", lambda xml: xml[:100]), "damaged-file"),
    "a package of a folder only": (_zip_of("xl/workbook.xml"), "damaged-file"),
}


@pytest.mark.parametrize(("content", "code"), FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_read_is_one_problem_of_the_whole_file(content: bytes, code: str) -> None:
    found = read_workbook(content, "made up.xlsx")
    assert isinstance(found, Problem)
    assert (found.code, found.place.file, found.place.sheet, found.place.cell) == (code, "made up.xlsx", "", "")
    assert found.severity == "blocking"


def test_a_member_whose_bytes_are_broken_is_a_damaged_file() -> None:
    content = bytearray(_workbook(A1="made up"))
    with zipfile.ZipFile(BytesIO(bytes(content))) as package:
        at = package.getinfo(SHEET).header_offset + 60
    content[at : at + 20] = bytes(20)
    found = read_workbook(bytes(content), "made up.xlsx")
    assert isinstance(found, Problem)
    assert found.code == "damaged-file"


def _read(content: bytes) -> WorkbookContent:
    found = read_workbook(content, "made up.xlsx")
    assert isinstance(found, WorkbookContent)
    return found


def _sheet(content: bytes) -> SheetContent:
    return _read(content).sheets[0]


def test_a_formula_is_seen_as_a_formula_and_its_value_is_not_trusted() -> None:
    cell = _sheet(_workbook(B2="=1+1")).cells[2, 2]
    assert (cell.formula, cell.value, cell.is_blank, cell.entered) == ("=1+1", None, False, "=1+1")


def test_a_formula_over_several_cells_is_a_formula_too() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = openpyxl.worksheet.formula.ArrayFormula("A1:A2", "=SUM(B1:B2)")
    assert _sheet(saved(workbook)).cells[1, 1].formula == "=SUM(B1:B2)"


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?"])
def test_an_error_is_seen_as_an_error(error: str) -> None:
    cell = _sheet(_workbook(A1=error)).cells[1, 1]
    assert (cell.is_error, cell.value, cell.formula) == (True, error, "")


def test_a_date_comes_as_a_date_with_its_format() -> None:
    cell = _sheet(_workbook(A1=datetime(2024, 9, 24))).cells[1, 1]
    assert cell.value == datetime(2024, 9, 24)
    assert "yy" in cell.number_format
    assert cell.entered == "24/09/2024"


@pytest.mark.parametrize("value", [0, 1.5, True, False, "made up", "  ", "007", "£280k", "a\nb"])
def test_a_value_comes_as_it_was_stored(value: object) -> None:
    found = _sheet(_workbook(A1=value)).cells[1, 1].value
    assert (found, type(found)) == (value, type(value))


def test_a_cell_knows_its_place() -> None:
    place = _sheet(_workbook(AB12="made up")).cells[12, 28].place
    assert (place.file, place.sheet, place.cell) == ("made up.xlsx", "Sheet", "AB12")


def test_a_cell_far_away_costs_nothing() -> None:
    assert set(_sheet(_workbook(A1=1, XFD1048576="made up")).cells) == {(1, 1), (1_048_576, 16_384)}


def test_a_blank_cell_that_has_a_style_is_not_listed() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["B2"].number_format = "0%"
    assert _sheet(saved(workbook)).cells == {}


def test_names_of_one_cell_are_found_in_the_workbook_and_on_a_sheet() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Made-up sheet's"
    quoted = "'Made-up sheet''s'"
    workbook.defined_names["of_book"] = DefinedName("of_book", attr_text=f"{quoted}!$C$7")
    workbook.active.defined_names["of_sheet"] = DefinedName("of_sheet", attr_text=f"{quoted}!$AA$1")
    workbook.defined_names["of_range"] = DefinedName("of_range", attr_text=f"{quoted}!$A$1:$B$2")
    workbook.defined_names["lost"] = DefinedName("lost", attr_text="#REF!")
    assert _read(saved(workbook)).names == {"of_book": ("Made-up sheet's", (7, 3)), "of_sheet": ("Made-up sheet's", (1, 27))}


def test_a_name_of_the_workbook_counts_before_one_of_a_sheet() -> None:
    workbook = openpyxl.Workbook()
    workbook.defined_names["at"] = DefinedName("at", attr_text="Sheet!$A$1")
    workbook.active.defined_names["at"] = DefinedName("at", attr_text="Sheet!$B$2")
    assert _read(saved(workbook)).names == {"at": ("Sheet", (1, 1))}


def test_the_stamp_is_found_in_either_property() -> None:
    workbook = openpyxl.Workbook()
    workbook.properties.subject = "a made-up stamp"
    assert _read(saved(workbook)).stamp_property == "a made-up stamp"
    from openpyxl.packaging.custom import StringProperty

    workbook.custom_doc_props.append(StringProperty(name="shpdocs-stamp", value="another made-up stamp"))
    assert _read(saved(workbook)).stamp_property == "another made-up stamp"


def test_a_workbook_without_a_stamp_has_none() -> None:
    assert _read(_workbook(A1=1)).stamp_property == ""


def test_a_hidden_sheet_is_read_too() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Made up").sheet_state = "hidden"
    assert [sheet.title for sheet in _read(saved(workbook)).sheets] == ["Sheet", "Made up"]


def test_every_workbook_of_the_demo_can_be_read(made_demo: Path) -> None:
    found = [read_workbook(path.read_bytes(), path.name) for path in sorted(made_demo.rglob("*.xlsx"))]
    assert len(found) == 30
    assert [one for one in found if isinstance(one, Problem)] == []
