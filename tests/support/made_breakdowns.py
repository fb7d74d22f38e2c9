"""Made-up measures of people with the tables that break them down, many in one workbook: none has to do with another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.support.leads import At
from tests.support.made_secrets import measure

TABLE = """
[tables.{key}-rows]
title = "Made-up rows of {key}"
sheet = "Rows of {key}"
row-heading = "Row"
rows = {{ {rows} }}
{more}

[tables.{key}-rows.columns.number]
label = "Number"
kind = "{kind}"
people = {people}
"""
TOTAL = "total"
NUMBER = "Number"


def at_length(*values: object) -> Any:
    """A set of a test's values that shows at length what another shows in short."""
    return pytest.param(*values, marks=pytest.mark.slow)


def label(key: str, row: int | str) -> str:
    """What a row is called: 'made-up arrests, row 1', 'made-up arrests, total'."""
    return f"made-up {key}, {row if isinstance(row, str) else f'row {row + 1}'}"


def small_numbers(threshold: int, round_to: int = 0) -> str:
    """The rule of a measure, as a definition has it."""
    return f"small-numbers = {{ threshold = {threshold}, round-to = {round_to} }}"


def rows_table(key: str, count: int, more: str, kind: str = "count", *, has_total: bool = False) -> str:
    """A table with that many rows, and one for the total if it has one; `more` says how it belongs to its measure."""
    names = [(f"r{at}", label(key, at)) for at in range(count)] + ([(TOTAL, label(key, TOTAL))] if has_total else [])
    rows = ", ".join(f'{name} = "{words}"' for name, words in names)
    more += f'\ntotal = "{TOTAL}"' if has_total else ""
    return TABLE.format(key=key, rows=rows, more=more, kind=kind, people="true" if kind == "count" else "false")


def broken_down(key: str, count: int, said: str = "", rule: str = "", quarters: str = "sum", *, has_total: bool = False) -> str:
    """A measure and the table that breaks it down; `said` is what the table says of its rows beside that."""
    return measure(key, quarters, more=rule) + rows_table(key, count, f'after = "{key}"\n{said}', has_total=has_total)


def in_rows(key: str, numbers: Sequence[float], total: int | None = None) -> dict[At, float]:
    """The numbers of a table's rows, and of the row for the total, as typed."""
    rows = {f"r{at}": number for at, number in enumerate(numbers)} | ({TOTAL: total} if total is not None else {})
    return {At(f"Rows of {key}", f"tables/{key}-rows/{row}", NUMBER): number for row, number in rows.items()}
