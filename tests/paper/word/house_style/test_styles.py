"""Styles, theme and fonts of a house style."""

from __future__ import annotations

from pathlib import Path

from shpdocs.paper.word.house_style import write_starter
from tests.support.house_styles import (
    paper_faults,
    paper_in,
    read_style,
)
from tests.support.word_files import W, edit_part, part_xml


def test_styles_are_found_by_name_whatever_stands_under_it() -> None:
    content = edit_part(
        write_starter(), "word/styles.xml", ('w:styleId="Heading2"', 'w:styleId="berschrift2"'), ('w:val="heading 2"', 'w:val="Heading 2"'),
        ('w:styleId="TableText"', 'w:styleId="Notice"'),
        ('"Notice"><w:name w:val="Notice"/>', '"a99"><w:name w:val="Notice"/>'),
        ('<w:basedOn w:val="TableText"/>', '<w:basedOn w:val="Notice"/>'),
    )  # fmt: skip
    house = read_style(content)
    assert house.missing == ()
    styles = part_xml(house.empty_paper, "word/styles.xml")
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
    theme = part_xml(paper_in(read_style(content)), "word/theme/theme1.xml")
    assert "005A9C" in {element.get("val") for element in theme.iter()}
    assert {element.get("name") for element in theme.iter() if element.tag.endswith(("clrScheme", "fontScheme"))} == {"House"}


def test_the_language_stays_british_english() -> None:
    content = edit_part(write_starter(), "word/styles.xml", ('w:lang w:val="en-GB"', 'w:lang w:val="en-US"'))
    assert {element.get(f"{W}val") for element in part_xml(paper_in(read_style(content)), "word/styles.xml").iter(f"{W}lang")} == {"en-GB"}


def test_a_style_that_is_missing_is_named_and_added_from_ours(tmp_path: Path) -> None:
    content = edit_part(write_starter(), "word/styles.xml", ('w:val="Notice"', 'w:val="Made-up"'))
    house = read_style(content)
    assert house.missing == ("Notice",)
    paper = paper_in(house)
    known = {style.get(f"{W}styleId") for style in part_xml(paper, "word/styles.xml").iter(f"{W}style")}
    used = {element.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for element in part_xml(paper).iter(f"{W}{tag}")}
    assert used - known == set()
    assert paper_faults(paper, tmp_path) == []


def test_the_numbering_of_headings_is_left_behind_and_told() -> None:
    spacing = '<w:keepNext/><w:keepLines/><w:spacing w:before="320"'
    numbered = spacing.replace("<w:spacing", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing')
    content = edit_part(write_starter(), "word/styles.xml", (spacing, numbered))
    house = read_style(content)
    assert house.left == ("the numbering of heading 2",)
    assert list(part_xml(house.empty_paper, "word/styles.xml").iter(f"{W}numPr")) == []
