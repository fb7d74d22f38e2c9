"""The words by which texts are read: shipped, and a partnership's own."""

from __future__ import annotations

import pytest

from shpdocs.definitions.shipped import people_words
from shpdocs.disclosure.texts.search import small_numbers_in
from shpdocs.model.definition import SmallNumbers
from shpdocs.model.people_words import OwnWords

OWN_WORDS = OwnWords(("snark", "bandersnatch/bandersnatchi", "made-up client", "XQZ"), ("victim", "young person/young people"))
OWN = SmallNumbers(words=OWN_WORDS)


@pytest.mark.parametrize("text", ["2 snarks", "one snark", "two XQZs", "3 made-up clients"])
def test_a_word_of_the_partnerships_own_counts_people(text: str) -> None:
    assert small_numbers_in(text, OWN)
    assert text.endswith("clients") or not small_numbers_in(text, SmallNumbers())


@pytest.mark.parametrize("text", ["2 victims were seen", "3 young people"])
def test_a_word_that_the_partnership_says_counts_no_people_does_not(text: str) -> None:
    assert small_numbers_in(text, SmallNumbers())
    assert not small_numbers_in(text, OWN)


def test_no_word_is_of_people_and_of_things_and_none_stands_twice() -> None:
    words = people_words()
    assert not {*words.people, *words.cases} & set(words.things)
    assert not set(words.people) & set(words.cases)
    for name in words.__struct_fields__:
        listed = getattr(words, name)
        assert sorted(listed) == sorted(set(listed)), name


@pytest.mark.parametrize("noun", people_words().people + people_words().cases)
def test_every_word_for_people_is_found_with_a_small_number(noun: str) -> None:
    several = noun.partition("/")[2].partition("/")[0] or noun
    assert any(small_numbers_in(f"{form}: 2", SmallNumbers()) for form in (several, f"{several}s", f"{several[:-1]}ies", f"{several}es"))
