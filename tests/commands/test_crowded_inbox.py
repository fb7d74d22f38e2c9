"""A crowded inbox: files of every sort at once, of which no bad one stops a good one; conflict copies by their real names."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from shpdocs.commands.collect import collect
from shpdocs.commands.history import history
from shpdocs.model.period import parse_period
from shpdocs.model.problem import CATALOGUE
from shpdocs.store.disk import sha256
from shpdocs.store.folder import PeriodFolder, open_folder
from tests.reliability.variants import variants
from tests.support.accepted import collect as collect_and_accept
from tests.support.leads import At, saved, type_into
from tests.support.ledgers import keep_events

PERIOD, VIOLENCE = "2017-18-Q3", "serious-violence"
OTHERS = ("partnership", "prevent", "drugs-and-alcohol", "domestic-abuse")
ROBBERY = At("Measures", "measures/robbery", "Q1")
RENAMED = {
    "an ods.xlsx": b"PK\3\4made up mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    "a csv.xlsx": b"Measure,Q1\r\nMade-up measure,12\r\n",
    "a web page.xlsx": b"<html><body><table><tr><td>12</td></tr></table></body></html>",
    "an old workbook.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "an old workbook.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 600,
    "a made-up return.ods": b"PK\3\4made up",
    "a made-up list.csv": b"1;2;3\n",
    "nothing.xlsx": b"",
    "nothing but noughts.xlsx": bytes(5_000),
}
PASSED_OVER = ("~$made up.xlsx", ".made up.xlsx.icloud", "Thumbs.db", "made up.xlsx.part", ".~lock.made up.xlsx#")


def _of(folder: Path) -> PeriodFolder:
    return open_folder(folder).period(parse_period(PERIOD))


def _empty(folder: Path) -> PeriodFolder:
    """The period with its workbooks in the inbox, as if nothing had been collected yet."""
    period_folder = _of(folder)
    for name in ("returns", "received", "queries"):
        shutil.rmtree(period_folder.root / name, ignore_errors=True)
    keep_events(period_folder.root, "issued")
    return period_folder


@pytest.mark.slow
def test_every_odd_file_at_once_stops_none_of_the_good_ones(demo_folder: Path) -> None:
    period_folder = _empty(demo_folder)
    good = period_folder.inbox / f"{PERIOD} {VIOLENCE}.xlsx"
    lying = {f"variant {number}.xlsx": one.content for number, one in enumerate(variants(good.read_bytes()))} | RENAMED
    for name, content in lying.items():
        (period_folder.inbox / name).write_bytes(content)
    for name in PASSED_OVER:
        (period_folder.inbox / name).write_bytes(b"made up")
    collected = collect_and_accept(demo_folder, PERIOD)
    found = {one.file: one for one in collected.files}
    assert found.keys() == {*lying, *PASSED_OVER, *(f"{PERIOD} {name}.xlsx" for name in (*OTHERS, VIOLENCE))}
    assert set(OTHERS) <= set(collected.in_force)
    assert {name: found[name].outcome for name in RENAMED} == dict.fromkeys(RENAMED, "refused")
    assert {name: found[name].outcome for name in PASSED_OVER} == dict.fromkeys(PASSED_OVER, "skipped")
    assert {problem.code for one in collected.files for problem in one.problems} <= CATALOGUE.keys() - {"could-not-judge"}
    assert all(one.problems for one in collected.files if one.outcome in ("refused", "skipped", "duplicate"))
    for content in lying.values():
        assert [path.read_bytes() for path in (period_folder.root / "received").glob(f"{sha256(content)}.*")] == [content]
    assert period_folder.read_return(VIOLENCE) is None  # several say different things: nobody chose for the officer
    again = {one.file: one.outcome for one in collect(demo_folder, PERIOD).files}
    now = {f"{PERIOD} {name}.xlsx": "unchanged" for name in OTHERS}
    assert again == {name: one.outcome for name, one in found.items()} | now


@pytest.mark.parametrize(
    "copy", ["prevent (1).xlsx", "prevent-DESKTOP-4T2PQ.xlsx", "Copy of prevent.xlsx", "prevent (A Lead's conflicted copy).xlsx"]
)
def test_a_conflict_copy_with_another_answer_is_a_question_that_names_the_cell(copy: str, demo_folder: Path) -> None:
    period_folder = _empty(demo_folder)
    good = period_folder.inbox / f"{PERIOD} {VIOLENCE}.xlsx"
    other = copy.replace("prevent", VIOLENCE)
    cells = type_into(good, {ROBBERY: 127}, period_folder.inbox / other)
    found = {one.file: one for one in collect(demo_folder, PERIOD).files}
    for name, rival in ((good.name, other), (other, good.name)):
        (problem,) = [problem for problem in found[name].problems if problem.code == "two-candidates"]
        assert (found[name].outcome, problem.severity, problem.entered) == ("refused", "blocking", rival)
        assert problem.details["differences"] == f"Measures {cells[ROBBERY]}"
    assert period_folder.read_return(VIOLENCE) is None


def test_conflict_copies_that_say_the_same_are_taken_once_and_said_so(demo_folder: Path) -> None:
    period_folder = _empty(demo_folder)
    good = period_folder.inbox / f"{PERIOD} {VIOLENCE}.xlsx"
    shutil.copyfile(good, period_folder.inbox / f"{VIOLENCE} (1).xlsx")
    saved_again = openpyxl.load_workbook(good)
    saved_again.properties.creator = "A made-up lead"
    (period_folder.inbox / f"{VIOLENCE}-DESKTOP.xlsx").write_bytes(saved(saved_again))
    found = {one.file: one for one in collect_and_accept(demo_folder, PERIOD).files}
    outcomes = sorted(found[name].outcome for name in (good.name, f"{VIOLENCE} (1).xlsx", f"{VIOLENCE}-DESKTOP.xlsx"))
    assert outcomes == ["duplicate", "duplicate", "in-force"]
    codes = {problem.code for one in found.values() if one.outcome == "duplicate" for problem in one.problems}
    assert {"same-file", "same-answers"} <= codes
    kept = {event.sha256 for event in history(demo_folder, PERIOD).events if event.event == "received"}
    assert {sha256(path.read_bytes()) for path in period_folder.inbox.iterdir()} <= kept


def test_of_three_that_differ_none_is_taken_and_one_named_by_the_officer_is(demo_folder: Path) -> None:
    period_folder = _empty(demo_folder)
    good = period_folder.inbox / f"{PERIOD} {VIOLENCE}.xlsx"
    for number, name in ((127, f"{VIOLENCE} (1).xlsx"), (128, f"{VIOLENCE}-DESKTOP.xlsx")):
        type_into(good, {ROBBERY: number}, period_folder.inbox / name)
    refused = [one.file for one in collect(demo_folder, PERIOD).files if one.outcome == "refused"]
    assert len(refused) == 3
    (one,) = collect_and_accept(demo_folder, PERIOD, [period_folder.inbox / f"{VIOLENCE}-DESKTOP.xlsx"]).files
    assert one.outcome == "in-force"
    again = {one.file: one.outcome for one in collect(demo_folder, PERIOD).files}
    assert [again[name] for name in refused if "DESKTOP" not in name] == ["superseded"] * 2
