"""What a JSON Schema cannot say of a paper's profile: what it names must be in the definitions of its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.model.appendix import title_after_number
from shpdocs.model.definition import Definition, Table
from shpdocs.model.errors import Remedy, did_you_mean
from shpdocs.model.profile import CORRECTION, AnswerName, Content, Profile, SectionPlan

_NAMING = ("lines", "cover", "text", "table")  # kinds of section that name the answers they print
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def profile_faults(profile: Profile, definitions: tuple[Definition, ...], file: str = "paper.toml") -> dict[str, tuple[Remedy, ...]]:
    """Return, by file name, every way in which profile (read from `file`) and definitions of a year do not meet."""
    faults_by_file: dict[str, tuple[Remedy, ...]] = {}
    themes = tuple(theme.key for theme in profile.themes)
    for definition in definitions:
        wrong = [measure for measure in definition.measures if measure.theme and measure.theme not in themes]
        if wrong:
            faults = [
                (f"measures.{measure.key}.theme", f"there is no theme '{measure.theme}' in {file}.{did_you_mean(measure.theme, themes)}")
                for measure in wrong
            ]
            faults_by_file[f"{definition.sub_group}.toml"] = tuple(faults)
    own_faults = [
        fault for number, plan in enumerate(profile.sections, 1) for fault in _plan_faults(plan, f"sections.{number}", definitions)
    ]
    own_faults += _appendix_faults(profile)
    if profile.meeting_date:
        own_faults += list(_answer_faults(profile.meeting_date, "meeting-date", definitions, tables=False))
    if sorted(_PLACEHOLDER.findall(profile.words.correction)) != ["day", "reason"]:
        own_faults.append(("words.correction", f'name {{day}} and {{reason}}, each once, and nothing else in braces, as in "{CORRECTION}"'))
    for line in profile.footer:
        for name in _PLACEHOLDER.findall(line):
            if name != "committee":
                parts = name.split("/")
                answer = AnswerName(parts[0], parts[1] if len(parts) == 2 else "")
                own_faults += list(_answer_faults(answer, "footer", definitions, tables=False))
    own_faults += _readers_faults(profile)
    if not profile.is_for_board and not any(plan.heading.casefold() == "background papers" for plan in profile.sections):
        own_faults.append(("sections", "add one headed BACKGROUND PAPERS: section 100D of the Local Government Act 1972 asks for it"))
    if own_faults:
        faults_by_file[file] = tuple(own_faults)
    return faults_by_file


def _plan_faults(plan: SectionPlan, key: str, definitions: tuple[Definition, ...]) -> Iterator[Remedy]:
    for line in plan.lines:
        if line.answer:
            yield from _answer_faults(line.answer, f"{key}.lines", definitions, tables=False)
    for content in plan.content:
        yield from _content_faults(content, f"{key}.content", definitions)
    yield from _list_faults(plan, key, definitions)
    if plan.table and plan.table.sub_group != "*":
        yield from _answer_faults(plan.table, f"{key}.from", definitions, tables=True)
    if plan.table:
        yield from _column_faults(plan, key, tables_named(plan.table, definitions))
    if plan.exempt and plan.kind not in _NAMING:
        kinds = ", ".join(_NAMING)
        yield f"{key}.exempt", f"only a section that names its answers can be exempt ({kinds}); mark the answers exempt in their definition"


def _readers_faults(profile: Profile) -> Iterator[Remedy]:
    """A paper for the board is marked and withholds nothing as exempt; a public one has neither marking nor a rule of its own."""
    if profile.is_for_board:
        if not profile.marking:
            yield "audience", 'say how a paper for the board is marked: marking = "OFFICIAL-SENSITIVE"'
        for number, plan in enumerate(profile.sections, 1):
            if plan.exempt:
                yield (
                    f"sections.{number}.exempt",
                    "the board reads everything: leave it out here, or mark the answers exempt in their definition",
                )
        return
    for key, is_set in (("marking", profile.marking), ("small-numbers", profile.small_numbers)):
        if is_set:
            yield key, 'a public paper has none: leave it out, or say audience = "board" if only the board may read the paper'


def _appendix_faults(profile: Profile) -> Iterator[Remedy]:
    """An appendix is called by its title and numbered in the order of what is there: no number stands by hand."""
    words, taken = profile.words.appendix, set[str]()
    if set(_PLACEHOLDER.findall(words)) != {"number", "title"}:
        yield "words.appendix", 'it takes {number} and {title} and no others, as in "Appendix {number} – {title}"'
    for number, plan in enumerate(profile.sections, 1):
        title = title_after_number(plan.heading)
        heading = "" if plan.kind == "contents" else plan.heading.casefold()
        if title is not None and plan.kind != "contents":
            what = f'write {"appendix = true and " if not plan.is_appendix else ""}heading = "{title or "its title"}"'
            yield f"sections.{number}.heading", f"appendices are numbered in the order of what is there: {what}"
        elif plan.is_appendix and not heading:
            yield f"sections.{number}.appendix", "an appendix needs a heading, which is its title and the name of its file"
        elif plan.is_appendix and heading in taken:
            yield f"sections.{number}.heading", "another appendix has that title: give it one of its own"
        taken |= {heading} if plan.is_appendix else set()


def _list_faults(plan: SectionPlan, key: str, definitions: tuple[Definition, ...]) -> Iterator[Remedy]:
    """The list of appendices may stand beside one field, in a section that is public."""
    lists: list[tuple[str, tuple[AnswerName, ...]]]
    lists = [(f"{key}.lines", (line.answer,) if line.answer else ()) for line in plan.lines if line.appendices]
    lists += [(f"{key}.content", content.run_in) for content in plan.content if content.appendices]
    for place, answers in lists:
        if len(answers) > 1 or any(tables_named(answer, definitions) for answer in answers):
            yield place, "the list of appendices stands beside one field; name it alone under 'from', or none"
    if plan.exempt and lists:
        yield f"{key}.exempt", "the list of appendices is public: leave 'appendices' out, or 'exempt'"


def _column_faults(plan: SectionPlan, key: str, tables: tuple[tuple[Definition, Table], ...]) -> Iterator[Remedy]:
    known = tuple(column.key for _, table in tables for column in table.columns)
    for name, columns in (("columns", plan.columns), ("columns-if-any", plan.columns_if_any)):
        for column in columns:
            if column not in known:
                yield f"{key}.{name}", f"the table has no column '{column}'.{did_you_mean(column, known)}"
    if plan.columns_if_any and not plan.columns:
        yield f"{key}.columns-if-any", "name the columns that are always printed under 'columns' too"


def tables_named(name: AnswerName, definitions: tuple[Definition, ...]) -> tuple[tuple[Definition, Table], ...]:
    """The tables a profile means by 'prevent/benchmarks', or by '*/funding' in every definition."""
    return tuple(
        (definition, table)
        for definition in definitions
        if name.sub_group in ("*", definition.sub_group)
        for table in definition.tables
        if table.key == name.key
    )


def answers_named(profile: Profile) -> set[AnswerName]:
    """The fields and tables that the profile's sections name."""
    return {name for plan in profile.sections for name in answers_of(plan)}


def answers_of(plan: SectionPlan) -> tuple[AnswerName, ...]:
    """The fields and tables that a section names, each once, in order."""
    names = [line.answer for line in plan.lines if line.answer]
    names += [plan.table] if plan.table else []
    for content in plan.content:
        names += [*content.run_in, *(name for name in (content.list_of, content.rows_of) if name)]
    return tuple(dict.fromkeys(names))


def answers_of_section(plan: SectionPlan, definitions: tuple[Definition, ...]) -> tuple[str, ...]:
    """The answers that a section names ('prevent/update'), '*/funding' as those of every sub-group that has it."""
    answers: list[str] = []
    for name in answers_of(plan):
        every = name.sub_group == "*"
        sub_groups = [definition.sub_group for definition, _ in tables_named(name, definitions)] if every else [name.sub_group]
        answers += [f"{sub_group}/{name.key}" for sub_group in sub_groups]
    return tuple(answers)


def _content_faults(content: Content, key: str, definitions: tuple[Definition, ...]) -> Iterator[Remedy]:
    for answer in content.run_in:
        tables = tables_named(answer, definitions)
        if tables:
            columns = tuple(column.key for column in tables[0][1].columns)
            unknown = [name for name in _PLACEHOLDER.findall(content.sentence) if name not in columns]
            if not content.sentence:
                yield key, f"'{answer.sub_group}/{answer.key}' is a table; add a 'sentence' that says how a row reads"
            for name in unknown:
                yield f"{key}.sentence", f"the table has no column '{name}'.{did_you_mean(name, columns)}"
        else:
            yield from _answer_faults(answer, f"{key}.from", definitions, tables=False)
    for rows in (content.list_of, content.rows_of):
        if rows:
            yield from _answer_faults(rows, key, definitions, tables=True)


def _answer_faults(name: AnswerName, key: str, definitions: tuple[Definition, ...], tables: bool) -> Iterator[Remedy]:
    by_name = {definition.sub_group: definition for definition in definitions}
    definition = by_name.get(name.sub_group)
    if definition is None:
        yield key, f"there is no sub-group '{name.sub_group}'.{did_you_mean(name.sub_group, tuple(by_name))}"
        return
    known = tuple(item.key for item in (definition.tables if tables else definition.fields))
    if name.key not in known:
        what = "table" if tables else "field"
        yield key, f"{name.sub_group} has no {what} '{name.key}'.{did_you_mean(name.key, known)}"
