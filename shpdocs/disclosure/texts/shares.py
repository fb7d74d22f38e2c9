"""Shares of people in a text that give a small number away: '24 of 25', '96% of 25', '17/19', 'half of the four', 'all but two'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from shpdocs.disclosure.cells import is_small, is_small_share
from shpdocs.disclosure.texts.antecedents import named_before
from shpdocs.disclosure.texts.bare import is_verbal
from shpdocs.disclosure.texts.counts import is_ratio
from shpdocs.disclosure.texts.grammar import AGES, BE, BUT, TURNOUT, YEAR_BEFORE
from shpdocs.disclosure.texts.labels import is_label
from shpdocs.disclosure.texts.left_out import all_but, exceptions
from shpdocs.disclosure.texts.numerals import FRACTIONS, NUMBER_WORDS, ORDINALS, numeral_at, percentage_at, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.phrases import Phrase, noun_from
from shpdocs.disclosure.texts.reader import Reader
from shpdocs.disclosure.texts.rests import growth_to_date, parts_of_those_before, rests_of_totals, rests_without_number
from shpdocs.disclosure.texts.slashes import is_by_kind, numbers_by_kind
from shpdocs.disclosure.texts.sums import differences, listed_by_age
from shpdocs.model.definition import SmallNumbers

Span = tuple[int, int]  # the first and last token

_SLASHED = re.compile(r"(\d{1,9})/(\d{1,9})")
_DETERMINERS = frozenset(("the", "all", "these", "those", "a", "our", "total", "of", "their", "just", "only", "whole", "entire"))
_NO_PART_OF = frozenset(("year", "years", "yr", "month", "of", "time"))  # '16/17 year olds', '3/4 of residents'
_TIMES_WORDS = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4}
_SHARES = frozenset(
    (*NUMBER_WORDS, *FRACTIONS, *BUT, "other", "exception", "not", "every", "no", "none", "nobody", "nil", "a", "dozen")
)  # and figures: a share begins with one
_CLAUSE_STARTS = frozenset((",", ";", ".", "and", "but", "a", ""))
_RISES = frozenset(("rise", "fall", "increase", "decrease", "reduction", "drop", "up", "down", "higher", "lower", "more", "fewer", "less"))
_ROUND = frozenset((2, 3, 4, 5, 10))  # 'three out of four' is a way to speak, 'six out of eight' is none
_AMONG = frozenset(("of", "from", "among", "amongst", "in", "("))
_PLACES = frozenset(("(", "course", "group", "class", "cohort", "programme", "caseload"))
_LARGE = 1000
_SENTENCE = 40  # tokens in which a share and its base belong together


def small_shares(reader: Reader, rule: SmallNumbers) -> Iterator[Span]:
    """Yield where a number stands with what it is a share of, and it or what is left is small."""
    for at, token in enumerate(reader.tokens):
        if not (token.word[0].isdigit() or token.word in _SHARES or "-" in token.word):
            continue
        for some, whole, last in (
            *_of_whole(reader, at),
            *_slashed(reader, at),
            *_fraction(reader, at),
            *_rate_among(reader, at),
            *parts_of_those_before(reader, at),
        ):
            if _is_small_part(some, whole, rule):
                yield at, last
        yield from all_but(reader, at, rule)
        yield from exceptions(reader, at, rule)
        if any(is_small(number, rule) for number in (*numbers_by_kind(reader, at), *differences(reader, at), *listed_by_age(reader, at))):
            yield at, at
    for some, whole, last in (*growth_to_date(reader), *rests_of_totals(reader), *rests_without_number(reader)):
        if is_small(whole - some, rule):
            yield last, last
    yield from _percentages(reader, rule)


def _is_small_part(some: int, whole: int, rule: SmallNumbers) -> bool:
    return 0 <= some <= whole and (is_small(some, rule) or is_small(whole - some, rule))


def _whole_after(reader: Reader, at: int) -> tuple[int, int] | None:
    """The number that 'of' at a token leads to, and its last token; None if it leads to none, or to one of no people."""
    at += 1
    while (
        reader.word(at) in _DETERMINERS
        or (reader.word(at) in reader.vocabulary.groups.one and reader.word(at + 1) == "of")  # 'half of a group of 8'
        or (reader.word(at).endswith("'s") and whole_at(reader.tokens, at + 1))
    ):
        at += 1
    number = whole_at(reader.tokens, at)
    if number is None or number[0] < 2:
        return None
    phrase = noun_from(reader, number[1] + 1, False)
    if phrase.counted in ("things", "time") or (phrase.counted == "open" and _is_of_things(reader, at, phrase)):
        return None
    return number


def _is_of_things(reader: Reader, at: int, phrase: Phrase) -> bool:
    """Whether what was named last before a number that names nothing are things."""
    if {reader.word(near) for near in range(phrase.at, phrase.at + 2)} & reader.vocabulary.person_verbs:
        return False
    named = named_before(reader, at)
    return named is not None and not named.is_of_people


def _of_whole(reader: Reader, at: int) -> Iterator[tuple[int, int, int]]:
    """'24 of 25', '22 out of the 25 clients': the part, the whole, and the last token."""
    numeral = numeral_at(reader.tokens, at)
    if numeral is None or numeral.kind not in ("count", "none") or is_label(reader, at) or is_ratio(reader, numeral):
        return
    if reader.word(numeral.last + 1) in FRACTIONS:
        return
    link = _of_at(reader, numeral.last)
    whole = _whole_after(reader, link) if link else None
    if link is None or whole is None or numeral.high > whole[0]:
        return
    if reader.names(reader.vocabulary.no_people, at - 1, True) and noun_from(reader, whole[1] + 1, False).counted != "people":
        return  # 'meeting 2 of 4'
    is_plain = reader.word(link - 1) == "out" and reader.word(link + 1) not in _DETERMINERS
    if not (is_plain and _is_way_to_speak(reader, at, whole)):
        yield numeral.low, whole[0], whole[1]


def _of_at(reader: Reader, last: int) -> int | None:
    """Where 'of' stands behind a number, at once or after what it counts: '24 clients of 25', '22 out of 25'."""
    for at in range(last + 1, min(last + 8, len(reader.tokens))):
        if reader.word(at) == "of" and (at < last + 5 or reader.word(at - 1) == "out"):
            return at
        if not reader.word(at)[0].isalpha() and reader.word(at) != "(":
            return None
    return None


def _is_way_to_speak(reader: Reader, at: int, whole: tuple[int, int]) -> bool:
    """Whether 'nine out of ten' is a way to speak, or a mark: in words, or where people were asked."""
    near = {reader.word(index) for index in range(max(0, at - 12), min(whole[1] + 12, len(reader.tokens)))}
    if whole[0] in (5, 10, 100, 20) and near & reader.vocabulary.asked:
        return True
    return reader.word(at).isalpha() and whole[0] in _ROUND


def _slashed(reader: Reader, at: int) -> Iterator[tuple[int, int, int]]:
    """'19/20 engaged', 'completions: 17/19'."""
    match = _SLASHED.fullmatch(reader.word(at))
    if not match or is_by_kind(reader, at) or reader.word(at - 1) in ("£", "$", "€", "on", "until", "dated", "/"):
        return
    some, whole = int(match[1]), int(match[2])
    before, after = reader.word(at - 1), reader.word(at + 1)
    is_next = whole == (some + 1) % 100 and some > 14
    is_subject = is_people(reader, at + 1, False) and (reader.word(at + 2) in BE or reader.word(at + 2).endswith("ed"))
    is_year = is_next and not (is_subject or _is_done(reader, at + 1) or before in (":", "(", "–", "-", "="))
    is_year = is_year or (is_next and before in YEAR_BEFORE)
    is_name = (reader.word(at - 2) if before == ":" else before) in reader.vocabulary.labels
    if is_year or is_name or after in _NO_PART_OF:
        return
    next_word = at + 2 if reader.word(at + 1) == ")" else at + 1
    phrase = noun_from(reader, next_word, False)
    is_of_people = _is_done(reader, next_word) or before in TURNOUT or _has_people(reader, at)
    if phrase.counted == "people" or (phrase.counted == "open" and is_of_people):
        yield some, whole, at


def _is_done(reader: Reader, at: int) -> bool:
    return is_verbal(reader, at) and reader.word(at) not in BE


def _has_people(reader: Reader, at: int) -> bool:
    near = range(max(0, at - 20), min(at + 9, len(reader.tokens)))
    return any(is_people(reader, index, None) or reader.word(index) == "group" for index in near)


def _fraction(reader: Reader, at: int) -> Iterator[tuple[int, int, int]]:
    """'half of the four', 'a third of 9 families', 'two thirds of the six', '1 in 4 of 12'."""
    share, last = _share_at(reader, at)
    if share is None:
        return
    link = last + 1
    if reader.word(link) == "(":  # 'half (50%) of the 6'
        close = next((index for index in range(link, min(link + 6, len(reader.tokens))) if reader.word(index) == ")"), link)
        link = close + 1
    if link == last + 1 and is_verbal(reader, link) and reader.word(at - 1) in _CLAUSE_STARTS:
        named = named_before(reader, at)  # 'of the six women, half had nowhere to go'
        if named and named.is_of_people and named.how_many:
            yield round(share * named.how_many), named.how_many, last
    if reader.word(link) == "of" and reader.word(link + 1) in ("them", "whom", "which"):
        named = named_before(reader, at)  # 'twelve referrals, a quarter of them girls'
        verb = link + (3 if reader.word(link + 2) == "later" or reader.word(link + 2).endswith("ly") else 2)
        if named and not named.is_of_people and is_verbal(reader, verb):
            named = named_before(reader, named.at)  # 'six bystanders gave statements; half of them later withdrew'
        if named and named.is_of_people and named.how_many:
            yield round(share * named.how_many), named.how_many, link + 1
        return
    before = link if reader.word(link) == "of" else link - 1 if reader.word(at) == "half" else None  # 'half the 6'
    whole = None if before is None else _whole_after(reader, before)
    if whole and whole[0] < 1000:
        some = round(share * whole[0])
        yield some, whole[0], whole[1]


def _rate_among(reader: Reader, at: int) -> Iterator[tuple[int, int, int]]:
    """'one girl in six, from a group of 18 girls', 'every fifth client (of 20)': a rate, and in the same sentence whom it is a rate of."""
    rate, last = _rate_at(reader, at)
    if rate is None:
        return
    for place, whole in _bases(reader, at):
        is_linked = any(reader.word(near) in _AMONG for near in range(place - 5, place))
        is_named = reader.word(place - 1) == "of" and reader.word(place - 2) == "("  # 'every fifth client (of 20)'
        is_named = (
            is_named
            or (reader.word(place - 1) == "of" and reader.word(place - 2) in _PLACES)
            or noun_from(reader, place + 1, False).counted == "people"
        )
        if place > last and is_linked and is_named and whole * rate < _LARGE:
            yield round(whole * rate), whole, place


def _rate_at(reader: Reader, at: int) -> tuple[Fraction | None, int]:
    """The rate of people that begins at a token, and its last token: 'one boy in five', 'every fifth client', 'one out of every six'."""
    if reader.word(at) == "every" and reader.word(at + 1) in ORDINALS and is_people(reader, at + 2, True):
        return Fraction(1, ORDINALS[reader.word(at + 1)]), at + 2
    some = whole_at(reader.tokens, at)
    if some is None:
        return None, at
    link = some[1] + (2 if is_people(reader, some[1] + 1, None) else 1)
    if reader.word(link) == "out" and reader.word(link + 1) == "of":
        link += 1
        if reader.word(link + 1) != "every":
            return None, at
    whole = whole_at(reader.tokens, link + (2 if reader.word(link + 1) == "every" else 1)) if reader.word(link) in ("in", "of") else None
    return (Fraction(some[0], whole[0]), whole[1]) if whole and some[0] < whole[0] else (None, at)


def _share_at(reader: Reader, at: int) -> tuple[Fraction | None, int]:
    """The fraction or ratio that begins at a token, and its last token."""
    word, before = reader.word(at), reader.word(at - 1)
    slashed = _SLASHED.fullmatch(word)
    if slashed and int(slashed[1]) < int(slashed[2]) <= 10:
        return Fraction(int(slashed[1]), int(slashed[2])), at
    if "-" in word:
        times, _, part = word.partition("-")
        if times in _TIMES_WORDS and part in FRACTIONS:
            return _TIMES_WORDS[times] * FRACTIONS[part], at
    if word in FRACTIONS and word != "halves":
        return FRACTIONS[word] * _TIMES_WORDS.get(before, 1), at
    some = whole_at(reader.tokens, at)
    if some and reader.word(some[1] + 1) == "in":
        start = some[1] + (3 if reader.word(some[1] + 2) == "every" else 2)
        whole = whole_at(reader.tokens, start)
        if whole and some[0] < whole[0]:
            return Fraction(some[0], whole[0]), whole[1]
    return None, at


def _percentages(reader: Reader, rule: SmallNumbers) -> Iterator[Span]:
    """Where a percentage stands in a sentence with what it is a share of ('25 clients', 'of 25'), and gives away a small count."""
    for at in range(len(reader.tokens)):
        value = percentage_at(reader.tokens, at)
        if value is None or _is_change(reader, at):
            continue
        for place, whole in _bases(reader, at):
            if is_small_share(value, whole, rule):
                yield min(at, place), max(at + 1, place)


def _is_change(reader: Reader, at: int) -> bool:
    """Whether a percentage is a change, no share: 'up 3%', 'a three per cent fall'."""
    end = at + 3 if reader.word(at + 1) == "per" else at + 2
    is_made_up = reader.word(at - 1) == "up" and reader.word(at - 2) in ("made", "make", "makes")
    return (reader.word(at - 1) in ("by", "up", "down") and not is_made_up) or reader.word(end) in _RISES


def _bases(reader: Reader, at: int) -> Iterator[tuple[int, int]]:
    """The numbers of people in the sentence around a percentage, each with its token."""
    for index in _sentence(reader, at):
        number = whole_at(reader.tokens, index)
        if number is None or number[0] < 2 or is_label(reader, index) or index == at:
            continue
        is_age = reader.word(index - 1) == "of" and reader.word(index - 2) in AGES  # 'since the age of 16'
        is_of = not is_age and "of" in (reader.word(index - 1), reader.word(index - 2) if reader.word(index - 1) in _DETERMINERS else "")
        phrase = noun_from(reader, number[1] + 1, False)
        if reader.word(index - 1) == "(" and any(is_people(reader, near, False) for near in range(index - 6, index - 1)):
            yield index, number[0]  # 'victims of slavery (20)'
            continue
        if phrase.counted == "people" or (is_of and phrase.counted == "open" and not 1900 < number[0] < 2100):
            yield index, number[0]


def _sentence(reader: Reader, at: int) -> range:
    start = at
    while start > max(0, at - _SENTENCE) and not (reader.is_boundary(start - 1) and reader.word(start - 1) != ";"):
        start -= 1
    end = at
    while end < min(len(reader.tokens), at + _SENTENCE) and not reader.is_boundary(end):
        end += 1
    return range(start, end)
