"""What is drawn in a Word file: pictures, charts, shapes and boxes, and what stands for them in words."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from shpdocs.accessibility.paper_facts.names import MC, WP, A, O, V, W
from shpdocs.model.paper_facts import PaperDrawing, PaperPlace

_KINDS = (("chart", "chart"), ("diagram", "diagram"), ("picture", "picture"))
_VML = {V + "shape", V + "rect", V + "oval", V + "roundrect", V + "line", V + "polyline", V + "group", V + "textbox"}


def drawings(element: Element, place: PaperPlace) -> Iterator[PaperDrawing]:
    """What w:drawing, w:pict or w:object shows."""
    if element.tag == W + "drawing":
        for drawing in element:
            yield _drawing(drawing, place)
    elif element.tag == W + "object" or element.find(f".//{O}OLEObject") is not None:
        yield PaperDrawing(place, "embedded object", _vml_text(element))
    else:
        yield from _vml(element, place)


def texts_within(element: Element) -> Iterator[Element]:
    """The contents of the text boxes in what is drawn, each once: not again as older programs are given them."""
    for child in element:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            chosen = shown_choice(child)
            if chosen is not None:
                yield from texts_within(chosen)
        else:
            yield from texts_within(child)


def shown_choice(alternate: Element) -> Element | None:
    """What newer programs show of mc:AlternateContent."""
    chosen = alternate.find(MC + "Choice")
    return chosen if chosen is not None and len(chosen) else alternate.find(MC + "Fallback")


def _drawing(element: Element, place: PaperPlace) -> PaperDrawing:
    properties = element.find(WP + "docPr")
    alt_text = properties.get("descr", "") or properties.get("title", "") if properties is not None else ""
    is_decorative = properties is not None and any(
        child.tag.endswith("}decorative") and child.get("val", "1") in ("1", "true") for child in properties.iter()
    )
    data = element.find(f"{A}graphic/{A}graphicData")
    address = data.get("uri", "") if data is not None else ""
    kind = next((kind for word, kind in _KINDS if word in address), "shape")
    if kind == "shape" and element.find(f".//{W}txbxContent") is not None:
        kind = "text box"
    return PaperDrawing(place, kind, alt_text.strip(), is_decorative, element.tag == WP + "anchor")


def _vml(element: Element, place: PaperPlace) -> Iterator[PaperDrawing]:
    """Older drawings; a line across the page is none."""
    shapes = [shape for shape in element.iter() if shape.tag in _VML]
    if not shapes or any(shape.get(O + "hr") for shape in shapes):
        return
    style = ";".join(shape.get("style", "") for shape in shapes)
    kind = "text box" if element.find(f".//{W}txbxContent") is not None else "shape"
    kind = "picture" if kind == "shape" and element.find(f".//{V}imagedata") is not None else kind
    yield PaperDrawing(place, kind, _vml_text(element), False, "position:absolute" in style.replace(" ", ""))


def _vml_text(element: Element) -> str:
    texts = (shape.get("alt", "").strip() for shape in element.iter())
    return next((text for text in texts if text), "")
