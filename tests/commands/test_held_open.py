"""A file that another program holds while it is to be replaced: it is named, with what to do; nothing is lost, and the next run does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import shpdocs.commands.assembling.files
import shpdocs.store.disk
from shpdocs.cli.app import app
from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.decide import exempt
from shpdocs.store.disk import UNFINISHED
from tests.support.small import COLLISIONS, PERIOD, SUB_GROUP, UPDATE, WRONG, collisions, returned

AGAIN = {COLLISIONS: 48}
Hold = Callable[[str], None]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Has another program hold, as on Windows, every file whose name ends so; '' lets go of all."""
    held = [""]
    replace, unlink = Path.replace, Path.unlink

    def replace_unless_held(path: Path, target: Path) -> Path:
        if held[0] and target.name.endswith(held[0]):
            raise PermissionError(13, "made up", str(path), None, str(target))
        return replace(path, target)

    def unlink_unless_held(path: Path, missing_ok: bool = False) -> None:
        if held[0] and path.name.endswith(held[0]) and path.exists():
            raise PermissionError(13, "made up", str(path))
        unlink(path, missing_ok)

    def hold_those(ending: str) -> None:
        held[0] = ending

    monkeypatch.setattr(Path, "replace", replace_unless_held)
    monkeypatch.setattr(Path, "unlink", unlink_unless_held)
    monkeypatch.setattr(shpdocs.store.disk, "PAUSES", ())
    return hold_those


def _run(root: Path, *words: str) -> tuple[int, str]:
    run = CliRunner().invoke(app, [*words, PERIOD, "--folder", str(root)])
    return run.exit_code, " ".join((run.output + run.stderr).split())


def _unfinished(root: Path) -> list[Path]:
    return list(root.rglob(f"{UNFINISHED}*"))


@pytest.mark.parametrize("ending", ["collection.html", f"{SUB_GROUP}.json", "ledger.head", ".eml"])
def test_collect_names_the_file_that_is_open_and_the_next_run_does_it(ending: str, small: Path, hold: Hold) -> None:
    returned(small, "first.xlsx", WRONG if ending == ".eml" else {})
    collect(small, PERIOD)
    if ending == ".eml":
        (small / "shpdocs.toml").write_text((small / "shpdocs.toml").read_text().replace("officer", "office"), encoding="utf-8")
    else:
        returned(small, "second.xlsx", AGAIN)
    hold(ending)
    code, said = _run(small, "collect")
    assert (code, ending in said, "is open in another program" in said, "Close it" in said) == (3, True, True, True)
    assert _unfinished(small) == []
    hold("")
    assert _run(small, "collect")[0] in (0, 1)
    if ending == ".eml":
        (draft,) = (small / "output" / PERIOD / "queries").glob(f"*{SUB_GROUP}*.eml")
        assert b"Partnership office" in draft.read_bytes() and b"Partnership officer" not in draft.read_bytes()
    else:
        assert collisions(small) == 48
    assert _run(small, "collect") == _run(small, "collect")


def test_a_paper_that_is_open_stands_as_it_was_and_the_next_run_replaces_it(small: Path, hold: Hold) -> None:
    returned(small, "first.xlsx", {UPDATE: "A made-up secret"})
    collect(small, PERIOD)
    path = assemble(small, PERIOD).path
    before = path.read_bytes()
    exempt(small, PERIOD, f"{SUB_GROUP}/update", paragraphs=(7,), by="A made-up officer", because="Made up")
    hold(path.name)
    code, said = _run(small, "assemble")
    assert (code, path.name in said, "is open in another program" in said, path.read_bytes() == before) == (3, True, True, True)
    assert _unfinished(small) == []
    hold("")
    made = assemble(small, PERIOD)
    assert (made.path, made.outcome, made.kept, made.path.read_bytes() == before) == (path, "replaced", (), False)


def test_a_pdf_of_the_paper_before_that_is_open_keeps_the_new_one_back(small: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "shpdocs.commands.assembling.files.write_pdf", lambda paper, pdf: pdf.write_bytes(b"%PDF-made up" + paper.read_bytes())
    )
    returned(small, "first.xlsx", {UPDATE: "A made-up secret"})
    collect(small, PERIOD)
    (pdf,) = assemble(small, PERIOD, pdf=True).files
    paper = pdf.with_suffix(".docx").read_bytes()
    exempt(small, PERIOD, f"{SUB_GROUP}/update", paragraphs=(7,), by="A made-up officer", because="Made up")
    hold(".pdf")
    code, said = _run(small, "assemble")
    assert (code, pdf.name in said, pdf.with_suffix(".docx").read_bytes() == paper) == (3, True, True)
    hold("")
    assert (assemble(small, PERIOD).gone, pdf.exists()) == ((pdf,), False)
