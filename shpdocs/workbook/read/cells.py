"""From what a part says of a cell to the cell as it came: its value as stored, its format, its formula."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from math import isfinite

from msgspec import Struct, field
from msgspec.structs import replace

from shpdocs.model.returns import Place, RawCell
from shpdocs.workbook.read.package import OversizedError, UnreadableError
from shpdocs.workbook.read.strings import Strings, bounded, unescape
from shpdocs.workbook.read.styles import Styles

Value = str | int | float | bool | date | datetime | time | None

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_BEYOND = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_MOST_DIGITS = 400  # a double has no more before its point
LONG = 200  # characters: longer texts are counted together
MOST_CHARACTERS = 6_000_000  # in all long texts of a workbook: a hundred times what a full return says
_LAST_DAY = 2_958_465  # 31 December 9999 as Excel counts
_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}


class Shared(Struct, frozen=True):
    """What all sheets of a workbook share: its file, its texts and styles, the day that days are counted from.

    `most` is how many cells may hold anything, `room` how many characters of long texts are left to them: a text counts
    each time that a cell shows it, since each is looked at.
    """

    file: str
    strings: Strings
    styles: Styles
    epoch: date
    most: int
    has_marks: bool = False  # whether any text or font is struck through, or raised or lowered
    room: list[int] = field(default_factory=lambda: [MOST_CHARACTERS])

    def cell(
        self, sheet: str, name: str, attributes: dict[str, str], value: str | None, formula: str | None, runs: list[str]
    ) -> RawCell | None:
        """The cell with that value, formula and runs of text within it; None if it is blank. What its font says is marked.

        Raises:
            UnreadableError: what is written there contradicts itself.
        """
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        number_format, is_date = self.styles.formats.get(style) or self.styles.format_of(style, kind)
        if formula is not None:
            if "_x" in formula:
                formula = unescape(formula)
            made = RawCell(Place(self.file, sheet, name), None, number_format, formula, cached=self._cached(kind, value))
            return self._marked(made, style, "", None) if self.has_marks else made
        found: Value
        if runs:
            found = runs[0] if len(runs) == 1 else bounded("".join(runs))
            if "_x" in found:
                found = unescape(found)
        elif value is None:
            return None
        elif kind == "s" and value.isdecimal():
            found = self._text(value)
        else:
            found = self._value(kind, value, is_date)
            if found is None:
                return None
        if type(found) is str and len(found) > LONG:
            self._spend(len(found))
        made = RawCell(Place(self.file, sheet, name), found, number_format, is_error=kind == "e")
        return self._marked(made, style, kind, value) if self.has_marks else made

    def _marked(self, made: RawCell, style: str, kind: str, value: str | None) -> RawCell:
        """The cell, marked if its font or a part of its text is struck through, or raised or lowered."""
        at = int(value) if kind == "s" and value else -1
        marks = self.styles.marks(style)
        return marked(made, "struck" in marks or at in self.strings.struck, "raised" in marks or at in self.strings.raised)

    def _spend(self, characters: int) -> None:
        self.room[0] -= characters
        if self.room[0] < 0:
            raise OversizedError(f"more than {MOST_CHARACTERS:,} characters in long texts", f"{MOST_CHARACTERS:,}")

    def _value(self, kind: str, value: str, is_date: bool) -> Value:
        if kind == "n":
            return self._number(value.strip(), is_date)
        if kind == "s":
            return self._text(value)
        if kind in ("str", "e"):
            return unescape(value)
        if kind == "b" and value.strip() in _BOOLEANS:
            return _BOOLEANS[value.strip()]
        if kind == "d":
            return _moment(value.strip())
        if not value.strip():
            return None
        raise UnreadableError

    def _text(self, value: str) -> str:
        at = int(value)
        if not 0 <= at < len(self.strings.texts):
            raise UnreadableError
        return self.strings.texts[at]

    def _cached(self, kind: str, value: str | None) -> str:
        if not value:
            return ""
        if kind == "n":
            return value
        if kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        return self._text(value) if kind == "s" else unescape(value)

    def _number(self, text: str, is_date: bool) -> Value:
        """A number, or the date that its format shows it as; the text itself if it is beyond any number."""
        if text.isdigit() and text.isascii() and len(text) < 16 and not is_date:
            return int(text)
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            if _BEYOND.fullmatch(text):
                return text
            raise UnreadableError
        number = float(text)
        if not isfinite(number):
            return text
        if is_date and 0 <= number <= _LAST_DAY:
            return self._date(number)
        if text.lstrip("-").isdecimal() and len(text) < _MOST_DIGITS:
            return int(text)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number

    def _date(self, number: float) -> datetime | time:
        moment = timedelta(milliseconds=round(number * 86_400_000))
        if number < 1 and self.epoch.year < 1904:
            return (datetime.min + moment).time()
        days = timedelta(days=1) if self.epoch.year < 1904 and number < 60 else timedelta()  # Excel believes in 29 February 1900
        return datetime.combine(self.epoch, time()) + moment + days


def marked(cell: RawCell, struck: bool, raised: bool) -> RawCell:
    """The cell, with what its font or a run of its text says."""
    return replace(cell, struck=struck or cell.struck, raised=raised or cell.raised) if struck or raised else cell


def _moment(text: str) -> datetime | time:
    """A date written as one, as Excel does in 'strict' files; what it says of zones no cell can show."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return time.fromisoformat(text).replace(tzinfo=None)
