"""The verdict: what the Check sheet says after LibreOffice has worked it out anew is what `collect` works out itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest
from msgspec.structs import replace

from shpdocs.definitions.definition_files import read_year
from shpdocs.model.definition import Asked, Baseline, Definition, Field, Measure, Part, Table, Target
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.workbook import DONE
from shpdocs.store.folder import open_folder
from shpdocs.workbook.checklist import Item, checklist, open_items, verdict
from shpdocs.workbook.find import find_answers, issued_places
from shpdocs.workbook.layout import Layout, Slot, lay_out
from shpdocs.workbook.read import read_workbook
from shpdocs.workbook.verdict import cells_as_received
from shpdocs.workbook.write import write_workbook
from tests.journey.test_oracle import SETTINGS, STAMP
from tests.support import ROOT
from tests.support.clients import needs_libreoffice, soffice_convert_all
from tests.support.leads import saved

Typed = str | int | float | bool | date
CASES = 60
DELETED = "(deleted)"  # stands for a cell that the lead cleared
_FIGURES = (0.45, 0.1, 62.5, 1.1, 3.3, 33.0, 31.35, 99.999999, 100.5)
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_BLANKS = ("   ", "\u00a0", " \n ", "\t")
_WORDS = ("n/a", "Not yet available", " NOT  APPLICABLE ", "tbc", "made up", '"quoted"', "1,664", "£280k", "*", "?", "-", "0")


@dataclass(frozen=True)
class Case:
    """A workbook issued with what is carried, and what is typed into it, by the layout's pointers."""

    layout: Layout
    prefill: Prefill
    typed: Mapping[str, Typed]


def watched_definition() -> Definition:
    """A made-up definition in which everything that is watched occurs."""
    asked = {
        "count": Asked("count"),
        "share": Asked("percentage", required=False),
        "story": Asked("narrative"),
        "grade": Asked("choice", choices=("Good", "Poor")),
    }
    columns = tuple(Field(key, f"Made-up {key}", kind) for key, kind in asked.items())
    people = (Field("n", "Made-up n", Asked("count", required=False, suppressible=True), people=True),)
    return Definition(
        "made-up",
        "2024-25",
        "Made-up sub-group",
        1,
        STAMP.definition,
        fields=(
            Field("story", "Made-up story", asked["story"], sheet="Update"),
            Field("people", "Made-up people", asked["count"], sheet="Update"),
        ),
        measures=(
            _measure("sum", "count", "lower", Target(value=100)),
            _measure("share", "percentage", "higher", Target(value=62.5), quarters="level"),
            _measure("rate", "rate", "band", Target(low=1.5, high=2.5), quarters="rolling"),
            _measure("profiled", "number", "lower", Target(value=10), profile=tuple(zip(QUARTERS, (1.1, 3.3, 6.6, 10.0), strict=True))),
            _measure(
                "parts", "count", "lower", Target(reduce_by=5), parts=(Part("one", "ONE", baseline=Baseline(value=33)), Part("two", "TWO"))
            ),
            _measure("status", "status", "done", Target(month="2024-06")),
            _measure("so-far", "count", "higher", Target(value=90), quarters="to-date"),
            _measure("shared", "count", "higher", Target(value=40), activity_with="sum"),
            _measure("told", "progress", "monitor", None),
        ),
        tables=(
            Table("open", "Made-up open table", "Open", columns, spare=4, fewest=2),
            Table("named", "Made-up named table", "Named", columns, (("one", "One"), ("two", "Two")), "Row"),
            Table("people", "Made-up people table", "People", people, (("a", "A"), ("b", "B"), ("all", "All")), "Row", total="all"),
        ),
    )


def _measure(
    key: str,
    unit: str,
    better: str,
    target: Target | None,
    *,
    quarters: str = "sum",
    profile: tuple[tuple[str, float], ...] = (),
    parts: tuple[Part, ...] = (),
    activity_with: str = "",
) -> Measure:
    return Measure(
        key, f"Made-up {key}", f"Objective of {key}", unit, "Made-up things", better, per=100 if unit == "rate" else None,
        quarters=quarters, target=target, profile=profile, parts=parts, activity_with=activity_with,
    )  # fmt: skip


def case(seed: int) -> Case:
    """A made-up case: every third asks what a shipped definition asks, the others everything that is watched."""
    chance = Random(seed)
    definition = replace(chance.choice(shipped_definitions()), digest=STAMP.definition) if seed % 3 == 0 else watched_definition()
    period = Period(definition.year, chance.choice(QUARTERS))
    prefill = prefill_for(chance, lay_out(definition, period), definition)
    layout = lay_out(definition, period, prefill)
    typed: dict[str, Typed] = {}
    thorough = chance.choice((0.95, 1))
    calm = chance.random() < 0.4  # a careful lead, so that some returns come out ready
    for _, _, _, slot in layout.slots():
        value = careful(chance, slot) if calm and chance.random() < thorough else careless(chance, slot, prefill.cells.get(slot.pointer))
        if value is not None:
            typed[slot.pointer] = value
    return Case(layout, prefill, typed)


@cache
def shipped_definitions() -> tuple[Definition, ...]:
    root = open_folder(ROOT)
    return tuple(definition for year in root.years() for definition in read_year(root, year).definitions)


def careful(chance: Random, slot: Slot) -> Typed | None:
    """A right answer, or none where none is needed."""
    kind = slot.asked.kind
    if kind in ("reason", "yes-no") or (not slot.asked.required and chance.random() < 0.5 and "/sign-off/" not in slot.pointer):
        return None
    if kind in ("date", "months"):
        return date(2024, 9, 30)
    if kind in ("count", "number", "percentage", "rate"):
        return chance.randint(1, 90)
    return "Made up" if kind != "choice" else slot.asked.choices[0]


def careless(chance: Random, slot: Slot, issued: str | int | float | None) -> Typed | None:
    """What a lead may leave in a cell: nothing, what was there, blanks, words, numbers right and wrong, TRUE."""
    if chance.random() < 0.35:
        return None
    figures: tuple[Typed, ...] = (chance.randint(-3, 120), chance.choice(_FIGURES))
    others: tuple[Typed, ...] = (
        chance.choice(_WORDS),
        chance.choice(_BLANKS),
        chance.random() < 0.5,
        "abc é😀",
        DELETED,
        issued or DELETED,
        date(2024, 9, 30),
        "#N/A",
    )
    is_number = slot.asked.kind in ("count", "number", "percentage", "rate")
    return chance.choice((*figures, *figures, *figures, *others) if is_number else (*figures, *others))


def prefill_for(chance: Random, layout: Layout, definition: Definition) -> Prefill:
    """What earlier returns may have said: earlier quarters, the year's activity, rows of a table; last year's range."""
    cells: dict[str, str | int | float] = {}
    for *_, slot in layout.slots():
        if "/earlier/" in slot.pointer and slot.asked.kind in ("count", "percentage", "rate", "number"):
            told = chance.choice((None, None, 7, 12, "Not yet available", "Suppressed"))
        elif slot.pointer.endswith("/activity") or (
            slot.asked.kind == "narrative" and ("/0/" in slot.pointer or "/named/one/" in slot.pointer)
        ):
            told = chance.choice((None, "Made up é😀", 'Made-up "text"\nin lines'))
        else:
            told = None
        if told is not None:
            cells[slot.pointer] = told
    period = str(layout.period.before)
    origins = {pointer: period for pointer in cells if pointer.endswith("/activity")}
    origins |= {pointer.rpartition("/")[0]: period for pointer in cells if pointer.startswith("/tables/")}
    before = {slot.pointer: "Good" for *_, slot in layout.slots() if slot.pointer == "/tables/open/0/grade" and chance.random() < 0.5}
    origins |= {"/tables/open": period} if before else {}
    ranges = {f"/measures/{measure.key}": (5, 40.5) for measure in definition.measures if measure.is_figure and chance.random() < 0.5}
    return Prefill(cells, origins, ranges, before)


def filled(case: Case) -> tuple[bytes, bytes]:
    """The workbook as issued, and with what is typed into it."""
    issued = write_workbook(case.layout, SETTINGS, STAMP, case.prefill)
    content = read_workbook(issued, "made-up.xlsx")
    assert not isinstance(content, Problem)
    places = issued_places(case.layout, content)
    workbook = openpyxl.load_workbook(BytesIO(issued))
    for pointer, value in case.typed.items():
        cell = workbook[places[pointer].sheet][places[pointer].cell]
        cell.value = None if value == DELETED else value
        if value == 0.45:
            cell.number_format = "0%"  # 45% as it is typed into some programs
    return issued, saved(workbook)


def written(batch: list[Case], folder: Path, which: int) -> list[Path]:
    """A file for each case: the workbook as issued (0), or filled in (1)."""
    paths = [folder / f"{number}.xlsx" for number in range(len(batch))]
    for path, one in zip(paths, batch, strict=True):
        path.write_bytes(filled(one)[which])
    return paths


def worked_out_anew(sources: list[Path], folder: Path) -> list[Path]:
    """Each workbook as LibreOffice saves it after working out every formula, which it does only if told to."""
    told = folder / "profile" / "user" / "registrymodifications.xcu"
    told.parent.mkdir(parents=True, exist_ok=True)
    told.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    return soffice_convert_all(sources, "xlsx:Calc MS Excel 2007 XML", folder)


def said(path: Path) -> tuple[str, list[str]]:
    """What a workbook's Check sheet says: the verdict, and the state of every item."""
    workbook = openpyxl.load_workbook(path, data_only=True, read_only=True)
    states = [row[0].value for row in workbook["Checklist"].iter_rows(min_row=4, max_col=1)]
    return str(workbook["Check"]["A3"].value), [str(state) for state in states if state]


def expected_states(items: tuple[Item, ...], holding: tuple[Item, ...]) -> list[str]:
    return [item.mark if item in holding else DONE for item in items]


@pytest.mark.real_client
@needs_libreoffice
def test_what_libreoffice_works_out_is_what_collect_works_out(tmp_path: Path) -> None:
    batch = [case(seed) for seed in range(CASES)]
    verdicts = []
    for one, path in zip(batch, worked_out_anew(written(batch, tmp_path, 1), tmp_path / "libreoffice"), strict=True):
        items = checklist(one.layout, one.prefill)
        content = read_workbook(path.read_bytes(), "made-up.xlsx")
        assert not isinstance(content, Problem)
        came = cells_as_received(one.layout, find_answers(one.layout, content))
        verdicts.append(verdict(items, came))
        assert said(path) == (verdicts[-1].words, expected_states(items, open_items(items, came)))
    assert {one.is_ready for one in verdicts} == {True, False}


@pytest.mark.real_client
@needs_libreoffice
def test_every_formula_is_issued_with_the_value_that_libreoffice_works_out(tmp_path: Path) -> None:
    issued = written([case(seed) for seed in range(CASES // 2)], tmp_path, 0)
    for before, after in zip(issued, worked_out_anew(issued, tmp_path / "libreoffice"), strict=True):
        assert formula_values(after, before) == formula_values(before, before)


def formula_values(path: Path, issued: Path) -> dict[str, object]:
    """The value of every cell that is a formula in the workbook as issued; an empty text counts as blank."""
    formulas, values = openpyxl.load_workbook(issued), openpyxl.load_workbook(path, data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": values[sheet.title][cell.coordinate].value or None
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
