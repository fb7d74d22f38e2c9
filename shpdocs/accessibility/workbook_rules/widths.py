"""How wide a cell's value is when it is shown, in characters of the normal font: estimates, a little on the short side."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from shpdocs.model.workbook_facts import Cell, Look

_LETTERS = 1.12  # average letters to a column's unit of width, the digit 0
_BOLD = 1.06  # how much wider bold letters are
_DROPPED = re.compile(r'\[[^\]]*\]|_.|\*.|"[^"]*"|\\.')
_SHOWN = re.compile(r'"([^"]*)"|\\(.)')
_DATE_PARTS = ((r"m{4,}", "September"), (r"d{4,}", "Wednesday"), (r"(?<!d)d(?!d)", "00"), (r"y+", "0000"), (r"AM/PM", "AM"))


def text_width(text: str, look: Look, normal: float) -> float:
    """Return how wide a text on one line is, where the normal font has so many points."""
    return len(text.strip("\n")) / _LETTERS * (look.size / normal) * (_BOLD if look.bold else 1)


def value_width(cell: Cell) -> float:
    """Return how wide a number or date has to be at least so that Excel does not show #### or an exponent; 0 for all else."""
    if isinstance(cell.value, timedelta | time):
        return 5
    if isinstance(cell.value, date):
        return _date_width(cell.look.number_format)
    if cell.number is None:
        return 0
    return _number_width(cell.number, cell.look.number_format)


def _date_width(code: str) -> int:
    shown = "".join(quoted or escaped for quoted, escaped in _SHOWN.findall(code))
    plain = _DROPPED.sub("", code.split(";")[0])
    for part, longest in _DATE_PARTS:
        plain = re.sub(part, longest, plain)
    return len(plain) + len(shown) if code != "General" else 0


def _number_width(number: int | float, code: str) -> int:
    sections = code.split(";")
    section = sections[1] if number < 0 and len(sections) > 1 else sections[0]
    plain = _DROPPED.sub("", section)
    literal = sum(len(quoted or escaped) for quoted, escaped in _SHOWN.findall(section))
    if "@" in plain or "E" in plain.upper() or not re.search("[0#?]", plain):
        return len(str(int(number))) if abs(number) < 1e11 else 0  # General: beyond eleven digits an exponent is what Excel shows
    shown = abs(number) * (100 if "%" in plain else 1)
    digits, _, decimals = plain.partition(".")
    places = len(re.findall("[0#?]", decimals))
    whole = len(f"{shown:.{places}f}".partition(".")[0])
    grouped = (whole - 1) // 3 if re.search(r"[0#?],[0#?]", digits) else 0
    signs = (1 if number < 0 and len(sections) == 1 else 0) + len(re.findall(r"[%£$€()\- ]", plain))
    return whole + grouped + (1 + places if places else 0) + signs + literal
