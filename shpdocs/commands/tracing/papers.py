"""The papers that are kept as they were printed, of every period and profile, and which of them is meant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from shpdocs.answers.dates import show_date
from shpdocs.definitions.definition_files import check_profile
from shpdocs.model.edition import Edition, assemble_command, paper_words
from shpdocs.model.errors import UsageError
from shpdocs.model.period import Period, parse_period
from shpdocs.model.printed_paper import PrintedPaper
from shpdocs.store.edition_places import SENT_DRAFT
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder

_OF_PART_II = ("PART II.docx", "PART II.pdf")  # how the names of its files end
Kind = Literal["edition", "sent-draft", "draft"]


class NamedPaper(Struct, frozen=True):
    """A paper that is kept: an edition by its number, a draft that was sent by its number among those, or the last draft (`number` is 0).

    `at` is when it was published, sent or made ('' of a draft whose record is spoiled); `file` where the kept file of a draft that was
    sent stands, from the partnership folder.
    """

    period: str
    profile: str
    kind: Kind
    number: int = 0
    at: str = ""
    is_withdrawn: bool = False
    file: str = ""

    @property
    def words(self) -> str:
        """It in words: '2017-18-Q3/select-committee, edition 2, published on 1 November 2024'."""
        day = show_date(self.at[:10]) if self.at else ""
        which = {
            "edition": f"edition {self.number}, published on {day}{', withdrawn since' if self.is_withdrawn else ''}",
            "sent-draft": f"the draft sent to the committee on {day}",
            "draft": f"the draft of {day}" if day else "the last draft",
        }
        return f"{paper_words(self.period, self.profile)}, {which[self.kind]}"

    @property
    def options(self) -> str:
        """How it is named to `trace`: '2017-18-Q3 --profile select-committee --edition 2'; a draft that was sent by its file."""
        if self.kind == "sent-draft":
            return f'--paper "{self.file}"'
        profile = f" --profile {self.profile}" if self.profile else ""
        return f"{self.period}{profile} {f'--edition {self.number}' if self.kind == 'edition' else '--draft'}"


def all_papers(root: Folder) -> Iterator[NamedPaper]:
    """Yield every paper that is kept, by period and profile: editions, those that were withdrawn too, drafts that were sent, last drafts.

    Raises:
        RecordError: a ledger is not as it was written.
    """
    for period in root.periods():
        yield from papers_of_period(root, parse_period(period))


def papers_of_period(root: Folder, period: Period) -> Iterator[NamedPaper]:
    """Yield the papers of a period that are kept, as `all_papers` does."""
    editions = Editions(root.period(period))
    papers = editions.papers()
    for profile in sorted({*papers, *editions.profiles_there()}):
        paper = editions.paper(profile)
        for number, event in sorted(paper.editions.items()):
            yield NamedPaper(editions.period, profile, "edition", number, event.at, number in paper.withdrawn)
        for number, event in enumerate(paper.drafts_sent, 1):
            folder = editions.places(profile).record(f"{SENT_DRAFT}{number}")
            yield NamedPaper(editions.period, profile, "sent-draft", number, event.at, file=editions.shown(folder / event.file))
        if profile in editions.profiles_there():
            yield _last_draft(editions, profile)


def _last_draft(editions: Editions, profile: str) -> NamedPaper:
    draft = editions.draft(profile)
    return NamedPaper(editions.period, profile, "draft", at=draft.at if draft else "")


def named_paper(root: Folder, period: Period, profile: str, edition: int | None, *, is_draft: bool) -> NamedPaper:
    """Return the paper that is meant: the edition or draft named, else the last edition that stands, else the last draft.

    Raises:
        UsageError: both are named, there is no such edition, or nothing of the paper was assembled.
        FolderError: the year has no such profile.
        RecordError: the ledger is not as it was written.
    """
    if edition is not None and is_draft:
        raise UsageError("An edition and a draft are two papers.", "Name one of them: --edition NUMBER, or --draft.")
    editions = Editions(root.period(period))
    papers = [paper for paper in papers_of_period(root, period) if paper.profile == profile]
    if not papers:
        root.sub_groups(period.year)
        check_profile(root, period.year, profile)
        words = paper_words(str(period), profile)
        raise UsageError(f"Nothing of {words} was assembled yet.", f"Make a draft: {assemble_command(str(period), profile)}")
    if edition is not None and edition not in editions.paper(profile).editions:
        editions.read(profile, edition)  # says which there are
    standing = editions.paper(profile).standing
    number = 0 if is_draft else edition if edition is not None else standing
    return next((paper for paper in papers if paper.kind == "edition" and paper.number == number), _last_draft(editions, profile))


def record_of(root: Folder, paper: NamedPaper) -> Edition | None:
    """Return the record of a paper; None of a last draft whose record is spoiled.

    Raises:
        RecordError: that of an edition, or of a draft that was sent, is gone or spoiled.
    """
    editions = Editions(root.period(parse_period(paper.period)))
    match paper.kind:
        case "edition":
            return editions.read(paper.profile, paper.number)
        case "sent-draft":
            return editions.read_sent_draft(paper.profile, f"{SENT_DRAFT}{paper.number}")
        case "draft":
            return editions.draft(paper.profile)


def file_hashes(root: Folder, paper: NamedPaper) -> dict[str, bool]:
    """Return the SHA-256 of every file of a paper, and whether it is of Part II; raises RecordError as `record_of`.

    The files of appendices of other bodies are none of it.
    """
    editions = Editions(root.period(parse_period(paper.period)))
    if paper.kind == "sent-draft":
        return {editions.paper(paper.profile).drafts_sent[paper.number - 1].sha256: False}
    if paper.kind == "draft":
        draft = editions.draft(paper.profile)
        return dict.fromkeys(draft.public.values() if draft else (), False)
    appendices = {appendix.sha256 for appendix in editions.read(paper.profile, paper.number).appendices}
    public = {file: False for file in editions.public_files(paper.profile, paper.number).values() if file not in appendices}
    private = editions.private_files(paper.profile, paper.number)
    return public | {file: True for name, file in private.items() if name.endswith(_OF_PART_II)}


def read_printed(root: Folder, paper: NamedPaper) -> PrintedPaper:
    """Return a paper as it was printed, with the way back of every number.

    Raises:
        UsageError: it is not there, or was made by a shpdocs that kept no way back.
        RecordError: its record is gone or spoiled.
    """
    editions = Editions(root.period(parse_period(paper.period)))
    match paper.kind:
        case "edition":
            return editions.printed(paper.profile, paper.number)
        case "sent-draft":
            return editions.printed_sent_draft(paper.profile, paper.number)
        case "draft":
            return editions.printed_draft(paper.profile)
