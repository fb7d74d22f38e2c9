"""Query workbooks: a file that came, issued anew with its own answers and what is asked about them."""

from __future__ import annotations

from shpdocs.figures.prefill import Prefill
from shpdocs.model.definition import Definition
from shpdocs.model.period import parse_period
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.workbook.compare.marks import without_marks
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.queries import carried_into_query, filled_row_counts, query_content
from shpdocs.workbook.read import read_workbook


def query_workbook(
    content: bytes, file: str, stamp: Stamp, definition: Definition, settings: Settings, prefill: Prefill, problems: tuple[Problem, ...]
) -> tuple[bytes, Prefill]:
    """Return the workbook that asks about the problems of a file, blocking ones and warnings, each at its cell.

    `content` and `file` are the bytes and the name of the file that came, `prefill` what that workbook had been issued
    with; `stamp` is the one of the workbook to be made. With it goes what it counts as issued with, for the ledger. Same
    input, same bytes.

    Raises:
        ValueError: the file is no workbook that can be read.
    """
    from shpdocs.workbook.write import write_workbook  # late: most collections need no XlsxWriter

    workbook = read_workbook(content, file, settings.limits)
    if isinstance(workbook, Problem):
        raise ValueError(f"{file} is no workbook that can be read")
    layout = lay_out(definition, parse_period(stamp.period), prefill)
    found = find_answers(layout, without_marks(layout, workbook))
    again = carried_into_query(layout, found, prefill)
    asked = lay_out(definition, layout.period, again, filled_row_counts(layout, found))
    return write_workbook(asked, settings, stamp, again, query_content(layout, found, prefill, problems, file)), again
