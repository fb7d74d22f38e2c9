"""The oracle: whatever is asked and whatever is typed, issue → fill → save → collect gives the same answers."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shpdocs.definitions.schema import schema_of
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.workbook.answers import Answers, read_answers
from shpdocs.workbook.fill import fill_workbook
from shpdocs.workbook.find import find_answers, issued_places
from shpdocs.workbook.read import read_workbook
from shpdocs.workbook.recognise import recognise
from shpdocs.workbook.write import write_workbook
from tests.support.clients import needs_libreoffice, soffice_convert_all
from tests.support.made_up import Filled, cases

pytestmark = pytest.mark.slow

SETTINGS = Settings("Made-up Partnership", "Made-up Council")
STAMP = Stamp(SETTINGS.partnership, "made-up", "2024-25-Q1", "0123456789ab", 1)
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


def filled_workbook(case: Filled) -> bytes:
    issued = write_workbook(case.layout, SETTINGS, STAMP)
    content = read_workbook(issued, "made-up.xlsx")
    assert not isinstance(content, Problem)
    places = issued_places(case.layout, content)
    return fill_workbook(issued, {(places[pointer].sheet, places[pointer].cell): value for pointer, value in case.typed.items()})


def collected(case: Filled, workbook: bytes) -> Answers:
    content = read_workbook(workbook, "made-up.xlsx")
    assert not isinstance(content, Problem)
    assert recognise(content) == STAMP
    found = find_answers(case.layout, content)
    assert found.problems == ()
    return read_answers(case.layout, found, "hash")


def saved_by_libreoffice(batch: list[Filled], folder: Path) -> list[Path]:
    """Each case's workbook, filled in and then opened and saved by LibreOffice."""
    sources = [folder / f"{number}.xlsx" for number in range(len(batch))]
    for source, case in zip(sources, batch, strict=True):
        source.write_bytes(filled_workbook(case))
    return soffice_convert_all(sources, "xlsx:Calc MS Excel 2007 XML", folder / "libreoffice")


@SLOW
@given(cases())
def test_what_is_typed_is_what_is_collected(case: Filled) -> None:
    read = collected(case, filled_workbook(case))
    assert read.problems == ()
    assert read.answers == case.answers
    assert schema_faults(schema_of(case.layout.definition), read.answers) == ()


@SLOW
@given(cases())
def test_every_answer_has_a_source_and_every_source_an_answer(case: Filled) -> None:
    read = collected(case, filled_workbook(case))
    assert set(read.sources) == set(answered(read.answers))


def answered(value: object, pointer: str = "") -> list[str]:
    """Pointers of everything that is not blank; money and months count whole."""
    if isinstance(value, dict) and "words" not in value:
        return [found for key, inner in value.items() for found in answered(inner, f"{pointer}/{key}")]
    if isinstance(value, list):
        return [found for at, inner in enumerate(value) for found in answered(inner, f"{pointer}/{at}")]
    return [] if value is None else [pointer]


@pytest.mark.real_client
@needs_libreoffice
@settings(SLOW, max_examples=3, phases=[Phase.generate])  # shrinking would start LibreOffice hundreds of times
@given(st.lists(cases(), min_size=12, max_size=12))
def test_libreoffice_saving_the_workbook_changes_no_answer(batch: list[Filled]) -> None:
    with TemporaryDirectory() as folder:
        for case, path in zip(batch, saved_by_libreoffice(batch, Path(folder)), strict=True):
            read = collected(case, path.read_bytes())
            assert read.problems == ()
            assert read.answers == case.answers
