"""The e-mails that the officer may send: a query about a return, a reminder of one that is missing.

An e-mail goes through more hands than a workbook. So it names cells and says what is needed, and never quotes what
was entered: that stands in the workbook that goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shpdocs.answers.dates import day_in_words
from shpdocs.model.collection import Attachment, Draft, SubGroupStatus
from shpdocs.model.definition import Definition
from shpdocs.model.period import Period
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.problem.message import filled, placeholders
from shpdocs.model.settings import Settings
from shpdocs.report.mail_file import one_line
from shpdocs.report.problem_groups import cell_spans

# what an e-mail may say: it comes from the definition, the period or the settings; everything else may hold what was entered
_NEVER_ENTERED = {"label", "wanted", "choices", "reason-label", "limit", "issue", "file", "kind", "how", "partnership", "period", "year"}
# in place of what the catalogue says is needed, where it quotes
_NEEDED_UNQUOTED = {
    "ambiguous-date": "Write the month as a word, as in 3 April 2024.",
    "two-candidates": "Say which of the two is meant.",
    "earlier-deleted": "A figure that was accepted before was cleared. It stays; to take it back, enter the right one or 'Not applicable'.",
    "older-issue": "An answer to a later workbook is in use already: say whether this one is meant all the same.",
    "query-of-older": "Another return has come into use since this was asked: say whether this one is meant all the same.",
    "issue-unknown": "Say where this workbook comes from: it was not sent out from here.",
    "query-unanswered": "It came back as it was sent: answer what its sheet Queries asks, or say that all is right as it stands.",
    "typed-beside": "If it is the answer, type it into the cell on its left; then clear the cell.",
    "wrong-period": "Send the workbook issued for {period}.",
    "row-missing": "Put its reference back in the Reference column.",
    "row-moved": "Put the row's own reference back beside it, and check that every answer of the row belongs to it.",
    "row-twice": "Delete the row that is wrong; each reference may stand there once.",
}
_BLOCKED = "It cannot be used yet: some answers must be put right."
_HELD = "It is complete, but there is something to look at: it waits until you have put it right, or told us that it may stand."
_LOOK_THERE = "look at what stands there."
_ASK_THE_OFFICER = "The officer can say what is needed."
_MOST_LINES = 20  # more stand in the workbook
_OTHER_SHEET = "another sheet"
_STANDARD_SHEETS = ("Start", "Measures", "Activity", "Check", "Checklist")


def query_email(
    settings: Settings, definition: Definition, period: Period, status: SubGroupStatus, workbook: Attachment | None = None
) -> Draft:
    """Return the e-mail about a return that cannot be used yet, or that waits for a decision.

    `workbook` is the query workbook, None if the answers could not be replayed. The file that came, its problems and the
    return that stays in force meanwhile are those of the `status`.
    """
    tie = next((problem for problem in status.problems if problem.code == "two-candidates"), None)
    if tie:
        return _which_of_two_email(settings, definition, period, tie)
    blocking = tuple(problem for problem in status.problems if problem.severity == "blocking")
    warnings = tuple(problem for problem in status.problems if problem.severity == "warning")
    meanwhile = f" Until then the one that came before it, '{one_line(status.earlier_file)}', stays in use." if status.earlier_file else ""
    paragraphs = (
        (
            f"Thank you for your return: {definition.title}, {period.words}. It came as '{one_line(status.file)}'. "
            f"{_BLOCKED if blocking else _HELD}{meanwhile}"
        ),
        "What to do:",
        _numbered(_steps(workbook, settings)),
        *_problem_list("To be put right", blocking, definition, with_cells=workbook is None),
        *_problem_list("Please look at", warnings, definition, with_cells=workbook is None),
        _due_date(settings, period, "Please send it by then, or as soon as you can if that day has passed."),
    )
    points = len(blocking) or len(warnings)
    about = f"{points} {'point' if points == 1 else 'points'} to {'put right' if blocking else 'look at'}"
    return _draft(settings, definition, f"{definition.title}, {period}: {about} in your return", paragraphs, workbook)


def _which_of_two_email(settings: Settings, definition: Definition, period: Period, tie: Problem) -> Draft:
    """The e-mail about two files between which nobody but the lead can choose; it names the cells, and not what they hold."""
    paragraphs = (
        (
            f"Thank you for your return: {definition.title}, {period.words}. Two different files came for it: "
            f"'{one_line(tie.place.file)}' and '{one_line(tie.entered)}'. They differ at {one_line(tie.details.get('differences', ''))}."
        ),
        "Please reply which of them is right. Until then neither is used.",
    )
    return _draft(settings, definition, f"{definition.title}, {period}: which of two returns is right?", paragraphs, None)


def reminder_email(
    settings: Settings, definition: Definition, period: Period, workbook: Attachment | None = None, wrong_file: str = ""
) -> Draft:
    """Return the e-mail to a sub-group that has sent nothing; `workbook` is the one that was issued, None if none was.

    `wrong_file` is the name of a file that came from it and is not its return for this quarter.
    """
    what_came = (
        f"What came, '{one_line(wrong_file)}', is not the return for this quarter."
        if wrong_file
        else "If you have sent it, please send it again, for it has not reached us."
    )
    paragraphs = (
        f"The return for {period.words} has not come in yet: {definition.title}. {what_came}",
        "What to do:",
        _numbered(
            (
                f"Open the attached workbook, '{one_line(workbook.name)}'; if you have begun in another copy, go on in that."
                if workbook
                else "Open the workbook that was issued to you.",
                "Fill in the sheets. The sheet Check says what is still missing.",
                f"Save it and send it {_send_to(settings)}.",
            )
        ),
        "If a figure is not yet available, say so in the workbook and send the rest.",
        _due_date(settings, period, "If that day has passed, please send it as soon as you can."),
    )
    return _draft(settings, definition, f"{definition.title}, {period}: your return has not come in yet", paragraphs, workbook)


def _steps(workbook: Attachment | None, settings: Settings) -> tuple[str, ...]:
    if not workbook:
        return ("Put right what is listed below.", f"Save the workbook and send it {_send_to(settings)}.")
    return (
        f"Open the attached workbook, '{one_line(workbook.name)}'. It holds your answers; please go on in this one.",
        "Its sheet Queries lists every point, with a link to the cell. What is needed stands beside the cell.",
        "Put right what is listed. If an answer is right although it looks odd, leave it, and say so in your reply.",
        f"Save the workbook and send it {_send_to(settings)}.",
    )


def _draft(settings: Settings, definition: Definition, about: str, paragraphs: tuple[str, ...], workbook: Attachment | None) -> Draft:
    marking = one_line(settings.marking)
    contact = f"ask {settings.contact}" if settings.contact else "reply to this message"
    closing = (f"If anything is unclear, {contact}.", f"Thank you\n{settings.partnership}")
    text = "\n\n".join(part for part in (marking, "Hello", *paragraphs, *closing, marking) if part)
    subject = f"[{marking}] {one_line(about)}" if marking else one_line(about)
    return Draft(settings.addresses.get(definition.sub_group, ""), subject, f"{text}\n", (workbook,) if workbook else ())


def _send_to(settings: Settings) -> str:
    return f"to {settings.contact}" if settings.contact else "back as a reply to this message"


def _due_date(settings: Settings, period: Period, otherwise: str) -> str:
    deadline = settings.deadline(period)
    return f"Returns for this quarter are due on {day_in_words(deadline)}. {otherwise}" if deadline else ""


def _numbered(steps: Iterable[str]) -> str:
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))


def _problem_list(heading: str, problems: tuple[Problem, ...], definition: Definition, with_cells: bool) -> Iterator[str]:
    """A heading with what is needed where, the same at several cells once.

    The query workbook names the cells: they are not those of the file that came, which had no columns for queries.
    """
    if not problems:
        return
    cells_by_text: dict[tuple[str, str], list[str]] = {}
    issued_sheets = _issued_sheets(definition)
    for problem in problems:
        sheet = problem.place.sheet
        shown_sheet = sheet if sheet in issued_sheets or not sheet else _OTHER_SHEET
        cells_by_text.setdefault((shown_sheet, _text(problem)), []).append(problem.place.cell if with_cells else "")
    lines = [f"- {_where(sheet, cells)}{text}" for (sheet, text), cells in cells_by_text.items()]
    rest = len(lines) - _MOST_LINES
    more = [f"- and {rest} more, listed on the sheet Queries"] if rest > 0 else []
    yield "\n".join((f"{heading}:", *lines[:_MOST_LINES], *more))


def _issued_sheets(definition: Definition) -> set[str]:
    """The titles of the sheets that were issued: that of one that a lead added may say anything."""
    return {*_STANDARD_SHEETS, *(field.sheet for field in definition.fields), *(table.sheet for table in definition.tables)}


def _where(sheet: str, cells: list[str]) -> str:
    places = one_line(cell_spans(cell for cell in cells if cell))
    place = " ".join(part for part in (f"{sheet}," if sheet and places else sheet, places) if part)
    return f"{place[0].upper()}{place[1:]}: " if place else ""


def _text(problem: Problem) -> str:
    """What is wrong as far as it quotes nothing, and what is needed."""
    needed = _NEEDED_UNQUOTED.get(problem.code, CATALOGUE[problem.code].needed)
    sentences = (_what(problem), _unquoted(problem, needed) or _ASK_THE_OFFICER)
    return " ".join(sentence for sentence in sentences if sentence)


def _what(problem: Problem) -> str:
    """What is wrong; if saying it would quote, what was asked there, or that there is something to look at."""
    template = CATALOGUE[problem.code].what
    what = _unquoted(problem, template)
    if what:
        return what
    if problem.label and "{label}" in template:
        label = one_line(problem.label)
        return "" if label == problem.place.sheet else f"{label}."  # a table has the name of its sheet, which is told already
    return _LOOK_THERE if problem.place.cell else ""


def _unquoted(problem: Problem, template: str) -> str:
    """A message of the catalogue, '' if it would quote."""
    names = placeholders(template)
    if names - _NEVER_ENTERED:
        return ""
    details = {"label": problem.label, "file": problem.place.file, **problem.details}
    return one_line(filled(template, dict.fromkeys(names, "") | details))
