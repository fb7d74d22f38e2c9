"""Issuing: five workbooks, left alone when nothing changed, a file of its own when something did, earlier quarters prefilled."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import asdict

from shpdocs.commands.demo import demo
from shpdocs.commands.issue import issue
from shpdocs.commands.parallel import Parallel
from shpdocs.commands.returns_in_force import prefill_for
from shpdocs.commands.schemas import schemas
from shpdocs.definitions.settings import read_settings
from shpdocs.model.errors import DefinitionError, FolderError, UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.settings import Settings
from shpdocs.store.disk import sha256
from shpdocs.store.folder import PeriodFolder, open_folder
from tests.support.accepted import collect
from tests.support.leads import PREVENT_MEASURES, At, cell_of, tree, type_into

PERIOD = "2024-25-Q1"
SUB_GROUPS = ["partnership", "domestic-abuse", "prevent", "drugs-and-alcohol", "serious-violence"]


def _reword(folder: Path) -> None:
    path = folder / "workbook_templates" / "2024-25" / "prevent.toml"
    text = path.read_text(encoding="utf-8")
    assert "Update for the committee" in text
    path.write_text(text.replace("Update for the committee", "Made-up update"), encoding="utf-8")


def test_every_sub_group_is_issued_one_workbook_in_the_order_of_the_definitions(folder: Path) -> None:
    issued = issue(folder, PERIOD)
    assert [one.sub_group for one in issued] == SUB_GROUPS
    assert [(one.issue, one.outcome) for one in issued] == [(1, "issued")] * 5
    names = sorted(path.name for path in (folder / "output" / PERIOD / "issued").iterdir())
    assert names == sorted(f"{PERIOD} {name}.xlsx" for name in SUB_GROUPS)
    assert (folder / "output" / PERIOD / "inbox").is_dir()


def test_a_second_run_changes_nothing(folder: Path) -> None:
    issue(folder, PERIOD)
    before = tree(folder)
    assert [(one.issue, one.outcome) for one in issue(folder, PERIOD)] == [(1, "unchanged")] * 5
    assert tree(folder) == before


def test_every_workbook_is_kept_as_it_is_sent_before_it_is_recorded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    period_folder = open_folder(folder).period(parse_period(PERIOD))
    kept_when_recorded: list[bool] = []

    def record(self: PeriodFolder, *events: Event) -> None:
        kept_when_recorded.extend(self.sent.read(event.sha256) is not None for event in events)

    with monkeypatch.context() as patch:
        patch.setattr(PeriodFolder, "record", record)
        paths = [one.path for one in issue(folder, PERIOD)]
    assert kept_when_recorded == [True] * 5
    assert [period_folder.sent.read(sha256(path.read_bytes())) for path in paths] == [path.read_bytes() for path in paths]


def test_a_copy_of_what_was_sent_is_known_by_its_content_alone(folder: Path) -> None:
    period_folder = open_folder(folder).period(parse_period(PERIOD))
    path = issue(folder, PERIOD)[0].path
    copy = period_folder.root / "sent" / f"{sha256(path.read_bytes())}.xlsx"
    copy.write_bytes(b"made up")
    assert period_folder.sent.read(sha256(path.read_bytes())) is None
    path.unlink()
    issue(folder, PERIOD)  # the same again
    assert copy.read_bytes() == path.read_bytes()


def test_a_workbook_somebody_wrote_into_is_left_as_it_stands(folder: Path) -> None:
    path = issue(folder, PERIOD)[0].path
    path.write_bytes(b"made-up edit")
    assert [one.outcome for one in issue(folder, PERIOD)] == ["unchanged"] * 5
    assert path.read_bytes() == b"made-up edit"


def test_a_workbook_that_was_deleted_is_issued_again_the_same(folder: Path) -> None:
    path = issue(folder, PERIOD)[0].path
    content = path.read_bytes()
    path.unlink()
    assert [(one.issue, one.outcome) for one in issue(folder, PERIOD)] == [(1, "issued"), *[(1, "unchanged")] * 4]
    assert path.read_bytes() == content


def test_a_sent_copy_that_is_gone_or_spoiled_is_kept_again_while_nobody_wrote_into_the_workbook_issued(folder: Path) -> None:
    written, untouched, gone = (one.path for one in issue(folder, PERIOD)[:3])
    sent = folder / "output" / PERIOD / "sent"
    copies = {path: sent / f"{sha256(path.read_bytes())}.xlsx" for path in (written, untouched, gone)}
    copies[untouched].write_bytes(b"made up")
    copies[gone].unlink()
    copies[written].unlink()
    type_into(written, {}, written)
    issue(folder, PERIOD)
    assert {path: copy.is_file() and copy.read_bytes() == path.read_bytes() for path, copy in copies.items()} == {
        written: False,
        untouched: True,
        gone: True,
    }


def test_a_definition_that_changed_is_issued_again_in_a_file_of_its_own(folder: Path) -> None:
    issue(folder, PERIOD)
    before = tree(folder / "output" / PERIOD / "issued")
    _reword(folder)
    issued = {one.sub_group: one for one in issue(folder, PERIOD)}
    assert {name: (one.issue, one.outcome) for name, one in issued.items() if one.outcome == "issued"} == {"prevent": (2, "issued")}
    assert issued["prevent"].path.name == f"{PERIOD} prevent (issue 2).xlsx"
    after = tree(folder / "output" / PERIOD / "issued")
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {f"{PERIOD} prevent (issue 2).xlsx"}
    workbook = openpyxl.load_workbook(issued["prevent"].path)
    assert any("issue 2" in str(cell.value) for row in workbook["Start"].iter_rows() for cell in row)


def test_the_second_issue_is_left_alone_too(folder: Path) -> None:
    issue(folder, PERIOD)
    _reword(folder)
    issue(folder, PERIOD)
    before = tree(folder)
    assert [one.outcome for one in issue(folder, PERIOD)] == ["unchanged"] * 5
    assert tree(folder) == before


def test_the_same_folder_gives_the_same_workbooks(folder: Path, made_demo: Path) -> None:
    issue(folder, "2024-25-Q2")
    assert tree(folder / "output" / "2024-25-Q2" / "issued") == tree(made_demo / "output" / "2024-25-Q2" / "issued")


def test_any_executor_makes_the_same_workbooks(folder: Path, made_demo: Path) -> None:
    with ThreadPoolExecutor(2) as threads:
        issue(folder, "2024-25-Q2", executor=threads)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        issue(folder, "2017-18-Q3", executor=processes)
    for period in ("2024-25-Q2", "2017-18-Q3"):
        assert tree(folder / "output" / period / "issued") == tree(made_demo / "output" / period / "issued")


def test_progress_is_told_from_none_made_to_all_made(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    issue(folder, PERIOD, progress=lambda done, count: told.append((done, count)))
    assert told == [(done, 5) for done in range(6)]


def test_progress_counts_only_workbooks_that_are_to_be_made(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    issue(folder, PERIOD)[0].path.unlink()
    issue(folder, PERIOD, progress=lambda done, count: told.append((done, count)))
    issue(folder, PERIOD, progress=lambda done, count: told.append((done, count)))
    assert told == [(0, 1), (1, 1)]


class _InterruptedError(Exception):
    """Made up: the officer presses Ctrl+C."""


def _interrupt(done: int, _of: int) -> None:
    if done == 3:
        raise _InterruptedError


@pytest.mark.parametrize("on_threads", [False, True])
def test_a_run_cut_short_keeps_what_it_made_and_the_next_run_makes_the_rest(folder: Path, on_threads: bool) -> None:
    with ThreadPoolExecutor(2) as threads, pytest.raises(_InterruptedError):
        issue(folder, PERIOD, executor=threads if on_threads else None, progress=_interrupt)
    before = tree(folder / "output" / PERIOD / "issued")
    assert sorted(before) == sorted(f"{PERIOD} {name}.xlsx" for name in SUB_GROUPS[:2])
    again = issue(folder, PERIOD)
    assert [(one.issue, one.outcome) for one in again] == [*[(1, "unchanged")] * 2, *[(1, "issued")] * 3]
    after = tree(folder / "output" / PERIOD / "issued")
    assert {name: after[name] for name in before} == before


class _Patient(Executor):
    """An executor that begins a task when its result is asked for, and counts those it was given."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        self.given += 1
        future: Future[Any] = Future()
        future.set_result(work(*arguments, **named))
        return future


def test_an_executor_is_given_only_so_many_tasks_as_keep_it_busy() -> None:
    executor = _Patient()
    ahead = [executor.given - done for done, _ in enumerate(Parallel(executor).map(str, range(1000), 1000))]
    assert max(ahead) <= 100
    assert executor.given == 1000
    assert list(Parallel(executor).map(str, range(1000), 1000)) == [str(number) for number in range(1000)]


def _return_first_quarter(folder: Path) -> None:
    """The Prevent Partnership's made-up return for Q1: three figures, two reasons and an update."""
    source = next(one.path for one in issue(folder, PERIOD) if one.sub_group == "prevent")
    typed = {
        At("Update", "fields/update", "Your answer"): "A made-up update.",
        At("Measures", "measures/prevent-referrals", "Q1"): 7,
        At("Measures", "measures/discussed-at-channel", "Q1"): 0,
        At("Measures", "measures/adopted-by-channel", "If no figure"): "Suppressed",
        At("Measures", "measures/staff-trained", "Q1"): "1,664",
        At("Measures", "measures/eligible-staff-trained", "Q1"): "61.5%",
        At("Measures", "measures/training-sessions", "If no figure"): "Not yet available",
    }
    type_into(source, typed, folder / "output" / PERIOD / "inbox" / "made up.xlsx")
    assert [one.outcome for one in collect(folder, PERIOD).files] == ["in-force"]


def test_the_next_quarter_is_prefilled_from_the_return_in_force(folder: Path) -> None:
    _return_first_quarter(folder)
    path = next(one.path for one in issue(folder, "2024-25-Q2") if one.sub_group == "prevent")
    workbook = openpyxl.load_workbook(path)
    found = [cell_of(workbook, At("Measures", f"measures/{row}", "Q1")).value for row in PREVENT_MEASURES]
    assert found == [7, 0, "Suppressed", 1664, 61.5, "Not yet available"]
    assert [cell_of(workbook, At("Measures", f"measures/{row}", "Q2")).value for row in PREVENT_MEASURES] == [None] * 6


def test_a_quarter_without_a_return_is_not_prefilled(folder: Path) -> None:
    path = next(one.path for one in issue(folder, "2024-25-Q2") if one.sub_group == "prevent")
    workbook = openpyxl.load_workbook(path)
    assert cell_of(workbook, At("Measures", "measures/prevent-referrals", "Q1")).value is None


def test_a_return_that_arrives_after_issuing_gives_a_second_issue(folder: Path) -> None:
    issue(folder, "2024-25-Q2")
    _return_first_quarter(folder)
    again = {one.sub_group: (one.issue, one.outcome) for one in issue(folder, "2024-25-Q2")}
    assert again["prevent"] == (2, "issued")
    assert [outcome for name, outcome in again.items() if name != "prevent"] == [(1, "unchanged")] * 4


def test_a_prefilled_figure_comes_back_as_the_earlier_quarters_answer(folder: Path) -> None:
    _return_first_quarter(folder)
    path = next(one.path for one in issue(folder, "2024-25-Q2") if one.sub_group == "prevent")
    reasons = {At("Measures", f"measures/{row}", "If no figure"): "Not applicable" for row in PREVENT_MEASURES}
    typed = {At("Update", "fields/update", "Your answer"): "A made-up update."} | reasons
    type_into(path, typed, folder / "output" / "2024-25-Q2" / "inbox" / "made up.xlsx")
    assert [one.outcome for one in collect(folder, "2024-25-Q2").files] == ["in-force"]
    found = open_folder(folder).period(parse_period("2024-25-Q2")).read_return("prevent")
    assert found is not None
    earlier = {key: measure["earlier"]["Q1"] for key, measure in found.answers["measures"].items()}
    assert (earlier["prevent-referrals"]["value"], earlier["adopted-by-channel"]["reason"]) == (7, "suppressed")


def test_a_definition_at_fault_stops_the_issue_before_anything_is_written(folder: Path) -> None:
    path = folder / "workbook_templates" / "2024-25" / "prevent.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("order = 30", 'order = "thirty"'), encoding="utf-8")
    before = tree(folder)
    with pytest.raises(DefinitionError):
        issue(folder, PERIOD)
    assert tree(folder) == before


def test_a_wrong_period_and_an_unknown_year_are_different_errors(folder: Path) -> None:
    with pytest.raises(UsageError):
        issue(folder, "2024-26-Q1")
    with pytest.raises(FolderError):
        issue(folder, "2030-31-Q1")


def test_the_committed_schemas_are_those_the_definitions_give(folder: Path) -> None:
    before = tree(folder)
    assert {one.outcome for one in schemas(folder)} == {"unchanged"}
    assert tree(folder) == before


def test_a_definition_that_changed_changes_its_schema_only(folder: Path) -> None:
    path = folder / "workbook_templates" / "2024-25" / "prevent.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"Exceeding"', '"Exceeding (made up)"'), encoding="utf-8")
    assert [one.path.name for one in schemas(folder) if one.outcome == "written"] == ["prevent.schema.json"]
    assert "Exceeding (made up)" in (folder / "schemas" / "2024-25" / "prevent.schema.json").read_text(encoding="utf-8")


def test_init_refuses_a_folder_with_anything_in_it(tmp_path: Path) -> None:
    from shpdocs.commands.init import init

    (tmp_path / "made-up.txt").write_text("made up", encoding="utf-8")
    with pytest.raises(FolderError) as caught:
        init(tmp_path)
    assert f"'{tmp_path.name}'" in caught.value.what
    assert [path.name for path in tmp_path.iterdir()] == ["made-up.txt"]


def test_init_fills_an_empty_folder(tmp_path: Path) -> None:
    from shpdocs.commands.init import init

    assert init(tmp_path / "new") == tmp_path / "new"
    (tmp_path / "empty").mkdir()
    init(tmp_path / "empty")
    assert tree(tmp_path / "empty") == tree(tmp_path / "new")
    assert "shpdocs.toml" in tree(tmp_path / "new")


def test_the_demo_refuses_a_folder_with_anything_in_it(tmp_path: Path) -> None:
    (tmp_path / "made-up.txt").write_text("made up", encoding="utf-8")
    with pytest.raises(FolderError):
        demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["made-up.txt"]


@pytest.mark.slow
def test_the_demo_gives_the_same_papers_and_workbooks_every_time(made_demo: Path, tmp_path: Path) -> None:
    demo(tmp_path / "again")
    first, second = tree(made_demo), tree(tmp_path / "again")
    papers = [name for name in first if "/published/" in name or "/issued/" in name]
    assert len(papers) == 13
    assert {name: second[name] for name in papers} == {name: first[name] for name in papers}


def test_a_damaged_return_of_this_period_does_not_stop_its_workbooks_from_being_issued(demo_folder: Path) -> None:
    path = demo_folder / "output" / "2017-18-Q3" / "returns" / "prevent.json"
    path.write_text("damaged", encoding="utf-8")
    assert [one.outcome for one in issue(demo_folder, "2017-18-Q3")] == ["unchanged"] * 5


def _set(folder: Path, text: str) -> None:
    """Add made-up settings at the end of shpdocs.toml, days to return taken out."""
    path = folder / "shpdocs.toml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("days-to-return")]
    path.write_text("\n".join([*kept, text, ""]), encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("days-to-return = 14", (2, "issued")),
        (f'days-to-return = 28\n[deadlines]\n{PERIOD} = "2024-07-19"', (2, "issued")),
        ("days-to-return = 28", (1, "unchanged")),
        ('days-to-return = 28\n[deadlines]\n2024-25-Q2 = "2024-10-18"', (1, "unchanged")),
        ('days-to-return = 28\n[addresses]\nprevent = "prevent@example.org"', (1, "unchanged")),
    ],
    ids=["other days", "a day of its own", "the same days", "another period's day", "an address"],
)
def test_another_day_to_return_by_gives_another_issue_and_another_periods_day_or_an_address_does_not(
    text: str, expected: tuple[int, str], folder: Path
) -> None:
    _set(folder, "days-to-return = 28")
    issue(folder, PERIOD)
    _set(folder, text)
    assert {(one.issue, one.outcome) for one in issue(folder, PERIOD)} == {expected}


SHOWN = """
days-to-return = 28
partnership = "Made-up Partnership"
council = "Made-up Council"
marking = "OFFICIAL"
contact = "the made-up officer"
"""
HIDDEN = """
period = "2024-25-Q3"
ratings = false
tolerance = 7.5
clear-days = 6
[meetings]
2024-25-Q1 = "2024-09-24"
[deadlines]
2024-25-Q2 = "2024-10-18"
2023-24-Q1 = "2023-07-18"
[addresses]
prevent = "prevent@example.org"
[small-numbers]
threshold = 8
zero = "suppress"
round-to = 5
[limits]
largest-file = 60
largest-unpacked = 300
most-parts = 3000
most-cells = 300000
"""


def _settings(folder: Path, text: str) -> None:
    (folder / "shpdocs.toml").write_text(text, encoding="utf-8")


def _in_another_order(text: str) -> str:
    return "\n".join(reversed(text.strip().splitlines()))


def test_settings_that_no_workbook_shows_and_their_order_give_no_new_issue(folder: Path) -> None:
    _settings(folder, SHOWN)
    issue(folder, PERIOD)
    before = tree(folder / "output")
    for text in (_in_another_order(SHOWN), SHOWN + HIDDEN, _in_another_order(SHOWN) + HIDDEN):
        _settings(folder, text)
        assert {(one.issue, one.outcome) for one in issue(folder, PERIOD)} == {(1, "unchanged")}
        assert tree(folder / "output") == before


def test_settings_that_no_workbook_shows_are_in_no_byte_of_one(folder: Path) -> None:
    _settings(folder, SHOWN)
    issue(folder, PERIOD)
    issued = folder / "output" / PERIOD / "issued"
    before = tree(issued)
    shutil.rmtree(folder / "output")
    _settings(folder, _in_another_order(SHOWN) + HIDDEN)
    issue(folder, PERIOD)
    assert tree(issued) == before


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("days-to-return = 28", "days-to-return = 29"),
        ("days-to-return = 28\n", ""),
        ("Made-up Partnership", "Another Partnership"),
        ("Made-up Council", "Another Council"),
        ('"OFFICIAL"', '"OFFICIAL-SENSITIVE"'),
        ("the made-up officer", "another officer"),
    ],
    ids=["days to return", "no day to return by", "partnership", "council", "marking", "contact"],
)
def test_a_setting_that_the_workbooks_show_gives_every_one_its_next_issue(line: str, instead: str, folder: Path) -> None:
    _settings(folder, SHOWN)
    issue(folder, PERIOD)
    _settings(folder, SHOWN.replace(line, instead))
    assert {(one.issue, one.outcome) for one in issue(folder, PERIOD)} == {(2, "issued")}
    assert {(one.issue, one.outcome) for one in issue(folder, PERIOD)} == {(2, "unchanged")}


class _LaterSettings(Settings, frozen=True, rename="kebab"):
    """The settings of a later shpdocs, which knows one more."""

    made_up: str = "a default"


class _LaterPrefill(Prefill, frozen=True):
    """What a later shpdocs issues a workbook with, which knows one thing more."""

    made_up: str = "a default"


def test_a_new_setting_or_thing_to_prefill_that_is_left_at_its_default_gives_no_new_issue(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue(folder, PERIOD)
    before = tree(folder / "output")
    settings, prefill = read_settings, prefill_for
    monkeypatch.setattr("shpdocs.commands.context.read_settings", lambda *given: _LaterSettings(**asdict(settings(*given))))
    monkeypatch.setattr("shpdocs.commands.issue.prefill_for", lambda *given: _LaterPrefill(**asdict(prefill(*given))))
    assert {(one.issue, one.outcome) for one in issue(folder, PERIOD)} == {(1, "unchanged")}
    assert tree(folder / "output") == before


def test_what_is_prefilled_is_part_of_what_an_issue_is_made_of_whatever_its_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pointer = "/fields/update"
    prefills = iter(
        [
            Prefill({pointer: "Made up", "/fields/more": 5}),
            Prefill({"/fields/more": 5, pointer: "Made up"}),
            Prefill({pointer: "Made up, and more", "/fields/more": 5}),
            Prefill({pointer: "Made up, and more", "/fields/more": 5}, origins={pointer: "2023-24-Q4"}),
            Prefill({pointer: "Made up, and more", "/fields/more": 5}, {pointer: "2023-24-Q4"}, {"/measures/made-up": (1, 2)}),
        ]
    )
    numbers = []
    for prefill in prefills:
        monkeypatch.setattr("shpdocs.commands.issue.prefill_for", lambda *_, prefill=prefill: prefill)
        numbers.append({one.issue for one in issue(folder, PERIOD)})
    assert numbers == [{1}, {1}, {2}, {3}, {4}]
