"""What the peers work on: the same cells, the same workbooks, the same schemas, a like paper."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx

from shpdocs.answers.kinds import KINDS, bounds
from shpdocs.commands.demo import demo
from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from shpdocs.definitions.definition_files import read_year
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.store.folder import open_folder
from shpdocs.workbook.fill import fill_workbook
from shpdocs.workbook.find import FoundAnswers, find_answers
from shpdocs.workbook.layout import Grid, Layout, Slot, lay_out
from shpdocs.workbook.read import read_workbook
from tests.benchmarks.recorder import Recorder
from tests.support import ROOT
from tests.support.editions import edition_paper
from tests.support.ledgers import keep_events
from tests.support.published import read_paper

PERIOD = "2024-25-Q2"  # whose five workbooks are issued and collected: those in use today
PAPER_PERIOD = "2017-18-Q3"  # whose paper is assembled: the longer one, with the tables
PARTNERSHIP = "Safer Hillingdon Partnership"
UNSIGNED = "unsigned"  # the folder with the demo's workbooks as they are: nobody answers for them, so each needs a query
_TYPES = dict.fromkeys(("count", "number", "percentage", "rate"), "float") | {"date": "datetime64[ns]"}


def prepare(folder: Path) -> tuple[Path, Path]:
    """Return the demo's folder, and a folder with what the peers need."""
    made, material = folder / "made", folder / "material"
    demo(made)
    material.mkdir()
    period_folder = made / "output" / PERIOD
    shutil.copytree(period_folder / "inbox", made / UNSIGNED)
    sign(made)
    shutil.copytree(period_folder / "inbox", material / "inbox")
    shutil.copytree(period_folder / "issued", material / "sent")
    shutil.copytree(ROOT / "schemas", material / "schemas")
    shutil.copyfile(made / "shpdocs.toml", material / "shpdocs.toml")
    write_calls(material)
    _answers(period_folder / "returns", material / "answers")
    write_tables(made, material)
    write_template(edition_paper(made, PAPER_PERIOD), material)
    return made, material


def write_calls(material: Path) -> tuple[Path, ...]:
    """Write what our writer asks of XlsxWriter for the five workbooks, for the peer to ask too; return our workbooks."""
    recorder = Recorder()
    root = init(material / "partnership")
    with recorder.recording():
        issued = issue(root, PERIOD)
    books = [(one.path.name, options, calls) for one, (options, calls) in zip(issued, recorder.workbooks, strict=True)]
    (material / "calls.json").write_text(json.dumps(books), encoding="utf-8")
    return tuple(one.path for one in issued)


def clear_collected(folder: Path) -> None:
    """As if nothing had been collected: the inbox stays, what was issued, and what the ledger says of it."""
    period_folder = folder / "output" / PERIOD
    for path in period_folder.iterdir():
        if path.is_dir() and path.name not in ("inbox", "issued", "sent"):
            shutil.rmtree(path)
        elif path.is_file() and not path.name.startswith("ledger."):
            path.unlink()
    keep_events(period_folder, "issued")


def _answers(returns: Path, target: Path) -> None:
    """What a plain script would make of each workbook: the answers that it then validates."""
    target.mkdir()
    for path in returns.glob("*.json"):
        target.joinpath(path.name).write_text(json.dumps(json.loads(path.read_text())["answers"]))


def sign(made: Path) -> None:
    """Sign the workbooks of the inbox with made-up words, so that nothing holds them back."""
    for path, _, found in _inbox(made):
        signed = {
            (cell.place.sheet, cell.place.cell): date(2024, 10, 7) if slot.asked.kind == "date" else "made up"
            for slot, cell in found.cells.values()
            if slot.pointer.startswith("/sign-off/")
        }
        path.write_bytes(fill_workbook(path.read_bytes(), signed))


def write_tables(made: Path, material: Path) -> None:
    """Write what somebody would know who wrote a script for these workbooks: where each table stands, and what its columns hold."""
    told = {layout.definition.sub_group: _tables(layout, found) for _, layout, found in _inbox(made)}
    (material / "tables.json").write_text(json.dumps(told), encoding="utf-8")


def _inbox(made: Path) -> Iterator[tuple[Path, Layout, FoundAnswers]]:
    """Every workbook of the inbox, with its layout and what stands where."""
    root = open_folder(made)
    year = read_year(root, PERIOD[:7])
    for path in sorted(root.period(parse_period(PERIOD)).inbox.glob("*.xlsx")):
        definition = year.definition(path.stem.split(" ")[1])
        content = read_workbook(path.read_bytes(), path.name)
        assert definition is not None and not isinstance(content, Problem)
        layout = lay_out(definition, parse_period(PERIOD), Prefill())
        yield path, layout, find_answers(layout, content)


def _tables(layout: Layout, found: FoundAnswers) -> list[dict[str, object]]:
    return [
        {
            "sheet": found.sheets[grid.key],
            "heading row": found.heading_rows[grid.key],
            "rows": len(grid.rows),
            "open": grid.open_table is not None,
            "columns": _columns(grid),
        }
        for grid in layout.grids
        if grid.key in found.sheets and grid.key != "sign-off"
    ]


def _columns(grid: Grid) -> dict[str, dict[str, object]]:
    """What pandera is asked of each column that takes answers: one type for all of its rows, and bounds that hold for all."""
    told: dict[str, dict[str, object]] = {}
    for number, column in enumerate(grid.columns):
        asked = [slot.asked for row in grid.rows for slot in row.cells[number : number + 1] if isinstance(slot, Slot)]
        if asked:
            types = {_TYPES.get(one.kind, "str") for one in asked}
            limits = {bounds(one) for one in asked if types == {"float"}}
            longest = {one.longest for one in asked if types == {"str"}}
            low, high = limits.pop() if len(limits) == 1 else (0 if limits else None, None)
            told[column.label] = {
                "type": types.pop() if len(types) == 1 else "object",
                "choices": KINDS[asked[0].kind].guard(asked[0]).choices,
                "minimum": low,
                "maximum": high,
                "longest": longest.pop() if len(longest) == 1 else None,
                "required": all(one.required and not one.no_figure for one in asked) and len(asked) == len(grid.rows),
            }
    return told


def write_template(paper: Path, material: Path) -> None:
    """A template and a context that make a like paper: the same headings, paragraphs and tables, row by row."""
    template = docx.Document()
    tables: dict[str, list[list[str]]] = {}
    texts: dict[str, str] = {}
    table = -1
    in_table = False
    for at, item in enumerate(read_paper(paper)):
        if item[0] == "row":
            if not in_table or len(item) != len(tables[f"table_{table}"][0]) + 1:
                table += 1
                tables[f"table_{table}"] = []
                _template_table(template, table, len(item) - 1)
            tables[f"table_{table}"].append(list(item[1:]))
            in_table = True
            continue
        in_table = False
        texts[f"text_{at}"] = item[-1]
        text = f"{{{{ text_{at} }}}}"
        template.add_heading(text, 2) if item[0] == "heading" else template.add_paragraph(text)
    template.save(str(material / "template.docx"))
    (material / "context.json").write_text(json.dumps(tables | texts))


def _template_table(template: docx.document.Document, number: int, columns: int) -> None:
    made = template.add_table(3, columns)
    made.cell(0, 0).text = f"{{%tr for row in table_{number} %}}"
    made.cell(2, 0).text = "{%tr endfor %}"
    for column in range(columns):
        made.cell(1, column).text = f"{{{{ row[{column}] }}}}"
