"""Nouns for people that are spelt with a letter wrong."""

from __future__ import annotations

from shpdocs.disclosure.texts.grammar import STOPS
from shpdocs.disclosure.texts.vocabulary import Vocabulary, without_a_letter

_FEWEST_LETTERS, _MOST_LETTERS = 6, 20  # of a word that may be misspelt


def is_misspelt(words: Vocabulary, word: str, is_one: bool | None) -> bool:
    """Whether a word is one letter from a noun for people: one too many, one missing, another one, or two that changed places."""
    if not _FEWEST_LETTERS <= len(word) <= _MOST_LETTERS or not word.isalpha():
        return False
    if (
        word in words.people
        or word in words.no_people
        or word in words.kinds
        or word in STOPS
        or word in words.verbs
        or word.endswith(("ed", "ing", "est"))
    ):
        return False
    meant = {form for left in without_a_letter(word) for form in words.misspelt.get(left, ())}
    nouns = words.people.several if is_one is False else words.people.one | words.people.several
    return not meant.isdisjoint(nouns)
