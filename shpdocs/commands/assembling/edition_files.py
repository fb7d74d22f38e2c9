"""What is made of an edition later and put beside it: its single files and PDFs, of what the edition itself was made of."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct

from shpdocs.commands.assembling.edition_record import HOUSE, appendix_file, paper_file, part_ii_file
from shpdocs.commands.assembling.papers import paper_bytes, separate_papers
from shpdocs.commands.assembling.publishing import Decision
from shpdocs.model.appendix import Appendix
from shpdocs.model.document import Document
from shpdocs.model.edition import Edition
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.period import parse_period
from shpdocs.model.settings import WordLimits
from shpdocs.paper.pdf import write_pdf
from shpdocs.paper.word import write_paper
from shpdocs.store.disk import read_file, working_folder, write_atomically
from shpdocs.store.editions import Editions

SINGLE_FILES = "single files"  # the folder of an edition's report and appendices, each a file of its own


class EditionFiles(Struct, frozen=True):
    """The files of an edition that is published; `working` is a folder for work that is thrown away."""

    editions: Editions
    edition: Edition
    decision: Decision
    limits: WordLimits
    working: Path

    def check(self) -> None:
        """Make sure that the edition's paper and its Part II are as they were published; a paper that is gone is put back if it comes out
        the same.

        Raises:
            RecordError: one of them is not.
        """
        paper, part_ii = paper_file(self.edition), part_ii_file(self.edition)
        if not os.path.lexists(self.editions.path(*self._edition, paper)):
            self._add(paper, self._paper())
        self._content(paper, is_private=False)
        if part_ii:
            self._content(part_ii, is_private=True)

    def single_files(self) -> tuple[Path, ...]:
        """Put report and appendices, each a file of its own, beside the edition if they are not there; return where they stand.

        Raises:
            RecordError: what the edition was made of is not as it was kept, or another file stands in the place of one of them.
        """
        printed = self.editions.as_printed(*self._edition)
        papers = separate_papers(
            printed.public.document, printed.starts, tuple(self._appendices()), self._write(), self.limits, self.edition.marking
        )
        return tuple(self._add(f"{SINGLE_FILES}/{paper.name}.docx", paper.content) for paper in papers)

    def pdfs(self, single_files: tuple[Path, ...]) -> tuple[Path, ...]:
        """Put the PDFs of the edition's paper, of these single files and of Part II beside them, if they are not there; return where.

        Raises:
            PdfError: LibreOffice is not there or cannot make one, or it would hold what no PDF may hold.
            RecordError: a file of the edition is not as it was published.
        """
        names = (paper_file(self.edition), *(f"{SINGLE_FILES}/{path.name}" for path in single_files))
        part_ii = part_ii_file(self.edition)
        return (*(self._pdf(name) for name in names), *([self._pdf(part_ii, is_private=True)] if part_ii else []))

    def _paper(self) -> bytes:
        """The edition's paper, made again of what it was made of."""
        printed = self.editions.as_printed(*self._edition)
        return paper_bytes(printed.public.document, tuple(self._appendices()), self._write(), self.limits).content

    def _write(self) -> Callable[[Document], bytes]:
        """What makes a Word file of a document, as it made the edition's."""
        house = HouseStyle(HOUSE, self._content(HOUSE, is_private=True)) if HOUSE in self.edition.private else None
        return partial(write_paper, created=parse_period(self.edition.period).last_day, house=house)

    def _pdf(self, name: str, *, is_private: bool = False) -> Path:
        """The PDF of a file of the edition: the one that is there, else a new one."""
        pdf = str(PurePosixPath(name).with_suffix(".pdf"))
        path = self.editions.path(*self._edition, pdf, is_private=is_private)
        if path.is_file():
            self.editions.content(*self._edition, pdf, is_private=is_private)
            return path
        with working_folder(self.working) as folder:
            paper = folder / PurePosixPath(name).name
            write_atomically(paper, self._content(name, is_private=is_private), is_lasting=False)
            write_pdf(paper, paper.with_suffix(".pdf"))
            return self._add(pdf, read_file(paper.with_suffix(".pdf")), is_private=is_private)

    def _appendices(self) -> Iterator[Appendix]:
        """The appendices of other bodies that are in the edition, as they were received."""
        for each in self.edition.appendices:
            if not each.is_apart:
                content = self._content(appendix_file(each.heading), is_private=True)
                yield Appendix(each.title, each.heading, content, each.file)

    @property
    def _edition(self) -> tuple[str, int]:
        return self.edition.profile, self.edition.number

    def _content(self, name: str, *, is_private: bool) -> bytes:
        return self.editions.content(*self._edition, name, is_private=is_private)

    def _add(self, name: str, content: bytes, *, is_private: bool = False) -> Path:
        return self.editions.add(*self._edition, name, content, self.decision.event, is_private=is_private)
