"""The texts of a document in order: every string that it prints and every drawn value, each with its place and its spans."""

from __future__ import annotations

from fractions import Fraction

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
    without_origins,
)
from shpdocs.model.origin import Calendar, Number, Span
from shpdocs.paper.origins.texts import PrintedText, texts

YEAR = Number("year", Fraction(2024), Calendar("2024-25"))
OWN, LABEL, DRAWN = Span(0, 3, YEAR), Span(0, 2, YEAR, "label"), Span(0, 0, YEAR, "line/0/1")
CELL = (Paragraph("47", "Q1", origins=(Span(0, 2, YEAR),)), ListItem("first", "-"))
DOCUMENT = Document(
    "Paper",
    "Jo Example",
    (
        Heading("Paper", 1),
        Contents("In this paper"),
        Paragraph("One.", "Label", origins=(OWN, LABEL)),
        PageBreak("landscape"),
        Table("Table", "What it holds", ("", "Figure"), (((), CELL),)),
        Chart("Chart", "Up", ("Q1", "Q2"), ChartLine("Robbery", (47, None)), (ChartLine("Target", (86.5, 90)),), "offences", (DRAWN,)),
        Notice("A draft"),
    ),
    ("Committee", "Page"),
    mark="DRAFT",
)


def test_every_text_is_there_once_in_the_order_of_the_paper() -> None:
    assert [(text.block, text.name, text.text) for text in texts(DOCUMENT)] == [
        (-1, "title", "Paper"),
        (0, "", "Paper"),
        (1, "title", "In this paper"),
        (2, "label", "Label"),
        (2, "", "One."),
        (4, "title", "Table"),
        (4, "description", "What it holds"),
        (4, "header/1", "Figure"),
        (4, "label", "Q1"),
        (4, "", "47"),
        (4, "", "first"),
        (5, "title", "Chart"),
        (5, "description", "Up"),
        (5, "category/0", "Q1"),
        (5, "category/1", "Q2"),
        (5, "unit", "offences"),
        (5, "bar", "Robbery"),
        (5, "bar/0", "47"),
        (5, "line/0", "Target"),
        (5, "line/0/0", "86.5"),
        (5, "line/0/1", "90"),
        (6, "", "A draft"),
        (-1, "footer/0", "Committee"),
        (-1, "footer/1", "Page"),
        (-1, "mark", "DRAFT"),
    ]


def test_a_text_of_a_table_says_where_it_stands() -> None:
    in_cells = [(text.row, text.column, text.part, text.text) for text in texts(DOCUMENT) if text.part >= 0]
    assert in_cells == [(0, 1, 0, "Q1"), (0, 1, 0, "47"), (0, 1, 1, "first")]


def test_each_text_has_the_spans_of_its_name_and_no_others() -> None:
    with_spans = {(text.block, text.name): text.spans for text in texts(DOCUMENT) if text.spans}
    assert with_spans == {(2, "label"): (LABEL,), (2, ""): (OWN,), (4, ""): (Span(0, 2, YEAR),), (5, "line/0/1"): (DRAWN,)}


def test_they_are_numbered_the_same_where_the_document_is_without_origins() -> None:
    def numbered(document: Document) -> list[PrintedText]:
        return [PrintedText(text.number, text.text, text.name, text.block, text.row, text.column, text.part) for text in texts(document)]

    assert numbered(without_origins(DOCUMENT)) == numbered(DOCUMENT)
    assert [text.number for text in texts(DOCUMENT)] == list(range(25))
