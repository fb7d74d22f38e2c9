"""Styles of an appendix: they come in beside the paper's under names of their own, and look as they did, in tables too.

A table's style stands above what all paragraphs of a file begin with, but below their styles. What the appendix's paragraphs
begin with becomes part of their styles in the paper, so that it would cover what the table's style says of the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from copy import deepcopy

from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.word_order import properties, set_in_order
from shpdocs.ooxml.word_paragraphs import directly_in, style_of
from shpdocs.ooxml.word_styles import Look, Position, Styles, table_flags, table_parts, together
from shpdocs.ooxml.xml import Element, each, element, find, local, remove, tag, value
from shpdocs.paper.appendix.lists import Numbering
from shpdocs.paper.appendix.looks import lay_under, not_covered, undone

_NAME = re.compile(r'[^",;\\]+(?=[",;])|[^\s",;\\]+')  # in the code of a field: between quotation marks or in a list, or a word alone
_NAMING = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}


class Used:
    """Styles, lists and definitions of lists that an appendix uses, in codes of fields too, and all that those use."""

    def __init__(self, roots: Iterable[Element], styles: Styles, lists: Numbering) -> None:
        self.styles: set[str] = set()
        self.lists: set[str] = set()
        self.definitions: set[str] = set()
        self._all_styles, self._all_lists = styles, lists
        self._waiting = list(roots)
        for type in ("paragraph", "table"):
            self._add(styles.default(type), self.styles, styles.by_id)
        for root in self._waiting:  # grows on the way
            self._add_within(root)
            for name in (name for field in fields(root) for name in _NAME.findall(field.code)):
                self._add(styles.id_of(name.strip()), self.styles, styles.by_id)

    def add_style(self, name: str) -> None:
        """Count a style as used by its name, if the file has it."""
        self._add(self._all_styles.id_of(name), self.styles, self._all_styles.by_id)

    def _add_within(self, root: Element) -> None:
        for name in each(root, "w:pStyle", "w:rStyle", "w:tblStyle", "w:numStyleLink", "w:styleLink", "w:basedOn", "w:link"):
            self._add(value(name), self.styles, self._all_styles.by_id)
        for number in each(root, "w:numId"):
            self._add(value(number), self.lists, self._all_lists.lists)
        for number in each(root, "w:abstractNumId"):
            self._add(value(number), self.definitions, self._all_lists.definitions)

    def _add(self, id: str, used: set[str], known: dict[str, Element]) -> None:
        if id in known and id not in used:
            used.add(id)
            self._waiting.append(known[id])


def new_ids(paper: Styles, appendix: Styles, used: Container[str], prefix: str) -> dict[str, str]:
    """The id in the paper of every style that comes in."""
    taken = {id.lower() for id in paper.by_id}
    ids = {}
    for id in appendix.by_id:
        if id in used:
            ids[id] = next(name for name in (f"{prefix}{'x' * more}{id}" for more in range(1000)) if name.lower() not in taken)
            taken.add(ids[id].lower())
    return ids


def beginnings(paper: Styles, appendix: Styles) -> dict[str, Look]:
    """What paragraphs and runs of the appendix begin with and the paper's do not, by 'pPr' and 'rPr'."""
    looks = {}
    for kind in ("pPr", "rPr"):
        below = together(paper.defaults(kind))
        whole = undone(below, together(appendix.defaults(kind)), kind)
        looks[kind] = {name: said for name, said in whole.items() if name not in below or dict(said.attrib) != dict(below[name].attrib)}
    return looks


def bring_in(paper: Styles, appendix: Styles, ids: dict[str, str], prefix: str, begin: dict[str, Look]) -> None:
    """Add the styles of an appendix to the paper's, under their new ids."""
    for id, new in ids.items():
        style = deepcopy(appendix.by_id[id])
        _rename(style, new, ids, prefix)
        if value(style, "w:type") == "paragraph" and find(style, "w:basedOn") is None:
            for kind, look in begin.items():
                lay_under(properties(style, f"w:{kind}"), look)
        paper.add(style)


def _rename(style: Element, new: str, ids: dict[str, str], prefix: str) -> None:
    style.set(tag("w:styleId"), new)
    style.set(tag("w:customStyle"), "1")
    style.attrib.pop(tag("w:default"), None)
    for child in list(style):
        name = local(child)
        if name == "name":
            child.set(tag("w:val"), f"{prefix} {value(child)}")
        elif name in ("basedOn", "next", "link") and value(child) in ids:
            child.set(tag("w:val"), ids[value(child)])
        elif name in ("basedOn", "next", "link", "qFormat"):
            style.remove(child)


def add_missing_default(appendix: Styles) -> None:
    """Give an appendix without a style for plain paragraphs one: it must not take the paper's."""
    if not appendix.default("paragraph"):
        attributes = {"w:type": "paragraph", "w:styleId": "Normal", "w:default": "1"}
        appendix.add(element("w:style", attributes, element("w:name", {"w:val": "Normal"})))


def restyle(root: Element, appendix: Styles, ids: dict[str, str], headings: Container[Element]) -> None:
    """Let paragraphs, runs and tables of a part name their styles by the new ids; those that name none are given the default.

    `headings` have the paper's styles already.
    """
    for name in list(each(root, *(f"w:{name}" for name in _NAMING))):
        if local(name) == "pStyle" and name.getparent().getparent() in headings:
            continue
        type, style = _NAMING[local(name)], value(name)
        new = ids.get(style) or ids.get(appendix.default(type), "")
        if new and value(appendix.by_id.get(style), "w:type", type) == type:
            name.set(tag("w:val"), new)
        else:
            remove([name])
    plain, table_style = (ids.get(appendix.default(type), "") for type in ("paragraph", "table"))
    for paragraph in each(root, "w:p") if plain else ():
        if paragraph not in headings and not style_of(paragraph):
            set_in_order(properties(paragraph, "w:pPr"), element("w:pStyle", {"w:val": plain}))
    for table in each(root, "w:tbl") if table_style else ():
        if find(table, "w:tblPr/w:tblStyle") is None:
            properties(table, "w:tblPr").insert(0, element("w:tblStyle", {"w:val": table_style}))


def keep_table_formats(root: Element, styles: Styles, begin: dict[str, Look]) -> None:
    """Say in each cell what its table's style says and a paragraph's own style is about to say otherwise.

    `begin` is what paragraphs ('pPr') and runs ('rPr') begin with.
    """
    for table in each(root, "w:tbl"):
        style = styles.usual(value(find(table, "w:tblPr/w:tblStyle")), "table")
        names = {
            (kind, local(name)) for kind in begin for below in styles.chain(style) for said in each(below, f"w:{kind}") for name in said
        }
        if any(name in begin[kind] for kind, name in names):
            _keep_table(table, style, styles, begin)


def _keep_table(table: Element, style: str, styles: Styles, begin: dict[str, Look]) -> None:
    flags = table_flags(find(table, "w:tblPr/w:tblLook"))
    rows = _of_table(table, table, "w:tr")
    looks: dict[tuple[str, ...], dict[str, Look]] = {}
    for row_number, row in enumerate(rows, 1):
        cells = _of_table(row, table, "w:tc")
        for column_number, cell in enumerate(cells, 1):
            parts = tuple(table_parts(flags, Position(row_number, len(rows)), Position(column_number, len(cells))))
            if parts not in looks:
                whole = {kind: styles.table_look(style, kind, parts) for kind in begin}
                looks[parts] = {kind: {name: said for name, said in whole[kind].items() if name in begin[kind]} for kind in begin}
            for paragraph in _of_table(cell, table, "w:p"):
                _keep_in_paragraph(paragraph, looks[parts], styles)


def _of_table(root: Element, table: Element, name: str) -> list[Element]:
    """What belongs to a table itself, and not to one within it."""
    return [child for child in each(root, name) if next(child.iterancestors(tag("w:tbl"))) is table]


def _keep_in_paragraph(paragraph: Element, looks: dict[str, Look], styles: Styles) -> None:
    style = styles.usual(style_of(paragraph))
    paragraph_look, run_look = (not_covered(looks[kind], styles.look(style, kind)) for kind in ("pPr", "rPr"))
    if paragraph_look:
        lay_under(properties(paragraph, "w:pPr"), paragraph_look)
    for run in directly_in(paragraph, "w:r") if run_look else ():
        run_style = value(find(run, "w:rPr/w:rStyle"))
        lay_under(properties(run, "w:rPr"), not_covered(run_look, styles.look(run_style, "rPr")))
