"""Rules on what stands in cells: read whole (by an estimate of how wide it is), notes marked in words, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time, timedelta

from shpdocs.accessibility.rule import Breach
from shpdocs.model.cells import cell_name
from shpdocs.model.workbook_facts import Cell, Look, SheetFacts, WorkbookFacts

_SLACK = 0.5  # characters by which an estimate may be wrong
_SUPERSCRIPT = re.compile(r"(?<!\b[kcm]m)(?<!\b[mM])(?<!\bft)(?<!\bin)(?<!\bmi)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]")  # not m², km³
_UNIT = re.compile(r"(?:\b[kcm]m|\bm|\bft|\bin|\bmi)\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(st|nd|rd|th)", re.IGNORECASE)  # 21st
_SYMBOL = re.compile(r"[†‡]|(?<=[^\s*])\*+(?=[\s,.;:)]|$)|^\*+(?=\s?\w)|^\*+$")
_NOTE = re.compile(r"\[note\s+(\w+)\]", re.IGNORECASE)
_NUMBER = r"[-+\u2212]?[£$€]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s?%?"
_A_NUMBER = re.compile(rf"\s*\(?{_NUMBER}\)?\s*")
_NUMBERS = re.compile(rf"\s*{_NUMBER}(?:\s*(?:/|;|\||&|\+|\band\b|,\s|\n|\()\s*{_NUMBER}\s*\)?)+\s*", re.IGNORECASE)
_DATE = re.compile(r"\s*(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|(?:19|20)\d\d\s*/\s*\d{2,4})\s*")  # or a financial year
_SHORT_YEAR = re.compile(r"\s*(\d\d)/(\d\d)\s*")  # 12/13, if the second follows the first
_REFERENCE = r"(?:0\d+|\+[1-9]\d{9,14})"  # no number begins with 0; telephone numbers do, or with + and a country
_REFERENCES = re.compile(rf"\s*{_REFERENCE}(?:\s*[/;|,&\n]\s*{_REFERENCE})*\s*")
_LETTERS = 1.12  # average letters to a column's unit of width, the digit 0
_BOLD = 1.06  # how much wider bold letters are
_DROPPED = re.compile(r'\[[^\]]*\]|_.|\*.|"[^"]*"|\\.')
_SHOWN = re.compile(r'"([^"]*)"|\\(.)')
_DATE_PARTS = ((r"m{4,}", "September"), (r"d{4,}", "Wednesday"), (r"(?<!d)d(?!d)", "00"), (r"y+", "0000"), (r"AM/PM", "AM"))


def nothing_is_cut(book: WorkbookFacts) -> Iterator[Breach]:
    """X5: a text longer than its column is wide is wrapped, or runs over blank cells; a number has the width to be shown."""
    for sheet in book.sheets:
        ends = dict(sheet.values.keys())  # the last column of each row: the cells are in order
        for (row, column), cell in sheet.values.items():
            width = sheet.widths.get(column, sheet.default_width)
            at = cell_name(row, column)
            if cell.text and _is_cut(sheet, (row, column), ends[row], text_width(cell.text, cell.look, book.letter_size)):
                mend = "Choose Wrap Text on the tab Home, or make the column wider."
                yield Breach(sheet.title, at, "The text is longer than its column is wide, and is not wrapped.", mend)
            elif not cell.look.shrinks and value_width(cell) > width + _SLACK:
                yield Breach(sheet.title, at, "The column is too narrow to show the number.", "Make the column wider.")


def _is_cut(sheet: SheetFacts, at: tuple[int, int], end: int, needed: float) -> bool:
    """Whether a text that needs so many characters' width is cut; `end` is the last column of its row that holds anything."""
    row, column = at
    cell = sheet.values[at]
    room = sheet.widths.get(column, sheet.default_width)
    if cell.look.wraps or cell.look.shrinks:
        return False
    if "\n" in cell.text.strip():
        return True  # unwrapped, its lines run together
    if needed <= room + _SLACK:
        return False
    if sheet.table_at(row, column) or cell.look.align not in ("general", "left"):
        return True
    beside = column + 1
    while beside <= end and (row, beside) not in sheet.values:
        room += sheet.widths.get(beside, sheet.default_width)
        beside += 1
    return beside <= end and room < needed


def notes_are_marked(book: WorkbookFacts) -> Iterator[Breach]:
    """X11: no superscript, asterisk or dagger marks a note; every [note 1] is listed on a sheet of notes."""
    notes = [sheet for sheet in book.sheets if re.search(r"\bnotes?\b", sheet.title, re.IGNORECASE)]
    listed = {number for sheet in notes for cell in sheet.values.values() for number in _note_numbers(cell)}
    for sheet in book.sheets:
        for (row, column), cell in sheet.values.items():
            at = cell_name(row, column)
            if _has_symbol(cell):
                mend = "Write [note 1] in its place and list the note on a sheet named Notes; for a figure withheld, [c]."
                yield Breach(sheet.title, at, "A superscript or a symbol marks a note.", mend)
            for number in _NOTE.findall(cell.text) if sheet not in notes else ():
                if number.casefold() not in listed:
                    mend = "List it on a sheet named Notes, the mark in the first column and the note in the second."
                    yield Breach(sheet.title, at, f"[note {number}] is not listed on a sheet of notes.", mend)


def _note_numbers(cell: Cell) -> Iterator[str]:
    """The numbers of notes that a cell of a notes sheet may list."""
    if cell.number is not None:
        yield str(cell.number)
    match = re.match(r"\s*\[?(?:note\s+)?(\w+)\b", cell.text, re.IGNORECASE)
    if match:
        yield match[1].casefold()


def _has_symbol(cell: Cell) -> bool:
    is_list = len(re.findall(r"^\s*\* ", cell.text, re.MULTILINE)) > 1
    if cell.text and (_SUPERSCRIPT.search(cell.text) or (not is_list and _SYMBOL.search(cell.text.strip()))):
        return True
    if cell.look.is_superscript:
        return True
    before = ""
    for run in cell.runs:
        is_word = _ORDINAL.fullmatch(run.text.strip()) or (run.text.strip() in ("2", "3") and _UNIT.search(before))
        if run.is_superscript and run.text.strip() and not is_word:
            return True
        before += run.text
    return False


def numbers_are_numbers(book: WorkbookFacts) -> Iterator[Breach]:
    """X13: a number is stored as one, is not aligned to the left and shares its cell with no other."""
    for sheet in book.sheets:
        headings = {table.range.top for table in sheet.tables if table.heading_rows}
        for (row, column), cell in sheet.values.items():
            at = cell_name(row, column)
            if row in headings and sheet.table_at(row, column):
                continue  # Excel keeps the headings of a table as text
            if cell.number is not None and cell.look.align == "left":
                yield Breach(sheet.title, at, "The number is aligned to the left.", "Align it to the right (tab Home).")
            if not cell.text or cell.look.number_format == "@" or _is_on_purpose(cell.text):
                continue  # a reference that looks like a number is kept as text on purpose
            if _A_NUMBER.fullmatch(cell.text):
                mend = "Type it as a number; if it is a reference and no number, give the cell the format Text."
                yield Breach(sheet.title, at, "The number is stored as text.", mend)
            elif _NUMBERS.fullmatch(cell.text):
                yield Breach(sheet.title, at, "The cell holds more than one number.", "Give each number a column of its own.")


def _is_on_purpose(text: str) -> bool:
    """Whether a text of digits is meant as one: a date, a financial year, round the clock, or references."""
    year = _SHORT_YEAR.fullmatch(text)
    is_year = year is not None and int(year[2]) == (int(year[1]) + 1) % 100
    return is_year or text.strip() == "24/7" or bool(_DATE.fullmatch(text) or _REFERENCES.fullmatch(text))


def text_width(text: str, look: Look, normal: float) -> float:
    """Return how wide a text on one line is, where the normal font has so many points."""
    return len(text.strip("\n")) / _LETTERS * (look.size / normal) * (_BOLD if look.bold else 1)


def value_width(cell: Cell) -> float:
    """Return how wide a number or date has to be at least so that Excel does not show #### or an exponent; 0 for all else."""
    if isinstance(cell.value, timedelta | time):
        return 5
    if isinstance(cell.value, date):
        return _date_width(cell.look.number_format)
    if cell.number is None:
        return 0
    return _number_width(cell.number, cell.look.number_format)


def _date_width(code: str) -> int:
    shown = "".join(quoted or escaped for quoted, escaped in _SHOWN.findall(code))
    plain = _DROPPED.sub("", code.split(";")[0])
    for part, longest in _DATE_PARTS:
        plain = re.sub(part, longest, plain)
    return len(plain) + len(shown) if code != "General" else 0


def _number_width(number: int | float, code: str) -> int:
    sections = code.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 else sections[0]
    plain = _DROPPED.sub("", section)
    literal = sum(len(quoted or escaped) for quoted, escaped in _SHOWN.findall(section))
    if "@" in plain or "E" in plain.upper() or not re.search("[0#?]", plain):
        return len(str(int(number))) if abs(number) < 1e11 else 0  # General: beyond eleven digits an exponent is what Excel shows
    shown = abs(number) * (100 if "%" in plain else 1)
    digits, _, decimals = plain.partition(".")
    places = len(re.findall("[0#?]", decimals))
    whole = len(f"{shown:.{places}f}".partition(".")[0])
    grouped = (whole - 1) // 3 if re.search(r"[0#?],[0#?]", digits) else 0
    signs = (1 if number < 0 and len(sections) == 1 else 0) + len(re.findall(r"[%£$€()\- ]", plain))
    return whole + grouped + (1 + places if places else 0) + signs + literal
