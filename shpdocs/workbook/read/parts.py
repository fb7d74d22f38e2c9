"""The parts of a workbook: its sheets and names, shared strings (ECMA-376, part 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.cells import column_number
from shpdocs.model.settings import Limits
from shpdocs.model.workbook import Remark, SheetContent, WorkbookContent
from shpdocs.ooxml.bounds import damaged, too_many
from shpdocs.ooxml.branches import attribute, local_name, whole_number
from shpdocs.ooxml.cell_colours import theme_colours
from shpdocs.ooxml.cell_formats import read_cell_formats
from shpdocs.ooxml.package import Package, Relation
from shpdocs.ooxml.part_names import part_key
from shpdocs.workbook.read.cells import CellMaker
from shpdocs.workbook.read.kept import kept_in_book, read_kept
from shpdocs.workbook.read.places import TRUE
from shpdocs.workbook.read.properties import read_properties
from shpdocs.workbook.read.remarks import may_have_remarks, orphans, read_remarks
from shpdocs.workbook.read.sheet import SheetReader
from shpdocs.workbook.read.strings import read_strings
from shpdocs.workbook.read.tables import TablesOfSheet, read_tables, say_anything
from shpdocs.workbook.read.unclear import if_clear

_ONE_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LOST = "lost"
_OTHER_SHEETS = {
    _LOST: "sheet that is named and is not in the file",
    "chartsheet": "chart sheet",
    "dialogsheet": "dialog sheet",
    "xlMacrosheet": "macro sheet",
}
_LONGEST_TITLE = 255  # characters; Excel takes 31, others more
_MOST_STRINGS = 4  # times as many as cells: programs keep texts that no cell shows any more


class Tab(Struct, frozen=True):
    """A sheet as the workbook part names it; `kind` is the last word of its relationship's type, 'lost' if its part is not there."""

    title: str
    part: str
    is_hidden: bool
    kind: str


@dataclass
class Book:
    """What the workbook part says: its sheets in order, its names and views, from when days are counted, on which sheet it opens."""

    part: str
    tabs: list[Tab] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    epoch: date = date(1899, 12, 30)
    active_sheet: int = 0
    views: list[str] = field(default_factory=list)


def read_content(package: Package, file: str, limits: Limits) -> WorkbookContent:
    """Return everything the workbook holds that a return may need.

    Raises:
        PackageError: a part that is needed is missing or broken, or there is more than the limits allow.
    """
    book = read_book(package, limits.most_cells)
    strings = read_strings(package, package.related(book.part, "sharedStrings"), _MOST_STRINGS * limits.most_cells)
    theme: dict[str, str] = if_clear(lambda: theme_colours(package, package.related(book.part, "theme")), {})
    formats = read_cell_formats(package, package.related(book.part, "styles"), theme)
    sheets = _read_sheets(package, book.tabs, CellMaker(file, strings, formats, book.epoch, limits.most_cells))
    properties = read_properties(package)
    remarks = (*properties.remarks, *orphans(package, sheets))
    if remarks:
        sheets = (replace(sheets[0], remarks=(*sheets[0].remarks, *remarks)), *sheets[1:])
    kept = (*properties.kept, *kept_in_book(book.names, book.views), *read_kept(package))
    return WorkbookContent(file, sheets, _one_cell_names(book.names), properties.stamp, kept, formats.grounds)


def _read_sheets(package: Package, tabs: list[Tab], maker: CellMaker) -> tuple[SheetContent, ...]:
    sheets: list[SheetContent] = []
    room = maker.most
    has_remarks, have_tables_to_tell = may_have_remarks(package), say_anything(package)
    for tab in tabs:
        if tab.kind != "worksheet":  # a chart has no cells
            remark = Remark(_OTHER_SHEETS.get(tab.kind, "sheet of another kind"), "", tab.title)
            sheets.append(SheetContent(tab.title, {}, is_hidden=tab.is_hidden, remarks=(remark,)))
            continue
        tables = read_tables(package, tab.part) if have_tables_to_tell else TablesOfSheet()
        sheet = SheetReader(tab.title, maker, room, tables).read(package, tab.part)
        remarks = (*sheet.remarks, *(read_remarks(package, tab.part, maker.most) if has_remarks else ()))
        sheets.append(replace(sheet, is_hidden=tab.is_hidden, remarks=remarks))
        room -= len(sheet.cells)
    return tuple(sheets)


def read_book(package: Package, most_names: int) -> Book:
    """Read the workbook part.

    Raises:
        PackageError: it is missing or broken, names no sheet that is there, a part twice, or too many names.
    """
    book = Book(package.main or "xl/workbook.xml")
    sheets = {relation.id: relation for relation in package.relations(book.part)}
    for _, element in package.branches(book.part, 2):
        name = local_name(element.tag)
        if name == "sheet":
            book.tabs.append(_tab(package, element, sheets.get(attribute(element, "id"))))
        elif name == "definedName":
            defined = element.get("name", "")
            if element.get("localSheetId") is None or defined not in book.names:
                book.names[defined] = element.text or ""
        elif name == "workbookPr" and element.get("date1904") in TRUE:
            book.epoch = date(1904, 1, 1)
        elif name == "customWorkbookView":
            book.views.append(element.get("name", ""))
        elif name == "workbookView" and not book.active_sheet:
            book.active_sheet = whole_number(element.get("activeTab", ""))
    if len(book.names) > most_names:
        raise too_many(most_names, "names")
    parts = [part_key(tab.part) for tab in book.tabs if tab.part]
    if not parts or len(set(parts)) < len(parts):
        raise damaged(book.part)
    return book


def _tab(package: Package, sheet: Element, relation: Relation | None) -> Tab:
    """A sheet as the workbook part names it.

    Raises:
        PackageError: its title has no end.
    """
    title = sheet.get("name", "")
    if len(title) > _LONGEST_TITLE:
        raise damaged(package.main)
    is_there = relation is not None and package.has(relation.target)
    part, kind = (relation.target, relation.kind) if relation and is_there else ("", _LOST)
    return Tab(title, part, sheet.get("state", "visible") != "visible", kind)


def _one_cell_names(names: dict[str, str]) -> dict[str, tuple[str, tuple[int, int]]]:
    """The names that stand for one cell, with its sheet, row and column."""
    places = {}
    for name, target in names.items():
        match = _ONE_CELL.fullmatch(target.lstrip("="))
        if match:
            places[name] = ((match[1] or match[2]).replace("''", "'"), (int(match[4]), column_number(match[3])))
    return places
