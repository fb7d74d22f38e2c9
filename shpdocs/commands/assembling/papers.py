"""The papers of a period: written, joined with their appendices, judged, and put in their place."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.assembling.files import Put, put, safe_name, take_away
from shpdocs.commands.assembling.inputs import PaperInputs
from shpdocs.model.document import Document
from shpdocs.paper.sections.compose import Composed, compose_exempt, parts_of
from shpdocs.paper.sections.material import Material

if TYPE_CHECKING:
    from shpdocs.model.appendix import Appendix, MergeReport
    from shpdocs.model.audit import AuditedFile
    from shpdocs.model.house_style import HouseStyle
    from shpdocs.paper.publication import Publication

EXEMPT_FOLDER = "not for publication"  # apart from what the clerk publishes
MERGE_REPORT = "merge-report.json"


class Written(Struct, frozen=True):
    """A paper as bytes, and what became of each appendix that it carries."""

    name: str
    content: bytes
    merged: tuple[MergeReport, ...] = ()


class Papers(Struct, frozen=True):
    """What is written of a period: `name` is that of the files, `at` when they are made."""

    made: PaperInputs
    composed: Composed
    name: str
    at: str
    is_final: bool
    appendices: tuple[Appendix, ...] = ()
    house: HouseStyle | None = None

    @property
    def material(self) -> Material:
        """What the public paper is made of."""
        return self.made.material(self.made.disclosed.public, self.is_final)

    def public(self) -> Written:
        """The public paper with the appendices of other bodies.

        Raises:
            AppendixRefusedError: an appendix cannot come in.
        """
        if not self.appendices:
            return Written(self.name, self._written(self.composed.document))
        from shpdocs.paper.appendix import merge

        merged = merge(self._written(replace(self.composed.document, page_total=False)), self.appendices)
        return Written(self.name, merged.content, merged.reports)

    def exempt(self) -> Written | None:
        """The paper with what is not for publication; None if nothing is."""
        composed = compose_exempt(self.made.material(self.made.disclosed.exempt, self.is_final))
        return Written(safe_name(self.name, "PART II"), self._written(composed.document)) if composed else None

    def apart(self) -> tuple[Written, ...]:
        """The report and each appendix as a file of its own, as committee systems take them; those of other bodies as they came."""
        own = [Written(safe_name(heading), self._written(document)) for heading, document in parts_of(self.composed)]
        if not self.appendices:
            return tuple(own)
        from shpdocs.paper.appendix import as_separate_file

        return (*own, *(Written(safe_name(one.heading), as_separate_file(one)) for one in self.appendices))

    def put_in_place(self, one: Written, folder: str = "") -> Put:
        """Write a paper into the period's papers, or a folder of them."""
        return self._put(one.name, one.content, folder, ".docx")

    def put_pdf(self, paper: Path) -> Put:
        """Write a paper's tagged PDF beside it.

        Raises:
            PdfError: LibreOffice is not there, or cannot make it.
        """
        from tempfile import TemporaryDirectory

        from shpdocs.paper.pdf.write import write_pdf

        with TemporaryDirectory() as folder:
            made = Path(folder) / "paper.pdf"
            write_pdf(paper, made)
            return self._put(
                paper.stem, made.read_bytes(), "" if paper.parent == self.made.period_folder.papers else paper.parent.name, ".pdf"
            )

    def take_away(self, paper: Put, exempt: Put | None, written: Collection[Path]) -> tuple[Path, ...]:
        """Remove what was made of the paper that this one replaced and may hold what it must not.

        That is its PDF, the report and appendices apart, and of the exempt paper the PDF, or all if nothing is exempt any more.
        """
        beside = [one.path.with_suffix(".pdf") for one in (paper, exempt) if one and one.outcome != "unchanged"]
        if exempt is None:
            kept_apart = self.made.period_folder.papers / EXEMPT_FOLDER / safe_name(self.name, "PART II")
            beside += [kept_apart.with_name(f"{kept_apart.name}{suffix}") for suffix in (".docx", ".pdf")]
        folder = self.made.period_folder.papers / self.name
        is_stale = folder.is_dir() and (paper.outcome != "unchanged" or any(path.parent == folder for path in written))
        apart = tuple(path for path in folder.iterdir() if path.suffix in (".docx", ".pdf")) if is_stale else ()
        return take_away(self.made.period_folder, (path for path in (*beside, *apart) if path not in written))

    def put_report(self, merged: tuple[MergeReport, ...]) -> None:
        """Write what became of the appendices, beside the page of the period."""
        if merged:
            from shpdocs.store.disk import write_atomically
            from shpdocs.store.records import json_bytes

            write_atomically(self.made.period_folder.root / MERGE_REPORT, json_bytes({"appendices": [one.as_json for one in merged]}))

    def audits(self, *papers: Written) -> tuple[AuditedFile, ...]:
        """How each paper, and each appendix of another body, stands against the rules of accessibility."""
        from shpdocs.commands.audit import audit_paper_bytes

        own = self._written(self.composed.document) if self.appendices else papers[0].content  # an appendix answers for itself
        named = [
            (own, papers[0].name),
            *((one.content, one.name) for one in papers[1:]),
            *((one.content, one.file) for one in self.appendices),
        ]
        return tuple(audit_paper_bytes(content, name) for content, name in named)

    def publication(self) -> Publication | None:
        """By when the paper must be published; None if no day of the meeting is known."""
        from shpdocs.commands.publication import publication_of

        made = self.made
        return publication_of(made.period, made.settings, made.profile.meeting_date, made.found.returns, today=self.at)

    def _put(self, name: str, content: bytes, folder: str, suffix: str) -> Put:
        period_folder = self.made.period_folder
        return put(
            period_folder,
            period_folder.papers / folder if folder else period_folder.papers,
            name,
            content,
            self.made.missing,
            self.at,
            suffix,
            self.is_final,
        )

    def _written(self, document: Document) -> bytes:
        from shpdocs.paper.word import write_paper

        return write_paper(document, self.made.period.last_day, self.house)
