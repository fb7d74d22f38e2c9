"""What is asked for of an appendix is done before it is judged, counted and told; what shows nothing otherwise is done always."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from PIL import Image

from shpdocs.model.appendix import Appendix, AppendixRefusedError, Merged, MergeReport, Request
from shpdocs.model.document import Document, Heading
from shpdocs.paper.appendix import as_separate_file, merge
from shpdocs.paper.appendix.preparing import crops
from shpdocs.paper.word import write_paper
from tests.support.made_word import NS, REL, Source, chart_xml, field_of, paragraph, picture, run

PAPER = write_paper(Document("A made-up paper", "A made-up council", (Heading("A made-up paper", 1),)), date(2024, 9, 30))
BY = 'w:author="Jo Madeup" w:date="2024-09-01T10:00:00Z"'
PURE = f'<w:rPrChange w:id="5" {BY}><w:rPr><w:i/></w:rPr></w:rPrChange>'


def added(text: str) -> str:
    return f'<w:ins w:id="1" {BY}>{run(text)}</w:ins>'


def taken_out(text: str) -> str:
    return f'<w:del w:id="2" {BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def ended(mark: str) -> str:
    return f'<w:rPr><w:{mark} w:id="3" {BY}/></w:rPr>'


def merged(made: Source, *requests: Request) -> Merged:
    return merge(PAPER, (Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx", requests),))


def report_of(made: Source, *requests: Request) -> MergeReport:
    return merged(made, *requests).reports[0]


def document_of(content: bytes) -> str:
    return zipfile.ZipFile(BytesIO(content)).read("word/document.xml").decode()


def paragraphs_of(made: Source, *requests: Request) -> list[str]:
    """The texts of the paragraphs that come in."""
    content = as_separate_file(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx", requests))
    inside = re.findall(r"<w:p[ >].*?</w:p>|<w:p/>", document_of(content), re.DOTALL)
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", each)) for each in inside]


def reasons(made: Source, *requests: Request) -> list[str]:
    with pytest.raises(AppendixRefusedError) as caught:
        merged(made, *requests)
    return [refusal.words for refusal in caught.value.refused[0][1]]


def made_of(*blocks: str) -> Source:
    return Source(body=[paragraph("Before"), *blocks, paragraph("After")])


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([f"<w:p>{run('It rose ')}{added('sharply')}{taken_out('a little')}</w:p>"], ["It rose sharply"]),
        ([f"<w:p>{run('Moved: ')}<w:moveTo w:id='4' {BY}>{run('here')}</w:moveTo></w:p>", f"<w:p><w:moveFrom w:id='5' {BY}>{run('here')}</w:moveFrom>{run('left')}</w:p>"], ["Moved: here", "left"]),
        ([f"<w:p><w:pPr>{ended('del')}</w:pPr>{run('One ')}</w:p>", f"<w:p>{run('paragraph')}</w:p>"], ["One paragraph"]),
        ([f"<w:p><w:pPr>{ended('del')}</w:pPr>{taken_out('gone')}</w:p>"], []),
        ([f"<w:p><w:pPr>{ended('ins')}</w:pPr>{added('A new paragraph')}</w:p>"], ["A new paragraph"]),
        ([f"<w:p><w:pPr>{ended('moveFrom')}</w:pPr><w:moveFrom w:id='8' {BY}>{run('away')}</w:moveFrom></w:p>"], []),
        ([f"<w:p><w:pPr>{ended('del')}</w:pPr>{run('Kept')}</w:p>", "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"], ["Kept", "cell"]),
        ([f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:trPr><w:del w:id='6' {BY}/></w:trPr><w:tc><w:p>{taken_out('row')}</w:p></w:tc></w:tr><w:tr><w:trPr><w:ins w:id='7' {BY}/></w:trPr><w:tc><w:tcPr><w:cellIns w:id='8' {BY}/></w:tcPr><w:p>{added('new row')}</w:p></w:tc></w:tr></w:tbl>"], ["new row"]),
        ([f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:trPr><w:del w:id='6' {BY}/></w:trPr><w:tc><w:p>{taken_out('row')}</w:p></w:tc></w:tr></w:tbl>"], []),
        ([f"<w:p><w:del w:id='9' {BY}><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:delInstrText> PAGE </w:delInstrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:del>{run('x')}</w:p>"], ["x"]),
        ([f"<w:p>{added('added')}{run(' and ')}<w:ins w:id='1' {BY}><w:del w:id='2' {BY}><w:r><w:delText>both</w:delText></w:r></w:del></w:ins></w:p>"], ["added and "]),
    ],
)  # fmt: skip
def test_on_request_what_was_added_stays_and_what_was_taken_out_goes(blocks: list[str], expected: list[str]) -> None:
    made = made_of(*blocks)
    assert "--appendix-changes accept" in reasons(made)[0]
    assert paragraphs_of(made, "changes-accepted") == ["Before", *expected, "After"]


def test_accepted_changes_are_counted_and_name_nobody() -> None:
    made = made_of(f"<w:p>{added('new')}{taken_out('old')}{taken_out('older')}</w:p>")
    result = merged(made, "changes-accepted")
    assert result.reports[0].requested == ("3 tracked changes accepted: 1 added, 2 taken out",)
    assert "Madeup" not in document_of(result.content)
    assert "old" not in re.sub(r"<[^>]*>", " ", document_of(result.content))


def test_changes_in_headers_and_notes_are_accepted_too() -> None:
    made = made_of()
    made.last_section = made.margin("header", f"<w:p>{added('In the header')}{taken_out('gone')}</w:p>") + made.last_section
    assert report_of(made, "changes-accepted").requested == ("2 tracked changes accepted: 1 added, 1 taken out",)


@pytest.mark.parametrize(
    "change",
    [
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:tc><w:tcPr><w:cellDel w:id='1' {BY}/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:tc><w:tcPr><w:cellMerge w:id='1' {BY} w:vMerge='rest'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
        f"<w:p><w:pPr><w:rPr><w:del w:id='3' {BY}/></w:rPr><w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr></w:pPr></w:p>",
    ],
)
def test_a_change_that_cannot_be_accepted_for_certain_is_refused_even_so(change: str) -> None:
    assert "tracked change" in reasons(made_of(change), "changes-accepted")[0]


@pytest.mark.parametrize(
    "look",
    [
        f'<w:p><w:r><w:rPr><w:b/>{PURE}</w:rPr><w:t>Bold</w:t></w:r></w:p>',
        f'<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange w:id="5" {BY}><w:pPr/></w:pPrChange></w:pPr>{run("Bold")}</w:p>',
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/><w:ins w:id="5" {BY}/></w:numPr></w:pPr>{run("Bold")}</w:p>',
        f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:sectPrChange w:id="5" {BY}><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr></w:sectPrChange></w:sectPr></w:pPr>{run("Bold")}</w:p>',
        f'<w:tbl><w:tblPr><w:tblPrChange w:id="5" {BY}><w:tblPr/></w:tblPrChange></w:tblPr><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:p>{run("Bold")}</w:p></w:tc></w:tr></w:tbl>',
    ],
)  # fmt: skip
def test_changes_of_formatting_alone_are_always_accepted_and_told(look: str) -> None:
    result = merged(made_of(look))
    assert "1 tracked change of formatting alone: accepted" in result.reports[0].changed
    assert result.reports[0].requested == ()
    assert "Madeup" not in document_of(result.content)


@pytest.mark.parametrize("name", ["moveTo", "moveFrom", "customXmlIns", "customXmlDel", "customXmlMoveTo"])
def test_marks_that_a_change_left_behind_are_gone_with_the_name(name: str) -> None:
    made = made_of(f'<w:{name}RangeStart w:id="9" {BY} w:name="move1"/>', paragraph("Moved"), f'<w:{name}RangeEnd w:id="9"/>')
    assert "Madeup" not in document_of(merged(made).content)


def with_comments(count: int = 2) -> Source:
    marks = '<w:commentRangeStart w:id="0"/>' + run("Said") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    made = made_of(f"<w:p>{marks}</w:p>")
    said = "".join(f'<w:comment w:id="{at}" {BY}>{paragraph("is this right?")}</w:comment>' for at in range(count))
    made.parts["comments.xml"] = (f"<w:comments {NS}>{said}</w:comments>".encode(), "wordprocessingml.comments")
    made.relate("comments", "comments.xml")
    return made


def test_comments_are_refused_once_with_their_number_and_first_place() -> None:
    told = reasons(with_comments())
    assert len(told) == 1
    assert told[0].startswith("It has 2 comments (the paragraph that begins “Said”)")
    assert "--appendix-comments drop" in told[0]


def test_on_request_comments_are_left_out_and_counted() -> None:
    result = merged(with_comments(3), "comments-dropped")
    assert result.reports[0].requested == ("3 comments left out",)
    parts = zipfile.ZipFile(BytesIO(result.content))
    assert not any("comment" in name for name in parts.namelist())
    assert all(b"is this right" not in parts.read(name) for name in parts.namelist())


def with_object(before: str = "", after: str = "") -> Source:
    made = Source()
    made.parts["embeddings/oleObject1.bin"] = (b"a made-up secret", "application/vnd.openxmlformats-officedocument.oleObject")
    made.parts["media/shown.png"] = (picture(7), "image/png")
    behind, shown = made.relate("oleObject", "embeddings/oleObject1.bin"), made.relate("image", "media/shown.png")
    shape = f'<v:shape id="_x0000_i1025" style="width:90pt;height:60pt" o:ole=""><v:imagedata r:id="{shown}" o:title=""/></v:shape>'
    object = f'<w:r><w:object w:dxaOrig="900" w:dyaOrig="600">{shape}<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" DrawAspect="Content" ObjectID="_1" r:id="{behind}"/></w:object></w:r>'
    made.body = [paragraph("Before"), f"<w:p>{before}{object}{after}</w:p>", paragraph("After")]
    return made


def test_on_request_the_picture_of_an_object_stays_and_the_object_goes() -> None:
    assert any("--appendix-objects picture" in words for words in reasons(with_object()))
    result = merged(with_object(), "objects-as-pictures")
    assert result.reports[0].requested == ("1 embedded object: the picture that it showed is there, what stood behind it is not",)
    assert any(carried.what == "pictures" and carried.count == 1 for carried in result.reports[0].carried)
    parts = zipfile.ZipFile(BytesIO(result.content))
    assert all(b"secret" not in parts.read(name) for name in parts.namelist())
    assert "OLEObject" not in document_of(result.content)


def test_the_field_around_an_object_goes_with_it() -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end")]
    made = with_object(marks[0] + "<w:r><w:instrText> EMBED Excel.Sheet.12 </w:instrText></w:r>" + marks[1], marks[2])
    assert "EMBED" not in document_of(merged(made, "objects-as-pictures").content)


def test_an_object_without_a_picture_is_refused_even_so() -> None:
    assert "embedded object" in reasons(made_of("<w:p><w:r><w:object/></w:r></w:p>"), "objects-as-pictures")[0]


def with_links(address: str) -> Source:
    made = Source()
    made.body = [
        paragraph("See ", inside=made.link("the list", address)),
        paragraph("", inside=field_of(f' HYPERLINK "{address}" ', "this")),
    ]
    return made


@pytest.mark.parametrize(
    "address", ["file:///H:/Made%20up/list.xlsx", "C:/Made/up.docx", "report.docx", "../a/b.pdf", "aka.ms/made-up", "hthttps://example.org", "%20http://example.org"]
)  # fmt: skip
def test_links_that_lead_nobody_anywhere_become_their_words_and_are_told(address: str) -> None:
    result = merged(with_links(address))
    assert (
        "2 links to paths, files and misspelt addresses that no reader can open: the words are there, the link is not"
        in result.reports[0].changed
    )
    assert address not in document_of(result.content)
    assert paragraphs_of(with_links(address)) == ["See the list", "this"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://example.org/a", "https://me:pass@example.org/", "mailto:a@example.org?body=x"]
)
def test_on_request_links_that_no_paper_may_have_become_their_words(address: str) -> None:
    made = with_links(address)
    assert all("--appendix-links text" in words for words in reasons(made))
    result = merged(made, "links-as-text")
    assert result.reports[0].requested == ("2 links that no reader can open: the words are there, the link is not",)
    assert address not in document_of(result.content)
    assert "the list" in document_of(result.content)


def test_that_a_request_had_nothing_to_do_is_told_and_the_paper_is_the_same() -> None:
    requests: tuple[Request, ...] = ("changes-accepted", "comments-dropped", "objects-as-pictures", "links-as-text")
    result = merged(made_of(), *requests)
    about = ("tracked changes", "comments", "embedded objects", "links that no reader can open")
    assert result.reports[0].requested == tuple(f"nothing to do about {what}" for what in about)
    assert result.content == merged(made_of()).content


@pytest.mark.parametrize(
    "said", [None, "", "<w:comment w:id='0' w:author='Jo Madeup'><w:p><w:r><w:annotationRef/></w:r></w:p></w:comment>"]
)
def test_marks_of_comments_that_are_gone_or_say_nothing_go_and_that_is_told(said: str | None) -> None:
    marks = '<w:commentRangeStart w:id="0"/>' + run("Said") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    made = made_of(f"<w:p>{marks}</w:p>")
    if said is not None:
        made.parts["comments.xml"] = (f"<w:comments {NS}>{said}</w:comments>".encode(), "wordprocessingml.comments")
        made.relate("comments", "comments.xml")
    result = merged(made)
    assert "marks of comments that are gone or say nothing: gone" in result.reports[0].changed
    assert "comment" not in document_of(result.content)
    assert "Madeup" not in document_of(result.content)


@pytest.mark.parametrize(
    "code",
    [
        " MACROBUTTON NoMacro Click here and type ",
        " GOTOBUTTON Place Click here and type ",
        ' MACROBUTTON  "Two words"  Click here and type',
    ],
)
def test_a_button_is_the_text_that_it_shows(code: str) -> None:
    marks = [f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "end")]
    half = len(code) // 2
    words = "".join(f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in (code[:half], code[half:]))
    made = made_of(f"<w:p>{marks[0]}{words}{marks[1]}</w:p>")
    assert "1 button: now the text that it showed" in report_of(made).changed
    assert [text.strip() for text in paragraphs_of(made)] == ["Before", "Click here and type", "After"]


def test_a_control_that_is_bound_to_data_is_the_text_that_it_shows() -> None:
    bound = '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>A title</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    report = report_of(made_of(bound))
    assert any("controls bound to data" in words for words in report.changed)
    assert paragraphs_of(made_of(bound)) == ["Before", "A title", "After"]


def test_a_chart_that_is_linked_to_a_workbook_comes_in_without_the_link() -> None:
    made = Source()
    made.body = [paragraph("", inside=made.chart("A made-up chart"))]
    made.relations["charts/chart1"] = []
    workbook = made.relate("oleObject", "file:///H:\\Made%20up\\Book1.xlsx", "charts/chart1", external=True)
    made.parts["charts/chart1.xml"] = (chart_xml(workbook).encode(), "drawingml.chart")
    result = merged(made)
    assert any("without the workbook" in words for words in result.reports[0].changed)
    parts = zipfile.ZipFile(BytesIO(result.content))
    assert all(b"Book1" not in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("kind", ["intelligence", "webextensiontaskpanes", "extensibility"])
def test_parts_that_show_nothing_stay_behind(kind: str) -> None:
    made = made_of()
    made.parts["odd.xml"] = (b"<odd/>", "application/xml")
    made.relations.setdefault("document", []).append(f'<Relationship Id="rId900" Type="{REL}/{kind}" Target="odd.xml"/>')
    assert report_of(made).requested == ()


@pytest.mark.parametrize("result", ["", "<w:r><w:t></w:t></w:r>", None], ids=["no text", "empty text", "no result"])
@pytest.mark.parametrize(
    "code",
    [
        "DOCPROPERTY Customer",
        "TITLE",
        "DOCVARIABLE x",
        'IF 1 = 2 "y" ""',
        "FILLIN x",
        "QUOTE",
        "INFO Subject",
        "PAGEREF gone",
        "REF gone",
        "HYPERLINK https://example.org",
    ],
)
def test_a_field_that_shows_what_nobody_gave_becomes_nothing_and_is_told(code: str, result: str | None) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end"))
    said = f"<w:r><w:instrText>{escape(code)}</w:instrText></w:r>"
    field = begin + said + ("" if result is None else separate + result) + end
    made = made_of(f"<w:p>{run('For: ')}{field}</w:p>")
    assert paragraphs_of(made) == ["Before", "For: ", "After"]
    report = report_of(made)
    assert f"fields that showed nothing, and are gone: {code.split()[0]}" in report.changed
    assert not any("fields that are now" in words for words in report.changed)


@pytest.mark.parametrize("code", ["TOC \\x", "DATE", "SEQ Cost", "INDEX", "STYLEREF Cost"])
def test_a_field_that_would_show_something_and_shows_nothing_yet_is_refused(code: str) -> None:
    assert any("shows nothing" in words for words in reasons(made_of(f"<w:p>{field_of(code, '')}</w:p>")))


def striped() -> bytes:
    """A made-up picture of 40 by 20 dots: red at the left, blue at the right, green above, white in the middle and below."""
    stripes = Image.new("RGB", (40, 20), "white")
    stripes.paste("red", (0, 0, 10, 20))
    stripes.paste("blue", (30, 0, 40, 20))
    stripes.paste("lime", (0, 0, 40, 10))
    written = BytesIO()
    stripes.save(written, "PNG")
    return written.getvalue()


def cropped(made: Source, crop: str, part: str = "document") -> str:
    shown = made.image(40, "A made-up map", part).replace("<a:stretch>", f"<a:srcRect {crop}/><a:stretch>")
    made.parts["media/image40.png"] = (striped(), "image/png")
    return shown


def pictures_in(content: bytes) -> list[Image.Image]:
    archive = zipfile.ZipFile(BytesIO(content))
    return [Image.open(BytesIO(archive.read(name))) for name in archive.namelist() if "/media/" in name]


CUT = "picture{} cut to the part that it showed: what was cropped off is not there"


@pytest.mark.parametrize(
    "crop", ['l="25000" t="50000" r="25000"', 'l="25%" t="50%" r="25%" b="0.5%"', 'l="25000" t="50000" r="25000" b="-10000"']
)
@pytest.mark.parametrize("place", ["document", "header1"])
def test_of_a_cropped_picture_what_shows_comes_in_and_nothing_that_was_cropped_off(crop: str, place: str) -> None:
    made = Source(body=[paragraph("Text")])
    if place == "document":
        made.body.append(paragraph("", inside=cropped(made, crop)))
    else:
        made.last_section = made.margin("header", paragraph("", inside=cropped(made, crop, place))) + made.last_section
    for content in (merged(made).content, as_separate_file(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx"))):
        (shown,) = pictures_in(content)
        assert (shown.size, shown.convert("RGB").getcolors()) == ((20, 10), [(200, (255, 255, 255))])
        archive = zipfile.ZipFile(BytesIO(content))
        said = [
            found
            for name in archive.namelist()
            if name.endswith(".xml")
            for found in re.findall(r"<a:srcRect[^>]*>", archive.read(name).decode())
        ]
        assert [re.findall(r' ([ltrb])="([^"]*)"', each) for each in said] in ([], [[]], [[("b", "-20000")]])
    assert f"1 {CUT.format('')}" in report_of(made).changed


def test_a_picture_that_is_shown_in_several_ways_is_cut_in_each_and_made_once() -> None:
    made = Source(body=[paragraph("Text")])
    for crop in ('l="25000"', 'l="25000"', 'r="50000"', ""):
        made.body.append(paragraph("", inside=cropped(made, crop)))
    assert sorted(shown.size for shown in pictures_in(merged(made).content)) == [(20, 20), (30, 20), (40, 20)]
    assert f"3 {CUT.format('s')}" in report_of(made).changed


@pytest.mark.parametrize("crop", ['cropleft="16384f" croptop="32768f" cropright="16384f"', 'cropleft=".25" croptop="0.5" cropright="25%"'])
def test_a_cropped_picture_of_an_older_kind_is_cut(crop: str) -> None:
    made = Source(body=[paragraph("Text")])
    made.parts["media/image40.png"] = (striped(), "image/png")
    shape = f'<v:shape style="width:90pt;height:45pt" alt="Made up"><v:imagedata r:id="{made.relate("image", "media/image40.png")}" {crop}/></v:shape>'
    made.body.append(f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>")
    (shown,) = pictures_in(merged(made).content)
    assert (shown.size, shown.convert("RGB").getcolors()) == ((20, 10), [(200, (255, 255, 255))])
    assert "crop" not in document_of(merged(made).content)


def test_pictures_are_cut_only_as_far_as_a_file_may_ask_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crops, "_MOST_DOTS", 801)
    made = Source(body=[paragraph("Text")])
    for percent in (10, 20, 30):
        made.body.append(paragraph("", inside=cropped(made, f'l="{percent}000"')))
    assert ["cropped off" in words for words in reasons(made)] == [True]


ELSEWHERE = "https://example.org/zq-elsewhere.png"


def linked_picture(made: Source) -> str:
    id = made.relate("image", ELSEWHERE, external=True)
    return made.image(40, "A made-up map").replace("r:embed=", f'r:link="{id}" r:embed=')


def older_picture(made: Source) -> str:
    made.parts["media/image40.png"] = (striped(), "image/png")
    ids = made.relate("image", "media/image40.png"), made.relate("image", ELSEWHERE, external=True)
    data = f'<v:imagedata r:id="{ids[0]}" r:href="{ids[1]}"/>'
    return f'<w:r><w:pict><v:shape style="width:90pt;height:45pt" alt="Made up">{data}</v:shape></w:pict></w:r>'


def fetched_picture(made: Source) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText>INCLUDEPICTURE "{ELSEWHERE}"</w:instrText></w:r>{separate}{made.image(40, "A made-up map")}{end}'


def nothing_shown(made: Source) -> str:
    made.relate("image", ELSEWHERE, external=True)
    return made.image(40, "A made-up map")


@pytest.mark.parametrize("shown", [linked_picture, older_picture, fetched_picture, nothing_shown])
def test_a_picture_that_is_linked_and_kept_too_comes_in_as_it_is_kept_and_no_link_does(shown: Callable[[Source], str]) -> None:
    made = Source(body=[paragraph("Text")])
    made.body.append(paragraph("Map: ", inside=shown(made)))
    for content in (merged(made).content, as_separate_file(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx"))):
        archive = zipfile.ZipFile(BytesIO(content))
        assert len(pictures_in(content)) == 1
        assert not [name for name in archive.namelist() if b"zq-elsewhere" in archive.read(name)]
    told = "\n".join(report_of(made).changed)
    field = "fields that are now the text that they showed: INCLUDEPICTURE"
    assert field in told if shown is fetched_picture else "1 link to pictures kept elsewhere: gone; the copy" in told


@pytest.mark.parametrize("result", ["", run("words"), None])
def test_a_field_that_fetches_a_picture_and_keeps_none_is_refused(result: str | None) -> None:
    made = Source(body=[paragraph("Text")])
    shown = fetched_picture(made)
    made.body.append(paragraph("", inside=re.sub(r"<w:r><w:drawing>.*?</w:drawing></w:r>", result or "", shown)))
    if result is None:
        made.body.append(paragraph("", inside=shown.replace("</w:drawing></w:r>", "</w:drawing></w:r>" + run("words"))))
    assert any("INCLUDEPICTURE" in words for words in reasons(made))


def test_pillow_is_loaded_for_a_cropped_picture_alone() -> None:
    script = "import sys\nfrom shpdocs.model.appendix import Appendix\nfrom shpdocs.paper.appendix import as_separate_file\n"
    script += "as_separate_file(Appendix('R', 'R', sys.stdin.buffer.read(), 'r.docx'))\nprint('PIL' in sys.modules)"
    plain, shown = Source(body=[paragraph("Text")]), Source(body=[paragraph("Text")])
    plain.body.append(paragraph("", inside=plain.image(40, "A made-up map")))
    shown.body.append(paragraph("", inside=cropped(shown, 'l="25000"')))
    loaded = [
        subprocess.run([sys.executable, "-c", script], input=made.write(), capture_output=True, check=True) for made in (plain, shown)
    ]
    assert [run.stdout.strip() for run in loaded] == [b"False", b"True"]


def with_newer_chart(kept: str) -> Source:
    """A report with a chart that only programs since 2016 draw, and what the file keeps for those before."""
    made = Source()
    made.parts["charts/chartEx1.xml"] = (
        b"<cx:chartSpace xmlns:cx='http://schemas.microsoft.com/office/drawing/2014/chartex'><cx:chartData/></cx:chartSpace>",
        "application/vnd.ms-office.chartex+xml",
    )
    id = made.relate("chartEx", "charts/chartEx1.xml")
    data = f'<a:graphicData uri="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:chart xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" r:id="{id}"/></a:graphicData>'
    new = f'<w:drawing><wp:inline><wp:extent cx="900000" cy="500000"/><wp:docPr id="3" name="x" descr="A made-up map"/><wp:cNvGraphicFramePr/><a:graphic>{data}</a:graphic></wp:inline></w:drawing>'
    branches = f'<mc:Choice xmlns:cx1="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex" Requires="cx1">{new}</mc:Choice><mc:Fallback>{kept.replace("PICTURE", re.sub("</?w:r>", "", made.image(40, "A made-up map")))}</mc:Fallback>'
    made.body = [paragraph("Before"), f"<w:p><w:r><mc:AlternateContent>{branches}</mc:AlternateContent></w:r></w:p>", paragraph("After")]
    return made


def test_on_request_the_picture_of_a_newer_chart_stays_and_its_numbers_go() -> None:
    assert any("--appendix-objects picture" in words for words in reasons(with_newer_chart("PICTURE")))
    result = merged(with_newer_chart("PICTURE"), "objects-as-pictures")
    assert result.reports[0].requested == ("1 newer chart: the picture that it showed is there, what stood behind it is not",)
    assert any(carried.what == "pictures" and carried.count == 1 for carried in result.reports[0].carried)
    assert not any("chartEx" in name for name in zipfile.ZipFile(BytesIO(result.content)).namelist())


def test_a_newer_chart_without_a_picture_is_refused_even_so() -> None:
    assert any("newer kind" in words for words in reasons(with_newer_chart(""), "objects-as-pictures"))


@pytest.mark.parametrize(("width", "height", "is_seen"), [(690, 1, True), (1, 1, True), (690, 3, True), (690, 40, False)])
def test_a_picture_that_is_a_line_itself_is_seen_and_one_pressed_to_a_line_is_not(width: int, height: int, is_seen: bool) -> None:
    written = BytesIO()
    Image.new("RGB", (width, height), "grey").save(written, "PNG")
    made = Source(body=[paragraph("Before")])
    shown = made.image(40, "A line")
    made.body.append(paragraph("", inside=re.sub(r'<wp:extent cx="\d+" cy="\d+"', '<wp:extent cx="6572250" cy="9525"', shown)))
    made.parts = {name: (written.getvalue(), type) if name.endswith(".png") else (old, type) for name, (old, type) in made.parts.items()}
    if is_seen:
        assert any(carried.what == "pictures" for carried in report_of(made).carried)
    else:
        assert any("no height or width" in words for words in reasons(made))
