"""A paragraph of a Word file: its text by looks, with links and fields, and what is drawn among them: pictures, charts, shapes, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from shpdocs.accessibility.paper_facts.package import MC, WP, A, M, O, R, V, W, value
from shpdocs.accessibility.paper_facts.styles import Styles, Under
from shpdocs.model.paper_facts import PaperDrawing, PaperPlace, TextRun

_KINDS = (("chart", "chart"), ("diagram", "diagram"), ("picture", "picture"))
_VML = {V + "shape", V + "rect", V + "oval", V + "roundrect", V + "line", V + "polyline", V + "group", V + "textbox"}
_T, _RUN, _RPR, _INSTRUCTION = W + "t", W + "r", W + "rPr", W + "instrText"
_LETTERS = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "sym": "\u2022",
}  # fmt: skip
_PASSED_THROUGH = {
    W + "smartTag", W + "sdt", W + "sdtContent", W + "customXml", W + "dir", W + "bdo", W + "ins", W + "moveTo", W + "ruby", W + "rubyBase",
}  # fmt: skip
_TAKEN_OUT = {W + "del", W + "moveFrom"}
_CHANGES = {W + "ins", W + "moveTo"} | _TAKEN_OUT
_DRAWN = {W + "drawing", W + "pict", W + "object"}
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]*)', re.IGNORECASE)
_HARD_BREAKS = ("page", "column")


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


@dataclass
class Field:
    """A field that has begun: what it does, and whether its result has begun too."""

    instruction: str = ""
    has_result: bool = False


@dataclass
class Fields:
    """The fields that are open where the reading stands, the innermost last."""

    open: list[Field] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Note a field's mark, as w:fldCharType calls it: 'begin', 'separate' before the result, or 'end'."""
        if kind == "begin":
            self.open.append(Field())
        elif self.open and kind == "separate":
            self.open[-1].has_result = True
        elif self.open:
            self.open.pop()

    def instruct(self, text: str) -> None:
        """Add to what the innermost field does."""
        if self.open:
            self.open[-1].instruction += text

    @property
    def is_instruction(self) -> bool:
        """Whether what stands here is not shown."""
        return any(not opened.has_result for opened in self.open)

    @property
    def link(self) -> str | None:
        """Where a link leads that is a field."""
        for opened in reversed(self.open):
            match = _LINK.match(opened.instruction)
            if match:
                return match[1]
        return None


class ParagraphReader:
    """One paragraph while it is read. `drawn` are the elements of what is drawn in it."""

    def __init__(self, styles: Styles, fields: Fields, links: dict[str, tuple[str, str]], style: str, under: Under) -> None:
        self._styles, self._fields, self._links = styles, fields, links
        self._style, self._under = style, under
        self.runs: list[TextRun] = []
        self.drawn: list[Element] = []
        self.tracked_changes = 0
        self.has_break = False

    def read(self, element: Element, link: str | None = None) -> None:
        """Read what stands in an element of a paragraph."""
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._read_run(child, link)
                continue
            if tag in _CHANGES:
                self.tracked_changes += 1
            if tag in _PASSED_THROUGH:
                self.read(child, link)
            elif tag == W + "hyperlink":
                self.read(child, self._links.get(child.get(R + "id", ""), ("", f"#{value(child, 'anchor')}"))[1])
            elif tag == W + "fldSimple":
                match = _LINK.match(value(child, "instr"))
                self.read(child, match[1] if match else link)
            elif tag == MC + "AlternateContent":
                chosen = shown_choice(child)
                if chosen is not None:
                    self.read(chosen, link)
            elif tag in (M + "oMath", M + "oMathPara"):
                self._add("".join(part.text or "" for part in child.iter(M + "t")), None, link)

    def _read_run(self, run: Element, link: str | None) -> None:
        properties = None
        texts: list[str] = []
        for child in run:
            tag = child.tag
            if tag == _T:
                texts.append(child.text or "")
            elif tag == _RPR:
                properties = child
            else:
                self._read_other(child, texts, properties, link)
        self._add("".join(texts), properties, link)

    def _read_other(self, element: Element, texts: list[str], properties: Element | None, link: str | None) -> None:
        """Read what is neither text nor its look. A field's mark ends the text before it."""
        tag = element.tag
        if tag in _LETTERS:
            texts.append(_LETTERS[tag])
            self.has_break = self.has_break or value(element, "type") in _HARD_BREAKS
        elif tag == W + "fldChar":
            self._add("".join(texts), properties, link)
            texts.clear()
            self._fields.mark(value(element, "fldCharType"))
        elif tag == _INSTRUCTION:
            self._fields.instruct(element.text or "")
        elif tag in _DRAWN:
            self.drawn.append(element)
        elif tag == MC + "AlternateContent":
            chosen = shown_choice(element)
            for inner in chosen if chosen is not None else ():
                self._read_other(inner, texts, properties, link)

    def _add(self, text: str, properties: Element | None, link: str | None) -> None:
        """Add a run of text, unless it is the instruction of a field."""
        if text and not self._fields.is_instruction:
            look = self._styles.letters(self._style, self._under, properties)
            self.runs.append(TextRun(text, look, link if link is not None else self._fields.link))
