"""The files of a period's papers: under names that every disk takes, never written over one that somebody edited, and recorded."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from shpdocs.model.ledger import Event
from shpdocs.paper.pdf import write_pdf
from shpdocs.store.disk import sha256, write_atomically
from shpdocs.store.folder import PeriodFolder

EXEMPT_FOLDER = "not for publication"  # apart from what the clerk publishes
_LONGEST = 120  # characters of a file's name: Windows allows a whole path 260


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


class PaperFiles(Struct, frozen=True):
    """The files of a paper called `name`. The ledger says of each when it was made, that it is `final`, and which sub-groups it lacks."""

    period_folder: PeriodFolder
    name: str
    at: str
    is_final: bool
    missing: tuple[str, ...]

    def write(self, name: str, content: bytes, folder: str = "", suffix: str = ".docx") -> WrittenFile:
        """Write a file over the last one we wrote, but never over one that has changed since; then record it."""
        written, edited = self._written(), None
        for number in count(1):
            path = self.period_folder.papers / folder / f"{name}{f' ({number})' if number > 1 else ''}{suffix}"
            before = path.read_bytes() if path.is_file() else None
            if before is None or before == content or sha256(before) in written:
                break
            edited = path
        outcome = "assembled" if before is None else "unchanged" if before == content else "replaced"
        if outcome != "unchanged":
            write_atomically(path, content)
        if sha256(content) not in written or outcome != "unchanged":
            what = "final" if self.is_final else ""
            self.period_folder.record(Event("assembled", self.at, path.name, sha256(content), missing=self.missing, what=what))
        return WrittenFile(path, outcome, edited)

    def write_pdf(self, paper: Path) -> WrittenFile:
        """Write a paper's tagged PDF beside it.

        Raises:
            PdfError: LibreOffice is not there, or cannot make it.
        """
        with TemporaryDirectory() as folder:
            pdf = Path(folder) / "paper.pdf"
            write_pdf(paper, pdf)
            return self.write(paper.stem, pdf.read_bytes(), str(paper.parent.relative_to(self.period_folder.papers)), ".pdf")

    def remove_stale(self, paper: WrittenFile, exempt: WrittenFile | None, written: Collection[Path]) -> tuple[Path, ...]:
        """Remove what was made of the paper that this one replaced and may hold what it must not, unless somebody edited it.

        That is its PDF, the report and appendices apart, and of the exempt paper the PDF, or all if nothing is exempt any more.
        """
        stale = [file.path.with_suffix(".pdf") for file in (paper, exempt) if file and file.outcome != "unchanged"]
        papers, apart = self.period_folder.papers, self.period_folder.papers / self.name
        if exempt is None:
            stale += [papers / EXEMPT_FOLDER / f"{safe_name(self.name, 'PART II')}{suffix}" for suffix in (".docx", ".pdf")]
        if apart.is_dir() and (paper.outcome != "unchanged" or any(path.parent == apart for path in written)):
            stale += [path for path in apart.iterdir() if path.suffix in (".docx", ".pdf")]
        made = self._written() if stale else set()
        removed = tuple(path for path in sorted(stale) if path not in written and path.is_file() and sha256(path.read_bytes()) in made)
        for path in removed:
            path.unlink()
        return removed

    def _written(self) -> set[str]:
        """The hashes of all papers that were written."""
        return {event.sha256 for event in self.period_folder.state().assembled}
