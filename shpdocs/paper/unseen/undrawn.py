"""Text of an appendix that no program draws: out of its place, in a hidden part of an equation, in letters without a shape. By place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.word_paragraphs import place_of
from shpdocs.ooxml.xml import MC, Element, each, find, local, tag, value

_WRAPPERS = {tag(f"w:{name}") for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "del", "moveFrom", "moveTo")} | {
    f"{{{MC}}}{name}" for name in ("AlternateContent", "Choice", "Fallback")
}
_LINES = ("w:p", "w:hyperlink", "w:fldSimple", "w:bdo", "w:dir")
_IN_EQUATIONS = tuple(f"m:{name}" for name in ("oMath", "e", "num", "den", "sub", "sup", "deg", "lim", "fName"))
_BLOCKS = tuple(f"w:{name}" for name in ("body", "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent", "comment"))
# Where the format has each thing that says something: in these, or in what is wrapped around it.
_PLACES = {
    tag(name): frozenset(tag(place) for place in places)
    for names, places in (
        (("w:t", "w:instrText", "w:sym", "w:ruby", "w:drawing", "w:pict"), ("w:r",)),
        (("w:r",), (*_LINES, "w:rt", "w:rubyBase")),
        (("w:hyperlink", "w:fldSimple"), (*_LINES, *_IN_EQUATIONS)),
        (("w:p", "w:tbl"), _BLOCKS),
        (("w:tr",), ("w:tbl",)),
        (("w:tc",), ("w:tr",)),
        (("m:t",), ("m:r",)),
        (("m:r",), _IN_EQUATIONS),
        (("a:t",), ("a:r", "a:fld")),
        (("a:r", "a:fld"), ("a:p",)),
    )
    for name in names
}
_TEXTS = ("w:t", "m:t", "a:t", "w:sym", "w:instrText")
_HIDDEN_PARTS = (("rad", "degHide", "deg"), ("nary", "subHide", "sub"), ("nary", "supHide", "sup"))
_MOST_UNDRAWN = 8  # letters in a row that draw nothing: the flag of England is made with six
_UNDRAWN = re.compile(f"[\u00ad\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]{{{_MOST_UNDRAWN},}}")
_SAVE = "Open it in Word, which may repair it, and save it again (File › Save As › Word Document)."
_EQUATION = "Click the equation, choose Equation › Convert › All – Linear to see all of it, and delete what is hidden."
_RETYPE = "Delete the words of that paragraph and type them anew."


def undrawn_text(kind: str, root: Element) -> Iterator[Refusal]:
    """Why text in a part of this kind ('header') may not come in: the first of each sort that no program draws."""
    for what, first, mend in (
        ("It holds text where a page has no place for any", next(_out_of_place(root), None), _SAVE),
        ("It has an equation with hidden parts", next(_hidden_in_equations(root), None), _EQUATION),
        ("It has letters that show nothing, many in a row", next(_without_shape(root), None), _RETYPE),
    ):
        if first is not None:
            yield Refusal(what, place_of(first, kind), mend)


def _out_of_place(root: Element) -> Iterator[Element]:
    for element in root.iter(*_PLACES):
        parent = element.getparent()
        while parent is not None and parent.tag in _WRAPPERS:
            parent = parent.getparent()
        if parent is not None and parent.tag not in _PLACES[element.tag] and _says_anything(element):
            yield element
    for text in each(root, *_TEXTS):
        if any(local(above).endswith("Pr") for above in text.iterancestors()) or len(text):
            yield text


def _hidden_in_equations(root: Element) -> Iterator[Element]:
    for phantom in each(root, "m:phant"):
        shown = find(phantom, "m:phantPr/m:show")
        if shown is not None and not _is_on(shown) and _says_anything(phantom):
            yield phantom
    for name, switch, part in _HIDDEN_PARTS:
        for whole in each(root, f"m:{name}"):
            hidden = find(whole, f"m:{part}")
            if _is_on(find(whole, f"m:{name}Pr/m:{switch}")) and hidden is not None and _says_anything(hidden):
                yield whole


def _is_on(switch: Element | None) -> bool:
    """Whether a switch of an equation is there and on: it is if it says nothing."""
    return switch is not None and value(switch, "m:val", missing="1") not in ("0", "off", "false")


def _without_shape(root: Element) -> Iterator[Element]:
    for text in each(root, *_TEXTS):
        if _UNDRAWN.search(text.text or ""):
            yield text
    for named in root.iter("{*}docPr", "{*}cNvPr", tag("w:tblCaption"), tag("w:tblDescription")):
        if any(_UNDRAWN.search(said) for said in (named.get("descr", ""), named.get("title", ""), value(named))):
            yield named


def _says_anything(element: Element) -> bool:
    return any(local(text) == "sym" or bool((text.text or "").strip()) for text in each(element, *_TEXTS))
