"""Faults of rows, labels, sheets and of the file as a whole."""

from __future__ import annotations

from random import Random
from typing import Any

from openpyxl.utils import get_column_letter

from shpdocs.workbook.layout import NOT_ASKED, Slot
from tests.reliability.planted.answers import words
from tests.reliability.planted.changes import Change
from tests.reliability.planted.filled import Filled, GridAt, Place


def _untouched(rng: Random, filled: Filled, *, named: bool) -> GridAt | None:
    """A grid in which nothing was planted yet, with named rows or with the lead's own; never the sign-off."""
    fit = [
        at
        for key, at in filled.grids.items()
        if key != "sign-off" and not {key, f"some of {key}"} & filled.taken and (at.grid.open_table is None) == named
    ]
    return rng.choice(fit) if fit else None


def _close(filled: Filled, at: GridAt) -> None:
    """Keep other faults from the grid."""
    filled.taken |= {at.grid.key, f"some of {at.grid.key}"}


def _lose(filled: Filled, at: GridAt, row_key: str = "") -> None:
    """What was typed there is no answer any more: in one row, or in the whole grid."""
    for pointer, row in filled.rows.items():
        if row == f"{at.grid.key}|{row_key}" or (not row_key and row.startswith(f"{at.grid.key}|")):
            filled.lost |= {pointer, pointer.removesuffix("value") + "reason"}


def _over_a_label(rng: Random, filled: Filled, *, asked: bool) -> Place | None:
    """Another text in a cell that says what is asked, or that nothing is."""
    fit = []
    for key, at in filled.grids.items():
        if key not in filled.taken and at.grid.open_table is None and key != "sign-off":
            for number, row in enumerate(at.grid.rows, at.heading + 1):
                cells = zip(at.grid.columns, row.cells, strict=True)
                labels = {column.key: cell for column, cell in cells if isinstance(cell, str) and len(cell) > 3}
                fit += [(at, at.cell(number, column)) for column, text in labels.items() if (text != NOT_ASKED) == asked]
    free = [(at, cell) for at, cell in fit if f"{at.grid.sheet}!{cell}" not in filled.taken]
    if not free:
        return None
    at, cell = rng.choice(free)
    filled.workbook[at.grid.sheet][cell].value = words(rng, 3, 6)
    filled.taken |= {f"{at.grid.sheet}!{cell}", f"some of {at.grid.key}"}
    return (at.grid.sheet, cell)


def label_edited(rng: Random, filled: Filled) -> Place | None:
    return _over_a_label(rng, filled, asked=True)


def text_where_nothing_is_asked(rng: Random, filled: Filled) -> Place | None:
    return _over_a_label(rng, filled, asked=False)


def heading_edited(rng: Random, filled: Filled) -> Place | None:
    """Another text in a heading; its name still says which column it is."""
    fit = [at for key, at in filled.grids.items() if key not in filled.taken and key != "sign-off"]
    if not fit:
        return None
    at = rng.choice(fit)
    name = (at.grid.sheet, at.cell(at.heading, rng.choice(at.grid.columns).key))
    if f"{name[0]}!{name[1]}" in filled.taken:
        return None
    filled.workbook[name[0]][name[1]].value = words(rng, 2, 4)
    filled.taken |= {f"{name[0]}!{name[1]}", f"some of {at.grid.key}"}
    return name


def row_hidden(rng: Random, filled: Filled) -> Place | None:
    at = _untouched(rng, filled, named=True)
    grid_rows = at.grid.rows if at else ()
    rows = [
        number for number, row in enumerate(grid_rows) if any(isinstance(cell, Slot) and cell.pointer in filled.typed for cell in row.cells)
    ]
    if at is None or not rows:
        return None
    number = at.heading + 1 + rng.choice(rows)
    filled.workbook[at.grid.sheet].row_dimensions[number].hidden = True
    _close(filled, at)
    return (at.grid.sheet, f"A{number}")


def reference_lost(rng: Random, filled: Filled) -> Place | None:
    """The references of a grid cleared, all or but one: its rows are found by what they say."""
    at = _untouched(rng, filled, named=True)
    if at is None:
        return None
    numbers = range(at.heading + 1, at.heading + 1 + len(at.grid.rows))
    for number in numbers if rng.random() < 0.5 else [rng.choice(numbers)]:
        filled.workbook[at.grid.sheet][at.cell(number, "_reference")].value = None
    _close(filled, at)
    return (at.grid.sheet, "")


def unprotected(rng: Random, filled: Filled) -> Place | None:
    if "protection" in filled.taken:
        return None
    sheet = rng.choice([sheet for sheet in filled.workbook.worksheets if sheet.protection.sheet])  # not the lead's own
    sheet.protection.disable()
    filled.taken |= {"protection", *(f"some of {key}" for key, at in filled.grids.items() if at.grid.sheet == sheet.title)}
    return ("", "")


def row_deleted(rng: Random, filled: Filled) -> Place | None:
    """Everything in a row cleared, its reference too."""
    at = _untouched(rng, filled, named=True)
    if at is None or len(at.grid.rows) < 2 or not any(isinstance(cell, Slot) for row in at.grid.rows for cell in row.cells):
        return None
    number = rng.randrange(len(at.grid.rows))
    sheet = filled.workbook[at.grid.sheet]
    for column in at.columns.values():
        sheet.cell(at.heading + 1 + number, column).value = None
    _close(filled, at)
    _lose(filled, at, at.grid.rows[number].key)
    return (at.grid.sheet, "")


def row_twice(rng: Random, filled: Filled) -> Place | None:
    """A row copied to the foot of the sheet, with another answer."""
    at = _untouched(rng, filled, named=True)
    if at is None:
        return None
    number = rng.randrange(len(at.grid.rows))
    sheet = filled.workbook[at.grid.sheet]
    texts = [slot for slot in at.grid.rows[number].cells if isinstance(slot, Slot) and slot.pointer in filled.typed]
    texts = [slot for slot in texts if slot.asked.kind in ("text", "narrative", "count")]
    if not texts:
        return None
    below = sheet.max_row + 1
    for column in at.columns.values():
        cell = sheet.cell(at.heading + 1 + number, column)
        if cell.data_type != "f":
            sheet.cell(below, column, cell.value)
    slot = rng.choice(texts)
    column = sheet[filled.places[slot.pointer][1]].column
    sheet.cell(below, column).value = 31_234 if slot.asked.kind == "count" else "Otherwise (made up)"
    _close(filled, at)
    _lose(filled, at, at.grid.rows[number].key)
    return (at.grid.sheet, f"{get_column_letter(at.columns['_reference'])}{below}")


def sheet_removed(rng: Random, filled: Filled) -> Place | None:
    at = _untouched(rng, filled, named=rng.random() < 0.6)
    if at is None or len(filled.grids) < 3 or "a sheet" in filled.taken:
        return None
    filled.workbook.remove(filled.workbook[at.grid.sheet])
    _close(filled, at)
    _lose(filled, at)
    filled.taken.add("a sheet")
    return ("", "")


def carried_row_gone(rng: Random, filled: Filled) -> Place | None:
    at = _untouched(rng, filled, named=False)
    if at is None or at.grid.open_table is None:
        return None
    base = f"/tables/{at.grid.open_table.key}/"
    rows = sorted(row for row in filled.made_up.prefill.origins if row.startswith(base))
    used = {pointer.rsplit("/", 1)[0] for pointer in filled.answers if pointer.startswith(base)}
    if not rows or len(used) - 1 < at.grid.open_table.fewest:
        return None
    _empty_row(filled, at, int(rng.choice(rows).rpartition("/")[2]))
    return (at.grid.sheet, f"A{at.heading}")


def carried_row_untouched(rng: Random, filled: Filled) -> Place | None:
    """All that belongs to the quarter taken out of a carried row again."""
    at = _untouched(rng, filled, named=rng.random() < 0.5)
    rows = [row for row in at.grid.rows if f"/{row.key}" in filled.made_up.prefill.origins] if at and at.grid.key != "activity" else []
    if at is None or not rows:
        return None
    row = rng.choice(rows)
    slots = tuple(slot for _, slot in at.grid.slots(row))
    cells = filled.made_up.prefill.cells
    anew = [slot for slot in slots if slot.pointer not in cells]
    if any(slot.asked.required for slot in anew) or any(slot.pointer in filled.typed for slot in slots if slot.pointer in cells):
        return None
    for slot in anew:
        filled.cell(slot.pointer).value = None
        filled.lost.add(slot.pointer)
    _close(filled, at)
    return filled.places[next(slot.pointer for slot in slots if slot.pointer in cells)]


def too_few_rows(rng: Random, filled: Filled) -> Place | None:
    at = _untouched(rng, filled, named=False)
    table = at.grid.open_table if at else None
    if (
        at is None
        or table is None
        or not table.fewest
        or any(row.startswith(f"/tables/{table.key}/") for row in filled.made_up.prefill.origins)
    ):
        return None
    for number in range(rng.choice((0, 1)), len(at.grid.rows)):
        _empty_row(filled, at, number)
    return (at.grid.sheet, f"A{at.heading}")


def _empty_row(filled: Filled, at: GridAt, number: int) -> None:
    assert at.grid.open_table is not None
    sheet = filled.workbook[at.grid.sheet]
    for column in at.grid.open_table.columns:
        sheet[at.cell(at.heading + 1 + number, column.key)].value = None
    _close(filled, at)
    _lose(filled, at)  # the rows below it are numbered anew


def _stamps(workbook: Any) -> list[Any]:
    return [cell for row in workbook["Start"].iter_rows() for cell in row if " | " in str(cell.value)]


def stamps_disagree(_: Random, filled: Filled) -> Place | None:
    (cell,) = _stamps(filled.workbook)
    cell.value = cell.value.replace("made-up", "another")
    return ("", "")


def foreign(_: Random, filled: Filled) -> Place | None:
    for cell in _stamps(filled.workbook):
        cell.value = None
    filled.workbook.properties.subject = None
    filled.workbook.custom_doc_props.props.clear()
    filled.workbook.defined_names.pop("shpdocs_stamp", None)
    return ("", "")


def _restamped(old: str, new: str) -> Any:
    def make(_: Random, filled: Filled) -> Place:
        for cell in _stamps(filled.workbook):
            cell.value = cell.value.replace(old, new)
        filled.workbook.properties.subject = (filled.workbook.properties.subject or "").replace(old, new)
        for one in filled.workbook.custom_doc_props.props:
            one.value = str(one.value).replace(old, new)
        return ("", "")

    return make


STRUCTURE = (
    Change("a label edited", "label-changed", label_edited),
    Change("text where nothing is asked", "not-read", text_where_nothing_is_asked),
    Change("a heading edited", "label-changed", heading_edited),
    Change("a row of answers hidden", "hidden-answers", row_hidden),
    Change("references lost", "references-gone", reference_lost),
    Change("the protection of a sheet taken off", "protection-gone", unprotected),
    Change("a row deleted", "row-missing", row_deleted),
    Change("a row twice, with two answers", "row-twice", row_twice),
    Change("a sheet removed", "sheet-missing", sheet_removed),
    Change("a carried row gone", "carried-row-gone", carried_row_gone),
    Change("a carried row that nobody touched", "carried-untouched", carried_row_untouched),
    Change("too few rows", "too-few-rows", too_few_rows),
)
WHOLE = (  # of the file as a whole: each is all that can be told of it
    Change("stamped as two returns", "stamps-disagree", stamps_disagree),
    Change("no stamp at all", "foreign-workbook", foreign),
    Change("of another partnership", "wrong-partnership", _restamped("Made-up Partnership", "Another Partnership")),
    Change("of another sub-group", "unknown-sub-group", _restamped("| made-up |", "| made-otherwise |")),
    Change("of another period", "wrong-period", _restamped("| 2024-25-", "| 2025-26-")),
)
