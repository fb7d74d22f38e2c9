"""The starter of a house style: a Word file in which every style of a paper is shown once, for a council to change."""

from __future__ import annotations

from datetime import date
from typing import Any

from shpdocs.model.document import Block, Chart, ChartLine, Document, Heading, ListItem, Notice, Paragraph, Rating, Table
from shpdocs.ooxml.xml import element
from shpdocs.paper.word.blocks import write_blocks
from shpdocs.paper.word.builder import PaperBuilder
from shpdocs.paper.word.empty_paper import empty_paper, opened
from shpdocs.paper.word.headers import content_of
from shpdocs.paper.word.text import paragraph, run

_DAY = date(2024, 4, 1)  # in its properties: always the same, as its bytes are
_TITLE = "House style (heading 1: the title of a paper)"
_HEADER = "Example header: put your council's logo or name here, or leave it as it is for none."
_FOOTER = "Example footer: what you write here stands on every page, over the paper's own lines; leave it as it is for none."
EXAMPLES = (_HEADER, _FOOTER)  # left as they are, they stand in no paper
LINK = "Hyperlink"  # the style of a link, by its id and its name
_INTRODUCTION = (
    "Change here how your papers look: fonts, sizes and colours of the styles (Home, Styles, right-click a style, Modify).",
    "The theme (Design, Colours and Fonts), the margins (Layout), and header and footer (double-click them) count too.",
    "No text of this file is in any paper. All figures in it are made up.",
)
_OTHER_STYLES = (
    ("TableTextKept", "Table Text Kept", "a cell of a short table, which stays on one page"),
    ("TextAfterTable", "Text After Table", "the text right under a table"),
    ("Caption", "caption", "the title of a chart"),
    ("Chart", "Chart", "the line that a chart stands on"),
    ("TOCHeading", "TOC Heading", "the words over a list of contents"),
    ("TOC1", "toc 1", "a title in a list of contents"),
    ("TOC2", "toc 2", "a section in a list of contents"),
    ("TOC3", "toc 3", "a part of a section in a list of contents"),
    ("Header", "header", "the head of every page"),
    ("PageMark", "Page Mark", "what a draft or exempt paper says at the head of every page"),
    ("Footer", "footer", "the foot of every page"),
    ("FooterFirst", "Footer First", "the first line of the paper's own at the foot, with a rule over it"),
)
_RATINGS: tuple[tuple[Rating, str], ...] = (("green", "Green"), ("amber", "Amber"), ("red", "Red"), ("grey", "Grey"))


def write_starter() -> bytes:
    """Return the starter (.docx): our own house style, upright A4, every style on a line with its name and what it is for."""
    word = opened(empty_paper())
    content_of(word.sections[0].header).append(paragraph("Header", run(_HEADER)))
    content_of(word.sections[0].footer).append(paragraph("Footer", run(_FOOTER)))
    return _written(word)


def show_styles(content: bytes) -> bytes:
    """Return the starter without its examples, in the look of an empty paper (.docx) that was made of ours."""
    return _written(opened(content))


def _written(word: Any) -> bytes:
    builder = PaperBuilder(Document(_TITLE, "shpdocs", _blocks(), page_numbers=False), word)
    write_blocks(builder)
    for style, name, use in _OTHER_STYLES:
        builder.add(paragraph(style, run(f"{name}: {use}.")))
    builder.add(paragraph("Normal", run(f"{LINK}: a link.", element("w:rStyle", {"w:val": LINK}))))
    return builder.save(_DAY)


def _blocks() -> tuple[Block, ...]:
    """What a paper is made of, each saying the name of its style."""
    quarters = ("Q1", "Q2", "Q3", "Q4")
    bars, target = ChartLine("Made-up figures", (30, 26, 22, 20)), ChartLine("Made-up target", (60, 60, 60, 60))
    return (
        Heading(_TITLE, 1),
        *(Paragraph(text) for text in _INTRODUCTION),
        Notice("Notice: what must not be missed, such as that a paper is a draft."),
        Heading("heading 2: a section", 2),
        Heading("heading 3: a part of a section", 3),
        Heading("heading 4: a part of that", 4),
        Paragraph("Normal: the text of a paper. Other styles are based on it, so that what is changed here changes in them."),
        ListItem("List Paragraph: an item of a list.", "-", 1, 0, True),
        ListItem("List Paragraph: another item.", "-", 2),
        _table(),
        Chart("Example chart", "An example: made-up figures fall from 30 to 20, below a made-up target of 60.", quarters, bars, (target,)),
        _labels(),
        Heading("The other styles", 2),
    )


def _table() -> Table:
    rows = (
        (
            (Paragraph("Table Text: a cell of a table with a first row of headings."),),
            (Paragraph("The table itself is the style Paper Table: its lines, and the fill of its first row."),),
        ),
        *(
            ((Paragraph(f"Rating {word}: a rating, in words and colour.", rating=rating),), (Paragraph("Its fill is always the same."),))
            for rating, word in _RATINGS
        ),
    )
    return Table("Example table", "An example of a table in the house style.", ("Table Heading: the first row", "What it is for"), rows)


def _labels() -> Table:
    row = ((Paragraph("A label"),), (Paragraph("Its answer, in a table without a first row of headings."),))
    return Table("Example answers", "An example of a table of labels and answers in the house style.", (), (row, row))
