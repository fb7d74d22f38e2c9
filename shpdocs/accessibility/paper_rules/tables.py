"""Rules on tables: headings that are marked, simple grids, no blank cells, alternative text, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from shpdocs.accessibility.paper_rules.breaches import breach_at
from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import PaperCell, PaperFacts, PaperRow, PaperTable

_LETTER, _LINE, _PADDING = 0.5, 1.3, 10.0  # of the text's size: a letter's width and a line's height; points beside a cell's text
_LONG = 1 / 3  # of a page: a row that is longer may break across two
_USUAL_WIDTH = 450.0  # points, of a table


def headings_are_marked(paper: PaperFacts) -> Iterator[Breach]:
    """W4: the first row is marked as headings and looks it; a table of labels and values has its first column set apart."""
    for table in _with_rows(paper):
        first = table.rows[0]
        if _is_labels_and_values(table) and not first.is_heading:
            continue
        if not first.is_heading:
            what = "The table's first row is not marked as its row of headings."
            mend = "Click in the first row, choose Layout, Repeat Header Rows."
            yield breach_at(table.place, what, f"{mend} If labels stand in the first of two columns: Table Design, tick First Column only.")
        elif not table.has_header_row_style:
            yield breach_at(table.place, "The table's look does not set its row of headings apart.", "In Table Design, tick Header Row.")
        if len(table.rows) > 1 and all(row.is_heading for row in table.rows):
            what = "Every row is marked as a row of headings, so that none is."
            yield breach_at(table.place, what, "Choose Layout, Repeat Header Rows for the first row alone.")


def _with_rows(paper: PaperFacts) -> Iterator[PaperTable]:
    return (table for table in paper.tables if table.rows)


def _is_labels_and_values(table: PaperTable) -> bool:
    return table.has_first_column_style and not table.has_header_row_style and all(len(row.cells) == 2 for row in table.rows)


def tables_are_simple(paper: PaperFacts) -> Iterator[Breach]:
    """W5: no cells are joined, no table stands within another, and every row has as many cells."""
    for table in _with_rows(paper):
        if table.is_nested:
            yield breach_at(table.place, "A table stands within a table's cell.", "Move it below that table, or write its words as text.")
        for row in table.rows:
            for cell in row.cells:
                if (cell.span > 1 or cell.is_merged) and not cell.is_covered:
                    yield breach_at(
                        cell.place, "Cells are joined.", "Click in the cell, choose Layout, Split Cells; repeat its words in each."
                    )
        columns = [sum(cell.span for cell in row.cells) for row in table.rows]
        if len(set(columns)) > 1 or any(row.skips_columns for row in table.rows):
            yield breach_at(table.place, "Not every row has as many cells.", "Give each row as many cells as the row of headings has.")


def no_cell_is_blank(paper: PaperFacts) -> Iterator[Breach]:
    """W6: every cell holds words; what is joined with the cell above breaks W5."""
    for table in _with_rows(paper):
        for row in table.rows:
            for cell in row.cells:
                if not (cell.has_other_content or cell.is_covered or cell.words):
                    mend = "Say why: 'Not yet available', 'Not applicable', 'None' or 'See row above'."
                    yield breach_at(cell.place, "The cell is blank.", mend)


def tables_have_alt_text(paper: PaperFacts) -> Iterator[Breach]:
    """W7: every table has a title and a description."""
    mend = "Right click on the table, choose Table Properties, Alt Text, and say in a few words what the table holds."
    for table in _with_rows(paper):
        missing = [name for name, text in (("title", table.title), ("description", table.description)) if not text]
        if missing:
            yield breach_at(table.place, f"The table's alternative text has no {' and no '.join(missing)}.", mend)


def rows_stay_whole(paper: PaperFacts) -> Iterator[Breach]:
    """W8: no row breaks across two pages, unless it is longer than about a third of a page."""
    mend = "Mark the row, choose Layout, Properties, Row, and untick 'Allow row to break across pages'."
    for table in _with_rows(paper):
        for row in table.rows:
            if row.can_split and row.cells and _lines(row) > 1 and _height(row) <= paper.page_height * _LONG:
                yield breach_at(row.cells[0].place, "The row may break across two pages.", mend)


def _text_size(row: PaperRow) -> float:
    sizes = (run.look.size for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs[:1])
    return max((size for size in sizes if size >= 1), default=12.0)


def _lines(row: PaperRow) -> int:
    size = _text_size(row)
    return max(_cell_lines(cell, cell.width or _USUAL_WIDTH / len(row.cells), size) for cell in row.cells)


def _cell_lines(cell: PaperCell, width: float, size: float) -> int:
    """About how many lines a cell takes: every paragraph, and every new line in it, begins one."""
    room = max(width - _PADDING, size) / (size * _LETTER)
    return sum(max(1, ceil(len(line) / room)) for paragraph in cell.paragraphs for line in paragraph.text.split("\n"))


def _height(row: PaperRow) -> float:
    return _lines(row) * _text_size(row) * _LINE
