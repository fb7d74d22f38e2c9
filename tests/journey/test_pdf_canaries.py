"""Canaries and PDF: what is hidden in another body's file, or in a council's, is in no PDF, wherever a PDF can hold words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.model.appendix import Appendix, AppendixRefusedError
from shpdocs.model.errors import FolderError
from shpdocs.paper.appendix import merge
from tests.support.clients import needs_libreoffice
from tests.support.house_styles import read_style
from tests.support.word_canaries import CanaryFile, canary_files, words_in
from tests.support.word_files import paper_of

PERIOD = "2017-18-Q3"
HIDING = ("names of", "remarks", "parts of the package", "png: chunk tEXt", "jpeg: segment E1")


def comes_in(file: CanaryFile) -> bool:
    """Whether a file is accepted as an appendix."""
    try:
        merge(paper_of(), (Appendix("Made up", "Made up", file.content, "made up.docx"),))
    except AppendixRefusedError:
        return False
    return True


def is_house_style(file: CanaryFile) -> bool:
    """Whether a file is accepted as a house style."""
    try:
        read_style(file.content)
    except FolderError:
        return False
    return True


def words_of_pdf(path: Path) -> Iterator[bytes]:
    """Whatever a PDF says: its text, its data, its outline, names of attachments, and every object and stream."""
    pdf: Any
    with pymupdf.open(path) as pdf:  # type: ignore[no-untyped-call]
        yield repr((pdf.metadata, pdf.get_toc(), pdf.embfile_names(), pdf.get_xml_metadata())).encode()
        for page in pdf:
            yield page.get_text().encode()
        for number in range(1, pdf.xref_length()):
            said = pdf.xref_object(number)
            yield said.encode()
            yield from (bytes.fromhex(digits) for digits in re.findall(r"<((?:[0-9A-Fa-f]{2})+)>", said))
            if pdf.xref_is_stream(number):
                yield pdf.xref_stream(number) or b""


@pytest.mark.real_client
@needs_libreoffice
def test_no_canary_is_in_any_pdf_of_an_assembly(demo_folder: Path, tmp_path: Path) -> None:
    files = [file for file in canary_files() if file.name.startswith(HIDING) and comes_in(file)]
    house = next(file for file in files if file.name == "names of sections" and is_house_style(file))
    (demo_folder / "workbook_templates" / "house-style.docx").write_bytes(house.content)
    appendices = {}
    for number, file in enumerate(files, 1):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(file.content)
        appendices[f"Made up {number}"] = path
    who: Any = {"by": "A made-up officer", "because": "Made up for a test."}
    made = assemble(demo_folder, PERIOD, final=True, profile="select-committee", appendices=appendices, pdf=True, **who)
    pdfs = sorted(made.path.parent.rglob("*.pdf"))
    assert len(files) > 10
    assert pdfs
    words = {word for pdf in pdfs for said in words_of_pdf(pdf) for word in words_in(said)}
    canaries = [canary for file in files for canary in file.canaries]
    assert [canary for canary in canaries if canary.expected == "gone" and canary.word in words] == []
    assert any(canary.expected == "kept" and canary.word in words for canary in canaries)  # else nothing was looked for
