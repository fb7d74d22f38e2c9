"""What is left of people named before: 'of 20 referrals, 18 were accepted', '18 started, 16 finished', 'all but two'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from shpdocs.disclosure.texts.antecedents import starts_with_those
from shpdocs.disclosure.texts.bare import is_verbal
from shpdocs.disclosure.texts.counts import counts_people
from shpdocs.disclosure.texts.grammar import AGES, BE, CUMULATIVE, ENDERS, ENTRIES, STARTERS
from shpdocs.disclosure.texts.labels import is_label
from shpdocs.disclosure.texts.numerals import Numeral, numeral_at, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.phrases import noun_from, phrase_after
from shpdocs.disclosure.texts.reader import Reader

Span = tuple[int, int]  # the first and last token

_CLAUSE = 14  # tokens between 'all' and 'but one'
_SENTENCE = 40  # tokens between those who were named and a part of them
_MOST = 12  # numbers of a sentence that are compared
_COMPARED = frozenset(("to", "from", "than", "against"))
_BALANCE = frozenset(("balance", "remainder", "rest", "others"))
_LISTS = frozenset(("scheme", "programme", "course", "books", "matrix", "cohort", "caseload", "list", "register"))
_TOTALS = frozenset(("total", "overall", "altogether"))
_BY = frozenset(("by", "in", "at", "from", "through", "via", "on", "with", "to"))
_SEXES = frozenset(("men", "women", "boys", "girls", "males", "females"))
_QUARTER = re.compile(r"q[1-4]")


def parts_of_those_before(reader: Reader, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield a part of people who were counted before, how many they were, and the last token: '22 victims …, 20 of them'."""
    number = whole_at(reader.tokens, at)
    if number is None or is_label(reader, at) or reader.word(at - 1) in _COMPARED:
        return
    if reader.word(at - 1) == "with" and reader.word(at - 2) == "compared":
        return
    is_told = _is_told_of_whole(reader, at, number[1] + 1)
    if not is_told and (not _is_part(reader, at, number[1] + 1) or noun_from(reader, number[1] + 1, False).counted in ("things", "time")):
        return
    began = _part_before(reader, at, number)
    if began is not None:
        yield began, number[0], number[1]
        return
    whole = _counted_before(reader, at, number[0], reader.word(number[1] + 1) in _SEXES)
    if whole and whole - number[0] < number[0]:  # a small part is found as a number, what is left of a large one only here
        yield number[0], whole, number[1]


def _is_told_of_whole(reader: Reader, at: int, after: int) -> bool:
    """Whether a sentence that begins with 'of' goes on with a number and a verb: 'of nine victims, seven received decisions'."""
    start = reader.start_of_sentence(at)
    return "of" in (reader.word(start), reader.word(start + 1)) and reader.word(at - 1) == "," and is_verbal(reader, after)


def _part_before(reader: Reader, at: int, number: tuple[int, int]) -> int | None:
    """How many people were told of first, if a number is of those among whom they were: 'twelve accepted and thirteen were offered it'."""
    if reader.word(_past_be(reader, number[1] + 1)) not in ENTRIES or reader.word(at - 1) not in ("and", ",", ";"):
        return None
    for before in range(at - 1, max(-1, at - _CLAUSE), -1):
        numeral = numeral_at(reader.tokens, before) if whole_at(reader.tokens, before) else None
        if reader.is_boundary(before) or numeral:
            is_part = numeral is not None and number[0] > numeral.low > number[0] / 2 and phrase_after(reader, numeral).counted == "people"
            return numeral.low if numeral and is_part else None
    return None


def _is_part(reader: Reader, at: int, after: int) -> bool:
    """Whether what follows a number is said of some of those who were counted before."""
    following = reader.word(after)
    if following == "of":
        return reader.word(after + 1) in ("them", "whom", "which", "these", "those")
    if reader.word(at - 1) in ("which", "whom") and reader.word(at - 2) == "of":
        return True
    if reader.word(at - 1) == ":" and starts_with_those(reader, at):
        return True
    is_ended = reader.word(at - 1) in ENDERS or reader.word(at - 2) in ENDERS
    if (is_ended or _is_verb_over(reader, at)) and not following[:1].isalpha():
        return True  # 'seen 41, referred 38', 'starters 15, completers 12'
    if following in _BY:
        return not _is_of_another_time(reader, after) and reader.word(at - 1) in (":", ",", ";", "(", "and")
    if following.endswith("ing"):
        return reader.word(at - 1) in ("with", ",", ".", ";", ":", "(", "and", "")
    if following in _SEXES and (not reader.word(after + 1)[:1].isalpha() or reader.word(after + 1) in ("and", "but")):
        return True
    if reader.word(at - 1) == "(" and reader.word(at - 2) in _SEXES:
        return True
    words = reader.vocabulary
    if not following[:1].isalpha() and reader.word(at - 1) in words.states and reader.word(at - 2) in ("in", "on"):
        return True  # 'in custody 31'
    is_kind = following in reader.vocabulary.kinds and not is_people(reader, after + 1, False)
    return is_kind or is_verbal(reader, after)


def _is_time(reader: Reader, at: int) -> bool:
    """Whether a quarter, or a year, quarter or month near another, stands at a token."""
    word = reader.word(at)
    return bool(_QUARTER.fullmatch(word)) or (word in ("year", "quarter", "month") and reader.word(at - 1) in ("last", "previous"))


def _is_of_another_time(reader: Reader, at: int) -> bool:
    """Whether a preposition leads to another time: '62 in Q2', '46 in the last quarter'."""
    return any(_is_time(reader, near) for near in range(at + 1, at + 4))


def _is_verb_over(reader: Reader, at: int) -> bool:
    """Whether a number follows what was done with so many: 'referred 38'."""
    at -= reader.word(at - 1) in (":", "up", "out")  # 'attended: 22', 'showed up 13'
    return is_verbal(reader, at - 1) and reader.word(at - 1) not in BE and not reader.word(at - 1).endswith("ing")


def _counted_before(reader: Reader, at: int, part: int, is_sex: bool) -> int | None:
    """How many people were counted last before a token, in its sentence or the one before; None if there is nothing to be a part of."""
    for before in range(at - 1, max(-1, at - _SENTENCE), -1):
        if _is_time(reader, before):
            return None  # compared with another time
        numeral = numeral_at(reader.tokens, before)
        if numeral is None or numeral.kind != "count" or whole_at(reader.tokens, before) is None or is_label(reader, before):
            continue
        is_compared = reader.word(before - 1) in _COMPARED and phrase_after(reader, numeral).counted != "people"
        if is_compared or reader.word(before - 1) in AGES or whole_at(reader.tokens, before - 1):
            continue
        if numeral.low > part and _is_of_all(reader, numeral, is_sex):
            return numeral.low
    return None


def _is_of_all(reader: Reader, numeral: Numeral, is_sex: bool) -> bool:
    """Whether a number is of people who are all told of, not of a kind or of what became of some; of no sex if the part is of one."""
    phrase = phrase_after(reader, numeral)
    words = reader.vocabulary
    if phrase.counted == "people" and reader.word(phrase.at) in words.person_verbs:
        return False
    if phrase.counted in ("people", "unlisted") and reader.word(phrase.at) not in words.kinds:
        return counts_people(reader, numeral) and not (is_sex and reader.word(phrase.at) in _SEXES)
    return phrase.counted == "open" and (
        _is_named_whole(reader, numeral) or (not _is_a_part(reader, numeral) and _is_said_to_begin(reader, numeral))
    )


def _is_named_whole(reader: Reader, numeral: Numeral) -> bool:
    """Whether what stands around a number makes it a whole: 'seen 41', '34 on cohort', 'out of sixteen', 'a total of 57'."""
    verb = numeral.first - (2 if reader.word(numeral.first - 1) == ":" else 1)
    before, after = reader.word(numeral.first - 1), reader.word(numeral.last + 1)
    if reader.word(verb) in ENTRIES | STARTERS | {"saw"}:
        return not after[:1].isalpha() and not reader.names(reader.vocabulary.no_people, verb - 1, False)  # but 'sessions booked 30'
    if [reader.word(numeral.first - 2), before] in (["there", "were"], ["there", "are"]):
        return after in ("in", "on", "at") and not reader.word(numeral.last + 2).isdigit()
    if after == "on" and {reader.word(numeral.last + 2), reader.word(numeral.last + 3)} & _LISTS:
        return "of" not in (reader.word(numeral.last + 3), reader.word(numeral.last + 4))  # but '24 on the list of streets'
    if before == "of" and (reader.word(numeral.first - 2) == "out" or reader.is_boundary(numeral.first - 2)):
        return after == "," or is_verbal(reader, numeral.last + 1)
    return before == "of" and reader.word(numeral.first - 2) in _LISTS | {"total", "group"}


def _is_a_part(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number is only a part itself, by kind or by where they are: '46 from police, 44 from health'."""
    after = reader.word(numeral.last + 1)
    is_somewhere = after in _BY or reader.word(_past_be(reader, numeral.last + 1) + 1) in _BY
    return is_somewhere or after in reader.vocabulary.kinds or _is_verb_over(reader, numeral.first)


def _is_said_to_begin(reader: Reader, numeral: Numeral) -> bool:
    """Whether nothing is said of the people of a number but how they began: '18 started', '14 high harm'."""
    verb = numeral.last + 1
    if reader.word(verb) not in ENTRIES:
        verb = _past_be(reader, verb)
    is_said = is_verbal(reader, verb) or verb > numeral.last + 1
    return (reader.word(verb) in ENTRIES or not is_said) and counts_people(reader, numeral)


def rests_without_number(reader: Reader) -> Iterator[tuple[int, int, int]]:
    """Yield what a list gives of a whole, the whole, and the last token: '22 persons: racial 15, homophobic 5, disability the balance'."""
    for at in range(len(reader.tokens)):
        if reader.word(at) not in _BALANCE or whole_at(reader.tokens, at + 1) or whole_at(reader.tokens, at + 2):
            continue
        parts: list[int] = []
        for before in range(at - 1, max(-1, at - _SENTENCE), -1):
            number = whole_at(reader.tokens, before)
            if number is None or is_label(reader, before):
                continue
            numeral = numeral_at(reader.tokens, before)
            if numeral and parts and number[0] > sum(parts) and phrase_after(reader, numeral).counted == "people":
                yield sum(parts), number[0], at
                break
            parts.append(number[0])


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
    is_last = reader.word(last + 1) == "at" or not reader.word(last + 1)[:1].isalnum() or is_people(reader, last + 1, False)
    return is_last and not is_label(reader, at) and not 1900 < (whole_at(reader.tokens, at) or (0, 0))[0] < 2100


def _past_be(reader: Reader, at: int) -> int:
    """The first token from one on that is not 'were', 'have been' or the like."""
    while reader.word(at) in BE:
        at += 1
    return at
