"""Parts that a return can do without: one that cannot be read is told by whoever asked for it, and stops nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from xml.etree.ElementTree import Element
from xml.parsers import expat

from shpdocs.ooxml.bounds import PackageError, damaged
from shpdocs.ooxml.branches import EndlessError, RefusedError, whole
from shpdocs.ooxml.package import Package, Relation

Read = TypeVar("Read")


def if_clear(read: Callable[[], Read], otherwise: Read) -> Read:
    """What is read of such a part; `otherwise` if it cannot be read.

    Raises:
        PackageError: there is more than is allowed.
    """
    try:
        return read()
    except PackageError as error:
        if error.fault.code == "oversized":
            raise
        return otherwise


def relations_if_clear(package: Package, part: str) -> tuple[Relation, ...]:
    """The relationships of a part within the workbook; none if they cannot be read: then what they led to is told as unreached.

    Raises:
        PackageError: there is more than is allowed.
    """
    return if_clear(lambda: package.relations(part), ())


def root_if_clear(package: Package, part: str, mend: Callable[[bytes], bytes] = bytes) -> Element | None:
    """The root of a small part, with all that stands in it; None if it is not there, is no XML once mended, or is too large to be held.

    Raises:
        PackageError: there is more than is allowed.
    """

    def read() -> Element | None:
        try:
            return whole(mend(package.read_xml(part)))
        except (expat.ExpatError, RefusedError, EndlessError, LookupError):  # LookupError: an encoding that nobody knows
            raise damaged(part) from None

    return if_clear(read, None)
