"""Numbers parted by strokes in the order of words before or after them: 'charged/cautioned/NFA: 3/9/11 people', 'M/F 9/2'."""

from __future__ import annotations

import re
from itertools import pairwise

from shpdocs.disclosure.texts.grammar import STOPS
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.phrases import noun_from
from shpdocs.disclosure.texts.reader import Reader

_NUMBERS = re.compile(r"\d{1,6}(?:/\d{1,6})+")
_MARKS = (":", "-", "–", "—", "=", "(", "|")
_WORDS = 16  # tokens of the words


def is_by_kind(reader: Reader, at: int) -> bool:
    """Whether numbers are parted by strokes at a token, and as many words before or after them say what each is of."""
    return bool(_labels(reader, at))


def numbers_by_kind(reader: Reader, at: int) -> list[int]:
    """The numbers of people of such a list; none if it is of things, or no such list."""
    labels = _labels(reader, at)
    if not labels or not (noun_from(reader, at + 1, False).counted == "people" or _are_of_people(reader, labels)):
        return []
    numbers = [int(number) for number in reader.word(at).split("/")]
    return [number for number, label in zip(numbers, labels, strict=True) if _says_people(reader, label) or not _says_things(reader, label)]


def _labels(reader: Reader, at: int) -> list[range]:
    if not _NUMBERS.fullmatch(reader.word(at)):
        return []
    many = reader.word(at).count("/") + 1
    return next((labels for labels in (_before(reader, at), _after(reader, at)) if len(labels) == many and all(labels)), [])


def _are_of_people(reader: Reader, labels: list[range]) -> bool:
    """Whether the words are of people, or stand under some: 'leavers (planned/unplanned)', but not 'actions: open/closed'."""
    heading = range(labels[0].start - 4, labels[0].start)
    if any(is_people(reader, index, None) for index in heading):
        return True
    is_headed = any(reader.is_thing(index, False) for index in range(heading.start, labels[0].stop))
    return not is_headed and any(_says_people(reader, label) for label in labels)


def _says_things(reader: Reader, label: range) -> bool:
    return any(reader.is_thing(index) for index in label)


def _says_people(reader: Reader, label: range) -> bool:
    """Whether words name people, their kind, where they are or what became of them."""
    words = reader.vocabulary
    return any(
        is_people(reader, index, None) or any(reader.word(index) in known for known in (words.kinds, words.verbs, words.states))
        for index in label
    )


def _before(reader: Reader, at: int) -> list[range]:
    """The words before the numbers."""
    end = at - 1 if reader.word(at - 1) in _MARKS else at
    end -= reader.word(end - 1) == ")"  # 'tenants evicted (Q1/Q2): 12/3'
    start = end
    while end - start < _WORDS and _is_of_label(reader, start - 1):
        start -= 1
    return _parted(reader, range(start, end))


def _after(reader: Reader, at: int) -> list[range]:
    """The words after the numbers."""
    start = at + 2 if reader.word(at + 1) == "(" else at + 1
    end = start
    while end - start < _WORDS and _is_of_label(reader, end):
        end += 1
    return _parted(reader, range(start, end))


def _is_of_label(reader: Reader, at: int) -> bool:
    """Whether a word of a list by strokes stands at a token, or a stroke with a space on both sides or on none."""
    word = reader.word(at)
    if word == "/":
        return at + 1 < len(reader.tokens) and reader.tokens[at].is_joined == reader.tokens[at + 1].is_joined
    return word[:1].isalpha() and word not in STOPS


def _parted(reader: Reader, words: range) -> list[range]:
    """Words as they are parted by strokes."""
    strokes = [words.start - 1, *(index for index in words if reader.word(index) == "/"), words.stop]
    return [range(start + 1, end) for start, end in pairwise(strokes)]
