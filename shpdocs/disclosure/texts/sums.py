"""Numbers of people that a sum of two gives: 'a dozen less nine victims', 'referrals down 9 on last quarter's 12', 'halved from 6'."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.disclosure.texts.antecedents import has_subject_of_people
from shpdocs.disclosure.texts.numerals import whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.phrases import noun_from
from shpdocs.disclosure.texts.reader import Reader

_MINUS = frozenset(("minus", "less", "-", "–"))
_FEWER = frozenset(("fewer", "less", "lower", "down"))
_FALLS = _FEWER | {"fell", "dropped", "reduced", "decreased", "declined"}
_THAN = frozenset(("on", "from", "than", "against"))
_FOUND = frozenset(("taken", "found", "stopped", "missing", "seen", "returned", "caught"))
_OLDEST, _MOST_AGES = 110, 20
_FAR = 5  # tokens


def is_taken_away(reader: Reader, at: int) -> bool:
    """Whether the number at a token is taken from the one before: 'twelve minus two victims'."""
    link = at - 1
    if reader.word(link) not in _MINUS or (reader.word(link) in ("-", "–") and not _is_spaced_minus(reader, link)):
        return False
    number = whole_at(reader.tokens, at)
    is_named = is_people(reader, link - 1, False)
    is_of_people = number is not None and (is_named or noun_from(reader, number[1] + 1, False).counted == "people")
    return is_of_people and _ends_before(reader, link) is not None


def differences(reader: Reader, at: int) -> Iterator[int]:
    """Yield what is left of a number of people when the one at a token is taken away, or what half of it is."""
    number = whole_at(reader.tokens, at)
    if number is None:
        return
    value, last = number
    if is_taken_away(reader, at):
        whole = _ends_before(reader, at - 1) or 0
        if whole > value:
            yield whole - value
    elif reader.word(at - 1) == "from" and "halved" in (reader.word(at - 2), reader.word(at - 3)) and has_subject_of_people(reader, at):
        yield value // 2
    elif reader.word(at - 1) in ("down", "by") or reader.word(last + 1) in _FEWER:
        whole, are_people = _compared_with(reader, last + 1)
        is_fall = {reader.word(near) for near in range(at - 3, last + 2)} & _FALLS
        if whole > value and is_fall and (are_people or has_subject_of_people(reader, at) or is_people(reader, last + 2, None)):
            yield whole - value


def listed_by_age(reader: Reader, at: int) -> Iterator[int]:
    """Yield how many people a list tells of by their ages, if a number is the first of these: 'boys aged 12, 14 and 15 were found'."""
    if reader.word(at - 1) not in ("aged", ",", "("):
        return
    many, last = _ages_from(reader, at)
    told = {reader.word(verb) for verb in range(last + 1, last + _FAR)} & (reader.vocabulary.person_verbs | _FOUND)
    is_named = is_people(reader, at - 2, False) or (reader.is_boundary(at - 2) and _is_named_after(reader, last))
    if many > 1 and told and is_named:
        yield many


def _ages_from(reader: Reader, at: int) -> tuple[int, int]:
    """How many ages a list has that begins at a token and ends with 'and', and its last token; none if it is no such list."""
    for many in range(1, _MOST_AGES):
        age = whole_at(reader.tokens, at)
        if age is None or age[0] >= _OLDEST:
            break
        if reader.word(at - 1) == "and":
            return many, age[1]
        at = age[1] + 2
    return 0, at


def _is_named_after(reader: Reader, at: int) -> bool:
    """Whether people are named just after a token: 'aged 12 and 14, the boys'."""
    return any(is_people(reader, near, False) for near in range(at + 2, at + 5))


def is_part_of_fall(reader: Reader, at: int, last: int) -> bool:
    """Whether a number says by how much a number that is told fell: 'referrals fell by 3 to 29'. So many people are nowhere counted."""
    falls = {reader.word(at - 2), reader.word(at - 3)} & _FALLS or reader.word(at - 1) == "down"
    return (
        bool(falls)
        and reader.word(at - 1) in ("by", "down")
        and reader.word(last + 1) == "to"
        and whole_at(reader.tokens, last + 2) is not None
    )


def _is_spaced_minus(reader: Reader, at: int) -> bool:
    """Whether a dash with a space on either side stands between two numbers that come to a third: '20 - 17 = 3'."""
    end = whole_at(reader.tokens, at + 1)
    return not reader.tokens[at].is_joined and end is not None and reader.word(end[1] + 1) == "="


def _ends_before(reader: Reader, link: int) -> int | None:
    """The number that ends just before a token."""
    end = link - 2 if is_people(reader, link - 1, False) else link - 1  # 'eight clients less five'
    for start in (end, end - 1):
        number = whole_at(reader.tokens, start)
        if number and number[1] == end:
            return number[0]
    return None


def _compared_with(reader: Reader, at: int) -> tuple[int, bool]:
    """The number that what fell is compared with, and whether it is said to be of people: 'on last quarter's 12', 'than the 5 victims
    of Q1'; 0 if none is told."""
    link = next((near for near in range(at, at + 3) if reader.word(near) in _THAN), None)
    for near in range(link + 1, link + _FAR) if link is not None else ():
        number = whole_at(reader.tokens, near)
        if number:
            counted = noun_from(reader, number[1] + 1, False).counted
            return (number[0], counted == "people") if counted in ("people", "open") else (0, False)
    return 0, False
