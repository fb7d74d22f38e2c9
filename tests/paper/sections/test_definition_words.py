from __future__ import annotations

from collections.abc import Iterator

import pytest

from shpdocs.definitions.definition_files import read_year
from shpdocs.model.definition import Definition
from shpdocs.model.origin import Stated, Statement
from shpdocs.model.phrase import Phrase
from shpdocs.paper.sections import definition_words as words
from shpdocs.store.folder import Folder
from tests.support.stated import REPOSITORY, stated_value

DEFINITIONS = [
    pytest.param(definition, id=definition.file)
    for year in ("2017-18", "2024-25")
    for definition in read_year(Folder(REPOSITORY), year).definitions
]


def _all(definition: Definition) -> Iterator[Phrase]:
    """Everything that a paper takes from a definition word by word."""
    yield words.title_words(definition)
    for measure in definition.measures:
        yield from (words.measure_words(definition, measure, key) for key in ("name", "objective", "counts", "source"))
        for part in measure.parts:
            yield from (words.part_words(definition, measure, part, key) for key in ("label", "counts"))
    for table in definition.tables:
        yield from (words.table_title_words(definition, table), words.row_heading_words(definition, table))
        yield from (words.column_words(definition, table, column) for column in table.columns)
        yield from (words.row_words(definition, table, key) for key, _ in table.rows)


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_what_a_paper_takes_from_a_definition_stands_in_its_file_under_the_key_that_is_named(definition: Definition) -> None:
    for said in _all(definition):
        for piece in said.pieces:
            assert isinstance(piece.origin, Statement)
            assert isinstance(piece.origin.source, Stated)
            assert stated_value(piece.origin.source) == piece.text
