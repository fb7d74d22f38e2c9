"""The reader itself: what it finds in papers that give something away, and that going through all that is possible agrees."""

from __future__ import annotations

from random import Random

import pytest

from tests.disclosure.attack.asked import Asked
from tests.disclosure.attack.enumeration import TooManyError, all_values
from tests.disclosure.attack.equations import Held, Mark, held_by_reader
from tests.disclosure.attack.made_up import Cell, Rule
from tests.disclosure.attack.reading import Seen, Shown
from tests.disclosure.attack.solver import Attack, is_exact, possible_values
from tests.disclosure.attack.system import Sought, System, Unknown, Values

SEEDS = 60
Numbers = dict[str, int | None]


def _measure(key: str, quarters: str = "to-date", **more: object) -> dict[str, object]:
    return {"name": key, "objective": key, "unit": "count", "quarters": quarters, **more}


def _table(rows: int, **more: object) -> dict[str, object]:
    columns = {"people": {"label": "People", "kind": "count"}}
    return {"title": "Table", "row-heading": "Rows", "columns": columns, "rows": {f"r{n}": f"Row {n}" for n in range(rows)}, **more}


def _held(quarters: tuple[str, ...], numbers: dict[Cell, float | None], version: int = 0, small: frozenset[Cell] | None = None) -> Held:
    shown = {cell: Shown(number) for cell, number in numbers.items()}

    def mark(unknown: Unknown) -> Mark:
        return "small" if small and unknown.cell in small else "large"

    return Held(Seen(quarters[-1], shown, {}), quarters, lambda cell: version, lambda *_: True, None if small is None else mark)


def _figures(key: str, **numbers: float | None) -> dict[Cell, float | None]:
    return {Cell(key, quarter, "figure"): number for quarter, number in numbers.items()}


def _rows(key: str, *numbers: float | None, quarter: str = "Q1", column: str = "people") -> dict[Cell, float | None]:
    return {Cell(key, quarter, column, f"r{row}"): number for row, number in enumerate(numbers)}


def _only(system: System, name: str) -> set[int]:
    """The one value of what has that name, or all small ones that it may have if there are several."""
    sought = next(number for number in system.sought.values() if number.name == name)
    attack = Attack(system)
    for value in range(60):
        if attack.world(sought, value, value) is not None:
            return {value} if is_exact(attack, sought, value, []) else possible_values(attack, [sought], [])[sought]
    return set()


AFTER = Asked({"m": _measure("m", "sum")}, {"t": _table(3, after="m")}, Rule())
PLANTED = {
    "a breakdown that is all of it": (AFTER, [_held(("Q1",), _figures("m", Q1=32) | _rows("t", None, 9, 20))], "t r0 people Q1", {3}),
    "the growth of a rest": (
        Asked({"m": _measure("m"), "p": _measure("p", **{"part-of": "m"})}, {}, Rule()),
        [_held(("Q1", "Q2"), _figures("m", Q1=30, Q2=38) | _figures("p", Q1=20, Q2=26))],
        "growth of rest of p Q2",
        {2},
    ),
    "the growth of a percentage": (
        Asked({"m": _measure("m", unit="percentage")}, {}, Rule()),
        [
            _held(("Q1",), {Cell("m", "Q1", "figure"): 50, Cell("m", "Q1", "base"): 20}),
            _held(("Q1", "Q2"), {Cell("m", "Q2", "figure"): 54.5, Cell("m", "Q2", "base"): 22}),
        ],
        "growth of base of m to Q2",
        {2},
    ),
    "a table of shares of a printed count": (
        Asked(
            {"m": _measure("m", "sum")}, {"t": _table(3, after="m") | {"columns": {"share": {"label": "", "kind": "percentage"}}}}, Rule()
        ),
        [_held(("Q1",), _figures("m", Q1=25) | _rows("t", 4, 40, 56, column="share"))],
        "t r0 above Q1",
        {1},
    ),
    "two that are known to be small come to 8": (
        Asked({"m": _measure("m", "sum")}, {"t": _table(3, after="m")}, Rule()),
        [_held(("Q1",), _figures("m", Q1=28) | _rows("t", None, None, 20), 0, frozenset(_rows("t", None, None)))],
        "t r0 people Q1",
        {4},
    ),
    "a small one beside a large one": (
        AFTER,
        [_held(("Q1",), _figures("m", Q1=26) | _rows("t", None, None, 20), 0, frozenset(_rows("t", None)))],
        "t r0 people Q1",
        {1},
    ),
    "the whole has the stricter rule": (
        Asked(
            {"m": _measure("m", "sum", **{"small-numbers": {"threshold": 10}}), "p": _measure("p", "sum", **{"part-of": "m"})}, {}, Rule()
        ),
        [_held(("Q1",), _figures("m", Q1=30) | _figures("p", Q1=23))],
        "rest of m without p Q1",
        {7},
    ),
    "two that hide one another": (
        AFTER,
        [_held(("Q1",), _figures("m", Q1=32) | _rows("t", None, None, 20))],
        "t r0 people Q1",
        {1, 2, 3, 4},
    ),
    "rows that are some of it": (
        Asked({"m": _measure("m", "sum")}, {"t": _table(3, after="m", **{"rows-are": "some"})}, Rule()),
        [_held(("Q1",), _figures("m", Q1=32) | _rows("t", None, 9, 20))],
        "t r0 people Q1",
        {1, 2, 3, 4},
    ),
}


@pytest.mark.parametrize(("asked", "papers", "name", "expected"), PLANTED.values(), ids=PLANTED)
def test_what_the_reader_finds_in_planted_papers(asked: Asked, papers: list[Held], name: str, expected: set[int]) -> None:
    assert _only(held_by_reader(asked, papers), name) == expected


def test_an_edition_before_and_one_after_a_correction_are_read_together() -> None:
    asked = Asked({"m": _measure("m", "sum")}, {"t": _table(3, after="m")}, Rule())
    corrected = {Cell("m", "Q1", "figure"), Cell("t", "Q1", "people", "r0")}

    first = Seen("Q1", {cell: Shown(number) for cell, number in (_figures("m", Q1=32) | _rows("t", None, None, 20)).items()}, {})
    second = Seen("Q1", {cell: Shown(number) for cell, number in (_figures("m", Q1=35) | _rows("t", 6, 9, 20)).items()}, {})
    papers = [
        Held(first, ("Q1",), lambda _: 0, lambda *_: True),
        Held(second, ("Q1",), lambda cell: int(cell in corrected), lambda *_: True),
    ]
    assert _only(held_by_reader(asked, papers), "t r0 people Q1") == {3}


def _random_system(random: Random) -> System:
    system = System()
    unknowns = [Unknown(Cell("m", "Q1", "people", f"r{number}"), 0) for number in range(random.randint(2, 5))]
    for unknown in unknowns:
        low = random.choice((0, 0, 1))
        system.know(unknown, Values(low, random.choice((4, 9)), 0 if low else random.choice((0, 0, 5))))
    true = {unknown: random.choice([value for value in range(10) if value in system.unknowns[unknown]]) for unknown in unknowns}
    for _ in range(random.randint(1, 3)):
        form = {unknown: float(random.choice((-1, 1, 1, 100))) for unknown in random.sample(unknowns, random.randint(1, len(unknowns)))}
        value = sum(times * true[unknown] for unknown, times in form.items())
        system.line(form, value - random.choice((0, 0, 1, 50)), value + random.choice((0, 0, 1, 50)))
    for unknown in unknowns:
        system.seek(str(unknown), {unknown: 1}, 1, 4)
    system.seek("all of them", dict.fromkeys(unknowns, 1), 1, 4)
    return system


@pytest.mark.parametrize("seed", range(SEEDS))
def test_going_through_all_that_is_possible_agrees_with_the_solver(seed: int) -> None:
    system = _random_system(Random(seed))
    every = all_values(system, system.sought.values())
    attack = Attack(system)
    possible = possible_values(attack, system.sought.values(), [])
    for sought, values in every.items():
        assert possible[sought] == {value for value in values if sought.low <= value <= sought.reach}
        for value in values:
            assert is_exact(attack, sought, value, []) == (len(values) == 1)


def test_what_is_too_much_to_go_through_is_told() -> None:
    system = System()
    for number in range(9):
        system.know(Unknown(Cell("m", "Q1", "people", f"r{number}"), 0), Values(0, 9))
    system.line(dict.fromkeys(system.unknowns, 1), 0, 81)
    with pytest.raises(TooManyError):
        all_values(system, [Sought("all", tuple((unknown, 1.0) for unknown in system.unknowns), 1, 4, 4)], most=500)
