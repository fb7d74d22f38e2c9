"""Sections of a paper: pages, headers and footers."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from shpdocs.model.document import Document, Heading, PageBreak, Paragraph
from shpdocs.paper.word import write_paper
from tests.support.word_files import DAY, TABLE, W, open_word, paper_of, part_xml


def test_the_page_is_a4_upright() -> None:
    (section,) = open_word(paper_of(Paragraph("made up"))).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_a_page_on_its_side_is_a_section_of_its_own_and_the_next_is_upright_again() -> None:
    content = paper_of(Paragraph("one"), PageBreak("landscape"), Heading("Two", 2), TABLE, PageBreak("portrait"), Paragraph("three"))
    sections = open_word(content).sections
    assert [(round(section.page_width.mm), round(section.page_height.mm)) for section in sections] == [(210, 297), (297, 210), (210, 297)]
    assert [section.orientation for section in sections] == [0, 1, 0]
    assert [paragraph.text for paragraph in open_word(content).paragraphs if paragraph.text] == ["one", "Two", "three"]


def test_a_section_that_ends_with_a_table_ends_in_the_paragraph_after_it() -> None:
    content = paper_of(TABLE, PageBreak("landscape"), Paragraph("made up"))
    body = part_xml(content)[0]
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "p", "sectPr"]
    assert body[1].find(f"./{W}pPr/{W}sectPr") is not None


def test_the_footer_holds_its_lines_and_the_page_number() -> None:
    document = open_word(paper_of(Paragraph("made up"), footer=("PART I – MADE UP", "Second line")))
    texts = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    assert texts[:2] == ["PART I – MADE UP", "Second line"]
    instructions = re.findall(r'w:instr="([^"]*)"', document.sections[0].footer._element.xml)
    assert [text.strip() for text in instructions] == ["PAGE", "NUMPAGES"]


def test_a_paper_without_page_numbers_has_none() -> None:
    document = open_word(paper_of(Paragraph("made up"), footer=("Made up",), page_numbers=False))
    assert [paragraph.text for paragraph in document.sections[0].footer.paragraphs] == ["Made up"]


def test_the_footer_stands_in_every_section() -> None:
    document = open_word(paper_of(Paragraph("one"), PageBreak("landscape"), Paragraph("two"), footer=("Made up",)))
    assert [section.footer.paragraphs[0].text for section in document.sections] == ["Made up", "Made up"]


def test_the_mark_stands_at_the_head_of_every_page_of_every_section() -> None:
    blocks = (Heading("Title", 1), Paragraph("made up"), PageBreak("landscape"), Heading("Wide", 2), Paragraph("made up"))
    document = Document("Made up", "Made-up Partnership", blocks, mark="DRAFT – <not> for publication")
    sections = open_word(write_paper(document, DAY)).sections
    assert len(sections) == 2
    assert [[paragraph.text for paragraph in section.header.paragraphs] for section in sections] == [["DRAFT – <not> for publication"]] * 2
    assert not any(section.header.is_linked_to_previous for section in sections)


def test_a_paper_without_a_mark_has_no_header() -> None:
    with zipfile.ZipFile(BytesIO(paper_of(Paragraph("made up")))) as package:
        assert [name for name in package.namelist() if "header" in name] == []


def test_a_paper_may_begin_on_its_side() -> None:
    document = open_word(paper_of(PageBreak("landscape"), TABLE))
    assert [section.orientation for section in document.sections] == [1]


def test_pages_turned_twice_leave_no_blank_page() -> None:
    turned = (Paragraph("one"), PageBreak("landscape"), PageBreak("portrait"), Paragraph("two"))
    sections = open_word(paper_of(*turned)).sections
    assert [section.orientation for section in sections] == [0, 0]
