"""What a number counts that names nothing itself, by what was named before it: 'of 18 referrals, 3 were adopted'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shpdocs.disclosure.texts.grammar import BE, CHANGES, PREPOSITIONS, REST, STOPS, TOTALS, WITH
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.phrases import Reader, is_people

_FAR = 60  # tokens back
_NEAR = 12  # tokens back: a verb of people is said of things only if these were named just before
_OF_NUMBERS = frozenset(("number", "total", "rate", "figure", "type"))


class Named(NamedTuple):
    """A noun before a number: its token, whether it is of people, and how many there were, if that stands beside it."""

    at: int
    is_of_people: bool
    how_many: int | None


def named_before(reader: Reader, at: int) -> Named | None:
    """The noun that a number at a token goes back to: the nearest that is not said of another, else the nearest; None if there is none."""
    nearest: Named | None = None
    for named in _nouns_before(reader, at):
        start = _start_of(reader, named.at)
        if reader.word(start - 1) not in PREPOSITIONS and not _is_said_of_another(reader, start):
            return named
        nearest = nearest or named
    return nearest


def has_subject_of_people(reader: Reader, at: int) -> bool:
    """Whether what a sentence says a number of is people: 'the number of people sleeping rough was four'."""
    start = at - 1
    while start > max(0, at - _FAR) and not reader.is_boundary(start):
        start -= 1
    named = named_before(reader, at)
    return named is not None and named.is_of_people and named.at >= start


def counts_those_named(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number that names nothing goes back to people named before: '3 were adopted', 'two of them', 'fell to 4', 'one in prison'.

    What is said of it tells too: only people are charged, only meetings are postponed.
    """
    words = reader.vocabulary
    after = [reader.word(at) for at in range(numeral.last + 1, numeral.last + 5)]
    said = set(after[: next((at for at, word in enumerate(after) if not word[:1].isalnum()), len(after))])
    if words.thing_verbs & said or after[:2] == ["out", "of"]:
        return False
    named = named_before(reader, numeral.first)
    if words.person_verbs & said:
        return named is None or named.is_of_people or numeral.first - named.at >= _NEAR
    if not _stands_alone(reader, numeral, after):
        return False
    return named.is_of_people if named else _is_of_people_by_itself(reader, numeral, after)


def _stands_alone(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number that names nothing stands where it says how many."""
    before = [reader.word(at) for at in range(numeral.first - 5, numeral.first)]
    last, following = before[-1], after[0]
    is_end = not following[:1].isalnum()
    if following in BE or following in WITH or following in ("of", "that") or following in _verbs(reader) or following.endswith("ed"):
        return following != "that" or last == "the"
    if last in REST or (last in ("to", "at", "with", "from", "than", "against", "of") and CHANGES & set(before)):
        return True
    if last in TOTALS or (is_end and set(before[-2:]) & (_verbs(reader) | reader.vocabulary.work_verbs)):
        return is_end or following in STOPS
    return is_end and _is_in_list(reader, numeral, following)


def _is_of_people_by_itself(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number before which nothing is named is of people, as most are: 'two were under 16', 'of these, 3 declined'."""
    words, following = reader.vocabulary, after[0]
    if following in BE or following in _verbs(reader) or following in ("of", "who", "whom", "aged", "under", "that"):
        return True
    if {reader.word(numeral.first - 1), reader.word(numeral.first - 2)} & (words.person_verbs | words.work_verbs):
        return True
    return following == "in" and bool(words.states & set(after))


def _verbs(reader: Reader) -> frozenset[str]:
    return reader.vocabulary.person_verbs | reader.vocabulary.case_verbs


def _is_in_list(reader: Reader, numeral: Numeral, following: str) -> bool:
    """Whether a number is an item of a list or column about people: 'victims by ward: Charville 2, Yeading 17'."""
    if reader.word(numeral.first - 1) == "\n" and following in ("", "\n"):
        return True
    for at in range(numeral.first - 1, max(-1, numeral.first - _FAR), -1):
        if reader.word(at) == ":":
            return True
        if reader.word(at) in (".", "!", "?"):
            return False
    return False


def _nouns_before(reader: Reader, at: int) -> Iterator[Named]:
    """The plurals before a token, the nearest first."""
    words = reader.vocabulary
    for index in range(at - 1, max(-1, at - _FAR), -1):
        word = reader.word(index)
        if not word[0].isalpha() or word in words.times:
            continue
        of_people = is_people(reader, index, False) or word in ("cohort", "caseload")
        if of_people and reader.word(index + 1) in words.things.several:
            of_people = False
        if of_people or (reader.names(words.things, index, False) and word not in words.things.one):
            yield Named(index, of_people, _how_many(reader, index))


def _start_of(reader: Reader, at: int) -> int:
    """The first token of the words that say more of a noun: back to what joins it to another."""
    start, joins = at, PREPOSITIONS | {"of", "and", "or"}
    while start > max(0, at - 4) and reader.word(start - 1)[:1].isalnum() and reader.word(start - 1) not in joins:
        start -= 1
    return start


def _is_said_of_another(reader: Reader, start: int) -> bool:
    """Whether a noun after 'of' says more of a thing: 'workshops of children', but not 'number of children'."""
    before = reader.word(start - 2)
    return reader.word(start - 1) == "of" and before in reader.vocabulary.things and before not in _OF_NUMBERS


def _how_many(reader: Reader, at: int) -> int | None:
    """The number that stands before a noun, if one does."""
    for index in range(at - 1, max(-1, at - 5), -1):
        number = whole_at(reader.tokens, index)
        if number or not reader.word(index)[:1].isalnum():
            return number[0] if number else None
    return None
