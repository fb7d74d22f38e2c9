"""The returns in force of a period, as far as today's definitions can use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shpdocs.doors.store import Folder
from shpdocs.words.definition import Definition
from shpdocs.words.ledger import Event
from shpdocs.words.period import Period
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


def prefilled_by_stamp(events: tuple[Event, ...]) -> dict[tuple[str, int], Mapping[str, Any]]:
    """What every workbook issued in a period was issued with, by sub-group and issue number."""
    return {(event.sub_group, event.issue): event.prefilled for event in events if event.event == "issued"}
