"""A count of people that was left blank, though a total and the others of its sum say what it is: it is not kept back by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from shpdocs.answers.kinds import kind_of
from shpdocs.checks.case import Oddity
from shpdocs.model.definition import Definition, Field, Table
from shpdocs.model.returns import Json


class _Sum(Struct, frozen=True):
    """The parts of a sum by pointer, and its total; None where nothing was entered. `whole` and `others` say what they are."""

    parts: Mapping[str, Json]
    total: Json
    whole: str
    others: str


def blanks_given_away(definition: Definition, answers: Json) -> Iterator[Oddity]:
    """One blank of a sum of people is more than nothing by all the rest. Each is told once, however many sums say it."""
    given_away = set[str]()
    for table in definition.tables:
        for counted in _sums(definition, table, answers):
            pointer, value = _missing(counted)
            if value > 0 and pointer not in given_away:
                given_away.add(pointer)
                yield Oddity("blank-given-away", pointer, {"first": counted.whole, "second": counted.others}, str(value))


def _missing(counted: _Sum) -> tuple[str, int]:
    """The one part that is blank, and what the others leave for it; ('', 0) if there is none, or more than one."""
    blanks = [pointer for pointer, answer in counted.parts.items() if answer is None]
    others = [answer for answer in counted.parts.values() if answer is not None]
    if len(blanks) != 1 or not all(isinstance(answer, int) for answer in (*others, counted.total)):
        return "", 0
    return blanks[0], counted.total - sum(others)


def _sums(definition: Definition, table: Table, answers: Json) -> Iterator[_Sum]:
    """The sums of a table's counts of people: its total row, its total column, and the measure of which its rows are all."""
    counts = tuple(column for column in table.columns if kind_of(column.asked).is_count and column.people)
    rows = _rows(table, answers)
    parts = {row: cells for row, cells in rows.items() if row != table.total}
    for column in counts if table.total in rows else ():
        total = rows[table.total].get(column.key)
        yield _Sum(_of_column(table, parts, column), total, "the total", "the other rows")
    for row, cells in rows.items() if table.total_column else ():
        columns = {
            f"/tables/{table.key}/{row}/{column.key}": cells.get(column.key) for column in counts if column.key != table.total_column
        }
        yield _Sum(columns, cells.get(table.total_column), "the total", "the other columns")
    measure = next((measure for measure in definition.measures if measure.key == _measure_of(table)), None)
    added = [column for column in counts if column.key == table.total_column] or (counts if len(counts) == 1 else ())
    if measure and measure.unit == "count" and not measure.parts and added:
        figure = (answers["measures"].get(measure.key) or {}).get("figure") or {}
        yield _Sum(_of_column(table, parts, added[0]), figure.get("value"), f"the figure of '{measure.name}'", "the other rows")


def _measure_of(table: Table) -> str:
    """The measure to which its rows add up, as far as anybody says or a reader will take it."""
    return table.sums_to or (table.after if table.rows_are != "some" else "")


def _of_column(table: Table, rows: Mapping[str, Mapping[str, Json]], column: Field) -> dict[str, Json]:
    return {f"/tables/{table.key}/{row}/{column.key}": cells.get(column.key) for row, cells in rows.items()}


def _rows(table: Table, answers: Json) -> dict[str, Mapping[str, Json]]:
    """The answers of each row, by its key or number."""
    rows = answers["tables"].get(table.key) or {}
    if table.rows:
        return {key: rows.get(key) or {} for key, _ in table.rows}
    return {str(number): row for number, row in enumerate(rows)}
