"""Nouns that no list has. A small number of one counts people, unless the noun ends as those for things do: what is unknown is found."""

from __future__ import annotations

from shpdocs.disclosure.texts.grammar import ENDS_OF_THINGS, NO_NOUNS, STOPS
from shpdocs.disclosure.texts.reader import Reader

_THINGS = tuple(sorted(ENDS_OF_THINGS))
_PERSON = ("er", "or", "ee", "ist", "ian", "ant", "man", "woman", "person")
_PERSONS = tuple(f"{end}s" for end in _PERSON)
_PEOPLE = ("men", "women", "people", "persons", "folk", "children", "wives")
_FEWEST_LETTERS = 4


def are_unlisted_people(reader: Reader, at: int, is_one: bool) -> bool:
    """Whether a noun that no list has ends what a number counts, and names no thing: 'converts', 'oarsmen', 'one fare-dodger'."""
    word, known = reader.word(at), reader.vocabulary.no_people
    last = word.rpartition("-")[2]
    if len(last) < _FEWEST_LETTERS or not last.isalpha() or reader.names(known, at) or word in NO_NOUNS:
        return False
    if word in ("member", "members") or _is_in_name(reader, at) or reader.word(at + 1) in known.several:
        return False  # members are of boards, if not of gangs; 'newcomers events'
    if is_one:
        return last.endswith(_PERSON) and not last.endswith(_THINGS) and _ends_a_phrase(reader, at + 1)
    if last.endswith(_PEOPLE):
        return True
    if not reader.is_unknown_plural(at) and not (last != word and last.endswith(_PERSONS)):
        return False
    return not any(form.endswith(_THINGS) or _is_made_of_thing(reader, form) for form in _singulars(last))


def _is_made_of_thing(reader: Reader, noun: str) -> bool:
    """Whether a noun ends with one for a thing, and with no person: 'alleygate', 'cashbox'; but 'landowner' does not."""
    ends = (noun[start:] for start in range(3, len(noun) - 3))
    return not noun.endswith((*_PERSON, "ent")) and any(end in reader.vocabulary.no_people.one for end in ends)


def _ends_a_phrase(reader: Reader, at: int) -> bool:
    """Whether what stands at a token goes on with no noun: a mark, or what was done."""
    word = reader.word(at)
    return not word[:1].isalpha() or word in STOPS or word.endswith("ed")


def _is_in_name(reader: Reader, at: int) -> bool:
    """Whether a noun is short for something, or of a name with the number before it: 'FTEs', 'The Two Ronnies'."""
    token, before = reader.tokens[at], reader.tokens[at - 1]
    if token.is_capital and not token.is_name:
        return True
    return token.is_name and before.is_name and not reader.is_boundary(at - 2)


def _singulars(word: str) -> tuple[str, ...]:
    """What a noun in the plural may be in the singular."""
    return (word[:-1], word[:-2] if word.endswith("es") else "", f"{word[:-3]}y" if word.endswith("ies") else "")
