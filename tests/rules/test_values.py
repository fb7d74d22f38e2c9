from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from shpdocs.rules import values
from shpdocs.words.period import last_day
from shpdocs.words.returns import Json, Reading
from tests.made import Entered, cell


def _question(reading: Reading) -> tuple[str, Json, str]:
    """A question has a problem and never an answer or a reason beside it."""
    return reading.problem, reading.answer, reading.reason


NUMBERS = {
    "stored whole": (1664, 1664),
    "stored as float": (1664.0, 1664),
    "stored with decimals": (45.5, 45.5),
    "zero": (0, 0),
    "negative": (-3, -3),
    "text": ("1664", 1664),
    "text zero": ("0", 0),
    "comma": ("1,664", 1664),
    "space": ("1 664", 1664),
    "no-break space": ("1\u00a0664", 1664),
    "thin space": ("1\u2009664", 1664),
    "narrow no-break space": ("1\u202f664", 1664),
    "24 digits": ("1" * 24, int("1" * 24)),
    "no thousands": ("1.00", 1),
    "millions": ("1,234,567", 1234567),
    "ends": ("  1,664 \n", 1664),
    "decimals": ("1,664.5", 1664.5),
    "true minus": ("\u22123.5", -3.5),
    "invisible characters": ("\u200b1664\ufeff", 1664),
    "carriage return of Excel": ("1664_x000D_\n", 1664),
}


@pytest.mark.parametrize(("value", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_read_as_written(value: Entered, expected: float) -> None:
    reading = values.read_number(cell(value))
    assert (reading.answer, type(reading.answer), reading.problem) == (expected, type(expected), "")


@pytest.mark.parametrize(
    "value",
    [
        "1,66",
        "16,64",
        "1,6640",
        "12 34",
        "1.664,5",
        "1.000",
        "1" * 25,
        f"0.{'3' * 23}",
        "1e3",
        "0x10",
        "12 people",
        "about 5",
        "5%",
        "£5",
        "--5",
        ".",
        "½",
        True,
        time(9),
    ],
)
def test_what_is_no_number_is_a_question(value: Entered) -> None:
    assert _question(values.read_number(cell(value))) == ("not-a-number", None, "")


def test_a_per_cent_cell_is_no_plain_number() -> None:
    assert _question(values.read_number(cell(0.45, "0%"))) == ("not-a-number", None, "")


@pytest.mark.parametrize("value", ["1,664", 1664, 1664.0, "1664.0", "1 664"])
def test_a_whole_number_is_a_count(value: Entered) -> None:
    reading = values.read_count(cell(value))
    assert (reading.answer, type(reading.answer)) == (1664, int)


@pytest.mark.parametrize("value", [45.5, "45.5", 0.1, "1.000", "12.000", "1.000.000", "1" * 25, "many", True, False, date(2024, 1, 1)])
def test_a_count_with_decimals_is_a_question(value: Entered) -> None:
    assert _question(values.read_count(cell(value))) == ("not-a-whole-number", None, "")


PERCENTAGES = {
    "plain": (45, "General", 45, "percentage"),
    "plain decimals": (45.5, "General", 45.5, "percentage"),
    "zero": (0, "General", 0, "percentage"),
    "one": (1, "General", 1, "percentage"),
    "text": ("45", "@", 45, "percentage-text"),
    "sign": ("45%", "@", 45, "percentage-text"),
    "space and sign": ("45 %", "@", 45, "percentage-text"),
    "two signs": ("45%%", "General", 45, "percentage-text"),
    "less than one with sign": ("0.45%", "@", 0.45, "percentage-text"),
    "per-cent cell": (0.45, "0%", 45, "percent-cell"),
    "per-cent cell, exact": (0.57, "0.0%", 57, "percent-cell"),
    "per-cent cell, whole": (1, "0%", 100, "percent-cell"),
    "per-cent cell, zero": (0, "0%", 0, "percent-cell"),
    "quoted sign": (45, '0"%"', 45, "percentage"),
    "escaped sign": (45, "0\\%", 45, "percentage"),
}


@pytest.mark.parametrize(("value", "number_format", "expected", "rule"), PERCENTAGES.values(), ids=PERCENTAGES)
def test_a_percentage_is_a_number_of_per_cent(value: Entered, number_format: str, expected: float, rule: str) -> None:
    reading = values.read_percentage(cell(value, number_format))
    assert (reading.answer, type(reading.answer), reading.rule) == (expected, type(expected), rule)


DOUBTFUL_PERCENTAGES = {
    "fraction": (0.45, "General", {"first": "0.45%", "second": "45%"}),
    "fraction as text": ("0.45", "@", {"first": "0.45%", "second": "45%"}),
    "whole in a per-cent cell": (5, "0%", {"first": "500%", "second": "5%"}),
    "above one in a per-cent cell": (1.2, "0%", {"first": "120%", "second": "1.2%"}),
}


@pytest.mark.parametrize(("value", "number_format", "details"), DOUBTFUL_PERCENTAGES.values(), ids=DOUBTFUL_PERCENTAGES)
def test_a_percentage_that_could_be_two_is_a_question(value: Entered, number_format: str, details: dict[str, str]) -> None:
    reading = values.read_percentage(cell(value, number_format))
    assert _question(reading) == ("ambiguous-percentage", None, "")
    assert reading.details == details


@pytest.mark.parametrize("value", ["most", "%", "45 per cent", True, date(2024, 1, 1)])
def test_what_is_no_percentage_is_a_question(value: Entered) -> None:
    assert _question(values.read_percentage(cell(value))) == ("not-a-number", None, "")


@pytest.mark.parametrize("value", [25, "25", "25 per 10,000", "25 per 10000", "25 in 10 000", "25/10000", "25 PER 10,000"])
def test_a_rate_may_name_the_per_it_is_asked_in(value: Entered) -> None:
    assert values.read_rate(cell(value), 10_000).answer == 25


def test_a_rate_per_another_number_is_a_question() -> None:
    reading = values.read_rate(cell("25 per 1,000"), 10_000)
    assert (_question(reading), reading.details) == (("ambiguous-rate", None, ""), {"limit": "10000"})


@pytest.mark.parametrize("value", ["few per 10,000", "25 per 10,00", "25 per head", True])
def test_what_is_no_rate_is_a_question(value: Entered) -> None:
    assert _question(values.read_rate(cell(value), 10_000)) == ("not-a-number", None, "")


MONEY = {
    "thousands": ("£280k", 280_000, "£280k"),
    "capital": ("£280K", 280_000, "£280K"),
    "million": ("£1.5 million", 1_500_000, "£1.5 million"),
    "m": ("1.5m", 1_500_000, "£1.5m"),
    "bn": ("£2bn", 2_000_000_000, "£2bn"),
    "pence": ("12,345.67", 12_345.67, "£12,345.67"),
    "plain digits": ("280000", 280_000, "£280,000"),
    "part of a penny": (12.505, 12.505, "£12.505"),
    "spaces": (" £ 280 000 ", 280_000, "£ 280 000"),
    "stored": (280_000, 280_000, "£280,000"),
    "stored pence": (12.5, 12.5, "£12.50"),
    "nothing": (0, 0, "£0"),
    "owed": ("-£500", -500, "-£500"),
    "owed, stored": (-500, -500, "-£500"),
}


@pytest.mark.parametrize(("value", "amount", "words"), MONEY.values(), ids=MONEY)
def test_money_is_an_amount_and_its_words(value: Entered, amount: float, words: str) -> None:
    answer = values.read_money(cell(value)).answer
    assert (answer, type(answer["amount"])) == ({"amount": amount, "words": words}, type(amount))


@pytest.mark.parametrize("value", ["£", "a lot", "£280k over 2 years", "$5", "€5", "£1,5", "280 k pounds", True, date(2024, 1, 1)])
def test_what_is_no_money_is_a_question(value: Entered) -> None:
    assert _question(values.read_money(cell(value))) == ("not-money", None, "")


def test_a_per_cent_cell_is_no_money() -> None:
    assert _question(values.read_money(cell(0.5, "0%"))) == ("not-money", None, "")


DATES = {
    "date cell": (date(2024, 12, 31), "2024-12-31"),
    "date and no time": (datetime(2024, 12, 31), "2024-12-31"),
    "slashes": ("31/12/2024", "2024-12-31"),
    "dots, short year": ("31.12.24", "2024-12-31"),
    "hyphens": ("31-12-2024", "2024-12-31"),
    "same either way": ("03/03/2024", "2024-03-03"),
    "worded": ("31 December 2024", "2024-12-31"),
    "ordinal": ("31st Dec 2024", "2024-12-31"),
    "ordinal, all": ("2nd September 2024", "2024-09-02"),
    "Sept": ("3 Sept. 2024", "2024-09-03"),
    "comma": ("3 September, 2024", "2024-09-03"),
    "ISO": ("2024-12-31", "2024-12-31"),
    "ISO, low": ("2024-03-04", "2024-03-04"),
    "leap day": ("29/02/2024", "2024-02-29"),
}


@pytest.mark.parametrize(("value", "expected"), DATES.values(), ids=DATES)
def test_a_date_with_one_meaning_is_read(value: Entered, expected: str) -> None:
    assert values.read_date(cell(value)).answer == expected


@pytest.mark.parametrize("value", ["03/04/2024", "3/4/24", "03.04.2024", "03-04-2024", "3 4 2024"])
def test_a_date_with_two_meanings_is_a_question(value: str) -> None:
    reading = values.read_date(cell(value))
    assert (_question(reading), reading.details) == (("ambiguous-date", None, ""), {"first": "3 April 2024", "second": "4 March 2024"})


@pytest.mark.parametrize(
    "value",
    [
        "31/02/2025", "29/02/2025", "12/31/2024", "2024-13-01", "31 Decembre 2024", "31 Marvel 2024", "Dec 2024", "soon", "00/00/2024",
        datetime(2024, 12, 31, 9, 30), time(9), 45657, True,
    ],
)  # fmt: skip
def test_what_is_no_date_is_a_question(value: Entered) -> None:
    assert _question(values.read_date(cell(value))) == ("not-a-date", None, "")


@pytest.mark.parametrize(
    ("value", "first"),
    [
        (date(1989, 12, 31), "31 December 1989"),
        (datetime(2101, 1, 1), "1 January 2101"),
        ("31/12/1899", "31 December 1899"),
        ("24 September 1066", "24 September 1066"),
        ("0024-09-24", "24 September 24"),
    ],
)
def test_a_date_that_nobody_means_is_a_question(value: Entered, first: str) -> None:
    reading = values.read_date(cell(value))
    assert (_question(reading), reading.details) == (("unlikely-date", None, ""), {"first": first})


@pytest.mark.parametrize(("value", "expected"), [(date(1990, 1, 1), "1990-01-01"), ("31 December 2100", "2100-12-31")])
def test_the_first_and_the_last_date_that_may_be_meant_are_read(value: Entered, expected: str) -> None:
    assert values.read_date(cell(value)).answer == expected


MONTHS = {
    "full": ("September 2024", "2024-09", "2024-09"),
    "Sept": ("Sept 2024", "2024-09", "2024-09"),
    "stop": ("Dec. 2024", "2024-12", "2024-12"),
    "range": ("Oct/Nov 2024", "2024-10", "2024-11"),
    "range, same year": ("Nov/Dec 2024", "2024-11", "2024-12"),
    "range over the year's end": ("Dec/Jan 2025", "2024-12", "2025-01"),
    "two years": ("Dec 2024/Jan 2025", "2024-12", "2025-01"),
    "to": ("June 2024 to Sept 2024", "2024-06", "2024-09"),
    "dash": ("Jan–Mar 2025", "2025-01", "2025-03"),
    "and": ("June and July 2024", "2024-06", "2024-07"),
    "short year": ("Feb-25", "2025-02", "2025-02"),
    "capitals": ("FEB 2025", "2025-02", "2025-02"),
    "May": ("May 2024", "2024-05", "2024-05"),
    "a day": ("24 September 2024", "2024-09", "2024-09"),
}


@pytest.mark.parametrize(("words", "start", "end"), MONTHS.values(), ids=MONTHS)
def test_months_keep_their_words_and_gain_start_and_end(words: str, start: str, end: str) -> None:
    assert values.read_months(cell(words)) == Reading("months", {"words": words, "start": start, "end": end})


@pytest.mark.parametrize(
    ("value", "words"),
    [(datetime(2025, 2, 1), "February 2025"), (date(2025, 2, 1), "February 2025"), (datetime(2025, 2, 14), "14 February 2025")],
)
def test_a_month_that_a_program_made_a_date_is_a_month_again(value: date, words: str) -> None:
    assert values.read_months(cell(value)) == Reading("months-date", {"words": words, "start": "2025-02", "end": "2025-02"})


@pytest.mark.parametrize(
    "value",
    [
        "September",
        "Oct/Nov",
        "Dec 2024/Jan",
        "Dec 2024/Nov 2024",
        "Marvel 2024",
        "Octobr 2024",
        "2024",
        "Q2 2024",
        "Sept 24",
        "03/04/2024",
        "24 September 1066",
        "soon",
        202409,
        True,
    ],
)
def test_what_is_no_month_with_its_year_is_a_question(value: Entered) -> None:
    assert _question(values.read_months(cell(value))) == ("not-months", None, "")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("N/A", "not-applicable"), ("n.a.", "not-applicable"), ("n.a", "not-applicable"), ("NA", "not-applicable"),
        ("[z]", "not-applicable"), ("Not applicable", "not-applicable"),
        ("tbc", "not-yet-available"), ("TBC.", "not-yet-available"), ("Data not yet available", "not-yet-available"),
        ("Data  not\nyet available ", "not-yet-available"), ("awaited", "not-yet-available"), ("[x]", "not-yet-available"),
        ("[c]", "suppressed"), ("[C]", "suppressed"), ("c", "suppressed"), ("C", "suppressed"),
        ("*", "suppressed"), ("Withheld", "suppressed"),
    ],
)  # fmt: skip
def test_words_for_no_figure_are_a_reason(value: str, reason: str) -> None:
    assert values.read_no_figure(cell(value)) == Reading("no-figure-words", reason=reason)


@pytest.mark.parametrize("value", ["-", "–", "—", "nil", "Nil.", "none", "NONE", "..", "...", "…", "?"])
def test_words_that_could_be_zero_or_none_are_a_question(value: str) -> None:
    reading = values.read_no_figure(cell(value))
    assert reading is not None
    assert _question(reading) == ("ambiguous-none", None, "")


@pytest.mark.parametrize(
    "value", ["<5", "< 5", "Less than 10", "fewer than 5", "FEWER  THAN 5", "under 5", "up to 4", "5 or fewer", "4 or less", "4 or under"]
)
def test_words_that_hide_a_small_number_are_a_question(value: str) -> None:
    reading = values.read_no_figure(cell(value))
    assert reading is not None
    assert _question(reading) == ("hidden-number", None, "")


@pytest.mark.parametrize("value", ["<", "fewer", "fewer than last year", "5 or more", ">5", "cc"])
def test_words_that_only_begin_so_hide_no_number(value: str) -> None:
    assert values.read_no_figure(cell(value)) is None


@pytest.mark.parametrize("value", ["0", "zero", "45", "Completed", "nil return expected", 0, False])
def test_other_entries_are_no_reason(value: Entered) -> None:
    assert values.read_no_figure(cell(value)) is None


CHOICES = ("Not met", "Met – exceeding", "Made-up’s own", "3")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Not met", "Not met"), ("  not  MET ", "Not met"), ("met - exceeding", "Met – exceeding"), ("MET — EXCEEDING", "Met – exceeding"),
        ("made-up's own", "Made-up’s own"), ("Made-up‘s own", "Made-up’s own"), (3, "3"), (3.0, "3"),
    ],
)  # fmt: skip
def test_a_choice_is_known_in_any_case_quotes_and_dashes(value: Entered, expected: str) -> None:
    assert values.read_choice(cell(value), CHOICES).answer == expected


@pytest.mark.parametrize("value", ["Met", "", "nearly", 4, True])
def test_what_is_no_choice_is_a_question(value: Entered) -> None:
    reading = values.read_choice(cell(value), CHOICES)
    assert (_question(reading), reading.details) == (("not-a-choice", None, ""), {"choices": "Not met, Met – exceeding, Made-up’s own, 3"})


@pytest.mark.parametrize(
    ("value", "expected"),
    [("Yes", True), ("y", True), ("TRUE", True), (True, True), ("No", False), (" n ", False), ("false", False), (False, False)],
)
def test_yes_and_no_are_known_in_words_and_as_booleans(value: Entered, expected: bool) -> None:
    assert values.read_yes_no(cell(value)).answer is expected


@pytest.mark.parametrize("value", ["maybe", "yes and no", 1, 0, "x"])
def test_what_is_neither_yes_nor_no_is_a_question(value: Entered) -> None:
    assert _question(values.read_yes_no(cell(value))) == ("not-a-choice", None, "")


TEXTS = {
    "text": ("Made-up text", "General", "Made-up text", "text"),
    "spaces": ("  Made-up\n text\u00a0 ", "@", "Made-up text", "text"),
    "carriage return of Excel": ("Made-up_x000D_\ntext", "@", "Made-up text", "text"),
    "invisible joiners": ("\u0645\u06cc\u200c\u062e\u0648", "@", "\u0645\u06cc\u200c\u062e\u0648", "text"),
    "number": (5, "General", "5", "text-number"),
    "float": (5.0, "General", "5", "text-number"),
    "large": (1e21, "General", "1" + "0" * 21, "text-number"),
    "small": (1e-7, "General", "0.0000001", "text-number"),
    "per cent": (0.45, "0%", "45%", "text-number"),
    "date": (datetime(2024, 9, 24), "dd/mm/yyyy", "24 September 2024", "text-date"),
    "date and time": (datetime(2024, 9, 24, 9, 30), "General", "2024-09-24 09:30:00", "text-other"),
    "time": (time(9, 30), "General", "09:30:00", "text-other"),
    "boolean": (True, "General", "TRUE", "text-other"),
}


@pytest.mark.parametrize(("value", "number_format", "expected", "rule"), TEXTS.values(), ids=TEXTS)
def test_text_is_what_was_seen_in_the_cell(value: Entered, number_format: str, expected: str, rule: str) -> None:
    assert values.read_text(cell(value, number_format)) == Reading(rule, expected)


NARRATIVES = {
    "line ends": ("one\r\ntwo\rthree\nfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
    "carriage return of Excel": ("one_x000D_\ntwo", "one\ntwo"),
    "blank first and last lines": ("\n\none\n\ntwo\n\n", "one\n\ntwo"),
    "line's own indent stays": ("one\n  - two  \n", "one\n  - two"),
    "spaces within stay": ("one  two", "one  two"),
}


@pytest.mark.parametrize(("value", "expected"), NARRATIVES.values(), ids=NARRATIVES)
def test_a_narrative_keeps_its_lines(value: str, expected: str) -> None:
    assert values.read_narrative(cell(value)) == Reading("narrative", expected)


def test_a_number_in_a_narrative_is_written_out() -> None:
    assert values.read_narrative(cell(45)) == Reading("text-number", "45")


@pytest.mark.parametrize(
    ("number", "expected"),
    [(45, "45"), (45.0, "45"), (45.10, "45.1"), (0, "0"), (100, "100"), (-0.5, "-0.5"), (1e20, "1" + "0" * 20), (1e-5, "0.00001")],
)
def test_numbers_are_shown_in_plain_digits(number: float, expected: str) -> None:
    assert values.show_number(number) == expected


@pytest.mark.parametrize(("number", "expected"), [("45", 45), ("45.0", 45), ("4.5E+3", 4500), ("0.1", 0.1)])
def test_a_whole_number_is_an_int_in_json(number: str, expected: float) -> None:
    found = values.json_number(Decimal(number))
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [("0%", True), ("0.00%", True), ("General", False), ('0"%"', False), ("0\\%", False), ('0%" of all"', True)],
)
def test_only_an_unquoted_sign_makes_a_per_cent_cell(number_format: str, expected: bool) -> None:
    assert values.is_percent_format(number_format) is expected


@pytest.mark.parametrize(
    ("month", "expected"), [("2024-02", date(2024, 2, 29)), ("2025-02", date(2025, 2, 28)), ("2024-12", date(2024, 12, 31))]
)
def test_a_month_has_a_last_day(month: str, expected: date) -> None:
    assert last_day(month) == expected


def test_a_date_is_shown_with_its_month_in_words() -> None:
    assert values.show_date("2024-09-04") == "4 September 2024"
