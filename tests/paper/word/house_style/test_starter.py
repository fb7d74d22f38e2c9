"""The starter of a house style."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx.shared import RGBColor

from shpdocs.paper.word.house_style import write_starter
from tests.support.clients import needs_libreoffice, soffice_convert
from tests.support.house_styles import (
    PICTURE,
    open_template,
    paper_faults,
    paper_in,
    read_style,
    starter_with_header,
    styled_texts,
)
from tests.support.word_files import W, edit_part, part_names, part_xml


def test_the_starter_shows_every_style_of_a_paper_by_name() -> None:
    document = open_template(BytesIO(write_starter()))
    cells = [paragraph for table in document.tables for row in table.rows for cell in row.cells for paragraph in cell.paragraphs]
    shown = {paragraph.style.style_id for paragraph in (*document.paragraphs, *cells)}
    named = " ".join(paragraph.text for paragraph in (*document.paragraphs, *cells)).casefold()
    styles = [style for style in part_xml(write_starter(), "word/styles.xml").iter(f"{W}style") if style.get(f"{W}default") != "1"]
    lacking = [
        style.get(f"{W}styleId")
        for style in styles
        if style.find(f"{W}name").get(f"{W}val").casefold() not in named
        or (style.get(f"{W}type") == "paragraph" and style.get(f"{W}styleId") not in shown)
    ]
    assert lacking == ["AfterTable"]  # the line under a table, which says nothing


def test_the_starter_is_upright_a4_and_the_same_each_time(tmp_path: Path) -> None:
    (section,) = open_template(BytesIO(write_starter())).sections
    assert (round(section.page_width.mm), round(section.page_height.mm), round(section.left_margin.mm)) == (210, 297, 25)
    assert write_starter() == write_starter()
    assert paper_faults(write_starter(), tmp_path) == []


def test_an_untouched_starter_is_our_own_house_style() -> None:
    house = read_style(write_starter())
    assert (house.missing, house.inaccessible, house.left) == ((), (), ())
    assert [name for name in part_names(house.empty_paper) if "media" in name or "header" in name or "footer" in name] == []
    assert styled_texts(paper_in(house)) == styled_texts(paper_in(None))
    for part in ("word/document.xml", "word/footer1.xml", "word/header1.xml"):
        assert ElementTree.tostring(part_xml(paper_in(house), part)) == ElementTree.tostring(part_xml(paper_in(None), part))


def test_a_paper_in_an_untouched_starters_style_is_sound(tmp_path: Path) -> None:
    assert paper_faults(paper_in(read_style(write_starter())), tmp_path) == []
    assert paper_in(read_style(write_starter())) == paper_in(read_style(write_starter()))


@pytest.mark.real_client
@needs_libreoffice
def test_a_starter_edited_and_saved_by_libreoffice_is_a_house_style(tmp_path: Path) -> None:
    edited = tmp_path / "edited.docx"
    edited.write_bytes(
        edit_part(
            starter_with_header(f"{PICTURE}<w:r><w:t>Made-up Council</w:t></w:r>"), "word/styles.xml",
            ('w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"', ""),
            ('w:ascii="Arial" w:hAnsi="Arial" />', 'w:ascii="Carlito" w:hAnsi="Carlito"/>'),
            ('<w:color w:val="1F3864" w:themeColor="text2"/>', '<w:color w:val="004D40"/>'),
            ('w:fill="1F3864" w:themeFill="text2"', 'w:fill="004D40"'),
        )
    )  # fmt: skip
    house = read_style(soffice_convert(edited, "docx:MS Word 2007 XML", tmp_path).read_bytes())
    assert (house.missing, house.inaccessible) == ((), ())
    paper = paper_in(house)
    assert paper_faults(paper, tmp_path) == []
    document = open_template(BytesIO(paper))
    font = document.styles["Heading 2"].font
    assert (font.name, font.color.rgb) == ("Carlito", RGBColor(0x00, 0x4D, 0x40))
    assert [paragraph.text for paragraph in document.sections[1].header.paragraphs] == ["DRAFT", "Made-up Council"]
    assert len([name for name in part_names(house.empty_paper) if "media" in name]) == 1
    assert document.styles["Heading 2"].font.color.rgb == RGBColor(0x00, 0x4D, 0x40)
