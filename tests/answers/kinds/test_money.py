"""Sums of money."""

from __future__ import annotations

from datetime import date

import pytest

from shpdocs.answers.kinds.money import KIND
from shpdocs.model.definition import Asked
from tests.support.made import Entered, cell, question

ASKED = Asked("money")
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
    answer = KIND.read(cell(value), ASKED).answer
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
def test_what_is_no_money_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-money", None, "")


def test_a_per_cent_cell_is_no_money() -> None:
    assert question(KIND.read(cell(0.5, "0%"), ASKED)) == ("not-money", None, "")
