"""What may be published: the decisions taken, and what is withheld, suppressed or still to be decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from shpdocs.model.definition import Definition, Exemption
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.returns import Return

SuppressionReason = Literal["small", "secondary", "whole", "derived"]


class Decisions(Struct, frozen=True):
    """What was decided of a period's paper, as far as nobody withdrew it.

    `waived` holds the sub-groups whose return the paper does without; `published` the answers ('domestic-abuse/dv-orders')
    whose small numbers may stand, each by the digests of what stood there; `exempted` the answers that are exempt, and
    `exempted_last_year` those that were exempt in a paper of the year before: their figures of that year still are.
    `open` and `open_last_year` hold the answers that are not, whatever their definition of this year or of last year says.
    `printed` holds the answers whose small numbers an earlier paper of the year printed, each with that paper's quarter.
    `held_back` holds, by sub-group, the pointers of what is held back: whole answers ('/tables/risks') and single items
    ('/tables/risks/owner', '/measures/robbery/commentary').
    """

    waived: Mapping[str, Event] = field(default_factory=dict)
    published: Mapping[str, Mapping[str, Event]] = field(default_factory=dict)
    exempted: Mapping[str, Event] = field(default_factory=dict)
    exempted_last_year: Mapping[str, Event] = field(default_factory=dict)
    open: frozenset[str] = frozenset()
    open_last_year: frozenset[str] = frozenset()
    printed: Mapping[str, str] = field(default_factory=dict)
    held_back: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Printing(Struct, frozen=True):
    """What the public papers of a year print, and what workbooks said of it.

    `printed` holds, by sub-group, the items that a profile of the year prints ('/fields/update', '/tables/risks/owner'); `unprinted`,
    by sub-group and quarter, what the workbook of the return in force said is not printed; `unprinted_last_year` that of last year's.
    """

    printed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unprinted: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    unprinted_last_year: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


class Known(Struct, frozen=True):
    """What is known of a year: the returns in force of the period by sub-group; those of the year's earlier quarters, and
    those of the year before, by sub-group and quarter ('Q1')."""

    returns: Mapping[str, Return] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[str, Return]] = field(default_factory=dict)
    last_year: Mapping[str, Mapping[str, Return]] = field(default_factory=dict)


class PublishedPaper(Struct, frozen=True):
    """A paper that others have: an edition, or a draft that was sent.

    `name` is what people call it ('edition 1 of 2024-25-Q1'). `known` is what it was made of, as it came, `printed` what it told of every
    answer. `definitions` are those of its year, `last_year_definitions` those of the year before.
    """

    period: Period
    name: str
    definitions: tuple[Definition, ...]
    known: Known
    printed: tuple[PrintedAnswer, ...]
    last_year_definitions: tuple[Definition, ...] = ()


class Withheld(Struct, frozen=True):
    """An answer or section that is kept out of the public paper: 'prevent/update', what it is called, and why."""

    answer: str
    title: str
    exemption: Exemption


class Suppressed(Struct, frozen=True):
    """Figures of an answer that are not published: where ('Q2', a row's label), and why. `pointers` are those of a return's cells.

    'small': too small itself. 'secondary': another could be worked out from it. 'whole': it could not be shown that hiding less would do.
    'derived': made of one that is suppressed or rounded.
    """

    answer: str
    title: str
    where: tuple[str, ...]
    why: SuppressionReason
    digest: str
    pointers: tuple[str, ...] = ()


Left = Literal["one", "few", "few-by-marks"]


class Exposed(Struct, frozen=True):
    """A small number of which papers that others have rule values out, whatever this one withholds: of which answer
    ('prevent/measures/referrals'), of which quarter ('2024-25-Q1'), and what is left.

    'one': it can be worked out. 'few': fewer values than the rule asks. 'few-by-marks': as many, but to somebody who is told which of the
    missing numbers are small.
    """

    answer: str
    period: str
    left: Left


class Flagged(Struct, frozen=True):
    """A text that seems to tell small numbers of people, or numbers that the paper keeps back elsewhere: what it says around them, and the
    digest of the whole answer."""

    answer: str
    title: str
    excerpts: tuple[str, ...]
    digest: str


class TellingReason(Struct, frozen=True):
    """A reason that the public paper prints and that tells a number which is not published: of an 'exempt' answer or a 'waived' return
    (`answer` is its sub-group), with what it says around the number."""

    answer: str
    why: Literal["exempt", "waived"]
    excerpt: str


class HeldBack(Struct, frozen=True):
    """An answer that a profile prints although its workbook said that it is not printed.

    `answer` is how a decision names it: 'prevent/risks', a column's 'prevent/risks/owner', 'prevent/robbery/commentary'; `pointer`
    the same within a return; `items` are the pointers of what of it is printed, and `digest` is that of what stands there.
    """

    answer: str
    title: str
    pointer: str
    items: tuple[str, ...]
    digest: str


WithheldStatement = tuple[str, str, Literal["baseline", "target"]]  # a sub-group, a measure of it, and which of the two


class Proof(Struct, frozen=True):
    """What was hidden of cells that are tied to each other until an attack proved them safe; each cell by year, quarter, sub-group and
    pointer. `wholesale` and `exposed` as in `disclosure.choice`."""

    hidden: tuple[tuple[str, ...], ...] = ()
    wholesale: tuple[tuple[str, ...], ...] = ()
    exposed: tuple[tuple[Left, tuple[str, ...]], ...] = ()


class Disclosed(Struct, frozen=True):
    """What goes where: `public` holds nothing that is exempt, suppressed or never published; `exempt` holds only what is exempt.

    `flagged` are the texts of which something is told that nobody has decided about yet; `places` names all that is told in texts,
    decided or not, by answer. `overridden` are the answers whose small numbers are published by a decision, with that decision.
    `held_back` is what workbooks said is not printed, as far as nobody decided that it is; `released` what somebody did decide about.
    `withheld_statements` are the baselines and targets that would give a small number
    away, `exposed` the small numbers of which other papers rule values out already.
    `kept_back_before` are the numbers that papers which are out kept back, whether or not they were corrected since. `proofs` are those
    that the choice of what is suppressed rests on, each by the digest of all that it proves.
    """

    public: Known
    exempt: Known
    withheld: tuple[Withheld, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    flagged: tuple[Flagged, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overridden: Mapping[str, Event] = field(default_factory=dict)
    held_back: tuple[HeldBack, ...] = ()
    released: tuple[HeldBack, ...] = ()
    withheld_statements: frozenset[WithheldStatement] = frozenset()
    exposed: tuple[Exposed, ...] = ()
    kept_back_before: frozenset[float] = frozenset()
    proofs: Mapping[str, Proof] = field(default_factory=dict)

    @property
    def decidable(self) -> Mapping[str, str]:
        """The answers ('sub-group/key') that wait for a decision, each with the digest of what it would be about: first whether what
        is held back is printed, then its small numbers."""
        suppressed = {answer.answer: answer.digest for answer in self.suppressed}
        small = suppressed | {text.answer: text.digest for text in self.flagged}
        return small | {answer.answer: answer.digest for answer in self.held_back}
