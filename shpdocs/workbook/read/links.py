"""Links behind the cells of a sheet: where each leads, and its tip."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from msgspec.structs import replace

from shpdocs.model.cells import cell_count
from shpdocs.model.workbook import Link
from shpdocs.ooxml.bounds import too_many
from shpdocs.ooxml.branches import attribute
from shpdocs.ooxml.package import Package
from shpdocs.workbook.read.places import span_of
from shpdocs.workbook.read.unclear import relations_if_clear

_TIMES = 4  # that a cell may have a link, on average


@dataclass
class SheetLinks:
    """The links of a sheet as met, each with the id of its relationship, '' if it has none."""

    met: list[tuple[str, Link]] = field(default_factory=list)

    def add(self, link: Element, most: int) -> None:
        """Add a link.

        Raises:
            PackageError: there are more than `most`.
        """
        span, location = span_of(link.get("ref", "")), link.get("location")
        if span:
            self.met.append((attribute(link, "id"), Link(span, f"#{location}" if location else "", link.get("tooltip", ""))))
        if len(self.met) > most:
            raise too_many(most, "links")

    def whole(self, package: Package, part: str, cells: Sized, most: int) -> tuple[Link, ...]:
        """The links with their addresses; that of one that leads out of the workbook stands among the relationships of the part.

        Raises:
            PackageError: they lie over so many of these cells that nobody would look for all of them.
        """
        if sum(min(cell_count(link.span), len(cells)) for _, link in self.met) > _TIMES * most:
            raise too_many(_TIMES * most, "cells with links")
        leads_out = any(number for number, _ in self.met)
        targets = {relation.id: relation.target for relation in relations_if_clear(package, part)} if leads_out else {}
        return tuple(replace(link, address=targets[number] + link.address) if number in targets else link for number, link in self.met)
