"""Themes: colours and fonts by name, and the colours that a file gives. All files are made up."""

from __future__ import annotations

import pytest

from shpdocs.ooxml.colours import six_digits, tinted
from shpdocs.ooxml.theme import Theme, automatic_colour, read_theme
from shpdocs.ooxml.xml import NAMESPACES, Element, parse

DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "a"))


def xml(text: str) -> Element:
    """An element, with the prefixes of Word and of drawings."""
    return parse(f"<made-up {DECLARED}>{text}</made-up>".encode())[0]


THEME = """<a:theme><a:themeElements><a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>
    <a:lt1><a:srgbClr val="ffffff"/></a:lt1><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme>
    <a:fontScheme><a:majorFont><a:latin typeface="Made-up Head"/><a:ea typeface=""/></a:majorFont>
    <a:minorFont><a:latin typeface="Made-up Text"/><a:cs typeface="Made-up Bidi"/><a:font script="Jpan" typeface="x"/></a:minorFont>
    </a:fontScheme></a:themeElements></a:theme>"""
MAPPED = '<w:settings><w:clrSchemeMapping w:bg1="dark1" w:t1="light1" w:accent1="accent1"/></w:settings>'


def test_colours_are_known_by_every_name_that_texts_and_drawings_use() -> None:
    theme = read_theme(xml(THEME))
    assert [theme.colour(name) for name in ("dk1", "dark1", "text1", "tx1")] == ["000000"] * 4
    assert [theme.colour(name) for name in ("accent1", "accent2", "made up", "")] == ["4F81BD", "", "", ""]
    assert [theme.numbered(number) for number in (0, 1, 4, 5, 12, -1)] == ["FFFFFF", "000000", "4F81BD", "", "", ""]


def test_a_documents_settings_may_map_names_otherwise_but_not_those_of_the_theme() -> None:
    theme = read_theme(xml(THEME), xml(MAPPED))
    assert [theme.colour(name) for name in ("text1", "tx1", "background1", "dk1", "dark1", "accent1")] == [
        "FFFFFF", "FFFFFF", "000000", "000000", "000000", "4F81BD",
    ]  # fmt: skip


def test_fonts_are_known_by_size_and_script() -> None:
    theme = read_theme(xml(THEME))
    names = ("majorHAnsi", "+mj-lt", "minorAscii", "minorBidi", "+mn-cs", "majorEastAsia", "")
    assert [theme.font(name) for name in names] == [
        "Made-up Head", "Made-up Head", "Made-up Text", "Made-up Bidi", "Made-up Bidi", "", "",
    ]  # fmt: skip


def test_themes_that_look_the_same_are_equal_and_no_theme_is_one_without_colours() -> None:
    assert read_theme(xml(THEME)) == read_theme(xml(THEME), xml("<w:settings/>"))
    assert read_theme(xml(THEME)) != read_theme(xml(THEME), xml(MAPPED))
    assert read_theme(None) == Theme()


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ('<w:color w:val="ff0000"/>', "FF0000"),
        ('<w:color w:val="auto"/>', ""),
        ('<w:color w:val="FF0000" w:themeColor="accent1"/>', "4F81BD"),
        ('<w:color w:val="FF0000" w:themeColor="made up"/>', "FF0000"),
        ('<w:color w:themeColor="text1" w:themeTint="80"/>', "7F7F7F"),
        ('<w:color w:themeColor="background1" w:themeShade="80"/>', "808080"),
        ('<w:color w:themeColor="background1" w:themeShade="made up"/>', "FFFFFF"),
        ('<w:color w:themeColor="background1" w:themeShade="FFFF"/>', "FFFFFF"),
    ],
)
def test_a_colour_is_read_by_its_name_in_the_theme_before_its_digits(said: str, colour: str) -> None:
    assert read_theme(xml(THEME)).colour_of(xml(said)) == colour


@pytest.mark.parametrize(
    ("said", "colour"),
    [
        ('<w:shd w:val="clear" w:fill="1F3864"/>', "1F3864"),
        ('<w:shd w:val="clear" w:fill="auto"/>', ""),
        ('<w:shd w:val="nil" w:fill="1F3864"/>', ""),
        ('<w:shd w:val="clear" w:themeFill="accent1" w:themeFillTint="00"/>', "FFFFFF"),
        ('<w:shd w:val="solid" w:color="auto" w:fill="FFFFFF"/>', "000000"),
        ('<w:shd w:val="pct25" w:color="000000" w:fill="FFFFFF"/>', "BFBFBF"),
        ('<w:shd w:val="diagStripe" w:color="000000" w:fill="auto"/>', "808080"),
    ],
)
def test_what_is_shaded_is_plain_or_a_mixture(said: str, colour: str) -> None:
    assert read_theme(xml(THEME)).shading(xml(said)) == colour


def test_a_tint_lightens_or_darkens() -> None:
    assert [tinted("4F81BD", tint) for tint in (0, 0.5, -0.5, 1, -1)] == ["4F81BD", "A7C0DE", "254061", "FFFFFF", "000000"]


def test_what_word_chooses_can_be_seen_on_the_fill() -> None:
    assert [automatic_colour(fill) for fill in ("", "FFFFFF", "1F3864")] == ["000000", "000000", "FFFFFF"]
    assert [six_digits(text) for text in ("ab12cd", "auto", "12345G", "")] == ["AB12CD", "", "", ""]
