"""What a number in a text counts, by the words after it: people, things, a stretch of time, or nothing that is named there."""

from __future__ import annotations

from typing import Literal, NamedTuple

from shpdocs.disclosure.texts.grammar import DETERMINERS, NEAR, PRONOUNS, STOPS, THOSE_OF_AN_AGE, YEARS_OLD
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.tokens import LINE_END, SENTENCE_ENDS, Token
from shpdocs.disclosure.texts.vocabulary import Nouns, Vocabulary, without_a_letter

Counted = Literal["people", "things", "time", "open"]

_REACH = 7  # words between a number and what it counts
_PARTS = frozenset(("strong", "person", "man", "woman"))  # 'a 3-strong gang'
_NO_PLURALS = ("ss", "ous", "us", "is", "less", "'s", "s'", "as", "ics")
_BETWEEN = frozenset(("-", ",", "+", "/", "&", '"', "“", "”"))
_POSSESSIVES = frozenset(("their", "his", "her", "our", "the", "a", "an"))
_OUT_OF = frozenset(("borough", "court", "area", "county", "school", "town", "london"))  # 'three out of borough placements'
_INCIDENTS = frozenset(("incident", "incidents", "offence", "offences", "crime", "crimes"))
_FEWEST_LETTERS, _MOST_LETTERS = 6, 20  # of a word that may be misspelt


class Phrase(NamedTuple):
    """What a number counts, and the token that says so; 'open' if nothing after it does, with the token that ends the search."""

    counted: Counted
    at: int


class Named(NamedTuple):
    """A noun in the plural: its token, whether it is of people, and how many there were, if that stands before it."""

    at: int
    is_of_people: bool
    how_many: int | None


class Reader:
    """The tokens of a text, the words to read them by, and whether the text is about a number of people, whatever it names.

    What was looked up of a token is kept: many numbers of a text ask for the same.
    """

    def __init__(self, tokens: list[Token], vocabulary: Vocabulary, is_about_people: bool = False) -> None:
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


def phrase_after(reader: Reader, numeral: Numeral) -> Phrase:
    """What a number counts by the words after it."""
    at, is_one = numeral.last + 1, numeral.high == 1 or numeral.kind in ("single", "article") or reader.word(numeral.first) == "neither"
    if reader.word(at) in ("x", "no", "nos") and numeral.kind == "count" and reader.word(at + 1)[:1].isalpha():
        at += 1
    if reader.word(at) == "," and numeral.low < numeral.high:
        at += 1
    if reader.word(at) == ")" and reader.word(numeral.first - 1) == "(" and reader.word(at + 1) == "of":  # 'two-thirds (4) of the men'
        at += 1
    if len(reader.word(at)) == 3 and reader.word(at).isdigit():
        return Phrase("things", at)  # '3 118 pupils'
    if reader.word(at) == "-" and reader.tokens[at].is_joined:  # 'a 4-week course', 'a 3-strong gang'
        return Phrase("people" if reader.word(at + 1) in _PARTS else "time", at)
    if reader.word(at) in ("or", "and") and reader.word(at + 1) in ("more", "over", "above", "under"):
        return Phrase("things", at)  # what is meant by a word: 'families with 3 or more children'
    if reader.word(at) == "of":
        is_one = False
        after = reader.word(at + 1)
        is_pronoun = after in PRONOUNS or (after in DETERMINERS and (reader.is_boundary(at + 2) or reader.word(at + 2) in STOPS | {","}))
        if is_pronoun:
            return Phrase("open", at)
        while reader.word(at) in DETERMINERS:
            at += 1
        number = whole_at(reader.tokens, at)
        at = number[1] + 1 if number else at
    return noun_from(reader, at, is_one)


def noun_from(reader: Reader, at: int, is_one: bool) -> Phrase:
    """The first noun from a token on, past words that say more of it. A verb of what becomes of people will do."""
    words, otherwise = reader.vocabulary, Phrase("open", at)
    for index in range(at, min(at + _REACH, len(reader.tokens))):
        word = reader.word(index)
        if _is_long_name(reader, index) or (index > at and word[0].isdigit() and reader.names(words.people, index)):
            return Phrase("people", index)
        if word == "," and not any(is_people(reader, near, is_one) for near in range(index + 1, index + 4)):
            break
        if index > at and (word[0].isdigit() or word in _BETWEEN or word in YEARS_OLD):
            otherwise = Phrase("people", index) if word in YEARS_OLD else otherwise
            continue
        if _ends(reader, index) or (index > at and whole_at(reader.tokens, index)):
            break
        counted = _counted_by(reader, index, at, is_one)
        if counted != "open":
            return Phrase(counted, index)
        if word in words.person_verbs and index - at < 2:
            otherwise = Phrase("people", index)
    return otherwise


def _ends(reader: Reader, at: int) -> bool:
    """Whether no noun that a number before it counts can stand at a token or after it."""
    word = reader.word(at)
    if word in _POSSESSIVES:
        return True
    if word == "out" and reader.word(at + 1) == "of" and reader.word(at + 2) in _OUT_OF and whole_at(reader.tokens, at - 1):
        return False
    if word in NEAR and reader.word(at + 1) in reader.vocabulary.times:
        return True
    return (word in STOPS and not _is_may(reader, at)) or not word[0].isalnum()


def _is_may(reader: Reader, at: int) -> bool:
    """Whether the month of May stands at a token."""
    return reader.word(at) == "may" and reader.tokens[at].is_capital


def _is_long_name(reader: Reader, at: int) -> bool:
    """Whether a name of three words for people begins at a token: 'right to know'."""
    return f"{reader.word(at)} {reader.word(at + 1)} {reader.word(at + 2)}" in reader.vocabulary.people


def _counted_by(reader: Reader, index: int, start: int, is_one: bool) -> Counted:
    """What a noun says is counted; 'open' if it is none, or only says more of the next one."""
    words, word = reader.vocabulary, reader.word(index)
    if word in ("year", "yr") and reader.word(index + 1)[:1].isdigit() and index + 2 < len(reader.tokens):
        return "open"  # 'four Year 9 pupils'
    if word in THOSE_OF_AN_AGE:
        return "people" if index > start else "time"
    if _is_may(reader, index) or (word in words.times and (reader.word(index + 1) not in YEARS_OLD | THOSE_OF_AN_AGE or index == start)):
        return "time"
    if word in words.kinds and not reader.word(index + 1)[:1].isalnum():  # '3 vulnerable'
        return "people"
    if word in _INCIDENTS:
        return "people" if words.harms & {reader.word(near) for near in range(start, min(index + 5, len(reader.tokens)))} else "things"
    is_plural_thing = reader.is_thing(index, False)
    if is_people(reader, index, is_one):
        return "things" if _is_compound(reader, index, is_one) or _is_of_other_use(reader, index) else "people"
    if is_one and reader.is_thing(index, True):
        follows = any(is_people(reader, near, True) for near in (index + 1, index + 2) if not reader.is_boundary(near))
        return "open" if follows and reader.word(index + 1) not in STOPS else "things"
    if is_plural_thing and word in words.things.one and is_people(reader, index + 1, False):
        return "open"
    if is_plural_thing or (not is_one and _is_unknown_plural(reader, index)):
        return "things"
    return "open"


def is_people(reader: Reader, at: int, is_one: bool | None) -> bool:
    """Whether a noun for people or cases of people ends at a token, well spelt or with a letter wrong: one, several, either (None)."""
    known = reader.people.get((at, is_one))
    if known is None:
        known = reader.people[at, is_one] = bool(reader.word(at)) and _is_people(reader, at, is_one)
    return known


def _is_people(reader: Reader, at: int, is_one: bool | None) -> bool:
    words, word = reader.vocabulary, reader.word(at)
    if word in ("member", "members"):
        return _is_member(reader, at)
    if _is_longer(reader, at, words.things):
        return False
    if word not in words.people and reader.is_thing(at) and not _is_longer(reader, at, words.people):
        return False
    is_slip = is_one and reader.word(at - 1) == "1" and reader.names(words.people, at, False)  # '1 referrals'
    if is_slip or reader.names(words.people, at, is_one):
        return True
    return (
        _FEWEST_LETTERS <= len(word) <= _MOST_LETTERS and word.isalpha() and word not in words.things and _is_misspelt(words, word, is_one)
    )


def _is_longer(reader: Reader, at: int, nouns: Nouns) -> bool:
    """Whether a noun of several words ends at a token, whatever its last word alone says: 'homicide review', 'board member'."""
    two = f"{reader.word(at - 1)} {reader.word(at)}"
    return two in nouns or f"{reader.word(at - 2)} {two}" in nouns


def _is_misspelt(words: Vocabulary, word: str, is_one: bool | None) -> bool:
    """Whether a word is one letter from a noun for people: one too many, one missing, another one, or two that changed places."""
    if word in words.people or word in STOPS or word in words.case_verbs or word in words.person_verbs or word.endswith(("ed", "ing")):
        return False
    meant = {form for left in without_a_letter(word) for form in words.misspelt.get(left, ())}
    nouns = words.people.several if is_one is False else words.people.one | words.people.several
    return any(form in nouns and abs(len(form) - len(word)) <= 1 for form in meant)


def _is_member(reader: Reader, at: int) -> bool:
    """Whether members are of a gang, a family or the public, and of no board."""
    words = reader.vocabulary
    if reader.names(words.people, at):
        return True
    whole = {reader.word(near) for near in range(at + 2, at + 6)} if reader.word(at + 1) == "of" else set()
    return any(word in words.groups for word in whole) and not any(word in words.things for word in whole)


def _is_compound(reader: Reader, at: int, is_one: bool) -> bool:
    """Whether a noun for people only says more of a thing: 'victims services', 'one case worker', '2 residents meeting rooms'."""
    things, following = reader.vocabulary.things, reader.word(at + 1)
    if f"{reader.word(at)} {following}" in reader.vocabulary.people:
        return False
    if following not in things and not (following.isalpha() and f"{reader.word(at)} {following}" in things):
        return False
    if is_one:
        return following in things.one
    return (following in things.several and following not in things.one) or reader.word(at + 2) in things.several


def _is_of_other_use(reader: Reader, at: int) -> bool:
    """Whether a case is of no person: 'funding applications', 'closure orders'."""
    before = reader.word(at - 1)
    if reader.word(at + 1) == "of" and reader.word(at + 2) in reader.vocabulary.not_of_people:
        return True
    return before in reader.vocabulary.not_of_people and f"{before} {reader.word(at)}" not in reader.vocabulary.people


def _is_unknown_plural(reader: Reader, at: int) -> bool:
    """Whether a word that nobody listed seems to be a noun in the plural: it ends what a number counts, and is no person."""
    word = reader.word(at)
    is_known = word in reader.vocabulary.times or word in reader.vocabulary.groups
    return word.isalpha() and len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURALS) and not is_known
