"""The tokens of a text with the words to read them by."""

from __future__ import annotations

from typing import NamedTuple

from shpdocs.disclosure.texts.grammar import DETERMINERS, OF_A_PERSON, STOPS
from shpdocs.disclosure.texts.tokens import LINE_END, SENTENCE_ENDS, Token
from shpdocs.disclosure.texts.vocabulary import Nouns, Vocabulary

_FAR = 60  # tokens of a sentence before a token
_FOR_THINGS = ("application", "order", "appeal", "nomination")  # 'applications to the fund'
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
            known = self._things[at, is_one] = self.names(self.vocabulary.things, at, is_one) or self._is_other_case(at, is_one)
        return known

    def _is_other_case(self, at: int, is_one: bool | None) -> bool:
        return self.is_of_other_use(at) and self.names(self.vocabulary.people, at, is_one)

    def is_of_other_use(self, at: int) -> bool:
        """Whether a case is of no person: 'funding applications', 'closure orders', 'breaches of licence conditions', 'starts on site'."""
        words, word = self.vocabulary, self.word(at)
        if word not in words.people or word in words.persons or word in OF_A_PERSON:
            return False
        after = self.word(at + 1)
        if after in ("of", "for", "to") and word.startswith(_FOR_THINGS):
            goal = at + 3 if self.word(at + 2) in DETERMINERS else at + 2
            if self.word(goal) in words.not_of_people or self.is_thing(goal):
                return True
        if after in ("of", "on", "by", "(") and self.word(at + 2) in words.not_of_people and self.word(at + 2) != "licence":
            return True
        before = self.word(at - 1)
        return (before in words.not_of_people and f"{before} {word}" not in words.people) or self._is_long_order(at)

    def _is_long_order(self, at: int) -> bool:
        """Whether an order or application has a long name that is of no person: 'public space protection orders'."""
        words = self.vocabulary
        if not self.word(at).startswith(("order", "application")):
            return False
        for near in range(at - 1, at - 4, -1):
            word = self.word(near)
            if word in words.not_of_people or not word.isalpha() or word in STOPS or word in words.people:
                return word in words.not_of_people
        return False

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
