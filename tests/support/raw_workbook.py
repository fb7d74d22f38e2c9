"""What features a workbook has, read from its XML parts as they stand: not through the reader that is under test."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

Feature = dict[tuple[str, ...], str]  # what stands where, and how: {("Measures", "G5"): "@"}

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = {"0": "general", "3": "#,##0", "9": "0%", "10": "0.00%", "14": "mm-dd-yy", "49": "@"}
_PERMISSIONS = ("formatCells", "formatColumns", "formatRows", "insertRows", "sort", "autoFilter")
_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its part, and what its part refers to, by id."""

    name: str
    state: str
    root: Element
    targets: dict[str, str]


class RawWorkbook:
    """An .xlsx file as a package of XML parts."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self.parts = {name.lstrip("/"): package.read(name) for name in package.namelist()}

    def root(self, part: str) -> Element | None:
        """The XML of a part, or None if the package has no such part."""
        return ElementTree.fromstring(self.parts[part]) if part in self.parts else None

    def targets(self, part: str) -> dict[str, str]:
        """Every part or address that a part refers to, by id."""
        folder, name = posixpath.split(part)
        relations = self.root(f"{folder}/_rels/{name}.rels")
        found = {}
        for relation in relations if relations is not None else []:
            target = relation.get("Target", "")
            is_part = relation.get("TargetMode") != "External" and not target.startswith("#")
            found[relation.get("Id", "")] = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if is_part else target
        return found

    @cached_property
    def book(self) -> Element:
        """The XML of the workbook part."""
        found = self.root("xl/workbook.xml")
        assert found is not None
        return found

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in the order of their tabs."""
        targets = self.targets("xl/workbook.xml")
        found = []
        for sheet in self.book.iter(f"{_MAIN}sheet"):
            part = targets[sheet.get(_RELATION, "")]
            root = self.root(part)
            assert root is not None
            found.append(Sheet(sheet.get("name", ""), sheet.get("state", "visible"), root, self.targets(part)))
        return tuple(found)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The shared strings."""
        root = self.root("xl/sharedStrings.xml")
        return tuple(_text(item) for item in root.iter(f"{_MAIN}si")) if root is not None else ()

    @cached_property
    def styles(self) -> tuple[dict[str, str], ...]:
        """What each cell format says: its number format, wrapping, boldness, shading, and whether it locks."""
        root = self.root("xl/styles.xml")
        assert root is not None
        codes = {found.get("numFmtId", ""): found.get("formatCode", "") for found in root.iter(f"{_MAIN}numFmt")}
        fonts, fills = root.find(f"{_MAIN}fonts"), root.find(f"{_MAIN}fills")
        formats = root.find(f"{_MAIN}cellXfs")
        assert fonts is not None and fills is not None and formats is not None
        return tuple(_style(one, codes, list(fonts), list(fills)) for one in formats)

    def cells(self, sheet: Sheet) -> Iterator[tuple[str, Element, dict[str, str]]]:
        """Every cell of a sheet with its name and what its format says."""
        for cell in sheet.root.iter(f"{_MAIN}c"):
            yield cell.get("r", ""), cell, self.styles[int(cell.get("s", "0"))]


def _text(element: Element) -> str:
    phonetic = {id(text) for run in element.iter(f"{_MAIN}rPh") for text in run.iter()}
    return "".join(text.text or "" for text in element.iter(f"{_MAIN}t") if id(text) not in phonetic)


def _style(found: Element, codes: dict[str, str], fonts: list[Element], fills: list[Element]) -> dict[str, str]:
    number = found.get("numFmtId", "0")
    code = codes.get(number, _BUILT_IN.get(number, number))
    alignment, protection = found.find(f"{_MAIN}alignment"), found.find(f"{_MAIN}protection")
    bold = fonts[int(found.get("fontId", "0"))].find(f"{_MAIN}b")
    fill = fills[int(found.get("fillId", "0"))].find(f"{_MAIN}patternFill")
    colour = fill.find(f"{_MAIN}fgColor") if fill is not None and fill.get("patternType") == "solid" else None
    return {
        "number format": re.sub(r"\[\$[^]]*]|\\|\"", "", code).lower().replace("general", ""),
        "wrap": "wrap" if alignment is not None and alignment.get("wrapText") in ("1", "true") else "",
        "unlocked": "unlocked" if protection is not None and protection.get("locked") in ("0", "false") else "",
        "bold": "bold" if bold is not None and bold.get("val", "1") in ("1", "true") else "",
        "shade": colour.get("rgb", "")[-6:].upper() if colour is not None else "",
    }


def cells_of(ranges: str) -> Iterator[str]:
    """Every cell of ranges such as 'B5:B6 D9'."""
    for one in ranges.replace("$", "").split():
        first, _, last = one.partition(":")
        (left, top), (right, bottom) = (_CELL.fullmatch(end).groups() for end in (first, last or first))  # type: ignore[union-attr]
        for column in range(number_of(left), number_of(right) + 1):
            for row in range(int(top), int(bottom) + 1):
                yield f"{_letters(column)}{row}"


def number_of(letters: str) -> int:
    """The number of a column, counted from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    return (_letters((number - 1) // 26) if number > 26 else "") + chr(65 + (number - 1) % 26)


def values(book: RawWorkbook) -> Feature:
    """The text or number in every cell that holds one and is no formula."""
    found: Feature = {}
    for sheet in book.sheets:
        for name, cell, _ in book.cells(sheet):
            if cell.find(f"{_MAIN}f") is None:
                found[sheet.name, name] = _value(book, cell)
    return {at: text for at, text in found.items() if text}


def _value(book: RawWorkbook, cell: Element) -> str:
    held = cell.findtext(f"{_MAIN}v") or ""
    match cell.get("t", "n"):
        case "s":
            return book.texts[int(held)]
        case "inlineStr":
            return _text(cell)
        case "n" if held:
            return f"{float(held):g}"
        case _:
            return held


def formulas(book: RawWorkbook) -> Feature:
    """The cells that hold a formula."""
    return {
        (sheet.name, name): "formula" for sheet in book.sheets for name, cell, _ in book.cells(sheet) if cell.find(f"{_MAIN}f") is not None
    }


def results(book: RawWorkbook) -> Feature:
    """The formulas whose last result is kept beside them, if it is more than nothing."""
    return {
        (sheet.name, name): "result"
        for sheet in book.sheets
        for name, cell, _ in book.cells(sheet)
        if cell.find(f"{_MAIN}f") is not None and cell.findtext(f"{_MAIN}v")
    }


def number_formats(book: RawWorkbook) -> Feature:
    """The number format of every cell that has one."""
    return _styled(book, "number format")


def wraps(book: RawWorkbook) -> Feature:
    """The cells whose text is wrapped."""
    return _styled(book, "wrap")


def unlocked(book: RawWorkbook) -> Feature:
    """The cells that stay open under protection."""
    return _styled(book, "unlocked")


def bold(book: RawWorkbook) -> Feature:
    """The cells in bold."""
    return _styled(book, "bold")


def shades(book: RawWorkbook) -> Feature:
    """The colour behind every cell that has one."""
    return _styled(book, "shade")


def _styled(book: RawWorkbook, aspect: str) -> Feature:
    return {(sheet.name, name): style[aspect] for sheet in book.sheets for name, _, style in book.cells(sheet) if style[aspect]}


def sheets(book: RawWorkbook) -> Feature:
    """The sheets, each with its place among the tabs and whether it can be seen."""
    return {(sheet.name,): f"{number} {sheet.state}" for number, sheet in enumerate(book.sheets)}


def validations(book: RawWorkbook) -> Feature:
    """The cells that have a validation, and its kind."""
    return {at: found.get("type", "none") for at, found in _validations(book) if found.get("type", "none") != "none"}


def prompts(book: RawWorkbook) -> Feature:
    """The words shown when a cell is chosen."""
    return {at: found.get("prompt", "") for at, found in _validations(book) if found.get("prompt")}


def complaints(book: RawWorkbook) -> Feature:
    """The words shown after a wrong entry, and whether they refuse it."""
    with_words = ((at, found) for at, found in _validations(book) if found.get("type", "none") != "none" and found.get("error"))
    return {at: f"{found.get('errorStyle', 'stop')} {found.get('error')}" for at, found in with_words}


def _validations(book: RawWorkbook) -> Iterator[tuple[tuple[str, str], Element]]:
    for sheet in book.sheets:
        for found in sheet.root.iter(f"{_MAIN}dataValidation"):
            for cell in cells_of(found.get("sqref", "")):
                yield (sheet.name, cell), found


def protection(book: RawWorkbook) -> Feature:
    """The sheets that are protected."""
    return {
        (sheet.name,): "protected"
        for sheet in book.sheets
        for found in sheet.root.iter(f"{_MAIN}sheetProtection")
        if found.get("sheet") in ("1", "true")
    }


def permissions(book: RawWorkbook) -> Feature:
    """What is allowed on a protected sheet."""
    return {
        (sheet.name, allowed): "allowed"
        for sheet in book.sheets
        for found in sheet.root.iter(f"{_MAIN}sheetProtection")
        for allowed in _PERMISSIONS
        if found.get(allowed) in ("0", "false")
    }


def names(book: RawWorkbook) -> Feature:
    """The names for cells and lists, and what they stand for."""
    return {key: aim for key, aim in _names(book) if not key[0].startswith("_xlnm")}


def print_names(book: RawWorkbook) -> Feature:
    """The print areas and the rows repeated on each page, by sheet."""
    return {key: aim for key, aim in _names(book) if key[0] in ("_xlnm.Print_Area", "_xlnm.Print_Titles")}


def _names(book: RawWorkbook) -> Iterator[tuple[tuple[str, str], str]]:
    for found in book.book.iter(f"{_MAIN}definedName"):
        local = found.get("localSheetId")
        sheet = book.sheets[int(local)].name if local is not None else ""
        yield (found.get("name", ""), sheet), re.sub(r"['$\s]", "", found.text or "")


def page_setup(book: RawWorkbook) -> Feature:
    """The paper, which way up it is, and whether a sheet is fitted to its width."""
    found: Feature = {}
    for sheet in book.sheets:
        for page in sheet.root.iter(f"{_MAIN}pageSetup"):
            found[sheet.name, "paper"] = page.get("paperSize", "1")
            found[sheet.name, "way up"] = page.get("orientation", "portrait").replace("default", "portrait")
        for fit in sheet.root.iter(f"{_MAIN}pageSetUpPr"):
            if fit.get("fitToPage") in ("1", "true"):
                found[sheet.name, "fitted"] = "fitted"
    return found


def page_lines(book: RawWorkbook) -> Feature:
    """The lines at the head and foot of each printed page, without their fonts."""
    return {
        (sheet.name, line.tag): re.sub(r'&"[^"]*"|&K[0-9A-F]{6}|&[0-9]+|\s', "", line.text or "")
        for sheet in book.sheets
        for both in sheet.root.iter(f"{_MAIN}headerFooter")
        for line in both
        if line.text
    }


def tables(book: RawWorkbook) -> Feature:
    """The tables: their cells and headings."""
    return {(sheet, table.get("ref", "")): " ".join(_headings(table)) for sheet, table in _tables(book)}


def _headings(table: Element) -> list[str]:
    return [re.sub(r"_x000A_|\s+", " ", column.get("name", "")) for column in table.iter(f"{_MAIN}tableColumn")]


def filters(book: RawWorkbook) -> Feature:
    """The filter buttons over tables, whether the table has them or the sheet."""
    holders = [*_tables(book), *((sheet.name, sheet.root) for sheet in book.sheets)]
    return {(sheet, found.get("ref", "")): "filter" for sheet, holder in holders for found in holder.iter(f"{_MAIN}autoFilter")}


def _tables(book: RawWorkbook) -> Iterator[tuple[str, Element]]:
    for sheet in book.sheets:
        for part in sheet.root.iter(f"{_MAIN}tablePart"):
            table = book.root(sheet.targets.get(part.get(_RELATION, ""), ""))
            if table is not None:
                yield sheet.name, table


def conditions(book: RawWorkbook) -> Feature:
    """The cells whose look depends on what they hold, and the kinds of rule."""
    return {
        (sheet.name, cell, rule.get("type", "")): "rule"
        for sheet in book.sheets
        for found in sheet.root.iter(f"{_MAIN}conditionalFormatting")
        for cell in cells_of(found.get("sqref", ""))
        for rule in found.iter(f"{_MAIN}cfRule")
    }


def links(book: RawWorkbook) -> Feature:
    """The links to another place in the workbook."""
    found: Feature = {}
    for sheet in book.sheets:
        for link in sheet.root.iter(f"{_MAIN}hyperlink"):
            target = link.get("location") or sheet.targets.get(link.get(_RELATION, ""), "")
            for cell in cells_of(link.get("ref", "")):
                found[sheet.name, cell] = re.sub(r"^#|['$]", "", target).replace("#", "").replace("!", ".")
    return found


def widths(book: RawWorkbook) -> Feature:
    """The width of each column that has one, to the nearest two characters."""
    found: Feature = {}
    for sheet in book.sheets:
        for column in sheet.root.iter(f"{_MAIN}col"):
            if column.get("customWidth") in ("1", "true") or column.get("width"):
                for number in range(int(column.get("min", "1")), min(int(column.get("max", "1")), 100) + 1):
                    found[sheet.name, str(number)] = str(round(float(column.get("width", "0")) / 2))
    return found


def panes(book: RawWorkbook) -> Feature:
    """The headings that stay in view."""
    return {
        (sheet.name,): f"{float(pane.get('xSplit', '0')):g} {float(pane.get('ySplit', '0')):g}"
        for sheet in book.sheets
        for pane in sheet.root.iter(f"{_MAIN}pane")
        if pane.get("state") == "frozen"
    }


def grid_lines(book: RawWorkbook) -> Feature:
    """The sheets without grid lines."""
    return {
        (sheet.name,): "off"
        for sheet in book.sheets
        for view in sheet.root.iter(f"{_MAIN}sheetView")
        if view.get("showGridLines") in ("0", "false")
    }


def custom_properties(book: RawWorkbook) -> Feature:
    """The properties that only the workbook's maker knows."""
    root = book.root("docProps/custom.xml")
    return {(found.get("name", ""),): "".join(found.itertext()).strip() for found in root} if root is not None else {}


def core_properties(book: RawWorkbook) -> Feature:
    """Title, subject and author."""
    return _core(book, "title", "subject", "creator", "keywords", "description", "category")


def language(book: RawWorkbook) -> Feature:
    """The language that the properties name."""
    return _core(book, "language")


def _core(book: RawWorkbook, *wanted: str) -> Feature:
    root = book.root("docProps/core.xml")
    found = {(one.tag.rpartition("}")[2],): one.text or "" for one in root} if root is not None else {}
    return {key: text for key, text in found.items() if key[0] in wanted and text}
