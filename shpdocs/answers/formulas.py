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

from msgspec.structs import replace

from shpdocs.model.returns import RawCell

_LONGEST = 1_000  # characters of a formula
_DEEPEST = 40  # brackets within brackets
_LARGEST = 2_048  # bits of a numerator or denominator on the way
_DIGITS = 15  # that a spreadsheet keeps
_TOKENS = re.compile(r"\s*(?:([0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]{1,2})?|\.[0-9]+(?:[eE][+-]?[0-9]{1,2})?)|([-+*/^%()]))")
_END = ""
CONSTANTS = {"=TRUE()": True, "=FALSE()": False}  # what LibreOffice makes of a stored TRUE or FALSE when it saves
ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!")
_PIECE = 120  # characters: Excel allows 255 in a text of a formula, and some count as two
_LONGEST_QUOTED = 3000  # characters: Excel allows 8192 in a formula, and quotation marks are doubled
_TEXT = r'"(?:[^"]|"")*"'
_QUOTED = re.compile(rf"={_TEXT}(?:&{_TEXT})*")


class _UnworkableError(Exception):
    """What is no plain arithmetic, or has no result."""


def evaluate(formula: str) -> Decimal | None:
    """Return the result of a formula of numbers alone, at the 15 digits of a spreadsheet; None for any other formula."""
    if len(formula) > _LONGEST or not formula.startswith("="):
        return None
    try:
        reader = _Reader(_tokens(formula[1:].rstrip()))
        result = reader.sum(0)
        if reader.next != _END:
            return None
    except (_UnworkableError, ZeroDivisionError):
        return None
    return Context(prec=_DIGITS).divide(Decimal(result.numerator), Decimal(result.denominator))


def _tokens(text: str) -> list[str]:
    """The numbers and signs of a formula in order."""
    tokens, at = [], 0
    while at < len(text):
        token = _TOKENS.match(text, at)
        if token is None:
            raise _UnworkableError
        tokens.append(token[1] or token[2])
        at = token.end()
    return tokens


class _Reader:
    """Goes through the tokens once; every method reads one level of precedence and returns its value."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> str:
        """The token that comes next; '' at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else _END

    def _take(self) -> str:
        token = self.next
        self._at += 1
        return token

    def sum(self, depth: int) -> Fraction:
        """Terms added and subtracted."""
        return self._chain("+-", self._product, depth)

    def _product(self, depth: int) -> Fraction:
        return self._chain("*/", self._power, depth)

    def _power(self, depth: int) -> Fraction:
        return self._chain("^", self._signed, depth)

    def _chain(self, signs: str, part: Callable[[int], Fraction], depth: int) -> Fraction:
        """Parts joined by signs of the same precedence, from the left."""
        value = part(depth)
        while self.next != _END and self.next in signs:
            value = _bounded(_joined(value, self._take(), part(depth)))
        return value

    def _signed(self, depth: int) -> Fraction:
        is_negative = False
        while self.next in ("+", "-"):
            is_negative ^= self._take() == "-"
        value = self._number(depth)
        while self.next == "%":
            self._take()
            value = _bounded(value / 100)
        return -value if is_negative else value

    def _number(self, depth: int) -> Fraction:
        token = self._take()
        if token == "(" and depth < _DEEPEST:
            value = self.sum(depth + 1)
            if self._take() != ")":
                raise _UnworkableError
            return value
        if not token or token in "+-*/^%()":
            raise _UnworkableError
        return _bounded(Fraction(token))


def _joined(first: Fraction, sign: str, second: Fraction) -> Fraction:
    match sign:
        case "+":
            return first + second
        case "-":
            return first - second
        case "*":
            return first * second
        case "/":
            return first / second
    return _raised(first, second)


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
