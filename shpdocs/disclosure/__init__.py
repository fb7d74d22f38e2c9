"""What of a period's returns may be published: nothing exempt, no small number of people, nothing that gives one away."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set

from msgspec.structs import replace

from shpdocs.disclosure.cells import Cell, Key, Sum
from shpdocs.disclosure.contents import content_of, digest_of
from shpdocs.disclosure.figures import OfYear, figure_cells, worked_out
from shpdocs.disclosure.kept_back import withheld_of
from shpdocs.disclosure.parting import exempt_return, public_return
from shpdocs.disclosure.secondary import suppressed_cells
from shpdocs.disclosure.tables import derived_cells, field_cells, known_sums, table_cells
from shpdocs.disclosure.telling import flagged_of, suppressed_of
from shpdocs.disclosure.years import Years, years_of
from shpdocs.model.definition import Definition, SmallNumbers
from shpdocs.model.disclosure import Decisions, Disclosed, Known, Withheld
from shpdocs.model.period import Period
from shpdocs.model.returns import Json, Return

_Before = tuple[Mapping[Key, int], Set[Key]]  # what papers before this one printed, with its value, and what they hid

__all__ = ["content_of", "decidable", "digest_of", "disclose"]


def disclose(
    definitions: tuple[Definition, ...],
    known: Known,
    period: Period,
    default: SmallNumbers,
    decisions: Decisions,
    last_year_definitions: tuple[Definition, ...] = (),
) -> Disclosed:
    """Part what is known into what the public may see and what is exempt.

    `default` is the rule for small numbers where a measure has none. What a decision publishes is published as long as it
    is what was decided about. Returns of a sub-group without a definition are in neither part. Nothing of `known` is changed.
    """
    years = years_of(definitions, known, period, default, decisions, last_year_definitions)
    before = _papers_before(definitions, known, period, default, decisions, last_year_definitions)
    cells = _cells(years, period)
    hidden = suppressed_cells(*_as_read(cells, before), before[1])
    for one in years.values():
        if period.quarter in one.now.returns:
            cells[0].update(derived_cells(one.now, period.quarter, hidden))
    hidden |= {key for key, cell in cells[0].items() if cell.is_derived}
    public = _parted(years, known, period, hidden)
    told = [one for of in years.values() for one in suppressed_of(of, cells[0], hidden, period)]
    flagged = [one for of in years.values() for one in flagged_of(of, cells[0], hidden, public.returns, period)]
    overridden = {answer: event for of in years.values() for answer, event in of.overridden.items()}
    return Disclosed(public, _parted(years, known, period), _withheld(years, period), tuple(told), tuple(flagged), overridden)


def decidable(
    definitions: tuple[Definition, ...],
    known: Known,
    period: Period,
    default: SmallNumbers,
    decisions: Decisions,
    last_year_definitions: tuple[Definition, ...] = (),
) -> Mapping[str, str]:
    """Return the answers ('sub-group/key') whose small numbers wait for a decision, each with the digest of what stands there now."""
    found = disclose(definitions, known, period, default, decisions, last_year_definitions)
    return {one.answer: one.digest for one in found.suppressed} | {one.answer: one.digest for one in found.flagged}


def _cells(years: Years, period: Period) -> tuple[dict[Key, Cell], tuple[Sum, ...]]:
    """Every number that the paper may print, and the sums that tie them. Of other quarters' tables only what adds to a figure."""
    cells: dict[Key, Cell] = {}
    sums: list[Sum] = []
    for years_of_one in years.values():
        for of in years_of_one.both:
            figures = figure_cells(of)
            cells |= figures
            for quarter in of.returns:
                is_paper = not of.is_before and quarter == period.quarter
                found, more = table_cells(of, quarter, is_paper)
                cells |= found
                sums += more
                if is_paper:
                    cells |= field_cells(of, quarter)
            rest, more = worked_out(of, cells)
            cells |= rest
            sums += more
    return cells, known_sums(tuple(sums), cells)


def _papers_before(
    definitions: tuple[Definition, ...],
    known: Known,
    period: Period,
    default: SmallNumbers,
    decisions: Decisions,
    last_year_definitions: tuple[Definition, ...],
) -> _Before:
    """Go through the papers of the year before this one, each with the returns that there were by then."""
    before: _Before = ({}, frozenset())
    for quarter in period.earlier_quarters:
        paper = Period(period.year, quarter)
        returns = {name: of[quarter] for name, of in known.earlier.items() if quarter in of}
        earlier = {name: {one: found for one, found in of.items() if one < quarter} for name, of in known.earlier.items()}
        then = replace(decisions, published={}, printed={name: one for name, one in decisions.printed.items() if one <= quarter})
        if returns:
            years = years_of(definitions, Known(returns, earlier, known.last_year), paper, default, then, last_year_definitions)
            cells, sums = _as_read(_cells(years, paper), before)
            hidden = suppressed_cells(cells, sums, before[1])
            exact = {key: cell.value for key, cell in cells.items() if cell.is_printed and not cell.is_out and not cell.rule.round_to}
            printed = {key: value for key, value in exact.items() if key not in hidden}
            before = ({**before[0], **printed}, before[1] | hidden)
    return before


def _as_read(cells: tuple[dict[Key, Cell], tuple[Sum, ...]], before: _Before) -> tuple[dict[Key, Cell], tuple[Sum, ...]]:
    """The cells as a reader of the earlier papers has them: what these printed, and nobody revised since, is known."""
    found = {key: replace(cell, is_known=True) if before[0].get(key) == cell.value else cell for key, cell in cells[0].items()}
    return found, cells[1]


def _parted(years: Years, known: Known, period: Period, hidden: Collection[Key] | None = None) -> Known:
    """What the public may see, in which `hidden` is suppressed; without that, what is exempt."""

    def part(of: OfYear | None, quarter: str) -> Return | None:
        if of is None:
            return None
        is_whole = not of.is_before and quarter == period.quarter
        return exempt_return(of, quarter, is_whole) if hidden is None else public_return(of, quarter, hidden, is_whole)

    def parts(sub_group: str, quarters: Collection[str], is_before: bool) -> dict[str, Return]:
        of = years[sub_group].before if is_before else years[sub_group].now
        return {quarter: found for quarter in quarters if (found := part(of, quarter))}

    return Known(
        {name: found for name in known.returns if name in years and (found := part(years[name].now, period.quarter))},
        {name: parts(name, known.earlier[name], False) for name in known.earlier if name in years},
        {name: parts(name, known.last_year[name], True) for name in known.last_year if name in years},
    )


def _withheld(years: Years, period: Period) -> tuple[Withheld, ...]:
    found: list[Withheld] = []
    for one in years.values():
        own = one.now.returns.get(period.quarter)
        answered: dict[str, Mapping[str, Json]] = {name: own.answers[name] if own else {} for name in ("fields", "measures", "tables")}
        returns = one.now.returns.values()
        answered["measures"] = {key: [of.answers["measures"].get(key) for of in returns] for key in one.now.kept.measures}
        found += withheld_of(one.now.definition, one.now.kept, answered)
    return tuple(found)
