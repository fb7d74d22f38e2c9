from __future__ import annotations

from collections.abc import Iterator

import pytest

from shpdocs.definitions.definition_files import read_profile, read_year
from shpdocs.model.definition import Definition
from shpdocs.model.origin import Stated, Statement
from shpdocs.model.period import Period
from shpdocs.model.phrase import Phrase
from shpdocs.model.profile import Theme
from shpdocs.paper.sections import definition_words as words
from shpdocs.paper.sections.material import Material
from shpdocs.store.folder import Folder
from tests.support.stated import REPOSITORY, stated_value

USUAL = Theme("", "").first_column
DEFINITIONS = [
    pytest.param(definition, id=definition.file)
    for year in ("2017-18", "2024-25", "2026-27")
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


@pytest.mark.parametrize(("year", "name"), [("2017-18", ""), ("2017-18", "select-committee"), ("2024-25", ""), ("2026-27", "")])
def test_the_headings_of_priorities_and_columns_and_the_sentences_of_a_profile_stand_under_the_keys_that_are_named(
    year: str, name: str
) -> None:
    folder = Folder(REPOSITORY)
    definitions = read_year(folder, year)
    material = Material(read_profile(folder, definitions, name), Period(year, "Q1"), definitions.definitions, {})
    said: list[tuple[str, Stated | object]] = []
    for theme in material.profile.themes:
        said += [(theme.heading, material.theme_origin(theme, "heading").source)]
        said += [(theme.short, material.theme_origin(theme, "short").source)] if theme.short else []
        said += [(theme.first_column, material.theme_origin(theme, "first-column").source)] if theme.first_column != USUAL else []
    for plan in material.profile.sections:
        said += [(plan.target_heading, plan.stated("target-heading"))] if plan.target_heading else []
        said += [(plan.baseline_heading, plan.stated("baseline-heading"))] if plan.baseline_heading else []
        contents = enumerate(plan.content, 1)
        said += [(content.sentence, plan.stated(f"content.{number}.sentence")) for number, content in contents if content.sentence]
    assert [stated_value(stated) for _, stated in said if isinstance(stated, Stated)] == [text for text, _ in said]
