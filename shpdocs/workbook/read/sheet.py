"""A sheet while it is read: its cells as stored, and what else of it may matter. The hot path of `collect`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shpdocs.model.cells import cell_name
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import Remark, SheetContent, Span
from shpdocs.workbook.read.cells import Shared, marked
from shpdocs.workbook.read.package import DEEPEST, OversizedError, Package, UnreadableError, local, new_parser
from shpdocs.workbook.read.places import COLUMNS, LAST_COLUMN, TRUE, HiddenColumns, is_hidden, place_of, row_number, span_of
from shpdocs.workbook.read.strings import LONGEST_TEXT, bounded, look_of, page_line

_SHARED_FORMULA = "=(shared or array formula)"
_TEXTS = frozenset({"v", "t", "f"})
_HELD = frozenset({"sheetData", "row", "c"})
_SPACES = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_HEADS_AND_FEET = frozenset(f"{which}{where}" for which in ("odd", "even", "first") for where in ("Header", "Footer"))


@dataclass(slots=True)
class SheetReader:
    """A sheet's part, and the cell that the parser stands in. `room` is how many more cells may hold anything."""

    title: str
    shared: Shared
    room: int
    cells: dict[tuple[int, int], RawCell] = field(default_factory=dict)
    guarded: list[Span] = field(default_factory=list)
    merged: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: HiddenColumns = field(default_factory=HiddenColumns)
    is_protected: bool = False
    row: int = 0
    row_name: str = "0"
    row_cut: int = -1  # where the row's number begins in the name of a cell
    last: str = ""  # the place of the cell before, if it stands in the same row
    in_row: bool = False
    is_row_hidden: bool = False
    attributes: dict[str, str] | None = None  # of the cell; None outside a cell
    value: str | None = None
    formula: str | None = None
    runs: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    is_text: bool = False
    aids: int = 0
    depth: int = 0
    in_guard: bool = False
    prefix: str | None = None  # of the sheet's own elements; None until one has a prefix
    extensions: int = 0
    inline: str = ""  # whether the parser is 'within' the text that stands in the cell itself, or has 'read' it
    has_data: bool = False
    in_data: bool = False
    choices: int = 0  # things that stand there in several forms
    looks: set[str] = field(default_factory=set)  # of the run: struck, raised
    marks: set[str] = field(default_factory=set)  # of the cell, by its runs
    remarks: list[Remark] = field(default_factory=list)

    def read(self, package: Package, part: str) -> SheetContent:
        """Read the sheet's part; whether it is hidden, and its remarks, stand elsewhere.

        Raises:
            UnreadableError: the part is missing or broken.
        """
        parser = new_parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.texts.append
        if not package.run(part, parser):
            raise UnreadableError
        return SheetContent(
            self.title,
            self.cells,
            tuple(self.guarded),
            self.is_protected,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=self.hidden_columns.among(self.cells),
            merged=tuple(self.merged),
            remarks=tuple(self.remarks),
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.is_text:
            raise UnreadableError  # nothing stands within a text
        if tag == "c":
            if self.attributes is not None or not self.in_row or "xmlns" in attributes:
                self._allow(self.attributes is None and self.in_row, attributes)
            self.attributes = attributes
        elif tag in _TEXTS:
            if (self.attributes is None and not self.extensions) or attributes:
                self._allow(self.attributes is not None or self.extensions > 0, attributes)
            self.is_text = True
            self.texts.clear()
        elif tag == "is":
            self._begin_inline(attributes)
        elif tag == "row":
            self._begin_row(attributes)
        elif ":" in tag and self._is_own(tag):
            self._start(local(tag), attributes)
        else:
            self._start_other(local(tag), attributes)

    def _start_other(self, tag: str, attributes: dict[str, str]) -> None:
        self.texts.clear()
        self.depth += 1
        if self.depth > DEEPEST or self._is_of_others(attributes):
            raise UnreadableError
        other = _OTHERS.get(tag)
        if other:
            other(self, attributes)

    def _begin_inline(self, attributes: dict[str, str]) -> None:
        if self.attributes is None or self.inline or attributes:
            raise UnreadableError
        self.inline = "within"
        if self.marks:
            self.marks.clear()

    def _is_of_others(self, attributes: dict[str, str]) -> bool:
        """Whether an element without a prefix, outside extensions, is none of a sheet's."""
        return "xmlns" in attributes and not self.extensions and attributes["xmlns"] not in _SPACES

    def _allow(self, is_in_place: bool, attributes: dict[str, str]) -> None:
        if not is_in_place or self._is_of_others(attributes):
            raise UnreadableError

    def _is_own(self, tag: str) -> bool:
        """Whether an element with a prefix is the sheet's own, by the prefix of its first element; else an extension's."""
        prefix, _, name = tag.partition(":")
        if self.prefix is None:
            self.prefix = prefix if name == "worksheet" else ""
        if prefix != self.prefix and name in _HELD and not self.extensions:
            raise UnreadableError  # cells that would be lost unseen
        return prefix == self.prefix

    def _end(self, tag: str) -> None:
        if tag == "c":
            self._finish()
        elif tag in _TEXTS:
            self.is_text = False
            texts = self.texts
            text = texts[0] if len(texts) == 1 else "".join(texts)
            if tag == "v" and self.value is None and len(text) <= LONGEST_TEXT and not self.extensions:
                self.value = text
            else:
                self._end_text(tag, bounded(text))
        elif tag == "is":
            self.inline = "read"
        elif tag == "row":
            self.in_row = False
        elif ":" in tag and tag.partition(":")[0] == self.prefix:
            self._end(local(tag))
        else:
            self._end_other(local(tag))

    def _end_text(self, tag: str, text: str) -> None:
        """A formula, or a run of the text that stands in the cell itself, has ended; or what stands there twice."""
        if self.extensions:
            return
        if tag == "f" and self.formula is None:
            self.formula = f"={text}" if text else _SHARED_FORMULA
        elif tag != "t" or self.inline != "within":
            raise UnreadableError
        elif not self.aids:
            self.runs.append(text)
            if self.looks and text.strip():
                self.marks |= self.looks

    def _end_other(self, tag: str) -> None:
        self.depth -= 1
        if tag == "rPh":
            self.aids -= 1
        elif tag == "extLst":
            self.extensions -= 1
        elif tag == "dataValidation":
            self.in_guard = False
        elif tag == "sheetData":
            self.in_data = False
        elif tag == "r":
            self.looks.clear()
        elif tag == "AlternateContent":
            self.choices -= 1
        elif tag in _HEADS_AND_FEET:
            self._add_page_line("".join(self.texts))
        elif tag == "sqref" and self.in_guard:  # an extension's check; rules for looks have spans too
            self.guard("".join(self.texts))

    def _add_page_line(self, text: str) -> None:
        """Keep a header or footer that says more than programs put there of themselves: the page, the sheet, the day."""
        line = page_line(text)
        if line:
            self.remarks.append(Remark("header or footer", "", line))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        if self.in_row or not self.in_data or self._is_of_others(attributes):
            raise UnreadableError
        name = attributes.get("r")
        self.row = self.row + 1 if name is None else row_number(name)
        self.row_name, self.last, self.in_row = name or str(self.row), "", True
        self.row_cut = -len(self.row_name)
        self.is_row_hidden = is_hidden(attributes, "ht")

    def _finish(self) -> None:
        """The cell has ended: keep it if it holds anything."""
        attributes, self.attributes = self.attributes, None
        assert attributes is not None
        self.last = name = attributes.get("r") or self._next()
        value, formula, runs = self.value, self.formula, self.runs
        if self.inline:
            self._end_inline(value, formula)
        if value is None and formula is None and not runs:
            return
        cut = self.row_cut
        column = COLUMNS.get(name[:cut]) if name[cut:] == self.row_name else None
        at = (self.row, column) if column else place_of(name)
        cell = self.shared.cell(self.title, name, attributes, value, formula, runs)
        self.value = self.formula = None
        if runs:
            self.runs = []
            if self.marks and cell is not None:
                cell = marked(cell, "struck" in self.marks, "raised" in self.marks)
        if cell is None:
            return
        cells = self.cells
        if cells.setdefault(at, cell) is not cell and cells[at] != cell:
            raise UnreadableError  # two different cells at one place: nobody can say which is meant
        if len(cells) > self.room:
            raise OversizedError(f"more than {self.shared.most:,} cells that hold something", f"{self.shared.most:,}")
        if self.is_row_hidden:
            self.hidden_rows.add(at[0])

    def _end_inline(self, value: str | None, formula: str | None) -> None:
        if value and formula is None:
            raise UnreadableError  # two values
        self.inline = ""

    def _next(self) -> str:
        """The place of a cell that names none, as some programs leave it: the next one of the row."""
        if not self.last:
            return cell_name(self.row, 1)
        row, column = place_of(self.last)
        if column == LAST_COLUMN:
            raise UnreadableError
        return cell_name(row, column + 1)

    def guard(self, spans: str) -> None:
        """Add the spans of a check on what may be entered: 'B2:D9 F4'."""
        self.guarded += [span for span in map(span_of, spans.split()) if span]
        if len(self.guarded) > self.shared.most:
            raise OversizedError(f"more than {self.shared.most:,} checked ranges", f"{self.shared.most:,}")


def _begin_aid(sheet: SheetReader, _: dict[str, str]) -> None:
    sheet.aids += 1


def _begin_extensions(sheet: SheetReader, _: dict[str, str]) -> None:
    sheet.extensions += 1


def _begin_guard(sheet: SheetReader, attributes: dict[str, str]) -> None:
    sheet.in_guard = True
    sheet.guard(attributes.get("sqref", ""))


def _merge(sheet: SheetReader, attributes: dict[str, str]) -> None:
    span = span_of(attributes.get("ref", ""))
    if span:
        sheet.merged.append(span)
    if len(sheet.merged) > sheet.shared.most:
        raise OversizedError(f"more than {sheet.shared.most:,} merged ranges", f"{sheet.shared.most:,}")


def _protect(sheet: SheetReader, attributes: dict[str, str]) -> None:
    sheet.is_protected = attributes.get("sheet") in TRUE


def _hide_columns(sheet: SheetReader, attributes: dict[str, str]) -> None:
    sheet.hidden_columns.take(attributes)


def _begin_data(sheet: SheetReader, _: dict[str, str]) -> None:
    if sheet.has_data or sheet.choices:
        raise UnreadableError
    sheet.has_data = sheet.in_data = True


def _begin_choice(sheet: SheetReader, _: dict[str, str]) -> None:
    if sheet.in_data:
        raise UnreadableError  # which of its forms is shown depends on the program
    sheet.choices += 1


def _look(tag: str) -> Callable[[SheetReader, dict[str, str]], None]:
    def add(sheet: SheetReader, attributes: dict[str, str]) -> None:
        look = look_of(tag, attributes)
        if look:
            sheet.looks.add(look)

    return add


_OTHERS: dict[str, Callable[[SheetReader, dict[str, str]], None]] = {
    "rPh": _begin_aid,
    "extLst": _begin_extensions,
    "dataValidation": _begin_guard,
    "mergeCell": _merge,
    "sheetProtection": _protect,
    "col": _hide_columns,
    "sheetData": _begin_data,
    "strike": _look("strike"),
    "vertAlign": _look("vertAlign"),
    "AlternateContent": _begin_choice,
}
