"""The record of an edition or a draft: what its paper shows, and what it was made of. Private, since it holds what is withheld."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from shpdocs.commands.assembling.files import safe_name
from shpdocs.commands.assembling.fingerprint import paper_fingerprint
from shpdocs.commands.assembling.papers import PART_II, MadePaper, Paper, Papers
from shpdocs.model.document import without_origins
from shpdocs.model.edition import DRAFT_NUMBER, Edition
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, year_before
from shpdocs.model.printed_paper import PrintedPaper
from shpdocs.model.returns import Return
from shpdocs.model.version import __version__
from shpdocs.paper.origins.cells import Cells
from shpdocs.paper.origins.keep import keep
from shpdocs.paper.sections.printed import printed_answers
from shpdocs.store.edition_places import PRINTED, return_file
from shpdocs.store.edition_records import EDITION_FORMAT
from shpdocs.store.printed_papers import PRINTED_FORMAT, printed_bytes
from shpdocs.store.records import json_bytes

MERGE_REPORT = "merge-report.json"
HOUSE = "house-style.docx"  # what the edition was written into


def appendix_file(heading: str) -> str:
    """Where an appendix of another body is kept, as it was received, by its heading."""
    return f"appendices/{safe_name(heading)}.docx"


def paper_file(edition: Edition) -> str:
    """The name of the file of an edition's paper: the one file that is published with its record."""
    return next(iter(edition.public))


def part_ii_file(edition: Edition) -> str:
    """The name of the file of an edition's Part II, '' if it has none."""
    return next((name for name in edition.private if name.endswith(f"{PART_II}.docx")), "")


def record_now(paper: Paper, at: str) -> Edition:
    """What the record of an edition of a paper would be if it were made now, without what it prints of each answer and its files.

    Raises:
        RecordError: a ledger is not as it was written.
    """
    inputs = paper.inputs
    profile = inputs.profile
    return Edition(
        EDITION_FORMAT,
        str(inputs.period),
        DRAFT_NUMBER,
        at,
        __version__,
        paper_fingerprint(inputs.root, inputs.period, inputs.appendices, at),
        without_origins(paper.composed.plain),
        profile=paper.profile,
        exempt=without_origins(paper.exempt.plain) if paper.exempt else None,
        appendices=paper.kept_appendices,
        decisions=_decisions(paper),
        returns={f"{period}/{sub_group}": return_.file for period, sub_group, return_ in _returns(paper)},
        audience=profile.audience if profile.is_for_board else "",
        marking=paper.marking,
    )


def with_printed(record: Edition, paper: Paper) -> Edition:
    """The record with what the paper prints of every answer that was returned."""
    printed = printed_answers(paper.composed.material, record.document, paper.inputs.in_force.known)
    return replace(record, printed=printed)


def printed_paper(paper: Paper) -> PrintedPaper:
    """The paper as it is printed, with the way back of what it prints: of what the public may not know without what stood in a cell."""
    disclosed, returned = paper.inputs.disclosed, paper.inputs.in_force.known
    exempt = keep(paper.exempt.document, Cells(returned, disclosed.public, disclosed.exempt)) if paper.exempt else None
    public = keep(paper.composed.document, Cells(returned, disclosed.public))
    return PrintedPaper(PRINTED_FORMAT, public, paper.composed.starts, exempt)


def private_files(papers: Papers, public: MadePaper, exempt: MadePaper | None) -> dict[str, bytes]:
    """What is kept apart from what is public, by path: Part II, returns, appendices as received, and what single files are made of.

    Raises:
        RecordError: a return in force is no longer the one that was recorded.
    """
    paper, root = papers.paper, papers.paper.inputs.root
    files = {appendix_file(appendix.heading): appendix.content for appendix in paper.appendices}
    for period, sub_group, _ in _returns(paper):
        content = root.period(period).returns.content(sub_group)
        if content is not None:
            files[return_file(f"{period}/{sub_group}")] = content
    files[PRINTED] = printed_bytes(printed_paper(paper))
    if exempt:
        files[f"{exempt.name}.docx"] = exempt.content
    if public.merged:
        files[MERGE_REPORT] = json_bytes({"appendices": public.merged})
    if papers.house:
        files[HOUSE] = papers.house.empty_paper
    return files


def _returns(paper: Paper) -> Iterator[tuple[Period, str, Return]]:
    """The returns that a paper was made from, by period and sub-group: of the period, of the year so far, and of the year before."""
    period, in_force = paper.inputs.period, paper.inputs.in_force
    for sub_group, return_ in in_force.returns.items():
        yield period, sub_group, return_
    for sub_group, earlier in in_force.earlier.items():
        yield from ((Period(period.year, quarter), sub_group, return_) for quarter, return_ in earlier.items())
    for sub_group, last_year in in_force.last_year.items():
        year = year_before(period.year)
        yield from ((Period(year, quarter), sub_group, return_) for quarter, return_ in last_year.returns.items())


def _decisions(paper: Paper) -> tuple[Event, ...]:
    """The decisions of the period that the paper rests on, each once: what was waived, published, exempted and accepted."""
    state, returns = paper.inputs.state, paper.inputs.in_force.returns.values()
    published = (event for digests in state.published.values() for event in digests.values())
    accepted = (event for return_ in returns for event in state.accepted.get(return_.file, ()))
    decisions: list[Event] = []
    for event in (*state.waived.values(), *published, *state.exempted.values(), *accepted):
        if event not in decisions:
            decisions.append(event)
    return tuple(sorted(decisions, key=lambda event: event.at))
