"""Workbooks as machines, other programs and leads leave them: what must go without a word, and what must be told though no cell shows it.

SILENT: the same answers, and not a word but for one notice at most. TOLD: the same answers, and something more is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.styles.numbers import is_date_format

from shpdocs.ooxml.custom_properties import PART as PROPERTIES
from tests.reliability.packages import SHEETS, Change, in_part, in_sheets, packed, parts_of
from tests.support.leads import saved

_BOOK, _BOOK_RELATIONS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_R = f'xmlns:r="{_OFFICE}"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_XDR = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_AFTER_CELLS = (  # what may follow the cells of a sheet, in the order of the format
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews",
    "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip


# --- parts and what stands in them ---------------------------------------------------------------------------------------


def _placed(name: str, xml: str) -> Change:
    """Put an element into a sheet's part, where the format has it."""

    def change(part: bytes) -> bytes:
        later = _AFTER_CELLS[_AFTER_CELLS.index(name) + 1 :]
        found = re.search(rb"<(?:%b)[ />]|</worksheet>" % "|".join(later).encode(), part[part.index(b"</sheetData>") :])
        assert found is not None
        at = part.index(b"</sheetData>") + found.start()
        return part[:at] + xml.encode() + part[at:]

    return change


def _asking(parts: Mapping[str, bytes]) -> str:
    """The part of the sheet that has most answers: where a lead works."""
    return max((name for name in parts if SHEETS.fullmatch(name)), key=lambda name: parts[name].count(b"<dataValidation "))


def _in_asking(name: str, xml: str, more: Mapping[str, bytes] | None = None, relations: str = "") -> Change:
    """Put an element into the sheet where a lead works, with parts and the relationships to them."""

    def whole(content: bytes) -> bytes:
        parts = parts_of(content)
        sheet = _asking(parts)
        place = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
        parts[sheet] = _placed(name, xml)(parts[sheet]) if name else parts[sheet]
        return packed(_related(parts, place, relations) | dict(more or {}))

    return whole


def _related(parts: dict[str, bytes], place: str, relations: str) -> dict[str, bytes]:
    was = parts.get(place, _NO_RELATIONS).replace(b"<Relationships/>", _NO_RELATIONS)
    return parts | ({place: was.replace(b"</Relationships>", relations.encode() + b"</Relationships>")} if relations else {})


def _relation(id: str, kind: str, target: str, mode: str = "") -> str:
    type = kind if "/" in kind else f"{_OFFICE}/{kind}"
    return f'<Relationship Id="{id}" Type="{type}" Target="{escape(target)}"{mode}/>'


def _of_book(xml: str, before: str, relation: str, more: Mapping[str, bytes]) -> Change:
    """Put an element into the workbook's part, with parts and a relationship."""

    def whole(content: bytes) -> bytes:
        parts = parts_of(content)
        if xml:
            parts[_BOOK] = parts[_BOOK].replace(before.encode(), xml.encode() + before.encode(), 1)
        return packed(_related(parts, _BOOK_RELATIONS, relation) | dict(more))

    return whole


_PROPERTY = (
    '<property xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes" '
    'fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>'
)


def _properties(**named: str) -> Change:
    """More properties beside ours."""
    more = "".join(_PROPERTY.format(number, name, text) for number, (name, text) in enumerate(named.items(), 50))
    return in_part(PROPERTIES, lambda part: re.sub(rb"</(?:\w+:)?Properties>", lambda end: more.encode() + end[0], part))


def _both(*changes: Change) -> Change:
    def whole(content: bytes) -> bytes:
        for change in changes:
            content = change(content)
        return content

    return whole


def _with(change: Callable[[Any], object]) -> Change:
    def whole(content: bytes) -> bytes:
        workbook = openpyxl.load_workbook(BytesIO(content), rich_text=True)
        change(workbook)
        return saved(workbook)

    return whole


# --- what goes without a word --------------------------------------------------------------------------------------------

_LABEL = "MSIP_Label_0a1b2c3d-0000-4000-8000-00000000made"
_LABEL_FOOTER = '<oddFooter>&amp;C_x000D_&amp;1#&amp;"Calibri"&amp;10&amp;K000000 OFFICIAL</oddFooter>'
_MANAGED = b'<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/properties"><documentManagement/></p:properties>'
_EMPTY_DRAWING = f"<xdr:wsDr {_XDR} {_A}/>".encode()
_SUMMARY = (
    "This document was exported from Numbers. Each table was converted to an Excel worksheet. All other objects on each Numbers sheet "
    "were placed on separate worksheets. Please be aware that formula calculations may differ in Excel."
)


def _stamped(part: bytes) -> bytes:
    """The label's words in the footer, as Office writes them on every sheet."""
    bare = re.sub(rb"<headerFooter.*?</headerFooter>|<headerFooter[^>]*/>", b"", part, flags=re.DOTALL)
    return _placed("headerFooter", f"<headerFooter>{_LABEL_FOOTER}</headerFooter>")(bare)


def _summarised(workbook: Any) -> None:
    sheet = workbook.create_sheet("Export Summary", 0)
    sheet["B3"] = _SUMMARY
    for column, heading in zip("BCD", ("Numbers Sheet Name", "Numbers Table Name", "Excel Worksheet Name"), strict=True):
        sheet[f"{column}7"] = heading
    for row, title in enumerate(workbook.sheetnames[1:], 8):
        sheet[f"B{row}"], sheet[f"C{row + 1}"], sheet[f"D{row + 1}"] = title, "Table 1", title


def _drawn_empty(content: bytes) -> bytes:
    """A drawing with nothing in it on every sheet, as Google Sheets exports."""
    parts = parts_of(content)
    for number, name in enumerate([name for name in parts if SHEETS.fullmatch(name)], 70):
        if b"<drawing " not in parts[name]:
            place = name.replace("worksheets/", "worksheets/_rels/") + ".rels"
            parts[name] = _placed("drawing", f'<drawing {_R} r:id="rIdEmpty"/>')(parts[name])
            parts = _related(parts, place, _relation("rIdEmpty", "drawing", f"../drawings/drawing{number}.xml"))
            parts[f"xl/drawings/drawing{number}.xml"] = _EMPTY_DRAWING
    return packed(parts)


def _blanks(inside: bytes, type: bytes) -> Change:
    """Blank cells written as texts without a text."""
    return in_sheets(lambda part: re.sub(rb'<c (r="[A-Z]+\d+"(?: s="\d+")?)/>', rb'<c \1 t="%b">%b</c>' % (type, inside), part))


def _on_numbers(change: Callable[[Any], object], *, are_dates: bool) -> Change:
    def each(workbook: Any) -> None:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.is_date if are_dates else (type(cell.value) is int and not cell.is_date and cell.value > 1):
                        change(cell)

    return _with(each)


def _marked(cell: Any) -> None:
    cell.value = f"\u202d{cell.value}\u202c"


def _shown_as(code: str) -> Change:
    def change(cell: Any) -> None:
        if cell.value is not None and not isinstance(cell.value, str):
            cell.number_format = code

    return _on_numbers(change, are_dates=True)


def _by_number(number: bytes) -> Change:
    """Dates in a format of Excel's own tables, that no code stands for in the file."""

    def change(part: bytes) -> bytes:
        codes = re.findall(rb'<numFmt [^>]*?numFmtId="(\d+)"[^>]*?formatCode="([^"]*)"|<numFmt [^>]*?formatCode="()([^"]*)"', part)
        days = [id for id, code, *_ in codes if id and is_date_format(code.decode()) and b"h" not in code and b"d" in code]
        return re.sub(rb'(<xf [^>]*?numFmtId=")(%b)"' % b"|".join([*days, b"14"]), rb'\g<1>%b"' % number, part)

    return in_part(_STYLES, change)


def _spaced_parts(content: bytes) -> bytes:
    """Sheets stored under names with spaces, which relationships write as %20."""
    parts = parts_of(content)
    new = {name: re.sub(r"/sheet(\d+)\.xml", r"/Sheet made up \1.xml", name) for name in parts}
    changed = {new[name]: part for name, part in parts.items()}
    for name in (_BOOK_RELATIONS, "[Content_Types].xml"):
        changed[name] = re.sub(rb"/sheet(\d+)\.xml", rb"/Sheet%20made%20up%20\1.xml", changed[name])
    return packed(changed)


def _known_again(part: bytes) -> bytes:
    """The marks by which Excel knows a sheet again when several work on it."""
    head = (
        f'<worksheet {_MC} mc:Ignorable="x14ac xr" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{00000000-0001-0000-0000-000000000000}" '
    )
    return re.sub(rb"<row ", b'<row x14ac:dyDescent="0.25" ', part.replace(b"<worksheet ", head.encode(), 1))


SILENT: dict[str, tuple[str, Change]] = {
    "a label in every footer": ("Office, by the council's rules", in_sheets(_stamped)),
    "a label's properties": ("Office, by the council's rules", _properties(
        **{f"{_LABEL}_Enabled": "true", f"{_LABEL}_Name": "Official", f"{_LABEL}_SiteId": "made-up", f"{_LABEL}_ContentBits": "2"})),
    "a label in footers and properties": ("Office", _both(in_sheets(_stamped), _properties(**{f"{_LABEL}_Enabled": "true"}))),
    "a label of the package": ("Office", _in_asking("", "", {"docMetadata/LabelInfo.xml": (
        b'<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label id="{made-up}" enabled="1"/>'
        b"</clbl:labelList>")})),
    "properties of a library": ("SharePoint", _both(
        _properties(ContentTypeId="0x0101made0up", MediaServiceImageTags=""), _in_asking("", "", {"customXml/item1.xml": _MANAGED}))),
    "properties of another Office": ("WPS Office", _properties(ICV="made up", KSOProductBuildVer="1033-12.2.0.1")),
    "people without threads": ("Excel", _of_book("", "", _relation(
        "rIdPersons", "http://schemas.microsoft.com/office/2017/10/relationships/person", "persons/person.xml"), {
        "xl/persons/person.xml": b'<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>'})),
    "settings of a printer": ("Excel", _in_asking(
        "", "", {"xl/printerSettings/printerSettings1.bin": b"made up"},
        _relation("rIdPrinter", "printerSettings", "../printerSettings/printerSettings1.bin"))),
    "drawings with nothing in them": ("Google Sheets", _drawn_empty),
    "a summary of the export": ("Numbers", _with(_summarised)),
    "marks of who works together": ("Excel", in_sheets(_known_again)),
    "blank cells as empty shared texts": ("some exporters", _blanks(b"<v></v>", b"s")),
    "blank cells as empty texts": ("some exporters", _blanks(b"<is/>", b"inlineStr")),
    "blank cells as texts without a text": ("some exporters", _blanks(b"", b"inlineStr")),
    "direction marks around numbers": ("Windows Calculator", _on_numbers(_marked, are_dates=False)),
    "dates of the system's long form": ("Excel", _shown_as("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy")),
    "dates of British English": ("Excel", _shown_as("[$-809]d mmmm yyyy;@")),
    "dates with a language in words": ("Google Sheets", _shown_as("[$-en-GB]dddd, d mmmm yyyy;@")),
    "dates by a number of East Asian Excel": ("East Asian Excel", _by_number(b"31")),
    "dates by a number of WPS": ("WPS Office", _by_number(b"58")),
    "spaces in part names": ("a reporting system", _spaced_parts),
}  # fmt: skip


# --- what must be told ---------------------------------------------------------------------------------------------------

_ANCHOR = (
    f"<from><xdr:col {_XDR}>5</xdr:col><xdr:colOff {_XDR}>0</xdr:colOff><xdr:row {_XDR}>6</xdr:row><xdr:rowOff {_XDR}>0</xdr:rowOff></from>"
    f"<to><xdr:col {_XDR}>6</xdr:col><xdr:colOff {_XDR}>0</xdr:colOff><xdr:row {_XDR}>7</xdr:row><xdr:rowOff {_XDR}>0</xdr:rowOff></to>"
)
_AT = "<xdr:from><xdr:col>5</xdr:col><xdr:row>6</xdr:row></xdr:from><xdr:to><xdr:col>7</xdr:col><xdr:row>9</xdr:row></xdr:to>"


def _vml(kind: str, inside: str = "<x:Checked>1</x:Checked>") -> bytes:
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><div><font>Made up'
        f'</font></div></v:textbox><x:ClientData ObjectType="{kind}"><x:Anchor>5, 0, 6, 0, 6, 0, 7, 0</x:Anchor>{inside}</x:ClientData>'
        "</v:shape></xml>"
    ).encode()


def _control(kind: str, object: str) -> Change:
    """A form control that is ticked, drawn over an answer."""
    relations = _relation("rIdVml", "vmlDrawing", "../drawings/vmlDrawing9.vml") + _relation(
        "rIdCtrl", "ctrlProp", "../ctrlProps/ctrlProp1.xml"
    )
    properties = (
        f'<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" objectType="{object}" checked="Checked"/>'
    )
    parts = {"xl/drawings/vmlDrawing9.vml": _vml(kind), "xl/ctrlProps/ctrlProp1.xml": properties.encode()}
    control = (
        f'<mc:AlternateContent {_MC}><mc:Choice Requires="x14" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        f'<controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" {_R} r:id="rIdCtrl" name="Made up 1">'
        f'<controlPr defaultSize="0"><anchor moveWithCells="1">{_ANCHOR}</anchor></controlPr></control></mc:Choice></mc:AlternateContent>'
        "</controls></mc:Choice></mc:AlternateContent>"
    )
    drawn = _in_asking("legacyDrawing", f'<legacyDrawing {_R} r:id="rIdVml"/>', parts, relations)
    return _both(drawn, _in_asking("controls", control))


def _drawn(inside: str) -> Change:
    """Something drawn over the cells."""
    drawing = f"<xdr:wsDr {_XDR} {_A} {_R}><xdr:twoCellAnchor>{_AT}{inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    relation = _relation("rIdDrawn", "drawing", "../drawings/drawing9.xml")
    return _in_asking("drawing", f'<drawing {_R} r:id="rIdDrawn"/>', {"xl/drawings/drawing9.xml": drawing.encode()}, relation)


def _embedded(name: str) -> Change:
    relation = _relation("rIdOle", "package" if name.endswith("x") else "oleObject", f"../embeddings/{name}")
    ole = f'<oleObjects><oleObject progId="Made.Up" dvAspect="DVASPECT_ICON" shapeId="1025" {_R} r:id="rIdOle"/></oleObjects>'
    return _in_asking("oleObjects", ole, {f"xl/embeddings/{name}": b"PK made up"}, relation)


_CACHE = (
    f'<pivotCacheDefinition {_MAIN} {_R} r:id="rId1" recordCount="1"><cacheFields count="1"><cacheField name="Name">'
    '<sharedItems count="1"><s v="Jo Madeup"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'
)
_LINKED = (
    f'<externalLink {_MAIN}><externalBook {_R} r:id="rId1"><sheetNames><sheetName val="Cases"/></sheetNames><sheetDataSet>'
    '<sheetData sheetId="0"><row r="2"><cell r="B2" t="str"><v>Jo Madeup</v></cell></row></sheetData></sheetDataSet>'
    "</externalBook></externalLink>"
)
_LINK_RELATIONS = _NO_RELATIONS.replace(
    b"></Rel", b">" + _relation("rId1", "externalLinkPath", "Cases.xlsx", ' TargetMode="External"').encode() + b"</Rel"
)


def _linked(content: bytes) -> bytes:
    """An address, and a tip that only a mouse shows, behind the words of an answer."""
    parts = parts_of(content)
    part = parts[_asking(parts)]
    guarded = re.findall(rb'<dataValidation [^>]*sqref="([A-Z]+\d+)', part)
    cell = next(name for name in guarded if re.search(rb'<c r="%b"[^>]*>(?:<is>|<v>)' % name, part)).decode()
    link = f'<hyperlinks><hyperlink {_R} ref="{cell}" r:id="rIdLink" tooltip="Made up: 171"/></hyperlinks>'
    relation = _relation("rIdLink", "hyperlink", "https://example.org/made-up", ' TargetMode="External"')
    return _in_asking("hyperlinks", link, None, relation)(content)


def _very_hidden(workbook: Any) -> None:
    sheet = workbook.create_sheet("Made-up cases")
    sheet["A1"], sheet.sheet_state = "Jo Madeup", "veryHidden"


TOLD: dict[str, tuple[str, Change]] = {
    "a tick box that is ticked": ("a lead", _control("Checkbox", "CheckBox")),
    "an option button that is chosen": ("a lead", _control("Radio", "Radio")),
    "a document within": ("a lead", _embedded("Microsoft_Word_Document.docx")),
    "an object within": ("a lead", _embedded("oleObject1.bin")),
    "an address and a tip behind an answer": ("a lead", _linked),
    "an arrow": ("a lead", _drawn('<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="2" name="Straight Arrow 1"/></xdr:nvCxnSpPr></xdr:cxnSp>')),
    "a shape without words": ("a lead", _drawn('<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Oval 1"/></xdr:nvSpPr></xdr:sp>')),
    "ink": ("a lead's tablet", _drawn(
        f'<mc:AlternateContent {_MC}><mc:Choice xmlns:xdr14="http://schemas.microsoft.com/office/excel/2010/spreadsheetDrawing" '
        'Requires="xdr14"><xdr:contentPart r:id="rId1"><xdr14:nvContentPartPr><xdr14:cNvPr id="2" name="Ink 1"/></xdr14:nvContentPartPr>'
        "</xdr:contentPart></mc:Choice></mc:AlternateContent>")),
    "a case list in a pivot cache": ("a lead's workbook", _of_book(
        f'<pivotCaches><pivotCache cacheId="1" {_R} r:id="rIdCache"/></pivotCaches>', "</workbook>",
        _relation("rIdCache", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        {"xl/pivotCache/pivotCacheDefinition1.xml": _CACHE.encode()})),
    "values of another workbook": ("a lead's workbook", _of_book(
        f'<externalReferences><externalReference {_R} r:id="rIdOther"/></externalReferences>', "<definedNames",
        _relation("rIdOther", "externalLink", "externalLinks/externalLink1.xml"),
        {"xl/externalLinks/externalLink1.xml": _LINKED.encode(), "xl/externalLinks/_rels/externalLink1.xml.rels": _LINK_RELATIONS})),
    "a data model": ("a lead's workbook", _of_book("", "", _relation(
        "rIdModel", "http://schemas.microsoft.com/office/2011/relationships/powerPivotData", "model/item.data"),
        {"xl/model/item.data": b"made up"})),
    "a connection": ("a lead's workbook", _of_book("", "", _relation("rIdData", "connections", "connections.xml"), {"xl/connections.xml": (
        f'<connections {_MAIN}><connection id="1" name="Cases" type="5"><dbPr connection="made up" command="Cases"/></connection>'
        "</connections>").encode()})),
    "another scenario": ("a lead", _in_asking("scenarios", (
        '<scenarios current="0"><scenario name="Made up" count="1" user="Jo Madeup"><inputCells r="F8" val="171"/></scenario>'
        "</scenarios>"))),
    "a log of changes": ("Excel of old", _of_book("", "", _relation("rIdLog", "revisionHeaders", "revisions/revisionHeaders.xml"), {
        "xl/revisions/revisionHeaders.xml": f'<headers {_MAIN} guid="made-up"/>'.encode(),
        "xl/revisions/revisionLog1.xml": f'<revisions {_MAIN}><rcc rId="1"><nc r="F8"><v>171</v></nc></rcc></revisions>'.encode()})),
    "data of the file's own": ("a case system", _in_asking("", "", {
        "customXml/item1.xml": b'<cases xmlns="made-up"><case name="Jo Madeup"/></cases>'})),
    "a sheet that Excel does not list": ("a lead's macro", _with(_very_hidden)),
    "a picture behind the cells": ("a lead", _in_asking(
        "picture", f'<picture {_R} r:id="rIdBehind"/>', {"xl/media/image9.png": b"\x89PNG made up"},
        _relation("rIdBehind", "image", "../media/image9.png"))),
}  # fmt: skip
