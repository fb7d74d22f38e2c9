"""Records of editions that are spoiled: `verify` lists every fault at its file; what depends on a record stops, and changes nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.collect import collect
from shpdocs.commands.init import init
from shpdocs.commands.verify import verify
from tests.support.editions import PAPER, publish_all
from tests.support.few import keep_only
from tests.support.leads import tree
from tests.support.small import PERIOD, SUB_GROUP, issued, period_folder, returned

OUT = f"output/{PERIOD}"
RECORD = f"{OUT}/editions/paper-first/1/edition.json"
WHO = ("--by", "A made-up officer", "--because", "Made up")
COMMANDS = {
    "issue": ("issue",),
    "collect": ("collect",),
    "status": ("status",),
    "assemble": ("assemble",),
    "assemble of the next quarter": ("assemble", "2024-25-Q3"),
    "waive": ("waive", SUB_GROUP, *WHO),
    "exempt": ("exempt", f"{SUB_GROUP}/update", "--paragraph", "1", *WHO),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = keep_only(init(tmp_path_factory.mktemp("published") / "partnership"), "2024-25", "prevent")
    issued(root)
    returned(root, "first.xlsx", {})
    collect(root, PERIOD)
    publish_all(period_folder(root))
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "partnership"))


def _run(root: Path, words: tuple[str, ...]) -> tuple[int, str]:
    period = () if any(word.startswith("2024") for word in words) else (PERIOD,)
    result = CliRunner().invoke(app, [words[0], *words[1:2], *period, *words[2:], "--folder", str(root)])
    return result.exit_code, result.stderr


def _edited(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"140", b"104"))


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("spoil", [_edited, _half, Path.unlink])
def test_what_depends_on_the_record_of_an_edition_stops_where_it_is_spoiled(
    spoil: Callable[[Path], None], words: tuple[str, ...], root: Path
) -> None:
    spoil(root / RECORD)
    before = tree(root)
    code, said = _run(root, words)
    assert (code, RECORD in said) == (3, True)
    assert f"bring the whole folder {OUT}/editions/paper-first/1 back" in " ".join(said.split())
    assert {name: content for name, content in tree(root).items() if name in before} == before


def test_so_it_is_for_a_draft_that_was_sent_and_for_an_edition_of_which_the_ledger_knows_nothing(root: Path) -> None:
    _edited(root / OUT / "editions/paper-first/sent-draft-1/edition.json")
    (root / OUT / "editions/paper-first/2").mkdir()
    code, said = _run(root, ("collect",))
    assert code == 3
    assert all(f"{OUT}/editions/paper-first/{name}" in said for name in ("sent-draft-1/edition.json", "2"))


def test_verify_finds_no_fault_in_editions_as_they_were_published(root: Path) -> None:
    verified = verify(root)
    assert (verified.faults, verified.notes) == ((), ())


FAULTS: dict[str, Callable[[Path], object]] = {
    RECORD: _edited,
    f"{OUT}/published/paper-first/1/{PAPER}": lambda path: path.write_bytes(b"edited"),
    f"{OUT}/published/paper-first/1/paper.pdf": Path.unlink,
    f"{OUT}/editions/paper-second/1/withdrawn/{PAPER}": Path.unlink,
    f"{OUT}/editions/paper-second/1/PART II.docx": lambda path: path.write_bytes(b"edited"),
    f"{OUT}/editions/paper-first/sent-draft-1/paper DRAFT.docx": Path.unlink,
    f"{OUT}/editions/paper-first/1/printed.json": _edited,
    f"{OUT}/editions/paper-first/sent-draft-1/printed.json": Path.unlink,
    f"{OUT}/published/paper-first/1/paper (1).pdf": lambda path: path.write_bytes(b"made up"),
    f"{OUT}/editions/appendices/notes.txt": lambda path: path.write_bytes(b"made up"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_verify_lists_each_fault_of_an_edition_at_its_file_and_no_other(name: str, root: Path) -> None:
    FAULTS[name](root / name)
    assert [fault.file for fault in verify(root).faults] == [name]


def test_verify_lists_all_of_them_at_once_but_what_a_spoiled_record_hides(root: Path) -> None:
    for name, harm in FAULTS.items():
        harm(root / name)
    result = CliRunner().invoke(app, ["verify", PERIOD, "--json", "--folder", str(root)])
    assert result.exit_code == 1
    hidden = {name for name in FAULTS if "paper-first/1/" in name and name != RECORD}
    assert {fault["file"] for fault in json.loads(result.stdout)["faults"]} == FAULTS.keys() - hidden


def test_an_appendix_that_is_gone_is_told_with_what_to_do(root: Path) -> None:
    (appendix,) = (root / OUT / "editions/appendices").iterdir()
    appendix.unlink()
    (fault,) = verify(root).faults
    assert (fault.file, fault.what) == (f"{OUT}/editions/appendices/{appendix.name}", "it is gone. It was 'mps.docx'.")
    assert "--appendix" in fault.remedy


@pytest.mark.parametrize("name", ["draft.json", "draft-printed.json"])
def test_the_spoiled_record_of_a_draft_is_a_note_and_stops_nothing(name: str, root: Path) -> None:
    name = f"{OUT}/editions/paper-second/{name}"
    (root / name).write_bytes(b"{}")
    verified = verify(root)
    assert (verified.faults, [note.file for note in verified.notes]) == ((), [name])
    assert _run(root, ("collect",))[0] == 0


def test_what_is_gone_of_a_paper_is_told_with_the_command_that_makes_just_that_paper(root: Path) -> None:
    (root / OUT / "published" / "paper-first" / "1" / PAPER).unlink()
    (fault,) = verify(root).faults
    assert f"shpdocs assemble {PERIOD} --profile first --final puts it back" in fault.remedy
