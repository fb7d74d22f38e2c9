"""Protective markings: how high a line marks what it stands on."""

# ruff: noqa: E501 - a row of a table reads better whole

from __future__ import annotations

import pytest

from shpdocs.paper.appendix.markings import Standing, rank
from tests.ooxml.test_metafiles import emf, emf_text
from tests.paper.appendix.test_merging import appendix
from tests.support.made_word import TYPES, Source, paragraph, refusals_of


@pytest.mark.parametrize(
    ("line", "is_margin", "height"),
    [
        ("OFFICIAL", True, 0), ("Official", True, 0), ("OFFICIAL-SENSITIVE", True, 1), ("Official – Sensitive", False, 1),
        ("OFFICIAL SENSITIVE: PERSONAL DATA", False, 1), ("MPS\tOFFICIAL-SENSITIVE\tPage 1", True, 1), ("SECRET", False, 2),
        ("TOP SECRET", False, 3), ("RESTRICTED", True, 1), ("Protective marking: Restricted", False, 1), ("NOT PROTECTIVELY MARKED", True, 0),
        ("Confidential", False, 1), ("Not for publication", False, 1), ("NOT FOR PUBLICATION by virtue of paragraph 1", False, 1),
        ("PROTECT", False, 1), ("PROTECT – STAFF", False, 1), ("Protect", True, 1), ("Classification: Protect", False, 1),
        ("Protect", False, 0), ("protect", False, 0),
        ("Part II", True, 1), ("Part II", False, 0), ("Part I", True, 0), ("PART II – EXEMPT", False, 1), ("Classification: Public", True, 0),
        ("Confidential helplines are listed below.", False, 0), ("Access to the yard is restricted.", False, 0),
        ("A secret ballot was held", False, 0), ("Part 2 of the plan", True, 0), ("Exempt accommodation", False, 0),
        ("The officers handle OFFICIAL-SENSITIVE papers.", False, 0), ("OFFICIAL\u2011SENSITIVE", True, 1), ("OFFICIAL\u00adSENSITIVE", True, 1),
        ("OFFICIAL\u2212SENSITIVE", False, 1), ("OFFICIAL\u200b-\u200bSENSITIVE", False, 1), ("ＯＦＦＩＣＩＡＬ－ＳＥＮＳＩＴＩＶＥ", True, 1),
        ("OFFICIAL_SENSITIVE", True, 1), ("S E C R E T", True, 2), ("Official - Sensitive: police only", True, 1), ("GPMS: RESTRICTED", True, 1),
        ("RESTRICTED (when complete)", True, 1), ("Confidential (police eyes only)", True, 1), ("Exempt from publication", True, 1),
        ("LAW ENFORCEMENT SENSITIVE", False, 1), ("CONFIDENTIAL DRAFT", False, 1), ("Plan with restricted items", True, 0),
    ],
)  # fmt: skip
def test_a_marking_is_a_line_and_not_a_word_in_a_sentence(line: str, is_margin: bool, height: int) -> None:
    assert rank(line, Standing.MARGIN if is_margin else Standing.TEXT) == height


@pytest.mark.parametrize(
    ("line", "height"),
    [
        ("OFFICIAL-SENSITIVE: map of addresses", 1), ("Official-Sensitive – map of addresses", 1), ("SECRET. Where they live", 2),
        ("OFFICIAL-SENSITIVE", 1), ("Map of addresses (OFFICIAL-SENSITIVE)", 1), ("Confidential: names", 1), ("Map • RESTRICTED", 1),
        ("Strictly confidential, names of victims", 1), ("OFFICIAL: map of wards", 0), ("Map of zones with restricted parking", 0),
        ("Restricted parking zones", 0), ("Confidential helplines by borough", 0), ("Secret shopper visits", 0), ("Part II", 0),
        ("Bars by ward: exempt accommodation", 0), ("A lock and the words keep it secret", 0),
    ],
)  # fmt: skip
def test_a_marking_may_stand_before_what_a_drawing_shows_and_a_word_of_it_is_none(line: str, height: int) -> None:
    assert rank(line, Standing.CAPTION) == height


MARKED = "OFFICIAL-SENSITIVE"


def charted(old: str, new: str) -> Source:
    """A report with a chart, of whose XML a piece is another."""
    made = Source()
    made.body.append(f"<w:p>{made.chart('Made up')}</w:p>")
    content = made.parts["charts/chart1.xml"][0].decode()
    assert old in content
    made.parts["charts/chart1.xml"] = (content.replace(old, new).encode(), TYPES["chart"])
    return made


def with_title(text: str) -> str:
    said = "".join(f"<a:r><a:t>{half}</a:t></a:r>" for half in (text[:8], text[8:]))
    return f"<c:title><c:tx><c:rich><a:bodyPr/><a:p>{said}</a:p></c:rich></c:tx></c:title>"


def with_shapes() -> Source:
    made = charted("<c:plotArea>", "<c:plotArea>")
    shape = f'<cdr:relSizeAnchor xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"><cdr:from><cdr:x>0</cdr:x><cdr:y>0</cdr:y></cdr:from><cdr:to><cdr:x>1</cdr:x><cdr:y>1</cdr:y></cdr:to><cdr:sp><cdr:nvSpPr><cdr:cNvPr id="2" name="s"/><cdr:cNvSpPr/></cdr:nvSpPr><cdr:spPr/><cdr:txBody><a:bodyPr/><a:p><a:r><a:t>{MARKED}</a:t></a:r></a:p></cdr:txBody></cdr:sp></cdr:relSizeAnchor>'
    root = f'<c:userShapes xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{shape}</c:userShapes>'
    made.parts["drawings/drawing1.xml"] = (root.encode(), "drawingml.chartshapes")
    made.relate("chartUserShapes", "../drawings/drawing1.xml", "charts/chart1")
    return made


def pictured(text: str) -> Source:
    made = Source()
    made.body.append(f"<w:p>{made.image(7, text)}</w:p>")
    return made


def drawn(*texts: str) -> Source:
    made = Source()
    made.body.append(f"<w:p>{made.image(7, 'A made-up map')}</w:p>")
    made.parts["media/image7.png"] = (emf(*map(emf_text, texts)), "image/x-emf")
    return made


def behind_a_chart(text: str) -> Source:
    """A report with a chart that has a drawing of Windows behind it."""
    made = charted("<c:plotArea>", "<c:plotArea>")
    made.parts["media/image8.emf"] = (emf(emf_text(text)), "image/x-emf")
    made.relate("image", "../media/image8.emf", "charts/chart1")
    return made


def footed(text: str) -> Source:
    made = Source()
    made.body.append(paragraph("Made up", inside=made.note("footnotes", text)))
    return made


def labelled(kind: str, content: str) -> Source:
    made = Source(body=[paragraph("Made up")])
    made.parts["item1.xml"] = (content.encode(), "application/xml")
    made.relate(kind, "item1.xml")
    return made


@pytest.mark.parametrize(
    ("made", "where"),
    [
        (charted("<c:chart>", f"<c:chart>{with_title(MARKED)}"), "a chart"),
        (charted("Made-up 1", MARKED), "a chart"),
        (with_shapes(), "a chart"),
        (behind_a_chart(MARKED), "a chart"),
        (pictured(f"{MARKED}: map of addresses"), "an alternative text in the text"),
        (drawn("Made up", MARKED), "a picture in the text"),
        (drawn("OFFICIAL", "-SENS", "ITIVE"), "a picture in the text"),
        (footed(MARKED), "the footnotes"),
        (
            Source(
                body=[
                    f'<w:tbl><w:tblPr><w:tblCaption w:val="{MARKED}"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:tc>{paragraph("x")}</w:tc></w:tr></w:tbl>',
                    paragraph(""),
                ]
            ),
            "an alternative text in the text",
        ),
        (
            Source(body=[f'<w:p><w:r><w:pict><v:rect style="width:50pt;height:50pt" alt="{MARKED}"/></w:pict></w:r></w:p>']),
            "an alternative text in the text",
        ),
        (
            labelled("customXml", f"<made-up><Protective_x0020_Marking>{MARKED}</Protective_x0020_Marking></made-up>"),
            "the file's properties",
        ),
    ],
    ids=[
        "title of a chart",
        "name in a chart",
        "shape on a chart",
        "a picture behind a chart",
        "alternative text",
        "drawing of Windows",
        "drawing that writes in pieces",
        "footnote",
        "title of a table",
        "older drawing",
        "data kept with the file",
    ],
)
def test_every_part_that_comes_in_is_read_for_markings(made: Source, where: str) -> None:
    refused = refusals_of(appendix(made.write()))
    assert [(MARKED in refusal.what, refusal.where) for refusal in refused] == [(True, where)]


@pytest.mark.parametrize("made", [charted("<c:chart>", f"<c:chart>{with_title('Restricted parking by ward')}"), pictured("A lock: keep it secret"), drawn("Confidential helplines by borough", "Restricted parking zones"), labelled("customXml", "<made-up><Title>Confidential helplines</Title></made-up>")], ids=["chart", "picture", "drawing", "data"])  # fmt: skip
def test_words_of_what_comes_in_are_no_markings(made: Source) -> None:
    assert refusals_of(appendix(made.write())) == ()


def test_a_line_without_end_is_read_at_once() -> None:
    assert rank("PART A" + " " * 200_000 + "x", Standing.CAPTION) == 0
