"""Both papers as tagged PDF, judged by two checkers. What the second finds all the same stands in docs/pdf.md, with the reason."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import page
import pytest

from shpdocs.paper.pdf import write_pdf
from tests.support import ROOT
from tests.support.clients import needs_libreoffice

PAGE = (ROOT / "docs" / "pdf.md").read_text(encoding="utf-8")
ACCEPTED = set(re.findall(r"^\| `([A-Z]+-\d+)` \|", PAGE, re.MULTILINE))
PUBLISHED_2018, PUBLISHED_2024 = (f"{period} Safer Hillingdon Partnership" for period in ("2017-18-Q3", "2024-25-Q2"))
OUTLOUD = "from outloud.cli import main; main()"

pytestmark = [pytest.mark.real_client, needs_libreoffice]


@pytest.fixture(scope="module")
def pdfs(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of every paper of the demo, by the paper's name."""
    folder = tmp_path_factory.mktemp("pdf")
    papers = sorted(made_demo.glob("output/*/published/*/1/*.docx"))
    for paper in papers:
        write_pdf(paper, folder / f"{paper.stem}.pdf")
    return {paper.stem: folder / f"{paper.stem}.pdf" for paper in papers}


def test_page_validation_finds_nothing_against_pdf_ua_1(pdfs: dict[str, Path]) -> None:
    assert {PUBLISHED_2018, PUBLISHED_2024} <= set(pdfs)
    for name, pdf in pdfs.items():
        report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert (name, [(failure.rule_id, failure.message) for failure in report.failures]) == (name, [])
        assert report.is_compliant
        assert report.rules.total > 100


def test_outloud_finds_only_what_the_written_list_has(pdfs: dict[str, Path], tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    for name, pdf in pdfs.items():
        command = [sys.executable, "-c", OUTLOUD, str(pdf), "--json", str(found), "--fail-on", "never"]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        (result,) = json.loads(found.read_text(encoding="utf-8"))["results"]
        findings = Counter(one["rule"] for one in result["findings"] if one["severity"] != "info")
        assert (name, set(findings) - ACCEPTED) == (name, set())
        assert (name, findings["TBL-001"]) == (name, 0 if name == PUBLISHED_2018 else 1)  # the cover of labels and values, no other
        assert (name, findings["TAG-020"] <= 1) == (name, True)


def test_language_title_and_bookmarks_are_there_for_a_viewer(pdfs: dict[str, Path]) -> None:
    content = pdfs[PUBLISHED_2024].read_bytes()
    assert b"/Lang(en-GB)" in content
    assert b"/DisplayDocTitle true" in content
    assert b"/Outlines" in content
    assert b"RESIDENTS&apos; SERVICES SELECT COMMITTEE" in content  # an apostrophe in XML, not the five letters of its name
    assert b"&amp;apos;" not in content
