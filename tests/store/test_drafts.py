"""Drafts say how far the ledger went when they were made; whatever else lies among the papers is passed over."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import docx
import pytest

from shpdocs.model.document import Document, Heading
from shpdocs.model.ledger import Head
from shpdocs.model.period import parse_period
from shpdocs.paper.word import write_paper
from shpdocs.store.drafts import draft_heads, head_of_draft

PERIOD = parse_period("2024-25-Q2")
HEAD = Head(7, "ab" * 32)
DOCUMENT = Document("A made-up title", "Made-up Partnership", (Heading("A made-up title", 1),))


def _paper(path: Path, ledger: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_paper(DOCUMENT, date(2024, 9, 30), ledger=ledger))
    return path


def test_a_draft_says_how_far_the_ledger_went_also_after_another_program_saved_it(tmp_path: Path) -> None:
    path = _paper(tmp_path / "draft.docx", HEAD.words(str(PERIOD)))
    assert head_of_draft(path, PERIOD) == HEAD
    docx.Document(str(path)).save(str(path))
    assert head_of_draft(path, PERIOD) == HEAD
    assert head_of_draft(path, parse_period("2024-25-Q3")) is None


def test_a_paper_that_is_no_draft_says_nothing_of_the_ledger(tmp_path: Path) -> None:
    path = _paper(tmp_path / "final.docx", "")
    assert head_of_draft(path, PERIOD) is None
    assert "docProps/custom.xml" not in [str(part.partname)[1:] for part in docx.Document(str(path)).part.package.iter_parts()]


@pytest.mark.parametrize("words", ["7", "x y z", "2024-25-Q2 -1 " + "ab" * 32, "2024-25-Q2 7 xyz", "2024-25-Q2 " + "9" * 5_000 + " "])
def test_what_is_no_head_is_none(words: str, tmp_path: Path) -> None:
    assert head_of_draft(_paper(tmp_path / "odd.docx", words), PERIOD) is None


def test_drafts_are_found_in_folders_too_and_all_else_is_passed_over(tmp_path: Path) -> None:
    words = HEAD.words(str(PERIOD))
    drafts = [_paper(tmp_path / "b.docx", words), _paper(tmp_path / "not for publication" / "a.docx", words)]
    _paper(tmp_path / "~$b.docx", words)
    (tmp_path / "notes.docx").write_bytes(b"made up")
    (tmp_path / "folder.docx").mkdir()
    os.mkfifo(tmp_path / "pipe.docx")
    assert list(draft_heads(tmp_path, PERIOD)) == [(path, HEAD) for path in drafts]
