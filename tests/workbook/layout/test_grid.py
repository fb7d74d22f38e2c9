"""Row heights: room for every text, so that nothing is cut."""

from __future__ import annotations

import pytest

from shpdocs.workbook.layout import row_pixels

ONE, TWO, THREE = (row_pixels([("\n" * more, 10)]) for more in range(3))
TALLEST = 540


def test_a_row_of_one_line_has_room_for_it() -> None:
    assert ONE == row_pixels([("Made up", 10)])
    assert ONE == row_pixels([])
    assert ONE > 19


def test_every_further_line_adds_the_same_height() -> None:
    assert THREE - TWO == TWO - ONE == 19


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("one two", 10, ONE),
        ("one two three four", 10, TWO),
        ("one\ntwo", 10, TWO),
        ("one\n\nthree", 10, THREE),
        ("x" * 20, 10, TWO),
        ("one " + "x" * 20, 10, THREE),
        ("one two three four", 40, ONE),
        ("", 10, ONE),
    ],
    ids=["short", "wrapped", "two lines", "a blank line", "a long word", "a long word after a short one", "wider", "nothing"],
)
def test_a_text_has_a_line_for_every_line_it_takes(text: str, width: float, expected: int) -> None:
    assert row_pixels([(text, width)]) == expected


def test_a_row_is_as_tall_as_its_tallest_text() -> None:
    assert row_pixels([("one", 10), ("one\ntwo\nthree", 10), ("one\ntwo", 10)]) == THREE


@pytest.mark.parametrize(("text", "least", "expected"), [("one", 3, THREE), ("one\ntwo\nthree", 2, THREE), ("one", 1, ONE)])
def test_a_row_has_at_least_so_many_lines(text: str, least: int, expected: int) -> None:
    assert row_pixels([(text, 10)], least) == expected


def test_no_row_is_taller_than_excel_allows() -> None:
    assert row_pixels([("word " * 5_000, 10)]) == TALLEST
    assert row_pixels([("one", 10)], least=1_000) == TALLEST
