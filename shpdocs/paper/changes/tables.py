"""What differs between a table, or the numbers of a chart, as it stood and as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from shpdocs.model.document import Chart, Paragraph, Table, Text
from shpdocs.paper.changes.order import matched, moved, paired
from shpdocs.paper.changes.place import Found, Spot, column_words
from shpdocs.paper.changes.texts import cell_text, number_text, on_one_line

Cell = tuple[Text, ...]
_MEASURE = re.compile(r"([^/]+/measures/[^/]+)(/parts/[^/]+)?(/.*)?")
_LONGEST_LABEL = 80
SHORTENED = " …"  # ends a label that is longer


class _Row:
    """A row as it is compared: its cells in the columns that both tables have."""

    def __init__(self, cells: Sequence[Cell], columns: Sequence[int], label_column: int, spot: Spot) -> None:
        self.cells = [cells[column] if column < len(cells) else () for column in columns]
        self._label_cell = cells[label_column] if label_column < len(cells) else ()
        self._all, self._spot = cells, spot

    @cached_property
    def texts(self) -> tuple[str, ...]:
        return tuple(_text(cell) for cell in self.cells)

    @cached_property
    def refs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ref for cell in self._all for block in cell for ref in block.refs))

    @cached_property
    def measure(self) -> str:
        """The measure, or the part of one, that the row is about; '' if it is about none, or more than one."""
        matches = [match for ref in self.refs if (match := _MEASURE.fullmatch(ref))]
        series = {match[1] + (match[2] or "") for match in matches}
        measures = {match[1] for match in matches}
        return next(iter(series)) if len(series) == 1 else next(iter(measures)) if len(measures) == 1 else ""

    @cached_property
    def label(self) -> str:
        """What the row is known by: its measure's name, or its text in the column of labels."""
        text = on_one_line(self._label_cell)
        shortened = text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 2].rstrip()}{SHORTENED}"
        return self._spot.names.get(self.measure, shortened)

    @property
    def key(self) -> tuple[str, str]:
        """What tells the row from the others of its table."""
        return self.measure, "" if self.measure else cell_text(self._label_cell)

    @property
    def whole(self) -> str:
        """All that the row says, in a line."""
        return "; ".join(text for text in map(on_one_line, self._all) if text)


def table_changes(before: Table, now: Table, spot: Spot) -> Iterator[Found]:
    """What differs between two tables: columns that were added, are gone or called otherwise, then rows and their cells.

    Columns are known by their heading, rows by the measure that they are about or by what stands in the column of labels.
    """
    for words, was, is_now in (("title", before.title, now.title), ("alternative text", before.description, now.description)):
        if was != is_now:
            yield Found(spot.change(f"table, {words}", was, is_now))
    columns = _column_pairs(before, now)
    shared = [(was, at) for was, at in columns if was is not None and at is not None]
    labels = _label_column(before, now, shared)
    rows = [_Row(cells, [was for was, _ in shared], labels[0], spot) for cells in before.rows]
    rows_now = [_Row(cells, [at for _, at in shared], labels[1], spot) for cells in now.rows]
    yield from _header_changes(before, now, columns, labels, spot)
    headings = [column_words(now.header[at]) if now.header else _second(at, now) for _, at in shared]
    yield from _row_changes(rows, rows_now, headings, [at for _, at in shared].index(labels[1]) if shared else 0, spot)


def chart_changes(before: Chart, now: Chart, spot: Spot, refs: tuple[str, ...]) -> Iterator[Found]:
    """What differs between two charts: values by line and quarter; of its texts those that say more than its values.

    `refs` name the answers that its values are made of.
    """
    name = now.bars.name
    found = list(table_changes(_as_table(before), _as_table(now), Spot(spot.within("chart"), spot.is_exempt)))
    yield from (replace(each, change=replace(each.change, refs=refs)) for each in found)
    if before.unit != now.unit:
        yield Found(spot.change(f"chart of {name}, unit", before.unit, now.unit))
    if before.title != now.title:
        yield Found(spot.change(f"chart of {name}, title", before.title, now.title))
    if not found and before.description != now.description:
        yield Found(spot.change(f"chart of {name}, alternative text", before.description, now.description))


def _as_table(chart: Chart) -> Table:
    rows = tuple((_cell(line.name), *(_cell(number_text(value)) for value in line.values)) for line in (chart.bars, *chart.lines))
    return Table("", "", ("", *chart.categories), rows)


def _cell(text: str) -> Cell:
    return (Paragraph(text),)


def _text(cell: Cell) -> str:
    ratings = ", ".join(block.rating for block in cell if isinstance(block, Paragraph) and block.rating)
    return f"{cell_text(cell)}\0{ratings}" if ratings else cell_text(cell)


def _second(column: int, table: Table) -> str:
    """The name of a column without a heading: none where the row's label says it all."""
    return "" if column <= 1 and all(len(row) <= 2 for row in table.rows) else f"column {column + 1}"


def _width(table: Table) -> int:
    return max((len(table.header), *map(len, table.rows)), default=0)


def _column_pairs(before: Table, now: Table) -> list[tuple[int | None, int | None]]:
    """The columns side by side: by heading, then by place where as many took the place of others."""
    first = [*before.header, *[""] * (_width(before) - len(before.header))]
    second = [*now.header, *[""] * (_width(now) - len(now.header))]
    if first == second:
        return [(at, at) for at in range(len(first))]
    known = matched(first, second)
    stayed = {at: was for at, was in known.items() if at not in moved(known)}
    was_known = set(known.values())
    pairs: list[tuple[int | None, int | None]] = [(was, at) for at, was in known.items() if at not in stayed]
    start, start_now = 0, 0
    for at, was in (*sorted(stayed.items()), (len(second), len(first))):
        left = [each for each in range(start, was) if each not in was_known]
        new = [each for each in range(start_now, at) if each not in known]
        pairs += [(left[one] if one is not None else None, new[two] if two is not None else None) for one, two in _renamed(left, new)]
        if at < len(second):
            pairs.append((was, at))
        start, start_now = was + 1, at + 1
    return sorted(pairs, key=lambda pair: (pair[1] is None, pair[1] or 0, pair[0] or 0))


def _renamed(left: list[int], new: list[int]) -> list[tuple[int | None, int | None]]:
    return paired(len(left), len(new), lambda was, at: False, lambda was, at: True)


def _label_column(before: Table, now: Table, shared: list[tuple[int, int]]) -> tuple[int, int]:
    """The first column with as many different texts as any: that by which rows are told apart. The first of all if each has such."""

    def different(pair: tuple[int, int]) -> int:
        counts = [
            len({cell_text(row[column]) for row in table.rows if column < len(row)})
            for table, column in zip((before, now), pair, strict=True)
        ]
        return min(counts)

    return max(shared, key=different, default=(0, 0))


def _header_changes(
    before: Table, now: Table, columns: list[tuple[int | None, int | None]], labels: tuple[int, int], spot: Spot
) -> Iterator[Found]:
    for was, at in columns:
        if was is None and at is not None:
            yield Found(spot.change(f"column {_heading(now, at)}", "", _column_text(now, at, labels[1])))
        elif was is not None and at is None:
            yield Found(spot.change(f"column {_heading(before, was)}", _column_text(before, was, labels[0]), ""))
        elif was is not None and at is not None and _heading(before, was) != _heading(now, at):
            yield Found(spot.change(f"heading of column {at + 1}", _heading(before, was), _heading(now, at)))
    stayed = {at: was for was, at in columns if was is not None and at is not None}
    for at in sorted(moved(stayed)):
        yield Found(spot.move(f"column {_heading(now, at)}", f"column {stayed[at] + 1}", f"column {at + 1}"))


def _heading(table: Table, column: int) -> str:
    return table.header[column] if column < len(table.header) else ""


def _column_text(table: Table, column: int, label: int) -> str:
    """A column in a line, each cell with its row's label; that it is there where it holds nothing."""
    texts = (f"{cell_text(row[label])}: {cell_text(row[column])}" for row in table.rows if column < len(row))
    return "; ".join(texts) or _heading(table, column) or "a column"


def _row_changes(before: list[_Row], now: list[_Row], headings: list[str], label: int, spot: Spot) -> Iterator[Found]:
    """Rows that stayed as they were are matched first, then those that are known by the same, then those alike in half of their cells."""
    pairs = _row_pairs(before, now)
    for at in sorted(moved(pairs)):
        row = now[at]
        yield Found(spot.move(row.label, f"row {pairs[at] + 1}", f"row {at + 1}", row.refs))
    for at, row in enumerate(now):
        if at in pairs:
            yield from _cell_changes(before[pairs[at]], row, headings, label, spot)
        else:
            yield Found(spot.change(row.label, "", row.whole or f"row {at + 1}, blank", row.refs))
    there = set(pairs.values())
    for was, row in enumerate(before):
        if was not in there:
            yield Found(spot.change(row.label, row.whole or f"row {was + 1}, blank", "", row.refs))


def _row_pairs(before: list[_Row], now: list[_Row]) -> dict[int, int]:
    pairs = matched([row.texts for row in before], [row.texts for row in now])
    left, new = _unmatched(pairs, len(before), len(now))
    known = matched([before[was].key for was in left], [now[at].key for at in new])
    pairs |= {new[at]: left[was] for at, was in known.items()}
    left, new = _unmatched(pairs, len(before), len(now))

    def is_alike(was: int, at: int) -> bool:
        texts = list(zip(before[left[was]].texts, now[new[at]].texts, strict=True))
        return 2 * sum(first == second for first, second in texts) >= len(texts) > 1

    alike = paired(len(left), len(new), is_alike, lambda was, at: False)
    return pairs | {new[at]: left[was] for was, at in alike if was is not None and at is not None}


def _unmatched(pairs: dict[int, int], before: int, now: int) -> tuple[list[int], list[int]]:
    stood = set(pairs.values())
    return [was for was in range(before) if was not in stood], [at for at in range(now) if at not in pairs]


def _cell_changes(before: _Row, now: _Row, headings: list[str], label: int, spot: Spot) -> Iterator[Found]:
    for number, (was, is_now) in enumerate(zip(before.texts, now.texts, strict=True)):
        if was == is_now:
            continue
        first, second = was.partition("\0")[0], is_now.partition("\0")[0]
        if first == second:  # a rating's colour alone
            first, second = was.replace("\0", ", "), is_now.replace("\0", ", ")
        cells = (before.cells[number], now.cells[number])
        refs = [ref for cell in cells for block in cell for ref in block.refs] or now.refs
        is_label = number == label and not now.measure
        row_label = before.label if is_label else now.label
        detail = ", ".join(part for part in (row_label, headings[number]) if part)
        yield Found(spot.change(detail, first, second, refs))
