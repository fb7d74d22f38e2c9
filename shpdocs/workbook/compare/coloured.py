"""What colours do to answers: letters that nobody sees on their ground, and blank cells that somebody coloured."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from shpdocs.answers.values import counted
from shpdocs.model.problem import Problem
from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.ooxml.colours import in_words
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.find import Answers, At

_MOST = 5  # coloured cells told one by one a sheet; of a whole table that was coloured, the rest is counted at the last
_NEAR = 12  # of 255, in a primary: how far a program may move a colour that it saves


def coloured(content: WorkbookContent, answers: Mapping[str, Answers], sent: SentWorkbook) -> Iterator[Problem]:
    """A warning of each answer in the colour of its ground; notices of blank answers in a colour that was not sent.

    If the copy of what was sent is gone, nobody knows which colours are ours.
    """
    for sheet in content.sheets:
        on_sheet = answers.get(sheet.title, {})
        for slot, cell in (on_sheet[at] for at in sorted(on_sheet)):
            if cell.is_unseen and not cell.is_blank:
                yield Problem("in-ground-colour", cell.place, cell.entered, slot.pointer, slot.label)
        if sent.is_kept:
            yield from _shaded(sheet, on_sheet, sent.content.grounds)


def _shaded(sheet: SheetContent, answers: Answers, grounds: Collection[str]) -> Iterator[Problem]:
    foreign: dict[str, bool] = {}
    shaded: list[tuple[At, str]] = []
    for at, colour in sheet.shaded.items():
        if at in answers and answers[at][1].is_blank and foreign.setdefault(colour, not any(_is_near(colour, own) for own in grounds)):
            shaded.append((at, colour))
    shaded.sort()
    for number, (at, colour) in enumerate(shaded[:_MOST], 1):
        slot, cell = answers[at]
        left = len(shaded) - _MOST if number == _MOST else 0
        more = f"; {counted(left, 'more blank answer')} of this sheet too" if left > 0 else ""
        yield Problem("shaded-blank", cell.place, in_words(colour), slot.pointer, slot.label, {"more": more})


def _is_near(colour: str, own: str) -> bool:
    return all(abs(first - second) <= _NEAR for first, second in zip(bytes.fromhex(colour), bytes.fromhex(own), strict=True))
