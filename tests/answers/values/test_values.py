from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpdocs.answers import values
from shpdocs.model.period import last_day
from shpdocs.model.returns import Json, Reading
from tests.support.made import Entered, cell


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
    "figure space": ("1\u2007664", 1664),
    "ideographic space": ("1\u3000664", 1664),
    "spaces of every kind around": ("\u00a0\u202f1,664\u2009\u2007", 1664),
    "thousands and decimals": ("1,664.0", 1664),
    "plus": ("+5", 5),
    "point at the end": ("5.", 5),
    "point at the start": (".5", 0.5),
    "full-width digits": ("１２３", 123),
    "full-width comma and point": ("１，６６４．５", 1664.5),
    "apostrophe before it": ("'007", 7),
    "curly apostrophe before it": ("’1,664", 1664),
    "binary noise": (28.999999999999996, 29),
    "more binary noise": (0.1 + 0.2, 0.3),
    "third": (1 / 3, 0.333333333333333),
    "15 digits": (123456789.012345, 123456789.012345),
    "15 small digits": (0.00000123456789012345, 0.00000123456789012345),
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
        "1,664 000",
        "1 664,000",
        "1'664",
        "1’664",
        "1, 664",
        "5²",
        "①",
        "– 5",
        "- 5",
        "seven",
        "()",
        "(",
        "(-12)",
        "((12))",
        "-12-",
        "(12",
        "1,66-",
        "-",
        "",
        "'",
        float("inf"),
        float("nan"),
        True,
        time(9),
    ],
)
def test_what_is_no_number_is_a_question(value: Entered) -> None:
    assert _question(values.read_number(cell(value))) == ("not-a-number", None, "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("(12)", -12), ("(1,664.5)", -1664.5), ("12-", -12), ("12\u2212", -12), ("(.5)", -0.5), ("（12）", -12)],
)
def test_a_number_in_brackets_or_before_a_minus_is_below_nothing(value: str, expected: float) -> None:
    assert values.read_number(cell(value)) == Reading("negative-text", expected)


@given(st.decimals(-(10**14), 10**14, places=3).filter(lambda number: len(number.normalize().as_tuple().digits) <= 15))
def test_no_number_of_fifteen_digits_is_rounded(number: Decimal) -> None:
    assert values.stored_decimal(float(number)) == number


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
    "words": ("45 per cent", "@", 45, "percentage-text"),
    "one word": ("45 Percent", "@", 45, "percentage-text"),
    "hyphen": ("45 per-cent", "@", 45, "percentage-text"),
    "short": ("45pc", "@", 45, "percentage-text"),
    "less than one in words": ("0.45 per cent", "@", 0.45, "percentage-text"),
    "full-width sign": ("４５％", "@", 45, "percentage-text"),
    "binary noise": (28.999999999999996, "General", 29, "percentage"),
    "binary noise in a per-cent cell": (0.28999999999999998, "0%", 29, "percent-cell"),
    "one in a hundred": (1.0000000000000002, "0%", 100, "percent-cell"),
}


@pytest.mark.parametrize(("value", "number_format", "expected", "rule"), PERCENTAGES.values(), ids=PERCENTAGES)
def test_a_percentage_is_a_number_of_per_cent(value: Entered, number_format: str, expected: float, rule: str) -> None:
    reading = values.read_percentage(cell(value, number_format))
    assert (reading.answer, type(reading.answer), reading.rule) == (expected, type(expected), rule)


DOUBTFUL_PERCENTAGES = {
    "fraction": (0.45, "General", {"first": "0.45%", "second": "45%"}),
    "fraction as text": ("0.45", "@", {"first": "0.45%", "second": "45%"}),
    "no nought before the point": (".5", "@", {"first": "0.5%", "second": "50%"}),
    "a twentieth": ("0.05", "@", {"first": "0.05%", "second": "5%"}),
    "whole in a per-cent cell": (5, "0%", {"first": "500%", "second": "5%"}),
    "above one in a per-cent cell": (1.2, "0%", {"first": "120%", "second": "1.2%"}),
}


@pytest.mark.parametrize(("value", "number_format", "details"), DOUBTFUL_PERCENTAGES.values(), ids=DOUBTFUL_PERCENTAGES)
def test_a_percentage_that_could_be_two_is_a_question(value: Entered, number_format: str, details: dict[str, str]) -> None:
    reading = values.read_percentage(cell(value, number_format))
    assert _question(reading) == ("ambiguous-percentage", None, "")
    assert reading.details == details


@pytest.mark.parametrize("value", ["most", "%", "per cent", "45%%%", "%45", "45% of 38", "45 p", True, date(2024, 1, 1), float("inf")])
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
    "owed, sign after": ("£-500", -500, "-£500"),
    "owed, in brackets": ("(£500)", -500, "-£500"),
    "owed, brackets and thousands": ("(£1.5k)", -1500, "-£1.5k"),
    "owed, minus at the end": ("500-", -500, "-£500"),
    "m, no space": ("£1.2m", 1_200_000, "£1.2m"),
    "k and space": ("280 k", 280_000, "£280 k"),
    "thousand": ("280 thousand", 280_000, "£280 thousand"),
    "noughts for pence": ("£280,000.00", 280_000, "£280,000.00"),
    "currency's code": ("GBP 280k", 280_000, "£280k"),
    "currency's code, small": ("gbp280k", 280_000, "£280k"),
    "currency's code, digits": ("GBP 280,000", 280_000, "£280,000"),
    "currency's code after": ("280k GBP", 280_000, "£280k"),
    "full-width": ("￡１２", 12, "£12"),
    "no nought before the point": ("£.5m", 500_000, "£.5m"),
    "apostrophe": ("'£280k", 280_000, "£280k"),
    "very small": ("0.0000001", 0.0000001, "£0.0000001"),
    "binary noise": (0.1 + 0.2, 0.3, "£0.30"),
}


@pytest.mark.parametrize(("value", "amount", "words"), MONEY.values(), ids=MONEY)
def test_money_is_an_amount_and_its_words(value: Entered, amount: float, words: str) -> None:
    answer = values.read_money(cell(value)).answer
    assert (answer, type(answer["amount"])) == ({"amount": amount, "words": words}, type(amount))


@pytest.mark.parametrize(
    "value",
    [
        "£",
        "a lot",
        "£280k over 2 years",
        "$5",
        "€5",
        "£1,5",
        "280 k pounds",
        "£5 GBP",
        "-£-5",
        "(-£5)",
        "(£5)-",
        "£1.000m",
        "c. £5",
        "£5-£6",
        ".",
        "£.",
        True,
        date(2024, 1, 1),
    ],
)
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
    "dots": ("24.09.2024", "2024-09-24"),
    "day of the week": ("Tuesday 24 September 2024", "2024-09-24"),
    "day of the week, short": ("Tues, 24th Sept 2024", "2024-09-24"),
    "day of the week, numbers": ("Weds 25/09/2024", "2024-09-25"),
    "month first": ("September 24, 2024", "2024-09-24"),
    "month first, ordinal": ("Sept 24th, 2024", "2024-09-24"),
    "month first, no comma": ("Sep 24 2024", "2024-09-24"),
    "of": ("24th of September 2024", "2024-09-24"),
    "year first": ("2024/09/24", "2024-09-24"),
    "year first, short": ("2024-9-4", "2024-09-04"),
    "ISO at midnight": ("2024-09-24T00:00:00", "2024-09-24"),
    "ISO at midnight, space": ("2024-09-24 00:00", "2024-09-24"),
    "ISO at midnight, parts of a second": ("2024-09-24T00:00:00.000Z", "2024-09-24"),
    "British at midnight": ("24/09/2024 00:00:00", "2024-09-24"),
    "apostrophe": ("'24/09/2024", "2024-09-24"),
    "full-width": ("２４／０９／２０２４", "2024-09-24"),
    "no-break spaces": ("24\u00a0September\u202f2024", "2024-09-24"),
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
        "Monday 24 September 2024", "Monday", "Someday 24 September 2024", "2024-09-24T10:30:00", "24 September 2024 10:30", "00:00",
        "Sept 24", "24 September", "24.9", "2024/13/01", "2024-24-09", "24-25/09/2024", "early 2024", "",
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
    "ISO": ("2024-05", "2024-05", "2024-05"),
    "ISO, slash": ("2024/05", "2024-05", "2024-05"),
}
YEARS = {
    "slash": ("2024/25", "2024-04", "2025-03"),
    "hyphen": ("2024-25", "2024-04", "2025-03"),
    "dash": ("2024–25", "2024-04", "2025-03"),
    "spaces": ("2024 / 25", "2024-04", "2025-03"),
    "FY": ("FY 2024/25", "2024-04", "2025-03"),
    "fy, no space": ("fy2024-25", "2024-04", "2025-03"),
    "in words": ("Financial year 2024/25", "2024-04", "2025-03"),
    "both years in full": ("2024/2025", "2024-04", "2025-03"),
    "short": ("24/25", "2024-04", "2025-03"),
    "short with FY": ("FY 11/12", "2011-04", "2012-03"),
    "named, that else could be a month": ("FY 2011-12", "2011-04", "2012-03"),
    "two years": ("2024/25 to 2026/27", "2024-04", "2027-03"),
    "two years, dash": ("2024/25–2025/26", "2024-04", "2026-03"),
    "century": ("2099/00", "2099-04", "2100-03"),
}
QUARTERS = {
    "first": ("Q1 2024/25", "2024-04", "2024-06"),
    "second": ("Q2 2024/25", "2024-07", "2024-09"),
    "third": ("Q3 2024-25", "2024-10", "2024-12"),
    "fourth": ("Q4 2024/2025", "2025-01", "2025-03"),
    "in words": ("Quarter 2 of 2024/25", "2024-07", "2024-09"),
    "comma": ("q2, 2024/25", "2024-07", "2024-09"),
    "FY": ("Q2 FY 2024/25", "2024-07", "2024-09"),
    "short year": ("Q2 24/25", "2024-07", "2024-09"),
    "as a period is written": ("2024-25-Q2", "2024-07", "2024-09"),
    "year first": ("2024/25 Q2", "2024-07", "2024-09"),
    "two": ("Q1/Q2 2024/25", "2024-04", "2024-09"),
    "range": ("Q2 to Q4 2024/25", "2024-07", "2025-03"),
    "year that else could be a month": ("Q2 2011-12", "2011-07", "2011-09"),
}


@pytest.mark.parametrize(("words", "start", "end"), MONTHS.values(), ids=MONTHS)
def test_months_keep_their_words_and_gain_start_and_end(words: str, start: str, end: str) -> None:
    assert values.read_months(cell(words)) == Reading("months", {"words": words, "start": start, "end": end})


@pytest.mark.parametrize(("words", "start", "end"), YEARS.values(), ids=YEARS)
def test_a_financial_year_is_april_to_march(words: str, start: str, end: str) -> None:
    assert values.read_months(cell(words)) == Reading("financial-year", {"words": words, "start": start, "end": end})


@pytest.mark.parametrize(("words", "start", "end"), QUARTERS.values(), ids=QUARTERS)
def test_a_quarter_is_one_of_a_financial_year(words: str, start: str, end: str) -> None:
    assert values.read_months(cell(words)) == Reading("quarter", {"words": words, "start": start, "end": end})


@pytest.mark.parametrize("words", ["2011-12", "2011/12"])
def test_a_year_that_could_be_a_month_is_a_question(words: str) -> None:
    reading = values.read_months(cell(words))
    assert _question(reading) == ("ambiguous-date", None, "")
    assert reading.details == {"first": "December 2011", "second": "the financial year 2011/12"}


@pytest.mark.parametrize("value", [date(1900, 1, 5), datetime(2101, 1, 1)])
def test_a_month_that_nobody_means_is_a_question(value: date) -> None:
    assert _question(values.read_months(cell(value))) == ("unlikely-date", None, "")


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
        "Q5 2024/25",
        "Q3 to Q2 2024/25",
        "Q2 2024/26",
        "Q2",
        "2024/26",
        "2024-13",
        "2024/2026",
        "2024/2005",
        "2099/2000",
        "2025/26 to 2024/25",
        "11/12",
        "24-25",
        "FY25",
        "FY 2024/26",
        "H1 2024/25",
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
        ("pending", "not-yet-available"), ("Awaiting", "not-yet-available"), ("Data awaited.", "not-yet-available"),
        ("data pending", "not-yet-available"), ("Not yet known", "not-yet-available"),
        ("*", "suppressed"), ("Withheld", "suppressed"),
    ],
)  # fmt: skip
def test_words_for_no_figure_are_a_reason(value: str, reason: str) -> None:
    assert values.read_no_figure(cell(value)) == Reading("no-figure-words", reason=reason)


@pytest.mark.parametrize("value", ["-", "–", "—", "nil", "Nil.", "none", "NONE", "No data", "..", "...", "…", "?"])
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


@pytest.mark.parametrize(
    "value", ["0", "zero", "45", "Completed", "nil return expected", "not collected", "unknown", "TBC by Nov", 0, False]
)
def test_other_entries_are_no_reason(value: Entered) -> None:
    assert values.read_no_figure(cell(value)) is None


CHOICES = ("Not met", "Met – exceeding", "Made-up’s own", "3")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Not met", "Not met"), ("  not  MET ", "Not met"), ("met - exceeding", "Met – exceeding"), ("MET — EXCEEDING", "Met – exceeding"),
        ("made-up's own", "Made-up’s own"), ("Made-up‘s own", "Made-up’s own"), (3, "3"), (3.0, "3"),
        ("Not met.", "Not met"), ("not met .", "Not met"), ("Not\u00a0met", "Not met"), (2.9999999999999996, "3"), ("3.", "3"),
        ("met − exceeding", "Met – exceeding"), ("Made-up´s own", "Made-up’s own"),
    ],
)  # fmt: skip
def test_a_choice_is_known_in_any_case_quotes_and_dashes(value: Entered, expected: str) -> None:
    assert values.read_choice(cell(value), CHOICES).answer == expected


@pytest.mark.parametrize(("typed", "choice"), [("Cafe\u0301", "Caf\u00e9"), ("Caf\u00e9", "Cafe\u0301")])
def test_a_choice_is_known_however_its_accents_are_stored(typed: str, choice: str) -> None:
    assert values.read_choice(cell(typed), (choice, "Other")).answer == choice


def test_a_full_stop_counts_where_it_tells_two_choices_apart() -> None:
    assert [values.read_choice(cell(typed), ("Met", "Met.")).answer for typed in ("met", "met.")] == ["Met", "Met."]
    assert values.read_choice(cell("met .."), ("Met", "Met.")).problem == "not-a-choice"


@pytest.mark.parametrize("value", ["Met", "", "nearly", 4, True])
def test_what_is_no_choice_is_a_question(value: Entered) -> None:
    reading = values.read_choice(cell(value), CHOICES)
    assert (_question(reading), reading.details) == (("not-a-choice", None, ""), {"choices": "Not met, Met – exceeding, Made-up’s own, 3"})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Yes", True),
        ("y", True),
        ("TRUE", True),
        (True, True),
        ("Yes.", True),
        ("no.", False),
        ("No", False),
        (" n ", False),
        ("false", False),
        (False, False),
    ],
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
    "binary noise": (28.999999999999996, "General", "29", "text-number"),
    "infinite": (float("inf"), "General", "inf", "text-other"),
    "fraction": ("¾", "General", "¾", "text"),
    "apostrophe": ("'007", "@", "'007", "text"),
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
    shown_number = values.json_number(Decimal(number))
    assert (shown_number, type(shown_number)) == (expected, type(expected))


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
