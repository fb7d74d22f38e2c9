"""The texts of a workbook's parts: escapes, lengths and fonts, the shared strings, and the lines at the head and foot of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from shpdocs.workbook.read.package import OversizedError, Package, UnreadableError, local, new_parser

LONGEST_TEXT = 100_000  # characters; Excel takes 32,767
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_RAISED = ("superscript", "subscript")
FALSE = ("0", "false")
_BY_THEMSELVES = re.compile(r"(?i)&[^g&]|page|of|[\s\d/|,.:-]")  # what programs put there unasked: the page, the sheet, the day
_FONTS = re.compile(r'(?i)&"[^"]*"|&k(?:[0-9a-f]{6}|[0-9]{2}[+-][0-9]{3})|&[0-9]+|&[lcrbiuesxy]')


def bounded(text: str) -> str:
    """Return the text, if it is no longer than any cell's can be by far: what reads it must not take for ever."""
    if len(text) > LONGEST_TEXT:
        raise OversizedError(f"a cell with {len(text):,} characters", f"{LONGEST_TEXT:,}")
    return text


def unescape(text: str) -> str:
    """Undo the _x000D_ by which workbooks write characters that XML cannot hold."""
    return _ESCAPED.sub(_escaped, text) if "_x" in text else text


def _escaped(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # half a character stays as it is written


def look_of(tag: str, attributes: dict[str, str]) -> str:
    """What an element of a font makes of its text, of what may change how it is read: 'struck', 'raised' or ''."""
    if tag == "strike":
        return "" if attributes.get("val") in FALSE else "struck"
    return "raised" if tag == "vertAlign" and attributes.get("val") in _RAISED else ""


def page_line(written: str) -> str:
    """Return what a lead wrote in a header or footer, '' if nothing: without fonts, places and the numbers of pages."""
    text = _FONTS.sub(" ", written)
    return " ".join(text.replace("&G", "(a picture)").split()) if _BY_THEMSELVES.sub("", text) else ""


class Strings(Struct, frozen=True):
    """The shared strings in order, and the numbers of those of which something is struck through, or raised or lowered."""

    texts: list[str] = msgspec.field(default_factory=list)
    struck: frozenset[int] = frozenset()
    raised: frozenset[int] = frozenset()


def read_strings(package: Package, name: str, most: int) -> Strings:
    """Return the shared strings, the runs of each joined, without the reading aids of East Asian text.

    Raises:
        UnreadableError: the part is broken, or there are more than `most`.
    """
    reader = _StringsReader(most)
    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.texts.append
    package.run(name, parser)
    return Strings(reader.strings, frozenset(reader.marked["struck"]), frozenset(reader.marked["raised"]))


@dataclass(slots=True)
class _StringsReader:
    """The part while it is read: the text in whose runs the parser stands."""

    most: int
    strings: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    is_text: bool = False
    aids: int = 0
    depth: int = 0
    looks: set[str] = field(default_factory=set)  # of the run
    marked: dict[str, set[int]] = field(default_factory=lambda: {"struck": set(), "raised": set()})

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.texts.clear()
        self.depth += 1
        if self.is_text or self.depth > 100:
            raise UnreadableError  # nothing stands within a text
        name = local(tag)
        if name == "t":
            self.is_text = True
        elif name == "si":
            self.runs.clear()
        elif name == "rPh":
            self.aids += 1
        elif name == "r":
            self.looks.clear()
        elif look := look_of(name, attributes):
            self.looks.add(look)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        name = local(tag)
        if name == "t":
            self.is_text = False
            if not self.aids:
                text = "".join(self.texts)
                self.runs.append(text)
                if self.looks and text.strip():
                    for look in self.looks:
                        self.marked[look].add(len(self.strings))
        elif name == "r":
            self.looks.clear()
        elif name == "si":
            self.strings.append(unescape(bounded("".join(self.runs))))
            if len(self.strings) > self.most:
                raise OversizedError(f"more than {self.most:,} texts", f"{self.most:,}")
        elif name == "rPh":
            self.aids -= 1
