"""Made-up answers in which small numbers belong to others: tables, breakdowns, parts, sums and figures to date, with what ties them.

What ties them is written down here again, apart from shpdocs: `Numbers` is the reader's own model of a paper. Nothing of it is real.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from msgspec.structs import replace

from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Asked, Definition, Field, Measure, SmallNumbers, Table
from shpdocs.model.disclosure import Decisions, Known
from shpdocs.model.period import Period
from shpdocs.model.returns import Json, answer_at
from tests.support.made import a_return, definition, figure, measure, named_table

Relation = Mapping[str, int]  # coefficients of numbers, by name: what they come to is 0


@dataclass(frozen=True)
class Numbers:
    """All numbers of people of a paper by name, with their true values; `printed` are those that it has a place for.

    The others (a rest, a growth) can be worked out. `relations` tie them; a value from 1 to `threshold` less 1 is small.
    """

    values: Mapping[str, int]
    printed: frozenset[str]
    relations: tuple[Relation, ...]
    threshold: int

    def is_small(self, name: str) -> bool:
        """Whether its true value is small."""
        return 0 < self.values[name] < self.threshold

    @property
    def small(self) -> tuple[str, ...]:
        """The names of all small numbers, printed or worked out."""
        return tuple(name for name in sorted(self.values) if self.is_small(name))

    @property
    def choosable(self) -> tuple[str, ...]:
        """The names of what may be withheld beside the small numbers."""
        return tuple(name for name in sorted(self.printed) if not self.is_small(name))


@dataclass(frozen=True)
class MadeUp:
    """A made-up definition, answers to it for the last quarter of a year, and the numbers in them."""

    definition: Definition
    answers: dict[str, Json]
    numbers: Numbers

    def withheld(self) -> frozenset[str]:
        """The printed numbers that shpdocs withholds."""
        known = Known({self.definition.sub_group: a_return(self.answers, self.definition.sub_group, "2024-25-Q4")})
        rule = SmallNumbers(threshold=self.numbers.threshold)
        public = disclose((self.definition,), known, Period("2024-25", "Q4"), rule, Decisions()).public.returns[self.definition.sub_group]
        return frozenset(name for name in self.numbers.printed if answer_at(public.answers, name) is None)


def count_of(random: Random, threshold: int) -> int:
    """A count: small in one of four, else 0 in one of eight."""
    if random.random() < 0.25:
        return random.randrange(1, threshold)
    return 0 if random.random() < 0.12 else random.randrange(threshold, 40)


def column(random: Random, threshold: int) -> MadeUp:
    """A table of one column, with a row for the total."""
    return table(random, threshold, random.randrange(2, 9), 1)


def grid(random: Random, threshold: int) -> MadeUp:
    """A table with totals of its rows and of its columns."""
    return table(random, threshold, random.randrange(2, 6), random.randrange(2, 4))


def table(random: Random, threshold: int, rows: int, columns: int) -> MadeUp:
    """A table of that many rows and columns, with totals."""
    made, counts, numbers = _table("t", _counts(random, threshold, rows, columns))
    return MadeUp(definition(tables=(made,)), _answers(tables={"t": counts}), _numbers((numbers,), threshold))


def breakdown(random: Random, threshold: int) -> MadeUp:
    """A measure, and one or two tables whose rows come to it."""
    return breakdowns(random, threshold, random.choice((1, 1, 2)), random.randrange(2, 7), 1)


def breakdowns(random: Random, threshold: int, tables: int, rows: int, columns: int) -> MadeUp:
    """A measure, and that many tables whose rows all come to it."""
    first = _counts(random, threshold, rows, columns)
    whole = sum(map(sum, first))
    return breakdowns_of(threshold, [first, *(_again(random, whole, rows, columns) for _ in range(tables - 1))])


def breakdowns_of(threshold: int, broken: list[list[list[int]]]) -> MadeUp:
    """A measure, and tables of these counts, row by row, which all come to it."""
    whole = sum(map(sum, broken[0]))
    made = [_table(f"t{at}", counts) for at, counts in enumerate(broken)]
    total = "all" if len(broken[0][0]) > 1 else "c0"
    relations = [{f"/tables/t{at}/all/{total}": 1, _figure("whole"): -1} for at in range(len(broken))]
    numbers = _numbers([part for _, _, part in made], threshold, {_figure("whole"): whole}, relations)
    return MadeUp(
        definition(measures=(_people("whole"),), tables=tuple(replace(one, sums_to="whole") for one, _, _ in made)),
        _answers({"whole": _figures(whole)}, {f"t{at}": answers for at, (_, answers, _) in enumerate(made)}),
        numbers,
    )


def long_column(threshold: int, small: int) -> MadeUp:
    """A table of one column with that many small numbers, one that is not, and a row for the total."""
    random = Random("long column")
    made, counts, numbers = _table("t", [*([random.randrange(1, threshold)] for _ in range(small)), [threshold + 2]])
    return MadeUp(definition(tables=(made,)), _answers(tables={"t": counts}), _numbers((numbers,), threshold))


def chain(threshold: int, rests: int) -> MadeUp:
    """A measure, a part of it, a part of that and so on: what is left of each but for the next is small."""
    random = Random("chain")
    values = [threshold * (rests + 2)]
    while len(values) <= rests:
        values.append(values[-1] - random.randrange(1, threshold))
    return _parts_of(
        {f"m{at}": value for at, value in enumerate(values)}, {f"m{at}": f"m{at - 1}" for at in range(1, len(values))}, threshold
    )


def parts(random: Random, threshold: int) -> MadeUp:
    """A measure, and one to three that count a part of it each, or of the part before."""
    values, wholes = {"m0": random.randrange(threshold, 60)}, {}
    for at in range(1, random.randrange(2, 5)):
        wholes[f"m{at}"] = random.choice(sorted(values))
        values[f"m{at}"] = random.randrange(values[wholes[f"m{at}"]] + 1)
    return _parts_of(values, wholes, threshold)


def _parts_of(values: Mapping[str, int], wholes: Mapping[str, str], threshold: int) -> MadeUp:
    """Measures, some of which are parts of others: the rests can be worked out."""
    rests = {f"/measures/{part}/the rest": values[whole] - values[part] for part, whole in wholes.items()}
    relations = tuple({_figure(part): 1, f"/measures/{part}/the rest": 1, _figure(whole): -1} for part, whole in wholes.items())
    named = {_figure(key): value for key, value in values.items()}
    measures = tuple(_people(key, part_of=wholes.get(key, "")) for key in values)
    answers = _answers({key: _figures(value) for key, value in values.items()})
    return MadeUp(definition(measures=measures), answers, Numbers({**named, **rests}, frozenset(named), relations, threshold))


def to_date(random: Random, threshold: int) -> MadeUp:
    """A figure to date in four quarters, of which what came in each can be worked out."""
    return _to_date({"a": [count_of(random, threshold) for _ in range(4)]}, threshold)


def to_date_of(threshold: int, growths: int) -> MadeUp:
    """Figures to date, each a sum of others, in which that many small numbers came."""
    random = Random("to date")
    keys = [f"m{at}" for at in range(growths // 3)]
    return _to_date(
        {key: [random.randrange(20, 60), *(random.randrange(1, threshold) for _ in range(3))] for key in keys}, threshold, "whole"
    )


def _to_date(came: Mapping[str, list[int]], threshold: int, whole: str = "") -> MadeUp:
    """Measures to date by what came in each quarter, and one that is their sum, if it is named."""
    grown = {**came, **({whole: [sum(column) for column in zip(*came.values(), strict=True)]} if whole else {})}
    values: dict[str, int] = {}
    relations: list[Relation] = []
    for key, growth in grown.items():
        names = _quarters(key)
        values |= {name: sum(growth[: at + 1]) for at, name in enumerate(names)}
        values |= {f"/measures/{key}/growth/Q{at + 1}": growth[at] for at in (1, 2, 3)}
        relations += [{names[at]: 1, names[at - 1]: -1, f"/measures/{key}/growth/Q{at + 1}": -1} for at in (1, 2, 3)]
    if whole:
        relations += [{**{_quarters(key)[at]: 1 for key in came}, _quarters(whole)[at]: -1} for at in range(4)]
    printed = frozenset(name for key in grown for name in _quarters(key))
    measures = tuple(_people(key, quarters="to-date", total_of=tuple(came) if key == whole else ()) for key in grown)
    answers = _answers({key: _figures(*(values[name] for name in _quarters(key))) for key in grown})
    return MadeUp(definition(measures=measures), answers, Numbers(values, printed, tuple(relations), threshold))


def _quarters(key: str) -> list[str]:
    """The names of a measure's figures of the four quarters."""
    return [*(f"/measures/{key}/earlier/Q{at}/value" for at in (1, 2, 3)), _figure(key)]


def sums(random: Random, threshold: int) -> MadeUp:
    """A measure that is the sum of two to five others."""
    values = {f"m{at}": count_of(random, threshold) for at in range(random.randrange(2, 6))}
    whole = sum(values.values())
    measures = (*map(_people, values), _people("whole", total_of=tuple(values)))
    relation = {**dict.fromkeys(map(_figure, values), 1), _figure("whole"): -1}
    named = {_figure(key): value for key, value in {**values, "whole": whole}.items()}
    answers = {key: _figures(value) for key, value in {**values, "whole": whole}.items()}
    return MadeUp(definition(measures=measures), _answers(answers), Numbers(named, frozenset(named), (relation,), threshold))


SHAPES: tuple[Callable[[Random, int], MadeUp], ...] = (column, grid, breakdown, parts, to_date, sums)


def made_up_years(shape: Callable[[Random, int], MadeUp], number: int, seed: int = 0) -> Iterator[MadeUp]:
    """That many made-up years of a shape in which some number is small, always the same for a seed."""
    random = Random(f"{shape.__name__} {seed}")
    while number:
        made = shape(random, random.choice((3, 5, 5, 8)))
        if made.numbers.small:
            number -= 1
            yield made


def years_without_small_numbers(shape: Callable[[Random, int], MadeUp], number: int, seed: int = 0) -> Iterator[MadeUp]:
    """That many made-up years of a shape in which no number is small, printed or worked out."""
    random = Random(f"nothing small {shape.__name__} {seed}")
    while number:
        made = shape(random, random.choice((2, 2, 3)))  # with a threshold of 2 only a 1 is small
        if not made.numbers.small:
            number -= 1
            yield made


def alone(threshold: int) -> MadeUp:
    """A measure that is small, and one that is not, which nothing ties."""
    values = {"small": threshold - 1, "large": threshold + 7}
    named = {_figure(key): value for key, value in values.items()}
    answers = _answers({key: _figures(value) for key, value in values.items()})
    return MadeUp(definition(measures=tuple(map(_people, values))), answers, Numbers(named, frozenset(named), (), threshold))


def _people(key: str, quarters: str = "", part_of: str = "", total_of: tuple[str, ...] = ()) -> Measure:
    return replace(measure(key, quarters=quarters), people=True, part_of=part_of, total_of=total_of)


def _figure(key: str) -> str:
    return f"/measures/{key}/figure/value"


def _figures(*values: int) -> Json:
    *earlier, own = values
    return {"earlier": {f"Q{at}": figure(value) for at, value in enumerate(earlier, 1)}, "figure": figure(own)}


def _answers(measures: Json = None, tables: Json = None) -> dict[str, Json]:
    return {"fields": {}, "measures": measures or {}, "tables": tables or {}, "sign-off": {}}


def _counts(random: Random, threshold: int, rows: int, columns: int) -> list[list[int]]:
    return [[count_of(random, threshold) for _ in range(columns)] for _ in range(rows)]


def _again(random: Random, whole: int, rows: int, columns: int) -> list[list[int]]:
    """As many people in another table: broken at random places."""
    cuts = sorted(random.randrange(whole + 1) for _ in range(rows * columns - 1))
    pieces = [after - before for before, after in zip([0, *cuts], [*cuts, whole], strict=True)]
    return [pieces[at * columns : (at + 1) * columns] for at in range(rows)]


def _table(key: str, counts: list[list[int]]) -> tuple[Table, Json, tuple[dict[str, int], list[Relation]]]:
    """The table with its totals: what is asked, what is answered, and the numbers and relations in it."""
    columns = [f"c{at}" for at in range(len(counts[0]))]
    rows = [f"r{at}" for at in range(len(counts))]
    answers = {row: dict(zip(columns, values, strict=True)) for row, values in zip(rows, counts, strict=True)}
    answers["all"] = {name: sum(row[name] for row in answers.values()) for name in columns}
    names = columns
    if len(columns) > 1:
        names = [*columns, "all"]
        answers = {row: {**values, "all": sum(values.values())} for row, values in answers.items()}
    fields = [Field(name, name, Asked("count"), people=True) for name in names]
    made = replace(named_table(key, {row: row for row in answers}, *fields), total="all", total_column="all" if len(columns) > 1 else "")
    at = {(row, name): f"/tables/{key}/{row}/{name}" for row in answers for name in names}
    relations: list[Relation] = [{**{at[row, name]: 1 for row in rows}, at["all", name]: -1} for name in names]
    if len(columns) > 1:
        relations += [{**{at[row, name]: 1 for name in columns}, at[row, "all"]: -1} for row in answers]
    return made, answers, ({at[row, name]: answers[row][name] for row, name in at}, relations)


def _numbers(
    tables: tuple[tuple[dict[str, int], list[Relation]], ...] | list[tuple[dict[str, int], list[Relation]]],
    threshold: int,
    more: Mapping[str, int] | None = None,
    relations: list[dict[str, int]] | None = None,
) -> Numbers:
    values = {name: value for numbers, _ in tables for name, value in numbers.items()} | dict(more or {})
    ties = (*(relation for _, of_table in tables for relation in of_table), *(relations or ()))
    return Numbers(values, frozenset(values), ties, threshold)
