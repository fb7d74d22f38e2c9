"""What was suppressed, answer by answer, for those who decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import product

from shpdocs.disclosure.cells import Cell, Cells, Key
from shpdocs.disclosure.years import Years
from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Suppressed, SuppressionReason
from shpdocs.model.period import Period

_REASONS: tuple[SuppressionReason, ...] = ("small", "secondary", "whole", "derived")


def suppressed_answers(
    years: Years, cells: Cells, hidden: Collection[Key], wholesale: Collection[Key], period: Period
) -> Iterator[Suppressed]:
    """Yield the suppressed figures, one for each answer and why."""
    grouped: dict[tuple[str, SuppressionReason], list[Key]] = defaultdict(list)
    for key, cell in cells.items():
        if key in hidden:
            grouped[cell.answer, _why(key, cell, wholesale)].append(key)
    for sub_group in years.values():
        for (answer, title), why in product(titled_answers(sub_group.now.definition), _REASONS):
            keys = sorted(grouped[answer, why], key=lambda key: cells[key].when)
            if keys:
                where, pointers = tuple(cells[key].where for key in keys), tuple(key[-1] for key in keys)
                yield Suppressed(answer, title, where, why, sub_group.digest(answer.partition("/")[2], period.quarter), pointers)


def _why(key: Key, cell: Cell, wholesale: Collection[Key]) -> SuppressionReason:
    if cell.is_derived:
        return "derived"
    return "small" if cell.is_small else "whole" if key in wholesale else "secondary"


def titled_answers(definition: Definition) -> tuple[tuple[str, str], ...]:
    """Return every answer of a definition and what it is called; an answer and another of the same key are one."""
    named = (
        *((field.key, field.label) for field in definition.fields),
        *((measure.key, measure.name) for measure in definition.measures),
        *((table.key, table.title) for table in definition.tables),
    )
    titles = dict(reversed(named))  # the first of a key counts
    return tuple((f"{definition.sub_group}/{key}", titles[key]) for key in dict.fromkeys(key for key, _ in named))
