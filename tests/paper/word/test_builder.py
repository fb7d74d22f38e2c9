"""Runs, paragraphs and lists of a paper."""

from __future__ import annotations

import pytest

from shpdocs.model.document import ListItem, Paragraph
from tests.support.word_files import W, open_word, paper_of, part_xml


def test_what_looks_like_markup_survives() -> None:
    text = "<5 cases & more, 'quoted' \"twice\" → ½ é 𝄞 {field} ]]>"
    assert open_word(paper_of(Paragraph(text))).paragraphs[0].text == text


def test_spaces_at_the_ends_survive() -> None:
    assert open_word(paper_of(Paragraph("  two   spaces  "))).paragraphs[0].text == "  two   spaces  "


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_a_character_no_xml_can_hold_is_shown_as_one_that_is_lost(character: str) -> None:
    assert open_word(paper_of(Paragraph(f"made{character}up"))).paragraphs[0].text == "made\ufffdup"


@pytest.mark.parametrize("surrogate", ["\ud800", "\udfff"])
def test_half_a_letter_is_shown_as_one_that_is_lost(surrogate: str) -> None:
    assert open_word(paper_of(Paragraph(f"made{surrogate}up"))).paragraphs[0].text == "made\ufffdup"


def test_a_lead_is_bold_and_its_text_is_not() -> None:
    paragraph = open_word(paper_of(Paragraph("answer", "Label: "))).paragraphs[0]
    assert [(run.text, bool(run.bold)) for run in paragraph.runs] == [("Label: ", True), ("answer", False)]


def _lists(content: bytes) -> list[tuple[str, str]]:
    """Each list item's text with its list's number."""
    items = []
    for paragraph in part_xml(content).iter(f"{W}p"):
        number = paragraph.find(f"./{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            items.append(("".join(text.text for text in paragraph.iter(f"{W}t")), number.get(f"{W}val")))
    return items


def _start_of(content: bytes, number: str) -> int:
    numbering = part_xml(content, "word/numbering.xml")
    element = next(element for element in numbering.iter(f"{W}num") if element.get(f"{W}numId") == number)
    return int(element.find(f"./{W}lvlOverride/{W}startOverride").get(f"{W}val"))


def test_a_second_list_begins_again_and_the_first_goes_on() -> None:
    first = [ListItem("a", "1.", 1, 0, True), ListItem("b", "1.", 2)]
    content = paper_of(*first, Paragraph("between"), ListItem("c", "1.", 1, 0, True), ListItem("d", "1.", 2))
    numbers = dict(_lists(content))
    assert numbers["a"] == numbers["b"]
    assert numbers["c"] == numbers["d"]
    assert numbers["a"] != numbers["c"]
    assert [_start_of(content, numbers[text]) for text in "ac"] == [1, 1]


def test_a_list_that_begins_at_five_begins_at_five() -> None:
    content = paper_of(ListItem("e", "a)", 5, 0, True))
    assert _start_of(content, dict(_lists(content))["e"]) == 5


@pytest.mark.parametrize(
    ("numbering", "text", "form"),
    [("1.", "%1.", "decimal"), ("1)", "%1)", "decimal"), ("a.", "%1.", "lowerLetter"), ("a)", "%1)", "lowerLetter")],
)
def test_each_numbering_is_a_real_list_of_its_form(numbering: str, text: str, form: str) -> None:
    content = paper_of(ListItem("made up", numbering, 1, 0, True))
    number = dict(_lists(content))["made up"]
    xml = part_xml(content, "word/numbering.xml")
    element = next(element for element in xml.iter(f"{W}num") if element.get(f"{W}numId") == number)
    abstract = element.find(f"./{W}abstractNumId").get(f"{W}val")
    definitions = (element for element in xml.iter(f"{W}abstractNum") if element.get(f"{W}abstractNumId") == abstract)
    level = next(definitions).find(f"./{W}lvl")
    assert (level.find(f"./{W}lvlText").get(f"{W}val"), level.find(f"./{W}numFmt").get(f"{W}val")) == (text, form)


def test_bullets_share_one_list() -> None:
    content = paper_of(ListItem("a", "-", 1, 0, True), Paragraph("between"), ListItem("b", "-", 1, 0, True))
    assert len({number for _, number in _lists(content)}) == 1


def test_an_item_of_a_second_level_keeps_its_level() -> None:
    content = paper_of(ListItem("a", "-", 1, 0, True), ListItem("b", "-", 1, 1))
    levels = [element.get(f"{W}val") for element in part_xml(content).iter(f"{W}ilvl")]
    assert levels == ["0", "1"]
