"""What is left of people named before: 'of 20 referrals, 18 were accepted', '18 started, 16 finished', 'all but two'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from shpdocs.disclosure.cells import is_small
from shpdocs.disclosure.texts.antecedents import named_before
from shpdocs.disclosure.texts.bare import is_verbal
from shpdocs.disclosure.texts.counts import counts_people, is_label
from shpdocs.disclosure.texts.grammar import AGES, ALL, BE, BUT, CUMULATIVE, ENTRIES, NEAR
from shpdocs.disclosure.texts.numerals import Numeral, numeral_at, whole_at
from shpdocs.disclosure.texts.phrases import is_people, noun_from, phrase_after
from shpdocs.disclosure.texts.reader import Reader
from shpdocs.model.definition import SmallNumbers

Span = tuple[int, int]  # the first and last token

_CLAUSE = 14  # tokens between 'all' and 'but one'
_SENTENCE = 40  # tokens between those who were named and a part of them
_TITLES = frozenset(("mr", "mrs", "ms", "miss"))
_MOST = 12  # numbers of a sentence that are compared
_TOTALS = frozenset(("total", "overall", "altogether"))
_BY = frozenset(("by", "in", "at", "from", "through", "via", "on"))
_SEXES = frozenset(("men", "women", "boys", "girls", "males", "females"))
_QUARTER = re.compile(r"q[1-4]")
_STILL = frozenset(("still", "of", "also", "then", "now", "since", "later"))


def parts_of_those_before(reader: Reader, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield a part of people who were counted before, how many they were, and the last token: '22 victims …, 20 of them'."""
    number = whole_at(reader.tokens, at)
    if number is None or is_label(reader, at) or reader.word(at - 1) in ("to", "from", "than", "against"):
        return
    if reader.word(at - 1) == "with" and reader.word(at - 2) == "compared":
        return
    if not _is_part(reader, at, number[1] + 1) or noun_from(reader, number[1] + 1, False).counted in ("things", "time"):
        return
    whole = _counted_before(reader, at, number[0], reader.word(number[1] + 1) in _SEXES)
    if whole and whole - number[0] < number[0]:  # a small part is found as a number, what is left of a large one only here
        yield number[0], whole, number[1]


def _is_part(reader: Reader, at: int, after: int) -> bool:
    """Whether what follows a number is said of some of those who were counted before."""
    following = reader.word(after)
    if following == "of":
        return reader.word(after + 1) in ("them", "whom", "which", "these", "those")
    if reader.word(at - 1) == ":" and _is_of_those(reader, at):
        return True
    if following in _BY:
        return not _is_of_another_time(reader, after) and reader.word(at - 1) in (":", ",", ";", "(", "and")
    if following.endswith("ing"):
        return reader.word(at - 1) in ("with", ",", ".", ";", ":", "(", "and", "")
    if following in _SEXES and not reader.word(after + 1)[:1].isalpha():
        return True
    is_kind = following in reader.vocabulary.kinds and not is_people(reader, after + 1, False)
    return is_kind or following in BE or following in _STILL or is_verbal(reader, after)


def _is_time(reader: Reader, at: int) -> bool:
    """Whether a quarter, or a year, quarter or month near another, stands at a token."""
    word = reader.word(at)
    return bool(_QUARTER.fullmatch(word)) or (word in ("year", "quarter", "month") and reader.word(at - 1) in NEAR)


def _is_of_another_time(reader: Reader, at: int) -> bool:
    """Whether a preposition leads to another time: '62 in Q2', '46 in the last quarter'."""
    return any(_is_time(reader, near) for near in range(at + 1, at + 4))


def _is_of_those(reader: Reader, at: int) -> bool:
    """Whether a sentence begins with 'of these' or the like: 'of these, boys: 12'."""
    start = at
    while start > max(0, at - _CLAUSE) and not reader.is_boundary(start - 1):
        start -= 1
    return reader.word(start) == "of" and reader.word(start + 1) in ("these", "those", "them", "whom", "which")


def _counted_before(reader: Reader, at: int, part: int, is_sex: bool) -> int | None:
    """How many people were counted last before a token, in its sentence or the one before; None if there is nothing to be a part of."""
    for before in range(at - 1, max(-1, at - _SENTENCE), -1):
        if _is_time(reader, before):
            return None  # compared with another time
        numeral = numeral_at(reader.tokens, before)
        if numeral is None or numeral.kind != "count" or whole_at(reader.tokens, before) is None or is_label(reader, before):
            continue
        is_compared = reader.word(before - 1) in ("to", "from", "than", "against") and phrase_after(reader, numeral).counted != "people"
        if is_compared or reader.word(before - 1) in AGES or whole_at(reader.tokens, before - 1):
            continue
        if numeral.low > part and _is_of_all(reader, numeral, is_sex):
            return numeral.low
    return None


def _is_of_all(reader: Reader, numeral: Numeral, is_sex: bool) -> bool:
    """Whether a number is of people who are all told of, not of a kind or of what became of some; of no sex if the part is of one."""
    phrase = phrase_after(reader, numeral)
    if phrase.counted == "people" and reader.word(phrase.at) not in reader.vocabulary.kinds:
        return counts_people(reader, numeral) and not (is_sex and reader.word(phrase.at) in _SEXES)
    if reader.word(numeral.last + 1) in _BY or reader.word(_past_be(reader, numeral.last + 1) + 1) in _BY:
        return False  # a part itself: '46 from police, 44 from health'
    if reader.word(numeral.first - 1) == "of" and (reader.word(numeral.first - 2) == "out" or reader.is_boundary(numeral.first - 2)):
        return reader.word(numeral.last + 1) == ","  # 'out of sixteen, …'
    if reader.word(numeral.first - 2) in ("cohort", "caseload", "total", "group") and reader.word(numeral.first - 1) == "of":
        return True
    if phrase.counted != "open" or reader.word(numeral.last + 1) in reader.vocabulary.kinds:
        return False
    verb = _past_be(reader, numeral.last + 1)
    is_said = is_verbal(reader, verb) or verb > numeral.last + 1
    if reader.word(numeral.last + 1) in ENTRIES:
        verb = numeral.last + 1
    return (reader.word(verb) in ENTRIES or not is_said) and counts_people(reader, numeral)


def rests_of_totals(reader: Reader) -> Iterator[tuple[int, int, int]]:
    """Yield a number of people, a total told near it, and the last token: 'the total of 80 is made up of 77 residents and visitors'."""
    for at in range(len(reader.tokens)):
        if reader.word(at) not in _TOTALS:
            continue
        total = next((number for near in range(at + 1, at + 5) if (number := whole_at(reader.tokens, near))), None)
        if total is None:
            continue
        for near in range(max(0, at - _SENTENCE), min(at + _SENTENCE, len(reader.tokens))):
            numeral = numeral_at(reader.tokens, near) if whole_at(reader.tokens, near) else None
            if numeral and numeral.low < total[0] and phrase_after(reader, numeral).counted == "people" and counts_people(reader, numeral):
                yield numeral.low, total[0], total[1]


def growth_to_date(reader: Reader) -> Iterator[tuple[int, int, int]]:
    """Two numbers of people to date, or on a list, that one sentence tells: 'YTD referrals 23 (end of Q2 = 21)', 'cohort 26, was 24'."""
    start = 0
    for end in range(len(reader.tokens) + 1):
        if not reader.is_boundary(end):
            continue
        sentence = range(start, end)
        start = end + 1
        if not any(reader.word(at) in CUMULATIVE for at in sentence):
            continue
        numbers = [(at, number[0]) for at in sentence if (number := whole_at(reader.tokens, at)) and _is_total(reader, at, number[1])]
        if not any(is_people(reader, at, None) or reader.word(at) in ("cohort", "caseload") for at in sentence):
            continue
        for (_, earlier), (second, later) in combinations(numbers[:_MOST], 2):
            if earlier != later:
                yield min(earlier, later), max(earlier, later), second


def _is_total(reader: Reader, at: int, last: int) -> bool:
    """Whether a number ends a clause, and so is one of what the clause is about, or counts people."""
    is_last = not reader.word(last + 1)[:1].isalnum() or is_people(reader, last + 1, False)
    return is_last and not is_label(reader, at) and not 1900 < (whole_at(reader.tokens, at) or (0, 0))[0] < 2100


def _past_be(reader: Reader, at: int) -> int:
    """The first token from one on that is not 'were', 'have been' or the like."""
    while reader.word(at) in BE:
        at += 1
    return at


def _named_one(reader: Reader, at: int) -> tuple[int, int] | None:
    """One, if somebody is named at a token: 'all bar Mr A'."""
    return (1, at + 1) if reader.word(at) in _TITLES and at + 1 < len(reader.tokens) else None


def all_but(reader: Reader, at: int, rule: SmallNumbers) -> Iterator[Span]:
    """'all but two of the 31 clients', 'everyone bar one'."""
    if reader.word(at) not in BUT or not any(reader.word(index) in ALL for index in range(at - _CLAUSE, at)):
        return
    start = at + 2 if reader.word(at + 1) in ("for", "from") else at + 1
    number = whole_at(reader.tokens, start) or _named_one(reader, start)
    if number is None or not is_small(number[0], rule):
        return
    phrase = noun_from(reader, number[1] + 1, number[0] == 1)
    if phrase.counted in ("things", "time"):
        return
    named = named_before(reader, at)
    if named and not named.is_of_people:
        return
    near = range(max(0, at - 12), min(number[1] + 14, len(reader.tokens)))
    if (
        reader.word(at - 1).endswith(("one", "body"))
        or reader.word(start) in _TITLES
        or any(is_people(reader, index, None) for index in near)
    ):
        yield at - 1, number[1]
