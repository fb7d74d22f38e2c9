"""The shared strings of a workbook."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec
from msgspec import Struct

from shpdocs.workbook.read.package import OversizedError, Package, UnreadableError, local, new_parser
from shpdocs.workbook.read.written import bounded, look_of, unescape


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
