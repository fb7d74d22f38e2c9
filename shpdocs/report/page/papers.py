"""The page's part about papers: editions, which of them the committee has, and what differs from them by now."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.dates import time_in_words
from shpdocs.model.paper_status import EditionStatus, PaperStatus
from shpdocs.report.page.parts import command, entered, escaped, table
from shpdocs.report.papers import MOST_CHANGES, change_lines, next_words

_LONGEST_CHANGE = 600  # characters


def papers_section(papers: tuple[PaperStatus, ...]) -> Iterator[str]:
    """Yield the section on papers."""
    yield '<section aria-labelledby="papers">\n<h2 id="papers">Papers</h2>'
    yield table("Editions", ("Edition", "Published", "Sent to the committee", "Now"), _rows(papers), "changes")
    for paper in papers:
        if paper.changes or paper.unknown:
            yield from _difference(paper)
    yield "</section>"


def _rows(papers: tuple[PaperStatus, ...]) -> Iterator[tuple[str, ...]]:
    for paper in papers:
        for edition in reversed(paper.editions):
            name = f"{escaped(paper.paper)}, edition {edition.number}"
            yield name, escaped(time_in_words(edition.at)), escaped(time_in_words(edition.sent)) or "No", _now(paper, edition)
        for sent in reversed(paper.drafts_sent):
            yield f"{escaped(paper.paper)}, a draft", "No", escaped(time_in_words(sent)), "–"


def _now(paper: PaperStatus, edition: EditionStatus) -> str:
    if edition.state == "withdrawn":
        return f"Withdrawn: {entered(edition.because)}"
    if edition.state == "replaced":
        return "Replaced"
    if paper.unknown:
        return "Stands; what differs cannot be told"
    return f"Stands, but {escaped(paper.words)} since" if paper.changes else "Stands; nothing differs from it"


def _difference(paper: PaperStatus) -> Iterator[str]:
    yield f"<h3>{escaped(paper.paper)} since {escaped(paper.since)}</h3>"
    if paper.unknown:
        yield f"<p>What differs cannot be told. {entered(paper.unknown, _LONGEST_CHANGE)}</p>"
        return
    lines = "".join(f"<li>{entered(line.strip(), _LONGEST_CHANGE)}</li>" for line in change_lines(paper.changes, MOST_CHANGES))
    yield f"<ul>{lines}</ul>\n<p>{next_words(paper)}: {command(paper.command)}</p>"
