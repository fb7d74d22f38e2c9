"""Lines of text."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from shpdocs.answers.kinds.text import KIND
from shpdocs.model.definition import Asked
from shpdocs.model.returns import Reading
from tests.support.made import Entered, cell

ASKED = Asked("text")
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
    assert KIND.read(cell(value, number_format), ASKED) == Reading(rule, expected)
