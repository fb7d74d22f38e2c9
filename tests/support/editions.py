"""Made-up editions, drafts and the folder of a period that they stand in."""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec.structs import replace

from shpdocs.model.document import Document, Heading, Paragraph
from shpdocs.model.edition import CorrectionNote, Edition, KeptAppendix, PaperChange, PrintedAnswer, paper_folder
from shpdocs.model.ledger import Event, Head
from shpdocs.model.period import parse_period
from shpdocs.model.printed_paper import PrintedPaper, TracedDocument
from shpdocs.store.disk import sha256
from shpdocs.store.editions import Editions
from shpdocs.store.folder import PeriodFolder, open_folder
from shpdocs.store.printed_papers import PRINTED_FORMAT, printed_bytes
from shpdocs.store.records import return_bytes
from tests.support.ledgers import drop_events
from tests.support.made import a_return

PERIOD = "2024-25-Q2"
DAY = "2024-11-04T09:00:00.000000+00:00"
PAPER = "2024-25-Q2 Made-up Partnership.docx"
DRAFT = "2024-25-Q2 Made-up Partnership DRAFT.docx"
PUBLIC = {PAPER: b"made-up paper", "2024-25-Q2 Made-up Partnership/Report.docx": b"made-up report"}
DOCUMENT = Document("Made up", "Jo Example", (Heading("Made up", 1), Paragraph("140 repeat victims", refs=("prevent/fields/update",))))
PAPER_AS_PRINTED = PrintedPaper(PRINTED_FORMAT, TracedDocument(DOCUMENT))
AS_PRINTED = printed_bytes(PAPER_AS_PRINTED)
RETURN = return_bytes(a_return({"fields": {}, "measures": {}, "tables": {}, "sign-off": {}}, "prevent", PERIOD), Head(0, ""))
PRIVATE = {"PART II.docx": b"made-up secret", f"returns/{PERIOD}/prevent.json": RETURN, "printed.json": AS_PRINTED}
EVENT = Event("edition", DAY, "", "", by="Jo Example", because="The committee meets on 11 November.")


def period_folder(root: Path) -> PeriodFolder:
    """The folder of the period below that of a partnership."""
    return PeriodFolder(root / "output" / PERIOD, parse_period(PERIOD))


def edition(number: int = 1, profile: str = "", **fields: object) -> Edition:
    """An edition that says something of everything."""
    printed = PrintedAnswer("prevent/measures/victims", PERIOD, "printed", "Repeat victims", {"value": 140.5}, "140.5", is_provisional=True)
    given: dict[str, object] = {
        "fingerprint": "ef" * 32,
        "exempt": DOCUMENT,
        "printed": (printed, PrintedAnswer("prevent/fields/update", PERIOD, "withheld")),
        "notes": (CorrectionNote("2024-11-04", "One figure was wrong.", (PaperChange("Repeat victims", "104", "140"),)),),
        "appendices": (KeptAppendix("MPS report", "Appendix 1 – MPS report", "mps.docx", "ab" * 32),),
        "changes": (PaperChange("Prevent: Repeat victims", "104", "140"),),
        "decisions": (Event("waived", DAY, "", "", by="Jo Example", because="made up", answers={"prevent": ""}),),
        "returns": {f"{PERIOD}/prevent": "cd" * 32},
    }
    return Edition(1, PERIOD, number, DAY, "1.0", document=DOCUMENT, profile=profile, **{**given, **fields})  # type: ignore[arg-type]


def made_edition(folder: Path, number: int = 1, profile: str = "") -> Path:
    """Publish a made-up edition."""
    period_folder = open_folder(folder).period(parse_period(PERIOD))
    with period_folder.locked():
        event = Event("edition", DAY, "", "", by="Jo Example", because="made up")
        return Editions(period_folder).publish(edition(number, profile), PUBLIC, PRIVATE, event)


def made_draft(folder: Path, content: bytes = b"made-up draft", name: str = DRAFT) -> Path:
    """Write a made-up draft with its record."""
    period_folder = open_folder(folder).period(parse_period(PERIOD))
    path = period_folder.papers / name
    with period_folder.locked():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        draft: Edition = edition(0, public={name: sha256(content)}, private={}, notes=(), returns={})
        Editions(period_folder).write_draft(draft, AS_PRINTED)
    return path


def publish_all(folder: PeriodFolder, *, is_shared: bool = False) -> None:
    """Put everything into a period's folder that editions come to, of papers that no profile is of.

    An edition of 'first' with a PDF made later, and a draft of it that was sent; of 'second' an edition that was withdrawn, and a draft; an
    appendix.
    """
    editions = Editions(folder)
    with folder.locked(is_shared):
        editions.publish(edition(1, "first"), PUBLIC, PRIVATE, EVENT)
        editions.add("first", 1, "paper.pdf", b"made-up PDF", EVENT)
        editions.write_draft(edition(0, "first"), AS_PRINTED)
        sent_draft(editions, "first", b"made-up draft")
        editions.publish(edition(1, "second"), PUBLIC, PRIVATE, EVENT)
        editions.withdraw("second", 1, EVENT)
        editions.write_draft(edition(0, "second"), AS_PRINTED)
        file = editions.keep_appendix(b"made-up appendix")
        folder.record(replace(EVENT, event="appendix", what="given", title="MPS report", file="mps.docx", sha256=file, profile="first"))


def sent_draft(editions: Editions, profile: str, content: bytes) -> Path:
    """Let the last draft of a paper go to the committee."""
    draft = editions.draft(profile)
    assert draft
    return editions.keep_sent_draft(draft, "paper DRAFT.docx", content, EVENT, {f"{PERIOD}/prevent": RETURN})


def edition_paper(root: Path, period: str, profile: str = "", number: int = 1) -> Path:
    """The paper of an edition in a partnership's folder."""
    folder = root / "output" / period / "published" / paper_folder(profile) / str(number)
    return next(path for path in folder.iterdir() if path.suffix == ".docx")


def unpublished(root: Path, period: str) -> Path:
    """A partnership's folder as if nothing had been published of a period."""
    output = root / "output" / period
    for name in ("published", "editions"):
        shutil.rmtree(output / name, ignore_errors=True)
    drop_events(output, "edition", "edition-file")
    return root
