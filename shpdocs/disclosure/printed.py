"""What the public papers of a year print: the answers that their profiles' sections name, and what they print of every measure.

An item is what a paper prints or does not, as a pointer within a return: a field ('/fields/update'), a column of a table
('/tables/risks/owner'), one thing that is said of a measure ('/measures/robbery/commentary').
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from shpdocs.answers.kinds import kind_of
from shpdocs.definitions.profile_consistency import answers_named, tables_named
from shpdocs.disclosure.exclusions import Exclusions
from shpdocs.model.definition import Definition, Measure, Table
from shpdocs.model.profile import AnswerName, Profile, SectionPlan

FIGURE = "figure"
_OF_A_FIGURE = (FIGURE, "reason", "base", "data-as-at", "provisional", "commentary", "revision")
_IN_HEADLINES = (FIGURE, "reason")
_IN_BRIEF = (FIGURE, "reason", "provisional")
_NOTED = ("data-as-at", "provisional", "revision")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_Definitions = tuple[Definition, ...]
_Named = Iterator[tuple[str, str]]  # sub-groups, each with an item


def items_by_answer(definition: Definition) -> dict[str, tuple[str, ...]]:
    """Every field, measure and table of a definition, by pointer, with its items."""
    items: dict[str, tuple[str, ...]] = {f"/fields/{field.key}": (f"/fields/{field.key}",) for field in definition.fields}
    for measure in definition.measures:
        items[f"/measures/{measure.key}"] = tuple(f"/measures/{measure.key}/{name}" for name in _said_of(measure))
    return items | {f"/tables/{table.key}": _columns(table) for table in definition.tables}


def printed_in_public(profiles: Iterable[Profile], definitions: _Definitions) -> dict[str, frozenset[str]]:
    """Return, by sub-group, the items that a public paper by one of these profiles may print, if there is an answer.

    What is exempt by its definition or by a decision is among them: other rules keep it out. A section of a kind that this module
    does not know counts as printing everything.
    """
    printed: dict[str, set[str]] = {definition.sub_group: set() for definition in definitions}
    for profile in profiles:
        for plan in profile.sections:
            if not plan.exempt:
                for sub_group, item in _PRINTED_BY.get(plan.kind, _everything)(plan, profile, definitions):
                    printed[sub_group].add(item)
        for sub_group, item in _in_footer(profile):
            printed[sub_group].add(item)
    return {sub_group: frozenset(items) for sub_group, items in printed.items()}


def unprinted_answers(definition: Definition, printed: Collection[str], exclusions: Exclusions) -> tuple[str, ...]:
    """Return what of a definition no public paper prints, in its order: whole answers ('/tables/risks'), else single items.

    `printed` are the items that profiles print; what is exempt, or never published, is in no public paper whatever they print.
    """
    unprinted: list[str] = []
    for answer, items in items_by_answer(definition).items():
        _, group, key = answer.split("/")
        is_excluded = key in {"fields": exclusions.fields, "measures": exclusions.measures, "tables": exclusions.tables}[group]
        left = [item for item in items if is_excluded or item not in printed or _is_excluded_column(item, exclusions)]
        unprinted += [answer] if left == [*items] else left
    return tuple(unprinted)


def _is_excluded_column(item: str, exclusions: Exclusions) -> bool:
    _, group, key, *column = item.split("/")
    return group == "tables" and (key, column[0]) in exclusions.columns


def _said_of(measure: Measure) -> Iterator[str]:
    if measure.unit == "progress":
        yield "progress"
    else:
        yield from (name for name in _OF_A_FIGURE if name != "base" or measure.unit == "percentage")
    if not measure.activity_with:
        yield "activity"


def _columns(table: Table, keys: Collection[str] = ()) -> tuple[str, ...]:
    """The items of a table's columns: of those named, else of all."""
    return tuple(f"/tables/{table.key}/{column.key}" for column in table.columns if not keys or column.key in keys)


def _lines(plan: SectionPlan, _: Profile, __: _Definitions) -> _Named:
    yield from (_field(line.answer) for line in plan.lines if line.answer)


def _field(name: AnswerName) -> tuple[str, str]:
    return name.sub_group, f"/fields/{name.key}"


def _text(plan: SectionPlan, _: Profile, definitions: _Definitions) -> _Named:
    """Fields; of tables that a sentence words, the columns that it names; of others the first column."""
    for content in plan.content:
        for name in content.run_in:
            tables = tables_named(name, definitions)
            if not tables:
                yield _field(name)
            for definition, table in tables[:1]:
                named = _PLACEHOLDER.findall(content.sentence)
                yield from ((definition.sub_group, item) for item in _columns(table, named) if named)
        for listed in filter(None, (content.list_of, content.rows_of)):
            for definition, table in tables_named(listed, definitions)[:1]:
                yield definition.sub_group, _columns(table)[0]


def _table(plan: SectionPlan, profile: Profile, definitions: _Definitions) -> _Named:
    """The columns that the section names, else all; of '*/funding' those of every such table that no other section names."""
    name = plan.table
    elsewhere = answers_named(profile) if name and name.sub_group == "*" else set()
    for definition, table in tables_named(name, definitions) if name else ():
        if AnswerName(definition.sub_group, table.key) not in elsewhere:
            keys = (*plan.columns, *plan.columns_if_any)
            yield from ((definition.sub_group, item) for item in _columns(table, keys))


def _updates(_: SectionPlan, profile: Profile, definitions: _Definitions) -> _Named:
    """The narratives that no section names."""
    elsewhere = answers_named(profile)
    for definition in definitions:
        for field in definition.fields:
            name = AnswerName(definition.sub_group, field.key)
            if kind_of(field.asked).words == "paragraphs" and name not in elsewhere:
                yield _field(name)


def _measures(_: SectionPlan, __: Profile, definitions: _Definitions) -> _Named:
    """Everything that is said of measures, and the tables that break them down."""
    for definition in definitions:
        keys = [measure.key for measure in definition.measures if measure.publish]
        for measure in definition.measures:
            if measure.publish:
                yield from ((definition.sub_group, f"/measures/{measure.key}/{name}") for name in _said_of(measure))
        for table in definition.tables:
            if table.after in keys:
                yield from ((definition.sub_group, item) for item in _columns(table))


def _figures(names: tuple[str, ...], definitions: _Definitions, *, with_statuses: bool = False) -> _Named:
    """What a section prints of every figure."""
    for definition in definitions:
        for measure in definition.measures:
            if measure.publish and (measure.is_figure or (with_statuses and measure.unit != "progress")):
                yield from ((definition.sub_group, f"/measures/{measure.key}/{name}") for name in names)


def _headlines(plan: SectionPlan, profile: Profile, definitions: _Definitions) -> _Named:
    """The officer's own text, and figures where sentences are written from them."""
    yield from _text(plan, profile, definitions)
    yield from _figures(_IN_HEADLINES, definitions)


def _brief(_: SectionPlan, __: Profile, definitions: _Definitions) -> _Named:
    yield from _figures(_IN_BRIEF, definitions)


def _notes(_: SectionPlan, __: Profile, definitions: _Definitions) -> _Named:
    yield from _figures(_NOTED, definitions, with_statuses=True)


def _nothing(_: SectionPlan, __: Profile, ___: _Definitions) -> _Named:
    yield from ()


def _everything(_: SectionPlan, __: Profile, definitions: _Definitions) -> _Named:
    for definition in definitions:
        yield from ((definition.sub_group, item) for items in items_by_answer(definition).values() for item in items)


def _in_footer(profile: Profile) -> _Named:
    for line in profile.footer:
        for name in _PLACEHOLDER.findall(line):
            if "/" in name:
                yield _field(AnswerName(*name.split("/")))


_PRINTED_BY: dict[str, Callable[[SectionPlan, Profile, _Definitions], _Named]] = {
    "lines": _lines,
    "cover": _lines,
    "contents": _nothing,
    "text": _text,
    "headlines": _headlines,
    "dashboard": _brief,
    "changed": _brief,
    "charts": _brief,
    "measures": _measures,
    "table": _table,
    "updates": _updates,
    "notes": _notes,
    "not-received": _nothing,
    "withheld": _nothing,
    "group": _nothing,
}
