"""Small numbers of people in what was written: found by the words around them, for a person to decide about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.disclosure.cells import is_small, is_small_share
from shpdocs.model.definition import SmallNumbers

# The words by which a number in a text is known to count people, or not to.


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMERALS = (*_UNITS, *_TEENS, *_TENS)
_NUMBER_WORDS = {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}  # to ninety-nine: a threshold is 100 at most
_NUMBER_WORDS |= {ten: 10 * number for number, ten in enumerate(_TENS, 2)}
_NUMBER_WORDS |= {f"{ten}-{unit}": _NUMBER_WORDS[ten] + _NUMBER_WORDS[unit] for ten in _TENS for unit in _UNITS}
_MAGNITUDES = frozenset(("hundred", "thousand", "million", "billion", "dozen"))  # after a number: a large one, however small that is

_ORDERS = {
    f"{name}{end}" for name in ("dvpn", "dvpo", "dapn", "dapo", "dhr", "dardr", "cbo", "shpo", "svro") for end in ("", "s", "'s", "’s")
}
_PLURAL_PEOPLE = _ORDERS | _words(
    """
    people persons children youths youngsters teenagers adults men women boys girls males females victims survivors offenders
    perpetrators suspects students pupils residents clients patients users families households individuals participants nominals
    referrals cases arrests charges convictions admissions deaths homicides murders suicides overdoses rapes stabbings shootings
    fatalities injuries casualties orders applications disclosures mothers fathers parents carers siblings babies infants prisoners
    detainees tenants refugees migrants reviews notices
    """
)
_PEOPLE = _PLURAL_PEOPLE | _words(
    """
    person child youth youngster teenager adult man woman boy girl male female victim survivor offender perpetrator suspect student
    pupil resident client patient user family household individual participant nominal referral case arrest charge conviction
    admission death homicide murder suicide overdose rape stabbing shooting fatality injury casualty order application disclosure
    mother father parent carer sibling baby infant prisoner detainee tenant refugee migrant
    """
)
_ONLY_AFTER = {"reviews": ("homicide", "death", "fatality"), "notices": ("protection",)}  # of people only after one of these
_PERSON_VERBS = _words("killed injured died murdered arrested charged convicted detained sentenced imprisoned hospitalised")
_CASE_VERBS = _words(
    "served rejected refused granted approved made breached referred adopted declined withdrawn closed issued discharged released"
)
_COMPOUNDS = _words(  # after the noun, it is no person: a case worker, a victim support session
    """
    work worker workers officer officers support study studies management manager managers service services protection pathway
    pathways panel panels form forms conference conferences meeting meetings centre centres plan plans programme programmes training
    team teams group groups strategy strategies event events session sessions advocate advocates audit audits home homes hub hubs law
    """
)
_LABEL_WORDS = _words(  # before the number, it is a name: phase 2, year 1
    """
    year years phase phases quarter quarters part parts appendix priority priorities section sections stage stages tier tiers level
    levels item items no page pages paragraph paragraphs week weeks month months step steps grade grades band bands category
    categories schedule option options table figure chart objective objectives theme themes ward wards zone zones version class key
    any some every
    """
)
_TIME_WORDS = _words(  # after the number, it is a date or a stretch of time
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec st nd rd th year years month months week weeks day days hour hours minute minutes times mile miles am pm
    """
)
_STOP_WORDS = _words("for with in at from by to on and or which that but including as is through under over per")
_LINK_WORDS = _words(": = was were is are totalled numbered reached")
_CHANGE_WORDS = _words("stood fell rose reduced increased decreased dropped down up")

Token = tuple[str, int, int]  # a word, number or mark in small letters, and where it stands in its line
Sentence = list[Token]
Span = tuple[int, int]

_TOKEN = re.compile(r"[\w'’]+(?:[-/.,:&][\w'’]+)*%?|[^\w\s]")
_WHOLE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,15}")
_SHARE = re.compile(r"(\d{1,9})/(\d{1,9})")
_PERCENTAGE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)%?")
_LIST_MARK = re.compile(r"\s*(?:\d{1,2}|[A-Za-z])[.)]\s+")
_SENTENCE_END = re.compile(r"[.;!?]\s+")
_ANY_NUMBER = re.compile(rf"\d|\b(?:{'|'.join(_NUMERALS)})\b", re.IGNORECASE)

_EXCERPT_LENGTH = 60  # characters of an excerpt
_REACH = 4  # words between a number and what it counts


def small_numbers_in(
    text: str, rule: SmallNumbers, suppressed: frozenset[int] = frozenset(), percentages: frozenset[int] = frozenset()
) -> tuple[str, ...]:
    """Return what stands around every number in a text that seems to be a small count of people.

    `suppressed` are the figures of the same answer that are not published, `percentages` those that are percentages (without
    what stands behind the point): they are found wherever they stand, of whatever.
    """
    excerpts: list[str] = []
    for line in text.split("\n"):
        spans = sorted({span for sentence in _sentences(line) for span in _spans(sentence, rule, suppressed, percentages)})
        end_of_last = 0
        for start, end in spans:
            if start >= end_of_last:
                excerpt, end_of_last = _excerpt(line, start, end)
                excerpts.append(excerpt)
    return tuple(dict.fromkeys(excerpts))


def _sentences(line: str) -> Iterator[Sentence]:
    """The sentences of a line that hold a number, each as its words and marks; a list's own number is left out."""
    mark = _LIST_MARK.match(line)
    start = mark.end() if mark else 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(line, start)), len(line)):
        if _ANY_NUMBER.search(line, start, end):
            yield [(match[0].lower(), match.start(), match.end()) for match in _TOKEN.finditer(line, start, end)]
        start = end


def _excerpt(line: str, start: int, end: int) -> tuple[str, int]:
    """Some 60 characters around what was found, in whole words, and where they end."""
    spare = max(_EXCERPT_LENGTH - (end - start), 20)
    low = max(0, min(start - spare // 3, len(line) - _EXCERPT_LENGTH))
    high = min(len(line), max(end + spare - spare // 3, _EXCERPT_LENGTH))
    while low and not line[low - 1].isspace():
        low -= 1
    while high < len(line) and not line[high].isspace():
        high += 1
    before, after = "…" if low else "", "…" if high < len(line) else ""
    return f"{before}{line[low:high].strip()}{after}", high


def _spans(sentence: Sentence, rule: SmallNumbers, suppressed: frozenset[int], percentages: frozenset[int]) -> Iterator[Span]:
    words = [word for word, _, _ in sentence]
    for at in range(len(words)):
        number = _number(words, at)
        if number is not None and (number in suppressed or (number and is_small(number, rule) and _counts_people(words, at, number))):
            yield sentence[at][1:]
        percentage = _percentage(words, at) if percentages else None
        if percentage and int(float(percentage[1])) in percentages:
            yield sentence[at][1:]
    for first, last in (*_small_shares(words, rule), *_small_percentages(words, rule)):
        yield sentence[first][1], sentence[last][2]


def _number(words: list[str], at: int) -> int | None:
    """The whole number at a place, in figures or in words; None if there is none, or it is money, a percentage or of thousands."""
    word = words[at]
    value = _NUMBER_WORDS.get(word)
    if value is None:
        if not (word[0].isdigit() and _WHOLE_NUMBER.fullmatch(word)):
            return None
        value = int(word.replace(",", ""))
    if _word(words, at + 1) in _MAGNITUDES:
        return None
    is_other = (at and words[at - 1] in "£$€") or _word(words, at + 1) in ("%", "percent") or words[at + 1 : at + 3] == ["per", "cent"]
    return None if is_other else value


def _word(words: list[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


def _counts_people(words: list[str], at: int, number: int) -> bool:
    """Whether the words around a number say that it counts people, or cases of people."""
    before = words[:at]
    is_ratio = _word(words, at - 1) in ("in", "every") and any(_number(words, other) is not None for other in range(max(0, at - 3), at - 1))
    if _word(words, at - 1) in _LABEL_WORDS or is_ratio or _word(words, at + 1) in _TIME_WORDS:
        return False
    has_people = any(word in _PEOPLE for word in before)
    return _is_followed(words, at, number, has_people) or (has_people and _is_linked(words, at))


def _is_linked(words: list[str], at: int) -> bool:
    """Whether a number says how many there are of what was named before it: 'arrests: 3', 'victims (2)', 'referrals fell to 4'."""
    last = _word(words, at - 1)
    if last == "(":
        return _word(words, at + 1) == ")" and _word(words, at - 2) in _PEOPLE
    return last in _LINK_WORDS or (last in ("to", "at") and bool(_CHANGE_WORDS & set(words[max(0, at - 4) : at - 1])))


def _is_followed(words: list[str], at: int, number: int, has_people: bool) -> bool:
    """Whether a noun for people follows soon, or what became of them ('2 rejected', where they were named before)."""
    nouns = _PEOPLE if number == 1 else _PLURAL_PEOPLE
    for index in range(at + 1, min(at + 1 + _REACH, len(words))):
        word = words[index]
        if word in _STOP_WORDS or not word[0].isalnum():
            return False
        is_alone = _word(words, index + 1) not in _COMPOUNDS and not (word in _ONLY_AFTER and words[index - 1] not in _ONLY_AFTER[word])
        if (word in nouns and is_alone) or word in _PERSON_VERBS or (has_people and word in _CASE_VERBS):
            return True
    return False


def _small_shares(words: list[str], rule: SmallNumbers) -> Iterator[Span]:
    """Where a number stands with what it is a share of, and it or what is left of that is small: '24 of 25', '17/93'."""
    has_people = any(word in _PEOPLE for word in words)
    for at, word in enumerate(words):
        if not (word[0].isdigit() or word in _NUMBER_WORDS):
            continue
        slashed = _SHARE.fullmatch(word) if has_people else None
        if slashed and _is_small_part(int(slashed[1]), int(slashed[2]), rule):
            yield at, at
        some, whole = _number(words, at), None
        of_at = next((place for place in range(at + 1, min(at + 5, len(words))) if words[place] == "of"), None)
        if some is not None and of_at is not None and all(word[0].isalpha() for word in words[at + 1 : of_at]):
            whole = _whole_after(words, of_at)
        if some is not None and whole is not None and _is_small_part(some, _number(words, whole) or 0, rule):
            yield at, whole


def _is_small_part(some: int, whole: int, rule: SmallNumbers) -> bool:
    return 0 <= some <= whole and (is_small(some, rule) or is_small(whole - some, rule))


def _whole_after(words: list[str], of_at: int) -> int | None:
    """Where the number stands that 'of' leads to, as in 'of all 25'; None if it leads to none, or to a stretch of time."""
    at = of_at + 1
    while _word(words, at) in ("the", "all", "these", "those", "a", "total", "of"):
        at += 1
    is_number = at < len(words) and _number(words, at) is not None and words[at] not in _NUMBER_WORDS
    return at if is_number and _word(words, at + 1) not in _TIME_WORDS else None


def _small_percentages(words: list[str], rule: SmallNumbers) -> Iterator[Span]:
    """Where a percentage stands in a sentence with what it is a share of ('25 clients', 'of 25'), and gives away a small count."""
    percentages = [(at, float(match[1])) for at in range(len(words)) if (match := _percentage(words, at)) and float(match[1]) <= 100]
    if not percentages:
        return
    wholes = {whole for at, word in enumerate(words) if word == "of" and (whole := _whole_after(words, at)) is not None}
    wholes = {at for at in wholes if not 1900 < (_number(words, at) or 0) < 2100}
    wholes |= {at for at in range(len(words)) if (_number(words, at) or 0) > 1 and _is_followed(words, at, 2, False)}
    for at, value in percentages:
        for whole in sorted(wholes):
            if is_small_share(value, _number(words, whole) or 0, rule):
                yield min(at, whole), max(at, whole)


def _percentage(words: list[str], at: int) -> re.Match[str] | None:
    if not words[at][0].isdigit():
        return None
    is_one = words[at].endswith("%") or _word(words, at + 1) in ("%", "percent") or words[at + 1 : at + 3] == ["per", "cent"]
    return _PERCENTAGE.fullmatch(words[at]) if is_one else None
