"""The partnership's settings as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from msgspec import Struct, field

from shpdocs.model.definition import SmallNumbers
from shpdocs.model.period import Period

MB = 1_000_000  # bytes
TOLERANCE = 5.0  # per cent of what is expected


class WordLimits(Struct, frozen=True, rename="kebab"):
    """How much a Word file of somebody else may hold, an appendix or a house style: MB as it comes, when unpacked and of XML; parts
    of its package; elements, paragraphs, styles and lists; and how many elements may stand within each other.

    A report of 300 pages has some 20,000 paragraphs and 400,000 elements. A table in a table is three elements deeper.
    """

    largest_file: int = 200
    largest_unpacked: int = 300
    largest_text: int = 50
    most_parts: int = 5_000
    most_elements: int = 1_500_000
    most_paragraphs: int = 60_000
    most_styles: int = 10_000
    deepest_nesting: int = 100


class Limits(Struct, frozen=True, rename="kebab"):
    """How large a file may be: in MB as it comes and when unpacked, in parts of its package, in cells that hold anything.

    A full return has some 40 parts and 2,000 cells, and unpacks to less than 2 MB. `word` is for Word files.
    """

    largest_file: int = 50
    largest_unpacked: int = 200
    most_parts: int = 2_000
    most_cells: int = 250_000
    word: WordLimits = WordLimits()


class FolderSettings(Struct, frozen=True, rename="kebab"):
    """Who may see what stands under output/: its owner alone, or with `shared` the folder's group too."""

    shared: bool = False


class Settings(Struct, frozen=True, rename="kebab"):
    """What stands in shpdocs.toml: who the partnership is, how its workbooks are marked and when they are due.

    `days_to_return` counts from the last day of the quarter; `deadlines` gives a day ('2024-10-18') by period, which
    comes first. `addresses` gives the e-mail address of a sub-group's lead, by sub-group. `meetings` gives the day on which
    the committee meets, by the period that its paper is about, and `clear_days` how many clear working days before it the
    paper must be open to inspection. `ratings` says whether papers rate measures, `tolerance` how far off, in per cent of
    what is expected, is still amber. `folder` says whose eyes what is kept is for.
    """

    partnership: str
    council: str
    period: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    contact: str = ""
    days_to_return: int | None = None
    deadlines: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = Limits()
    ratings: bool = True
    tolerance: int | float = TOLERANCE
    small_numbers: SmallNumbers = SmallNumbers()
    meetings: Mapping[str, str] = field(default_factory=dict)
    clear_days: int = 5
    folder: FolderSettings = FolderSettings()

    def meeting(self, period: Period) -> date | None:
        """The day on which the committee meets about the period, None if none is set."""
        return date.fromisoformat(self.meetings[str(period)]) if str(period) in self.meetings else None

    def deadline(self, period: Period) -> date | None:
        """The day by which the period's returns are due, or None if none is set."""
        if str(period) in self.deadlines:
            return date.fromisoformat(self.deadlines[str(period)])
        return None if self.days_to_return is None else period.last_day + timedelta(days=self.days_to_return)
