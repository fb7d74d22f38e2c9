"""What becomes of a paper that was made: an edition or a draft goes to the committee; an edition that did not is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.dates import show_date
from shpdocs.commands.collecting.report import refresh_page
from shpdocs.commands.context import Context, hold_to_decide
from shpdocs.commands.returns_of_papers import returns_of_draft
from shpdocs.definitions.definition_files import check_profile
from shpdocs.model.edition import DRAFT_NUMBER, Edition, assemble_command, paper_words, parse_paper
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.ledger import Event
from shpdocs.store.disk import read_if_there, sha256
from shpdocs.store.edition_faults import check_edition
from shpdocs.store.editions import Editions
from shpdocs.store.paper_state import PaperState


class Sent(Struct, frozen=True):
    """A paper ('2024-25-Q2', '2017-18-Q3/select-committee') of which an edition went to the committee, or a draft (`edition` is 0).

    `file` is the Word file that was sent; `outcome` is 'recorded', or 'unchanged' if that was recorded before: `by`, `because` and `at`
    are then those of that time. `is_edited` says that somebody had edited the draft: what was typed into it is kept with it.
    `without_note` are the editions that were published after it, before it was recorded as sent: they do not say what was corrected.
    """

    paper: str
    edition: int
    file: str
    outcome: str
    by: str
    because: str
    at: str
    is_edited: bool = False
    without_note: tuple[int, ...] = ()


class Withdrawn(Struct, frozen=True):
    """An edition of a paper that was withdrawn: where its files are now, and the edition that stands instead, 0 if none does."""

    paper: str
    edition: int
    path: Path
    standing: int
    by: str
    because: str


class _Paper(Struct, frozen=True):
    """A paper of a period that is held, and what the ledger says of it."""

    context: Context
    profile: str
    editions: Editions
    state: PaperState

    @property
    def words(self) -> str:
        """The paper as it is named on the command line."""
        return paper_words(str(self.context.period), self.profile)

    @property
    def assemble(self) -> str:
        """The command that makes the paper."""
        return assemble_command(str(self.context.period), self.profile)


def sent(folder: str | Path, paper: str, *, by: str, because: str, edition: int | None = None, draft: bool = False, at: str = "") -> Sent:
    """Record that a paper went to the committee: the edition that stands or the one named, or with `draft` the last draft.

    From then on what changes in it is a correction: the next edition says so. A draft is kept as it stands in papers/.

    Raises:
        UsageError: nobody or no reason is named, there is no such paper, edition or draft, or the edition was withdrawn.
        RecordError: the edition, or the record of the draft, is not as it was written, or a return that the draft was made from is gone.
        ShpdocsError: the folder, its settings or definitions cannot be used.
    """
    with _held(folder, paper, by, because, at) as held:
        event = Event("paper-sent", held.context.time, "", "", by=by.strip(), because=because.strip(), profile=held.profile)
        if draft and edition is not None:
            raise UsageError("An edition and a draft are two papers.", "Name one of them: --edition NUMBER, or --draft.")
        recorded = _sent_draft(held, event) if draft else _sent_edition(held, event, _number(held, edition))
        refresh_page(held.context)
        return recorded


def withdraw(folder: str | Path, paper: str, *, by: str, because: str, at: str = "") -> Withdrawn:
    """Withdraw the edition of a paper that stands, if it was not sent: its public files go to its private record.

    Raises:
        UsageError: nobody or no reason is named, there is no such paper, no edition stands, or it was sent.
        RecordError: the edition is not as it was written.
        ShpdocsError: the folder, its settings or definitions cannot be used.
    """
    with _held(folder, paper, by, because, at) as held:
        number = _number(held, None)
        event = Event("withdrawn", held.context.time, "", "", by=by.strip(), because=because.strip())
        path = held.editions.withdraw(held.profile, number, event)
        refresh_page(held.context)
        return Withdrawn(held.words, number, path, held.editions.paper(held.profile).standing, event.by, event.because)


@contextmanager
def _held(folder: str | Path, paper: str, by: str, because: str, at: str) -> Iterator[_Paper]:
    period, profile = parse_paper(paper)
    with hold_to_decide(folder, str(period), by, because, at) as context:
        editions = Editions(context.period_folder)
        papers = editions.papers()
        if profile not in papers:  # a profile that is gone leaves its editions
            check_profile(context.root, context.year.name, profile)
        yield _Paper(context, profile, editions, papers.get(profile, PaperState()))


def _number(paper: _Paper, edition: int | None) -> int:
    """The number of the edition that is meant: the one that stands, if none is named."""
    number = paper.state.standing if edition is None else edition
    withdrawn = paper.state.withdrawn.get(number or max(paper.state.editions, default=0))
    if withdrawn:
        what = f"Edition {withdrawn.edition} of {paper.words} was withdrawn on {show_date(withdrawn.at[:10])}: {withdrawn.because}"
        raise UsageError(what, f"Publish the next one: {paper.assemble} --final")
    if edition is None and not number:
        raise UsageError(f"There is no edition of {paper.words}.", f"Publish one: {paper.assemble} --final. A draft is named by --draft.")
    return number


def _sent_edition(paper: _Paper, event: Event, number: int) -> Sent:
    record = paper.editions.read(paper.profile, number)
    file = next((name for name in record.public if name.endswith(".docx") and "/" not in name), "")
    before = paper.state.sent.get(number)
    if before:
        return Sent(paper.words, number, file, "unchanged", before.by, before.because, before.at)
    check_edition(paper.editions, paper.profile, number)
    paper.context.period_folder.record(replace(event, file=file, sha256=record.public.get(file, ""), edition=number))
    return Sent(paper.words, number, file, "recorded", event.by, event.because, event.at, without_note=_without_note(paper, number))


def _without_note(paper: _Paper, number: int) -> tuple[int, ...]:
    """The editions after one that is sent, up to the first that was known to be sent: made as if nobody had any."""
    known = min(paper.state.sent, default=max(paper.state.editions))
    return tuple(later for later in sorted(paper.state.editions.keys() - paper.state.withdrawn.keys()) if number < later <= known)


def _sent_draft(paper: _Paper, event: Event) -> Sent:
    draft = _draft(paper)
    file = next(name for name in draft.public if name.endswith(".docx"))
    content = read_if_there(paper.context.period_folder.papers / file)
    if content is None:
        raise UsageError(f"The draft '{file}' does not stand in papers any more.", f"Put it back there, or make it again: {paper.assemble}")
    digest = sha256(content)
    is_edited = digest != draft.public[file]
    before = next((earlier for earlier in paper.state.drafts_sent if earlier.sha256 == digest), None)
    if before:
        return Sent(paper.words, DRAFT_NUMBER, file, "unchanged", before.by, before.because, before.at, is_edited)
    paper.editions.keep_sent_draft(draft, file, content, event, returns_of_draft(paper.context.root, draft))
    return Sent(paper.words, DRAFT_NUMBER, file, "recorded", event.by, event.because, event.at, is_edited)


def _draft(paper: _Paper) -> Edition:
    """The record of the last draft.

    Raises:
        UsageError: there is none.
        RecordError: it is spoiled.
    """
    draft, fault = paper.editions.draft(paper.profile), paper.editions.draft_fault(paper.profile)
    if fault:
        raise RecordError(replace(fault, remedy=f"Make the draft again: {paper.assemble}"))
    if draft is None or not any(name.endswith(".docx") for name in draft.public):
        raise UsageError(f"There is no draft of {paper.words}.", f"Make one: {paper.assemble}")
    return draft
