"""Papers that others have, as the record of one tells what it printed: for tests that disclose without a folder."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Disclosed, Known, PublishedPaper
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.returns import Json, answer_at


def published_paper(definition: Definition, known: Known, disclosed: Disclosed, period: Period) -> PublishedPaper:
    """The paper that prints all that may be public of one sub-group's returns."""
    printed = tuple(_printed(definition, known, disclosed.public, period))
    return PublishedPaper(period, f"edition 1 of {period}", (definition,), known, printed)


def _printed(definition: Definition, known: Known, public: Known, period: Period) -> Iterator[PrintedAnswer]:
    name = definition.sub_group
    given, shown = known.returns[name].answers, public.returns[name].answers
    for measure in definition.measures:
        for series in measure.series:
            for quarter in QUARTERS:
                pointer = f"{series.pointer}/figure" if quarter == period.quarter else f"{series.pointer}/earlier/{quarter}"
                yield from _answer(f"{name}{series.pointer}", f"{period.year}-{quarter}", _at(given, pointer), _at(shown, pointer))
    for table in definition.tables:
        rows = answer_at(given, f"/tables/{table.key}") or {}
        for row in rows if isinstance(rows, dict) else range(len(rows)):
            for column in table.columns:
                pointer = f"/tables/{table.key}/{row}/{column.key}"
                yield from _answer(f"{name}{pointer}", str(period), answer_at(given, pointer), answer_at(shown, pointer))


def _at(answers: Json, pointer: str) -> Json:
    figure = answer_at(answers, pointer)
    return figure and figure.get("value")


def _answer(answer: str, period: str, given: Json, shown: Json) -> Iterator[PrintedAnswer]:
    if shown is not None:
        yield PrintedAnswer(answer, period, "printed", value=given, shown=str(shown))
    elif given is not None:
        yield PrintedAnswer(answer, period, "suppressed")
