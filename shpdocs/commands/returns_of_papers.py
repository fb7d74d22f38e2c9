"""The returns that papers were made from, as they came: each that is kept is read once, whichever papers were made from it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from shpdocs.commands.returns_in_force import ReturnsInForce, as_far_as_it_fits
from shpdocs.definitions.definition_files import Year
from shpdocs.model.edition import Edition
from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.model.period import Period, parse_period, year_before
from shpdocs.model.returns import Return
from shpdocs.store.disk import sha256
from shpdocs.store.edition_places import return_file
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder, PeriodFolder
from shpdocs.store.records import return_from


def returns_of_draft(root: Folder, draft: Edition) -> dict[str, bytes]:
    """The returns that a draft was made from, as files, by period and sub-group ('2024-25-Q2/prevent'): in force, or replaced since.

    Raises:
        RecordError: one of them is not kept any more.
    """
    return {key: _made_of(root, key, file, draft.at) for key, file in draft.returns.items()}


class ReturnsOfPapers(Struct, frozen=True):
    """Reads them. `by_file` are those that are known already, by the SHA-256 of their files."""

    root: Folder
    by_file: dict[str, Return]

    def made_from(
        self, editions: Editions, record: Edition, name: str, years: Mapping[str, Year | None]
    ) -> dict[tuple[Period, str], Return]:
        """The returns that a paper was made from, by period and sub-group, as far as the definitions of these years can use them.

        `name` is that of the folder of its `record`. What came in a file that was received in error and taken away since is not there: of
        a draft that was sent before drafts were kept with their returns nothing else is left.

        Raises:
            RecordError: one of them is gone, or is not as it was kept.
        """
        returns = {}
        for key, received in record.returns.items():
            period_name, _, sub_group = key.partition("/")
            period = parse_period(period_name)
            year = years.get(period.year)
            definition = year.definition(sub_group) if year else None
            file = record.private.get(return_file(key))
            if definition is None or (file is None and received in self.root.period(period).state().removed):
                continue
            if file is None:
                content = _made_of(self.root, key, received, record.at)
                file = sha256(content)
                if file not in self.by_file:
                    self.by_file[file] = as_far_as_it_fits(return_from(content)[0], definition)
            elif file not in self.by_file:
                self.by_file[file] = as_far_as_it_fits(editions.kept_return(record.profile, name, key, file), definition)
            returns[period, sub_group] = self.by_file[file]
        return returns


def by_file(root: Folder, period: Period, in_force: ReturnsInForce) -> dict[str, Return]:
    """The returns in force of a period, and of those that its paper tells of, by the SHA-256 of their files."""
    known = in_force.known
    returns = [(period, name, return_) for name, return_ in known.returns.items()]
    for year, by_sub_group in ((period.year, known.earlier), (year_before(period.year), known.last_year)):
        returns += [(Period(year, quarter), name, each) for name, quarters in by_sub_group.items() for quarter, each in quarters.items()]
    return {root.period(each).returns.in_force()[name].return_sha256: return_ for each, name, return_ in returns}


def _made_of(root: Folder, key: str, received: str, at: str) -> bytes:
    period, _, sub_group = key.partition("/")
    folder = root.period(parse_period(period))
    content = folder.returns.made_of(sub_group, received, at)
    if content is None:
        raise RecordError(_gone(folder, sub_group))
    return content


def _gone(folder: PeriodFolder, sub_group: str) -> RecordFault:
    what = "the return that was in force when a draft was made is not kept any more: nobody can tell what that draft kept back."
    remedy = "It may wait to be synced. Else bring the whole folder back from a copy, with what stands in its folder 'replaced'."
    return RecordFault(folder.shown(folder.returns.path(sub_group)), 0, what, remedy)
