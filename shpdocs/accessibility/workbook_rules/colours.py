"""The rule on colour: contrast of every text with what lies under it, and no meaning that colour alone carries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from shpdocs.accessibility.rule import Breach, faintness
from shpdocs.accessibility.workbook_rules.conditional_formats import SheetIndex
from shpdocs.accessibility.workbook_rules.tables import unmarked_blocks
from shpdocs.model.cells import cell_name
from shpdocs.model.workbook_facts import Cell, CellRange, ConditionalFormat, Look, SheetFacts, WorkbookFacts

_LEAST_STRIPED = 4  # rows
_Fills = tuple[str, ...]
_NO_FILL = ("FFFFFF",)
_FORMAT_COLOURS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00",
    "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
_COLOUR_CODE = re.compile(rf"\[({'|'.join(_FORMAT_COLOURS)})\]", re.IGNORECASE)


def colours_can_be_read(book: WorkbookFacts) -> Iterator[Breach]:
    """X10: contrast of 4.5 to 1 (3 to 1 for large text), also under conditional formats; no cell marked by colour alone."""
    for sheet in book.sheets:
        for (row, column), cell in sheet.values.items():
            for text_colour, look in _text_colours(cell):
                yield from _contrast_breaches(sheet, row, column, text_colour, look.fills, look, "")
        index = SheetIndex(sheet)
        for conditional in sheet.conditional_formats:
            yield from _conditional_format_breaches(index, conditional)
        for block in (*(table.range for table in sheet.tables), *unmarked_blocks(sheet)):
            yield from _fill_breaches(sheet, block)


def _text_colours(cell: Cell) -> Iterator[tuple[str, Look]]:
    """Every colour that a cell's text is shown in, with the look it has there."""
    look = cell.look
    if not cell.runs:
        yield _number_format_colour(cell) or look.text_colour, look
    for run in cell.runs:
        if run.text.strip():
            yield run.text_colour, Look(run.text_colour, look.fills, run.size, run.bold)


def _number_format_colour(cell: Cell) -> str:
    """The colour that a number format gives to this number, as [Red] to those below zero; '' if none."""
    if cell.number is None:
        return ""
    sections = cell.look.number_format.split(";")
    at = 1 if cell.number < 0 else 2 if cell.number == 0 else 0
    match = _COLOUR_CODE.search(sections[at] if at < len(sections) else sections[0])
    return _FORMAT_COLOURS[match[1].lower()] if match else ""


def _contrast_breaches(
    sheet: SheetFacts, row: int, column: int, text_colour: str, fills: tuple[str, ...], look: Look, how: str
) -> Iterator[Breach]:
    for fill in fills or _NO_FILL:
        what = faintness(text_colour, fill, look.size, look.bold, how)
        if what:
            yield Breach(sheet.title, cell_name(row, column), what, "Choose a darker text on a light fill, or no fill at all.")


def _conditional_format_breaches(index: SheetIndex, conditional: ConditionalFormat) -> Iterator[Breach]:
    """Contrast in each different look under a conditional format, and cells that it marks without a text to go with it."""
    sheet = index.sheet
    changes_colours = bool(conditional.text_colour or conditional.fills)
    if changes_colours:
        yield from _contrast_under(index, conditional)
    if not conditional.shows_values:
        first = conditional.ranges[0]
        mend = "Untick 'Show Bar Only' or 'Show Icon Only' in the rule."
        yield Breach(sheet.title, cell_name(first.top, first.left), "A conditional format shows a bar or an icon without its number.", mend)
    elif changes_colours and not conditional.is_scale and (at := index.unexplained(conditional)):
        what = "A conditional format colours a blank cell: what the colour means is nowhere in words."
        mend = "Say it in words too, in the cell or by a formula in the same row, as in 'Missing'."
        yield Breach(sheet.title, cell_name(*at), what, mend)


def _contrast_under(index: SheetIndex, conditional: ConditionalFormat) -> Iterator[Breach]:
    judged: set[Look] = set()
    for block in conditional.ranges:
        for look, (row, column) in index.first_of_each_look(block).items():
            if look in judged:
                continue
            judged.add(look)
            bold = look.bold if conditional.bold is None else conditional.bold
            text_colour, fills = conditional.text_colour or look.text_colour, conditional.fills or look.fills
            how = ", when a conditional format sets in"
            yield from _contrast_breaches(index.sheet, row, column, text_colour, fills, Look(size=look.size, bold=bold), how)


def _fill_breaches(sheet: SheetFacts, block: CellRange) -> Iterator[Breach]:
    """Cells of a table that a fill singles out: blank ones, and ones that read the same as another with another fill.

    A row that is a band says nothing; cells to fill in may have a fill of their own.
    """
    by_row: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sheet.cells.items():
        if block.top < row <= block.bottom and block.left <= column <= block.right:
            by_row[row][column] = cell
    by_column: dict[int, dict[int, Cell]] = defaultdict(dict)
    passed = Counter[int]()
    bands = _bands(by_row, block)
    for row, cells in sorted(by_row.items()):
        for column, cell in cells.items():
            if row in bands or sheet.is_answer(row, column):
                passed[column] += 1
            else:
                by_column[column][row] = cell
    for column, held in sorted(by_column.items()):
        yield from _singled_out(sheet, column, held, block.bottom - block.top - passed[column])


def _bands(by_row: dict[int, dict[int, Cell]], block: CellRange) -> set[int]:
    """The rows of a table that have one fill throughout, or that stripes run through."""
    columns = range(block.left, block.right + 1)
    whole = {row: [cells[at].look.fills for at in columns] for row, cells in by_row.items() if len(cells) == len(columns)}
    bands = {row for row, fills in whole.items() if len(set(fills)) == 1 and fills[0]}
    return bands | _stripes({row: fills for row, fills in whole.items() if row not in bands})


def _stripes(rows: dict[int, list[_Fills]]) -> set[int]:
    """The rows with one fill throughout but for the columns that look the same all the way down.

    Where such a column has no fill, or only one other is left, a fill may be a mark: it must take turns from row to row.
    """
    columns = list(zip(*rows.values(), strict=True))
    even = [fills[0] for fills in columns if len(set(fills)) == 1]
    uneven = [at for at, fills in enumerate(columns) if len(set(fills)) > 1]
    are_coloured, are_several = all(even), len(uneven) > 1
    if not (are_coloured and are_several) and not ((are_coloured or are_several) and _take_turns(rows)):
        return set()
    across = {row: {fills[at] for at in uneven} for row, fills in rows.items()}
    return {row for row, fills in across.items() if len(fills) == 1 and fills != {()}}


def _take_turns(rows: dict[int, list[_Fills]]) -> bool:
    """Whether all odd rows look the same, and all even ones, in enough rows to be no chance."""
    looks = {(row % 2, *fills) for row, fills in rows.items()}
    return len(rows) >= _LEAST_STRIPED and len(looks) == 2


def _singled_out(sheet: SheetFacts, column: int, held: dict[int, Cell], rows: int) -> Iterator[Breach]:
    """What a fill singles out among the cells of a column; `rows` counts those that are not in the file too."""
    if len({cell.look.fills for cell in held.values()}) < 2 and len(held) == rows:
        return  # all alike
    fills_by_words: dict[str, _Fills] = {}
    for row, cell in held.items():
        at = cell_name(row, column)
        if cell.is_blank:
            if cell.look.fills and any(fill != "FFFFFF" for fill in cell.look.fills):
                yield Breach(sheet.title, at, "A fill marks a blank cell of a table.", "Say in words, in the cell, what the colour means.")
            continue
        words = str(cell.value).strip().casefold()
        if fills_by_words.setdefault(words, cell.look.fills) != cell.look.fills:
            mend = "Say in words, in the cell, what the colour means, or give both the same fill."
            yield Breach(sheet.title, at, "The cell reads the same as another of its column but has another fill.", mend)
