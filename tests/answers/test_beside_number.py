"""What stands beside a number is named in the question: another currency, the sign of a note, a word for 'about'."""

from __future__ import annotations

import pytest

from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from tests.support.made import cell

FIGURES = ("count", "number", "percentage", "rate", "money")
CURRENCIES = [
    "€ 164",
    "€164",
    "164 €",
    "164€",
    "$164",
    "US$164",
    "USD 164",
    "164 EUR",
    "164 euros",
    "¥164",
    "€5m",
    "5m€",
    "-€5",
    "€1.664,50",
]
SIGNS = {
    "164*": "*", "164 *": "*", "164†": "†", "164 (p)": "(p)", "164(r)": "(r)", "164 [note 1]": "[note 1]", "164[1]": "[1]", "164r": "r",
    "164 e": "e", "164²": "²", "1,664¹": "¹", "164?": "?", "164+": "+", "~164": "~", "≈ 164": "≈",
    "c. 164": "c.", "c.164": "c.", "ca 164": "ca",
    "circa 164": "circa", "164 (est.)": "(est.)", "45%*": "*", "164 (up 5)": "(up 5)",
}  # fmt: skip


@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize("text", CURRENCIES)
def test_another_currency_is_named_as_such(kind: str, text: str) -> None:
    assert read_answer(cell(text), Asked(kind, no_figure=True)).problem == "other-currency"


@pytest.mark.parametrize("kind", FIGURES)
@pytest.mark.parametrize(("text", "sign"), SIGNS.items())
def test_what_stands_beside_a_number_is_named(kind: str, text: str, sign: str) -> None:
    reading = read_answer(cell(text), Asked(kind, per=1000))
    assert (reading.problem, reading.details["first"]) == ("number-and-sign", sign)


@pytest.mark.parametrize(
    ("kind", "text"), [("count", "164 "), ("percentage", "45%"), ("money", "£5m"), ("money", "(£5)"), ("number", "(12)")]
)
def test_a_plain_number_is_none_of_it(kind: str, text: str) -> None:
    assert read_answer(cell(text), Asked(kind, minimum=-100)).answer is not None


@pytest.mark.parametrize("text", ["seven", "about 370", "1'664", "164 incidents", "164/200", "164-170", "Euston 5"])
def test_other_words_stay_no_number(text: str) -> None:
    assert read_answer(cell(text), Asked("count")).problem == "not-a-whole-number"
