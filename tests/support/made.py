"""Made-up definitions, workbooks and returns, built by hand: what tests of words, rules and sections share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time

from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of
from shpdocs.model.cells import cell_name
from shpdocs.model.definition import Asked, Baseline, Definition, Field, Measure, Part, Table, Target
from shpdocs.model.document import Block, block_without_origins
from shpdocs.model.period import Period
from shpdocs.model.profile import AnswerName, Profile, SectionPlan, Theme, Words
from shpdocs.model.returns import Json, Place, RawCell, Reading, Return, Source, Stamp
from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.paper.sections.material import Material
from shpdocs.workbook.answers import Answers, read_answers
from shpdocs.workbook.find import FoundAnswers, defined_name, find_answers
from shpdocs.workbook.layout import Grid, Layout, Slot

FILE = "made-up.xlsx"
HASH = "5" * 64
HEADING_ROW = 3
Entered = str | int | float | bool | date | datetime | time
PERIOD = Period("2024-25", "Q2")
WORDS = Words("Not yet", "Not applicable", "[c]", "No baseline", "No entry", "None.", "No return")
THEME = Theme("safety", "MADE-UP SAFETY")
BACKGROUND_PAPERS = SectionPlan("text", "BACKGROUND PAPERS")
UNTOUCHED = Source(HASH, "Measures", "F4", None, "General", "number", prefilled=True)


def question(reading: Reading) -> tuple[str, Json, str]:
    """A question has a problem and never an answer or a reason beside it."""
    return reading.problem, reading.answer, reading.reason


def cell(value: Entered | None, number_format: str = "General") -> RawCell:
    return RawCell(Place(FILE, "Sheet", "B2"), value, number_format)


def field(key: str, kind: str = "text", required: bool = True, sheet: str = "Update", choices: tuple[str, ...] = ()) -> Field:
    return Field(key, f"Made-up {key}", Asked(kind, required, choices=choices), sheet=sheet)


def measure(
    key: str,
    unit: str = "count",
    *,
    name: str = "",
    objective: str = "",
    asked_in: tuple[str, ...] = ("Q1", "Q2", "Q3", "Q4"),
    baseline: Baseline | None = None,
    target: Target | None = None,
    profile: Mapping[str, float] | None = None,
    parts: tuple[Part, ...] = (),
    activity_with: str = "",
    publish: bool = True,
    theme: str = "safety",
    better: str = "lower",
    quarters: str = "",
) -> Measure:
    return Measure(
        key,
        name or f"Made-up {key}",
        objective or f"Objective of {key}",
        unit,
        "Made-up things",
        better,
        theme,
        per=10_000 if unit == "rate" else None,
        quarters=quarters,
        asked_in=asked_in,
        baseline=baseline,
        target=target,
        profile=tuple((profile or {}).items()),
        parts=parts,
        activity_with=activity_with,
        publish=publish,
    )


def open_table(
    key: str, *columns: Field, fewest: int = 0, sheet: str = "", carry: bool = False, closed: Mapping[str, tuple[str, ...]] | None = None
) -> Table:
    """A table whose rows the lead adds; `closed` gives, under one column, the answers that close a row."""
    ((column, answers),) = (closed or {"": ()}).items()
    carried = _carrying(columns, column) if carry else columns
    return Table(key, f"Made-up {key}", sheet or key.title(), carried, spare=3, fewest=fewest, closed_column=column, closed=answers)


def named_table(key: str, rows: Mapping[str, str], *columns: Field, after: str = "", sheet: str = "", carry: bool = False) -> Table:
    carried = _carrying(columns) if carry else columns
    return Table(key, f"Made-up {key}", sheet or key.title(), carried, tuple(rows.items()), "Row", after=after)


def _carrying(columns: tuple[Field, ...], closing: str = "") -> tuple[Field, ...]:
    """The columns, of which every one is carried that may be: no number, and not the one that closes rows."""
    return tuple(replace(column, carry=not kind_of(column.asked).is_number and column.key != closing) for column in columns)


def definition(
    *,
    fields: tuple[Field, ...] = (),
    measures: tuple[Measure, ...] = (),
    tables: tuple[Table, ...] = (),
    sub_group: str = "made-up",
    title: str = "Made-up Sub-Group",
    year: str = "2024-25",
) -> Definition:
    return Definition(sub_group, year, title, 10, "abc123", fields=fields, measures=measures, tables=tables)


def sheet_of(grid: Grid, typed: Mapping[str, Entered], *, first_row: int = HEADING_ROW, shift: int = 0) -> SheetContent:
    """The grid's sheet with these entries by JSON pointer, its headings in `first_row`, its columns moved by `shift`."""
    entries: dict[tuple[int, int], Entered] = {}
    for number, column in enumerate(grid.all_columns, 1 + shift):
        entries[first_row, number] = column.label
    for below, row in enumerate(grid.rows, 1):
        if not grid.open_table:
            entries[first_row + below, len(grid.all_columns) + shift] = row.key
        for number, slot in enumerate(row.cells, 2 + shift):
            if isinstance(slot, Slot):
                if slot.pointer in typed:
                    entries[first_row + below, number] = typed[slot.pointer]
            elif slot:
                entries[first_row + below, number] = slot
    return sheet(grid.sheet, entries)


def sheet(title: str, entries: Mapping[tuple[int, int], Entered]) -> SheetContent:
    cells = {(row, column): RawCell(Place(FILE, title, cell_name(row, column)), value) for (row, column), value in entries.items()}
    return SheetContent(title, cells)


def workbook(layout: Layout, typed: Mapping[str, Entered] | None = None, *, with_names: bool = True) -> WorkbookContent:
    """The workbook as issued, with these entries by JSON pointer."""
    sheets = tuple(sheet_of(grid, typed or {}) for grid in layout.grids)
    names = {
        defined_name(grid, column): (grid.sheet, (HEADING_ROW, number))
        for grid in layout.grids
        for number, column in enumerate(grid.all_columns, 1)
    }
    return WorkbookContent(FILE, sheets, names if with_names else {})


def read(layout: Layout, typed: Mapping[str, Entered] | None = None) -> tuple[FoundAnswers, Answers]:
    """What was found in the workbook with these entries, and how it was read."""
    found = find_answers(layout, workbook(layout, typed))
    return found, read_answers(layout, found, HASH)


def figure(value: Json = None, reason: str | None = None, **more: Json) -> Json:
    return {"value": value, "reason": reason} | {key.replace("_", "-"): answer for key, answer in more.items()}


def a_return(answers: dict[str, Json], sub_group: str = "made-up", period: str = "2024-25-Q2", *, untouched: Iterable[str] = ()) -> Return:
    """A return of these answers; the cells of `untouched` (JSON pointers) hold what the workbook was issued with."""
    sources = dict.fromkeys(untouched, UNTOUCHED)
    return Return(Stamp("Made-up Partnership", sub_group, period, "abc123", 1), HASH, FILE, answers, sources)


def plain(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks without where what they say comes from."""
    return tuple(map(block_without_origins, blocks))


def answer_name(text: str) -> AnswerName:
    sub_group, key = text.split("/")
    return AnswerName(sub_group, key)


def profile(*sections: SectionPlan, footer: tuple[str, ...] = (), themes: tuple[Theme, ...] = (THEME,)) -> Profile:
    """A profile of these sections, with the one that every profile needs after them."""
    every = (*sections, BACKGROUND_PAPERS)
    return Profile("2024-25", "MADE-UP PAPER", "Made-up Committee", WORDS, every, "Made-up Author", footer, themes=themes)


def material(
    definitions: tuple[Definition, ...],
    answers: Mapping[str, dict[str, Json]],
    *sections: SectionPlan,
    footer: tuple[str, ...] = (),
    themes: tuple[Theme, ...] = (THEME,),
    earlier: Mapping[str, Return] | None = None,
) -> Material:
    """Material for a paper of these sections and no other.

    `answers` by sub-group, a sub-group left out has sent no return; `earlier` holds the earlier returns of 'made-up' by quarter.
    """
    returns = {sub_group: a_return(given, sub_group) for sub_group, given in answers.items()}
    only_these = replace(profile(footer=footer, themes=themes), sections=sections)
    return Material(only_these, PERIOD, definitions, returns, {"made-up": earlier or {}})
