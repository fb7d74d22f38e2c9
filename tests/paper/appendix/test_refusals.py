"""What cannot come into a paper is refused by name, all at once, before anything is written; every file here is made up."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from shpdocs.model.appendix import Appendix, AppendixLostError, AppendixRefusedError
from shpdocs.model.document import Document, Heading
from shpdocs.ooxml.xml import NAMESPACES
from shpdocs.paper.appendix import as_separate_file, merge
from shpdocs.paper.word import write_paper
from tests.support.made_word import NS, PORTRAIT, STYLES, TYPES, Source, chart_xml, field_of, paragraph, refusals_of, rich, run
from tests.support.word_files import edit_parts


def appendix(content: bytes, file: str = "report.docx") -> Appendix:
    return Appendix("Report", "Appendix 1 – Made-up report", content, file)


def reasons(made: Source | bytes, classification: str = "") -> list[str]:
    content = made if isinstance(made, bytes) else made.write()
    return [refusal.words for refusal in refusals_of(appendix(content), classification)]


def body(xml: str) -> Source:
    return Source(body=[paragraph("Made-up text before"), xml])


def with_relation(kind: str, target: str, content: bytes = b"<none/>") -> Source:
    made = Source(body=[paragraph("Made-up text")])
    made.parts[target] = (content, "application/xml")
    made.relate(kind, target)
    return made


def test_a_report_with_one_of_everything_is_not_refused() -> None:
    assert reasons(rich()) == []


TRACKED = '<w:ins w:id="1" w:author="Made up"><w:r><w:t>added</w:t></w:r></w:ins>'


COMMENT = f"<w:comments {NS}><w:comment w:id='0'>{paragraph('x')}</w:comment></w:comments>".encode()


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (body(f"<w:p>{TRACKED}</w:p>"), "tracked change"),
        (body('<w:p><w:del w:id="1" w:author="Made up"><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'), "tracked change"),
        (with_relation("comments", "comments.xml", COMMENT), "1 comment"),
        (with_relation("oleObject", "embeddings/oleObject1.bin"), "embedded object"),
        (with_relation("package", "embeddings/sheet.xlsx"), "embedded object"),
        (with_relation("control", "activeX/activeX1.xml"), "ActiveX"),
        (with_relation("aFChunk", "chunk.xml"), "not opened yet"),
        (with_relation("subDocument", "sub.docx"), "sub-document"),
        (with_relation("diagramData", "diagrams/data1.xml"), "SmartArt"),
        (with_relation("chartEx", "charts/chartEx1.xml"), "newer kind"),
        (with_relation("vbaProject", "vbaProject.bin"), "macros"),
        (with_relation("somethingNew", "new.xml"), "somethingNew"),
        (body("<w:p><w:r><w:object/></w:r></w:p>"), "embedded object"),
        (body(paragraph("", inside=run("unseen", "<w:vanish/>"))), "hidden text"),
        (body('<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'), "hidden row"),
        (body(paragraph("", inside=field_of(' INCLUDETEXT "C:\\\\made-up.docx" ', "text"))), "INCLUDETEXT"),
        (body('<w:p><w:fldSimple w:instr=" MERGEFIELD Name "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'), "MERGEFIELD"),
        (Source(settings='<w:documentProtection w:edit="forms" w:enforcement="1"/>'), "protected"),
        (Source(settings='<w:mailMerge><w:mainDocumentType w:val="formLetters"/></w:mailMerge>'), "mail merge"),
        (body('<w:p><w:r><w:footnoteReference w:id="77"/></w:r></w:p>'), "footnote is missing"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_is_named(made: Source, named: str) -> None:
    refusals = reasons(made)
    assert len(refusals) >= 1
    assert any(named in refusal for refusal in refusals), refusals


def test_hidden_text_by_a_style_is_hidden_text() -> None:
    style = '<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    made = Source(styles=STYLES + style, body=[paragraph("", inside=run("unseen", '<w:rStyle w:val="Unseen"/>'))])
    assert "hidden text" in reasons(made)[0]


def test_a_picture_kept_elsewhere_is_named() -> None:
    made = Source(body=[paragraph("Made-up text")])
    id = made.relate("image", "https://example.org/picture.png", external=True)
    shown = made.image(40, "Made up")
    made.body.append(paragraph("", inside=re.sub(r'r:embed="[^"]*"', f'r:link="{id}"', shown)))
    assert "kept elsewhere" in reasons(made)[0]


def test_what_should_be_a_picture_and_is_another_part_is_named() -> None:
    made = Source(body=[paragraph("Made-up text")])
    notes = made.relate("footnotes", "footnotes.xml")
    made.parts["footnotes.xml"] = (f"<w:footnotes {NS}/>".encode(), "wordprocessingml.footnotes")
    made.body.append(paragraph("", inside=re.sub(r'r:embed="[^"]*"', f'r:embed="{notes}"', made.image(40, "Made up"))))
    assert "or that is damaged" in reasons(made)[0]


def test_a_chart_that_keeps_data_it_does_not_show_is_named() -> None:
    made = Source()
    made.body = [paragraph("", inside=made.chart("A made-up chart"))]
    assert reasons(made) == []
    hidden = chart_xml("rId20").replace("<c:plotVisOnly", '<c:extLst><c:ext uri="x"><filteredBarSeries/></c:ext></c:extLst><c:plotVisOnly')
    made.parts["charts/chart1.xml"] = (hidden.encode(), TYPES["chart"])
    assert "does not show" in reasons(made)[0]


def test_a_refusal_says_where_and_what_to_do() -> None:
    refusals = refusals_of(appendix(body(f"<w:p>{run('The made-up paragraph that was changed')}{TRACKED}</w:p>").write()))
    assert refusals[0].what == "It has 1 tracked change"
    assert refusals[0].where == "the paragraph that begins “The made-up paragraph that was changedad…”"
    assert "Accept All Changes" in refusals[0].mend


def _naming(kind: str, element: str) -> Source:
    """A file with something that is refused in its second paragraph, whose first says something."""
    made = Source(body=[paragraph("The made-up paragraph before")])
    made.parts["embeddings/made-up.xml"] = (b"<none/>", "application/xml")
    made.body.append(f"<w:p><w:r>{element.format(id=made.relate(kind, 'embeddings/made-up.xml'))}</w:r></w:p>")
    return made


@pytest.mark.parametrize(
    "made",
    [
        _naming("oleObject", '<w:object><o:OLEObject r:id="{id}"/></w:object>'),
        _naming("diagramData", '<w:smartArt r:dm="{id}"/>'),
        _naming("somethingNew", '<w:made r:id="{id}"/>'),
        body("<w:p><w:r><w:object/></w:r></w:p>"),
        body(f"<w:tbl><w:tr><w:tc><w:p>{TRACKED}</w:p></w:tc></w:tr></w:tbl>".replace("<w:t>added</w:t>", "<w:br/>")),
    ],
)
def test_what_stands_where_nothing_is_said_is_found_by_the_paragraph_before(made: Source) -> None:
    places = {refusal.where for refusal in refusals_of(appendix(made.write()))}
    assert len(places) == 1
    assert re.fullmatch("after the paragraph that begins “(The m|M)ade-up .*before”", places.pop())


def test_one_reason_in_several_places_is_told_once_with_each() -> None:
    field = field_of(' INCLUDETEXT "C:\\\\made-up.docx" ', "text")
    made = Source(body=[paragraph("", inside=run(f"{where} made-up line") + field) for where in ("First", "Second")])
    with pytest.raises(AppendixRefusedError) as refused:
        merge(write_paper(Document("Made up", "Made up", (Heading("Made up", 1),)), date(2024, 9, 30)), (appendix(made.write()),))
    told = [line for line in str(refused.value).splitlines() if "INCLUDETEXT" in line]
    assert len(told) == 1
    assert "the paragraph that begins “First made-up linetext”; the paragraph that begins “Second made-up linetext”" in told[0]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"%PDF-1.7 made up", "PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Word 97"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"plain text", "not a Word file"),
        (b"PK\3\4 damaged", "damaged"),
        (b"", "not arrived whole"),
    ],
)
def test_files_of_other_kinds_are_named(content: bytes, named: str) -> None:
    assert named in reasons(content)[0]


def test_macros_strict_files_and_document_types_are_named() -> None:
    content = rich().write()

    def macros(parts: dict[str, bytes]) -> None:
        plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(plain, b"vnd.ms-word.document.macroEnabled.main")

    def strict(parts: dict[str, bytes]) -> None:
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
        )

    def declares(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY e "made up">]>' + parts["word/document.xml"]

    def no_word(parts: dict[str, bytes]) -> None:
        del parts["word/document.xml"]

    def cut(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"][:100]

    def two_of_one_id(parts: dict[str, bytes]) -> None:
        parts["word/_rels/document.xml.rels"] = re.sub(rb'Id="rId2[01]"', b'Id="rId20"', parts["word/_rels/document.xml.rels"])

    changes = (macros, strict, declares, no_word, cut, two_of_one_id)
    first_reasons = [reasons(edit_parts(content, change))[0] for change in changes]
    named = ("macros", "Strict", "damaged", "not a Word file", "damaged", "damaged")
    assert [word in reason for word, reason in zip(named, first_reasons, strict=True)] == [True] * len(changes)


def test_a_file_that_unpacks_to_too_much_is_not_unpacked() -> None:
    def swell(parts: dict[str, bytes]) -> None:
        parts["word/media/big.bin"] = b"\0" * 301_000_000

    assert "too large" in reasons(edit_parts(rich().write(), swell))[0]


def marked(where: str) -> Source:
    made = Source(body=[paragraph("Made-up text")])
    if where == "text":
        made.body.append(paragraph("OFFICIAL-SENSITIVE"))
    elif where == "footnote":
        made.body.append(paragraph("Made up", inside=made.note("footnotes", "OFFICIAL-SENSITIVE")))
    elif where == "properties":
        made.title = "OFFICIAL-SENSITIVE"
    elif where == "watermark":
        shape = '<w:r><w:pict><v:shape><v:textpath string="CONFIDENTIAL"/></v:shape></w:pict></w:r>'
        made.last_section = made.margin("header", paragraph("", inside=shape)) + PORTRAIT
    else:
        made.last_section = made.margin(where, paragraph("MPS\tOFFICIAL-SENSITIVE")) + PORTRAIT
    return made


@pytest.mark.parametrize("where", ["header", "footer", "text", "footnote", "properties", "watermark"])
def test_a_marking_higher_than_the_papers_is_refused(where: str) -> None:
    refusals = reasons(marked(where), "Public")
    assert len(refusals) == 1
    assert refusals[0].startswith("It is marked “")
    assert reasons(marked(where), "Part II – Not for publication") == []


@pytest.mark.parametrize(
    ("title", "file"), [("CONFIDENTIAL police report", "made-up.docx"), ("Made up", "OFFICIAL-SENSITIVE made-up.docx")]
)
def test_a_marking_in_the_title_or_the_name_of_the_file_is_refused(title: str, file: str) -> None:
    refusals = refusals_of(Appendix(title, f"Appendix 2 – {title}", body(paragraph("Made up")).write(), file), "Public")
    assert [refusal.what.partition(" “")[0] for refusal in refusals] == ["It is marked"]


def test_all_reasons_of_all_appendices_are_told_at_once() -> None:
    paper = write_paper(Document("Made up", "Made up", (Heading("Made up", 1),)), date(2024, 9, 30))
    first = appendix(body(f"<w:p>{TRACKED}{run('x', '<w:vanish/>')}</w:p>").write(), "first.docx")
    third = appendix(b"%PDF", "third.docx")
    with pytest.raises(AppendixRefusedError) as caught:
        merge(paper, (first, appendix(rich().write()), third))
    assert [(file, len(reasons)) for file, reasons in caught.value.refused] == [("first.docx", 2), ("third.docx", 1)]
    assert "first.docx: It has 1 tracked change" in str(caught.value)


def test_a_label_kept_as_a_property_of_the_file_is_a_marking() -> None:
    custom = b'<Properties><property name="MSIP_Label_made-up_Name"><lpwstr>OFFICIAL-SENSITIVE</lpwstr></property></Properties>'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"

    def label(parts: dict[str, bytes]) -> None:
        parts["docProps/custom.xml"] = custom
        relation = b'<Relationship Id="rId9" Type="' + kind + b'" Target="docProps/custom.xml"/></Relationships>'
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation)

    assert "the file's properties" in reasons(edit_parts(rich().write(), label))[0]


def test_a_file_that_is_built_as_none_should_be_is_refused_as_damaged_and_the_paper_is_not_written() -> None:
    made = rich()
    whole = made.numbering
    made.numbering = re.sub(r'<w:abstractNumId w:val="1"/>', "", whole)  # a list that follows no definition
    assert made.numbering != whole
    paper = write_paper(Document("Made up", "Made up", (Heading("Made up", 1),)), date(2024, 9, 30))
    with pytest.raises(AppendixRefusedError) as refused:
        merge(paper, (appendix(made.write()),))
    assert [(file, [reason.what for reason in reasons]) for file, reasons in refused.value.refused] == [("report.docx", ["It is damaged"])]


def test_a_fault_of_shpdocs_is_not_called_the_senders_and_the_other_appendices_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("shpdocs.paper.appendix.cleaned", fail)
    paper = write_paper(Document("Made up", "Made up", (Heading("Made up", 1),)), date(2024, 9, 30))
    whole, cut_off = rich().write(), rich().write()[:-900]
    with pytest.raises(AppendixRefusedError) as refused:
        merge(paper, (appendix(whole), appendix(cut_off)))
    first, second = (reason for _, (reason,) in refused.value.refused)
    assert first.what.startswith("shpdocs could not read it")
    assert "please report it" in first.mend
    assert second.what == "It is damaged"
    assert isinstance(refused.value.__cause__, ZeroDivisionError)


POINT = "<c:v>4</c:v></c:pt>"
LABEL = '<c:dLbls><c:dLbl><c:idx val="0"/>{}<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>77</a:t></a:r></a:p></c:rich></c:tx></c:dLbl></c:dLbls>'


def _lost_of_chart(old: str, new: str) -> list[str]:
    """What is lost of a file whose chart has something else in place of a piece of it."""
    made = Source()
    made.body = [paragraph("", inside=made.chart("A made-up chart"))]
    chart = chart_xml("rId20")
    assert old in chart
    made.parts["charts/chart1.xml"] = (chart.replace(old, new, 1).encode(), TYPES["chart"])
    try:
        merge(write_paper(Document("Made up", "Made up", (Heading("Made up", 1),)), date(2024, 9, 30)), (appendix(made.write()),))
    except AppendixLostError as error:
        return [line.partition(":")[0] for line in error.lost]
    return []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (POINT, f'{POINT}<c:pt idx="9"><c:v>77</c:v></c:pt>'),
        (POINT, f'{POINT}<c:pt idx="0"><c:v>77</c:v></c:pt>'),
        ("<c:val>", LABEL.format('<c:delete val="1"/>') + "<c:val>"),
    ],
    ids=["a point beyond those that it counts", "a point given twice", "a label that is deleted"],
)
def test_a_chart_that_keeps_what_it_does_not_show_is_not_given_out(old: str, new: str) -> None:
    assert _lost_of_chart(old, new) == ["charts"]


def test_a_chart_with_a_label_of_its_own_comes_in() -> None:
    assert _lost_of_chart("<c:val>", LABEL.format("") + "<c:val>") == []


@pytest.mark.parametrize(
    ("crop", "is_refused"), [('l="20000"', True), ('b="1000"', True), ('t="900"', False), ('r="-5000"', False), ("", False)]
)
def test_a_picture_that_cannot_be_cut_and_holds_what_was_cropped_off_is_named(crop: str, is_refused: bool) -> None:
    made, turned, photograph = Source(), Image.Exif(), BytesIO()
    turned[0x0112] = 6
    Image.new("RGB", (8, 8)).save(photograph, "JPEG", exif=turned)
    made.body = [
        paragraph("The made-up picture ", inside=made.image(40, "Made up").replace("<a:stretch>", f"<a:srcRect {crop}/><a:stretch>"))
    ]
    made.parts["media/image40.png"] = (photograph.getvalue(), "image/jpeg")
    named = reasons(made)
    assert len(named) == is_refused
    assert all("cropped off (the paragraph that begins “The made-up picture”)" in reason for reason in named)


def in_equation(xml: str) -> Source:
    return body(f'<w:p xmlns:m="{NAMESPACES["m"]}"><m:oMath>{xml}</m:oMath></w:p>')


def equation_run(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def cells(second: str) -> str:
    row = "<w:tr><w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    grid = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
    return grid + row.format('<w:vMerge w:val="restart"/>', "shown") + row.format("<w:vMerge/>", second) + "</w:tbl>"


HIDDEN_DEGREE = '<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg>{}</m:deg><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad>'
PHANTOM = '<m:phant><m:phantPr><m:show m:val="{}"/></m:phantPr><m:e><m:r><m:t>x</m:t></m:r></m:e></m:phant>'
NO_PLACE, HIDDEN_PART, NOTHING = "no place for any", "hidden parts", "show nothing, many in a row"
NOT_SHOWN = "not what a page shows"
FLAG_OF_ENGLAND = "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng") + "\U000e007f"


@pytest.mark.parametrize(
    ("made", "named"),
    [
        (body("<w:p><w:t>x</w:t></w:p>"), NO_PLACE),
        (body("<w:t>x</w:t>"), NO_PLACE),
        (body("<w:p><w:pPr><w:r><w:t>x</w:t></w:r></w:pPr></w:p>"), NO_PLACE),
        (body("<w:p><w:r><w:rPr><w:t>x</w:t></w:rPr></w:r></w:p>"), NO_PLACE),
        (body("<w:tbl><w:tblPr/><w:tblGrid/><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tbl>"), NO_PLACE),
        (body("<w:p><w:r><w:t>x<w:t>y</w:t></w:t></w:r></w:p>"), NO_PLACE),
        (body("<w:p><w:smartTag><w:r><w:t>x</w:t></w:r></w:smartTag></w:p>"), ""),
        (in_equation(HIDDEN_DEGREE.format(equation_run("n"))), HIDDEN_PART),
        (in_equation(HIDDEN_DEGREE.format("")), ""),
        (in_equation(PHANTOM.format("0")), HIDDEN_PART),
        (in_equation(PHANTOM.format("1")), ""),
        (body(paragraph("Hello" + "".join(chr(0xE0000 + ord(letter)) for letter in "made up words"))), NOTHING),
        (body(paragraph(f"A flag {FLAG_OF_ENGLAND}, a soft\u00adhyphen")), ""),
        (body(cells("kept")), "merged cell"),
        (body(cells("")), ""),
        (body(paragraph("", inside=field_of(" PAGE ", "made up words"))), NOT_SHOWN),
        (body(paragraph("", inside=field_of(" NUMPAGES ", "1,204") + field_of(" PAGE ", "- xiv -"))), ""),
        (body(paragraph("Table ", inside=field_of(" SEQ Table \\h ", "made up words"))), NOT_SHOWN),
        (body(paragraph("", inside=field_of(" EQ \\f(1,2) ", "made up words"))), NOT_SHOWN),
        (body(paragraph("", inside=field_of(" SYMBOL 61 ", "="))), ""),
        (body(paragraph("", inside=run("x", '<w:rtl/><w:sz w:val="24"/><w:szCs w:val="2"/>'))), "smaller than 4 points"),
        (body(paragraph("", inside=run("made up words", '<w:fitText w:val="20"/>'))), "pressed together"),
    ],
)  # fmt: skip
def test_text_that_no_program_draws_is_named(made: Source, named: str) -> None:
    assert [named in reason for reason in reasons(made)] == [True] * bool(named)


def test_an_address_without_anything_to_see_of_its_link_stays_behind() -> None:
    made = Source()
    made.body.append(paragraph("Text", inside=made.link("", "https://example.org/nobody-sees-this")))
    relations = zipfile.ZipFile(BytesIO(as_separate_file(appendix(made.write())))).read("word/_rels/document.xml.rels")
    assert b"nobody-sees-this" not in relations


def test_a_document_of_several_bodies_is_refused() -> None:
    def twice(parts: dict[str, bytes]) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", b"</w:body><w:body><w:p/></w:body>")

    assert "several bodies" in reasons(edit_parts(body(paragraph("More")).write(), twice))[0]


def test_a_file_within_the_file_that_cannot_be_read_hides_no_other_reason() -> None:
    made = with_relation("aFChunk", "chunk.xml", b"<html><br></html>")
    made.body.append(f"<w:p>{TRACKED}</w:p>")
    assert sorted(reason.partition(".")[0][:18] for reason in reasons(made)) == ["It has 1 tracked c", "It holds a file wi"]


def test_a_drawing_with_a_document_type_beside_its_copy_in_dots_is_no_damage() -> None:
    made = Source()
    made.body = [paragraph("Text", inside=made.image(40, "Made up"))]
    made.parts["media/drawn.svg"] = (b'<!DOCTYPE svg PUBLIC "x" "y"><svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
    made.relate("image", "media/drawn.svg")
    assert reasons(made) == []
