"""Formulas in answer cells: plain arithmetic, as leads type it, is worked out; any other is quoted as text.

Arithmetic (`=120+37`, `=(329+429)/2`, `=38*55%`) is worked out exactly, with a spreadsheet's own precedence: a sign binds
tighter than ^, ^ goes from the left, % stands after its number. Whatever else stands in a formula, or takes too long, is not
worked out. A query workbook shows it all the same: a formula as the text of one, an error as an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv

from msgspec.structs import replace

from shpdocs.model.returns import RawCell

_LONGEST = 1_000  # characters of a formula
_DEEPEST = 40  # brackets within brackets
_LARGEST = 2_048  # bits of a numerator or denominator on the way
_DIGITS = 15  # that a spreadsheet keeps
_TOKENS = re.compile(r"\s*(?:([0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]{1,2})?|\.[0-9]+(?:[eE][+-]?[0-9]{1,2})?)|([-+*/^%()]))")
CONSTANTS = {"=TRUE()": True, "=FALSE()": False}  # what LibreOffice makes of a stored TRUE or FALSE when it saves
ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
_PIECE = 120  # characters: Excel allows 255 in a text of a formula, and some count as two
_LONGEST_QUOTED = 3000  # characters: Excel allows 8192 in a formula, and quotation marks are doubled
_TEXT = r'"(?:[^"]|"")*"'
_QUOTED = re.compile(rf"={_TEXT}(?:&{_TEXT})*")


class _UnworkableError(Exception):
    """What is no plain arithmetic, or has no result."""


def _raised(base: Fraction, exponent: Fraction) -> Fraction:
    """The power, for a whole exponent; a spreadsheet has no 0^0."""
    if exponent.denominator != 1 or base == exponent == 0:
        raise _UnworkableError
    if _size(base) * abs(exponent.numerator) > _LARGEST and abs(base) != 1:
        raise _UnworkableError
    return Fraction(base**exponent.numerator)


def _size(number: Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def _bounded(number: Fraction) -> Fraction:
    if _size(number) > _LARGEST:
        raise _UnworkableError
    return number


_SIGNS: dict[str, tuple[int, Callable[[Fraction, Fraction], Fraction]]] = {  # how tightly each binds, and what it does
    "+": (1, add),
    "-": (1, sub),
    "*": (2, mul),
    "/": (2, truediv),
    "^": (3, _raised),
}


def evaluate(formula: str) -> Decimal | None:
    """Return the result of a formula of numbers alone, at the 15 digits of a spreadsheet; None for any other formula."""
    if len(formula) > _LONGEST or not formula.startswith("="):
        return None
    try:
        tokens = _tokens(formula[1:].rstrip())
        result = _value(tokens, 1, 0)
    except (_UnworkableError, ZeroDivisionError):
        return None
    return None if tokens else Context(prec=_DIGITS).divide(Decimal(result.numerator), Decimal(result.denominator))


def _tokens(text: str) -> list[str]:
    """The numbers and signs of a formula, the last one first: what is read next is taken from the end."""
    tokens, at = [], 0
    while at < len(text):
        token = _TOKENS.match(text, at)
        if token is None:
            raise _UnworkableError
        tokens.append(token[1] or token[2])
        at = token.end()
    return tokens[::-1]


def _value(tokens: list[str], binding: int, depth: int) -> Fraction:
    """The value of what comes next, as far as it is joined by signs that bind at least so tightly; these go from the left."""
    value = _signed(tokens, depth)
    while tokens and tokens[-1] in _SIGNS and _SIGNS[tokens[-1]][0] >= binding:
        own_binding, joined = _SIGNS[tokens.pop()]
        value = _bounded(joined(value, _value(tokens, own_binding + 1, depth)))
    return value


def _signed(tokens: list[str], depth: int) -> Fraction:
    """A number, or what stands in brackets, with the signs before it and the per cent after it."""
    is_negative = False
    while tokens and tokens[-1] in "+-":
        is_negative ^= tokens.pop() == "-"
    token = tokens.pop() if tokens else ")"
    if token == "(" and depth < _DEEPEST:
        value = _value(tokens, 1, depth + 1)
        if not tokens or tokens.pop() != ")":
            raise _UnworkableError
    elif token[0] in "+-*/^%()":
        raise _UnworkableError
    else:
        value = _bounded(Fraction(token))
    while tokens and tokens[-1] == "%":
        tokens.pop()
        value = _bounded(value / 100)
    return -value if is_negative else value


def quote_formula(formula: str) -> str:
    """Return the formula that comes to the text of this one: '=A1' becomes '="=A1"'. Nothing is worked out in it."""
    shown = formula[:_LONGEST_QUOTED]
    pieces = [shown[at : at + _PIECE] for at in range(0, len(shown), _PIECE)]
    return "=" + "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def unquote_formula(cell: RawCell) -> RawCell:
    """Return the cell as it was before a query workbook quoted its formula, or a program made a formula of its error."""
    error = cell.formula.lstrip("=")
    if error in ERRORS:
        return replace(cell, value=error, formula="", is_error=True, cached="")
    if _QUOTED.fullmatch(cell.formula):
        text = "".join(piece[1:-1].replace('""', '"') for piece in re.findall(_TEXT, cell.formula))
        if text.startswith("="):
            return replace(cell, formula=text, cached="")
    return cell
