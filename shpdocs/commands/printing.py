"""What the public papers of a year print by its profiles as they stand now, and what the workbooks said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shpdocs.commands.exemptions import Exemptions, decisions_for_paper, read_exemptions
from shpdocs.commands.returns_in_force import ReturnsInForce
from shpdocs.definitions.definition_files import Year
from shpdocs.disclosure.exclusions import exclusions_for
from shpdocs.disclosure.printed import printed_in_public, unprinted_answers
from shpdocs.model.disclosure import Printing
from shpdocs.model.period import Period, year_before
from shpdocs.model.returns import Return
from shpdocs.store.folder import Folder
from shpdocs.store.ledger import LedgerState

Said = dict[str, dict[str, tuple[str, ...]]]  # by sub-group and quarter: what a workbook said is not printed


def unprinted_now(root: Folder, period: Period, year: Year, state: LedgerState) -> Mapping[str, tuple[str, ...]]:
    """Return, by sub-group, the answers that no public paper of a period prints, by any profile of its year as it stands now.

    Raises:
        ShpdocsError: a profile of the year, or a definition or profile of last year's, cannot be read.
    """
    exemptions = read_exemptions(root, period, year, state)
    decisions = decisions_for_paper(root, period, state.decisions, exemptions)
    printed = printed_in_public(exemptions.profiles.values(), year.definitions)
    return {
        definition.sub_group: unprinted_answers(definition, printed[definition.sub_group], exclusions_for(definition, decisions))
        for definition in year.definitions
    }


def read_printing(root: Folder, period: Period, year: Year, exemptions: Exemptions, in_force: ReturnsInForce) -> Printing:
    """Return what the year's profiles print, and what the workbooks said in which the returns in force came."""
    known, before = in_force.known, year_before(period.year)
    returns = [(period, name, return_) for name, return_ in known.returns.items()]
    returns += [(Period(period.year, quarter), name, return_) for name, quarter, return_ in _by_quarter(known.earlier)]
    last_year = [(Period(before, quarter), name, return_) for name, quarter, return_ in _by_quarter(known.last_year)]
    printed = printed_in_public(exemptions.profiles.values(), year.definitions)
    return Printing(printed, _said(root, returns), _said(root, last_year))


def _by_quarter(returns: Mapping[str, Mapping[str, Return]]) -> Iterable[tuple[str, str, Return]]:
    return ((name, quarter, return_) for name, quarters in returns.items() for quarter, return_ in quarters.items())


def _said(root: Folder, returns: Iterable[tuple[Period, str, Return]]) -> Said:
    """What the workbooks of these returns said is not printed; those of which the ledger does not know said nothing."""
    states: dict[Period, LedgerState] = {}
    said: Said = {}
    for period, name, return_ in returns:
        if period not in states:
            states[period] = root.period(period).state()
        sent = states[period].sent.get((name, return_.stamp.issue))
        said.setdefault(name, {})[period.quarter] = (sent.unprinted if sent else None) or ()
    return said
