"""Sections of a house style: its page, headers and footers, and what in them no paper can take."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from shpdocs.model.errors import FolderError
from shpdocs.model.house_style import HouseStyle
from shpdocs.paper.word.house_style import write_starter
from shpdocs.paper.word.house_style.starter import EXAMPLES
from tests.support.house_styles import (
    PICTURE,
    PNG,
    open_template,
    paper_faults,
    paper_in,
    read_style,
    starter_with_header,
)
from tests.support.word_files import W, edit_part, part_xml

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
FIELD_BEGINS, FIELD_ENDS = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))


def _header(house: HouseStyle) -> str:
    """The header of a house style as XML."""
    with zipfile.ZipFile(BytesIO(house.empty_paper)) as package:
        return package.read("word/header1.xml").decode()


def _pictures(house: HouseStyle) -> list[bytes]:
    with zipfile.ZipFile(BytesIO(house.empty_paper)) as package:
        return [package.read(name) for name in package.namelist() if name.startswith("word/media/")]


def test_the_logo_and_words_of_header_and_footer_stand_on_every_page_before_our_own_lines(tmp_path: Path) -> None:
    content = starter_with_header(f"{PICTURE}<w:r><w:t>Made-up Council</w:t></w:r>")
    content = edit_part(content, "word/footer1.xml", ("Example footer", "Made-up address. Example footer"))
    house = read_style(content)
    paper = paper_in(house)
    assert paper_faults(paper, tmp_path) == []
    document = open_template(BytesIO(paper))
    for section in document.sections:
        assert [paragraph.text for paragraph in section.header.paragraphs] == ["DRAFT", "Made-up Council"]
        texts = [paragraph.text for paragraph in section.footer.paragraphs]
        assert texts[0].startswith("Made-up address.")
        assert texts[1] == "Made-up committee"
        assert texts[2].startswith("Page ")
    assert _pictures(house) == [PNG]
    with zipfile.ZipFile(BytesIO(paper)) as package:
        assert package.read("word/media/house1.png") == PNG
    parts = [part_xml(paper, name) for name in ("word/document.xml", "word/header1.xml")]
    drawings = [drawing.get("id") for part in parts for drawing in part.iter(f"{WP}docPr")]
    assert len(drawings) == len(set(drawings)) == 2


def test_the_starters_example_words_stand_in_no_paper_even_beside_a_logo() -> None:
    words, *_ = EXAMPLES
    house = read_style(starter_with_header(f"<w:r><w:t>{words[:9]}</w:t></w:r><w:r><w:t>{words[9:]}</w:t></w:r>{PICTURE}"))
    section = open_template(BytesIO(paper_in(house))).sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["DRAFT", ""]
    assert _pictures(house) == [PNG]


def test_a_first_page_with_a_header_of_its_own_keeps_it_and_shows_the_mark(tmp_path: Path) -> None:
    document = open_template(BytesIO(write_starter()))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Made-up first page"
    section.header.paragraphs[0].text = "Made-up next pages"
    saved = BytesIO()
    document.save(saved)
    paper = paper_in(read_style(saved.getvalue()))
    sections = open_template(BytesIO(paper)).sections
    assert [section.different_first_page_header_footer for section in sections] == [True, False]
    assert [paragraph.text for paragraph in sections[0].first_page_header.paragraphs] == ["DRAFT", "Made-up first page"]
    assert [paragraph.text for paragraph in sections[0].header.paragraphs] == ["DRAFT", "Made-up next pages"]
    assert sections[0].first_page_footer.paragraphs[0].text == "Made-up committee"
    assert paper_faults(paper, tmp_path) == []


def test_a_first_page_that_is_meant_to_show_nothing_shows_nothing() -> None:
    document = open_template(BytesIO(write_starter()))
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].header.paragraphs[0].text = "Made-up next pages"
    saved = BytesIO()
    document.save(saved)
    section = open_template(BytesIO(paper_in(read_style(saved.getvalue()), mark=""))).sections[0]
    assert section.different_first_page_header_footer
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [""]
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["Made-up next pages"]
    assert section.first_page_footer.paragraphs[0].text == "Made-up committee"


def test_a_picture_as_older_programs_draw_it_is_taken_and_what_newer_ones_draw_gives_way(tmp_path: Path) -> None:
    inside = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="made" '
        'xmlns:made="urn:made-up"><made:newer/></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'id="made-up" style="width:30pt;height:30pt"><v:imagedata r:id="rId1" o:title="secret" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:o="urn:schemas-microsoft-com:office:office"/>'
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    house = read_style(starter_with_header(inside))
    assert "secret" not in _header(house)
    assert "newer" not in _header(house)
    assert _pictures(house) == [PNG]
    assert [name for name, what, _ in house.inaccessible if "alternative text" in what] == ["header"]
    assert paper_faults(paper_in(house), tmp_path) == []


def test_a_last_section_that_shows_the_header_of_the_one_before_has_that_header() -> None:
    document = open_template(BytesIO(write_starter()))
    document.sections[0].header.paragraphs[0].text = "Made-up Council"
    document.add_section()
    saved = BytesIO()
    document.save(saved)
    paper = open_template(BytesIO(paper_in(read_style(saved.getvalue()))))
    assert [paragraph.text for paragraph in paper.sections[0].header.paragraphs] == ["DRAFT", "Made-up Council"]


def test_the_name_and_folder_of_a_logos_file_stay_behind() -> None:
    picture = PICTURE.replace('id="0" name="logo"', 'id="0" name="C:\\made-up\\secret.png" descr="secret"').replace(
        'name="Logo"', 'name="secret"'
    )
    content = starter_with_header(picture)
    assert "secret" not in _header(read_style(content))
    assert "Made-up logo" in _header(read_style(content))


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
        read_style(starter_with_header(inside))
    assert f"header that holds {part}" in refused.value.what
    assert refused.value.remedy


def test_a_picture_outside_the_file_is_refused() -> None:
    content = starter_with_header(PICTURE, target="http://example.org/logo.png", mode=' TargetMode="External"')
    with pytest.raises(FolderError, match="something that is kept elsewhere"):
        read_style(content)


def test_page_numbers_in_a_content_control_are_taken_without_it(tmp_path: Path) -> None:
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    house = read_style(starter_with_header(f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{number}</w:sdtContent></w:sdt>"))
    paper = paper_in(house)
    assert "sdt" not in _header(house)
    assert [element.get(f"{W}instr") for element in part_xml(paper, "word/header1.xml").iter(f"{W}fldSimple")] == [" PAGE "]
    assert paper_faults(paper, tmp_path) == []
