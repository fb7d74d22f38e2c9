"""Judging once: what is kept of a judgement decides nothing otherwise than judging anew, and is used only on the very same grounds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import shpdocs.commands.collecting.judge
import shpdocs.commands.judge
import shpdocs.model.version
from shpdocs.commands.accept import accept
from shpdocs.commands.collect import Collected, collect
from shpdocs.commands.issue import issue
from shpdocs.model.ledger import Event
from shpdocs.model.prefill import Prefill
from tests.support.leads import rezipped, tree
from tests.support.ledgers import rewrite_ledger
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, UNSIGNED, WRONG, collisions, period_folder, returned

BY, BECAUSE = "A made-up officer", "A made-up reason"


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are judged, one for each time."""
    names: list[str] = []
    real = shpdocs.commands.judge.judge

    def counted(content: bytes, file: str, rules: Any) -> Any:
        names.append(file)
        return real(content, file, rules)

    monkeypatch.setattr(shpdocs.commands.collecting.judge, "judge", counted)
    return names


def _kept(folder: Path) -> list[Path]:
    return sorted((period_folder(folder).received.folder / "judgements").iterdir())


def _told(collected: Collected) -> list[tuple[str, list[str]]]:
    return [(one.outcome, [problem.key for problem in one.problems]) for one in collected.files]


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_file_is_judged_once_in_a_run_whatever_becomes_of_it(small: Path, judged: list[str]) -> None:
    returned(small, "a.xlsx", {})
    returned(small, "b.xlsx", {COLLISIONS: 48})  # which of the two counts, nobody can tell
    (period_folder(small).inbox / "minutes.xlsx").write_bytes(b"made up")
    collect(small, PERIOD)
    assert judged == ["a.xlsx", "b.xlsx", "minutes.xlsx"]


@pytest.mark.parametrize("typed", [{}, UNSIGNED, WRONG])
def test_collecting_again_judges_nothing_again_and_says_the_same(typed: dict[Any, Any], small: Path, judged: list[str]) -> None:
    returned(small, "made up.xlsx", typed)
    (period_folder(small).inbox / "minutes.xlsx").write_bytes(b"made up")
    first = collect(small, PERIOD)
    assert sorted(judged) == ["made up.xlsx", "minutes.xlsx"]
    before = tree(small)
    again = collect(small, PERIOD)
    assert len(judged) == 2
    assert tree(small) == before
    now = [(outcome.replace("in-force", "unchanged"), problems) for outcome, problems in _told(first)]
    assert _told(again) == now


def test_accepting_judges_nothing_again(small: Path, judged: list[str]) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    assert (judged, collisions(small)) == (["unsigned.xlsx"], 47)


def test_the_answer_to_a_query_is_judged_and_not_what_it_asked_about(small: Path, judged: list[str]) -> None:
    collect(small, PERIOD, [returned(small, "unsigned.xlsx", UNSIGNED, at="post")])
    (query,) = (path for path in period_folder(small).queries.glob("*.xlsx"))
    collect(small, PERIOD, [returned(small, "untouched.xlsx", {}, workbook=query, at="post")])
    collect(small, PERIOD)
    assert judged == ["unsigned.xlsx", "untouched.xlsx"]


def _of_another_definition(folder: Path, _: pytest.MonkeyPatch) -> None:
    _edit(folder / "workbook_templates" / "2024-25" / f"{SUB_GROUP}.toml", 'better = "lower"', 'better = "lower"\ntarget = { value = 10 }')


def _of_another_name_of_the_partnership(folder: Path, _: pytest.MonkeyPatch) -> None:
    _edit(folder / "shpdocs.toml", "Safer Hillingdon Partnership", "Safer Hillingdon  Partnership")


def _of_another_limit(folder: Path, _: pytest.MonkeyPatch) -> None:
    with (folder / "shpdocs.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n[limits]\nmost-cells = 1000\n")


def _of_another_version(_: Path, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(shpdocs.commands.collecting.judge, "__version__", "0.0.1")


def _issued_with_something_else(folder: Path, _: pytest.MonkeyPatch) -> None:
    def with_another_figure(event: Event) -> Event:
        is_its = event.event == "issued" and event.sub_group == SUB_GROUP
        return replace(event, prefill=prefill) if is_its else event

    prefill = period_folder(folder).keep_prefill(Prefill({"/measures/collisions/earlier/Q1/value": 51}))
    rewrite_ledger(period_folder(folder).root, with_another_figure)


def _under_another_name(folder: Path, _: pytest.MonkeyPatch) -> None:
    inbox = period_folder(folder).inbox
    (inbox / "made up.xlsx").rename(inbox / "2024-25-Q3.xlsx")


GROUNDS: list[Callable[[Path, pytest.MonkeyPatch], None]] = [
    _of_another_definition,
    _of_another_name_of_the_partnership,
    _of_another_limit,
    _of_another_version,
    _issued_with_something_else,
    _under_another_name,
]


@pytest.mark.parametrize("change", GROUNDS)
def test_a_file_is_judged_again_as_if_for_the_first_time_once_its_grounds_change(
    change: Callable[[Path, pytest.MonkeyPatch], None], small: Path, judged: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned(small, "made up.xlsx", {})
    collect(small, PERIOD)
    change(small, monkeypatch)
    without = Path(shutil.copytree(small, tmp_path / "without"))
    shutil.rmtree(period_folder(without).received.folder / "judgements")
    assert _told(collect(small, PERIOD)) == _told(collect(without, PERIOD))
    assert len(judged) == 3


def test_a_setting_that_no_judgement_depends_on_judges_nothing_again(small: Path, judged: list[str]) -> None:
    returned(small, "made up.xlsx", {})
    collect(small, PERIOD)
    _edit(small / "shpdocs.toml", "days-to-return = 28", "days-to-return = 35")
    collect(small, PERIOD)
    assert judged == ["made up.xlsx"]


@pytest.mark.parametrize(
    "spoil", [lambda content: content[:-9], lambda content: content.replace(b'"answer":', b'"answeR":'), lambda _: b""]
)
def test_a_judgement_that_is_spoiled_changes_nothing(spoil: Callable[[bytes], bytes], small: Path, judged: list[str]) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    first = collect(small, PERIOD)
    (kept,) = _kept(small)
    before = kept.read_bytes()
    kept.write_bytes(spoil(before))
    assert kept.read_bytes() != before
    assert _told(collect(small, PERIOD)) == _told(first)
    assert judged == ["unsigned.xlsx"] * 2
    assert kept.read_bytes() == before


def test_the_judgement_of_another_file_in_its_place_changes_nothing(small: Path, judged: list[str]) -> None:
    paths = [returned(small, f"{figure}.xlsx", WRONG | {COLLISIONS: f"about {figure}"}) for figure in (46, 47)]
    for path in paths:
        collect(small, PERIOD, [path])
    first, second = _kept(small)
    first.write_bytes(second.read_bytes())
    collect(small, PERIOD)
    assert len(judged) == 3


def test_what_is_kept_is_lost_without_loss(small: Path) -> None:
    returned(small, "unsigned.xlsx", UNSIGNED)
    collect(small, PERIOD)
    shutil.rmtree(period_folder(small).received.folder / "judgements")
    accept(small, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)
    assert collisions(small) == 47


def test_a_judgement_cut_short_by_a_fault_of_the_moment_is_not_kept(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    returned(small, "made up.xlsx", {})
    with monkeypatch.context() as patched:
        patched.setattr("shpdocs.commands.judge.read_workbook", lambda *_: 1 / 0)
        assert _told(collect(small, PERIOD))[0][0] == "refused"
    assert collect(small, PERIOD).files[0].outcome == "in-force"


def test_every_judgement_of_the_demo_is_kept(made_demo: Path) -> None:
    for period in ("2017-18-Q3", "2024-25-Q2"):
        received = made_demo / "output" / period / "received"
        assert {path.stem for path in received.glob("*.xlsx")} == {path.stem for path in (received / "judgements").iterdir()}


def test_a_workbook_issued_anew_since_does_not_judge_the_one_that_came_anew(small: Path, judged: list[str]) -> None:
    returned(small, "made up.xlsx", WRONG)
    collect(small, PERIOD)
    _edit(small / "shpdocs.toml", "OFFICIAL-SENSITIVE", "OFFICIAL (made up)")
    issue(small, PERIOD)
    collect(small, PERIOD)
    assert judged == ["made up.xlsx"]


def test_a_file_of_other_bytes_is_another_file(small: Path, judged: list[str]) -> None:
    path = returned(small, "made up.xlsx", {})
    collect(small, PERIOD)
    path.write_bytes(rezipped(path.read_bytes(), level=1))
    collect(small, PERIOD)
    assert judged == ["made up.xlsx"] * 2


def test_a_received_file_that_the_disk_has_spoiled_since_is_kept_again_and_judged_as_it_came(small: Path) -> None:
    returned(small, "made up.xlsx", {})
    collect(small, PERIOD)
    shutil.rmtree(period_folder(small).received.folder / "judgements")
    (received,) = period_folder(small).received.folder.glob("*.xlsx")
    received.write_bytes(received.read_bytes()[:-1] + b"?")
    assert [(outcome, keys[0].split()[0]) for outcome, keys in _told(collect(small, PERIOD))] == [("unchanged", "kept-copy-spoiled")]
    assert collisions(small) == 47
