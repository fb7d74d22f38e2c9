"""What every reading rests on: tidied text, numbers as written, numbers as JSON has them."""

from __future__ import annotations

import re
from decimal import Decimal

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"[-+\u2212]?(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?")
_PERHAPS_THOUSANDS = re.compile(r"\d{1,3}(\.000)+")  # "1.000" is a thousand to some
_LONGEST_NUMBER = 24  # characters: longer ones are no figures of ours

Number = int | float


def tidy(text: str) -> str:
    """Return text on one line: every run of white space one space, invisible characters and end spaces gone."""
    return _SPACES.sub(" ", text.replace("_x000D_", "").translate(_INVISIBLE)).strip()


def alike(text: str) -> str:
    """Return text as it is compared with a choice: tidied, case-folded, quotes and dashes made plain."""
    plain = tidy(text).casefold()
    for fancy, simple in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        plain = plain.replace(fancy, simple)
    return plain


def json_number(number: Decimal) -> Number:
    """Return the number as JSON has it: an int if it is whole, else a float."""
    return int(number) if number == number.to_integral_value() else float(number)


def show_number(number: Number) -> str:
    """Return the number as people write it: plain digits, no exponent, no trailing zeros."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_percent_format(number_format: str) -> bool:
    """Whether the cell shows its number as a percentage."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format)


def is_money_format(number_format: str) -> bool:
    """Whether the cell shows its number as a sum of money: some programs keep £5 as 5 in such a cell."""
    return any(sign in number_format for sign in "£€$¥") and "[$-" not in number_format


def number_in(text: str) -> Decimal | None:
    """Return the number a text is ('1,664', '1 664', '-3.5'), or None; '1.000' has two meanings, so it is none."""
    plain = tidy(text)
    if len(plain) > _LONGEST_NUMBER or not _NUMBER.fullmatch(plain) or _PERHAPS_THOUSANDS.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "").replace(" ", "").replace("\u2212", "-"))
