"""Random definitions and the answers a lead types into their workbooks, for the oracle. All of it is made up."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import strategies as st

from shpdocs.answers.dates import MONTHS
from shpdocs.answers.error_words import has_error_word, is_error_word
from shpdocs.answers.garbled import garbled_in
from shpdocs.answers.kinds.money import show_pounds
from shpdocs.answers.kinds.reason import read_no_figure
from shpdocs.answers.values import json_number, show_number, tidy
from shpdocs.answers.written import lines_of
from shpdocs.definitions.consistency import definition_faults
from shpdocs.model.definition import Asked, Baseline, Definition, Field, Measure, Part, Table, Target
from shpdocs.model.invisible import INVISIBLE
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.returns import REASON_WORDS, Json, Place, RawCell
from shpdocs.workbook.layout import Layout, Slot, lay_out

Typed = str | int | float | bool | date

_LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"))
_BULLETS = "·•∙●○◦‣⁃▪▫■□◆◇❖◾◼►▸➢➤"
_ITEM = re.compile(r"\s*(?:•|\(?\w{1,2}[.)])\s")  # as a list's items begin once they are read
_KEYS = st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)


def _is_plain(text: str) -> bool:
    """Not what a spreadsheet would take for a formula, an error, an escape, a list, signs that nobody sees or a stated reason."""
    cell = RawCell(Place("made up"), text)
    is_word_of_program = text[:1] in f"=#{_BULLETS}" or "_x" in text or has_error_word(text) or text.translate(INVISIBLE) != text
    is_word_of_program = is_word_of_program or is_error_word(text) or garbled_in(text) is not None
    is_item = any(_ITEM.match(line) for line in lines_of(text) if line not in text.split("\n"))
    return bool(tidy(text)) and not (is_word_of_program or is_item) and read_no_figure(cell) is None


LINES = st.text(_LETTERS, min_size=1, max_size=30).filter(_is_plain)
NARRATIVES = st.lists(st.one_of(LINES, st.just("- made up"), st.just("1. made up"), st.just("")), min_size=1, max_size=5).map("\n".join)


class Filled:
    """A case of the oracle: a layout, what is typed by the layout's pointers, and the answers it must become.

    No dataclass: Hypothesis writes those out field by field, and warns of whole layouts as overly large.
    """

    def __init__(self, layout: Layout, typed: dict[str, Typed], answers: dict[str, Json]) -> None:
        self.layout, self.typed, self.answers = layout, typed, answers

    def __repr__(self) -> str:
        return f"Filled({str(self.typed)[:1_000]})"


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    kind = draw(
        st.sampled_from(["text", "narrative", "count", "number", "percentage", "rate", "money", "date", "months", "choice", "yes-no"])
    )
    choices = draw(st.lists(LINES.map(tidy), min_size=2, max_size=4, unique_by=str.casefold)) if kind == "choice" else []
    longest = {"text": 200, "narrative": 20_000}.get(kind)
    return Asked(kind, draw(st.booleans()), tuple(choices), longest=longest, per=1000 if kind == "rate" else None)


@st.composite
def fields(draw: st.DrawFn, sheet: str = "") -> Field:
    return Field(draw(_KEYS), draw(LINES.map(tidy)), draw(asked()), draw(st.one_of(st.just(""), LINES)), sheet)


@st.composite
def measures(draw: st.DrawFn) -> Measure:
    unit = draw(st.sampled_from(["count", "number", "percentage", "rate", "money", "status", "progress"]))
    parts: tuple[Part, ...] = ()
    if unit == "count" and draw(st.booleans()):
        labels = draw(st.lists(_KEYS, min_size=2, max_size=3, unique=True))
        parts = tuple(Part(label, label.upper(), baseline=Baseline(value=3)) for label in labels)
    return Measure(
        key=draw(_KEYS),
        name=draw(LINES),
        objective=draw(LINES),
        unit=unit,
        counts=draw(LINES),
        better="monitor",
        per=100 if unit == "rate" else None,
        quarters="sum",
        asked_in=draw(st.sampled_from([QUARTERS, ("Q4",), ("Q2", "Q4")])),
        baseline=draw(st.sampled_from([None, Baseline(value=7), Baseline(none="no-baseline"), Baseline(words="Made up")])),
        target=draw(st.sampled_from([None, Target(value=5), Target(reduce_by=5), Target(low=1, high=2)])),
        parts=parts,
    )


@st.composite
def tables(draw: st.DrawFn, number: int) -> Table:
    columns = draw(st.lists(fields(), min_size=1, max_size=4, unique_by=(lambda f: f.key, lambda f: f.label.casefold())))
    rows = draw(st.sampled_from([(), (("one", "Row one"), ("two", "Row two"))]))
    heading = "Made-up rows" if rows else ""
    return Table(f"table-{number}", "Made-up table", f"Table {number}", tuple(columns), rows, heading, spare=draw(st.integers(1, 5)))


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    sheets = st.sampled_from(["Update", "More questions"])
    of_fields = draw(
        st.lists(
            st.builds(lambda f, s: Field(f.key, f.label, f.asked, f.guidance, s), fields(), sheets), max_size=4, unique_by=lambda f: f.key
        )
    )
    of_measures = draw(st.lists(measures(), max_size=4, unique_by=lambda m: m.key))
    of_tables = tuple(draw(tables(number)) for number in range(draw(st.integers(0, 2))))
    if not (of_fields or of_measures or of_tables):
        of_tables = (draw(tables(0)),)
    return Definition("made-up", "2024-25", "Made-up sub-group", 1, "0123456789ab", "", tuple(of_fields), tuple(of_measures), of_tables)


@st.composite
def typed_answer(draw: st.DrawFn, asked: Asked) -> tuple[Typed, Json]:
    """What is typed into a cell, and the answer it must become."""
    kind = asked.kind
    if kind == "text":
        text = draw(LINES)
        return text, tidy(text)
    if kind == "narrative":
        text = draw(NARRATIVES.filter(lambda text: _is_plain(text.strip("\n"))))
        return text, "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    if kind in ("count", "rate", "number"):
        number = draw(st.integers(0, 10**6) if kind == "count" else st.decimals(0, 10**5, places=2).map(json_number))
        return draw(st.sampled_from([number, f"{number:,}" if isinstance(number, int) else str(number)])), number
    if kind == "percentage":
        number = draw(st.one_of(st.integers(0, 100), st.decimals("1.01", "99.9", places=1).map(json_number)))
        return draw(st.sampled_from([number, f"{show_number(number)}%", f"{show_number(number)} %"])), number
    if kind == "money":
        amount = draw(st.integers(0, 10**6))
        forms: list[tuple[Typed, str]] = [(amount, show_pounds(amount)), (f"£{amount}k", f"£{amount}k")]
        typed, words = draw(st.sampled_from(forms))
        return typed, {"amount": amount * 1000 if words.endswith("k") else amount, "words": words}
    if kind == "date":
        day = draw(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
        return day, day.isoformat()
    if kind == "months":
        month, year = draw(st.integers(1, 12)), draw(st.integers(2001, 2098))
        words = draw(st.sampled_from([f"{MONTHS[month - 1]} {year}", f"{MONTHS[month - 1][:3]}. {year}"]))
        return words, {"words": words, "start": f"{year}-{month:02d}", "end": f"{year}-{month:02d}"}
    if kind == "choice":
        choice = draw(st.sampled_from(asked.choices))
        return choice, choice
    yes = draw(st.booleans())
    return draw(st.sampled_from([yes, "Yes" if yes else "no"])), yes


@st.composite
def cases(draw: st.DrawFn) -> Filled:
    """A definition, a period, and a full set of typed answers with what they must become."""
    definition = draw(definitions().filter(lambda found: not definition_faults(found)))
    layout = lay_out(definition, Period("2024-25", draw(st.sampled_from(QUARTERS))))
    typed: dict[str, Typed] = {}
    expected: dict[str, Json] = {}
    for grid, _, _, slot in layout.slots():
        if not grid.open_table and not slot.pointer.endswith("/reason"):
            _fill(draw, slot, typed, expected)
    rows = {table.key: _open_rows(draw, table, typed) for table in definition.tables if table.is_open}
    return Filled(layout, typed, _nested(layout, expected, rows))


def _fill(draw: st.DrawFn, slot: Slot, typed: dict[str, Typed], expected: dict[str, Json]) -> None:
    if slot.asked.no_figure and draw(st.booleans()):
        reason = draw(st.sampled_from(sorted(REASON_WORDS)))
        has_column = "/figure/" in slot.pointer and draw(st.booleans())
        typed[slot.reason_pointer if has_column else slot.pointer] = REASON_WORDS[reason]
        expected[slot.reason_pointer] = reason
    elif slot.asked.required or draw(st.booleans()):
        typed[slot.pointer], expected[slot.pointer] = draw(typed_answer(slot.asked))


def _open_rows(draw: st.DrawFn, table: Table, typed: dict[str, Typed]) -> list[dict[str, Json]]:
    rows = []
    for number in range(draw(st.integers(0, table.spare))):
        row: dict[str, Json] = {}
        for at, column in enumerate(table.columns):
            if at == 0 or column.asked.required or draw(st.booleans()):
                typed[f"/tables/{table.key}/{number}/{column.key}"], row[column.key] = draw(typed_answer(column.asked))
            else:
                row[column.key] = None
        rows.append(row)
    return rows


def _nested(layout: Layout, expected: dict[str, Json], rows: dict[str, list[dict[str, Json]]]) -> dict[str, Json]:
    """Every key of the return, written out here a second time so that the oracle does not lean on the code it tests."""
    answers: dict[str, Json] = {"fields": {}, "measures": {}, "tables": dict(rows), "sign-off": {}}
    for grid, _, _, slot in layout.slots():
        if grid.open_table:
            continue
        pointers = [slot.pointer] + ([slot.reason_pointer] if slot.asked.no_figure else [])
        for pointer in pointers:
            *path, last = pointer.split("/")[1:]
            here = answers
            for step in path:
                here = here.setdefault(step, {})
            here[last] = expected.get(pointer)
            if path[-1] == "figure":
                _at(answers, path[:-1]).setdefault("earlier", {})
    return answers


def _at(answers: dict[str, Json], path: list[str]) -> dict[str, Json]:
    for step in path:
        answers = answers[step]
    return answers
