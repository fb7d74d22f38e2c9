"""The papers of a period: made, joined with their appendices, audited, and written into the folder.

Their files get names that every disk takes, and are never written over one that somebody edited.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.assembling.inputs import PaperInputs
from shpdocs.commands.audit import audit_paper_bytes
from shpdocs.commands.publication import publication_of
from shpdocs.model.appendix import Appendix, MergeReport
from shpdocs.model.audit import AuditedFile
from shpdocs.model.document import Document
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.ledger import Event
from shpdocs.paper.appendix import as_separate_file, merge
from shpdocs.paper.pdf import write_pdf
from shpdocs.paper.publication import Publication
from shpdocs.paper.sections.compose import Composed, compose_exempt, parts_of
from shpdocs.paper.sections.material import Material
from shpdocs.paper.word import write_paper
from shpdocs.store.disk import sha256, write_atomically
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.records import json_bytes

FINAL = "final"  # of a paper that is no draft, in the ledger
_LONGEST = 120  # characters of a file's name: Windows allows a whole path 260
EXEMPT_FOLDER = "not for publication"  # apart from what the clerk publishes
MERGE_REPORT = "merge-report.json"


class WrittenFile(Struct, frozen=True):
    """A file written: where it stands, what became of it ('assembled', 'replaced', 'unchanged'), and an edited one left as it is."""

    path: Path
    outcome: str
    kept: Path | None = None


def safe_name(*words: str) -> str:
    """Return the words as a file's name that Windows accepts too. Of a name too long the longest gives way, not the last: DRAFT."""
    allowed = (" ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", word).split()).rstrip(". ") for word in words)
    parts = [part for part in allowed if part]
    excess = len(" ".join(parts)) - _LONGEST
    if excess > 0:
        longest = max(range(len(parts)), key=lambda number: len(parts[number]))
        parts[longest] = parts[longest][:-excess].rstrip(". ")
    return " ".join(parts)[:_LONGEST].rstrip(". ")


def _write_paper_file(
    period_folder: PeriodFolder, folder: Path, name: str, content: bytes, missing: tuple[str, ...], at: str, suffix: str, is_final: bool
) -> WrittenFile:
    """Write a file over the last one we wrote, but never over one that has changed since; then record it."""
    written = {event.sha256 for event in period_folder.state().assembled}
    edited: Path | None = None
    outcome = "assembled"
    for path in _possible_names(folder, name, suffix):
        earlier = path.read_bytes() if path.is_file() else None
        if earlier is None or earlier == content or sha256(earlier) in written:
            outcome = "assembled" if earlier is None else "unchanged" if earlier == content else "replaced"
            break
        edited = path
    if outcome != "unchanged":
        write_atomically(path, content)
    if sha256(content) not in written or outcome != "unchanged":
        period_folder.record(Event("assembled", at, path.name, sha256(content), missing=missing, what=FINAL if is_final else ""))
    return WrittenFile(path, outcome, edited)


def _remove_stale(period_folder: PeriodFolder, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Remove those of the files that we wrote and nobody edited since; return what is gone."""
    present = sorted(path for path in paths if path.is_file())
    written = {event.sha256 for event in period_folder.state().assembled} if present else set()
    stale = tuple(path for path in present if sha256(path.read_bytes()) in written)
    for path in stale:
        path.unlink()
    return stale


def _possible_names(folder: Path, name: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{name}{suffix}"
    number = 2
    while True:
        yield folder / f"{name} ({number}){suffix}"
        number += 1


class MadePaper(Struct, frozen=True):
    """A paper as bytes, and what became of each appendix that it carries."""

    name: str
    content: bytes
    merged: tuple[MergeReport, ...] = ()


class Papers(Struct, frozen=True):
    """What is written of a period: `name` is that of the files, `at` when they are made."""

    inputs: PaperInputs
    composed: Composed
    name: str
    at: str
    is_final: bool
    appendices: tuple[Appendix, ...] = ()
    house: HouseStyle | None = None

    @property
    def material(self) -> Material:
        """What the public paper is made of."""
        return self.inputs.material(self.inputs.disclosed.public, self.is_final)

    def public(self) -> MadePaper:
        """The public paper with the appendices of other bodies.

        Raises:
            AppendixRefusedError: an appendix cannot come in.
        """
        if not self.appendices:
            return MadePaper(self.name, self._made(self.composed.document))
        merged = merge(self._made(replace(self.composed.document, page_total=False)), self.appendices)
        return MadePaper(self.name, merged.content, merged.reports)

    def exempt(self) -> MadePaper | None:
        """The paper with what is not for publication; None if nothing is."""
        composed = compose_exempt(self.inputs.material(self.inputs.disclosed.exempt, self.is_final))
        return MadePaper(safe_name(self.name, "PART II"), self._made(composed.document)) if composed else None

    def separate(self) -> tuple[MadePaper, ...]:
        """The report and each appendix as a file of its own, as committee systems take them; those of other bodies as they came."""
        papers = [MadePaper(safe_name(heading), self._made(document)) for heading, document in parts_of(self.composed)]
        if not self.appendices:
            return tuple(papers)
        return (*papers, *(MadePaper(safe_name(appendix.heading), as_separate_file(appendix)) for appendix in self.appendices))

    def write(self, paper: MadePaper, folder: str = "") -> WrittenFile:
        """Write a paper into the period's papers, or a folder of them."""
        return self._write(paper.name, paper.content, folder, ".docx")

    def write_pdf(self, paper: Path) -> WrittenFile:
        """Write a paper's tagged PDF beside it.

        Raises:
            PdfError: LibreOffice is not there, or cannot make it.
        """
        with TemporaryDirectory() as folder:
            pdf = Path(folder) / "paper.pdf"
            write_pdf(paper, pdf)
            beside = "" if paper.parent == self.inputs.period_folder.papers else paper.parent.name
            return self._write(paper.stem, pdf.read_bytes(), beside, ".pdf")

    def remove_stale(self, paper: WrittenFile, exempt: WrittenFile | None, written: Collection[Path]) -> tuple[Path, ...]:
        """Remove what was made of the paper that this one replaced and may hold what it must not.

        That is its PDF, the report and appendices apart, and of the exempt paper the PDF, or all if nothing is exempt any more.
        """
        beside = [file.path.with_suffix(".pdf") for file in (paper, exempt) if file and file.outcome != "unchanged"]
        if exempt is None:
            exempt_paper = self.inputs.period_folder.papers / EXEMPT_FOLDER / safe_name(self.name, "PART II")
            beside += [exempt_paper.with_name(f"{exempt_paper.name}{suffix}") for suffix in (".docx", ".pdf")]
        folder = self.inputs.period_folder.papers / self.name
        is_stale = folder.is_dir() and (paper.outcome != "unchanged" or any(path.parent == folder for path in written))
        separate = tuple(path for path in folder.iterdir() if path.suffix in (".docx", ".pdf")) if is_stale else ()
        return _remove_stale(self.inputs.period_folder, (path for path in (*beside, *separate) if path not in written))

    def write_merge_report(self, merged: tuple[MergeReport, ...]) -> None:
        """Write what became of the appendices, beside the page of the period."""
        if merged:
            write_atomically(
                self.inputs.period_folder.root / MERGE_REPORT, json_bytes({"appendices": [report.as_json for report in merged]})
            )

    def audits(self, *papers: MadePaper) -> tuple[AuditedFile, ...]:
        """How each paper, and each appendix of another body, stands against the rules of accessibility."""
        paper_content = self._made(self.composed.document) if self.appendices else papers[0].content  # an appendix answers for itself
        named = [
            (paper_content, papers[0].name),
            *((paper.content, paper.name) for paper in papers[1:]),
            *((appendix.content, appendix.file) for appendix in self.appendices),
        ]
        return tuple(audit_paper_bytes(content, name) for content, name in named)

    def publication(self) -> Publication | None:
        """By when the paper must be published; None if no day of the meeting is known."""
        inputs = self.inputs
        return publication_of(inputs.period, inputs.settings, inputs.profile.meeting_date, inputs.in_force.returns, today=self.at)

    def _write(self, name: str, content: bytes, folder: str, suffix: str) -> WrittenFile:
        period_folder = self.inputs.period_folder
        return _write_paper_file(
            period_folder,
            period_folder.papers / folder if folder else period_folder.papers,
            name,
            content,
            self.inputs.missing,
            self.at,
            suffix,
            self.is_final,
        )

    def _made(self, document: Document) -> bytes:
        return write_paper(document, self.inputs.period.last_day, self.house)
