"""A workbook, free of any library: the words that stand on every one that is issued, and what a received one holds."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from shpdocs.model.returns import RawCell

STAMP_NAME = "shpdocs_stamp"
REFERENCE_LABEL = "Reference (leave as it is)"
STATE_LABEL, CARRIED_LABEL = "State", "Carried or new"
RESERVED_HEADINGS = (STATE_LABEL, CARRIED_LABEL, REFERENCE_LABEL)  # columns that every table may get
MUST, ODD, DONE = "!", "?", "✓"  # how a state begins: still to do, looks odd, complete
OPTIONAL = "Optional"  # how the state of a row reads that may stay blank
COMPLETE, FILLED = f"{DONE} Complete", f"{DONE} Filled in"
NEEDED = f"{MUST} Needed: "  # before the answers that a row of an open table lacks
ERROR_IN_ROW = f"{MUST} An error stands in this row: type the answer itself."
CHECK, CHECKLIST, LISTS = "Check", "Checklist", "Lists"
SUPPORT_SHEETS = ("Start", CHECK, CHECKLIST, LISTS)  # that ask nothing but the sign-off
CHECK_ABOUT = "This sheet fills itself in while you type."
CHECK_LISTED = 30  # lines of what is to do; the Checklist has all
CHECK_MORE = f" The first {CHECK_LISTED} places are listed; the sheet {CHECKLIST} has them all."
TALLY_HEADINGS = ("So far", "How many")
TALLY = (f"{MUST} Places that need an answer or a correction", f"{ODD} Places that look odd")
CHECK_HEADINGS = ("What is to do or to look at", "Go to", "What to do")
NOTHING_TO_DO = "Nothing is left to do."
CHECKLIST_ABOUT = (
    "Everything that is checked while you type: ! must be done, ? looks odd, ✓ is fine. Nothing to fill in here; filter by State."
)
CHECKLIST_HEADINGS = ("State", "What it looks for", "Where", "Sheet", "Cell", "Order")
LISTS_ABOUT = "The choices of the dropdowns in this workbook. Nothing to fill in here."
LISTS_HEADINGS = ("Where it is used", "Choice")
LAST_YEAR = "Last year's quarters:"  # how a line begins that depends on the returns of the year before
QUERIES = "Queries"  # the sheet of a query workbook that lists what is asked
QUERY_HEADINGS = ("No.", "What to do", "Sheet", "Cell", "What was entered", "What is wrong", "What is needed")
QUERIES_TITLE = f"{QUERIES} on the return that came"
QUERIES_ABOUT = (  # over the list; the file's name stands in the first
    "This asks about the file “{file}”. Your answers stand in this workbook as they came: correct them here and send it back.",
    "Put right what is marked !. Look at what is marked ?: correct it, or leave it if it is right and say so when you send it back.",
    "Follow the link under Cell: the same words stand beside that cell. Where there is no link, the place is in the file that came.",
)
QUERIES_MORE = "The first {listed} are listed; {more} more stand beside their cells."
QUERY_TO_DO = {MUST: f"{MUST} Must be put right", ODD: f"{ODD} Please look at"}
NO_ENTRY = "Nothing"  # was entered
WHOLE_FILE = ("The whole workbook", "The whole file")  # the sheet and the cell of a query about neither
WHOLE_SHEET = "The whole sheet"
IN_FILE = " in the file that came"  # after the name of a cell that is not in the query workbook
LONGEST_QUERY = 600  # characters of what is wrong, or needed: a message may quote a whole narrative
CUT = " …"  # how a text ends that was longer
_LONGEST_HEADING = 255  # characters, in Excel


Span = tuple[int, int, int, int]  # first row, first column, last row, last column, counted from 1


class Remark(Struct, frozen=True):
    """What was put beside the cells, by its kind in words: a 'comment' at a cell, a 'text box' or 'picture' that begins there.

    What belongs to no cell, such as a 'header or footer', has none.
    """

    kind: str
    cell: str
    text: str


class SheetContent(Struct, frozen=True):
    """One sheet: its title, and its cells that hold anything, by (row, column) counted from 1.

    `guarded` are the spans of cells with a check on what may be entered, `merged` those shown as one cell; `hidden_rows`
    and `hidden_columns` the numbers of those that are not shown.
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


class WorkbookContent(Struct, frozen=True):
    """A workbook as read. `names` gives the sheet title and the (row, column) of each name for one cell."""

    file: str
    sheets: tuple[SheetContent, ...]
    names: Mapping[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    stamp_property: str = ""


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


def query_headings(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return for each heading of a table the one of the column beside it that asks about its answers, all different."""
    taken = {label.casefold() for label in labels}
    headings = []
    for label in labels:
        heading, number = f"Query: {label}"[:_LONGEST_HEADING], 2
        while heading.casefold() in taken:
            heading, number = f"Query {number}: {label}"[:_LONGEST_HEADING], number + 1
        taken.add(heading.casefold())
        headings.append(heading)
    return tuple(headings)


def sheet_key(sheet: str) -> str:
    """Return a sheet's name as part of a key: lower-case letters and digits of ASCII, all else a hyphen."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in sheet.lower())
