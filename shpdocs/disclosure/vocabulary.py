"""The words by which a number in a text is known to count people, or not to."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMERALS = (*_UNITS, *_TEENS, *_TENS)
NUMBER_WORDS = {word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)}  # to ninety-nine: a threshold is 100 at most
NUMBER_WORDS |= {ten: 10 * number for number, ten in enumerate(_TENS, 2)}
NUMBER_WORDS |= {f"{ten}-{unit}": NUMBER_WORDS[ten] + NUMBER_WORDS[unit] for ten in _TENS for unit in _UNITS}
MAGNITUDES = frozenset(("hundred", "thousand", "million", "billion", "dozen"))  # after a number: a large one, however small that is

_ORDERS = {
    f"{name}{end}" for name in ("dvpn", "dvpo", "dapn", "dapo", "dhr", "dardr", "cbo", "shpo", "svro") for end in ("", "s", "'s", "’s")
}
PLURAL_PEOPLE = _ORDERS | _set(
    """
    people persons children youths youngsters teenagers adults men women boys girls males females victims survivors offenders
    perpetrators suspects students pupils residents clients patients users families households individuals participants nominals
    referrals cases arrests charges convictions admissions deaths homicides murders suicides overdoses rapes stabbings shootings
    fatalities injuries casualties orders applications disclosures mothers fathers parents carers siblings babies infants prisoners
    detainees tenants refugees migrants reviews notices
    """
)
PEOPLE = PLURAL_PEOPLE | _set(
    """
    person child youth youngster teenager adult man woman boy girl male female victim survivor offender perpetrator suspect student
    pupil resident client patient user family household individual participant nominal referral case arrest charge conviction
    admission death homicide murder suicide overdose rape stabbing shooting fatality injury casualty order application disclosure
    mother father parent carer sibling baby infant prisoner detainee tenant refugee migrant
    """
)
ONLY_AFTER = {"reviews": ("homicide", "death", "fatality"), "notices": ("protection",)}  # of people only after one of these
PERSON_VERBS = _set("killed injured died murdered arrested charged convicted detained sentenced imprisoned hospitalised")
CASE_VERBS = _set(
    "served rejected refused granted approved made breached referred adopted declined withdrawn closed issued discharged released"
)
COMPOUNDS = _set(  # after the noun, it is no person: a case worker, a victim support session
    """
    work worker workers officer officers support study studies management manager managers service services protection pathway
    pathways panel panels form forms conference conferences meeting meetings centre centres plan plans programme programmes training
    team teams group groups strategy strategies event events session sessions advocate advocates audit audits home homes hub hubs law
    """
)
LABEL_WORDS = _set(  # before the number, it is a name: phase 2, year 1
    """
    year years phase phases quarter quarters part parts appendix priority priorities section sections stage stages tier tiers level
    levels item items no page pages paragraph paragraphs week weeks month months step steps grade grades band bands category
    categories schedule option options table figure chart objective objectives theme themes ward wards zone zones version class key
    any some every
    """
)
TIME_WORDS = _set(  # after the number, it is a date or a stretch of time
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec st nd rd th year years month months week weeks day days hour hours minute minutes times mile miles am pm
    """
)
STOP_WORDS = _set("for with in at from by to on and or which that but including as is through under over per")
LINK_WORDS = _set(": = was were is are totalled numbered reached")
CHANGE_WORDS = _set("stood fell rose reduced increased decreased dropped down up")
