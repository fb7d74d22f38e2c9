"""Conditions on cells as Python holds them; tests/journey/test_verdict_agreement.py holds their formulas against these. All made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from shpdocs.model.errors import ShpdocsError
from shpdocs.workbook import conditions, spreadsheet
from shpdocs.workbook.conditions import Addresses, Cells, Condition
from shpdocs.workbook.spreadsheet import ERROR, CellError, Value

A, B, C = "/a", "/b", "/c"
TABLE, COLUMNS = "risks", ("risk", "owner")
LONGEST_FORMULA = 8192  # characters, in Excel


def _cells(*values: object) -> Cells:
    """A workbook whose cells /a, /b and /c hold these."""
    return Cells(dict(zip((A, B, C), values, strict=False)), {})


def _rows(*rows: Mapping[str, object]) -> Cells:
    return Cells({}, {TABLE: rows})


BLANKS: dict[str, Value] = {
    "nothing": None,
    "an empty text": "",
    "a space": " ",
    "spaces": "   ",
    "a no-break space": "\u00a0",
    "a line break": "\n",
    "a carriage return and a tab": "\r\t",
    "all of them": " \n\u00a0\t \r",
    "what cannot be printed": "\x00\x1f",
}
ENTRIES: dict[str, Value] = {
    "a text": "Made up",
    "a text among blanks": " \n x \u00a0",
    "a dash": "-",
    "a full stop": ".",
    "zero": 0,
    "a number": 5,
    "a number with decimals": 0.5,
    "zero as text": "0",
    "yes": True,
    "no": False,
}


@pytest.mark.parametrize("value", BLANKS.values(), ids=BLANKS)
def test_what_cannot_be_seen_is_blank(value: Value) -> None:
    assert conditions.blank(A).holds(_cells(value)) is True
    assert conditions.filled(A).holds(_cells(value)) is False


@pytest.mark.parametrize("value", ENTRIES.values(), ids=ENTRIES)
def test_whatever_can_be_seen_is_filled(value: Value) -> None:
    assert conditions.blank(A).holds(_cells(value)) is False
    assert conditions.filled(A).holds(_cells(value)) is True


def test_a_cell_that_is_not_there_is_blank() -> None:
    assert conditions.blank("/nowhere").holds(_cells()) is True


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, True), (5, True), (-5, True), (0.5, True), (True, False), (False, False), ("5", False), ("", False), (None, False)],
)
def test_a_number_is_no_text_and_no_logical_value(value: Value, expected: bool) -> None:
    assert conditions.number(A).holds(_cells(value)) is expected


KNOWN = ("tbc", "not yet available")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("about five", True),
        ("TBC", False),
        (" tbc  ", False),
        ("Not  yet   available", False),
        ("not yet\u00a0available", True),
        ("not yet\navailable", True),
        ("tbc.", True),
        ("", True),
        (5, False),
        (True, False),
        (None, False),
    ],
)
def test_words_other_than_the_known_ones_are_told_whatever_their_case_and_spaces(value: Value, expected: bool) -> None:
    assert conditions.words_other_than(A, KNOWN).holds(_cells(value)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("about five", True),
        ("5a", True),
        ("<5", True),
        ("ÉÉ", True),
        ("tbc", False),
        (" Not  yet AVAILABLE ", False),
        ("1,664", False),
        ("-5", False),
        ("45 %", False),
        ("£5", False),
        ("?", True),
        ("-", True),
        ("٣", True),
        ("٣5", False),
        ("", False),
        ("  ", False),
        ("\u00a0", False),
        (5, False),
        (True, False),
        (None, False),
    ],
)
def test_a_text_with_letters_or_a_sign_for_less_or_without_a_digit_is_no_number(value: Value, expected: bool) -> None:
    assert conditions.unreadable(A, KNOWN).holds(_cells(value)) is expected


def test_without_known_words_every_text_with_letters_is_unreadable() -> None:
    assert [conditions.unreadable(A, ()).holds(_cells(value)) for value in ("tbc", "5", "<5")] == [True, False, True]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), (False, True), (1, False), (0, False), ("TRUE", False), ("", False), (None, False)],
)
def test_a_logical_value_is_no_number_and_no_word(value: Value, expected: bool) -> None:
    assert conditions.logical(A).holds(_cells(value)) is expected
    assert conditions.logical("/nowhere").holds(_cells(value)) is False


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("soon", True),
        ("-", True),
        ("  ", True),
        ("", True),
        ("٣", True),
        ("Sept 2024", False),
        ("£280k", False),
        ("0", False),
        (45_569, False),
        (True, False),
        (None, False),
    ],
)
def test_a_text_without_a_digit_is_no_date_month_or_sum_of_money(value: Value, expected: bool) -> None:
    """Digits are those of ASCII, as the formula's are."""
    assert conditions.without_digit(A).holds(_cells(value)) is expected


def test_an_error_is_no_answer_and_neither_is_what_cannot_be_seen() -> None:
    values = [ERROR, *BLANKS.values(), *ENTRIES.values()]
    expected = [True] * (1 + len(BLANKS)) + [False] * len(ENTRIES)
    assert [conditions.unanswered(A).holds(_cells(value)) for value in values] == expected
    assert conditions.unanswered("/nowhere").holds(_cells()) is True
    assert conditions.negated(conditions.unanswered(A)).holds(_cells(ERROR)) is False


@pytest.mark.parametrize(("value", "expected"), [(ERROR, True), (5, True), ("x", False), ("#N/A", False), (True, False), (None, False)])
def test_an_error_or_what_the_condition_says_of_the_same_cell(value: object, expected: bool) -> None:
    condition = conditions.or_error(A, conditions.number(A))
    assert condition.holds(_cells(value)) is expected
    assert conditions.negated(condition).holds(_cells(value)) is not expected
    assert conditions.or_error("/nowhere", conditions.number("/nowhere")).holds(_cells(value)) is False


def test_an_error_in_one_of_several_cells_settles_it_whichever_it_is() -> None:
    condition = conditions.any_of(*(conditions.or_error(pointer, conditions.number(pointer)) for pointer in (A, B, C)))
    told = [(ERROR, "x", "x"), ("x", ERROR, "x"), ("x", "x", ERROR), (ERROR, 5, ERROR), ("x", 5, ERROR), ("x", "x", 5), ("x", None, "x")]
    assert [condition.holds(_cells(*values)) for values in told] == [True] * 6 + [False]


def test_an_error_in_a_cell_of_its_condition_that_it_does_not_name_still_means_that_it_does_not_hold() -> None:
    assert conditions.or_error(A, conditions.all_of(conditions.number(A), conditions.number(B))).holds(_cells(5, ERROR)) is False


def test_whether_a_value_is_blank_is_the_same_wherever_it_is_asked() -> None:
    assert [spreadsheet.is_blank(value) for value in BLANKS.values()] == [True] * len(BLANKS)
    assert [spreadsheet.is_blank(value) for value in ENTRIES.values()] == [False] * len(ENTRIES)
    assert conditions.blank(A).formula(AT) == spreadsheet.blank_formula("Sheet!$B$97")


def _outside(value: Value, low: float | None, high: float | None) -> bool:
    return conditions.outside((A,), low, high).holds(_cells(value))


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        (4, 5, None, True),
        (5, 5, None, False),
        (6, 5, None, False),
        (6, None, 5, True),
        (5, None, 5, False),
        (4, None, 5, False),
        (4, 5, 7, True),
        (5, 5, 7, False),
        (7, 5, 7, False),
        (8, 5, 7, True),
        (-1, 0, None, True),
        (0, 0, None, False),
        (1.1, None, 1.1, False),
        (1.1000001, None, 1.1, True),
        (4, None, None, False),
    ],
)
def test_a_number_is_outside_if_it_is_under_the_low_or_over_the_high_bound(
    value: Value, low: float | None, high: float | None, expected: bool
) -> None:
    assert _outside(value, low, high) is expected


@pytest.mark.parametrize("value", ["9", "", None, True, False, "Not applicable"])
def test_what_is_no_number_is_never_outside(value: Value) -> None:
    assert _outside(value, 1, 2) is False


SUMS: dict[str, tuple[Sequence[object], bool]] = {
    "over": ((126, 104, 1), True),
    "on the bound": ((126, 104, 0), False),
    "under": ((100, 104, 0), False),
    "decimals that add up to the bound": ((0.1 + 0.2, 229.7, 0), False),
    "an earlier quarter blank": ((126, None, 900), False),
    "an earlier quarter in words": ((126, "Not applicable", 900), False),
    "an earlier quarter as text": ((126, "104", 900), False),
    "a logical value among them": ((126, True, 900), False),
    "an error among them": ((126, ERROR, 900), False),
    "an error after a blank": ((None, 126, ERROR), False),
}


@pytest.mark.parametrize(("values", "expected"), SUMS.values(), ids=SUMS)
def test_a_sum_is_outside_only_if_all_its_cells_are_numbers(values: Sequence[object], expected: bool) -> None:
    assert conditions.outside((A, B, C), None, 230).holds(_cells(*values)) is expected


EXCEEDED: dict[str, tuple[Sequence[object], bool]] = {
    "over": ((126, 104, 1), True),
    "on the bound": ((126, 104, 0), False),
    "decimals that add up to the bound": ((0.1 + 0.2, 229.7, 0), False),
    "over without an earlier quarter": ((126, None, 105), True),
    "under without an earlier quarter": ((126, None, 104), False),
    "an earlier quarter in words": ((126, "Not applicable", 900), True),
    "an earlier quarter as text is not added": ((126, "900", 104), False),
    "a logical value is not added": ((229.5, True, 0), False),
    "the last alone": ((None, None, 231), True),
    "the last blank": ((126, 900, None), False),
    "the last as text": ((126, 900, "5"), False),
    "the last a logical value": ((126, 900, True), False),
    "an error among them": ((126, ERROR, 900), False),
    "an error at the end": ((126, 900, ERROR), False),
}


@pytest.mark.parametrize(("values", "expected"), EXCEEDED.values(), ids=EXCEEDED)
def test_numbers_exceed_a_bound_already_whatever_is_still_to_come(values: Sequence[object], expected: bool) -> None:
    assert conditions.sum_over((A, B), C, 230).holds(_cells(*values)) is expected


def test_a_quarter_without_earlier_ones_exceeds_a_bound_by_itself() -> None:
    assert [conditions.sum_over((), A, 5).holds(_cells(value)) for value in (5, 6, "6", None)] == [False, True, False, False]


def test_a_sum_is_held_against_both_bounds() -> None:
    between = conditions.outside((A, B), 10, 20)
    assert [between.holds(_cells(number, 5)) for number in (4, 5, 15, 16)] == [True, False, False, True]


@pytest.mark.parametrize("bound", [31.35, 127.3, 1253.05, 939.7875, 1e-9, 0.1 + 0.2, 1e12 + 0.1])
def test_numbers_that_differ_by_less_than_a_spreadsheet_sees_are_the_same(bound: float) -> None:
    """Programs add in different orders, and LibreOffice takes numbers for equal that differ by less than 2 to the power of -48 of them."""
    near, far = bound * (1 + 2.0**-50), bound * (1 + 2.0**-44)
    assert [_outside(near, None, bound), _outside(bound, near, None)] == [False, False]
    assert [_outside(far, None, bound), _outside(bound, far, None)] == [True, True]


def test_zero_has_no_neighbours() -> None:
    assert [_outside(value, 0, 0) for value in (0, 0.0, 1e-300, -1e-300)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (5, False),
        (5.0, False),
        (0, False),
        (-3, False),
        (5.5, True),
        (-0.5, True),
        (0.001, True),
        (1e15, False),
        ("5.5", False),
        (True, False),
        (None, False),
    ],
)
def test_a_number_that_is_not_whole_has_decimals(value: Value, expected: bool) -> None:
    assert conditions.with_decimals(A).holds(_cells(value)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.45, True),
        (0.001, True),
        (0.999, True),
        (0, False),
        (1, False),
        (1.5, False),
        (-0.5, False),
        ("0.45", False),
        (True, False),
        (None, False),
    ],
)
def test_a_share_of_one_lies_between_nought_and_one(value: Value, expected: bool) -> None:
    assert conditions.share_of_one(A).holds(_cells(value)) is expected


@pytest.mark.parametrize(
    ("issued", "value", "expected"),
    [
        (126, 126, False),
        (126, 126.0, False),
        (126, 127, True),
        (126, 0, True),
        (126, "126", True),
        (126, "Not applicable", True),
        (126, True, True),
        (126, None, False),
        (126, "  ", False),
        (0, 0, False),
        (0, False, True),
        (0.3, 0.1 + 0.2, False),
        ("Suppressed", "Suppressed", False),
        ("Suppressed", " suppressed ", False),
        ("Not  applicable", "Not applicable", False),
        ("Suppressed", "Not applicable", True),
        ("Suppressed", 5, True),
        ("Suppressed", None, False),
        ("£280k", "£280K", False),
        ("£280k", 280_000, True),
    ],
)
def test_a_cell_is_other_than_issued_if_something_else_stands_there(issued: str | float, value: Value, expected: bool) -> None:
    assert conditions.other_than(A, issued).holds(_cells(value)) is expected


@pytest.mark.parametrize(("changed", "expected"), [(0, True), (119, True), (120, False), (299, False)])
def test_a_long_text_is_compared_by_its_first_120_letters(changed: int, expected: bool) -> None:
    """Excel takes no text of more than 255 letters in a formula, and counts some letters as two."""
    issued = "x" * 300
    assert conditions.other_than(A, issued).holds(_cells(issued)) is False
    assert conditions.other_than(A, issued).holds(_cells(f"{issued[:changed]}y{issued[changed + 1 :]}")) is expected


@pytest.mark.parametrize("longest", ["x" * 255, "𝄞" * 127], ids=["letters", "letters that Excel counts as two"])
def test_a_text_too_long_for_a_formula_is_never_written_into_one(longest: str) -> None:
    assert spreadsheet.as_text(longest) == longest
    with pytest.raises(ShpdocsError, match="too long for Excel"):
        spreadsheet.as_text(f"{longest}𝄞")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("First.", True),
        ("Third.", True),
        ("First", False),
        ("First. Second.", False),
        ("      ", False),
        ("", False),
        (None, False),
        (123456, False),
        (True, False),
    ],
)
def test_a_text_of_the_same_length_seems_untouched(value: Value, expected: bool) -> None:
    assert conditions.as_long_as(A, "First.").holds(_cells(value)) is expected


def test_a_letter_that_some_programs_count_as_two_makes_no_difference() -> None:
    """𝄞 is one letter, and two of the units in which Excel counts."""
    touched = conditions.as_long_as(A, "𝄞𝄞.")
    assert [touched.holds(_cells("x" * length)) for length in (2, 3, 4, 5, 6)] == [False, True, True, True, False]


ROWS: dict[str, tuple[tuple[Mapping[str, object], ...], bool]] = {
    "no row": ((), False),
    "an issued row left blank": (({"risk": None, "owner": None},), False),
    "a whole row": (({"risk": "Made up", "owner": "A"},), False),
    "one that lacks it": (({"risk": "Made up", "owner": None},), True),
    "one that has only spaces there": (({"risk": "Made up", "owner": " \u00a0"},), True),
    "one in which it alone stands": (({"risk": None, "owner": "A"},), False),
    "one without a key": (({"risk": 5},), True),
    "a second one that lacks it": (({"risk": "x", "owner": "A"}, {"risk": "y", "owner": ""}), True),
    "zero and no are answers": (({"risk": 0, "owner": 0}, {"risk": False, "owner": False}), False),
    "an error in the row": (({"risk": "x", "owner": None}, {"risk": ERROR, "owner": None}), False),
    "an error in what is wanted": (({"risk": "x", "owner": None}, {"risk": "y", "owner": ERROR}), False),
}


@pytest.mark.parametrize(("rows", "expected"), ROWS.values(), ids=ROWS)
def test_a_row_lacks_an_answer_if_it_has_any_other(rows: tuple[Mapping[str, object], ...], expected: bool) -> None:
    assert conditions.row_lacks(TABLE, COLUMNS, "owner").holds(_rows(*rows)) is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), True),
        (({"risk": "x"},), True),
        (({"risk": "x"}, {"risk": None, "owner": "A"}), False),
        (({"risk": "x"}, {"risk": " ", "owner": None}), True),
        (({"risk": "x"}, {"risk": 0}, {"risk": "z"}), False),
        (({"risk": "x"}, {"risk": ERROR}), False),
    ],
    ids=["none", "one", "two", "one and a blank one", "three", "an error"],
)
def test_rows_are_too_few_if_fewer_have_an_answer(rows: tuple[Mapping[str, object], ...], expected: bool) -> None:
    assert conditions.fewer_rows(TABLE, COLUMNS, 2).holds(_rows(*rows)) is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((), False),
        (({"risk": "x", "owner": None},), False),
        (({"risk": "x"}, {"risk": "y", "owner": ERROR}), True),
        (({"risk": ERROR},), True),
        (({"other": ERROR},), False),
        (({"risk": "#N/A"},), False),
    ],
    ids=["none", "a sound row", "in the last cell", "in the first", "in a column that is not asked", "what looks like one"],
)
def test_an_error_in_any_cell_of_a_table_is_found(rows: tuple[Mapping[str, object], ...], expected: bool) -> None:
    assert conditions.error_in(TABLE, COLUMNS).holds(_rows(*rows)) is expected


def test_a_table_that_is_not_there_has_no_rows() -> None:
    assert conditions.error_in(TABLE, COLUMNS).holds(_cells()) is False
    assert conditions.fewer_rows(TABLE, COLUMNS, 1).holds(_cells()) is True
    assert conditions.row_lacks(TABLE, COLUMNS, "owner").holds(_cells()) is False


PAIRS = [(None, None), (None, "x"), ("x", None), ("x", "x")]


def test_both_hold_if_all_do_and_either_if_one_does() -> None:
    filled = (conditions.filled(A), conditions.filled(B))
    assert [conditions.all_of(*filled).holds(_cells(*pair)) for pair in PAIRS] == [False, False, False, True]
    assert [conditions.any_of(*filled).holds(_cells(*pair)) for pair in PAIRS] == [False, True, True, True]
    assert [conditions.negated(conditions.any_of(*filled)).holds(_cells(*pair)) for pair in PAIRS] == [True, False, False, False]


EVERY: dict[str, Condition] = {
    "blank": conditions.blank(A),
    "filled": conditions.filled(A),
    "number": conditions.number(A),
    "words": conditions.words_other_than(A, KNOWN),
    "outside": conditions.outside((A,), 1.5, 2),
    "sum": conditions.outside((A, B, C), None, 31.35),
    "sum over": conditions.sum_over((A, B), C, 31.35),
    "unreadable": conditions.unreadable(A, KNOWN),
    "without a digit": conditions.without_digit(A),
    "logical": conditions.logical(A),
    "decimals": conditions.with_decimals(A),
    "share": conditions.share_of_one(A),
    "other number": conditions.other_than(A, 5),
    "other text": conditions.other_than(A, 'Made-up "text", (one)'),
    "length": conditions.as_long_as(A, "Made up"),
    "both": conditions.all_of(conditions.filled(B), conditions.filled(A)),
    "either": conditions.any_of(conditions.filled(B), conditions.filled(A)),
    "negated": conditions.negated(conditions.blank(A)),
}


@pytest.mark.parametrize("condition", EVERY.values(), ids=EVERY)
def test_an_error_in_a_cell_it_looks_at_means_that_a_condition_does_not_hold(condition: Condition) -> None:
    assert condition.holds(_cells(ERROR, "x", "x")) is False
    assert conditions.negated(condition).holds(_cells(ERROR, "x", "x")) is False


def test_an_error_counts_even_where_the_other_cell_has_settled_it() -> None:
    """A formula looks at all of its cells."""
    blank = (conditions.blank(A), conditions.blank(B))
    assert conditions.all_of(*blank).holds(_cells("x", ERROR)) is False
    assert conditions.any_of(*blank).holds(_cells(None, ERROR)) is False
    assert conditions.negated(conditions.all_of(*blank)).holds(_cells("x", ERROR)) is False


def test_an_error_in_another_cell_does_not_matter() -> None:
    assert conditions.blank(A).holds(_cells(None, ERROR)) is True


def test_a_cell_with_an_error_has_no_value() -> None:
    with pytest.raises(CellError):
        _cells(ERROR).value(A)


AT = Addresses(lambda pointer: f"Sheet!$B${ord(pointer[1])}", lambda table, column: f"{table}!${column[0].upper()}$6:$X$9")
OPEN: dict[str, Condition] = {
    "lacks": conditions.row_lacks(TABLE, COLUMNS, "owner"),
    "fewer": conditions.fewer_rows(TABLE, COLUMNS, 2),
    "error": conditions.error_in(TABLE, COLUMNS),
}
ERRORS: dict[str, Condition] = {  # that an error does not unsettle
    "unanswered": conditions.unanswered(A),
    "or error": conditions.or_error(A, conditions.unreadable(A, KNOWN)),
}


@pytest.mark.parametrize("condition", (EVERY | OPEN | ERRORS).values(), ids=EVERY | OPEN | ERRORS)
def test_a_formula_is_whole_and_short_enough_for_excel(condition: Condition) -> None:
    formula = condition.formula(AT)
    outside_texts = "".join(formula.replace('""', "").split('"')[::2])
    assert formula.count('"') % 2 == 0
    assert outside_texts.count("(") == outside_texts.count(")")
    assert len(formula) < LONGEST_FORMULA
    assert "Sheet!$B$97" in formula or "risks!" in formula


def test_how_many_rows_of_a_table_are_used_is_asked_of_every_column() -> None:
    formula = conditions.used_rows(AT, TABLE, COLUMNS)
    assert [f"{TABLE}!${letter}$6:$X$9" in formula for letter in "RO"] == [True, True]


def test_quotation_marks_are_doubled_in_a_formula() -> None:
    assert spreadsheet.as_text('Made-up "text"') == 'Made-up ""text""'
    assert 'made-up ""text"", (one)' in EVERY["other text"].formula(AT)


@pytest.mark.parametrize(
    ("bound", "expected"), [(5, "5"), (5.0, "5"), (31.35, "31.35"), (-1, "-1"), (0, "0"), (1e16, "1" + "0" * 16), (1e-9, "0.000000001")]
)
def test_a_bound_stands_in_a_formula_as_a_plain_number(bound: float, expected: str) -> None:
    assert conditions.outside((A,), bound, None).formula(AT).endswith(f"OR(Sheet!$B$97<{expected}))")
