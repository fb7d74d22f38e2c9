"""The papers that others have: every edition that was not withdrawn and every draft that was sent, with what each was made of.

What one of them printed can be held against the paper that is made now, whichever period and profile it is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from shpdocs.commands.returns_in_force import ReturnsInForce
from shpdocs.commands.returns_of_papers import ReturnsOfPapers, by_file
from shpdocs.definitions.definition_files import Year, read_year
from shpdocs.disclosure.board import definitions_for_board
from shpdocs.figures.printed import EarlierPaper
from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Known, PublishedPaper
from shpdocs.model.edition import Edition
from shpdocs.model.period import Period, parse_period, year_after, year_before
from shpdocs.model.profile import Profile
from shpdocs.model.returns import Return
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder


def periods_told_of(root: Folder, period: Period) -> tuple[Period, ...]:
    """The periods of which there are papers that may tell of the same as a period's paper: of its year, the one before, the one after."""
    years = (year_before(period.year), period.year, year_after(period.year))
    return tuple(period_of_paper for period_of_paper in map(parse_period, root.periods()) if period_of_paper.year in years)


def published_papers(
    root: Folder, period: Period, year: Year, in_force: ReturnsInForce, for_board: Profile | None = None
) -> tuple[PublishedPaper, ...]:
    """Return the papers that others have of the year of a period, the year before and the year after, in the order in which they were made.

    Those of later quarters count too, and earlier editions of the very paper: their readers know them. Of a paper of the year before
    only what it tells of its own year is given. `in_force` are the returns of the period, with those of the year before: what a paper was
    made from of these is not read again. What only the partnership's board was given is among them for a paper of the board's
    (`for_board` is its profile): the public has none of it.

    Raises:
        RecordError: the record of one of them, or a return that it was made from, is gone or not as it was written.
        DefinitionError: the definitions of one of the years are wrong.
    """
    reading = _Reading(root, period, year, by_file(root, period, in_force), for_board)
    papers = [paper for each in periods_told_of(root, period) for paper in reading.papers_of(each)]
    return tuple(paper for _, paper in sorted(papers, key=lambda made: made[0]))


class _Reading(Struct, frozen=True, dict=True):
    """Reads the papers that tell of what a period's paper tells of; `known` are returns by the SHA-256 of their files."""

    root: Folder
    period: Period
    year: Year
    known: dict[str, Return]
    for_board: Profile | None

    @cached_property
    def years(self) -> Mapping[str, Year]:
        """The definitions of the three years, as far as there are any."""
        others = (year_before(self.period.year), year_after(self.period.year))
        return {self.period.year: self.year} | {name: read_year(self.root, name) for name in others if self.root.has_definitions(name)}

    @cached_property
    def returns(self) -> ReturnsOfPapers:
        """What reads the returns that papers were made from."""
        return ReturnsOfPapers(self.root, self.known)

    def papers_of(self, period: Period) -> Iterator[tuple[str, PublishedPaper]]:
        """Yield a period's papers that others have, each with when it was made."""
        editions = Editions(self.root.period(period))
        for folder, record in editions.all_out():
            if record.is_for_board and not self.for_board:
                continue
            returns = self.returns.made_from(editions, record, folder, self.years)
            printed = tuple(answer for answer in record.printed if answer.period.rpartition("-")[0] in self.years)
            definitions, last_year = (self._definitions(year) for year in (period.year, year_before(period.year)))
            yield record.at, PublishedPaper(period, _words(record), definitions, _known(period, returns), printed, last_year)

    def _definitions(self, year: str) -> tuple[Definition, ...]:
        definitions = self.years[year].definitions if year in self.years else ()
        return definitions_for_board(definitions, self.for_board.small_numbers) if self.for_board else definitions


def _words(record: Edition) -> str:
    """What people call a paper: 'edition 1 of 2024-25-Q2'."""
    return EarlierPaper(record.period, record.profile, "sent-draft" if record.is_draft else "edition", record.number, ()).words


def _known(period: Period, returns: Mapping[tuple[Period, str], Return]) -> Known:
    """What a paper of a period was made of."""
    own: dict[str, Return] = {}
    earlier: dict[str, dict[str, Return]] = {}
    last_year: dict[str, dict[str, Return]] = {}
    for (of_period, sub_group), return_ in returns.items():
        if of_period == period:
            own[sub_group] = return_
        else:
            by_sub_group = earlier if of_period.year == period.year else last_year
            by_sub_group.setdefault(sub_group, {})[of_period.quarter] = return_
    return Known(own, earlier, last_year)
