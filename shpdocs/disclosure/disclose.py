"""What of a period's returns may be published: nothing exempt, no small number of people, nothing that gives one away."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from shpdocs.disclosure.cells import Cell, Cells, Key
from shpdocs.disclosure.choice import NOTHING_PROVED, choose
from shpdocs.disclosure.counts import Name, Standing
from shpdocs.disclosure.exclusions import withheld_answers
from shpdocs.disclosure.figures import SubGroupYear
from shpdocs.disclosure.findings import suppressed_answers
from shpdocs.disclosure.gathering import paper_numbers
from shpdocs.disclosure.held_back import held_back, is_decided
from shpdocs.disclosure.numbers import Numbers
from shpdocs.disclosure.published import add_published
from shpdocs.disclosure.redaction import exempt_return, public_return
from shpdocs.disclosure.relations import BASELINE, add_growth, add_sums_of_small, protect_rests
from shpdocs.disclosure.tables import derived_cells
from shpdocs.disclosure.written import unpublished_numbers, written
from shpdocs.disclosure.years import Years, years_by_sub_group
from shpdocs.model.collection import Progress
from shpdocs.model.definition import Definition, SmallNumbers
from shpdocs.model.disclosure import (
    Decisions,
    Disclosed,
    Exposed,
    HeldBack,
    Known,
    Left,
    Printing,
    Proof,
    PublishedPaper,
    Withheld,
    WithheldStatement,
)
from shpdocs.model.period import Period
from shpdocs.model.returns import Json, Return

_NOTHING_SAID = Printing()


def disclose(
    definitions: tuple[Definition, ...],
    known: Known,
    period: Period,
    default: SmallNumbers,
    decisions: Decisions,
    last_year_definitions: tuple[Definition, ...] = (),
    printing: Printing = _NOTHING_SAID,
    published: tuple[PublishedPaper, ...] = (),
    progress: Progress | None = None,
    proofs: Mapping[str, Proof] = NOTHING_PROVED,
) -> Disclosed:
    """Split what is known into what the public may see and what is exempt.

    `default` is the rule for small numbers where a measure has none. What a decision publishes is published as long as it is what was
    decided about; what workbooks said is not printed (`printing`) is held back until it is. `published` are the papers that others have,
    in the order in which they were made. Returns of a sub-group without a definition are in neither part. Nothing of `known` is changed.

    `progress` is called with how many small numbers are shown to be safe, and how many there are; what `proofs` of a paper before show
    is not shown again.
    """
    promised = held_back(definitions, known, printing, period, decisions)
    waiting = tuple(answer for answer in promised if not is_decided(answer, decisions))
    decisions = replace(decisions, held_back=_pointers(definitions, waiting))
    years = years_by_sub_group(definitions, default, last_year_definitions, known, period, decisions)
    numbers = _numbers(years, period, default, published)
    choice = choose(numbers, progress, proofs)
    cells, hidden = _with_derived(years, period, numbers.cells, choice.hidden)
    public = _split(years, known, period, hidden)
    unpublished = unpublished_numbers(definitions, cells, numbers, hidden)
    overridden = {answer: event for sub_group in years.values() for answer, event in sub_group.overridden.items()}
    texts = tuple(written(years, unpublished, public.returns, period))
    return Disclosed(
        public=public,
        exempt=_split(years, known, period),
        withheld=_withheld(years, period),
        suppressed=tuple(suppressed_answers(years, cells, hidden, choice.wholesale, period)),
        flagged=tuple(flagged for text in texts if (flagged := text.flagged(overridden.get(text.answer)))),
        places={text.answer: text.places for text in texts},
        overridden=overridden,
        withheld_statements=_statements(hidden),
        exposed=tuple(dict.fromkeys(_exposed(left, name) for left, name in choice.exposed)),
        kept_back_before=frozenset(numbers.kept_back),
        held_back=waiting,
        released=tuple(answer for answer in promised if answer not in waiting),
        proofs=choice.proofs,
    )


def _with_derived(years: Years, period: Period, counted: Cells, chosen: frozenset[Key]) -> tuple[dict[Key, Cell], set[Key]]:
    """The cells of a paper, with those that are made of suppressed ones, and the keys of those that are suppressed."""
    cells = {key: cell for key, cell in counted.items() if not cell.is_elsewhere}
    for sub_group in years.values():
        if period.quarter in sub_group.now.returns:
            cells |= derived_cells(sub_group.now, period.quarter, chosen)
    hidden = chosen | {key for key, cell in cells.items() if cell.is_derived}
    return cells, {key for key in hidden if (key not in cells or not cells[key].is_excluded) and not _is_elsewhere(counted, key)}


def _is_elsewhere(cells: Cells, key: Key) -> bool:
    return key in cells and cells[key].is_elsewhere


def _numbers(years: Years, period: Period, default: SmallNumbers, published: tuple[PublishedPaper, ...]) -> Numbers:
    """The numbers of a paper with what those showed that were made before it, and what follows from all of them."""
    standing, in_papers = Standing(), list[Numbers]()
    for paper in published:
        of_paper = years_by_sub_group(paper.definitions, default, paper.last_year_definitions, paper.known, paper.period, Decisions())
        in_papers.append(paper_numbers(of_paper, paper.period, standing))
    numbers = paper_numbers(years, period, standing)
    for paper, in_paper in zip(reversed(published), reversed(in_papers), strict=True):  # the latest first: what stands last counts
        add_published(numbers, in_paper, paper)
    add_growth(numbers)
    protect_rests(numbers)
    add_sums_of_small(numbers)
    return numbers


def _statements(hidden: Collection[Key]) -> frozenset[WithheldStatement]:
    """The baselines and targets among the keys of cells that are hidden: they are of no quarter."""
    found: set[WithheldStatement] = set()
    for _, quarter, sub_group, pointer in hidden:
        if not quarter:
            _, _, measure, *_, what = pointer.split("/")  # all parts of a measure go together
            found.add((sub_group, measure, "baseline" if what == BASELINE else "target"))
    return frozenset(found)


def _exposed(left: Left, name: Name) -> Exposed:
    """The answer that a count is of, or is worked out of, the quarter, and what is left of its values."""
    at = next(number for number, word in enumerate(name) if word.startswith("/"))
    return Exposed(f"{name[at - 1]}{name[at]}", f"{name[at - 3]}-{name[at - 2]}".rstrip("-"), left)


def _pointers(definitions: tuple[Definition, ...], held: tuple[HeldBack, ...]) -> dict[str, frozenset[str]]:
    """The pointers of what is held back, by sub-group."""
    names = [definition.sub_group for definition in definitions]
    return {name: frozenset(answer.pointer for answer in held if answer.answer.startswith(f"{name}/")) for name in names}


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
