"""A part's XML as branches: elements that are complete, handed over one by one and let go, so that no large part is ever held whole.

The trees are the standard library's, built by its C code from expat: no Python runs until a branch is complete, so that what
reads them may be plain loops. Nothing here takes a document type, and so no entities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from shpdocs.model.settings import MB

Branch = tuple[Element, Element]

LARGEST_BRANCH = 8 * MB  # of what is not complete: a tag, a text, elements within each other
_MOST_NAMES = 20_000  # different names of elements and attributes
_DEEPEST = 200  # elements within each other
_LONGEST_NAMESPACE = 500  # characters; it stands before every name


class RefusedError(Exception):
    """What is read is not what a part may be; `Package.branches` makes it a fault."""


class EndlessError(Exception):
    """A branch is larger than any may be; `Package.branches` makes it a fault."""


def branches(chunks: Iterable[bytes], depth: int) -> Iterator[Branch]:
    """Yield each element that stands so many levels under the root, or fewer, after all that stands in it; before it, its parent.

    Names are '{namespace}name' without the first brace, or 'name' without a namespace.

    Raises:
        RefusedError, expat.ExpatError: it is no XML, or has names or elements within each other without end.
        EndlessError: a branch is too large.
    """
    parser, builder = _new_parser(), TreeBuilder()
    roots: list[Element] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        roots.append(builder.start(tag, attributes))
        parser.StartElementHandler = builder.start

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, builder.end, builder.data
    growing = 0
    for chunk in chunks:
        parser.Parse(chunk, False)
        growing += len(chunk)
        for branch in _complete(roots[0], depth, False) if roots else ():
            growing = 0
            yield branch
        if growing > LARGEST_BRANCH:
            raise EndlessError
        if len(parser.intern) > _MOST_NAMES or (roots and _is_endless(roots[0])):
            raise RefusedError
    parser.Parse(b"", True)
    yield from _complete(roots[0], depth, True)


def whole(content: bytes) -> Element:
    """The root of a small part, with all that stands in it.

    Raises:
        RefusedError, expat.ExpatError: it is no XML.
        EndlessError: it is too large to be held.
    """
    if len(content) > LARGEST_BRANCH:
        raise EndlessError
    parser, builder = _new_parser(), TreeBuilder()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = builder.start, builder.end, builder.data
    parser.Parse(content, True)
    return builder.close()


def _complete(parent: Element, depth: int, is_whole: bool) -> Iterator[Branch]:
    """Take the branches that are complete off their parent: all that it has, but for the last if there may come more of it."""
    children = parent[:] if is_whole else parent[:-1]
    del parent[: len(children)]
    for child in children:
        if depth > 1:
            yield from _complete(child, depth - 1, True)
        yield parent, child
    if depth > 1 and len(parent):
        yield from _complete(parent[0], depth - 1, False)


def _is_endless(element: Element) -> bool:
    """Whether what is read now stands within more elements than any part needs."""
    depth = 0
    while len(element) and depth < _DEEPEST:
        element, depth = element[-1], depth + 1
    return depth == _DEEPEST


def _new_parser() -> Any:
    parser = expat.ParserCreate(namespace_separator="}", intern={})
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartNamespaceDeclHandler = _bound_namespace
    return parser


def _refuse(*_: Any) -> None:
    raise RefusedError


def _bound_namespace(_prefix: str | None, namespace: str | None) -> None:
    if namespace and len(namespace) > _LONGEST_NAMESPACE:
        raise RefusedError


@lru_cache(maxsize=1024)
def local_name(name: str) -> str:
    """An element's or attribute's name without its namespace."""
    return name.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """The attribute of that name, whatever its namespace; '' without it."""
    return element.get(name) or next((value for key, value in element.items() if local_name(key) == name), "")


def whole_number(digits: str) -> int:
    """The number that an attribute names; 0 if it names none, as many a program leaves it."""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
