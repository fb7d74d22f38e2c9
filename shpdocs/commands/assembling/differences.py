"""What differs between the edition that stands and the paper as it is now: published only by a decision, with every change told."""

from __future__ import annotations

from shpdocs.model.edition import Edition, PaperChange, assemble_command, paper_words
from shpdocs.model.errors import ShpdocsError
from shpdocs.report.paper_changes import change_line


class ChangedEditionError(ShpdocsError):
    """The paper differs from the edition that stands, and nobody decided to publish another: every change. Nothing was written."""

    def __init__(self, standing: Edition, changes: tuple[PaperChange, ...]) -> None:
        """`standing` is the record of the edition that stands."""
        self.number, self.changes = standing.number, changes
        lines = "".join(f"\n  {change_line(change)}" for change in changes)
        paper = paper_words(standing.period, standing.profile)
        what = f"Edition {standing.number} of {paper} was published, and the paper differs from it now:"
        command = f"{assemble_command(standing.period, standing.profile)} --final --by NAME --because TEXT"
        super().__init__(what, f"{lines}\nTo publish it as the next edition: {command}")
