"""Nouns for people and for cases of people, as they stand in a text: well spelt or not, and not where they only say more of a thing."""

from __future__ import annotations

import re

from shpdocs.disclosure.texts.reader import Reader
from shpdocs.disclosure.texts.vocabulary import Nouns, is_misspelt

_OF_AN_AGE = re.compile(r"(?:over|under)-\d{1,2}s|u\d\ds?")  # 'under-18s', 'U18s'
_POSSESSIVES = frozenset(("their", "his", "her", "our", "the", "a", "an"))
_OF_MEMBERS = frozenset(("cohort", "gang", "ocg", "caseload"))


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
    if _is_longer(reader, at, words.things) or reader.is_of_other_use(at):
        return False
    if word not in words.people and reader.is_thing(at) and not _is_longer(reader, at, words.people):
        return False
    if _OF_AN_AGE.fullmatch(word):
        return not is_one and not reader.is_unknown_plural(at + 1)
    is_slip = is_one and reader.word(at - 1) == "1" and reader.names(words.people, at, False)  # '1 referrals'
    if is_slip or reader.names(words.people, at, is_one):
        return True
    return is_misspelt(words, word, is_one)


def _is_longer(reader: Reader, at: int, nouns: Nouns) -> bool:
    """Whether a noun of several words ends at a token, whatever its last word alone says: 'homicide review', 'board member'."""
    two = f"{reader.word(at - 1)} {reader.word(at)}"
    return two in nouns or f"{reader.word(at - 2)} {two}" in nouns


def _is_member(reader: Reader, at: int) -> bool:
    """Whether members are of a gang, a family or the public, and of no board."""
    words = reader.vocabulary
    if reader.names(words.people, at) or any(reader.word(near) in _OF_MEMBERS for near in range(at - 6, at)):
        return True
    whole = {reader.word(near) for near in range(at + 2, at + 6)} if reader.word(at + 1) == "of" else set()
    is_known = any(word in words.groups for word in whole) or reader.word(at + 2) in _POSSESSIVES
    return is_known and not any(word in words.things for word in whole)
