"""What a workbook keeps that no cell shows: data is told apart from what programs add for themselves."""

from __future__ import annotations

import openpyxl
import pytest

from shpdocs.model.workbook import Kept, WorkbookContent
from shpdocs.workbook.read import read_workbook
from tests.reliability.packages import packed, parts_of
from tests.support.leads import saved

CACHE = "xl/pivotCache/pivotCacheDefinition1.xml"
FIELDS = (
    b'<pivotCacheDefinition><cacheFields><cacheField name="Name"/><cacheField name="Date of birth"/></cacheFields></pivotCacheDefinition>'
)
RECORDS = {
    "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": (
        b'<Relationships><Relationship Id="r1" Type="made-up/pivotCacheRecords" Target="pivotCacheRecords1.xml"/></Relationships>'
    ),
    "xl/pivotCache/pivotCacheRecords1.xml": b"<pivotCacheRecords><r><x/></r><r><x/></r></pivotCacheRecords>",
}
LINK = (
    b'<externalLink><externalBook><sheetNames><sheetName val="Cases"/></sheetNames><sheetDataSet><sheetData><row>'
    b'<cell r="A1"><v>1</v></cell><cell r="B1"><v>2</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>'
)
SHAREPOINT = (
    b'<p:properties xmlns:p="http://schemas.microsoft.com/office/2006/metadata/properties"><documentManagement>'
    b"<SharedWithUsers><UserInfo><DisplayName>Jo Madeup</DisplayName></UserInfo></SharedWithUsers></documentManagement></p:properties>"
)
KEPT: dict[str, tuple[dict[str, bytes], tuple[Kept, ...]]] = {
    "a pivot table's copy of its data": (
        {CACHE: FIELDS} | RECORDS, (Kept("the data behind a pivot table", "2 rows of Name, Date of birth", True),),
    ),
    "a pivot table's lists of what occurs": (
        {CACHE: FIELDS}, (Kept("the data behind a pivot table", "what stands in Name, Date of birth", True),),
    ),
    "copied cells of another workbook": (
        {"xl/externalLinks/externalLink1.xml": LINK}, (Kept("copies of cells of another workbook", "2 cells of Cases", True),),
    ),
    "a link to another workbook alone": (
        {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, (Kept("links to another workbook", ""),),
    ),
    "a data model": ({"xl/model/item.data": b"\0"}, (Kept("a data model (Power Pivot), which holds whole tables", "", True),)),
    "a log of changes": (
        {"xl/revisions/revisionLog1.xml": b"<a/>", "xl/revisions/userNames.xml": b"<a/>"},
        (Kept("the log of a shared workbook: every change, with what stood there before", "", True),),
    ),
    "connections": ({"xl/connections.xml": b"<connections/>"}, (Kept("connections to other data", ""),)),
    "people who commented": (
        {"xl/persons/person.xml": b'<personList><person displayName="Jo Madeup"/></personList>'},
        (Kept("names of people who commented", "Jo Madeup"),),
    ),
    "nobody who commented": ({"xl/persons/person.xml": b"<personList/>"}, ()),
    "document management with people": (
        {"customXml/item1.xml": SHAREPOINT}, (Kept("names of people, kept by document management", "Jo Madeup"),),
    ),
    "document management without people": (
        {"customXml/item1.xml": SHAREPOINT.replace(b"Jo Madeup", b""), "customXml/itemProps1.xml": b"<a>made up</a>"}, (),
    ),
    "custom XML of somebody, in attributes": (
        {"customXml/item1.xml": b"<cases xmlns='made-up' version='1.0' id='{made-up}'><case name='Jo Madeup'/></cases>"},
        (Kept("data in a part of its own (custom XML)", "Jo Madeup", True),),
    ),
    "custom XML that sets a program": ({"customXml/item1.xml": b"<settings xmlns='made-up' mode='compact' version='1.0'/>"}, ()),
    "custom XML of somebody": (
        {"customXml/item1.xml": b"<cases xmlns='made-up'><case>Jo Madeup</case></cases>"},
        (Kept("data in a part of its own (custom XML)", "Jo Madeup", True),),
    ),
    "custom XML of somebody at its root alone, with a name like a label's": (
        {"customXml/item1.xml": b"<case xmlns='http://example.org/semiprivate'>Jo Madeup</case>"},
        (Kept("data in a part of its own (custom XML)", "Jo Madeup", True),),
    ),
    "custom XML of somebody, deep within": (
        {"customXml/item1.xml": b"<a>%b<b/>Jo Madeup%b</a>" % (b"<a>" * 12, b"</a>" * 12)},
        (Kept("data in a part of its own (custom XML)", "Jo Madeup", True),),
    ),
    "custom XML of somebody around an element of a program": (
        {"customXml/item1.xml": b"<cases><case>Jo Madeup</case><p xmlns='http://schemas.microsoft.com/office/2006/metadata/properties'/></cases>"},
        (Kept("data in a part of its own (custom XML)", "Jo Madeup", True),),
    ),
    "a label in custom XML": (
        {"customXml/item1.xml": b"<l xmlns='http://schemas.microsoft.com/office/2020/mipLabelMetadata'><l name='Made up'/></l>"}, (),
    ),
    "a label of another program": (
        {"customXml/item1.xml": b"<titus xmlns='http://schemas.titus.com/TitusProperties/'><T xmlns=''>bWFkZSB1cA==</T></titus>"}, (),
    ),
    "what Power Pivot keeps of its windows": (
        {"customXml/item1.xml": b"<Gemini xmlns='http://gemini/pivotcustomization/TableOrder'><Content>Made up</Content></Gemini>"}, (),
    ),
    "what a store of documents keeps": (
        {"customXml/item1.xml": b"<metadata xmlns='http://www.objective.com/ecm/document/metadata/1'><field>A123</field></metadata>"}, (),
    ),
    "who sent it, as a store of documents keeps that": (
        {"customXml/item1.xml": b"<properties xmlns='http://www.imanage.com/work/xmlschema'><senderid>JO.MADEUP</senderid></properties>"},
        (Kept("names of people, kept by document management", "JO.MADEUP"),),
    ),
    "queries in custom XML": (
        {"customXml/item1.xml": b"<DataMashup xmlns='http://schemas.microsoft.com/DataMashup'>bWFkZSB1cA==</DataMashup>"}, (),
    ),
    "a label": ({"docMetadata/LabelInfo.xml": b"<labelList/>"}, ()),
    "settings of a printer": ({"xl/printerSettings/printerSettings1.bin": b"\0"}, ()),
    "a cache that cannot be read": ({CACHE: b"<a>"}, (Kept("the data behind a pivot table", "it cannot be read", True),)),
}  # fmt: skip


def _kept(parts: dict[str, bytes]) -> tuple[Kept, ...]:
    read = read_workbook(packed(parts_of(saved(openpyxl.Workbook())) | parts), "made-up.xlsx")
    assert isinstance(read, WorkbookContent)
    return read.kept


@pytest.mark.parametrize(("parts", "kept"), KEPT.values(), ids=KEPT.keys())
def test_what_no_cell_shows_is_told(parts: dict[str, bytes], kept: tuple[Kept, ...]) -> None:
    assert _kept(parts) == kept


def test_many_names_are_counted() -> None:
    fields = b"".join(b'<cacheField name="Field %d"/>' % number for number in range(20))
    (kept,) = _kept({CACHE: b"<pivotCacheDefinition><cacheFields>" + fields + b"</cacheFields></pivotCacheDefinition>"})
    assert kept.text.endswith("Field 7 and 12 more")


def _with_book(names: str = "", views: str = "") -> tuple[Kept, ...]:
    """What is kept by a workbook whose own part says so."""
    parts = parts_of(saved(openpyxl.Workbook()))
    book = parts["xl/workbook.xml"].replace(b"<definedNames/>", b"").replace(b"<definedNames />", b"")
    more = (f"<definedNames>{names}</definedNames>" if names else "") + views
    read = read_workbook(packed(parts | {"xl/workbook.xml": book.replace(b"</workbook>", more.encode() + b"</workbook>")}), "made-up.xlsx")
    assert isinstance(read, WorkbookContent)
    return read.kept


@pytest.mark.parametrize(("text", "said"), [('"Jo Madeup, 1 May"', "Jo Madeup, 1 May"), ('{"Jo Madeup";171}', '{"Jo Madeup";171}')])
def test_a_name_that_holds_words_of_its_own_may_be_a_case_list(text: str, said: str) -> None:
    kept = _with_book(f"<definedName name='cases'>{text}</definedName>")
    assert kept == (Kept("a name that holds a text of its own", f"cases: {said}", True),)


def test_names_that_hold_numbers_and_codes_are_told_once() -> None:
    names = "<definedName name='rate'>0.2</definedName><definedName name='code'>\"c123\"</definedName>"
    assert _with_book(names) == (Kept("names that hold values of their own", "rate: 0.2, code: c123"),)


@pytest.mark.parametrize("text", ["Sheet!$A$1", "Sheet!$A$1:$B$9", "#REF!", "1+Sheet!$A$1", "OFFSET(Sheet!$A$1,1,1)", ""])
def test_names_of_cells_and_of_formulas_are_not_told(text: str) -> None:
    assert _with_book(f"<definedName name='made_up'>{text}</definedName>") == ()


def test_what_programs_name_for_themselves_is_not_told() -> None:
    assert (
        _with_book("<definedName name='_xlnm.Made'>1</definedName><definedName name='_xlfn.IFERROR' hidden='1'>#NAME?</definedName>") == ()
    )


def test_custom_views_are_told_by_their_names() -> None:
    views = (
        "<customWorkbookViews><customWorkbookView name='Jo Madeup - Personal View'/><customWorkbookView name='Late'/></customWorkbookViews>"
    )
    assert _with_book(views=views) == (Kept("views of the sheets (View > Custom Views)", "Jo Madeup - Personal View, Late"),)


PARTS = {
    "a sheet of another file": "xl/worksheets/sheet99.xml",
    "comments": "xl/comments9.xml",
    "a picture that was taken out": "xl/media/image1.png",
    "a chart": "xl/charts/chart1.xml",
    "any file": "data/cases.csv",
    "texts": "xl/sharedStrings9.xml",
}
OF_PROGRAMS = (
    "__MACOSX/xl/._workbook.xml",
    ".DS_Store",
    "xl/calcChain.xml",
    "xl/theme/theme7.xml",
    "[trash]/0000.dat",
    "docProps/app9.xml",
)


@pytest.mark.parametrize("name", PARTS.values(), ids=PARTS.keys())
def test_a_part_that_nothing_leads_to_is_told_by_its_name(name: str) -> None:
    assert _kept({name: b"<made-up/>"}) == (Kept("parts that nothing in it shows", name, is_data=True),)


@pytest.mark.parametrize("name", OF_PROGRAMS)
def test_what_programs_leave_behind_is_no_data(name: str) -> None:
    assert _kept({name: b"<made-up/>"}) == ()


def test_a_part_that_another_leads_to_is_not_left_alone() -> None:
    relation = b'<Relationships><Relationship Id="rId1" Type="made-up/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": relation, "xl/drawings/drawing1.xml": b"<wsDr/>"}
    further = {
        "xl/drawings/_rels/drawing1.xml.rels": relation.replace(b"drawings/drawing1.xml", b"Media/Image1.png"),
        "xl/media/image1.png": b"",
    }
    assert _kept(parts | further) == ()


def test_what_only_broken_relationships_lead_to_is_told() -> None:
    relations = {"xl/worksheets/_rels/sheet1.xml.rels": b"<Relationships", "xl/comments1.xml": b"<comments/>"}
    assert _kept(relations) == (Kept("parts that nothing in it shows", "xl/comments1.xml", is_data=True),)


@pytest.mark.parametrize("part", ["docProps/core.xml", "docProps/custom.xml"])
def test_properties_that_cannot_be_read_are_told_and_the_rest_is_read(part: str) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = "Made up"
    read = read_workbook(packed(parts_of(saved(workbook)) | {part: b"<made-up"}), "made-up.xlsx")
    assert isinstance(read, WorkbookContent)
    assert read.sheets[0].cells[1, 1].value == "Made up"
    assert [(remark.kind, remark.text) for remark in read.sheets[0].remarks] == [
        ("part of the file (the document's properties)", "it cannot be read")
    ]


CORE = (
    b'<p:coreProperties xmlns:p="made-up:p"><p:keywords>171, not 164</p:keywords><p:category> </p:category>'
    b"<p:contentStatus>Draft</p:contentStatus></p:coreProperties>"
)
OWN = "<Properties>{}</Properties>"


def _own(name: str, text: str) -> str:
    return f'<property name="{name}"><v:lpwstr xmlns:v="made-up:v">{text}</v:lpwstr></property>'


def test_what_somebody_wrote_into_the_properties_is_told_and_holds_nothing_back() -> None:
    assert _kept({"docProps/core.xml": CORE}) == (
        Kept("keywords in its properties", "171, not 164"),
        Kept("status in its properties", "Draft"),
    )
    own = OWN.format(_own("Checked by", "Jo Madeup") + _own("Generator", "NPOI") + _own("Build", "1033-12.2.0"))
    assert _kept({"docProps/custom.xml": own.encode()}) == (Kept("a property of its own", "Checked by: Jo Madeup"),)


@pytest.mark.parametrize(
    "name", ["MSIP_Label_0_Name", "TitusGUID", "bjDocumentSecurityLabel", "_dlc_DocId", "ContentTypeId", "Classification"]
)
def test_what_programs_keep_in_the_properties_is_not_told(name: str) -> None:
    assert _kept({"docProps/custom.xml": OWN.format(_own(name, "Made up for staff")).encode()}) == ()
