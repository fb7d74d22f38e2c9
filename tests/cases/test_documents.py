"""Word files of other bodies that once came in wrong or were refused without need, each handed in with `assemble --appendix`."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shpdocs.cli.app import app
from tests.cases.inputs import ARE_HERE, Built, expected

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not ARE_HERE, reason="the inputs are kept beside the repository")]

PERIOD, PROFILE = "2017-18-Q3", "select-committee"  # a paper that has a list of contents
REFUSED = 3
NAMES = [name for name in expected() if name.endswith(".docx")] if ARE_HERE else []


def _of(key: str) -> list[str]:
    return [name for name in NAMES if key in expected()[name]]


@pytest.fixture(scope="module")
def built(made_demo: Path) -> Built:
    return Built((made_demo / "output" / "2024-25-Q2" / "inbox" / "2024-25-Q2 partnership.xlsx").read_bytes())


@pytest.fixture
def assembled(name: str, built: Built, demo_folder: Path, tmp_path: Path) -> tuple[Result, str]:
    """What `assemble` says of an input as an appendix, and all that the draft's parts say; '' if it was refused."""
    path = tmp_path / "other body.docx"
    path.write_bytes(built.content(name))
    papers = demo_folder / "output" / PERIOD / "papers"
    for old in papers.rglob("*.docx"):
        old.unlink()
    given = ["assemble", PERIOD, "--profile", PROFILE, "--appendix", f"Other body={path}", "--folder", str(demo_folder)]
    result = CliRunner().invoke(app, given)
    made = list(papers.rglob("*.docx"))
    assert bool(made) == (result.exit_code == 0), result.output
    assert result.exit_code in (0, REFUSED), result.output
    return result, _parts(made[0]) if made else ""


def _parts(paper: Path) -> str:
    with zipfile.ZipFile(paper) as package:
        return "\n".join(package.read(name).decode("utf-8") for name in package.namelist() if name.endswith((".xml", ".rels")))


@pytest.mark.parametrize("name", _of("exit"))
def test_a_marking_anywhere_on_its_pages_keeps_it_out(name: str, assembled: tuple[Result, str]) -> None:
    assert assembled[0].exit_code == expected()[name]["exit"]
    assert "mark" in assembled[0].output


@pytest.mark.parametrize("name", _of("exit_or_words"))
def test_a_chart_comes_in_without_its_link_or_is_refused_for_it(name: str, assembled: tuple[Result, str]) -> None:
    result, parts = assembled
    if result.exit_code:
        assert re.search(expected()[name]["exit_or_words"], result.output)
    assert "file:///" not in parts
    assert "Book1.xlsx" not in re.sub(r"<c:f>.*?</c:f>", "", parts)


@pytest.mark.parametrize("name", _of("paper_without"))
def test_what_no_reader_should_meet_does_not_come_in(name: str, assembled: tuple[Result, str]) -> None:
    assert not re.search(expected()[name]["paper_without"], assembled[1])


@pytest.mark.parametrize("name", _of("toc"))
def test_its_headings_are_headings_of_the_paper(name: str, assembled: tuple[Result, str]) -> None:
    result, parts = assembled
    assert result.exit_code == 0, result.output
    assert expected()[name]["toc"] in _lines_of_contents(parts)


def _lines_of_contents(parts: str) -> set[str]:
    """What the lines of the paper's list of contents say."""
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", parts, re.DOTALL)
    lines = [one for one in paragraphs if re.search(r'<w:pStyle w:val="(?:TOC|toc)\d"', one)]
    return {"".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", line)) for line in lines}


@pytest.mark.parametrize("name", _of("balanced"))
def test_no_field_is_left_open(name: str, assembled: tuple[Result, str]) -> None:
    parts = assembled[1]
    assert parts.count('fldCharType="begin"') == parts.count('fldCharType="end"')
