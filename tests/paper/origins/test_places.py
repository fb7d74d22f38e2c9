"""Places: where each text of a paper stands, in the words of whoever reads it."""

from __future__ import annotations

from shpdocs.model.document import Chart, ChartLine, Contents, Document, Heading, ListItem, Notice, PageBreak, Paragraph, Table
from shpdocs.model.printed_paper import KeptOrigin, KeptSpan, TracedDocument
from shpdocs.paper.origins.places import PrintedLine, printed_lines
from shpdocs.paper.origins.texts import texts


def cell(*words: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(each) for each in words)


TABLE = Table(
    "Figures", "What each quarter had.", ("Priority", "Measure", "Q1", "Q2"),
    (
        (cell("Violence"), cell("Robbery"), cell("12"), cell("14", "revised")),
        (cell("Violence"), cell("Knife crime"), cell("12"), cell("14")),
    ),
)  # fmt: skip
CHART = Chart(
    "Robbery", "Robbery went up.", ("Q1", "Q2"), ChartLine("Offences", (12, 14)), (ChartLine("Target", (None, 13.5)),), "offences"
)
DOCUMENT = Document(
    "Report", "Officer",
    (
        Heading("Report", 1), Notice("A draft."), Contents(), Heading("Violence", 2), Paragraph("reduce it", "Objective: "),
        Heading("Young people", 3), TABLE, PageBreak("portrait"), Table("", "", (), ((cell("Owner"), cell("A. Lead")),)),
        Heading("Burglary", 2), ListItem("All well.", "-"), CHART, Paragraph("", "Only a label"),
    ),
    ("Committee",), mark="DRAFT",
)  # fmt: skip


def lines(*spans: KeptSpan) -> dict[str, list[PrintedLine]]:
    by_text: dict[str, list[PrintedLine]] = {}
    for line in printed_lines(TracedDocument(DOCUMENT, (KeptOrigin("rule", "a rule"),) if spans else (), spans)):
        by_text.setdefault(line.text, []).append(line)
    return by_text


def test_every_text_has_a_place_that_a_reader_knows() -> None:
    places = {text: [line.place.words for line in same] for text, same in lines().items()}
    assert places == {
        "Report": ["title of the file", "title line"],
        "A draft.": ["Under the title: notice"],
        "Contents": ["Under the title: heading of the contents"],
        "Violence": ["heading", "Violence > Young people: Robbery, Priority", "Violence > Young people: Knife crime, Priority"],
        "Objective: reduce it": ["Violence"],
        "Young people": ["Violence: heading"],
        "Figures": ["Violence > Young people: title of the table"],
        "What each quarter had.": ["Violence > Young people: alternative text of the table"],
        "Priority": ["Violence > Young people: heading of column 1"],
        "Measure": ["Violence > Young people: heading of column 2"],
        "Q1": ["Violence > Young people: heading of column 3", "Burglary: chart of Offences, name of a column"],
        "Q2": ["Violence > Young people: heading of column 4", "Burglary: chart of Offences, name of a column"],
        "Robbery": ["Violence > Young people: row 1, Measure", "Burglary: chart of Offences, title"],
        "Knife crime": ["Violence > Young people: row 2, Measure"],
        "12": [
            "Violence > Young people: Robbery, Quarter 1", "Violence > Young people: Knife crime, Quarter 1",
            "Burglary: chart of Offences, Quarter 1",
        ],
        "14": [
            "Violence > Young people: Robbery, Quarter 2", "Violence > Young people: Knife crime, Quarter 2",
            "Burglary: chart of Offences, Quarter 2",
        ],
        "revised": ["Violence > Young people: Robbery, Quarter 2"],
        "Owner": ["Violence > Young people: row 1"],
        "A. Lead": ["Violence > Young people: Owner"],
        "Burglary": ["heading"],
        "All well.": ["Burglary"],
        "Robbery went up.": ["Burglary: chart of Offences, alternative text"],
        "offences": ["Burglary: chart of Offences, unit"],
        "Offences": ["Burglary: chart of Offences, name of the columns"],
        "Target": ["Burglary: chart of Offences, name of a line"],
        "13.5": ["Burglary: chart of Offences, Target, Quarter 2"],
        "Only a label": ["Burglary"],
        "Committee": ["footer"],
        "DRAFT": ["mark at the head of every page"],
    }  # fmt: skip


def test_a_label_and_its_text_are_one_line_whose_pieces_are_those_of_both() -> None:
    label, text = (next(each.number for each in texts(DOCUMENT) if each.text == words) for words in ("Objective: ", "reduce it"))
    (line,) = lines(KeptSpan(label, 0, 9, 0), KeptSpan(text, 7, 9, 0))["Objective: reduce it"]
    assert [line.text[span.start : span.end] for span in line.spans] == ["Objective", "it"]
    assert line.numbers == (label, text)
