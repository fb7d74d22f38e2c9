"""Reasons that a public paper prints: they must not say a number that it keeps back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from shpdocs.disclosure.texts.search import Sought, small_numbers_in
from shpdocs.figures.printed import Marks
from shpdocs.model.definition import SmallNumbers
from shpdocs.model.disclosure import Disclosed, Known, TellingReason
from shpdocs.model.ledger import Event
from shpdocs.model.returns import Json, Return

_MONTHS = "January February March April May June July August September October November December"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS.split())})(?:\s+20\d\d)?"
_LAW = "paragraphs?|sections?|schedules?|parts?|articles?|regulations?|acts?"
_NOT_COUNTED = re.compile(rf"\b(?:{_DAY}|20\d\d[/-]\d\d|(?:quarters?|q|appendix|edition|{_LAW})\s*\d+[a-z]?)\b", re.IGNORECASE)
_DECIMAL = re.compile(r"(?<![\d.,])\d[\d,]*\.\d+(?![\d.]*\d)")


def kept_back_numbers(known: Known, public: Known) -> frozenset[float]:
    """Every number of the returns that the public does not get: of the paper's quarter all, of other quarters the figures."""
    return frozenset(
        number
        for given, shown, groups in _pairs(known, public)
        for group in groups
        for number in _kept_back(given.answers.get(group), shown.answers.get(group) if shown else None)
    )


def repeated_numbers(reason: str, rule: SmallNumbers, kept_back: frozenset[float]) -> tuple[str, ...]:
    """What stands in a reason around small numbers of people, and around numbers that are kept back.

    Days, years, quarters and the numbers of appendices and editions count nothing.
    """
    text = _NOT_COUNTED.sub("…", reason)
    counts, shares = frozenset(int(number) for number in kept_back if number.is_integer()), frozenset(map(int, kept_back))
    decimals = (match[0] for match in _DECIMAL.finditer(text) if float(match[0].replace(",", "")) in kept_back)
    return tuple(dict.fromkeys((*small_numbers_in(text, rule, Sought(counts, shares)), *decimals)))


def telling_reasons(known: Known, disclosed: Disclosed, waived: Mapping[str, Event], rule: SmallNumbers) -> tuple[TellingReason, ...]:
    """The reasons for exemptions and for waived returns that tell a number which is not published, each once, as they stand now.

    `waived` are the waivers of sub-groups whose return is not in force. Of the numbers that the public does not get those that are no
    small ones are found whatever they count; small ones where they count people.
    """
    large = frozenset(number for number in kept_back_numbers(known, disclosed.public) if number >= rule.threshold)
    given: dict[str, tuple[str, Literal["exempt", "waived"]]] = {
        **{event.because: (sub_group, "waived") for sub_group, event in waived.items()},
        **{item.exemption.reason: (item.answer, "exempt") for item in reversed(disclosed.withheld)},
    }
    found = ((answer, why, repeated_numbers(reason, rule, large)) for reason, (answer, why) in given.items())
    return tuple(TellingReason(answer, why, excerpts[0]) for answer, why, excerpts in found if excerpts)


def without_small_numbers(marked: Marks, known: Known, disclosed: Disclosed, rule: SmallNumbers) -> Marks:
    """The marks without the reasons that say small numbers of people, or numbers that the public does not get, or did not get before."""
    if not any(mark.because for mark in marked.values()):
        return marked
    kept_back = kept_back_numbers(known, disclosed.public) | disclosed.kept_back_before
    return {key: replace(mark, because="") if repeated_numbers(mark.because, rule, kept_back) else mark for key, mark in marked.items()}


def _pairs(known: Known, public: Known) -> Iterator[tuple[Return, Return | None, tuple[str, ...]]]:
    """Each return with what the public gets of it, and the groups of answers in which they are compared."""
    for sub_group, return_ in known.returns.items():
        yield return_, public.returns.get(sub_group), ("fields", "measures", "tables")
    for of_years, shown in ((known.earlier, public.earlier), (known.last_year, public.last_year)):
        for sub_group, quarters in of_years.items():
            for quarter, return_ in quarters.items():
                yield return_, shown.get(sub_group, {}).get(quarter), ("measures",)


def _kept_back(given: Json, shown: Json) -> Iterator[float]:
    """The numbers in an answer that do not stand at the same place in what is shown of it."""
    if isinstance(given, Mapping):
        for key, answer in given.items():
            yield from _kept_back(answer, shown.get(key) if isinstance(shown, Mapping) else None)
    elif isinstance(given, list | tuple):
        for number, answer in enumerate(given):
            yield from _kept_back(answer, shown[number] if isinstance(shown, list | tuple) and number < len(shown) else None)
    elif isinstance(given, int | float) and not isinstance(given, bool) and given != shown:
        yield float(given)
