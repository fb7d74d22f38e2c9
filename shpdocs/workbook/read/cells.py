"""From what a part says of a cell to the cell as it came: its value as stored, its format, its formula."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite

from shpdocs.answers.formats import is_date_format
from shpdocs.model.returns import Place, RawCell
from shpdocs.ooxml.bounds import Fault, PackageError, damaged, too_many
from shpdocs.ooxml.cell_formats import COLOUR, IN_RUNS, UNMARKED, UNSEEN, CellFormat, CellFormats, Marks
from shpdocs.ooxml.colours import stands_out
from shpdocs.ooxml.letters import SIGNS, as_signs
from shpdocs.workbook.read.places import TRUE
from shpdocs.workbook.read.strings import Strings, unescape

Value = str | int | float | bool | date | datetime | time | None

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_BEYOND = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_MOST_DIGITS = 400  # a double has no more before its point
_LONG = 200  # characters: longer texts are counted together
MOST_CHARACTERS = 6_000_000  # in all long texts of a workbook: a hundred times what a full return says
_LAST_DAY = 2_958_465  # 31 December 9999 as Excel counts
_BOOLEANS = {"1": True, "true": True, "0": False, "false": False}


@dataclass
class CellMaker:
    """What all sheets of a workbook share: its file, its texts and formats, the day that days are counted from.

    `most` is how many cells may hold anything. `spent` are the characters of long texts so far: a text counts each time
    that a cell shows it, since each is looked at.
    """

    file: str
    strings: Strings
    formats: CellFormats
    epoch: date
    most: int
    spent: int = 0
    known: dict[str, tuple[str, bool, Marks]] = field(default_factory=dict)  # formats by their number as written, as met

    def cell(
        self, place: Place, style: str, kind: str, value: str | None, formula: str | None, inline: tuple[str, Marks] | None
    ) -> RawCell | None:
        """The cell with that value, formula or text of its own; None if it is blank.

        Raises:
            PackageError: what is written there contradicts itself.
        """
        number_format, is_date, marks = self.known.get(style) or self._format(style, kind)
        if formula is not None:
            cached = self._cached(kind, value)
            struck, raised, unseen = (mark in marks for mark in ("struck", "raised", "unseen"))
            return RawCell(place, None, number_format, unescape(formula), False, cached, struck, raised, is_unseen=unseen)
        content: Value
        if inline:
            content = inline[0]
            marks |= inline[1]
        elif value is None or (kind == "s" and not value.strip()):
            return None
        elif kind == "s":
            content = self._text(value)
            marks |= self.strings.marks.get(int(value), UNMARKED)
        else:
            content = self._value(kind, value, is_date)
            if content is None:
                return None
        if type(content) is str and len(content) > _LONG:
            self._spend(len(content))
        if not marks:
            return RawCell(place, content, number_format, "", kind == "e")
        if IN_RUNS.isdisjoint(marks):  # or each run has been read by its own font
            content = _in_font(content, marks)
        else:
            marks = self._seen_by_runs(style, marks)
        struck, raised, otherwise, unseen = (mark in marks for mark in ("struck", "raised", "otherwise", "unseen"))
        return RawCell(
            place, content, number_format, "", kind == "e", "", struck, raised, raised_reads_otherwise=otherwise, is_unseen=unseen
        )

    def ground(self, style: str) -> str:
        """The colour under cells of a format; '' for none, white, or one that nobody can say."""
        ground = self._form(style).ground
        return "" if ground in ("FFFFFF", "?") else ground

    def _form(self, style: str) -> CellFormat:
        number = int(style) if style.isdecimal() and len(style) < _LONG else -1
        return self.formats.formats[number] if 0 <= number < len(self.formats.formats) else CellFormat()

    def _seen_by_runs(self, style: str, marks: Marks) -> Marks:
        """The marks of a text in runs: each has its own colour, or that of the cell's font, on the ground of the cell."""
        keys = {mark.removeprefix(COLOUR) for mark in marks if mark.startswith(COLOUR)}
        is_own_unseen, ground = "unseen" in marks and "" in keys, self._form(style).ground
        is_unseen = is_own_unseen or any(not stands_out(self.formats.colours.seen(key, "000000"), ground) for key in keys if key)
        return marks | UNSEEN if is_unseen else marks - UNSEEN

    def _format(self, style: str, kind: str) -> tuple[str, bool, Marks]:
        """The format of that number; if there is none, the plain one, unless the value is a number, which could be a date then."""
        number = int(style or 0)
        if 0 <= number < len(self.formats.formats):
            form = self.formats.formats[number]
        elif kind == "n" and number and self.formats.formats:
            raise damaged()  # of a workbook without any formats each number is shown as it is
        else:
            return "General", False, UNMARKED
        self.known[style] = form.number_format, is_date_format(form.number_format), form.marks
        return self.known[style]

    def _spend(self, characters: int) -> None:
        self.spent += characters
        if self.spent > MOST_CHARACTERS:
            raise too_many(MOST_CHARACTERS, "characters in long texts")

    def _value(self, kind: str, value: str, is_date: bool) -> Value:
        if kind == "n":
            return self._number(value.strip(), is_date)
        if kind in ("str", "e"):
            return unescape(value)
        if kind == "b" and value.strip().lower() in _BOOLEANS:
            return _BOOLEANS[value.strip().lower()]
        if kind == "d":
            return _moment(value.strip())
        if not value.strip():
            return None
        raise damaged()

    def _text(self, value: str) -> str:
        number = int(value)
        if not self.strings.texts:
            raise PackageError(Fault("missing", "xl/sharedStrings.xml"))  # no text of the workbook is there
        if not 0 <= number < len(self.strings.texts) or number in self.strings.unclear:
            raise damaged()
        return self.strings.texts[number]

    def words_of(self, kind: str, value: str) -> str:
        """What a cell says that cannot be read: its words, where it only names them by a number."""
        if kind == "s" and value.isdecimal() and len(value) < _LONG and int(value) < len(self.strings.texts):
            return self.strings.texts[int(value)]
        return value

    def _cached(self, kind: str, value: str | None) -> str:
        if not value or kind == "n":
            return value or ""
        if kind == "b":
            return "TRUE" if value.strip() in TRUE else "FALSE"
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
            raise damaged()
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


def _in_font(content: Value, marks: Marks) -> Value:
    """A value as the font of its cell shows it: digits, too, are signs in a symbol font."""
    if isinstance(content, str):
        return as_signs(content, marks)
    return as_signs(str(content), marks) if SIGNS in marks and isinstance(content, int | float) else content


def _moment(text: str) -> datetime | time:
    """A date written as one, as Excel does in 'strict' files; what it says of zones no cell can show."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return time.fromisoformat(text).replace(tzinfo=None)
