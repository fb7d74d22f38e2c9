"""The papers that printed answers, and why figures were let in otherwise since: from their records, and from ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shpdocs.figures.printed import ByPeriod, EarlierPaper, Marks, marks
from shpdocs.model.disclosure import Known
from shpdocs.model.ledger import Event
from shpdocs.model.period import QUARTERS, Period, parse_period, year_before
from shpdocs.model.problem import PRINTED_FIGURE
from shpdocs.model.returns import Return
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder

FIGURE = "/figure/value"  # ends the pointer of a quarter's own figure


def papers_of(root: Folder, period: Period) -> Iterator[EarlierPaper]:
    """Yield the papers of a period: editions that were not withdrawn, drafts that were sent, and the last draft of each.

    Raises:
        RecordError: the record of an edition, or of a draft that was sent, is not as it was written.
    """
    editions, name = Editions(root.period(period)), str(period)
    papers = editions.papers()
    for edition in editions.all():
        yield EarlierPaper(
            name, edition.profile, "edition", edition.number, edition.printed, edition.returns, edition.at, edition.is_for_board
        )
    for profile in sorted({*papers, *root.profiles(period.year)}):
        for draft in editions.sent_drafts(profile):
            yield EarlierPaper(name, profile, "sent-draft", 0, draft.printed, draft.returns, draft.at, draft.is_for_board)
        last = editions.draft(profile)
        if last:
            yield EarlierPaper(name, profile, "draft", 0, last.printed, last.returns, last.at, last.is_for_board)


def standing_papers(root: Folder, period: Period) -> Iterator[EarlierPaper]:
    """Yield the papers that stand and may tell of a period's figures: its own, those of the year after it, those of the next year.

    Of each the last edition stands. Its drafts that were sent are told too; the last draft only if no edition stands.

    Raises:
        RecordError: as `papers_of`.
    """
    for name in root.periods():
        later = parse_period(name)
        if later >= period and period.year in (later.year, year_before(later.year)):
            papers = tuple(papers_of(root, later))
            last = {paper.profile: paper.number for paper in papers if paper.kind == "edition"}
            yield from (paper for paper in papers if _stands(paper, last.get(paper.profile, 0)))


def _stands(paper: EarlierPaper, last: int) -> bool:
    return paper.number == last if paper.kind == "edition" else paper.is_out or not last


def marks_for_paper(root: Folder, period: Period, profile: str, known: Known, *, is_for_board: bool = False) -> Marks:
    """Return the marks of the figures in a paper, by what the papers of periods before it, and others of its own, have printed.

    `known` are the returns as they came, as the records of papers have them. Drafts of the quarters before that were sent count as long
    as no edition of theirs was published. What only the board was given counts in a paper for the board alone.

    Raises:
        RecordError: as `papers_of`.
    """
    earlier = tuple(paper for paper in _papers_before(root, period, profile) if is_for_board or not paper.is_for_board)
    if not earlier:
        return {}
    returns = _by_period(period, known)
    accepted = {key: event for sub_group in returns for key, event in _accepted(root, period, sub_group).items()}
    return marks(str(period), earlier, returns, accepted)


def marks_for_workbook(root: Folder, period: Period, sub_group: str, returns: ByPeriod) -> Marks:
    """Return the marks of the figures of earlier quarters that were let in otherwise than papers had printed them, with why.

    Raises:
        RecordError: as `papers_of`.
    """
    accepted = _accepted(root, period, sub_group)  # first: a workbook says of corrections alone, and most ledgers hold none
    return marks(str(period), _papers_before(root, period, None), {sub_group: returns}, accepted) if accepted else {}


def _papers_before(root: Folder, period: Period, profile: str | None) -> Iterator[EarlierPaper]:
    first = Period(year_before(period.year), QUARTERS[0])
    for name in root.periods():
        before = parse_period(name)
        if first <= before <= period:
            papers = [paper for paper in papers_of(root, before) if paper.is_out and (before, paper.profile) != (period, profile)]
            published = {paper.profile for paper in papers if paper.kind == "edition"}
            drafts = {paper.profile for paper in papers if before < period} - published  # else one would count until it is published
            yield from (paper for paper in papers if paper.kind == "edition" or paper.profile in drafts)


def _by_period(period: Period, known: Known) -> dict[str, ByPeriod]:
    """The returns of this year and the year before, by sub-group and period."""
    by_period: dict[str, dict[str, Return]] = {name: {str(period): return_} for name, return_ in known.returns.items()}
    for year, returns in ((period.year, known.earlier), (year_before(period.year), known.last_year)):
        for sub_group, quarters in returns.items():
            of_sub_group = by_period.setdefault(sub_group, {})
            of_sub_group |= {str(Period(year, quarter)): return_ for quarter, return_ in quarters.items()}
    return dict(by_period)


def _accepted(root: Folder, period: Period, sub_group: str) -> Mapping[tuple[str, str], Event]:
    """The decisions that let in figures of the year up to a period otherwise than they had been printed, by answer and period.

    Raises:
        RecordError: a ledger is not as it was written.
    """
    accepted: dict[tuple[str, str], Event] = {}
    for quarter in period.quarters_so_far:
        told = Period(period.year, quarter)
        for event in root.period(told).events():
            if event.event == "accepted" and event.sub_group == sub_group:
                for code, pointer in ((key.partition(" ")[0], key.rpartition(" ")[2]) for key in event.warnings):
                    if code == PRINTED_FIGURE and pointer.endswith(FIGURE):
                        accepted[sub_group + pointer.removesuffix(FIGURE), str(told)] = event
    return accepted
