"""The counts of tables as cells, and the sums that their totals make."""

from __future__ import annotations

from collections.abc import Collection

from shpdocs.answers.kinds import Kind, kind_of
from shpdocs.disclosure.cells import Cell, Cells, Key, Sum, is_small
from shpdocs.disclosure.figures import SubGroupYear
from shpdocs.model.definition import Field, SmallNumbers, Table
from shpdocs.model.returns import Json

Rows = tuple[tuple[str, str, Json], ...]  # a row's key, its label and its answers


def table_cells(year: SubGroupYear, quarter: str, is_paper: bool) -> tuple[dict[Key, Cell], tuple[Sum, ...]]:
    """Return a cell for every count in a return's tables, and the sums that they make. Empty cells count for nothing.

    Of a quarter that the paper is not about, only tables that add up to a figure or break down one to date: its own paper
    printed them.
    """
    cells: dict[Key, Cell] = {}
    sums: list[Sum] = []
    to_date = {measure.key for measure in year.definition.measures if measure.quarters == "to-date"}
    for table in year.definition.tables:
        columns = tuple(column for column in table.columns if kind_of(column.asked).is_count)
        is_wanted = is_paper and any(column.people or column.exempt for column in columns)
        if columns and (is_wanted or table.sums_to or table.after in to_date):
            rows = _rows(table, year.returns[quarter].answers["tables"].get(table.key))
            cells |= _cells(year, quarter, table, columns, rows)
            sums += _sums(year, quarter, table, columns, rows)
    return cells, tuple(sums)


def derived_cells(year: SubGroupYear, quarter: str, hidden: Collection[Key]) -> dict[Key, Cell]:
    """Return a cell for every percentage, rate or other number of a table of which a count is suppressed.

    Those of the other rows go too: a share and its count make the total, and that makes what is missing.
    """
    cells: dict[Key, Cell] = {}
    for table in year.definition.tables:
        columns = tuple(column for column in table.columns if _is_made_of_counts(kind_of(column.asked)))
        start = year.key(quarter, f"/tables/{table.key}/")
        if columns and any(key[:3] == start[:3] and key[3].startswith(start[3]) for key in hidden):
            answer, rule = year.answer(table.key), rule_of(year, table)
            for row, label, answers in _rows(table, year.returns[quarter].answers["tables"].get(table.key)):
                for column in columns:
                    if answers.get(column.key) is not None:
                        cell = Cell(answer, f"{label}: {column.label}", 0, year.when(quarter), rule, is_derived=True)
                        cells[_key(year, quarter, table, row, column.key)] = cell
    return cells


def _is_made_of_counts(kind: Kind) -> bool:
    """Whether a count may be worked out from such a number: from every one that is no count itself, and no money."""
    return kind.is_number and not kind.is_count and kind.sign != "£"


def field_cells(year: SubGroupYear, quarter: str) -> dict[Key, Cell]:
    """Return a cell for every field that counts people."""
    cells = {}
    for field in year.definition.fields:
        value = year.returns[quarter].answers["fields"].get(field.key) if field.people and kind_of(field.asked).is_count else None
        answer = year.answer(field.key)
        if value is not None and field.key not in year.exclusions.fields:
            small = answer not in year.decided and is_small(value, year.default)
            cell = Cell(answer, quarter, int(value), year.when(quarter), year.default, people=True, is_small=small)
            cells[year.key(quarter, f"/fields/{field.key}")] = cell
    return cells


def _rows(table: Table, answers: Json) -> Rows:
    if table.rows:
        return tuple((key, label, (answers or {}).get(key) or {}) for key, label in table.rows)
    return tuple((str(at), f"row {at + 1}", row) for at, row in enumerate(answers or ()))


def rule_of(year: SubGroupYear, table: Table) -> SmallNumbers:
    """The rule for a table's small numbers: that of the measure it sums to or breaks down."""
    names = (table.sums_to, table.after)
    measures = [measure for name in names for measure in year.definition.measures if measure.key == name]
    return year.rule(measures[0] if measures else None)


def _cells(year: SubGroupYear, quarter: str, table: Table, columns: tuple[Field, ...], rows: Rows) -> dict[Key, Cell]:
    cells, rule = {}, rule_of(year, table)
    answer = year.answer(table.key)
    for row, label, answers in rows:
        for column in columns:
            value = answers.get(column.key)
            if value is None:
                continue
            excluded = year.exclusions.tables.get(table.key) or year.exclusions.columns.get((table.key, column.key))
            where = f"{label}: {column.label}" if len(columns) > 1 else label
            cell = Cell(answer, where, int(value), 0, rule, people=column.people, is_small=column.people and is_small(value, rule))
            cells[_key(year, quarter, table, row, column.key)] = year.cell(cell, quarter, excluded)
    return cells


def _key(year: SubGroupYear, quarter: str, table: Table, row: str, column: str) -> Key:
    return year.key(quarter, f"/tables/{table.key}/{row}/{column}")


def _sums(year: SubGroupYear, quarter: str, table: Table, columns: tuple[Field, ...], rows: Rows) -> list[Sum]:
    parts = [row for row, _, _ in rows if row != table.total]
    names = [column.key for column in columns if column.key != table.total_column]
    sums = []
    if table.total:
        for column in columns:
            cells = tuple(_key(year, quarter, table, row, column.key) for row in parts)
            sums.append(Sum(cells, _key(year, quarter, table, table.total, column.key)))
    if table.total_column in {column.key for column in columns}:
        for row, _, _ in rows:
            cells = tuple(_key(year, quarter, table, row, name) for name in names)
            sums.append(Sum(cells, _key(year, quarter, table, row, table.total_column)))
    if table.sums_to and columns:
        column_key = table.total_column or columns[0].key
        cells = tuple(_key(year, quarter, table, row, column_key) for row in parts)
        sums.append(Sum(cells, year.key(quarter, f"/measures/{table.sums_to}")))
    return sums


def known_sums(sums: tuple[Sum, ...], cells: Cells) -> tuple[Sum, ...]:
    """The sums whose total is known, without parts that are blank."""
    known = (Sum(tuple(part for part in relation.parts if part in cells), relation.total) for relation in sums if relation.total in cells)
    return tuple(relation for relation in known if relation.parts)
