"""The paper's profile as typed values: how a year's committee paper is laid out."""

from __future__ import annotations

from msgspec import Struct, field

from shpdocs.model.definition import Exemption, SmallNumbers
from shpdocs.model.origin import Stated

CORRECTION = "Corrected on {day}: {reason}"
_APPENDIX, _APART = "Appendix {number} – {title}", "published separately"
UNDER_FIRST, UNDER_LAST = "first-quarter", "quarter-of-the-paper"  # where an account of the year so far is printed
BOARD = "board"  # the audience of a paper that is no public one
USUAL_WORDS = {"correction": CORRECTION, "appendix": _APPENDIX, "published_apart": _APART}  # by their name in `Words`


class AnswerName(Struct, frozen=True, array_like=True):
    """Where a profile points: a sub-group ('*' for every one) and its field or table."""

    sub_group: str
    key: str


class Line(Struct, frozen=True, rename="kebab"):
    """A label and what is printed after it: an answer, or else standing words, or the list of the appendices that are there.

    With an answer beside it the list is printed where the answer is blank or says otherwise. `key` is its own within its section
    ('lines.2', counted from 1). Where words stand in the place of what is exempt, `exempt_by` says what made it so.
    """

    label: str
    answer: AnswerName | None = field(default=None, name="from")
    words: str = ""
    appendices: bool = False
    key: str = ""
    exempt_by: Stated | None = None


class Content(Struct, frozen=True, rename="kebab"):
    """One piece of a text section: exactly one of run_in, list_of and rows_of is set; or `appendices`, with one answer beside it or none,
    as in a `Line`."""

    run_in: tuple[AnswerName, ...] = field(default=(), name="from")
    sentence: str = ""
    list_of: AnswerName | None = field(default=None, name="list")
    numbering: str = "1."
    rows_of: AnswerName | None = field(default=None, name="rows")
    appendices: bool = False


class Theme(Struct, frozen=True, rename="kebab"):
    """A priority under which measures are printed; `short` is its name where room is scarce, '' if it has none of its own."""

    key: str
    heading: str
    first_column: str = "Objective"
    short: str = ""


OTHER_MEASURES = Theme("", "Other measures")  # those of no theme, after those of the profile's themes


class SectionPlan(Struct, frozen=True, rename="kebab"):
    """One section of the paper: its kind and what that kind needs (see schemas/profile.schema.json).

    `own_text` says of written headlines whether the officer's text 'replaces' or 'joins' them; `is_appendix` that an appendix
    begins here, whose title is the heading without a number: a file of its own where appendices are written apart. `columns_if_any`
    are printed after `columns`, each only if a row has an answer in it. `progress_under` says under which quarter an account of the year
    so far is printed: 'quarter-of-the-paper', or 'first-quarter' as a published paper may have had it. `file` and `key` say where the
    section stands: in which file, from the partnership folder, and as which ('sections.5', counted from 1); '' if the program added it.
    """

    kind: str
    heading: str = ""
    level: int = 2
    page: str = ""
    omit_when_empty: bool = False
    lines: tuple[Line, ...] = ()
    content: tuple[Content, ...] = ()
    table: AnswerName | None = field(default=None, name="from")
    columns: tuple[str, ...] = ()
    columns_if_any: tuple[str, ...] = ()
    target_heading: str = ""
    baseline_heading: str = ""
    with_counts: bool = False
    progress_under: str = UNDER_LAST
    own_text: str = "replaces"
    is_appendix: bool = field(default=False, name="appendix")
    exempt: Exemption | None = None
    file: str = ""
    key: str = ""

    def stated(self, key: str) -> Stated:
        """Where the file states something of the section ('heading', 'lines.2.label', 'exempt.paragraphs')."""
        return Stated(self.file, f"{self.key}.{key}")


class Words(Struct, frozen=True, rename="kebab"):
    """What the paper prints where there is no figure or text; how the heading of an appendix reads, and what is said, where appendices are
    listed, of one that is published apart; and `correction`, of a corrected edition, with its {day} and {reason}."""

    not_yet_available: str
    not_applicable: str
    suppressed: str
    no_baseline: str
    no_entry: str
    none: str
    no_return: str
    correction: str = CORRECTION
    appendix: str = _APPENDIX
    published_apart: str = _APART

    def reason(self, reason: str) -> str:
        """The words for a stated reason for no figure ('not-yet-available' and so on)."""
        return str(getattr(self, reason.replace("-", "_")))


class Profile(Struct, frozen=True, rename="kebab"):
    """The layout of one financial year's paper. `meeting_date` names the answer that holds the day of the meeting. `file` is its file,
    from the partnership folder.

    `audience` is 'public', or 'board' for a paper that only the partnership's board may read: it holds what the public may not see, its
    `marking` is on every page and in its name, and `small_numbers` is the board's own rule, in place of every other.
    """

    year: str
    title: str
    committee: str
    words: Words
    sections: tuple[SectionPlan, ...]
    author: str = ""
    footer: tuple[str, ...] = ()
    page_numbers: bool = True
    themes: tuple[Theme, ...] = ()
    meeting_date: AnswerName | None = None
    file: str = ""
    audience: str = "public"
    marking: str = ""
    small_numbers: SmallNumbers | None = None

    @property
    def is_for_board(self) -> bool:
        """Whether only the partnership's board may read its papers."""
        return self.audience == BOARD
