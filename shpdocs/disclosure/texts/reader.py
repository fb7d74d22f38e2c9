"""The tokens of a text with the words to read them by."""

from __future__ import annotations

from typing import NamedTuple

from shpdocs.disclosure.texts.tokens import LINE_END, SENTENCE_ENDS, Token
from shpdocs.disclosure.texts.vocabulary import Nouns, Vocabulary

_FAR = 60  # tokens of a sentence before a token
_NO_PLURALS = ("ss", "ous", "us", "is", "less", "'s", "s'", "as", "ics")


class Named(NamedTuple):
    """A noun in the plural: its token, whether it is of people, and how many there were, if that stands before it."""

    at: int
    is_of_people: bool
    how_many: int | None


class Reader:
    """The tokens of a text, the words to read them by, and whether the text is about a number of people (None: about none at all).

    What was looked up of a token is kept: many numbers of a text ask for the same.
    """

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary, is_about_people: bool | None = None) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.is_about_people = is_about_people
        self.people: dict[tuple[int, bool | None], bool] = {}
        self.named: list[Named] | None = None  # every plural, once one was asked for
        self._things: dict[tuple[int, bool | None], bool] = {}

    def word(self, at: int) -> str:
        """The word of a token; nothing before the first and after the last."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def is_thing(self, at: int, is_one: bool | None = None) -> bool:
        """Whether a noun for a thing ends at a token."""
        known = self._things.get((at, is_one))
        if known is None:
            known = self._things[at, is_one] = self.names(self.vocabulary.things, at, is_one)
        return known

    def names(self, nouns: Nouns, at: int, is_one: bool | None = None) -> bool:
        """Whether a noun, or one of several words, ends at a token: in the singular, the plural, or either (None)."""
        word, before = self.word(at), self.word(at - 1)
        forms = [word, word.rpartition("-")[2]]
        if before:
            forms += [f"{before} {word}", f"{self.word(at - 2)} {before} {word}"]
        if is_one is None:
            return any(form in nouns for form in forms)
        return not nouns.one.isdisjoint(forms) if is_one else not nouns.several.isdisjoint(forms)

    def is_boundary(self, at: int) -> bool:
        """Whether a sentence, a line or the text ends at a token."""
        word = self.word(at)
        return not word or word in SENTENCE_ENDS or word == LINE_END

    def start_of_sentence(self, at: int) -> int:
        """The first token of the sentence or line in which a token stands, or of what is near of a very long one."""
        start = at
        while start > max(0, at - _FAR) and not self.is_boundary(start - 1):
            start -= 1
        return start

    def is_unknown_plural(self, at: int) -> bool:
        """Whether a word that nobody listed seems to be a noun in the plural: it ends what a number counts, and is no person."""
        word = self.word(at)
        return (
            word.replace("-", "").isalpha()
            and len(word) > 3
            and word.endswith("s")
            and not word.endswith(_NO_PLURALS)
            and word not in self.vocabulary.times
        )
