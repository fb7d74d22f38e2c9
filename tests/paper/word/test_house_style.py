"""A council's house style: the starter, what is read of an edited one, and papers in it. All texts are made up."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.shared import Pt, RGBColor

from shpdocs.model.document import Block, Chart, ChartLine, Contents, Document, Heading, ListItem, Notice, PageBreak, Paragraph, Table
from shpdocs.model.errors import FolderError
from shpdocs.model.house_style import HouseStyle
from shpdocs.paper.word import write_paper
from shpdocs.paper.word.house_style import HOUSE_STYLE, partnership_house_style, read_house_style, write_starter
from shpdocs.paper.word.house_style.starter import EXAMPLES
from shpdocs.store.folder import open_folder
from tests.support.clients import needs_libreoffice, soffice_convert
from tests.support.paper_integrity import integrity_faults
from tests.support.validators import faults_of
from tests.support.word_files import DAY, edit_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
BLOCKS: tuple[Block, ...] = (
    Heading("Made up", 1), Notice("Made up."), Contents(), Heading("Two", 2), Heading("Three", 3), Paragraph("made up"),
    ListItem("made up", "1.", 1, 0, True),
    Table("t", "t.", ("One", "Two"), (((Paragraph("made up"),), (Paragraph("Red: made up", rating="red"),)),)),
    PageBreak("landscape"), Heading("Wide", 2),
    Chart("c", "c.", ("Q1", "Q2"), ChartLine("made up", (1, 2)), (ChartLine("Target", (3, 3)),)),
)  # fmt: skip
# parts of a header as Word writes them
PICTURE = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" '
    'distL="0" distR="0"><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Logo" descr="Made-up logo"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="logo"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
)
FIELD_BEGINS, FIELD_ENDS = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def _open(source: BytesIO | None = None) -> Any:
    return docx.Document(source)


def _read(content: bytes) -> HouseStyle:
    return read_house_style(content, "house.docx")


def _with_header(
    inside: str, kind: str = "image", target: str = "media/logo.png", mode: str = "", more: dict[str, bytes] | None = None
) -> bytes:
    """The starter with that in its header's paragraph, in place of the example."""
    with zipfile.ZipFile(BytesIO(write_starter())) as package:
        header = package.read("word/header1.xml").decode()
    begin, end = header.index("<w:r>"), header.rindex("</w:r>") + len("</w:r>")
    types = (("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'),)
    made = edit_part(write_starter(), "word/header1.xml", (header[begin:end], inside))
    relations = RELATIONS.format(kind=kind, target=target, mode=mode).encode()
    added = {"word/_rels/header1.xml.rels": relations, "word/media/logo.png": PNG} | (more or {})
    return edit_part(made, "[Content_Types].xml", *types, more=added)


def _paper(house: HouseStyle | None, mark: str = "DRAFT") -> bytes:
    return write_paper(Document("Made up", "Made-up Partnership", BLOCKS, ("Made-up committee",), True, mark), DAY, house)


def _xml(content: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read(name))


def _faults(content: bytes, folder: Path) -> list[str]:
    path = folder / "paper.docx"
    path.write_bytes(content)
    return [*faults_of(path), *integrity_faults(content)]


def _texts(content: bytes) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in _open(BytesIO(content)).paragraphs]


# the starter


def test_the_starter_shows_every_style_of_a_paper_by_name() -> None:
    document = _open(BytesIO(write_starter()))
    cells = [paragraph for table in document.tables for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    shown = {paragraph.style.style_id for paragraph in (*document.paragraphs, *cells)}
    named = " ".join(paragraph.text for paragraph in (*document.paragraphs, *cells)).casefold()
    styles = [style for style in _xml(write_starter(), "word/styles.xml").iter(f"{W}style") if style.get(f"{W}default") != "1"]
    lacking = [
        style.get(f"{W}styleId")
        for style in styles
        if style.find(f"{W}name").get(f"{W}val").casefold() not in named
        or (style.get(f"{W}type") == "paragraph" and style.get(f"{W}styleId") not in shown)
    ]
    assert lacking == ["AfterTable"]  # the line under a table, which says nothing


def test_the_starter_is_upright_a4_and_the_same_each_time(tmp_path: Path) -> None:
    (section,) = _open(BytesIO(write_starter())).sections
    assert (round(section.page_width.mm), round(section.page_height.mm), round(section.left_margin.mm)) == (210, 297, 25)
    assert write_starter() == write_starter()
    assert _faults(write_starter(), tmp_path) == []


def test_an_untouched_starter_is_our_own_house_style() -> None:
    house = _read(write_starter())
    assert (house.missing, house.inaccessible, house.left, house.headers_footers, house.images) == ((), (), (), (), ())
    assert _texts(_paper(house)) == _texts(_paper(None))
    for part in ("word/document.xml", "word/footer1.xml", "word/header1.xml"):
        assert ElementTree.tostring(_xml(_paper(house), part)) == ElementTree.tostring(_xml(_paper(None), part))


def test_a_paper_in_an_untouched_starters_style_is_sound(tmp_path: Path) -> None:
    assert _faults(_paper(_read(write_starter())), tmp_path) == []
    assert _paper(_read(write_starter())) == _paper(_read(write_starter()))


# what is taken


def test_fonts_sizes_colours_and_margins_of_the_file_are_the_papers() -> None:
    document = _open(BytesIO(write_starter()))
    heading = document.styles["Heading 2"]
    heading.font.name, heading.font.size, heading.font.color.rgb = "Made-up Sans", Pt(15), RGBColor(0x00, 0x4D, 0x40)
    document.sections[0].left_margin = document.sections[0].right_margin = Pt(50)
    saved = BytesIO()
    document.save(saved)
    paper = _open(BytesIO(_paper(_read(saved.getvalue()))))
    font = paper.styles["Heading 2"].font
    assert (font.name, font.size, font.color.rgb) == ("Made-up Sans", Pt(15), RGBColor(0x00, 0x4D, 0x40))
    assert [round(section.left_margin.mm) for section in paper.sections] == [18, 15]  # wide tables keep their room


def test_styles_are_found_by_name_whatever_stands_under_it() -> None:
    content = edit_part(
        write_starter(), "word/styles.xml", ('w:styleId="Heading2"', 'w:styleId="berschrift2"'), ('w:val="heading 2"', 'w:val="Heading 2"'),
        ('w:styleId="TableText"', 'w:styleId="Notice"'),
        ('"Notice">\n    <w:name w:val="Notice"/>', '"a99">\n    <w:name w:val="Notice"/>'),
        ('<w:basedOn w:val="TableText"/>', '<w:basedOn w:val="Notice"/>'),
    )  # fmt: skip
    house = _read(content)
    assert house.missing == ()
    styles: Any = ElementTree.fromstring(house.styles)
    based = {
        element.get(f"{W}styleId"): (element.find(f"{W}name").get(f"{W}val"), element.find(f"{W}basedOn").get(f"{W}val"))
        for element in styles.iter(f"{W}style")
        if element.find(f"{W}basedOn") is not None
    }
    assert based["Heading2"] == ("heading 2", "Normal")
    assert based["TableText"] == ("Table Text", "Normal")
    assert based["TableTextKept"] == ("Table Text Kept", "TableText")
    assert based["Notice"] == ("Notice", "Normal")


def test_colours_and_types_of_the_theme_are_the_papers_and_its_pictures_are_not() -> None:
    content = edit_part(write_starter(), "word/theme/theme1.xml", ('<a:srgbClr val="DD6B10"/>', '<a:srgbClr val="005A9C"/>'))
    theme = _xml(_paper(_read(content)), "word/theme/theme1.xml")
    assert "005A9C" in {element.get("val") for element in theme.iter()}
    assert {element.get("name") for element in theme.iter() if element.tag.endswith(("clrScheme", "fontScheme"))} == {"House"}


def test_the_logo_and_words_of_header_and_footer_stand_on_every_page_before_our_own_lines(tmp_path: Path) -> None:
    content = _with_header(f"{PICTURE}<w:r><w:t>Made-up Council</w:t></w:r>")
    content = edit_part(content, "word/footer1.xml", ("Example footer", "Made-up address. Example footer"))
    house = _read(content)
    paper = _paper(house)
    assert _faults(paper, tmp_path) == []
    document = _open(BytesIO(paper))
    for section in document.sections:
        assert [paragraph.text for paragraph in section.header.paragraphs] == ["DRAFT", "Made-up Council"]
        texts = [paragraph.text for paragraph in section.footer.paragraphs]
        assert texts[0].startswith("Made-up address.")
        assert texts[1] == "Made-up committee"
        assert texts[2].startswith("Page ")
    assert [image for _, image in house.images] == [PNG]
    with zipfile.ZipFile(BytesIO(paper)) as package:
        assert package.read("word/media/house1.png") == PNG
    drawings = [drawing.get("id") for name in ("word/document.xml", "word/header1.xml") for drawing in _xml(paper, name).iter(f"{WP}docPr")]
    assert len(drawings) == len(set(drawings)) == 2


def test_the_starters_example_words_stand_in_no_paper_even_beside_a_logo() -> None:
    words, *_ = EXAMPLES
    house = _read(_with_header(f"<w:r><w:t>{words[:9]}</w:t></w:r><w:r><w:t>{words[9:]}</w:t></w:r>{PICTURE}"))
    section = _open(BytesIO(_paper(house))).sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["DRAFT", ""]
    assert [image for _, image in house.images] == [PNG]


def test_a_first_page_with_a_header_of_its_own_keeps_it_and_shows_the_mark(tmp_path: Path) -> None:
    document = _open(BytesIO(write_starter()))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Made-up first page"
    section.header.paragraphs[0].text = "Made-up next pages"
    saved = BytesIO()
    document.save(saved)
    paper = _paper(_read(saved.getvalue()))
    sections = _open(BytesIO(paper)).sections
    assert [section.different_first_page_header_footer for section in sections] == [True, False]
    assert [paragraph.text for paragraph in sections[0].first_page_header.paragraphs] == ["DRAFT", "Made-up first page"]
    assert [paragraph.text for paragraph in sections[0].header.paragraphs] == ["DRAFT", "Made-up next pages"]
    assert sections[0].first_page_footer.paragraphs[0].text == "Made-up committee"
    assert _faults(paper, tmp_path) == []


def test_a_first_page_that_is_meant_to_show_nothing_shows_nothing() -> None:
    document = _open(BytesIO(write_starter()))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].header.paragraphs[0].text = "Made-up next pages"
    saved = BytesIO()
    document.save(saved)
    section = _open(BytesIO(_paper(_read(saved.getvalue()), mark=""))).sections[0]
    assert section.different_first_page_header_footer
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [""]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["Made-up next pages"]
    assert section.first_page_footer.paragraphs[0].text == "Made-up committee"


def test_nothing_else_of_the_file_is_in_a_paper() -> None:
    document = _open(BytesIO(write_starter()))
    document.add_paragraph("made-up secret text")
    document.core_properties.author = "made-up secret author"
    document.core_properties.title = "made-up secret title"
    document.styles.add_style("made-up secret style", 1)
    saved = BytesIO()
    document.save(saved)
    content = edit_part(
        saved.getvalue(), "", more={"docProps/custom.xml": b"<made-up-secret/>", "customXml/item1.xml": b"<made-up-secret/>"}
    )
    with zipfile.ZipFile(BytesIO(_paper(_read(content)))) as package:
        whole = b"".join(name.encode() + package.read(name) for name in package.namelist())
    assert b"secret" not in whole
    assert b"Made-up Partnership" in whole


def test_the_language_stays_british_english() -> None:
    content = edit_part(write_starter(), "word/styles.xml", ('w:lang w:val="en-GB"', 'w:lang w:val="en-US"'))
    assert {element.get(f"{W}val") for element in _xml(_paper(_read(content)), "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}


def test_a_style_that_is_missing_is_named_and_added_from_ours(tmp_path: Path) -> None:
    content = edit_part(write_starter(), "word/styles.xml", ('w:val="Notice"', 'w:val="Made-up"'))
    house = _read(content)
    assert house.missing == ("Notice",)
    paper = _paper(house)
    known = {style.get(f"{W}styleId") for style in _xml(paper, "word/styles.xml").iter(f"{W}style")}
    used = {element.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for element in _xml(paper).iter(f"{W}{tag}")}
    assert used - known == set()
    assert _faults(paper, tmp_path) == []


def test_a_word_file_of_anybody_elses_can_be_a_house_style(tmp_path: Path) -> None:
    saved = BytesIO()
    _open().save(saved)
    house = _read(saved.getvalue())
    assert {"Notice", "Table Text", "Paper Table"} <= set(house.missing)
    assert "heading 2" not in house.missing
    assert "Normal" in {name for name, _, _ in house.inaccessible}  # 11 points
    assert _faults(_paper(house), tmp_path) == []


def test_the_numbering_of_headings_is_left_behind_and_told() -> None:
    number = (
        '<w:pPr>\n      <w:keepNext/>\n      <w:keepLines/>\n      <w:numPr><w:numId w:val="1"/></w:numPr>\n      <w:spacing w:before="320"'
    )
    content = edit_part(
        write_starter(), "word/styles.xml", ('<w:pPr>\n      <w:keepNext/>\n      <w:keepLines/>\n      <w:spacing w:before="320"', number)
    )
    house = _read(content)
    assert house.left == ("the numbering of heading 2",)
    assert "numPr" not in house.styles


def test_a_picture_as_older_programs_draw_it_is_taken_and_what_newer_ones_draw_gives_way(tmp_path: Path) -> None:
    inside = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="made" '
        'xmlns:made="urn:made-up"><made:newer/></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'id="made-up" style="width:30pt;height:30pt"><v:imagedata r:id="rId1" o:title="secret" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:o="urn:schemas-microsoft-com:office:office"/>'
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    house = _read(_with_header(inside))
    assert "secret" not in house.headers_footers[0].content
    assert "newer" not in house.headers_footers[0].content
    assert [image for _, image in house.images] == [PNG]
    assert [name for name, what, _ in house.inaccessible if "alternative text" in what] == ["header"]
    assert _faults(_paper(house), tmp_path) == []


def test_a_last_section_that_shows_the_header_of_the_one_before_has_that_header() -> None:
    document = _open(BytesIO(write_starter()))
    document.sections[0].header.paragraphs[0].text = "Made-up Council"
    document.add_section()
    saved = BytesIO()
    document.save(saved)
    paper = _open(BytesIO(_paper(_read(saved.getvalue()))))
    assert [paragraph.text for paragraph in paper.sections[0].header.paragraphs] == ["DRAFT", "Made-up Council"]


def test_the_name_and_folder_of_a_logos_file_stay_behind() -> None:
    picture = PICTURE.replace('id="0" name="logo"', 'id="0" name="C:\\made-up\\secret.png" descr="secret"').replace(
        'name="Logo"', 'name="secret"'
    )
    content = _with_header(picture)
    assert "secret" not in _read(content).headers_footers[0].content
    assert "Made-up logo" in _read(content).headers_footers[0].content


# what not all people can read


@pytest.mark.parametrize(
    ("old", "new", "name", "part"),
    [
        ('<w:sz w:val="24"/>', '<w:sz w:val="22"/>', "Normal", "11 points"),
        ('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr>', "Normal", "justified"),
        ('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:caps/></w:rPr>', "Normal", "capitals"),
        ('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:vanish/></w:rPr>', "Normal", "hidden"),
        ('<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:rPr><w:color w:val="999999"/></w:rPr>', "Normal", "2.84 to 1; 4.5"),
        ('w:fill="1F3864" w:themeFill="text2"', 'w:fill="FFD966"', "Table Heading", "FFFFFF on FFD966"),
        ('<w:color w:val="006100"/>', '<w:color w:val="66CC66"/>', "Rating Green", "66CC66 on C6EFCE"),
    ],
)
def test_what_not_all_people_can_read_is_told_with_the_style_and_the_mend(old: str, new: str, name: str, part: str) -> None:
    faults = _read(edit_part(write_starter(), "word/styles.xml", (old, new))).inaccessible
    assert [what for style, what, _ in faults if style == name and part in what]
    assert all(mend for _, _, mend in faults)


def test_what_a_style_takes_from_its_base_is_told_once() -> None:
    faults = _read(edit_part(write_starter(), "word/styles.xml", ('<w:sz w:val="24"/>', '<w:sz w:val="22"/>'))).inaccessible
    assert [name for name, what, _ in faults if "points" in what] == ["Normal"]


def test_large_type_needs_less_contrast() -> None:
    old = '<w:color w:val="1F3864" w:themeColor="text2"/>\n      <w:sz w:val="32"/>'
    grey = _read(edit_part(write_starter(), "word/styles.xml", (old, '<w:color w:val="888888"/>\n      <w:sz w:val="32"/>')))
    pale = _read(edit_part(write_starter(), "word/styles.xml", (old, '<w:color w:val="AAAAAA"/>\n      <w:sz w:val="32"/>')))
    assert [name for name, _, _ in grey.inaccessible] == []
    assert [name for name, _, _ in pale.inaccessible] == ["heading 1"]


def test_a_pale_theme_is_told_where_it_makes_text_or_charts_faint() -> None:
    swaps = ('<a:dk2>\n        <a:srgbClr val="1F3864"/>', '<a:dk2>\n        <a:srgbClr val="CCDDFF"/>')
    faint = ('<a:srgbClr val="DD6B10"/>', '<a:srgbClr val="FFEECC"/>')
    names = {name for name, _, _ in _read(edit_part(write_starter(), "word/theme/theme1.xml", swaps, faint)).inaccessible}
    assert {"heading 1", "heading 2", "Table Heading", "theme colour Accent 2"} <= names


def test_a_logo_without_alternative_text_is_told() -> None:
    house = _read(_with_header(PICTURE.replace(' descr="Made-up logo"', "")))
    assert [(name, "alternative text" in what) for name, what, _ in house.inaccessible] == [("header", True)]


# what is refused


def _bomb() -> bytes:
    return edit_part(write_starter(), "", more={"word/media/made-up.bin": b"", **{f"made-up-{number}": b"" for number in range(2_100)}})


def _locked() -> bytes:
    content = bytearray(write_starter())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 1)
    return bytes(content)


def _macros() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return edit_part(write_starter(), "[Content_Types].xml", (kind, "application/vnd.ms-word.document.macroEnabled.main+xml"))


REFUSED = {
    "no Word file": b"made up",
    "old Word": b"\xd0\xcf\x11\xe0made up",
    "cut short": write_starter()[:4000],
    "a zip of something else": edit_part(b"PK\5\6" + bytes(18), "", more={"made-up.txt": b"made up"}),
    "macros": _macros(),
    "locked": _locked(),
    "too many parts": _bomb(),
    "no styles": edit_part(write_starter(), "word/_rels/document.xml.rels", ("relationships/styles", "relationships/made-up")),
    "entities": edit_part(write_starter(), "word/styles.xml", ("<w:styles", '<!DOCTYPE w [<!ENTITY a "b">]><w:styles')),
    "letters of an unknown encoding": edit_part(write_starter(), "word/theme/theme1.xml", ('encoding="UTF-8"', 'encoding="made-up"')),
    "letters of several bytes": edit_part(write_starter(), "word/theme/theme1.xml", ('encoding="UTF-8"', 'encoding="shift_jis"')),
    "broken XML": edit_part(write_starter(), "word/styles.xml", ("</w:styles>", "")),
    "strict": edit_part(
        write_starter(), "word/styles.xml",
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ),
    "other headers on even pages": edit_part(
        write_starter(), "word/settings.xml", ("<w:defaultTabStop", "<w:evenAndOddHeaders/><w:defaultTabStop"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_a_house_style_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(FolderError) as refused:
        _read(content)
    assert "house.docx" in refused.value.what
    assert refused.value.remedy


def test_a_file_that_unpacks_without_end_is_refused_before_it_is_unpacked() -> None:
    content = edit_part(write_starter(), "", more={"word/made-up.xml": b"made up"})
    place = content.rindex(b"PK\1\2")
    lying = content[: place + 24] + (300_000_000).to_bytes(4, "little") + content[place + 28 :]
    with pytest.raises(FolderError, match="too large"):
        _read(lying)


@pytest.mark.parametrize(
    ("inside", "part"),
    [
        ('<w:ins w:id="1" w:author="a" w:date="2000-01-01T00:00:00Z"><w:r><w:t>made up</w:t></w:r></w:ins>', "tracked changes"),
        ('<w:r><w:rPr><w:rPrChange w:id="1" w:author="a"><w:rPr/></w:rPrChange></w:rPr><w:t>made up</w:t></w:r>', "tracked changes"),
        ('<w:commentRangeStart w:id="1"/><w:r><w:t>made up</w:t></w:r>', "comments"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>made up</w:t></w:r>", "hidden text"),
        ('<w:fldSimple w:instr=" FILENAME "><w:r><w:t>made up</w:t></w:r></w:fldSimple>', "a field (FILENAME)"),
        (
            f"{FIELD_BEGINS}<w:r><w:instrText> DA</w:instrText></w:r><w:r><w:instrText>TE </w:instrText></w:r>{FIELD_ENDS}",
            "a field (DATE)",
        ),
        ("<w:r><w:object/></w:r>", "an embedded object"),
        (PICTURE.replace("pic:pic", "pic:made"), "a chart or drawing"),
    ],
)
def test_a_header_that_no_paper_can_take_is_refused_by_what_it_holds(inside: str, part: str) -> None:
    with pytest.raises(FolderError) as refused:
        _read(_with_header(inside))
    assert f"header that holds {part}" in refused.value.what
    assert refused.value.remedy


def test_a_picture_outside_the_file_is_refused() -> None:
    content = _with_header(PICTURE, target="http://example.org/logo.png", mode=' TargetMode="External"')
    with pytest.raises(FolderError, match="a picture that is not in the file"):
        _read(content)


def test_page_numbers_in_a_content_control_are_taken_without_it(tmp_path: Path) -> None:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    house = _read(_with_header(f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{number}</w:sdtContent></w:sdt>"))
    paper = _paper(house)
    assert "sdt" not in house.headers_footers[0].content
    assert [element.get(f"{W}instr") for element in _xml(paper, "word/header1.xml").iter(f"{W}fldSimple")] == [" PAGE "]
    assert _faults(paper, tmp_path) == []


# the folder


def test_the_folders_house_style_is_read_if_there_is_one(folder: Path) -> None:
    root = open_folder(folder)
    assert partnership_house_style(root) is None
    (folder / "workbook_templates" / HOUSE_STYLE).write_bytes(write_starter())
    house = partnership_house_style(root)
    assert house is not None
    assert house.file == HOUSE_STYLE


@pytest.mark.real_client
@needs_libreoffice
def test_a_starter_edited_and_saved_by_libreoffice_is_a_house_style(tmp_path: Path) -> None:
    edited = tmp_path / "edited.docx"
    edited.write_bytes(
        edit_part(
            _with_header(f"{PICTURE}<w:r><w:t>Made-up Council</w:t></w:r>"), "word/styles.xml",
            ('w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"', ""),
            ('w:ascii="Arial" w:hAnsi="Arial" />', 'w:ascii="Carlito" w:hAnsi="Carlito"/>'),
            ('<w:color w:val="1F3864" w:themeColor="text2"/>', '<w:color w:val="004D40"/>'),
            ('w:fill="1F3864" w:themeFill="text2"', 'w:fill="004D40"'),
        )
    )  # fmt: skip
    house = _read(soffice_convert(edited, "docx:MS Word 2007 XML", tmp_path).read_bytes())
    assert (house.missing, house.inaccessible) == ((), ())
    paper = _paper(house)
    assert _faults(paper, tmp_path) == []
    document = _open(BytesIO(paper))
    font = document.styles["Heading 2"].font
    assert (font.name, font.color.rgb) == ("Carlito", RGBColor(0x00, 0x4D, 0x40))
    assert [paragraph.text for paragraph in document.sections[1].header.paragraphs] == ["DRAFT", "Made-up Council"]
    assert len(house.images) == 1
    assert "004D40" in house.styles
