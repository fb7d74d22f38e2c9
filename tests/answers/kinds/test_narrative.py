"""Narratives: what is read of them, and the blocks that they become."""

from __future__ import annotations

import pytest

from shpdocs.answers.kinds.narrative import KIND, blocks_of
from shpdocs.model.definition import Asked
from shpdocs.model.document import NUMBERINGS, ListItem, Paragraph, Text
from shpdocs.model.returns import Reading
from tests.support.made import cell

ASKED = Asked("narrative")
NARRATIVES = {
    "line ends": ("one\r\ntwo\rthree\nfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
    "carriage return of Excel": ("one_x000D_\ntwo", "one\ntwo"),
    "blank first and last lines": ("\n\none\n\ntwo\n\n", "one\n\ntwo"),
    "line's own indent stays": ("one\n  - two  \n", "one\n  - two"),
    "spaces within stay": ("one  two", "one  two"),
}


@pytest.mark.parametrize(("value", "expected"), NARRATIVES.values(), ids=NARRATIVES)
def test_a_narrative_keeps_its_lines(value: str, expected: str) -> None:
    assert KIND.read(cell(value), ASKED) == Reading("narrative", expected)


def test_a_number_in_a_narrative_is_written_out() -> None:
    assert KIND.read(cell(45), ASKED) == Reading("text-number", "45")


def _shape(blocks: tuple[Text, ...]) -> list[tuple[str, int, int, bool] | None]:
    """Numbering, number, level and whether a list starts; None for a paragraph."""
    return [(block.numbering, block.number, block.level, block.starts) if isinstance(block, ListItem) else None for block in blocks]


@pytest.mark.parametrize("text", ["", "\n", "  \n \n"])
def test_blank_text_has_no_blocks(text: str) -> None:
    assert blocks_of(text) == ()


def test_each_line_is_a_paragraph_and_blank_lines_only_separate() -> None:
    assert blocks_of("One.\n\n  Two. \nThree.") == (Paragraph("One."), Paragraph("Two."), Paragraph("Three."))


@pytest.mark.parametrize(
    ("line", "numbering", "number"),
    [
        ("1. item", "1.", 1), ("3) item", "1)", 3), ("12. item", "1.", 12), ("a. item", "a.", 1), ("c) item", "a)", 3),
        ("- item", "-", 1), ("* item", "-", 1), ("• item", "-", 1), ("– item", "-", 1), ("  1.  item ", "1.", 1),
    ],
)  # fmt: skip
def test_a_mark_at_the_start_of_a_line_begins_an_item(line: str, numbering: str, number: int) -> None:
    assert blocks_of(line) == (ListItem("item", numbering, number, 0, True),)
    assert numbering in NUMBERINGS


@pytest.mark.parametrize(
    "line", ["1.5 million", "1.item", "-5 degrees", "e.g. this", "A. Item", "2024. A year", "a b", "1 item", "100. item"]
)
def test_what_only_looks_like_a_mark_is_a_paragraph(line: str) -> None:
    assert blocks_of(line) == (Paragraph(line),)


def test_numbers_that_follow_each_other_are_one_list() -> None:
    assert _shape(blocks_of("1. a\n2. b\n3. c")) == [("1.", 1, 0, True), ("1.", 2, 0, False), ("1.", 3, 0, False)]


def test_each_number_printed_is_the_number_typed() -> None:
    assert _shape(blocks_of("1. a\n1. b\n5. c")) == [("1.", 1, 0, True), ("1.", 1, 0, True), ("1.", 5, 0, True)]


def test_another_kind_of_mark_or_a_paragraph_starts_a_list() -> None:
    assert _shape(blocks_of("1. a\n2) b\ntext\n3) c")) == [("1.", 1, 0, True), ("1)", 2, 0, True), None, ("1)", 3, 0, True)]


def test_bullets_under_a_numbered_item_belong_to_it_and_do_not_break_its_list() -> None:
    assert _shape(blocks_of("a) one\n- x\n- y\nb) two\n- z")) == [
        ("a)", 1, 0, True),
        ("-", 1, 1, True),
        ("-", 1, 1, False),
        ("a)", 2, 0, False),
        ("-", 1, 1, True),
    ]


def test_bullets_after_a_paragraph_stand_by_themselves() -> None:
    assert _shape(blocks_of("1. one\ntext\n- x\n- y")) == [("1.", 1, 0, True), None, ("-", 1, 0, True), ("-", 1, 0, False)]


def test_every_block_names_its_answer() -> None:
    blocks = blocks_of("text\n1. item\n- bullet", ("made-up/fields/update",))
    assert [block.refs for block in blocks] == [("made-up/fields/update",)] * 3
