"""Nothing hidden travels from a council's file into papers, and nothing is fetched. All names and texts are made up."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from shpdocs.model.errors import FolderError
from shpdocs.paper.word.house_style import write_starter
from tests.support.fetching_word import file_of, relation
from tests.support.house_canaries import in_header
from tests.support.house_styles import PICTURE, paper_in, read_style, starter_with_header
from tests.support.word_canaries import CanaryFile, Words, canary_files, words_in
from tests.support.word_canaries.in_elements import only, types_of
from tests.support.word_canaries.in_names import name_files
from tests.support.word_files import edit_part, edit_parts

FONTS = ("/@w:ascii", "/@w:hAnsi", "/@w:eastAsia", "/@w:cs")  # a text looks as it does by them


def travelled_in(file: CanaryFile) -> list[str]:
    """The canaries of a house style that must be gone, and are in it or in a paper of it; none if it is refused."""
    try:
        house = read_style(file.content)
    except FolderError:
        return []
    words = words_in(house.empty_paper) | words_in(paper_in(house))
    gone = (canary for canary in file.canaries if canary.expected == "gone" and not canary.where.endswith(FONTS))
    return [f"{file.name}: {canary.where}" for canary in gone if canary.word in words]


@pytest.mark.slow
def test_no_canary_travels_from_any_place_of_a_house_style() -> None:
    assert [fault for file in canary_files() for fault in (*travelled_in(file), *travelled_in(in_header(file)))] == []


def test_no_name_that_people_give_travels_from_a_house_style() -> None:
    assert [fault for file in name_files(Words()) for fault in (*travelled_in(file), *travelled_in(in_header(file)))] == []


@pytest.mark.parametrize(
    "name", ["w:CT_Style/w:name", "w:CT_RPr/w:sz", "w:CT_PPrBase/w:pBdr", "w:CT_TblPrBase/w:tblCellMar", "w:CT_Styles/w:style"]
)
def test_no_value_of_a_style_travels_that_is_none(name: str) -> None:
    named = [type for type in types_of("w:styles") if type.endswith(f"/{name.partition('/')[2]}")]
    assert named
    assert [fault for type in named for fault in travelled_in(in_header(only(Words(), "w:styles", type)))] == []


@pytest.mark.parametrize("kind", ["image", "hyperlink", "oleObject", "styles"])
@pytest.mark.parametrize("reference", ['r:link="rId1"', 'r:embed="rId1"'])
def test_a_picture_that_would_be_fetched_is_refused_whatever_its_relationship_is_called(kind: str, reference: str) -> None:
    picture = PICTURE.replace('r:embed="rId1"', reference)
    content = starter_with_header(picture, kind, "http://example.org/made-up.png", ' TargetMode="External"')
    with pytest.raises(FolderError, match="a header that holds something that is kept elsewhere"):
        read_style(content)


@pytest.mark.parametrize(
    "way",
    [
        "a field INCLUDEPICTURE", "a field INCLUDETEXT", "a field LINK", "a field DDEAUTO", "a simple field INCLUDEPICTURE", "an OLE link",
        "VML's picture by src", "VML's picture by r:href", "VML's fill", "a film", "a drawing in SVG",
        "a drawing in SVG that is called a PNG",
        "PostScript", "a chart", "another file to be taken in", "a field FILENAME",
    ],
)  # fmt: skip
def test_no_header_makes_a_program_fetch(way: str) -> None:
    def add_styles(parts: dict[str, bytes]) -> None:
        parts["word/styles.xml"] = zipfile.ZipFile(BytesIO(write_starter())).read("word/styles.xml")
        style = relation("styles", "styles", "styles.xml", is_external=False)
        relations = parts["word/_rels/document.xml.rels"]
        parts["word/_rels/document.xml.rels"] = relations.replace(b"</Relationships>", f"{style}</Relationships>".encode())

    file = CanaryFile(way, edit_parts(file_of([way], ["http://example.org/made-up.png"]), add_styles), (), True)
    with pytest.raises(FolderError, match="a header that holds"):
        read_style(in_header(file).content)


@pytest.mark.parametrize(
    "address", ["file:///C:/Users/made-up", "\\\\server\\share", "javascript:made()", "ms-msdt:/id", "ftp://example.org", "made-up.docx"]
)
def test_a_link_to_anything_but_web_and_mail_is_refused(address: str) -> None:
    link = '<w:hyperlink r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:r><w:t>a</w:t></w:r></w:hyperlink>'
    with pytest.raises(FolderError, match="a link to something else"):
        read_style(starter_with_header(link, "hyperlink", address, ' TargetMode="External"'))


def test_what_older_programs_show_instead_must_say_the_same() -> None:
    other = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="w14" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:r><w:t>Made-up council</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>A made-up secret</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    )
    with pytest.raises(FolderError, match="older programs"):
        read_style(starter_with_header(other))


def test_the_code_of_a_page_number_is_written_anew() -> None:
    number = '<w:fldSimple w:instr=" PAGE  \\* roman \\# &quot;SECRET&quot; "><w:r><w:t>i</w:t></w:r></w:fldSimple>'
    paper = paper_in(read_style(starter_with_header(number)))
    header = zipfile.ZipFile(BytesIO(paper)).read("word/header1.xml")
    assert b"SECRET" not in header
    assert b" PAGE \\* roman" in header


def styles_based_on(bases: dict[str, str]) -> bytes:
    """The starter whose header is in the first of these styles, each of which is based on another."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="Made-up {id}"/><w:basedOn w:val="{base}"/></w:style>'
        for id, base in bases.items()
    )
    content = edit_part(write_starter(), "word/styles.xml", ("</w:styles>", f"{styles}</w:styles>"))
    return edit_part(
        content, "word/header1.xml", ('<w:pStyle w:val="Header"/>', f'<w:pStyle w:val="{next(iter(bases))}"/>'), ("Example", "Made-up")
    )


@pytest.mark.parametrize(
    "bases",
    [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "none"}, {f"s{number}": f"s{number + 1}" for number in range(4_000)}],
    ids=["itself", "a circle", "none", "a long chain"],
)
def test_styles_based_on_each_other_come_in_however_long_the_chain(bases: dict[str, str]) -> None:
    paper = paper_in(read_style(styles_based_on(bases)))
    styles = zipfile.ZipFile(BytesIO(paper)).read("word/styles.xml")
    assert b"Made-up" not in styles
    assert styles.count(b'w:val="House ') == len(bases)


@pytest.mark.parametrize("value", ["zqqz", "12; made up", "{DOCVARIABLE x}"])
def test_a_value_that_is_none_stays_behind(value: str) -> None:
    content = edit_part(write_starter(), "word/styles.xml", ('<w:sz w:val="24"/>', f'<w:sz w:val="{value}"/>'))
    paper = paper_in(read_style(content))
    assert value.encode() not in zipfile.ZipFile(BytesIO(paper)).read("word/styles.xml")


@pytest.mark.parametrize(
    "look",
    [
        '<w:color w:val="FFFFFF"/>',
        '<w:sz w:val="1"/>',
        '<w:color w:val="000000"/><w:highlight w:val="black"/>',
        "<w:vanish/>",
        '<w:w w:val="1"/>',
    ],
)
def test_text_that_no_reader_sees_is_refused(look: str) -> None:
    with pytest.raises(FolderError, match=r"has a header (of which|that holds hidden text)"):
        read_style(starter_with_header(f"<w:r><w:rPr>{look}</w:rPr><w:t>A made-up secret</w:t></w:r>"))
