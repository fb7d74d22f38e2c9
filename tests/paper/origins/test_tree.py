"""A tree of origins as lines."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.printed_paper import KeptOrigin
from shpdocs.paper.origins.tree import branches, tree_lines
from tests.support.made_origins import CELL, ORIGINS, Q1

WITH_CELL = (replace(Q1, cells=(CELL,)), *ORIGINS[1:])


def test_each_step_stands_under_what_was_made_of_it_with_its_cells() -> None:
    assert tree_lines(WITH_CELL, 2, "91") == (
        "91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2)",
        "  Quarter 1: 47, answer prevent/measures/robbery/figure of 2024-25-Q1",
        "    prevent.xlsx!Measures!C12: 47 (read as number, 2024-25-Q1, file abababababab)",
        "  Quarter 2: 44, answer prevent/measures/robbery/figure of 2024-25-Q2",
    )


def test_a_step_that_stands_above_is_not_told_twice() -> None:
    origins = (*WITH_CELL, KeptOrigin("made-of", "sentence", inputs=(7, 2)))
    tree = branches(origins, 10)
    assert [(branch.origin, branch.depth, branch.stands_above) for branch in tree][-3:] == [(4, 3, False), (5, 3, False), (2, 1, True)]
    assert tree_lines(origins, 10)[-1] == "  91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2) (as above)"


def test_what_need_not_change_with_what_is_beneath_says_so() -> None:
    tree = branches(WITH_CELL, 9, "Red")
    assert tree[0].note == "Another value changes it only if it crosses what is expected, or the tolerance."
    assert f"  {tree[0].note}" in tree_lines(WITH_CELL, 9, "Red")


def test_the_words_of_print_stand_only_at_the_top() -> None:
    tree = branches(ORIGINS, 7, "5.2% above")
    assert tree[0].words.startswith("5.2% above (against what is expected) = ")
    assert tree[1].words == "91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2)"


def test_of_many_that_were_counted_the_screen_shows_a_line_each_and_the_tree_all() -> None:
    origins = (*WITH_CELL, KeptOrigin("count", "figures on track", "4", inputs=(2, 6, 7, 9)))
    first, note, *lines = tree_lines(origins, 10)
    assert first.startswith("figures on track: 4 = ")
    assert note.endswith("trace its own figure, or see the page of evidence.")
    assert lines == [f"  {branch.words}" for branch in branches(origins, 10) if branch.depth == 1]
    assert len(branches(origins, 10)) > len(lines) + 1


def test_of_a_few_that_were_counted_the_screen_shows_the_trees() -> None:
    origins = (*WITH_CELL, KeptOrigin("count", "figures on track", "2", inputs=(2, 6)))
    assert "  91 by the end of Quarter 2 = 47 (Q1) + 44 (Q2)" in tree_lines(origins, 10)
    assert "      prevent.xlsx!Measures!C12: 47 (read as number, 2024-25-Q1, file abababababab)" in tree_lines(origins, 10)
