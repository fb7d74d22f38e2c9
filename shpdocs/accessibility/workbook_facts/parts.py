"""What openpyxl leaves out of a workbook, read from its parts: names as they are, results of formulas, what floats, views."""

from __future__ import annotations

from dataclasses import dataclass, field

from shpdocs.model.cells import column_number
from shpdocs.model.workbook_facts import CellRange, DrawnObject
from shpdocs.workbook.read.package import Package

_SHEETS = {"worksheet": "sheet", "chartsheet": "chart", "dialogsheet": "dialog", "xlMacrosheet": "macro", "xlIntlMacrosheet": "macro"}
_HEADERS_AND_FOOTERS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
_ANCHORS = {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}


@dataclass
class SheetPart:
    """A sheet's part, of kind 'sheet', 'chart', 'dialog' or 'macro'.

    `results` are of formulas, by place; `covered` counts the cells of merged and linked ranges.
    """

    title: str
    kind: str
    results: dict[tuple[int, int], str | float | bool] = field(default_factory=dict)
    headers_and_footers: list[str] = field(default_factory=list)
    drawn: list[DrawnObject] = field(default_factory=list)
    covered: int = 0
    active_pane: str = ""
    is_split: bool = False
    active_cells: dict[str, str] = field(default_factory=dict)

    @property
    def active_cell(self) -> str:
        """The cell that is chosen when the sheet opens."""
        return self.active_cells.get(self.active_pane, "A1")


@dataclass
class BookParts:
    """A workbook's parts: sheets in order, document properties by name, theme colours in the order of their numbers."""

    sheets: list[SheetPart] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    theme: tuple[str, ...] = ()
    active_sheet: int = 0
    has_macros: bool = False


def read_parts(package: Package) -> BookParts:
    """Return what the parts say.

    Raises:
        UnreadableError: a part is no XML, or declares entities.
    """
    parts = BookParts()
    top = dict(package.related("").values())
    book = top.get("officeDocument", "xl/workbook.xml")
    related = package.related(book)
    parts.has_macros = any(kind == "vbaProject" for kind, _ in related.values())

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            kind, name = related.get(attributes.get("id", ""), ("", ""))
            parts.sheets.append(_read_sheet(package, attributes.get("name", ""), _SHEETS.get(kind, "sheet"), name))
        elif tag == "workbookView" and not parts.active_sheet:
            parts.active_sheet = int(attributes.get("activeTab", "0"))

    package.parse(book, start)
    parts.has_macros = parts.has_macros or any(sheet.kind == "macro" for sheet in parts.sheets)
    package.parse(top.get("core-properties", "docProps/core.xml"), None, lambda tag, text: parts.properties.update({tag: text}))
    parts.theme = _read_theme(package, next((name for kind, name in related.values() if kind == "theme"), ""))
    return parts


def _read_theme(package: Package, name: str) -> tuple[str, ...]:
    """The colours of the theme; a file counts them light before dark, the theme lists them dark before light."""
    colours: dict[str, str] = {}
    names = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
    current = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if tag in names:
            current = tag
        elif tag in ("srgbClr", "sysClr") and current:
            colours.setdefault(current, attributes.get("lastClr", attributes.get("val", "")))
            current = ""

    package.parse(name, start)
    return tuple(colours[name] for name in names) if len(colours) == len(names) else ()


def _read_sheet(package: Package, title: str, kind: str, name: str) -> SheetPart:
    sheet = SheetPart(title, kind)
    if not name:
        return sheet
    reader = _SheetReader(sheet)
    package.parse(name, reader.start, reader.end)
    for relation, part in package.related(name).values():
        if relation == "drawing":
            sheet.drawn += _read_drawing(package, part)
        elif relation == "comments":
            sheet.drawn += _read_comments(package, part)
    return sheet


def cell_range(reference: str) -> CellRange:
    """The range that 'B2:D9' or 'B2' names; whole rows and columns reach as far as a sheet does."""
    first, _, last = reference.replace("$", "").partition(":")
    top, left = _corner(first, 1, 1)
    bottom, right = _corner(last or first, 1_048_576, 16_384)
    return CellRange(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _corner(name: str, row: int, column: int) -> tuple[int, int]:
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    return (int(digits) if digits else row), (column_number(letters.upper()) if letters else column)


@dataclass
class _SheetReader:
    """A sheet's part while it is read, and the cell that the parser stands in."""

    sheet: SheetPart
    at: tuple[int, int] = (0, 0)
    kind: str = "n"
    is_formula: bool = False
    value: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self.at = _corner(attributes["r"], 0, 0) if "r" in attributes else (self.at[0], self.at[1] + 1)
            self.kind, self.is_formula, self.value = attributes.get("t", "n"), False, None
        elif tag == "row":
            self.at = (int(attributes.get("r", self.at[0] + 1)), 0)
        elif tag in ("mergeCell", "hyperlink"):
            self.sheet.covered += cell_range(attributes.get("ref", "A1")).cell_count
        else:
            self._start_other(tag, attributes)

    def _start_other(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "pane":
            self.sheet.active_pane, self.sheet.is_split = attributes.get("activePane", "topLeft"), True
        elif tag == "selection":
            self.sheet.active_cells[attributes.get("pane", "")] = attributes.get("activeCell", "A1")
        elif tag == "picture":
            self.sheet.drawn.append(DrawnObject("background"))
        elif tag == "oleObject":
            self.sheet.drawn.append(DrawnObject("embedded object"))
        elif tag == "control":
            self.sheet.drawn.append(DrawnObject("control"))

    def end(self, tag: str, text: str) -> None:
        if tag == "f":
            self.is_formula = True
        elif tag == "v":
            self.value = text
        elif tag == "c" and self.is_formula and self.value is not None:
            self.sheet.results[self.at] = self._result(self.value)
        elif tag in _HEADERS_AND_FOOTERS and text.strip():
            self.sheet.headers_and_footers.append(text)

    def _result(self, text: str) -> str | float | bool:
        if self.kind in ("str", "e") or not text:  # a formula that gives no text may be kept as a number without digits
            return text
        return text in ("1", "true") if self.kind == "b" else float(text)


def _read_comments(package: Package, name: str) -> list[DrawnObject]:
    comments: list[DrawnObject] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "comment":
            comments.append(DrawnObject("comment", *_corner(attributes.get("ref", "A1"), 1, 1)))

    package.parse(name, start)
    return comments


@dataclass
class _Anchor:
    """One thing drawn, while it is read. `kinds` says what it is made of."""

    kinds: set[str] = field(default_factory=set)
    row: int = 0
    column: int = 0
    has_alt_text: bool = False
    is_text_box: bool = False


def _read_drawing(package: Package, name: str) -> list[DrawnObject]:
    """Everything on a sheet's drawing, by the cell of its top left corner."""
    reader = _DrawingReader()
    package.parse(name, reader.start, reader.end)
    return reader.drawn


@dataclass
class _DrawingReader:
    """A sheet's drawing while it is read; `fallbacks` are open ones: what only older programs show in place of the thing itself."""

    drawn: list[DrawnObject] = field(default_factory=list)
    anchor: _Anchor = field(default_factory=_Anchor)
    fallbacks: int = 0
    is_top_left: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _ANCHORS:
            self.anchor, self.is_top_left = _Anchor(), False
        if tag == "Fallback":
            self.fallbacks += 1
        elif not self.fallbacks:
            if tag == "from":
                self.is_top_left = True
            _add_part(self.anchor, tag, attributes)

    def end(self, tag: str, text: str) -> None:
        if tag == "Fallback":
            self.fallbacks -= 1
        elif self.is_top_left and tag == "row":
            self.anchor.row = int(text) + 1
        elif self.is_top_left and tag == "col":
            self.anchor.column = int(text) + 1
        elif tag == "from":
            self.is_top_left = False
        elif tag == "t" and text.strip() and not self.fallbacks:
            self.anchor.is_text_box = True
        elif tag in _ANCHORS:
            self.drawn.append(DrawnObject(_kind(self.anchor), self.anchor.row, self.anchor.column, self.anchor.has_alt_text))


def _add_part(anchor: _Anchor, tag: str, attributes: dict[str, str]) -> None:
    """Note what an element says of the thing that is drawn."""
    if tag == "cNvPr":
        anchor.has_alt_text = anchor.has_alt_text or bool((attributes.get("descr", "") + attributes.get("title", "")).strip())
    elif tag == "decorative":
        anchor.has_alt_text = anchor.has_alt_text or attributes.get("val", "1") in ("1", "true")
    elif tag == "cNvSpPr":
        anchor.is_text_box = anchor.is_text_box or attributes.get("txBox", "0") in ("1", "true")
    elif tag == "graphicData":
        uri = attributes.get("uri", "").lower()
        anchor.kinds.add("chart" if "chart" in uri else "control" if "slicer" in uri or "timeline" in uri else "diagram")
    elif tag in ("pic", "sp", "cxnSp"):
        anchor.kinds.add(tag)


def _kind(anchor: _Anchor) -> str:
    for kind in ("chart", "control", "diagram"):
        if kind in anchor.kinds:
            return kind
    if "pic" in anchor.kinds:
        return "picture"
    return "text box" if anchor.is_text_box else "shape"
