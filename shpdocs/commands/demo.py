"""The demo: the two published papers, from definitions through filled workbooks to Word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from shpdocs.commands.accept import accept
from shpdocs.commands.assemble import Assembled, assemble
from shpdocs.commands.collect import Collected, collect
from shpdocs.commands.decide import publish
from shpdocs.commands.init import init
from shpdocs.commands.issue import Issued, issue
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file, published
from shpdocs.model.definition import Definition
from shpdocs.model.errors import UsageError
from shpdocs.model.period import parse_period
from shpdocs.model.problem import Problem
from shpdocs.store.disk import read_file, write_atomically
from shpdocs.store.folder import open_folder
from shpdocs.workbook.fill import Typed, fill_workbook
from shpdocs.workbook.find import issued_places
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.read import read_workbook

_PUBLISHED = "The committee has published these figures as they stand."
PERIODS = ("2017-18-Q3", "2024-25-Q2")
EXAMPLE = ("2017-18-Q3", "select-committee")  # the figures of the one in the layout of the other, with an example of an appendix
APPENDIX = "Example of another body's report"
APART = {"2024-25-Q2": ("MPS Report",)}  # which that paper names and the published copy of it does not hold


class Demonstrated(Struct, frozen=True):
    """One period of the demo: what was issued, collected, accepted and published (by sub-group), and the papers assembled."""

    period: str
    issued: tuple[Issued, ...]
    collected: Collected
    accepted: tuple[str, ...]
    published: tuple[str, ...]
    assembled: tuple[Assembled, ...]


def demo(folder: str | Path) -> tuple[Demonstrated, ...]:
    """Make a new partnership folder and run the officer's quarter for both published papers.

    Raises:
        ShpdocsError: the folder exists and is not empty.
    """
    root = init(folder)
    return tuple(_demonstrate(root, period) for period in PERIODS)


def _demonstrate(root: Path, period: str) -> Demonstrated:
    issued = issue(root, period)
    period_folder = open_folder(root).period(parse_period(period))
    year = read_year(open_folder(root), parse_period(period).year)
    for workbook in issued:
        definition = year.definition(workbook.sub_group)
        assert definition is not None
        filled = fill_workbook(read_file(workbook.path), _typed(definition, period, workbook.path))
        write_atomically(period_folder.inbox / workbook.path.name, filled)
    collected = collect(root, period)
    held = tuple(standing.sub_group for standing in collected.report.statuses if standing.state == "held")
    for sub_group in held:
        accept(root, period, sub_group, by="shpdocs demo", because=_PUBLISHED)
    published = tuple(workbook.sub_group for workbook in issued if _publish(root, period, workbook.sub_group))
    papers = [assemble(root, period, final=True, apart=APART.get(period, ()))]
    if period == EXAMPLE[0]:
        appendices = {APPENDIX: demo_file(EXAMPLE_APPENDIX)}
        papers.append(assemble(root, period, final=True, profile=EXAMPLE[1], appendices=appendices))
    return Demonstrated(period, issued, collected, held, published, tuple(papers))


def _publish(root: Path, period: str, sub_group: str) -> bool:
    """Let a sub-group's small numbers stand, as the published paper has them; whether there are any."""
    try:
        publish(root, period, sub_group, by="shpdocs demo", because=_PUBLISHED)
    except UsageError:
        return False
    return True


def _typed(definition: Definition, period: str, path: Path) -> dict[tuple[str, str], Typed]:
    """What the lead of the published paper types, by sheet and cell of the issued workbook."""
    content = read_workbook(read_file(path), path.name)
    assert not isinstance(content, Problem)
    places = issued_places(lay_out(definition, parse_period(period)), content)
    typed = entries(published(period, definition.sub_group))
    return {(places[pointer].sheet, places[pointer].cell): value for pointer, value in typed}


def entries(raw: dict[str, Any]) -> Iterator[tuple[str, Typed]]:
    """Yield the pointer (as in a layout) and value of every entry of a file of typed answers."""
    for key, value in raw.get("fields", {}).items():
        yield f"/fields/{key}", value
    for key, measure in raw.get("measures", {}).items():
        yield from _measure_entries(f"/measures/{key}", measure)
    for key, table in raw.get("tables", {}).items():
        rows = enumerate(table) if isinstance(table, list) else table.items()
        for row, columns in rows:
            yield from ((f"/tables/{key}/{row}/{column}", value) for column, value in columns.items())


def _measure_entries(base: str, measure: dict[str, Any]) -> Iterator[tuple[str, Typed]]:
    for name, value in measure.items():
        if isinstance(value, dict):
            yield from _measure_entries(f"{base}/parts/{name}", value)
        elif name in ("activity", "progress"):
            yield f"{base}/{name}", value
        elif name.startswith("Q"):
            yield f"{base}/earlier/{name}/value", value
        else:
            yield f"{base}/figure/{'value' if name == 'figure' else name}", value
