"""What each program keeps and drops of an issued workbook, measured, as a table for docs/clients.md.

`python -m tests.survival_table` measures and writes the table; tests/journey/test_survival.py fails when it is out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from tests.support import ROOT
from tests.support import raw_workbook as raw
from tests.support.clients import CLIENTS, Client

PAGE = ROOT / "docs" / "clients.md"
START, END = "<!-- generated: what each program keeps (python -m tests.survival_table) -->", "<!-- end generated -->"
PERIODS = ("2017-18-Q3", "2024-25-Q2")
KEPT, IN_PART, LOST = "kept", "in part", "**lost**"

Marks = dict[str, dict[str, str]]  # by feature, then by program

FEATURES: Mapping[str, Callable[[raw.RawWorkbook], raw.Feature]] = {
    "Text and numbers": raw.values,
    "Formulas": raw.formulas,
    "Last results of formulas": raw.results,
    "Sheets, in order": raw.sheets,
    "Names for cells and lists": raw.names,
    "Custom property": raw.custom_properties,
    "Title, subject, author": raw.core_properties,
    "Language": raw.language,
    "Protection": raw.protection,
    "What protection allows": raw.permissions,
    "Answer cells unlocked": raw.unlocked,
    "Dropdowns and other validation": raw.validations,
    "Hints before an entry": raw.prompts,
    "Messages after a wrong entry": raw.complaints,
    "Colours that depend on the answer": raw.conditions,
    "Tables": raw.tables,
    "Filter buttons": raw.filters,
    "Links between sheets": raw.links,
    "Number formats": raw.number_formats,
    "Text wrap": raw.wraps,
    "Bold": raw.bold,
    "Shading": raw.shades,
    "Column widths": raw.widths,
    "Frozen headings": raw.panes,
    "Grid lines off": raw.grid_lines,
    "Print areas, repeated headings": raw.print_names,
    "Page set-up": raw.page_setup,
    "Page headers and footers": raw.page_lines,
}


def measure(issued: list[Path], clients: Mapping[str, list[Path]]) -> Marks:
    """Compare workbooks as issued with what each program saved; what no workbook has is left out."""
    before = [raw.RawWorkbook(path) for path in issued]
    after = {name: [raw.RawWorkbook(path) for path in saved] for name, saved in clients.items()}
    marks: Marks = {}
    for name, feature in FEATURES.items():
        wanted = [feature(book) for book in before]
        if any(wanted):
            marks[name] = {client: _mark(wanted, [feature(book) for book in books]) for client, books in after.items()}
    return marks


def _mark(wanted: list[raw.Feature], found: list[raw.Feature]) -> str:
    are_kept = [of_saved.get(key) == value for of_one, of_saved in zip(wanted, found, strict=True) for key, value in of_one.items()]
    return KEPT if all(are_kept) else IN_PART if any(are_kept) else LOST


def issued_workbooks(folder: Path) -> list[Path]:
    """Every workbook of the shipped definitions, as issued in a new partnership folder."""
    root = init(folder)
    return [one.path for period in PERIODS for one in issue(root, period)]


def measured(clients: tuple[Client, ...], folder: Path) -> Marks:
    """Issue every workbook, let each program save it, and tell what is left."""
    issued = issued_workbooks(folder / "partnership")
    return measure(issued, {client.name: client.save(issued, folder / client.name) for client in clients})


def table(marks: Marks, versions: Mapping[str, str]) -> str:
    """The table as Markdown, a column for each program."""
    head = ["Part of the workbook", *(f"{name} ({version})" for name, version in versions.items())]
    rows = [[feature, *(of_feature[name] for name in versions)] for feature, of_feature in marks.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def marks_on(page: str) -> Marks:
    """The marks of the page's table."""
    lines = page.split(START)[1].split(END)[0].strip().splitlines()
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    names = [title.rpartition(" (")[0] for title in head[1:]]
    return {feature: dict(zip(names, marks, strict=True)) for feature, *marks in rows}


def main() -> None:
    """Measure with every program and write the table into the page."""
    with TemporaryDirectory() as folder:
        found = table(measured(CLIENTS, Path(folder)), {client.name: client.version() for client in CLIENTS})
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(START)[0], page.split(END)[1]
    PAGE.write_text(f"{before}{START}\n\n{found}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
