"""Plant faults in made-up workbooks, judge them, and count what was told, where, and what was told falsely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from shpdocs.commands.judge import Rules, judge
from shpdocs.definitions.definition_files import Year
from shpdocs.model.collection import Judgement
from shpdocs.model.problem import Problem
from shpdocs.model.returns import answer_at
from shpdocs.store.disk import sha256
from tests.reliability.planted.changes import CHANGES, Change
from tests.reliability.planted.entries import ENTRIES, Entry, Planted
from tests.reliability.planted.filled import SETTINGS, Filled, fill_in
from tests.reliability.planted.made_up import YEAR, MadeUp
from tests.reliability.planted.oddities import ODDITIES
from tests.reliability.planted.structure import STRUCTURE, WHOLE
from tests.support.clients import LACKS_LIBREOFFICE, XLSX, soffice_convert_all

Told = tuple[str, str, str]  # code, sheet, cell
Through = Callable[[tuple[Problem, ...]], tuple[Problem, ...]]

_IN_CELLS: tuple[Entry | Change, ...] = (*ENTRIES, *CHANGES, *ODDITIES, *STRUCTURE)
KINDS = tuple(kind.name for kind in (*_IN_CELLS, *WHOLE))
_RARE = (  # codes of kinds that few workbooks have a place for: they come first now and then
    "off-target", "outside-last-year", "milestone-passed", "result-against-target", "change-not-borne-out", "too-few-rows",
    "percentage-without-base", "earlier-revised", "earlier-deleted", "revised-without-reason", "carried-row-gone", "carried-untouched",
    "row-twice",
    "cumulative-falls", "far-from-history", "percentage-not-of-base",
)  # fmt: skip
_MOST = 6  # faults in a workbook
_WHOLE_EVERY = 12  # workbooks: one of so many has a fault of the file as a whole
_PIECE = 20  # workbooks that one process works on at a time
_MOST_NOTES = 30


@dataclass
class Tally:
    """How often a kind of fault was planted, and told once at its true cell, at another cell, or not at all."""

    code: str
    planted: int = 0
    found: int = 0
    misplaced: int = 0
    missed: int = 0


@dataclass
class Figures:
    """What a run came to: the tally of each kind, false alarms, and answers that were read and read wrong.

    `notes` tell of everything that was not as it should be, with the workbook's number.
    """

    workbooks: int = 0
    resaved: int = 0
    kinds: dict[str, Tally] = field(default_factory=dict)
    false: int = 0
    false_clean: int = 0
    answers: int = 0
    wrong: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def planted(self) -> int:
        """How many faults were planted."""
        return sum(tally.planted for tally in self.kinds.values())

    @property
    def found(self) -> int:
        """How many of them were told once, at their true cell."""
        return sum(tally.found for tally in self.kinds.values())

    @property
    def misplaced(self) -> int:
        """How many of them were told at another cell."""
        return sum(tally.misplaced for tally in self.kinds.values())

    @property
    def recall(self) -> float:
        """The share of the faults that were told at all."""
        return (self.found + self.misplaced) / self.planted if self.planted else 0

    @property
    def precision(self) -> float:
        """The share of what was told that was planted."""
        told = self.found + self.misplaced + self.false
        return (self.found + self.misplaced) / told if told else 0

    @property
    def location(self) -> float:
        """The share of the faults told that were told at their true cell."""
        told = self.found + self.misplaced
        return self.found / told if told else 0

    @property
    def is_clean(self) -> bool:
        """Whether all was told, at its cell, and nothing else, and every answer was read right."""
        return self.planted > 0 and not (self.planted - self.found or self.false or self.false_clean or self.wrong)

    def in_order(self) -> list[tuple[str, Tally]]:
        """The kinds that were planted with their tallies, in the order of KINDS."""
        return sorted(self.kinds.items(), key=lambda item: KINDS.index(item[0]))

    def add(self, other: Figures) -> None:
        """Add what another piece of the run came to."""
        for name, tally in other.kinds.items():
            own = self.kinds.setdefault(name, Tally(tally.code))
            own.planted, own.found = own.planted + tally.planted, own.found + tally.found
            own.misplaced, own.missed = own.misplaced + tally.misplaced, own.missed + tally.missed
        for name in ("workbooks", "resaved", "false", "false_clean", "answers", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.notes = (self.notes + other.notes)[:_MOST_NOTES]


@dataclass(frozen=True)
class _Case:
    """A workbook without and with its faults, as bytes, and what must be told and read."""

    number: int
    made_up: MadeUp
    issued: bytes
    clean: bytes
    faulty: bytes
    planted: tuple[Planted, ...]
    answers: dict[str, Any]
    lost: frozenset[str]


def as_it_is(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Nothing is done to the problems before they are compared."""
    return problems


def run(count: int, seed: int, *, resaved: int = 0, processes: int = 2, through: Through = as_it_is) -> Figures:
    """Judge `count` made-up workbooks, each without and with faults; LibreOffice saves the first `resaved` of them anew.

    `through` may change the problems before they are compared: so the harness itself is tested.
    """
    resaved = 0 if LACKS_LIBREOFFICE else resaved
    pieces = [range(first, min(first + _PIECE, count)) for first in range(0, count, _PIECE)]
    work = partial(_piece, seed=seed, resaved=resaved, through=through)
    figures = Figures()
    if processes == 1:
        results: Iterable[Figures] = map(work, pieces)
        for result in results:
            figures.add(result)
        return figures
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        for result in pool.map(work, pieces):
            figures.add(result)
    return figures


def _piece(numbers: range, *, seed: int, resaved: int, through: Through) -> Figures:
    figures = Figures()
    cases = [_case(number, seed) for number in numbers]
    for case in cases:
        _compare(figures, case, case.clean, case.faulty, through)
    again = [case for case in cases if case.number < resaved]
    if again:
        with TemporaryDirectory() as folder:
            for case, clean, faulty in _saved_by_libreoffice(again, Path(folder)):
                _compare(figures, case, clean, faulty, through)
                figures.resaved += 1
    return figures


def _case(number: int, seed: int) -> _Case:
    rng = Random(f"{seed}/{number}")
    filled = fill_in(rng)
    clean = filled.saved()
    planted = tuple(_plant(rng, filled, number))
    return _Case(number, filled.made_up, filled.issued, clean, filled.saved(), planted, filled.answers, frozenset(filled.lost))


def _plant(rng: Random, filled: Filled, number: int) -> Iterator[Planted]:
    """One fault of the file as a whole, or some in its cells: as many kinds as there is place for."""
    if number % _WHOLE_EVERY == 0:
        planted = WHOLE[number // _WHOLE_EVERY % len(WHOLE)].plant(rng, filled)
        assert planted
        yield planted
        return
    wanted = rng.randint(1, _MOST)
    kinds = rng.sample(_IN_CELLS, len(_IN_CELLS))
    if rng.random() < 0.4:
        kinds.sort(key=lambda kind: kind.code not in _RARE)
    for kind in kinds:
        made = kind.plant(rng, filled)
        if made:
            yield made
            wanted -= 1
        if not wanted:
            return


def _saved_by_libreoffice(cases: list[_Case], folder: Path) -> Iterator[tuple[_Case, bytes, bytes]]:
    sources = []
    for case in cases:
        for name, content in (("clean", case.clean), ("faulty", case.faulty)):
            sources.append(folder / f"{case.number}-{name}.xlsx")
            sources[-1].write_bytes(content)
    saved = soffice_convert_all(sources, XLSX, folder / "libreoffice")
    for at, case in enumerate(cases):
        yield case, saved[2 * at].read_bytes(), saved[2 * at + 1].read_bytes()


def _judged(case: _Case, content: bytes) -> Judgement:
    made_up = case.made_up
    definition = made_up.layout.definition
    year = Year(YEAR, (definition,))
    period = made_up.layout.period
    prefill = replace(made_up.prefill, sent=sha256(case.issued))
    return judge(content, "made-up.xlsx", Rules(SETTINGS, lambda _: year, lambda _: prefill, lambda *_: case.issued, period))


def _compare(figures: Figures, case: _Case, clean: bytes, faulty: bytes, through: Through) -> None:
    figures.workbooks += 1
    before, after = _judged(case, clean), _judged(case, faulty)
    for problem in through(before.problems):
        if problem.severity != "notice":
            figures.false_clean += 1
            figures.notes.append(f"workbook {case.number}, without faults: {_shown(problem)}")
    _compare_answers(figures, case, before, frozenset())
    if after.return_ is not None:
        _compare_answers(figures, case, after, case.lost)
    _compare_problems(figures, case, through(after.problems))


def _compare_answers(figures: Figures, case: _Case, judged: Judgement, lost: frozenset[str]) -> None:
    for pointer, answer in case.answers.items():
        if pointer in lost:
            continue
        figures.answers += 1
        read = answer_at(judged.return_.answers, pointer) if judged.return_ else None
        if read != answer or isinstance(read, bool) != isinstance(answer, bool):
            figures.wrong += 1
            figures.notes.append(f"workbook {case.number}: {pointer} is {answer!r} and was read as {read!r}")


def _compare_problems(figures: Figures, case: _Case, problems: tuple[Problem, ...]) -> None:
    wanted = Counter((one.code, *one.place) for one in case.planted)
    told = Counter(_at(problem) for problem in problems if problem.severity != "notice" or _at(problem) in wanted)
    over = told - wanted
    for one in case.planted:
        tally = figures.kinds.setdefault(one.kind, Tally(one.code))
        tally.planted += 1
        if told[(one.code, *one.place)] > 0:
            told[(one.code, *one.place)] -= 1
            tally.found += 1
            continue
        elsewhere = next((at for at in over if at[0] == one.code and over[at] > 0), None)
        if elsewhere:
            over[elsewhere] -= 1
            tally.misplaced += 1
        else:
            tally.missed += 1
        told_at = f"told at {elsewhere}" if elsewhere else "not told"
        figures.notes.append(f"workbook {case.number}: {one.kind} ({one.code} at {one.place}) {told_at}")
    for at, times in over.items():
        figures.false += times
        if times:
            figures.notes.append(
                f"workbook {case.number}: told though not planted: {at} ×{times}; planted {[one.kind for one in case.planted]}"
            )


def _at(problem: Problem) -> Told:
    return (problem.code, problem.place.sheet, problem.place.cell)


def _shown(problem: Problem) -> str:
    return f"{_at(problem)} '{problem.entered}' {problem.answer}"
