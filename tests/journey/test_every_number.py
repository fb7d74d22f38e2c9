"""Every number that a paper prints has its way back, in the documents of the papers: the demo's, and those of a large made-up year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.model.document import Document
from shpdocs.model.period import parse_period
from shpdocs.paper.sections.compose import SECTIONS
from tests.support.way_back.by_section import AROUND, EXEMPT, by_section
from tests.support.way_back.made_year import PERIOD
from tests.support.way_back.printed_texts import lost_numbers, printed_texts

PAPERS = (("2017-18-Q3", ""), ("2017-18-Q3", "select-committee"), ("2024-25-Q2", ""))
Documents = Mapping[str, list[Document]]


@pytest.fixture(scope="module")
def documents(made_demo: Path) -> Documents:
    """The documents of each kind of section in the demo's papers."""
    return _documents(made_demo, PAPERS)


@pytest.fixture(scope="module")
def large_documents(made_year: Path) -> Documents:
    """The same of the large made-up year."""
    return _documents(made_year, ((PERIOD, ""),))


def _documents(root: Path, papers: tuple[tuple[str, str], ...]) -> Documents:
    made: dict[str, list[Document]] = {}
    for period, profile in papers:
        inputs = read_paper_inputs(root, parse_period(period), profile)
        for is_final in (True, False):
            for kind, document in by_section(inputs.material(inputs.disclosed.public, is_final)):
                made.setdefault(kind, []).append(document)
    return made


def _check(documents: Documents, kind: str) -> None:
    lost = [str(number) for document in documents.get(kind, []) for number in lost_numbers(document)]
    assert lost == []


def _with_numbers(documents: Documents) -> set[str]:
    return {kind for kind, made in documents.items() if any(text.numbers for document in made for text in printed_texts(document))}


@pytest.mark.parametrize("kind", [*SECTIONS, AROUND, EXEMPT])
def test_no_number_of_a_section_comes_from_nowhere(documents: Documents, kind: str) -> None:
    _check(documents, kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*SECTIONS, AROUND, EXEMPT])
def test_no_number_of_a_large_year_comes_from_nowhere(large_documents: Documents, kind: str) -> None:
    _check(large_documents, kind)


def test_the_walk_sees_the_numbers_of_every_kind_of_section_that_has_any(documents: Documents) -> None:
    assert _with_numbers(documents) == {
        "lines", "text", "measures", "cover", "headlines", "dashboard", "charts", "notes", "table", AROUND,
    }  # fmt: skip


@pytest.mark.slow
def test_the_large_year_has_numbers_in_every_kind_of_section(large_documents: Documents) -> None:
    assert _with_numbers(large_documents) == {*SECTIONS, AROUND, EXEMPT}
