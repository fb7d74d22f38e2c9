"""What is exempt in a period's paper, whichever profile it is printed by: read from definitions, every profile, and the ledgers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.definitions.definition_files import Year, read_profile, read_year
from shpdocs.disclosure.grounds import as_decision, grounds_in_definitions, grounds_in_profile, joined, source_of, without
from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Decisions
from shpdocs.model.ledger import PRINTED, Event, Grounds
from shpdocs.model.origin import Decided, Source
from shpdocs.model.period import QUARTERS, Period, year_before
from shpdocs.model.profile import Profile
from shpdocs.store.folder import Folder, profile_file
from shpdocs.store.ledger import LedgerState


class Exemptions(Struct, frozen=True):
    """Why answers are exempt in a period's paper, by answer; a column's is 'prevent/cases/owner'.

    `profiles` are all of the year's public papers, by name, `for_board` those of papers that only the board may read. `standing` is
    what definitions, public profiles and earlier papers of the year say, and of tables that carry their rows what those of last year
    said; `last_year` what they said of last year's figures; both without what was withdrawn in this period, which is `lifted`. `earlier`
    are decisions about earlier papers that hold for this one too,
    `decided_last_year` those about last year's papers.
    """

    profiles: Mapping[str, Profile]
    standing: Grounds
    last_year: Grounds
    lifted: Grounds
    earlier: Mapping[str, Event]
    decided_last_year: Mapping[str, Event]
    for_board: Mapping[str, Profile]

    @property
    def names(self) -> frozenset[str]:
        """The answers that are exempt without a decision about this very paper."""
        return frozenset((*self.standing, *self.earlier))


def read_exemptions(root: Folder, period: Period, year: Year, state: LedgerState) -> Exemptions:
    """Read why answers are exempt in the paper of a period, of which `state` is what its ledger says.

    What was exempt in an earlier paper and would be printed again still is: whatever a definition or profile of the year exempted,
    though it says so no longer; every figure of a measure that was exempt by a decision earlier in the year, or in the year before;
    and tables that carry their rows.

    Raises:
        ShpdocsError: a profile of the year, or a definition or profile of last year's, cannot be read: what it exempts is not known.
    """
    every = {name: read_profile(root, year, name) for name in root.profiles(year.name)}
    for_board = {name: profile for name, profile in every.items() if profile.is_for_board}
    profiles = {name: profile for name, profile in every.items() if name not in for_board}
    states = [root.period(Period(period.year, quarter)).state() for quarter in period.earlier_quarters]
    marked = joined(_marked(year, profiles), *(each.withheld for each in (*states, state)))
    before, decided_last_year = _last_year(root, period)
    carried = frozenset(
        f"{definition.sub_group}/{table.key}" for definition in year.definitions for table in definition.tables if table.carries
    )
    standing = joined(marked, {answer: grounds for answer, grounds in before.items() if _within(answer, carried)})
    measures = frozenset(f"{definition.sub_group}/{measure.key}" for definition in year.definitions for measure in definition.measures)
    earlier = {answer: event for answer, event in decided_last_year.items() if _within(answer, carried)}
    for each in states:
        earlier |= {answer: event for answer, event in each.exempted.items() if _within(answer, measures | carried)}
    standing, before = (without(grounds, state.lifted) for grounds in (standing, before))
    return Exemptions(profiles, standing, before, state.lifted, earlier, decided_last_year, for_board)


def decisions_for_paper(root: Folder, period: Period, own: Decisions, exemptions: Exemptions) -> Decisions:
    """The decisions about a period's paper (`own`), and as if decided too, what else is exempt. Small numbers that an earlier paper of
    the year printed are known."""
    exempted = {
        answer: as_decision(exemptions.standing.get(answer, ()), _events(answer, own.exempted, exemptions.earlier))
        for answer in (*exemptions.standing, *exemptions.earlier, *own.exempted)
    }
    last_year = {
        answer: as_decision(exemptions.last_year.get(answer, ()), _events(answer, exemptions.decided_last_year))
        for answer in (*exemptions.last_year, *exemptions.decided_last_year)
    }
    lifted = frozenset(exemptions.lifted)
    printed = {
        name: quarter
        for quarter in period.earlier_quarters
        for name, decided in root.period(Period(period.year, quarter)).state().decisions.published.items()
        if any(event.what != PRINTED for event in decided.values())
    }
    return replace(
        own,
        exempted=exempted,
        exempted_last_year=last_year,
        open=lifted - exempted.keys(),
        open_last_year=lifted - last_year.keys(),
        printed=printed,
    )


def exempt_by(own: Decisions, exemptions: Exemptions, definitions: tuple[Definition, ...]) -> dict[str, tuple[Source, ...]]:
    """What makes each answer exempt: what states it, and what was decided. `own` are the decisions about this very paper."""
    profiles = tuple(exemptions.profiles.values())
    by_answer: dict[str, tuple[Source, ...]] = {}
    for answer in dict.fromkeys((*exemptions.standing, *exemptions.earlier, *own.exempted)):
        grounds = (source_of(answer, ground, definitions, profiles) for ground in exemptions.standing.get(answer, ()))
        events = _events(answer, own.exempted, exemptions.earlier)
        by_answer[answer] = (*grounds, *(Decided(event.event, answer, event.at) for event in events))
    for definition in definitions:
        for table in definition.tables:  # one goes with the measure that it sums to or breaks down
            measure = next((f"{definition.sub_group}/{key}" for key in (table.sums_to, table.after) if key), "")
            by_answer.setdefault(f"{definition.sub_group}/{table.key}", by_answer.get(measure, ()))
    return by_answer


def _events(answer: str, *decided: Mapping[str, Event]) -> tuple[Event, ...]:
    """The first of these decisions about an answer, if there is any."""
    return tuple(each[answer] for each in decided if answer in each)[:1]


def _marked(year: Year, profiles: Mapping[str, Profile]) -> Grounds:
    """What definitions and profiles of a year exempt."""
    by_profile = (grounds_in_profile(profile_file(name), profile, year.definitions) for name, profile in profiles.items())
    return joined(grounds_in_definitions(year.definitions), *by_profile)


def _last_year(root: Folder, period: Period) -> tuple[Grounds, dict[str, Event]]:
    """What was exempt last year, with the tables of measures that were: what made it so, and the decisions."""
    name = year_before(period.year)
    if not any(known.startswith(name) for known in root.periods()):
        return {}, {}  # nothing of it was ever returned
    states = [root.period(Period(name, quarter)).state() for quarter in QUARTERS]
    grounds = joined(*(state.withheld for state in states))
    decided = {answer: event for state in states for answer, event in state.exempted.items()}
    if root.has_definitions(name):
        year = read_year(root, name)
        profiles = {profile: read_profile(root, year, profile) for profile in root.profiles(name)}
        grounds = joined(grounds, _marked(year, profiles))
        for table, measure in _tables_of_measures(year.definitions):
            grounds = joined(grounds, {table: grounds.get(measure, ())})
            decided |= {table: decided[measure]} if measure in decided and table not in decided else {}
    return grounds, decided


def _tables_of_measures(definitions: tuple[Definition, ...]) -> Iterator[tuple[str, str]]:
    """Every table that goes with a measure, and that measure."""
    for definition in definitions:
        for table in definition.tables:
            for key in (table.after, table.sums_to):
                if key:
                    yield f"{definition.sub_group}/{table.key}", f"{definition.sub_group}/{key}"


def _within(answer: str, names: frozenset[str]) -> bool:
    """Whether an answer, or the table of a column, is one of these."""
    return "/".join(answer.split("/")[:2]) in names
