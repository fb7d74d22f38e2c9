"""What every reading rests on: tidied text, numbers as written, numbers as JSON has them."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from unicodedata import normalize

from shpdocs.model.invisible import INVISIBLE
from shpdocs.model.returns import Json

_CONTROLS = re.compile(r"_x00([01][0-9A-Fa-f]|7[Ff])_")  # as workbooks write signs that XML cannot hold, once more than they should
_PAIRS = re.compile(r"_x(D[89AB][0-9A-F]{2})__x(D[C-F][0-9A-F]{2})_", re.IGNORECASE)  # a sign, as some write it in two halves
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("\uffe1"): ord("£")}  # as East Asian keyboards type
_TWO_NUMBERS = re.compile(r"(?<=[\d.,%])\s*[\t-\r\x1c-\x1f\x85\u2028\u2029]\s*(?=[\d.,£+\u2212-])")  # on two lines, in two columns
_BETWEEN = "¶"  # in no number, date or word that we read
_APOSTROPHES = "'’‘"  # before what was to stay text
_NUMBER = re.compile(r"[-+\u2212]?((\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+|\d+)(\.\d*)?|\.\d+)")
_PERHAPS_THOUSANDS = re.compile(r"\d{1,3}(\.000)+")  # "1.000" is a thousand to some
_NEGATIVE = re.compile(r"\((?P<in_brackets>[\d£.].*)\)|(?P<before_sign>[\d£.].*\d)[-\u2212]")
_LONGEST_NUMBER = 24  # characters without sign and separators: longer ones are no figures of ours
_DIGITS = 15  # that a spreadsheet keeps of a number, and shows; what lies beyond is the noise of binary fractions
_PLAIN = str.maketrans(dict.fromkeys("’‘‛′´", "'") | dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‐‑‒–—―−", "-"))

Number = int | float


def tidy(text: str) -> str:
    """Return text on one line: every run of white space one space, invisible characters and end spaces gone."""
    visible = without_escapes(text)
    return " ".join((visible if visible.isascii() and visible.isprintable() else visible.translate(INVISIBLE)).split())


def without_escapes(text: str) -> str:
    """Return text with the signs that stand in it as _x000D_ or _xD83D__xDE00_: some programs escape what is escaped already."""
    if "_x" not in text:
        return text
    return _PAIRS.sub(_from_halves, _CONTROLS.sub(lambda match: chr(int(match[1], 16)), text))


def _from_halves(match: re.Match[str]) -> str:
    return bytes.fromhex(match[1] + match[2]).decode("utf-16-be")


def comparable(text: str) -> str:
    """Return text as it is compared with a choice: tidied, case-folded, quotes and dashes made plain, accents joined."""
    folded = tidy(text).casefold()
    return folded if folded.isascii() else normalize("NFC", plain_signs(folded))


def plain_signs(text: str) -> str:
    """Return text with plain quotes and dashes, letter for letter."""
    return text.translate(_PLAIN)


def as_figure(text: str) -> str:
    """Return text as a figure or date is read: tidied, full-width forms made plain, without an apostrophe before it.

    Numbers on two lines, or in two columns that were pasted into one cell, stay two: '164\\n165' is no 164,165.
    """
    figure = without_escapes(text).translate(_FULL_WIDTH)
    if not figure.isprintable():
        figure = _TWO_NUMBERS.sub(_BETWEEN, figure.translate(INVISIBLE))
    tidied = tidy(figure)
    return tidied[1:].lstrip() if tidied and tidied[0] in _APOSTROPHES else tidied


def plain_number(value: object) -> Decimal | None:
    """Return a stored number at the digits that a spreadsheet keeps, so 28.999999999999996 is 29; None for anything else."""
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(format(value, f".{_DIGITS}g"))
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def json_number(number: Decimal) -> Number:
    """Return the number as JSON has it: an int if it is whole, else a float."""
    return int(number) if number == number.to_integral_value() else float(number)


def show_number(number: Number) -> str:
    """Return the number as people write it: plain digits, no exponent, no trailing zeros."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(number: int, what: str) -> str:
    """Return '1 problem', '2 problems'."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def parse_number(text: str) -> Decimal | None:
    """Return the number a text is ('1,664', '1 664', '-3.5', '.5'), or None; '1.000' has two meanings, so it is none."""
    figure = as_figure(text)
    if not _NUMBER.fullmatch(figure) or _PERHAPS_THOUSANDS.fullmatch(figure):
        return None
    digits = figure.replace(",", "").replace(" ", "").lstrip("-+\u2212")
    digits = f"0{digits}" if digits.startswith(".") else digits
    if len(digits) > _LONGEST_NUMBER:
        return None
    return -Decimal(digits) if figure[0] in "-\u2212" else Decimal(digits)


def without_negative(text: str) -> str | None:
    """Return what bookkeepers write in brackets, or before a minus, for less than nothing: '(12)', '12-'; else None."""
    match = _NEGATIVE.fullmatch(text)
    return (match["in_brackets"] or match["before_sign"]) if match else None


def with_sign(text: str, sign: str) -> str:
    """Return a number with what is printed with it: pounds before it, per cent after it."""
    return f"£{text}" if sign == "£" else f"{text}{sign}"


def number_in(answer: Json) -> Number | None:
    """The number that an answer is, or of a sum of money its pounds; None if it is none."""
    number = answer.get("amount") if isinstance(answer, dict) else answer
    return number if isinstance(number, int | float) and not isinstance(number, bool) else None
