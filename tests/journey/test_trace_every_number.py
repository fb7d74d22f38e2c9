"""Every number of every paper, read from the Word files by readers that are not ours, is traced through the library.

Each leads somewhere: to cells, to arithmetic, to the calendar, to a rule, or to what a file states at a key, and it says it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from shpdocs.commands.trace import Traced, trace
from shpdocs.commands.tracing.texts import TracedText
from tests.support.readers import PAPERS as FILES
from tests.support.way_back.evaluator import Files, faults, is_stated_so
from tests.support.way_back.made_year import PERIOD
from tests.support.way_back.printed_texts import NUMBER
from tests.support.way_back.tree import nodes_of
from tests.support.way_back.word_numbers import WordText, word_texts


@dataclass(frozen=True)
class Paper:
    """A Word file of a partnership's folder, and how its paper is named to `trace`."""

    root: Path
    file: str
    period: str
    profile: str = ""
    is_draft: bool = False

    @property
    def texts(self) -> list[WordText]:
        """What its readers tell."""
        return [text for text in word_texts(self.root / "output" / self.file) if text.numbers]


def lost(paper: Paper, every: int = 1) -> Iterator[str]:
    """The numbers of the file that trace does not lead back, and what is untrue of where it leads: of all, or of one in so many."""
    texts, files = paper.texts, Files(paper.root)
    for number in sorted({number for text in texts for number in text.numbers})[::every]:
        traced = trace(paper.root, paper.period, number, profile=paper.profile, draft=paper.is_draft)
        yield from (f"{number!r} of {text.text!r} is not told" for text in texts if number in text.numbers and not _is_told(text, traced))
        yield from dict.fromkeys(fault for text in traced.texts for fault in _faults(text, number, traced, files))


def _is_told(text: WordText, traced: Traced) -> bool:
    """Whether the text is among those that were traced: as a whole, with its label, or as an appendix's of another body."""
    told = [one.text for one in traced.texts] + [one.text for one in traced.appendices]
    return any(" ".join(one.split()) in " ".join(text.text.split()) for one in told)


def _faults(text: TracedText, number: str, traced: Traced, files: Files) -> Iterator[str]:
    nodes = nodes_of(msgspec.to_builtins(traced.origins))
    for match in NUMBER.finditer(text.text):
        if match[0] == number:
            pieces = [
                piece for piece in text.pieces if piece.start == piece.end or (piece.start <= match.start() and match.end() <= piece.end)
            ]
            if not pieces:
                yield f"{number!r} of {text.text!r} comes from nowhere"
            for piece in pieces:
                node, words = nodes[piece.origin], text.text[piece.start : piece.end] or text.text
                if node.kind == "stated" and not is_stated_so(words, node, files):
                    yield f"{words!r} is not what {node.file} states at {node.key}"
                yield from faults(node, files)


DEMO = [Paper(Path(), file, file.split("/")[0], "select-committee" if "select" in file else "") for file in FILES]


@pytest.mark.slow
@pytest.mark.parametrize("paper", DEMO, ids=lambda paper: f"{paper.period} {paper.profile}")
def test_every_number_of_the_demos_papers_leads_somewhere(made_demo: Path, paper: Paper) -> None:
    assert list(lost(Paper(made_demo, paper.file, paper.period, paper.profile))) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["edition", "part-ii", "draft"])
def test_every_number_of_a_large_year_leads_somewhere(made_year: Path, kind: str) -> None:
    patterns = {"edition": "published/paper/1/*.docx", "part-ii": "editions/paper/1/*PART II.docx", "draft": "papers/*DRAFT.docx"}
    (path,) = (made_year / "output" / PERIOD).glob(patterns[kind])
    paper = Paper(made_year, path.relative_to(made_year / "output").as_posix(), PERIOD, is_draft=kind == "draft")
    assert len(paper.texts) > (10 if kind == "part-ii" else 1000)
    assert list(lost(paper, every=9 if kind == "draft" else 1)) == []  # a draft prints what the edition does, and says that it is one
