"""What surrounds the answers and no field reads: links and tips behind them, lines on every page, what the file keeps beside its cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from shpdocs.answers.values import comparable, counted, tidy
from shpdocs.model.cells import cell_at, within
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import PAGE_LINE, STAMPED, Link, Remark, SheetContent, WorkbookContent
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.find import Answers, At, FoundAnswers

# A line that says how a workbook is to be handled, and nothing else: in capitals but for the marking itself, and without a figure.
_MARKING = re.compile(
    r"(?:(?i:(?:protective |security )?(?:marking|classification)|sensitivity|label)\s*[:\-–]\s*)?"
    r"(?i:not protectively marked|unclassified|public|internal(?: use)?(?: only)?|general|official(?:[\s:/–-]*sensitive)?|restricted"
    r"|protect|confidential|secret|top secret)"
    r"[A-Z \-–:/()\[\],]{0,60}"
)
_MOST = 20  # answers told one by one a sheet
_MORE = {"link-behind-answer": "more-links-behind", "tip-behind-answer": "more-tips-behind"}
_SCHEME = re.compile(r"(?:mailto:|https?://(?:www\.)?|file:/*)", re.IGNORECASE)


def page_line_problems(content: WorkbookContent, sent: SentWorkbook) -> Iterator[Problem]:
    """One notice of the markings at the head or foot of pages; one warning of each line that a lead wrote there, on however many sheets."""
    markings: dict[str, None] = {}
    lines: dict[str, list[tuple[SheetContent, Remark]]] = {}
    for sheet in content.sheets:
        for remark in sheet.remarks:
            if remark.kind == STAMPED or (remark.kind == PAGE_LINE and _MARKING.fullmatch(remark.text)):
                markings[remark.text] = None
            elif remark.kind == PAGE_LINE and comparable(remark.text) not in sent.remarks:
                lines.setdefault(remark.text, []).append((sheet, remark))
    if markings:
        yield Problem("pages-marked", Place(content.file), ", ".join(markings))
    for line, where in lines.items():
        kind = PAGE_LINE if len(where) == 1 else f"{PAGE_LINE} of {len(where)} sheets"
        yield Problem("remark-not-read", Place(content.file, where[0][0].title), line, details={"kind": kind})


def link_problems(content: WorkbookContent, places: FoundAnswers, sent: SentWorkbook) -> Iterator[Problem]:
    """The first link behind an answer that was not sent there and says more than the answer itself; the first such tip.

    However many links a file has, an answer is told of once.
    """
    known = {(link.address, link.tip) for sheet in sent.content.sheets for link in sheet.links}
    answers: dict[str, Answers] = {}
    for slot, cell in places.cells.values():
        answers.setdefault(cell.place.sheet, {})[cell_at(cell.place.cell)] = (slot, cell)
    for sheet in content.sheets:
        links = [link for link in sheet.links if (link.address, link.tip) not in known] if sheet.title in answers else []
        yield from _behind(links, answers.get(sheet.title, {}), "link-behind-answer", lambda link: link.address)
        yield from _behind(links, answers.get(sheet.title, {}), "tip-behind-answer", _own_tip)


def _behind(links: list[Link], answers: Answers, code: str, words_of: Callable[[Link], str]) -> Iterator[Problem]:
    """One problem for each answer behind which stand words that it does not say itself; past the first few, one for all others."""
    left = dict(answers)
    told: dict[At, str] = {}
    for span, words in dict.fromkeys((link.span, words) for link in links if (words := words_of(link).strip())):
        for at in within(span, left):
            if not _says(left[at][1], words):
                del left[at]
                told[at] = tidy(words)
    for number, (at, words) in enumerate(sorted(told.items())):
        slot, cell = answers[at]
        if number == _MOST:
            yield Problem(_MORE[code], cell.place, details={"count": counted(len(told) - _MOST, "answer"), "first": words})
            break
        yield Problem(code, cell.place, cell.entered, slot.pointer, slot.label, {"first": words})


def _own_tip(link: Link) -> str:
    """The tip of a link, if it says more than its address."""
    return "" if comparable(link.tip) == comparable(link.address) else link.tip


def _says(cell: RawCell, words: str) -> bool:
    """Whether the answer itself says a link's address, as where a program made a link of it."""
    scheme = _SCHEME.match(words)
    plain = words[scheme.end() if scheme else 0 :].rstrip("/ \t\r\n\u00a0").lower()
    return bool(plain) and plain in cell.entered.lower()


def kept_problems(content: WorkbookContent, sent: SentWorkbook) -> Iterator[Problem]:
    """A warning for all that may be data which no cell shows; one notice for what programs add for themselves."""
    new = [kept for kept in content.kept if kept not in sent.content.kept]
    for kept in new:
        if kept.is_data:
            yield Problem("kept-unseen", Place(content.file), f"{kept.kind}: {kept.text}" if kept.text else kept.kind)
    added = [f"{kept.kind} ({kept.text})" if kept.text else kept.kind for kept in new if not kept.is_data]
    if added:
        yield Problem("kept-by-programs", Place(content.file), "; ".join(dict.fromkeys(added)))
