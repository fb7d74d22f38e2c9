"""Assembling with a PDF: beside the paper, of its bytes alone, and never at the cost of the paper itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.paper.pdf import PdfError, libreoffice
from tests.support.clients import needs_libreoffice
from tests.support.leads import tree

PERIOD = "2017-18-Q3"


@pytest.mark.real_client
@needs_libreoffice
def test_a_pdf_stands_beside_each_file_and_no_word_file_is_rewritten_for_it(demo_folder: Path) -> None:
    def made(pdf: bool) -> Path:
        appendices = {"Example": demo_file(EXAMPLE_APPENDIX)}
        return assemble(demo_folder, PERIOD, profile="select-committee", appendices=appendices, separate=True, pdf=pdf).path

    made(pdf=False)
    papers = demo_folder / "output" / PERIOD / "papers"
    before = tree(papers)
    written = {path: path.stat().st_mtime_ns for path in papers.rglob("*.docx")}
    paper = made(pdf=True)
    after = tree(papers)
    words = [name for name in after if name == paper.name or name.startswith(f"{paper.stem}/")]
    assert sorted(set(after) - set(before)) == sorted(name.replace(".docx", ".pdf") for name in words if name.endswith(".docx"))
    assert {name: after[name] for name in before} == before
    assert {path: path.stat().st_mtime_ns for path in written} == written
    assert (made(pdf=True), tree(papers)) == (paper, after)  # the same bytes again


def test_without_libreoffice_the_papers_are_made_all_the_same(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())
    paper = assemble(demo_folder, PERIOD).path
    expected = paper.read_bytes()
    paper.unlink()
    with pytest.raises(PdfError):
        assemble(demo_folder, PERIOD, pdf=True)
    assert paper.read_bytes() == expected
    assert not paper.with_suffix(".pdf").exists()
