"""Tables of a paper: header row, alternative text, ratings."""

from __future__ import annotations

import pytest

from shpdocs.accessibility.rule import contrast
from shpdocs.model.document import PageBreak, Paragraph, Rating, Table
from tests.support.word_files import TABLE, W, cell, open_word, paper_of, part_xml


def test_a_table_has_a_header_row_a_title_and_a_description() -> None:
    content = paper_of(TABLE)
    table = part_xml(content).find(f".//{W}tbl")
    rows = table.findall(f"./{W}tr")
    assert [row.find(f"./{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert table.find(f"./{W}tblPr/{W}tblCaption").get(f"{W}val") == "A made-up table"
    assert table.find(f"./{W}tblPr/{W}tblDescription").get(f"{W}val") == "What it shows & why"
    assert [[cell.text for cell in row.cells] for row in open_word(content).tables[0].rows] == [
        ["Made-up <heading>", "Second"],
        ["a", "b"],
        ["c\nd", "e"],
    ]


def test_a_tables_columns_fill_the_text_width() -> None:
    content = paper_of(TABLE, PageBreak("landscape"), TABLE)
    grids = [[int(column.get(f"{W}w")) for column in grid] for grid in part_xml(content).iter(f"{W}tblGrid")]
    assert [round(sum(grid) / 1440 * 25.4) for grid in grids] == [160, 267]


RATINGS: tuple[Rating, ...] = ("green", "amber", "red", "grey")


def _rated(rating: Rating) -> Table:
    return Table("t", "t.", ("One", "Two"), ((cell("a"), (Paragraph("Made up: on track", rating=rating),)), (cell("b"), cell("c"))))


@pytest.mark.parametrize("rating", RATINGS)
def test_a_rating_colours_its_cell_with_contrast_and_keeps_its_words(rating: Rating) -> None:
    content = paper_of(_rated(rating))
    cells = list(part_xml(content).iter(f"{W}tc"))
    assert [cell.find(f"./{W}tcPr/{W}shd") is not None for cell in cells] == [False, False, False, True, False, False]
    fill = cells[3].find(f"./{W}tcPr/{W}shd").get(f"{W}fill")
    paragraph = open_word(content).tables[0].cell(1, 1).paragraphs[0]
    assert paragraph.text == "Made up: on track"
    assert contrast(str(paragraph.style.font.color.rgb), fill) >= 4.5
    assert paragraph.runs[0].font.color.rgb is None  # its colour is its style's


def test_ratings_differ_in_their_colours() -> None:
    fills = [part_xml(paper_of(_rated(rating))).find(f".//{W}tc/{W}tcPr/{W}shd").get(f"{W}fill") for rating in RATINGS]
    assert len(set(fills)) == 4


def test_a_rated_cell_stays_with_the_next_row_of_a_short_table_as_others_do() -> None:
    paragraphs = [
        paragraph for row in open_word(paper_of(_rated("red"))).tables[0].rows[1:] for cell in row.cells for paragraph in cell.paragraphs
    ]
    kept = [paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next for paragraph in paragraphs]
    assert [bool(value) for value in kept] == [True, True, False, False]
