"""The demo's appendix: what it says of itself, that it is accessible, and that it comes whole into a paper."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import docx

from shpdocs.commands.audit import audit
from shpdocs.model.appendix import Appendix
from shpdocs.model.document import Document, Heading, Paragraph
from shpdocs.paper.appendix import merge
from shpdocs.paper.word import write_paper
from tests.support.example_appendix import FILE, TITLE, example
from tests.support.made_word import refusals_of
from tests.support.validators import faults_of

PAPER = Document(
    "A made-up paper", "Made up", (Heading("A made-up paper", 1), Heading("Findings", 2), Paragraph("Made-up text.")), ("Made up",)
)


def test_the_file_is_what_its_script_makes() -> None:
    assert FILE.read_bytes() == example()


def test_it_says_in_title_header_and_text_that_it_is_an_example() -> None:
    read = docx.Document(str(FILE))
    assert read.core_properties.title == TITLE == read.paragraphs[0].text
    assert [section.header.paragraphs[0].text[:20] for section in read.sections] == ["EXAMPLE, made up for"] * 2
    assert "No figure in it is real, and it names no person." in read.paragraphs[1].text


def test_it_is_accessible_and_no_validator_finds_a_fault() -> None:
    (audited,) = audit((FILE,))
    assert [(result.code, [finding.what for finding in result.findings]) for result in audited.results if result.verdict == "broken"] == []
    assert len(audited.results) == 16
    assert faults_of(FILE) == []


def test_it_comes_whole_into_a_paper_that_stays_accessible(tmp_path: Path) -> None:
    appendix = Appendix("Example", "Appendix 1 – Example report", FILE.read_bytes(), FILE.name)
    assert refusals_of(appendix, "Public") == ()
    result = merge(write_paper(PAPER, date(2024, 9, 30)), (appendix,), "Public")
    file = tmp_path / "paper.docx"
    file.write_bytes(result.content)
    assert {carried.what: carried.count for carried in result.reports[0].carried} == {
        "paragraphs": 24, "tables": 1, "pictures": 1, "drawings and their alternative texts": 1, "footnotes": 1, "sections": 2,
        "headers and footers": 2, "list items": 2,
    }  # fmt: skip
    (audited,) = audit((file,))
    assert [(result.code, [finding.what for finding in result.findings]) for result in audited.results if result.verdict == "broken"] == []
    assert faults_of(file) == []
    assert b"Verdana" in zipfile.ZipFile(BytesIO(result.content)).read("word/styles.xml")
    assert re.search(rb'w:orient="landscape"', zipfile.ZipFile(BytesIO(result.content)).read("word/document.xml").split(b"A wide table")[1])
