"""Kinds of answer: each is what its own module says it is, and nothing else knows one kind from another."""

from __future__ import annotations

from functools import lru_cache

from shpdocs.answers.kinds import choice, count, date, money, months, narrative, number, percentage, rate, reason, text, yes_no
from shpdocs.answers.kinds.kind import Guard, Kind, Schema
from shpdocs.model.definition import Asked

__all__ = ["KINDS", "Guard", "Kind", "Schema", "bounds", "guard_of", "kind_of", "wanted"]

KINDS: dict[str, Kind] = {
    "text": text.KIND,
    "narrative": narrative.KIND,
    "count": count.KIND,
    "number": number.KIND,
    "percentage": percentage.KIND,
    "rate": rate.KIND,
    "money": money.KIND,
    "date": date.KIND,
    "months": months.KIND,
    "choice": choice.KIND,
    "yes-no": yes_no.KIND,
    "reason": reason.KIND,
}


def kind_of(asked: Asked) -> Kind:
    """The kind of answer that is asked."""
    return KINDS[asked.kind]


@lru_cache(1024)
def guard_of(asked: Asked) -> Guard:
    """What a program may check of such an answer while the lead types."""
    return kind_of(asked).guard(asked)


def wanted(asked: Asked) -> str:
    """Return in a sentence what an answer of this kind must be."""
    return guard_of(asked).hint


def bounds(asked: Asked) -> tuple[float | None, float | None]:
    """The smallest and largest number allowed, from the definition or the kind; None where there is no bound."""
    return number.span(asked, kind_of(asked).least, kind_of(asked).most)
