"""How a definition's numbers relate: what makes up what, and where that cannot be so. Small numbers are protected by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shpdocs.answers.kinds import KINDS, kind_of
from shpdocs.model.definition import Definition, Field, Measure, Table
from shpdocs.model.errors import Remedy, did_you_mean

_OF_THE_QUARTER = ("sum", "level")  # what a share of the quarter alone may be called; it is never added up itself

Measures = Mapping[str, Measure]


def relation_faults(definition: Definition) -> Iterator[Remedy]:
    """Yield every relation of a measure or table that contradicts another, or what the numbers are."""
    measures = {measure.key: measure for measure in definition.measures}
    for measure in definition.measures:
        key = f"measures.{measure.key}"
        if measure.part_of:
            yield from _part_of_faults(measure, measures, f"{key}.part-of")
        for name in measure.total_of:
            yield from _total_of_faults(measure, name, measures, f"{key}.total-of")
        yield from _quotient_faults(measure, measures, key)
    for table in definition.tables:
        key = f"tables.{table.key}"
        yield from _total_row_faults(table, f"{key}.total")
        yield from _total_column_faults(table, f"{key}.total-column")
        if table.sums_to:
            yield from _rows_faults(table, table.sums_to, measures, f"{key}.sums-to")
        yield from _rows_are_faults(table, measures, f"{key}.rows-are")


def breakdown_questions(definition: Definition) -> tuple[str, ...]:
    """What the officer is asked of each table that breaks a count of people down, and says nothing of whether its rows are all of it."""
    measures = {measure.key: measure for measure in definition.measures}
    return tuple(
        f"{definition.file}: '{table.title}' breaks '{measures[table.after].name}' down. Are its rows all of it? "
        f'Write rows-are = "all" under [tables.{table.key}]; or rows-are = "some", if some are left out, or if one person may stand in '
        "two rows. Until then small numbers are protected as if they were all, wherever the rows add up to no more than the figure."
        for table in definition.tables
        if table.after in measures and _is_unsaid(table, measures[table.after], measures)
    )


def _is_unsaid(table: Table, measure: Measure, measures: Measures) -> bool:
    is_said = table.rows_are or table.sums_to == table.after
    return (
        not is_said and measure.people and measure.publish and not tuple(_rows_faults(table, measure.key, measures, "", may_be_shares=True))
    )


def _part_of_faults(measure: Measure, measures: Measures, key: str) -> Iterator[Remedy]:
    whole = measures.get(measure.part_of)
    if whole is None or whole is measure:
        yield key, _no_other(measure.part_of, measures)
    elif not (_is_single_count(measure) and _is_single_count(whole)):
        yield key, "only a count is part of another, and neither is in parts; take it out"
    elif fault := _unlike(measure, whole):
        yield key, fault
    elif whole.key in _within(measure.key, measures):
        yield key, f"'{whole.key}' is itself part of this one; take one of the two out"


def _total_of_faults(measure: Measure, name: str, measures: Measures, key: str) -> Iterator[Remedy]:
    part = measures.get(name)
    if part is None or part is measure:
        yield key, _no_other(name, measures)
    elif not (_is_single_count(measure) and _is_single_count(part)):
        yield key, f"only a count is the total of counts, and neither it nor '{name}' is in parts; take it out"
    elif fault := _unlike(measure, part):
        yield key, fault
    elif measure.key in _within(part.key, measures):
        yield key, f"'{name}' is itself made up of this one; take one of the two out"


def _no_other(name: str, measures: Measures) -> str:
    return f"there is no other measure '{name}' here.{did_you_mean(name, tuple(measures))}"


def _is_single_count(measure: Measure) -> bool:
    return measure.unit == "count" and not measure.parts


def _unlike(measure: Measure, other: Measure) -> str:
    """Why one cannot be part of the other, whichever way round; '' if it can."""
    if measure.quarters != other.quarters:
        return f"the quarters of '{other.key}' are '{other.quarters}', those of this one '{measure.quarters}'; make them the same"
    if measure.people != other.people:
        return _not_both_people("this one", measure.people, f"'{other.key}'")
    return ""


def _not_both_people(name: str, is_people: bool, other: str) -> str:
    does, does_not = (name, other) if is_people else (other, name)
    return f"{does} counts people and {does_not} does not, yet one is made of the other; give both 'people = true', or neither"


def _within(key: str, measures: Measures) -> set[str]:
    """The keys of the measures that a measure is made up of, those of its parts too."""
    inside = {name: {*measure.total_of} for name, measure in measures.items()}
    for measure in measures.values():
        if measure.part_of in inside:
            inside[measure.part_of].add(measure.key)
    keys, waiting = set[str](), list(inside[key])
    while waiting:
        name = waiting.pop()
        if name not in keys:
            keys.add(name)
            waiting += inside.get(name, ())
    return keys


def _quotient_faults(measure: Measure, measures: Measures, key: str) -> Iterator[Remedy]:
    """What a percentage or rate is a share of is counted over the same time, and of people if it is."""
    sides = {"numerator": measure.numerator, "denominator": measure.denominator}
    for side, name in sides.items():
        if name and not (measure.is_figure and KINDS[measure.unit].is_quotient):
            yield f"{key}.{side}", f"only a percentage or rate has one; set unit to one of them, not {measure.unit}, or take it out"
        elif isinstance(name, str) and name:
            yield from _side_faults(measure, name, measures, f"{key}.{side}")
    if measure.numerator and measure.numerator == measure.denominator:
        yield f"{key}.denominator", "is the numerator too; name what that is a share of"


def _side_faults(measure: Measure, name: str, measures: Measures, key: str) -> Iterator[Remedy]:
    count = measures.get(name)
    spans = _OF_THE_QUARTER if measure.quarters in _OF_THE_QUARTER else (measure.quarters,)
    is_within = measure.unit == "percentage" or key.endswith(".numerator")  # a rate may count people by the household
    if count is None or count is measure:
        yield key, _no_other(name, measures)
    elif not _is_single_count(count):
        yield key, f"'{name}' is no single count; name a measure that is one"
    elif count.quarters not in spans:
        yield key, f"the quarters of '{name}' are '{count.quarters}', those of this one '{measure.quarters}'; make them the same"
    elif is_within and count.people != measure.people:
        yield key, _not_both_people("this one", measure.people, f"'{name}'")


def _total_row_faults(table: Table, key: str) -> Iterator[Remedy]:
    rows = tuple(row for row, _ in table.rows)
    if table.total and not rows:
        yield key, "only a table with named rows has a row for the total; take it out"
    elif table.total and table.total not in rows:
        yield key, f"the table has no row '{table.total}'.{did_you_mean(table.total, rows)}"


def _total_column_faults(table: Table, key: str) -> Iterator[Remedy]:
    counts = _counts(table)
    names = tuple(column.key for column in counts)
    if table.total_column and table.total_column not in names:
        yield key, f"the table has no count '{table.total_column}'.{did_you_mean(table.total_column, names)}"
    elif table.total_column and len(counts) == 1:
        yield key, "there is no other count that it could be the total of; take it out"
    elif table.total_column:
        total = next(column for column in counts if column.key == table.total_column)
        for column in counts:
            if column.people != total.people:
                yield key, _not_both_people("it", total.people, f"'{column.key}'")


def _counts(table: Table) -> tuple[Field, ...]:
    return tuple(column for column in table.columns if kind_of(column.asked).is_count)


def _rows_faults(table: Table, name: str, measures: Measures, key: str, may_be_shares: bool = False) -> Iterator[Remedy]:
    """The rows of a table add up to a measure only if both count, and count the same; or say in percentages how it is spread."""
    measure, counts = measures.get(name), _counts(table)
    adding = next((column for column in counts if column.key == table.total_column), counts[0] if len(counts) == 1 else None)
    if measure is None:
        yield key, f"there is no measure '{name}' here.{did_you_mean(name, tuple(measures))}"
    elif not _is_single_count(measure):
        yield key, f"'{measure.key}' is no single count; name a measure that is one"
    elif adding is None and may_be_shares and not counts and sum(kind_of(column.asked).is_percentage for column in table.columns) == 1:
        return
    elif adding is None:
        yield key, "the table needs just one count, or a total-column, to say what adds up to the measure"
    elif adding.people != measure.people:
        yield key, _not_both_people(f"'{adding.key}'", adding.people, f"'{measure.key}'")


def _rows_are_faults(table: Table, measures: Measures, key: str) -> Iterator[Remedy]:
    if table.rows_are and not table.after:
        yield key, "says what the rows are of the measure that the table breaks down; name that measure in 'after', or take it out"
    elif table.rows_are == "some" and table.sums_to == table.after:
        yield key, "the rows add up to the measure by 'sums-to', and so are all of it; take one of the two out"
    elif table.rows_are == "all" and table.after in measures:
        yield from _rows_faults(table, table.after, measures, key, may_be_shares=True)
