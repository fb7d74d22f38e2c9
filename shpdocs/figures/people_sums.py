"""The sums of people that a table makes: with its total row, its total column, and the measure of which its rows are all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from shpdocs.answers.kinds import kind_of
from shpdocs.model.definition import Definition, Field, Table


class PeopleSum(Struct, frozen=True):
    """A sum by the JSON pointers of its parts and its total; `whole` and `others` say what the total and the other parts are."""

    parts: tuple[str, ...]
    total: str
    whole: str
    others: str


def people_sums(definition: Definition, table: Table, rows: Sequence[str]) -> Iterator[PeopleSum]:
    """Yield the sums of a table's counts of people. `rows` are the keys of its rows, of one that leads add rows to their numbers."""
    counts = tuple(column for column in table.columns if kind_of(column.asked).is_count and column.people)
    parts = [row for row in rows if row != table.total]
    for column in counts if table.total in rows else ():
        yield PeopleSum(_of_column(table, parts, column), _cell(table, table.total, column.key), "the total", "the other rows")
    for row in rows if table.total_column else ():
        columns = tuple(_cell(table, row, column.key) for column in counts if column.key != table.total_column)
        yield PeopleSum(columns, _cell(table, row, table.total_column), "the total", "the other columns")
    measure = next((measure for measure in definition.measures if measure.key == _measure_of(table)), None)
    added = [column for column in counts if column.key == table.total_column] or (counts if len(counts) == 1 else ())
    if measure and measure.unit == "count" and not measure.parts and added:
        figure = f"/measures/{measure.key}/figure/value"
        yield PeopleSum(_of_column(table, parts, added[0]), figure, f"the figure of '{measure.name}'", "the other rows")


def _measure_of(table: Table) -> str:
    """The measure to which its rows add up, as far as anybody says or a reader will take it."""
    return table.sums_to or (table.after if table.rows_are != "some" else "")


def _of_column(table: Table, rows: Sequence[str], column: Field) -> tuple[str, ...]:
    return tuple(_cell(table, row, column.key) for row in rows)


def _cell(table: Table, row: str, column: str) -> str:
    return f"/tables/{table.key}/{row}/{column}"
