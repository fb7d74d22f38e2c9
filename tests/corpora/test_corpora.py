"""The runner over real files, tried on a small made-up folder: it tells all that it is for, and would notice each kind of fault."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.comments import Comment

from shpdocs.model.appendix import Merged
from shpdocs.model.problem import Problem
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.read import read_any_workbook
from tests.corpora import words, workbooks
from tests.corpora.__main__ import KINDS, lines, main, run
from tests.corpora.looks import Look, Stopwatch, Sum, kind_of, looked_at
from tests.corpora.page import BEGIN, END, PAGE
from tests.support.leads import saved
from tests.support.made_word import Source, paragraph, rich


def _workbook() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.active["B2"], workbook.active["B3"], workbook.active["B4"] = "Made up", 12.5, "=1+1"
    workbook.active["B2"].comment = Comment("A made-up note", "Nobody")
    return saved(workbook)


def _refused() -> bytes:
    return Source(
        "Made-up report", body=[paragraph("Text", inside='<w:ins w:id="1" w:author="Nobody"><w:r><w:t>new</w:t></w:r></w:ins>')]
    ).write()


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A folder as real files lie: in folders of their own, some sound, some not what they seem."""
    files = {
        "reports/rich.docx": rich().write(),
        "reports/changes.docx": _refused(),
        "reports/cut.docx": rich().write()[:500],
        "reports/~$rich.docx": b"a lock",
        "returns/good.xlsx": _workbook(),
        "returns/page.xlsx": b"<html><table><tr><td>12</td></tr></table></html>",
        "returns/notes.txt": b"no Office file",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_every_word_file_and_workbook_of_a_folder_is_looked_at_and_told(real: Path) -> None:
    of_words, of_workbooks = run([real], "words"), run([real], "workbooks")
    assert dict(of_words.outcomes) == {"carried": 1, "carried on request": 1, "refused": 1}
    assert dict(of_workbooks.outcomes) == {"read": 1, "refused": 1}
    assert "not-a-workbook a web page" in of_workbooks.reasons
    assert of_words.is_clean
    assert of_workbooks.is_clean


def test_the_screen_tells_totals_and_reasons(real: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(real), "--processes", "1"]) == 0
    shown = capsys.readouterr().out
    assert "words: 3 files" in shown
    assert "workbooks: 2 files" in shown
    assert "refused because: 1 × It is damaged" in shown
    assert "refused because: 1 × not-a-workbook a web page" in shown


def test_two_processes_tell_the_same_as_one(real: Path) -> None:
    assert [(look.file, look.outcome) for look in run([real], "words", 2).looks] == [
        (look.file, look.outcome) for look in run([real], "words", 1).looks
    ]


def test_a_run_that_was_broken_off_goes_on_with_the_files_that_are_left(real: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = real / "kept.jsonl"
    first = run([real], "words", kept=kept)
    assert len(kept.read_text().splitlines()) == 3
    monkeypatch.setitem(KINDS, "words", (words.ENDINGS, _fails))
    assert run([real], "words", kept=kept) == first
    (real / "reports" / "another.docx").write_bytes(b"")
    assert run([real], "words", kept=kept).outcomes == first.outcomes + Counter({"broken": 1})


def test_reasons_are_counted_without_what_is_one_files_own() -> None:
    assert kind_of("It has 12 comments") == kind_of("It has 1 comment") == kind_of("It has comments")
    assert kind_of("It has a style “One” 3 times") == kind_of("It has a style “Two” 4 times")


def _fails(_: bytes, __: str, ___: Stopwatch) -> Look:
    raise KeyError("made up")


def _takes_long(_: bytes, __: str, watch: Stopwatch) -> Look:
    with watch.step("slept"):
        time.sleep(5)
    return Look("", "read")


@pytest.mark.parametrize(("look", "outcome"), [(_fails, "broken"), (_takes_long, "too slow")])
def test_a_fault_or_a_hang_is_told_of_its_file_and_stops_nothing(
    look: Callable[[bytes, str, Stopwatch], Look], outcome: str, tmp_path: Path
) -> None:
    path = tmp_path / "made-up.docx"
    path.write_bytes(b"")
    result = looked_at(path, look, longest=0.05)
    assert (result.file, result.outcome) == ("made-up.docx", outcome)
    total = Sum((result,))
    assert not total.is_clean
    assert any("made-up.docx" in line for line in lines("words", total))


def test_words_tables_and_pictures_that_do_not_come_in_are_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    source = rich().write()
    monkeypatch.setattr(words, "merge", lambda paper, _: Merged(paper, ()))
    losses = words.look_at_word(source, "made-up.docx", Stopwatch()).losses
    for what in ("words: ", "tables", "pictures", "charts", "footnotes", "endnotes", "headers and footers: "):
        assert any(what in loss for loss in losses), what


def test_what_comes_in_and_should_not_is_noticed() -> None:
    source = rich().write()
    live = Source(
        "Made-up report",
        body=[paragraph("Text", inside='<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>')],
    )
    losses = words.losses(source, live.write())
    assert "a field that changes by itself: DATE" in losses
    assert "fields that begin and do not end" in losses
    assert "a mark of a change or comment: ins" in words.losses(source, _refused())


def test_a_fault_of_ours_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fails(*_: object) -> None:
        raise TypeError

    monkeypatch.setattr("shpdocs.paper.appendix.refusals", fails)
    look = words.look_at_word(rich().write(), "made-up.docx", Stopwatch())
    assert look.outcome == "refused"
    assert look.broken
    monkeypatch.setattr("shpdocs.workbook.read.read_content", fails)
    workbook = tmp_path / "made-up.xlsx"
    workbook.write_bytes(_workbook())
    look = looked_at(workbook, workbooks.look_at_workbook)
    assert look.outcome == "broken"
    assert look.broken


def test_cells_and_notes_that_are_not_read_are_missed() -> None:
    content = _workbook()
    read = read_any_workbook(content, "made-up.xlsx")
    assert isinstance(read, WorkbookContent)
    assert workbooks.losses(content, read) == ()
    (sheet,) = read.sheets
    less = replace(sheet, cells={at: cell for at, cell in sheet.cells.items() if at != (3, 2)}, remarks=())
    assert workbooks.losses(content, replace(read, sheets=(less,))) == (
        "Sheet!B3: 12.5 read as nothing",
        "note: 'A made-up note'",
    )


def test_a_fault_in_judging_or_auditing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> Problem:
        raise ValueError

    monkeypatch.setattr(workbooks, "audit_workbook", fails)
    monkeypatch.setattr("shpdocs.commands.judge.compare", fails)
    broken = workbooks.look_at_workbook(_workbook(), "made-up.xlsx", Stopwatch()).broken
    assert [fault.partition(":")[0] for fault in broken] == ["judged", "audited"]


def test_workbooks_that_openpyxl_does_not_open_are_told_so() -> None:
    stream = BytesIO(_workbook())
    look = workbooks.look_at_workbook(stream.getvalue()[:-400], "made-up.xlsx", Stopwatch())
    assert look.reasons == ("incomplete-file, and openpyxl does not open it either",)


def test_the_page_has_the_figures_of_two_thousand_real_files_at_which_nothing_broke() -> None:
    figures = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    rows = re.findall(r"^\| (.+?) \| ([\d,]+) \|$", figures, re.MULTILINE)
    files = [int(count.replace(",", "")) for what, count in rows if what == "files"]
    assert len(files) == 2
    assert sum(files) >= 2_000
    assert [count for what, count in rows if what == "files at which something of ours broke"] == ["0", "0"]
