"""What definitions say that a paper prints, with the file and key that states it."""

from __future__ import annotations

from typing import Literal

from shpdocs.model.definition import Definition, Field, Measure, Part, Table
from shpdocs.model.origin import Stated, Statement
from shpdocs.model.phrase import Phrase, from_origin, phrase


def stated(definition: Definition, words: str, key: str) -> Statement:
    """What a definition states under a key ('fields.update.label')."""
    return Statement(words, Stated(definition.file, key))


def stated_of_measure(definition: Definition, measure: Measure, words: str, key: str) -> Statement:
    """What is stated of a measure under a key of it ('objective', 'parts.pwit.label'): in the definition, or in the library."""
    return Statement(words, Stated(*measure.place(definition.file, key)))


def title_words(definition: Definition) -> Phrase:
    """The name of the sub-group."""
    return from_origin(definition.title, stated(definition, "name of the sub-group", "title"))


def measure_words(definition: Definition, measure: Measure, key: Literal["name", "objective", "counts", "source"]) -> Phrase:
    """What is said of a measure."""
    names = {"name": "name of the measure", "objective": "objective", "counts": "what it counts", "source": "source"}
    said: str = getattr(measure, key)
    return from_origin(said, stated_of_measure(definition, measure, names[key], key))


def part_words(definition: Definition, measure: Measure, part: Part, key: Literal["label", "counts"] = "label") -> Phrase:
    """What is said of a part of a compound measure."""
    said: str = getattr(part, key)
    names = {"label": "name of the part", "counts": "what it counts"}
    return from_origin(said, stated_of_measure(definition, measure, names[key], f"parts.{part.key}.{key}"))


def table_title_words(definition: Definition, table: Table) -> Phrase:
    """The title of a table."""
    return from_origin(table.title, stated(definition, "title of the table", f"tables.{table.key}.title"))


def column_words(definition: Definition, table: Table, column: Field) -> Phrase:
    """The label of a table's column."""
    return from_origin(column.label, stated(definition, "name of the column", f"tables.{table.key}.columns.{column.key}.label"))


def row_heading_words(definition: Definition, table: Table) -> Phrase:
    """What stands over the labels of named rows."""
    return from_origin(table.row_heading, stated(definition, "heading of the rows", f"tables.{table.key}.row-heading"))


def row_words(definition: Definition, table: Table, key: str) -> Phrase:
    """The label of a named row; nothing of a row that a lead added."""
    return from_origin(dict(table.rows).get(key, ""), stated(definition, "name of the row", f"tables.{table.key}.rows.{key}"))


def answer_words(definition: Definition, key: str, title: str) -> Phrase:
    """What an answer ('update', a column's 'risks/owner', what is said beside a figure, 'robbery/commentary') is called by its title."""
    question, _, column_key = key.partition("/")
    tables = [table for table in definition.tables if table.key == question]
    names = [
        *(
            from_origin(field.label, stated(definition, "label", f"fields.{question}.label"))
            for field in definition.fields
            if field.key == key
        ),
        *(measure_words(definition, measure, "name") for measure in definition.measures if measure.key == question),
        *(
            phrase("{}: {}", table_title_words(definition, table), column_words(definition, table, column))
            for table in tables
            for column in table.columns
            if column.key == column_key
        ),
        *(table_title_words(definition, table) for table in tables),
    ]
    name = next((name for name in names if title.startswith(name.text)), Phrase())
    return phrase("{}{}", name, title.removeprefix(name.text))
