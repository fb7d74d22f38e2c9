"""A paragraph of a Word file: its text by looks, with links and fields, and what is drawn among them: pictures, charts, shapes, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shpdocs.accessibility.paper_facts.styles import Looks, Under
from shpdocs.model.paper_facts import PaperDrawing, PaperPlace, TextRun
from shpdocs.ooxml.alternatives import shown_content
from shpdocs.ooxml.xml import Element, each, find, tag, value

_KINDS = (("chart", "chart"), ("diagram", "diagram"), ("picture", "picture"))
_VML = {tag(f"v:{name}") for name in ("shape", "rect", "oval", "roundrect", "line", "polyline", "group", "textbox")}
_TEXT, _RUN, _PROPERTIES, _INSTRUCTION = (tag(f"w:{name}") for name in ("t", "r", "rPr", "instrText"))
_LETTERS = {
    tag(f"w:{name}"): letter
    for name, letter in {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "sym": "\u2022"}.items()
}
_PASSED_THROUGH = {
    tag(f"w:{name}") for name in ("smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "ins", "moveTo", "ruby", "rubyBase")
}
_CHANGES = {tag(f"w:{name}") for name in ("ins", "moveTo", "del", "moveFrom")}
_DRAWN = {tag(f"w:{name}") for name in ("drawing", "pict", "object")}
_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"?([^"\s]*)', re.IGNORECASE)
_HARD_BREAKS = ("page", "column")


def drawings(element: Element, place: PaperPlace) -> Iterator[PaperDrawing]:
    """What w:drawing, w:pict or w:object shows."""
    if element.tag == tag("w:drawing"):
        for drawing in element:
            yield _drawing(drawing, place)
    elif element.tag == tag("w:object") or _holds(element, "o:OLEObject"):
        yield PaperDrawing(place, "embedded object", _vml_text(element))
    else:
        yield from _vml(element, place)


def texts_within(elements: Iterable[Element]) -> Iterator[Element]:
    """The contents of the text boxes in what is drawn, each once: not again as older programs are given them."""
    for element in elements:
        if element.tag == tag("w:txbxContent"):
            yield element
        else:
            yield from texts_within(shown_content(element) if element.tag == tag("mc:AlternateContent") else element)


def _drawing(element: Element, place: PaperPlace) -> PaperDrawing:
    properties = find(element, "wp:docPr")
    alt_text = value(properties, "descr") or value(properties, "title")
    marks = properties.iter("{*}decorative") if properties is not None else ()
    is_decorative = any(value(mark, "val", "1") in ("1", "true") for mark in marks)
    address = value(find(element, "a:graphic/a:graphicData"), "uri")
    kind = next((kind for word, kind in _KINDS if word in address), "text box" if _holds(element, "w:txbxContent") else "shape")
    return PaperDrawing(place, kind, alt_text.strip(), is_decorative, element.tag == tag("wp:anchor"))


def _vml(element: Element, place: PaperPlace) -> Iterator[PaperDrawing]:
    """Older drawings; a line across the page is none."""
    shapes = [shape for shape in element.iter() if shape.tag in _VML]
    if not shapes or any(value(shape, "o:hr") for shape in shapes):
        return
    kind = "text box" if _holds(element, "w:txbxContent") else "picture" if _holds(element, "v:imagedata") else "shape"
    is_floating = any("position:absolute" in shape.get("style", "").replace(" ", "") for shape in shapes)
    yield PaperDrawing(place, kind, _vml_text(element), False, is_floating)


def _vml_text(element: Element) -> str:
    return next((text for shape in element.iter() if (text := shape.get("alt", "").strip())), "")


def _holds(element: Element, name: str) -> bool:
    return next(each(element, name), None) is not None


@dataclass
class Fields:
    """The fields that are open where the reading stands, the innermost last: what each does, and whether its result has begun."""

    instructions: list[str] = field(default_factory=list)
    have_results: list[bool] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Note a field's mark, as w:fldCharType calls it: 'begin', 'separate' before the result, or 'end'."""
        if kind == "begin":
            self.instructions.append("")
            self.have_results.append(False)
        elif self.instructions and kind == "separate":
            self.have_results[-1] = True
        elif self.instructions:
            self.instructions.pop()
            self.have_results.pop()

    def instruct(self, text: str) -> None:
        """Add to what the innermost field does."""
        if self.instructions:
            self.instructions[-1] += text

    @property
    def is_instruction(self) -> bool:
        """Whether what stands here is not shown."""
        return not all(self.have_results)

    @property
    def link(self) -> str | None:
        """Where a link leads that is a field."""
        for instruction in reversed(self.instructions):
            match = _LINK.match(instruction)
            if match:
                return match[1]
        return None


class ParagraphReader:
    """One paragraph while it is read. `drawn` are the elements of what is drawn in it."""

    def __init__(self, looks: Looks, fields: Fields, links: dict[str, str], style: str, under: Under) -> None:
        self._looks, self._fields, self._links = looks, fields, links
        self._style, self._under = style, under
        self.runs: list[TextRun] = []
        self.drawn: list[Element] = []
        self.tracked_changes = 0
        self.has_break = False

    def read(self, elements: Iterable[Element], link: str | None = None) -> None:
        """Read what stands in a paragraph, or in something within it."""
        for element in elements:
            name = element.tag
            if name == _RUN:
                self._read_run(element, link)
                continue
            self.tracked_changes += name in _CHANGES
            if name in _PASSED_THROUGH:
                self.read(element, link)
            elif name == tag("w:hyperlink"):
                self.read(element, self._links.get(value(element, "r:id"), f"#{value(element, 'w:anchor')}"))
            elif name == tag("w:fldSimple"):
                match = _LINK.match(value(element, "w:instr"))
                self.read(element, match[1] if match else link)
            elif name == tag("mc:AlternateContent"):
                self.read(shown_content(element), link)
            elif name in (tag("m:oMath"), tag("m:oMathPara")):
                self._add("".join(part.text or "" for part in each(element, "m:t")), None, link)

    def _read_run(self, run: Element, link: str | None) -> None:
        properties = None
        texts: list[str] = []
        for element in run:
            name = element.tag
            if name == _TEXT:
                texts.append(element.text or "")
            elif name == _PROPERTIES:
                properties = element
            else:
                self._read_other(element, texts, properties, link)
        self._add("".join(texts), properties, link)

    def _read_other(self, element: Element, texts: list[str], properties: Element | None, link: str | None) -> None:
        """Read what is neither text nor its look. A field's mark ends the text before it."""
        name = element.tag
        if name in _LETTERS:
            texts.append(_LETTERS[name])
            self.has_break = self.has_break or value(element, "w:type") in _HARD_BREAKS
        elif name == tag("w:fldChar"):
            self._add("".join(texts), properties, link)
            texts.clear()
            self._fields.mark(value(element, "w:fldCharType"))
        elif name == _INSTRUCTION:
            self._fields.instruct(element.text or "")
        elif name in _DRAWN:
            self.drawn.append(element)
        elif name == tag("mc:AlternateContent"):
            for inner in shown_content(element):
                self._read_other(inner, texts, properties, link)

    def _add(self, text: str, properties: Element | None, link: str | None) -> None:
        """Add a run of text, unless it is the instruction of a field."""
        if text and not self._fields.is_instruction:
            look = self._looks.letters(self._style, self._under, properties)
            self.runs.append(TextRun(text, look, link if link is not None else self._fields.link))
