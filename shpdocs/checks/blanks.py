"""A count of people that was left blank, though a total and the others of its sum say what it is: it is not kept back by that."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.checks.case import Oddity
from shpdocs.figures.people_sums import PeopleSum, people_sums
from shpdocs.model.definition import Definition, Table
from shpdocs.model.returns import Json, answer_at


def blanks_given_away(definition: Definition, answers: Json) -> Iterator[Oddity]:
    """One blank of a sum of people is more than nothing by all the rest. Each is told once, however many sums say it."""
    given_away = set[str]()
    for table in definition.tables:
        for counted in people_sums(definition, table, _rows(table, answers)):
            pointer, value = _missing(counted, answers)
            if value > 0 and pointer not in given_away:
                given_away.add(pointer)
                yield Oddity("blank-given-away", pointer, {"first": counted.whole, "second": counted.others}, str(value))


def _missing(counted: PeopleSum, answers: Json) -> tuple[str, int]:
    """The one part that is blank, and what the others leave for it; ('', 0) if there is none, or more than one."""
    parts, total = {pointer: answer_at(answers, pointer) for pointer in counted.parts}, answer_at(answers, counted.total)
    blanks = [pointer for pointer, answer in parts.items() if answer is None]
    others = [answer for answer in parts.values() if answer is not None]
    if len(blanks) != 1 or not all(isinstance(answer, int) for answer in (*others, total)):
        return "", 0
    return blanks[0], total - sum(others)


def _rows(table: Table, answers: Json) -> tuple[str, ...]:
    """The keys of a table's rows; of one that leads add rows to, their numbers."""
    given = answers["tables"].get(table.key) or ()
    return tuple(key for key, _ in table.rows) if table.rows else tuple(str(number) for number in range(len(given)))
