"""Writing a workbook with XlsxWriter: a layout becomes an .xlsx file. Same layout and answers, same bytes."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.workbook import QUERIES
from shpdocs.workbook.layout import Layout
from shpdocs.workbook.queries import QueryContent
from shpdocs.workbook.write.book import Book, Sheet, list_names
from shpdocs.workbook.write.check import write_check, write_checklist
from shpdocs.workbook.write.grid import write_grid
from shpdocs.workbook.write.guards import write_lists
from shpdocs.workbook.write.plan import head_lines, plan_workbook
from shpdocs.workbook.write.queries import write_queries
from shpdocs.workbook.write.start import sign_off_heading, write_start

_LANGUAGE = "en-GB"
_EMPTY_VALUE = re.compile(rb'(<c r="[A-Z]+[0-9]+" s="[0-9]+")(><f>[^<]*</f><v></v></c>)')


def write_workbook(
    layout: Layout, settings: Settings, stamp: Stamp, prefill: Prefill | None = None, query_content: QueryContent | None = None
) -> bytes:
    """Return the workbook (.xlsx) that asks what the layout asks, issued with what is carried from earlier returns.

    With `query_content` it is a query workbook: its cells hold what came in a return, and it says what is asked about that.
    """
    known = prefill or Prefill()
    stream = BytesIO()
    workbook = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 11},
        },
    )
    book = Book(workbook, {}, list_names(layout))
    plan = plan_workbook(layout, known, settings, sign_off_heading(layout, settings, query_content), query_content)
    _describe(workbook, layout, settings, stamp, query_content)
    write_start(book, workbook.add_worksheet("Start", Sheet), layout, settings, stamp, known, plan)
    identity = head_lines(layout.grids[0], layout, settings)[0]
    if query_content:
        write_queries(book, workbook.add_worksheet(QUERIES, Sheet), query_content, plan, identity)
    for grid in layout.grids:
        if grid.sheet != "Start":
            write_grid(book, workbook.add_worksheet(grid.sheet, Sheet), grid, layout, settings, known, plan)
    write_check(book, workbook.add_worksheet("Check", Sheet), plan, identity)
    write_checklist(book, workbook.add_worksheet("Checklist", Sheet), plan)
    if book.lists:
        write_lists(book, workbook.add_worksheet("Lists", Sheet))
    workbook.close()
    return _finished(stream)


def _describe(workbook: Workbook, layout: Layout, settings: Settings, stamp: Stamp, query_content: QueryContent | None) -> None:
    """Document properties. The date is the period's last month: the clock has no part in the bytes."""
    year, month = layout.period.last_month.split("-")
    workbook.set_properties(
        {
            "title": f"{layout.definition.title}: {'queries on the ' if query_content else ''}return for {layout.period.words}",
            "subject": str(stamp),
            "author": settings.partnership,
            "company": settings.council,
            "created": datetime(int(year), int(month), 1),
        }
    )
    workbook.set_custom_property("shpdocs-stamp", str(stamp))


def _finished(stream: BytesIO) -> bytes:
    """The workbook with what XlsxWriter has no setting for."""
    finished = BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(finished, "w") as archive:
        for member in made.infolist():
            archive.writestr(member, _finished_part(member.filename, made.read(member)))
    return finished.getvalue()


def _finished_part(name: str, part: bytes) -> bytes:
    """The properties with the language; a sheet whose row heights are a start, and whose formulas may show nothing.

    Excel fits a row as the lead types unless its height is custom. A formula's value without a type is a number, which an
    empty text is not: what does not work it out itself would show 0, or nothing of the sheet.
    """
    if name == "docProps/core.xml":
        return part.replace(b"</cp:coreProperties>", f"<dc:language>{_LANGUAGE}</dc:language></cp:coreProperties>".encode())
    if name.startswith("xl/worksheets/sheet"):
        return _EMPTY_VALUE.sub(rb'\1 t="str"\2', part.replace(b' customHeight="1"', b""))
    return part
