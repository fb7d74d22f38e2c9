"""Blocks and tables as Word's XML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shpdocs.accessibility.rule import contrast
from shpdocs.model.document import Block, Contents, Heading, ListItem, Notice, PageBreak, Paragraph, Rating, Table
from tests.support.word_files import TABLE, W, cell, open_word, paper_of, part_xml


def test_a_turn_to_the_same_orientation_is_a_new_page_and_no_new_section() -> None:
    content = paper_of(Paragraph("one"), PageBreak("portrait"), Heading("Two", 2))
    document = open_word(content)
    assert len(document.sections) == 1
    assert document.paragraphs[1].paragraph_format.page_break_before is True


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_is_a_heading_of_its_level(level: int) -> None:
    paragraph = open_word(paper_of(Heading("Made up", level))).paragraphs[0]
    assert (paragraph.style.name.lower(), paragraph.text) == (f"heading {level}", "Made up")


@pytest.mark.parametrize(
    "make", [lambda text: Heading(text, 2), Notice, lambda text: ListItem(text, "-"), lambda text: Paragraph("", text)]
)
def test_control_characters_and_markup_are_safe_in_every_block(make: Callable[[str], Block]) -> None:
    assert open_word(paper_of(make("<made\x01up> & more"))).paragraphs[0].text == "<made\ufffdup> & more"


def test_control_characters_are_safe_in_tables_and_footers() -> None:
    table = Table("title\x01 <&\"'", "description\x02 <&\"'", ("head\x03 <&",), ((cell("cell\x04 <&"),),))
    content = paper_of(table, footer=("foot\x05 <&",))
    document = open_word(content)
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["head\ufffd <&", "cell\ufffd <&"]
    assert document.sections[0].footer.paragraphs[0].text == "foot\ufffd <&"
    assert part_xml(content).find(f".//{W}tblCaption").get(f"{W}val") == "title\ufffd <&\"'"


def test_a_paragraph_stands_between_two_tables_and_after_the_last() -> None:
    body = part_xml(paper_of(TABLE, TABLE))[0]
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_text_right_under_a_table_stands_clear_of_it() -> None:
    styles = [paragraph.style for paragraph in open_word(paper_of(TABLE, Paragraph("one"), Paragraph("two"))).paragraphs]
    assert [style.name for style in styles] == ["Text After Table", "Normal"]
    assert styles[0].paragraph_format.space_before.pt == 8


CONTENTS = (
    Heading("Title", 1), Heading("Before", 2), Contents(), Heading("A & <one>", 2), Heading("Two", 3), Heading("Deep", 4),
    PageBreak("landscape"), Heading("Last", 2),
)  # fmt: skip


def _entries(content: bytes) -> list[tuple[str, str, str]]:
    """Each line of the contents: its style, the name it links to, its text."""
    return [
        (paragraph.find(f"./{W}pPr/{W}pStyle").get(f"{W}val"), link.get(f"{W}anchor"), "".join(text.text for text in link.iter(f"{W}t")))
        for paragraph in part_xml(content).iter(f"{W}p")
        for link in paragraph.findall(f"./{W}hyperlink")
    ]


def test_the_contents_list_the_headings_that_follow_each_a_link_to_its_heading() -> None:
    content = paper_of(*CONTENTS)
    entries = _entries(content)
    assert [(style, text) for style, _, text in entries] == [("TOC2", "A & <one>"), ("TOC3", "Two"), ("TOC2", "Last")]
    bookmarked = {
        start.get(f"{W}name"): "".join(text.text for text in paragraph.iter(f"{W}t"))
        for paragraph in part_xml(content).iter(f"{W}p")
        for start in paragraph.findall(f"./{W}bookmarkStart")
    }
    assert {name: text for _, name, text in entries} == bookmarked


def test_every_bookmark_is_closed_and_has_a_number_of_its_own() -> None:
    xml = part_xml(paper_of(*CONTENTS))
    starts, ends = ([bookmark.get(f"{W}id") for bookmark in xml.iter(f"{W}bookmark{end}")] for end in ("Start", "End"))
    assert starts == ends == sorted(set(starts))


def test_the_contents_are_one_field_with_its_result_and_ask_nothing_on_opening() -> None:
    content = paper_of(*CONTENTS)
    kinds = [element.get(f"{W}fldCharType") for element in part_xml(content).iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert [element.text.strip() for element in part_xml(content).iter(f"{W}instrText")] == ['TOC \\o "2-3" \\n \\h \\z']
    assert list(part_xml(content, "word/settings.xml").iter(f"{W}updateFields")) == []
    assert list(part_xml(content).iter(f"{W}pgNum")) == []


def test_the_contents_go_no_deeper_than_asked_and_have_their_title() -> None:
    content = paper_of(Contents("What is in it", 2), *CONTENTS[3:])
    assert [text for _, _, text in _entries(content)] == ["A & <one>", "Last"]
    assert (open_word(content).paragraphs[0].style.name, open_word(content).paragraphs[0].text) == ("TOC Heading", "What is in it")


def test_contents_of_nothing_leave_no_trace() -> None:
    assert [paragraph.text for paragraph in open_word(paper_of(Heading("One", 1), Contents(), Paragraph("made up"))).paragraphs] == [
        "One",
        "made up",
    ]


def test_a_paper_without_contents_has_no_bookmarks() -> None:
    assert list(part_xml(paper_of(Heading("One", 2), Paragraph("made up"))).iter(f"{W}bookmarkStart")) == []


def test_a_new_page_may_begin_with_anything() -> None:
    for block in (Paragraph("two"), ListItem("two", "-"), Notice("two"), TABLE):
        document = open_word(paper_of(Paragraph("one"), PageBreak("portrait"), block))
        assert [paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs][:2] == [None, True]


def test_words_that_lead_to_a_list_stay_on_its_page_and_others_do_not() -> None:
    item = ListItem("Made-up item", "-", starts=True)
    paragraphs = open_word(paper_of(Paragraph("These follow:"), item, Paragraph("Made-up words."), Paragraph("The end."))).paragraphs
    assert [paragraph.paragraph_format.keep_with_next for paragraph in paragraphs] == [True, None, None, None]


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
