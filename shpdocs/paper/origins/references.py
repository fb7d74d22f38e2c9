"""How people name what a paper may have been made of: a cell of a file ('prevent.xlsx!Measures!C12'), an answer ('prevent/cases/owner')."""

from __future__ import annotations

import re

from msgspec import Struct

from shpdocs.model.errors import UsageError
from shpdocs.model.printed_paper import KeptCell, KeptOrigin

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_AS_SPREADSHEETS_SAY = re.compile(r"'?(?P<folder>[^\[\]]*)\[(?P<file>[^\[\]]+)\](?P<sheet>.+)")
_FOLDERS = re.compile(r".*[/\\]")
_HASH = re.compile(r"[0-9a-f]{6,64}")  # of a file, or its beginning
_EXAMPLE = (
    'Name its file, sheet and cell, as in: shpdocs trace --cell "prevent.xlsx!Measures!C12". A file\'s hash, or its beginning, will do too.'
)
_GROUPS = ("fields", "measures", "tables")


class CellReference(Struct, frozen=True):
    """A cell as somebody named it (`text`): every file and sheet that this may mean, since both may hold a '!', and the cell ('B4')."""

    text: str
    places: tuple[tuple[str, str], ...]
    cell: str

    def names_file(self, name: str, sha256: str) -> bool:
        """Whether a file is meant, by its name in any case or by its SHA-256 or the beginning of that."""
        return any(_is_file(file, name, sha256) for file, _ in self.places)

    def sheets_in(self, name: str, sha256: str) -> tuple[str, ...]:
        """The sheets that may be meant in a file; () if it is another file."""
        return tuple(sheet for file, sheet in self.places if _is_file(file, name, sha256))

    def names(self, cell: KeptCell) -> bool:
        """Whether that is the cell."""
        return cell.cell == self.cell and self.is_on_sheet(cell.file_name, cell.file, cell.sheet)

    def is_on_sheet(self, name: str, sha256: str, sheet: str) -> bool:
        """Whether a sheet of a file is meant, in any case as spreadsheets have it."""
        return any(each.casefold() == sheet.casefold() for each in self.sheets_in(name, sha256))


def _is_file(text: str, name: str, sha256: str) -> bool:
    return text.casefold() == name.casefold() or bool(_HASH.fullmatch(text.lower()) and sha256.startswith(text.lower()))


def parse_cell(text: str) -> CellReference:
    """Return the cell that is named: 'FILE!SHEET!CELL', or as a spreadsheet writes it, "'[prevent.xlsx]Risks & issues'!$B$4".

    Raises:
        UsageError: file, sheet or cell is missing, or it is a range.
    """
    before, is_parted, name = text.strip().rpartition("!")
    cell = name.replace("$", "").strip().upper()
    if ":" in cell or "," in cell:
        raise UsageError(f"'{name}' is a range of cells.", "Name one cell of it, as each answer stands in one.")
    places = _places(before)
    if not is_parted or not places:
        raise UsageError(f"'{text}' does not name a cell of a file.", _EXAMPLE)
    if not _CELL.fullmatch(cell):
        raise UsageError(f"'{name}' is no cell.", _EXAMPLE)
    return CellReference(text.strip(), places, cell)


def _places(text: str) -> tuple[tuple[str, str], ...]:
    """Each file and sheet that a text may mean."""
    as_said = _AS_SPREADSHEETS_SAY.fullmatch(text)
    if as_said:
        return ((as_said["file"], as_said["sheet"].removesuffix("'").replace("''", "'")),)
    parts = text.split("!")
    pairs = (("!".join(parts[:at]).strip(), "!".join(parts[at:]).strip()) for at in range(1, len(parts)))
    return tuple((_FOLDERS.sub("", _unquoted(file)), _unquoted(sheet)) for file, sheet in pairs if file and sheet)


def _unquoted(name: str) -> str:
    is_quoted = len(name) > 2 and name[0] == name[-1] == "'"
    return name[1:-1].replace("''", "'") if is_quoted else name


class AnswerReference(Struct, frozen=True):
    """An answer as somebody named it: as decisions do ('prevent/update', 'prevent/cases/owner' of a table's column), or with what it is
    and where in it ('prevent/tables/cases/0/owner', 'prevent/measures/robbery/figure')."""

    text: str
    sub_group: str
    group: str
    key: str
    rest: tuple[str, ...]

    def names(self, ref: str) -> bool:
        """Whether an answer, by its ref ('prevent/tables/cases/0/owner'), is the one or stands in it."""
        sub_group, group, key, *rest = ref.split("/") if ref.count("/") > 1 else ("", "", "")
        if (sub_group, key) != (self.sub_group, self.key) or self.group not in ("", group):
            return False
        is_column = len(self.rest) == 1 and group == "tables" and len(rest) > 1 and rest[1] == self.rest[0]
        return is_column or tuple(rest[: len(self.rest)]) == self.rest

    def names_origin(self, origin: KeptOrigin) -> bool:
        """Whether what was returned is the answer, stands in it, or was read from a cell of it."""
        if origin.kind != "returned":
            return False
        sub_group = origin.answer.partition("/")[0]
        return self.names(origin.answer) or any(self.names(f"{sub_group}{cell.pointer}") for cell in origin.cells)


def parse_answer(text: str) -> AnswerReference:
    """Return the answer that is named.

    Raises:
        UsageError: it names no sub-group and key.
    """
    sub_group, *steps = text.strip().strip("/").split("/")
    group = steps.pop(0) if len(steps) > 1 and steps[0] in _GROUPS else ""
    if not sub_group or not steps or not all(steps):
        what = f"'{text}' does not name an answer."
        raise UsageError(
            what, "Name it as decisions do, by sub-group and key: prevent/update, or prevent/cases/owner for a table's column."
        )
    return AnswerReference(text.strip(), sub_group, group, steps[0], tuple(steps[1:]))
