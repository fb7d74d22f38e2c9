"""The papers of a period: what each is now, and the files made of it, all before the first is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.assembling.appendices import AddedAppendices, kept_appendices
from shpdocs.commands.assembling.corrections import public_notes
from shpdocs.commands.assembling.files import safe_name
from shpdocs.commands.assembling.inputs import PaperInputs
from shpdocs.commands.audit import audit_appendix_bytes, audit_paper_bytes
from shpdocs.model.appendix import Appendix, Merged, MergeReport
from shpdocs.model.audit import AuditedFile
from shpdocs.model.document import Document
from shpdocs.model.edition import CorrectionNote, Edition, KeptAppendix, PaperChange
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.settings import WordLimits
from shpdocs.paper.sections.compose import Composed, compose, compose_exempt, parts_of
from shpdocs.paper.sections.corrections import with_correction_notes
from shpdocs.paper.word import write_paper

DRAFT = "DRAFT"  # ends the name of a paper that is one
PART_II = "PART II"  # ends the name of one that is not for publication


class MadePaper(Struct, frozen=True):
    """A paper as bytes, what became of each appendix that it carries, and what of each came in, as a file of its own."""

    name: str
    content: bytes
    merged: tuple[MergeReport, ...] = ()
    appendices: tuple[bytes, ...] = ()


class Made(Struct, frozen=True):
    """A draft written, or an edition, as `Assembled` has it."""

    path: Path
    outcome: str
    record: Edition
    exempt: Path | None
    files: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()
    merged: tuple[MergeReport, ...] = ()
    audits: tuple[AuditedFile, ...] = ()
    house_style: HouseStyle | None = None
    since: Edition | None = None
    changes: tuple[PaperChange, ...] = ()
    differs_from: int = 0


class Paper(Struct, frozen=True, dict=True):
    """A paper as it is now, not written yet: what it is made of, the files of the appendices in it, and what is said of them anew."""

    inputs: PaperInputs
    composed: Composed
    exempt: Composed | None
    profile: str
    is_final: bool
    appendices: tuple[Appendix, ...] = ()
    added: AddedAppendices = AddedAppendices()

    @property
    def name(self) -> str:
        """The name of its file, without an ending."""
        last = " ".join(filter(None, (self.marking, "" if self.is_final else DRAFT)))
        return safe_name(str(self.inputs.period), self.inputs.settings.partnership, self.profile, last=last)

    @property
    def marking(self) -> str:
        """What every page and every file's name is marked with; '' for a public paper."""
        return self.inputs.profile.marking

    @property
    def exempt_name(self) -> str:
        """The name of the file of its Part II."""
        return safe_name(self.name, PART_II)

    @property
    def limits(self) -> WordLimits:
        """How large a Word file may be."""
        return self.inputs.settings.limits.word

    @cached_property
    def kept_appendices(self) -> tuple[KeptAppendix, ...]:
        """The appendices that an officer added, as an edition's record names them."""
        return kept_appendices(self.inputs.appendices, self.composed.appendices)


def paper_now(inputs: PaperInputs, profile: str, *, is_final: bool) -> Paper:
    """Compose a paper of a period, and its Part II if it has one, without appendices of other bodies."""
    disclosed = inputs.disclosed
    composed = compose(inputs.material(disclosed.public, is_final))
    return Paper(inputs, composed, compose_exempt(inputs.material(disclosed.exempt, is_final)), profile, is_final)


def with_notes(paper: Paper, notes: tuple[CorrectionNote, ...]) -> Paper:
    """The paper with notes of what was corrected, as far as their reasons may be printed now."""
    if not notes:
        return paper
    notes = public_notes(paper.inputs, notes)
    composed = with_correction_notes(paper.composed, notes)
    exempt = with_correction_notes(paper.exempt, notes, is_exempt=True) if paper.exempt else None
    return replace(paper, composed=composed, exempt=exempt)


class Papers(Struct, frozen=True):
    """The files made of a paper, in the council's house style if there is one."""

    paper: Paper
    house: HouseStyle | None

    def public(self) -> MadePaper:
        """The public paper with the appendices of other bodies.

        Raises:
            AppendixRefusedError: an appendix cannot come in.
        """
        paper = self.paper
        merged = paper_bytes(paper.composed.document, paper.appendices, self._made, paper.limits)
        return MadePaper(paper.name, merged.content, merged.reports, merged.appendices)

    def exempt(self) -> MadePaper | None:
        """The paper with what is not for publication; None if nothing is."""
        exempt = self.paper.exempt
        return MadePaper(self.paper.exempt_name, self._made(exempt.document)) if exempt else None

    def separate(self) -> tuple[MadePaper, ...]:
        """The report and each appendix as a file of its own."""
        paper, composed = self.paper, self.paper.composed
        return separate_papers(composed.document, composed.starts, paper.appendices, self._made, paper.limits, paper.marking)

    def audits(self, public: MadePaper, exempt: MadePaper | None) -> tuple[AuditedFile, ...]:
        """How each paper, and what comes in of each appendix of another body, stands against the rules of accessibility."""
        paper = self.paper
        content = self._made(paper.composed.document) if paper.appendices else public.content  # an appendix answers for itself
        named = [(content, public.name), *([(exempt.content, exempt.name)] if exempt else [])]
        own = (audit_paper_bytes(*file, limits=paper.limits) for file in named)
        others = zip(public.appendices, paper.appendices, strict=True)
        return (*own, *(audit_appendix_bytes(content, appendix.file, paper.limits) for content, appendix in others))

    def _made(self, document: Document) -> bytes:
        inputs = self.paper.inputs
        return write_paper(
            document, inputs.period.last_day, self.house, "" if self.paper.is_final else inputs.head.words(str(inputs.period))
        )


def paper_bytes(document: Document, others: tuple[Appendix, ...], write: Callable[[Document], bytes], limits: WordLimits) -> Merged:
    """A paper with the appendices of other bodies, and what became of each; `write` makes a file of a document.

    Raises:
        AppendixRefusedError: an appendix cannot come in.
    """
    if not others:
        return Merged(write(document), ())
    from shpdocs.paper.appendix import merge  # late: most papers carry no file of another body

    return merge(write(replace(document, page_total=False)), others, limits=limits)


def separate_papers(
    document: Document,
    starts: tuple[int, ...],
    others: tuple[Appendix, ...],
    write: Callable[[Document], bytes],
    limits: WordLimits,
    marking: str = "",
) -> tuple[MadePaper, ...]:
    """The report and each appendix as a file of its own, as committee systems take them; those of `others` as they came.

    `starts` are the places among the document's blocks at which an appendix of its own begins; `write` makes a file of a document.
    The name of each ends in the `marking`, if there is one.

    Raises:
        AppendixRefusedError: an appendix cannot come in.
    """
    from shpdocs.paper.appendix import as_separate_file  # late, as in `paper_bytes`

    own = (MadePaper(safe_name(heading, last=marking), write(part)) for heading, part in parts_of(document, starts))
    apart = (MadePaper(safe_name(appendix.heading, last=marking), as_separate_file(appendix, limits=limits)) for appendix in others)
    return (*own, *apart)
