"""The sheets that ask nothing but the sign-off: what stands in the place of our own words, or beside or under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

from shpdocs.answers.kinds import guard_of
from shpdocs.answers.values import comparable
from shpdocs.model.cells import NO_CELL, cell_at
from shpdocs.model.definition import SIGN_OFF, Asked
from shpdocs.model.returns import RawCell, Stamp
from shpdocs.model.workbook import (
    CHECK,
    CHECK_ABOUT,
    CHECK_HEADINGS,
    CHECK_MORE,
    CHECKLIST,
    CHECKLIST_ABOUT,
    CHECKLIST_HEADINGS,
    DONE,
    LISTS,
    LISTS_ABOUT,
    LISTS_HEADINGS,
    MUST,
    NOTHING_TO_DO,
    ODD,
    TALLY,
    TALLY_HEADINGS,
    SheetContent,
    WorkbookContent,
    is_verdict,
)
from shpdocs.workbook.checklist import Item
from shpdocs.workbook.compare.unread.issued import Cells, Issued, markings
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import Layout
from shpdocs.workbook.recognise import read_stamp

_START_WIDTH = 4  # columns: those of the sign-off
_WIDTHS = {CHECK: len(CHECK_HEADINGS), CHECKLIST: len(CHECKLIST_HEADINGS), LISTS: len(LISTS_HEADINGS)}
_DAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day \d{1,2} [a-z]+ \d{4}|no day is set: ask when it is due\.")
_OTHER_FACTS = ("return by", "marking", "questions to", "reference", "where it stands")  # that no definition knows
_GOAL, _SHEET, _CELL, _ORDER = 2, 4, 5, 6  # columns of the Check sheet and the Checklist, counted from 1


def beside(title: str, left: Cells, found: FoundAnswers) -> Iterator[RawCell]:
    """What stands beside the tables of a sheet of our own, or under the sign-off of the Start sheet."""
    width, last = _WIDTHS.get(title, _START_WIDTH), None
    if title == "Start":
        signed = {f"/sign-off/{field.key}" for field in SIGN_OFF}
        last = max((cell_at(cell.place.cell)[0] for slot, cell in found.cells.values() if slot.pointer in signed), default=None)
        width = max([width, *found.columns.get("sign-off", {}).values()])
    for (row, column), cell in left:
        if (column > width or (last is not None and row > last)) and not cell.formula:
            yield cell


def typed_over(
    layout: Layout, sheet: SheetContent, left: Cells, content: WorkbookContent, identity: frozenset[str], issued: Issued
) -> Iterator[RawCell]:
    """What stands in the place of our own words on a sheet of ours; where these are not known, what stands under them.

    The sheet has the title that it was issued with.
    """
    name = sheet.title
    if issued.stamp is None:
        return
    if issued.has_other_words:
        yield from _under(sheet, left)
    elif name == "Start":
        yield from _facts_typed_over(layout, sheet, content, issued.stamp)
    else:
        titles = frozenset(grid.sheet for grid in layout.grids)
        own = _Own(sheet, _texts_of(layout, name, issued.items, identity), titles, len(issued.items))
        yield from (cell for (row, column), cell in left if column in own.texts and not cell.formula and not own.has(row, column, cell))


def _under(sheet: SheetContent, left: Cells) -> Iterator[RawCell]:
    """What stands under the last row that the workbook fills in itself, or under the last choice."""
    if sheet.title == "Start":
        return
    if sheet.title == LISTS:
        rows = [row for row, column in sheet.cells if column == 1 and (row, 2) in sheet.cells]
    else:
        rows = [row for (row, _), cell in sheet.cells.items() if cell.formula]
    last = max(rows, default=None)
    yield from (cell for (row, column), cell in left if last is not None and row > last and column <= _WIDTHS[sheet.title])


def _texts_of(layout: Layout, name: str, items: tuple[Item, ...], identity: frozenset[str]) -> Mapping[int, frozenset[str]]:
    """What may stand in each column of a sheet that fills itself in."""
    labels = {item.label for item in items}
    if name == CHECK:
        columns: tuple[set[str], ...] = (
            {*identity, CHECK, CHECK_ABOUT, CHECK_ABOUT + CHECK_MORE, TALLY_HEADINGS[0], *TALLY, NOTHING_TO_DO, *labels},
            {TALLY_HEADINGS[1]},
            {item.state for item in items},
        )
        headings: tuple[str, ...] = CHECK_HEADINGS
    elif name == CHECKLIST:
        sheets = {grid.sheet for grid in layout.grids}
        columns = ({CHECKLIST, CHECKLIST_ABOUT, MUST, ODD, DONE}, {item.text for item in items}, labels, sheets, set(), set())
        headings = CHECKLIST_HEADINGS
    else:
        listed = [(slot.label, f"{grid.title}: {column.label}", _choices(slot.asked)) for grid, _, column, slot in layout.slots()]
        where = {text for *used, choices in listed if choices for text in used}
        columns = ({LISTS, LISTS_ABOUT, *where}, {choice for *_, choices in listed for choice in choices})
        headings = LISTS_HEADINGS
    every = enumerate(zip(headings, columns, strict=True), 1)
    return {number: frozenset({heading, *texts, ""}) for number, (heading, texts) in every}


class _Own(Struct, frozen=True, dict=True):
    """A sheet that fills itself in: what may stand in each column, where its links may go, and how many items are watched."""

    sheet: SheetContent
    texts: Mapping[int, frozenset[str]]
    titles: frozenset[str]
    items: int

    @cached_property
    def _plain(self) -> dict[int, frozenset[str]]:
        """The texts as they are compared: programs change spaces and quotes."""
        return {column: frozenset(map(comparable, texts)) for column, texts in self.texts.items()}

    def has(self, row: int, column: int, cell: RawCell) -> bool:
        """Whether a cell holds what it may have been issued with, or what its formula may have shown."""
        if not isinstance(cell.value, str):
            return self._has_number(row, column, cell.value)
        if cell.value in self.texts[column] or comparable(cell.value) in self._plain[column]:
            return True
        if self.sheet.title == CHECK and column == 1:
            return is_verdict(cell.value)
        if self.sheet.title == CHECK and column == _GOAL:
            goal, _, name = cell.value.rpartition(" ")
            return cell_at(name) != NO_CELL and goal in self.titles
        return self.sheet.title == CHECKLIST and column == _CELL and cell_at(cell.value) != NO_CELL

    def _has_number(self, row: int, column: int, value: object) -> bool:
        """Whether a number may be what is left of a formula of ours: none is, if the sheet has kept its formulas."""
        if isinstance(value, bool) or not isinstance(value, int | float) or any(cell.formula for cell in self.sheet.cells.values()):
            return False
        if self.sheet.title == CHECK:
            first = self.sheet.cells.get((row, 1))
            return column == _GOAL and first is not None and first.value in TALLY
        goal = self.sheet.cells.get((row, _SHEET))
        return (
            self.sheet.title == CHECKLIST
            and column == _ORDER
            and goal is not None
            and goal.value in self.titles
            and 1 <= value <= self.items
        )


@lru_cache(maxsize=256)
def _choices(asked: Asked) -> tuple[str, ...]:
    return guard_of(asked).choices


def _facts_typed_over(layout: Layout, sheet: SheetContent, content: WorkbookContent, stamp: Stamp) -> Iterator[RawCell]:
    """What stands on the Start sheet in the place of a fact that is known, or beside a fact or a step."""
    facts = {
        "partnership": stamp.partnership,
        "sub-group": layout.definition.title,
        "period": layout.period.words,
        "about": layout.definition.about,
    }
    marked = markings(content)
    labels = {row: comparable(cell.entered) for (row, column), cell in sheet.cells.items() if column == 1 and isinstance(cell.value, str)}
    for (row, column), cell in sheet.cells.items():
        label = labels.get(row, "")
        is_fact = label in facts or label in _OTHER_FACTS or label.startswith("step ")
        if not is_fact or cell.is_blank or column == 1:
            continue
        now = comparable(cell.entered)
        is_known = column == 2 and (
            (label not in facts or now == comparable(facts[label]))
            and (label != "return by" or bool(_DAY.fullmatch(now)))
            and (label != "marking" or not marked or now in marked)
            and (label != "reference" or read_stamp(cell.entered) is not None)
            and (label != "where it stands" or bool(cell.formula) or is_verdict(cell.entered))
        )
        if not is_known:
            yield cell
