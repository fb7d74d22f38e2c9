"""A hash of what a paper is made of: as long as it is the same, the paper is, and nothing need be composed to know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shpdocs.commands.published_papers import periods_told_of
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, year_before
from shpdocs.model.version import __version__
from shpdocs.store.disk import read_if_there, sha256
from shpdocs.store.folder import SETTINGS, Folder
from shpdocs.store.records import fingerprint

_NO_PART = (  # of a ledger: events that no paper shows anything of
    *("issued", "received", "queried", "drafted", "withheld", "assembled", "torn"),
    *("edition", "edition-file", "paper-sent", "appendix"),  # the appendices of a paper are told apart from those of the others
)


def paper_fingerprint(root: Folder, period: Period, appendices: Iterable[Event], at: str) -> str:
    """A hash of what a paper of a period that is made at a time (ISO 8601) is made of: ledgers, its appendices, the papers that others had
    by then, settings, definitions, library and profiles, the program's version.

    With another one a paper may still be the same. A house style is not among them: it changes no text. Nor are papers that came later:
    each was held against this one before it was published, and takes nothing back that this one prints.

    Raises:
        RecordError: a ledger is not as it was written.
        UnreadableError: the disk will not give the settings, a definition or a profile.
    """
    ledgers = {str(each): root.period(each).ledger_file.head(_NO_PART).sha256 for each in (period, *period.told_of)}
    written = [root.root / SETTINGS, *sorted(root.library.glob("*.toml"))]
    for year in (period.year, year_before(period.year)):
        written += sorted(root.templates(year).glob("*.toml"))
    files = {path.relative_to(root.root).as_posix(): sha256(read_if_there(path) or b"") for path in written}
    given = [(event.title, event.what, event.file, event.sha256, *event.requests) for event in appendices]
    published = tuple(_published_before(root, period, at))
    return fingerprint(version=__version__, ledgers=ledgers, appendices=given, published=published, files=files)


def _published_before(root: Folder, period: Period, at: str) -> Iterator[tuple[str, str, str]]:
    """The papers that others had by then: period, profile and the SHA-256 of the record of each."""
    for period_of_paper in periods_told_of(root, period):
        for profile, state in root.period(period_of_paper).state().papers.items():
            editions = (event for number, event in state.editions.items() if number not in state.withdrawn and event.at < at)
            drafts = (event for event in state.drafts_sent if event.at < at)
            yield from ((str(period_of_paper), profile, event.sha256) for event in editions)
            yield from ((str(period_of_paper), profile, event.about) for event in drafts)
