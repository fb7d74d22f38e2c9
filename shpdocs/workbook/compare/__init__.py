"""What differs in a returned workbook from the one that was sent: what of it was changed, and what was typed where nothing is read."""

from __future__ import annotations

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.compare.altered import altered
from shpdocs.workbook.compare.redefined import not_asked_then, older_definition
from shpdocs.workbook.compare.sent import SentWorkbook, sent_workbook
from shpdocs.workbook.compare.unread import not_read
from shpdocs.workbook.find import FoundAnswers

__all__ = ["SentWorkbook", "compare", "not_asked_then", "older_definition", "sent_workbook"]


def compare(content: WorkbookContent, places: FoundAnswers, sent: SentWorkbook) -> tuple[Problem, ...]:
    """Return every change and every addition; if the copy of what was sent is gone, that, and a question about whatever may be one.

    What equals what was sent is ours, found by the keys of its row and column, else by where it stands; what does not was
    changed or typed by somebody.
    """
    changed = altered(content, places, sent)
    no_copy = () if sent.is_kept else (Problem("sent-copy-gone", Place(content.file), details={"period": str(sent.layout.period)}),)
    return (*no_copy, *changed, *not_read(content, places, sent, changed))
