"""Word's cascade of styles. All files are made up."""

from __future__ import annotations

import pytest

from shpdocs.ooxml.word_styles import Look, Position, Styles, overlaid, points, stacked, table_flags, table_parts, together
from shpdocs.ooxml.xml import NAMESPACES, Element, is_on, local, parse, value


def xml(text: str) -> Element:
    return parse(f'<made-up xmlns:w="{NAMESPACES["w"]}">{text}</made-up>'.encode())[0]


def style(id: str, said: str = "", base: str = "", type: str = "paragraph", more: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{type}" w:styleId="{id}" {more}><w:name w:val="{id.lower()}"/>{based}{said}</w:style>'


def styles(*texts: str, defaults: str = "") -> Styles:
    return Styles(xml(f"<w:styles><w:docDefaults>{defaults}</w:docDefaults>{''.join(texts)}</w:styles>"))


def said(look: Look) -> dict[str, str]:
    """A look as texts: each property's attributes, without the namespace."""
    return {name: " ".join(f"{key.rpartition('}')[2]}={text}" for key, text in element.attrib.items()) for name, element in look.items()}


RUN_DEFAULTS = '<w:rPrDefault><w:rPr><w:rFonts w:ascii="Made-up Serif" w:hAnsi="Made-up Serif"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>'


def test_a_style_has_what_it_does_not_say_from_the_one_that_it_is_based_on() -> None:
    file = styles(
        style("Base", '<w:rPr><w:b/><w:sz w:val="20"/><w:rFonts w:ascii="Made-up Sans"/></w:rPr>'),
        style("Top", '<w:rPr><w:sz w:val="30"/><w:rFonts w:cs="Made-up Bidi"/></w:rPr>', "Base"),
        defaults=RUN_DEFAULTS,
    )
    assert said(file.look("Top", "rPr")) == {"b": "", "sz": "val=30", "rFonts": "ascii=Made-up Sans cs=Made-up Bidi"}
    assert said(file.whole_look("Top", "rPr"))["rFonts"] == "ascii=Made-up Sans hAnsi=Made-up Serif cs=Made-up Bidi"
    assert said(file.whole_look("Top", "rPr", xml('<w:rPr><w:sz w:val="40"/></w:rPr>')))["sz"] == "val=40"
    assert file.look("made up", "rPr") == {}


def test_styles_that_are_based_on_each_other_in_a_circle_come_to_an_end() -> None:
    file = styles(style("A", "<w:rPr><w:b/></w:rPr>", "B"), style("B", "<w:rPr><w:i/></w:rPr>", "A"))
    assert [value(element, "w:styleId") for element in file.chain("A")] == ["A", "B"]
    assert set(file.look("A", "rPr")) == {"b", "i"}


def test_styles_are_known_by_id_and_name_and_the_last_default_of_a_type_counts() -> None:
    file = styles(
        style("One", more='w:default="1"'), style("Two", more='w:default="on"'), style("Grid", type="table", more='w:default="1"')
    )
    assert (file.default("paragraph"), file.default("table"), file.default("character")) == ("Two", "Grid", "")
    assert (file.usual("One"), file.usual("made up"), file.usual("", "table")) == ("One", "Two", "Grid")
    assert (file.id_of("TWO"), file.id_of("made up"), file.name("Two"), file.name("made up")) == ("Two", "", "two", "")


def test_a_style_that_is_added_is_known() -> None:
    file = Styles(None)
    file.add(xml(style("Made", more='w:default="1"')))
    assert (file.default("paragraph"), file.name("Made"), len(file.root)) == ("Made", "made", 1)


@pytest.mark.parametrize(("id", "level"), [("Heading 2", 2), ("Outlined", 5), ("Based", 2), ("Body", 0), ("Plain", 0), ("made up", 0)])
def test_a_heading_is_known_by_its_outline_or_by_its_name(id: str, level: int) -> None:
    file = styles(
        style("Heading 2"), style("Based", base="Heading 2"), style("Plain"),
        style("Outlined", '<w:pPr><w:outlineLvl w:val="4"/></w:pPr>', "Heading 2"),
        style("Body", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "Heading 2"),
    )  # fmt: skip
    assert file.heading_level(id) == level


def test_of_what_says_the_same_thing_in_two_ways_the_upper_counts() -> None:
    below = xml('<w:rFonts w:asciiTheme="minorHAnsi" w:cs="Made up"/>')
    assert said({"": overlaid(below, xml('<w:rFonts w:ascii="Made-up Sans"/>'))}) == {"": "cs=Made up ascii=Made-up Sans"}
    both = overlaid(xml('<w:rFonts w:ascii="Made up"/>'), xml('<w:rFonts w:ascii="a" w:asciiTheme="b"/>'))
    assert said({"": both}) == {"": "ascii=a asciiTheme=b"}
    assert said({"": below}) == {"": "asciiTheme=minorHAnsi cs=Made up"}


def test_a_list_and_its_level_may_be_said_in_two_places() -> None:
    listed = together(
        xml('<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'), xml('<w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr>')
    )
    assert [(local(element), value(element)) for element in listed["numPr"]] == [("ilvl", "2"), ("numId", "7")]


def test_a_switch_that_two_styles_turn_on_is_off_but_a_runs_own_stands() -> None:
    file = styles(style("Head", "<w:rPr><w:b/></w:rPr>"), style("Strong", "<w:rPr><w:b/></w:rPr>", type="character"))
    strong = '<w:rPr><w:rStyle w:val="Strong"/>{}</w:rPr>'
    looks = [
        file.run_look("Head", None),
        file.run_look("Head", xml(strong.format(""))),
        file.run_look("Head", xml(strong.format("<w:b/>"))),
        file.run_look("Head", xml(strong.format("")), {"b": xml("<w:b/>")}),
    ]
    assert [is_on(look["b"]) for look in looks] == [True, False, True, True]
    assert said(stacked({"b": xml("<w:b/>")}, {"b": xml('<w:b w:val="0"/>')})) == {"b": "val=1"}


def test_what_a_tables_style_says_depends_on_the_part() -> None:
    head = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr></w:tblStylePr>'
    file = styles(
        style("Base", '<w:rPr><w:sz w:val="20"/></w:rPr>' + head, type="table"),
        style("Grid", head.replace("<w:b/>", "<w:i/>"), "Base", "table"),
    )
    assert said(file.table_look("Grid", "rPr", ["", "firstRow"])) == {"sz": "val=20", "b": "", "i": ""}
    assert said(file.look("Grid", "tcPr", "firstRow")) == {"shd": "fill=1F3864"}
    assert said(file.look("Grid", "rPr", "lastRow")) == {}


def test_a_cell_belongs_to_the_parts_that_its_table_sets_apart() -> None:
    flags = table_flags(xml('<w:tblLook w:val="0420" w:firstColumn="1"/>'))
    assert flags == {"firstRow": True, "lastRow": False, "firstColumn": True, "lastColumn": False, "noHBand": False, "noVBand": True}
    places = [(1, 1), (2, 1), (3, 2)]
    assert [table_parts(flags, Position(row, 3), Position(column, 2)) for row, column in places] == [
        ["", "band2Horz", "firstCol", "firstRow"], ["", "band1Horz", "firstCol"], ["", "band2Horz"],
    ]  # fmt: skip
    assert not any(table_flags(None).values())
    assert not any(table_flags(xml('<w:tblLook w:val="made up"/>')).values())


@pytest.mark.parametrize(("text", "expected"), [("240", 12), ("12pt", 12), ("1in", 72), ("made up", 0), ("", 0), ("1e400", 0), ("nan", 0)])
def test_a_length_is_in_points_whatever_its_unit(text: str, expected: float) -> None:
    assert points(text, 20) == expected
