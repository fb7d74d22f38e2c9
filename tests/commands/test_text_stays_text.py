"""Text that looks like a formula, a field or markup stays text: from the cell to the return, the Word paper and the page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypandoc
import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect as take
from shpdocs.model.period import parse_period
from shpdocs.model.returns import answer_at
from shpdocs.store.folder import open_folder
from tests.support.accepted import collect
from tests.support.editions import edition_paper
from tests.support.leads import At, cell_of, saved
from tests.support.raw_workbook import RawWorkbook, values

PERIOD, VIOLENCE = "2024-25-Q2", "serious-violence"
ODD = (
    "=1+1",
    "=HYPERLINK(made up)",
    "@SUM(A1)",
    "{PAGE}",
    "{ INCLUDETEXT made-up }",
    "<w:p>made up</w:p>",
    "&lt;b&gt; &amp; &#8238;",
    "{{x}} ${x} %(x)s {label}",
    "<script>alert(1)</script>",
    "]]> <!-- made up -->",
    "\U0001f600 \U0001f469\u200d\U0001f4bb \U0001d11e",
    "\u0645\u0627\u062f\u0629 \u05e9\u05dc\u05d5\u05dd made up",
    "\u200f\u0645\u0627\u062f\u0629 \u2066made up\u2069",
)
UPDATE = At("Update", "fields/update", "Your answer")
FUNDING = ("Funder", "Period", "Purpose")


def _plainly(workbook: Any, at: At, text: str) -> None:
    """Type a text as a person does with an apostrophe before it: the program takes it for nothing else."""
    cell = cell_of(workbook, at)
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True


@pytest.fixture(scope="module")
def typed(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, with odd texts typed into every kind of text answer, collected, accepted and assembled."""
    folder = Path(shutil.copytree(made_demo, tmp_path_factory.mktemp("odd") / "demo"))
    path = folder / "output" / PERIOD / "inbox" / f"{PERIOD} {VIOLENCE}.xlsx"
    workbook = openpyxl.load_workbook(path)
    _plainly(workbook, UPDATE, "\n".join(ODD))
    for number, text in enumerate(ODD):
        for heading in FUNDING:
            _plainly(workbook, At("Funding", f"tables/funding/{number}", heading), text)
        cell_of(workbook, At("Funding", f"tables/funding/{number}", "Amount")).value = 5
    notes = workbook.create_sheet("Made-up notes")
    for number, text in enumerate(ODD, 1):
        notes.cell(number, 1).value = text
        notes.cell(number, 1).data_type = "s"
    path.unlink()
    (folder / "post").mkdir()
    (folder / "post" / "made up.xlsx").write_bytes(saved(workbook))
    collected = collect(folder, PERIOD, [folder / "post"])
    assert [(one.outcome, [p.code for p in one.problems if p.severity == "blocking"]) for one in collected.files] == [("in-force", [])]
    return folder


def test_the_return_holds_every_text_as_it_was_typed(typed: Path) -> None:
    return_ = open_folder(typed).period(parse_period(PERIOD)).read_return(VIOLENCE)
    assert return_ is not None
    rows = answer_at(return_.answers, "/tables/funding")
    assert [row["funder"] for row in rows] == [row["purpose"] for row in rows] == list(ODD)
    assert answer_at(return_.answers, "/fields/update") == "\n".join(ODD)
    assert return_.sources["/tables/funding/0/funder"].raw == "=1+1"


def _strings(node: Any) -> Iterator[str]:
    """The words of a pandoc document in order."""
    if isinstance(node, dict):
        kind = node.get("t")
        if kind == "Str":
            yield node["c"]
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind == "RawInline" or kind == "RawBlock":
            yield "(raw)"
        else:
            yield from _strings(node.get("c", []))
            yield "\n" if kind in ("Para", "Plain") else ""
    elif isinstance(node, list):
        for inner in node:
            yield from _strings(inner)


def test_the_paper_shows_every_text_and_has_no_field_or_markup_made_of_one(typed: Path, made_demo: Path) -> None:
    made = assemble(typed, PERIOD)
    document = docx.Document(str(made.path))
    text = "".join(one.text or "" for one in document.element.body.iter() if str(one.tag).endswith("}t"))
    by_pandoc = "".join(_strings(json.loads(pypandoc.convert_file(str(made.path), "json", format="docx"))["blocks"]))
    for odd in ODD:
        assert odd in text, odd
        assert odd in by_pandoc, odd
    before = docx.Document(str(edition_paper(made_demo, PERIOD)))
    assert _special(document) == _special(before)


def _special(document: Any) -> dict[str, int]:
    """How many fields, links and embedded things a paper's body has."""
    kinds = ("fldSimple", "instrText", "fldChar", "hyperlink", "object", "drawing", "altChunk", "sdt")
    return {kind: sum(1 for one in document.element.body.iter() if str(one.tag).endswith(f"}}{kind}")) for kind in kinds}


class _Text(HTMLParser):
    """The text of a page as a browser shows it, and the names of its elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def test_the_page_shows_what_was_not_read_and_makes_no_element_of_it(made_demo: Path, typed: Path, tmp_path: Path) -> None:
    """A return with these texts where nothing is read is held; its page quotes them."""
    folder = Path(shutil.copytree(made_demo, tmp_path / "demo"))
    shutil.copytree(typed / "post", folder / "post")
    collected = take(folder, PERIOD, [folder / "post"])
    assert [one.outcome for one in collected.files] == ["held"]
    page = _Text()
    page.feed(collected.report.page.read_text(encoding="utf-8"))
    plain = _Text()
    plain.feed((made_demo / "output" / PERIOD / "collection.html").read_text(encoding="utf-8"))
    shown = "".join(page.found)
    for odd in ODD:
        assert odd in shown or _harmless(odd) in shown, odd
    assert not page.tags & {"script", "w:p", "b"} - plain.tags


def _harmless(text: str) -> str:
    """The text as it is told: what cannot be printed, such as a mark that turns the direction, is replaced."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


def test_the_query_workbook_gives_the_texts_back_as_texts(made_demo: Path, typed: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(made_demo, tmp_path / "demo"))
    shutil.copytree(typed / "post", folder / "post")
    queries = take(folder, PERIOD, [folder / "post"]).report.queries
    query = next(path for path in queries if VIOLENCE in path.name)
    texts = set(values(RawWorkbook(query)).values())
    assert set(ODD) <= texts
    book = openpyxl.load_workbook(query)
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not {str(formula) for formula in formulas} & set(ODD)
