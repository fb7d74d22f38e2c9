"""A hash of what a paper is made of: as long as it is the same, the paper is, and nothing need be composed to know it."""

from __future__ import annotations

from collections.abc import Iterable

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


def paper_fingerprint(root: Folder, period: Period, appendices: Iterable[Event]) -> str:
    """A hash of what a paper of a period is made of: ledgers, its appendices, settings, definitions and profiles, the program's version.

    With another one a paper may still be the same. A house style is not among them: it changes no text.

    Raises:
        RecordError: a ledger is not as it was written.
        UnreadableError: the disk will not give the settings, a definition or a profile.
    """
    ledgers = {str(each): root.period(each).ledger_file.head(_NO_PART).sha256 for each in (period, *period.told_of)}
    written = [root.root / SETTINGS]
    for year in (period.year, year_before(period.year)):
        written += sorted(root.templates(year).glob("*.toml"))
    files = {path.relative_to(root.root).as_posix(): sha256(read_if_there(path) or b"") for path in written}
    given = [(event.title, event.what, event.file, event.sha256) for event in appendices]
    return fingerprint(version=__version__, ledgers=ledgers, appendices=given, files=files)
