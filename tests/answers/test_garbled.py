"""What a program put in place of letters is a question, whatever made it; foreign words, addresses and emoji are none."""

from __future__ import annotations

import pytest

from shpdocs.answers.garbled import garbled_in
from shpdocs.answers.kinds import KINDS
from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from tests.support.made import cell

# what came, and what the sign in it was
GARBLED = {
    "pounds as UTF-8 read by Windows": ("Â£280k", "£"),
    "the same within words": ("We spent Â£280k in all", "£"),
    "an apostrophe": ("We donâ€™t know", "’"),
    "quotes": ("â€œMade upâ€\x9d", "“"),
    "half of a quote": ("as they say â€ here", ""),
    "a dash": ("April â€“ June", "–"),
    "a bullet": ("â€¢ Patrols", "•"),
    "an accent": ("the cafÃ© of the estate", "é"),
    "a capital": ("Ã‰cole", "É"),
    "twice": ("donÃ¢â‚¬â„¢t", "’"),
    "pounds twice": ("Ã‚Â£5", "£"),
    "a degree": ("10Â°C", "°"),
    "a space": ("10Â\u00a0km", ""),
    "euros": ("â‚¬5", "€"),
    "the mark of a file": ("ï»¿Text", ""),
    "a lost letter, twice": ("cafï¿½", ""),
    "a face": ("Thanks ðŸ˜€", "\U0001f600"),
    "Polish": ("KrakÃ³w i ÅÃ³dÅº", "ó"),
    "Cyrillic": ("Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "привет"),
    "of a Mac": ("¬£280k", "£"),
    "an apostrophe of a Mac": ("don‚Äôt", "’"),
    "Windows read by a Mac": ("donÕt", "’"),
    "Windows read by DOS": ("donÆt", "’"),
    "pounds of DOS": ("ú280k was spent", "£"),
    "pounds of DOS in another table": ("œ280k", "£"),
    "of a database": ("don¿t", "’"),
    "a question mark for what could not be written": ("They don?t agree, and she?s right", "’"),
    "Windows in Latin 1": ("don\x92t", "’"),
    "euros in Latin 1": ("\x80164", "€"),
    "a lost letter": ("caf\ufffd", ""),
    "an object that is lost": ("see \ufffc here", ""),
    "a picture of a control": ("one␍␊two", ""),
    "mail": ("don=E2=80=99t", "’"),
    "a head of a mail": ("=?utf-8?Q?Made_up?=", ""),
    "JSON": (r"\u00a3280k", "£"),
    "beside an address": ("See https://example.invalid/?s=1 if you don?t know", "’"),
    "mail that breaks off": ("A =E2=80", ""),
    "a script": (r"\xa3280k", "£"),
    "RTF": (r"\'a3280k", "£"),
    "half of a sign": ("x _xD83D_ y", ""),
    "a name of a list": ("Made_x0020_up", " "),
    "a person of a list": ("12;#Made-up name", ""),
    "a result of a list": ("float;#164.000000", ""),
}
PLAIN = [
    "Café, naïve, Zürich, Øresund, Ærø, señor, São João, Łódź, Ålborg, œuvre", "CAFÉ’S", "CAFÉ”", "« Voilà »",
    "« Voilà\u00a0»", "à\u00a0»", "IRMÃ, CHÂTEAU", "Å’s harbour", "50 °C, ±5, ½, £5, €5, 5² m, §12",
    "“Quoted” – ‘and’ more… •", "Ελλάδα", "Привет", "مرحبا", "你好", "👍 ✓ ☑", "AT&T; R&D", "Q&A; notes", "A & B",
    "x <5 and >3", "a < b > c", "<name>", "x=5", "a=b=c", "E=20=F", "https://example.invalid/?q=a%20b&amp", "What?Yes",
    "page?id=5", "Is it?This", "C:\\users\\xavier", r"\\server\unit", "a;#b", "#12; #13", "part_x0041_1", "box_x1_y2_",
    "{a}", "{draft}", "$5", "£{5}", "100%", "5% (12)", "why not?", "who?", "re?", "2;3", "“It’s ¿qué?”", "sœur", "Jésú", "ú",
    "Noël 5", "#1;#2", "see https://example.invalid/page?t=30s for more", "(https://example.invalid/search?d=1&m=2)",
    "www.example.invalid/a?s=b",
    r"S:\xfer\report", r"saved in \\server\ubeef", r"C:\Made up\x64\a.xlsx", r"“C:\a b\u2019\c”", "https://example.invalid/?a=20=30=AB",
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), GARBLED.values(), ids=GARBLED)
def test_what_a_program_put_in_place_of_letters_is_told_with_what_it_probably_was(text: str, meant: str) -> None:
    garbled = garbled_in(text)
    assert garbled is not None
    assert (garbled.piece in text, garbled.meant) == (True, meant)


@pytest.mark.parametrize("text", PLAIN)
def test_foreign_words_addresses_and_signs_that_were_typed_are_none(text: str) -> None:
    assert garbled_in(text) is None


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_question_in_every_kind(kind: str) -> None:
    for text in ("Â£280k", "12\ufffd", "=C2=A35", "\x8012"):
        reading = read_answer(cell(text), Asked(kind, choices=("Yes", text), no_figure=True))
        assert (reading.problem, reading.answer) == ("garbled", None)


def test_the_question_says_what_was_probably_meant() -> None:
    assert read_answer(cell("Â£280k"), Asked("money")).details == {"first": "Â£", "second": ", perhaps '£'"}
    assert read_answer(cell("cafï¿½"), Asked("text")).details["first"] == "ï¿½"
    assert read_answer(cell("caf\ufffd"), Asked("text")).details["second"] == ""
