"""Small numbers of people in what was written: found by the words around them, for a person to decide about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shpdocs.disclosure.cells import is_small
from shpdocs.disclosure.texts.counts import counts_people
from shpdocs.disclosure.texts.numerals import Numeral, numeral_at, percentage_at, whole_at
from shpdocs.disclosure.texts.persons import persons_told_of
from shpdocs.disclosure.texts.plain import Plain, plain
from shpdocs.disclosure.texts.reader import Reader
from shpdocs.disclosure.texts.shares import small_shares
from shpdocs.disclosure.texts.tokens import tokens_of
from shpdocs.disclosure.texts.vocabulary import vocabulary
from shpdocs.model.definition import SmallNumbers

_EXCERPT_LENGTH = 60  # characters of an excerpt

Span = tuple[int, int]


class Place(NamedTuple):
    """Where a number stands in a text, and whether it is told there though the paper keeps it back elsewhere."""

    start: int
    end: int
    is_kept_back: bool = False


class Sought(NamedTuple):
    """What a text is read for beside small counts of people, and what it is about.

    `suppressed` are the figures of the same answer that are not published, `percentages` those that are percentages (without what stands
    behind the point): they are found wherever they stand, of whatever. `told_elsewhere` are the figures of other answers that are not
    published: they are found where they count people, however large they are. `is_about_people`: the text is about a figure that counts
    people, and a number that names nothing ('down to 2') is taken to be of them; False: of things; None: about no figure.
    """

    suppressed: frozenset[int] = frozenset()
    percentages: frozenset[int] = frozenset()
    told_elsewhere: frozenset[int] = frozenset()
    is_about_people: bool | None = None


NOTHING_MORE = Sought()


def small_numbers_in(text: str, rule: SmallNumbers, sought: Sought = NOTHING_MORE) -> tuple[str, ...]:
    """Return what stands around every number in a text that seems to be a small count of people, or is sought."""
    return excerpts_around(text, places_in(text, rule, sought))


def places_in(text: str, rule: SmallNumbers, sought: Sought = NOTHING_MORE) -> tuple[Place, ...]:
    """Return where in a text numbers stand that seem to be small counts of people, or are sought, in order."""
    shown = plain(text)
    reader = Reader(tokens_of(shown.text), vocabulary(rule.words), sought.is_about_people)
    kept_back = {_place(shown, reader, *span) for span in _not_published(reader, sought)}
    spans = {_place(shown, reader, *span) for span in (*small_shares(reader, rule), *_persons(reader, rule))}
    for first, last, is_told_elsewhere in _counts_of_people(reader, rule, sought.told_elsewhere):
        (kept_back if is_told_elsewhere else spans).add(_place(shown, reader, first, last))
    return tuple(Place(*span, span in kept_back) for span in sorted(spans | kept_back))


def excerpts_around(text: str, places: Iterable[Place]) -> tuple[str, ...]:
    """Return what stands around places in a text, each of them in one excerpt."""
    excerpts: list[str] = []
    end_of_last = 0
    for start, end, _ in places:
        if start >= end_of_last:
            excerpt, end_of_last = _excerpt(text, start, end)
            excerpts.append(excerpt)
    return tuple(dict.fromkeys(excerpts))


def _not_published(reader: Reader, sought: Sought) -> Iterator[Span]:
    """The numbers of the same answer that are not published, whatever they count; each by its first and last token."""
    for at in range(len(reader.tokens)):
        whole = whole_at(reader.tokens, at)
        if whole and whole[0] in sought.suppressed:
            yield at, whole[1]
        percentage = percentage_at(reader.tokens, at) if sought.percentages else None
        if percentage is not None and int(percentage) in sought.percentages:
            yield at, at


def _counts_of_people(reader: Reader, rule: SmallNumbers, told_elsewhere: frozenset[int]) -> Iterator[tuple[int, int, bool]]:
    """The numbers that count people and are small, or else not published elsewhere; each by its first and last token, and which it is."""
    end = 0
    for at in range(len(reader.tokens)):
        numeral = numeral_at(reader.tokens, at) if at >= end else None
        if numeral and (_is_small(numeral, rule) or numeral.low in told_elsewhere) and counts_people(reader, numeral):
            yield numeral.first, numeral.last, not _is_small(numeral, rule)
            end = numeral.last + 1


def _persons(reader: Reader, rule: SmallNumbers) -> Iterator[Span]:
    """Where one person is told of, if one is a small number."""
    return persons_told_of(reader) if is_small(1, rule) else iter(())


def _is_small(numeral: Numeral, rule: SmallNumbers) -> bool:
    return is_small(numeral.low, rule)


def _place(shown: Plain, reader: Reader, first: int, last: int) -> Span:
    """Where tokens stand in the text as it was written."""
    return shown.places[reader.tokens[first].start], shown.places[reader.tokens[last].end - 1] + 1


def _excerpt(text: str, start: int, end: int) -> tuple[str, int]:
    """Some 60 characters of the line around what was found, in whole words, and where they end."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    spare = max(_EXCERPT_LENGTH - (end - start), 20)
    low = max(first, min(start - spare // 3, last - _EXCERPT_LENGTH))
    high = min(last, max(end + spare - spare // 3, first + _EXCERPT_LENGTH))
    while low > first and not text[low - 1].isspace():
        low -= 1
    while high < last and not text[high].isspace():
        high += 1
    before, after = "…" if low > first else "", "…" if high < last else ""
    return f"{before}{' '.join(text[low:high].split())}{after}", high
