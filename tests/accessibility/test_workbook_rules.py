"""The rules of accessibility, one by one, over made-up facts: what is broken, at which cell, and what is by choice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from shpdocs.accessibility.workbook_rules import RULES, audit_workbook
from shpdocs.model.workbook_facts import Cell, CellRange, ConditionalFormat, DrawnObject, Look, Run, SheetFacts, TableFacts, WorkbookFacts

OPEN = Look(wraps=True, is_locked=False)
START = SheetFacts("Start", {(1, 1): Cell("Made-up figures"), (2, 1): Cell("Everything here is made up.")})
COLUMN_B = CellRange(4, 2, 5, 2)
TABLE = TableFacts("Burglary_by_year", CellRange(3, 1, 5, 3))
FIGURES = SheetFacts(
    "Burglary",
    {
        (1, 1): Cell("Burglary in a made-up borough"),
        (3, 1): Cell("Year"), (3, 2): Cell("Homes"), (3, 3): Cell("Shops"),
        (4, 1): Cell(2016), (4, 2): Cell(1681), (4, 3): Cell(731),
        (5, 1): Cell(2017), (5, 2): Cell(1664), (5, 3): Cell(724),
    },
    tables=(TABLE,),
    widths={1: 20, 2: 10, 3: 10},
)  # fmt: skip
BOOK = WorkbookFacts("made up.xlsx", (START, FIGURES), "Made-up figures", "Made-up partnership", "en-GB")


def book(*sheets: SheetFacts, **changes: Any) -> WorkbookFacts:
    return replace(BOOK, sheets=sheets or BOOK.sheets, **changes)


def figures(cells: Mapping[tuple[int, int], Cell | None] | None = None, **changes: Any) -> WorkbookFacts:
    """The clean workbook with some cells of the sheet of figures put in or, with None, taken out."""
    merged = {at: cell for at, cell in {**FIGURES.cells, **(cells or {})}.items() if cell is not None}
    return book(START, replace(FIGURES, cells=merged, **changes))


def start(*texts: str) -> SheetFacts:
    return replace(START, cells={**START.cells, **{(3 + at, 1): Cell(text) for at, text in enumerate(texts)}})


def places(facts: WorkbookFacts, verdict: str = "broken") -> list[tuple[str, str, str]]:
    """Rule, sheet and cell of what is broken, or by choice; every finding says something and what to do."""
    findings = [finding for result in audit_workbook(facts).results for finding in result.findings]
    assert all(finding.what.endswith(".") and finding.mend.endswith(".") for finding in findings)
    return [
        (finding.rule, finding.place.sheet, finding.place.cell) for finding in findings if finding.is_choice == (verdict == "by-choice")
    ]


def test_a_clean_workbook_meets_every_rule() -> None:
    audited = audit_workbook(BOOK)
    assert [(result.code, result.verdict) for result in audited.results] == [(f"X{number}", "met") for number in range(1, 14)]
    assert not audited.is_broken


def test_the_essential_rules_are_those_of_the_published_checklist() -> None:
    assert [rule.code for rule in RULES if rule.is_essential] == ["X1", "X3", "X4", "X5", "X7", "X8", "X9", "X10", "X11", "X12"]


BLOCK = {(4, 1): Cell("a"), (4, 2): Cell("b"), (5, 1): Cell("c"), (5, 2): Cell("d")}
RAISED = (Run("Homes", "000000", 11, False, False), Run("1", "000000", 11, False, True))
PALE = (Run("Ho", "000000", 11, False, False), Run("mes", "AAAAAA", 11, False, False))
DATE = Cell(date(2024, 9, 24), Look(number_format="d mmmm yyyy"))
ASIDE = figures({(row, 1): None for row in (3, 4, 5)}, tables=(replace(TABLE, range=CellRange(3, 2, 5, 3)),))
BROKEN = {
    "a block of cells that is no table": (book(replace(START, cells={**START.cells, **BLOCK}), FIGURES), "X1", "A4"),
    "a table without headings": (figures(tables=(replace(TABLE, heading_rows=0),)), "X1", "A3"),
    "a blank heading": (figures({(3, 2): None}), "X1", "B3"),
    "the same heading twice": (figures({(3, 3): Cell("homes")}), "X1", "C3"),
    "a heading of Excel's own": (figures({(3, 3): Cell("Column3")}), "X1", "C3"),
    "Excel's own name for a table": (figures(tables=(replace(TABLE, name="Table1"),)), "X2", "A3"),
    "merged cells": (figures(merged=(CellRange(1, 1, 1, 3),)), "X3", "A1"),
    "a blank row": (figures({(5, 1): None, (5, 2): None, (5, 3): None}), "X4", "A5"),
    "a blank column": (figures({(4, 3): None, (5, 3): Cell(" ")}), "X4", "C4"),
    "a blank cell": (figures({(5, 3): None}), "X4", "C5"),
    "a long text that is not wrapped": (figures({(3, 2): Cell("Burglary of homes")}), "X5", "B3"),
    "lines that run together": (figures({(3, 2): Cell("a\nb")}), "X5", "B3"),
    "a number that does not fit": (figures({(4, 2): Cell(1681, Look(number_format="#,##0.00"))}, widths={2: 5.5}), "X5", "B4"),
    "a date that does not fit": (figures({(4, 2): DATE}), "X5", "B4"),
    "a hidden row": (figures(hidden_rows=((4, 5),)), "X6", "A4"),
    "a hidden column": (figures(hidden_columns=((3, 3),)), "X6", "C1"),
    "a hidden sheet": (figures(state="veryHidden"), "X6", ""),
    "a filter in use": (figures(filter_hides_rows=True), "X6", ""),
    "a filter of a table in use": (figures(tables=(replace(TABLE, has_filter_buttons=True, hides_rows=True),)), "X6", ""),
    "no title": (figures({(1, 1): None, (2, 1): Cell("Burglary")}), "X7", "A1"),
    "a number for a title": (figures({(1, 1): Cell(2017)}), "X7", "A1"),
    "a sheet that Excel named": (book(START, replace(FIGURES, title="Sheet2")), "X7", ""),
    "a sheet with a number for a name": (book(START, replace(FIGURES, title="12")), "X7", ""),
    "a sheet that Excel named, with a year": (book(START, replace(FIGURES, title="Sheet2024")), "X7", ""),
    "a name that is too long": (book(START, replace(FIGURES, title="Burglary of homes and of all other places")), "X7", ""),
    "two sheets of one name": (book(START, replace(FIGURES, title="START")), "X7", ""),
    "a blank sheet": (book(START, FIGURES, SheetFacts("Spare", {})), "X7", ""),
    "a table away from the left": (ASIDE, "X8", "B3"),
    "a note below a table": (figures({(7, 1): Cell("Made up.")}), "X8", "A7"),
    "a page header": (figures(headers_and_footers=("&CMade up",)), "X9", ""),
    "a text box": (figures(drawn=(DrawnObject("text box", 2, 5),)), "X9", "E2"),
    "a sheet that is a chart": (book(START, FIGURES, SheetFacts("Chart of it", {}, kind="chart")), "X9", ""),
    "a sheet that is a dialog": (book(START, FIGURES, SheetFacts("Ask", {}, kind="dialog")), "X9", ""),
    "a picture": (figures(drawn=(DrawnObject("picture", 2, 5, has_alt_text=True),)), "X9", "E2"),
    "a chart without alternative text": (figures(drawn=(DrawnObject("chart", 2, 5),)), "X9", "E2"),
    "pale text": (figures({(4, 2): Cell(1681, Look(text_colour="999999"))}), "X10", "B4"),
    "white on a light fill": (figures({(3, 2): Cell("Homes", Look(text_colour="FFFFFF", fills=("FFC000",)))}), "X10", "B3"),
    "a stretch of pale text": (figures({(3, 2): Cell("Homes", runs=PALE)}), "X10", "B3"),
    "red by a number's format": (figures({(4, 2): Cell(-3, Look(number_format="0;[Red]-0"))}), "X10", "B4"),
    "pale text by a conditional format": (
        figures(conditional_formats=(ConditionalFormat((COLUMN_B,), text_colour="FF9999"),)),
        "X10",
        "B4",
    ),
    "a bar without its number": (
        figures(conditional_formats=(ConditionalFormat((COLUMN_B,), shows_values=False, is_scale=True),)),
        "X10",
        "B4",
    ),
    "a footnote's superscript": (figures({(3, 2): Cell("Homes¹")}), "X11", "B3"),
    "a star": (figures({(3, 2): Cell("Homes*")}), "X11", "B3"),
    "a star for a figure": (figures({(4, 2): Cell("*")}), "X11", "B4"),
    "a dagger": (figures({(3, 2): Cell("Homes †")}), "X11", "B3"),
    "a raised letter": (figures({(3, 2): Cell("Homes1", runs=RAISED)}), "X11", "B3"),
    "a note that is listed nowhere": (figures({(3, 2): Cell("[note 1]")}), "X11", "B3"),
    "a link with its address": (figures({(3, 2): Cell("www.a.uk", link="https://a.uk")}), "X12", "B3"),
    "click here": (figures({(3, 2): Cell("Click here", link="https://a.uk")}), "X12", "B3"),
    "another cell than the first": (book(replace(START, active_cell="C9"), FIGURES), "X12", "C9"),
    "a number as text": (figures({(4, 2): Cell("1,681")}), "X13", "B4"),
    "a percentage as text": (figures({(4, 2): Cell(" 45% ")}), "X13", "B4"),
    "a small number and a larger one": (figures({(4, 2): Cell("24/8")}), "X13", "B4"),
    "a number of a larger one": (figures({(4, 2): Cell("12/14")}), "X13", "B4"),
    "a part of one as text": (figures({(4, 2): Cell("0.5")}), "X13", "B4"),
    "nothing as text": (figures({(4, 2): Cell("0")}), "X13", "B4"),
    "a number with its sign as text": (figures({(4, 2): Cell("+1681")}), "X13", "B4"),
    "a number to the left": (figures({(4, 2): Cell(1681, Look(align="left"))}), "X13", "B4"),
    "two numbers in a cell": (figures({(4, 2): Cell("33 / 134")}), "X13", "B4"),
    "a number and its share": (figures({(4, 2): Cell("33 (25%)")}), "X13", "B4"),
}  # fmt: skip


@pytest.mark.parametrize(("facts", "rule", "cell"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_one_rule_breaks_it_at_its_cell_and_no_other(facts: WorkbookFacts, rule: str, cell: str) -> None:
    assert [(code, at) for code, _, at in places(facts)] == [(rule, cell)]


OF_THE_BOOK = {
    "macros": (book(has_macros=True), "X9"),
    "no title": (book(title=" "), "X12"),
    "no author": (book(author=""), "X12"),
    "a program for an author": (book(author="openpyxl"), "X12"),
    "no language": (book(language=""), "X12"),
    "a language in words": (book(language="English (UK)"), "X12"),
    "another sheet than the first": (book(active_sheet=1), "X12"),
}


@pytest.mark.parametrize(("facts", "rule"), OF_THE_BOOK.values(), ids=OF_THE_BOOK)
def test_what_breaks_one_rule_for_the_whole_workbook_breaks_no_other(facts: WorkbookFacts, rule: str) -> None:
    assert places(facts) == [(rule, "", "")]


FINE = {
    "a lone line over a table": figures({(2, 1): Cell("Guidance that is much longer than its column is wide, and stands alone")}),
    "a wrapped text": figures({(3, 2): Cell("Burglary of homes", Look(wraps=True))}),
    "a large number in General": figures({(4, 2): Cell(0.123456789012345)}),
    "a year at the end of a name": figures(tables=(replace(TABLE, name="Burglary_2017"),)),
    "white on dark": figures({(3, 2): Cell("Homes", Look(text_colour="FFFFFF", fills=("1F3864",)))}),
    "grey in large letters": figures({(1, 1): Cell("Burglary", Look(text_colour="8A8A8A", size=18))}),
    "a band of rows": figures({(4, column): Cell(1, Look(fills=("DDDDDD",))) for column in (1, 2, 3)}),
    "a scale of colours on numbers": figures(
        conditional_formats=(ConditionalFormat((COLUMN_B,), fills=("FFFFFF", "63BE7B"), is_scale=True),)
    ),
    "a unit with a square": figures({(3, 2): Cell("km²")}),
    "a list with stars": figures({(2, 1): Cell("* one\n* two", Look(wraps=True))}),
    "a product": figures({(2, 1): Cell("3 * 4 is 12")}),
    "an ordinal": figures({(2, 1): Cell("21st", runs=(Run("21", "000000", 11, False, False), Run("st", "000000", 11, False, True)))}),
    "a link with words": figures({(2, 1): Cell("Guidance on burglary", link="https://a.uk")}),
    "the first quarter of a year": figures(tables=(replace(TABLE, name="Burglary_Q1"),)),
    "a sheet for a year": book(START, replace(FIGURES, title="2024")),
    "round the clock": figures({(4, 1): Cell("24/7")}),
    "a financial year in short": figures({(4, 1): Cell("12/13"), (5, 1): Cell("99/00")}),
    "a phone number": figures({(4, 2): Cell("0800123456"), (5, 2): Cell("+441895250111")}, widths={1: 20, 2: 20, 3: 10}),
    "two phone numbers": figures({(4, 2): Cell("0800123456 / 0189525011")}, widths={1: 20, 2: 30, 3: 10}),
    "a reference of digits": figures({(4, 2): Cell("007", Look(number_format="@"))}),
    "a financial year": figures({(4, 1): Cell("2016/17")}),
    "a date as text": figures({(4, 1): Cell("24/09/2024")}),
    "a range": figures({(4, 1): Cell("10-17")}),
    "two stems": figures(tables=(TABLE,)),
    "a chart with alternative text": figures(drawn=(DrawnObject("chart", 2, 5, has_alt_text=True),)),
    "a formula without a result yet": figures({(5, 3): Cell(None, formula="=B5/2")}),
    "a blank cell that is explained": book(start("A blank cell means that nothing was recorded."), *figures({(5, 3): None}).sheets[1:]),
}


@pytest.mark.parametrize("facts", FINE.values(), ids=FINE)
def test_what_only_looks_like_a_fault_breaks_nothing(facts: WorkbookFacts) -> None:
    assert places(facts) == []


def form(first: SheetFacts = START, **changes: Any) -> WorkbookFacts:
    """The figures as a form: the last row is to be filled in."""
    cells = {**FIGURES.cells, **{(5, column): Cell(look=OPEN) for column in (1, 2, 3)}}
    return book(first, replace(FIGURES, cells=cells, is_protected=True, **changes))


def test_blank_answers_are_by_choice_where_the_first_sheet_says_that_they_are_filled_in() -> None:
    form_facts = form(start("Fill in the open cells."))
    assert (places(form_facts), places(form_facts, "by-choice")) == ([], [("X4", "Burglary", "A5")])


def test_blank_answers_are_broken_where_nothing_says_that_they_are_filled_in() -> None:
    assert places(form()) == [("X4", "Burglary", "A5")]


def test_blank_locked_cells_of_a_form_are_broken_beside_its_answers() -> None:
    cells = {**FIGURES.cells, (5, 2): Cell(look=OPEN), (5, 3): Cell()}
    form_facts = book(start("Fill in the open cells."), replace(FIGURES, cells=cells, is_protected=True))
    assert (places(form_facts), places(form_facts, "by-choice")) == ([("X4", "Burglary", "C5")], [("X4", "Burglary", "B5")])


def test_unlocked_cells_of_a_sheet_that_is_not_protected_are_no_answers() -> None:
    form_facts = form(start("Fill in the open cells."))
    loose = book(form_facts.sheets[0], replace(form_facts.sheets[1], is_protected=False))
    assert places(loose) == [("X4", "Burglary", "A5")]


def test_an_answer_that_is_not_in_the_file_takes_the_lock_of_its_column() -> None:
    facts = figures({(5, 3): None}, is_protected=True, column_looks={3: OPEN})
    assert places(book(start("Fill it in."), *facts.sheets[1:]), "by-choice") == [("X4", "Burglary", "C5")]


def test_buttons_panes_comments_and_a_second_table_are_by_choice() -> None:
    second = {(8, 1): Cell("More"), (8, 2): Cell("Less"), (9, 1): Cell(1), (9, 2): Cell(2), (7, 1): Cell("A second table")}
    facts = figures(
        second,
        tables=(TABLE, TableFacts("More_and_less", CellRange(8, 1, 9, 2))),
        has_filter_buttons=True,
        is_frozen=True,
        drawn=(DrawnObject("comment", 4, 2),),
    )
    assert places(facts) == []
    assert places(facts, "by-choice") == [
        ("X6", "Burglary", ""),
        ("X6", "Burglary", ""),
        ("X8", "Burglary", "A8"),
        ("X9", "Burglary", "B4"),
    ]


def test_tables_whose_names_differ_by_a_number_only_are_told_both() -> None:
    second = {(8, 1): Cell("More"), (8, 2): Cell("Less"), (9, 1): Cell(1), (9, 2): Cell(2)}
    tables = (replace(TABLE, name="Burglary_1"), TableFacts("Burglary_2", CellRange(8, 1, 9, 2)))
    assert places(figures(second, tables=tables)) == [("X2", "Burglary", "A3"), ("X2", "Burglary", "A8")]


@pytest.mark.parametrize("names", [("Burglary_Q1", "Burglary_Q2"), ("BurglaryQ1", "BurglaryQ4"), ("Theft_Week_1", "Theft_Week_12")])
def test_tables_whose_names_differ_by_a_period_say_what_they_hold(names: tuple[str, str]) -> None:
    second = {(8, 1): Cell("More"), (8, 2): Cell("Less"), (9, 1): Cell(1), (9, 2): Cell(2)}
    tables = (replace(TABLE, name=names[0]), TableFacts(names[1], CellRange(8, 1, 9, 2)))
    assert places(figures(second, tables=tables)) == []


def test_a_letter_that_names_no_period_does_not_make_a_number_say_more() -> None:
    second = {(8, 1): Cell("More"), (8, 2): Cell("Less"), (9, 1): Cell(1), (9, 2): Cell(2)}
    for first_name, second_name in (("Burglary_Q5", "Burglary_Q6"), ("Burglary_T1", "Burglary_T2"), ("Burgq1", "Burgq2")):
        tables = (replace(TABLE, name=first_name), TableFacts(second_name, CellRange(8, 1, 9, 2)))
        assert places(figures(second, tables=tables)) == [("X2", "Burglary", "A3"), ("X2", "Burglary", "A8")]


def test_a_blank_cell_of_a_table_with_one_row_is_a_blank_cell_and_no_blank_column() -> None:
    one_row = figures({(4, 3): None, (5, 1): None, (5, 2): None, (5, 3): None}, tables=(replace(TABLE, range=CellRange(3, 1, 4, 3)),))
    assert places(one_row) == [("X4", "Burglary", "C4")]
    assert "column" not in next(result for result in audit_workbook(one_row).results if result.code == "X4").findings[0].mend
    assert places(book(start("A blank cell means none."), *one_row.sheets[1:])) == []


def test_a_text_is_cut_by_the_next_cell_that_holds_something_within_its_length() -> None:
    long = "Guidance that is longer than three columns together are wide"
    assert places(figures({(2, 1): Cell(long), (2, 9): Cell("b")})) == []
    assert places(figures({(2, 1): Cell(long), (2, 3): Cell("b")})) == [("X5", "Burglary", "A2")]


def test_a_blank_cell_marked_by_a_fill_is_colour_alone() -> None:
    facts = figures({(5, 3): Cell(look=Look(fills=("FF0000",)))})
    assert places(book(start("Blank cells are none."), *facts.sheets[1:])) == [("X10", "Burglary", "C5")]


def test_two_cells_that_read_the_same_and_differ_in_fill_are_colour_alone() -> None:
    same = {(4, 3): Cell("Met", Look(fills=("C6EFCE",))), (5, 3): Cell("Met")}
    words = {(4, 3): Cell("Met", Look(fills=("C6EFCE",))), (5, 3): Cell("Missed")}
    assert places(figures(same)) == [("X10", "Burglary", "C5")]
    assert places(figures(words)) == []


PLAIN_ROW = ("", "", "")


def filled(*rows: tuple[str, ...]) -> WorkbookFacts:
    """A table whose cells read the same in each column, with these fills."""
    body = {
        (4 + down, 1 + across): Cell("Yes", Look(fills=(fill,) if fill else ()))
        for down, row in enumerate(rows)
        for across, fill in enumerate(row)
    }
    width = len(rows[0])
    heads = {(3, column): Cell(f"Head {'abc'[column - 1]}") for column in range(1, width + 1)}
    cells = {(1, 1): FIGURES.cells[1, 1], **heads, **body}
    return book(START, replace(FIGURES, cells=cells, tables=(replace(TABLE, range=CellRange(3, 1, 3 + len(rows), width)),)))


STRIPED = {
    "a coloured first column": [("DDEBF7", "F2F2F2", "F2F2F2"), ("DDEBF7", "", "")] * 2,
    "a coloured first column and two rows to a stripe": [*[("DDEBF7", "F2F2F2", "F2F2F2")] * 2, *[("DDEBF7", "", "")] * 2],
    "a coloured first column and one more": [("DDEBF7", "F2F2F2"), ("DDEBF7", "")] * 2,
    "a plain first column": [("", "F2F2F2", "F2F2F2"), PLAIN_ROW] * 2,
    "a coloured first column and a total": [*[("DDEBF7", "F2F2F2", "F2F2F2"), ("DDEBF7", "", "")] * 2, ("BBBBBB",) * 3],
    "stripes of the first column's colour": [("F2F2F2", "F2F2F2", "F2F2F2"), ("F2F2F2", "", "")] * 2,
}


@pytest.mark.parametrize("rows", STRIPED.values(), ids=STRIPED)
def test_stripes_by_row_are_not_colour_alone(rows: list[tuple[str, ...]]) -> None:
    assert places(filled(*rows)) == []


SINGLED_OUT = {
    "one cell beside a coloured column": ([("DDEBF7", "FF9999"), ("DDEBF7", ""), ("DDEBF7", ""), ("DDEBF7", "")], ["B5", "B6", "B7"]),
    "one cell of a striped table": ([("", "F2F2F2", "FF9999"), PLAIN_ROW, ("", "F2F2F2", "F2F2F2"), PLAIN_ROW], []),
    "two cells here and there": ([("", "FF9999", "FF9999"), PLAIN_ROW, PLAIN_ROW, ("", "FF9999", "FF9999")], ["B5", "C5", "B6", "C6"]),
    "one column by turns": ([("", "", "FF9999"), PLAIN_ROW] * 2, ["C5", "C7"]),
    "three rows by turns": ([("", "FF9999", "FF9999"), PLAIN_ROW, ("", "FF9999", "FF9999")], ["B5", "C5"]),
    "two colours in a row": ([("DDEBF7", "FF9999", "99FF99"), ("DDEBF7", "", "")] * 2, ["B5", "C5", "B7", "C7"]),
}


@pytest.mark.parametrize(("rows", "cells"), SINGLED_OUT.values(), ids=SINGLED_OUT)
def test_fills_that_single_cells_out_are_colour_alone_beside_stripes(rows: list[tuple[str, ...]], cells: list[str]) -> None:
    broken = places(filled(*rows))
    assert {rule for rule, _, _ in broken} == {"X10"}
    assert {at for _, _, at in broken} >= set(cells)


def test_a_conditional_format_on_blank_cells_needs_words_that_change_with_it_in_the_row() -> None:
    conditional = ConditionalFormat((CellRange(5, 2, 5, 2),), fills=("FFEB9C",))
    silent = form(start("Fill in."), conditional_formats=(conditional,))
    assert places(silent) == [("X10", "Burglary", "B5")]
    cells = {**silent.sheets[1].cells, (5, 3): Cell("Missing", formula='=IF(B5="","Missing","")')}
    assert places(book(start("Fill in."), replace(silent.sheets[1], cells=cells))) == []


def test_a_conditional_format_that_goes_by_a_text_in_the_row_has_its_words_there() -> None:
    conditional = ConditionalFormat((CellRange(5, 2, 5, 2),), fills=("FFEB9C",), reads=frozenset({3}))
    facts = form(start("Fill in."), conditional_formats=(conditional,))
    cells = {**facts.sheets[1].cells, (5, 3): Cell("Optional")}
    assert places(book(start("Fill in."), replace(facts.sheets[1], cells=cells))) == []


def test_a_conditional_format_may_reach_ahead_of_what_is_typed() -> None:
    assert (
        places(figures(conditional_formats=(ConditionalFormat((CellRange(4, 2, 90, 2), CellRange(91, 2, 99, 2)), fills=("FFEB9C",)),)))
        == []
    )


def test_a_note_that_is_listed_on_a_notes_sheet_is_well_marked() -> None:
    notes = SheetFacts("Notes", {(1, 1): Cell("Notes"), (2, 1): Cell("[note 1] Made up.")})
    assert places(book(START, figures({(3, 2): Cell("[note 1]")}).sheets[1], notes)) == []
