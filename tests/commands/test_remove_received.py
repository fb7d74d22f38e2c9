"""A file that was received in error: after the command no byte of the folder holds what stood in it. Everything here is made up."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.accept import accept
from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.history import history
from shpdocs.commands.issue import issue
from shpdocs.commands.remove_received import Removed, remove_received
from shpdocs.commands.status import status
from shpdocs.commands.verify import verify
from shpdocs.model.errors import FolderError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store import disk
from shpdocs.store.folder import PeriodFolder, open_folder
from tests.support.leads import At, type_into
from tests.support.made_secrets import SIGNED, SUB_GROUP, YEAR, canaries_in, figure, measure, partnership, quarter_done

Q1, Q2 = f"{YEAR}-Q1", f"{YEAR}-Q2"
ASKED = (
    measure("arrests").replace("people = true", "people = false")
    + """
[tables.cases]
title = "Made-up cases"
sheet = "Cases"

[tables.cases.columns.case]
label = "Case"
kind = "text"
carry = true

[tables.cases.columns.outcome]
label = "Outcome"
kind = "text"
required = false
"""
)
ACTIVITY = At("Activity", "measures/arrests", "Activity this year")
SECRET: dict[At, Any] = {
    At("Update", "fields/update", "Your answer"): "updatekanarievogel lives at 12 Made-up Road",
    ACTIVITY: "activitykanarievogel",
    At("Cases", "tables/cases/0", "Case"): "casekanarievogel",
    At("Cases", "tables/cases/0", "Outcome"): "outcomekanarievogel",
}
CANARIES = {"updatekanarievogel", "activitykanarievogel", "casekanarievogel", "outcomekanarievogel"}
NAME = "sent by mistake.xlsx"


def folder_of(root: Path, period: str = Q1) -> PeriodFolder:
    return open_folder(root).period(parse_period(period))


def leaks(root: Path) -> set[tuple[str, str]]:
    """Every canary in any byte of any file under the folder, what is packed unpacked."""
    return canaries_in([path for path in root.rglob("*") if path.is_file()], CANARIES)


def sent_by_mistake(root: Path, typed: dict[At, Any], name: str = NAME) -> None:
    """A lead returns the workbook last issued, with what must not be in it."""
    issued = sorted(folder_of(root).issued.glob("*.xlsx"))[-1]
    type_into(issued, SIGNED | SECRET | typed, folder_of(root).inbox / name)
    collect(root, Q1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", ASKED)
    issue(root, Q1)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def refused(root: Path) -> None:
    """It has a problem, and a query workbook and a draft quote it."""
    sent_by_mistake(root, {figure("arrests", "Q1"): "made up"})


def superseded(root: Path) -> None:
    """It was in force, a draft paper printed it, and the next quarter's workbook carried it; then a better one came."""
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    assemble(root, Q1, separate=True)
    issue(root, Q2)
    collect(root, Q2)  # a reminder, with the workbook
    (folder_of(root).inbox / NAME).unlink()
    better = dict.fromkeys(SECRET, "made-up words") | {figure("arrests", "Q1"): 51}
    quarter_done(root, "Q1", better, "better.xlsx")


WAYS: list[Callable[[Path], None]] = [refused, superseded]


def removed(root: Path, file: str = NAME) -> Removed:
    return remove_received(root, Q1, file, by="A made-up officer", because="Made up: it names people")


@pytest.mark.parametrize("way", WAYS)
def test_no_byte_of_the_folder_holds_what_stood_in_a_file_that_was_removed(root: Path, way: Callable[[Path], None]) -> None:
    way(root)
    assert {canary for _, canary in leaks(root)} == CANARIES
    outcome = removed(root)
    assert leaks(root) == set()
    assert verify(root).faults == ()
    assert (outcome.outcome, outcome.edited, outcome.also) == ("removed", (), ())
    events = [event for event in history(root, Q1).events if event.event == "removed"]
    assert [(event.sha256, event.by, event.because, event.what) for event in events] == [
        (outcome.sha256, "A made-up officer", "Made up: it names people", what) for what in ("", "done")
    ]
    assert removed(root, outcome.sha256).outcome == "unchanged"
    collect(root, Q1)
    assemble(root, Q1)
    issue(root, Q2)
    collect(root, Q2)
    assert leaks(root) == set()


def test_the_return_in_force_and_what_was_made_of_it_stay(root: Path) -> None:
    superseded(root)
    before = folder_of(root).read_return(SUB_GROUP)
    removed(root)
    assert folder_of(root).read_return(SUB_GROUP) == before
    assert [sub_group.state for sub_group in status(root, Q1).sub_groups] == ["in force"]


def test_a_removed_return_that_waited_is_missing_again_and_the_page_says_so(root: Path) -> None:
    refused(root)
    assert [sub_group.state for sub_group in status(root, Q1).sub_groups] == ["problems"]
    removed(root)
    assert [sub_group.state for sub_group in status(root, Q1).sub_groups] == ["missing"]
    assert NAME not in folder_of(root).page.read_text(encoding="utf-8")


def test_the_same_bytes_that_come_again_are_passed_over_and_told(root: Path, tmp_path: Path) -> None:
    refused(root)
    again = shutil.copyfile(folder_of(root).inbox / NAME, tmp_path / "again.xlsx")
    removed(root)
    for _ in range(2):
        (file,) = collect(root, Q1, [again]).files
        assert (file.outcome, [problem.code for problem in file.problems]) == ("skipped", ["removed-file"])
    assert leaks(root) == set()


def test_the_return_in_force_is_not_removed(root: Path) -> None:
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    with pytest.raises(UsageError) as error:
        removed(root)
    assert "in force" in str(error.value)
    assert {canary for _, canary in leaks(root)} == CANARIES


def test_nor_is_one_whose_return_should_stand_and_is_gone(root: Path) -> None:
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    folder_of(root).returns.path(SUB_GROUP).unlink()
    with pytest.raises(UsageError):
        removed(root)


def test_what_was_made_for_a_sub_group_whose_name_begins_alike_and_a_later_issue_stay(root: Path) -> None:
    templates = root / "workbook_templates" / YEAR
    shutil.copyfile(templates / f"{SUB_GROUP}.toml", templates / f"{SUB_GROUP}-abroad.toml")
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    issue(root, Q2)
    collect(root, Q2)
    (folder_of(root).inbox / NAME).unlink()
    better = dict.fromkeys(SECRET, "made-up words") | {figure("arrests", "Q1"): 51}
    quarter_done(root, "Q1", better, "better.xlsx")
    issue(root, Q2)
    removed(root)
    folder = folder_of(root, Q2)
    assert {path.name for path in folder.issued.iterdir()} == {f"{Q2} {SUB_GROUP}-abroad.xlsx", f"{Q2} {SUB_GROUP} (issue 2).xlsx"}
    assert {path.name for path in folder.queries.glob("*.eml")} == {f"{Q2} {SUB_GROUP}-abroad reminder.eml"}


def better_one_came(root: Path) -> None:
    """A better return is in force, accepted where it waits because it changes what was printed."""
    (folder_of(root).inbox / NAME).unlink()
    quarter_done(root, "Q1", dict.fromkeys(SECRET, "made-up words") | {figure("arrests", "Q1"): 51}, "better.xlsx")
    if SUB_GROUP in folder_of(root).state().held:
        accept(root, Q1, SUB_GROUP, by="A made-up officer", because="Made up: the first one held what it must not")


def test_an_edition_that_was_made_of_it_stays_as_it_was_published_and_is_told(root: Path) -> None:
    sent_by_mistake(root, {figure("arrests", "Q1"): 50, At("Update", "fields/update", "Your answer"): "updatekanarievogel"})
    assemble(root, Q1, final=True, separate=True)
    editions = [folder_of(root).published, folder_of(root).editions]
    before = {path: path.read_bytes() for folder in editions for path in folder.rglob("*") if path.is_file()}
    better_one_came(root)
    outcome = removed(root)
    assert outcome.editions == (f"edition 1 of {Q1}",)
    assert {path: path.read_bytes() for path in before} == before
    others = [path for path in root.rglob("*") if path.is_file() and path not in before and canaries_in([path], CANARIES)]
    telling = {path.relative_to(folder_of(root).root).parts[0] for path in others}
    assert telling <= {"collection.html", "queries", "sent"}  # what the edition printed is told to whoever corrects it
    assert verify(root).faults == ()
    assert removed(root, outcome.sha256).editions == outcome.editions


def test_a_later_edition_that_tells_what_changed_since_is_told_too_and_so_is_one_that_was_withdrawn(root: Path) -> None:
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    assemble(root, Q1, final=True)
    better_one_came(root)
    assemble(root, Q1, final=True, by="A made-up officer", because="Made up: a better return came")
    assemble(root, Q1, final=True, profile="")
    assert removed(root).editions == (f"edition 1 of {Q1}", f"edition 2 of {Q1}")


def test_no_record_of_a_draft_holds_what_was_removed_nor_tells_what_changed_since(root: Path) -> None:
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    assemble(root, Q1)
    better_one_came(root)
    assemble(root, Q1)
    removed(root)
    assert leaks(root) == set()
    assert not list(folder_of(root).editions.glob("*/draft*.json"))
    assemble(root, Q1)
    assert leaks(root) == set()


def test_a_paper_made_while_the_clock_was_wrong_is_removed_too(root: Path) -> None:
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    assemble(root, Q1, at="2020-01-01T00:00:00.000000+00:00")
    (folder_of(root).inbox / NAME).unlink()
    quarter_done(root, "Q1", dict.fromkeys(SECRET, "made-up words") | {figure("arrests", "Q1"): 51}, "better.xlsx")
    removed(root)
    assert leaks(root) == set()


def test_a_paper_that_somebody_edited_stays_and_is_told(root: Path) -> None:
    sent_by_mistake(root, {figure("arrests", "Q1"): 50})
    paper = assemble(root, Q1).path
    paper.write_bytes(b"made up: edited")
    (folder_of(root).inbox / NAME).unlink()
    quarter_done(root, "Q1", dict.fromkeys(SECRET, "made-up words") | {figure("arrests", "Q1"): 51}, "better.xlsx")
    assert removed(root).edited == (paper,)
    assert paper.exists()


def test_a_file_that_answers_a_query_about_it_is_told_and_stays(root: Path) -> None:
    refused(root)
    query = next(folder_of(root).queries.glob("*.xlsx"))
    type_into(query, {figure("arrests", "Q1"): 51}, folder_of(root).inbox / "answered.xlsx")
    collect(root, Q1)
    assert [name.partition(" (")[0] for name in removed(root).also] == ["answered.xlsx"]


def test_the_name_must_say_which_file_and_the_reason_must_not_say_again_what_goes(root: Path) -> None:
    refused(root)
    (folder_of(root).inbox / NAME).unlink()
    type_into(sorted(folder_of(root).issued.glob("*.xlsx"))[-1], SIGNED, folder_of(root).inbox / NAME)
    collect(root, Q1)
    with pytest.raises(UsageError) as error:
        removed(root)
    files = {event.sha256 for event in history(root, Q1).events if event.event == "received"}
    assert all(file[:12] in str(error.value) for file in files)
    with pytest.raises(UsageError):
        removed(root, "no such.xlsx")
    for file in files:
        if folder_of(root).received.read(file) and canaries_in([folder_of(root).received.place(file)], CANARIES):
            with pytest.raises(UsageError) as error:
                remove_received(root, Q1, file[:8], by="Made up", because="It says activityKanarievogel")
            assert "repeats an answer" in str(error.value)
            removed(root, file[:8])
    assert leaks(root) == set()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("finish", [removed, lambda root: collect(root, Q1)], ids=["removed", "collected"])
def test_a_removal_that_was_cut_short_at_any_step_is_finished_by_the_next_run(
    root: Path, tmp_path: Path, way: Callable[[Path], None], finish: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    way(root)
    unlink, steps = Path.unlink, iter(range(0))

    def cut_short(path: Path, missing_ok: bool = False) -> None:
        if path.exists() and next(steps, None) is None:
            raise KeyboardInterrupt
        unlink(path, missing_ok=missing_ok)

    for step in range(100):
        copy = Path(shutil.copytree(root, tmp_path / f"cut-{step}"))
        steps = iter(range(step))
        with monkeypatch.context() as patched:
            patched.setattr(Path, "unlink", cut_short)
            try:
                removed(copy)
                break
            except KeyboardInterrupt:
                pass
        finish(copy)
        assert leaks(copy) == set()
    assert step > 5


def test_what_another_program_holds_open_is_taken_away_by_the_next_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(root)
    monkeypatch.setattr(disk, "PAUSES", ())
    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", lambda path, missing_ok=False: (_ for _ in ()).throw(PermissionError))
        with pytest.raises(FolderError) as error:
            removed(root)
    assert "open in another program" in str(error.value)
    removed(root)
    assert leaks(root) == set()
