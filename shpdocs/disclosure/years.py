"""What is known of each sub-group, this year and the year before, and what a decision to publish small numbers is about."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.disclosure.exclusions import HELD_BACK, Exclusions, exclusions_for
from shpdocs.disclosure.figures import SubGroupYear, figures_given
from shpdocs.model.definition import Definition, SmallNumbers
from shpdocs.model.disclosure import Decisions, Known
from shpdocs.model.ledger import Event
from shpdocs.model.period import QUARTERS, Period, year_before
from shpdocs.model.returns import Json, Return

LAST_YEAR = "last-year"  # how a measure's figures of the year before are named, which papers compare with


class TwoYears(Struct, frozen=True):
    """A sub-group's year and the year before (None if nothing is known of that), and the decisions to publish that hold now."""

    now: SubGroupYear
    before: SubGroupYear | None
    overridden: Mapping[str, Event]

    @property
    def both(self) -> tuple[SubGroupYear, ...]:
        """The years of which something is known, the earlier first."""
        return (self.before, self.now) if self.before else (self.now,)

    def digest(self, key: str, quarter: str) -> str:
        """The digest of what the answer of that key would publish."""
        last_year = self.before.returns if self.before else {}
        return digest_of(content_of(self.now.definition, key, self.now.returns, last_year, quarter))


Years = dict[str, TwoYears]


def years_by_sub_group(
    definitions: tuple[Definition, ...],
    default: SmallNumbers,
    last_year_definitions: tuple[Definition, ...],
    known: Known,
    period: Period,
    decisions: Decisions,
) -> Years:
    """Return what is known by sub-group, in the order of the definitions. Without last year's definition this year's holds."""
    by_name = {definition.sub_group: definition for definition in last_year_definitions}
    years: Years = {}
    for definition in definitions:
        name, exclusions = definition.sub_group, exclusions_for(definition, decisions)
        returns = dict(known.earlier.get(name, {}))
        if name in known.returns:
            returns[period.quarter] = known.returns[name]
        last_year = known.last_year.get(name, {})
        overridden = _overridden(definition, returns, last_year, period, decisions)
        decided = frozenset(overridden)
        now = SubGroupYear(definition, exclusions, returns, default, decided)
        before = None
        if last_year:
            earlier = _at_least_as_strict(by_name.get(name) or replace(definition, year=year_before(definition.year)), definition)
            excluded = _last_year_exclusions(earlier, exclusions, decisions)
            before = SubGroupYear(earlier, excluded, last_year, default, decided, is_before=True)
        years[name] = TwoYears(now, before, overridden)
    return years


def _overridden(
    definition: Definition, returns: Mapping[str, Return], last_year: Mapping[str, Return], period: Period, decisions: Decisions
) -> dict[str, Event]:
    """The decisions to publish an answer of this sub-group that are about what stands there now."""
    overridden = {}
    for answer, by_digest in decisions.published.items():
        sub_group, _, key = answer.partition("/")
        if sub_group == definition.sub_group:
            event = by_digest.get(digest_of(content_of(definition, key, returns, last_year, period.quarter)))
            if event:
                overridden[answer] = event
    return overridden


def _at_least_as_strict(earlier: Definition, now: Definition) -> Definition:
    """Last year's definition, in which what counts people this year does so too."""
    known = {measure.key: measure for measure in now.measures}
    measures = tuple(
        replace(measure, people=True, small_numbers=known[measure.key].small_numbers or measure.small_numbers)
        if measure.key in known and known[measure.key].people
        else measure
        for measure in earlier.measures
    )
    return replace(earlier, measures=measures)


def _last_year_exclusions(earlier: Definition, now: Exclusions, decisions: Decisions) -> Exclusions:
    """What is excluded of last year: what was then, and what is now."""
    exempted = {**decisions.exempted_last_year, **decisions.exempted}
    then = exclusions_for(earlier, replace(decisions, exempted=exempted, open=decisions.open_last_year, held_back={}))
    held = decisions.held_back.get(earlier.sub_group, frozenset())
    held_measures = {key: HELD_BACK for _, _, key, *rest in (item.split("/") for item in held) if rest == [LAST_YEAR]}
    return Exclusions(then.fields, {**held_measures, **then.measures, **now.measures}, {**then.tables, **now.tables}, then.columns)


def content_of(definition: Definition, key: str, returns: Mapping[str, Return], last_year: Mapping[str, Return], quarter: str) -> Json:
    """Return everything that an answer would publish: a field, measure or table of the quarter, with a measure's other quarters.

    `returns` and `last_year` hold the sub-group's returns of this year and of the year before, by quarter.
    """
    own = returns[quarter].answers if quarter in returns else {}
    content: dict[str, Json] = {name: own[name][key] for name in ("fields", "measures", "tables") if key in own.get(name, {})}
    for measure in definition.measures:
        if measure.key == key and measure.is_figure:
            content["quarters"] = [
                [series.pointer, name, [_figure_content(*given) for given in figures_given(year, series.pointer, name)]]
                for year in (returns, last_year)
                for series in measure.series
                for name in QUARTERS
            ]
    return content


def _figure_content(given_in: str, figure: Json) -> list[Json]:
    """What a figure would publish, with the quarter of the return that gives it."""
    return [given_in, figure.get("value"), figure.get("reason"), figure.get("base")]


def digest_of(content: Json) -> str:
    """The SHA-256, in hexadecimal, of what an answer would publish."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
