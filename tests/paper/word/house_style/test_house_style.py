"""A council's house style as a whole: what a paper takes of it. All texts are made up."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from docx.shared import Pt, RGBColor

from shpdocs.paper.word.house_style import HOUSE_STYLE, partnership_house_style, write_starter
from shpdocs.store.folder import open_folder
from tests.support.house_styles import (
    open_template,
    paper_faults,
    paper_in,
    read_style,
)
from tests.support.word_files import edit_part


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
