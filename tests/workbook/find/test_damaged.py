"""Whatever happens to a workbook: an answer that is found is the true one, or a problem keeps the return from counting."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from msgspec.structs import replace

from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.workbook.find import FoundAnswers, find_answers
from shpdocs.workbook.layout import REFERENCE, Layout, lay_out
from tests.support.made import HEADING_ROW, PERIOD, Entered, definition, field, measure, named_table, open_table, sheet, workbook

LAYOUT = lay_out(
    definition(
        fields=(field("update", "narrative"), field("lead"), field("aside", required=False)),
        measures=tuple(measure(key) for key in ("robbery", "theft", "fraud", "arson")),
        tables=(
            open_table("risks", field("what"), field("owner"), field("by")),
            open_table("gaps", field("gap"), field("owner")),
            named_table("rates", {"one": "First", "two": "Second", "three": "Third"}, field("local"), field("national")),
        ),
    ),
    PERIOD,
)
Entries = dict[tuple[int, int], Entered]
Damage = Callable[[WorkbookContent, Random], WorkbookContent]


def _typed(layout: Layout) -> dict[str, Entered]:
    """A different answer in every cell that is asked, in the order of the layout."""
    return {slot.pointer: f"answer {number}" for number, (*_, slot) in enumerate(layout.slots())}


TYPED = _typed(LAYOUT)


def _entries(tab: SheetContent) -> Entries:
    return {at: cell.value for at, cell in tab.cells.items() if cell.value is not None}


def _on(content: WorkbookContent, title: str, change: Callable[[Entries], Entries]) -> WorkbookContent:
    return replace(content, sheets=tuple(sheet(title, change(_entries(tab))) if tab.title == title else tab for tab in content.sheets))


def _any_sheet(content: WorkbookContent, random: Random) -> SheetContent:
    return random.choice(content.sheets)


def _lose_names(content: WorkbookContent, random: Random) -> WorkbookContent:
    return replace(content, names={})


def _lose_some_names(content: WorkbookContent, random: Random) -> WorkbookContent:
    return replace(content, names={name: at for name, at in content.names.items() if random.random() < 0.6})


def _edit_heading(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab = _any_sheet(content, random)
    headings = [at for at in tab.cells if at[0] == _heading_row(tab)]
    if not headings:
        return content
    return _on(content, tab.title, lambda entries: entries | {random.choice(headings): "Typed over"})


def _heading_row(tab: SheetContent) -> int:
    return min((row for row, _ in tab.cells), default=HEADING_ROW)


def _insert_rows(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab, at, by = _any_sheet(content, random), random.randint(1, 8), random.randint(1, 4)
    moved = _on(content, tab.title, lambda entries: {(row + by if row >= at else row, column): v for (row, column), v in entries.items()})
    return _names_moved(moved, tab.title, lambda row, column: (row + by if row >= at else row, column))


def _insert_columns(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab, at = _any_sheet(content, random), random.randint(1, 8)
    moved = _on(content, tab.title, lambda entries: {(row, column + (column >= at)): v for (row, column), v in entries.items()})
    return _names_moved(moved, tab.title, lambda row, column: (row, column + (column >= at)))


def _names_moved(content: WorkbookContent, title: str, move: Callable[[int, int], tuple[int, int]]) -> WorkbookContent:
    return replace(content, names={name: (tab, move(*at) if tab == title else at) for name, (tab, at) in content.names.items()})


def _delete_column(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab = _any_sheet(content, random)
    gone = random.randint(1, max((column for _, column in tab.cells), default=1))
    if gone == 2 and any(cell.value == REFERENCE.label for cell in tab.cells.values()):
        return content  # without labels nothing can tell that rows were sorted apart from their references
    rest = _on(
        content, tab.title, lambda entries: {(row, column - (column > gone)): v for (row, column), v in entries.items() if column != gone}
    )
    names = {name: at for name, at in rest.names.items() if at[0] != tab.title or at[1][1] != gone}
    return _names_moved(replace(rest, names=names), tab.title, lambda row, column: (row, column - (column > gone)))


def _delete_row(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab, gone = _any_sheet(content, random), random.randint(HEADING_ROW + 1, 8)
    return _on(content, tab.title, lambda entries: {(row - (row > gone), column): v for (row, column), v in entries.items() if row != gone})


def _swap_columns(content: WorkbookContent, random: Random) -> WorkbookContent:
    """Columns are swapped whole; the names stay where they were."""
    tab = _any_sheet(content, random)
    first, second = random.sample(range(1, 9), 2)
    to = {first: second, second: first}
    return _on(content, tab.title, lambda entries: {(row, to.get(column, column)): v for (row, column), v in entries.items()})


def _sort(content: WorkbookContent, random: Random) -> WorkbookContent:
    return _shuffled(content, random, lambda tab: 0)


def _sort_without_references(content: WorkbookContent, random: Random) -> WorkbookContent:
    return _shuffled(content, random, lambda tab: next((at[1] for at, cell in tab.cells.items() if cell.value == REFERENCE.label), 0))


def _shuffled(content: WorkbookContent, random: Random, stays: Callable[[SheetContent], int]) -> WorkbookContent:
    tab = _any_sheet(content, random)
    rows = sorted({row for row, _ in tab.cells if row > _heading_row(tab)})
    to = dict(zip(rows, random.sample(rows, len(rows)), strict=True))
    fixed = stays(tab)
    return _on(
        content,
        tab.title,
        lambda entries: {(row if column == fixed else to.get(row, row), column): v for (row, column), v in entries.items()},
    )


def _clear_references(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab = _any_sheet(content, random)
    keys = [at for at, cell in tab.cells.items() if str(cell.value).startswith(("fields/", "measures/", "tables/"))]
    gone = {at for at in keys if random.random() < 0.5}
    return _on(content, tab.title, lambda entries: {at: v for at, v in entries.items() if at not in gone})


def _fill_references_down(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab = _any_sheet(content, random)
    keys = sorted(at for at, cell in tab.cells.items() if str(cell.value).startswith(("fields/", "measures/", "tables/")))
    if len(keys) < 2:
        return content
    at = random.randrange(1, len(keys))
    return _on(content, tab.title, lambda entries: entries | {keys[at]: entries[keys[at - 1]]})


def _edit_label(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab = _any_sheet(content, random)
    labels = [at for at, cell in tab.cells.items() if at[0] > HEADING_ROW and at[1] == 2 and not str(cell.value).startswith("answer")]
    return _on(content, tab.title, lambda entries: entries | {random.choice(labels): "Typed over"}) if labels else content


def _rename(content: WorkbookContent, random: Random) -> WorkbookContent:
    tab, follow = _any_sheet(content, random), random.random() < 0.5
    new = f"{tab.title} renamed {random.randint(1, 9)}"
    names = {name: (new if title == tab.title and follow else title, at) for name, (title, at) in content.names.items()}
    return replace(content, sheets=tuple(_titled(other, new) if other is tab else other for other in content.sheets), names=names)


def _titled(tab: SheetContent, title: str) -> SheetContent:
    return sheet(title, _entries(tab))


def _reorder(content: WorkbookContent, random: Random) -> WorkbookContent:
    return replace(content, sheets=tuple(random.sample(content.sheets, len(content.sheets))))


def _duplicate(content: WorkbookContent, random: Random) -> WorkbookContent:
    """A sheet is copied, and the copy filled in otherwise."""
    tab = _any_sheet(content, random)
    copy = sheet(
        f"{tab.title} ({len(content.sheets)})",
        {at: f"other {v}" if str(v).startswith("answer") else v for at, v in _entries(tab).items()},
    )
    sheets = list(content.sheets)
    sheets.insert(random.randint(0, len(sheets)), copy)
    return replace(content, sheets=tuple(sheets))


def _paste_lower(content: WorkbookContent, random: Random) -> WorkbookContent:
    """The whole table is pasted further down; the names stay behind."""
    tab, by = _any_sheet(content, random), random.randint(1, 9)
    return _on(content, tab.title, lambda entries: {(row + by, column): v for (row, column), v in entries.items()})


def _lose_sheet(content: WorkbookContent, random: Random) -> WorkbookContent:
    """A sheet is deleted, unless one was copied: whoever keeps the copy alone means the copy."""
    if len(content.sheets) > len(AS_ISSUED.sheets):
        return content
    tab = _any_sheet(content, random)
    names = {name: at for name, at in content.names.items() if at[0] != tab.title}
    return replace(content, sheets=tuple(other for other in content.sheets if other is not tab) or content.sheets, names=names)


DAMAGES: dict[str, Damage] = {
    "all names lost": _lose_names,
    "some names lost": _lose_some_names,
    "a heading typed over": _edit_heading,
    "rows inserted": _insert_rows,
    "columns inserted": _insert_columns,
    "a column deleted": _delete_column,
    "a row deleted": _delete_row,
    "columns swapped, names left behind": _swap_columns,
    "rows sorted": _sort,
    "rows sorted apart from their references": _sort_without_references,
    "references cleared": _clear_references,
    "references filled down": _fill_references_down,
    "a label typed over": _edit_label,
    "a sheet renamed": _rename,
    "sheets reordered": _reorder,
    "a sheet copied and filled in otherwise": _duplicate,
    "a table pasted lower, names left behind": _paste_lower,
    "a sheet deleted": _lose_sheet,
}


def _is_harmless(found: FoundAnswers) -> bool:
    """Whether every answer is the true one, or the return cannot count."""
    if any(problem.severity == "blocking" for problem in found.problems):
        return True
    tables = [table.key for table in LAYOUT.definition.tables if table.is_open]
    named = {at: cell for at, (_, cell) in found.cells.items() if not any(at.startswith(f"/tables/{key}/") for key in tables)}
    return all(cell.is_blank or cell.value == TYPED[at] for at, cell in named.items()) and all(
        any(row <= true for true in _true_rows(key)) for key in tables for row in _rows(found, key)
    )


def _true_rows(key: str) -> set[frozenset[tuple[str, object]]]:
    """The rows of an open table as typed."""
    rows: dict[str, dict[str, object]] = {}
    for pointer, value in TYPED.items():
        if pointer.startswith(f"/tables/{key}/"):
            rows.setdefault(pointer.split("/")[3], {})[pointer.split("/")[4]] = value
    return {frozenset(row.items()) for row in rows.values()}


def _rows(found: FoundAnswers, key: str) -> list[frozenset[tuple[str, object]]]:
    rows: dict[str, dict[str, RawCell]] = {}
    for pointer, (_, cell) in found.cells.items():
        if pointer.startswith(f"/tables/{key}/"):
            rows.setdefault(pointer.split("/")[3], {})[pointer.split("/")[4]] = cell
    return [frozenset((column, cell.value) for column, cell in row.items() if not cell.is_blank) for row in rows.values()]


AS_ISSUED = workbook(LAYOUT, TYPED)


def test_nothing_is_lost_or_told_of_a_workbook_that_nothing_happened_to() -> None:
    found = find_answers(LAYOUT, AS_ISSUED)
    assert found.problems == ()
    assert _is_harmless(found)
    assert {cell.value for _, cell in found.cells.values()} == set(TYPED.values())


def test_a_wrong_answer_would_be_seen() -> None:
    found = find_answers(LAYOUT, AS_ISSUED)
    slot, cell = found.cells["/fields/update"]
    assert not _is_harmless(replace(found, cells={**found.cells, "/fields/update": (slot, replace(cell, value="answer 99"))}))
    slot, cell = found.cells["/tables/risks/1/owner"]
    assert not _is_harmless(replace(found, cells={**found.cells, "/tables/risks/1/owner": (slot, replace(cell, value="answer 99"))}))


@pytest.mark.parametrize("name", DAMAGES)
def test_one_damage_gives_no_wrong_answer(name: str) -> None:
    wrong = [seed for seed in range(60) if not _is_harmless(find_answers(LAYOUT, DAMAGES[name](AS_ISSUED, Random(seed))))]
    assert wrong == []


@pytest.mark.parametrize("seeds", [3, pytest.param(12, marks=pytest.mark.slow)])
@pytest.mark.parametrize("first", DAMAGES)
def test_two_damages_give_no_wrong_answer(first: str, seeds: int) -> None:
    wrong = []
    for second, damage in DAMAGES.items():
        for seed in range(seeds):
            random = Random(f"{first} {second} {seed}")
            if not _is_harmless(find_answers(LAYOUT, damage(DAMAGES[first](AS_ISSUED, random), random))):
                wrong.append((second, seed))
    assert wrong == []


def test_many_damages_give_no_wrong_answer() -> None:
    wrong = []
    for seed in range(800):
        random = Random(seed)
        content, done = AS_ISSUED, random.choices(list(DAMAGES), k=random.randint(3, 6))
        for name in done:
            content = DAMAGES[name](content, random)
        if not _is_harmless(find_answers(LAYOUT, content)):
            wrong.append((seed, done))
    assert wrong == []
