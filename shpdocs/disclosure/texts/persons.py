"""One person who is told of without a number: 'a tenant was served', 'the complainant has asked', 'she is pregnant'.

What is so of any person is not: 'a victim can ask', 'if a child is hurt', 'ask what she wants'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.disclosure.texts.bare import is_past, is_verbal
from shpdocs.disclosure.texts.grammar import (
    AGES,
    AVERAGE,
    BE,
    DEFINED,
    GENERAL,
    GRAVE,
    LED,
    MODALS,
    PREPOSITIONS,
    ROLES,
    STOPS,
    TITLES,
    YEARS_OLD,
)
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.phrases import Phrase, phrase_after
from shpdocs.disclosure.texts.reader import Reader

Span = tuple[int, int]

_CLAUSE = 9  # tokens
_FAR = 60  # tokens back
_SEXES = frozenset(("m", "f", "male", "female"))
_SEX_AND_NUMBER = re.compile(r"[mf]\d{1,2}")
_LAST = frozenset(("other", "remaining", "sole", "same", "last", "latest"))
_ANY = frozenset(("every", "each", "any", "anyone", "everyone"))
_YOUNGEST = frozenset(("youngest", "oldest", "eldest"))


def persons_told_of(reader: Reader) -> Iterator[Span]:
    """Yield where one person is told of by 'the', by a pronoun, or by sex and age in brackets."""
    for at, token in enumerate(reader.tokens):
        is_definite = token.word == "the" or (token.word in ("that", "this") and reader.is_boundary(at - 1))
        is_definite = is_definite or (token.word in ("our", "their") and reader.word(at + 1) in _YOUNGEST)
        phrase = _the_person(reader, at) if is_definite else None
        if phrase:
            yield at, phrase.at
        elif _is_pronoun_of_one(reader, at):
            yield at, at
        elif _is_aged_or_lettered(reader, at) or _is_superlative(reader, at) or _is_headline(reader, at):
            yield at, at + 1
        elif _SEX_AND_NUMBER.fullmatch(token.word) and _is_beside_people(reader, at):
            yield at, at
        elif token.word == "(" and _is_sex_and_age(reader, at):
            yield at - 1, at


def _is_beside_people(reader: Reader, at: int) -> bool:
    """Whether a sex with an age or a number stands near people: 'suspects 9 - M8', 'M3 F22', but not 'drivers on the M4'."""
    if reader.word(at - 1) in PREPOSITIONS or reader.word(at - 1) == "the":
        return False
    beside = any(_SEX_AND_NUMBER.fullmatch(reader.word(near)) for near in (at - 2, at - 1, at + 1, at + 2))
    return beside or any(is_people(reader, near, False) for near in range(at - 5, at))


def _is_pronoun_of_one(reader: Reader, at: int) -> bool:
    """Whether a pronoun at a token is of one person of whom something is told: 'she', 'his case', 'had himself been', 'someone came'."""
    word = reader.word(at)
    if word in ("someone's", "somebody's"):
        return reader.is_boundary(at - 1) and _is_a_person(reader, at + 1)
    if word in ("someone", "somebody"):
        return reader.is_boundary(at - 1) and _is_told(reader, at + 1)
    if word in ("himself", "herself"):
        return reader.word(at - 1) in ("had", "was", "has", "gave", "handed", "turned", "killed", "harmed", "hurt", "hanged")
    if word in ("she's", "he's"):
        return not any(reader.word(index) in ROLES for index in range(max(0, at - _FAR), at)) and not _is_general(reader, at)
    return word in ("she", "he", "her", "his") and _is_of_one(reader, at)


def names_a_person(reader: Reader, phrase: Phrase) -> bool:
    """Whether a phrase names one person, or a case of one."""
    people = reader.vocabulary.people
    if phrase.counted == "people" and (reader.word(phrase.at) in YEARS_OLD or reader.word(phrase.at).endswith("-year-old")):
        return True
    return phrase.counted == "people" and is_people(reader, phrase.at, True) and reader.word(phrase.at) not in people.several - people.one


def is_told_of_one(reader: Reader, numeral: Numeral, phrase: Phrase) -> bool:
    """Whether something is told of one person: 'a man was stabbed', 'another victim'; not what is so of any: 'if a child is hurt'."""
    before = {reader.word(at) for at in range(numeral.first - 3, numeral.first)}
    if not names_a_person(reader, phrase) or before & GENERAL:
        return False
    if reader.word(numeral.first) == "another" and reader.word(numeral.first - 1) != "in" and phrase.at - numeral.last <= 3:
        return True
    following = reader.word(phrase.at + 1)
    if reader.word(numeral.first) in ("her", "his"):
        return is_people(reader, numeral.first - 2, True) and following in ("was", "were", "had", "has", "have")
    if reader.word(phrase.at) == "couple" and following == "of":
        return False
    if _is_one_of_two(reader, numeral.first, phrase.at):
        return True
    is_event = reader.word(phrase.at) in GRAVE
    if (is_event or _is_a_person(reader, phrase.at)) and _is_there(reader, numeral.first):
        return True
    if is_event:
        return _is_subject(reader, numeral.first, phrase.at)
    return _is_a_person(reader, phrase.at) and (
        _is_done_to(reader, numeral.first, following) or _is_subject(reader, numeral.first, phrase.at)
    )


def _is_one_of_two(reader: Reader, at: int, noun: int) -> bool:
    """Whether a line is of two persons and no more: 'a toddler and an infant'."""
    if reader.word(noun + 1) not in ("and", "&", "+") or reader.word(noun + 2) not in ("a", "an", "one", "her", "his"):
        return False
    other = next((index for index in range(noun + 3, noun + 6) if _is_a_person(reader, index)), None)
    is_line = reader.is_boundary(at - 1) and other is not None and reader.is_boundary(other + 1)
    return is_line and _is_a_person(reader, noun)


def _is_there(reader: Reader, at: int) -> bool:
    """Whether a sentence says that there was what an article begins: 'there has been a murder', 'the cohort includes a woman'."""
    before = [reader.word(near) for near in range(at - 4, at)]
    if before[-1] in ("is", "was", "were") and "among" in {reader.word(near) for near in range(at - 8, at)}:
        return True
    return before[-1] in ("include", "includes", "included", "including", "incl") or (before[-1] in ("was", "been") and "there" in before)


def _is_subject(reader: Reader, at: int, noun: int) -> bool:
    """Whether a clause begins with one person and tells what they did, or what became of them."""
    is_object = reader.word(at - 1) in PREPOSITIONS or reader.word(at - 1) in ("of", "per", "than", "as", "like")
    if reader.word(noun + 1) in ("and", "&") and reader.word(noun + 2) in ("a", "an", "one", "her", "his", "their"):
        noun = next((index for index in range(noun + 3, noun + 6) if _is_a_person(reader, index)), noun)  # 'a widower and his neighbour'
        return not is_object and _is_told(reader, noun + 1 + (reader.word(noun + 1) in ("each", "both", "later", "also")))
    return not is_object and _is_told(reader, noun + 1)


def _is_done_to(reader: Reader, at: int, following: str) -> bool:
    """Whether something was done to one person: 'arrested a man', 'the death of a man', 'granted against a tenant', ': a father, 44'."""
    before = reader.word(at - 1)
    if "how" in (reader.word(at - 2), reader.word(at - 3)):
        return False
    if before in reader.vocabulary.person_verbs or (is_past(reader, at - 1) and before not in BE):
        return (
            not following[:1].isalpha()
            or following.endswith(("ed", "ing"))
            or following in (STOPS | {"of", "and", "guilty", "dead", "unconscious"}) - {"they", "who", "you", "whom"}
        )
    if before == "to" and is_past(reader, at - 2):
        return True  # 'went to a grandmother'
    if before == ":":
        return not following[:1].isalpha() and not reader.word(at - 2).isdigit()  # but 'case study 1: a client'
    if before in ("against", "across", "with"):
        return any(is_past(reader, near) for near in range(at - 6, at - 1))
    return before == "of" and (is_people(reader, at - 2, True) or reader.word(at - 2) == "body") and not _is_a_person(reader, at - 2)


def _is_general(reader: Reader, at: int) -> bool:
    """Whether what stands before a token makes it anybody: 'if a child', 'what she wants'."""
    return not GENERAL.isdisjoint((reader.word(at - 1), reader.word(at - 2)))


def _is_aged_or_lettered(reader: Reader, at: int) -> bool:
    """Whether a noun for one person has an age or a letter for a name: 'client, 52,', 'victim A'."""
    is_sex = reader.word(at) in _SEXES and (reader.word(at + 1) == "aged" or (reader.is_boundary(at - 1) and reader.word(at + 1) == ","))
    if not _is_a_person(reader, at) and not is_sex and reader.word(at) not in TITLES:
        return False
    following = reader.tokens[at + 1] if at + 1 < len(reader.tokens) else None
    if following and reader.word(at) in TITLES:
        return len(following.word) == 1 and following.is_capital
    if following and len(following.word) == 1 and following.is_capital and following.word.isalpha():
        return reader.word(at - 1) not in ("a", "each", "every")
    is_of_age = reader.word(at + 1) == "of" and is_people(reader, at, True) and reader.word(at) not in reader.vocabulary.groups.one
    is_age_next = following is not None and (following.word in (",", "aged", "age") or is_of_age)
    age = whole_at(reader.tokens, at + 2) if is_age_next else None
    return age is not None and 1 < age[0] < 100 and reader.word(age[1] + 1) in (",", ".", ";", ")", "\n", "")


def _is_a_person(reader: Reader, at: int) -> bool:
    """Whether a noun names a person, no case of one."""
    return reader.word(at) in YEARS_OLD or reader.word(at).endswith("-year-old") or reader.names(reader.vocabulary.persons, at, True)


def _is_told(reader: Reader, at: int) -> bool:
    """Whether the clause that goes on at a token says what happened: its verb is of the past."""
    if (
        reader.word(at)[:1].isalpha()
        and reader.word(at) not in AGES | STOPS | {"of", "and", "then", "we'd", "they'd"}
        and not is_verbal(reader, at)
        and not reader.word(at).endswith("ly")
    ):
        return False  # of something that a person only says more of: 'the victim liaison team has'
    is_noun_over = False
    for index in range(at, at + _CLAUSE):
        word = reader.word(index)
        is_noun_over = is_noun_over or word in STOPS or word in ("of", "and", ",", "(")
        if not is_noun_over and reader.is_thing(index):
            return False  # 'the youth offending team was'
        if reader.is_boundary(index) or word in MODALS or (word in GENERAL and word != "who"):
            return False
        if word in DEFINED:
            return False
        if is_past(reader, index) and reader.word(index + 1) not in DEFINED:
            rest = {reader.word(later) for later in range(index + 1, index + _CLAUSE)}
            return word in BE or not rest & MODALS
    return False


def _the_person(reader: Reader, at: int) -> Phrase | None:
    """The phrase after 'the' at a token, if it is of one person of whom something is told."""
    phrase = phrase_after(reader, Numeral(at, at, 1, 1, "article"))
    words = {reader.word(index) for index in range(at + 1, phrase.at)}
    if (
        phrase.at - at > 4
        or not names_a_person(reader, phrase)
        or not _is_a_person(reader, phrase.at)
        or (words & AVERAGE and "remaining" not in words)
    ):
        return None
    if any(whole_at(reader.tokens, index) for index in range(at + 1, phrase.at)) or _is_general(reader, at):
        return None
    after = phrase.at + 1
    if words & {"remaining", "sole"}:
        return phrase
    if reader.word(after) == "," and reader.word(after + 1) == "who":
        after = next((index + 1 for index in range(after + 1, after + _CLAUSE) if reader.word(index) == ","), after)
    age = whole_at(reader.tokens, after + 1) if reader.word(after) == "is" else None
    is_now = bool(words & _LAST) and reader.word(after) == "is" and reader.word(after + 1).endswith("ing")
    if is_now or (age and age[0] < 100):
        return phrase  # 'the accused is 19', 'the other victim is recovering'
    is_youngest = bool(words & _YOUNGEST) and reader.word(phrase.at + 1) not in MODALS - {"is"}
    is_object = reader.word(at - 1) in PREPOSITIONS or reader.word(at - 1) in ("of", "as", "than")
    return phrase if is_youngest or (not is_object and _is_told(reader, phrase.at + 1)) else None


def _is_of_one(reader: Reader, at: int) -> bool:
    """Whether a pronoun is of one person of whom something is told, and who is not there for the work."""
    if _is_general(reader, at) or any(reader.word(index) in _ANY for index in range(at - _CLAUSE, at)):
        return False
    if any(reader.word(index) in ROLES for index in range(max(0, at - _FAR), at)):
        return False
    if reader.word(at) in ("she", "he"):
        return reader.word(at + 1) in ("is", "was", "has", "had") or is_past(reader, at + 1)
    if not reader.is_boundary(at - 1) and reader.word(at - 1) not in (",", ";"):
        return False
    is_relative = _is_a_person(reader, at + 1) or reader.word(at + 1) in _YOUNGEST
    return _is_told(reader, at + 2) or (is_relative and reader.word(at + 2) == "is" and reader.word(at + 3) in ("in", "now", "on", "known"))


def _is_superlative(reader: Reader, at: int) -> bool:
    """Whether one of several people is told of by 'the': 'the bravest of our survivors read', 'the last of the nine members'."""
    word = reader.word(at + 1)
    if reader.word(at) != "the" or not (word.endswith("est") or word in ("last", "first")) or reader.word(at + 2) != "of":
        return False
    noun = next((index for index in range(at + 3, at + 8) if is_people(reader, index, False)), None)
    return noun is not None and not _is_general(reader, at) and is_past(reader, noun + 1)


def _is_headline(reader: Reader, at: int) -> bool:
    """Whether a sentence without articles begins with one person, who ends at a token: 'Male 17 stabbed', 'Woman supported to leave'."""
    if not _is_a_person(reader, at) or reader.word(at) in ("family", "household"):
        return False
    start = at
    while start > at - 3 and reader.word(start - 1) in reader.vocabulary.kinds | {"ic1", "ic2", "ic3", "ic4", "young", "local"}:
        start -= 1
    if not reader.is_boundary(start - 1):
        return False
    after = at + 1
    brackets = reader.word(after) == "("
    age = whole_at(reader.tokens, after + brackets)
    if age and 3 < age[0] < 100:
        after = age[1] + 1 + brackets
        if _is_list_by_kind(reader, after):
            return False
        return is_past(reader, after) or reader.word(after) in YEARS_OLD | {",", "("}
    return is_past(reader, after) and reader.word(after) not in LED | BE and not reader.is_thing(after + 1)


def _is_list_by_kind(reader: Reader, at: int) -> bool:
    """Whether a list by kind goes on at a token: 'male 29, female 16', but not 'male 17, stabbed'."""
    is_kind = reader.word(at + 1) in reader.vocabulary.kinds or is_people(reader, at + 1, None)
    number = next((near for near in range(at + 2, at + 5) if whole_at(reader.tokens, near)), None)
    return reader.word(at) in (",", ";") and is_kind and number is not None and not reader.word(number + 1)[:1].isalnum()


def _is_sex_and_age(reader: Reader, at: int) -> bool:
    """Whether brackets after a noun for one person say sex or age: 'subject (M, 41)', 'victim (F)'."""
    inside = [reader.word(index) for index in range(at + 1, at + 4)]
    is_sex = inside[0] in _SEXES and (inside[1] == ")" or inside[1] in (",", "/", "-") or inside[1].isdigit())
    close = next((index for index in range(at + 1, at + 8) if reader.word(index) == ")"), at)
    is_age = reader.word(close - 2) in (",", "aged") and 3 < (whole_at(reader.tokens, close - 1) or (0, 0))[0] < 100
    return (is_sex or is_age) and is_people(reader, at - 1, True)
