"""Query workbooks: a return goes back to the lead, each answer as it was read or as it stood, with what is asked about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from textwrap import shorten

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.formats import is_date_format, is_percent_format
from shpdocs.answers.formulas import ERRORS
from shpdocs.answers.kinds import kind_of
from shpdocs.answers.reading import read_answer
from shpdocs.answers.values import tidy
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.problem import Problem
from shpdocs.model.returns import REASON_WORDS, RawCell, Reading
from shpdocs.model.workbook import MUST, ODD
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import Layout, Slot
from shpdocs.workbook.prefill import typed_cell
from shpdocs.workbook.revisions import is_as_issued, match_carried_rows
from shpdocs.workbook.verdict import cells_as_received

_NO_ENTRY = "Nothing"  # was entered
_LONGEST_QUERY = 600  # characters of what is wrong, or needed: a message may quote a whole narrative
_CUT = " …"  # how a text ends that was longer

_LONGEST_ENTERED = 1000
_LONGEST_CELL = 32_767  # characters, in Excel
_SIGNS = "£€$¥"
_FRACTIONS = ("# ?/?", "# ??/??")
_LOGICAL = '"TRUE";"TRUE";"FALSE"'  # LibreOffice shows 1 without it
_FIRST_YEAR = 1900  # of a spreadsheet's calendar


class Query(Struct, frozen=True):
    """One problem as it is asked of the lead.

    `pointer` is the answer at whose cell it stands in the query workbook, `grid` the key of the grid that it concerns as a
    whole; both are empty for what stands at no answer: its place is in the file that came.
    """

    problem: Problem
    pointer: str = ""
    grid: str = ""

    @property
    def mark(self) -> str:
        """'!' for what must be put right, '?' for what is to be looked at."""
        return MUST if self.problem.severity == "blocking" else ODD

    @property
    def what(self) -> str:
        """What is wrong, on one line."""
        return shorten(tidy(self.problem.what), _LONGEST_QUERY, placeholder=_CUT)

    @property
    def needed(self) -> str:
        """What is needed, on one line."""
        return shorten(tidy(self.problem.needed), _LONGEST_QUERY, placeholder=_CUT)

    @property
    def words(self) -> str:
        """What stands beside the cell."""
        return f"{self.mark} {self.what} {self.needed}"

    @property
    def entered(self) -> str:
        """What was entered, in quotation marks; a long text is cut, the whole stands in its cell."""
        entered = self.problem.entered
        shown = entered if len(entered) <= _LONGEST_ENTERED else f"{entered[:_LONGEST_ENTERED]}{_CUT}"
        return f"“{shown}”" if shown.strip() else _NO_ENTRY


class QueryContent(Struct, frozen=True):
    """What a query workbook is made of beside its layout: the file it asks about, what its cells hold, and what is asked.

    `cells` gives what stands in answer cells by the layout's pointers: `value` as it is typed in, with a number format that
    keeps its meaning; or a `formula` that must not be worked out; or an error.
    """

    file: str
    cells: Mapping[str, RawCell]
    queries: tuple[Query, ...]

    def by_pointer(self) -> dict[str, tuple[Query, ...]]:
        """The queries at each answer, by pointer."""
        queries: dict[str, tuple[Query, ...]] = {}
        for query in self.queries:
            if query.pointer:
                queries[query.pointer] = (*queries.get(query.pointer, ()), query)
        return queries


def query_content(layout: Layout, places: FoundAnswers, prefill: Prefill, problems: tuple[Problem, ...], file: str) -> QueryContent:
    """Return what the query workbook on a file holds. `layout` and `prefill` are those of the workbook that came back."""
    return QueryContent(file, _cells(layout, places, prefill), _queries(layout, places, problems))


def filled_row_counts(layout: Layout, places: FoundAnswers) -> dict[str, int]:
    """How many rows of each open table came filled in, by the table's key."""
    return {key: len(rows) for key, rows in cells_as_received(layout, places).rows.items()}


def carried_into_query(layout: Layout, places: FoundAnswers, prefill: Prefill) -> Prefill:
    """Return what the query workbook counts as issued with: what the one that came back was issued with.

    So an earlier quarter is still held against the figure that was accepted, and a cell nobody touched stays untouched. The
    rows of an open table are the lead's: each that was carried is named by where it stands now, and one that was taken out
    by no number, so that it is missed again.
    """
    moved: dict[str, str] = {}
    for grid in layout.grids:
        if grid.open_table and grid.key in places.sheets:
            base = f"/tables/{grid.open_table.key}/"
            kept = match_carried_rows(grid.open_table, places, prefill)
            gone = [row for row in prefill.origins if row.startswith(base) and row not in kept]
            moved |= kept | {row: f"{base}gone-{number}" for number, row in enumerate(gone)}
    cells = {_moved(pointer, moved): value for pointer, value in prefill.cells.items()}
    before = {_moved(pointer, moved): shown for pointer, shown in prefill.before.items()}
    origins = {moved.get(row, row): origin for row, origin in prefill.origins.items()}
    return Prefill(cells, origins, prefill.ranges, prefill.corrected, before)


def _moved(pointer: str, rows: Mapping[str, str]) -> str:
    """The pointer of an answer in a row that stands elsewhere now."""
    row, _, key = pointer.rpartition("/")
    return f"{rows[row]}/{key}" if row in rows else pointer


def _queries(layout: Layout, places: FoundAnswers, problems: tuple[Problem, ...]) -> tuple[Query, ...]:
    """What is asked, each at its answer: the one whose cell it was found at, else the one that it names."""
    pointers = {(cell.place.sheet, cell.place.cell): pointer for pointer, (_, cell) in places.cells.items()}
    known = {slot.pointer for grid, _, _, slot in layout.slots() if not grid.open_table} | places.cells.keys()
    order: dict[str, int] = {}  # of answers, and of grids by their first
    for number, (grid, _, _, slot) in enumerate(layout.slots()):
        order.setdefault(grid.key, number)
        order[slot.pointer] = number
    queries = []
    for problem in problems:
        pointer = pointers.get((problem.place.sheet, problem.place.cell), problem.answer)
        grid_key = _open_grid(layout, pointer)
        query = Query(problem, pointer) if pointer in known else Query(problem, grid=grid_key)
        queries.append((query.mark != MUST, order.get(grid_key or query.pointer, len(order)), query))
    # what must be put right comes first; then as the workbook asks, and last what stands at no answer
    return tuple(query for *_, query in sorted(queries, key=lambda entry: entry[:2]) if query.problem.severity != "notice")


def _open_grid(layout: Layout, pointer: str) -> str:
    """The key of the open table in which an answer stands; '' if it stands in none."""
    for grid in layout.grids:
        if grid.open_table and f"{pointer}/".startswith(f"/tables/{grid.open_table.key}/"):
            return grid.key
    return ""


def _cells(layout: Layout, places: FoundAnswers, prefill: Prefill) -> dict[str, RawCell]:
    """What every answer cell holds: what came, or, where its place was lost, what the workbook was issued with."""
    cells: dict[str, RawCell] = {}
    for pointer, (slot, cell) in places.cells.items():
        if cell.is_blank:
            continue
        if is_as_issued(cell, prefill.cells, pointer):
            cells[pointer] = typed_cell(slot, prefill.cells[pointer], cell.place)
        else:
            target, shown = _returned(slot, cell, places)
            if not _loses_its_doubt(slot, cell, shown):
                cells.setdefault(target, shown)
    for grid, _, _, slot in layout.slots():
        is_lost = grid.key not in places.sheets if grid.open_table else slot.pointer not in places.cells
        if is_lost and slot.pointer in prefill.cells:
            cells.setdefault(slot.pointer, typed_cell(slot, prefill.cells[slot.pointer]))
    return cells


def _loses_its_doubt(slot: Slot, cell: RawCell, shown: RawCell) -> bool:
    """Whether what was asked about would be an answer once it is put back: sent back as it stands, it would settle what nobody settled.

    So it is with two values in one cell, with what nobody typed, with what is struck through or shown in thousands: the doubt lies in
    how it was kept. Such a cell stays blank, and what is asked says what stood there; a text too long to be said there is put back.
    """
    is_said = not isinstance(cell.value, str) or len(cell.value) <= _LONGEST_ENTERED
    typed = RawCell(shown.place, shown.value, shown.number_format, shown.formula, shown.is_error)  # all that a cell put back holds
    return is_said and bool(read_answer(cell, slot.asked).problem) and not read_answer(typed, slot.asked).problem


def _returned(slot: Slot, cell: RawCell, places: FoundAnswers) -> tuple[str, RawCell]:
    """Where and how what came is put back: as it was read if it would be read so again, else as it stood."""
    reading = read_answer(cell, slot.asked)
    pointer = slot.pointer
    if reading.reason:
        target, words = slot.reason_pointer, REASON_WORDS[reading.reason]
        beside = places.cells.get(target)
        if beside is None:
            return pointer, _if_same(slot, cell, reading, words)
        reason_beside = Reading("") if beside[1].is_blank else read_answer(beside[1], beside[0].asked)
        if beside[1].is_blank or (reason_beside.answer or reason_beside.reason) == reading.reason:
            return target, typed_cell(beside[0], words, beside[1].place)
    elif not reading.problem:
        return pointer, _if_same(slot, cell, reading, kind_of(slot.asked).type_in(reading.answer))
    return pointer, _as_it_stood(slot, cell)


def _if_same(slot: Slot, cell: RawCell, reading: Reading, entry: Typed) -> RawCell:
    """The entry, if it means the same: 0.45% is read as 0.45, and 0.45 is a question."""
    typed = typed_cell(slot, entry, cell.place)
    again = read_answer(typed, slot.asked)
    is_same = not again.problem and (again.answer, again.reason) == (reading.answer, reading.reason)
    return typed if is_same else _as_it_stood(slot, cell)


def _as_it_stood(slot: Slot, cell: RawCell) -> RawCell:
    """What could not be read, with a number format that keeps what it means: 5 in a per-cent cell is 500%."""
    value = cell.value
    if cell.formula:
        shown = "dd/mm/yyyy" if is_date_format(cell.number_format) else "General"  # no sum is worked out in a date's cell
        return RawCell(cell.place, None, shown, formula=cell.formula)
    if cell.is_error:
        return RawCell(cell.place, value if value in ERRORS else "#VALUE!", is_error=True)
    if isinstance(value, datetime | time):
        value = value.replace(tzinfo=None)
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str):
        return RawCell(cell.place, value[:_LONGEST_CELL], kind_of(slot.asked).number_format)
    return replace(cell, value=value, number_format=_number_format(value, cell.number_format))


def _number_format(value: object, returned: str) -> str:
    """A plain number format with the meaning of the one that was returned, which may be anything."""
    match value:
        case bool():
            return _LOGICAL
        case datetime() if value.time() != time():
            return "dd/mm/yyyy hh:mm"
        case date():
            return "dd/mm/yyyy"
        case time():
            return "hh:mm:ss"
    if is_percent_format(returned):
        return "0.00%"
    sign = next((sign for sign in _SIGNS if sign in returned and "[$-" not in returned), "")
    if sign:
        return f'"{sign}"#,##0.00'
    return returned if returned in _FRACTIONS else "General"
