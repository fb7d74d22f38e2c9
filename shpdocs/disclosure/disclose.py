"""What of a period's returns may be published: nothing exempt, no small number of people, nothing that gives one away."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from shpdocs.disclosure.cells import Cell, Key, Sum
from shpdocs.disclosure.exclusions import withheld_answers
from shpdocs.disclosure.figures import SubGroupYear, figure_cells, implied_cells
from shpdocs.disclosure.findings import flagged_texts, suppressed_answers
from shpdocs.disclosure.held_back import held_back, is_decided
from shpdocs.disclosure.redaction import exempt_return, public_return
from shpdocs.disclosure.secondary import suppressed_cells
from shpdocs.disclosure.tables import derived_cells, field_cells, known_sums, table_cells
from shpdocs.disclosure.years import Years, years_by_sub_group
from shpdocs.model.definition import Definition, SmallNumbers
from shpdocs.model.disclosure import Decisions, Disclosed, HeldBack, Known, Printing, PublishedPaper, Withheld
from shpdocs.model.period import Period
from shpdocs.model.returns import Json, Return

_NOTHING_SAID = Printing()


class _Numbers(Struct, frozen=True):
    """Every number that a paper may print, and the sums that tie them."""

    cells: dict[Key, Cell]
    sums: tuple[Sum, ...]


class _EarlierPapers(Struct, frozen=True):
    """What the year's papers before this one printed, with its value, and what they hid."""

    printed: Mapping[Key, int] = field(default_factory=dict)
    hidden: Set[Key] = frozenset()


def disclose(
    definitions: tuple[Definition, ...],
    known: Known,
    period: Period,
    default: SmallNumbers,
    decisions: Decisions,
    last_year_definitions: tuple[Definition, ...] = (),
    printing: Printing = _NOTHING_SAID,
    published: tuple[PublishedPaper, ...] = (),
) -> Disclosed:
    """Split what is known into what the public may see and what is exempt.

    `default` is the rule for small numbers where a measure has none. What a decision publishes is published as long as it
    is what was decided about; what workbooks said is not printed (`printing`) is held back until it is. `published` are the papers that
    others have. Returns of a sub-group without a definition are in neither part. Nothing of `known` is changed.
    """
    promised = held_back(definitions, known, printing, period, decisions)
    waiting = tuple(answer for answer in promised if not is_decided(answer, decisions))
    decisions = replace(decisions, held_back=_pointers(definitions, waiting))
    years_of = partial(years_by_sub_group, definitions, default, last_year_definitions)
    years = years_of(known, period, decisions)
    earlier = _earlier_papers(years_of, known, period, decisions)
    numbers = _numbers(years, period)
    hidden = _suppressed(numbers, earlier)
    cells = dict(numbers.cells)
    for sub_group in years.values():
        if period.quarter in sub_group.now.returns:
            cells |= derived_cells(sub_group.now, period.quarter, hidden)
    hidden |= {key for key, cell in cells.items() if cell.is_derived}
    public = _split(years, known, period, hidden)
    return Disclosed(
        public=public,
        exempt=_split(years, known, period),
        withheld=_withheld(years, period),
        suppressed=tuple(answer for sub_group in years.values() for answer in suppressed_answers(sub_group, cells, hidden, period)),
        flagged=tuple(text for sub_group in years.values() for text in flagged_texts(sub_group, cells, hidden, public.returns, period)),
        overridden={answer: event for sub_group in years.values() for answer, event in sub_group.overridden.items()},
        held_back=waiting,
        released=tuple(answer for answer in promised if answer not in waiting),
    )


def _pointers(definitions: tuple[Definition, ...], held: tuple[HeldBack, ...]) -> dict[str, frozenset[str]]:
    """The pointers of what is held back, by sub-group."""
    names = [definition.sub_group for definition in definitions]
    return {name: frozenset(answer.pointer for answer in held if answer.answer.startswith(f"{name}/")) for name in names}


def _numbers(years: Years, period: Period) -> _Numbers:
    """The numbers of a paper. Of other quarters' tables only what adds to a figure."""
    cells: dict[Key, Cell] = {}
    sums: list[Sum] = []
    for sub_group in years.values():
        for year in sub_group.both:
            cells |= figure_cells(year)
            for quarter in year.returns:
                is_paper = not year.is_before and quarter == period.quarter
                in_tables, table_sums = table_cells(year, quarter, is_paper)
                cells |= in_tables
                sums += table_sums
                if is_paper:
                    cells |= field_cells(year, quarter)
            implied, implied_sums = implied_cells(year, cells)
            cells |= implied
            sums += implied_sums
    return _Numbers(cells, known_sums(tuple(sums), cells))


def _earlier_papers(
    years_of: Callable[[Known, Period, Decisions], Years], known: Known, period: Period, decisions: Decisions
) -> _EarlierPapers:
    """Go through the papers of the year before this one, each with the returns that there were by then."""
    earlier = _EarlierPapers()
    for quarter in period.earlier_quarters:
        paper, by_then = Period(period.year, quarter), _known_by(known, quarter)
        printed = {answer: last for answer, last in decisions.printed.items() if last <= quarter}
        then = replace(decisions, published={}, printed=printed)
        if by_then.returns:
            earlier = _with_paper(earlier, _numbers(years_of(by_then, paper, then), paper))
    return earlier


def _known_by(known: Known, quarter: str) -> Known:
    """What was known of the year when an earlier quarter's paper was made."""
    returns = {name: quarters[quarter] for name, quarters in known.earlier.items() if quarter in quarters}
    before = {name: {key: return_ for key, return_ in quarters.items() if key < quarter} for name, quarters in known.earlier.items()}
    return Known(returns, before, known.last_year)


def _with_paper(earlier: _EarlierPapers, numbers: _Numbers) -> _EarlierPapers:
    """The earlier papers and the one after them, of which these are the numbers."""
    hidden = _suppressed(numbers, earlier)
    exact = {key: cell.value for key, cell in numbers.cells.items() if cell.is_printed and not cell.is_excluded and not cell.rule.round_to}
    printed = {key: value for key, value in exact.items() if key not in hidden}
    return _EarlierPapers({**earlier.printed, **printed}, earlier.hidden | hidden)


def _suppressed(numbers: _Numbers, earlier: _EarlierPapers) -> set[Key]:
    """What is suppressed, seen with a reader of the earlier papers: what these printed, and nobody revised since, is known."""
    cells = {key: replace(cell, is_known=True) if earlier.printed.get(key) == cell.value else cell for key, cell in numbers.cells.items()}
    return suppressed_cells(cells, numbers.sums, earlier.hidden)


def _split(years: Years, known: Known, period: Period, hidden: Collection[Key] | None = None) -> Known:
    """What the public may see, in which `hidden` is suppressed; without that, what is exempt."""

    def part(year: SubGroupYear | None, quarter: str) -> Return | None:
        if year is None:
            return None
        is_whole = not year.is_before and quarter == period.quarter
        return exempt_return(year, quarter, is_whole) if hidden is None else public_return(year, quarter, hidden, is_whole)

    def parts(sub_group: str, quarters: Collection[str], is_before: bool) -> dict[str, Return]:
        year = years[sub_group].before if is_before else years[sub_group].now
        return {quarter: return_ for quarter in quarters if (return_ := part(year, quarter))}

    return Known(
        {name: return_ for name in known.returns if name in years and (return_ := part(years[name].now, period.quarter))},
        {name: parts(name, known.earlier[name], False) for name in known.earlier if name in years},
        {name: parts(name, known.last_year[name], True) for name in known.last_year if name in years},
    )


def _withheld(years: Years, period: Period) -> tuple[Withheld, ...]:
    """What is exempt and was answered: of a measure in any quarter of the year, of all else in the paper's."""
    withheld: list[Withheld] = []
    for sub_group in years.values():
        year = sub_group.now
        own = year.returns.get(period.quarter)
        answered: dict[str, Mapping[str, Json]] = {name: own.answers[name] if own else {} for name in ("fields", "measures", "tables")}
        answered["measures"] = {
            key: [return_.answers["measures"].get(key) for return_ in year.returns.values()] for key in year.exclusions.measures
        }
        withheld += withheld_answers(year.definition, year.exclusions, answered)
    return tuple(withheld)
