"""A workbook, free of any library: what a received one holds, and the words by which it is known again."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from shpdocs.model.returns import RawCell

STAMP_NAME = "shpdocs_stamp"
REFERENCE_LABEL = "Reference (leave as it is)"
STATE_LABEL, CARRIED_LABEL = "State", "Carried or new"
RESERVED_HEADINGS = (STATE_LABEL, CARRIED_LABEL, REFERENCE_LABEL)  # columns that every table may get
MUST, ODD, DONE = "!", "?", "✓"  # how a state begins: still to do, looks odd, complete
CHECK, CHECKLIST, LISTS = "Check", "Checklist", "Lists"
SUPPORT_SHEETS = ("Start", CHECK, CHECKLIST, LISTS)  # that ask nothing but the sign-off
CHECK_ABOUT = "This sheet fills itself in while you type."
CHECKLIST_ABOUT = (
    "Everything that is checked while you type: ! must be done, ? looks odd, ✓ is fine. Nothing to fill in here; filter by State."
)
LISTS_ABOUT = "The choices of the dropdowns in this workbook. Nothing to fill in here."
LAST_YEAR = "Last year's quarters:"  # how a line begins that depends on the returns of the year before
PAGE_LINE, STAMPED = "header or footer", "label"  # kinds of remarks: written at the head or foot of pages, by a lead and by a program
PROMPT, REFUSAL = "prompt", "message about wrong entries"  # and what a check on entries says when its cell is chosen, or refuses
QUERIES = "Queries"  # the sheet of a query workbook that lists what is asked


Span = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 1


class Remark(Struct, frozen=True):
    """What was put beside the cells, by its kind in words: a 'comment' at a cell, a 'text box' or 'picture' that begins there.

    What belongs to no cell, such as a 'header or footer', has none.
    """

    kind: str
    cell: str
    text: str


class Kept(Struct, frozen=True):
    """What a workbook keeps that no cell shows: what it is, and a few words on what is in it. `is_data` if it may hold a case list."""

    kind: str
    text: str
    is_data: bool = False


class Link(Struct, frozen=True):
    """A link behind cells: where it leads ('' if nowhere), and the tip that only a mouse shows."""

    span: Span
    address: str
    tip: str


class SheetContent(Struct, frozen=True):
    """One sheet: its title, and its cells that hold anything, by (row, column) counted from 1.

    `guarded` are the spans of cells with a check on what may be entered, `merged` those shown as one cell; `hidden_rows`
    and `hidden_columns` the numbers of those that are not shown; `shaded` the colours under blank cells,
    `totals` the numbers of Total Rows of tables, `filtered` the ranges whose rows a filter chooses.
    """

    title: str
    cells: Mapping[tuple[int, int], RawCell]
    guarded: tuple[Span, ...] = ()
    is_protected: bool = True
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    remarks: tuple[Remark, ...] = ()
    merged: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    shaded: Mapping[tuple[int, int], str] = field(default_factory=dict)
    totals: frozenset[int] = frozenset()
    filtered: tuple[Span, ...] = ()


class WorkbookContent(Struct, frozen=True):
    """A workbook as read. `names` gives the sheet title and the (row, column) of each name for one cell.

    `kept` is what it keeps beside its cells, `grounds` the colours that its formats lay under cells, as six digits.
    """

    file: str
    sheets: tuple[SheetContent, ...]
    names: Mapping[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    stamp_property: str = ""
    kept: tuple[Kept, ...] = ()
    grounds: frozenset[str] = frozenset()


class Verdict(Struct, frozen=True):
    """What a workbook's Check sheet comes to: how many places need an answer or a correction, and how many look odd."""

    to_do: int
    odd: int

    @property
    def is_ready(self) -> bool:
        """Whether nothing must be done any more."""
        return not self.to_do

    @property
    def words(self) -> str:
        """The verdict as the Check sheet shows it."""
        if self.to_do:
            needs = "place needs" if self.to_do == 1 else "places need"
            return f"{MUST} Not ready to return: {self.to_do} {needs} an answer or a correction."
        looks = f" {self.odd} {'place looks' if self.odd == 1 else 'places look'} odd: check, or leave as it is." if self.odd else ""
        return f"{DONE} Ready to return.{looks}"


def sheet_key(sheet: str) -> str:
    """Return a sheet's name as part of a key: lower-case letters and digits of ASCII, all else a hyphen."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in sheet.lower())
