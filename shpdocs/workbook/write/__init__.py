"""Writing a workbook with XlsxWriter: a layout becomes an .xlsx file. Same layout and answers, same bytes."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.package import open_package, pack
from shpdocs.workbook.layout import Layout
from shpdocs.workbook.queries import QueryContent
from shpdocs.workbook.write.book import Book
from shpdocs.workbook.write.check import write_check, write_checklist
from shpdocs.workbook.write.grid import write_grid
from shpdocs.workbook.write.guards import write_lists
from shpdocs.workbook.write.plan import Order, plan_workbook
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
    order = Order(layout, settings, stamp, prefill or Prefill(), query_content)
    plan = plan_workbook(order, sign_off_heading(order))
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
    _describe(workbook, order)
    book = Book(workbook, plan)
    write_start(book)
    if query_content:
        write_queries(book, query_content)
    for placed in plan.grids.values():
        if placed.grid.sheet != "Start":
            write_grid(book, placed)
    write_check(book)
    write_checklist(book)
    if plan.lists:
        write_lists(book)
    workbook.close()
    made = open_package(stream.getvalue(), OUR_BOUNDS)
    return pack({name: _finished_part(name, made.read(name)) for name in made.names})


def _describe(workbook: Workbook, order: Order) -> None:
    """Document properties. The date is the period's last month: the clock has no part in the bytes."""
    year, month = order.layout.period.last_month.split("-")
    workbook.set_properties(
        {
            "title": f"{order.layout.definition.title}: {'queries on the ' if order.query_content else ''}"
            f"return for {order.layout.period.words}",
            "subject": str(order.stamp),
            "author": order.settings.partnership,
            "company": order.settings.council,
            "created": datetime(int(year), int(month), 1),
        }
    )
    workbook.set_custom_property("shpdocs-stamp", str(order.stamp))


def _finished_part(name: str, part: bytes) -> bytes:
    """A part with what XlsxWriter has no setting for: a language; rows that fit as the lead types; formulas that may show nothing.

    Excel fits a row as the lead types unless its height is custom. A formula's value without a type is a number, which an
    empty text is not: what does not work it out itself would show 0, or nothing of the sheet.
    """
    if name == "docProps/core.xml":
        return part.replace(b"</cp:coreProperties>", f"<dc:language>{_LANGUAGE}</dc:language></cp:coreProperties>".encode())
    if name.startswith("xl/worksheets/sheet"):
        return _EMPTY_VALUE.sub(rb'\1 t="str"\2', part.replace(b' customHeight="1"', b""))
    return part
