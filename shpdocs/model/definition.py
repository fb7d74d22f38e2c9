"""Definitions as typed values: what a sub-group is asked in a financial year. Keys and numbers are as its file writes them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from shpdocs.model.people_words import OwnWords
from shpdocs.model.period import QUARTERS

WORDED_UNITS = ("status", "progress")  # of a measure; every other unit is a kind of number


class Exemption(Struct, frozen=True, rename="kebab"):
    """Why something is kept out of the public paper.

    `paragraphs` are those of Part 1 of Schedule 12A to the Local Government Act 1972, 1 to 7; `reason` says why the public
    interest in keeping it exempt outweighs that in disclosing it (paragraph 10).
    """

    paragraphs: tuple[int, ...]
    reason: str


class SmallNumbers(Struct, frozen=True, rename="kebab"):
    """When a count of people is too small to publish.

    Counts from 1 to `threshold` less 1 are suppressed; the others are rounded to the nearest `round_to` (0: not rounded);
    a count of 0 is suppressed too if `zero` is 'suppress'. A reader who is not told which missing number is a small one is left
    with values up to `threshold` less 1 and `upper_protection` more. `words` are the partnership's own, by which texts are read:
    those of the settings hold for every rule.
    """

    threshold: int = 5
    round_to: int = 0
    zero: Literal["show", "suppress"] = "show"
    upper_protection: int = 0
    words: OwnWords = OwnWords()

    @property
    def show_zero(self) -> bool:
        """Whether a count of 0 is shown."""
        return self.zero == "show"


class Asked(Struct, frozen=True, rename="kebab"):
    """What one answer must be: its kind and the bounds of that kind.

    `kind` is one of the names in `answers.kinds.KINDS`; `minimum` and `maximum` are in the answer's unit,
    `longest` in characters; `no_figure` allows a stated reason in place of a figure; of a count of people that is no figure,
    `suppressible` allows the answer 'suppressed'.
    """

    kind: str
    required: bool = True
    choices: tuple[str, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    longest: int | None = None
    per: int | None = None
    no_figure: bool = False
    suppressible: bool = False


class Field(Struct, frozen=True, rename="kebab"):
    """One question; also a column of a table. `people` says that its number counts people.

    `carry` says of a column that a workbook is issued with its answers of the return before it, and the rows that have one.
    """

    key: str
    label: str
    asked: Asked
    guidance: str = ""
    sheet: str = ""
    people: bool = False
    carry: bool = False
    exempt: Exemption | None = None


class Baseline(Struct, frozen=True, rename="kebab"):
    """What a measure stood at: exactly one of value, words and none ('no-baseline', 'not-applicable'; in a public paper 'suppressed')."""

    value: int | float | None = None
    words: str = ""
    none: str = ""
    year: str = ""


class Target(Struct, frozen=True, rename="kebab"):
    """What is aimed at: value, change on the baseline in per cent, band, or month ('YYYY-MM' and its words).

    `none` is 'suppressed' where a public paper withholds it.
    """

    value: int | float | None = None
    reduce_by: int | float | None = None
    increase_by: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    month: str = ""
    words: str = ""
    none: str = ""


class Part(Struct, frozen=True, rename="kebab"):
    """One count of a compound measure."""

    key: str
    label: str
    counts: str = ""
    baseline: Baseline | None = None
    target: Target | None = None


class Taken(Struct, frozen=True, rename="kebab"):
    """What of a measure stands in the library: the file, the measure's key there, and what of it was taken ('unit', 'parts.pwit.label')."""

    file: str
    key: str
    keys: tuple[str, ...]

    def holds(self, key: str) -> bool:
        """Whether what stands at a key of the measure was taken."""
        return any(f"{key}.".startswith(f"{taken}.") for taken in self.keys)

    def place(self, key: str) -> tuple[str, str]:
        """The file and the key in it of something that was taken."""
        return self.file, f"{self.key}.{key}"


class Series(Struct, frozen=True):
    """Figures asked quarter by quarter: a measure's, or those of one part of a compound measure.

    `pointer` is the JSON pointer of the measure or part, `name` what it is called in messages: 'Robbery', 'Disposals, PWIT'.
    """

    pointer: str
    name: str
    part: Part | None = None

    @property
    def label(self) -> str:
        """The part's label; '' for the measure itself."""
        return self.part.label if self.part else ""


class Measure(Struct, frozen=True, rename="kebab"):
    """A figure, status or account of progress followed through the year.

    `quarters` says what a quarter's figure is: 'sum' (of the quarter alone), 'to-date' (the year so far), 'level', 'rolling'.
    `profile` gives, by quarter, where the figure should stand at the quarter's end: for a sum, the year so far.
    `tolerance` is in per cent of what is expected, None for that of the settings; `small_numbers` likewise.

    How it relates to others of its definition, each named by its key: `part_of` is the measure of which this one counts a part,
    `total_of` are those that it is the sum of; of a percentage or rate, `numerator` is the count above the line, `denominator` the
    one below it or a known number ('' where nothing is said).

    For whoever uses the figure: `base` says what a percentage or rate is of, where no `denominator` names a measure; `published`
    when its source publishes; `link` is the https address of source or guidance, `from_guidance` the paper that the measure comes
    from, `since` the financial year from which it is asked, or defined so. `taken` is what of it stands in the library.
    """

    key: str
    name: str
    objective: str
    unit: str
    counts: str
    better: str
    theme: str = ""
    per: int | None = None
    people: bool = False
    source: str = ""
    quarters: str = ""
    asked_in: tuple[str, ...] = field(default=QUARTERS, name="asked")
    baseline: Baseline | None = None
    target: Target | None = None
    profile: tuple[tuple[str, int | float], ...] = ()
    parts: tuple[Part, ...] = ()
    activity_with: str = ""
    publish: bool = True
    guidance: str = ""
    tolerance: int | float | None = None
    small_numbers: SmallNumbers | None = None
    part_of: str = ""
    total_of: tuple[str, ...] = ()
    numerator: str = ""
    denominator: str | int | float = ""
    exempt: Exemption | None = None
    base: str = ""
    published: str = ""
    link: str = ""
    from_guidance: str = ""
    since: str = ""
    taken: Taken | None = None

    @property
    def is_figure(self) -> bool:
        """Whether a quarter's answer is a figure (not a status or an account of progress)."""
        return self.unit not in WORDED_UNITS

    @property
    def series(self) -> tuple[Series, ...]:
        """Its figures: those of each part of a compound measure, else its own."""
        base = f"/measures/{self.key}"
        parts = (Series(f"{base}/parts/{part.key}", f"{self.name}, {part.label}", part) for part in self.parts)
        return tuple(parts) or (Series(base, self.name),)

    def place(self, file: str, key: str) -> tuple[str, str]:
        """Where what stands at a key of it ('objective', 'parts.pwit.label') was written: file and key; `file` is its definition's."""
        return self.taken.place(key) if self.taken and self.taken.holds(key) else (file, f"measures.{self.key}.{key}")


class Table(Struct, frozen=True, rename="kebab"):
    """A repeating set of rows: named rows (key, label), or open for the lead to add rows.

    If a column carries, a workbook is issued with the rows of the return before it, apart from those whose answer in the
    column `closed_column` is one of `closed`. `total` is the key of the named row that holds the total of the others,
    `total_column` that of the column that holds the total of the other columns of numbers, `sums_to` that of the measure
    whose figure is the total of the rows. `rows_are` says whether the rows are all of what the measure in `after` counts, or
    some of it, which may overlap; '' where nothing is said.
    """

    key: str
    title: str
    sheet: str
    columns: tuple[Field, ...]
    rows: tuple[tuple[str, str], ...] = ()
    row_heading: str = ""
    guidance: str = ""
    spare: int = 10
    fewest: int = 0
    after: str = ""
    closed_column: str = ""
    closed: tuple[str, ...] = ()
    total: str = ""
    total_column: str = ""
    sums_to: str = ""
    rows_are: Literal["", "all", "some"] = ""
    exempt: Exemption | None = None

    @property
    def is_open(self) -> bool:
        """Whether the lead adds the rows."""
        return not self.rows

    @property
    def carries(self) -> bool:
        """Whether its rows are carried: a column of it is."""
        return any(column.carry for column in self.columns)


class Definition(Struct, frozen=True, rename="kebab"):
    """Everything one sub-group is asked in one financial year.

    `digest` is a short SHA-256, in hexadecimal, of all in it that a lead is asked or told: two definitions with the same
    digest ask the same, though one may say more of how its numbers relate and which are small.
    """

    sub_group: str
    year: str
    title: str
    order: int
    digest: str
    about: str = ""
    fields: tuple[Field, ...] = ()
    measures: tuple[Measure, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def file(self) -> str:
        """Its file, from the partnership folder."""
        return f"workbook_templates/{self.year}/{self.sub_group}.toml"

    @property
    def questions(self) -> tuple[tuple[str, Field | Measure | Table], ...]:
        """All that it asks, each with the group that it is of: 'fields', 'measures' or 'tables'."""
        groups: dict[str, tuple[Field | Measure | Table, ...]] = {"fields": self.fields, "measures": self.measures, "tables": self.tables}
        return tuple((group, question) for group, questions in groups.items() for question in questions)

    def measures_asked(self, quarter: str) -> tuple[Measure, ...]:
        """The measures asked in that quarter ('Q1' to 'Q4')."""
        return tuple(measure for measure in self.measures if quarter in measure.asked_in)


# What every definition asks beside its own questions.
ACTIVITY = Asked("narrative", required=False, longest=20_000)
PROGRESS = Asked("narrative", required=True, longest=20_000)
COMMENTARY = Asked("narrative", required=False, longest=5_000)
REVISION = Asked("text", required=False, longest=300)
SIGN_OFF = (
    Field("name", "Name", Asked("text", required=False, longest=200)),
    Field("role", "Role", Asked("text", required=False, longest=200)),
    Field("date", "Date", Asked("date", required=False)),
)
