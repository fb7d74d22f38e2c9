"""Signs above or below the line, and letters of symbol fonts."""

from __future__ import annotations

import pytest

from shpdocs.ooxml.letters import as_signs, mark_of_font, reads_otherwise

OTHERWISE = {
    "a note behind a number": ("There were 45", "1", " incidents"),
    "a note with its space": ("There were 45", "1 ", "incidents"),
    "a note after a space": ("There were 45 ", "1", " incidents"),
    "a note in brackets": ("45", "(1)", " incidents"),
    "a letter as a note": ("45", "a", " incidents"),
    "an asterisk": ("45", "*", ""),
    "a note before a number": ("about ", "*", "45"),
    "two notes": ("45", "1,2", ""),
    "a power": ("10", "3", " visits"),
    "an index": ("45", "2", "6"),
    "a note behind a word": ("incidents", "1", " rose"),
    "a note behind a full stop": ("rose.", "2", ""),
    "an area and a number behind it": ("5 m", "2", "3"),
    "a number above a number": ("1", "3", "/4"),
}
THE_SAME = {
    "an ordinal": ("on the 24", "th", " of September"),
    "an ordinal with its comma": ("1", "st,", " then"),
    "an area": ("12 m", "2", " of paving"),
    "a volume": ("12 cm", "3", "."),
    "a gas": ("less CO", "2", " in the air"),
    "dust": ("PM", "10", " and"),
    "a trade mark": ("Made-up", "TM", " locks"),
    "a word": ("a ", "raised", " word"),
    "a note that stands apart": ("see note ", "1", ""),
    "all of it": ("", "45 incidents", ""),
    "a space": ("45", " ", "6"),
}


@pytest.mark.parametrize(("before", "raised", "after"), OTHERWISE.values(), ids=OTHERWISE)
def test_what_is_raised_and_would_be_read_otherwise_on_the_line_is_found(before: str, raised: str, after: str) -> None:
    assert reads_otherwise(before, raised, after)


@pytest.mark.parametrize(("before", "raised", "after"), THE_SAME.values(), ids=THE_SAME)
def test_what_is_raised_and_reads_the_same_on_the_line_is_let_be(before: str, raised: str, after: str) -> None:
    assert not reads_otherwise(before, raised, after)


@pytest.mark.parametrize(
    ("font", "text", "expected"),
    [
        ("Wingdings", "ü Done 5", "\uf0fc \uf044\uf06f\uf06e\uf065 \uf035"),
        ("wingdings 2", "P", "\uf050"),
        ("Symbol", "·\tabc 164", "\uf0b7\t\uf061\uf062\uf063 164"),
        ("Calibri", "ü Done", "ü Done"),
    ],
)
def test_letters_of_a_symbol_font_are_signs(font: str, text: str, expected: str) -> None:
    assert as_signs(text, frozenset({mark_of_font(font)})) == expected
