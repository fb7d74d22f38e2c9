"""What a command works on that changes a period: settings, definitions, the period's folder, held meanwhile, and what its ledger says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from shpdocs.commands.copies import check_written
from shpdocs.commands.heads import check_heads
from shpdocs.commands.parallel import Parallel
from shpdocs.definitions.definition_files import Year, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.errors import UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, parse_period
from shpdocs.model.settings import Settings
from shpdocs.store.folder import Folder, PeriodFolder, open_folder
from shpdocs.store.ledger import LedgerState, now
from shpdocs.store.records import fingerprint

_ALONE = Parallel()


class Context(Struct, frozen=True, dict=True):
    """A period that is held while a command works on it; `state` is what its ledger says, `time` that of all it records."""

    root: Folder
    settings: Settings
    year: Year
    period_folder: PeriodFolder
    state: LedgerState
    time: str
    parallel: Parallel
    unrecorded: list[Event] = field(default_factory=list)
    unwritten: dict[str, bytes] = field(default_factory=dict)  # the returns that they put in force, by sub-group

    @property
    def period(self) -> Period:
        """The period."""
        return self.period_folder.period

    @property
    def sub_groups(self) -> tuple[str, ...]:
        """The sub-groups that are asked, in the order of their definitions."""
        return tuple(definition.sub_group for definition in self.year.definitions)

    @cached_property
    def grounds(self) -> str:
        """A fingerprint of what every file of the period is judged by."""
        return fingerprint(
            partnership=self.settings.partnership,
            limits=self.settings.limits,
            period=str(self.period),
            definitions=self.year.definitions,
        )

    def record(self, *events: Event, later: bool = False) -> None:
        """Add events to what the ledger says, and to the ledger itself: `later` only with the next ones that are not.

        The returns that they put in force are written then, once that is on the disk. If a run is cut short in between, the next
        collection writes them.
        """
        for event in events:
            self.state.apply(event)
        self.unrecorded.extend(events)
        if not later:
            self.period_folder.record(*self.unrecorded)
            self.unrecorded.clear()
            for sub_group, content in self.unwritten.items():
                self.period_folder.returns.write(sub_group, content)
            self.unwritten.clear()


@contextmanager
def hold_period(folder: str | Path, period: str, at: str = "", parallel: Parallel = _ALONE) -> Iterator[Context]:
    """Hold a period of a partnership's folder: two runs at once wait for each other.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, `period` is no period, or another run holds it.
        RecordError: a copy lies beside the settings or a definition; the period's ledger is not as it was written, or does not go as
            far as when its returns and drafts were made.
    """
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    check_written(root, wanted.year)
    settings, year = read_settings(root), read_year(root, wanted.year)
    period_folder = root.period(wanted)
    with period_folder.locked(settings.folder.shared):
        check_heads(period_folder)
        yield Context(root, settings, year, period_folder, period_folder.state(), at or now(), parallel)


@contextmanager
def hold_to_decide(folder: str | Path, period: str, by: str, because: str, at: str = "") -> Iterator[Context]:
    """Hold a period while a person decides about something of it.

    Raises:
        UsageError: nobody or no reason is named.
        ShpdocsError: as `hold_period`.
    """
    check_decision(by, because)
    with hold_period(folder, period, at) as context:
        yield context


def check_decision(by: str, because: str) -> None:
    """Make sure that a decision says who decided and why; raises UsageError."""
    if not all(any(sign.isalnum() for sign in text) for text in (by, because)):  # a dash or a space without width names nobody
        raise UsageError("A decision needs who and why.", "Give both: --by NAME --because TEXT.")
