"""Numbers in a text, however they are written: in figures, in words, as a range, as 'both', 'the only', 'a couple of', 'a third'."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, NamedTuple

from shpdocs.disclosure.texts.tokens import Token

# 'count': so many; 'single': one, of what follows in the singular; 'both': two that were named or follow; 'article': 'a', 'another';
# 'group': a word that says how many people it is; 'none': not one.
NumeralKind = Literal["count", "single", "both", "article", "group", "none"]

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TEN_WORDS = {word: 10 * number for number, word in enumerate(_TENS, 2)}
_UNIT_WORDS = {word: number for number, word in enumerate(_UNITS, 1)}
NUMBER_WORDS = _UNIT_WORDS | {word: number for number, word in enumerate(_TEENS, 10)} | _TEN_WORDS
NUMBER_WORDS |= {f"{ten}-{unit}": _TEN_WORDS[ten] + _UNIT_WORDS[unit] for ten in _TENS for unit in _UNITS}
ORDINALS = {
    word: number
    for number, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1)
}
_GROUPS = {"pair": 2, "couple": 2, "duo": 2, "brace": 2, "twosome": 2, "trio": 3, "threesome": 3, "handful": 3, "quartet": 4, "foursome": 4}
_COLLECTIVES = {word: (number, number) for word, number in _GROUPS.items()} | {"handful": (3, 5)}  # 'a couple of'
_GROUPS |= {"twins": 2, "triplets": 3, "quadruplets": 4, "quads": 4}  # whatever follows: 'twins of a resident'
_SINGLES = {"single": 1, "lone": 1, "sole": 1, "solitary": 1, "double": 2, "triple": 3, "quadruple": 4}
_NONE = frozenset(("no", "none", "nobody", "no-one", "nil", "zero", "0", "nought"))
_MAGNITUDES = frozenset(("hundred", "thousand", "million", "billion", "dozen", "hundreds", "thousands"))
FRACTIONS = {"half": Fraction(1, 2), "halves": Fraction(1, 2)} | {
    f"{name}{end}": Fraction(1, number)
    for name, number in (("third", 3), ("quarter", 4), ("fifth", 5), ("sixth", 6), ("seventh", 7), ("eighth", 8), ("tenth", 10))
    for end in ("", "s")
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
_INTO_VEINS = frozenset(("drug", "drugs", "user", "users", "use", "heroin", "opiate", "opioid", "needle", "needles"))
_MONEY = frozenset("£$€")
_CHANGE = frozenset(("from", "rose", "fell", "went", "increased", "decreased", "reduced", "dropped", "grew", "up", "down"))
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|[1-9]\d{0,14}|0")
_PERCENTAGE = re.compile(r"\d{1,9}(?:\.\d{1,9})?")


class Numeral(NamedTuple):
    """A number in a text: its first and last token, and its value, or the two that it lies between."""

    first: int
    last: int
    low: int
    high: int
    kind: NumeralKind = "count"


def word_at(tokens: list[Token], at: int) -> str:
    """The word of a token; nothing before the first and after the last."""
    return tokens[at].word if 0 <= at < len(tokens) else ""


def whole_at(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The whole number that begins at a token, and its last token; None if there is none, or it is money, a percentage or of thousands."""
    word = word_at(tokens, at)
    hundreds = _hundreds(tokens, at)
    if hundreds:
        return hundreds
    value, last = _dozens(tokens, at) or NUMBER_WORDS.get(word) or _roman(tokens, at), at
    if value is None:
        if not _WHOLE.fullmatch(word):
            return None
        value = int(word.replace(",", ""))
    elif word in _TEN_WORDS and word_at(tokens, at + 1) in _UNIT_WORDS:
        value, last = value + _UNIT_WORDS[tokens[at + 1].word], at + 1
    before = word_at(tokens, at - 1)
    is_rest = before in _MAGNITUDES or (before == "and" and word_at(tokens, at - 2) in _MAGNITUDES) or before in _TEN_WORDS
    if is_rest or before in _MONEY or word_at(tokens, last + 1) in _MAGNITUDES or is_percent(tokens, last + 1):
        return None
    return value, last


def _dozens(tokens: list[Token], at: int) -> int | None:
    """The number that ends with 'dozen': 'half a dozen', 'two dozen'; None if there is none."""
    if word_at(tokens, at) == "score" and word_at(tokens, at - 1) == "a" and word_at(tokens, at + 1) == "of":
        return 20
    if word_at(tokens, at) != "dozen":
        return None
    before = word_at(tokens, at - 1)
    return 6 if before in ("half", "half-a") or (before == "a" and word_at(tokens, at - 2) == "half") else 12 * NUMBER_WORDS.get(before, 1)


def _hundreds(tokens: list[Token], at: int) -> tuple[int, int] | None:
    """The number of hundreds in words that begins at a token, and its last token: 'the hundred', 'two hundred and three'."""
    times = NUMBER_WORDS.get(word_at(tokens, at)) if word_at(tokens, at + 1) == "hundred" else None
    is_alone = word_at(tokens, at) == "hundred" and word_at(tokens, at - 1) in ("a", "the", "these", "those", "first", "of", "all", "every")
    if times is None and not is_alone:
        return None
    last = at + 1 if times else at
    rest = NUMBER_WORDS.get(word_at(tokens, last + 2)) if word_at(tokens, last + 1) == "and" else None
    last += 2 if rest else 0
    is_more = word_at(tokens, last + 1) in _MAGNITUDES or is_percent(tokens, last + 1) or word_at(tokens, last + 1) in _UNIT_WORDS
    return None if is_more or word_at(tokens, at - 1) in _MONEY else (100 * (times or 1) + (rest or 0), last)


def _roman(tokens: list[Token], at: int) -> int | None:
    """The Roman number that alone is said of something: 'arrests: IV', 'victims (II)'; None of one that is a name or a word."""
    value = _ROMAN.get(word_at(tokens, at))
    after = word_at(tokens, at + 1)
    is_first = word_at(tokens, at - 1) in ("", ".", ";", "\n") and tokens[at : at + 1] and tokens[at].is_capital
    is_vein = value == 4 and (after in _INTO_VEINS or after.endswith("ing"))  # 'IV drug users' are no four
    if is_first and value not in (None, 1) and after[:1].isalpha() and not tokens[at + 1].is_capital and not is_vein:
        return value  # 'II victims'
    before = word_at(tokens, at - 1)
    if value is None or before not in (":", "=", "(", "–", "—", "-") or after not in ("", ",", ".", ";", "\n", ")"):
        return None
    return value if tokens[at].is_capital or (value > 1 and before != "(") else None


def is_percent(tokens: list[Token], at: int) -> bool:
    """Whether 'per cent' or its sign stands at a token."""
    word = word_at(tokens, at)
    return word in ("%", "percent", "percentage", "pc") or (word == "per" and word_at(tokens, at + 1) == "cent")


def percentage_at(tokens: list[Token], at: int) -> float | None:
    """The percentage, 0 to 100, that stands at a token; None if there is none."""
    word = word_at(tokens, at)
    number = float(word) if _PERCENTAGE.fullmatch(word) else NUMBER_WORDS.get(word)
    return float(number) if number is not None and number <= 100 and is_percent(tokens, at + 1) else None


def numeral_at(tokens: list[Token], at: int) -> Numeral | None:
    """The number that begins at a token, None if there is none, or no token."""
    whole = whole_at(tokens, at)
    if _is_not_one(tokens, at):
        return Numeral(at, at, 0, 0, "none")
    if whole is None:
        return _hyphened(tokens, at) or _in_words(tokens, at)
    low, last = whole
    if word_at(tokens, last + 1) in FRACTIONS:
        return None
    if low == 0:
        return Numeral(at, last, 0, 0, "none")
    if word_at(tokens, last + 1) in ("st", "nd", "rd", "th") and tokens[last + 1].is_joined:
        return Numeral(at, last + 1, 1, 1, "single")  # 'the 3rd victim' is one
    is_below = word_at(tokens, at - 1) == "than" and word_at(tokens, at - 2) in ("fewer", "less")
    is_below = is_below or word_at(tokens, at - 1) in ("under", "below", "<")
    if is_below or (word_at(tokens, last + 1) == "or" and word_at(tokens, last + 2) in ("fewer", "less")):
        return Numeral(at, last if is_below else last + 2, low - 1, low)  # 'fewer than 5' says of 4 what 4 does
    end = _range_end(tokens, at, last)
    if end and end[0] > low:
        return Numeral(at, end[1], low, end[0])
    if word_at(tokens, last + 1) in ("(", "["):  # 'three (3) people'
        again = whole_at(tokens, last + 2)
        if again and again[0] == low and word_at(tokens, again[1] + 1) in (")", "]"):
            last = again[1] + 1
    return Numeral(at, _after_share(tokens, last), low, low)


def _is_not_one(tokens: list[Token], at: int) -> bool:
    """Whether 'not one' or 'not a single' stands at a token, or ends at it."""
    word, before = word_at(tokens, at), word_at(tokens, at - 1)
    if word == "single":
        return before == "a" and word_at(tokens, at - 2) in ("not", "without")
    return before in ("not", "without") and (word == "one" or (word == "a" and word_at(tokens, at + 1) == "single"))


def _after_share(tokens: list[Token], last: int) -> int:
    """The last token of a number with its share in brackets, as in 'three (21%) of the women'."""
    if word_at(tokens, last + 1) != "(":
        return last
    close = next((at for at in range(last + 2, last + 7) if word_at(tokens, at) == ")"), 0)
    return close if any(is_percent(tokens, at) for at in range(last + 3, close)) else last


def _range_end(tokens: list[Token], at: int, last: int) -> tuple[int, int] | None:
    """The higher end of a range that begins with a number, as in '3-4', 'two or three', 'between 2 and 4'."""
    link, before = word_at(tokens, last + 1), word_at(tokens, at - 1)
    if link in (",", "(") and word_at(tokens, last + 2) in ("or", "maybe", "possibly", "perhaps"):
        end = whole_at(tokens, last + 3)
        return (end[0], end[1] + 1) if end and link == "(" and word_at(tokens, end[1] + 1) == ")" else end
    is_linked = link in ("-", "–", "—", "or", "/") or (link == "and" and before == "between")
    is_linked = is_linked or (link == "to" and before not in _CHANGE and word_at(tokens, at - 2) not in _CHANGE)
    return whole_at(tokens, last + 2) if is_linked else None


def _hyphened(tokens: list[Token], at: int) -> Numeral | None:
    """Two numbers that are one word: 'two-three people'."""
    low, _, high = word_at(tokens, at).partition("-")
    if low in NUMBER_WORDS and NUMBER_WORDS[low] < NUMBER_WORDS.get(high, 0):
        return Numeral(at, at, NUMBER_WORDS[low], NUMBER_WORDS[high])
    return None


def _in_words(tokens: list[Token], at: int) -> Numeral | None:
    """The number that a word says without being one: 'both', 'the only', 'a couple of', 'third', 'another', 'nobody'."""
    word, following = word_at(tokens, at), word_at(tokens, at + 1)
    if word in _COLLECTIVES and following == "of":
        return Numeral(at, at + 1, *_COLLECTIVES[word])
    if word.rstrip("'") in _GROUPS:
        value = _GROUPS[word.rstrip("'")]
        return Numeral(at, at, value, value, "group")
    if word == "no" and following == "one":
        return Numeral(at, at + 1, 0, 0, "none")
    if word == "twin":
        return Numeral(at, at, 2, 2)
    if word in ("both", "neither"):
        return Numeral(at, at, 2, 2, "both")
    if word in _SINGLES or word in ORDINALS:
        value = _SINGLES.get(word, 1)
        return Numeral(at, at, value, value, "single")
    owner = word_at(tokens, at - 1)
    if word == "only" and (owner in ("the", "our", "their", "his", "her", "its") or owner.endswith("'s")):
        return Numeral(at, at, 1, 1, "single")
    if word in ("a", "an", "another"):
        return Numeral(at, at, 1, 1, "article")
    if word in ("her", "his") and word_at(tokens, at - 1) == "and":  # 'a victim and her son'
        return Numeral(at, at, 1, 1, "article")
    return Numeral(at, at, 0, 0, "none") if word in _NONE else None
