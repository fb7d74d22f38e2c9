"""Who is left out of all that are told of: 'all but two of the 31 clients', 'with one exception', 'apart from a mother and her son'."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.disclosure.cells import is_small
from shpdocs.disclosure.texts.antecedents import named_before
from shpdocs.disclosure.texts.grammar import ALL, BUT, DETERMINERS, MODALS, TITLES
from shpdocs.disclosure.texts.numerals import numeral_at, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.phrases import noun_from, phrase_after
from shpdocs.disclosure.texts.reader import Reader
from shpdocs.model.definition import SmallNumbers

Span = tuple[int, int]  # the first and last token

_CLAUSE = 14  # tokens between 'all' and 'but one'
_MOST = 12  # tokens in which what is said of anybody stands
_BUTS = (
    *((word, link) for word in BUT for link in ("for", "from")),
    *((word,) for word in BUT),
    ("other", "than"),
    ("exception", "of"),
    ("not", "counting"),
    ("not", "including"),
)
_ARTICLES = frozenset(("a", "an", "another", "her", "his"))


def all_but(reader: Reader, at: int, rule: SmallNumbers) -> Iterator[Span]:
    """'all but two of the 31 clients', 'everyone bar one', 'all complied apart from a mother'."""
    start = _past_but(reader, at)
    is_after_all = any(reader.word(index) in ALL for index in range(at - _CLAUSE, at))
    is_before_all = any(reader.word(index) in ALL for index in range(at + 2, at + 9))  # 'apart from one, all were women'
    if start is None or not (is_after_all or is_before_all):
        return
    number = whole_at(reader.tokens, start) or _named_one(reader, start)
    if number is None or not is_small(number[0], rule):
        return
    noun = next(near for near in range(number[1] + 1, len(reader.tokens) + 1) if reader.word(near) not in DETERMINERS)
    phrase = noun_from(reader, noun, number[0] == 1 and noun == number[1] + 1)
    if phrase.counted in ("things", "time"):
        return
    named = named_before(reader, at)
    if named and not named.is_of_people:
        return
    near = range(max(0, at - 12), min(number[1] + 14, len(reader.tokens)))
    if (
        reader.word(at - 1).endswith(("one", "body"))
        or reader.word(start) in TITLES
        or any(is_people(reader, index, None) for index in near)
    ):
        yield max(0, at - 1), number[1]


def exceptions(reader: Reader, at: int, rule: SmallNumbers) -> Iterator[Span]:
    """'all of the defendants, with one exception, pleaded guilty'."""
    number = whole_at(reader.tokens, at)
    if number is None or not is_small(number[0], rule) or reader.word(number[1] + 1) not in ("exception", "exceptions"):
        return
    named = named_before(reader, at)
    start = reader.start_of_sentence(at)
    is_before = named is not None and named.at >= start and named.is_of_people
    if is_before or (at - start < 3 and any(is_people(reader, near, False) for near in range(at + 2, at + 6))):
        yield at, number[1] + 1


def _past_but(reader: Reader, at: int) -> int | None:
    """The first token behind words for 'but' that begin at a token: 'bar', 'apart from', 'other than', 'the exception of'."""
    for words in _BUTS:
        if all(reader.word(at + number) == word for number, word in enumerate(words)):
            return at + len(words)
    return None


def _named_one(reader: Reader, at: int) -> tuple[int, int] | None:
    """One or a few, if they are told of without a number at a token: 'all bar Mr A', 'apart from a mother', 'except a couple of boys'."""
    if reader.word(at) in TITLES and at + 1 < len(reader.tokens):
        return 1, at + 1
    numeral = numeral_at(reader.tokens, at + 1)
    if numeral is None or not (numeral.kind == "group" or numeral.first < numeral.last):  # 'a couple', 'a pair of boys'
        numeral = numeral_at(reader.tokens, at)
    if numeral is None or reader.word(at) not in _ARTICLES or not MODALS.isdisjoint(reader.word(near) for near in range(at, at + _MOST)):
        return None
    phrase = phrase_after(reader, numeral)
    if numeral.kind == "group" or (phrase.counted == "people" and phrase.at - at < 5):
        return numeral.low, max(phrase.at, numeral.last)
    return None
