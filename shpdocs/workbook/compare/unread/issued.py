"""What is known of how a workbook was issued, and how the line under a sheet's title reads that says whose return it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from shpdocs.answers.values import comparable
from shpdocs.model.problem import Problem
from shpdocs.model.returns import RawCell, Stamp
from shpdocs.model.workbook import STATE_MARKS, SheetContent, WorkbookContent
from shpdocs.workbook.checklist import Item
from shpdocs.workbook.layout import Layout

Cells = list[tuple[tuple[int, int], RawCell]]
_PIECES = 4  # of the line of identity: sub-group, period, partnership, marking
_LAST_OF_HEAD = 5  # row


class Issued(Struct, frozen=True):
    """What is known of how a workbook was issued.

    `stamp` and `items`, its checklist, are needed to tell what was typed over on the sheets that ask nothing;
    `has_other_words` says that another definition was in force or another shpdocs made it, so that labels, heads and
    states are not today's; `told` are the problems already told of, whose cells are not told again.
    """

    stamp: Stamp | None = None
    items: tuple[Item, ...] = ()
    has_other_words: bool = False
    told: tuple[Problem, ...] = ()


def is_state(text: str, states: set[str]) -> bool:
    """Whether a text is made of these states and of nothing else; where none are known, whether it begins as a state does."""
    if not states:
        return text.startswith(STATE_MARKS)
    rest = comparable(text)
    for state in sorted(map(comparable, states), key=len, reverse=True):
        rest = rest.replace(state, "")
    return not rest.strip()


def identities(layout: Layout, content: WorkbookContent, stamp: Stamp | None) -> frozenset[str]:
    """The line that says whose return it is, as texts are compared; more than one if the sheets do not agree on its marking."""
    beginning = comparable(f"{layout.definition.title} · {layout.period.words} · {stamp.partnership if stamp else ''}")
    texts = [comparable(cell.value) for sheet in content.sheets for _, cell in _over(sheet) if isinstance(cell.value, str)]
    lines = Counter(text for text in texts if text.startswith(beginning))
    most = max(lines.values(), default=0)
    return frozenset(line for line, count in lines.items() if count == most)


def _over(sheet: SheetContent) -> Cells:
    """The cells in which the line may stand: it is issued in the second row."""
    places = ((row, column) for row in range(1, _LAST_OF_HEAD + 1) for column in (1, 2))
    return [(at, sheet.cells[at]) for at in places if at in sheet.cells]


def markings(content: WorkbookContent) -> set[str]:
    """The markings that stand in the lines of identity."""
    return {comparable(text.rpartition(" · ")[2]) for text in _identities(content)}


def _identities(content: WorkbookContent) -> Iterator[str]:
    for sheet in content.sheets:
        cell = sheet.cells.get((2, 1))
        if cell and isinstance(cell.value, str) and cell.value.count(" · ") >= _PIECES - 1:
            yield cell.value
