"""The rule on colour: contrast of every text with what lies under it, and no meaning that colour alone carries."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from shpdocs.rules.audit.rule import Fault
from shpdocs.rules.audit.tables import unmarked_blocks
from shpdocs.words.audited import Box, Cell, Highlight, Look, SheetFacts, WorkbookFacts
from shpdocs.words.workbook import cell_name

_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18, 14  # points
_PAPER = ("FFFFFF",)
_NAMED = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00",
    "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
_NAMED_CODE = re.compile(rf"\[({'|'.join(_NAMED)})\]", re.IGNORECASE)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 has it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colours_can_be_read(book: WorkbookFacts) -> Iterator[Fault]:
    """X10: contrast of 4.5 to 1 (3 to 1 for large text), also under conditional formats; no cell marked by colour alone."""
    for sheet in book.sheets:
        for (row, column), cell in sheet.values.items():
            for ink, look in _inks(cell):
                yield from _contrast_faults(sheet, row, column, ink, look.fills, look, "")
        for highlight in sheet.highlights:
            yield from _highlight_faults(sheet, highlight)
        for box in (*(table.box for table in sheet.tables), *unmarked_blocks(sheet)):
            yield from _fill_faults(sheet, box)


def _inks(cell: Cell) -> Iterator[tuple[str, Look]]:
    """Every colour that a cell's text is shown in, with the look it has there."""
    look = cell.look
    if not cell.runs:
        yield _format_ink(cell) or look.ink, look
    for run in cell.runs:
        if run.text.strip():
            yield run.ink, Look(run.ink, look.fills, run.size, run.bold)


def _format_ink(cell: Cell) -> str:
    """The colour that a number format gives to this number, as [Red] to those below zero; '' if none."""
    if cell.number is None:
        return ""
    sections = cell.look.number_format.split(";")
    at = 1 if cell.number < 0 else 2 if cell.number == 0 else 0
    found = _NAMED_CODE.search(sections[at] if at < len(sections) else sections[0])
    return _NAMED[found[1].lower()] if found else ""


def _contrast_faults(sheet: SheetFacts, row: int, column: int, ink: str, fills: tuple[str, ...], look: Look, how: str) -> Iterator[Fault]:
    least = _LEAST_LARGE if look.size >= _LARGE or (look.bold and look.size >= _LARGE_BOLD) else _LEAST
    for fill in fills or _PAPER:
        found = contrast(ink, fill)
        if found < least:
            what = f"The text ({ink} on {fill}{how}) has a contrast of {int(found * 100) / 100:.2f} to 1; {least:g} is needed."
            yield Fault(sheet.title, cell_name(row, column), what, "Choose a darker text on a light fill, or no fill at all.")


def _highlight_faults(sheet: SheetFacts, highlight: Highlight) -> Iterator[Fault]:
    """Contrast in each different look under a conditional format, and cells that it marks without a text to go with it."""
    told: set[Look] = set()
    changes_colours = bool(highlight.ink or highlight.fills)
    for row, column in _within(sheet, highlight.boxes):
        cell = sheet.cells.get((row, column), Cell(look=sheet.look(row, column)))
        if changes_colours and cell.look not in told:
            told.add(cell.look)
            bold = cell.look.bold if highlight.bold is None else highlight.bold
            look = Look(size=cell.look.size, bold=bold)
            how = ", when a conditional format sets in"
            yield from _contrast_faults(sheet, row, column, highlight.ink or cell.look.ink, highlight.fills or cell.look.fills, look, how)
    if not highlight.shows_values:
        first = highlight.boxes[0]
        mend = "Untick 'Show Bar Only' or 'Show Icon Only' in the rule."
        yield Fault(sheet.title, cell_name(first.top, first.left), "A conditional format shows a bar or an icon without its number.", mend)
    elif changes_colours and not highlight.is_scale:
        yield from _silent(sheet, highlight)


def _within(sheet: SheetFacts, boxes: tuple[Box, ...]) -> list[tuple[int, int]]:
    """The cells of some ranges that are in the file; of a range that has none, its first cell."""
    places: list[tuple[int, int]] = []
    for box in boxes:
        if box.area <= len(sheet.cells):
            rows = range(box.top, box.bottom + 1)
            found = [(row, column) for row in rows for column in range(box.left, box.right + 1) if (row, column) in sheet.cells]
        else:
            found = sorted(place for place in sheet.cells if box.holds(*place))
        places += found or [(box.top, box.left)]
    return places


def _silent(sheet: SheetFacts, highlight: Highlight) -> Iterator[Fault]:
    """The first blank cell that a conditional format may colour where no other cell of the row says the same in words.

    Words are a formula, which changes as the colour does, or a text that the conditional format itself goes by. Rows that
    hold nothing yet and lie outside tables are left alone: formats reach ahead of what is typed.
    """
    speaking: set[int] = set()
    holding: set[int] = set()
    for (row, column), cell in sheet.values.items():
        holding.add(row)
        if not _covers(highlight, row, column) and (cell.formula or (cell.text and column in highlight.reads)):
            speaking.add(row)
    for row, column in _within(sheet, highlight.boxes):
        is_content = row in holding or sheet.table_at(row, column) is not None
        if (row, column) not in sheet.values and row not in speaking and is_content:
            what = "A conditional format colours a blank cell: what the colour means is nowhere in words."
            mend = "Say it in words too, in the cell or by a formula in the same row, as in 'Missing'."
            yield Fault(sheet.title, cell_name(row, column), what, mend)
            return


def _covers(highlight: Highlight, row: int, column: int) -> bool:
    return any(box.holds(row, column) for box in highlight.boxes)


def _fill_faults(sheet: SheetFacts, box: Box) -> Iterator[Fault]:
    """Cells of a table that a fill singles out: blank ones, and ones that read the same as another with another fill.

    A row with one fill throughout is a band and says nothing; cells to fill in may have a fill of their own.
    """
    by_row: dict[int, dict[int, Cell]] = defaultdict(dict)
    for (row, column), cell in sheet.cells.items():
        if box.top < row <= box.bottom and box.left <= column <= box.right:
            by_row[row][column] = cell
    by_column: dict[int, dict[int, Cell]] = defaultdict(dict)
    passed = Counter[int]()
    for row, cells in sorted(by_row.items()):
        fills = {cell.look.fills for cell in cells.values()}
        is_band = len(cells) == box.right - box.left + 1 and len(fills) == 1 and fills != {()}
        for column, cell in cells.items():
            if is_band or sheet.is_answer(row, column):
                passed[column] += 1
            else:
                by_column[column][row] = cell
    for column, held in sorted(by_column.items()):
        yield from _singled_out(sheet, column, held, box.bottom - box.top - passed[column])


def _singled_out(sheet: SheetFacts, column: int, held: dict[int, Cell], rows: int) -> Iterator[Fault]:
    """What a fill singles out among the cells of a column; `rows` counts those that are not in the file too."""
    if len({cell.look.fills for cell in held.values()}) < 2 and len(held) == rows:
        return  # all alike
    told: dict[str, tuple[str, ...]] = {}
    for row, cell in held.items():
        at = cell_name(row, column)
        if cell.is_blank:
            if cell.look.fills and any(fill != "FFFFFF" for fill in cell.look.fills):
                yield Fault(sheet.title, at, "A fill marks a blank cell of a table.", "Say in words, in the cell, what the colour means.")
            continue
        words = str(cell.value).strip().casefold()
        if told.setdefault(words, cell.look.fills) != cell.look.fills:
            mend = "Say in words, in the cell, what the colour means, or give both the same fill."
            yield Fault(sheet.title, at, "The cell reads the same as another of its column but has another fill.", mend)
