"""What was suppressed, and the texts that wait for a decision: answer by answer, for those who decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of
from shpdocs.disclosure.cells import Cell, Cells, Key, rounded, strictest
from shpdocs.disclosure.numbers import Numbers
from shpdocs.disclosure.texts.search import small_numbers_in
from shpdocs.disclosure.years import TwoYears
from shpdocs.model.definition import Definition, Measure, SmallNumbers
from shpdocs.model.disclosure import Flagged, Suppressed, SuppressionReason
from shpdocs.model.period import Period
from shpdocs.model.returns import Json, Return, answer_at

_REASONS: tuple[SuppressionReason, ...] = ("small", "secondary", "whole", "derived")


def suppressed_answers(
    years: TwoYears, cells: Cells, hidden: Collection[Key], wholesale: Collection[Key], period: Period
) -> Iterator[Suppressed]:
    """Yield the suppressed figures of a sub-group, one for each answer and why."""
    grouped: dict[tuple[str, SuppressionReason], list[Key]] = defaultdict(list)
    for key, cell in cells.items():
        if key in hidden and key[2] == years.now.definition.sub_group:
            grouped[cell.answer, _why(key, cell, wholesale)].append(key)
    for answer, title in _titled_answers(years.now.definition):
        for why in _REASONS:
            keys = sorted(grouped[answer, why], key=lambda key: cells[key].when)
            if keys:
                where = tuple(cells[key].where for key in keys)
                yield Suppressed(answer, title, where, why, years.digest(answer.partition("/")[2], period.quarter))


def _why(key: Key, cell: Cell, wholesale: Collection[Key]) -> SuppressionReason:
    if cell.is_derived:
        return "derived"
    return "small" if cell.is_small else "whole" if key in wholesale else "secondary"


def _titled_answers(definition: Definition) -> tuple[tuple[str, str], ...]:
    """Every answer of a definition and what it is called; an answer and another of the same key are one."""
    named = (
        *((field.key, field.label) for field in definition.fields),
        *((measure.key, measure.name) for measure in definition.measures),
        *((table.key, table.title) for table in definition.tables),
    )
    titles = dict(reversed(named))  # the first of a key counts
    return tuple((f"{definition.sub_group}/{key}", titles[key]) for key in dict.fromkeys(key for key, _ in named))


def flagged_texts(
    years: TwoYears, cells: Cells, gathered: Numbers, hidden: Collection[Key], public: Mapping[str, Return], period: Period
) -> Iterator[Flagged]:
    """Yield the texts of a sub-group's public return that seem to hold small numbers of people, as far as nobody decided."""
    definition = years.now.definition
    if definition.sub_group not in public:
        return
    shares = {f"{definition.sub_group}/{measure.key}" for measure in definition.measures if measure.unit == "percentage"}
    unpublished = _unpublished_numbers(definition, cells, gathered, hidden)
    told_elsewhere = frozenset[int]().union(*unpublished.values())
    rules = _rules_by_key(years)
    of_people = {measure.key for measure in definition.measures if measure.people}
    texts = dict(_texts_by_key(definition, public[definition.sub_group].answers))
    for answer, title in _titled_answers(definition):
        if answer not in years.overridden:
            key = answer.partition("/")[2]
            numbers = frozenset(unpublished.get(answer, ()))
            percentages = numbers if answer in shares else frozenset[int]()
            found = (
                small_numbers_in(text, rules[key], numbers, percentages, key in of_people, told_elsewhere) for text in texts.get(key, ())
            )
            distinct = tuple(dict.fromkeys(excerpt for excerpts in found for excerpt in excerpts))
            if distinct:
                yield Flagged(answer, title, distinct, years.digest(key, period.quarter))


def _unpublished_numbers(definition: Definition, cells: Cells, gathered: Numbers, hidden: Collection[Key]) -> dict[str, set[int]]:
    """The numbers that a reader must not find in an answer's texts, by answer: what is suppressed of it, of the tables that
    break it down and of the measure that those break down, what is printed rounded, and what is too small among what can be
    worked out of it."""
    numbers: dict[str, set[int]] = defaultdict(set)
    answers = {name: cells[key].answer for key, name in gathered.names.items()}
    for key, cell in cells.items():
        is_rounded = cell.people and not cell.is_decided and rounded(cell.value, cell.rule) != cell.value
        if not cell.is_derived and not cell.is_excluded and (key in hidden or is_rounded):
            numbers[cell.answer].add(cell.value)
    for known in gathered.ranges:
        small = [gathered.counts[name].value for name in known.coefficients if gathered.counts[name].is_small and name not in answers]
        for name in known.coefficients:
            if name in answers:
                numbers[answers[name]].update(small)
    for table in definition.tables:
        names = [f"{definition.sub_group}/{name}" for name in (table.key, table.after, table.sums_to) if name]
        shared = {number for name in names for number in numbers.get(name, ())}
        numbers |= dict.fromkeys(names, shared) if shared else {}
    return numbers


def _rules_by_key(years: TwoYears) -> dict[str, SmallNumbers]:
    """The rule by which the texts of an answer are read: a measure's own; elsewhere the strictest of the sub-group's."""
    now = years.now
    every = (now.default, *(measure.small_numbers for measure in now.definition.measures if measure.small_numbers))
    rules = {key.partition("/")[2]: strictest(every) for key, _ in _titled_answers(now.definition)}
    rules |= {measure.key: now.rule(measure) for measure in now.definition.measures}
    return {key: replace(rule, words=now.default.words) for key, rule in rules.items()}


def _texts_by_key(definition: Definition, answers: Json) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The texts of a return by the key of their answer."""
    texts: dict[str, list[Json]] = {}
    for field in definition.fields:
        if kind_of(field.asked).words:
            texts.setdefault(field.key, []).append(answers["fields"].get(field.key))
    for measure in definition.measures:
        texts.setdefault(measure.key, []).extend(_measure_texts(measure, answers))
    for table in definition.tables:
        rows = answers["tables"].get(table.key) or ()
        for row in rows.values() if isinstance(rows, dict) else rows:
            texts.setdefault(table.key, []).extend(row.get(column.key) for column in table.columns if kind_of(column.asked).words)
    for key, answers_of_key in texts.items():
        yield key, tuple(text for text in answers_of_key if isinstance(text, str))


def _measure_texts(measure: Measure, answers: Json) -> list[Json]:
    """What was written about a measure: progress, activity, statuses, and what was said of its figures."""
    pointer = f"/measures/{measure.key}"
    texts = [answer_at(answers, f"{pointer}/{name}") for name in ("progress", "activity")]
    for series in measure.series:
        figures = [answer_at(answers, f"{series.pointer}/figure"), *(answer_at(answers, f"{series.pointer}/earlier") or {}).values()]
        texts += [figure.get(name) for figure in figures if figure for name in ("value", "commentary", "revision")]
    return texts
