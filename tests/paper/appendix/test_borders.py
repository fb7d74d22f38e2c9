"""Nothing that begins in an appendix ends outside it, and no name of who worked on it comes in."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from shpdocs.paper.appendix import as_separate_file
from tests.paper.appendix.test_merging import appendix, joined
from tests.support.made_word import Source, paragraph, table

WHO = 'w:author="Jo Madeup" w:date="2024-09-01T10:00:00Z"'
RANGES = {
    "move": (f'<w:moveFromRangeStart w:id="9" {WHO} w:name="move123"/>', '<w:moveFromRangeEnd w:id="9"/>'),
    "move to": (f'<w:moveToRangeStart w:id="9" {WHO} w:name="move123"/>', '<w:moveToRangeEnd w:id="9"/>'),
    "custom XML": (f'<w:customXmlInsRangeStart w:id="4" {WHO}/>', '<w:customXmlInsRangeEnd w:id="4"/>'),
    "custom XML deleted": (f'<w:customXmlDelRangeStart w:id="4" {WHO}/>', '<w:customXmlDelRangeEnd w:id="4"/>'),
    "custom XML moved": (f'<w:customXmlMoveToRangeStart w:id="4" {WHO}/>', '<w:customXmlMoveToRangeEnd w:id="4"/>'),
    "proofreading": ('<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'),
    "bookmark": ('<w:bookmarkStart w:id="3" w:name="Jo Madeup"/>', '<w:bookmarkEnd w:id="3"/>'),
    "bookmark named at its end": ('<w:bookmarkStart w:id="3" w:name="one"/>', '<w:bookmarkEnd w:id="3" w:name="one"/>'),
}
OPENING = re.compile(r'<w:(\w+)Start [^>]*?w:id="(\d+)"')
ENDING = re.compile(r'<w:(\w+)End [^>]*?w:id="(\d+)"')


def document(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read("word/document.xml").decode()


def is_balanced(content: bytes) -> bool:
    """Whether every range begins once and ends once, in this order, and every field has its end."""
    text = document(content)
    begins, ends = ([(match[1], match[2]) for match in pattern.finditer(text)] for pattern in (OPENING, ENDING))
    at_begin, at_end = ({(match[1], match[2]): match.start() for match in pattern.finditer(text)} for pattern in (OPENING, ENDING))
    marks = re.findall(r'w:fldCharType="(begin|end)"', text)
    is_paired = sorted(begins) == sorted(ends) and len(at_begin) == len(begins)
    return is_paired and all(at_begin[key] < at_end[key] for key in begins) and marks.count("begin") == marks.count("end")


@pytest.mark.parametrize("range", RANGES)
@pytest.mark.parametrize("which", ["both", "beginning", "end", "crossed", "twice", "in a cell", "in a note"])
def test_what_begins_in_an_appendix_ends_in_it(range: str, which: str) -> None:
    start, end = RANGES[range]
    made = Source()
    inside = {
        "both": [start, paragraph("Made up"), end], "beginning": [start, paragraph("Made up")], "end": [paragraph("Made up"), end],
        "crossed": [end, paragraph("Made up"), start], "twice": [start, start, paragraph("Made up"), end, end],
        "in a cell": [table([["Made up", "x"]]).replace("<w:p>", f"<w:p>{start}", 1), paragraph("After"), end],
        "in a note": [paragraph("Made up", inside=made.note("footnotes", "Made up", start)), end],
    }[which]  # fmt: skip
    made.body += [paragraph("Findings", "Heading1"), *inside, paragraph("The end")]
    content = made.write()
    for result in (joined(content, content).content, as_separate_file(appendix(content))):
        assert is_balanced(result)
        assert "Jo Madeup" not in document(result)
        assert range == "bookmark" or "Range" not in document(result)


def test_a_bookmark_that_never_ends_is_still_led_to() -> None:
    made = Source(
        body=[
            paragraph("There", inside='<w:bookmarkStart w:id="3" w:name="there"/>'),
            paragraph("", inside='<w:hyperlink w:anchor="there"><w:r><w:t>see</w:t></w:r></w:hyperlink>'),
        ]
    )
    text = document(joined(made.write()).content)
    assert text.count('"A1_b1"') == 2
    assert re.search(r'<w:bookmarkStart w:id="(\d+)" w:name="A1_b1"/><w:bookmarkEnd w:id="\1"/>', text)


CONTROL = "<w:sdt><w:sdtPr><w:id w:val='3'/><w:lock w:val='sdtContentLocked'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
CUSTOM = '<w:customXml w:element="report">{}</w:customXml>'
CELL = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>'


@pytest.mark.parametrize("around", [CONTROL, CUSTOM, CELL, CELL.format(CONTROL), CONTROL.format(CUSTOM), CELL.format(CELL + "<w:p/>")])
def test_a_heading_within_controls_custom_xml_and_tables_is_listed_in_the_papers_contents(around: str) -> None:
    inside = paragraph("Knife crime", "Heading1") + paragraph("Made up") + paragraph("By ward", "Heading2") + paragraph("Made up")
    text = document(joined(Source(body=[paragraph("A made-up report"), around.format(inside), paragraph("The end")]).write()).content)
    entry = re.search(r'<w:hyperlink w:anchor="(_A1_Toc_3)"[^>]*><w:r>.*?<w:t[^>]*>Knife crime</w:t>', text)
    assert entry is not None
    assert re.search(r'w:name="_A1_Toc_3"/>(?:(?!</w:p>).)*Knife crime', text)
