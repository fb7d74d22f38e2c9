"""The returns in force of a period, as far as today's definitions can use them."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from msgspec import Struct, field
from msgspec.structs import replace

from shpdocs.commands.earlier_papers import marks_for_workbook
from shpdocs.definitions.definition_files import read_definition
from shpdocs.definitions.validator import answer_faults
from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Known
from shpdocs.model.period import QUARTERS, Period, year_before
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Json, Return
from shpdocs.store.folder import Folder
from shpdocs.workbook.prefill import YearReturns, make_prefill

_KEY_KEYWORDS = ("required", "additionalProperties")  # keywords that a return breaks if its definition gained or lost a key


class ReturnsInForce(Struct, frozen=True):
    """Returns by sub-group, those of earlier quarters by sub-group and quarter, and what no longer fits its definition.

    `unusable` names returns that were collected under another definition and hold answers today's does not allow.
    `last_year` holds, by sub-group, last year's definition with its returns, if that was asked for.
    """

    returns: Mapping[str, Return]
    earlier: Mapping[str, Mapping[str, Return]]
    unusable: tuple[str, ...]
    last_year: Mapping[str, YearReturns] = field(default_factory=dict)

    @property
    def known(self) -> Known:
        """What is known of the year and, if that was asked for, of the year before."""
        return Known(self.returns, self.earlier, {sub_group: year.returns for sub_group, year in self.last_year.items()})

    @property
    def last_year_definitions(self) -> tuple[Definition, ...]:
        """Last year's definitions of the sub-groups that have returns of it."""
        return tuple(year.definition for year in self.last_year.values())


def returns_in_force(
    folder: Folder, period: Period, definitions: tuple[Definition, ...], *, with_last_year: bool = False
) -> ReturnsInForce:
    """Return the returns in force of a period and of the quarters before it; `with_last_year`, those of the year before too.

    Raises:
        RecordError: one of them, or a ledger, is not as it was written.
        DefinitionError: last year's definition of one is wrong.
    """
    returns, earlier, unusable = {}, {}, []
    for definition in definitions:
        own = folder.period(period).read_return(definition.sub_group)
        if own and not fits_definition(own, definition):
            unusable.append(f"{definition.title} ({period})")
        elif own:
            returns[definition.sub_group] = own
        before = folder.earlier_returns(period, definition.sub_group)
        earlier[definition.sub_group] = usable_returns(before, definition)
        outdated = (quarter for quarter in before if quarter not in earlier[definition.sub_group])
        unusable += [f"{definition.title} ({period.year}-{quarter})" for quarter in outdated]
    last_year = {}
    for definition in definitions if with_last_year else ():
        before_this = _last_year(folder, definition.sub_group, period)
        if before_this:
            last_year[definition.sub_group] = before_this
    return ReturnsInForce(returns, earlier, tuple(unusable), last_year)


def usable_returns(returns: Mapping[str, Return], definition: Definition) -> dict[str, Return]:
    """Those of a sub-group's returns, by quarter, that fit its definition."""
    return {quarter: return_ for quarter, return_ in returns.items() if fits_definition(return_, definition)}


def fits_definition(return_: Return, definition: Definition) -> bool:
    """Whether a return can be used: made for this very definition, or valid by it all the same.

    What the definition has asked since, or no longer asks, is no hindrance: the one is blank, the other not looked at.
    """
    if return_.stamp.definition == definition.digest:
        return True
    return all(fault.keyword in _KEY_KEYWORDS for fault in answer_faults(definition, return_.answers))


def as_far_as_it_fits(return_: Return, definition: Definition) -> Return:
    """The return without the answers that its definition does not allow any more; all the others are as they came."""
    if return_.stamp.definition == definition.digest:
        return return_
    faults = [fault for fault in answer_faults(definition, return_.answers) if fault.keyword not in _KEY_KEYWORDS]
    answers = deepcopy(return_.answers) if faults else return_.answers
    for fault in faults:
        *steps, last = fault.path
        part: Json = answers
        for step in steps:
            part = part[step] if part is not None else None
        if part is not None:
            part[last] = None
    return replace(return_, answers=answers)


def prefill_for(folder: Folder, definition: Definition, period: Period) -> Prefill:
    """What the workbook of a period is issued with: what the returns in force before it say.

    Raises:
        ShpdocsError: one of those returns, or last year's definition of it, cannot be used.
    """
    earlier = usable_returns(folder.earlier_returns(period, definition.sub_group), definition)
    by_period = {str(Period(period.year, quarter)): return_ for quarter, return_ in earlier.items()}
    marked = marks_for_workbook(folder, period, definition.sub_group, by_period)
    return make_prefill(definition, period, earlier, _last_year(folder, definition.sub_group, period), marked)


def _last_year(folder: Folder, sub_group: str, period: Period) -> YearReturns | None:
    """Last year's definition of the sub-group with its returns in force; None without either."""
    year = year_before(period.year)
    path = folder.templates(year) / f"{sub_group}.toml"
    by_quarter = {quarter: folder.period(Period(year, quarter)).read_return(sub_group) for quarter in QUARTERS}
    returns = {quarter: return_ for quarter, return_ in by_quarter.items() if return_}
    if not returns or not path.is_file():
        return None
    definition = read_definition(path, year)
    return YearReturns(definition, usable_returns(returns, definition))
