"""What no validator finds in a Word file, and Word or its readers stumble over: our own checks, each proved by planting it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_BY_NAME = re.compile(r'\b(REF|PAGEREF|NOTEREF)\s+"?([^\s"\\]+)|\bHYPERLINK\b[^"]*\\l\s+"([^"]+)"')
_SIZES = {f"{_W}tblW", f"{_W}tcW", f"{_W}gridCol", f"{_W}pgSz", f"{_W}sz", f"{_W}trHeight"}
_STYLED = {f"{_W}pStyle", f"{_W}rStyle", f"{_W}tblStyle"}


def integrity_faults(content: bytes) -> tuple[str, ...]:
    """Return what is wrong with a Word file (.docx), each fault as 'part: what', sorted; () if nothing is.

    Looks for parts: stored twice, without a content type, that nothing leads to, or missing; relationships that are not there;
    ids of drawings, names and ids of bookmarks, and ids of content controls given twice; bookmarks never closed or opened;
    references to no bookmark; fields that do not close; tables last in a cell or the body; sizes below zero; drawings without
    alternative text; attributes that styles' references do not have.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        read = {name: archive.read(name) for name in dict.fromkeys(names)}
    trees = {name: fromstring(text) for name, text in read.items() if name.endswith((".xml", ".rels"))}
    faults = [f"{name}: stored {count} times" for name, count in Counter(names).items() if count > 1]
    faults += _package_faults(read, trees)
    words = {name: tree for name, tree in trees.items() if name.startswith("word/") and not name.endswith(".rels")}
    faults += _given_twice(words)
    faults += _reference_faults(words)
    for name, tree in words.items():
        faults += [f"{name}: {fault}" for fault in (*_field_faults(tree), *_element_faults(tree))]
    return tuple(sorted(faults))


def _package_faults(read: dict[str, bytes], trees: dict[str, Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    known = {one.get("PartName", "").lstrip("/").lower() for one in types} | {f".{one.get('Extension', '')}".lower() for one in types}
    led_to = {"[Content_Types].xml"}
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _relation_faults(name, tree, read, led_to)
    for name in read:
        extension = f".{name.rpartition('.')[2]}".lower()
        if name != "[Content_Types].xml" and name.lower() not in known and extension not in known:
            yield f"{name}: has no content type"
        if name not in led_to and not name.endswith((".rels", "/")):
            yield f"{name}: nothing leads to it"


def _relation_faults(name: str, tree: Element, read: dict[str, bytes], led_to: set[str]) -> Iterator[str]:
    """Faults of a part's relationships; what they lead to is added to `led_to`."""
    folder, file = posixpath.split(name.replace("_rels/", "", 1).removesuffix(".rels"))
    source = posixpath.join(folder, file)
    if file and source not in read:
        yield f"{name}: belongs to no part"
    for one in tree:
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            led_to.add(target)
            if target not in read:
                yield f"{name}: leads to {target}, which is not there"
    ids = {one.get("Id") for one in tree}
    if source in read and source.endswith(".xml"):
        for element in fromstring(read[source]).iter():
            for attribute, value in element.attrib.items():
                if attribute.startswith(_R) and value not in ids:
                    yield f"{source}: asks for relationship {value}, which is not there"


def _given_twice(words: dict[str, Element]) -> Iterator[str]:
    kinds = (
        ("id of a drawing", f"{_WP}docPr", "id"),
        ("name of a bookmark", f"{_W}bookmarkStart", f"{_W}name"),
        ("id of a bookmark", f"{_W}bookmarkStart", f"{_W}id"),
    )
    for what, tag, attribute in kinds:
        counted = Counter(one.get(attribute, "") for tree in words.values() for one in tree.iter(tag))
        yield from (f"word: {what} given twice: {value}" for value, count in counted.items() if count > 1)
    controls = Counter(one.get(f"{_W}val", "") for tree in words.values() for one in tree.iterfind(f".//{_W}sdtPr/{_W}id"))
    yield from (f"word: id of a content control given twice: {value}" for value, count in controls.items() if count > 1)


def _reference_faults(words: dict[str, Element]) -> Iterator[str]:
    names = {one.get(f"{_W}name", "") for tree in words.values() for one in tree.iter(f"{_W}bookmarkStart")} | {"_top"}
    for name, tree in words.items():
        opened, closed = (Counter(one.get(f"{_W}id", "") for one in tree.iter(f"{_W}bookmark{end}")) for end in ("Start", "End"))
        yield from (f"{name}: bookmark {which} is never closed" for which in opened - closed)
        yield from (f"{name}: bookmark {which} is never opened" for which in closed - opened)
        asked = [one.get(f"{_W}anchor", "") for one in tree.iter(f"{_W}hyperlink") if one.get(f"{_W}anchor")]
        for said in _instructions(tree):
            asked += [found[2] or found[3] for found in _BY_NAME.finditer(said)]
        yield from (f"{name}: leads to bookmark {one}, which is not there" for one in asked if one not in names)


def _instructions(tree: Element) -> Iterator[str]:
    """What each field of a part does, put together from its pieces."""
    yield from (one.get(f"{_W}instr", "") for one in tree.iter(f"{_W}fldSimple"))
    open_fields: list[list[str]] = []
    for one in tree.iter():
        kind = one.get(f"{_W}fldCharType") if one.tag == f"{_W}fldChar" else ""
        if kind == "begin":
            open_fields.append([])
        elif kind == "end" and open_fields:
            yield "".join(open_fields.pop())
        elif one.tag == f"{_W}instrText" and open_fields:
            open_fields[-1].append(one.text or "")


def _field_faults(tree: Element) -> Iterator[str]:
    """Fields that end before they begin, turn to their result twice, or never end."""
    open_fields: list[bool] = []
    for one in tree.iter(f"{_W}fldChar"):
        kind = one.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append(False)
        elif not open_fields or (kind == "separate" and open_fields[-1]):
            yield f"a field's '{kind}' stands where none is open"
        elif kind == "separate":
            open_fields[-1] = True
        else:
            open_fields.pop()
    yield from ("a field is never closed" for _ in open_fields)


def _element_faults(tree: Element) -> Iterator[str]:
    for one in tree.iter():
        if one.tag in (f"{_W}tc", f"{_W}body"):
            inner = [block.tag for block in one if block.tag not in (f"{_W}sectPr", f"{_W}bookmarkEnd")]
            if not inner or inner[-1] == f"{_W}tbl":
                yield f"{one.tag.removeprefix(_W)} does not end with a paragraph"
        if one.tag in _SIZES or one.tag.endswith(("}extent", "}ext")):
            yield from (f"{_plain(one)} has a size below zero" for value in one.attrib.values() if re.fullmatch(r"-\d+", value))
        if one.tag in _STYLED and set(one.attrib) != {f"{_W}val"}:
            yield f"{_plain(one)} has attributes that there are none of"
        if (
            one.tag == f"{_WP}docPr"
            and not one.get("descr", "").strip()
            and not any(inner.tag.endswith("}decorative") for inner in one.iter())
        ):
            yield f"drawing {one.get('id')} has no alternative text"


def _plain(element: Element) -> str:
    return element.tag.rpartition("}")[2]
