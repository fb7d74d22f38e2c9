"""A part of an appendix written anew: with the elements, attributes and values alone that say what a reader sees or hears.

What is not known to be shown is not copied. Names that somebody gave become names of ours, ids of relationships those of the new part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lxml import etree

from shpdocs.ooxml.old_drawings import is_equation, is_path, plain_style
from shpdocs.ooxml.outside import description_of, is_public
from shpdocs.ooxml.vocabulary import FONT, LANGUAGE, PREFIXES, is_plain, vocabulary
from shpdocs.ooxml.xml import MC, Element, R, V, W, local, tag
from shpdocs.paper.appendix.known_elements import EXTENSIONS, known_children
from shpdocs.paper.appendix.neutral_names import Names
from shpdocs.paper.appendix.shape_guides import is_guide

_Handler = Callable[["Rewriter", Element, str], str | None]
_IGNORABLE = ("w14", "wp14")
_PREFIX_OF = {uri: prefix for prefix, uri in PREFIXES.items()}
_GROUPS = ("wgp", "grpSp", "wpc")
_SHAPES = ("wsp", "wgp", "grpSp", "cxnSp", "graphicFrame")
_FIELD_TYPES = {
    "CELLRANGE", "VALUE", "SERIESNAME", "CATEGORYNAME", "XVALUE", "YVALUE", "BUBBLESIZE", "PERCENTAGE", "CELLREF", "slidenum", "TxLink",
}  # fmt: skip
_CELLS = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?")


def _full(prefix: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{{{PREFIXES[prefix]}}}{name}" for name in names)


_STYLED = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "numStyleLink", "styleLink")
_OF_PAGES = frozenset(_full("w", "t", "instrText") + _full("m", "t"))
_OF_CHARTS = frozenset(_full("a", "t") + _full("c", "v", "separator", "name", "formatCode"))
# The elements that hold texts in each sort of part; one that is not named holds no text.
_TEXTS = dict.fromkeys(("document", "hdr", "ftr", "footnotes", "endnotes"), _OF_PAGES) | dict.fromkeys(
    ("chartSpace", "userShapes"), _OF_CHARTS
)
_PLAIN_TEXTS = {*_full("wp", "align", "posOffset"), *_full("wp14", "pctPosHOffset", "pctPosVOffset", "pctWidth", "pctHeight"),
                *_full("c", "symbol"), *_full("cdr", "x", "y")}  # fmt: skip
_FORMULAS = {*_full("c", "f"), *_full("c15", "f")}
_GUIDS = set(_full("c15", "txfldGUID"))
_VALUE, _CHARACTER = tag("w:val"), tag("m:val")
_MUST_SAY = (_VALUE, _CHARACTER, f"{{{R}}}id", tag("w:name"))  # an element whose only word is lost says nothing


class Rewriter:
    """Writes parts anew, with names of ours for those that somebody gave. `fonts` are those that the parts name."""

    def __init__(self, names: Names) -> None:
        self.fonts: set[str] = set()
        self._names = names
        self._codes = 0
        self._guids: dict[str, str] = {}
        self._shapes: dict[str, str] = {}
        self._texts: frozenset[str] = frozenset()
        self._relation_id: Callable[[str], str] = str
        self._handlers: dict[tuple[str, str], _Handler | None] = {}

    def rewritten(self, root: Element, relation_id: Callable[[str], str]) -> Element:
        """A part's root again. `relation_id` gives the new id of a relationship, '' for one that does not come in."""
        outer = self._relation_id, self._shapes, self._texts  # a part may be written while another names it
        self._relation_id, self._shapes, self._texts = relation_id, {}, _TEXTS.get(local(root), frozenset())
        is_chart = self._texts is _OF_CHARTS
        new_root = etree.Element(root.tag, nsmap=PREFIXES)
        self._copy_attributes(root, new_root)
        waiting = [(root, new_root)]
        while waiting:
            old, new = waiting.pop()
            copied = []
            for child in known_children(old, is_chart=is_chart):
                copy = etree.SubElement(new, child.tag)
                if self._copy_attributes(child, copy):
                    self._copy_text(child, copy)
                    copied.append((child, copy))
                else:
                    new.remove(copy)
            waiting += reversed(copied)  # the first is the next
        self._relation_id, self._shapes, self._texts = outer
        if root.tag.startswith(f"{{{W}}}"):
            new_root.set(tag("mc:Ignorable"), " ".join(_IGNORABLE))
        etree.cleanup_namespaces(new_root, keep_ns_prefixes=_IGNORABLE if new_root.get(tag("mc:Ignorable")) else None)
        return new_root

    def _copy_attributes(self, old: Element, new: Element) -> bool:
        """Copy what an element says of what is shown; return whether it says anything still that it must."""
        for name, text in old.attrib.items():
            key = (old.tag, name)
            if key not in self._handlers:
                self._handlers[key] = self._handler(*key)
            handler = self._handlers[key]
            said = handler(self, old, text) if handler is not None else None
            if said is not None:
                new.set(name, said)
            elif name in _MUST_SAY and not len(old):
                return False
        return True

    def _copy_text(self, old: Element, new: Element) -> None:
        text = old.text
        if not text:
            return
        if old.tag in self._texts:
            new.text = text
        elif old.tag in _PLAIN_TEXTS and is_plain(text.strip()):
            new.text = text.strip()
        elif old.tag in _FORMULAS:
            cells = _CELLS.search(text.rpartition("!")[2])
            new.text = f"Sheet1!{cells[0] if cells else '$A$1'}"
        elif old.tag in _GUIDS:
            new.text = self.guid(old, text)

    def _handler(self, element: str, name: str) -> _Handler | None:
        """What copies an attribute of an element; None if it is left."""
        if (element, name) in _SPECIAL:
            return _SPECIAL[element, name]
        if name in _ANYWHERE:
            return _ANYWHERE[name]
        if element.startswith(f"{{{V}}}") and name in _OLD_DRAWINGS:
            return _OLD_DRAWINGS[name]
        return Rewriter.plain if vocabulary().has_attribute(element, name) else None

    def plain(self, element: Element, text: str) -> str | None:
        """A value of numbers and words of the format."""
        return text if is_plain(text.strip()) else None

    def related(self, element: Element, text: str) -> str | None:
        """The new id of a relationship."""
        return self._relation_id(text) or None

    def font(self, element: Element, text: str) -> str | None:
        """The name of a font: what is shown depends on it."""
        if text.startswith("+") or not text:  # of the theme
            return text if not text or text[1:] in _THEME_FONTS else None
        if not FONT.fullmatch(text):
            return None
        self.fonts.add(text)
        return text

    def guid(self, element: Element, text: str) -> str:
        """A code that two places share."""
        return self._guids.setdefault(text, f"{{00000000-0000-4000-8000-{len(self._guids) + 1:012X}}}")

    def bookmark(self, name: str) -> str:
        """The new name of a bookmark; '' for one that the file has not got."""
        return self._names.bookmarks.get(name, "")

    def named_bookmark(self, element: Element, text: str) -> str | None:
        """The new name of a bookmark."""
        return self._names.bookmarks.get(text)

    def anchor(self, element: Element, text: str) -> str | None:
        """The place that a link leads to: here a bookmark, in another file what its address says."""
        return text if element.get(f"{{{R}}}id") else self._names.bookmarks.get(text, text if text == "_top" else None)

    def style_id(self, element: Element, text: str) -> str | None:
        """The new id of a style that comes in."""
        return self._names.style_ids.get(text)

    def style_name(self, element: Element, text: str) -> str | None:
        """The name of a style; nothing else has one."""
        style = element.getparent()
        return self._names.name_of(style.get(tag("w:styleId"), "")) if style is not None and local(style) == "style" else None

    def code(self, element: Element, text: str) -> str:
        """The code by which Word knows a list again."""
        self._codes += 1
        return f"{self._codes:08X}"

    def shape(self, element: Element, text: str) -> str:
        """The name of an older drawing, which others of its part may name."""
        name = text.removeprefix("#")
        new = self._shapes.setdefault(name, f"shape{len(self._shapes) + 1}")
        return f"#{new}" if text.startswith("#") else new


_THEME_FONTS = {f"{kind}-{script}" for kind in ("mj", "mn") for script in ("lt", "ea", "cs")}


def _shown(rewriter: Rewriter, element: Element, text: str) -> str | None:
    return text


def _described(rewriter: Rewriter, element: Element, text: str) -> str:
    return description_of(text)


def _language(rewriter: Rewriter, element: Element, text: str) -> str | None:
    return text if LANGUAGE.fullmatch(text) else None


def _description(rewriter: Rewriter, element: Element, text: str) -> str | None:
    """The alternative text of a picture or shape within a group; of one that stands alone the drawing around it says it."""
    own = element.getparent() if local(element.getparent()) in _SHAPES else element.getparent().getparent()
    return description_of(text) if own is not None and any(local(above) in _GROUPS for above in own.iterancestors()) else None


def _required(rewriter: Rewriter, element: Element, text: str) -> str:
    """What a choice requires, in the usual prefixes."""
    uris = (element.nsmap.get(prefix, "") for prefix in text.split())
    return " ".join(_PREFIX_OF[uri] for uri in uris if uri in _PREFIX_OF)


def _within(allowed: Iterable[str]) -> _Handler:
    words = frozenset(allowed)
    return lambda rewriter, element, text: text if text in words else None


def _always(text: str) -> _Handler:
    return lambda rewriter, element, said: text


def _if(test: Callable[[str], bool]) -> _Handler:
    return lambda rewriter, element, text: text if test(text) else None


_ANYWHERE: dict[str, _Handler] = {
    f"{{{R}}}id": Rewriter.related,
    f"{{{R}}}embed": Rewriter.related,
    tag("o:relid"): Rewriter.related,
    "typeface": Rewriter.font,
    "lang": _language,
    "altLang": _language,
    "formatCode": _shown,
    tag("w:ascii"): Rewriter.font,
    tag("w:hAnsi"): Rewriter.font,
    tag("w:eastAsia"): Rewriter.font,
    tag("w:cs"): Rewriter.font,
    tag("w:font"): Rewriter.font,
    tag("xml:space"): _within(["preserve", "default"]),
}
_OLD_DRAWINGS: dict[str, _Handler] = {
    "alt": _described,
    "string": _shown,
    "id": Rewriter.shape,
    "type": lambda rewriter, element, text: (rewriter.shape if text.startswith("#") else rewriter.plain)(element, text),
    "style": lambda rewriter, element, text: plain_style(text),
    "path": _if(is_path),
    "v": _if(is_path),
    "eqn": _if(is_equation),
    "href": _if(is_public),
}
_SPECIAL: dict[tuple[str, str], _Handler] = {
    **{(element, name): _described for element in _full("wp", "docPr") for name in ("descr", "title")},
    **{
        (element, name): _description
        for prefix in ("pic", "wps", "wpg")
        for element in _full(prefix, "cNvPr")
        for name in ("descr", "title")
    },
    **{
        (element, "name"): (_always("Drawing"))
        for prefix in ("wp", "wps", "wpg", "pic", "cdr")
        for element in _full(prefix, "docPr", "cNvPr")
    },
    **{(element, "name"): _always("") for element in _full("a", "theme", "clrScheme", "fontScheme", "fmtScheme")},
    **{(element, "uri"): _within(EXTENSIONS) for prefix in ("a", "c") for element in _full(prefix, "ext")},
    **{(element, "uri"): _within(PREFIXES.values()) for element in _full("a", "graphicData")},
    **{(element, _VALUE): _shown for element in _full("w", "tblCaption", "tblDescription", "lvlText", "listEntry")},
    **{(element, _CHARACTER): _if(lambda text: len(text) <= 1) for element in _full("m", "chr", "begChr", "endChr", "sepChr")},
    **{(element, name): _language for element in _full("w", "lang", "themeFontLang") for name in _full("w", "val", "eastAsia", "bidi")},
    **{(element, name): _if(is_guide) for element in _full("a", "gd") for name in ("name", "fmla")},
    **{(element, name): _if(is_guide) for element in _full("a", "pt", "pos") for name in ("x", "y")},
    **{(element, name): _if(is_guide) for element in _full("a", "rect") for name in ("l", "t", "r", "b")},
    **{(element, name): _if(is_guide) for element in _full("a", "arcTo") for name in ("wR", "hR", "stAng", "swAng")},
    **{(element, name): _if(is_guide) for element in _full("a", "cxn") for name in ("ang",)},
    (_full("a", "buChar")[0], "char"): _if(lambda text: len(text) <= 1),
    (_full("a", "fld")[0], "id"): Rewriter.guid,
    (_full("a", "fld")[0], "type"): _within(_FIELD_TYPES),
    (_full("a", "font")[0], "script"): _if(lambda text: bool(re.fullmatch("[A-Z][a-z]{3}", text))),
    (_full("c", "lang")[0], "val"): _language,
    (_full("m", "mathFont")[0], _CHARACTER): Rewriter.font,
    **{(element, _VALUE): Rewriter.style_id for element in _full("w", *_STYLED)},
    (tag("w:style"), tag("w:styleId")): Rewriter.style_id,
    (tag("w:name"), _VALUE): Rewriter.style_name,
    **{(element, _VALUE): Rewriter.code for element in _full("w", "nsid", "tmpl")},
    (tag("w:bookmarkStart"), tag("w:name")): Rewriter.named_bookmark,
    (tag("w:hyperlink"), tag("w:anchor")): Rewriter.anchor,
    **{(element, _VALUE): _within(".,;") for element in _full("w", "decimalSymbol", "listSeparator")},
    (tag("w:fldSimple"), tag("w:instr")): _shown,
    (tag("w:font"), tag("w:name")): Rewriter.font,
    (tag("w:numFmt"), tag("w:format")): _if(lambda text: bool(re.fullmatch(r"[0-9, .]{1,40}", text))),
    (tag("w:compatSetting"), tag("w:uri")): _within(["http://schemas.microsoft.com/office/word"]),
    (f"{{{MC}}}Choice", "Requires"): _required,
}
