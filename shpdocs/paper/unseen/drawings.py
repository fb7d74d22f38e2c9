"""Drawings of an appendix that no reader sees: off the page, without width or height, too low for their text, hidden, seen through."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import takewhile

from shpdocs.ooxml.word_letters import SMALLEST, is_transparent
from shpdocs.ooxml.word_paragraphs import text_of
from shpdocs.ooxml.word_styles import number, points
from shpdocs.ooxml.xml import Element, each, find, local, tag
from shpdocs.paper.unseen.pages import Page

_EMU = 12_700  # to the point
_MARGIN = 144.0  # points that an older drawing may stick out of the text to the left: more than any margin that is usual
_LEAST = 3.0  # points of width or height that a text or a picture needs to be seen
_LETTER = 0.4  # of the size: the width of a narrow letter, so that lines are never counted too many
_INSETS = {"lIns": 91_440, "rIns": 91_440, "tIns": 45_720, "bIns": 45_720}
_VML = "urn:schemas-microsoft-com:vml"
_GROUPS = ("wgp", "grpSp", "wpc")
OFF = "stands off the page"
SMALL = "has no height or width to be seen in"
_LOW = "is too low for its text"


def drawing_faults(root: Element, page: Page, is_line: Callable[[Element], bool]) -> Iterator[tuple[str, Element]]:
    """Why drawings of a part are not seen, and each. `is_line` says of a picture (a:blip) that it is a line or a dot itself."""
    for drawing in each(root, "wp:anchor", "wp:inline"):
        why = _drawing_fault(drawing, page, is_line)
        if why:
            yield f"A drawing {why}", drawing
    for shape in root.iter(f"{{{_VML}}}*"):
        why = _shape_fault(shape, page)
        if why:
            yield f"A drawing {why}", shape


def needed_height(texts: list[str], width: float) -> float:
    """The height in points that texts need at the least, in the smallest letters that can be read."""
    letters = max(1.0, width / (SMALLEST * _LETTER)) if width >= _LEAST else 1e9
    return sum(SMALLEST * -(-len(text) // letters) for text in texts)


def _drawing_fault(drawing: Element, page: Page, is_line: Callable[[Element], bool]) -> str:
    """Why a drawing of Word's is not seen; a line may have no height, nor may pictures that are lines."""
    extent = find(drawing, "wp:extent")
    width, height = (number(extent.get(side, "")) / _EMU if extent is not None else _LEAST for side in ("cx", "cy"))
    shows = [element for element in drawing.iter("*") if local(element) in ("blip", "txbxContent", "chart")]
    if not shows:
        return ""
    if min(width, height) < _LEAST:
        return "" if all(local(shown) == "blip" and is_line(shown) for shown in shows) else SMALL
    if local(shows[0]) == "blip" and is_transparent(shows[0]):
        return "can be seen through altogether"
    if _is_off(drawing, width, page, is_across=True) or _is_off(drawing, height, page, is_across=False):
        return OFF
    boxes = [box for box in shows if local(box) == "txbxContent" and not any(local(above) == "Fallback" for above in box.iterancestors())]
    return next(filter(None, (_box_fault(box, drawing, (width, height)) for box in boxes)), "")


def _is_off(drawing: Element, size: float, page: Page, is_across: bool) -> bool:
    length = page.width if is_across else page.height
    if local(drawing) == "inline":
        return False
    if drawing.get("simplePos") in ("1", "true"):
        said = find(drawing, "wp:simplePos")
        place, starts = number(said.get("x" if is_across else "y", "") if said is not None else "") / _EMU, (0.0, 0.0)
    else:
        position = next((each for each in drawing.iter("*") if local(each) == f"position{'H' if is_across else 'V'}"), None)
        said = next((each for each in position if local(each) != "align"), None) if position is not None else None
        if position is None or said is None:
            return False
        in_percent = local(said).startswith("pct")
        place = number(said.text or "") * (length / 100_000 if in_percent else 1 / _EMU)
        starts = page.starts(position.get("relativeFrom", ""), is_across)
    return starts[0] + place > length - _LEAST or starts[1] + place + size < _LEAST


def _box_fault(box: Element, drawing: Element, whole: tuple[float, float]) -> str:
    """Why the text of a box is not seen: where its group puts it, and how much of it there is room for."""
    shape = next((above for above in box.iterancestors() if local(above) == "wsp"), None)
    texts = [text_of(paragraph).strip() for paragraph in each(box, "w:p")]
    if shape is None or not any(texts):
        return ""
    within = takewhile(lambda above: above is not drawing, shape.iterancestors())
    size, groups = whole, [above for above in within if local(above) in _GROUPS]
    for part, group in zip([shape, *groups], groups, strict=False):
        if _is_outside(part, group):
            return OFF
    for part, group in reversed(list(zip([shape, *groups], groups, strict=False))):
        inner, outer = _lengths(part, "ext"), _lengths(group, "chExt")
        if inner and outer and min(outer) > 0:
            size = (size[0] * inner[0] / outer[0], size[1] * inner[1] / outer[1])
    body = next((child for child in shape if local(child) == "bodyPr"), None)
    grows = any(local(child) in ("spAutoFit", "normAutofit") for child in (body if body is not None else ()))
    left, right, top, bottom = (number(body.get(name, str(usual)) if body is not None else "") / _EMU for name, usual in _INSETS.items())
    if min(size) < _LEAST or (not grows and (size[0] < left + right or size[1] < top + bottom)):
        return SMALL
    is_linked = any(local(child) == "linkedTxbx" or child.get("id", "0") != "0" for child in shape if "xbx" in local(child))
    turned = body is not None and body.get("vert", "horz") != "horz"
    return _LOW if not (grows or is_linked or turned) and needed_height(texts, size[0]) > 2 * size[1] else ""


def _is_outside(part: Element, group: Element) -> bool:
    """Whether a part of a group stands farther out of it than the group is large."""
    place, size, start, extent = _lengths(part, "off"), _lengths(part, "ext"), _lengths(group, "chOff"), _lengths(group, "chExt")
    if not (place and size and start and extent):
        return False
    return any(place[at] > start[at] + 2 * extent[at] or place[at] + size[at] < start[at] - extent[at] for at in (0, 1))


def _lengths(part: Element, name: str) -> tuple[float, float] | None:
    """What the frame of a shape or group says of itself: 'off', 'ext', 'chOff', 'chExt'."""
    properties = next((child for child in part if local(child) in ("spPr", "grpSpPr")), None)
    said = find(properties, f"a:xfrm/a:{name}")
    first, second = ("cx", "cy") if name.lower().endswith("ext") else ("x", "y")
    return None if said is None else (number(said.get(first, "")), number(said.get(second, "")))


def _shape_fault(shape: Element, page: Page) -> str:
    """Why an older drawing (VML) is not seen; within a group lengths have no unit."""
    said = {name.strip().lower(): text.strip() for name, _, text in (part.partition(":") for part in shape.get("style", "").split(";"))}
    if said.get("visibility") == "hidden" or said.get("display") == "none":
        return "is hidden"
    path = next((child for child in shape if local(child) == "textpath"), None)
    if path is not None and path.get("string", "").strip() and path.get("on", "").lower() in ("f", "false", "0", "off"):
        return "keeps words that it does not show"
    if not said or next(shape.iterancestors(f"{{{_VML}}}group"), None) is not None:
        return ""
    if next((element for element in shape.iter("*") if local(element) in ("imagedata", "txbxContent", "textpath")), None) is None:
        return ""
    if any(name in said and _length(said[name]) < _LEAST and "mso-width-percent" not in said for name in ("width", "height")):
        return SMALL
    for names, size, is_across in ((("left", "margin-left"), "width", True), (("top", "margin-top"), "height", False)):
        place, length = sum(_length(said[name]) for name in names if name in said), page.width if is_across else page.height
        measured = said.get(f"mso-position-{'horizontal' if is_across else 'vertical'}-relative", "text")
        lowest = -_MARGIN if is_across or measured not in ("text", "line") else -page.height
        start = page.starts(f"{measured.removesuffix('-margin-area')}Margin" if measured.endswith("-area") else "page", is_across)[0]
        if start + place + _length(said.get(size, "")) < lowest or start + place > length:
            return OFF
    texts = [text_of(paragraph).strip() for paragraph in shape.iter(tag("w:p"))]
    fits = any("mso-fit-shape-to-text:t" in child.get("style", "").replace(" ", "") for child in (shape, *shape))
    is_low = "height" in said and needed_height(texts, _length(said.get("width", "")) or page.width) > 2 * _length(said["height"])
    return _LOW if is_low and not fits and "mso-next-textbox" not in said and any(texts) else ""


def _length(text: str) -> float:
    """A length of an older drawing in points; a plain number counts pixels."""
    return points(text, 1) if re.search("[a-z]$", text) else number(text) * 0.75
