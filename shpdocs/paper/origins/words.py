"""Kept origins in the words of an officer: '91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2)'.

Numbers read as the paper prints them and as they were held. Of a fraction that has no end a few decimals are told: the arithmetic
beside it is exact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from shpdocs.answers.dates import show_date
from shpdocs.model.origin import PER_CENT, Unit
from shpdocs.model.printed_paper import KeptCell, KeptOrigin

Origins = Sequence[KeptOrigin]

_DECIMALS = 4  # of a fraction that has no end
_MOST_DECIMALS = 8  # of one that ends
_LONGEST = 80  # characters of a text
_MOST_COUNTED = 20  # that are named
_SHOWN_OF_HASH = 12
_FOLLOWS = ("against", "by", "for", "left", "of", "on")  # words that begin so stand behind their number
_SHARES = {"1/4": "a quarter", "1/3": "a third", "1/2": "half", "2/3": "two thirds", "3/4": "three quarters"}
_POINTS = " points"
_ANSWER = "answer"  # what an answer is called of which there is nothing more to say
_TOLERANCE = "tolerance"  # begins what the tolerance of a rating is called
_PLAIN_FORMATS = ("", "General", "@", "0")
ROLES = {
    "counts": "",
    "revises": "revises what an earlier return gave, and counts",
    "repeats": "says the same again; with another value it would revise it",
    "untouched": "as the workbook was issued with it, so it says nothing of its own; with another value it would be a revision",
    "replaced": "counts no more: another value here would change nothing, as a later return revised it",
}  # by role: what an answer did, so that another value in its cell would not change the number
_REPEATED = "another value here alone would change only its mark, as a later return says it again"
_SAID = {
    "suppressed": "suppressed for publication",
    "withheld": "kept back from publication",
    "made-of": "made of what follows",
    "rating": "which rests on what follows",
}  # by how: where nothing was worked out
NOTES = {
    "count": "Counted: another value beneath changes the number only if one of them comes in or drops out.",
    "greatest": "Another value beneath changes what is said only if another takes the first place.",
    "rating": "Another value changes it only if it crosses what is expected, or the tolerance.",
    "rounded": "Rounded for publication: a change within the rounding is not seen.",
    "suppressed": "Suppressed: whatever the number is, the paper does not print it.",
    "withheld": "Not for publication: whatever it says, the paper does not print it.",
}  # by how: why another number beneath may change nothing that is printed


def shortened(text: str) -> str:
    """A text on one line, its end cut off with '…' if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def as_held(origin: KeptOrigin) -> str:
    """The number of an origin as it was held, with its unit: '86.5', '£1200', '5.2023…%'; '' if it has none."""
    if not origin.value:
        return ""
    number = Fraction(origin.value)
    return _with_unit(_decimal(number), _unit(origin, number))


def _decimal(number: Fraction) -> str:
    """A number in decimals, with '…' where they are not all of them."""
    scale = 10**_MOST_DECIMALS
    has_end = (number * scale).denominator == 1
    places = _MOST_DECIMALS if has_end else _DECIMALS
    units = abs(number.numerator) * 10**places // number.denominator
    whole, rest = divmod(units, 10**places)
    digits = str(rest).zfill(places)
    digits = digits.rstrip("0") if has_end else f"{digits}…"
    return _signed(f"{'-' if number < 0 else ''}{whole}{f'.{digits}' if digits else ''}")


def _signed(digits: str) -> str:
    return digits.replace("-", "−")


def _unit(origin: KeptOrigin, number: Fraction) -> Unit:
    """What is printed with the number: the difference of two percentages is in points."""
    is_points = origin.unit.after == _POINTS or (origin.kind == "less" and origin.unit == PER_CENT)
    return Unit(after=_POINTS.removesuffix("s") if abs(number) == 1 else _POINTS) if is_points else origin.unit


def _with_unit(decimal: str, unit: Unit) -> str:
    sign, digits = ("−", decimal[1:]) if decimal.startswith("−") else ("", decimal)
    return f"{sign}{unit.before}{digits}{unit.after}"


def origin_words(origins: Origins, number: int, printed: str = "") -> str:
    """One origin of a paper in a line: what is printed or held, and what it was made of. Of a worked-out number the arithmetic:
    'expected by the end of Quarter 2: 86.5 = half of the target 173 (pro rata, indicative)'.

    `printed` is the text of the paper that comes from it, '' where it is only a step of the way.
    """
    origin = origins[number]
    arithmetic, shown = _arithmetic(origins, origin), shortened(printed)
    number_held = as_held(origin)
    is_as_held = not shown or _signed(shown) == number_held
    if not arithmetic:
        beginning = _named(origin) if is_as_held else _printed(origin, shown, number_held)
        return f"{beginning}, {source_words(origin)}"
    if is_as_held:
        return f"{_named(origin)} = {arithmetic}"
    what = "" if shown.casefold() == origin.words.casefold() else f" ({origin.words})"
    if not number_held:
        return f"“{shown}”{what} = {arithmetic}"
    is_told = f" {number_held.lstrip('−')} " in f" {shown} "  # '6 points below' tells −6 points
    return f"{shown}{what} = {arithmetic}{'' if is_told else f'; held as {number_held}'}"


def _printed(origin: KeptOrigin, shown: str, number: str) -> str:
    """What is printed, what it is, and how it was held: '£280k: amount, held as £280000', '“None.”: background papers'."""
    return f"{shown}: {origin.words}, held as {number}" if number else f"“{shown}”: {origin.words}"


def _named(origin: KeptOrigin) -> str:
    """What an origin is, with its number: '91 by the end of Quarter 2', 'target: 173'."""
    number = as_held(origin)
    if not number:
        return origin.words
    return f"{number} {origin.words}" if origin.words.split(" ")[0] in _FOLLOWS else f"{origin.words}: {number}"


def source_words(origin: KeptOrigin) -> str:
    """Where an origin comes from that has no arithmetic: 'stated in …/prevent.toml, measures.robbery.target.value'."""
    match origin.kind:
        case "returned":
            what = "" if origin.words == _ANSWER else f"{_ANSWER} "
            return f"{what}{origin.answer} of {origin.period}"
        case "stated":
            return f"stated in {origin.file}, {origin.key}"
        case "calendar":
            return f"by the calendar, for {origin.period}"
        case "rule":
            return f"by a rule of shpdocs{f': {origin.key}' if origin.key else ''}"
        case "decided":
            when = f" on {show_date(origin.at[:10])}" if origin.at else ""
            what = "" if origin.answer.startswith(f"{origin.key} ") else f"{origin.key} "
            return f"decided{when}: {what}{origin.answer}".rstrip()
    return _SAID.get(origin.kind, "")


def _arithmetic(origins: Origins, origin: KeptOrigin) -> str:
    """How a number was worked out of its inputs, in one line; '' if it was not worked out."""
    show = _ARITHMETIC.get(origin.kind)
    return show([origins[at] for at in origin.inputs]) if show else ""


def _step(origin: KeptOrigin) -> str:
    """The number of an origin within an arithmetic, in brackets if it is below nothing."""
    number = as_held(origin)
    return f"({number})" if number.startswith("−") else number


def _short(words: str) -> str:
    """The name of a number within an arithmetic: 'Q1' for 'Quarter 1'."""
    return re.sub(r"\bQuarter ([1-4])\b", r"Q\1", words)


def _sum(inputs: Origins) -> str:
    return " + ".join(f"{_step(each)} ({_short(each.words)})" for each in inputs)


def _less(inputs: Origins) -> str:
    return " − ".join(map(_step, inputs))


def _share(inputs: Origins) -> str:
    whole, part, parts = inputs
    size = Fraction(part.value) / Fraction(parts.value)
    share = _SHARES.get(str(size)) or f"{as_held(part)} of {as_held(parts)} parts"
    comma = "," if whole.words[-1:].isdigit() else ""
    return f"{share} of the {whole.words}{comma} {_step(whole)} (pro rata, indicative)"


def _pace(inputs: Origins) -> str:
    total, quarters = inputs
    return f"{_step(total)} ÷ {as_held(quarters)} ({quarters.words})"


def _projection(inputs: Origins) -> str:
    so_far, quarters, all_quarters = inputs
    return f"{_step(so_far)} ÷ {as_held(quarters)} ({quarters.words}) × {as_held(all_quarters)} ({all_quarters.words})"


def _changed_by(inputs: Origins) -> str:
    number, *changes = inputs
    steps = (f" {'less' if change.value.startswith('-') else 'plus'} {as_held(change).lstrip('−')}" for change in changes)
    return f"{_step(number)} ({_short(number.words)}){''.join(steps)}"


def _per_cent_change(inputs: Origins) -> str:
    now, then = inputs
    return f"({_step(now)} − {_step(then)}) ÷ {as_held(then).lstrip('−')}"


def _rating(inputs: Origins) -> str:
    """'91 (by the end of Q2) held against 86.5 (expected by the end of Q2), lower is better, with a tolerance of 5%'; '' of no numbers."""
    allowed = [each for each in inputs if each.value and each.words.startswith(_TOLERANCE)]
    numbers = [each for each in inputs if each.value and each not in allowed]
    if len(numbers) < 2:
        return ""
    against = " and ".join(map(_rated, numbers[1:]))
    said = (each.words for each in inputs if not each.value)
    tolerance = (f"with a {each.words} of {as_held(each)}" for each in allowed)
    return ", ".join((f"{_rated(numbers[0])} held against {against}", *said, *tolerance))


def _rated(origin: KeptOrigin) -> str:
    return f"{as_held(origin)} ({_short(origin.words)})"


def _count(inputs: Origins) -> str:
    """'Robbery; Knife crime', what was counted by its name; where it has been judged, what was judged."""
    if not inputs:
        return "none, counted"
    names = [shortened(each.words.removeprefix("rating of ")) for each in inputs]
    more = f"; and {len(names) - _MOST_COUNTED} more" if len(names) > _MOST_COUNTED else ""
    return f"{'; '.join(names[:_MOST_COUNTED])}{more}, counted"


_ARITHMETIC: dict[str, Callable[[Origins], str]] = {
    "sum": _sum,
    "less": _less,
    "share": _share,
    "pace": _pace,
    "projection": _projection,
    "changed-by": _changed_by,
    "per-cent-change": _per_cent_change,
    "count": _count,
    "greatest": lambda inputs: f"the first of {len(inputs)} put in order",
    "rating": _rating,
    "rounded": lambda inputs: f"{_step(inputs[0]) or 'what was returned'}, rounded as small numbers are",
}


def cell_place(cell: KeptCell) -> str:
    """A cell as `trace --cell` takes it: 'prevent.xlsx!Measures!C12'."""
    return f"{cell.file_name}!{cell.sheet}!{cell.cell}"


def cell_words(cell: KeptCell, cells: tuple[KeptCell, ...] = ()) -> str:
    """A cell in a line: where it stands, what was typed, how it was read, and what it did where that is not plain.

    `cells` are all of its origin.
    """
    raw = "kept back, so not in this record" if cell.is_kept_back else _raw(cell)
    format_ = "" if cell.is_kept_back or cell.number_format in _PLAIN_FORMATS else f" shown as {cell.number_format}"
    role = role_words(cell, cells)
    read = f"read as {cell.rule}, " if cell.rule else ""
    return f"{cell_place(cell)}: {raw}{format_} ({read}{cell.period}, file {cell.file[:_SHOWN_OF_HASH]}){f'; {role}' if role else ''}"


def role_words(cell: KeptCell, cells: tuple[KeptCell, ...] = ()) -> str:
    """What a cell's answer did, among all `cells` of its origin, so that another value would not change the number; '' if it would."""
    words = ROLES[cell.role]
    is_repeated = any(other.role == "repeats" and other.period > cell.period for other in cells)
    if cell.role in ("counts", "revises") and is_repeated:
        return f"{words}; {_REPEATED}" if words else _REPEATED
    return words


def _raw(cell: KeptCell) -> str:
    if cell.raw is None:
        return "blank"
    if isinstance(cell.raw, bool):
        return str(cell.raw).upper()
    return shortened(str(cell.raw))
