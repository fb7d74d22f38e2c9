"""What a number in a text counts, by the words after it: people, things, a stretch of time, or nothing that is named there."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from shpdocs.disclosure.texts.grammar import (
    DETERMINERS,
    NEAR,
    PRESENTS,
    PRONOUNS,
    REST,
    SAYS,
    STARTS,
    STOPS,
    THOSE_OF_AN_AGE,
    YEARS_OLD,
)
from shpdocs.disclosure.texts.numerals import Numeral, numeral_at, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.reader import Reader
from shpdocs.disclosure.texts.unlisted import are_unlisted_people

Counted = Literal["people", "unlisted", "things", "time", "open"]

_REACH = 7  # words between a number and what it counts
_PARTS = frozenset(("strong", "person", "man", "woman"))  # 'a 3-strong gang'
_BETWEEN = frozenset(("-", ",", "+", "/", "&", '"', "“", "”"))
_POSSESSIVES = frozenset(("their", "his", "her", "our", "the", "a", "an"))
_OF_AN_AGE = re.compile(r"(?:over|under)-\d{1,2}s")
_MARKED = frozenset(("[]", "{}", "<>", '""', "''"))
_SEX_AND_AGE = re.compile(r"[mf]\d{1,2}")  # '1 x M17'
_OUT_OF = frozenset(("borough", "court", "area", "county", "school", "town", "london"))  # 'three out of borough placements'
_INCIDENTS = frozenset(("incident", "incidents", "offence", "offences", "crime", "crimes"))


class Phrase(NamedTuple):
    """What a number counts ('unlisted': a noun that no list has), and the token that says so, or, if it is 'open', ends the search."""

    counted: Counted
    at: int


def phrase_after(reader: Reader, numeral: Numeral) -> Phrase:
    """What a number counts by the words after it."""
    is_one = numeral.high == 1 or numeral.kind in ("single", "article") or reader.word(numeral.first) == "neither"
    is_one = is_one and not ends_row_of_ordinals(reader, numeral)
    at = _past_signs(reader, numeral)
    if reader.word(at) == "-" and reader.tokens[at].is_joined:  # 'a 4-week course', 'a 3-strong gang'
        words = reader.vocabulary
        is_thing = any(reader.word(near) in words.no_people and reader.word(near) not in words.groups for near in (at + 2, at + 3))
        return Phrase("people" if reader.word(at + 1) in _PARTS and not is_thing else "time", at)  # but 'a 3-person panel'
    if _is_part_of_more(reader, at):
        return Phrase("things", at)
    if reader.word(at) == "of":
        is_one = False
        after = reader.word(at + 1)
        is_pronoun = after in PRONOUNS or (after in DETERMINERS and (reader.is_boundary(at + 2) or reader.word(at + 2) in STOPS | {","}))
        if is_pronoun:
            return Phrase("open", at)
        while reader.word(at) in DETERMINERS or (reader.word(at).endswith("'s") and whole_at(reader.tokens, at + 1)):
            at += 1
        number = whole_at(reader.tokens, at)
        at = number[1] + 1 if number else at
    return noun_from(reader, at, is_one)


def _past_signs(reader: Reader, numeral: Numeral) -> int:
    """The first token behind a number that can begin what it counts: past signs, and what says more of the number alone."""
    at, following = numeral.last + 1, reader.word(numeral.last + 2)
    word = reader.word(at)
    if word == "or" and following in ("so", "thereabouts"):
        return at + 2
    if word in ("x", "no", "nos") and numeral.kind == "count" and following[:1].isalpha():
        return at + 1
    if word == "," and numeral.low < numeral.high:
        return at + 1
    if word == ")" and reader.word(numeral.first - 1) == "(" and following == "of":  # 'two-thirds (4) of the men'
        return at + 1
    if reader.word(numeral.first - 1) + word in _MARKED and is_people(reader, at + 1, None):
        return at + 1  # '[2] children'
    if numeral.kind == "single" and word in ("and", ",") and _is_said_of_order(following):
        return at + 2  # 'the fourth and last defendant'
    if numeral.kind == "single" and word == "(" and following == "and" and reader.word(at + 3) == ")":
        return at + 4  # 'the 2nd (and last) patient'
    return _noun_behind_a_mark(reader, numeral.first, at) or at


def ends_row_of_ordinals(reader: Reader, numeral: Numeral) -> bool:
    """Whether an ordinal is the last of several, so that a noun in the plural follows: 'the eighth and ninth victims'."""
    other = numeral_at(reader.tokens, numeral.first - 2) if numeral.kind == "single" and numeral.first > 1 else None
    return reader.word(numeral.first - 1) in ("and", "&") and other is not None and other.kind == "single"


def _is_said_of_order(word: str) -> bool:
    """Whether a word says more of one that an ordinal picks out: 'the third and final', 'the second, younger'."""
    return word in REST or word in ("final", "only", "fourth", "fifth", "sixth") or word.endswith("est")


def _noun_behind_a_mark(reader: Reader, first: int, at: int) -> int | None:
    """Where the noun begins that brackets or a comma part from its number: '4 (survivors)', 'n=1, perpetrator', '(n=2) victims'."""
    before, mark = reader.word(first - 1), reader.word(at)
    if before == "=" and reader.word(first - 2) == "n" and mark in (",", ")"):
        return at + 1
    is_in_row = any(reader.word(near) == "," and whole_at(reader.tokens, near - 1) for near in range(first - 4, first - 1))
    if mark != "(" or (before.isalpha() and before not in STARTS | SAYS and not is_in_row):
        return None
    close = next((end for end in range(at + 2, at + 5) if reader.word(end) == ")"), None)
    return at + 1 if close and is_people(reader, close - 1, None) else None


def _is_part_of_more(reader: Reader, at: int) -> bool:
    """Whether a number goes on at a token: '3 118 pupils', 'families with 3 or more children', 'from 3 to 5 pm'."""
    if len(reader.word(at)) == 3 and reader.word(at).isdigit():
        return True
    if reader.word(at) in ("or", "and") and reader.word(at + 1) in ("more", "over", "above", "under"):
        return True
    end = whole_at(reader.tokens, at + 1) if reader.word(at) == "to" else None
    return end is not None and reader.word(end[1] + 1) in reader.vocabulary.times


def noun_from(reader: Reader, at: int, is_one: bool) -> Phrase:
    """The first noun from a token on, past words that say more of it. A verb of what becomes of people will do."""
    words, otherwise = reader.vocabulary, Phrase("open", at)
    for index in range(at, min(at + _REACH, len(reader.tokens))):
        word = reader.word(index)
        if _is_long_name(reader, index) or (index > at and word[0].isdigit() and reader.names(words.people, index)):
            return Phrase("people", index)
        if word == "," and not any(is_people(reader, near, is_one) for near in range(index + 1, index + 4)):
            break
        if index > at and (word[0].isdigit() or word in _BETWEEN or word in YEARS_OLD):
            otherwise = Phrase("people", index) if word in YEARS_OLD else otherwise
            continue
        if index == at and not is_one and word in PRESENTS and not is_people(reader, at, None):
            return otherwise
        if _ends(reader, index) or (index > at and whole_at(reader.tokens, index)):
            return Phrase("things", index) if _is_linked_to_things(reader, at, index) else otherwise
        counted = _counted_by(reader, index, at, is_one)
        if counted == "things" and _is_spelt_out(reader, index):
            return Phrase("people", index)
        if counted != "open":
            return Phrase(counted, index)
        if word in words.person_verbs and index - at < 2:
            otherwise = Phrase("people", index)
    return otherwise


def _is_linked_to_things(reader: Reader, start: int, at: int) -> bool:
    """Whether 'and' at a token links two words that say more of the same things: '3 lunch and learn sessions'."""
    first, words = reader.word(start), reader.vocabulary
    if reader.word(at) != "and" or at == start or first in words.verbs or first.endswith("ed"):
        return False
    number = whole_at(reader.tokens, at + 1)
    following = number[1] + 1 if number else at + 1
    for near in range(following, following + 4):
        if not reader.word(near).isalpha() or reader.word(near) in STOPS or is_people(reader, near, False):
            return False
        if reader.is_thing(near, False) or reader.is_unknown_plural(near):
            return True
    return False


def _is_spelt_out(reader: Reader, at: int) -> bool:
    """Whether brackets after a noun say that it is short for people: '3 FTEs (first-time entrants)'."""
    return reader.word(at + 1) == "(" and any(
        reader.word(end + 1) == ")" and is_people(reader, end, None) and not whole_at(reader.tokens, at + 2)
        for end in range(at + 2, at + 6)
    )


def _ends(reader: Reader, at: int) -> bool:
    """Whether no noun that a number before it counts can stand at a token or after it."""
    word = reader.word(at)
    if word in _POSSESSIVES or word in ("others", "ones"):
        return True
    if word == "to" and reader.word(at - 1) == "-" and reader.tokens[at].is_joined:
        return False  # 'four 18-to-24-year-olds'
    if word == "out" and reader.word(at + 1) == "of" and reader.word(at + 2) in _OUT_OF and whole_at(reader.tokens, at - 1):
        return False
    is_time = word in NEAR and reader.word(at + 1) in reader.vocabulary.times
    return is_time or (word in STOPS and not _is_may(reader, at)) or not word[0].isalnum()


def _is_may(reader: Reader, at: int) -> bool:
    """Whether the month of May stands at a token."""
    return reader.word(at) == "may" and reader.tokens[at].is_capital


def _is_long_name(reader: Reader, at: int) -> bool:
    """Whether a name of three words for people begins at a token: 'right to know'."""
    return f"{reader.word(at)} {reader.word(at + 1)} {reader.word(at + 2)}" in reader.vocabulary.people


def _counted_by(reader: Reader, index: int, start: int, is_one: bool) -> Counted:
    """What a noun says is counted; 'open' if it is none, or only says more of the next one."""
    words, word = reader.vocabulary, reader.word(index)
    if word in ("year", "yr") and reader.word(index + 1)[:1].isdigit() and index + 2 < len(reader.tokens):
        is_of_pupils = reader.word(index + 2) == "s" and reader.tokens[index + 2].is_joined
        return "people" if is_of_pupils else "open"  # 'four Year 10s', 'four Year 9 pupils'
    if word in THOSE_OF_AN_AGE:
        return "people" if index > start else "time"
    if (
        _is_may(reader, index)
        or word.rstrip("'") in words.times.several
        or (word in words.times and (reader.word(index + 1) not in YEARS_OLD | THOSE_OF_AN_AGE or index == start))
    ):
        return "time"
    if word in words.kinds and not reader.word(index + 1)[:1].isalnum():  # '3 vulnerable'
        return "people"
    if word in _INCIDENTS:
        return "people" if words.harms & {reader.word(near) for near in range(start, min(index + 5, len(reader.tokens)))} else "things"
    if word.endswith("-year-old") or (index == start and _SEX_AND_AGE.fullmatch(word) and reader.word(index - 1) == "x"):
        return "people"
    if is_one and is_people(reader, index, is_one) and reader.word(index + 1) not in STOPS and _is_followed_by_person(reader, index):
        return "open"  # 'a male victim', 'an Eritrean asylum seeker'
    if reader.is_of_other_use(index):
        return "things"
    if is_people(reader, index, is_one):
        return "things" if _is_compound(reader, index, is_one) else "people"
    otherwise: Counted = "things" if _are_things(reader, index, start, is_one) else "open"
    return "unlisted" if are_unlisted_people(reader, index, is_one) else otherwise


def _is_followed_by_person(reader: Reader, at: int) -> bool:
    is_two = f"{reader.word(at + 1)} {reader.word(at + 2)}" in reader.vocabulary.people
    return is_people(reader, at + 1, True) or (is_two and is_people(reader, at + 2, True))


def _are_things(reader: Reader, index: int, start: int, is_one: bool) -> bool:
    """Whether a noun that is none of people is what is counted, and does not only say more of the next one."""
    words, word = reader.vocabulary, reader.word(index)
    if is_one:
        follows = any(is_people(reader, near, True) for near in (index + 1, index + 2) if not reader.is_boundary(near))
        is_first_of_two = follows and reader.word(index + 1) not in STOPS
        return not is_first_of_two if reader.is_thing(index, True) else reader.is_thing(index, False)
    if word.endswith("s'") and reader.word(start - 1) not in DETERMINERS and word[:-1] in words.things.several:
        return True  # 'the two boroughs' young people'
    if reader.is_thing(index, True) and _is_what_acts(reader, index):
        return True
    if f"{reader.word(index - 1)} {word}" in words.kinds and is_people(reader, index + 1, False):
        return False  # 'county lines children'
    if reader.is_thing(index, False):
        return word not in words.things.one or not is_people(reader, index + 1, False)
    return reader.is_unknown_plural(index)


def _is_what_acts(reader: Reader, at: int) -> bool:
    """Whether a verb follows a thing: 'the Alpha 2 team visited 9 people', but not 'drug related deaths'."""
    return reader.word(at + 1).endswith("ed") and not any(is_people(reader, near, None) for near in range(at + 2, at + 4))


def _says_more(reader: Reader, at: int) -> bool:
    """Whether a word only says more of the noun after it, and is not what somebody did."""
    word = reader.word(at)
    return word.isalpha() and word not in STOPS and word not in reader.vocabulary.verbs and not word.endswith(("ed", "ing"))


def _is_compound(reader: Reader, at: int, is_one: bool) -> bool:
    """Whether a noun for people only says more of a thing: 'victims services', 'one case worker', '2 residents meeting rooms'."""
    things, following = reader.vocabulary.things, reader.word(at + 1)
    if f"{reader.word(at)} {following}" in reader.vocabulary.people:
        return False
    is_further = is_one and _says_more(reader, at + 1) and reader.word(at + 2) in things.one  # '1 witness care unit'
    if following not in things and not is_further and not (following.isalpha() and f"{reader.word(at)} {following}" in things):
        return False
    if is_one:
        return following in things.one or reader.word(at + 2) in things.one
    return (following in things.several and following not in things.one) or reader.word(at + 2) in things.several
