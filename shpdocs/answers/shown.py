"""What a cell shows of its number, and whether that is what it holds: a third in a cell of 0% is shown as 33%."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from msgspec import Struct

from shpdocs.answers.formats import number_codes
from shpdocs.answers.values import plain_number

_MOST_DECIMALS = 6  # that anybody types: what has more was worked out
_ROUNDED = 2  # decimals of what was worked out, or three digits of what is less than 1
_EXACT = Context(prec=40)
_FIRST_DIGITS = 3


class Shown(Struct, frozen=True):
    """A number as a cell holds it and as it is shown, or for what is long as it is rounded; both in per cent in a per-cent cell.

    `value` is the number that the cell would hold if it held what it shows. `is_told` says that both agree as far as the kind
    of answer has decimals: then what is shown is taken, and told; if not, somebody has to say which is meant.
    """

    held: Decimal
    shown: Decimal
    value: Decimal
    is_told: bool
    is_percent: bool


def shown_of(value: object, number_format: str, decimals: int, most: int = _MOST_DECIMALS) -> Shown | None:
    """How a stored number is shown, if otherwise than it is held or with more than `most` decimals; None if as it is held.

    `decimals` are those to which what is shown must agree with what is held.
    """
    held = plain_number(value)
    if held is None or held == held.to_integral_value():
        return None
    codes = number_codes(float(held), number_format)
    scale = codes.count("%") * 2
    in_sight = _EXACT.scaleb(held, scale)
    shown = _shown(in_sight, codes)
    if shown == in_sight or shown is None:
        if -int(in_sight.normalize().as_tuple().exponent) <= most:
            return None
        shown = _shortened(in_sight)
        if shown == in_sight:
            return None
    is_told = shown != 0 and _rounded(shown, decimals) == _rounded(in_sight, decimals)
    return Shown(in_sight, shown, _EXACT.scaleb(shown, -scale), is_told, scale > 0)


def _shown(number: Decimal, codes: str) -> Decimal | None:
    """A number as codes show it; None where they show all of it that there is room for."""
    plain = codes.strip("+-£%％()")
    if "/" in plain:
        return _as_fraction(number, plain.partition("/")[2])
    mantissa, is_power, _ = plain.upper().partition("E")
    whole, _, after = mantissa.partition(".")
    if not mantissa or mantissa.strip("#?0,."):
        return None
    places = sum(letter in "0#?" for letter in after)
    if is_power:
        step = max(sum(letter in "0#?" for letter in whole), 1)
        places -= number.adjusted() // step * step
    return _rounded(number, places)


def _as_fraction(number: Decimal, below: str) -> Decimal:
    """A number as a fraction shows it: over so many digits, or over the number that the format names."""
    exact = Fraction(number)
    if below.isdigit() and int(below):
        shown = Fraction(round(exact * int(below)), int(below))
    else:
        shown = exact.limit_denominator(10 ** len(below) - 1)
    close = Decimal(shown.numerator) / Decimal(shown.denominator)
    return number if abs(close - number) < Decimal("1e-9") else close


def _shortened(number: Decimal) -> Decimal:
    places = _ROUNDED if abs(number) >= 1 else max(_ROUNDED, _FIRST_DIGITS - 1 - number.adjusted())
    return _rounded(number, places)


def _rounded(number: Decimal, places: int) -> Decimal:
    """The number rounded as spreadsheets do, a half away from nought."""
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _EXACT)
