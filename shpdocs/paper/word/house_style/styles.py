"""Styles, theme and fonts of a house style, copied into ours: theirs by name under our ids, ours where they have none."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from shpdocs.ooxml.theme import read_theme
from shpdocs.ooxml.word_order import add_in_order, properties
from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import Element, W, each, element, find, local, remove, tag, value
from shpdocs.paper.word.house_style.copied import FONT, STYLES, THEME, TOLD
from shpdocs.paper.word.house_style.plain import keep_plain

_REFERENCES = ("basedOn", "next", "link")


class StyleCopier:
    """Copies styles. Those that a header or footer uses are added by `use`; `copied` is our part of styles with all of them.

    `missing` names our styles that theirs lack, but for those that every program has of itself.
    """

    def __init__(self, council: Styles, base: Styles) -> None:
        self._council, self._base = council, base
        self._ids = _matched(self._council, self._base)  # their id: the one in the paper
        self._others: list[str] = []  # their ids
        self.left: list[str] = []
        matched = set(self._ids.values())
        unmatched = (id for id, style in self._base.by_id.items() if id not in matched and not style.get(tag("w:default")))
        self.missing = tuple(map(self._base.name, unmatched))
        for id in list(self._ids):
            self.use(id)

    def use(self, id: str) -> str:
        """The id in the paper of a style that a header or footer uses, '' if the file has none such."""
        if id not in self._council.by_id:
            return ""
        for below in self._council.chain(id):
            below_id = value(below, "w:styleId")
            if below_id not in self._ids:
                self._others.append(below_id)
                self._ids[below_id] = f"House{len(self._others)}"
        return self._ids[id]

    def copied(self) -> Element:
        """The part of styles: ours in their order, each as theirs is where they have it; then what else is used."""
        council = {new_id: id for id, new_id in self._ids.items()}
        root = element("w:styles", None, self._defaults())
        for id, base in self._base.by_id.items():
            root.append(self._copy(council[id], base) if id in council else deepcopy(base))
        root.extend([self._copy(id, None) for id in self._others])
        return root

    def _defaults(self) -> Element:
        """The defaults of text, in British English whatever they say."""
        base, council = (deepcopy(find(styles.root, "w:docDefaults")) for styles in (self._base, self._council))
        letters = find(council, "w:rPrDefault/w:rPr")
        if letters is None:
            return base
        self._keep_listed(council, "all text")
        add_in_order(letters, find(base, "w:rPrDefault/w:rPr/w:lang"))
        return council

    def _copy(self, id: str, base: Element | None) -> Element:
        """A style of theirs as the paper has it: what is listed of it, with our id, name and level if it is one of ours."""
        style = deepcopy(self._council.by_id[id])
        self._keep_listed(style, self._council.name(id))
        style.attrib.clear()
        style.attrib.update({tag("w:type"): _type(self._council.by_id[id]), tag("w:styleId"): self._ids[id]})
        for reference in [child for child in style if local(child) in _REFERENCES]:
            if value(reference) in self._ids:
                reference.set(tag("w:val"), self._ids[value(reference)])
            else:
                style.remove(reference)
        if base is None:
            style.set(tag("w:customStyle"), "1")
        name = find(style, "w:name")
        if name is not None:
            name.set(tag("w:val"), f"House {self._ids[id].removeprefix('House')}" if base is None else value(find(base, "w:name")))
        if base is not None:
            style.attrib.update(base.attrib)
            level = find(base, "w:pPr/w:outlineLvl")  # a heading stays one of its level, whatever was done to it
            if level is not None:
                add_in_order(properties(style, "w:pPr"), deepcopy(level))
        return style

    def _keep_listed(self, style: Element, name: str) -> None:
        for holder in list(style.iter()):
            for key in [key for key in holder.attrib if not key.startswith(f"{{{W}}}")]:
                del holder.attrib[key]
            listed = STYLES.get(holder.tag)
            unlisted = [child for child in holder if listed is not None and child.tag not in listed]
            self.left += [f"{TOLD[child.tag]} of {name}" for child in unlisted if child.tag in TOLD]
            remove(unlisted)
        keep_plain(style)


def _matched(council: Styles, base: Styles) -> dict[str, str]:
    """Our id by theirs, of the styles that both have; LibreOffice has a style Caption of its own beside Word's caption."""
    exact = {(_type(style), council.name(id)): id for id, style in council.by_id.items()}
    alike = {(_type(style), name.strip().casefold()): id for id, style in council.by_id.items() for name in _names(style)}
    matched: dict[str, str] = {}
    for our_id, style in base.by_id.items():
        kind, name = _type(style), base.name(our_id)
        id = exact.get((kind, name)) or alike.get((kind, name.casefold()))
        if id:
            matched.setdefault(id, our_id)
    return matched


def _type(style: Element) -> str:
    type = value(style, "w:type")
    return type if type in ("character", "table", "numbering") else "paragraph"


def _names(style: Element) -> Iterator[str]:
    """What a style may be found by: its name, or one of its other names."""
    yield value(find(style, "w:name"))
    yield from value(find(style, "w:aliases")).split(",")


def copied_theme(council: Element | None, base: Element) -> Element:
    """Our theme with the colours and types of theirs, if that has all of them."""
    council = deepcopy(council)
    schemes = [scheme for scheme in (find(council, path) for path in THEME) if scheme is not None]
    for scheme in schemes:
        keep_plain(scheme)
    colours, fonts = (find(council, path) for path in THEME)
    known = read_theme(council).colours
    if colours is None or fonts is None or len(known) != 12 or not all(known.values()):
        return base
    for path, scheme in zip(THEME, (colours, fonts), strict=True):
        copied = deepcopy(scheme)
        remove(each(copied, "a:extLst"))
        copied.set("name", "House")
        old = next(each(base, path.rpartition("/")[2]))
        old.getparent().replace(old, copied)
    return base


def copied_fonts(council: Element | None, base: Element, used: set[str]) -> tuple[Element, bool]:
    """Of their table of fonts those that are used, ours if they have none; and whether fonts are embedded in theirs: those stay behind."""
    if council is None:
        return base, False
    has_embedded = False
    fonts = element("w:fonts")
    for font in council.findall(tag("w:font")):
        copied = deepcopy(font)
        unlisted = [child for child in copied if child.tag not in FONT]
        has_embedded = has_embedded or any(local(child).startswith("embed") for child in unlisted)
        remove(unlisted)
        keep_plain(copied)
        if value(copied, "w:name") in used:
            fonts.append(copied)
    return fonts, has_embedded
