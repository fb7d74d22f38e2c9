"""Whatever comes: one bad file stops no other, a changed definition stops no paper, nothing is overwritten, nothing lost."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

import shpdocs.commands.issue
import shpdocs.commands.judge
from shpdocs.cli.app import app
from shpdocs.commands.assemble import assemble
from shpdocs.commands.check import check
from shpdocs.commands.issue import issue
from shpdocs.commands.status import status
from shpdocs.model.collection import Outcome
from shpdocs.model.errors import DefinitionError, RecordError
from shpdocs.model.period import parse_period
from shpdocs.model.settings import Limits
from shpdocs.store.disk import sha256
from shpdocs.store.folder import PeriodFolder, open_folder
from shpdocs.workbook.read import read_workbook
from tests.support.accepted import collect
from tests.support.leads import At, rezipped, row_of, tree, type_into
from tests.support.ledgers import change_return, drop_return, keep_events, rewrite_ledger

PERIOD = "2017-18-Q3"
VIOLENCE = "serious-violence"
ROBBERY = At("Measures", "measures/robbery", "Q1")


def _of(folder: Path) -> PeriodFolder:
    return open_folder(folder).period(parse_period(PERIOD))


def _send(folder: Path, value: Any, name: str) -> Path:
    """The demo's workbook with another figure for robbery in Q1, in a folder beside the inbox."""
    type_into(_of(folder).inbox / f"{PERIOD} {VIOLENCE}.xlsx", {ROBBERY: value}, folder / "post" / name)
    return folder / "post" / name


def _codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems if problem.severity == "blocking"]


def _edit(folder: Path, old: str, new: str, file: str = VIOLENCE) -> None:
    path = folder / "workbook_templates" / "2017-18" / f"{file}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_definition_changed_after_collecting_makes_a_draft_that_names_the_return_as_not_used(demo_folder: Path) -> None:
    _edit(demo_folder, "[measures.robbery]\n", '[measures.robbery]\nunit = "money"\n')
    made = assemble(demo_folder, PERIOD)
    title = next(iter(made.missing))
    assert made.missing == (title,)
    assert made.unusable == (f"{title} ({PERIOD})",)
    assert made.path.stem.endswith(" DRAFT")
    assert "126" not in row_of(made.path, "Reduce robbery")


def test_a_definition_changed_in_its_words_only_leaves_the_paper_whole(demo_folder: Path) -> None:
    _edit(demo_folder, "Reduce robbery", "Made up: reduce robbery")
    made = assemble(demo_folder, PERIOD)
    assert (made.outcome, made.missing, made.unusable) == ("assembled", (), ())


def test_a_workbook_the_ledger_does_not_know_is_never_overwritten(folder: Path) -> None:
    issued = _of(folder).issued
    issued.mkdir(parents=True)
    (issued / f"{PERIOD} prevent.xlsx").write_bytes(b"made up")
    (issued / f"{PERIOD} prevent (issue 2).xlsx").write_bytes(b"made up too")
    found = {one.sub_group: one for one in issue(folder, PERIOD)}
    assert (found["prevent"].issue, found["prevent"].outcome) == (3, "issued")
    assert found["domestic-abuse"].issue == 1
    assert (issued / f"{PERIOD} prevent.xlsx").read_bytes() == b"made up"
    assert (issued / f"{PERIOD} prevent (issue 2).xlsx").read_bytes() == b"made up too"
    assert [one.outcome for one in issue(folder, PERIOD)] == ["unchanged"] * 5


def test_a_ledger_that_does_not_know_what_was_issued_makes_issue_number_on_and_overwrite_nothing(folder: Path) -> None:
    issue(folder, PERIOD)
    before = tree(_of(folder).issued)
    keep_events(_of(folder).root)
    assert [(one.issue, one.outcome) for one in issue(folder, PERIOD)] == [(2, "issued")] * 5
    assert {name: content for name, content in tree(_of(folder).issued).items() if name in before} == before


def test_a_workbook_packed_otherwise_is_unchanged_as_it_is_made_of_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (one, *_) = issue(folder, PERIOD)
    packed = rezipped(one.path.read_bytes(), level=1)
    assert sha256(packed) != sha256(one.path.read_bytes())
    one.path.write_bytes(packed)  # as another version of zlib would have written it, and kept it as sent
    _of(folder).sent.keep_bytes(packed)
    rewrite_ledger(_of(folder).root, lambda event: replace(event, sha256=sha256(packed)) if event.file == one.path.name else event)
    before = tree(folder)
    monkeypatch.setattr(shpdocs.commands.issue, "_workbook", lambda _: pytest.fail("no workbook is made again"))
    assert [(again.issue, again.outcome) for again in issue(folder, PERIOD)] == [(1, "unchanged")] * 5
    assert tree(folder) == before


def _failing_on(name: str, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(content: bytes, file: str, limits: Limits | None = None) -> Any:
        if file == name:
            raise error
        return read_workbook(content, file, limits)

    monkeypatch.delenv("SHPDOCS_TRACEBACK", raising=False)
    monkeypatch.setattr(shpdocs.commands.judge, "read_workbook", fail)


@pytest.mark.parametrize("error", [ZeroDivisionError(), MemoryError(), RecursionError(), AssertionError()])
def test_a_file_that_makes_judging_fail_is_told_and_the_others_come_into_force(
    error: Exception, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("returns", "received"):
        shutil.rmtree(_of(demo_folder).root / name)
    keep_events(_of(demo_folder).root)
    _failing_on(f"{PERIOD} prevent.xlsx", error, monkeypatch)
    collected = collect(demo_folder, PERIOD)
    assert collected.missing == ("prevent",)
    assert len(collected.in_force) == 4
    bad = next(one for one in collected.files if one.file == f"{PERIOD} prevent.xlsx")
    assert (bad.outcome, _codes(bad)) == ("refused", ["could-not-judge"])
    assert (_of(demo_folder).root / "received" / f"{bad.sha256}.xlsx").is_file()
    assert {one.file: _codes(one) for one in check(demo_folder, (_of(demo_folder).inbox,)) if _codes(one)} == {
        f"{PERIOD} prevent.xlsx": ["could-not-judge"]
    }


def test_with_the_traceback_wanted_a_fault_in_judging_is_shown(demo_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _failing_on(f"{PERIOD} prevent.xlsx", ZeroDivisionError(), monkeypatch)
    monkeypatch.setenv("SHPDOCS_TRACEBACK", "1")
    shutil.rmtree(_of(demo_folder).received.folder / "judgements")  # else nothing is judged again
    with pytest.raises(ZeroDivisionError):
        collect(demo_folder, PERIOD)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_in_the_inbox_is_passed_over_and_told(demo_folder: Path) -> None:
    os.mkfifo(_of(demo_folder).inbox / "made up.xlsx")
    outcomes = {outcome.file: outcome for outcome in collect(demo_folder, PERIOD).files}
    pipe = outcomes.pop("made up.xlsx")
    assert (pipe.outcome, [problem.code for problem in pipe.problems]) == ("skipped", ["no-file"])
    assert {outcome.outcome for outcome in outcomes.values()} == {"unchanged"}


@pytest.mark.parametrize("place", [b"-1", b"A-1", b"A0", b"1", b"AAAA1", b"A99999999999", b"A1B", b"\xc3\x841"])
def test_a_cell_at_a_place_that_is_none_is_told_and_stops_nothing(place: bytes, demo_folder: Path) -> None:
    source = (_of(demo_folder).inbox / f"{PERIOD} {VIOLENCE}.xlsx").read_bytes()

    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb'(<c r=")[A-Z]+\d+"', rb"\g<1>" + place + b'"', part, count=1) if name.startswith("xl/worksheets/sheet") else part

    (demo_folder / "made up.xlsx").write_bytes(rezipped(source, change))
    (outcome,) = check(demo_folder, (demo_folder / "made up.xlsx",))
    assert (_codes(outcome), outcome.problems[0].code) == ([], "remark-not-read")


def test_a_row_below_the_first_is_a_damaged_file_or_read_past(demo_folder: Path) -> None:
    source = (_of(demo_folder).inbox / f"{PERIOD} {VIOLENCE}.xlsx").read_bytes()
    content = rezipped(source, lambda name, part: part.replace(b'<row r="1"', b'<row r="-1"', 1) if "worksheets/sheet" in name else part)
    (demo_folder / "made up.xlsx").write_bytes(content)
    (outcome,) = check(demo_folder, (demo_folder / "made up.xlsx",))
    assert _codes(outcome) == []


@pytest.mark.parametrize("limit", ["most-cells = 1000", "largest-unpacked = 1", "most-parts = 20"])
def test_a_limit_of_the_settings_is_kept_by_check_and_by_collect(limit: str, demo_folder: Path) -> None:
    settings = demo_folder / "shpdocs.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[limits]\n{limit}\n", encoding="utf-8")
    path = demo_folder / "post" / "large.xlsx"
    path.parent.mkdir()
    workbook = openpyxl.load_workbook(_of(demo_folder).inbox / f"{PERIOD} {VIOLENCE}.xlsx")
    notes = workbook.create_sheet("Made-up notes")
    for number in range(1_000):
        notes.append([f"Made-up note {number}" + " with many more words" * 50])
    workbook.save(path)
    assert [_codes(outcome) for outcome in check(demo_folder, (path,))] == [["oversized-file"]]
    assert [_codes(outcome) for outcome in collect(demo_folder, PERIOD, [path]).files] == [["oversized-file"]]


@pytest.mark.parametrize(("limit", "key"), [("most-cells = 5", "limits.most-cells"), ("most-rows = 5", "limits.most-rows")])
def test_a_limit_that_is_none_is_an_error_that_names_its_key(limit: str, key: str, demo_folder: Path) -> None:
    settings = demo_folder / "shpdocs.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\n[limits]\n{limit}\n", encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        check(demo_folder, ())
    assert [fault.key for fault in caught.value.faults] == [key]


def test_a_refused_file_that_is_still_there_after_a_good_one_is_past(demo_folder: Path) -> None:
    wrong = _send(demo_folder, "a made-up lot", "wrong.xlsx")
    shutil.copyfile(wrong, _of(demo_folder).inbox / "wrong.xlsx")
    collect(demo_folder, PERIOD)
    collect(demo_folder, PERIOD, [_send(demo_folder, 127, "right.xlsx")])
    found = {one.file: one for one in collect(demo_folder, PERIOD).files}
    assert (found["wrong.xlsx"].outcome, found["wrong.xlsx"].problems) == ("superseded", ())
    assert next(one.state for one in status(demo_folder, PERIOD).sub_groups if one.sub_group == VIOLENCE) == "in force"


def test_a_refused_file_sent_again_after_a_good_one_is_told_again_and_the_good_one_stays(demo_folder: Path) -> None:
    wrong = _send(demo_folder, "a made-up lot", "wrong.xlsx")
    collect(demo_folder, PERIOD, [wrong])
    collect(demo_folder, PERIOD, [_send(demo_folder, 127, "right.xlsx")])
    (outcome,) = collect(demo_folder, PERIOD, [wrong]).files
    assert (outcome.outcome, _codes(outcome)) == ("refused", ["not-a-whole-number"])
    found = next(one for one in status(demo_folder, PERIOD).sub_groups if one.sub_group == VIOLENCE)
    assert (found.state, found.file, found.is_in_force) == ("problems", "wrong.xlsx", True)
    return_ = _of(demo_folder).read_return(VIOLENCE)
    assert return_ is not None
    assert return_.file_name == "right.xlsx"


def test_a_tie_says_that_the_two_differ_and_not_that_a_later_return_is_in_force(demo_folder: Path) -> None:
    drop_return(_of(demo_folder).root, VIOLENCE)
    files = [_send(demo_folder, 127, "one.xlsx"), _send(demo_folder, 128, "two.xlsx")]
    for _ in range(2):
        collected = collect(demo_folder, PERIOD, files)
        assert {one.file: (one.outcome, _codes(one)) for one in collected.files} == {
            "one.xlsx": ("refused", ["two-candidates"]),
            "two.xlsx": ("refused", ["two-candidates"]),
        }
        assert VIOLENCE in collected.missing


def test_older_files_beside_a_tie_are_told_that_later_ones_came_in_and_nothing_is_in_force(demo_folder: Path) -> None:
    inbox = _of(demo_folder).inbox
    drop_return(_of(demo_folder).root, VIOLENCE)
    posted = [_send(demo_folder, number, f"{number}.xlsx") for number in (121, 122, 127, 128)]
    (inbox / f"{PERIOD} {VIOLENCE}.xlsx").unlink()
    for pair in (posted[:2], posted[2:]):
        for path in pair:
            shutil.copyfile(path, inbox / path.name)
        collected = collect(demo_folder, PERIOD)
        assert VIOLENCE in collected.missing
    found = {one.file: one.outcome for one in collected.files}
    assert [found[path.name] for path in posted] == ["superseded", "superseded", "refused", "refused"]
    assert "121.xlsx: a later return came in, " in _told(demo_folder)


def _told(folder: Path) -> str:
    return CliRunner().invoke(app, ["collect", PERIOD, "--folder", str(folder)]).stdout


@pytest.mark.parametrize("key", ["sub-group", "period", "answers", "sources", "received"])
def test_a_return_that_lacks_a_key_or_is_anothers_is_damaged(key: str, demo_folder: Path) -> None:
    path = _of(demo_folder).returns.path(VIOLENCE)
    raw = json.loads(path.read_text(encoding="utf-8"))
    lacking = {name: value for name, value in raw.items() if name != key}
    for changed in (lacking, raw | {key: "made-up"}, raw | {"answers": raw["answers"] | {"made-up": {}}}):
        path.write_text(json.dumps(changed), encoding="utf-8")
        with pytest.raises(RecordError, match="not the return"):
            _of(demo_folder).read_return(VIOLENCE)


def test_a_return_stored_before_a_sign_off_was_asked_can_still_be_used(demo_folder: Path) -> None:
    change_return(_of(demo_folder).root, VIOLENCE, lambda raw: raw["answers"].pop("sign-off"))
    return_ = _of(demo_folder).read_return(VIOLENCE)
    assert return_ is not None
    assert "sign-off" not in return_.answers
    made = assemble(demo_folder, PERIOD, final=True)
    assert (made.outcome, made.missing, made.unusable) == ("stands", (), ())
