"""A paper is bound by what was decided about earlier quarters: if their records are gone, older or another period's, there is none.

Everything is made up: in the first quarter an officer exempts a measure, and the second quarter's return says its figures again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import exempt
from shpdocs.commands.issue import issue
from shpdocs.commands.verify import verify
from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Head
from shpdocs.store.disk import sha256
from shpdocs.store.records import head_bytes
from tests.support.leads import tree
from tests.support.made_secrets import SUB_GROUP, WHO, YEAR, canaries_in, figure, measure, partnership, publishable, quarter_done

Q1, Q2 = f"{YEAR}-Q1", f"{YEAR}-Q2"
SECRETS = {"7713191", "8818181"}
RECORDS = ("ledger.jsonl", "ledger.head")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two quarters in force, none with a paper: read it, never write into it."""
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", measure("raids"))
    quarter_done(root, "Q1", {figure("raids", "Q1"): 7713191})
    exempt(root, Q1, f"{SUB_GROUP}/raids", paragraphs=(7,), **WHO)
    quarter_done(root, "Q2", {figure("raids", "Q1"): 7713191, figure("raids", "Q2"): 8818181})
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def out(root: Path, period: str) -> Path:
    return root / "output" / period


def empty(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def replace_by(source: Path, target: Path) -> None:
    shutil.rmtree(target)
    shutil.copytree(source, target)


def without_its_last_line(folder: Path) -> None:
    """The ledger and its head as they were together before the last decision."""
    lines = (folder / "ledger.jsonl").read_bytes().splitlines(keepends=True)[:-1]
    (folder / "ledger.jsonl").write_bytes(b"".join(lines))
    (folder / "ledger.head").write_bytes(head_bytes(Head(len(lines), sha256(lines[-1][:-1]))))


def records_of_another_period(root: Path) -> None:
    """The ledger of Q2 in the place of that of Q1, with nothing beside it that would tell."""
    for name in RECORDS:
        shutil.copy(out(root, Q2) / name, out(root, Q1) / name)
    for name in ("returns", "sent", "received"):
        shutil.rmtree(out(root, Q1) / name)


HARM: dict[str, Callable[[Path], object]] = {
    "gone": lambda root: shutil.rmtree(out(root, Q1)),
    "renamed": lambda root: out(root, Q1).rename(root / "output" / f"{Q1} old"),
    "empty": lambda root: empty(out(root, Q1)),
    "older": lambda root: without_its_last_line(out(root, Q1)),
    "another period's": lambda root: replace_by(out(root, Q2), out(root, Q1)),
    "another period's ledger": records_of_another_period,
}


def test_what_was_decided_about_the_first_quarter_binds_the_second(root: Path) -> None:
    assert assemble(root, Q2).withheld
    assert not canaries_in(publishable(root, "Q2"), SECRETS)
    assert verify(root).faults == ()


@pytest.mark.parametrize("harm", HARM)
def test_records_of_an_earlier_quarter_that_are_not_as_they_were_stop_the_paper(harm: str, root: Path) -> None:
    HARM[harm](root)
    for final in (False, True):
        with pytest.raises(RecordError) as told:
            assemble(root, Q2, final=final)
        assert {fault.file for fault in told.value.faults} == {f"output/{Q1}/ledger.jsonl"}
    with pytest.raises(RecordError):
        collect(root, Q2)
    assert publishable(root, "Q2") == []
    assert f"output/{Q1}/ledger.jsonl" in {fault.file for fault in verify(root, Q2).faults}


def test_records_of_another_quarter_copied_over_the_period_itself_stop_its_paper(root: Path) -> None:
    replace_by(out(root, Q1), out(root, Q2))
    shutil.rmtree(out(root, Q2) / "returns")
    with pytest.raises(RecordError, match=f"it begins the ledger of {Q1}"):
        assemble(root, Q2)


def test_what_goes_on_in_an_earlier_quarter_hinders_nothing(root: Path) -> None:
    assemble(root, Q1)
    assemble(root, Q2)
    exempt(root, Q1, f"{SUB_GROUP}/raids", withdraw=True, **WHO)
    assert assemble(root, Q2).outcome == "replaced"
    collect(root, Q2)
    assert verify(root).faults == ()
    before = tree(out(root, Q2))
    assert assemble(root, Q2).outcome == "unchanged"
    assert tree(out(root, Q2)) == before


def test_an_earlier_quarter_that_was_begun_anew_is_used(root: Path) -> None:
    out(root, Q1).rename(root / "moved aside")
    issue(root, Q1)
    assert verify(root).faults == ()
    assemble(root, Q2)


def test_years_whose_papers_are_out_may_be_archived(root: Path) -> None:
    output = root / "output"
    shutil.copytree(root / "workbook_templates" / YEAR, root / "workbook_templates" / "2025-26")
    issue(root, "2025-26-Q1")
    shutil.rmtree(out(root, Q1))
    assert {fault.file for fault in verify(root).faults} == {f"output/{Q1}/ledger.jsonl"}  # the year before is told of
    for quarter in ("2026-27-Q1", "2027-28-Q1"):
        (output / quarter).mkdir()
    assert verify(root).faults == ()
