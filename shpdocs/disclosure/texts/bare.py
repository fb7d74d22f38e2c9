"""Numbers after which nothing is named: '3 were adopted', 'two of them', 'fell to 4', 'declined: 2', 'a further 2 await sentencing'.

Such a number is of people unless what was named before it, or what is said of it, is no person, or it stands where a name does.
"""

from __future__ import annotations

from shpdocs.disclosure.texts.antecedents import has_subject_of_people, named_before, starts_with_those
from shpdocs.disclosure.texts.grammar import (
    AGES,
    BE,
    BEEN,
    CHANGES,
    FIGURES,
    MORE,
    NEAR,
    PASTS,
    PRESENTS,
    RATINGS,
    REST,
    SAYS,
    SCORES,
    STARTS,
    STOPS,
    THEIRS,
    TOTALS,
    TURNOUT,
    WITH,
)
from shpdocs.disclosure.texts.lists import (
    is_headed_by_things,
    is_in_list,
    is_in_list_of_people,
    is_label_of_people,
    is_shared_out,
    is_tally,
)
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.people import is_people
from shpdocs.disclosure.texts.reader import Reader

_CLOSE = 12  # tokens back: a verb of people is said of things only if these were named just before
_LEVELS = frozenset((",", "low", "high", "steady", "flat", "unchanged", "still", "static", "level"))
_LEADS = frozenset((":", "=", "-", "–", "—", "|"))
_TIES = frozenset(("-", ":", "+", "x", "/"))
_HAD = frozenset(("have", "had", "has", "get", "got", "want", "need", "use", "receive", "received", "given"))
_SETS = frozenset(("groups", "teams", "panels", "pairs", "crews", "batches", "packs", "sets", "classes", "households", "rows"))
_OPENERS = STARTS | SAYS | CHANGES | frozenset(("x", "c", "circa", "approx", "around", "n"))
_NO_VERB = ("ss", "us", "is", "series", "premises")  # ends of words that are no verb: 'one class', 'one bus', 'one series'


def counts_those_named(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number that names nothing counts people: those named before, or, where nothing is named, those a paper is about.

    What is said of it tells too: only people are charged, only meetings are postponed.
    """
    words = reader.vocabulary
    start = after_more(reader, numeral.last + 1)
    after = [reader.word(at) for at in range(start, start + 4)]
    said = set(after[: next((at for at, word in enumerate(after) if not word[:1].isalnum()), len(after))])
    before = reader.word(numeral.first - 1)
    is_share = after[:2] == ["out", "of"] and after[2] not in words.states | {"contact"}  # but 'two out of school'
    if before in SCORES or is_share or _is_said_of_things(reader, numeral, said):
        return False
    if after[0] in BE and is_people(reader, start + 1, False):
        return True  # 'three were murders'
    is_end = not after[0][:1].isalnum()
    is_said = is_end and before in _LEADS and is_tally(reader, numeral)  # what the words of a label name is not gone back to
    named = named_before(reader, reader.start_of_sentence(numeral.first) if is_said else numeral.first)
    if words.person_verbs & said:
        return named is None or named.is_of_people or numeral.first - named.at >= _CLOSE
    if is_end and before in words.person_verbs:
        return True  # 'police arrested two'
    if is_end and before in _LEADS and is_label_of_people(reader, numeral.first - 1):
        return True
    if is_in_list_of_people(reader, numeral, after) or is_shared_out(reader, numeral):
        return True
    if is_end and before in _LEADS and not is_said and is_headed_by_things(reader, numeral.first):
        return False
    is_all = reader.is_about_people and is_end and reader.is_boundary(numeral.first - 1)  # '2, both from schools'
    if not is_all and not _stands_alone(reader, numeral, after):
        return False
    if named:
        is_had = is_end and numeral.high == 1 and before in _HAD  # '212 people have had one'
        return named.is_of_people and not is_had
    is_of_nothing = is_end and before in ("was", "were", "is", "are") and not reader.is_about_people  # 'there are two: …'
    return reader.is_about_people is not False and not is_of_nothing and (is_said or not _is_change_of_another(reader, numeral))


def _is_said_of_things(reader: Reader, numeral: Numeral, said: set[str]) -> bool:
    """Whether what is said around a number is said of no person; people may be rated red, amber and green, if they were named."""
    of_things = reader.vocabulary.thing_verbs & (said | {reader.word(numeral.first - 1)})
    named = named_before(reader, numeral.first) if of_things and of_things <= RATINGS else None
    return bool(of_things) and not (named and named.is_of_people)


def is_figure_of_speech(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number is part of a longer sign or saying: '2:1', '3+1 years', '4x4', 'one by one', 'one another', 'one of the best'."""
    before, at = numeral.first - 1, numeral.last + 1
    is_tied = (
        reader.word(at) != "split"
        and reader.word(before) in _TIES
        and reader.tokens[numeral.first].is_joined
        and (reader.word(before) != "x" or reader.tokens[before].is_joined)
        and whole_at(reader.tokens, before - 1)
    )
    if is_tied or (reader.word(at) in _TIES and reader.tokens[at].is_joined and whole_at(reader.tokens, at + 1)):
        return True
    if reader.word(at) == "to" and reader.word(at + 1) in ("a", "an", "each", "every"):
        return True  # 'three to a table'
    if [reader.word(at), reader.word(at + 1)] == ["to", "one"]:
        return True  # 'four to one'
    if reader.word(before) == "of" and (reader.is_thing(before - 1, False) or reader.word(before - 1) in _SETS):
        return True  # 'in packs of 2'
    if numeral.high != 1:
        return False
    following = [reader.word(near) for near in range(at, at + 3)]
    if following[0] in ("till", "til", "cannot", "should", "must", "may") or following[:2] == ["in", "which"]:
        return True  # 'from 2 till 4', 'one should not read too much into this'
    is_best = following[0] == "of" and reader.word(at + 1) == "the" and (following[2].endswith("est") or following[2] in ("first", "main"))
    return (
        is_best
        or following[0] == "another"
        or following[:2] in (["to", "one"], ["by", "one"])
        or following in (["in", "the", "eye"], ["of", "the", "best"])
    )


def after_more(reader: Reader, at: int) -> int:
    """The first token from one on that does not only say that there are more: 'two more are waiting', 'three others'."""
    while reader.word(at) in MORE or (reader.word(at).endswith("ly") and is_verbal(reader, at + 1)):
        at += 1
    return at


def is_verbal(reader: Reader, at: int) -> bool:
    """Whether a word says what somebody did, or how they are: 'adopted', 'to adopt', 'found', 'waiting', 'hasn't'."""
    words, word = reader.vocabulary, reader.word(at)
    if (
        word in BE
        or word in PASTS
        or word in PRESENTS
        or word in words.work_verbs
        or not words.verbs.isdisjoint((word, f"{word}ed", f"{word}d"))
    ):
        return True
    return len(word) > 4 and word.endswith(("ed", "ing", "n't", "'d")) and not reader.is_thing(at)


def is_past(reader: Reader, at: int) -> bool:
    """Whether a word says what was done: 'was', 'had', 'has been', 'lost', 'moved'."""
    word = reader.word(at)
    if word == "has":
        return reader.word(at + 1) in BEEN or is_past(reader, at + 1)
    is_regular = len(word) > 3 and word.endswith("ed") and not word.endswith("eed") and word != "aged"
    return is_regular or word in ("was", "were", "had") or word in PASTS or word in reader.vocabulary.verbs


def _stands_alone(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number that names nothing stands where it says how many."""
    is_end = not after[0][:1].isalnum()
    if (
        reader.word(numeral.first - 1) == "at"
        and reader.word(numeral.first - 2) not in _LEVELS
        and not any(reader.word(at) in CHANGES for at in range(numeral.first - 5, numeral.first))
    ):
        return False  # 'starts at 4'
    if reader.word(numeral.first - 1) == "to" and _is_change_of_things(reader, numeral.first - 1):
        return False
    if reader.word(numeral.first - 1) == "of" and reader.word(numeral.first - 2) in reader.vocabulary.groups.one:
        return False  # how many a group is of is asked elsewhere
    if reader.word(numeral.first - 1) == "x":
        return is_tally(reader, numeral) or _is_times_of_people(reader, numeral.first - 1)
    if is_end and (is_tally(reader, numeral) or is_in_list(reader, numeral, after[0])):
        return True
    return not _is_in_name(reader, numeral) and (_is_subject(reader, numeral, after) or _is_amount(reader, numeral, after))


def _is_times_of_people(reader: Reader, at: int) -> bool:
    """Whether 'x' and a number say how many of some people, or of what no list has: 'males x3', 'NRPF x 3', but not 'gates x 3'."""
    if any(is_people(reader, near, None) for near in range(at - 3, at)):
        return True
    is_short = any(reader.is_boundary(near) or reader.word(near) == "," for near in (at - 2, at - 3, at - 4))
    return is_short and reader.word(at - 1).isalpha() and not reader.names(reader.vocabulary.no_people, at - 1)


def _is_subject(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether something is said of a number as of people: '3 were adopted', 'two of them', 'one lives alone', 'four want to leave'."""
    following, at = after[0], numeral.last + 1
    if following == "that":
        return reader.word(numeral.first - 1) == "the" and numeral.high > 1
    if following == "," and numeral.high == 1:
        return bool(AGES & {after[1]}) or after[1] in ("who", "whom", "whose")  # 'one, aged 17, lives alone'
    if following[:1].isalpha() and reader.tokens[at].is_name and following not in STOPS | reader.vocabulary.verbs | reader.vocabulary.kinds:
        return False
    if following == "of" and after[1] in ("us", "you"):
        return False
    if following in WITH or following == "of" or is_verbal(reader, after_more(reader, at)):
        return True
    if not following[:1].isalpha() or following in STOPS:
        return False
    is_verb = following.endswith("s") and not following.endswith(_NO_VERB)
    return is_verb if numeral.high == 1 else numeral.high > 0


def _is_amount(reader: Reader, numeral: Numeral, after: list[str]) -> bool:
    """Whether a number that ends a clause says how many: 'they were two', 'fell to 4', 'the others (4)', 'their three'."""
    before = [reader.word(at) for at in range(numeral.first - 5, numeral.first)]
    is_end = not after[0][:1].isalnum()
    is_exception = before[-1] == "of" and before[-2] in ("exception", "exceptions")
    is_exception = is_exception or (before[-1] == "(" and before[-2] in REST)
    if is_end and before[-1] == "at" and before[-2] in _LEVELS:
        return has_subject_of_people(reader, numeral.first)
    if is_end and starts_with_those(reader, numeral.first):
        return True  # 'of which outstanding, two'
    if before[-1] == "from" and is_end and any(reader.word(at) in CHANGES for at in range(numeral.first - 10, numeral.first)):
        return True  # 'has tripled, from one'
    if set(after) & THEIRS or before[-1] in REST or is_exception:
        return True
    if before[-1] in ("to", "at", "with", "from", "than", "against", "of") and CHANGES & set(before):
        return True
    if before[-1] == "to" and is_end and _is_end_of_change(reader, numeral.first):
        return True
    if before[-1] in TOTALS:
        return is_end or after[0] in STOPS
    if not is_end:
        return False
    if reader.is_about_people and before[-1] in SAYS:
        return True
    return any(is_verbal(reader, at) for at in (numeral.first - 1, numeral.first - 2))


def _is_end_of_change(reader: Reader, at: int) -> bool:
    """Whether what changed 'from' a number told before comes to the number at a token: 'dropped from nine people last year to four'."""
    for start in range(at - 3, at - 11, -1):
        if reader.is_boundary(start):
            return False
        if reader.word(start) == "from" and whole_at(reader.tokens, start + 1):
            return reader.is_boundary(start - 1) or any(reader.word(near) in CHANGES for near in range(start - 4, start))
    return False


def _is_in_name(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number ends a name, or begins one: 'Radio 4', 'MAPPA 2', '2 Link House'."""
    at = numeral.first - 1
    word = reader.word(at)
    if not word[:1].isalpha() or word in _OPENERS or word.endswith("ly") or is_verbal(reader, at):
        return False
    return not (word in reader.vocabulary.kinds or word in reader.vocabulary.states or is_people(reader, at, None))


def _is_change_of_things(reader: Reader, to: int) -> bool:
    """Whether 'to' at a token leads from a number of something that is no person: 'from 4 days to 2'."""
    for at in range(to - 1, max(-1, to - 6), -1):
        if reader.word(at) == "from":
            is_when = reader.word(to - 2) in NEAR  # 'from nine people last year to four'
            return not is_when and (reader.word(to - 1) in reader.vocabulary.times or reader.word(to - 1) in reader.vocabulary.things)
    return False


def _is_change_of_another(reader: Reader, numeral: Numeral) -> bool:
    """Whether what rose or fell to a number is a noun that nobody listed: 'burglaries fell to 3', 'the score fell from 4 to 3'."""
    for at in range(numeral.first - 1, max(-1, numeral.first - 6), -1):
        if reader.word(at) not in CHANGES:
            continue
        subject = at - 1
        if any(reader.word(near) in FIGURES for near in range(subject - 6, at)):
            return False  # 'numbers on the street have dropped to three'
        while reader.word(subject) in BE or reader.word(subject).endswith("ly"):
            subject -= 1
        word = reader.word(subject)
        is_known = word in STARTS or word in reader.vocabulary.states or word in reader.vocabulary.kinds or word in TURNOUT
        return word.isalpha() and not is_known and not is_verbal(reader, subject) and not is_people(reader, subject, None)
    return False
