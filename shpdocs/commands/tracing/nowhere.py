"""Why a cell or an answer stands in no paper: what was asked for is not there, does not count, or no paper prints it."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.dates import show_date
from shpdocs.definitions.definition_files import read_year
from shpdocs.model.definition import Definition, Table
from shpdocs.model.errors import UsageError, did_you_mean
from shpdocs.model.ledger import OUTCOMES, Event
from shpdocs.model.period import parse_period
from shpdocs.model.returns import Return
from shpdocs.paper.origins.references import AnswerReference, CellReference
from shpdocs.store.folder import Folder, PeriodFolder

_BECAUSE = {
    "in-force": "Another return has replaced it since",
    "held": "Its return waits for a decision",
    "refused": "It was refused, as it has problems",
    "": "Nothing became of it yet",
}  # by the last that the ledger says of a file of which no return is kept


def why_cell_is_nowhere(root: Folder, reference: CellReference, period: str) -> str:
    """Why no paper prints or used a cell of a file that was received.

    Raises:
        UsageError: no such file was received, or none of its answers stand on such a sheet.
        RecordError: a ledger, or a return in force, is not as it was written.
    """
    received = tuple((folder, event) for folder in _periods(root, period) for event in _received(folder))
    meant = {(event.sha256, folder.period): (folder, event) for folder, event in received if _is_meant(reference, event)}
    if not meant:
        names = tuple(dict.fromkeys(event.file for _, event in received))
        what = f"'{reference.text}' names no file that was received{f' for {period}' if period else ''}."
        history = f"shpdocs history {period or 'PERIOD'}"
        raise UsageError(what, f"{history} lists the files.{did_you_mean(reference.places[0][0], names)}")
    return " ".join(dict.fromkeys(_why_cell(folder, event, reference) for folder, event in meant.values()))


def _is_meant(reference: CellReference, event: Event) -> bool:
    return reference.names_file(event.file, event.sha256)


def _periods(root: Folder, period: str) -> Iterator[PeriodFolder]:
    return (root.period(parse_period(name)) for name in root.periods() if period in ("", name))


def _received(folder: PeriodFolder) -> Iterator[Event]:
    return (event for event in folder.events() if event.event == "received")


def _why_cell(folder: PeriodFolder, event: Event, reference: CellReference) -> str:
    file = f"'{event.file}' ({folder.period}, {event.sha256[:12]})"
    removed = folder.state().removed.get(event.sha256)
    if removed:
        return f"{file} was received in error, and removed on {show_date(removed.at[:10])}."
    return_ = _return_of(folder, event.sha256)
    if return_:
        return _why_cell_of_return(return_, event, reference, file)
    outcomes = [later.event for later in folder.events() if later.sha256 == event.sha256 and later.event in OUTCOMES]
    return f"No paper that is kept prints or used that cell of {file}. {_BECAUSE[outcomes[-1] if outcomes else '']}."


def _return_of(folder: PeriodFolder, file: str) -> Return | None:
    """The return that was read from a file, in force or replaced since; None if there was none, or it is not kept."""
    for event in folder.events():
        if event.event == "in-force" and event.sha256 == file:
            is_in_force = folder.returns.in_force()[event.sub_group].return_sha256 == event.return_sha256
            return folder.read_return(event.sub_group) if is_in_force else folder.returns.read_replaced(event)
    return None


def _why_cell_of_return(return_: Return, event: Event, reference: CellReference, file: str) -> str:
    sheets = tuple(dict.fromkeys(source.sheet for source in return_.sources.values()))
    if not any(reference.is_on_sheet(event.file, event.sha256, sheet) for sheet in sheets):
        wanted = next(iter(reference.sheets_in(event.file, event.sha256)))
        remedy = f"They stand on: {', '.join(sheets)}.{did_you_mean(wanted, sheets)}"
        raise UsageError(f"No answer of {file} stands on a sheet '{wanted}'.", remedy)
    for pointer, source in return_.sources.items():
        if source.cell == reference.cell and reference.is_on_sheet(event.file, event.sha256, source.sheet):
            answer = f"{return_.stamp.sub_group}{pointer}"
            return f"{file} has the answer {answer} there, and no paper that is kept prints or used it."
    return f"No answer of {file} stands in {reference.cell} there: it was left blank, or nothing is asked in it."


def why_answer_is_nowhere(root: Folder, reference: AnswerReference, period: str) -> str:
    """Why no paper prints or used an answer.

    Raises:
        UsageError: no definition asks it.
        ShpdocsError: a definition cannot be read, or a ledger or return is not as it was written.
    """
    asked = tuple(definition for year in root.years() if _is_year(period, year) for definition in read_year(root, year).definitions)
    names = tuple(dict.fromkeys(name for definition in asked for name in _names(definition)))
    if not any(_is_asked(definition, reference) for definition in asked):
        others = f"There are definitions of {', '.join(root.years())}: name a period of theirs, or none."
        remedy = f"Answers are named by sub-group and key, as in {names[0]}.{did_you_mean(reference.text, names)}" if names else others
        raise UsageError(f"No definition{f' of {period[:7]}' if period else ''} asks '{reference.text}'.", remedy)
    given = [str(folder.period) for folder in _periods(root, period) if _is_given(folder, reference)]
    if given:
        return f"'{reference.text}' was returned for {', '.join(given)}, and no paper that is kept prints or used it."
    return f"'{reference.text}' was not returned{f' for {period}' if period else ''} by any return in force."


def _is_year(period: str, year: str) -> bool:
    return not period or parse_period(period).year == year


def _names(definition: Definition) -> Iterator[str]:
    """The answers that a definition asks, as decisions name them."""
    yield from (f"{definition.sub_group}/{question.key}" for _, question in definition.questions)
    for table in definition.tables:
        yield from (f"{definition.sub_group}/{table.key}/{column.key}" for column in table.columns)


def _is_asked(definition: Definition, reference: AnswerReference) -> bool:
    """Whether a definition asks the answer: a field or measure of that name, or a table with a column or row of that name."""
    if definition.sub_group != reference.sub_group:
        return False
    named = (group for group, question in definition.questions if question.key == reference.key)
    if any(group != "tables" and reference.group in ("", group) for group in named):
        return True
    return any(reference.names(ref) for table in definition.tables for ref in _cells(definition.sub_group, table, reference))


def _cells(sub_group: str, table: Table, reference: AnswerReference) -> Iterator[str]:
    """The refs of a table's answers; of one whose rows leads add, those of the row that is asked for."""
    rows = [key for key, _ in table.rows] or [row for row in reference.rest[:1] if row.isdigit()] or ["0"]
    return (f"{sub_group}/tables/{table.key}/{row}/{column.key}" for row in rows for column in table.columns)


def _is_given(folder: PeriodFolder, reference: AnswerReference) -> bool:
    return_ = folder.read_return(reference.sub_group)
    return return_ is not None and any(reference.names(f"{reference.sub_group}{pointer}") for pointer in return_.sources)
