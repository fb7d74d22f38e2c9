"""What is kept out of the public paper whatever its numbers: what is exempt, and what is never published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from shpdocs.model.definition import Definition, Exemption
from shpdocs.model.disclosure import Decisions, Withheld
from shpdocs.model.returns import Json

NEVER = Exemption((), "")  # kept by the partnership: in no paper at all


class KeptBack(Struct, frozen=True):
    """Why fields, measures, tables and columns ((table, column)) of a definition are in no public paper, by key."""

    fields: Mapping[str, Exemption]
    measures: Mapping[str, Exemption]
    tables: Mapping[str, Exemption]
    columns: Mapping[tuple[str, str], Exemption]

    @property
    def has_exempt(self) -> bool:
        """Whether anything is exempt, what is never published apart."""
        every = (*self.fields.values(), *self.measures.values(), *self.tables.values(), *self.columns.values())
        return any(one is not NEVER for one in every)


def kept_back(definition: Definition, decisions: Decisions) -> KeptBack:
    """Return what of a definition is exempt, by itself or by a decision, or never published.

    A table goes with the measure that it breaks down or sums to.
    """
    decided = {
        answer.partition("/")[2]: Exemption(event.paragraphs, event.because)
        for answer, event in decisions.exempted.items()
        if answer.partition("/")[0] == definition.sub_group
    }
    fields = {one.key: one.exempt or decided.get(one.key) for one in definition.fields}
    measures = {one.key: (one.exempt or decided.get(one.key)) if one.publish else NEVER for one in definition.measures}
    tables = {
        one.key: one.exempt or decided.get(one.key) or measures.get(one.sums_to) or measures.get(one.after) for one in definition.tables
    }
    columns = {(table.key, one.key): one.exempt for table in definition.tables if not tables[table.key] for one in table.columns}
    return KeptBack(_those(fields), _those(measures), _those(tables), _those(columns))


def _those(found: Mapping[Any, Exemption | None]) -> dict[Any, Exemption]:
    return {name: exemption for name, exemption in found.items() if exemption}


def withheld_of(definition: Definition, kept: KeptBack, answered: Mapping[str, Mapping[str, Json]]) -> tuple[Withheld, ...]:
    """Return what the public paper says is withheld: what is exempt and was answered.

    `answered` holds, under 'fields', 'measures' and 'tables', what was answered, by key.
    """
    found: list[Withheld] = []
    groups = (
        ("fields", kept.fields, tuple((one.key, one.label) for one in definition.fields)),
        ("measures", kept.measures, tuple((one.key, one.name) for one in definition.measures)),
        ("tables", kept.tables, tuple((one.key, one.title) for one in definition.tables)),
    )
    for name, reasons, asked in groups:
        for key, title in asked:
            if key in reasons and reasons[key] is not NEVER and is_answered(answered[name].get(key)):
                found.append(Withheld(f"{definition.sub_group}/{key}", title, reasons[key]))
    for table in definition.tables:
        for column in table.columns:
            reason = kept.columns.get((table.key, column.key))
            if reason and is_answered(only_columns(answered["tables"].get(table.key), {column.key})):
                answer = f"{definition.sub_group}/{table.key}/{column.key}"
                found.append(Withheld(answer, f"{table.title}: {column.label}", reason))
    return tuple(found)


def is_answered(answer: Json) -> bool:
    """Whether anything in an answer is not blank."""
    if isinstance(answer, dict):
        return any(is_answered(one) for one in answer.values())
    if isinstance(answer, list):
        return any(is_answered(one) for one in answer)
    return answer is not None


def blank(answer: Json) -> Json:
    """An answer of the same shape in which everything is blank; an open table without rows."""
    if isinstance(answer, dict):
        return {key: blank(one) for key, one in answer.items()}
    return [] if isinstance(answer, list) else None


def only_columns(rows: Json, columns: set[str]) -> Json:
    """A table's rows with the answers of these columns alone; the other columns are blank."""
    if isinstance(rows, list):
        return [only_columns({"": row}, columns)[""] for row in rows]
    if not isinstance(rows, dict):
        return None
    return {name: {key: one if key in columns else None for key, one in row.items()} for name, row in rows.items()}
