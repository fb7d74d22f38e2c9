"""How much the XML of a Word file holds, counted as it is read and before any tree of it is built: a tree takes far more memory."""

from __future__ import annotations

from collections import Counter
from xml.parsers import expat

from shpdocs.ooxml.bounds import Bounds, PackageError, damaged, too_many

_WORD = ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
_PARAGRAPHS, _STYLES = ("p",), ("style", "abstractNum", "num")
_MOST_NAMES = 5_000  # different names of elements and attributes; Word has some 2,000
_CHUNK = 1 << 17  # bytes between two looks at what was counted


class Counts:
    """What was counted so far of all parts of a file; what is read again counts again."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._names: Counter[str] = Counter()  # '{namespace}name' without the first brace

    def add(self, content: bytes, part: str) -> None:
        """Count a part.

        Raises:
            PackageError: there is more than may be, or the part is no XML or declares a document type.
        """
        if self._bounds.elements is None:
            return
        depth, deepest, names = 0, self._bounds.nesting, self._names

        def begin(name: str, _: object) -> None:
            nonlocal depth
            depth += 1
            names[name] += 1
            if depth > deepest:
                raise too_many(deepest, "elements within each other (tables in tables, boxes in boxes)", part, "deepest-nesting")

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        parser = expat.ParserCreate(namespace_separator="}", intern={})
        parser.StartElementHandler, parser.EndElementHandler = begin, end
        parser.StartDoctypeDeclHandler = lambda *_: _refuse(part)
        try:
            for start in range(0, len(content), _CHUNK):
                parser.Parse(content[start : start + _CHUNK], False)
                self._check(part, len(parser.intern))
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding that nobody knows
            raise damaged(part) from None
        self._check(part, len(parser.intern))

    def _check(self, part: str, names: int) -> None:
        bounds, counted = self._bounds, self._names
        if names > _MOST_NAMES:
            raise too_many(_MOST_NAMES, "different names of elements", part)
        for most, what, total, setting in (
            (bounds.elements, "elements", counted.total(), "most-elements"),
            (bounds.paragraphs, "paragraphs", _total(counted, _PARAGRAPHS), "most-paragraphs"),
            (bounds.styles, "styles and lists", _total(counted, _STYLES), "most-styles"),
        ):
            if most is not None and total > most:
                raise too_many(most, what, part, setting)


def _total(counted: Counter[str], names: tuple[str, ...]) -> int:
    return sum(counted[f"{namespace}}}{name}"] for namespace in _WORD for name in names)


def _refuse(part: str) -> PackageError:
    raise damaged(part)
