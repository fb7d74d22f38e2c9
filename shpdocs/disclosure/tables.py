"""The counts of tables, and the sums that their totals and the measures that they break down make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import Kind, kind_of
from shpdocs.answers.values import number_in
from shpdocs.definitions.small_numbers import table_rule
from shpdocs.disclosure.cells import Cell, Key, counts_of_share, half_a_digit, is_small, is_small_share, rounded
from shpdocs.disclosure.counts import Name, Range, share_of
from shpdocs.disclosure.figures import REST, SubGroupYear
from shpdocs.disclosure.numbers import Numbers
from shpdocs.figures.arithmetic import exact
from shpdocs.model.definition import Field, Measure, SmallNumbers, Table
from shpdocs.model.returns import SUPPRESSED, Json

Rows = tuple[tuple[str, str, Json], ...]  # a row's key, its label and its answers

BLANK = "blank"
_LONGEST_NAME = 40  # characters of a row's own words by which it is told
_TOTAL, _GRAND_TOTAL = 2, 3  # breadths: what goes with a total that is withheld


def add_tables(numbers: Numbers, year: SubGroupYear, quarter: str, *, is_elsewhere: bool = False) -> None:
    """Add every count of a return's tables, and the sums that they make. `is_elsewhere` where only another quarter's paper prints them."""
    for table in year.definition.tables:
        given = _Given.read(year, quarter, table, is_elsewhere)
        if given.counted or given.shares:
            given.add(numbers)


class _Given(Struct, frozen=True):
    """A table as a return gives it: its rows, the columns that count, and those that give shares of a measure.

    `lasting` holds the words by which a row is known in several papers, where there are any.
    """

    year: SubGroupYear
    quarter: str
    table: Table
    rows: Rows
    rule: SmallNumbers
    counted: tuple[Field, ...]
    shares: tuple[Field, ...]
    lasting: Mapping[str, str]
    is_elsewhere: bool

    @classmethod
    def read(cls, year: SubGroupYear, quarter: str, table: Table, is_elsewhere: bool) -> _Given:
        """What a return gives of a table."""
        counted = tuple(column for column in table.columns if kind_of(column.asked).is_count)
        measure = _measure(year, table.after or table.sums_to)
        is_share_of = measure is not None and measure.unit == "count" and measure.people and not measure.parts
        is_share_of = is_share_of and not any(column.people for column in counted)  # else they go with the counts
        shares = tuple(column for column in table.columns if is_share_of and kind_of(column.asked).sign == "%")
        rows = rows_of(table, year.returns[quarter].answers["tables"].get(table.key))
        lasting = {} if table.rows else _words_by_row(rows)
        return cls(year, quarter, table, rows, table_rule(year.definition, table, year.default), counted, shares, lasting, is_elsewhere)

    def add(self, numbers: Numbers) -> None:
        """Add its cells and sums."""
        for place, (row, label, answers) in enumerate(self.rows):
            for column in self.counted:
                value = number_in(answers.get(column.key))
                if value is not None:
                    cell = self._cell(column, row, label, int(value), place)
                    key = self._key(row, column)
                    numbers.add_cell(key, cell, self._lasting(row, column))
                    self._add_to_date(numbers, row, column, numbers.names[key])
        self._add_totals(numbers)
        self._add_breakdown(numbers)
        for column in self.shares:
            self._add_shares(numbers, column)

    def _cell(self, column: Field, row: str, label: str, value: int, place: int) -> Cell:
        excluded = self.year.exclusions.tables.get(self.table.key) or self.year.exclusions.columns.get((self.table.key, column.key))
        where = f"{label}: {column.label}" if len(self.counted or self.shares) > 1 else label
        breadth = _BREADTHS[(row == self.table.total) + (column.key == self.table.total_column)]
        small = column.people and is_small(value, self.rule)
        cell = Cell(self.year.answer(self.table.key), where, value, 0, self.rule, column.people, breadth=breadth, place=place)
        return self.year.cell(replace(cell, is_small=small, is_elsewhere=self.is_elsewhere), self.quarter, excluded)

    def _key(self, row: str, column: Field) -> Key:
        return self.year.key(self.quarter, f"/tables/{self.table.key}/{row}/{column.key}")

    def _lasting(self, row: str, column: Field) -> Key:
        """The key by which a count is the same in several papers: in a table that leads add rows to, its row is known by its words."""
        return self._key(self.lasting.get(row, row), column)

    def _add_to_date(self, numbers: Numbers, row: str, column: Field, name: Name) -> None:
        """Rows that break down a figure to date are to date too."""
        measures = (_measure(self.year, key) for key in (self.table.sums_to, self.table.after))
        if any(measure and measure.quarters == "to-date" for measure in measures):
            pointer = self._lasting(row, column)[-1]
            numbers.to_date.setdefault((self.year.definition.year, self.year.definition.sub_group, pointer), {})[self.quarter] = name

    def _add_totals(self, numbers: Numbers) -> None:
        """The sums of its total row and its total column."""
        table = self.table
        parts = [row for row, _, _ in self.rows if row != table.total]
        if table.total:
            for column in self.counted:
                self._add_sum(numbers, [(row, column) for row in parts], numbers.names.get(self._key(table.total, column)))
        totals = [column for column in self.counted if column.key == table.total_column]
        for total in totals:
            others = [column for column in self.counted if column != total]
            for row, _, _ in self.rows:
                self._add_sum(numbers, [(row, column) for column in others], numbers.names.get(self._key(row, total)))

    def _add_sum(self, numbers: Numbers, parts: list[tuple[str, Field]], whole: Name | None) -> None:
        """A sum whose whole is given. Parts that were left blank, or given as suppressed, hold what the others lack of it, if anything."""
        names = [numbers.names.get(self._key(row, column)) for row, column in parts]
        given = tuple(name for name in names if name)
        if whole is None or not given:
            return
        blanks = [part for part, name in zip(parts, names, strict=True) if name is None and part[1].people]
        if blanks and self._lacking(numbers, given, whole) > 0:
            lasting = tuple(self._lasting(row, column)[-1] for row, column in blanks)
            rest = numbers.add_rest(given, whole, " ".join((BLANK, *lasting)))
            if rest and len(blanks) == 1 and self._is_suppressed(*blanks[0]):
                numbers.counts[rest] = replace(numbers.counts[rest], is_exempt=True)  # nobody may work it out, however large it is
        else:
            numbers.add_sum(given, whole)

    def _is_suppressed(self, row: str, column: Field) -> bool:
        """Whether the return says of a count that it is suppressed."""
        return any(key == row and answers.get(column.key) == SUPPRESSED for key, _, answers in self.rows)

    @staticmethod
    def _lacking(numbers: Numbers, parts: tuple[Name, ...], whole: Name) -> int:
        return numbers.counts[whole].value - sum(numbers.counts[name].value for name in parts)

    def _add_breakdown(self, numbers: Numbers) -> None:
        """The sum of its rows and the measure that they break down, where they are all of it or may be."""
        for key in dict.fromkeys((self.table.sums_to, self.table.after)):
            measure = numbers.names.get(self.year.key(self.quarter, f"/measures/{key}")) if key else None
            if measure is None or not self.counted or (key != self.table.sums_to and self.table.rows_are == "some"):
                continue
            first = next((column for column in self.counted if column.key == self.table.total_column), self.counted[0])
            is_all = key == self.table.sums_to or self.table.rows_are == "all"
            for column in (first,) if is_all else (first, *(column for column in self.counted if column != first)):
                self._add_rows(numbers, column, measure, is_all=is_all, may_leave_a_rest=column == first)

    def _add_rows(self, numbers: Numbers, column: Field, measure: Name, *, is_all: bool, may_leave_a_rest: bool) -> None:
        parts = [(row, column) for row, _, _ in self.rows if row != self.table.total]
        given = tuple(name for row, _ in parts if (name := numbers.names.get(self._key(row, column))))
        lacking = self._lacking(numbers, given, measure) if given else -1
        has_blanks = len(given) < len(parts)
        if is_all or lacking == 0 or (lacking > 0 and has_blanks):
            self._add_sum(numbers, parts, measure)
        elif lacking > 0 and may_leave_a_rest:
            numbers.add_rest(given, measure, f"{REST} {self.table.key}", is_settled=self._is_settled)

    @property
    def _is_settled(self) -> bool:
        names = (self.table.key, self.table.after or self.table.sums_to)
        return all(self.year.answer(name) in self.year.decided for name in names)

    def _add_shares(self, numbers: Numbers, column: Field) -> None:
        """The counts behind shares of the measure that the table breaks down."""
        whole = numbers.names.get(self.year.key(self.quarter, f"/measures/{self.table.after or self.table.sums_to}"))
        if whole is None:
            return
        base, names, total = numbers.counts[whole].value, list[Name](), Fraction(0)
        for place, (row, label, answers) in enumerate(self.rows):
            number = number_in(answers.get(column.key))
            if number is not None and 0 <= number <= 100:
                name = self._add_share(numbers, replace(column, people=True), (row, label), place, whole, exact(number))
                if row != self.table.total:
                    names.append(name)
                    total += exact(number)
        is_whole = abs(total - 100) <= len(names)
        if names and is_whole and self.table.rows_are != "some" and sum(numbers.counts[name].value for name in names) == base:
            numbers.add_sum(names, whole)

    def _add_share(self, numbers: Numbers, column: Field, row: tuple[str, str], place: int, whole: Name, share: Fraction) -> Name:
        base = numbers.counts[whole]
        cell = self._cell(column, *row, 0, place)
        is_open = not (cell.is_excluded or cell.is_decided)
        small = is_open and is_small_share(float(share), base.value, self.rule)
        key, value = self._key(row[0], column), round(share * base.value / 100)
        name = numbers.standing.name((*self._lasting(row[0], column), "count"), value)
        numbers.add_count(name, value, self.rule, self.year.when(self.quarter), people=is_open)
        self._add_to_date(numbers, row[0], column, name)
        shown: tuple[Range, ...] = share_of(name, whole, (value, base.value), share, half_a_digit(share))
        if share in (0, 100):
            (count,) = counts_of_share(share, base.value)
            shown = (*shown, Range({name: 1}, count, count))
        numbers.cells[key] = replace(cell, value=int(share), shows=shown, is_small=small)
        return name


_BREADTHS = (1, _TOTAL, _GRAND_TOTAL)


def _words_by_row(rows: Rows) -> dict[str, str]:
    """What rows say in words, as far as no other says the same: by that a reader knows them again."""
    words = {row: " | ".join(answer for answer in answers.values() if isinstance(answer, str)) for row, _, answers in rows}
    times = Counter(words.values())
    return {row: said for row, said in words.items() if said and times[said] == 1}


def _measure(year: SubGroupYear, key: str) -> Measure | None:
    return next((measure for measure in year.definition.measures if measure.key == key), None)


def derived_cells(year: SubGroupYear, quarter: str, hidden: Collection[Key]) -> dict[Key, Cell]:
    """Return a cell for every percentage, rate or other number of a table of which a count is suppressed or rounded.

    Those of the other rows go too: a share and its count make the total, and that makes what is missing.
    """
    derived: dict[Key, Cell] = {}
    for table in year.definition.tables:
        columns = tuple(column for column in table.columns if _is_made_of_counts(kind_of(column.asked)))
        rule, rows = (
            table_rule(year.definition, table, year.default),
            rows_of(table, year.returns[quarter].answers["tables"].get(table.key)),
        )
        if columns and _goes_with_counts(year, quarter, table, rows, hidden):
            for row, label, answers in rows:
                for column in columns:
                    if answers.get(column.key) is not None:
                        key = year.key(quarter, f"/tables/{table.key}/{row}/{column.key}")
                        where = f"{label}: {column.label}"
                        derived[key] = Cell(year.answer(table.key), where, 0, year.when(quarter), rule, is_derived=True)
    return {key: cell for key, cell in derived.items() if key not in hidden}


def _goes_with_counts(year: SubGroupYear, quarter: str, table: Table, rows: Rows, hidden: Collection[Key]) -> bool:
    """Whether a count of a table is suppressed, or printed rounded."""
    counted = tuple(column for column in table.columns if kind_of(column.asked).is_count)
    keys = (year.key(quarter, f"/tables/{table.key}/{row}/{column.key}") for row, _, _ in rows for column in counted)
    given = [answers.get(column.key) for _, _, answers in rows for column in counted if column.people]
    if SUPPRESSED in given or any(key in hidden for key in keys):
        return True
    rule = table_rule(year.definition, table, year.default)
    is_exact = all(rounded(value, rule) == value for answer in given if (value := number_in(answer)) is not None)
    return not is_exact and year.answer(table.key) not in year.decided


def _is_made_of_counts(kind: Kind) -> bool:
    """Whether a count may be worked out from such a number: from every one that is no count itself, and no money."""
    return kind.is_number and not kind.is_count and kind.sign != "£"


def add_fields(numbers: Numbers, year: SubGroupYear, quarter: str) -> None:
    """Add every field that counts people."""
    for field in year.definition.fields:
        given = year.returns[quarter].answers["fields"].get(field.key) if field.people and kind_of(field.asked).is_count else None
        value = number_in(given)
        if value is not None and field.key not in year.exclusions.fields:
            cell = Cell(year.answer(field.key), quarter, int(value), 0, year.default, True, is_small=is_small(value, year.default))
            numbers.add_cell(year.key(quarter, f"/fields/{field.key}"), year.cell(cell, quarter, None))


def rows_of(table: Table, answers: Json) -> Rows:
    """The rows of a table as a return gives them: each with its key, what it is called, and its answers."""
    if table.rows:
        return tuple((key, label, (answers or {}).get(key) or {}) for key, label in table.rows)
    names = [_name_of_row(table, row) for row in answers or ()]
    times = Counter(names)
    return tuple(
        (str(at), name if name and times[name] == 1 else f"{name} (row {at + 1})" if name else f"row {at + 1}", row)
        for at, (name, row) in enumerate(zip(names, answers or (), strict=True))
    )


def _name_of_row(table: Table, row: Json) -> str:
    """What a row that a lead added is known by: its first answer in words, on one line and shortened; '' if it has none."""
    said = (row.get(column.key) for column in table.columns if kind_of(column.asked).cell == "text")
    words = next((" ".join(answer.split()) for answer in said if isinstance(answer, str)), "")
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1].rstrip()}…"
