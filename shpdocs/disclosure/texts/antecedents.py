"""What a number counts that names nothing itself, by what was named before it: 'of 18 referrals, 3 were adopted'."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from shpdocs.disclosure.texts.grammar import BE, CHANGES, FIGURES, PREPOSITIONS, REST, SAYS, STARTS, STOPS, THEIRS, TOTALS, TURNOUT, WITH
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.phrases import Named, Reader, is_people

_FAR = 60  # tokens back
_NEAR = 12  # tokens back: a verb of people is said of things only if these were named just before


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
    if named is not None and named.at >= start:
        return named.is_of_people
    return any(reader.word(index) in TURNOUT for index in range(start, at))


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
    is_end = not after[0][:1].isalnum()
    if is_end and reader.word(numeral.first - 1) in words.person_verbs:
        return True  # 'police arrested two'
    if _is_in_list_of_people(reader, numeral, after) or _is_shared_out(reader, numeral):
        return True
    is_all = reader.is_about_people and is_end and reader.is_boundary(numeral.first - 1)  # '2, both from schools'
    if not is_all and not _stands_alone(reader, numeral, after):
        return False
    if named:
        return named.is_of_people
    return reader.is_about_people or _is_of_people_by_itself(reader, numeral, after)


def _stands_alone(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number that names nothing stands where it says how many."""
    before = [reader.word(at) for at in range(numeral.first - 5, numeral.first)]
    last, following = before[-1], after[0]
    is_end = not following[:1].isalnum()
    if (
        following in BE
        or following in WITH
        or following in ("of", "that")
        or following in reader.vocabulary.verbs
        or following.endswith("ed")
    ):
        return following != "that" or (last == "the" and numeral.high > 1)
    if last == "to" and _is_change_of_things(reader, numeral.first - 1):
        return False
    if reader.is_about_people and last in SAYS and is_end:
        return True
    if set(after) & THEIRS or last in REST or (last in ("to", "at", "with", "from", "than", "against", "of") and CHANGES & set(before)):
        return True
    if last in TOTALS or (is_end and any(_is_verb(reader, word) for word in before[-2:])):
        return is_end or following in STOPS
    return is_end and _is_in_list(reader, numeral, following)


def _is_of_people_by_itself(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number before which nothing is named is of people, as most are: 'two were under 16', 'of these, 3 declined'."""
    words, following = reader.vocabulary, after[0]
    if reader.word(numeral.first - 1) not in STARTS | reader.vocabulary.verbs and not reader.is_boundary(numeral.first - 1):
        return False
    if set(after) & THEIRS or (following == "from" and (words.kinds | words.groups.one) & set(after)):
        return True
    if following in BE or following in reader.vocabulary.verbs or following in ("of", "who", "whom", "aged", "under", "that"):
        return True
    before = [reader.word(numeral.first - 1), reader.word(numeral.first - 2)]
    if any(_is_verb(reader, word) for word in before) or before == ["had", "we"] or before[0] in TURNOUT:
        return True
    return following == "in" and bool(words.states & set(after))


def _is_verb(reader: Reader, word: str) -> bool:
    """Whether a word says what is done with people: 'adopted', 'to adopt'."""
    return not reader.vocabulary.verbs.isdisjoint((word, f"{word}ed", f"{word}d")) or word in reader.vocabulary.work_verbs


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


def _is_change_of_things(reader: Reader, to: int) -> bool:
    """Whether 'to' at a token leads from a number of something that is no person: 'from 4 days to 2'."""
    for at in range(to - 1, max(-1, to - 6), -1):
        if reader.word(at) == "from":
            return reader.word(to - 1) in reader.vocabulary.times or reader.word(to - 1) in reader.vocabulary.things
    return False


def _is_in_list_of_people(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number is an item of a list that is headed by people: 'source of referral: police 18, schools 2', 'referrals: 1 health'."""
    before = reader.word(numeral.first - 1)
    is_last = not after[0][:1].isalnum() and (before[:1].isalpha() or before in ("-", "–", "("))
    is_first = before in (":", ",", "-", "–") and after[0][:1].isalpha() and any(not word[:1].isalnum() for word in after[1:3])
    return (is_last or is_first) and is_headed_by_people(reader, numeral.first)


def is_headed_by_people(reader: Reader, at: int) -> bool:
    """Whether the list in which a token stands is headed by people, before a colon."""
    colon = at - 1
    while colon > max(0, at - _FAR) and reader.word(colon) not in (":", ".", "!", "?", "\n"):
        colon -= 1
    for heading in range(colon - 1, max(-1, colon - _FAR), -1) if reader.word(colon) == ":" else ():
        if reader.is_boundary(heading) or (reader.is_thing(heading, False) and reader.word(heading) not in FIGURES):
            return False
        if is_people(reader, heading, None):
            return True
    return False


def _is_shared_out(reader: Reader, numeral: Numeral) -> bool:
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
        if is_people(reader, at, False):
            return True
    return False


def _nouns_before(reader: Reader, at: int) -> Iterator[Named]:
    """The plurals before a token, the nearest first."""
    if reader.named is None:
        reader.named = [named for index in range(len(reader.tokens)) if (named := _named_at(reader, index))]
    for number in range(bisect_left(reader.named, (at,)) - 1, -1, -1):
        named = reader.named[number]
        if named.at <= at - _FAR:
            return
        yield named


def _named_at(reader: Reader, at: int) -> Named | None:
    """The plural that ends at a token, None if none does."""
    words, word = reader.vocabulary, reader.word(at)
    if not word[0].isalpha() or word in words.times or (word in FIGURES and not is_people(reader, at, None)):
        return None
    is_counted = is_people(reader, at, True) and reader.word(at + 1) in FIGURES  # 'victim numbers'
    of_people = is_counted or is_people(reader, at, False) or word in ("cohort", "caseload")
    if of_people and reader.word(at + 1) in words.things.several:
        of_people = False
    is_named = of_people or (reader.is_thing(at, False) and word not in words.things.one)
    return Named(at, of_people, _how_many(reader, at)) if is_named else None


def _start_of(reader: Reader, at: int) -> int:
    """The first token of the words that say more of a noun: back to what joins it to another."""
    start, joins = at, PREPOSITIONS | {"of", "and", "or"}
    while start > max(0, at - 4) and reader.word(start - 1)[:1].isalnum() and reader.word(start - 1) not in joins:
        start -= 1
    return start


def _is_said_of_another(reader: Reader, start: int) -> bool:
    """Whether a noun after 'of' says more of a thing: 'workshops of children', but not 'number of children'."""
    before = reader.word(start - 2)
    return reader.word(start - 1) == "of" and before in reader.vocabulary.things and before not in FIGURES


def _how_many(reader: Reader, at: int) -> int | None:
    """The number that stands before a noun, if one does."""
    for index in range(at - 1, max(-1, at - 5), -1):
        number = whole_at(reader.tokens, index)
        if number or not reader.word(index)[:1].isalnum():
            return number[0] if number else None
    return None
