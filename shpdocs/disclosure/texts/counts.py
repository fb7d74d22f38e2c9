"""Whether a number in a text counts people, by the words beside it."""

from __future__ import annotations

from shpdocs.disclosure.texts.antecedents import has_subject_of_people, named_before
from shpdocs.disclosure.texts.at_work import is_harmed_at_work
from shpdocs.disclosure.texts.bands import is_band_of_ages, is_hour
from shpdocs.disclosure.texts.bare import counts_those_named, is_figure_of_speech, is_verbal
from shpdocs.disclosure.texts.grammar import AGES, ALONE, BE, NO_ORDER, REST, SAYS, THEIRS, WITH
from shpdocs.disclosure.texts.labels import is_label, names_one
from shpdocs.disclosure.texts.lists import is_list_of_things
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.persons import is_told_of_one, names_a_person
from shpdocs.disclosure.texts.phrases import Phrase, ends_row_of_ordinals, phrase_after
from shpdocs.disclosure.texts.reader import Reader
from shpdocs.disclosure.texts.sums import is_part_of_fall, is_taken_away

_OFTEN = frozenset(("day", "hour", "shift", "session", "visit", "worker", "officer", "room", "class"))  # 'each sees 4 clients a day'
_CLAUSE = 9  # tokens


def counts_people(reader: Reader, numeral: Numeral) -> bool:
    """Whether the words around a number say that it counts people, or cases of people."""
    phrase = phrase_after(reader, numeral)
    if _is_no_count(reader, numeral, phrase):
        return False
    if phrase.counted == "things" and is_harmed_at_work(reader, phrase.at):
        return numeral.kind != "none"
    if numeral.kind == "single":
        return _is_single(reader, numeral, phrase)
    if numeral.kind == "article":
        is_unlisted = phrase.counted == "unlisted" and reader.word(phrase.at + 1) in reader.vocabulary.person_verbs  # 'a paraglider died'
        return is_unlisted or is_told_of_one(reader, numeral, phrase) or _is_another(reader, numeral, phrase)
    if numeral.kind == "both":
        return _are_both(reader, numeral, phrase)
    if numeral.kind == "group":
        return _is_group(reader, numeral)
    if numeral.kind == "none":
        return _is_nobody(reader, numeral, phrase)
    return phrase.counted in ("people", "unlisted") or (phrase.counted == "open" and _is_open(reader, numeral))


def _is_no_count(reader: Reader, numeral: Numeral, phrase: Phrase) -> bool:
    """Whether a number counts nothing: half of a ratio, a name's, an age, one of a rate, one of a rule."""
    if is_ratio(reader, numeral) or (numeral.kind == "count" and is_figure_of_speech(reader, numeral)):
        return True
    if (phrase.counted != "people" and is_hour(reader, numeral)) or is_taken_away(reader, numeral.first):
        return True
    if is_part_of_fall(reader, numeral.first, numeral.last):
        return True
    is_below = phrase.counted == "people" and reader.word(numeral.first - 1) in ("under", "below")  # 'under five victims'
    if not is_below and ((numeral.kind != "group" and is_label(reader, numeral.first)) or _is_of_no_count(reader, numeral)):
        return True
    if phrase.counted not in ("people", "unlisted"):
        return False
    if _is_instance(reader, numeral, phrase.at):
        return True
    is_each_time = reader.word(phrase.at + 1) in ("a", "per") and reader.word(phrase.at + 2) in _OFTEN
    return is_each_time or _is_rule(reader, numeral, phrase.at)


def _is_instance(reader: Reader, numeral: Numeral, noun: int) -> bool:
    """Whether cases are no more than times that something happened to a thing: 'in two cases the road was closed'."""
    if reader.word(numeral.first - 1) != "in" or reader.word(noun) not in ("case", "cases"):
        return False
    reach = range(noun + 1, noun + 1 + _CLAUSE)
    clause = range(noun + 1, next((near for near in reach if reader.is_boundary(near)), reach.stop))
    is_of_thing = any(reader.is_thing(near) or reader.names(reader.vocabulary.no_people, near) for near in clause)
    return is_of_thing and not any(is_people(reader, near, None) or reader.word(near) in THEIRS for near in clause)


def _is_rule(reader: Reader, numeral: Numeral, noun: int) -> bool:
    """Whether a number is of a rule, not of people who were counted: 'two adults must attend', 'three per family'."""
    following, later = reader.word(noun + 1), reader.word(noun + 2)
    if following in ("must", "should") and later != "have":
        return True
    if following in ("are", "is") and "per" in {reader.word(at) for at in range(noun + 2, noun + 5)}:
        return True
    if following == "per":
        return later not in reader.vocabulary.times
    before = [reader.word(at) for at in range(numeral.first - 5, numeral.first)]
    if {"may", "can", "must"} & set(before[-3:]) and "have" not in before:
        return True
    return bool({"may", "can", "must", "should"} & set(before)) and "to" in before[-2:] and "up" in before


def _is_another(reader: Reader, numeral: Numeral, phrase: Phrase) -> bool:
    """Whether 'another' is one more of those named: 'another has recovered', 'another of the girls'."""
    if reader.word(numeral.first) != "another":
        return False
    if reader.word(numeral.last + 1) == "of":
        return any(is_people(reader, at, False) for at in range(numeral.last + 2, numeral.last + 5))
    return phrase.counted == "open" and is_verbal(reader, numeral.last + 1) and counts_those_named(reader, numeral)


def _is_open(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number after which nothing is named counts people all the same."""
    return _is_said_of_people(reader, numeral) or counts_those_named(reader, numeral) or _is_of_group(reader, numeral)


def is_ratio(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number is half of a ratio, as in 'one in four' or 'one in every ten': it counts nobody."""
    return _is_upper_half(reader, numeral) or _is_lower_half(reader, numeral)


def _is_upper_half(reader: Reader, numeral: Numeral) -> bool:
    link = numeral.last + (2 if reader.word(numeral.last + 2) == "in" and numeral.high == 1 else 1)  # 'one household in nine'
    if reader.word(link) != "in":
        return False
    if reader.word(link + 1) == "a" and reader.word(link + 2) in ("hundred", "thousand", "million"):
        return True
    start = link + (2 if reader.word(link + 1) == "every" else 1)
    other = whole_at(reader.tokens, start)
    if other is None or numeral.high >= other[0]:
        return False
    is_rate = other[0] <= 100 or (other[0] % 100 == 0 and not 1900 < other[0] < 2100)  # '1 in 100,000'
    return is_rate and reader.word(other[1] + 1) not in reader.vocabulary.times


def _is_lower_half(reader: Reader, numeral: Numeral) -> bool:
    at = numeral.first - (2 if reader.word(numeral.first - 1) == "every" else 1)
    if reader.word(at) == "in" and whole_at(reader.tokens, at - 2) == (1, at - 2):
        return True  # 'one borough in three'
    other = whole_at(reader.tokens, at - 1) if reader.word(at) == "in" else None
    return other is not None and other[0] < numeral.low


def _is_of_no_count(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number is an age, 'aged 3', 'under 4', or one of a rate: 'one woman every five days'."""
    before = reader.word(numeral.first - 1)
    if numeral.high == 1 and before in ("if", "when", "where", "whether", "once", "unless"):
        return True  # of any: 'if one child is at risk'
    if numeral.high == 1 and "every" in {reader.word(at) for at in range(numeral.last + 1, numeral.last + _CLAUSE)}:
        return True  # 'one woman is killed every five days'
    return before in AGES or before in ("under", "below")


def _is_single(reader: Reader, numeral: Numeral, phrase: Phrase) -> bool:
    """Whether 'single', 'only' or 'third' is said of one person: a plural ('single people', 'third sector clients') is not."""
    if phrase.counted == "open":
        return _is_one_of_those_named(reader, numeral)
    if ends_row_of_ordinals(reader, numeral) and phrase.counted == "people" and is_people(reader, phrase.at, False):
        return True
    if not names_a_person(reader, phrase):
        return False
    word, noun = reader.word(numeral.first), reader.word(phrase.at)
    if word in ("lone", "single") and noun in ALONE:
        return reader.word(phrase.at + 1) in BE
    is_ours = reader.word(numeral.first - 1) in ("our", "its", "their")
    is_only = reader.word(numeral.last + 2) in ("only", "last")  # 'the first and only referral'
    return (word != "first" or is_ours or is_only) and reader.word(numeral.last + 1) not in NO_ORDER


def _is_one_of_those_named(reader: Reader, numeral: Numeral) -> bool:
    """Whether an ordinal that names nothing is of a person: 'the third was charged', 'a fourth remains at large'."""
    is_told = is_verbal(reader, numeral.last + 1) and reader.word(numeral.last + 2) not in ("to", "that")
    if reader.word(numeral.first - 1) not in ("the", "a") or reader.word(numeral.first) == "first" or not is_told:
        return False
    return counts_those_named(reader, numeral)


def _are_both(reader: Reader, numeral: Numeral, phrase: Phrase) -> bool:
    """Whether 'both' or 'neither' is said of two people, and does not link two kinds of them: 'both victims and perpetrators'."""
    after = [reader.word(at) for at in range(numeral.last + 1, numeral.last + _CLAUSE)]
    clause = after[: next((at for at, word in enumerate(after) if word in ("", ",", ".", ";", "\n")), len(after))]
    if phrase.counted == "people":
        return not {"and", "or", "nor"} & set(clause[: phrase.at - numeral.last + 2])
    if phrase.counted != "open" or {"and", "nor"} & set(clause):
        return False
    if after[:2] in (["of", "them"], ["of", "whom"]) and reader.is_about_people is not False:
        return True
    if set(clause) & reader.vocabulary.thing_verbs:
        return False
    is_bare = (
        after[0] in ("", "of", ",", ".")
        or (reader.word(numeral.first - 1) == "," and after[0] in WITH)
        or is_verbal(reader, numeral.last + 1)
        or reader.word(numeral.first - 1) in BE
    )
    named = named_before(reader, numeral.first)
    if named is None:
        return reader.is_about_people is not False and is_verbal(reader, numeral.last + 1)
    return is_bare and named.is_of_people


def _is_group(reader: Reader, numeral: Numeral) -> bool:
    """Whether 'twins', 'the pair' or 'the trio' are people."""
    after = reader.word(numeral.last + 1)
    if reader.word(numeral.first) in ("twins", "triplets", "quadruplets", "quads"):
        return after not in reader.vocabulary.things
    is_named = reader.word(numeral.first - 1) in REST | {"the", "a"} or reader.is_boundary(numeral.first - 1)
    if reader.word(numeral.last + 2) in reader.vocabulary.thing_verbs:
        return False  # 'the pair were seized'
    return is_named and (after in ("were", "have", "are", "both") or after in reader.vocabulary.verbs)


def _is_nobody(reader: Reader, numeral: Numeral, phrase: Phrase) -> bool:
    """Whether no people are meant: 'nobody', 'no victims', 'none of the children', 'none were charged'."""
    if phrase.counted == "people" or reader.word(numeral.first) in ("nobody", "no-one"):
        return True
    if numeral.first < numeral.last and reader.word(numeral.first) == "no":  # 'no one'
        return phrase.counted == "open"
    return reader.word(numeral.first) != "no" and phrase.counted == "open" and _is_open(reader, numeral)


def _is_said_of_people(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number says how many there are of what was named just before: 'arrests: 3', 'victims (2)', 'males x3', 'arrests 3, …'."""
    words, at = reader.vocabulary, numeral.first - 1
    last, after = reader.word(at), reader.word(numeral.last + 1)
    if after == "(" and reader.word(numeral.last + 3) == "+" and is_band_of_ages(reader, numeral.last + 3):
        return True  # '2 (75+)'
    if after[:1].isalnum() and after not in WITH and after not in BE:
        return False
    if last == "[" and reader.word(numeral.last + 1) == "]" and reader.is_boundary(numeral.last + 2):
        last = "("  # 'suspects [4]'
        at -= 1
    at -= last == "<"
    if reader.word(at) in ("x", "–", "-", "—", "=", ":", "(", "|"):
        at -= 1
    if last == "=" and reader.word(at) == "n":  # 'referrals (n = 3)'
        at -= 2 if reader.word(at - 1) == "(" else 1
    if last in ("to", ",") and not after[:1].isalpha():
        at = _before_the_row(reader, at)  # 'victims 12 to 3', 'clients 31, 28, 4'
    if is_people(reader, at, None) and (not names_one(reader, at) or last in (":", "=", "x")):
        return True
    if last in ("(", ":", "=", "x", "s", "+") and is_band_of_ages(reader, at):  # 'age 13 (2)', '18-24: 3'
        return True
    if words.kinds & {last, reader.word(at)} and after not in BE and not is_list_of_things(reader, numeral.first):  # 'Asian 3', 'F: 3'
        return True
    return last in SAYS and has_subject_of_people(reader, numeral.first)


def _before_the_row(reader: Reader, at: int) -> int:
    """The last token before a row of numbers that goes on after a token."""
    start = at - _CLAUSE * 2
    while at > start and reader.word(at) in ("to", ",") and whole_at(reader.tokens, at - 1):
        at -= 2
    return at - 1 if reader.word(at) in (":", "-", "–", "(") else at


def _is_of_group(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number says how many people a group is of: 'a group of four', 'a cohort of 3'."""
    link = numeral.first - (2 if reader.word(numeral.first - 1) in ("about", "around", "some", "only", "just") else 1)
    is_group = reader.word(link) == "of" and reader.word(link - 1) in reader.vocabulary.groups.one
    return is_group and not any(
        reader.word(at) in ("would", "can", "could", "may") for at in range(numeral.last + 1, numeral.last + _CLAUSE)
    )
