"""A sheet while it is read: its cells as stored, and what else of it may matter. The hot path of `collect`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from shpdocs.doors.workbook_reader.cells import LONGEST_TEXT, Shared, bounded
from shpdocs.doors.workbook_reader.package import DEEPEST, OversizedError, Package, UnreadableError, local, new_parser
from shpdocs.words.cells import cell_name, column_number
from shpdocs.words.returns import RawCell
from shpdocs.words.workbook import SheetContent, Span

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
TRUE = ("1", "true")
_SHARED_FORMULA = "=(shared or array formula)"
_DIGITS = "0123456789"
_TEXTS = frozenset({"v", "t", "f"})
_HELD = frozenset({"sheetData", "row", "c"})
_COLUMNS: dict[str, int] = {}  # by their letters, as far as they have been met


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
    hidden_columns: bytearray = field(default_factory=bytearray)
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
            hidden_columns=self._columns_hidden(),
            merged=tuple(self.merged),
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.is_text:
            raise UnreadableError  # nothing stands within a text
        if tag == "c":
            if self.attributes is not None or not self.in_row:
                raise UnreadableError
            self.attributes = attributes
        elif tag in _TEXTS:
            self.is_text = True
            self.texts.clear()
        elif tag == "row":
            self._begin_row(attributes)
        elif ":" in tag and self._is_own(tag):
            self._start(local(tag), attributes)
        else:
            self.texts.clear()
            self.depth += 1
            if self.depth > DEEPEST:
                raise UnreadableError
            other = _OTHERS.get(local(tag))
            if other:
                other(self, attributes)

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
            if len(text) > LONGEST_TEXT:
                bounded(text)
            if tag == "v":
                self.value = text
            elif tag == "f":
                self.formula = f"={text}" if text else _SHARED_FORMULA
            elif not self.aids:
                self.runs.append(text)
        elif tag == "row":
            self.in_row = False
        elif ":" in tag and tag.partition(":")[0] == self.prefix:
            self._end(local(tag))
        else:
            self._end_other(local(tag))

    def _end_other(self, tag: str) -> None:
        self.depth -= 1
        if tag == "rPh":
            self.aids -= 1
        elif tag == "extLst":
            self.extensions -= 1
        elif tag == "dataValidation":
            self.in_guard = False
        elif tag == "sqref" and self.in_guard:  # an extension's check; rules for looks have spans too
            self.guard("".join(self.texts))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        if self.in_row:
            raise UnreadableError
        name = attributes.get("r")
        self.row = self.row + 1 if name is None else _row_number(name)
        self.row_name, self.last, self.in_row = name or str(self.row), "", True
        self.row_cut = -len(self.row_name)
        self.is_row_hidden = attributes.get("hidden") in TRUE

    def _finish(self) -> None:
        """The cell has ended: keep it if it holds anything."""
        attributes, self.attributes = self.attributes, None
        assert attributes is not None
        self.last = name = attributes.get("r") or self._next()
        value, formula, runs = self.value, self.formula, self.runs
        if value is None and formula is None and not runs:
            return
        cut = self.row_cut
        column = _COLUMNS.get(name[:cut]) if name[cut:] == self.row_name else None
        at = (self.row, column) if column else _place(name)
        cell = self.shared.cell(self.title, name, attributes, value, formula, runs)
        self.value = self.formula = None
        if runs:
            self.runs = []
        if cell is None:
            return
        cells = self.cells
        if cells.setdefault(at, cell) is not cell and cells[at] != cell:
            raise UnreadableError  # two different cells at one place: nobody can say which is meant
        if len(cells) > self.room:
            raise OversizedError(f"more than {self.shared.most:,} cells that hold something", f"{self.shared.most:,}")
        if self.is_row_hidden:
            self.hidden_rows.add(at[0])

    def _next(self) -> str:
        """The place of a cell that names none, as some programs leave it: the next one of the row."""
        if not self.last:
            return cell_name(self.row, 1)
        row, column = _place(self.last)
        if column == LAST_COLUMN:
            raise UnreadableError
        return cell_name(row, column + 1)

    def guard(self, spans: str) -> None:
        """Add the spans of a check on what may be entered: 'B2:D9 F4'."""
        self.guarded += [span for span in map(span_of, spans.split()) if span]
        if len(self.guarded) > self.shared.most:
            raise OversizedError(f"more than {self.shared.most:,} checked ranges", f"{self.shared.most:,}")

    def hide(self, first: int, last: int) -> None:
        """Hide the columns from `first` to `last`."""
        first, last = max(first, 1), min(last, LAST_COLUMN)
        self.hidden_columns = self.hidden_columns or bytearray(LAST_COLUMN + 1)
        if first <= last:
            self.hidden_columns[first : last + 1] = b"\1" * (last + 1 - first)

    def _columns_hidden(self) -> frozenset[int]:
        return frozenset(column for _, column in self.cells if self.hidden_columns[column]) if self.hidden_columns else frozenset()


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
    if attributes.get("hidden") in TRUE:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isdecimal() and last.isdecimal() and len(first + last) < 12:
            sheet.hide(int(first), int(last))


_OTHERS: dict[str, Callable[[SheetReader, dict[str, str]], None]] = {
    "rPh": _begin_aid,
    "extLst": _begin_extensions,
    "dataValidation": _begin_guard,
    "mergeCell": _merge,
    "sheetProtection": _protect,
    "col": _hide_columns,
}


def _row_number(digits: str) -> int:
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 7 and digits[0] != "0") or int(digits) > LAST_ROW:
        raise UnreadableError
    return int(digits)


def _column(letters: str) -> int:
    if letters not in _COLUMNS:
        if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3):
            raise UnreadableError
        number = column_number(letters)
        if number > LAST_COLUMN:
            raise UnreadableError
        _COLUMNS[letters] = number
    return _COLUMNS[letters]


def _place(name: str) -> tuple[int, int]:
    letters = name.rstrip(_DIGITS)
    return _row_number(name[len(letters) :]), _column(letters)


def span_of(reference: str) -> Span | None:
    """The span that 'B2:D9', 'B2', 'B:B' or '2:9' names; None if it names none."""
    first, _, last = reference.replace("$", "").partition(":")
    try:
        top, left = _corner(first, 1, 1)
        bottom, right = _corner(last or first, LAST_ROW, LAST_COLUMN)
    except UnreadableError:
        return None
    return (min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _corner(name: str, row: int, column: int) -> tuple[int, int]:
    letters = name.rstrip(_DIGITS)
    digits = name[len(letters) :]
    if not name:
        raise UnreadableError
    return (_row_number(digits) if digits else row), (_column(letters) if letters else column)
