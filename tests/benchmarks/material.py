"""What the peers work on: the same cells, the same workbooks, the same schemas, a like paper."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx

from shpdocs.verbs.demo import demo
from shpdocs.verbs.init import init
from shpdocs.verbs.issue import issue
from tests.benchmarks.recorder import Recorder
from tests.published import read_paper

PERIOD = "2024-25-Q2"  # whose five workbooks are issued and collected: those in use today
PAPER_PERIOD = "2017-18-Q3"  # whose paper is assembled: the longer one, with the tables


def prepare(folder: Path) -> tuple[Path, Path]:
    """Return the demo's folder, and a folder with what the peers need."""
    made, material = folder / "made", folder / "material"
    demo(made)
    material.mkdir()
    of_period = made / "output" / PERIOD
    shutil.copytree(of_period / "inbox", material / "inbox")
    shutil.copytree(made / "schemas" / PERIOD[:7], material / "schemas")
    write_calls(material)
    _answers(of_period / "returns", material / "answers")
    _template(next((made / "output" / PAPER_PERIOD / "papers").glob("*.docx")), material)
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


def _answers(returns: Path, target: Path) -> None:
    """What a plain script would make of each workbook: the answers that it then validates."""
    target.mkdir()
    for path in returns.glob("*.json"):
        target.joinpath(path.name).write_text(json.dumps(json.loads(path.read_text())["answers"]))


def _template(paper: Path, material: Path) -> None:
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
