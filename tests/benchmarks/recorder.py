"""What our writer asks of XlsxWriter, call by call, so that a bare script can ask the very same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from io import BytesIO
from typing import Any

import openpyxl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Call = tuple[int, str, list[Any], list[Any], bool]


class Recorder:
    """The calls of every workbook made while it records, in a form that JSON takes.

    A workbook is its options and its calls. A call is the number of the object called, the method, the arguments by
    place and by name, the paths in them at which an object's number or a time stands, and whether the result is an
    object, which then gets the next number; 0 is the workbook.
    """

    def __init__(self) -> None:
        self.workbooks: list[tuple[dict[str, Any], list[Call]]] = []
        self._known: dict[int, tuple[int, int, object]] = {}  # by id: workbook, number in it, and the object to keep it alive
        self._is_within = False

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record every call from outside of XlsxWriter; what it calls itself is its own affair."""
        before = [(owner, name, method) for owner in (Workbook, Worksheet, Format) for name, method in _methods(owner)]
        for owner, name, method in before:
            setattr(owner, name, self._recorded(name, method))
        try:
            yield
        finally:
            for owner, name, method in before:
                setattr(owner, name, method)

    def _recorded(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(this: object, *positional: Any, **named: Any) -> Any:
            if self._is_within:
                return method(this, *positional, **named)
            self._is_within = True
            try:
                asked = self._begin(this, name, positional, named)
                result = method(this, *positional, **named)
            finally:
                self._is_within = False
            if asked is not None:
                self._end(this, asked, result)
            return result

        return call

    def _begin(self, this: object, name: str, positional: tuple[Any, ...], named: dict[str, Any]) -> list[Any] | None:
        """What is asked, before XlsxWriter changes it; None if it is a new workbook."""
        if name == "__init__":
            self._known[id(this)] = (len(self.workbooks), 0, this)
            self.workbooks.append((dict(positional[1]) if len(positional) > 1 else named.get("options", {}), []))
            return None
        references: list[Any] = []
        arguments = self._plain([list(positional), named], (), references)
        return [self._known[id(this)][1], name, arguments, references]

    def _end(self, this: object, asked: list[Any], result: object) -> None:
        workbook = self._known[id(this)][0]
        is_new = isinstance(result, Format | Worksheet) and id(result) not in self._known
        if is_new:
            number = sum(known[0] == workbook for known in self._known.values())
            self._known[id(result)] = (workbook, number, result)
        self.workbooks[workbook][1].append((asked[0], asked[1], asked[2], asked[3], is_new))

    def _plain(self, value: Any, path: tuple[int | str, ...], references: list[Any]) -> Any:
        """The value as JSON has it; an object, a time or a class of our own becomes null, the first two with their path."""
        if isinstance(value, dict):
            return {key: self._plain(inner, (*path, key), references) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._plain(inner, (*path, at), references) for at, inner in enumerate(value)]
        if isinstance(value, Format | Worksheet):
            references.append((path, self._known[id(value)][1]))
        elif isinstance(value, datetime):
            references.append((path, value.isoformat()))
        elif value is None or isinstance(value, str | int | float):
            return value
        elif not isinstance(value, type):
            raise TypeError(f"what the writer gives to XlsxWriter is not known here: {value!r}")
        return None


def _methods(owner: type) -> list[tuple[str, Callable[..., Any]]]:
    is_workbook = owner is Workbook
    return [
        (name, method)
        for name, method in vars(owner).items()
        if callable(method) and (not name.startswith("_") or (is_workbook and name == "__init__"))
    ]


def told(workbook: bytes) -> dict[str, object]:
    """Everything that a workbook tells its reader, as openpyxl reads it: to see that two are the same."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    values = openpyxl.load_workbook(BytesIO(workbook), data_only=True)
    found: dict[str, object] = {"names": {name: defined.attr_text for name, defined in book.defined_names.items()}}
    for sheet in book.worksheets:
        found[sheet.title] = {
            "cells": {
                cell.coordinate: (
                    cell.value,
                    values[sheet.title][cell.coordinate].value,
                    cell.number_format,
                    cell.protection.locked,
                    cell.fill.fgColor.rgb,
                    cell.font.b,
                    cell.hyperlink.location if cell.hyperlink else "",
                )
                for row in sheet.iter_rows()
                for cell in row
            },
            "validations": sorted(str(guard.sqref) + str(guard.formula1) for guard in sheet.data_validations.dataValidation),
            "conditions": sorted(str(area.sqref) for area in sheet.conditional_formatting),
            "tables": dict(sheet.tables.items()),
            "widths": {letter: column.width for letter, column in sheet.column_dimensions.items()},
            "is_protected": sheet.protection.sheet,
        }
    return found
