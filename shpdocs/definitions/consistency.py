"""What a JSON Schema cannot say of a definition: keys that must meet, names that must differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.answers.kinds import kind_of
from shpdocs.answers.values import comparable
from shpdocs.definitions.relations import relation_faults
from shpdocs.model.definition import Definition, Field, Measure, Table
from shpdocs.model.errors import Remedy, did_you_mean
from shpdocs.model.period import QUARTERS
from shpdocs.model.workbook import RESERVED_HEADINGS, sheet_key

_TAKEN_SHEETS = ("start", "measures", "activity", "commentary", "lists", "check", "checklist", "queries", "history")
_WINDOWS_NAMES = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
_BELONGS = "belongs to its quarter and is never carried, but shown beside a blank cell; take 'carry' out"
_OF_QUARTER = re.compile(
    r"(?i)\b(this|the|last|each|every|per) (quarter|period|month|year)('s)?\b|\bquarter'?s\b|\bquarterly\b|\bto date\b|\bso far\b"
    r"|\bQ[1-4]\b|\b(last|past|previous|these) (\w+ )?(months|weeks)\b"
)
_STATUS = re.compile(
    r"(?i)\b(status|rag|rating|progress|direction|trend|on track|done|completed?|achieved|delivered|closed)\b"
    r"|\b(number of|how (many|much)|amount|total|spent)\b"  # a count or an amount, whatever kind it is asked as
)
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def definition_faults(definition: Definition) -> tuple[Remedy, ...]:
    """Return every way in which a definition contradicts itself."""
    return (
        *_name_faults(definition),
        *_sheet_faults(definition),
        *_field_faults(definition),
        *_measure_faults(definition),
        *_table_faults(definition),
        *_small_number_faults(definition),
        *relation_faults(definition),
    )


def _name_faults(definition: Definition) -> Iterator[Remedy]:
    name = definition.sub_group
    if not _KEY.fullmatch(name) or name in _WINDOWS_NAMES or len(name) > 60:
        yield "", f"'{name}' is no name for a sub-group; rename the file with lower-case words joined by hyphens"


def _sheet_faults(definition: Definition) -> Iterator[Remedy]:
    by_key: dict[str, str] = {}
    for field in definition.fields:
        key, sheet = f"fields.{field.key}.sheet", field.sheet
        other = by_key.setdefault(sheet_key(sheet), sheet)
        if other != sheet:
            yield key, f"'{sheet}' is too like '{other}'; use one name"
        if sheet.lower() in _TAKEN_SHEETS:
            yield key, f"'{sheet}' is a sheet of its own; choose another name"
        yield from _length_faults(key, sheet)
    seen = {*_TAKEN_SHEETS, *(field.sheet.lower() for field in definition.fields)}
    for table in definition.tables:
        key, sheet = f"tables.{table.key}.sheet", table.sheet
        if sheet.lower() in seen:
            yield key, f"'{sheet}' is in use; give the table a sheet of its own"
        seen.add(sheet.lower())
        yield from _length_faults(key, sheet)


def _length_faults(key: str, sheet: str) -> Iterator[Remedy]:
    if len(sheet.encode("utf-16-le")) > 62:  # Excel counts in halves of what some letters take
        yield key, "is too long for the name of a sheet; shorten it"


def _field_faults(definition: Definition) -> Iterator[Remedy]:
    for field in definition.fields:
        yield from _asked_faults(field, f"fields.{field.key}")
    for table in definition.tables:
        for column in table.columns:
            yield from _asked_faults(column, f"tables.{table.key}.columns.{column.key}")


def _asked_faults(field: Field, key: str) -> Iterator[Remedy]:
    asked = field.asked
    if asked.minimum is not None and asked.maximum is not None and asked.minimum > asked.maximum:
        yield f"{key}.minimum", "must not be above the maximum"
    if len({comparable(choice) for choice in asked.choices}) < len(asked.choices):
        yield f"{key}.choices", "two choices are the same but for capitals, quotes or dashes; keep one"
    if asked.choices and asked.kind != "choice":
        yield f"{key}.choices", f"only a choice has choices; set kind to choice, not {asked.kind}"
    if field.people and kind_of(asked).is_percentage:
        yield f"{key}.people", "a percentage without what it is a share of cannot be tested; ask for the count, or make it a measure"
    elif field.people and not kind_of(asked).is_count:
        yield f"{key}.people", f"only a count counts people; set kind to count, not {asked.kind}, or take 'people' out"


def _measure_faults(definition: Definition) -> Iterator[Remedy]:
    by_key = {measure.key: measure for measure in definition.measures}
    for measure in definition.measures:
        key = f"measures.{measure.key}"
        if measure.activity_with:
            yield from _shared_faults(measure, by_key)
        if measure.parts and measure.unit != "count":
            yield f"{key}.parts", "only a count has parts; set unit to count"
        target = measure.target
        if target and target.month and measure.unit != "status":
            yield f"{key}.target.month", "only a status has a month as its target; set unit to status"
        if measure.unit == "count" and target and target.value is not None and target.value != int(target.value):
            yield f"{key}.target.value", "the target of a count is a whole number"
        yield from _target_faults(measure, f"{key}.target")
        yield from _quarterly_profile_faults(measure, f"{key}.profile")


def _target_faults(measure: Measure, key: str) -> Iterator[Remedy]:
    """A target says one thing: a figure (with the change it was worked out from), a change, a band or a month."""
    target = measure.target
    if target is None:
        return
    if target.low is not None and target.high is not None and target.low > target.high:
        yield f"{key}.low", "must not be above the high end"
    stated = [target.value is not None or bool(target.reduce_by or target.increase_by), target.low is not None, bool(target.month)]
    if sum(stated) > 1 or (target.reduce_by and target.increase_by):
        yield key, "says two things; give one figure or change, or a band, or a month"
    if measure.unit == "status" and not target.month:
        yield key, "the target of a status is a month; give 'month'"


def _quarterly_profile_faults(measure: Measure, key: str) -> Iterator[Remedy]:
    """A profile leads to a target, in the quarters in which the measure is asked."""
    if not measure.profile:
        return
    target = measure.target
    if not measure.is_figure or measure.parts or target is None or target.value is None:
        yield key, "a profile leads to a target; give the measure a target with a value"
        return
    for quarter, _ in measure.profile:
        if quarter not in measure.asked_in:
            yield f"{key}.{quarter}", "the measure is not asked in this quarter; take it out"
    last = dict(measure.profile).get(QUARTERS[-1])
    if last is not None and last != target.value:
        yield f"{key}.{QUARTERS[-1]}", "is the year's end, where the profile meets the target; make them the same"


def _shared_faults(measure: Measure, by_key: dict[str, Measure]) -> Iterator[Remedy]:
    key = f"measures.{measure.key}.activity-with"
    other = by_key.get(measure.activity_with)
    if other is None or other is measure:
        yield key, f"there is no other measure '{measure.activity_with}' here.{did_you_mean(measure.activity_with, tuple(by_key))}"
    elif measure.publish and not other.publish:
        yield key, f"'{other.key}' is kept out of the paper, and its activity with it; name a measure that is printed"
    elif other.activity_with:
        yield key, f"'{other.key}' has no activity of its own; name '{other.activity_with}'"
    elif not set(measure.asked_in) <= set(other.asked_in):
        yield key, f"'{other.key}' is not asked in every quarter this one is"


def _table_faults(definition: Definition) -> Iterator[Remedy]:
    measures = tuple(measure.key for measure in definition.measures)
    for table in definition.tables:
        key = f"tables.{table.key}"
        if table.after and table.after not in measures:
            yield f"{key}.after", f"there is no measure '{table.after}' here.{did_you_mean(table.after, measures)}"
        labels = [
            comparable(label) for label in (*(column.label for column in table.columns), table.row_heading, *RESERVED_HEADINGS) if label
        ]
        if len(set(labels)) < len(labels):
            yield (
                f"{key}.columns",
                f"two columns have the same label, or one of those that every table has ({', '.join(RESERVED_HEADINGS)}); make them differ",
            )
        if len({comparable(label) for _, label in table.rows}) < len(table.rows):
            yield f"{key}.rows", "two rows have the same label; make them differ"
        yield from _carry_faults(table, key)
        closing = next((column for column in table.columns if column.key == table.closed_column), None)
        if table.closed_column and (table.rows or closing is None):
            yield f"{key}.closed", "names no column of an open table; name one, or take it out"
        elif closing and not {comparable(answer) for answer in table.closed} <= {comparable(choice) for choice in closing.asked.choices}:
            yield f"{key}.closed.{closing.key}", "holds an answer that is none of the column's choices; use the same words"
        if table.rows and table.fewest:
            yield f"{key}.fewest", "a table with named rows has just those; take 'fewest' or 'rows' out"


def _carry_faults(table: Table, key: str) -> Iterator[Remedy]:
    """Nothing that belongs to a quarter is carried: the next paper would print it as its own."""
    for column in table.columns:
        at = f"{key}.columns.{column.key}.carry"
        kind = kind_of(column.asked)
        if not column.carry:
            continue
        if kind.is_number:
            yield at, f"a {column.asked.kind} {_BELONGS}"
        elif column.key == table.closed_column:
            yield at, f"what closes a row {_BELONGS}"
        elif _OF_QUARTER.search(column.label) or (kind.words != "paragraphs" and _STATUS.search(column.label)):
            yield at, f"by its label, '{column.label}' {_BELONGS}, or word the label otherwise"
    for row, label in table.rows if table.carries else ():
        if _OF_QUARTER.search(label):
            yield f"{key}.rows.{row}", f"by its label, '{label}' {_BELONGS} of every column, or word the label otherwise"
    if table.closed_column and not table.carries:
        yield f"{key}.closed", "no column of the table carries; put 'carry = true' under those that do, or take 'closed' out"


def _small_number_faults(definition: Definition) -> Iterator[Remedy]:
    """What says which numbers are small, or exempt, must itself be clear."""
    for measure in definition.measures:
        key = f"measures.{measure.key}"
        if measure.small_numbers and not measure.people:
            yield f"{key}.small-numbers", "says when a count of people is too small; add 'people = true', or take it out"
        if measure.exempt and not measure.publish:
            yield f"{key}.exempt", "what is never printed is in no exempt paper either; take 'exempt' or 'publish' out"
