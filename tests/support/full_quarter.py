"""A whole quarter of returns of any year, every answer of them made up by its kind: what a careful lead would send, without a slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from shpdocs.commands.issue import issue
from shpdocs.definitions.definition_files import read_definition
from shpdocs.model.definition import Asked, Definition, Measure
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.store.folder import open_folder
from shpdocs.workbook.fill import Typed, fill_workbook
from shpdocs.workbook.find import issued_places
from shpdocs.workbook.layout import Layout, Slot, lay_out
from shpdocs.workbook.read import read_workbook

_WHOLE, _PART = 800, 200
_WORDS = "Made-up example: the partners met, and agreed who does what."


def fill_quarter(root: Path, period: str) -> list[Path]:
    """Issue the workbooks of a period and put each, filled in, into its inbox; nothing was collected before."""
    folder, wanted = open_folder(root), parse_period(period)
    inbox, filled = folder.period(wanted).inbox, []
    for one in issue(root, period):
        definition = read_definition(folder.templates(wanted.year) / f"{one.sub_group}.toml", wanted.year)
        layout, source = lay_out(definition, wanted, Prefill()), one.path.read_bytes()
        content = read_workbook(source, one.path.name)
        assert not isinstance(content, Problem)
        places = issued_places(layout, content)
        path = inbox / one.path.name
        path.write_bytes(
            fill_workbook(source, {(places[pointer].sheet, places[pointer].cell): value for pointer, value in typed(layout).items()})
        )
        filled.append(path)
    return filled


def typed(layout: Layout) -> dict[str, Typed]:
    """What is typed into each cell, by the layout's pointers: every field, figure and activity, and the first row of an open table."""
    return {slot.pointer: value for slot in _asked(layout) for value in _typed(slot, layout)}


def _asked(layout: Layout) -> Iterator[Slot]:
    for grid in layout.grids:
        for row in grid.rows[: 1 if grid.open_table else None]:
            yield from (cell for cell in row.cells if isinstance(cell, Slot))


def _typed(slot: Slot, layout: Layout) -> Iterator[Typed]:
    """The answer, if one is typed there: of a figure no reason for having none, no earlier quarter, and nothing that only slips need."""
    steps = slot.pointer.split("/")[1:]
    if steps[0] == "sign-off":
        yield {"name": "A Made-Up Name", "role": "Chair of the sub-group"}.get(steps[1]) or layout.period.last_day + timedelta(7)
    elif (steps[0] == "measures" and steps[-1] in ("reason", "revision", "provisional")) or "earlier" in steps:
        return
    elif steps[0] == "measures" and steps[-1] == "value":
        yield figure_of(layout.definition, next(one for one in layout.definition.measures if one.key == steps[1]))
    elif steps[0] == "tables" and slot.asked.kind == "count":
        table = next(one for one in layout.definition.tables if one.key == steps[1])
        yield _WHOLE // len(table.rows) if table.rows else int(slot.asked.maximum or 40)
    else:
        yield of_kind(slot.asked, layout)


def figure_of(definition: Definition, measure: Measure) -> int | float:
    """A figure that agrees with those it makes up others with: a part is a quarter of its whole."""
    if measure.unit == "percentage":
        return 45
    if measure.unit != "count":
        return 38.5
    whole = next((one for one in definition.measures if one.key == measure.part_of), None)
    return int(figure_of(definition, whole)) // 4 if whole else _WHOLE


def of_kind(asked: Asked, layout: Layout) -> Typed:
    """An answer of a kind."""
    last_day = layout.period.last_day
    answers: dict[str, Typed] = {
        "text": "Made-up words",
        "narrative": _WORDS,
        "count": _PART,
        "number": 12.5,
        "percentage": 45,
        "rate": 38.5,
        "money": 45_000,
        "date": last_day,
        "months": last_day.strftime("%B %Y"),
        "choice": asked.choices[-1] if asked.choices else "",  # what is due in the quarter is done
        "yes-no": "Yes",
    }
    return answers[asked.kind]
