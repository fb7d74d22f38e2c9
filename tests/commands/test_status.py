"""Status: the meeting and the last day to publish, from wherever they are stated."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.returns_in_force import returns_in_force
from shpdocs.commands.status import status
from shpdocs.definitions.definition_files import read_profile, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.errors import DefinitionError
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.profile import AnswerName
from shpdocs.paper.publication import publication_of
from shpdocs.store.folder import open_folder
from tests.support.editions import unpublished
from tests.support.ledgers import change_return

PERIOD = "2024-25-Q2"
MEETING, LAST = date(2024, 9, 24), date(2024, 9, 16)
ANSWER = AnswerName("partnership", "meeting-date")


def set_meeting(folder: Path, day: str = "2024-09-24", more: str = "") -> None:
    path = folder / "shpdocs.toml"
    path.write_text(f'{more}\n{path.read_text(encoding="utf-8")}\n[meetings]\n"{PERIOD}" = "{day}"\n', encoding="utf-8")


def name_answer(folder: Path, line: str = 'meeting-date = "partnership/meeting-date"') -> None:
    path = folder / "workbook_templates" / "2024-25" / "paper.toml"
    text = "\n".join(one for one in path.read_text(encoding="utf-8").splitlines() if not one.startswith("meeting-date"))
    path.write_text(text.replace("\ncommittee =", f"\n{line}\ncommittee =", 1), encoding="utf-8")


def answered(folder: Path, day: str | None) -> None:
    change_return(folder / "output" / PERIOD, "partnership", lambda raw: raw["answers"]["fields"].update({"meeting-date": day}))


def test_where_no_meeting_is_known_nothing_is_said_of_publication(demo_folder: Path) -> None:
    name_answer(demo_folder, "")
    assert status(demo_folder, PERIOD, today="2024-09-13").publication is None


def test_the_meeting_of_the_settings_gives_the_last_day_to_publish(demo_folder: Path) -> None:
    set_meeting(demo_folder)
    found = status(demo_folder, PERIOD, today="2024-09-13").publication
    assert found
    assert (found.meeting, found.last_day, found.clear_days, found.days_left, found.is_late) == (MEETING, LAST, 5, 3, False)


def test_without_one_in_the_settings_the_answer_that_the_profile_names_counts(demo_folder: Path) -> None:
    name_answer(demo_folder)
    answered(demo_folder, "2024-09-24")
    found = status(demo_folder, PERIOD, today="2024-09-13").publication
    assert found
    assert (found.meeting, found.last_day, found.other) == (MEETING, LAST, None)


def test_the_profile_may_name_that_answer_in_its_first_line(demo_folder: Path) -> None:
    name_answer(demo_folder, "")
    path = demo_folder / "workbook_templates" / "2024-25" / "paper.toml"
    path.write_text(f'meeting-date = "partnership/meeting-date"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    answered(demo_folder, "2024-09-24")
    assert status(demo_folder, PERIOD, today="2024-09-13").publication


def test_where_settings_and_return_differ_the_settings_count_and_it_is_told(demo_folder: Path) -> None:
    set_meeting(demo_folder)
    name_answer(demo_folder)
    answered(demo_folder, "2024-09-25")
    found = status(demo_folder, PERIOD, today="2024-09-13").publication
    assert found
    assert (found.meeting, found.other) == (MEETING, date(2024, 9, 25))


@pytest.mark.parametrize("day", [None, "", "soon"])
def test_an_answer_that_is_no_day_is_none(demo_folder: Path, day: str | None) -> None:
    name_answer(demo_folder)
    answered(demo_folder, day)
    assert status(demo_folder, PERIOD, today="2024-09-13").publication is None


@pytest.mark.parametrize(
    "line", ['meeting-date = "partnership/no-such"', 'meeting-date = "partnership"', "meeting-date = 5", "meeting-date = ["]
)
def test_a_profile_that_names_no_answer_does_not_stop_a_first_look(demo_folder: Path, line: str) -> None:
    name_answer(demo_folder, line)
    assert status(demo_folder, PERIOD, today="2024-09-13").publication is None


@pytest.mark.parametrize("more", ["clear-days = 7", "clear-days = 0", 'clear-days = "five"', "clear-days = true"])
def test_the_councils_own_number_of_clear_days_counts_if_it_is_one(demo_folder: Path, more: str) -> None:
    set_meeting(demo_folder, more=more)
    found = status(demo_folder, PERIOD, today="2024-09-01").publication
    assert found
    assert found.clear_days == (7 if more == "clear-days = 7" else 5)


@pytest.mark.parametrize("day", ["no day", "2024-02-30"])
def test_a_meeting_that_is_no_day_does_not_stop_a_first_look(demo_folder: Path, day: str) -> None:
    name_answer(demo_folder, "")
    set_meeting(demo_folder, day)
    assert status(demo_folder, PERIOD, today="2024-09-13").publication is None


def test_late_is_told_unless_a_paper_that_is_no_draft_stood_by_the_last_day(demo_folder: Path) -> None:
    set_meeting(demo_folder)
    unpublished(demo_folder, PERIOD)
    period_folder = open_folder(demo_folder).period(parse_period(PERIOD))

    def is_late() -> bool:
        found = status(demo_folder, PERIOD, today="2024-09-20").publication
        assert found
        return found.is_late

    assert is_late()
    period_folder.record(Event("assembled", "2024-09-13T09:00:00+00:00", "made up.docx", "1" * 64))
    assert is_late()
    assemble(demo_folder, PERIOD, final=True, at="2024-09-17T09:00:00+00:00")
    assert is_late()
    assemble(unpublished(demo_folder, PERIOD), PERIOD, final=True, at="2024-09-16T09:00:00+00:00")
    assert not is_late()


def test_assembling_finds_the_same_days_as_a_first_look(demo_folder: Path) -> None:
    set_meeting(demo_folder)
    name_answer(demo_folder)
    answered(demo_folder, "2024-09-25")
    root, period = open_folder(demo_folder), parse_period(PERIOD)
    year = read_year(root, period.year)
    meeting_date = read_profile(root, year).meeting_date
    assert meeting_date == ANSWER
    returns = returns_in_force(root, period, year.definitions).returns
    for today in ("2024-09-13", "2024-09-16"):
        found = publication_of(period, read_settings(root), meeting_date, returns, today=f"{today}T12:00:00+00:00")
        assert found == status(demo_folder, PERIOD, today=today).publication


def test_no_meeting_is_known_without_a_return_in_force(folder: Path) -> None:
    name_answer(folder)
    assert status(folder, PERIOD, today="2024-09-13").publication is None


def test_a_first_look_leaves_nothing_behind_in_the_folder_of_output(demo_folder: Path) -> None:
    set_meeting(demo_folder)
    before = sorted((demo_folder / "output").iterdir())
    status(demo_folder, PERIOD, today="2024-09-13")
    assert sorted((demo_folder / "output").iterdir()) == before


def test_a_first_look_loads_no_library_of_holidays_where_no_meeting_is_known(demo_folder: Path) -> None:
    name_answer(demo_folder, "")
    script = f"import sys; from shpdocs.commands.status import status; status('.', {PERIOD!r}, today='2024-09-13'); "
    script += "print('holidays' in sys.modules)"

    def loaded() -> str:
        run = subprocess.run([sys.executable, "-c", script], cwd=demo_folder, capture_output=True, text=True, check=True)
        return run.stdout.strip()

    assert loaded() == "False"
    set_meeting(demo_folder)
    assert loaded() == "True"


@pytest.mark.parametrize(
    ("period", "day", "key"),
    [
        ("2024-25-Q2", "2024-06-30", "meetings.2024-25-Q2"),
        ("2024-26-Q2", "2024-09-24", "meetings.2024-26-Q2"),
        ("2024-25-Q2", "2024-07-01", ""),
    ],
)
def test_a_meeting_before_its_quarter_or_of_no_period_is_a_fault_of_the_settings(folder: Path, period: str, day: str, key: str) -> None:
    path = folder / "shpdocs.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[meetings]\n"{period}" = "{day}"\n', encoding="utf-8")
    if not key:
        assert read_settings(open_folder(folder)).meetings == {period: day}
        return
    with pytest.raises(DefinitionError) as error:
        read_settings(open_folder(folder))
    assert [fault.key for fault in error.value.faults] == [key]
