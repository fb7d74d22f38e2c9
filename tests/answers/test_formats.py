"""Number formats: which show what a cell holds, and that nothing is read otherwise than a person sees it."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from shpdocs.answers.formats import is_date_format, is_percent_format, shows_as_held
from shpdocs.answers.kinds import KINDS
from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from shpdocs.model.returns import Place, RawCell

DAY = datetime(2024, 4, 3)
AS_IT_IS: list[tuple[object, str, str]] = [
    (373, "General", "count"),
    (373, "0", "count"),
    (373, "#,##0", "count"),
    (373, "0.00", "count"),
    (373, "#,##0.00", "count"),
    (373, "# ##0", "count"),
    (373, "0%", "count"),
    (373, "0.00%", "count"),
    (373, "0.00E+00", "count"),
    (373, "# ?/?", "count"),
    (373, "# ??/??", "count"),
    (373, "#,##0_);(#,##0)", "count"),
    (373, "#,##0_);[Red](#,##0)", "count"),
    (373, "@", "count"),
    (373, "##0.0E+0", "count"),
    (373, "General_)", "count"),
    (373, "[$-809]General", "count"),
    (373, "#,##0;-#,##0", "count"),
    (373, "#,##0;[RED]-#,##0", "count"),
    (373, "[Black]0", "count"),
    (373, "0_ ;[Red]\\-0\\ ", "count"),
    (373, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)', "count"),
    (373, "0.###", "count"),
    (373, "#", "count"),
    (0, '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "count"),
    (0, '_-"£"* #,##0.00_-;\\-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "money"),
    (1234.56, '_-"£"* #,##0.00_-;\\-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "money"),
    (-12, '_-[$£-809]* #,##0.00_-;\\-[$£-809]* #,##0.00_-;_-[$£-809]* "-"??_-;_-@_-', "money"),
    (-3.5, '0.0;[Red]"minus "0.0', "number"),
    (-3.5, "0.0;[RED]\\m\\i\\n\\u\\s\\ 0.0", "number"),
    (5, '"£"#,##0', "money"),
    (5, "£#,##0", "money"),
    (5, "[$£-809]#,##0;[RED]-[$£-809]#,##0", "money"),
    (5, "[$£]#,##0", "money"),
    (-5, "£#,##0;(£#,##0)", "money"),
    (-5, "0", "number"),
    (5, "0", "text"),
    (5.5, "0.0", "text"),
    ("x", "@", "text"),
    ("x", "General", "text"),
    ("x", "0", "text"),
    ("x", "0;-0;0;@", "count"),
    ("tbc", '_-* #,##0_-;\\-* #,##0_-;_-* "-"_-;_-@_-', "count"),
    ("x", "#,##0;;", "count"),
    (DAY, "dd/mm/yyyy", "date"),
    (DAY, "mm-dd-yy", "date"),
    (DAY, "d mmm yyyy", "date"),
    (DAY, "d\\ mmm\\ yyyy", "date"),
    (DAY, "[$-809]dd mmmm yyyy;@", "date"),
    (DAY, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "date"),
    (DAY, "yyyy-mm-dd", "date"),
    (DAY, "yyyy\\-mm\\-dd", "date"),
    (DAY, "d-mmm-yy", "date"),
    (DAY, "dd/mm/yyyy hh:mm", "date"),
    (DAY, "[$-en-GB]d mmmm yyyy", "date"),
    (DAY, "DD/MM/YYYY", "date"),
    (DAY, "m/d/yyyy h:mm AM/PM", "date"),
    (DAY, 'd "of" mmmm yyyy', "date"),
    (DAY, "[$-409]d\\-mmm\\-yyyy;@", "date"),
    (DAY, "dd.mm.yyyy", "date"),
    (DAY, 'yyyy"-"mm"-"dd', "date"),
    (DAY, "d/m/yy", "date"),
    (DAY, "mmm yyyy", "months"),
    (DAY, "mmm-yy", "months"),
    (DAY, "B2dd/mm/yyyy", "date"),
    (DAY, "[$-D07041E]dd/mm/yyyy", "date"),
    (DAY, "[$-107041E]d/m/yyyy", "date"),
    (DAY, "[$-404]e/m/d", "date"),
    (DAY, '[$-404]e"年"m"月"d"日"', "date"),
    (DAY, "[$-411]ge.m.d", "date"),
    (DAY, "[$-ja-JP-x-gannen,80]ggge年m月d日", "date"),
    (DAY, 'yyyy"年"m"月"d"日"', "date"),
    (DAY, "yyyy年m月d日", "date"),
    (DAY, 'yyyy"년" m"월" d"일"', "date"),
    (DAY, "[$-804]aaaa yyyy/m/d", "date"),
    (DAY, 'yyyy/m/d 上午/下午h"时"mm"分"', "date"),
    (DAY, "[ENG][$-809]d mmmm yyyy;@", "date"),
    (DAY, 'd" "mmmm" "yyyy', "date"),
    (DAY, 'd" de "mmmm" de "yyyy', "date"),
    (DAY, 'dd.mm.yyyy" г."', "date"),
    (DAY, "d/m/bb", "date"),
    (DAY, "ddd d mmm yyyy", "date"),
    (DAY, "dddd dd mmmm yyyy", "date"),
    (DAY, "[~buddhist]dd/mm/yyyy", "date"),
    (DAY, "[NatNum1][$-411]yyyy/m/d", "date"),
    (DAY, "[DBNum1][$-804]yyyy年m月d日;@", "date"),
    (DAY, 'yyyy"年"m"月"', "months"),
    (33.3, '0.0"%"', "percentage"),
    (33, "0\\%", "percentage"),
    (time(13, 30), "hh:mm", "text"),
    (time(13, 30), "h:mm AM/PM", "text"),
]
OTHERWISE: list[tuple[object, str, str]] = [
    (373, ";;;", "count"),
    (373, "0,", "count"),
    (373, '0"k"', "count"),
    (373, '[<500]"*";0', "count"),
    (373, '"N/A"', "count"),
    (373, '0" (provisional)"', "count"),
    (373, 'General"5"', "count"),
    (373, '0"5"', "count"),
    (373, "[White]0", "count"),
    (373, "0\\5", "count"),
    (373, '0.0,,"m"', "count"),
    (373, "00000", "count"),
    (373, '0"."0', "count"),
    (373, "0t", "count"),
    (373, '0"t"', "count"),
    (373, "*x0", "count"),
    (373, "-0", "count"),
    (373, '"-"0', "count"),
    (373, "(0)", "count"),
    (373, '"$"#,##0', "count"),
    (373, "[$$-409]#,##0", "count"),
    (373, '"€"#,##0', "count"),
    (373, "[$€-2] #,##0", "count"),
    (373, "0%%", "count"),
    (373, "0\\%", "count"),
    (373, "[=373]0", "count"),
    (373, "[DBNum1]0", "count"),
    (373, '#,##0" USD"', "count"),
    (373, "dd", "count"),
    (373, '# ?/?"3"', "count"),
    (373, '"TRUE";"TRUE";"FALSE"', "count"),
    (373, '0.0"0"', "count"),
    (-373, "0;0", "number"),
    (-373, "0;[Red]0", "number"),
    (0, "0;-0;;@", "count"),
    (0, "#", "count"),
    (0, "#,###", "count"),
    ("hello", ";;;", "text"),
    ("hello", '@" not to be published"', "text"),
    ("hello", '0;0;0;"x"', "text"),
    (5, '"£"#,##0', "text"),
    (1895556322, "00000000000", "text"),
    (0.5, "# ?/?", "text"),
    ("x", "[White]@", "text"),
    (DAY, "d mmm", "date"),
    (DAY, 'm"月"d"日"', "date"),
    (DAY, "[$-404]e", "date"),
    (DAY, '"before "d mmm yyyy', "date"),
    (45565, "[$-404]e", "count"),
    (373, "[$-107041E]0", "count"),
    (33.3, '0.0"%"', "number"),
    (33.3, '0.0"%"', "text"),
    (DAY, "dd", "date"),
    (DAY, "yyyy", "date"),
    (DAY, "mmm-yy", "date"),
    (DAY, "mmmmm d yyyy", "date"),
    (DAY, "dddd mmm yyyy", "date"),
    (DAY, "hh:mm", "date"),
    (DAY, '"3 May 2024"', "date"),
    (DAY, 'dd/mm/yyyy" tbc"', "date"),
    (DAY, 'General"x"', "date"),
    (DAY, "mmm-yy", "text"),
    (DAY, "d-mmm", "text"),
    (DAY, "d-mmm", "months"),
    (datetime(2024, 4, 3, 10, 30), "dd/mm/yyyy", "text"),
    (datetime(1899, 12, 31, 6, 0), "[h]:mm", "text"),
]


@pytest.mark.parametrize(("value", "number_format", "kind"), AS_IT_IS)
def test_a_format_that_shows_the_value_as_it_is_holds_nothing_back(value: object, number_format: str, kind: str) -> None:
    assert shows_as_held(value, number_format, KINDS[kind].is_number, KINDS[kind].date_parts, KINDS[kind].sign)


@pytest.mark.parametrize(("value", "number_format", "kind"), OTHERWISE)
def test_a_format_that_shows_something_else_is_found_out(value: object, number_format: str, kind: str) -> None:
    assert not shows_as_held(value, number_format, KINDS[kind].is_number, KINDS[kind].date_parts, KINDS[kind].sign)


def test_a_tick_is_shown_whatever_the_format() -> None:
    assert shows_as_held(True, '"TRUE";"TRUE";"FALSE"', False, "dmy")


@pytest.mark.parametrize(("kind", "value", "number_format"), [("count", 373, '0"k"'), ("money", 500, '"$"#,##0'), ("date", DAY, "d mmm")])
def test_an_answer_that_its_cell_shows_otherwise_is_a_question(kind: str, value: int | datetime, number_format: str) -> None:
    assert read_answer(RawCell(Place(""), value, number_format), Asked(kind)).problem == "shown-otherwise"


def test_a_reason_for_no_figure_that_its_cell_hides_is_a_question() -> None:
    assert read_answer(RawCell(Place(""), "N/A", ";;;"), Asked("count", no_figure=True)).problem == "shown-otherwise"


def test_a_sum_whose_result_is_shown_otherwise_is_a_question() -> None:
    assert read_answer(RawCell(Place(""), None, '0"k"', formula="=300+73"), Asked("count")).problem == "shown-otherwise"


def test_what_cannot_be_read_keeps_its_own_question() -> None:
    assert read_answer(RawCell(Place(""), 45.5, '0"k"'), Asked("count")).problem == "not-a-whole-number"


@pytest.mark.parametrize("number_format", ["[$-409]£#,##0", "[$GBP]#,##0", '"£"#,##0'])
def test_pounds_are_no_count_in_whatever_way_the_format_names_them(number_format: str) -> None:
    assert read_answer(RawCell(Place(""), 373, number_format), Asked("count")).problem == "not-a-whole-number"


@pytest.mark.parametrize("kind", ["text", "narrative"])
def test_raised_signs_are_read_in_words_and_struck_ones_are_a_question(kind: str) -> None:
    assert read_answer(RawCell(Place(""), "the 1st", raised=True), Asked(kind)).answer == "the 1st"
    assert read_answer(RawCell(Place(""), "not ready", struck=True), Asked(kind)).problem == "formatted-part"


@pytest.mark.parametrize("kind", ["count", "percentage", "rate", "money", "date", "months", "choice", "yes-no", "reason"])
def test_raised_and_struck_signs_are_a_question_wherever_no_words_are_asked(kind: str) -> None:
    for cell in (
        RawCell(Place(""), "Yes", raised=True),
        RawCell(Place(""), 373, struck=True),
        RawCell(Place(""), formula="=1+1", struck=True),
    ):
        assert read_answer(cell, Asked(kind, choices=("Yes",))).problem == "formatted-part"


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [("0%", True), ("0.00%", True), ("General", False), ('0"%"', False), ("0\\%", False), ('0%" of all"', True)],
)
def test_only_an_unquoted_sign_makes_a_per_cent_cell(number_format: str, expected: bool) -> None:
    assert is_percent_format(number_format) is expected


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("General", False), ("0", False), ("[Magenta]0", False), ('0" days"', False), ("0;d", False), ("0\\d", False), ("_d0", False),
        ("d mmm yyyy", True), ("[$-809]dd/mm/yyyy", True), ("[h]:mm", True), ("mmm-yy;@", True), ("[Red]h:mm AM/PM", True),
    ],
)  # fmt: skip
def test_a_format_with_a_code_of_a_date_or_a_time_shows_one(number_format: str, expected: bool) -> None:
    assert is_date_format(number_format) is expected
