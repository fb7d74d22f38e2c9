"""Made-up evidence in which everything is there that its page can show, malicious texts among it; and that of a large year."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.document import (
    Chart,
    ChartLine,
    Contents,
    Document,
    Heading,
    ListItem,
    Notice,
    PageBreak,
    Paragraph,
    Table,
)
from shpdocs.model.edition import Edition, KeptAppendix
from shpdocs.model.evidence import Evidence, UsedReturn
from shpdocs.model.ledger import Event
from shpdocs.model.origin import PER_CENT
from shpdocs.model.printed_paper import KeptCell, KeptOrigin, KeptSpan, PrintedPaper, TracedDocument
from shpdocs.paper.origins.texts import texts
from tests.support.made_collection import EVIL

PERIOD, BEFORE, AT = "2024-25-Q2", "2024-25-Q1", "2024-11-04T09:00:00.000000+00:00"
FILE, EARLIER_FILE = "ab" * 32, "cd" * 32
DEFINITION = "workbook_templates/2024-25/prevent.toml"


def _cell(cell: str, pointer: str, raw: object, **more: object) -> KeptCell:
    given: dict[str, object] = {
        "period": PERIOD,
        "role": "counts",
        "file_name": "2024-25-Q2 prevent.xlsx",
        "file": FILE,
        "sheet": "Measures",
    }
    given |= {"cell": cell, "pointer": pointer, "raw": raw, "number_format": "#,##0", "rule": "number", **more}
    return KeptCell(**given)  # type: ignore[arg-type]


def _figure(quarter: str, value: str, cell: str, **more: object) -> KeptOrigin:
    pointer = f"/measures/robbery/{'figure' if quarter == 'Q2' else f'earlier/{quarter}'}/value"
    cells = (_cell(cell, pointer, None if more else int(value), **more),)
    return KeptOrigin(
        "returned", f"Quarter {quarter[1]}", value, answer="prevent/measures/robbery/figure", period=f"2024-25-{quarter}", cells=cells
    )


ORIGINS = (
    KeptOrigin("stated", "name of the measure", file=DEFINITION, key="measures.robbery.name"),
    _figure("Q1", "47", "H4"),
    _figure("Q2", "1044", "I4"),
    KeptOrigin("sum", "by the end of Quarter 2", "1091", inputs=(1, 2)),
    KeptOrigin("stated", "target", "1730", file=DEFINITION, key="measures.robbery.target.value"),
    KeptOrigin("stated", "quarters to Quarter 2", "2", file=DEFINITION, key="measures.robbery.asked"),
    KeptOrigin("stated", "quarters of the year", "4", file=DEFINITION, key="measures.robbery.asked"),
    KeptOrigin("share", "expected by the end of Quarter 2", "865", inputs=(4, 5, 6)),
    KeptOrigin("per-cent-change", "against what is expected", "22600/865", PER_CENT, inputs=(3, 7)),
    KeptOrigin("calendar", "period of the paper", period=PERIOD),
    KeptOrigin(
        "returned", "update", answer="prevent/fields/update", period=PERIOD,
        cells=(_cell("C6", "/fields/update", f"A made-up update. {EVIL}", number_format="@", rule="narrative", sheet=EVIL),),
    ),
    _figure("Q1", "", "K9", is_kept_back=True, rule="", number_format=""),
    KeptOrigin("suppressed", "victims", inputs=(11,)),
    KeptOrigin("decided", "reason", key="waived", answer="partnership", at=AT),
    KeptOrigin("decided", "reason", key="exempted", answer="prevent/cases"),
)  # fmt: skip
UPDATE = f"A made-up update. {EVIL}. It goes on for so long that no link could hold it all, and it has a number, 12, in it."
BLOCKS = (
    Heading("Made-up paper", 1),
    Notice("DRAFT"),
    Contents(),
    Heading("Robbery & more", 2),
    Paragraph("1,091 by the end of Quarter 2, 26.1% above.", "Robbery: "),
    ListItem("47 in Quarter 1", "-", starts=True),
    ListItem("1,044 in Quarter 2", "1)", 2),
    Table(
        "Position of each measure",
        "One row for each measure.",
        ("Measure", "Year to date", "Victims"),
        (((Paragraph("Robbery"),), (Paragraph("1,091"),), (Paragraph("Suppressed"), Paragraph("by rule", "Why: "))),),
    ),
    PageBreak("landscape"),
    Table("Facts", "What was said.", (), (((Paragraph("Update"),), (Paragraph(UPDATE),)),)),
    Chart(
        "Robbery by quarter",
        "A chart of 47 and 1,044.",
        ("Q1", "Q2", "Q3"),
        ChartLine("Robbery", (47.0, 1044.0, None)),
        (ChartLine("Target", (None, 865.0, 865.0)),),
        "offences",
    ),
    Heading("Later", 2),
    Paragraph("Still 1,091."),
)
PIECES = {
    "Robbery": 0, "47": 1, "1,044": 2, "1044": 2, "1,091": 3, "865": 7, "26.1%": 8, "Quarter 2": 9, UPDATE: 10, "Suppressed": 12,
    "DRAFT": 13, "by rule": 14,
}  # fmt: skip


def traced(document: Document, origins: tuple[KeptOrigin, ...], pieces: dict[str, int]) -> TracedDocument:
    """The document with a span wherever one of these pieces stands; of what is drawn one without length."""
    spans: list[KeptSpan] = []
    for text in texts(document):
        is_drawn = text.name.startswith(("bar/", "line/")) and text.name.count("/") > text.name.startswith("line/")
        for piece, origin in pieces.items():
            at = text.text.find(piece)
            if at >= 0 and not any(span.text == text.number and span.start <= at < span.end for span in spans):
                spans.append(KeptSpan(text.number, 0 if is_drawn else at, 0 if is_drawn else at + len(piece), origin))
    return TracedDocument(document, origins, tuple(spans))


PUBLIC = traced(Document("Made-up paper", "A. Officer", BLOCKS, ("Made-up paper, Quarter 2",), mark="DRAFT"), ORIGINS, PIECES)
EXEMPT = traced(
    Document("Made-up paper, Part II", "A. Officer", (Heading("Made-up Part II", 1), Paragraph("Robbery: 47 in Quarter 1."))),
    ORIGINS[:2],
    {"Robbery": 0, "47": 1},
)
EDITION = Edition(
    1, PERIOD, 2, AT, "1.0", "ef" * 32, PUBLIC.document, by=f"A. Officer {EVIL}", because="One figure was wrong.", exempt=EXEMPT.document,
    appendices=(KeptAppendix("MPS report", "Appendix 1 – MPS report", "mps.docx", "12" * 32), KeptAppendix("Plan", "Appendix 2 – Plan")),
    public={"2024-25-Q2 Made-up.docx": "34" * 32}, private={"2024-25-Q2 Made-up PART II.docx": "56" * 32, "returns/x.json": "78" * 32},
)  # fmt: skip
DECISIONS = (
    Event(
        "accepted", AT, "2024-25-Q2 prevent.xlsx", FILE, "prevent", by="B. Officer", because="The police checked it.",
        warnings=("far-from-history Measures!I4 /measures/robbery/figure/value",),
    ),
    Event("published", AT, "", "", by="C. Officer", because=f"All of it is known. {EVIL}", answers={"prevent/update": "90" * 32}),
    Event("exempted", AT, "", "", by="D. Officer", because="It names somebody.", answers={"prevent/cases": ""}, paragraphs=(1, 2)),
    Event("waived", AT, "", "", by="D. Officer", because="They are on leave.", answers={"partnership": ""}),
    Event("paper-sent", AT, "", "", by="E. Officer", because="For the agenda.", edition=2),
)  # fmt: skip
EVIDENCE = Evidence(
    "Made-up Partnership",
    EDITION,
    PrintedPaper(2, PUBLIC, exempt=EXEMPT),
    (
        UsedReturn(PERIOD, "prevent", FILE, "2024-25-Q2 prevent.xlsx", AT, "A Made-Up Lead", "Lead", "2024-10-14"),
        UsedReturn(BEFORE, "prevent", EARLIER_FILE, f"{EVIL}.xlsx"),
    ),
    DECISIONS,
)


def large(measures: int) -> Evidence:
    """The evidence of a paper with a table of so many measures, each with two quarters and their sum, and a sentence on each."""
    origins: list[KeptOrigin] = []
    pieces: dict[str, int] = {}
    rows = []
    for number in range(measures):
        first, second = 100_000 + number, 300_000 + number
        base = len(origins)
        origins += [_figure("Q1", str(first), f"H{number + 5}"), _figure("Q2", str(second), f"I{number + 5}")]
        origins.append(KeptOrigin("sum", "by the end of Quarter 2", str(first + second), inputs=(base, base + 1)))
        pieces |= {str(first): base, str(second): base + 1, str(first + second): base + 2}
        rows.append(tuple((Paragraph(words),) for words in (f"Measure {number}", str(first), str(second), str(first + second))))
    table = Table("Measures", "One row for each.", ("Measure", "Quarter 1", "Quarter 2", "Year to date"), tuple(rows))
    document = Document("Made-up paper", "A. Officer", (Heading("Made-up paper", 1), table))
    numbers = {text.text: text.number for text in texts(document)}
    spans = tuple(KeptSpan(numbers[piece], 0, len(piece), origin) for piece, origin in pieces.items())
    return replace(EVIDENCE, printed=PrintedPaper(2, TracedDocument(document, tuple(origins), spans)), decisions=(), returns=())
