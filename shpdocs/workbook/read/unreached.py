"""Parts of a workbook that nothing in it leads to: no program shows them, and they go wherever the file goes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shpdocs.ooxml.package import Package
from shpdocs.ooxml.part_names import part_key
from shpdocs.workbook.read.unclear import relations_if_clear

# What is found by its name, is read wherever it stands, says nothing of a return, or is left by a program that keeps house badly.
_NO_DATA = re.compile(
    r"\[content_types\]\.xml|(.*/)?_rels/[^/]*\.rels|mimetype|docprops/.*|docmetadata/.*|customxml/.*|\[trash\]/.*|__macosx/.*"
    r"|(.*/)?(\.ds_store|thumbs\.db|desktop\.ini)|xl/(styles|calcchain|metadata)\.xml|xl/(theme|printersettings|tables|persons|externallinks)/.*",
    re.IGNORECASE,
)


def unreached(package: Package, known: Iterable[str]) -> tuple[str, ...]:
    """The names of parts that no relationship leads to from the package, its workbook or the parts that are `known`; in order.

    Raises:
        PackageError: there is more than is allowed.
    """
    waiting = [*known, "", package.main or "xl/workbook.xml"]
    reached = {part_key(name) for name in waiting}
    lost = {key: name for name in sorted(package.names) if (key := part_key(name)) not in reached and not _NO_DATA.fullmatch(name)}
    for part in waiting:  # which grows; a workbook as most are leads to all that it has at once, and no more is opened
        if not lost:
            break
        for relation in relations_if_clear(package, part):
            key = part_key(relation.target)
            if not relation.is_external and key not in reached:
                reached.add(key)
                lost.pop(key, None)
                waiting.append(relation.target)
    return tuple(lost.values())
