"""Where words stand in a text: as an officer copies or types them."""

from __future__ import annotations

import pytest

from shpdocs.commands.tracing.matching import matches, sought


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("4 pwit  AND 10 vap", "It was 4 PWIT and\n10 VAP.", ["4 PWIT and\n10 VAP"]),
        ("1206", "from 1,206 to 1206", ["1,206", "1206"]),
        ("1,206", "from 1,206 to 1206", ["1,206", "1206"]),
        ("622", "1,622; 622.5; 6220; 1622; 5.622; 622,000; 622", ["622"]),
        ("622", "622, and 622.", ["622", "622"]),
        ("206,500", "1,206,500", []),
        ("1,206", "1,206,500", []),
        ("12345", "12,345", ["12,345"]),
        ("86.5", "86.5 of 186.5, 86.55", ["86.5"]),
        ("8.9% below", "8.9 % below", ["8.9 % below"]),
        ("9% below", "8.9% below", []),
        ("5 % of", "5% of 15% of", ["5% of"]),
        ("2", "Q2, 2nd, 22, 2024", ["2", "2"]),
        ("Q2", "Q2 Q21", ["Q2"]),
        ("12", "3,12 and 4", ["12"]),
        ("don't - stop", "don’t – stop", ["don’t – stop"]),
        ("(a+b)*", "the (A+B)* of", ["(A+B)*"]),
        ("", "anything", []),
        (" ", "any thing", []),
    ],
)
def test_words_are_found_in_any_case_and_spacing_and_numbers_as_whole_ones(words: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in matches(sought(words), text)] == found
