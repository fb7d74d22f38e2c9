"""The XML of parts as trees: names, safe reading, an element factory, one way of writing. Trees are lxml's, python-docx's among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from shpdocs.ooxml.bounds import damaged
from shpdocs.ooxml.package import Package

Element = Any  # lxml has no types of its own

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
W, R, MC, A, WP, C, V, M, W14 = (NAMESPACES[prefix] for prefix in ("w", "r", "mc", "a", "wp", "c", "v", "m", "w14"))
STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
# The strict kind of the format says the same under other names; the longest first.
_STRICT_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/", b"drawingml/2006/"),
)
_OFF = ("0", "false", "off", "none")
_DECLARED = re.compile(r"^(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']")


class NotXMLError(Exception):
    """What should be XML is not well-formed, declares a document type, or is nested without end."""


def parse(content: bytes) -> Element:
    """The root of a part; the strict kind's names are read as the usual ones. Comments and instructions are left out.

    Raises:
        NotXMLError: it is not well-formed, or declares a document type or entities.
    """
    content = _plain_letters(content)
    if b"<!DOCTYPE" in content:
        raise NotXMLError
    content = as_usual(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise NotXMLError from None
    if root.getroottree().docinfo.doctype:
        raise NotXMLError
    return root


def as_usual(content: bytes) -> bytes:
    """A part of the strict kind of the format with the names of the usual one; any other as it is."""
    if STRICT in content:
        for strict, usual in _STRICT_NAMES:
            content = content.replace(STRICT + strict, _TRANSITIONAL + usual)
    return content


def _plain_letters(content: bytes) -> bytes:
    """A part in two bytes a letter as UTF-8, so that it can be looked into."""
    if b"\0" not in content[:200]:
        return content
    try:
        return _DECLARED.sub(r"\1", content.decode("utf-16")).encode()
    except UnicodeDecodeError:
        raise NotXMLError from None


def tree(package: Package, name: str) -> Element | None:
    """The root of a part, None if there is no such part.

    Raises:
        PackageError: the part is damaged or no XML, or the package holds more XML than is allowed.
    """
    if not package.has(name):
        return None
    try:
        return parse(package.read_xml(name))
    except NotXMLError:
        raise damaged(name) from None


def related_tree(package: Package, name: str, kind: str) -> Element | None:
    """The root of the part that a part is related to in this way ('styles'), None if there is none. Raises as `tree` does."""
    target = package.related(name, kind)
    return tree(package, target) if target else None


def serialise(root: Element) -> bytes:
    """The bytes of a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@lru_cache(maxsize=2048)
def tag(name: str) -> str:
    """'w:p' as lxml names it; a name without a prefix stays."""
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else name


def local(element: Element) -> str:
    """An element's name without its namespace; '' for a comment or an instruction."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def element(name: str, attributes: dict[str, str] | None = None, *children: Element | str) -> Element:
    """A new element, attributes named as elements are: element('w:t', {'xml:space': 'preserve'}, 'text'). A text stands before children."""
    prefix = name.partition(":")[0]
    made = etree.Element(tag(name), nsmap={prefix: NAMESPACES[prefix]})
    for key, value in (attributes or {}).items():
        made.set(tag(key), value)
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def value(element: Element | None, name: str = "w:val", missing: str = "") -> str:
    """An attribute; `missing` without it or without the element."""
    return missing if element is None else str(element.get(tag(name), missing))


def is_on(switch: Element | None) -> bool:
    """Whether a switch such as <w:b/> is there and on: it is if it says nothing."""
    return switch is not None and value(switch, missing="1") not in _OFF


def each(root: Element, *names: str) -> Iterator[Element]:
    """Every element of these names within a root, in order."""
    return iter(root.iter(*_all_tags(names)))


@lru_cache(maxsize=256)
def _all_tags(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tag(name) for name in names)


def find(element: Element | None, path: str) -> Element | None:
    """The first element by a path of names: find(paragraph, 'w:pPr/w:pStyle'); None without it or without the element."""
    return None if element is None else element.find(_tags(path))


@lru_cache(maxsize=256)
def _tags(path: str) -> str:
    return "/".join(tag(name) for name in path.split("/"))


def remove(elements: Iterable[Element]) -> int:
    """Take elements out of where they stand; return how many they were."""
    listed = list(elements)
    for element in listed:
        if element.getparent() is not None:
            element.getparent().remove(element)
    return len(listed)
