"""Reading what came back as a person sees it: parts that are struck or raised, values told twice, what is beside the cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font

from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from shpdocs.model.problem import Problem
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import Remark, WorkbookContent
from shpdocs.workbook.read import cells, read_workbook
from tests.reliability.packages import packed, parts_of
from tests.support.leads import saved

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = b"<sst><si><r><t>37</t></r><r><rPr>%s</rPr><t>%s</t></r></si></sst>"
_STRINGS_ARE = b'<Relationship Id="made-up" Type="made-up/sharedStrings" Target="sharedStrings.xml"/>'
RAISED, STRUCK = b'<vertAlign val="superscript"/>', b"<strike/>"


def _workbook(change: Callable[[openpyxl.Workbook], object] = lambda _: None) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "made up"
    change(workbook)
    return saved(workbook)


def _with(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(content)
    parts[part] = change(parts[part])
    return packed(parts)


def _put(xml: bytes) -> bytes:
    """A workbook with this in place of its one cell."""
    return _with(_workbook(), SHEET, lambda part: re.sub(rb'<c r="A1".*?</c>', lambda _: xml, part, count=1))


def _shared(look: bytes, text: bytes) -> bytes:
    """A workbook whose one cell shows a shared text: 37, and after it another with that look."""
    parts = parts_of(_put(b'<c r="A1" t="s"><v>0</v></c>'))
    books = "xl/_rels/workbook.xml.rels"
    parts[books] = parts[books].replace(b"</Relationships>", _STRINGS_ARE + b"</Relationships>")
    return packed(parts | {"xl/sharedStrings.xml": STRINGS % (look, text)})


def _read(content: bytes) -> WorkbookContent:
    found = read_workbook(content, "made-up.xlsx")
    assert isinstance(found, WorkbookContent)
    return found


def _first(content: bytes) -> RawCell:
    return _read(content).sheets[0].cells[1, 1]


def _code(content: bytes) -> str:
    found = read_workbook(content, "made-up.xlsx")
    return found.code if isinstance(found, Problem) else ""


def _remarks(content: bytes) -> tuple[Remark, ...]:
    return tuple(remark for sheet in _read(content).sheets for remark in sheet.remarks)


# --- what is struck through, raised or lowered ---------------------------------------------------------------------------

LOOKS = [(RAISED, (False, True)), (STRUCK, (True, False)), (STRUCK + RAISED, (True, True)), (b"<b/>", (False, False))]
LOOKS += [(b'<strike val="0"/>', (False, False)), (b'<vertAlign val="baseline"/>', (False, False))]


@pytest.mark.parametrize(("look", "expected"), LOOKS)
def test_a_part_that_is_struck_or_raised_marks_its_cell(look: bytes, expected: tuple[bool, bool]) -> None:
    inline = b'<c r="A1" t="inlineStr"><is><r><t>37</t></r><r><rPr>' + look + b"</rPr><t>3</t></r></is></c>"
    for content in (_put(inline), _shared(look, b"3")):
        cell = _first(content)
        assert (cell.value, cell.struck, cell.raised) == ("373", *expected)


def test_a_space_that_is_struck_is_not_seen() -> None:
    assert not _first(_shared(STRUCK, b" ")).struck


def test_the_marks_of_a_cell_are_not_those_of_the_next() -> None:
    struck = b'<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>3</t></r><r><t>73</t></r></is></c>'
    plain = b'<c r="B1" t="inlineStr"><is><r><t>373</t></r></is></c>'
    found = _read(_put(struck + plain)).sheets[0].cells
    assert (found[1, 1].struck, found[1, 2].struck) == (True, False)


@pytest.mark.parametrize("value", [373, "made up", "=1+1"])
@pytest.mark.parametrize(
    ("font", "expected"), [(Font(strike=True), (True, False)), (Font(vertAlign="subscript"), (False, True)), (Font(), (False, False))]
)
def test_a_cell_whose_font_is_struck_or_raised_is_marked(value: object, font: Font, expected: tuple[bool, bool]) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook.active["A1"].font, workbook.active["A1"].value = font, value

    cell = _first(_workbook(change))
    assert (cell.struck, cell.raised) == expected


def test_what_openpyxl_writes_of_rich_text_is_marked() -> None:
    rich = CellRichText("37", TextBlock(InlineFont(vertAlign="superscript"), "3"))
    assert _first(_workbook(lambda workbook: workbook.active.__setitem__("A1", rich))).raised


@pytest.mark.parametrize("number", [b"5", b"8", b"42", b"44"])
def test_a_built_in_format_for_money_is_one_for_money(number: bytes) -> None:
    content = _with(_put(b'<c r="A1"><v>5</v></c>'), "xl/styles.xml", lambda part: part.replace(b'numFmtId="0"', b'numFmtId="%s"' % number))
    assert "$" in _first(content).number_format


# --- cells that say two things -------------------------------------------------------------------------------------------

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CHOICE = b'<mc:AlternateContent xmlns:mc="made-up:mc"><mc:Choice Requires="zz">%s</mc:Choice></mc:AlternateContent>'
TWICE = {
    "a value and a text of its own": b'<c r="A1"><v>373</v><is><t>999</t></is></c>',
    "two values": b'<c r="A1"><v>373</v><v>999</v></c>',
    "two formulas": b'<c r="A1"><f>1+1</f><f>1+2</f></c>',
    "two texts of its own": b'<c r="A1" t="inlineStr"><is><t>3</t></is><is><t>73</t></is></c>',
    "a text that stands in nothing": b'<c r="A1" t="inlineStr"><t>373</t></c>',
    "a value of somebody else": b'<c r="A1"><v xmlns="made-up:other">999</v></c>',
}


@pytest.mark.parametrize("xml", TWICE.values(), ids=TWICE.keys())
def test_a_cell_that_says_two_things_is_unclear(xml: bytes) -> None:
    cell = _first(_put(xml))
    assert (cell.is_unclear, cell.entered != "") == (True, True)


OUTSIDE = {
    "a value outside a cell": b'<v>999</v><c r="A1"></c>',
    "a text outside a cell": b'<t>999</t><c r="A1"><v>373</v></c>',
    "a formula outside a cell": b'<f>1+1</f><c r="A1"><v>373</v></c>',
    "a cell of somebody else": b'<c xmlns="made-up:other" r="A1"><v>999</v></c>',
    "a row of somebody else": b'</row><row xmlns="made-up:other" r="2"><c r="A2"><v>999</v></c>',
    "cells of which a program chooses": CHOICE % b'<c r="A1"><v>999</v></c>',
}


@pytest.mark.parametrize("xml", OUTSIDE.values(), ids=OUTSIDE.keys())
def test_what_stands_in_no_cell_is_told(xml: bytes) -> None:
    (remark,) = _remarks(_put(xml))
    assert remark.text in ("999", "1+1")


def test_rows_of_which_a_program_chooses_are_a_damaged_file() -> None:
    def twice(part: bytes) -> bytes:
        return re.sub(rb"<sheetData>.*</sheetData>", lambda found: CHOICE % found[0], part)

    assert _code(_with(_workbook(), SHEET, twice)) == "damaged-file"
    assert _code(_with(_workbook(), SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData><sheetData/>"))) == "damaged-file"


@pytest.mark.parametrize("xml", [b'<c xmlns="' + MAIN + b'" r="A1"><v>373</v></c>', b'<c r="A1"><v></v><is><t>373</t></is></c>'])
def test_what_is_said_twice_in_the_same_words_is_read(xml: bytes) -> None:
    assert str(_first(_put(xml)).value) == "373"


@pytest.mark.parametrize(("much", "expected"), [(200, ""), (300, "damaged-file")])
def test_a_format_or_a_title_without_end_is_a_damaged_file(much: int, expected: str) -> None:
    code = b'<numFmts><numFmt numFmtId="164" formatCode="0%s"/></numFmts><fonts' % (b"0" * much)
    title = b'name="%s" sheetId' % (b"x" * much)
    for part, old, new in (("xl/styles.xml", b"<fonts", code), ("xl/workbook.xml", b'name="Sheet" sheetId', title)):
        assert old in parts_of(_workbook())[part]
        assert _code(_with(_workbook(), part, partial(_replaced_once, old, new))) == expected


def _replaced_once(old: bytes, new: bytes, part: bytes) -> bytes:
    return part.replace(old, new, 1)


def test_a_long_text_counts_each_time_that_a_cell_shows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MOST_CHARACTERS", 1_000)

    def times(count: int) -> bytes:
        return _workbook(lambda workbook: [workbook.active.append(["x" * 300]) for _ in range(count)])

    assert (_code(times(3)), _code(times(4))) == ("", "oversized-file")


# --- shared texts that hold something else -------------------------------------------------------------------------------

ODD_STRINGS = {
    "two things of which a program chooses": CHOICE % b"<t>171</t>",
    "a run that holds more than text": b"<r><t>17<b>1</b></t></r>",
    "a text within a text": b"<t>17<t>1</t></t>",
    "somebody else's element": b'<x xmlns="made-up:other">171</x>',
}


@pytest.mark.parametrize("inside", ODD_STRINGS.values(), ids=ODD_STRINGS.keys())
def test_a_shared_text_that_holds_something_else_makes_only_the_cells_unclear_that_show_it(inside: bytes) -> None:
    strings = b'<sst xmlns="%s"><si>%s</si><si><t>Made up</t></si></sst>' % (MAIN, inside)
    made = parts_of(_put(b'<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>')) | {"xl/sharedStrings.xml": strings}
    relations = "xl/_rels/workbook.xml.rels"
    if b"sharedStrings" not in made[relations]:
        made[relations] = made[relations].replace(b"</Relationships>", _STRINGS_ARE + b"</Relationships>")
    shown = _read(packed(made)).sheets[0].cells
    assert {at: (cell.entered, cell.is_unclear) for at, cell in shown.items()} == {(1, 1): ("171", True), (1, 2): ("Made up", False)}


# --- beside the cells ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('&C&"Arial,Bold"&12DRAFT: A1 is wrong', "DRAFT: A1 is wrong"),
        ("&C&A&RPage &P of &N", ""),
        ("&L&D &T&R&F", ""),
        ("&L&G", "(a picture)"),
    ],
)
def test_what_a_header_or_footer_says_is_told_but_not_what_programs_put_there(written: str, told: str) -> None:
    escaped = written.replace("&", "&amp;").encode()
    page = b"</sheetData><headerFooter><oddHeader>" + escaped + b"</oddHeader></headerFooter>"
    found = _remarks(_with(_workbook(), SHEET, lambda part: part.replace(b"</sheetData>", page)))
    assert found == ((Remark("header or footer", "", told),) if told else ())


def test_charts_and_sheets_of_charts_are_told() -> None:
    def draw(workbook: openpyxl.Workbook) -> None:
        workbook.active.add_chart(BarChart(), "C4")
        workbook.create_chartsheet("Made-up chart").add_chart(BarChart())

    assert [(remark.kind, remark.cell) for remark in _remarks(_workbook(draw))] == [("chart", "C4"), ("chart sheet", "")]


def test_pictures_are_told_with_the_cell_they_begin_at() -> None:
    anchor = b"<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:pic><xdr:nvPicPr>"
    drawing = (
        b'<xdr:wsDr xmlns:xdr="made-up:d">'
        + anchor
        + b'<xdr:cNvPr id="1" name="Picture 1"/></xdr:nvPicPr></xdr:pic></xdr:oneCellAnchor></xdr:wsDr>'
    )
    relation = b'<Relationships><Relationship Id="r1" Type="made-up/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    parts = parts_of(_workbook()) | {"xl/worksheets/_rels/sheet1.xml.rels": relation, "xl/drawings/drawing1.xml": drawing}
    assert _remarks(packed(parts)) == (Remark("picture", "B3", "Picture 1"),)


def test_files_within_the_workbook_are_told_once_whether_a_sheet_shows_them_or_not() -> None:
    relation = b'<Relationships><Relationship Id="r1" Type="made-up/package" Target="../embeddings/a.docx"/></Relationships>'
    parts = parts_of(_workbook()) | {"xl/embeddings/a.docx": b"made up", "xl/embeddings/b.docx": b"made up"}
    found = _remarks(packed(parts | {"xl/worksheets/_rels/sheet1.xml.rels": relation}))
    assert found == (Remark("embedded file", "", "a.docx"), Remark("embedded file", "", "b.docx"))


def test_a_comment_in_the_properties_is_told() -> None:
    found = _remarks(_workbook(lambda workbook: setattr(workbook.properties, "description", "A made-up doubt")))
    assert found == (Remark("comment in the document's properties", "", "A made-up doubt"),)


def test_rows_and_columns_without_height_or_width_are_hidden() -> None:
    def flat(part: bytes) -> bytes:
        part = part.replace(b'<row r="1"', b'<row ht="0" customHeight="1" r="1"')
        return part.replace(b"<sheetData>", b'<cols><col min="1" max="1" width="0" customWidth="1"/></cols><sheetData>')

    sheet = _read(_with(_workbook(), SHEET, flat)).sheets[0]
    assert (sheet.hidden_rows, sheet.hidden_columns) == (frozenset({1}), frozenset({1}))


# --- what is raised within words, and signs of symbol fonts ---------------------------------------------------------------

_UP = b'<rPr><vertAlign val="superscript"/></rPr>'
_IN_WINGDINGS = b'<rPr><rFont val="Wingdings"/></rPr>'


def _runs(*runs: tuple[bytes, str]) -> bytes:
    within = b"".join(b'<r>%s<t xml:space="preserve">%s</t></r>' % (look, text.encode()) for look, text in runs)
    return _put(b'<c r="A1" t="inlineStr"><is>%s</is></c>' % within)


@pytest.mark.parametrize("kind", ["text", "narrative", "choice", "count"])
def test_a_raised_sign_that_would_be_read_as_part_of_a_number_is_a_question_in_every_kind(kind: str) -> None:
    cell = _first(_runs((b"", "There were 45"), (_UP, "1"), (b"", " incidents")))
    assert read_answer(cell, Asked(kind)).problem == "formatted-part"


def test_a_raised_sign_that_reads_the_same_is_read_in_words() -> None:
    cell = _first(_runs((b"", "On the 24"), (_UP, "th"), (b"", " 12 m"), (_UP, "2"), (b"", " were paved")))
    assert read_answer(cell, Asked("narrative")).answer == "On the 24th 12 m2 were paved"


def test_a_sign_of_a_symbol_font_is_a_bullet_or_a_question() -> None:
    bullets = _first(_runs((_IN_WINGDINGS, "§\t"), (b"", "Patrols\n"), (_IN_WINGDINGS, "ü"), (b"", " Leaflets")))
    assert read_answer(bullets, Asked("narrative")).answer == "• Patrols\n• Leaflets"
    tick = _first(_runs((b"", "Done: "), (_IN_WINGDINGS, "ü")))
    assert read_answer(tick, Asked("text")).details == {"how": "in a symbol font"}


@pytest.mark.parametrize(("value", "kind"), [("ü", "yes-no"), ("Done", "text"), (164, "count")])
def test_a_cell_in_a_symbol_font_is_a_question(value: object, kind: str) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Sheet"]["A1"].value = value
        workbook["Sheet"]["A1"].font = Font(name="Wingdings")

    assert read_answer(_first(_workbook(change)), Asked(kind)).problem
