"""Assembling: the paper of a period from the returns in force, by its profile; and what keeps it from being final."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.assembling.inputs import PaperInputs, read_appendices, read_paper_inputs
from shpdocs.commands.assembling.papers import EXEMPT_FOLDER, Papers, safe_name
from shpdocs.commands.publication import answered_day
from shpdocs.model.appendix import MergeReport
from shpdocs.model.audit import AuditedFile
from shpdocs.model.disclosure import Flagged, Suppressed, Withheld
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.period import parse_period
from shpdocs.paper.publication import Publication
from shpdocs.paper.sections.compose import compose
from shpdocs.paper.sections.missing import not_printed
from shpdocs.paper.word.house_style import partnership_house_style
from shpdocs.store.ledger import now

DRAFT = "DRAFT"  # ends the name of a paper that is one


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
    `overtaken` the titles of sub-groups that sent a newer return, which waits or was refused, than the one that is printed.
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
    is made through LibreOffice. A paper that somebody edited is never overwritten: the new one gets a name of its own. Needs
    no lock: returns are whole whenever they are read, and two runs on the same returns write the same paper.

    Raises:
        ShpdocsError: the folder, its settings, definitions, house style or a return in force cannot be used; `period` is no
            period; an appendix is refused; the paper cannot be final yet; LibreOffice is not there. Nothing is written then,
            but a PDF that fails leaves the papers as they were made.
    """
    wanted = parse_period(period)
    inputs = read_paper_inputs(folder, wanted, profile)
    if final:
        _check_final(inputs)
    composed = compose(inputs.material(inputs.disclosed.public, final))
    papers = Papers(
        inputs,
        composed,
        name=safe_name(str(wanted), inputs.settings.partnership, profile, "" if final else DRAFT),
        at=at or now(),
        is_final=final,
        appendices=read_appendices(appendices or {}, composed.document),
        house=partnership_house_style(inputs.root),
    )
    return _write(papers, separate, pdf)


def _write(papers: Papers, separate: bool, pdf: bool) -> Assembled:
    """Make every paper, then write each in its place: what cannot be made leaves nothing behind."""
    public, exempt = papers.public(), papers.exempt()
    separate_papers = papers.separate() if separate else ()
    audits = papers.audits(public, *((exempt,) if exempt else ()))
    public_file = papers.write(public)
    files = [papers.write(paper, public.name) for paper in separate_papers]
    exempt_file = papers.write(exempt, EXEMPT_FOLDER) if exempt else None
    papers.write_merge_report(public.merged)
    written = (public_file, *files, *((exempt_file,) if exempt_file else ()))
    if pdf:
        files += [papers.write_pdf(file.path) for file in written]
    gone = papers.remove_stale(public_file, exempt_file, tuple(file.path for file in files))
    edited = (file.kept for file in (public_file, *files, exempt_file) if file)
    inputs, composed = papers.inputs, papers.composed
    return Assembled(
        path=public_file.path,
        outcome=public_file.outcome,
        missing=inputs.missing,
        left_out=composed.left_out,
        not_printed=not_printed(composed.document, papers.material),
        unusable=inputs.in_force.unusable,
        kept=tuple(path for path in edited if path),
        draft=_old_draft(papers, public_file.path),
        waiting=tuple(definition.title for definition in inputs.year.definitions if definition.sub_group in inputs.waiting),
        exempt=exempt_file.path if exempt_file else None,
        files=tuple(file.path for file in files),
        withheld=inputs.disclosed.withheld,
        suppressed=inputs.disclosed.suppressed,
        flagged=inputs.disclosed.flagged,
        audits=audits,
        merged=public.merged,
        publication=papers.publication(),
        house_style=papers.house,
        gone=gone,
        overtaken=inputs.overtaken,
    )


def _old_draft(papers: Papers, paper: Path) -> Path | None:
    draft = paper.with_name(f"{papers.name} {DRAFT}{paper.suffix}")
    return draft if papers.is_final and draft.is_file() else None


class NotFinalError(ShpdocsError):
    """The paper cannot be final yet: each reason with what to do. Nothing was written."""

    def __init__(self, reasons: tuple[tuple[str, str], ...]) -> None:
        self.reasons = reasons
        super().__init__("The paper cannot be final yet:", "".join(f"\n  {what}\n    {remedy}" for what, remedy in reasons))


def _check_final(inputs: PaperInputs) -> None:
    """Make sure that nothing keeps the paper from being final.

    Raises:
        NotFinalError: a return is neither in force nor waived, one that is not waived no longer fits its definition, or a text
            with small numbers waits for a decision.
    """
    reasons = []
    period = inputs.period
    for definition in inputs.year.definitions:
        name = definition.sub_group
        if name in inputs.in_force.returns or name in inputs.state.waived or f"{definition.title} ({period})" in inputs.in_force.unusable:
            continue
        if name in inputs.waiting:
            reasons.append(
                (f"The return of {definition.title} waits for a decision.", f"shpdocs accept {name} {period} --by NAME --because TEXT")
            )
        else:
            reasons.append(
                (f"There is no return of {definition.title}.", f"Collect it, or: shpdocs waive {name} {period} --by NAME --because TEXT")
            )
    waived = {f"{definition.title} ({period})" for definition in inputs.year.definitions if definition.sub_group in inputs.state.waived}
    unusable = (title for title in inputs.in_force.unusable if title not in waived)
    reasons += [(f"The return of {title} no longer fits its definition.", "Collect it again.") for title in unusable]
    for flagged in inputs.disclosed.flagged:
        excerpts = "; ".join(f"“{excerpt}”" for excerpt in flagged.excerpts[:2])
        what = f"Small numbers in {flagged.title} ({flagged.answer}) wait for a decision: {excerpts}"
        reasons.append((what, f"Ask the lead for other words, or: shpdocs publish {flagged.answer} {period} --by NAME --because TEXT"))
    reasons += _contradicting_days(inputs)
    if reasons:
        raise NotFinalError(tuple(reasons))


def _contradicting_days(inputs: PaperInputs) -> list[tuple[str, str]]:
    """The paper prints the day of the meeting that the return gives: another one in the settings must not pass."""
    meeting = inputs.settings.meeting(inputs.period)
    printed = answered_day(inputs.profile.meeting_date, inputs.in_force.returns)
    if meeting is None or printed in (None, meeting):
        return []
    what = f"The return gives {printed} as the day of the meeting, shpdocs.toml gives {meeting}."
    return [(what, "Correct the one that is wrong; the paper prints that of the return.")]
