"""Publishing: a final paper becomes an edition that never changes, or the edition that stands is left as it is."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.assembling.appendices import remember
from shpdocs.commands.assembling.corrections import next_notes
from shpdocs.commands.assembling.edition_record import paper_file, part_ii_file, private_files, with_printed
from shpdocs.commands.assembling.files import record_withheld
from shpdocs.commands.assembling.papers import Made, Paper, Papers, with_notes
from shpdocs.model.edition import Edition, PaperChange, assemble_command, paper_words
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.ledger import Event
from shpdocs.paper.changes import edition_changes
from shpdocs.paper.word.house_style import partnership_house_style
from shpdocs.report.paper_changes import change_line
from shpdocs.store.editions import Editions


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


class Decision(Struct, frozen=True):
    """When a paper is made final, and by whom and why, if anybody has to say so."""

    at: str
    by: str = ""
    because: str = ""

    @property
    def event(self) -> Event:
        """The event of what is done by it; the store says what that is."""
        return Event("edition", self.at, "", "", by=self.by, because=self.because)


def publish_or_leave(paper: Paper, editions: Editions, record: Edition, decision: Decision) -> Made:
    """Publish a paper as its next edition, unless the one that stands differs in nothing; `record` is that of the paper as it is now.

    Raises:
        ChangedEditionError: it differs, and the decision does not say by whom and why it is published.
        ShpdocsError: an appendix is refused, the house style cannot be used, or a record is not as it was written.
    """
    standing = editions.standing(paper.profile)
    changes = edition_changes(standing, record) if standing else ()
    if standing and not changes:
        remember(paper.added, editions, paper.inputs.period_folder)
        return _made(editions, standing, "stands")
    if standing and not decision.by:
        raise ChangedEditionError(standing, changes)
    notes = next_notes(paper.inputs, editions, paper.profile, decision.at, decision.because, changes) if standing else ()
    decided = replace(record, by=decision.by, because=decision.because, changes=changes, notes=notes)
    return replace(_publish(with_notes(paper, notes), editions, decided, decision), since=standing, changes=changes)


def _publish(paper: Paper, editions: Editions, record: Edition, decision: Decision) -> Made:
    """Make every file of the edition, then publish it whole. First what is withheld is recorded."""
    inputs = paper.inputs
    papers = Papers(paper, partnership_house_style(inputs.root, paper.limits))
    public, exempt = papers.public(), papers.exempt()
    audits = papers.audits(public, exempt)
    private = private_files(papers, public, exempt)
    edition = replace(with_printed(record, paper), number=editions.paper(paper.profile).next_number)
    remember(paper.added, editions, inputs.period_folder)
    if not inputs.profile.is_for_board:  # from the board nothing is withheld
        record_withheld(inputs.period_folder, f"{paper.name}.docx", decision.at, inputs.exemptions.standing)
    editions.publish(edition, {f"{public.name}.docx": public.content}, private, decision.event)
    made = _made(editions, editions.read(paper.profile, edition.number), "published")
    return replace(made, merged=public.merged, audits=audits, house_style=papers.house)


def _made(editions: Editions, edition: Edition, outcome: str) -> Made:
    part_ii = part_ii_file(edition)
    path = editions.path(edition.profile, edition.number, paper_file(edition))
    exempt = editions.path(edition.profile, edition.number, part_ii, is_private=True) if part_ii else None
    return Made(path, outcome, edition, exempt)
