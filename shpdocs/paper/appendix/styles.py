"""Styles of an appendix: they come in beside the paper's under names of their own, and look as they did, in tables too.

A table's style stands above what all paragraphs of a file begin with, but below their styles. What the appendix's paragraphs
begin with becomes part of their styles in the paper, so that it would cover what the table's style says of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from shpdocs.paper.appendix.cascade import BY_ATTRIBUTE, Look, Styles, is_on_attribute, lay_under, overlaid, together, undone
from shpdocs.paper.appendix.numbering import Numbering
from shpdocs.paper.appendix.xml import PPR_ORDER, STYLE_ORDER, Element, each, insert, local, made, own, properties, put, tag, value

_NAMING = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_CONDITIONS = (
    ("firstCol", "firstColumn", 0x80),
    ("lastCol", "lastColumn", 0x100),
    ("firstRow", "firstRow", 0x20),
    ("lastRow", "lastRow", 0x40),
)


class Used:
    """Styles, lists and definitions of lists that an appendix uses, and all that those use."""

    def __init__(self, roots: Iterable[Element], styles: Styles, lists: Numbering) -> None:
        self.styles: set[str] = set()
        self.lists: set[str] = set()
        self.definitions: set[str] = set()
        self._known, self._numbering = styles, lists
        for type in ("paragraph", "table"):
            self._style(styles.default(type))
        for root in roots:
            self._within(root)

    def _within(self, element: Element) -> None:
        for one in each(element, "w:pStyle", "w:rStyle", "w:tblStyle", "w:numStyleLink", "w:styleLink", "w:basedOn", "w:link"):
            self._style(value(one))
        for one in each(element, "w:numId"):
            self._list(value(one))

    def _style(self, id: str) -> None:
        if id in self._known.by_id and id not in self.styles:
            self.styles.add(id)
            self._within(self._known.by_id[id])

    def _list(self, id: str) -> None:
        if id in self._numbering.lists and id not in self.lists:
            self.lists.add(id)
            self._within(self._numbering.lists[id])
            definition = self._numbering.definition_id(id)
            if definition in self._numbering.definitions and definition not in self.definitions:
                self.definitions.add(definition)
                self._within(self._numbering.definitions[definition])


def new_ids(ours: Styles, theirs: Styles, used: set[str], prefix: str) -> dict[str, str]:
    """The id in the paper of every style that comes in."""
    taken = {id.lower() for id in ours.by_id}
    ids = {}
    for id in theirs.by_id:
        if id in used:
            new = next(name for name in (f"{prefix}{'x' * more}{id}" for more in range(1000)) if name.lower() not in taken)
            taken.add(new.lower())
            ids[id] = new
    return ids


def beginnings(ours: Styles, theirs: Styles) -> dict[str, Look]:
    """What paragraphs and runs of the appendix begin with and the paper's do not, by 'pPr' and 'rPr'."""
    found = {}
    for kind in ("pPr", "rPr"):
        here, there = (_of_defaults(one, kind) for one in (ours, theirs))
        look = undone(here, there, kind)
        found[kind] = {name: one for name, one in look.items() if name not in here or _text(one) != _text(here[name])}
    return found


def _of_defaults(styles: Styles, kind: str) -> Look:
    element = styles.defaults(kind)
    return {local(child): child for child in element} if element is not None else {}


def _text(element: Element) -> str:
    return f"{local(element)} {sorted(element.attrib.items())}"


def bring_in(ours: Styles, theirs: Styles, ids: dict[str, str], prefix: str, begin: dict[str, Look]) -> None:
    """Add the styles of an appendix to the paper's, under their new ids."""
    for id, new in ids.items():
        style = deepcopy(theirs.by_id[id])
        _rename(style, new, ids, prefix)
        if value(style, "w:type") == "paragraph" and style.find(tag("w:basedOn")) is None:
            for kind, look in begin.items():
                own_properties = style.find(tag(f"w:{kind}"))
                if own_properties is None:
                    own_properties = made(f"w:{kind}")
                    insert(style, own_properties, STYLE_ORDER)
                lay_under(own_properties, look)
        ours.root.append(style)
        ours.by_id[new] = style


def _rename(style: Element, new: str, ids: dict[str, str], prefix: str) -> None:
    style.set(tag("w:styleId"), new)
    style.set(tag("w:customStyle"), "1")
    style.attrib.pop(tag("w:default"), None)
    for child in list(style):
        name = local(child)
        if name == "name":
            child.set(tag("w:val"), f"{prefix} {value(child)}")
        elif name in ("aliases", "qFormat", "rsid", "autoRedefine"):
            style.remove(child)
        elif name in ("basedOn", "next", "link"):
            if value(child) in ids:
                child.set(tag("w:val"), ids[value(child)])
            else:
                style.remove(child)


def without_style(theirs: Styles) -> None:
    """Give an appendix without a style for plain paragraphs one: it must not take the paper's."""
    if not theirs.default("paragraph"):
        style = made("w:style", type="paragraph", styleId="Normal")
        style.set(tag("w:default"), "1")
        style.append(made("w:name", val="Normal"))
        theirs.root.append(style)
        theirs.by_id["Normal"] = style


def restyle(root: Element, theirs: Styles, ids: dict[str, str], done: set[Element]) -> None:
    """Let paragraphs, runs and tables of a part name their styles by the new ids; those that name none are given the default."""
    for element in list(each(root, "w:pStyle", "w:rStyle", "w:tblStyle")):
        holder = element.getparent().getparent()
        if holder in done and local(element) == "pStyle":
            continue
        new = ids.get(value(element)) or ids.get(theirs.default(_NAMING[local(element)]), "")
        if new and value(theirs.by_id.get(value(element), None), "w:type") in ("", _NAMING[local(element)]):
            element.set(tag("w:val"), new)
        else:
            element.getparent().remove(element)
    plain, table = ids.get(theirs.default("paragraph"), ""), ids.get(theirs.default("table"), "")
    for paragraph in each(root, "w:p"):
        if plain and paragraph not in done and paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}") is None:
            put(properties(paragraph, "w:pPr"), made("w:pStyle", val=plain), PPR_ORDER)
    for one in each(root, "w:tbl"):
        said = properties(one, "w:tblPr")
        if table and said.find(tag("w:tblStyle")) is None:
            said.insert(0, made("w:tblStyle", val=table))


def keep_table_formats(root: Element, styles: Styles, beginnings: dict[str, Look]) -> None:
    """Say in each cell what its table's style says and a paragraph's own style is about to say otherwise.

    `beginnings` are what paragraphs ('pPr') and runs ('rPr') begin with. Bands of rows and columns are not looked at.
    """
    for table in each(root, "w:tbl"):
        style = value(table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}"))
        style = style if style in styles.by_id else styles.default("table")
        if any(name in beginnings[kind] for kind in beginnings for name in _properties_set(styles, style, kind)):
            _keep_table(table, style, styles, beginnings)


def _properties_set(styles: Styles, table_style: str, kind: str) -> set[str]:
    """The names of everything that a table's style says of paragraphs or runs, wherever in the table."""
    names = set(styles.look(table_style, kind))
    for style in styles.chain(table_style):
        for part in style.findall(tag("w:tblStylePr")):
            names |= set(together([part.find(tag(f"w:{kind}"))]))
    return names


def _keep_table(table: Element, style: str, styles: Styles, beginnings: dict[str, Look]) -> None:
    rows = _own(table, table, "w:tr")
    switches = table.find(f"{tag('w:tblPr')}/{tag('w:tblLook')}")
    for number, row in enumerate(rows):
        cells = _own(row, table, "w:tc")
        for column, cell in enumerate(cells):
            is_at = {
                "firstRow": number == 0,
                "lastRow": number == len(rows) - 1,
                "firstCol": column == 0,
                "lastCol": column == len(cells) - 1,
            }
            parts = [name for name, attribute, bit in _CONDITIONS if is_at[name] and _is_shown(switches, attribute, bit)]
            looks = {kind: _look(styles, style, kind, parts, beginnings[kind]) for kind in beginnings}
            for paragraph in _own(cell, table, "w:p"):
                _keep_in_paragraph(paragraph, looks, styles)


def _own(element: Element, table: Element, name: str) -> list[Element]:
    """What belongs to a table itself, and not to one within it."""
    return [child for child in each(element, name) if next(child.iterancestors(tag("w:tbl"))) is table]


def _is_shown(switches: Element | None, attribute: str, bit: int) -> bool:
    if value(switches, f"w:{attribute}"):
        return switches is not None and is_on_attribute(switches, f"w:{attribute}")
    bits = value(switches)
    return bool(int(bits, 16) & bit) if bits else False


def _look(styles: Styles, table_style: str, kind: str, parts: list[str], beginning: Look) -> Look:
    """What the table's style says at a place, of what paragraphs begin with."""
    properties_elements = [styles.look(table_style, kind).values()]
    for name in parts:
        for style in reversed(styles.chain(table_style)):
            conditional = (part for part in style.findall(tag("w:tblStylePr")) if value(part, "w:type") == name)
            properties_elements += [part.find(tag(f"w:{kind}")) for part in conditional]
    return {name: element for name, element in together(properties_elements).items() if name in beginning}


def _keep_in_paragraph(paragraph: Element, looks: dict[str, Look], styles: Styles) -> None:
    style = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}"))
    style = style if style in styles.by_id else styles.default("paragraph")
    paragraph_look = _not_covered(looks["pPr"], styles.look(style, "pPr"))
    if paragraph_look:
        lay_under(properties(paragraph, "w:pPr"), paragraph_look)
    run_look = _not_covered(looks["rPr"], styles.look(style, "rPr"))
    for run in own(paragraph, "w:r") if run_look else ():
        run_style = value(run.find(f"{tag('w:rPr')}/{tag('w:rStyle')}"))
        lay_under(properties(run, "w:rPr"), _not_covered(run_look, styles.look(run_style, "rPr")))


def _not_covered(look: Look, above: Look) -> Look:
    """What a look says that nothing above it says."""
    kept = {}
    for name, element in look.items():
        if name not in above:
            kept[name] = element
        elif name in BY_ATTRIBUTE:
            kept[name] = overlaid(element, above[name])
    return kept
