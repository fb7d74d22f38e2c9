"""What was written, read for numbers that must not be printed: answer by answer, for those who decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of
from shpdocs.definitions.small_numbers import strictest
from shpdocs.disclosure.cells import Cell, Cells, Key, rounded
from shpdocs.disclosure.findings import titled_answers
from shpdocs.disclosure.numbers import Numbers
from shpdocs.disclosure.texts.search import Place, Sought, excerpts_around, places_in
from shpdocs.disclosure.years import TwoYears, Years, digest_of
from shpdocs.model.definition import Definition, Measure, SmallNumbers
from shpdocs.model.disclosure import Flagged
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.returns import Json, Return, answer_at

NumbersByAnswer = Mapping[str, frozenset[int]]


class Written(Struct, frozen=True):
    """The texts of an answer, each with the places in it that tell a number which must not be printed; `digest` as of a decision."""

    answer: str
    title: str
    texts: tuple[tuple[str, tuple[Place, ...]], ...]
    digest: str

    @property
    def places(self) -> tuple[str, ...]:
        """How a decision names all these places."""
        return tuple(dict.fromkeys(name for text, places in self.texts for place in places for name in self._names(text, place)))

    def flagged(self, decided: Event | None) -> Flagged | None:
        """The places that the decision about the answer was not about, if there are any; all of them without one."""
        covered = frozenset(decided.places if decided else ())
        found = (
            excerpts_around(text, [place for place in places if not covered.issuperset(self._names(text, place))])
            for text, places in self.texts
        )
        excerpts = tuple(dict.fromkeys(excerpt for each in found for excerpt in each))
        return Flagged(self.answer, self.title, excerpts, self.digest) if excerpts else None

    def _names(self, text: str, place: Place) -> tuple[str, ...]:
        """How a decision names a place, as which no number can be read: as one that tells a number, and as one that is kept back elsewhere.

        Who lets the second stand lets the first stand too, but not the other way about.
        """
        told = [self.answer, self.digest, text, place.start]
        return tuple(digest_of([*told, kept_back]) for kept_back in ([False, True] if place.is_kept_back else [False]))


def written(years: Years, unpublished: NumbersByAnswer, public: Mapping[str, Return], period: Period) -> Iterator[Written]:
    """Yield the answers of public returns of which a text tells a number that must not be printed."""
    every = frozenset[int]().union(*unpublished.values())
    for name, of_sub_group in years.items():
        if name in public:
            yield from _in_return(of_sub_group, unpublished, every, public[name].answers, period)


def _in_return(
    years: TwoYears, unpublished: NumbersByAnswer, told_elsewhere: frozenset[int], answers: Json, period: Period
) -> Iterator[Written]:
    """The answers of a sub-group's return of which a text tells such a number."""
    definition = years.now.definition
    shares = {f"{definition.sub_group}/{measure.key}" for measure in definition.measures if measure.unit == "percentage"}
    rules = _rules_by_key(years)
    of_people = {measure.key: measure.people for measure in definition.measures}
    texts = dict(_texts_by_key(definition, answers))
    for answer, title in titled_answers(definition):
        key = answer.partition("/")[2]
        numbers = unpublished.get(answer, frozenset())
        percentages = numbers if answer in shares else frozenset[int]()
        sought = Sought(numbers, percentages, told_elsewhere, of_people.get(key))
        read = ((text, places_in(text, rules[key], sought)) for text in texts.get(key, ()))
        telling = tuple((text, places) for text, places in read if places)
        if telling:
            yield Written(answer, title, telling, years.digest(key, period.quarter))


def unpublished_numbers(definitions: Iterable[Definition], cells: Cells, gathered: Numbers, hidden: Collection[Key]) -> NumbersByAnswer:
    """The numbers that a reader must not find in an answer's texts, by answer: what is suppressed or withheld of it, of the tables that
    break it down and of the measure that those break down, what is printed rounded, and what is too small among what can be
    worked out of it."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for key, cell in cells.items():
        if _is_unpublished(cell, is_hidden=key in hidden):
            numbers[cell.answer].add(cell.value)
    _add_small_rests(numbers, gathered)
    for definition in definitions:
        for table in definition.tables:
            names = [f"{definition.sub_group}/{name}" for name in (table.key, table.after, table.sums_to) if name]
            shared = {number for name in names for number in numbers.get(name, ())}
            numbers |= dict.fromkeys(names, shared) if shared else {}
    return {answer: frozenset(of_answer) for answer, of_answer in numbers.items()}


def _is_unpublished(cell: Cell, *, is_hidden: bool) -> bool:
    """Whether the paper does not print a number as it is, of which a text could tell: nobody counts what is worked out of others."""
    if cell.is_derived:
        return False
    if cell.is_excluded:
        return cell.people and cell.value > 0
    return is_hidden or (cell.people and not cell.is_decided and rounded(cell.value, cell.rule) != cell.value)


def _add_small_rests(numbers: dict[str, set[int]], gathered: Numbers) -> None:
    """Add the small numbers that nobody prints, to the answers of the numbers that they can be worked out of."""
    answers = {name: gathered.cells[key].answer for key, name in gathered.names.items()}
    for known in (*gathered.ranges, *gathered.out):
        small = [gathered.counts[name].value for name in known.coefficients if gathered.counts[name].is_small and name not in answers]
        for name in known.coefficients:
            if name in answers:
                numbers[answers[name]].update(small)


def _rules_by_key(years: TwoYears) -> dict[str, SmallNumbers]:
    """The rule by which the texts of an answer are read: a measure's own; elsewhere the strictest of the sub-group's."""
    now = years.now
    every = (now.default, *(measure.small_numbers for measure in now.definition.measures if measure.small_numbers))
    rules = {key.partition("/")[2]: strictest(every) for key, _ in titled_answers(now.definition)}
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
