"""The parts of a workbook: its sheets and names, shared strings and properties (ECMA-376, part 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.cells import column_number
from shpdocs.model.settings import Limits
from shpdocs.model.workbook import Remark, SheetContent, WorkbookContent
from shpdocs.workbook.read.cells import Shared
from shpdocs.workbook.read.package import OversizedError, Package, UnreadableError, part_name
from shpdocs.workbook.read.places import TRUE
from shpdocs.workbook.read.remarks import may_have_remarks, orphans, read_remarks
from shpdocs.workbook.read.sheet import SheetReader
from shpdocs.workbook.read.strings import bounded, read_strings
from shpdocs.workbook.read.styles import read_styles

_ONE_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_OTHER_SHEETS = {"chartsheet": "chart sheet", "dialogsheet": "dialog sheet", "xlMacrosheet": "macro sheet"}
_LONGEST_TITLE = 255  # characters; Excel takes 31, others more
_MOST_STRINGS = 4  # times as many as cells: programs keep texts that no cell shows any more


class _Tab(Struct, frozen=True):
    """A sheet as the workbook part names it."""

    title: str
    part: str
    is_hidden: bool
    kind: str


@dataclass
class _Book:
    """What the workbook part says: its sheets in order, its names, and from when days are counted."""

    tabs: list[_Tab] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    epoch: date = date(1899, 12, 30)


def read_content(package: Package, file: str, limits: Limits) -> WorkbookContent:
    """Return everything the workbook holds that a return may need.

    Raises:
        UnreadableError: a part that is needed is missing or broken, or there is more than the limits allow.
    """
    top = dict(package.related("").values())
    book_name = top.get("officeDocument", "xl/workbook.xml")
    related = package.related(book_name)
    parts = dict(related.values())
    book = _read_book(package, book_name, related, limits.most_cells)
    strings = read_strings(package, parts.get("sharedStrings", ""), _MOST_STRINGS * limits.most_cells)
    styles = read_styles(package, parts.get("styles", ""))
    has_marks = bool(styles.looks or strings.struck or strings.raised)
    shared = Shared(file, strings, styles, book.epoch, limits.most_cells, has_marks)
    sheets = tuple(_read_sheets(package, book.tabs, shared))
    stamp, remarks = _properties(package, top)
    remarks += orphans(package, sheets)
    if remarks:
        sheets = (replace(sheets[0], remarks=(*sheets[0].remarks, *remarks)), *sheets[1:])
    return WorkbookContent(file, sheets, _one_cell_names(book.names), stamp)


def _read_sheets(package: Package, tabs: list[_Tab], shared: Shared) -> list[SheetContent]:
    found: list[SheetContent] = []
    room = shared.most
    has_remarks = may_have_remarks(package)
    for tab in tabs:
        if tab.kind != "worksheet":  # a chart has no cells
            remark = Remark(_OTHER_SHEETS.get(tab.kind, "sheet of another kind"), "", tab.title)
            found.append(SheetContent(tab.title, {}, is_hidden=tab.is_hidden, remarks=(remark,)))
            continue
        sheet = SheetReader(tab.title, shared, room).read(package, tab.part)
        remarks = read_remarks(package, tab.part, shared.most) if has_remarks else ()
        remarks = (*sheet.remarks, *remarks)
        found.append(replace(sheet, is_hidden=tab.is_hidden, remarks=remarks) if tab.is_hidden or remarks else sheet)
        room -= len(sheet.cells)
    return found


def _read_book(package: Package, name: str, related: dict[str, tuple[str, str]], most: int) -> _Book:
    """The workbook part; `related` gives kind and part by relationship id."""
    book = _Book()
    defined, is_local = "", False

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal defined, is_local
        if tag == "sheet":
            _add_tab(book, attributes, *related.get(attributes.get("id", ""), ("", "")))
        elif tag == "definedName":
            defined, is_local = attributes.get("name", ""), "localSheetId" in attributes
        elif tag == "workbookPr" and attributes.get("date1904", "0") in TRUE:
            book.epoch = date(1904, 1, 1)

    def end(tag: str, text: str) -> None:
        if tag == "definedName" and not (is_local and defined in book.names):
            book.names[defined] = text
            if len(book.names) > most:
                raise OversizedError(f"more than {most:,} names", f"{most:,}")

    if not package.parse(name, start, end) or not any(tab.kind == "worksheet" for tab in book.tabs):
        raise UnreadableError
    if len({part_name(tab.part) for tab in book.tabs}) < len(book.tabs):
        raise UnreadableError
    return book


def _add_tab(book: _Book, attributes: dict[str, str], kind: str, part: str) -> None:
    """Add a sheet, whatever its kind."""
    if not kind:
        raise UnreadableError  # what was typed there would be lost unseen
    title = attributes.get("name", "")
    if len(title) > _LONGEST_TITLE:
        raise UnreadableError
    book.tabs.append(_Tab(title, part, attributes.get("state", "visible") != "visible", kind))


def _one_cell_names(names: dict[str, str]) -> dict[str, tuple[str, tuple[int, int]]]:
    """The names that stand for one cell, with its sheet, row and column."""
    found = {}
    for name, target in names.items():
        match = _ONE_CELL.fullmatch(target.lstrip("="))
        if match:
            found[name] = ((match[1] or match[2]).replace("''", "'"), (int(match[4]), column_number(match[3])))
    return found


def _properties(package: Package, top: dict[str, str]) -> tuple[str, tuple[Remark, ...]]:
    """What stands in the places for a stamp among the document's properties, one a line: its own property, its subject.

    And what a lead wrote there as a comment.
    """
    found = {"custom": "", "subject": ""}
    comments: list[str] = []
    names: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "property":
            names.append(attributes.get("name", ""))

    def end(tag: str, text: str) -> None:
        if tag == "lpwstr" and names[-1:] == ["shpdocs-stamp"]:
            found["custom"] = text
        elif tag == "subject":
            found["subject"] = text
        elif tag == "description" and text.strip():
            comments.append(bounded(text))

    package.parse(top.get("custom-properties", "docProps/custom.xml"), start, end)
    package.parse(top.get("core-properties", "docProps/core.xml"), start, end)
    stamp = "\n".join(text for text in dict.fromkeys(found.values()) if text)
    return stamp, tuple(Remark("comment in the document's properties", "", text) for text in comments)
