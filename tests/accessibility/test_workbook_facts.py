"""Workbooks that are audited: real files in, plain facts out; an odd file is named in our words, never a library's."""

from __future__ import annotations

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule, IconSetRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.styles.colors import Color

from shpdocs.accessibility.workbook_facts import read_workbook_facts
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.workbook_facts import CellRange, DrawnObject, SheetFacts
from shpdocs.ooxml import branches
from tests.support.leads import rezipped, saved


def of_openpyxl(change: Callable[[Any, Any], object]) -> SheetFacts:
    """The facts of the one sheet of a workbook made with openpyxl."""
    book = openpyxl.Workbook()
    change(book, book.active)
    return read_workbook_facts(saved(book), "made up.xlsx").sheets[0]


def of_xlsxwriter(change: Callable[[Any, Any], object]) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    change(book, book.add_worksheet("Made up"))
    book.close()
    return stream.getvalue()


def test_values_texts_formulas_with_their_results_and_links_come_out() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.write("A1", "Title")
        sheet.write("A2", 45)
        sheet.write_formula("A3", '="a"&"b"', None, "ab")
        sheet.write_formula("A4", "=1+1", None, 2)
        sheet.write_formula("A5", "=1=1", None, True)
        sheet.write_url("A6", "https://a.uk", None, "Guidance")
        sheet.write_formula("A7", '=HYPERLINK("https://a.uk","More")', None, "More")

    cells = read_workbook_facts(of_xlsxwriter(write), "made up.xlsx").sheets[0].cells
    contents = {row: (cell.value, cell.formula != "", cell.link) for (row, _), cell in cells.items()}
    assert contents == {
        1: ("Title", False, ""),
        2: (45, False, ""),
        3: ("ab", True, ""),
        4: (2.0, True, ""),
        5: (True, True, ""),
        6: ("Guidance", False, "https://a.uk"),
        7: ("More", True, "formula"),
    }


def test_looks_come_out_with_colours_of_theme_tint_and_palette_resolved() -> None:
    def change(_: Any, sheet: Any) -> None:
        for at, colour in enumerate(("00AA0000", Color(theme=4), Color(theme=1, tint=0.5), Color(indexed=10), Color(indexed=64)), 1):
            sheet.cell(at, 1, "a").font = Font(color=colour, size=14, bold=True)
        sheet["B1"].fill = PatternFill("solid", fgColor="00FFF8E1")
        sheet["B1"].alignment = Alignment(horizontal="left", wrap_text=True)
        sheet["B1"].protection = Protection(locked=False)
        sheet["B1"].number_format = "0%"

    cells = of_openpyxl(change).cells
    assert [cells[row, 1].look.text_colour for row in range(1, 6)] == ["AA0000", "4F81BD", "808080", "FF0000", "000000"]
    assert (cells[1, 1].look.size, cells[1, 1].look.bold, cells[1, 1].look.fills) == (14, True, ())
    look = cells[1, 2].look
    assert (look.fills, look.align, look.wraps, look.is_locked, look.number_format) == (("FFF8E1",), "left", True, False, "0%")


def test_stretches_of_a_text_keep_their_own_colour_and_height() -> None:
    def write(book: Any, sheet: Any) -> None:
        raised, red = book.add_format({"font_script": 1}), book.add_format({"font_color": "#FF0000"})
        sheet.write_rich_string("A1", "Homes", raised, "1", red, " red")

    runs = read_workbook_facts(of_xlsxwriter(write), "made up.xlsx").sheets[0].cells[1, 1].runs
    assert [(run.text, run.text_colour, run.is_superscript) for run in runs] == [
        ("Homes", "000000", False),
        ("1", "000000", True),
        (" red", "FF0000", False),
    ]


def test_tables_come_out_with_their_filters_and_the_colours_of_their_headings() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.add_table("A3:B5", {"name": "Burglary", "columns": [{"header": "a"}, {"header": "b"}]})
        sheet.add_table("D3:D5", {"name": "Plain", "autofilter": False, "style": None, "total_row": True})

    sheet = read_workbook_facts(of_xlsxwriter(write), "made up.xlsx").sheets[0]
    first, second = sheet.tables
    assert (first.name, first.range, first.heading_rows, first.has_filter_buttons) == ("Burglary", CellRange(3, 1, 5, 2), 1, True)
    assert (second.total_rows, second.has_filter_buttons, second.hides_rows) == (1, False, False)
    assert (sheet.cells[3, 1].look.text_colour, sheet.cells[3, 1].look.fills) == ("FFFFFF", ("4F81BD",))
    assert sheet.cells[3, 4].look.fills == ()


def test_hidden_parts_widths_panes_merged_cells_filters_and_protection_come_out() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet["A1"] = "Title"
        for row in (3, 4, 7):
            sheet.row_dimensions[row].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions["B"].width = 20.71
        sheet.freeze_panes = "A3"
        sheet.merge_cells("A9:B9")
        sheet.auto_filter.ref = "A3:B5"
        sheet.auto_filter.add_filter_column(0, ["a"])
        sheet.protection.sheet = True
        sheet.oddFooter.center.text = "Made up"
        book.create_sheet("Lost").sheet_state = "veryHidden"

    book = openpyxl.Workbook()
    change(book, book.active)
    first, second = read_workbook_facts(saved(book), "made up.xlsx").sheets
    assert (first.hidden_rows, first.hidden_columns, second.state) == (((3, 4), (7, 7)), ((3, 3),), "veryHidden")
    assert (round(first.widths[2], 2), first.is_frozen, first.merged) == (20.0, True, (CellRange(9, 1, 9, 2),))
    assert (first.has_filter_buttons, first.filter_hides_rows, first.is_protected) == (True, True, True)
    assert first.headers_and_footers == ("&CMade up",)


def test_what_floats_comes_out_with_its_kind_place_and_alternative_text() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.insert_textbox("B2", "Made up")
        sheet.insert_image("C3", "dot.png", {"image_data": BytesIO(_png()), "description": "A dot"})
        for at, options in (("D4", {"description": "Made up"}), ("E5", {})):
            chart = book.add_chart({"type": "bar"})
            chart.add_series({"values": "='Made up'!$A$1:$A$2"})
            sheet.insert_chart(at, chart, options)
        sheet.write_comment("F6", "Made up")
        sheet.insert_button("G7", {"caption": "Press"})

    drawn = read_workbook_facts(of_xlsxwriter(write), "made up.xlsx").sheets[0].drawn
    kinds = {(shape.kind, shape.row, shape.column, shape.has_alt_text) for shape in drawn}
    assert {("text box", 2, 2, False), ("picture", 3, 3, True), ("chart", 4, 4, True), ("chart", 5, 5, False)} <= kinds
    assert ("comment", 6, 6, False) in kinds


def test_what_openpyxl_draws_comes_out_too() -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet.add_chart(BarChart(), "C4")
        sheet["B2"].comment = Comment("Made up", "Made up")

    assert set(of_openpyxl(change).drawn) == {DrawnObject("chart", 4, 3), DrawnObject("comment", 2, 2)}


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")


def test_conditional_formats_come_out_with_their_colours() -> None:
    def change(_: Any, sheet: Any) -> None:
        sheet["A1"] = 1
        rules = sheet.conditional_formatting
        rules.add("A1:A3", CellIsRule("lessThan", ["3"], font=Font(color="009C0006"), fill=PatternFill(bgColor="00FFC7CE")))
        rules.add("B1:B3", ColorScaleRule("min", None, "00FFFFFF", "max", None, "0063BE7B"))
        rules.add("D1:D3", FormulaRule(['AND($B1="!",A1=1,$C$1=2,Other!$E1)'], fill=PatternFill(bgColor="00FFC7CE")))
        rules.add("C1:C3", IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False))

    first, scale, formula, icons = of_openpyxl(change).conditional_formats
    assert (first.ranges, first.text_colour, first.fills, first.is_scale) == ((CellRange(1, 1, 3, 1),), "9C0006", ("FFC7CE",), False)
    assert (scale.fills, scale.is_scale, icons.shows_values) == (("FFFFFF", "63BE7B"), True, False)
    assert (formula.reads, first.reads) == (frozenset({2}), frozenset())


def test_title_author_language_and_where_it_opens_come_out() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Second")
    book.active = 1
    book.properties.title, book.properties.creator, book.properties.language = "Made up", "Nobody", "en-GB"
    book.worksheets[0].sheet_view.selection[0].activeCell = "C3"
    facts = read_workbook_facts(saved(book), "made up.xlsx")
    assert (facts.title, facts.author, facts.language, facts.active_sheet) == ("Made up", "Nobody", "en-GB", 1)
    assert facts.sheets[0].active_cell == "C3"


def test_a_workbook_without_properties_has_none_that_openpyxl_would_make_up() -> None:
    facts = read_workbook_facts(_with({}, without="docProps/core.xml"), "made up.xlsx")
    assert (facts.title, facts.author, facts.language) == ("", "", "")


def _with(parts: dict[str, bytes], without: str = "") -> bytes:
    """A workbook with parts added, replaced or left out."""
    source, target = zipfile.ZipFile(BytesIO(saved(openpyxl.Workbook()))), BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            if name not in parts and name != without:
                archive.writestr(name, source.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _part(name: str) -> bytes:
    return zipfile.ZipFile(BytesIO(saved(openpyxl.Workbook()))).read(name)


def _claiming(size: int) -> bytes:
    """A small workbook whose directory says that its sheet unpacks to so many bytes."""
    content = bytearray(_with({}))
    at = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    content[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(content)


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/>%s</worksheet>'
ODD = {
    "nothing in it": (b"", "is empty"),
    "a text": (b"Made up\n", "is not an Excel workbook"),
    "a zip of something else": (b"PK\x05\x06" + bytes(18), "is not an Excel workbook"),
    "locked or old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password"),
    "cut off": (_with({})[:2000], "breaks off"),
    "a sheet that claims 200 MB": (_claiming(200_000_000), "far larger inside"),
    "a sheet that claims 60 MB": (_claiming(60_000_000), "is damaged"),
    "a part that swells": (_with({"xl/bomb.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), "far larger inside"),
    "entities": (_with({"xl/theme/theme1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "is damaged"),
    "a broken part": (_with({"xl/styles.xml": b"<styleSheet>"}), "is damaged"),
    "styles that openpyxl trips over": (_with({"xl/styles.xml": _part("xl/styles.xml").replace(b'<b val="', b'<b val="x')
        .replace(b"<family val=\"2\"", b"<family val=\"99\"")}), "closely enough"),
    "a merge of the whole sheet": (_with({"xl/worksheets/sheet1.xml":
        SHEET % b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'}), "merged or linked"),
    "a link over the whole sheet": (_with({"xl/worksheets/sheet1.xml":
        SHEET % b'<hyperlinks><hyperlink ref="A:XFD" location="A1"/></hyperlinks>'}), "merged or linked"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), ODD.values(), ids=ODD)
def test_an_odd_file_is_told_with_its_name_and_what_to_do(content: bytes, words: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ShpdocsError) as raised:
            read_workbook_facts(content, "made up.xlsx")
    assert raised.value.what.startswith("made up.xlsx ")
    assert words in raised.value.what
    assert raised.value.remedy.endswith(".")
    assert raised.value.__cause__ is None


def test_a_long_sheet_is_no_large_element(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branches, "LARGEST_BRANCH", 200_000)
    sheet = of_openpyxl(lambda _, sheet: [sheet.append(["Made up", number]) for number in range(8_000)])
    assert len(sheet.cells) == 16_000


def test_macros_are_seen() -> None:
    rels = _part("xl/_rels/workbook.xml.rels")
    kind = b"http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    rels = rels.replace(b"</Relationships>", b'<Relationship Id="rIdv" Type="%s" Target="vbaProject.bin"/></Relationships>' % kind)
    assert read_workbook_facts(_with({"xl/_rels/workbook.xml.rels": rels, "xl/vbaProject.bin": b"x"}), "made up.xlsx").has_macros


def test_the_strict_kind_of_the_format_is_read_as_the_usual_one() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write("A1", "Title", book.add_format({"bold": True, "font_color": "#FF0000"}))
        sheet.write_url("A2", "https://a.uk", None, "Guidance")
        sheet.add_table("C3:D6", {"columns": [{"header": "Made up"}, {"header": "Figure"}]})
        sheet.conditional_format("D4:D6", {"type": "cell", "criteria": ">", "value": 1, "format": book.add_format({"bg_color": "#FFFF00"})})
        sheet.insert_image("F2", "made up.png", {"image_data": BytesIO(_png()), "description": "Made up"})

    def strict(part: bytes) -> bytes:
        usual, purl = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
        for kind in (b"spreadsheetml", b"officeDocument", b"drawingml"):
            part = part.replace(usual + kind + b"/2006/", purl + kind + b"/")
        return part

    usual = of_xlsxwriter(write)
    made = rezipped(usual, lambda name, part: part if name.endswith(".png") else strict(part))
    assert b"purl.oclc.org" in zipfile.ZipFile(BytesIO(made)).read("xl/workbook.xml")
    assert read_workbook_facts(made, "made up.xlsx") == read_workbook_facts(usual, "made up.xlsx")


def test_two_sheets_of_one_name_keep_it() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Second")
    content = rezipped(saved(book), lambda name, part: part.replace(b'name="Second"', b'name="Sheet"'))
    assert [sheet.title for sheet in read_workbook_facts(content, "made up.xlsx").sheets] == ["Sheet", "Sheet"]


def test_a_sheet_that_is_a_chart_is_told_as_one() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write("A1", 1)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "='Made up'!$A$1:$A$1"})
        book.add_chartsheet("Chart of it").set_chart(chart)

    sheets = read_workbook_facts(of_xlsxwriter(write), "made up.xlsx").sheets
    assert [(sheet.title, sheet.kind) for sheet in sheets] == [("Made up", "sheet"), ("Chart of it", "chart")]


@pytest.mark.parametrize(("relationship", "kind"), [(b"dialogsheet", "dialog"), (b"xlMacrosheet", "macro")])
def test_each_sheet_keeps_its_cells_beside_one_of_another_kind(relationship: bytes, kind: str) -> None:
    book = openpyxl.Workbook()
    for name in ("Sheet", "Second", "Third"):
        sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
        sheet["A1"] = f"In {name}"

    def change(name: str, part: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return re.sub(
                rb"<Relationship [^>]*sheet2\.xml[^>]*>", lambda match: match[0].replace(b'/worksheet"', b'/%s"' % relationship), part
            )
        return part.replace(b'name="Third"', b'name="Sheet"')

    sheets = read_workbook_facts(rezipped(saved(book), change), "made up.xlsx").sheets
    assert [(sheet.title, sheet.kind) for sheet in sheets] == [("Sheet", "sheet"), ("Second", kind), ("Sheet", "sheet")]
    assert [[cell.value for cell in sheet.values.values()] for sheet in sheets] == [["In Sheet"], [], ["In Third"]]
