"""Tables of an appendix: what their styles say goes on to count.

A table's style stands above what all paragraphs of a file begin with, but below their styles. What the appendix's paragraphs
begin with becomes part of their styles in the paper, so that it would cover what the table's style says of the same thing.
"""

from __future__ import annotations

from shpdocs.paper.appendix.cascade import BY_ATTRIBUTE, Look, Styles, is_on_attribute, lay_under, overlaid, together
from shpdocs.paper.appendix.xml import Element, each, own, properties, tag, value

_CONDITIONS = (
    ("firstCol", "firstColumn", 0x80),
    ("lastCol", "lastColumn", 0x100),
    ("firstRow", "firstRow", 0x20),
    ("lastRow", "lastRow", 0x40),
)


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
