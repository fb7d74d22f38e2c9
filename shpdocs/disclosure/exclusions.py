"""What is kept out of the public paper whatever its numbers: what is exempt, and what is never published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from shpdocs.model.definition import Definition, Exemption
from shpdocs.model.disclosure import Decisions, Withheld
from shpdocs.model.returns import Json

NEVER = Exemption((), "")  # kept by the partnership: in no paper at all
HELD_BACK = Exemption((), "held back")  # in no paper until somebody decides: its workbook said that it is not printed
_WORDED = ({"amount", "words"}, {"words", "start", "end"})


class Exclusions(Struct, frozen=True):
    """Why fields, measures, tables and columns ((table, column)) of a definition are in no public paper, by key.

    `remarks` are those of measures ((measure, 'commentary')) that are held back by themselves.
    """

    fields: Mapping[str, Exemption]
    measures: Mapping[str, Exemption]
    tables: Mapping[str, Exemption]
    columns: Mapping[tuple[str, str], Exemption]
    remarks: frozenset[tuple[str, str]] = frozenset()


def is_exempt(exemption: Exemption | None) -> bool:
    """Whether what is excluded so is in the exempt paper: neither never published nor held back."""
    return exemption is not None and exemption is not NEVER and exemption is not HELD_BACK


def exclusions_for(definition: Definition, decisions: Decisions) -> Exclusions:
    """Return what of a definition is exempt, by itself or by a decision, or never published. A decision goes before the definition.

    A table goes with the measure that it breaks down or sums to.
    """

    held = decisions.held_back.get(definition.sub_group, frozenset())

    def exemption(group: str, key: str, marked: Exemption | None) -> Exemption | None:
        answer = f"{definition.sub_group}/{key}"
        if answer in decisions.exempted:
            event = decisions.exempted[answer]
            return Exemption(event.paragraphs, event.because)
        stands = None if answer in decisions.open else marked
        return stands or (HELD_BACK if f"/{group}/{key}" in held else None)

    fields = {field.key: exemption("fields", field.key, field.exempt) for field in definition.fields}
    measures = {
        measure.key: exemption("measures", measure.key, measure.exempt) if measure.publish else NEVER for measure in definition.measures
    }
    tables = {
        table.key: exemption("tables", table.key, table.exempt) or measures.get(table.sums_to) or measures.get(table.after)
        for table in definition.tables
    }
    columns = {
        (table.key, column.key): exemption("tables", f"{table.key}/{column.key}", column.exempt)
        for table in definition.tables
        if not tables[table.key]
        for column in table.columns
    }
    remarks = frozenset((item.split("/")[2], item.split("/")[3]) for item in held if item.startswith("/measures/") and item.count("/") == 3)
    return Exclusions(_without_none(fields), _without_none(measures), _without_none(tables), _without_none(columns), remarks)


def _without_none(exemptions: Mapping[Any, Exemption | None]) -> dict[Any, Exemption]:
    return {name: exemption for name, exemption in exemptions.items() if exemption}


def withheld_answers(definition: Definition, exclusions: Exclusions, answered: Mapping[str, Mapping[str, Json]]) -> tuple[Withheld, ...]:
    """Return what the public paper says is withheld: what is exempt and was answered.

    `answered` holds, under 'fields', 'measures' and 'tables', what was answered, by key.
    """
    withheld: list[Withheld] = []
    groups = (
        ("fields", exclusions.fields, tuple((field.key, field.label) for field in definition.fields)),
        ("measures", exclusions.measures, tuple((measure.key, measure.name) for measure in definition.measures)),
        ("tables", exclusions.tables, tuple((table.key, table.title) for table in definition.tables)),
    )
    for name, reasons, asked in groups:
        for key, title in asked:
            if is_exempt(reasons.get(key)) and is_answered(answered[name].get(key)):
                withheld.append(Withheld(f"{definition.sub_group}/{key}", title, reasons[key]))
    for table in definition.tables:
        for column in table.columns:
            reason = exclusions.columns.get((table.key, column.key))
            if reason and is_exempt(reason) and is_answered(only_columns(answered["tables"].get(table.key), {column.key})):
                answer = f"{definition.sub_group}/{table.key}/{column.key}"
                withheld.append(Withheld(answer, f"{table.title}: {column.label}", reason))
    return tuple(withheld)


def is_answered(answer: Json) -> bool:
    """Whether anything in an answer is not blank."""
    if isinstance(answer, dict):
        return any(is_answered(part) for part in answer.values())
    if isinstance(answer, list):
        return any(is_answered(part) for part in answer)
    return answer is not None


def blank(answer: Json) -> Json:
    """An answer of the same shape in which everything is blank; an open table without rows."""
    if isinstance(answer, dict) and not _is_worded(answer):
        return {key: blank(part) for key, part in answer.items()}
    return [] if isinstance(answer, list) else None


def _is_worded(answer: Json) -> bool:
    """Whether it is a single answer that keeps the words it was given in: money, or months."""
    return isinstance(answer.get("words"), str) and answer.keys() in _WORDED


def only_columns(rows: Json, columns: set[str]) -> Json:
    """A table's rows with the answers of these columns alone; the other columns are blank."""
    if isinstance(rows, list):
        return [only_columns({"": row}, columns)[""] for row in rows]
    if not isinstance(rows, dict):
        return None
    return {name: {key: answer if key in columns else None for key, answer in row.items()} for name, row in rows.items()}
