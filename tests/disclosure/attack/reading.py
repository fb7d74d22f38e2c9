"""What a paper shows, read from the Word file with python-docx: every figure, base and cell of a table, or that it is withheld."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.disclosure.attack.asked import Asked
from tests.disclosure.attack.made_up import QUARTERS, Cell

WITHHELD = "[c]"
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True)
class Shown:
    """A printed number with its decimal places; of what is withheld, no number."""

    number: float | None
    places: int = 0


@dataclass(frozen=True)
class Seen:
    """All that a paper shows: cells, and by measure what is worked out of the year: 'Year to date', 'Projection for the year'."""

    quarter: str
    cells: dict[Cell, Shown]
    worked_out: dict[tuple[str, str], Shown]


def read_paper(path: Path, quarter: str, asked: Asked) -> Seen:
    """Read a paper about a quarter."""
    seen = Seen(quarter, {}, {})
    for heading, rows in _tables(path):
        first = rows[0]
        if first[0] == "Objective":
            seen.cells.update(_figures(first, rows[1:], quarter, asked))
        elif "Measure" in first[:2]:
            seen.worked_out.update(_worked_out(first, rows[1:], asked))
        elif first[0] == "Number":
            seen.cells.update(_chart(rows, asked))
        elif first[0].startswith("Rows of "):
            seen.cells.update(_cells(heading, first, rows[1:], quarter, asked))
    return seen


def _tables(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Each table under the last heading before it."""
    heading = ""
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Paragraph):
            style = block.style.name if block.style else ""
            heading = block.text if (style or "").startswith("Heading") else heading
        elif isinstance(block, Table):
            yield heading, [[cell.text for cell in row.cells] for row in block.rows]


def shown(text: str) -> Shown | None:
    """A number, or that it is withheld; None for all other words."""
    if text.startswith(WITHHELD):
        return Shown(None)
    number = _NUMBER.match(text)
    return Shown(float(number[0].replace(",", "")), len(number[1] or "")) if number else None


def _figures(header: list[str], rows: list[list[str]], quarter: str, asked: Asked) -> Iterator[tuple[Cell, Shown]]:
    by_objective = {str(measure["objective"]): key for key, measure in asked.measures.items()}
    for row in rows:
        key = by_objective[row[0]]
        for heading, text in zip(header, row, strict=True):
            figure = shown(text) if heading in QUARTERS else None
            if figure:
                yield Cell(key, heading, "figure"), figure
        base = re.search(r"Per cent of ([\d,]+)\.", row[-1])
        if base:
            yield Cell(key, quarter, "base"), Shown(float(base[1].replace(",", "")))


def _worked_out(header: list[str], rows: list[list[str]], asked: Asked) -> Iterator[tuple[tuple[str, str], Shown]]:
    by_name = {str(measure["name"]): key for key, measure in asked.measures.items()}
    for row in rows:
        of_row = dict(zip(header, row, strict=True))
        for heading in ("Year to date", "Projection for the year"):
            number = shown(of_row.get(heading, ""))
            if number:
                yield (by_name[of_row["Measure"]], heading), number


def _chart(rows: list[list[str]], asked: Asked) -> Iterator[tuple[Cell, Shown]]:
    by_name = {str(measure["name"]): key for key, measure in asked.measures.items()}
    for row in rows[1:]:
        for heading, text in zip(rows[0][1:], row[1:], strict=True):
            number = shown(text)
            if row[0] in by_name and number:
                yield Cell(by_name[row[0]], f"Q{heading[-1]}", "figure"), number


def _cells(heading: str, header: list[str], rows: list[list[str]], quarter: str, asked: Asked) -> Iterator[tuple[Cell, Shown]]:
    key = next(key for key, table in asked.tables.items() if table["row-heading"] == header[0] and heading.startswith(table["title"]))
    columns = {str(column["label"]): name for name, column in asked.tables[key]["columns"].items()}
    labels = {str(label): row for row, label in asked.tables[key]["rows"].items()}
    for row in rows:
        for label, text in zip(header[1:], row[1:], strict=True):
            number = shown(text)
            if number:
                yield Cell(key, quarter, columns[label], labels[row[0]]), number
