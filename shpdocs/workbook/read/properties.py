"""The properties of a workbook: the stamp that it was issued with, and what somebody, or a program, wrote there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from shpdocs.model.workbook import Kept, Remark
from shpdocs.ooxml.branches import local_name
from shpdocs.ooxml.package import Package
from shpdocs.workbook.read.kept import has_words
from shpdocs.workbook.read.strings import bounded
from shpdocs.workbook.read.unclear import if_clear

_STAMP = "shpdocs-stamp"
_TAGS = {"keywords": "keywords", "category": "category", "contentStatus": "status"}  # in Excel's File > Info
# What programs that label files, and those that keep them, call their own properties.
_OF_PROGRAMS = re.compile(
    r"(?i)(msip_|_dlc|titus|bj|dlp|classif|docsensitivity|contenttype|taxcatch|mediaservice|xd_|slidedeck|kso|sharedwith|_[a-z]).*"
)


class Properties(Struct, frozen=True):
    """The stamp in a workbook's properties, one a line if there are several, and what else was written there."""

    stamp: str
    remarks: tuple[Remark, ...]
    kept: tuple[Kept, ...]


def read_properties(package: Package) -> Properties:
    """What the properties of a workbook say. Those that cannot be read are told, and the rest is read.

    Raises:
        PackageError: there is more than is allowed.
    """
    own, core = if_clear(lambda: _own_properties(package), None), if_clear(lambda: core_properties(package), None)
    texts = ((own or {}).get(_STAMP, ""), (core or {}).get("subject", ""))
    comment = (core or {}).get("description", "")
    remarks = [Remark("comment in the document's properties", "", comment)] if comment.strip() else []
    if own is None or core is None:
        remarks.append(Remark("part of the file (the document's properties)", "", "it cannot be read"))
    return Properties("\n".join(text for text in dict.fromkeys(texts) if text), tuple(remarks), _kept(core or {}, own or {}))


def core_properties(package: Package) -> dict[str, str]:
    """The document's properties by name: 'title', 'creator', 'subject', 'description', 'language' …

    Raises:
        PackageError: their part is broken.
    """
    part = package.related("", "core-properties") or "docProps/core.xml"
    return {local_name(element.tag): bounded(element.text or "") for _, element in package.branches(part)}


def _own_properties(package: Package) -> dict[str, str]:
    """The properties that are none of the usual ones, by name; of two of one name the last.

    Raises:
        PackageError: their part is broken.
    """
    part = package.related("", "custom-properties") or "docProps/custom.xml"
    return {element.get("name", ""): bounded(element[0].text or "") for _, element in package.branches(part) if len(element)}


def _kept(core: Mapping[str, str], own: Mapping[str, str]) -> tuple[Kept, ...]:
    """What no cell and no program's own use of its properties says: words that somebody may have written, and names."""
    tags = (Kept(f"{kind} in its properties", _line(core[name])) for name, kind in _TAGS.items() if core.get(name, "").strip())
    written = (
        Kept("a property of its own", f"{name}: {_line(text)}")
        for name, text in own.items()
        if name != _STAMP and has_words(text) and not _OF_PROGRAMS.fullmatch(name)
    )
    return (*tags, *written)


def _line(text: str) -> str:
    return " ".join(text.split())
