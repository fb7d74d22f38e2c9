"""Appendices of papers over whole commands: remembered once given, replaced, published apart, left out by a decision, and listed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

from shpdocs.commands.assemble import Assembled, assemble
from shpdocs.commands.assembling.final import NotFinalError
from shpdocs.commands.assembling.publishing import ChangedEditionError
from shpdocs.commands.trace import trace
from shpdocs.commands.verify import verify
from shpdocs.definitions.shipped import EXAMPLE_APPENDIX, demo_file
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.leads import tree
from tests.support.word_files import texts

PERIOD, PROFILE = "2017-18-Q3", "select-committee"  # whose cover makes its list itself
LATER = "2024-25-Q2"
BY, BECAUSE = "Made-up officer", "Made up: it was agreed"
OWN = "Appendix 1 – Safer Hillingdon Partnership Plan 2017/18"
DEMO = "Appendix 2 – Example of another body's report"  # of the demo's third paper
DECIDED: dict[str, Any] = {"by": BY, "because": BECAUSE}
KILLED = """
import os, signal, sys
from pathlib import Path
from shpdocs.cli.app import app
replace = Path.replace

def replace_or_die(path, target):
    if str(target).endswith(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(path, target)

Path.replace = replace_or_die
app(sys.argv[2:])
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A made-up report of another body."""
    return _report(tmp_path / "report.docx", "Made up: the report of another body.")


def _report(path: Path, text: str) -> Path:
    document = docx.Document()
    document.add_heading("Made-up report", 1)
    document.add_paragraph(text)
    document.save(str(path))
    return path


def _draft(root: Path, **options: Any) -> Assembled:
    return assemble(root, PERIOD, profile=PROFILE, **options)


def _headings(made: Assembled) -> list[str]:
    return [appendix.heading for appendix in made.appendices]


def _events(root: Path) -> list[tuple[str, str, str, str, str]]:
    """What the ledger says of the appendices of the paper: what, title, file, by and why."""
    events = open_folder(root).period(parse_period(PERIOD)).events()
    named = [event for event in events if event.event == "appendix" and event.profile == PROFILE]
    return [(event.what, event.title, event.file, event.by, event.because) for event in named][1:]  # the demo gave one


def test_an_appendix_once_given_is_remembered_by_drafts_and_finals_alike(demo_folder: Path, report: Path) -> None:
    given = _draft(demo_folder, appendices={"MPS report": report})
    report.unlink()
    again = _draft(demo_folder)
    assert _headings(given) == _headings(again) == [OWN, DEMO, "Appendix 3 – MPS report"]
    assert (again.path, again.outcome) == (given.path, "unchanged")
    final = _draft(demo_folder, final=True, **DECIDED)
    assert "Made up: the report of another body." in texts(final.path)
    assert final.record is not None
    assert [appendix.heading for appendix in final.record.appendices] == [DEMO, "Appendix 3 – MPS report"]
    assert _draft(demo_folder, final=True).outcome == "stands"
    assert _events(demo_folder) == [("given", "MPS report", "report.docx", "", "")]


def test_given_again_under_its_title_in_any_case_it_is_replaced_and_keeps_its_number(
    demo_folder: Path, tmp_path: Path, report: Path
) -> None:
    _draft(demo_folder, appendices={"MPS report": report, "Map": report})
    other = _report(tmp_path / "other.docx", "Made up: another text.")
    made = _draft(demo_folder, appendices={"mps  Report": other})
    assert _headings(made) == [OWN, DEMO, "Appendix 3 – mps Report", "Appendix 4 – Map"]
    assert texts(made.path).count("Made up: another text.") == 1
    assert texts(made.path).count("Made up: the report of another body.") == 1  # the map


def test_a_title_is_the_same_however_its_marks_are_typed(demo_folder: Path, report: Path) -> None:
    _draft(demo_folder, appendices={"Caf\u00e9 watch": report})
    assert _headings(_draft(demo_folder, apart=("Cafe\u0301 WATCH",), **DECIDED))[2:] == ["Appendix 3 – Caf\u00e9 WATCH"]


def test_it_belongs_to_its_paper_alone(demo_folder: Path, report: Path) -> None:
    _draft(demo_folder, appendices={"MPS report": report})
    assert len(assemble(demo_folder, PERIOD).appendices) == 1


def test_an_appendix_leaves_only_by_a_recorded_decision_and_a_later_number_moves_up(demo_folder: Path, report: Path) -> None:
    _draft(demo_folder, appendices={"MPS report": report, "Map": report})
    for nobody in ({}, {"by": BY}, {"because": BECAUSE}, {"by": " ", "because": "–"}):
        before = tree(demo_folder)
        with pytest.raises(UsageError, match="who and why"):
            _draft(demo_folder, without_appendices=("MPS report",), **nobody)
        assert tree(demo_folder) == before
    made = _draft(demo_folder, without_appendices=("mps report",), **DECIDED)
    assert _headings(made) == [OWN, DEMO, "Appendix 3 – Map"]
    assert _events(demo_folder)[-1] == ("left-out", "MPS report", "", BY, BECAUSE)
    assert _headings(_draft(demo_folder)) == [OWN, DEMO, "Appendix 3 – Map"]


@pytest.mark.parametrize(("title", "expected"), [("MPS reprot", "Example of another body's report"), ("Plan", "There are: ")])
def test_one_that_is_not_there_cannot_be_left_out_and_those_that_are_are_named(title: str, expected: str, demo_folder: Path) -> None:
    before = tree(demo_folder)
    with pytest.raises(UsageError, match=f"No appendix '{title}'") as caught:
        _draft(demo_folder, without_appendices=(title,), **DECIDED)
    assert expected in caught.value.remedy
    assert tree(demo_folder) == before


def test_an_appendix_published_apart_is_named_and_not_in_the_paper(demo_folder: Path) -> None:
    made = _draft(demo_folder, apart=("MPS report",), separate=True)
    assert _headings(made) == [OWN, DEMO, "Appendix 3 – MPS report"]
    assert "Appendix 3 – MPS report (published separately)" in texts(made.path)
    assert not any("MPS" in path.name for path in made.files)
    assert made.record is not None
    assert [appendix.is_apart for appendix in made.record.appendices] == [False, True]
    assert _headings(_draft(demo_folder)) == [OWN, DEMO, "Appendix 3 – MPS report"]
    assert _events(demo_folder) == [("apart", "MPS report", "", "", "")]


def test_one_that_is_in_the_paper_is_published_apart_only_by_a_decision_and_may_come_back(demo_folder: Path, report: Path) -> None:
    _draft(demo_folder, appendices={"MPS report": report})
    with pytest.raises(UsageError, match="who and why"):
        _draft(demo_folder, apart=("MPS report",))
    made = _draft(demo_folder, apart=("MPS report",), **DECIDED)
    assert "Made up: the report of another body." not in texts(made.path)
    back = _draft(demo_folder, appendices={"MPS report": report})
    assert "Made up: the report of another body." in texts(back.path)
    assert [what for what, *_ in _events(demo_folder)] == ["given", "apart", "given"]


def test_a_changed_edition_is_refused_and_what_was_said_of_appendices_is_not_remembered(demo_folder: Path, report: Path) -> None:
    before = tree(demo_folder)
    with pytest.raises(ChangedEditionError) as caught:
        _draft(demo_folder, final=True, appendices={"MPS report": report})
    assert [(change.what, change.before) for change in caught.value.changes if change.what == "appendix"] == [("appendix", "")]
    assert tree(demo_folder) == before
    assert _headings(_draft(demo_folder)) == [OWN, DEMO]


def test_final_again_without_naming_the_appendix_publishes_the_same_paper(demo_folder: Path) -> None:
    made = _draft(demo_folder, final=True)
    assert (made.outcome, made.edition, _headings(made)) == ("stands", 1, [OWN, DEMO])


WRONG_TITLES = {
    "": "no title",
    "  ": "no title",
    "Appendix 4 – MPS report": "has a number",
    "APPENDIX A": "has a number",
    "MPS\u200breport": "cannot be seen",
    "M" * 201: "more than 200 characters",
    "Safer Hillingdon Partnership PLAN 2017/18": "of its own",
}


@pytest.mark.parametrize(("title", "expected"), WRONG_TITLES.items(), ids=range(len(WRONG_TITLES)))
def test_a_title_that_cannot_stand_is_refused_before_anything_is_written(
    title: str, expected: str, demo_folder: Path, report: Path
) -> None:
    before = tree(demo_folder)
    for named in ({"appendices": {title: report}}, {"apart": (title,)}):
        with pytest.raises(UsageError) as caught:
            _draft(demo_folder, **named)
        assert expected in str(caught.value) or "is blank" in str(caught.value)
    assert tree(demo_folder) == before


def test_one_appendix_is_named_once_in_a_run(demo_folder: Path, report: Path) -> None:
    for named in (
        {"appendices": {"Map": report, " map ": report}},
        {"appendices": {"Map": report}, "apart": ("MAP",)},
        {"apart": ("Map", "map")},
        {"without_appendices": (DEMO.partition(" – ")[2],) * 2, **DECIDED},
    ):
        with pytest.raises(UsageError, match="named twice"):
            _draft(demo_folder, **named)


def test_a_remembered_file_that_is_gone_or_spoiled_stops_the_paper_and_giving_it_again_mends_it(demo_folder: Path, report: Path) -> None:
    _draft(demo_folder, appendices={"MPS report": report})
    kept = next(
        path
        for path in (demo_folder / "output" / PERIOD / "editions" / "appendices").glob("*.docx")
        if path.read_bytes() == report.read_bytes()
    )
    for spoil in (lambda: kept.write_bytes(b"half"), kept.unlink):
        spoil()
        with pytest.raises(RecordError, match="MPS report") as caught:
            _draft(demo_folder)
        assert kept.name in str(caught.value) and "--appendix" in str(caught.value)
        made = _draft(demo_folder, appendices={"MPS report": report})
        assert "Made up: the report of another body." in texts(made.path)


def test_a_final_is_refused_with_both_lists_side_by_side_where_other_words_were_typed(demo_folder: Path, report: Path) -> None:
    before = tree(demo_folder)
    with pytest.raises(NotFinalError) as caught:
        assemble(demo_folder, LATER, final=True, appendices={"Map": report}, **DECIDED)
    words = str(caught.value)
    assert "“Papers with report” (partnership/papers) names other appendices than there are" in words
    lines = [line.split("   ") for line in words.splitlines()]
    rows = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert ["It says", "There are"] in rows
    assert ["Appendix 2 – MPS Report", "Appendix 2 – MPS Report (published separately)"] in rows
    assert ["–", "Appendix 3 – Map"] in rows
    assert tree(demo_folder) == before


def test_a_draft_prints_what_is_there_and_says_so(demo_folder: Path, report: Path) -> None:
    made = assemble(demo_folder, LATER, appendices={"Map": report})
    assert [listed.answer for listed in made.wrongly_listed] == ["partnership/papers"]
    printed = texts(made.path)
    assert "Appendix 2 – MPS Report (published separately)" in printed
    assert any("is not what the paper has" in text for text in printed)


def test_a_text_that_names_an_appendix_that_is_not_there_is_told(demo_folder: Path) -> None:
    made = assemble(demo_folder, LATER)
    assert made.absent == ()  # 'Appendix 1 of this paper'
    left = assemble(demo_folder, LATER, without_appendices=("MPS Report",), **DECIDED)
    assert (_headings(left), left.absent) == (["Appendix 1 – Safer Hillingdon Partnership Development Plan"], ())
    assert [listed.typed[-1] for listed in left.wrongly_listed] == ["Appendix 2 – MPS Report"]


def test_the_cover_of_a_paper_is_traced_with_its_remembered_appendices(demo_folder: Path) -> None:
    assemble(demo_folder, PERIOD, profile=PROFILE, apart=("MPS report",))
    (text,) = trace(demo_folder, PERIOD, "MPS report", profile=PROFILE, draft=True).texts
    assert text.text == "Appendix 3 – MPS report (published separately)"


def test_the_merge_report_of_a_draft_without_appendices_is_not_that_of_another(demo_folder: Path, report: Path) -> None:
    _draft(demo_folder, appendices={"MPS report": report})
    path = demo_folder / "output" / PERIOD / "merge-report.json"
    assert path.is_file()
    titles = (DEMO.partition(" – ")[2], "MPS report")
    _draft(demo_folder, without_appendices=titles, **DECIDED)
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in another way")
@pytest.mark.parametrize(("at", "is_remembered"), [("the file", False), ("ledger.head", None), ("DRAFT.docx", True)])
def test_a_run_killed_while_an_appendix_is_given_leaves_it_remembered_whole_or_not_at_all(
    at: str, is_remembered: bool | None, demo_folder: Path, report: Path
) -> None:
    place = f"{hashlib.sha256(report.read_bytes()).hexdigest()}.docx" if at == "the file" else at
    options = ("--profile", PROFILE, "--appendix", f"MPS report={report}", "--folder", str(demo_folder))
    command = [sys.executable, "-c", KILLED, place, "assemble", *options, PERIOD]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -9
    headings = _headings(_draft(demo_folder))
    expected = {True: [3], False: [2], None: [2, 3]}[is_remembered]
    assert len(headings) in expected
    assert verify(demo_folder).faults == ()
    assert _headings(_draft(demo_folder, appendices={"MPS report": report})) == [OWN, DEMO, "Appendix 3 – MPS report"]


def test_an_example_file_comes_in_under_any_title(demo_folder: Path) -> None:
    made = _draft(demo_folder, appendices={"Déjà vu – “Ünïcode” / 2 = two": demo_file(EXAMPLE_APPENDIX)}, separate=True)
    assert _headings(made)[-1] == "Appendix 3 – Déjà vu – “Ünïcode” / 2 = two"
    assert made.files[-1].name == "Appendix 3 – Déjà vu – “Ünïcode” 2 = two.docx"
