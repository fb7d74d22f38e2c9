"""Both published papers come out of the demo again: string by string, row by row, in order.

The papers are read by pandoc and LibreOffice, never by our own code. What differs from the published text stands in
DIFFERENCES, each with its reason, and in docs/reproduction.md; anything else that differs is a failure.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.clients import needs_libreoffice, soffice_convert
from tests.support.published import SEED_A, SEED_B, Item, headings, read_paper, words

PAPER_A = "output/2017-18-Q3/published/paper/1/2017-18-Q3 Safer Hillingdon Partnership.docx"
PAPER_B = "output/2024-25-Q2/published/paper/1/2024-25-Q2 Safer Hillingdon Partnership.docx"
PART_I = "PART I – MEMBERS, PUBLIC AND PRESS"
DOCS = ROOT / "docs" / "reproduction.md"

# What our papers do differently, and why. docs/reproduction.md tells the same; a test holds the two together.
DIFFERENCES = {
    "spanned": "A narrative that spans quarters is printed once, in the first; the others say 'See Q1' (no merged and no empty cells).",
    "shared": "An activity shared by several rows is printed once; the rows below say 'See row above' (no merged and no empty cells).",
    "blank": "A status left blank says 'No entry' (no empty cells).",
    "page break": "A row, text or sentence that the published file cut at a page break is whole again.",
    "nested": "The DOMES table stands under its own heading after the table it was nested in (no nested tables).",
    "footer": "The footer line stands in the footer of every page, with the page number under it, and not in the text.",
    "debris": "Mark-up and line breaks left by the extraction (HTML tags, a Markdown rule, shifted and empty cells) are not printed.",
    "list marks": "List numbers that the extraction moved behind their item stand before it; bullets that stood with them are gone.",
    "background papers": "BACKGROUND PAPERS is always printed: section 100D of the Local Government Act 1972 asks for the list.",
    "papers cell": "The two appendices run together in one cell stand on a line each.",
    "empty column": "The empty third column of the development plan is not printed (no empty cells).",
}


def seed_lines(seed: Path) -> list[str]:
    return ["", *seed.read_text(encoding="utf-8").splitlines()]


def cells(line: str) -> list[str]:
    return [words(cell) for cell in line.split("\t")]


def published_a() -> Iterator[Item]:  # noqa: C901 - one branch a difference, in the order of the page
    """Seed A in order, with the differences of our paper worked in, each named where it is."""
    lines = seed_lines(SEED_A)
    caps = {"REASON FOR ITEM", "OPTIONS AVAILABLE TO THE COMMITTEE", "SUGGESTED COMMITTEE ACTIVITY", "BACKGROUND PAPERS"}
    for number, line in enumerate(lines):
        if not line.strip() or line == PART_I or line.startswith("---"):  # footer, debris
            continue
        if "\t" not in line or line.startswith("PRIORITY THEME"):
            text = words(line)
            is_heading = number == 3 or text in caps or text.startswith(("APPENDIX", "PRIORITY THEME"))
            yield ("heading" if is_heading else "paragraph", text)
        elif number in (51, 56):
            row = cells(line)
            yield ("row", *row[:4], "See Q1", "See Q1", row[6])  # spanned
        elif number in (31, 36, 37):
            yield ("row", *cells(line)[:6], "See row above")  # shared
        elif number == 57:
            row, rest = cells(line), cells(lines[61])
            yield ("row", f"{row[0]} {rest[0]}", *row[1:4], "See Q1", "See Q1", row[6])  # spanned, page break
            yield ("heading", rest[4])  # nested
        elif number == 61 or number == 80:
            continue  # page break: read with 57 and 76
        elif 62 <= number <= 65:
            yield ("row", *cells(line)[4:])  # nested
        elif number == 66:
            yield ("row", *cells(line)[:3])  # debris: shifted four cells
        elif number == 76:
            row = cells(line)
            whole = f"{row[6]} {cells(lines[80])[6]}"  # page break
            yield ("row", *(cell or "No entry" for cell in row[:6]), whole)  # blank
        elif number == 81:
            yield ("row", *(cell or "No entry" for cell in cells(line)))  # blank
        else:
            yield ("row", *cells(line))


def published_b() -> Iterator[Item]:
    """Seed B in order, with the differences of our paper worked in, each named where it is."""
    lines = seed_lines(SEED_B)
    plan_starts = 61
    for line in lines[:plan_starts]:
        if not line.strip() or "Classification: Public" in line or line.startswith("Residents' Services Select Committee –"):
            continue  # footer
        if line.startswith("Appendix 1"):
            yield ("heading", "BACKGROUND PAPERS")  # background papers
            yield ("paragraph", "None.")
        if "\t" in line:
            yield ("row", *cells(line))  # papers cell: the two run together again when white space is levelled
        elif line.startswith("- "):
            mark = re.search(r"\d\)", line)
            assert mark
            yield ("item", mark[0], words(line[2:].replace(mark[0], "")))  # list marks
        else:
            yield (_kind_b(line), words(line))
    yield from _plan_rows(lines[plan_starts:])


def _kind_b(line: str) -> str:
    named = {"Witnesses", "Supporting information", "Financial Implications", "Legal Implications"}
    return "heading" if line.isupper() or line in named or line.startswith("Appendix 1") else "paragraph"


def _plan_rows(lines: list[str]) -> Iterator[Item]:
    """The development plan: wrapped lines joined to their row, the empty third column gone."""
    rows: list[list[str]] = []
    for line in lines:
        if "\t" not in line:
            continue  # footer
        milestone, activity = cells(line)[:2]  # empty column
        if milestone:
            rows.append([milestone, activity])
        else:
            rows[-1][1] += f" {activity}"
    for milestone, activity in rows:
        yield ("row", milestone, activity)


def as_read(items: list[Item]) -> list[Item]:
    """A list item at a cell's start is marked '-' in seed B and '*' in seed A; we compare the text."""
    return [tuple(re.sub(r"(^| )[-*] (?=[A-Z0-9])", r"\1* ", part) for part in item) for item in items]


def test_every_string_and_row_of_the_2018_paper_stands_in_ours_in_order(made_demo: Path) -> None:
    assert as_read(read_paper(made_demo / PAPER_A)) == as_read(list(published_a()))


def test_every_string_and_row_of_the_2024_paper_stands_in_ours_in_order(made_demo: Path) -> None:
    assert as_read(read_paper(made_demo / PAPER_B)) == as_read(list(published_b()))


def test_the_2018_paper_holds_all_17_measures_and_102_value_cells(made_demo: Path) -> None:
    rows = [item for item in read_paper(made_demo / PAPER_A) if item[0] == "row" and len(item) == 8 and item[4] != "Q1"]
    assert len(rows) == 17
    assert sum(1 for row in rows for cell in row[2:] if cell) == 102


def test_the_2024_paper_holds_the_19_rows_of_the_development_plan(made_demo: Path) -> None:
    paper = read_paper(made_demo / PAPER_B)
    start = paper.index(("row", "Milestone", "Activity"))
    assert len(paper[start + 1 :]) == 19


@pytest.mark.parametrize("paper", [PAPER_A, PAPER_B])
def test_headings_have_one_title_and_skip_no_level(made_demo: Path, paper: str) -> None:
    levels = [level for level, _ in headings(made_demo / paper)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.real_client
@needs_libreoffice
def test_every_page_carries_the_published_footer(made_demo: Path, tmp_path: Path) -> None:
    for paper, lines in [
        (PAPER_A, [PART_I]),
        (PAPER_B, ["Residents' Services Select Committee – 24 September 2024", "Classification: Public"]),
    ]:
        pdf = soffice_convert(made_demo / paper, "pdf", tmp_path)
        pages = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        for page in pages.rstrip("\f").split("\f"):
            foot = [words(line) for line in page.strip().splitlines()[-len(lines) - 1 :]]
            assert foot[:-1] == lines
            assert re.fullmatch(r"Page \d+ of \d+", foot[-1])


@pytest.mark.real_client
@needs_libreoffice
def test_libreoffice_reads_the_same_words_as_pandoc(made_demo: Path, tmp_path: Path) -> None:
    for paper in (PAPER_A, PAPER_B):
        text = words(soffice_convert(made_demo / paper, "txt:Text (encoded):UTF8", tmp_path).read_text(encoding="utf-8-sig"))
        at = 0
        for item in read_paper(made_demo / paper):
            for cell in item[1:]:
                for word in cell.replace("*", "").split():
                    found = text.find(word, at)
                    assert found >= at, f"'{word}' of {item}"
                    at = found + len(word)


def test_the_differences_are_told_in_the_docs() -> None:
    told = words(DOCS.read_text(encoding="utf-8"))
    assert [name for name, reason in DIFFERENCES.items() if words(reason) not in told] == []


def test_the_seeds_own_inconsistencies_are_reported_and_stay_as_they_are(made_demo: Path) -> None:
    from shpdocs import check

    found = check(made_demo, (made_demo / "output" / "2017-18-Q3" / "inbox",))
    assert sorted(problem.code for outcome in found for problem in outcome.problems) == [
        "baseline-year-differs",  # domain: the objective says 15/16, the column 2016/17
        "change-not-borne-out",  # "increased by 50%", while 18 to 23 is 27.8%
        "change-not-borne-out",  # "41% reduction in knife crime", while it is 23.1% above the baseline so far
        "milestone-passed",  # June 2017, still "submitted for approval"
        *["not-signed-off"] * 5,  # the published papers do not say who answered for them
        "percentage-not-of-base",  # 52% of 38 students: 19 are 50%, 20 are 53%
        "result-against-target",  # 15% will not have been arrested, 96% were not
    ]
