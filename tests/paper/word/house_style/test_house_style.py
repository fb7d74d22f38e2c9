"""A council's house style as a whole: what a paper takes of it. All texts are made up."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx.shared import Pt, RGBColor

from shpdocs.paper.word.house_style import HOUSE_STYLE, partnership_house_style, write_starter
from shpdocs.paper.word.house_style.copied import STYLES
from shpdocs.store.folder import open_folder
from tests.support.house_styles import PICTURE, PNG, open_template, paper_faults, paper_in, read_style, starter_with_header
from tests.support.word_files import W, edit_part, part_xml


def test_fonts_sizes_colours_and_margins_of_the_file_are_the_papers() -> None:
    document = open_template(BytesIO(write_starter()))
    heading = document.styles["Heading 2"]
    heading.font.name, heading.font.size, heading.font.color.rgb = "Made-up Sans", Pt(15), RGBColor(0x00, 0x4D, 0x40)
    document.sections[0].left_margin = document.sections[0].right_margin = Pt(50)
    saved = BytesIO()
    document.save(saved)
    paper = open_template(BytesIO(paper_in(read_style(saved.getvalue()))))
    font = paper.styles["Heading 2"].font
    assert (font.name, font.size, font.color.rgb) == ("Made-up Sans", Pt(15), RGBColor(0x00, 0x4D, 0x40))
    assert [round(section.left_margin.mm) for section in paper.sections] == [18, 15]  # wide tables keep their room


def test_nothing_else_of_the_file_is_in_a_paper() -> None:
    document = open_template(BytesIO(write_starter()))
    document.add_paragraph("made-up secret text")
    document.core_properties.author = "made-up secret author"
    document.core_properties.title = "made-up secret title"
    document.styles.add_style("made-up secret style", 1)
    saved = BytesIO()
    document.save(saved)
    content = edit_part(
        saved.getvalue(), "", more={"docProps/custom.xml": b"<made-up-secret/>", "customXml/item1.xml": b"<made-up-secret/>"}
    )
    with zipfile.ZipFile(BytesIO(paper_in(read_style(content)))) as package:
        whole = b"".join(name.encode() + package.read(name) for name in package.namelist())
    assert b"secret" not in whole
    assert b"Made-up Partnership" in whole


def test_a_word_file_of_anybody_elses_can_be_a_house_style(tmp_path: Path) -> None:
    saved = BytesIO()
    open_template().save(saved)
    house = read_style(saved.getvalue())
    assert {"Notice", "Table Text", "Paper Table"} <= set(house.missing)
    assert "heading 2" not in house.missing
    assert "Normal" in {name for name, _, _ in house.inaccessible}  # 11 points
    assert paper_faults(paper_in(house), tmp_path) == []


def test_the_folders_house_style_is_read_if_there_is_one(folder: Path) -> None:
    root = open_folder(folder)
    assert partnership_house_style(root) is None
    (folder / "workbook_templates" / HOUSE_STYLE).write_bytes(write_starter())
    house = partnership_house_style(root)
    assert house is not None
    assert house.file == HOUSE_STYLE


def test_a_template_is_a_house_style_too() -> None:
    kind = "wordprocessingml.document.main+xml"
    content = edit_part(write_starter(), "[Content_Types].xml", (kind, kind.replace("document", "template")))
    assert read_style(content) == read_style(write_starter())


@pytest.mark.parametrize("target", ["/word/media/logo.png", "media\\logo.png", "../word/media/LOGO.png"])
def test_a_picture_is_found_however_its_place_is_spelt(target: str) -> None:
    content = starter_with_header(PICTURE, target=target)
    with zipfile.ZipFile(BytesIO(read_style(content).empty_paper)) as package:
        assert package.read("word/media/house1.png") == PNG


def test_every_element_of_a_copied_style_is_listed() -> None:
    name = '<w:name w:val="heading 2"/>'
    said = (
        f'{name}<w:rsid w:val="00AA00AA"/><w:pPr><w:framePr w:w="100"/><w:jc w:val="right"/></w:pPr>'
        '<w:rPr><w:lang w:val="fr-FR"/><w14:glow xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"/></w:rPr>'
    )
    house = read_style(edit_part(write_starter(), "word/styles.xml", (name, said)))
    styles = part_xml(house.empty_paper, "word/styles.xml")
    unlisted = {child.tag for parent in styles.iter() for child in parent if child.tag not in STYLES.get(parent.tag, {child.tag})}
    assert unlisted == {f"{W}lang", f"{W}outlineLvl"}  # ours
    assert house.left == ("the frame of heading 2",)
