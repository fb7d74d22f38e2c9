"""What is held back from every paper: answers whose workbook said that they are not printed, and that a profile prints now.

A recorded decision lets them be printed; it holds for what stands there when it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from shpdocs.disclosure.exclusions import Exclusions, exclusions_for, is_answered
from shpdocs.disclosure.printed import FIGURE, items_by_answer
from shpdocs.disclosure.years import LAST_YEAR, digest_of
from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Decisions, HeldBack, Known, Printing
from shpdocs.model.period import Period
from shpdocs.model.prefill import is_among
from shpdocs.model.returns import Json, Return, answer_at

_OF_EVERY_QUARTER = (FIGURE, "reason", "base", "provisional")
_WORDS = {
    FIGURE: "the figures",
    "reason": "the reason for no figure",
    "base": "of how many",
    "data-as-at": "data as at",
    "provisional": "whether provisional",
    "commentary": "commentary",
    "revision": "why a figure changed",
    "progress": "progress",
    "activity": "activity",
    LAST_YEAR: "last year's figures",
}


class _SubGroup(Struct, frozen=True):
    """What is known of a sub-group: `returns` of the year by quarter, and what their workbooks said is not printed."""

    definition: Definition
    quarter: str
    returns: Mapping[str, Return]
    printed: frozenset[str]
    unprinted: Mapping[str, tuple[str, ...]]

    def is_held(self, item: str) -> bool:
        """Whether an item is printed now, holds an answer, and was not printed by what its workbook said.

        The earlier quarters' figures stand in the workbooks after them too: the latest return's workbook counts.
        """
        if item not in self.printed or not is_answered(self.content(item)):
            return False
        answer = "/".join(item.split("/")[:3])
        giving = [quarter for quarter, return_ in self.returns.items() if answer_at(return_.answers, answer) is not None]
        return bool(giving) and is_among(self.unprinted.get(max(giving), ()), item)

    def content(self, item: str) -> Json:
        """What an item would print: a field or column of the quarter, what is said of a measure, its figures of all quarters."""
        _, group, key, *names = item.split("/")
        own = self.returns[self.quarter].answers if self.quarter in self.returns else {}
        if group == "fields":
            return own.get(group, {}).get(key)
        if group == "tables":
            rows = own.get(group, {}).get(key) or {}
            return [row.get(names[0]) for row in (rows.values() if isinstance(rows, dict) else rows) if row]
        if names[0] in ("progress", "activity"):
            return own.get(group, {}).get(key, {}).get(names[0])
        is_of_all = names[0] in _OF_EVERY_QUARTER
        returns = self.returns if is_of_all else {name: return_ for name, return_ in self.returns.items() if name == self.quarter}
        return _of_figures(self.definition, key, names[0], returns, with_earlier=is_of_all)


def held_back(
    definitions: tuple[Definition, ...], known: Known, printing: Printing, period: Period, decisions: Decisions
) -> tuple[HeldBack, ...]:
    """Return every answer that a profile prints although its workbook said that it is not printed, decided about or not.

    What is exempt is none of them, nor what a withdrawn exemption opened: that was decided. All of a table or measure is one answer if
    nothing else of it is printed.
    """
    return tuple(answer for definition in definitions for answer in _of_sub_group(definition, known, printing, period, decisions))


def is_decided(answer: HeldBack, decisions: Decisions) -> bool:
    """Whether somebody decided that an answer may be printed, as it stands now."""
    return answer.digest in decisions.published.get(answer.answer, {})


def is_printed(answer: HeldBack, printed: Mapping[str, frozenset[str]]) -> bool:
    """Whether a paper that prints these items, by sub-group, would print anything of it."""
    sub_group, _, key = answer.answer.partition("/")
    if answer.items == (LAST_YEAR,):
        return f"/measures/{key.partition('/')[0]}/{FIGURE}" in printed[sub_group]
    return not printed[sub_group].isdisjoint(answer.items)


def _of_sub_group(definition: Definition, known: Known, printing: Printing, period: Period, decisions: Decisions) -> Iterator[HeldBack]:
    name = definition.sub_group
    returns = {**known.earlier.get(name, {}), **({period.quarter: known.returns[name]} if name in known.returns else {})}
    printed = printing.printed.get(name, frozenset())
    year = _SubGroup(definition, period.quarter, returns, printed, printing.unprinted.get(name, {}))
    exclusions = exclusions_for(definition, decisions)
    for answer, items in items_by_answer(definition).items():
        key = answer.rpartition("/")[2]
        if f"{name}/{key}" in decisions.open or _is_excluded(answer, exclusions):
            continue
        held = [item for item in items if year.is_held(item) and not _is_open_or_exempt(name, item, exclusions, decisions)]
        if held and (f"{answer}/{FIGURE}" in held or not {*items} & printed - {*held}):
            yield _held_back(year, f"{name}/{key}", _title(definition, answer), answer, [item for item in items if item in printed])
        else:
            for item in held:
                yield _held_back(year, f"{name}/{key}/{item.rpartition('/')[2]}", _title(definition, item), item, [item])
    yield from _of_last_year(year, known.last_year.get(name, {}), printing.unprinted_last_year.get(name, {}), exclusions, decisions)


def _of_last_year(
    year: _SubGroup,
    returns: Mapping[str, Return],
    unprinted: Mapping[str, tuple[str, ...]],
    exclusions: Exclusions,
    decisions: Decisions,
) -> Iterator[HeldBack]:
    """Figures of the year before that a paper compares with, though their workbooks said that they are not printed."""
    name = year.definition.sub_group
    for measure in year.definition.measures:
        pointer, answer = f"/measures/{measure.key}", f"{name}/{measure.key}"
        giving = [quarter for quarter, return_ in returns.items() if answer_at(return_.answers, pointer) is not None]
        is_known = answer in decisions.open_last_year or answer in decisions.exempted_last_year or measure.key in exclusions.measures
        if is_known or not giving or f"{pointer}/{FIGURE}" not in year.printed:
            continue
        content = _of_figures(year.definition, measure.key, FIGURE, returns, with_earlier=True)
        if is_among(unprinted.get(max(giving), ()), f"{pointer}/{FIGURE}") and is_answered(content):
            digest = digest_of({"printed": {LAST_YEAR: content}})
            yield HeldBack(f"{answer}/{LAST_YEAR}", f"{measure.name}: {_WORDS[LAST_YEAR]}", f"{pointer}/{LAST_YEAR}", (LAST_YEAR,), digest)


def _held_back(year: _SubGroup, answer: str, title: str, pointer: str, items: list[str]) -> HeldBack:
    digest = digest_of({"printed": {item: year.content(item) for item in items}})
    return HeldBack(answer, title, pointer, tuple(items), digest)


def _is_excluded(answer: str, exclusions: Exclusions) -> bool:
    _, group, key = answer.split("/")
    return key in {"fields": exclusions.fields, "measures": exclusions.measures, "tables": exclusions.tables}[group]


def _is_open_or_exempt(sub_group: str, item: str, exclusions: Exclusions, decisions: Decisions) -> bool:
    """Whether a column is exempt by itself, or was opened by a withdrawn exemption of its own."""
    _, group, key, *column = item.split("/")
    is_column = group == "tables" and bool(column)
    return is_column and ((key, column[0]) in exclusions.columns or f"{sub_group}/{key}/{column[0]}" in decisions.open)


def _title(definition: Definition, pointer: str) -> str:
    """What an answer or an item is called: 'Risks', 'Risks: Owner', 'Robbery: commentary'."""
    _, group, key, *names = pointer.split("/")
    if group == "fields":
        return next(field.label for field in definition.fields if field.key == key)
    if group == "measures":
        measure = next(measure.name for measure in definition.measures if measure.key == key)
        return f"{measure}: {_WORDS[names[0]]}" if names else measure
    table = next(table for table in definition.tables if table.key == key)
    labels = [column.label for column in table.columns if column.key in names]
    return f"{table.title}: {labels[0]}" if labels else table.title


def _of_figures(definition: Definition, key: str, name: str, returns: Mapping[str, Return], *, with_earlier: bool) -> Json:
    """What returns give under a name for a measure's figures, by quarter and the figure's pointer."""
    measure = next(measure for measure in definition.measures if measure.key == key)
    content: dict[str, Json] = {}
    for quarter, return_ in sorted(returns.items()):
        for series in measure.series:
            pointers = [f"{series.pointer}/figure"]
            earlier = answer_at(return_.answers, f"{series.pointer}/earlier") or {} if with_earlier else {}
            for pointer in (*pointers, *(f"{series.pointer}/earlier/{before}" for before in sorted(earlier))):
                given = answer_at(return_.answers, f"{pointer}/{'value' if name == FIGURE else name}")
                content[f"{quarter}{pointer}"] = (given or None) if name == "provisional" else given
    return content
