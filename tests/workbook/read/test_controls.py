"""Form controls, ActiveX controls and what is drawn by hand: each is told with its state, wherever the file keeps it."""

from __future__ import annotations

from struct import pack

import openpyxl
import pytest

from shpdocs.model.workbook import Remark, WorkbookContent
from shpdocs.workbook.read import read_workbook
from tests.reliability.packages import packed, parts_of
from tests.support.leads import saved

SHEET, RELATIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ANCHOR = "<anchor><from><xdr:col>9</xdr:col><xdr:row>5</xdr:row></from><to><xdr:col>10</xdr:col><xdr:row>6</xdr:row></to></anchor>"
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape id="_x0000_s1025">'
    '<v:textbox><div><font>{text}</font></div></v:textbox><x:ClientData ObjectType="{kind}"><x:Anchor>9, 5, 5, 5, 10, 5, 6, 5</x:Anchor>'
    "{state}</x:ClientData></v:shape></xml>"
)
OCX = (
    '<ax:ocx xmlns:ax="made-up:ax" ax:classid="{{{number}-EC42-11CE-9E0D-00AA006002F3}}"><ax:ocxPr ax:name="Value" ax:value="{value}"/>'
    '<ax:ocxPr ax:name="Caption" ax:value="Made up"/></ax:ocx>'
)


def _with(parts: dict[str, bytes], relations: dict[str, str], xml: str = "") -> bytes:
    """A workbook of one cell with these parts beside its sheet, related by kind, and this after its data."""
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active["A1"] = "made up"
    held = parts_of(saved(workbook)) | parts
    held[SHEET] = held[SHEET].replace(b"</sheetData>", b"</sheetData>" + xml.encode())
    listed = "".join(f'<Relationship Id="{kind}" Type="made-up/{kind}" Target="{target}"/>' for kind, target in relations.items())
    return packed(held | {RELATIONS: f"<Relationships>{listed}</Relationships>".encode()})


def _told(content: bytes) -> list[tuple[str, str, str]]:
    read = read_workbook(content, "made-up.xlsx")
    assert isinstance(read, WorkbookContent)
    return [(remark.kind, remark.cell, remark.text) for remark in read.sheets[0].remarks]


def _drawn(kind: str, state: str = "", text: str = "Provisional: yes") -> bytes:
    part = VML.format(kind=kind, state=state, text=text).encode()
    return _with({"xl/drawings/vmlDrawing1.vml": part}, {"vmlDrawing": "../drawings/vmlDrawing1.vml"})


def _kept(xml: str) -> bytes:
    """A control with a part of its own, anchored in the sheet."""
    control = f'<control shapeId="1025" r:id="ctrlProp" name="Made up"><controlPr>{ANCHOR}</controlPr></control>'
    nested = (
        f'<mc:AlternateContent><mc:Choice Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14">{control}</mc:Choice>'
    )
    whole = f"{nested}</mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>".replace(
        "<mc:AlternateContent>", f'<mc:AlternateContent {MC} xmlns:xdr="made-up:xdr" xmlns:r="made-up:r">', 1
    )
    return _with({"xl/ctrlProps/ctrlProp1.xml": xml.encode()}, {"ctrlProp": "../ctrlProps/ctrlProp1.xml"}, whole)


DRAWN = [
    ("Checkbox", "<x:Checked>1</x:Checked>", ("tick box", "J6", "ticked: Provisional: yes")),
    ("Checkbox", "", ("tick box", "J6", "not ticked: Provisional: yes")),
    ("Checkbox", "<x:Checked>2</x:Checked>", ("tick box", "J6", "half ticked: Provisional: yes")),
    ("Radio", "<x:Checked>1</x:Checked>", ("option button", "J6", "chosen: Provisional: yes")),
    ("Drop", "<x:Sel>2</x:Sel>", ("list to choose from", "J6", "entry 2 is chosen: Provisional: yes")),
    ("Spin", "<x:Val>7</x:Val>", ("spin button", "J6", "it stands at 7: Provisional: yes")),
    ("Button", "", ("button", "J6", "Provisional: yes")),
    ("GBox", "", ("group box", "J6", "Provisional: yes")),
    ("Edit", "", ("field to type in", "J6", "Provisional: yes")),
    ("Made-up", "", ("control", "J6", "Provisional: yes")),
]


@pytest.mark.parametrize(("kind", "state", "told"), DRAWN)
def test_a_control_of_the_older_drawing_is_told_with_its_cell_and_its_state(kind: str, state: str, told: tuple[str, str, str]) -> None:
    assert _told(_drawn(kind, state)) == [told]


@pytest.mark.parametrize("kind", ["Note", "Pict"])
def test_the_frame_of_a_comment_or_of_an_embedded_file_is_told_there_alone(kind: str) -> None:
    assert _told(_drawn(kind)) == []


def test_a_line_break_that_excel_leaves_open_does_no_harm() -> None:
    assert _told(_drawn("Checkbox", "<x:Checked>1</x:Checked>", "Yes<br>No")) == [("tick box", "J6", "ticked: Yes No")]


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        ('<formControlPr objectType="CheckBox" checked="Checked"/>', ("tick box", "J6", "ticked: Made up")),
        ('<formControlPr objectType="CheckBox"/>', ("tick box", "J6", "not ticked: Made up")),
        ('<formControlPr objectType="Radio" checked="Checked"/>', ("option button", "J6", "chosen: Made up")),
        ('<formControlPr objectType="List" sel="3"/>', ("list to choose from", "J6", "entry 3 is chosen: Made up")),
        ('<formControlPr objectType="Scroll" val="40"/>', ("scroll bar", "J6", "it stands at 40: Made up")),
        (OCX.format(number="8BD21D40", value="1"), ("tick box", "J6", "ticked: Made up")),
        (OCX.format(number="8BD21D50", value="0"), ("option button", "J6", "not chosen: Made up")),
        (OCX.format(number="8BD21D10", value="171"), ("field to type in", "J6", "it says 171: Made up")),
        ("made up", ("control", "J6", "Made up")),
    ],
)
def test_a_control_with_a_part_of_its_own_is_told_with_its_cell_and_its_state(xml: str, told: tuple[str, str, str]) -> None:
    assert _told(_kept(xml)) == [told]


def test_an_activex_tick_box_whose_state_is_kept_elsewhere_says_so() -> None:
    xml = '<ax:ocx xmlns:ax="made-up:ax" ax:classid="{8BD21D40-EC42-11CE-9E0D-00AA006002F3}" ax:persistence="persistStorage"/>'
    assert _told(_kept(xml)) == [("tick box", "J6", "nobody knows whether it is ticked: Made up")]


ANCHORED = (
    '<xdr:wsDr xmlns:xdr="made-up:xdr"><xdr:twoCellAnchor>'
    "<xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from>{}</xdr:twoCellAnchor></xdr:wsDr>"
)
NAMED = '<xdr:nvSpPr><xdr:cNvPr id="2" name="Made up"/></xdr:nvSpPr>'
INK = f"<xdr:contentPart>{NAMED}</xdr:contentPart>"
SHAPES = [
    (f"<xdr:sp>{NAMED}</xdr:sp>", ("shape", "B3", "Made up")),
    (f"<xdr:sp>{NAMED}<xdr:txBody><p><r><t>171 is right</t></r></p></xdr:txBody></xdr:sp>", ("text box", "B3", "171 is right")),
    (f"<xdr:cxnSp>{NAMED}</xdr:cxnSp>", ("line or arrow", "B3", "Made up")),
    (
        f'<mc:AlternateContent {MC}><mc:Choice Requires="xdr14">{INK}</mc:Choice></mc:AlternateContent>',
        ("drawing by hand", "B3", "Made up"),
    ),
    (f"<xdr:graphicFrame>{NAMED}<slicer/></xdr:graphicFrame>", ("slicer", "B3", "Made up")),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "told"), SHAPES)
def test_whatever_is_drawn_over_the_cells_is_told(xml: str, told: tuple[str, str, str]) -> None:
    drawing = {"xl/drawings/drawing1.xml": ANCHORED.format(xml).encode()}
    assert _told(_with(drawing, {"drawing": "../drawings/drawing1.xml"})) == [told]


def test_the_titles_of_a_chart_and_what_was_drawn_into_it_are_told_with_it() -> None:
    frame = f'<xdr:graphicFrame>{NAMED}<c:chart xmlns:c="made-up:c" xmlns:r="made-up:r" r:id="r7"/></xdr:graphicFrame>'
    said = "<{0}><p><r><t>{1}</t></r></p><p/></{0}>"
    relation = '<Relationships><Relationship Id="r7" Type="made-up/{}" Target="{}"/></Relationships>'
    parts = {
        "xl/drawings/drawing1.xml": ANCHORED.format(frame),
        "xl/drawings/_rels/drawing1.xml.rels": relation.format("chart", "../charts/chart1.xml"),
        "xl/charts/chart1.xml": said.format("chartSpace", "Robbery by month"),
        "xl/charts/_rels/chart1.xml.rels": relation.format("chartUserShapes", "../drawings/drawing2.xml"),
        "xl/drawings/drawing2.xml": said.format("userShapes", "171 is right"),
    }
    content = _with({name: part.encode() for name, part in parts.items()}, {"drawing": "../drawings/drawing1.xml"})
    assert _told(content) == [("chart", "B3", "Made up: Robbery by month; 171 is right")]


@pytest.mark.parametrize(("kind", "words"), [("drawing", "what is drawn over the cells"), ("comments", "its comments")])
def test_a_part_beside_the_cells_that_cannot_be_read_is_told_and_the_cells_are_read(kind: str, words: str) -> None:
    content = _with({"xl/made-up.xml": b"<a><b></a>"}, {kind: "../made-up.xml"})
    assert _told(content) == [(f"part of the file ({words})", "", "it cannot be read")]


def test_scenarios_are_told() -> None:
    xml = '<scenarios><scenario name="Best case" user="Jo Madeup"><inputCells r="B4" val="171"/></scenario></scenarios>'
    assert _told(_with({}, {}, xml)) == [("scenario", "", "Best case: B4 171")]


def test_remarks_hold_no_name_of_who_made_them() -> None:
    xml = '<scenarios><scenario name="Best case" user="Jo Madeup"><inputCells r="B4" val="171"/></scenario></scenarios>'
    read = read_workbook(_with({}, {}, xml), "made-up.xlsx")
    assert isinstance(read, WorkbookContent)
    assert read.sheets[0].remarks == (Remark("scenario", "", "Best case: B4 171"),)


def test_a_control_that_only_the_sheet_names_is_told_beside_those_that_are_drawn_too() -> None:
    drawn = VML.format(kind="Checkbox", state="", text="one")
    shape = drawn[drawn.index("<v:shape") : drawn.index("</xml>")]
    vml = drawn.replace("</xml>", shape.replace("_s1025", "_s1026").replace(">one<", ">two<") + "</xml>")
    controls = "".join(f'<control shapeId="{number}" name="Number {number}"/>' for number in (1027, 1025))
    content = _with(
        {"xl/drawings/vmlDrawing1.vml": vml.encode()},
        {"vmlDrawing": "../drawings/vmlDrawing1.vml"},
        f"<controls>{controls}</controls>",
    )
    assert sorted(text for _, _, text in _told(content)) == ["Number 1027", "not ticked: one", "not ticked: two"]


def test_a_control_whose_number_has_no_end_is_told_as_one_without() -> None:
    vml = VML.format(kind="Checkbox", state="", text="one").replace("_s1025", f"_s{'9' * 5000}")
    content = _with({"xl/drawings/vmlDrawing1.vml": vml.encode()}, {"vmlDrawing": "../drawings/vmlDrawing1.vml"})
    assert [text for _, _, text in _told(content)] == ["not ticked: one"]


def test_controls_that_were_given_names_are_told_once_each_with_their_own_captions() -> None:
    shapes = ""
    for number, text in ((1025, "Yes"), (1026, "No")):
        drawn = VML.format(kind="Radio", state="<x:Checked>1</x:Checked>" if text == "No" else "", text=text)
        named = f'<v:shape xmlns:o="urn:schemas-microsoft-com:office:office" id="{text}_x0020_button" o:spid="_x0000_s{number}">'
        shapes += drawn[drawn.index("<v:shape") : drawn.index("</xml>")].replace('<v:shape id="_x0000_s1025">', named)
    vml = VML.format(kind="Radio", state="", text="one")
    vml = vml[: vml.index("<v:shape")] + shapes + "</xml>"
    controls = "".join(f'<control shapeId="{number}" name="Option Button {number}"/>' for number in (1025, 1026))
    content = _with(
        {"xl/drawings/vmlDrawing1.vml": vml.encode()}, {"vmlDrawing": "../drawings/vmlDrawing1.vml"}, f"<controls>{controls}</controls>"
    )
    assert _told(content) == [("option button", "J6", "not chosen: Yes"), ("option button", "J6", "chosen: No")]


def _form(value: str, kind: str = "40") -> bytes:
    """A control as Excel saves it in bytes: its value and the caption 'Made up'."""
    texts = b"".join(text.encode() + bytes(-len(text) % 4) for text in (value, "Made up"))
    properties = pack("<QIII", 1 << 31 | 1 << 23 | 1 << 22 | 1 << 8 | 1 << 6, 4, len(value) | 1 << 31, len("Made up") | 1 << 31)
    body = properties + pack("<II", 2_000, 500) + texts
    return bytes.fromhex(f"{kind}1dd28b42ecce119e0d00aa006002f3") + pack("<BBH", 0, 2, len(body)) + body


def _in_bytes(content: bytes, number: str) -> list[tuple[str, str, str]]:
    """What is told of an ActiveX control with this part of bytes."""
    ocx = f'<ax:ocx xmlns:ax="made-up:ax" ax:classid="{{{number}-EC42-11CE-9E0D-00AA006002F3}}" ax:persistence="persistStreamInit"/>'
    relations = '<Relationships><Relationship Id="r" Type="made-up/activeXControlBinary" Target="activeX1.bin"/></Relationships>'
    parts = {"xl/ctrlProps/_rels/ctrlProp1.xml.rels": relations.encode(), "xl/ctrlProps/activeX1.bin": content}
    return _told(packed(parts_of(_kept(ocx)) | parts))


@pytest.mark.parametrize(
    ("value", "kind", "number", "told"),
    [
        ("1", "40", "8BD21D40", ("tick box", "J6", "ticked: Made up")),
        ("0", "40", "8BD21D40", ("tick box", "J6", "not ticked: Made up")),
        ("1", "50", "8BD21D50", ("option button", "J6", "chosen: Made up")),
        ("0", "60", "8BD21D60", ("switch", "J6", "not chosen: Made up")),
        ("171, not 164", "10", "8BD21D10", ("field to type in", "J6", "it says 171, not 164: Made up")),
        ("Met", "30", "8BD21D30", ("list to choose from", "J6", "it says Met: Made up")),
    ],
)
def test_the_state_of_an_activex_control_is_read_from_its_bytes(value: str, kind: str, number: str, told: tuple[str, str, str]) -> None:
    assert _in_bytes(_form(value, kind), number) == [told]


BROKEN = [b"", b"made up", _form("1")[:40], _form("1").replace(b"1\0\0\0Made", b""), bytes(16) + _form("1")[16:]]


@pytest.mark.parametrize("content", BROKEN)
def test_bytes_that_break_off_or_are_of_another_kind_say_nothing(content: bytes) -> None:
    assert _in_bytes(content, "8BD21D40") == [("tick box", "J6", "nobody knows whether it is ticked: Made up")]


def test_many_comments_on_one_cell_are_read_in_the_time_of_as_many_cells() -> None:
    comments = b'<comment ref="A1"><text><t>abcdefgh</t></text></comment>' * 100_000
    part = b"<comments><authors/><commentList>" + comments + b"</commentList></comments>"
    ((_, cell, text),) = _told(_with({"xl/comments1.xml": part}, {"comments": "../comments1.xml"}))
    assert (cell, len(text)) == ("A1", 800_000)


def test_what_a_check_on_entries_says_is_read_once_however_many_cells_it_is_on() -> None:
    check = '<dataValidation sqref="{}" promptTitle="What to enter" prompt="Use last year_x000a_s figure" error="171 only"/>'
    on_no_cell = '<dataValidation prompt="Nobody sees this"/>'
    xml = f"<dataValidations>{on_no_cell}{check.format('B4:B9 D2')}{check.format('C3')}</dataValidations>"
    assert _told(_with({}, {}, xml)) == [("prompt", "B4", "Use last year\ns figure"), ("message about wrong entries", "B4", "171 only")]
