"""What a number counts that names nothing itself, by what was named before it: 'of 18 referrals, 3 were adopted'."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from shpdocs.disclosure.texts.grammar import CHANGES, FIGURES, PREPOSITIONS, TURNOUT
from shpdocs.disclosure.texts.numerals import whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.reader import Named, Reader
from shpdocs.disclosure.texts.tokens import LINE_END
from shpdocs.disclosure.texts.unlisted import are_unlisted_people

_FAR = 60  # tokens back
_DASHES = ("–", "—", "-")
_LINES, _HEADING, _TABLE = 12, 8, 400  # lines of a list, words of its heading, tokens of a table


def named_before(reader: Reader, at: int) -> Named | None:
    """The noun that a number at a token goes back to: the nearest that is not said of another, else the nearest; None if there is none."""
    nearest: Named | None = None
    for named in _nouns_before(reader, at):
        start = _start_of(reader, named.at)
        if reader.word(start - 1) not in PREPOSITIONS:
            return named
        nearest = nearest or named
    return nearest


def has_subject_of_people(reader: Reader, at: int) -> bool:
    """Whether what a sentence says a number of is people: 'the number of people sleeping rough was four'."""
    start = reader.start_of_sentence(at)
    named = named_before(reader, at)
    if named is not None and named.at >= start:
        return named.is_of_people
    return any(reader.word(index) in TURNOUT for index in range(start, at))


def is_headed_by_people(reader: Reader, at: int) -> bool:
    """Whether the list or the column of a table in which a token stands is headed by people."""
    line = _line_of(reader, at)
    if any(reader.word(index) == "|" for index in line):
        return _is_column_of_people(reader, at, line)
    if reader.word(at - 1) == "(" and _is_subject_of_people(reader, at):
        return True
    colon = at - 1
    while colon > max(0, at - _FAR) and reader.word(colon) not in (":", ".", "!", "?", "\n"):
        colon -= 1
    dash = next((near for near in range(at - 1, colon, -1) if reader.word(near) in _DASHES and not reader.tokens[near].is_joined), None)
    if dash is not None and reader.word(colon) != ":" and any(is_people(reader, near, None) for near in (dash - 1, dash - 2)):
        return True  # 'completions – opiates 4, alcohol 31'
    if reader.word(colon) == "\n":
        return _is_line_of_people(reader, _heading_line(reader, line))
    for heading in range(colon - 1, max(-1, colon - _FAR), -1) if reader.word(colon) == ":" else ():
        if reader.is_boundary(heading) or (reader.is_thing(heading, False) and reader.word(heading) not in FIGURES):
            return False
        if is_people(reader, heading, None):
            return True
    return False


def _is_subject_of_people(reader: Reader, at: int) -> bool:
    """Whether a sentence that lists numbers in brackets is about people: 'referrals came from police (34) and a faith group (1)'."""
    start = reader.start_of_sentence(at)
    items = sum(reader.word(index) == "(" and whole_at(reader.tokens, index + 1) is not None for index in range(start, at))
    nouns = (
        is_people(reader, index, None) for index in range(start, at) if is_people(reader, index, None) or reader.is_thing(index, False)
    )
    return items > 1 and next(nouns, False)


def starts_with_those(reader: Reader, at: int) -> bool:
    """Whether a sentence begins with 'of these' or the like: 'of these, boys: 12'."""
    start = reader.start_of_sentence(at)
    return reader.word(start) == "of" and reader.word(start + 1) in ("these", "those", "them", "whom", "which")


def _line_of(reader: Reader, at: int) -> range:
    """The tokens of the line in which a token stands."""
    start = end = at
    while start > 0 and at - start < _FAR and reader.word(start - 1) != LINE_END:
        start -= 1
    while end < len(reader.tokens) and end - at < _FAR and reader.word(end) != LINE_END:
        end += 1
    return range(start, end)


def _heading_line(reader: Reader, line: range) -> range:
    """The nearest line above a line that holds no number: what the lines of a list stand under."""
    for _ in range(_LINES):
        if line.start < 2:
            break
        line = _line_of(reader, line.start - 2)
        if not any(whole_at(reader.tokens, at) for at in line):
            return line
    return range(0)


def _is_line_of_people(reader: Reader, line: range) -> bool:
    """Whether a few words that head a list name people and no thing."""
    if len(line) > _HEADING or any(reader.is_boundary(at) for at in line):
        return False
    return any(is_people(reader, at, None) for at in line) and not any(reader.is_thing(at, False) for at in line)


def _is_column_of_people(reader: Reader, at: int, line: range) -> bool:
    """Whether the first row of a table names people over the cell of a token, or over the names of its rows."""
    heads = line
    while heads.start > 1 and line.start - heads.start < _TABLE:
        above = _line_of(reader, heads.start - 2)
        if not any(reader.word(index) == "|" for index in above):
            break
        heads = above
    if heads == line:
        return _is_row_of_people(reader, line)
    column, cells = sum(reader.word(index) == "|" for index in range(line.start, at)), [heads.start]
    cells += [index + 1 for index in heads if reader.word(index) == "|"]
    if column >= len(cells):
        return False
    over = [index for index in heads if index >= cells[column] and (column + 1 == len(cells) or index < cells[column + 1])]
    if any(is_people(reader, index, None) for index in over):
        return True
    if any(reader.word(index) in reader.vocabulary.verbs for index in over) and any(is_people(reader, index, False) for index in heads):
        return True  # 'clients | completed'
    return any(is_people(reader, index, False) for index in heads if index < cells[1]) and not any(reader.is_thing(index) for index in over)


def _is_row_of_people(reader: Reader, line: range) -> bool:
    """Whether the first cell of a row that stands alone names people and no thing: 'victims | Q1 4 | Q2 12'."""
    end = next(index for index in line if reader.word(index) == "|")
    first = range(line.start, end)
    return any(is_people(reader, index, False) for index in first) and not any(reader.is_thing(index) for index in first)


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
    of_people = of_people or (is_counted_thing(reader, at) and are_unlisted_people(reader, at, False))
    if of_people and reader.word(at + 1) in words.things.several:
        of_people = False
    if word in CHANGES:
        return None
    is_named = of_people or is_counted_thing(reader, at) or (reader.is_thing(at, False) and word not in words.things.one)
    return Named(at, of_people, _how_many(reader, at)) if is_named else None


def is_counted_thing(reader: Reader, at: int) -> bool:
    """Whether a plural that nobody listed was counted, and so is a noun: 'the service has two arms'."""
    return whole_at(reader.tokens, at - 1) is not None and reader.is_unknown_plural(at)


def _start_of(reader: Reader, at: int) -> int:
    """The first token of the words that say more of a noun: back to what joins it to another."""
    start, joins = at, PREPOSITIONS | {"of", "and", "or"}
    while start > max(0, at - 4) and reader.word(start - 1)[:1].isalnum() and reader.word(start - 1) not in joins:
        start -= 1
    return start


def _how_many(reader: Reader, at: int) -> int | None:
    """The number that stands before a noun, if one does."""
    for index in range(at - 1, max(-1, at - 5), -1):
        number = whole_at(reader.tokens, index)
        if number or not reader.word(index)[:1].isalnum():
            return number[0] if number else None
    return None
