"""What becomes of what a person types in LibreOffice, in Britain: each text goes through LibreOffice's own parsing, the
workbook is saved and read back, and the answer or problem is the one written here.

A keyboard adds one thing that this lacks, AutoCorrect: it makes ¾ of 3/4 and ½ of 1/2, so that ¾ stands in the table too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from shpdocs.model.returns import REASON_WORDS, Json, answer_at
from tests.support import ROOT
from tests.support.clients import Job, needs_uno, type_in_libreoffice
from tests.support.every_kind import KINDS, Asked, ask, read_back
from tests.support.raw_workbook import RawWorkbook, complaints

pytestmark = [pytest.mark.real_client, needs_uno]

THIS_YEAR = str(date.today().year)

# What becomes of a text that does not fit the kind of answer: a question. A text or narrative keeps the text as it is.
USUAL: Mapping[str, str] = {
    "count": "?not-a-whole-number",
    "figure": "?not-a-whole-number",
    "number": "?not-a-number",
    "percentage": "?not-a-number",
    "rate": "?not-a-number",
    "money": "?not-money",
    "date": "?not-a-date",
    "months": "?not-months",
    "choice": "?not-a-choice",
    "yes-no": "?not-a-choice",
    "reason": "?not-a-choice",
}

# What is typed; and where that does not become the usual: what it becomes, and in which kinds of answer cell. A question
# begins with '?', a reason for having no figure with '!'; {year} is the year of the typing.
TABLE: Mapping[str, Mapping[str, str]] = {
    "45": {"45": "count number percentage rate money figure", "?unlikely-date": "date"},
    "45%": {"45": "percentage"},
    "45 %": {"45": "percentage"},
    "45%%": {"45": "percentage"},
    "0.45": {"0.45": "number rate money", "?ambiguous-percentage": "percentage"},
    "1,664": {"1664": "count number rate money figure", "?too-large": "percentage", "?unlikely-date": "date"},
    "1 664": {"1664": "count number rate money figure", "?too-large": "percentage"},
    "1.234,50": {},
    "45.5": {"45.5": "number percentage rate money"},
    "-3": {"-3": "number", "?too-small": "count percentage rate money figure"},
    "(12)": {"?too-small": "count percentage rate money figure", "-12": "number"},
    "12-": {"?too-small": "count percentage rate money figure", "-12": "number"},
    "007": {"7": "count number percentage rate money figure", "?unlikely-date": "date"},
    "1234567890123456789": {"?too-large": "count number percentage rate money figure"},
    "1e3": {"1000": "count number rate figure", "?too-large": "percentage", "?unlikely-date": "date"},
    "£280k": {"280000": "money"},
    "£12,345.67": {"12345.67": "money", "?not-a-number": "number percentage rate"},
    "£5": {
        "5": "money",
        "?not-a-number": "number percentage rate",
        "?not-a-whole-number": "count figure",
        "?unlikely-date": "date",
    },
    "€5": {"?other-currency": "count number percentage rate money figure"},
    "31/12/2024": {"2024-12-31": "date", "2024-12 to 2024-12": "months"},
    "31/02/2025": {},
    "2/14/2025": {},
    "14/2/25": {"2025-02-14": "date", "2025-02 to 2025-02": "months"},
    "1.2.25": {"?ambiguous-date": "date"},
    "2024-09-24": {"2024-09-24": "date", "2024-09 to 2024-09": "months"},
    "24 September 2024": {"2024-09-24": "date", "2024-09 to 2024-09": "months"},
    "3-4": {"{year}-04-03": "date"},
    "3/4": {"{year}-04-03": "date"},
    "1/2": {"{year}-02-01": "date"},
    "¾": {"?fraction-or-date": "count number percentage rate money date months figure"},
    "3½": {"?fraction-or-date": "count number percentage rate money date months figure"},
    "2024/25": {"2024-04 to 2025-03": "months", "?ambiguous-rate": "rate"},
    "2024-25": {"2024-04 to 2025-03": "months"},
    "Q2 2024/25": {"2024-07 to 2024-09": "months"},
    "2011-12": {"?ambiguous-date": "months"},
    "Tuesday 24 September 2024": {"2024-09-24": "date", "2024-09 to 2024-09": "months"},
    "24.09.2024": {"2024-09-24": "date", "2024-09 to 2024-09": "months"},
    "45 per cent": {"45": "percentage"},
    "GBP 280k": {"280000": "money"},
    "pending": {"!Not yet available": "figure reason"},
    "Feb-25": {"2025-02-01": "date", "2025-02 to 2025-02": "months"},
    "Sept 2024": {"2024-09-01": "date", "2024-09 to 2024-09": "months"},
    "Sept 24": {"2024-09-01": "date"},
    "Sept '24": {"2024-09 to 2024-09": "months"},
    "Oct/Nov 2024": {"2024-10 to 2024-11": "months"},
    "10:30": {},
    "n/a": {"!Not applicable": "figure reason"},
    "tbc": {"!Not yet available": "figure reason"},
    "nil": {"?ambiguous-none": "figure"},
    "-": {"?ambiguous-none": "figure"},
    "<5": {"?hidden-number": "figure"},
    "[c]": {"!Suppressed": "figure reason"},
    "Suppressed": {"!Suppressed": "figure reason"},
    "true": {"yes": "yes-no"},
    "TRUE": {"yes": "yes-no"},
    "yes": {"yes": "yes-no"},
    "Y": {"yes": "yes-no"},
    "No": {"no": "yes-no"},
    "on track": {"On track": "choice"},
    "On track  ": {"On track": "text narrative choice"},
    "Mostly": {},
    "=not a formula": {"?formula": "count number percentage rate date choice yes-no figure reason"},
    "=1+1": {"2": "count number percentage rate figure", "?formula": "date choice yes-no reason"},
    "=38%": {"38": "percentage", "?formula": "date choice yes-no reason"},  # it makes a per-cent cell of it
    "'=not a formula": {},
    "'007": {"7": "count number percentage rate money figure"},
    "O'Brien": {},
    "O’Brien": {},
    "  two   words  ": {"two words": "text", "  two   words": "narrative"},
    "45 people": {},
    "#REF!": {"?error-cell": " ".join(KINDS)},
    "someone@example.org": {},
}

# By text, the kinds of cell whose validation refuses it in LibreOffice: a box says so, and the cell stays as it was.
REFUSED: Mapping[str, str] = {
    "45%": "count choice yes-no reason",
    "45%%": "count number percentage rate choice yes-no reason",
    "0.45": "count choice yes-no reason",
    "1,664": "percentage choice yes-no reason",
    "1 664": "count number percentage rate choice yes-no reason",
    "-3": "count percentage rate choice yes-no reason",
    "£280k": "count number percentage rate choice yes-no reason",
    "31/12/2024": "percentage choice yes-no reason",
    "n/a": "count number percentage rate choice yes-no reason",
    "nil": "count number percentage rate choice yes-no reason",
    "Suppressed": "count number percentage rate choice yes-no",
    "yes": "count number percentage rate choice reason",
    "Y": "count number percentage rate choice yes-no reason",
    "true": "choice yes-no reason",
    "on track": "count number percentage rate yes-no reason",
    "On track  ": "count number percentage rate choice yes-no reason",
    "Mostly": "count number percentage rate choice yes-no reason",
    "=1+1": "choice yes-no reason",
}

PAIRS = [(text, kind) for text in TABLE for kind in KINDS]


@dataclass(frozen=True)
class Became:
    """What a typed text became, as TABLE has it, and how the cell's validation met it: 'stop', 'warning' or ''."""

    what: str
    box: str


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Became]:
    """Every pair of a text and a kind with what it became."""
    folder = tmp_path_factory.mktemp("typing")
    asked = ask(folder / "partnership", [kind for _, kind in PAIRS])
    job = Job(
        asked.workbook,
        folder / "typed.xlsx",
        typed={(place.sheet, place.cell): text for place, (text, _) in zip(asked.places, PAIRS, strict=True)},
    )
    (told,) = type_in_libreoffice([job], folder)
    assert [one.text for one in told] == [text for text, _ in PAIRS]
    boxes = complaints(RawWorkbook(asked.workbook))
    found = {}
    for place, pair, one, what in zip(asked.places, PAIRS, told, _became(asked, job.target), strict=True):
        box = boxes[place.sheet, place.cell].split(" ")[0] if one.is_invalid else ""
        found[pair] = Became(what, box)
    return found


def _became(asked: Asked, workbook: Path) -> list[str]:
    read = read_back(asked.root, workbook)
    codes = {(problem.place.sheet, problem.place.cell): problem.code for problem in read.problems if problem.severity != "notice"}
    return [
        f"?{codes[place.sheet, place.cell]}" if (place.sheet, place.cell) in codes else _told(read.answers, pointer)
        for pointer, place in zip(asked.pointers, asked.places, strict=True)
    ]


def _told(answers: Mapping[str, Json], pointer: str) -> str:
    answer = answer_at(dict(answers), pointer)
    if answer is None and pointer.endswith("/figure/value"):
        answer = answer_at(dict(answers), pointer.removesuffix("value") + "reason")
    if isinstance(answer, dict):
        return str(answer["amount"]) if "amount" in answer else f"{answer['start']} to {answer['end']}"
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return f"!{REASON_WORDS[answer]}" if answer in REASON_WORDS else "" if answer is None else str(answer)


def expected(text: str, kind: str) -> str:
    """What a text becomes in a cell for that kind of answer."""
    unusual = [what for what, kinds in TABLE[text].items() if kind in kinds.split()]
    return (unusual or [USUAL.get(kind, text)])[0].replace("{year}", THIS_YEAR)


def test_what_is_typed_becomes_what_is_written_here(typed: Mapping[tuple[str, str], Became]) -> None:
    found = {pair: became.what for pair, became in typed.items()}
    assert found == {(text, kind): expected(text, kind) for text, kind in PAIRS}


def test_nothing_that_is_typed_vanishes(typed: Mapping[tuple[str, str], Became]) -> None:
    assert [pair for pair, became in typed.items() if pair[0].strip() and not became.what] == []


def test_validation_refuses_in_libreoffice_what_is_written_here(typed: Mapping[tuple[str, str], Became]) -> None:
    found = {text: " ".join(kind for kind in KINDS if typed[text, kind].box == "stop") for text in REFUSED}
    assert found == REFUSED


def test_the_table_of_the_docs_says_what_is_written_here() -> None:
    page = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8").split("## What typing becomes")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(.+?)` \| ([^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    assert len(rows) > 10
    for text, kinds, words in rows:
        assert {expected(text, kind) for kind in kinds.split(", ")} == {_in_short(words)}, text


def _in_short(words: str) -> str:
    """What a cell of the docs' table says, as TABLE says it."""
    if found := re.fullmatch(r"question: `([a-z-]+)`", words):
        return f"?{found[1]}"
    if found := re.fullmatch(r"no figure: (.+)", words):
        return f"!{found[1]}"
    return words.strip("`").replace("this year", THIS_YEAR)
