"""Comparing: what differs in a paper as it is now from an edition or a draft of it."""

from __future__ import annotations

from shpdocs.commands.assembling.edition_record import record_now, with_printed
from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.commands.assembling.papers import paper_now
from shpdocs.model.edition import Edition, PaperChange
from shpdocs.model.period import Period
from shpdocs.paper.changes import edition_changes
from shpdocs.report.paper_changes import changes_in_words
from shpdocs.store.folder import Folder


def differences(root: Folder, period: Period, record: Edition) -> tuple[tuple[PaperChange, ...], str]:
    """Return what differs in a paper now from an edition or draft of it, place by place, and how much in words. Nothing is written.

    Raises:
        ShpdocsError: settings, definitions, a profile or a return cannot be used.
    """
    inputs = read_paper_inputs(root.root, period, record.profile)
    paper = paper_now(inputs, record.profile, is_final=not record.is_draft)
    now = with_printed(record_now(paper, record.at), paper)
    changes = edition_changes(record, now)
    return changes, changes_in_words(changes, record.printed, now.printed)
