"""Judging one file: what it is, what it answers, and every problem in it. Stores nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from shpdocs.answers.values import comparable
from shpdocs.checks import check_answers, strongest
from shpdocs.definitions.definition_files import Year
from shpdocs.definitions.validator import answer_faults
from shpdocs.model.collection import Judgement, file_fault
from shpdocs.model.definition import Definition
from shpdocs.model.errors import ShpdocsError, UsageError, did_you_mean
from shpdocs.model.period import Period, parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place, Return, Stamp
from shpdocs.model.settings import Limits, Settings
from shpdocs.model.workbook import WorkbookContent
from shpdocs.store.disk import sha256
from shpdocs.store.records import fingerprint
from shpdocs.workbook.answers import read_answers, schema_problems, with_file
from shpdocs.workbook.checklist import checklist, verdict
from shpdocs.workbook.compare import SentWorkbook, compare, not_asked_then, older_definition, sent_workbook
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.read import read_workbook
from shpdocs.workbook.recognise import file_name_problem, recognise
from shpdocs.workbook.revisions import removed_row_problems, revision_problems
from shpdocs.workbook.untouched import repeated_figure_problems, untouched_row_problems
from shpdocs.workbook.verdict import cells_as_read, cells_as_received, odd_answers


class Rules(Struct, frozen=True):
    """What files are judged by. `year` gives a year's definitions, `issued_with` what the workbook with a stamp was issued with.

    `read_sent` gives the bytes of a workbook as it was sent, by its period and SHA-256; None if they are gone. With `period`, a
    return for another one is a problem.
    """

    settings: Settings
    year: Callable[[str], Year | None]
    issued_with: Callable[[Stamp], Prefill]
    read_sent: Callable[[str, str], bytes | None]
    period: Period | None = None


def judge(content: bytes, file: str, rules: Rules) -> Judgement:
    """Judge a file's bytes.

    Whatever goes wrong in here concerns this file alone: it is a problem of the file, so that the others are still judged.
    """
    digest = sha256(content)
    try:
        workbook = read_workbook(content, file, rules.settings.limits)
        return _judge(workbook, digest, rules)
    except ShpdocsError:
        raise
    except Exception:
        if os.environ.get("SHPDOCS_TRACEBACK"):
            raise
        return file_fault(file, "could-not-judge", digest)


def _judge(workbook: WorkbookContent | Problem, digest: str, rules: Rules) -> Judgement:
    if isinstance(workbook, Problem):
        return Judgement(workbook.place.file, digest, problems=(workbook,))
    file = workbook.file
    stamp = recognise(workbook)
    if isinstance(stamp, Problem):
        return Judgement(file, digest, problems=(stamp,))
    asked = _asked(stamp, file, rules)
    if isinstance(asked, Problem):
        return Judgement(file, digest, stamp, (asked,))
    definition, period, year = asked
    known = rules.issued_with(stamp)
    is_as_sent = known.sent == digest
    content = workbook if is_as_sent else _sent(rules.read_sent(stamp.period, known.sent), rules.settings.limits)
    named = file_name_problem(file, stamp, year.definitions)
    sent = sent_workbook(lay_out(definition, period, known), content)
    return _judge_answers(workbook, digest, stamp, sent, known, [named] if named else [])


@lru_cache(maxsize=4)
def _sent(content: bytes | None, limits: Limits) -> WorkbookContent | None:
    """What a workbook held when it was sent; None if its copy is gone. Several files may be copies of one workbook."""
    read = read_workbook(content, "", limits) if content else None
    return read if isinstance(read, WorkbookContent) else None


def _asked(stamp: Stamp, file: str, rules: Rules) -> tuple[Definition, Period, Year] | Problem:
    """The definition, the period and the year that the stamp names, or why they are not the ones wanted here."""
    place, partnership = Place(file), rules.settings.partnership
    if comparable(stamp.partnership) != comparable(partnership):
        return Problem("wrong-partnership", place, stamp.partnership, details={"partnership": partnership})
    try:
        period = parse_period(stamp.period)
    except UsageError:
        return Problem("foreign-workbook", place)
    if rules.period is not None and period != rules.period:
        return Problem("wrong-period", place, stamp.period, details={"period": str(rules.period)})
    year = rules.year(period.year)
    if year is None:
        return Problem("unknown-period", place, stamp.period, details={"year": period.year})
    definition = year.definition(stamp.sub_group)
    if definition is None:
        near = did_you_mean(stamp.sub_group, tuple(known.sub_group for known in year.definitions))
        return Problem("unknown-sub-group", place, stamp.sub_group, details={"nearest": near})
    return definition, period, year


def _judge_answers(
    workbook: WorkbookContent, digest: str, stamp: Stamp, sent: SentWorkbook, prefill: Prefill, named: list[Problem]
) -> Judgement:
    layout, file = sent.layout, workbook.file
    definition = layout.definition
    places = find_answers(layout, workbook)
    read = read_answers(layout, places, digest, prefill.cells)
    problems = [*named, *places.problems, *read.problems]
    if stamp.definition != definition.digest:
        then = sent if sent.is_kept else sent_workbook(layout, workbook)
        problems = [*named, older_definition(file, then), *not_asked_then(places, stamp, then), *read.problems]
    faults = answer_faults(definition, read.answers)
    problems += schema_problems(faults, layout, places, tuple(problems))
    problems += check_answers(definition, layout.period, read.answers, places, prefill)
    items = checklist(layout, prefill)
    problems = strongest([*problems, *odd_answers(items, cells_as_read(layout, places, read.answers), places)])
    problems += [
        *revision_problems(places, prefill.cells),
        *removed_row_problems(layout, places, prefill),
        *untouched_row_problems(layout, places, prefill),
        *repeated_figure_problems(layout, places, prefill),
        *compare(workbook, places, sent),
    ]
    return_ = Return(stamp, digest, file, read.answers, read.sources)
    said = verdict(items, cells_as_received(layout, places))
    return Judgement(file, digest, stamp, in_order(with_file(tuple(problems), file)), return_, said, fingerprint(answers=read.answers))
