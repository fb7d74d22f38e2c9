"""The vocabulary of what a page shows is the format's own: every name in it is on the format's list."""

from __future__ import annotations

import pytest

from shpdocs.ooxml.vocabulary import FONT, LANGUAGE, PREFIXES, is_plain, vocabulary
from tests.support.word_canaries.word_format import element_types


def full(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{PREFIXES[prefix]}}}{local}"


def test_every_element_and_every_attribute_is_one_of_the_formats() -> None:
    types = [type for type in element_types().values() if type.element.split(":")[0] in PREFIXES]
    assert vocabulary().elements <= {full(type.element) for type in types}
    named = {attribute.name for type in element_types().values() for attribute in type.attributes}
    for attribute in vocabulary().attributes:
        uri, _, name = attribute.strip("{").partition("}")
        prefix = next(prefix for prefix, known in PREFIXES.items() if known == uri)
        assert (name.removeprefix("@") if name.startswith("@") else f"{prefix}:{name}") in named, attribute


@pytest.mark.parametrize(
    "value", ["", "1", "-12.5pt", "0A5A2A", "#4472c4 [3204]", "center", "21600,21600", "020B0604020202020204", "0 0;1 1"]
)
def test_numbers_and_words_of_the_format_are_plain(value: str) -> None:
    assert is_plain(value)


@pytest.mark.parametrize("value", ["Made up", "secret", "a.b@example.org", "C:\\x", "12345678901234567", "1 secret", "sécret"])
def test_what_somebody_writes_is_not(value: str) -> None:
    assert not is_plain(value)


def test_languages_and_fonts() -> None:
    assert [bool(LANGUAGE.fullmatch(text)) for text in ("en-GB", "zh-Hans-CN", "x-none", "en-secret", "made up")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [bool(FONT.fullmatch(text)) for text in ("Arial", "MS Gothic (Made-up)", "@SimSun", "", "x" * 65)] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [bool(FONT.fullmatch(text)) for text in ("Open Sans;Arial", "A; B; C", ";Arial", "Arial;", "a;" * 20 + "a")] == [
        True,
        True,
        False,
        False,
        False,
    ]
