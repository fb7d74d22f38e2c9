"""Parting a return: what the public may see of it, and what is exempt, each a return of its own."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of
from shpdocs.definitions.small_numbers import table_rule
from shpdocs.disclosure.cells import Key, rounded, rounded_share
from shpdocs.disclosure.exclusions import blank, is_exempt, only_columns
from shpdocs.disclosure.figures import SubGroupYear, figures_given, percentage_base
from shpdocs.model.definition import Field, Measure, Table
from shpdocs.model.period import QUARTERS
from shpdocs.model.returns import SUPPRESSED, Json, Return, Source, answer_at

_NOTES = ("commentary", "revision")
_TEXTS = ("activity", "progress", *_NOTES)


def public_return(year: SubGroupYear, quarter: str, hidden: Collection[Key], is_whole: bool) -> Return:
    """Return a quarter's return with nothing in it that is excluded or suppressed.

    `is_whole` is set for the return that the paper is about; of others only figures are left.
    """
    given = year.returns[quarter].answers
    answers: dict[str, Json] = {"fields": {}, "measures": {}, "tables": {}, "sign-off": blank(given.get("sign-off", {}))}
    for field in year.definition.fields:
        answer = given["fields"].get(field.key)
        is_hidden = field.key in year.exclusions.fields or not is_whole or year.key(quarter, f"/fields/{field.key}") in hidden
        answers["fields"][field.key] = None if is_hidden else _rounded_count(year, field, answer)
    for measure in year.definition.measures:
        if measure.key in given["measures"]:
            answers["measures"][measure.key] = _public_measure(year, quarter, measure, hidden, is_whole)
    for table in year.definition.tables:
        if table.key in given["tables"]:
            is_blank = table.key in year.exclusions.tables or not is_whole
            rows = given["tables"][table.key]
            answers["tables"][table.key] = blank(rows) if is_blank else _public_rows(year, quarter, table, rows, hidden)
    return _with_answers(year.returns[quarter], answers)


def exempt_return(year: SubGroupYear, quarter: str, is_whole: bool) -> Return:
    """Return a quarter's return with nothing in it but what is exempt, in full; of other quarters than the paper's only figures."""
    given = year.returns[quarter].answers
    answers: dict[str, Json] = {"fields": {}, "measures": {}, "tables": {}, "sign-off": blank(given.get("sign-off", {}))}
    for field in year.definition.fields:
        is_told = is_whole and is_exempt(year.exclusions.fields.get(field.key))
        answers["fields"][field.key] = given["fields"].get(field.key) if is_told else None
    for measure in year.definition.measures:
        if measure.key in given["measures"]:
            answer = given["measures"][measure.key]
            is_told = is_exempt(year.exclusions.measures.get(measure.key))
            answers["measures"][measure.key] = (answer if is_whole else _figures_only(answer)) if is_told else blank(answer)
    for table in year.definition.tables:
        if table.key in given["tables"]:
            rows = given["tables"][table.key]
            columns = {column.key for column in table.columns if is_exempt(year.exclusions.columns.get((table.key, column.key)))}
            if is_whole and is_exempt(year.exclusions.tables.get(table.key)):
                answers["tables"][table.key] = rows
            else:
                answers["tables"][table.key] = only_columns(rows, columns) if is_whole and columns else blank(rows)
    return _with_answers(year.returns[quarter], answers)


def _rounded_count(year: SubGroupYear, field: Field, answer: Json) -> Json:
    is_decided = year.answer(field.key) in year.decided
    is_count = field.people and isinstance(answer, int)
    return rounded(answer, year.default) if is_count and not is_decided else answer


def _figures_only(answer: Json) -> Json:
    """A measure's answer without what was written about it."""
    if not isinstance(answer, dict):
        return None
    return {key: _figures_only(part) if isinstance(part, dict) else (None if key in _TEXTS else part) for key, part in answer.items()}


def _public_measure(year: SubGroupYear, quarter: str, measure: Measure, hidden: Collection[Key], is_whole: bool) -> Json:
    given = year.returns[quarter].answers["measures"][measure.key]
    if measure.key in year.exclusions.measures:
        return blank(given)
    held = {name for key, name in year.exclusions.remarks if key == measure.key}
    answer = dict(given) if is_whole else _figures_only(given)
    answer = _without(held, answer) if held else answer
    if measure.parts:
        part_keys = {part.key for part in measure.parts}
        answer["parts"] = {key: part for key, part in (answer.get("parts") or {}).items() if key in part_keys}
    for series in measure.series:
        base = series.pointer
        figures = answer_at({"measures": {measure.key: answer}}, base)
        if figures and measure.is_figure:
            public = _public_figures(year, quarter, measure, base, figures, hidden)
            if measure.parts:
                answer["parts"][base.rpartition("/")[2]] = public
            else:
                answer |= public
    return answer


def _without(names: Collection[str], answer: Json) -> dict[str, Json]:
    """A measure's answer in which what stands under these names, of its figures too, is blank."""
    return {key: _without(names, part) if isinstance(part, dict) else (None if key in names else part) for key, part in answer.items()}


def _public_figures(year: SubGroupYear, quarter: str, measure: Measure, base: str, given: Json, hidden: Collection[Key]) -> dict[str, Json]:
    """The figures of a measure or part; what was written about them goes if one of them is suppressed."""
    suppressed = {name for name in QUARTERS if year.key(name, base) in hidden or _is_suppressed_by_lead(year, measure, base, name)}
    public: dict[str, Json] = {}
    if "earlier" in given:
        public["earlier"] = {
            name: _public_figure(year, measure, base, name, figure, name in suppressed) for name, figure in given["earlier"].items()
        }
    if given.get("figure") is not None:
        public["figure"] = _public_figure(year, measure, base, quarter, given["figure"], quarter in suppressed)
        for note in _NOTES:
            if suppressed and note in public["figure"]:
                public["figure"][note] = None
    return public


def _is_suppressed_by_lead(year: SubGroupYear, measure: Measure, base: str, quarter: str) -> bool:
    """Whether a return says that a quarter's figure is suppressed, and none says what it is."""
    figures = [figure for _, figure in figures_given(year.returns, base, quarter)] if measure.people else []
    return any(figure["reason"] == SUPPRESSED for figure in figures) and all(figure["value"] is None for figure in figures)


def _public_figure(year: SubGroupYear, measure: Measure, base: str, quarter: str, figure: Json, is_hidden: bool) -> Json:
    if figure is None or figure.get("value") is None:
        is_base_hidden = is_hidden or measure.people  # nobody tested what a figure that is not there would be a share of
        return figure and ({**figure, "base": None} if is_base_hidden and "base" in figure else dict(figure))
    if is_hidden:
        return {**figure, "value": None, "reason": SUPPRESSED} | ({"base": None} if "base" in figure else {})
    rule = year.rule(measure)
    if not measure.people or not rule.round_to or year.answer(measure.key) in year.decided:
        return dict(figure)
    if measure.unit == "count":
        return {**figure, "value": rounded(figure["value"], rule)}
    whole = percentage_base(year.returns, base, quarter) if measure.unit == "percentage" else None
    if whole is None:
        return dict(figure)
    value, share = rounded_share(figure["value"], whole, rule)
    return {**figure, "value": value, "reason": None if value is not None else SUPPRESSED} | ({"base": share} if "base" in figure else {})


def _public_rows(year: SubGroupYear, quarter: str, table: Table, rows: Json, hidden: Collection[Key]) -> Json:
    """A table's rows without the columns that are excluded and the cells that are suppressed."""
    excluded = {column.key for column in table.columns if (table.key, column.key) in year.exclusions.columns}
    rule, is_decided = table_rule(year.definition, table, year.default), year.answer(table.key) in year.decided
    counted = {column.key for column in table.columns if column.people and kind_of(column.asked).is_count and not is_decided}
    keys = {column.key for column in table.columns}

    def cell(row: str, key: str, answer: Json) -> Json:
        if key in excluded or key not in keys or year.key(quarter, f"/tables/{table.key}/{row}/{key}") in hidden:
            return None
        return rounded(answer, rule) if key in counted and isinstance(answer, int) else answer

    if isinstance(rows, list):
        return [{key: cell(str(at), key, answer) for key, answer in row.items()} for at, row in enumerate(rows)]
    named = {key for key, _ in table.rows}
    named_rows = {name: row or {} for name, row in (rows or {}).items() if name in named}
    return {name: {key: cell(name, key, answer) for key, answer in row.items()} for name, row in named_rows.items()}


def _with_answers(return_: Return, answers: dict[str, Json]) -> Return:
    """The return with these answers. Of what is gone no source is left, and none says more than its answer does."""
    sources: dict[str, Source] = {}
    for pointer, source in return_.sources.items():
        answer = answer_at(answers, pointer)
        is_same = answer is not None and answer == answer_at(return_.answers, pointer)
        if is_same and source.raw == answer:
            sources[pointer] = source
        elif is_same or "/earlier/" in pointer:  # whether the lead touched a figure carried in decides which one counts
            sources[pointer] = replace(source, raw=None, number_format="")
    return replace(return_, file_name="", answers=answers, sources=sources)
