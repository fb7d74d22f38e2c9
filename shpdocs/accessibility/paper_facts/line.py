"""A line of a Word file: the runs of a paragraph as stretches of text, with links, fields and what is drawn among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shpdocs.accessibility.paper_facts.drawn import shown
from shpdocs.accessibility.paper_facts.names import MC, M, R, W, value
from shpdocs.accessibility.paper_facts.styles import Styles, Under
from shpdocs.model.paper_facts import Stretch

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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


@dataclass
class Fields:
    """The fields that are open where the reading stands: of each what it does, and whether its result has begun."""

    open: list[list[str]] = field(default_factory=list)

    def begin(self) -> None:
        """A field begins: what it does comes first."""
        self.open.append(["", ""])

    def turn(self) -> None:
        """What follows is the result."""
        if self.open:
            self.open[-1][1] = "result"

    def end(self) -> None:
        """The innermost field ends."""
        if self.open:
            self.open.pop()

    @property
    def is_instruction(self) -> bool:
        """Whether what stands here is not shown."""
        return bool(self.open) and not all(one[1] for one in self.open)

    @property
    def link(self) -> str | None:
        """Where a link leads that is a field."""
        for does, _ in reversed(self.open):
            found = _LINK.match(does)
            if found:
                return found[1]
        return None


class Line:
    """One paragraph while it is read. `drawn` are the elements of what is drawn in it, `changes` counts tracked changes."""

    def __init__(self, styles: Styles, fields: Fields, links: dict[str, tuple[str, str]], style: str, under: Under) -> None:
        self._styles, self._fields, self._links = styles, fields, links
        self._style, self._under = style, under
        self.stretches: list[Stretch] = []
        self.drawn: list[Element] = []
        self.changes = 0
        self.has_break = False

    def read(self, element: Element, link: str | None = None) -> None:
        """Read what stands in an element of a paragraph."""
        for one in element:
            tag = one.tag
            if tag == _RUN:
                self._run(one, link)
                continue
            self.changes += tag in _CHANGES
            if tag in _PASSED_THROUGH:
                self.read(one, link)
            elif tag == W + "hyperlink":
                self.read(one, self._links.get(one.get(R + "id", ""), ("", f"#{value(one, 'anchor')}"))[1])
            elif tag == W + "fldSimple":
                found = _LINK.match(value(one, "instr"))
                self.read(one, found[1] if found else link)
            elif tag == MC + "AlternateContent":
                chosen = shown(one)
                if chosen is not None:
                    self.read(chosen, link)
            elif tag in (M + "oMath", M + "oMathPara"):
                self._put("".join(part.text or "" for part in one.iter(M + "t")), None, link)

    def _run(self, run: Element, link: str | None) -> None:
        own = None
        texts: list[str] = []
        for one in run:
            tag = one.tag
            if tag == _T:
                texts.append(one.text or "")
            elif tag == _RPR:
                own = one
            else:
                self._other(one, texts, own, link)
        self._put("".join(texts), own, link)

    def _other(self, one: Element, texts: list[str], own: Element | None, link: str | None) -> None:
        """What is neither text nor its look. A field's mark ends the text before it."""
        tag = one.tag
        if tag in _LETTERS:
            texts.append(_LETTERS[tag])
            self.has_break = self.has_break or value(one, "type") in _HARD_BREAKS
        elif tag == W + "fldChar":
            self._put("".join(texts), own, link)
            texts.clear()
            getattr(self._fields, {"begin": "begin", "separate": "turn"}.get(value(one, "fldCharType"), "end"))()
        elif tag == _INSTRUCTION and self._fields.open:
            self._fields.open[-1][0] += one.text or ""
        elif tag in _DRAWN:
            self.drawn.append(one)
        elif tag == MC + "AlternateContent":
            chosen = shown(one)
            for inner in chosen if chosen is not None else ():
                self._other(inner, texts, own, link)

    def _put(self, text: str, own: Element | None, link: str | None) -> None:
        if text and not self._fields.is_instruction:
            letters = self._styles.letters(self._style, self._under, own)
            self.stretches.append(Stretch(text, letters, link if link is not None else self._fields.link))
