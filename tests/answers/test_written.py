"""What leads write, as it comes from other programs: signs that show nothing, bullets, signs of symbol fonts."""

from __future__ import annotations

from datetime import datetime

import pytest

from shpdocs.answers.kinds.narrative import blocks_of
from shpdocs.answers.reading import read_answer
from shpdocs.answers.values import parse_number, tidy
from shpdocs.model.definition import Asked
from shpdocs.model.document import ListItem, Paragraph
from shpdocs.model.invisible import INVISIBLE, TURNS_AROUND
from tests.support.made import cell

UNSEEN = [
    *"\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u061c\ufeff\u00ad",
    *"\ufe00\ufe0e\ufe0f\U000e0100\U000e0020\u034f\u180e\u3164\uffa0\u115f\u2800\x07\x7f\x81",
]  # fmt: skip
SPACES = "\u00a0\u1680\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BULLETS = [
    "- ", "* ", "• ", "•\t", "•", "·\t", "·       ", "· ", "▪ ", "▪", "■\t", "●\t", "○ ", "◦ ", "‣ ", "⁃ ", "➢\t", "❖ ", "– ", "— ",
    "−\t", "o\t", "o\u00a0\u00a0\u00a0", "o   ", "§\t", "§  ", "Ø\t", "ü\t", "v\t", "q\t", "\uf0b7\t", "\uf0b7 ", "\uf0a7\t", "\uf0d8 ",
    "\uf0fc\t", "\uf076\t", "\uf06e ", "\t•\t", "\u200e•\u200e ", "\ufeff• ",
    "→ ", "→\t", "⇒ ", "➔ ", "» ", "› ", "▶ ", "▶\ufe0f ", "👉 ", "🔹 ", "-> ", "=> ", "・", "-", "–", "—", "−",
]  # fmt: skip
NO_BULLETS = [
    "■■■ was blacked out", "o one", "§ 12 of the Act", "ü done", "Øresund", "✓ Done", "✗ Not done", "★ A star", "*a note", "-5 degrees",
    "n\t45", "o", "•", "o\t45", "-5%", "−5 degrees", "–£5", "→", "->", "→5", "-", "-s", "1.5 million", "1.5m", "e.g. this", "a.m. and p.m.",
    "i.e. that", "24-hour care", "24/7", "5 - a good number", "1-2 weeks", "12-week courses", "3)", "1.", "2024.", "1.a", "ex- partner",
    "①", "a.b", "U.K. figures", "A. Smith said", "3D", "£5)", "»Voilà«", "-est- is a suffix", "☐",
]  # fmt: skip


@pytest.mark.parametrize("sign", UNSEEN, ids=[f"U+{ord(sign):04X}" for sign in UNSEEN])
def test_a_sign_that_shows_nothing_does_not_count_around_or_within_numbers_dates_and_choices(sign: str) -> None:
    assert read_answer(cell(f"{sign}1,6{sign}64{sign}"), Asked("count")).answer == 1664
    assert read_answer(cell(f"{sign}45%{sign}"), Asked("percentage")).answer == 45
    assert read_answer(cell(f"{sign}£280k{sign}"), Asked("money")).answer == {"amount": 280_000, "words": "£280k"}
    assert read_answer(cell(f"{sign}24 September 2024{sign}"), Asked("date")).answer == "2024-09-24"
    assert read_answer(cell(f"{sign}Oct/Nov 2024{sign}"), Asked("months")).answer["words"] == "Oct/Nov 2024"
    assert read_answer(cell(f"{sign}Met{sign}"), Asked("choice", choices=("Met", "Not met"))).answer == "Met"
    assert read_answer(cell(f"{sign}tbc{sign}"), Asked("count", no_figure=True)).reason == "not-yet-available"
    assert cell(f" {sign} ").is_blank


@pytest.mark.parametrize("space", SPACES, ids=[f"U+{ord(space):04X}" for space in SPACES])
def test_a_space_of_any_kind_is_a_space(space: str) -> None:
    assert parse_number(f"{space}1{space}664{space}") == 1664
    assert read_answer(cell(f"24{space}September{space}2024"), Asked("date")).answer == "2024-09-24"


@pytest.mark.parametrize("kind", ["count", "number", "date", "text", "narrative"])
def test_a_sign_that_turns_what_follows_around_is_a_question(kind: str) -> None:
    assert read_answer(cell(f"{TURNS_AROUND}164"), Asked(kind)).problem


def test_no_letter_is_taken_for_a_sign_that_shows_nothing() -> None:
    assert not any(chr(code).isalnum() and chr(code) not in "\u115f\u1160\u3164\uffa0" for code in INVISIBLE)


@pytest.mark.parametrize("bullet", BULLETS)
def test_a_bullet_of_any_program_begins_an_item(bullet: str) -> None:
    answer = read_answer(cell(f"Work done:\n{bullet}Patrols at the made-up estate\n{bullet}A made-up leaflet"), Asked("narrative")).answer
    assert [type(block) for block in blocks_of(answer)] == [Paragraph, ListItem, ListItem]
    assert [block.text for block in blocks_of(answer)][1:] == ["Patrols at the made-up estate", "A made-up leaflet"]


@pytest.mark.parametrize("line", NO_BULLETS)
def test_a_sign_that_means_something_stays(line: str) -> None:
    assert blocks_of(read_answer(cell(line), Asked("narrative")).answer) == (Paragraph(line),)


@pytest.mark.parametrize(
    ("line", "numbering"),
    [
        ("1)First", "1)"), ("(1)First", "1)"), ("1.First", "1."), ("a)First", "a)"), ("(a)First", "a)"), ("a.First", "a."),
        ("1- First", "1."), ("1–\tFirst", "1."), ("① First", "1."), ("⑴ First", "1)"), ("⒈First", "1."), ("1.\u00a0First", "1."),
    ],
)  # fmt: skip
def test_a_number_or_a_letter_of_any_make_begins_an_item(line: str, numbering: str) -> None:
    assert blocks_of(read_answer(cell(line), Asked("narrative")).answer) == (ListItem("First", numbering, 1, 0, True),)


@pytest.mark.parametrize(("line", "numbering"), [("1.\tFirst", "1."), ("(1) First", "1)"), ("(a)\tFirst", "a)"), ("1)\u00a0First", "1)")])
def test_a_number_or_a_letter_in_any_brackets_begins_an_item(line: str, numbering: str) -> None:
    assert blocks_of(read_answer(cell(line), Asked("narrative")).answer) == (ListItem("First", numbering, 1, 0, True),)


@pytest.mark.parametrize("kind", ["text", "narrative"])
@pytest.mark.parametrize("text", ["See \uf0e0 there", "Yes \uf0fe", "\uf0fb\tNot done", "\ue000"])
def test_a_sign_of_a_symbol_font_within_words_is_a_question(kind: str, text: str) -> None:
    reading = read_answer(cell(text), Asked(kind))
    assert (reading.problem, reading.details) == ("formatted-part", {"how": "in a symbol font"})


WRITTEN = {
    "an escape written twice": ("One_x000D_\ntwo_x0009_three_x0007_", "One\ntwo\tthree"),
    "hyphens as Word copies them": ("Follow\x1eup, pre\x1fventive", "Follow\u2011up, preventive"),
    "soft hyphens, joiners of words, marks of a file": ("pre\u00adven\u2060tive\ufeff", "preventive"),
    "marks of direction in English": ("\u202aFrom 5\u202c to 6\u200e", "From 5 to 6"),
    "marks of direction in Arabic": ("\u200f\u0645\u06cc\u200c\u062e\u0648", "\u200f\u0645\u06cc\u200c\u062e\u0648"),
    "a family": ("\U0001f468\u200d\U0001f469\u200d\U0001f467 ☑\ufe0f", "\U0001f468\u200d\U0001f469\u200d\U0001f467 ☑\ufe0f"),
    "ends of lines of other programs": ("a\x0bb\x0cc\u2028d\x85e", "a\nb\nc\nd\ne"),
    "a sign in two halves": ("Thanks _xD83D__xDE00_ all_xd83d__xde00_", "Thanks \U0001f600 all\U0001f600"),
    "a literal escape of another sign": ("part_x0041_1", "part_x0041_1"),
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_signs_that_mean_nothing_leave_words_and_those_that_mean_something_stay(text: str, expected: str) -> None:
    assert read_answer(cell(text), Asked("narrative")).answer == expected
    assert read_answer(cell(text), Asked("text")).answer == " ".join(expected.split())


def test_a_line_is_tidied_as_a_figure_is_read() -> None:
    assert tidy("Made_x000D_\nup\u00ad\u200b \x07 text") == "Made up text"
    assert read_answer(cell(datetime(2024, 9, 24), "d mmm yyyy"), Asked("text")).answer == "24 September 2024"
