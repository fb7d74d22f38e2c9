"""People who are there for the work, and so count as nobody, unless harm is told of: 'two bus drivers were stabbed'."""

from __future__ import annotations

from shpdocs.disclosure.texts.grammar import BE, MODALS, ROLES, STAFF
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.reader import Reader

_ENDS = ("er", "or", "ist", "ian", "man", "woman", "ers", "ors", "ists", "ians", "men", "women")
_DONE = frozenset(("threatened", "bitten", "spat", "punched", "hit", "kicked", "targeted", "verbally", "racially", "sexually"))


def is_harmed_at_work(reader: Reader, at: int) -> bool:
    """Whether somebody who is there for the work is told of by what is done to people: 'two bus drivers were stabbed'."""
    at += not _is_at_work(reader, at)  # 'a bus driver'
    after = at + 1
    if reader.word(after) == "and" and reader.word(after + 1) in ("a", "an", "her", "his"):
        others = (near for near in range(after + 2, after + 5) if _is_at_work(reader, near) or is_people(reader, near, True))
        after = next(others, after - 1) + 1  # 'a nurse and a cleaner'
    if not _is_at_work(reader, at):
        return False
    verb = after
    while reader.word(after) in BE | {"who"} and after < verb + 4:
        after += 1
    is_victim = reader.word(after) in ("a", "the") and reader.word(after + 1) in ("victim", "subject", "target")
    is_verb = reader.word(after) in reader.vocabulary.person_verbs | _DONE
    is_done = is_verb or (after > verb and is_victim)
    return is_done and MODALS.isdisjoint(reader.word(near) for near in range(at + 1, after) if reader.word(near) != "are")


def _is_at_work(reader: Reader, at: int) -> bool:
    """Whether a noun is of somebody who is there for the work: 'driver', 'PCSOs', 'nurse'."""
    word = reader.word(at)
    return word.endswith(_ENDS) or word in STAFF or word in ROLES
