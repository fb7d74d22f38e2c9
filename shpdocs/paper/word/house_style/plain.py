"""What of a council's elements comes into papers: how something looks, in numbers and words of the format, and what a page shows.

Whatever somebody may write as they like, a name, a code, a remark, a value that is none, stays behind; so do texts where none is shown.
"""

from __future__ import annotations

import re

from shpdocs.ooxml.old_drawings import plain_style
from shpdocs.ooxml.vocabulary import FONT, is_plain, vocabulary
from shpdocs.ooxml.xml import NAMESPACES, Element, R, V, local, remove, tag

_SHOWN = {tag("w:t"), tag("w:instrText")}  # the copier writes codes of fields anew
_VALUE = tag("w:val")
_FONT_NAMES = {"typeface", *(tag(f"w:{name}") for name in ("ascii", "hAnsi", "eastAsia", "cs", "name"))}
_REFERENCES = {tag(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")}  # the copier makes them ours
_WORDS = {tag(f"w:{name}") for name in ("tblCaption", "tblDescription")}  # screen readers say them
_OF_DRAWINGS = {tag("wp:docPr"), tag("pic:cNvPr")}  # the copier writes these anew
_OF_A_LINK = {tag("w:hyperlink"), tag("a:hlinkClick")}
_OF_OLD_DRAWINGS = ("alt", "style")  # what is said of a picture, and its size, written anew
_SCRIPT = re.compile("[A-Z][a-z]{3}")


def keep_plain(root: Element) -> None:
    """Leave of an element, and of all within it, what says how something looks, and what a page shows."""
    for element in list(root.iter("*")):
        if element.tag not in _SHOWN:
            element.text = None
        element.tail = None
        if element.tag in _OF_DRAWINGS:
            continue
        if element.tag.startswith(f"{{{V}}}") and element.get("style"):
            element.set("style", plain_style(element.get("style")) or "")
        lost = [name for name, text in element.attrib.items() if not _is_kept(element, name, text)]
        for name in lost:
            del element.attrib[name]
        if {_VALUE, "val", "typeface"} & set(lost) and element is not root:
            remove([element])  # without its value it says something else


def _is_kept(element: Element, name: str, text: str) -> bool:
    if name.startswith(f"{{{R}}}") or name == tag("xml:space"):
        return True
    if element.tag in _OF_A_LINK:
        return False
    if name in _FONT_NAMES and not (element.tag == tag("w:style") or local(element) == "name"):
        return not text or bool(FONT.fullmatch(text.removeprefix("+")))
    if name == _VALUE and element.tag in _REFERENCES | _WORDS | {tag("w:name")}:
        return True
    if name in (tag("w:styleId"), tag("w:instr")):
        return True
    if element.tag.startswith(f"{{{V}}}") and name in _OF_OLD_DRAWINGS:
        return True
    if name == "script":
        return bool(_SCRIPT.fullmatch(text))
    if name == "uri":
        return text in NAMESPACES.values()
    return vocabulary().has_attribute(element.tag, name) and is_plain(text.strip())


def fonts_named(*roots: Element) -> set[str]:
    """The names of fonts that elements show something in."""
    return {text for root in roots for element in root.iter("*") for name, text in element.attrib.items() if name in _FONT_NAMES}
