"""What is known of each sub-group, this year and the year before, ready to be parted."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.disclosure.contents import content_of, digest_of
from shpdocs.disclosure.figures import OfYear
from shpdocs.disclosure.kept_back import KeptBack, kept_back
from shpdocs.model.definition import Definition, SmallNumbers
from shpdocs.model.disclosure import Decisions, Known
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.returns import Return


class OfSubGroup(Struct, frozen=True):
    """A sub-group's year and the year before (None if nothing is known of that), and the decisions to publish that hold now."""

    now: OfYear
    before: OfYear | None
    overridden: Mapping[str, Event]

    @property
    def both(self) -> tuple[OfYear, ...]:
        """The years of which something is known, the earlier first."""
        return (self.before, self.now) if self.before else (self.now,)

    def digest(self, key: str, quarter: str) -> str:
        """The digest of what the answer of that key would publish."""
        last_year = self.before.returns if self.before else {}
        return digest_of(content_of(self.now.definition, key, self.now.returns, last_year, quarter))


Years = dict[str, OfSubGroup]


def years_of(
    definitions: tuple[Definition, ...],
    known: Known,
    period: Period,
    default: SmallNumbers,
    decisions: Decisions,
    last_year_definitions: tuple[Definition, ...],
) -> Years:
    """Return what is known by sub-group, in the order of the definitions. Without last year's definition this year's holds."""
    last = {one.sub_group: one for one in last_year_definitions}
    found: Years = {}
    for definition in definitions:
        name, kept = definition.sub_group, kept_back(definition, decisions)
        returns = dict(known.earlier.get(name, {}))
        if name in known.returns:
            returns[period.quarter] = known.returns[name]
        last_year = known.last_year.get(name, {})
        overridden = _overridden(definition, returns, last_year, period, decisions)
        decided = frozenset(overridden)
        now = OfYear(definition, kept, returns, default, decided, printed=decisions.printed)
        before = None
        if last_year:
            earlier = last.get(name) or replace(definition, year="the year before")
            stricter = _as_strict(earlier, definition)
            before = OfYear(stricter, _kept(stricter, kept, decisions), last_year, default, decided, is_before=True)
        found[name] = OfSubGroup(now, before, overridden)
    return found


def _overridden(
    definition: Definition, returns: Mapping[str, Return], last_year: Mapping[str, Return], period: Period, decisions: Decisions
) -> dict[str, Event]:
    """The decisions to publish an answer of this sub-group that are about what stands there now."""
    found = {}
    for answer, by_digest in decisions.published.items():
        sub_group, _, key = answer.partition("/")
        if sub_group == definition.sub_group:
            event = by_digest.get(digest_of(content_of(definition, key, returns, last_year, period.quarter)))
            if event:
                found[answer] = event
    return found


def _as_strict(earlier: Definition, now: Definition) -> Definition:
    """Last year's definition, in which what counts people this year does so too."""
    known = {measure.key: measure for measure in now.measures}
    measures = tuple(
        replace(one, people=True, small_numbers=known[one.key].small_numbers or one.small_numbers)
        if one.key in known and known[one.key].people
        else one
        for one in earlier.measures
    )
    return replace(earlier, measures=measures)


def _kept(earlier: Definition, now: KeptBack, decisions: Decisions) -> KeptBack:
    """What is kept back of last year: what was then, and what is now."""
    then = kept_back(earlier, replace(decisions, exempted={**decisions.exempted_last_year, **decisions.exempted}))
    return KeptBack(then.fields, {**then.measures, **now.measures}, {**then.tables, **now.tables}, then.columns)
