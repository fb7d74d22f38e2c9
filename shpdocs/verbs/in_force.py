"""The returns in force of a period, as far as today's definitions can use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shpdocs.doors.definition_files import read_definition
from shpdocs.doors.store import Folder
from shpdocs.rules.carried import Carried
from shpdocs.rules.prefill import Before, prefill
from shpdocs.words.definition import Definition
from shpdocs.words.period import QUARTERS, Period, year_before
from shpdocs.words.returns import Return

_GROWN = ("required", "additionalProperties")  # keywords of keys that came or went


@dataclass(frozen=True)
class InForce:
    """Returns by sub-group, those of earlier quarters by sub-group and quarter, and what no longer fits its definition.

    `unusable` names returns that were collected under another definition and hold answers today's does not allow.
    """

    returns: Mapping[str, Return]
    earlier: Mapping[str, Mapping[str, Return]]
    unusable: tuple[str, ...]


def in_force(folder: Folder, period: Period, definitions: tuple[Definition, ...]) -> InForce:
    """Return the returns in force of a period and of the quarters before it.

    Raises:
        FolderError: one of them is damaged.
    """
    returns, earlier, unusable = {}, {}, []
    for definition in definitions:
        own = folder.period(period).read_return(definition.sub_group)
        if own and not fits(own, definition):
            unusable.append(f"{definition.title} ({period})")
        elif own:
            returns[definition.sub_group] = own
        before = folder.earlier_returns(period, definition.sub_group)
        good = earlier[definition.sub_group] = usable(before, definition)
        unusable += [f"{definition.title} ({period.year}-{quarter})" for quarter in before if quarter not in good]
    return InForce(returns, earlier, tuple(unusable))


def usable(returns: Mapping[str, Return], definition: Definition) -> dict[str, Return]:
    """Those of a sub-group's returns, by quarter, that fit its definition."""
    return {quarter: of for quarter, of in returns.items() if fits(of, definition)}


def fits(of: Return, definition: Definition) -> bool:
    """Whether a return can be used: made for this very definition, or valid by it all the same.

    What the definition has asked since, or no longer asks, is no hindrance: the one is blank, the other not looked at.
    """
    if of.stamp.definition == definition.digest:
        return True
    from shpdocs.doors.validator import schema_faults
    from shpdocs.rules.schema import schema_of

    return all(fault.keyword in _GROWN for fault in schema_faults(schema_of(definition), of.answers))


def carried_into(folder: Folder, definition: Definition, period: Period) -> Carried:
    """What the workbook of a period is issued with: what the returns in force before it say.

    Raises:
        ShpdocsError: one of those returns, or last year's definition of it, cannot be used.
    """
    earlier = usable(folder.earlier_returns(period, definition.sub_group), definition)
    return prefill(definition, period, earlier, _last_year(folder, definition.sub_group, period))


def _last_year(folder: Folder, sub_group: str, period: Period) -> Before | None:
    """Last year's definition of the sub-group with its returns in force; None without either."""
    year = year_before(period.year)
    path = folder.templates(year) / f"{sub_group}.toml"
    found = {quarter: folder.period(Period(year, quarter)).read_return(sub_group) for quarter in QUARTERS}
    returns = {quarter: of for quarter, of in found.items() if of}
    if not returns or not path.is_file():
        return None
    definition = read_definition(path, year)
    return Before(definition, usable(returns, definition))
