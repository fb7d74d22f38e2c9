"""The copy of a paper that LibreOffice is given: whatever way a Word file has to have something fetched, the copy has it not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from shpdocs.paper.pdf.closed_copy import PdfError, closed_copy
from tests.support.fetching_word import WAYS, Made, fetching_files, paragraph
from tests.support.word_files import edit_parts, open_word, paper_of, part_names, part_xml

ADDRESSES = ("http://leak.example.org/LURE.png", "file:///home/made-up/LURE.png", "\\\\leak\\LURE", "C:\\made up\\LURE.txt", "LURE.docx")
FILES = fetching_files(ADDRESSES)


def texts_of_parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode("latin-1") for name in package.namelist()}


def copy_or_refusal(content: bytes) -> bytes | PdfError:
    try:
        return closed_copy(content, "made up.docx")
    except PdfError as error:
        return error


@pytest.mark.parametrize("way", FILES)
def test_whatever_is_fetched_is_refused_or_left_out(way: str) -> None:
    made = copy_or_refusal(FILES[way])
    if isinstance(made, PdfError):
        assert "made up.docx" in made.what
        assert made.remedy
    else:
        assert not [name for name, text in texts_of_parts(made).items() if "LURE" in text]
        assert "Made up" in open_word(made).paragraphs[0].text


def test_most_ways_are_refused_by_name_and_none_of_these_silently_left_out() -> None:
    left_out = {way.partition(":")[0] for way, content in FILES.items() if isinstance(copy_or_refusal(content), bytes)}
    assert left_out <= {way for way in WAYS if way.startswith(("a field ", "a simple field"))} | {"frames"}


@pytest.mark.parametrize(
    "code", ["FILENAME \\p", "AUTHOR", "USERNAME", "DATE", 'INCLUDETEXT "LURE"', 'IF 1 = 1 "LURE" "LURE"', "MADEUP LURE"]
)
def test_a_field_that_the_paper_does_not_answer_itself_leaves_the_text_it_shows(code: str) -> None:
    made = Made()
    instruction = code.replace('"', "&quot;")
    made.body.append(paragraph("", f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'))
    copy = closed_copy(made.write(), "made up.docx")
    assert open_word(copy).paragraphs[1].text == "shown"
    assert code.split()[0] not in texts_of_parts(copy)["word/document.xml"]


@pytest.mark.parametrize(
    "code", ["PAGE", "NUMPAGES", "PAGEREF _Toc1 \\h", 'HYPERLINK "https://example.org/a?b=c"', 'HYPERLINK \\l "_Toc1"']
)
def test_fields_of_the_paper_itself_stay(code: str) -> None:
    made = Made()
    instruction = code.replace('"', "&quot;")
    made.body.append(paragraph("", f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'))
    assert instruction in texts_of_parts(closed_copy(made.write(), "made up.docx"))["word/document.xml"]


@pytest.mark.parametrize(
    "code",
    [
        'HYPERLINK "file:///made-up"',
        "HYPERLINK \\\\\\\\leak\\\\share",
        'HYPERLINK "\\l" "a.docx"',
        'HYPERLINK \\l "_Toc1" javascript:made()',
    ],
)
def test_a_link_by_a_field_leads_to_web_or_mail_alone(code: str) -> None:
    made = Made()
    instruction = code.replace('"', "&quot;")
    made.body.append(paragraph("", f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'))
    with pytest.raises(PdfError, match="a link to something else"):
        closed_copy(made.write(), "made up.docx")


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "mailto:made-up@example.org?subject=Made up", "HTTP://EXAMPLE.ORG"])
def test_links_to_web_and_mail_stay(address: str) -> None:
    made = Made()
    id = made.relate("hyperlink", address)
    made.body.append(f'<w:p><w:hyperlink r:id="{id}"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>')
    assert address in texts_of_parts(closed_copy(made.write(), "made up.docx"))["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "\\\\leak\\share", "javascript:made()", "ms-msdt:/id", "ftp://example.org", "smb://leak", "C:\\a", "a.docx"],
)
def test_links_to_anything_else_are_refused(address: str) -> None:
    made = Made()
    id = made.relate("hyperlink", address)
    made.body.append(f'<w:p><w:hyperlink r:id="{id}"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>')
    with pytest.raises(PdfError, match="a link to something else"):
        closed_copy(made.write(), "made up.docx")


def test_of_a_papers_properties_the_title_alone_is_copied() -> None:
    copy = closed_copy(paper_of(), "made up.docx")
    assert {entry.text for entry in part_xml(copy, "docProps/core.xml") if entry.text} <= {"A made-up title", "en-GB"}
    assert "docProps/app.xml" not in part_names(copy)


def test_parts_that_nothing_leads_to_are_not_copied() -> None:
    with_orphan = edit_parts(paper_of(), lambda parts: parts.update({"word/orphan.xml": b"<a/>", "customXml/item1.xml": b"<a/>"}))
    assert not {"word/orphan.xml", "customXml/item1.xml"} & set(part_names(closed_copy(with_orphan, "made up.docx")))


def test_a_damaged_paper_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(PdfError, match="damaged"):
        closed_copy(b"PK made up", "made up.docx")
