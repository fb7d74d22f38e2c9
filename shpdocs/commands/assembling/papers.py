"""The papers of a period: made, joined with their appendices, and audited, all before the first is written."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.assembling.files import safe_name
from shpdocs.commands.assembling.inputs import PaperInputs
from shpdocs.commands.audit import audit_paper_bytes
from shpdocs.model.appendix import Appendix, MergeReport
from shpdocs.model.audit import AuditedFile
from shpdocs.model.document import Document
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.settings import WordLimits
from shpdocs.paper.sections.compose import Composed, compose_exempt, parts_of
from shpdocs.paper.word import write_paper


class MadePaper(Struct, frozen=True):
    """A paper as bytes, and what became of each appendix that it carries."""

    name: str
    content: bytes
    merged: tuple[MergeReport, ...] = ()


class Papers(Struct, frozen=True):
    """What the papers of a period are made of: `name` is that of the public one's file."""

    inputs: PaperInputs
    composed: Composed
    name: str
    is_final: bool
    appendices: tuple[Appendix, ...]
    house: HouseStyle | None

    def public(self) -> MadePaper:
        """The public paper with the appendices of other bodies.

        Raises:
            AppendixRefusedError: an appendix cannot come in.
        """
        if not self.appendices:
            return MadePaper(self.name, self._made(self.composed.document))
        from shpdocs.paper.appendix import merge  # late: most papers carry no file of another body

        merged = merge(self._made(replace(self.composed.document, page_total=False)), self.appendices, limits=self._limits)
        return MadePaper(self.name, merged.content, merged.reports)

    def exempt(self) -> MadePaper | None:
        """The paper with what is not for publication; None if nothing is."""
        composed = compose_exempt(self.inputs.material(self.inputs.disclosed.exempt, self.is_final))
        return MadePaper(safe_name(self.name, "PART II"), self._made(composed.document)) if composed else None

    def separate(self) -> tuple[MadePaper, ...]:
        """The report and each appendix as a file of its own, as committee systems take them; those of other bodies as they came."""
        from shpdocs.paper.appendix import as_separate_file  # late, as in `public`

        own = (MadePaper(safe_name(heading), self._made(document)) for heading, document in parts_of(self.composed))
        others = (MadePaper(safe_name(appendix.heading), as_separate_file(appendix, limits=self._limits)) for appendix in self.appendices)
        return (*own, *others)

    def audits(self, public: MadePaper, exempt: MadePaper | None) -> tuple[AuditedFile, ...]:
        """How each paper, and each appendix of another body, stands against the rules of accessibility."""
        content = self._made(self.composed.document) if self.appendices else public.content  # an appendix answers for itself
        named = [(content, public.name), *([(exempt.content, exempt.name)] if exempt else [])]
        files = (*named, *((appendix.content, appendix.file) for appendix in self.appendices))
        return tuple(audit_paper_bytes(*file, limits=self._limits) for file in files)

    @property
    def _limits(self) -> WordLimits:
        return self.inputs.settings.limits.word

    def _made(self, document: Document) -> bytes:
        period = self.inputs.period
        return write_paper(document, period.last_day, self.house, "" if self.is_final else self.inputs.head.words(str(period)))
