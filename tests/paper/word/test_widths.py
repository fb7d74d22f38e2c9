from __future__ import annotations

import pytest

from shpdocs.model.document import Paragraph, Table, Text
from shpdocs.paper.word.widths import column_widths, row_height

Cells = tuple[tuple[Text, ...], ...]


def _row(*texts: str) -> Cells:
    return tuple((Paragraph(text),) for text in texts)


def _table(header: tuple[str, ...], *rows: Cells) -> Table:
    return Table("Made-up", "Made-up.", header, rows)


TABLES = {
    "no rows": _table(("One", "Two")),
    "short": _table(("One", "Two"), _row("a", "b")),
    "long text": _table(("One", "Two", "Three"), _row("a", "word " * 200, "b")),
    "no header": _table((), _row("Label", "word " * 20)),
    "blank cells": _table(("One", "Two"), _row("", "")),
    "long words": _table(("One", "Two"), _row("w" * 200, "w" * 200)),
    "too many columns": _table(tuple(f"Heading{n}" for n in range(20)), _row(*("extraordinary" for _ in range(20)))),
}


@pytest.mark.parametrize("total", [90.0, 170.0, 257.0])
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_columns_fill_the_width_and_no_more(table: Table, total: float) -> None:
    widths = column_widths(table, total)
    assert sum(widths) == pytest.approx(total)
    assert min(widths) > 0


def test_the_column_with_the_longest_text_is_the_widest() -> None:
    first, second, third = column_widths(TABLES["long text"], 170)
    assert second > max(first, third) * 2


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    table = _table(("Q1", "Activity"), _row("Accommodation", "word " * 400))
    narrow, _ = column_widths(table, 170)
    alone, _ = column_widths(_table(("Q1", "Activity"), _row("I", "word " * 400)), 170)
    assert narrow > 25 > alone


def test_a_column_of_prose_is_no_sliver() -> None:
    table = _table(("Note", "Activity"), _row("a b c d e f " * 6, "word " * 2000))
    assert column_widths(table, 170)[0] >= 34


def test_the_same_table_has_the_same_widths() -> None:
    assert column_widths(TABLES["short"], 170) == column_widths(_table(("One", "Two"), _row("a", "b")), 170)


def test_a_row_is_as_tall_as_its_tallest_cell() -> None:
    short, tall = row_height(_row("a", "b"), (80.0, 80.0)), row_height(_row("a", "word " * 100), (80.0, 80.0))
    assert tall > short * 5
    assert row_height(_row("word " * 100, "word " * 100), (80.0, 80.0)) == tall


def test_a_wider_column_makes_a_shorter_row() -> None:
    row = _row("word " * 100)
    assert row_height(row, (150.0,)) < row_height(row, (50.0,))


def test_a_short_text_beside_prose_takes_two_lines_at_most_and_a_tiny_one_a_single_line() -> None:
    table = _table(("Q1", "Q2", "Activity"), _row("0 PWIT and 18 VAP", "See Q1", "word " * 400))
    first, second, _ = column_widths(table, 267)
    assert first > 26
    assert second > 16


def test_a_table_of_short_texts_is_as_low_as_its_texts_allow() -> None:
    table = _table(("Made-up name", "Number"), *(_row(f"Made-up measure number {number}", "1 in 10") for number in range(5)))
    first, _ = column_widths(table, 100)
    assert first > 52
    narrow, _ = column_widths(table, 60)
    assert narrow < 52
    assert 60 - narrow > 17
