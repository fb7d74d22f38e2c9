"""What a killed run leaves is cleared by the next one, wherever under output/ it lies; what others put there stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import waive
from shpdocs.commands.status import status
from shpdocs.commands.verify import verify
from shpdocs.store.disk import UNFINISHED
from shpdocs.store.editions import Editions
from tests.support.small import PERIOD, period_folder, returned

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in another way")
KILLED = """
import os, signal, sys
from pathlib import Path
import shpdocs.commands.assembling.files as files
from shpdocs.cli.app import app
replace = Path.replace

def replace_or_die(path, target):
    if str(target).endswith(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(path, target)

def half_a_pdf(paper, pdf):
    (pdf.parent / "libreoffice").mkdir()
    (pdf.parent / "libreoffice" / "paper.docx").write_bytes(paper.read_bytes())
    os.kill(os.getpid(), signal.SIGKILL)

Path.replace = replace_or_die
files.write_pdf = half_a_pdf
app(sys.argv[2:])
"""


def _killed(root: Path, at: str, *words: str) -> None:
    """Run a command that is killed when it puts a file in place whose path ends so, or makes a PDF."""
    command = [sys.executable, "-c", KILLED, at, *words, PERIOD, "--folder", str(root)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == -9


def _left(root: Path) -> list[str]:
    """What of a killed run lies under output/."""
    output = root / "output"
    left = [*output.rglob(f"{UNFINISHED}*"), *output.rglob(".working"), *output.rglob(".working/**/*.docx")]
    return sorted({path.relative_to(output / PERIOD).parts[0] for path in left})


@pytest.mark.parametrize(
    ("at", "words", "lies_in"),
    [
        ("DRAFT.docx", ("assemble",), "papers"),
        ("draft-printed.json", ("assemble",), "editions"),
        ("draft.json", ("assemble",), "editions"),
        ("no such file", ("assemble", "--pdf"), ".working"),
        (".json", ("collect",), "returns"),
    ],
    ids=["assemble", "what is kept of the draft", "the draft's record", "--pdf", "collect"],
)
def test_what_a_killed_run_left_is_cleared_by_the_next(at: str, words: tuple[str, ...], lies_in: str, small: Path) -> None:
    returned(small, "first.xlsx", {})
    if words[0] != "collect":
        collect(small, PERIOD)
    _killed(small, f"returns/road-safety{at}" if at == ".json" else at, *words)
    assert _left(small) == [lies_in]
    collect(small, PERIOD)
    assert _left(small) == []
    assert assemble(small, PERIOD).path.is_file()
    assert Editions(period_folder(small)).printed_draft("").public.document.mark.startswith("DRAFT")


def test_what_was_left_in_any_folder_of_the_period_is_cleared_and_nothing_else(small: Path) -> None:
    period = small / "output" / PERIOD
    folders = ["papers/not for publication", "papers/made up DRAFT", "queries/past", "received/judgements", "returns/replaced", "sent"]
    for folder in folders:
        (period / folder).mkdir(parents=True, exist_ok=True)
        (period / folder / f"{UNFINISHED}1-00000000").write_bytes(b"made up")
    (period / "inbox").mkdir(exist_ok=True)
    theirs = [period / "inbox" / f"{UNFINISHED}1-00000000", period / "papers" / "mine.docx"]
    for path in theirs:
        path.write_bytes(b"made up")
    assemble(small, PERIOD)
    assert _left(small) == ["inbox"]
    assert [path.read_bytes() for path in theirs] == [b"made up"] * 2


def _published(root: Path) -> list[str]:
    folder = period_folder(root).published
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def _ready(root: Path) -> None:
    """Everything is there for a final paper."""
    returned(root, "first.xlsx", {})
    collect(root, PERIOD)
    for sub_group in status(root, PERIOD).sub_groups:
        if not sub_group.is_in_force:
            waive(root, PERIOD, sub_group.sub_group, by="A made-up officer", because="Made up")


def test_an_edition_of_which_nothing_is_recorded_is_cleared_by_the_next_run_and_published_as_number_1(small: Path) -> None:
    _ready(small)
    _killed(small, "edition.json", "assemble", "--final")
    assert (_left(small), _published(small)) == (["editions"], [])
    collect(small, PERIOD)
    assert (_left(small), _published(small)) == ([], [])
    published = assemble(small, PERIOD, final=True)
    assert (published.edition, published.outcome) == (1, "published")
    assert verify(small, PERIOD).faults == ()


@pytest.mark.parametrize("at", ["editions/paper/1", "published/paper/1"])
def test_an_edition_that_is_recorded_is_finished_by_the_next_run_whatever_it_does(at: str, small: Path) -> None:
    _ready(small)
    _killed(small, at, "assemble", "--final")
    assert _left(small) == ["editions"]
    before = verify(small, PERIOD)
    assert (before.faults, {note.file for note in before.notes}) == ((), {f"output/{PERIOD}/editions/paper/.writing-1"})
    assert status(small, PERIOD)
    collect(small, PERIOD)
    assert (_left(small), len(_published(small))) == ([], 1)
    assert assemble(small, PERIOD, final=True).outcome == "stands"
    after = verify(small, PERIOD)
    assert (after.faults, after.notes) == ((), ())


def test_a_withdrawal_that_was_killed_is_finished_by_the_next_run(small: Path) -> None:
    _ready(small)
    assemble(small, PERIOD, final=True)
    _killed(small, "withdrawn", "withdraw", "--by", "A made-up officer", "--because", "Made up")
    assert len(_published(small)) == 1
    (fault,) = verify(small, PERIOD).faults
    assert "it was withdrawn, and still stands here" in fault.what
    collect(small, PERIOD)
    assert _published(small) == []
    assert verify(small, PERIOD).faults == ()
