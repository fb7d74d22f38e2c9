"""Answers in the colour of their ground, and blank answers that somebody coloured, are told; what our own colours show is not."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill

from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.ooxml.colours import in_words
from shpdocs.workbook.compare.coloured import coloured
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.find import Answers, find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.read import read_workbook
from tests.support.made import PERIOD, definition, field, workbook

WHITE = {
    "indexed by number": Color(indexed=9),
    "of the theme": Color(theme=0),
    "as such": Color(rgb="FFFFFFFF"),
    "nearly": Color(rgb="FFF4F4F4"),
}
GROUNDS = [("solid", "FFFFFFFF", "FFFFFFFF"), ("solid", "FFFFF2CC", "FFFFF2CC"), ("solid", "FF1F3864", "FF203864")]


def _read(colour: Color | None, fill: PatternFill | None = None, value: object = "171, not 164") -> RawCell:
    book = openpyxl.Workbook()
    assert book.active is not None
    cell = book.active["A1"]
    cell.value = value
    cell.font = Font(color=colour)
    if fill:
        cell.fill = fill
    content = _content(book)
    return content.sheets[0].cells[1, 1]


def _content(book: openpyxl.Workbook) -> WorkbookContent:
    target = BytesIO()
    book.save(target)
    content = read_workbook(target.getvalue(), "made-up.xlsx")
    assert isinstance(content, WorkbookContent)
    return content


def _fill(colour: str, pattern: str = "solid") -> PatternFill:
    return PatternFill(pattern, fgColor=colour)


@pytest.mark.parametrize("colour", WHITE.values(), ids=WHITE.keys())
@pytest.mark.parametrize("value", ["171, not 164", 171, "=1+1"])
def test_white_letters_without_a_ground_are_seen_by_nobody(colour: Color, value: object) -> None:
    assert _read(colour, value=value).is_unseen


@pytest.mark.parametrize(("pattern", "ground", "letters"), GROUNDS)
def test_letters_in_the_colour_of_their_ground_are_seen_by_nobody(pattern: str, ground: str, letters: str) -> None:
    assert _read(Color(rgb=letters), _fill(ground, pattern)).is_unseen


SEEN = {
    "no colour": (None, None),
    "black": (Color(rgb="FF000000"), None),
    "the theme's dark": (Color(theme=1), None),
    "the program's own": (Color(indexed=64), None),
    "white on dark": (Color(rgb="FFFFFFFF"), _fill("FF1F3864")),
    "grey": (Color(rgb="FF808080"), None),
    "yellow": (Color(rgb="FFFFFF00"), None),
    "white on a pattern": (Color(rgb="FFFFFFFF"), _fill("FF000000", "darkGray")),
    "the theme's light, made dark": (Color(theme=0, tint=-0.5), None),
}


@pytest.mark.parametrize(("colour", "fill"), SEEN.values(), ids=SEEN.keys())
def test_letters_that_stand_out_are_seen(colour: Color | None, fill: PatternFill | None) -> None:
    assert not _read(colour, fill).is_unseen


@pytest.mark.parametrize(("own", "run", "unseen"), [(None, "FFFFFFFF", True), (None, "FF000000", False), ("FFFFFFFF", "FF000000", True)])
def test_a_part_of_a_text_in_the_colour_of_the_ground_is_told(own: str | None, run: str, unseen: bool) -> None:
    text = CellRichText("164", TextBlock(InlineFont(color=Color(rgb=run)), " or 171"))
    assert _read(Color(rgb=own) if own else None, value=text).is_unseen is unseen


def test_a_text_whose_every_part_has_a_colour_is_seen_whatever_the_cells_own() -> None:
    text = CellRichText(TextBlock(InlineFont(color=Color(rgb="FF000000")), "164"))
    assert not _read(Color(rgb="FFFFFFFF"), value=text).is_unseen


def test_what_lies_under_blank_cells_is_known_and_nothing_of_white_ones() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for name, colour in (("A1", "FFFF0000"), ("B2", "FFFFFFFF"), ("C3", "FF00B050")):
        book.active[name].fill = _fill(colour)
    content = _content(book)
    assert content.sheets[0].shaded == {(1, 1): "FF0000", (3, 3): "00B050"}
    assert {"FF0000", "00B050", "FFFFFF"} <= content.grounds


LAYOUT = lay_out(definition(fields=tuple(field(f"field-{number}", required=False) for number in range(9))), PERIOD)
SENT = SentWorkbook(LAYOUT, replace(workbook(LAYOUT), grounds=frozenset({"FFF8E1"})))


def _told(shaded: dict[tuple[int, int], str], sent: SentWorkbook = SENT) -> list[tuple[str, str, str]]:
    content = workbook(LAYOUT)
    content = replace(content, sheets=tuple(replace(sheet, shaded=shaded) for sheet in content.sheets))
    problems = list(coloured(content, {content.sheets[-1].title: _answers(content)}, sent))
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return [(problem.code, problem.place.cell, problem.entered) for problem in problems]


def _answers(content: WorkbookContent) -> Answers:
    cells = find_answers(LAYOUT, content).cells.values()
    return {(4 + number, 2): entry for number, entry in enumerate(cells)}


def test_a_coloured_blank_answer_is_a_notice_at_its_cell() -> None:
    ((code, _, colour),) = _told({(4, 2): "FF0000", (99, 1): "FF0000"})
    assert (code, colour) == ("shaded-blank", "red")


@pytest.mark.parametrize("colour", ["FFF8E1", "FFF7DF"])
def test_our_own_colours_are_not_told_even_as_another_program_saves_them(colour: str) -> None:
    assert _told({(4, 2): colour}) == []


def test_a_whole_table_that_was_coloured_is_few_notices() -> None:
    assert len(_told({(row, 2): "FFFF00" for row in range(4, 13)})) == 5


def test_without_the_copy_of_what_was_sent_no_colour_is_told() -> None:
    assert _told({(4, 2): "FF0000"}, replace(SENT, is_kept=False)) == []


NAMES = {
    "FF0000": "red", "FFC000": "orange", "FFFF00": "yellow", "00B050": "green", "C6EFCE": "pale green", "0070C0": "blue",
    "808080": "grey",
    "D9D9D9": "pale grey", "000000": "black", "7030A0": "purple", "FFC7CE": "pale red",
}  # fmt: skip


@pytest.mark.parametrize(("colour", "name"), NAMES.items())
def test_a_colour_is_called_as_people_call_it(colour: str, name: str) -> None:
    assert in_words(colour) == name
