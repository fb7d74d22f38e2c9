"""Tables of a sheet as their own parts say them: their Total Rows, their filters, and ranges that a pivot table or a query fills."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from msgspec import Struct

from shpdocs.model.workbook import Span
from shpdocs.ooxml.branches import local_name, whole_number
from shpdocs.ooxml.package import Package, Relation
from shpdocs.workbook.read.places import span_of
from shpdocs.workbook.read.unclear import if_clear, relations_if_clear, root_if_clear

_SAYING = re.compile(rb"totalsRowCount|filterColumn|tableType")  # what a table may say that an ordinary one does not
_TABLE = re.compile(r"(?i)xl/tables/.*\.xml")
_FILLED = re.compile(r"(?i)xl/pivottables/.*\.xml")
_BY = {"queryTable": "a query of other data", "xml": "XML data"}


class TablesOfSheet(Struct, frozen=True):
    """The numbers of the Total Rows, the ranges of filters that may hide rows, and who fills which range, in words."""

    totals: frozenset[int] = frozenset()
    filtered: tuple[Span, ...] = ()
    filled: tuple[tuple[Span, str], ...] = ()


def say_anything(package: Package) -> bool:
    """Whether a table of the workbook may say more than ordinary ones do: only then are the tables of its sheets looked for."""

    def is_ordinary(name: str) -> bool:
        return not _TABLE.fullmatch(name) or not _SAYING.search(if_clear(lambda: package.read(name), b""))

    return any(map(_FILLED.fullmatch, package.names)) or not all(map(is_ordinary, package.names))


def read_tables(package: Package, sheet: str) -> TablesOfSheet:
    """The tables on the sheet of that part. One that cannot be read says nothing: the cells are read without it.

    Raises:
        PackageError: there is more than is allowed.
    """
    roots = list(_roots(package, relations_if_clear(package, sheet)))
    totals = (span[2] for table, span in roots if whole_number(table.get("totalsRowCount", "")))
    filtered = (span for table, span in roots if any(map(hides_rows, table.iter())))
    filled = ((_below_head(table, span), by) for table, span in roots if (by := _filled_by(table)))
    return TablesOfSheet(frozenset(totals), tuple(filtered), tuple(filled))


def hides_rows(column: Element) -> bool:
    """Whether the column of a filter says which rows are shown; one without its button alone does not."""
    return local_name(column.tag) == "filterColumn" and len(column) > 0


def _roots(package: Package, relations: Iterable[Relation]) -> Iterator[tuple[Element, Span]]:
    """The roots of the parts of tables and pivot tables, with the range of each."""
    for relation in relations:
        root = root_if_clear(package, relation.target) if relation.kind in ("table", "pivotTable") and not relation.is_external else None
        if root is not None:
            places = (element.get("ref", "") for element in root.iter() if local_name(element.tag) == "location")
            span = span_of(root.get("ref") or next(places, ""))
            if span:
                yield root, span


def _filled_by(table: Element) -> str:
    return "a pivot table" if local_name(table.tag) == "pivotTableDefinition" else _BY.get(table.get("tableType", ""), "")


def _below_head(table: Element, span: Span) -> Span:
    top, left, bottom, right = span
    has_head = local_name(table.tag) == "table" and table.get("headerRowCount", "1") != "0"
    return min(top + has_head, bottom), left, bottom, right
