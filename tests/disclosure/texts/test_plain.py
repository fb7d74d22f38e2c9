"""A text in plain letters: what a reader sees, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpdocs.disclosure.texts.plain import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3 victims", "3 victims"),
        ("3\u00a0vic\u00adtims", "3 victims"),
        ("3\u200b v\u2060ictims\ufeff", "3 victims"),
        ("\uff13\u3000\uff56\uff49\uff43\uff54\uff49\uff4d\uff53", "3 victims"),
        ("\u0663 victims, \u06f3, \u0969", "3 victims, 3, 3"),
        ("3\ufe0f\u20e3 victims, \u00b3, \u2083, \u2462, \u2162, \U0001d7d1", "3 victims, 3, 3, 3, 3, 3"),
        ("\u0442w\u043e v\u0456\u0441t\u0456ms", "two victims"),
        ("v\u00edctims, vi\u0301ctims", "victims, victims"),
        ("**3** _victims_", "3 victims"),
        ("3 vic-\n  tims", "3 victims"),
        ("3\u2028victims\r4", "3\nvictims\n4"),
        ("Victims\t3", "Victims | 3"),
        ("3\u2013victims\u2019", "3\u2013victims'"),
    ],
)
def test_a_text_is_read_as_it_looks(written: str, read: str) -> None:
    assert plain(written).text == read


@given(st.text(max_size=60))
def test_every_letter_knows_where_it_stands(written: str) -> None:
    shown = plain(written)
    assert len(shown.places) == len(shown.text) + 1
    assert list(shown.places) == sorted(shown.places)
    assert all(0 <= place <= len(written) for place in shown.places)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="*_~`"), max_size=60))
def test_plain_letters_stay_as_they_are(written: str) -> None:
    assert plain(written).text == written
