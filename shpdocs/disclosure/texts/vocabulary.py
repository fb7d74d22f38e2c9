"""The words that a search for small numbers of people knows: the shipped ones and a partnership's own, in all their forms."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from shpdocs.definitions.shipped import people_words
from shpdocs.disclosure.texts.grammar import STOPS
from shpdocs.disclosure.texts.plain import plain
from shpdocs.model.people_words import OwnWords, PeopleWords

_HISSING = ("s", "x", "z", "ch", "sh")
_FEWEST_LETTERS, _MOST_LETTERS = 6, 20  # of a word that may be misspelt: of shorter ones too many are one letter from another


class Nouns(Struct, frozen=True):
    """Nouns as they stand in a text: one of them, several. Those of two or more words stand under their last word."""

    one: frozenset[str]
    several: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return word in self.one or word in self.several


class Vocabulary(Struct, frozen=True):
    """The forms of all words. `people` holds cases of people too, `persons` none, `verbs` those of people and of cases, `misspelt` the long
    words of `people` by what is left of them when one letter is gone, `no_people` whatever is known to be no person."""

    people: Nouns
    persons: Nouns
    things: Nouns
    no_people: Nouns
    not_of_people: Nouns
    groups: Nouns
    labels: Nouns
    times: Nouns
    person_verbs: frozenset[str]
    case_verbs: frozenset[str]
    verbs: frozenset[str]
    thing_verbs: frozenset[str]
    harms: frozenset[str]
    kinds: frozenset[str]
    work_verbs: frozenset[str]
    states: frozenset[str]
    asked: frozenset[str]
    misspelt: dict[str, frozenset[str]]


@lru_cache(maxsize=8)
def vocabulary(own: OwnWords) -> Vocabulary:
    """The shipped words and those of a partnership, which come first."""
    words = people_words()
    not_people = _nouns(own.for_others)
    people, things = _nouns((*words.people, *words.cases)), _nouns(words.things)
    own_people = _nouns(own.for_people)
    people = _without(people, not_people, own_people)
    return Vocabulary(
        people=people,
        persons=_without(_nouns(words.people), not_people, own_people),
        things=_without(things, own_people, not_people),
        no_people=_without(_nouns(_no_people(words)), own_people, not_people),
        not_of_people=_nouns(words.not_of_people),
        groups=_nouns(words.groups),
        labels=_nouns(words.labels),
        times=_nouns(words.times),
        person_verbs=frozenset(words.person_verbs),
        case_verbs=frozenset(words.case_verbs),
        verbs=frozenset((*words.person_verbs, *words.case_verbs)),
        thing_verbs=frozenset(words.thing_verbs),
        harms=frozenset(words.harms),
        kinds=frozenset(words.kinds_of_people),
        work_verbs=frozenset(words.work_verbs),
        states=frozenset(words.states),
        asked=frozenset(words.asked),
        misspelt=_misspelt(word for word in people.several | people.one if " " not in word),
    )


def _no_people(words: PeopleWords) -> tuple[str, ...]:
    return (*words.things, *words.more_things, *words.not_of_people, *words.groups, *words.labels, *words.times, *words.harms)


def _without(nouns: Nouns, less: Nouns, more: Nouns) -> Nouns:
    return Nouns((nouns.one - less.one) | more.one, (nouns.several - less.several) | more.several)


def _nouns(words: Iterable[str]) -> Nouns:
    """The forms of nouns that stand in a list as 'victim', 'child/children' or 'LAC'."""
    one: set[str] = set()
    several: set[str] = set()
    for word in words:
        singular, *plurals = plain(word).text.split("/")
        low = singular.lower()
        one.add(low)
        if plurals:
            several |= {plural.lower() for plural in plurals}
        elif singular.isupper() and len(singular) > 1:
            one.add(low)
            several |= {low, f"{low}s", f"{low}'s"}
        else:
            several.add(_plural(low))
    return Nouns(frozenset(one), frozenset(several))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(_HISSING) else f"{noun}s"


def _misspelt(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Long words by all that is left of them when one letter is gone: a word that was written with one wrong leaves one of these too."""
    left: dict[str, set[str]] = {}
    for word in words:
        if len(word) >= _FEWEST_LETTERS:
            for form in _without_a_letter(word):
                left.setdefault(form, set()).add(word)
    return {form: frozenset(forms) for form, forms in left.items()}


def _without_a_letter(word: str) -> set[str]:
    """The word, and all that is left of it without one of its letters; the first always stays."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(1, len(word))}


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
    meant = {form for left in _without_a_letter(word) for form in words.misspelt.get(left, ())}
    nouns = words.people.several if is_one is False else words.people.one | words.people.several
    return not meant.isdisjoint(nouns)
