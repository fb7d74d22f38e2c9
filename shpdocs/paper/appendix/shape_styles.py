"""Shapes drawn in a style of their file's theme: what the style says is said by each shape itself, as the paper's theme is another."""

from __future__ import annotations

from copy import deepcopy

from shpdocs.ooxml.xml import A, Element, element, find, local, tag

_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_JOINS = ("round", "bevel", "miter")
_EFFECTS = ("effectLst", "effectDag")
_OF_A_LINE = (_FILLS, ("prstDash", "custDash"), _JOINS, ("headEnd",), ("tailEnd",))
_ORDER = ("xfrm", "custGeom", "prstGeom", *_FILLS, "ln", *_EFFECTS, "scene3d", "sp3d", "extLst")
_BACKGROUNDS = 1000  # a fill of this number and more is one for backgrounds
_CHOSEN = "phClr"  # in a theme: the colour that the shape names


def say_styles(root: Element, theme: Element | None) -> None:
    """Let every shape of a part say what it looks like by its style; `theme` is the root of its file's theme."""
    formats = None if theme is None else next(theme.iter(tag("a:fmtScheme")), None)
    if formats is None:
        return
    for style in root.iter("{*}style"):
        properties = next((child for child in style.getparent() if local(child) == "spPr"), None)
        if properties is not None and find(style, "a:lnRef") is not None:
            _say_fill(properties, find(style, "a:fillRef"), formats)
            _say_line(properties, find(style, "a:lnRef"), formats)
            _say_effects(properties, find(style, "a:effectRef"), formats)


def _say_fill(properties: Element, named: Element | None, formats: Element) -> None:
    number = _number(named)
    is_background = number > _BACKGROUNDS
    fill = _listed(formats, "bgFillStyleLst" if is_background else "fillStyleLst", number - _BACKGROUNDS * is_background)
    if named is None or _has(properties, _FILLS) or (fill is not None and _shows_a_picture(fill)):
        return
    _put(properties, element("a:noFill") if fill is None else _coloured(fill, named))
    named.set("idx", "0")


def _say_line(properties: Element, named: Element | None, formats: Element) -> None:
    line, own = _listed(formats, "lnStyleLst", _number(named)), find(properties, "a:ln")
    if named is None or line is None:
        return
    line = _coloured(line, named)
    if own is None:
        _put(properties, line)
    else:
        for name in (name for name in line.attrib if name not in own.attrib):
            own.set(name, line.get(name))
        own[:] = [said for names in _OF_A_LINE for said in ([*_named(own, names)] or [*_named(line, names)])]
    named.set("idx", "0")


def _say_effects(properties: Element, named: Element | None, formats: Element) -> None:
    style = _listed(formats, "effectStyleLst", _number(named))
    if named is None or style is None or _has(properties, _EFFECTS):
        return
    for said in list(_coloured(style, named)):
        if not _has(properties, (local(said),)):
            _put(properties, said)
    named.set("idx", "0")


def _number(named: Element | None) -> int:
    said = "" if named is None else named.get("idx", "")
    return int(said) if said.isdecimal() else 0


def _listed(formats: Element, name: str, number: int) -> Element | None:
    """The format of a number, from 1, in a list of the theme; None for one that it has not."""
    listed = find(formats, f"a:{name}")
    return listed[number - 1] if listed is not None and 0 < number <= len(listed) else None


def _coloured(said: Element, named: Element) -> Element:
    """A format of the theme in the colour that a shape names."""
    copy = deepcopy(said)
    colour = next(iter(named), None)
    for place in [place for place in copy.iter(tag("a:schemeClr")) if place.get("val") == _CHOSEN]:
        if colour is None:
            place.set("val", "tx1")
            continue
        chosen = deepcopy(colour)
        chosen.extend([deepcopy(change) for change in place])
        place.getparent().replace(place, chosen)
    return copy


def _shows_a_picture(fill: Element) -> bool:
    return any(local(part) == "blip" for part in fill.iter(f"{{{A}}}*"))


def _has(properties: Element, names: tuple[str, ...]) -> bool:
    return bool(_named(properties, names))


def _named(parent: Element, names: tuple[str, ...]) -> list[Element]:
    return [child for child in parent if local(child) in names]


def _put(properties: Element, said: Element) -> None:
    """Put what is said of a shape where the schema wants it."""
    rank = _ORDER.index(local(said))
    place = next((at for at, other in enumerate(properties) if local(other) in _ORDER[rank + 1 :]), len(properties))
    properties.insert(place, said)
