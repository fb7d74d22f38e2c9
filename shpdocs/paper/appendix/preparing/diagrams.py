"""SmartArt as the drawing that a file keeps of it: shapes with text boxes, which say every word that the SmartArt says and no other."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from itertools import islice

from lxml import etree

from shpdocs.ooxml.colours import UNKNOWN
from shpdocs.ooxml.drawing_colours import colour_of
from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.vocabulary import PREFIXES
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_styles import number
from shpdocs.ooxml.xml import MC, Element, R, each, element, find, local, tag

_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_IDS = f"{{{_DIAGRAM}}}relIds"
_USUAL_SIZE = 1800  # hundredths of a point, where a text says none
_TWIP = 635  # EMU
_NEAR = 2  # EMU that two frames may differ by and be the same
_SIDES = {"l": "left", "ctr": "center", "r": "right", "just": "both"}


def draw_diagrams(file: WordFile, part: str, root: Element) -> tuple[int, set[str]]:
    """Put the drawing that is kept of each SmartArt of a part in its place.

    Return how many there were, and the ids of the relationships that nothing needs any more. One whose drawing is not kept, shows
    pictures, or says other words than the SmartArt does, stays and is refused; so is one that shares its drawing with another before it.
    """
    drawn, ids = set[str](), set[str]()
    for named in list(root.iter(_IDS)):
        data = file.relations(part).get(named.get(f"{{{R}}}dm", ""))
        id = "" if data is None or not file.has_target(data) else _drawing_id(file.tree(data.target))
        kept = file.relations(part).get(id)
        if data is None or kept is None or kept.target in drawn or not file.has_target(kept):
            continue
        extent = find(_frame(named), "wp:extent")
        if extent is None or not _shows(file.tree(data.target), file.tree(kept.target)):
            continue
        ids.update({id, *(said for name, said in named.attrib.items() if name.startswith(f"{{{R}}}"))})
        _draw(named, {side: extent.get(side, "0") for side in ("cx", "cy")}, file.tree(kept.target), file.theme)
        drawn.add(kept.target)
    return len(drawn), ids - {said for named in root.iter(_IDS) for said in named.attrib.values()}


def _drawing_id(data: Element) -> str:
    """The id of the relationship to the drawing that is kept of a SmartArt."""
    return next((said.get("relId", "") for said in data.iter("{*}dataModelExt")), "")


def _shows(data: Element, drawing: Element) -> bool:
    """Whether a drawing says what its SmartArt does, and shows nothing but shapes."""
    tree = drawing.find("{*}spTree")
    shapes = [] if tree is None else [child for child in tree if local(child) not in ("nvGrpSpPr", "grpSpPr")]
    is_plain = all(local(shape) == "sp" and _has_frame(shape) for shape in shapes)
    names_parts = any(name.startswith(f"{{{R}}}") for said in drawing.iter("*") for name in said.attrib)
    return bool(shapes) and is_plain and not names_parts and _words(data) == _words(drawing)


def _has_frame(shape: Element) -> bool:
    return find(next(shape.iterchildren("{*}spPr"), None), "a:xfrm/a:ext") is not None


def _words(root: Element) -> Counter[str]:
    said = ("".join(text.text or "" for text in each(line, "a:t")) for line in each(root, "a:p"))
    return Counter(words for words in ("".join(line.split()) for line in said) if words)


def _frame(named: Element) -> Element | None:
    """What places a SmartArt in the text; None if it does not stand there alone, as Word puts it."""
    path = list(islice(named.iterancestors(), 4))
    is_whole = [local(above) for above in path[:2]] == ["graphicData", "graphic"] and len(path[0]) == 1
    is_placed = len(path) == 4 and local(path[2]) in ("inline", "anchor") and path[3].tag == tag("w:drawing")
    return path[2] if is_whole and is_placed else None


def _draw(named: Element, size: dict[str, str], drawing: Element, theme: Theme) -> None:
    """Put shapes in the place of a SmartArt of this size, wrapped up as Word wraps them."""
    data, drawn = named.getparent(), next(named.iterancestors(tag("w:drawing")))
    group = _made("wpg", "wgp", _made("wpg", "cNvGrpSpPr"), _made("wpg", "grpSpPr", _frame_of_group(size)))
    room = element("a:xfrm", None, element("a:off", {"x": "0", "y": "0"}), element("a:ext", size))
    group.append(_shape("1", _seen_through(room), None, [], None))
    for shape_number, shape in enumerate(drawing.find("{*}spTree").iterchildren("{*}sp"), 2):
        group.extend(_shapes(shape, theme, str(shape_number)))
    data.set("uri", PREFIXES["wpg"])
    data[:] = [group]
    choice = etree.Element(f"{{{MC}}}Choice", {"Requires": "wpg"}, nsmap={name: PREFIXES[name] for name in ("mc", "wpg", "wps")})
    alternate = element("mc:AlternateContent", None, choice)
    if local(drawn.getparent()) != "Choice":
        drawn.addprevious(alternate)
        choice.append(drawn)


def _frame_of_group(size: dict[str, str]) -> Element:
    nowhere = {"x": "0", "y": "0"}
    return element("a:xfrm", None, element("a:off", nowhere), element("a:ext", size), element("a:chOff", nowhere), element("a:chExt", size))


def _made(prefix: str, name: str, *children: Element) -> Element:
    made = etree.Element(f"{{{PREFIXES[prefix]}}}{name}", nsmap={prefix: PREFIXES[prefix]})
    made.extend(children)
    return made


def _shapes(shape: Element, theme: Theme, id: str) -> list[Element]:
    """A shape of a SmartArt with its text; where the text has a frame of its own, the text as a shape of its own."""
    properties, style, body = (next(shape.iterchildren(f"{{*}}{name}"), None) for name in ("spPr", "style", "txBody"))
    frame = next(shape.iterchildren("{*}txXfrm"), None)
    lines = [] if body is None else [_line(line, style, theme) for line in body.findall(tag("a:p"))]
    says = any(True for line in lines for _ in each(line, "w:t"))
    own = frame is not None and _rectangle(frame) != _rectangle(find(properties, "a:xfrm"))
    first = _shape(id, deepcopy(properties), style, [] if own or not says else lines, body)
    if not (own and says):
        return [first]
    return [first, _shape(f"{id}00", _seen_through(_renamed(frame, "a:xfrm")), None, lines, body)]


def _seen_through(frame: Element) -> Element:
    """The properties of a rectangle that shows nothing itself: it holds a text, or keeps the room of the whole in LibreOffice."""
    line = element("a:ln", None, element("a:noFill"))
    return _made("wps", "spPr", frame, element("a:prstGeom", {"prst": "rect"}), element("a:noFill"), line)


def _rectangle(frame: Element | None) -> tuple[int, ...]:
    """Where a frame stands, so that frames that are as good as the same are."""
    lengths = [(find(frame, f"a:{name}"), sides) for name, sides in (("off", ("x", "y")), ("ext", ("cx", "cy")))]
    return tuple(round(number(length.get(side, "")) / _NEAR) for length, sides in lengths if length is not None for side in sides)


def _renamed(old: Element, name: str) -> Element:
    return element(name, dict(old.attrib), *[deepcopy(child) for child in old])


def _shape(id: str, properties: Element, style: Element | None, lines: list[Element], body: Element | None) -> Element:
    shape = _made("wps", "wsp", _made("wps", "cNvPr"), _made("wps", "cNvSpPr"), _made("wps", "spPr", *list(properties)))
    shape[0].attrib.update({"id": id, "name": ""})
    if style is not None:
        shape.append(_made("wps", "style", *[deepcopy(child) for child in style]))
    if lines:
        shape.append(_made("wps", "txbx", element("w:txbxContent", None, *lines)))
    bounds = _made("wps", "bodyPr")
    said = find(body, "a:bodyPr")
    if said is not None:
        bounds.attrib.update(said.attrib)
        bounds.extend(deepcopy(list(said)))
    shape.append(bounds)
    return shape


def _line(line: Element, style: Element | None, theme: Theme) -> Element:
    """A paragraph of a drawing as one of Word's."""
    said = find(line, "a:pPr")
    runs = [_run(piece, style, theme) for piece in line if local(piece) in ("r", "fld", "br")]
    bullet = find(said, "a:buChar")
    if bullet is not None and runs:
        sign = element("w:r", None, element("w:t", {"xml:space": "preserve"}, f"{bullet.get('char', '')} "))
        if find(runs[0], "w:rPr") is not None:
            sign.insert(0, deepcopy(find(runs[0], "w:rPr")))
        runs.insert(0, sign)
    return element("w:p", None, _line_properties(said), *runs)


def _line_properties(said: Element | None) -> Element:
    pitch = find(said, "a:lnSpc/a:spcPct")
    height = 240 if pitch is None else round(number(pitch.get("val", "100000")) / 100_000 * 240)
    properties = element(
        "w:pPr", None, element("w:spacing", {"w:before": "0", "w:after": "0", "w:line": str(height), "w:lineRule": "auto"})
    )
    left, first = (0 if said is None else round(number(said.get(name, "0")) / _TWIP) for name in ("marL", "indent"))
    properties.append(element("w:ind", {"w:left": str(left), "w:hanging" if first < 0 else "w:firstLine": str(abs(first))}))
    properties.append(element("w:jc", {"w:val": _SIDES.get("l" if said is None else said.get("algn", "l"), "left")}))
    return properties


def _run(piece: Element, style: Element | None, theme: Theme) -> Element:
    """A piece of text with its looks; its colour is its own, or that of the style of its shape."""
    said = find(piece, "a:rPr")
    own = {} if said is None else dict(said.attrib)
    font = find(said, "a:latin")
    looks = element("w:rPr")
    if font is not None and not font.get("typeface", "+").startswith("+"):
        looks.append(element("w:rFonts", {f"w:{name}": font.get("typeface") for name in ("ascii", "hAnsi", "cs")}))
    else:
        looks.append(element("w:rFonts", {"w:asciiTheme": "minorHAnsi", "w:hAnsiTheme": "minorHAnsi", "w:cstheme": "minorBidi"}))
    looks.extend(element(f"w:{name}") for name in ("b", "i") if own.get(name) in ("1", "true"))
    colour = _colour(said, style, theme)
    if colour:
        looks.append(element("w:color", {"w:val": colour}))
    size = str(round(number(own.get("sz", "") or str(_USUAL_SIZE)) / 50))
    looks.extend(element(f"w:{name}", {"w:val": size}) for name in ("sz", "szCs"))
    if own.get("u", "none") != "none":
        looks.append(element("w:u", {"w:val": "single"}))
    words = "".join(text.text or "" for text in each(piece, "a:t"))
    return element("w:r", None, looks, element("w:br") if local(piece) == "br" else element("w:t", {"xml:space": "preserve"}, words))


def _colour(said: Element | None, style: Element | None, theme: Theme) -> str:
    """Six digits; '' where nobody says."""
    for named in (find(said, "a:solidFill"), find(style, "a:fontRef")):
        colour = next((colour_of(child, theme) for child in named), "") if named is not None else ""
        if colour and colour != UNKNOWN:
            return colour
    return ""
