"""What was typed where no field reads it: told with its place, so that nothing a lead wrote is lost unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from shpdocs.rules.checklist import Item
from shpdocs.rules.find import ABOUT, Found
from shpdocs.rules.kinds import KINDS
from shpdocs.rules.layout import HELD_AGAINST, NEW_ROW, NOT_ASKED, REFERENCE, STATE, Grid, Layout
from shpdocs.rules.recognise import read_stamp
from shpdocs.rules.values import alike
from shpdocs.words.definition import Asked
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place, RawCell, Stamp
from shpdocs.words.workbook import CARRIED_LABEL, REFERENCE_LABEL, STATE_MARKS, TAKEN_HEADINGS, SheetContent, WorkbookContent

_OURS = {"Start": 4, "Check": 3, "Checklist": 6, "Lists": 2}  # sheets that ask nothing but the sign-off, and their columns
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ISSUED_ONCE = ("None set", "Baseline", "Target")  # in workbooks that were issued otherwise
_MOST = 20  # cells told one by one a sheet; of a whole table that was pasted, the rest is told in one
_REFERENCE = re.compile(r"(fields|measures|tables|sign-off)/[a-z0-9/-]+")
_NUMBER = re.compile(r"[\d,.]+ ?%?")
_GOAL = re.compile(r".* ?[A-Z]{1,3}\d{1,7}")  # how a link to an answer reads: 'Measures H6'
_DAY = re.compile(r"(mon|tues|wednes|thurs|fri|satur|sun)day \d{1,2} [a-z]+ \d{4}|no day is set: ask when it is due\.")
_OTHER_FACTS = ("return by", "marking", "questions to", "reference", "where it stands")  # that no definition knows
_STANDING = {  # words of the sheets that fill themselves in, beside those of the definition
    "Check": ("Check", "So far", "How many", "What is to do or to look at", "Go to", "What to do", "Nothing is left to do."),
    "Checklist": ("Checklist", "State", "What it looks for", "Where", "Sheet", "Cell", "Order"),
    "Lists": ("Lists", "Where it is used", "Choice"),
}
_OTHER_WORDS = 8  # texts of such a sheet that differ: more are no lead's, but those of a workbook that was issued in other words
_OLD_LABELS = ("What is asked", "Guidance", "Objective", "What it counts, and source", "Unit", "Baseline", "Target", "Measure")


@dataclass(frozen=True)
class Issued:
    """What is known of how a workbook was issued.

    `stamp` and `items`, its checklist, are needed to tell what was typed over on the sheets that ask nothing; `is_older`
    says that another definition was in force, so that labels and heads are not today's; `told` are the problems already
    told of, whose cells are not told again.
    """

    stamp: Stamp | None = None
    items: tuple[Item, ...] = ()
    is_older: bool = False
    told: tuple[Problem, ...] = ()


def not_read(layout: Layout, content: WorkbookContent, found: Found, issued: Issued | None = None) -> tuple[Problem, ...]:
    """Return a warning for every cell with text or numbers that is neither an answer nor what the workbook was issued with.

    And one for every comment and text box.
    """
    known = issued or Issued()
    read: dict[str, set[str]] = {}
    for place in (*(cell.place for _, cell in found.cells.values()), *(problem.place for problem in known.told)):
        read.setdefault(place.sheet, set()).add(place.cell)
    for title, name in found.spare:
        read.setdefault(title, set()).add(name)
    grids_on = _grids_by_sheet(layout, found)
    problems: list[Problem] = []
    for sheet in content.sheets:
        grids, own = grids_on.get(sheet.title, []), read.get(sheet.title, set())
        left = [(at, cell) for at, cell in sheet.cells.items() if cell.place.cell not in own]
        if sheet.title in _OURS and not grids:
            strange = [*_beside(sheet.title, left, found), *_typed_over(layout, sheet, left, content, known)]
        elif grids:
            strange = list(_strange(sheet, left, grids, layout, found, known))
        else:
            strange = [cell for _, cell in (_no_longer(sheet, left) if known.is_older else left)]
        stray = sorted((cell for cell in dict.fromkeys(strange) if not cell.is_blank), key=_position)
        problems += [Problem("not-read", cell.place, cell.entered) for cell in stray[:_MOST]]
        if len(stray) > _MOST:
            problems.append(Problem("more-not-read", stray[_MOST].place, details={"count": str(len(stray) - _MOST)}))
        problems += [
            Problem("remark-not-read", Place(content.file, sheet.title, remark.cell), remark.text, details={"kind": remark.kind})
            for remark in sheet.remarks
            if remark.text.strip()
        ]
    return tuple(problems)


_Cells = list[tuple[tuple[int, int], RawCell]]


def _grids_by_sheet(layout: Layout, found: Found) -> dict[str, list[Grid]]:
    """The grids that stand on each sheet, or stand there once more."""
    by_key = {grid.key: grid for grid in layout.grids}
    grids: dict[str, list[Grid]] = {}
    for key, title in found.sheets.items():
        grids.setdefault(title, []).append(by_key[key])
    for title, (key, _) in found.copies.items():
        grids.setdefault(title, []).append(by_key[key])
    return grids


def _position(cell: RawCell) -> tuple[int, int, str]:
    letters = cell.place.cell.rstrip("0123456789")
    return int(cell.place.cell[len(letters) :]), len(letters), letters


def _beside(title: str, left: _Cells, found: Found) -> Iterator[RawCell]:
    """What stands beside the tables of a sheet of our own, or under the sign-off of the Start sheet."""
    last = max(
        (int(cell.place.cell.lstrip(_LETTERS)) for slot, cell in found.cells.values() if slot.pointer.startswith("/sign-off/")),
        default=None,
    )
    width = max([_OURS[title], *(found.columns.get("sign-off", {}).values() if title == "Start" else ())])
    for (row, column), cell in left:
        under = title == "Start" and last is not None and row > last
        if (column > width or under) and not cell.formula:
            yield cell


def _typed_over(layout: Layout, sheet: SheetContent, left: _Cells, content: WorkbookContent, issued: Issued) -> Iterator[RawCell]:
    """What stands in the place of our own words on a sheet of ours."""
    if issued.stamp is None or issued.is_older:
        return
    if sheet.title == "Start":
        yield from _facts_typed_over(layout, sheet, content, issued.stamp)
        return
    width, about = _OURS[name], ABOUT[name]
    known = _words_of(layout, sheet.title, issued.items)
    identity = f"{layout.definition.title} · "
    strange = [
        cell
        for (_, column), cell in left
        if column <= width
        and isinstance(cell.value, str)
        and cell.value not in known
        and not cell.formula
        and not cell.value.startswith((*STATE_MARKS, about, identity))
        and not (_GOAL.fullmatch(cell.value) and sheet.title != "Lists")
    ]
    if len(strange) <= _OTHER_WORDS:
        yield from strange


@lru_cache(maxsize=256)
def _choices(asked: Asked) -> tuple[str, ...]:
    return KINDS[asked.kind].guard(asked).choices


def _words_of(layout: Layout, title: str, items: tuple[Item, ...]) -> set[str]:
    words = {*_STANDING[title], ""}
    if title == "Lists":
        for grid, _, column, slot in layout.slots():
            choices = _choices(slot.asked)
            if choices:
                words |= {slot.label, f"{grid.title}: {column.label}", *choices}
        return words
    return words | {text for item in items for text in (item.text, item.label, item.grid.sheet)}


def _facts_typed_over(layout: Layout, sheet: SheetContent, content: WorkbookContent, stamp: Stamp) -> Iterator[RawCell]:
    """What stands on the Start sheet in the place of a fact that is known, or beside a fact or a step."""
    facts = {
        "partnership": stamp.partnership,
        "sub-group": layout.definition.title,
        "period": layout.period.words,
        "about": layout.definition.about,
    }
    markings = {alike(text.rpartition(" · ")[2]) for text in _identities(content)}
    labels = {row: alike(cell.entered) for (row, column), cell in sheet.cells.items() if column == 1 and isinstance(cell.value, str)}
    for (row, column), cell in sheet.cells.items():
        label = labels.get(row, "")
        is_fact = label in facts or label in _OTHER_FACTS or label.startswith("step ")
        if not is_fact or cell.is_blank or column == 1:
            continue
        now = alike(cell.entered)
        is_known = column == 2 and (
            (label not in facts or now == alike(facts[label]))
            and (label != "return by" or bool(_DAY.fullmatch(now)))
            and (label != "marking" or not markings or now in markings)
            and (label != "reference" or read_stamp(cell.entered) is not None)
            and (label != "where it stands" or bool(cell.formula) or cell.entered.startswith(STATE_MARKS))
        )
        if not is_known:
            yield cell


def _identities(content: WorkbookContent) -> Iterator[str]:
    """The lines under the sheets' titles that say whose return it is."""
    for sheet in content.sheets:
        cell = sheet.cells.get((2, 1))
        if cell and isinstance(cell.value, str) and cell.value.count(" · ") >= 3:
            yield cell.value


def _strange(sheet: SheetContent, left: _Cells, grids: list[Grid], layout: Layout, found: Found, issued: Issued) -> Iterator[RawCell]:
    """The cells that hold something the sheet was not issued with."""
    exact = {text for grid in grids for text in _issued_texts(grid)}
    plain: set[str] = set()
    numbers = {found.columns[grid.key].get(key) for grid in grids if grid.key in found.columns for key in HELD_AGAINST}
    head = _head_row(sheet, grids, found)
    width = max(max([len(grid.columns) + 1, *found.columns.get(grid.key, {}).values()]) for grid in grids)
    states = _state_columns(sheet, head, grids, found)
    older = _older_columns(sheet, grids, head, found) if issued.is_older else set()
    heads = _heads(grids, layout)
    for (row, column), cell in left:
        text = cell.value if isinstance(cell.value, str) else cell.entered
        if text in exact and not (column not in numbers and _NUMBER.fullmatch(text)):
            continue
        if column in states and (cell.formula or text.startswith((*STATE_MARKS, "Carried from "))):
            continue
        if row <= head and column <= width and (issued.is_older or _is_head(text, heads)):
            continue
        if column in older or (issued.is_older and _REFERENCE.fullmatch(text.strip())):
            continue
        plain = plain or {alike(known) for known in exact}
        if alike(text) not in plain or (column not in numbers and _NUMBER.fullmatch(text)):
            yield cell


def _head_row(sheet: SheetContent, grids: list[Grid], found: Found) -> int:
    """The row of the first headings."""
    rows = [found.heading_rows[grid.key] for grid in grids if found.sheets.get(grid.key) == sheet.title]
    return min([*rows, *([found.copies[sheet.title][1]] if sheet.title in found.copies else [])], default=0)


def _state_columns(sheet: SheetContent, head: int, grids: list[Grid], found: Found) -> set[int]:
    """The columns that the workbook fills in itself: by their headings, or by their names if those were typed over."""
    ours = {alike(STATE.label), alike(CARRIED_LABEL)}
    headed = {column for (row, column), cell in sheet.cells.items() if row == head and alike(cell.entered) in ours}
    keys = {STATE.key, *(column.key for grid in grids for column in grid.columns if column.label == CARRIED_LABEL)}
    return headed | {number for grid in grids for key, number in found.columns.get(grid.key, {}).items() if key in keys}


def _older_columns(sheet: SheetContent, grids: list[Grid], head: int, found: Found) -> set[int]:
    """The columns of labels in a workbook of another definition: what stands there was not typed by the lead."""
    labels = {alike(text) for text in _OLD_LABELS}
    named = {column for (row, column), cell in sheet.cells.items() if row == head and _is_old_label(alike(cell.entered), labels)}
    own = {
        found.columns[grid.key][column.key]
        for grid in grids
        if not grid.open_table and grid.key in found.columns
        for column in grid.columns
        if not column.is_answer and column.key in found.columns[grid.key]
    }
    return named | own


def _is_old_label(text: str, labels: set[str]) -> bool:
    return text in labels or text.startswith("expected by ")


def _heads(grids: list[Grid], layout: Layout) -> tuple[str, set[str], str]:
    """What stands over the headings: how the line of identity begins, whole lines, and the guidance that is wrapped."""
    lines = {alike(text) for grid in grids for text in (grid.title, *(column.guidance for column in grid.columns))}
    return alike(f"{layout.definition.title} · {layout.period.words}"), lines, " ".join(alike(grid.guidance) for grid in grids)


def _is_head(text: str, heads: tuple[str, set[str], str]) -> bool:
    identity, lines, guidance = heads
    now = alike(text)
    return now in lines or now in guidance or now.startswith(identity)


def _no_longer(sheet: SheetContent, left: _Cells) -> _Cells:
    """Of a sheet of a table that is no longer asked: what the lead may have typed under its headings, without our own columns."""
    ours = {alike(text) for text in TAKEN_HEADINGS}
    at = [(row, column) for (row, column), cell in sheet.cells.items() if isinstance(cell.value, str) and alike(cell.value) in ours]
    if not at:
        return left
    head, columns = at[0][0], {column for _, column in at}
    if any(alike(sheet.cells[place].entered) == alike(REFERENCE.label) for place in at):
        columns.add(min(columns) + 1)  # the labels of its rows
    return [((row, column), cell) for (row, column), cell in left if row > head and column not in columns]


def _issued_texts(grid: Grid) -> Iterable[str]:
    yield from _ISSUED_ONCE
    yield from (NOT_ASKED, NEW_ROW, STATE.label, REFERENCE_LABEL)
    yield from (column.label for column in grid.columns)
    for row in grid.rows:
        yield row.key
        yield from (cell for cell in row.cells if isinstance(cell, str))
