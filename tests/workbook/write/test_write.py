"""The workbook as issued, opened with openpyxl and as raw XML: what it locks, guards, names and leaves out."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.utils import get_column_letter

from shpdocs.commands.issue import issue
from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.definition import Asked, Definition, Field, Table
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import CATALOGUE
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.workbook import DONE, MUST, ODD
from shpdocs.store.folder import open_folder
from shpdocs.workbook.checklist import checklist, verdict
from shpdocs.workbook.find import defined_name
from shpdocs.workbook.layout import Grid, Layout, Slot, lay_out
from shpdocs.workbook.verdict import cells_as_issued
from shpdocs.workbook.write import write_workbook
from tests.support.leads import REFERENCE

SETTINGS = Settings("Made-up Partnership", "Made-up Council")
PERIODS = ("2017-18-Q1", "2017-18-Q3", "2024-25-Q2", "2024-25-Q4")


def _layouts(folder: Path, period: str) -> list[Layout]:
    wanted = parse_period(period)
    return [lay_out(definition, wanted) for definition in read_year(open_folder(folder), wanted.year).definitions]


def _written(layout: Layout) -> bytes:
    definition = layout.definition
    stamp = Stamp(SETTINGS.partnership, definition.sub_group, str(layout.period), definition.digest, 1)
    return write_workbook(layout, SETTINGS, stamp)


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def _sheets(content: bytes) -> list[str]:
    return [text for name, text in _parts(content).items() if name.startswith("xl/worksheets/sheet")]


@pytest.fixture(scope="module", params=PERIODS)
def issued(request: pytest.FixtureRequest, made_demo: Path) -> list[tuple[Layout, bytes]]:
    """Every workbook of a period, with its layout."""
    return [(layout, _written(layout)) for layout in _layouts(made_demo, request.param)]


@lru_cache(maxsize=24)
def _opened(content: bytes, *, values: bool = False) -> Any:
    """A workbook as openpyxl opens it, with the values of its formulas if asked: to be read, and opened once for many tests."""
    return openpyxl.load_workbook(BytesIO(content), data_only=values)


@dataclass(frozen=True)
class _Table:
    """A grid's table on its sheet, as openpyxl finds it: row of the headings, letter of each by its text, and the rows under it."""

    heading_row: int
    letters: dict[str, str]
    rows: tuple[int, ...]


def _table(grid: Grid, workbook: Any) -> _Table:
    sheet = workbook[grid.sheet]
    first, last = sheet.tables[f"Table_{grid.key.replace('-', '_')}"].ref.split(":")
    heading_row, end = (int(re.sub("[A-Z]", "", cell)) for cell in (first, last))
    letters = {str(cell.value): cell.column_letter for cell in sheet[heading_row] if cell.value is not None}
    return _Table(heading_row, letters, tuple(range(heading_row + 1, end + 1)))


def _answer_cells(layout: Layout, workbook: Any) -> set[tuple[str, str]]:
    """Sheet and cell of every answer: the crossings of the layout's rows, in their order, and the answers' headings."""
    found = set()
    for grid in layout.grids:
        table = _table(grid, workbook)
        if not grid.open_table:
            references = [workbook[grid.sheet][f"{table.letters[REFERENCE]}{number}"].value for number in table.rows]
            assert references == [row.key for row in grid.rows]
        for number, row in zip(table.rows, grid.rows, strict=True):
            for column, cell in zip(grid.columns, row.cells, strict=True):
                if not isinstance(cell, str):
                    found.add((grid.sheet, f"{table.letters[column.label]}{number}"))
    return found


def _ours_in_open_tables(layout: Layout, workbook: Any) -> set[tuple[str, str]]:
    """What the workbook itself says in the rows of open tables: states, and whether a row was carried."""
    found = set()
    for grid in layout.grids:
        if grid.open_table:
            table = _table(grid, workbook)
            ours = [column.label for column in grid.all_columns if not column.is_answer]
            found |= {(grid.sheet, f"{table.letters[label]}{number}") for label in ours for number in table.rows}
    return found


def test_the_same_input_gives_the_same_bytes(made_demo: Path) -> None:
    layout = _layouts(made_demo, "2024-25-Q2")[0]
    assert _written(layout) == _written(layout)


def test_another_issue_number_gives_other_bytes(made_demo: Path) -> None:
    layout = _layouts(made_demo, "2024-25-Q2")[0]
    stamp = Stamp(SETTINGS.partnership, layout.definition.sub_group, str(layout.period), layout.definition.digest, 2)
    assert write_workbook(layout, SETTINGS, stamp) != _written(layout)


def test_every_answer_cell_is_unlocked_and_every_other_cell_locked(issued: list[tuple[Layout, bytes]]) -> None:
    """But for what the workbook says in rows that may be sorted: Excel sorts unlocked cells only."""
    for layout, content in issued:
        workbook = _opened(content)
        unlocked = {
            (sheet.title, cell.coordinate)
            for sheet in workbook.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        answers = _answer_cells(layout, workbook)
        assert len(answers) > 1
        assert unlocked == answers | _ours_in_open_tables(layout, workbook)


def test_leads_may_format_every_sheet_and_sort_and_filter_their_own_tables(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        for grid in layout.grids:
            lock = workbook[grid.sheet].protection  # openpyxl keeps what is locked: false is allowed
            assert (lock.formatCells, lock.formatColumns, lock.formatRows) == (False, False, False)
            assert (lock.sort, lock.autoFilter, lock.insertRows) == (3 * (grid.open_table is None,))


def test_rows_may_be_added_under_an_open_table_and_nothing_over_it_is_unlocked(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        for grid in layout.grids:
            sheet, table = workbook[grid.sheet], _table(grid, workbook)
            spans = [(span.min, span.max) for span in sheet.column_dimensions.values() if not span.protection.locked]
            unlocked = {get_column_letter(number) for first, last in spans for number in range(first, last + 1)}
            own = {table.letters[column.label] for column in grid.columns if column.is_answer} if grid.open_table else set()
            assert unlocked == own
            over = {(row, letter) for letter in own for row in range(1, table.heading_row + 1)}
            assert over - {(cell.row, cell.column_letter) for cell in sheet._cells.values()} == set()


def test_every_sheet_is_protected_without_a_password(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        for text in _sheets(content):
            protection = re.search(r"<sheetProtection[^>]*>", text)
            assert protection is not None
            assert 'sheet="1"' in protection[0]
            assert "password" not in protection[0]
            assert "hashValue" not in protection[0]


def test_nothing_is_hidden_merged_commented_pictured_or_linked_outside(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        workbook = _opened(content)
        assert {sheet.sheet_state for sheet in workbook.worksheets} == {"visible"}
        assert [sheet.title for sheet in workbook.worksheets if sheet.merged_cells.ranges] == []
        parts = _parts(content)
        unwanted = ("comment", "drawing", "media", "externallink", "vba", "macro", "embedding")
        assert [name for name in parts if any(word in name.lower() for word in unwanted)] == []
        assert not any('hidden="1"' in text for text in parts.values())
        assert not any('TargetMode="External"' in text for text in parts.values())


def test_every_text_is_a_shared_string_but_the_value_of_a_formula(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        cells = [cell for text in _sheets(content) for cell in re.findall(r"<c ([^>]*?)(?:/>|>(.*?)</c>)", text)]
        kinds = {("<f>" in inside, kind) for head, inside in cells for kind in re.findall(r't="(\w+)"', head)}
        assert kinds == {(False, "s"), (True, "str")}


def test_every_formula_was_written_with_a_value(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        formulas = [cell for text in _sheets(content) for cell in re.findall(r"<c [^>]*><f>.*?</c>", text)]
        assert len(formulas) > 10
        assert [cell for cell in formulas if not re.search(r"</f><v>[^<]*</v></c>", cell)] == []
        assert [cell for cell in formulas if re.search(r"<v>#|t=\"e\"", cell)] == []


def test_row_heights_are_given_but_not_forced(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        texts = _sheets(content)
        assert all("customHeight" not in text for text in texts)
        assert all(re.search(r'<row [^>]*ht="', text) for text in texts if "<tableParts" in text)
        assert sum("<tableParts" in text for text in texts) >= 1


def test_a_formula_that_shows_nothing_yet_shows_an_empty_text_and_no_number(issued: list[tuple[Layout, bytes]]) -> None:
    texts = [text for _, content in issued for text in _sheets(content)]
    empty = [cell for text in texts for cell in re.findall(r"<c ([^>]*)><f>[^<]*</f><v></v></c>", text)]
    assert len(empty) > 10
    assert [cell for cell in empty if not cell.endswith(' t="str"')] == []


def test_the_properties_name_the_language(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        assert _opened(content).properties.language == "en-GB"


def test_no_formula_is_searched_for_newer_functions(made_demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """XlsxWriter would search each formula thirty times, and issuing would take more than twice as long."""
    searched, substitute = [], re.sub

    def counted(pattern: Any, *rest: Any, **named: Any) -> Any:
        searched.append(str(pattern))
        return substitute(pattern, *rest, **named)

    monkeypatch.setattr(re, "sub", counted)
    _written(_layouts(made_demo, "2024-25-Q2")[0])
    assert [pattern for pattern in searched if "ANCHORARRAY" in pattern] == []


def test_dropdowns_are_names_on_a_visible_sheet(issued: list[tuple[Layout, bytes]]) -> None:
    seen = 0
    for _, content in issued:
        workbook = _opened(content)
        for sheet in workbook.worksheets:
            for rule in sheet.data_validations.dataValidation:
                if rule.type == "list":
                    title, cells = next(iter(workbook.defined_names[rule.formula1].destinations))
                    choices = [row[0].value for row in workbook[title][cells]]
                    assert workbook[title].sheet_state == "visible"
                    assert len(choices) >= 2
                    assert None not in choices
                    seen += 1
    assert seen > 4


def _guarded(sheet: Any, *, ours: bool) -> set[tuple[str, str]]:
    """The cells that take answers under a guard; or those that the workbook fills in itself and refuses to have typed into."""
    rules = [rule for rule in sheet.data_validations.dataValidation if (rule.type == "custom") is ours]
    return {(sheet.title, sheet.cell(*at).coordinate) for rule in rules for cells in rule.sqref.ranges for at in cells.cells}


def test_every_answer_cell_has_a_guard_with_an_input_message(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        guarded = set()
        for sheet in workbook.worksheets:
            for rule in sheet.data_validations.dataValidation:
                if rule.type != "custom":
                    assert 0 < len(rule.prompt) <= 255
                    assert len(rule.promptTitle) <= 32
                assert len(rule.error or "") <= 255
            guarded |= _guarded(sheet, ours=False)
        added = {(grid.sheet, cell) for grid in layout.grids if grid.open_table for cell in _added_cells(grid, workbook)}
        assert guarded == _answer_cells(layout, workbook) | added


def _added_cells(grid: Grid, workbook: Any) -> set[str]:
    """The answer cells under the rows that an open table was issued with, as far as they are watched."""
    table = _table(grid, workbook)
    rows = range(table.rows[-1] + 1, table.heading_row + max(1000, 2 * len(table.rows)) + 1)
    return {f"{table.letters[column.label]}{row}" for column in grid.columns if column.is_answer for row in rows}


def test_what_the_workbook_says_in_rows_of_an_open_table_cannot_be_typed_over(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        refused = {cell for sheet in workbook.worksheets for cell in _guarded(sheet, ours=True)}
        assert refused == _ours_in_open_tables(layout, workbook)
        rules = [rule for sheet in workbook.worksheets for rule in sheet.data_validations.dataValidation if rule.type == "custom"]
        assert {(rule.formula1, rule.errorStyle or "stop") for rule in rules} <= {("FALSE", "stop")}


def test_there_is_one_guard_for_each_run_of_cells_that_allow_the_same(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        for grid in layout.grids:
            columns = zip(*(row.cells for row in grid.rows), strict=True)
            asked = [[None if isinstance(cell, str) else cell.asked for cell in column] for column in columns]
            runs = sum(guard is not None and (row == 0 or column[row - 1] != guard) for column in asked for row, guard in enumerate(column))
            guards = [rule for rule in workbook[grid.sheet].data_validations.dataValidation if rule.type != "custom"]
            assert 0 < len(guards) <= runs


def test_an_open_table_of_many_rows_has_one_guard_a_column(made_demo: Path) -> None:
    layout = next(layout for layout in _layouts(made_demo, "2024-25-Q2") if layout.definition.sub_group == "partnership")
    workbook = openpyxl.load_workbook(BytesIO(_written(layout)))
    guards = [rule.type == "custom" for rule in workbook["Development plan"].data_validations.dataValidation]
    assert sorted(guards) == [False, False, False, True]  # three columns of answers, and the state


def test_an_input_message_longer_than_excel_allows_is_an_error_and_not_left_out() -> None:
    field = Field("made-up", "Made up", Asked("rate", per=10**300), sheet="Made up")
    definition = Definition("made-up", "2024-25", "Made-up group", 1, "0123456789ab", fields=(field,))
    with pytest.raises((ShpdocsError, UserWarning)):
        _written(lay_out(definition, parse_period("2024-25-Q2")))


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_breaks_a_limit_of_excel_says_what_to_shorten() -> None:
    field = Field("made-up", "Made up", Asked("rate", per=10**300), sheet="Made up")
    definition = Definition("made-up", "2024-25", "Made-up group", 1, "0123456789ab", fields=(field,))
    with pytest.raises(ShpdocsError) as caught:
        _written(lay_out(definition, parse_period("2024-25-Q2")))
    assert "Made up" in caught.value.what
    assert "Shorten" in caught.value.remedy


def test_the_stamp_stands_on_the_start_sheet_under_a_name_and_in_the_properties(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        definition = layout.definition
        stamp = f"Made-up Partnership | {layout.period} | {definition.sub_group} | definition {definition.digest} | issue 1"
        title, cell = next(iter(workbook.defined_names["shpdocs_stamp"].destinations))
        assert workbook[title][cell].value == stamp
        assert workbook.properties.subject == stamp
        assert [item.value for item in workbook.custom_doc_props.props] == [stamp]


def test_the_program_and_the_day_leave_no_trace_in_the_properties(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        properties = _opened(content).properties
        assert properties.creator == "Made-up Partnership"
        assert f"{properties.created:%Y-%m}" == layout.period.last_month


@pytest.mark.parametrize("text", ["=1+1", "@made", "+44 made up", "-made up", "http://made-up.example", "<5 cases & more", "a\nb", "{=A1}"])
def test_a_prefilled_text_stays_a_text(text: str, made_demo: Path) -> None:
    layout = next(layout for layout in _layouts(made_demo, "2024-25-Q2") if layout.definition.sub_group == "prevent")
    definition = layout.definition
    stamp = Stamp(SETTINGS.partnership, definition.sub_group, str(layout.period), definition.digest, 1)
    pointer = "/measures/prevent-referrals/earlier/Q1/value"
    content, plain = (write_workbook(layout, SETTINGS, stamp, Prefill({pointer: typed})) for typed in (text, "made up"))
    values = [cell for row in _opened(content)["Measures"].iter_rows() for cell in row if cell.value == text]
    assert [(cell.protection.locked, bool(cell.hyperlink), cell.data_type) for cell in values] == [(False, False, "s")]
    assert [part.count("<f>") for part in _sheets(content)] == [part.count("<f>") for part in _sheets(plain)]


def test_settings_without_a_contact_give_no_empty_line(made_demo: Path) -> None:
    root = open_folder(made_demo)
    settings = replace(read_settings(root), contact="")
    layout = _layouts(made_demo, "2024-25-Q2")[0]
    stamp = Stamp(settings.partnership, layout.definition.sub_group, str(layout.period), layout.definition.digest, 1)
    workbook = openpyxl.load_workbook(BytesIO(write_workbook(layout, settings, stamp)))
    labels = [row[0].value for row in workbook["Start"].iter_rows()]
    assert "Marking" in labels
    assert "Questions to" not in labels


def test_every_sheet_prints_on_a4_one_page_wide_and_the_start_sheet_on_one_page(issued: list[tuple[Layout, bytes]]) -> None:
    """What the file leaves out is 1; a height of 0 is as many pages as it takes."""
    for _, content in issued:
        start, *others = _opened(content).worksheets
        assert start.title == "Start"
        assert _pages(start) == (9, 1, 1)
        assert {_pages(sheet) for sheet in others} == {(9, 1, 0)}
        assert {sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in (start, *others)} == {True}


def _pages(sheet: Any) -> tuple[int, ...]:
    """A sheet's paper, and how many pages wide and tall it is fitted to."""
    page = sheet.page_setup
    return tuple(1 if value is None else int(value) for value in (page.paperSize, page.fitToWidth, page.fitToHeight))


def test_every_grid_is_a_table_whose_headings_are_those_of_the_layout(issued: list[tuple[Layout, bytes]]) -> None:
    """In the layout's order; on the Start sheet the State stands beside the answers."""
    for layout, content in issued:
        workbook = _opened(content)
        for grid in layout.grids:
            table = workbook[grid.sheet].tables[f"Table_{grid.key.replace('-', '_')}"]
            labels = [column.label for column in grid.all_columns]
            state, *others = labels
            expected = [*others[:-1], state, others[-1]] if grid.sheet == "Start" else labels
            assert [column.name for column in table.tableColumns] == expected
            if grid.sheet != "Start":
                assert len(workbook[grid.sheet].tables) == 1


def test_every_heading_of_a_grid_has_its_name(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        for grid in layout.grids:
            for column in grid.all_columns:
                title, cell = next(iter(workbook.defined_names[defined_name(grid, column)].destinations))
                assert (title, workbook[title][cell].value) == (grid.sheet, column.label)


def test_sheets_stand_in_the_order_in_which_they_are_filled_in_with_check_after_them(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content)
        own = [grid.sheet for grid in layout.grids if grid.sheet != "Start"]
        has_lists = any(rule.type == "list" for sheet in workbook.worksheets for rule in sheet.data_validations.dataValidation)
        assert workbook.sheetnames == ["Start", *own, "Check", "Checklist", *(["Lists"] if has_lists else [])]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "No day is set: ask when it is due."),
        ({"days_to_return": 18}, "Friday 18 October 2024"),
        ({"days_to_return": 18, "deadlines": {"2024-25-Q2": "2024-10-21"}}, "Monday 21 October 2024"),
        ({"days_to_return": 18, "deadlines": {"2024-25-Q3": "2025-01-20"}}, "Friday 18 October 2024"),
    ],
    ids=["none set", "days after the quarter", "a day of its own", "a day of another period"],
)
def test_the_start_sheet_says_until_when_the_return_is_due(more: dict[str, Any], expected: str, made_demo: Path) -> None:
    layout = _layouts(made_demo, "2024-25-Q2")[0]
    stamp = Stamp(SETTINGS.partnership, layout.definition.sub_group, str(layout.period), layout.definition.digest, 1)
    workbook = openpyxl.load_workbook(BytesIO(write_workbook(layout, replace(SETTINGS, **more), stamp)))
    facts = {row[0].value: row[1].value for row in workbook["Start"].iter_rows() if row[0].value}
    assert facts["Return by"] == expected


def test_check_says_as_issued_what_there_is_to_do(issued: list[tuple[Layout, bytes]]) -> None:
    """The values that the formulas were written with are those of our own verdict; phones and previews show them."""
    for layout, content in issued:
        workbook = _opened(content, values=True)
        items = checklist(layout, Prefill())
        wanted = verdict(items, cells_as_issued(layout, {}))
        assert workbook["Check"]["A3"].value == wanted.words
        assert [workbook["Check"][cell].value for cell in ("B6", "B7")] == [wanted.to_do, wanted.odd]
        rows = [[cell.value for cell in row] for row in workbook["Checklist"].iter_rows(min_row=4, max_col=3)]
        standing = [item.when.holds(cells_as_issued(layout, {})) for item in items]
        marks = [item.mark if stands else DONE for item, stands in zip(items, standing, strict=True)]
        assert rows == [[mark, item.text, item.label] for mark, item in zip(marks, items, strict=True)]


def test_the_checklist_numbers_what_stands_what_must_be_done_first(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        sheet = _opened(content, values=True)["Checklist"]
        assert [cell.value for cell in sheet[3]] == ["State", "What it looks for", "Where", "Sheet", "Cell", "Order"]
        rows = [(row[0].value, row[5].value) for row in sheet.iter_rows(min_row=4)]
        in_order = [*(at for at, (mark, _) in enumerate(rows) if mark == MUST), *(at for at, (mark, _) in enumerate(rows) if mark == ODD)]
        numbers = {at: number for number, at in enumerate(in_order, 1)}
        assert [order for _, order in rows] == [numbers.get(at) for at in range(len(rows))]


def test_check_lists_the_first_that_stand_each_with_a_link_to_its_answer(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        workbook = _opened(content, values=True)
        standing = {row[5].value: row for row in workbook["Checklist"].iter_rows(min_row=4) if row[5].value}
        lines = [[cell.value for cell in row[:3]] for row in workbook["Check"].iter_rows(min_row=10)]
        told = [[row[2].value, f"{row[3].value} {row[4].value}", f"{row[0].value} {row[1].value}"] for _, row in sorted(standing.items())]
        assert 0 < len(told) >= len([line for line in lines if line[0]])
        assert lines == [*told, *([None] * 3 for _ in lines)][: len(lines)]


def test_the_tally_and_the_verdict_count_places(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        sheet = _opened(content, values=True)["Check"]
        assert [sheet[cell].value for cell in ("A5", "A6", "A7")] == [
            "So far",
            "! Places that need an answer or a correction",
            "? Places that look odd",
        ]
        assert re.fullmatch(r"! Not ready to return: \d+ places? needs? an answer or a correction\.", sheet["A3"].value)


def test_a_line_of_check_has_no_border_until_it_is_used(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        sheet = _opened(content)["Check"]
        lines = sheet.tables["To_do"].ref.replace("A9", "A10")
        assert {cell.border.left.style for row in sheet[lines] for cell in row} == {None}
        ruled = [(str(cells.sqref), rule.formula) for cells, rules in sheet.conditional_formatting._cf_rules.items() for rule in rules]
        assert (lines, ['$A10<>""']) in ruled


def test_every_item_of_the_checklist_leads_to_an_answer_cell(issued: list[tuple[Layout, bytes]]) -> None:
    """By a link; in an open table, where the row to be filled in changes, by a formula that shows the cell it leads to."""
    seen = set()
    for layout, content in issued:
        formulas = _opened(content)["Checklist"]
        workbook = _opened(content, values=True)
        answers = _answer_cells(layout, workbook)
        for row in workbook["Checklist"].iter_rows(min_row=4):
            sheet, cell = row[3].value, row[4].value
            assert (sheet, cell) in answers
            formula = formulas.cell(row[4].row, 5).value
            seen.add(formula != cell)
            if formula == cell:
                assert row[4].hyperlink.location == f"'{sheet}'!{cell}"
            else:
                link = re.fullmatch(rf"=HYPERLINK\(\"#'{sheet}'!\"&(.+)\)", formula)
                assert link
                goal, shown = link[1][: len(link[1]) // 2], link[1][len(link[1]) // 2 + 1 :]
                assert goal == shown
                assert row[4].hyperlink is None
    assert False in seen


def test_every_link_leads_to_a_sheet_that_is_there(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        workbook = _opened(content)
        links = [cell.hyperlink for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert len(links) > 5
        assert {link.location.split("!")[0].strip("'") for link in links} <= set(workbook.sheetnames)


def test_the_start_sheet_begins_with_where_the_return_stands_and_leads_to_every_sheet(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = _opened(content, values=True)
        start, others = workbook["Start"], workbook.sheetnames[1:]
        assert start["A1"].value == f"{layout.definition.title}: {layout.period.words}"
        assert (start["A5"].value, start["B5"].value) == ("Where it stands", workbook["Check"]["A3"].value)
        links = {cell.value: cell.hyperlink.location for (cell,) in start.iter_rows(max_col=1) if cell.hyperlink}
        assert [name for name in links if name in others] == others
        assert [links[name] for name in others] == [f"'{name}'!A1" for name in others]
        states = {row[0].value: row[2].value for row in start.iter_rows() if row[0].hyperlink}
        assert [states[name] for name in others if name in ("Checklist", "Lists")] == ["Nothing to fill in"] * (
            len(others) - others.index("Check") - 1
        )
        assert re.fullmatch(r"! \d+ to do", states["Check"])


_LITERAL = re.compile(r'"(?:[^"]|"")*"')
_FUNCTION = re.compile(r"\b([A-Z][A-Z0-9.]*)\(")
_OLD_FUNCTIONS = set(  # of those that Excel 2007 has, the ones that we use
    re.findall(
        r"\w+",
        "AND CHAR CLEAN COUNT COUNTIF EXACT FIND HYPERLINK IF IFERROR INDEX INT ISERROR ISLOGICAL ISNUMBER ISTEXT LEFT LEN LOWER MATCH MID"
        " MIN NOT OR ROW SUBSTITUTE SUM SUMPRODUCT TRIM UPPER",
    )
)


def _formulas(content: bytes) -> list[str]:
    """Every formula of a workbook as Excel reads it: those of cells, of conditional formats and of validations."""
    found = [text for sheet in _sheets(content) for text in re.findall(r"<(?:f|formula|formula1|formula2)>(.*?)</", sheet, re.DOTALL)]
    return [unescape(text, {"&quot;": '"'}) for text in found]


def _assert_excel_2007_takes(formulas: list[str]) -> None:
    assert len(formulas) > 50
    assert [text[:60] for text in formulas if len(text) > 8192] == []
    texts = [text for formula in formulas for text in _LITERAL.findall(formula)]
    assert [text for text in texts if len(text.encode("utf-16-le")) // 2 - 2 > 255] == []
    assert {name for formula in formulas for name in _FUNCTION.findall(_LITERAL.sub("", formula))} <= _OLD_FUNCTIONS
    assert max(_depth(_LITERAL.sub("", formula)) for formula in formulas) <= 64


def _depth(formula: str) -> int:
    """How deep the brackets of a formula are nested."""
    depth = deepest = 0
    for letter in formula:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    return deepest


def test_every_formula_is_one_that_excel_2007_takes(issued: list[tuple[Layout, bytes]]) -> None:
    """No longer than 8,192 characters, no text in it longer than 255, no newer function."""
    for _, content in issued:
        _assert_excel_2007_takes(_formulas(content))


@pytest.mark.parametrize("period", ["2017-18-Q4", "2024-25-Q3"])
def test_so_is_every_formula_of_a_workbook_that_holds_what_was_accepted_before(period: str, demo_folder: Path) -> None:
    for issued_workbook in issue(demo_folder, period):
        _assert_excel_2007_takes(_formulas(issued_workbook.path.read_bytes()))


def test_a_formula_longer_than_excel_allows_is_an_error_that_says_what_to_change() -> None:
    columns = tuple(Field(f"column-{number}", f"Made-up column {number} {'x' * 60}", Asked("text")) for number in range(60))
    definition = Definition(
        "made-up", "2024-25", "Made-up group", 1, "0123456789ab", tables=(Table("wide", "Made up", "Made up", columns),)
    )
    with pytest.raises(ShpdocsError) as caught:
        _written(lay_out(definition, parse_period("2024-25-Q2")))
    assert "too many required columns" in caught.value.what
    assert caught.value.remedy.endswith(".")


def test_an_answer_that_may_stay_blank_is_paler_and_numbers_alone_stand_on_the_right(issued: list[tuple[Layout, bytes]]) -> None:
    fills: dict[bool, set[str]] = {True: set(), False: set()}
    for layout, content in issued:
        workbook = _opened(content)
        for grid in layout.grids:
            table = _table(grid, workbook)
            for number, row in zip(table.rows, grid.rows, strict=True):
                for column, slot in zip(grid.columns, row.cells, strict=True):
                    if isinstance(slot, Slot):
                        cell = workbook[grid.sheet][f"{table.letters[column.label]}{number}"]
                        fills[slot.asked.required or grid.key == "sign-off"].add(cell.fill.fgColor.rgb)
                        side = "right" if slot.asked.kind in ("count", "number", "percentage", "rate") else "left"
                        assert (cell.alignment.horizontal, cell.alignment.indent) == (side, 1)
                        assert (cell.number_format == "d mmm yyyy") == (slot.asked.kind == "date")
    ((asked,), (optional,)) = fills[True], fills[False]
    assert sum(_light(optional)) > sum(_light(asked))


def _light(colour: str) -> bytes:
    return bytes.fromhex(colour[-6:])


def _row_states(layout: Layout, prefill: Prefill) -> dict[tuple[str, str], str]:
    """The State of every named row as issued, by its sheet and its key."""
    definition = layout.definition
    stamp = Stamp(SETTINGS.partnership, definition.sub_group, str(layout.period), definition.digest, 1)
    workbook = openpyxl.load_workbook(BytesIO(write_workbook(layout, SETTINGS, stamp, prefill)), data_only=True)
    found = {}
    for grid in layout.grids:
        if not grid.open_table:
            table = _table(grid, workbook)
            for number, row in zip(table.rows, grid.rows, strict=True):
                found[grid.sheet, row.key] = str(workbook[grid.sheet][f"{table.letters['State']}{number}"].value)
    return found


def _of_two_fields() -> Layout:
    fields = (
        Field("needed", "Made-up question", Asked("text"), sheet="Made up"),
        Field("optional", "Another made-up question", Asked("text", required=False), sheet="Made up"),
    )
    definition = Definition("made-up", "2024-25", "Made-up group", 1, "0123456789ab", fields=fields)
    return lay_out(definition, parse_period("2024-25-Q2"))


def test_a_row_that_may_stay_blank_is_optional_until_it_is_filled_in() -> None:
    states = _row_states(_of_two_fields(), Prefill())
    assert (states["Made up", "fields/needed"], states["Made up", "fields/optional"]) == ("! Answer needed.", "Optional")
    states = _row_states(_of_two_fields(), Prefill({"/fields/needed": "made up", "/fields/optional": "made up"}))
    assert (states["Made up", "fields/needed"], states["Made up", "fields/optional"]) == ("✓ Complete", "✓ Filled in")


def test_check_says_that_nothing_is_left_when_all_is_fine() -> None:
    signed = {"/sign-off/name": "A. Made-up", "/sign-off/role": "Chair (made up)", "/sign-off/date": "2024-10-04"}
    layout, prefill = _of_two_fields(), Prefill({"/fields/needed": "made up"} | signed)
    stamp = Stamp(SETTINGS.partnership, layout.definition.sub_group, str(layout.period), layout.definition.digest, 1)
    sheet = openpyxl.load_workbook(BytesIO(write_workbook(layout, SETTINGS, stamp, prefill)), data_only=True)["Check"]
    assert [sheet[cell].value for cell in ("A3", "B6", "B7")] == ["✓ Ready to return.", 0, 0]
    lines = [cell.value for row in sheet.iter_rows(min_row=10) for cell in row if cell.value]
    assert lines == ["Nothing is left to do."]


def test_a_state_that_says_several_things_says_each_on_a_line_of_its_own(made_demo: Path) -> None:
    layout = next(layout for layout in _layouts(made_demo, "2017-18-Q3") if layout.definition.sub_group == "domestic-abuse")
    row = "/measures/repeat-victims"
    states = _row_states(layout, Prefill({f"{row}/earlier/Q1/value": 5, f"{row}/figure/value": -1, f"{row}/figure/reason": "Suppressed"}))
    first, *others = states["Measures", "measures/repeat-victims"].split("\n")
    assert first == "! Both a figure and a reason for none: keep one."
    assert others
    assert {line[:2] for line in others} <= {"! ", "? "}


def test_a_row_that_is_added_to_a_table_with_carried_rows_says_that_it_is_new(made_demo: Path) -> None:
    layout = next(layout for layout in _layouts(made_demo, "2024-25-Q2") if layout.definition.sub_group == "serious-violence")
    prefill = Prefill({"/tables/funding/0/funder": "Made up"}, {"/tables/funding/0": "2024-25-Q1"})
    layout = lay_out(layout.definition, layout.period, prefill)
    stamp = Stamp(SETTINGS.partnership, layout.definition.sub_group, str(layout.period), layout.definition.digest, 1)
    content = write_workbook(layout, SETTINGS, stamp, prefill)
    formulas, values = (openpyxl.load_workbook(BytesIO(content), data_only=only)["Funding"] for only in (False, True))
    table = _table(next(grid for grid in layout.grids if grid.open_table), _opened(content))
    at = [f"{table.letters['Carried or new']}{row}" for row in table.rows]
    assert [values[cell].value for cell in at] == ["Carried from Q1 2024/25", *[None] * (len(at) - 1)]
    assert formulas[at[0]].value == "Carried from Q1 2024/25"
    for row, cell in zip(table.rows[1:], at[1:], strict=True):
        assert formulas[cell].value.startswith("=IF(IFERROR(AND(")
        assert formulas[cell].value.endswith(',"","New")')
        assert set(re.findall(r"[A-Z]\d+", formulas[cell].value)) == {f"{letter}{row}" for letter in "CDEF"}


def test_a_wrong_entry_is_told_in_the_words_of_the_catalogue(issued: list[tuple[Layout, bytes]]) -> None:
    """The message of a guard is what `collect` would ask for: one of the catalogue's sentences after another."""
    patterns = [re.sub(r"\\\{[a-z-]+\\\}", ".+", re.escape(message.needed)) for message in CATALOGUE.values()]
    known = re.compile(rf"({'|'.join(patterns)})( ({'|'.join(patterns)}| ?Or leave it blank\.))*")
    for _, content in issued:
        workbook = _opened(content)
        rules = [
            rule for sheet in workbook.worksheets for rule in sheet.data_validations.dataValidation if rule.type not in ("custom", None)
        ]
        assert len(rules) > 3
        assert [rule.error for rule in rules if not known.fullmatch(rule.error or "")] == []
