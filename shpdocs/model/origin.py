"""Where what a paper prints comes from: cells of returns, what a file of the partnership states, the calendar, and what is worked out.

The code that works a number out makes its origin with it, so that a tree of origins says what was computed, and nothing else.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct

How = Literal[
    "sum",  # of all inputs
    "less",  # the first input less the second
    "share",  # of the first input as many quarters, the second, as there are in the third
    "pace",  # the first input for each of so many quarters, the second
    "projection",  # the first input, of so many quarters, the second, as it would be after so many, the third
    "changed-by",  # the first input changed by the second, in per cent
    "per-cent-change",  # how far the first input is from the second, in per cent of that
    "count",  # how many inputs there are that answer to the words
    "greatest",  # the input that is first when all are put in order
    "rating",  # a position held against what is expected, with a tolerance
    "rounded",  # the input, as a small number is rounded for publication
    "suppressed",  # nothing is printed of the input, by the rule for small numbers or a lead's word
    "withheld",  # nothing is printed of the input: it is exempt, or held back
    "made-of",  # words that hold the inputs
]
Role = Literal["counts", "repeats", "untouched", "replaced", "revises"]


class Unit(Struct, frozen=True):
    """What is printed with a number: before it ('£') and after it ('%', ' per 10000')."""

    before: str = ""
    after: str = ""


PLAIN, PER_CENT, POINTS = Unit(), Unit(after="%"), Unit(after=" points")


class Use(Struct, frozen=True):
    """An answer that a return gives, by its period ('2017-18-Q3') and JSON pointer ('/measures/robbery/earlier/Q2/value'), and what it did.

    It 'counts', or 'revises' what an earlier return gave and counts; it was 'replaced' by a later one; it 'repeats' what is known; or it
    is as the workbook was issued with it, 'untouched', and says nothing of its own.
    """

    period: str
    pointer: str
    role: Role = "counts"


class Returned(Struct, frozen=True, tag="returned"):
    """An answer as returns give it: its ref ('domestic-abuse/measures/repeat-victims/figure', 'prevent/fields/update'), the period that
    it is of, and every answer in the returns that says something of it, whatever came of it."""

    answer: str
    period: str
    uses: tuple[Use, ...]


class Stated(Struct, frozen=True, tag="stated"):
    """What a file of the partnership states: the file from the folder's root ('workbook_templates/2017-18/prevent.toml') and the key
    ('measures.robbery.target.value')."""

    file: str
    key: str


class Calendar(Struct, frozen=True, tag="calendar"):
    """A date, quarter or year of the calendar, as the period that a paper is of gives it."""

    period: str


class Rule(Struct, frozen=True, tag="rule"):
    """A rule of shpdocs itself, in a few words: how appendices are numbered, which changes are compared."""

    words: str


class Decided(Struct, frozen=True, tag="decided"):
    """What somebody decided, and the ledger records: the event ('waived'), what of, and when."""

    event: str
    about: str
    at: str


class Worked(Struct, frozen=True, tag="worked"):
    """What was worked out, and what of."""

    how: How
    inputs: tuple[Number | Statement, ...]


Source = Returned | Stated | Calendar | Rule | Decided | Worked


class Number(Struct, frozen=True, tag="number"):
    """An exact number that a paper prints or works with: what it is ('year to date by the end of Quarter 2'), and where it comes from."""

    words: str
    value: Fraction
    source: Source
    unit: Unit = PLAIN


class Statement(Struct, frozen=True, tag="statement"):
    """Words that a paper prints, or rests on: what they are ('rating', 'name of the measure'), and where they come from."""

    words: str
    source: Source


Origin = Number | Statement


class Span(Struct, frozen=True):
    """A piece of a block's text, from one character to before another, and where it comes from.

    `text` says which of its texts: '' its own, 'label', 'title', 'description', 'header/2', 'category/0', 'bar/3', 'line/1', 'line/1/2'
    (a value of it), 'unit', 'footer/0', 'mark'. A number that is drawn and not written has no length.
    """

    start: int
    end: int
    origin: Origin
    text: str = ""
