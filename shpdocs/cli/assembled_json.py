"""What `assemble --json` prints: the paper that was made, and what differs from the one before, as schemas/assembled.schema.json has it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from shpdocs.cli.edge import relative

if TYPE_CHECKING:
    from shpdocs.commands.assemble import Assembled
    from shpdocs.model.appendix import MergeReport
    from shpdocs.model.disclosure import Suppressed
    from shpdocs.model.edition import Edition, PaperChange


def assembled_json(assembled: Assembled, paper: str, folder: Path) -> dict[str, Any]:
    """Return what was made of a paper ('2024-25-Q2/short'), with paths from the partnership folder."""
    from shpdocs.report.paper_changes import changes_in_words

    since, now = assembled.since, assembled.record
    words = changes_in_words(assembled.changes, since.printed, now.printed) if since and now else ""
    return {
        "paper": paper,
        "outcome": assembled.outcome,
        "edition": assembled.edition or None,
        "file": relative(assembled.path, folder),
        "files": [relative(path, folder) for path in assembled.files],
        "part-ii": relative(assembled.exempt, folder) if assembled.exempt else None,
        "since": _since(since) if since else None,
        "words": words,
        "changes": [_change(change) for change in assembled.changes],
        "missing": list(assembled.missing),
        "flagged": [flagged.answer for flagged in assembled.flagged],
        "telling-reasons": [{"answer": reason.answer, "why": reason.why} for reason in assembled.telling_reasons],
        "suppressed": [_suppressed(suppressed) for suppressed in assembled.suppressed],
        "appendices": [_appendix(report) for report in assembled.merged],
        "exposed": [{"answer": exposed.answer, "period": exposed.period, "left": exposed.left} for exposed in assembled.exposed],
    }


def _since(record: Edition) -> dict[str, Any]:
    return {"edition": record.number or None, "at": record.at}


def _suppressed(suppressed: Suppressed) -> dict[str, Any]:
    return {"answer": suppressed.answer, "title": suppressed.title, "where": list(suppressed.where), "why": suppressed.why}


def _appendix(report: MergeReport) -> dict[str, Any]:
    said = {"changed": report.changed, "left": report.left, "requested": report.requested, "noticed": report.noticed}
    return {"title": report.title, "file": report.file, **{name: list(words) for name, words in said.items()}}


def _change(change: PaperChange) -> dict[str, Any]:
    return {
        "where": change.where,
        "before": change.before,
        "now": change.now,
        "what": change.what,
        "moved": change.is_moved,
        "part-ii": change.is_exempt,
        "answers": list(change.refs),
    }
