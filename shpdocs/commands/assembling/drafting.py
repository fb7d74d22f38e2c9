"""Drafting: every file of a draft made, then each written in its place, never over one that somebody edited; and its record."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from shpdocs.commands.assembling.appendices import remember
from shpdocs.commands.assembling.corrections import notes_so_far
from shpdocs.commands.assembling.edition_record import MERGE_REPORT, printed_paper, with_printed
from shpdocs.commands.assembling.files import EXEMPT_FOLDER, PaperFiles, record_withheld
from shpdocs.commands.assembling.papers import Made, Paper, Papers, with_notes
from shpdocs.model.appendix import MergeReport
from shpdocs.model.edition import Edition
from shpdocs.paper.changes import edition_changes
from shpdocs.paper.word.house_style import partnership_house_style
from shpdocs.store.disk import remove, sha256, write_atomically
from shpdocs.store.editions import Editions
from shpdocs.store.printed_papers import printed_bytes
from shpdocs.store.records import json_bytes


def write_draft(paper: Paper, editions: Editions, record: Edition, *, with_single_files: bool, with_pdf: bool) -> Made:
    """Write a draft with its Part II, its single files and its PDFs; `record` is that of the paper as it is now.

    Raises:
        ShpdocsError: an appendix is refused, the house style cannot be used, or LibreOffice is not there.
    """
    inputs, standing = paper.inputs, editions.standing(paper.profile)
    paper = with_notes(paper, notes_so_far(editions, paper.profile))
    papers = Papers(paper, partnership_house_style(inputs.root, paper.limits))
    public, exempt = papers.public(), papers.exempt()
    separate_papers = papers.separate() if with_single_files else ()
    audits = papers.audits(public, exempt)
    to = PaperFiles(inputs.period_folder, paper.name, record.at, inputs.missing)
    remember(paper.added, editions, inputs.period_folder)
    if not inputs.profile.is_for_board:  # from the board nothing is withheld
        record_withheld(inputs.period_folder, f"{paper.name}.docx", record.at, inputs.exemptions.standing)
    public_file = to.write(public.name, public.content)
    files = [to.write(each.name, each.content, public.name) for each in separate_papers]
    exempt_file = to.write(exempt.name, exempt.content, EXEMPT_FOLDER) if exempt else None
    _write_merge_report(inputs.period_folder.root / MERGE_REPORT, public.merged)
    record = replace(
        with_printed(record, paper),
        public={public_file.path.name: sha256(public.content)},
    )
    since = _keep_record(editions, record, printed_bytes(printed_paper(paper)), standing)
    if with_pdf:
        files += [to.write_pdf(file.path) for file in (public_file, *files, exempt_file) if file]
    written = tuple(file for file in (public_file, *files, exempt_file) if file)
    paths = {file.path for file in written}
    stale = to.remove_stale(exempt_file is not None, paths)
    return Made(
        path=public_file.path,
        outcome=public_file.outcome,
        record=record,
        exempt=exempt_file.path if exempt_file else None,
        files=tuple(file.path for file in files),
        kept=tuple(file.kept for file in written if file.kept),
        gone=tuple(path for path in (*(path for file in written for path in file.gone), *stale) if path not in paths),
        merged=public.merged,
        audits=audits,
        house_style=papers.house,
        since=since,
        changes=edition_changes(since, record) if since else (),
        differs_from=standing.number if standing and edition_changes(standing, record) else 0,
    )


def _write_merge_report(path: Path, merged: tuple[MergeReport, ...]) -> None:
    """Write what became of the appendices of the last draft; one that has none leaves no report of another."""
    if merged:
        write_atomically(path, json_bytes({"appendices": merged}))
    elif path.is_file():
        remove(path)


def _keep_record(editions: Editions, record: Edition, printed: bytes, standing: Edition | None) -> Edition | None:
    """Keep the record of a draft in place of that of the draft before; return the one before: that, or an edition that came later.

    The same draft keeps its record as it is.
    """
    draft = editions.draft(record.profile)
    is_same = draft is not None and replace(record, at=draft.at, private=draft.private) == draft
    editions.write_draft(draft if draft and is_same else record, printed)
    return max((each for each in (draft, standing) if each), key=lambda each: each.at, default=None)
