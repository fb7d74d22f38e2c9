"""The words by which texts are read: shipped, and a partnership's own."""

from __future__ import annotations

import pytest

from shpdocs.definitions.shipped import people_words
from shpdocs.disclosure.texts.search import small_numbers_in
from shpdocs.model.definition import SmallNumbers
from shpdocs.model.people_words import OwnWords

OWN_WORDS = OwnWords(("snark", "bandersnatch/bandersnatchi", "alpha file", "XQZ"), ("victim", "young person/young people"))
OWN = SmallNumbers(words=OWN_WORDS)


@pytest.mark.parametrize("text", ["one snark", "one bandersnatch", "two XQZs", "3 alpha files"])
def test_a_word_of_the_partnerships_own_counts_people(text: str) -> None:
    assert small_numbers_in(text, OWN)
    assert not small_numbers_in(text, SmallNumbers())


@pytest.mark.parametrize("text", ["2 victims were seen", "3 young people"])
def test_a_word_that_the_partnership_says_counts_no_people_does_not(text: str) -> None:
    assert small_numbers_in(text, SmallNumbers())
    assert not small_numbers_in(text, OWN)


@pytest.mark.parametrize(
    "text", ["2 boojums", "3 oarsmen were seen", "four new abbots", "2 fare-dodgers", "1 gold panner", "two of our ferrymen"]
)
def test_a_small_number_of_a_noun_that_no_list_has_counts_people(text: str) -> None:
    assert small_numbers_in(text, SmallNumbers())


@pytest.mark.parametrize(
    "text",
    [
        "2 lampposts",  # listed
        "3 re-plantings",  # ends as things do
        "2 boojums events",  # said of things
        "3 XQZs",  # short for something
        "The Two Ronnies",  # a name
        "Phase 2 of the fund opens",
        "12 boojums",  # many
        "one larger",
        "2 follow-ups",
    ],
)
def test_a_noun_that_names_a_thing_counts_no_people(text: str) -> None:
    assert not small_numbers_in(text, SmallNumbers())


def test_a_partnership_says_which_unlisted_nouns_count_no_people() -> None:
    assert not small_numbers_in("2 boojums", SmallNumbers(words=OwnWords((), ("boojum",))))


def test_no_word_is_of_people_and_of_things_and_none_stands_twice() -> None:
    words = people_words()
    assert not {*words.people, *words.cases} & {*words.things, *words.more_things}
    assert not set(words.things) & set(words.more_things)
    assert not set(words.people) & set(words.cases)
    for name in words.__struct_fields__:
        listed = getattr(words, name)
        assert sorted(listed) == sorted(set(listed)), name


@pytest.mark.parametrize("noun", people_words().people + people_words().cases)
def test_every_word_for_people_is_found_with_a_small_number(noun: str) -> None:
    several = noun.partition("/")[2].partition("/")[0] or noun
    assert any(small_numbers_in(f"{form}: 2", SmallNumbers()) for form in (several, f"{several}s", f"{several[:-1]}ies", f"{several}es"))
