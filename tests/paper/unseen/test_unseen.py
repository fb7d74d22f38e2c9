"""Text that no reader sees is refused, text that can be read comes in: generated over the ways to say how a text looks."""

# ruff: noqa: E501 - a line of XML reads better whole

from __future__ import annotations

import re
from itertools import product

import pytest

from shpdocs.model.appendix import Appendix
from shpdocs.ooxml.vocabulary import PREFIXES
from tests.support.made_word import PORTRAIT, STYLES, Source, paragraph, refusals_of, run
from tests.support.word_files import edit_part

WORDS = "Made-up words"
# Ways to say a colour of letters, and of what lies under them, in the made-up theme or written out.
WHITE = ('<w:color w:val="FFFFFF"/>', '<w:color w:val="ffffff"/>', '<w:color w:val="FDFDFD"/>', '<w:color w:val="F2F2F2"/>', '<w:color w:val="000000" w:themeColor="background1"/>',
         '<w:color w:val="auto" w:themeColor="light1"/>', '<w:color w:val="000000" w:themeColor="text1" w:themeTint="00"/>')  # fmt: skip
BLACK = (
    '<w:color w:val="000000"/>',
    '<w:color w:val="0A0A0A"/>',
    '<w:color w:val="FFFFFF" w:themeColor="text1"/>',
    '<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="00"/>',
)
WHITE_FILL = ('<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>', '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', '<w:shd w:val="clear" w:fill="000000" w:themeFill="background1"/>',
              '<w:shd w:val="nil"/>', '<w:shd w:val="solid" w:color="FFFFFF" w:fill="000000"/>')  # fmt: skip
BLACK_FILL = ('<w:shd w:val="clear" w:color="auto" w:fill="000000"/>', '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>', '<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text1"/>',
              '<w:shd w:val="pct95" w:color="000000" w:fill="000000"/>')  # fmt: skip


def told(source: Source) -> list[str]:
    """What is told of a file, without where and what to do."""
    return [refusal.what for refusal in refusals_of(Appendix("Made up", "Appendix 2 – Made up", source.write(), "made-up.docx"))]


def body(xml: str, styles: str = "", numbering: str = "") -> Source:
    source = Source(body=[paragraph("Text before"), xml, paragraph("Text after")], styles=STYLES + styles)
    source.numbering += numbering
    return source


def by_run(letters: str, fill: str) -> Source:
    return body(paragraph("", inside=run(WORDS, letters + fill)))


def by_highlight(letters: str, fill: str) -> Source:
    return body(paragraph("", inside=run(WORDS, letters + f'<w:highlight w:val="{"black" if fill in BLACK_FILL else "white"}"/>')))


def by_paragraph(letters: str, fill: str) -> Source:
    return body(paragraph("", properties=fill, inside=run(WORDS, letters)))


def by_paragraph_style(letters: str, fill: str) -> Source:
    below = f'<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="Below"/><w:basedOn w:val="Normal"/><w:pPr>{fill}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    above = '<w:style w:type="paragraph" w:styleId="Above"><w:name w:val="Above"/><w:basedOn w:val="Below"/><w:rPr><w:b/></w:rPr></w:style>'
    return body(paragraph(WORDS, "Above"), below + above)


def by_character_style(letters: str, fill: str) -> Source:
    style = f'<w:style w:type="character" w:styleId="Letters"><w:name w:val="Letters"/><w:rPr>{letters}{fill}</w:rPr></w:style>'
    return body(paragraph("", inside=run(WORDS, '<w:rStyle w:val="Letters"/>')), style)


def cell(letters: str, direct: str = "", whole: str = "", style: str = "TableGrid") -> str:
    look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    inside = paragraph("", inside=run(WORDS, letters))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="0" w:type="auto"/>{whole}{look}</w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>'
        f"<w:tr><w:tc><w:tcPr>{direct}</w:tcPr>{inside}</w:tc></w:tr></w:tbl>"
    )


def by_cell(letters: str, fill: str) -> Source:
    return body(cell(letters, fill))


def by_table(letters: str, fill: str) -> Source:
    return body(cell(letters, whole=fill))


def by_table_style(letters: str, fill: str) -> Source:
    style = f'<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/><w:tblStylePr w:type="firstRow"><w:rPr>{letters}</w:rPr><w:tcPr>{fill}</w:tcPr></w:tblStylePr></w:style>'
    return body(cell("", style="Dark"), style)


def box(letters: str, fill: str, filled: str = "") -> str:
    shape = (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="500000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</wps:spPr>{filled}'
        f"<wps:txbx><w:txbxContent>{paragraph('', inside=run(WORDS, letters))}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="500000" cy="500000"/><wp:docPr id="1" name="n"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>'
    )


def by_shape(letters: str, fill: str) -> Source:
    return body(box(letters, f'<a:solidFill><a:srgbClr val="{"000000" if fill in BLACK_FILL else "FFFFFF"}"/></a:solidFill>'))


def by_older_shape(letters: str, fill: str) -> Source:
    colour = "black [3213]" if fill in BLACK_FILL else "#fff"
    inside = f"<v:textbox><w:txbxContent>{paragraph('', inside=run(WORDS, letters))}</w:txbxContent></v:textbox>"
    return body(f'<w:p><w:r><w:pict><v:rect style="width:90pt;height:50pt" fillcolor="{colour}">{inside}</v:rect></w:pict></w:r></w:p>')


WAYS = (
    by_run,
    by_highlight,
    by_paragraph,
    by_paragraph_style,
    by_character_style,
    by_cell,
    by_table,
    by_table_style,
    by_shape,
    by_older_shape,
)
OF_LETTERS = (by_run, by_highlight, by_character_style)  # a black of the letters' own
BLACKED_OUT = ["It has text that is blacked out"]
UNSEEN = ["It has text in the colour of what lies behind it"]


@pytest.mark.parametrize("way", WAYS)
def test_letters_in_the_colour_of_what_lies_behind_them_are_refused_and_any_others_come_in(way: object) -> None:
    fills = [(fill, "white") for fill in WHITE_FILL] + [(fill, "black") for fill in BLACK_FILL]
    letters = (
        [(colour, "white") for colour in WHITE]
        + [(colour, "black") for colour in BLACK]
        + [("", "auto"), ('<w:color w:val="auto"/>', "auto")]
    )
    wrong = []
    few = slice(None, None, 1 if way is by_cell else 3)  # each way meets some of both, one of them all
    for (fill, under), (colour, over) in product(fills[few], letters[few]):
        is_blacked_out = way in OF_LETTERS and (under, over) == ("black", "auto")
        expected = BLACKED_OUT if is_blacked_out else UNSEEN if under == over else []
        if told(way(colour, fill)) != expected:  # type: ignore[operator]
            wrong.append((colour, fill))
    assert wrong == []


@pytest.mark.parametrize("colour", ["808080", "BFBFBF", "C0C0C0", "D9D9D9", "FFC000", "FF0000", "00B050", "FFFF00", "1F3864", "595959"])
def test_pale_and_bright_letters_on_white_come_in(colour: str) -> None:
    assert told(by_run(f'<w:color w:val="{colour}"/>', "")) == []


@pytest.mark.parametrize("fill", ["1F3864", "4472C4", "7F7F7F", "C00000", "00B050"])
def test_letters_of_a_fills_own_colour_are_refused_and_white_ones_come_in(fill: str) -> None:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
    assert told(by_cell('<w:color w:val="FFFFFF"/>', shade)) == []
    assert told(by_cell("", shade)) == []
    assert told(by_cell(f'<w:color w:val="{fill}"/>', shade)) == UNSEEN


STYLED = '<wps:style><a:lnRef idx="2"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:schemeClr val="accent1"/></a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></wps:style>'


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (box("", "", STYLED), []),
        (box("", "<a:noFill/>", STYLED), UNSEEN),
        (box('<w:color w:val="FFFFFF"/>', "<a:noFill/>"), UNSEEN),
        (box('<w:color w:val="FFFFFF"/>', '<a:gradFill><a:gsLst/></a:gradFill>'), []),
        (box('<w:color w:val="FFFFFF"/>', '<a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>'), UNSEEN),
        (box('<w:color w:val="FFFFFF"/>', '<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'), []),
    ],
)  # fmt: skip
def test_letters_of_shapes_are_seen_on_the_shape(xml: str, expected: list[str]) -> None:
    assert told(body(xml)) == expected


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ('<w14:textFill><w14:noFill/></w14:textFill>', UNSEEN),
        ('<w14:textFill><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill></w14:textFill>', UNSEEN),
        ('<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"><w14:alpha w14:val="100000"/></w14:schemeClr></w14:solidFill></w14:textFill>', UNSEEN),
        ('<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"><w14:alpha w14:val="35000"/></w14:schemeClr></w14:solidFill></w14:textFill>', []),
        ('<w14:textFill><w14:gradFill><w14:gsLst/></w14:gradFill></w14:textFill>', []),
        ('<w14:textOutline><w14:solidFill><w14:srgbClr w14:val="000000"/></w14:solidFill></w14:textOutline><w14:textFill><w14:noFill/></w14:textFill>', []),
        ('<w:emboss/><w:color w:val="FFFFFF"/>', []),
        ('<w:outline/><w:color w:val="FFFFFF"/>', UNSEEN),
        ("<w:outline/>", []),
        ("<w:vanish/>", ["It has hidden text"]),
        ("<w:vanish/><w:specVanish/>", ["It has hidden text"]),
        ('<w:vanish w:val="0"/>', []),
        ("<w:webHidden/>", []),
        ('<w:sz w:val="1"/>', ["It has text smaller than 4 points"]),
        ('<w:sz w:val="7"/>', ["It has text smaller than 4 points"]),
        ('<w:sz w:val="0"/>', ["It has text smaller than 4 points"]),
        ('<w:sz w:val="12"/>', []),
        ('<w:sz w:val="13"/><w:vertAlign w:val="superscript"/>', []),
        ('<w:w w:val="1"/>', ["It has text that is pressed together"]),
        ('<w:w w:val="66"/>', []),
        ('<w:spacing w:val="-200"/>', ["It has text that is pressed together"]),
        ('<w:spacing w:val="-20"/>', []),
        ('<w:position w:val="-3000"/>', ["It has text far above or below its line"]),
        ('<w:position w:val="6"/>', []),
    ],
)  # fmt: skip
def test_letters_that_nobody_can_read_are_refused(letters: str, expected: list[str]) -> None:
    assert told(by_run(letters, "")) == expected
    style = f'<w:style w:type="paragraph" w:styleId="Odd"><w:name w:val="Odd"/><w:rPr>{letters}</w:rPr></w:style>'
    assert told(body(paragraph(WORDS, "Odd"), style)) == expected
    assert told(body(paragraph("  ", "Odd"), style)) == []  # what says nothing hides nothing


def test_hidden_text_by_a_tables_style_and_hidden_words_of_lists_are_refused() -> None:
    style = '<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/><w:rPr><w:vanish/></w:rPr></w:style>'
    assert told(body(cell("", style="Dark"), style)) == ["It has hidden text"]
    level = '<w:abstractNum w:abstractNumId="90"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="{}"/><w:rPr>{}</w:rPr></w:lvl></w:abstractNum>'
    hidden = "<w:vanish/>"
    for words, look, expected in (
        ("SECRET %1", hidden, 1),
        ("SECRET %1", '<w:color w:val="FFFFFF"/>', 1),
        ("%1.", hidden, 0),
        ("Annex %1", "", 0),
    ):
        source = body(paragraph(WORDS))
        source.numbering = level.format(words, look) + source.numbering
        assert len(told(source)) == expected, words


def test_a_page_in_the_colour_of_its_letters_is_refused() -> None:
    source = by_run('<w:color w:val="1F3864"/>', "")
    source.settings += "<w:displayBackgroundShape/>"
    content = source.write()
    assert told(source) == []
    swapped = edit_part(content, "word/document.xml", ("<w:body>", '<w:background w:color="203864"/><w:body>'))
    assert [refusal.what for refusal in refusals_of(Appendix("Made up", "Appendix 2", swapped, "x.docx"))] == UNSEEN


OFF, SMALL = "stands off the page", "has no height or width to be seen in"


def anchored(across: int, down: int, width: int = 500_000, height: int = 500_000) -> str:
    inside = (
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent>{paragraph(WORDS)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    return (
        f'<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>{across}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="page"><wp:posOffset>{down}</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{width}" cy="{height}"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="n"/><a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>'
    )


def grouped(across: int, width: int) -> str:
    """A text box in a group, so far from the group's left side and so wide."""
    frame = f'<a:xfrm><a:off x="{across}" y="0"/><a:ext cx="{width}" cy="900000"/></a:xfrm>'
    outer = '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/><a:chOff x="0" y="0"/><a:chExt cx="900000" cy="900000"/></a:xfrm>'
    xml = anchored(0, 0, 900_000, 900_000).replace("<wps:spPr/>", f"<wps:spPr>{frame}</wps:spPr>")
    group = f'<wpg:wgp xmlns:wpg="{PREFIXES["wpg"]}">'
    group += f"<wpg:cNvGrpSpPr/><wpg:grpSpPr>{outer}</wpg:grpSpPr><wps:wsp>"
    return xml.replace("<wps:wsp>", group).replace("</wps:wsp>", "</wps:wsp></wpg:wgp>")


def older(style: str) -> str:
    return f'<w:p><w:r><w:pict><v:rect style="{style}"><v:textbox><w:txbxContent>{paragraph(WORDS)}</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>'


def rows(height: str, texts: int = 1, column: str = "4000", width: str = "") -> str:
    inside = paragraph(WORDS) * texts
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="{column}"/></w:tblGrid>'
        f"<w:tr><w:trPr>{height}</w:trPr><w:tc><w:tcPr>{width}</w:tcPr>{inside}</w:tc></w:tr></w:tbl>"
    )


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (paragraph(WORDS, properties='<w:ind w:left="-9000"/>'), f"A paragraph {OFF}"),
        (paragraph(WORDS, properties='<w:ind w:start="30000"/>'), f"A paragraph {OFF}"),
        (paragraph(WORDS, properties='<w:ind w:left="720" w:hanging="20000"/>'), f"A paragraph {OFF}"),
        (paragraph(WORDS, properties='<w:ind w:leftChars="-90000"/>'), f"A paragraph {OFF}"),
        (paragraph(WORDS, properties='<w:ind w:left="-1134" w:right="-1134"/>'), ""),
        (paragraph("", properties='<w:ind w:left="-9000"/>'), ""),
        (paragraph(WORDS, properties='<w:framePr w:w="2000" w:x="-9999" w:y="1"/>'), f"A paragraph {OFF}"),
        (paragraph(WORDS, properties='<w:framePr w:w="2000" w:x="1" w:y="29999"/>'), f"A paragraph {OFF}"),
        (paragraph(WORDS, properties='<w:framePr w:w="1" w:h="1" w:hRule="exact" w:x="1" w:y="1"/>'), f"A paragraph {SMALL}"),
        (paragraph(WORDS, properties='<w:framePr w:w="0" w:h="0" w:x="1" w:y="1"/>'), ""),
        (paragraph(WORDS, properties='<w:framePr w:w="2000" w:hSpace="180" w:wrap="around" w:x="1500" w:y="1"/>'), ""),
        (paragraph(WORDS, properties='<w:spacing w:line="1" w:lineRule="exact"/>'), f"A paragraph {SMALL}"),
        (paragraph(WORDS, properties='<w:spacing w:line="240" w:lineRule="exact"/>'), ""),
        (paragraph(WORDS, properties='<w:spacing w:line="1" w:lineRule="atLeast"/>'), ""),
        (rows('<w:trHeight w:val="1" w:hRule="exact"/>'), "A row of a table is too low for its text"),
        (rows('<w:trHeight w:val="0" w:hRule="exact"/>'), "A row of a table is too low for its text"),
        (rows('<w:trHeight w:val="300" w:hRule="exact"/>', 30), "A row of a table is too low for its text"),
        (rows('<w:trHeight w:val="300" w:hRule="exact"/>'), ""),
        (rows('<w:trHeight w:val="1"/>', 30), ""),
        (rows("", column="1", width='<w:tcW w:w="1" w:type="dxa"/>'), f"A cell of a table {SMALL}"),
        (rows("", column="0", width='<w:tcW w:w="0" w:type="auto"/>'), f"A cell of a table {SMALL}"),
        (rows("", width='<w:tcW w:w="0" w:type="auto"/>'), ""),
        (rows("").replace("<w:tblW", '<w:tblpPr w:tblpX="-20000" w:tblpY="1"/><w:tblW'), f"A table {OFF}"),
        (rows("").replace('w:type="auto"/></w:tblPr>', 'w:type="auto"/><w:tblInd w:w="-20000" w:type="dxa"/></w:tblPr>'), f"A table {OFF}"),
        (anchored(-9_000_000, 0), f"A drawing {OFF}"),
        (anchored(0, -9_000_000), f"A drawing {OFF}"),
        (anchored(0, 90_000_000), f"A drawing {OFF}"),
        (anchored(1_000_000, 1_000_000), ""),
        (anchored(7_560_000, 0), f"A drawing {OFF}"),
        (anchored(2_540_000, 0).replace('H relativeFrom="page"', 'H relativeFrom="rightMargin"'), f"A drawing {OFF}"),
        (anchored(0, 2_540_000).replace('V relativeFrom="page"', 'V relativeFrom="bottomMargin"'), f"A drawing {OFF}"),
        (anchored(0, -6_000_000).replace('V relativeFrom="page"', 'V relativeFrom="paragraph"'), ""),
        (anchored(0, 0).replace(WORDS, WORDS * 90), "A drawing is too low for its text"),
        (anchored(0, 0).replace(WORDS, WORDS * 90).replace("<wps:bodyPr/>", "<wps:bodyPr><a:spAutoFit/></wps:bodyPr>"), ""),
        (anchored(0, 0).replace("<wps:bodyPr/>", '<wps:bodyPr lIns="9000000"/>'), f"A drawing {SMALL}"),
        (grouped(0, 900_000), ""),
        (grouped(99_000_000, 900_000), f"A drawing {OFF}"),
        (grouped(0, 9_000), f"A drawing {SMALL}"),
        (older("position:absolute;margin-left:300pt;width:90pt;height:50pt;mso-position-horizontal-relative:right-margin-area"), f"A drawing {OFF}"),
        (older("width:90pt;height:5pt").replace(WORDS, WORDS * 90), "A drawing is too low for its text"),
        (anchored(0, 0, 1, 500_000), f"A drawing {SMALL}"),
        (anchored(0, 0, 500_000, 0), f"A drawing {SMALL}"),
        (older("position:absolute;margin-left:-9999pt;width:90pt;height:50pt"), f"A drawing {OFF}"),
        (older("position:absolute;top:9999pt;width:90pt;height:50pt"), f"A drawing {OFF}"),
        (older("width:0;height:50pt"), f"A drawing {SMALL}"),
        (older("width:90pt;height:50pt;visibility:hidden"), "A drawing is hidden"),
        (older("position:absolute;margin-left:12pt;width:90pt;height:50pt;z-index:1"), ""),
    ],
)  # fmt: skip
def test_what_stands_where_nobody_sees_it_is_refused(xml: str, expected: str) -> None:
    assert told(body(xml)) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("margins", "expected"),
    [
        ('w:left="20000"', ["A page has no room for what stands on it"]),
        ('w:header="-9000"', ["A page has no room for what stands on it"]),
        ('w:footer="17000"', ["A page has no room for what stands on it"]),
        ('w:top="-1200"', []),
    ],
)
def test_pages_without_room_for_what_stands_on_them_are_refused(margins: str, expected: list[str]) -> None:
    name = margins.partition("=")[0]
    assert told(Source(body=[paragraph(WORDS)], last_section=re.sub(rf'{name}="\d+"', margins, PORTRAIT))) == expected


def over(
    width: int,
    height: int,
    fill: str = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>',
    wrap: str = "wrapNone",
    behind: int = 0,
    across: int = 0,
) -> str:
    """A paragraph with a shape in front of its words."""
    shape = f"<wps:wsp><wps:cNvSpPr/><wps:spPr>{fill}</wps:spPr><wps:bodyPr/></wps:wsp>"
    return paragraph(
        WORDS,
        inside=f'<w:r><w:drawing><wp:anchor behindDoc="{behind}"><wp:positionH relativeFrom="column"><wp:posOffset>{across}</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph">'
        f'<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="{width}" cy="{height}"/><wp:{wrap}/><wp:docPr id="1" name="n"/><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>',
    )


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (over(3_000_000, 400_000), ["A drawing covers text"]),
        (over(7_000_000, 9_000_000), ["A drawing covers text"]),
        (over(3_000_000, 400_000, fill="<a:noFill/>"), []),
        (over(3_000_000, 400_000, wrap="wrapTopAndBottom"), []),
        (over(3_000_000, 400_000, behind=1), []),
        (over(300_000, 400_000), []),
        (over(3_000_000, 400_000, across=4_000_000), []),
    ],
)  # fmt: skip
def test_text_that_a_drawing_plainly_covers_is_refused(xml: str, expected: list[str]) -> None:
    assert told(body(xml)) == expected


@pytest.mark.parametrize(
    "look",
    [
        '<w:highlight w:val="black"/>',
        '<w:color w:val="auto"/><w:highlight w:val="black"/>',
        '<w:shd w:val="clear" w:fill="000000"/>',
        '<w:shd w:val="solid" w:color="auto" w:fill="auto"/>',
        '<w:shd w:val="clear" w:fill="0A0A0A"/>',
    ],
)
def test_text_on_a_black_of_its_own_without_a_colour_is_blacked_out(look: str) -> None:
    made = Source(body=[paragraph("The person is ", inside=run("Jo Madeup", look))])
    refusals = refusals_of(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx"))
    assert [refusal.what for refusal in refusals] == ["It has text that is blacked out"]
    assert "[redacted]" in refusals[0].mend


@pytest.mark.parametrize(
    "look",
    ['<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="1F3864"/>'],
)
def test_text_that_a_highlight_lets_be_read_is_not_blacked_out(look: str) -> None:
    made = Source(body=[paragraph("The person is ", inside=run("Jo Madeup", look))])
    assert refusals_of(Appendix("Report", "Appendix 1 – Report", made.write(), "report.docx")) == ()
