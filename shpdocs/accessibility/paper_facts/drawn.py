"""What is drawn in a Word file: pictures, charts, shapes and boxes, and what stands for them in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shpdocs.accessibility.paper_facts.names import MC, WP, A, O, V, W
from shpdocs.model.paper_facts import PaperDrawing, Spot

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_KINDS = (("chart", "chart"), ("diagram", "diagram"), ("picture", "picture"))
_VML = {V + "shape", V + "rect", V + "oval", V + "roundrect", V + "line", V + "polyline", V + "group", V + "textbox"}


def drawings(element: Element, spot: Spot) -> Iterator[PaperDrawing]:
    """What w:drawing, w:pict or w:object shows."""
    if element.tag == W + "drawing":
        for one in element:
            yield _drawing(one, spot)
    elif element.tag == W + "object" or element.find(f".//{O}OLEObject") is not None:
        yield PaperDrawing(spot, "embedded object", _vml_text(element))
    else:
        yield from _vml(element, spot)


def texts_within(element: Element) -> Iterator[Element]:
    """The contents of the text boxes in what is drawn, each once: not again as older programs are given them."""
    for one in element:
        if one.tag == W + "txbxContent":
            yield one
        elif one.tag == MC + "AlternateContent":
            chosen = shown(one)
            if chosen is not None:
                yield from texts_within(chosen)
        else:
            yield from texts_within(one)


def shown(alternate: Element) -> Element | None:
    """What newer programs show of mc:AlternateContent."""
    chosen = alternate.find(MC + "Choice")
    return chosen if chosen is not None and len(chosen) else alternate.find(MC + "Fallback")


def _drawing(element: Element, spot: Spot) -> PaperDrawing:
    properties = element.find(WP + "docPr")
    said = properties.get("descr", "") or properties.get("title", "") if properties is not None else ""
    unsaid = properties is not None and any(
        one.tag.endswith("}decorative") and one.get("val", "1") in ("1", "true") for one in properties.iter()
    )
    data = element.find(f"{A}graphic/{A}graphicData")
    address = data.get("uri", "") if data is not None else ""
    kind = next((kind for word, kind in _KINDS if word in address), "shape")
    if kind == "shape" and element.find(f".//{W}txbxContent") is not None:
        kind = "text box"
    return PaperDrawing(spot, kind, said.strip(), unsaid, element.tag == WP + "anchor")


def _vml(element: Element, spot: Spot) -> Iterator[PaperDrawing]:
    """Older drawings; a line across the page is none."""
    shapes = [one for one in element.iter() if one.tag in _VML]
    if not shapes or any(one.get(O + "hr") for one in shapes):
        return
    style = ";".join(one.get("style", "") for one in shapes)
    kind = "text box" if element.find(f".//{W}txbxContent") is not None else "shape"
    kind = "picture" if kind == "shape" and element.find(f".//{V}imagedata") is not None else kind
    yield PaperDrawing(spot, kind, _vml_text(element), False, "position:absolute" in style.replace(" ", ""))


def _vml_text(element: Element) -> str:
    return next((one.get("alt", "").strip() for one in element.iter() if one.get("alt", "").strip()), "")
