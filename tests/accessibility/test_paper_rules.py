"""The rules for papers, one by one: a made-up file that breaks just that rule, at its place, and the one that is mended."""

from __future__ import annotations

import pytest

from shpdocs.accessibility.paper_facts import read_paper_facts
from shpdocs.accessibility.paper_rules import RULES, audit_paper
from shpdocs.model.audit import Finding
from tests.support.raw_paper import (
    BODY,
    BULLETS,
    FIGURES,
    HEADINGS,
    LINK,
    MORE,
    NAMESPACES,
    PICTURE,
    cell,
    changed,
    packed,
    paragraph,
    parts,
    row,
    run,
)

CODES = [f"W{number}" for number in range(1, 17)]
STYLES, CORE = "word/styles.xml", "docProps/core.xml"
TRUE = "Nothing in this paper is true; all of it is made up."
AFTER_TITLE = paragraph(TRUE)
AT_TITLE = "under 'A made-up paper', the heading itself"
NEW = "under 'A made-up paper', paragraph 2"
AT_TABLE = "under 'Burglary', table 1"
RED = '<w:shd w:val="clear" w:color="auto" w:fill="FFC7CE"/>'
BOX = (
    '<w:r><w:pict><v:shape style="width:1pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>Made up.</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
LONG = "Made-up words, and so many of them that the row takes far more than the third of a page that may stay whole. " * 18


def added(more: str) -> bytes:
    """The made-up paper with something more after its first paragraph."""
    return changed(AFTER_TITLE, AFTER_TITLE + more)


def broken(content: bytes) -> list[Finding]:
    """What is broken; every finding says something and what to do."""
    findings = [finding for result in audit_paper(read_paper_facts(content, "made up.docx")).results for finding in result.findings]
    assert all(finding.what.endswith(".") and finding.mend.endswith(".") and finding.place.file == "made up.docx" for finding in findings)
    return [finding for finding in findings if not finding.is_choice]


def by_choice(content: bytes) -> list[tuple[str, str]]:
    """Rule and place of what is by choice, and breaks nothing."""
    audited = audit_paper(read_paper_facts(content, "made up.docx"))
    return [(finding.rule, finding.where) for result in audited.results for finding in result.findings if finding.is_choice]


def link(text: str) -> str:
    return LINK.replace("Made-up guidance", text)


NEW_LINE = f"{NEW} ('Made up.')"
BREACHES = [
    ("W1", "a blank title", lambda: changed("<dc:title>A made-up paper</dc:title>", "", CORE), ""),
    ("W1", "another title", lambda: changed("<dc:title>A made", "<dc:title>Not a made", CORE), AT_TITLE),
    ("W2", "another language", lambda: changed('<w:lang w:val="en-GB"/>', '<w:lang w:val="en-US"/>', STYLES), ""),
    ("W2", "no language", lambda: changed('<w:lang w:val="en-GB"/>', "", STYLES), ""),
    ("W2", "American text", lambda: added(paragraph(inner=run("Made up.", '<w:lang w:val="en-US"/>'))), NEW_LINE),
    ("W2", "American properties", lambda: changed("<dc:language>en-GB", "<dc:language>en-US", CORE), ""),
    ("W3", "a second title", lambda: added(paragraph("Made up", "Heading1")), "under 'Made up', the heading itself"),
    ("W3", "a level left out", lambda: added(paragraph("Made up", "Heading3")), "under 'Made up', the heading itself"),
    ("W3", "a blank heading", lambda: added(paragraph("", "Heading2")), NEW),
    ("W3", "a level left out in a table", lambda: changed(
        paragraph("419"), paragraph("419", properties='<w:outlineLvl w:val="5"/>')), f"{AT_TABLE}, row 2, column 2 ('419')"),
    ("W3", "a bold line", lambda: added(paragraph(inner=run("Made up", "<w:b/>"))), f"{NEW} ('Made up')"),
    ("W3", "a strong line", lambda: added(paragraph(inner=run("Made up:", '<w:rStyle w:val="Strong"/>'))), f"{NEW} ('Made up:')"),
    ("W4", "no row of headings", lambda: changed("<w:tblHeader/>", ""), AT_TABLE),
    ("W4", "a switched off one", lambda: changed("<w:tblHeader/>", '<w:tblHeader w:val="0"/>'), AT_TABLE),
    ("W4", "a look without", lambda: changed('<w:tblLook w:val="0020" w:firstRow="1"/>', '<w:tblLook w:val="0000"/>'), AT_TABLE),
    ("W5", "cells across", lambda: changed(cell("Q1") + cell("419"), cell("Q1", '<w:gridSpan w:val="2"/>')),
     f"{AT_TABLE}, row 2, column 1"),
    ("W5", "fewer cells", lambda: changed(cell("Q1") + cell("419"), cell("Q1")), AT_TABLE),
    ("W5", "cells down", lambda: changed(FIGURES + MORE, FIGURES.replace(cell("Q1"), cell("Q1", '<w:vMerge w:val="restart"/>'))
                                         + MORE.replace(cell("Q2"), cell("", "<w:vMerge/>"))), f"{AT_TABLE}, row 2, column 1"),
    ("W6", "a blank cell", lambda: changed(cell("449"), cell("")), f"{AT_TABLE}, row 3, column 2"),
    ("W6", "a cell of spaces", lambda: changed(cell("449"), cell(" \u00a0 ")), f"{AT_TABLE}, row 3, column 2"),
    ("W7", "no alternative title", lambda: changed('<w:tblCaption w:val="Made-up burglary"/>', ""), AT_TABLE),
    ("W7", "no description", lambda: changed('w:val="Made-up figures by quarter."/>', 'w:val=" "/>'), AT_TABLE),
    ("W8", "a row that may break", lambda: changed(MORE, MORE.replace("<w:cantSplit/>", "")), f"{AT_TABLE}, row 3, column 1"),
    ("W9", "a typed bullet", lambda: added(paragraph("• Made up.")), f"{NEW} ('• Made up.')"),
    ("W9", "a typed dash", lambda: added(paragraph("- Made up.")), f"{NEW} ('- Made up.')"),
    ("W9", "typed numbers", lambda: added(paragraph("1. Made up.") + paragraph("2. Made up.")),
     "under 'A made-up paper', paragraph 3 ('2. Made up.')"),
    ("W9", "bullets on new lines", lambda: added(paragraph(inner="<w:r><w:t>Made up:</w:t><w:br/><w:t>• made up.</w:t></w:r>")),
     f"{NEW} ('Made up: • made up.')"),
    ("W10", "no alternative text", lambda: changed(' descr="A made-up arrow that points up"', ""), "under 'Next', paragraph 2"),
    ("W10", "a file's name", lambda: changed("A made-up arrow that points up", "image1.png"), "under 'Next', paragraph 2"),
    ("W10", "a picture's number", lambda: changed("A made-up arrow that points up", "Picture 3"), "under 'Next', paragraph 2"),
    ("W11", "pale text_colour", lambda: added(paragraph(inner=run("Made up.", '<w:color w:val="999999"/>'))), NEW_LINE),
    ("W11", "pale text_colour of the theme", lambda: added(paragraph("Made up.", "Pale")), NEW_LINE),
    ("W11", "a highlight", lambda: added(paragraph(inner=run("Made up.", '<w:color w:val="FF0000"/><w:highlight w:val="yellow"/>'))),
     NEW_LINE),
    ("W11", "white on amber", lambda: changed(cell("449"), cell("449", '<w:shd w:val="clear" w:fill="FFC000"/>').replace(
        run("449"), run("Amber", '<w:color w:val="FFFFFF"/>'))), f"{AT_TABLE}, row 3, column 2 ('Amber')"),
    ("W11", "black headings", lambda: changed(cell("Quarter"), cell("Quarter").replace(
        run("Quarter"), run("Quarter", '<w:color w:val="000000"/>'))), f"{AT_TABLE}, row 1, column 1 ('Quarter')"),
    ("W12", "a red figure", lambda: changed(cell("449"), cell("449", RED)), f"{AT_TABLE}, row 3, column 2"),
    ("W12", "red that says green", lambda: changed(cell("449"), cell("Green", RED)), f"{AT_TABLE}, row 3, column 2"),
    ("W13", "click here", lambda: changed(LINK, link("Click here")), "under 'Next', paragraph 1 ('More stands in the Click here.')"),
    ("W13", "an address", lambda: changed(LINK, link("https://example.org/made-up")),
     "under 'Next', paragraph 1 ('More stands in the https://example.org/…')"),
    ("W13", "a link that is a field", lambda: added(paragraph(inner=(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("here")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'))), f"{NEW} ('here')"),
    ("W14", "a blank paragraph", lambda: added(paragraph()), NEW),
    ("W14", "tabs", lambda: added(paragraph(inner="<w:r><w:t>Made</w:t><w:tab/><w:t>up.</w:t></w:r>")), f"{NEW} ('Made up.')"),
    ("W14", "a text box", lambda: added(paragraph(inner=BOX)), NEW),
    ("W14", "a floating picture", lambda: changed(PICTURE, PICTURE.replace("wp:inline", "wp:anchor")), "under 'Next', paragraph 2"),
    ("W14", "a floating table", lambda: changed('<w:tblW w:w="9000"', '<w:tblpPr w:tblpX="1"/><w:tblW w:w="9000"'), AT_TABLE),
    ("W14", "a frame", lambda: added(paragraph("Made up.", properties='<w:framePr w:w="1"/>')), NEW_LINE),
    ("W15", "small letters", lambda: added(paragraph(inner=run("Made up.", '<w:sz w:val="20"/>'))), NEW_LINE),
    ("W15", "serifs", lambda: added(paragraph(inner=run("Made up.", '<w:rFonts w:ascii="Times New Roman"/>'))), NEW_LINE),
    ("W15", "justified text", lambda: added(paragraph("Made up.", properties='<w:jc w:val="both"/>')), NEW_LINE),
    ("W15", "long text in the middle", lambda: added(paragraph("Made up. " * 20, properties='<w:jc w:val="center"/>')),
     f"{NEW} ('Made up. Made up. Made up. Made up. Mad…')"),
    ("W15", "typed capitals", lambda: added(paragraph("ALL OF THIS HERE IS MADE UP.")), f"{NEW} ('ALL OF THIS HERE IS MADE UP.')"),
    ("W15", "capitals by format", lambda: added(paragraph(inner=run("All of this here is made up.", "<w:caps/>"))),
     f"{NEW} ('All of this here is made up.')"),
    ("W16", "no author", lambda: changed("Made-up partnership", "python-docx", CORE), ""),
    ("W16", "remarks", lambda: changed("<dc:title>", "<dc:description>Made up</dc:description><dc:title>", CORE), ""),
    ("W16", "a day made up", lambda: changed("2018-02-13T00:00:00Z", "1601-01-01T00:00:00Z", CORE), ""),
    ("W16", "changed before it was made", lambda: changed("2018-02-13T00:00:00Z", "2019-02-13T00:00:00Z", CORE), ""),
    ("W16", "a tracked change", lambda: added(paragraph(inner=f"<w:ins>{run('Made up.')}</w:ins>")), ""),
    ("W16", "a tracked deletion", lambda: added(paragraph(inner=run("Made up.") + "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>")),
     ""),
    ("W16", "hidden text", lambda: added(paragraph(inner=run("Made up.", "<w:vanish/>"))), NEW_LINE),
]  # fmt: skip


def test_a_clean_paper_meets_every_rule() -> None:
    audited = audit_paper(read_paper_facts(packed(parts()), "made up.docx"))
    assert [(result.code, result.verdict) for result in audited.results] == [(code, "met") for code in CODES]


@pytest.mark.parametrize(("code", "what", "made", "where"), BREACHES, ids=[f"{code}: {what}" for code, what, _, _ in BREACHES])
def test_a_paper_that_breaks_one_rule_breaks_it_at_its_place_and_no_other(code: str, what: str, made: object, where: str) -> None:
    assert callable(made)
    findings = broken(made())
    assert {finding.rule for finding in findings} == {code}
    assert where in [finding.where for finding in findings]


def test_every_rule_has_a_planted_breach() -> None:
    assert {code for code, *_ in BREACHES} == set(CODES) == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    "more",
    [
        paragraph("Made up.", properties='<w:jc w:val="center"/>'),
        paragraph(inner=run("Made up. ", "<w:b/>") + run("All of it.")),
        paragraph(inner=run("This is all made up.", "<w:b/>")),
        paragraph("1. A line by itself is no list."),
        paragraph("- 5% is a figure"),
        paragraph("MARAC and PWIT are short forms, made up or not."),
        paragraph(inner=run("Made up.", '<w:color w:val="767676"/><w:sz w:val="40"/>')),
        paragraph(inner=run("Grey, but large.", '<w:color w:val="949494"/><w:sz w:val="36"/>')),
        paragraph(inner='<w:r><w:br w:type="page"/></w:r>'),
        paragraph("Made up", "Heading2", BULLETS),
        paragraph(inner=link("Made-up guidance") + link(" on burglary")),
        paragraph(inner=run("Struck by two styles.", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>')),
        f"<w:sdt><w:sdtContent>{paragraph('Made up.')}</w:sdtContent></w:sdt>",
    ],
    ids=lambda text: str(text)[-60:],
)
def test_what_only_looks_like_a_breach_is_none(more: str) -> None:
    assert broken(added(more)) == []


def test_a_line_of_the_contents_may_be_in_capitals_as_its_heading_is() -> None:
    made = parts()
    line = paragraph("INFORMATION NOT FOR PUBLICATION, MADE UP", "TOC2")
    made["word/document.xml"] = made["word/document.xml"].replace(AFTER_TITLE, AFTER_TITLE + line, 1)
    assert [finding.rule for finding in broken(packed(made))] == ["W15"]
    style = '<w:style w:type="paragraph" w:styleId="TOC2"><w:name w:val="toc 2"/></w:style>'
    assert broken(packed(made | {STYLES: made[STYLES].replace("</w:styles>", f"{style}</w:styles>")})) == []


def test_a_table_of_labels_and_values_needs_no_row_of_headings() -> None:
    def made(look: str, *rows: str) -> bytes:
        table = f'<w:tbl><w:tblPr><w:tblLook {look}/><w:tblCaption w:val="Made up"/><w:tblDescription w:val="Made up"/></w:tblPr>'
        return added(f"{table}{''.join(rows)}</w:tbl>{paragraph('Made up.')}")

    label = row(cell("Ward"), cell("Made-up ward"))
    assert broken(made('w:val="0680" w:firstRow="0" w:firstColumn="1"', label, label)) == []
    assert [
        finding.rule for finding in broken(made('w:val="0680" w:firstRow="0" w:firstColumn="1"', row(cell("a"), cell("b"), cell("c"))))
    ] == ["W4"]
    assert [finding.rule for finding in broken(made('w:val="0620"', label))] == ["W4"]


def test_a_long_row_may_break_across_pages() -> None:
    assert broken(changed(MORE, row(cell("Q2"), cell("449"), cell(LONG), properties=""))) == []


def test_a_row_of_one_line_cannot_break() -> None:
    assert broken(changed(FIGURES, FIGURES.replace("<w:cantSplit/>", ""))) == []


def test_a_paragraph_between_two_tables_is_by_choice_and_the_last_one_after_a_table_is_needed() -> None:
    table = BODY[BODY.index("<w:tbl>") : BODY.index("</w:tbl>") + len("</w:tbl>")]
    between = changed(table, table + paragraph() + table)
    assert (broken(between), by_choice(between)) == ([], [("W14", "under 'Burglary', paragraph 4")])
    last = packed(parts(BODY + table + paragraph()))
    assert (broken(last), by_choice(last)) == ([], [])
    assert [finding.rule for finding in broken(packed(parts(BODY + table + paragraph() + paragraph())))] == ["W14", "W14"]


def test_text_in_another_language_is_told_and_breaks_nothing() -> None:
    made = added(paragraph(inner=run("Tout est inventé.", '<w:lang w:val="fr-FR"/>')))
    assert (broken(made), by_choice(made)) == ([], [("W2", f"{NEW} ('Tout est inventé.')")])


def test_a_blank_property_for_the_language_is_told_and_breaks_nothing() -> None:
    made = changed("<dc:language>en-GB</dc:language>", "", CORE)
    assert (broken(made), by_choice(made)) == ([], [("W2", "")])


def test_two_cells_of_one_colour_in_a_row_need_one_word_and_two_colours_two() -> None:
    one_colour = row(cell("Q3"), cell("449", RED), cell("Red: made up", RED))
    two_colours = row(cell("Q3"), cell("449", RED), cell("Green: made up", '<w:shd w:val="clear" w:fill="00B050"/>'))
    assert broken(changed(MORE, one_colour)) == []
    assert [(finding.rule, finding.where) for finding in broken(changed(MORE, two_colours))] == [("W12", f"{AT_TABLE}, row 3, column 2")]


def test_the_fill_of_the_headings_and_other_colours_rate_nothing() -> None:
    blue = cell("449", '<w:shd w:val="clear" w:fill="DEEAF6"/>')
    green = HEADINGS.replace(cell("Burglary"), cell("Burglary", '<w:shd w:val="clear" w:fill="C6EFCE"/>'))
    assert broken(changed(cell("449"), blue)) == []
    assert broken(changed(HEADINGS, green)) == []


@pytest.mark.parametrize("part", ["header", "footer"])
def test_headers_and_footers_may_be_small_and_in_capitals_but_need_contrast(part: str) -> None:
    def with_text(text: str) -> bytes:
        root = {"header": "hdr", "footer": "ftr"}[part]
        return packed(parts() | {f"word/{part}1.xml": f"<w:{root} {NAMESPACES}>{paragraph(inner=text)}</w:{root}>"})

    assert broken(with_text(run("ALL OF THIS HERE IS MADE UP", '<w:sz w:val="16"/>'))) == []
    findings = broken(with_text(run("Made up.", '<w:color w:val="BFBFBF"/>')))
    assert [(finding.rule, finding.place.sheet) for finding in findings] == [("W11", f"in the {part}")]


def test_what_is_wrong_within_content_controls_boxes_and_nested_tables_is_seen() -> None:
    small = run("Made up.", '<w:sz w:val="16"/>')
    inline = paragraph(inner=f"<w:sdt><w:sdtContent>{small}</w:sdtContent></w:sdt>")
    block = f"<w:sdt><w:sdtContent>{paragraph(inner=small)}</w:sdtContent></w:sdt>"
    boxed = paragraph(inner=BOX.replace("<w:r><w:t>Made up.</w:t></w:r>", small))
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(inner=small)}</w:tc></w:tr></w:tbl>"
    nested = f"<w:tbl><w:tblPr/><w:tr><w:tc>{paragraph('a')}{inner}{paragraph()}</w:tc></w:tr></w:tbl>"
    for made in (inline, block, boxed, nested):
        assert "W15" in [finding.rule for finding in broken(added(made + paragraph("Made up.")))], made
