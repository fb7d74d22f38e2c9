"""Numbers in lists and tallies: 'victims by ward: Charville 2, Yeading 17', 'in custody: 2', 'RW 2, mixed 9 referrals'."""

from __future__ import annotations

from shpdocs.disclosure.texts.antecedents import is_headed_by_people
from shpdocs.disclosure.texts.grammar import DETERMINERS, FIGURES, NEAR, PREPOSITIONS, STOPS, THOSE_OF_AN_AGE, UNDONE
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.reader import Reader

_FAR = 60  # tokens
_UNTIL = frozenset(("pending", "awaiting"))
_OF_PEOPLE = frozenset(("no", "not", "without", "with", "breached", "failed", "refused", "missed"))  # a label that begins so is of people
_LABEL = 14  # words of a label that says more of people
_TALLY = 7  # words before the number of a line of a list


def is_in_list(reader: Reader, numeral: Numeral, following: str) -> bool:
    """Whether a number is an item of a list or column about people: 'victims by ward: Charville 2, Yeading 17'."""
    if reader.is_thing(numeral.first - 1) and reader.word(numeral.first - 1) not in reader.vocabulary.states:
        return False
    if reader.word(numeral.first - 1) == "\n" and following in ("", "\n"):
        return True
    for at in range(numeral.first - 1, max(-1, numeral.first - _FAR), -1):
        if reader.word(at) == ":":
            return at < numeral.first - 1 or (
                not (reader.is_thing(at - 1) or is_headed_by_things(reader, numeral.first))
                or reader.word(at - 1) in reader.vocabulary.states
                or is_tally(reader, numeral)
            )
        if reader.word(at) in (".", "!", "?"):
            return False
    return False


def is_headed_by_things(reader: Reader, at: int) -> bool:
    """Whether the few words before a number that ends a line name a thing and no people: 'premises searched: 4', 'fly-tips – 2'."""
    words = reader.vocabulary
    start, last = max(reader.start_of_sentence(at), at - _TALLY - 1), at - 1 if reader.word(at - 1)[:1].isalnum() else at - 2
    if reader.word(start) in words.person_verbs | _OF_PEOPLE or any(
        is_people(reader, index, None) or reader.word(index) in words.kinds for index in range(start, at)
    ):
        return False
    if reader.word(last) in words.labels.one and reader.word(last) not in FIGURES:
        return True  # 'average age: 4'
    plurals = (index for index in range(start, at) if reader.word(index) not in words.harms | THOSE_OF_AN_AGE)
    nouns = (index for index in plurals if reader.names(words.no_people, index, False) and not whole_at(reader.tokens, index - 1))
    return any(_word_before_noun(reader, index) not in PREPOSITIONS | NEAR | _UNTIL for index in nouns)


def _word_before_noun(reader: Reader, at: int) -> str:
    """The word before a noun and its article."""
    return reader.word(at - 2) if reader.word(at - 1) in DETERMINERS and reader.word(at - 1) != "of" else reader.word(at - 1)


def is_list_of_things(reader: Reader, at: int) -> bool:
    """Whether the list in which a number stands is headed by a thing: 'language of leaflets: Punjabi 3'."""
    colon = next((near for near in range(at - 2, max(-1, at - _FAR), -1) if reader.is_boundary(near) or reader.word(near) == ":"), 0)
    return reader.word(colon) == ":" and reader.word(colon - 1) not in FIGURES and is_headed_by_things(reader, colon)


def is_in_list_of_people(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number is an item of a list that is headed by people: 'source of referral: police 18, schools 2', 'referrals: 1 health'."""
    before = reader.word(numeral.first - 1)
    is_last = not after[0][:1].isalnum() and (before[:1].isalpha() or before in ("-", "–", "(", "|"))
    is_first = before in (":", ",", "-", "–") and after[0][:1].isalpha() and any(not word[:1].isalnum() for word in after[1:3])
    return (is_last or is_first) and is_headed_by_people(reader, numeral.first)


def is_shared_out(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number is one of several by kind, of which the last says what they are: 'RW 2, Islamist 3, mixed 9 referrals'."""
    at = numeral.last + 1
    while reader.word(at) == "," and at - numeral.last < _FAR:
        at += 1
        start = at
        while at < start + 3 and reader.word(at)[:1].isalpha() and reader.word(at) not in STOPS:
            at += 1
        number = whole_at(reader.tokens, at) if at > start else None
        if number is None:
            return False
        at = number[1] + 1
        if is_people(reader, at, False) or (reader.word(at) == "(" and is_people(reader, at + 1, False) and reader.word(at + 2) == ")"):
            return True
    return False


def is_tally(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number ends a few words that say how people are, and of no thing: 'in custody: 2', 'not known 3', 'under 18 – 1'."""
    words, at = reader.vocabulary, numeral.first - 1
    if reader.word(at) in (":", "=", "–", "-", "(", "|", "x"):
        at -= 1
    is_of_people = False
    for index in range(at, max(-1, at - _TALLY), -1):
        word = reader.word(index)
        if reader.is_boundary(index) or word in (",", ":", "(", ")", "|"):
            return is_of_people
        if word in words.states or word in UNDONE:
            is_of_people = True
        elif (reader.is_thing(index) and not _is_where(reader, index)) or word in words.times:
            return False
        is_of_people = is_of_people or word in words.kinds or word in words.verbs
    return is_of_people


def is_label_of_people(reader: Reader, at: int) -> bool:
    """Whether a label before a number begins with people, and then says more of them: 'nationals supported after incidents: 4'."""
    start = reader.start_of_sentence(at)
    subject = next((near for near in range(start, at) if is_people(reader, near, False) or reader.is_thing(near)), at)
    return at - start < _LABEL and is_people(reader, subject, False) and reader.word(subject + 1) in reader.vocabulary.verbs


def _is_where(reader: Reader, at: int) -> bool:
    """Whether a thing only says where something was done, or by whom: 'adopted at Channel panel: 2', 'seen by the outreach team: 4'."""
    if [reader.word(at - 2), reader.word(at - 1)] == ["out", "of"]:
        return True  # 'moved out of area 2'
    if reader.word(at - 1) in UNDONE | PREPOSITIONS | _UNTIL:
        return True
    for index in range(at - 1, at - 5, -1):
        if reader.word(index) in PREPOSITIONS | {"by"}:
            is_first = not reader.word(index - 2)[:1].isalpha() or reader.word(index - 2) in UNDONE
            return is_first and reader.word(index - 1) in reader.vocabulary.verbs | reader.vocabulary.states
    return False
