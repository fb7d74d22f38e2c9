"""Two roots become one: namespaces that either knows, and what may be ignored or is required in its words."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from shpdocs.ooxml.xml import MC, NAMESPACES, Element, each, tag


def united(name: str, roots: list[Element]) -> Element:
    """An empty root that knows every namespace of some roots, and what may be ignored in them.

    A prefix that means two things keeps its first meaning; the second is given another name.
    """
    known = {prefix: NAMESPACES[prefix] for prefix in ("w", "r")}
    ignorable: list[str] = []
    for root in roots:
        for prefix, uri in root.nsmap.items():
            if prefix and uri not in known.values():
                known[_free(prefix, known)] = uri
        ignorable += [root.nsmap[prefix] for prefix in root.get(tag("mc:Ignorable"), "").split() if prefix in root.nsmap]
    if ignorable and MC not in known.values():
        known[_free("mc", known)] = MC
    new_root = etree.Element(tag(name), nsmap=known)
    if ignorable:
        new_root.set(tag("mc:Ignorable"), _prefixes(new_root, dict.fromkeys(ignorable)))
    return new_root


def _free(prefix: str, known: dict[str, str]) -> str:
    names = (prefix if number == 1 else f"{prefix}{number}" for number in range(1, 1000))
    return next(name for name in names if name not in known)


def _prefixes(root: Element, uris: Iterable[str]) -> str:
    prefixes = {uri: prefix for prefix, uri in root.nsmap.items()}
    return " ".join(prefixes[uri] for uri in uris if uri in prefixes)


def move(children: list[Element], parent: Element) -> None:
    """Put copies of elements at the end of a parent whose root knows their namespaces; their choices require what they did.

    Copies, as lxml takes an element out of its tree in time by the square of what is in it.
    """
    for child in children:
        required = [[choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()] for choice in each(child, "mc:Choice")]
        copy = deepcopy(child)
        parent.append(copy)
        for choice, uris in zip(each(copy, "mc:Choice"), required, strict=True):
            choice.set("Requires", _prefixes(choice, uris))


def one_document(first: Element, second: Element) -> Element:
    """A document with the bodies of two, one after the other."""
    root = united("w:document", [first, second])
    body = etree.SubElement(root, tag("w:body"))
    for document in (first, second):
        move(list(document.find(tag("w:body"))), body)
    return root
