"""Tables of an appendix: what their styles say goes on to count.

A table's style stands above what all paragraphs of a file begin with, but below their styles. What the appendix's paragraphs
begin with becomes part of their styles in the paper, so that it would cover what the table's style says of the same thing.
"""

from __future__ import annotations

from shpdocs.paper.appendix.cascade import BY_ATTRIBUTE, Look, Styles, is_on_attribute, lay_under, overlaid, together
from shpdocs.paper.appendix.xml import Element, each, own, properties, tag, value

_PLACES = (
    ("firstCol", "firstColumn", 0x80),
    ("lastCol", "lastColumn", 0x100),
    ("firstRow", "firstRow", 0x20),
    ("lastRow", "lastRow", 0x40),
)


def keep_tables(root: Element, styles: Styles, begin: dict[str, Look]) -> None:
    """Say in each cell what its table's style says and a paragraph's own style is about to say otherwise.

    `begin` is what paragraphs ('pPr') and runs ('rPr') begin with. Bands of rows and columns are not looked at.
    """
    for table in each(root, "w:tbl"):
        named = value(table.find(f"{tag('w:tblPr')}/{tag('w:tblStyle')}"))
        named = named if named in styles.by_id else styles.default("table")
        if any(name in begin[kind] for kind in begin for name in _all_said(styles, named, kind)):
            _keep_table(table, named, styles, begin)


def _all_said(styles: Styles, named: str, kind: str) -> set[str]:
    """The names of everything that a table's style says of paragraphs or runs, wherever in the table."""
    found = set(styles.look(named, kind))
    for style in styles.chain(named):
        for part in style.findall(tag("w:tblStylePr")):
            found |= set(together([part.find(tag(f"w:{kind}"))]))
    return found


def _keep_table(table: Element, named: str, styles: Styles, begin: dict[str, Look]) -> None:
    rows = _of(table, table, "w:tr")
    switches = table.find(f"{tag('w:tblPr')}/{tag('w:tblLook')}")
    for at, row in enumerate(rows):
        cells = _of(row, table, "w:tc")
        for column, cell in enumerate(cells):
            here = {"firstRow": at == 0, "lastRow": at == len(rows) - 1, "firstCol": column == 0, "lastCol": column == len(cells) - 1}
            parts = [name for name, attribute, bit in _PLACES if here[name] and _is_shown(switches, attribute, bit)]
            looks = {kind: _look(styles, named, kind, parts, begin[kind]) for kind in begin}
            for paragraph in _of(cell, table, "w:p"):
                _keep(paragraph, looks, styles)


def _of(element: Element, table: Element, name: str) -> list[Element]:
    """What belongs to a table itself, and not to one within it."""
    return [one for one in each(element, name) if next(one.iterancestors(tag("w:tbl"))) is table]


def _is_shown(switches: Element | None, attribute: str, bit: int) -> bool:
    if value(switches, f"w:{attribute}"):
        return switches is not None and is_on_attribute(switches, f"w:{attribute}")
    said = value(switches)
    return bool(int(said, 16) & bit) if said else False


def _look(styles: Styles, named: str, kind: str, parts: list[str], begin: Look) -> Look:
    """What the table's style says at a place, of what paragraphs begin with."""
    says = [styles.look(named, kind).values()]
    for name in parts:
        for style in reversed(styles.chain(named)):
            found = (part for part in style.findall(tag("w:tblStylePr")) if value(part, "w:type") == name)
            says += [part.find(tag(f"w:{kind}")) for part in found]
    return {name: one for name, one in together(says).items() if name in begin}


def _keep(paragraph: Element, looks: dict[str, Look], styles: Styles) -> None:
    named = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}"))
    named = named if named in styles.by_id else styles.default("paragraph")
    said = _below(looks["pPr"], styles.look(named, "pPr"))
    if said:
        lay_under(properties(paragraph, "w:pPr"), said)
    letters = _below(looks["rPr"], styles.look(named, "rPr"))
    for run in own(paragraph, "w:r") if letters else ():
        styled = value(run.find(f"{tag('w:rPr')}/{tag('w:rStyle')}"))
        lay_under(properties(run, "w:rPr"), _below(letters, styles.look(styled, "rPr")))


def _below(look: Look, above: Look) -> Look:
    """What a look says that nothing above it says."""
    kept = {}
    for name, one in look.items():
        if name not in above:
            kept[name] = one
        elif name in BY_ATTRIBUTE:
            kept[name] = overlaid(one, above[name])
    return kept
