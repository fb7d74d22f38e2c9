"""Odd and damaged variants of any completed workbook, each with what must come of it. `variants(content)` makes them all.

"same answers": all answers are the same, and no new problem blocks the return; "not a word": and nothing new is told, but for one
notice; "and told": and something new is told. "refused": a problem of the whole file or a
blocking one, and no answer is used. "no harm": whatever comes, every answer that would be used is the true one, and what
is lost is told.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Literal
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.reliability.as_they_come import SILENT, TOLD
from tests.reliability.packages import (
    SHEETS,
    Change,
    in_directory,
    in_largest_sheet,
    in_part,
    in_parts,
    in_sheets,
    overlapping,
    packed,
    parts_of,
    renamed,
    replaced,
    streamed,
    with_twin,
    without,
)
from tests.support.leads import REFERENCE, saved

Expected = Literal["same answers", "same answers, not a word", "same answers, and told", "refused", "no harm"]
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_ROW = re.compile(rb"<row [^>]*?(?:/>|>.*?</row>)", re.DOTALL)
_TEXT = re.compile(rb"(<t[^>]*>)([^<]+)(</t>)")
_BOOK, _BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class Variant:
    """A workbook made odd or damaged: its name, what it imitates, its bytes, and what must come of it."""

    name: str
    imitates: str
    content: bytes
    expected: Expected


def variants(content: bytes) -> Iterator[Variant]:
    """Make every variant of a completed workbook."""
    kinds: tuple[tuple[Expected, dict[str, tuple[str, Change]]], ...] = (
        ("same answers", SAME),
        ("same answers, not a word", SILENT),
        ("same answers, and told", TOLD | ODD_CELLS),
        ("refused", REFUSED),
        ("no harm", NO_HARM),
    )
    for expected, made in kinds:
        for name, (imitates, change) in made.items():
            yield Variant(name, imitates, change(content), expected)


# --- XML written by other habits ----------------------------------------------------------------------------------------


def _plain(part: bytes) -> str:
    """The XML without its declaration."""
    return re.sub(r"^\ufeff?<\?xml.*?\?>\s*", "", part.decode("utf-8"))


def _prefixed(part: bytes) -> bytes:
    xml = re.sub(r"<(/?)([a-zA-Z]+)(?=[ />])", r"<\1x:\2", _plain(part))
    return xml.replace("xmlns=", "xmlns:x=", 1).encode()


def _in_windows_letters(part: bytes) -> bytes:
    return b'<?xml version="1.0" encoding="windows-1252"?>' + _plain(part).encode("cp1252", "xmlcharrefreplace")


def _without_places(part: bytes) -> bytes:
    """Leave the place out of every cell that follows the one before it."""

    def row(found: re.Match[bytes]) -> bytes:
        last = 0

        def cell(one: re.Match[bytes]) -> bytes:
            nonlocal last
            before, last = last, openpyxl.utils.column_index_from_string(one[1].decode())
            return one[0].replace(b' r="%b%b"' % (one[1], one[2]), b"", 1) if last == before + 1 else one[0]

        return _CELL.sub(cell, found[0])

    return _ROW.sub(row, part)


def _turned(pattern: re.Pattern[bytes]) -> Change:
    """Put what the pattern finds into the opposite order, each within its parent."""

    def change(part: bytes) -> bytes:
        found = iter([one[0] for one in pattern.finditer(part)][::-1])
        return pattern.sub(lambda _: next(found), part)

    return change


def _cells_turned(part: bytes) -> bytes:
    return _ROW.sub(lambda row: _turned(_CELL)(row[0]), part)


def _shared(content: bytes) -> bytes:
    """Every text in a part of its own, as Excel writes it."""
    texts: dict[bytes, int] = {}

    def cell(found: re.Match[bytes]) -> bytes:
        at = texts.setdefault(found[3], len(texts))
        return b'<c%b t="s"%b><v>%d</v></c>' % (found[1], found[2], at)

    inline = re.compile(rb'<c([^>]*?) t="inlineStr"([^>]*)><is>((?:<t[^>]*>[^<]*</t>|<r>.*?</r>)*)</is></c>', re.DOTALL)
    parts = {name: inline.sub(cell, part) if SHEETS.fullmatch(name) else part for name, part in parts_of(content).items()}
    if "xl/sharedStrings.xml" in parts or not texts:
        return content
    parts["xl/sharedStrings.xml"] = b"<sst>" + b"".join(b"<si>%b</si>" % text for text in texts) + b"</sst>"
    relation = b'<Relationship Id="rIdShared" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" '
    parts[_BOOK_RELATIONS] = parts[_BOOK_RELATIONS].replace(b"</Relationships>", relation + b'Target="sharedStrings.xml"/></Relationships>')
    return packed(parts)


def _inline(content: bytes) -> bytes:
    """Every text in its cell, as openpyxl writes it."""
    return saved(openpyxl.load_workbook(BytesIO(content), rich_text=True))


def _in_texts(change: Callable[[bytes], bytes]) -> Change:
    def whole(_: str, part: bytes) -> bytes:
        return _TEXT.sub(lambda found: found[1] + change(found[2]) + found[3], part)

    return lambda content: in_parts(lambda name, part: whole(name, part) if SHEETS.fullmatch(name) or "sharedStr" in name else part)(
        _shared(content)
    )


def _as_numbers(text: bytes) -> bytes:
    letters = text.decode().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    plain = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), letters)
    return "".join(f"&#x{ord(letter):x};" for letter in plain).encode()


def _in_runs(content: bytes) -> bytes:
    def change(part: bytes) -> bytes:
        def run(found: re.Match[bytes]) -> bytes:
            text = found[2]
            cut = 1 if re.match(rb"[A-Za-z]{2}", text) else len(text)
            rest = b'<r><rPr><b/></rPr><t xml:space="preserve">%b</t></r>' % text[cut:] if cut < len(text) else b""
            return b'<r><t xml:space="preserve">%b</t></r>%b' % (text[:cut], rest)

        return _TEXT.sub(run, part)

    return in_parts(lambda name, part: change(part) if SHEETS.fullmatch(name) or "sharedStr" in name else part)(content)


def _with_aids(content: bytes) -> bytes:
    aid = rb'\1\2\3<rPh sb="0" eb="1"><t>made up</t></rPh>'
    return in_parts(lambda name, part: _TEXT.sub(aid, part) if "sharedStr" in name else part)(_shared(content))


def _results(new: bytes) -> Change:
    return in_sheets(lambda part: re.sub(rb"(<f[^>]*>[^<]*</f>)<v>[^<]*</v>", rb"\1" + new, part))


def _as_floats(part: bytes) -> bytes:
    return re.sub(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?><v>\d+)(</v>)', rb"\1.0\2", part)


def _as_exponents(part: bytes) -> bytes:
    return re.sub(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?(?: t="n")?><v>\d+)(</v>)', rb"\1E0\2", part)


def _spaced(part: bytes) -> bytes:
    return re.sub(rb"(<(?:row|c|v|f|is|/c|/row|/is|sheetData|cols|col)[ >/])", rb"\r\n\t<!-- made up --><?made up?>\1", part)


def _rows(xml: bytes) -> Change:
    """Put rows in after the last."""
    return in_largest_sheet(lambda part: part.replace(b"</sheetData>", xml + b"</sheetData>", 1))


def _blank_rows(content: bytes) -> bytes:
    blank = b"".join(b'<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>' % (n, n) for n in range(5_000, 205_000))
    return _rows(blank)(content)


# --- what people and other programs do, with openpyxl -------------------------------------------------------------


def _with(change: Callable[[Any], object]) -> Change:
    def whole(content: bytes) -> bytes:
        workbook = openpyxl.load_workbook(BytesIO(content), rich_text=True)
        change(workbook)
        return saved(workbook)

    return whole


def _every_sheet(change: Callable[[Any], object]) -> Change:
    return _with(lambda workbook: [change(sheet) for sheet in workbook.worksheets])


def _asking(workbook: Any) -> list[Any]:
    """The sheets that have answers."""
    return [sheet for sheet in workbook.worksheets if sheet.title not in ("Start", "Check", "Checklist", "Lists")]


def _turn_sheets(workbook: Any) -> None:
    workbook._sheets.reverse()
    workbook.active = 0


def _rename_sheets(workbook: Any) -> None:
    for sheet in _asking(workbook):
        _rename_sheet(workbook, sheet, f"{sheet.title} (2)"[-31:])


def _rename_sheet(workbook: Any, sheet: Any, title: str) -> None:
    """Rename a sheet as Excel does: names for its cells go with it."""
    old, new = sheet.title.replace("'", "''"), title.replace("'", "''")
    for defined in workbook.defined_names.values():
        defined.attr_text = defined.attr_text.replace(f"'{old}'!", f"'{new}'!")
    sheet.title = title


def _add_notes(workbook: Any) -> None:
    workbook.create_sheet("Made-up notes", 0)["B2"] = "A made-up note"


def _add_comments(workbook: Any) -> None:
    for sheet in workbook.worksheets:
        sheet["B2"].comment = Comment("A made-up remark", "Made-up Author")


def _hide(sheet: Any) -> None:
    for row in range(5, sheet.max_row + 1):
        sheet.row_dimensions[row].hidden = True


def _group(sheet: Any) -> None:
    sheet.row_dimensions.group(5, sheet.max_row, outline_level=1, hidden=True)
    sheet.column_dimensions.group("C", "E", outline_level=2, hidden=True)


def _lose_references(workbook: Any) -> None:
    for sheet in _asking(workbook):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == REFERENCE:
                    sheet.delete_cols(cell.column)
    for name in [name for name in workbook.defined_names if name.endswith("___reference")]:
        del workbook.defined_names[name]


def _lose_names(workbook: Any) -> None:
    workbook.defined_names.clear()


def _count_from_1904(workbook: Any) -> None:
    workbook.epoch = CALENDAR_MAC_1904


def _decorate(sheet: Any) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = Font(name="Comic Sans MS", size=7, color="00FFFFFF")
    sheet.freeze_panes = "C7"
    sheet.sheet_view.zoomScale = 40


def _unprotect(sheet: Any) -> None:
    sheet.protection.sheet = False
    sheet.data_validations.dataValidation.clear()
    sheet.conditional_formatting = type(sheet.conditional_formatting)()


def _stray(sheet: Any) -> None:
    sheet["XFD1048576"] = "made up"


def _spaced_headings(sheet: Any) -> None:
    for row in sheet.iter_rows():
        if any(cell.value == REFERENCE for cell in row):
            for cell in row:
                if isinstance(cell.value, str) and cell.value != REFERENCE:
                    cell.value = f" {cell.value}\u00a0 "


def _insert_rows(workbook: Any) -> None:
    """Rows above the headings, as a program inserts them that knows of no names."""
    for sheet in _asking(workbook):
        sheet.insert_rows(2, 3)


def _insert_columns(workbook: Any) -> None:
    for sheet in _asking(workbook):
        sheet.insert_cols(2, 2)


def _merge(workbook: Any) -> None:
    for sheet in _asking(workbook):
        sheet.merge_cells(start_row=sheet.max_row - 1, end_row=sheet.max_row, start_column=3, end_column=4)


def _repeat_rows(workbook: Any) -> None:
    for sheet in _asking(workbook):
        values = [cell.value for cell in sheet[sheet.max_row]]
        for column, value in enumerate(values, 1):
            sheet.cell(sheet.max_row + (column == 1), column, value)


def _delete_rows(workbook: Any) -> None:
    for sheet in _asking(workbook):
        sheet.delete_rows(sheet.max_row)


def _swap_headings(workbook: Any) -> None:
    for sheet in _asking(workbook):
        for row in sheet.iter_rows():
            if any(cell.value == REFERENCE for cell in row):
                row[1].value, row[2].value = row[2].value, row[1].value


def _as_texts(workbook: Any) -> None:
    for sheet in _asking(workbook):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    cell.value = str(cell.value)


def _as_formulas(workbook: Any) -> None:
    for sheet in _asking(workbook):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                    cell.value = f"={cell.value}+0"


def _values_only(workbook: Any) -> None:
    """Every sheet copied and pasted as values into a new one, which keeps the old title."""
    for sheet in list(workbook.worksheets):
        title, values = sheet.title, [[cell.value for cell in row] for row in sheet.iter_rows()]
        at = workbook.index(sheet)
        workbook.remove(sheet)
        new = workbook.create_sheet(title, at)
        for row in values:
            new.append(row)


def _lose_stamps(workbook: Any) -> None:
    workbook.properties.subject = None
    for name in list(workbook.custom_doc_props.names):
        del workbook.custom_doc_props[name]
    _on_texts(workbook, " | ", lambda _: "made up")


def _change_stamp(workbook: Any) -> None:
    _on_texts(workbook, " | definition ", lambda text: re.sub(r"issue \d+", "issue 77", text))


def _on_texts(workbook: Any, mark: str, change: Callable[[str], str]) -> None:
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and mark in cell.value:
                    cell.value = change(cell.value)


def _lose_answers(workbook: Any) -> None:
    for sheet in _asking(workbook):
        workbook.remove(sheet)


# --- what is no workbook, or is broken -----------------------------------------------------------------------------


def _is(content: bytes) -> Change:
    return lambda _: content


def _zip_of(**members: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in members.items():
            archive.writestr(name.replace("__", "/"), part)
    return stream.getvalue()


def _old(stream: str) -> Change:
    return _is(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le") + bytes(4096))


def _cut(share: float) -> Change:
    return lambda content: content[: int(len(content) * share)]


def _first_cell(new: bytes) -> Change:
    """Put a cell in place of the first of the largest sheet."""
    return in_largest_sheet(lambda part: _CELL.sub(lambda _: new, part, count=1))


def _last_row_cell(new: bytes) -> Change:
    return _rows(b'<row r="4000">' + new + b"</row>")


def _doctype(part: bytes) -> bytes:
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY l0 "lol">{lols}]>{_plain(part)}'.encode()


def _broken_bytes(content: bytes) -> bytes:
    """Bytes in the middle of a packed part turned over."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        member = max((one for one in archive.infolist() if SHEETS.fullmatch(one.filename)), key=lambda one: one.compress_size)
    at = member.header_offset + 60 + member.compress_size // 2
    return content[:at] + bytes(byte ^ 255 for byte in content[at : at + 8]) + content[at + 8 :]


def _many_parts(content: bytes) -> bytes:
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(10_000):
            archive.writestr(f"xl/worksheets/made-up{number}.xml", "<worksheet/>")
    return stream.getvalue()


def _swelling(content: bytes) -> bytes:
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("xl/made-up.bin", "w") as part:
        for _ in range(210):
            part.write(bytes(1_000_000))
    return stream.getvalue()


def _many_cells(content: bytes) -> bytes:
    cells = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(5_000, 260_000))
    return _rows(cells)(content)


def _swapped(pattern: bytes, new: bytes, count: int = 0) -> Change:
    return lambda part: re.sub(pattern, new, part, count=count)


def _more(**parts: bytes) -> Change:
    return lambda content: packed(parts_of(content) | parts)


def _twin(renamed: Callable[[str], str], change: Change = bytes) -> Change:
    """The first sheet's part twice in the package, the second time under its name as changed and with what it says changed."""

    def whole(content: bytes) -> bytes:
        first = next(name for name in parts_of(content) if SHEETS.fullmatch(name))
        return with_twin(first, renamed(first), change)(content)

    return whole


def _with_backslashes(part: bytes) -> bytes:
    return part.replace(b'"/xl/worksheets/', b'"\\xl\\worksheets\\')


def _without_styles(content: bytes) -> bytes:
    return in_sheets(_swapped(rb' s="\d+"', b""))(without("xl/styles")(content))


def _lengthened(text: bytes) -> bytes:
    return text if len(text) < 300 else (text * 200)[:32_767]


def _hide_sheets(workbook: Any) -> None:
    for sheet in workbook.worksheets[1:]:
        sheet.sheet_state = "hidden"


_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"),
)
_UNKNOWN = b'<extLst><ext uri="{made-up}" xmlns:z="made-up"><z:more><z:c r="A1"><z:v>5</z:v></z:c></z:more></ext></extLst></worksheet>'
_BOX = (
    b"<xdr:wsDr><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>1</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r>"
    b"<a:t>A made-up box</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"
)
SAME: dict[str, tuple[str, Change]] = {
    "as it came": ("nothing at all", bytes),
    "not compressed": ("programs that only store", lambda content: packed(parts_of(content), zipfile.ZIP_STORED)),
    "sizes after parts": ("programs that write in one go", streamed),
    "zip64": ("programs that always write large packages", lambda content: packed(parts_of(content), zip64=True)),
    "parts in another order": ("most programs", lambda content: packed(dict(reversed(parts_of(content).items())))),
    "capitals in part names": ("programs on Windows", renamed(str.upper)),
    "backslashes in part names": ("old .NET libraries", renamed(lambda name: name.replace("/", "\\"))),
    "slashes before part names": ("some exporters", renamed(lambda name: f"/{name}")),
    "backslashes in targets": ("some exporters", in_part(_BOOK_RELATIONS, _with_backslashes)),
    "targets without their folder": ("Excel", in_part(_BOOK_RELATIONS, lambda part: part.replace(b'"/xl/', b'"'))),
    "strict": ("Excel's Strict Open XML Spreadsheet", lambda content: replaced(*_STRICT[1])(replaced(*_STRICT[0])(content))),
    "prefixes": ("the Open XML SDK", in_sheets(_prefixed)),
    "prefixes in the book": ("the Open XML SDK", in_part(_BOOK, _prefixed)),
    "two-byte letters": ("some exporters", in_sheets(lambda part: _plain(part).encode("utf-16"))),
    "byte order mark": (".NET", in_parts(lambda name, part: b"\xef\xbb\xbf" + part if name.endswith(".xml") else part)),
    "windows-1252": ("old exporters", in_sheets(_in_windows_letters)),
    "no table of sizes": ("Google Sheets", in_sheets(lambda part: re.sub(rb"<dimension[^>]*/>", b"", part))),
    "wrong table of sizes": ("some exporters", in_sheets(lambda part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', part))),
    "no places of cells": ("some exporters", in_sheets(_without_places)),
    "rows in another order": ("broken exporters", in_sheets(_turned(_ROW))),
    "cells in another order": ("broken exporters", in_sheets(_cells_turned)),
    "shared texts": ("Excel", _shared),
    "texts in cells": ("openpyxl", _inline),
    "texts in runs": ("somebody who set single letters bold", _in_runs),
    "reading aids": ("East Asian Excel", _with_aids),
    "letters as numbers": ("PHP libraries", _in_texts(_as_numbers)),
    "texts as they are": ("PHP libraries", _in_texts(lambda text: text if b"&" in text else b"<![CDATA[" + text + b"]]>")),
    "texts as results": ("exporters that know no shared texts", in_sheets(lambda part: re.sub(
        rb't="inlineStr"([^>]*)><is><t[^>]*>([^<]*)</t></is>', rb't="str"\1><v>\2</v>', part))),
    "white space between elements": ("exporters that set XML neatly", in_sheets(_spaced)),
    "unknown extensions": ("newer Excel", in_sheets(lambda part: part.replace(b"</worksheet>", _UNKNOWN))),
    "no theme": ("small libraries", without("xl/theme")),
    "no properties": ("Google Sheets", without("docProps/")),
    "no content types": ("nobody, but it is not needed", without("[Content_Types]")),
    "no first relationships": ("nobody, but they are not needed", without("_rels/.rels")),
    "unknown parts": ("add-ins", _more(**{"xl/vbaProject.bin": b"made up", "customXml/item1.xml": b"<a/>"})),
    "whole numbers with a point": ("SheetJS and others", in_sheets(_as_floats)),
    "numbers with exponents": ("scientific exporters", in_sheets(_as_exponents)),
    "stale results": ("programs that do not calculate", _results(b"<v>999</v>")),
    "no results": ("openpyxl", _results(b"")),
    "results that are errors": ("programs that calculate wrongly", _results(b"<v>#REF!</v>")),
    "saved by openpyxl": ("openpyxl", _with(lambda _: None)),
    "sheets in another order": ("a lead", _with(_turn_sheets)),
    "renamed sheets": ("a lead", _with(_rename_sheets)),
    "a sheet of notes": ("a lead", _with(_add_notes)),
    "comments": ("a lead", _with(_add_comments)),
    "hidden rows": ("a lead", _every_sheet(_hide)),
    "hidden sheets": ("a lead", _with(_hide_sheets)),
    "groups": ("a lead", _every_sheet(_group)),
    "1904": ("Excel for Mac of old", _with(_count_from_1904)),
    "other looks": ("a lead", _every_sheet(_decorate)),
    "no protection and no checks": ("SheetJS, Numbers", _every_sheet(_unprotect)),
    "no names": ("Numbers, pandas", _with(_lose_names)),
    "no Reference column": ("a lead who deletes what looks odd", _with(_lose_references)),
    "headings with spaces": ("a lead", _every_sheet(_spaced_headings)),
    "a stray cell far away": ("a lead's Ctrl+End", _every_sheet(_stray)),
    "two hundred thousand styled blank rows": ("a lead who shades whole columns", _blank_rows),
    "a text box": ("a lead", _more(**{"xl/drawings/drawing9.xml": _BOX})),
    "answers as sums": ("a lead who adds up", _with(_as_formulas)),
    "a sheet twice": ("a broken packer", _twin(str)),
    "a sheet twice in capitals": ("a broken packer", _twin(str.upper)),
}  # fmt: skip
REFUSED: dict[str, tuple[str, Change]] = {
    "empty": ("a drive that has not synced", _is(b"")),
    "only zeros": ("a drive that has not synced", lambda content: bytes(len(content))),
    "a hundredth": ("a broken download", _cut(0.01)),
    "half": ("a broken download", _cut(0.5)),
    "nearly all": ("a broken download", _cut(0.99)),
    "encrypted": ("Excel with a password", _old("EncryptedPackage")),
    "old workbook": ("Excel 97", _old("Workbook")),
    "old document": ("Word 97", _old("WordDocument")),
    "OpenDocument": ("LibreOffice", _is(_zip_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))),
    "binary workbook": ("Excel", _is(_zip_of(**{"xl/workbook.bin": b"made up"}))),
    "web page": ("systems that call a web page .xls", _is(b"<html><table><tr><td>12</td></tr></table></html>")),
    "CSV": ("a lead", _is(b"Measure,Q1\r\nMade up,12\r\n")),
    "PDF": ("a lead", _is(b"%PDF-1.7\nmade up")),
    "picture": ("a lead's photograph", _is(b"\x89PNG\r\n\x1a\nmade up")),
    "Word": ("a lead", _is(_zip_of(word__document=b"<a/>"))),
    "zip": ("a lead's mail program", lambda content: _zip_of(made_up=content)),
    "noise": ("a broken disk", _is(bytes(range(256)) * 40)),
    "broken bytes": ("a broken disk", _broken_bytes),
    "wrong checksums": ("a broken disk", in_directory(16, "<I", 1)),
    "sizes too small": ("an attack", in_directory(24, "<I", 30)),
    "sizes too large": ("an attack", in_directory(24, "<I", 60_000_000)),
    "overlapping parts": ("an attack", overlapping),
    "password of the zip": ("a mail gateway", in_directory(8, "<H", 1)),
    "unknown compression": ("a packer", in_directory(10, "<H", 99)),
    "swelling part": ("an attack", _swelling),
    "ten thousand parts": ("an attack", _many_parts),
    "a quarter of a million cells": ("a lead who pastes the whole case list", _many_cells),
    "two sheets of one part name": ("a broken packer", _twin(str, lambda part: part.replace(b"<sheetData", b"<!-- --><sheetData"))),
    "two sheets of one part name but for capitals": ("a broken packer", _twin(str.upper, lambda part: part + b"\n")),
    "entities": ("an attack", in_part(_BOOK, _doctype)),
    "entities in a sheet": ("an attack", in_sheets(_doctype)),
    "an outer document type": ("an attack", in_sheets(lambda part: b'<!DOCTYPE a SYSTEM "file:///made-up">' + _plain(part).encode())),
    "sheets cut off": ("a broken disk", in_sheets(lambda part: part[: len(part) // 2])),
    "sheets without end tags": ("a broken exporter", in_sheets(lambda part: part.replace(b"</row>", b""))),
    "book cut off": ("a broken disk", in_part(_BOOK, lambda part: part[:200])),
    "empty sheets": ("a broken disk", in_sheets(lambda _: b"")),
    "unknown letters": ("a broken exporter", in_sheets(lambda part: b'<?xml version="1.0" encoding="made-up"?>' + _plain(part).encode())),
    "no sheets": ("a broken packer", without("xl/worksheets")),
    "no book": ("a broken packer", without(_BOOK)),
    "no relationships": ("a broken packer", without("xl/_rels")),
    "no shared texts": ("a broken packer", lambda content: without("xl/sharedStrings")(_shared(content))),
    "deep": ("an attack", _rows(b"<a>" * 100_000)),
    "an endless tag": ("an attack", _rows(b'<c t="' + b"x" * 20_000_000)),
    "half a character": ("a broken exporter", _last_row_cell(b'<c r="A4000" t="str"><v>\xed\xa0\x80</v></c>')),
    "a control character": ("a broken exporter", _last_row_cell(b'<c r="A4000" t="str"><v>\x01</v></c>')),
    "two sheets of one name": ("a broken exporter", in_part(_BOOK, _swapped(rb'(<sheet [^>]*?name=")[^"]*"', rb'\1Same"'))),
    "all sheets one part": ("an attack", in_part(_BOOK_RELATIONS, _swapped(rb"worksheets/sheet\d+", b"worksheets/sheet1"))),
    "no stamp": ("a lead who copies sheets over", _with(_lose_stamps)),
    "answers deleted": ("a lead", _with(_lose_answers)),
}  # fmt: skip


# A cell that contradicts itself is a question there, and the rest is read.
ODD_CELLS: dict[str, tuple[str, Change]] = {
    "a style that there is not": ("a broken exporter", _last_row_cell(b'<c r="A4000" s="99999"><v>45000</v></c>')),
    "a place that is none": ("a broken exporter", _last_row_cell(b'<c r="4000A"><v>1</v></c>')),
    "a place beyond the sheet": ("a broken exporter", _last_row_cell(b'<c r="XFE1048577"><v>1</v></c>')),
    "two cells at one place": ("a broken exporter", _last_row_cell(b'<c r="A4000"><v>1</v></c><c r="A4000"><v>2</v></c>')),
    "a number that is none": ("a broken exporter", _last_row_cell(b'<c r="A4000"><v>twelve</v></c>')),
}  # fmt: skip
NO_HARM: dict[str, tuple[str, Change]] = {
    "a text that there is not": ("a broken exporter", _last_row_cell(b'<c r="A4000" t="s"><v>99999</v></c>')),
    "no styles": ("small libraries", _without_styles),
    "bytes after the end": ("a mail gateway", lambda content: content + b"\r\nmade up\r\n"),
    "bytes before the beginning": ("a mail gateway", lambda content: b"\r\nmade up\r\n" + content),
    "changed stamp": ("a lead", _with(_change_stamp)),
    "rows inserted above": ("openpyxl", _with(_insert_rows)),
    "columns inserted": ("openpyxl", _with(_insert_columns)),
    "answers merged": ("a lead", _with(_merge)),
    "a row twice": ("a lead", _with(_repeat_rows)),
    "the last row deleted": ("a lead", _with(_delete_rows)),
    "headings swapped": ("a lead", _with(_swap_headings)),
    "numbers as texts": ("a system's export", _with(_as_texts)),
    "values only": ("a lead who pastes into a new workbook", _with(_values_only)),
    "control characters in texts": ("pasting from other programs", _in_texts(lambda text: text + b"_x0001_")),
    "right-to-left marks in texts": ("pasting from other programs", _in_texts(lambda text: "\u200f".encode() + text + "\u202c".encode())),
    "emoji in texts": ("a lead's telephone", _in_texts(lambda text: text + "\U0001f600".encode())),
    "markup in texts": ("an attack", _in_texts(lambda text: text + escape("<script>alert(1)</script>").encode())),
    "texts of 32,767 characters": ("a lead who pastes a report", _in_texts(_lengthened)),
    "the largest number": ("a lead's finger on a key", in_sheets(_swapped(rb"<v>(\d+)</v>", rb"<v>\g<1>E400</v>", 3))),
}  # fmt: skip
