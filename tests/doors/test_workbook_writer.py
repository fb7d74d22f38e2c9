"""The workbook as issued, opened with openpyxl and as raw XML: what it locks, guards, names and leaves out."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shpdocs.doors.definition_files import read_settings, read_year
from shpdocs.doors.store import open_folder
from shpdocs.doors.workbook_writer import write_workbook
from shpdocs.rules.layout import Layout, lay_out
from shpdocs.words.definition import Asked, Definition, Field
from shpdocs.words.errors import ShpdocsError
from shpdocs.words.period import parse_period
from shpdocs.words.returns import Stamp
from shpdocs.words.settings import Settings
from tests.leads import REFERENCE

SETTINGS = Settings("Made-up Partnership", "Made-up Council")
PERIODS = ("2017-18-Q1", "2017-18-Q3", "2024-25-Q2", "2024-25-Q4")


def _layouts(folder: Path, period: str) -> list[Layout]:
    wanted = parse_period(period)
    return [lay_out(definition, wanted) for definition in read_year(open_folder(folder), wanted.year).definitions]


def _written(layout: Layout) -> bytes:
    definition = layout.definition
    stamp = Stamp(SETTINGS.partnership, definition.sub_group, str(layout.period), definition.digest, 1)
    return write_workbook(layout, SETTINGS, stamp, {})


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def _sheets(content: bytes) -> list[str]:
    return [text for name, text in _parts(content).items() if name.startswith("xl/worksheets/sheet")]


@pytest.fixture(scope="module", params=PERIODS)
def issued(request: pytest.FixtureRequest, made_demo: Path) -> list[tuple[Layout, bytes]]:
    """Every workbook of a period, with its layout."""
    return [(layout, _written(layout)) for layout in _layouts(made_demo, request.param)]


def _answer_cells(layout: Layout, workbook: Any) -> set[tuple[str, str]]:
    """Sheet and cell of every answer: the crossings of the layout's rows and answer headings, found by their texts."""
    found = set()
    for grid in layout.grids:
        sheet = workbook[grid.sheet]
        texts = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
        heading_row = texts[REFERENCE].row
        columns = [cell.column_letter for cell in sheet[heading_row]]
        for row in grid.rows:
            for letter, cell in zip(columns, row.cells, strict=False):
                if not isinstance(cell, str):
                    found.add((grid.sheet, f"{letter}{texts[row.key].row}"))
    return found


def test_the_same_input_gives_the_same_bytes(made_demo: Path) -> None:
    layout = _layouts(made_demo, "2024-25-Q2")[0]
    assert _written(layout) == _written(layout)


def test_another_issue_number_gives_other_bytes(made_demo: Path) -> None:
    layout = _layouts(made_demo, "2024-25-Q2")[0]
    stamp = Stamp(SETTINGS.partnership, layout.definition.sub_group, str(layout.period), layout.definition.digest, 2)
    assert write_workbook(layout, SETTINGS, stamp, {}) != _written(layout)


def test_every_answer_cell_is_unlocked_and_every_other_cell_locked(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = openpyxl.load_workbook(BytesIO(content))
        unlocked = {
            (sheet.title, cell.coordinate)
            for sheet in workbook.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if not cell.protection.locked
        }
        answers = _answer_cells(layout, workbook)
        assert len(answers) > 1
        assert unlocked == answers


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
        workbook = openpyxl.load_workbook(BytesIO(content))
        assert {sheet.sheet_state for sheet in workbook.worksheets} == {"visible"}
        assert [sheet.title for sheet in workbook.worksheets if sheet.merged_cells.ranges] == []
        parts = _parts(content)
        unwanted = ("comment", "drawing", "media", "externallink", "vba", "macro", "embedding")
        assert [name for name in parts if any(word in name.lower() for word in unwanted)] == []
        assert not any('hidden="1"' in text for text in parts.values())
        assert not any('TargetMode="External"' in text for text in parts.values())


def test_every_text_is_a_shared_string(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        kinds = {kind for text in _sheets(content) for kind in re.findall(r'<c [^>]*t="(\w+)"', text)}
        assert kinds == {"s"}


def test_row_heights_are_given_but_not_forced(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        texts = _sheets(content)
        assert all("customHeight" not in text for text in texts)
        assert all(re.search(r'<row [^>]*ht="', text) for text in texts if "<tableParts" in text)
        assert sum("<tableParts" in text for text in texts) >= 1


def test_dropdowns_are_names_on_a_visible_sheet(issued: list[tuple[Layout, bytes]]) -> None:
    seen = 0
    for _, content in issued:
        workbook = openpyxl.load_workbook(BytesIO(content))
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


def test_every_answer_cell_has_a_guard_with_an_input_message(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = openpyxl.load_workbook(BytesIO(content))
        guarded = set()
        for sheet in workbook.worksheets:
            for rule in sheet.data_validations.dataValidation:
                assert 0 < len(rule.prompt) <= 255
                assert len(rule.promptTitle) <= 32
                assert len(rule.error or "") <= 255
                for cells in rule.sqref.ranges:
                    guarded |= {(sheet.title, sheet.cell(row, column).coordinate) for row, column in cells.cells}
        assert guarded == _answer_cells(layout, workbook)


def test_there_is_one_guard_for_each_run_of_cells_that_allow_the_same(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = openpyxl.load_workbook(BytesIO(content))
        for grid in layout.grids:
            columns = zip(*(row.cells for row in grid.rows), strict=True)
            asked = [[None if isinstance(cell, str) else cell.asked for cell in column] for column in columns]
            runs = sum(one is not None and (at == 0 or column[at - 1] != one) for column in asked for at, one in enumerate(column))
            assert 0 < len(workbook[grid.sheet].data_validations.dataValidation) <= runs


def test_an_open_table_of_many_rows_has_one_guard_a_column(made_demo: Path) -> None:
    layout = next(one for one in _layouts(made_demo, "2024-25-Q2") if one.definition.sub_group == "partnership")
    workbook = openpyxl.load_workbook(BytesIO(_written(layout)))
    assert len(workbook["Development plan"].data_validations.dataValidation) == 3


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
        workbook = openpyxl.load_workbook(BytesIO(content))
        definition = layout.definition
        stamp = f"Made-up Partnership | {layout.period} | {definition.sub_group} | definition {definition.digest} | issue 1"
        title, cell = next(iter(workbook.defined_names["shpdocs_stamp"].destinations))
        assert workbook[title][cell].value == stamp
        assert workbook.properties.subject == stamp
        assert [item.value for item in workbook.custom_doc_props.props] == [stamp]


def test_the_program_and_the_day_leave_no_trace_in_the_properties(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        properties = openpyxl.load_workbook(BytesIO(content)).properties
        assert properties.creator == "Made-up Partnership"
        assert f"{properties.created:%Y-%m}" == layout.period.last_month


@pytest.mark.parametrize("text", ["=1+1", "@made", "+44 made up", "-made up", "http://made-up.example", "<5 cases & more", "a\nb", "{=A1}"])
def test_a_prefilled_text_stays_a_text(text: str, made_demo: Path) -> None:
    layout = next(one for one in _layouts(made_demo, "2024-25-Q2") if one.definition.sub_group == "prevent")
    definition = layout.definition
    stamp = Stamp(SETTINGS.partnership, definition.sub_group, str(layout.period), definition.digest, 1)
    pointer = "/measures/prevent-referrals/earlier/Q1/value"
    content = write_workbook(layout, SETTINGS, stamp, {pointer: text})
    values = [cell for row in openpyxl.load_workbook(BytesIO(content))["Measures"].iter_rows() for cell in row if cell.value == text]
    assert [(cell.protection.locked, bool(cell.hyperlink)) for cell in values] == [(False, False)]
    assert not any("<f>" in part for part in _sheets(content))


def test_settings_without_a_contact_give_no_empty_line(made_demo: Path) -> None:
    root = open_folder(made_demo)
    settings = replace(read_settings(root), contact="")
    layout = _layouts(made_demo, "2024-25-Q2")[0]
    stamp = Stamp(settings.partnership, layout.definition.sub_group, str(layout.period), layout.definition.digest, 1)
    workbook = openpyxl.load_workbook(BytesIO(write_workbook(layout, settings, stamp, {})))
    labels = [row[0].value for row in workbook["Start"].iter_rows()]
    assert "Marking" in labels
    assert "Questions to" not in labels


def test_every_sheet_prints_on_a4_one_page_wide(issued: list[tuple[Layout, bytes]]) -> None:
    for _, content in issued:
        workbook = openpyxl.load_workbook(BytesIO(content))
        found = {
            (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) for sheet in workbook.worksheets
        }
        assert {(int(size), int(wide), int(tall)) for size, wide, tall in found} == {(9, 1, 0)}


def test_every_grid_is_a_table_whose_headings_are_those_of_the_layout(issued: list[tuple[Layout, bytes]]) -> None:
    for layout, content in issued:
        workbook = openpyxl.load_workbook(BytesIO(content))
        for grid in layout.grids:
            (table,) = workbook[grid.sheet].tables.values()
            assert [column.name for column in table.tableColumns] == [*(column.label for column in grid.columns), REFERENCE]
