"""Auditing: one made-up workbook for each rule that breaks just that, a clean one, our own, papers, and what the command says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.table import Table
from typer.testing import CliRunner

import shpdocs
from shpdocs.accessibility.paper_rules import RULES as PAPER_RULES
from shpdocs.accessibility.workbook_rules import RULES
from shpdocs.cli.app import app
from shpdocs.commands.audit import audit
from shpdocs.commands.issue import issue
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.errors import UsageError
from shpdocs.store.disk import UnreadableError, read_file
from tests.support import ROOT
from tests.support.raw_paper import cell as paper_cell
from tests.support.raw_paper import changed, packed, paragraph, parts, run

_GREEN = '<w:shd w:val="clear" w:color="auto" w:fill="C6EFCE"/>'
CODES = [f"X{number}" for number in range(1, 14)]
PAGE = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")


def clean() -> Any:
    """A workbook that meets every rule: a sheet of words and a sheet with a table."""
    book = openpyxl.Workbook()
    start = book.active
    start.title = "Start"
    start["A1"], start["A2"] = "Made-up burglary", "All figures in this workbook are made up, as those of an example are."
    sheet = book.create_sheet("Burglary")
    sheet["A1"] = "Burglary in a made-up borough"
    for row, values in enumerate((("Year", "Homes", "Shops"), (2016, 1681, 731), (2017, 1664, 724)), 3):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
    table(sheet, "Burglary_by_year", "A3:C5")
    book.properties.title, book.properties.creator, book.properties.language = "Made-up burglary", "Nobody", "en-GB"
    return book


def table(sheet: Any, name: str, where: str) -> None:
    one = Table(displayName=name, ref=where)
    one._initialise_columns()
    one.autoFilter = None
    for column, cell in zip(one.tableColumns, sheet[where][0], strict=True):
        column.name = str(cell.value)
    sheet.add_table(one)


def _block(book: Any) -> None:
    for cell in ("A4", "B4", "A5", "B5"):
        book["Start"][cell] = "made up"


def _plain_name(book: Any) -> None:
    table = book["Burglary"].tables.pop("Burglary_by_year")
    table.displayName = table.name = "Table1"
    book["Burglary"].add_table(table)


def _gap(book: Any) -> None:
    book["Burglary"]["C5"] = None


def _pale(book: Any) -> None:
    book["Burglary"]["B4"].font = Font(color="00FFFFFF")
    book["Burglary"]["B4"].fill = PatternFill("solid", fgColor="00FFC000")


def _put(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


def _hide(book: Any) -> None:
    book["Burglary"].row_dimensions[5].hidden = True


def _footer(book: Any) -> None:
    book["Burglary"].oddFooter.center.text = "Made up"


def _link(book: Any) -> None:
    book["Start"]["A4"] = "Click here"
    book["Start"]["A4"].hyperlink = "https://a.uk"


def _left(book: Any) -> None:
    book["Burglary"]["B4"].alignment = Alignment(horizontal="left")


BREAKING = {
    "X1": (_block, "Start", "A4"),
    "X2": (_plain_name, "Burglary", "A3"),
    "X3": (lambda book: book["Start"].merge_cells("A1:B1"), "Start", "A1"),
    "X4": (_gap, "Burglary", "C5"),
    "X5": (_put("Burglary", "A5", "The year from April 2016 to March 2017"), "Burglary", "A5"),
    "X6": (_hide, "Burglary", "A5"),
    "X7": (_put("Burglary", "A1", None), "Burglary", "A1"),
    "X8": (_put("Burglary", "A7", "Made up."), "Burglary", "A7"),
    "X9": (_footer, "Burglary", ""),
    "X10": (_pale, "Burglary", "B4"),
    "X11": (_put("Start", "A4", "Provisional†"), "Start", "A4"),
    "X12": (_link, "Start", "A4"),
    "X13": (_put("Burglary", "B4", "1,681"), "Burglary", "B4"),
}


def save(book: Any, folder: Path, name: str = "made up.xlsx") -> Path:
    book.save(folder / name)
    return folder / name


def _run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(app, ["audit", *(str(argument) for argument in arguments)])


def test_a_clean_workbook_meets_every_rule(tmp_path: Path) -> None:
    (one,) = audit([save(clean(), tmp_path)])
    assert [(result.code, result.verdict) for result in one.results] == [(code, "met") for code in CODES]


@pytest.mark.parametrize("code", CODES)
def test_a_workbook_that_breaks_one_rule_breaks_it_at_its_cell_and_no_other(code: str, tmp_path: Path) -> None:
    change, sheet, cell = BREAKING[code]
    book = clean()
    change(book)
    (one,) = audit([save(book, tmp_path)])
    broken = [finding for result in one.results if result.verdict == "broken" for finding in result.findings]
    assert [(found.rule, found.place.file, found.place.sheet, found.place.cell) for found in broken] == [
        (code, "made up.xlsx", sheet, cell)
    ]


@pytest.mark.parametrize("period", ["2017-18-Q3", "2024-25-Q1"])
def test_every_workbook_that_is_issued_breaks_no_rule(period: str, folder: Path) -> None:
    audited = audit(one.path for one in issue(folder, period))
    assert len(audited) == 5
    broken = {
        f"{finding.rule} {one.file}, {finding.place.sheet} {finding.place.cell}: {finding.what}"
        for one in audited
        for result in one.results
        for finding in result.findings
        if not finding.is_choice
    }
    assert sorted(broken) == []


def test_a_folder_gives_its_workbooks_and_papers_in_order_and_a_file_is_judged_once(tmp_path: Path) -> None:
    first, second = save(clean(), tmp_path, "a.xlsx"), save(clean(), tmp_path, "b.xlsx")
    (tmp_path / "ab.docx").write_bytes(packed(parts()))
    (tmp_path / "made up.txt").write_bytes(b"made up")
    for name in ("~$a.xlsx", "~$ab.docx"):
        (tmp_path / name).write_bytes(b"made up")
    found = audit([tmp_path, second, first])
    assert [(one.file, len(one.results)) for one in found] == [("a.xlsx", 13), ("ab.docx", 16), ("b.xlsx", 13)]


def test_a_missing_file_a_lock_file_and_a_folder_without_workbooks_and_papers_are_usage_errors(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "~$a.xlsx").write_bytes(b"made up")
    for name in ("missing.xlsx", "missing.docx", "~$a.xlsx", "empty"):
        with pytest.raises(UsageError):
            audit([tmp_path / name])


def test_a_file_that_cannot_be_read_is_told_in_its_place_and_the_others_are_judged(tmp_path: Path) -> None:
    save(clean(), tmp_path, "a.xlsx")
    (tmp_path / "b.xlsx").write_text("made up", encoding="utf-8")
    save(clean(), tmp_path, "c.xlsx")
    found = audit([tmp_path])
    assert [(one.file, len(one.results), one.is_broken, one.unread is None) for one in found] == [
        ("a.xlsx", 13, False, True),
        ("b.xlsx", 0, False, False),
        ("c.xlsx", 13, False, True),
    ]
    assert found[1].unread is not None
    assert found[1].unread.what == "b.xlsx is not an Excel workbook (.xlsx)."
    assert found[1].unread.mend.endswith(".")


def test_a_file_that_the_disk_does_not_give_is_told_and_the_others_are_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = save(clean(), tmp_path, "a.xlsx"), save(clean(), tmp_path, "b.xlsx")

    def read(path: Path, most: int) -> bytes:
        if path == first:
            raise UnreadableError(13, "Permission denied", str(path))
        return read_file(path, most)

    monkeypatch.setattr("shpdocs.commands.audit.read_file", read)
    locked, read_one = audit([first, second])
    assert locked.unread is not None
    assert locked.unread.what == "a.xlsx cannot be opened."
    assert (read_one.unread, len(read_one.results)) == (None, 13)


def test_the_library_has_audit() -> None:
    assert shpdocs.audit is audit


def test_the_command_ends_with_0_when_all_is_met_and_1_when_something_is_broken(tmp_path: Path) -> None:
    assert _run(save(clean(), tmp_path, "clean.xlsx")).exit_code == 0
    book = clean()
    _pale(book)
    result = _run(save(book, tmp_path, "pale.xlsx"))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith("pale.xlsx: 12 rules met, 1 broken, 0 by choice\n")
    assert "Burglary B4: " in result.stdout


def test_what_is_by_choice_breaks_nothing(tmp_path: Path) -> None:
    book = clean()
    book["Burglary"].freeze_panes = "A4"
    result = _run(save(book, tmp_path))
    assert result.exit_code == 0
    assert "12 rules met, 0 broken, 1 by choice" in result.stdout


def test_the_command_ends_with_3_for_a_file_it_cannot_read(tmp_path: Path) -> None:
    for name, words in (("paper.docx", "is not a Word document (.docx)"), ("text.xlsx", "is not an Excel workbook")):
        (tmp_path / name).write_bytes(b"made up")
        result = _run(tmp_path / name)
        assert (result.exit_code, result.stdout) == (3, "")
        assert words in result.stderr
        assert "Traceback" not in result.stderr


def test_the_command_goes_on_after_a_file_it_cannot_read_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"made up")
    save(clean(), tmp_path, "b.xlsx")
    result = _run(tmp_path)
    assert (result.exit_code, result.stderr) == (1, "")
    first, second, *_ = result.stdout.splitlines()
    assert first == "a.xlsx: not audited"
    assert second.startswith("  ! a.xlsx is not an Excel workbook")
    assert "b.xlsx: 13 rules met, 0 broken, 0 by choice" in result.stdout.splitlines()


def test_the_command_ends_with_3_if_it_can_read_none_and_tells_each(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"made up")
    result = _run(tmp_path)
    assert (result.exit_code, result.stdout) == (3, "")
    assert [line.split()[:2] for line in result.stderr.splitlines()] == [["shpdocs:", "a.xlsx"], ["shpdocs:", "b.xlsx"]]


@pytest.mark.parametrize(("others", "code"), [(("b.xlsx",), 1), ((), 3)])
def test_the_json_has_an_entry_for_a_file_it_cannot_read(others: tuple[str, ...], code: int, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"made up")
    for name in others:
        save(clean(), tmp_path, name)
    result = _run(tmp_path, "--json")
    found = json.loads(result.stdout)
    jsonschema.Draft202012Validator(read_schema(shipped("schemas") / "audit.schema.json")).validate(found)
    assert (result.exit_code, result.stderr) == (code, "")
    first = found["files"][0]
    assert (first["file"], first["rules"], first["unread"]["what"]) == ("a.xlsx", [], "a.xlsx is not an Excel workbook (.xlsx).")
    assert all("unread" not in one for one in found["files"][1:])


def test_files_are_looked_for_in_the_folder_named(tmp_path: Path) -> None:
    save(clean(), tmp_path)
    assert _run("made up.xlsx", "--folder", tmp_path).exit_code == 0


def test_the_json_is_one_object_valid_against_its_schema_with_the_same_exit_code(tmp_path: Path) -> None:
    book = clean()
    _pale(book)
    result = _run(save(book, tmp_path), save(clean(), tmp_path, "clean.xlsx"), "--json")
    found = json.loads(result.stdout)
    jsonschema.Draft202012Validator(read_schema(shipped("schemas") / "audit.schema.json")).validate(found)
    assert result.exit_code == 1
    assert [[rule["rule"] for rule in file["rules"]] for file in found["files"]] == [CODES, CODES]
    assert [finding["cell"] for rule in found["files"][0]["rules"] for finding in rule["findings"]] == ["B4"]


def test_the_same_in_many_cells_is_told_once_with_the_first_of_them(tmp_path: Path) -> None:
    book = clean()
    for row in range(4, 14):
        for column in (1, 2, 3):
            book["Burglary"].cell(row, column, str(row * column + 1000))
    book["Burglary"].tables["Burglary_by_year"].ref = "A3:C13"
    result = _run(save(book, tmp_path))
    assert result.stdout.count("The number is stored as text.") == 1
    assert " and 22 more: " in result.stdout


def test_the_page_has_a_section_for_every_rule_with_its_title() -> None:
    rules = [(rule.code, rule.title) for rule in RULES] + [(rule.code, rule.title) for rule in PAPER_RULES]
    assert re.findall(r"^##+ ([XW]\d+): (.+)$", PAGE, re.MULTILINE) == rules


def test_the_page_names_a_criterion_for_every_essential_rule_for_papers_and_for_no_other() -> None:
    sections = re.split(r"^##+ (?=[XW]\d+: )", PAGE, flags=re.MULTILINE)[1:]
    named = {text.split(":")[0] for text in sections if re.search(r"^Essential \(WCAG \d\.\d\.\d", text, re.MULTILINE)}
    assert named == {rule.code for rule in PAPER_RULES if rule.is_essential}


def test_our_papers_break_no_rule(made_demo: Path) -> None:
    papers = sorted((made_demo / "output").glob("*/published/*/1/*.docx"))
    assert len(papers) >= 2
    broken = {
        f"{finding.rule} {one.file}, {finding.where}: {finding.what}"
        for one in audit(papers)
        for result in one.results
        for finding in result.findings
        if not finding.is_choice and "another body's report" not in finding.place.sheet  # an appendix is told, and is theirs
    }
    assert sorted(broken) == []


def test_the_command_says_of_a_paper_where_what_and_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "made up.docx").write_bytes(
        changed(paper_cell("419") + paper_cell("Green: made up", _GREEN), paper_cell("") + paper_cell("449", _GREEN))
    )
    result = _run(tmp_path / "made up.docx")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.startswith("made up.docx: 14 rules met, 2 broken, 0 by choice\n")
    assert "      ! under 'Burglary', table 1, row 2, column 2: The cell is blank.\n        Say why: " in result.stdout


def test_the_same_in_many_places_of_a_paper_is_told_once(tmp_path: Path) -> None:
    small = paragraph(inner=run("Made up.", '<w:sz w:val="20"/>'))
    title = paragraph("A made-up paper", "Heading1")
    (tmp_path / "made up.docx").write_bytes(changed(title, title + small * 10))
    result = _run(tmp_path / "made up.docx")
    assert result.stdout.count("The text has 10 points; 12 are needed.") == 1
    assert "under 'A made-up paper', paragraph 1 ('Made up.'); paragraph 2 ('Made up.')" in result.stdout
    assert " and 2 more: The text has" in result.stdout


def test_the_json_of_a_paper_and_a_workbook_is_valid_and_says_where(tmp_path: Path) -> None:
    book = clean()
    _pale(book)
    (tmp_path / "made up.docx").write_bytes(changed(paper_cell("419"), paper_cell("")))
    result = _run(tmp_path / "made up.docx", save(book, tmp_path), "--json")
    found = json.loads(result.stdout)
    jsonschema.Draft202012Validator(read_schema(shipped("schemas") / "audit.schema.json")).validate(found)
    paper, workbook = ([finding for rule in file["rules"] for finding in rule["findings"]] for file in found["files"])
    assert [(one["where"], "sheet" in one) for one in paper] == [("under 'Burglary', table 1, row 2, column 2", False)]
    assert [(one["sheet"], one["cell"], "where" in one) for one in workbook] == [("Burglary", "B4", False)]


def test_a_file_with_macros_and_a_paper_of_another_name_are_audited(tmp_path: Path) -> None:
    for name in ("made up.docm", "MADE UP.DOCX"):
        (tmp_path / name).write_bytes(packed(parts()))
    assert [len(one.results) for one in audit([tmp_path])] == [16, 16]
