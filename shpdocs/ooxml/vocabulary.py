"""The words that a page of a Word file is written with: which elements and attributes say what a reader sees, and which values may.

A value is made of numbers and of words that the format has. Whatever somebody may write as they like, a name, a code, a remark,
is none; what readers see or hear of that is named by those who use this.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from shpdocs.ooxml.xml import NAMESPACES, R

_OFFICE = "http://schemas.microsoft.com/office"
PREFIXES = NAMESPACES | {
    "wps": f"{_OFFICE}/word/2010/wordprocessingShape",
    "wpg": f"{_OFFICE}/word/2010/wordprocessingGroup",
    "wpc": f"{_OFFICE}/word/2010/wordprocessingCanvas",
    "wp14": f"{_OFFICE}/word/2010/wordprocessingDrawing",
    "cdr": "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing",
    "a14": f"{_OFFICE}/drawing/2010/main",
    "c14": f"{_OFFICE}/drawing/2007/8/2/chart",
    "c15": f"{_OFFICE}/drawing/2012/chart",
    "adec": f"{_OFFICE}/drawing/2017/decorative",
}
_UNITS = "pt|in|cm|mm|pc|pi|px|em|ex|%|f|fd|emu"
_PLAIN = re.compile(
    rf"[-+]?(?:\d{{1,14}}(?:\.\d{{0,20}})?|\.\d{{1,20}})(?:[Ee][-+]?\d{{1,3}})?(?:{_UNITS})?|#?[0-9A-Fa-f]{{1,8}}|\[\d{{1,5}}\]"
)
_PANOSE = re.compile(r"[0-9A-Fa-f]{20}")
_BETWEEN = re.compile(r"[ ,;:]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?|x-none", re.IGNORECASE)
_FONT = r"[^\W_][\w .,'()&+/@#-]{0,63}"
FONT = re.compile(rf"{_FONT}(?:; ?{_FONT}){{0,5}}|@[\w -]{{1,62}}")  # older LibreOffice names what to take instead: “Open Sans;Arial”


class Vocabulary(Struct, frozen=True):
    """Elements by their full names; attributes by their full names, those without a namespace after that of their element; words.

    `older` has what older drawings (VML) say in languages of their own: 'properties', 'words' and 'functions'.
    """

    elements: frozenset[str]
    attributes: frozenset[str]
    words: frozenset[str]
    older: dict[str, frozenset[str]]

    def has_attribute(self, element: str, name: str) -> bool:
        """Whether an attribute of an element says something of what is shown."""
        return (name if name.startswith("{") else f"{element.partition('}')[0]}}}@{name}") in self.attributes


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, as word_vocabulary.txt has it."""
    listed: dict[str, set[str]] = {}
    kind = start = ""
    for line in (files("shpdocs.ooxml") / "word_vocabulary.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind, _, whose = line.strip("[]").partition(" ")
            kind = f"older {kind}" if whose == "of older drawings" else "attributes" if kind == "plain" else kind
            start = f"{{{PREFIXES[whose]}}}{'@' if line.startswith('[plain') else ''}" if whose in PREFIXES else ""
        elif not line.startswith("#"):
            listed.setdefault(kind, set()).update(f"{start}{word}" for word in line.split())
    attributes = listed["attributes"] | {f"{{{R}}}{name}" for name in ("id", "embed")}
    older = {kind: frozenset(listed[f"older {kind}"]) for kind in ("properties", "words", "functions")}
    return Vocabulary(frozenset(listed["elements"]), frozenset(attributes), frozenset(listed["words"]), older)


def words_of(kind: str) -> frozenset[str]:
    """What older drawings say: 'properties', 'words' or 'functions'."""
    return vocabulary().older[kind]


@lru_cache(maxsize=1 << 14)
def is_plain(value: str) -> bool:
    """Whether a value is made of numbers and of words of the format alone."""
    words = vocabulary().words
    return (
        value in words
        or bool(_PANOSE.fullmatch(value))
        or all(not piece or piece in words or _PLAIN.fullmatch(piece) for piece in _BETWEEN.split(value))
    )
