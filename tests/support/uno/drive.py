# mypy: ignore-errors
"""Does to workbooks, inside a running LibreOffice, what tests ask. Run by the system's Python, which has `uno`.

Reads JSON from standard input: {"pipe": NAME, "jobs": [{"source", "target", "cells": [[sheet, cell, value]],
"typed": [[sheet, cell, text]]}]}. `cells` are set as a macro sets them, a date is {"date": "YYYY-MM-DD"}; `typed` goes
through LibreOffice's own parsing of what is entered in a cell. Not through a window: Debian's LibreOffice without a user
interface stops as soon as it would draw one, so no AutoCorrect applies and no box of a validation is shown. LibreOffice
is asked instead which cells its validation finds wrong. Writes JSON to standard output: for each job, an object for each
typed text, with what the cell holds ('TEXT', 'VALUE', 'FORMULA', 'EMPTY') and whether it is invalid. At the end
LibreOffice is told to stop.
"""

import json
import os
import sys
import time
from datetime import date
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

XLSX = "Calc MS Excel 2007 XML"
PATIENCE = 60  # seconds to wait for LibreOffice to answer


def named(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


class Office:
    """A running LibreOffice, reached through its pipe."""

    def __init__(self, pipe):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.context = connected(resolver, pipe)
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)


def connected(resolver, pipe):
    """The office behind the pipe, as soon as it answers."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except uno.getClass("com.sun.star.connection.NoConnectException"):
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def carry_out(office, job):
    document = office.desktop.loadComponentFromURL(Path(job["source"]).as_uri(), "_blank", 0, named(Hidden=True))
    if document is None:
        raise OSError(f"LibreOffice does not open {job['source']}")
    for sheet, cell, value in job["cells"]:
        put(document.Sheets.getByName(sheet).getCellRangeByName(cell), value)
    for sheet, cell, text in job["typed"]:
        document.Sheets.getByName(sheet).getCellRangeByName(cell).FormulaLocal = text
    document.storeToURL(Path(job["target"]).as_uri(), named(FilterName=XLSX))
    invalid = invalid_cells(document, {sheet for sheet, _, _ in job["typed"]})
    told = [told_of(document, invalid, *entry) for entry in job["typed"]]
    document.close(True)
    return told


def put(cell, value):
    if isinstance(value, dict):
        cell.setValue((date.fromisoformat(value["date"]) - date(1899, 12, 30)).days)
    elif isinstance(value, str):
        cell.setString(value)
    else:
        cell.setValue(value)


def invalid_cells(document, sheets):
    """The absolute names of the cells that LibreOffice encircles when told to mark invalid data."""
    found = set()
    for name in sheets:
        sheet = document.Sheets.getByName(name)
        sheet.showInvalid()
        found |= {sheet.DrawPage.getByIndex(number).Anchor.AbsoluteName for number in range(sheet.DrawPage.Count)}
    return found


def told_of(document, invalid, sheet, cell, text):
    found = document.Sheets.getByName(sheet).getCellRangeByName(cell)
    return {"text": text, "holds": found.Type.value, "is_invalid": found.AbsoluteName in invalid}


def main():
    asked = json.load(sys.stdin)
    office = Office(asked["pipe"])
    try:
        json.dump([carry_out(office, job) for job in asked["jobs"]], sys.stdout)
        sys.stdout.flush()
    finally:
        office.desktop.terminate()
    os._exit(0)  # Python's own way out now and then ends in a fault within pyuno, since its bridge is gone


if __name__ == "__main__":
    main()
