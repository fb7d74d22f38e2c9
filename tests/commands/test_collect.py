"""Collecting: every file kept, the right return in force, every answer traced to its cell, nothing lost; checking stores nothing."""

from __future__ import annotations

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date, datetime, time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import shpdocs.commands.files
from shpdocs.commands.accept import accept
from shpdocs.commands.check import check
from shpdocs.commands.collect import Collected
from shpdocs.commands.collect import collect as take
from shpdocs.commands.issue import issue
from shpdocs.commands.status import status
from shpdocs.definitions.definition_files import read_year
from shpdocs.model.collection import Outcome
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.model.returns import answer_at
from shpdocs.store.disk import UnreadableError, read_file, sha256
from shpdocs.store.folder import PeriodFolder, open_folder
from shpdocs.store.return_files import ReturnFiles
from tests.support.accepted import collect
from tests.support.leads import At, saved, tree, type_into
from tests.support.ledgers import keep_events
from tests.support.small import COLLISIONS, returned
from tests.support.small import PERIOD as SMALL_PERIOD

PERIOD = "2017-18-Q3"
VIOLENCE = "serious-violence"
ROBBERY = At("Measures", "measures/robbery", "Q1")
SUB_GROUPS = ("partnership", "prevent", "drugs-and-alcohol", "serious-violence", "domestic-abuse")


def _of(folder: Path, period: str = PERIOD) -> PeriodFolder:
    return open_folder(folder).period(parse_period(period))


def _filled(folder: Path, sub_group: str = VIOLENCE, period: str = PERIOD) -> Path:
    return folder / "output" / period / "inbox" / f"{period} {sub_group}.xlsx"


def _codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems if problem.severity == "blocking"]


def _outcomes(collected: Collected) -> dict[str, str]:
    return {one.file: one.outcome for one in collected.files}


def _robberies(folder: Path) -> Any:
    found = _of(folder).read_return(VIOLENCE)
    assert found is not None
    return answer_at(found.answers, "/measures/robbery/earlier/Q1/value")


def _send(folder: Path, value: Any, name: str) -> Path:
    """The demo's workbook with another figure for robbery in Q1, in a folder beside the inbox."""
    path = folder / "post" / name
    type_into(_filled(folder), {ROBBERY: value}, path)
    return path


def test_every_file_is_kept_by_its_hash_byte_for_byte(made_demo: Path) -> None:
    inbox = {sha256(path.read_bytes()): path.read_bytes() for path in (made_demo / "output" / PERIOD / "inbox").iterdir()}
    received = {path.stem: path.read_bytes() for path in (made_demo / "output" / PERIOD / "received").glob("*.xlsx")}
    assert received == inbox


def test_every_return_of_the_demo_is_in_force_and_none_is_missing(demo_folder: Path) -> None:
    again = collect(demo_folder, PERIOD)
    assert again.in_force == SUB_GROUPS
    assert again.missing == ()
    assert {one.outcome for one in again.files} == {"unchanged"}


def test_collecting_twice_changes_nothing(demo_folder: Path) -> None:
    before = tree(demo_folder)
    collect(demo_folder, PERIOD)
    assert tree(demo_folder) == before


def test_the_same_file_under_another_name_is_kept_once_and_changes_nothing(demo_folder: Path) -> None:
    before = sorted(_of(demo_folder).received.folder.glob("*.*"))
    copy = demo_folder / "post" / "a made-up name.xlsx"
    copy.parent.mkdir()
    shutil.copyfile(_filled(demo_folder), copy)
    assert _outcomes(collect(demo_folder, PERIOD, [copy])) == {"a made-up name.xlsx": "unchanged"}
    assert sorted(_of(demo_folder).received.folder.glob("*.*")) == before


def test_a_newer_valid_return_replaces_the_older(demo_folder: Path) -> None:
    newer = _send(demo_folder, 127, "newer.xlsx")
    assert _outcomes(collect(demo_folder, PERIOD, [newer])) == {"newer.xlsx": "in-force"}
    assert _robberies(demo_folder) == 127


def test_the_older_file_still_in_the_inbox_does_not_come_back_into_force(demo_folder: Path) -> None:
    shutil.copyfile(_send(demo_folder, 127, "newer.xlsx"), demo_folder / "output" / PERIOD / "inbox" / "newer.xlsx")
    assert _outcomes(collect(demo_folder, PERIOD))["newer.xlsx"] == "in-force"
    found = _outcomes(collect(demo_folder, PERIOD))
    assert (found[f"{PERIOD} {VIOLENCE}.xlsx"], found["newer.xlsx"]) == ("superseded", "unchanged")
    assert _robberies(demo_folder) == 127


def test_the_older_file_alone_in_the_inbox_does_not_come_back_into_force(demo_folder: Path) -> None:
    collect(demo_folder, PERIOD, [_send(demo_folder, 127, "newer.xlsx")])
    assert _outcomes(collect(demo_folder, PERIOD))[f"{PERIOD} {VIOLENCE}.xlsx"] == "superseded"
    assert _robberies(demo_folder) == 127


def test_an_older_file_named_again_counts_as_the_latest(demo_folder: Path) -> None:
    collect(demo_folder, PERIOD, [_send(demo_folder, 127, "newer.xlsx")])
    assert _outcomes(collect(demo_folder, PERIOD, [_filled(demo_folder)])) == {f"{PERIOD} {VIOLENCE}.xlsx": "in-force"}
    assert _robberies(demo_folder) == 126


def test_a_newer_invalid_return_does_not_replace_the_older(demo_folder: Path) -> None:
    before = tree(demo_folder / "output" / PERIOD / "returns")
    newer = _send(demo_folder, "a made-up lot", "newer.xlsx")
    (outcome,) = collect(demo_folder, PERIOD, [newer]).files
    assert (outcome.outcome, _codes(outcome)) == ("refused", ["not-a-whole-number"])
    assert tree(demo_folder / "output" / PERIOD / "returns") == before
    assert (demo_folder / "output" / PERIOD / "received" / f"{outcome.sha256}.xlsx").read_bytes() == newer.read_bytes()


def test_two_different_returns_that_come_together_are_a_question_and_nothing_changes(demo_folder: Path) -> None:
    before = tree(demo_folder / "output" / PERIOD / "returns")
    files = [_send(demo_folder, 127, "one.xlsx"), _send(demo_folder, 128, "two.xlsx")]
    collected = collect(demo_folder, PERIOD, files)
    assert {one.file: (one.outcome, _codes(one)) for one in collected.files} == {
        "one.xlsx": ("refused", ["two-candidates"]),
        "two.xlsx": ("refused", ["two-candidates"]),
    }
    problems = {one.file: problem.entered for one in collected.files for problem in one.problems if problem.code == "two-candidates"}
    assert problems == {"one.xlsx": "two.xlsx", "two.xlsx": "one.xlsx"}
    assert tree(demo_folder / "output" / PERIOD / "returns") == before


def test_the_question_between_two_is_settled_by_naming_one(demo_folder: Path) -> None:
    files = [_send(demo_folder, 127, "one.xlsx"), _send(demo_folder, 128, "two.xlsx")]
    collect(demo_folder, PERIOD, files)
    assert _outcomes(collect(demo_folder, PERIOD, files[:1])) == {"one.xlsx": "in-force"}
    assert _robberies(demo_folder) == 127


def test_two_files_with_the_same_answers_are_no_conflict(demo_folder: Path) -> None:
    one = _send(demo_folder, 127, "one.xlsx")
    workbook = openpyxl.load_workbook(one)
    workbook["Start"]["D40"] = "A made-up remark, so that the bytes differ"
    two = one.with_name("two.xlsx")
    two.write_bytes(saved(workbook))
    found = _outcomes(collect(demo_folder, PERIOD, [one, two]))
    assert found == {"one.xlsx": "in-force", "two.xlsx": "duplicate"}
    remarked = collect(demo_folder, PERIOD, [one, two]).files[1]
    assert {problem.code for problem in remarked.problems} >= {"same-answers", "not-read"}
    assert _robberies(demo_folder) == 127


@pytest.mark.parametrize("name", ["~$made up.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", "made up.tmp", ".~lock.made up.xlsx#"])
def test_files_that_are_never_returns_are_passed_over(name: str, demo_folder: Path) -> None:
    (demo_folder / "output" / PERIOD / "inbox" / name).write_bytes(b"made up")
    received = tree(demo_folder / "output" / PERIOD / "received")
    collected = collect(demo_folder, PERIOD)
    assert _outcomes(collected)[name] == "skipped"
    assert sorted(set(_outcomes(collected).values())) == ["skipped", "unchanged"]
    assert tree(demo_folder / "output" / PERIOD / "received") == received


def _foreign(_: Path) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "A made-up workbook"
    return saved(workbook)


def _restamped(old: str, new: str) -> Any:
    def make(demo: Path) -> bytes:
        workbook = openpyxl.load_workbook(_filled(demo))
        for row in workbook["Start"].iter_rows():
            for cell in row:
                if " | " in str(cell.value):
                    cell.value = cell.value.replace(old, new)
        workbook.properties.subject = (workbook.properties.subject or "").replace(old, new)
        for item in workbook.custom_doc_props.props:
            item.value = str(item.value).replace(old, new)
        return saved(workbook)

    return make


STRANGERS: dict[str, tuple[str, Any]] = {
    "a workbook of another origin": ("foreign-workbook", _foreign),
    "a file that breaks off": ("incomplete-file", lambda demo: _filled(demo).read_bytes()[:5000]),
    "an empty file": ("empty-file", lambda _: b""),
    "a text file": ("not-a-workbook", lambda _: b"made up"),
    "a file with a password": ("protected-file", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "another period": ("wrong-period", lambda demo: _filled(demo, VIOLENCE, "2024-25-Q2").read_bytes()),
    "an unknown sub-group": ("unknown-sub-group", _restamped("serious-violence", "serious-violense")),
    "another partnership": ("wrong-partnership", _restamped("Safer Hillingdon Partnership", "Safer Made-up Partnership")),
}


TRIED_IN_SHORT = ("a workbook of another origin", "a damaged file", "another period", "an unknown sub-group")


@pytest.mark.parametrize(
    ("code", "make"),
    [pytest.param(*stranger, id=name, marks=() if name in TRIED_IN_SHORT else pytest.mark.slow) for name, stranger in STRANGERS.items()],
)
def test_a_file_that_is_no_return_here_is_told_and_the_others_are_in_force(code: str, make: Any, demo_folder: Path) -> None:
    content = make(demo_folder)
    shutil.rmtree(demo_folder / "output" / PERIOD / "returns")
    keep_events(demo_folder / "output" / PERIOD)
    (demo_folder / "output" / PERIOD / "inbox" / "a stranger.xlsx").write_bytes(content)
    collected = collect(demo_folder, PERIOD)
    stranger = next(one for one in collected.files if one.file == "a stranger.xlsx")
    assert (stranger.outcome, [problem.code for problem in stranger.problems]) == ("refused", [code])
    assert collected.in_force == SUB_GROUPS
    assert sorted(_outcomes(collected).values()) == ["in-force"] * 5 + ["refused"]
    assert (demo_folder / "output" / PERIOD / "received" / f"{sha256(content)}.xlsx").read_bytes() == content


def test_an_unknown_sub_group_is_told_the_nearest_known_one(demo_folder: Path) -> None:
    path = demo_folder / "made up.xlsx"
    path.write_bytes(_restamped("serious-violence", "serious-violense")(demo_folder))
    (outcome,) = check(demo_folder, (path,))
    assert "serious-violence" in outcome.problems[0].what


def test_a_year_without_definitions_is_told_by_check(demo_folder: Path) -> None:
    path = demo_folder / "made up.xlsx"
    path.write_bytes(_restamped("2017-18-Q3", "2030-31-Q3")(demo_folder))
    (outcome,) = check(demo_folder, (path,))
    assert [problem.code for problem in outcome.problems] == ["unknown-period"]


def test_a_return_of_a_definition_that_has_changed_is_told_and_comes_into_force(demo_folder: Path) -> None:
    path = demo_folder / "workbook_templates" / "2017-18" / f"{VIOLENCE}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("Reduce robbery", "Made up: reduce robbery"), encoding="utf-8")
    (outcome,) = collect(demo_folder, PERIOD, [_send(demo_folder, 127, "newer.xlsx")]).files
    assert outcome.outcome == "in-force"
    assert [(problem.code, problem.severity) for problem in outcome.problems][:1] == [("older-definition", "notice")]


def test_nothing_is_deleted_whatever_is_collected(demo_folder: Path) -> None:
    before = tree(demo_folder)
    files = [_send(demo_folder, 127, "newer.xlsx"), _send(demo_folder, "made up", "wrong.xlsx")]
    collect(demo_folder, PERIOD, files)
    after = tree(demo_folder)
    assert set(before) <= set(after)
    changed = {name for name in before if after[name] != before[name]}
    in_force = f"output/{PERIOD}/returns/{VIOLENCE}.json"
    assert changed == {in_force, *(f"output/{PERIOD}/{name}" for name in ("ledger.jsonl", "ledger.head", "collection.html"))}
    assert before[in_force] in [after[name] for name in after if name.startswith(f"output/{PERIOD}/returns/replaced/")]
    assert after[f"output/{PERIOD}/ledger.jsonl"].startswith(before[f"output/{PERIOD}/ledger.jsonl"])


def _leaves(answers: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Every answer that is not null, by pointer; money and months are one answer."""
    if isinstance(answers, dict) and not {"amount", "words"} <= set(answers) and not {"words", "start", "end"} <= set(answers):
        for key, value in answers.items():
            yield from _leaves(value, f"{pointer}/{key}")
    elif isinstance(answers, list):
        for number, value in enumerate(answers):
            yield from _leaves(value, f"{pointer}/{number}")
    elif answers is not None:
        yield pointer, answers


@pytest.mark.parametrize("period", ["2017-18-Q3", "2024-25-Q2"])
def test_every_answer_names_the_cell_it_came_from_and_the_cell_holds_it(period: str, made_demo: Path) -> None:
    period_folder = _of(made_demo, period)
    checked = 0
    for sub_group in open_folder(made_demo).sub_groups(period[:7]):
        found = period_folder.read_return(sub_group)
        assert found is not None
        assert {pointer for pointer, _ in _leaves(found.answers)} == set(found.sources)
        received = period_folder.root / "received" / f"{found.file}.xlsx"
        assert sha256(received.read_bytes()) == found.file
        workbook = openpyxl.load_workbook(received)
        for source in found.sources.values():
            cell = workbook[source.sheet][source.cell]
            value = cell.value.isoformat() if isinstance(cell.value, datetime | date | time) else cell.value
            assert (source.file, source.raw, source.number_format) == (found.file, value, cell.number_format)
            assert source.rule
            checked += 1
    assert checked > 40


def test_any_executor_collects_the_same(demo_folder: Path, tmp_path: Path) -> None:
    expected = tree(demo_folder / "output" / PERIOD / "returns")
    assert len(expected) == 5
    processes = ProcessPoolExecutor(2, mp_context=get_context("spawn"))
    for name, executor in (("threads", ThreadPoolExecutor(2)), ("processes", processes)):
        folder = Path(shutil.copytree(demo_folder, tmp_path / name))
        shutil.rmtree(folder / "output" / PERIOD / "returns")
        shutil.rmtree(_of(folder).received.folder / "judgements")  # else nothing is judged again
        with executor:
            collected = collect(folder, PERIOD, executor=executor)
        assert (set(_outcomes(collected).values()), len(collected.mended)) == ({"unchanged"}, 5)
        assert tree(folder / "output" / PERIOD / "returns") == expected


def test_files_are_told_in_the_same_order_whatever_the_executor(demo_folder: Path) -> None:
    plain = [one.file for one in collect(demo_folder, PERIOD).files]
    shutil.rmtree(_of(demo_folder).received.folder / "judgements")  # else nothing is judged again
    with ThreadPoolExecutor(4) as threads:
        assert [one.file for one in collect(demo_folder, PERIOD, executor=threads).files] == plain


def test_an_empty_inbox_is_made_and_collects_nothing(folder: Path) -> None:
    collected = collect(folder, PERIOD)
    assert (collected.files, collected.in_force) == ((), ())
    assert collected.missing == SUB_GROUPS
    assert (folder / "output" / PERIOD / "inbox").is_dir()


def test_an_unknown_file_is_told_the_nearest_name(demo_folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        collect(demo_folder, PERIOD, [_filled(demo_folder).with_name("2017-18-Q3 serious-violense.xlsx")])
    assert "2017-18-Q3 serious-violense.xlsx" in caught.value.what
    assert "2017-18-Q3 serious-violence.xlsx" in caught.value.remedy
    assert str(demo_folder) not in str(caught.value)


def test_a_run_cut_short_after_keeping_the_files_is_made_good_by_the_next(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = _send(demo_folder, 127, "newer.xlsx")
    with monkeypatch.context() as patched:

        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(ReturnFiles, "write", interrupt)
        with pytest.raises(KeyboardInterrupt):
            collect(demo_folder, PERIOD, [newer])
    with pytest.raises(RecordError):
        _robberies(demo_folder)
    assert _outcomes(collect(demo_folder, PERIOD, [newer])) == {"newer.xlsx": "unchanged"}
    assert _robberies(demo_folder) == 127


def test_a_damaged_return_in_force_is_put_right_by_collecting_again(demo_folder: Path) -> None:
    _of(demo_folder).returns.path(VIOLENCE).write_text("made up", encoding="utf-8")
    with pytest.raises(RecordError):
        _of(demo_folder).read_return(VIOLENCE)
    assert _outcomes(collect(demo_folder, PERIOD))[f"{PERIOD} {VIOLENCE}.xlsx"] == "unchanged"
    assert _robberies(demo_folder) == 126


def test_a_refused_file_does_not_keep_a_damaged_return_from_being_put_right(demo_folder: Path) -> None:
    _of(demo_folder).returns.path(VIOLENCE).write_text("made up", encoding="utf-8")
    found = collect(demo_folder, PERIOD, [_send(demo_folder, "a made-up lot", "wrong.xlsx")])
    assert _outcomes(found) == {"wrong.xlsx": "refused"}


def test_a_stamp_that_names_a_path_opens_no_other_file(demo_folder: Path) -> None:
    path = demo_folder / "post" / "a stranger.xlsx"
    path.parent.mkdir()
    path.write_bytes(_restamped("| serious-violence |", "| ../../../schemas/settings.schema |")(demo_folder))
    (outcome,) = collect(demo_folder, PERIOD, [path]).files
    assert (outcome.outcome, _codes(outcome)) == ("refused", ["unknown-sub-group"])


def test_check_stores_nothing(demo_folder: Path) -> None:
    files = (demo_folder / "output" / PERIOD / "inbox", _send(demo_folder, "made up", "wrong.xlsx"))
    before, times = tree(demo_folder), {path: path.stat().st_mtime_ns for path in demo_folder.rglob("*")}
    outcomes = check(demo_folder, files)
    assert [one.outcome for one in outcomes] == ["checked"] * 6
    assert tree(demo_folder) == before
    assert {path: path.stat().st_mtime_ns for path in demo_folder.rglob("*")} == times


def test_a_damaged_file_does_not_stop_the_others_from_being_checked(demo_folder: Path) -> None:
    (demo_folder / "output" / PERIOD / "inbox" / "a damaged one.xlsx").write_bytes(b"PK\x03\x04made up")
    outcomes = check(demo_folder, (demo_folder / "output" / PERIOD / "inbox",))
    assert {one.file: _codes(one) for one in outcomes if _codes(one)} == {"a damaged one.xlsx": ["incomplete-file"]}
    assert len(outcomes) == 6


def test_a_file_the_disk_will_not_give_is_a_problem_of_that_file(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_on_one(path: Path) -> bytes:
        if path.name == f"{PERIOD} prevent.xlsx":
            raise UnreadableError(errno.EACCES, "Permission denied", str(path))
        return read_file(path)

    monkeypatch.setattr(shpdocs.commands.files, "read_file", fail_on_one)
    outcomes = check(demo_folder, (demo_folder / "output" / PERIOD / "inbox",))
    assert {one.file: _codes(one) for one in outcomes if _codes(one)} == {f"{PERIOD} prevent.xlsx": ["unreadable-file"]}


def test_status_says_who_is_in_force(made_demo: Path) -> None:
    found = status(made_demo, PERIOD)
    assert found.is_issued
    assert {one.sub_group: (one.state, one.file) for one in found.sub_groups} == {
        name: ("in force", f"{PERIOD} {name}.xlsx") for name in SUB_GROUPS
    }
    assert found.unrecognised == ()


def test_status_says_who_is_missing(folder: Path) -> None:
    found = status(folder, PERIOD)
    assert not found.is_issued
    assert {one.state for one in found.sub_groups} == {"missing"}
    issue(folder, PERIOD)
    assert status(folder, PERIOD).is_issued


def test_status_says_who_has_problems_and_what_stays_in_force(demo_folder: Path) -> None:
    collect(demo_folder, PERIOD, [_send(demo_folder, "made up", "wrong.xlsx")])
    found = next(one for one in status(demo_folder, PERIOD).sub_groups if one.sub_group == VIOLENCE)
    assert (found.state, found.file, found.problems, found.is_in_force) == ("problems", "wrong.xlsx", 1, True)


def test_status_says_that_a_right_return_followed_a_wrong_one(demo_folder: Path) -> None:
    collect(demo_folder, PERIOD, [_send(demo_folder, "made up", "wrong.xlsx")])
    collect(demo_folder, PERIOD, [_send(demo_folder, 127, "right.xlsx")])
    found = next(one for one in status(demo_folder, PERIOD).sub_groups if one.sub_group == VIOLENCE)
    assert (found.state, found.file) == ("in force", "right.xlsx")


@pytest.mark.parametrize("name", ["a workbook of another origin", "an unknown sub-group"])
def test_status_names_files_in_the_inbox_that_are_nobodys_return(name: str, demo_folder: Path) -> None:
    path = demo_folder / "output" / PERIOD / "inbox" / "a stranger.xlsx"
    path.write_bytes(STRANGERS[name][1](demo_folder))
    collect(demo_folder, PERIOD)
    assert status(demo_folder, PERIOD).unrecognised == ("a stranger.xlsx",)
    path.unlink()
    assert status(demo_folder, PERIOD).unrecognised == ()


def test_status_opens_no_workbook_and_loads_no_library_for_it(made_demo: Path) -> None:
    heavy = ["openpyxl", "docx", "xlsxwriter", "lxml", "pydantic"]
    code = (
        f"import sys, json, shpdocs; shpdocs.status({str(made_demo)!r}, {PERIOD!r}); "
        f"print(json.dumps([name for name in {heavy!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert json.loads(done.stdout) == []


def test_a_sub_group_whose_definition_was_added_is_missing_and_stops_nothing(demo_folder: Path) -> None:
    templates = demo_folder / "workbook_templates" / "2017-18"
    shutil.copyfile(templates / "prevent.toml", templates / "made-up-group.toml")
    assert collect(demo_folder, PERIOD).missing == ("made-up-group",)
    assert len(read_year(open_folder(demo_folder), "2017-18").definitions) == 6


def test_a_workbook_of_another_period_is_not_counted_among_a_sub_groups_problems(demo_folder: Path) -> None:
    stray = demo_folder / "output" / "2024-25-Q2" / "inbox" / "2024-25-Q2 prevent.xlsx"
    shutil.copy(stray, _of(demo_folder).inbox)
    collect(demo_folder, PERIOD)
    found = status(demo_folder, PERIOD)
    assert [one.state for one in found.sub_groups] == ["in force"] * 5
    assert found.unrecognised == (stray.name,)


def test_a_workbook_issued_before_a_measure_was_asked_is_told_so_once_at_each_lack(demo_folder: Path) -> None:
    path = demo_folder / "workbook_templates" / "2017-18" / "prevent.toml"
    added = """
[measures.visits]
name = "Visits"
objective = "Made-up visits"
unit = "count"
counts = "Made-up visits"
quarters = "sum"
better = "higher"
"""
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    (outcome,) = check(demo_folder, (_filled(demo_folder, "prevent"),))
    found = {(problem.code, problem.label) for problem in outcome.problems}
    lacks = {("older-definition", ""), ("not-asked-then", "Measures")}  # the notice names what may stay blank
    odd = {("not-signed-off", "Sign-off: name"), ("percentage-not-of-base", "Hate crime programme: progress")}
    assert found == lacks | odd
    assert len(outcome.problems) == 4


def test_a_return_that_nobody_signed_is_in_force_with_a_warning_though_its_check_sheet_asks_for_it(demo_folder: Path) -> None:
    said = {"name": "A. Made-up", "role": "Chair (made up)", "date": date(2018, 1, 12)}
    signed = {At("Start", f"sign-off/{key}", "Your answer"): value for key, value in said.items()}
    type_into(_filled(demo_folder), signed, demo_folder / "post" / "signed.xlsx")
    (without,) = collect(demo_folder, PERIOD, [_filled(demo_folder)]).files
    (with_it,) = collect(demo_folder, PERIOD, [demo_folder / "post" / "signed.xlsx"]).files
    told = [(one.code, one.severity, one.place.sheet) for one in without.problems if one.code != "identical-file"]
    told_signed = [(one.code, one.severity, one.place.sheet) for one in with_it.problems]
    assert sorted(told) == sorted([*told_signed, ("not-signed-off", "warning", "Start")])
    assert with_it.outcome == "in-force"
    assert without.outcome != "refused"
    assert without.verdict is not None
    assert with_it.verdict is not None
    assert without.verdict.to_do - with_it.verdict.to_do == len(signed)


def test_two_processes_collecting_at_once_leave_every_return_whole(demo_folder: Path) -> None:
    for name in ("received", "returns"):
        shutil.rmtree(_of(demo_folder).root / name)
    keep_events(_of(demo_folder).root)
    command = [sys.executable, "-m", "shpdocs", "collect", PERIOD]
    running = [subprocess.Popen(command, cwd=demo_folder, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(process.communicate()[0] and process.returncode) for process in running] == [1, 1, 1]  # held for their warnings
    for name in SUB_GROUPS:
        accept(demo_folder, PERIOD, name, by="A made-up officer", because="A made-up reason")
    assert [_of(demo_folder).read_return(name) is not None for name in SUB_GROUPS] == [True] * 5
    received = [event.sha256 for event in _of(demo_folder).events() if event.event == "received"]
    assert len(received) == len(set(received)) == 5


def test_a_label_is_held_against_the_workbook_that_was_sent_and_not_against_todays_definition(small: Path) -> None:
    path = returned(small, "older.xlsx", {})
    definition = small / "workbook_templates" / "2024-25" / "road-safety.toml"
    text = definition.read_text(encoding="utf-8")
    definition.write_text(text.replace("Made-up: reduce collisions", "Made-up: fewer collisions"), encoding="utf-8")
    assert _outcomes(collect(small, SMALL_PERIOD)) == {"older.xlsx": "in-force"}
    workbook = openpyxl.load_workbook(path)
    cell = next(cell for row in workbook["Measures"].iter_rows() for cell in row if cell.value == "Made-up: reduce collisions")
    cell.value = "Made-up: no collisions"
    path.write_bytes(saved(workbook))
    (again,) = collect(small, SMALL_PERIOD).files
    told = [(problem.code, problem.entered, problem.details["first"]) for problem in again.problems if problem.code == "label-changed"]
    assert told == [("label-changed", "Made-up: no collisions", "Made-up: reduce collisions")]


def test_what_somebody_typed_into_the_issued_workbook_before_it_went_out_is_told(small: Path) -> None:
    """The copy that was kept is what counts, not the file in the folder issued."""
    path = returned(small, "typed.xlsx", {})
    workbook = openpyxl.load_workbook(path)
    workbook["Measures"].cell(40, 3, "A made-up remark of the officer")
    issued_path = next((small / "output" / SMALL_PERIOD / "issued").glob("*road-safety.xlsx"))
    for target in (path, issued_path):
        target.write_bytes(saved(workbook))
    (one,) = collect(small, SMALL_PERIOD).files
    assert [(problem.code, problem.place.cell) for problem in one.problems] == [("not-read", "C40")]


@pytest.mark.parametrize("harm", [Path.unlink, lambda copy: copy.write_bytes(b"made up")], ids=["gone", "spoiled"])
def test_without_the_copy_of_what_was_sent_it_is_told_once_and_what_may_be_the_leads_is_asked(small: Path, harm: Any) -> None:
    returned(small, "clean.xlsx", {})
    for copy in (small / "output" / SMALL_PERIOD / "sent").iterdir():
        harm(copy)
    (one,) = take(small, SMALL_PERIOD).files
    codes = [problem.code for problem in one.problems]
    assert (one.outcome, codes.count("sent-copy-gone")) == ("held", 1)
    assert {problem.code for problem in one.problems if problem.severity != "notice"} == {"sent-copy-gone", "not-read", "more-not-read"}


def test_a_query_workbook_is_kept_as_it_was_sent_and_nothing_of_it_is_told_when_it_comes_back(small: Path) -> None:
    returned(small, "wrong.xlsx", {COLLISIONS: "about 47"})
    (query,) = collect(small, SMALL_PERIOD).report.queries
    kept = small / "output" / SMALL_PERIOD / "sent" / f"{sha256(query.read_bytes())}.xlsx"
    assert kept.read_bytes() == query.read_bytes()
    answer = returned(small, "answer.xlsx", {COLLISIONS: 47}, workbook=query, at="post")
    (one,) = collect(small, SMALL_PERIOD, [answer]).files
    assert (one.outcome, [problem.code for problem in one.problems]) == ("in-force", [])


def test_settings_that_changed_since_a_workbook_was_issued_hold_no_return(small: Path) -> None:
    returned(small, "clean.xlsx", {})
    settings = small / "shpdocs.toml"
    text = settings.read_text(encoding="utf-8").replace("OFFICIAL-SENSITIVE", "OFFICIAL (made up)")
    settings.write_text(text.replace("days-to-return = 28", "days-to-return = 35"), encoding="utf-8")
    (one,) = take(small, SMALL_PERIOD).files
    assert (one.outcome, [problem.code for problem in one.problems]) == ("in-force", [])
