"""Workbooks that came back as clients, machines and leads made them: what is told of each and what is not, over `check` and `assemble`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.check import check
from shpdocs.model.problem import Problem
from tests.cases.inputs import ARE_HERE, Built, expected
from tests.support.accepted import collect
from tests.support.word_files import texts

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not ARE_HERE, reason="the inputs are kept beside the repository")]

PERIOD, RETURN = "2024-25-Q2", "2024-25-Q2 partnership.xlsx"
NAMES = [name for name in expected() if name.endswith(".xlsx")] if ARE_HERE else []


def _of(key: str) -> list[str]:
    return [name for name in NAMES if key in expected()[name]]


@pytest.fixture(scope="module")
def built(made_demo: Path) -> Built:
    return Built((made_demo / "output" / PERIOD / "inbox" / RETURN).read_bytes())


def _checked(content: bytes, folder: Path, tmp_path: Path) -> tuple[Problem, ...]:
    path = tmp_path / RETURN
    path.write_bytes(content)
    return check(folder, (path,))[0].problems


@pytest.fixture
def told(built: Built, made_demo: Path, tmp_path: Path, request: pytest.FixtureRequest) -> list[Problem]:
    """What is told of an input beyond what is told of the workbook that it was made of."""
    known = {(one.code, one.place.sheet, one.place.cell) for one in _checked(built.base, made_demo, tmp_path)}
    problems = _checked(built.content(request.getfixturevalue("name")), made_demo, tmp_path)
    return [one for one in problems if (one.code, one.place.sheet, one.place.cell) not in known]


def test_the_workbook_that_they_are_made_of_has_no_problem(built: Built, made_demo: Path, tmp_path: Path) -> None:
    assert [one for one in _checked(built.base, made_demo, tmp_path) if one.severity != "notice"] == []


@pytest.mark.parametrize("name", _of("told"))
def test_what_must_be_asked_is_asked_at_each_of_its_cells(name: str, told: list[Problem], built: Built) -> None:
    wanted = {built.told(place) for place in expected()[name]["told"]}
    assert wanted <= {(one.place.sheet, one.place.cell) for one in told}


@pytest.mark.parametrize("name", _of("silent"))
def test_what_is_right_is_read_without_a_question(name: str, told: list[Problem]) -> None:
    assert [one for one in told if one.severity != "notice"] == []


@pytest.mark.parametrize("name", _of("max_warnings"))
def test_what_a_machine_stamped_holds_nothing_back(name: str, told: list[Problem]) -> None:
    assert len([one for one in told if one.severity != "notice"]) <= expected()[name]["max_warnings"]
    assert len(told) <= 1


@pytest.mark.parametrize("name", _of("not_codes"))
def test_a_workbook_that_others_open_is_not_called_damaged(name: str, told: list[Problem]) -> None:
    assert not {one.code for one in told} & set(expected()[name]["not_codes"])


@pytest.mark.parametrize("name", _of("words"))
def test_what_a_lead_sees_beside_the_cells_is_named(name: str, told: list[Problem]) -> None:
    assert any(re.search(expected()[name]["words"], one.what) for one in told), [one.what for one in told]


@pytest.mark.parametrize("name", _of("paper_without"))
def test_no_sign_of_another_program_is_printed(name: str, built: Built, demo_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / RETURN
    path.write_bytes(built.content(name))
    collect(demo_folder, PERIOD, [path])
    made = assemble(demo_folder, PERIOD)
    assert not re.search(expected()[name]["paper_without"], "\n".join(texts(made.path)))
