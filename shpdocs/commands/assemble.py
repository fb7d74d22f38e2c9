"""Assembling: the paper of a period from the returns in force, by its profile: a draft to work on, or an edition that is published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.assembling.appendices import AppendixChoices, added_appendices, appendix_files, check_titles
from shpdocs.commands.assembling.drafting import write_draft
from shpdocs.commands.assembling.edition_files import EditionFiles
from shpdocs.commands.assembling.edition_record import record_now
from shpdocs.commands.assembling.final import check_final
from shpdocs.commands.assembling.inputs import PaperInputs, read_paper_inputs
from shpdocs.commands.assembling.papers import Made, Paper, paper_now
from shpdocs.commands.assembling.publishing import Decision, publish_or_leave
from shpdocs.commands.collecting.report import refresh_page
from shpdocs.commands.context import Context, check_decision
from shpdocs.commands.parallel import Parallel
from shpdocs.definitions.settings import read_settings
from shpdocs.model.appendix import AbsentAppendix, ListedAppendices, MergeReport, NumberedAppendix, RequestFor
from shpdocs.model.audit import AuditedFile
from shpdocs.model.collection import Progress
from shpdocs.model.disclosure import Exposed, Flagged, HeldBack, Suppressed, TellingReason, Withheld
from shpdocs.model.edition import Edition, PaperChange
from shpdocs.model.errors import UsageError
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.period import parse_period
from shpdocs.paper.publication import Publication, publication_of
from shpdocs.paper.sections.missing import not_printed
from shpdocs.store.editions import Editions
from shpdocs.store.folder import open_folder
from shpdocs.store.ledger import now
from shpdocs.store.proofs import keep_proofs


class Assembled(Struct, frozen=True):
    """A paper: where it stands, what became of it, and what is not in it.

    `outcome` of a draft is 'assembled', 'replaced' (the draft before) or 'unchanged', and its `edition` 0; an edition was 'published'
    or 'stands', since nothing differs from it. `record` is the private record of either, `since` that of the paper before it: of an
    edition the one before, of a draft the last draft or edition. `changes` are what differs between the two. `differs_from` is the
    number of the edition that stands, where a draft differs from it, or 0.

    `missing` holds the titles of sub-groups without a return in force that nobody waived, `waiting` those of them whose return
    waits for a decision, `left_out` the headings of sections that the returns hold nothing for, `not_printed` the answers
    that no section prints or stands in for ('partnership/risks'), `unusable` the returns that no longer fit their definition, `kept` the
    edited files that were left as they stand.

    `appendices` are all that the paper has, numbered. `wrongly_listed` are the lists of them that name others, `absent` those that a text
    names and that are not there.

    `exempt` is the paper with what is not for publication, `files` every other file that was asked for: the report and its
    appendices apart, a PDF. `withheld`, `suppressed` and `flagged` say what was kept back and what nobody has decided about,
    `exposed` of which small numbers papers that others have rule values out, `telling_reasons` which printed reasons tell a number that is
    not published; `audits` how the papers and appendices stand against the
    rules of accessibility, `merged` what became of each appendix, both if they were made just now; `publication` by when the paper must
    be published, None if no day of the meeting is known. `house_style` is the council's, if there is one; `gone` are the files of the
    draft that this one replaced and that are not of this one; `overtaken` the titles of sub-groups that sent a newer return, which
    waits or was refused, than the one that is printed; `held_back` what workbooks said is not printed and this profile prints, as far
    as nobody decided.
    """

    path: Path
    outcome: str
    missing: tuple[str, ...]
    left_out: tuple[str, ...]
    not_printed: tuple[str, ...]
    unusable: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()
    waiting: tuple[str, ...] = ()
    exempt: Path | None = None
    files: tuple[Path, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    exposed: tuple[Exposed, ...] = ()
    telling_reasons: tuple[TellingReason, ...] = ()
    audits: tuple[AuditedFile, ...] = ()
    merged: tuple[MergeReport, ...] = ()
    publication: Publication | None = None
    house_style: HouseStyle | None = None
    gone: tuple[Path, ...] = ()
    overtaken: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    edition: int = 0
    record: Edition | None = None
    since: Edition | None = None
    changes: tuple[PaperChange, ...] = ()
    differs_from: int = 0
    appendices: tuple[NumberedAppendix, ...] = ()
    wrongly_listed: tuple[ListedAppendices, ...] = ()
    absent: tuple[AbsentAppendix, ...] = ()


def assemble(
    folder: str | Path,
    period: str,
    *,
    final: bool = False,
    profile: str = "",
    appendices: Mapping[str, str | Path] | None = None,
    separate: bool = False,
    pdf: bool = False,
    appendix_requests: Sequence[RequestFor] = (),
    without_appendices: Sequence[str] = (),
    apart: Sequence[str] = (),
    by: str = "",
    because: str = "",
    at: str = "",
    progress: Progress | None = None,
) -> Assembled:
    """Assemble the paper of a period: a draft in output/<period>/papers/; if it is `final`, an edition in output/<period>/published/.

    `profile` names one beside the year's usual one (paper-NAME.toml). `appendices` gives Word files of other bodies by the title each is
    to have, without a number, `apart` the titles of those that are published apart: the paper names them; `appendix_requests` say what is
    asked for of those that are refused without. All are remembered for every later draft and edition of the paper. `without_appendices`
    are the titles of those that leave it. With `separate` the report and each appendix are files of their own too; with `pdf` a tagged PDF
    is made through LibreOffice. A draft that somebody edited is never overwritten: the new one gets a name of its own. An edition never
    changes: another one is published only if something differs, and somebody says `by` whom and `because` of what; so must who lets an
    appendix leave. The period is held meanwhile. `progress` is called with how many small numbers are proved, and how many there are.

    Raises:
        ChangedEditionError: the final paper differs from the edition that stands, and nobody is named who decided to publish another.
        ShpdocsError: the folder, its settings, definitions, house style or a return in force cannot be used; `period` is no
            period; an appendix is refused; the paper cannot be final yet; a decision lacks who or why; a record is not as it was
            written; LibreOffice is not there. Nothing is written then, but a PDF that fails leaves the papers as they were made.
    """
    root, wanted = open_folder(Path(folder)), parse_period(period)
    root.sub_groups(wanted.year)  # a year without definitions gets no folder
    choices = AppendixChoices(appendices or {}, appendix_requests, apart, without_appendices, by, because)
    _check_asked(final or bool(apart or without_appendices), by, because)
    decision = Decision(at or now(), by.strip(), because.strip())
    with root.period(wanted).locked(read_settings(root).folder.shared):
        inputs = read_paper_inputs(folder, wanted, profile, progress)
        editions = Editions(inputs.period_folder)
        paper = _with_appendices(inputs, editions, choices, profile, decision.at, is_final=final)
        if final:
            made = _publish(paper, editions, decision, with_single_files=separate, with_pdf=pdf)
            _refresh_page(inputs, decision.at)  # of one that stands too: the run that published it may have been cut short
        else:
            made = write_draft(paper, editions, record_now(paper, decision.at), with_single_files=separate, with_pdf=pdf)
        _keep_proofs(inputs)
        first = min(editions.paper(profile).published_at, default="") if final else ""
        return _assembled(made, paper, decision.at, first)


def _with_appendices(inputs: PaperInputs, editions: Editions, choices: AppendixChoices, profile: str, at: str, *, is_final: bool) -> Paper:
    """The paper as it is now, with the appendices that were added to it before and in this run. Nothing is written."""
    added = added_appendices(choices, editions.paper(profile), profile, at, inputs.settings.limits.word.largest_file)
    paper = paper_now(replace(inputs, appendices=added.events), profile, is_final=is_final)
    check_titles(paper.composed.own_titles, added)
    if is_final:
        check_final(inputs, paper.composed)
    return replace(paper, appendices=appendix_files(paper.kept_appendices, added, editions), added=added)


def _keep_proofs(inputs: PaperInputs) -> None:
    """Keep what the paper's choice rests on, but for one for the board: what is proved for the public paper stays."""
    if not inputs.profile.is_for_board:
        keep_proofs(inputs.period_folder, inputs.disclosed.proofs)


def _refresh_page(inputs: PaperInputs, at: str) -> None:
    """Let the page tell of the edition."""
    period_folder = inputs.period_folder
    refresh_page(Context(inputs.root, inputs.settings, inputs.year, period_folder, period_folder.state(), at, Parallel()))


def _check_asked(is_decided: bool, by: str, because: str) -> None:
    if not (by or because):
        return
    if not is_decided:
        raise UsageError("A draft needs nobody who decides.", "Leave out --by and --because, or make the paper to publish with --final.")
    check_decision(by, because)


def _publish(paper: Paper, editions: Editions, decision: Decision, *, with_single_files: bool, with_pdf: bool) -> Made:
    """Publish the paper, or leave the edition that stands; single files and PDFs that are not there yet are made of the edition."""
    made = publish_or_leave(paper, editions, record_now(paper, decision.at), decision)
    later = EditionFiles(editions, made.record, decision, paper.limits, paper.inputs.period_folder.working)
    later.check()
    single_files = later.single_files() if with_single_files else ()
    return replace(made, files=(*single_files, *(later.pdfs(single_files) if with_pdf else ())))


def _assembled(made: Made, paper: Paper, at: str, first: str) -> Assembled:
    """What was made, and what is told of all that it was made of. A paper whose `first` edition was in time is not late today."""
    inputs, disclosed = paper.inputs, paper.inputs.disclosed
    meeting_date, returns = inputs.profile.meeting_date, inputs.in_force.returns
    unprinted = not_printed(paper.composed.document, paper.composed.material)
    publication = publication_of(inputs.period, inputs.settings, meeting_date, returns, today=at, ready=first[:10])
    return Assembled(
        path=made.path,
        outcome=made.outcome,
        missing=inputs.missing,
        left_out=paper.composed.left_out,
        not_printed=tuple(answer for answer in unprinted if answer not in {listed.answer for listed in paper.composed.wrongly_listed}),
        unusable=inputs.in_force.unusable,
        kept=made.kept,
        waiting=tuple(definition.title for definition in inputs.year.definitions if definition.sub_group in inputs.waiting),
        exempt=made.exempt,
        files=made.files,
        withheld=disclosed.withheld,
        suppressed=disclosed.suppressed,
        flagged=disclosed.flagged,
        exposed=disclosed.exposed,
        telling_reasons=inputs.telling_reasons,
        audits=made.audits,
        merged=made.merged,
        publication=None if inputs.profile.is_for_board else publication,
        house_style=made.house_style,
        gone=made.gone,
        overtaken=inputs.overtaken,
        held_back=inputs.held_back,
        edition=made.record.number,
        record=made.record,
        since=made.since,
        changes=made.changes,
        differs_from=made.differs_from,
        appendices=paper.composed.appendices,
        wrongly_listed=paper.composed.wrongly_listed,
        absent=paper.composed.absent,
    )
