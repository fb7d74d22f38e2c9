"""What a made-up lead types into a workbook: all of it, or about half with a few slips."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from shpdocs.commands.demo import entries
from shpdocs.model.definition import Table
from shpdocs.model.prefill import Prefill
from shpdocs.workbook.fill import Typed
from shpdocs.workbook.layout import Grid, Layout, Row, Slot

_ANSWERS = Path(__file__).resolve().parent / "answers"
_DAYS = {"Q1": date(2024, 7, 8), "Q2": date(2024, 10, 7)}
_ACTIVITIES = (
    """Made-up example: the partners met every month and agreed who does what.
- Leaflets in six languages went to surgeries and libraries.
- Staff were told of it at their team meetings.""",
    "Made-up example: a joint patrol on Friday evenings began in May; it is looked at again in November.",
)
_MORE = ("\n- Since July: a second course was held, and 40 people came.", " From August the wardens join it.")
_CORRECTED = "Made-up example: two records came in late."
_LOOKED_AT_AGAIN = date(2024, 9, 27)


def answers_of(sub_group: str) -> dict[str, Any]:
    """The made-up answers of a sub-group, and the targets that its definition is given."""
    return tomllib.loads((_ANSWERS / f"{sub_group}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Lead:
    """The lead of a sub-group with an issued workbook; halfway, every other answer is still to come."""

    layout: Layout
    prefill: Prefill
    is_halfway: bool

    def types(self) -> dict[str, Typed]:
        """What the lead types, by the layout's pointers."""
        return {pointer: value for grid in self.layout.grids for pointer, value in self._into(grid)}

    @cached_property
    def _made_up(self) -> dict[str, Any]:
        return answers_of(self.layout.definition.sub_group)

    @cached_property
    def _told(self) -> dict[str, Typed]:
        """The answers of fields and named rows, by pointer."""
        tables = {key: rows for key, rows in self._made_up.get("tables", {}).items() if not isinstance(rows, list)}
        told = dict(entries({"fields": self._made_up["fields"], "tables": tables}))
        return {pointer: value.strip() if isinstance(value, str) else value for pointer, value in told.items()}

    def _into(self, grid: Grid) -> Iterator[tuple[str, Typed]]:
        if grid.key == "sign-off":
            yield from () if self.is_halfway else self._sign_off()
        elif grid.open_table:
            yield from self._new_rows(grid, grid.open_table)
            yield from self._carried_rows(grid, grid.open_table)
        else:
            for number, row in enumerate(grid.rows):
                yield from self._row(grid, row, number)

    def _sign_off(self) -> Iterator[tuple[str, Typed]]:
        told: dict[str, Typed] = {"name": "A Made-Up Name", "role": "Chair of the sub-group", "date": date(2024, 10, 14)}
        yield from ((f"/sign-off/{key}", value) for key, value in told.items())

    def _row(self, grid: Grid, row: Row, number: int) -> Iterator[tuple[str, Typed]]:
        if grid.key == "measures":
            yield from self._figure(row, number)
        elif grid.key == "activity":
            yield from self._activity(row, number)
        elif not self.is_halfway or number % 2 == 0:
            yield from self._asked(row)

    def _asked(self, row: Row) -> Iterator[tuple[str, Typed]]:
        """What is told of a row; a carried row was looked at again since."""
        for slot in (cell for cell in row.cells if isinstance(cell, Slot)):
            if slot.pointer in self.prefill.cells and slot.asked.kind == "date":
                yield slot.pointer, _LOOKED_AT_AGAIN
            elif slot.pointer in self._told and slot.pointer not in self.prefill.cells:
                yield slot.pointer, self._told[slot.pointer]

    def _figure(self, row: Row, number: int) -> Iterator[tuple[str, Typed]]:
        """A figure with all that is asked of it; halfway, every other row is blank.

        The first of the `slips` is then typed as text; the others are there, with nothing that says why they are off target.
        """
        base, asked = f"/{row.key}", {cell.pointer: cell.asked.kind for cell in row.cells if isinstance(cell, Slot)}
        key = row.key.removeprefix("measures/").replace("/parts/", ".")
        if self.is_halfway and (number % 2 and key not in self._made_up["slips"]):
            return
        figure = self._figure_of(key, number)
        is_careful = not self.is_halfway or number % 4 == 0
        if isinstance(figure, str):
            yield f"{base}/figure/reason", figure
            return
        is_slip = self.is_halfway and key == self._made_up["slips"][0]
        yield f"{base}/figure/value", f"about {figure}" if is_slip else figure
        if is_careful:
            yield f"{base}/figure/data-as-at", _DAYS[self.layout.period.quarter]
            yield f"{base}/figure/provisional", "Yes" if number % 2 else "No"
        if not self.is_halfway:
            yield from ((pointer, 100 + 7 * number) for pointer in asked if pointer.endswith("/figure/base"))
            yield from ((pointer, text) for pointer, text in [(f"{base}/figure/commentary", self._commentary(key))] if text)
        if number == 2 and f"{base}/earlier/Q1/value" in asked:
            yield from self._correction(base)

    def _figure_of(self, key: str, number: int) -> Any:
        """The figure of the quarter, or the reason for having none; one that nobody made up grows with its row."""
        value = self._made_up["figures"]
        for step in key.split("."):
            value = value.get(step, {}) if isinstance(value, dict) else {}
        return value[0 if self.layout.period.quarter == "Q1" else 1] if value else 40 + 3 * number

    def _commentary(self, key: str) -> str:
        return str(self._made_up["commentaries"].get(key, "")) if self.layout.period.quarter != "Q1" else ""

    def _correction(self, base: str) -> Iterator[tuple[str, Typed]]:
        """Q1 stands two higher than it was accepted; halfway, nothing says why."""
        accepted = self.prefill.cells.get(f"{base}/earlier/Q1/value")
        if isinstance(accepted, int | float):
            yield f"{base}/earlier/Q1/value", accepted + 2
            if not self.is_halfway:
                yield f"{base}/figure/revision", _CORRECTED

    def _activity(self, row: Row, number: int) -> Iterator[tuple[str, Typed]]:
        pointer = f"/{row.key}/activity"
        if self.layout.period.quarter == "Q1":
            if number % 3 != 2:
                yield pointer, _ACTIVITIES[number % 2]
        elif pointer in self.prefill.cells and not self.is_halfway:
            yield pointer, f"{self.prefill.cells[pointer]}{_MORE[number % 2]}"
        elif number % 3 == 2 and not self.is_halfway:
            yield pointer, _ACTIVITIES[1].replace("in May", "in August")

    def _carried_rows(self, grid: Grid, table: Table) -> Iterator[tuple[str, Typed]]:
        """What belongs to this quarter, in the rows that are carried; halfway, in every other one."""
        own = [column.key for column in table.columns if not column.carry]
        for number, row in enumerate(grid.rows):
            carried = self._same_row(table, f"/{row.key}")
            if not self.is_halfway or number % 2 == 0:
                yield from ((f"/{row.key}/{key}", carried[key]) for key in own if key in carried)

    def _same_row(self, table: Table, pointer: str) -> dict[str, Typed]:
        """The made-up answers of the row that was carried to there; nothing of a row that is new."""
        carried = {key: self.prefill.cells.get(f"{pointer}/{key}") for key in (column.key for column in table.columns if column.carry)}
        rows: list[dict[str, Typed]] = self._made_up["tables"].get(table.key, [])
        same = [row for row in rows if any(carried.values()) and all(_tidy(row.get(key)) == _tidy(told) for key, told in carried.items())]
        return same[0] if same else {}

    def _new_rows(self, grid: Grid, table: Table) -> Iterator[tuple[str, Typed]]:
        """The rows that the lead adds under those carried: in Q1 all but the last, later that one."""
        rows = self._made_up["tables"].get(table.key, [])
        carried = len({pointer.split("/")[3] for pointer in self.prefill.cells if pointer.startswith(f"/tables/{table.key}/")})
        new = rows[:-1] if self.layout.period.quarter == "Q1" and table.carries else rows[-1:] if carried else rows
        required = [column.key for column in table.columns if column.asked.required]
        for number, row in enumerate(new, carried):
            for key, value in row.items():
                if not self.is_halfway or key != required[-1] or len(required) == 1:
                    yield f"/tables/{table.key}/{number}/{key}", value.strip() if isinstance(value, str) else value


def _tidy(value: object) -> str:
    return " ".join(str(value or "").split())
