"""What is told of a workbook that was sent by another definition than today's: what changed since."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.definition import Definition, Target
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.workbook.compare.redefined import not_asked_then, older_definition
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from tests.support.made import FILE, PERIOD, definition, field, measure, named_table, open_table, workbook

THEN = definition(
    fields=(field("update", "narrative"), field("lead")),
    measures=(measure("robbery", target=Target(value=120)), measure("theft")),
    tables=(open_table("risks", field("risk"), field("owner")), named_table("rates", {"one": "First"}, field("local"))),
)


def _changes(now: Definition, then: Definition = THEN) -> str:
    layout, content = lay_out(now, PERIOD), workbook(lay_out(then, PERIOD))
    problem = older_definition(FILE, SentWorkbook(layout, content))
    assert (problem.code, problem.severity) == ("older-definition", "notice")
    assert "{" not in problem.what + problem.needed
    return problem.details["changes"]


def _now(**changes: object) -> Definition:
    asked = {"fields": THEN.fields, "measures": THEN.measures, "tables": THEN.tables} | changes
    return definition(**asked)  # type: ignore[arg-type]


def test_a_change_that_the_workbook_does_not_show_is_said_to_be_one() -> None:
    assert _changes(_now()) == "in nothing that stands on its sheets"


def test_what_is_no_longer_asked_is_named_by_its_label() -> None:
    assert _changes(_now(fields=THEN.fields[:1])) == "'Made-up lead' is no longer asked"
    assert _changes(_now(measures=THEN.measures[:1])) == "'Objective of theft' is no longer asked"
    assert _changes(_now(tables=THEN.tables[1:])) == "'Risks' is no longer asked"
    narrow = open_table("risks", field("risk"))
    assert _changes(_now(tables=(narrow, THEN.tables[1]))) == "'Made-up owner' is no longer asked"


def test_what_was_not_asked_then_is_named_by_its_label() -> None:
    assert _changes(_now(fields=(*THEN.fields, field("deputy", required=False)))) == "'Made-up deputy' was not asked then"
    assert _changes(_now(tables=(*THEN.tables, open_table("gaps", field("gap"))))) == "'Gaps' was not asked then"


def test_what_was_told_otherwise_is_told_with_both_texts() -> None:
    measures = (measure("robbery", target=Target(value=100)), measure("theft"))
    assert _changes(_now(measures=measures)) == "'120' is now '100'"
    measures = (measure("robbery", target=Target(value=120), objective="Fewer robberies " * 20), measure("theft"))
    changes = _changes(_now(measures=measures))
    assert changes.startswith("'Objective of robbery' is now 'Fewer robberies")
    assert " …'" in changes


def test_the_first_five_changes_are_told_and_the_rest_is_counted() -> None:
    more = tuple(field(f"more-{number}", required=False) for number in range(8))
    changes = _changes(_now(fields=(*THEN.fields, *more)))
    assert changes.count("was not asked then") == 5
    assert changes.endswith("; and 3 more")


STAMP = Stamp("Made-up Partnership", "made-up", "2024-25-Q2", "abc123", 3)
TODAY = lay_out(_now(measures=(*THEN.measures, measure("burglary"))), PERIOD)
SENT = SentWorkbook(TODAY, workbook(lay_out(THEN, PERIOD)))


def _lacks(gone: str = "") -> list[tuple[str, str]]:
    """What is told of the workbook of then, from which a lead deleted a sheet."""
    content = replace(SENT.content, sheets=tuple(tab for tab in SENT.content.sheets if tab.title != gone))
    problems: list[Problem] = not_asked_then(find_answers(TODAY, content), STAMP, SENT)
    return sorted((problem.code, problem.label) for problem in problems)


def test_what_was_lacking_when_it_was_sent_was_not_asked_then() -> None:
    assert _lacks() == [("not-asked-then", "Objective of burglary")]


def test_what_a_lead_took_out_of_an_older_workbook_is_missed_as_in_any() -> None:
    assert _lacks("Update") == [("not-asked-then", "Objective of burglary"), ("sheet-missing", "Update")]
