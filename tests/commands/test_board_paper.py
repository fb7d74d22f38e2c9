"""The paper for the board: it holds what no public paper may, is marked everywhere, and nothing of it ever becomes public."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.assembling.readers import for_readers
from shpdocs.commands.decide import exempt
from shpdocs.commands.earlier_papers import marks_for_paper
from shpdocs.commands.exemptions import read_exemptions
from shpdocs.commands.init import init
from shpdocs.commands.paper_statuses import paper_statuses
from shpdocs.commands.published import sent, withdraw
from shpdocs.commands.published_papers import published_papers
from shpdocs.commands.returns_in_force import returns_in_force
from shpdocs.commands.verify import verify
from shpdocs.definitions.definition_files import read_profile, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.disclosure.board import definitions_for_board
from shpdocs.disclosure.printed import items_by_answer, printed_in_public
from shpdocs.model.errors import DefinitionError, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.definition_files import edit_file
from tests.support.leads import At
from tests.support.made_secrets import SUB_GROUP, WHO, YEAR, figure, measure, partnership, publishable, quarter_done, text_of

Q1, Q2 = f"{YEAR}-Q1", f"{YEAR}-Q2"
MARK = "OFFICIAL-SENSITIVE"
READERS = 'audience = "board"\nmarking = "OFFICIAL-SENSITIVE"\nsmall-numbers = { threshold = 1 }\n'
PLAN, CASE, NOTE = "plankanarievogel", "casekanarievogel", "notekanarievogel"
HIDDEN, FEW = 7351, 3
ASKED = (
    measure("arrests")
    + measure("referrals", more="publish = false\n")
    + """
[fields.plan]
label = "Made-up plan"
kind = "narrative"
sheet = "Update"
exempt = { paragraphs = [7], reason = "Made up: it would tell what is planned." }

[fields.note]
label = "Made-up note"
kind = "narrative"
sheet = "Update"

[tables.cases]
title = "Made-up cases"
sheet = "Cases"

[tables.cases.columns.case]
label = "Case"
kind = "text"
exempt = { paragraphs = [1], reason = "Made up: it would tell who it is." }
"""
)
CASES = '[[sections]]\nkind = "table"\nheading = "CASES"\nfrom = "young-people/cases"\n'
TYPED: dict[At, Any] = {
    figure("arrests", "Q1"): FEW,
    figure("referrals", "Q1"): HIDDEN,
    At("Update", "fields/plan", "Your answer"): PLAN,
    At("Update", "fields/note", "Your answer"): NOTE,
    At("Cases", "tables/cases/0", "Case"): CASE,
}
SECRETS = {PLAN, CASE, str(HIDDEN)}


def _profile(root: Path, name: str = "board") -> Path:
    return root / "workbook_templates" / YEAR / f"paper-{name}.toml"


def _as_public(root: Path) -> None:
    edit_file(_profile(root), READERS, "")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter with answers that no public paper may print, before any paper of it."""
    root = partnership(tmp_path_factory.mktemp("made") / "partnership", ASKED, CASES)
    shutil.copy(root / "workbook_templates" / YEAR / "paper.toml", _profile(root))
    edit_file(_profile(root), "[words]", f"{READERS}\n[words]")
    quarter_done(root, "Q1", TYPED)
    return root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "partnership"))


def _headers_and_footers(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if name.startswith(("word/header", "word/footer"))]
        return [package.read(name).decode() for name in parts]


def test_the_board_reads_what_is_exempt_unpublished_or_small_and_the_public_nothing_of_it(folder: Path) -> None:
    exempt(folder, Q1, f"{SUB_GROUP}/note", paragraphs=(1,), **WHO)
    board = assemble(folder, Q1, profile="board", final=True, separate=True)
    text = text_of(board.path)
    assert [secret for secret in (*SECRETS, NOTE) if secret not in text] == []
    assert (board.withheld, board.suppressed, board.flagged, board.held_back, board.exempt) == ((), (), (), (), None)
    assert not list((folder / "output" / Q1 / "published").rglob("*"))
    public = assemble(folder, Q1, final=True)
    assert public.exempt is not None  # Part II, which the public does not get
    assert {withheld.answer for withheld in public.withheld} == {f"{SUB_GROUP}/{key}" for key in ("plan", "note", "cases/case")}
    assert [suppressed.answer for suppressed in public.suppressed] == [f"{SUB_GROUP}/arrests"]
    for path in (folder / "output" / Q1 / "published").rglob("*.docx"):
        assert not [secret for secret in (*SECRETS, NOTE) if secret in text_of(path)]


def test_the_marking_is_on_every_page_and_in_every_name(folder: Path) -> None:
    drafts = assemble(folder, Q1, profile="board", separate=True)
    final = assemble(folder, Q1, profile="board", final=True, separate=True)
    for path in (drafts.path, *drafts.files, final.path, *final.files):
        assert MARK in path.name
        parts = _headers_and_footers(path)
        assert parts
        assert all(MARK in part for part in parts)
    assert drafts.path.stem.endswith(f"{MARK} DRAFT")
    edit_file(folder / "shpdocs.toml", 'partnership = "', 'partnership = "' + "A made-up partnership of a long name " * 2)
    assert MARK in assemble(folder, Q1, profile="board").path.name


def test_the_record_of_a_board_s_paper_is_sound_sent_and_withdrawn_as_any(folder: Path) -> None:
    final = assemble(folder, Q1, profile="board", final=True)
    assert final.path.parent == folder / "output" / Q1 / "board" / "paper-board" / "1"
    assert final.publication is None
    assert not verify(folder).faults
    withdraw(folder, f"{Q1}/board", **WHO)
    assert not final.path.exists()
    again = assemble(folder, Q1, profile="board", final=True, **WHO)
    sent(folder, f"{Q1}/board", **WHO)
    assert again.path.parent.name == "2"
    assert not verify(folder).faults
    assert [status.changes for status in paper_statuses(open_folder(folder), parse_period(Q1))] == [()]


def test_a_file_more_in_the_board_s_folder_is_told(folder: Path) -> None:
    final = assemble(folder, Q1, profile="board", final=True)
    (final.path.parent / "more.docx").write_bytes(b"more")
    assert verify(folder).faults


def test_taking_the_audience_out_of_a_profile_makes_a_public_paper_by_the_public_rules(folder: Path) -> None:
    draft = assemble(folder, Q1, profile="board")
    draft.path.unlink()
    _as_public(folder)
    public = assemble(folder, Q1, profile="board", final=True)
    assert public.path.is_relative_to(folder / "output" / Q1 / "published")
    for path in publishable(folder, "Q1"):
        assert not [secret for secret in SECRETS if secret in text_of(path)]
    assert public.suppressed


@pytest.mark.parametrize("way", ["edition", "withdrawn", "sent draft"])
def test_what_the_board_was_given_does_not_become_public_under_the_same_name(folder: Path, way: str) -> None:
    assemble(folder, Q1, profile="board", final=way != "sent draft")
    if way == "sent draft":
        sent(folder, f"{Q1}/board", draft=True, **WHO)
    if way == "withdrawn":
        withdraw(folder, f"{Q1}/board", **WHO)
    _as_public(folder)
    for final in (False, True):
        with pytest.raises(UsageError) as caught:
            assemble(folder, Q1, profile="board", final=final, **(WHO if final else {}))
        assert caught.value.what == f"{Q1}/board is out as a paper for the board, and paper-board.toml makes it one for the public."
    assert not list((folder / "output" / Q1 / "published").rglob("*.docx"))
    with pytest.raises(UsageError, match="paper for the board"):  # nor in another quarter
        quarter_done(folder, "Q2", TYPED)
        assemble(folder, Q2, profile="board")
    shutil.copy(_profile(folder), _profile(folder, "other"))
    public = assemble(folder, Q1, profile="other", final=True)
    assert not [secret for secret in SECRETS if secret in text_of(public.path)]


def test_what_was_public_does_not_become_the_board_s_under_the_same_name(folder: Path) -> None:
    board = READERS
    _as_public(folder)
    assemble(folder, Q1, profile="board", final=True)
    edit_file(_profile(folder), "[words]", f"{board}\n[words]")
    with pytest.raises(UsageError, match="paper for the public"):
        assemble(folder, Q1, profile="board")


def test_a_draft_for_the_board_is_not_sent_as_a_public_paper_s(folder: Path) -> None:
    draft = assemble(folder, Q1, profile="board")
    kept = draft.path.read_bytes()
    records = folder / "output" / Q1 / "editions" / "paper-board"
    before = {path.name: path.read_bytes() for path in records.iterdir()}
    _as_public(folder)
    assemble(folder, Q1, profile="board", final=True)
    for name, content in before.items():
        (records / name).write_bytes(content)
    draft.path.write_bytes(kept)
    with pytest.raises(UsageError, match="other readers"):
        sent(folder, f"{Q1}/board", draft=True, **WHO)


def test_a_lower_marking_changes_no_readers(folder: Path) -> None:
    edit_file(_profile(folder), MARK, "OFFICIAL")
    final = assemble(folder, Q1, profile="board", final=True)
    assert final.path.is_relative_to(folder / "output" / Q1 / "board")
    assert not list((folder / "output" / Q1 / "published").rglob("*"))


def test_a_public_paper_counts_nothing_that_only_the_board_was_given(folder: Path) -> None:
    assemble(folder, Q1, profile="board", final=True)
    sent(folder, f"{Q1}/board", **WHO)
    root, period = open_folder(folder), parse_period(Q1)
    year = read_year(root, YEAR)
    in_force = returns_in_force(root, period, year.definitions, with_last_year=True)
    assert published_papers(root, period, year, in_force) == ()
    assert marks_for_paper(root, period, "", in_force.known) == {}
    exemptions = read_exemptions(root, period, year, root.period(period).state())
    assert list(exemptions.profiles) == [""]
    by = for_readers(root, period, "board", read_settings(root), year, exemptions, in_force)
    assert [paper.name for paper in by.published] == [f"edition 1 of {Q1}/board"]


def test_a_board_with_a_stricter_rule_has_that_and_no_decision_for_the_public_counts(folder: Path) -> None:
    edit_file(_profile(folder), "threshold = 1", "threshold = 10")
    board = assemble(folder, Q1, profile="board")
    assert [suppressed.answer for suppressed in board.suppressed] == [f"{SUB_GROUP}/arrests"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('marking = "OFFICIAL-SENSITIVE"\n', "", "audience"),
        ('audience = "board"\n', "", "marking"),
        ('audience = "board"\nmarking = "OFFICIAL-SENSITIVE"\n', "", "small-numbers"),
        (CASES, CASES + 'exempt = { paragraphs = [1], reason = "Made up: it would tell." }\n', "sections.4.exempt"),
    ],
)
def test_a_profile_that_does_not_say_whose_it_is_cannot_be_used(folder: Path, old: str, new: str, key: str) -> None:
    edit_file(_profile(folder), old, new)
    with pytest.raises(DefinitionError, match=key):
        assemble(folder, Q1)


@pytest.mark.parametrize("year", ["2024-25", "2026-27"])
def test_the_shipped_profile_prints_everything_that_is_asked(tmp_path: Path, year: str) -> None:
    root = open_folder(init(tmp_path / "partnership"))
    asked = read_year(root, year)
    profile = read_profile(root, asked, "board")
    assert (profile.is_for_board, profile.marking) == (True, MARK)
    assert [plan.heading for plan in profile.sections[:2]] == ["Position at a glance", "Risk register"]
    definitions = definitions_for_board(asked.definitions, profile.small_numbers)
    printed = printed_in_public((profile,), definitions)
    for definition in definitions:
        assert not {item for items in items_by_answer(definition).values() for item in items} - printed[definition.sub_group]
