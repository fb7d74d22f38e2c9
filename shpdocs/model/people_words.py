"""Words by which a number in a text is known to count people, or not to."""

from __future__ import annotations

from msgspec import Struct


class PeopleWords(Struct, frozen=True, rename="kebab"):
    """Lists of words, nouns in the singular ('child/children' where the plural is not regular): people_words.toml says what each is for."""

    people: tuple[str, ...]
    cases: tuple[str, ...]
    things: tuple[str, ...]
    more_things: tuple[str, ...]
    not_of_people: tuple[str, ...]
    groups: tuple[str, ...]
    labels: tuple[str, ...]
    times: tuple[str, ...]
    person_verbs: tuple[str, ...]
    case_verbs: tuple[str, ...]
    thing_verbs: tuple[str, ...]
    harms: tuple[str, ...]
    kinds_of_people: tuple[str, ...]
    work_verbs: tuple[str, ...]
    states: tuple[str, ...]
    asked: tuple[str, ...]


class OwnWords(Struct, frozen=True, rename="kebab"):
    """Nouns that a partnership adds: those that count people in its texts, and those that do not."""

    for_people: tuple[str, ...] = ()
    for_others: tuple[str, ...] = ()
