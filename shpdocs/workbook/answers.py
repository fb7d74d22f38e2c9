"""From cells to answers: every key of the return, a blank as null, each answer with its source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import Guard, guard_of, kind_of
from shpdocs.answers.reading import read_answer
from shpdocs.definitions.schema import Fault
from shpdocs.model.cells import cell_name
from shpdocs.model.prefill import Typed
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Json, Place, RawCell, Reading, Source, answer_at, set_answer
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import Layout, Slot
from shpdocs.workbook.revisions import is_as_issued


class Answers(Struct, frozen=True):
    """A return's answers (as the schema has them), the source of each by JSON pointer, and what could not be read."""

    answers: dict[str, Json]
    sources: dict[str, Source]
    problems: tuple[Problem, ...]


def read_answers(layout: Layout, places: FoundAnswers, file_hash: str, prefilled: Mapping[str, Typed] | None = None) -> Answers:
    """Read every cell that was found. `prefilled` gives what cells were issued with, by JSON pointer."""
    answers = _blank_answers(layout, places)
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for pointer, (slot, cell) in places.cells.items():
        if cell.is_blank:
            continue
        reading = read_answer(cell, slot.asked)
        if reading.problem:
            problems.append(_problem(reading, slot, cell))
            continue
        target = slot.reason_pointer if reading.reason else pointer
        answer = reading.reason or reading.answer
        known = answer_at(answers, target)
        if known is not None and known != answer:  # words in the figure's cell and another reason beside it
            problems.append(Problem("figure-and-reason", cell.place, cell.entered, pointer, slot.label))
            continue
        if reading.notice:
            problems.append(replace(_problem(reading, slot, cell), code=reading.notice))
        put_row(answers, target, answer)
        sources[target] = source_of(cell, reading.rule, file_hash, is_as_issued(cell, prefilled or {}, pointer))
    return Answers(answers, sources, tuple(problems))


def _blank_answers(layout: Layout, places: FoundAnswers) -> dict[str, Json]:
    """Every key of the return with null, and each open table with as many blank rows as were filled in."""
    answers: dict[str, Json] = {"fields": {}, "measures": {}, "tables": {}, "sign-off": {}}
    for grid, _, _, slot in layout.slots():
        if grid.open_table:
            set_answer(answers, f"/tables/{grid.open_table.key}", [])
            continue
        set_answer(answers, slot.pointer, None)
        if slot.asked.no_figure:
            set_answer(answers, slot.reason_pointer, None)
        if slot.pointer.endswith("/figure/value"):
            answer_at(answers, slot.pointer.removesuffix("/figure/value")).setdefault("earlier", {})
    for pointer in places.cells:
        put_row(answers, pointer, None)
    for table in layout.definition.tables:
        for row in answers["tables"][table.key] if table.is_open else ():
            row |= {column.key: None for column in table.columns}
    return answers


def put_row(answers: dict[str, Json], pointer: str, answer: Json) -> None:
    """Set an answer; one in an open table ('/tables/risks/0/owner') goes into its numbered row."""
    steps = pointer.split("/")
    rows = answers["tables"].get(steps[2]) if steps[1] == "tables" else None
    if not isinstance(rows, list):
        set_answer(answers, pointer, answer)
        return
    while len(rows) <= int(steps[3]):
        rows.append({})
    rows[int(steps[3])][steps[4]] = answer


def _problem(reading: Reading, slot: Slot, cell: RawCell) -> Problem:
    return Problem(reading.problem, cell.place, cell.entered, slot.pointer, slot.label, reading.details)


def source_of(cell: RawCell, rule: str, file_hash: str, prefilled: bool) -> Source:
    """The source of an answer: where it stands and what was there before it was read."""
    value = cell.formula or cell.value
    raw = value.isoformat() if isinstance(value, datetime | date | time) else value
    return Source(file_hash, cell.place.sheet, cell.place.cell, raw, cell.number_format, rule, prefilled)


def schema_problems(faults: tuple[Fault, ...], layout: Layout, places: FoundAnswers, known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Turn schema faults into problems at their cells. A cell that could not be read keeps its one problem."""
    reported = {problem.answer for problem in known if problem.severity == "blocking" and problem.answer}
    reported |= {f"{pointer.removesuffix('/reason')}/value" for pointer in reported if pointer.endswith("/figure/reason")}
    lost = _lost_pointers(layout, places)
    problems = [_fault_problem(fault, layout, places) for fault in faults]
    return tuple(problem for problem in dict.fromkeys(problems) if problem.answer not in reported | lost)


def _lost_pointers(layout: Layout, places: FoundAnswers) -> set[str]:
    """Answers whose sheet, row or column was not found: that is reported once, as such."""
    asked = {slot.pointer for grid, _, _, slot in layout.slots() if not grid.open_table}
    for table in layout.definition.tables:
        base = f"/tables/{table.key}"
        if table.is_open:
            rows = {pointer.rpartition("/")[0] for pointer in places.cells if pointer.startswith(f"{base}/")}
            asked |= {f"{row}/{column.key}" for row in rows for column in table.columns}
            asked |= set() if f"tables-{table.key}" in places.sheets else {base}
    return asked - places.cells.keys()


_CODES = {  # for every keyword of the generated schemas that means the same in every kind; 'type' of a blank is reported as missing
    "type": "not-allowed",
    "enum": "not-a-choice",
    "minimum": "too-small",
    "maximum": "too-large",
    "minLength": "missing",
    "maxLength": "too-long",
    "minItems": "too-few-rows",
    "required": "missing",
    "additionalProperties": "not-allowed",
}


def _fault_problem(fault: Fault, layout: Layout, places: FoundAnswers) -> Problem:
    steps = (*fault.path, fault.limit) if fault.keyword == "required" else fault.path
    pointer = _answer_pointer("".join(f"/{step}" for step in steps), layout, places)
    if fault.keyword == "minItems":
        table = next(table for table in layout.definition.tables if table.key == fault.path[1])
        grid = f"tables-{table.key}"
        place = Place("", places.sheets[grid], cell_name(places.heading_rows[grid], 1)) if grid in places.sheets else Place("")
        return Problem("too-few-rows", place, answer=pointer, label=table.title, details={"limit": str(fault.limit)})
    if fault.within[-4:-3] in (("then",), ("else",)):
        return _reason_problem("".join(f"/{step}" for step in fault.path), fault.within[-4] == "then", places)
    slot, place = _slot_at(layout, places, pointer), places.place(pointer)
    label, guard = (slot.label, guard_of(slot.asked)) if slot else (pointer, Guard())
    code = (_CODES | dict(kind_of(slot.asked).codes) if slot else _CODES).get(fault.keyword, "not-allowed")
    if fault.value is None or code == "missing":
        return Problem("missing", place, "", pointer, label, {"wanted": guard.hint})
    entered, limit = str(fault.value), str(fault.limit)
    details = {"limit": limit, "choices": ", ".join(guard.choices), "length": str(len(entered)), "wanted": guard.hint}
    return Problem(code, place, entered, pointer, label, details)


def _reason_problem(pointer: str, is_missing: bool, places: FoundAnswers) -> Problem:
    """Neither figure nor reason, reported at the figure; or both, reported at the reason."""
    figure = pointer.removesuffix("/reason") + "/value"
    label = places.cells[figure][0].label if figure in places.cells else figure
    if is_missing:
        return Problem("missing-figure", places.place(figure), "", figure, label, {"reason-label": "If no figure, why"})
    return Problem("figure-and-reason", places.place(pointer if pointer in places.cells else figure), "", figure, label)


def _answer_pointer(pointer: str, layout: Layout, places: FoundAnswers) -> str:
    """The answer that a part of one belongs to: '/fields/grant' for '/fields/grant/amount'; the pointer itself if there is none.

    The reason for having no figure in an earlier quarter is given in the figure's own cell.
    """
    figure = pointer.removesuffix("/reason") + "/value"
    answer = figure if pointer not in places.cells and figure in places.cells else pointer
    while answer and _slot_at(layout, places, answer) is None:
        answer = answer.rpartition("/")[0]
    return answer or pointer


def _slot_at(layout: Layout, places: FoundAnswers, pointer: str) -> Slot | None:
    if pointer in places.cells:
        return places.cells[pointer][0]
    return next((slot for *_, slot in layout.slots() if slot.pointer == pointer), None)


def with_file(problems: tuple[Problem, ...], file: str) -> tuple[Problem, ...]:
    """Give problems whose place lacks its file the file they are in."""
    return tuple(problem if problem.place.file else replace(problem, place=replace(problem.place, file=file)) for problem in problems)
