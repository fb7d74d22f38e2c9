"""Which of the kept papers a file is of that somebody names: by its hash, else by what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.tracing.appendices import appendix_texts
from shpdocs.commands.tracing.edited import HeldAgainst, held_against
from shpdocs.commands.tracing.papers import NamedPaper, all_papers, file_hashes, read_printed, record_of
from shpdocs.commands.tracing.word_texts import WordTexts, on_one_line, word_texts
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.printed_paper import PrintedPaper, TracedDocument
from shpdocs.model.settings import WordLimits
from shpdocs.ooxml.bounds import word_bounds
from shpdocs.paper.origins.places import printed_lines
from shpdocs.store.disk import read_if_there, sha256
from shpdocs.store.folder import Folder

_LEAST_SHARED = 0.4  # of what a file says: with less in common it is another paper
_REMEDY = "Name the Word file of a paper that assemble made; or leave --paper out: then the last edition is traced, else the last draft."


class PaperFile(Struct, frozen=True):
    """A file of a paper: its name, the paper, that as it was printed, and whether the file is of Part II.

    `texts` are what it says, and `held` what of it otherwise than it was printed; None of a file that is as it was made.
    """

    name: str
    paper: NamedPaper
    printed: PrintedPaper
    is_exempt: bool = False
    texts: WordTexts | None = None
    held: HeldAgainst = HeldAgainst()


def paper_of_file(root: Folder, path: Path, limits: WordLimits) -> PaperFile:
    """Return which paper a file is of.

    Raises:
        UsageError: there is none, or it is a PDF or an appendix of another body; or no paper that is kept is like it.
        RecordError: the record of a paper is gone or spoiled, and it is of none of the others.
        ShpdocsError: it is no Word document that can be read.
        OSError: the disk will not give it.
    """
    content = read_if_there(path, word_bounds(limits).file)
    if content is None:
        raise UsageError(f"There is no file '{path.name}'.", _REMEDY)
    kept = _KeptPapers(root)
    paper = kept.by_hash(sha256(content))
    if paper and paper.kind != "sent-draft":  # somebody may have edited that before it was sent
        return PaperFile(path.name, paper, read_printed(root, paper), file_hashes(root, paper)[sha256(content)])
    if content.startswith(b"%PDF"):
        raise UsageError(f"'{path.name}' is a PDF of which nobody recorded what it was made of.", _REMEDY)
    texts = word_texts(content, path.name, limits)
    paper = paper or kept.by_texts(texts, path.name)
    printed = read_printed(root, paper)
    is_exempt = _likeness(texts, printed.exempt) > _likeness(texts, printed.public)
    apart = {text for each in appendix_texts(root, paper, limits) for text in (each.appendix.heading, *each.texts)}
    lines = tuple(printed_lines(printed.exempt if is_exempt and printed.exempt else printed.public))
    return PaperFile(path.name, paper, printed, is_exempt, texts, held_against(texts, lines, apart))


def _likeness(texts: WordTexts, traced: TracedDocument | None) -> tuple[float, float]:
    """How much of what a file says was printed, and how much of what was printed it says: each from 0 to 1.

    An edition and a draft that was made of the same differ in the second: the draft says besides that it is one.
    """
    lines = {on_one_line(line.text) for line in printed_lines(traced)} if traced else set()
    theirs = set(texts.body)
    return len(lines & theirs) / max(len(theirs), 1), len(lines & texts.all) / max(len(lines), 1)


class _KeptPapers:
    """The papers that are kept. The record of one may be spoiled: that is told if the file is of none of the others."""

    def __init__(self, root: Folder) -> None:
        self._root = root
        self._papers = tuple(all_papers(root))
        self._fault: RecordError | None = None

    def by_hash(self, file: str) -> NamedPaper | None:
        """The paper, or the draft, that has a file of this hash; None if none has.

        Raises:
            UsageError: it is the file of an appendix of another body.
        """
        appendix_of = ""
        for paper in self._papers:
            try:
                if file in file_hashes(self._root, paper):
                    return paper
                record = record_of(self._root, paper)
            except RecordError as error:
                self._fault = error
                continue
            titles = [appendix.title for appendix in (record.appendices if record else ()) if appendix.sha256 == file]
            appendix_of = f"It is the appendix '{titles[0]}' of {paper.words}" if titles else appendix_of
        if appendix_of:
            what = f"{appendix_of}: a file of another body, of which shpdocs knows no more."
            raise UsageError(what, "Ask that body where the number comes from.")
        return None

    def by_texts(self, texts: WordTexts, name: str) -> NamedPaper:
        """The paper that says most of what a file says; of several the one of which it says most, then the last.

        Raises:
            UsageError: none says enough of it.
            RecordError: none does, and the record of one could not be read.
        """
        by_likeness = sorted(self._by_likeness(texts), key=lambda each: (each[0], each[1].at))
        if by_likeness and by_likeness[-1][0][0] >= _LEAST_SHARED:
            return by_likeness[-1][1]
        if self._fault:
            raise self._fault
        raise UsageError(f"'{name}' is no paper of this folder: none that was assembled here says what it says.", _REMEDY)

    def _by_likeness(self, texts: WordTexts) -> Iterator[tuple[tuple[float, float], NamedPaper]]:
        for paper in self._papers:
            try:
                printed = read_printed(self._root, paper)
            except RecordError as error:
                self._fault = error
            except UsageError:  # made by a shpdocs that kept no way back
                continue
            else:
                yield max(_likeness(texts, printed.public), _likeness(texts, printed.exempt)), paper
