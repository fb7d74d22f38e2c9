"""The parts of a workbook: its sheets and names, shared strings, number formats, cells and properties (ECMA-376, part 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

from shpdocs.doors.workbook_reader.package import Package, UnreadableError
from shpdocs.words.returns import Place, RawCell
from shpdocs.words.workbook import SheetContent, WorkbookContent, cell_name, column_number

_ONE_CELL = r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)"
_PLACE = r"([A-Z]{1,3})([1-9]\d{0,6})"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_DATE = r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.'  # parts of a number format that are no code: quoted, coloured …
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_LAST_DAY = 2_958_465  # 31 December 9999 as Excel counts


@dataclass
class _Book:
    """What the workbook part says: its sheets in order (title, part), its names, and from when days are counted."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    epoch: date = date(1899, 12, 30)


@dataclass(frozen=True)
class _Styles:
    """The number format of each cell style, and which of them show dates."""

    formats: tuple[str, ...]
    dates: frozenset[int]


def read_content(package: Package, file: str) -> WorkbookContent:
    """Return everything the workbook holds that a return may need.

    Raises:
        UnreadableError: a part that is needed is missing or broken.
    """
    book_name = next((name for kind, name in package.related("").values() if kind == "officeDocument"), "xl/workbook.xml")
    related = package.related(book_name)
    parts = dict(related.values())
    book = _read_book(package, book_name, {number: name for number, (kind, name) in related.items() if kind == "worksheet"})
    strings = _read_strings(package, parts.get("sharedStrings", ""))
    styles = _read_styles(package, parts.get("styles", ""))
    sheets = tuple(_Sheet(title, file, strings, styles, book.epoch).read(package, part) for title, part in book.sheets)
    return WorkbookContent(file, sheets, _one_cell_names(book.names), _stamp_property(package))


def _read_book(package: Package, name: str, related: dict[str, str]) -> _Book:
    """The workbook part; `related` gives the part of each worksheet by relationship id, other sheets are no tables."""
    book = _Book()
    defined, is_local = "", False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal defined, is_local
        if tag == "sheet" and attributes.get("id", "") in related:
            book.sheets.append((attributes.get("name", ""), related[attributes["id"]]))
        elif tag == "definedName":
            defined, is_local = attributes.get("name", ""), "localSheetId" in attributes
        elif tag == "workbookPr" and attributes.get("date1904", "0") in ("1", "true"):
            book.epoch = date(1904, 1, 1)

    def end(tag: str, text: str) -> None:
        if tag == "definedName" and not (is_local and defined in book.names):
            book.names[defined] = text

    if not package.parse(name, start, end) or not book.sheets:
        raise UnreadableError
    return book


def _one_cell_names(names: dict[str, str]) -> dict[str, tuple[str, tuple[int, int]]]:
    """The names that stand for one cell, with its sheet, row and column."""
    found = {}
    for name, target in names.items():
        match = re.fullmatch(_ONE_CELL, target.lstrip("="))
        if match:
            found[name] = ((match[1] or match[2]).replace("''", "'"), (int(match[4]), column_number(match[3])))
    return found


def _unescape(text: str) -> str:
    """Undo the _x000D_ by which workbooks write characters that XML cannot hold."""
    return _ESCAPED.sub(_escaped, text) if "_x" in text else text


def _escaped(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # half a character stays as it is written


def _read_strings(package: Package, name: str) -> list[str]:
    """The shared strings: the runs of each joined, without the reading aids of East Asian text."""
    strings: list[str] = []
    runs: list[str] = []
    aid = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal aid
        if tag == "si":
            runs.clear()
        aid = aid or tag == "rPh"

    def end(tag: str, text: str) -> None:
        nonlocal aid
        if tag == "t" and not aid:
            runs.append(text)
        elif tag == "rPh":
            aid = False
        elif tag == "si":
            strings.append(_unescape("".join(runs)))

    package.parse(name, start, end)
    return strings


def _read_styles(package: Package, name: str) -> _Styles:
    codes = dict(_BUILT_IN)
    formats: list[str] = []
    in_cells = False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal in_cells
        if tag == "numFmt":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "General")
        elif tag in ("cellXfs", "cellStyleXfs"):
            in_cells = tag == "cellXfs"
        elif tag == "xf" and in_cells:
            formats.append(codes.get(int(attributes.get("numFmtId", "0")), "General"))

    def end(tag: str, _: str) -> None:
        nonlocal in_cells
        in_cells = in_cells and tag != "cellXfs"

    package.parse(name, start, end)
    return _Styles(tuple(formats), frozenset(at for at, code in enumerate(formats) if is_date_format(code)))


def is_date_format(code: str) -> bool:
    """Whether a number format shows its number as a date or a time."""
    return bool(re.search("[dmhysDMHYS]", re.sub(_NO_DATE, "", code.split(";")[0]))) if code != "General" else False


def _stamp_property(package: Package) -> str:
    """The stamp among the document's own properties, else its subject."""
    found = {"custom": "", "subject": ""}
    names: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "property":
            names.append(attributes.get("name", ""))

    def end(tag: str, text: str) -> None:
        if tag == "lpwstr" and names[-1:] == ["shpdocs-stamp"]:
            found["custom"] = text
        elif tag == "subject":
            found["subject"] = text

    package.parse("docProps/custom.xml", start, end)
    package.parse("docProps/core.xml", start, end)
    return found["custom"] or found["subject"]


@dataclass
class _Sheet:
    """A sheet while it is read: what its cells need, and the cell the parser stands in."""

    title: str
    file: str
    strings: list[str]
    styles: _Styles
    epoch: date
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    kind: str = "n"
    style: int = 0
    value: str | None = None
    formula: str | None = None
    texts: list[str] = field(default_factory=list)
    aid: bool = False

    def read(self, package: Package, part: str) -> SheetContent:
        """Read the sheet's part."""
        if not package.parse(part, self._start, self._end):
            raise UnreadableError
        return SheetContent(self.title, self.cells)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._begin(attributes)
        elif tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif tag == "rPh":
            self.aid = True

    def _begin(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        if place:
            found = re.fullmatch(_PLACE, place)
            if found is None:
                raise UnreadableError
            self.row, self.column = int(found[2]), column_number(found[1])
        else:  # some programs leave the place out: the next cell of the row
            self.column += 1
        self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", "0"))
        self.value, self.formula = None, None
        self.texts.clear()

    def _end(self, tag: str, text: str) -> None:
        if tag == "v":
            self.value = text
        elif tag == "f":
            self.formula = f"={text}" if text else "=(shared or array formula)"
        elif tag == "t" and not self.aid:
            self.texts.append(text)
        elif tag == "rPh":
            self.aid = False
        elif tag == "c":
            self._finish()

    def _finish(self) -> None:
        place = Place(self.file, self.title, cell_name(self.row, self.column))
        number_format = self.styles.formats[self.style] if self.style < len(self.styles.formats) else "General"
        if self.formula is not None:
            self.cells[self.row, self.column] = RawCell(place, None, number_format, formula=_unescape(self.formula))
            return
        value = self._value()
        if value is not None:
            self.cells[self.row, self.column] = RawCell(place, value, number_format, is_error=self.kind == "e")

    def _value(self) -> str | int | float | bool | date | datetime | time | None:
        if self.kind == "inlineStr":
            return _unescape("".join(self.texts)) if self.texts else None
        if self.value is None:
            return None
        if self.kind == "s":
            return self._shared(int(self.value))
        if self.kind == "b":
            return self.value.strip() in ("1", "true")
        if self.kind in ("str", "e"):
            return _unescape(self.value)
        if self.kind == "d":
            return datetime.fromisoformat(self.value)
        return self._number(self.value)

    def _shared(self, at: int) -> str:
        if not 0 <= at < len(self.strings):
            raise UnreadableError
        return self.strings[at]

    def _number(self, text: str) -> str | int | float | datetime | time:
        """A number, or the date that its format shows it as; the text itself if it is beyond any number."""
        number = float(text)
        if not isfinite(number):
            return text
        if self.style in self.styles.dates and 0 <= number <= _LAST_DAY:
            return self._date(number)
        return int(text) if text.lstrip("-").isdecimal() else int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _date(self, number: float) -> datetime | time:
        moment = timedelta(milliseconds=round(number * 86_400_000))
        if number < 1 and self.epoch.year < 1904:
            return (datetime.min + moment).time()
        days = timedelta(days=1) if self.epoch.year < 1904 and number < 60 else timedelta()  # Excel believes in 29 February 1900
        return datetime.combine(self.epoch, time()) + moment + days
