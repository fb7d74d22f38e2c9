"""The files of a period's drafts: under names that every disk takes, never written over one that somebody edited, and recorded."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import count
from pathlib import Path

from msgspec import Struct

from shpdocs.disclosure.grounds import without
from shpdocs.model.ledger import Event, Grounds
from shpdocs.paper.pdf import write_pdf
from shpdocs.store.disk import read_file, read_if_there, remove, sha256, working_folder, write_atomically
from shpdocs.store.folder import PeriodFolder

EXEMPT_FOLDER = "not for publication"  # apart from what the clerk publishes
_LONGEST = 120  # characters of a file's name: Windows allows a whole path 260


class WrittenFile(Struct, frozen=True):
    """A file written: where it stands, what became of it ('assembled', 'replaced', 'unchanged'), and an edited one left as it is.

    `gone` is what had been made of the one that it replaced, and was removed.
    """

    path: Path
    outcome: str
    kept: Path | None = None
    gone: tuple[Path, ...] = ()


def safe_name(*words: str, last: str = "") -> str:
    """Return the words as a file's name that Windows accepts too. Of a name too long the longest gives way, never the `last`: a marking,
    DRAFT."""
    allowed = (" ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", word).split()).rstrip(". ") for word in (*words, last))
    parts = [part for part in allowed if part]
    excess = len(" ".join(parts)) - _LONGEST
    if excess > 0:
        longest = max(range(len(parts) - bool(last) or 1), key=lambda number: len(parts[number]))
        parts[longest] = parts[longest][:-excess].rstrip(". ")
    return " ".join(parts)[:_LONGEST].rstrip(". ")


def _sub_groups(answers: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer.partition("/")[0] for answer in answers))


def record_withheld(period_folder: PeriodFolder, file: str, at: str, grounds: Grounds) -> None:
    """Record what a paper withholds though nobody decided it: it stays withheld when definitions and profiles say so no longer."""
    new = without(grounds, period_folder.state().withheld)
    by_sub_group = {name: {answer: new[answer] for answer in new if answer.partition("/")[0] == name} for name in _sub_groups(new)}
    period_folder.record(*(Event("withheld", at, file, "", name, grounds=own) for name, own in by_sub_group.items()))


class PaperFiles(Struct, frozen=True):
    """The files of a draft called `name`. The ledger says of each when it was made, and which sub-groups it lacks."""

    period_folder: PeriodFolder
    name: str
    at: str
    missing: tuple[str, ...]

    def write(self, name: str, content: bytes, folder: str = "", suffix: str = ".docx") -> WrittenFile:
        """Write a file over the last one we wrote, but never over one that has changed since; then record it.

        What was made of the one before is removed first: it may hold what this one must not, and a run may be cut short.
        """
        written, edited = self._written(), None
        for number in count(1):
            path = self.period_folder.papers / folder / f"{name}{f' ({number})' if number > 1 else ''}{suffix}"
            before = read_if_there(path)
            if before is None or before == content or sha256(before) in written:
                break
            edited = path
        outcome = "assembled" if before is None else "unchanged" if before == content else "replaced"
        gone = () if outcome == "unchanged" else self._remove(self._made_of(path), written)
        if outcome != "unchanged":
            write_atomically(path, content)
        if sha256(content) not in written or outcome != "unchanged":
            self.period_folder.record(Event("assembled", self.at, path.name, sha256(content), missing=self.missing))
        return WrittenFile(path, outcome, edited, gone)

    def write_pdf(self, paper: Path) -> WrittenFile:
        """Write a paper's tagged PDF beside it. It is made in a folder of the period that is for its owner alone.

        Raises:
            PdfError: LibreOffice is not there or cannot make it, or it would hold what no PDF may hold.
        """
        with working_folder(self.period_folder.working) as folder:
            pdf = folder / "paper.pdf"
            write_pdf(paper, pdf)
            return self.write(paper.stem, read_file(pdf), str(paper.parent.relative_to(self.period_folder.papers)), ".pdf")

    def remove_stale(self, has_exempt: bool, written: Collection[Path]) -> tuple[Path, ...]:
        """Remove the exempt paper if nothing is exempt any more, and of the files apart those that were not `written` again."""
        apart = self.period_folder.papers / self.name
        stale = self._apart() if any(path.parent == apart for path in written) else []
        if not has_exempt:
            exempt = self.period_folder.papers / EXEMPT_FOLDER / safe_name(self.name, "PART II")
            stale += [exempt.with_name(f"{exempt.name}{suffix}") for suffix in (".docx", ".pdf")]
        return self._remove([path for path in stale if path not in written], self._written())

    def _made_of(self, path: Path) -> list[Path]:
        """What may have been made of the paper at a path: its PDF, and of the public paper the report and appendices apart."""
        pdf = [path.with_suffix(".pdf")] if path.suffix == ".docx" else []
        return pdf + (self._apart() if path.parent == self.period_folder.papers and pdf else [])

    def _apart(self) -> list[Path]:
        apart = self.period_folder.papers / self.name
        return [path for path in apart.iterdir() if path.suffix in (".docx", ".pdf")] if apart.is_dir() else []

    def _remove(self, stale: list[Path], written: Collection[str]) -> tuple[Path, ...]:
        """Remove those of these files that were `written` by us, by their hash, and that nobody edited."""
        contents = ((path, read_if_there(path)) for path in sorted(stale))
        ours = tuple(path for path, content in contents if content is not None and sha256(content) in written)
        for path in ours:
            remove(path)
        return ours

    def _written(self) -> set[str]:
        """The hashes of all papers that were written."""
        return {event.sha256 for event in self.period_folder.state().assembled}
