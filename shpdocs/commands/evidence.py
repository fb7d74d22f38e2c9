"""Evidence: the whole of a paper as it was printed, with where each figure and text of it comes from, as one private page."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from shpdocs.commands.tracing.papers import NamedPaper, named_paper, read_printed, record_of
from shpdocs.definitions.settings import read_settings
from shpdocs.model.edition import Edition, assemble_command, paper_folder
from shpdocs.model.errors import UsageError
from shpdocs.model.evidence import Evidence, UsedReturn
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.printed_paper import PrintedPaper
from shpdocs.model.returns import Return
from shpdocs.paper.origins.texts import texts
from shpdocs.report.evidence import evidence_page
from shpdocs.store.disk import read_if_there, write_atomically
from shpdocs.store.edition_places import return_file
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder, open_folder
from shpdocs.store.records import return_from


class WrittenEvidence(Struct, frozen=True):
    """The page of a paper's evidence: of which period, profile and edition (0 is the last draft) it is, and where it stands.

    `outcome` is 'written', or 'unchanged' if the very same page stood there. `texts` says how many texts the paper prints,
    `pieces` how many pieces of them lead back to somewhere.
    """

    period: str
    profile: str
    edition: int
    path: Path
    outcome: str
    texts: int
    pieces: int


def evidence(folder: str | Path, period: str, *, profile: str = "", edition: int | None = None, draft: bool = False) -> WrittenEvidence:
    """Write the page of evidence of a paper into output/PERIOD/evidence, in place of an earlier one of the same edition or draft.

    Without `edition` and `draft` it is of the last edition that stands, or else of the last draft. It is made of what was kept with the
    paper: not of today's returns.

    Raises:
        UsageError: `period` is no period, there is no such edition or draft, nothing was assembled, or it was made by a shpdocs that
            kept no way back.
        RecordError: the record of the paper is gone or spoiled.
        ShpdocsError: the folder, its settings or profile cannot be used.
    """
    root = open_folder(Path(folder))
    wanted = parse_period(period)
    settings = read_settings(root)
    period_folder = root.period(wanted)
    paper = named_paper(root, wanted, profile, edition, is_draft=draft)
    with period_folder.locked(settings.folder.shared):
        printed = read_printed(root, paper)
        content = evidence_page(_evidence(root, settings.partnership, _record(root, paper), printed))
        path = period_folder.evidence / _file_name(paper)
        outcome = "unchanged" if read_if_there(path) == content else "written"
        write_atomically(path, content)
    numbers = (sum(1 for part in printed.documents for _ in texts(part.document)), sum(len(part.spans) for part in printed.documents))
    return WrittenEvidence(str(wanted), profile, paper.number, path, outcome, *numbers)


def _file_name(paper: NamedPaper) -> str:
    """The name of the page: 'paper, edition 1.html', 'paper-select-committee, draft.html'."""
    return f"{paper_folder(paper.profile)}, {f'edition {paper.number}' if paper.number else 'draft'}.html"


def _record(root: Folder, paper: NamedPaper) -> Edition:
    """The record of the paper; that of a draft is there, or the paper as it was printed could not have been read."""
    record = record_of(root, paper)
    if record is None:
        raise UsageError(f"There is no draft of {paper.words}.", f"Make one: {assemble_command(paper.period, paper.profile)}")
    return record


def _evidence(root: Folder, partnership: str, record: Edition, printed: PrintedPaper) -> Evidence:
    returns = tuple(_used_return(root, record, key, file) for key, file in record.returns.items())
    return Evidence(partnership, record, printed, returns, _decisions(root, record))


def _used_return(root: Folder, record: Edition, key: str, file: str) -> UsedReturn:
    period, _, sub_group = key.partition("/")
    folder = root.period(parse_period(period))
    received = next((event for event in folder.events() if event.event == "received" and event.sha256 == file), None)
    return_ = _as_used(root, record, period, sub_group, file)
    name = return_.file_name if return_ else received.file if received else ""
    signed = (return_.answers.get("sign-off") if return_ else None) or {}
    who = (str(signed.get(key) or "") for key in ("name", "role", "date"))
    return UsedReturn(period, sub_group, file, name, received.at if received else "", *who)


def _as_used(root: Folder, record: Edition, period: str, sub_group: str, file: str) -> Return | None:
    """The return as the paper was made from it: of an edition it is kept; of a draft it is the one in force, or one replaced since."""
    if not record.is_draft:
        editions = Editions(root.period(parse_period(record.period)))
        kept = editions.content(record.profile, record.number, return_file(f"{period}/{sub_group}"), is_private=True)
        return return_from(kept)[0]
    content = root.period(parse_period(period)).returns.made_of(sub_group, file, record.at)
    return return_from(content)[0] if content is not None else None


def _decisions(root: Folder, record: Edition) -> tuple[Event, ...]:
    """The decisions of the paper's own period, as it was made by them; those of other periods about its returns and their answers; and
    what became of the edition since."""
    decisions = list(record.decisions)
    for period in sorted({key.partition("/")[0] for key in record.returns} - {record.period}):
        state = root.period(parse_period(period)).state()
        accepted = (event for file in record.returns.values() for event in state.accepted.get(file, ()))
        published = (event for digests in state.published.values() for event in digests.values())
        for event in (*accepted, *published, *state.exempted.values()):
            if event.at <= record.at and event not in decisions:
                decisions.append(event)
    paper = Editions(root.period(parse_period(record.period))).paper(record.profile)
    decisions += [events[record.number] for events in (paper.sent, paper.withdrawn) if record.number in events]
    return tuple(sorted(decisions, key=lambda event: event.at))
