"""Reading what came back: files that are no workbook, packages that are broken, and cells as they were left."""

from __future__ import annotations

import re
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName

from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from shpdocs.model.problem import Problem
from shpdocs.model.settings import MB, Limits
from shpdocs.model.workbook import Remark, SheetContent, Span, WorkbookContent
from shpdocs.ooxml.bounds import workbook_bounds
from shpdocs.workbook.read import container, read_workbook
from shpdocs.workbook.read.container import FILE_KINDS, OLD_EXCEL, OLD_OR_LOCKED
from shpdocs.workbook.read.locked import BY_LABEL, BY_RIGHTS, LOCKED, NUMBERS_LOCKED, OLD_LOCKED, OPEN_DOCUMENT_LOCKED, FileKind
from shpdocs.workbook.read.places import span_of
from tests.support.leads import rezipped, saved
from tests.support.work import calls_in


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
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def _declared(content: bytes, size: int) -> bytes:
    """The package whose directory says that every member unpacks to `size` bytes."""
    marked = bytearray(content)
    for found in re.finditer(b"PK\x01\x02", content):
        struct.pack_into("<I", marked, found.start() + 24, size)
    return bytes(marked)


def _ole(stream: str) -> bytes:
    """The beginning of an old Office file and its directory's name of one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le") + bytes(512)


SHEET = "xl/worksheets/sheet1.xml"
FILES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty-file"),
    "what a program that syncs files leaves": (bytes(50_000), "empty-file"),
    "text": (b"a made-up text", "not-a-workbook"),
    "a web page called .xlsx": (b"<html><table></table></html>", "not-a-workbook"),
    "an old workbook": (_ole("Workbook"), "protected-file"),
    "a workbook with a password": (_ole("EncryptedPackage"), "protected-file"),
    "an old Word document": (_ole("WordDocument"), "not-a-workbook"),
    "a zip without a workbook": (_zip_of("made-up.txt"), "not-a-workbook"),
    "a Word file": (_zip_of("word/document.xml"), "not-a-workbook"),
    "the beginning of a zip": (b"PK\x03\x04 made up", "incomplete-file"),
    "half a package": (_workbook(A1=1)[:2000], "incomplete-file"),
    "a package without its last bytes": (_workbook(A1=1)[:-30], "incomplete-file"),
    "a directory that promises far too much": (_declared(_workbook(A1=1), Limits().largest_unpacked * MB), "oversized-file"),
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
    with zipfile.ZipFile(BytesIO(bytes(content))) as archive:
        at = archive.getinfo(SHEET).header_offset + 60
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


def test_the_stamp_is_found_in_either_property_and_a_broken_one_hides_no_other() -> None:
    workbook = openpyxl.Workbook()
    workbook.properties.subject = "a made-up stamp"
    assert _read(saved(workbook)).stamp_property == "a made-up stamp"
    from openpyxl.packaging.custom import StringProperty

    workbook.custom_doc_props.append(StringProperty(name="shpdocs-stamp", value="another made-up stamp"))
    assert _read(saved(workbook)).stamp_property == "another made-up stamp\na made-up stamp"
    workbook.properties.subject = "another made-up stamp"
    assert _read(saved(workbook)).stamp_property == "another made-up stamp"


def test_a_workbook_without_a_stamp_has_none() -> None:
    assert _read(_workbook(A1=1)).stamp_property == ""


def test_a_hidden_sheet_is_read_too() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Made up").sheet_state = "hidden"
    assert [sheet.title for sheet in _read(saved(workbook)).sheets] == ["Sheet", "Made up"]


def test_every_workbook_of_the_demo_can_be_read(made_demo: Path) -> None:
    found = [read_workbook(path.read_bytes(), path.name) for path in sorted(made_demo.rglob("*.xlsx"))]
    assert len(found) >= 30
    assert [result for result in found if isinstance(result, Problem)] == []


# --- what is no workbook is told apart -----------------------------------------------------------------------------


def _packed(*members: tuple[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


KINDS: dict[str, tuple[bytes, str]] = {
    "ods": (_packed(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")), "ods"),
    "odt": (_packed(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")), "odt"),
    "xlsb": (_packed(("[Content_Types].xml", b"<a/>"), ("xl/workbook.bin", b"made up")), "xlsb"),
    "docx": (_packed(("word/document.xml", b"<a/>")), "word"),
    "pptx": (_packed(("ppt/presentation.xml", b"<a/>")), "presentation"),
    "numbers": (_packed(("Index/Document.iwa", b"made up")), "numbers"),
    "zip": (_packed(("made up.csv", b"1,2")), "zip"),
    "doc": (_ole("WordDocument"), "word"),
    "msg": (_ole("__substg1.0_0037001F"), "e-mail"),
    "pdf": (b"%PDF-1.7 made up", "pdf"),
    "png": (b"\x89PNG\r\n\x1a\n made up", "picture"),
    "jpeg": (b"\xff\xd8\xff\xe0 made up", "picture"),
    "rtf": (b"{\\rtf1 made up}", "rtf"),
    "html": (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><body><table></table>", "web-page"),
    "html of Excel": (b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', "web-page"),
    "xml of 2003": (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "xml-2003"),
    "fods": (b'<?xml version="1.0"?><office:document office:mimetype="made up"/>', "fods"),
    "xml": (b'<?xml version="1.0"?><made-up/>', "xml"),
    "csv": (b"Measure,Q1\r\nMade-up measure,12\r\n", "text"),
    "csv of an old program": ("Measure;Q1\r\nMade-up caf\u00e9;\u00a312\r\n".encode("cp1252"), "text"),
    "text in two-byte letters": ("Measure\tQ1".encode("utf-16"), "text"),
    "long text of many letters": ("\u00e9".encode() * 5000, "text"),
    "gz": (b"\x1f\x8b\x08 made up", "archive"),
    "e-mail": (b"MIME-Version: 1.0\r\n", "e-mail"),
    "shortcut of a cloud drive": (b'{"url": "https://example.org/made-up", "doc_id": "made-up"}', "shortcut"),
    "noise": (b"\x01\x02\x03\x00\x04" * 50, "unknown"),
}


@pytest.mark.parametrize(("content", "kind"), KINDS.values(), ids=KINDS.keys())
def test_a_file_that_is_no_workbook_is_told_for_what_it_is_and_what_to_do(content: bytes, kind: str) -> None:
    found = read_workbook(content, "made up.xlsx")
    assert isinstance(found, Problem)
    assert found.code == "not-a-workbook"
    assert (FILE_KINDS[kind].words in found.what, found.needed) == (True, FILE_KINDS[kind].how)


_BEGINNING = b"\x09\x08\x10\0\0\x06\x05\0" + bytes(12)  # the first record of a workbook of Excel 97
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
LOCKS: dict[str, tuple[Callable[[], bytes], FileKind]] = {
    "a password": (lambda: _ole("EncryptedPackage") + _two_bytes("StrongEncryptionDataSpace"), LOCKED),
    "rights management": (lambda: _ole("EncryptedPackage") + _two_bytes("DRMEncryptedDataSpace"), BY_RIGHTS),
    "a label that encrypts": (lambda: _ole("EncryptedPackage") + _two_bytes("DRMEncryptedDataSpace") + _two_bytes("LabelInfo"), BY_LABEL),
    "rights management of an old file": (lambda: _ole("Workbook") + _two_bytes("\tDRMContent"), BY_RIGHTS),
    "a password of an old file": (lambda: _ole("Workbook") + _BEGINNING + b"\x2f\0\x04\0made", OLD_LOCKED),
    "an old file with other records": (lambda: _ole("Workbook") + _BEGINNING + b"\xe1\0\x02\0up" * 20, OLD_EXCEL),
    "an old file that breaks off": (lambda: _ole("Workbook") + _BEGINNING, OLD_EXCEL),
    "a password of LibreOffice": (
        lambda: _parts({"mimetype": _ODS, "META-INF/manifest.xml": b"<a><encryption-data/></a>"}),
        OPEN_DOCUMENT_LOCKED,
    ),
    "a password of Numbers": (lambda: _parts({"Index/Document.iwa": b"made up", ".iwph": b"made up"}), NUMBERS_LOCKED),
}  # fmt: skip


def _two_bytes(text: str) -> bytes:
    return text.encode("utf-16-le")


def _parts(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize(("content", "kind"), LOCKS.values(), ids=LOCKS.keys())
def test_each_lock_is_told_apart_with_what_its_sender_must_do(content: Callable[[], bytes], kind: FileKind) -> None:
    found = read_workbook(content(), "made up.xlsx")
    assert isinstance(found, Problem)
    assert (found.code, found.details["kind"], found.needed) == ("protected-file", kind.words, kind.how)


def test_a_password_and_an_old_file_are_told_apart() -> None:
    found = [read_workbook(_ole(stream), "made up.xlsx") for stream in ("EncryptedPackage", "Workbook", "Book", "Made up")]
    expected = [kind.how for kind in (LOCKED, OLD_EXCEL, OLD_EXCEL, OLD_OR_LOCKED)]
    assert [result.needed for result in found if isinstance(result, Problem)] == expected


# --- limits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "content"),
    [
        (Limits(largest_file=1), _packed(("xl/made-up.bin", bytes(range(256)) * 4000))),
        (Limits(largest_unpacked=1), _changed(_workbook(A1=1), SHEET, lambda part: part + b" " * 1_100_000)),
        (Limits(most_parts=5), _workbook(A1=1)),
        (Limits(most_cells=3), _workbook(A1=1, A2="made up", A3="=1+1", A4=True)),
    ],
    ids=["file", "unpacked", "parts", "cells"],
)
def test_what_is_larger_than_the_limits_allow_is_refused_with_both_figures(limits: Limits, content: bytes) -> None:
    found = read_workbook(content, "made up.xlsx", limits)
    assert isinstance(found, Problem)
    assert found.code == "oversized-file"
    assert found.entered and found.details["limit"]


def test_what_is_just_as_large_as_the_limits_allow_is_read() -> None:
    content = _workbook(A1=1, A2="made up", A3="=1+1")
    assert isinstance(read_workbook(content, "made up.xlsx", Limits(most_cells=3, largest_file=1, largest_unpacked=1)), WorkbookContent)


def _rows(xml: bytes) -> Callable[[bytes], bytes]:
    """A sheet's part with rows put in after the last."""
    return lambda part: part.replace(b"</sheetData>", xml + b"</sheetData>")


def _blank_rows(count: int) -> bytes:
    """A workbook with one text, and below it rows and cells that have a style and nothing else."""
    row = b'<row r="%d" s="1" customFormat="1" hidden="1"><c r="A%d" s="1"/><c r="B%d" s="1"/></row>'
    return _changed(_workbook(A1="made up"), SHEET, _rows(b"".join(row % (n, n, n) for n in range(2, count + 2))))


def test_a_styled_blank_row_costs_as_little_among_many_as_among_few() -> None:
    few, many = (calls_in(_sheet, _blank_rows(count)) for count in (2_000, 20_000))
    assert many < 25 * 20_000
    assert (many - few) / 18_000 < 1.1 * few / 2_000


@pytest.mark.slow
def test_a_million_styled_blank_rows_are_read() -> None:
    sheet = _sheet(_blank_rows(1_000_000))
    assert {at: cell.value for at, cell in sheet.cells.items()} == {(1, 1): "made up"}
    assert sheet.hidden_rows == frozenset()


@pytest.mark.slow
def test_blank_rows_take_no_memory() -> None:
    content = _blank_rows(300_000)
    tracemalloc.start()
    _sheet(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MB  # of 21 MB of XML


def test_more_tags_than_seconds_allow_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(container, "workbook_bounds", lambda limits: replace(workbook_bounds(limits), tags=100_000))
    assert _code(_changed(_workbook(A1=1), SHEET, _rows(b"<row/>" * 100_000))) == "oversized-file"
    assert _code(_changed(_workbook(A1=1), SHEET, _rows(b"<row/>" * 90_000))) == ""


# What is put in, how many calls may be made before it is refused, and by which code.
BOMBS: dict[str, tuple[Callable[[bytes], bytes], int, str]] = {
    "a tag without an end": (_rows(b'<c t="' + b"x" * 30_000_000), 5_000, "oversized-file"),
    "elements within each other without end": (_rows(b"<a>" * 1_000_000), 5_000, "damaged-file"),
    "rows within each other": (_rows(b"<row>" * 100_000), 5_000, "damaged-file"),
    "a name for every element": (_rows(b"".join(b"<a%d/>" % n for n in range(400_000))), 5_000, "damaged-file"),
    "entities": (lambda part: b'<!DOCTYPE a [<!ENTITY a "b">]>' + part.partition(b"?>")[2], 5_000, "damaged-file"),
    "an outer document type": (
        lambda part: b'<!DOCTYPE a SYSTEM "http://example.org/made-up">' + part.partition(b"?>")[2], 5_000, "damaged-file",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("change", "most", "code"), BOMBS.values(), ids=BOMBS.keys())
def test_what_would_take_all_time_or_memory_is_refused_before_it_does(change: Callable[[bytes], bytes], most: int, code: str) -> None:
    content = _changed(_workbook(A1=1), SHEET, change)
    refused: list[object] = []
    assert calls_in(lambda: refused.append(read_workbook(content, "made up.xlsx"))) < most
    assert [problem.code for problem in refused if isinstance(problem, Problem)] == [code]


def test_two_sheets_of_one_name_are_a_damaged_file() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_sheet("Second")
    change = lambda part: part.replace(b'name="Second"', b'name="SHEET"')  # noqa: E731
    assert _code(_changed(saved(workbook), "xl/workbook.xml", change)) == "damaged-file"


def test_one_part_named_by_many_sheets_is_a_damaged_file() -> None:
    def change(part: bytes) -> bytes:
        match = re.search(rb"<sheet [^>]*/>", part)
        assert match
        return part.replace(match[0], b"".join(match[0].replace(b'"Sheet"', b'"Sheet%d"' % n) for n in range(10_000)))

    assert _code(_changed(_workbook(A1=1), "xl/workbook.xml", change)) == "damaged-file"


def _code(content: bytes) -> str:
    found = read_workbook(content, "made up.xlsx")
    return found.code if isinstance(found, Problem) else ""


def test_ten_thousand_sheets_are_refused_by_the_directory() -> None:
    stream = BytesIO(_workbook(A1=1))
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(10_000):
            archive.writestr(f"xl/worksheets/sheet{number + 2}.xml", "<worksheet/>")
    assert _code(stream.getvalue()) == "oversized-file"


def _shared_texts(count: int) -> bytes:
    return b'<?xml version="1.0"?><sst>' + b"".join(b"<si><t>made up %d</t></si>" % n for n in range(count)) + b"</sst>"


def test_a_shared_text_costs_as_little_among_many_as_among_few() -> None:
    few, many = (calls_in(_code, _with_strings(_shared_texts(count))) for count in (1_000, 10_000))
    assert many < 20 * 10_000
    assert (many - few) / 9_000 < 1.1 * few / 1_000


@pytest.mark.slow
def test_more_than_a_million_shared_texts_are_refused() -> None:
    assert _code(_with_strings(_shared_texts(1_000_001))) == "oversized-file"


def _with_strings(part: bytes) -> bytes:
    """A workbook with this part for its shared texts, to which A1 points."""

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels" and b"sharedStrings" not in content:
            more = b'<Relationship Id="rId99" Type="made-up/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
            return content.replace(b"</Relationships>", more)
        return re.sub(rb'<c r="A1".*?</c>', b'<c r="A1" t="s"><v>0</v></c>', content) if name == SHEET else content

    stream = BytesIO(rezipped(_workbook(A1="made up"), change))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        if "xl/sharedStrings.xml" not in archive.namelist():
            archive.writestr("xl/sharedStrings.xml", part)
            return _closed(archive, stream)
    return rezipped(stream.getvalue(), lambda name, content: part if name == "xl/sharedStrings.xml" else content)


def _closed(archive: zipfile.ZipFile, stream: BytesIO) -> bytes:
    archive.close()
    return stream.getvalue()


# --- packages -----------------------------------------------------------------------------------------------------------


def _twice(content: bytes, name: str, as_name: str) -> bytes:
    stream = BytesIO(content)
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(as_name, source.read(name))
    return stream.getvalue()


def _renamed(content: bytes, change: Callable[[str], str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(change(name), source.read(name))
    return stream.getvalue()


def _streamed(content: bytes) -> bytes:
    """The package as a program writes it that cannot go back: sizes follow each part."""

    class Once(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        def tell(self) -> int:
            raise OSError

    stream = Once()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    return stream.getvalue()


def _zip64(content: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            with target.open(name, "w", force_zip64=True) as part:
                part.write(source.read(name))
    return stream.getvalue()


def _everywhere(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: rezipped(content, lambda _, part: part.replace(old.encode(), new.encode()))


STRICT = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    ("http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"),
)
SAME: dict[str, Callable[[bytes], bytes]] = {
    "capitals in the names of parts": lambda content: _renamed(content, str.upper),
    "backslashes in the names of parts": lambda content: _renamed(content, lambda name: name.replace("/", "\\")),
    "names of parts that begin with a slash": lambda content: _renamed(content, lambda name: f"/{name}"),
    "backslashes in targets": _everywhere("/xl/worksheets/", "\\xl\\worksheets\\"),
    "targets without their folder": _everywhere('"/xl/', '"'),
    "sizes after the parts": _streamed,
    "zip64": _zip64,
    "packed without compression": lambda content: _renamed(content, str),
    "strict": lambda content: _everywhere(*STRICT[1])(_everywhere(*STRICT[0])(content)),
    "no properties": lambda content: _without(content, "docProps/"),
    "no table of relationships of the package": lambda content: _without(content, "_rels/.rels"),
    "no content types": lambda content: _without(content, "[Content_Types]"),
    "a byte order mark": lambda content: _changed(content, SHEET, lambda part: b"\xef\xbb\xbf" + part),
    "two-byte letters": lambda content: _changed(content, SHEET, lambda part: _text(part).encode("utf-16")),
    "the alphabet of old Windows": lambda content: _changed(
        content, SHEET, lambda part: b'<?xml version="1.0" encoding="windows-1252"?>' + _text(part).encode("cp1252")
    ),
    "prefixes": lambda content: _changed(content, SHEET, _prefixed),
    "comments, marks and white space between elements": lambda content: _changed(
        content, SHEET, lambda part: re.sub(rb"(<(?:row|c|v|is|/c|/row|/is)[ >/])", rb"\n<!-- made up --><?made up?> \1", part)
    ),
    "texts in pieces": lambda content: _changed(content, SHEET, _in_pieces),
    "no places": lambda content: _changed(content, SHEET, lambda part: re.sub(rb'(<(?:row|c)) r="\w+"', rb"\1", part)),
    "no table of sizes": lambda content: _changed(content, SHEET, lambda part: re.sub(rb"<dimension[^>]*/>", b"", part)),
    "rows in another order": lambda content: _changed(content, SHEET, _rows_turned),
    "a wrong table of sizes": lambda content: _changed(content, SHEET, _with_wrong_size),
}  # fmt: skip


def _in_pieces(part: bytes) -> bytes:
    return part.replace(b"made up", b"ma<![CDATA[de]]>&#32;u<!-- x -->p")


def _with_wrong_size(part: bytes) -> bytes:
    return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part)


def _without(content: bytes, beginning: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            if not name.startswith(beginning):
                target.writestr(name, source.read(name))
    return stream.getvalue()


def _text(part: bytes) -> str:
    """The XML of a part without its declaration."""
    return re.sub(r"<\?xml.*?\?>", "", part.decode())


def _prefixed(part: bytes) -> bytes:
    named = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", re.sub(rb"<\?xml.*?\?>", b"", part))
    return named.replace(b"xmlns=", b"xmlns:x=", 1)


def _rows_turned(part: bytes) -> bytes:
    rows = re.findall(rb"<row .*?</row>", part)
    return part.replace(b"".join(rows), b"".join(reversed(rows)))


MIXED = {
    "A1": "made up",
    "B1": 12,
    "A2": -3.25,
    "B2": True,
    "A3": "=1+2",
    "B3": datetime(2024, 9, 24),
    "C3": "#N/A",
    "A4": "caf\u00e9 \u00a35",
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME.keys())
def test_a_workbook_packed_or_written_otherwise_says_the_same(change: Callable[[bytes], bytes]) -> None:
    content = _workbook(**MIXED)
    ours, expected = _sheet(change(content)).cells, _sheet(content).cells
    assert ours == expected
    assert len(expected) == len(MIXED)


def _overlapping(content: bytes) -> bytes:
    """Two entries of the directory that stand for the same bytes."""
    marked = bytearray(content)
    first, second = (found.start() for found in list(re.finditer(b"PK\x01\x02", content))[:2])
    marked[second + 42 : second + 46] = marked[first + 42 : first + 46]
    return bytes(marked)


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "overlapping entries": _overlapping,
    "sizes that are too small": lambda content: _declared(content, 30),
    "sizes that are impossibly large": lambda content: _declared(content, 4_000_000),
    "a sheet that is missing": lambda content: _without(content, SHEET),
    "no table of relationships of the book": lambda content: _without(content, "xl/_rels"),
    "a sheet without its relationship": lambda content: _changed(
        content, "xl/_rels/workbook.xml.rels", lambda part: re.sub(rb"<Relationship [^>]*worksheets[^>]*/>", b"", part)
    ),
    "no book": lambda content: _without(content, "xl/workbook.xml"),
    "no shared texts": lambda content: _changed(content, SHEET, _replaced(b'<c r="A1" t="s"><v>0</v></c>')),
}  # fmt: skip


def _replaced(cell: bytes) -> Callable[[bytes], bytes]:
    """The sheet's part with this in place of A1."""
    return lambda part: re.sub(rb'<c r="A1".*?</c>', lambda _: cell, part, count=1)


@pytest.mark.parametrize("name", [SHEET, SHEET.upper()])
def test_a_part_twice_is_told_by_its_name_unless_both_say_the_same(name: str) -> None:
    content = _twice(_workbook(A1="made up", A2=5), SHEET, name)
    assert _code(content) == ""
    told = read_workbook(_twice(_workbook(A1="made up"), "xl/workbook.xml", name), "made up.xlsx")
    assert isinstance(told, Problem)
    assert (told.code, told.entered) == ("doubled-part", name)


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_a_package_that_contradicts_itself_is_a_damaged_file(change: Callable[[bytes], bytes]) -> None:
    assert _code(change(_workbook(A1="made up", A2=5))) == "damaged-file"


def test_a_part_with_a_password_of_the_zip_is_a_protected_file() -> None:
    marked = bytearray(_workbook(A1=1))
    for found in re.finditer(b"PK\x01\x02", bytes(marked)):
        marked[found.start() + 8] |= 1
    assert _code(bytes(marked)) == "protected-file"


# --- cells ----------------------------------------------------------------------------------------------------------------

CELLS: dict[str, tuple[bytes, object]] = {
    "a number beyond all": (b'<c r="A1"><v>1E400</v></c>', "1E400"),
    "no number": (b'<c r="A1"><v>NaN</v></c>', "NaN"),
    "a very small number": (b'<c r="A1"><v>1e-320</v></c>', 1e-320),
    "a whole number as a float": (b'<c r="A1"><v>12.0</v></c>', 12),
    "a long number": (b'<c r="A1"><v>1234567890123456789</v></c>', 1234567890123456789),
    "a number of digits without end": (b'<c r="A1"><v>' + b"9" * 5000 + b"</v></c>", "9" * 5000),
    "white space around a number": (b'<c r="A1"><v> 12\n</v></c>', 12),
    "an empty number": (b'<c r="A1"><v></v></c>', None),
    "an empty text": (b'<c r="A1" t="str"><v></v></c>', ""),
    "true": (b'<c r="A1" t="b"><v>true</v></c>', True),
    "false": (b'<c r="A1" t="b"><v>0</v></c>', False),
    "a date in words of its own": (b'<c r="A1" t="d"><v>2024-09-24T00:00:00Z</v></c>', datetime(2024, 9, 24)),
    "runs": (b'<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>made</t></r><r><t xml:space="preserve"> up</t></r></is></c>', "made up"),
    "reading aids": (b'<c r="A1" t="inlineStr"><is><t>made up</t><rPh sb="0" eb="1"><t>aid</t></rPh></is></c>', "made up"),
    "a text without its kind": (b'<c r="A1"><is><t>made up</t></is></c>', "made up"),
    "a carriage return": (b'<c r="A1" t="str"><v>a_x000D_b_x005F_c</v></c>', "a\rb_c"),
    "half a character": (b'<c r="A1" t="str"><v>_xD83D_</v></c>', "_xD83D_"),
    "a control character": (b'<c r="A1" t="str"><v>a_x0001_b</v></c>', "a\x01b"),
    "an emoji": ('<c r="A1" t="str"><v>\U0001f6a8 \u200f\u05d0</v></c>'.encode(), "\U0001f6a8 \u200f\u05d0"),
    "the longest text": (b'<c r="A1" t="str"><v>' + b"x" * 32_767 + b"</v></c>", "x" * 32_767),
    "what looks like a formula": (b'<c r="A1" t="str"><v>=1+1</v></c>', "=1+1"),
    "the same cell twice": (b'<c r="A1"><v>5</v></c><c r="A1"><v>5</v></c>', 5),
    "an error": (b'<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), CELLS.values(), ids=CELLS.keys())
def test_a_cell_comes_as_it_is_stored(cell: bytes, value: object) -> None:
    found = _sheet(_changed(_workbook(A1="made up"), SHEET, _replaced(cell))).cells.get((1, 1))
    assert (found.value if found else None) == value
    assert type(found.value if found else None) is type(value)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1" t="str"><v>%s</v></c>',
        b'<c r="A1" t="inlineStr"><is><r><t>%s</t></r></is></c>',
        b'<c r="A1" t="inlineStr"><is><r><t>x</t></r><r><t>%s</t></r></is></c>',
        b'<c r="A1"><f>%s</f></c>',
    ],
)
def test_a_text_three_times_as_long_as_any_cell_takes_is_refused(cell: bytes) -> None:
    content = _workbook(A1="made up")
    assert _code(_changed(content, SHEET, _replaced(cell % (b"x" * 100_000)))) in ("", "oversized-file")
    assert _code(_changed(content, SHEET, _replaced(cell % (b"x" * 100_001)))) == "oversized-file"
    assert _code(_with_strings(b"<sst><si><t>" + b"x" * 100_001 + b"</t></si></sst>")) == "oversized-file"


def test_cells_of_an_extension_are_none_of_the_sheet() -> None:
    more = b'<extLst><ext xmlns:z="made-up"><z:row><z:c r="A1"><z:v>5</z:v></z:c></z:row></ext></extLst></worksheet>'
    content = _changed(_workbook(A1="made up"), SHEET, lambda part: part.replace(b"</worksheet>", more))
    assert {at: cell.value for at, cell in _sheet(content).cells.items()} == {(1, 1): "made up"}


def test_cells_with_another_prefix_than_their_sheet_are_read_too() -> None:
    row = b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="9"><x:c r="A9"><x:v>5</x:v></x:c></x:row>'
    assert _sheet(_changed(_workbook(A1="made up"), SHEET, _rows(row))).cells[9, 1].value == 5


def test_a_sheet_in_a_namespace_that_is_none_is_a_damaged_file() -> None:
    change = lambda part: re.sub(rb'xmlns="[^"]*"', b'xmlns="made-up"', part, count=1)  # noqa: E731
    assert _code(_changed(_workbook(A1="made up"), SHEET, change)) == "damaged-file"


AMONG_ROWS = [(b'<x:row xmlns:x="made-up" r="9"/>', []), (b'<c r="A9"><v>5</v></c>', ["5"]), (b"<made-up/>", [])]


@pytest.mark.parametrize(("element", "told"), AMONG_ROWS)
def test_what_stands_among_rows_and_is_none_is_told_if_it_says_anything(element: bytes, told: list[str]) -> None:
    sheet = _sheet(_changed(_workbook(A1="made up"), SHEET, _rows(element)))
    assert sheet.cells[1, 1].value == "made up"
    assert [remark.text for remark in sheet.remarks] == told


def test_rows_that_stand_elsewhere_than_in_the_sheets_data_are_not_lost_unseen() -> None:
    row = b'<row r="9"><c r="A9"><v>5</v></c></row>'
    for lost in (
        row,
        b"<dataValidations>" + row + b"</dataValidations>",
        b"<conditionalFormatting><made-up>" + row + b"</made-up></conditionalFormatting>",
    ):
        change = lambda part, lost=lost: part.replace(b"</sheetData>", b"</sheetData>" + lost)  # noqa: E731
        assert _code(_changed(_workbook(A1="made up"), SHEET, change)) == "damaged-file"


def test_a_sheet_with_form_controls_is_read() -> None:
    names = b' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:xdr="made-up:xdr"'
    anchor = b"<anchor><from><xdr:col>1</xdr:col><xdr:row>3</xdr:row></from></anchor>"
    control = b'<controls><control shapeId="1"><controlPr>' + anchor + b"</controlPr></control></controls>"
    controls = b"<mc:AlternateContent" + names + b'><mc:Choice Requires="x14">' + control + b"</mc:Choice></mc:AlternateContent>"
    content = _changed(_workbook(A1="made up"), SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData>" + controls))
    assert _sheet(content).cells[1, 1].value == "made up"


UNCLEAR_CELLS = {
    "a style that there is not, on a number": b'<c r="A1" s="999"><v>45000</v></c>',
    "a style below the first": b'<c r="A1" s="-1"><v>45000</v></c>',
    "a kind that there is not": b'<c r="A1" t="x"><v>5</v></c>',
    "a truth that is none": b'<c r="A1" t="b"><v>2</v></c>',
    "a number with letters": b'<c r="A1"><v>12abc</v></c>',
    "a number with a line in it": b'<c r="A1"><v>1_000</v></c>',
    "a number in other digits": "<c r='A1'><v>\u0661\u0662</v></c>".encode(),
    "a date that is none": b'<c r="A1" t="d"><v>2024-02-31</v></c>',
    "two different cells at one place": b'<c r="A1"><v>5</v></c><c r="A1"><v>6</v></c>',
    "a cell within a cell": b'<c r="A1"><v>5</v><c r="A2"><v>6</v></c></c>',
    "an element within a value": b'<c r="A1"><v>1<b/>2</v></c>',
    "a text within a text": b'<c r="A1" t="inlineStr"><is><t>a<t>b</t></t></is></c>',
    "a text within nothing known": b'<c r="A1" t="inlineStr"><is><t>a</t><made-up><t>b</t></made-up></is></c>',
    "a run with more than a text": b'<c r="A1" t="inlineStr"><is><r><t>a</t><made-up><t>b</t></made-up></r></is></c>',
    "something unknown beside a value": b'<c r="A1"><v>5</v><made-up><v>6</v></made-up></c>',
}


@pytest.mark.parametrize("cell", UNCLEAR_CELLS.values(), ids=UNCLEAR_CELLS.keys())
def test_a_cell_that_could_be_read_two_ways_or_none_is_unclear_and_no_other_suffers_for_it(cell: bytes) -> None:
    cells = _sheet(_changed(_workbook(A1="made up", A2=5), SHEET, _replaced(cell))).cells
    assert {at: (cell.is_unclear, cell.is_blank) for at, cell in cells.items()} == {(1, 1): (True, False), (2, 1): (False, False)}
    reading = read_answer(cells[1, 1], Asked("text"))
    assert (reading.problem, reading.answer) == ("unclear-cell", None)


def test_two_values_of_a_cell_are_shown_as_two() -> None:
    cells = _sheet(_changed(_workbook(A1="made up", A2=5), SHEET, _replaced(b'<c r="A1"><v>164</v><v>165</v></c>'))).cells
    assert (cells[1, 1].is_unclear, cells[1, 1].entered) == (True, "164 / 165")


def test_however_many_cells_stand_at_one_place_they_are_one_question() -> None:
    many = b"".join(b'<c r="A1"><v>%d</v></c>' % number for number in range(100_000))
    cell = _sheet(_changed(_workbook(A1="made up", A2=5), SHEET, _replaced(many))).cells[1, 1]
    assert (cell.is_unclear, cell.entered) == (True, "0 / 1")


NOWHERE = {
    "a row beyond the last": b'<c r="A1048577"><v>5</v></c>',
    "a column beyond the last": b'<c r="XFE1"><v>5</v></c>',
    "a place in small letters": b'<c r="a1"><v>5</v></c>',
    "a row of nothing": b'<c r="A0"><v>5</v></c>',
}


@pytest.mark.parametrize("cell", NOWHERE.values(), ids=NOWHERE.keys())
def test_a_cell_that_no_sheet_has_is_told_and_no_other_suffers_for_it(cell: bytes) -> None:
    sheet = _sheet(_changed(_workbook(A1="made up", A2=5), SHEET, _replaced(cell)))
    assert {at: cell.value for at, cell in sheet.cells.items()} == {(2, 1): 5}
    assert [remark.text for remark in sheet.remarks] == ["5"]


@pytest.mark.parametrize("row", [b'<row r="0"><c><v>5</v></c></row>', b'<row r="1048577"><c><v>5</v></c></row>'])
def test_a_row_that_no_sheet_has_is_told(row: bytes) -> None:
    sheet = _sheet(_changed(_workbook(A1="made up"), SHEET, _rows(row)))
    assert [(remark.kind, remark.text) for remark in sheet.remarks] == [("row that no sheet has", "5")]


@pytest.mark.parametrize("number", [b"99", b"-1", b"first"])
def test_a_text_that_there_is_not_is_unclear(number: bytes) -> None:
    strings = b"<sst><si><t>made up</t></si></sst>"
    content = _changed(_with_strings(strings), SHEET, _replaced(b'<c r="A1" t="s"><v>%s</v></c>' % number))
    assert _sheet(content).cells[1, 1].is_unclear


BLANK_CELLS = {
    "an empty number of a text": b'<c r="A1" t="s"><v></v></c>',
    "an empty number of a text, in short": b'<c r="A1" t="s"><v/></c>',
    "a text of its own with nothing in it": b'<c r="A1" t="inlineStr"><is/></c>',
    "a text of its own that is not there": b'<c r="A1" t="inlineStr"></c>',
    "a text of its own as an empty value": b'<c r="A1" t="inlineStr"><v></v></c>',
    "a truth that is not said": b'<c r="A1" t="b"><v/></c>',
    "an empty style": b'<c r="A1" s=""/>',
}


@pytest.mark.parametrize("cell", BLANK_CELLS.values(), ids=BLANK_CELLS.keys())
def test_a_blank_cell_is_blank_however_it_is_written(cell: bytes) -> None:
    assert (1, 1) not in _sheet(_changed(_workbook(A1="made up"), SHEET, _replaced(cell))).cells


@pytest.mark.parametrize(
    ("cell", "value"),
    [(b'<c r="A1" t="b"><v>TRUE</v></c>', True), (b'<c r="A1" s=""><v>5</v></c>', 5), (b'<c r="A1" s="3"><v>5</v></c>', 5)],
)
def test_habits_of_other_programs_do_no_harm(cell: bytes, value: object) -> None:
    content = _changed(_workbook(A1="made up"), SHEET, _replaced(cell))
    content = _without(content, "xl/styles.xml")
    assert _sheet(content).cells[1, 1].value == value


@pytest.mark.parametrize("text", [b"\xed\xa0\xbd", b"a\x01b"])
def test_a_sign_that_no_xml_can_hold_is_a_damaged_file(text: bytes) -> None:
    assert _code(_changed(_workbook(A1="made up"), SHEET, _replaced(b'<c r="A1" t="str"><v>%s</v></c>' % text))) == "damaged-file"


def _replaced_by(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(old, new)


def test_a_sheet_that_is_named_and_not_there_is_told_and_the_others_are_read() -> None:
    for lost in (b'name="Lost" sheetId="9" r:id=""', b'name="Lost" sheetId="9" r:id="rId99"'):
        more = b'<sheet xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ' + lost + b"/></sheets>"
        content = _changed(_workbook(A1="made up"), "xl/workbook.xml", _replaced_by(b"</sheets>", more))
        first, second = _read(content).sheets
        assert first.cells[1, 1].value == "made up"
        assert [(remark.kind, remark.text) for remark in second.remarks] == [("sheet that is named and is not in the file", "Lost")]


def test_a_workbook_of_charts_alone_is_read() -> None:
    workbook = openpyxl.Workbook()
    workbook.create_chartsheet("Made-up chart")
    del workbook["Sheet"]
    assert [sheet.cells for sheet in _read(saved(workbook)).sheets] == [{}]


@pytest.mark.parametrize(
    ("cell", "formula", "cached"),
    [
        (b'<c r="A1"><f>1+1</f><v>2</v></c>', "=1+1", "2"),
        (b'<c r="A1"><f>1+1</f></c>', "=1+1", ""),
        (b'<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', '="a"&"b"', "ab"),
        (b'<c r="A1" t="b"><f>1=1</f><v>1</v></c>', "=1=1", "TRUE"),
        (b'<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "=1/0", "#DIV/0!"),
        (b'<c r="A1"><f t="shared" si="0"/><v>7</v></c>', "=(shared or array formula)", "7"),
        (b'<c r="A1"><f t="array" ref="A1:A2">SUM(B1:B2)</f><v>7</v></c>', "=SUM(B1:B2)", "7"),
    ],
)
def test_a_formula_comes_with_its_stored_result_as_text(cell: bytes, formula: str, cached: str) -> None:
    found = _sheet(_changed(_workbook(A1="made up"), SHEET, _replaced(cell))).cells[1, 1]
    assert (found.formula, found.value, found.cached) == (formula, None, cached)


def test_dates_are_counted_from_1904_where_the_book_says_so() -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active["A1"] = datetime(2024, 9, 24)
    content = saved(workbook)
    assert b'date1904="1"' in zipfile.ZipFile(BytesIO(content)).read("xl/workbook.xml")
    assert _sheet(content).cells[1, 1].value == datetime(2024, 9, 24)


# --- what of a sheet may matter beside its cells ---------------------------------------------------------------------


def test_checked_ranges_of_both_kinds_are_told() -> None:
    plain = b'<dataValidations><dataValidation sqref="B2:B9 D4"><formula1>"a"</formula1></dataValidation></dataValidations>'
    rule = b"<x14:conditionalFormatting><xm:sqref>Z1:Z9</xm:sqref></x14:conditionalFormatting>"
    formula = b"<x14:formula1><xm:f>L!A1</xm:f></x14:formula1>"
    extension = b"<x14:dataValidation>" + formula + b"<xm:sqref>G5:G9</xm:sqref></x14:dataValidation>"
    names = b' xmlns:x14="made-up:14" xmlns:xm="made-up:m"'
    more = plain + b"<extLst><ext" + names + b">" + rule + extension + b"</ext></extLst></worksheet>"
    content = _changed(_workbook(A1=1), SHEET, lambda part: part.replace(b"</worksheet>", more))
    assert _sheet(content).guarded == ((2, 2, 9, 2), (4, 4, 4, 4), (5, 7, 9, 7))


@pytest.mark.parametrize(
    ("reference", "span"),
    [
        ("B2:D9", (2, 2, 9, 4)),
        ("D9:B2", (2, 2, 9, 4)),
        ("$B$2", (2, 2, 2, 2)),
        ("B:C", (1, 2, 1_048_576, 3)),
        ("2:3", (2, 1, 3, 16_384)),
        ("made up", None),
        ("", None),
    ],
)
def test_a_range_is_read_from_its_name(reference: str, span: Span | None) -> None:
    assert span_of(reference) == span


@pytest.mark.parametrize(("sheet", "expected"), [(b'sheet="1"', True), (b'sheet="0"', False), (b"", False)])
def test_whether_a_sheet_is_protected_is_told(sheet: bytes, expected: bool) -> None:
    content = _changed(_workbook(A1=1), SHEET, lambda part: part.replace(b"</sheetData>", b"</sheetData><sheetProtection " + sheet + b"/>"))
    assert _sheet(content).is_protected is expected
    assert _sheet(_workbook(A1=1)).is_protected is False


def test_hidden_sheets_rows_and_columns_are_told_where_they_hold_anything() -> None:
    workbook = openpyxl.Workbook()
    for title, state in (("Hidden", "hidden"), ("Very hidden", "veryHidden")):
        workbook.create_sheet(title).sheet_state = state
    sheet = workbook.active
    sheet["B2"], sheet["B3"], sheet["D3"] = 1, 2, 3
    for row in (3, 4):
        sheet.row_dimensions[row].hidden = True
    for column in ("D", "E"):
        sheet.column_dimensions[column].hidden = True
    found = _read(saved(workbook))
    assert [tab.is_hidden for tab in found.sheets] == [False, True, True]
    assert (found.sheets[0].hidden_rows, found.sheets[0].hidden_columns) == (frozenset({3}), frozenset({4}))


def test_merged_ranges_are_told_with_what_stands_under_them() -> None:
    merged = b'</sheetData><mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="C4:D4"/><mergeCell ref="made up"/></mergeCells>'
    content = _changed(_workbook(A1=1, B2=2), SHEET, lambda part: part.replace(b"</sheetData>", merged))
    assert _sheet(content).merged == ((1, 1, 2, 2), (4, 3, 4, 4))
    assert _sheet(content).cells[2, 2].value == 2


def test_comments_are_told_without_their_authors() -> None:
    workbook = openpyxl.Workbook()
    workbook.active["B2"].comment = Comment("Made-up Author:\nA made-up remark", "Made-up Author")
    workbook.active["C3"].comment = Comment("Another: remark", "Made-up Author")
    assert _sheet(saved(workbook)).remarks == (Remark("comment", "B2", "A made-up remark"), Remark("comment", "C3", "Another: remark"))


def _related(content: bytes, *parts: tuple[str, str, str]) -> bytes:
    """The workbook with parts that the first sheet refers to, each as its kind, its name and its XML."""
    stream = BytesIO(_without(content, "xl/worksheets/_rels"))
    relations = "".join(f'<Relationship Id="r{n}" Type="made-up/{kind}" Target="/{name}"/>' for n, (kind, name, _) in enumerate(parts))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{relations}</Relationships>")
        for _, name, xml in parts:
            archive.writestr(name, xml)
    return stream.getvalue()


@pytest.mark.parametrize("ref", ["https://example.org/made-up", "B2&#10;made up", "", "B0", "XFE1", "A1048577", "B2:B3"])
def test_a_comment_that_is_at_no_cell_is_told_without_one(ref: str) -> None:
    plain = f'<comments><commentList><comment ref="{ref}"><text><t>made up</t></text></comment></commentList></comments>'
    threads = f'<ThreadedComments><threadedComment ref="{ref}"><text>made up</text></threadedComment></ThreadedComments>'
    for kind, part in (("comments", plain), ("threadedComment", threads)):
        content = _related(_workbook(A1=1), (kind, "xl/made-up.xml", part))
        assert _sheet(content).remarks == (Remark("comment", "", "made up"),)


def test_a_thread_of_comments_is_told_once_and_in_the_words_that_were_typed() -> None:
    plain = '<comments><commentList><comment ref="B2"><text><t>[Threaded comment]</t></text></comment></commentList></comments>'
    thread = "".join(f'<threadedComment ref="B2"><text>{text}</text></threadedComment>' for text in ("First", "Second"))
    threads = f"<ThreadedComments>{thread}</ThreadedComments>"
    content = _related(
        _workbook(A1=1), ("comments", "xl/comments1.xml", plain), ("threadedComment", "xl/threadedComments/threadedComment1.xml", threads)
    )
    assert _sheet(content).remarks == (Remark("comment", "B2", "First\nSecond"),)


def test_text_boxes_are_told_with_the_cell_they_begin_at() -> None:
    lines = "<a:p><a:r><a:t>Made</a:t></a:r><a:r><a:t> up</a:t></a:r></a:p><a:p><a:r><a:t>second line</a:t></a:r></a:p>"
    shape = f"<xdr:sp><xdr:txBody>{lines}</xdr:txBody></xdr:sp>"
    corner = "<xdr:from><xdr:col>2</xdr:col><xdr:row>4</xdr:row></xdr:from><xdr:to><xdr:col>9</xdr:col><xdr:row>9</xdr:row></xdr:to>"
    both = f"<mc:AlternateContent><mc:Choice>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    anchor = f"<xdr:twoCellAnchor>{corner}{both}</xdr:twoCellAnchor>"
    names = " ".join(f'xmlns:{prefix}="made-up:{prefix}"' for prefix in ("xdr", "a", "mc"))
    content = _related(_workbook(A1=1), ("drawing", "xl/drawings/drawing1.xml", f"<xdr:wsDr {names}>{anchor}</xdr:wsDr>"))
    assert _sheet(content).remarks == (Remark("text box", "C5", "Made up\nsecond line"),)


def test_remarks_are_found_whatever_their_parts_are_called() -> None:
    part = '<comments><commentList><comment ref="A1"><text><t>made up</t></text></comment></commentList></comments>'
    assert _sheet(_related(_workbook(A1=1), ("comments", "made/up.xml", part))).remarks == (Remark("comment", "A1", "made up"),)
