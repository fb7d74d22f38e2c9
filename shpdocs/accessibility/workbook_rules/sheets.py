"""Rules on sheets and what surrounds the cells: what is hidden, titles, what floats or stands outside, links, properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.accessibility.rule import Breach, author_breaches, says_nothing
from shpdocs.accessibility.workbook_rules.tables import unmarked_blocks
from shpdocs.model.cells import cell_name, column_letters
from shpdocs.model.workbook_facts import DrawnObject, SheetFacts, WorkbookFacts

_LONGEST_NAME = 31  # characters; Excel opens no workbook with a longer one
_DEFAULT_NAME = re.compile(r"(sheet|tabelle|feuil|hoja|foglio|blad|ark|arkusz|planilha|worksheet|chart)?[\s_]*\(?\d*\)?", re.IGNORECASE)
_YEAR = re.compile(r"(19|20)\d\d")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


def nothing_is_hidden(book: WorkbookFacts) -> Iterator[Breach]:
    """X6: no hidden sheets, rows or columns, no filter in use; filter buttons and frozen panes are by choice."""
    for sheet in book.sheets:
        if sheet.state != "visible":
            yield Breach(sheet.title, "", "The sheet is hidden.", "Show it (right click on a sheet's name, Unhide), or delete it.")
        for first, last in sheet.hidden_rows:
            what = f"Row {first} is hidden." if first == last else f"Rows {first} to {last} are hidden."
            yield Breach(sheet.title, cell_name(first, 1), what, "Show them, or delete them.")
        for first, last in sheet.hidden_columns:
            from_column, to_column = column_letters(first), column_letters(last)
            what = f"Column {from_column} is hidden." if first == last else f"Columns {from_column} to {to_column} are hidden."
            yield Breach(sheet.title, cell_name(1, first), what, "Show them, or delete them.")
        if sheet.filter_hides_rows or any(table.hides_rows for table in sheet.tables):
            yield Breach(sheet.title, "", "A filter is in use: rows may be left out.", "Clear it (Data, Clear).")
        elif sheet.has_filter_buttons or any(table.has_filter_buttons for table in sheet.tables):
            yield Breach(sheet.title, "", "The headings carry filter buttons.", "Take them off (Data, Filter) if nobody needs them.", True)
        if sheet.is_frozen:
            mend = "Unfreeze it (View, Freeze Panes) if it is not needed: at a high zoom it can leave little room."
            yield Breach(sheet.title, "", "Part of the sheet is frozen or split off.", mend, True)


def sheets_have_titles(book: WorkbookFacts) -> Iterator[Breach]:
    """X7: each sheet has a name of its own that says something, is not blank, and has its title in A1."""
    earlier_names: set[str] = set()
    for sheet in book.sheets:
        yield from _name_breaches(sheet, earlier_names)
        earlier_names.add(sheet.title.casefold())
        if sheet.kind != "sheet":
            continue
        if not sheet.values:
            if not sheet.drawn:
                yield Breach(sheet.title, "", "The sheet is blank.", "Delete it.")
        elif not _has_title(sheet):
            yield Breach(sheet.title, "A1", "There is no title in A1.", "Write into A1, above everything else, what the sheet holds.")


def _name_breaches(sheet: SheetFacts, earlier_names: set[str]) -> Iterator[Breach]:
    mend = "Right click on the sheet's name, Rename, and say what the sheet holds."
    if _DEFAULT_NAME.fullmatch(sheet.title.strip()) and not _YEAR.fullmatch(sheet.title.strip()):
        yield Breach(sheet.title, "", "The sheet's name does not say what it holds.", mend)
    if len(sheet.title) > _LONGEST_NAME:
        yield Breach(sheet.title, "", f"The sheet's name is longer than {_LONGEST_NAME} characters.", mend)
    if sheet.title.casefold() in earlier_names:
        yield Breach(sheet.title, "", "Another sheet has the same name.", mend)


def _has_title(sheet: SheetFacts) -> bool:
    """Whether A1 holds a text with a word in it, over any table or what is laid out as one."""
    cell = sheet.values.get((1, 1))
    if cell is None or not re.search(r"[^\W\d_]{2}", cell.text) or sheet.table_at(1, 1):
        return False
    return not any(block.contains(1, 1) for block in unmarked_blocks(sheet))


_DRAWN = {
    "picture": ("There is a picture.", "Take it off, and say in cells what it shows."),
    "background": ("There is a picture behind the cells.", "Take it off (Page Layout, Delete Background)."),
    "text box": ("A text stands in a box that floats over the cells.", "Write the text into a cell and delete the box."),
    "shape": ("A shape floats over the cells.", "Delete it, and say in cells what it shows."),
    "diagram": ("A diagram floats over the cells.", "Say in cells what it shows and delete it."),
    "control": ("A button or another control floats over the cells.", "Delete it; ask for the answer in a cell."),
    "embedded object": ("Another file is embedded in the sheet.", "Delete it, and send that file on its own."),
    "chart": ("The chart has no alternative text.", "Right click on it, Edit Alt Text, and say what it shows."),
}


_WITHOUT_CELLS = {
    "chart": ("The sheet is a chart and has no cells.", "Move the chart to a sheet with its figures, with alt text."),
    "dialog": ("The sheet is a dialog and has no cells.", "Delete it; ask for the answers in cells."),
}


def nothing_floats(book: WorkbookFacts) -> Iterator[Breach]:
    """X9: no headers and footers, text boxes, pictures, charts without alternative text, or macros; comments are by choice."""
    if book.has_macros:
        yield Breach("", "", "The workbook has macros.", "Save it as 'Excel Workbook (.xlsx)'.")
    for sheet in book.sheets:
        if sheet.kind in _WITHOUT_CELLS:
            yield Breach(sheet.title, "", *_WITHOUT_CELLS[sheet.kind])
        for text in sheet.headers_and_footers:
            what = f"A page header or footer holds '{_shortened(text)}'."
            yield Breach(sheet.title, "", what, "Write it into a cell at the top, and clear it (Page Layout, Print Titles, Header/Footer).")
        for drawn in sheet.drawn:
            yield from _drawn_breaches(sheet, drawn)


def _drawn_breaches(sheet: SheetFacts, drawn: DrawnObject) -> Iterator[Breach]:
    at = cell_name(drawn.row, drawn.column) if drawn.row else ""
    if drawn.kind == "comment":
        yield Breach(
            sheet.title, at, "There is a comment.", "Write it into a cell if readers need it; not every program shows comments.", True
        )
    elif drawn.kind != "chart" or not drawn.has_alt_text:
        what, mend = _DRAWN[drawn.kind]
        yield Breach(sheet.title, at, what, mend)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


def links_and_properties_are_set(book: WorkbookFacts) -> Iterator[Breach]:
    """X12: links say where they lead; title, author and language are set; the workbook opens at A1 of the first sheet."""
    for sheet in book.sheets:
        for (row, column), cell in sorted(sheet.cells.items()):
            text = "" if cell.value is None else " ".join(str(cell.value).split())
            if cell.link and says_nothing(text) and not (cell.formula and cell.value is None):  # a formula that was never worked out
                mend = "Show in the cell what the link leads to, as in 'Guidance on returns'."
                yield Breach(sheet.title, cell_name(row, column), "The link's text does not say where it leads.", mend)
    yield from _property_breaches(book)
    if book.active_sheet != 0:
        yield Breach("", "", "The workbook opens on another sheet than its first.", "Go to the first sheet, to A1, and save.")
    elif book.sheets and book.sheets[0].active_cell != "A1" and book.sheets[0].kind == "sheet":
        at = book.sheets[0].active_cell
        yield Breach(book.sheets[0].title, at, "The workbook opens at another cell than A1.", "Go to A1 of the first sheet and save.")


def _property_breaches(book: WorkbookFacts) -> Iterator[Breach]:
    if not book.title.strip():
        yield Breach("", "", "The document property Title is blank.", "Fill it in: File, Info, Title.")
    yield from author_breaches(book.author)
    if not _LANGUAGE.fullmatch(book.language.strip()):
        mend = "Set it to en-GB: File, Info, Properties, Advanced Properties, or with the program that wrote the file."
        yield Breach("", "", "The document property Language is not set.", mend)
