"""What a workbook says of its answers: which of them the public paper prints, and which it does not. Once, above a sheet's headings."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.prefill import is_among
from shpdocs.workbook.layout.grid import Grid
from shpdocs.workbook.layout.measures import NOT_PRINTED as FOR_THE_PARTNERSHIP

ALL = "Everything on this sheet is printed in the public paper."
NOTHING = "Nothing on this sheet is printed in the public paper."
PRINTED, NOT_PRINTED = "Printed in the public paper: ", "Not printed: "
NOT_PRINTED_IN_PUBLIC = "Not printed in the public paper: "
_LONG_LIST = 120  # characters: the longer of the two lists is spelt out up to this


class _Answer(Struct, frozen=True):
    """An answer that is asked: the name of its row, the heading of its column, and whether it is printed."""

    row: str
    column: str
    is_printed: bool


def with_printing(grid: Grid, unprinted: Collection[str] | None) -> Grid:
    """The grid with the line that says what of it is printed; as it is if nothing is said of that. The sign-off's stands on Start."""
    if unprinted is None or grid.key == "sign-off":
        return grid
    return replace(grid, printing=_words(tuple(_answers(grid, unprinted))))


def is_anything_printed(grids: Collection[Grid]) -> bool:
    """Whether any of these sheets says that something of it is printed."""
    return any(grid.printing and grid.printing != NOTHING for grid in grids)


def _answers(grid: Grid, unprinted: Collection[str]) -> Iterator[_Answer]:
    rows = grid.rows[:1] if grid.key.startswith("tables-") else grid.rows  # of a table whole columns are printed
    for row in rows:
        for column, slot in grid.slots(row):
            yield _Answer(row.name.removesuffix(f" {FOR_THE_PARTNERSHIP}"), column.label, not is_among(unprinted, item_of(slot.pointer)))


def item_of(pointer: str) -> str:
    """The item that a paper prints or does not, by an answer's pointer: '/tables/risks/owner' for '/tables/risks/0/owner',
    '/measures/robbery/figure' for '/measures/robbery/earlier/Q1/value', '/measures/robbery/commentary' for that of its figure."""
    _, group, key, *names = pointer.split("/")
    if group == "measures" and names[-1] == "value":
        return f"/measures/{key}/figure"
    return f"/{group}/{key}/{names[-1]}" if names else pointer


def _words(answers: tuple[_Answer, ...]) -> str:
    if all(answer.is_printed for answer in answers):
        return ALL
    if not any(answer.is_printed for answer in answers):
        return NOTHING
    columns = tuple(dict.fromkeys(answer.column for answer in answers))
    printed = [answer for answer in answers if answer.is_printed]
    if len(columns) == 1:
        return _two_lists(
            dict.fromkeys(answer.row for answer in printed), dict.fromkeys(answer.row for answer in answers if not answer.is_printed)
        )
    shown = dict.fromkeys(answer.column for answer in printed)
    never = [column for column in columns if column not in shown]
    return _two_lists(shown, (*never, *_of_rows(answers, shown)))


def _of_rows(answers: tuple[_Answer, ...], shown: Collection[str]) -> Iterator[str]:
    """What is not printed of single rows, though it is of others."""
    for row in dict.fromkeys(answer.row for answer in answers):
        own = [answer for answer in answers if answer.row == row]
        lacking = [answer.column for answer in own if not answer.is_printed and answer.column in shown]
        if not any(answer.is_printed for answer in own):
            yield f"all of “{row}”"
        elif lacking:
            yield f"of “{row}”: {', '.join(dict.fromkeys(lacking))}"


def _two_lists(printed: Collection[str], unprinted: Collection[str]) -> str:
    """Both lists in a line; of a long one and a shorter one the shorter."""
    shown, hidden = "; ".join(printed), "; ".join(unprinted)
    if len(shown) > max(_LONG_LIST, len(hidden)):
        return f"{NOT_PRINTED_IN_PUBLIC}{hidden}. Everything else on this sheet is printed."
    if len(hidden) > max(_LONG_LIST, len(shown)):
        return f"{PRINTED}{shown}. Nothing else on this sheet is printed."
    return f"{PRINTED}{shown}. {NOT_PRINTED}{hidden}."
