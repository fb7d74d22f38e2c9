"""What was answered and stands nowhere in the paper: told, so that nothing is lost unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.model.document import Document, Table
from shpdocs.paper.sections.material import Material

_BESIDE = ("/reason", "/commentary", "/revision")  # of a figure: printed with it, or nothing of their own


def not_printed(document: Document, material: Material) -> tuple[str, ...]:
    """Return the fields, measures and tables that hold an answer of which the paper prints nothing.

    Measures that their definition keeps out of every paper are not told, nor is what is not for publication, nor are reasons
    for no figure on their own.
    """
    withheld = {one.answer for one in material.disclosed.withheld} if material.disclosed else set()
    printed = {_group(ref.partition("/")[0], ref) for ref in _refs(document)} | set(_in_footer(material))
    found = []
    for definition in material.definitions:
        held_back = {f"{definition.sub_group}/{measure.key}" for measure in definition.measures if not measure.publish}
        of = material.returns.get(definition.sub_group)
        told = [pointer for pointer in (of.sources if of else ()) if not pointer.startswith("/sign-off/") and not pointer.endswith(_BESIDE)]
        groups = dict.fromkeys(_group(definition.sub_group, pointer) for pointer in told)
        found += [group for group in groups if group not in printed | held_back | withheld]
    return tuple(found)


def _group(sub_group: str, pointer: str) -> str:
    """The field, measure or table that a pointer (or a ref that begins with the sub-group) lies in."""
    return f"{sub_group}/{pointer.removeprefix(sub_group).split('/')[2]}"


def _in_footer(material: Material) -> Iterator[str]:
    for line in material.profile.footer:
        yield from re.findall(r"\{([^{}]*/[^{}]*)\}", line)


def _refs(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (ref for row in block.rows for cell in row for text in cell for ref in text.refs)
        else:
            yield from getattr(block, "refs", ())
