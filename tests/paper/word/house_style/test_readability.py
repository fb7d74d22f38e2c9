"""What in a house style not all people can read."""

from __future__ import annotations

import pytest

from shpdocs.paper.word.house_style import write_starter
from tests.support.house_styles import (
    PICTURE,
    read_style,
    starter_with_header,
)
from tests.support.word_files import edit_part


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
    faults = read_style(edit_part(write_starter(), "word/styles.xml", (old, new))).inaccessible
    assert [what for style, what, _ in faults if style == name and part in what]
    assert all(mend for _, _, mend in faults)


def test_what_a_style_takes_from_its_base_is_told_once() -> None:
    faults = read_style(edit_part(write_starter(), "word/styles.xml", ('<w:sz w:val="24"/>', '<w:sz w:val="22"/>'))).inaccessible
    assert [name for name, what, _ in faults if "points" in what] == ["Normal"]


def test_large_type_needs_less_contrast() -> None:
    old = '<w:color w:val="1F3864" w:themeColor="text2"/><w:sz w:val="32"/>'
    grey = read_style(edit_part(write_starter(), "word/styles.xml", (old, '<w:color w:val="888888"/><w:sz w:val="32"/>')))
    pale = read_style(edit_part(write_starter(), "word/styles.xml", (old, '<w:color w:val="AAAAAA"/><w:sz w:val="32"/>')))
    assert [name for name, _, _ in grey.inaccessible] == []
    assert [name for name, _, _ in pale.inaccessible] == ["heading 1"]


def test_a_pale_theme_is_told_where_it_makes_text_or_charts_faint() -> None:
    swaps = ('<a:dk2>\n        <a:srgbClr val="1F3864"/>', '<a:dk2>\n        <a:srgbClr val="CCDDFF"/>')
    faint = ('<a:srgbClr val="DD6B10"/>', '<a:srgbClr val="FFEECC"/>')
    names = {name for name, _, _ in read_style(edit_part(write_starter(), "word/theme/theme1.xml", swaps, faint)).inaccessible}
    assert {"heading 1", "heading 2", "Table Heading", "theme colour Accent 2"} <= names


def test_a_logo_without_alternative_text_is_told() -> None:
    house = read_style(starter_with_header(PICTURE.replace(' descr="Made-up logo"', "")))
    assert [(name, "alternative text" in what) for name, what, _ in house.inaccessible] == [("header", True)]
