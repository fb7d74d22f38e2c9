"""The paper as written, read back with python-docx and as raw XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest

from shpdocs.accessibility.criteria import contrast
from shpdocs.model.document import Block, Contents, Document, Heading, ListItem, Notice, PageBreak, Paragraph, Rating, Table
from shpdocs.paper.word import write_paper
from tests.support.word_files import DAY

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _paper(*blocks: Block, footer: tuple[str, ...] = (), page_numbers: bool = True) -> bytes:
    return write_paper(Document("A made-up title", "Made-up Partnership", blocks, footer, page_numbers), DAY)


def _open(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def _xml(content: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read(name))


def _cell(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


TABLE = Table(
    "A made-up table", "What it shows & why", ("Made-up <heading>", "Second"), ((_cell("a"), _cell("b")), (_cell("c", "d"), _cell("e")))
)


def test_the_same_document_gives_the_same_bytes() -> None:
    blocks = (Heading("Made up", 1), Paragraph("made up"), ListItem("one", "1.", 1, 0, True), TABLE)
    assert _paper(*blocks) == _paper(*blocks)


def test_another_day_is_another_paper_and_stands_in_the_properties() -> None:
    document = Document("Made up", "Made-up Partnership", (Paragraph("made up"),))
    other = write_paper(document, datetime(2025, 3, 31))
    assert write_paper(document, DAY) != other
    assert _open(other).core_properties.created.replace(tzinfo=None) == datetime(2025, 3, 31)
    assert _open(other).core_properties.modified.replace(tzinfo=None) == datetime(2025, 3, 31)


def test_the_zip_holds_no_time_of_day() -> None:
    with zipfile.ZipFile(BytesIO(_paper(Paragraph("made up")))) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_properties_name_title_author_and_language_and_no_program() -> None:
    properties = _open(_paper(Paragraph("made up"))).core_properties
    assert (properties.title, properties.author, properties.language) == ("A made-up title", "Made-up Partnership", "en-GB")
    assert properties.last_modified_by == "Made-up Partnership"
    with zipfile.ZipFile(BytesIO(_paper(Paragraph("made up")))) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"python-docx" not in everything


def test_the_language_of_the_text_is_british_english() -> None:
    languages = {element.get(f"{W}val") for element in _xml(_paper(Paragraph("made up")), "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_the_page_is_a4_upright() -> None:
    (section,) = _open(_paper(Paragraph("made up"))).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_a_page_on_its_side_is_a_section_of_its_own_and_the_next_is_upright_again() -> None:
    content = _paper(Paragraph("one"), PageBreak("landscape"), Heading("Two", 2), TABLE, PageBreak("portrait"), Paragraph("three"))
    sections = _open(content).sections
    assert [(round(section.page_width.mm), round(section.page_height.mm)) for section in sections] == [(210, 297), (297, 210), (210, 297)]
    assert [section.orientation for section in sections] == [0, 1, 0]
    assert [paragraph.text for paragraph in _open(content).paragraphs if paragraph.text] == ["one", "Two", "three"]


def test_a_turn_to_the_same_orientation_is_a_new_page_and_no_new_section() -> None:
    content = _paper(Paragraph("one"), PageBreak("portrait"), Heading("Two", 2))
    document = _open(content)
    assert len(document.sections) == 1
    assert document.paragraphs[1].paragraph_format.page_break_before is True


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_a_heading_is_a_heading_of_its_level(level: int) -> None:
    paragraph = _open(_paper(Heading("Made up", level))).paragraphs[0]
    assert (paragraph.style.name.lower(), paragraph.text) == (f"heading {level}", "Made up")


def test_what_looks_like_markup_survives() -> None:
    text = "<5 cases & more, 'quoted' \"twice\" → ½ é 𝄞 {field} ]]>"
    assert _open(_paper(Paragraph(text))).paragraphs[0].text == text


def test_spaces_at_the_ends_survive() -> None:
    assert _open(_paper(Paragraph("  two   spaces  "))).paragraphs[0].text == "  two   spaces  "


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_a_character_no_xml_can_hold_is_shown_as_one_that_is_lost(character: str) -> None:
    assert _open(_paper(Paragraph(f"made{character}up"))).paragraphs[0].text == "made\ufffdup"


@pytest.mark.parametrize(
    "make", [lambda text: Heading(text, 2), Notice, lambda text: ListItem(text, "-"), lambda text: Paragraph("", text)]
)
def test_control_characters_and_markup_are_safe_in_every_block(make: Callable[[str], Block]) -> None:
    assert _open(_paper(make("<made\x01up> & more"))).paragraphs[0].text == "<made\ufffdup> & more"


def test_control_characters_are_safe_in_tables_and_footers() -> None:
    table = Table("title\x01 <&\"'", "description\x02 <&\"'", ("head\x03 <&",), ((_cell("cell\x04 <&"),),))
    content = _paper(table, footer=("foot\x05 <&",))
    document = _open(content)
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["head\ufffd <&", "cell\ufffd <&"]
    assert document.sections[0].footer.paragraphs[0].text == "foot\ufffd <&"
    assert _xml(content).find(f".//{W}tblCaption").get(f"{W}val") == "title\ufffd <&\"'"


@pytest.mark.parametrize("surrogate", ["\ud800", "\udfff"])
def test_half_a_letter_is_shown_as_one_that_is_lost(surrogate: str) -> None:
    assert _open(_paper(Paragraph(f"made{surrogate}up"))).paragraphs[0].text == "made\ufffdup"


def test_a_lead_is_bold_and_its_text_is_not() -> None:
    paragraph = _open(_paper(Paragraph("answer", "Label: "))).paragraphs[0]
    assert [(run.text, bool(run.bold)) for run in paragraph.runs] == [("Label: ", True), ("answer", False)]


def _lists(content: bytes) -> list[tuple[str, str]]:
    """Each list item's text with its list's number."""
    items = []
    for paragraph in _xml(content).iter(f"{W}p"):
        number = paragraph.find(f"./{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            items.append(("".join(text.text for text in paragraph.iter(f"{W}t")), number.get(f"{W}val")))
    return items


def _start_of(content: bytes, number: str) -> int:
    numbering = _xml(content, "word/numbering.xml")
    element = next(element for element in numbering.iter(f"{W}num") if element.get(f"{W}numId") == number)
    return int(element.find(f"./{W}lvlOverride/{W}startOverride").get(f"{W}val"))


def test_a_second_list_begins_again_and_the_first_goes_on() -> None:
    first = [ListItem("a", "1.", 1, 0, True), ListItem("b", "1.", 2)]
    content = _paper(*first, Paragraph("between"), ListItem("c", "1.", 1, 0, True), ListItem("d", "1.", 2))
    numbers = dict(_lists(content))
    assert numbers["a"] == numbers["b"]
    assert numbers["c"] == numbers["d"]
    assert numbers["a"] != numbers["c"]
    assert [_start_of(content, numbers[text]) for text in "ac"] == [1, 1]


def test_a_list_that_begins_at_five_begins_at_five() -> None:
    content = _paper(ListItem("e", "a)", 5, 0, True))
    assert _start_of(content, dict(_lists(content))["e"]) == 5


@pytest.mark.parametrize(
    ("numbering", "text", "form"),
    [("1.", "%1.", "decimal"), ("1)", "%1)", "decimal"), ("a.", "%1.", "lowerLetter"), ("a)", "%1)", "lowerLetter")],
)
def test_each_numbering_is_a_real_list_of_its_form(numbering: str, text: str, form: str) -> None:
    content = _paper(ListItem("made up", numbering, 1, 0, True))
    number = dict(_lists(content))["made up"]
    xml = _xml(content, "word/numbering.xml")
    element = next(element for element in xml.iter(f"{W}num") if element.get(f"{W}numId") == number)
    abstract = element.find(f"./{W}abstractNumId").get(f"{W}val")
    definitions = (element for element in xml.iter(f"{W}abstractNum") if element.get(f"{W}abstractNumId") == abstract)
    level = next(definitions).find(f"./{W}lvl")
    assert (level.find(f"./{W}lvlText").get(f"{W}val"), level.find(f"./{W}numFmt").get(f"{W}val")) == (text, form)


def test_bullets_share_one_list() -> None:
    content = _paper(ListItem("a", "-", 1, 0, True), Paragraph("between"), ListItem("b", "-", 1, 0, True))
    assert len({number for _, number in _lists(content)}) == 1


def test_an_item_of_a_second_level_keeps_its_level() -> None:
    content = _paper(ListItem("a", "-", 1, 0, True), ListItem("b", "-", 1, 1))
    levels = [element.get(f"{W}val") for element in _xml(content).iter(f"{W}ilvl")]
    assert levels == ["0", "1"]


def test_a_table_has_a_header_row_a_title_and_a_description() -> None:
    content = _paper(TABLE)
    table = _xml(content).find(f".//{W}tbl")
    rows = table.findall(f"./{W}tr")
    assert [row.find(f"./{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert table.find(f"./{W}tblPr/{W}tblCaption").get(f"{W}val") == "A made-up table"
    assert table.find(f"./{W}tblPr/{W}tblDescription").get(f"{W}val") == "What it shows & why"
    assert [[cell.text for cell in row.cells] for row in _open(content).tables[0].rows] == [
        ["Made-up <heading>", "Second"],
        ["a", "b"],
        ["c\nd", "e"],
    ]


def test_a_tables_columns_fill_the_text_width() -> None:
    content = _paper(TABLE, PageBreak("landscape"), TABLE)
    grids = [[int(column.get(f"{W}w")) for column in grid] for grid in _xml(content).iter(f"{W}tblGrid")]
    assert [round(sum(grid) / 1440 * 25.4) for grid in grids] == [160, 267]


def test_a_paragraph_stands_between_two_tables_and_after_the_last() -> None:
    body = _xml(_paper(TABLE, TABLE))[0]
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_text_right_under_a_table_stands_clear_of_it() -> None:
    styles = [paragraph.style for paragraph in _open(_paper(TABLE, Paragraph("one"), Paragraph("two"))).paragraphs]
    assert [style.name for style in styles] == ["Text After Table", "Normal"]
    assert styles[0].paragraph_format.space_before.pt == 8


def test_a_section_that_ends_with_a_table_ends_in_the_paragraph_after_it() -> None:
    content = _paper(TABLE, PageBreak("landscape"), Paragraph("made up"))
    body = _xml(content)[0]
    assert [child.tag.removeprefix(W) for child in body] == ["tbl", "p", "p", "sectPr"]
    assert body[1].find(f"./{W}pPr/{W}sectPr") is not None


def test_the_footer_holds_its_lines_and_the_page_number() -> None:
    document = _open(_paper(Paragraph("made up"), footer=("PART I – MADE UP", "Second line")))
    texts = [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    assert texts[:2] == ["PART I – MADE UP", "Second line"]
    instructions = re.findall(r'w:instr="([^"]*)"', document.sections[0].footer._element.xml)
    assert [text.strip() for text in instructions] == ["PAGE", "NUMPAGES"]


def test_a_paper_without_page_numbers_has_none() -> None:
    document = _open(_paper(Paragraph("made up"), footer=("Made up",), page_numbers=False))
    assert [paragraph.text for paragraph in document.sections[0].footer.paragraphs] == ["Made up"]


def test_the_footer_stands_in_every_section() -> None:
    document = _open(_paper(Paragraph("one"), PageBreak("landscape"), Paragraph("two"), footer=("Made up",)))
    assert [section.footer.paragraphs[0].text for section in document.sections] == ["Made up", "Made up"]


def test_a_paper_of_nothing_can_be_opened() -> None:
    assert [paragraph.text for paragraph in _open(_paper()).paragraphs if paragraph.text] == []


RATINGS: tuple[Rating, ...] = ("green", "amber", "red", "grey")


def _rated(rating: Rating) -> Table:
    return Table("t", "t.", ("One", "Two"), ((_cell("a"), (Paragraph("Made up: on track", rating=rating),)), (_cell("b"), _cell("c"))))


@pytest.mark.parametrize("rating", RATINGS)
def test_a_rating_colours_its_cell_with_contrast_and_keeps_its_words(rating: Rating) -> None:
    content = _paper(_rated(rating))
    cells = list(_xml(content).iter(f"{W}tc"))
    assert [cell.find(f"./{W}tcPr/{W}shd") is not None for cell in cells] == [False, False, False, True, False, False]
    fill = cells[3].find(f"./{W}tcPr/{W}shd").get(f"{W}fill")
    paragraph = _open(content).tables[0].cell(1, 1).paragraphs[0]
    assert paragraph.text == "Made up: on track"
    assert contrast(str(paragraph.style.font.color.rgb), fill) >= 4.5
    assert paragraph.runs[0].font.color.rgb is None  # its colour is its style's


def test_ratings_differ_in_their_colours() -> None:
    fills = [_xml(_paper(_rated(rating))).find(f".//{W}tc/{W}tcPr/{W}shd").get(f"{W}fill") for rating in RATINGS]
    assert len(set(fills)) == 4


def test_a_rated_cell_stays_with_the_next_row_of_a_short_table_as_others_do() -> None:
    paragraphs = [
        paragraph for row in _open(_paper(_rated("red"))).tables[0].rows[1:] for cell in row.cells for paragraph in cell.paragraphs
    ]
    kept = [paragraph.paragraph_format.keep_with_next or paragraph.style.paragraph_format.keep_with_next for paragraph in paragraphs]
    assert [bool(value) for value in kept] == [True, True, False, False]


CONTENTS = (
    Heading("Title", 1), Heading("Before", 2), Contents(), Heading("A & <one>", 2), Heading("Two", 3), Heading("Deep", 4),
    PageBreak("landscape"), Heading("Last", 2),
)  # fmt: skip


def _entries(content: bytes) -> list[tuple[str, str, str]]:
    """Each line of the contents: its style, the name it links to, its text."""
    return [
        (paragraph.find(f"./{W}pPr/{W}pStyle").get(f"{W}val"), link.get(f"{W}anchor"), "".join(text.text for text in link.iter(f"{W}t")))
        for paragraph in _xml(content).iter(f"{W}p")
        for link in paragraph.findall(f"./{W}hyperlink")
    ]


def test_the_contents_list_the_headings_that_follow_each_a_link_to_its_heading() -> None:
    content = _paper(*CONTENTS)
    entries = _entries(content)
    assert [(style, text) for style, _, text in entries] == [("TOC2", "A & <one>"), ("TOC3", "Two"), ("TOC2", "Last")]
    bookmarked = {
        start.get(f"{W}name"): "".join(text.text for text in paragraph.iter(f"{W}t"))
        for paragraph in _xml(content).iter(f"{W}p")
        for start in paragraph.findall(f"./{W}bookmarkStart")
    }
    assert {name: text for _, name, text in entries} == bookmarked


def test_every_bookmark_is_closed_and_has_a_number_of_its_own() -> None:
    xml = _xml(_paper(*CONTENTS))
    starts, ends = ([bookmark.get(f"{W}id") for bookmark in xml.iter(f"{W}bookmark{end}")] for end in ("Start", "End"))
    assert starts == ends == sorted(set(starts))


def test_the_contents_are_one_field_with_its_result_and_ask_nothing_on_opening() -> None:
    content = _paper(*CONTENTS)
    kinds = [element.get(f"{W}fldCharType") for element in _xml(content).iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    assert [element.text.strip() for element in _xml(content).iter(f"{W}instrText")] == ['TOC \\o "2-3" \\n \\h \\z']
    assert list(_xml(content, "word/settings.xml").iter(f"{W}updateFields")) == []
    assert list(_xml(content).iter(f"{W}pgNum")) == []


def test_the_contents_go_no_deeper_than_asked_and_have_their_title() -> None:
    content = _paper(Contents("What is in it", 2), *CONTENTS[3:])
    assert [text for _, _, text in _entries(content)] == ["A & <one>", "Last"]
    assert (_open(content).paragraphs[0].style.name, _open(content).paragraphs[0].text) == ("TOC Heading", "What is in it")


def test_contents_of_nothing_leave_no_trace() -> None:
    assert [paragraph.text for paragraph in _open(_paper(Heading("One", 1), Contents(), Paragraph("made up"))).paragraphs] == [
        "One",
        "made up",
    ]


def test_a_paper_without_contents_has_no_bookmarks() -> None:
    assert list(_xml(_paper(Heading("One", 2), Paragraph("made up"))).iter(f"{W}bookmarkStart")) == []


def test_the_mark_stands_at_the_head_of_every_page_of_every_section() -> None:
    document = Document("Made up", "Made-up Partnership", CONTENTS, mark="DRAFT – <not> for publication")
    sections = _open(write_paper(document, DAY)).sections
    assert len(sections) == 2
    assert [[paragraph.text for paragraph in section.header.paragraphs] for section in sections] == [["DRAFT – <not> for publication"]] * 2
    assert not any(section.header.is_linked_to_previous for section in sections)


def test_a_paper_without_a_mark_has_no_header() -> None:
    with zipfile.ZipFile(BytesIO(_paper(Paragraph("made up")))) as package:
        assert [name for name in package.namelist() if "header" in name] == []


def test_a_new_page_may_begin_with_anything() -> None:
    for block in (Paragraph("two"), ListItem("two", "-"), Notice("two"), TABLE):
        document = _open(_paper(Paragraph("one"), PageBreak("portrait"), block))
        assert [paragraph.paragraph_format.page_break_before for paragraph in document.paragraphs][:2] == [None, True]


def test_a_paper_may_begin_on_its_side() -> None:
    document = _open(_paper(PageBreak("landscape"), TABLE))
    assert [section.orientation for section in document.sections] == [1]


def _papers(demo: Path) -> list[Path]:
    papers = sorted(demo.glob("output/*/papers/*.docx"))
    assert len(papers) >= 2
    return papers


def test_no_cell_of_the_demos_papers_is_empty(made_demo: Path) -> None:
    for path in _papers(made_demo):
        cells = list(_xml(path.read_bytes()).iter(f"{W}tc"))
        assert len(cells) > 5
        assert [cell for cell in cells if not "".join(text.text or "" for text in cell.iter(f"{W}t")).strip()] == []


def test_no_cell_of_the_demos_papers_is_merged(made_demo: Path) -> None:
    for path in _papers(made_demo):
        xml = _xml(path.read_bytes())
        assert [element for tag in ("vMerge", "hMerge", "gridSpan") for element in xml.iter(f"{W}{tag}")] == []


def test_the_demos_papers_begin_with_one_title_and_skip_no_level(made_demo: Path) -> None:
    for path in _papers(made_demo):
        names = [paragraph.style.name.lower() for paragraph in _open(path.read_bytes()).paragraphs]
        levels = [int(name[-1]) for name in names if name.startswith("heading ")]
        assert (levels[0], levels.count(1)) == (1, 1)
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_the_demos_papers_use_only_styles_that_are_there(made_demo: Path) -> None:
    for path in _papers(made_demo):
        content = path.read_bytes()
        known = {style.get(f"{W}styleId") for style in _xml(content, "word/styles.xml").iter(f"{W}style")}
        used = {element.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for element in _xml(content).iter(f"{W}{tag}")}
        assert used - known == set()


def test_the_demos_papers_hold_no_comment_hidden_text_or_tracked_change(made_demo: Path) -> None:
    for path in _papers(made_demo):
        with zipfile.ZipFile(path) as package:
            assert [name for name in package.namelist() if "comment" in name.lower() or "custom" in name.lower()] == []
        xml = _xml(path.read_bytes())
        assert [element for tag in ("vanish", "ins", "del", "commentReference") for element in xml.iter(f"{W}{tag}")] == []


def test_words_that_lead_to_a_list_stay_on_its_page_and_others_do_not() -> None:
    item = ListItem("Made-up item", "-", starts=True)
    paragraphs = _open(_paper(Paragraph("These follow:"), item, Paragraph("Made-up words."), Paragraph("The end."))).paragraphs
    assert [paragraph.paragraph_format.keep_with_next for paragraph in paragraphs] == [True, None, None, None]
