"""Numbers that are part of a name, and count nothing: 'phase 2', 'years 3 and 4', 'victim 2', '1) …'."""

from __future__ import annotations

from shpdocs.disclosure.texts.antecedents import is_headed_by_people
from shpdocs.disclosure.texts.grammar import BE, DOES, NEAR, STARTS
from shpdocs.disclosure.texts.numerals import whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.reader import Reader

_OF_A_COHORT = frozenset(("of", "starts", "started", "begins", "began", "will", "is", "was", "has"))
_FAR = 27  # tokens back to a bracket


def is_label(reader: Reader, at: int) -> bool:
    """Whether a number is part of a name: 'phase 2', 'years 3 and 4', 'victim 2'."""
    labels, index = reader.vocabulary.labels, at - 1
    if reader.word(index) == "cohort" and reader.word(at + 1) in _OF_A_COHORT:
        return True
    if reader.word(at + 1) == ")" and reader.tokens[at + 1].is_joined and not _is_in_brackets(reader, at):
        return True  # '1) …, 2) …'
    if reader.word(index) == "s" and reader.tokens[index].is_joined and whole_at(reader.tokens, index - 1):
        return False  # '18-24s 2'
    if reader.word(index) == "of" and reader.word(index - 2) in labels.one and whole_at(reader.tokens, index - 1):
        return True  # 'session 3 of 4'
    for _ in range(6):
        word = reader.word(index)
        if word in labels or f"{reader.word(index - 1)} {word}" in labels:
            return not _is_no_name(reader, index)
        is_range = word not in ("-", "–") or reader.tokens[index].is_joined
        is_range = is_range and not (
            word == "," and (reader.word(at + 1) in BE or _is_one_label(reader, index - 2, at))
        )  # 'by week four, seven had stayed'
        if word in ("and", "or", "to", "-", "–", "&", ",", "/") and is_range and whole_at(reader.tokens, index - 1):
            index -= 2
        else:
            return names_one(reader, index) or _is_name_of_one(reader, index, at)
    return False


def _is_one_label(reader: Reader, label: int, at: int) -> bool:
    """Whether a number after 'week three,' is no week but what is told of it: 'week two, 6; week three, 4'."""
    return reader.word(label) in reader.vocabulary.labels.one and reader.is_boundary(at + 1)


def _is_in_brackets(reader: Reader, at: int) -> bool:
    """Whether a bracket before a token is still open."""
    near = [reader.word(index) for index in range(max(0, at - _FAR), at)]
    return near.count("(") > near.count(")") or "(" in near[-4:]


def _is_name_of_one(reader: Reader, at: int, number: int) -> bool:
    """Whether a word and a number are what a sentence says something of, in the singular: 'review 3 was published'."""
    is_noun = reader.word(at)[:1].isalpha() and reader.word(at) not in STARTS
    return is_noun and reader.word(number) not in ("1", "one") and reader.word(number + 1) in ("was", "is", "has")


def _is_no_name(reader: Reader, at: int) -> bool:
    """Whether a word for a name is none here: 'this quarter 3 victims', 'we target 4 offenders'."""
    before, word = reader.word(at - 1), reader.word(at)
    if word not in reader.vocabulary.labels.one and is_people(reader, at, False):
        return True  # 'NRM refs 4'
    if before == "of" and reader.word(at - 2) == "out":
        return True  # 'moved out of area 2'
    if word == "over" and before in ("carried", "rolled", "handed", "held", "brought", "left", "taken"):
        return True
    return (before in DOES and word not in ("any", "each", "every")) or (before in NEAR and word in reader.vocabulary.times)


def names_one(reader: Reader, at: int) -> bool:
    """Whether a noun before a number is in the singular, so that the number says which it is."""
    people, word = reader.vocabulary.people, reader.word(at)
    if reader.word(at - 1) in (":", ",") and is_headed_by_people(reader, at):
        return False
    if reader.word(at - 1) == "," and whole_at(reader.tokens, at - 2) and is_people(reader, at - 3, False):
        return False  # 'YROs 5, detention 1'
    if word in reader.vocabulary.kinds:
        return False
    return word in people.one and word not in people.several and word != "start"  # 'at the start 18'
