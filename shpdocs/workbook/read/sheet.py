"""A sheet's part: its cells as stored, and what else of it may matter. The hot path of `collect`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import shorten
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from shpdocs.model.cells import NO_CELL, cell_name
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import PAGE_LINE, PROMPT, REFUSAL, STAMPED, Remark, SheetContent, Span
from shpdocs.ooxml.bounds import PackageError, damaged, too_many
from shpdocs.ooxml.branches import local_name
from shpdocs.ooxml.package import Package
from shpdocs.workbook.read.cells import CellMaker
from shpdocs.workbook.read.filled import FilledRanges, not_typed
from shpdocs.workbook.read.links import SheetLinks
from shpdocs.workbook.read.page_lines import page_lines
from shpdocs.workbook.read.places import LAST_COLUMN, TRUE, is_hidden, place_of, row_number, span_of
from shpdocs.workbook.read.strings import own_text, pass_over, read_text, unescape
from shpdocs.workbook.read.tables import TablesOfSheet, hides_rows

HEADERS_AND_FOOTERS = frozenset(f"{which}{where}" for which in ("odd", "even", "first") for where in ("Header", "Footer"))
_MOST_FILTERS = 100  # that are looked at: Excel has one a table
_MOST_LEFT_OUT = 200  # elements that stand in no cell; a sheet of any program has none
_LONGEST_SHOWN = 300  # characters of what cannot be read
_SAID_BY_CHECKS = {"prompt": PROMPT, "error": REFUSAL}
_SHARED_FORMULA = "=(shared or array formula)"
_SPACES = ("", "http://schemas.openxmlformats.org/spreadsheetml/2006/main}", "http://purl.oclc.org/ooxml/spreadsheetml/main}")
_DATA = frozenset(f"{space}sheetData" for space in _SPACES)
# What a lead typed stands in these, and nothing else does.
_HOLDING = frozenset(f"{space}{name}" for space in _SPACES for name in ("sheetData", "row", "c", "v", "f", "is", "t"))
# By the name of a row in each namespace, the names of what stands in it: a cell, its value, its formula, the text of its own.
_TAGS = {f"{space}row": (f"{space}c", f"{space}v", f"{space}f", f"{space}is") for space in _SPACES}


@dataclass
class SheetReader:
    """A sheet while it is read. `room` is how many more cells may hold anything."""

    title: str
    maker: CellMaker
    room: int
    tables: TablesOfSheet = field(default_factory=TablesOfSheet)
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    guarded: list[Span] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    filtered: list[Span] = field(default_factory=list)
    filled: FilledRanges = field(default_factory=FilledRanges)
    remarks: list[Remark] = field(default_factory=list)
    said: dict[tuple[str, str], Remark] = field(default_factory=dict)  # by checks on entries, each text at the first cell of one
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: bytearray = field(default_factory=lambda: bytearray(LAST_COLUMN + 1))  # 1 for each that is, by its number
    is_protected: bool = False
    has_data: bool = False
    row: int = 0  # the number of the last
    links: SheetLinks = field(default_factory=SheetLinks)
    left_out: int = 0  # elements that stand in no cell
    plain_styles: set[str] = field(default_factory=set)  # of blank cells, as met
    shaded: dict[tuple[int, int], str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)  # by their letters, as met

    def read(self, package: Package, part: str) -> SheetContent:
        """Read the sheet's part; whether it is hidden, and most of its remarks, stand elsewhere.

        Raises:
            PackageError: the part is missing or broken, or there is more than is allowed.
        """
        if not package.has(part):
            raise damaged(part)
        for parent, element in package.branches(part, 2):
            if element.tag in _TAGS and parent.tag in _DATA:
                self._read_row(element)
            elif parent.tag in _DATA:
                self._leave(_text_of(element), "row of another kind")
            else:
                self._read_other(parent, element)
        if not self.has_data:
            raise damaged(part)
        self.filled.names |= {span: by for span, by in self.tables.filled if span not in self.filled.names}
        self.filled.mark(self.cells, self.maker.most)
        return SheetContent(
            self.title,
            self.cells,
            tuple(self.guarded),
            self.is_protected,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(column for _, column in self.cells if self.hidden_columns[column]),
            merged=tuple(self.merged),
            remarks=(*self.remarks, *self.said.values()),
            links=self.links.whole(package, part, self.cells, self.maker.most),
            shaded=self.shaded,
            totals=self.tables.totals,
            filtered=tuple(dict.fromkeys((*self.filtered, *self.tables.filtered)))[:_MOST_FILTERS],
        )

    def _read_other(self, parent: Element, element: Element) -> None:
        """Read an element that is no row: one that stands in the sheet, or in a list of it."""
        name = local_name(element.tag)
        if name == "ext":  # anything may stand in an extension
            self._read_extension(element)
        elif element.tag in _DATA and local_name(parent.tag) == "worksheet" and not self.has_data:
            self.has_data = True
        elif not _HOLDING.isdisjoint({within.tag for within in element.iter()}):
            raise damaged()  # cells that would be lost unseen, or of which each program chooses its own
        elif name in _ENTRIES:
            _ENTRIES[name](self, element)
        elif name == "filterColumn":
            self.filtered += filter(None, [span_of(parent.get("ref", "")) if hides_rows(element) else None])
        elif name == "sheetProtection":
            self.is_protected = element.get("sheet") in TRUE
        elif name in HEADERS_AND_FOOTERS:
            lines = zip((PAGE_LINE, STAMPED), page_lines(own_text(element), "Header" in name), strict=True)
            self.remarks += [Remark(kind, "", line) for kind, line in lines if line]

    def _read_row(self, row: Element) -> None:
        (cell_tag, *tags), digits, last, cells = _TAGS[row.tag], row.get("r"), "", self.cells
        number = self.row + 1 if digits is None else row_number(digits)
        if not number:
            self._leave(_text_of(row), "row that no sheet has")
            return
        self.row = number
        digits, is_row_hidden = digits or str(self.row), is_hidden(row, "ht")
        for element in row:
            if element.tag != cell_tag:
                self._leave_entry(element)
                continue
            last = element.get("r") or self._after(last)
            cell = self._read_cell(element, last, tags) if len(element) or element.get("vm") else None
            if cell is None:
                if element.get("s", "0") not in self.plain_styles:
                    self._shade(last, element.get("s", "0"))
                continue
            letters = last.removesuffix(digits)
            place = (self.row, self.columns[letters]) if letters in self.columns else self._place(last, letters)
            if place == NO_CELL:
                self._leave(cell.entered, "cell that no sheet has")
                continue
            known = cells.setdefault(place, cell)
            if known is not cell and known != cell and not known.is_unclear:  # however many there are, it grows no longer
                cells[place] = _both(known, cell)
            if is_row_hidden:
                self.hidden_rows.add(place[0])
        if len(cells) > self.room:
            raise too_many(self.maker.most, "cells that hold something")

    def _leave(self, text: str, kind: str) -> None:
        """Leave out what stands in no cell that a sheet has; told if it says anything.

        Raises:
            PackageError: there is so much of it that this is no sheet.
        """
        self.left_out += 1
        if self.left_out > _MOST_LEFT_OUT:
            raise damaged()
        if text:
            self.remarks.append(Remark(kind, "", text))

    def _leave_entry(self, entry: Element) -> None:
        """Leave out what stands in a row and in no cell of it."""
        if local_name(entry.tag) != "extLst":
            self._leave(_text_of(entry), f"entry of row {self.row} that stands in no cell")

    def _read_cell(self, element: Element, name: str, tags: list[str]) -> RawCell | None:
        """The cell of an element; None if it is blank. One that says two things, or nothing known, is unclear: no other suffers for it."""
        try:
            return self._read_clear_cell(element, name, tags)
        except PackageError as error:
            if error.fault.code != "damaged":
                raise
        except ValueError:
            pass  # a number that is none
        return RawCell(Place(self.maker.file, self.title, name), self._words_of(element) or "(nothing)", is_unclear=True)

    def _words_of(self, element: Element) -> str:
        """What is written in a cell that cannot be read; two values are two."""
        written = (element.text or "", *("".join(child.itertext()) for child in element))
        words = (self.maker.words_of(element.get("t", "n"), text.strip()) for text in written if text.strip())
        return _shortened(" / ".join(words))

    def _read_clear_cell(self, element: Element, name: str, tags: list[str]) -> RawCell | None:
        """The cell of an element; None if it is blank.

        Raises:
            PackageError, ValueError: it says two things, or nothing known.
        """
        value_tag, formula_tag, text_tag = tags
        value = formula = inline = None
        for child in element:
            tag = child.tag
            if tag == value_tag and value is None:
                value = own_text(child)
            elif tag == formula_tag and formula is None:
                text = own_text(child)
                formula = f"={text}" if text else _SHARED_FORMULA
                if child.get("ref"):
                    self.filled.add(child, name, self.maker.most)
            elif tag == text_tag and inline is None:
                inline = read_text(child) if len(child) else None
            else:
                pass_over(child)  # what stands there twice, too
        how = not_typed(element, formula is not None)
        if value is None and formula is None and inline is None and not how:
            return None
        if value and inline and formula is None:
            raise damaged()  # two values
        place = Place(self.maker.file, self.title, name)
        cell = self.maker.cell(place, element.get("s", "0"), element.get("t", "n"), value, formula, inline)
        return replace(cell or RawCell(place), not_typed=how) if how else cell

    def _shade(self, name: str, style: str) -> None:
        """Note what lies under a blank cell."""
        place, ground = place_of(name), self.maker.ground(style)
        if not ground:
            self.plain_styles.add(style)
        elif place != NO_CELL and len(self.shaded) < self.maker.most:
            self.shaded[place] = ground

    def _place(self, name: str, letters: str) -> tuple[int, int]:
        """The row and column of a cell, NO_CELL if no sheet has it; `letters` are those of its column, unless it names another row."""
        place = place_of(name)
        if place != NO_CELL and letters.isalpha():
            self.columns[letters] = place[1]
        return place

    def _after(self, last: str) -> str:
        """The name of a cell that has none, as some programs leave it: the next in the row."""
        if not last:
            return cell_name(self.row, 1)
        row, column = place_of(last)
        return cell_name(row, column + 1) if column else last

    def _guard(self, check: Element) -> None:
        """Add the spans of a check on what may be entered ('B2:D9 F4'), and what it says to whoever enters something."""
        within = (own_text(child) for child in check if local_name(child.tag) == "sqref")  # of checks that only newer programs know
        spans = [span for span in map(span_of, check.get("sqref", " ".join(within)).split()) if span]
        self.guarded += spans
        if len(self.guarded) > self.maker.most:
            raise too_many(self.maker.most, "checked ranges")
        for attribute_name, kind in _SAID_BY_CHECKS.items() if spans else ():  # a check on no cell says it to nobody
            if text := unescape(check.get(attribute_name, "")).strip():
                self.said.setdefault((kind, text), Remark(kind, cell_name(*spans[0][:2]), text))

    def _link(self, link: Element) -> None:
        self.links.add(link, self.maker.most)

    def _scenario(self, scenario: Element) -> None:
        """Values that a lead tried out, kept under a name and shown in no cell."""
        values = ", ".join(f"{entry.get('r', '')} {entry.get('val', '')}" for entry in scenario if local_name(entry.tag) == "inputCells")
        words = (scenario.get("name", ""), values, scenario.get("comment", ""))
        self.remarks.append(Remark("scenario", "", ": ".join(filter(None, words))))

    def _merge(self, merged: Element) -> None:
        self.merged += filter(None, [span_of(merged.get("ref", ""))])
        if len(self.merged) > self.maker.most:
            raise too_many(self.maker.most, "merged ranges")

    def _hide_columns(self, columns: Element) -> None:
        first, last = columns.get("min", ""), columns.get("max", "")
        if is_hidden(columns, "width") and first.isdecimal() and last.isdecimal() and len(first + last) < 12:
            numbers = range(max(int(first), 1), min(int(last), LAST_COLUMN) + 1)
            self.hidden_columns[numbers.start : numbers.stop] = b"\1" * len(numbers)

    def _read_extension(self, extension: Element) -> None:
        """Read the checks on what may be entered that only newer programs know; rules for looks have spans too."""
        for element in extension.iter():
            if local_name(element.tag) == "dataValidation":
                self._guard(element)


# What is read of an element, by its name: of a list of the sheet, one entry.
_ENTRIES: dict[str, Callable[[SheetReader, Element], None]] = {
    "dataValidation": SheetReader._guard,  # noqa: SLF001 - this module's own
    "hyperlink": SheetReader._link,  # noqa: SLF001
    "scenario": SheetReader._scenario,  # noqa: SLF001
    "mergeCell": SheetReader._merge,  # noqa: SLF001
    "col": SheetReader._hide_columns,  # noqa: SLF001
}


def _text_of(element: Element) -> str:
    """What stands in an element, whatever it is: the beginning, if it is long."""
    return _shortened("".join(element.itertext()))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return shorten(text, _LONGEST_SHOWN, placeholder=" …") if len(text) > _LONGEST_SHOWN else text


def _both(first: RawCell, second: RawCell) -> RawCell:
    """Two different cells at one place: nobody can say which is meant."""
    return RawCell(first.place, f"{first.entered} / {second.entered}", is_unclear=True)
