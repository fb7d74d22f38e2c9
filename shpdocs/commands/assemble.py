"""Assembling: the paper of a period from the returns in force, by its profile; and what keeps it from being final."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.assembling.files import EXEMPT_FOLDER, PaperFiles, safe_name
from shpdocs.commands.assembling.final import check_final
from shpdocs.commands.assembling.inputs import read_appendices, read_paper_inputs
from shpdocs.commands.assembling.papers import Papers
from shpdocs.definitions.settings import read_settings
from shpdocs.model.appendix import MergeReport
from shpdocs.model.audit import AuditedFile
from shpdocs.model.disclosure import Flagged, HeldBack, Suppressed, Withheld
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.period import parse_period
from shpdocs.paper.publication import Publication, publication_of
from shpdocs.paper.sections.compose import compose
from shpdocs.paper.sections.missing import not_printed
from shpdocs.paper.word.house_style import partnership_house_style
from shpdocs.store.disk import write_atomically
from shpdocs.store.folder import open_folder
from shpdocs.store.ledger import now
from shpdocs.store.records import json_bytes

DRAFT = "DRAFT"  # ends the name of a paper that is one
MERGE_REPORT = "merge-report.json"


class Assembled(Struct, frozen=True):
    """A paper: where it stands, what became of it, and what is not in it.

    `missing` holds the titles of sub-groups without a return in force that nobody waived, `waiting` those of them whose return
    waits for a decision, `left_out` the headings of sections that the returns hold nothing for, `not_printed` the answers
    that no section prints ('partnership/risks'), `unusable` the returns that no longer fit their definition, `kept` the
    edited files that were left as they stand, and `draft` an older draft that still stands beside a paper that is none.
    `outcome` is 'assembled', 'replaced' (the paper assembled before) or 'unchanged'.

    `exempt` is the paper with what is not for publication, `files` every other file that was written: the report and its
    appendices apart, a PDF. `withheld`, `suppressed` and `flagged` say what was kept back and what nobody has decided about;
    `audits` how the papers and appendices stand against the rules of accessibility, `merged` what became of each
    appendix; `publication` by when the paper must be published, None if no day of the meeting is known. `house_style` is
    the council's, if there is one; `gone` are the files of the paper that this one replaced and that are not of this one;
    `overtaken` the titles of sub-groups that sent a newer return, which waits or was refused, than the one that is printed;
    `held_back` what workbooks said is not printed and this profile prints, as far as nobody decided.
    """

    path: Path
    outcome: str
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    not_printed: tuple[str, ...]
    unusable: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    draft: Path | None = None
    waiting: tuple[str, ...] = ()
    exempt: Path | None = None
    files: tuple[Path, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    audits: tuple[AuditedFile, ...] = ()
    merged: tuple[MergeReport, ...] = ()
    publication: Publication | None = None
    house_style: HouseStyle | None = None
    gone: tuple[Path, ...] = ()
    overtaken: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()


def assemble(
    folder: str | Path,
    period: str,
    *,
    final: bool = False,
    profile: str = "",
    appendices: Mapping[str, str | Path] | None = None,
    separate: bool = False,
    pdf: bool = False,
    at: str = "",
) -> Assembled:
    """Assemble the paper of a period into output/<period>/papers/: a draft, unless it is `final`.

    `profile` names one beside the year's usual one (paper-NAME.toml). `appendices` gives Word files of other bodies by the
    title each is to have. With `separate` the report and each appendix are files of their own too; with `pdf` a tagged PDF
    is made through LibreOffice. A paper that somebody edited is never overwritten: the new one gets a name of its own. The
    period is held meanwhile, so that nothing is decided between reading the returns and writing the paper.

    Raises:
        ShpdocsError: the folder, its settings, definitions, house style or a return in force cannot be used; `period` is no
            period; an appendix is refused; the paper cannot be final yet; LibreOffice is not there. Nothing is written then,
            but a PDF that fails leaves the papers as they were made.
    """
    root, wanted = open_folder(Path(folder)), parse_period(period)
    root.sub_groups(wanted.year)  # a year without definitions gets no folder
    with root.period(wanted).locked(read_settings(root).folder.shared):
        inputs = read_paper_inputs(folder, wanted, profile)
        if final:
            check_final(inputs)
        composed = compose(inputs.material(inputs.disclosed.public, final))
        name = safe_name(str(inputs.period), inputs.settings.partnership, profile, "" if final else DRAFT)
        house = partnership_house_style(inputs.root, inputs.settings.limits.word)
        others = read_appendices(appendices or {}, composed.document, inputs.settings.limits.word.largest_file)
        papers = Papers(inputs, composed, name, final, others, house)
        return _write(papers, PaperFiles(inputs.period_folder, name, at or now(), final, inputs.missing), separate, pdf)


def _write(papers: Papers, to: PaperFiles, separate: bool, pdf: bool) -> Assembled:
    """Make every paper, then write each in its place: what cannot be made leaves nothing behind. First what is withheld is recorded."""
    public, exempt = papers.public(), papers.exempt()
    separate_papers = papers.separate() if separate else ()
    audits = papers.audits(public, exempt)
    to.record_withheld(papers.inputs.exemptions.standing)
    public_file = to.write(public.name, public.content)
    files = [to.write(paper.name, paper.content, public.name) for paper in separate_papers]
    exempt_file = to.write(exempt.name, exempt.content, EXEMPT_FOLDER) if exempt else None
    if public.merged:
        reports = json_bytes({"appendices": public.merged})
        write_atomically(to.period_folder.root / MERGE_REPORT, reports)
    if pdf:
        files += [to.write_pdf(file.path) for file in (public_file, *files, exempt_file) if file]
    written = tuple(file for file in (public_file, *files, exempt_file) if file)
    paths = {file.path for file in written}
    stale = to.remove_stale(exempt_file is not None, paths)
    gone = tuple(path for path in (*(path for file in written for path in file.gone), *stale) if path not in paths)
    old_draft = public_file.path.with_name(f"{papers.name} {DRAFT}{public_file.path.suffix}")
    inputs, disclosed = papers.inputs, papers.inputs.disclosed
    meeting_date, returns = inputs.profile.meeting_date, inputs.in_force.returns
    return Assembled(
        path=public_file.path,
        outcome=public_file.outcome,
        missing=inputs.missing,
        left_out=papers.composed.left_out,
        not_printed=not_printed(papers.composed.document, inputs.material(disclosed.public, papers.is_final)),
        unusable=inputs.in_force.unusable,
        kept=tuple(file.kept for file in written if file.kept),
        draft=old_draft if papers.is_final and old_draft.is_file() else None,
        waiting=tuple(definition.title for definition in inputs.year.definitions if definition.sub_group in inputs.waiting),
        exempt=exempt_file.path if exempt_file else None,
        files=tuple(file.path for file in files),
        withheld=disclosed.withheld,
        suppressed=disclosed.suppressed,
        flagged=disclosed.flagged,
        audits=audits,
        merged=public.merged,
        publication=publication_of(inputs.period, inputs.settings, meeting_date, returns, today=to.at),
        house_style=papers.house,
        gone=gone,
        overtaken=inputs.overtaken,
        held_back=inputs.held_back,
    )
